package transitie

import (
	"fmt"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Vrijstelling excuses a toets for a while (§10.3): asked by one person, approved by another, and it ends. It shows on each
// mijlpaal that has the toets.
type Vrijstelling struct {
	Gemeen
	// De toets.
	Toets zgw.URL `json:"toets" zgw:"required,max=1000,immutable,local=toetsen"`
	// Waarom de toets een tijd niet meetelt.
	Reden string `json:"reden" zgw:"required,max=1000"`
	// Tot en met wanneer: hoogstens 90 dagen na vandaag.
	TotEnMet zgw.Date `json:"tot" zgw:"required"`
	// Waar de vrijstelling staat: gevraagd, goedgekeurd, afgewezen of ingetrokken. Verandert met een overgang.
	Toestand VrijstellingToestand `json:"toestand" zgw:"readonly"`
	// De eerste dag waarop zij geldt.
	Van zgw.Date `json:"van" zgw:"readonly,null"`
	// Wie haar vroeg.
	GevraagdDoor *Daad `json:"gevraagdDoor" zgw:"readonly"`
	// Wie haar goedkeurde of afwees: iemand anders.
	GoedgekeurdDoor *Daad `json:"goedgekeurdDoor" zgw:"readonly"`
	// Waarom zij is afgewezen of ingetrokken.
	Antwoord string `json:"antwoord" zgw:"readonly"`
	// Hoeveel keer op rij de toets al was vrijgesteld: hoogstens twee keer.
	Verlenging int `json:"verlenging" zgw:"readonly"`
}

// VrijstellingToestand is where a vrijstelling stands.
type VrijstellingToestand string

// Choices are those of §10.3.
func (VrijstellingToestand) Choices() []string {
	return []string{"gevraagd", "goedgekeurd", "afgewezen", "ingetrokken"}
}

// The limits of §10.3.
const (
	maxVrijgesteld  = 90 // days
	maxVerlengingen = 2
)

// Vrijstellingen is the resource.
var Vrijstellingen = rest.Resource[Vrijstelling]{
	Name: "vrijstelling", Table: "vrijstellingen", Path: Root + "/vrijstellingen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Vrijstelling](rangGedeeld),
	Columns: []rest.Column[Vrijstelling]{
		rest.Ref("toets", func(v *Vrijstelling) zgw.URL { return v.Toets }),
		rest.Col("toestand", func(v *Vrijstelling) string { return string(v.Toestand) }),
		rest.Col("van", func(v *Vrijstelling) zgw.Date { return v.Van }),
		rest.Col("tot", func(v *Vrijstelling) zgw.Date { return v.TotEnMet }),
	},
	Filters: rest.Filters{"toets": rest.By("toets"), "toestand": rest.In[VrijstellingToestand]("toestand")},
	Doc:     rest.ResourceDoc{Plural: "vrijstellingen", ETag: true},
}

// Rules are those of a vrijstelling: a programmamanager asks for it.
func (v *Vrijstelling) Rules(c *rest.Call, old *Vrijstelling) error {
	a, err := magNu(c, Schrijven, Voorwerp{Soort: "vrijstellingen"})
	if err != nil {
		return err
	}
	if old == nil {
		v.Toestand, v.GevraagdDoor = "gevraagd", a.daad(c)
	}
	if v.Toestand != "gevraagd" && (v.Reden != old.Reden || v.TotEnMet != old.TotEnMet) {
		return rest.NewProblem(409, "conflict", fmt.Sprintf("Deze vrijstelling is %s en ligt daarmee vast. Vraag een nieuwe.", v.Toestand))
	}
	if v.Toestand == "gevraagd" {
		if err := v.past(c); err != nil {
			return err
		}
	}
	return v.geschreven(c, vorige(old))
}

// past says whether the vrijstelling keeps to its limits.
func (v *Vrijstelling) past(c *rest.Call) error {
	toets, err := Toetsen.Get(c, v.Toets)
	if err != nil {
		return err
	}
	if toets.sonde() == nil {
		c.Invalid("toets", "verklaring", "Een verklaring is nooit verplicht; daar is geen vrijstelling voor nodig.")
	}
	today := maat.LeesDag(string(c.Today()))
	switch tot := maat.LeesDag(string(v.TotEnMet)); {
	case tot < today:
		c.Invalid("tot", "invalid", "Deze dag is voorbij.")
	case tot > today+maxVrijgesteld:
		c.Invalid("tot", "max_value", fmt.Sprintf("Een vrijstelling duurt hoogstens %d dagen: tot en met %s.", maxVrijgesteld, datum(today+maxVrijgesteld)))
	}
	v.Verlenging, err = v.eerder(c, today)
	if v.Verlenging > maxVerlengingen {
		c.Invalid("nonFieldErrors", "verlengd", "Deze toets is al drie keer op rij vrijgesteld. Meet hem weer, of leg de lat anders.")
	}
	return err
}

// eerder is how many times in a row the toets was excused before: those between which less than 90 days passed.
func (v *Vrijstelling) eerder(c *rest.Call, today maat.Dag) (int, error) {
	n := 0
	for row, err := range c.Tx.Query("select van, tot from vrijstellingen where toets = (select id from toetsen where uuid = $1) and van is not null and uuid <> $2 order by tot desc", v.Toets.UUID(), v.UUID) {
		if err != nil {
			return 0, err
		}
		if maat.LeesDag(row.Text(1))+maxVrijgesteld < today {
			break
		}
		n++
		today = maat.LeesDag(row.Text(0))
	}
	return n, nil
}

func (v *Vrijstelling) overgang(c *rest.Call, a Actor, o Overgang) error {
	naar := VrijstellingToestand(o.Naar)
	wel := map[VrijstellingToestand][]string{"gevraagd": {"goedgekeurd", "afgewezen", "ingetrokken"}, "goedgekeurd": {"ingetrokken"}}[v.Toestand]
	doe := map[VrijstellingToestand]Actie{"goedgekeurd": Goedkeuren, "afgewezen": Goedkeuren, "ingetrokken": Schrijven}
	actie, ok := doe[naar]
	if !ok || v.Toestand != "gevraagd" && (v.Toestand != "goedgekeurd" || naar != "ingetrokken") {
		kanNiet(c, "vrijstelling", string(v.Toestand), o.Naar, wel...)
		return nil
	}
	voorwerp := Voorwerp{Soort: "vrijstellingen"}
	if baas, _ := mag(a, Goedkeuren, voorwerp); naar != "ingetrokken" || !baas { // who approved may take it back too
		if err := magOf(a, actie, voorwerp); err != nil {
			return err
		}
	}
	if naar != "goedgekeurd" && strings.TrimSpace(o.Reden) == "" {
		c.Invalid("reden", "required", "Schrijf op waarom: wie het vroeg, wil dat weten.")
		return nil
	}
	today := c.Today()
	switch naar {
	case "goedgekeurd":
		if v.GevraagdDoor != nil && v.GevraagdDoor.ID == a.ID {
			c.Invalid("nonFieldErrors", "dezelfde-persoon", "Wie een vrijstelling vraagt, keurt haar niet zelf goed. Vraag het een ander.")
			return nil
		}
		if err := v.past(c); err != nil || c.Faulty() {
			return err
		}
		v.Van, v.GoedgekeurdDoor = today, a.daad(c)
	case "afgewezen":
		v.GoedgekeurdDoor, v.Antwoord = a.daad(c), o.Reden
	case "ingetrokken":
		v.Antwoord = o.Reden
		if v.Toestand == "goedgekeurd" { // what it excused until now, it did
			v.TotEnMet = max(v.Van, min(v.TotEnMet, datum(maat.LeesDag(string(today))-1)))
		}
	}
	v.Toestand = naar
	return nil
}

// After has the mijlpalen looked at again.
func (v *Vrijstelling) After(c *rest.Call, _ *Vrijstelling) error {
	return mijlpalenVan(c, v.Toets, nil)
}

// BeforeRemove keeps what was approved: it is part of how a mijlpaal came to be.
func (v *Vrijstelling) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "vrijstellingen"}); err != nil {
		return err
	}
	if v.Van != "" {
		c.Invalid("nonFieldErrors", "goedgekeurd", "Deze vrijstelling is goedgekeurd en hoort bij hoe de mijlpaal er kwam. Trek haar in.")
	}
	return nil
}

// Weergave is what the audit trail calls it.
func (v *Vrijstelling) Weergave() string { return v.Reden }

// vraagVrijstellingen asks who may approve to answer.
func vraagVrijstellingen(c *rest.Call, a Actor) ([]Punt, error) {
	if ok, _ := mag(a, Goedkeuren, Voorwerp{Soort: "vrijstellingen"}); !ok {
		return nil, nil
	}
	list, err := Vrijstellingen.Each(c, "toestand = 'gevraagd'")
	var punten []Punt
	for _, v := range list {
		if v.GevraagdDoor != nil && v.GevraagdDoor.ID != a.ID {
			punten = append(punten, punt("vrijstelling", v.URL, "%s vraagt een vrijstelling tot en met %s: %s", v.GevraagdDoor.Naam, dag(v.TotEnMet), kort(v.Reden)))
		}
	}
	return punten, err
}
