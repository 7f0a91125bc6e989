package zgw

import (
	"testing"
	"time"
)

func TestParseTime(t *testing.T) {
	tests := []struct {
		in   string
		want Time
		day  Date
	}{
		{"2019-01-01T12:00:00Z", "2019-01-01T12:00:00Z", "2019-01-01"},
		{"2019-01-01T12:00:00.000Z", "2019-01-01T12:00:00Z", "2019-01-01"},
		{"2019-01-01T12:00:00.5Z", "2019-01-01T12:00:00.500Z", "2019-01-01"},
		{"2019-01-01T12:00:00.123456789Z", "2019-01-01T12:00:00.123456Z", "2019-01-01"},
		{"2019-01-01T12:00:00+01:00", "2019-01-01T11:00:00Z", "2019-01-01"},
		{"2019-01-01T12:00:00+0100", "2019-01-01T11:00:00Z", "2019-01-01"},
		{"2019-01-01T12:00:00-10", "2019-01-01T22:00:00Z", "2019-01-01"},
		{"2019-01-01 12:00:00z", "2019-01-01T12:00:00Z", "2019-01-01"},
		{"2019-01-01T12:00Z", "2019-01-01T12:00:00Z", "2019-01-01"},
		// Without offset: the clock on the wall, so that the day stays the day that was written.
		{"2019-01-01T00:30:00", "2018-12-31T23:30:00Z", "2019-01-01"},
		{"2019-07-01T23:30:00", "2019-07-01T21:30:00Z", "2019-07-01"},
		{"2019-07-01", "2019-06-30T22:00:00Z", "2019-07-01"},
		{"2019-07-01T10:00", "2019-07-01T08:00:00Z", "2019-07-01"},
		{"2019-13-01T10:00:00", "", ""},
		{"2019-02-29T10:00:00Z", "", ""},
		{"2019-01-01T24:00:00Z", "", ""},
		{"0001-01-01T00:00:00+05:00", "", ""},
		{"9999-12-31T23:00:00-05:00", "", ""},
		{"straks", "", ""},
		{"", "", ""},
	}
	for _, test := range tests {
		got, ok := ParseTime(test.in)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("%q: %q, %v; want %q", test.in, got, ok, test.want)
		}
		if day := Time(test.in).Date(); day != test.day {
			t.Errorf("%q: day %q, want %q", test.in, day, test.day)
		}
		code := "invalid"
		if ok || test.in == "" {
			code = ""
		}
		wantCode(t, Time(test.in), code)
	}
}

func TestTimeSortable(t *testing.T) {
	early, late := Time("2019-01-01T12:00:00Z"), Time("2019-01-01T12:00:00.500Z")
	if early.Sortable() >= late.Sortable() {
		t.Errorf("%s does not come before %s", early.Sortable(), late.Sortable())
	}
	if got := Time("").Sortable(); got != "" {
		t.Errorf("no moment sorts as %q", got)
	}
}

func FuzzTime(f *testing.F) {
	for _, s := range []string{"2019-01-01T12:00:00.5Z", "2019-01-01T12:00:00+01:00", "2019-01-01 12:00", "0001-01-01", "2019-01-01T12:00:00+23:59"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		first, ok := ParseTime(s)
		if !ok {
			return
		}
		if again, _ := ParseTime(string(first)); again != first {
			t.Errorf("%q became %q and then %q", s, first, again)
		}
		if len(first.Sortable()) != len("2006-01-02T15:04:05.000000Z") {
			t.Errorf("%q sorts as %q", s, first.Sortable())
		}
		if d := first.Time().Sub(Time(s).Time()); d > 0 || d <= -time.Microsecond {
			t.Errorf("%q moved by %v", s, d)
		}
	})
}
