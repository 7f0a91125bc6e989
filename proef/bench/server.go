package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// baseURL stands in all answers, so that those of the two servers can be compared.
const baseURL = "https://meent.example.nl"

// database is one to measure on.
type database struct {
	kind string
	url  string
}

// openDatabase is a folder for SQLite, or a PostgreSQL of its own that writes as durably as a real one.
func openDatabase(ctx context.Context, s *settings, dir, kind string) (*database, func(), error) {
	switch kind {
	case "sqlite":
		return &database{kind, filepath.Join(dir, "meent.db")}, func() {}, nil
	case "postgres":
		if s.postgres != "" {
			return &database{kind, s.postgres}, func() {}, nil
		}
		script, err := postgresScript(ctx)
		if err != nil {
			return nil, nil, err
		}
		at := filepath.Join(dir, "postgres")
		cmd := exec.CommandContext(ctx, script, "start", at, "-c fsync=on -c full_page_writes=on -c shared_buffers=512MB -c max_wal_size=4GB")
		cmd.Stderr = os.Stderr
		out, err := cmd.Output()
		if err != nil {
			return nil, nil, fmt.Errorf("start PostgreSQL: %w", err)
		}
		stop := func() { _ = exec.Command(script, "stop", at).Run() } // nothing to be done when it does not
		return &database{kind, strings.TrimSpace(string(out))}, stop, nil
	}
	return nil, nil, fmt.Errorf("no such database: %s (sqlite or postgres)", kind)
}

func postgresScript(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "list", "-f", "{{.Dir}}", "meent/data/datatest").Output()
	if err != nil {
		return "", fmt.Errorf("find postgres.sh: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(out)), "postgres.sh"), nil
}

// size is how large the database is, in bytes.
func (d *database) size(ctx context.Context) int64 {
	if d.kind == "sqlite" {
		info, err := os.Stat(d.url)
		if err != nil {
			return 0
		}
		return info.Size()
	}
	var n int64
	_ = d.withPostgres(ctx, func(conn *pgx.Conn) error { // a size that is not known is shown as 0
		return conn.QueryRow(ctx, "select pg_database_size(current_database())").Scan(&n)
	})
	return n
}

func (d *database) withPostgres(ctx context.Context, fn func(*pgx.Conn) error) error {
	conn, err := pgx.Connect(ctx, d.url)
	if err != nil {
		return err
	}
	return errors.Join(fn(conn), conn.Close(ctx))
}

// settle does what a database that has been there for a while has done.
func (d *database) settle(ctx context.Context) error {
	if d.kind == "sqlite" {
		return nil
	}
	return d.withPostgres(ctx, func(conn *pgx.Conn) error {
		if _, err := conn.Exec(ctx, "vacuum analyze"); err != nil {
			return err
		}
		_, err := conn.Exec(ctx, "checkpoint")
		return err
	})
}

// meent is the program, and the database that it runs on.
type meent struct {
	program  string
	database *database
	dir      string
	pprof    string // where it is to show profiles; "" for nowhere
}

func (m *meent) environment(further ...string) []string {
	return append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "MEENT_DATA=" + filepath.Join(m.dir, "var"),
		"MEENT_DATABASE=" + m.database.url, "MEENT_URL=" + baseURL,
	}, further...)
}

// do runs a command of the program to its end.
func (m *meent) do(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, m.program, args...)
	cmd.Env = m.environment()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("meent %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return nil
}

// start starts the server and waits until it answers a request.
func (m *meent) start(ctx context.Context, probe []byte) (*server, error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(m.program, "serve")
	cmd.Env = m.environment("MEENT_LISTEN="+addr, "MEENT_PPROF="+m.pprof)
	s, err := startServer(ctx, cmd, addr, filepath.Join(m.dir, "meent-"+m.database.kind+".log"), probe)
	if err == nil {
		s.pprof = m.pprof
	}
	return s, err
}

// server is a process that serves.
type server struct {
	addr  string
	pprof string
	first time.Duration // from its start to its first answer
	cmd   *exec.Cmd
	log   *os.File
	ended chan error
}

func startServer(ctx context.Context, cmd *exec.Cmd, addr, log string, probe []byte) (*server, error) {
	out, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	cmd.Stdout, cmd.Stderr = out, out
	s := &server{addr: addr, cmd: cmd, log: out, ended: make(chan error, 1)}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, out.Close())
	}
	go func() { s.ended <- cmd.Wait() }()
	for time.Since(began) < time.Minute && ctx.Err() == nil {
		select {
		case err := <-s.ended:
			s.ended <- err
			return nil, fmt.Errorf("%s stopped at once (%w): see %s", cmd, err, log)
		default:
		}
		if answers(addr, probe) {
			s.first = time.Since(began)
			return s, nil
		}
		time.Sleep(time.Millisecond)
	}
	s.stop()
	return nil, fmt.Errorf("%s does not answer: see %s", cmd, log)
}

func answers(addr string, probe []byte) bool {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return false
	}
	defer conn.Close()
	if _, err := conn.Write(probe); err != nil {
		return false
	}
	status, _, err := readAnswer(bufio.NewReader(conn), true)
	return err == nil && status == 200
}

func (s *server) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM) // it may have ended
	select {
	case <-s.ended:
	case <-time.After(30 * time.Second):
		_ = s.cmd.Process.Kill()
		<-s.ended
	}
	_ = s.log.Close() // what it holds is for a reader's eyes only
}

// memory is what the process holds now, in bytes; 0 where the system does not tell.
func (s *server) memory() int64 { return s.status("VmRSS:") }

// peak is the most that it has held.
func (s *server) peak() int64 { return s.status("VmHWM:") }

func (s *server) status(name string) int64 {
	body, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(body) {
		if rest, ok := bytes.CutPrefix(line, []byte(name)); ok {
			kb, _ := strconv.ParseInt(strings.Fields(string(rest))[0], 10, 64) // the kernel writes numbers
			return kb << 10
		}
	}
	return 0
}

// cpu is the processor time that the process has had; 0 where the system does not tell.
func (s *server) cpu() time.Duration {
	body, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(body[bytes.LastIndexByte(body, ')')+1:]))
	user, _ := strconv.ParseInt(fields[11], 10, 64) // the kernel writes numbers, in hundredths of a second
	system, _ := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * 10 * time.Millisecond
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}
