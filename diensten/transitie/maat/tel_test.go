package maat

import (
	"slices"
	"testing"
)

const d0 = Dag(20000)

// one measures a handful of cases, with ids of their own.
func one(o Opdracht, cases ...Zaak) Cijfer {
	for i := range cases {
		cases[i].ID[0] = byte(i)
	}
	return Meet(slices.Values(cases), o)[0]
}

func at(t *testing.T, f Cijfer, code string) int {
	t.Helper()
	for _, n := range f.Naast {
		if n.Code == code {
			return n.N
		}
	}
	t.Fatalf("%s does not stand beside the figure", code)
	return 0
}

// §9, DV1: what counts, on the edges. The window is ten days, measured 30 days after its first.
func TestDoorlooptijd(t *testing.T) {
	o := Opdracht{Sonde: &Doorlooptijd, Venster: Venster{d0, d0 + 9}, Peildatum: d0 + 30}
	z := func(start, end Dag) Zaak { return Zaak{Start: start, Eind: end, Termijn: GeenDag, Streef: GeenDag} }
	withdrawn := z(d0, d0+1)
	withdrawn.Ingetrokken = true
	suspended, unknown := z(d0+9, d0+19), z(d0+9, d0+19)
	suspended.Opgeschort, unknown.Opgeschort = 12, OpgeschortOnbekend
	f := one(o,
		z(d0, d0+10), suspended, unknown, // ended after ten days
		z(d0+1, d0+31), z(d0+2, GeenDag), // open on the peildatum
		z(d0-1, d0+2), z(d0+10, d0+11), // outside the window
		withdrawn, z(d0+5, d0+4), // left out, and said so
	)
	if f.N != 5 || f.Teller != 3 || f.Waarde == nil || *f.Waarde != 10 {
		t.Errorf("%d of %d done, half in %s days; want 3 of 5, 10 days", f.Teller, f.N, show(f.Waarde))
	}
	for code, want := range map[string]int{NaastOpen: 2, NaastIngetrokken: 1, NaastOpgeschort: 1, NaastOnbekend: 1, NaastOngeldig: 1} {
		if got := at(t, f, code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
	if f := one(o, z(d0, d0+10), z(d0, GeenDag), z(d0, GeenDag)); f.Waarde != nil {
		t.Errorf("R12: with two of three open half is done in %s days, want not to be told yet", show(f.Waarde))
	}
	if f := one(o); f.N != 0 || f.Waarde != nil || f.Onder != nil {
		t.Errorf("R12: without cases the figure is %+v, want none", f)
	}
}

// §9, DV2: what counts, on the edges.
func TestBinnenTermijn(t *testing.T) {
	o := Opdracht{Sonde: &BinnenTermijn, Venster: Venster{d0, d0 + 9}, Peildatum: d0 + 5}
	z := func(end, term Dag) Zaak { return Zaak{Start: d0 - 50, Eind: end, Termijn: term, Streef: term - 10} }
	without := Zaak{Start: d0, Eind: d0 + 1, Termijn: GeenDag, Streef: GeenDag}
	withdrawn := z(d0, d0)
	withdrawn.Ingetrokken, withdrawn.Verlengd = true, true
	f := one(o,
		z(d0, d0), z(d0-20, d0+4), withdrawn, // in time: on the day itself, long before
		z(d0+1, d0), z(GeenDag, d0+4), z(d0+6, d0+4), // late: a day, open, ended after the peildatum
		z(GeenDag, d0+5), z(d0+2, d0+7), // its term has not passed
		z(d0, d0-1), z(d0, d0+10), // outside the window
		without,
	)
	if f.N != 6 || f.Teller != 3 || *f.Waarde != 0.5 {
		t.Errorf("%d of %d in time, want 3 of 6", f.Teller, f.N)
	}
	for code, want := range map[string]int{NaastNogNiet: 2, NaastZonderTermijn: 1, NaastIngetrokken: 1, NaastVerlengd: 1, NaastServicenorm: 6} {
		if got := at(t, f, code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
	o.Norm = Servicenorm
	if f := one(o, z(d0, d0+14), z(d0+5, d0+13)); f.N != 2 || f.Teller != 1 {
		t.Errorf("by the servicenorm %d of %d in time, want 1 of 2", f.Teller, f.N)
	}
}

// §9, DV9: open on a day is begun on or before it, and ended later or not.
func TestAchterstand(t *testing.T) {
	o := Opdracht{Sonde: &Achterstand, Peildatum: d0}
	z := func(start, end, term Dag) Zaak { return Zaak{Start: start, Eind: end, Termijn: term, Streef: GeenDag} }
	f := one(o,
		z(d0-9, GeenDag, d0-1), z(d0-9, d0+1, d0-1), // late
		z(d0-9, GeenDag, d0), z(d0, GeenDag, d0+9), // open, not late
		z(d0-9, d0, d0-1), z(d0+1, GeenDag, d0-1), // not open on that day
		z(d0-9, GeenDag, GeenDag), // no term
	)
	if f.N != 4 || f.Teller != 2 || *f.Waarde != 2 || at(t, f, NaastZonderTermijn) != 1 || at(t, f, NaastOpen) != 5 {
		t.Errorf("%d of %d late, %+v; want 2 of 4, 1 without a term, 5 open", f.Teller, f.N, f.Naast)
	}
}

// §9, R7: zaaktypen are chosen, or left out.
func TestTypes(t *testing.T) {
	z := func(key int32) Zaak { return Zaak{Type: key, Start: d0, Eind: d0 + 1, Termijn: d0 + 1} }
	o := Opdracht{Sonde: &BinnenTermijn, Venster: Venster{d0, d0 + 9}, Peildatum: d0 + 5}
	for _, test := range []struct {
		types, zonder map[int32]bool
		want          int
	}{
		{nil, nil, 3},
		{map[int32]bool{1: true, 2: true}, nil, 2},
		{nil, map[int32]bool{1: true}, 2},
		{map[int32]bool{}, nil, 0},
	} {
		o.Types, o.Zonder = test.types, test.zonder
		if f := one(o, z(1), z(2), z(3)); f.N != test.want || len(f.PerType) != test.want {
			t.Errorf("%v without %v: %d cases of %d types, want %d", test.types, test.zonder, f.N, len(f.PerType), test.want)
		}
	}
}

// Every sonde says what it is, in full; a toets finds it by its name.
func TestSonden(t *testing.T) {
	for _, s := range Sonden {
		if s.Code == "" || s.Naam == "" || s.Titel == "" || s.Vraag == "" || s.Eenheid == "" || s.Richting == "" || s.Grondslag == "" || len(s.Nodig) == 0 || s.count == nil {
			t.Errorf("%s does not say everything: %+v", s.Code, s)
		}
		if Zoek(s.Code) != s || Zoek(s.Naam) != s {
			t.Errorf("%s is not found by its code and its name", s.Code)
		}
	}
	if Zoek("verklaring") != nil {
		t.Error("a verklaring is found as if it measured something")
	}
}

// Windows by the calendar.
func TestWindows(t *testing.T) {
	day := LeesDag
	if got := Terug(day("2026-05-31"), 3); got != (Venster{day("2026-02-28"), day("2026-05-30")}) {
		t.Errorf("three months back from 31 May: %v to %v", got.Van, got.Tot)
	}
	months := Kalendermaanden(day("2026-01-15"), day("2026-03-31"))
	if len(months) != 3 || months[1] != (Venster{day("2026-02-01"), day("2026-02-28")}) || months[1].Dagen() != 28 {
		t.Errorf("months: %v", months)
	}
	if got := Kalendermaanden(day("2026-01-15"), day("2026-03-30")); len(got) != 2 {
		t.Errorf("a month that is not over counts: %v", got)
	}
	var back Dag
	if text, _ := day("2026-11-24").MarshalText(); back.UnmarshalText(text) != nil || back != day("2026-11-24") || GeenDag.String() != "" || LeesDag("x") != GeenDag {
		t.Errorf("a day does not come back: %v", back)
	}
}

// §10.2: five outcomes; a count is decided by the count, an estimate by its whole interval.
func TestOutcome(t *testing.T) {
	f := func(n int, value, low, high *float64) Cijfer {
		return Cijfer{N: n, Waarde: value, Onder: low, Boven: high}
	}
	atLeast, atMost := Drempel{">=", 0.9}, Drempel{"<=", 30}
	for _, test := range []struct {
		name  string
		sonde *Sonde
		f     Cijfer
		bar   Drempel
		want  Uitkomst
	}{
		{"share on the bar", &BinnenTermijn, f(50, new(0.9), new(0.8), new(0.95)), atLeast, Geslaagd},
		{"share below it, however little", &BinnenTermijn, f(1000, new(0.899), new(0.88), new(0.91)), atLeast, Gezakt},
		{"share of too few", &BinnenTermijn, f(49, new(1.0), new(0.9), new(1.0)), atLeast, Onbeslist},
		{"share of none", &BinnenTermijn, f(0, nil, nil, nil), atLeast, Onbeslist},
		{"backlog of none, although few are open", &Achterstand, f(3, new(0.0), new(0.0), new(0.0)), Drempel{"<=", 5}, Geslaagd},
		{"backlog over the bar", &Achterstand, f(30, new(6.0), new(6.0), new(6.0)), Drempel{"<=", 5}, Gezakt},
		{"days, interval below", &Doorlooptijd, f(50, new(25.0), new(22.0), new(30.0)), atMost, Geslaagd},
		{"days, interval on both sides", &Doorlooptijd, f(50, new(25.0), new(22.0), new(31.0)), atMost, Onbeslist},
		{"days, interval above", &Doorlooptijd, f(50, new(35.0), new(31.0), new(40.0)), atMost, Gezakt},
		{"days, no upper bound yet", &Doorlooptijd, f(50, new(25.0), new(22.0), nil), atMost, Onbeslist},
		{"days, not reached, and surely above", &Doorlooptijd, f(50, nil, new(31.0), nil), atMost, Gezakt},
		{"days, not reached", &Doorlooptijd, f(50, nil, nil, nil), atMost, Onbeslist},
		{"days, of too few", &Doorlooptijd, f(49, new(2.0), new(1.0), new(3.0)), atMost, Onbeslist},
		{"no such operator", &BinnenTermijn, f(50, new(1.0), new(1.0), new(1.0)), Drempel{"=", 1}, Fout},
	} {
		if got := test.sonde.Uitkomst(test.f, test.bar, 50); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	// The decimal bar and the count agree: 9 of 10 is 0.9, 63 of 70 too.
	for _, n := range []int{10, 70, 130, 990} {
		value, low, high := part(n*9/10, n, 0.9)
		if got := BinnenTermijn.Uitkomst(f(n, value, low, high), atLeast, 1); got != Geslaagd {
			t.Errorf("%d of %d against 0.9: %s", n*9/10, n, got)
		}
	}
}
