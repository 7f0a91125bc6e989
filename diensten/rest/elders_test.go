package rest_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/rest"
	"meent/diensten/zgw"
	"meent/proef/kit"
)

// Waarneming is a resource of a made-up register: it hangs on a zaak of another one.
type Waarneming struct {
	rest.Object
	// Wat er is gezien.
	Omschrijving string `json:"omschrijving" zgw:"required,max=100"`
	// De zaak waar het bij hoort.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken"`
	// Het zaaktype, als het ertoe doet.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"max=1000,ref=zaaktypen"`
}

var waarnemingen = rest.Resource[Waarneming]{
	Name: "waarneming", Table: "waarnemingen", Path: "/waarnemingen/api/v1/waarnemingen", Ops: rest.All,
	Scopes: rest.Scopes{Read: "zaken.lezen", Create: "zaken.bijwerken", Update: "zaken.bijwerken", Delete: "zaken.bijwerken"},
	Parent: func(w *Waarneming) zgw.URL { return w.Zaak }, ParentColumn: "zaak", Lender: "zaken",
	Columns:   []rest.Column[Waarneming]{rest.Ref("zaak", func(w *Waarneming) zgw.URL { return w.Zaak })},
	Filters:   rest.Filters{"zaak": rest.By("zaak")},
	Relations: rest.Relations{"zaak": {To: "/zaken/api/v1/zaken", SQL: "select id, zaak from waarnemingen where id {in}"}},
}

func register(s *rest.Site) {
	s.AddAPI(rest.API{Title: "Waarnemingen", Component: "zrc", Root: "/waarnemingen/api/v1", Version: "0.1.0"}).Add(&waarnemingen)
}

func run(t *testing.T, test func(t *testing.T, s *kit.Server, w world)) {
	datatest.Run(t, func(t *testing.T, db data.DB) {
		if err := db.Update(t.Context(), func(tx data.Tx) error {
			return tx.Exec(`create table waarnemingen (id bigint primary key, uuid text not null unique, cls bigint not null default 0, body text not null,
				afgeleid text not null default '', zaak bigint not null references zaken (id) on delete cascade)`)
		}); err != nil {
			t.Fatal(err)
		}
		s := kit.Start(t, db, register)
		test(t, s, newWorld(s))
	})
}

// world is two published zaaktypen, a zaak of each, and a client that may see and write zaken of the first only.
type world struct {
	type1, type2, zaak1, zaak2 string
	schrijver                  *kit.Client
}

func newWorld(s *kit.Server) world {
	catalogus := s.Root.Make("/catalogi/api/v1/catalogussen", map[string]any{"domein": "VOORB", "rsin": "000000000", "contactpersoonBeheerNaam": "Jo"})["url"]
	zaaktype := func(id string) string {
		url := s.Root.Make("/catalogi/api/v1/zaaktypen", kit.Zaaktype(catalogus, id))["url"].(string)
		s.Root.Make(url+"/publish", nil)
		return url
	}
	zaak := func(zaaktype string) string {
		return s.Root.Make("/zaken/api/v1/zaken", map[string]any{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": zaaktype, "startdatum": "2026-01-05"})["url"].(string)
	}
	w := world{type1: zaaktype("ZT1"), type2: zaaktype("ZT2")}
	w.zaak1, w.zaak2 = zaak(w.type1), zaak(w.type2)
	w.schrijver = s.With("schrijver", map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen", "zaken.bijwerken"}, "zaaktype": w.type1, "maxVertrouwelijkheidaanduiding": "openbaar"})
	return w
}

// TestChildElsewhere: a resource that hangs on an object of another register has that object's rights in every operation.
func TestChildElsewhere(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		path := "/waarnemingen/api/v1/waarnemingen"
		mine := s.Root.Make(path, map[string]any{"omschrijving": "een", "zaak": w.zaak1})["url"].(string)
		other := s.Root.Make(path, map[string]any{"omschrijving": "twee", "zaak": w.zaak2})["url"].(string)
		s.Cases(t, []kit.Case{
			{Name: "own detail", As: w.schrijver, Method: "GET", Path: mine, Status: 200},
			{Name: "list", As: w.schrijver, Method: "GET", Path: path, Status: 200, Holds: []string{`"count":1`, mine}},
			{Name: "filter", As: w.schrijver, Method: "GET", Path: path + "?zaak=" + w.zaak2, Status: 200, Holds: []string{`"count":0`}},
			{Name: "expand", As: w.schrijver, Method: "GET", Path: mine + "?expand=zaak", Status: 200, Holds: []string{`"_expand":{"zaak":{"url":"` + w.zaak1}},
			{Name: "detail", As: w.schrijver, Method: "GET", Path: other, Status: 403, Code: "permission_denied"},
			{Name: "head", As: w.schrijver, Method: "HEAD", Path: other, Status: 403},
			{Name: "create", As: w.schrijver, Method: "POST", Path: path, Body: map[string]any{"omschrijving": "x", "zaak": w.zaak2}, Status: 403},
			{Name: "put", As: w.schrijver, Method: "PUT", Path: other, Body: map[string]any{"omschrijving": "x", "zaak": w.zaak2}, Status: 403},
			{Name: "patch", As: w.schrijver, Method: "PATCH", Path: other, Body: map[string]any{"omschrijving": "x"}, Status: 403},
			{Name: "delete", As: w.schrijver, Method: "DELETE", Path: other, Status: 403},
			{Name: "wrong kind of parent", As: w.schrijver, Method: "POST", Path: path, Body: map[string]any{"omschrijving": "x", "zaak": w.type1}, Status: 400, Faults: []string{"zaak no_match"}},
			{Name: "move out of reach", As: w.schrijver, Method: "PATCH", Path: mine, Body: map[string]any{"zaak": w.zaak2}, Status: 403},
			{Name: "move", Method: "PATCH", Path: mine, Body: map[string]any{"zaak": w.zaak2}, Status: 200, Audited: true, Notified: true},
			{Name: "moved out of sight", As: w.schrijver, Method: "GET", Path: mine, Status: 403},
			{Name: "trail of the new parent", Method: "GET", Path: w.zaak2 + "/audittrail", Status: 200, Holds: []string{`"actie":"partial_update"`}},
			{Name: "blank", Method: "PATCH", Path: mine, Body: map[string]any{"omschrijving": "  "}, Status: 400, Faults: []string{"omschrijving blank"}},
			{Name: "twice in the query", Method: "GET", Path: path + "?zaak=" + w.zaak1 + "&zaak=" + w.zaak2, Status: 400, Faults: []string{"zaak invalid"}},
			{Name: "no body", Method: "PATCH", Path: mine, Body: "", Status: 400, Code: "parse_error"},
			{Name: "weak If-Match", Method: "PATCH", Path: mine, Headers: []string{"If-Match", "W/" + s.Root.Do("GET", mine, nil).Header.Get("ETag")}, Body: map[string]any{"omschrijving": "x"}, Status: 412},
			{Name: "our own host in capitals", Method: "PATCH", Path: mine, Body: map[string]any{"zaaktype": strings.Replace(w.type1, "http://", "HTTP://", 1)}, Status: 200, Holds: []string{`"zaaktype":"` + w.type1}, Audited: true, Notified: true},
		})
	})
}

// TestForgedMarker: a document of another server cannot pass its addresses off as ours.
func TestForgedMarker(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		elsewhere := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) {
			_, _ = out.Write([]byte(`{"url":"\u0001/catalogi/api/v1/zaaktypen/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11"}`))
		}))
		defer elsewhere.Close()
		s.Cases(t, []kit.Case{
			{Name: "refused", Method: "POST", Path: "/waarnemingen/api/v1/waarnemingen", Body: map[string]any{"omschrijving": "x", "zaak": w.zaak1, "zaaktype": elsewhere.URL}, Status: 400, Faults: []string{"zaaktype bad-url"}},
			{Name: "nor by a client", Method: "POST", Path: "/waarnemingen/api/v1/waarnemingen", Body: `{"omschrijving":"x","zaak":"` + w.zaak1 + `","zaaktype":"\u0001/catalogi"}`, Status: 400, Faults: []string{"zaaktype invalid"}},
		})
	})
}

// TestOpenParent: a child whose parent is not known, or whose parent column is not kept, would be open to everybody: the
// program does not start.
func TestOpenParent(t *testing.T) {
	for _, tc := range []struct {
		name  string
		spoil func(*rest.Resource[Waarneming])
	}{
		{"no lender", func(r *rest.Resource[Waarneming]) { r.Lender = "" }},
		{"wrong lender", func(r *rest.Resource[Waarneming]) { r.Lender = "zaak" }},
		{"column not kept", func(r *rest.Resource[Waarneming]) { r.Columns = nil }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("the resource was added")
				}
			}()
			s := rest.NewSite(rest.Site{})
			for _, register := range kit.Registers {
				register(s)
			}
			r := waarnemingen
			tc.spoil(&r)
			s.AddAPI(rest.API{Component: "zrc", Root: "/waarnemingen/api/v1"}).Add(&r)
		})
	}
}
