package opmaak

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/alexedwards/scs/v2"

	"meent/integratie/zgw"
	"meent/interactie/opmaak/opmaaktest"
)

// proefsite has pages that do what pages can do, right and wrong.
type proefsite struct {
	*Site
	t   *testing.T
	web *httptest.Server
	log bytes.Buffer
}

func nieuweProefsite(t *testing.T, change ...func(*Opties)) *proefsite {
	t.Helper()
	p := &proefsite{t: t}
	p.web = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !p.Serve(w, r) {
			http.Error(w, "no page", http.StatusTeapot)
		}
	}))
	t.Cleanup(p.web.Close)
	o := Opties{Gemeente: "Gemeente Proef", URL: p.web.URL, Versie: "1", Log: slog.New(slog.NewTextHandler(&p.log, nil)), Login: &LoginOpties{Issuer: "http://127.0.0.1:1"}}
	for _, c := range change {
		c(&o)
	}
	s, err := NewSite(o)
	if err != nil {
		t.Fatal(err)
	}
	p.Site = s
	err = s.Sjablonen(fstest.MapFS{"a.html": {Data: []byte(`{{define "proef"}}<h1>Proef</h1><p>{{.}}</p>{{end}}{{define "stuk"}}<h1>{{.Bestaat.Niet}}</h1>{{end}}`)}}, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	show := func(text string) func(*Verzoek) error {
		return func(v *Verzoek) error { return v.Toon("proef", Kop{Titel: "Proef"}, text) }
	}
	fail := func(err error) func(*Verzoek) error { return func(*Verzoek) error { return err } }
	s.Voeg(
		Pagina{Adres: "GET /in", Open: true, Toon: func(v *Verzoek) error {
			if err := v.site.neemAan(v.Context(), &Persoon{Naam: "Iris <b>", Sub: "iris", Rollen: []Rol{Rol(v.Vraag("rol"))}}); err != nil {
				return err
			}
			return v.Naar("/iedereen")
		}},
		Pagina{Adres: "GET /open", Open: true, Toon: show("open")},
		Pagina{Adres: "GET /iedereen", Toon: show("<i>veilig</i>")},
		Pagina{Adres: "GET /secretaris", Rollen: []Rol{Secretaris}, Toon: show("secretaris")},
		Pagina{Adres: "POST /doe", Toon: func(v *Verzoek) error {
			v.MeldOngedaan("Gedaan.", &Ongedaan{Adres: "/terug", Velden: map[string]string{"wat": "x"}})
			return v.Naar("/iedereen")
		}},
		Pagina{Adres: "POST /terug", Ongedaan: true, Toon: func(v *Verzoek) error { v.Meld("Terug: " + v.Vraag("wat")); return v.Naar("/iedereen") }},
		Pagina{Adres: "GET /fout/paniek", Open: true, Toon: func(*Verzoek) error { panic("geheim wachtwoord") }},
		Pagina{Adres: "GET /fout/sjabloon", Open: true, Toon: func(v *Verzoek) error { return v.Toon("stuk", Kop{}, struct{}{}) }},
		Pagina{Adres: "GET /fout/niets", Open: true, Toon: func(*Verzoek) error { return nil }},
		Pagina{Adres: "GET /fout/intern", Open: true, Toon: fail(errors.New("geheim wachtwoord"))},
		Pagina{Adres: "GET /fout/weg", Open: true, Toon: fail(NietGevonden())},
		Pagina{Adres: "GET /fout/recht", Open: true, Toon: fail(fmt.Errorf("x: %w", &zgw.Problem{Status: 403, Detail: "Alleen de secretaris stelt vast."}))},
		Pagina{Adres: "GET /fout/register404", Open: true, Toon: fail(fmt.Errorf("x: %w", &zgw.Problem{Status: 404, Detail: "geheim"}))},
		Pagina{Adres: "GET /fout/botsing", Open: true, Toon: fail(fmt.Errorf("x: %w", &zgw.Problem{Status: 412}))},
		Pagina{Adres: "GET /fout/register500", Open: true, Toon: fail(fmt.Errorf("x: %w", &zgw.Problem{Status: 500, Detail: "geheim"}))},
		Pagina{Adres: "GET /fout/traag", Open: true, Toon: fail(fmt.Errorf("x: %w", &zgw.Problem{Status: 503}))},
		Pagina{Adres: "GET /fout/status", Open: true, Toon: fail(&Fout{Status: 418})},
	)
	s.Menu(Link{Naam: "Iedereen", Adres: "/iedereen"}, Link{Naam: "Vaststellen", Adres: "/secretaris"}, Link{Naam: "Nog niet", Adres: "/komt-nog"})
	return p
}

// browser keeps cookies; it follows redirects when it is told to.
func (p *proefsite) browser(follow bool) *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		p.t.Fatal(err)
	}
	c := &http.Client{Jar: jar}
	if !follow {
		c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	return c
}

func (p *proefsite) stuur(c *http.Client, method, path, body string, headers ...string) (*http.Response, string) {
	p.t.Helper()
	req, err := http.NewRequest(method, p.web.URL+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html")
	if body != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := c.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return resp, string(text)
}

func TestFoutpaginas(t *testing.T) {
	p := nieuweProefsite(t)
	for _, tc := range []struct {
		name, method, path, body string
		status                   int
		holds                    string
	}{
		{"no page", "GET", "/bestaat-niet", "", 404, "Deze pagina bestaat niet"},
		{"another method", "POST", "/open", "a=b", 405, "Dit kan niet op deze manier"},
		{"a register does not find it", "GET", "/fout/register404", "", 404, "Deze pagina bestaat niet"},
		{"the page does not find it", "GET", "/fout/weg", "", 404, "Deze pagina bestaat niet"},
		{"a register refuses, and says why", "GET", "/fout/recht", "", 403, "Alleen de secretaris stelt vast."},
		{"somebody was first", "GET", "/fout/botsing", "", 409, "Iemand was je voor"},
		{"a register fails", "GET", "/fout/register500", "", 500, "Er ging iets mis bij ons"},
		{"a register does not answer", "GET", "/fout/traag", "", 503, "Dit werkt nu even niet"},
		{"the page fails", "GET", "/fout/intern", "", 500, "Er ging iets mis bij ons"},
		{"the page panics", "GET", "/fout/paniek", "", 500, "Er ging iets mis bij ons"},
		{"the template fails", "GET", "/fout/sjabloon", "", 500, "Er ging iets mis bij ons"},
		{"the page says nothing", "GET", "/fout/niets", "", 500, "Er ging iets mis bij ons"},
		{"a status without words", "GET", "/fout/status", "", 418, "Dit verzoek is niet te lezen"},
		{"a form after the session", "POST", "/doe", "a=b", 401, "Je sessie is afgelopen"},
		{"the login service is away", "GET", "/inloggen", "", 503, "De inlogdienst geeft geen antwoord"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			resp, text := p.stuur(p.browser(false), tc.method, tc.path, tc.body)
			if resp.StatusCode != tc.status || !strings.Contains(text, tc.holds) {
				t.Errorf("%d, want %d with %q: %s", resp.StatusCode, tc.status, tc.holds, text)
			}
			for _, secret := range []string{"geheim", "goroutine", ".go:"} {
				if strings.Contains(text, secret) {
					t.Errorf("the page shows %q: %s", secret, text)
				}
			}
			_, after, _ := strings.Cut(text, "<code>")
			code, _, _ := strings.Cut(after, "</code>")
			if len(code) != 6 || !strings.Contains(p.log.String(), "code="+code) {
				t.Errorf("the code %q on the page is not in the log", code)
			}
			if faults := opmaaktest.Keur(text); len(faults) > 0 {
				t.Error(faults)
			}
		})
	}
	for path, want := range map[string]string{"/open": "GET, HEAD", "/doe": "POST"} {
		method := map[bool]string{true: "GET", false: "POST"}[want == "POST"]
		if resp, _ := p.stuur(p.browser(false), method, path, ""); resp.Header.Get("Allow") != want {
			t.Errorf("%s %s: Allow %q, want %q", method, path, resp.Header.Get("Allow"), want)
		}
	}
	if !strings.Contains(p.log.String(), "geheim wachtwoord") {
		t.Error("what went wrong is not in the log")
	}
	if resp, _ := p.stuur(p.browser(false), "GET", "/bestaat-niet", "", "Accept", "application/json"); resp.StatusCode != http.StatusTeapot {
		t.Errorf("a program gets a page: %d", resp.StatusCode)
	}
	if _, text := p.stuur(p.browser(false), "GET", "/bestaat-niet", "", "Accept-Language", "en-GB,nl;q=0.5"); !strings.Contains(text, `<html lang="en"`) || !strings.Contains(text, "This page does not exist") {
		t.Errorf("in English: %s", text)
	}
}

// Who is logged in works in Dutch, whatever the browser is set to, unless they ask for it.
func TestTaalVanWieIsIngelogd(t *testing.T) {
	p := nieuweProefsite(t)
	c := p.browser(false)
	p.stuur(c, "GET", "/in?rol=secretaris", "")
	for path, want := range map[string]string{"/bestaat-niet": `<html lang="nl"`, "/bestaat-niet?taal=en": `<html lang="en"`, "/iedereen?taal=en": `<html lang="nl"`, "/bestaat-niet?taal=xx": `<html lang="nl"`} {
		if _, text := p.stuur(c, "GET", path, "", "Accept-Language", "en"); !strings.Contains(text, want) {
			t.Errorf("%s is not %s", path, want)
		}
	}
}

func TestTeGrootFormulier(t *testing.T) {
	p := nieuweProefsite(t)
	c := p.browser(false)
	p.stuur(c, "GET", "/in?rol=secretaris", "")
	if resp, text := p.stuur(c, "POST", "/doe", "a="+strings.Repeat("x", grootste)); resp.StatusCode != 413 || !strings.Contains(text, "Dit is te groot") {
		t.Errorf("%d %s", resp.StatusCode, text)
	}
}

func TestWieWatZiet(t *testing.T) {
	p := nieuweProefsite(t)
	for _, tc := range []struct {
		rol, path string
		status    int
		to        string
		holds     string
		without   string
	}{
		{"", "/open", 200, "", ">Inloggen</a>", "Uitloggen"},
		{"", "/iedereen?x=1", 303, "/inloggen?naar=%2Fiedereen%3Fx%3D1", "", ""},
		{"", "/secretaris", 303, "/inloggen?naar=%2Fsecretaris", "", ""},
		{"raadslid", "/iedereen", 200, "", "&lt;i&gt;veilig&lt;/i&gt;", "Vaststellen"},
		{"raadslid", "/secretaris", 403, "", "Je mag deze pagina niet zien", "Vaststellen"},
		{"secretaris", "/secretaris", 200, "", `<a class="meent-menu__link" href="/secretaris" aria-current="page">Vaststellen</a>`, "Nog niet"},
		{"secretaris", "/iedereen", 200, "", "Iris &lt;b&gt;, secretaris", "Pagina voor inwoners"},
	} {
		t.Run(tc.rol+tc.path, func(t *testing.T) {
			c := p.browser(false)
			if tc.rol != "" {
				p.stuur(c, "GET", "/in?rol="+tc.rol, "")
			}
			resp, text := p.stuur(c, "GET", tc.path, "")
			if resp.StatusCode != tc.status || resp.Header.Get("Location") != tc.to || !strings.Contains(text, tc.holds) {
				t.Errorf("%d to %q: %s", resp.StatusCode, resp.Header.Get("Location"), text)
			}
			if tc.without != "" && strings.Contains(text, tc.without) {
				t.Errorf("the page holds %q", tc.without)
			}
		})
	}
}

func TestKoppen(t *testing.T) {
	p := nieuweProefsite(t)
	c := p.browser(false)
	p.stuur(c, "GET", "/in?rol=secretaris", "")
	for _, path := range []string{"/iedereen", "/open", "/bestaat-niet", "/fout/intern", Stijladres()} {
		resp, _ := p.stuur(c, "GET", path, "")
		h := resp.Header
		if h.Get("Content-Security-Policy") != beleid || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, h)
		}
		if cache := h.Get("Cache-Control"); path == Stijladres() != strings.Contains(cache, "max-age=31536000") || path != Stijladres() && !strings.Contains(cache, "no-store") {
			t.Errorf("%s: Cache-Control %q", path, cache)
		}
	}
	resp, text := p.stuur(c, "GET", "/iedereen", "", "Accept-Encoding", "gzip")
	zip, err := gzip.NewReader(strings.NewReader(text))
	if err != nil || resp.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("not in gzip: %v %v", err, resp.Header)
	}
	if plain, err := io.ReadAll(zip); err != nil || !bytes.Contains(plain, []byte("</html>")) {
		t.Errorf("the gzip does not hold the page: %v", err)
	}
	if resp, text := p.stuur(c, "GET", Stijladres(), "", "Accept-Encoding", "gzip"); resp.Header.Get("Content-Encoding") != "gzip" || len(text) > 26_000 {
		t.Errorf("styles: %d bytes, %v", len(text), resp.Header)
	}
}

func TestKoekje(t *testing.T) {
	for adres, want := range map[string][]string{
		"":                         {"meent=", "HttpOnly", "SameSite=Lax", "Path=/"},
		"https://meent.example.nl": {"__Host-meent=", "HttpOnly", "SameSite=Lax", "Path=/", "Secure"},
	} {
		p := nieuweProefsite(t, func(o *Opties) {
			if adres != "" {
				o.URL = adres
			}
		})
		resp, _ := p.stuur(p.browser(false), "GET", "/in?rol=secretaris", "")
		got := resp.Header.Get("Set-Cookie")
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%s: the cookie %q has no %q", adres, got, part)
			}
		}
		if strings.Contains(got, "Domain") || strings.Contains(got, "Expires") {
			t.Errorf("%s: the cookie %q outlives the browser, or goes to other hosts", adres, got)
		}
	}
	p := nieuweProefsite(t)
	if resp, _ := p.stuur(p.browser(false), "GET", "/open", ""); resp.Header.Get("Set-Cookie") != "" {
		t.Errorf("who only looks gets a cookie: %v", resp.Header)
	}
}

func TestSessieEindigt(t *testing.T) {
	p := nieuweProefsite(t, func(o *Opties) { o.Stil = time.Nanosecond })
	c := p.browser(false)
	p.stuur(c, "GET", "/in?rol=secretaris", "")
	if resp, _ := p.stuur(c, "GET", "/iedereen", ""); resp.StatusCode != 303 {
		t.Errorf("after doing nothing for longer than allowed: %d, want to log in", resp.StatusCode)
	}
}

func TestMeldenEnOngedaanMaken(t *testing.T) {
	p := nieuweProefsite(t)
	c := p.browser(true)
	p.stuur(c, "GET", "/in?rol=secretaris", "")
	_, text := p.stuur(c, "POST", "/doe", "a=b")
	if !strings.Contains(text, `role="status"`) || !strings.Contains(text, "Gedaan.") {
		t.Fatalf("the next page does not say so: %s", text)
	}
	if faults := opmaaktest.Keur(text); len(faults) > 0 {
		t.Error(faults)
	}
	_, after, _ := strings.Cut(text, `name="ongedaan" value="`)
	key, _, _ := strings.Cut(after, `"`)
	if _, text := p.stuur(c, "GET", "/iedereen", ""); strings.Contains(text, "Gedaan.") {
		t.Error("it is said twice")
	}
	if resp, _ := p.stuur(p.browser(true), "POST", "/terug", url.Values{"ongedaan": {key}}.Encode()); resp.StatusCode != 401 {
		t.Errorf("somebody else undoes it: %d", resp.StatusCode)
	}
	if resp, text := p.stuur(c, "POST", "/terug", url.Values{"ongedaan": {"geraden"}}.Encode()); resp.StatusCode != 410 {
		t.Errorf("a guessed key undoes it: %d %s", resp.StatusCode, text)
	}
	if _, text := p.stuur(c, "POST", "/terug", url.Values{"ongedaan": {key}, "wat": {"x"}}.Encode()); !strings.Contains(text, "Terug: x") {
		t.Errorf("it is not undone: %s", text)
	}
	if resp, _ := p.stuur(c, "POST", "/terug", url.Values{"ongedaan": {key}, "wat": {"x"}}.Encode()); resp.StatusCode != 410 {
		t.Errorf("it is undone twice: %d", resp.StatusCode)
	}
}

func TestVanEenAndereSite(t *testing.T) {
	p := nieuweProefsite(t)
	c := p.browser(false)
	p.stuur(c, "GET", "/in?rol=secretaris", "")
	for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://elders.example"}} {
		if resp, text := p.stuur(c, "POST", "/doe", "a=b", headers...); resp.StatusCode != 403 || !strings.Contains(text, "van een andere website") {
			t.Errorf("%v: %d %s", headers, resp.StatusCode, text)
		}
	}
	if resp, _ := p.stuur(c, "POST", "/doe", "a=b", "Sec-Fetch-Site", "same-origin"); resp.StatusCode != 303 {
		t.Errorf("from here: %d", resp.StatusCode)
	}
}

func TestComponentenpagina(t *testing.T) {
	p := nieuweProefsite(t)
	c := p.browser(true)
	p.stuur(c, "GET", "/in?rol=beheerder", "")
	for path, body := range map[string]string{"GET": "", "POST": "titel=&begin=morgen", "POST ": "doe=bevestig"} {
		resp, text := p.stuur(c, strings.TrimSpace(path), "/beheer/componenten", body)
		if faults := opmaaktest.Keur(text); len(faults) > 0 {
			t.Errorf("%s %s: %v", path, body, faults)
		}
		if body == "titel=&begin=morgen" {
			for _, want := range []string{"<title>Fout: ", `value="morgen"`, `href="#veld-titel"`, `aria-invalid="true"`, "Er kloppen", `role="alert"`} {
				if !strings.Contains(text, want) {
					t.Errorf("the form with faults has no %s", want)
				}
			}
			if resp.StatusCode != http.StatusUnprocessableEntity {
				t.Errorf("status %d", resp.StatusCode)
			}
		}
	}
}

// A session says the same in whatever order its values are written.
func TestZelfdeSessie(t *testing.T) {
	end := time.Now()
	encode := func(end time.Time, persoon string) []byte {
		t.Helper()
		text, err := scs.GobCodec{}.Encode(end, map[string]any{"persoon": persoon, "a": 1, "b": "2", "c": true})
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	for range 20 {
		if !ZelfdeSessie(encode(end, "iris"), encode(end, "iris")) {
			t.Fatal("the same session is another")
		}
	}
	if ZelfdeSessie(encode(end, "iris"), encode(end, "pieter")) || ZelfdeSessie(encode(end, "iris"), encode(end.Add(time.Hour), "iris")) || ZelfdeSessie([]byte("x"), []byte("y")) {
		t.Error("another session is the same")
	}
}
