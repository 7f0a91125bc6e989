package data_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meent/data"
	"meent/data/datatest"
)

const crashEnv = "MEENT_DATA_CRASH"

// TestMain lets the test program be the process that TestKill kills.
func TestMain(m *testing.M) {
	if url := os.Getenv(crashEnv); url != "" {
		writeUntilKilled(url)
	}
	os.Exit(m.Run())
}

// writeUntilKilled writes rows from many goroutines, and prints the id of each one that was committed.
func writeUntilKilled(url string) {
	db, err := data.Open(context.Background(), data.Options{URL: url, NoMigrate: true})
	if err != nil {
		panic(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for {
				var id int64
				err := db.Update(context.Background(), func(tx data.Tx) (err error) {
					if id, err = tx.NewID(); err != nil {
						return err
					}
					return insert(tx, id, fmt.Sprint("naam ", id))
				})
				if err != nil {
					panic(err)
				}
				fmt.Println(id)
			}
		})
	}
	wg.Wait()
}

// TestKill kills a process with SIGKILL while it writes. All that it said was committed is there, and no id comes again.
func TestKill(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			url := datatest.URL(t, kind)
			db := datatest.OpenURL(t, url)
			makeTable(t, db)
			reported := map[int64]bool{}
			for round := range 3 {
				for _, id := range killed(t, url, 300) {
					if reported[id] {
						t.Errorf("round %d: id %d came twice", round, id)
					}
					reported[id] = true
				}
			}
			there := map[int64]bool{}
			view(t, db, func(tx data.Tx) error {
				for row, err := range tx.Query("select id from proef") {
					if err != nil {
						return err
					}
					there[row.Int(0)] = true
				}
				return nil
			})
			for id := range reported {
				if !there[id] {
					t.Errorf("id %d was committed and is gone", id)
				}
			}
			update(t, db, func(tx data.Tx) error {
				id, err := tx.NewID()
				if err != nil {
					return err
				}
				return insert(tx, id, "erna") // fails when the id was used
			})
		})
	}
}

// killed starts a process that writes, kills it after some commits, and returns all that it reported.
func killed(t *testing.T, url string, after int) (ids []int64) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Env = append(os.Environ(), crashEnv+"="+url)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		id, err := strconv.ParseInt(lines.Text(), 10, 64)
		if err != nil {
			break // the last line may be cut off
		}
		if ids = append(ids, id); len(ids) == after {
			if err := c.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := c.Wait(); err == nil || len(ids) < after {
		t.Fatalf("the process ended by itself after %d commits: %v", len(ids), err)
	}
	return ids
}

// TestMigrateAtOnce opens an empty database many times at the same moment.
func TestMigrateAtOnce(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			url := datatest.EmptyURL(t, kind)
			var wg sync.WaitGroup
			dbs := make([]data.DB, 6)
			for i := range dbs {
				wg.Go(func() {
					db, err := data.Open(t.Context(), data.Options{URL: url, NoSync: true})
					if err != nil {
						t.Errorf("open: %v", err)
						return
					}
					dbs[i] = db
				})
			}
			wg.Wait()
			for _, db := range dbs {
				if db == nil {
					continue
				}
				update(t, db, func(tx data.Tx) error {
					id, err := tx.NewID()
					if err != nil {
						return err
					}
					return tx.Exec("insert into vreemd (id, url) values ($1, $2)", id, fmt.Sprint("https://example.com/", id))
				})
				if err := db.Close(); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestTables compares the two databases: the same tables with the same columns, in the same order.
func TestTables(t *testing.T) {
	queries := map[string]string{
		"sqlite": `select m.name, c.name from sqlite_schema m, pragma_table_info(m.name) c
			where m.type = 'table' and m.name not like 'goose%' and m.name not like 'sqlite_%' order by m.name, c.cid`,
		"postgres": `select table_name::text collate "C", column_name::text from information_schema.columns
			where table_schema = current_schema() order by 1, ordinal_position`,
	}
	got := map[string][]string{}
	datatest.Run(t, func(t *testing.T, db data.DB) {
		kind := filepath.Base(t.Name())
		view(t, db, func(tx data.Tx) error {
			for row, err := range tx.Query(queries[kind]) {
				if err != nil {
					return err
				}
				if row.Text(0) != "nummers" { // a table on SQLite, a sequence on PostgreSQL
					got[kind] = append(got[kind], row.Text(0)+"."+row.Text(1))
				}
			}
			return nil
		})
	})
	if len(got["sqlite"]) == 0 {
		t.Error("no tables")
	}
	if diff := cmp.Diff(got["sqlite"], got["postgres"]); diff != "" && got["postgres"] != nil {
		t.Errorf("SQLite -, PostgreSQL +:\n%s", diff)
	}
}

// TestDeferredKeys has Updates whose fault shows at the commit only: it is theirs alone.
func TestDeferredKeys(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		update(t, db, func(tx data.Tx) error {
			return tx.Exec("create table kind (id bigint primary key, ouder bigint references proef (id) deferrable initially deferred)")
		})
		var wg sync.WaitGroup
		for i := range int64(60) {
			wg.Go(func() {
				err := db.Update(t.Context(), func(tx data.Tx) error {
					if err := tx.Exec("insert into kind (id, ouder) values ($1, $1)", i); err != nil || i%3 == 0 {
						return err
					}
					return insert(tx, i, fmt.Sprint("naam ", i))
				})
				if (err == nil) != (i%3 != 0) {
					t.Errorf("update %d: %v", i, err)
				}
			})
		}
		wg.Wait()
		if got := len(names(t, db)); got != 40 {
			t.Errorf("got %d rows, want 40", got)
		}
	})
}

// TestDeadlock has two Updates that lock two rows in opposite order: one is run again.
func TestDeadlock(t *testing.T) {
	db := datatest.OpenURL(t, datatest.URL(t, "postgres")+"&deadlock_timeout=10ms")
	makeCounters(t, db)
	var wg sync.WaitGroup
	var met sync.WaitGroup
	met.Add(2)
	runs := make([]int, 2)
	for i := range 2 {
		wg.Go(func() {
			err := db.Update(t.Context(), func(tx data.Tx) error {
				tables := []string{"a", "b"}
				runs[i]++
				if _, err := tx.One("update " + tables[i] + " set n = n + 1 returning n"); err != nil {
					return err
				}
				if runs[i] == 1 {
					met.Done()
					met.Wait()
				}
				return tx.Exec("update " + tables[1-i] + " set n = n + 1")
			})
			if err != nil {
				t.Errorf("update %d: %v", i, err)
			}
		})
	}
	wg.Wait()
	if runs[0]+runs[1] < 3 {
		t.Errorf("there was no deadlock: %v", runs)
	}
	view(t, db, func(tx data.Tx) error {
		row, err := tx.One("select a.n, b.n from a, b")
		if err == nil && (row.Int(0) != 2 || row.Int(1) != 2) {
			err = errors.New("not both were counted: " + row.Text(0) + ", " + row.Text(1))
		}
		return err
	})
}

// TestAfterMigration changes a table under a connection that has statements prepared on it.
func TestAfterMigration(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		update(t, db, func(tx data.Tx) error { return insert(tx, 1, "een") })
		read := func(tx data.Tx) error {
			_, err := tx.One("select * from proef where id = $1 and id > 0", 1)
			return err
		}
		for range 3 {
			update(t, db, read)
		}
		update(t, db, func(tx data.Tx) error { return tx.Exec("alter table proef add column nieuw text") })
		update(t, db, read)
	})
}

func TestClosed(t *testing.T) {
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			db := datatest.Open(t, kind)
			var kept data.Tx
			update(t, db, func(tx data.Tx) error { kept = tx; return nil })
			if err := kept.Exec("delete from audit"); !errors.Is(err, data.ErrClosed) {
				t.Errorf("a transaction that is over: got %v, want ErrClosed", err)
			}
			for range 2 {
				if err := db.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			}
			for name, err := range map[string]error{
				"update": db.Update(t.Context(), func(data.Tx) error { return nil }),
				"view":   db.View(t.Context(), func(data.Tx) error { return nil }),
			} {
				if !errors.Is(err, data.ErrClosed) {
					t.Errorf("%s: got %v, want ErrClosed", name, err)
				}
			}
		})
	}
}
