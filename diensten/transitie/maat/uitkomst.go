package maat

// Uitkomst is what a Meting says of its toets: five values, no more (§10.2).
type Uitkomst string

// The outcomes. Geslaagd and gezakt are judgements; onbeslist is too few cases or an interval on both sides; fout is a sonde that could
// not run; verouderd is a Meting older than its toets allows.
const (
	Geslaagd  Uitkomst = "geslaagd"
	Gezakt    Uitkomst = "gezakt"
	Onbeslist Uitkomst = "onbeslist"
	Fout      Uitkomst = "fout"
	Verouderd Uitkomst = "verouderd"
)

// Drempel is the bar of a toets.
type Drempel struct {
	// Op is >= , <= , > or < .
	Op     string  `json:"op"`
	Waarde float64 `json:"waarde"`
}

// Geldig says that the bar has an operator that is known.
func (d Drempel) Geldig() bool { return d.Op == ">=" || d.Op == "<=" || d.Op == ">" || d.Op == "<" }

func (d Drempel) holds(x float64) bool {
	switch d.Op {
	case ">=":
		return x >= d.Waarde
	case "<=":
		return x <= d.Waarde
	case ">":
		return x > d.Waarde
	case "<":
		return x < d.Waarde
	}
	return false
}

// up says that more is better under this bar.
func (d Drempel) up() bool { return d.Op == ">=" || d.Op == ">" }

// Uitkomst judges a figure. A count over all cases is a fact: it is decided by the count. An estimate passes or fails only when its
// whole interval is on one side. With fewer cases than minN nothing is decided, except for Achterstand, where few cases are what one wants.
func (s *Sonde) Uitkomst(f Cijfer, d Drempel, minN int) Uitkomst {
	switch {
	case !d.Geldig():
		return Fout
	case f.N < minN && s.Eenheid != Zaken:
		return Onbeslist
	case s.Grondslag == Telling:
		if f.Waarde == nil {
			return Onbeslist
		}
		return decide(d.holds(*f.Waarde))
	}
	// The end of the interval that has to be on the good side, and the one that has to be on the bad side.
	good, bad := f.Boven, f.Onder
	if d.up() {
		good, bad = bad, good
	}
	switch {
	case f.Waarde != nil && good != nil && d.holds(*good):
		return Geslaagd
	case bad != nil && !d.holds(*bad):
		return Gezakt
	}
	return Onbeslist
}

func decide(holds bool) Uitkomst {
	if holds {
		return Geslaagd
	}
	return Gezakt
}
