package opmaak

import (
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// A form that is sent twice does once what it asks, and both sendings lead to the same page with the same message.
func TestEenmaal(t *testing.T) {
	p := nieuweProefsite(t)
	var made atomic.Int32
	begun, verder := make(chan bool, 9), make(chan bool)
	p.Voeg(
		Pagina{Adres: "POST /maak", Toon: func(v *Verzoek) error {
			if v.Vraag("titel") == "" {
				return v.Toon("proef", Kop{Titel: "Proef", Fout: true}, "leeg")
			}
			made.Add(1)
			if v.Vraag("wacht") != "" {
				begun <- true
				<-verder
			}
			v.MeldOngedaan("Gemaakt: "+v.Vraag("titel")+".", &Ongedaan{Adres: "/terug", Velden: map[string]string{"wat": "x"}})
			return v.Naar("/iedereen")
		}},
		Pagina{Adres: "GET /formulier", Toon: func(v *Verzoek) error {
			return v.Toon("formulier", Kop{Titel: "Proef"}, &Formulier{Knop: "Maken"})
		}},
	)
	iris := p.browser(true)
	p.stuur(iris, "GET", "/in", "")
	_, a := p.stuur(iris, "GET", "/formulier", "")
	_, b := p.stuur(iris, "GET", "/formulier", "")
	if key := eenmaalIn(t, a); key == eenmaalIn(t, b) || len(key) < 20 {
		t.Errorf("the key %q can be guessed, or comes twice", key)
	}
	for _, tc := range []struct {
		name, body string
		made       int32
		holds      string
	}{
		{"the first", "eenmaal=k1&titel=Een", 1, "Gemaakt: Een."},
		{"the same again", "eenmaal=k1&titel=Een", 1, "Gemaakt: Een."},
		{"back, and other answers", "eenmaal=k1&titel=Twee", 2, "Gemaakt: Twee."},
		{"the form opened anew", "eenmaal=k2&titel=Een", 3, "Gemaakt: Een."},
		{"one with a fault", "eenmaal=k3&titel=", 3, "leeg"},
		{"a fault is told again", "eenmaal=k3&titel=", 3, "leeg"},
		{"without a key each counts", "titel=Een", 4, "Gemaakt: Een."},
		{"without a key each counts, again", "titel=Een", 5, "Gemaakt: Een."},
	} {
		_, text := p.stuur(iris, "POST", "/maak", tc.body)
		if made.Load() != tc.made || !strings.Contains(text, tc.holds) {
			t.Errorf("%s: made %d, want %d; %s", tc.name, made.Load(), tc.made, text)
		}
	}

	// Two at once: the second waits for what the first leads to, and has its message and its way back.
	var done sync.WaitGroup
	texts := make([]string, 2)
	send := func(i int) {
		done.Go(func() { _, texts[i] = p.stuur(iris, "POST", "/maak", "eenmaal=k4&titel=Drie&wacht=ja") })
	}
	send(0)
	<-begun
	send(1)
	close(verder)
	done.Wait()
	if made.Load() != 6 || !strings.Contains(texts[0]+texts[1], "Gemaakt: Drie.") || !strings.Contains(texts[0]+texts[1], "Ongedaan maken") {
		t.Errorf("two at once: made %d; %q", made.Load(), texts)
	}

	other := p.browser(true)
	if resp, _ := p.stuur(other, "POST", "/maak", "eenmaal=k1&titel=Een"); resp.StatusCode != http.StatusUnauthorized || made.Load() != 6 {
		t.Errorf("the key of somebody else, without logging in: %d, made %d", resp.StatusCode, made.Load())
	}
}

func eenmaalIn(t *testing.T, page string) string {
	t.Helper()
	_, after, ok := strings.Cut(page, `name="eenmaal" value="`)
	if !ok {
		t.Fatalf("the form has no key: %s", page)
	}
	key, _, _ := strings.Cut(after, `"`)
	return key
}
