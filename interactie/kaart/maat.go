package kaart

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

// maat is a measure, as the API tells it.
type maat struct {
	URL, UUID       string
	Code, Naam      string
	Vraag           string
	Sonde           string
	Parameters      parameters
	Nulmeting       *periode
	Ingetrokken     []string
	VervangenDoor   string
	Versie          int
	Versies         []maatversie
	Eenheid         string
	Richting        string
	Toestand        string
	Zin             string
	DefinitieVersie int
	Streefwaarde    *float64
	StreefTot       string
	MinN            int
	Laatste         *maatcijfer
	Stilstand       string
	Zichtbaarheid   string
}

// maatversie is a version of what a measure counts.
type maatversie struct {
	Versie               int
	Op, Zin, Reden, Door string
}

// parameters are what is counted, and against which term.
type parameters struct {
	Zaaktypen []string
	Norm      string
	Deel      any
}

// maatcijfer is the last figure of a measure, over its last three months.
type maatcijfer struct {
	Waarde     *float64
	Laag, Hoog *float64
	Teller, N  int
	Zin        string
	Op         string
	Venster    periode
	GemetenOp  string
	Naast      []naast
	Bronnen    []string
	BekendTot  string
	Dekking    dekking
	Verouderd  bool
}

// over is what the figure is about, as a sentence: its window, or the day of a count of what is open.
func (l *maatcijfer) over(e eenheid) string {
	if text := l.Venster.over(); text != "" && e.Sleutel != "zaken" {
		return zin(text)
	}
	return "Stand van " + opmaak.Datum(l.Op) + "."
}

// reeks is the chart of a measure, month by month or week by week.
type reeks struct {
	Zaaktype, ZaaktypeNaam string
	Zaaktypen              []struct {
		Identificatie, Naam string
		N                   int
	}
	Eenheid, Ritme       string
	Punten               []reekspunt
	Midden, Onder, Boven *float64
	Oordeel, Sinds       string
	Nulmeting            *struct {
		Waarde  *float64
		N       int
		Venster periode
	}
	Streefwaarde *float64
	StreefTot    string
	MinN         int
	Peildatum    string
	Stappen      []reeksstap
	Dekking      dekking
}

// perWeek says that each point is a week (the backlog), and not a month.
func (r *reeks) perWeek() bool { return r.Ritme == "week" }

// punt is the name of what a point is about: "november 2026", "de week van 9 november 2026".
func (r *reeks) punt(van string) string {
	if r.perWeek() {
		return "de week van " + opmaak.Datum(van)
	}
	return opmaak.Maand(van)
}

// punten is how many: "8 maanden", "1 week".
func (r *reeks) punten(n int) string {
	if r.perWeek() {
		return opmaak.Aantal(n, "week", "weken")
	}
	return opmaak.Aantal(n, "maand", "maanden")
}

// reekspunt is one month or week of a chart.
type reekspunt struct {
	Van, Tot          string
	Waarde            *float64
	Laag, Hoog        *float64
	Teller, N         int
	TeWeinig          bool
	Gestandaardiseerd *float64
}

// reeksstap is a delivered step in a chart, with the months before and after it.
type reeksstap struct {
	Stap, Titel, Op string
	Voor, Na        *float64
	NVoor, NNa      int
	Oordeel         string
}

// maatrij is a measure on a page: its question, its figure, its chart, its verdict, and how it was measured.
type maatrij struct {
	UUID, Adres   string
	Naam          string
	Vraag         string // of a resident: "Krijg ik op tijd antwoord?"
	Cijfer        string // "88,0 %"; "": there is none yet
	Onder         string // under the figure: of what, and when
	NietVers      string // why there is no newer figure; "": there is
	Grafiek       opmaak.Grafiek
	Merk, Oordeel string
	Uitleg        []string // beside the verdict
	Stappen       []string // that were delivered, each with its month
	Hoe           []feit
	Trend         opmaak.Trend

	// What sentences are made of; nil when it is not a share, or not known.
	aandeel, nulmeting, doel *float64
	maand, doelmaand         string
	wanneer                  string // short, beside the figure: "okt 2026", "24 nov"
	deel                     string // of a number of days: how many are ready by then
	eenheid                  eenheid
	waarde                   *float64
	dekking                  string
	n                        int // of how many cases the figure is
	reeks                    *reeks
}

// OnderZin is what stands under the figure, as a sentence.
func (row maatrij) OnderZin() string { return zin(row.Onder) }

// feit is a name and what is said of it, under Hoe gemeten?
type feit struct{ Naam, Tekst string }

// feiten keeps those that are known.
func feiten(all ...feit) []feit {
	return slices.DeleteFunc(all, func(f feit) bool { return f.Tekst == "" })
}

// matenVan are the measures of the aim, in its order; without an aim all that are at work.
func matenVan(v *opmaak.Verzoek, c *zgw.Client, d *einddoel) ([]maat, error) {
	all, err := lijstVan[maat](v, c, "/maten", nil)
	if err != nil || d == nil {
		return slices.DeleteFunc(all, func(m maat) bool { return m.Toestand != "actief" }), err
	}
	var list []maat
	for _, of := range d.Maten {
		i := slices.IndexFunc(all, func(m maat) bool { return m.UUID == nr(of.Maat) })
		if i >= 0 && all[i].Toestand != "vervangen" {
			list = append(list, all[i])
		}
	}
	return list, nil
}

// maatrijen are the measures of the aim with their charts.
func maatrijen(v *opmaak.Verzoek, c *zgw.Client, d *einddoel) ([]maatrij, error) {
	list, err := matenVan(v, c, d)
	if err != nil {
		return nil, err
	}
	var rows []maatrij
	for i := range list {
		r := &reeks{}
		if err := c.Get(v.Context(), root+"/maten/"+list[i].UUID+"/reeks", r); err != nil && !nietGevonden(err) { // it was never measured
			return nil, err
		}
		rows = append(rows, list[i].rij(r))
	}
	return rows, nil
}

// rij lays out a measure.
func (m *maat) rij(r *reeks) maatrij {
	e := eenheidMet(m.Eenheid)
	row := maatrij{
		UUID: m.UUID, Adres: "/kaart/dienstverlening/" + m.UUID, Naam: m.Naam, Vraag: m.Vraag,
		eenheid: e, reeks: r, doel: m.Streefwaarde, doelmaand: opmaak.Maand(m.StreefTot),
	}
	if row.Vraag == "" {
		row.Vraag = m.Naam
	}
	if r.Nulmeting != nil {
		row.nulmeting = r.Nulmeting.Waarde
	}
	if m.Laatste != nil {
		row.dekking = m.Laatste.Dekking.tekst()
	}
	last := r.laatste()
	row.zegCijfer(m, r, last)
	row.Grafiek = r.grafiek(e)
	row.zegOordeel(r)
	row.Hoe = m.hoe(last)
	for _, p := range row.Grafiek.Punten {
		row.Trend.Waarden = append(row.Trend.Waarden, p.Waarde)
	}
	row.Trend.Doel = row.Grafiek.Doel
	switch {
	case m.Stilstand != "":
		row.NietVers = zin(m.Stilstand)
	case m.Laatste != nil && m.Laatste.Verouderd:
		row.NietVers = "Het laatste cijfer is van " + opmaak.Datum(m.Laatste.Op) + "."
	}
	if m.Toestand == "concept" {
		row.Uitleg = []string{"Deze maat is nog een concept. Zet hem aan, dan wordt er gemeten."}
	}
	return row
}

// laatste is the last month of which there is a figure, or nil.
func (r *reeks) laatste() *reekspunt {
	for i := range slices.Backward(r.Punten) {
		if r.Punten[i].Waarde != nil {
			return &r.Punten[i]
		}
	}
	return nil
}

// zegCijfer is the figure and what stands under it: the month that the chart ends on, or for a count of today's open cases today.
func (row *maatrij) zegCijfer(m *maat, r *reeks, last *reekspunt) {
	e := row.eenheid
	if e.Sleutel == "zaken" && m.Laatste != nil && m.Laatste.Waarde != nil && r.Zaaktype == "" {
		row.waarde, row.n = m.Laatste.Waarde, m.Laatste.N
		row.Cijfer, row.Onder, row.wanneer = e.tekst(row.waarde), "op "+opmaak.Datum(m.Laatste.Op), dagKort(m.Laatste.Op)
		return
	}
	if last == nil {
		row.Onder = nogNiets(m, r)
		return
	}
	row.waarde, row.n, row.maand = last.Waarde, last.N, r.punt(last.Van)
	row.Cijfer, row.wanneer = e.tekst(last.Waarde), opmaak.MaandKort(last.Van)
	if r.perWeek() {
		row.wanneer = dagKort(last.Van)
	}
	switch e.Sleutel {
	case "aandeel":
		row.aandeel = last.Waarde
		row.Onder = "van de zaken, " + row.maand
	case "dagen":
		part := "de helft is dan klaar"
		row.deel = "De helft van de aanvragen van " + row.maand + " is"
		if m.Parameters.Deel == "p80" {
			part, row.deel = "acht van de tien zijn dan klaar", "Acht van de tien aanvragen van "+row.maand+" zijn"
		}
		row.Onder = part + ", gestart in " + row.maand
	default:
		row.Onder = "aan het eind van " + row.maand
	}
}

// nogNiets says why there is no figure: too few cases, or no measurement yet.
func nogNiets(m *maat, r *reeks) string {
	n := len(r.Punten)
	switch {
	case n == 0 && m.Toestand == "concept":
		return "de maat staat nog niet aan"
	case n == 0:
		return "de eerste meting komt bij de volgende ronde"
	}
	p := r.Punten[n-1]
	return fmt.Sprintf("%s in %s, minstens %d nodig", opmaak.Aantal(p.N, "zaak", "zaken"), r.punt(p.Van), max(r.MinN, 1))
}

// meestePunten is how many months a chart in a row has, and the year of weeks; the page of the measure has all.
const meestePunten, meesteWeken = 15, 52

// grafiek is the chart.
func (r *reeks) grafiek(e eenheid) opmaak.Grafiek {
	g := opmaak.Grafiek{Decimalen: e.Decimalen, Eenheid: e.Teken, Doel: e.schaal(r.Streefwaarde)}
	most := meestePunten
	if r.perWeek() {
		g.Kop, most = opmaak.PerWeek, meesteWeken
	}
	g.Punten = r.meetpunten(e, most)
	if r.Onder != nil && r.Boven != nil {
		low, high := e.grens(*r.Onder), e.grens(*r.Boven)
		g.Band = &[2]float64{low, high}
	}
	for _, s := range r.Stappen {
		if at, err := time.Parse(time.DateOnly, s.Op); err == nil {
			g.Stappen = append(g.Stappen, opmaak.Gebeurtenis{Op: at, Naam: s.Titel})
		}
	}
	g.Titel = grafiekkop(g) + "."
	if g.Doel != nil {
		g.Titel = grafiekkop(g) + ", het doel is " + e.lat(r.Streefwaarde) + "."
	}
	return g
}

// meetpunten are the last points of the chart, at most so many.
func (r *reeks) meetpunten(e eenheid, most int) []opmaak.Meetpunt {
	var list []opmaak.Meetpunt
	for _, p := range r.Punten[max(0, len(r.Punten)-most):] {
		if at, err := time.Parse(time.DateOnly, p.Van); err == nil {
			list = append(list, opmaak.Meetpunt{Op: at, Waarde: e.schaal(p.Waarde), Telling: p.telling(e), Naast: e.schaal(p.Gestandaardiseerd)})
		}
	}
	return list
}

// telling is what a month rests on, for the table.
func (p *reekspunt) telling(e eenheid) string {
	if p.N == 0 {
		return ""
	}
	switch e.Sleutel {
	case "aandeel":
		return van(p.Teller, p.N, "zaken")
	case "zaken":
		return "van " + opmaak.Aantal(p.N, "open zaak", "open zaken")
	}
	return opmaak.Aantal(p.N, "zaak", "zaken")
}

// grens keeps a limit of the band where values can be: a share lies from 0 to 100 %, and nothing is less than nothing.
func (e eenheid) grens(limit float64) float64 {
	limit = max(limit, 0)
	if e.Sleutel == "aandeel" {
		limit = min(limit, 1)
	}
	return limit * e.Maal
}

// zegOordeel is the verdict, and what explains it.
func (row *maatrij) zegOordeel(r *reeks) {
	o := oordeelMet(r.Oordeel)
	row.Merk, row.Oordeel = o.Merk, o.Naam
	if r.Sinds != "" && (r.Oordeel == "beter" || r.Oordeel == "slechter") {
		row.Oordeel += " sinds " + opmaak.Maand(r.Sinds)
	}
	e := row.eenheid
	var text []string
	if row.nulmeting != nil {
		text = append(text, "Bij de start was het "+e.tekst(row.nulmeting)+".")
	}
	if row.doel != nil {
		goal := "Het doel is " + e.lat(row.doel)
		if row.doelmaand != "" {
			goal += " in " + row.doelmaand
		}
		text = append(text, goal+".")
	}
	if len(text) > 0 {
		row.Uitleg = append(row.Uitleg, strings.Join(text, " "))
	}
	if n := r.bekend(); r.Midden == nil {
		row.Uitleg = append(row.Uitleg, fmt.Sprintf("Dit wordt een oordeel na %s met genoeg zaken. Nu zijn het er %d.", r.punten(minstPunten), n))
	}
	for _, s := range r.Stappen {
		row.Stappen = append(row.Stappen, zin(opmaak.Maand(s.Op)+": stap ‘"+s.Titel+"’ opgeleverd"))
	}
}

// minstPunten is how many months or weeks a chart needs before it has a band and a verdict (transition.md §9).
const minstPunten = 8

// bekend is of how many points there is a figure.
func (r *reeks) bekend() int {
	n := 0
	for _, p := range r.Punten {
		if p.Waarde != nil {
			n++
		}
	}
	return n
}

// hoe is what stands behind "Hoe gemeten?" of the figure that is shown.
func (m *maat) hoe(last *reekspunt) []feit {
	e := eenheidMet(m.Eenheid)
	list := feiten(feit{"Wat", zin(m.Zin)}, feit{"Waarom zo", waaromZo[e.Sleutel]})
	if last != nil && (e.Sleutel != "zaken" || m.Laatste == nil) {
		list = append(list, feiten(feit{"Telling", zin(opmaak.Maand(last.Van) + ": " + last.telling(e))}, feit{"Kan ook toeval zijn", interval(e, last.Laag, last.Hoog)})...)
	}
	l := m.Laatste
	if l == nil {
		return append(list, feit{"Versie", fmt.Sprintf("%s, versie %d.", m.Code, max(m.DefinitieVersie, 1))})
	}
	if l.Waarde != nil && e.Sleutel != "zaken" {
		list = append(list, feit{"Langer", strings.TrimSpace(zin(e.tekst(l.Waarde)+", "+strings.TrimRight(l.Zin, ".")) + " " + l.over(e))})
	} else if l.Zin != "" {
		list = append(list, feit{"Telling", zin(l.Zin)})
	}
	for _, n := range l.Naast {
		if f, ok := n.feit(e); ok && n.Code != "p50" { // that is the figure itself
			list = append(list, f)
		}
	}
	return append(list, feiten(
		feit{"Dekking", l.Dekking.tekst()}, feit{"Bron", bron(l.Bronnen, l.BekendTot)}, feit{"Gemeten op", zin(opmaak.Moment(l.GemetenOp))},
		feit{"Versie", fmt.Sprintf("%s, versie %d.", m.Code, max(m.DefinitieVersie, 1))},
	)...)
}

// waaromZo says why a measure counts as it does, by unit (transition.md §9).
var waaromZo = map[string]string{
	"aandeel": "Elke zaak waarvan de termijn in de maand afliep. Nog open telt als te laat.",
	"dagen":   "Alle zaken die in de maand begonnen. Ook wie nog wacht telt mee, anders lijkt een dienst sneller als hij achterloopt.",
	"zaken":   "Zaken die open staan terwijl hun termijn voorbij is, geteld aan het eind van elke week.",
}
