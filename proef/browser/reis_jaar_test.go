package browser

import (
	"slices"
	"strings"
	"testing"
	"time"

	"meent/proef/proces"
)

// TestReisJaar is the year of the example municipality, as its people see it (transition.md §15.2). One process serves them all;
// each walk begins where the one before it stopped.
func TestReisJaar(t *testing.T) {
	proces.Asked(t)
	b := Find(t)
	m := proces.New(t, "")
	m.Demo(t, "--zaken", "40")
	t.Run("3 waarom hier, met het toetsenbord", func(t *testing.T) { waaromHier(t, b, m) })
	t.Run("13 beter of alleen minder", func(t *testing.T) { beterOfMinder(t, b, m) })
	t.Run("14 de raad op één blad", func(t *testing.T) { raadOpEenBlad(t, b, m) })
	t.Run("2 lat verlegd", func(t *testing.T) { latVerlegd(t, b, m) })
	t.Run("4 een deur gaat dicht", func(t *testing.T) { deurGaatDicht(t, b, m) })
	t.Run("1 niet door het te zeggen", func(t *testing.T) { nietDoorHetTeZeggen(t, b, m) })
	t.Run("2 een jaar later", func(t *testing.T) { latWeerGehaald(t, b, m) })
}

// waaromHier: Sanne wants to know why a step stands where it stands, and has no mouse.
func waaromHier(t *testing.T, b *Browser, m *proces.Meent) {
	tab := b.Tab(t, m.URL, Kijk{})
	tab.Inloggen("teamleider", "/kaart")
	tab.Tabnaar("Stappen")
	tab.Enter()
	want(t, "the door Stappen", tab.Pad(), "/kaart/stappen")
	tab.Tabnaar("Waarom hier? Autorisatie en logging")
	tab.Druk("\r")
	open := strings.Join(tab.Lees(`details[open]`), "\n")
	for _, say := range []string{"stap ‘BRP-kopie uit’", "wacht hierop", "Op eigen kracht stond deze stap op plek"} {
		if !strings.Contains(open, say) {
			t.Errorf("Waarom hier? does not say %q: %s", say, open)
		}
	}
	tab.Foto("reis-waarom-hier")
	tab.Tabnaar("Naar de stap")
	tab.Enter()
	want(t, "the step that was asked about", strings.Join(tab.Lees(`h1`), ""), "Autorisatie en logging")
	if !strings.Contains(tab.Tekst(), "BRP-kopie uit") {
		t.Errorf("the page of the step does not name who waits for it: %s", tab.Tekst())
	}
}

// beterOfMinder: Ans does not trust a figure that becomes better, and reads how it is counted.
func beterOfMinder(t *testing.T, b *Browser, m *proces.Meent) {
	tab := b.Tab(t, m.URL, Kijk{})
	tab.Inloggen("raadslid", "/kaart/dienstverlening")
	tab.KlikOp("Hoe lang moet ik wachten?")
	tab.Kies(`details.meent-meer > summary`)
	const say = "Ook wie nog wacht telt mee, anders lijkt een dienst sneller als hij achterloopt."
	if open := strings.Join(tab.Lees(`details[open]`), "\n"); !strings.Contains(open, say) {
		t.Errorf("it is not told why open cases count: %s", open)
	}
	tab.Foto("reis-doorlooptijd")
}

// nietDoorHetTeZeggen: Iris says that a milestone is reached, and nothing comes of it. A year of cases says of others that they are,
// or are not any more; and the secretaris is asked to look.
func nietDoorHetTeZeggen(t *testing.T, b *Browser, m *proces.Meent) {
	const bezwaar = "Bezwaar: 80 % binnen de termijn"
	iris := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	iris.Inloggen("programmamanager", "/kaart/mijlpalen")
	iris.KlikOp(bezwaar)
	iris.KlikOp("Claim dat het gehaald is")
	iris.Klik(`form.meent-formulier button`)
	want(t, "a claim asks why", iris.Titel(), "Fout: Claim: "+bezwaar+" · Meent · Gemeente Meerdam")
	iris.Vul(`#veld-reden`, "Wij bellen nu eerst.")
	iris.Klik(`form.meent-formulier button`)
	text := iris.Tekst()
	for _, say := range []string{"Alleen geclaimd.", "Iris van Dam zegt dat het gelukt is.", "“Wij bellen nu eerst.”", "Wat er gemeten is"} {
		if !strings.Contains(text, say) {
			t.Errorf("after the claim it does not say %q: %s", say, text)
		}
	}
	iris.Foto("reis-geclaimd")

	before := standen(iris)
	want(t, "of a claim comes no more than a claim", before[bezwaar], "Alleen geclaimd")
	speelJaar(t, b, m)
	after := standen(iris)
	iris.Foto("reis-na-een-jaar")
	if len(after) != 12 {
		t.Errorf("there are %d milestones, want 12: %v", len(after), after)
	}
	var reached, fallen []string
	for title, now := range after {
		switch was := before[title]; {
		case now == "Gemeten: gehaald" && was != now:
			reached = append(reached, title)
		case now == "Teruggevallen" && was != now:
			fallen = append(fallen, title)
		}
	}
	if len(reached) == 0 || len(fallen) == 0 {
		t.Fatalf("in a year %d milestones were reached and %d fell back, want some of both: from %v to %v", len(reached), len(fallen), before, after)
	}
	iris.KlikOp(reached[0])
	if text := iris.Tekst(); !strings.Contains(text, "De zaken zelf laten het zien, sinds ") || !strings.Contains(text, "Nog niets.") && !strings.Contains(text, "Iris van Dam") {
		t.Errorf("%s was reached, and the page says %s", reached[0], text)
	}

	pieter := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	pieter.Inloggen("secretaris", "/kaart")
	asked := pieter.Lees(`section.meent-vlak li`)
	slices.Sort(fallen)
	if !slices.ContainsFunc(asked, func(a string) bool {
		return slices.ContainsFunc(fallen, func(title string) bool {
			return strings.Contains(a, title) && strings.Contains(a, "Kijk wat er is teruggevallen")
		})
	}) {
		t.Errorf("%v fell back, and of the secretaris is asked %v", fallen, asked)
	}
	pieter.Foto("reis-vandaag-voor-jou")
}

// standen are the milestones with how each stands.
func standen(tab *Tab) map[string]string {
	tab.t.Helper()
	tab.Open("/kaart/mijlpalen")
	var all map[string]string
	tab.vraag(`Object.fromEntries([...document.querySelectorAll('main table tbody')].flatMap(g => [...g.querySelectorAll('th[scope=row] a')].map(a => [a.innerText.trim().replace(/\s+/g, ' '), g.querySelector('th[scope=rowgroup] b').innerText.trim()])))`, &all)
	return all
}

// speelJaar presses the button of the example, and waits until the year is over.
func speelJaar(t *testing.T, b *Browser, m *proces.Meent) {
	t.Helper()
	tab := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	tab.Open("/voorbeeld")
	tab.KlikOp("Speel een jaar af")
	if !strings.Contains(tab.Tekst(), "Deze pagina ververst zichzelf.") {
		t.Errorf("the year does not seem to be played: %s", tab.Tekst())
	}
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	patience := time.After(9 * time.Minute)
	for {
		tab.Open("/voorbeeld")
		if len(tab.Lees(`form[action="/voorbeeld/afspelen"]`)) == 1 {
			return
		}
		select {
		case <-patience:
			t.Fatalf("the year is not over: %s", tab.Tekst())
		case <-tick.C:
		}
	}
}
