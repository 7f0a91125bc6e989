package kaart_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"meent/interactie/opmaak/opmaaktest"
)

// ui.md §8.6: help is at the same place on each page, and says only what who reads it can do.
func TestHulp(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		for _, c := range []struct {
			rol       string
			wel, niet []string
		}{
			{"medewerker", []string{"/kaart/zorgen/nieuw", "/kaart/kadervragen/nieuw"}, []string{"Richt de metingen in"}},
			{"raadslid", nil, []string{"/kaart/zorgen/nieuw", "/kaart/kadervragen/nieuw"}},
			{"beheerder", []string{"Richt de metingen in"}, []string{"/kaart/zorgen/nieuw", "De vijf deuren", "/kaart/raadsbrief"}},
		} {
			text := w.als(c.rol, "").ziet(t, "/hulp", append(c.wel, "Waar vind je wat?</h1>", "Gemeten: gehaald", "Alleen geclaimd", "Deur gaat dicht", "/kaart/wie-ziet-wat", "Vragen over Meent:</b> de servicedesk, 1234"), c.niet)
			for _, fout := range opmaaktest.Keur(text) {
				t.Errorf("%s: %s", c.rol, fout)
			}
		}
		// Each link of the page leads somewhere for who sees it, also when there is no plan yet.
		for _, rol := range []string{"medewerker", "teamleider", "programmamanager", "secretaris", "raadslid", "beheerder"} {
			_, text := w.als(rol, "").haal("/hulp")
			for _, m := range regexp.MustCompile(`href="(/[^"]+)"`).FindAllStringSubmatch(text, -1) {
				if status, _ := w.als(rol, "").haal(m[1]); status >= 400 {
					t.Errorf("%s is sent to %s: %d", rol, m[1], status)
				}
			}
		}
		for _, pad := range []string{"/kaart", "/kaart/stappen", "/kaart/koers", "/toegankelijkheid"} {
			if _, text := w.als("raadslid", "").haal(pad); !strings.Contains(text, `href="/hulp">Hulp</a>`) {
				t.Errorf("%s has no link to help in its footer", pad)
			}
		}
		if status, text := w.als("", "").haal("/hulp"); status == http.StatusOK || strings.Contains(text, "De vijf deuren") {
			t.Errorf("nobody in particular: %d", status)
		}
		if _, text := w.als("", "").haal("/openbaar"); strings.Contains(text, `href="/hulp"`) {
			t.Error("a resident is sent to the help of staff")
		}
	})
}
