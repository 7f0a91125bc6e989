package transitie

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"meent/data"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// alsZin is the toets in one sentence of plain Dutch (§10.2): what is counted, the bar, the term, and for how long it must hold.
func (t *Toets) alsZin(tx data.Tx) (string, error) {
	s := t.sonde()
	if s == nil {
		return strings.TrimRight(t.Naam, ".") + ".", nil
	}
	types, err := soortenVan(tx)
	if err != nil {
		return "", err
	}
	chosen := types.kies(t.Parameters.Zaaktypen)
	wat, lang := onderwerp(t.Onderwerp, t.Parameters.Zaaktypen, chosen), t.hoeLang()
	d := Drempel{}
	if t.Drempel != nil {
		d = *t.Drempel
	}
	switch s.Eenheid {
	case maat.Aandeel:
		return fmt.Sprintf("Van de %s is %s%s %s klaar, %s.", wat, kant(d.Op), procent(d.Waarde), binnen(t.Parameters.Norm, chosen), lang), nil
	case maat.Dagen:
		deel := "de helft"
		if t.Parameters.Deel == "p80" {
			deel = "acht van de tien"
		}
		dag := "dagen"
		if d.Waarde == 1 {
			dag = "dag"
		}
		if d.Op == ">=" || d.Op == ">" {
			return fmt.Sprintf("Van de %s duurt %s %s %s %s of langer, %s.", wat, deel, "minstens", getal(d.Waarde), dag, lang), nil
		}
		return fmt.Sprintf("Van de %s is %s binnen %s %s klaar, %s.", wat, deel, getal(d.Waarde), dag, lang), nil
	}
	hoeveel := "hoogstens"
	if d.Op == ">=" || d.Op == ">" {
		hoeveel = "minstens"
	}
	return fmt.Sprintf("Van de %s zijn er %s %s te laat, %s.", wat, hoeveel, getal(d.Waarde), lang), nil
}

// kant is the side of the bar in words: none where the sentence already says at least.
func kant(op Operator) string {
	switch op {
	case "<", "<=":
		return "hoogstens "
	case ">":
		return "meer dan "
	}
	return ""
}

// latZin is a bar in words: "90 %", "hoogstens 30 dagen".
func latZin(e maat.Eenheid, d Drempel) string {
	switch {
	case e == maat.Aandeel:
		return kant(d.Op) + procent(d.Waarde)
	case d.Op == ">=" || d.Op == ">":
		return "minstens " + getal(d.Waarde) + eenheidNaam(e, d.Waarde)
	}
	return "hoogstens " + getal(d.Waarde) + eenheidNaam(e, d.Waarde)
}

func eenheidNaam(e maat.Eenheid, n float64) string {
	switch {
	case e == maat.Dagen && n == 1:
		return " dag"
	case e == maat.Dagen:
		return " dagen"
	case n == 1:
		return " zaak"
	}
	return " zaken"
}

// onderwerp is what is counted, in the plural.
func onderwerp(naam string, asked []string, chosen []soort) string {
	if naam != "" {
		return naam
	}
	var names []string
	for _, s := range chosen {
		if n := "‘" + s.naam() + "’"; !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		for _, a := range asked {
			names = append(names, "‘"+a+"’")
		}
	}
	switch {
	case len(asked) == 0:
		return "zaken"
	case len(names) > 3:
		return fmt.Sprintf("zaken van %d zaaktypen", len(names))
	}
	return "zaken " + strings.Join(names, " en ")
}

// binnen is the term in words: that of the catalogue when all zaaktypen have the same.
func binnen(norm Norm, chosen []soort) string {
	var terms []string
	for _, s := range chosen {
		term := s.doorlooptijd
		if norm == "servicenorm" {
			term = s.servicenorm
		}
		if !slices.Contains(terms, term) {
			terms = append(terms, term)
		}
	}
	if len(terms) == 1 && inTijd(zgw.Duration(terms[0])) != "" {
		return "binnen " + inTijd(zgw.Duration(terms[0]))
	}
	if norm == "servicenorm" {
		return "binnen de servicenorm"
	}
	return "binnen de termijn"
}

// inTijd is a period in words, "" when it is none or an odd one.
func inTijd(p zgw.Duration) string {
	one := func(n int, single, more string) string {
		if n == 1 {
			return "1 " + single
		}
		return fmt.Sprintf("%d %s", n, more)
	}
	var n int
	var unit string
	if _, err := fmt.Sscanf(string(p), "P%d%s", &n, &unit); err != nil || len(unit) != 1 || n == 0 {
		return ""
	}
	switch {
	case unit == "W":
		return one(n, "week", "weken")
	case unit == "D" && n%7 == 0:
		return one(n/7, "week", "weken")
	case unit == "D":
		return one(n, "dag", "dagen")
	case unit == "M":
		return one(n, "maand", "maanden")
	case unit == "Y":
		return one(n, "jaar", "jaar")
	}
	return ""
}

// hoeLang is for how long a toets must hold: two quarters in a row.
func (t *Toets) hoeLang() string {
	one := map[int]string{1: "een maand", 3: "een kwartaal", 6: "een half jaar", 12: "een jaar"}
	more := map[int]string{1: "maanden", 3: "kwartalen", 6: "halve jaren", 12: "jaren"}
	n := t.maanden()
	switch {
	case t.Duur == 1 && one[n] != "":
		return one[n] + " lang"
	case t.Duur == 1:
		return fmt.Sprintf("%d maanden lang", n)
	case more[n] != "":
		return fmt.Sprintf("%s %s achter elkaar", telwoord(t.Duur), more[n])
	}
	return fmt.Sprintf("%s keer %d maanden achter elkaar", telwoord(t.Duur), n)
}

func telwoord(n int) string {
	if words := strings.Fields("nul een twee drie vier vijf zes zeven acht"); n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

// procent is a share as people say it: "90 %", "92,5 %".
func procent(x float64) string { return getal(math.Round(x*1000)/10) + " %" }

// getal is a number in Dutch, with no more decimals than it has.
func getal(x float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64), ".", ",", 1)
}

// inWoorden says what a figure is made of: "131 van 142 zaken".
func inWoorden(s *maat.Sonde, deel Deel, f maat.Cijfer) string {
	zaken := func(n int) string {
		if n == 1 {
			return "1 zaak"
		}
		return strconv.Itoa(n) + " zaken"
	}
	switch {
	case f.N == 0:
		return "Er waren geen zaken."
	case s.Eenheid == maat.Aandeel:
		return fmt.Sprintf("%d van %s", f.Teller, zaken(f.N))
	case s.Eenheid == maat.Zaken:
		return fmt.Sprintf("%d van %s die open zijn", f.Teller, zaken(f.N))
	case f.Waarde == nil:
		return fmt.Sprintf("Nog niet te bepalen: van %s zijn er %d klaar.", zaken(f.N), f.Teller)
	case deel == "p80":
		return fmt.Sprintf("acht van de tien van %s klaar binnen %s dagen", zaken(f.N), getal(*f.Waarde))
	}
	return fmt.Sprintf("de helft van %s klaar binnen %s dagen", zaken(f.N), getal(*f.Waarde))
}
