package transitie

import (
	"fmt"
	"regexp"
	"strings"

	"meent/diensten/rest"
)

// Raadsbrief is what people add to the letter to the council of a month: the choices that are asked of it, at most three (§14, 18).
// All else in the letter is measured or follows from the plan, and stands where it was measured.
type Raadsbrief struct {
	Gemeen
	// De maand van de brief, zoals 2026-11. Elke maand heeft er hoogstens een.
	Maand string `json:"maand" zgw:"required,max=7"`
	// De keuzes die aan de raad worden gevraagd: hoogstens drie.
	Keuzes []Keuze `json:"keuzes"`
}

// Keuze is a choice that is asked of the council.
type Keuze struct {
	// Waar het over gaat, in een paar woorden.
	Onderwerp string `json:"onderwerp" zgw:"required,max=60"`
	// De keuze, in een of twee zinnen.
	Vraag string `json:"vraag" zgw:"required,max=240"`
}

// maxKeuzes is how many choices a letter asks: a council that is asked more chooses nothing.
const maxKeuzes = 3

// Raadsbrieven is the resource.
var Raadsbrieven = rest.Resource[Raadsbrief]{
	Name: "raadsbrief", Table: "raadsbrieven", Path: Root + "/raadsbrieven", Ops: rest.All, Scopes: scopes,
	Main:    hoofd[Raadsbrief](rangGedeeld),
	Columns: []rest.Column[Raadsbrief]{rest.Col("maand", func(r *Raadsbrief) string { return r.Maand })},
	Filters: rest.Filters{"maand": rest.Equal("maand")},
	Orders:  rest.Orders{"maand": {Column: "maand"}},
	Doc:     rest.ResourceDoc{Plural: "raadsbrieven", ETag: true},
}

var kalendermaand = regexp.MustCompile(`^20\d\d-(0[1-9]|1[0-2])$`)

// Rules are those of a raadsbrief: a programmamanager writes it.
func (r *Raadsbrief) Rules(c *rest.Call, old *Raadsbrief) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "raadsbrieven"}); err != nil {
		return err
	}
	if !kalendermaand.MatchString(r.Maand) {
		c.Invalid("maand", "invalid", "Schrijf een maand als 2026-11.")
	}
	if n := len(r.Keuzes); n > maxKeuzes {
		c.Invalid("keuzes", "max_length", fmt.Sprintf("Een brief vraagt hoogstens %d keuzes; dit zijn er %d. Welke kan wachten?", maxKeuzes, n))
	}
	for i, k := range r.Keuzes {
		if strings.TrimSpace(k.Vraag) != "" && strings.TrimSpace(k.Onderwerp) == "" {
			c.Invalid(fmt.Sprintf("keuzes.%d.onderwerp", i), "blank", "Schrijf erbij waar de keuze over gaat.")
		}
	}
	if c.Faulty() {
		return nil
	}
	used, err := Raadsbrieven.Exists(c, "maand = $1 and uuid <> $2", r.Maand, r.UUID)
	if err != nil {
		return err
	}
	if used {
		c.Invalid("maand", "unique", "Van deze maand is er al een brief. Wijzig die.")
		return nil
	}
	return r.geschreven(c, vorige(old))
}

// BeforeRemove says who may.
func (r *Raadsbrief) BeforeRemove(c *rest.Call) error {
	_, err := magNu(c, Schrijven, Voorwerp{Soort: "raadsbrieven"})
	return err
}

// Weergave is what the audit trail calls it.
func (r *Raadsbrief) Weergave() string { return "Raadsbrief " + r.Maand }
