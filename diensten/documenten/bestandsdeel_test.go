package documenten_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"meent/diensten/documenten"
	"meent/proef/kit"
)

// form is a bestandsdeel as a client sends it.
func form(lock, content string) (body, contentType string) {
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, _ := m.CreateFormFile("inhoud", "deel.bin") // a buffer does not fail
	_, _ = io.WriteString(part, content)
	_ = m.WriteField("lock", lock)
	_ = m.Close()
	return b.String(), m.FormDataContentType()
}

func parts(o map[string]any) []string {
	var list []string
	for _, p := range o["bestandsdelen"].([]any) {
		list = append(list, url(p.(map[string]any)))
	}
	return list
}

func TestBestandsdelen(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		made := s.Root.Make(documents, w.document(fields{"inhoud": nil, "bestandsomvang": 6}))
		doc, key, part := url(made), made["lock"].(string), parts(made)[0]
		plain := w.made(nil)
		reader := s.With("lezer", map[string]any{"component": "drc", "scopes": []string{"documenten.lezen", "documenten.lock"}, "informatieobjecttype": w.soort, "maxVertrouwelijkheidaanduiding": "zeer_geheim"})
		low := s.With("laag", map[string]any{"component": "drc", "scopes": []string{"documenten.bijwerken"}, "informatieobjecttype": "https://example.com/1", "maxVertrouwelijkheidaanduiding": "zeer_geheim"})
		body, contentType := form(key, "string")
		short, shortType := form(key, "strin")
		long, longType := form(key, "strings")
		wrong, wrongType := form("abcdef", "string")
		keyless, keylessType := form("", "string")
		multi := func(kind string) []string { return []string{"Content-Type", kind} }
		s.Cases(t, []kit.Case{
			{Name: "drc-016 locked", Method: "GET", Path: doc, Status: 200, Holds: []string{`"locked":true`, `"inhoud":null`, `"omvang":6,"voltooid":false`}},
			{Name: "drc-016 nothing to download yet", Method: "GET", Path: doc + "/download", Status: 404},
			{Name: "drc-016 incomplete", Method: "POST", Path: doc + "/unlock", Body: fields{"lock": key}, Status: 400, Faults: []string{"nonFieldErrors incomplete-upload"}},
			{Name: "G-23 upload", As: reader, Method: "PUT", Path: part, Body: body, Headers: multi(contentType), Status: 403},
			{Name: "G-24 upload", As: low, Method: "PUT", Path: part, Body: body, Headers: multi(contentType), Status: 403},
			{Name: "drc-016 too short", Method: "PUT", Path: part, Body: short, Headers: multi(shortType), Status: 400, Faults: []string{"nonFieldErrors file-size"}},
			{Name: "drc-016 too long", Method: "PUT", Path: part, Body: long, Headers: multi(longType), Status: 400, Faults: []string{"nonFieldErrors file-size"}},
			{Name: "drc-016 wrong lock", Method: "PUT", Path: part, Body: wrong, Headers: multi(wrongType), Status: 400, Faults: []string{"nonFieldErrors incorrect-lock-id"}},
			{Name: "drc-016 without lock", Method: "PUT", Path: part, Body: keyless, Headers: multi(keylessType), Status: 400, Faults: []string{"lock required"}},
			{Name: "drc-016 broken off", Method: "PUT", Path: part, Body: body[:len(body)-30], Headers: multi(contentType), Status: 400, Code: "parse_error"},
			{Name: "drc-016 broken off in the contents", Method: "PUT", Path: part, Body: body[:strings.Index(body, "string")+3], Headers: multi(contentType), Status: 400, Code: "parse_error"},
			{Name: "drc-016 no form", Method: "PUT", Path: part, Body: fields{"lock": key}, Status: 415},
			{Name: "drc-016 no such part", Method: "PUT", Path: part[:len(part)-36] + "00000000-0000-4000-8000-000000000000", Body: body, Headers: multi(contentType), Status: 404},
			{Name: "drc-016 sent", Method: "PUT", Path: part, Body: body, Headers: multi(contentType), Status: 200, Holds: []string{`"voltooid":true`, `"volgnummer":1`}},
			{Name: "drc-016 sent again", Method: "PUT", Path: part, Body: body, Headers: multi(contentType), Status: 200},
			{Name: "drc-010 patch keeps what was sent", Method: "PATCH", Path: doc, Body: fields{"titel": "Twee", "lock": key}, Status: 200, Holds: []string{`"voltooid":true`, `"bestandsomvang":6`}, Audited: true, Notified: true},
			{Name: "drc-016 complete", Method: "POST", Path: doc + "/unlock", Body: fields{"lock": key}, Status: 204},
			{Name: "drc-016 whole", Method: "GET", Path: doc, Status: 200, Holds: []string{`"locked":false`, `"bestandsdelen":[]`, `/download?versie=2"`}},
			{Name: "drc-016 download", Method: "GET", Path: doc + "/download", Status: 200, Holds: []string{"string"}},
			{Name: "drc-016 part is gone", Method: "PUT", Path: part, Body: body, Headers: multi(contentType), Status: 404},
		})
		key = w.lock(plain)
		s.Cases(t, []kit.Case{
			{Name: "drc-016 change of a large document", Method: "PATCH", Path: plain, Body: fields{"inhoud": nil, "bestandsomvang": 40 << 20, "lock": key}, Status: 200, Holds: []string{`"volgnummer":3,"omvang":8388608`, `"inhoud":null`, `"versie":2`}, Audited: true, Notified: true},
			{Name: "drc-016 first version stays", Method: "GET", Path: plain + "/download?versie=1", Status: 200, Holds: []string{"string"}},
			{Name: "drc-016 other size", Method: "PATCH", Path: plain, Body: fields{"bestandsomvang": 5, "lock": key}, Status: 200, Holds: []string{`"bestandsdelen":[{"url":`, `"volgnummer":1,"omvang":5,`}, Audited: true, Notified: true},
			{Name: "drc-016 forced", Method: "POST", Path: plain + "/unlock", Status: 204},
			{Name: "drc-016 parts are dropped", Method: "GET", Path: plain, Status: 200, Holds: []string{`"bestandsdelen":[]`, `"locked":false`, `"inhoud":null`, `"bestandsomvang":null`}},
		})
		key = w.lock(plain)
		s.Cases(t, []kit.Case{
			{Name: "drc-016 parts again", Method: "PATCH", Path: plain, Body: fields{"inhoud": nil, "bestandsomvang": 5, "lock": key}, Status: 200, Audited: true, Notified: true},
			{Name: "drc-016 contents after all", Method: "PATCH", Path: plain, Body: fields{"inhoud": "bmlldXc=", "lock": key}, Status: 200, Holds: []string{`"bestandsdelen":[]`, `"locked":true`, `"bestandsomvang":5`}, Audited: true, Notified: true},
			{Name: "drc-016 unlock", Method: "POST", Path: plain + "/unlock", Body: fields{"lock": key}, Status: 204},
			{Name: "drc-016 those contents", Method: "GET", Path: plain + "/download", Status: 200, Holds: []string{"nieuw"}},
		})
		if n := count(t, s); n != 3 { // string, string of the first version, nieuw
			t.Errorf("drc-016: %d files in the folder, want 3", n)
		}
	})
}

// TestLarge sends 30 MB in parts and gets them back. What the process allocates for it must stay far below that.
func TestLarge(t *testing.T) {
	const size = 30 << 20
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		made := s.Root.Make(documents, w.document(fields{"inhoud": nil, "bestandsomvang": size}))
		doc, key, list := url(made), made["lock"].(string), parts(made)
		if len(list) != 2 {
			t.Fatalf("%d parts, want 2", len(list))
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		noise := rand.NewChaCha8([32]byte{1})
		sum := sha256.New()
		left := int64(size)
		for _, part := range list {
			n := min(left, 16<<20)
			left -= n
			send(t, s, part, key, io.TeeReader(io.LimitReader(noise, n), sum))
		}
		if a := s.Root.Do("POST", doc+"/unlock", fields{"lock": key}); a.Status != 204 {
			t.Fatalf("unlock: %d %s", a.Status, a.Body)
		}
		got, n := fetch(t, s, doc+"/download")
		runtime.ReadMemStats(&after)
		if want := hex.EncodeToString(sum.Sum(nil)); n != size || got != want {
			t.Errorf("%d bytes, sum %s, want %d and %s", n, got, size, want)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 8<<20 {
			t.Errorf("%d bytes were allocated to move %d", used, size)
		}
	})
}

// send streams a part.
func send(t *testing.T, s *kit.Server, part, key string, content io.Reader) {
	t.Helper()
	r, w := io.Pipe()
	m := multipart.NewWriter(w)
	go func() {
		field, err := m.CreateFormFile("inhoud", "deel.bin")
		if err == nil {
			_, err = io.Copy(field, content)
		}
		if err == nil {
			err = m.WriteField("lock", key)
		}
		if err == nil {
			err = m.Close()
		}
		w.CloseWithError(err)
	}()
	req, err := http.NewRequestWithContext(t.Context(), "PUT", part, r)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", m.FormDataContentType())
	req.Header.Set("Authorization", "Bearer "+s.Root.Token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != 200 {
		body, _ := io.ReadAll(resp.Body)
		t.Fatalf("part: %d %s", resp.StatusCode, body)
	}
}

// fetch downloads contents and gives their sum.
func fetch(t *testing.T, s *kit.Server, address string) (sum string, size int64) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", address, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.Root.Token)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	h := sha256.New()
	size, err = io.Copy(h, resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil)), size
}

// count is the number of files in the folder of contents: a sweep of all says how many there were, were they not kept.
func count(t *testing.T, s *kit.Server) int {
	t.Helper()
	n := 0
	_, err := s.Files.Sweep(t.Context(), time.Now().Add(time.Hour), func(string) bool { n++; return true })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFiles(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc, key := w.locked(nil)
		refused := []fields{
			{"informatieobjecttype": w.concept}, {"bestandsomvang": 7}, {"titel": ""}, {"inhoud": "c3RyaW5"}, {"informatieobjecttype": w.catalogus},
		}
		for _, d := range refused {
			if a := s.Root.Do("POST", documents, w.document(d)); a.Status != 400 {
				t.Fatalf("%v: %d", d, a.Status)
			}
		}
		s.Root.Do("PATCH", doc, fields{"inhoud": "bmlldXc=", "lock": "abcdef"})
		if n := count(t, s); n != 1 {
			t.Errorf("drc-015: %d files after refusals, want 1", n)
		}
		for i := range 3 {
			s.Root.Do("PATCH", doc, fields{"inhoud": "bmlldXc=", "titel": fmt.Sprint(i), "lock": key})
		}
		s.Root.Do("PATCH", doc, fields{"titel": "zonder inhoud", "lock": key})
		if n := count(t, s); n != 4 {
			t.Errorf("drc-010: %d files for four versions with contents of their own, want 4", n)
		}
		s.Root.Do("POST", doc+"/unlock", fields{"lock": key})
		if a := s.Root.Do("DELETE", doc, nil); a.Status != 204 {
			t.Fatalf("delete: %d %s", a.Status, a.Body)
		}
		if n := count(t, s); n != 0 {
			t.Errorf("drc-008: %d files after the document went, want 0", n)
		}
	})
}

func TestSweep(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc, key := w.locked(nil)
		s.Root.Do("PATCH", doc, fields{"inhoud": "bmlldXc=", "lock": key})
		large := s.Root.Make(documents, w.document(fields{"inhoud": nil, "bestandsomvang": 6}))
		body, contentType := form(large["lock"].(string), "string")
		if a := s.Root.Do("PUT", parts(large)[0], body, "Content-Type", contentType); a.Status != 200 {
			t.Fatalf("part: %d", a.Status)
		}
		orphan, err := s.Files.Put(t.Context(), strings.NewReader("niemand noemt mij"))
		if err != nil {
			t.Fatal(err)
		}
		if n, err := documenten.Sweep(t.Context(), s.Site, time.Now().Add(-time.Hour)); n != 0 || err != nil {
			t.Errorf("young orphan: %d removed, %v; want 0", n, err)
		}
		if n, err := documenten.Sweep(t.Context(), s.Site, time.Now().Add(time.Hour)); n != 1 || err != nil {
			t.Errorf("%d removed, %v; want 1", n, err)
		}
		if _, err := s.Files.Open(orphan.Name); err == nil {
			t.Error("the orphan is still there")
		}
		for _, version := range []string{"1", "2"} {
			if a := s.Root.Do("GET", doc+"/download?versie="+version, nil); a.Status != 200 {
				t.Errorf("version %s after the sweep: %d", version, a.Status)
			}
		}
	})
}
