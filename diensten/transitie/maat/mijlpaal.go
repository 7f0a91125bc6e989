package maat

import (
	"cmp"
	"slices"
)

// Toestand is the state of a milestone (§2.4). People make a concept, put it to work (actief), claim it and drop it (vervallen); the
// others come from measurements alone (R1).
type Toestand string

// The states.
const (
	Concept                     Toestand = "concept"
	Actief                      Toestand = "actief"
	Geclaimd                    Toestand = "geclaimd"
	Geverifieerd                Toestand = "geverifieerd"
	GeverifieerdMetVrijstelling Toestand = "geverifieerdMetVrijstelling"
	Teruggevallen               Toestand = "teruggevallen"
	Vervallen                   Toestand = "vervallen"
)

// Mijlpaal is all that a state follows from.
type Mijlpaal struct {
	// Basis is what people decided: concept, actief or vervallen.
	Basis Toestand
	// Nodig is how many of the required toetsen must hold (nVan); 0 is all.
	Nodig          int
	Toetsen        []Toets
	Metingen       []Meting
	Vrijstellingen []Vrijstelling
	// Geclaimd is the day of the claim, GeenDag without one.
	Geclaimd Dag
}

// Toets is a declared check of a milestone.
type Toets struct {
	UUID string
	// Verplicht says that the milestone cannot do without it. A verklaring (Gemeten false) is never required.
	Verplicht bool
	Gemeten   bool
	// Versie is the one that counts; metingen of others do not.
	Versie int
	// Duur is how many consecutive windows it must hold, at least 1; Versheid how many days a Meting stays fresh.
	Duur     int
	Versheid int
	// Verlegd is the day its bar was moved last, GeenDag when it never was (R8); Verwijderd the day it was taken off.
	Verlegd    Dag
	Verwijderd Dag
}

// Meting is the part of a Meting that decides.
type Meting struct {
	Toets    string
	Versie   int
	Venster  Venster
	Op       Dag // the day of measuring
	Uitkomst Uitkomst
	// Nulmeting says that it was made of the baseline window: it proves no change.
	Nulmeting bool
}

// Vrijstelling is an exemption of a toets that was approved, both days in it (§10.3).
type Vrijstelling struct {
	Toets string
	Van   Dag
	Tot   Dag
}

// Stand is the state of a milestone with its marks.
type Stand struct {
	Toestand Toestand `json:"toestand"`
	// Sinds is the day it came into this state by a measurement, a claim, or the end of an exemption; GeenDag when people set it.
	Sinds Dag `json:"sinds"`
	// TeltMee says that it counts as reached: verified, and measured lately enough.
	TeltMee bool `json:"teltMee"`
	// NietMeerVers says that it was verified but the measurements stopped: neither reached nor fallen.
	NietMeerVers bool `json:"nietMeerVers"`
	// Wankelt says that it is verified and the last judgement on a required toets was gezakt.
	Wankelt bool `json:"wankelt"`
	// AlleenGeclaimd says that it was claimed and no measurement says so; GeclaimdKwartalen is for how many whole quarters already.
	AlleenGeclaimd    bool `json:"alleenGeclaimd"`
	GeclaimdKwartalen int  `json:"geclaimdKwartalen"`
	// GoudBijStart are the toetsen that already held in the baseline; LatVerlegd those whose bar was moved; Grafstenen those that were
	// taken off in the last four quarters.
	GoudBijStart []string `json:"goudBijStart"`
	LatVerlegd   []string `json:"latVerlegd"`
	Grafstenen   []string `json:"grafstenen"`
	// Toetsen are the required ones, in the order of the milestone.
	Toetsen []ToetsStand `json:"toetsen"`
}

// ToetsStand is how far a required toets is.
type ToetsStand struct {
	UUID string `json:"uuid"`
	// Laatste is the last outcome, verouderd when it is too old; empty when it was never measured.
	Laatste Uitkomst `json:"laatste"`
	// Gehouden is for how many consecutive windows it holds now, of the Duur that is asked.
	Gehouden int `json:"gehouden"`
	Duur     int `json:"duur"`
	// Vrijgesteld says that an exemption is open.
	Vrijgesteld bool `json:"vrijgesteld"`
}

// MagActief says that a milestone can be put to work: it has at least one required toets that is measured, and no verklaring is
// required (§2.4).
func (m Mijlpaal) MagActief() bool {
	measured := false
	for _, t := range m.Toetsen {
		if t.Verwijderd != GeenDag || !t.Verplicht {
			continue
		}
		if !t.Gemeten {
			return false
		}
		measured = true
	}
	return measured
}

// Stand is the state of a milestone on a day. It follows from the whole history of its metingen, so that it is the same however often
// and by whom it is asked, and nothing but a measurement can turn it (R1).
func (m Mijlpaal) Stand(now Dag) Stand {
	r := newReplay(m, now)
	s := Stand{Toestand: m.Basis, Sinds: GeenDag, GoudBijStart: []string{}, LatVerlegd: []string{}, Grafstenen: []string{}, Toetsen: []ToetsStand{}}
	for _, t := range r.required {
		s.Toetsen = append(s.Toetsen, r.state(t, now))
	}
	m.marks(&s, now)
	if m.Basis != Actief {
		return s
	}
	r.run()
	s.Toestand, s.Sinds = r.outcome(m.Geclaimd), r.since
	switch s.Toestand {
	case Geverifieerd, GeverifieerdMetVrijstelling:
		s.NietMeerVers = !r.fresh(now)
		s.TeltMee = !s.NietMeerVers
		s.Wankelt = slices.ContainsFunc(r.required, func(t *Toets) bool { return r.failing(t, now, 1) })
	case Geclaimd:
		s.Sinds = max(m.Geclaimd, r.since)
		s.AlleenGeclaimd, s.GeclaimdKwartalen = true, quarters(m.Geclaimd, now)
	}
	return s
}

// tombstone is for how long a toets that was taken off still shows: four quarters.
const tombstone = 12

// marks are those that hang on the toetsen, not on the state.
func (m Mijlpaal) marks(s *Stand, now Dag) {
	for _, t := range m.Toetsen {
		switch {
		case t.Verwijderd != GeenDag:
			if now < t.Verwijderd.Maanden(tombstone) {
				s.Grafstenen = append(s.Grafstenen, t.UUID)
			}
			continue
		case t.Verlegd != GeenDag:
			s.LatVerlegd = append(s.LatVerlegd, t.UUID)
		}
		if slices.ContainsFunc(m.Metingen, func(x Meting) bool {
			return x.Toets == t.UUID && x.Versie == t.Versie && x.Nulmeting && x.Uitkomst == Geslaagd
		}) {
			s.GoudBijStart = append(s.GoudBijStart, t.UUID)
		}
	}
}

func quarters(from, to Dag) int {
	n := 0
	for from.Maanden(3*(n+1)) <= to {
		n++
	}
	return n
}

// replay goes through the history of a milestone, day by day on which something happened.
type replay struct {
	m        Mijlpaal
	now      Dag
	required []*Toets
	needed   int
	runs     map[string][]Meting // of each required toets the ones that ran, by day and window
	exempt   map[string][]Vrijstelling

	verified bool
	fallen   bool
	// carried are the toetsen that an exemption stood in for when the milestone turned, and that have not held since.
	carried map[string]bool
	open    bool // an exemption of a required toets is open
	since   Dag
}

func newReplay(m Mijlpaal, now Dag) *replay {
	r := &replay{m: m, now: now, runs: map[string][]Meting{}, exempt: map[string][]Vrijstelling{}, carried: map[string]bool{}, since: GeenDag}
	versions := map[string]int{}
	for i := range m.Toetsen {
		t := &m.Toetsen[i]
		if t.Verwijderd == GeenDag && t.Verplicht {
			r.required = append(r.required, t)
			versions[t.UUID] = t.Versie
		}
	}
	r.needed = len(r.required)
	if m.Nodig > 0 {
		r.needed = min(m.Nodig, r.needed)
	}
	for _, x := range m.Metingen {
		if version, ok := versions[x.Toets]; ok && x.Versie == version && !x.Nulmeting && x.Op <= now {
			r.runs[x.Toets] = append(r.runs[x.Toets], x)
		}
	}
	for _, list := range r.runs {
		slices.SortStableFunc(list, func(a, b Meting) int {
			return cmp.Or(cmp.Compare(a.Venster.Tot, b.Venster.Tot), cmp.Compare(a.Op, b.Op))
		})
	}
	for _, v := range m.Vrijstellingen {
		r.exempt[v.Toets] = append(r.exempt[v.Toets], v)
	}
	return r
}

// run is the history: each day on which something was measured, and each day after an exemption.
func (r *replay) run() {
	if r.needed == 0 {
		return // an empty list of checks holds nothing (R1)
	}
	var days []Dag
	for _, list := range r.runs {
		for _, x := range list {
			days = append(days, x.Op)
		}
	}
	for _, list := range r.exempt {
		for _, v := range list {
			days = append(days, v.Van, v.Tot+1)
		}
	}
	slices.Sort(days)
	for _, day := range slices.Compact(days) {
		if day <= r.now {
			r.step(day)
		}
	}
}

// step looks at one day.
func (r *replay) step(day Dag) {
	before := r.outcome(GeenDag)
	holding, satisfied, standing, borne := 0, 0, 0, 0
	r.open = false
	for _, t := range r.required {
		holds, free := r.holds(t, day), r.free(t, day)
		r.open = r.open || free
		if holds {
			holding++
			delete(r.carried, t.UUID)
		}
		if holds || free {
			satisfied++
		}
		if free || !r.failing(t, day, 2) {
			standing++
		}
		if free || !r.carried[t.UUID] {
			borne++
		}
	}
	switch {
	case !r.verified && satisfied >= r.needed && holding > 0: // at least one was measured (R1)
		r.verified, r.fallen = true, false
		for _, t := range r.required {
			if holding < r.needed && r.free(t, day) && !r.holds(t, day) {
				r.carried[t.UUID] = true
			}
		}
	case r.verified && standing < r.needed:
		r.verified, r.fallen = false, true
		clear(r.carried)
	case r.verified && borne < r.needed: // what an exemption carried does not stand by itself
		r.verified = false
		clear(r.carried)
	}
	if r.outcome(GeenDag) != before {
		r.since = day
	}
}

// outcome is the state as of the last step.
func (r *replay) outcome(claimed Dag) Toestand {
	switch {
	case r.verified && r.open:
		return GeverifieerdMetVrijstelling
	case r.verified:
		return Geverifieerd
	case r.fallen:
		return Teruggevallen
	case claimed != GeenDag && claimed <= r.now:
		return Geclaimd
	}
	return Actief
}

// chain are the consecutive windows of a toets as they were known on a day, newest first: windows that do not overlap and between which
// no whole window fits. A sonde that could not run says nothing; of one window the last Meting counts.
func (r *replay) chain(t *Toets, day Dag) []Meting {
	var chain []Meting
	for _, x := range slices.Backward(r.runs[t.UUID]) {
		if x.Op > day || x.Uitkomst == Fout || x.Uitkomst == Verouderd {
			continue
		}
		if len(chain) == 0 {
			chain = append(chain, x)
			continue
		}
		last := chain[len(chain)-1].Venster
		if x.Venster.Tot >= last.Van {
			continue // it overlaps
		}
		if int(last.Van-x.Venster.Tot) > x.Venster.Dagen() {
			break
		}
		chain = append(chain, x)
	}
	return chain
}

// held is for how many consecutive windows a toets passes, the last one first.
func held(chain []Meting, outcome Uitkomst) int {
	n := 0
	for n < len(chain) && chain[n].Uitkomst == outcome {
		n++
	}
	return n
}

// holds says that a toets passed for its duur, and lately.
func (r *replay) holds(t *Toets, day Dag) bool {
	chain := r.chain(t, day)
	return t.Gemeten && held(chain, Geslaagd) >= max(1, t.Duur) && r.lately(t, day)
}

// failing says that the last so many consecutive windows failed.
func (r *replay) failing(t *Toets, day Dag, windows int) bool {
	return held(r.chain(t, day), Gezakt) >= windows
}

// lately says that the last Meting that ran is fresh.
func (r *replay) lately(t *Toets, day Dag) bool {
	chain := r.chain(t, day)
	return len(chain) > 0 && (t.Versheid <= 0 || int(day-chain[0].Op) <= t.Versheid)
}

// fresh says that as many toetsen as are needed were measured lately, or are exempt.
func (r *replay) fresh(day Dag) bool {
	n := 0
	for _, t := range r.required {
		if r.free(t, day) || r.lately(t, day) {
			n++
		}
	}
	return n >= r.needed
}

func (r *replay) free(t *Toets, day Dag) bool {
	return slices.ContainsFunc(r.exempt[t.UUID], func(v Vrijstelling) bool { return day >= v.Van && day <= v.Tot })
}

func (r *replay) state(t *Toets, day Dag) ToetsStand {
	s := ToetsStand{UUID: t.UUID, Duur: max(1, t.Duur), Vrijgesteld: r.free(t, day)}
	for _, x := range r.runs[t.UUID] {
		s.Laatste = x.Uitkomst
	}
	chain := r.chain(t, day)
	s.Gehouden = held(chain, Geslaagd)
	if len(chain) > 0 && s.Laatste != Fout && !r.lately(t, day) {
		s.Laatste = Verouderd
	}
	return s
}
