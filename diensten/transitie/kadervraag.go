package transitie

import (
	"fmt"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Kadervraag is a question to the board: does this fit the frame? (§2.2) The answer stands at the frame and at what it is about.
type Kadervraag struct {
	Gemeen
	// Waar de vraag over gaat: een stap of een strategie.
	Over zgw.URL `json:"over" zgw:"required,max=1000,immutable"`
	// De vraag.
	Vraag string `json:"vraag" zgw:"required,max=2000"`
	// Of de vraag open is of beantwoord. Verandert met een overgang.
	Toestand KadervraagToestand `json:"toestand" zgw:"readonly"`
	// Wie het vraagt, en wanneer.
	Door *Daad `json:"door" zgw:"readonly"`
	// Het antwoord.
	Antwoord string `json:"antwoord" zgw:"readonly"`
	// Wie het antwoord gaf, en wanneer.
	BeantwoordDoor *Daad `json:"beantwoordDoor" zgw:"readonly"`
}

// KadervraagToestand is where a kadervraag stands.
type KadervraagToestand string

// Choices are those of §2.2.
func (KadervraagToestand) Choices() []string { return []string{"open", "beantwoord"} }

// Kadervragen is the resource.
var Kadervragen = rest.Resource[Kadervraag]{
	Name: "kadervraag", Table: "kadervragen", Path: Root + "/kadervragen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Kadervraag](rangEigen),
	Columns: []rest.Column[Kadervraag]{
		rest.Col("toestand", func(k *Kadervraag) string { return string(k.Toestand) }),
		rest.Ref("over", func(k *Kadervraag) zgw.URL { return k.Over }),
		rest.Col("gemaakt", func(k *Kadervraag) zgw.Time { return k.AangemaaktOp }),
	},
	Filters: rest.Filters{"toestand": rest.Is[KadervraagToestand]("toestand"), "over": rest.By("over")},
	Orders:  rest.Orders{"aangemaaktOp": {Column: "gemaakt"}},
	Doc:     rest.ResourceDoc{Plural: "kadervragen", ETag: true},
}

// Rules are those of a kadervraag: who asks may better the question until there is an answer.
func (k *Kadervraag) Rules(c *rest.Call, old *Kadervraag) error {
	a, err := actorVan(c)
	if err != nil {
		return err
	}
	if old == nil {
		k.Toestand, k.Door = "open", a.daad(c)
	}
	if err := k.magVragen(a); err != nil {
		return err
	}
	if !gaatOver(c, k.Over, "stappen", "strategieen") {
		c.Invalid("over", "does_not_exist", "Op dit adres staat geen stap of strategie van dit register.")
		return nil
	}
	if k.Toestand == "beantwoord" && k.Vraag != old.Vraag {
		c.Invalid("vraag", "beantwoord", "Er is al een antwoord. Stel een nieuwe vraag als er iets anders is.")
	}
	return k.geschreven(c, vorige(old))
}

// magVragen: who may ask; a question of another is not one's own to change.
func (k *Kadervraag) magVragen(a Actor) error {
	if err := magOf(a, Voorstellen, Voorwerp{Soort: "kadervragen"}); err != nil {
		return err
	}
	if k.Door.ID != a.ID {
		return rest.Denied("Deze vraag wijzigen kan alleen wie haar heeft gesteld.")
	}
	return nil
}

// After tells that there is a new one.
func (k *Kadervraag) After(c *rest.Call, old *Kadervraag) error {
	if old != nil {
		return nil
	}
	return meldGebeurtenis(c, "kadervraag.gesteld", k.URL, fmt.Sprintf("%s vraagt of iets binnen de kaders past.", k.Door.Naam), "")
}

// BeforeRemove: who asked may take it back, as long as nobody has answered.
func (k *Kadervraag) BeforeRemove(c *rest.Call) error {
	a, err := actorVan(c)
	if err != nil {
		return err
	}
	if err := k.magVragen(a); err != nil {
		return err
	}
	if k.Toestand == "beantwoord" {
		c.Invalid("nonFieldErrors", "beantwoord", "Er is al een antwoord, en dat blijft staan.")
	}
	return nil
}

func (k *Kadervraag) overgang(c *rest.Call, a Actor, o Overgang) error {
	if o.Naar != "beantwoord" {
		kanNiet(c, "vraag", string(k.Toestand), o.Naar, "beantwoord")
		return nil
	}
	if err := magOf(a, Beantwoorden, Voorwerp{Soort: "kadervragen"}); err != nil {
		return err
	}
	if strings.TrimSpace(o.Antwoord) == "" {
		c.Invalid("antwoord", "required", "Schrijf het antwoord op: past het binnen de kaders, en waarom?")
		return nil
	}
	k.Toestand, k.Antwoord, k.BeantwoordDoor = "beantwoord", o.Antwoord, a.daad(c)
	return meldGebeurtenis(c, "kadervraag.beantwoord", k.URL, fmt.Sprintf("%s heeft een vraag over de kaders beantwoord.", a.Naam), "")
}
