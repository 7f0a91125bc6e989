package transitie_test

import (
	"strings"
	"testing"

	"meent/proef/kit"
)

func TestZorg(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/zorgen"
		medewerker, teamleider, secretaris := w.als("medewerker"), w.als("teamleider"), w.als("secretaris")
		vanBuurt := w.maak("stappen", "titel", "Van Buurt", "eigenaarTeam", w.buurt)
		zorg := medewerker.Make(path, velden("over", vanBuurt, "tekst", "Wie neemt de telefoon op?"))["url"].(string)
		vrij := medewerker.Make(path, velden("over", w.stap, "tekst", "Dit kost te veel tijd."))["url"].(string)
		w.Cases(t, []kit.Case{
			{Name: "§2.7 its team answers", Method: "GET", Path: zorg, Status: 200, Holds: []string{`"toestand":"open"`, `"team":"` + w.buurt, `"naam":"an-medewerker"`}},
			{Name: "§2.7 about something else", As: medewerker, Method: "POST", Path: path, Body: velden("over", w.buurt, "tekst", "x"), Status: 400, Faults: []string{"over does_not_exist"}},
			{Name: "§2.7 about nothing here", As: medewerker, Method: "POST", Path: path, Body: velden("over", "https://elders.nl/stappen/1", "tekst", "x"), Status: 400, Faults: []string{"over does_not_exist"}},
			{Name: "§1.1 one's own", As: medewerker, Method: "PATCH", Path: zorg, Body: velden("tekst", "Wie neemt dan de telefoon op?"), Status: 200, Audited: true},
			{Name: "§1.1 not another's", As: teamleider, Method: "PATCH", Path: zorg, Body: velden("tekst", "x"), Status: 403},
			overgang("§1.1 not answered by who has it", medewerker, zorg, naar("beantwoord", "antwoord", "niemand"), 403),
			overgang("§1.1 not by another team", teamleider, vrij, naar("beantwoord", "antwoord", "x"), 403),
			weigert("§2.7 an answer has words", teamleider, zorg, naar("beantwoord", "antwoord", " "), "antwoord required"),
			weigert("§2.7 first an answer", medewerker, zorg, naar("gesloten"), "naar overgang-niet-mogelijk"),
			overgang("§2.7 answered by its team", teamleider, zorg, naar("beantwoord", "antwoord", "De balie, tot vier uur."), 200, `"antwoord":"De balie, tot vier uur."`, `"beantwoord":{"id":"an-teamleider"`),
			overgang("§1.1 answered by the secretaris", secretaris, vrij, naar("beantwoord", "antwoord", "Twee uur per week."), 200),
			{Name: "an answer stays with its question", As: medewerker, Method: "PATCH", Path: zorg, Body: velden("tekst", "iets anders"), Status: 400, Faults: []string{"tekst beantwoord"}},
			{Name: "an answer is not thrown away", As: medewerker, Method: "DELETE", Path: zorg, Status: 400, Faults: []string{"nonFieldErrors beantwoord"}},
			overgang("§1.1 not closed by who answered", teamleider, zorg, naar("gesloten"), 403),
			overgang("§2.7 closed by who has it", medewerker, zorg, naar("gesloten"), 200, `"toestand":"gesloten"`),
			{Name: "of a step", Method: "GET", Path: path + "?over=" + vanBuurt, Status: 200, Holds: []string{`"count":1,`}},
			{Name: "§12 told", Method: "GET", Path: root + "/gebeurtenissen?soort=zorg.geopend,zorg.beantwoord", Status: 200, Holds: []string{`"count":4,`}},
			{Name: "a step with a concern is not thrown away", Method: "DELETE", Path: vanBuurt, Status: 400, Faults: []string{"nonFieldErrors in-gebruik"}},
		})
	})
}

func TestKadervraag(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/kadervragen"
		medewerker, bestuurder := w.als("medewerker"), w.als("bestuurder")
		vraag := medewerker.Make(path, velden("over", w.stap, "vraag", "Past dit binnen de kaders?"))["url"].(string)
		w.Cases(t, []kit.Case{
			{Name: "§2.2 bettered by who asked", As: medewerker, Method: "PATCH", Path: vraag, Body: velden("vraag", "Past dit binnen de ruime kaders?"), Status: 200, Audited: true},
			{Name: "§1.1 not by another", As: w.als("programmamanager"), Method: "PATCH", Path: vraag, Body: velden("vraag", "x"), Status: 403},
			{Name: "about something else", As: medewerker, Method: "POST", Path: path, Body: velden("over", w.buurt, "vraag", "x"), Status: 400, Faults: []string{"over does_not_exist"}},
			overgang("§1.1 not answered by the programmamanager", w.als("programmamanager"), vraag, naar("beantwoord", "antwoord", "ja"), 403),
			weigert("§2.2 with words", bestuurder, vraag, naar("beantwoord"), "antwoord required"),
			weigert("no other state", bestuurder, vraag, naar("gesloten"), "naar overgang-niet-mogelijk"),
			overgang("§2.2 answered, with date and name", bestuurder, vraag, naar("beantwoord", "antwoord", "Ja."), 200, `"beantwoordDoor":{"id":"an-bestuurder","naam":"an-bestuurder","op":"2026-11-24T`),
			{Name: "shown at the step", Method: "GET", Path: path + "?toestand=beantwoord&over=" + w.stap, Status: 200, Holds: []string{`"count":1,`}},
			{Name: "the question stays", As: medewerker, Method: "DELETE", Path: vraag, Status: 400, Faults: []string{"nonFieldErrors beantwoord"}},
		})
	})
}

func TestUitspraak(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/uitspraken"
		secretaris := w.als("secretaris")
		mijn := secretaris.Make(path, velden("tekst", "Ik sta hierachter.", "verwijzing", "MT 12 maart", "over", w.stap))["url"].(string)
		w.Cases(t, []kit.Case{
			{Name: "§6 the layer of the role", Method: "GET", Path: mijn, Status: 200, Holds: []string{`"laag":"secretaris"`, `"op":"2026-11-24"`, `"naam":"an-secretaris"`}},
			{Name: "§6 with a link", As: secretaris, Method: "POST", Path: path, Body: velden("tekst", "x"), Status: 400, Faults: []string{"verwijzing required"}},
			{Name: "§6 not for those who can be anonymous", As: secretaris, Method: "POST", Path: path, Body: velden("tekst", "x", "verwijzing", "y", "laag", "basis"), Status: 400, Faults: []string{"laag invalid_choice"}},
			{Name: "§1.1 only one's own", As: w.als("bestuurder"), Method: "PATCH", Path: mijn, Body: velden("tekst", "x"), Status: 403},
			{Name: "bettered", As: secretaris, Method: "PATCH", Path: mijn, Body: velden("functie", "gemeentesecretaris"), Status: 200, Audited: true},
			{Name: "tomorrow", As: secretaris, Method: "PATCH", Path: mijn, Body: velden("op", "2027-01-01"), Status: 400, Faults: []string{"op date-in-future"}},
			{Name: "by layer", Method: "GET", Path: path + "?laag=secretaris", Status: 200, Holds: []string{`"count":1,`}},
			{Name: "taken back", As: secretaris, Method: "DELETE", Path: mijn, Status: 204, Audited: true},
		})
	})
}

func TestDeellink(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		w.maak("organisaties", "naam", "Hattem", "eigen", true)
		baas, iemand := w.als("programmamanager"), w.Anonymous()
		strategie := w.maak("strategieen", "titel", "Common Ground 2030")
		w.als("medewerker").Make(root+"/zorgen", velden("over", w.stap, "tekst", "GEHEIM"))
		w.als("teamleider").Make(root+"/aanbod", velden("stap", w.stap, "team", w.buurt, "mensen", 2, "urenPerMaand", 8))
		toets := w.maak("toetsen", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "drempel", velden("op", ">=", "waarde", 0.9))
		mijlpaal := w.maak("mijlpalen", "titel", "Meldingen op tijd", "toetsen", []any{velden("toets", toets, "rol", "verplicht")})
		baas.Make(mijlpaal+"/overgangen", naar("actief"))
		baas.Make(mijlpaal+"/overgangen", naar("geclaimd", "reden", "Het loopt."))
		link := func(over string, more ...any) (adres, object string) {
			o := baas.Make(root+"/deellinks", velden(append([]any{"over", over, "voor", "Heerde"}, more...)...))
			return o["adres"].(string), o["url"].(string)
		}
		stap, stapLink := link(w.stap)
		plan, planLink := link(strategie)
		kortDaar, _ := link(w.stap, "tot", "2026-11-30")
		if strings.Contains(string(w.Root.Do("GET", stapLink, nil).Body), stap[len(stap)-26:]) || strings.Contains(string(w.Root.Do("GET", stapLink+"/audittrail", nil).Body), stap[len(stap)-26:]) {
			t.Error("the key is shown a second time")
		}
		open := func(name, adres string, status int, holds ...string) kit.Case {
			return kit.Case{Name: name, As: iemand, Method: "GET", Path: adres, Status: status, Holds: holds}
		}
		w.Cases(t, []kit.Case{
			open("§12 a step", stap, 200, `"organisatie":"Hattem"`, `"soort":"stap"`, `"titel":"Status online"`),
			open("§12 the whole plan", plan, 200, `"soort":"plan"`, `"titel":"Common Ground 2030"`, `"stappen":[{`, `"toelichting":"Het loopt."`),
			open("no such key", stap[:len(stap)-1], 404),
			{Name: "the key opens nothing else", As: iemand, Method: "GET", Path: w.stap, Status: 403},
			{Name: "§1.1 not by a medewerker", As: w.als("medewerker"), Method: "POST", Path: root + "/deellinks", Body: velden("over", w.stap), Status: 403},
			{Name: "of something else", As: baas, Method: "POST", Path: root + "/deellinks", Body: velden("over", w.buurt, "tot", "2020-01-01"), Status: 400, Faults: []string{"over does_not_exist", "tot date-in-past"}},
			{Name: "changed", As: baas, Method: "PATCH", Path: planLink, Body: velden("voor", "Heerde en Epe"), Status: 200, Audited: true},
			open("and works on", plan, 200),
		})
		for _, body := range []string{string(iemand.Do("GET", stap, nil).Body), string(iemand.Do("GET", plan, nil).Body)} {
			for _, hidden := range []string{"GEHEIM", "urenPerMaand", "an-teamleider", "an-programmamanager", "Team Buurt", `"naam":"Test"`, "\x01", `\u0001`} {
				if strings.Contains(body, hidden) {
					t.Errorf("§1.1 a neighbour reads %q in %s", hidden, body)
				}
			}
		}
		w.later(t, 10)
		w.Cases(t, []kit.Case{
			open("§12 past its day", kortDaar, 404),
			overgang("§12 withdrawn", baas, stapLink, naar("ingetrokken"), 200, `"ingetrokken":{"id":"an-programmamanager"`),
			weigert("withdrawn once", baas, stapLink, naar("ingetrokken"), "naar overgang-niet-mogelijk"),
			open("§12 withdrawn: 404", stap, 404),
			{Name: "removed", As: baas, Method: "DELETE", Path: planLink, Status: 204, Audited: true},
			open("§12 removed: 404", plan, 404),
		})
	})
}
