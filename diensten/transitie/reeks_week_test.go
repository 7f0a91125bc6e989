package transitie_test

import (
	"testing"
	"time"
)

// §9, DV9: a backlog is counted at the end of each week; the last 52 of them are shown, and those of the baseline are judged by too.
func TestAchterstandPerWeek9DV9(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		// Each week one zaak begins that takes seven weeks; its term is ten days. From the autumn on two begin.
		monday := time.Date(2024, 9, 2, 0, 0, 0, 0, time.UTC)
		n := 0
		for i := range 78 {
			for range 1 + i/60 {
				start := monday.AddDate(0, 0, 7*i)
				eind := ""
				if end := start.AddDate(0, 0, 49); end.Before(w.nu) {
					eind = end.Format(time.DateOnly)
				}
				w.g.zet(n, soortA, start.Format(time.DateOnly), eind)
				n++
			}
		}
		m := w.maak("maten", "naam", "Achterstand", "sonde", "zgw.achterstand", "nulmeting", velden("van", "2024-12-01", "tot", "2025-06-30"))
		maand := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "minN", 10)
		w.ronde(t)
		got := w.Root.Get(m + "/reeks")
		points := got["punten"].([]any)
		if len(points) != 52 || got["ritme"] != "week" || w.Root.Get(maand + "/reeks")["ritme"] != "maand" {
			t.Fatalf("%d points each %v", len(points), got["ritme"])
		}
		for i, p := range points {
			p := p.(map[string]any)
			van, tot := dagen(p["van"].(string)), dagen(p["tot"].(string))
			if van.Weekday() != time.Monday || tot.Sub(van) != 6*24*time.Hour || i > 0 && van.Sub(dagen(points[i-1].(map[string]any)["van"].(string))) != 7*24*time.Hour {
				t.Errorf("point %d is from %v to %v", i, p["van"], p["tot"])
			}
			// On a Sunday those are late that began 13 to 48 days before: six of each that begin in a week.
			if want := 6.0; van.Before(dagen("2025-09-01")) && p["waarde"] != want {
				t.Errorf("the week of %v has %v, want %v", p["van"], p["waarde"], want)
			}
		}
		if last := points[51].(map[string]any); last["tot"] != "2026-02-22" || last["waarde"] != 12.0 {
			t.Errorf("the last week: %v", last)
		}
		if got["oordeel"] != "slechter" || got["midden"] != 6.0 || got["nulmeting"].(map[string]any)["waarde"] != 6.0 {
			t.Errorf("it says %v since %v, with %v in the middle of a baseline %v", got["oordeel"], got["sinds"], got["midden"], got["nulmeting"])
		}
		if sinds := dagen(got["sinds"].(string)); sinds.Before(dagen("2025-10-27")) || sinds.After(dagen("2025-12-01")) {
			t.Errorf("since %v", got["sinds"])
		}
	})
}
