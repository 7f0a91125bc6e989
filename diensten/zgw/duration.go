package zgw

import (
	"regexp"
	"time"

	iso "github.com/sosodev/duration"
)

// Duration is a period as ISO 8601 writes it, such as P10D, P5M or P1Y2M10DT2H30M. The empty Duration is none, and null in
// JSON. A month is a month of the calendar, not a number of days.
type Duration string

// periods keeps out what the library would let through: P alone, a half month, a negative period, numbers without end.
var periods = regexp.MustCompile(`^P(\d{1,6}Y)?(\d{1,6}M)?(\d{1,6}W)?(\d{1,6}D)?(T(\d{1,6}H)?(\d{1,6}M)?(\d{1,6}(\.\d{1,6})?S)?)?$`)

func (p Duration) parse() (*iso.Duration, bool) {
	s := string(p)
	if !periods.MatchString(s) || s == "P" || s[len(s)-1] == 'T' {
		return nil, false
	}
	d, err := iso.Parse(s)
	return d, err == nil
}

// AddTo is the day that lies this period after a day. Years and months come first: the day of the month is kept, or becomes
// the last of a shorter month (31 January and P1M is 28 or 29 February). Hours count when they make whole days. It is
// empty when the day or the period is, and stops at the last day of the year 9999.
func (p Duration) AddTo(day Date) Date {
	d, ok := p.parse()
	from, known := ParseDate(string(day))
	if !ok || !known {
		return ""
	}
	t := addMonths(from.Time(), int(d.Years)*12+int(d.Months))
	t = t.AddDate(0, 0, int(d.Weeks)*7+int(d.Days)+int(d.Hours*3600+d.Minutes*60+d.Seconds)/86400)
	if t.Year() > 9999 {
		return "9999-12-31"
	}
	return Date(t.Format(time.DateOnly))
}

func addMonths(t time.Time, months int) time.Time {
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, months, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// IsZero says that the period has no length: it is absent, or like P0D.
func (p Duration) IsZero() bool {
	if p == "" {
		return true
	}
	d, ok := p.parse()
	return ok && *d == iso.Duration{}
}

// Valid says what is wrong with the period, if anything.
func (p Duration) Valid() (code, reason string) {
	if p == "" {
		return "", ""
	}
	if _, ok := p.parse(); !ok {
		return codeInvalid, "Dit is geen periode volgens ISO 8601. Schrijf bijvoorbeeld P10D (tien dagen), P6M (zes maanden) of P1Y (een jaar), zonder minteken."
	}
	return "", ""
}

// UnmarshalJSON takes any text; Valid judges it.
func (p *Duration) UnmarshalJSON(b []byte) error {
	s, err := decodeText(b)
	*p = Duration(s)
	return err
}

// MarshalJSON writes null for no period.
func (p Duration) MarshalJSON() ([]byte, error) {
	return textOrNull(string(p))
}
