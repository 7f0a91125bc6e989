package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Roltype is a way in which somebody can be involved in cases of a zaaktype.
type Roltype struct {
	rest.Object
	// Het zaaktype waar de rol bij hoort.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,local=zaaktypen"`
	// De identificatie van het zaaktype.
	ZaaktypeIdentificatie string `json:"zaaktypeIdentificatie" zgw:"derived"`
	// De naam van de rol.
	Omschrijving string `json:"omschrijving" zgw:"required,max=100"`
	// Wat de rol is in woorden die alle gemeenten gebruiken.
	OmschrijvingGeneriek zgw.RolOmschrijvingGeneriek `json:"omschrijvingGeneriek" zgw:"required"`
	// De catalogus van het zaaktype.
	Catalogus zgw.URL `json:"catalogus" zgw:"null,computed,local=catalogussen"`
	Geldigheid
}

// Roltypen is the resource.
var Roltypen = rest.Resource[Roltype]{
	Name:         "roltype",
	Table:        "roltypen",
	Path:         Root + "/roltypen",
	Ops:          rest.All,
	Scopes:       partScopes,
	Topic:        "catalogi",
	ExtraTopic:   "catalogi",
	Extra:        roltypeExtra,
	Doc:          rest.ResourceDoc{ETag: true},
	Parent:       func(r *Roltype) zgw.URL { return r.Zaaktype },
	ParentColumn: "zaaktype",
	Lender:       "zaaktypen",
	Quiet:        true,
	Columns: []rest.Column[Roltype]{
		rest.Ref("zaaktype", func(r *Roltype) zgw.URL { return r.Zaaktype }),
		rest.Col("omschrijving", func(r *Roltype) string { return r.Omschrijving }),
		rest.Col("omschrijving_generiek", func(r *Roltype) string { return string(r.OmschrijvingGeneriek) }),
	},
	Filters: partFilters(rest.Filters{
		"omschrijvingGeneriek": rest.Is[zgw.RolOmschrijvingGeneriek]("omschrijving_generiek"),
		"status":               partStatus("roltypen"),
	}),
	Relations: rest.Relations{
		"zaaktype":  {To: Root + "/zaaktypen", SQL: "select id, zaaktype from roltypen where id {in}"},
		"catalogus": {To: Root + "/catalogussen", SQL: partCatalogus("roltypen")},
	},
}

func roltypeExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.part("roltypen")
	x.valid("roltypen", "omschrijving")
	return x.bytes()
}

// Rules are those of a part of a zaaktype; its names within a zaaktype differ (ztc-024).
func (r *Roltype) Rules(c *rest.Call, old *Roltype) error {
	was := zgw.URL("")
	if old != nil {
		was = old.Zaaktype
	}
	if err := ruleCatalogus(c, r.Zaaktype, r.Catalogus); err != nil {
		return err
	}
	if err := rulePart(c, r.Zaaktype, was, r.Geldigheid); err != nil {
		return err
	}
	zaaktype, err := c.ID(r.Zaaktype)
	if err != nil {
		return err
	}
	return ruleUnique(c, r.URL, "Dit zaaktype heeft al een roltype met deze omschrijving. Kies een andere omschrijving.",
		"roltypen", "zaaktype = $1 and omschrijving = $2", zaaktype, r.Omschrijving)
}

// BeforeRemove holds ztc-010.
func (r *Roltype) BeforeRemove(c *rest.Call) error { return ruleZaaktype(c, r.Zaaktype, verwijderen) }
