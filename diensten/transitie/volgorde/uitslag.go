package volgorde

// Uitslag is an order with everything that is needed to explain it. It is a proposal until somebody publishes it.
type Uitslag struct {
	Peildatum  Datum      `json:"peildatum"`
	Instelling Instelling `json:"instelling"`
	// Digest is the SHA-256 of the input, rounded to six decimals: equal input, equal order (R10).
	Digest string `json:"digest"`
	// RangTonen says that enough steps have a score for ranks to mean anything: five (§4.2).
	RangTonen bool `json:"rangTonen"`
	// Gescoord is how many steps have a score.
	Gescoord int `json:"gescoord"`
	// Stappen are the ordered ones first, by Plek, then the groups.
	Stappen []Regel `json:"stappen"`
	// Kring is a circle of hard dependencies that should not have been there; empty when all is well.
	Kring []string `json:"kring"`
}

// Groep says what is known of a step.
type Groep string

// The groups of §4.2. A step in any but the first has a place only when a scored step waits for it.
const (
	Gescoord       Groep = "gescoord"       // energy and a chance are known
	DeurGaatDicht  Groep = "deurGaatDicht"  // a chance, no known energy
	ErIsEnergie    Groep = "erIsEnergie"    // energy, no chance
	NogNietsBekend Groep = "nogNietsBekend" // neither
	GewoonProberen Groep = "gewoonProberen" // small and to be turned back: it needs no order
	Loopt          Groep = "loopt"          // under way
)

// Golf is a wave: roughly when.
type Golf string

// The waves: this quarter, the two after it, and what is behind that.
const (
	Nu     Golf = "nu"
	Straks Golf = "straks"
	Later  Golf = "later"
)

// Kwadrant is a quarter of the picture of energy against chance (§3.3).
type Kwadrant string

// The quarters; a step of which energy or chance is not known has none.
const (
	NuDoen        Kwadrant = "nuDoen"
	KleinProberen Kwadrant = "kleinProberen"
	EnergieZoeken Kwadrant = "energieZoeken"
	LatenRusten   Kwadrant = "latenRusten"
)

// The labels a step can have.
const (
	LabelGeenTeam     = "nogGeenTeam"
	LabelAanname      = "aanname"      // doorlooptijd was not filled in: six months assumed
	LabelGetrokken    = "getrokken"    // stands here because another waits for it
	LabelTeLaat       = "teLaat"       // a duty is past its latest responsible moment
	LabelMetDeHand    = "metDeHand"    // moved by a person, with a reason
	LabelDoelloos     = "doelloos"     // bears on no measure or milestone
	LabelDoelOnbekend = "doelOnbekend" // nobody has said how it bears on the aim
)

// Regel is one step in an order.
type Regel struct {
	UUID     string   `json:"uuid"`
	Titel    string   `json:"titel"`
	Toestand Toestand `json:"toestand"`
	Team     string   `json:"team"`
	TeamNaam string   `json:"teamNaam"`
	Groep    Groep    `json:"groep"`
	// Plek is the place in the order, from 1; 0 is none. Rang is the same when ranks are shown, and otherwise nil.
	Plek int  `json:"plek"`
	Rang *int `json:"rang"`
	// Golf is empty for a step without a place.
	Golf     Golf     `json:"golf"`
	Kwadrant Kwadrant `json:"kwadrant"`
	Doel     Doel     `json:"doel"`
	Energie  Energie  `json:"energie"`
	Kans     Kansen   `json:"kans"`
	// Score is nil for a step that has none.
	Score *Score `json:"score"`
	// GetrokkenDoor is the step that this one was pulled forward by; empty when it stands on its own.
	GetrokkenDoor string `json:"getrokkenDoor"`
	// WachtOp are the undone steps that must come first, VoorZacht the soft ones that come later although they had better come first.
	WachtOp   []Andere `json:"wachtOp"`
	VoorZacht []Andere `json:"voorZacht"`
	Labels    []string `json:"labels"`
	// Verplaatsing is the move by hand that holds for it; nil is none.
	Verplaatsing *Verplaatsing `json:"verplaatsing"`
	// Vraag is the next question; nil when there is none.
	Vraag *Vraag `json:"vraag"`
	// Zinnen explain the place in Dutch, the most important first; Termen are the terms of ln S.
	Zinnen []string `json:"zinnen"`
	Termen []Term   `json:"termen"`
}

// Andere is another step, as it is named beside this one.
type Andere struct {
	UUID     string   `json:"uuid"`
	Titel    string   `json:"titel"`
	Toestand Toestand `json:"toestand"`
	// Plek is its place in the order, 0 when it has none.
	Plek int `json:"plek"`
}

// Doel is the aim factor (§4.1).
type Doel struct {
	G float64 `json:"g"`
	// Bijdrage is the strongest one to a measure of the aim; nil when nobody answered yet.
	Bijdrage *Bijdrage `json:"bijdrage"`
}

// Score is what a step is ordered by.
type Score struct {
	// S is the score of today. SPub is the one that counts: that of the last published order, which follows S at a distance of δ.
	S    float64 `json:"s"`
	SPub float64 `json:"sPub"`
	// T is SPub less what must come first: times γ for each undone step in the longest chain (Diepte).
	T      float64 `json:"t"`
	Diepte int     `json:"diepte"`
	// EigenPlek is the place it would have if nothing waited for anything.
	EigenPlek int `json:"eigenPlek"`
}

// Vraag is the one question whose answer helps a step most.
type Vraag struct {
	// Code is energie, omvang, kans, doel, team, doorlooptijd or doeMaar.
	Code  string `json:"code"`
	Tekst string `json:"tekst"`
}

// Term is one factor of the score: ln S is the sum of the effects (§4.4).
type Term struct {
	// Naam is doel, energie or kans.
	Naam   string  `json:"naam"`
	Waarde float64 `json:"waarde"`
	// Gewicht is its exponent, Effect is Gewicht × ln(value); 0 takes nothing off.
	Gewicht float64 `json:"gewicht"`
	Effect  float64 `json:"effect"`
	// Bronnen are where the value comes from, with the day it was said or measured.
	Bronnen []Bron `json:"bronnen"`
}

// Bron is where a value comes from.
type Bron struct {
	// Verwijzing is the uuid or address of what it was read from.
	Verwijzing string `json:"verwijzing"`
	Tekst      string `json:"tekst"`
	Op         Datum  `json:"op"`
}

// Gepubliceerd are the scores to keep when this order is published: the Vorige of the next (S_prev).
func (u Uitslag) Gepubliceerd() map[string]float64 {
	scores := make(map[string]float64, u.Gescoord)
	for _, r := range u.Stappen {
		if r.Score != nil {
			scores[r.UUID] = r.Score.SPub
		}
	}
	return scores
}

// Wijziging is what an order changes about a step, against the order that was published.
type Wijziging struct {
	UUID  string `json:"uuid"`
	Titel string `json:"titel"`
	// Van and Naar are places; 0 is none. VanGolf and NaarGolf are the waves with them.
	Van      int  `json:"van"`
	Naar     int  `json:"naar"`
	VanGolf  Golf `json:"vanGolf"`
	NaarGolf Golf `json:"naarGolf"`
}

// Verschil is what moves when this order takes the place of the published one, first to last place in this one; what lost its place
// comes last.
func (u Uitslag) Verschil(published []Regel) []Wijziging {
	before := make(map[string]Regel, len(published))
	for _, r := range published {
		before[r.UUID] = r
	}
	changes := []Wijziging{}
	for _, r := range u.Stappen {
		was := before[r.UUID]
		delete(before, r.UUID)
		if was.Plek != r.Plek || was.Golf != r.Golf {
			changes = append(changes, Wijziging{r.UUID, r.Titel, was.Plek, r.Plek, was.Golf, r.Golf})
		}
	}
	for _, was := range published { // steps that are gone: delivered, stopped, asleep
		if _, left := before[was.UUID]; left && was.Plek > 0 {
			changes = append(changes, Wijziging{UUID: was.UUID, Titel: was.Titel, Van: was.Plek, VanGolf: was.Golf})
		}
	}
	return changes
}
