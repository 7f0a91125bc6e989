package kaart_test

import (
	"net/url"
	"regexp"
	"testing"
)

// The strategie from nothing to established, taken back, and read as it was (§2.2).
func TestStrategie(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		leider, bestuur, raad := w.als("programmamanager", ""), w.als("bestuurder", ""), w.als("raadslid", "")
		raad.ziet(t, "/kaart/strategie", []string{"Er is nog geen strategie", "De programmamanager schrijft het op"}, []string{`href="/kaart/begin"`})
		leider.ziet(t, "/kaart/strategie", []string{"Begin met het doel"}, nil)

		leider.doet(t, "/kaart/strategie/wijzigen", url.Values{"titel": {"Dichtbij"}, "herijking": {"P3M"}, "ruimeKaders": {"a\nb\nc\nd\ne\nf"}}, 422, "hoogstens 5 zinnen; dit zijn er 6", "Dichtbij")
		leider.doet(t, "/kaart/strategie/wijzigen", url.Values{"titel": {"Dichtbij"}, "herijking": {"P3M"}, "ruimeKaders": {"Eén ingang.\n\nGegevens bij de bron."}, "horizonTot": {"31-12-2029"}}, 200,
			"Dichtbij", "Concept.", "Gegevens bij de bron.", "31 december 2029", "Er is nog geen doel")
		leider.doet(t, "/kaart/strategie/naar/voorgesteld", url.Values{}, 422, "een einddoel nodig")
		for _, s := range []string{"zgw.binnenTermijn", "zgw.doorlooptijd"} {
			w.maak("maten", map[string]any{"naam": s, "sonde": s})
		}
		_, text := leider.haal("/kaart/strategie/doel")
		maten := regexp.MustCompile(`name="maten" value="([^"]+)"`).FindAllStringSubmatch(text, -1)
		if len(maten) != 2 {
			t.Fatalf("the form offers %d maten", len(maten))
		}
		q := url.Values{"zin": {"Op tijd antwoord."}, "maten": {maten[0][1], maten[1][1]}, "openbaar": {"ja"}}
		leider.doet(t, "/kaart/strategie/doel", q, 200, "Op tijd antwoord.", "zgw.binnenTermijn", "Voorstellen")
		bestuur.ziet(t, "/kaart/strategie", nil, []string{"/kaart/strategie/doel", "naar/voorgesteld", "naar/vastgesteld"})
		leider.doet(t, "/kaart/strategie/naar/voorgesteld", url.Values{}, 200, "De strategie ligt bij het bestuur")
		leider.ziet(t, "/kaart/strategie", []string{"Voorgesteld.", "naar/concept"}, []string{"naar/vastgesteld", "/kaart/strategie/wijzigen"})
		leider.doet(t, "/kaart/strategie/naar/vastgesteld", url.Values{"verwijzing": {"zelf"}}, 422, "kan alleen")
		bestuur.doet(t, "/kaart/strategie/naar/vastgesteld", url.Values{}, 422, "Waar staat het besluit?")
		bestuur.doet(t, "/kaart/strategie/naar/vastgesteld", url.Values{"verwijzing": {"college 12 maart, punt 4"}}, 200, "De strategie is vastgesteld", "Proef bestuurder", "college 12 maart, punt 4")
		leider.doet(t, "/kaart/strategie/wijzigen", url.Values{"titel": {"Anders"}}, 200, "Deze strategie ligt vast")

		leider.doet(t, "/kaart/strategie/naar/concept", url.Values{}, 422, "Vul in: Waarom?")
		text = leider.doet(t, "/kaart/strategie/naar/concept", url.Values{"reden": {"De raad wil een ander doel."}}, 200, "weer een concept", "De raad wil een ander doel.")
		leider.doet(t, "/kaart/strategie/doel", url.Values{"zin": {"Iets heel anders."}, "maten": q["maten"], "versie": {versieIn(t, leider, "/kaart/strategie/doel")}}, 200, "Iets heel anders.")
		toen := regexp.MustCompile(`/kaart/strategie/herijkingen/[^"]+`).FindString(text)
		raad.ziet(t, toen, []string{"Op tijd antwoord.", "Teruggenomen om te wijzigen", "De raad wil een ander doel.", "Gegevens bij de bron."}, []string{"Iets heel anders."})

		raad.ziet(t, "/kaart/strategie", []string{"/kaart/export/", ".json"}, nil)
	})
}

// versieIn is the version that a form carries.
func versieIn(t *testing.T, b *bezoeker, pad string) string {
	t.Helper()
	_, text := b.haal(pad)
	found := regexp.MustCompile(`name="versie" value="([^"]+)"`).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("%s carries no version", pad)
	}
	return found[1]
}
