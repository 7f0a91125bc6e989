package transitie

import (
	"fmt"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Onderdeel is a part of the own organisation: a team, or a cluster of teams (§2.7).
type Onderdeel struct {
	Gemeen
	// De naam, zoals collega's die gebruiken. Elke naam komt één keer voor.
	Naam string `json:"naam" zgw:"required,max=200"`
	// Of het een team is of een cluster van teams.
	Soort OnderdeelSoort `json:"soort" zgw:"default=team"`
	// Het onderdeel waar dit bij hoort.
	Boven zgw.URL `json:"boven" zgw:"null,max=1000,local=onderdelen"`
	// Hoeveel mensen er werken; 0 als dat niet bekend is.
	Omvang int `json:"omvang" zgw:"min=0,max=100000"`
	// Hoeveel uren per maand het onderdeel aan stappen kan besteden; 0 als dat niet bekend is.
	UrenPerMaand int `json:"urenPerMaand" zgw:"min=0,max=1000000"`
	// Hoeveel stappen er tegelijk mogen lopen.
	WIP int `json:"wip" zgw:"min=1,max=100,default=3"`
}

// OnderdeelSoort is a kind of onderdeel.
type OnderdeelSoort string

// Choices are those of §2.7.
func (OnderdeelSoort) Choices() []string { return []string{"team", "cluster"} }

// Onderdelen is the resource.
var Onderdelen = rest.Resource[Onderdeel]{
	Name: "onderdeel", Table: "onderdelen", Path: Root + "/onderdelen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Onderdeel](rangEigen),
	Columns: []rest.Column[Onderdeel]{
		rest.Col("naam", func(o *Onderdeel) string { return o.Naam }),
		rest.Col("naam_zoek", func(o *Onderdeel) string { return rest.Fold(o.Naam) }),
		rest.Col("soort", func(o *Onderdeel) string { return string(o.Soort) }),
		rest.Ref("boven", func(o *Onderdeel) zgw.URL { return o.Boven }),
	},
	Filters: rest.Filters{
		"naam": rest.Equal("naam"), "naam__icontains": rest.Contains("naam_zoek"), "soort": rest.Is[OnderdeelSoort]("soort"), "boven": rest.By("boven"),
	},
	Orders: rest.Orders{"naam": {Column: "naam_zoek"}},
	Doc:    rest.ResourceDoc{Plural: "onderdelen", ETag: true},
}

// maxBoven is how many onderdelen lie above each other at most.
const maxBoven = 10

// Rules are those of an onderdeel.
func (o *Onderdeel) Rules(c *rest.Call, old *Onderdeel) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "onderdelen"}); err != nil {
		return err
	}
	for _, err := range c.Tx.Query("select 1 from onderdelen where naam_zoek = $1 and uuid <> $2", rest.Fold(o.Naam), o.UUID) {
		if err != nil {
			return err
		}
		c.Invalid("naam", "unique", fmt.Sprintf("Er is al een onderdeel dat %s heet. Kies een andere naam.", o.Naam))
	}
	if err := o.nietInEenKring(c); err != nil {
		return err
	}
	return o.geschreven(c, vorige(old))
}

// nietInEenKring says whether an onderdeel would lie above itself.
func (o *Onderdeel) nietInEenKring(c *rest.Call) error {
	for at, n := o.Boven, 0; at != ""; n++ {
		if at == o.URL || n == maxBoven {
			c.Invalid("boven", "kring", "Dit onderdeel zou boven zichzelf komen te liggen. Kies een ander.")
			return nil
		}
		next, err := Onderdelen.Get(c, at)
		if err != nil {
			return err
		}
		at = next.Boven
	}
	return nil
}

// BeforeRemove says who may, and keeps an onderdeel to which others belong.
func (o *Onderdeel) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "onderdelen"}); err != nil {
		return err
	}
	id, err := c.ID(o.URL)
	if err != nil {
		return err
	}
	for _, van := range []struct{ soort, kolom string }{{"onderdelen", "boven"}, {"stappen", "team"}, {"aanbod", "team"}, {"zorgen", "team"}} {
		used, err := c.Holds(Root+"/"+van.soort, van.kolom+" = $1", id)
		if err != nil {
			return err
		}
		if used {
			c.Invalid("nonFieldErrors", "in-gebruik", "Bij dit onderdeel horen nog "+van.soort+". Geef die eerst aan een ander onderdeel.")
		}
	}
	return nil
}

// Weergave is what the audit trail calls it.
func (o *Onderdeel) Weergave() string { return o.Naam }
