package browser

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"meent/proef/proces"
)

// deurGaatDicht: Iris has two lists (§15.2, scenario 4). Thirty bare titles all arrive, and none gets a place. One contract that ends
// brings the step that it is tied to into the wave of now, and the proposal says why.
func deurGaatDicht(t *testing.T, b *Browser, m *proces.Meent) {
	const stap = "Formulier voor verhuizen opnieuw"
	iris := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	iris.Inloggen("programmamanager", "/kaart/stappen")
	before := plaatsen(iris)
	if len(before) < 5 {
		t.Fatalf("the example has %d steps with a place: this proves little", len(before))
	}

	titels := "Onderwerp\r\n"
	for i := range 30 {
		titels += fmt.Sprintf("Los idee %d\r\n", i+1)
	}
	iris.Open("/kaart/import?soort=stappen")
	iris.Bestand("bestand", "ideeen.csv", titels)
	iris.KlikOp("Proef draaien")
	want(t, "of the trial", strings.Join(iris.Lees("h1"), ""), "30 regels komen erin")
	iris.KlikOp("Zet erin")
	want(t, "of thirty titles", strings.Join(iris.Lees("h1"), ""), "30 regels staan erin")
	iris.Foto("reis-dertig-titels")
	iris.Open("/kaart/stappen/alle?zoek=Los+idee")
	if title := strings.Join(iris.Lees("h1"), ""); !strings.HasPrefix(title, "30 van de ") {
		t.Errorf("of the 30 titles the list says %q", title)
	}
	after := voorstel(iris)
	if len(after) < 5 || slices.ContainsFunc(after, func(p plaats) bool { return strings.HasPrefix(p.Titel, "Los idee") }) {
		t.Errorf("a bare title has a place: %v", after)
	}

	// A step that somebody gives time to, and of which no opportunity is known.
	iris.Open("/kaart/stappen/nieuw")
	iris.Vul(`#veld-titel`, stap)
	iris.KlikOp("Stap toevoegen")
	iris.Klik(`main a[href$="/wijzigen"]`)
	iris.Vul(`#veld-doorlooptijdP80`, "5")
	iris.Kies(`#veld-omvang-0`)
	iris.Uit("eigenaarTeam", "Dienstverlening")
	iris.KlikOp("Stap bewaren")
	at := iris.Pad()
	iris.KlikOp("Wat kan een team geven?")
	iris.Uit("team", "Dienstverlening")
	iris.Vul(`#veld-mensen`, "12")
	iris.Vul(`#veld-urenPerMaand`, "40")
	iris.Vul(`#veld-doorWie`, "Sanne Kok")
	iris.KlikOp("Aanbod bewaren")
	iris.Open("/kaart/stappen")
	if text := strings.Join(iris.Lees("main section"), "\n"); !strings.Contains(text, "Mensen willen, maar een kans is nog niet bekend") || strings.Contains(strings.Join(iris.Lees(".meent-plekken"), "\n"), stap) {
		t.Errorf("without an opportunity %s does not stand with those that have energy alone: %s", stap, text)
	}

	now := vandaagIn(iris)
	ends, last := now.AddDate(0, 9, 0), now.AddDate(0, 1, 0)
	iris.Open("/kaart/import?soort=kansen")
	iris.Bestand("bestand", "contracten.csv", "naam;loopt af op;waarvoor;inkoop\nFormulierenpakket;"+ends.Format("02-01-2006")+";"+stap+";3\n")
	iris.KlikOp("Proef draaien")
	iris.Foto("reis-contract-proef")
	iris.Uit("kolom.titel", "naam")
	iris.Uit("kolom.sluit", "loopt af op")
	iris.Uit("kolom.stap", "waarvoor")
	iris.Uit("kolom.inkooptijd", "inkoop")
	iris.KlikOp("Proef opnieuw draaien")
	want(t, "of the trial", strings.Join(iris.Lees("h1"), ""), "1 regel komt erin")
	iris.KlikOp("Zet erin")
	moved := strings.Join(iris.Lees("main section"), "\n")
	for _, say := range []string{stap, "Was: Er is energie. Nu: plek", ", nu."} {
		if !strings.Contains(moved, say) {
			t.Errorf("of what moved is not said %q: %s", say, moved)
		}
	}
	iris.Foto("reis-contract-ingelezen")

	iris.KlikOp("Bekijk het voorstel")
	row := strings.Join(iris.Lees(`main tbody tr`), "\n")
	for _, say := range []string{stap, "contract ‘Formulierenpakket’ loopt af op " + datum(ends), "Uiterlijk beginnen op " + datum(last)} {
		if !strings.Contains(row, say) {
			t.Errorf("the proposal does not say %q: %s", say, row)
		}
	}
	iris.Foto("reis-contract-voorstel")
	if i := slices.IndexFunc(voorstel(iris), func(p plaats) bool { return p.Titel == stap }); i < 0 || voorstel(iris)[i].Golf != "nu" {
		t.Errorf("%s does not stand in the wave of now: %v", stap, voorstel(iris))
	}
	iris.Open(at)
	iris.KlikOp("Formulierenpakket")
	if text := iris.Tekst(); !strings.Contains(text, datum(last)) || !strings.Contains(text, datum(ends)) {
		t.Errorf("the opportunity does not say when one begins at the latest: %s", text)
	}
	iris.Foto("reis-contract-kans")
}

// plaats is a step in the order.
type plaats struct{ Titel, Golf string }

// plaatsen are the steps in the order that holds.
func plaatsen(tab *Tab) []string {
	tab.t.Helper()
	tab.Open("/kaart/stappen")
	return tab.Lees(`.meent-golf .meent-plek__stap a`)
}

// voorstel is the whole order of today.
func voorstel(tab *Tab) []plaats {
	tab.t.Helper()
	tab.Open("/kaart/stappen/voorstel")
	var all []plaats
	tab.vraag(`[...document.querySelectorAll('main .meent-genummerd > li')].map(li => ({Titel: li.querySelector('a').textContent.trim(), Golf: li.querySelector('.meent-meta').textContent.trim().toLowerCase()}))`, &all)
	return all
}

// vandaagIn is the day in the example municipality, as its front page tells it.
func vandaagIn(tab *Tab) time.Time {
	tab.t.Helper()
	tab.Open("/kaart/raadsbrief")
	day := strings.Join(tab.Lees(".meent-briefhoofd span:last-child"), "")
	for d := time.Now().AddDate(-1, 0, 0); d.Before(time.Now().AddDate(3, 0, 0)); d = d.AddDate(0, 0, 1) {
		if datum(d) == day {
			return d
		}
	}
	tab.t.Fatalf("the letter is of %q, which is no day", day)
	return time.Time{}
}

// datum is a day as the pages write it.
func datum(d time.Time) string {
	months := strings.Fields("januari februari maart april mei juni juli augustus september oktober november december")
	return fmt.Sprintf("%d %s %d", d.Day(), months[d.Month()-1], d.Year())
}
