package transitie

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Uitspraak is what somebody in the upper layers says openly, with a name, a date and a link (§6). Layers in which few people
// work are heard in this way only: a secretaris cannot be anonymous.
type Uitspraak struct {
	Gemeen
	// Wat er is gezegd.
	Tekst string `json:"tekst" zgw:"required,max=2000"`
	// Waar het staat: een adres of een paar woorden, zoals een besluit, een begrotingsregel of een agenda.
	Verwijzing string `json:"verwijzing" zgw:"required,max=1000"`
	// De stap of strategie waar het over gaat; leeg als het over alles gaat.
	Over zgw.URL `json:"over" zgw:"null,max=1000"`
	// De laag van wie het zegt.
	Laag Laag `json:"laag" zgw:"null"`
	// De functie van wie het zegt.
	Functie string `json:"functie" zgw:"max=200"`
	// Wanneer het is gezegd.
	Op zgw.Date `json:"op" zgw:"null"`
	// Wie het zegt.
	Door *Daad `json:"door" zgw:"readonly"`
}

// Uitspraken is the resource.
var Uitspraken = rest.Resource[Uitspraak]{
	Name: "uitspraak", Table: "uitspraken", Path: Root + "/uitspraken", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Uitspraak](rangOpenbaar),
	Columns: []rest.Column[Uitspraak]{
		rest.Ref("over", func(u *Uitspraak) zgw.URL { return u.Over }),
		rest.Col("laag", func(u *Uitspraak) string { return string(u.Laag) }),
		rest.Col("op", func(u *Uitspraak) zgw.Date { return u.Op }),
	},
	Filters: rest.Filters{"over": rest.By("over"), "laag": rest.Is[Laag]("laag")},
	Orders:  rest.Orders{"op": {Column: "op"}},
	Doc:     rest.ResourceDoc{Plural: "uitspraken", ETag: true},
}

// laagVan is the layer of a role, for whom the token names none.
var laagVan = []struct {
	rol  string
	laag Laag
}{{"bestuurder", "bestuur"}, {"secretaris", "secretaris"}, {"directeur", "topmanagement"}, {"sponsor", "topmanagement"}}

// Rules are those of an uitspraak: each writes one's own.
func (u *Uitspraak) Rules(c *rest.Call, old *Uitspraak) error {
	a, err := actorVan(c)
	if err != nil {
		return err
	}
	if old == nil {
		u.Door = a.daad(c)
	}
	if err := magOf(a, Schrijven, Voorwerp{Soort: "uitspraken", Door: u.Door.ID}); err != nil {
		return err
	}
	if u.Over != "" && !gaatOver(c, u.Over, "stappen", "strategieen", "mijlpalen") {
		c.Invalid("over", "does_not_exist", "Op dit adres staat geen stap, mijlpaal of strategie van dit register.")
	}
	if u.Laag == "" {
		u.Laag = a.laag()
	}
	if u.Laag == "middenmanagement" || u.Laag == "basis" {
		c.Invalid("laag", "invalid_choice", "Een uitspraak met naam is voor bestuur, secretaris en topmanagement.")
	}
	if u.Op == "" {
		u.Op = c.Today()
	}
	if u.Op > c.Today() {
		c.Invalid("op", "date-in-future", "Dit kan niet in de toekomst zijn gezegd.")
	}
	return u.geschreven(c, vorige(old))
}

// laag is the layer of somebody, by the token or else by role.
func (a Actor) laag() Laag {
	if a.Laag != "" {
		return a.Laag
	}
	for _, l := range laagVan {
		if a.is(l.rol) {
			return l.laag
		}
	}
	return ""
}

// BeforeRemove says who may.
func (u *Uitspraak) BeforeRemove(c *rest.Call) error {
	_, err := magNu(c, Schrijven, Voorwerp{Soort: "uitspraken", Door: u.Door.ID})
	return err
}
