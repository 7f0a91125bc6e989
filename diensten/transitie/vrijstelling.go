package transitie

import (
	"fmt"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Vrijstelling is an exemption of a toets, with an end (§10.3): asked for by one person, approved by another who is secretaris or directeur.
type Vrijstelling struct {
	Gemeen
	// De toets.
	Toets zgw.URL `json:"toets" zgw:"required,immutable,max=1000,local=toetsen"`
	// Waarom.
	Reden string `json:"reden" zgw:"required,immutable,max=1000"`
	// De laatste dag. Hoogstens negentig dagen na de goedkeuring.
	Tot zgw.Date `json:"tot" zgw:"required,immutable"`
	// De vrijstelling die hiermee wordt verlengd. Dat kan twee keer.
	Verlengt zgw.URL `json:"verlengt" zgw:"null,immutable,max=1000,local=vrijstellingen"`
	// Hoeveel keer er al is verlengd.
	Verlengingen int `json:"verlengingen" zgw:"readonly"`
	// Waar de vrijstelling staat: gevraagd, goedgekeurd of afgewezen. Verandert met een overgang.
	Toestand VrijstellingToestand `json:"toestand" zgw:"readonly"`
	// Wie erom vroeg.
	GevraagdDoor *Daad `json:"gevraagdDoor" zgw:"readonly"`
	// Wie het goedkeurde of afwees.
	BeslistDoor *Daad `json:"beslistDoor" zgw:"readonly"`
	// De eerste dag: die van de goedkeuring.
	Van zgw.Date `json:"van" zgw:"readonly,null"`
}

// VrijstellingToestand is where a vrijstelling stands.
type VrijstellingToestand string

// Choices are those of §10.3.
func (VrijstellingToestand) Choices() []string {
	return []string{"gevraagd", "goedgekeurd", "afgewezen"}
}

// The limits of §10.3.
const (
	maxVrijstelling  = "P90D"
	maxVerlengingen  = 2
	dagenVrijgesteld = 90
)

// Vrijstellingen is the resource.
var Vrijstellingen = rest.Resource[Vrijstelling]{
	Name: "vrijstelling", Table: "vrijstellingen", Path: Root + "/vrijstellingen", Ops: rest.List | rest.Detail | rest.Create | rest.Remove, Scopes: scopes,
	Main: hoofd[Vrijstelling](rangGedeeld),
	Columns: []rest.Column[Vrijstelling]{
		rest.Ref("toets", func(v *Vrijstelling) zgw.URL { return v.Toets }),
		rest.Col("toestand", func(v *Vrijstelling) string { return string(v.Toestand) }),
		rest.Col("van", func(v *Vrijstelling) zgw.Date { return v.Van }),
		rest.Col("tot", func(v *Vrijstelling) zgw.Date { return v.Tot }),
	},
	Filters: rest.Filters{"toets": rest.By("toets"), "toestand": rest.In[VrijstellingToestand]("toestand"), "tot__gte": rest.Compare[zgw.Date]("tot", ">=")},
	Doc:     rest.ResourceDoc{Plural: "vrijstellingen", ETag: true},
}

// Rules are those of a vrijstelling that is asked for.
func (v *Vrijstelling) Rules(c *rest.Call, _ *Vrijstelling) error {
	a, err := magNu(c, Schrijven, Voorwerp{Soort: "vrijstellingen"})
	if err != nil {
		return err
	}
	v.GevraagdDoor, v.Toestand = a.daad(c), "gevraagd"
	if v.Tot <= c.Today() || v.Tot > zgw.Duration(maxVrijstelling).AddTo(c.Today()) {
		c.Invalid("tot", "invalid", fmt.Sprintf("Een vrijstelling duurt hoogstens %d dagen. Kies een dag tussen morgen en %s.", dagenVrijgesteld, zgw.Duration(maxVrijstelling).AddTo(c.Today())))
	}
	// What comes right after another one of the same toets is a renewal, whether it says so or not.
	var last zgw.URL
	for row, err := range c.Tx.Query("select v.uuid from vrijstellingen v join toetsen t on t.id = v.toets where t.uuid = $1 and v.toestand = 'goedgekeurd' and v.tot >= $2 order by v.id desc",
		v.Toets.UUID(), string(zgw.DateOf(c.Now().AddDate(0, 0, -dagenVrijgesteld)))) {
		if err != nil {
			return err
		}
		if last == "" {
			last = zgw.LocalURL(Vrijstellingen.Path, row.Text(0))
		}
	}
	if v.Verlengt == "" {
		v.Verlengt = last
	}
	if v.Verlengt != "" {
		was, err := Vrijstellingen.Get(c, v.Verlengt)
		if err != nil {
			return err
		}
		v.Verlengingen = was.Verlengingen + 1
		if was.Toets != v.Toets {
			c.Invalid("verlengt", "invalid", "Die vrijstelling is van een andere toets.")
		}
	}
	if v.Verlengingen > maxVerlengingen {
		c.Invalid("verlengt", "te-vaak", "Deze toets is al twee keer langer vrijgesteld. Pas de toets aan, of laat de mijlpaal vervallen.")
	}
	if c.Faulty() {
		return nil
	}
	return v.geschreven(c, nil)
}

// overgang is the decision, by another person than who asked.
func (v *Vrijstelling) overgang(c *rest.Call, a Actor, o Overgang) error {
	if err := magOf(a, Goedkeuren, Voorwerp{Soort: "vrijstellingen"}); err != nil {
		return err
	}
	if v.Toestand != "gevraagd" || o.Naar != "goedgekeurd" && o.Naar != "afgewezen" {
		var wel []string
		if v.Toestand == "gevraagd" {
			wel = []string{"afgewezen", "goedgekeurd"}
		}
		kanNiet(c, "vrijstelling", string(v.Toestand), o.Naar, wel...)
		return nil
	}
	if v.GevraagdDoor != nil && v.GevraagdDoor.ID == a.ID {
		return rest.Denied("Wie om een vrijstelling vraagt, keurt haar niet zelf goed. Vraag de secretaris of een directeur.")
	}
	if o.Naar == "goedgekeurd" && v.Tot < c.Today() {
		c.Invalid("naar", "te-laat", "De laatste dag van deze vrijstelling is voorbij. Vraag een nieuwe.")
		return nil
	}
	v.Toestand, v.BeslistDoor = VrijstellingToestand(o.Naar), a.daad(c)
	if v.Toestand == "goedgekeurd" {
		v.Van = c.Today()
	}
	return nil
}

// BeforeRemove keeps what was decided: it explains what a mijlpaal showed.
func (v *Vrijstelling) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "vrijstellingen"}); err != nil {
		return err
	}
	if v.Toestand != "gevraagd" {
		c.Invalid("nonFieldErrors", "beslist", "Over deze vrijstelling is beslist; zij blijft staan.")
	}
	return nil
}

// Weergave is what the audit trail calls it.
func (v *Vrijstelling) Weergave() string { return v.Reden }
