package transitie_test

import (
	"strings"
	"testing"

	"meent/proef/kit"
)

// §14, 2: a herijking keeps the windows of the mijlpalen as they were, and says so beside what they are now.
func TestKoers(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		baas := w.als("programmamanager")
		doel := w.maak("einddoelen", "zin", "Inwoners hebben binnen de termijn antwoord.")
		w.metMaten(t)
		s := w.maak("strategieen", "titel", "Op tijd", "einddoel", doel, "zichtbaarheid", "openbaar", "sporen", []string{"Balie", "Buiten"})
		m := w.maak("mijlpalen", "titel", "Lampen", "spoor", "Buiten", "venster", velden("van", "2027-Q1", "tot", "2027-Q2"))
		leeg := w.maak("mijlpalen", "titel", "Zonder")
		herijk := func(reden string) {
			t.Helper()
			if a := baas.Do("POST", s+"/overgangen", naar("herijkt", "reden", reden)); a.Status != 200 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
		}
		schuif := func(venster any) {
			t.Helper()
			if a := baas.Do("PATCH", m, velden("venster", venster)); a.Status != 200 {
				t.Fatalf("%d %s", a.Status, a.Body)
			}
		}
		w.Cases(t, []kit.Case{
			{Name: "§2.2 no other track than the strategie has", As: baas, Method: "PATCH", Path: m, Body: velden("spoor", "Binnen"), Status: 400, Faults: []string{"spoor does_not_exist"}},
			{Name: "nor at the making", As: baas, Method: "POST", Path: root + "/mijlpalen", Body: velden("titel", "x", "spoor", "Binnen"), Status: 400, Faults: []string{"spoor does_not_exist"}},
			{Name: "none is fine", As: baas, Method: "PATCH", Path: m, Body: velden("spoor", ""), Status: 200, Audited: true, Holds: []string{`"spoor":""`}},
			{Name: "one of its own", As: baas, Method: "PATCH", Path: m, Body: velden("spoor", "Buiten"), Status: 200, Audited: true},
			{Name: "nothing to compare with yet", As: w.als("raadslid"), Method: "GET", Path: s + "/koers", Status: 200, Holds: []string{`"herijkingen":[]`, `"vergeleken":null`, `"toen":[]`}},
			overgang("put forward", baas, s, naar("voorgesteld"), 200),
			overgang("established", w.als("secretaris"), s, naar("vastgesteld", "verwijzing", "college"), 200),
		})
		herijk("De eerste.")
		schuif(velden("van", "2027-Q3", "tot", "2027-Q4"))
		herijk("De tweede.")
		herijk("De derde.")
		list, _ := w.Root.List(s + "/herijkingen")
		var uuid []string
		for _, h := range list { // the newest first, as its moments say
			uuid = append(uuid, h["uuid"].(string))
			if h["reden"] == "De eerste." && !strings.Contains(string(w.Root.Do("GET", h["url"].(string), nil).Body), `"venster":{"van":"2027-Q1","tot":"2027-Q2"}`) {
				t.Error("the copy does not keep the window")
			}
		}
		if len(uuid) != 3 {
			t.Fatalf("%d herijkingen, want 3", len(uuid))
		}
		eerste := uuid[2]
		koers := func(name string, holds ...string) kit.Case {
			return kit.Case{Name: name, As: w.als("medewerker"), Method: "GET", Path: s + "/koers", Status: 200, Holds: holds}
		}
		w.Cases(t, []kit.Case{
			koers("the last at which a window was another", `"vergeleken":"`+list[2]["url"].(string)+`"`, `"titel":"Lampen","spoor":"Buiten","toestand":"concept","venster":{"van":"2027-Q1","tot":"2027-Q2"}`, `"titel":"Zonder","spoor":"","toestand":"concept","venster":null`),
			{Name: "one that is asked for", As: baas, Method: "GET", Path: s + "/koers?herijking=" + uuid[0], Status: 200, Holds: []string{`"venster":{"van":"2027-Q3","tot":"2027-Q4"}`, `"reden":"De derde."`}},
			{Name: "the first", As: baas, Method: "GET", Path: s + "/koers?herijking=" + eerste, Status: 200, Holds: []string{`"van":"2027-Q1"`}},
			{Name: "none of this strategie", As: baas, Method: "GET", Path: s + "/koers?herijking=11111111-1111-4111-8111-111111111111", Status: 400, Faults: []string{"herijking does_not_exist"}},
			{Name: "another question", As: baas, Method: "GET", Path: s + "/koers?sinds=gisteren", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "§1.1 not for residents", As: w.als("bewoner"), Method: "GET", Path: s + "/koers", Status: 403},
			{Name: "§1.1 nor for partners", As: w.als("partner"), Method: "GET", Path: s + "/koers", Status: 403},
			{Name: "nor a program that sees what is openbaar", As: w.With("openbaar", velden("component", "transitie", "scopes", []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding", "openbaar")), Method: "GET", Path: s + "/koers", Status: 403},
			{Name: "no strategie", As: baas, Method: "GET", Path: root + "/strategieen/11111111-1111-4111-8111-111111111111/koers", Status: 404},
		})
		schuif(velden("van", "2027-Q1", "tot", "2027-Q2"))
		w.Cases(t, []kit.Case{koers("back where it was: what was last another", `"van":"2027-Q3"`)})
		schuif(nil)
		w.Cases(t, []kit.Case{koers("no window any more", `"vergeleken":"`+list[0]["url"].(string)+`"`)})
		w.Cases(t, []kit.Case{
			{Name: "another gets one", As: baas, Method: "PATCH", Path: leeg, Body: velden("venster", velden("van", "2027-Q1", "tot", "2027-Q1")), Status: 200, Audited: true},
			overgang("§2.2 back to concept", baas, s, naar("concept", "reden", "Andere sporen."), 200),
			{Name: "its tracks change", As: baas, Method: "PATCH", Path: s, Body: velden("sporen", []string{"Balie"}), Status: 200, Audited: true},
			{Name: "a mijlpaal keeps the one it had", As: baas, Method: "PATCH", Path: m, Body: velden("titel", "Lampen aan", "spoor", "Buiten"), Status: 200, Audited: true, Holds: []string{`"spoor":"Buiten"`}},
		})
	})
}
