package zgw

import (
	"strings"
	"sync"
	"time"
)

// Date is a calendar day in the Netherlands, "2006-01-02". The empty Date is none, and null in JSON. Dates compare as text.
type Date string

// amsterdam is the zone in which the registers count their days; without zone data on the machine it is UTC.
var amsterdam = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.UTC
	}
	return zone
})

// DateOf is the day that it is in the Netherlands at a moment.
func DateOf(t time.Time) Date {
	return Date(t.In(amsterdam()).Format(time.DateOnly))
}

// ParseDate reads a day as the standard writes it.
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil || t.Year() == 0 {
		return "", false
	}
	return Date(s), true
}

// LenientDate also reads the days that people type into eigenschappen: "2013-1-1" and "20130101".
func LenientDate(s string) (Date, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range []string{time.DateOnly, "2006-1-2", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 {
			return Date(t.Format(time.DateOnly)), true
		}
	}
	return "", false
}

// Time is the midnight, in UTC, with which the day is counted; the zero time when there is no day.
func (d Date) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Add is the day that lies a period later.
func (d Date) Add(p Duration) Date {
	return p.AddTo(d)
}

// Valid says what is wrong with the day, if anything.
func (d Date) Valid() (code, reason string) {
	if d == "" {
		return "", ""
	}
	if _, ok := ParseDate(string(d)); !ok {
		return codeInvalid, "Dit is geen bestaande datum. Schrijf een datum als jjjj-mm-dd, bijvoorbeeld 2026-11-30."
	}
	return "", ""
}

// UnmarshalJSON takes any text; Valid judges it.
func (d *Date) UnmarshalJSON(b []byte) error {
	s, err := decodeText(b)
	*d = Date(s)
	return err
}

// MarshalJSON writes null for no day.
func (d Date) MarshalJSON() ([]byte, error) {
	return textOrNull(string(d))
}
