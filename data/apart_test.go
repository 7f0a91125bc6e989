package data_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
)

const takeNumber = `insert into nummering (soort, organisatie, jaar, laatste) values ($1, 'o', 2026, 1)
	on conflict (soort, organisatie, jaar) do update set laatste = nummering.laatste + 1 returning laatste`

// A number that one transaction took is not held from another until it commits, and nobody gets the same.
func TestApart(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		var mu sync.Mutex
		var wg sync.WaitGroup
		var got []int64
		for range 40 { // more than there are connections
			wg.Go(func() {
				err := db.Update(t.Context(), func(tx data.Tx) error {
					row, err := tx.Apart(takeNumber, "a")
					if err != nil {
						return err
					}
					n := row.Int(0)
					mu.Lock()
					got = append(got, n)
					mu.Unlock()
					return insert(tx, n, string(rune('a'+n)))
				})
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		slices.Sort(got)
		if len(got) != 40 || got[0] != 1 || got[39] != 40 {
			t.Errorf("numbers %v, want 1 to 40", got)
		}
	})
}

// TestApartHoldsNobody is about PostgreSQL: SQLite has one writer, which holds all others anyway.
func TestApartHoldsNobody(t *testing.T) {
	t.Run("postgres", func(t *testing.T) {
		db := datatest.Open(t, "postgres")
		update(t, db, func(tx data.Tx) error {
			if _, err := tx.Apart(takeNumber, "a"); err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
			defer cancel()
			return db.Update(ctx, func(other data.Tx) error { // waits for ever when the row is still locked
				_, err := other.Apart(takeNumber, "a")
				return err
			})
		})
		undone := errors.New("undone")
		if err := db.Update(t.Context(), func(tx data.Tx) error {
			_, err := tx.Apart(takeNumber, "a")
			return errors.Join(err, undone)
		}); !errors.Is(err, undone) {
			t.Fatal(err)
		}
		view(t, db, func(tx data.Tx) error {
			row, err := tx.One("select laatste from nummering where soort = 'a'")
			if err == nil && row.Int(0) != 3 {
				t.Errorf("last number %d, want 3: what was taken apart stays taken", row.Int(0))
			}
			return err
		})
	})
}

func TestApartWritesOnlyInUpdate(t *testing.T) {
	run(t, func(t *testing.T, db data.DB) {
		err := db.View(t.Context(), func(tx data.Tx) error { _, err := tx.Apart(takeNumber, "a"); return err })
		if !errors.Is(err, data.ErrReadOnly) {
			t.Errorf("Apart in a View: %v, want ErrReadOnly", err)
		}
	})
}
