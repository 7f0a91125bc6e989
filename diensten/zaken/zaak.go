package zaken

import (
	"fmt"

	"meent/diensten/auth"
	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaak is a case: work with a beginning and an end that a municipality does for somebody.
type Zaak struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// Het nummer van de zaak, uniek binnen de bronorganisatie. Zonder opgave geeft het register er een uit.
	Identificatie string `json:"identificatie" zgw:"max=40,immutable"`
	// Het RSIN van de organisatie die de zaak heeft gemaakt.
	Bronorganisatie zgw.RSIN `json:"bronorganisatie" zgw:"required,max=9"`
	// Waar de zaak over gaat, in het kort.
	Omschrijving string `json:"omschrijving" zgw:"max=80"`
	// Een toelichting op de zaak.
	Toelichting string `json:"toelichting" zgw:"max=1000"`
	// Het zaaktype, in een Catalogi API.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,max=1000,ref=zaaktypen"`
	// De datum van registratie; zonder opgave vandaag.
	Registratiedatum zgw.Date `json:"registratiedatum"`
	// Het RSIN van de organisatie die verantwoordelijk is voor de behandeling.
	VerantwoordelijkeOrganisatie zgw.RSIN `json:"verantwoordelijkeOrganisatie" zgw:"required,max=9"`
	// De datum waarop de behandeling begon.
	Startdatum zgw.Date `json:"startdatum" zgw:"required"`
	// De datum waarop de zaak is afgesloten.
	Einddatum zgw.Date `json:"einddatum" zgw:"readonly,null"`
	// De datum waarop de zaak naar verwachting klaar is.
	EinddatumGepland zgw.Date `json:"einddatumGepland" zgw:"null"`
	// De datum waarop de zaak volgens de wet uiterlijk klaar moet zijn.
	UiterlijkeEinddatumAfdoening zgw.Date `json:"uiterlijkeEinddatumAfdoening" zgw:"null"`
	// De datum waarop de zaak gepubliceerd is of wordt.
	Publicatiedatum zgw.Date `json:"publicatiedatum" zgw:"null"`
	// Langs welke weg de aanleiding voor de zaak binnenkwam.
	Communicatiekanaal zgw.URL `json:"communicatiekanaal" zgw:"max=1000,fetch"`
	// Wat de zaak oplevert; een deel van wat het zaaktype noemt.
	ProductenOfDiensten []zgw.URL `json:"productenOfDiensten" zgw:"max=1000"`
	// Hoe openbaar de zaak is; zonder opgave als het zaaktype.
	Vertrouwelijkheidaanduiding zgw.Vertrouwelijkheid `json:"vertrouwelijkheidaanduiding"`
	// Of de kosten van de zaak zijn betaald.
	Betalingsindicatie zgw.Betalingsindicatie `json:"betalingsindicatie"`
	// De betalingsindicatie in woorden.
	BetalingsindicatieWeergave string `json:"betalingsindicatieWeergave" zgw:"readonly"`
	// Wanneer de laatste betaling is verwerkt.
	LaatsteBetaaldatum zgw.Time `json:"laatsteBetaaldatum" zgw:"null"`
	// Waar de zaak over gaat op de kaart, in GeoJSON.
	Zaakgeometrie zgw.Geometry `json:"zaakgeometrie" zgw:"null"`
	// Of, waarom en hoe lang de behandeling is verlengd.
	Verlenging *Verlenging `json:"verlenging"`
	// Of en waarom de behandeling is opgeschort.
	Opschorting *Opschorting `json:"opschorting"`
	// De categorie van de selectielijst die het archiefregime bepaalt.
	Selectielijstklasse zgw.URL `json:"selectielijstklasse" zgw:"max=1000,fetch"`
	// De zaak waarvan dit een deel is.
	Hoofdzaak zgw.URL `json:"hoofdzaak" zgw:"null,max=1000,local=zaken"`
	// De delen van deze zaak.
	Deelzaken []zgw.URL `json:"deelzaken" zgw:"derived"`
	// Andere zaken die voor deze zaak van belang zijn.
	RelevanteAndereZaken []RelevanteZaak `json:"relevanteAndereZaken"`
	// De eigenschappen van de zaak.
	Eigenschappen []zgw.URL `json:"eigenschappen" zgw:"derived"`
	// Wie er bij de zaak betrokken is.
	Rollen []zgw.URL `json:"rollen" zgw:"derived"`
	// De laatste status.
	Status zgw.URL `json:"status" zgw:"derived,null"`
	// De documenten van de zaak.
	Zaakinformatieobjecten []zgw.URL `json:"zaakinformatieobjecten" zgw:"derived"`
	// Waar de zaak over gaat.
	Zaakobjecten []zgw.URL `json:"zaakobjecten" zgw:"derived"`
	// Kenmerken van de zaak bij andere organisaties.
	Kenmerken []ZaakKenmerk `json:"kenmerken"`
	// Of het dossier bewaard blijft of vernietigd wordt.
	Archiefnominatie zgw.Archiefnominatie `json:"archiefnominatie" zgw:"null"`
	// Hoe ver de archivering van het dossier is.
	Archiefstatus zgw.Archiefstatus `json:"archiefstatus" zgw:"default=nog_te_archiveren"`
	// Wanneer het dossier vernietigd of overgedragen wordt.
	Archiefactiedatum zgw.Date `json:"archiefactiedatum" zgw:"null"`
	// Waar de zaak toe leidde.
	Resultaat zgw.URL `json:"resultaat" zgw:"derived,null"`
	// De organisatie die de opdracht gaf.
	OpdrachtgevendeOrganisatie zgw.RSIN `json:"opdrachtgevendeOrganisatie" zgw:"max=9"`
	// Waarop het einde van de bewaartermijn slaat, als dat later ligt dan de zaak zelf.
	Processobjectaard string `json:"processobjectaard" zgw:"null,max=200"`
	// Wanneer de bewaartermijn begint.
	StartdatumBewaartermijn zgw.Date `json:"startdatumBewaartermijn" zgw:"null"`
	// Het object dat de bewaartermijn bepaalt.
	Processobject *Processobject `json:"processobject"`

	mirrors []zgw.URL // what the register of documents keeps of a zaak that is being removed
}

// Verlenging is a longer term for a zaak.
type Verlenging struct {
	// Waarom de behandeling is verlengd.
	Reden string `json:"reden" zgw:"required,max=200"`
	// Met hoeveel tijd de behandeling is verlengd.
	Duur zgw.Duration `json:"duur" zgw:"required"`
}

// Opschorting is a zaak that waits.
type Opschorting struct {
	// Of de behandeling is opgeschort.
	Indicatie bool `json:"indicatie" zgw:"required"`
	// Waarom de behandeling is opgeschort.
	Reden string `json:"reden" zgw:"required,blank,max=200"`
}

// RelevanteZaak is another zaak and what it has to do with this one.
type RelevanteZaak struct {
	// De andere zaak.
	URL zgw.URL `json:"url" zgw:"required,max=1000,ref=zaken"`
	// Wat de zaken met elkaar te maken hebben.
	AardRelatie zgw.AardRelatie `json:"aardRelatie" zgw:"required"`
}

// ZaakKenmerk is what another organisation calls this zaak.
type ZaakKenmerk struct {
	// Het kenmerk.
	Kenmerk string `json:"kenmerk" zgw:"required,max=40"`
	// De organisatie of administratie die het kenmerk kent.
	Bron string `json:"bron" zgw:"required,max=40"`
}

// Processobject is the object whose life decides how long the dossier is kept.
type Processobject struct {
	// De eigenschap met de datum die telt.
	Datumkenmerk string `json:"datumkenmerk" zgw:"required,max=250"`
	// Welk object.
	Identificatie string `json:"identificatie" zgw:"required,max=250"`
	// Wat voor object.
	Objecttype string `json:"objecttype" zgw:"required,max=250"`
	// De registratie waar het object in staat.
	Registratie string `json:"registratie" zgw:"required,max=250"`
}

// Zaken is the resource.
var Zaken = rest.Resource[Zaak]{
	Name:  "zaak",
	Table: "zaken",
	Path:  Root + "/zaken",
	Ops:   rest.All,
	CRS:   true,
	Scopes: rest.Scopes{
		Read: "zaken.lezen", Create: "zaken.aanmaken", Update: bijwerken, Delete: "zaken.verwijderen",
	},
	Main: &rest.Main[Zaak]{Kanaal: "zaken", Audit: true, Class: classOf, Kenmerken: kenmerkenOf},
	Columns: []rest.Column[Zaak]{
		rest.Ref("zaaktype", func(z *Zaak) zgw.URL { return z.Zaaktype }),
		rest.Ref("hoofdzaak", func(z *Zaak) zgw.URL { return z.Hoofdzaak }),
		rest.Col("identificatie", func(z *Zaak) string { return z.Identificatie }),
		rest.Col("bronorganisatie", func(z *Zaak) string { return string(z.Bronorganisatie) }),
		rest.Col("startdatum", func(z *Zaak) zgw.Date { return z.Startdatum }),
		rest.Col("registratiedatum", func(z *Zaak) zgw.Date { return z.Registratiedatum }),
		rest.Col("einddatum", func(z *Zaak) zgw.Date { return z.Einddatum }),
		rest.Col("einddatum_gepland", func(z *Zaak) zgw.Date { return z.EinddatumGepland }),
		rest.Col("uiterlijke_einddatum", func(z *Zaak) zgw.Date { return z.UiterlijkeEinddatumAfdoening }),
		rest.Col("publicatiedatum", func(z *Zaak) zgw.Date { return z.Publicatiedatum }),
		rest.Col("archiefactiedatum", func(z *Zaak) zgw.Date { return z.Archiefactiedatum }),
		rest.Col("archiefnominatie", func(z *Zaak) string { return string(z.Archiefnominatie) }),
		rest.Col("archiefstatus", func(z *Zaak) string { return string(z.Archiefstatus) }),
		rest.Col("vertrouwelijkheid", func(z *Zaak) int { return z.Vertrouwelijkheidaanduiding.Rank() }),
		{Name: "cel", Value: func(_ *rest.Call, z *Zaak) any { return cell(z.Zaakgeometrie) }},
		{Name: "geometrie", Value: func(_ *rest.Call, z *Zaak) any { return string(z.Zaakgeometrie) }},
	},
	Derived: []rest.Derived{
		{Name: "deelzaken", Many: true, SQL: "select '" + Root + "/zaken/' || uuid from zaken where hoofdzaak = $1 order by id"},
		{Name: "eigenschappen", Many: true, SQL: "select '" + Root + "/zaken/' || z.uuid || '/zaakeigenschappen/' || e.uuid from zaakeigenschappen e join zaken z on z.id = e.zaak where e.zaak = $1 order by e.id"},
		{Name: "rollen", Many: true, SQL: "select '" + Root + "/rollen/' || uuid from rollen where zaak = $1 order by id"},
		{Name: "status", SQL: "select '" + Root + "/statussen/' || uuid from statussen where zaak = $1 order by gezet desc limit 1"},
		{Name: "zaakinformatieobjecten", Many: true, SQL: "select '" + Root + "/zaakinformatieobjecten/' || uuid from zaakinformatieobjecten where zaak = $1 order by id"},
		{Name: "zaakobjecten", Many: true, SQL: "select '" + Root + "/zaakobjecten/' || uuid from zaakobjecten where zaak = $1 order by id"},
		{Name: "resultaat", SQL: "select '" + Root + "/resultaten/' || uuid from resultaten where zaak = $1"},
	},
	Filters:   zaakFilters,
	Search:    zaakSearch,
	Orders:    zaakOrders,
	Relations: zaakRelations,
	Doc:       rest.ResourceDoc{ETag: true},
}

// classOf gives a zaak its rights: its zaaktype and vertrouwelijkheid (zrc-006).
func classOf(c *rest.Call, z *Zaak) (int64, error) {
	id, err := c.ID(z.Zaaktype)
	if err != nil {
		return 0, err
	}
	level := z.Vertrouwelijkheidaanduiding
	if level == "" {
		zaaktype, err := catalogi.Zaaktypen.Get(c, z.Zaaktype)
		if err != nil {
			return 0, err
		}
		level = zaaktype.Vertrouwelijkheidaanduiding
	}
	return auth.Class(id, level.Rank(), false), nil
}

// kenmerkenOf is what notifications say of a zaak (G-61).
func kenmerkenOf(c *rest.Call, z *Zaak) ([]rest.Kenmerk, error) {
	zaaktype, err := catalogi.Zaaktypen.Get(c, z.Zaaktype)
	if err != nil {
		return nil, err
	}
	return []rest.Kenmerk{
		{Name: "bronorganisatie", Value: string(z.Bronorganisatie)},
		{Name: "zaaktype", Value: string(z.Zaaktype)},
		{Name: "zaaktype.catalogus", Value: string(zaaktype.Catalogus)},
		{Name: "vertrouwelijkheidaanduiding", Value: string(z.Vertrouwelijkheidaanduiding)},
	}, nil
}

// Weergave names the zaak in the audit trail.
func (z *Zaak) Weergave() string { return fmt.Sprintf("%s - %s", z.Bronorganisatie, z.Identificatie) }
