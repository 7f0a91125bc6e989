package kaart_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// A link is shown once, read by who has nothing else, and leads nowhere once it is taken back.
func TestDeellinks(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		b, niemand := w.als("programmamanager", ""), w.als("", "")
		openbaar := w.maak("maten", map[string]any{"naam": "Op tijd klaar", "sonde": "zgw.binnenTermijn", "zichtbaarheid": "openbaar"})
		eigen := w.maak("maten", map[string]any{"naam": "Onder ons", "sonde": "zgw.binnenTermijn", "zichtbaarheid": "eigen"})
		s := w.maak("stappen", map[string]any{"titel": "Status online volgen", "waarom": "Inwoners bellen nu.", "omvang": "klein", "doorlooptijdP80": 3, "omkeerbaar": true, "zichtbaarheid": "eigen",
			"draagtBijAan": []any{map[string]any{"doel": openbaar["url"], "sterkte": "sterk"}, map[string]any{"doel": eigen["url"], "sterkte": "zwak"}}})
		w.maak("kansen", map[string]any{"titel": "Subsidie voor buren", "soort": "geld", "sluit": "2027-09-01", "zichtbaarheid": "coalitie", "koppelingen": []any{map[string]any{"stap": s["url"]}}})
		w.maak("kansen", map[string]any{"titel": "Geheim contract", "soort": "contracteinde", "sluit": "2027-09-01", "koppelingen": []any{map[string]any{"stap": s["url"]}}})
		text := b.doet(t, "/kaart/deellinks", url.Values{"over": {s["uuid"].(string)}, "voor": {"Hattem"}}, 200, "De link is er", "één keer getoond", "Voor Hattem")
		pad := regexp.MustCompile(`/deel/[A-Z0-9]+`).FindString(text)
		niemand.ziet(t, pad, []string{"Status online volgen", "Inwoners bellen nu.", "U kunt hier alleen lezen",
			"‘Op tijd klaar’ (sterk).", "Ongeveer 60 uur werk.", "klaar na 3 maanden.", "‘Subsidie voor buren’, tot 1 september 2027.", "Ja. Bevalt het niet"}, []string{"Proef programmamanager", "Onder ons", "Geheim contract", "Moet eerst"})
		text = b.ziet(t, "/kaart/deellinks", []string{"Status online volgen"}, []string{pad})
		weg := regexp.MustCompile(`/kaart/deellinks/[^"]+/intrekken`).FindString(text)
		b.doet(t, weg, url.Values{}, 200, "De deellink werkt niet meer", "Ingetrokken door")
		if status, _ := niemand.haal(pad); status != 404 {
			t.Errorf("a link that was taken back: %d, want 404", status)
		}
		doel := w.maak("einddoelen", map[string]any{"zin": "Op tijd antwoord."})
		plan := w.maak("strategieen", map[string]any{"titel": "Dichtbij", "einddoel": doel["url"]})
		text = b.doet(t, "/kaart/deellinks", url.Values{"over": {plan["uuid"].(string)}}, 200, "De link is er")
		niemand.ziet(t, regexp.MustCompile(`/deel/[A-Z0-9]+`).FindString(text), []string{"Dichtbij", "Op tijd antwoord.", "Status online volgen"}, nil)
		if status, _ := w.als("medewerker", "").haal("/kaart/deellinks"); status != 403 {
			t.Errorf("a medewerker gets %d", status)
		}
	})
}

// A measure is made, put to work and changed: a changed definition is another version, with its reason.
func TestMaatFormulier(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		b := w.als("programmamanager", "")
		q := url.Values{"naam": {"Op tijd"}, "sonde": {"zgw.binnenTermijn"}, "minN": {"30"}, "streefwaarde": {"95"}, "streefTot": {"31-12-2027"}}
		b.doet(t, "/kaart/maten/nieuw", url.Values{"naam": {""}}, 422, "Vul in: Hoe heet de maat?")
		text := b.doet(t, "/kaart/maten/nieuw", q, 200, "als concept", "Laten meten")
		pad := strings.TrimSuffix(regexp.MustCompile(`/kaart/maten/[0-9a-f-]+/wijzigen`).FindString(text), "/wijzigen")
		b.doet(t, pad+"/naar/actief", url.Values{}, 200, "Wordt gemeten")
		b.ziet(t, pad+"/wijzigen", []string{`value="95"`, "nieuwe versie"}, nil)
		q.Set("minN", "60")
		q.Set("versie", versieIn(t, b, pad+"/wijzigen"))
		b.doet(t, pad+"/wijzigen", q, 422, "Schrijf op waarom hij verandert")
		q.Set("reden", "Te weinig zaken.")
		b.doet(t, pad+"/wijzigen", q, 200, "De maat is bewaard")
		b.ziet(t, pad+"/wijzigen", []string{"Versie 2.", "Te weinig zaken."}, nil)
		w.als("raadslid", "").ziet(t, "/kaart/maten", []string{"Op tijd"}, []string{"/wijzigen"})
	})
}
