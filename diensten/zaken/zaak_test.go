package zaken_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"meent/proef/kit"
)

func TestZaak(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		concept := address(s.Root.Make(ztc+"/zaaktypen", kit.Zaaktype(w.catalogus, "ZT3")))
		zaak := w.makeZaak("identificatie", "ZAAK-1")
		s.Cases(t, []kit.Case{
			{Name: "created", Method: "POST", Path: zrc + "/zaken", Body: w.zaak(), Status: 201, Holds: []string{`"vertrouwelijkheidaanduiding":"openbaar"`, `"status":null`, `"resultaat":null`,
				`"eigenschappen":[]`, `"identificatie":"ZAAK-20`, `"archiefstatus":"nog_te_archiveren"`, `"einddatumGepland":"2026-01-10"`, `"uiterlijkeEinddatumAfdoening":"2026-02-04"`}, Audited: true, Notified: true},
			{Name: "all faults at once", Method: "POST", Path: zrc + "/zaken", Body: map[string]any{"bronorganisatie": "123", "zaaktype": s.URL + "/zaken/api/v1/nergens", "startdatum": "gisteren"}, Status: 400,
				Code: "invalid", Faults: []string{"bronorganisatie invalid-length", "verantwoordelijkeOrganisatie required", "startdatum invalid", "zaaktype bad-url"}},
			{Name: "zrc-001 concept", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("zaaktype", concept), Status: 400, Faults: []string{"zaaktype not-published"}},
			{Name: "zrc-001 wrong kind", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("zaaktype", w.begin), Status: 400, Faults: []string{"zaaktype invalid-resource"}},
			{Name: "zrc-001 other type", Method: "PATCH", Path: zaak, Body: map[string]any{"zaaktype": w.ander.zaaktype}, Status: 200, Holds: []string{w.ander.zaaktype}, Audited: true, Notified: true},
			{Name: "zrc-001 and back", Method: "PATCH", Path: zaak, Body: map[string]any{"zaaktype": w.zaaktype}, Status: 200, Audited: true, Notified: true},
			{Name: "zrc-002 not unique", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("identificatie", "ZAAK-1"), Status: 400, Faults: []string{"identificatie identificatie-niet-uniek"}},
			{Name: "zrc-002 change", Method: "PATCH", Path: zaak, Body: map[string]any{"identificatie": "ZAAK-2"}, Status: 400, Faults: []string{"identificatie wijzigen-niet-toegelaten"}},
			{Name: "G-03 number and snake case", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("identificatie", 2, "laatste_betaaldatum", "2026-01-01T00:00:00Z", "laatsteBetaalDatum", "x"), Status: 201,
				Holds: []string{`"identificatie":"2"`, `"laatsteBetaaldatum":"2026-01-01T00:00:00Z"`}, Audited: true, Notified: true},
			{Name: "patch", Method: "PATCH", Path: zaak, Body: map[string]any{"omschrijving": "nieuw \"ding\" é"}, Status: 200, Holds: []string{`"omschrijving":"nieuw \"ding\" é"`, `"startdatum":"2026-01-05"`}, Audited: true, Notified: true},
			{Name: "put keeps the number", Method: "PUT", Path: zaak, Body: w.zaak(), Status: 200, Holds: []string{`"identificatie":"ZAAK-1"`, `"omschrijving":""`}, Audited: true, Notified: true},
			{Name: "If-Match", Method: "PATCH", Path: zaak, Headers: []string{"If-Match", `"verouderd"`}, Body: map[string]any{"omschrijving": "x"}, Status: 412, Code: "precondition_failed"},
			{Name: "zrc-009 given", Method: "PATCH", Path: zaak, Body: map[string]any{"vertrouwelijkheidaanduiding": "geheim"}, Status: 200, Holds: []string{`"vertrouwelijkheidaanduiding":"geheim"`}, Audited: true, Notified: true},
			{Name: "zrc-009 left out of a put", Method: "PUT", Path: zaak, Body: w.zaak(), Status: 200, Holds: []string{`"vertrouwelijkheidaanduiding":"openbaar"`}, Audited: true, Notified: true},
			{Name: "zrc-010 wrong kind", Method: "PATCH", Path: zaak, Body: map[string]any{"communicatiekanaal": w.zaaktype}, Status: 400, Faults: []string{"communicatiekanaal invalid-resource"}},
			{Name: "zrc-010 nowhere", Method: "PATCH", Path: zaak, Body: map[string]any{"communicatiekanaal": s.URL + "/x"}, Status: 400, Faults: []string{"communicatiekanaal bad-url"}},
			{Name: "zrc-010", Method: "PATCH", Path: zaak, Body: map[string]any{"communicatiekanaal": s.URL + rl + "/communicatiekanalen/765eeec5-3fcb-4d92-a8ab-fc86c3d22fd2"}, Status: 200, Audited: true, Notified: true},
			{Name: "zrc-037 selectielijstklasse", Method: "PATCH", Path: zaak, Body: map[string]any{"selectielijstklasse": s.URL + nihil}, Status: 200, Audited: true, Notified: true},
			{Name: "zrc-037 no selectielijstklasse", Method: "PATCH", Path: zaak, Body: map[string]any{"selectielijstklasse": s.URL + nihilProces}, Status: 400, Faults: []string{"selectielijstklasse invalid-resource"}},
			{Name: "zrc-012 empty group", Method: "PATCH", Path: zaak, Body: map[string]any{"verlenging": map[string]any{}, "opschorting": map[string]any{"reden": ""}}, Status: 400,
				Faults: []string{"verlenging.reden required", "verlenging.duur required", "opschorting.indicatie required"}},
			{Name: "zrc-012 null", Method: "PATCH", Path: zaak, Body: map[string]any{"verlenging": nil, "opschorting": map[string]any{"indicatie": true, "reden": "wacht"}}, Status: 200,
				Holds: []string{`"verlenging":null`, `"opschorting":{"indicatie":true,"reden":"wacht"}`}, Audited: true, Notified: true},
			{Name: "zrc-014 nvt", Method: "PATCH", Path: zaak, Body: map[string]any{"betalingsindicatie": "nvt", "laatsteBetaaldatum": "2026-01-01T00:00:00Z"}, Status: 400, Faults: []string{"laatsteBetaaldatum betaling-nvt"}},
			{Name: "zrc-014 future", Method: "PATCH", Path: zaak, Body: map[string]any{"betalingsindicatie": "geheel", "laatsteBetaaldatum": "2999-01-01T00:00:00Z"}, Status: 400, Faults: []string{"laatsteBetaaldatum date-in-future"}},
			{Name: "zrc-014 paid", Method: "PATCH", Path: zaak, Body: map[string]any{"betalingsindicatie": "geheel", "laatsteBetaaldatum": "2026-01-01T00:00:00Z"}, Status: 200, Holds: []string{`"betalingsindicatieWeergave":"De met`}, Audited: true, Notified: true},
			{Name: "zrc-014 no longer", Method: "PATCH", Path: zaak, Body: map[string]any{"betalingsindicatie": "nvt"}, Status: 200, Holds: []string{`"laatsteBetaaldatum":null`}, Audited: true, Notified: true},
			{Name: "zrc-015 not the zaaktype's", Method: "PATCH", Path: zaak, Body: map[string]any{"productenOfDiensten": []string{"https://example.com/product/2"}}, Status: 400, Faults: []string{"productenOfDiensten invalid-products-services"}},
			{Name: "zrc-015", Method: "PATCH", Path: zaak, Body: map[string]any{"productenOfDiensten": []string{"https://example.com/product/1"}}, Status: 200, Audited: true, Notified: true},
			{Name: "zrc-022 nomination", Method: "PATCH", Path: zaak, Body: map[string]any{"archiefstatus": "gearchiveerd"}, Status: 400, Faults: []string{"archiefnominatie archiefnominatie-not-set", "archiefactiedatum archiefactiedatum-not-set"}},
			{Name: "zrc-022 date", Method: "PATCH", Path: zaak, Body: map[string]any{"archiefstatus": "gearchiveerd", "archiefnominatie": "vernietigen"}, Status: 400, Faults: []string{"archiefactiedatum archiefactiedatum-not-set"}},
			{Name: "G-41 no CRS", Method: "GET", Path: zaak, Headers: []string{"Accept-Crs", ""}, Status: 412},
			{Name: "G-41 other CRS", Method: "GET", Path: zaak, Headers: []string{"Accept-Crs", "EPSG:28992"}, Status: 406},
			{Name: "G-07 broken", Method: "POST", Path: zrc + "/zaken", Body: "{", Status: 400, Code: "parse_error"},
			{Name: "G-07 method", Method: "DELETE", Path: zrc + "/zaken", Status: 405, Code: "method_not_allowed"},
			{Name: "G-20 no token", As: s.Anonymous(), Method: "GET", Path: zaak, Status: 403, Code: "not_authenticated"},
		})
		tag := s.Root.Do("GET", zaak, nil).Header.Get("ETag")
		s.Cases(t, []kit.Case{
			{Name: "G-40 not modified", Method: "GET", Path: zaak, Headers: []string{"If-None-Match", `"x", ` + tag}, Status: 304},
			{Name: "If-Match", Method: "PATCH", Path: zaak, Headers: []string{"If-Match", tag}, Body: map[string]any{"omschrijving": "x"}, Status: 200, Audited: true, Notified: true},
			{Name: "G-40 modified", Method: "GET", Path: zaak, Headers: []string{"If-None-Match", tag}, Status: 200},
		})
	})
}

func TestDeelzaken(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		hoofd := w.makeZaak()
		deel := w.makeZaak("hoofdzaak", hoofd)
		other := address(s.Root.Make(zrc+"/zaken", w.ander.zaak()))
		s.Cases(t, []kit.Case{
			{Name: "zrc-013 listed", Method: "GET", Path: hoofd, Status: 200, Holds: []string{`"deelzaken":["` + deel + `"]`}},
			{Name: "zrc-013 self", Method: "PATCH", Path: hoofd, Body: map[string]any{"hoofdzaak": hoofd}, Status: 400, Faults: []string{"hoofdzaak self-forbidden"}},
			{Name: "zrc-013 of a deelzaak", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("hoofdzaak", deel), Status: 400, Faults: []string{"hoofdzaak deelzaak-als-hoofdzaak"}},
			{Name: "zrc-013 no zaak", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("hoofdzaak", w.zaaktype), Status: 400, Faults: []string{"hoofdzaak no_match"}},
			{Name: "zrc-013 elsewhere", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("hoofdzaak", "https://example.com/zaak/1"), Status: 400, Faults: []string{"hoofdzaak no_match"}},
			{Name: "zrc-013 no deelzaaktype", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("hoofdzaak", other), Status: 400, Faults: []string{"hoofdzaak invalid-deelzaaktype"}},
			{Name: "zrc-011 nowhere", Method: "PATCH", Path: hoofd, Body: map[string]any{"relevanteAndereZaken": []any{map[string]any{"url": s.URL + "/x", "aardRelatie": "vervolg"}}}, Status: 400, Faults: []string{"relevanteAndereZaken.0.url bad-url"}},
			{Name: "zrc-011 self", Method: "PATCH", Path: hoofd, Body: map[string]any{"relevanteAndereZaken": []any{map[string]any{"url": hoofd, "aardRelatie": "vervolg"}, map[string]any{"url": other, "aard_relatie": "bijdrage"}}},
				Status: 200, Audited: true, Notified: true},
			{Name: "G-35 relevante zaken", Method: "GET", Path: hoofd + "?expand=relevanteAndereZaken.zaaktype,deelzaken,deelzaken.hoofdzaak", Status: 200,
				Holds: []string{`"_expand":{"deelzaken":[{"url":"` + deel + `"`, `"relevanteAndereZaken":[{"url":"` + hoofd + `"`, `"_expand":{"zaaktype":{"url":"` + w.zaaktype}},
			{Name: "zrc-023 relevante zaak goes", Method: "DELETE", Path: other, Headers: []string{"Accept-Crs", ""}, Status: 204, Notified: true},
			{Name: "zrc-023 and is forgotten", Method: "GET", Path: hoofd, Status: 200, Holds: []string{`"relevanteAndereZaken":[{"url":"` + hoofd + `","aardRelatie":"vervolg"}]`}},
			{Name: "zrc-023 deelzaak goes", Method: "DELETE", Path: deel, Status: 204, Notified: true},
			{Name: "zrc-023 and is not listed", Method: "GET", Path: hoofd, Status: 200, Holds: []string{`"deelzaken":[]`}},
		})
	})
}

// TestElders is about types on another server (G-72): they are fetched before the transaction, also those that the request
// does not name.
func TestElders(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		var there string
		asked := map[string]int{}
		elders := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked[r.URL.Path]++
			zaaktype := kit.Zaaktype(there+"/catalogus", "ZT9", "url", there+"/zaaktype", "vertrouwelijkheidaanduiding", "intern", "concept", false)
			switch r.URL.Path {
			case "/zaaktype":
				_, _ = w.Write(encode(t, zaaktype))
			case "/statustype":
				_, _ = w.Write(encode(t, map[string]any{"url": there + "/statustype", "zaaktype": there + "/zaaktype", "omschrijving": "begin", "volgnummer": 1, "isEindstatus": false}))
			default:
				w.WriteHeader(http.StatusNotFound)
			}
		}))
		t.Cleanup(elders.Close)
		there = elders.URL
		z := soort{zaaktype: there + "/zaaktype"}
		zaak := address(s.Root.Make(zrc+"/zaken", z.zaak()))
		if asked["/zaaktype"] == 0 {
			t.Error("the zaaktype was not fetched")
		}
		s.Cases(t, []kit.Case{
			{Name: "G-72 not there", Method: "POST", Path: zrc + "/zaken", Body: z.zaak("zaaktype", there+"/niets"), Status: 400, Faults: []string{"zaaktype bad-url"}},
			{Name: "G-72 other kind", Method: "POST", Path: zrc + "/zaken", Body: z.zaak("zaaktype", there+"/statustype"), Status: 400, Faults: []string{"zaaktype invalid-resource"}},
			{Name: "G-72 unknown server", Method: "POST", Path: zrc + "/zaken", Body: z.zaak("zaaktype", "https://example.com/zaaktype"), Status: 400, Faults: []string{"zaaktype bad-url"}},
			{Name: "G-72 vertrouwelijkheid", Method: "GET", Path: zaak, Status: 200, Holds: []string{`"vertrouwelijkheidaanduiding":"intern"`, `"zaaktype":"` + there + `/zaaktype"`}},
			{Name: "G-72 patch without naming it", Method: "PATCH", Path: zaak, Body: map[string]any{"omschrijving": "x"}, Status: 200, Audited: true, Notified: true},
			{Name: "G-72 status", Method: "POST", Path: zrc + "/statussen", Body: z.status(zaak, there+"/statustype", "2026-01-01T00:00:00Z"), Status: 201, Audited: true, Notified: true},
			{Name: "G-35 not followed", Method: "GET", Path: zaak + "?expand=zaaktype.catalogus,status.statustype", Status: 200, Holds: []string{`"zaaktype":null`, `"_expand":{"statustype":null}`}},
			{Name: "by zaaktype", Method: "GET", Path: zrc + "/zaken?zaaktype=" + there + "/zaaktype", Status: 200, Holds: []string{`"count":1`}},
		})
		elders.Close()
		s.Cases(t, []kit.Case{
			{Name: "G-72 server is down", Method: "PATCH", Path: zaak, Body: map[string]any{"omschrijving": "y"}, Status: 503, Code: "error"},
		})
	})
}
