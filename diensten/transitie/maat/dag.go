package maat

import (
	"math"
	"time"
)

// Dag is a day, counted from 1 January 1970.
type Dag int32

// GeenDag is no day: a case that has not ended, or has no term.
const GeenDag Dag = math.MinInt32

// DagVan is the day of a moment, as its own clock shows it; GeenDag for the zero moment.
func DagVan(t time.Time) Dag {
	if t.IsZero() {
		return GeenDag
	}
	y, m, d := t.Date()
	return Dag(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// LeesDag reads 2006-01-02; anything else is GeenDag.
func LeesDag(s string) Dag {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return GeenDag
	}
	return DagVan(t)
}

// Time is the day as a moment in UTC.
func (d Dag) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String is the day as 2006-01-02, empty for GeenDag.
func (d Dag) String() string {
	if d == GeenDag {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// MarshalText writes the day as String does.
func (d Dag) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Dag) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = GeenDag
		return nil
	}
	t, err := time.Parse(time.DateOnly, string(b))
	if err != nil {
		return err
	}
	*d = DagVan(t)
	return nil
}

// Maanden counts months of the calendar from a day; the day of the month is kept, or becomes the last of a shorter month.
func (d Dag) Maanden(n int) Dag {
	t := d.Time()
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return DagVan(first.AddDate(0, 0, min(t.Day(), last)-1))
}

// Venster is a window of days, both ends in it.
type Venster struct {
	Van Dag `json:"van"`
	Tot Dag `json:"tot"`
}

// Heeft says that a day lies in the window.
func (v Venster) Heeft(d Dag) bool { return d >= v.Van && d <= v.Tot }

// Dagen is how many days the window has.
func (v Venster) Dagen() int { return int(v.Tot-v.Van) + 1 }

// Terug is the window of so many months that ended the day before the peildatum: all of it has passed.
func Terug(peildatum Dag, months int) Venster {
	return Venster{peildatum.Maanden(-months), peildatum - 1}
}

// Kalendermaanden are the whole months of the calendar that lie between two days, the first month being that of the first day.
func Kalendermaanden(van, tot Dag) []Venster {
	t := van.Time()
	begin := DagVan(time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC))
	var months []Venster
	for next := begin.Maanden(1); next-1 <= tot; next = begin.Maanden(1) {
		months = append(months, Venster{begin, next - 1})
		begin = next
	}
	return months
}

// Kalenderweken are the whole weeks, Monday to Sunday, that lie between two days.
func Kalenderweken(van, tot Dag) []Venster {
	const monday, week = 4, 7 // 5 January 1970
	begin := van + ((monday-van)%week+week)%week
	var weeks []Venster
	for ; begin+week-1 <= tot; begin += week {
		weeks = append(weeks, Venster{begin, begin + week - 1})
	}
	return weeks
}
