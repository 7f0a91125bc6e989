package transitie_test

import (
	"testing"

	"meent/proef/kit"
)

func TestOrganisatie(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/organisaties"
		hattem := w.maak("organisaties", "naam", "Hattem", "cbsCode", "GM0244", "oin", "00000001001234567000", "eigen", true)
		w.Cases(t, []kit.Case{
			{Name: "made", Method: "POST", Path: path, Body: velden("naam", "Heerde", "cbsCode", "GM0246", "inwoners", 18000, "regios", velden("provincie", "Gelderland")), Status: 201, Audited: true,
				Holds: []string{`"soort":"gemeente"`, `"versie":1`, `"zichtbaarheid":"eigen"`, `"provincie":"Gelderland"`}},
			{Name: "§2.1 a second own one", Method: "POST", Path: path, Body: velden("naam", "X", "eigen", true), Status: 400, Faults: []string{"eigen unique"}},
			{Name: "§2.1 the same code", Method: "POST", Path: path, Body: velden("naam", "X", "cbsCode", "GM0244", "oin", "00000001001234567000"), Status: 400, Faults: []string{"cbsCode unique", "oin unique"}},
			{Name: "§2.1 no code", Method: "POST", Path: path, Body: velden("naam", "X", "cbsCode", "0244", "oin", "12"), Status: 400, Faults: []string{"oin invalid", "cbsCode invalid"}},
			{Name: "§2.1 ended before it began", Method: "POST", Path: path, Body: velden("naam", "X", "geldigVan", "2023-01-01", "geldigTot", "2022-01-01"), Status: 400, Faults: []string{"geldigTot einddatum-voor-begindatum"}},
			{Name: "§2.1 its own successor", Method: "PATCH", Path: hattem, Body: velden("opvolgers", []string{hattem}), Status: 400, Faults: []string{"opvolgers self-forbidden"}},
			{Name: "a successor that is not there", Method: "PATCH", Path: hattem, Body: velden("opvolgers", []string{w.buurt}), Status: 400, Faults: []string{"opvolgers.0 no_match"}},
			{Name: "versie", Method: "PATCH", Path: hattem, Body: velden("inwoners", 12000, "versie", 9), Status: 200, Audited: true, Holds: []string{`"versie":2`, `"inwoners":12000`}},
			{Name: "by code", Method: "GET", Path: path + "?cbsCode=GM0246", Status: 200, Holds: []string{`"count":1,`, `"Heerde"`}},
			{Name: "the own one", Method: "GET", Path: path + "?eigen=true", Status: 200, Holds: []string{`"count":1,`, `"Hattem"`}},
			{Name: "by part of the name, sorted", Method: "GET", Path: path + "?naam__icontains=E&ordering=naam", Status: 200, Holds: []string{`"count":2,`}},
			{Name: "trail", Method: "GET", Path: hattem + "/audittrail", Status: 200, Holds: []string{`"bron":"transitie"`, `"resourceWeergave":"Hattem"`}},
		})
	})
}

// R5: every object has one owner, and only that organisation writes it; after a herindeling its successor does.
func TestR5(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		brielle := w.maak("organisaties", "naam", "Brielle", "eigen", true)
		weesp := w.maak("organisaties", "naam", "Weesp")
		team := w.maak("onderdelen", "naam", "Team Wijk")
		patch := func(name, path string, body map[string]any, status int) kit.Case {
			return kit.Case{Name: name, Method: "PATCH", Path: path, Body: body, Status: status, Audited: status == 200}
		}
		w.Cases(t, []kit.Case{
			{Name: "R5 the owner is the own organisation", Method: "GET", Path: team, Status: 200, Holds: []string{`"eigenaar":"` + brielle + `"`}},
			patch("R5 an owner cannot be written", team, velden("eigenaar", weesp, "omvang", 3), 200),
			{Name: "R5 so it is still the same", Method: "GET", Path: team, Status: 200, Holds: []string{`"eigenaar":"` + brielle + `"`}},
			patch("what was nobody's becomes one's own", w.buurt, velden("omvang", 3), 200),
			patch("another register now", brielle, velden("eigen", false), 200),
			patch("of another organisation", weesp, velden("eigen", true), 200),
			patch("R5 does not write what is not its own", team, velden("omvang", 4), 403),
			patch("R5 after a herindeling", brielle, velden("opvolgers", []string{weesp}, "geldigTot", "2023-01-01"), 200),
			patch("R5 the successor writes", team, velden("omvang", 5), 200),
		})
	})
}

func TestOnderdeel(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/onderdelen"
		cluster := w.maak("onderdelen", "naam", "Cluster Dienstverlening", "soort", "cluster")
		w.Cases(t, []kit.Case{
			{Name: "made", Method: "POST", Path: path, Body: velden("naam", "Team Vergunningen", "boven", cluster), Status: 201, Audited: true, Holds: []string{`"wip":3`, `"soort":"team"`, `"boven":"` + cluster}},
			{Name: "§2.7 a name comes once, in upper or lower case", Method: "POST", Path: path, Body: velden("naam", "team buurt"), Status: 400, Faults: []string{"naam unique"}},
			{Name: "a name kept", Method: "PATCH", Path: w.buurt, Body: velden("naam", "Team buurt", "boven", cluster), Status: 200, Audited: true},
			{Name: "above itself", Method: "PATCH", Path: w.buurt, Body: velden("boven", w.buurt), Status: 400, Faults: []string{"boven kring"}},
			{Name: "above itself by way of another", Method: "PATCH", Path: cluster, Body: velden("boven", w.buurt), Status: 400, Faults: []string{"boven kring"}},
			{Name: "by what it is under", Method: "GET", Path: path + "?boven=" + cluster, Status: 200, Holds: []string{`"count":2,`}},
			{Name: "in use by a step", Method: "POST", Path: root + "/stappen", Body: velden("titel", "X", "eigenaarTeam", w.buurt), Status: 201, Audited: true},
			{Name: "not removed then", Method: "DELETE", Path: w.buurt, Status: 400, Faults: []string{"nonFieldErrors in-gebruik"}},
			{Name: "in use", Method: "DELETE", Path: cluster, Status: 400, Faults: []string{"nonFieldErrors in-gebruik"}},
			{Name: "gone", Method: "DELETE", Path: w.balie, Status: 204, Audited: true},
		})
	})
}
