package opmaak

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// nbsp keeps a figure and its unit, or a day and its month, on one line.
const nbsp = "\u00a0"

var maanden = [...]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}

// kort are the months as a chart names them.
var kort = [...]string{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}

var amsterdam = tijdzone()

func tijdzone() *time.Location {
	loc, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		return time.UTC
	}
	return loc
}

// Datum is a day as people write it: "23 november 2026". It takes a time.Time or a text that begins with 2026-11-23.
func Datum(d any) string {
	t, ok := dag(d)
	if !ok {
		return ""
	}
	return strconv.Itoa(t.Day()) + nbsp + maanden[t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// Dag is a day without its year: "23 november".
func Dag(d any) string {
	t, ok := dag(d)
	if !ok {
		return ""
	}
	return strconv.Itoa(t.Day()) + nbsp + maanden[t.Month()-1]
}

// Maand is a month: "november 2026".
func Maand(d any) string {
	t, ok := dag(d)
	if !ok {
		return ""
	}
	return maanden[t.Month()-1] + nbsp + strconv.Itoa(t.Year())
}

// MaandKort is a month on the axis of a chart: "nov 2026".
func MaandKort(d any) string {
	t, ok := dag(d)
	if !ok {
		return ""
	}
	return kort[t.Month()-1] + nbsp + strconv.Itoa(t.Year())
}

// Moment is a day with its time: "23 november 2026 om 9.00 uur".
func Moment(d any) string {
	t, ok := dag(d)
	if !ok {
		return ""
	}
	t = t.In(amsterdam)
	return Datum(t) + " om " + strconv.Itoa(t.Hour()) + "." + t.Format("04") + nbsp + "uur"
}

// dag reads a day. A moment becomes the day that it was in the Netherlands.
func dag(d any) (time.Time, bool) {
	switch d := d.(type) {
	case time.Time:
		if d.IsZero() {
			return d, false
		}
		if d.Location() == time.UTC && d.Hour() == 0 && d.Minute() == 0 && d.Second() == 0 {
			return d, true // a day, not a moment
		}
		return d.In(amsterdam), true
	case *time.Time:
		if d == nil {
			return time.Time{}, false
		}
		return dag(*d)
	case interface{ String() string }:
		return dag(d.String())
	case string:
		if t, err := time.Parse(time.RFC3339, d); err == nil {
			return t.In(amsterdam), true
		}
		if len(d) >= 10 {
			t, err := time.Parse(time.DateOnly, d[:10])
			return t, err == nil
		}
		if t, err := time.Parse("2006-01", d); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// Getal is a number with the marks of Dutch: 1870 is "1.870", 88.04 with one decimal "88,0".
func Getal(n any, decimalen ...int) string {
	f, places := getal(n), 0
	if len(decimalen) > 0 {
		places = decimalen[0]
	}
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return ""
	}
	text := strconv.FormatFloat(math.Abs(f), 'f', places, 64)
	whole, part, _ := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if part != "" {
		whole += "," + part
	}
	if f < 0 && strings.Trim(text, "0.") != "" {
		whole = "−" + whole
	}
	return whole
}

// Procent is a share as a percentage: 0.88 is "88,0 %".
func Procent(share any, decimalen ...int) string {
	places := 1
	if len(decimalen) > 0 {
		places = decimalen[0]
	}
	text := Getal(getal(share)*100, places)
	if text == "" {
		return ""
	}
	return text + nbsp + "%"
}

// Aantal is a number with what is counted: Aantal(1, "zaak", "zaken") is "1 zaak".
func Aantal(n any, een, meer string) string {
	if getal(n) == 1 {
		return "1" + nbsp + een
	}
	return Getal(n) + nbsp + meer
}

func getal(n any) float64 {
	switch n := n.(type) {
	case int:
		return float64(n)
	case int64:
		return float64(n)
	case float64:
		return n
	case *float64:
		if n != nil {
			return *n
		}
	case *int:
		if n != nil {
			return float64(*n)
		}
	}
	return math.NaN()
}
