package volgorde

import "time"

// Datum is a day as 2006-01-02; the empty Datum is none. A text that is no day counts as none.
type Datum string

// day is the day as a moment in UTC, and whether there is one.
func (d Datum) day() (time.Time, bool) {
	if d == "" {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, string(d))
	return t, err == nil
}

func datum(t time.Time) Datum { return Datum(t.Format(time.DateOnly)) }

// addMonths counts months of the calendar. The day of the month is kept, or becomes the last of a shorter month: a month before
// 31 March is 28 or 29 February. Months are added up first and then counted at once, so that no day is lost on the way.
func addMonths(t time.Time, months int) time.Time {
	first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, months, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1)
}

// daysBetween is how many days lie from one day to another, below zero when the other is earlier.
func daysBetween(from, to time.Time) int { return int(to.Sub(from).Hours() / 24) }

// monthsBetween is how many whole months lie from one day to a later one.
func monthsBetween(from, to time.Time) int {
	months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if addMonths(from, months).After(to) {
		months--
	}
	return max(0, months)
}
