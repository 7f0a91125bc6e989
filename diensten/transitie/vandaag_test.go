package transitie_test

import (
	"fmt"
	"strings"
	"testing"
)

// soorten are the kinds of what is asked of somebody, and how many there are in all.
func (w *wereld) soorten(t *testing.T, rol string) string {
	t.Helper()
	o := w.als(rol).Get(root + "/vandaag")
	var list []string
	for _, p := range o["punten"].([]any) {
		list = append(list, p.(map[string]any)["soort"].(string))
	}
	return fmt.Sprint(strings.Join(list, " "), " ", o["totaal"])
}

// §14: what is asked of whom; at most three things.
func TestVandaag(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		want := func(when, rol, want string) {
			t.Helper()
			if got := strings.TrimSpace(w.soorten(t, rol)); got != want {
				t.Errorf("§14 %s: asked of %s: %s, want %s", when, rol, got, want)
			}
		}
		for _, rol := range []string{"medewerker", "teamleider", "programmamanager", "secretaris", "bestuurder", "raadslid"} {
			want("nothing yet", rol, "0")
		}
		medewerker := w.als("medewerker")
		vanBuurt := w.maak("stappen", "titel", "Van Buurt", "eigenaarTeam", w.buurt)
		medewerker.Make(root+"/stappen", velden("titel", "Een idee"))
		zorg := medewerker.Make(root+"/zorgen", velden("over", vanBuurt, "tekst", "Wie doet dit?"))["url"].(string)
		medewerker.Make(root+"/zorgen", velden("over", w.stap, "tekst", "Te duur."))
		medewerker.Make(root+"/kadervragen", velden("over", w.stap, "vraag", "Past dit?"))
		w.maak("kansen", "titel", "Contract", "soort", "contracteinde", "sluit", "2027-07-01", "koppelingen", []any{velden("stap", vanBuurt)})
		want("now", "medewerker", "0")
		want("now", "raadslid", "0")
		want("now", "teamleider", "zorg idee 2")
		want("now", "programmamanager", "kans zorg idee 3")
		want("now", "secretaris", "kadervraag zorg 2")
		want("now", "bestuurder", "kadervraag 1")
		if got := w.With("openbaar", velden("component", "transitie", "scopes", []string{"transitie.schrijven"}, "maxVertrouwelijkheidaanduiding", "openbaar")).Get(root + "/vandaag")["totaal"]; fmt.Sprint(got) != "0" {
			t.Errorf("a client that sees what is openbaar hears of %v", got)
		}
		w.later(t, 15)
		want("a concern that waits two weeks", "secretaris", "kadervraag zorg zorg 3")
		w.als("teamleider").Make(zorg+"/overgangen", naar("beantwoord", "antwoord", "Wij."))
		want("there is an answer", "medewerker", "antwoord 1")
		w.als("teamleider").Make(root+"/aanbod", velden("stap", vanBuurt, "team", w.buurt, "mensen", 2, "urenPerMaand", 8))
		want("somebody pulls", "programmamanager", "zorg idee 2")
		w.later(t, 95)
		want("the answer is old", "medewerker", "0")
		want("at most three", "programmamanager", "kans zorg idee 5")
		w.later(t, 13)
		want("the idea sleeps; nothing happened with the step for long", "teamleider", "stil 1")
	})
}
