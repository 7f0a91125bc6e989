package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Eigenschap is something that is written down of each zaak of a zaaktype.
type Eigenschap struct {
	rest.Object
	// De naam van de eigenschap.
	Naam string `json:"naam" zgw:"required,max=20"`
	// De catalogus van het zaaktype.
	Catalogus zgw.URL `json:"catalogus" zgw:"derived"`
	// Wat de eigenschap betekent.
	Definitie string `json:"definitie" zgw:"required,max=255"`
	// Wat voor waarde de eigenschap heeft.
	Specificatie Eigenschapspecificatie `json:"specificatie" zgw:"required"`
	// Een toelichting.
	Toelichting string `json:"toelichting" zgw:"max=1000"`
	// Het zaaktype waar de eigenschap bij hoort.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,local=zaaktypen"`
	// De identificatie van het zaaktype.
	ZaaktypeIdentificatie string `json:"zaaktypeIdentificatie" zgw:"derived"`
	// De status die pas gezet kan worden als de eigenschap een waarde heeft.
	Statustype zgw.URL `json:"statustype" zgw:"null,local=statustypen"`
	Geldigheid
}

// Eigenschapspecificatie is the form of a value.
type Eigenschapspecificatie struct {
	// Een naam voor eigenschappen die bij elkaar horen.
	Groep string `json:"groep" zgw:"max=32"`
	// Of de waarde tekst, een getal, een datum of een tijdstip is.
	Formaat zgw.Formaat `json:"formaat" zgw:"required"`
	// Hoeveel tekens de waarde heeft; bij getallen met de decimalen achter de komma.
	Lengte string `json:"lengte" zgw:"required,max=14"`
	// Hoe vaak de eigenschap kan voorkomen: een aantal, of N voor onbeperkt.
	Kardinaliteit string `json:"kardinaliteit" zgw:"required,max=3"`
	// De waarden waaruit men kiest.
	Waardenverzameling []string `json:"waardenverzameling" zgw:"max=100"`
}

// Eigenschappen is the resource.
var Eigenschappen = rest.Resource[Eigenschap]{
	Name:         "eigenschap",
	Table:        "eigenschappen",
	Path:         Root + "/eigenschappen",
	Ops:          rest.All,
	Scopes:       partScopes,
	Topic:        "catalogi",
	ExtraTopic:   "catalogi",
	Extra:        eigenschapExtra,
	Doc:          rest.ResourceDoc{ETag: true},
	Parent:       func(e *Eigenschap) zgw.URL { return e.Zaaktype },
	ParentColumn: "zaaktype",
	Lender:       "zaaktypen",
	Quiet:        true,
	Columns: []rest.Column[Eigenschap]{
		rest.Ref("zaaktype", func(e *Eigenschap) zgw.URL { return e.Zaaktype }),
		rest.Ref("statustype", func(e *Eigenschap) zgw.URL { return e.Statustype }),
		rest.Col("naam", func(e *Eigenschap) string { return e.Naam }),
	},
	Filters: partFilters(rest.Filters{"status": partStatus("eigenschappen")}),
	Relations: rest.Relations{
		"zaaktype":   {To: Root + "/zaaktypen", SQL: "select id, zaaktype from eigenschappen where id {in}"},
		"catalogus":  {To: Root + "/catalogussen", SQL: partCatalogus("eigenschappen")},
		"statustype": {To: Root + "/statustypen", SQL: "select id, statustype from eigenschappen where id {in}"},
	},
}

func eigenschapExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.part("eigenschappen")
	x.valid("eigenschappen", "naam")
	return x.bytes()
}

// Rules are those of a part of a zaaktype; its names within a zaaktype differ (ztc-024).
func (e *Eigenschap) Rules(c *rest.Call, old *Eigenschap) error {
	was := zgw.URL("")
	if old != nil {
		was = old.Zaaktype
	}
	e.ruleLengte(c)
	if c.Faulty() {
		return nil
	}
	if err := rulePart(c, e.Zaaktype, was, e.Geldigheid); err != nil {
		return err
	}
	zaaktype, err := c.ID(e.Zaaktype)
	if err != nil {
		return err
	}
	return ruleUnique(c, e.URL, "Dit zaaktype heeft al een eigenschap met deze naam. Kies een andere naam.",
		"eigenschappen", "zaaktype = $1 and naam = $2", zaaktype, e.Naam)
}

// ruleLengte is ztc-015: dates and times have one length.
func (e *Eigenschap) ruleLengte(c *rest.Call) {
	s := e.Specificatie
	switch {
	case s.Formaat == "datum" && s.Lengte != "8":
		c.Invalid("specificatie.lengte", "invalid-length", "Een datum is 8 tekens lang (jjjjmmdd). Geef lengte 8 op.")
	case s.Formaat == "datum_tijd" && s.Lengte != "14":
		c.Invalid("specificatie.lengte", "invalid-length", "Een datum met tijd is 14 tekens lang (jjjjmmdduummss). Geef lengte 14 op.")
	}
}

// BeforeRemove holds ztc-010.
func (e *Eigenschap) BeforeRemove(c *rest.Call) error {
	return ruleZaaktype(c, e.Zaaktype, verwijderen)
}

// bind gives the eigenschap a statustype, or none.
func (e *Eigenschap) bind(c *rest.Call, statustype zgw.URL) error {
	if e.Statustype == statustype {
		return nil
	}
	e.Statustype = statustype
	return Eigenschappen.Store(c, e)
}
