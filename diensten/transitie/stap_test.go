package transitie_test

import (
	"fmt"
	"strings"
	"testing"

	"meent/proef/kit"
)

func TestStap(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/stappen"
		medewerker, teamleider := w.als("medewerker"), w.als("teamleider")
		idee := medewerker.Make(path, velden("titel", "Bellen in plaats van brief"))["url"].(string)
		w.Cases(t, []kit.Case{
			{Name: "§2.5 a title is enough", Method: "POST", Path: path, Body: velden("titel", "BRP-kopie uit"), Status: 201, Audited: true, Holds: []string{`"toestand":"kandidaat"`, `"doelloos":true`, `"draagtBijAan":[]`, `"omvang":null`, `"doorlooptijdP80":null`}},
			{Name: "§2.5 a medewerker proposes an idee", Method: "GET", Path: idee, Status: 200, Holds: []string{`"toestand":"idee"`, `"naam":"an-medewerker"`}},
			{Name: "§1.1 and betters it", As: medewerker, Method: "PATCH", Path: idee, Body: velden("omvang", "klein", "omkeerbaar", true), Status: 200, Audited: true},
			{Name: "§1.1 another does not", As: w.kaart.As("jo", nil), Method: "PATCH", Path: idee, Body: velden("omvang", "groot"), Status: 403},
			{Name: "a state is not written", As: medewerker, Method: "PATCH", Path: idee, Body: velden("toestand", "geborgd", "waarom", "x"), Status: 200, Audited: true, Holds: []string{`"toestand":"idee"`}},
			overgang("§2.5 kandidaat not by a medewerker", medewerker, idee, naar("kandidaat"), 403),
			weigert("§2.5 not straight to lopend", w.Root, idee, naar("lopend"), "naar overgang-niet-mogelijk"),
			weigert("§2.5 geborgd is the engine's", w.Root, idee, naar("geborgd"), "naar overgang-niet-mogelijk"),
			overgang("§2.5 kandidaat by a teamleider", teamleider, idee, naar("kandidaat"), 200, `"toestand":"kandidaat"`),
			{Name: "§1.1 no longer for who proposed it", As: medewerker, Method: "PATCH", Path: idee, Body: velden("waarom", "y"), Status: 403},
			{Name: "§1.1 a teamleider betters her own kandidaat", As: teamleider, Method: "PATCH", Path: teamleider.Make(path, velden("titel", "Van mij"))["url"].(string), Body: velden("waarom", "y"), Status: 200, Audited: true},
			{Name: "unknown aim", Method: "PATCH", Path: idee, Body: velden("draagtBijAan", []any{velden("doel", w.buurt)}), Status: 400, Faults: []string{"draagtBijAan.0.doel does_not_exist"}},
			{Name: "P80 below P50", Method: "PATCH", Path: idee, Body: velden("uren", velden("p50", 9, "p80", 8)), Status: 400, Faults: []string{"uren.p80 min_value"}},
			{Name: "no such words", Method: "PATCH", Path: idee, Body: velden("omvang", "reusachtig", "herkomst", "maan"), Status: 400, Faults: []string{"omvang invalid_choice", "herkomst invalid_choice"}},
			{Name: "R7 one's own", As: medewerker, Method: "GET", Path: path + "?mijn=true", Status: 200, Holds: []string{`"count":1,`, `"titel":"Bellen`}},
			{Name: "R7 and those of others, together", As: medewerker, Method: "GET", Path: path + "?mijn=false", Status: 200, Holds: []string{`"count":3,`}},
			{Name: "R7 of nobody else", As: medewerker, Method: "GET", Path: path + "?mijn=an-teamleider", Status: 400, Faults: []string{"mijn invalid"}},
			{Name: "by state", Method: "GET", Path: path + "?toestand=idee,kandidaat&titel__icontains=BRIEF", Status: 200, Holds: []string{`"count":1,`}},
		})
	})
}

// From an idea to what is delivered, with the guards of §2.5.
func TestStapGang(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		teamleider, baas := w.als("teamleider"), w.als("programmamanager")
		eerst := w.maak("stappen", "titel", "Autorisatie", "eigenaarTeam", w.buurt, "omkeerbaar", true, "omvang", "klein")
		dan := w.maak("stappen", "titel", "BRP-kopie uit", "afhankelijkheden", []any{velden("stap", eerst)})
		ander := w.maak("stappen", "titel", "Zachte wacht", "afhankelijkheden", []any{velden("stap", dan, "soort", "zacht")})
		w.later(t, 0)
		les := strings.Repeat("geleerd ", 6)
		w.Cases(t, []kit.Case{
			{Name: "§2.5 gereed by the engine", Method: "GET", Path: eerst, Status: 200, Holds: []string{`"toestand":"gereed"`}},
			{Name: "its trail says so", Method: "GET", Path: eerst + "/audittrail", Status: 200, Holds: []string{`"applicatieId":"meent"`}},
			{Name: "§2.5 not before what it waits for", Method: "GET", Path: dan, Status: 200, Holds: []string{`"toestand":"kandidaat"`}},
			{Name: "§4.2 soft does not hold it", Method: "GET", Path: ander, Status: 200, Holds: []string{`"toestand":"gereed"`}},
			overgang("§1.1 another team's step", teamleider, ander, naar("lopend"), 403),
			weigert("§2.5 no team", w.Root, ander, naar("lopend"), "eigenaarTeam required"),
			weigert("§2.5 doelloos", teamleider, eerst, naar("lopend"), "draagtBijAan doelloos"),
			{Name: "§4.2 doe maar not by a medewerker", As: w.als("medewerker"), Method: "POST", Path: eerst + "/doe-maar", Status: 403},
			{Name: "§4.2 doe maar of what is large", As: teamleider, Method: "POST", Path: ander + "/doe-maar", Status: 400, Faults: []string{"nonFieldErrors niet-klein"}},
			{Name: "§4.2 doe maar", As: teamleider, Method: "POST", Path: eerst + "/doe-maar", Status: 200, Audited: true, Holds: []string{`"doeMaar":{"id":"an-teamleider","naam":"an-teamleider"`}},
			{Name: "§4.2 doe maar twice", As: teamleider, Method: "POST", Path: eerst + "/doe-maar", Status: 400, Faults: []string{"nonFieldErrors al-gedaan"}},
			weigert("§2.5 who says that the team does it", baas, eerst, naar("lopend"), "reden required"),
			overgang("§2.5 lopend by its team", teamleider, eerst, naar("lopend"), 200, `"toestand":"lopend"`),
			weigert("§2.5 a note of delivery", teamleider, eerst, naar("opgeleverd"), "oplevering required"),
			overgang("§2.5 opgeleverd", teamleider, eerst, naar("opgeleverd", "oplevering", "Staat in de wiki."), 200, `"opgeleverdOp":"20`),
			weigert("a done step stops no more", teamleider, eerst, naar("gestopt", "les", les), "naar overgang-niet-mogelijk"),
			{Name: "what was done is not removed", Method: "DELETE", Path: eerst, Status: 400, Faults: []string{"nonFieldErrors begonnen", "nonFieldErrors in-gebruik"}},
			weigert("§2.5 a lesson of 40", w.Root, ander, naar("gestopt", "les", strings.Repeat("x", 39)+"  "), "les min_length"),
			overgang("§2.5 gestopt with a lesson", w.Root, ander, naar("gestopt", "les", les), 200, `"les":"geleerd`),
		})
		w.later(t, 0)
		w.Cases(t, []kit.Case{
			{Name: "§2.5 gereed once the other is done", Method: "GET", Path: dan, Status: 200, Holds: []string{`"toestand":"gereed"`}},
			{Name: "what turned is told", Method: "GET", Path: root + "/gebeurtenissen?soort=stap.verplaatst,stap.doeMaar", Status: 200, Holds: []string{`‘BRP-kopie uit’ kan beginnen`, `zei ‘doe maar’`, `"pad":"stappen/`}},
			{Name: "a new dependency", Method: "PATCH", Path: dan, Body: velden("afhankelijkheden", []any{velden("stap", eerst), velden("stap", w.stap)}), Status: 200, Audited: true},
		})
		w.later(t, 0)
		w.Cases(t, []kit.Case{
			{Name: "§2.5 takes it back to kandidaat", Method: "GET", Path: dan, Status: 200, Holds: []string{`"toestand":"kandidaat"`}},
			{Name: "what waits for it", Method: "GET", Path: root + "/stappen?afhankelijkOp=" + eerst, Status: 200, Holds: []string{`"count":1,`}},
		})
	})
}

// §2.5: a team that has enough running says why one more.
func TestWIP(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		teamleider := w.als("teamleider")
		var laatste string
		for n := range 4 {
			laatste = w.maak("stappen", "titel", fmt.Sprint("Proef ", n), "eigenaarTeam", w.buurt, "omkeerbaar", true, "omvang", "klein")
			teamleider.Make(laatste+"/doe-maar", nil)
			if n < 3 {
				teamleider.Make(laatste+"/overgangen", naar("lopend"))
			}
		}
		w.Cases(t, []kit.Case{
			weigert("§2.5 the fourth of three", teamleider, laatste, naar("lopend"), "reden wip"),
			overgang("§2.5 with a reason", teamleider, laatste, naar("lopend", "reden", "De vorige is bijna klaar."), 200, `"wipReden":"De vorige is bijna klaar."`),
			{Name: "the reason stands in the trail", Method: "GET", Path: laatste + "/audittrail", Status: 200, Holds: []string{`"toelichting":"De vorige is bijna klaar."`}},
		})
	})
}

// §4.2: a ring of hard dependencies is refused with the ring.
func TestKring(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		a := w.maak("stappen", "titel", "A")
		b := w.maak("stappen", "titel", "B", "afhankelijkheden", []any{velden("stap", a)})
		c := w.maak("stappen", "titel", "C", "afhankelijkheden", []any{velden("stap", b)})
		op := func(stap, soort string) map[string]any {
			return velden("afhankelijkheden", []any{velden("stap", stap, "soort", soort)})
		}
		w.Cases(t, []kit.Case{
			{Name: "§4.2 a ring", Method: "PATCH", Path: a, Body: op(c, "hard"), Status: 409, Code: "conflict", Holds: []string{"‘A’ wacht op ‘C’ wacht op ‘B’ wacht op ‘A’"},
				Faults: []string{"afhankelijkheden.kring.0 kring", "afhankelijkheden.kring.1 kring", "afhankelijkheden.kring.2 kring", "afhankelijkheden.kring.3 kring"}},
			{Name: "§4.2 itself", Method: "PATCH", Path: a, Body: op(a, "hard"), Status: 409},
			{Name: "§4.2 soft orders nothing", Method: "PATCH", Path: a, Body: op(c, "zacht"), Status: 200, Audited: true},
			{Name: "twice the same", Method: "PATCH", Path: c, Body: velden("afhankelijkheden", []any{velden("stap", b), velden("stap", b)}), Status: 400, Faults: []string{"afhankelijkheden.1.stap unique"}},
			{Name: "another server's step", Method: "PATCH", Path: c, Body: op("https://elders.nl/stappen/1", "hard"), Status: 400, Faults: []string{"afhankelijkheden.0.stap no_match"}},
			{Name: "in use", Method: "DELETE", Path: b, Status: 400, Faults: []string{"nonFieldErrors in-gebruik"}},
		})
	})
}

// §2.5: what nobody touches is asked about once, falls asleep, and wakes where it was.
func TestSlapend(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		slaapt := w.stap
		stand := func(name, toestand string) kit.Case {
			return kit.Case{Name: name, Method: "GET", Path: slaapt, Status: 200, Holds: []string{`"toestand":"` + toestand + `"`}}
		}
		stil := func(name, count string) kit.Case {
			return kit.Case{Name: name, Method: "GET", Path: root + "/gebeurtenissen?soort=stap.stil", Status: 200, Holds: []string{`"count":` + count + `,`}}
		}
		w.later(t, 105)
		w.Cases(t, []kit.Case{stil("§2.5 not asked yet", "0")})
		w.later(t, 2)
		w.Cases(t, []kit.Case{stil("§2.5 asked", "1")})
		w.later(t, 12)
		w.Cases(t, []kit.Case{stil("§2.5 asked once", "1"), stand("§2.5 119 days", "gereed")})
		w.later(t, 1)
		w.Cases(t, []kit.Case{
			stand("§2.5 slapend after 120 days", "slapend"),
			weigert("only to where it was", w.Root, slaapt, naar("lopend"), "naar overgang-niet-mogelijk"),
			{Name: "§2.5 any change wakes it", Method: "PATCH", Path: slaapt, Body: velden("waarom", "toch"), Status: 200, Audited: true, Holds: []string{`"toestand":"gereed"`, `"eerdereToestand":null`}},
		})
		w.later(t, 121)
		w.Cases(t, []kit.Case{stil("asked again", "2"), overgang("§2.5 woken by hand", w.Root, slaapt, naar("gereed"), 200, `"toestand":"gereed"`)})
		w.later(t, 121)
		w.maak("aanbod", "stap", slaapt, "team", w.buurt, "mensen", 1, "urenPerMaand", 4, "doorWie", "An")
		w.Cases(t, []kit.Case{stand("an aanbod wakes it", "gereed")})
	})
}
