package transitie_test

import (
	"slices"
	"testing"
	"time"
)

// §15.2.13: while a backlog grows, the median of the cases that are closed falls, and DV1 does not say that it goes better.
func TestScenario13BeterOfAlleenMinder(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		const months, cases, fast = 14, 60, 20
		today := w.nu
		closed := make([][]int, months) // days of what is closed today, by the month in which it began
		for i := range months {
			for j := range cases {
				start := time.Date(2025, time.Month(1+i), 1+j%28, 0, 0, 0, 0, time.UTC)
				days := fast
				if j >= cases*2/5-i/2 {
					days = 50 + 5*i // these take ever longer, and there are ever more of them
				}
				eind := ""
				if end := start.AddDate(0, 0, days); end.Before(today) {
					eind = end.Format(time.DateOnly)
					closed[i] = append(closed[i], days)
				}
				w.g.zet(i*cases+j, soortB, start.Format(time.DateOnly), eind)
			}
		}
		if first, last := mediaan(closed[0]), mediaan(closed[months-2]); last >= first {
			t.Fatalf("the closed cases take %d days, then %d: there is no illusion in this plan", first, last)
		}
		m := w.maak("maten", "naam", "Doorlooptijd", "sonde", "zgw.doorlooptijd", "minN", 20)
		w.ronde(t)
		got := w.Root.Get(m + "/reeks")
		if got["midden"] == nil || got["oordeel"] == "beter" {
			t.Errorf("it says %v with %v in the middle", got["oordeel"], got["midden"])
		}
		var values []float64
		for _, p := range got["punten"].([]any) {
			if v, ok := p.(map[string]any)["waarde"].(float64); ok {
				values = append(values, v)
			}
		}
		if len(values) < 8 || !slices.IsSorted(values) || values[len(values)-1] <= fast {
			t.Errorf("month by month it says %v, and it takes ever longer", values)
		}
	})
}

func mediaan(days []int) int {
	slices.Sort(days)
	return days[len(days)/2]
}
