package maat

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// week is a day of the history: week 0 is d0.
func week(n int) Dag { return d0 + Dag(7*n) }

// toets is a measured one that must hold for two windows of thirteen weeks.
func toets(uuid string) Toets {
	return Toets{UUID: uuid, Verplicht: true, Gemeten: true, Versie: 1, Duur: 2, Versheid: 14, Verlegd: GeenDag, Verwijderd: GeenDag}
}

// weekly are metingen of a rolling window of thirteen weeks, one each week from week 0: + geslaagd, - gezakt, ? onbeslist, ! fout,
// . not measured.
func weekly(uuid, outcomes string) []Meting {
	var list []Meting
	for i, c := range outcomes {
		u, ok := map[rune]Uitkomst{'+': Geslaagd, '-': Gezakt, '?': Onbeslist, '!': Fout}[c]
		if ok {
			list = append(list, Meting{Toets: uuid, Versie: 1, Venster: Venster{week(i - 13), week(i) - 1}, Op: week(i), Uitkomst: u})
		}
	}
	return list
}

func again(s string, n int) string { return strings.Repeat(s, n) }

func milestone(toetsen []Toets, metingen ...[]Meting) Mijlpaal {
	return Mijlpaal{Basis: Actief, Toetsen: toetsen, Metingen: slices.Concat(metingen...), Geclaimd: GeenDag}
}

// §2.4: from measured to reached, tottering, fallen and back. The history is a text of weeks; it is looked at on the day of the last one.
func TestStand(t *testing.T) {
	a := []Toets{toets("a")}
	for _, test := range []struct {
		name     string
		outcomes string
		want     Toestand
		wankelt  bool
		vers     bool
	}{
		{"never measured", "", Actief, false, false},
		{"one window", again("+", 13), Actief, false, false},
		{"two windows that do not overlap", again("+", 14), Geverifieerd, false, true},
		{"two windows, with a bad week between them", "+" + again("-", 12) + "+", Geverifieerd, false, true},
		{"the window before failed", again("-", 1) + again("+", 13), Actief, false, false},
		{"the window before was not decided", "?" + again("+", 13), Actief, false, false},
		{"holds, then not decided", again("+", 14) + again("?", 20), Geverifieerd, false, true},
		{"holds, then one bad week", again("+", 14) + "-", Geverifieerd, true, true},
		{"holds, then a bad window", again("+", 14) + again("-", 13), Geverifieerd, true, true},
		{"holds, then two bad windows", again("+", 14) + again("-", 14), Teruggevallen, false, false},
		{"two bad windows, a good week between", again("+", 14) + "-" + again("+", 12) + "-", Teruggevallen, false, false},
		{"fallen, then one good window", again("+", 14) + again("-", 14) + again("+", 13), Teruggevallen, false, false},
		{"fallen, then two good windows", again("+", 14) + again("-", 14) + again("+", 14), Geverifieerd, false, true},
		{"the sonde cannot run for weeks: nothing turns or falls", again("+", 14) + "-" + again("!", 30), Geverifieerd, true, false},
		{"the sonde cannot run: no proof", "+" + again("!", 13), Actief, false, false},
		{"one good week, half a year of nothing, one good week: not consecutive", "+" + again(".", 30) + "+", Actief, false, false},
		{"measuring stopped", again("+", 14) + again(".", 3), Geverifieerd, false, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := milestone(a, weekly("a", test.outcomes)).Stand(week(max(0, len(test.outcomes)-1)))
			if s.Toestand != test.want || s.Wankelt != test.wankelt || s.TeltMee != test.vers {
				t.Errorf("%s, wankelt %v, counts %v; want %s, %v, %v", s.Toestand, s.Wankelt, s.TeltMee, test.want, test.wankelt, test.vers)
			}
			if s.NietMeerVers != (s.Toestand == Geverifieerd && !test.vers) {
				t.Errorf("niet meer vers: %v", s.NietMeerVers)
			}
		})
	}
	s := milestone(a, weekly("a", again("+", 20))).Stand(week(19))
	if s.Sinds != week(13) || s.Toetsen[0].Gehouden != 2 || s.Toetsen[0].Laatste != Geslaagd {
		t.Errorf("since %v, %+v; want since week 13, two windows", s.Sinds, s.Toetsen)
	}
}

// R1: nothing but a measured required toets turns a milestone: no claim, no verklaring, no exemption, no empty list of checks.
func TestR1(t *testing.T) {
	good := weekly("a", again("+", 40))
	said := toets("a")
	said.Gemeten = false
	extra := toets("a")
	extra.Verplicht = false
	for _, test := range []struct {
		name string
		m    Mijlpaal
	}{
		{"an empty list of checks", milestone(nil, good)},
		{"an empty list of checks, any of none", Mijlpaal{Basis: Actief, Nodig: 1, Geclaimd: GeenDag}},
		{"a claim", Mijlpaal{Basis: Actief, Toetsen: []Toets{toets("a")}, Geclaimd: d0}},
		{"a verklaring that is called required", milestone([]Toets{said}, good)},
		{"a supporting toets", milestone([]Toets{extra}, good)},
		{"an exemption of the only toets", Mijlpaal{Basis: Actief, Toetsen: []Toets{toets("a")}, Vrijstellingen: []Vrijstelling{{"a", d0, week(50)}}, Geclaimd: GeenDag}},
		{"a toets that was taken off", milestone([]Toets{func() Toets { x := toets("a"); x.Verwijderd = d0; return x }()}, good)},
		{"metingen of another toets", milestone([]Toets{toets("b")}, good)},
		{"metingen of an older version", milestone([]Toets{func() Toets { x := toets("a"); x.Versie = 2; return x }()}, good)},
		{"a concept", Mijlpaal{Basis: Concept, Toetsen: []Toets{toets("a")}, Metingen: good, Geclaimd: GeenDag}},
		{"one that was dropped", Mijlpaal{Basis: Vervallen, Toetsen: []Toets{toets("a")}, Metingen: good, Geclaimd: GeenDag}},
		{"somebody who writes the state", Mijlpaal{Basis: Geverifieerd, Geclaimd: GeenDag}},
	} {
		s := test.m.Stand(week(39))
		if s.TeltMee || s.Toestand == GeverifieerdMetVrijstelling || s.Toestand == Geverifieerd && test.m.Basis != Geverifieerd {
			t.Errorf("%s turns the milestone: %+v", test.name, s)
		}
	}
	if milestone(nil).MagActief() || milestone([]Toets{extra}).MagActief() || milestone([]Toets{said, toets("b")}).MagActief() || !milestone([]Toets{toets("a")}).MagActief() {
		t.Error("§2.4: only a milestone with a measured required toets, and no required verklaring, can be put to work")
	}
}

// §2.4: all of them, or so many of them.
func TestSamenstelling(t *testing.T) {
	good, bad := again("+", 14), again("-", 14)
	toetsen := []Toets{toets("a"), toets("b"), toets("c")}
	for _, test := range []struct {
		nodig   int
		a, b, c string
		want    Toestand
	}{
		{0, good, good, good, Geverifieerd},
		{0, good, good, bad, Actief},
		{2, good, good, bad, Geverifieerd},
		{2, good, bad, bad, Actief},
		{2, good + bad, good + good, good + good, Geverifieerd},
		{2, good + bad, good + bad, good + good, Teruggevallen},
		{0, good + bad, good + good, good + good, Teruggevallen},
		{9, good, good, good, Geverifieerd},
	} {
		m := milestone(toetsen, weekly("a", test.a), weekly("b", test.b), weekly("c", test.c))
		m.Nodig = test.nodig
		if s := m.Stand(week(len(test.a) - 1)); s.Toestand != test.want {
			t.Errorf("%d needed: %s, want %s", test.nodig, s.Toestand, test.want)
		}
	}
}

// R2, §2.4: a claim shows as a claim, and for how long already.
func TestClaim(t *testing.T) {
	m := milestone([]Toets{toets("a")}, weekly("a", again("+", 14)))
	m.Geclaimd = week(2)
	for _, test := range []struct {
		day      Dag
		want     Toestand
		alone    bool
		quarters int
	}{
		{week(1), Actief, false, 0},
		{week(2), Geclaimd, true, 0},
		{week(12), Geclaimd, true, 0},
		{week(13), Geverifieerd, false, 0},
	} {
		if s := m.Stand(test.day); s.Toestand != test.want || s.AlleenGeclaimd != test.alone || s.GeclaimdKwartalen != test.quarters {
			t.Errorf("on %v: %s, only claimed %v for %d quarters; want %s, %v, %d", test.day, s.Toestand, s.AlleenGeclaimd, s.GeclaimdKwartalen, test.want, test.alone, test.quarters)
		}
	}
	m.Metingen = nil
	if s := m.Stand(week(2).Maanden(6)); s.GeclaimdKwartalen != 2 || s.Sinds != week(2) {
		t.Errorf("after half a year: claimed for %d quarters since %v, want 2", s.GeclaimdKwartalen, s.Sinds)
	}
}

// §10.3: an exemption carries for as long as it lasts, shows as such, and leaves nothing behind.
func TestExemption(t *testing.T) {
	toetsen := []Toets{toets("a"), toets("b")}
	free := []Vrijstelling{{"b", week(10), week(20)}}
	good, bad, unknown := again("+", 60), again("-", 60), again("?", 60)
	for _, test := range []struct {
		name string
		b    string
		day  Dag
		want Toestand
	}{
		{"not yet", bad, week(9), Actief},
		{"the other holds, this one is exempt", bad, week(14), GeverifieerdMetVrijstelling},
		{"the exemption ended, and it fails", bad, week(21), Teruggevallen},
		{"the exemption ended, and it is not decided", unknown, week(21), Actief},
		{"it held by then", again("?", 5) + good, week(21), Geverifieerd},
		{"both hold, and it is exempt as well", good, week(14), GeverifieerdMetVrijstelling},
		{"both hold, and the exemption ended", good, week(21), Geverifieerd},
		{"both held, it became undecided, the exemption ended", again("+", 14) + unknown, week(40), Geverifieerd},
		{"exempt while it falls", again("+", 9) + bad, week(20), GeverifieerdMetVrijstelling},
	} {
		m := milestone(toetsen, weekly("a", good), weekly("b", test.b))
		m.Vrijstellingen = free
		if s := m.Stand(test.day); s.Toestand != test.want {
			t.Errorf("%s: %s, want %s", test.name, s.Toestand, test.want)
		}
	}
}

// R8, §10.3, §2.4: marks of a bar that was moved, of a toets that was taken off, of one that already held.
func TestMarks(t *testing.T) {
	moved, gone, long := toets("a"), toets("b"), toets("c")
	moved.Verlegd, moved.Versie = week(1), 2
	gone.Verwijderd, long.Verwijderd = week(2), week(-100)
	gold := []Meting{
		{Toets: "a", Versie: 2, Op: week(2), Uitkomst: Geslaagd, Nulmeting: true},
		{Toets: "d", Versie: 1, Op: week(2), Uitkomst: Gezakt, Nulmeting: true},
	}
	s := milestone([]Toets{moved, gone, long, toets("d")}, gold).Stand(week(3))
	if !slices.Equal(s.LatVerlegd, []string{"a"}) || !slices.Equal(s.Grafstenen, []string{"b"}) || !slices.Equal(s.GoudBijStart, []string{"a"}) {
		t.Errorf("moved %v, taken off %v, gold %v", s.LatVerlegd, s.Grafstenen, s.GoudBijStart)
	}
	// §15.2.2: a moved bar starts again, from the claim if there is one.
	m := milestone([]Toets{moved}, weekly("a", again("+", 30)))
	m.Geclaimd = d0
	if s := m.Stand(week(29)); s.Toestand != Geclaimd {
		t.Errorf("after the bar was moved: %s, want %s", s.Toestand, Geclaimd)
	}
}

// The state is the same however the history is handed in, and what is measured later does not change what it was (R10).
func TestStandIsAFunction(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	verified := 0
	for range 300 {
		var text strings.Builder
		for text.Len() < 60 {
			text.WriteString(again(string("++++--?!."[r.IntN(9)]), 1+r.IntN(16)))
		}
		m := milestone([]Toets{toets("a"), toets("b")}, weekly("a", text.String()), weekly("b", again("+", 60)))
		m.Nodig = r.IntN(3)
		day := week(r.IntN(60))
		first := m.Stand(day)
		if first.Toestand == Geverifieerd {
			verified++
		}
		past := m
		past.Metingen = slices.DeleteFunc(slices.Clone(m.Metingen), func(x Meting) bool { return x.Op > day })
		r.Shuffle(len(past.Metingen), func(i, j int) { past.Metingen[i], past.Metingen[j] = past.Metingen[j], past.Metingen[i] })
		if second := past.Stand(day); second.Toestand != first.Toestand || second.Sinds != first.Sinds || second.TeltMee != first.TeltMee {
			t.Fatalf("%s on %v: %+v and %+v", text.String(), day, first, second)
		}
	}
	if verified < 30 {
		t.Errorf("only %d of 300 histories verify a milestone: the test shows little", verified)
	}
}
