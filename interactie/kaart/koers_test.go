package kaart_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"meent/interactie/opmaak/opmaaktest"
)

// kwartaal is the quarter so many after that of a moment, as the register writes it and as people read it.
func kwartaal(nu time.Time, later int) (register, gelezen string) {
	n := nu.Year()*4 + (int(nu.Month())-1)/3 + later
	return fmt.Sprintf("%d-Q%d", n/4, n%4+1), fmt.Sprintf("Q%d %d", n%4+1, n/4)
}

// §14, 2: where it goes over the years, and what shifted since a herijking.
func TestKoers(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		leider, raad := w.als("programmamanager", ""), w.als("raadslid", "")
		raad.ziet(t, "/kaart/koers", []string{"Waar gaan we heen?</h1>", "Er is nog geen strategie.", "De programmamanager schrijft het op."}, []string{`href="/kaart/begin"`})
		leider.ziet(t, "/kaart/koers", []string{`href="/kaart/begin"`}, nil)
		w.vragen(t, []vraag{{pad: "/kaart/koers", status: http.StatusNotFound, niet: []string{"Waar gaan we heen"}, onderwerp: "nobody is sent to log in, which this site has not"}})

		nu := w.nu()
		s := metDoel(w)
		pad := api + "/strategieen/" + s["uuid"].(string)
		raad.ziet(t, "/kaart/koers", []string{"Er zijn nog geen mijlpalen.", "Een strategie zonder mijlpalen is gewoon", "Er is nog niet herijkt.", "Vanaf de eerste herijking zie je hier wat er schoof.", "Wie iets bij ons aanvraagt", "Nog zonder mijlpaal: dienstverlening, gegevens bij de bron"}, []string{"Maak een mijlpaal", "<table"})
		lampen := w.maak("mijlpalen", map[string]any{"titel": "Lampen branden"})
		leider.ziet(t, "/kaart/koers", []string{"Van geen mijlpaal is bekend in welk kwartaal.", "Alle mijlpalen", "Nog geen kwartaal gekozen."}, []string{"koers__raster"})
		leider.ziet(t, "/kaart/mijlpalen", nil, []string{"/kaart/koers"})

		wijzig := "/kaart/mijlpalen/" + lampen["uuid"].(string) + "/wijzigen"
		twee, toen := kwartaal(nu, 2)
		leider.ziet(t, wijzig, []string{"Bij welk spoor van de strategie", `value="samen ontwikkelen"`}, nil)
		leider.doet(t, wijzig, url.Values{"titel": {"Lampen branden"}, "van": {twee}, "tot": {twee}, "spoor": {"verzonnen"}, "versie": {versieIn(t, leider, wijzig)}}, 422)
		leider.doet(t, wijzig, url.Values{"titel": {"Lampen branden"}, "van": {twee}, "tot": {twee}, "spoor": {"dienstverlening"}, "versie": {versieIn(t, leider, wijzig)}}, 200, "De mijlpaal is bewaard")
		leider.ziet(t, "/kaart/mijlpalen", []string{`href="/kaart/koers"`}, nil)
		raad.ziet(t, "/kaart", []string{`href="/kaart/koers"`}, nil)
		bellen := w.maak("mijlpalen", map[string]any{"titel": "Bellen eerst", "venster": map[string]any{"van": twee, "tot": twee}})
		w.maak("mijlpalen", map[string]any{"titel": "Zonder venster"})
		oud := w.maak("mijlpalen", map[string]any{"titel": "Niet meer"})
		dag := func(maanden int) string { return nu.AddDate(0, maanden, 0).Format(time.DateOnly) }
		w.maak("kansen", map[string]any{"titel": "Contract loopt af", "soort": "contracteinde", "sluit": dag(11)})
		w.maak("kansen", map[string]any{"titel": "Al voorbij", "soort": "contracteinde", "sluit": dag(-1)})

		raad.ziet(t, "/kaart/koers", []string{"Dienstverlening</h3>", "Nog geen spoor</h3>", toen + ". Concept.", "Deuren die dichtgaan</h3>", "Contract loopt af", "Begin uiterlijk op", "Vandaag", "koers-balk--gezegd", "koers-lvm", "koers-deur", "<table"},
			[]string{"Al voorbij", "Wat schoof er?", "Zo stond het bij de herijking"})
		w.Root.Do("POST", pad+"/overgangen", map[string]any{"naar": "vastgesteld", "verwijzing": "college"})
		raad.ziet(t, "/kaart/koers", []string{"Er is nog niet herijkt.", "Volgens de afspraak is die rond"}, nil)
		leider.doet(t, "/kaart/strategie/naar/herijkt", url.Values{"reden": {"Er is een collega weg."}}, 200)
		raad.ziet(t, "/kaart/koers", []string{"Er schoof niets</h1>", "Herijkt door Proef programmamanager", "Er is een collega weg.", "gelijk gebleven"}, []string{"koers-schim", "Er is nog niet herijkt"})

		vier, later := kwartaal(nu, 4)
		leider.doet(t, wijzig, url.Values{"titel": {"Lampen branden"}, "van": {twee}, "tot": {vier}, "spoor": {"dienstverlening"}, "versie": {versieIn(t, leider, wijzig)}}, 200)
		een, eerder := kwartaal(nu, 1)
		w.Root.Do("PATCH", bellen["url"].(string), map[string]any{"venster": map[string]any{"van": een, "tot": een}})
		w.Root.Do("POST", oud["url"].(string)+"/overgangen", map[string]any{"naar": "vervallen", "reden": "Samengevoegd."})
		w.maak("mijlpalen", map[string]any{"titel": "Kwam erbij"})
		text := raad.ziet(t, "/kaart/koers", []string{"1 mijlpaal schoof naar later, 1 naar eerder</h1>", "koers-schim", "Zo stond het bij de herijking",
			"Was " + toen + ", nu ", later + ": twee kwartalen later.", "Was " + toen + ", nu " + eerder + ": een kwartaal eerder.", "Stond er toen nog niet.", "Is sindsdien vervallen.", "Sinds de herijking"}, []string{"Vergelijk met een andere"})
		for _, fout := range opmaaktest.Keur(text) {
			t.Error(fout)
		}
		if a, b := strings.Index(text, "Dienstverlening</h3>"), strings.Index(text, "Nog geen spoor</h3>"); a < 0 || a > b {
			t.Error("the tracks of the strategie come first")
		}

		leider.doet(t, "/kaart/strategie/naar/herijkt", url.Values{"reden": {"Kwartaal twee."}}, 200)
		text = raad.ziet(t, "/kaart/koers", []string{"1 mijlpaal schoof naar later, 1 naar eerder</h1>", "Er is een collega weg.", "Vergelijk met een andere herijking"}, []string{"Kwartaal twee."})
		tweede := regexp.MustCompile(`/kaart/koers\?herijking=[0-9a-f-]+`).FindString(text)
		raad.ziet(t, tweede, []string{"Er schoof niets</h1>", "Kwartaal twee."}, nil)
		for _, anders := range []string{"11111111-1111-4111-8111-111111111111", "niks"} {
			if status, _ := raad.haal("/kaart/koers?herijking=" + anders); status != http.StatusNotFound {
				t.Errorf("a herijking %s: %d, want 404", anders, status)
			}
		}

		leider.doet(t, "/kaart/strategie/naar/concept", url.Values{"reden": {"Andere sporen."}}, 200)
		w.Root.Do("PATCH", s["url"].(string), map[string]any{"sporen": []string{"balie"}})
		raad.ziet(t, "/kaart/koers", []string{"Dit spoor staat niet meer in de strategie.", "Nog zonder mijlpaal: balie."}, nil)
		leider.ziet(t, wijzig, []string{`value="dienstverlening"`, `value="balie"`}, []string{`value="samen ontwikkelen"`})
	})
}
