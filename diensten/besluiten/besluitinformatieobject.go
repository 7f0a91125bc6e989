package besluiten

import (
	"meent/diensten/catalogi"
	"meent/diensten/documenten"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Besluitinformatieobject says that a besluit is written in a document. The register of documents keeps the other side of
// it, which is made and removed with it (brc-005).
type Besluitinformatieobject struct {
	rest.Object
	// Het document waar het besluit in staat, in een Documenten API.
	Informatieobject zgw.URL `json:"informatieobject" zgw:"required,max=1000,ref=enkelvoudiginformatieobjecten,immutable"`
	// Het besluit.
	Besluit zgw.URL `json:"besluit" zgw:"required,local=besluiten,immutable"`
}

// Besluitinformatieobjecten is the resource. PUT and PATCH are not in the OpenAPI of the standard but in its suite
// (brc-004): both members are immutable, so that they only tell what cannot be changed.
var Besluitinformatieobjecten = rest.Resource[Besluitinformatieobject]{
	Name:  "besluitinformatieobject",
	Table: "besluitinformatieobjecten",
	Path:  Root + "/besluitinformatieobjecten",
	Ops:   rest.All,
	Plain: true,
	Scopes: rest.Scopes{
		Read: "besluiten.lezen", Create: "besluiten.aanmaken", Update: "besluiten.bijwerken", Delete: "besluiten.verwijderen",
	},
	Parent:       func(b *Besluitinformatieobject) zgw.URL { return b.Besluit },
	ParentColumn: "besluit",
	Lender:       "besluiten",
	Columns: []rest.Column[Besluitinformatieobject]{
		rest.Ref("besluit", func(b *Besluitinformatieobject) zgw.URL { return b.Besluit }),
		rest.Ref("informatieobject", func(b *Besluitinformatieobject) zgw.URL { return b.Informatieobject }),
	},
	Filters: rest.Filters{"besluit": rest.By("besluit"), "informatieobject": rest.By("informatieobject")},
	Relations: rest.Relations{
		"besluit":          {To: Root + "/besluiten", SQL: "select id, besluit from besluitinformatieobjecten where id {in}"},
		"informatieobject": {To: documenten.Root + "/enkelvoudiginformatieobjecten", SQL: "select id, informatieobject from besluitinformatieobjecten where id {in}"},
	},
	Doc: rest.ResourceDoc{Older: true},
}

// Rules are those of a besluitinformatieobject.
func (b *Besluitinformatieobject) Rules(c *rest.Call, old *Besluitinformatieobject) error {
	if old != nil { // nothing of it changes
		return nil
	}
	if err := b.ruleOnce(c); err != nil || c.Faulty() {
		return err
	}
	return b.ruleType(c)
}

// ruleOnce is brc-005: a besluit is in a document once.
func (b *Besluitinformatieobject) ruleOnce(c *rest.Call) error {
	besluit, document, err := b.ids(c)
	if err != nil {
		return err
	}
	there, err := Besluitinformatieobjecten.Exists(c, "besluit = $1 and informatieobject = $2", besluit, document)
	if there {
		c.Invalid("nonFieldErrors", "unique", "Dit document hoort al bij het besluit.")
	}
	return err
}

func (b *Besluitinformatieobject) ids(c *rest.Call) (besluit, document int64, err error) {
	if besluit, err = c.ID(b.Besluit); err != nil {
		return 0, 0, err
	}
	document, err = c.ID(b.Informatieobject)
	return besluit, document, err
}

// ruleType is brc-008: the besluittype knows the type of the document.
func (b *Besluitinformatieobject) ruleType(c *rest.Call) error {
	besluit, err := Besluiten.Get(c, b.Besluit)
	if err != nil {
		return err
	}
	document, err := documenten.Enkelvoudiginformatieobjecten.Get(c, b.Informatieobject)
	if err != nil {
		return err
	}
	besluittype, err := catalogi.Besluittypen.Get(c, besluit.Besluittype)
	if err != nil {
		return err
	}
	may, err := besluittype.HeeftInformatieobjecttype(c, document.Informatieobjecttype)
	if err == nil && !may {
		c.Invalid("nonFieldErrors", "missing-besluittype-informatieobjecttype-relation", "Het besluittype kent dit type documenten niet. Voeg het informatieobjecttype toe aan het besluittype.")
	}
	return err
}

// After makes the other side of the relation (brc-005). A document on another server stays without: its register asks us.
func (b *Besluitinformatieobject) After(c *rest.Call, old *Besluitinformatieobject) error {
	if _, local := b.Informatieobject.Local(); !local || old != nil {
		return nil
	}
	_, err := documenten.Objectinformatieobjecten.Put(c, &documenten.Objectinformatieobject{
		Informatieobject: b.Informatieobject, ObjectURL: b.Besluit, ObjectType: "besluit",
	})
	return err
}

// AfterRemove removes the other side of the relation (brc-005).
func (b *Besluitinformatieobject) AfterRemove(c *rest.Call) error {
	besluit, document, err := b.ids(c)
	if err != nil {
		return err
	}
	list, err := documenten.Objectinformatieobjecten.Each(c, "object = $1 and informatieobject = $2", besluit, document)
	if err != nil {
		return err
	}
	for _, o := range list {
		if err := documenten.Objectinformatieobjecten.Drop(c, o.URL); err != nil {
			return err
		}
	}
	return nil
}
