package volgorde

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// strong is a step with energy e-ish and a chance, so that it has a score; k is its chance.
func strong(uuid string, energy float64, change func(*Stap)) (Stap, Kans) {
	s := Stap{
		UUID: uuid, Titel: "Stap " + uuid, Toestand: Kandidaat, P50: 300, Doorlooptijd: new(3), Team: "t",
		Bijdragen: []Bijdrage{{Aan: "DV1", Sterkte: "sterk"}}, Gemeten: &Signalen{P: new(energy), N: 20},
	}
	if change != nil {
		change(&s)
	}
	return s, Kans{UUID: "k" + uuid, Titel: "Subsidie", Soort: "geld", Koppelingen: []Koppeling{{Stap: uuid}}}
}

// ladder is a strategy of steps a, b, c … each with less energy than the one before.
func ladder(n int, change map[string]func(*Stap)) Invoer {
	in := Invoer{Peildatum: today, Doelmaten: []string{"DV1"}}
	for i := range n {
		uuid := string(rune('a' + i))
		s, k := strong(uuid, 0.9-0.1*float64(i), change[uuid])
		in.Stappen, in.Kansen = append(in.Stappen, s), append(in.Kansen, k)
	}
	return in
}

func order(u Uitslag) string {
	var places []string
	for _, r := range u.Stappen {
		if r.Plek > 0 {
			places = append(places, r.UUID)
		}
	}
	return strings.Join(places, " ")
}

// §4.2: thirty bare titles have no place. One contract date moves one step and says why; an offer gives it a place (issue, "Data in and out").
func TestBareTitles(t *testing.T) {
	in := Invoer{Peildatum: today}
	for i := range 30 {
		in.Stappen = append(in.Stappen, Stap{UUID: fmt.Sprintf("s%02d", i), Titel: fmt.Sprint("Titel ", i), Toestand: Kandidaat})
	}
	u := Bereken(in)
	for _, r := range u.Stappen {
		if r.Groep != NogNietsBekend || r.Plek != 0 || r.Rang != nil || r.Score != nil || r.Vraag.Tekst != "Wie trekt eraan?" {
			t.Fatalf("a bare title is %+v", r)
		}
	}
	in.Kansen = []Kans{{UUID: "k", Titel: "Contract telefonie", Soort: "contracteinde", Sluit: "2027-08-24", Inkooptijd: 3, Koppelingen: []Koppeling{{Stap: "s07"}}}}
	in.Stappen[7].Doorlooptijd = new(5)
	r := Bereken(in).Stappen[0]
	if r.UUID != "s07" || r.Groep != DeurGaatDicht || r.Plek != 0 || r.Kans.LVM != "2026-12-24" {
		t.Errorf("after one contract date the first step is %s in %s, want s07 in %s", r.UUID, r.Groep, DeurGaatDicht)
	}
	if text := strings.Join(r.Zinnen, "\n"); !strings.Contains(text, "nog niemand trekt eraan") || !strings.Contains(text, "uiterlijk beginnen op 24 december 2026") {
		t.Errorf("the page would not say why: %s", text)
	}
	in.Stappen[7].Aanbod = []Aanbod{{UUID: "a", Team: "t", Mensen: 4, Uren: 30, Lagen: []string{"basis"}, Op: today}}
	u = Bereken(in)
	if r := u.Stappen[0]; r.UUID != "s07" || r.Plek != 1 || r.Golf != Nu || r.Rang != nil || u.RangTonen {
		t.Errorf("§15.2.4: with an offer s07 has place %d, wave %q, rank %v; want 1, nu, and no rank shown before five", r.Plek, r.Golf, r.Rang)
	}
}

// §4.2: groups, and the one question that helps each most.
func TestGroups(t *testing.T) {
	offer := []Aanbod{{UUID: "a", Mensen: 4, Uren: 30, Lagen: []string{"basis"}, Op: today}}
	chance := []Kans{{UUID: "k", Soort: "geld", Koppelingen: []Koppeling{{Stap: "s"}}}}
	for _, test := range []struct {
		name   string
		step   Stap
		kansen []Kans
		groep  Groep
		vraag  string
	}{
		{"nothing", Stap{}, nil, NogNietsBekend, "energie"},
		{"energy alone", Stap{Aanbod: offer}, nil, ErIsEnergie, "kans"},
		{"a chance alone", Stap{}, chance, DeurGaatDicht, "energie"},
		{"hours without size or layers", Stap{Aanbod: []Aanbod{{UUID: "a", Mensen: 4, Uren: 30, Op: today}}}, chance, DeurGaatDicht, "omvang"},
		{"both, aim not answered", Stap{Aanbod: offer}, chance, Gescoord, "doel"},
		{"both, no team", Stap{Aanbod: offer, Bijdragen: []Bijdrage{{Aan: "DV1", Sterkte: "geen"}}}, chance, Gescoord, "team"},
		{"both, no size", Stap{Aanbod: offer, Team: "t", Bijdragen: []Bijdrage{{Aan: "DV1", Sterkte: "geen"}}}, chance, Gescoord, "omvang"},
		{"both, no duration", Stap{Aanbod: offer, Team: "t", P50: 300, Bijdragen: []Bijdrage{{Aan: "DV1", Sterkte: "geen"}}}, chance, Gescoord, "doorlooptijd"},
		{"all is known", Stap{Aanbod: offer, Team: "t", P50: 300, Doorlooptijd: new(2), Bijdragen: []Bijdrage{{Aan: "DV1", Sterkte: "geen"}}}, chance, Gescoord, ""},
		{"small and to be turned back", Stap{P50: 80, Omkeerbaar: true, Aanbod: offer}, chance, GewoonProberen, "doeMaar"},
		{"small and not to be turned back", Stap{P50: 60, Aanbod: offer}, nil, ErIsEnergie, "kans"},
		{"small, and it waits for another", Stap{P50: 60, Omkeerbaar: true, Hard: []string{"q"}, Aanbod: offer}, nil, ErIsEnergie, "kans"},
		{"runs", Stap{Toestand: Lopend}, chance, Loopt, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := test.step
			s.UUID = "s"
			if s.Toestand == "" {
				s.Toestand = Kandidaat
			}
			r := Bereken(Invoer{Peildatum: today, Doelmaten: []string{"DV1"}, Stappen: []Stap{s}, Kansen: test.kansen}).Stappen[0]
			got := ""
			if r.Vraag != nil {
				got = r.Vraag.Code
			}
			if r.Groep != test.groep || got != test.vraag {
				t.Errorf("group %s and question %q, want %s and %q", r.Groep, got, test.groep, test.vraag)
			}
		})
	}
	for _, gone := range []Toestand{Idee, Opgeleverd, Geborgd, Gestopt, Slapend} {
		if u := Bereken(Invoer{Peildatum: today, Stappen: []Stap{{UUID: "s", Toestand: gone}}}); len(u.Stappen) != 0 {
			t.Errorf("a step that is %s is in the order", gone)
		}
	}
}

// §4.1: the aim factor, of measures of the Einddoel only.
func TestAim(t *testing.T) {
	for _, test := range []struct {
		shares []Bijdrage
		want   float64
	}{
		{nil, 0.75},
		{[]Bijdrage{{Aan: "DV1"}}, 0.75},
		{[]Bijdrage{{Aan: "DV1", Sterkte: "geen"}}, 0.5},
		{[]Bijdrage{{Aan: "DV1", Sterkte: "geen"}, {Aan: "DV2", Sterkte: "sterk"}}, 1},
		{[]Bijdrage{{Aan: "DV1", Sterkte: "zwak"}, {Aan: "mijlpaal", Sterkte: "sterk"}}, 0.75},
		{[]Bijdrage{{Aan: "mijlpaal", Sterkte: "sterk"}}, 0.75},
	} {
		s := Stap{UUID: "s", Toestand: Kandidaat, Bijdragen: test.shares}
		if got := Bereken(Invoer{Peildatum: today, Doelmaten: []string{"DV1", "DV2"}, Stappen: []Stap{s}}).Stappen[0].Doel.G; got != test.want {
			t.Errorf("%+v: G = %v, want %v", test.shares, got, test.want)
		}
	}
}

// §4.2: a step without a score that a scored one waits for is pulled to its place, with its group as a label; what runs is passed by.
func TestPulled(t *testing.T) {
	in := ladder(6, map[string]func(*Stap){
		"a": func(s *Stap) { s.Hard = []string{"x", "f", "y", "z", "weg"}; s.Zacht = []string{"c"} },
	})
	in.Stappen = append(in.Stappen,
		Stap{UUID: "x", Titel: "Kale titel", Toestand: Kandidaat},
		Stap{UUID: "y", Titel: "Loopt al", Toestand: Lopend, Hard: []string{"w"}},
		Stap{UUID: "w", Titel: "Achter wat loopt", Toestand: Gereed},
		Stap{UUID: "z", Titel: "Klaar", Toestand: Opgeleverd},
	)
	u := Bereken(in)
	// a has the best score and a chain of two before it: it drops below b. f has a score, so it goes before those without; w lies behind y, which runs.
	if got, want := order(u), "b f x w a c d e"; got != want {
		t.Fatalf("order %q, want %q", got, want)
	}
	a, x := find(t, u, "a"), find(t, u, "x")
	if a.Score.Diepte != 2 || a.GetrokkenDoor != "" {
		t.Errorf("a: depth %d, pulled by %q; want 2 and its own place", a.Score.Diepte, a.GetrokkenDoor)
	}
	if x.Groep != NogNietsBekend || x.GetrokkenDoor != "a" || !slices.Contains(x.Labels, LabelGetrokken) {
		t.Errorf("x: group %s, pulled by %q, labels %v", x.Groep, x.GetrokkenDoor, x.Labels)
	}
	text := strings.Join(a.Zinnen, "\n")
	for _, part := range []string{"Wacht op ‘Loopt al’, die loopt.", "Eerst ‘Kale titel’.", "Wacht op een stap die hier niet bekend is.", "‘Stap c’ komt later, terwijl die beter eerst kan."} {
		if !strings.Contains(text, part) {
			t.Errorf("the explanation of a lacks %q:\n%s", part, text)
		}
	}
	if strings.Contains(text, "Klaar") {
		t.Errorf("a waits for a step that is done:\n%s", text)
	}
}

// §4.2: moves by hand keep their reason, take along what must come first, and never pass a step that waits.
func TestMoves(t *testing.T) {
	base := map[string]func(*Stap){"e": func(s *Stap) { s.Hard = []string{"d"} }}
	for _, test := range []struct {
		name  string
		moves []Verplaatsing
		want  string
	}{
		{"none", nil, "a b c d e f"},
		{"down", []Verplaatsing{{Stap: "a", Plaats: 3}}, "b c a d e f"},
		{"up, with what it needs", []Verplaatsing{{Stap: "e", Plaats: 1}}, "d e a b c f"},
		{"down, not past what waits for it", []Verplaatsing{{Stap: "d", Plaats: 6}}, "a b c d e f"},
		{"two", []Verplaatsing{{Stap: "f", Plaats: 1}, {Stap: "a", Plaats: 4}}, "f b c a d e"},
		{"beyond the end", []Verplaatsing{{Stap: "a", Plaats: 99}}, "b c d e f a"},
		{"of a step that is gone", []Verplaatsing{{Stap: "q", Plaats: 1}}, "a b c d e f"},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := ladder(6, base)
			for _, v := range test.moves {
				v.Reden = "de wethouder opent het"
				in.Verplaatsingen = append(in.Verplaatsingen, v)
			}
			u := Bereken(in)
			if got := order(u); got != test.want {
				t.Errorf("order %q, want %q", got, test.want)
			}
			for _, r := range u.Stappen {
				if r.Verplaatsing != nil && (!strings.Contains(r.Zinnen[0], "met de hand verplaatst. Reden: de wethouder opent het.") || !slices.Contains(r.Labels, LabelMetDeHand)) {
					t.Errorf("%s does not say that it was moved: %v, %v", r.UUID, r.Zinnen, r.Labels)
				}
			}
		})
	}
}

// §4.2 step 5: waves by what a team can carry.
func TestWaves(t *testing.T) {
	waves := func(in Invoer) string {
		var list []string
		for _, r := range Bereken(in).Stappen {
			list = append(list, r.UUID+"="+string(r.Golf))
		}
		return strings.Join(list, " ")
	}
	for _, test := range []struct {
		name   string
		team   Team
		change map[string]func(*Stap)
		extra  []Stap
		want   string
	}{
		{"three at once, each a quarter long", Team{}, nil, nil, "a=nu b=nu c=nu d=straks e=straks f=straks g=straks h=straks i=straks j=later"},
		{"two at once", Team{WIP: 2}, nil, nil, "a=nu b=nu c=straks d=straks e=straks f=straks g=later h=later i=later j=later"},
		{"hours for one and a half a quarter", Team{Uren: 150}, nil, nil, "a=nu b=straks c=straks d=later e=later f=later g=later h=later i=later j=later"},
		{"one that is larger than the team still begins", Team{Uren: 10}, nil, nil, "a=nu b=straks c=straks d=later e=later f=later g=later h=later i=later j=later"},
		{"a long one keeps its place", Team{WIP: 1}, map[string]func(*Stap){"a": func(s *Stap) { s.Doorlooptijd = new(6) }}, nil,
			"a=nu b=straks c=later d=later e=later f=later g=later h=later i=later j=later"},
		{"what runs takes room", Team{WIP: 1}, nil, []Stap{{UUID: "z", Toestand: Lopend, Team: "t", Doorlooptijd: new(12), Begonnen: "2026-04-24"}},
			"a=straks b=later c=later d=later e=later f=later g=later h=later i=later j=later z="},
		{"not before what it waits for", Team{WIP: 1}, map[string]func(*Stap){
			"a": func(s *Stap) { s.P50 = 301 },
			"b": func(s *Stap) { s.Team = "u"; s.Hard = []string{"c"} },
		}, nil, "a=nu c=straks b=straks d=straks e=later f=later g=later h=later i=later j=later"},
		{"another team does not wait", Team{WIP: 1}, map[string]func(*Stap){"j": func(s *Stap) { s.Team = "" }}, nil,
			"a=nu b=straks c=straks d=later e=later f=later g=later h=later i=later j=nu"},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := ladder(10, test.change)
			test.team.UUID, test.team.Naam = "t", "Team Burgerzaken"
			in.Teams, in.Stappen = []Team{test.team}, append(in.Stappen, test.extra...)
			if got := waves(in); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
	in := ladder(6, nil)
	in.Teams = []Team{{UUID: "t", Naam: "Burgerzaken", WIP: 1}}
	if text := strings.Join(find(t, Bereken(in), "b").Zinnen, " "); !strings.Contains(text, "Team Burgerzaken heeft eerder geen ruimte.") {
		t.Errorf("it does not say why b comes later: %s", text)
	}
}

// §3.3: the quarters of the picture.
func TestQuadrants(t *testing.T) {
	b := &berekening{in: Invoer{Instelling: Standaard()}}
	for _, test := range []struct {
		e, k float64
		want Kwadrant
	}{{.45, .45, NuDoen}, {.45, .44, KleinProberen}, {.44, .45, EnergieZoeken}, {.1, .1, LatenRusten}} {
		if got := b.quadrant(test.e, test.k); got != test.want {
			t.Errorf("E %v and K %v: %s, want %s", test.e, test.k, got, test.want)
		}
	}
	if r := Bereken(Invoer{Peildatum: today, Stappen: []Stap{{UUID: "s", Toestand: Kandidaat}}}).Stappen[0]; r.Kwadrant != "" {
		t.Errorf("R12: a step of which nothing is known stands in %s", r.Kwadrant)
	}
}

// §4.2: hard dependencies must not go round; the circle is shown as a list.
func TestCircle(t *testing.T) {
	for _, test := range []struct {
		hard map[string][]string
		want string
	}{
		{map[string][]string{"a": {"b"}, "b": {"c"}}, ""},
		{map[string][]string{"a": {"a"}}, "a a"},
		{map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"b"}}, "b c b"},
		{map[string][]string{"d": {"a", "c"}, "c": {"b"}, "b": {"d"}, "a": nil}, "b d c b"},
	} {
		if got := strings.Join(Kring(test.hard), " "); got != test.want {
			t.Errorf("%v: circle %q, want %q", test.hard, got, test.want)
		}
	}
	in := ladder(6, map[string]func(*Stap){"a": func(s *Stap) { s.Hard = []string{"b"} }, "b": func(s *Stap) { s.Hard = []string{"a"} }})
	if u := Bereken(in); len(u.Kring) != 3 || len(strings.Fields(order(u))) != 6 {
		t.Errorf("with a circle in it the order is %q and the circle %v", order(u), u.Kring)
	}
}

// §4.2 step 1: a published score follows at a distance of δ.
func TestDelta(t *testing.T) {
	in := ladder(6, nil)
	s := find(t, Bereken(in), "a").Score.S
	for _, test := range []struct{ last, want float64 }{{s + .02, s + .02}, {s - .03, s - .03}, {s + .2, s + .03}, {s - .2, s - .03}} {
		in.Vorige = map[string]float64{"a": test.last}
		if got := find(t, Bereken(in), "a").Score.SPub; round(got-test.want) != 0 {
			t.Errorf("published %v before and %v today: counts as %v, want %v", test.last, s, got, test.want)
		}
	}
}

// What a new order changes against the published one.
func TestDifference(t *testing.T) {
	published := Bereken(ladder(6, nil))
	in := ladder(6, map[string]func(*Stap){"c": func(s *Stap) { s.Toestand = Lopend }, "f": func(s *Stap) { s.Gemeten.P = new(1.0) }})
	var got []string
	for _, w := range Bereken(in).Verschil(published.Stappen) {
		got = append(got, fmt.Sprintf("%s %d>%d", w.UUID, w.Van, w.Naar))
	}
	if got, want := strings.Join(got, ", "), "f 6>1, a 1>2, b 2>3, c 3>0"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if same := published.Verschil(published.Stappen); len(same) != 0 {
		t.Errorf("an order differs from itself: %v", same)
	}
}
