package kaart_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestRaadsbrief(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		w.vragen(t, []vraag{
			{rol: "raadslid", pad: "/kaart/raadsbrief", status: http.StatusOK, onderwerp: "empty",
				wel: []string{">Raadsbrief ", "Er is nog geen doel.", "Geen mijlpalen."}, niet: []string{"Ons doel", "/kaart/raadsbrief/keuzes", "Gestopt en geleerd", "die wij u vragen"}},
			{rol: "raadslid", pad: "/kaart/raadsbrief/keuzes", status: http.StatusForbidden},
			{rol: "programmamanager", pad: "/kaart/raadsbrief", status: http.StatusOK, wel: []string{"Keuzes opschrijven"}},
		})
		metDoel(w)
		m := w.maak("stappen", map[string]any{"titel": "Eigen app"})
		w.Root.Do("POST", api+"/stappen/"+m["uuid"].(string)+"/overgangen", map[string]any{"naar": "gestopt", "les": "Inwoners gebruikten de app weinig. Eerst de bestaande weg beter maken, dan pas bouwen."})
		manager := w.als("programmamanager", "")
		full := url.Values{"keuzes.0.onderwerp": {"Telefooncentrale"}, "keuzes.0.vraag": {"Maakt u geld vrij, of verlengen wij een jaar?"}, "keuzes.2.onderwerp": {"Buren"}, "keuzes.2.vraag": {"Doen wij mee?"}}
		if status, text := manager.stuur("/kaart/raadsbrief/keuzes", full); status != http.StatusOK || !strings.Contains(text, "Twee keuzes die wij u vragen") || !strings.Contains(text, "De keuzes staan in de brief.") {
			t.Errorf("two choices: %d %s", status, text)
		}
		if status, text := manager.haal("/kaart/raadsbrief/keuzes"); status != http.StatusOK || !strings.Contains(text, `id="veld-keuzes.1.onderwerp" name="keuzes.1.onderwerp" value="Buren"`) {
			t.Errorf("what was written stands in the form: %d %s", status, text)
		}
		faulty := url.Values{"keuzes.0.vraag": {"Maakt u geld vrij?"}, "keuzes.1.onderwerp": {"Buren"}}
		if status, text := manager.stuur("/kaart/raadsbrief/keuzes", faulty); status != http.StatusUnprocessableEntity || !strings.Contains(text, "Maakt u geld vrij?") || !strings.Contains(text, "<title>Fout: ") {
			t.Errorf("a choice without a subject, one without a question: %d %s", status, text)
		}
		w.vragen(t, []vraag{
			{rol: "raadslid", pad: "/kaart/raadsbrief", status: http.StatusOK,
				wel: []string{"krijgt op tijd antwoord.", "Nog geen cijfer", "Telefooncentrale.", "Gestopt en geleerd", "‘Eigen app’. Inwoners gebruikten", "Maakt u geld vrij, of verlengen wij een jaar?"}},
		})
		later := w.als("raadslid", "")
		w.later(40 * 24 * 3600e9)
		if _, text := later.haal("/kaart/raadsbrief"); strings.Contains(text, "Telefooncentrale") {
			t.Error("the letter of another month asks the choices of this one")
		}
	})
}
