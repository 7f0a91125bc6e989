// Package gemeenten is the list of Dutch municipalities as Statistics Netherlands (CBS) publishes it, with the mergers since:
// code, name, inhabitants and regions. It is data in the program; nothing of it can be changed.
package gemeenten

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Gemeente is a municipality. Dates are as 2023-01-01, and empty when they lie outside of the list.
type Gemeente struct {
	Code              string // of the CBS: GM and four digits
	Naam              string
	Inwoners          int // on 1 January 2022
	Arbeidsmarktregio string
	COROP             string
	Provincie         string
	Veiligheidsregio  string
	GeldigVan         string   // the first day on which it was there; "" for before Vanaf
	GeldigTot         string   // the first day on which it was not there any more; "" while it is
	Opvolgers         []string // codes of those that came in its place (herindeling)
}

const (
	// Bron is where the list comes from, as it must be told beside it (CC BY 4.0).
	Bron = "Centraal Bureau voor de Statistiek, Gebieden in Nederland 2022 (tabel 85067NED), CC BY 4.0, bewerkt"
	// Vanaf is the first day of which the list knows who was there.
	Vanaf = "2022-01-01"
	// Bijgewerkt is the day of the last merger in the list.
	Bijgewerkt = "2023-01-01"
)

//go:embed gemeenten.csv
var bestand string

// Alle are all municipalities, those that have ended too, by code.
var Alle = sync.OnceValue(func() []Gemeente {
	r := csv.NewReader(strings.NewReader(bestand))
	r.Comma, r.Comment = ';', '#'
	lines, err := r.ReadAll()
	if err != nil {
		panic(fmt.Sprintf("gemeenten: %s", err))
	}
	var list []Gemeente
	for _, l := range lines[1:] {
		inwoners, err := strconv.Atoi(l[2])
		if err != nil {
			panic(fmt.Sprintf("gemeenten: %s: %s", l[0], err))
		}
		list = append(list, Gemeente{l[0], l[1], inwoners, l[3], l[4], l[5], l[6], l[7], l[8], strings.Fields(l[9])})
	}
	return list
})

// Was says whether a municipality was there on a day.
func (g Gemeente) Was(op string) bool {
	return (g.GeldigVan == "" || g.GeldigVan <= op) && (g.GeldigTot == "" || op < g.GeldigTot)
}

// Op are the municipalities of a day, by name.
func Op(op string) []Gemeente { return Zoek("", op) }

// Zoek are the municipalities of a day whose name has a text in it, whatever its capitals and accents, or whose code it is:
// those that begin with it first, then by name.
func Zoek(tekst, op string) []Gemeente {
	tekst = vouw(tekst)
	var list []Gemeente
	for _, g := range Alle() {
		if g.Was(op) && (strings.Contains(vouw(g.Naam), tekst) || vouw(g.Code) == tekst) {
			list = append(list, g)
		}
	}
	slices.SortFunc(list, func(a, b Gemeente) int {
		x, y := vouw(a.Naam), vouw(b.Naam)
		if p, q := strings.HasPrefix(x, tekst), strings.HasPrefix(y, tekst); p != q {
			if p {
				return -1
			}
			return 1
		}
		return strings.Compare(x, y)
	})
	return list
}

// Met is the municipality with a code.
func Met(code string) (Gemeente, bool) {
	i, found := slices.BinarySearchFunc(Alle(), code, func(g Gemeente, code string) int { return strings.Compare(g.Code, code) })
	if !found {
		return Gemeente{}, false
	}
	return Alle()[i], true
}

// vouw is a name without capitals, accents and the spaces around it.
func vouw(naam string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), strings.TrimSpace(naam))
	if err != nil {
		plain = naam
	}
	return strings.ToLower(plain)
}
