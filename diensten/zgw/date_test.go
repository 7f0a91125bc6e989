package zgw

import (
	"testing"
	"time"
	_ "time/tzdata" // machines without zone data count Dutch days too
)

func TestDateValid(t *testing.T) {
	for in, code := range map[Date]string{
		"2026-11-30": "", "2024-02-29": "", "0001-01-01": "", "9999-12-31": "",
		"2023-02-29": "invalid", "2026-13-01": "invalid", "2026-1-1": "invalid", "20260101": "invalid", "0000-01-01": "invalid",
		"2026-01-01T00:00:00Z": "invalid", "10000-01-01": "invalid", " 2026-01-01": "invalid", "morgen": "invalid",
	} {
		wantCode(t, in, code)
	}
}

func TestLenientDate(t *testing.T) {
	for in, want := range map[string]Date{
		"2013-1-1": "2013-01-01", "20130101": "2013-01-01", "2013-12-31": "2013-12-31", " 2013-1-31 ": "2013-01-31",
		"2013-2-30": "", "20130230": "", "201311": "", "1-1-2013": "", "": "",
	} {
		if got, ok := LenientDate(in); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", in, got, ok, want)
		}
	}
}

func TestDateOf(t *testing.T) {
	for in, want := range map[string]Date{
		"2026-01-31T22:59:59Z": "2026-01-31", "2026-01-31T23:00:00Z": "2026-02-01", // winter: one hour ahead
		"2026-07-31T21:59:59Z": "2026-07-31", "2026-07-31T22:00:00Z": "2026-08-01", // summer: two
	} {
		m, err := time.Parse(time.RFC3339, in)
		if err != nil {
			t.Fatal(err)
		}
		if got := DateOf(m); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestDateAsTime(t *testing.T) {
	if got, want := Date("2026-11-30").Time(), time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for _, d := range []Date{"", "morgen"} {
		if !d.Time().IsZero() {
			t.Errorf("%q has a time: %v", d, d.Time())
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"2026-11-30", "2013-1-1", "20130101", "0000-01-01"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		strict, ok := ParseDate(s)
		lenient, alsoOK := LenientDate(s)
		if ok && (!alsoOK || strict != lenient) {
			t.Errorf("%q: strict %q, lenient %q", s, strict, lenient)
		}
		if alsoOK {
			wantCode(t, lenient, "")
		}
	})
}
