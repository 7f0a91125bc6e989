package zaken

import (
	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Resultaat is what a zaak led to. A zaak has one at most.
type Resultaat struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De zaak.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken,immutable"`
	// Welk resultaat het is.
	Resultaattype zgw.URL `json:"resultaattype" zgw:"required,max=1000,ref=resultaattypen,immutable"`
	// Een toelichting op het resultaat.
	Toelichting string `json:"toelichting" zgw:"max=1000"`
}

// Resultaten is the resource.
var Resultaten = rest.Resource[Resultaat]{
	Name:         "resultaat",
	Table:        "resultaten",
	Path:         Root + "/resultaten",
	Ops:          rest.All,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: bijwerken, Update: bijwerken, Delete: bijwerken},
	Parent:       func(r *Resultaat) zgw.URL { return r.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Feeds:        []string{"resultaat"},
	Columns: []rest.Column[Resultaat]{
		rest.Ref("zaak", func(r *Resultaat) zgw.URL { return r.Zaak }),
		rest.Ref("resultaattype", func(r *Resultaat) zgw.URL { return r.Resultaattype }),
	},
	Filters: rest.Filters{"zaak": rest.By("zaak"), "resultaattype": rest.By("resultaattype")},
	Relations: rest.Relations{
		"zaak":          {To: Root + "/zaken", SQL: "select id, zaak from resultaten where id {in}"},
		"resultaattype": {To: catalogi.Root + "/resultaattypen", SQL: "select id, resultaattype from resultaten where id {in}"},
	},
	Doc: rest.ResourceDoc{ETag: true},
}

// Rules are those of a resultaat.
func (r *Resultaat) Rules(c *rest.Call, old *Resultaat) error {
	zaak, err := Zaken.Get(c, r.Zaak)
	if err != nil {
		return err
	}
	// zrc-032: one for each zaak; told before the refusal of zrc-007.
	if old == nil && zaak.Resultaat != "" {
		c.Invalid("zaak", "unique", "De zaak heeft al een resultaat. Wijzig dat, of verwijder het eerst.")
		return nil
	}
	if err := closedRule(c, zaak); err != nil {
		return err
	}
	soort, err := catalogi.Resultaattypen.Get(c, r.Resultaattype)
	if err != nil {
		return err
	}
	// zrc-020: the resultaattype is one of the zaaktype's.
	if old == nil && soort.Zaaktype != zaak.Zaaktype {
		c.Invalid("nonFieldErrors", "zaaktype-mismatch", "Dit resultaattype hoort niet bij het zaaktype van de zaak.")
	}
	return nil
}

// BeforeRemove is zrc-007.
func (r *Resultaat) BeforeRemove(c *rest.Call) error {
	_, err := openZaak(c, r.Zaak)
	return err
}
