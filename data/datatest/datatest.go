// Package datatest gives tests a real database of their own: SQLite in a file, and a schema on PostgreSQL.
package datatest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"meent/data"
)

// Kinds are the databases that every test runs on.
var Kinds = []string{"sqlite", "postgres"}

// PostgresEnv names the variable with the URL of the server that tests may make schemas on.
const PostgresEnv = "MEENT_TEST_POSTGRES"

// Run runs a test on each kind of database, each time on an empty one.
func Run(t *testing.T, test func(t *testing.T, db data.DB)) {
	t.Helper()
	for _, kind := range Kinds {
		t.Run(kind, func(t *testing.T) { test(t, Open(t, kind)) })
	}
}

// Open opens an empty database of a kind, which is gone after the test. The changes to its options are for tests that
// need a clock of their own, for instance.
func Open(t testing.TB, kind string, change ...func(*data.Options)) data.DB {
	t.Helper()
	return OpenURL(t, URL(t, kind), change...)
}

// OpenURL opens a database that URL made, once more for instance, as a second process would.
func OpenURL(t testing.TB, url string, change ...func(*data.Options)) data.DB {
	t.Helper()
	o := data.Options{URL: url, NoMigrate: true, NoSync: true}
	for _, c := range change {
		c(&o)
	}
	db, err := data.Open(context.Background(), o)
	if err != nil {
		t.Fatalf("open %s: %v", url, err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close the database: %v", err)
		}
	})
	return db
}

// URL makes an empty database of a kind, with all tables, and says how data.Open finds it.
func URL(t testing.TB, kind string) string {
	t.Helper()
	switch kind {
	case "sqlite":
		return sqliteURL(t)
	case "postgres":
		return postgresURL(t)
	}
	t.Fatalf("there is no database of the kind %q", kind)
	return ""
}

// template is a migrated SQLite file, made once for all tests of a process.
var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "meent-datatest-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "template.db")
	if err := data.Migrate(context.Background(), path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// EmptyURL is like URL, but without tables: for tests of migrations.
func EmptyURL(t testing.TB, kind string) string {
	t.Helper()
	if kind == "sqlite" {
		return filepath.Join(t.TempDir(), "meent.db")
	}
	return schemaURL(t)
}

func sqliteURL(t testing.TB) string {
	t.Helper()
	file, err := template()
	if err != nil {
		t.Fatalf("make the template of the database: %v", err)
	}
	path := filepath.Join(t.TempDir(), "meent.db")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func postgresURL(t testing.TB) string {
	t.Helper()
	u := schemaURL(t)
	tables, err := data.PostgresSchema()
	if err != nil {
		t.Fatal(err)
	}
	exec(t, u, tables)
	return u
}

// schemaURL makes an empty schema, which is dropped after the test.
func schemaURL(t testing.TB) string {
	t.Helper()
	server := Server(t)
	schema := "test_" + strings.ToLower(rand.Text())
	exec(t, server, "create schema "+schema)
	t.Cleanup(func() { exec(t, server, "drop schema "+schema+" cascade") })
	return withSearchPath(t, server, schema)
}

// Server is the URL of the PostgreSQL server for tests. Without one the test is skipped, but in CI it fails.
func Server(t testing.TB) string {
	t.Helper()
	server := os.Getenv(PostgresEnv)
	if server == "" && os.Getenv("CI") == "true" {
		t.Fatalf("%s is empty: CI runs every test on PostgreSQL too", PostgresEnv)
	}
	if server == "" {
		t.Skipf("NOT TESTED ON POSTGRESQL: set %s (data/datatest/postgres.sh start DIR prints a URL)", PostgresEnv)
	}
	return server
}

func withSearchPath(t testing.TB, server, schema string) string {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatalf("%s: %v", PostgresEnv, err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

func exec(t testing.TB, server, sql string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := execOn(ctx, server, sql); err != nil {
		t.Fatalf("prepare the database: %v", err)
	}
}

func execOn(ctx context.Context, server, sql string) error {
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	if err := conn.PgConn().Exec(ctx, "set synchronous_commit = off").Close(); err != nil {
		return err
	}
	if err := conn.PgConn().Exec(ctx, sql).Close(); err != nil {
		return fmt.Errorf("%.60s: %w", sql, err)
	}
	return nil
}
