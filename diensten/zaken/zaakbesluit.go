package zaken

import (
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaakbesluit says that a besluit was taken in a zaak. The register of besluiten makes and removes it (zrc-038).
type Zaakbesluit struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// Het besluit.
	Besluit zgw.URL `json:"besluit" zgw:"required,max=1000,fetch"`

	// Zaak is the zaak in the path.
	Zaak zgw.URL `json:"-"`
}

// besluiten is where the register above this one serves its besluiten.
const besluiten = "/besluiten/api/v1/besluiten"

// Zaakbesluiten is the resource.
var Zaakbesluiten = rest.Resource[Zaakbesluit]{
	Name:         "zaakbesluit",
	Table:        "zaakbesluiten",
	Path:         Root + "/zaken/{zaak_uuid}/besluiten",
	Ops:          rest.ReadOnly | rest.Create | rest.Remove,
	Plain:        true,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: "zaken.bijwerken", Delete: "zaken.bijwerken"},
	Parent:       (*Zaakbesluit).zaak,
	ParentColumn: "zaak",
	Lender:       "zaken",
	Columns: []rest.Column[Zaakbesluit]{
		rest.Ref("zaak", (*Zaakbesluit).zaak),
		rest.Ref("besluit", func(b *Zaakbesluit) zgw.URL { return b.Besluit }),
	},
	Relations: rest.Relations{
		"besluit": {To: besluiten, SQL: "select id, besluit from zaakbesluiten where id {in}"},
	},
}

// zaak is the zaak in whose path the zaakbesluit lies.
func (b *Zaakbesluit) zaak() zgw.URL {
	if b.Zaak != "" {
		return b.Zaak
	}
	zaak, _, _ := strings.Cut(string(b.URL), "/besluiten/")
	return zgw.URL(zaak)
}

// FromPath takes the zaak from the path.
func (b *Zaakbesluit) FromPath(_ *rest.Call, value func(string) string) {
	b.Zaak = zgw.LocalURL(Root+"/zaken", value("zaak_uuid"))
}

// Rules are zrc-007 and zrc-038: once for each besluit.
func (b *Zaakbesluit) Rules(c *rest.Call, _ *Zaakbesluit) error {
	if path, local := b.Besluit.Local(); local && !strings.HasPrefix(path, besluiten+"/") {
		c.Invalid("besluit", "no_match", "Op dit adres staat iets anders; hier hoort een adres uit besluiten.")
		return nil
	}
	if _, err := openZaak(c, b.zaak()); err != nil {
		return err
	}
	zaak, err := c.ID(b.zaak())
	if err != nil {
		return err
	}
	besluit, err := c.ID(b.Besluit)
	if err != nil {
		return err
	}
	there, err := Zaakbesluiten.Exists(c, "zaak = $1 and besluit = $2", zaak, besluit)
	if there {
		c.Invalid("nonFieldErrors", "unique", "Dit besluit hoort al bij de zaak.")
	}
	return err
}

// BeforeRemove is zrc-007.
func (b *Zaakbesluit) BeforeRemove(c *rest.Call) error {
	_, err := openZaak(c, b.zaak())
	return err
}
