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

// A figure says what it is about: two windows of one measure are two figures.
func TestVensterBijCijfer(t *testing.T) {
	plain := func(s string) string { return strings.ReplaceAll(s, nbsp, " ") }
	for _, test := range []struct{ unit, van, tot, want string }{
		{"aandeel", "2026-08-01", "2026-10-31", "Over augustus tot en met oktober 2026."},
		{"aandeel", "2026-10-01", "2026-10-31", "Over oktober 2026."},
		{"dagen", "2026-08-24", "2026-11-23", "Over 3 maanden, tot en met 23 november 2026."},
		{"aandeel", "2026-10-24", "2026-11-23", "Over 1 maand, tot en met 23 november 2026."},
		{"zaken", "2026-08-24", "2026-11-23", "Stand van 24 november 2026."}, // what is open is counted on a day
		{"aandeel", "", "", "Stand van 24 november 2026."},
	} {
		l := &maatcijfer{Op: "2026-11-24", Venster: periode{test.van, test.tot}}
		if got := plain(l.over(eenheidMet(test.unit))); got != test.want {
			t.Errorf("%s from %s to %s: %q, want %q", test.unit, test.van, test.tot, got, test.want)
		}
	}
	of := func(tot string) mijlpaal {
		w := .9
		return mijlpaal{Stand: "gehaald", LaatsteMeting: &meting{Waarde: &w, Eenheid: "aandeel", Venster: periode{"2026-08-01", tot}}}
	}
	if got := plain(vensterVan([]mijlpaal{of("2026-10-31"), {Stand: "concept"}, of("2026-10-31")})); got != " De mijlpalen: over augustus tot en met oktober 2026." {
		t.Errorf("milestones of one window: %q", got)
	}
	if got := vensterVan([]mijlpaal{of("2026-10-31"), of("2026-08-31")}); !strings.Contains(got, "staat op haar pagina") {
		t.Errorf("milestones of two windows: %q", got)
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
