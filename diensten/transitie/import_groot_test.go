package transitie_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/transitie"
	"meent/proef/kit"
)

// groteLijst is a list of so many bare steps.
func groteLijst(rijen int) string {
	var b strings.Builder
	for i := range rijen {
		fmt.Fprintf(&b, "Idee %d, zoals het op het bord stond\n", i+1)
	}
	return b.String()
}

// What a municipality has fits: ten thousand steps come in whole; one more is refused whole, with the limit and what to do.
func TestImportTienduizend(t *testing.T) {
	if testing.Short() {
		t.Skip("ten thousand steps")
	}
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		if got, want := telling(w.leesIn(pm, 201, "soort", "stappen", "inhoud", groteLijst(10_000))), "10000 10000 0 0 0"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		a := pm.Do("POST", root+"/imports", velden("soort", "stappen", "inhoud", groteLijst(10_001)+"Nog een\n"))
		if a.Status != 400 || !strings.Contains(string(a.Body), "10.000 regels") || !strings.Contains(string(a.Body), "Verdeel haar") {
			t.Errorf("one row too many: %d %s", a.Status, a.Body)
		}
		if _, n := w.Root.List(root + "/stappen?titel__icontains=op+het+bord"); n != 10_000 {
			t.Errorf("%d steps", n)
		}
	})
}

// A trial keeps the file for who sent it, for an hour and until it is taken in, once.
func TestImportproef(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm, ander := w.als("programmamanager"), w.als("teamleider")
		maak := func() (string, map[string]any) {
			a := pm.Do("POST", root+"/importproeven", velden("soort", "stappen", "bestandsnaam", "bord.csv", "inhoud", "Wat is het;Iets anders\nEen;x\nTwee;y\n"))
			if a.Status != http.StatusCreated {
				t.Fatalf("a trial: %d %s", a.Status, a.Body)
			}
			return root + "/importproeven/" + a.Object()["uuid"].(string), a.Object()["verslag"].(map[string]any)
		}
		at, verslag := maak()
		if diff := cmp.Diff([]string{"0  kolom-ontbreekt"}, fouten(verslag)); diff != "" {
			t.Error(diff)
		}
		a := pm.Do("POST", at, velden("toewijzing", []any{velden("veld", "titel", "kolom", "Wat is het")}))
		if a.Status != 200 || telling(a.Object()["verslag"].(map[string]any)) != "2 2 0 0 0" {
			t.Errorf("with another mapping: %d %s", a.Status, a.Body)
		}
		if b := pm.Do("GET", at, nil); b.Status != 200 || string(b.Body) != string(a.Body) {
			t.Errorf("opened again: %d %s, want %s", b.Status, b.Body, a.Body)
		}
		if a := pm.Do("POST", at, velden("toewijzing", []any{velden("veld", "kleur", "kolom", "Wat is het")})); a.Status != 400 {
			t.Errorf("a field that is none: %d", a.Status)
		}
		for _, c := range []*kit.Client{ander, w.Root} {
			for method, path := range map[string]string{"GET": at, "POST": at + "/inlezen"} {
				if a := c.Do(method, path, nil); a.Status != http.StatusNotFound {
					t.Errorf("somebody else's %s: %d", method, a.Status)
				}
			}
		}
		if a := w.als("medewerker").Do("GET", at, nil); a.Status != http.StatusForbidden {
			t.Errorf("a medewerker: %d", a.Status)
		}
		if a := pm.Do("POST", at+"/inlezen", nil); a.Status != http.StatusCreated || telling(a.Object()) != "2 2 0 0 0" {
			t.Errorf("taken in: %d %s", a.Status, a.Body)
		}
		if a := pm.Do("POST", at+"/inlezen", nil); a.Status != http.StatusNotFound || !strings.Contains(string(a.Body), "Stuur het bestand opnieuw") {
			t.Errorf("twice: %d %s", a.Status, a.Body)
		}
		if _, n := w.Root.List(root + "/stappen?titel__icontains=Twee"); n != 1 {
			t.Errorf("%d steps", n)
		}
		at, _ = maak()
		next, _ := maak()
		if a := pm.Do("GET", at, nil); a.Status != http.StatusNotFound {
			t.Errorf("after a newer one: %d", a.Status)
		}
		w.verder.Add(int64(time.Hour + time.Second))
		if a := pm.Do("GET", next, nil); a.Status != http.StatusNotFound {
			t.Errorf("after an hour: %d", a.Status)
		}
		if err := transitie.NewMotor(w.Site, nil).Ronde(t.Context()); err != nil {
			t.Fatal(err)
		}
		err := w.Site.DB.View(t.Context(), func(tx data.Tx) error {
			row, err := tx.One("select count(*) from importproeven")
			if err == nil && row.Int(0) != 0 {
				t.Errorf("the motor left %d files", row.Int(0))
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}

// The same thing twice in one file comes in once, and the report says which line counts; what is here already is not made again.
func TestImportDubbel(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		pm := w.als("programmamanager")
		list := "titel;waarom\nEen;eerst\nTwee;\neen ;later\nTwee;\n"
		report := w.leesIn(pm, 201, "soort", "stappen", "inhoud", list)
		if got, want := telling(report), "4 2 0 0 2"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if diff := cmp.Diff([]string{"4  dubbel", "5  dubbel"}, fouten(report)); diff != "" {
			t.Error(diff)
		}
		if reden := report["fouten"].([]any)[0].(map[string]any)["reden"].(string); !strings.Contains(reden, "regel 2") {
			t.Errorf("it says %q", reden)
		}
		found, n := w.Root.List(root + "/stappen?titel__icontains=een")
		if n != 1 || found[0]["waarom"] != "eerst" {
			t.Errorf("%d, %v", n, found)
		}
		if got, want := telling(w.leesIn(pm, 201, "soort", "stappen", "inhoud", list)), "4 0 0 2 2"; got != want {
			t.Errorf("the same again: %s, want %s", got, want)
		}
		if got, want := telling(w.leesIn(pm, 200, "soort", "kansen", "inhoud", "contract;einddatum\nZaaksysteem;1-1-2030\nZaaksysteem;1-1-2031\n", "proefdraai", true)), "2 1 0 0 1"; got != want {
			t.Errorf("contracts: %s, want %s", got, want)
		}
	})
}

// BenchmarkImportTienduizend tries ten thousand bare steps, and takes them in: what a person waits for.
func BenchmarkImportTienduizend(b *testing.B) {
	for _, kind := range datatest.Kinds {
		for _, proef := range []bool{true, false} {
			b.Run(kind+map[bool]string{true: "/proef", false: "/inlezen"}[proef], func(b *testing.B) {
				s := kit.Start(b, datatest.Open(b, kind))
				ronde := 0
				for b.Loop() {
					ronde++
					list := strings.ReplaceAll(groteLijst(10_000), "bord", fmt.Sprint("bord ", ronde))
					if a := s.Root.Do("POST", root+"/imports", velden("soort", "stappen", "inhoud", list, "proefdraai", proef)); a.Status >= 300 {
						b.Fatalf("%d %s", a.Status, a.Body)
					}
				}
			})
		}
	}
}
