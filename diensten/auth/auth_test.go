package auth

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/zgw"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// world is a database with clients, and an Authenticator with a clock that the test sets.
type world struct {
	t    testing.TB
	db   data.DB
	auth *Authenticator
	now  time.Time
}

func newWorld(t testing.TB, db data.DB) *world {
	t.Helper()
	w := &world{t: t, db: db, now: noon}
	w.auth = New(db, Options{Now: func() time.Time { return w.now }})
	w.typeTables()
	return w
}

func (w *world) update(fn func(tx data.Tx) error) {
	w.t.Helper()
	if err := w.db.Update(w.t.Context(), fn); err != nil {
		w.t.Fatal(err)
	}
}

// typeTables puts bare tables in the place of those of the catalogi, of which these tests need the ids only.
func (w *world) typeTables() {
	w.t.Helper()
	end := ""
	if w.db.Postgres() {
		end = " cascade"
	}
	w.update(func(tx data.Tx) error {
		for _, k := range kinds {
			if err := tx.Exec("drop table if exists " + k.table + end); err != nil {
				return err
			}
			if err := tx.Exec("create table " + k.table + " (id bigint primary key, uuid text not null unique)"); err != nil {
				return err
			}
		}
		return nil
	})
}

func (w *world) secret(id, secret string) {
	w.t.Helper()
	w.update(func(tx data.Tx) error { return SetSecret(tx, id, secret, "Label van "+id) })
}

// applicatie stores an Applicatie as its register does; local addresses in the body begin with "@".
func (w *world) applicatie(uuid, body string, clients ...string) {
	w.t.Helper()
	body = strings.ReplaceAll(body, "@", zgw.Marker)
	w.update(func(tx data.Tx) error {
		id, err := tx.NewID()
		if err != nil {
			return err
		}
		if err := tx.Exec("insert into applicaties (id, uuid, body) values ($1, $2, $3)", id, uuid, body); err != nil {
			return err
		}
		for i, c := range clients {
			err := tx.Exec("insert into applicatie_clients (client_id, applicatie, volgorde) values ($1, $2, $3)", c, id, i)
			if err != nil {
				return err
			}
		}
		return tx.Touch(topicRechten)
	})
}

func (w *world) typ(table string, id int64, uuid string) {
	w.t.Helper()
	w.update(func(tx data.Tx) error {
		if err := tx.Exec("insert into "+table+" (id, uuid) values ($1, $2)", id, uuid); err != nil {
			return err
		}
		return tx.Touch(topicCatalogi)
	})
}

func (w *world) header(id, secret string, claims map[string]any) string {
	w.t.Helper()
	token, err := Token(id, secret, w.now, claims)
	if err != nil {
		w.t.Fatal(err)
	}
	return "Bearer " + token
}

func (w *world) client(id, secret string) *Client {
	w.t.Helper()
	c, err := w.auth.Authenticate(w.t.Context(), w.header(id, secret, nil))
	if err != nil {
		w.t.Fatalf("client %s: %v", id, err)
	}
	return c
}

// refused checks the code of a refusal; "" means that the header is let in.
func (w *world) refused(header, code string) {
	w.t.Helper()
	c, err := w.auth.Authenticate(w.t.Context(), header)
	var refusal *Error
	switch {
	case code == "" && (err != nil || c == nil):
		w.t.Errorf("refused: %v", err)
	case code != "" && !errors.As(err, &refusal):
		w.t.Errorf("got %v, %v; want %s", c, err, code)
	case code != "" && refusal.Code != code:
		w.t.Errorf("got %v, want %s", refusal, code)
	case code != "" && refusal.Detail == "":
		w.t.Errorf("%s says nothing to people", code)
	}
}

const (
	uuidA = "a0000000-0000-4000-8000-00000000000a"
	uuidB = "b0000000-0000-4000-8000-00000000000b"
	uuidC = "c0000000-0000-4000-8000-00000000000c"
	all   = `{"label":"Alles","heeftAlleAutorisaties":true,"autorisaties":[]}`
)

func TestClient(t *testing.T) {
	datatest.Run(t, func(t *testing.T, db data.DB) {
		w := newWorld(t, db)
		w.secret("balie", "geheim")
		w.applicatie(uuidA, all, "ander", "balie")
		header := w.header("balie", "geheim", map[string]any{"user_id": 12, "user_representation": "J. de Vries", "rollen": []string{"behandelaar"}})
		c, err := w.auth.Authenticate(t.Context(), header)
		if err != nil {
			t.Fatal(err)
		}
		got := []string{c.ID, c.Applicatie, c.Label, c.UserID, c.UserRepresentation, fmt.Sprint(c.Claims["rollen"])}
		want := []string{"balie", uuidA, "Alles", "12", "J. de Vries", "[behandelaar]"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if again, err := w.auth.Authenticate(t.Context(), header); err != nil || again != c {
			t.Errorf("the same token gives another client: %v, %v", again, err)
		}
	})
}

// The secret and the Applicatie come in any order.
func TestClientBeforeApplicatie(t *testing.T) {
	need := Need{"zrc", "zaken.lezen"}
	datatest.Run(t, func(t *testing.T, db data.DB) {
		w := newWorld(t, db)
		w.applicatie(uuidA, all, "eerst")
		w.refused(w.header("eerst", "geheim", nil), "invalid-client-identifier")
		w.secret("eerst", "geheim")
		if !w.client("eerst", "geheim").Rights(need).All {
			t.Error("the secret came after the Applicatie, and the client may do nothing")
		}
		w.secret("later", "geheim")
		c := w.client("later", "geheim")
		if c.Applicatie != "" || c.Label != "Label van later" || !c.Rights(need).None {
			t.Errorf("without Applicatie: %q, %q, %+v", c.Applicatie, c.Label, c.Rights(need))
		}
		w.applicatie(uuidB, all, "later")
		if !w.client("later", "geheim").Rights(need).All {
			t.Error("the Applicatie came after the secret, and the client may do nothing")
		}
	})
}

func TestSecrets(t *testing.T) {
	datatest.Run(t, func(t *testing.T, db data.DB) {
		w := newWorld(t, db)
		w.secret("een", "oud")
		w.secret("twee", "x")
		w.applicatie(uuidA, all, "twee")
		old := w.header("een", "oud", nil)
		w.refused(old, "")
		w.update(func(tx data.Tx) error { return SetSecret(tx, "een", "nieuw", "") })
		w.refused(old, "invalid-jwt-signature")
		w.refused(w.header("een", "nieuw", nil), "")
		var list []Registered
		err := db.View(t.Context(), func(tx data.Tx) (err error) {
			list, err = Clients(tx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for i := range list {
			if code, _ := list[i].Gemaakt.Valid(); code != "" || list[i].Gemaakt == "" {
				t.Errorf("%s was made at %q", list[i].ID, list[i].Gemaakt)
			}
			list[i].Gemaakt = ""
		}
		want := []Registered{{ID: "een", Label: "Label van een"}, {ID: "twee", Label: "Label van twee", Applicatie: uuidA}}
		if diff := cmp.Diff(want, list); diff != "" {
			t.Error(diff)
		}
		w.update(func(tx data.Tx) error { return RemoveClient(tx, "een") })
		w.refused(w.header("een", "nieuw", nil), "invalid-client-identifier")
		err = db.Update(t.Context(), func(tx data.Tx) error { return RemoveClient(tx, "een") })
		if !errors.Is(err, data.ErrNotFound) {
			t.Errorf("removed twice: %v", err)
		}
		for _, bad := range [][2]string{{"", "x"}, {"leeg", ""}, {"a\x00b", "x"}, {strings.Repeat("a", 51), "x"}} {
			if err := db.Update(t.Context(), func(tx data.Tx) error { return SetSecret(tx, bad[0], bad[1], "") }); err == nil {
				t.Errorf("client %q with secret %q is accepted", bad[0], bad[1])
			}
		}
	})
}

// Many callers at once, while secrets, rights and types change: each gets what it may have, and the race detector is content.
func TestAtOnce(t *testing.T) {
	datatest.Run(t, func(t *testing.T, db data.DB) {
		w := newWorld(t, db)
		w.types()
		w.secret("balie", "geheim")
		w.applicatie(uuidA, `{"autorisaties":[{`+zaaktypeA+`,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"intern"}]}`, "balie")
		var callers sync.WaitGroup
		for caller := range 8 {
			callers.Go(func() {
				for n := range 20 {
					token, err := Token("balie", "geheim", noon, map[string]any{"user_id": n % 5, "caller": caller})
					if err != nil {
						t.Error(err)
						return
					}
					c, err := w.auth.Authenticate(t.Context(), "Bearer "+token)
					if err != nil || c.UserID != fmt.Sprint(n%5) || !c.Has("zrc", "zaken.lezen", Class(typeA, 2, false)) {
						t.Errorf("caller %d: %+v, %v", caller, c, err)
						return
					}
				}
			})
		}
		for n := range 10 {
			w.secret(fmt.Sprint("ander", n), "x")
			w.typ("zaaktypen", int64(1000+n), fmt.Sprintf("%08d-0000-4000-8000-000000000000", n))
		}
		callers.Wait()
	})
}

// A second process, such as "meent client", changes a secret: this one hears of it.
func TestOtherProcess(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			url := datatest.URL(t, kind)
			w := newWorld(t, datatest.OpenURL(t, url))
			other := &world{t: t, db: datatest.OpenURL(t, url), now: noon}
			w.secret("balie", "oud")
			old := w.header("balie", "oud", nil)
			w.refused(old, "")
			other.secret("balie", "nieuw")
			heard(t, func() bool {
				_, err := w.auth.Authenticate(t.Context(), old)
				return err != nil
			})
			w.refused(old, "invalid-jwt-signature")
			w.refused(w.header("balie", "nieuw", nil), "")
		})
	}
}

// heard waits for news of another process, which on PostgreSQL comes over the network.
func heard(t *testing.T, news func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		if news() {
			return
		}
	}
	t.Fatal("no news within ten seconds")
}
