package slecht

import (
	"fmt"
	"strings"
	"testing"

	"meent/data"
)

// rijen looks into the database of the server, beside it: how many rows each table has, and how much text is in them.
type rijen struct {
	db     data.DB
	tables []string
}

// bijzaak are tables that change by themselves, and why.
var bijzaak = map[string]string{
	"goose_db_version": "the migrations' own",
	"outbox":           "what was told before is taken out",
}

func openRijen(t *testing.T, database string) *rijen {
	t.Helper()
	db, err := data.Open(t.Context(), data.Options{URL: database})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // only looked into
	r := &rijen{db: db}
	query := "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
	if db.Postgres() {
		query = "select cast(table_name as text) from information_schema.tables where table_schema = current_schema()"
	}
	err = db.View(t.Context(), func(tx data.Tx) error {
		for row, err := range tx.Query(query) {
			if err != nil {
				return err
			}
			if bijzaak[row.Text(0)] == "" {
				r.tables = append(r.tables, row.Text(0))
			}
		}
		return nil
	})
	if err != nil || len(r.tables) < 20 {
		t.Fatalf("%d tables: %v", len(r.tables), err)
	}
	return r
}

// stand is what there is now, as text that can be compared.
func (r *rijen) stand(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	err := r.db.View(t.Context(), func(tx data.Tx) error {
		for _, table := range r.tables {
			row, err := tx.One("select count(*) from " + table)
			if err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
			fmt.Fprintf(&b, "%s %d ", table, row.Int(0))
		}
		for _, table := range []string{"zaken", "documenten", "zaaktypen"} {
			row, err := tx.One("select cast(coalesce(sum(length(body) + length(afgeleid)), 0) as bigint) from " + table)
			if err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
			fmt.Fprintf(&b, "%s %d characters ", table, row.Int(0))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
