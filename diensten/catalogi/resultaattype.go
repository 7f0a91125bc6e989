package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Resultaattype is what cases of a zaaktype can lead to, and how long they are kept when they did.
type Resultaattype struct {
	rest.Object
	// Het zaaktype waar het resultaat bij hoort.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,local=zaaktypen"`
	// De identificatie van het zaaktype.
	ZaaktypeIdentificatie string `json:"zaaktypeIdentificatie" zgw:"derived"`
	// De naam van het resultaat.
	Omschrijving string `json:"omschrijving" zgw:"required,max=30"`
	// De naam in de lijst die alle gemeenten gebruiken.
	Resultaattypeomschrijving zgw.URL `json:"resultaattypeomschrijving" zgw:"required,max=1000,fetch"`
	// Die naam in woorden.
	OmschrijvingGeneriek string `json:"omschrijvingGeneriek" zgw:"readonly"`
	// Het resultaat in de selectielijst, dat zegt hoe lang het dossier blijft.
	Selectielijstklasse zgw.URL `json:"selectielijstklasse" zgw:"required,max=1000,fetch"`
	// Een toelichting.
	Toelichting string `json:"toelichting"`
	// Of het dossier blijft of vernietigd wordt; zonder opgave als de selectielijst.
	Archiefnominatie zgw.Archiefnominatie `json:"archiefnominatie"`
	// Hoe lang het dossier blijft; zonder opgave als de selectielijst.
	Archiefactietermijn zgw.Duration `json:"archiefactietermijn" zgw:"null"`
	// Waar de dag uit volgt waarop die termijn begint.
	BrondatumArchiefprocedure *BrondatumArchiefprocedure `json:"brondatumArchiefprocedure"`
	// Wat voor object het proces raakt, als de termijn daar van afhangt.
	Procesobjectaard string `json:"procesobjectaard" zgw:"null,max=200"`
	// De catalogus van het zaaktype.
	Catalogus zgw.URL `json:"catalogus" zgw:"null,computed,local=catalogussen"`
	Geldigheid
	// Of het resultaat afwijkt van wat alle gemeenten gebruiken.
	IndicatieSpecifiek *bool `json:"indicatieSpecifiek"`
	// Hoe lang men het dossier na afloop nog gebruikt.
	Procestermijn zgw.Duration `json:"procestermijn" zgw:"null"`
	// De besluiten die bij het resultaat horen. Geef omschrijvingen (of adressen) op; getoond worden adressen.
	Besluittypen []string `json:"besluittypen" zgw:"computed"`
	// De namen van de besluittypen, in dezelfde volgorde.
	BesluittypeOmschrijving []string `json:"besluittypeOmschrijving" zgw:"derived"`
	// De documenten die bij het resultaat horen. Geef omschrijvingen (of adressen) op; getoond worden adressen.
	Informatieobjecttypen []string `json:"informatieobjecttypen" zgw:"computed"`
	// De namen van de informatieobjecttypen, in dezelfde volgorde.
	InformatieobjecttypeOmschrijving []string `json:"informatieobjecttypeOmschrijving" zgw:"derived"`

	relaties relaties
}

// BrondatumArchiefprocedure says how the day is found on which the term of the archive begins.
type BrondatumArchiefprocedure struct {
	// Waar de dag uit volgt.
	Afleidingswijze zgw.Afleidingswijze `json:"afleidingswijze" zgw:"required"`
	// De naam van de eigenschap of van het gegeven met de dag.
	Datumkenmerk string `json:"datumkenmerk" zgw:"max=80"`
	// Of de dag al bekend is als de zaak sluit.
	EinddatumBekend bool `json:"einddatumBekend"`
	// Wat voor object de dag bepaalt.
	Objecttype zgw.ObjectType `json:"objecttype"`
	// De registratie waar dat object in staat.
	Registratie string `json:"registratie" zgw:"max=80"`
	// Hoe lang na het sluiten van de zaak de termijn begint.
	Procestermijn zgw.Duration `json:"procestermijn" zgw:"null"`
}

// Resultaattypen is the resource.
var Resultaattypen = rest.Resource[Resultaattype]{
	Name:         "resultaattype",
	Table:        "resultaattypen",
	Path:         Root + "/resultaattypen",
	Ops:          rest.All,
	Scopes:       partScopes,
	Topic:        "catalogi",
	ExtraTopic:   "catalogi",
	Extra:        resultaattypeExtra,
	Doc:          rest.ResourceDoc{ETag: true},
	Parent:       func(r *Resultaattype) zgw.URL { return r.Zaaktype },
	ParentColumn: "zaaktype",
	Lender:       "zaaktypen",
	Quiet:        true,
	Columns: []rest.Column[Resultaattype]{
		rest.Ref("zaaktype", func(r *Resultaattype) zgw.URL { return r.Zaaktype }),
		rest.Col("omschrijving", func(r *Resultaattype) string { return r.Omschrijving }),
	},
	Filters: partFilters(rest.Filters{
		"zaaktype_identificatie": rest.Where[string](ofZaaktype("identificatie = ?")).On("zaaktypen"),
		"datum_geldigheid":       rest.Where[zgw.Date](ofZaaktype(geldigOp)).On("zaaktypen"),
		"status":                 partStatus("resultaattypen"),
	}),
	Relations: rest.Relations{
		"zaaktype":              {To: Root + "/zaaktypen", SQL: "select id, zaaktype from resultaattypen where id {in}"},
		"catalogus":             {To: Root + "/catalogussen", SQL: partCatalogus("resultaattypen")},
		"besluittypen":          {To: Root + "/besluittypen", Many: true, SQL: resultaattypeBesluittypen.pairs()},
		"informatieobjecttypen": {To: Root + "/informatieobjecttypen", Many: true, SQL: resultaattypeInformatieobjecttypen.pairs()},
	},
}

func resultaattypeExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.part("resultaattypen")
	x.valid("resultaattypen", "omschrijving")
	x.forward(resultaattypeBesluittypen, "besluittypen", "besluittypeOmschrijving")
	x.forward(resultaattypeInformatieobjecttypen, "informatieobjecttypen", "informatieobjecttypeOmschrijving")
	return x.bytes()
}
