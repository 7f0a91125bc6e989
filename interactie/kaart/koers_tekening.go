package kaart

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"time"
)

// kwart is a quarter of the calendar, counted from the year 0.
type kwart int

// leesKwart reads 2027-Q1.
func leesKwart(text string) (kwart, bool) {
	jaar, q, ok := strings.Cut(text, "-Q")
	j, err := strconv.Atoi(jaar)
	n, err2 := strconv.Atoi(q)
	return kwart(j*4 + n - 1), ok && err == nil && err2 == nil && n >= 1 && n <= 4
}

// kwartVan is the quarter in which a moment lies.
func kwartVan(t time.Time) kwart { return kwart(t.Year()*4 + (int(t.Month())-1)/3) }

func (k kwart) jaar() int { return int(k) / 4 }

func (k kwart) begin() time.Time {
	return time.Date(k.jaar(), time.Month(int(k)%4*3+1), 1, 0, 0, 0, 0, time.UTC)
}

// String is as people say it: Q1 2027.
func (k kwart) String() string { return fmt.Sprintf("Q%d\u00a0%d", int(k)%4+1, k.jaar()) }

// vensterKwartalen are the quarters in which a milestone is expected.
type vensterKwartalen struct{ Van, Tot kwart }

func leesVenster(v *struct{ Van, Tot string }) *vensterKwartalen {
	if v == nil {
		return nil
	}
	van, ok := leesKwart(v.Van)
	tot, ok2 := leesKwart(v.Tot)
	if !ok || !ok2 {
		return nil
	}
	return &vensterKwartalen{van, tot}
}

// String is the window in words: Q1 t/m Q2 2027.
func (v *vensterKwartalen) String() string {
	switch {
	case v == nil:
		return "geen kwartaal"
	case v.Van == v.Tot:
		return v.Van.String()
	case v.Van.jaar() == v.Tot.jaar():
		return fmt.Sprintf("Q%d t/m\u00a0%s", int(v.Van)%4+1, v.Tot)
	}
	return v.Van.String() + " t/m\u00a0" + v.Tot.String()
}

// eerder orders windows: the first to end first, those without at the end.
func (v *vensterKwartalen) eerder(w *vensterKwartalen) int {
	switch {
	case v == nil && w == nil:
		return 0
	case v == nil:
		return 1
	case w == nil:
		return -1
	}
	return cmp.Or(cmp.Compare(v.Tot, w.Tot), cmp.Compare(v.Van, w.Van))
}

// jaren is the grid of years and quarters on which it all lies: x in percent of its width.
type jaren struct {
	van, tot kwart // the first and the last quarter
	nu       time.Time
	einde    time.Time // of the horizon; zero when it has none
}

// The picture looks no further than this many quarters from today: who types the year 2900 does not squeeze the others.
const verstTerug, verstVooruit = 20, 40

// nieuweJaren spans the horizon, today and every window.
func nieuweJaren(s *strategie, rijen []*koersrij, nu time.Time) *jaren {
	vandaag := kwartVan(nu)
	j := &jaren{van: vandaag, tot: vandaag + 3, nu: nu}
	ook := func(k kwart) {
		k = max(vandaag-verstTerug, min(vandaag+verstVooruit, k))
		j.van, j.tot = min(j.van, k), max(j.tot, k)
	}
	if t, err := time.Parse(time.DateOnly, s.HorizonVan); err == nil {
		ook(kwartVan(t))
	}
	if t, err := time.Parse(time.DateOnly, s.HorizonTot); err == nil {
		ook(kwartVan(t))
		j.einde = t
	}
	for _, r := range rijen {
		if t, gehaald := r.gehaald(); gehaald {
			ook(kwartVan(t))
		}
		for _, v := range []*vensterKwartalen{r.Nu, r.Toen} {
			if v != nil {
				ook(v.Van)
				ook(v.Tot)
			}
		}
	}
	return j
}

// x is where a quarter begins.
func (j *jaren) x(k kwart) float64 {
	return float64(max(j.van, min(j.tot+1, k))-j.van) / float64(j.tot-j.van+1) * 100
}

// op is where a day is; false when it lies outside.
func (j *jaren) op(t time.Time) (float64, bool) {
	k := kwartVan(t)
	if k < j.van || k > j.tot {
		return 0, false
	}
	deel := t.Sub(k.begin()).Hours() / (k + 1).begin().Sub(k.begin()).Hours()
	return j.x(k) + deel*(j.x(k+1)-j.x(k)), true
}

func pct(f float64) string { return strconv.FormatFloat(math.Round(f*100)/100, 'f', -1, 64) + "%" }

// Raster is what lies behind a track: a line at each quarter, a firmer one at each year, today, and the end of the horizon.
func (j *jaren) Raster() template.HTML {
	var b strings.Builder
	lijn := func(class string, x float64) {
		fmt.Fprintf(&b, `<line class="%s" x1="%s" y1="0" x2="%s" y2="100%%"/>`, class, pct(x), pct(x))
	}
	b.WriteString(`<svg aria-hidden="true" focusable="false" class="meent-koers__raster">`)
	for k := j.van; k <= j.tot+1; k++ {
		if int(k)%4 == 0 {
			lijn("koers-jaar", j.x(k))
		} else {
			lijn("koers-kwart", j.x(k))
		}
	}
	if x, ok := j.op(j.einde); ok && !j.einde.IsZero() {
		lijn("koers-einde", x)
	}
	if x, ok := j.op(j.nu); ok {
		lijn("koers-nu", x)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// Kop are the names of the years, those of the quarters, and where today is.
func (j *jaren) Kop() template.HTML {
	var b strings.Builder
	b.WriteString(`<svg aria-hidden="true" focusable="false" class="meent-koers__kop">`)
	if x, ok := j.op(j.nu); ok {
		anker := "g-midden"
		if x > 90 {
			anker = "g-eind"
		} else if x < 6 {
			anker = ""
		}
		fmt.Fprintf(&b, `<text class="g-vet %s" x="%s" y="14">Vandaag</text>`, anker, pct(x))
	}
	j.jaartallen(&b, 36)
	if breed := j.x(j.van+1) - j.x(j.van); breed > 4.5 {
		for k := j.van; k <= j.tot; k++ {
			fmt.Fprintf(&b, `<text class="koers-q g-midden" x="%s" y="56">Q%d</text>`, pct(j.x(k)+breed/2), int(k)%4+1)
		}
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// Jaartallen are the names of the years alone, for a track further down.
func (j *jaren) Jaartallen() template.HTML {
	var b strings.Builder
	b.WriteString(`<svg aria-hidden="true" focusable="false" class="meent-koers__jaren">`)
	j.jaartallen(&b, 18)
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

func (j *jaren) jaartallen(b *strings.Builder, y int) {
	for k := j.van; k <= j.tot; k++ {
		if k != j.van && int(k)%4 != 0 {
			continue
		}
		eind := min(j.tot+1, kwart((k.jaar()+1)*4))
		breed, class := j.x(eind)-j.x(k), ""
		if breed < 4.5 { // no room for the name
			continue
		}
		if breed < 10 {
			class = ` class="koers-q"`
		}
		fmt.Fprintf(b, `<text%s x="%s" y="%d" dx="6">%d</text>`, class, pct(j.x(k)), y, k.jaar())
	}
}

// balk draws a window; one quarter is a bar of one quarter.
func (j *jaren) balk(b *strings.Builder, class string, v *vensterKwartalen, y, hoog int) {
	x, tot := j.x(v.Van), j.x(v.Tot+1)
	if tot <= x {
		return
	}
	fmt.Fprintf(b, `<rect class="%s" x="%s" y="%d" width="%s" height="%d" rx="6"/>`, class, pct(x), y, pct(tot-x), hoog)
}

// gehaald is since when measurements say that the milestone is reached.
func (r *koersrij) gehaald() (time.Time, bool) {
	if r.Merk.Sleutel != "gehaald" && r.Merk.Sleutel != "wankelt" {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, r.Sinds)
	return t, err == nil
}

// Strook is the milestone on the years: its window, behind it the one it had, and where it was reached.
func (r *koersrij) Strook() template.HTML {
	var b strings.Builder
	b.WriteString(`<svg aria-hidden="true" focusable="false" class="meent-koers__strook">`)
	if r.anders() {
		r.as.balk(&b, "koers-schim", r.Toen, 4, 20)
	}
	if r.Nu != nil {
		r.as.balk(&b, strings.TrimSpace("koers-balk "+balkSoorten[r.Merk.Sleutel]), r.Nu, 12, 20)
	}
	if t, gehaald := r.gehaald(); gehaald {
		if x, ok := r.as.op(t); ok {
			fmt.Fprintf(&b, `<circle class="koers-punt" cx="%s" cy="22" r="8"/>`, pct(x))
		}
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// balkGezegd is the bar of what is only said: dotted (R2). What is measured and reached has a full point besides.
const balkGezegd = "koers-balk--gezegd"

// balkSoorten say how the bar of a milestone looks.
var balkSoorten = map[string]string{"geclaimd": balkGezegd, "concept": balkGezegd, "teruggevallen": "koers-balk--gevallen"}

// Strook is the door on the years: from now or from when it opens, the last moment to begin, and where it closes.
func (k *kans) Strook() template.HTML { return k.teken("meent-koers__strook", 22) }

// Lijn is the same in the list of doors, in a line.
func (k *kans) Lijn() template.HTML {
	if k.as == nil || k.Sluit == "" {
		return ""
	}
	return k.teken("meent-deurlijn", 14)
}

func (k *kans) teken(class string, y int) template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg aria-hidden="true" focusable="false" class="%s">`, class)
	for q := k.as.van; y < 20 && q <= k.as.tot+1; q++ { // in the list there is no grid behind it
		if int(q)%4 == 0 {
			fmt.Fprintf(&b, `<line class="koers-jaar" x1="%s" y1="0" x2="%s" y2="100%%"/>`, pct(k.as.x(q)), pct(k.as.x(q)))
		}
	}
	begin, _ := k.as.op(k.as.nu) // what is behind us cannot be used any more
	if t, err := time.Parse(time.DateOnly, k.Opent); err == nil && t.After(k.as.nu) {
		begin, _ = k.as.op(t)
	}
	sluit, err := time.Parse(time.DateOnly, k.Sluit)
	x, binnen := k.as.op(sluit)
	if !binnen || err != nil {
		x = 100
	}
	fmt.Fprintf(&b, `<line class="koers-open" x1="%s" y1="%d" x2="%s" y2="%d"/>`, pct(begin), y, pct(x), y)
	if t, err := time.Parse(time.DateOnly, k.LVM); err == nil {
		if lvm, ok := k.as.op(t); ok {
			fmt.Fprintf(&b, `<svg x="%s" y="%d" overflow="visible"><path class="koers-lvm" d="M-6 0h12L0 10z"/></svg>`, pct(lvm), y-11)
		}
	}
	if binnen {
		fmt.Fprintf(&b, `<svg x="%s" y="%d" overflow="visible"><path class="koers-deur" d="M0 -10v20"/></svg>`, pct(x), y)
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

// jarenVan is the grid for doors alone: from today until the last one closes.
func jarenVan(deuren []*kans, nu time.Time) *jaren {
	j := &jaren{van: kwartVan(nu), tot: kwartVan(nu) + 3, nu: nu}
	for _, k := range deuren {
		if t, err := time.Parse(time.DateOnly, k.Sluit); err == nil {
			j.tot = max(j.tot, min(j.van+verstVooruit, kwartVan(t)))
		}
	}
	return j
}

// Vlag is the aim, where the horizon ends.
func (j *jaren) Vlag() template.HTML {
	x, ok := j.op(j.einde)
	if !ok || j.einde.IsZero() {
		x = 100
	}
	return template.HTML(fmt.Sprintf(`<svg aria-hidden="true" focusable="false" class="meent-koers__strook"><svg x="%s" y="4" overflow="visible"><path class="koers-vlag" d="M0 0h-28l6 8-6 8H0z"/></svg></svg>`, pct(x)))
}
