package referentielijsten_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/referentielijsten"
	"meent/diensten/rest"
	"meent/diensten/zgw"
	"meent/proef/kit"
)

const root = referentielijsten.Root

const (
	procestype = root + "/procestypen/b594c8d1-ea6a-4bcd-a6aa-2c7a8ad3fe5b"
	resultaat  = root + "/resultaten/6711baff-798b-4c7f-9133-8ad02c8b7c6f"
	afgewezen  = root + "/resultaattypeomschrijvingen/e6a0c939-3404-45b0-88e3-76c94fb80ea7"
)

func TestReferentielijsten(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		nobody := s.Anonymous()
		elsewhere := "https://example.com/procestypen/b594c8d1-ea6a-4bcd-a6aa-2c7a8ad3fe5b"
		s.Cases(t, []kit.Case{
			{Name: "rl-001 procestypen", As: nobody, Method: "GET", Path: root + "/procestypen", Status: 200, Holds: []string{`[{"url":"` + s.URL + procestype + `","nummer":1,"jaar":2020,`}},
			{Name: "rl-001 jaar", As: nobody, Method: "GET", Path: root + "/procestypen?jaar=2020", Status: 200, Holds: []string{procestype}},
			{Name: "rl-001 another jaar", As: nobody, Method: "GET", Path: root + "/procestypen?jaar=2017", Status: 200, Holds: []string{"[]"}},
			{Name: "G-32 no jaar", As: nobody, Method: "GET", Path: root + "/procestypen?jaar=ooit", Status: 400, Faults: []string{"jaar invalid"}},
			{Name: "G-32 unknown parameter", As: nobody, Method: "GET", Path: root + "/procestypen?page=1", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "G-32 unknown parameter of one", As: nobody, Method: "GET", Path: procestype + "?jaar=2020", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "rl-001 procestype", As: nobody, Method: "GET", Path: procestype, Status: 200, Holds: []string{`"naam":"Instellen en inrichten organisatie"`}},
			{Name: "rl-001 not there", As: nobody, Method: "GET", Path: root + "/procestypen/6711baff-798b-4c7f-9133-8ad02c8b7c6f", Status: 404, Code: "not_found"},
			{Name: "rl-001 page", As: nobody, Method: "GET", Path: root + "/resultaten", Status: 200, Holds: []string{`"count":346,"next":"` + s.URL + root + `/resultaten?page=2","previous":null,"results":[{"url":"` + s.URL + resultaat}},
			{Name: "rl-001 last page", As: nobody, Method: "GET", Path: root + "/resultaten?page=4", Status: 200, Holds: []string{`"next":null,"previous":"` + s.URL + root + `/resultaten?page=3"`}},
			{Name: "rl-001 past the end", As: nobody, Method: "GET", Path: root + "/resultaten?page=5", Status: 404, Code: "not_found"},
			{Name: "rl-001 no page", As: nobody, Method: "GET", Path: root + "/resultaten?page=x", Status: 400, Faults: []string{"page invalid"}},
			{Name: "rl-001 procesType", As: nobody, Method: "GET", Path: root + "/resultaten?pageSize=1&procesType=" + s.URL + procestype, Status: 200, Holds: []string{`"count":8,`, "pageSize=1&procesType="}},
			{Name: "rl-001 proces_type", As: nobody, Method: "GET", Path: root + "/resultaten?proces_type=" + s.URL + procestype, Status: 200, Holds: []string{`"count":8,`}},
			{Name: "G-32 no address", As: nobody, Method: "GET", Path: root + "/resultaten?procesType=Beleid", Status: 400, Faults: []string{"procesType invalid"}},
			{Name: "G-32 address without procestype", As: nobody, Method: "GET", Path: root + "/resultaten?procesType=https://example.com/1", Status: 200, Holds: []string{`"count":0,`}},
			{Name: "G-32 address elsewhere", As: nobody, Method: "GET", Path: root + "/resultaten?procesType=" + elsewhere, Status: 200, Holds: []string{`"count":0,`}},
			{Name: "rl-001 procesType by uuid", As: nobody, Method: "GET", Path: root + "/resultaten?procesType=b594c8d1-ea6a-4bcd-a6aa-2c7a8ad3fe5b", Status: 200, Holds: []string{`"count":8,`}},
			{Name: "rl-001 resultaat", As: nobody, Method: "GET", Path: resultaat, Status: 200, Holds: []string{`"procesType":"` + s.URL + procestype + `"`, `"bewaartermijn":"P10Y"`}},
			{Name: "rl-001 omschrijvingen", As: nobody, Method: "GET", Path: root + "/resultaattypeomschrijvingen", Status: 200, Holds: []string{`[{"url":"` + s.URL + afgewezen}},
			{Name: "rl-002 omschrijving", As: nobody, Method: "GET", Path: afgewezen, Status: 200, Holds: []string{`"omschrijving":"Afgewezen"`}},
			{Name: "rl-002 communicatiekanalen", As: nobody, Method: "GET", Path: root + "/communicatiekanalen", Status: 200, Holds: []string{`"naam":"Telefoon"`}},
			{Name: "health", As: nobody, Method: "GET", Path: root + "/health", Status: 200, Holds: []string{`"healthy":true`}},
			{Name: "rl-003 a token is ignored", As: s.Client("root", "verkeerd"), Method: "GET", Path: procestype, Status: 200},
			{Name: "G-07 read only", As: nobody, Method: "DELETE", Path: procestype, Status: 405, Code: "method_not_allowed"},
			{Name: "G-07 read only list", Method: "POST", Path: root + "/resultaten", Body: map[string]any{}, Status: 405, Code: "method_not_allowed"},
		})
		tag := nobody.Do("GET", resultaat, nil).Header.Get("ETag")
		head := nobody.Do("HEAD", resultaat, nil)
		if head.Status != 200 || len(head.Body) != 0 || tag == "" || head.Header.Get("ETag") != tag {
			t.Errorf("HEAD gives %d with %d bytes and ETag %s, want 200 without and %s", head.Status, len(head.Body), head.Header.Get("ETag"), tag)
		}
		if a := nobody.Do("GET", resultaat, nil, "If-None-Match", tag); a.Status != 304 {
			t.Errorf("G-40: with If-None-Match status %d, want 304", a.Status)
		}
		if got := nobody.Do("GET", resultaat, nil).Header.Get("API-version"); got != "0.0.1" {
			t.Errorf("API-version %q, want 0.0.1", got)
		}
	})
}

// The facts of the lists are those of the source, every one.
func TestFactsAreThoseOfTheSource(t *testing.T) {
	dir := filepath.Join(shared(t), "spec", "referentielijsten")
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		for _, name := range []string{"procestypen", "resultaten", "resultaattypeomschrijvingen"} {
			want := source(t, filepath.Join(dir, name+".json"))
			got := all(s, root+"/"+name)
			if len(got) != len(want) {
				t.Errorf("%d %s, want %d", len(got), name, len(want))
				continue
			}
			for i := range want {
				compare(t, s, name, got[i], want[i])
				if one := s.Anonymous().Get(got[i]["url"].(string)); fmt.Sprint(one) != fmt.Sprint(got[i]) {
					t.Errorf("%s is another by itself than in the list", got[i]["url"])
				}
			}
		}
	})
}

func compare(t *testing.T, s *kit.Server, name string, got, want map[string]any) {
	t.Helper()
	want["url"] = s.URL + root + "/" + name + "/" + want["url"].(string)
	if name == "resultaten" {
		want["procesType"] = s.URL + root + "/procestypen/" + want["procesType"].(string)
		want["procestermijnWeergave"] = strings.TrimSpace(want["procestermijnWeergave"].(string)) // one label of the source ends in a space
		if _, ok := want["bewaartermijn"]; !ok {
			want["bewaartermijn"] = nil
		}
	}
	for member := range got {
		if _, ok := want[member]; !ok {
			t.Errorf("%s has %s, which the source has not", want["url"], member)
		}
	}
	for member, value := range want {
		if fmt.Sprint(got[member]) != fmt.Sprint(value) {
			t.Errorf("%s: %s is %v, want %v", want["url"], member, got[member], value)
		}
	}
}

func all(s *kit.Server, path string) []map[string]any {
	var list []map[string]any
	for page := 1; ; page++ {
		at := path
		if strings.HasSuffix(path, "/resultaten") {
			at = fmt.Sprintf("%s?page=%d", path, page)
		}
		some, count := s.Anonymous().List(at)
		if list = append(list, some...); len(list) >= count || len(some) == 0 {
			return list
		}
	}
}

func source(t *testing.T, file string) []map[string]any {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// shared is the folder with the data of the standards.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("MEENT_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "spec", "referentielijsten")); err == nil {
		return dir
	}
	const text = "NOT COMPARED with the source: there is no folder spec/referentielijsten in %s; name the folder in MEENT_SHARED"
	if os.Getenv("CI") == "true" {
		t.Fatalf(text, dir)
	}
	t.Skipf(text, dir)
	return ""
}

// An entry is found by its address, as a register does that refers to one.
func TestFoundByAddress(t *testing.T) {
	datatest.Run(t, func(t *testing.T, db data.DB) {
		s := kit.Start(t, db, registerFinder)
		for _, path := range []string{procestype, resultaat, afgewezen, kanaal(s)} {
			a := s.Anonymous().Do("GET", "/vind"+path, nil)
			if a.Status != 200 || !strings.HasPrefix(string(a.Body), `{"url":"`+s.URL+path+`"`) {
				t.Errorf("%s leads to %d %s", path, a.Status, a.Body)
			}
		}
		if a := s.Anonymous().Do("GET", "/vind"+root+"/procestypen/6711baff-798b-4c7f-9133-8ad02c8b7c6f", nil); a.Status != 404 {
			t.Errorf("an address of nothing leads to %d %s", a.Status, a.Body)
		}
	})
}

// registerFinder adds an operation that answers with what the kit finds at an address.
func registerFinder(s *rest.Site) {
	a := s.AddAPI(rest.API{Title: "Vind", Root: "/vind", Version: "1"})
	a.Route(rest.Route{Pattern: "GET /vind/{adres...}", Open: true, Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
		var found *rest.Stored
		err := c.View(func() (err error) {
			found, err = c.Find(zgw.URL(zgw.Marker + "/" + r.PathValue("adres")))
			return err
		})
		if errors.Is(err, rest.ErrUnknown) {
			return rest.NotFound()
		}
		if err != nil {
			return err
		}
		return c.Answer(w, r, http.StatusOK, found)
	}})
}

func kanaal(s *kit.Server) string {
	list, _ := s.Anonymous().List(root + "/communicatiekanalen")
	return strings.TrimPrefix(list[0]["url"].(string), s.URL)
}
