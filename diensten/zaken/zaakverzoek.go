package zaken

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaakverzoek says that a verzoek, in another register, led to a zaak (zrc-024). That register is not told:
// the standard has withdrawn it.
type Zaakverzoek struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De zaak.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken"`
	// Het verzoek.
	Verzoek zgw.URL `json:"verzoek" zgw:"required,max=1000"`
}

// Zaakverzoeken is the resource.
var Zaakverzoeken = rest.Resource[Zaakverzoek]{
	Name:         "zaakverzoek",
	Table:        "zaakverzoeken",
	Path:         Root + "/zaakverzoeken",
	Ops:          rest.ReadOnly | rest.Create | rest.Remove,
	Plain:        true,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: "zaken.bijwerken", Delete: "zaken.bijwerken"},
	Parent:       func(z *Zaakverzoek) zgw.URL { return z.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Columns: []rest.Column[Zaakverzoek]{
		rest.Ref("zaak", func(z *Zaakverzoek) zgw.URL { return z.Zaak }),
		rest.Col("verzoek", func(z *Zaakverzoek) string { return string(z.Verzoek) }),
	},
	Filters: rest.Filters{"zaak": rest.By("zaak"), "verzoek": rest.ByAddress("verzoek")},
}

// Rules are those of a zaakverzoek; that there is no second one the table sees to.
func (z *Zaakverzoek) Rules(c *rest.Call, _ *Zaakverzoek) error {
	_, err := openZaak(c, z.Zaak)
	return err
}

// BeforeRemove is zrc-007.
func (z *Zaakverzoek) BeforeRemove(c *rest.Call) error {
	_, err := openZaak(c, z.Zaak)
	return err
}
