package kaart_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// Who looks after the set-up and reads no plans (§1.1) comes to that set-up, and gets no door that leads to a refusal.
func TestDeurenVanDeBeheerder(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		menu := func(rol string) string {
			_, text := w.als(rol, "").haal("/kaart")
			nav, _, _ := strings.Cut(text, "<main")
			return nav
		}
		if nav := menu("beheerder"); strings.Contains(nav, `href="/kaart/stappen"`) || strings.Contains(nav, `href="/kaart"`) || !strings.Contains(nav, `href="/kaart/inrichting"`) {
			t.Errorf("the doors of a beheerder: %s", nav)
		}
		for _, rol := range []string{"raadslid", "secretaris", "medewerker"} {
			if nav := menu(rol); !strings.Contains(nav, `href="/kaart/stappen"`) || strings.Contains(nav, `href="/kaart/inrichting"`) {
				t.Errorf("the doors of %q: %s", rol, nav)
			}
		}
		w.vragen(t, []vraag{
			{rol: "beheerder", pad: "/kaart", status: http.StatusOK, wel: []string{"Inrichting van de metingen</h1>"}},
			{rol: "beheerder", pad: "/kaart/stappen/nieuw", status: http.StatusForbidden, wel: []string{"Een stap voorstellen doet een medewerker"}},
			{rol: "raadslid", pad: "/kaart/stappen/nieuw", status: http.StatusForbidden, wel: []string{"Een stap voorstellen doet een medewerker"}, niet: []string{"Wat wil je doen?"}},
			{rol: "raadslid", pad: "/kaart/kansen/nieuw", status: http.StatusForbidden, wel: []string{"Een kans voorstellen doet een medewerker"}},
			{rol: "medewerker", pad: "/kaart/stappen/nieuw", status: http.StatusOK, wel: []string{"Wat wil je doen?"}},
		})
	})
}

// What many steps did at once is one line of what turned.
func TestKompasNaEenLijst(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		fatma := w.Root.As("fatma", map[string]any{"rollen": []string{"medewerker"}})
		for i := range 12 {
			idee := fatma.Make(api+"/stappen", map[string]any{"titel": fmt.Sprintf("Idee %d", i)})["url"].(string)
			if a := w.Root.Do("POST", idee+"/overgangen", map[string]any{"naar": "kandidaat"}); a.Status != http.StatusOK {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
		}
		w.vragen(t, []vraag{{rol: "secretaris", pad: "/kaart", status: http.StatusOK, wel: []string{"12 stappen doen mee."}, niet: []string{"‘Idee 3’"}}})
	})
}

// Whose list cannot be taken in reads why before the columns, which have names in words.
func TestInvoerZegtEerstWaarom(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		status, text := w.als("programmamanager", "").bestand("/kaart/import", "lang.csv", "titel;uren\n"+strings.Repeat("x", 300)+";8\n", url.Values{"soort": {"stappen"}})
		why, columns := strings.Index(text, "Wat er niet mee kan, en waarom"), strings.Index(text, "Welke kolom is wat?")
		if status != 200 || why < 0 || columns < why {
			t.Errorf("%d: the reason stands at %d, the columns at %d", status, why, columns)
		}
		zegt(t, "the columns", text, []string{"Wacht op welke stap?", "Uren, naar verwachting", ">Titel"}, []string{">p50", ">afhankelijkVan", ">draagtBijAan"})
	})
}
