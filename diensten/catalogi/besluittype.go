package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Besluittype is a kind of decision that can be taken in a zaak.
type Besluittype struct {
	rest.Object
	// De catalogus waar het besluittype in staat.
	Catalogus zgw.URL `json:"catalogus" zgw:"required,local=catalogussen"`
	// De zaaktypen waarin dit besluit genomen kan worden.
	Zaaktypen []zgw.URL `json:"zaaktypen" zgw:"derived"`
	// De identificaties van de zaaktypen, in dezelfde volgorde.
	ZaaktypeIdentificaties []string `json:"zaaktypeIdentificaties" zgw:"derived"`
	// De naam van het besluittype; versies van één besluittype delen hem.
	Omschrijving string `json:"omschrijving" zgw:"max=80"`
	// De naam in woorden die alle gemeenten gebruiken.
	OmschrijvingGeneriek string `json:"omschrijvingGeneriek" zgw:"max=80"`
	// De soort van besluiten volgens de wet.
	Besluitcategorie string `json:"besluitcategorie" zgw:"max=40"`
	// Hoe lang men kan reageren op een besluit.
	Reactietermijn zgw.Duration `json:"reactietermijn" zgw:"null"`
	// Of besluiten worden gepubliceerd.
	PublicatieIndicatie bool `json:"publicatieIndicatie" zgw:"required"`
	// De tekst van die publicatie.
	Publicatietekst string `json:"publicatietekst"`
	// Hoe lang de publicatie blijft staan.
	Publicatietermijn zgw.Duration `json:"publicatietermijn" zgw:"null"`
	// Een toelichting.
	Toelichting string `json:"toelichting"`
	// De documenten waarin besluiten staan. Geef omschrijvingen (of adressen) op; getoond worden adressen.
	Informatieobjecttypen []string `json:"informatieobjecttypen" zgw:"required,computed"`
	// De namen van de informatieobjecttypen, in dezelfde volgorde.
	InformatieobjecttypeOmschrijvingen []string `json:"informatieobjecttypeOmschrijvingen" zgw:"derived"`
	// Vanaf wanneer deze versie geldt.
	BeginGeldigheid zgw.Date `json:"beginGeldigheid" zgw:"required"`
	// De dag waarop deze versie niet meer geldt.
	EindeGeldigheid zgw.Date `json:"eindeGeldigheid" zgw:"null"`
	// Wanneer de eerste versie begon.
	BeginObject zgw.Date `json:"beginObject" zgw:"null,computed"`
	// Wanneer de laatste versie eindigt.
	EindeObject zgw.Date `json:"eindeObject" zgw:"null,computed"`
	// Of het besluittype nog niet is gepubliceerd.
	Concept bool `json:"concept" zgw:"readonly,default=true"`
	// De resultaattypen waar zo'n besluit bij kan horen.
	Resultaattypen []zgw.URL `json:"resultaattypen" zgw:"derived"`
	// De namen van de resultaattypen, in dezelfde volgorde.
	ResultaattypenOmschrijving []string `json:"resultaattypenOmschrijving" zgw:"derived"`
	// De namen van de documenten waarin besluiten staan.
	VastgelegdIn []string `json:"vastgelegdIn" zgw:"derived"`

	relaties relaties
}

// Besluittypen is the resource.
var Besluittypen = rest.Resource[Besluittype]{
	Name:       "besluittype",
	Table:      "besluittypen",
	Path:       Root + "/besluittypen",
	Ops:        rest.All,
	Scopes:     scopes,
	Topic:      "catalogi",
	ExtraTopic: "catalogi",
	Extra:      besluittypeExtra,
	Doc:        rest.ResourceDoc{ETag: true},
	Main: &rest.Main[Besluittype]{
		Kanaal:    "besluittypen",
		Kenmerken: func(_ *rest.Call, b *Besluittype) ([]rest.Kenmerk, error) { return kenmerken(b.Catalogus), nil },
	},
	Columns: []rest.Column[Besluittype]{
		rest.Ref("catalogus", func(b *Besluittype) zgw.URL { return b.Catalogus }),
		rest.Col("omschrijving", func(b *Besluittype) string { return b.Omschrijving }),
		rest.Col("concept", func(b *Besluittype) bool { return b.Concept }),
		rest.Col("begin_geldigheid", func(b *Besluittype) zgw.Date { return b.BeginGeldigheid }),
		rest.Col("einde_geldigheid", func(b *Besluittype) zgw.Date { return b.EindeGeldigheid }),
	},
	Filters: rest.Filters{
		"catalogus":             rest.By("catalogus"),
		"zaaktypen":             zaaktypeBesluittypen.byOwner(),
		"informatieobjecttypen": besluittypeInformatieobjecttypen.byTarget(),
		"omschrijving":          rest.Equal("omschrijving"),
		"status":                byStatus("concept"),
		"datumGeldigheid":       rest.Where[zgw.Date](geldigOp),
	},
	Relations: rest.Relations{
		"catalogus":             {To: Root + "/catalogussen", SQL: "select id, catalogus from besluittypen where id {in}"},
		"zaaktypen":             {To: Root + "/zaaktypen", Many: true, SQL: zaaktypeBesluittypen.inversePairs()},
		"informatieobjecttypen": {To: Root + "/informatieobjecttypen", Many: true, SQL: besluittypeInformatieobjecttypen.pairs()},
		"resultaattypen":        {To: Root + "/resultaattypen", Many: true, SQL: resultaattypeBesluittypen.inversePairs()},
	},
}
