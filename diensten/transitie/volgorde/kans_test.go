package volgorde

import (
	"math"
	"testing"
)

// one is a strategy of one step with one opportunity.
func one(k Kans, months *int) Regel {
	k.UUID, k.Koppelingen = "k", []Koppeling{{Stap: "s"}}
	u := Bereken(Invoer{Peildatum: today, Stappen: []Stap{{UUID: "s", Toestand: Kandidaat, Doorlooptijd: months}}, Kansen: []Kans{k}})
	return u.Stappen[0]
}

// §3.2: urgency and the latest responsible moment, seen from 24 November 2026.
func TestUrgency(t *testing.T) {
	for _, test := range []struct {
		name   string
		kans   Kans
		months *int
		u      float64
		lvm    Datum
	}{
		{"no end", Kans{Soort: "geld"}, new(5), 0.3, ""},
		{"§15.2.4: ends in nine months, takes five, buying three: one month from now, 21 of 22 months into the rise",
			Kans{Soort: "contracteinde", Sluit: "2027-08-24", Inkooptijd: 3}, new(5), 0.965, "2026-12-24"},
		{"no doorlooptijd: six months", Kans{Soort: "wet", Sluit: "2027-11-24"}, nil, 0.802, "2027-05-24"},
		{"before it begins to rise", Kans{Soort: "wet", Opent: "2027-06-01", Sluit: "2028-11-24"}, new(1), 0, "2028-10-24"},
		{"on the first day of the rise", Kans{Soort: "wet", Opent: "2027-05-24", Sluit: "2028-11-24"}, new(1), 0.2, "2028-10-24"},
		{"on the latest responsible moment", Kans{Soort: "wet", Sluit: "2027-05-24"}, new(6), 1, "2026-11-24"},
		{"half way down", Kans{Soort: "wet", Sluit: "2026-12-04"}, new(1), 10.0 / 30, "2026-11-04"},
		{"on the day it closes", Kans{Soort: "wet", Sluit: "2026-11-24"}, new(1), 0, "2026-10-24"},
		{"a duty stays", Kans{Soort: "wet", Sluit: "2026-12-04", Verplicht: true}, new(1), 1, "2026-11-04"},
		{"a duty that has passed stays", Kans{Soort: "wet", Sluit: "2026-01-04", Verplicht: true, Toestand: "verlopen"}, new(1), 1, "2025-12-04"},
		{"an LVM before the rise", Kans{Soort: "wet", Opent: "2027-12-01", Sluit: "2028-01-31"}, new(12), 1, "2027-01-31"},
		{"months are added up before they are counted: 31 March less one and one is 31 January",
			Kans{Soort: "wet", Opent: "2030-03-31", Sluit: "2030-03-31", Inkooptijd: 1}, new(1), 0, "2030-01-31"},
		{"the last day of a shorter month", Kans{Soort: "wet", Opent: "2029-03-31", Sluit: "2029-03-31"}, new(1), 0, "2029-02-28"},
		{"component, three users, half of the suite", Kans{Soort: "component", Gebruikers: new(3), Conformiteit: new(0.5)}, nil, 0.5*(1-math.Exp(-1)) + 0.25, ""},
		{"component, suite unknown: users alone", Kans{Soort: "component", Gebruikers: new(3)}, nil, 1 - math.Exp(-1), ""},
		{"component of which nothing is known", Kans{Soort: "component"}, nil, 0.3, ""},
		{"partner that runs", Kans{Soort: "partner", PartnerToestand: Lopend}, nil, 1, ""},
		{"partner that delivered is a component", Kans{Soort: "partner", PartnerToestand: Opgeleverd, Gebruikers: new(3)}, nil, 1 - math.Exp(-1), ""},
		{"partner of which nothing is known", Kans{Soort: "partner"}, nil, 0.3, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := one(test.kans, test.months).Kans.Posten
			if len(p) != 1 || math.Abs(p[0].U-test.u) > 0.001 || p[0].LVM != test.lvm {
				t.Errorf("got %+v, want u = %.3f and LVM %s", p, test.u, test.lvm)
			}
			if got := test.kans.LVM(test.months); got != test.lvm {
				t.Errorf("Kans.LVM = %s, want %s", got, test.lvm)
			}
		})
	}
}

// §2.6, §3.2: what does not count, what is assumed, and a duty that is late.
func TestChances(t *testing.T) {
	for _, gone := range []Kans{{Toestand: "benut"}, {Toestand: "vervallen"}, {Toestand: "verlopen"}, {Sluit: "2026-11-23"}} {
		if r := one(gone, nil); r.Kans.Bekend || r.Kans.K != 0 {
			t.Errorf("%+v counts as a chance", gone)
		}
	}
	if r := one(Kans{Soort: "geld"}, nil); r.Kans.K != round(0.6*0.5*1*0.3) {
		t.Errorf("without waarde and fit K = %v, want 0.6 × 0.5 × 1 × 0.3", r.Kans.K)
	}
	late := one(Kans{Soort: "wet", Titel: "Wet", Sluit: "2026-10-20", Verplicht: true}, new(2))
	if late.Kans.TeLaat == nil || *late.Kans.TeLaat != 3 || late.Labels[0] != LabelTeLaat {
		t.Errorf("a duty that should have begun on 20 August is late by %v with labels %v, want 3 months", late.Kans.TeLaat, late.Labels)
	}
	if r := one(Kans{Soort: "wet", Sluit: "2026-12-20"}, new(2)); r.Kans.TeLaat != nil {
		t.Error("what is no duty is called late")
	}
}
