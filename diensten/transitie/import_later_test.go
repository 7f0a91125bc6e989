package transitie_test

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/proef/kit"
)

// tussen is a database that calls in between two objects that are made.
type tussen struct {
	data.DB
	na func() // called for each id that is given out; nil: nothing is
}

func (db *tussen) Update(ctx context.Context, fn func(data.Tx) error, hot ...string) error {
	return db.DB.Update(ctx, func(tx data.Tx) error { return fn(tussenTx{tx, db}) }, hot...)
}

type tussenTx struct {
	data.Tx
	db *tussen
}

func (tx tussenTx) NewID() (int64, error) {
	if na := tx.db.na; na != nil {
		na()
	}
	return tx.Tx.NewID()
}

// §12: a large list is tried and taken in after the answer. How far it is, is to be read at its own address; when the program stops in the
// middle nothing of it is in, and it says so; who asks again gets all of it, once.
func TestImportLater(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			var klok atomic.Int64
			db := &tussen{DB: datatest.Open(t, kind, func(o *data.Options) {
				o.Clock = func() time.Time { return begin.Add(time.Duration(klok.Load())) }
			})}
			s := kit.Start(t, db)
			var werk []func(context.Context)
			s.Site.Later = func(w func(context.Context)) { werk = append(werk, w) }
			doe := func(ctx context.Context) {
				t.Helper()
				if len(werk) != 1 {
					t.Fatalf("%d things to do after the answer", len(werk))
				}
				w := werk[0]
				werk = nil
				w(ctx)
			}
			const rijen = 600
			lijst := velden("soort", "stappen", "bestandsnaam", "bord.csv", "inhoud", groteLijst(rijen), "later", true)
			stappen := func() int {
				_, n := s.Root.List(root + "/stappen")
				return n
			}

			a := s.Root.Do("POST", root+"/importproeven", lijst)
			at := a.Header.Get("Location")
			if a.Status != http.StatusAccepted || at == "" {
				t.Fatalf("a large list: %d %s", a.Status, a.Body)
			}
			ver := func() map[string]any {
				t.Helper()
				v, _ := s.Root.Get(at)["voortgang"].(map[string]any)
				return v
			}
			staat := func(wat string, want ...any) {
				t.Helper()
				v := ver()
				if got := fmt.Sprint(v["doet"], v["stand"], v["gedaan"], v["totaal"]); got != fmt.Sprint(want...) {
					t.Errorf("%s: %s, want %s", wat, got, fmt.Sprint(want...))
				}
			}
			staat("not begun", "proberen", "bezig", 0.0, 0.0)
			if s.Root.Get(at)["verslag"] != nil {
				t.Error("a report before it was tried")
			}
			if a := s.Root.Do("POST", at+"/inlezen", nil); a.Status != http.StatusConflict {
				t.Errorf("taken in while it is tried: %d %s", a.Status, a.Body)
			}
			doe(t.Context())
			p := s.Root.Get(at)
			if p["voortgang"] != nil || telling(p["verslag"].(map[string]any)) != fmt.Sprintf("%d %d 0 0 0", rijen, rijen) || stappen() != 0 {
				t.Errorf("tried: %v %v, %d steps", p["voortgang"], p["verslag"], stappen())
			}

			inlezen := func() {
				t.Helper()
				if a := s.Root.Do("POST", at+"/inlezen", velden("later", true)); a.Status != http.StatusAccepted {
					t.Fatalf("taken in: %d %s", a.Status, a.Body)
				}
			}
			inlezen()
			stop, kill := context.WithCancel(t.Context())
			var eerste, laatste float64
			db.na = func() {
				if v := ver(); v["gedaan"].(float64) >= rijen/2 { // the process is killed half-way
					laatste = v["gedaan"].(float64)
					db.na = nil
					kill()
				} else if eerste == 0 {
					eerste = v["gedaan"].(float64)
					if v["totaal"] != float64(rijen) || v["stand"] != "bezig" {
						t.Errorf("while it is at it: %v", v)
					}
				}
			}
			doe(stop)
			db.na = nil
			if eerste >= laatste || laatste != rijen/2 {
				t.Errorf("progress from %v to %v", eerste, laatste)
			}
			if kind == "postgres" { // another process waits for a sign of life
				if v := ver(); v["stand"] != "bezig" {
					t.Errorf("just after: %v", v)
				}
				if a := s.Root.Do("POST", at+"/inlezen", nil); a.Status != http.StatusConflict {
					t.Errorf("taken in while another may be at it: %d", a.Status)
				}
				klok.Add(int64(3 * time.Minute))
			}
			v := ver()
			if v["stand"] != "afgebroken" || !strings.Contains(v["reden"].(string), "niets veranderd") || stappen() != 0 {
				t.Errorf("killed: %v, and %d steps", v, stappen())
			}
			inlezen()
			doe(t.Context())
			v = ver()
			if v["stand"] != "klaar" || stappen() != rijen || telling(s.Root.Get(v["import"].(string))) != fmt.Sprintf("%d %d 0 0 0", rijen, rijen) {
				t.Errorf("at last: %v, %d steps", v, stappen())
			}
			if a := s.Root.Do("POST", at+"/inlezen", velden("later", true)); a.Status != http.StatusNotFound || stappen() != rijen {
				t.Errorf("once more: %d, %d steps", a.Status, stappen())
			}

			a = s.Root.Do("POST", root+"/importproeven", velden("soort", "stappen", "inhoudBase64", base64.StdEncoding.EncodeToString([]byte("PK\x03\x04"+strings.Repeat("\x00\n", 600))), "later", true))
			if at = a.Header.Get("Location"); a.Status != http.StatusAccepted {
				t.Fatalf("no list: %d %s", a.Status, a.Body)
			}
			doe(t.Context())
			if v := ver(); v["stand"] != "geweigerd" || v["reden"] == "" {
				t.Errorf("what is no list: %v", v)
			}
			if a := s.Root.Do("POST", root+"/importproeven", velden("soort", "stappen", "inhoud", "titel\nx\n", "later", true)); a.Status != http.StatusCreated {
				t.Errorf("a small list: %d", a.Status)
			}
		})
	}
}
