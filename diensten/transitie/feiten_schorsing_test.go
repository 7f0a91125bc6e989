package transitie_test

import (
	"fmt"
	"testing"
)

// §9 DV1, R12: how long a zaak was suspended follows from what was read day after day; of a zaak that was not read from its beginning it is not known,
// which is not none. What was measured as of a day stays the same later.
func TestSchorsingUitVersies9(t *testing.T) {
	runMeten(t, func(t *testing.T, w *meetwereld) {
		suspend := func(n int, is bool) {
			w.g.mu.Lock()
			defer w.g.mu.Unlock()
			w.g.zaken[fmt.Sprintf("00000000-0000-4000-8000-%012d", n)]["opschorting"] = velden("indicatie", is, "reden", "")
		}
		put := func(n int, start, eind string, is bool) {
			w.g.zet(n, soortA, start, eind)
			suspend(n, is)
		}
		put(1, "2026-02-10", "", true)       // it began before anybody read
		put(2, "2026-02-28", "", false)      // read from the day after
		w.g.zet(3, soortA, "2026-03-01", "") // a register that does not tell
		maat := w.maak("maten", "naam", "Doorlooptijd", "sonde", "zgw.doorlooptijd", "minN", 10)
		toets := w.maak("toetsen", "naam", "Snel", "sonde", "zgw.doorlooptijd", "minN", 10, "drempel", velden("op", "<=", "waarde", 20))
		w.ronde(t)
		suspended := func() string {
			out := ""
			for _, n := range w.Root.Get(maat)["laatste"].(map[string]any)["naast"].([]any) {
				if n := n.(map[string]any); n["code"] == "opgeschort" || n["code"] == "opgeschortOnbekend" {
					out += fmt.Sprint(n["n"], " ", n["waarde"], ";")
				}
			}
			return out
		}
		step := func(day, want string) {
			t.Helper()
			w.naar(t, day)
			if got := suspended(); got != want {
				t.Errorf("on %s: %s, want %s", day, got, want)
			}
		}
		step("2026-03-02", "0 <nil>;2 <nil>;")
		put(4, "2026-03-02", "", true)
		suspend(2, true)
		step("2026-03-03", "2 1;2 <nil>;") // this day
		step("2026-03-05", "2 3;2 <nil>;")
		suspend(2, false)
		step("2026-03-06", "2 3.5;2 <nil>;") // 3 and 4 days
		put(4, "2026-03-02", "2026-03-07", true)
		step("2026-03-10", "2 3.5;2 <nil>;") // 3, and 4 until it ended
		suspend(2, true)
		step("2026-03-11", "2 4;2 <nil>;") // 3 and 1, and 4
		list, _ := w.Root.List(toets + "/metingen")
		if len(list) == 0 {
			t.Fatal("the toets was not measured")
		}
		w.mu.Lock()
		w.nu = w.nu.AddDate(0, 0, 4)
		w.mu.Unlock()
		w.ronde(t)
		if again := w.Root.Make(toets+"/meten", nil); again["gelijk"] != true {
			t.Errorf("measured again: %v", again["tekst"])
		}
		h, err := w.motor.Herbouw(t.Context())
		if err != nil || h.VoorDigest != h.NaDigest {
			t.Errorf("rebuilt: %+v %v", h, err)
		}
		if got := suspended(); got == "0 <nil>;4 <nil>;" {
			t.Error("a rebuild forgot when zaken were suspended")
		}
	})
}
