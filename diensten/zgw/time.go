package zgw

import (
	"strings"
	"time"
)

// Time is a moment, written in UTC: "2006-01-02T15:04:05Z", with three or six decimals of a second when there are any.
// The empty Time is none, and null in JSON. Sortable gives a form that compares as text.
type Time string

// The forms in which a moment may come in. A moment without offset is what the clock on the wall in the Netherlands said:
// ISO 8601 calls that local time, and it keeps the day that follows from it (a zaak's einddatum) the day that was written.
var (
	offsetForms = []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04:05Z07"}
	localForms  = []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"}
)

// TimeOf is a moment, to the microsecond.
func TimeOf(t time.Time) Time {
	t = t.UTC()
	switch micro := t.Nanosecond() / 1000; {
	case micro == 0:
		return Time(t.Format("2006-01-02T15:04:05Z"))
	case micro%1000 == 0:
		return Time(t.Format("2006-01-02T15:04:05.000Z"))
	}
	return Time(t.Format("2006-01-02T15:04:05.000000Z"))
}

// ParseTime reads a moment in any form of ISO 8601 that clients use and gives it in the form of this package.
func ParseTime(s string) (Time, bool) {
	t, ok := parseTime(s)
	if !ok {
		return "", false
	}
	return TimeOf(t), true
}

func parseTime(s string) (time.Time, bool) {
	if len(s) > 10 && (s[10] == ' ' || s[10] == 't') {
		s = s[:10] + "T" + s[11:]
	}
	if strings.HasSuffix(s, "z") {
		s = s[:len(s)-1] + "Z"
	}
	for _, form := range offsetForms {
		if t, err := time.Parse(form, s); err == nil {
			return t, ordinaryYear(t)
		}
	}
	for _, form := range localForms {
		if t, err := time.ParseInLocation(form, s, amsterdam()); err == nil {
			return t, ordinaryYear(t)
		}
	}
	return time.Time{}, false
}

// ordinaryYear keeps out the years that have no four digits once they are turned into UTC.
func ordinaryYear(t time.Time) bool {
	y := t.UTC().Year()
	return 1 <= y && y <= 9999
}

// Time is the moment as Go counts it; the zero time when there is none.
func (t Time) Time() time.Time {
	m, ok := parseTime(string(t))
	if !ok {
		return time.Time{}
	}
	return m.UTC()
}

// Date is the day that it was in the Netherlands.
func (t Time) Date() Date {
	m, ok := parseTime(string(t))
	if !ok {
		return ""
	}
	return DateOf(m)
}

// Sortable is the moment in a form of fixed width, for columns: there the order of text is the order of time.
func (t Time) Sortable() string {
	m, ok := parseTime(string(t))
	if !ok {
		return ""
	}
	return m.UTC().Format("2006-01-02T15:04:05.000000Z")
}

// Valid says what is wrong with the moment, if anything.
func (t Time) Valid() (code, reason string) {
	if t == "" {
		return "", ""
	}
	if _, ok := parseTime(string(t)); !ok {
		return codeInvalid, "Dit is geen bestaand tijdstip. Schrijf een tijdstip als jjjj-mm-ddTuu:mm:ssZ, bijvoorbeeld 2026-11-30T13:45:00Z."
	}
	return "", ""
}

// UnmarshalJSON takes any text and brings a moment into the form of this package; Valid judges the rest.
func (t *Time) UnmarshalJSON(b []byte) error {
	s, err := decodeText(b)
	if err != nil {
		return err
	}
	*t = Time(s)
	if canonical, ok := ParseTime(s); ok {
		*t = canonical
	}
	return nil
}

// MarshalJSON writes null for no moment.
func (t Time) MarshalJSON() ([]byte, error) {
	return textOrNull(string(t))
}
