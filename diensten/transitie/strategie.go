package transitie

import (
	"fmt"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Transitiestrategie is where an organisation wants to be in some years, and the frame that the board gives: one aim, no
// blueprint (§2.2). Without a single mijlpaal it is whole.
type Transitiestrategie struct {
	Gemeen
	// Hoe de strategie heet.
	Titel string `json:"titel" zgw:"required,max=200"`
	// Waar de strategie staat: concept, voorgesteld, vastgesteld, herijkt of afgesloten. Verandert met een overgang.
	Toestand StrategieToestand `json:"toestand" zgw:"readonly"`
	// De eerste dag waarvoor de strategie geldt.
	HorizonVan zgw.Date `json:"horizonVan" zgw:"null"`
	// De laatste dag waarvoor de strategie geldt.
	HorizonTot zgw.Date `json:"horizonTot" zgw:"null"`
	// Het einddoel.
	Einddoel zgw.URL `json:"einddoel" zgw:"null,max=1000,local=einddoelen"`
	// De sporen waarlangs de stappen lopen.
	Sporen []string `json:"sporen" zgw:"max=80"`
	// De ruime kaders van het bestuur: hoogstens vijf zinnen.
	RuimeKaders []string `json:"ruimeKaders" zgw:"max=400"`
	// Hoe vaak de strategie wordt herijkt.
	Herijking zgw.Duration `json:"herijking" zgw:"default=P3M"`
	// Waar het besluit staat: een adres of een paar woorden.
	Besluit string `json:"besluit" zgw:"max=1000"`
	// Wie de strategie heeft voorgesteld.
	Voorgesteld *Daad `json:"voorgesteld" zgw:"readonly"`
	// Wie de strategie heeft vastgesteld.
	Vastgesteld *Daad `json:"vastgesteld" zgw:"readonly"`
	// Wanneer de strategie het laatst is herijkt, en door wie.
	Herijkt *Daad `json:"herijkt" zgw:"readonly"`
}

// StrategieToestand is where a strategie stands.
type StrategieToestand string

// Choices are those of §2.2.
func (StrategieToestand) Choices() []string {
	return []string{"concept", "voorgesteld", "vastgesteld", "herijkt", "afgesloten"}
}

const maxKaders = 5

// standaardSporen are the tracks of a strategie that names none (§2.2).
var standaardSporen = []string{"dienstverlening", "gegevens bij de bron", "organisatie en talent", "samen ontwikkelen"}

// Strategieen is the resource.
var Strategieen = rest.Resource[Transitiestrategie]{
	Name: "strategie", Table: "strategieen", Path: Root + "/strategieen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Transitiestrategie](rangOpenbaar),
	Columns: []rest.Column[Transitiestrategie]{
		rest.Col("toestand", func(s *Transitiestrategie) string { return string(s.Toestand) }),
		rest.Ref("einddoel", func(s *Transitiestrategie) zgw.URL { return s.Einddoel }),
	},
	Filters:   rest.Filters{"toestand": rest.In[StrategieToestand]("toestand"), "einddoel": rest.By("einddoel")},
	Relations: rest.Relations{"einddoel": {To: Root + "/einddoelen", SQL: "select id, einddoel from strategieen where id {in}"}},
	Doc:       rest.ResourceDoc{Plural: "strategieën", ETag: true},
}

// Rules are those of a strategie: a programmamanager writes it while it is a concept.
func (s *Transitiestrategie) Rules(c *rest.Call, old *Transitiestrategie) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "strategieen"}); err != nil {
		return err
	}
	if old == nil {
		s.Toestand = "concept"
	}
	if s.Toestand != "concept" && !s.alleenUiterlijk(old) {
		return nogConcept("De strategie", string(s.Toestand))
	}
	if len(s.Sporen) == 0 {
		s.Sporen = slices.Clone(standaardSporen)
	}
	if n := len(s.RuimeKaders); n > maxKaders {
		c.Invalid("ruimeKaders", "max_length", fmt.Sprintf("Ruime kaders zijn hoogstens %d zinnen; dit zijn er %d. Wat kan eraf?", maxKaders, n))
	}
	if s.HorizonVan != "" && s.HorizonTot != "" && s.HorizonTot < s.HorizonVan {
		c.Invalid("horizonTot", "einddatum-voor-begindatum", "De horizon kan niet eindigen voor hij begint.")
	}
	return s.geschreven(c, vorige(old))
}

// alleenUiterlijk says whether nothing changes but what may change at any time: who sees it, and where the besluit stands.
func (s *Transitiestrategie) alleenUiterlijk(old *Transitiestrategie) bool {
	return s.Titel == old.Titel && s.HorizonVan == old.HorizonVan && s.HorizonTot == old.HorizonTot && s.Einddoel == old.Einddoel &&
		s.Herijking == old.Herijking && slices.Equal(s.RuimeKaders, old.RuimeKaders) && (len(s.Sporen) == 0 || slices.Equal(s.Sporen, old.Sporen))
}

// nogConcept refuses a change of what has been put forward or established.
func nogConcept(wat, toestand string) error {
	return rest.NewProblem(409, "conflict", fmt.Sprintf("%s is %s en ligt daarmee vast. Breng de strategie eerst terug naar concept; wat er stond blijft als herijking bewaard.", wat, toestand))
}

// BeforeRemove keeps what the board has established.
func (s *Transitiestrategie) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "strategieen"}); err != nil {
		return err
	}
	if s.Toestand != "concept" || s.Vastgesteld != nil {
		return rest.NewProblem(409, "conflict", "Alleen een concept dat nooit is vastgesteld kan weg. Sluit de strategie af als zij klaar is.")
	}
	return nil
}

// strategieWegen are the ways between states, and what one must be able to do to go there.
var strategieWegen = map[StrategieToestand]map[StrategieToestand]Actie{
	"concept":     {"voorgesteld": Schrijven, "afgesloten": Schrijven},
	"voorgesteld": {"concept": Schrijven, "vastgesteld": Vaststellen},
	"vastgesteld": {"concept": Schrijven, "herijkt": Schrijven, "afgesloten": Vaststellen},
	"herijkt":     {"concept": Schrijven, "herijkt": Schrijven, "afgesloten": Vaststellen},
	"afgesloten":  {},
}

func (s *Transitiestrategie) overgang(c *rest.Call, a Actor, o Overgang) error {
	naar := StrategieToestand(o.Naar)
	doe, ok := strategieWegen[s.Toestand][naar]
	if !ok {
		kanNiet(c, "strategie", string(s.Toestand), o.Naar, wegen(strategieWegen[s.Toestand])...)
		return nil
	}
	voorwerp := Voorwerp{Soort: "strategieen"}
	if bestuur, _ := mag(a, Vaststellen, voorwerp); naar != "herijkt" || !bestuur { // the board may do this too
		if err := magOf(a, doe, voorwerp); err != nil {
			return err
		}
	}
	vast := s.Toestand == "vastgesteld" || s.Toestand == "herijkt"
	if vast && strings.TrimSpace(o.Reden) == "" {
		c.Invalid("reden", "required", "Schrijf op waarom: wie later kijkt, wil dat weten.")
	}
	switch naar {
	case "voorgesteld":
		return s.voorstellen(c, a)
	case "vastgesteld":
		return s.vaststellen(c, a, o)
	}
	if c.Faulty() {
		return nil
	}
	if vast {
		if err := bewaar(c, s, a, o); err != nil {
			return err
		}
	}
	if naar == "herijkt" {
		s.Herijkt = a.daad(c)
	}
	s.Toestand = naar
	if naar != "herijkt" {
		return nil
	}
	if err := verplaatsingenVervallen(c); err != nil {
		return err
	}
	return meldGebeurtenis(c, "strategie.herijkt", s.URL, fmt.Sprintf("De strategie ‘%s’ is herijkt.", s.Titel), "")
}

// voorstellen is concept → voorgesteld: the aim is whole (§2.3).
func (s *Transitiestrategie) voorstellen(c *rest.Call, a Actor) error {
	if s.Einddoel == "" {
		c.Invalid("einddoel", "required", "Een strategie heeft een einddoel nodig voor zij kan worden voorgesteld.")
		return nil
	}
	doel, err := Einddoelen.Get(c, s.Einddoel)
	if err != nil {
		return err
	}
	if n := len(doel.Maten); n < minMaten || n > maxMaten {
		c.Invalid("einddoel.maten", "aantal", fmt.Sprintf("Een einddoel heeft %d tot %d maten nodig; dit heeft er %d.", minMaten, maxMaten, n))
		return nil
	}
	s.Toestand, s.Voorgesteld = "voorgesteld", a.daad(c)
	return meldGebeurtenis(c, "strategie.voorgesteld", s.URL, fmt.Sprintf("De strategie ‘%s’ ligt voor om vast te stellen.", s.Titel), "")
}

// vaststellen is what a bestuurder or secretaris does, with a reference to the decision.
func (s *Transitiestrategie) vaststellen(c *rest.Call, a Actor, o Overgang) error {
	if strings.TrimSpace(o.Verwijzing) == "" {
		c.Invalid("verwijzing", "required", "Schrijf op waar het besluit staat: een adres of een paar woorden, zoals ‘college 12 maart, punt 4’.")
		return nil
	}
	s.Toestand, s.Vastgesteld, s.Besluit = "vastgesteld", a.daad(c), o.Verwijzing
	return meldGebeurtenis(c, "strategie.vastgesteld", s.URL, fmt.Sprintf("De strategie ‘%s’ is vastgesteld.", s.Titel), "")
}

// wegen are the states to which one may go.
func wegen[S ~string, V any](m map[S]V) []string {
	var list []string
	for s := range m {
		list = append(list, string(s))
	}
	return list
}

// Weergave is what the audit trail calls it.
func (s *Transitiestrategie) Weergave() string { return s.Titel }
