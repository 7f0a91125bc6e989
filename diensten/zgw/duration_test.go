package zgw

import "testing"

func TestDurationValid(t *testing.T) {
	for in, code := range map[Duration]string{
		"P10D": "", "P5M": "", "P10Y": "", "P2W": "", "P0D": "", "PT36H": "", "P1Y2M10DT2H30M": "", "PT0.5S": "",
		"P": "invalid", "PT": "invalid", "P1YT": "invalid", "P1.5M": "invalid", "P0.5Y": "invalid", "P1.5D": "invalid",
		"-P1D": "invalid", "P-1D": "invalid", "p1d": "invalid", "P1D ": "invalid", "1D": "invalid", "P1M1Y": "invalid",
		"P99999999D": "invalid", "10": "invalid", "P1S": "invalid",
	} {
		wantCode(t, in, code)
	}
}

func TestDurationAddTo(t *testing.T) {
	tests := []struct {
		day    Date
		period Duration
		want   Date
	}{
		{"2026-01-31", "P1M", "2026-02-28"},
		{"2024-01-31", "P1M", "2024-02-29"},
		{"2024-02-29", "P1Y", "2025-02-28"},
		{"2024-02-29", "P4Y", "2028-02-29"},
		{"2026-10-31", "P1Y1M", "2027-11-30"}, // years and months at once, then the day
		{"2026-01-31", "P1M1D", "2026-03-01"},
		{"2026-12-31", "P2M", "2027-02-28"},
		{"2026-11-30", "P10D", "2026-12-10"},
		{"2026-11-30", "P2W", "2026-12-14"},
		{"2026-03-28", "PT47H", "2026-03-29"},
		{"2026-03-28", "PT48H", "2026-03-30"},
		{"2026-11-30", "P0D", "2026-11-30"},
		{"2026-11-30", "P999999Y", "9999-12-31"},
		{"2026-11-30", "", ""},
		{"", "P1D", ""},
		{"morgen", "P1D", ""},
		{"2026-11-30", "P", ""},
	}
	for _, test := range tests {
		if got := test.day.Add(test.period); got != test.want {
			t.Errorf("%s and %s: %q, want %q", test.day, test.period, got, test.want)
		}
	}
}

func TestDurationIsZero(t *testing.T) {
	for in, want := range map[Duration]bool{"": true, "P0D": true, "PT0S": true, "P0Y0M": true, "P1D": false, "PT0.1S": false, "P": false} {
		if got := in.IsZero(); got != want {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}

func FuzzDuration(f *testing.F) {
	for _, s := range []string{"P1Y2M10DT2H30M", "P2W", "PT0.5S", "P", "-P1D", "P999999M"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p := Duration(s)
		code, _ := p.Valid()
		got := p.AddTo("2024-02-29")
		if s != "" && (code == "") != (got != "") {
			t.Errorf("%q: code %q, but the day is %q", s, code, got)
		}
		if got != "" && got < "2024-02-29" {
			t.Errorf("%q leads back to %s", s, got)
		}
	})
}
