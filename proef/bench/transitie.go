package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"text/tabwriter"
	"time"

	"meent/diensten/transitie/maat"
	"meent/diensten/transitie/maat/planten"
	"meent/diensten/transitie/volgorde"
)

// transition is what the pure packages of the transition take, without a database: the budgets of transition.md §13, printed and
// deciding nothing.
type transition struct{ lines []transitionLine }

type transitionLine struct {
	what, budget string
	took         time.Duration
	bytes        uint64 // allocated
}

func measureTransition() *transition {
	t := &transition{}
	plan := steps(500)
	t.time("order 500 steps, with explanation and digest", "5 ms", 50, func() { volgorde.Bereken(plan) })
	begin := maat.LeesDag("2024-01-01")
	cases := planten.Plan{
		Seed: 1, Van: begin, Dagen: 1000, PerDag: 1000, Mediaan: 50, Spreiding: 0.8, Types: 40, Langer: 1.02,
		Termijn: 56, Streef: 40, Opgeschort: 0.1, Verlengd: 0.1, Ingetrokken: 0.05,
	}.Zaken()
	on := begin + 1000
	window := maat.Venster{Van: begin, Tot: on - 1}
	ask := func(proof bool) {
		maat.Meet(slices.Values(cases),
			maat.Opdracht{Sonde: &maat.Doorlooptijd, Venster: window, Peildatum: on, Bewijs: proof},
			maat.Opdracht{Sonde: &maat.BinnenTermijn, Venster: window, Peildatum: on, Bewijs: proof},
			maat.Opdracht{Sonde: &maat.Achterstand, Peildatum: on, Bewijs: proof},
		)
	}
	t.time("measure 1,000,000 cases: DV1, DV2 and DV9 in one pass", "", 5, func() { ask(false) })
	t.time("the same, with the digests of a Meting", "a second", 3, func() { ask(true) })
	return t
}

// time runs something some times and keeps the median.
func (t *transition) time(what, budget string, times int, fn func()) {
	took := make([]time.Duration, times)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range took {
		start := time.Now()
		fn()
		took[i] = time.Since(start)
	}
	runtime.ReadMemStats(&after)
	slices.Sort(took)
	t.lines = append(t.lines, transitionLine{what, budget, took[times/2], (after.TotalAlloc - before.TotalAlloc) / uint64(times)})
}

// steps is a strategy of n steps with offers, chances and dependencies.
func steps(n int) volgorde.Invoer {
	r := rand.New(rand.NewPCG(1, 2))
	in := volgorde.Invoer{Peildatum: "2026-11-24", Doelmaten: []string{"DV2"}}
	for i := range n {
		uuid := fmt.Sprintf("%08d", i)
		s := volgorde.Stap{
			UUID: uuid, Titel: "Stap " + uuid, Toestand: volgorde.Kandidaat, P50: 300, Doorlooptijd: new(1 + r.IntN(12)), Team: fmt.Sprint("team ", r.IntN(40)),
			Bijdragen: []volgorde.Bijdrage{{Aan: "DV2", Sterkte: "zwak"}},
			Aanbod: []volgorde.Aanbod{{
				UUID: "a" + uuid, Team: fmt.Sprint("team ", r.IntN(40)), Mensen: 1 + r.IntN(20), Uren: float64(1 + r.IntN(90)), Lagen: []string{"basis"}, Op: "2026-11-01",
			}},
		}
		if i > 0 && r.IntN(3) == 0 {
			s.Hard = []string{fmt.Sprintf("%08d", r.IntN(i))}
		}
		in.Stappen = append(in.Stappen, s)
		in.Kansen = append(in.Kansen, volgorde.Kans{
			UUID: "k" + uuid, Titel: "Kans " + uuid, Soort: "contracteinde", Sluit: volgorde.Datum(fmt.Sprintf("20%d-06-01", 27+r.IntN(3))),
			Koppelingen: []volgorde.Koppeling{{Stap: uuid}},
		})
	}
	return in
}

func (t *transition) print(w io.Writer) {
	fmt.Fprintln(w, "\nThe transition, without a database")
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, l := range t.lines {
		budget := l.budget
		if budget != "" {
			budget = "(budget " + budget + ")"
		}
		fmt.Fprintf(tw, "%s\t%.1f ms\t%.1f MB\t%s\n", l.what, float64(l.took.Microseconds())/1000, float64(l.bytes)/1e6, budget)
	}
	_ = tw.Flush() // to a terminal: nothing to be done
}

func (t *transition) markdown(w io.Writer) {
	fmt.Fprint(w, "### The transition, without a database\n\n| what | median | allocated | budget |\n|---|---:|---:|---|\n")
	for _, l := range t.lines {
		fmt.Fprintf(w, "| %s | %.1f ms | %.1f MB | %s |\n", l.what, float64(l.took.Microseconds())/1000, float64(l.bytes)/1e6, l.budget)
	}
	fmt.Fprintln(w)
}
