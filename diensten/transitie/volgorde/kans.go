package volgorde

import (
	"math"
	"time"
)

// weights are the w of each kind of opportunity (§2.6). A kind that is not listed weighs as little as the least.
var weights = map[string]float64{
	"wet": 0.9, "contracteinde": 0.7, "technischEinde": 0.7, "geld": 0.6,
	"component": 0.5, "partner": 0.5, "herindeling": 0.5, "politiek": 0.3,
}

// Gewicht is the type weight w of a kind of opportunity.
func Gewicht(soort string) float64 {
	if w, ok := weights[soort]; ok {
		return w
	}
	return weights["politiek"]
}

// What counts where nothing was filled in (§2.6).
const (
	assumedWaarde  = 0.5
	assumedFit     = 1
	urgencyNoEnd   = 0.3
	urgencyAtRise  = 0.2
	monthsBefore   = 6
	monthsOfWindow = 24
)

// Kansen are the opportunities of one step together (§3.2).
type Kansen struct {
	// Bekend says that there is at least one.
	Bekend bool `json:"bekend"`
	// K is in [0,1].
	K float64 `json:"k"`
	// LVM is the earliest latest responsible moment that still lies ahead, or the earliest of a duty that is late.
	LVM Datum `json:"lvm"`
	// TeLaat is for a duty past its LVM: how many whole months; nil when nothing is late.
	TeLaat *int `json:"teLaat"`
	// Posten are the opportunities one by one.
	Posten []Post `json:"posten"`
}

// Post is what one opportunity does for one step.
type Post struct {
	Kans      string `json:"kans"`
	Titel     string `json:"titel"`
	Soort     string `json:"soort"`
	Bron      string `json:"bron"`
	Verplicht bool   `json:"verplicht"`
	// W is the weight of its kind; Waarde, Fit and U (urgency on the peildatum) are in [0,1].
	W      float64 `json:"w"`
	Waarde float64 `json:"waarde"`
	Fit    float64 `json:"fit"`
	U      float64 `json:"u"`
	// LVM is sluit − doorlooptijd − inkooptijd; empty without sluit.
	LVM   Datum `json:"lvm"`
	Sluit Datum `json:"sluit"`
	// TeLaat is how many whole months a duty is past its LVM; nil when it is not.
	TeLaat *int `json:"teLaat"`
	// Tekst says it in one sentence.
	Tekst string `json:"tekst"`
}

// counts says whether an opportunity is there on a day. A duty does not go away because its date has passed.
func (k *Kans) counts(today time.Time) bool {
	switch k.Toestand {
	case "", "open":
	case "verlopen":
		return k.Verplicht
	default:
		return false
	}
	sluit, ok := k.Sluit.day()
	return !ok || k.Verplicht || !today.After(sluit)
}

// add counts one opportunity for a step of so many months.
func (ks *Kansen) add(k *Kans, fit *float64, months int, today time.Time) {
	p := Post{
		Kans: k.UUID, Titel: k.Titel, Soort: k.Soort, Bron: k.Bron, Verplicht: k.Verplicht, Sluit: k.Sluit,
		W: Gewicht(k.Soort), Waarde: assumedWaarde, Fit: assumedFit,
	}
	if k.Waarde != nil {
		p.Waarde = *k.Waarde
	}
	if fit != nil {
		p.Fit = *fit
	}
	lvm, bounded := k.lvm(months)
	if bounded {
		p.LVM = datum(lvm)
	}
	p.U = share(k.urgency(today, months))
	if bounded && k.Verplicht && today.After(lvm) {
		p.TeLaat = new(monthsBetween(lvm, today))
		if ks.TeLaat == nil || *p.TeLaat > *ks.TeLaat {
			ks.TeLaat = p.TeLaat
		}
	}
	if bounded && (p.TeLaat != nil || !lvm.Before(today)) && (ks.LVM == "" || p.LVM < ks.LVM) {
		ks.LVM = p.LVM
	}
	p.Tekst = chanceSentence(&p)
	ks.Bekend = true
	ks.Posten = append(ks.Posten, p)
}

// total is the noisy-or of §3.2: each opportunity only adds.
func (ks *Kansen) total() {
	rest := 1.0
	for _, p := range ks.Posten {
		rest *= 1 - p.W*p.Waarde*p.Fit*p.U
	}
	ks.K = round(1 - rest)
}

// lvm is the last moment to begin and still be in time (laatst verantwoorde moment), and whether there is one.
func (k *Kans) lvm(months int) (time.Time, bool) {
	sluit, ok := k.Sluit.day()
	if !ok {
		return time.Time{}, false
	}
	return addMonths(sluit, -months-k.Inkooptijd), true
}

// LVM is the last moment to begin with a step of so many months and still be in time, empty when the opportunity has no end.
func (k Kans) LVM(doorlooptijd *int) Datum {
	s := Stap{Doorlooptijd: doorlooptijd}
	cleanStap(&s)
	cleanKans(&k)
	months, _ := s.months()
	lvm, ok := k.lvm(months)
	if !ok {
		return ""
	}
	return datum(lvm)
}

// urgency is u of §3.2 on a day.
func (k *Kans) urgency(today time.Time, months int) float64 {
	switch {
	case k.Soort == "partner" && (k.PartnerToestand == Gereed || k.PartnerToestand == Lopend):
		return 1
	case k.Soort == "component" || k.Soort == "partner" && k.PartnerToestand.done():
		if u, ok := k.ripeness(); ok {
			return u
		}
	}
	sluit, ok := k.Sluit.day()
	if !ok {
		return urgencyNoEnd
	}
	return k.window(sluit, today, months)
}

// ripeness is the urgency of a component: who uses it, and how much of the official suite it passes. Of what is not known the
// other half counts alone.
func (k *Kans) ripeness() (u float64, known bool) {
	switch {
	case k.Gebruikers != nil && k.Conformiteit != nil:
		return 0.5*used(*k.Gebruikers) + 0.5**k.Conformiteit, true
	case k.Gebruikers != nil:
		return used(*k.Gebruikers), true
	case k.Conformiteit != nil:
		return *k.Conformiteit, true
	}
	return 0, false
}

func used(organisations int) float64 { return 1 - math.Exp(-float64(organisations)/3) }

// window is the urgency of what opens and closes: nothing until half a year before it opens, then rising to the last responsible
// moment, then falling until it is closed. A duty stays at its highest.
func (k *Kans) window(sluit, today time.Time, months int) float64 {
	lvm, _ := k.lvm(months)
	if today.After(lvm) {
		switch {
		case k.Verplicht:
			return 1
		case !today.Before(sluit):
			return 0
		}
		return float64(daysBetween(today, sluit)) / float64(daysBetween(lvm, sluit))
	}
	opent, ok := k.Opent.day()
	if !ok {
		opent = addMonths(sluit, -monthsOfWindow)
	}
	rise := addMonths(opent, -monthsBefore)
	switch {
	case !rise.Before(lvm): // it should have begun before it could be seen coming
		return 1
	case today.Before(rise):
		return 0
	}
	return urgencyAtRise + (1-urgencyAtRise)*float64(daysBetween(rise, today))/float64(daysBetween(rise, lvm))
}
