package autorisaties_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"meent/data"
	"meent/diensten/auth"
	"meent/proef/kit"
)

const (
	applicaties = "/autorisaties/api/v1/applicaties"
	consumer    = applicaties + "/consumer"
)

type object = map[string]any

func app(clients []string, more ...any) object {
	o := object{"clientIds": clients, "label": "Een applicatie"}
	for i := 0; i < len(more); i += 2 {
		o[more[i].(string)] = more[i+1]
	}
	return o
}

func right(component string, scopes []string, more ...any) object {
	o := object{"component": component, "scopes": scopes}
	for i := 0; i < len(more); i += 2 {
		o[more[i].(string)] = more[i+1]
	}
	return o
}

func list(rights ...object) []object { return append([]object{}, rights...) }

var (
	tell   = right("nrc", []string{"notificaties.publiceren"})
	read   = right("ztc", []string{"catalogi.lezen"})
	manage = right("ac", []string{"autorisaties.lezen", "autorisaties.bijwerken"})
)

func TestApplicatie(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		typ := s.URL + "/catalogi/api/v1/zaaktypen/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11"
		path := s.Root.Make(applicaties, app([]string{"b", "a"}, "autorisaties", list(read, tell)))["url"].(string)
		zrc, drc, brc := right("zrc", []string{"zaken.lezen"}), right("drc", []string{"documenten.lezen"}), right("brc", []string{"besluiten.lezen"})
		s.Cases(t, []kit.Case{
			{Name: "ac-001 several clients in their order", Method: "GET", Path: path, Status: 200, Holds: []string{`"clientIds":["b","a"]`, `"heeftAlleAutorisaties":false`, `"componentWeergave":"Notificaties API"`}},
			{Name: "ac-001 of another", Method: "POST", Path: applicaties, Body: app([]string{"c", "a"}, "heeftAlleAutorisaties", true), Status: 400, Faults: []string{"clientIds clientId-exists"}},
			{Name: "ac-001 twice in one", Method: "POST", Path: applicaties, Body: app([]string{"c", "c"}, "heeftAlleAutorisaties", true), Status: 400, Faults: []string{"clientIds clientId-exists"}},
			{Name: "ac-001 none", Method: "POST", Path: applicaties, Body: app([]string{}, "heeftAlleAutorisaties", true), Status: 400, Faults: []string{"clientIds empty"}},
			{Name: "ac-001 put of another", Method: "PUT", Path: path, Body: app([]string{"a", "root"}, "heeftAlleAutorisaties", true), Status: 400, Faults: []string{"clientIds clientId-exists"}},
			{Name: "ac-001 patch of another", Method: "PATCH", Path: path, Body: object{"clientIds": []string{"root"}}, Status: 400, Faults: []string{"clientIds clientId-exists"}},
			{Name: "ac-001 patch twice", Method: "PATCH", Path: path, Body: object{"clientIds": []string{"a", "a"}}, Status: 400, Faults: []string{"clientIds clientId-exists"}},
			{Name: "ac-001 its own", Method: "PATCH", Path: path, Body: object{"clientIds": []string{"a", "b"}}, Status: 200, Holds: []string{`"clientIds":["a","b"]`}, Notified: true},
			{Name: "ac-002 all and a list", Method: "POST", Path: applicaties, Body: app([]string{"x"}, "heeftAlleAutorisaties", true, "autorisaties", list(tell)), Status: 400, Faults: []string{"nonFieldErrors ambiguous-authorizations-specified"}},
			{Name: "ac-002 neither", Method: "POST", Path: applicaties, Body: app([]string{"x"}, "heeftAlleAutorisaties", false, "autorisaties", list()), Status: 400, Faults: []string{"nonFieldErrors missing-authorizations"}},
			{Name: "ac-002 nothing said", Method: "POST", Path: applicaties, Body: app([]string{"x"}), Status: 400, Faults: []string{"nonFieldErrors missing-authorizations"}},
			{Name: "ac-002 patch to all", Method: "PATCH", Path: path, Body: object{"heeftAlleAutorisaties": true}, Status: 400, Faults: []string{"nonFieldErrors ambiguous-authorizations-specified"}},
			{Name: "ac-002 patch to none", Method: "PATCH", Path: path, Body: object{"autorisaties": list()}, Status: 400, Faults: []string{"nonFieldErrors missing-authorizations"}},
			{Name: "ac-003 everything is told", Method: "POST", Path: applicaties, Body: app([]string{"x"}, "autorisaties", list(zrc, tell, drc, brc)), Status: 400, Faults: []string{
				"autorisaties.0.zaaktype required", "autorisaties.0.maxVertrouwelijkheidaanduiding required", "autorisaties.2.informatieobjecttype required",
				"autorisaties.2.maxVertrouwelijkheidaanduiding required", "autorisaties.3.besluittype required"}},
			{Name: "ac-003 empty is missing", Method: "POST", Path: applicaties, Body: app([]string{"x"}, "autorisaties", list(right("zrc", []string{"zaken.lezen"}, "zaaktype", "", "maxVertrouwelijkheidaanduiding", ""))), Status: 400,
				Faults: []string{"autorisaties.0.zaaktype required", "autorisaties.0.maxVertrouwelijkheidaanduiding required"}},
			{Name: "ac-003 other scopes need no type", Method: "POST", Path: applicaties, Status: 201, Notified: true, Body: app([]string{"ac-003"}, "autorisaties", list(
				right("zrc", []string{"audittrails.lezen"}, "zaaktype", "", "informatieobjecttype", "", "besluittype", "", "maxVertrouwelijkheidaanduiding", "", "componentWeergave", "x"), tell))},
			{Name: "ac-003 patch", Method: "PATCH", Path: path, Body: object{"autorisaties": list(brc)}, Status: 400, Faults: []string{"autorisaties.0.besluittype required"}},
			{Name: "ac-003 no such words", Method: "POST", Path: applicaties, Body: app([]string{"x"}, "autorisaties", list(right("xyz", []string{"a"}, "maxVertrouwelijkheidaanduiding", "hoog"))), Status: 400,
				Faults: []string{"autorisaties.0.component invalid_choice", "autorisaties.0.maxVertrouwelijkheidaanduiding invalid_choice"}},
			{Name: "ac-004 patch replaces the list", Method: "PATCH", Path: path, Body: object{"autorisaties": list(manage)}, Status: 200, Notified: true,
				Holds: []string{`"autorisaties":[{"component":"ac","componentWeergave":"Autorisaties API","scopes":["autorisaties.lezen","autorisaties.bijwerken"],"zaaktype":"","informatieobjecttype":"","besluittype":"","maxVertrouwelijkheidaanduiding":""}]`}},
			{Name: "ac-004 patch leaves the rest", Method: "PATCH", Path: path, Body: object{"label": "Nieuw"}, Status: 200, Holds: []string{`"label":"Nieuw"`, `"autorisaties.bijwerken"`}, Notified: true},
			{Name: "ac-004 by client", Method: "GET", Path: applicaties + "?clientIds=a", Status: 200, Holds: []string{`"count":1,`, path}},
			{Name: "ac-004 by any of several", Method: "GET", Path: applicaties + "?clientIds=nergens,root,a,b", Status: 200, Holds: []string{`"count":2,`}},
			{Name: "ac-004 by nobody", Method: "GET", Path: applicaties + "?clientIds=nergens", Status: 200, Holds: []string{`"count":0,`}},
			{Name: "ac-004 no filter", Method: "GET", Path: applicaties + "?clientIds=", Status: 200, Holds: []string{`"count":3,`}},
			{Name: "ac-004 consumer", Method: "GET", Path: consumer + "?clientId=b", Status: 200, Holds: []string{`{"url":"` + path + `"`}},
			{Name: "ac-004 no such consumer", Method: "GET", Path: consumer + "?clientId=nergens", Status: 404, Code: "not_found"},
			{Name: "ac-004 no consumer named", Method: "GET", Path: consumer, Status: 400, Faults: []string{"clientId required"}},
			{Name: "G-32 unknown parameter of the list", Method: "GET", Path: applicaties + "?clientId=a", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "G-32 unknown parameter of the consumer", Method: "GET", Path: consumer + "?clientId=a&clientIds=a", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "ac-005 a type that is not there", Method: "PUT", Path: path, Status: 200, Notified: true, Holds: []string{`"zaaktype":"` + typ + `"`},
				Body: app([]string{"a"}, "autorisaties", list(right("zrc", []string{"zaken.lezen"}, "zaaktype", typ, "maxVertrouwelijkheidaanduiding", "openbaar")))},
			{Name: "ac-005 a type that is no address", Method: "PATCH", Path: path, Body: object{"autorisaties": list(right("brc", []string{"besluiten.lezen"}, "besluittype", "x"))}, Status: 400, Faults: []string{"autorisaties.0.besluittype invalid"}},
			{Name: "everything missing", Method: "POST", Path: applicaties, Body: object{"autorisaties": list(object{})}, Status: 400, Faults: []string{"clientIds required", "label required", "autorisaties.0.component required", "autorisaties.0.scopes required"}},
			{Name: "too long", Method: "POST", Path: applicaties, Body: app([]string{strings.Repeat("x", 51)}, "label", strings.Repeat("x", 101)), Status: 400, Faults: []string{"clientIds.0 max_length", "label max_length"}},
			{Name: "ac-004 gone", Method: "DELETE", Path: path, Status: 204, Notified: true},
			{Name: "ac-004 gone is gone", Method: "GET", Path: path, Status: 404},
			{Name: "ac-001 its clients are free", Method: "POST", Path: applicaties, Body: app([]string{"a", "b"}, "heeftAlleAutorisaties", true), Status: 201, Notified: true},
		})
	})
}

// What a client without the scope gets, for every operation, and what one with it gets.
func TestRights(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		path := s.Root.Make(applicaties, app([]string{"iemand"}, "autorisaties", list(read)))["url"].(string)
		body := app([]string{"iemand"}, "autorisaties", list(read))
		reader := s.With("lezer", right("ac", []string{"autorisaties.lezen"}))
		manager := s.With("beheerder", manage)
		elsewhere := s.With("elders", right("ztc", []string{"autorisaties.lezen", "autorisaties.bijwerken"}))
		for _, op := range []struct {
			name, method, path string
			body               any
			writes             bool
			status             int
		}{
			{"list", "GET", applicaties, nil, false, 200},
			{"one", "GET", path, nil, false, 200},
			{"consumer", "GET", consumer + "?clientId=iemand", nil, false, 200},
			{"create", "POST", applicaties, app([]string{"nieuw"}, "autorisaties", list(read)), true, 201},
			{"put", "PUT", path, body, true, 200},
			{"patch", "PATCH", path, object{"label": "x"}, true, 200},
			{"delete", "DELETE", path, nil, true, 204},
		} {
			refused := func(who string, as *kit.Client, code string) kit.Case {
				return kit.Case{Name: "G-23 " + op.name + " by " + who, As: as, Method: op.method, Path: op.path, Body: op.body, Status: 403, Code: code}
			}
			cases := []kit.Case{
				refused("nobody", s.Anonymous(), "not_authenticated"),
				refused("one with the scope of another component", elsewhere, "permission_denied"),
			}
			if op.writes {
				cases = append(cases, refused("a reader", reader, "permission_denied"))
			} else {
				cases = append(cases, kit.Case{Name: "G-23 " + op.name + " by a reader", As: reader, Method: op.method, Path: op.path, Status: op.status})
			}
			cases = append(cases, kit.Case{Name: "G-23 " + op.name + " by a manager", As: manager, Method: op.method, Path: op.path, Body: op.body, Status: op.status, Notified: op.writes})
			s.Cases(t, cases)
		}
	})
}

// A client that keeps its token has, from the next request on, the rights that its applicatie now has.
func TestChangeHoldsAtOnce(t *testing.T) {
	const asked = "/catalogi/api/v1/catalogussen"
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		for _, id := range []string{"wisselt", "ander"} {
			if err := s.DB.Update(t.Context(), func(tx data.Tx) error { return auth.SetSecret(tx, id, "geheim", id) }); err != nil {
				t.Fatal(err)
			}
		}
		c, other := s.Client("wisselt", "geheim"), s.Client("ander", "geheim")
		steps := []struct {
			name          string
			do            func(path string) *kit.Answer
			status, other int
		}{
			{"no applicatie", nil, 403, 403},
			{"made", func(string) *kit.Answer {
				return s.Root.Do("POST", applicaties, app([]string{"wisselt"}, "autorisaties", list(read)))
			}, 200, 403},
			{"ac-004 autorisaties replaced", func(path string) *kit.Answer {
				return s.Root.Do("PATCH", path, object{"autorisaties": list(tell)})
			}, 403, 403},
			{"everything", func(path string) *kit.Answer {
				return s.Root.Do("PUT", path, app([]string{"wisselt"}, "heeftAlleAutorisaties", true))
			}, 200, 403},
			{"another client added", func(path string) *kit.Answer {
				return s.Root.Do("PATCH", path, object{"clientIds": []string{"wisselt", "ander"}})
			}, 200, 200},
			{"the first one removed", func(path string) *kit.Answer {
				return s.Root.Do("PATCH", path, object{"clientIds": []string{"ander"}})
			}, 403, 200},
			{"ac-004 deleted", func(path string) *kit.Answer { return s.Root.Do("DELETE", path, nil) }, 403, 403},
		}
		path := ""
		for _, step := range steps {
			if step.do != nil {
				a := step.do(path)
				if a.Status >= 300 {
					t.Fatalf("%s: %d %s", step.name, a.Status, a.Body)
				}
				if a.Status == http.StatusCreated {
					path = a.Object()["url"].(string)
				}
			}
			if got := c.Do("GET", asked, nil).Status; got != step.status {
				t.Errorf("%s: the client gets %d, want %d", step.name, got, step.status)
			}
			if got := other.Do("GET", asked, nil).Status; got != step.other {
				t.Errorf("%s: the other client gets %d, want %d", step.name, got, step.other)
			}
		}
	})
}

// A right may hold for a type of another server, of which there is no object yet.
func TestForeignType(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		elders := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			at := "http://" + r.Host
			body, err := json.Marshal(kit.Zaaktype(at+"/catalogus", "ZT9", "url", at+r.URL.Path, "concept", false))
			if err != nil {
				t.Error(err)
			}
			_, _ = w.Write(body)
		}))
		t.Cleanup(elders.Close)
		mine, other := elders.URL+"/zaaktypen/1", elders.URL+"/zaaktypen/2"
		c := s.With("vreemd", right("zrc", []string{"zaken.lezen", "zaken.aanmaken"}, "zaaktype", mine, "maxVertrouwelijkheidaanduiding", "openbaar"))
		if n := interned(t, s, mine); n != 1 {
			t.Errorf("%d ids for the type of another server, want 1 as soon as a right names it", n)
		}
		zaak := func(zaaktype string) object {
			return object{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": zaaktype, "startdatum": "2026-01-05"}
		}
		s.Cases(t, []kit.Case{
			{Name: "zrc-006 nothing there yet", As: c, Method: "GET", Path: "/zaken/api/v1/zaken?zaaktype=" + mine, Status: 200, Holds: []string{`"count":0,`}},
			{Name: "zrc-006 may make one", As: c, Method: "POST", Path: "/zaken/api/v1/zaken", Body: zaak(mine), Status: 201, Audited: true, Notified: true},
			{Name: "zrc-006 of its own type only", As: c, Method: "POST", Path: "/zaken/api/v1/zaken", Body: zaak(other), Status: 403, Code: "permission_denied"},
			{Name: "zrc-006 another's", Method: "POST", Path: "/zaken/api/v1/zaken", Body: zaak(other), Status: 201, Audited: true, Notified: true},
			{Name: "zrc-006 sees its own", As: c, Method: "GET", Path: "/zaken/api/v1/zaken", Status: 200, Holds: []string{`"count":1,`, mine}},
		})
	})
}

func interned(t *testing.T, s *kit.Server, url string) (n int64) {
	t.Helper()
	err := s.DB.View(t.Context(), func(tx data.Tx) error {
		row, err := tx.One("select count(*) from vreemd where url = $1", url)
		if err == nil {
			n = row.Int(0)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
