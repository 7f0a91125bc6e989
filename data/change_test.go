package data_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"meent/data"
	"meent/data/datatest"
)

func change(t testing.TB, db data.DB, topic string) int64 {
	t.Helper()
	n, err := db.Change(t.Context(), topic)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func touch(topics ...string) func(data.Tx) error {
	return func(tx data.Tx) error {
		for _, topic := range topics {
			if err := tx.Touch(topic); err != nil {
				return err
			}
		}
		return nil
	}
}

// moves waits until a change number is another one than before. On SQLite it is at once.
func moves(t testing.TB, db data.DB, topic string, before int64) {
	t.Helper()
	for try := 0; change(t, db, topic) == before; try++ {
		if !db.Postgres() || try == 50_000 {
			t.Fatalf("the change number of %s stays %d", topic, before)
		}
		view(t, db, func(tx data.Tx) error { _, err := tx.One("select 1"); return err }) // takes a while
	}
}

func TestChange(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			url := datatest.URL(t, kind)
			here, there := datatest.OpenURL(t, url), datatest.OpenURL(t, url)
			for range 3 {
				n, m, other := change(t, here, "rechten"), change(t, there, "rechten"), change(t, here, "catalogi")
				update(t, here, touch("rechten", "rechten"))
				if change(t, here, "rechten") == n {
					t.Error("the number did not move at once for the one who touched it")
				}
				moves(t, there, "rechten", m)

				n = change(t, here, "rechten")
				update(t, there, touch("rechten"))
				moves(t, here, "rechten", n)

				n = change(t, here, "rechten")
				err := here.Update(t.Context(), func(tx data.Tx) error { return errors.Join(tx.Touch("rechten"), errOwn) })
				if !errors.Is(err, errOwn) || change(t, here, "rechten") != n {
					t.Errorf("a rollback (%v) moved the number from %d to %d", err, n, change(t, here, "rechten"))
				}
				if change(t, here, "catalogi") != other {
					t.Error("the number of another topic moved")
				}
			}
			if n := change(t, datatest.OpenURL(t, url), "rechten"); n != change(t, here, "rechten") {
				t.Errorf("opened anew: got %d, want %d", n, change(t, here, "rechten"))
			}
		})
	}
}

// TestChangeWithoutListener takes the listener's connection away, as a server that is started anew does.
func TestChangeWithoutListener(t *testing.T) {
	url := datatest.URL(t, "postgres")
	name := "luisteraar-" + strings.ToLower(rand.Text())
	here, there := datatest.OpenURL(t, url+"&application_name="+name), datatest.OpenURL(t, url)
	var cut int64
	for range 3 {
		n := change(t, here, "rechten")
		view(t, there, func(tx data.Tx) error {
			row, err := tx.One(`select count(pg_terminate_backend(pid)) from pg_stat_activity
				where application_name = $1 and query like '%wijzigingen%'`, name)
			if err == nil {
				cut += row.Int(0) // 0 when the listener is between two connections
			}
			return err
		})
		update(t, there, touch("rechten"))
		moves(t, here, "rechten", n)
	}
	if cut == 0 {
		t.Error("the listener never lost its connection")
	}
}

const counters = "create table a (n bigint not null); create table b (n bigint not null)"

func makeCounters(t testing.TB, db data.DB) {
	t.Helper()
	update(t, db, func(tx data.Tx) error {
		for _, query := range append(strings.Split(counters, "; "), "insert into a values (0)", "insert into b values (0)") {
			if err := tx.Exec(query); err != nil {
				return err
			}
		}
		tx.Changed("a", "b")
		return nil
	})
}

func count(table string) func(data.Tx) error {
	return func(tx data.Tx) error {
		tx.Changed(table)
		return tx.Exec("update " + table + " set n = n + 1")
	}
}

// stamped reads a stamp and what it stands for, in either order.
func stamped(t testing.TB, db data.DB, table string, stampFirst bool) (stamp string, n int64) {
	t.Helper()
	steps := []func(tx data.Tx) error{
		func(tx data.Tx) (err error) { stamp, err = tx.Stamp(table); return err },
		func(tx data.Tx) error {
			row, err := tx.One("select n from " + table)
			if err == nil {
				n = row.Int(0)
			}
			return err
		},
	}
	view(t, db, func(tx data.Tx) error {
		if stampFirst {
			return errors.Join(steps[0](tx), steps[1](tx))
		}
		return errors.Join(steps[1](tx), steps[0](tx))
	})
	return stamp, n
}

func TestStamp(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			url := datatest.URL(t, kind)
			here, there := datatest.OpenURL(t, url), datatest.OpenURL(t, url)
			makeCounters(t, here)
			first := restingStamp(t, here, "a", kind)
			update(t, here, count("b"))
			if again, _ := stamped(t, here, "a", true); again != first && kind == "sqlite" {
				t.Errorf("another table changed, and the stamp went from %q to %q", first, again)
			}
			update(t, here, count("a"))
			second, _ := stamped(t, here, "a", true)
			update(t, there, count("a"))
			third, _ := stamped(t, here, "a", true)
			if first == second || second == third || first == third {
				t.Errorf("the table changed, and the stamps are %q, %q, %q", first, second, third)
			}
			update(t, here, func(tx data.Tx) error {
				before, err := tx.Stamp("a")
				if err != nil {
					return err
				}
				if err := count("a")(tx); err != nil {
					return err
				}
				after, err := tx.Stamp("a")
				if before == after || after == third {
					t.Errorf("an update sees its own rows, and the stamps are %q, %q, %q", third, before, after)
				}
				return err
			})
		})
	}
}

// restingStamp is the stamp of a table that nobody changes: the same twice in a row. On PostgreSQL whoever writes to another
// database of the server moves it too, so there it may take a few looks.
func restingStamp(t *testing.T, db data.DB, table, kind string) string {
	t.Helper()
	looks := map[string]int{"sqlite": 1, "postgres": 1000}[kind]
	for range looks {
		first, _ := stamped(t, db, table, true)
		if again, _ := stamped(t, db, table, false); again == first {
			return first
		}
	}
	t.Fatalf("nothing changed, and the stamp moved at each of %d looks", looks)
	return ""
}

// TestStampHolds writes from two openings of the database while Views look: no stamp may ever stand for two contents.
func TestStampHolds(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			url := datatest.URL(t, kind)
			dbs := []data.DB{datatest.OpenURL(t, url), datatest.OpenURL(t, url)}
			makeCounters(t, dbs[0])
			var readers, writers sync.WaitGroup
			var over atomic.Bool
			var seen sync.Map
			for i := range 6 {
				writers.Go(func() {
					for range 150 {
						update(t, dbs[i/4], count([]string{"a", "b"}[i%2])) // four write here, two there
					}
				})
				readers.Go(func() {
					for n := 0; !over.Load(); n++ {
						table := []string{"a", "b"}[n%2]
						stamp, value := stamped(t, dbs[i/4], table, n%3 == 0)
						key := fmt.Sprintf("%s %d %s", table, i/4, stamp)
						if old, loaded := seen.LoadOrStore(key, value); loaded && old != value {
							t.Errorf("%s stood for %d, and for %d", key, old, value)
						}
					}
				})
			}
			writers.Wait()
			over.Store(true)
			readers.Wait()
		})
	}
}

// TestGuestBecomesHost closes the first of two openings: the second then has stamps that last.
func TestGuestBecomesHost(t *testing.T) {
	url := datatest.URL(t, "sqlite")
	first, err := data.Open(t.Context(), data.Options{URL: url, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	second := datatest.OpenURL(t, url)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	makeCounters(t, second)
	for try := 0; ; try++ {
		a, _ := stamped(t, second, "a", true)
		if b, _ := stamped(t, second, "a", true); a == b {
			return
		}
		if try == 1_000_000 {
			t.Fatal("the guest stays a guest")
		}
	}
}

// TestNotification listens as another process does: the poll once a second would hide that nothing is told.
func TestNotification(t *testing.T) {
	url := datatest.URL(t, "postgres")
	db := datatest.OpenURL(t, url)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var channel string
	if err := conn.QueryRow(ctx, "select 'meent_' || current_schema()").Scan(&channel); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, "listen "+channel); err != nil {
		t.Fatal(err)
	}
	update(t, db, touch("rechten"))
	n, err := conn.WaitForNotification(ctx)
	if err != nil || n.Payload != "rechten" {
		t.Errorf("got %+v, %v; want a notification of rechten", n, err)
	}
}
