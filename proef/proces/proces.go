// Package proces starts Meent as people run it: the built program, as a process of its own, on an empty database. Proofs
// that look at the whole program use it; a test that only needs the registers uses proef/kit.
package proces

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Asked skips a proof unless it was asked for: it needs the built program, and time.
func Asked(t *testing.T) {
	t.Helper()
	if os.Getenv("MEENT_PROEF") == "" {
		t.Skip("runs in the second part of make test, without the race detector (MEENT_PROEF=1)")
	}
}

// Without says why a proof cannot be given here. Where CI asks, that is a failure.
func Without(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip("NOT TESTED: " + why)
}

// Output is the folder in which runs leave their reports, tables and logs.
func Output(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("uitvoer")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// program is the program as people install it: built once per package of tests.
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

// Meent is one installation: a folder, a database, an address; and the process that serves it, while one does.
type Meent struct {
	URL      string // where it is reached
	Data     string // its folder
	Database string // its database, as package data opens it

	program, address string
	env              []string
	log              *tail
	file             *os.File
	process          *os.Process
	ended            chan error
}

// New makes an installation on an empty database, without starting it. settings are further environment variables.
func New(t *testing.T, database string, settings ...string) *Meent {
	t.Helper()
	file, err := program()
	if err != nil {
		t.Fatal(err)
	}
	m := &Meent{program: file, address: freeAddress(t), Data: t.TempDir(), log: &tail{most: 2_000}}
	m.URL = "http://" + m.address
	m.Database = database
	if database == "" {
		m.Database = filepath.Join(m.Data, "meent.db")
	}
	m.env = append(withoutMeent(os.Environ()), "MEENT_LISTEN="+m.address, "MEENT_URL="+m.URL, "MEENT_DATA="+m.Data, "MEENT_DATABASE="+m.Database)
	m.env = append(m.env, settings...)
	m.file, err = os.Create(filepath.Join(Output(t), strings.ReplaceAll(t.Name(), "/", "-")+".log"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.close(t) })
	return m
}

func (m *Meent) close(t *testing.T) {
	m.Stop(t)
	if t.Failed() {
		t.Logf("meent logged, at the end (all of it: %s):\n%s", m.file.Name(), m.log)
	}
	if err := m.file.Close(); err != nil {
		t.Error(err)
	}
}

// Run runs a subcommand beside the running server.
func (m *Meent) Run(ctx context.Context, args ...string) error {
	_, err := m.Output(ctx, args...)
	return err
}

// Output runs a subcommand and gives what it printed.
func (m *Meent) Output(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, m.program, args...)
	cmd.Env = m.env
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("meent %s: %w: %s", strings.Join(args, " "), err, bytes.TrimSpace(stderr.Bytes()))
	}
	return stdout.String(), nil
}

// Serve starts the server and waits until it takes connections; it stops with the test.
func (m *Meent) Serve(t *testing.T) { m.start(t, "serve") }

// Demo starts the example municipality, and waits until its cases are there.
func (m *Meent) Demo(t *testing.T, args ...string) {
	t.Helper()
	m.start(t, append([]string{"demo"}, args...)...)
	if err := m.await(func() bool { return strings.Contains(m.log.String(), "voorbeeld: klaar") }); err != nil {
		t.Fatalf("meent demo: the example is not ready: %v\n%s", err, m.log)
	}
}

func (m *Meent) start(t *testing.T, args ...string) {
	t.Helper()
	cmd := exec.Command(m.program, args...)
	cmd.Env = m.env
	cmd.Stdout = io.MultiWriter(m.file, m.log)
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		t.Fatalf("start meent: %v", err)
	}
	m.process, m.ended = cmd.Process, make(chan error, 1)
	go func() { m.ended <- cmd.Wait() }()
	if err := m.await(m.connects); err != nil {
		t.Fatalf("meent %s: %v\n%s", args[0], err, m.log)
	}
}

// Stop ends the server as an administrator does, and waits until it is gone.
func (m *Meent) Stop(t *testing.T) {
	t.Helper()
	if m.process == nil {
		return
	}
	_ = m.process.Signal(os.Interrupt) // one that has ended already is told apart below
	select {
	case err := <-m.ended:
		if err != nil {
			t.Errorf("meent serve ended with %v", err)
		}
	case <-time.After(30 * time.Second):
		t.Error("meent serve does not stop within half a minute")
		m.Kill(t)
	}
	m.process = nil
}

// Kill ends the server as a power cut does.
func (m *Meent) Kill(t *testing.T) {
	t.Helper()
	if err := m.process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-m.ended
	m.process = nil
}

// await waits for a process of which nothing is known but that it will come so far, or end.
func (m *Meent) await(ready func() bool) error {
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	patience := time.After(15 * time.Minute) // the demo lives through more than a year first, beside other tests
	for !ready() {
		select {
		case err := <-m.ended:
			m.process = nil
			return fmt.Errorf("ended too soon: %v", err)
		case <-patience:
			return fmt.Errorf("a quarter of an hour was not enough (at %s)", m.address)
		case <-tick.C:
		}
	}
	return nil
}

func (m *Meent) connects() bool {
	c, err := net.Dial("tcp", m.address)
	return err == nil && c.Close() == nil
}

// withoutMeent leaves out the settings of who runs the tests, and proxies, which would come between.
func withoutMeent(env []string) []string {
	var kept []string
	for _, v := range env {
		name, _, _ := strings.Cut(v, "=")
		if !strings.HasPrefix(name, "MEENT_") && !strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
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
