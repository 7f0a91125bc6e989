package transitie

import (
	"fmt"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zorg is a concern about a stap, a mijlpaal or a strategie, that somebody must answer (§2.7). It is shown beside the energy of a
// step and never taken off it: support is also built by answering.
type Zorg struct {
	Gemeen
	// Waar de zorg over gaat: een stap, een mijlpaal of een strategie.
	Over zgw.URL `json:"over" zgw:"required,max=1000,immutable"`
	// De zorg, in eigen woorden.
	Tekst string `json:"tekst" zgw:"required,max=4000"`
	// Of de zorg open is, beantwoord of gesloten. Verandert met een overgang.
	Toestand ZorgToestand `json:"toestand" zgw:"readonly"`
	// Wie de zorg heeft, en sinds wanneer.
	Door *Daad `json:"door" zgw:"readonly"`
	// Het team dat antwoord geeft: dat van de stap. Leeg: de secretaris of de programmamanager.
	Team zgw.URL `json:"team" zgw:"readonly,null"`
	// Het antwoord.
	Antwoord string `json:"antwoord" zgw:"readonly"`
	// Wie het antwoord gaf, en wanneer.
	Beantwoord *Daad `json:"beantwoord" zgw:"readonly"`
	// Wie de zorg heeft gesloten, en wanneer.
	Gesloten *Daad `json:"gesloten" zgw:"readonly"`
}

// ZorgToestand is where a zorg stands.
type ZorgToestand string

// Choices are those of §2.7.
func (ZorgToestand) Choices() []string { return []string{"open", "beantwoord", "gesloten"} }

// Zorgen is the resource.
var Zorgen = rest.Resource[Zorg]{
	Name: "zorg", Table: "zorgen", Path: Root + "/zorgen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Zorg](rangGedeeld),
	Columns: []rest.Column[Zorg]{
		rest.Col("toestand", func(z *Zorg) string { return string(z.Toestand) }),
		rest.Ref("over", func(z *Zorg) zgw.URL { return z.Over }),
		rest.Ref("team", func(z *Zorg) zgw.URL { return z.Team }),
		rest.Col("door", func(z *Zorg) string { return z.Door.ID }),
		rest.Col("gemaakt", func(z *Zorg) zgw.Time { return z.AangemaaktOp }),
	},
	Filters: rest.Filters{"toestand": rest.In[ZorgToestand]("toestand"), "over": rest.By("over"), "team": rest.By("team"), "mijn": mijn()},
	Orders:  rest.Orders{"aangemaaktOp": {Column: "gemaakt"}},
	Doc:     rest.ResourceDoc{Plural: "zorgen", ETag: true},
}

func (z *Zorg) voorwerp() Voorwerp { return Voorwerp{Soort: "zorgen", Team: z.Team, Door: z.Door.ID} }

// Rules are those of a zorg: who has it writes it, until there is an answer.
func (z *Zorg) Rules(c *rest.Call, old *Zorg) error {
	a, err := actorVan(c)
	if err != nil {
		return err
	}
	if old == nil {
		z.Toestand, z.Door = "open", a.daad(c)
	}
	if err := magOf(a, Schrijven, z.voorwerp()); err != nil {
		return err
	}
	if !gaatOver(c, z.Over, "stappen", "mijlpalen", "strategieen") {
		c.Invalid("over", "does_not_exist", "Op dit adres staat geen stap, mijlpaal of strategie van dit register.")
		return nil
	}
	if z.Toestand != "open" && z.Tekst != old.Tekst {
		c.Invalid("tekst", "beantwoord", "Er is al een antwoord. Schrijf een nieuwe zorg als er iets anders is.")
	}
	if old == nil {
		if z.Team, err = teamVan(c, z.Over); err != nil {
			return err
		}
	}
	return z.geschreven(c, vorige(old))
}

// gaatOver says whether an address is one of an object of this register, of one of these kinds.
func gaatOver(c *rest.Call, url zgw.URL, soorten ...string) bool {
	path, local := url.Local()
	if !local || !strings.HasPrefix(path, Root+"/") {
		return false
	}
	for _, soort := range soorten {
		if c.Is(url, soort) {
			return true
		}
	}
	return false
}

// teamVan is the team of the step at an address; "" of anything else, and of a step without one.
func teamVan(c *rest.Call, over zgw.URL) (zgw.URL, error) {
	if !c.Is(over, "stappen") {
		return "", nil
	}
	s, err := Stappen.Get(c, over)
	if err != nil {
		return "", err
	}
	return s.EigenaarTeam, nil
}

// After tells that there is a new one.
func (z *Zorg) After(c *rest.Call, old *Zorg) error {
	if old != nil {
		return nil
	}
	return meldGebeurtenis(c, "zorg.geopend", z.URL, fmt.Sprintf("%s heeft een zorg die antwoord vraagt.", z.Door.Naam), "")
}

// BeforeRemove: who has it may take it back, as long as nobody has answered.
func (z *Zorg) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, z.voorwerp()); err != nil {
		return err
	}
	if z.Toestand != "open" {
		c.Invalid("nonFieldErrors", "beantwoord", "Er is al een antwoord, en dat blijft staan. Sluit de zorg.")
	}
	return nil
}

func (z *Zorg) overgang(c *rest.Call, a Actor, o Overgang) error {
	naar := ZorgToestand(o.Naar)
	switch {
	case naar == "beantwoord" && z.Toestand != "gesloten": // an answer may be bettered
		return z.antwoord(c, a, o)
	case naar == "gesloten" && z.Toestand == "beantwoord":
		if err := magOf(a, Overgaan, z.voorwerp()); err != nil { // who has it says that it is answered
			return err
		}
		z.Toestand, z.Gesloten = "gesloten", a.daad(c)
		return nil
	}
	kanNiet(c, "zorg", string(z.Toestand), o.Naar, map[ZorgToestand][]string{"open": {"beantwoord"}, "beantwoord": {"beantwoord", "gesloten"}}[z.Toestand]...)
	return nil
}

func (z *Zorg) antwoord(c *rest.Call, a Actor, o Overgang) error {
	if err := magOf(a, Beantwoorden, z.voorwerp()); err != nil {
		return err
	}
	if strings.TrimSpace(o.Antwoord) == "" {
		c.Invalid("antwoord", "required", "Schrijf het antwoord op.")
		return nil
	}
	z.Toestand, z.Antwoord, z.Beantwoord = "beantwoord", o.Antwoord, a.daad(c)
	return meldGebeurtenis(c, "zorg.beantwoord", z.URL, fmt.Sprintf("%s heeft een zorg van %s beantwoord.", a.Naam, z.Door.Naam), "")
}
