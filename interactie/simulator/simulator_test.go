package simulator_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"meent/interactie/opmaak"
	"meent/interactie/simulator"
)

// wereld is a site with a login, as a browser reaches it.
type wereld struct {
	*httptest.Server
	site *opmaak.Site
}

func nieuweWereld(t *testing.T) *wereld {
	t.Helper()
	w := &wereld{Server: httptest.NewUnstartedServer(nil)}
	w.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.site.ServeHTTP(rw, r) })
	w.Start()
	t.Cleanup(w.Close)
	o := simulator.Opties{URL: w.URL, ClientID: "paginas", Secret: "geheim"}
	sim, err := simulator.New(o)
	if err != nil {
		t.Fatal(err)
	}
	w.site, err = opmaak.NewSite(opmaak.Opties{
		Gemeente: "Gemeente Voorbeeld", URL: w.URL,
		Login: &opmaak.LoginOpties{Issuer: o.Issuer(), ClientID: o.ClientID, Secret: o.Secret, HTTP: sim.Client(), Simulator: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := sim.Plaats(w.site); err != nil {
		t.Fatal(err)
	}
	w.site.Voeg(opmaak.Pagina{Adres: "GET /ik", Toon: func(v *opmaak.Verzoek) error {
		_, err := io.WriteString(v.W, v.Persoon.Naam+"|"+string(v.Persoon.Rollen[0])+"|"+v.Persoon.Onderdeel+"|"+v.Persoon.Laag+"|"+v.Vraag("x"))
		v.Klaar()
		return err
	}})
	return w
}

// browser keeps cookies and follows redirects.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

type antwoord struct {
	status int
	pad    string // where the browser ended
	body   string
}

func lees(t *testing.T, resp *http.Response, err error) antwoord {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return antwoord{resp.StatusCode, resp.Request.URL.RequestURI(), string(body)}
}

func (w *wereld) haal(t *testing.T, c *http.Client, path string) antwoord {
	t.Helper()
	resp, err := c.Get(w.URL + path)
	return lees(t, resp, err)
}

// kies goes to the page of the simulator and sends its form.
func (w *wereld) kies(t *testing.T, c *http.Client, naar string, form url.Values) antwoord {
	t.Helper()
	page := w.haal(t, c, "/inloggen?naar="+url.QueryEscape(naar))
	_, id, ok := strings.Cut(page.pad, "/_sim/inloggen?id=")
	if !ok {
		t.Fatalf("the login leads to %s, want the simulator: %s", page.pad, page.body)
	}
	form.Set("id", id)
	resp, err := c.PostForm(w.URL+"/_sim/inloggen", form)
	return lees(t, resp, err)
}

func TestInloggen(t *testing.T) {
	w := nieuweWereld(t)
	for _, tc := range []struct {
		name string
		form url.Values
		want string
	}{
		{"a role", url.Values{"rol": {"programmamanager"}}, "Iris van Dam|programmamanager|Informatie|middenmanagement|1"},
		{"a name with letters from elsewhere", url.Values{"rol": {"behandelaar"}}, "Fatma Yıldız|behandelaar|Vergunningen|basis|1"},
		{"anybody", url.Values{"doe": {"vrij"}, "naam": {"Ko"}, "rollen": {"Teamleider, medewerker"}, "onderdeel": {"Balie"}, "laag": {"basis"}}, "Ko|teamleider|Balie|basis|1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := browser(t)
			if got := w.kies(t, c, "/ik?x=1", tc.form); got.body != tc.want || got.pad != "/ik?x=1" {
				t.Errorf("%+v, want %s", got, tc.want)
			}
			if got := w.haal(t, c, "/ik?x=2"); !strings.HasPrefix(got.body, strings.TrimSuffix(tc.want, "1")) {
				t.Errorf("afterwards: %+v", got)
			}
		})
	}
	t.Run("a deep link, by the same path", func(t *testing.T) {
		for _, p := range simulator.Personen {
			got := w.haal(t, browser(t), "/inloggen?rol="+string(p.Rollen[0])+"&naar=/ik")
			if !strings.HasPrefix(got.body, p.Naam+"|"+string(p.Rollen[0])) {
				t.Errorf("%s: %+v", p.Rollen[0], got)
			}
		}
	})
	t.Run("another role takes the place of the first", func(t *testing.T) {
		c := browser(t)
		w.haal(t, c, "/inloggen?rol=raadslid&naar=/ik")
		if got := w.haal(t, c, "/inloggen?rol=beheerder&naar=/ik"); !strings.HasPrefix(got.body, "Tom Bakker|beheerder") {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a page asks to log in, and comes after it", func(t *testing.T) {
		if got := w.haal(t, browser(t), "/ik?x=3"); !strings.HasPrefix(got.pad, "/_sim/inloggen") {
			t.Errorf("%+v, want the simulator", got)
		}
	})
	t.Run("nobody is anybody without answering", func(t *testing.T) {
		if got := w.kies(t, browser(t), "/ik", url.Values{"doe": {"vrij"}}); got.status != 422 || !strings.Contains(got.body, "Vul in: Naam") || !strings.Contains(got.body, "<title>Fout: ") {
			t.Errorf("%+v, want the form again", got)
		}
	})
}

func TestInloggenMislukt(t *testing.T) {
	w := nieuweWereld(t)
	for _, tc := range []struct {
		name, doe string
		want      string
	}{
		{"cancelled", "annuleren", "Je hebt het inloggen geannuleerd"},
		{"the provider fails", "fout", "Inloggen is niet gelukt"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := browser(t)
			got := w.kies(t, c, "/ik?x=1", url.Values{"doe": {tc.doe}})
			if got.status != 403 || !strings.Contains(got.body, tc.want) || !strings.Contains(got.body, `href="/inloggen?naar=%2fik%3fx%3d1"`) && !strings.Contains(got.body, `href="/inloggen?naar=%2Fik%3Fx%3D1"`) {
				t.Errorf("%+v, want %q and a way to try again", got, tc.want)
			}
			if got := w.haal(t, c, "/ik"); !strings.HasPrefix(got.pad, "/_sim/") {
				t.Errorf("logged in after all: %+v", got)
			}
		})
	}
	t.Run("an answer that was not asked for", func(t *testing.T) {
		if got := w.haal(t, browser(t), "/inloggen/terug?code=x&state=y"); got.status != 403 || !strings.Contains(got.body, "Inloggen is niet gelukt") {
			t.Errorf("%+v", got)
		}
	})
	t.Run("an answer that comes twice", func(t *testing.T) {
		c := browser(t)
		var back string
		c.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
			if strings.HasPrefix(r.URL.Path, "/inloggen/terug") {
				back = r.URL.RequestURI()
			}
			return nil
		}
		w.haal(t, c, "/inloggen?rol=secretaris&naar=/ik")
		if got := w.haal(t, c, back); got.status != 403 {
			t.Errorf("%+v, want a refusal of the second", got)
		}
		if got := w.haal(t, browser(t), back); got.status != 403 {
			t.Errorf("in another browser: %+v, want a refusal", got)
		}
	})
	t.Run("without PKCE the simulator begins nothing", func(t *testing.T) {
		q := url.Values{"client_id": {"paginas"}, "response_type": {"code"}, "scope": {"openid"}, "redirect_uri": {w.URL + "/inloggen/terug"}, "state": {"s"}}
		if got := w.haal(t, browser(t), "/_sim/authorize?"+q.Encode()); strings.HasPrefix(got.pad, "/_sim/inloggen") {
			t.Errorf("%+v, want no login", got)
		}
	})
	t.Run("another address to go back to", func(t *testing.T) {
		q := url.Values{"client_id": {"paginas"}, "response_type": {"code"}, "scope": {"openid"}, "redirect_uri": {"https://elders.example/"}, "code_challenge": {"x"}, "code_challenge_method": {"S256"}}
		if got := w.haal(t, browser(t), "/_sim/authorize?"+q.Encode()); got.status != 400 {
			t.Errorf("%+v, want 400", got)
		}
	})
}

// Only addresses of ours: a link to the login must not be a way to somebody else's site.
func TestTerugAlleenNaarOns(t *testing.T) {
	w := nieuweWereld(t)
	for _, naar := range []string{"https://elders.example/x", "//elders.example/x", `/\elders.example`, "javascript:alert(1)", "/\t/elders.example"} {
		c := browser(t)
		c.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
			if !strings.HasPrefix(w.URL, "http://"+r.URL.Host) {
				t.Errorf("%q leads to %s", naar, r.URL)
				return http.ErrUseLastResponse
			}
			return nil
		}
		w.haal(t, c, "/inloggen?rol=raadslid&naar="+url.QueryEscape(naar))
	}
}

// A word that was planted in the browser before logging in opens nothing afterwards.
func TestNieuwWoordBijInloggen(t *testing.T) {
	w := nieuweWereld(t)
	c := browser(t)
	u, _ := url.Parse(w.URL)
	w.haal(t, c, "/inloggen") // begins: now there is a session
	before := c.Jar.Cookies(u)
	w.haal(t, c, "/inloggen?rol=secretaris&naar=/ik")
	after := c.Jar.Cookies(u)
	if len(before) != 1 || len(after) != 1 || before[0].Value == after[0].Value {
		t.Fatalf("the cookie was %v and is %v, want another word", before, after)
	}
	other := browser(t)
	other.Jar.SetCookies(u, before)
	if got := w.haal(t, other, "/ik"); !strings.HasPrefix(got.pad, "/_sim/") {
		t.Errorf("the old word still opens: %+v", got)
	}
}

func TestUitloggen(t *testing.T) {
	w := nieuweWereld(t)
	c := browser(t)
	u, _ := url.Parse(w.URL)
	w.haal(t, c, "/inloggen?rol=secretaris&naar=/ik")
	word := c.Jar.Cookies(u)
	if got := w.haal(t, c, "/uitloggen"); got.status != 404 && got.status != 405 {
		t.Errorf("a link logs out: %+v", got)
	}
	req, err := http.NewRequest(http.MethodPost, w.URL+"/uitloggen", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	resp, err := c.Do(req)
	if got := lees(t, resp, err); got.status != 403 || !strings.Contains(got.body, "andere website") {
		t.Errorf("another site logs out: %+v", got)
	}
	resp, err = c.PostForm(w.URL+"/uitloggen", nil)
	if got := lees(t, resp, err); !strings.Contains(got.body, "Je bent uitgelogd") {
		t.Errorf("%+v", got)
	}
	c.Jar.SetCookies(u, word)
	if got := w.haal(t, c, "/ik"); !strings.HasPrefix(got.pad, "/_sim/") {
		t.Errorf("the word still opens after logging out: %+v", got)
	}
}
