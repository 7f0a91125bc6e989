package kaart

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"meent/interactie/opmaak"
)

// The drawing board of the quadrant (ui.md §4), in units of its viewBox.
const (
	bordBreed, bordHoog    = 640, 460
	vakLinks, vakRechts    = 52, 628
	vakBoven, vakOnder     = 12, 416
	straalMin, straalMax   = 13, 21
	letterBreed, regelHoog = 7.6, 18 // of a name beside a point, at 15 units
)

// tekening is the picture in the making.
type tekening struct {
	hoogste float64 // value at the right and upper edge
	knip    float64
	punten  []*punt
	legenda legenda
	b       strings.Builder
}

// punt is a step in the picture.
type punt struct {
	*regel
	x, y, r    float64
	staart     *[2]float64 // where it stood in the order that was published
	naam       vak
	links      bool
	zonderNaam bool
}

// vak is a rectangle.
type vak struct{ x, y, breed, hoog float64 }

func (a vak) raakt(b vak) bool {
	return a.x < b.x+b.breed && b.x < a.x+a.breed && a.y < b.y+b.hoog && b.y < a.y+a.hoog
}

func nieuweTekening(o *orde, regels []*regel) *tekening {
	t := &tekening{hoogste: max(0.7, o.Nu.Knip+0.2), knip: o.Nu.Knip}
	meest := 1.0
	for _, r := range regels {
		t.hoogste = min(1, max(t.hoogste, r.Energie.E+0.08, r.Kans.K+0.08))
		meest = max(meest, r.Energie.Uren)
	}
	for _, r := range regels {
		p := &punt{regel: r, x: t.x(r.Kans.K), y: t.y(r.Energie.E)}
		p.r = straalMin + (straalMax-straalMin)*math.Sqrt(r.Energie.Uren/meest)
		t.legenda.Wacht = t.legenda.Wacht || r.Wacht()
		t.legenda.Loopt = t.legenda.Loopt || r.Groep == "loopt"
		t.legenda.Ring = t.legenda.Ring || p.ring()
		if o.Gepubliceerd != nil {
			if was := o.Gepubliceerd.regel(r.UUID); was != nil && was.Kwadrant != "" {
				if x, y := t.x(was.Kans.K), t.y(was.Energie.E); math.Hypot(x-p.x, y-p.y) > p.r {
					p.staart = &[2]float64{x, y}
					t.legenda.Sinds = o.Gepubliceerd.Op
				}
			}
		}
		t.punten = append(t.punten, p)
	}
	t.schuif()
	t.noem()
	return t
}

func (t *tekening) x(k float64) float64 { return vakLinks + min(1, k/t.hoogste)*(vakRechts-vakLinks) }
func (t *tekening) y(e float64) float64 { return vakOnder - min(1, e/t.hoogste)*(vakOnder-vakBoven) }

// ring says that the step helps strongly at the aim.
func (p *punt) ring() bool { return p.Doel.Bijdrage != nil && p.Doel.Bijdrage.Sterkte == "sterk" }

// schuif moves apart what lies over each other, a little at a time, and keeps all within the board. The same points move the same way.
func (t *tekening) schuif() {
	const rondes, tussen = 200, 4
	for range rondes {
		rustig := true
		for i, a := range t.punten {
			for _, b := range t.punten[i+1:] {
				dx, dy := b.x-a.x, b.y-a.y
				afstand, nodig := math.Hypot(dx, dy), a.r+b.r+tussen
				if afstand >= nodig {
					continue
				}
				rustig = false
				if afstand < 0.01 {
					dx, dy, afstand = 1, 0, 1
				}
				duw := (nodig - afstand) / 2 / afstand
				a.x, a.y, b.x, b.y = a.x-dx*duw, a.y-dy*duw, b.x+dx*duw, b.y+dy*duw
			}
		}
		for _, p := range t.punten {
			p.x = min(vakRechts-p.r-2, max(vakLinks+p.r+2, p.x))
			p.y = min(vakOnder-p.r-2, max(vakBoven+p.r+2, p.y))
		}
		if rustig {
			return
		}
	}
}

// noem finds a place for the name of each step: right of its point, left of it, a little higher or lower. One that has no place goes
// without; its number is in the list.
func (t *tekening) noem() {
	bezet := []vak{ // the names of the quadrants
		{vakLinks, vakBoven, 130, 30}, {vakRechts - 90, vakBoven, 90, 30}, {vakLinks, vakOnder - 30, 130, 30}, {vakRechts - 140, vakOnder - 30, 140, 30},
	}
	for _, p := range t.punten {
		bezet = append(bezet, vak{p.x - p.r, p.y - p.r, 2 * p.r, 2 * p.r})
	}
	for _, p := range t.punten {
		breed := letterBreed * float64(utf8.RuneCountInString(p.Titel))
		p.zonderNaam = true
		for _, dy := range []float64{0, -12, 12, -22, 22} {
			for _, links := range []bool{false, true} {
				v := vak{p.x + p.r + 8, p.y + dy - regelHoog/2, breed, regelHoog}
				if links {
					v.x = p.x - p.r - 8 - breed
				}
				if v.x < vakLinks+4 || v.x+breed > vakRechts-4 || slices.ContainsFunc(bezet, v.raakt) || !p.zonderNaam {
					continue
				}
				p.naam, p.links, p.zonderNaam = v, links, false
			}
		}
		if !p.zonderNaam {
			bezet = append(bezet, p.naam)
		}
	}
}

// svg draws it. The shape says how a step stands, the number is its place in the order.
func (t *tekening) svg() template.HTML {
	kx, ky := t.x(t.knip), t.y(t.knip)
	fmt.Fprintf(&t.b, `<svg class="meent-kwadrant" viewBox="0 0 %d %d" role="group" aria-labelledby="kwadrant-titel kwadrant-uitleg"><title id="kwadrant-titel">Energie tegen kans</title>`, bordBreed, bordHoog)
	fmt.Fprintf(&t.b, `<desc id="kwadrant-uitleg">%s staan in vier vakken. Dezelfde stappen staan eronder als lijst en als tabel.</desc>`, opmaak.Aantal(len(t.punten), "stap", "stappen"))
	fmt.Fprintf(&t.b, `<rect class="k-nu" x="%s" y="%d" width="%s" height="%s"/>`, maat1(kx), vakBoven, maat1(vakRechts-kx), maat1(ky-vakBoven))
	fmt.Fprintf(&t.b, `<rect class="k-vak" x="%d" y="%d" width="%d" height="%d"/>`, vakLinks, vakBoven, vakRechts-vakLinks, vakOnder-vakBoven)
	fmt.Fprintf(&t.b, `<line class="k-knip" x1="%[1]s" y1="%[2]d" x2="%[1]s" y2="%[3]d"/><line class="k-knip" x1="%[4]d" y1="%[5]s" x2="%[6]d" y2="%[5]s"/>`, maat1(kx), vakBoven, vakOnder, vakLinks, maat1(ky), vakRechts)
	tekst := func(class, text string, x, y float64) {
		fmt.Fprintf(&t.b, `<text class="%s" x="%s" y="%s" aria-hidden="true">%s</text>`, class, maat1(x), maat1(y), text)
	}
	tekst("k-naam", "Klein proberen", vakLinks+10, vakBoven+22)
	tekst("k-naam g-eind", "Nu doen", vakRechts-10, vakBoven+22)
	tekst("k-naam", "Laten rusten", vakLinks+10, vakOnder-12)
	tekst("k-naam g-eind", "Energie zoeken", vakRechts-10, vakOnder-12)
	tekst("k-as", "weinig kans", vakLinks, vakOnder+26)
	tekst("k-as g-eind", "veel kans →", vakRechts, vakOnder+26)
	fmt.Fprintf(&t.b, `<text class="k-as" transform="translate(38 %d) rotate(-90)" aria-hidden="true">weinig energie</text><text class="k-as g-eind" transform="translate(38 %d) rotate(-90)" aria-hidden="true">veel energie →</text>`, vakOnder, vakBoven)
	for _, p := range t.punten {
		if p.staart != nil {
			fmt.Fprintf(&t.b, `<line class="k-staart" x1="%s" y1="%s" x2="%s" y2="%s"/>`, maat1(p.staart[0]), maat1(p.staart[1]), maat1(p.x), maat1(p.y))
		}
	}
	for _, p := range t.punten {
		p.teken(&t.b)
	}
	t.b.WriteString(`</svg>`)
	return template.HTML(t.b.String()) // all text in it was escaped
}

func (p *punt) teken(b *strings.Builder) {
	fmt.Fprintf(b, `<a class="k-punt" href="#rij-%s" aria-label="%s">`, template.HTMLEscapeString(p.UUID), template.HTMLEscapeString(p.Label()))
	if p.ring() {
		fmt.Fprintf(b, `<circle class="k-ring" cx="%s" cy="%s" r="%s"/>`, maat1(p.x), maat1(p.y), maat1(p.r+4))
	}
	soort := "k-vol"
	switch {
	case p.Groep == "loopt":
		fmt.Fprintf(b, `<rect class="k-vol" x="%s" y="%s" width="%s" height="%s" rx="2"/>`, maat1(p.x-p.r*.85), maat1(p.y-p.r*.85), maat1(p.r*1.7), maat1(p.r*1.7))
	case p.Wacht():
		soort = "k-leeg"
		fmt.Fprintf(b, `<path class="k-leeg" d="M%s %sl%[3]s %[3]s-%[3]s %[3]s-%[3]s-%[3]sz"/>`, maat1(p.x), maat1(p.y-p.r-2), maat1(p.r+2))
	default:
		fmt.Fprintf(b, `<circle class="k-vol" cx="%s" cy="%s" r="%s"/>`, maat1(p.x), maat1(p.y), maat1(p.r))
	}
	if p.Rang != nil {
		fmt.Fprintf(b, `<text class="k-nummer %s-tekst" x="%s" y="%s">%d</text> `, soort, maat1(p.x), maat1(p.y+5), *p.Rang)
	}
	if !p.zonderNaam {
		x, class := p.naam.x, "k-titel"
		if p.links {
			x, class = p.naam.x+p.naam.breed, "k-titel g-eind"
		}
		fmt.Fprintf(b, `<text class="%s" x="%s" y="%s">%s</text>`, class, maat1(x), maat1(p.naam.y+regelHoog/2+5), template.HTMLEscapeString(p.Titel))
	}
	b.WriteString(`</a>`)
}

// Label is the point in words: "4 Documenten-API, wacht op een andere stap. Energie: 12 mensen, 30 uur per maand; kans: contract loopt af."
func (p *punt) Label() string {
	naam := p.Titel
	if p.Rang != nil {
		naam = fmt.Sprintf("%d %s", *p.Rang, p.Titel)
	}
	switch {
	case p.Groep == "loopt":
		naam += ", loopt al"
	case p.Wacht():
		naam += ", wacht op een andere stap"
	}
	return naam + ". Energie: " + p.EnergieZin() + "; kans: " + strings.TrimSuffix(strings.Join(p.KansZinnen(), " "), ".") + "."
}

// maat1 is a coordinate with one decimal at most.
func maat1(f float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0")
}
