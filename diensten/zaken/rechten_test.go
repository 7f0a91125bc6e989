package zaken_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"meent/proef/kit"
)

// allScopes are those of the Zaken API.
var allScopes = []string{"zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.verwijderen", "zaken.statussen.toevoegen", "zaken.heropenen", "zaken.geforceerd-bijwerken", "audittrails.lezen"}

// hidden is a confidential zaak with something of everything, and what is posted to make each.
type hidden struct {
	zaak    string
	objects map[string]string         // one of each collection, by its path
	bodies  map[string]map[string]any // a body that is right, by the path of the collection
}

func (w world) hide() hidden {
	zaak := w.makeZaak("vertrouwelijkheidaanduiding", "geheim", "identificatie", "GEHEIM", "zaakgeometrie", map[string]any{"type": "Point", "coordinates": []int{5, 52}})
	document := func() string {
		return address(w.Root.Make(drc+"/enkelvoudiginformatieobjecten", w.document("indicatieGebruiksrecht", false)))
	}
	besluit := address(w.Root.Make(brc+"/besluiten", w.besluit()))
	h := hidden{zaak: zaak, objects: map[string]string{zrc + "/zaken": zaak}, bodies: map[string]map[string]any{
		zrc + "/zaken":        w.zaak("vertrouwelijkheidaanduiding", "geheim"),
		zrc + "/statussen":    w.status(zaak, w.begin, "2026-01-06T09:00:00Z"),
		zrc + "/rollen":       w.rol(zaak),
		zrc + "/resultaten":   {"zaak": zaak, "resultaattype": w.resultaattype},
		zrc + "/zaakobjecten": {"zaak": zaak, "objectType": "pand", "objectIdentificatie": map[string]any{"identificatie": "1"}},
		zrc + "/zaken/{zaak_uuid}/zaakeigenschappen": {"zaak": zaak, "eigenschap": w.eigenschap, "waarde": "rood"},
		zrc + "/zaakinformatieobjecten":              {"zaak": zaak, "informatieobject": document()},
		zrc + "/zaken/{zaak_uuid}/besluiten":         {"besluit": besluit},
		zrc + "/klantcontacten":                      {"zaak": zaak, "datumtijd": "2026-01-01T00:00:00Z"},
		zrc + "/zaakcontactmomenten":                 {"zaak": zaak, "contactmoment": "https://example.com/1"},
		zrc + "/zaakverzoeken":                       {"zaak": zaak, "verzoek": "https://example.com/1"},
		zrc + "/zaaknotities":                        {"gerelateerdAan": zaak, "onderwerp": "x", "tekst": "y"},
	}}
	for path, body := range h.bodies {
		if path != zrc+"/zaken" {
			h.objects[path] = address(w.Root.Make(h.at(path), body))
		}
	}
	// What may be there once is posted with something else the second time.
	h.bodies[zrc+"/statussen"] = w.status(zaak, w.begin, "2026-01-07T09:00:00Z")
	h.bodies[zrc+"/zaakinformatieobjecten"]["informatieobject"] = document()
	h.bodies[zrc+"/zaken/{zaak_uuid}/besluiten"]["besluit"] = address(w.Root.Make(brc+"/besluiten", w.besluit()))
	return h
}

// at fills in the zaak in a path.
func (h hidden) at(path string) string {
	return strings.Replace(path, "{zaak_uuid}", h.zaak[len(h.zaak)-36:], 1)
}

// request is what a route of the Zaken API asks for the hidden zaak: the method, the address and a body.
func (h hidden) request(t *testing.T, pattern, line string) (method, path string, body any) {
	t.Helper()
	method, path, _ = strings.Cut(pattern, " ")
	switch {
	case strings.HasSuffix(path, "/_zoek"):
		return method, path, map[string]any{"uuid__in": []string{h.zaak[len(h.zaak)-36:]}}
	case strings.HasSuffix(path, "/zaaknummer_reserveren"):
		return method, path, map[string]any{"bronorganisatie": "000000000"}
	case strings.HasSuffix(path, "/audittrail"):
		return method, h.zaak + "/audittrail", nil
	case strings.Contains(path, "/audittrail/"):
		return method, h.zaak + "/audittrail/" + line, nil
	}
	collection := strings.TrimSuffix(path, "/{uuid}")
	if h.bodies[collection] == nil {
		t.Fatalf("%s is new: say what is posted there", pattern)
	}
	if method != http.MethodGet && method != http.MethodDelete {
		body = h.bodies[collection]
	}
	if method == http.MethodPatch {
		body = map[string]any{}
	}
	if collection != path {
		return method, h.objects[collection], body
	}
	return method, h.at(path), body
}

// TestRechten is zrc-006 and G-26: every operation, for clients that may not see a zaak.
func TestRechten(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		h := w.hide()
		line := s.Root.Do("GET", h.zaak+"/audittrail", nil)
		var lines []map[string]any
		decode(t, line.Body, &lines)
		clients := []struct {
			name string
			*kit.Client
			scopes bool // it has the scopes, for other zaken
		}{
			{"without scopes", s.With("zonder", map[string]any{"component": "zrc", "scopes": []string{"zaken.zien"}, "zaaktype": w.zaaktype, "maxVertrouwelijkheidaanduiding": "zeer_geheim"}), false},
			{"of another register", s.With("ztc", map[string]any{"component": "ztc", "scopes": []string{"catalogi.lezen", "zaken.lezen"}}), false},
			{"of another zaaktype", s.With("ander", w.ander.may("zeer_geheim", allScopes...)), true},
			{"of a lower level", s.With("laag", w.may("confidentieel", allScopes...)), true},
			{"without a token", s.Anonymous(), false},
		}
		for _, route := range s.Routes() {
			if route.API().Root != zrc || route.Open {
				continue
			}
			method, path, body := h.request(t, route.Pattern, lines[0]["uuid"].(string))
			for _, c := range clients {
				tc := kit.Case{Name: fmt.Sprintf("zrc-006 %s %s", c.name, strings.ReplaceAll(route.Pattern, "/", "_")), As: c.Client, Method: method, Path: path, Body: body, Status: 403}
				list := method == http.MethodGet && !strings.Contains(route.Pattern, "{")
				switch {
				case !c.scopes:
				case strings.HasSuffix(path, "/_zoek"):
					tc.Status, tc.Holds = 200, []string{`"count":0`, `"results":[]`}
				case strings.HasSuffix(path, "/zaaknummer_reserveren"): // a number belongs to no zaaktype
					tc.Status = 201
				case list && strings.HasPrefix(string(c.Do(method, path, body).Body), "["):
					tc.Status, tc.Holds = 200, []string{"[]"}
				case list:
					tc.Status, tc.Holds = 200, []string{`"count":0`, `"results":[]`}
				}
				s.Cases(t, []kit.Case{tc})
				if method == http.MethodGet {
					if a := c.Do(http.MethodHead, path, nil); a.Status != tc.Status || len(a.Body) > 0 {
						t.Errorf("HEAD %s: %d with %d bytes, want %d", path, a.Status, len(a.Body), tc.Status)
					}
				}
			}
		}
	})
}

// TestRechtenLezer is a client that may only read: it sees everything, and writes nothing.
func TestRechtenLezer(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		h := w.hide()
		lezer := s.With("lezer", w.may("geheim", "zaken.lezen"))
		for _, route := range s.Routes() {
			if route.API().Root != zrc || route.Open || strings.Contains(route.Pattern, "audittrail") {
				continue
			}
			method, path, body := h.request(t, route.Pattern, "")
			want := http.StatusForbidden
			if method == http.MethodGet || strings.HasSuffix(path, "/_zoek") {
				want = http.StatusOK
			}
			a := lezer.Do(method, path, body)
			if a.Status != want {
				t.Errorf("%s: %d, want %d: %s", route.Pattern, a.Status, want, a.Body)
			}
			if want == http.StatusOK && !strings.Contains(string(a.Body), `"url":"`) {
				t.Errorf("%s shows nothing: %s", route.Pattern, a.Body)
			}
		}
		s.Cases(t, []kit.Case{
			{Name: "G-51 trail without its scope", As: lezer, Method: "GET", Path: h.zaak + "/audittrail", Status: 403, Code: "permission_denied"},
		})
	})
}

// TestRechtenOmweg is G-26 on the ways round: expand from a zaak that one may see, and a change that would take a zaak where
// one may not go.
func TestRechtenOmweg(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		secret := w.makeZaak("vertrouwelijkheidaanduiding", "geheim")
		zaak := w.makeZaak("relevanteAndereZaken", []any{map[string]any{"url": secret, "aardRelatie": "vervolg"}}, "hoofdzaak", secret)
		status := address(s.Root.Make(zrc+"/statussen", w.status(zaak, w.begin, "2026-01-06T09:00:00Z")))
		document := address(s.Root.Make(drc+"/enkelvoudiginformatieobjecten", w.document()))
		s.Root.Make(zrc+"/zaakinformatieobjecten", map[string]any{"zaak": zaak, "informatieobject": document})
		laag := s.With("laag", w.may("openbaar", allScopes...))
		s.Cases(t, []kit.Case{
			{Name: "G-26 sees its own", As: laag, Method: "GET", Path: zaak, Status: 200},
			{Name: "G-26 expand", As: laag, Method: "GET", Path: zaak + "?expand=relevanteAndereZaken.status,hoofdzaak", Status: 200, Holds: []string{`"_expand":{"hoofdzaak":null,"relevanteAndereZaken":[]}`}},
			{Name: "G-26 expand of a list", As: laag, Method: "GET", Path: zrc + "/zaken?expand=hoofdzaak", Status: 200, Holds: []string{`"count":1`, `"_expand":{"hoofdzaak":null}`}},
			{Name: "G-26 expand of a search", As: laag, Method: "POST", Path: zrc + "/zaken/_zoek", Body: map[string]any{"bronorganisatie": "000000000", "expand": "hoofdzaak"}, Status: 200, Holds: []string{`"count":1`, `"_expand":{"hoofdzaak":null}`}},
			{Name: "G-26 expand into documents", As: laag, Method: "GET", Path: zaak + "?expand=zaakinformatieobjecten.informatieobject", Status: 200, Holds: []string{`"_expand":{"informatieobject":null}`}},
			{Name: "zrc-006 not above its own level", As: laag, Method: "PATCH", Path: zaak, Body: map[string]any{"vertrouwelijkheidaanduiding": "geheim"}, Status: 403, Code: "permission_denied"},
			{Name: "zrc-006 not into another zaaktype", As: laag, Method: "PATCH", Path: zaak, Body: map[string]any{"zaaktype": w.ander.zaaktype, "hoofdzaak": nil}, Status: 403, Code: "permission_denied"},
			{Name: "zrc-006 not made above its level", As: laag, Method: "POST", Path: zrc + "/zaken", Body: w.zaak("vertrouwelijkheidaanduiding", "geheim"), Status: 403, Code: "permission_denied"},
			{Name: "zrc-006 made at its level", As: laag, Method: "POST", Path: zrc + "/zaken", Body: w.zaak(), Status: 201, Audited: true, Notified: true},
			{Name: "G-26 status of its own", As: laag, Method: "GET", Path: status, Status: 200},
			{Name: "zrc-006 the level rises", Method: "PATCH", Path: zaak, Body: map[string]any{"vertrouwelijkheidaanduiding": "geheim"}, Status: 200, Audited: true, Notified: true},
			{Name: "G-26 and with it that of what hangs on it", As: laag, Method: "GET", Path: status, Status: 403},
			{Name: "G-26 in lists too", As: laag, Method: "GET", Path: zrc + "/statussen", Status: 200, Holds: []string{`"count":0`}},
			{Name: "G-26 and in plain ones", As: laag, Method: "GET", Path: zrc + "/zaakinformatieobjecten", Status: 200, Holds: []string{"[]"}},
			{Name: "G-26 and in the trail", As: laag, Method: "GET", Path: zaak + "/audittrail", Status: 403},
			{Name: "zrc-006 the level falls", Method: "PATCH", Path: zaak, Body: map[string]any{"vertrouwelijkheidaanduiding": "openbaar"}, Status: 200, Audited: true, Notified: true},
			{Name: "G-26 seen again", As: laag, Method: "GET", Path: status, Status: 200},
			{Name: "G-26 other zaaktype", Method: "PATCH", Path: zaak, Body: map[string]any{"zaaktype": w.ander.zaaktype, "hoofdzaak": nil}, Status: 200, Audited: true, Notified: true},
			{Name: "G-26 gone from sight", As: laag, Method: "GET", Path: status, Status: 403},
		})
	})
}
