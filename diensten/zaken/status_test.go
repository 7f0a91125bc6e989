package zaken_test

import (
	"testing"

	"meent/proef/kit"
)

func TestStatus(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak, other := w.makeZaak(), w.makeZaak()
		first := address(s.Root.Make(zrc+"/statussen", w.status(zaak, w.begin, "2026-01-06T09:00:00Z")))
		if got := s.Root.Get(zaak)["status"]; got != first {
			t.Errorf("status of the zaak is %v, want %v", got, first)
		}
		rol := address(s.Root.Make(zrc+"/rollen", w.rol(zaak)))
		s.Cases(t, []kit.Case{
			{Name: "zrc-031 twice", Method: "POST", Path: zrc + "/statussen", Body: w.status(zaak, w.begin, "2026-01-06T10:00:00+01:00"), Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "zrc-031 future", Method: "POST", Path: zrc + "/statussen", Body: w.status(zaak, w.begin, "2999-01-06T09:00:00Z"), Status: 400, Faults: []string{"datumStatusGezet date-in-future"}},
			{Name: "zrc-031 gezetdoor of another zaak", Method: "POST", Path: zrc + "/statussen", Body: w.status(other, w.begin, "2026-01-07T09:00:00Z", "gezetdoor", rol), Status: 400, Faults: []string{"gezetdoor zaak-mismatch"}},
			{Name: "zrc-016 of another zaaktype", Method: "POST", Path: zrc + "/statussen", Body: w.status(zaak, w.ander.begin, "2026-01-07T09:00:00Z"), Status: 400, Faults: []string{"nonFieldErrors zaaktype-mismatch"}},
			{Name: "no zaak", Method: "POST", Path: zrc + "/statussen", Body: w.status(w.zaaktype, w.begin, "2026-01-06T09:00:00Z"), Status: 400, Faults: []string{"zaak no_match"}},
			{Name: "zaak that is not there", Method: "POST", Path: zrc + "/statussen", Body: w.status(s.URL+zrc+"/zaken/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11", w.begin, "2026-01-06T09:00:00Z"), Status: 400, Faults: []string{"zaak does_not_exist"}},
			{Name: "zrc-031 an earlier one", Method: "POST", Path: zrc + "/statussen", Body: w.status(zaak, w.begin, "2026-01-05T09:00:00", "gezetdoor", rol), Status: 201, Holds: []string{`"indicatieLaatstGezetteStatus":false`}, Audited: true, Notified: true},
			{Name: "zrc-031 first is still the last", Method: "GET", Path: first, Status: 200, Holds: []string{`"indicatieLaatstGezetteStatus":true`}},
			{Name: "zrc-030 who set it", Method: "GET", Path: rol + "?expand=statussen", Status: 200, Holds: []string{`"statussen":["` + s.URL + zrc + `/statussen/`, `"_expand":{"statussen":[{"url"`}},
			{Name: "only the last ones", Method: "GET", Path: zrc + "/statussen?indicatieLaatstGezetteStatus=true", Status: 200, Holds: []string{`"count":1`, first}},
			{Name: "those of a zaak", Method: "GET", Path: zrc + "/statussen?zaak=" + zaak + "&statustype=" + w.begin, Status: 200, Holds: []string{`"count":2`}},
			{Name: "not changed", Method: "PATCH", Path: first, Body: map[string]any{}, Status: 405},
			{Name: "not removed", Method: "DELETE", Path: first, Status: 405},
			{Name: "G-35 expand", Method: "GET", Path: zaak + "?expand=zaaktype.catalogus,status.statustype,status.gezetdoor,eigenschappen", Status: 200,
				Holds: []string{`"eigenschappen":[],"status":{"url":"` + first, `"_expand":{"gezetdoor":null,"statustype":{"url"`, `"_expand":{"catalogus":{"url"`}},
			{Name: "G-35 five deep", Method: "GET", Path: zaak + "?expand=rollen.zaak.rollen.zaak.rollen", Status: 200, Holds: []string{`"_expand":{"rollen":[{"url":"` + rol}},
			{Name: "G-35 unknown path", Method: "GET", Path: zaak + "?expand=eigenaar", Status: 404},
			{Name: "G-35 outside of the registers", Method: "GET", Path: zaak + "?expand=communicatiekanaal,productenOfDiensten,selectielijstklasse,zaakbesluiten", Status: 200,
				Holds: []string{`"_expand":{"communicatiekanaal":null,"productenOfDiensten":[],"selectielijstklasse":null,"zaakbesluiten":[]}`}},
		})
		s.Root.Do("DELETE", rol, nil)
		if got := s.Root.Get(zrc + "/statussen?zaak=" + zaak); len(got["results"].([]any)) != 2 {
			t.Errorf("statussen after the rol that set one is gone: %v", got)
		}
		for _, status := range s.Root.Get(zrc + "/statussen?zaak=" + zaak)["results"].([]any) {
			if by := status.(map[string]any)["gezetdoor"]; by != "" {
				t.Errorf("gezetdoor is %v, a rol that is gone", by)
			}
		}
	})
}

func TestSluiten(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := w.makeZaak()
		s.Root.Make(zrc+"/statussen", w.status(zaak, w.begin, "2026-01-06T09:00:00Z"))
		document := address(s.Root.Make(drc+"/enkelvoudiginformatieobjecten", w.document("status", "in_bewerking")))
		s.Root.Make(zrc+"/zaakinformatieobjecten", map[string]any{"zaak": zaak, "informatieobject": document})
		deel := w.makeZaak("hoofdzaak", zaak)
		close := w.status(zaak, w.eind, "2026-02-01T09:00:00Z")
		s.Cases(t, []kit.Case{
			{Name: "zrc-007 no resultaat", Method: "POST", Path: zrc + "/statussen", Body: close, Status: 400, Faults: []string{"nonFieldErrors resultaat-does-not-exist"}},
		})
		s.Root.Make(zrc+"/resultaten", map[string]any{"zaak": zaak, "resultaattype": w.resultaattype})
		s.Cases(t, []kit.Case{
			{Name: "zrc-007 deelzaak open", Method: "POST", Path: zrc + "/statussen", Body: close, Status: 400, Faults: []string{"nonFieldErrors deelzaken-not-closed"}},
		})
		w.close(w.soort, deel, "2026-01-20T09:00:00Z")
		s.Cases(t, []kit.Case{
			{Name: "zrc-007 indicatieGebruiksrecht", Method: "POST", Path: zrc + "/statussen", Body: close, Status: 400, Faults: []string{"nonFieldErrors indicatiegebruiksrecht-unset"}},
		})
		lock := s.Root.Make(document+"/lock", nil)["lock"]
		s.Root.Do("PATCH", document, map[string]any{"indicatieGebruiksrecht": false, "lock": lock})
		s.Cases(t, []kit.Case{
			{Name: "zrc-007 locked", Method: "POST", Path: zrc + "/statussen", Body: close, Status: 400, Faults: []string{"nonFieldErrors informatieobject-locked"}},
		})
		if a := s.Root.Do("POST", document+"/unlock", map[string]any{"lock": lock}); a.Status != 204 {
			t.Fatalf("unlock: %d %s", a.Status, a.Body)
		}
		opener := s.With("opener", w.may("openbaar", "zaken.lezen", "zaken.heropenen"))
		adder := s.With("adder", w.may("openbaar", "zaken.lezen", "zaken.statussen.toevoegen"))
		maker := s.With("maker", w.may("openbaar", "zaken.lezen", "zaken.aanmaken"))
		s.Cases(t, []kit.Case{
			{Name: "zrc-008 later status without the scope", As: maker, Method: "POST", Path: zrc + "/statussen", Body: close, Status: 403, Code: "permission_denied"},
			{Name: "zrc-007 closes", As: adder, Method: "POST", Path: zrc + "/statussen", Body: close, Status: 201, Holds: []string{`"indicatieLaatstGezetteStatus":true`}, Audited: true, Notified: true},
			{Name: "zrc-007 closed, zrc-021 afgehandeld", Method: "GET", Path: zaak, Status: 200, Holds: []string{`"einddatum":"2026-02-01"`, `"archiefnominatie":"vernietigen"`, `"archiefactiedatum":"2027-02-01"`, `"startdatumBewaartermijn":"2026-02-01"`}},
			{Name: "zrc-008 deelzaak of a closed hoofdzaak", Method: "POST", Path: zrc + "/statussen", Body: w.status(deel, w.begin, "2026-02-02T09:00:00Z"), Status: 400, Faults: []string{"nonFieldErrors hoofdzaak-closed"}},
			{Name: "zrc-007 a further eindstatus", As: opener, Method: "POST", Path: zrc + "/statussen", Body: w.status(zaak, w.eind, "2026-02-02T09:00:00Z"), Status: 403, Code: "permission_denied"},
			{Name: "zrc-007 a further eindstatus, forced", Method: "POST", Path: zrc + "/statussen", Body: w.status(zaak, w.eind, "2026-02-03T09:00:00Z"), Status: 201, Audited: true, Notified: true},
			{Name: "zrc-021 term begins anew", Method: "GET", Path: zaak, Status: 200, Holds: []string{`"einddatum":"2026-02-03"`, `"archiefactiedatum":"2027-02-03"`}},
			{Name: "zrc-008 without the scope", As: adder, Method: "POST", Path: zrc + "/statussen", Body: w.status(zaak, w.begin, "2026-02-04T09:00:00Z"), Status: 403, Code: "permission_denied"},
			{Name: "zrc-008 reopens", As: opener, Method: "POST", Path: zrc + "/statussen", Body: w.status(zaak, w.begin, "2026-02-05T09:00:00Z"), Status: 201, Audited: true, Notified: true},
			{Name: "zrc-008 open", Method: "GET", Path: zaak, Status: 200, Holds: []string{`"einddatum":null`, `"archiefnominatie":null`, `"archiefactiedatum":null`, `"startdatumBewaartermijn":null`}},
		})
	})
}

// TestGesloten is zrc-007: on a closed zaak every write asks for zaken.geforceerd-bijwerken.
func TestGesloten(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		document := address(s.Root.Make(drc+"/enkelvoudiginformatieobjecten", w.document("indicatieGebruiksrecht", false)))
		another := address(s.Root.Make(drc+"/enkelvoudiginformatieobjecten", w.document("indicatieGebruiksrecht", false)))
		zaak := w.makeZaak()
		made := func(path string, body map[string]any) string { return address(s.Root.Make(path, body)) }
		eigenschap := made(zaak+"/zaakeigenschappen", map[string]any{"zaak": zaak, "eigenschap": w.eigenschap, "waarde": "rood"})
		rol := made(zrc+"/rollen", w.rol(zaak))
		object := made(zrc+"/zaakobjecten", map[string]any{"zaak": zaak, "objectType": "pand", "objectIdentificatie": map[string]any{"identificatie": "1"}})
		zio := made(zrc+"/zaakinformatieobjecten", map[string]any{"zaak": zaak, "informatieobject": document})
		moment := made(zrc+"/zaakcontactmomenten", map[string]any{"zaak": zaak, "contactmoment": "https://example.com/1"})
		verzoek := made(zrc+"/zaakverzoeken", map[string]any{"zaak": zaak, "verzoek": "https://example.com/1"})
		notitie := made(zrc+"/zaaknotities", map[string]any{"gerelateerdAan": zaak, "onderwerp": "x", "tekst": "y"})
		w.close(w.soort, zaak, "2026-02-01T09:00:00Z")
		resultaat := s.Root.Get(zaak)["resultaat"].(string)
		plain := s.With("plain", w.may("zeer_geheim", "zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen", "zaken.verwijderen"))
		forced := s.With("forced", w.may("zeer_geheim", "zaken.lezen", "zaken.geforceerd-bijwerken", "zaken.bijwerken", "zaken.heropenen"))
		writes := []kit.Case{
			{Name: "zaak put", Method: "PUT", Path: zaak, Body: w.zaak(), Status: 200},
			{Name: "zaak patch", Method: "PATCH", Path: zaak, Body: map[string]any{"omschrijving": "x"}, Status: 200},
			{Name: "klantcontact", Method: "POST", Path: zrc + "/klantcontacten", Body: map[string]any{"zaak": zaak, "datumtijd": "2026-01-01T00:00:00Z"}, Status: 201},
			{Name: "rol", Method: "POST", Path: zrc + "/rollen", Body: w.rol(zaak), Status: 201},
			{Name: "rol removed", Method: "DELETE", Path: rol, Status: 204},
			{Name: "zaakobject", Method: "POST", Path: zrc + "/zaakobjecten", Body: map[string]any{"zaak": zaak, "objectType": "pand", "objectIdentificatie": map[string]any{"identificatie": "2"}}, Status: 201},
			{Name: "zaakobject patch", Method: "PATCH", Path: object, Body: map[string]any{"relatieomschrijving": "x"}, Status: 200},
			{Name: "zaakobject removed", Method: "DELETE", Path: object, Status: 204},
			{Name: "zaakeigenschap", Method: "POST", Path: zaak + "/zaakeigenschappen", Body: map[string]any{"zaak": zaak, "eigenschap": w.eigenschap, "waarde": "blauw"}, Status: 201},
			{Name: "zaakeigenschap patch", Method: "PATCH", Path: eigenschap, Body: map[string]any{"waarde": "blauw"}, Status: 200},
			{Name: "zaakeigenschap removed", Method: "DELETE", Path: eigenschap, Status: 204},
			{Name: "zaakinformatieobject", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: map[string]any{"zaak": zaak, "informatieobject": another}, Status: 201},
			{Name: "zaakinformatieobject put", Method: "PUT", Path: zio, Body: map[string]any{"zaak": zaak, "informatieobject": document, "titel": "x"}, Status: 200},
			{Name: "zaakinformatieobject patch", Method: "PATCH", Path: zio, Body: map[string]any{"titel": "x"}, Status: 200},
			{Name: "zaakinformatieobject removed", Method: "DELETE", Path: zio, Status: 204},
			{Name: "zaakcontactmoment", Method: "POST", Path: zrc + "/zaakcontactmomenten", Body: map[string]any{"zaak": zaak, "contactmoment": "https://example.com/2"}, Status: 201},
			{Name: "zaakcontactmoment removed", Method: "DELETE", Path: moment, Status: 204},
			{Name: "zaakverzoek", Method: "POST", Path: zrc + "/zaakverzoeken", Body: map[string]any{"zaak": zaak, "verzoek": "https://example.com/2"}, Status: 201},
			{Name: "zaakverzoek removed", Method: "DELETE", Path: verzoek, Status: 204},
			{Name: "zaaknotitie patch", Method: "PATCH", Path: notitie, Body: map[string]any{"tekst": "x"}, Status: 200},
			{Name: "zaaknotitie removed", Method: "DELETE", Path: notitie, Status: 204},
			{Name: "resultaat patch", Method: "PATCH", Path: resultaat, Body: map[string]any{"toelichting": "x"}, Status: 200},
			{Name: "resultaat put", Method: "PUT", Path: resultaat, Body: map[string]any{"zaak": zaak, "resultaattype": w.resultaattype, "toelichting": "y"}, Status: 200},
			{Name: "resultaat removed", Method: "DELETE", Path: resultaat, Status: 204},
		}
		var cases []kit.Case
		for _, write := range writes {
			denied := write
			denied.Name, denied.As, denied.Status, denied.Code = "zrc-007 "+write.Name, plain, 403, "permission_denied"
			cases = append(cases, denied)
		}
		cases = append(cases, kit.Case{Name: "zrc-007e unique comes first", As: plain, Method: "POST", Path: zrc + "/resultaten", Body: map[string]any{"zaak": zaak, "resultaattype": w.resultaattype}, Status: 400, Faults: []string{"zaak unique"}})
		for _, write := range writes {
			allowed := write
			quiet := write.Path == zrc+"/zaaknotities" || write.Path == notitie
			allowed.Name, allowed.As, allowed.Audited, allowed.Notified = "zrc-007 forced "+write.Name, forced, true, !quiet
			cases = append(cases, allowed)
		}
		s.Cases(t, cases)
		s.Cases(t, []kit.Case{{Name: "zrc-023 closed zaak goes", As: plain, Method: "DELETE", Path: zaak, Status: 204, Notified: true}})
	})
}
