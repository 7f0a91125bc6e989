package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaaktype is a kind of case: what it is for, how long it may take, and what belongs to it.
type Zaaktype struct {
	rest.Object
	// Het nummer van het zaaktype binnen de catalogus; versies van één zaaktype delen het.
	Identificatie string `json:"identificatie" zgw:"required,max=50"`
	// De naam van het zaaktype.
	Omschrijving string `json:"omschrijving" zgw:"required,max=80"`
	// De naam in woorden die alle gemeenten gebruiken.
	OmschrijvingGeneriek string `json:"omschrijvingGeneriek" zgw:"max=80"`
	// De vertrouwelijkheid van zaken van dit type, tenzij de zaak zelf anders zegt.
	Vertrouwelijkheidaanduiding zgw.Vertrouwelijkheid `json:"vertrouwelijkheidaanduiding" zgw:"required"`
	// Wat zaken van dit type moeten bereiken.
	Doel string `json:"doel" zgw:"required"`
	// Waardoor een zaak van dit type begint.
	Aanleiding string `json:"aanleiding" zgw:"required"`
	// Een toelichting, bijvoorbeeld hoe het type zich tot andere verhoudt.
	Toelichting string `json:"toelichting"`
	// Of zaken van dit type binnen of buiten de organisatie beginnen.
	IndicatieInternOfExtern zgw.IndicatieInternOfExtern `json:"indicatieInternOfExtern" zgw:"required"`
	// Wat de initiator doet, als werkwoord: aanvragen, melden.
	HandelingInitiator string `json:"handelingInitiator" zgw:"required,max=20"`
	// Waar de handelingen over gaan.
	Onderwerp string `json:"onderwerp" zgw:"required,max=80"`
	// Wat de behandelaar doet, als werkwoord: behandelen, toetsen.
	HandelingBehandelaar string `json:"handelingBehandelaar" zgw:"required,max=20"`
	// Hoe lang een zaak volgens de wet mag duren.
	Doorlooptijd zgw.Duration `json:"doorlooptijd" zgw:"required"`
	// Hoe lang een zaak volgens de belofte van de organisatie duurt.
	Servicenorm zgw.Duration `json:"servicenorm" zgw:"null"`
	// Of een zaak kan worden opgeschort.
	OpschortingEnAanhoudingMogelijk bool `json:"opschortingEnAanhoudingMogelijk" zgw:"required"`
	// Of de doorlooptijd kan worden verlengd.
	VerlengingMogelijk bool `json:"verlengingMogelijk" zgw:"required"`
	// Met hoeveel tijd de doorlooptijd kan worden verlengd.
	Verlengingstermijn zgw.Duration `json:"verlengingstermijn" zgw:"null"`
	// Woorden waarop men dit zaaktype zoekt.
	Trefwoorden []string `json:"trefwoorden" zgw:"max=30"`
	// Of het begin van een zaak wordt gepubliceerd.
	PublicatieIndicatie bool `json:"publicatieIndicatie" zgw:"required"`
	// De tekst van die publicatie.
	Publicatietekst string `json:"publicatietekst"`
	// Waarvoor zaken van dit type verantwoording geven.
	Verantwoordingsrelatie []string `json:"verantwoordingsrelatie" zgw:"max=40"`
	// Wat zaken van dit type kunnen opleveren.
	ProductenOfDiensten []zgw.URL `json:"productenOfDiensten" zgw:"required,max=1000"`
	// Het procestype in de selectielijst voor archivering.
	SelectielijstProcestype zgw.URL `json:"selectielijstProcestype" zgw:"max=200,fetch"`
	// Het proces waar het zaaktype op is gebaseerd.
	Referentieproces Referentieproces `json:"referentieproces" zgw:"required"`
	// Wie er over het zaaktype gaat.
	Verantwoordelijke string `json:"verantwoordelijke" zgw:"required,max=50"`
	// Waar zaken van dit type over kunnen gaan.
	Zaakobjecttypen []zgw.URL `json:"zaakobjecttypen" zgw:"derived"`
	// De catalogus waar het zaaktype uit is overgenomen.
	Broncatalogus *Broncatalogus `json:"broncatalogus"`
	// Het zaaktype in die catalogus.
	Bronzaaktype *Bronzaaktype `json:"bronzaaktype"`
	// De catalogus waar het zaaktype in staat.
	Catalogus zgw.URL `json:"catalogus" zgw:"required,local=catalogussen"`
	// De statussen die een zaak doorloopt, in volgorde.
	Statustypen []zgw.URL `json:"statustypen" zgw:"derived"`
	// Waar een zaak toe kan leiden.
	Resultaattypen []zgw.URL `json:"resultaattypen" zgw:"derived"`
	// De namen van de resultaattypen, in dezelfde volgorde.
	ResultaattypeOmschrijving []string `json:"resultaattypeOmschrijving" zgw:"derived"`
	// Wat van een zaak wordt vastgelegd.
	Eigenschappen []zgw.URL `json:"eigenschappen" zgw:"derived"`
	// De documenten die bij een zaak kunnen horen.
	Informatieobjecttypen []zgw.URL `json:"informatieobjecttypen" zgw:"derived"`
	// De namen van de informatieobjecttypen, in dezelfde volgorde.
	InformatieobjecttypeOmschrijving []string `json:"informatieobjecttypeOmschrijving" zgw:"derived"`
	// Hoe iemand bij een zaak betrokken kan zijn.
	Roltypen []zgw.URL `json:"roltypen" zgw:"derived"`
	// De besluiten die in een zaak genomen kunnen worden. Geef omschrijvingen (of adressen) op; getoond worden adressen.
	Besluittypen []string `json:"besluittypen" zgw:"required,computed"`
	// De namen van de besluittypen, in dezelfde volgorde.
	BesluittypeOmschrijving []string `json:"besluittypeOmschrijving" zgw:"derived"`
	// De zaaktypen van deelzaken. Geef identificaties (of adressen) op; getoond worden adressen.
	Deelzaaktypen []string `json:"deelzaaktypen" zgw:"computed"`
	// De identificaties van de deelzaaktypen, in dezelfde volgorde.
	DeelzaaktypeIdentificaties []string `json:"deelzaaktypeIdentificaties" zgw:"derived"`
	// Andere zaaktypen waar dit mee te maken heeft.
	GerelateerdeZaaktypen []GerelateerdZaaktype `json:"gerelateerdeZaaktypen" zgw:"required,computed"`
	// Vanaf wanneer deze versie geldt.
	BeginGeldigheid zgw.Date `json:"beginGeldigheid" zgw:"required"`
	// De dag waarop deze versie niet meer geldt.
	EindeGeldigheid zgw.Date `json:"eindeGeldigheid" zgw:"null"`
	// Wanneer de eerste versie begon.
	BeginObject zgw.Date `json:"beginObject" zgw:"null,computed"`
	// Wanneer de laatste versie eindigt.
	EindeObject zgw.Date `json:"eindeObject" zgw:"null,computed"`
	// Wanneer de inhoud van deze versie is gaan gelden.
	Versiedatum zgw.Date `json:"versiedatum"`
	// Of het zaaktype nog niet is gepubliceerd.
	Concept bool `json:"concept" zgw:"readonly,default=true"`

	relaties relaties
}

// Referentieproces is the process that a zaaktype was modelled on.
type Referentieproces struct {
	// De naam van het proces.
	Naam string `json:"naam" zgw:"required,max=80"`
	// Waar het proces beschreven staat.
	Link zgw.URL `json:"link" zgw:"max=200"`
}

// Broncatalogus is the catalogus of another organisation that a zaaktype was taken from.
type Broncatalogus struct {
	// Het adres van die catalogus.
	URL zgw.URL `json:"url" zgw:"required,max=200"`
	// Het domein van die catalogus.
	Domein string `json:"domein" zgw:"required,max=5"`
	// Het RSIN van die organisatie.
	RSIN zgw.RSIN `json:"rsin" zgw:"required,max=9"`
}

// Bronzaaktype is the zaaktype in a Broncatalogus.
type Bronzaaktype struct {
	// Het adres van dat zaaktype.
	URL zgw.URL `json:"url" zgw:"required,max=200"`
	// Het nummer van dat zaaktype.
	Identificatie string `json:"identificatie" zgw:"required,max=50"`
	// De naam van dat zaaktype.
	Omschrijving string `json:"omschrijving" zgw:"required,max=80"`
}

// GerelateerdZaaktype is another zaaktype and what it has to do with this one.
type GerelateerdZaaktype struct {
	// Het andere zaaktype. Geef een identificatie (of een adres) op; getoond wordt een adres.
	Zaaktype string `json:"zaaktype" zgw:"required,max=200,shown=uri"`
	// De identificatie van het andere zaaktype.
	ZaaktypeIdentificatie string `json:"zaaktypeIdentificatie" zgw:"derived"`
	// Wat de zaaktypen met elkaar te maken hebben.
	AardRelatie zgw.AardRelatie `json:"aardRelatie" zgw:"required"`
	// Een toelichting op de relatie.
	Toelichting string `json:"toelichting" zgw:"max=255"`
}

// Zaaktypen is the resource.
var Zaaktypen = rest.Resource[Zaaktype]{
	Name:       "zaaktype",
	Table:      "zaaktypen",
	Path:       Root + "/zaaktypen",
	Ops:        rest.All,
	Scopes:     scopes,
	Topic:      "catalogi",
	ExtraTopic: "catalogi",
	Extra:      zaaktypeExtra,
	Doc:        rest.ResourceDoc{ETag: true},
	Main: &rest.Main[Zaaktype]{
		Kanaal:    "zaaktypen",
		Kenmerken: func(_ *rest.Call, z *Zaaktype) ([]rest.Kenmerk, error) { return kenmerken(z.Catalogus), nil },
	},
	Columns: []rest.Column[Zaaktype]{
		rest.Ref("catalogus", func(z *Zaaktype) zgw.URL { return z.Catalogus }),
		rest.Col("identificatie", func(z *Zaaktype) string { return z.Identificatie }),
		rest.Col("concept", func(z *Zaaktype) bool { return z.Concept }),
		rest.Col("begin_geldigheid", func(z *Zaaktype) zgw.Date { return z.BeginGeldigheid }),
		rest.Col("einde_geldigheid", func(z *Zaaktype) zgw.Date { return z.EindeGeldigheid }),
		rest.Col("trefwoorden", func(z *Zaaktype) string { return foldedWords(z.Trefwoorden) }),
	},
	Filters: rest.Filters{
		"catalogus":       rest.By("catalogus"),
		"identificatie":   rest.Equal("identificatie"),
		"trefwoorden":     byTrefwoorden(),
		"status":          byStatus("concept"),
		"datumGeldigheid": rest.Where[zgw.Date](geldigOp),
	},
	Relations: rest.Relations{
		"catalogus":             {To: Root + "/catalogussen", SQL: "select id, catalogus from zaaktypen where id {in}"},
		"statustypen":           {To: Root + "/statustypen", Many: true, SQL: "select zaaktype, id from statustypen where zaaktype {in} order by volgnummer, id"},
		"resultaattypen":        {To: Root + "/resultaattypen", Many: true, SQL: "select zaaktype, id from resultaattypen where zaaktype {in} order by id"},
		"eigenschappen":         {To: Root + "/eigenschappen", Many: true, SQL: "select zaaktype, id from eigenschappen where zaaktype {in} order by id"},
		"roltypen":              {To: Root + "/roltypen", Many: true, SQL: "select zaaktype, id from roltypen where zaaktype {in} order by id"},
		"zaakobjecttypen":       {To: Root + "/zaakobjecttypen", Many: true, SQL: "select zaaktype, id from zaakobjecttypen where zaaktype {in} order by id"},
		"informatieobjecttypen": {To: Root + "/informatieobjecttypen", Many: true, SQL: zaaktypeInformatieobjecttypen.pairs()},
		"besluittypen":          {To: Root + "/besluittypen", Many: true, SQL: zaaktypeBesluittypen.pairs()},
		"deelzaaktypen":         {To: Root + "/zaaktypen", Many: true, SQL: zaaktypeDeelzaaktypen.pairs()},
		"gerelateerdeZaaktypen": {To: Root + "/zaaktypen", Many: true, SQL: zaaktypeGerelateerd.pairs()},
	},
}
