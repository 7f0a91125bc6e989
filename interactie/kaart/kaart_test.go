package kaart_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"meent/integratie/zgw"
	"meent/interactie/kaart"
	"meent/interactie/opmaak"
	"meent/proef/kit"
)

// wereld is a real register with the pages on it, as cmd/meent wires them, and people who are logged in.
type wereld struct {
	*kit.Server
	t      *testing.T
	web    *httptest.Server
	verder *atomic.Int64 // by how much the program's clock is ahead
}

// nu is the program's clock.
func (w *wereld) nu() time.Time { return time.Now().Add(time.Duration(w.verder.Load())) }

// later moves the program's clock.
func (w *wereld) later(d time.Duration) { w.verder.Add(int64(d)) }

// bezoeker is a browser: it keeps its cookies and follows where it is sent.
type bezoeker struct {
	w    *wereld
	http *http.Client
}

// proef runs a test with the pages on both databases.
func proef(t *testing.T, test func(t *testing.T, w *wereld)) {
	t.Helper()
	verder := new(atomic.Int64)
	kit.RunAt(t, (&wereld{verder: verder}).nu, func(t *testing.T, s *kit.Server) {
		verder.Store(0)
		test(t, nieuweWereld(t, s, verder))
	})
}

func nieuweWereld(t *testing.T, s *kit.Server, verder *atomic.Int64) *wereld {
	t.Helper()
	w := &wereld{Server: s, t: t, verder: verder}
	pagina := s.With("meent-kaart", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen", "transitie.namens", "audittrails.lezen"}})
	openbaar := s.With("meent-openbaar", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding": "openbaar"})
	client := func(token func() (string, error)) *zgw.Client {
		return &zgw.Client{Base: s.URL, HTTP: &http.Client{Transport: zgw.Memory{Handler: s.Site}}, Token: token}
	}
	web := httptest.NewUnstartedServer(nil)
	site, err := opmaak.NewSite(opmaak.Opties{
		Gemeente: "Gemeente Proef", URL: "http://" + web.Listener.Addr().String(), Versie: "proef", Nu: w.nu,
		API: func(wie *opmaak.Persoon) *zgw.Client {
			if wie == nil {
				return client(func() (string, error) { return openbaar.Token, nil })
			}
			return client(func() (string, error) { return pagina.As(wie.Sub, wie.Claims()).Token, nil })
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	k := &kaart.Kaart{Openbaar: client(func() (string, error) { return openbaar.Token, nil }), Contact: "de servicedesk, 1234"}
	if err := k.Voeg(site); err != nil {
		t.Fatal(err)
	}
	site.Voeg(opmaak.Pagina{Adres: "GET /proef/inloggen", Open: true, Toon: func(v *opmaak.Verzoek) error {
		err := v.NeemAan(&opmaak.Persoon{
			Naam: v.Vraag("naam"), Sub: v.Vraag("naam"), Rollen: []opmaak.Rol{opmaak.Rol(v.Vraag("rol"))}, Onderdeel: v.Vraag("team"), Laag: v.Vraag("laag"),
		})
		if err != nil {
			return err
		}
		return v.Naar("/toegankelijkheid")
	}})
	web.Config.Handler = site
	web.Start()
	t.Cleanup(web.Close)
	w.web = web
	return w
}

// als is somebody with a role; "" is nobody in particular, without login. team is the name or uuid of a team.
func (w *wereld) als(rol, team string) *bezoeker { return w.alsIn(rol, team, "") }

// alsLaag is somebody with a role in a layer of the organisation.
func (w *wereld) alsLaag(rol, laag string) *bezoeker { return w.alsIn(rol, "", laag) }

func (w *wereld) alsIn(rol, team, laag string) *bezoeker {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	b := &bezoeker{w: w, http: &http.Client{Jar: jar}}
	if rol != "" {
		q := url.Values{"naam": {"Proef " + rol}, "rol": {rol}, "team": {team}, "laag": {laag}}
		if status, text := b.haal("/proef/inloggen?" + q.Encode()); status != http.StatusOK {
			w.t.Fatalf("log in as %s: %d %s", rol, status, text)
		}
	}
	return b
}

// haal opens a page, and gives its status and text.
func (b *bezoeker) haal(pad string) (int, string) {
	b.w.t.Helper()
	resp, err := b.http.Get(b.w.web.URL + pad)
	return b.lees(resp, err)
}

// stuur sends a form, and gives what the browser ends on.
func (b *bezoeker) stuur(pad string, velden url.Values) (int, string) {
	b.w.t.Helper()
	resp, err := b.http.PostForm(b.w.web.URL+pad, velden)
	return b.lees(resp, err)
}

func (b *bezoeker) lees(resp *http.Response, err error) (int, string) {
	b.w.t.Helper()
	if err != nil {
		b.w.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		b.w.t.Fatal(err)
	}
	return resp.StatusCode, strings.ReplaceAll(string(text), "\u00a0", " ")
}

func TestToegankelijkheid(t *testing.T) {
	proef(t, func(t *testing.T, w *wereld) {
		for _, rol := range []string{"", "raadslid"} {
			status, text := w.als(rol, "").haal("/toegankelijkheid")
			if status != http.StatusOK || !strings.Contains(text, "<h1") || !strings.Contains(text, "WCAG 2.2") {
				t.Errorf("%q: %d %s", rol, status, text)
			}
		}
	})
}
