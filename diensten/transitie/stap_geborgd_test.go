package transitie_test

import (
	"testing"
	"time"

	"meent/diensten/transitie"
)

// §2.5: a delivered step is geborgd when its toetsen hold, measured after the delivery, and not because somebody says so.
func TestGeborgd(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		maand := func(n int, van time.Month, opTijd int) {
			w.g.maand(n, soortA, time.Date(2026, van, 1, 0, 0, 0, 0, time.UTC), opTijd)
		}
		maand(1, time.February, 10)
		toets := w.opTijd()
		team := w.maak("onderdelen", "naam", "Team Buurt")
		leider := w.als("teamleider")
		oplever := func(titel string, toetsen ...string) string {
			s := w.maak("stappen", "titel", titel, "eigenaarTeam", team, "omkeerbaar", true, "omvang", "klein", "toetsen", append([]string{}, toetsen...))
			leider.Make(s+"/doe-maar", nil)
			leider.Make(s+"/overgangen", naar("lopend"))
			leider.Make(s+"/overgangen", naar("opgeleverd", "oplevering", "Het draait."))
			return s
		}
		met, zonder := oplever("Bellen", toets), oplever("Zonder toets")
		is := func(stap, toestand string) {
			t.Helper()
			if err := transitie.Bijwerken(t.Context(), w.Site); err != nil {
				t.Fatal(err)
			}
			if got := w.Root.Get(stap)["toestand"]; got != toestand {
				t.Errorf("on %s the step is %v, want %s", w.nu.Format(time.DateOnly), got, toestand)
			}
		}
		is(met, "opgeleverd") // nothing measured yet
		w.naar(t, "2026-03-20")
		is(met, "opgeleverd") // what held before the delivery says nothing of it
		maand(2, time.March, 4)
		w.naar(t, "2026-05-04")
		is(met, "opgeleverd") // it does not hold
		maand(3, time.April, 10)
		maand(4, time.May, 10)
		w.naar(t, "2026-06-08")
		is(met, "geborgd")
		is(zonder, "opgeleverd")
	})
}
