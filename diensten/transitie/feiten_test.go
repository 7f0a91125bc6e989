package transitie_test

import (
	"context"
	"encoding/json"
	"fmt"
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
		t.Errorf("on %s the mijlpaal is %v since %v, want %s: %v", w.nu.Format(time.DateOnly), m["toestand"], m["sinds"], toestand, m["uitslagen"])
	}
	return m
}
