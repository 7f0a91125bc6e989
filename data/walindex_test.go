package data

import (
	"path/filepath"
	"testing"
)

// Where the WAL-index cannot be read, SQLite itself is asked; both hear at once of what another process commits.
func TestChangeOfAnother(t *testing.T) {
	for name, without := range map[string]bool{"with WAL-index": false, "without": true} {
		t.Run(name, func(t *testing.T) {
			o := Options{URL: filepath.Join(t.TempDir(), "meent.db"), NoSync: true}
			here, err := Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			there, err := Open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			defer func() {
				if here.Close() != nil || there.Close() != nil {
					t.Error("a database does not close")
				}
			}()
			before, err := here.Change(t.Context(), "rechten")
			if err != nil {
				t.Fatal(err)
			}
			if w := &here.(*sqlite).watch; without && w.index != nil {
				_ = w.index.Close()
				w.index = nil
			}
			for range 3 {
				if err := there.Update(t.Context(), func(tx Tx) error { return tx.Touch("rechten") }); err != nil {
					t.Fatal(err)
				}
				after, err := here.Change(t.Context(), "rechten")
				if err != nil || after == before {
					t.Fatalf("the number stays %d (%v)", before, err)
				}
				before = after
			}
		})
	}
}
