package transitie_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"meent/proef/kit"
)

// plan puts six steps in the register that all have energy and a kans, the first with most; and one that is a bare title.
func (w *wereld) plan() (stappen []string) {
	for i := range 6 {
		s := w.maak("stappen", "titel", fmt.Sprint("Stap ", i+1), "omvang", "middel", "doorlooptijdP80", 3, "eigenaarTeam", w.buurt)
		w.maak("aanbod", "stap", s, "team", w.buurt, "mensen", 12-i, "urenPerMaand", 90-10*i, "lagen", []string{"basis"}, "doorWie", "Sanne Kok")
		w.maak("kansen", "soort", "geld", "titel", fmt.Sprint("Subsidie ", i+1), "koppelingen", []any{velden("stap", s)})
		stappen = append(stappen, s)
	}
	return stappen
}

// volgorde is what GET /volgorde answers.
type volgordeNu struct {
	Digest, Vastgesteld, Voorstel string
	RangTonen                     bool
	Gescoord                      int
	Stappen                       []struct {
		UUID, Titel, Groep, Golf string
		Plek                     int
		Rang                     *int
		Score                    *struct{ S, SPub, T float64 }
		Energie                  struct {
			Bekend bool
			E      float64
		}
		Kans struct {
			Bekend bool
			K      float64
		}
		Vraag  *struct{ Tekst string }
		Zinnen []string
	}
	Wijzigingen []struct {
		Titel     string
		Van, Naar int
	}
}

func (w *wereld) volgorde(t *testing.T) volgordeNu {
	t.Helper()
	var v volgordeNu
	lees(t, w.Root.Do("GET", root+"/volgorde", nil), &v)
	return v
}

func lees(t *testing.T, a *kit.Answer, into any) {
	t.Helper()
	if a.Status >= 300 {
		t.Fatalf("%d: %s", a.Status, a.Body)
	}
	if err := json.Unmarshal(a.Body, into); err != nil {
		t.Fatal(err)
	}
}

func (v volgordeNu) titels() string {
	var list []string
	for _, s := range v.Stappen {
		if s.Plek > 0 {
			list = append(list, strings.TrimPrefix(s.Titel, "Stap "))
		}
	}
	return strings.Join(list, " ")
}

// §4.2: from a proposal to what is published, and what changes after that.
func TestVolgorde(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		baas := w.als("programmamanager")
		stappen := w.plan()
		nu := w.volgorde(t)
		if got := nu.titels(); got != "1 2 3 4 5 6" || !nu.RangTonen || nu.Gescoord != 6 || nu.Vastgesteld != "" || len(nu.Wijzigingen) != 6 {
			t.Fatalf("the order is %q, ranks shown %v, %d changes; want 1 to 6, shown, 6", got, nu.RangTonen, len(nu.Wijzigingen))
		}
		eerste := baas.Make(root+"/volgorde/berekenen", nil)
		tweede := baas.Make(root+"/volgorde/berekenen", nil)
		voorstel := tweede["url"].(string)
		if eerste["digest"] != tweede["digest"] || eerste["digest"] != nu.Digest {
			t.Errorf("R10: the digests are %v, %v and %v, want one", eerste["digest"], tweede["digest"], nu.Digest)
		}
		a, b := must(json.Marshal(eerste["inhoud"])), must(json.Marshal(tweede["inhoud"]))
		if !bytes.Equal(a, b) {
			t.Errorf("R10: the same input gives two orders:\n%s\n%s", a, b)
		}
		w.Cases(t, []kit.Case{
			{Name: "there is one proposal", Method: "GET", Path: eerste["url"].(string), Status: 404},
			{Name: "it is not put elsewhere", As: baas, Method: "PATCH", Path: voorstel, Body: velden("toestand", "vastgesteld"), Status: 405},
			{Name: "§4.2 vaststellen", As: baas, Method: "POST", Path: voorstel + "/vaststellen", Body: velden("reden", "Kwartaal 1"), Status: 200, Audited: true, Holds: []string{`"toestand":"vastgesteld"`, `"naam":"an-programmamanager"`, `"reden":"Kwartaal 1"`}},
			{Name: "not twice", As: baas, Method: "POST", Path: voorstel + "/vaststellen", Body: velden(), Status: 409, Code: "conflict", Holds: []string{"al vastgesteld, op 24 november 2026"}},
			{Name: "it is told", Method: "GET", Path: root + "/gebeurtenissen?soort=volgorde.vastgesteld", Status: 200, Holds: []string{"6 stappen zijn van plek veranderd."}},
			{Name: "§4.4 why", Method: "GET", Path: voorstel + "/uitleg?stap=" + stappen[1], Status: 200, Holds: []string{`"Staat op 2: score `, `"Energie: 11 mensen, 80 uur per maand, 1 laag (gezegd, niet gemeten)."`, `"naam":"doel"`}},
			{Name: "why of a step that is not in it", Method: "GET", Path: voorstel + "/uitleg?stap=" + w.buurt, Status: 400, Faults: []string{"stap does_not_exist"}},
			{Name: "the order of that day", Method: "GET", Path: root + "/volgorde?op=2026-11-24", Status: 200, Holds: []string{`"digest":"` + nu.Digest, `"wijzigingen":[]`}},
			{Name: "the day before there was none", Method: "GET", Path: root + "/volgorde?op=2026-11-23", Status: 404},
			{Name: "no day", Method: "GET", Path: root + "/volgorde?op=gisteren", Status: 400, Faults: []string{"op invalid"}},
		})
		if nu := w.volgorde(t); len(nu.Wijzigingen) != 0 || nu.Vastgesteld == "" || nu.Voorstel != "" {
			t.Errorf("once it is published nothing differs: %+v", nu.Wijzigingen)
		}
		// The last step gets a contract that ends, so that it goes first; nothing moves until somebody publishes it.
		w.maak("kansen", "soort", "contracteinde", "titel", "Contract", "sluit", "2027-03-24", "waarde", 1, "koppelingen", []any{velden("stap", stappen[5])})
		nu = w.volgorde(t)
		if got := nu.titels(); got != "6 1 2 3 4 5" || len(nu.Wijzigingen) != 6 || nu.Wijzigingen[0].Titel != "Stap 6" || nu.Wijzigingen[0].Van != 6 || nu.Wijzigingen[0].Naar != 1 {
			t.Errorf("with a contract that ends the order is %q and changes %+v", got, nu.Wijzigingen)
		}
		derde := baas.Make(root+"/volgorde/berekenen", nil)
		if derde["vorige"] != voorstel {
			t.Errorf("the order follows %v, want %s", derde["vorige"], voorstel)
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// §4.3, §15.2.3: the golden example as people would put it in, offers only, to three decimals and in its order. A team needs 20 hours a
// month, so that 16 hours are a p of 0.80; a kans of which so many of 800 days have passed has a known urgency.
func TestVolgordeGouden(t *testing.T) {
	vensters := map[string][2]string{"1": {"2025-11-24", "2027-05-24"}, "0.9": {"2025-06-24", "2027-09-04"}, "0.8": {"2025-10-03", "2027-12-12"}, "0.4": {"2026-11-08", "2029-01-16"}}
	type kans struct {
		soort       string
		waarde, fit float64
		u           string
	}
	gouden := []struct { // each after those that it waits for
		id                  string
		uren, lagen, mensen int
		kansen              []kans
		sterkte             string
		hard                []string
		want                string // E, K, S, T
	}{
		{"S3", 16, 4, 41, []kans{{"component", .9, .9, "0.63"}, {"partner", .8, .8, "1"}}, "sterk", nil, "0.620 0.494 0.553 0.553"},
		{"S2", 6, 2, 9, []kans{{"wet", .6, .8, ""}}, "zwak", nil, "0.229 0.130 0.129 0.129"},
		{"S1", 11, 3, 24, []kans{{"contracteinde", .8, .9, "1"}, {"wet", .5, .6, "0.4"}}, "sterk", []string{"S2"}, "0.441 0.558 0.496 0.471"},
		{"S4", 5, 2, 12, []kans{{"contracteinde", .9, .8, "0.9"}}, "zwak", nil, "0.219 0.454 0.236 0.236"},
		{"S5", 13, 3, 30, []kans{{"component", .7, .9, "0.5"}, {"geld", .6, .7, "0.8"}}, "sterk", []string{"S4"}, "0.503 0.327 0.406 0.385"},
		{"S8", 9, 3, 18, []kans{{"partner", .9, .9, "1"}, {"politiek", .7, .5, "1"}}, "zwak", nil, "0.376 0.467 0.314 0.314"},
		{"S6", 2, 1, 5, []kans{{"technischEinde", .9, 1, "1"}}, "geen", []string{"S1", "S4"}, "0.079 0.630 0.111 0.100"},
	}
	run(t, func(t *testing.T, w *wereld) {
		lagen := []string{"bestuur", "secretaris", "topmanagement", "middenmanagement", "basis"}
		_, maten := w.strategie()
		leider, adres := w.als("teamleider"), map[string]string{}
		for _, g := range gouden {
			wacht := []any{}
			for _, id := range g.hard {
				wacht = append(wacht, velden("stap", adres[id]))
			}
			s := w.maak("stappen", "titel", "Stap "+g.id, "uren", velden("p50", 120), "doorlooptijdP80", 6, "eigenaarTeam", w.buurt,
				"afhankelijkheden", wacht, "draagtBijAan", []any{velden("doel", maten[0], "sterkte", g.sterkte)})
			adres[g.id] = s
			leider.Make(root+"/aanbod", velden("stap", s, "team", w.buurt, "mensen", g.mensen, "urenPerMaand", g.uren, "lagen", lagen[:g.lagen]))
			for _, k := range g.kansen {
				o := velden("soort", k.soort, "titel", k.soort, "waarde", k.waarde, "koppelingen", []any{velden("stap", s, "fit", k.fit)})
				if venster, ok := vensters[k.u]; ok {
					o["opent"], o["sluit"] = venster[0], venster[1]
				}
				if k.soort == "component" { // three organisations use it
					o["gebruikers"], o["conformiteit"] = 3, map[string]float64{"0.63": .627879, "0.5": .367879}[k.u]
				}
				w.Root.Make(root+"/kansen", o)
			}
		}
		nu := w.volgorde(t)
		if got := nu.titels(); got != "S3 S2 S1 S4 S5 S8 S6" {
			t.Errorf("the order is %s", got)
		}
		for i, s := range nu.Stappen[:len(gouden)] {
			g := gouden[i]
			if got := fmt.Sprintf("%.3f %.3f %.3f %.3f", s.Energie.E, s.Kans.K, s.Score.S, s.Score.T); s.Titel != "Stap "+g.id || got != g.want {
				t.Errorf("%s: E K S T are %s, want %s", s.Titel, got, g.want)
			}
		}
		if got, want := nu.Stappen[1].Zinnen[0], "Staat op 2: stap ‘Stap S1’ (0,50) wacht hierop; eigen score 0,13."; got != want {
			t.Errorf("why S2: %s\nwant: %s", got, want)
		}
	})
}

// R12, issue "Data in and out": bare titles are not ranked, and what is not known is not zero; one date moves one step and says why.
func TestVolgordeOnbekend(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		for i := range 29 { // with the step of the world: thirty
			w.maak("stappen", "titel", fmt.Sprint("Titel ", i))
		}
		nu := w.volgorde(t)
		for _, s := range nu.Stappen {
			if s.Groep != "nogNietsBekend" || s.Plek != 0 || s.Rang != nil || s.Score != nil || s.Energie.Bekend || s.Kans.Bekend || s.Vraag == nil {
				t.Fatalf("a bare title is %+v", s)
			}
		}
		w.maak("kansen", "soort", "contracteinde", "titel", "Contract zaaksysteem", "sluit", "2027-08-24", "inkooptijd", 3, "koppelingen", []any{velden("stap", w.stap)})
		nu = w.volgorde(t)
		groepen := map[string]int{}
		for _, s := range nu.Stappen {
			groepen[s.Groep]++
		}
		if s := nu.Stappen[0]; len(nu.Stappen) != 30 || groepen["deurGaatDicht"] != 1 || s.Titel != "Status online" || s.Plek != 0 ||
			!slices.Contains(s.Zinnen, "Kans: ‘Contract zaaksysteem’ sluit op 24 augustus 2027; uiterlijk beginnen op 24 november 2026.") {
			t.Errorf("one contract date moves one step: %v, %+v", groepen, s)
		}
		// §15.2.4: with an offer it goes to now; there is no rank before five steps have one.
		w.maak("aanbod", "stap", w.stap, "team", w.buurt, "mensen", 4, "urenPerMaand", 20, "lagen", []string{"basis"}, "doorWie", "An")
		if s := w.volgorde(t).Stappen[0]; s.Titel != "Status online" || s.Plek != 1 || s.Rang != nil || s.Golf != "nu" {
			t.Errorf("with an offer it is %+v, want place 1, now, no rank shown", s)
		}
	})
}

// §4.2: moves by hand have a reason, are seen, and end at the next herijking.
func TestVerplaatsing(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		baas, path := w.als("programmamanager"), root+"/verplaatsingen"
		stappen := w.plan()
		w.Cases(t, []kit.Case{
			{Name: "§4.2 a reason", As: baas, Method: "POST", Path: path, Body: velden("stap", stappen[4], "plaats", 1), Status: 400, Faults: []string{"reden required"}},
			{Name: "a place from 1", As: baas, Method: "POST", Path: path, Body: velden("stap", stappen[4], "plaats", 0, "reden", "x"), Status: 400, Faults: []string{"plaats min_value"}},
		})
		v := baas.Make(path, velden("stap", stappen[4], "plaats", 1, "reden", "De wethouder opent het in maart."))["url"].(string)
		nu := w.volgorde(t)
		if nu.titels() != "5 1 2 3 4 6" || nu.Stappen[0].Zinnen[0] != "Staat op 1: met de hand verplaatst. Reden: De wethouder opent het in maart." {
			t.Errorf("after the move: %q, %v", nu.titels(), nu.Stappen[0].Zinnen)
		}
		w.Cases(t, []kit.Case{
			{Name: "one for each step", As: baas, Method: "POST", Path: path, Body: velden("stap", stappen[4], "plaats", 2, "reden", "x"), Status: 400, Faults: []string{"stap unique"}},
			{Name: "elsewhere", As: baas, Method: "PATCH", Path: v, Body: velden("plaats", 2), Status: 200, Audited: true},
			{Name: "not of another step", As: baas, Method: "PATCH", Path: v, Body: velden("stap", stappen[0]), Status: 400, Faults: []string{"stap wijzigen-niet-toegelaten"}},
		})
		if got := w.volgorde(t).titels(); got != "1 5 2 3 4 6" {
			t.Errorf("after it was moved again: %q", got)
		}
		strategie, _ := w.strategie()
		w.Cases(t, []kit.Case{
			overgang("§2.2 herijking", w.Root, strategie, naar("herijkt", "reden", "kwartaal"), 200),
			{Name: "§4.2 ended", As: baas, Method: "GET", Path: path + "?vervallen__isnull=true", Status: 200, Holds: []string{`"count":0,`}},
			{Name: "it is still to be read", As: baas, Method: "GET", Path: v, Status: 200, Holds: []string{`"vervallen":"2026-11-24T`, `De wethouder opent het in maart.`}},
			{Name: "what has ended stays as it was", As: baas, Method: "PATCH", Path: v, Body: velden("plaats", 3), Status: 409},
			{Name: "and is not removed", As: baas, Method: "DELETE", Path: v, Status: 409},
		})
		if got := w.volgorde(t).titels(); got != "1 2 3 4 5 6" {
			t.Errorf("after the herijking: %q", got)
		}
		weer := baas.Make(path, velden("stap", stappen[4], "plaats", 1, "reden", "Weer"))["url"].(string)
		w.Cases(t, []kit.Case{{Name: "taken back", As: baas, Method: "DELETE", Path: weer, Status: 204, Audited: true}})
	})
}

// strategie is one that the board has established, with two measures, and those.
func (w *wereld) strategie() (strategie string, maten []string) {
	var doelmaten []any
	for _, sonde := range []string{"zgw.binnenTermijn", "zgw.doorlooptijd"} {
		m := w.maak("maten", "naam", "Maat "+sonde, "sonde", sonde)
		maten = append(maten, m)
		doelmaten = append(doelmaten, velden("maat", m, "richting", "hoger"))
	}
	strategie = w.maak("strategieen", "titel", "Common Ground 2030", "einddoel", w.maak("einddoelen", "zin", "Op tijd antwoord.", "maten", doelmaten))
	w.Root.Make(strategie+"/overgangen", naar("voorgesteld"))
	w.Root.Make(strategie+"/overgangen", naar("vastgesteld", "verwijzing", "college 3 november"))
	return strategie, maten
}

// §1.1, for every role: who reads an order, and who makes, publishes and moves.
func TestVolgordeRechten(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		stappen := w.plan()
		for _, rol := range rollen {
			c := w.als(rol)
			leest, schrijft := staatIn(collegas, rol), rol == "programmamanager"
			voorstel := w.Root.Make(root+"/volgorde/berekenen", velden("zichtbaarheid", "openbaar"))["url"].(string)
			hand := w.Root.Make(root+"/verplaatsingen", velden("stap", stappen[0], "plaats", 3, "reden", "x"))["url"].(string)
			for _, probe := range []struct {
				wat, method, path string
				body              any
				mag               bool
			}{
				{"reads today's", "GET", root + "/volgorde", nil, leest},
				{"reads a proposal, however open it is called", "GET", voorstel, nil, leest},
				{"asks why", "GET", voorstel + "/uitleg", nil, leest},
				{"reads its trail", "GET", voorstel + "/audittrail", nil, leest},
				{"reads a move", "GET", hand, nil, leest},
				{"moves", "POST", root + "/verplaatsingen", velden("stap", stappen[1], "plaats", 3, "reden", "x"), schrijft},
				{"moves elsewhere", "PATCH", hand, velden("plaats", 2), schrijft},
				{"takes a move back", "DELETE", hand, nil, schrijft},
				{"publishes", "POST", voorstel + "/vaststellen", velden(), schrijft},
				{"computes", "POST", root + "/volgorde/berekenen", nil, schrijft},
			} {
				a := c.Do(probe.method, probe.path, probe.body)
				if got := a.Status < 300; got != probe.mag || !probe.mag && a.Status != 403 {
					t.Errorf("§1.1 %s %s: %d, may: %t: %.300s", rol, probe.wat, a.Status, probe.mag, a.Body)
				}
			}
			for _, left := range w.alleVerplaatsingen(t) {
				w.Root.Do("DELETE", left, nil)
			}
		}
	})
}

func (w *wereld) alleVerplaatsingen(t *testing.T) []string {
	t.Helper()
	var page struct{ Results []struct{ URL string } }
	lees(t, w.Root.Do("GET", root+"/verplaatsingen?pageSize=100", nil), &page)
	var list []string
	for _, r := range page.Results {
		list = append(list, r.URL)
	}
	return list
}
