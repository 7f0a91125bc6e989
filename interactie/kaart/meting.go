package kaart

import (
	"fmt"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// periode is a window of days, both ends in it.
type periode struct{ Van, Tot string }

// tekst is a window in words: "oktober 2026", or "augustus tot en met oktober 2026".
func (p periode) tekst() string {
	from, to := opmaak.Maand(p.Van), opmaak.Maand(p.Tot)
	switch {
	case p.Van == "" || p.Tot == "":
		return ""
	case !heleMaanden(p):
		return opmaak.Datum(p.Van) + " tot en met " + opmaak.Datum(p.Tot)
	case from == to:
		return from
	case p.Van[:4] == p.Tot[:4]:
		name, _, _ := strings.Cut(from, nbsp)
		return name + " tot en met " + to
	}
	return from + " tot en met " + to
}

// maanden is about how many months a window takes; 0 when it is not known.
func (p periode) maanden() int {
	from, err := time.Parse(time.DateOnly, p.Van)
	to, err2 := time.Parse(time.DateOnly, p.Tot)
	if err != nil || err2 != nil {
		return 0
	}
	n := (to.Year()-from.Year())*12 + int(to.Month()-from.Month())
	if to.AddDate(0, 0, 1).Day() >= from.Day() && (to.Day() >= from.Day() || to.AddDate(0, 0, 1).Day() == 1) {
		n++
	}
	return n
}

// over is a window as it stands beside a figure: "over augustus tot en met oktober 2026", "over 3 maanden, tot en met 23 november 2026".
func (p periode) over() string {
	n := p.maanden()
	switch {
	case n == 0:
		return ""
	case heleMaanden(p):
		return "over " + p.tekst()
	}
	return "over " + opmaak.Aantal(n, "maand", "maanden") + ", tot en met " + opmaak.Datum(p.Tot)
}

// dekking says of how many zaaktypen a client sees zaken.
type dekking struct {
	Gezien, Totaal int
	Reden          string
}

// tekst is "18 van de 40 zaaktypen", with the reason where it is known.
func (d dekking) tekst() string {
	if d.Gezien == 0 && d.Totaal == 0 {
		return ""
	}
	text := opmaak.Aantal(d.Gezien, "zaaktype", "zaaktypen")
	if d.Totaal > 0 {
		text = fmt.Sprintf("%d van de %d%szaaktypen", d.Gezien, d.Totaal, nbsp)
	}
	if d.Reden != "" {
		text += ". " + zin(d.Reden)
	}
	return zin(text)
}

// meting is what a toets found, as the API tells it: the last one that stands at a toets, or one of the whole chain.
type meting struct {
	URL             string
	Toets           string
	Waarde          *float64
	Teller, N       int
	Laag, Hoog      *float64
	Zekerheid       float64
	Eenheid         string
	Uitkomst        string
	Venster         periode
	Van, Tot        string // of the window, in the chain
	Peildatum       string
	GemetenOp       string
	Nulmeting       bool
	Zin             string
	Reden           string
	DefinitieVersie int
	ToetsVersie     int
	Bronnen         []string
	BekendTot       string
	Dekking         dekking
	Naast           []naast
	Definitie       struct {
		Drempel *drempel
		MinN    int
	}
	Nummer int
	Digest string
}

// naast is a figure that is said beside another.
type naast struct {
	Code   string
	N      int
	Waarde *float64
}

// drempel is a bar.
type drempel struct {
	Op     string
	Waarde float64
}

// venster is the window, wherever it stands.
func (m *meting) venster() periode {
	if m.Venster.Van != "" {
		return m.Venster
	}
	return periode{m.Van, m.Tot}
}

// cijfer is the figure in words: "71,2 %"; "" when it cannot be told.
func (m *meting) cijfer() string { return eenheidMet(m.Eenheid).tekst(m.Waarde) }

// versie is that of the definition.
func (m *meting) versie() int { return max(m.DefinitieVersie, m.ToetsVersie) }

// hoe is what stands behind "Hoe gemeten?": all that the figure rests on (R6).
func (m *meting) hoe(wat string) []feit {
	e := eenheidMet(m.Eenheid)
	list := feiten(
		feit{"Wat", wat},
		feit{"Venster", zin(m.venster().tekst())},
		feit{"Telling", zin(m.Zin)},
		feit{"Minstens nodig", minstens(m.Definitie.MinN)},
		feit{"Kan ook toeval zijn", interval(e, m.Laag, m.Hoog)},
		feit{"Geen oordeel, want", zin(m.Reden)},
	)
	for _, n := range m.Naast {
		if f, ok := n.feit(e); ok {
			list = append(list, f)
		}
	}
	return append(list, feiten(
		feit{"Dekking", m.Dekking.tekst()},
		feit{"Bron", bron(m.Bronnen, m.BekendTot)},
		feit{"Gemeten op", zin(opmaak.Moment(m.GemetenOp))},
		feit{"Versie", versie(m.versie())},
	)...)
}

func minstens(n int) string {
	if n == 0 {
		return ""
	}
	return zin(opmaak.Aantal(n, "zaak", "zaken"))
}

func versie(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("Versie %d van deze toets.", n)
}

// interval is how large chance can be. A count decides all the same (§10.2).
func interval(e eenheid, low, high *float64) string {
	switch {
	case low == nil && high == nil, low != nil && high != nil && *low == *high:
		return ""
	case low == nil:
		return zin("hoogstens " + e.tekst(high))
	case high == nil:
		return zin("minstens " + e.tekst(low))
	}
	text := "Tussen " + e.tekst(low) + " en " + e.tekst(high) + "."
	if e.Sleutel == "aandeel" {
		text += " De telling beslist, dit staat erbij."
	}
	return text
}

func bron(names []string, known string) string {
	if len(names) == 0 {
		return ""
	}
	text := opsomming(names)
	if known != "" {
		text += ", gelezen tot " + opmaak.Moment(known)
	}
	return zin(text)
}

// feit is what stands beside a figure, in words; what is nothing is not said.
func (n naast) feit(e eenheid) (feit, bool) {
	zaken := zin(opmaak.Aantal(n.N, "zaak", "zaken"))
	switch n.Code {
	case "p50", "p80":
		if n.Waarde == nil {
			return feit{}, false
		}
		part := map[string]string{"p50": "De helft", "p80": "Acht van de tien"}[n.Code]
		return feit{part, zin("binnen " + eenheidMet("dagen").tekst(n.Waarde))}, true
	case "servicenorm":
		if n.Waarde == nil || n.N == 0 {
			return feit{}, false
		}
		return feit{"Binnen de servicenorm", zin(opmaak.Procent(*n.Waarde))}, true
	case "opgeschort":
		if n.Waarde == nil || n.N == 0 {
			return feit{}, false
		}
		return feit{"Stilgezet", fmt.Sprintf("%s, gemiddeld %s.", opmaak.Aantal(n.N, "zaak", "zaken"), eenheidMet("dagen").tekst(n.Waarde))}, true
	}
	name := map[string]string{
		"open": "Nog open", "ingetrokken": "Ingetrokken", "opgeschortOnbekend": "Stilgezet: niet bekend, want begonnen voordat Meent meelas", "ongeldig": "Eind voor begin, niet meegeteld",
		"zonderTermijn": "Zonder termijn, apart geteld", "verlengd": "Termijn verlengd", "nogNiet": "Termijn loopt nog",
	}[n.Code]
	return feit{name, zaken}, name != "" && n.N > 0
}
