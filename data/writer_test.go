package data

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// TestDiskFull lets SQLite roll back a whole group: whoever hears that it was committed has its row, the others do not.
func TestDiskFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "meent.db")
	opened, err := Open(t.Context(), Options{URL: path, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	db := opened.(*sqlite)
	err = db.Update(t.Context(), func(tx Tx) error {
		return errors.Join(tx.Exec("create table proef (id integer primary key, body text)"), tx.Exec("pragma max_page_count = 60"))
	})
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var wg sync.WaitGroup
	committed, full := map[int64]bool{}, 0
	large := strings.Repeat("x", 1<<20)
	for i := range 60 {
		wg.Go(func() {
			body, id := "klein", int64(0)
			if i%5 == 0 {
				body = large
			}
			err := db.Update(t.Context(), func(tx Tx) (err error) {
				if id, err = tx.NewID(); err != nil {
					return err
				}
				return tx.Exec("insert into proef (id, body) values ($1, $2)", id, body)
			})
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				full++
			}
			committed[id] = err == nil
			if (err == nil) != (body == "klein") {
				t.Errorf("update %d, %d bytes: %v", i, len(body), err)
			}
		})
	}
	wg.Wait()
	if full != 12 {
		t.Errorf("%d updates did not fit, want 12", full)
	}
	err = db.View(t.Context(), func(tx Tx) error {
		n := 0
		for row, err := range tx.Query("select id from proef") {
			if err != nil {
				return err
			}
			n++
			if !committed[row.Int(0)] {
				t.Errorf("row %d is there and was not committed", row.Int(0))
			}
		}
		if n != 48 {
			t.Errorf("got %d rows, want 48", n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestHotLocks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var h hotLocks
		unlock, err := h.lock(t.Context(), []string{"b", "a", "b"})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancelCause(t.Context())
		refused := make(chan error, 1)
		go func() { _, err := h.lock(ctx, []string{"0", "b"}); refused <- err }()
		entered := make(chan string, 2)
		for _, keys := range [][]string{{"a", "c"}, {"c", "a"}} {
			go func() {
				unlock, err := h.lock(t.Context(), keys)
				if err != nil {
					t.Error(err)
					return
				}
				entered <- fmt.Sprint(keys)
				unlock()
			}()
		}
		synctest.Wait()
		if len(entered) != 0 {
			t.Errorf("%s has a lock that another has", <-entered)
		}
		stop := errors.New("no time left")
		cancel(stop)
		synctest.Wait()
		if err := <-refused; !errors.Is(err, stop) {
			t.Errorf("a cancelled wait: got %v", err)
		}
		unlock()
		synctest.Wait()
		if len(entered) != 2 || len(h.keys) != 0 {
			t.Errorf("after the unlock: %d entered, and %d locks are left", len(entered), len(h.keys))
		}
	})
}
