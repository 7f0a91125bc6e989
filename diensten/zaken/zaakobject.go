package zaken

import (
	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaakobject is a thing in the world that a zaak is about: an address, a pand, a person.
type Zaakobject struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De zaak.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken,immutable"`
	// Het object, als dat een adres heeft.
	ObjectURL zgw.URL `json:"object" zgw:"max=1000,fetch,immutable"`
	// Wat voor object het volgens het zaaktype is, in een Catalogi API.
	Zaakobjecttype zgw.URL `json:"zaakobjecttype" zgw:"max=1000,ref=zaakobjecttypen"`
	// Wat voor object het is.
	ObjectType zgw.ObjectType `json:"objectType" zgw:"required,immutable"`
	// Wat voor object het is, als dat niet in de lijst staat.
	ObjectTypeOverige string `json:"objectTypeOverige" zgw:"max=100"`
	// Waar de vorm van zo'n object is beschreven.
	ObjectTypeOverigeDefinitie *ObjectTypeOverigeDefinitie `json:"objectTypeOverigeDefinitie"`
	// Wat het object met de zaak te maken heeft.
	Relatieomschrijving string `json:"relatieomschrijving" zgw:"max=80"`
	// De gegevens van het object; welke dat zijn hangt af van objectType.
	ObjectIdentificatie zgw.JSON `json:"objectIdentificatie" zgw:"null"`
}

// ObjectTypeOverigeDefinitie says where the form of an object is described that the standard does not know.
type ObjectTypeOverigeDefinitie struct {
	// Het adres van het objecttype.
	URL zgw.URL `json:"url" zgw:"required,max=1000,fetch"`
	// Waar in het objecttype het JSON-schema staat, als jq-pad.
	Schema string `json:"schema" zgw:"required,max=100"`
	// Waar in het object de gegevens staan, als jq-pad.
	ObjectData string `json:"objectData" zgw:"required,max=100"`
}

// Zaakobjecten is the resource.
var Zaakobjecten = rest.Resource[Zaakobject]{
	Name:         "zaakobject",
	Table:        "zaakobjecten",
	Path:         Root + "/zaakobjecten",
	Ops:          rest.All,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: aanmakenOfBijwerken, Update: bijwerken, Delete: bijwerkenOfVerwijderen},
	Parent:       func(o *Zaakobject) zgw.URL { return o.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Feeds:        []string{"zaakobjecten"},
	Columns: []rest.Column[Zaakobject]{
		rest.Ref("zaak", func(o *Zaakobject) zgw.URL { return o.Zaak }),
		rest.Ref("zaakobjecttype", func(o *Zaakobject) zgw.URL { return o.Zaakobjecttype }),
		rest.Col("object", func(o *Zaakobject) any { return nothing(string(o.ObjectURL)) }),
		rest.Col("object_type", func(o *Zaakobject) string { return string(o.ObjectType) }),
	},
	Filters: rest.Filters{
		"zaak":       rest.By("zaak"),
		"object":     rest.ByAddress("object"),
		"objectType": rest.Is[zgw.ObjectType]("object_type"),
	},
	Relations: rest.Relations{
		"zaak":           {To: Root + "/zaken", SQL: "select id, zaak from zaakobjecten where id {in}"},
		"zaakobjecttype": {To: catalogi.Root + "/zaakobjecttypen", SQL: "select id, zaakobjecttype from zaakobjecten where id {in}"},
		"object":         {},
	},
	Doc: rest.ResourceDoc{ETag: true},
}

// Rules are those of a zaakobject.
func (o *Zaakobject) Rules(c *rest.Call, old *Zaakobject) error {
	zaak, err := openZaak(c, o.Zaak)
	if err != nil {
		return err
	}
	o.ruleObject(c)
	if c.Faulty() {
		return nil
	}
	if err := o.ruleDefinitie(c); err != nil || c.Faulty() {
		return err
	}
	if o.Zaakobjecttype == "" || old != nil && old.Zaakobjecttype == o.Zaakobjecttype {
		return nil
	}
	soort, err := catalogi.Zaakobjecttypen.Get(c, o.Zaakobjecttype)
	if err != nil {
		return err
	}
	if soort.Zaaktype != zaak.Zaaktype {
		c.Invalid("nonFieldErrors", "zaaktype-mismatch", "Dit zaakobjecttype hoort niet bij het zaaktype van de zaak.")
	}
	return nil
}

// ruleObject is zrc-033: which object, and of what type.
func (o *Zaakobject) ruleObject(c *rest.Call) {
	overige := o.ObjectTypeOverige != "" || o.ObjectTypeOverigeDefinitie != nil
	switch {
	case o.ObjectURL == "" && len(o.ObjectIdentificatie) == 0:
		c.Invalid("nonFieldErrors", "invalid-zaakobject", "Geef een adres op (object) of de gegevens van het object (objectIdentificatie).")
	case o.ObjectType == "overige" && !overige:
		c.Invalid("objectTypeOverige", "missing-object-type-overige", "Zeg bij objectType overige om wat voor object het gaat, in objectTypeOverige.")
	case o.ObjectType != "overige" && overige:
		c.Invalid("objectTypeOverige", "invalid-object-type-overige-usage", "Laat objectTypeOverige en objectTypeOverigeDefinitie leeg, of maak objectType overige.")
	case len(o.ObjectIdentificatie) > 0:
		o.identify(c)
	}
}

// After is zrc-021: the archiving of a closed zaak may hang on the object.
func (o *Zaakobject) After(c *rest.Call, _ *Zaakobject) error {
	zaak, err := Zaken.Get(c, o.Zaak)
	if err != nil {
		return err
	}
	return zaak.herbereken(c, "zaakobject")
}

// BeforeRemove is zrc-007.
func (o *Zaakobject) BeforeRemove(c *rest.Call) error {
	_, err := openZaak(c, o.Zaak)
	return err
}
