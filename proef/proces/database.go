package proces

import (
	"context"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// Kinds are the databases that every proof is given on.
var Kinds = []string{"sqlite", "postgres"}

// Database is an empty database of a kind, as MEENT_DATABASE names it; "" is SQLite in the server's own folder.
func Database(t *testing.T, kind string) string {
	t.Helper()
	if kind == "sqlite" {
		return ""
	}
	server := os.Getenv("MEENT_TEST_POSTGRES")
	if server == "" {
		Without(t, "there is no PostgreSQL; name one in MEENT_TEST_POSTGRES, or use make test, which starts one")
	}
	return emptyDatabase(t, server)
}

// emptyDatabase makes a database on the PostgreSQL server of the tests, and removes it after the test.
func emptyDatabase(t *testing.T, serverURL string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), serverURL)
	if err != nil {
		t.Fatalf("PostgreSQL of MEENT_TEST_POSTGRES: %v", err)
	}
	name := "proef_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	if _, err := conn.Exec(t.Context(), "create database "+name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		if _, err := conn.Exec(ctx, "drop database "+name+" with (force)"); err != nil {
			t.Error(err)
		}
		_ = conn.Close(ctx) // the process ends anyway
	})
	u, err := url.Parse(serverURL)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}
