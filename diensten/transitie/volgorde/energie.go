package volgorde

import (
	"math"
	"slices"
)

// The share c of each signal in energy (§3.1): hours that people give weigh most, spread over layers least.
const (
	cToezegging = 0.70
	cSteun      = 0.50
	cMomentum   = 0.40
	cSpreiding  = 0.30
)

// lagen is how many layers an organisation has: bestuur, secretaris, topmanagement, middenmanagement, basis (§1).
const lagen = 5

// assumedMonths is the doorlooptijd of a step that does not say (§2.6).
const assumedMonths = 6

// aanbodDays is how long an offer counts unless it is renewed.
const aanbodDays = 90

// Energie is what pulls at a step: the will of people (§3.1).
type Energie struct {
	// Bekend says that at least one signal is known. Without one E is not zero, it is not known (R12).
	Bekend bool `json:"bekend"`
	// E is in [0,1].
	E float64 `json:"e"`
	// Signalen are the known ones.
	Signalen []Signaal `json:"signalen"`
	// N is the number of people behind them.
	N int `json:"n"`
	// Uren a month and Lagen are what the offers say, for the words on the page; nothing of what is measured is told here.
	Uren  float64  `json:"uren"`
	Lagen []string `json:"lagen"`
	// Aanbod are the offers that count today.
	Aanbod []Aanbod `json:"aanbod"`
}

// Signaal is one known signal.
type Signaal struct {
	// Naam is toezegging, steun, momentum or spreiding; Waarde is in [0,1] and Gewicht its share c.
	Naam    string  `json:"naam"`
	Waarde  float64 `json:"waarde"`
	Gewicht float64 `json:"gewicht"`
	// Gemeten says that it was measured; otherwise it was said (R2).
	Gemeten bool `json:"gemeten"`
	// Op is the day it was published or said.
	Op Datum `json:"op"`
}

// months is the doorlooptijd of a step, and whether it was assumed.
func (s *Stap) months() (n int, assumed bool) {
	if s.Doorlooptijd == nil {
		return assumedMonths, true
	}
	return *s.Doorlooptijd, false
}

// energie adds up what was said and what was measured; of each signal the higher counts.
func (s *Stap) energie(op Datum) Energie {
	said, e := s.offered(op)
	measured := Signalen{}
	if s.Gemeten != nil {
		measured = *s.Gemeten
	}
	e.N = max(said.N, measured.N)
	e.add("toezegging", cToezegging, said.P, measured.P, said.Op, measured.Op)
	e.add("steun", cSteun, nil, measured.B, "", measured.Op)
	e.add("momentum", cMomentum, nil, measured.M, "", measured.Op)
	e.add("spreiding", cSpreiding, said.S, measured.S, said.Op, measured.Op)
	rest := 1.0
	for _, signal := range e.Signalen {
		rest *= 1 - signal.Gewicht*signal.Waarde
	}
	e.Bekend = len(e.Signalen) > 0
	e.E = round((1 - rest) * float64(e.N) / float64(e.N+3))
	return e
}

func (e *Energie) add(name string, c float64, said, measured *float64, saidOn, measuredOn Datum) {
	switch {
	case measured != nil && (said == nil || *measured >= *said):
		e.Signalen = append(e.Signalen, Signaal{Naam: name, Waarde: *measured, Gewicht: c, Gemeten: true, Op: measuredOn})
	case said != nil:
		e.Signalen = append(e.Signalen, Signaal{Naam: name, Waarde: *said, Gewicht: c, Op: saidOn})
	}
}

// offered are the signals that the offers of today give: hours p, layers s and people n. Op is the oldest of them.
func (s *Stap) offered(op Datum) (Signalen, Energie) {
	e := Energie{Signalen: make([]Signaal, 0, 4), Lagen: []string{}, Aanbod: s.current(op)}
	var said Signalen
	hours := 0.0
	for _, a := range e.Aanbod {
		said.N += a.Mensen
		e.Uren += a.Uren
		e.Lagen = append(e.Lagen, a.Lagen...)
		if a.DoorTeamleider {
			hours += a.Uren
		} else {
			hours += a.Uren / 2
		}
		if said.Op == "" || a.Op < said.Op {
			said.Op = a.Op
		}
	}
	e.Lagen = names(e.Lagen)
	if len(e.Aanbod) > 0 && s.P50 > 0 {
		months, _ := s.months()
		said.P = new(share(hours / (s.P50 / math.Max(1, float64(months)))))
	}
	if len(e.Lagen) > 0 {
		said.S = new(share(float64(len(e.Lagen)) / lagen))
	}
	return said, e
}

// current are the offers that count on a day: of each team the newest, so that one that was made anew does not count people twice.
func (s *Stap) current(op Datum) []Aanbod {
	today, ok := op.day()
	if !ok {
		return []Aanbod{}
	}
	newest := []Aanbod{}
	for _, a := range s.Aanbod {
		said, ok := a.Op.day()
		if !ok || said.After(today) {
			continue
		}
		last, ok := a.Tot.day()
		if !ok {
			last = said.AddDate(0, 0, aanbodDays)
		}
		if today.After(last) {
			continue
		}
		i := slices.IndexFunc(newest, func(b Aanbod) bool { return a.Team != "" && a.Team == b.Team })
		switch {
		case i < 0:
			newest = append(newest, a)
		case a.Op >= newest[i].Op: // offers come by uuid, so that of two on one day the same one stays
			newest[i] = a
		}
	}
	return newest
}
