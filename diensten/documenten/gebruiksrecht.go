package documenten

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Gebruiksrecht is a right to use a document, or a limit on it.
type Gebruiksrecht struct {
	rest.Object
	// Het document waar het recht over gaat.
	Informatieobject zgw.URL `json:"informatieobject" zgw:"required,immutable,local=enkelvoudiginformatieobjecten"`
	// Vanaf wanneer het recht geldt.
	Startdatum zgw.Time `json:"startdatum" zgw:"required"`
	// Tot wanneer het recht geldt.
	Einddatum zgw.Time `json:"einddatum" zgw:"null"`
	// Onder welke voorwaarden het document gebruikt mag worden.
	OmschrijvingVoorwaarden string `json:"omschrijvingVoorwaarden" zgw:"required"`
}

// Gebruiksrechten is the resource.
var Gebruiksrechten = rest.Resource[Gebruiksrecht]{
	Name:  "gebruiksrechten",
	Table: "gebruiksrechten",
	Path:  Root + "/gebruiksrechten",
	Ops:   rest.All,
	Plain: true,
	Scopes: rest.Scopes{
		Read: "documenten.lezen", Create: "documenten.aanmaken", Update: "documenten.bijwerken", Delete: "documenten.verwijderen",
	},
	Parent:       func(g *Gebruiksrecht) zgw.URL { return g.Informatieobject },
	ParentColumn: "informatieobject",
	Lender:       "documenten",
	Columns: []rest.Column[Gebruiksrecht]{
		rest.Ref("informatieobject", func(g *Gebruiksrecht) zgw.URL { return g.Informatieobject }),
		rest.Col("startdatum", func(g *Gebruiksrecht) zgw.Time { return g.Startdatum }),
		rest.Col("einddatum", func(g *Gebruiksrecht) zgw.Time { return g.Einddatum }),
	},
	Filters: rest.Filters{
		"informatieobject": rest.By("informatieobject"),
		"startdatum__lt":   rest.Compare[zgw.Time]("startdatum", "<"),
		"startdatum__lte":  rest.Compare[zgw.Time]("startdatum", "<="),
		"startdatum__gt":   rest.Compare[zgw.Time]("startdatum", ">"),
		"startdatum__gte":  rest.Compare[zgw.Time]("startdatum", ">="),
		"einddatum__lt":    rest.Compare[zgw.Time]("einddatum", "<"),
		"einddatum__lte":   rest.Compare[zgw.Time]("einddatum", "<="),
		"einddatum__gt":    rest.Compare[zgw.Time]("einddatum", ">"),
		"einddatum__gte":   rest.Compare[zgw.Time]("einddatum", ">="),
	},
	Relations: rest.Relations{
		"informatieobject": {To: Root + "/enkelvoudiginformatieobjecten", SQL: "select id, informatieobject from gebruiksrechten where id {in}"},
	},
	Doc: rest.ResourceDoc{ETag: true, Singular: "gebruiksrecht"},
}

// After is drc-006: a document with gebruiksrechten says so.
func (g *Gebruiksrecht) After(c *rest.Call, old *Gebruiksrecht) error {
	if old != nil {
		return nil
	}
	return g.indicate(c, new(true))
}

// AfterRemove is drc-006: without any, nothing is known of them.
func (g *Gebruiksrecht) AfterRemove(c *rest.Call) error {
	id, err := c.ID(g.Informatieobject)
	if err != nil {
		return err
	}
	left, err := Gebruiksrechten.Exists(c, "informatieobject = $1", id)
	if err != nil || left {
		return err
	}
	return g.indicate(c, nil)
}

func (g *Gebruiksrecht) indicate(c *rest.Call, there *bool) error {
	d, err := Enkelvoudiginformatieobjecten.Get(c, g.Informatieobject)
	if err != nil {
		return err
	}
	d.IndicatieGebruiksrecht = there
	return Enkelvoudiginformatieobjecten.Store(c, d)
}
