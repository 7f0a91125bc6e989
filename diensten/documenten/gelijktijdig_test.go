package documenten_test

import (
	"sync"
	"testing"

	"meent/proef/kit"
)

// TestTogether has many clients do the same to one document at the same time: one of them may.
func TestTogether(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc := w.made(nil)
		together := func(status int, do func(i int) *kit.Answer) (n int) {
			var wg sync.WaitGroup
			var mu sync.Mutex
			for i := range 8 {
				wg.Go(func() {
					a := do(i)
					mu.Lock()
					defer mu.Unlock()
					if a.Status >= 500 {
						t.Errorf("%d: %s", a.Status, a.Body)
					}
					if a.Status == status {
						n++
					}
				})
			}
			wg.Wait()
			return n
		}
		if n := together(200, func(int) *kit.Answer { return s.Root.Do("POST", doc+"/lock", nil) }); n != 1 {
			t.Errorf("drc-009: %d clients have the lock, want 1", n)
		}
		s.Root.Do("POST", doc+"/unlock", nil)
		key := w.lock(doc)
		together(200, func(int) *kit.Answer { return s.Root.Do("PATCH", doc, fields{"titel": "x", "lock": key}) })
		if got := s.Root.Get(doc)["versie"]; got != 9.0 {
			t.Errorf("drc-010: version %v after eight changes, want 9", got)
		}
		if n := together(201, func(int) *kit.Answer {
			return s.Root.Do("POST", documents, w.document(fields{"identificatie": "DOC-1"}))
		}); n != 1 {
			t.Errorf("drc-018: %d documents with one number, want 1", n)
		}
		large := s.Root.Make(documents, w.document(fields{"inhoud": nil, "bestandsomvang": 6}))
		body, contentType := form(large["lock"].(string), "string")
		together(200, func(int) *kit.Answer { return s.Root.Do("PUT", parts(large)[0], body, "Content-Type", contentType) })
		if n := together(204, func(int) *kit.Answer { return s.Root.Do("POST", url(large)+"/unlock", fields{"lock": large["lock"]}) }); n != 1 {
			t.Errorf("drc-016: %d clients unlocked it, want 1", n)
		}
		if a := s.Root.Do("GET", url(large)+"/download", nil); string(a.Body) != "string" {
			t.Errorf("drc-016: contents %q", a.Body)
		}
		if n := count(t, s); n != 3 { // of the three documents
			t.Errorf("%d files are left, want 3", n)
		}
	})
}
