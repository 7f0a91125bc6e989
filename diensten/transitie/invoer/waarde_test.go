package invoer

import (
	"errors"
	"math"
	"testing"
)

func TestDatum(t *testing.T) {
	for in, want := range map[string]string{
		"31-12-2026": "2026-12-31", "2026-12-31": "2026-12-31", "31/12/26": "2026-12-31", "1-2-98": "1998-02-01", "31.12.2026": "2026-12-31", " 1 2 2026 ": "2026-02-01",
		"31 dec 2026": "2026-12-31", "31-dec-26": "2026-12-31", "1 mrt. 2026": "2026-03-01", "1-mrt-26": "2026-03-01", "1 maart 2026": "2026-03-01", "3 mei 2026": "2026-05-03", "5 oktober 2026": "2026-10-05",
		"Dec 31, 2026": "2026-12-31", "Mar 5, 2026": "2026-03-05", "maandag 2-3-2026": "2026-03-02", "Mon, 05 May 2025": "2025-05-05", "2026-12-31T10:11:12Z": "2026-12-31", "2026-12-31 10:11:12 UTC": "2026-12-31", "31-12-2026 00:00": "2026-12-31", "46387": "2026-12-31",
		"2026-12-31T10:11:12.123+01:00": "2026-12-31", "di 3 februari 2026": "2026-02-03", "29-2-2028": "2028-02-29", "": "", "  ": "",
	} {
		if got, err := Datum(in); got != want || err != nil {
			t.Errorf("%q: %q %v, want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"31-2-2026", "12/31/2026", "morgen", "dec-26", "2026", "31 foo 2026", "1-1-202", "0-1-2026", "29-2-2027", "Q4 2026", "1-1-1-1"} {
		if got, err := Datum(in); code(err) != "datum" {
			t.Errorf("%q was taken for %q (%v)", in, got, err)
		}
	}
}

func TestGetal(t *testing.T) {
	for in, want := range map[string]float64{
		"0,7": .7, "0.7": .7, "1": 1, "1.234,50": 1234.5, "1,234.50": 1234.5, "1.000": 1000, "0.750": .75, "€ 12.500,-": 12500, "EUR 1.200": 1200, "80%": .8, "12 500": 12500, "1.234.567": 1234567, "-3": -3, "€\u00a01.000,00": 1000, "1,234": 1.234,
	} {
		if got, ok, err := Getal(in); got != want || !ok || err != nil {
			t.Errorf("%q: %v %t %v, want %v", in, got, ok, err, want)
		}
	}
	for _, in := range []string{"veel", "1-2", "1,2,3", "NaN", "Inf", "1e9", "€", "--1", "99999999999999999999999"} {
		if got, _, err := Getal(in); code(err) != "getal" {
			t.Errorf("%q was taken for %v (%v)", in, got, err)
		}
	}
	if _, ok, err := Getal(" "); ok || err != nil {
		t.Error("an empty text is a number")
	}
	if n, ok, err := Geheel("1.200"); n != 1200 || !ok || err != nil {
		t.Error(n, ok, err)
	}
	if _, _, err := Geheel("1,5"); code(err) != "geheel-getal" {
		t.Error(err)
	}
}

func TestWaar(t *testing.T) {
	for in, want := range map[string][2]bool{"Ja": {true, true}, "nee": {false, true}, "TRUE": {true, true}, "onwaar": {false, true}, "x": {true, true}, "": {false, false}} {
		if ja, ok, err := Waar(in); [2]bool{ja, ok} != want || err != nil {
			t.Errorf("%q: %t %t %v", in, ja, ok, err)
		}
	}
	if _, _, err := Waar("misschien"); code(err) != "ja-nee" {
		t.Error(err)
	}
}

// §12: what is written is read back as it was, and no cell begins as a formula.
func FuzzCel(f *testing.F) {
	for _, s := range []string{"=1+1", "'=x", "''=", "-5", "@a", "+", "'", "gewoon", "\tx", "'t is", ""} {
		f.Add(s, 0.5)
	}
	f.Add("x", 1.234)
	f.Add("x", 0.001)
	f.Add("x", 1234567.125)
	f.Fuzz(func(t *testing.T, text string, x float64) {
		cel := Onschuldig(text)
		if Tekst(cel) != text {
			t.Errorf("%q became %q and then %q", text, cel, Tekst(cel))
		}
		if cel != "" && cel[0] != '\'' && formule.MatchString(cel) {
			t.Errorf("%q is a formula", cel)
		}
		if math.IsNaN(x) || math.Abs(x) > 1e9 || x != 0 && math.Abs(x) < 1e-6 {
			return
		}
		if got, ok, err := Getal(Schrijf(x)); len(Schrijf(x)) <= 20 && (got != x || !ok || err != nil) {
			t.Errorf("%v was written as %q and read as %v (%v)", x, Schrijf(x), got, err)
		}
	})
}

func code(err error) string {
	if f, ok := errors.AsType[*Fout](err); ok {
		return f.Code
	}
	return ""
}

func TestDuizendtallen(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1.000", 6997: "6.997", 10_000: "10.000", 1_234_567: "1.234.567"} {
		if got := Duizendtallen(n); got != want {
			t.Errorf("%d is written %q, want %q", n, got, want)
		}
	}
}
