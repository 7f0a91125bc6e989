package data

import (
	"strings"
	"testing"

	"github.com/ncruces/go-sqlite3"
)

func TestForSQLite(t *testing.T) {
	tests := []struct{ query, want string }{
		{"", ""},
		{"select $2, $1", "select ?2, ?1"},
		{"where a=$1and b in($10,$2)", "where a=$1and b in(?10,?2)"}, // $1and is a name on both databases
		{"select '$1', $1", "select '$1', ?1"},
		{"select 'it''s $1', $1", "select 'it''s $1', ?1"},
		{"select '$.x', \"a$1\", `$1`, [$1]", "select '$.x', \"a$1\", `$1`, [$1]"},
		{"select a$1", "select a$1"},
		{"select $1 -- not $2\n, $2", "select ?1 -- not $2\n, ?2"},
		{"select /* $1 ' */ $1", "select /* $1 ' */ ?1"},
		{"select -$1", "select -?1"},
		{"order by naam collate \"C\" desc", "order by naam collate binary desc"},
		{"order by naam COLLATE\n\t\"C\"", "order by naam COLLATE\n\tbinary"},
		{"select \"C\" from x", "select \"C\" from x"},
		{"select 'open $1", "select 'open $1"},
		{"select $, $x", "select $, $x"},
	}
	for _, test := range tests {
		if got := forSQLite(test.query); got != test.want {
			t.Errorf("forSQLite(%q): got %q, want %q", test.query, got, test.want)
		}
	}
}

// FuzzForSQLite puts any text where a statement may have it, in a string, a name or a comment, and asks SQLite itself
// whether the statement still says the same: the text comes back unchanged and $2 keeps its value.
func FuzzForSQLite(f *testing.F) {
	for _, s := range []string{"", "$1", "'", "''", "\"", "*/", "--", "collate \"C\"", "x$2 ' -- \n $1", "[$1]"} {
		f.Add(s)
	}
	c, err := sqlite3.Open(":memory:")
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = c.Close() }) // it holds nothing
	f.Fuzz(func(t *testing.T, s string) {
		if got := forSQLite(s); strings.NewReplacer("?", "$", "binary", `"C"`).Replace(got) !=
			strings.NewReplacer("?", "$", "binary", `"C"`).Replace(s) {
			t.Errorf("forSQLite(%q) changed more than it may: %q", s, got)
		}
		if strings.ContainsAny(s, "\x00") {
			return
		}
		comment := strings.ReplaceAll(s, "*/", "")
		if strings.HasSuffix(comment, "*") {
			comment += " "
		}
		query := "select '" + strings.ReplaceAll(s, "'", "''") + "', $2 /*" + comment + "*/ as \"" +
			strings.ReplaceAll(s, `"`, `""`) + "\", $1 --" + strings.ReplaceAll(s, "\n", "")
		stmt, _, err := c.Prepare(forSQLite(query))
		if err != nil {
			t.Fatalf("prepare %q: %v", query, err)
		}
		defer stmt.Close()
		if err := stmt.BindText(1, "een"); err != nil {
			t.Fatal(err)
		}
		if err := stmt.BindText(2, "twee"); err != nil {
			t.Fatal(err)
		}
		if !stmt.Step() {
			t.Fatal(stmt.Err())
		}
		if got := stmt.ColumnText(0) + "|" + stmt.ColumnText(1) + "|" + stmt.ColumnText(2); got != s+"|twee|een" {
			t.Errorf("got %q, want %q", got, s+"|twee|een")
		}
	})
}
