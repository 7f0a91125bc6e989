package kaart

import (
	"fmt"
	"math"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// nbsp keeps a figure and its unit on one line.
const nbsp = "\u00a0"

// stand is how a milestone stands, as pages say it (ui.md §4). Each has a mark of its own.
type stand struct {
	Sleutel string // as the register has it
	Merk    string
	Naam    string // beside the mark
	Kort    string // after a number: "2 niet gehaald"
	Uitleg  string // what it says of any milestone, in one sentence
	Inwoner string // the same to residents, who read of promises
}

// standen are all, the most urgent first: so lists and counts have them.
var standen = []stand{
	{"teruggevallen", "teruggevallen", "Teruggevallen", "teruggevallen", "Was gehaald, nu twee keer niet.", "Lukt nu niet meer"},
	{"nietVers", "niet-vers", "Niet meer vers", "niet meer vers", "De laatste meting is te oud.", "Te lang niet gemeten"},
	{"wankelt", "wankelt", "Wankelt", "gehaald maar wankelt", "Nog gehaald, de laatste meting niet.", "Gelukt, maar het wankelt"},
	{"geclaimd", "geclaimd", "Alleen geclaimd", "alleen geclaimd", "Gezegd, maar niet gemeten.", "Nog niet bewezen"},
	{"onbeslist", "onbeslist", "Nog onbeslist", "nog onbeslist", "Te weinig zaken of te dicht bij de lat.", "Nog niet te zeggen"},
	{"nietGehaald", "niet-gehaald", "Gemeten: niet gehaald", "niet gehaald", "De lat is nog niet bereikt.", "Nog niet gelukt"},
	{"opWeg", "op-weg", "Op weg", "op weg", "De lat is gehaald, nog niet lang genoeg.", "Het lukt, nog niet lang genoeg"},
	{"nogNietGemeten", "nog-niet", "Nog niet gemeten", "nog niet gemeten", "De eerste meting komt nog.", "Nog niet gemeten"},
	{"gehaald", "gehaald", "Gemeten: gehaald", "gehaald", "De zaken zelf laten het zien.", "Gelukt"},
	{"concept", "concept", "Concept", "concept", "Hier wordt nog aan geschreven.", "Nog niet beloofd"},
	{"vervallen", "min", "Vervallen", "vervallen", "Deze mijlpaal geldt niet meer.", "Geldt niet meer"},
}

// standMet is the stand with a key. One that is not known is shown as what it is: not known.
func standMet(sleutel string) stand {
	for _, s := range standen {
		if s.Sleutel == sleutel {
			return s
		}
	}
	return stand{sleutel, "onbeslist", "Stand onbekend", "onbekend", "Dit programma kent deze stand niet.", "Nog niet te zeggen"}
}

// oordeel is the verdict on a measure (transition.md §9), with its sign.
type oordeel struct{ Merk, Naam string }

// oordeelMet is the verdict as the register says it: beter, gelijk, slechter, or te weinig gegevens.
func oordeelMet(sleutel string) oordeel {
	switch strings.ReplaceAll(sleutel, " ", "") {
	case "beter":
		return oordeel{"plus", "Beter"}
	case "gelijk":
		return oordeel{"is", "Gelijk gebleven"}
	case "slechter":
		return oordeel{"min", "Slechter"}
	}
	return oordeel{"te-weinig", "Te weinig gegevens"}
}

// eenheid is how the figures of a measure are written.
type eenheid struct {
	Sleutel   string // aandeel, dagen, zaken: as the register has it
	Teken     string // behind a figure in a chart
	Decimalen int
	Maal      float64 // a share becomes a percentage
}

func eenheidMet(sleutel string) eenheid {
	switch sleutel {
	case "aandeel":
		return eenheid{sleutel, "%", 1, 100}
	case "dagen", "zaken":
		return eenheid{sleutel, sleutel, 0, 1}
	}
	return eenheid{sleutel, sleutel, 1, 1}
}

// tekst is a value with its unit: "88,0 %", "43 dagen", "1 zaak".
func (e eenheid) tekst(v *float64) string {
	if v == nil {
		return ""
	}
	switch e.Sleutel {
	case "dagen":
		return opmaak.Aantal(opmaak.Waarde(heel(*v)), "dag", "dagen")
	case "zaken":
		return opmaak.Aantal(opmaak.Waarde(heel(*v)), "zaak", "zaken")
	case "aandeel":
		return opmaak.Procent(*v)
	}
	return strings.TrimSpace(opmaak.Getal(*v, e.Decimalen) + nbsp + e.Teken)
}

// lat is a threshold or a target, which people set in round figures: "90 %".
func (e eenheid) lat(v *float64) string {
	if v != nil && e.Sleutel == "aandeel" {
		return opmaak.Procent(*v, decimalen(*v*100))
	}
	return e.tekst(v)
}

// schaal is a value as charts draw it.
func (e eenheid) schaal(v *float64) *float64 {
	if v == nil {
		return nil
	}
	return opmaak.Waarde(*v * e.Maal)
}

// vanDe is a share as people say it: "88 van de 100".
func vanDe(share float64) string {
	return opmaak.Getal(heel(share*100)) + " van de 100"
}

// heel is a whole number, with halves up, as people round.
func heel(v float64) float64 { return math.Floor(v + .5) }

// decimalen are how many a round figure needs: none for 90, one for 92,5.
func decimalen(v float64) int {
	if v-float64(int64(v+1e-9)) < 1e-6 {
		return 0
	}
	return 1
}

// zin makes of words a sentence: a capital in front and a full stop behind.
func zin(text string) string {
	text = strings.TrimSpace(text)
	if text == "" {
		return ""
	}
	for _, first := range text {
		text = strings.ToUpper(string(first)) + text[len(string(first)):]
		break
	}
	if strings.ContainsAny(text[len(text)-1:], ".?!") {
		return text
	}
	return text + "."
}

// van is "a van b": how many of how many, with what is counted: "131 van 142 zaken".
func van(teller, n int, wat string) string {
	return fmt.Sprintf("%s van %s%s%s", opmaak.Getal(teller), opmaak.Getal(n), nbsp, wat)
}

// heleMaanden says whether a window begins on the first day of a month and ends on the last of one.
func heleMaanden(p periode) bool {
	from, err := time.Parse(time.DateOnly, p.Van)
	to, err2 := time.Parse(time.DateOnly, p.Tot)
	return err == nil && err2 == nil && from.Day() == 1 && to.AddDate(0, 0, 1).Day() == 1
}

// tijd is a moment as the API gives it.
func tijd(op string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, op)
	return t, err == nil
}
