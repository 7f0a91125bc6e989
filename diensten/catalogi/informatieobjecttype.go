package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Informatieobjecttype is a kind of document.
type Informatieobjecttype struct {
	rest.Object
	// De catalogus waar het informatieobjecttype in staat.
	Catalogus zgw.URL `json:"catalogus" zgw:"required,local=catalogussen"`
	// De naam van het informatieobjecttype; versies van één type delen hem.
	Omschrijving string `json:"omschrijving" zgw:"required,max=80"`
	// De vertrouwelijkheid van documenten van dit type, tenzij het document zelf anders zegt.
	Vertrouwelijkheidaanduiding zgw.Vertrouwelijkheid `json:"vertrouwelijkheidaanduiding" zgw:"required"`
	// Vanaf wanneer deze versie geldt.
	BeginGeldigheid zgw.Date `json:"beginGeldigheid" zgw:"required"`
	// De dag waarop deze versie niet meer geldt.
	EindeGeldigheid zgw.Date `json:"eindeGeldigheid" zgw:"null"`
	// Wanneer de eerste versie begon.
	BeginObject zgw.Date `json:"beginObject" zgw:"null,computed"`
	// Wanneer de laatste versie eindigt.
	EindeObject zgw.Date `json:"eindeObject" zgw:"null,computed"`
	// Of het informatieobjecttype nog niet is gepubliceerd.
	Concept bool `json:"concept" zgw:"readonly,default=true"`
	// De zaaktypen waar zulke documenten bij horen.
	Zaaktypen []zgw.URL `json:"zaaktypen" zgw:"derived"`
	// De identificaties van de zaaktypen, in dezelfde volgorde.
	ZaaktypeIdentificaties []string `json:"zaaktypeIdentificaties" zgw:"derived"`
	// De besluittypen die in zulke documenten staan.
	Besluittypen []zgw.URL `json:"besluittypen" zgw:"derived"`
	// De namen van de besluittypen, in dezelfde volgorde.
	BesluittypeOmschrijving []string `json:"besluittypeOmschrijving" zgw:"derived"`
	// De soort van documenten.
	Informatieobjectcategorie string `json:"informatieobjectcategorie" zgw:"max=80"`
	// Woorden waarop men dit type zoekt.
	Trefwoord []string `json:"trefwoord" zgw:"max=30"`
	// De naam in woorden die alle gemeenten gebruiken.
	OmschrijvingGeneriek *InformatieobjecttypeOmschrijvingGeneriek `json:"omschrijvingGeneriek"`
}

// InformatieobjecttypeOmschrijvingGeneriek is what all municipalities call a kind of document.
type InformatieobjecttypeOmschrijvingGeneriek struct {
	// De algemene naam.
	Naam string `json:"informatieobjecttypeOmschrijvingGeneriek" zgw:"required,max=80"`
	// Wat daaronder valt.
	Definitie string `json:"definitieInformatieobjecttypeOmschrijvingGeneriek" zgw:"required,max=255"`
	// Waar de naam vandaan komt.
	Herkomst string `json:"herkomstInformatieobjecttypeOmschrijvingGeneriek" zgw:"required,max=12"`
	// De plaats onder andere algemene namen.
	Hierarchie string `json:"hierarchieInformatieobjecttypeOmschrijvingGeneriek" zgw:"required,max=80"`
	// Een opmerking.
	Opmerking string `json:"opmerkingInformatieobjecttypeOmschrijvingGeneriek" zgw:"null,max=255"`
}

// Informatieobjecttypen is the resource.
var Informatieobjecttypen = rest.Resource[Informatieobjecttype]{
	Name:       "informatieobjecttype",
	Table:      "informatieobjecttypen",
	Path:       Root + "/informatieobjecttypen",
	Ops:        rest.All,
	Scopes:     scopes,
	Topic:      "catalogi",
	ExtraTopic: "catalogi",
	Extra:      informatieobjecttypeExtra,
	Doc:        rest.ResourceDoc{ETag: true},
	Main: &rest.Main[Informatieobjecttype]{
		Kanaal: "informatieobjecttypen",
		Kenmerken: func(_ *rest.Call, i *Informatieobjecttype) ([]rest.Kenmerk, error) {
			return kenmerken(i.Catalogus), nil
		},
	},
	Columns: []rest.Column[Informatieobjecttype]{
		rest.Ref("catalogus", func(i *Informatieobjecttype) zgw.URL { return i.Catalogus }),
		rest.Col("omschrijving", func(i *Informatieobjecttype) string { return i.Omschrijving }),
		rest.Col("concept", func(i *Informatieobjecttype) bool { return i.Concept }),
		rest.Col("begin_geldigheid", func(i *Informatieobjecttype) zgw.Date { return i.BeginGeldigheid }),
		rest.Col("einde_geldigheid", func(i *Informatieobjecttype) zgw.Date { return i.EindeGeldigheid }),
	},
	Filters: rest.Filters{
		"catalogus":       rest.By("catalogus"),
		"omschrijving":    rest.Equal("omschrijving"),
		"status":          byStatus("concept"),
		"datumGeldigheid": rest.Where[zgw.Date](geldigOp),
	},
	Relations: rest.Relations{
		"catalogus":    {To: Root + "/catalogussen", SQL: "select id, catalogus from informatieobjecttypen where id {in}"},
		"zaaktypen":    {To: Root + "/zaaktypen", Many: true, SQL: zaaktypeInformatieobjecttypen.inversePairs()},
		"besluittypen": {To: Root + "/besluittypen", Many: true, SQL: besluittypeInformatieobjecttypen.inversePairs()},
	},
}
