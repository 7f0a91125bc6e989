package transitie_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/transitie"
	"meent/proef/kit"
)

// gepland is a register of which the test says what is in it. It speaks the lists of the standard.
type gepland struct {
	mu    sync.Mutex
	zaken map[string]map[string]any // by uuid
	stuk  *transitie.BronFout
}

const (
	soortA = "https://register.example/catalogi/api/v1/zaaktypen/11111111-1111-4111-8111-111111111111"
	soortB = "https://register.example/catalogi/api/v1/zaaktypen/22222222-2222-4222-8222-222222222222"
	introk = "https://register.example/catalogi/api/v1/resultaattypen/33333333-3333-4333-8333-333333333333"
)

func (g *gepland) Haal(_ context.Context, api transitie.API, pad string) (transitie.Antwoord, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stuk != nil {
		return transitie.Antwoord{}, g.stuk
	}
	var list []any
	pad, _, _ = strings.Cut(pad, "?")
	switch {
	case pad == "/zaaktypen":
		list = []any{map[string]any{"url": soortA, "identificatie": "A", "omschrijving": "Melding openbare ruimte", "doorlooptijd": "P10D", "servicenorm": "P5D"},
			map[string]any{"url": soortB, "identificatie": "B", "omschrijving": "Vergunning", "doorlooptijd": "P56D"}}
	case pad == "/resultaattypen":
		list = []any{map[string]any{"url": introk, "zaaktype": soortA, "omschrijving": "Ingetrokken"}}
	case pad == "/resultaten":
		list = []any{}
	case pad == "/zaken":
		for _, z := range g.zaken {
			list = append(list, z)
		}
	case strings.HasPrefix(pad, "/zaken/"):
		z := g.zaken[strings.TrimPrefix(pad, "/zaken/")]
		if z == nil {
			return transitie.Antwoord{}, &transitie.BronFout{Status: 404, Tekst: "weg"}
		}
		body, err := json.Marshal(z)
		return transitie.Antwoord{Body: body}, err
	default:
		return transitie.Antwoord{}, &transitie.BronFout{Status: 404, Tekst: "geen lijst " + pad}
	}
	if list == nil {
		list = []any{}
	}
	body, err := json.Marshal(map[string]any{"count": len(list), "next": nil, "results": list})
	return transitie.Antwoord{Body: body, Versie: "1.0.0"}, err
}

func (g *gepland) Abonneer(context.Context, transitie.Abonnement) error { return nil }

// zet puts a zaak in the register; eind is "" while it is open.
func (g *gepland) zet(n int, soort, start, eind string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	id := fmt.Sprintf("00000000-0000-4000-8000-%012d", n)
	z := map[string]any{"url": "https://register.example/zaken/api/v1/zaken/" + id, "zaaktype": soort, "startdatum": start, "einddatum": nil, "uiterlijkeEinddatumAfdoening": nil}
	if eind != "" {
		z["einddatum"] = eind
	}
	g.zaken[id] = z
}

// maand puts a month of zaken of a type in the register: one a day, of which so many of ten end within a week and the others after 30 days.
func (g *gepland) maand(n int, soort string, van time.Time, opTijd int) {
	for i := range 28 {
		start := van.AddDate(0, 0, i)
		days := 30
		if i%10 < opTijd {
			days = 7
		}
		g.zet(n*100+i, soort, start.Format(time.DateOnly), start.AddDate(0, 0, days).Format(time.DateOnly))
	}
}

func (g *gepland) breek(f *transitie.BronFout) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.stuk = f
}

// meting is a world in which is measured, with a clock of its own.
type meetwereld struct {
	*wereld
	g     *gepland
	motor *transitie.Motor
	mu    sync.Mutex
	nu    time.Time
}

func (w *meetwereld) klok() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.nu = w.nu.Add(time.Microsecond)
	return w.nu
}

// naar moves the clock forward to a day, a week at a time, with a round of the motor in each.
func (w *meetwereld) naar(t *testing.T, dag string) {
	t.Helper()
	end, err := time.Parse(time.DateOnly, dag)
	if err != nil {
		t.Fatal(err)
	}
	end = end.Add(9 * time.Hour)
	for {
		w.mu.Lock()
		w.nu = w.nu.AddDate(0, 0, 7)
		if w.nu.After(end) {
			w.nu = end
		}
		done := !w.nu.Before(end)
		w.mu.Unlock()
		w.ronde(t)
		if done {
			return
		}
	}
}

func (w *meetwereld) ronde(t *testing.T) {
	t.Helper()
	if err := w.motor.Ronde(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// runMeten runs a test on both databases, on 1 March 2026.
func runMeten(t *testing.T, test func(t *testing.T, w *meetwereld)) {
	t.Helper()
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			w := &meetwereld{g: &gepland{zaken: map[string]map[string]any{}}, nu: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
			s := kit.Start(t, datatest.Open(t, kind, func(o *data.Options) { o.Clock = w.klok }))
			w.wereld = &wereld{Server: s}
			w.kaart = s.With("kaart", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen", "transitie.schrijven", "transitie.vaststellen", "transitie.namens", "audittrails.lezen"}})
			w.motor = transitie.NewMotor(s.Site, func(transitie.Verbinding) (transitie.Bron, error) { return w.g, nil })
			api := velden("baseUrl", "https://register.example/api", "clientId", "x", "secret", "geheim")
			w.maak("registers", "naam", "Zaaksysteem", "zaken", api, "catalogi", api)
			test(t, w)
		})
	}
}

// opTijd is a toets: nine of ten within the term, over a month, two times in a row.
func (w *meetwereld) opTijd(more ...any) string {
	return w.maak("toetsen", append([]any{"naam", "Meldingen op tijd", "sonde", "zgw.binnenTermijn", "venster", "P1M", "duur", 2, "minN", 20,
		"drempel", velden("op", ">=", "waarde", 0.8), "parameters", velden("zaaktypen", []string{soortA})}, more...)...)
}

// mijlpaal is one that is at work, measured by toetsen.
func (w *meetwereld) mijlpaal(t *testing.T, toetsen ...string) string {
	t.Helper()
	var list []any
	for _, x := range toetsen {
		list = append(list, velden("toets", x, "rol", "verplicht"))
	}
	m := w.maak("mijlpalen", "titel", "Meldingen zijn op tijd afgehandeld", "toetsen", list)
	w.over(t, w.Root, m, "actief", 200)
	return m
}

// over asks for another state.
func (w *meetwereld) over(t *testing.T, as *kit.Client, object, naar string, status int, more ...any) *kit.Answer {
	t.Helper()
	a := as.Do("POST", object+"/overgangen", velden(append([]any{"naar", naar}, more...)...))
	if a.Status != status {
		t.Errorf("to %s: %d %s, want %d", naar, a.Status, a.Body, status)
	}
	return a
}

func (w *meetwereld) is(t *testing.T, mijlpaal, toestand string) map[string]any {
	t.Helper()
	m := w.Root.Get(mijlpaal)
	if m["toestand"] != toestand {
		t.Errorf("on %s the mijlpaal is %v since %v, want %s: %v", w.nu.Format(time.DateOnly), m["toestand"], m["sinds"], toestand, m["gemeten"])
	}
	return m
}

// R1: nobody can tick a milestone: by no verb, no role, no empty list of checks, and nothing that is written.
func TestR1NiemandVinktAf(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		toets := w.opTijd()
		gedaan := velden("titel", "Klaar!", "toestand", "geverifieerd", "basis", "actief", "gemeten", velden("teltMee", true), "sinds", "2026-01-01")
		made := w.Root.Make(root+"/mijlpalen", gedaan)
		if made["toestand"] != "concept" || made["basis"] != "concept" || made["gemeten"] != nil || made["sinds"] != nil {
			t.Errorf("made as %v", made)
		}
		leeg := made["url"].(string)
		for _, verb := range []string{"PUT", "PATCH"} {
			if got := w.Root.Do(verb, leeg, gedaan); got.Status != 200 || got.Object()["toestand"] != "concept" {
				t.Errorf("%s: %d %s", verb, got.Status, got.Body)
			}
		}
		if got := w.over(t, w.Root, leeg, "actief", 400); !strings.Contains(string(got.Body), "geen-toets") {
			t.Errorf("an empty list of checks: %s", got.Body)
		}
		steun := w.maak("mijlpalen", "titel", "Alleen steun", "toetsen", []any{velden("toets", toets, "rol", "ondersteunend")})
		w.over(t, w.Root, steun, "actief", 400)
		m := w.mijlpaal(t, toets)
		for _, as := range []*kit.Client{w.Root, w.als("programmamanager"), w.als("secretaris"), w.als("bestuurder"), w.als("beheerder"), w.als("medewerker")} {
			for _, naar := range []string{"geverifieerd", "geverifieerdMetVrijstelling", "teruggevallen"} {
				got := as.Do("POST", m+"/overgangen", velden("naar", naar, "reden", "het is zo"))
				if got.Status != 400 && got.Status != 403 {
					t.Errorf("%s brings it to %s: %d", as.ID, naar, got.Status)
				}
			}
		}
		w.over(t, w.als("programmamanager"), m, "geclaimd", 200, "reden", "het voelt zo")
		w.ronde(t)
		w.is(t, m, "geclaimd") // measured, of no zaken at all
		for _, path := range []string{"/metingen", strings.TrimPrefix(toets, w.URL+root) + "/metingen"} {
			if got := w.Root.Do("POST", root+path, velden("toets", toets, "uitkomst", "geslaagd")); got.Status != 405 {
				t.Errorf("POST %s: %d", path, got.Status)
			}
		}
		for _, soort := range []string{"metingen", "mijlpalen"} {
			got := w.Root.Do("POST", root+"/imports", velden("soort", soort, "inhoud", "titel;toestand\nKlaar;geverifieerd\n"))
			if list, n := w.Root.List(root + "/mijlpalen?toestand=geverifieerd"); got.Status == 500 || n != 0 {
				t.Errorf("an import of %s (%d) makes %v", soort, got.Status, list)
			}
		}
		if got := w.Root.Do("POST", root+"/toetsen", velden("naam", "Ik verklaar", "sonde", "verklaring", "drempel", velden("op", ">=", "waarde", 1))); got.Status != 400 {
			t.Errorf("an attestation as a check: %d", got.Status)
		}
		if got := w.Root.Do("PATCH", m, velden("toetsen", []any{})); got.Status != 400 {
			t.Errorf("the checks of a mijlpaal at work taken off: %d", got.Status)
		}
		if got := w.Root.Do("DELETE", toets, nil); got.Status != 400 {
			t.Errorf("its last check removed: %d", got.Status)
		}
		if got := w.Root.Do("DELETE", m, nil); got.Status != 400 {
			t.Errorf("a mijlpaal at work removed: %d", got.Status)
		}
	})
}

// Scenario 1 of §15.2: not by saying so. A claim stays a claim until enough zaken were closed in time, twice; and it falls when they are not.
func TestMijlpaalDoorMetingen(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		dag := func(s string) time.Time { d, _ := time.Parse(time.DateOnly, s); return d }
		w.g.maand(1, soortA, dag("2026-02-01"), 4)
		toets := w.opTijd()
		m := w.mijlpaal(t, toets)
		w.over(t, w.als("programmamanager"), m, "geclaimd", 200, "reden", "wij werken sneller")
		w.ronde(t)
		if got := w.is(t, m, "geclaimd"); got["gemeten"].(map[string]any)["alleenGeclaimd"] != true || got["claim"].(map[string]any)["door"] != "an-programmamanager" {
			t.Errorf("R2: a claim is %v, measured %v", got["claim"], got["gemeten"])
		}
		for i, month := range []string{"2026-03-01", "2026-04-01", "2026-05-01"} {
			w.g.maand(2+i, soortA, dag(month), 9)
		}
		w.naar(t, "2026-04-14")
		w.is(t, m, "geclaimd") // one good window is no proof
		w.naar(t, "2026-06-20")
		got := w.is(t, m, "geverifieerd")
		if got["gemeten"].(map[string]any)["teltMee"] != true || got["claim"] == nil {
			t.Errorf("R2: verified as %v beside the claim %v", got["gemeten"], got["claim"])
		}
		metingen, n := w.Root.List(toets + "/metingen")
		if n < 10 {
			t.Fatalf("%d metingen", n)
		}
		// R6: each number carries what it rests on.
		for _, one := range metingen {
			for _, name := range []string{"definitie", "definitieDigest", "sonde", "van", "tot", "peildatum", "bron", "bekendTot", "n", "invoerDigest", "binair", "gestart", "klaar", "digest", "sleutel", "handtekening", "eenheid", "uitkomst"} {
				if v := one[name]; v == nil || v == "" {
					t.Errorf("R6: a meting without %s: %v", name, one)
				}
			}
			if d := one["dekking"].(map[string]any); fmt.Sprint(d["gezien"], d["totaal"]) != "1 1" {
				t.Errorf("R6: coverage %v", d)
			}
		}
		bewijs := w.Root.Get(m + "/bewijs")
		if bewijs["heel"] != true || !strings.Contains(fmt.Sprint(bewijs["toetsen"]), "Van Melding openbare ruimte is ten minste 80 % binnen de wettelijke termijn klaar.") {
			t.Errorf("bewijs %v", bewijs)
		}

		// A round that finds nothing new writes nothing: it would wake itself again and again.
		w.ronde(t)
		woken, wake := 0, w.Site.Wake
		w.Site.Wake = func() { woken++; wake() }
		w.ronde(t)
		if w.Site.Wake = wake; woken != 0 {
			t.Errorf("a round without news wrote %d times", woken)
		}

		// A register that fails for weeks makes figures old: nothing turns or falls (R12).
		w.g.breek(&transitie.BronFout{Status: 500, Tekst: "Storing."})
		w.naar(t, "2026-08-20")
		got = w.is(t, m, "geverifieerd")
		if g := got["gemeten"].(map[string]any); g["nietMeerVers"] != true || g["teltMee"] != false {
			t.Errorf("not measured for two months: %v", g)
		}
		metingen, _ = w.Root.List(toets + "/metingen")
		if last := metingen[0]; last["uitkomst"] != "verouderd" || last["waarde"] == nil || fmt.Sprint(last["n"]) == "0" || last["reden"] == "" {
			t.Errorf("R12: while the register fails: %v", last)
		}
		w.g.breek(nil)
		for i, month := range []string{"2026-06-01", "2026-07-01", "2026-08-01", "2026-09-01"} {
			w.g.maand(6+i, soortA, dag(month), 3)
		}
		w.naar(t, "2026-10-20")
		w.is(t, m, "teruggevallen")
		var soorten []string
		list, _ := w.Root.List(root + "/gebeurtenissen")
		for _, g := range list {
			soorten = append(soorten, g["soort"].(string))
		}
		for _, want := range []string{"mijlpaal.geclaimd", "mijlpaal.geverifieerd", "mijlpaal.teruggevallen"} {
			if !slices.Contains(soorten, want) {
				t.Errorf("nothing tells of %s: %v", want, soorten)
			}
		}
	})
}

// R8: another bar is another definition; verification begins again and it shows.
func TestR8LatVerlegd(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 6 {
			w.g.maand(i, soortA, time.Date(2026, time.Month(2+i), 1, 0, 0, 0, 0, time.UTC), 9)
		}
		toets := w.opTijd()
		m := w.mijlpaal(t, toets)
		w.naar(t, "2026-06-20")
		w.is(t, m, "geverifieerd")
		if got := w.Root.Do("PATCH", toets, velden("naam", "Meldingen op tijd klaar")); got.Object()["definitie"] != 1.0 {
			t.Errorf("another name is another definition: %s", got.Body)
		}
		got := w.Root.Do("PATCH", toets, velden("drempel", velden("op", ">=", "waarde", 0.75))).Object()
		if got["definitie"] != 2.0 || !strings.Contains(fmt.Sprint(got["verlegd"]), "ten minste 75 %") || !strings.Contains(fmt.Sprint(got["verlegd"]), "ten minste 80 %") {
			t.Fatalf("a lower bar: %v", got)
		}
		w.ronde(t)
		after := w.is(t, m, "actief")
		if fmt.Sprint(after["gemeten"].(map[string]any)["latVerlegd"]) != "["+got["uuid"].(string)+"]" {
			t.Errorf("R8: the mijlpaal shows %v", after["gemeten"])
		}
		if list, _ := w.Root.List(root + "/gebeurtenissen?soort=toets.latVerlegd"); len(list) != 1 {
			t.Errorf("told %d times", len(list))
		}
		other := w.opTijd("naam", "Ook op tijd")
		w.Root.Do("PATCH", m, velden("toetsen", []any{velden("toets", toets), velden("toets", other)}))
		if got := w.Root.Do("DELETE", toets, nil); got.Status != 204 {
			t.Fatalf("remove: %d %s", got.Status, got.Body)
		}
		if grave := fmt.Sprint(w.Root.Get(m)["grafstenen"]); !strings.Contains(grave, "Meldingen op tijd klaar") {
			t.Errorf("no tombstone: %s", grave)
		}
	})
}

// R7, R10, R12, and Opnieuw meten: the same window gives the same, or says how many zaken were corrected, and which to who may read them.
func TestOpnieuwMeten(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC), 8)
		w.g.maand(2, soortB, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), 8)
		toets := w.opTijd()
		if got := w.Root.Do("POST", toets+"/meten", nil); got.Status != 409 {
			t.Errorf("before the first meting: %d", got.Status)
		}
		w.ronde(t)
		eerste, _ := w.Root.List(toets + "/metingen")
		n := eerste[0]["n"].(float64)
		if n < 20 || eerste[0]["nulmeting"] != true {
			t.Fatalf("first meting %v", eerste[0])
		}
		// Another zaak is opened and one of the window is closed later: no correction.
		w.naar(t, "2026-03-04")
		again := w.als("raadslid").Make(toets+"/meten", nil)
		if again["gelijk"] != true || again["n"] != n || again["gecorrigeerd"] != 0.0 {
			t.Errorf("R10: measured again %v, first %v", again, eerste[0])
		}
		w.g.zet(105, soortA, "2026-01-25", "2026-01-26")
		w.g.zet(106, soortA, "2026-01-26", "2026-03-01")
		w.naar(t, "2026-03-06")
		if got := w.Root.Make(toets+"/meten", nil); got["gecorrigeerd"] == 0.0 || !strings.Contains(got["tekst"].(string), "gecorrigeerd") || len(got["zaken"].([]any)) != 0 {
			t.Errorf("after two corrections, in a register of others: %v", got)
		}
		first := w.Root.Make(toets+"/meten", nil)
		w.g.zet(107, soortA, "2026-01-27", "2026-02-28")
		w.mu.Lock()
		w.nu = w.nu.Add(30 * time.Minute)
		w.mu.Unlock()
		if got := w.als("medewerker").Make(toets+"/meten", nil); got["op"] != first["op"] {
			t.Errorf("within the hour it measured again: %v, %v", got["op"], first["op"])
		}

		// R7: a zaaktype that few people handle counts nowhere.
		w.maak("maten", "naam", "Doorlooptijd", "sonde", "zgw.doorlooptijd", "kleineZaaktypen", []string{"A"})
		w.naar(t, "2026-03-20")
		if list, _ := w.Root.List(toets + "/metingen"); fmt.Sprint(list[0]["n"], list[0]["uitkomst"], list[0]["waarde"]) != "0onbeslist<nil>" && fmt.Sprint(list[0]["n"], " ", list[0]["uitkomst"], " ", list[0]["waarde"]) != "0 onbeslist <nil>" {
			t.Errorf("R7: a small zaaktype is measured: %v", list[0])
		}
	})
}

// §10.2: who changes one thing in a meting is found out.
func TestBewijsIsNietTeVeranderen(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC), 8)
		toets := w.opTijd()
		m := w.mijlpaal(t, toets)
		w.naar(t, "2026-03-25")
		for name, sql := range map[string]string{
			"what it shows":  `update metingen set body = replace(body, '"peildatum":"2026', '"peildatum":"2025') where nummer = 2`,
			"what is signed": `update metingen set schakel = replace(schakel, '"peildatum":"2026', '"peildatum":"2025') where nummer = 2`,
			"the value":      `update metingen set body = replace(body, '"waarde":', '"waarde":1') where nummer = 1`,
			"the chain":      `update metingen set schakel = (select schakel from metingen where nummer = 1) where nummer = 2`,
			"the last one":   `delete from metingen where nummer = (select max(nummer) from metingen)`,
		} {
			err := w.DB.Update(t.Context(), func(tx data.Tx) error {
				for _, q := range []string{"create table kopie as select * from metingen", sql} {
					if err := tx.Exec(q); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if got := w.Root.Get(m + "/bewijs"); got["heel"] != false || got["toetsen"].([]any)[0].(map[string]any)["breuk"] == "" {
				t.Errorf("%s was changed and nobody noticed: %v", name, got["toetsen"])
			}
			err = w.DB.Update(t.Context(), func(tx data.Tx) error {
				for _, q := range []string{"delete from metingen", "insert into metingen select * from kopie", "drop table kopie"} {
					if err := tx.Exec(q); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := w.Root.Get(m + "/bewijs"); got["heel"] != true {
				t.Fatalf("put back after %s: %v", name, got["toetsen"])
			}
		}
		if got := w.Root.Do("GET", toets+"/keten", nil); got.Status != 200 || !strings.Contains(string(got.Body), `"schakels":[`) {
			t.Errorf("keten: %d %s", got.Status, got.Body)
		}
	})
}

// §10.3: an exemption is asked by one, approved by another, and has an end.
func TestVrijstelling(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 8 {
			w.g.maand(i, soortA, time.Date(2026, time.Month(2+i), 1, 0, 0, 0, 0, time.UTC), 9)
		}
		goed, slecht := w.opTijd(), w.opTijd("naam", "Sneller dan snel", "drempel", velden("op", ">=", "waarde", 0.99))
		m := w.mijlpaal(t, goed, slecht)
		pm, sec := w.als("programmamanager"), w.als("secretaris")
		vraag := func(tot string, status int) string {
			got := pm.Do("POST", root+"/vrijstellingen", velden("toets", slecht, "reden", "de leverancier is laat", "tot", tot))
			if got.Status != status {
				t.Fatalf("until %s: %d %s, want %d", tot, got.Status, got.Body, status)
			}
			if status != 201 {
				return ""
			}
			return got.Object()["url"].(string)
		}
		vraag("2026-09-01", 400)
		vraag("2026-02-01", 400)
		if got := w.als("medewerker").Do("POST", root+"/vrijstellingen", velden("toets", slecht, "reden", "x", "tot", "2026-05-01")); got.Status != 403 {
			t.Errorf("a medewerker asks: %d", got.Status)
		}
		w.naar(t, "2026-05-20")
		w.is(t, m, "actief")
		een := vraag("2026-08-10", 201)
		w.over(t, pm, een, "goedgekeurd", 403)
		w.over(t, w.als("bestuurder"), een, "goedgekeurd", 403)
		beide := w.kaart.As("an-programmamanager", map[string]any{"rollen": []string{"programmamanager", "secretaris"}})
		w.over(t, beide, een, "goedgekeurd", 403) // the same person
		w.over(t, sec, een, "goedgekeurd", 200)
		w.over(t, sec, een, "afgewezen", 400)
		w.naar(t, "2026-06-20")
		w.is(t, m, "geverifieerdMetVrijstelling")
		w.naar(t, "2026-08-20")
		w.is(t, m, "teruggevallen") // it failed twice, and nothing excuses it any more
		for _, tot := range []string{"2026-10-20", "2026-12-20"} {
			w.over(t, sec, vraag(tot, 201), "goedgekeurd", 200)
			w.naar(t, tot)
		}
		vraag("2027-01-20", 400) // renewed twice already
	})
}

// A maat month by month: with too few zaken a point is empty, not zero; a delivered step shows before and after.
func TestReeks(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		for i := range 14 {
			w.g.maand(i, soortA, time.Date(2025, time.Month(1+i), 1, 0, 0, 0, 0, time.UTC), 5)
		}
		w.g.zet(9000, soortB, "2025-05-01", "2025-05-03")
		m := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "minN", 10, "nulmeting", velden("van", "2025-02-01", "tot", "2025-04-30"), "parameters", velden("zaaktypen", []string{"A"}))
		if got := w.Root.Get(m + "/reeks"); got["verouderd"] != true || !strings.Contains(fmt.Sprint(got["kaart"]), "te weinig") {
			t.Errorf("before anything was read: %v", got)
		}
		w.ronde(t)
		got := w.Root.Get(m + "/reeks?maanden=12")
		punten := got["punten"].([]any)
		if len(punten) != 12 || got["verouderd"] != false || got["nulmeting"].(map[string]any)["waarde"] == nil {
			t.Fatalf("series: %v", got)
		}
		p := punten[3].(map[string]any)
		if v, ok := p["waarde"].(float64); !ok || v < 0.4 || v > 0.7 || p["n"].(float64) < 20 || p["onder"] == nil {
			t.Errorf("a month: %v", p)
		}
		if oordeel := got["kaart"].(map[string]any)["oordeel"]; oordeel != "gelijk" {
			t.Errorf("verdict %v", oordeel)
		}
		// A delivered step keeps its place in the chart: five of ten before, nine of ten after.
		w.buurt = w.maak("onderdelen", "naam", "Team Buurt")
		stap := w.maak("stappen", "titel", "Meldingen slimmer verdelen", "eigenaarTeam", w.buurt, "draagtBijAan", []any{velden("doel", m, "sterkte", "sterk")})
		if err := transitie.Bijwerken(t.Context(), w.Site); err != nil {
			t.Fatal(err)
		}
		w.over(t, w.als("teamleider"), stap, "lopend", 200)
		w.over(t, w.als("teamleider"), stap, "opgeleverd", 200, "oplevering", "Het draait.")
		for i := range 5 {
			w.g.maand(20+i, soortA, time.Date(2026, time.Month(3+i), 1, 0, 0, 0, 0, time.UTC), 9)
		}
		w.naar(t, "2026-09-05")
		list := w.Root.Get(m + "/reeks")["stappen"].([]any)
		if len(list) != 1 {
			t.Fatalf("delivered steps in the series: %v", list)
		}
		if s := list[0].(map[string]any); s["stap"] != stap || s["op"] != "2026-03-01" || s["nVoor"].(float64) < 8 || s["nNa"].(float64) < 4 || s["na"].(float64) <= s["voor"].(float64) || s["oordeel"] != "beter" {
			t.Errorf("before and after the step: %v", s)
		}
		b := w.maak("maten", "naam", "Vergunningen", "sonde", "zgw.doorlooptijd", "minN", 10, "parameters", velden("zaaktypen", []string{soortB}))
		for _, p := range w.Root.Get(b + "/reeks")["punten"].([]any) {
			if p.(map[string]any)["waarde"] != nil {
				t.Errorf("R12: one zaak makes a figure: %v", p)
			}
		}
		// R12: of a zaaktype of which nothing is seen the backlog is not zero but unknown.
		leeg := w.maak("maten", "naam", "Achterstand", "sonde", "zgw.achterstand", "parameters", velden("zaaktypen", []string{"bestaat-niet"}))
		for _, p := range w.Root.Get(leeg + "/reeks")["punten"].([]any) {
			if p.(map[string]any)["waarde"] != nil {
				t.Fatalf("R12: nothing is known and the backlog is %v", p)
			}
		}
		if got := w.Root.Do("GET", m+"/reeks?maanden=0", nil); got.Status != http.StatusBadRequest {
			t.Errorf("no months: %d", got.Status)
		}
	})
}

// Two processes on one database measure each toets once, and one that stops leaves nothing that keeps the other.
func TestTweeProcessen(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, time.Date(2026, 1, 20, 0, 0, 0, 0, time.UTC), 8)
		toetsen := []string{w.opTijd(), w.opTijd("naam", "Nog een"), w.opTijd("naam", "En nog een")}
		ander := transitie.NewMotor(kit.Start(t, w.DB).Site, func(transitie.Verbinding) (transitie.Bron, error) { return w.g, nil })
		var jobs sync.WaitGroup
		for _, m := range []*transitie.Motor{w.motor, ander, w.motor, ander} {
			jobs.Go(func() {
				if err := m.Ronde(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		jobs.Wait()
		w.ronde(t)
		for _, toets := range toetsen {
			list, n := w.Root.List(toets + "/metingen")
			judged := 0
			for _, one := range list {
				if one["uitkomst"] != "verouderd" { // one may have come before the register was read
					judged++
				}
			}
			if judged != 1 {
				t.Errorf("%d metingen, of which %d judge: %v", n, judged, list)
			}
		}
	})
}
