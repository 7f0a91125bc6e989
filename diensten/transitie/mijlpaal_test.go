package transitie_test

import (
	"testing"

	"meent/proef/kit"
)

// meettoets is a check of what is measured, with a bar.
func (w *wereld) meettoets(pairs ...any) string {
	return w.maak("toetsen", append([]any{"naam", "Op tijd", "sonde", "zgw.binnenTermijn", "drempel", velden("op", ">=", "waarde", 0.9)}, pairs...)...)
}

// deToets is one and the same.
func (w *wereld) deToets() string {
	if w.toets == "" {
		w.toets = w.meettoets()
	}
	return w.toets
}

// R1: nobody can set, import, patch, attest or leave out so much that a mijlpaal is reached. R2: what is claimed, attested and measured stay apart.
func TestMijlpaalR1(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/mijlpalen"
		baas, directeur := w.als("programmamanager"), w.als("directeur")
		toets := w.meettoets()
		zegt := w.maak("toetsen", "naam", "De balie is vriendelijk", "sonde", "verklaring")
		leeg := w.maak("mijlpalen", "titel", "Zonder toetsen")
		m := w.maak("mijlpalen", "titel", "Op tijd", "toetsen", []any{velden("toets", toets), velden("toets", zegt, "rol", "ondersteunend")}, "venster", velden("van", "2027-Q1", "tot", "2027-Q3"))
		zelf := velden("titel", "Al klaar", "toestand", "geverifieerd", "stand", "gehaald", "teltMee", true, "sinds", "2020-01-01", "toetsen", []any{velden("toets", toets)})
		w.Cases(t, []kit.Case{
			{Name: "R1 not by making it so", Method: "POST", Path: path, Body: zelf, Status: 201, Audited: true, Holds: []string{`"toestand":"concept"`, `"stand":"concept"`, `"teltMee":false`, `"sinds":null`}},
			{Name: "R1 not by PATCH", Method: "PATCH", Path: m, Body: velden("toestand", "geverifieerd", "stand", "gehaald", "teltMee", true, "laatsteMeting", velden("waarde", 1)), Status: 200, Audited: true, Holds: []string{`"toestand":"concept"`, `"laatsteMeting":null`}},
			{Name: "R1 not by PUT", Method: "PUT", Path: m, Body: velden("titel", "Op tijd", "toetsen", []any{velden("toets", toets), velden("toets", zegt, "rol", "ondersteunend")}, "toestand", "geverifieerd"), Status: 200, Audited: true, Holds: []string{`"toestand":"concept"`}},
			weigert("R1 an empty list of checks does not work", w.Root, leeg, naar("actief"), "toetsen meetbaar"),
			{Name: "R1 a verklaring is never verplicht", Method: "PATCH", Path: leeg, Body: velden("toetsen", []any{velden("toets", zegt)}), Status: 400, Faults: []string{"toetsen.0.rol verklaring"}},
			{Name: "a verklaring that is ondersteunend", Method: "PATCH", Path: leeg, Body: velden("toetsen", []any{velden("toets", zegt, "rol", "ondersteunend")}), Status: 200, Audited: true},
			weigert("R1 a verklaring alone does not work", w.Root, leeg, naar("actief"), "toetsen meetbaar"),
			overgang("§2.4 actief", baas, m, naar("actief"), 200, `"toestand":"actief"`, `"stand":"nogNietGemeten"`, `"toets":"Van de zaken is 90 % binnen de termijn klaar, twee kwartalen achter elkaar."`),
			weigert("R1 not by overgang", baas, m, naar("geverifieerd"), "naar alleen-gemeten"),
			weigert("R1 not with an exemption", baas, m, naar("geverifieerdMetVrijstelling"), "naar alleen-gemeten"),
			weigert("R1 nor does a person let it fall", w.Root, m, naar("teruggevallen"), "naar alleen-gemeten"),
			overgang("§1.1 a directeur does not claim", directeur, m, naar("geclaimd", "reden", "Het is zo."), 403),
			weigert("a claim says why", baas, m, naar("geclaimd"), "reden required"),
			overgang("R2 a claim is a claim", baas, m, naar("geclaimd", "reden", "De balie merkt het."), 200, `"toestand":"geclaimd"`, `"stand":"geclaimd"`, `"teltMee":false`, `"door":"an-programmamanager"`, `"toelichting":"De balie merkt het."`, `"soort":"alleenGeclaimd"`, `"verklaard":null`),
			{Name: "R1 the last check does not go", Method: "PATCH", Path: m, Body: velden("toetsen", []any{}), Status: 400, Faults: []string{"toetsen meetbaar"}},
			{Name: "what was at work is not removed", Method: "DELETE", Path: m, Status: 400, Faults: []string{"nonFieldErrors begonnen"}},
			{Name: "a toets in use is not removed", Method: "DELETE", Path: toets, Status: 400, Faults: []string{"nonFieldErrors in-gebruik"}},
			{Name: "R1 metingen are not written", Method: "POST", Path: toets + "/metingen", Body: velden("uitkomst", "geslaagd"), Status: 405},
			{Name: "a quarter is no day", Method: "PATCH", Path: m, Body: velden("venster", velden("van", "2027-01-01", "tot", "2027-Q1")), Status: 400, Faults: []string{"venster.van invalid"}},
		})
		for _, soort := range []string{"metingen", "mijlpalen"} {
			a := w.Root.Do("POST", root+"/imports", velden("soort", soort, "inhoud", "titel;toestand\nKlaar;geverifieerd\n"))
			if list, n := w.Root.List(path + "?toestand=geverifieerd"); a.Status == 500 || n != 0 {
				t.Errorf("R1 an import of %s (%d) makes %v", soort, a.Status, list)
			}
		}
		an := w.kaart.As("an", map[string]any{"rollen": []string{"medewerker"}, "laag": "basis"})
		bo := w.kaart.As("bo", map[string]any{"rollen": []string{"medewerker"}, "laag": "basis"})
		cas := w.kaart.As("cas", map[string]any{"rollen": []string{"directeur"}, "laag": "topmanagement"})
		verklaart := func(name string, as *kit.Client, tot string, status int, holds ...string) kit.Case {
			return kit.Case{Name: name, As: as, Method: "POST", Path: zegt + "/verklaren", Body: velden("tekst", "Het is zo.", "tot", tot), Status: status, Audited: status == 200, Holds: holds}
		}
		stand := func(name string, holds ...string) kit.Case {
			return kit.Case{Name: name, Method: "GET", Path: m, Status: 200, Holds: holds}
		}
		w.Cases(t, []kit.Case{
			verklaart("§10.1 one person", an, "2027-01-01", 200),
			{Name: "§10.1 what is measured is not attested", As: an, Method: "POST", Path: toets + "/verklaren", Body: velden("tekst", "x", "tot", "2027-01-01"), Status: 400, Faults: []string{"nonFieldErrors gemeten"}},
			verklaart("§10.1 a year at most", an, "2027-11-25", 400),
			verklaart("§10.1 not by a raadslid", w.als("raadslid"), "2027-01-01", 403),
			{Name: "§10.1 the layer must be known", As: w.als("medewerker"), Method: "POST", Path: zegt + "/verklaren", Body: velden("tekst", "x", "tot", "2027-01-01"), Status: 400, Faults: []string{"nonFieldErrors laag-onbekend"}},
			stand("§10.1 one is not enough", `"verklaard":null`),
			verklaart("§10.1 another in the same layer", bo, "2027-01-01", 200),
			stand("§10.1 nor two in one layer", `"verklaard":null`),
			verklaart("§10.1 two people in two layers", cas, "2026-12-31", 200),
			stand("R2 attested beside claimed, and not measured", `"verklaard":{"tot":"2026-12-31"`, `"toestand":"geclaimd"`, `"soort":"ookVerklaard"`, `"teltMee":false`, `"laatsteMeting":null`),
			{Name: "§10.1 one's own is taken back", As: cas, Method: "DELETE", Path: zegt + "/verklaren", Status: 200, Audited: true},
			{Name: "§10.1 once", As: cas, Method: "DELETE", Path: zegt + "/verklaren", Status: 400, Faults: []string{"nonFieldErrors geen-verklaring"}},
			{Name: "§10.1 a raadslid takes nothing back", As: w.als("raadslid"), Method: "DELETE", Path: zegt + "/verklaren", Status: 403},
			stand("§10.1 two of one layer are left", `"verklaard":null`),
			overgang("a claim is withdrawn", baas, m, naar("actief"), 200, `"toestand":"actief"`, `"claim":null`),
			weigert("vervallen with a reason", baas, m, naar("vervallen"), "reden required"),
			overgang("vervallen", baas, m, naar("vervallen", "reden", "Het beleid is anders."), 200, `"toestand":"vervallen"`, `"stand":"vervallen"`),
			{Name: "told", Method: "GET", Path: root + "/gebeurtenissen?soort=mijlpaal.geclaimd", Status: 200, Holds: []string{`"count":1,`, "zegt dat ‘Op tijd’ is gehaald. Gemeten is dat nog niet."}},
		})
	})
}

// R8: a changed bar is another version, with a reason, and stays to be seen.
func TestLatVerlegdR8(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		baas := w.als("programmamanager")
		toets, tweede := w.meettoets(), w.meettoets("naam", "Snel", "sonde", "zgw.doorlooptijd", "drempel", velden("op", "<=", "waarde", 40))
		m := w.maak("mijlpalen", "titel", "Op tijd", "toetsen", []any{velden("toets", toets), velden("toets", tweede)})
		concept := w.maak("mijlpalen", "titel", "Nog een idee", "toetsen", []any{velden("toets", toets)})
		baas.Make(m+"/overgangen", naar("actief"))
		w.Cases(t, []kit.Case{
			{Name: "R8 another bar is another version", As: baas, Method: "PATCH", Path: toets, Body: velden("drempel", velden("op", ">=", "waarde", 0.85), "reden", "De wet is veranderd."), Status: 200, Audited: true,
				Holds: []string{`"definitieVersie":2`, `"anders":"lat","reden":"De wet is veranderd.","door":"an-programmamanager"`}},
			{Name: "R8 it shows on the mijlpaal", Method: "GET", Path: m, Status: 200, Holds: []string{`"soort":"latVerlegd","op":"2026-11-24","van":"90 %","naar":"85 %","reden":"De wet is veranderd."`, "Lat verlegd op 24 november 2026, van 90 % naar 85 %."}},
			{Name: "R1 a bar that cannot be missed is a tick in disguise", As: baas, Method: "PATCH", Path: toets, Body: velden("drempel", velden("op", ">=", "waarde", 0), "reden", "Dan halen we het."), Status: 400, Faults: []string{"drempel.waarde altijd-gehaald"}},
			{Name: "R1 nor the other way round", As: baas, Method: "PATCH", Path: toets, Body: velden("drempel", velden("op", "<=", "waarde", 1), "reden", "Dan halen we het."), Status: 400, Faults: []string{"drempel.waarde altijd-gehaald"}},
			{Name: "R8 not on a concept", Method: "GET", Path: concept, Status: 200, Holds: []string{`"merken":[]`}},
			{Name: "R8 it is told", Method: "GET", Path: root + "/gebeurtenissen?soort=toets.latVerlegd", Status: 200, Holds: []string{`"count":1,`, "De lat van ‘Op tijd’ is verlegd: van 90 % naar 85 %."}},
			{Name: "the words of a toets are no bar", As: baas, Method: "PATCH", Path: toets, Body: velden("onderwerp", "kapvergunningen"), Status: 200, Audited: true, Holds: []string{`"definitieVersie":2`, "Van de kapvergunningen is 85 %"}},
			{Name: "§10.3 to take a check off says why", As: baas, Method: "PATCH", Path: m, Body: velden("toetsen", []any{velden("toets", toets)}), Status: 400, Faults: []string{"reden required"}},
			{Name: "§10.3 its tombstone stays", As: baas, Method: "PATCH", Path: m, Body: velden("toetsen", []any{velden("toets", toets)}, "reden", "Is niet te meten."), Status: 200, Audited: true, Holds: []string{`"soort":"toetsWeg"`, `"reden":"Is niet te meten."`, `"teltVanaf":"2026-11-24"`}},
			{Name: "fewer checks is a lower bar", As: baas, Method: "PATCH", Path: m, Body: velden("samenstelling", "nVan"), Status: 400, Faults: []string{"nodig required"}},
		})
	})
}

// §10.3: one asks, another approves, and it ends.
func TestVrijstelling(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/vrijstellingen"
		baas, secretaris := w.als("programmamanager"), w.als("secretaris")
		dubbel := w.kaart.As("an-programmamanager", map[string]any{"rollen": []string{"programmamanager", "directeur"}})
		toets := w.meettoets()
		m := w.maak("mijlpalen", "titel", "Op tijd", "toetsen", []any{velden("toets", toets)})
		baas.Make(m+"/overgangen", naar("actief"))
		vraag := func(tot string) map[string]any {
			return velden("toets", toets, "reden", "Het oude systeem is weg.", "tot", tot)
		}
		v := baas.Make(path, vraag("2027-02-22"))["url"].(string)
		w.Cases(t, []kit.Case{
			{Name: "§1.1 not asked by a medewerker", As: w.als("medewerker"), Method: "POST", Path: path, Body: vraag("2027-01-01"), Status: 403},
			{Name: "§10.3 90 days at most", As: baas, Method: "POST", Path: path, Body: vraag("2027-02-23"), Status: 400, Faults: []string{"tot max_value"}},
			overgang("§1.1 not approved by a programmamanager", baas, v, naar("goedgekeurd"), 403),
			weigert("§10.3 nor by who asked", dubbel, v, naar("goedgekeurd"), "nonFieldErrors dezelfde-persoon"),
			overgang("§10.3 approved by another", secretaris, v, naar("goedgekeurd"), 200, `"toestand":"goedgekeurd"`, `"van":"2026-11-24"`),
			{Name: "§10.3 it shows on the mijlpaal", Method: "GET", Path: m, Status: 200, Holds: []string{`"soort":"metVrijstelling"`, `"naar":"2027-02-22"`, `"vrijgesteld":true`}},
			{Name: "R1 it does not reach it", Method: "GET", Path: m, Status: 200, Holds: []string{`"toestand":"actief"`}},
			{Name: "what was approved lies fast", As: baas, Method: "PATCH", Path: v, Body: velden("tot", "2027-01-01"), Status: 409},
			{Name: "and is not removed", As: baas, Method: "DELETE", Path: v, Status: 400, Faults: []string{"nonFieldErrors goedgekeurd"}},
		})
		for range 2 {
			w.verder.Add(int64(80 * 24 * 3600 * 1e9))
			tot := begin.AddDate(0, 0, int(w.verder.Load()/(24*3600*1e9))+80).Format("2006-01-02")
			secretaris.Make(baas.Make(path, vraag(tot))["url"].(string)+"/overgangen", naar("goedgekeurd"))
		}
		w.Cases(t, []kit.Case{
			{Name: "§10.3 two renewals at most", As: baas, Method: "POST", Path: path, Body: vraag("2027-06-01"), Status: 400, Faults: []string{"nonFieldErrors verlengd"}},
			weigert("a reason to take it back", secretaris, v, naar("ingetrokken"), "reden required"),
		})
	})
}
