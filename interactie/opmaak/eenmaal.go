package opmaak

import (
	"crypto/rand"
	"crypto/sha256"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// eenmaal lets a form that is sent twice, by a double click or a second press while the first is under way, do what it asks once. Each
// form goes out with a key of its own; the same answers with the same key get the page that the first sending led to. Who goes back and
// answers otherwise, sends something else.
type eenmaal struct {
	mu       sync.Mutex
	gestuurd map[[sha256.Size]byte]*sending
}

// sending is a form that was sent.
type sending struct {
	klaar  chan struct{} // closed once it has its answer
	op     time.Time
	naar   string         // where it led; "" when it did nothing, as with a fault
	sessie map[string]any // what it left for the page after it
}

// onthoudSending is how long a sending is known, meesteSendingen how many before the old ones are looked for.
const (
	onthoudSending  = 10 * time.Minute
	meesteSendingen = 1000
)

// eenmaalVeld is the field of the key.
const eenmaalVeld = "eenmaal"

// eenmaalInvoer is the hidden field that makes a form count once.
func eenmaalInvoer() template.HTML {
	return template.HTML(`<input type="hidden" name="` + eenmaalVeld + `" value="` + rand.Text() + `">`) // the key is letters and digits
}

// sleutel is what makes two sendings the same: who, where, the key, and all answers; false for a form without a key.
func (v *Verzoek) sleutel() (key [sha256.Size]byte, ok bool) {
	if v.R.Method != http.MethodPost || v.R.PostForm.Get(eenmaalVeld) == "" {
		return key, false
	}
	h := sha256.New()
	write := func(text string) { h.Write([]byte(text + "\x00")) }
	if v.Persoon != nil {
		write(v.Persoon.Sub)
	}
	write(v.R.URL.RequestURI())
	write(v.R.PostForm.Encode())
	if form := v.R.MultipartForm; form != nil {
		for _, name := range slices.Sorted(maps.Keys(form.File)) {
			for _, f := range form.File[name] {
				write(f.Filename)
				write(Getal(f.Size))
			}
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), true
}

// begin is the turn of a sending: its own, or that of the one before it that was the same.
func (e *eenmaal) begin(key [sha256.Size]byte) (s *sending, eerste bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	now := time.Now()
	if s := e.gestuurd[key]; s != nil && now.Sub(s.op) < onthoudSending {
		return s, false
	}
	if len(e.gestuurd) >= meesteSendingen {
		maps.DeleteFunc(e.gestuurd, func(_ [sha256.Size]byte, s *sending) bool { return now.Sub(s.op) >= onthoudSending })
	}
	if e.gestuurd == nil {
		e.gestuurd = map[[sha256.Size]byte]*sending{}
	}
	s = &sending{klaar: make(chan struct{}), op: now}
	e.gestuurd[key] = s
	return s, true
}

// einde keeps what a sending led to. One that did nothing may be sent again.
func (e *eenmaal) einde(key [sha256.Size]byte, s *sending, v *Verzoek) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if s.naar, s.sessie = v.naar, v.nagelaten; s.naar == "" {
		delete(e.gestuurd, key)
	}
	close(s.klaar)
}

// doe lets a page answer, once for each sending of its form.
func (e *eenmaal) doe(v *Verzoek, toon func()) {
	key, ok := v.sleutel()
	if !ok {
		toon()
		return
	}
	for {
		s, eerste := e.begin(key)
		if eerste {
			defer e.einde(key, s, v)
			toon()
			return
		}
		select {
		case <-s.klaar:
		case <-v.Context().Done():
			v.klaar = true
			return
		}
		if s.naar != "" {
			for naam, waarde := range s.sessie {
				v.site.sessie.Put(v.Context(), naam, waarde)
			}
			_ = v.Naar(s.naar)
			return
		}
	}
}
