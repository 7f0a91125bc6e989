package transitie_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/transitie"
	"meent/proef/kit"
)

const root = "/transitie/api/v1"

// wereld is a server with the client of the pages, two teams and a step, and a clock that the test moves.
type wereld struct {
	*kit.Server
	kaart        *kit.Client
	buurt, balie string // teams
	stap         string
	toets        string        // made when it is asked for
	verder       *atomic.Int64 // by how much the clock is ahead of begin
}

var begin = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// run runs a test on both databases.
func run(t *testing.T, test func(t *testing.T, w *wereld)) {
	t.Helper()
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			w := &wereld{verder: new(atomic.Int64)}
			db := datatest.Open(t, kind, func(o *data.Options) {
				o.Clock = func() time.Time { return begin.Add(time.Duration(w.verder.Add(int64(time.Millisecond)))) }
			})
			w.Server = kit.Start(t, db)
			w.kaart = w.With("kaart", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen", "transitie.schrijven", "transitie.vaststellen", "transitie.namens", "audittrails.lezen"}})
			w.buurt, w.balie = w.maak("onderdelen", "naam", "Team Buurt"), w.maak("onderdelen", "naam", "Team Balie")
			w.stap = w.maak("stappen", "titel", "Status online")
			test(t, w)
		})
	}
}

// later moves the clock and lets the engine run: twice, since it changes nothing the second time.
func (w *wereld) later(t *testing.T, days int) {
	t.Helper()
	w.verder.Add(int64(days) * int64(24*time.Hour))
	for range 2 {
		if err := transitie.Bijwerken(t.Context(), w.Site); err != nil {
			t.Fatal(err)
		}
	}
}

// als is a person with a role; a teamleider is of Team Buurt.
func (w *wereld) als(rol string) *kit.Client {
	claims := map[string]any{"rollen": []string{rol}}
	if rol == "teamleider" {
		claims["onderdeel"] = "Team Buurt"
	}
	return w.kaart.As("an-"+rol, claims)
}

// maak makes an object as the client that may do everything, and gives its address.
func (w *wereld) maak(soort string, pairs ...any) string {
	return w.Root.Make(root+"/"+soort, velden(pairs...))["url"].(string)
}

// velden is a JSON object of names and values.
func velden(pairs ...any) map[string]any {
	o := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		o[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return o
}

// naar is the body of an overgang.
func naar(toestand string, pairs ...any) map[string]any {
	return velden(append(pairs, "naar", toestand)...)
}

// overgang is a case that brings an object into another state.
func overgang(name string, as *kit.Client, path string, body map[string]any, status int, holds ...string) kit.Case {
	return kit.Case{Name: name, As: as, Method: "POST", Path: path + "/overgangen", Body: body, Status: status, Holds: holds, Audited: status == 200}
}

// weigert is one that is refused for what is missing.
func weigert(name string, as *kit.Client, path string, body map[string]any, faults ...string) kit.Case {
	return kit.Case{Name: name, As: as, Method: "POST", Path: path + "/overgangen", Body: body, Status: 400, Faults: faults}
}
