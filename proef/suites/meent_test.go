package suites

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"meent/proef/proces"
)

// server is a Meent of its own process and its own database, with the stand-in for the world beside it.
type server struct {
	Addresses
	*proces.Meent
}

// start starts Meent on an empty database, SQLite where databaseURL is "", and stops it after the test.
func start(t *testing.T, shared, databaseURL string) server {
	t.Helper()
	world := &later{}
	mockServer := httptest.NewServer(world)
	t.Cleanup(mockServer.Close)
	m := proces.New(t, databaseURL, "MEENT_VREEMD="+strings.TrimPrefix(mockServer.URL, "http://"))
	mock, err := NewMock(filepath.Join(shared, "suites", "ZGW_mocks.json"), m.URL, func(ctx context.Context, id, secret string) error {
		return m.Run(ctx, "client", "secret", id, secret)
	})
	if err != nil {
		t.Fatal(err)
	}
	world.Handler = mock
	m.Serve(t)
	if err := m.Run(t.Context(), "client", "add", ClientID, "--secret", ClientSecret, "--superuser"); err != nil {
		t.Fatal(err)
	}
	return server{Addresses{Meent: m.URL, Mock: mockServer.URL}, m}
}

// later is a handler that is known only after its server has an address.
type later struct{ http.Handler }
