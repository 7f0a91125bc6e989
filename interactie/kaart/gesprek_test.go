package kaart_test

import (
	"net/url"
	"regexp"
	"testing"
)

// pad finds the address of something new on a page.
func pad(t *testing.T, text, soort string) string {
	t.Helper()
	found := regexp.MustCompile(`/kaart/` + soort + `/[0-9a-f-]{36}`).FindString(text)
	if found == "" {
		t.Fatalf("the page leads to none of %s", soort)
	}
	return found
}

func TestZorg(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		p := metPlan(w)
		iemand, ander, leider, elders := w.als("medewerker", ""), w.als("raadslid", ""), w.als("teamleider", p.balie), w.als("teamleider", p.info)
		stap := "/kaart/stappen/" + p.stap["BRP-kopie uit"]
		over := "stappen/" + p.stap["BRP-kopie uit"]
		iemand.ziet(t, "/kaart/zorgen", []string{"Geen zorg wacht op antwoord"}, nil)
		iemand.ziet(t, stap, []string{"Niemand heeft een zorg of een vraag", "/kaart/zorgen/nieuw?over=" + over}, nil)
		ander.ziet(t, stap, nil, []string{"/kaart/zorgen/nieuw"})
		iemand.ziet(t, "/kaart/zorgen/nieuw?over="+over, []string{"Over de stap ‘BRP-kopie uit’", "Wat is je zorg?"}, nil)
		iemand.doet(t, "/kaart/zorgen/nieuw", url.Values{"over": {over}}, 422, "Vul in: Wat is je zorg?")
		ander.doet(t, "/kaart/zorgen/nieuw", url.Values{"over": {over}, "tekst": {"Mag niet"}}, 422, "kan alleen", "Mag niet")
		text := iemand.doet(t, "/kaart/zorgen/nieuw", url.Values{"over": {over}, "tekst": {"De balie weet dit niet."}}, 200, "Je zorg is doorgegeven", "De balie weet dit niet.", "Ongedaan maken", "Wacht op antwoord")
		zorg := pad(t, text, "zorgen")
		leider.ziet(t, "/kaart/zorgen", []string{"1 zorg wacht op antwoord", "BRP-kopie uit"}, nil)
		iemand.ziet(t, zorg, []string{"de teamleider van Team Balie", "Zorg intrekken"}, []string{"Antwoord geven"})
		elders.ziet(t, zorg, nil, []string{"Antwoord geven"})
		elders.doet(t, zorg, url.Values{"antwoord": {"Ik niet."}}, 422, "kan alleen", "Ik niet.")
		leider.doet(t, zorg, nil, 422, "Vul in: Wat is je antwoord?")
		leider.doet(t, zorg, url.Values{"antwoord": {"Morgen bespreken we het."}}, 200, "Je antwoord staat erbij. Proef medewerker leest het.", "Morgen bespreken we het.", "Beantwoord")
		iemand.ziet(t, stap, []string{"Morgen bespreken we het.", "Antwoord van Proef teamleider"}, nil)
		iemand.doet(t, zorg+"/sluiten", nil, 200, "De zorg is gesloten", "Gesloten door Proef medewerker")
		iemand.doet(t, zorg+"/sluiten", nil, 409, "Een zorg die gesloten is, blijft dat.") // another tab, that is older

		iemand.ziet(t, "/kaart/zorgen", []string{"Een zorg over het plan doorgeven"}, nil)
		ander.ziet(t, "/kaart/zorgen", nil, []string{"Een zorg over het plan doorgeven"})
		iemand.ziet(t, "/kaart/zorgen/nieuw", []string{"Er is nog geen plan"}, nil)
		w.Root.Make(api+"/strategieen", map[string]any{"titel": "Dichtbij"})
		iemand.ziet(t, "/kaart/zorgen/nieuw", []string{"Over de strategie ‘Dichtbij’", "Wat is je zorg?"}, nil)
		iemand.doet(t, "/kaart/zorgen/nieuw", url.Values{"tekst": {"Het gaat te snel."}}, 200, "Je zorg is doorgegeven")
		leider.ziet(t, "/kaart/zorgen", []string{"Het gaat te snel."}, nil)

		text = iemand.doet(t, "/kaart/zorgen/nieuw", url.Values{"over": {over}, "tekst": {"Toch nog iets."}}, 200)
		iemand.doet(t, "/kaart/terug", terugVan(t, text), 200, "Het is weer zoals het was")
		iemand.ziet(t, stap, nil, []string{"Toch nog iets."})
	})
}

func TestKadervraag(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		p := metPlan(w)
		doel := w.maak("einddoelen", map[string]any{"zin": "Wie iets vraagt, krijgt op tijd antwoord."})
		w.maak("strategieen", map[string]any{"titel": "Samen op tijd", "einddoel": doel["url"], "ruimeKaders": []string{"Geen nieuwe systemen zonder open koppeling."}})
		iemand, bestuur, raad := w.als("medewerker", ""), w.als("bestuurder", ""), w.als("raadslid", "")
		over := "stappen/" + p.stap["Documenten-API"]
		iemand.ziet(t, "/kaart/kadervragen/nieuw?over="+over, []string{"Past dit binnen de kaders?", "Geen nieuwe systemen zonder open koppeling."}, nil)
		raad.doet(t, "/kaart/kadervragen/nieuw", url.Values{"over": {over}, "vraag": {"Mag ik?"}}, 422, "kan alleen", "Mag ik?")
		text := iemand.doet(t, "/kaart/kadervragen/nieuw", url.Values{"over": {over}, "vraag": {"Mogen we nu al inkopen?"}}, 200, "Je vraag ligt bij het bestuur", "Mogen we nu al inkopen?", "Wacht op het bestuur")
		vraag := pad(t, text, "kadervragen")
		bestuur.ziet(t, "/kaart/kadervragen", []string{"1 vraag wacht op het bestuur", "Antwoord geven", "Documenten-API"}, nil)
		iemand.ziet(t, vraag, []string{"Nog geen antwoord", "Vraag intrekken", "Geen nieuwe systemen"}, []string{"Antwoord geven"})
		iemand.doet(t, vraag, url.Values{"antwoord": {"Vast wel."}}, 422, "kan alleen", "Vast wel.")
		bestuur.doet(t, vraag, url.Values{"antwoord": {"Ja, als de koppeling open is."}}, 200, "Je antwoord staat bij de kaders", "Ja, als de koppeling open is.", "Proef bestuurder")
		iemand.ziet(t, "/kaart/stappen/"+p.stap["Documenten-API"], []string{"Ja, als de koppeling open is.", "Antwoord van Proef bestuurder"}, nil)
		iemand.ziet(t, "/kaart/kadervragen", []string{"Vragen over de kaders", "Beantwoord"}, nil)
		iemand.ziet(t, "/kaart/kadervragen/nieuw", []string{"Over de strategie ‘Samen op tijd’"}, nil) // about nothing in particular
		iemand.doet(t, "/kaart/kadervragen/nieuw", url.Values{"vraag": {"En het plan zelf?"}}, 200, "Je vraag ligt bij het bestuur", "En het plan zelf?")
		raad.ziet(t, "/kaart/kadervragen", nil, []string{"Een vraag over het plan stellen"})
		text = iemand.doet(t, "/kaart/kadervragen/nieuw", url.Values{"over": {over}, "vraag": {"En dit?"}}, 200)
		iemand.doet(t, "/kaart/terug", terugVan(t, text), 200, "Het is weer zoals het was")
		if status, _ := iemand.haal("/kaart/kadervragen/nieuw?over=geheim/x"); status != 404 {
			t.Errorf("a question about nothing: %d, want 404", status)
		}
	})
}

func TestUitspraak(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		p := metPlan(w)
		bestuur, ander, iemand := w.als("bestuurder", ""), w.als("secretaris", ""), w.als("medewerker", "")
		over := "stappen/" + p.stap["Documenten-API"]
		iemand.ziet(t, "/kaart/uitspraken", []string{"Nog niemand aan de top heeft iets gezegd"}, []string{"Een uitspraak doen"})
		bestuur.doet(t, "/kaart/uitspraken/nieuw?over="+over, url.Values{"over": {over}, "tekst": {"Dit moet."}, "zichtbaarheid": {"eigen"}}, 422, "Vul in: Waar staat dat?", "Dit moet.")
		velden := url.Values{"over": {over}, "tekst": {"Dit moet."}, "verwijzing": {"Begroting 2027, regel 12"}, "functie": {"wethouder Dienstverlening"}, "zichtbaarheid": {"eigen"}}
		iemand.doet(t, "/kaart/uitspraken/nieuw", velden, 422, "kan alleen", "Dit moet.")
		text := bestuur.doet(t, "/kaart/uitspraken/nieuw", velden, 200, "Je uitspraak staat erbij", "Proef bestuurder, wethouder Dienstverlening", "Begroting 2027, regel 12", "Documenten-API", "Intrekken")
		uitspraak := pad(t, text, "uitspraken")
		ander.ziet(t, "/kaart/uitspraken", []string{"Dit moet.", "Een uitspraak doen"}, []string{"Intrekken"})
		bestuur.ziet(t, uitspraak+"/wijzigen", []string{"Dit moet.", "wethouder Dienstverlening"}, nil)
		velden.Set("tekst", "Dit moet echt.")
		bestuur.doet(t, uitspraak+"/wijzigen", velden, 200, "Je uitspraak is bewaard", "Dit moet echt.")
		ander.doet(t, uitspraak+"/wijzigen", velden, 422, "kan alleen")
		text = bestuur.doet(t, uitspraak+"/intrekken", nil, 200, "Je uitspraak is ingetrokken", "Nog niemand aan de top")
		bestuur.doet(t, "/kaart/terug", terugVan(t, text), 200, "Dit moet echt.")
	})
}
