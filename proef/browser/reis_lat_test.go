package browser

import (
	"slices"
	"strings"
	"testing"

	"meent/proef/proces"
)

// latVerlegd: Iris lowers a bar that was reached (§15.2, scenario 2). She may, and everybody sees it: at the milestone, which is no
// longer reached, and in the letter to the council, on paper too.
func latVerlegd(t *testing.T, b *Browser, m *proces.Meent) {
	iris := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	iris.Inloggen("programmamanager", "/kaart/mijlpalen")
	iris.KlikOp(verhuizing)
	before := iris.Tekst()
	if !strings.Contains(before, "Gemeten: gehaald.") || !strings.Contains(before, "2 van de 2 vensters") || strings.Contains(before, "Lat verlegd") {
		t.Fatalf("the milestone is not reached, or its bar was moved before: this proves nothing: %s", before)
	}
	iris.KlikOp("Mijlpaal wijzigen")
	iris.KlikOp("Wijzigen")
	iris.Vul(`#veld-lat`, "85")
	iris.KlikOp("Toets bewaren")
	if !strings.HasPrefix(iris.Titel(), "Fout: ") || !strings.Contains(iris.Tekst(), "Schrijf op waarom") {
		t.Errorf("a bar is moved without a reason: %s", iris.Tekst())
	}
	iris.Foto("reis-lat-zonder-reden")
	iris.Vul(`#veld-reden`, "Wij missen tot de zomer twee mensen.")
	iris.KlikOp("Toets bewaren")
	text := iris.Tekst()
	for _, say := range []string{"De lat is verlegd.", "Lat verlegd op ", "van 90 % naar 85 %", "Wij missen tot de zomer twee mensen.", "Door Iris van Dam."} {
		if !strings.Contains(text, say) {
			t.Errorf("the page of the milestone does not say %q: %s", say, text)
		}
	}
	if strings.Contains(text, "van de 2 vensters") {
		t.Errorf("windows in which the old bar was reached still count: %s", text)
	}
	iris.Foto("reis-lat-verlegd")
	want(t, "what was measured against the old bar counts no longer", standen(iris)[verhuizing], "Nog niet gemeten")

	ans := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	ans.Inloggen("raadslid", "/kaart/raadsbrief")
	if told := ans.Lees(`.meent-brief section`); !slices.ContainsFunc(told, func(s string) bool {
		return strings.HasPrefix(s, "Lat verlegd") && strings.Contains(s, verhuizing) && strings.Contains(s, "van 90 % naar 85 %") && strings.Contains(s, "Wij missen")
	}) {
		t.Errorf("the letter does not tell of the bar: %v", told)
	}
	ans.Foto("reis-lat-raadsbrief")
	if n := ans.Papier("reis-lat-raadsbrief"); n != 1 {
		t.Errorf("with the bar the letter takes %d sheets of paper, want 1", n)
	}
}

// latWeerGehaald: after a year the cases show it against the new bar as well, and it stays to be seen that it was moved.
func latWeerGehaald(t *testing.T, b *Browser, m *proces.Meent) {
	ans := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	ans.Inloggen("raadslid", "/kaart/mijlpalen")
	want(t, "measured anew against the new bar", standen(ans)[verhuizing], "Gemeten: gehaald")
	ans.KlikOp(verhuizing)
	if text := ans.Tekst(); !strings.Contains(text, "Lat verlegd op ") || !strings.Contains(text, "van 90 % naar 85 %") {
		t.Errorf("after a year nobody sees that the bar was moved: %s", text)
	}
}

// verhuizing is a milestone of the example that is reached.
const verhuizing = "Verhuizing: 90 % binnen een week"
