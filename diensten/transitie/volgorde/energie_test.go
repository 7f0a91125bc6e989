package volgorde

import (
	"math"
	"testing"
)

// energy is that of one step.
func energy(s Stap) Energie {
	s.UUID, s.Toestand = "s", Kandidaat
	return Bereken(Invoer{Peildatum: today, Stappen: []Stap{s}}).Stappen[0].Energie
}

// §3.1: what an offer counts for. The step takes 300 hours in 3 months: 100 a month.
func TestOffers(t *testing.T) {
	offer := func(change func(*Aanbod)) Aanbod {
		a := Aanbod{UUID: "a", Team: "t", Mensen: 6, Uren: 40, Lagen: []string{"basis", "bestuur"}, DoorTeamleider: true, Op: today}
		if change != nil {
			change(&a)
		}
		return a
	}
	e := func(p, s float64, n int) float64 {
		return (1 - (1-0.7*p)*(1-0.3*s)) * float64(n) / float64(n+3)
	}
	for _, test := range []struct {
		name   string
		offers []Aanbod
		want   float64
	}{
		{"by the team leader", []Aanbod{offer(nil)}, e(.4, .4, 6)},
		{"by somebody else: half the hours", []Aanbod{offer(func(a *Aanbod) { a.DoorTeamleider = false })}, e(.2, .4, 6)},
		{"more hours than needed", []Aanbod{offer(func(a *Aanbod) { a.Uren = 400 })}, e(1, .4, 6)},
		{"on its ninetieth day", []Aanbod{offer(func(a *Aanbod) { a.Op = "2026-08-26" })}, e(.4, .4, 6)},
		{"a day later it has ended", []Aanbod{offer(func(a *Aanbod) { a.Op = "2026-08-25" })}, 0},
		{"ended on a day that was set", []Aanbod{offer(func(a *Aanbod) { a.Tot = "2026-11-23"; a.Op = "2026-11-01" })}, 0},
		{"not yet said", []Aanbod{offer(func(a *Aanbod) { a.Op = "2026-11-25" })}, 0},
		{"two teams", []Aanbod{offer(nil), offer(func(a *Aanbod) { a.UUID, a.Team, a.Lagen = "b", "u", []string{"basis"} })}, e(.8, .4, 12)},
		{"the same team anew counts once", []Aanbod{offer(func(a *Aanbod) { a.Op = "2026-10-01"; a.Mensen = 3 }), offer(func(a *Aanbod) { a.UUID = "b" })}, e(.4, .4, 6)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := energy(Stap{P50: 300, Doorlooptijd: new(3), Aanbod: test.offers}); math.Abs(got.E-test.want) > 1e-6 {
				t.Errorf("E = %v, want %v", got.E, test.want)
			}
		})
	}
}

// §3.1: of each signal the higher counts, of said and measured; it says which it was (R2).
func TestHigherCounts(t *testing.T) {
	s := Stap{P50: 300, Doorlooptijd: new(3), Aanbod: []Aanbod{{UUID: "a", Mensen: 4, Uren: 50, DoorTeamleider: true, Lagen: []string{"basis"}, Op: today}}}
	s.Gemeten = &Signalen{P: new(0.3), S: new(0.8), N: 9, Op: "2026-11-20"}
	e := energy(s)
	want := []Signaal{
		{Naam: "toezegging", Waarde: 0.5, Gewicht: 0.7, Op: today},
		{Naam: "spreiding", Waarde: 0.8, Gewicht: 0.3, Gemeten: true, Op: "2026-11-20"},
	}
	if len(e.Signalen) != 2 || e.Signalen[0] != want[0] || e.Signalen[1] != want[1] || e.N != 9 {
		t.Errorf("got %+v of %d people, want %+v of 9", e.Signalen, e.N, want)
	}
}

// R12: what is not known is not zero: it is left out, and shown as not known.
func TestUnknown(t *testing.T) {
	if e := energy(Stap{}); e.Bekend || len(e.Signalen) != 0 {
		t.Errorf("a bare title has energy %+v", e)
	}
	// Without a size hours cannot be weighed; layers still can.
	if e := energy(Stap{Aanbod: []Aanbod{{UUID: "a", Mensen: 4, Uren: 50, Lagen: []string{"basis"}, Op: today}}}); len(e.Signalen) != 1 || e.Signalen[0].Naam != "spreiding" {
		t.Errorf("an offer on a step without a size gives %+v, want spreiding alone", e.Signalen)
	}
	with := energy(Stap{Gemeten: &Signalen{P: new(0.5), N: 10}})
	more := energy(Stap{Gemeten: &Signalen{P: new(0.5), B: new(0.0), M: new(0.0), S: new(0.0), N: 10}})
	if with.E != more.E {
		t.Errorf("an unknown signal gives E = %v and a zero one %v: neither may lower it", with.E, more.E)
	}
}
