package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaaktype is a kind of case: what it is for, how long it may take, and what belongs to it.
type Zaaktype struct {
	rest.Object
	// Het nummer van het zaaktype binnen de catalogus.
	Identificatie string `json:"identificatie" zgw:"required,max=50"`
	// De naam van het zaaktype.
	Omschrijving string `json:"omschrijving" zgw:"required,max=80"`
	// De vertrouwelijkheid van zaken van dit type, tenzij de zaak zelf anders zegt.
	Vertrouwelijkheidaanduiding zgw.Vertrouwelijkheid `json:"vertrouwelijkheidaanduiding" zgw:"required"`
	// De catalogus waar het zaaktype in staat.
	Catalogus zgw.URL `json:"catalogus" zgw:"required,max=1000,local=catalogussen"`
	// Vanaf wanneer het zaaktype geldt.
	BeginGeldigheid zgw.Date `json:"beginGeldigheid" zgw:"required"`
	// Tot wanneer het zaaktype geldt.
	EindeGeldigheid zgw.Date `json:"eindeGeldigheid" zgw:"null"`
	// Of het zaaktype nog niet is gepubliceerd.
	Concept bool `json:"concept" zgw:"readonly,default=true"`
}

// Zaaktypen is the resource.
var Zaaktypen = rest.Resource[Zaaktype]{
	Name:   "zaaktype",
	Table:  "zaaktypen",
	Path:   Root + "/zaaktypen",
	Ops:    rest.All,
	Scopes: scopes,
	Topic:  "catalogi",
	Main: &rest.Main[Zaaktype]{
		Kanaal: "zaaktypen",
		Kenmerken: func(_ *rest.Call, z *Zaaktype) ([]rest.Kenmerk, error) {
			return []rest.Kenmerk{{Name: "catalogus", Value: string(z.Catalogus)}}, nil
		},
	},
	Columns: []rest.Column[Zaaktype]{
		rest.Ref("catalogus", func(z *Zaaktype) zgw.URL { return z.Catalogus }),
		rest.Col("identificatie", func(z *Zaaktype) string { return z.Identificatie }),
		rest.Col("concept", func(z *Zaaktype) bool { return z.Concept }),
	},
	Derived: []rest.Derived{
		{Name: "statustypen", Many: true, SQL: "select '" + Root + "/statustypen/' || uuid from statustypen where zaaktype = $1 order by volgnummer, id"},
		{Name: "roltypen", Many: true, SQL: "select '" + Root + "/roltypen/' || uuid from roltypen where zaaktype = $1 order by id"},
	},
	Filters: rest.Filters{
		"catalogus":     rest.By("catalogus"),
		"identificatie": rest.Equal("identificatie"),
	},
	Relations: rest.Relations{
		"catalogus":   {To: Root + "/catalogussen", SQL: "select id, catalogus from zaaktypen where id {in}"},
		"statustypen": {To: Root + "/statustypen", Many: true, SQL: "select zaaktype, id from statustypen where zaaktype {in} order by volgnummer, id"},
	},
}
