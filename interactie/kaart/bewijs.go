package kaart

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// bewijsketen is what stands behind a milestone, as the API tells it.
type bewijsketen struct {
	Klopt    bool
	Sleutels []struct{ ID, Publiek, Van, Overdracht string }
	Toetsen  []toetsbewijs
}

// toetsbewijs is the chain of one toets.
type toetsbewijs struct {
	Toets, Zin, Rol string
	Versies         []toetsversie
	Klopt           bool
	Breuk           int
	Melding         string
	Metingen        []*meting
}

// toetsversie is a version of the definition of a toets.
type toetsversie struct {
	Versie      int
	Op          string
	Drempel     *drempel
	Zin, Anders string
	Reden, Door string
}

func (b *bewijsketen) van(toets string) *toetsbewijs {
	i := slices.IndexFunc(b.Toetsen, func(t toetsbewijs) bool { return nr(t.Toets) == nr(toets) })
	if i < 0 {
		return nil
	}
	return &b.Toetsen[i]
}

// gemeten says whether the toets is measured at all: a verklaring has no bar.
func (t *toetsbewijs) gemeten() bool {
	return len(t.Versies) > 0 && t.Versies[len(t.Versies)-1].Drempel != nil
}

// laatste is the meting with an address, whole.
func (t *toetsbewijs) laatste(url string) *meting {
	i := slices.IndexFunc(t.Metingen, func(m *meting) bool { return nr(m.URL) == nr(url) })
	if i < 0 {
		return nil
	}
	return t.Metingen[i]
}

// uitslag fills in what the document of the milestone keeps silent on, because not all its readers may see this toets.
func (t *toetsbewijs) uitslag(u toetsstand) toetsstand {
	if t == nil || u.Zin != "" {
		return u
	}
	u.Zin = t.Zin
	if n := len(t.Metingen); n > 0 {
		u.LaatsteMeting, u.Uitkomst = t.Metingen[n-1], t.Metingen[n-1].Uitkomst
	}
	return u
}

// grafiek is the chart of a toets, with the bar as it was moved and the claim, and what one point of it is.
func (t *toetsbewijs) grafiek(c *claim) (opmaak.Grafiek, string) {
	if len(t.Metingen) == 0 {
		return opmaak.Grafiek{}, ""
	}
	last := t.Metingen[len(t.Metingen)-1]
	e := eenheidMet(last.Eenheid)
	g := opmaak.Grafiek{Punten: maandpunten(t.Metingen, e), Decimalen: e.Decimalen, Eenheid: e.Teken, Groot: true, Kop: "Tot en met"}
	if len(g.Punten) == 0 {
		return g, ""
	}
	first := g.Punten[0].Op
	for _, v := range t.Versies {
		at, err := time.Parse(time.RFC3339, v.Op)
		if err != nil || v.Drempel == nil {
			continue
		}
		bar := opmaak.Drempel{Vanaf: at, Waarde: *e.schaal(&v.Drempel.Waarde)}
		switch n := len(g.Lat); {
		case n > 0 && g.Lat[n-1].Waarde == bar.Waarde:
		case n > 0 && !at.After(first):
			g.Lat[n-1] = bar
		default:
			g.Lat = append(g.Lat, bar)
		}
	}
	if c != nil {
		if at, err := time.Parse(time.DateOnly, c.Op[:min(len(c.Op), 10)]); err == nil {
			g.Claim = &opmaak.Gebeurtenis{Op: at, Naam: "geclaimd"}
		}
	}
	g.Titel = grafiekkop(g) + "."
	return g, puntUitleg(last.venster())
}

// puntUitleg says what a point of the chart is.
func puntUitleg(p periode) string {
	length := "een maand"
	switch n := p.maanden(); {
	case n == 0:
		return ""
	case n > 1:
		length = opmaak.Aantal(n, "maand", "maanden")
	}
	return "Elk punt is de laatste meting van die maand en gaat over " + length + ". Het streepje door een punt: zo groot kan toeval zijn."
}

// bewijs is the evidence on the page.
type bewijs struct {
	Klopt    bool
	Melding  string // what was checked, or what does not fit
	Ketens   []keten
	Metingen int
}

// keten is the chain of a toets on the page, newest first.
type keten struct {
	Zin     string
	Klopt   bool
	Melding string // shown when it does not hold, or when another key took over
	Sleutel bool
	Eerste  []schakel
	Rest    []schakel
	Naam    string // of the button that opens the rest
	Adres   string
}

// schakel is a meting in the chain, or a bar that was moved.
type schakel struct {
	Merk, Op, Venster, Cijfer, Telling, Uitkomst, Digest string
	Klopt                                                bool
	Verlegd                                              string
	Reden                                                string
	op                                                   string
}

// eersteSchakels is how many are shown at once.
const eersteSchakels = 4

func (b *bewijsketen) blad() *bewijs {
	p := &bewijs{Klopt: b.Klopt}
	for i := range b.Toetsen {
		t := &b.Toetsen[i]
		if len(t.Metingen) == 0 {
			continue
		}
		p.Metingen += len(t.Metingen)
		list := t.schakels()
		k := keten{Zin: t.Zin, Klopt: t.Klopt, Melding: zin(t.Melding), Sleutel: len(b.Sleutels) > 1, Eerste: list[:min(len(list), eersteSchakels)]}
		k.Rest = list[len(k.Eerste):]
		k.Naam = fmt.Sprintf("Alle %d metingen", len(t.Metingen))
		p.Ketens = append(p.Ketens, k)
	}
	return p
}

func (t *toetsbewijs) schakels() []schakel {
	var list []schakel
	for _, m := range t.Metingen {
		s := schakel{Op: m.GemetenOp, Venster: m.venster().kort(), Cijfer: m.cijfer(), Telling: strings.TrimRight(m.Zin, "."), Digest: kortDigest(m.Digest), op: m.GemetenOp}
		s.Merk, s.Uitkomst = uitkomstMet(m.Uitkomst)
		s.Klopt = t.Breuk == 0 || m.Nummer < t.Breuk
		list = append(list, s)
	}
	for i, v := range t.Versies {
		if i == 0 {
			continue
		}
		s := schakel{Merk: "lat-verlegd", Op: v.Op, op: v.Op, Klopt: true, Reden: v.Reden}
		s.Verlegd = "Toets gewijzigd op " + opmaak.Datum(v.Op) + "."
		if before := t.Versies[i-1]; v.Anders == "lat" && before.Drempel != nil && v.Drempel != nil && len(t.Metingen) > 0 {
			e := eenheidMet(t.Metingen[0].Eenheid)
			s.Verlegd = fmt.Sprintf("Lat verlegd op %s: van %s naar %s.", opmaak.Datum(v.Op), e.lat(&before.Drempel.Waarde), e.lat(&v.Drempel.Waarde))
		}
		if v.Door != "" {
			s.Reden = strings.TrimSpace(zin(s.Reden) + " Door " + v.Door + ". De toets is daarna opnieuw begonnen.")
		}
		list = append(list, s)
	}
	slices.SortStableFunc(list, func(a, b schakel) int { return strings.Compare(b.op, a.op) })
	return list
}

// kort is a window as a chain has it: "aug – okt".
func (p periode) kort() string {
	from, to := opmaak.MaandKort(p.Van), opmaak.MaandKort(p.Tot)
	if from == to || p.Van == "" {
		return to
	}
	if !heleMaanden(p) {
		return dagKort(p.Van) + " – " + dagKort(p.Tot)
	}
	a, _, _ := strings.Cut(from, nbsp)
	b, _, _ := strings.Cut(to, nbsp)
	return a + " – " + b
}

func dagKort(d string) string {
	t, err := time.Parse(time.DateOnly, d)
	if err != nil {
		return ""
	}
	month, _, _ := strings.Cut(opmaak.MaandKort(t), nbsp)
	return fmt.Sprintf("%d%s%s", t.Day(), nbsp, month)
}

// kortDigest is the begin of a digest, as people compare them.
func kortDigest(d string) string {
	d = strings.TrimPrefix(d, "sha256:")
	if len(d) < 8 {
		return d
	}
	return d[:4] + "·" + d[4:8]
}
