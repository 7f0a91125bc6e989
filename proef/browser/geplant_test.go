package browser

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"

	"meent/proef/proces"
)

// geplant is a page with faults on purpose: what does not see them sees nothing.
const geplant = `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Fouten</title><link rel="icon" href="data:,"><style>
.bleek { background: #fff; color: #bbb; border: 0; min-height: 44px } .klein { width: 18px; height: 18px; padding: 0; border: 0 }
.breed { width: 700px } table { table-layout: fixed; width: 60px } .eerst:focus { outline: none } .kleintjes { font-size: 11px }
</style></head><body><main><h1>Fouten</h1><input id="zonder"><button class="bleek">Niet te lezen</button><button class="klein" aria-label="Klein"></button>
<div class="breed">Te breed voor een telefoon</div><table><tr><td>Bijzondere bijstand</td><td>Omgevingsvergunning</td><td>Evenementenvergunning</td><td>Gehandicaptenparkeerkaart</td><td>x</td><td>y</td></tr></table>
<button class="eerst" tabindex="3">Uit de volgorde en onzichtbaar</button><p class="kleintjes">Kleine lettertjes</p><p style="color:red">Eigen stijl</p>
<img src="http://127.0.0.1:9/elders.png" alt=""></main><script>console.error("stuk")</script></body></html>`

func TestGeplanteFoutenWordenGezien(t *testing.T) {
	proces.Asked(t)
	b := Find(t)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "style-src 'none'; style-src-elem 'unsafe-inline'; script-src 'unsafe-inline'")
		_, _ = w.Write([]byte(geplant)) // the browser went away
	}))
	defer web.Close()
	tab := b.Tab(t, web.URL, Kijk{Breedte: 320})
	tab.Open("/")
	found := slices.Concat(tab.Axe(), tab.Maten(), tab.Fouten(), tab.Loop())
	for _, want := range []string{
		"label: ", "color-contrast: ", "only 18.0 px high", "only 18.0 px wide", "px wide in a window of 320", "a cell too narrow", "letters of 11px",
		"Tab comes to 3 of the 4", "the focus cannot be seen", "console: ", "a request to elsewhere", "inline style",
	} {
		if !slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, want) }) {
			t.Errorf("nobody saw %q; seen was:\n%s", want, strings.Join(found, "\n"))
		}
	}
	if n := tab.Papier("geplant"); n != 1 {
		t.Errorf("counted %d sheets of paper, want 1", n)
	}
	heavy := []Verzoek{{Soort: network.ResourceTypeDocument, Bytes: meesteHTML + 1}, {Soort: network.ResourceTypeStylesheet, Bytes: meesteCSS + 1}}
	if got := budget(append(heavy, make([]Verzoek, meesteVerzoeken)...)); len(got) != 3 {
		t.Errorf("of a page that is too heavy was said %v, want three things", got)
	}
}
