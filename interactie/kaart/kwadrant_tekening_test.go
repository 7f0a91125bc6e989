package kaart

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// ui.md §4: points and names that would lie over each other are moved apart, within the board, and the same every time.
func TestTekening(t *testing.T) {
	for n := range 200 {
		r := rand.New(rand.NewPCG(1, uint64(n)))
		o := &orde{Nu: &uitslag{Knip: 0.45, RangTonen: true}}
		var regels []*regel
		for i := range 1 + r.IntN(12) {
			plek := i + 1
			row := &regel{UUID: fmt.Sprint(i), Titel: strings.Repeat("Stap ", 1+r.IntN(5)), Rang: &plek, Plek: plek, in: o.Nu}
			row.Energie.E, row.Kans.K, row.Energie.Uren = r.Float64(), r.Float64(), float64(r.IntN(200))
			if i%3 == 0 { // some on the very same place
				row.Energie.E, row.Kans.K = 0.5, 0.5
			}
			regels = append(regels, row)
		}
		first := nieuweTekening(o, regels)
		if string(first.svg()) != string(nieuweTekening(o, regels).svg()) {
			t.Fatalf("%d: the same steps give another picture", n)
		}
		for i, a := range first.punten {
			if a.x-a.r < vakLinks || a.x+a.r > vakRechts || a.y-a.r < vakBoven || a.y+a.r > vakOnder {
				t.Errorf("%d: a point lies outside of the board: %v", n, *a)
			}
			for _, b := range first.punten[i+1:] {
				if math.Hypot(a.x-b.x, a.y-b.y) < a.r+b.r {
					t.Errorf("%d: two points lie over each other: %.0f,%.0f and %.0f,%.0f", n, a.x, a.y, b.x, b.y)
				}
				if !a.zonderNaam && !b.zonderNaam && a.naam.raakt(b.naam) {
					t.Errorf("%d: two names lie over each other: %v %v", n, a.naam, b.naam)
				}
			}
			if !a.zonderNaam && (a.naam.x < vakLinks || a.naam.x+a.naam.breed > vakRechts) {
				t.Errorf("%d: a name is cut off: %v", n, a.naam)
			}
		}
	}
}
