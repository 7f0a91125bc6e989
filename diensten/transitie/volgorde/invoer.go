package volgorde

// Invoer is all that an order is made of. The order of its lists does not matter.
type Invoer struct {
	// Peildatum is the day for which the order holds.
	Peildatum Datum `json:"peildatum"`
	// Instelling holds the weights; left empty it is Standaard.
	Instelling Instelling `json:"instelling"`
	// Stappen are all steps that are not gone, done ones included: others may wait for them.
	Stappen []Stap `json:"stappen"`
	// Kansen are the opportunities; only those that are open count, and a legal duty that has run out.
	Kansen []Kans `json:"kansen"`
	// Teams have capacity. A team that is not listed has no known hours and the usual number of steps at once.
	Teams []Team `json:"teams"`
	// Doelmaten are the measures of the Einddoel: only a share in one of these makes the aim factor.
	Doelmaten []string `json:"doelmaten"`
	// Vorige has the published score (Score.SPub) of each step in the order that was published last.
	Vorige map[string]float64 `json:"vorige"`
	// Verplaatsingen are the moves by hand that still hold.
	Verplaatsingen []Verplaatsing `json:"verplaatsingen"`
}

// Instelling holds the weights of the formula. They are opinions, and therefore settings (§17).
type Instelling struct {
	// Alpha is the weight of energy against chance, 0.3 to 0.7 (α).
	Alpha float64 `json:"alpha"`
	// Delta is how far a score may drift before the order follows: calm, no weekly reshuffle (δ).
	Delta float64 `json:"delta"`
	// Gamma is what each undone step that must come first takes off (γ).
	Gamma float64 `json:"gamma"`
	// Epsilon is the least that energy and chance count for (ε).
	Epsilon float64 `json:"epsilon"`
	// Knip is where high begins in the quadrants (§3.3).
	Knip float64 `json:"knip"`
	// WIP is how many steps a team has in hand at once, where the team does not say.
	WIP int `json:"wip"`
}

// Standaard are the weights of §3.3 and §4.
func Standaard() Instelling {
	return Instelling{Alpha: 0.5, Delta: 0.03, Gamma: 0.95, Epsilon: 0.05, Knip: 0.45, WIP: 3}
}

// Toestand is the state of a step (§2.5).
type Toestand string

// The states of a step. Only kandidaat and gereed are ordered; opgeleverd and geborgd are done.
const (
	Idee       Toestand = "idee"
	Kandidaat  Toestand = "kandidaat"
	Gereed     Toestand = "gereed"
	Lopend     Toestand = "lopend"
	Opgeleverd Toestand = "opgeleverd"
	Geborgd    Toestand = "geborgd"
	Gestopt    Toestand = "gestopt"
	Slapend    Toestand = "slapend"
)

func (t Toestand) ordered() bool { return t == Kandidaat || t == Gereed }
func (t Toestand) done() bool    { return t == Opgeleverd || t == Geborgd }

// Stap is a step as the order needs it. Only a name and a state are needed: what is missing becomes its next question.
type Stap struct {
	UUID     string   `json:"uuid"`
	Titel    string   `json:"titel"`
	Toestand Toestand `json:"toestand"`
	// P50 is the size in hours, klein 60, middel 300, groot 1200; 0 is not known.
	P50 float64 `json:"p50"`
	// Doorlooptijd is doorlooptijdP80 in months; nil is not known, and then 6 is assumed.
	Doorlooptijd *int `json:"doorlooptijd"`
	// Team is the eigenaarTeam, empty when there is none yet.
	Team string `json:"team"`
	// Begonnen is the day a running step began, where known: what is left of it still takes room.
	Begonnen Datum `json:"begonnen"`
	// Bijdragen say what the step bears on (draagtBijAan).
	Bijdragen []Bijdrage `json:"bijdragen"`
	// Hard are the steps that must be done first; Zacht those that had better be.
	Hard  []string `json:"hard"`
	Zacht []string `json:"zacht"`
	// Omkeerbaar says that it can be turned back.
	Omkeerbaar bool `json:"omkeerbaar"`
	// Aanbod is what teams say they have for it.
	Aanbod []Aanbod `json:"aanbod"`
	// Gemeten are the signals that were measured and published, where they are (§3.1); nil is none.
	Gemeten *Signalen `json:"gemeten"`
}

// Bijdrage is one draagtBijAan of a step.
type Bijdrage struct {
	// Aan is the measure or milestone, Naam how it is shown.
	Aan  string `json:"aan"`
	Naam string `json:"naam"`
	// Sterkte is geen, zwak or sterk; empty is not answered yet.
	Sterkte string `json:"sterkte"`
}

// Aanbod is what was said of a team: so many people, so many hours a month (§3.1). It counts until its end and is claimed, not measured.
type Aanbod struct {
	UUID string `json:"uuid"`
	Team string `json:"team"`
	// Mensen is how many people, Uren how many hours a month together.
	Mensen int     `json:"mensen"`
	Uren   float64 `json:"uren"`
	// Lagen are the layers of the organisation they are in.
	Lagen []string `json:"lagen"`
	// DoorTeamleider says that the leader of the team said it: then the hours count in full, and otherwise for half.
	DoorTeamleider bool `json:"doorTeamleider"`
	// Door is who said it, as shown.
	Door string `json:"door"`
	// Op is the day it was said or renewed; Tot the last day it counts, 90 days later when it is empty.
	Op  Datum `json:"op"`
	Tot Datum `json:"tot"`
}

// Signalen are the four signals of energy in [0,1]; nil is not known, which is not zero (R12).
type Signalen struct {
	// P are pledged hours, B breadth of support, M momentum, S spread over layers.
	P *float64 `json:"p"`
	B *float64 `json:"b"`
	M *float64 `json:"m"`
	S *float64 `json:"s"`
	// N is the number of distinct people behind them.
	N int `json:"n"`
	// Op is the day they were published.
	Op Datum `json:"op"`
}

// Kans is an opportunity (§2.6).
type Kans struct {
	UUID  string `json:"uuid"`
	Titel string `json:"titel"`
	// Soort is one of §2.6, such as contracteinde; Toestand open (or empty), benut, verlopen or vervallen.
	Soort    string `json:"soort"`
	Toestand string `json:"toestand"`
	Opent    Datum  `json:"opent"`
	Sluit    Datum  `json:"sluit"`
	// Inkooptijd is in months.
	Inkooptijd int `json:"inkooptijd"`
	// Waarde is in [0,1]; nil is not set and counts as 0.5.
	Waarde    *float64 `json:"waarde"`
	Verplicht bool     `json:"verplicht"`
	// Bron is the address or file that proves it.
	Bron string `json:"bron"`
	// Gebruikers and Conformiteit belong to a component: how many organisations use it, and its share of the official suite.
	Gebruikers   *int     `json:"gebruikers"`
	Conformiteit *float64 `json:"conformiteit"`
	// PartnerToestand is how far a partner is with the same step, where that is known.
	PartnerToestand Toestand    `json:"partnerToestand"`
	Koppelingen     []Koppeling `json:"koppelingen"`
}

// Koppeling ties an opportunity to a step.
type Koppeling struct {
	Stap string `json:"stap"`
	// Fit is in [0,1]; nil is not set and counts as 1.
	Fit *float64 `json:"fit"`
}

// Team is who does the work.
type Team struct {
	UUID string `json:"uuid"`
	Naam string `json:"naam"`
	// Uren are hours a month for steps; 0 is not known, and then hours do not bind.
	Uren float64 `json:"uren"`
	// WIP is how many steps at once; 0 is the usual number.
	WIP int `json:"wip"`
}

// Verplaatsing is a move by hand: this step, to that place, for this reason. It stays visible and ends at the next herijking.
type Verplaatsing struct {
	Stap   string `json:"stap"`
	Plaats int    `json:"plaats"`
	Reden  string `json:"reden"`
	Door   string `json:"door"`
	Op     Datum  `json:"op"`
}
