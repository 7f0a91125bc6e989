package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/notificaties"
	"meent/diensten/transitie"
	"meent/proef/kit"
)

const (
	zrc = "/zaken/api/v1"
	ztc = "/catalogi/api/v1"
	tra = "/transitie/api/v1"
)

// ander is another supplier's register: a server of its own at another address, behind a gate that can misbehave.
type ander struct {
	*kit.Server
	poort   *httptest.Server // where Meent reaches it
	soorten []string         // zaaktypen
	eind    string           // a statustype that closes zaken of the first
	result  string           // a resultaattype of the first

	mu       sync.Mutex
	gedrag   func(w http.ResponseWriter, r *http.Request) bool // true: it has answered
	gevraagd []string
}

// newAnder makes a register with 40 zaaktypen, four zaken of each of the first five, and a client that may read three types.
func newAnder(t *testing.T) *ander {
	t.Helper()
	a := &ander{Server: kit.Start(t, datatest.Open(t, "sqlite"))}
	target, err := url.Parse(a.URL)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	a.poort = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		gedrag := a.gedrag
		a.gevraagd = append(a.gevraagd, r.Method+" "+r.URL.RequestURI())
		a.mu.Unlock()
		if gedrag == nil || !gedrag(w, r) {
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(a.poort.Close)
	catalogus := a.Root.Make(ztc+"/catalogussen", kit.Catalogus())["url"]
	for i := range 40 {
		soort := a.soort(catalogus, i)
		a.soorten = append(a.soorten, soort)
		for n := range 4 {
			if i > 4 {
				break
			}
			a.zaak(soort, fmt.Sprintf("2026-0%d-1%d", n+1, i))
		}
	}
	rights := []map[string]any{{"component": "ztc", "scopes": []string{"catalogi.lezen"}}, {"component": "ac", "scopes": []string{"autorisaties.lezen"}},
		{"component": "nrc", "scopes": []string{"notificaties.consumeren"}}}
	for _, soort := range a.soorten[:3] {
		rights = append(rights, map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen"}, "zaaktype": soort, "maxVertrouwelijkheidaanduiding": "zeer_geheim"})
	}
	a.With("meting", rights...)
	return a
}

// soort makes a zaaktype and publishes it.
func (a *ander) soort(catalogus any, i int) string {
	make := func(kind string, body map[string]any) string { return a.Root.Make(ztc+"/"+kind, body)["url"].(string) }
	soort := make("zaaktypen", kit.Zaaktype(catalogus, fmt.Sprintf("ZT%02d", i), "selectielijstProcestype", a.URL+kit.ProcestypeInrichten, "servicenorm", "P10D"))
	make("statustypen", map[string]any{"zaaktype": soort, "omschrijving": "Ontvangen", "volgnummer": 1})
	eind := make("statustypen", map[string]any{"zaaktype": soort, "omschrijving": "Afgehandeld", "volgnummer": 2})
	make("roltypen", map[string]any{"zaaktype": soort, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator"})
	result := make("resultaattypen", a.Resultaattype(soort, "Ingetrokken"))
	iot := make("informatieobjecttypen", kit.Informatieobjecttype(catalogus, fmt.Sprintf("brief %d", i)))
	make("zaaktype-informatieobjecttypen", map[string]any{"zaaktype": soort, "informatieobjecttype": fmt.Sprintf("brief %d", i), "volgnummer": 1, "richting": "inkomend"})
	a.Root.Make(iot+"/publish", nil)
	a.Root.Make(soort+"/publish", nil)
	if i == 0 {
		a.eind, a.result = eind, result
	}
	return soort
}

func (a *ander) zaak(soort, start string) string {
	return a.Root.Make(zrc+"/zaken", map[string]any{"zaaktype": soort, "bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "startdatum": start,
		"omschrijving": "Jan Jansen, Dorpsstraat 1"})["url"].(string)
}

// sluit gives a zaak of the first type a result and its final status.
func (a *ander) sluit(zaak, wanneer string) {
	a.Root.Make(zrc+"/resultaten", map[string]any{"zaak": zaak, "resultaattype": a.result})
	a.Root.Make(zrc+"/statussen", map[string]any{"zaak": zaak, "statustype": a.eind, "datumStatusGezet": wanneer})
}

// doet makes the gate answer by itself for as long as that says so.
func (a *ander) doet(gedrag func(w http.ResponseWriter, r *http.Request) bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.gedrag, a.gevraagd = gedrag, nil
}

func (a *ander) verzoeken() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.gevraagd)
}

// aansluiting is an API of the register as the administrator gives it.
func (a *ander) aansluiting(root string) map[string]any {
	return map[string]any{"baseUrl": a.poort.URL + root, "clientId": "meting", "secret": "geheim-meting"}
}

func (a *ander) body() map[string]any {
	return map[string]any{"naam": "Zaaksysteem", "zaken": a.aansluiting(zrc), "catalogi": a.aansluiting(ztc), "autorisaties": a.aansluiting("/autorisaties/api/v1"),
		"notificaties": a.aansluiting("/notificaties/api/v1"), "perSeconde": 200, "gelijktijdig": 4}
}

// meter is a Meent that measures, with a clock that the test moves.
type meter struct {
	*kit.Server
	motor *transitie.Motor
	p     *program
	klok  *testKlok
}

type testKlok struct {
	mu sync.Mutex
	nu time.Time
}

func (k *testKlok) Nu() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.nu = k.nu.Add(time.Microsecond)
	return k.nu
}

func (k *testKlok) vooruit(d time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.nu = k.nu.Add(d)
}

func runMeter(t *testing.T, test func(t *testing.T, m *meter, a *ander)) {
	t.Helper()
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			k := &testKlok{nu: time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)}
			db := datatest.Open(t, kind, func(o *data.Options) { o.Clock = k.Nu })
			s := kit.Start(t, db)
			p := &program{site: s.Site, db: db, opnieuwNa: time.Millisecond}
			test(t, &meter{s, transitie.NewMotor(s.Site, p.newBron), p, k}, newAnder(t))
		})
	}
}

func (m *meter) ronde(t *testing.T) {
	t.Helper()
	if err := m.motor.Ronde(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (m *meter) digest(t *testing.T) (digest string, zaken int) {
	t.Helper()
	err := m.DB.View(t.Context(), func(tx data.Tx) (err error) {
		digest, zaken, err = transitie.Digest(tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return digest, zaken
}

// A municipality with the registers of another supplier begins there: it sees what works and what can be measured, its secrets
// stay secret, and what Meent knows of cases is no more than dates and types.
func TestEigenRegisters(t *testing.T) {
	runMeter(t, func(t *testing.T, m *meter, a *ander) {
		made := m.Root.Make(tra+"/registers", a.body())
		at := made["url"].(string)
		m.Cases(t, []kit.Case{
			{Name: "no secret sent", Method: "POST", Path: tra + "/registers", Body: map[string]any{"naam": "x", "zaken": map[string]any{"baseUrl": "https://x.example", "clientId": "x"}, "catalogi": a.aansluiting(ztc)}, Status: 400, Faults: []string{"zaken.secret required"}},
			{Name: "metadata address", Method: "POST", Path: tra + "/registers", Body: map[string]any{"naam": "x", "zaken": map[string]any{"baseUrl": "http://169.254.169.254/zaken", "clientId": "x", "secret": "x"}, "catalogi": a.aansluiting(ztc)}, Status: 400, Faults: []string{"zaken.baseUrl bad-url"}},
			{Name: "no catalogi", Method: "POST", Path: tra + "/registers", Body: map[string]any{"naam": "x", "zaken": a.aansluiting(zrc)}, Status: 400, Faults: []string{"catalogi required"}},
			{Name: "kept secret", Method: "PATCH", Path: at, Body: map[string]any{"zaken": map[string]any{"baseUrl": a.poort.URL + zrc, "clientId": "meting"}}, Status: 200, Audited: true},
			{Name: "no kept secret for another server", Method: "PATCH", Path: at, Body: map[string]any{"zaken": map[string]any{"baseUrl": "https://elders.example/zaken/api/v1", "clientId": "meting"}}, Status: 400, Faults: []string{"zaken.secret required"}},
			{Name: "two of one name", Method: "POST", Path: tra + "/registers", Body: a.body(), Status: 400, Faults: []string{"naam unique"}},
		})
		for _, path := range []string{at, tra + "/registers", at + "/audittrail", at + "/stand"} {
			if got := m.Root.Do("GET", path, nil); got.Status != 200 || strings.Contains(string(got.Body), "geheim-meting") {
				t.Errorf("%s: %d shows the secret: %s", path, got.Status, got.Body)
			}
		}
		proef := m.Root.Make(at+"/proef", nil)
		text, _ := json.Marshal(proef)
		for _, want := range []string{`"3 van 40 zaaktypen"`, "scope zaken.lezen voor 3 zaaktypen", "12 zaken", `"werkt":true`} {
			if !strings.Contains(string(text), want) {
				t.Errorf("proef holds no %s: %s", want, text)
			}
		}
		m.ronde(t)
		stand := m.Root.Get(at + "/stand")
		if stand["fout"] != "" || fmt.Sprint(stand["zaken"], stand["dekking"].(map[string]any)["gezien"], stand["dekking"].(map[string]any)["totaal"]) != "12 3 40" {
			t.Fatalf("stand: %v", stand)
		}
		before, _ := m.digest(t)

		// Nothing of what a person is known by comes over; nothing was written there.
		for _, table := range []string{"feiten", "feiten_zaken", "feiten_zaaktypen", "registers"} {
			m.dump(t, table, func(row string) {
				for _, word := range []string{"Jansen", "Dorpsstraat", "geheim-meting"} {
					if strings.Contains(row, word) {
						t.Errorf("%s holds %s: %s", table, word, row)
					}
				}
			})
		}
		for _, verzoek := range a.verzoeken() {
			if !strings.HasPrefix(verzoek, "GET ") {
				t.Errorf("Meent wrote in a register: %s", verzoek)
			}
		}

		// A notification has that one zaak read again; without the secret nobody is believed.
		zaken, _ := a.Root.List(zrc + "/zaken?zaaktype=" + url.QueryEscape(a.soorten[0]))
		zaak := zaken[0]["url"].(string)
		if got := m.Root.Do("POST", at+"/abonneren", nil); got.Status != 204 {
			t.Fatalf("abonneren: %d %s", got.Status, got.Body)
		}
		a.sluit(zaak, "2026-05-20T10:00:00Z")
		bericht := map[string]any{"kanaal": "zaken", "hoofdObject": zaak, "resource": "status", "resourceUrl": zaak, "actie": "create", "aanmaakdatum": "2026-05-20T10:00:00Z", "kenmerken": map[string]any{}}
		if got := m.Anonymous().Do("POST", at+"/berichten", bericht); got.Status != 403 {
			t.Errorf("a notification without the secret: %d", got.Status)
		}
		if got := m.Root.Do("POST", at+"/berichten", bericht); got.Status != 403 {
			t.Errorf("a notification with a token: %d", got.Status)
		}
		abonnementen, _ := a.Root.List("/notificaties/api/v1/abonnement")
		if len(abonnementen) != 1 || !strings.HasSuffix(abonnementen[0]["callbackUrl"].(string), "/berichten") {
			t.Fatalf("abonnementen %v", abonnementen)
		}
		m.auth(t, a, func(sleutel string) {
			if got := m.Anonymous().Do("POST", at+"/berichten", bericht, "Authorization", sleutel); got.Status != 204 {
				t.Errorf("a notification with the secret: %d %s", got.Status, got.Body)
			}
		})
		a.doet(nil)
		m.ronde(t)
		after, n := m.digest(t)
		if after == before || n != 12 {
			t.Errorf("a closed zaak changed nothing (%d zaken)", n)
		}
		if v := a.verzoeken(); len(v) != 2 { // the zaak and its resultaat
			t.Errorf("a notification had Meent ask %v", v)
		}
		if got := m.feit(t, "select count(*) from feiten where gezien_tot is not null"); got != 1 {
			t.Errorf("%d earlier versions, want 1", got)
		}
		if got := m.feit(t, "select count(*) from feiten f join feiten_resultaattypen r on r.id = f.resultaattype where f.einddatum is not null and r.omschrijving = 'Ingetrokken'"); got != 1 {
			t.Errorf("%d zaken with their result, want 1", got)
		}

		// Rebuilt: what is wrong is put right, and the digest is the same again.
		err := m.DB.Update(t.Context(), func(tx data.Tx) error {
			return errors.Join(tx.Exec("update feiten set hash = 'x', startdatum = 1 where id = (select min(id) from feiten where gezien_tot is null)"),
				tx.Exec("delete from feiten where id = (select max(id) from feiten where gezien_tot is null)"))
		})
		if err != nil {
			t.Fatal(err)
		}
		h, err := m.motor.Herbouw(t.Context())
		if err != nil || h.NaDigest != after || h.VoorDigest == after || h.NaZaken != 12 || len(h.Fouten) > 0 {
			t.Errorf("rebuilt: %+v %v, want digest %s", h, err, after)
		}
		if again, err := m.motor.Herbouw(t.Context()); err != nil || again.VoorDigest != after || again.NaDigest != after {
			t.Errorf("rebuilt again: %+v %v", again, err)
		}
	})
}

// auth gives the secret with which the other register sends notifications.
func (m *meter) auth(t *testing.T, a *ander, use func(string)) {
	t.Helper()
	var sleutel string
	err := a.DB.View(t.Context(), func(tx data.Tx) error {
		row, err := tx.One("select auth from abonnementen")
		if err == nil {
			sleutel = row.Text(0)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	use(sleutel)
}

func (m *meter) feit(t *testing.T, query string) (n int64) {
	t.Helper()
	err := m.DB.View(t.Context(), func(tx data.Tx) error {
		row, err := tx.One(query)
		if err == nil {
			n = row.Int(0)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (m *meter) dump(t *testing.T, table string, see func(row string)) {
	t.Helper()
	columns := map[string]int{"feiten": 14, "feiten_zaken": 4, "feiten_zaaktypen": 11, "registers": 9}[table]
	err := m.DB.View(t.Context(), func(tx data.Tx) error {
		for row, err := range tx.Query("select * from " + table) {
			if err != nil {
				return err
			}
			var b strings.Builder
			for i := range columns {
				b.Write(row.Bytes(i))
				b.WriteByte('|')
			}
			see(b.String())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// R12: a register that is slow, fails, refuses for weeks, pages oddly or goes away half-way makes figures old, never less.
func TestRegisterMisdraagtZich(t *testing.T) {
	status := func(code int) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			w.WriteHeader(code)
			_, _ = io.WriteString(w, `{"status":`+fmt.Sprint(code)+`,"code":"error","detail":"nee"}`)
			return true
		}
	}
	// zaken answers for the list of zaken only.
	zaken := func(body func(r *http.Request) string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != zrc+"/zaken" {
				return false
			}
			_, _ = io.WriteString(w, body(r))
			return true
		}
	}
	cases := []struct {
		name   string
		gedrag func(http.ResponseWriter, *http.Request) bool
		fout   string
	}{
		{"500", status(500), "storing"},
		{"403", status(403), "laat Meent hier niet bij"},
		{"404 on everything", status(404), "404"},
		{"busy", status(503), "storing"},
		{"a page of HTML", zaken(func(*http.Request) string { return "<html>inloggen</html>" }), "geen JSON"},
		{"no list", zaken(func(*http.Request) string { return `{"hallo":1}` }), "count of results"},
		{"all gone all at once", func(w http.ResponseWriter, r *http.Request) bool {
			if strings.HasPrefix(r.URL.Path, zrc+"/zaken/") {
				w.WriteHeader(http.StatusNotFound)
				return true
			}
			return zaken(func(*http.Request) string { return `{"count":0,"next":null,"results":[]}` })(w, r)
		}, "opeens niet meer"},
		{"more than it shows", zaken(func(*http.Request) string { return `{"count":100,"next":null,"results":[]}` }), "telt zelf 100 zaken"},
		{"pages in a ring", zaken(func(r *http.Request) string {
			return `{"count":2,"next":"http://elders.example` + r.URL.Path + `?` + r.URL.RawQuery + `","results":[{"url":"https://x/zaken/1","zaaktype":"https://x/1","startdatum":"2026-01-01"}]}`
		}), "kring"},
		{"empty pages without end", zaken(func(*http.Request) string { return `{"count":2,"next":"https://x/zaken?page=9","results":[]}` }), "lege pagina"},
		{"a redirect", func(w http.ResponseWriter, r *http.Request) bool {
			http.Redirect(w, r, "http://elders.example/", http.StatusFound)
			return true
		}, "302"},
		{"gone half-way", func(w http.ResponseWriter, r *http.Request) bool {
			if strings.HasPrefix(r.URL.Path, ztc) {
				return false
			}
			panic(http.ErrAbortHandler)
		}, "antwoordt niet"},
	}
	runMeter(t, func(t *testing.T, m *meter, a *ander) {
		at := m.Root.Make(tra+"/registers", a.body())["url"].(string)
		m.ronde(t)
		digest, n := m.digest(t)
		if n != 12 {
			t.Fatalf("%d zaken", n)
		}
		tot := m.Root.Get(at + "/stand")["tot"]
		for _, tc := range cases {
			t.Run(strings.ReplaceAll(tc.name, " ", "_"), func(t *testing.T) {
				a.doet(tc.gedrag)
				for range 3 { // weeks of it
					m.klok.vooruit(8 * 24 * time.Hour)
					m.ronde(t)
				}
				stand := m.Root.Get(at + "/stand")
				if text := stand["fout"].(string); !strings.Contains(text, tc.fout) || stand["foutSinds"] == nil {
					t.Errorf("fout %q since %v, want %q", text, stand["foutSinds"], tc.fout)
				}
				if stand["tot"] != tot {
					t.Errorf("it says to know all up to %v", stand["tot"])
				}
				got, _ := m.digest(t)
				if got != digest && tc.name != "pages in a ring" { // what was read there is kept
					t.Errorf("what was known changed")
				}
				a.doet(nil)
				m.klok.vooruit(8 * 24 * time.Hour)
				m.ronde(t)
				stand = m.Root.Get(at + "/stand")
				if stand["fout"] != "" || stand["tot"] == tot {
					t.Errorf("it did not recover: %v", stand)
				}
				if got, n := m.digest(t); got != digest || n != 12 {
					t.Errorf("after it recovered %d zaken, digest %s, want %s", n, got, digest)
				}
				tot = stand["tot"]
			})
		}
	})
}

// A reading that was stopped goes on where it was, by another process if need be; a zaak that has gone is forgotten only when the
// register says so, and one that may no longer be seen is kept.
func TestLezenGaatVerder(t *testing.T) {
	runMeter(t, func(t *testing.T, m *meter, a *ander) {
		for i := range 230 { // three pages
			a.zaak(a.soorten[1], fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28))
		}
		at := m.Root.Make(tra+"/registers", a.body())["url"].(string)
		ctx, stop := context.WithCancel(t.Context())
		pages := 0
		a.doet(func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path == zrc+"/zaken" {
				if pages++; pages == 3 {
					stop() // somebody stops the program
				}
			}
			return false
		})
		_ = m.motor.Ronde(ctx) // it was stopped: that is what this is about
		if stand := m.Root.Get(at + "/stand"); stand["leest"] != "vol" || fmt.Sprint(stand["gelezen"]) != "200" || stand["tot"] != nil {
			t.Fatalf("after the stop: %v", stand)
		}
		a.doet(nil)
		other := transitie.NewMotor(kit.Start(t, m.DB).Site, m.p.newBron) // another process
		if err := other.Ronde(t.Context()); err != nil {
			t.Fatal(err)
		}
		if v := a.verzoeken(); len(v) == 0 || !strings.Contains(v[0], "page=3") {
			t.Errorf("it went on with %v", v)
		}
		if stand := m.Root.Get(at + "/stand"); fmt.Sprint(stand["zaken"]) != "242" || stand["fout"] != "" {
			t.Fatalf("after going on: %v", stand)
		}

		zaken, _ := a.Root.List(zrc + "/zaken?zaaktype=" + url.QueryEscape(a.soorten[0]))
		a.Root.Do("DELETE", zaken[0]["url"].(string), nil)
		a.Root.Do("PATCH", zaken[1]["url"].(string), map[string]any{"zaaktype": a.soorten[4]}) // out of sight
		m.klok.vooruit(25 * time.Hour)
		m.ronde(t)
		if stand := m.Root.Get(at + "/stand"); fmt.Sprint(stand["zaken"]) != "240" || stand["fout"] != "" {
			t.Errorf("one zaak was removed, one is out of sight: %v", stand)
		}
		if got := m.feit(t, "select count(*) from feiten_zaaktypen where verborgen <> 0"); got != 0 {
			t.Errorf("%d zaaktypen are hidden, though others of their zaken came by", got)
		}
		for _, z := range zaken[2:] {
			a.Root.Do("PATCH", z["url"].(string), map[string]any{"zaaktype": a.soorten[4]})
		}
		m.klok.vooruit(25 * time.Hour)
		m.ronde(t)
		if stand := m.Root.Get(at + "/stand"); fmt.Sprint(stand["zaken"]) != "240" || fmt.Sprint(stand["dekking"].(map[string]any)["gezien"]) != "2" {
			t.Errorf("none of a zaaktype may be seen any more: %v", stand)
		}
	})
}

// The registers of this Meent itself are read in memory, and what is written there is known at once.
func TestEigenRegisterInMemory(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			a := &ander{Server: kit.Start(t, datatest.Open(t, kind))}
			p := &program{site: a.Site, db: a.DB}
			motor := transitie.NewMotor(a.Site, p.newBron)
			motor.Gather = 0
			deliverer := notificaties.NewDeliverer(a.Site)
			deliverer.Heard = motor.Gehoord
			ctx, stop := context.WithCancel(t.Context())
			var jobs sync.WaitGroup
			jobs.Go(func() { deliverer.Run(ctx) })
			jobs.Go(func() { motor.Run(ctx) })
			defer jobs.Wait()
			defer stop()
			soort := a.soort(a.Root.Make(ztc+"/catalogussen", kit.Catalogus())["url"], 0)
			at := a.Root.Make(tra+"/registers", map[string]any{"naam": "Deze Meent", "eigen": true})["url"].(string)
			if got := a.Root.Do("POST", tra+"/registers", map[string]any{"naam": "Nog eens", "eigen": true}); got.Status != 400 {
				t.Errorf("two of our own: %d", got.Status)
			}
			zaak := a.zaak(soort, "2026-01-05")
			a.tot(t, at, func(stand map[string]any) bool { return fmt.Sprint(stand["zaken"]) == "1" && stand["fout"] == "" })
			a.Root.Do("DELETE", zaak, nil)
			a.tot(t, at, func(stand map[string]any) bool { return fmt.Sprint(stand["zaken"]) == "0" })
		})
	}
}

// tot waits until the reading of a register is so far.
func (a *ander) tot(t *testing.T, at string, ok func(stand map[string]any) bool) {
	t.Helper()
	var stand map[string]any
	for range 500 {
		if stand = a.Root.Get(at + "/stand"); ok(stand) {
			return
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-t.Context().Done():
			return
		}
	}
	t.Fatalf("it stays so: %v", stand)
}
