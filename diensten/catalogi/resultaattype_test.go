package catalogi_test

import (
	"maps"
	"testing"

	"meent/proef/kit"
)

func TestResultaattype(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		z := w.zaaktype("ZT1")
		zonder := w.zaaktype("ZT2", "selectielijstProcestype", "")
		path := root + "/resultaattypen"
		r := w.make("resultaattypen", s.Resultaattype(z, "Klaar"))
		post := func(name string, faults []string, more ...any) kit.Case {
			return kit.Case{Name: name, Method: "POST", Path: path, Body: s.Resultaattype(z, "Fout", more...), Status: 400, Faults: faults}
		}
		s.Cases(t, []kit.Case{
			{Name: "ztc-002 copied", Method: "GET", Path: r, Status: 200, Holds: []string{`"omschrijvingGeneriek":"Afgewezen"`, `"archiefnominatie":"vernietigen"`, `"archiefactietermijn":"P10Y"`}},
			{Name: "ztc-002 given", Method: "POST", Path: path, Body: s.Resultaattype(z, "Anders", "archiefnominatie", "blijvend_bewaren", "archiefactietermijn", "P1Y", "omschrijvingGeneriek", "x"), Status: 201,
				Holds: []string{`"omschrijvingGeneriek":"Afgewezen"`, `"archiefnominatie":"blijvend_bewaren"`, `"archiefactietermijn":"P1Y"`}},
			post("ztc-002 no omschrijving", []string{"resultaattypeomschrijving invalid-resource"}, "resultaattypeomschrijving", s.URL+kit.KlasseIngericht),
			post("ztc-002 no klasse", []string{"selectielijstklasse invalid-resource"}, "selectielijstklasse", s.URL+kit.OmschrijvingAfgewezen),
			post("ztc-002 nothing there", []string{"selectielijstklasse bad-url"}, "selectielijstklasse", s.URL+"/nergens"),
			{Name: "ztc-002 other procestype", Method: "POST", Path: path, Body: s.Resultaattype(zonder, "Fout"), Status: 400, Faults: []string{"nonFieldErrors procestype-mismatch"}},
			post("ztc-003 nihil", []string{"nonFieldErrors invalid-afleidingswijze-for-procestermijn"}, "brondatumArchiefprocedure", map[string]any{"afleidingswijze": "hoofdzaak"}),
			post("ztc-003 termijn", []string{"nonFieldErrors invalid-afleidingswijze-for-procestermijn"}, "brondatumArchiefprocedure", map[string]any{"afleidingswijze": "termijn", "procestermijn": "P5M"}),
			post("ztc-004 and ztc-003, in this order", []string{"brondatumArchiefprocedure.datumkenmerk required", "nonFieldErrors invalid-afleidingswijze-for-procestermijn"}, "brondatumArchiefprocedure", map[string]any{"afleidingswijze": "eigenschap"}),
			post("ztc-008 no group", []string{"brondatumArchiefprocedure required"}, "brondatumArchiefprocedure", nil),
			{Name: "ztc-003 without procestermijn all is free", Method: "POST", Path: path, Body: s.Resultaattype(z, "Bewaren", "selectielijstklasse", s.URL+kit.KlasseIngerichtBewaren, "brondatumArchiefprocedure", map[string]any{"afleidingswijze": "hoofdzaak"}),
				Status: 201, Holds: []string{`"archiefnominatie":"blijvend_bewaren"`, `"archiefactietermijn":null`}},
			{Name: "ztc-008 no group when it stays", Method: "POST", Path: path, Body: s.Resultaattype(z, "Bewaard", "selectielijstklasse", s.URL+kit.KlasseIngerichtBewaren, "brondatumArchiefprocedure", nil), Status: 201, Holds: []string{`"brondatumArchiefprocedure":null`}},
			{Name: "ztc-003 on a change", Method: "PATCH", Path: r, Body: map[string]any{"brondatumArchiefprocedure": map[string]any{"afleidingswijze": "hoofdzaak"}}, Status: 400, Faults: []string{"nonFieldErrors invalid-afleidingswijze-for-procestermijn"}},
			{Name: "ztc-024 twice", Method: "POST", Path: path, Body: s.Resultaattype(z, "Klaar"), Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "ztc-022 other catalogus", Method: "PATCH", Path: r, Body: map[string]any{"catalogus": w.make("catalogussen", kit.Catalogus("domein", "ANDER"))}, Status: 400, Faults: []string{"catalogus relations-incorrect-catalogus"}},
			{Name: "patch", Method: "PATCH", Path: r, Body: map[string]any{"omschrijving": "Gereed", "catalogus": w.catalogus}, Status: 200, Holds: []string{`"omschrijving":"Gereed"`, `"omschrijvingGeneriek":"Afgewezen"`}},
			{Name: "put", Method: "PUT", Path: r, Body: s.Resultaattype(z, "Af", "toelichting", "x"), Status: 200, Holds: []string{`"omschrijving":"Af"`, `"toelichting":"x"`}},
			{Name: "removed", Method: "DELETE", Path: r, Status: 204},
		})
	})
}

// TestBrondatum is the table of ztc-004 to ztc-008: each afleidingswijze with each member filled in and left out.
func TestBrondatum(t *testing.T) {
	members := []string{"procestermijn", "datumkenmerk", "einddatumBekend", "objecttype", "registratie"}
	filled := map[string]any{"procestermijn": "P5M", "datumkenmerk": "x", "einddatumBekend": true, "objecttype": "pand", "registratie": "x"}
	code := map[string]string{"procestermijn": "ztc-008", "datumkenmerk": "ztc-004", "einddatumBekend": "ztc-005", "objecttype": "ztc-006", "registratie": "ztc-007"}
	needs := map[string]string{ // of each member: e empty, r required, f free
		"afgehandeld": "eeeee", "ander_datumkenmerk": "erfrr", "eigenschap": "erfee", "gerelateerde_zaak": "eefee", "hoofdzaak": "eefee",
		"ingangsdatum_besluit": "eefee", "termijn": "reeee", "vervaldatum_besluit": "eefee", "zaakobject": "erfre",
	}
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		z := w.zaaktype("ZT1")
		var cases []kit.Case
		try := func(name string, group map[string]any, fault string) {
			c := kit.Case{Name: name, Method: "POST", Path: root + "/resultaattypen", Status: 201,
				Body: s.Resultaattype(z, name[:min(len(name), 30)], "selectielijstklasse", s.URL+kit.KlasseIngerichtBewaren, "brondatumArchiefprocedure", group)}
			if fault != "" {
				c.Status, c.Faults = 400, []string{fault}
			}
			cases = append(cases, c)
		}
		for wijze, need := range needs {
			good := map[string]any{"afleidingswijze": wijze}
			for i, m := range members {
				if need[i] == 'r' {
					good[m] = filled[m]
				}
			}
			try(wijze, good, "")
			for i, m := range members {
				group := maps.Clone(good)
				name := code[m] + " " + wijze
				switch need[i] {
				case 'e':
					group[m] = filled[m]
					try(name, group, "brondatumArchiefprocedure."+m+" must-be-empty")
				case 'r':
					delete(group, m)
					try(name, group, "brondatumArchiefprocedure."+m+" required")
				}
			}
		}
		s.Cases(t, cases)
	})
}
