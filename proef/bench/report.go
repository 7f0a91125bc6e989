package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

// report is what was measured on one database.
type report struct {
	kind               string
	zaken              int
	settings           *settings
	first              time.Duration
	idle, loaded, peak int64
	bare               int64
	file               int64
	clients            []int
	lines              []line
}

// line is one operation: for each number of clients what Meent did and what the bare server did.
type line struct {
	op    *operation
	meent []load
	bare  []load
}

// measure measures all operations; within one, the servers take turns.
func (r *report) measure(ctx context.Context, product, bare *server, ops []*operation) error {
	for text := range strings.SplitSeq(r.settings.load, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return fmt.Errorf("-c %s: give numbers of clients", r.settings.load)
		}
		r.clients = append(r.clients, n)
	}
	stop := r.profiled(product, ops)
	shown := newProgress("measuring "+r.kind, len(ops))
	for _, op := range ops {
		if err := compare(product, bare, op); err != nil {
			return err
		}
		l, err := r.measureOne(ctx, product, bare, op)
		if err != nil {
			return err
		}
		r.lines = append(r.lines, l)
		shown.add(1)
	}
	shown.end()
	return stop()
}

// compare makes sure that both servers give the same answer: a bare one that does less would make us look bad, one that does
// other things good.
func compare(product, bare *server, op *operation) error {
	for n := range int64(5) {
		if !op.bare {
			return nil
		}
		status, got, err := once(product.addr, op.request(n))
		if err != nil {
			return err
		}
		_, want, err := once(bare.addr, op.request(n))
		if err != nil {
			return err
		}
		if status != op.status || !bytes.Equal(got, want) {
			return fmt.Errorf("%s: meent answers %d %.300q, the bare server %.300q", op.name, status, got, want)
		}
	}
	return nil
}

func (r *report) measureOne(ctx context.Context, product, bare *server, op *operation) (line, error) {
	l := line{op: op}
	d := time.Duration(r.settings.seconds / float64(r.settings.rounds) * float64(time.Second))
	for _, c := range r.clients {
		if _, err := measure(ctx, product, op, c, 200*time.Millisecond); err != nil { // warm
			return l, err
		}
		var ours, theirs []load
		for range r.settings.rounds {
			m, err := measure(ctx, product, op, c, d)
			if err != nil {
				return l, err
			}
			ours = append(ours, m)
			if !op.bare {
				continue
			}
			if m, err = measure(ctx, bare, op, c, d); err != nil {
				return l, err
			}
			theirs = append(theirs, m)
		}
		l.meent = append(l.meent, median(ours))
		if op.bare {
			l.bare = append(l.bare, median(theirs))
		}
	}
	return l, nil
}

// median is the round in the middle, by its rate.
func median(rounds []load) load {
	slices.SortFunc(rounds, func(a, b load) int { return int(math.Copysign(1, a.perSecond-b.perSecond)) })
	return rounds[len(rounds)/2]
}

// profiled takes a profile of the server while it is measured, when that was asked; the bare server has no part in it.
func (r *report) profiled(product *server, ops []*operation) (stop func() error) {
	if product.pprof == "" {
		return func() error { return nil }
	}
	for _, op := range ops {
		op.bare = false
	}
	seconds := max(1, int(r.settings.seconds*float64(len(ops)*len(r.clients))))
	ended := make(chan error, 1)
	go func() {
		ended <- fetch(fmt.Sprintf("http://%s/debug/pprof/profile?seconds=%d", product.pprof, seconds), r.settings.profile)
	}()
	return func() error { return <-ended }
}

func fetch(url, file string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	return os.WriteFile(file, body, 0o644)
}

// table is what was measured as rows of texts, the first one the heads.
func (r *report) table() [][]string {
	head := []string{"operation"}
	for _, c := range r.clients {
		head = append(head, fmt.Sprintf("c=%d: a second", c), "p50 ms", "p95 ms", "CPU µs (bare)", "of bare")
	}
	rows := [][]string{append(head, "× best known")}
	for _, l := range r.lines {
		row := []string{l.op.name}
		for i, m := range l.meent {
			ratio, cpu := "–", strconv.FormatInt(m.cpu.Microseconds(), 10)
			if l.op.bare {
				ratio = fmt.Sprintf("%.0f %%", 100*m.perSecond/l.bare[i].perSecond)
				cpu += fmt.Sprintf(" (%d)", l.bare[i].cpu.Microseconds())
			}
			row = append(row, round(m.perSecond), ms(m.p50), ms(m.p95), cpu, ratio)
		}
		times := "–"
		if l.op.best > 0 {
			times = round(l.meent[len(l.meent)-1].perSecond / l.op.best)
		}
		rows = append(rows, append(row, times))
	}
	return rows
}

func round(x float64) string {
	if x < 10 {
		return strconv.FormatFloat(x, 'f', 1, 64)
	}
	return strconv.FormatFloat(x, 'f', 0, 64)
}

func ms(d time.Duration) string { return strconv.FormatFloat(float64(d)/1e6, 'f', 2, 64) }
func mb(n int64) string         { return fmt.Sprintf("%d MB", n>>20) }

// facts is what a table has no place for.
func (r *report) facts() string {
	return fmt.Sprintf("%d cases with 3 statuses and 2 roles each, database of %s. First answer %s after the start. Memory: idle %s, after load %s, at most %s (bare server: %s).",
		r.zaken, mb(r.file), r.first.Round(time.Millisecond), mb(r.idle), mb(r.loaded), mb(r.peak), mb(r.bare))
}

// print writes the report for a person.
func (r *report) print(w io.Writer) {
	fmt.Fprintf(w, "\n%s: %s\n\n", r.kind, r.facts())
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, row := range r.table() {
		fmt.Fprintf(t, "%s\t\n", strings.Join(row, "\t"))
	}
	_ = t.Flush() // as with all that is printed
}

// writeMarkdown writes the reports as a page for docs/decisions.
func writeMarkdown(file string, change *transition, reports []*report) error {
	var b strings.Builder
	change.markdown(&b)
	for _, r := range reports {
		fmt.Fprintf(&b, "### %s\n\n%s\n\n", r.kind, r.facts())
		for i, row := range r.table() {
			fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
			if i == 0 {
				b.WriteString("|---" + strings.Repeat("|---:", len(row)-1) + "|\n")
			}
		}
		b.WriteByte('\n')
	}
	return os.WriteFile(file, []byte(b.String()), 0o644)
}
