package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaakobjecttype is a kind of thing that cases of a zaaktype can be about.
type Zaakobjecttype struct {
	rest.Object
	// Of het type van het object niet in de lijst van de standaard staat.
	AnderObjecttype bool `json:"anderObjecttype" zgw:"required"`
	// Vanaf wanneer het geldt: als het zaaktype.
	BeginGeldigheid zgw.Date `json:"beginGeldigheid" zgw:"computed"`
	// De dag waarop het niet meer geldt: als het zaaktype.
	EindeGeldigheid zgw.Date `json:"eindeGeldigheid" zgw:"null,computed"`
	// Wanneer de eerste versie begon.
	BeginObject zgw.Date `json:"beginObject" zgw:"null,computed"`
	// Wanneer de laatste versie eindigt.
	EindeObject zgw.Date `json:"eindeObject" zgw:"null,computed"`
	// Waar het type van het object is beschreven.
	Objecttype zgw.URL `json:"objecttype" zgw:"required,max=200"`
	// Wat het object met de zaak te maken heeft.
	RelatieOmschrijving string `json:"relatieOmschrijving" zgw:"required,max=80"`
	// Het zaaktype waar dit bij hoort.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,local=zaaktypen"`
	// De identificatie van het zaaktype.
	ZaaktypeIdentificatie string `json:"zaaktypeIdentificatie" zgw:"derived"`
	// De resultaattypen van het zaaktype.
	Resultaattypen []zgw.URL `json:"resultaattypen" zgw:"derived"`
	// De namen van de resultaattypen, in dezelfde volgorde.
	ResultaattypeOmschrijving []string `json:"resultaattypeOmschrijving" zgw:"derived"`
	// De statustypen van het zaaktype.
	Statustypen []zgw.URL `json:"statustypen" zgw:"derived"`
	// De catalogus van het zaaktype.
	Catalogus zgw.URL `json:"catalogus" zgw:"required,computed,local=catalogussen"`
}

// Zaakobjecttypen is the resource.
var Zaakobjecttypen = rest.Resource[Zaakobjecttype]{
	Name:         "zaakobjecttype",
	Table:        "zaakobjecttypen",
	Path:         Root + "/zaakobjecttypen",
	Ops:          rest.All,
	Scopes:       partScopes,
	Topic:        "catalogi",
	ExtraTopic:   "catalogi",
	Extra:        zaakobjecttypeExtra,
	Doc:          rest.ResourceDoc{ETag: true},
	Parent:       func(o *Zaakobjecttype) zgw.URL { return o.Zaaktype },
	ParentColumn: "zaaktype",
	Lender:       "zaaktypen",
	Quiet:        true,
	Columns: []rest.Column[Zaakobjecttype]{
		rest.Ref("zaaktype", func(o *Zaakobjecttype) zgw.URL { return o.Zaaktype }),
		rest.Col("ander_objecttype", func(o *Zaakobjecttype) bool { return o.AnderObjecttype }),
		rest.Col("objecttype", func(o *Zaakobjecttype) string { return string(o.Objecttype) }),
		rest.Col("relatie_omschrijving", func(o *Zaakobjecttype) string { return o.RelatieOmschrijving }),
	},
	Filters: partFilters(rest.Filters{
		"anderObjecttype":      byAnderObjecttype(),
		"catalogus":            rest.By("(select z.catalogus from zaaktypen z where z.id = zaakobjecttypen.zaaktype)").On("zaaktypen"),
		"datumBeginGeldigheid": rest.Where[zgw.Date](ofZaaktype("begin_geldigheid = ?")).On("zaaktypen"),
		"datumEindeGeldigheid": rest.Where[zgw.Date](ofZaaktype("einde_geldigheid = ?")).On("zaaktypen"),
		"objecttype":           rest.ByAddress("objecttype"),
		"relatieOmschrijving":  rest.Equal("relatie_omschrijving"),
	}),
	Relations: rest.Relations{
		"zaaktype":       {To: Root + "/zaaktypen", SQL: "select id, zaaktype from zaakobjecttypen where id {in}"},
		"catalogus":      {To: Root + "/catalogussen", SQL: partCatalogus("zaakobjecttypen")},
		"resultaattypen": {To: Root + "/resultaattypen", Many: true, SQL: "select o.id, r.id from zaakobjecttypen o join resultaattypen r on r.zaaktype = o.zaaktype where o.id {in} order by r.id"},
		"statustypen":    {To: Root + "/statustypen", Many: true, SQL: "select o.id, s.id from zaakobjecttypen o join statustypen s on s.zaaktype = o.zaaktype where o.id {in} order by s.volgnummer, s.id"},
	},
}

func zaakobjecttypeExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.part("zaakobjecttypen")
	x.list("resultaattypen", "resultaattypeOmschrijving", resultaattypeVersies.path,
		"select r.uuid, r.omschrijving from zaakobjecttypen o join resultaattypen r on r.zaaktype = o.zaaktype where o.id = $1 order by r.id", s.ID)
	x.list("statustypen", "", Root+"/statustypen",
		"select s.uuid from zaakobjecttypen o join statustypen s on s.zaaktype = o.zaaktype where o.id = $1 order by s.volgnummer, s.id", s.ID)
	x.valid("zaakobjecttypen", "relatie_omschrijving")
	return x.bytes()
}

// Rules are those of a part of a zaaktype.
func (o *Zaakobjecttype) Rules(c *rest.Call, old *Zaakobjecttype) error {
	was := zgw.URL("")
	if old != nil {
		was = old.Zaaktype
	}
	if err := ruleCatalogus(c, o.Zaaktype, o.Catalogus); err != nil {
		return err
	}
	return rulePart(c, o.Zaaktype, was, Geldigheid{BeginGeldigheid: o.BeginGeldigheid})
}

// BeforeRemove holds ztc-010.
func (o *Zaakobjecttype) BeforeRemove(c *rest.Call) error {
	return ruleZaaktype(c, o.Zaaktype, verwijderen)
}

// byAnderObjecttype is a truth, which the standard calls a text.
func byAnderObjecttype() rest.Filter {
	f := rest.Truth("ander_objecttype")
	f.Type = "string"
	return f
}
