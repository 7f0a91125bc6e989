package transitie_test

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"meent/diensten/transitie"
)

// §1.1, §10.2: a resident may ask a public milestone's toets anew. The answer says that something was corrected, and of which zaken it does not;
// however many ask at once, it is measured once an hour, and no register hears of it.
func TestBewonerVraagtOpnieuw1_1(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		w.g.maand(1, soortA, dagen("2026-02-01"), 9)
		toets := w.opTijd("zichtbaarheid", "openbaar")
		w.maak("mijlpalen", "titel", "Op tijd", "zichtbaarheid", "openbaar", "toetsen", []any{velden("toets", toets)})
		w.ronde(t)
		w.g.zet(100, soortA, "2026-02-01", "2026-02-28") // corrected: it was late after all
		w.g.zet(101, soortA, "2026-02-02", "2026-02-28")
		w.naar(t, "2026-03-02")
		bewoner := w.With("bewoner", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding": "openbaar"})
		measured := new(atomic.Int64)
		w.motor.Tijd = func(ctx context.Context, _ []string) (context.Context, context.CancelFunc) {
			measured.Add(1)
			return context.WithCancel(ctx)
		}
		w.g.breek(&transitie.BronFout{Status: 500, Tekst: "Niemand mag nu iets aan het register vragen."})
		var asked sync.WaitGroup
		answers := make([]string, 8)
		for i := range answers {
			asked.Go(func() {
				a := bewoner.Do("POST", toets+"/meten", nil)
				if answers[i] = string(a.Body); a.Status != 200 {
					t.Errorf("asked anew: %d %s", a.Status, a.Body)
				}
			})
		}
		asked.Wait()
		for _, text := range answers {
			if text != answers[0] {
				t.Errorf("one hears %s, another %s", answers[0], text)
			}
		}
		if got := answers[0]; !strings.Contains(got, `"gecorrigeerd":2`) || !strings.Contains(got, `"zaken":[]`) || strings.Contains(got, "00000000-0000-4000-8000") {
			t.Errorf("a resident hears %s", got)
		}
		if n := measured.Load(); n != 1 {
			t.Errorf("measured %d times", n)
		}
		w.mu.Lock()
		w.nu = w.nu.Add(time.Hour)
		w.mu.Unlock()
		bewoner.Do("POST", toets+"/meten", nil)
		if n := measured.Load(); n != 2 {
			t.Errorf("an hour later measured %d times", n)
		}
	})
}
