// Command bench measures Meent as its users meet it: the real program as a process of its own, on SQLite and on
// PostgreSQL, filled with lifelike cases, under load over HTTP. Beside each read it measures a bare server that runs the same SQL
// and writes the same bytes and does nothing else, because a ratio says more than a number on somebody's machine.
//
//	go run ./proef/bench                                  100,000 cases on both databases: about fifteen minutes
//	go run ./proef/bench -zaken 5000 -seconds 1           a quick look
//	go run ./proef/bench -o bench.md                      the tables as a markdown file too
//	go run ./proef/bench -only transitie                  only what the order and the measures take: seconds
//	go run ./proef/bench -only list -profile cpu.pprof   one operation, with a profile of the server
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// settings are the flags.
type settings struct {
	zaken     int
	databases string
	seconds   float64
	rounds    int
	out       string
	keep      string
	postgres  string
	only      string
	profile   string
	load      string
	program   string
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 && args[0] == "bare" {
		return runBare(ctx, args[1:])
	}
	s, err := readSettings(args)
	if err != nil {
		return err
	}
	change := measureTransition()
	change.print(os.Stdout)
	if s.only == "transitie" {
		return nil
	}
	dir, done, err := s.folder()
	if err != nil {
		return err
	}
	defer done()
	program, err := s.built(ctx, dir)
	if err != nil {
		return err
	}
	var reports []*report
	for kind := range strings.SplitSeq(s.databases, ",") {
		r, err := measureOn(ctx, s, dir, program, kind)
		if err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
		r.print(os.Stdout)
		reports = append(reports, r)
	}
	if s.out == "" {
		return nil
	}
	return writeMarkdown(s.out, change, reports)
}

func readSettings(args []string) (*settings, error) {
	s := &settings{}
	f := flag.NewFlagSet("bench", flag.ExitOnError)
	f.IntVar(&s.zaken, "zaken", 100_000, "number of cases")
	f.StringVar(&s.databases, "databases", "sqlite,postgres", "databases to measure on")
	f.Float64Var(&s.seconds, "seconds", 5, "seconds per operation, server and concurrency, over all rounds")
	f.IntVar(&s.rounds, "rounds", 3, "rounds in which the servers take turns; the table shows medians")
	f.StringVar(&s.out, "o", "", "write the tables to this markdown file too")
	f.StringVar(&s.keep, "keep", "", "folder to keep filled databases in, for the next run; without it they are thrown away")
	f.StringVar(&s.postgres, "postgres", "", "URL of a PostgreSQL that may be filled, instead of a throw-away one")
	f.StringVar(&s.only, "only", "", "only operations whose name begins so")
	f.StringVar(&s.load, "c", "1,16", "how many clients at once")
	f.StringVar(&s.profile, "profile", "", "write a CPU profile of the server during the measurements to this file")
	f.StringVar(&s.program, "program", "", "a meent that was built before, instead of one from these sources: to compare two")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if s.zaken < 1000 || s.rounds < 1 || s.seconds <= 0 || f.NArg() > 0 {
		return nil, errors.New("use at least 1000 -zaken, 1 -rounds and some -seconds, and no further arguments")
	}
	return s, nil
}

// folder is where the program, databases and logs of a run lie.
func (s *settings) folder() (dir string, done func(), err error) {
	if s.keep != "" {
		return s.keep, func() {}, os.MkdirAll(s.keep, 0o755)
	}
	dir, err = os.MkdirTemp("", "meent-bench-")
	return dir, func() { _ = os.RemoveAll(dir) }, err // what stays lies in the system's own folder for such things
}

// built is the program, built as it is released.
func (s *settings) built(ctx context.Context, dir string) (string, error) {
	if s.program != "" {
		return s.program, nil
	}
	program := filepath.Join(dir, "meent")
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "meent/cmd/meent")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("build the program: %w", err)
	}
	return program, nil
}

// measureOn fills one database and measures on it.
func measureOn(ctx context.Context, s *settings, dir, program, kind string) (*report, error) {
	d, stop, err := openDatabase(ctx, s, dir, kind)
	if err != nil {
		return nil, err
	}
	defer stop()
	m := &meent{program: program, database: d, dir: dir}
	cases, err := filled(ctx, s, m)
	if err != nil {
		return nil, fmt.Errorf("fill: %w", err)
	}
	if s.profile != "" {
		if m.pprof, err = freeAddress(); err != nil {
			return nil, err
		}
	}
	product, err := m.start(ctx, cases.probe())
	if err != nil {
		return nil, err
	}
	defer product.stop()
	bare, err := startBare(ctx, d, dir, cases)
	if err != nil {
		return nil, err
	}
	defer bare.stop()
	time.Sleep(2 * time.Second) // let what starts come to rest
	r := &report{kind: kind, zaken: s.zaken, settings: s, first: product.first, idle: product.memory(), file: d.size(ctx)}
	if err := r.measure(ctx, product, bare, operations(cases, s)); err != nil {
		return nil, err
	}
	r.loaded, r.peak, r.bare = product.memory(), product.peak(), bare.memory()
	return r, nil
}
