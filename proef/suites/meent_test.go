package suites

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// meent is the program as people install it.
var program = sync.OnceValues(func() (string, error) {
	if file := os.Getenv("MEENT_PROGRAMMA"); file != "" {
		return filepath.Abs(file)
	}
	file, err := filepath.Abs(filepath.Join("uitvoer", "meent"))
	if err != nil {
		return "", err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-o", file, "meent/cmd/meent")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build meent: %w\n%s", err, out)
	}
	return file, nil
})

// server is a Meent of its own process and its own database, with the stand-in for the world beside it.
type server struct {
	Addresses
	program string
	env     []string
}

// start starts Meent on an empty database, SQLite where databaseURL is "", and stops it after the test.
func start(t *testing.T, shared, databaseURL string) server {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	s := server{program: file}
	world := &later{}
	mockServer := httptest.NewServer(world)
	t.Cleanup(mockServer.Close)
	address := freeAddress(t)
	s.Addresses = Addresses{Meent: "http://" + address, Mock: mockServer.URL}
	dir := t.TempDir()
	s.env = append(withoutMeent(os.Environ()),
		"MEENT_LISTEN="+address, "MEENT_URL="+s.Meent, "MEENT_DATA="+dir, "MEENT_DATABASE="+orFile(databaseURL, dir),
		"MEENT_VREEMD="+strings.TrimPrefix(mockServer.URL, "http://"))
	mock, err := NewMock(filepath.Join(shared, "suites", "ZGW_mocks.json"), s.Meent, func(ctx context.Context, id, secret string) error {
		return s.run(ctx, "client", "secret", id, secret)
	})
	if err != nil {
		t.Fatal(err)
	}
	world.Handler = mock
	s.serve(t, address)
	if err := s.run(t.Context(), "client", "add", ClientID, "--secret", ClientSecret, "--superuser"); err != nil {
		t.Fatal(err)
	}
	return s
}

func orFile(databaseURL, dir string) string {
	if databaseURL != "" {
		return databaseURL
	}
	return filepath.Join(dir, "meent.db")
}

// later is a handler that is known only after its server has an address.
type later struct{ http.Handler }

// withoutMeent leaves out the settings of who runs the tests.
func withoutMeent(env []string) []string {
	var kept []string
	for _, v := range withoutProxy(env) {
		if !strings.HasPrefix(v, "MEENT_") {
			kept = append(kept, v)
		}
	}
	return kept
}

// freeAddress is an address on which nobody listens. Another program may take it before Meent does; then the test fails.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// run runs a subcommand beside the running server.
func (s server) run(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, s.program, args...)
	cmd.Env = s.env
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("meent %s: %w: %s", strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return nil
}

// serve starts the server and waits until it takes connections. What it logged is shown when the test fails.
func (s server) serve(t *testing.T, address string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	t.Cleanup(stop)
	cmd := exec.CommandContext(ctx, s.program, "serve")
	cmd.Env = s.env
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 20 * time.Second
	file, err := os.Create(filepath.Join(output(t), strings.ReplaceAll(t.Name(), "/", "-")+".log"))
	if err != nil {
		t.Fatal(err)
	}
	log := &tail{most: 2_000}
	cmd.Stdout = io.MultiWriter(file, log)
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatalf("start meent: %v", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		stop()
		<-ended
		if t.Failed() {
			t.Logf("meent logged, at the end (all of it: %s):\n%s", file.Name(), log)
		}
		if err := file.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := awaitConnection(address, ended); err != nil {
		ended <- err // for the clean-up above
		t.Fatalf("meent serve: %v\n%s", err, log)
	}
}

// awaitConnection waits for a process of which nothing is known but that it will listen, or end.
func awaitConnection(address string, ended <-chan error) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	patience := time.After(60 * time.Second)
	for {
		if c, err := net.Dial("tcp", address); err == nil {
			return c.Close()
		}
		select {
		case err := <-ended:
			return fmt.Errorf("ended before it listened: %w", err)
		case <-patience:
			return fmt.Errorf("does not listen on %s after a minute", address)
		case <-tick.C:
		}
	}
}

// tail keeps the end of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
	most int
}

func (l *tail) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = append(l.text, p...)
	l.text = l.text[max(0, len(l.text)-l.most):]
	return len(p), nil
}

func (l *tail) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return string(l.text)
}

// emptyDatabase makes a database on the PostgreSQL server of the tests, and removes it after the test.
func emptyDatabase(t *testing.T, serverURL string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), serverURL)
	if err != nil {
		t.Fatalf("PostgreSQL of MEENT_TEST_POSTGRES: %v", err)
	}
	name := "suites_" + strings.ReplaceAll(uuid.NewString(), "-", "")
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
