package transitie_test

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"
	"testing"
	"time"

	"meent/diensten/transitie"
)

// teTraag gives what has one of these uuids in it no time at all, and counts how often it was tried.
func (w *meetwereld) teTraag(tried map[string]int, objects ...string) {
	w.motor.Tijd = func(ctx context.Context, wat []string) (context.Context, context.CancelFunc) {
		for _, o := range objects {
			if slices.Contains(wat, o[len(o)-36:]) {
				if len(wat) == 1 {
					tried[o]++
				}
				return context.WithDeadline(ctx, time.Unix(0, 0))
			}
		}
		return context.WithCancel(ctx)
	}
}

// §10.4: what takes longer than its time is a fout; what is measured with it is not. A maat that is too slow says so, keeps its last figure, and
// is tried again when there is news.
func TestTeTraagIsAlleenZelfFout10_4(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-10"), 9)
		w.g.maand(2, soortB, dagen("2026-01-10"), 9)
		traag, vlug, ook := w.opTijd("naam", "Traag"), w.opTijd("naam", "Vlug"), w.opTijd("naam", "Ook vlug", "sonde", "zgw.achterstand", "drempel", velden("op", "<=", "waarde", 5))
		sloom := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "minN", 10)
		kwiek := w.maak("maten", "naam", "Achterstand", "sonde", "zgw.achterstand", "minN", 10)
		tried := map[string]int{}
		w.teTraag(tried, traag, sloom)
		w.ronde(t)
		last := func(toets string) map[string]any {
			list, n := w.Root.List(toets + "/metingen")
			if n == 0 {
				t.Fatalf("%s was not measured", toets)
			}
			return list[0] // the newest first
		}
		if m := last(traag); m["uitkomst"] != "fout" || m["waarde"] != nil || !strings.Contains(m["reden"].(string), "langer dan een minuut") {
			t.Errorf("the one that is too slow: %v %v %v", m["uitkomst"], m["waarde"], m["reden"])
		}
		for _, toets := range []string{vlug, ook} {
			if m := last(toets); m["uitkomst"] == "fout" || m["waarde"] == nil || m["invoerDigest"] == "" {
				t.Errorf("measured beside it: %v %v", m["uitkomst"], m["reden"])
			}
		}
		if m := w.Root.Get(sloom); m["laatste"] != nil || !strings.Contains(m["stilstand"].(string), "langer dan een minuut") {
			t.Errorf("the maat that is too slow: %v %q", m["laatste"], m["stilstand"])
		}
		if m := w.Root.Get(kwiek); m["laatste"] == nil || m["stilstand"] != "" {
			t.Errorf("the maat beside it: %v %q", m["laatste"], m["stilstand"])
		}
		w.ronde(t)
		if tried[traag] != 1 || tried[sloom] != 1 {
			t.Errorf("without news they were tried %d and %d times", tried[traag], tried[sloom])
		}
		w.naar(t, "2026-03-02")
		if tried[sloom] != 2 {
			t.Errorf("on the next day the maat was tried %d times", tried[sloom])
		}
		w.teTraag(tried)
		w.naar(t, "2026-03-09")
		if m := last(traag); m["uitkomst"] == "fout" || m["waarde"] == nil {
			t.Errorf("in time again: %v %v", m["uitkomst"], m["reden"])
		}
		if text, err := transitie.ControleerMetingen(t.Context(), w.Site); err != nil {
			t.Errorf("a fout in the chain breaks it: %s%v", text, err)
		}
		if m := w.Root.Get(sloom); m["laatste"] == nil || m["stilstand"] != "" {
			t.Errorf("the maat in time again: %v %q", m["laatste"], m["stilstand"])
		}
		w.teTraag(tried, vlug)
		if a := w.Root.Do("POST", vlug+"/meten", nil); a.Status != 503 {
			t.Errorf("opnieuw meten that takes too long: %d %s", a.Status, a.Body)
		}
	})
}

// §10.4, R10: a toets has a quarter of the night of its own, which follows from its uuid.
func TestEenKwartierPerToets10_4R10(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-01-10"), 9)
		toetsen := []string{w.opTijd("naam", "Eén"), w.opTijd("naam", "Twee"), w.opTijd("naam", "Drie")}
		w.ronde(t)
		night := time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC) // one o'clock in the Netherlands
		at := map[string]int{}
		for quarter := range 12 {
			w.mu.Lock()
			w.nu = night.Add(time.Duration(quarter) * 15 * time.Minute)
			w.mu.Unlock()
			w.ronde(t)
			for _, toets := range toetsen {
				if _, n := w.Root.List(toets + "/metingen"); n == 2 && at[toets] == 0 {
					at[toets] = quarter + 1
				}
			}
		}
		for _, toets := range toetsen {
			sum := sha256.Sum256([]byte(toets[len(toets)-36:]))
			if want := int(sum[0])%12 + 1; at[toets] != want {
				t.Errorf("measured in quarter %d, want %d", at[toets], want)
			}
		}
	})
}
