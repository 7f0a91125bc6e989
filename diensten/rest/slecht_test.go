package rest_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"meent/data"
	"meent/diensten/auth"
	"meent/proef/kit"
)

// TestAddress: what no object and no text of ours can be is refused before anything looks for it.
func TestAddress(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		const path = "/zaken/api/v1/zaken"
		id := w.zaak1[strings.LastIndexByte(w.zaak1, '/')+1:]
		s.Cases(t, []kit.Case{
			{Name: "a dot is not tidied up", Method: "GET", Path: "/zaken/api/v1/./zaken", Status: 404, Code: "not_found"},
			{Name: "two dots remove nothing", Method: "DELETE", Path: "/zaken/api/v1/x/../zaken/" + id, Status: 404, Code: "not_found"},
			{Name: "a dot at the end", Method: "GET", Path: path + "/.", Status: 404, Code: "not_found"},
			{Name: "two slashes", Method: "GET", Path: "/zaken/api/v1//zaken", Status: 404, Code: "not_found"},
			{Name: "it is still there", Method: "GET", Path: w.zaak1, Status: 200},
			{Name: "NUL in a path", Method: "GET", Path: path + "/%00", Status: 404, Code: "not_found"},
			{Name: "no UTF-8 in a path", Method: "GET", Path: path + "/%ff", Status: 404, Code: "not_found"},
			{Name: "NUL in a filter", Method: "GET", Path: path + "?identificatie=a%00", Status: 400, Faults: []string{"identificatie invalid"}},
			{Name: "marker in a filter", Method: "GET", Path: path + "?identificatie=%01", Status: 400, Faults: []string{"identificatie invalid"}},
			{Name: "no UTF-8 in a filter", Method: "GET", Path: path + "?identificatie=%ff", Status: 400, Faults: []string{"identificatie invalid"}},
			{Name: "no UTF-8 in a name", Method: "GET", Path: path + "?%ff=1", Status: 400, Faults: []string{"? invalid"}},
			{Name: "a broken escape", Method: "GET", Path: path + "?x=%zz", Status: 400, Code: "parse_error"},
			{Name: "NUL in a search", Method: "POST", Path: path + "/_zoek", Body: `{"identificatie":"a\u0000"}`, Status: 400, Faults: []string{"identificatie invalid"}},
			{Name: "many values", Method: "POST", Path: path + "/_zoek", Body: map[string]any{"uuid__in": strings.Split(strings.Repeat(id+" ", 1000)[:37*1000-1], " ")}, Status: 200, Holds: []string{`"count":1`}},
			{Name: "too many values", Method: "POST", Path: path + "/_zoek", Body: map[string]any{"uuid__in": strings.Split(strings.Repeat(id+" ", 1001), " ")}, Status: 400, Faults: []string{"uuid__in invalid"}},
			{Name: "NUL in the uuid of a line", Method: "GET", Path: w.zaak1 + "/audittrail/%00", Status: 404, Code: "not_found"},
			{Name: "no uuid of a line", Method: "GET", Path: w.zaak1 + "/audittrail/abc", Status: 404, Code: "not_found"},
			{Name: "G-32 trail", Method: "GET", Path: w.zaak1 + "/audittrail?x=1", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
		})
	})
}

// TestDepth: JSON of free form goes a hundred deep, and brackets in texts do not count.
func TestDepth(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		overig := func(deep string) string {
			return `{"zaak":"` + w.zaak1 + `","objectType":"overige","objectTypeOverige":"ding","objectIdentificatie":{"overigeData":{"a":` + deep + `}}}`
		}
		nested := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
		s.Cases(t, []kit.Case{
			{Name: "a hundred", Method: "POST", Path: "/zaken/api/v1/zaakobjecten", Body: overig(nested(98)), Status: 201, Audited: true, Notified: true},
			{Name: "one more", Method: "POST", Path: "/zaken/api/v1/zaakobjecten", Body: overig(nested(99)), Status: 400, Faults: []string{"objectIdentificatie invalid"}},
			{Name: "in a text", Method: "POST", Path: "/zaken/api/v1/zaakobjecten", Body: overig(`"\\\"` + strings.Repeat("[", 200) + `"`), Status: 201, Audited: true, Notified: true},
		})
	})
}

// TestTold: a token cannot write our address into the audit trail.
func TestTold(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		c := s.Client("root", "geheim")
		token, err := auth.Token("root", "geheim", time.Now(), map[string]any{"user_id": "\x01/zaken/api/v1/zaken", "user_representation": strings.Repeat("é", 300)})
		if err != nil {
			t.Fatal(err)
		}
		c.Token = token
		if a := c.Do("PATCH", w.zaak1, map[string]any{"toelichting": "x"}); a.Status != http.StatusOK {
			t.Fatalf("PATCH: %d %s", a.Status, a.Body)
		}
		lines, _ := s.Root.List(w.zaak1 + "/audittrail")
		last := lines[len(lines)-1]
		if got, want := last["gebruikersId"], "/zaken/api/v1/zaken"; got != want {
			t.Errorf("gebruikersId %q, want %q", got, want)
		}
		if got, want := last["gebruikersWeergave"], strings.Repeat("é", 255); got != want {
			t.Errorf("gebruikersWeergave %q, want 255 of the 300 characters", got)
		}
	})
}

// TestExpandInCircles: a path that copies all into each at every turn is stopped before it fills the memory.
func TestExpandInCircles(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		const n = 12
		var related []map[string]any
		for range n {
			body := map[string]any{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": w.type1, "startdatum": "2026-01-05"}
			related = append(related, map[string]any{"url": s.Root.Make("/zaken/api/v1/zaken", body)["url"], "aardRelatie": "vervolg"})
		}
		for _, r := range related {
			if a := s.Root.Do("PATCH", r["url"].(string), map[string]any{"relevanteAndereZaken": related}); a.Status != http.StatusOK {
				t.Fatalf("PATCH: %d %s", a.Status, a.Body)
			}
		}
		zaak := related[0]["url"].(string)
		turns := func(n int) string { return strings.TrimSuffix(strings.Repeat("relevanteAndereZaken.", n), ".") }
		s.Cases(t, []kit.Case{
			{Name: "two turns", Method: "GET", Path: zaak + "?expand=" + turns(2), Status: 200, Holds: []string{`"_expand"`}},
			{Name: "ten turns", Method: "GET", Path: zaak + "?expand=" + turns(10), Status: 400, Faults: []string{"expand invalid"}},
			{Name: "ten turns in a list", Method: "GET", Path: "/zaken/api/v1/zaken?expand=" + turns(10), Status: 400, Faults: []string{"expand invalid"}},
		})
	})
}

// TestOrderOfFew: a client that may see few of many rows has them sorted, not found by walking the order.
func TestOrderOfFew(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		for _, day := range []string{"2026-01-07", "2026-01-03"} {
			for _, zaaktype := range []string{w.type2, w.type2, w.type2, w.type1} {
				s.Root.Make("/zaken/api/v1/zaken", map[string]any{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": zaaktype, "startdatum": day})
			}
		}
		for ordering, want := range map[string]string{"startdatum": "2026-01-03 2026-01-05 2026-01-07", "-startdatum": "2026-01-07 2026-01-05 2026-01-03"} {
			list, count := w.schrijver.List("/zaken/api/v1/zaken?ordering=" + ordering)
			var days []string
			for _, z := range list {
				days = append(days, z["startdatum"].(string))
			}
			if got := strings.Join(days, " "); got != want || count != 3 {
				t.Errorf("ordering=%s: %s (count %d), want %s", ordering, got, count, want)
			}
		}
	})
}

// FuzzCreate sends any body to the creation of a zaak: it is made, or refused in the standard's form, and then nothing is
// written.
func FuzzCreate(f *testing.F) {
	if testing.Short() {
		f.Skip("starts a server")
	}
	for _, body := range []string{
		"", "null", "[]", "{}", `"a"`, `{"zaaktype":null}`, `{"bronorganisatie":123}`, `{"zaakgeometrie":{"type":"Point","coordinates":[1e400,0]}}`,
		`{"zaakgeometrie":{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}}`, `{"kenmerken":[null,{"kenmerk":"a"}]}`, `{"verlenging":{"duur":"P1D"}}`,
		`{"omschrijving":"\u0000"}`, `{"omschrijving":"\ud800"}`, `{"startdatum":"2024-02-30","verlenging":[],"opschorting":null}`, `{"bronorganisatie":"000000000",`,
		`{"bronorganisatie":"000000000","verantwoordelijkeOrganisatie":"000000000","zaaktype":"ZT1","startdatum":"2026-01-05"}`,
		`{"bronorganisatie":"000000000","verantwoordelijkeOrganisatie":"000000000","zaaktype":"ZT1","startdatum":"2026-01-05","relevanteAndereZaken":[{"url":"ZT1","aardRelatie":"vervolg"}]}`,
		strings.Repeat("[", 20_000), `{"a":` + strings.Repeat(`{"a":`, 9_999),
	} {
		f.Add(body)
	}
	db, err := data.Open(f.Context(), data.Options{URL: f.TempDir() + "/fuzz.db"})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = db.Close() }) // nothing of it is kept
	s := kit.Start(f, db)
	w := newWorld(s)
	f.Fuzz(func(t *testing.T, body string) {
		_, before := s.Root.In(t).List("/zaken/api/v1/zaken?pageSize=1")
		a := s.Root.In(t).Do("POST", "/zaken/api/v1/zaken", strings.ReplaceAll(body, "ZT1", w.type1))
		_, after := s.Root.In(t).List("/zaken/api/v1/zaken?pageSize=1")
		switch {
		case a.Status == http.StatusCreated && after == before+1 && json.Valid(a.Body):
		case a.Status != http.StatusBadRequest && a.Status != http.StatusForbidden || after != before:
			t.Fatalf("%d %s; %d zaken, and before it %d", a.Status, a.Body, after, before)
		case a.Header.Get("Content-Type") != "application/problem+json" || a.Object()["code"] == "":
			t.Fatalf("no problem document: %s", a.Body)
		}
	})
}
