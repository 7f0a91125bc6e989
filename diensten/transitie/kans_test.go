package transitie_test

import (
	"testing"

	"meent/proef/kit"
)

func TestKans(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/kansen"
		medewerker := w.als("medewerker")
		kort := w.maak("stappen", "titel", "Kort", "doorlooptijdP80", 2)
		voorstel := medewerker.Make(path, velden("titel", "Subsidie", "soort", "geld", "sluit", "2027-11-24", "koppelingen", []any{velden("stap", kort)}))["url"].(string)
		open := w.maak("kansen", "titel", "Zaaksysteem loopt af", "soort", "contracteinde", "sluit", "2027-11-30", "inkooptijd", 3, "waarde", 0.8)
		w.Cases(t, []kit.Case{
			{Name: "§2.6 unset", Method: "POST", Path: path, Body: velden("titel", "X", "soort", "politiek"), Status: 201, Audited: true, Holds: []string{`"waarde":null`, `"euro":null`, `"sluit":null`, `"lvm":null`, `"lvmAanname":false`, `"toestand":"open"`}},
			{Name: "§1.1 a colleague proposes", Method: "GET", Path: voorstel, Status: 200, Holds: []string{`"toestand":"voorgesteld"`, `"lvm":"2027-09-24"`, `"lvmAanname":false`}},
			{Name: "§1.1 and betters it", As: medewerker, Method: "PATCH", Path: voorstel, Body: velden("inkooptijd", 1), Status: 200, Audited: true, Holds: []string{`"lvm":"2027-08-24"`}},
			{Name: "§3.2 without a step: six months, said so", Method: "GET", Path: open, Status: 200, Holds: []string{`"lvm":"2027-02-28"`, `"lvmAanname":true`}},
			{Name: "§3.2 the earliest of its steps", Method: "PATCH", Path: open, Body: velden("koppelingen", []any{velden("stap", kort, "fit", 0.5), velden("stap", w.stap)}), Status: 200, Audited: true, Holds: []string{`"lvm":"2027-02-28"`, `"fit":0.5`, `"fit":null`}},
			{Name: "§3.2 the step takes longer", Method: "PATCH", Path: kort, Body: velden("doorlooptijdP80", 8), Status: 200, Audited: true},
			{Name: "§3.2 so the last moment is earlier", Method: "GET", Path: open, Status: 200, Holds: []string{`"lvm":"2026-12-30"`, `"lvmAanname":false`}},
			{Name: "closes before it opens", Method: "PATCH", Path: open, Body: velden("opent", "2028-01-01"), Status: 400, Faults: []string{"sluit einddatum-voor-begindatum"}},
			{Name: "beyond one", Method: "PATCH", Path: open, Body: velden("waarde", 1.2, "conformiteit", -1), Status: 400, Faults: []string{"waarde max_value", "conformiteit min_value"}},
			{Name: "users of what is no component", Method: "PATCH", Path: open, Body: velden("gebruikers", 3), Status: 400, Faults: []string{"soort geen-component"}},
			{Name: "a step that a kans hangs on is not removed", Method: "DELETE", Path: kort, Status: 400, Faults: []string{"nonFieldErrors in-gebruik"}},
			{Name: "by step", Method: "GET", Path: path + "?stap=" + kort + "&ordering=lvm", Status: 200, Holds: []string{`"count":2,`}},
			{Name: "doors that close", Method: "GET", Path: path + "?toestand=open&sluit__lte=2027-12-31&ordering=sluit", Status: 200, Holds: []string{`"count":1,`}},
			overgang("§1.1 not opened by who proposed it", medewerker, voorstel, naar("open"), 403),
			overgang("opened", w.als("programmamanager"), voorstel, naar("open"), 200, `"toestand":"open"`),
			{Name: "§1.1 no longer for who proposed it", As: medewerker, Method: "PATCH", Path: voorstel, Body: velden("inkooptijd", 1), Status: 403},
			weigert("§2.6 vervallen with a reason", w.Root, voorstel, naar("vervallen"), "reden required"),
			overgang("§2.6 vervallen", w.Root, voorstel, naar("vervallen", "reden", "De regeling is ingetrokken."), 200, `"vervallenReden":"De regeling is ingetrokken."`),
			weigert("benut is the engine's", w.Root, open, naar("benut"), "naar overgang-niet-mogelijk"),
		})
	})
}

// What the passing of time does with a kans (§2.6, §12).
func TestKansTijd(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		opTijd := w.maak("stappen", "titel", "Op tijd", "doorlooptijdP80", 1, "eigenaarTeam", w.buurt, "omkeerbaar", true, "omvang", "klein")
		benut := w.maak("kansen", "titel", "Wordt benut", "soort", "contracteinde", "sluit", "2027-06-01", "koppelingen", []any{velden("stap", opTijd)})
		voorbij := w.maak("kansen", "titel", "Gaat voorbij", "soort", "wet", "sluit", "2027-02-01", "koppelingen", []any{velden("stap", w.stap)})
		stand := func(name, path, toestand string) kit.Case {
			return kit.Case{Name: name, Method: "GET", Path: path, Status: 200, Holds: []string{`"toestand":"` + toestand + `"`}}
		}
		told := func(name, soort, count string, holds ...string) kit.Case {
			return kit.Case{Name: name, Method: "GET", Path: root + "/gebeurtenissen?soort=" + soort, Status: 200, Holds: append(holds, `"count":`+count+`,`)}
		}
		w.later(t, 0)
		w.Cases(t, []kit.Case{
			told("§12 the last moment is past: told", "kans.sluitBijna", "1", "‘Gaat voorbij’ sluit op 1 februari 2027. Begin uiterlijk 1 augustus 2026"),
			stand("§2.6 open until a step begins", benut, "open"),
		})
		leider := w.als("teamleider")
		leider.Make(opTijd+"/doe-maar", nil)
		leider.Make(opTijd+"/overgangen", naar("lopend"))
		w.later(t, 60)
		w.Cases(t, []kit.Case{
			stand("§2.6 benut", benut, "benut"), stand("§2.6 not closed yet", voorbij, "open"), told("§12 told once", "kans.sluitBijna", "1"),
		})
		w.later(t, 10)
		w.Cases(t, []kit.Case{
			stand("§2.6 verlopen at sluit", voorbij, "verlopen"), told("told", "kans.verlopen", "1"),
			{Name: "open longer than was thought", Method: "PATCH", Path: voorbij, Body: velden("sluit", "2030-01-01"), Status: 200, Audited: true, Holds: []string{`"toestand":"open"`}},
		})
	})
}

func TestAanbod(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/aanbod"
		teamleider := w.als("teamleider")
		body := func(team string, more ...any) map[string]any {
			return velden(append([]any{"stap", w.stap, "team", team, "mensen", 7, "urenPerMaand", 46, "lagen", []string{"basis", "middenmanagement"}}, more...)...)
		}
		mijn := teamleider.Make(path, body(w.buurt))["url"].(string)
		w.Cases(t, []kit.Case{
			{Name: "§3.1 a teamleider said it", Method: "GET", Path: mijn, Status: 200, Holds: []string{`"doorTeamleider":true`, `"doorWie":"an-teamleider"`, `"op":"2026-11-24"`, `"tot":"2027-02-22"`, `"toestand":"geldig"`}},
			{Name: "§1.1 for another team", As: teamleider, Method: "POST", Path: path, Body: body(w.balie), Status: 403},
			{Name: "§3.1 who said it", As: w.als("programmamanager"), Method: "POST", Path: path, Body: body(w.balie), Status: 400, Faults: []string{"doorWie required"}},
			{Name: "§3.1 said by another", As: w.als("programmamanager"), Method: "POST", Path: path, Body: body(w.balie, "doorWie", "Bo", "op", "2026-11-01"), Status: 201, Audited: true, Holds: []string{`"doorTeamleider":false`, `"tot":"2027-01-30"`}},
			{Name: "in the future", Method: "POST", Path: path, Body: body(w.balie, "doorWie", "Bo", "op", "2027-11-01"), Status: 400, Faults: []string{"op date-in-future"}},
			{Name: "nobody", Method: "POST", Path: path, Body: body(w.balie, "mensen", 0, "lagen", []string{"kelder"}), Status: 400, Faults: []string{"mensen min_value", "lagen.0 invalid_choice"}},
			{Name: "of a step", Method: "GET", Path: path + "?toestand=geldig&stap=" + w.stap, Status: 200, Holds: []string{`"count":2,`}},
		})
		w.later(t, 91)
		w.Cases(t, []kit.Case{
			{Name: "§3.1 ends after 90 days", Method: "GET", Path: path + "?toestand=afgelopen", Status: 200, Holds: []string{`"count":2,`}},
			{Name: "told", Method: "GET", Path: root + "/gebeurtenissen?soort=aanbod.afgelopen", Status: 200, Holds: []string{`"count":2,`}},
			{Name: "§1.1 renewed by nobody else", As: w.als("medewerker"), Method: "POST", Path: mijn + "/vernieuwen", Status: 403},
			{Name: "§3.1 renewed", As: teamleider, Method: "POST", Path: mijn + "/vernieuwen", Status: 200, Audited: true, Holds: []string{`"op":"2027-02-23"`, `"tot":"2027-05-24"`, `"toestand":"geldig"`}},
		})
	})
}
