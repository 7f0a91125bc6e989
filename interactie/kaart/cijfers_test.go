package kaart

import (
	"strings"
	"testing"

	"meent/interactie/opmaak"
)

func TestEenheden(t *testing.T) {
	for _, test := range []struct {
		unit        string
		value       float64
		figure, bar string
	}{
		{"aandeel", .88, "88,0 %", "88 %"},
		{"aandeel", .925, "92,5 %", "92,5 %"},
		{"dagen", 43, "43 dagen", "43 dagen"},
		{"dagen", 1, "1 dag", "1 dag"},
		{"zaken", 1870, "1.870 zaken", "1.870 zaken"},
		{"zaken", 0, "0 zaken", "0 zaken"},
	} {
		e := eenheidMet(test.unit)
		plain := func(s string) string { return strings.ReplaceAll(s, nbsp, " ") }
		if got := plain(e.tekst(&test.value)); got != test.figure {
			t.Errorf("figure %v %s: got %q, want %q", test.value, test.unit, got, test.figure)
		}
		if got := plain(e.lat(&test.value)); got != test.bar {
			t.Errorf("bar %v %s: got %q, want %q", test.value, test.unit, got, test.bar)
		}
	}
	if got := eenheidMet("aandeel").tekst(nil); got != "" { // R12: unknown is not zero
		t.Errorf("unknown: got %q", got)
	}
}

// TestStanden/R2: claimed, attested and measured never look the same.
func TestStanden(t *testing.T) {
	t.Run("R2", func(t *testing.T) {
		for _, a := range []string{"geclaimd", "nietGehaald", "gehaald", "teruggevallen", "nietVers"} {
			for _, b := range []string{"geclaimd", "nietGehaald", "gehaald", "teruggevallen", "nietVers"} {
				if a != b && (standMet(a).Merk == standMet(b).Merk || standMet(a).Naam == standMet(b).Naam) {
					t.Errorf("%s looks like %s", a, b)
				}
			}
		}
	})
	for _, s := range standen {
		if opmaak.MerkNaam(s.Merk) == "" {
			t.Errorf("%s: no mark %q", s.Sleutel, s.Merk)
		}
	}
}
