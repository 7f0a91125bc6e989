package opmaak

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"time"
)

// Grafiek is a line over time. It is drawn without a viewBox: x in percent, y in pixels, so that its text keeps its size on
// every screen and nothing needs style=. {{template "grafiek" .}} shows it with the same figures as a table.
type Grafiek struct {
	Titel  string // what the picture says, as a sentence: "Van 72,5 % naar 88,0 %; het doel is 90 %."
	Punten []Meetpunt

	Decimalen int
	Eenheid   string // behind a figure: "%", "dagen", "zaken"; "" for none
	Doel      *float64
	Lat       []Drempel     // thresholds by when they began, of a milestone; with Lat there is no Doel
	Band      *[2]float64   // what was usual at the start
	Midden    *float64      // the mean of those first points
	Naast     string        // name of a second line, by the Naast of each point: "bij gelijke mix"; "": none
	Claim     *Gebeurtenis  // somebody said that it is so: an empty dotted circle on the bar
	Stappen   []Gebeurtenis // delivered steps: ▲ on the axis, explained in the text
	Groot     bool          // of a milestone: three grid lines, names of months, intervals
	Kop       string        // of the first column of the table; "": "Maand"
}

// PerWeek is the Kop of a chart of which each point is a week, by its first day.
const PerWeek = "Week van"

// Meetpunt is one measurement.
type Meetpunt struct {
	Op         time.Time
	Waarde     *float64 // nil: it cannot be told (yet)
	Laag, Hoog *float64 // how large chance can be
	Naast      *float64 // of the second line
	Telling    string   // for the table: "131 van 142 zaken"
}

// Drempel is a threshold from a moment on.
type Drempel struct {
	Vanaf  time.Time
	Waarde float64
}

// Gebeurtenis is something that happened at a moment.
type Gebeurtenis struct {
	Op   time.Time
	Naam string
}

// Trend is a chart of the size of a word.
type Trend struct {
	Waarden []*float64
	Doel    *float64
}

// Waarde gives a pointer to a figure, for the optional ones.
func Waarde(f float64) *float64 { return &f }

// Heights in pixels; room is kept above and below the line for the words at its ends.
const (
	hoogteKlein, hoogteGroot = 116, 260
	ruimte                   = 24
	asruimte                 = 26
	kantlijn                 = 1.5 // percent at either side, so that a point at the end is whole
	kantlijnGroot            = 7   // where names of months stand under the points, and figures of the grid at the left
)

// Figuur is a value as people read it: "88,0 %".
func (g Grafiek) Figuur(v *float64) string {
	if v == nil {
		return "nog niet te bepalen"
	}
	text := Getal(*v, g.Decimalen)
	if g.Eenheid != "" {
		text += nbsp + g.Eenheid
	}
	return text
}

// rond is a figure without decimals that say nothing: the target is "90 %", not "90,0 %".
func (g Grafiek) rond(v *float64) string {
	if v != nil && *v == math.Trunc(*v) {
		g.Decimalen = 0
	}
	return g.Figuur(v)
}

// vlak is the drawing board.
type vlak struct {
	b          strings.Builder
	lo, hi     float64 // values at the bottom and at the top
	top, onder float64 // y of those
	van, tot   time.Time
	rand       float64 // percent at either side
}

func (p *vlak) y(v float64) float64 { return p.onder - (v-p.lo)/(p.hi-p.lo)*(p.onder-p.top) }

func (p *vlak) x(t time.Time) float64 {
	span := p.tot.Sub(p.van)
	if span <= 0 {
		return 50
	}
	return p.rand + t.Sub(p.van).Seconds()/span.Seconds()*(100-2*p.rand)
}

func (p *vlak) lijn(class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(&p.b, `<line class="%s" x1="%s%%" y1="%s" x2="%s%%" y2="%s"/>`, class, cijfer(x1), cijfer(y1), cijfer(x2), cijfer(y2))
}

func (p *vlak) punt(class string, x, y, r float64) {
	fmt.Fprintf(&p.b, `<circle class="%s" cx="%s%%" cy="%s" r="%s"/>`, class, cijfer(x), cijfer(y), cijfer(r))
}

func (p *vlak) tekst(class string, x, y float64, text string) {
	fmt.Fprintf(&p.b, `<text class="%s" x="%s%%" y="%s">%s</text>`, class, cijfer(x), cijfer(y), template.HTMLEscapeString(text))
}

func cijfer(f float64) string { return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64) }

// SVG is the picture.
func (g Grafiek) SVG() template.HTML {
	if len(g.Punten) == 0 {
		return ""
	}
	p := g.vlak()
	floor := p.onder + ruimte
	if g.Groot {
		floor = p.onder // the lowest line of the grid is the axis
	}
	fmt.Fprintf(&p.b, `<svg role="img" width="100%%" height="%s"><title>%s</title>`, cijfer(floor+asruimte), template.HTMLEscapeString(g.Titel))
	if g.Band != nil {
		fmt.Fprintf(&p.b, `<rect class="g-band" x="0" y="%s" width="100%%" height="%s"/>`, cijfer(p.y(g.Band[1])), cijfer(p.y(g.Band[0])-p.y(g.Band[1])))
	}
	if g.Groot {
		g.raster(p)
	}
	if g.Midden != nil {
		p.lijn("g-middellijn", 0, p.y(*g.Midden), 100, p.y(*g.Midden))
	}
	g.as(p, floor)
	g.tekenNaast(p)
	g.tekenLijn(p)
	g.grens(p)
	g.tekenClaim(p)
	p.b.WriteString(`</svg>`)
	return template.HTML(p.b.String())
}

// vlak lays out the scale: all that is drawn lies within it.
func (g Grafiek) vlak() *vlak {
	p := &vlak{lo: math.Inf(1), hi: math.Inf(-1), top: ruimte, onder: hoogteKlein - ruimte - asruimte + 20, rand: kantlijn}
	if g.Groot {
		p.onder, p.rand = hoogteGroot-asruimte, kantlijnGroot
	}
	see := func(v *float64) {
		if v != nil {
			p.lo, p.hi = math.Min(p.lo, *v), math.Max(p.hi, *v)
		}
	}
	for _, m := range g.Punten {
		see(m.Waarde)
		if g.Naast != "" {
			see(m.Naast)
		}
		if g.Groot {
			see(m.Laag)
			see(m.Hoog)
		}
	}
	see(g.Doel)
	for _, l := range g.Lat {
		see(&l.Waarde)
	}
	if g.Band != nil {
		see(&g.Band[0])
		see(&g.Band[1])
	}
	if math.IsInf(p.lo, 0) {
		p.lo, p.hi = 0, 1
	}
	if g.Groot {
		p.lo, p.hi = rond(p.lo, p.hi)
	}
	if p.hi-p.lo < 1e-9 {
		p.lo, p.hi = p.lo-1, p.hi+1
	}
	p.van, p.tot = g.Punten[0].Op, g.Punten[len(g.Punten)-1].Op
	return p
}

// rond widens a range to round figures with one in the middle: 56…96 becomes 50…100.
func rond(lo, hi float64) (float64, float64) {
	step := math.Pow(10, math.Floor(math.Log10(math.Max(hi-lo, 1e-9))))
	for _, f := range []float64{.5, 1, 2.5, 5, 10, 25} {
		s := step * f
		if a := math.Floor(lo/s) * s; a+2*s >= hi {
			return a, a + 2*s
		}
	}
	return lo, hi
}

func (g Grafiek) raster(p *vlak) {
	for i := range 3 {
		v := p.lo + float64(i)*(p.hi-p.lo)/2
		p.lijn("g-raster", 0, p.y(v), 100, p.y(v))
		if !g.bijDoel(p, p.y(v)) {
			p.tekst("g-as-tekst", 0, p.y(v)-6, g.rond(&v))
		}
	}
}

// bijDoel says whether the name of a target, or of a bar, stands where a figure of the scale would come: it says the figure itself.
func (g Grafiek) bijDoel(p *vlak, y float64) bool {
	goal := g.Doel
	switch {
	case len(g.Lat) == 1:
		goal = &g.Lat[0].Waarde
	case len(g.Lat) > 1:
		return false // their names stand beside the step
	case goal == nil:
		return false
	}
	class, _, at := g.doelplek(p, p.y(*goal))
	return class == "" && math.Abs(at-(y-6)) < 16
}

// as is the line of time, with two dates, or the names of months under a large chart; and what happened on it.
func (g Grafiek) as(p *vlak, y float64) {
	p.lijn("g-as", 0, y, 100, y)
	if g.Groot && len(g.Punten) <= 14 {
		for i, m := range g.Punten {
			class := "g-as-tekst g-midden"
			if (len(g.Punten)-1-i)%3 != 0 {
				class += " g-om"
			}
			p.tekst(class, p.x(m.Op), y+18, kort[m.Op.Month()-1])
		}
	} else {
		p.tekst("g-as-tekst", 0, y+18, g.asdatum(p.van))
		if len(g.Punten) > 1 {
			p.tekst("g-as-tekst g-eind", 100, y+18, g.asdatum(p.tot))
		}
	}
	for _, s := range g.Stappen {
		if s.Op.Before(p.van) || s.Op.After(p.tot) {
			continue
		}
		fmt.Fprintf(&p.b, `<svg x="%s%%" y="%s" overflow="visible"><path class="g-stap" d="M-6 5 0-5 6 5z"/></svg>`, cijfer(p.x(s.Op)), cijfer(y))
	}
}

func (g Grafiek) asdatum(t time.Time) string {
	if t.Day() == 1 && g.Kop != PerWeek {
		return MaandKort(t)
	}
	return strconv.Itoa(t.Day()) + nbsp + MaandKort(t)
}

// tekenLijn draws what was measured: whiskers, segments, points, and the first and last figure.
func (g Grafiek) tekenLijn(p *vlak) {
	var before, first, last *Meetpunt
	heights := g.hoogtes(p)
	for i := range g.Punten {
		m := &g.Punten[i]
		x := p.x(m.Op)
		if m.Waarde == nil {
			p.punt("g-onbekend", x, heights[i], 5)
			before = nil
			continue
		}
		y := heights[i]
		if g.Groot && m.Laag != nil && m.Hoog != nil {
			p.lijn("g-spreiding", x, p.y(*m.Laag), x, p.y(*m.Hoog))
		}
		if before != nil {
			p.lijn("g-lijn", p.x(before.Op), p.y(*before.Waarde), x, y)
		}
		if first == nil {
			first = m
		}
		before, last = m, m
	}
	for i := range g.Punten {
		m := &g.Punten[i]
		switch {
		case m.Waarde == nil:
		case m == last:
			p.punt("g-punt", p.x(m.Op), p.y(*m.Waarde), 5)
		case len(g.Punten) <= 24:
			p.punt("g-punt", p.x(m.Op), p.y(*m.Waarde), 2.75)
		}
	}
	if first == nil {
		return
	}
	if first != last && !g.Groot {
		p.tekst("g-vet", p.x(first.Op)-p.rand, g.naast(p, first), g.Figuur(first.Waarde))
	}
	class, x := "g-vet g-eind", math.Min(p.x(last.Op)+p.rand/2, 100)
	if p.x(last.Op) < 20 {
		class, x = "g-vet", p.x(last.Op)
	}
	p.tekst(class, x, g.naast(p, last), g.Figuur(last.Waarde))
}

// tekenNaast draws the second line, without points or figures: it is there to be compared.
func (g Grafiek) tekenNaast(p *vlak) {
	if g.Naast == "" {
		return
	}
	var before *Meetpunt
	for i := range g.Punten {
		m := &g.Punten[i]
		if m.Naast != nil && before != nil {
			p.lijn("g-naast", p.x(before.Op), p.y(*before.Naast), p.x(m.Op), p.y(*m.Naast))
		}
		before = nil
		if m.Naast != nil {
			before = m
		}
	}
}

// naast is where the figure of a point stands: on the side away from the target.
func (g Grafiek) naast(p *vlak, m *Meetpunt) float64 {
	y := p.y(*m.Waarde)
	target := g.latOp(m.Op)
	if target != nil && p.y(*target) < y {
		if g.Groot && m.Laag != nil {
			return math.Min(math.Max(y+20, p.y(*m.Laag)+16), p.onder-6)
		}
		return y + 20
	}
	return y - 10
}

// latOp is the threshold or target at a moment.
func (g Grafiek) latOp(t time.Time) *float64 {
	found := g.Doel
	for i := range g.Lat {
		if !g.Lat[i].Vanaf.After(t) || i == 0 {
			found = &g.Lat[i].Waarde
		}
	}
	return found
}

// grens draws the target, or the thresholds with the step between them.
func (g Grafiek) grens(p *vlak) {
	if g.Doel != nil && len(g.Lat) == 0 {
		y := p.y(*g.Doel)
		p.lijn("g-doel", 0, y, 100, y)
		class, x, at := g.doelplek(p, y)
		p.tekst(class, x, at, "doel "+g.rond(g.Doel))
	}
	for i, l := range g.Lat {
		from, to := 0.0, 100.0
		if i > 0 {
			from = p.x(l.Vanaf)
		}
		if i+1 < len(g.Lat) {
			to = p.x(g.Lat[i+1].Vanaf)
		}
		from, to = math.Min(math.Max(from, 0), 100), math.Min(math.Max(to, 0), 100)
		y := p.y(l.Waarde)
		p.lijn("g-doel", from, y, to, y)
		last := i == len(g.Lat)-1
		switch {
		case len(g.Lat) == 1:
			class, x, at := g.doelplek(p, y)
			p.tekst(class, x, at, "lat "+g.rond(&l.Waarde))
		case last:
			p.tekst("", from+1, y+18, "lat "+g.rond(&l.Waarde))
		default:
			p.tekst("g-eind", to-1, y+18, "lat "+g.rond(&l.Waarde))
		}
		if i > 0 {
			above := p.y(g.Lat[i-1].Waarde)
			p.lijn("g-doel", from, above, from, y)
			words, at := "lat verlegd, "+Dag(l.Vanaf), math.Min(above, y)-7
			p.tekst("g-vet g-breed", from+1, at, words)
			p.tekst("g-vet g-eind g-smal", 100, at, words) // on a telephone they do not fit beside the step
		}
	}
}

// tekenClaim draws what was said: not on the line of what was measured, but on the bar that it says is reached.
func (g Grafiek) tekenClaim(p *vlak) {
	if g.Claim == nil || len(g.Punten) == 0 || g.Claim.Op.Before(p.van) {
		return
	}
	x, y := math.Min(p.x(g.Claim.Op), 100-kantlijn), p.top
	if bar := g.latOp(g.Claim.Op); bar != nil {
		y = p.y(*bar)
	}
	p.punt("g-onbekend", x, y, 6)
	class := "g-eind"
	if x < 40 {
		class = ""
	}
	p.tekst(class, math.Min(x+1, 100), y-13, Dag(g.Claim.Op)+": "+g.Claim.Naam)
}

// doelplek is where the name of the target, or of a bar, disturbs least: left, right or in the middle, above or below its line.
func (g Grafiek) doelplek(p *vlak, y float64) (string, float64, float64) {
	n := len(g.Punten)
	var best struct {
		class string
		x, y  float64
	}
	least := n + 1
	heights := g.hoogtes(p)
	for _, place := range []struct {
		class    string
		x        float64
		from, to int // the points that are near
	}{{"", 0, 0, n / 3}, {"g-eind", 100, n - 1 - n/3, n - 1}, {"g-midden", 50, n / 3, n - 1 - n/3}} {
		for _, below := range []bool{false, true} {
			lo, hi, at := y-24, y+8, y-7
			if below {
				lo, hi, at = y-8, y+26, y+18
			}
			hits := 0
			for i := max(place.from, 0); i <= place.to && i < n; i++ {
				if heights[i] > lo && heights[i] < hi {
					hits++
				}
			}
			if lo > -4 && hits < least {
				least, best.class, best.x, best.y = hits, place.class, place.x, at
			}
		}
	}
	return best.class, best.x, best.y
}

// hoogtes is where each point is drawn: one of which nothing is known beside the one before it.
func (g Grafiek) hoogtes(p *vlak) []float64 {
	list, at := make([]float64, len(g.Punten)), (p.top+p.onder)/2
	for i, m := range g.Punten {
		if m.Waarde != nil {
			at = p.y(*m.Waarde)
		}
		list[i] = at
	}
	return list
}

// Tabel is the same as the picture, in words and figures.
func (g Grafiek) Tabel() Tabel {
	head := g.Kop
	if head == "" {
		head = "Maand"
	}
	t := Tabel{Bijschrift: g.Titel, Koppen: []string{head, "Waarde"}}
	chance, counts, target := false, false, g.Doel != nil || len(g.Lat) > 0
	if g.Naast != "" {
		t.Koppen = append(t.Koppen, strings.ToUpper(g.Naast[:1])+g.Naast[1:])
	}
	for _, m := range g.Punten {
		chance = chance || m.Laag != nil && m.Hoog != nil && *m.Laag != *m.Hoog // a count has no chance
		counts = counts || m.Telling != ""
	}
	if chance {
		t.Koppen = append(t.Koppen, "Kan ook toeval zijn")
	}
	if counts {
		t.Koppen = append(t.Koppen, "Telling")
	}
	if target {
		t.Koppen = append(t.Koppen, map[bool]string{true: "Lat", false: "Doel"}[len(g.Lat) > 0])
	}
	for _, m := range g.Punten {
		row := []string{g.asdatumVoluit(m.Op), g.Figuur(m.Waarde)}
		if g.Naast != "" {
			row = append(row, g.Figuur(m.Naast))
		}
		if chance {
			text := ""
			if m.Laag != nil && m.Hoog != nil {
				text = "tussen " + g.Figuur(m.Laag) + " en " + g.Figuur(m.Hoog)
			}
			row = append(row, text)
		}
		if counts {
			row = append(row, m.Telling)
		}
		if target {
			row = append(row, g.rond(g.latOp(m.Op)))
		}
		t.Rijen = append(t.Rijen, row)
	}
	return t
}

func (g Grafiek) asdatumVoluit(t time.Time) string {
	if t.Day() == 1 && g.Kop != PerWeek {
		return Maand(t)
	}
	return Datum(t)
}

// SVG is the chart of the size of a word; the words beside it say the same.
func (t Trend) SVG() template.HTML {
	const w, h = 72.0, 20.0
	lo, hi, n := math.Inf(1), math.Inf(-1), 0
	for _, v := range append(append([]*float64{}, t.Waarden...), t.Doel) {
		if v != nil {
			lo, hi, n = math.Min(lo, *v), math.Max(hi, *v), n+1
		}
	}
	if n < 2 || len(t.Waarden) < 2 {
		return ""
	}
	if hi-lo < 1e-9 {
		lo, hi = lo-1, hi+1
	}
	y := func(v float64) float64 { return h - 3 - (v-lo)/(hi-lo)*(h-6) }
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="meent-trend" width="%g" height="%g" aria-hidden="true" focusable="false">`, w, h)
	if t.Doel != nil {
		fmt.Fprintf(&b, `<line class="g-doel" x1="0" y1="%s" x2="%g" y2="%s"/>`, cijfer(y(*t.Doel)), w, cijfer(y(*t.Doel)))
	}
	var px, py float64
	seen := false
	for i, v := range t.Waarden {
		if v == nil {
			continue
		}
		x := 3 + float64(i)/float64(len(t.Waarden)-1)*(w-6)
		if seen {
			fmt.Fprintf(&b, `<line class="g-lijn" x1="%s" y1="%s" x2="%s" y2="%s"/>`, cijfer(px), cijfer(py), cijfer(x), cijfer(y(*v)))
		}
		px, py, seen = x, y(*v), true
	}
	if seen {
		fmt.Fprintf(&b, `<circle class="g-punt" cx="%s" cy="%s" r="3"/>`, cijfer(px), cijfer(py))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}
