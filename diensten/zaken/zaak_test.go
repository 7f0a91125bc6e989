package zaken_test

import (
	"testing"

	"meent/proef/kit"
)

// world is a catalogue with one published zaaktype and what hangs on it.
type world struct {
	catalogus, zaaktype, begin, eind, behandelaar string
}

func newWorld(s *kit.Server) world {
	text := func(o map[string]any) string { return o["url"].(string) }
	w := world{}
	w.catalogus = text(s.Root.Make("/catalogi/api/v1/catalogussen", map[string]any{"domein": "VOORB", "rsin": "000000000", "contactpersoonBeheerNaam": "Jo"}))
	w.zaaktype = text(s.Root.Make("/catalogi/api/v1/zaaktypen", map[string]any{
		"identificatie": "ZT1", "omschrijving": "Parkeervergunning", "vertrouwelijkheidaanduiding": "openbaar", "catalogus": w.catalogus, "beginGeldigheid": "2020-01-01",
	}))
	w.begin = text(s.Root.Make("/catalogi/api/v1/statustypen", map[string]any{"zaaktype": w.zaaktype, "omschrijving": "Ontvangen", "volgnummer": 1}))
	w.eind = text(s.Root.Make("/catalogi/api/v1/statustypen", map[string]any{"zaaktype": w.zaaktype, "omschrijving": "Afgehandeld", "volgnummer": 2}))
	w.behandelaar = text(s.Root.Make("/catalogi/api/v1/roltypen", map[string]any{"zaaktype": w.zaaktype, "omschrijving": "Behandelaar", "omschrijvingGeneriek": "behandelaar"}))
	s.Root.Make(w.zaaktype+"/publish", nil)
	return w
}

func (w world) zaak(more ...any) map[string]any {
	z := map[string]any{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": w.zaaktype, "startdatum": "2026-01-05"}
	for i := 0; i < len(more); i += 2 {
		z[more[i].(string)] = more[i+1]
	}
	return z
}

func TestZaak(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		concept := s.Root.Make("/catalogi/api/v1/zaaktypen", map[string]any{
			"identificatie": "ZT2", "omschrijving": "Concept", "vertrouwelijkheidaanduiding": "openbaar", "catalogus": w.catalogus, "beginGeldigheid": "2020-01-01"})["url"]
		zaak := s.Root.Make("/zaken/api/v1/zaken", w.zaak("identificatie", "ZAAK-1"))["url"].(string)
		s.Cases(t, []kit.Case{
			{Name: "created", Method: "POST", Path: "/zaken/api/v1/zaken", Body: w.zaak(), Status: 201, Holds: []string{`"vertrouwelijkheidaanduiding":"openbaar"`, `"status":null`, `"identificatie":"ZAAK-20`}, Audited: true, Notified: true},
			{Name: "all faults at once", Method: "POST", Path: "/zaken/api/v1/zaken", Body: map[string]any{"bronorganisatie": "123", "zaaktype": s.URL + "/zaken/api/v1/nergens", "startdatum": "gisteren"}, Status: 400,
				Code: "invalid", Faults: []string{"bronorganisatie invalid-length", "verantwoordelijkeOrganisatie required", "startdatum invalid", "zaaktype bad-url"}},
			{Name: "zrc-001 concept", Method: "POST", Path: "/zaken/api/v1/zaken", Body: w.zaak("zaaktype", concept), Status: 400, Faults: []string{"zaaktype not-published"}},
			{Name: "zrc-001 wrong kind", Method: "POST", Path: "/zaken/api/v1/zaken", Body: w.zaak("zaaktype", w.begin), Status: 400, Faults: []string{"zaaktype invalid-resource"}},
			{Name: "zrc-002 not unique", Method: "POST", Path: "/zaken/api/v1/zaken", Body: w.zaak("identificatie", "ZAAK-1"), Status: 400, Faults: []string{"identificatie identificatie-niet-uniek"}},
			{Name: "zrc-002 change", Method: "PATCH", Path: zaak, Body: map[string]any{"identificatie": "ZAAK-2"}, Status: 400, Faults: []string{"identificatie wijzigen-niet-toegelaten"}},
			{Name: "patch", Method: "PATCH", Path: zaak, Body: map[string]any{"omschrijving": "nieuw \"ding\" é"}, Status: 200, Holds: []string{`"omschrijving":"nieuw \"ding\" é"`, `"startdatum":"2026-01-05"`}, Audited: true, Notified: true},
			{Name: "put keeps the number", Method: "PUT", Path: zaak, Body: w.zaak(), Status: 200, Holds: []string{`"identificatie":"ZAAK-1"`, `"omschrijving":""`}, Audited: true, Notified: true},
			{Name: "zrc-012 empty group", Method: "PATCH", Path: zaak, Body: map[string]any{"verlenging": map[string]any{}}, Status: 400, Faults: []string{"verlenging.reden required", "verlenging.duur required"}},
			{Name: "zrc-013 self", Method: "PATCH", Path: zaak, Body: map[string]any{"hoofdzaak": zaak}, Status: 400, Faults: []string{"hoofdzaak self-forbidden"}},
			{Name: "G-41 no CRS", Method: "GET", Path: zaak, Headers: []string{"Accept-Crs", ""}, Status: 412},
			{Name: "G-41 other CRS", Method: "GET", Path: zaak, Headers: []string{"Accept-Crs", "EPSG:28992"}, Status: 406},
			{Name: "G-32 unknown parameter", Method: "GET", Path: "/zaken/api/v1/zaken?zaaktipe=x", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "G-32 elsewhere", Method: "GET", Path: "/zaken/api/v1/zaken?zaaktype=https://example.com/1", Status: 200, Holds: []string{`"count":0`}},
			{Name: "by zaaktype", Method: "GET", Path: "/zaken/api/v1/zaken?zaaktype=" + w.zaaktype, Status: 200, Holds: []string{`"count":2`}},
			{Name: "ordered", Method: "GET", Path: "/zaken/api/v1/zaken?ordering=-startdatum,identificatie&startdatum__gte=2026-01-01", Status: 200, Holds: []string{`"count":2`}},
			{Name: "page that is not there", Method: "GET", Path: "/zaken/api/v1/zaken?page=2", Status: 404},
			{Name: "If-Match", Method: "PATCH", Path: zaak, Headers: []string{"If-Match", `"verouderd"`}, Body: map[string]any{"omschrijving": "x"}, Status: 412, Code: "precondition_failed"},
			{Name: "G-07 broken", Method: "POST", Path: "/zaken/api/v1/zaken", Body: "{", Status: 400, Code: "parse_error"},
			{Name: "G-07 method", Method: "DELETE", Path: "/zaken/api/v1/zaken", Status: 405, Code: "method_not_allowed"},
			{Name: "G-20 no token", As: s.Anonymous(), Method: "GET", Path: zaak, Status: 403, Code: "not_authenticated"},
			{Name: "expand", Method: "GET", Path: zaak + "?expand=zaaktype.catalogus,status,rollen", Status: 200, Holds: []string{`"_expand":{"rollen":[],"status":null,"zaaktype":{"url"`, `"_expand":{"catalogus":{"url"`}},
		})
		tag := s.Root.Do("GET", zaak, nil).Header.Get("ETag")
		s.Cases(t, []kit.Case{
			{Name: "G-40 not modified", Method: "GET", Path: zaak, Headers: []string{"If-None-Match", `"x", ` + tag}, Status: 304},
			{Name: "If-Match", Method: "PATCH", Path: zaak, Headers: []string{"If-Match", tag}, Body: map[string]any{"omschrijving": "x"}, Status: 200, Audited: true, Notified: true},
			{Name: "G-40 modified", Method: "GET", Path: zaak, Headers: []string{"If-None-Match", tag}, Status: 200},
		})
	})
}

func TestStatus(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		zaak := s.Root.Make("/zaken/api/v1/zaken", w.zaak())["url"].(string)
		first := s.Root.Make("/zaken/api/v1/statussen", map[string]any{"zaak": zaak, "statustype": w.begin, "datumStatusGezet": "2026-01-06T09:00:00Z"})
		if got := s.Root.Get(zaak)["status"]; got != first["url"] {
			t.Errorf("status of the zaak is %v, want %v", got, first["url"])
		}
		lezer := s.With("lezer", map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen", "zaken.bijwerken"}, "zaaktype": w.zaaktype, "maxVertrouwelijkheidaanduiding": "openbaar"})
		vreemd := s.With("vreemd", map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen"}, "zaaktype": s.URL + "/catalogi/api/v1/zaaktypen/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11", "maxVertrouwelijkheidaanduiding": "geheim"})
		s.Cases(t, []kit.Case{
			{Name: "zrc-031 twice", Method: "POST", Path: "/zaken/api/v1/statussen", Body: map[string]any{"zaak": zaak, "statustype": w.begin, "datumStatusGezet": "2026-01-06T09:00:00Z"}, Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "no zaak", Method: "POST", Path: "/zaken/api/v1/statussen", Body: map[string]any{"zaak": w.zaaktype, "statustype": w.begin, "datumStatusGezet": "2026-01-06T09:00:00Z"}, Status: 400, Faults: []string{"zaak no_match"}},
			{Name: "zrc-007 closes", Method: "POST", Path: "/zaken/api/v1/statussen", Body: map[string]any{"zaak": zaak, "statustype": w.eind, "datumStatusGezet": "2026-02-01T09:00:00Z"}, Status: 201, Holds: []string{`"indicatieLaatstGezetteStatus":true`}, Audited: true, Notified: true},
			{Name: "no longer the last", Method: "GET", Path: first["url"].(string), Status: 200, Holds: []string{`"indicatieLaatstGezetteStatus":false`}},
			{Name: "closed", Method: "GET", Path: zaak, Status: 200, Holds: []string{`"einddatum":"2026-02-01"`}},
			{Name: "zrc-007 closed to others", As: lezer, Method: "POST", Path: "/zaken/api/v1/rollen", Body: map[string]any{"zaak": zaak, "roltype": w.behandelaar, "betrokkeneType": "medewerker", "roltoelichting": "x"}, Status: 403, Code: "permission_denied"},
			{Name: "zrc-006 sees", As: lezer, Method: "GET", Path: "/zaken/api/v1/statussen", Status: 200, Holds: []string{`"count":2`}},
			{Name: "zrc-006 other type, list", As: vreemd, Method: "GET", Path: "/zaken/api/v1/zaken", Status: 200, Holds: []string{`"count":0`}},
			{Name: "zrc-006 other type, detail", As: vreemd, Method: "GET", Path: zaak, Status: 403, Code: "permission_denied"},
			{Name: "zrc-006 other type, search", As: vreemd, Method: "POST", Path: "/zaken/api/v1/zaken/_zoek", Body: map[string]any{"zaaktype__in": []string{w.zaaktype}}, Status: 200, Holds: []string{`"count":0`}},
			{Name: "zrc-006 no scope", As: vreemd, Method: "POST", Path: "/zaken/api/v1/zaken", Body: w.zaak(), Status: 403, Code: "permission_denied"},
			{Name: "audit trail", Method: "GET", Path: zaak + "/audittrail", Status: 200, Holds: []string{`"actie":"create"`, `"resource":"status"`}},
			{Name: "zrc-023 removed", Method: "DELETE", Path: zaak, Status: 204, Notified: true},
			{Name: "zrc-023 status gone", Method: "GET", Path: first["url"].(string), Status: 404},
			{Name: "zrc-023 trail gone", Method: "GET", Path: zaak + "/audittrail", Status: 404},
		})
	})
}
