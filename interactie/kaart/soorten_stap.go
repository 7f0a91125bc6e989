package kaart

import (
	"slices"
	"strings"
	"time"
)

// daad says who did something, and when.
type daad struct {
	ID, Naam string
	Op       string
}

// stap is a step, as the API gives it.
type stap struct {
	herkomst
	URL, UUID        string
	Versie           int
	Titel, Waarom    string
	WieMerktHet      string
	Toestand         string
	ToestandSinds    string
	GewijzigdOp      string
	EerdereToestand  string
	DraagtBijAan     []bijdrage
	Doelloos         bool
	Afhankelijkheden []afhankelijkheid
	Toetsen          []string
	Vaardigheden     []struct{ Vaardigheid string }
	Omvang           string
	Uren             *uren
	DoorlooptijdP80  *int
	EigenaarTeam     string
	Omkeerbaar       bool
	Spoor            string
	Verwijzing       string
	Voorgesteld      *daad
	DoeMaar          *daad
	WIPReden         string
	Oplevering       string
	OpgeleverdOp     string
	Les              string
}

// uren are an estimate of hours of work (§2.5).
type uren struct {
	P50 int `json:"p50"`
	P80 int `json:"p80"`
}

// bijdrage is what a step bears on: a measure or a milestone.
type bijdrage struct {
	Doel    string `json:"doel"`
	Sterkte string `json:"sterkte"`
}

// afhankelijkheid is a step for which another waits.
type afhankelijkheid struct {
	Stap  string `json:"stap"`
	Soort string `json:"soort"`
}

// Adres is the page of the step.
func (s *stap) Adres() string { return "/kaart/stappen/" + s.UUID }

// Staat is its state in words.
func (s *stap) Staat() string { return stapStaat(s.Toestand) }

// open says whether the step may still be done.
func (s *stap) open() bool {
	return slices.Contains([]string{"idee", "kandidaat", "gereed", "lopend", "slapend"}, s.Toestand)
}

// p50 is the estimate of its hours, 0 when nobody has said one.
func (s *stap) p50() int {
	if s.Uren != nil {
		return s.Uren.P50
	}
	return map[string]int{"klein": 60, "middel": 300, "groot": 1200}[s.Omvang]
}

// proef says whether it is a small trial, for which "doe maar" of one team leader is enough.
func (s *stap) proef() bool {
	hard := slices.ContainsFunc(s.Afhankelijkheden, func(a afhankelijkheid) bool { return a.Soort != "zacht" })
	return s.Omkeerbaar && s.p50() > 0 && s.p50() <= 80 && !hard
}

// kans is an opportunity, as the API gives it.
type kans struct {
	herkomst
	URL, UUID      string
	Versie         int
	Soort, Titel   string
	Toestand       string
	Opent, Sluit   string
	Inkooptijd     int
	LVM            string
	LVMAanname     bool
	Waarde         *float64
	WaardeReden    string
	Euro           *int
	Verplicht      bool
	Bewijs         string
	Koppelingen    []koppeling
	Gebruikers     *int
	Conformiteit   *float64
	VervallenReden string
	Voorgesteld    *daad
	stappen        []*stap // those of the koppelingen, where a page looked them up
	vandaag        time.Time
	as             *jaren // the years on which a page draws it
}

// koppeling ties an opportunity to a step.
type koppeling struct {
	Stap string   `json:"stap"`
	Fit  *float64 `json:"fit"`
}

// Adres is the page of the opportunity.
func (k *kans) Adres() string { return "/kaart/kansen/" + k.UUID }

// aanbod is what a team offers for a step, as the API gives it.
type aanbod struct {
	URL, UUID      string
	Versie         int
	Stap, Team     string
	Mensen         int
	UrenPerMaand   int
	Lagen          []string
	DoorWie        string
	DoorTeamleider bool
	Op, Tot        string
	Toestand       string
}

// Woorden is the offer in words: "7 mensen, 46 uur per maand, 2 lagen".
func (a *aanbod) Woorden() string {
	return energieWoorden(a.Mensen, float64(a.UrenPerMaand), len(a.Lagen))
}

// team is a part of the own organisation that does steps.
type team struct {
	URL, UUID    string
	Naam, Soort  string
	UrenPerMaand int
	WIP          int
}

// Met is the name as it stands in a sentence: "Team Balie".
func (t *team) Met() string { return metTeam(t.Naam) }

func metTeam(naam string) string {
	if naam == "" || strings.HasPrefix(strings.ToLower(naam), "team ") {
		return naam
	}
	return "Team " + naam
}
