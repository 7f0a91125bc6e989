package zaken

import (
	"meent/diensten/catalogi"
	"meent/diensten/documenten"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaakinformatieobject says that a document belongs to a zaak. The register of documents keeps the other side of it, which
// is made and removed with it (zrc-005).
type Zaakinformatieobject struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// Het document, in een Documenten API.
	Informatieobject zgw.URL `json:"informatieobject" zgw:"required,max=1000,ref=enkelvoudiginformatieobjecten,immutable"`
	// De zaak.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken,immutable"`
	// Wat het document met de zaak te maken heeft.
	AardRelatieWeergave AardRelatieWeergave `json:"aardRelatieWeergave" zgw:"readonly"`
	// Hoe het document in deze zaak heet.
	Titel string `json:"titel" zgw:"max=200"`
	// Wat het document in deze zaak is.
	Beschrijving string `json:"beschrijving"`
	// Wanneer het document bij de zaak kwam.
	Registratiedatum zgw.Time `json:"registratiedatum" zgw:"readonly"`
	// Wanneer het document vernietigd moet zijn.
	Vernietigingsdatum zgw.Time `json:"vernietigingsdatum" zgw:"null"`
	// De status van de zaak waar het document bij hoort.
	Status zgw.URL `json:"status" zgw:"null,max=1000,local=statussen"`
}

// AardRelatieWeergave says what a document and an object have to do with each other.
type AardRelatieWeergave string

const hoortBij = AardRelatieWeergave("Hoort bij, omgekeerd: kent")

// Choices are the values that the standard knows.
func (AardRelatieWeergave) Choices() []string {
	return []string{string(hoortBij), "Legt vast, omgekeerd: kan vastgelegd zijn als"}
}

// Zaakinformatieobjecten is the resource.
var Zaakinformatieobjecten = rest.Resource[Zaakinformatieobject]{
	Name:  "zaakinformatieobject",
	Table: "zaakinformatieobjecten",
	Path:  Root + "/zaakinformatieobjecten",
	Ops:   rest.All,
	Plain: true,
	Scopes: rest.Scopes{
		Read: "zaken.lezen", Create: aanmakenOfBijwerken, Update: bijwerken, Delete: bijwerkenOfVerwijderen,
	},
	Parent:       func(z *Zaakinformatieobject) zgw.URL { return z.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Feeds:        []string{"zaakinformatieobjecten"},
	Columns: []rest.Column[Zaakinformatieobject]{
		rest.Ref("zaak", func(z *Zaakinformatieobject) zgw.URL { return z.Zaak }),
		rest.Ref("informatieobject", func(z *Zaakinformatieobject) zgw.URL { return z.Informatieobject }),
		rest.Ref("status", func(z *Zaakinformatieobject) zgw.URL { return z.Status }),
	},
	Filters: rest.Filters{"zaak": rest.By("zaak"), "informatieobject": rest.By("informatieobject")},
	Relations: rest.Relations{
		"zaak":             {To: Root + "/zaken", SQL: "select id, zaak from zaakinformatieobjecten where id {in}"},
		"status":           {To: Root + "/statussen", SQL: "select id, status from zaakinformatieobjecten where id {in}"},
		"informatieobject": {To: documenten.Root + "/enkelvoudiginformatieobjecten", SQL: "select id, informatieobject from zaakinformatieobjecten where id {in}"},
	},
	Doc: rest.ResourceDoc{ETag: true},
}

// Rules are those of a zaakinformatieobject.
func (z *Zaakinformatieobject) Rules(c *rest.Call, old *Zaakinformatieobject) error {
	zaak, err := openZaak(c, z.Zaak)
	if err != nil {
		return err
	}
	z.AardRelatieWeergave = hoortBij // zrc-004
	if err := z.ruleStatus(c); err != nil || c.Faulty() || old != nil {
		return err
	}
	z.Registratiedatum = zgw.TimeOf(c.Now())
	// zrc-003: what is archived gets no more documents.
	if zaak.Archiefstatus != nogTeArchiveren {
		c.Invalid("zaak", "zaak-archiefstatus-invalid", "Het dossier van deze zaak is al gearchiveerd; er kan geen document meer bij.")
		return nil
	}
	if err := z.ruleOnce(c); err != nil || c.Faulty() {
		return err
	}
	return z.ruleType(c, zaak)
}

// ruleStatus keeps the status within the zaak.
func (z *Zaakinformatieobject) ruleStatus(c *rest.Call) error {
	if z.Status == "" {
		return nil
	}
	status, err := Statussen.Get(c, z.Status)
	if err != nil {
		return err
	}
	if status.Zaak != z.Zaak {
		c.Invalid("status", "zaak-mismatch", "Deze status hoort bij een andere zaak.")
	}
	return nil
}

// ruleOnce is zrc-003: a document belongs to a zaak once.
func (z *Zaakinformatieobject) ruleOnce(c *rest.Call) error {
	zaak, err := c.ID(z.Zaak)
	if err != nil {
		return err
	}
	document, err := c.ID(z.Informatieobject)
	if err != nil {
		return err
	}
	there, err := Zaakinformatieobjecten.Exists(c, "zaak = $1 and informatieobject = $2", zaak, document)
	if there {
		c.Invalid("nonFieldErrors", "unique", "Dit document hoort al bij de zaak.")
	}
	return err
}

// ruleType is zrc-017: the zaaktype knows the type of the document.
func (z *Zaakinformatieobject) ruleType(c *rest.Call, zaak *Zaak) error {
	document, err := documenten.Enkelvoudiginformatieobjecten.Get(c, z.Informatieobject)
	if err != nil {
		return err
	}
	zaaktype, err := catalogi.Zaaktypen.Get(c, zaak.Zaaktype)
	if err != nil {
		return err
	}
	may, err := zaaktype.HeeftInformatieobjecttype(c, document.Informatieobjecttype)
	if err != nil {
		return err
	}
	if !may {
		c.Invalid("nonFieldErrors", "missing-zaaktype-informatieobjecttype-relation", "Het zaaktype kent dit type documenten niet. Voeg het informatieobjecttype toe aan het zaaktype.")
	}
	return nil
}

// After makes the other side of the relation, and keeps the documents of statussen.
func (z *Zaakinformatieobject) After(c *rest.Call, old *Zaakinformatieobject) error {
	if old == nil {
		if err := z.mirror(c); err != nil {
			return err
		}
		return refreshStatus(c, z.Status)
	}
	if old.Status == z.Status {
		return nil
	}
	if err := refreshStatus(c, old.Status); err != nil {
		return err
	}
	return refreshStatus(c, z.Status)
}

func refreshStatus(c *rest.Call, status zgw.URL) error {
	if status == "" {
		return nil
	}
	return c.Refresh(status, "zaakinformatieobjecten")
}

// mirror is zrc-005: the register of documents hears of it in the same transaction. A document on another server stays
// without: its register asks us.
func (z *Zaakinformatieobject) mirror(c *rest.Call) error {
	if _, local := z.Informatieobject.Local(); !local {
		return nil
	}
	_, err := documenten.Objectinformatieobjecten.Put(c, &documenten.Objectinformatieobject{
		Informatieobject: z.Informatieobject, ObjectURL: z.Zaak, ObjectType: "zaak",
	})
	return err
}

// BeforeRemove is zrc-007.
func (z *Zaakinformatieobject) BeforeRemove(c *rest.Call) error {
	_, err := openZaak(c, z.Zaak)
	return err
}

// AfterRemove removes the other side of the relation (zrc-005).
func (z *Zaakinformatieobject) AfterRemove(c *rest.Call) error {
	if err := refreshStatus(c, z.Status); err != nil {
		return err
	}
	zaak, err := c.ID(z.Zaak)
	if err != nil {
		return err
	}
	document, err := c.ID(z.Informatieobject)
	if err != nil {
		return err
	}
	list, err := documenten.Objectinformatieobjecten.Each(c, "object = $1 and informatieobject = $2", zaak, document)
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
