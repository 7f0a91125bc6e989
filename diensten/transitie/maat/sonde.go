package maat

import (
	"iter"
	"maps"
	"math"
	"slices"
)

// Sonde is a way of measuring: closed, compiled in, without SQL or scripts (§10.1).
type Sonde struct {
	// Code is that of §9, such as DV1; Naam is what a toets calls it, such as zgw.doorlooptijd.
	Code string
	Naam string
	// Titel is what the measure is called, Vraag the resident's question that it answers, both in Dutch.
	Titel string
	Vraag string
	// Eenheid is dagen, aandeel or zaken.
	Eenheid Eenheid
	// Richting says which way is better.
	Richting Richting
	// Grondslag says what a figure is: a count of all cases, or an estimate with an interval. It decides the outcome (§10.2).
	Grondslag Grondslag
	// Nodig are the facts that the register must give, by their names in the standard.
	Nodig []string

	count func(*Opdracht) counter
}

// Eenheid is the unit of a measure.
type Eenheid string

// The units.
const (
	Dagen   Eenheid = "dagen"
	Aandeel Eenheid = "aandeel"
	Zaken   Eenheid = "zaken"
)

// Richting is the direction in which a measure gets better.
type Richting string

// The directions.
const (
	Omhoog Richting = "omhoog"
	Omlaag Richting = "omlaag"
)

// Grondslag is what a figure rests on.
type Grondslag string

// A count over all cases is a fact, an estimate is not: open cases, or a sample.
const (
	Telling   Grondslag = "telling"
	Schatting Grondslag = "schatting"
)

// Sonden are all there are.
var Sonden = []*Sonde{&Doorlooptijd, &BinnenTermijn, &Achterstand}

// Zoek finds a sonde by its code or its name; nil when there is none.
func Zoek(name string) *Sonde {
	i := slices.IndexFunc(Sonden, func(s *Sonde) bool { return s.Code == name || s.Naam == name })
	if i < 0 {
		return nil
	}
	return Sonden[i]
}

// Opdracht is one thing to measure.
type Opdracht struct {
	Sonde   *Sonde
	Venster Venster
	// Peildatum is the day at the end of which the cases are looked at.
	Peildatum Dag
	// Types are the zaaktypen to count, nil for all; Zonder those to leave out: too small (R7), or not seen in full.
	Types  map[int32]bool
	Zonder map[int32]bool
	// Deel is the share of the cases that DV1 is about: 0.5 (the usual) or 0.8.
	Deel float64
	// Norm is the term of DV2: wettelijk (the usual) or servicenorm.
	Norm string
	// Zekerheid is that of the intervals, 0.90 when it is 0.
	Zekerheid float64
	// Mix is the share of each zaaktype in the baseline; with it the figure is also given as if the mix were that.
	Mix map[int32]float64
	// Bewijs asks for the digest of the rows, which a Meting needs and a chart does not.
	Bewijs bool
}

// Cijfer is a figure with what it rests on.
type Cijfer struct {
	// N is how many cases it is about; Teller how many of them it counts (in time, late, ended).
	N      int `json:"n"`
	Teller int `json:"teller"`
	// Waarde is nil when it cannot be told yet; that is not zero (R12).
	Waarde *float64 `json:"waarde"`
	// Onder and Boven bound the interval; nil where it has no bound yet.
	Onder *float64 `json:"onder"`
	Boven *float64 `json:"boven"`
	// Zekerheid is that of the interval.
	Zekerheid float64 `json:"zekerheid"`
	// Gestandaardiseerd is the figure for the mix of the baseline; nil without one, or where it means nothing.
	Gestandaardiseerd *float64 `json:"gestandaardiseerd"`
	// Naast are the figures that are always said beside it.
	Naast []Naast `json:"naast"`
	// PerType are the same figures for each zaaktype, by number.
	PerType []Segment `json:"perType"`
	// Afdruk is the digest of the rows, when it was asked for.
	Afdruk *Afdruk `json:"afdruk,omitempty"`
}

// Naast is a figure beside another. Code is one of the constants below.
type Naast struct {
	Code   string   `json:"code"`
	N      int      `json:"n"`
	Waarde *float64 `json:"waarde"`
	Onder  *float64 `json:"onder"`
	Boven  *float64 `json:"boven"`
}

// What stands beside a figure.
const (
	NaastP50           = "p50"         // days in which half is done
	NaastP80           = "p80"         // days in which eight of ten are done
	NaastOpen          = "open"        // cases that are open
	NaastIngetrokken   = "ingetrokken" // cases that were withdrawn
	NaastOpgeschort    = "opgeschort"  // mean of the suspended days of those that were suspended; N is how many
	NaastOnbekend      = "opgeschortOnbekend"
	NaastOngeldig      = "ongeldig"      // cases that ended before they began, left out
	NaastZonderTermijn = "zonderTermijn" // cases without a term, counted apart
	NaastVerlengd      = "verlengd"      // cases of which the term was extended
	NaastServicenorm   = "servicenorm"   // share that was done within the servicenorm
	NaastNogNiet       = "nogNiet"       // cases whose term has not passed on the peildatum
)

// Segment is the figure of one zaaktype.
type Segment struct {
	Type   int32    `json:"type"`
	N      int      `json:"n"`
	Teller int      `json:"teller"`
	Waarde *float64 `json:"waarde"`
	Onder  *float64 `json:"onder"`
	Boven  *float64 `json:"boven"`
}

// Mix is the share of each zaaktype in a figure: the baseline's is what others are standardised to.
func (c Cijfer) Mix() map[int32]float64 {
	mix := map[int32]float64{}
	for _, s := range c.PerType {
		if c.N > 0 {
			mix[s.Type] = float64(s.N) / float64(c.N)
		}
	}
	return mix
}

// counter sees the rows of one Opdracht, as they stood on its peildatum, and makes its figure.
type counter interface {
	// add counts a case, and says whether it has anything to do with this figure.
	add(*Zaak) bool
	figure() Cijfer
}

// Meet measures everything that is asked in one pass over the cases; the figures come in the order of the opdrachten.
func Meet(cases iter.Seq[Zaak], asked ...Opdracht) []Cijfer {
	counters := make([]counter, len(asked))
	prints := make([]*printer, len(asked))
	for i := range asked {
		o := &asked[i]
		if o.Zekerheid == 0 {
			o.Zekerheid = 0.90
		}
		counters[i] = o.Sonde.count(o)
		if o.Bewijs {
			prints[i] = &printer{}
		}
	}
	var then Zaak // one for all rows: what is handed to a counter would else be made anew for each
	for z := range cases {
		for i := range asked {
			o := &asked[i]
			if !o.wants(&z) {
				continue
			}
			then = z.op(o.Peildatum)
			if counters[i].add(&then) && prints[i] != nil {
				prints[i].add(&then)
			}
		}
	}
	figures := make([]Cijfer, len(asked))
	for i := range asked {
		figures[i] = counters[i].figure()
		figures[i].Zekerheid = asked[i].Zekerheid
		if prints[i] != nil {
			figures[i].Afdruk = prints[i].print()
		}
	}
	return figures
}

// wants says that a case was there on the peildatum and is of a type that is asked for.
func (o *Opdracht) wants(z *Zaak) bool {
	return z.Start <= o.Peildatum && (o.Types == nil || o.Types[z.Type]) && !o.Zonder[z.Type]
}

// number is a value of six decimals (R10), nil for one that is not there.
func number(x float64, known bool) *float64 {
	if !known || math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return new(math.Round(x*1e6) / 1e6)
}

// types are the keys of a map by zaaktype, in order.
func types[V any](m map[int32]V) []int32 { return slices.Sorted(maps.Keys(m)) }
