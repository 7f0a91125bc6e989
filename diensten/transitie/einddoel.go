package transitie

import (
	"fmt"
	"slices"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Einddoel is the aim: one sentence in words of residents, and the measures by which they would notice (§2.3). It has no
// tasks and no date, and is never done.
type Einddoel struct {
	Gemeen
	// Het doel, in één zin.
	Zin string `json:"zin" zgw:"required,max=240"`
	// Wat een inwoner ervan merkt.
	VoorInwoners string `json:"voorInwoners" zgw:"max=1000"`
	// De maten waaraan het te zien is, met de richting die goed is: hoogstens zes, en ten minste twee om het voor te stellen.
	Maten []Doelmaat `json:"maten"`
}

// Doelmaat is a measure of the aim, and which way is better.
type Doelmaat struct {
	// De maat.
	Maat zgw.URL `json:"maat" zgw:"required,max=1000"`
	// Welke kant beter is.
	Richting Richting `json:"richting" zgw:"required"`
}

// Richting is the way that is better for a measure.
type Richting string

// Choices are those of §9.
func (Richting) Choices() []string { return []string{"hoger", "lager"} }

// The number of measures that an aim has when it is put forward (§2.3).
const (
	minMaten = 2
	maxMaten = 6
)

// Einddoelen is the resource.
var Einddoelen = rest.Resource[Einddoel]{
	Name: "einddoel", Table: "einddoelen", Path: Root + "/einddoelen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Einddoel](rangOpenbaar),
	Doc:  rest.ResourceDoc{Plural: "einddoelen", ETag: true},
}

// Rules are those of an einddoel: a programmamanager writes it, as long as no strategie that has been put forward has it.
func (e *Einddoel) Rules(c *rest.Call, old *Einddoel) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "einddoelen"}); err != nil {
		return err
	}
	if len(e.Maten) > maxMaten {
		c.Invalid("maten", "max_length", fmt.Sprintf("Een einddoel heeft hoogstens %d maten; dit heeft er %d. Welke zeggen inwoners het minst?", maxMaten, len(e.Maten)))
	}
	for i, m := range e.Maten {
		at := fmt.Sprintf("maten.%d.maat", i)
		stond := old != nil && slices.ContainsFunc(old.Maten, func(was Doelmaat) bool { return was.Maat == m.Maat })
		if !stond && !c.Is(m.Maat, "maten") {
			c.Invalid(at, "does_not_exist", "Op dit adres staat geen maat van dit register.")
		}
		if slices.ContainsFunc(e.Maten[:i], func(other Doelmaat) bool { return other.Maat == m.Maat }) {
			c.Invalid(at, "unique", "Deze maat staat er al.")
		}
	}
	if old != nil && (e.Zin != old.Zin || e.VoorInwoners != old.VoorInwoners || !slices.Equal(e.Maten, old.Maten)) {
		if err := e.ligtVast(c); err != nil {
			return err
		}
	}
	return e.geschreven(c, vorige(old))
}

// ligtVast refuses when a strategie that is no concept any more has this aim.
func (e *Einddoel) ligtVast(c *rest.Call) error {
	id, err := c.ID(e.URL)
	if err != nil {
		return err
	}
	for row, err := range c.Tx.Query("select toestand from strategieen where einddoel = $1 and toestand not in ('concept', 'afgesloten')", id) {
		if err != nil {
			return err
		}
		return nogConcept("De strategie van dit einddoel", row.Text(0))
	}
	return nil
}

// BeforeRemove keeps an aim that a strategie has.
func (e *Einddoel) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "einddoelen"}); err != nil {
		return err
	}
	id, err := c.ID(e.URL)
	if err != nil {
		return err
	}
	used, err := Strategieen.Exists(c, "einddoel = $1", id)
	if used {
		c.Invalid("nonFieldErrors", "in-gebruik", "Dit einddoel hoort bij een strategie. Geef die eerst een ander einddoel.")
	}
	return err
}

// Weergave is what the audit trail calls it.
func (e *Einddoel) Weergave() string { return e.Zin }
