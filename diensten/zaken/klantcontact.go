package zaken

import (
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Klantcontact is a moment at which somebody and the organisation had to do with each other about a zaak. The standard has
// replaced it by contactmomenten.
type Klantcontact struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De zaak.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken"`
	// Het nummer van het contact. Zonder opgave geeft het register er een uit.
	Identificatie string `json:"identificatie" zgw:"max=14"`
	// Wanneer het contact was.
	Datumtijd zgw.Time `json:"datumtijd" zgw:"required"`
	// Hoe het contact verliep: telefoon, balie.
	Kanaal string `json:"kanaal" zgw:"max=20"`
	// Waar het contact over ging.
	Onderwerp string `json:"onderwerp" zgw:"max=200"`
	// Een toelichting op het contact.
	Toelichting string `json:"toelichting" zgw:"max=1000"`
}

// Klantcontacten is the resource.
var Klantcontacten = rest.Resource[Klantcontact]{
	Name:         "klantcontact",
	Table:        "klantcontacten",
	Path:         Root + "/klantcontacten",
	Ops:          rest.ReadOnly | rest.Create,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: bijwerken},
	Parent:       func(k *Klantcontact) zgw.URL { return k.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Columns:      []rest.Column[Klantcontact]{rest.Ref("zaak", func(k *Klantcontact) zgw.URL { return k.Zaak })},
	Filters:      rest.Filters{"zaak": rest.By("zaak")},
}

// Rules are those of a klantcontact; it is made and never changed.
func (k *Klantcontact) Rules(c *rest.Call, _ *Klantcontact) error {
	zaak, err := openZaak(c, k.Zaak)
	if err != nil {
		return err
	}
	if k.Datumtijd.Time().After(c.Now()) {
		c.Invalid("datumtijd", "date-in-future", "Een contact kan niet in de toekomst liggen.")
	}
	if k.Identificatie != "" {
		return nil
	}
	list, err := c.Numbers("KLANTCONTACT", zaak.Bronorganisatie, 1)
	if err != nil {
		return err
	}
	// The year and ten digits: 14 is all there is room for.
	k.Identificatie = strings.ReplaceAll(strings.TrimPrefix(list[0], "KLANTCONTACT-"), "-", "")
	return nil
}
