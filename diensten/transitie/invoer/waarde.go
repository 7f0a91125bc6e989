package invoer

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maanden are the names of months by their first three letters, Dutch and English, and as Excel writes them.
var maanden = map[string]time.Month{
	"jan": 1, "feb": 2, "mrt": 3, "maa": 3, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}

var (
	dagEerst   = regexp.MustCompile(`^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$`)
	jaarEerst  = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$`)
	metNaam    = regexp.MustCompile(`^(\d{1,2})[-/. ]+(\p{L}{3,})\.?[-/ ]+'?(\d{4}|\d{2})$`)
	naamEerst  = regexp.MustCompile(`^(\p{L}{3,})\.? (\d{1,2}),? (\d{4})$`)
	weekdag    = regexp.MustCompile(`(?i)^(ma|di|wo|do|vr|za|zo|(maan|dins|woens|donder|vrij|zater|zon)dag|mon|tue|wed|thu|fri|sat|sun|(mon|tues|wednes|thurs|fri|satur|sun)day)\.?,? +(\d)`)
	tijd       = regexp.MustCompile(`[T ]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?( ?(Z|UTC|[+-]\d{2}:?\d{2}))?$`)
	excelGetal = regexp.MustCompile(`^[2-7]\d{4}$`)
)

const hoeDatum = "Schrijf een datum als dag-maand-jaar, bijvoorbeeld 31-12-2026."

// Datum reads a date as people here write it: 31-12-2026, 31/12/26, 2026-12-31, 31 dec 2026, or the number that Excel keeps
// for it. It gives 2026-12-31; of an empty text nothing.
func Datum(tekst string) (string, error) {
	t := strings.Join(strings.Fields(tekst), " ")
	if t == "" {
		return "", nil
	}
	t = tijd.ReplaceAllString(weekdag.ReplaceAllString(t, "$4"), "")
	var jaar, maand, dag string
	switch {
	case jaarEerst.MatchString(t):
		m := jaarEerst.FindStringSubmatch(t)
		jaar, maand, dag = m[1], m[2], m[3]
	case dagEerst.MatchString(t):
		m := dagEerst.FindStringSubmatch(t)
		dag, maand, jaar = m[1], m[2], m[3]
	case metNaam.MatchString(t):
		m := metNaam.FindStringSubmatch(t)
		dag, maand, jaar = m[1], maandNummer(m[2]), m[3]
	case naamEerst.MatchString(t):
		m := naamEerst.FindStringSubmatch(t)
		dag, maand, jaar = m[2], maandNummer(m[1]), m[3]
	case excelGetal.MatchString(t):
		n, _ := strconv.Atoi(t) // five digits: a number
		return time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), nil
	default:
		return "", fout("datum", "„%s” is geen datum. %s", kort(tekst), hoeDatum)
	}
	d := time.Date(eeuw(jaar), time.Month(getal(maand)), getal(dag), 0, 0, 0, 0, time.UTC)
	if int(d.Month()) != getal(maand) || d.Day() != getal(dag) {
		return "", fout("datum", "De datum „%s” bestaat niet. %s", kort(tekst), hoeDatum)
	}
	return d.Format(time.DateOnly), nil
}

func getal(cijfers string) int {
	n, _ := strconv.Atoi(cijfers) // of the patterns above: a number, or "" for a month that is none
	return n
}

func maandNummer(naam string) string {
	letters := []rune(strings.ToLower(naam))
	if n := maanden[string(letters[:3])]; n > 0 {
		return strconv.Itoa(int(n))
	}
	return ""
}

// eeuw is the year that two digits stand for: 26 is 2026, 98 is 1998.
func eeuw(jaar string) int {
	n := getal(jaar)
	switch {
	case len(jaar) == 4:
		return n
	case n < 70:
		return 2000 + n
	}
	return 1900 + n
}

var (
	geld        = strings.NewReplacer("€", "", "EUR", "", "eur", "", "euro", "", "\u00a0", "", "\u202f", "", " ", "", "'", "")
	duizendtal  = regexp.MustCompile(`^-?[1-9]\d{0,2}(\.\d{3})+$`)
	getalVorm   = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	duizendNL   = regexp.MustCompile(`^-?\d{1,3}(\.\d{3})+,\d+$`)
	duizendUS   = regexp.MustCompile(`^-?\d{1,3}(,\d{3})+\.\d+$`)
	honderdsten = regexp.MustCompile(`,(-+|–)$`)
)

// Getal reads a number as people here write it: 0,7 and 1.234,50 and € 12.500,- and 80%. A point with three digits behind it
// is one of thousands, unless a nought stands before it. ok is false for an empty text.
func Getal(tekst string) (x float64, ok bool, err error) {
	t := strings.TrimSpace(tekst)
	if t == "" {
		return 0, false, nil
	}
	t = honderdsten.ReplaceAllString(geld.Replace(t), "")
	deel := 1.0
	if rest, is := strings.CutSuffix(t, "%"); is {
		t, deel = rest, 100
	}
	switch {
	case duizendNL.MatchString(t), duizendtal.MatchString(t):
		t = strings.ReplaceAll(strings.ReplaceAll(t, ".", ""), ",", ".")
	case duizendUS.MatchString(t):
		t = strings.ReplaceAll(t, ",", "")
	default:
		t = strings.Replace(t, ",", ".", 1)
	}
	if !getalVorm.MatchString(t) || len(t) > 20 {
		return 0, false, fout("getal", "„%s” is geen getal. Schrijf het als 1250 of 0,75.", kort(tekst))
	}
	x, err = strconv.ParseFloat(t, 64)
	if err != nil {
		return 0, false, fout("getal", "„%s” is geen getal. Schrijf het als 1250 of 0,75.", kort(tekst))
	}
	return x / deel, true, nil
}

// Geheel reads a whole number.
func Geheel(tekst string) (n int, ok bool, err error) {
	x, ok, err := Getal(tekst)
	if err != nil || !ok {
		return 0, ok, err
	}
	if x != math.Trunc(x) || math.Abs(x) > 1e12 {
		return 0, false, fout("geheel-getal", "„%s” is geen heel getal. Rond het af.", kort(tekst))
	}
	return int(x), true, nil
}

// Waar reads yes or no. ok is false for an empty text.
func Waar(tekst string) (ja, ok bool, err error) {
	switch vouw(tekst) {
	case "":
		return false, false, nil
	case "ja", "j", "true", "waar", "yes", "y", "1", "x":
		return true, true, nil
	case "nee", "n", "false", "onwaar", "no", "0":
		return false, true, nil
	}
	return false, false, fout("ja-nee", "„%s” is geen ja of nee. Schrijf ja of nee.", kort(tekst))
}

// Schrijf writes a number so that Getal reads the same, with a comma.
func Schrijf(x float64) string {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if duizendtal.MatchString(text) { // 1.234 would be read as one of thousands
		text += "0"
	}
	return strings.Replace(text, ".", ",", 1)
}

// Duizendtallen is a number of things as people here write it: 6.997.
func Duizendtallen(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "." + text[i:]
	}
	return text
}

var (
	formule         = regexp.MustCompile(`^'*[=+\-@\t\r]`)
	geneutraliseerd = regexp.MustCompile(`^'+[=+\-@\t\r]`)
)

// Onschuldig is a text for a cell that a spreadsheet must not take for a formula: an apostrophe stands before it (CSV injection).
func Onschuldig(tekst string) string {
	if formule.MatchString(tekst) {
		return "'" + tekst
	}
	return tekst
}

// Tekst is a text of a cell as it was before Onschuldig.
func Tekst(cel string) string {
	if geneutraliseerd.MatchString(cel) {
		return cel[1:]
	}
	return cel
}

func fout(code, reden string, args ...any) *Fout {
	return &Fout{Code: code, Reden: fmt.Sprintf(reden, args...)}
}

// kort is a text that fits in a sentence.
func kort(tekst string) string {
	if r := []rune(strings.TrimSpace(tekst)); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return strings.TrimSpace(tekst)
}
