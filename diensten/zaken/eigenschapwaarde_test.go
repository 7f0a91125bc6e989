package zaken

import (
	"testing"

	"meent/diensten/catalogi"
	"meent/diensten/zgw"
)

func TestMisfit(t *testing.T) {
	for _, tc := range []struct {
		formaat, lengte, waarde string
		fits                    bool
	}{
		{"tekst", "5", "vijf", true},
		{"tekst", "5", "é€ëüï", true},
		{"tekst", "5", "zes en", false},
		{"getal", "3", "123", true},
		{"getal", "3", "-123", true},
		{"getal", "3", "1234", false},
		{"getal", "3", "1,5", false},
		{"getal", "3,2", "1,55", true},
		{"getal", "3,2", "1.555", false},
		{"getal", "3", "drie", false},
		{"getal", "3", "", false},
		{"datum", "8", "20260131", true},
		{"datum", "8", "2026-01-31", true},
		{"datum", "8", "20260231", false},
		{"datum_tijd", "14", "20260131120000", true},
		{"datum_tijd", "14", "2026-01-31T12:00:00Z", true},
		{"datum_tijd", "14", "gisteren", false},
	} {
		want := catalogi.Eigenschapspecificatie{Formaat: zgw.Formaat(tc.formaat), Lengte: tc.lengte}
		if got := misfit(want, tc.waarde) == ""; got != tc.fits {
			t.Errorf("%s(%s) %q: fits %t, want %t", tc.formaat, tc.lengte, tc.waarde, got, tc.fits)
		}
	}
}
