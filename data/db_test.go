package data_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
)

const table = "create table proef (id bigint primary key, naam text not null unique, getal double precision, soort bigint)"

// run is datatest.Run with a table to write in.
func run(t *testing.T, test func(t *testing.T, db data.DB)) {
	t.Helper()
	datatest.Run(t, func(t *testing.T, db data.DB) {
		makeTable(t, db)
		test(t, db)
	})
}

func makeTable(t testing.TB, db data.DB) {
	t.Helper()
	update(t, db, func(tx data.Tx) error { return tx.Exec(table) })
}

func update(t testing.TB, db data.DB, fn func(data.Tx) error) {
	t.Helper()
	if err := db.Update(t.Context(), fn); err != nil {
		t.Fatalf("update: %v", err)
	}
}

func view(t testing.TB, db data.DB, fn func(data.Tx) error) {
	t.Helper()
	if err := db.View(t.Context(), fn); err != nil {
		t.Fatalf("view: %v", err)
	}
}

func insert(tx data.Tx, id int64, name string) error {
	return tx.Exec("insert into proef (id, naam) values ($1, $2)", id, name)
}

// names are the names in the table, in order.
func names(t testing.TB, db data.DB) []string {
	t.Helper()
	var all []string
	view(t, db, func(tx data.Tx) error {
		all = nil
		for row, err := range tx.Query(`select naam from proef order by naam collate "C"`) {
			if err != nil {
				return err
			}
			all = append(all, row.Text(0))
		}
		return nil
	})
	return all
}

func wantNames(t testing.TB, db data.DB, want ...string) {
	t.Helper()
	if got := names(t, db); !slices.Equal(got, want) {
		t.Errorf("names: got %q, want %q", got, want)
	}
}

func TestRows(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		type soort string
		n := int64(7)
		update(t, db, func(tx data.Tx) error {
			err := errors.Join(
				tx.Exec("insert into proef (id, naam, getal, soort) values ($1, $2, $3, $4)", 1, "één $1 'x'", 1.5, &n),
				tx.Exec("insert into proef (soort, getal, naam, id) values ($4, $3, $2, $1)", int32(2), []byte("twee"), nil, (*int64)(nil)),
				tx.Exec("insert into proef (id, naam) values ($2, $1)", soort("drie"), uint8(3)))
			if err != nil {
				return err
			}
			row, err := tx.One("select count(*), max(naam) from proef where id < $1", 3)
			if err != nil {
				return err
			}
			if row.Int(0) != 2 || row.Text(1) != "één $1 'x'" {
				t.Errorf("in the transaction: got %d, %q", row.Int(0), row.Text(1))
			}
			return nil
		})
		var got strings.Builder
		view(t, db, func(tx data.Tx) error {
			for row, err := range tx.Query("select id, naam, getal, soort, '$1' from proef order by id") {
				if err != nil {
					return err
				}
				fmt.Fprintf(&got, "%d %s %v %v/%v %d/%v %s\n", row.Int(0), row.Bytes(1), row.Float(2), row.Null(2), row.Bytes(2) == nil, row.Int(3), row.Null(3), row.Text(4))
			}
			return nil
		})
		want := "1 één $1 'x' 1.5 false/false 7/false $1\n2 twee 0 true/true 0/true $1\n3 drie 0 true/true 0/true $1\n"
		if got.String() != want {
			t.Errorf("got:\n%swant:\n%s", got.String(), want)
		}
	})
}

func TestOneAndErrors(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		update(t, db, func(tx data.Tx) error { return insert(tx, 1, "een") })
		update(t, db, func(tx data.Tx) error {
			if _, err := tx.One("select naam from proef where id = $1", 9); !errors.Is(err, data.ErrNotFound) {
				t.Errorf("no row: got %v, want ErrNotFound", err)
			}
			return insert(tx, 2, "twee") // ErrNotFound ends nothing
		})
		wantNames(t, db, "een", "twee")
	})
}

func TestFailedStatement(t *testing.T) {
	tests := []struct {
		name string
		fn   func(data.Tx) error
		want error
		on   string // what the error names
	}{
		{"unique, told at commit", func(tx data.Tx) error { return insert(tx, 5, "een") }, data.ErrUnique, "naam"},
		{"unique key", func(tx data.Tx) error { return insert(tx, 1, "vijf") }, data.ErrUnique, "proef"},
		{"unique, told by a query", func(tx data.Tx) error {
			if err := insert(tx, 5, "een"); err != nil {
				return err
			}
			_, err := tx.One("select 1")
			return err
		}, data.ErrUnique, "naam"},
		{"unique, not listened to", func(tx data.Tx) error {
			_ = insert(tx, 5, "een")
			_, _ = tx.One("select 1")
			_ = insert(tx, 6, "zes")
			return nil
		}, data.ErrUnique, "naam"},
		{"syntax", func(tx data.Tx) error { return tx.Exec("insert in proef") }, nil, "insert in proef"},
		{"too few arguments", func(tx data.Tx) error { return tx.Exec("delete from proef where id = $1 or id = $2", 1) }, nil, "delete"},
		{"two statements", func(tx data.Tx) error { return tx.Exec("delete from proef; delete from proef") }, nil, "delete"},
		{"a type that is no column", func(tx data.Tx) error { return tx.Exec("delete from proef where id = $1", time.Now()) }, nil, "time.Time"},
		{"own error", func(tx data.Tx) error { return errors.Join(insert(tx, 7, "zeven"), errOwn) }, errOwn, ""},
		{"panic", func(tx data.Tx) error { _ = insert(tx, 7, "zeven"); panic("boem") }, nil, "boem"},
		{"nested", func(tx data.Tx) error {
			for _, err := range tx.Query("select id from proef") {
				if err != nil {
					return err
				}
				_, err = tx.One("select 1")
				return err
			}
			return nil
		}, data.ErrNested, ""},
		{"nested exec", func(tx data.Tx) error {
			for range tx.Query("select id from proef") {
				_ = insert(tx, 8, "acht")
			}
			return nil
		}, data.ErrNested, ""},
		{"nested id", func(tx data.Tx) error {
			for range tx.Query("select id from proef") {
				if _, err := tx.NewID(); err != nil {
					return err
				}
			}
			return nil
		}, data.ErrNested, ""},
	}
	run(t, func(t *testing.T, db data.DB) {
		update(t, db, func(tx data.Tx) error { return insert(tx, 1, "een") })
		update(t, db, func(tx data.Tx) error { return insert(tx, 2, "twee") })
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				err := db.Update(t.Context(), test.fn)
				if err == nil || test.want != nil && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.on) {
					t.Errorf("got %v, want %v about %q", err, test.want, test.on)
				}
				wantNames(t, db, "een", "twee")
			})
		}
		update(t, db, func(tx data.Tx) error { return insert(tx, 3, "drie") })
		wantNames(t, db, "drie", "een", "twee")
	})
}

var errOwn = errors.New("own error")

func TestViewDoesNotWrite(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		for name, fn := range map[string]func(data.Tx) error{
			"exec":  func(tx data.Tx) error { _ = insert(tx, 1, "een"); _, err := tx.One("select 1"); return err },
			"id":    func(tx data.Tx) error { _, err := tx.NewID(); return err },
			"touch": func(tx data.Tx) error { return tx.Touch("rechten") },
		} {
			if err := db.View(t.Context(), fn); !errors.Is(err, data.ErrReadOnly) {
				t.Errorf("%s: got %v, want ErrReadOnly", name, err)
			}
		}
		wantNames(t, db)
	})
}

func TestViewSeesOnePicture(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		view(t, db, func(tx data.Tx) error {
			count := func() int64 {
				row, err := tx.One("select count(*) from proef")
				if err != nil {
					t.Fatal(err)
				}
				return row.Int(0)
			}
			before := count()
			update(t, db, func(tx data.Tx) error { return insert(tx, 1, "een") })
			if after := count(); after != before {
				t.Errorf("the same view counted %d, then %d", before, after)
			}
			return nil
		})
		wantNames(t, db, "een")
	})
}

func TestBreakInTheMiddle(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		update(t, db, func(tx data.Tx) error {
			for i := range int64(500) {
				if err := insert(tx, i, fmt.Sprintf("naam %03d", i)); err != nil {
					return err
				}
			}
			for row, err := range tx.Query("select naam from proef order by id") {
				if err != nil {
					return err
				}
				if row.Text(0) == "naam 003" {
					break
				}
			}
			return insert(tx, 1000, "erna")
		})
		if got := len(names(t, db)); got != 501 {
			t.Errorf("got %d rows, want 501", got)
		}
	})
}

func TestPanicInView(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		for range 20 { // more than there are connections
			func() {
				defer func() { _ = recover() }() // the panic below
				_ = db.View(t.Context(), func(tx data.Tx) error {
					for range tx.Query("select 1") {
						panic("boem")
					}
					return nil
				})
			}()
		}
		wantNames(t, db)
	})
}

func TestGoexitInUpdate(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			_ = db.Update(t.Context(), func(tx data.Tx) error {
				_ = insert(tx, 1, "een")
				runtime.Goexit() // ends this goroutine, as FailNow would
				return nil
			})
		}()
		<-done
		update(t, db, func(tx data.Tx) error { return insert(tx, 2, "twee") })
		wantNames(t, db, "twee")
	})
}

// TestManyAtOnce has Updates that fail beside Updates that do not, so that they share groups.
func TestManyAtOnce(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		const n = 400
		var wg sync.WaitGroup
		var after, bad atomic.Int64
		var want []string
		for i := range int64(n) {
			name := fmt.Sprintf("naam %03d", i)
			if i%4 == 0 {
				want = append(want, name)
			}
			wg.Go(func() {
				err := db.Update(t.Context(), func(tx data.Tx) error {
					tx.AfterCommit(func() { after.Add(1) })
					if err := insert(tx, i, name); err != nil {
						return err
					}
					switch i % 4 {
					case 1:
						return errOwn
					case 2:
						return insert(tx, i, name)
					case 3:
						panic("boem")
					}
					return nil
				}, fmt.Sprint("hot ", i%3))
				if (err == nil) != (i%4 == 0) {
					bad.Add(1)
					t.Errorf("update %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		wantNames(t, db, want...)
		if after.Load() != n/4 {
			t.Errorf("AfterCommit ran %d times, want %d", after.Load(), n/4)
		}
	})
}

func TestNewID(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			url := datatest.URL(t, kind)
			dbs := []data.DB{datatest.OpenURL(t, url), datatest.OpenURL(t, url)}
			var mu sync.Mutex
			seen := map[int64]int{}
			var wg sync.WaitGroup
			for g := range 8 {
				wg.Go(func() {
					for i := range 20 {
						var ids []int64
						err := dbs[g%2].Update(t.Context(), func(tx data.Tx) error {
							for range 100 {
								id, err := tx.NewID()
								if err != nil {
									return err
								}
								ids = append(ids, id) // a repeated run keeps the ids of the run before: none may come back
							}
							if i%3 == 0 {
								return errOwn
							}
							return nil
						})
						if err != nil && !errors.Is(err, errOwn) {
							t.Errorf("update: %v", err)
						}
						mu.Lock()
						for _, id := range ids {
							seen[id]++
						}
						mu.Unlock()
					}
				})
			}
			wg.Wait()
			for id, n := range seen {
				if n != 1 {
					t.Errorf("id %d was given out %d times", id, n)
				}
			}
			if len(seen) < 8*20*100 {
				t.Errorf("got %d ids, want at least %d", len(seen), 8*20*100)
			}
		})
	}
}

func TestNow(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			now := time.Date(2026, 3, 4, 5, 6, 7, 0, time.FixedZone("CET", 3600))
			db := datatest.Open(t, kind, func(o *data.Options) {
				o.Clock = func() time.Time { now = now.Add(time.Hour); return now }
			})
			update(t, db, func(tx data.Tx) error {
				if a, b := tx.Now(), tx.Now(); !a.Equal(b) || a.Location() != time.UTC || !a.Equal(now) {
					t.Errorf("Now: %v, then %v; the clock says %v", a, b, now)
				}
				return nil
			})
		})
	}
}

func TestCancel(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		err := db.Update(ctx, func(tx data.Tx) error {
			if err := insert(tx, 1, "een"); err != nil {
				return err
			}
			cancel()
			return insert(tx, 2, "twee")
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("update: got %v, want context.Canceled", err)
		}
		if err := db.View(ctx, func(data.Tx) error { return nil }); err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("view: got %v, want context.Canceled or nothing", err)
		}
		wantNames(t, db)
	})
}

func TestLog(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			var log bytes.Buffer
			db := datatest.Open(t, kind, func(o *data.Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) })
			err := db.Update(t.Context(), func(data.Tx) error { panic("boem") })
			if err == nil || !strings.Contains(log.String(), "TestLog") {
				t.Errorf("a panic: got %v; the log has no stack: %s", err, log.String())
			}
		})
	}
}
