package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meent/proef/proces"
)

// briefregel is a milestone in the letter to the council.
type briefregel struct{ Adres, Stand, Waarde string }

// raadOpEenBlad: Ans has one sheet of paper, and checks each figure on it.
func raadOpEenBlad(t *testing.T, b *Browser, m *proces.Meent) {
	tab := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	tab.Inloggen("raadslid", "/kaart")
	tab.Open("/kaart/raadsbrief")
	tab.Foto("reis-raadsbrief")
	if n := tab.Papier("reis-raadsbrief"); n != 1 {
		t.Errorf("the letter takes %d sheets of paper, want 1", n)
	}
	if pdf, err := os.ReadFile(filepath.Join(proces.Output(t), "reis-raadsbrief.pdf")); err != nil || !strings.Contains(string(pdf), "/MediaBox [0 0 594.9") && !strings.Contains(string(pdf), "/MediaBox [0 0 595") {
		t.Errorf("the sheet is no A4: %v", err)
	}
	var list []briefregel
	tab.vraag(`[...document.querySelectorAll(".meent-briefmijlpalen li")].map(li => ({
		Adres: li.querySelector('a').getAttribute('href'), Stand: li.querySelector('.meent-meta span').innerText.split(',')[0].replace(/\s+/g, ' ').trim(), Waarde: (li.querySelector('b')?.innerText || '').replace(/\s+/g, ' ').trim()}))`, &list)
	if len(list) != 12 {
		t.Errorf("the letter has %d milestones, want 12: %v", len(list), list)
	}
	tellingen := strings.Join(tab.Lees(`.meent-telling li`), "; ")
	for _, say := range []string{"gemeten en gehaald", "gemeten, nog niet gehaald", "alleen geclaimd"} {
		if !strings.Contains(tellingen, say) {
			t.Errorf("measured and claimed do not stand apart: %s", tellingen)
		}
	}
	claimed := false
	for _, r := range list {
		said := r.Stand == "Alleen geclaimd"
		if claimed && !said {
			t.Errorf("what was measured stands below what is only claimed: %v", list)
		}
		claimed = claimed || said
	}
	if !claimed {
		t.Errorf("nothing is only claimed: %v", list)
	}
	var turned []struct{ Adres, Telling string }
	tab.vraag(`[...document.querySelectorAll(".meent-brief-blad article p")].filter(p => /\d+ van \d+ zaken/.test(p.innerText) && p.querySelector('a')).map(p => ({
		Adres: p.querySelector('a').getAttribute('href'), Telling: p.innerText.match(/\d+ van \d+ zaken/)[0]}))`, &turned)
	if len(turned) == 0 {
		t.Error("the letter tells of nothing that turned, with its figure and the page that has it")
	}
	maten, cijfers := tab.Adressen(`.meent-briefmaten a`), tab.Lees(`.meent-briefmaten a`)
	if len(maten) != 3 {
		t.Errorf("the letter has %d measures, want 3", len(maten))
	}
	tab.Open("/kaart")
	kompas := strings.Join(strings.Fields(tab.Tekst()), " ")
	for _, figure := range cijfers {
		if !strings.Contains(kompas, figure) {
			t.Errorf("the Kompas has no %s, as the letter has", figure)
		}
	}
	for _, n := range turned {
		tab.Open(n.Adres)
		var all string // with what is folded away
		tab.vraag(`document.body.textContent.replace(/\s+/g, ' ')`, &all)
		if !strings.Contains(all, n.Telling) {
			t.Errorf("the letter says that something turned at %s, and %s has no such meting", n.Telling, tab.Titel())
		}
	}
	for i, at := range maten {
		tab.Open(at)
		want(t, "the figure of "+tab.Titel(), strings.Join(tab.Lees(`main .meent-getal`), "|"), cijfers[i])
	}
	for _, r := range list {
		tab.Open(r.Adres)
		if !strings.Contains(kompas, r.Waarde) {
			t.Errorf("the letter says %s of %s, and the Kompas does not", r.Waarde, tab.Titel())
		}
		want(t, "how "+tab.Titel()+" stands", strings.Join(tab.Lees(`.meent-stand b`), "|"), r.Stand+".")
		if figure := strings.Join(tab.Lees(`.meent-tegenover section:last-child .meent-getal`), "|"); r.Waarde == "" || !strings.HasPrefix(figure, r.Waarde+",") {
			t.Errorf("%s: the letter says %q and the page %q", tab.Titel(), r.Waarde, figure)
		}
	}
}
