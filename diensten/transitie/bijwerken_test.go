package transitie_test

import (
	"fmt"
	"sync"
	"testing"

	"meent/diensten/transitie"
)

// Several processes find the same work at once: it is done once, with one line in the audit trail, and told once.
func TestBijwerkenTegelijk(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		const n = 8
		for i := range n {
			w.maak("stappen", "titel", fmt.Sprint("Stap ", i))
			w.maak("kansen", "titel", fmt.Sprint("Kans ", i), "soort", "wet", "sluit", "2027-01-31")
		}
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				if err := transitie.Bijwerken(t.Context(), w.Site); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		told := func(soort string, want int) {
			t.Helper()
			if got := w.Root.Get(root + "/gebeurtenissen?soort=" + soort)["count"]; fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s is told %v times, want %d", soort, got, want)
			}
		}
		told("stap.verplaatst", n+1) // and the step that was there
		told("kans.sluitBijna", n)
		list, _ := w.Root.List(root + "/stappen")
		for _, s := range list {
			trail, _ := w.Root.List(s["url"].(string) + "/audittrail")
			if len(trail) != 2 || s["versie"] != 2.0 {
				t.Errorf("%v: %d lines in its trail and versie %v, want 2 and 2", s["titel"], len(trail), s["versie"])
			}
		}
	})
}
