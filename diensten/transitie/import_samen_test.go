package transitie_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meent/data/datatest"
)

// perStuk are the objects of a plan as they are written, by kind and uuid; the herijkingen too.
func perStuk(t *testing.T, doc string) map[string]map[string]string {
	t.Helper()
	var p struct {
		Objecten    map[string][]json.RawMessage
		Herijkingen []json.RawMessage
	}
	if err := json.Unmarshal([]byte(doc), &p); err != nil {
		t.Fatal(err)
	}
	p.Objecten["herijkingen"] = p.Herijkingen
	all := map[string]map[string]string{}
	for soort, list := range p.Objecten {
		all[soort] = map[string]string{}
		for _, one := range list {
			var o struct{ UUID string }
			if err := json.Unmarshal(one, &o); err != nil || o.UUID == "" {
				t.Fatalf("%s: %v in %s", soort, err, one)
			}
			if all[soort][o.UUID] != "" {
				t.Errorf("%s has %s twice", soort, o.UUID)
			}
			all[soort][o.UUID] = string(one)
		}
	}
	return all
}

// §12: a whole strategie comes into a register that has another one, with the same names for everything. What was there stays as it was, byte
// for byte; all of what comes is there once, but for what a register has one of, which the report says; its teams are those of the same name.
// Undoing leaves what was there before, byte for byte.
func TestStrategieErbij(t *testing.T) {
	plans, uuids, ploegen := map[string]string{}, map[string]string{}, map[string][]string{}
	kind := func(t *testing.T) string { return t.Name()[strings.LastIndexByte(t.Name(), '/')+1:] }
	teams := func(w *wereld) (list []string) {
		found, _ := w.Root.List(root + "/onderdelen")
		for _, naam := range []string{"Team Buurt", "Team Balie", "Cluster Burger"} {
			for _, o := range found {
				if o["naam"] == naam {
					list = append(list, o["uuid"].(string))
				}
			}
		}
		return list
	}
	run(t, func(t *testing.T, w *wereld) {
		strategie := w.volledig(t)
		uuids[kind(t)], ploegen[kind(t)] = strategie[strings.LastIndexByte(strategie, '/')+1:], teams(w)
		plans[kind(t)] = w.export(t, uuids[kind(t)])
	})
	run(t, func(t *testing.T, w *wereld) {
		w.later(t, 1) // another moment: no two herijkingen of the same
		strategie := w.volledig(t)
		uuid := strategie[strings.LastIndexByte(strategie, '/')+1:]
		voor := w.export(t, uuid)
		k := datatest.Kinds[0]
		wie := strings.Join([]string{"onderdelen", "volgorde", "raadsbrieven"}, " ") // what a register has one of, or knows by name

		got := w.leesIn(w.Root, 201, "soort", "strategie", "inhoud", plans[k], "bestandsnaam", "plan.json")
		na := w.export(t, uuid)
		was, is, kwam := perStuk(t, voor), perStuk(t, na), perStuk(t, plans[k])
		nieuw := 0
		for soort, list := range was {
			for id, doc := range list {
				if is[soort][id] != doc {
					t.Errorf("%s that was here became otherwise: %s", soort, cmp.Diff(doc, is[soort][id]))
				}
			}
			if soort == "herijkingen" { // go with their own strategie
				nieuw += len(kwam[soort])
				continue
			}
			for id := range is[soort] {
				if list[id] == "" && kwam[soort][id] == "" {
					t.Errorf("a %s that nobody made: %s", soort, id)
				}
				if list[id] == "" {
					nieuw++
				}
			}
			for id := range kwam[soort] {
				if in := is[soort][id] != ""; in == strings.Contains(wie, soort) {
					t.Errorf("%s %s came in: %v", soort, id, in)
				}
			}
		}
		if got["gemaakt"] != float64(nieuw) || got["bijgewerkt"] != 0.0 || nieuw < 30 {
			t.Errorf("it says %v for %d new", telling(got), nieuw)
		}
		zegt := fmt.Sprint(got["nietOvergenomen"])
		for _, want := range []string{"volgorde", "raadsbrieven"} {
			if !strings.Contains(zegt, want) {
				t.Errorf("it does not say that %s stay as they are: %s", want, zegt)
			}
		}

		// What came is what it was, with the teams of here.
		text := plans[k]
		hier := teams(w)
		for i, id := range ploegen[k] {
			text = strings.ReplaceAll(text, id, hier[i])
		}
		a, b := ontdaan(t, text), ontdaan(t, w.export(t, uuids[k]))
		if diff := cmp.Diff(ontdaan(t, plans[k])["herijkingen"], b["herijkingen"]); diff != "" || len(kwam["herijkingen"]) == 0 {
			t.Errorf("its herijkingen, which stay as they were frozen: %s", diff)
		}
		plaatselijk(a)
		plaatselijk(b)
		for soort, list := range a["objecten"].(map[string]any) {
			if strings.Contains(wie, soort) {
				continue
			}
			there := map[any]any{}
			for _, o := range b["objecten"].(map[string]any)[soort].([]any) {
				there[o.(map[string]any)["uuid"]] = o
			}
			for _, o := range list.([]any) {
				if diff := cmp.Diff(o, there[o.(map[string]any)["uuid"]]); diff != "" {
					t.Errorf("%s came otherwise: %s", soort, diff)
				}
			}
		}

		if again := w.leesIn(w.Root, 201, "soort", "strategie", "inhoud", plans[k]); again["gemaakt"] != 0.0 {
			t.Errorf("taken in twice: %s", telling(again))
		}
		undone := w.doet(t, w.Root, "POST", got["url"].(string)+"/ongedaan", nil)["ongedaan"].(map[string]any)
		if left := undone["gebleven"].([]any); len(left) != 0 || undone["verwijderd"] != got["gemaakt"] {
			t.Errorf("undone: %v of %v, left %v", undone["verwijderd"], got["gemaakt"], left)
		}
		if diff := cmp.Diff(was, perStuk(t, w.export(t, uuid))); diff != "" {
			t.Errorf("after undoing: %s", diff)
		}
	})
}
