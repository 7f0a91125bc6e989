package slecht

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// buitenland are servers that misbehave. Meent may fetch from the first of them; binnen is one that nobody named, as the
// server of a colleague behind the same wall would be.
type buitenland struct {
	web, binnen *httptest.Server
	bezocht     atomic.Int64 // how often binnen was reached
}

func listen(t *testing.T) *buitenland {
	t.Helper()
	b := &buitenland{}
	b.binnen = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		b.bezocht.Add(1)
		fmt.Fprint(w, `{"url": "https://voorbeeld.nl/geheim"}`)
	}))
	t.Cleanup(b.binnen.Close)
	stop := make(chan struct{})
	mux := http.NewServeMux()
	answer := func(path, kind, body string, status int) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		})
	}
	mux.HandleFunc("/hangt", func(_ http.ResponseWriter, r *http.Request) { wait(r, stop) })
	mux.HandleFunc("/druppelt", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"url":`)
		_ = http.NewResponseController(w).Flush() // the client may be gone
		wait(r, stop)
	})
	mux.HandleFunc("/groot", func(w http.ResponseWriter, _ *http.Request) {
		for range 64 {
			fmt.Fprint(w, strings.Repeat("[", 1<<16))
		}
	})
	mux.HandleFunc("/breekt", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, `{"url":`)
	})
	mux.HandleFunc("/naar-binnen", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, b.binnen.URL+"/geheim", http.StatusFound)
	})
	mux.HandleFunc("/naar-metadata", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://169.254.169.254/latest/meta-data/", http.StatusFound)
	})
	mux.HandleFunc("/naar-bestand", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	mux.HandleFunc("/rondjes", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/rondjes", http.StatusFound) })
	answer("/500", "application/json", `{"status":500}`, 500)
	answer("/404", "application/json", `{"status":404}`, 404)
	answer("/204", "application/json", ``, 204)
	answer("/leeg", "application/json", ``, 200)
	answer("/html", "text/html", `<!doctype html><title>Welkom</title>`, 200)
	answer("/onzin", "application/json", "{\"url\": \xff", 200)
	answer("/lijst", "application/json", `[1,2,3]`, 200)
	answer("/null", "application/json", `null`, 200)
	answer("/tekst", "application/json", `"tekst"`, 200)
	answer("/leeg-object", "application/json", `{}`, 200)
	answer("/types", "application/json", `{"url":5,"catalogus":[],"concept":"misschien","identificatie":{},"beginGeldigheid":7,"statustypen":"a"}`, 200)
	answer("/marker", "application/json", `{"url":"\u0001/zaken/api/v1/zaken/x"}`, 200)
	answer("/diep", "application/json", `{"url":`+diep("[", "]", 9_000)+`}`, 200)
	mux.HandleFunc("/callback", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "" {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	b.web = httptest.NewServer(mux)
	t.Cleanup(b.web.Close)
	t.Cleanup(func() { close(stop) }) // before the server closes, which waits for its handlers
	return b
}

func wait(r *http.Request, stop <-chan struct{}) {
	select {
	case <-r.Context().Done():
	case <-stop:
	case <-time.After(30 * time.Second):
	}
}

func (b *buitenland) host() string { return strings.TrimPrefix(b.web.URL, "http://") }

// kwaad are the addresses of other servers that lead to nothing good.
func (b *buitenland) kwaad() []string {
	var list []string
	for _, path := range []string{"hangt", "druppelt", "groot", "breekt", "naar-binnen", "naar-metadata", "naar-bestand", "rondjes", "500", "404", "204", "leeg",
		"html", "onzin", "lijst", "null", "tekst", "leeg-object", "types", "marker", "diep"} {
		list = append(list, b.web.URL+"/"+path)
	}
	return append(list, b.binnen.URL+"/geheim", "http://169.254.169.254/latest/meta-data/", "http://[::1]:22/", "http://0.0.0.0:1/", "https://bestaat-niet.invalid/x",
		"http://127.0.0.1:1/dicht", "http://localhost:22/", "http://root@"+b.host()+"@169.254.169.254/", "http://2130706433/", "http://"+b.host()+"#@169.254.169.254/")
}

// opgehaald are the members whose address must lead to a resource; any other may be an address that nobody looks up.
var opgehaald = map[string][]string{
	"/zaken/api/v1/zaken":                              {"zaaktype", "communicatiekanaal", "selectielijstklasse", "hoofdzaak", "relevanteAndereZaken"},
	"/zaken/api/v1/statussen":                          {"zaak", "statustype"},
	"/zaken/api/v1/resultaten":                         {"zaak", "resultaattype"},
	"/zaken/api/v1/rollen":                             {"zaak", "roltype"},
	"/zaken/api/v1/zaakobjecten":                       {"zaak", "object"},
	"/zaken/api/v1/zaakinformatieobjecten":             {"zaak", "informatieobject"},
	"/documenten/api/v1/enkelvoudiginformatieobjecten": {"informatieobjecttype"},
	"/documenten/api/v1/gebruiksrechten":               {"informatieobject"},
	"/documenten/api/v1/objectinformatieobjecten":      {"informatieobject", "object"},
	"/besluiten/api/v1/besluiten":                      {"besluittype", "zaak"},
	"/besluiten/api/v1/besluitinformatieobjecten":      {"besluit", "informatieobject"},
	"/catalogi/api/v1/zaaktypen":                       {"catalogus", "selectielijstProcestype"},
	"/catalogi/api/v1/resultaattypen":                  {"zaaktype", "selectielijstklasse", "resultaattypeomschrijving"},
	"/notificaties/api/v1/abonnement":                  {"callbackUrl"},
}

// vreemd: addresses of other servers that hang, fail, lie or lead inside.
func (s *proef) vreemd(t *testing.T) {
	s.elke(t, func(o operatie) bool { return o.method == http.MethodPost && opgehaald[o.api+o.pad] != nil }, func(p *poging) {
		var wg sync.WaitGroup
		for _, name := range opgehaald[p.op.api+p.op.pad] {
			for _, adres := range s.buitenland.kwaad() {
				if vrij(name, adres) {
					continue
				}
				var value any = adres
				if name == "relevanteAndereZaken" {
					value = []any{map[string]any{"url": adres, "aardRelatie": "vervolg"}}
				}
				body := p.met(s.wereld.geldig(p.op), name, value)
				at := name
				if name == "callbackUrl" {
					at = "nonFieldErrors" // nrc-003: invalid-callback-url
				}
				wg.Go(func() {
					a := p.op.stuur(p.T, p.root, p.op.adres, body)
					if a.Status != 400 || probleem(a) != "" || !overVeld(a, at) && !overVeld(a, name) {
						p.Errorf("%s %s: %d %s %.400s, want 400 at the member", name, adres, a.Status, probleem(a), a.Body)
					}
				})
			}
			wg.Wait()
		}
	})
	if n := s.buitenland.bezocht.Load(); n > 0 {
		t.Errorf("a server that nobody allowed was reached %d times", n)
	}
}

// vrij says whether an address is good enough for a member: what only has to answer 200 may answer anything.
func vrij(name, adres string) bool {
	if name != "object" {
		return false
	}
	for _, path := range []string{"/html", "/lijst", "/null", "/tekst", "/leeg", "/leeg-object", "/types", "/onzin", "/diep"} {
		if strings.HasSuffix(adres, path) {
			return true
		}
	}
	return false
}

// uitklappen: an expand that goes round in circles is refused or stays small, and does not take the server with it.
func (s *proef) uitklappen(t *testing.T) {
	root := s.root.In(t)
	zaak := s.wereld.urls["/zaken/api/v1/zaken"]
	for i := range 60 {
		body := map[string]any{"zaak": zaak, "betrokkeneType": "medewerker", "roltype": s.wereld.belanghebbende, "roltoelichting": "buur",
			"betrokkeneIdentificatie": map[string]any{"identificatie": fmt.Sprint("m", i)}}
		root.Make("/zaken/api/v1/rollen", body)
	}
	for _, path := range []string{strings.TrimSuffix(strings.Repeat("rollen.zaak.", 5), "."), strings.TrimSuffix(strings.Repeat("zaakinformatieobjecten.zaak.", 5), "."),
		strings.TrimSuffix(strings.Repeat("zaaktype.catalogus.zaaktypen.", 3), ".")} {
		began := time.Now()
		a := root.Do("GET", zaak+"?expand="+path, nil)
		if a.Status >= 500 || len(a.Body) > 64<<20 || time.Since(began) > geduld {
			t.Errorf("expand=%s: %d, %d bytes in %s", path, a.Status, len(a.Body), time.Since(began))
		}
	}
}
