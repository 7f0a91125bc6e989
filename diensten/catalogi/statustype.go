package catalogi

import (
	"slices"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Statustype is a stage that cases of a zaaktype go through; the one with the highest volgnummer ends them.
type Statustype struct {
	rest.Object
	// De naam van de status.
	Omschrijving string `json:"omschrijving" zgw:"required,max=80"`
	// De naam in woorden die alle gemeenten gebruiken.
	OmschrijvingGeneriek string `json:"omschrijvingGeneriek" zgw:"max=80"`
	// Wat de initiator te lezen krijgt.
	Statustekst string `json:"statustekst" zgw:"max=1000"`
	// Het zaaktype waarvan het een status is.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,local=zaaktypen"`
	// De catalogus van het zaaktype.
	Catalogus zgw.URL `json:"catalogus" zgw:"derived"`
	// De identificatie van het zaaktype.
	ZaaktypeIdentificatie string `json:"zaaktypeIdentificatie" zgw:"derived"`
	// De plaats in de volgorde van statussen.
	Volgnummer int `json:"volgnummer" zgw:"required,min=1,max=9999"`
	// Of dit de laatste status is, die de zaak afsluit.
	Eindstatus bool `json:"isEindstatus" zgw:"derived"`
	// Of de initiator van deze status hoort.
	Informeren bool `json:"informeren"`
	// Hoe lang het duurt tot deze status.
	Doorlooptijd zgw.Duration `json:"doorlooptijd" zgw:"null"`
	// Een toelichting.
	Toelichting string `json:"toelichting" zgw:"null,max=1000"`
	// Wat nagelopen moet zijn voor de status wordt gezet.
	ChecklistitemStatustype []Checklistitem `json:"checklistitemStatustype"`
	// De eigenschappen die een waarde moeten hebben voor de status wordt gezet.
	Eigenschappen []zgw.URL `json:"eigenschappen" zgw:"computed,local=eigenschappen"`
	Geldigheid
}

// Checklistitem is a question that must be answered before a status is set.
type Checklistitem struct {
	// De naam van het punt.
	Itemnaam string `json:"itemnaam" zgw:"required,max=30"`
	// Een toelichting.
	Toelichting string `json:"toelichting" zgw:"null,max=1000"`
	// De vraag.
	Vraagstelling string `json:"vraagstelling" zgw:"required,max=255"`
	// Of het antwoord ja moet zijn.
	Verplicht bool `json:"verplicht"`
}

// Statustypen is the resource.
var Statustypen = rest.Resource[Statustype]{
	Name:         "statustype",
	Table:        "statustypen",
	Path:         Root + "/statustypen",
	Ops:          rest.All,
	Scopes:       partScopes,
	Topic:        "catalogi",
	ExtraTopic:   "catalogi",
	Extra:        statustypeExtra,
	Doc:          rest.ResourceDoc{ETag: true},
	Parent:       func(s *Statustype) zgw.URL { return s.Zaaktype },
	ParentColumn: "zaaktype",
	Lender:       "zaaktypen",
	Quiet:        true,
	Columns: []rest.Column[Statustype]{
		rest.Ref("zaaktype", func(s *Statustype) zgw.URL { return s.Zaaktype }),
		rest.Col("omschrijving", func(s *Statustype) string { return s.Omschrijving }),
		rest.Col("volgnummer", func(s *Statustype) int { return s.Volgnummer }),
	},
	Filters: partFilters(rest.Filters{"status": partStatus("statustypen")}),
	Relations: rest.Relations{
		"zaaktype":      {To: Root + "/zaaktypen", SQL: "select id, zaaktype from statustypen where id {in}"},
		"catalogus":     {To: Root + "/catalogussen", SQL: partCatalogus("statustypen")},
		"eigenschappen": {To: Root + "/eigenschappen", Many: true, SQL: "select statustype, id from eigenschappen where statustype {in} order by id"},
	},
}

func statustypeExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.part("statustypen")
	r := x.row(1, "select case when exists (select 1 from statustypen h where h.zaaktype = s.zaaktype and h.volgnummer > s.volgnummer) then 'false' else 'true' end from statustypen s where s.id = $1", s.ID)
	x.raw("isEindstatus", r[0])
	x.list("eigenschappen", "", Root+"/eigenschappen", "select uuid from eigenschappen where statustype = $1 order by id", s.ID)
	x.valid("statustypen", "omschrijving")
	return x.bytes()
}

// IsEindstatus says whether a statustype ends the zaak: no other of its zaaktype has a higher volgnummer.
func (s *Statustype) IsEindstatus(c *rest.Call) (bool, error) {
	if _, local := s.URL.Local(); !local {
		return s.Eindstatus, nil
	}
	zaaktype, err := c.ID(s.Zaaktype)
	if err != nil {
		return false, err
	}
	higher, err := Statustypen.Exists(c, "zaaktype = $1 and volgnummer > $2", zaaktype, int64(s.Volgnummer))
	return !higher, err
}

// Rules are those of a part of a zaaktype; the numbers within a zaaktype differ (ztc-024), or two would end it.
func (s *Statustype) Rules(c *rest.Call, old *Statustype) error {
	was := zgw.URL("")
	if old != nil {
		was = old.Zaaktype
	}
	if err := rulePart(c, s.Zaaktype, was, s.Geldigheid); err != nil {
		return err
	}
	zaaktype, err := c.ID(s.Zaaktype)
	if err != nil {
		return err
	}
	return ruleUnique(c, s.URL, "Dit zaaktype heeft al een statustype met dit volgnummer. Kies een ander volgnummer.",
		"statustypen", "zaaktype = $1 and volgnummer = $2", zaaktype, int64(s.Volgnummer))
}

// After gives the eigenschappen that were sent this statustype, and takes it from the others.
func (s *Statustype) After(c *rest.Call, old *Statustype) error {
	if !c.Sent("eigenschappen") && !c.Replaces() {
		return nil
	}
	id, err := c.ID(s.URL)
	if err != nil {
		return err
	}
	now, err := Eigenschappen.Each(c, "statustype = $1", id)
	if err != nil {
		return err
	}
	for _, e := range now {
		if !slices.Contains(s.Eigenschappen, e.URL) {
			if err := e.bind(c, ""); err != nil {
				return err
			}
		}
	}
	for _, url := range s.Eigenschappen {
		e, err := Eigenschappen.Get(c, url)
		if err != nil {
			return err
		}
		if err := e.bind(c, s.URL); err != nil {
			return err
		}
	}
	return nil
}

// BeforeRemove holds ztc-010; eigenschappen lose the statustype.
func (s *Statustype) BeforeRemove(c *rest.Call) error {
	if err := ruleZaaktype(c, s.Zaaktype, verwijderen); err != nil || c.Faulty() {
		return err
	}
	id, err := c.ID(s.URL)
	if err != nil {
		return err
	}
	bound, err := Eigenschappen.Each(c, "statustype = $1", id)
	if err != nil {
		return err
	}
	for _, e := range bound {
		if err := e.bind(c, ""); err != nil {
			return err
		}
	}
	return unbindDocuments(c, id)
}
