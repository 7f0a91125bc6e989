package zaken

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaakcontactmoment says that a contactmoment, in another register, was about a zaak (zrc-025). That register is not told:
// the standard has withdrawn it.
type Zaakcontactmoment struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De zaak.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken"`
	// Het contactmoment.
	Contactmoment zgw.URL `json:"contactmoment" zgw:"required,max=1000"`
}

// Zaakcontactmomenten is the resource.
var Zaakcontactmomenten = rest.Resource[Zaakcontactmoment]{
	Name:         "zaakcontactmoment",
	Table:        "zaakcontactmomenten",
	Path:         Root + "/zaakcontactmomenten",
	Ops:          rest.ReadOnly | rest.Create | rest.Remove,
	Plain:        true,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: "zaken.bijwerken", Delete: "zaken.bijwerken"},
	Parent:       func(z *Zaakcontactmoment) zgw.URL { return z.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Columns: []rest.Column[Zaakcontactmoment]{
		rest.Ref("zaak", func(z *Zaakcontactmoment) zgw.URL { return z.Zaak }),
		rest.Col("contactmoment", func(z *Zaakcontactmoment) string { return string(z.Contactmoment) }),
	},
	Filters: rest.Filters{"zaak": rest.By("zaak"), "contactmoment": rest.ByAddress("contactmoment")},
}

// Rules are those of a zaakcontactmoment; that there is no second one the table sees to.
func (z *Zaakcontactmoment) Rules(c *rest.Call, _ *Zaakcontactmoment) error {
	_, err := openZaak(c, z.Zaak)
	return err
}

// BeforeRemove is zrc-007.
func (z *Zaakcontactmoment) BeforeRemove(c *rest.Call) error {
	_, err := openZaak(c, z.Zaak)
	return err
}
