package transitie

import (
	"net/http"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Verplaatsing is a step that somebody put elsewhere in the order by hand, with a reason in one line. It stays visible, and ends at
// the next herijking (§4.2).
type Verplaatsing struct {
	Gemeen
	// De stap.
	Stap zgw.URL `json:"stap" zgw:"required,max=1000,local=stappen,immutable"`
	// De plek waar de stap moet staan, vanaf 1. Wat eerst klaar moet zijn, gaat mee.
	Plaats int `json:"plaats" zgw:"required,min=1,max=10000"`
	// Waarom, in één regel.
	Reden string `json:"reden" zgw:"required,max=300"`
	// Wie het deed, en wanneer.
	Door *Daad `json:"door" zgw:"readonly"`
	// Wanneer de verplaatsing afliep; leeg zolang zij geldt.
	Vervallen zgw.Time `json:"vervallen" zgw:"readonly,null"`
}

// Verplaatsingen is the resource.
var Verplaatsingen = rest.Resource[Verplaatsing]{
	Name: "verplaatsing", Table: "verplaatsingen", Path: Root + "/verplaatsingen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Verplaatsing](rangEigen),
	Columns: []rest.Column[Verplaatsing]{
		rest.Ref("stap", func(v *Verplaatsing) zgw.URL { return v.Stap }),
		rest.Col("vervallen", func(v *Verplaatsing) zgw.Time { return v.Vervallen }),
	},
	Filters: rest.Filters{"stap": rest.By("stap"), "vervallen__isnull": rest.IsNull("vervallen")},
	Doc:     rest.ResourceDoc{Plural: "verplaatsingen", ETag: true},
}

// Rules are those of a verplaatsing: a step has one that holds, and what has ended stays as it was.
func (v *Verplaatsing) Rules(c *rest.Call, old *Verplaatsing) error {
	a, err := magNu(c, Schrijven, Voorwerp{Soort: "verplaatsingen"})
	if err != nil {
		return err
	}
	if err := v.geldt(); err != nil {
		return err
	}
	stap, err := c.ID(v.Stap)
	if err != nil {
		return err
	}
	twice, err := Verplaatsingen.Exists(c, "stap = $1 and vervallen is null and uuid <> $2", stap, v.UUID)
	if err != nil {
		return err
	}
	if twice {
		c.Invalid("stap", "unique", "Deze stap is al met de hand verplaatst. Wijzig die verplaatsing, of haal haar weg.")
	}
	v.Door = a.daad(c)
	return v.geschreven(c, vorige(old))
}

func (v *Verplaatsing) geldt() error {
	if v.Vervallen == "" {
		return nil
	}
	return rest.NewProblem(http.StatusConflict, "conflict", "Deze verplaatsing is bij de herijking afgelopen en blijft zoals zij was. Maak een nieuwe.")
}

// BeforeRemove takes back a move that holds; what has ended stays to be read.
func (v *Verplaatsing) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "verplaatsingen"}); err != nil {
		return err
	}
	return v.geldt()
}

// Weergave is what the audit trail calls it.
func (v *Verplaatsing) Weergave() string { return v.Reden }

// verplaatsingenVervallen ends the moves by hand, at a herijking.
func verplaatsingenVervallen(c *rest.Call) error {
	list, err := Verplaatsingen.Each(c, "vervallen is null")
	if err != nil {
		return err
	}
	for _, v := range list {
		before, err := c.Lock(v.URL)
		if err != nil {
			return err
		}
		old := *v
		v.Vervallen = zgw.TimeOf(c.Now())
		v.GewijzigdOp = v.Vervallen
		v.Versie++
		if _, err := Verplaatsingen.Finish(c, v, &old, before, "partial_update", http.StatusOK); err != nil {
			return err
		}
	}
	return nil
}
