package documenten

import (
	"errors"
	"fmt"

	"meent/diensten/auth"
	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Enkelvoudiginformatieobject is a document: a letter, a drawing, a recording. Its contents lie in a file; each change
// makes a new version of it.
type Enkelvoudiginformatieobject struct {
	Document
	// De sleutel van de vergrendeling.
	Lock string `json:"lock" zgw:"writeonly"`

	contents // not a member: what a write does to the contents
}

// EnkelvoudiginformatieobjectCreateLock is what openapi.json says of a new document: its lock is shown, once.
type EnkelvoudiginformatieobjectCreateLock struct {
	Document
	// De sleutel van de vergrendeling, als de inhoud in bestandsdelen volgt; anders leeg.
	Lock string `json:"lock" zgw:"readonly"`
}

// EnkelvoudiginformatieobjectWithLock is what openapi.json says of a changed document: its lock is asked.
type EnkelvoudiginformatieobjectWithLock struct {
	Document
	// De sleutel van de vergrendeling.
	Lock string `json:"lock" zgw:"required,writeonly"`
}

// Document is what all of these have.
type Document struct {
	rest.Object
	// Het nummer van het document, uniek binnen de bronorganisatie. Zonder opgave geeft het register er een uit.
	Identificatie string `json:"identificatie" zgw:"max=40"`
	// Het RSIN van de organisatie die het document heeft gemaakt of ontvangen.
	Bronorganisatie zgw.RSIN `json:"bronorganisatie" zgw:"required,max=9"`
	// De dag waarop het document is gemaakt.
	Creatiedatum zgw.Date `json:"creatiedatum" zgw:"required"`
	// Hoe het document heet.
	Titel string `json:"titel" zgw:"required,max=200"`
	// Hoe openbaar het document is; zonder opgave als het informatieobjecttype.
	Vertrouwelijkheidaanduiding zgw.Vertrouwelijkheid `json:"vertrouwelijkheidaanduiding"`
	// Of het document gepubliceerd mag worden.
	IsGereedVoorPublicatie *bool `json:"isGereedVoorPublicatie"`
	// Of wie de zaak begon het document mag zien.
	TonenAanInitiator bool `json:"tonenAanInitiator" zgw:"default=false"`
	// De maker van het document.
	Auteur string `json:"auteur" zgw:"required,max=200"`
	// Hoe ver het document is.
	Status zgw.StatusDocument `json:"status"`
	// Of de inhoud verlopen is, zodat zij niet meer opgevraagd kan worden.
	InhoudIsVervallen *bool `json:"inhoudIsVervallen"`
	// Het mediatype van de inhoud.
	Formaat string `json:"formaat" zgw:"max=255"`
	// De taal van het document, als code van drie letters (ISO 639-2/B).
	Taal string `json:"taal" zgw:"required,max=3,min=3"`
	// Het nummer van de versie; de eerste is 1.
	Versie int `json:"versie" zgw:"readonly"`
	// Vanaf wanneer deze versie geldt.
	BeginRegistratie zgw.Time `json:"beginRegistratie" zgw:"readonly"`
	// De naam van het bestand.
	Bestandsnaam string `json:"bestandsnaam" zgw:"max=255"`
	// De inhoud: base64 in een verzoek, in een antwoord het adres waar zij opgehaald wordt.
	Inhoud Inhoud `json:"inhoud" zgw:"null,format=byte,shown=uri"`
	// De grootte van de inhoud in bytes.
	Bestandsomvang *int `json:"bestandsomvang" zgw:"min=0"`
	// Een adres waar de inhoud buiten dit register staat.
	Link zgw.URL `json:"link" zgw:"max=200"`
	// Een beschrijving van het document.
	Beschrijving string `json:"beschrijving" zgw:"max=1000"`
	// De dag waarop het document is ontvangen.
	Ontvangstdatum zgw.Date `json:"ontvangstdatum" zgw:"null"`
	// De dag waarop het document is verzonden.
	Verzenddatum zgw.Date `json:"verzenddatum" zgw:"null"`
	// Of er rechten zijn op het gebruik van het document; leeg als dat niet bekend is.
	IndicatieGebruiksrecht *bool `json:"indicatieGebruiksrecht"`
	// Hoe het document eruitziet: een brief, een foto.
	Verschijningsvorm string `json:"verschijningsvorm"`
	// Of en hoe het document is ondertekend.
	Ondertekening *Ondertekening `json:"ondertekening"`
	// Waarmee te zien is of de inhoud ongewijzigd is.
	Integriteit *Integriteit `json:"integriteit"`
	// Wat voor document het is, in een Catalogi API.
	Informatieobjecttype zgw.URL `json:"informatieobjecttype" zgw:"required,max=200,ref=informatieobjecttypen"`
	// Of het document is vergrendeld omdat iemand het bewerkt.
	Locked bool `json:"locked" zgw:"derived"`
	// De delen waarin een grote inhoud wordt geüpload.
	Bestandsdelen []Bestandsdeel `json:"bestandsdelen" zgw:"derived"`
	// Woorden waarop het document te vinden is.
	Trefwoorden []string `json:"trefwoorden"`
}

// Ondertekening is how and when a document was signed.
type Ondertekening struct {
	// Hoe het document is ondertekend.
	Soort zgw.SoortOndertekening `json:"soort" zgw:"required,blank"`
	// Wanneer het document is ondertekend.
	Datum zgw.Date `json:"datum" zgw:"required,null"`
}

// Integriteit is a checksum of the contents.
type Integriteit struct {
	// Hoe het controlegetal is berekend.
	Algoritme zgw.Algoritme `json:"algoritme" zgw:"required,blank"`
	// Het controlegetal.
	Waarde string `json:"waarde" zgw:"required,blank,max=128"`
	// Wanneer het controlegetal is berekend.
	Datum zgw.Date `json:"datum" zgw:"required,null"`
}

// Enkelvoudiginformatieobjecten is the resource.
var Enkelvoudiginformatieobjecten = rest.Resource[Enkelvoudiginformatieobject]{
	Name:   "enkelvoudiginformatieobject",
	Table:  "documenten",
	Path:   Root + "/enkelvoudiginformatieobjecten",
	Ops:    rest.All,
	Inhoud: true,
	Scopes: rest.Scopes{
		Read: "documenten.lezen", Create: "documenten.aanmaken", Update: bijwerken, Delete: "documenten.verwijderen",
	},
	Main: &rest.Main[Enkelvoudiginformatieobject]{Kanaal: "documenten", Audit: true, Class: classOf, Kenmerken: kenmerkenOf},
	Columns: []rest.Column[Enkelvoudiginformatieobject]{
		rest.Ref("informatieobjecttype", func(d *Enkelvoudiginformatieobject) zgw.URL { return d.Informatieobjecttype }),
		rest.Col("identificatie", func(d *Enkelvoudiginformatieobject) string { return d.Identificatie }),
		rest.Col("bronorganisatie", func(d *Enkelvoudiginformatieobject) string { return string(d.Bronorganisatie) }),
		rest.Col("versie", func(d *Enkelvoudiginformatieobject) int { return d.Versie }),
		rest.Col("begin", func(d *Enkelvoudiginformatieobject) zgw.Time { return d.BeginRegistratie }),
	},
	Derived: []rest.Derived{
		{Name: "locked", Raw: true, First: "false", SQL: "select case when slot = '' then 'false' else 'true' end from documenten where id = $1"},
		{Name: "bestandsdelen", Raw: true, Many: true, SQL: "select body from bestandsdelen where document = $1 order by volgnummer"},
	},
	Filters: rest.Filters{
		"identificatie":                       rest.Equal("identificatie"),
		"bronorganisatie":                     rest.Equal("bronorganisatie"),
		"objectinformatieobjecten_object":     byObject(),
		"objectinformatieobjecten_objectType": rest.Via("objectinformatieobjecten", "informatieobject", rest.Is[zgw.InformatieobjectObjectType]("objecttype")),
		"trefwoorden":                         byTrefwoorden(),
	},
	Search: rest.Filters{"uuid__in": rest.In[string]("uuid")},
	Doc: rest.ResourceDoc{
		ETag:  true,
		Query: map[rest.Ops][]rest.Param{rest.Detail: versionParams},
		In: map[rest.Ops]any{
			rest.Create: EnkelvoudiginformatieobjectCreateLock{}, rest.Replace: EnkelvoudiginformatieobjectWithLock{}, rest.Change: EnkelvoudiginformatieobjectWithLock{},
		},
		Out: map[rest.Ops]any{rest.Create: EnkelvoudiginformatieobjectCreateLock{}},
	},
	Relations: rest.Relations{
		"informatieobjecttype": {To: catalogi.Root + "/informatieobjecttypen", SQL: "select id, informatieobjecttype from documenten where id {in}"},
	},
}

// byObject finds documents by what they belong to. The documents of one object are few: they are looked up first.
func byObject() rest.Filter {
	f := rest.By("object")
	ask := f.Cond
	f.Cond = func(c *rest.Call, value string) (rest.Cond, error) {
		cond, err := ask(c, value)
		cond.SQL = "id in (select informatieobject from objectinformatieobjecten where " + cond.SQL + ")"
		return cond, err
	}
	return f.On("objectinformatieobjecten")
}

// classOf gives a document its rights: its type, its vertrouwelijkheid and whether it is ready for publication (G-29).
func classOf(c *rest.Call, d *Enkelvoudiginformatieobject) (int64, error) {
	id, err := c.ID(d.Informatieobjecttype)
	if err != nil {
		return 0, err
	}
	level := d.Vertrouwelijkheidaanduiding
	if level == "" {
		t, err := d.soort(c)
		if err != nil {
			return 0, err
		}
		level = t.Vertrouwelijkheidaanduiding
	}
	return auth.Class(id, level.Rank(), d.IsGereedVoorPublicatie != nil && *d.IsGereedVoorPublicatie), nil
}

// kenmerkenOf is what notifications say of a document (G-61).
func kenmerkenOf(c *rest.Call, d *Enkelvoudiginformatieobject) ([]rest.Kenmerk, error) {
	t, err := d.soort(c)
	switch {
	case errors.Is(err, rest.ErrElsewhere) || errors.Is(err, rest.ErrUnknown): // the other server does not answer now
		t = &catalogi.Informatieobjecttype{}
	case err != nil:
		return nil, err
	}
	return []rest.Kenmerk{
		{Name: "bronorganisatie", Value: string(d.Bronorganisatie)},
		{Name: "informatieobjecttype", Value: string(d.Informatieobjecttype)},
		{Name: "informatieobjecttype.catalogus", Value: string(t.Catalogus)},
		{Name: "vertrouwelijkheidaanduiding", Value: string(d.Vertrouwelijkheidaanduiding)},
	}, nil
}

func (d *Enkelvoudiginformatieobject) soort(c *rest.Call) (*catalogi.Informatieobjecttype, error) {
	return catalogi.Informatieobjecttypen.Get(c, d.Informatieobjecttype)
}

// Weergave names the document in the audit trail.
func (d *Enkelvoudiginformatieobject) Weergave() string {
	return fmt.Sprintf("%s - %s", d.Bronorganisatie, d.Identificatie)
}
