package kaart

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// mijlpaalPaginas are the page of one milestone, and what can be done there: claim, and have it measured anew. A verification
// is no form: only metingen give it (R1).
var mijlpaalPaginas = []opmaak.Pagina{
	{Adres: "GET /kaart/mijlpalen/{id}", Toon: toonMijlpaal},
	{Adres: "POST /kaart/mijlpalen/{id}/meten", Toon: meetOpnieuw},
	{Adres: "GET /kaart/mijlpalen/{id}/claim", Rollen: []opmaak.Rol{opmaak.Programmamanager}, Toon: vraagClaim},
	{Adres: "POST /kaart/mijlpalen/{id}/claim", Rollen: []opmaak.Rol{opmaak.Programmamanager}, Toon: claimMijlpaal},
	{Adres: "POST /kaart/mijlpalen/{id}/claim/terug", Rollen: []opmaak.Rol{opmaak.Programmamanager}, Toon: trekClaimIn},
}

// mijlpaalblad is the page of a milestone.
type mijlpaalblad struct {
	*mijlpaal
	StandNu       stand
	Zeg           string // the stand in a sentence
	Verwacht      string
	Verplicht     []toetsblad
	Ondersteunend []toetsblad
	Verklaringen  []verklaringblad
	Uitspraken    []*uitspraak
	Opmerkingen   []opmerking // bar moved, exemptions, attestations
	Bewijs        *bewijs
	Zorgen        []zorgregel
	Stappen       []stapregel
	MagClaimen    bool
	MagIntrekken  bool
	Doe           []opmaak.Link // what else one may do with it
	Gezegd        bool
}

// toetsblad is a toets on the page: its sentence, its last figure, its chart.
type toetsblad struct {
	UUID, Zin       string
	Adres           string // of the milestone
	Merk, Uitkomst  string
	Cijfer, Telling string
	Venster         string
	GemetenOp       string
	Gehouden        string // "1 van de 2 vensters"
	Nodig           string // what the bar still asks
	Stilstand       string
	Vrijgesteld     bool
	Kop             string // what the chart says
	Grafiek         opmaak.Grafiek
	Onder           string // what a point of the chart is
	Hoe             []feit
	Vraag           string // for who hears the page
}

type opmerking struct{ Merk, Zin string }

type zorgregel struct{ Tekst, Wie, Antwoord, Adres string }

type stapregel struct{ Titel, Adres, Hoe string }

func toonMijlpaal(v *opmaak.Verzoek) error {
	b, err := mijlpaalMet(v)
	if err != nil {
		return err
	}
	return v.Toon("mijlpaal", opmaak.Kop{Titel: b.Titel, Kruimels: []opmaak.Link{{Naam: "Mijlpalen", Adres: "/kaart/mijlpalen"}}}, b)
}

// mijlpaalMet gathers the page.
func mijlpaalMet(v *opmaak.Verzoek) (*mijlpaalblad, error) {
	m, err := haal[mijlpaal](v, "/mijlpalen/"+v.Pad("id"))
	if err != nil {
		return nil, err
	}
	b := &mijlpaalblad{mijlpaal: m, StandNu: standMet(m.Stand), Verwacht: verwacht(m)}
	proof, err := haal[bewijsketen](v, "/mijlpalen/"+m.UUID+"/bewijs")
	if err != nil {
		return nil, err
	}
	for _, u := range m.Uitslagen {
		chain := proof.van(u.Toets)
		if u = chain.uitslag(u); u.Zin == "" {
			continue // a toets that is not for who looks
		}
		if chain != nil && !chain.gemeten() {
			x, err := verklaringbladVan(v, u.Toets)
			if err != nil {
				return nil, err
			}
			b.Verklaringen = append(b.Verklaringen, x)
			continue
		}
		t := toetsbladVan(u, chain, m.Claim)
		t.Adres = m.Adres()
		if u.Rol == "verplicht" {
			b.Verplicht = append(b.Verplicht, t)
		} else {
			b.Ondersteunend = append(b.Ondersteunend, t)
		}
	}
	b.Zeg = m.zegStand(b.Verplicht)
	for _, k := range m.Merken {
		if mark := merkVan(k.Soort); mark != "" && k.Zin != "" {
			b.Opmerkingen = append(b.Opmerkingen, opmerking{mark, zin(k.Zin) + zinReden(k)})
		}
	}
	b.Bewijs = proof.blad()
	if err := b.eromheen(v); err != nil {
		return nil, err
	}
	lead := v.Persoon.Is(opmaak.Programmamanager)
	b.MagClaimen = lead && m.Claim == nil && slices.Contains([]string{"actief", "teruggevallen"}, m.Toestand)
	b.MagIntrekken = lead && m.Toestand == "geclaimd"
	if change := m.Adres() + "/wijzigen"; lead && v.Bestaat(change) {
		b.Doe = append(b.Doe, opmaak.Link{Naam: "Mijlpaal wijzigen", Adres: change})
	}
	if ask := "/kaart/zorgen/nieuw"; v.Bestaat(ask) {
		b.Doe = append(b.Doe, opmaak.Link{Naam: "Zorg inbrengen", Adres: ask + "?over=" + url.QueryEscape("mijlpalen/"+m.UUID)})
	}
	if mag(v, "uitspraak.maken") {
		b.Doe = append(b.Doe, opmaak.Link{Naam: "Uitspraak doen", Adres: "/kaart/uitspraken/nieuw?over=" + url.QueryEscape("mijlpalen/"+m.UUID)})
	}
	return b, nil
}

func zinReden(k mijlpaalmerk) string {
	if k.Reden == "" || strings.Contains(k.Zin, k.Reden) {
		return ""
	}
	text := " Reden: " + zin(k.Reden)
	if k.Door != "" {
		text += " Door " + k.Door + "."
	}
	return text
}

func merkVan(soort string) string {
	return map[string]string{
		"latVerlegd": "lat-verlegd", "toetsWeg": "lat-verlegd", "metVrijstelling": "vrijstelling", "ookVerklaard": "verklaard", "goldBijStart": "is", "ketenGebroken": "fout",
	}[soort]
}

// eromheen reads the concerns about the milestone and the steps that bear on it.
func (b *mijlpaalblad) eromheen(v *opmaak.Verzoek) error {
	zorgen, err := lijst[struct {
		UUID, Tekst, Toestand, Antwoord string
		Door, Beantwoord                *daad
	}](v, "/zorgen", url.Values{"over": {b.URL}})
	if err != nil {
		return err
	}
	for _, z := range zorgen {
		r := zorgregel{Tekst: z.Tekst, Adres: paginaVan(v, "zorgen/"+z.UUID)}
		if z.Door != nil {
			r.Wie = z.Door.Naam + ", " + opmaak.Dag(z.Door.Op)
		}
		if z.Antwoord != "" && z.Beantwoord != nil {
			r.Antwoord = fmt.Sprintf("Antwoord van %s, %s: %s", z.Beantwoord.Naam, opmaak.Dag(z.Beantwoord.Op), z.Antwoord)
		}
		b.Zorgen = append(b.Zorgen, r)
	}
	if b.Uitspraken, err = lijst[*uitspraak](v, "/uitspraken", url.Values{"over": {b.URL}, "ordering": {"-op"}}); err != nil {
		return err
	}
	stappen, err := lijst[struct {
		UUID, Titel, Toestand string
		DraagtBijAan          []struct{ Doel, Sterkte string }
	}](v, "/stappen", url.Values{"draagtBijAan": {b.URL}})
	if err != nil {
		return err
	}
	for _, s := range stappen {
		r := stapregel{s.Titel, paginaVan(v, "stappen/"+s.UUID), "draagt hieraan bij"}
		for _, d := range s.DraagtBijAan {
			if nr(d.Doel) == b.UUID && d.Sterkte != "" && d.Sterkte != "geen" {
				r.Hoe = map[string]string{"sterk": "draagt hier sterk aan bij", "zwak": "draagt hier een beetje aan bij"}[d.Sterkte]
			}
		}
		if s.Toestand == "gestopt" {
			r.Hoe = "is gestopt"
		}
		b.Stappen = append(b.Stappen, r)
	}
	return nil
}

// verwacht is the window in words.
func verwacht(m *mijlpaal) string {
	if m.Venster == nil {
		return ""
	}
	from, to := kwartaal(m.Venster.Van), kwartaal(m.Venster.Tot)
	if from == to {
		return "Verwacht in het " + from + "."
	}
	return "Verwacht tussen het " + from + " en het " + to + "."
}

// kwartaal is 2027-Q1 in words.
func kwartaal(k string) string {
	year, q, _ := strings.Cut(k, "-Q")
	name := map[string]string{"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde"}[q]
	if name == "" {
		return k
	}
	return name + " kwartaal van " + year
}

// zegStand is the stand of this milestone in a sentence.
func (m *mijlpaal) zegStand(required []toetsblad) string {
	since := opmaak.Datum(m.Sinds)
	switch m.Stand {
	case "gehaald":
		return "De zaken zelf laten het zien, sinds " + since + "."
	case "wankelt":
		return "Nog gehaald, maar de laatste meting ligt onder de lat. Zakt de volgende ook, dan valt de mijlpaal terug."
	case "nietVers":
		return "De laatste meting is van " + opmaak.Datum(m.gemeten()) + ". Tot er weer is gemeten, telt de mijlpaal niet mee."
	case "teruggevallen":
		return "Was gehaald. Sinds " + since + " is de lat twee keer achter elkaar niet gehaald."
	case "geclaimd":
		who := "Iemand"
		if m.Claim != nil {
			who = m.Claim.Door
		}
		text := who + " zegt dat het gelukt is. De zaken laten het nog niet zien."
		if m.Claim != nil && m.Claim.Kwartalen > 0 {
			text += " Dat staat er al " + opmaak.Aantal(m.Claim.Kwartalen, "kwartaal", "kwartalen") + "."
		}
		return text
	case "nietGehaald":
		return "Er is gemeten, en de lat is nog niet bereikt."
	case "opWeg":
		for _, t := range required {
			if t.Gehouden != "" {
				return "De lat is gehaald in " + t.Gehouden + "."
			}
		}
		return "De lat is gehaald, maar nog niet zo lang als gevraagd."
	case "onbeslist":
		if l := m.LaatsteMeting; l != nil && l.Reden != "" {
			return zin(l.Reden)
		}
		return "Er zijn te weinig zaken, of het cijfer ligt te dicht bij de lat."
	case "nogNietGemeten":
		for _, t := range required {
			if t.Stilstand != "" {
				return zin(t.Stilstand)
			}
		}
		if slices.ContainsFunc(m.Merken, func(k mijlpaalmerk) bool { return k.Soort == "latVerlegd" }) {
			return "De lat is verlegd. De eerste meting tegen de nieuwe lat komt meestal binnen een dag."
		}
		return "De eerste meting komt bij de volgende ronde, meestal binnen een dag."
	case "concept":
		return "Hier wordt nog aan geschreven. Metingen tellen pas als de mijlpaal aan het werk is gezet."
	case "vervallen":
		return zin(m.VervallenReden)
	}
	return ""
}

// uitkomstwoorden are the outcomes of a meting (§10.2), each with its mark.
var uitkomstwoorden = map[string]struct{ merk, naam string }{
	"geslaagd": {"gehaald", "gehaald"}, "gezakt": {"niet-gehaald", "niet gehaald"}, "onbeslist": {"onbeslist", "onbeslist"},
	"fout": {"let-op", "meten lukte niet"}, "verouderd": {"niet-vers", "niet meer vers"},
}

func uitkomstMet(u string) (merk, naam string) {
	if w, ok := uitkomstwoorden[u]; ok {
		return w.merk, w.naam
	}
	return "nog-niet", "nog niet gemeten"
}

func toetsbladVan(u toetsstand, chain *toetsbewijs, c *claim) toetsblad {
	t := toetsblad{UUID: nr(u.Toets), Zin: u.Zin, Stilstand: u.Stilstand, Vrijgesteld: u.Vrijgesteld, Vraag: u.Zin}
	t.Merk, t.Uitkomst = uitkomstMet(u.Uitkomst)
	if u.Duur > 1 && u.Uitkomst != "" {
		t.Gehouden = fmt.Sprintf("%d van de %d vensters die achter elkaar nodig zijn", min(u.Gehouden, u.Duur), u.Duur)
	}
	m := u.LaatsteMeting
	if m == nil {
		return t
	}
	full := m
	if chain != nil {
		if last := chain.laatste(m.URL); last != nil {
			full = last
		}
		t.Grafiek, t.Onder = chain.grafiek(c)
		t.Kop = grafiekkop(t.Grafiek)
	}
	t.Cijfer, t.Telling, t.Venster, t.GemetenOp = full.cijfer(), zin(full.Zin), zin(full.venster().tekst()), full.GemetenOp
	t.Nodig = full.nodig()
	if full.Nulmeting {
		t.Gehouden = ""
		t.Stilstand = strings.TrimSpace("Dit is de nulmeting: zo was het bij de start. Vanaf het volgende venster telt het mee. " + t.Stilstand)
	}
	t.Hoe = full.hoe(u.Zin)
	return t
}

// nodig is what the bar still asks of a share that is below it: so many cases more.
func (m *meting) nodig() string {
	d := m.Definitie.Drempel
	if d == nil || m.Waarde == nil || m.Uitkomst != "gezakt" || m.N == 0 {
		return ""
	}
	if m.Eenheid == "aandeel" && strings.HasPrefix(d.Op, ">") {
		if more := int(math.Ceil(d.Waarde*float64(m.N)-1e-9)) - m.Teller; more > 0 {
			return fmt.Sprintf("Voor de lat zijn nog %s nodig.", opmaak.Aantal(more, "zaak", "zaken"))
		}
	}
	e := eenheidMet(m.Eenheid)
	return "De lat is " + e.lat(&d.Waarde) + "."
}

// grafiekkop is what a chart says, in figures and no judgement: two loose points prove nothing (§9).
func grafiekkop(g opmaak.Grafiek) string {
	var first, last *opmaak.Meetpunt
	for i := range g.Punten {
		if p := &g.Punten[i]; p.Waarde != nil {
			if first == nil {
				first = p
			}
			last = p
		}
	}
	bar := ""
	if n := len(g.Lat); n > 0 {
		e := g
		e.Decimalen = decimalen(g.Lat[n-1].Waarde)
		bar = ", de lat is " + e.Figuur(&g.Lat[n-1].Waarde)
	}
	switch {
	case first == nil:
		return "Nog geen cijfers"
	case first == last:
		return "Eén meting: " + g.Figuur(last.Waarde) + bar
	}
	return "Van " + g.Figuur(first.Waarde) + " naar " + g.Figuur(last.Waarde) + bar
}

// maandpunten are the last metingen of each month, at most fourteen: a chart of every week is unreadable, and windows overlap.
func maandpunten(all []*meting, e eenheid) []opmaak.Meetpunt {
	var points []opmaak.Meetpunt
	for _, m := range all {
		end, err := time.Parse(time.DateOnly, m.venster().Tot)
		if err != nil {
			continue
		}
		p := opmaak.Meetpunt{Op: time.Date(end.Year(), end.Month(), 1, 0, 0, 0, 0, time.UTC), Waarde: e.schaal(m.Waarde), Laag: e.schaal(m.Laag), Hoog: e.schaal(m.Hoog), Telling: m.Zin}
		i, found := slices.BinarySearchFunc(points, p.Op, func(a opmaak.Meetpunt, t time.Time) int { return a.Op.Compare(t) })
		if found {
			points[i] = p
		} else {
			points = slices.Insert(points, i, p)
		}
	}
	return points[max(0, len(points)-14):]
}

// claimblad asks why somebody says that a milestone is reached.
type claimblad struct {
	Titel     string
	Formulier *opmaak.Formulier
}

func claimFormulier(id string) *opmaak.Formulier {
	return &opmaak.Formulier{Knop: "Claim vastleggen", Terug: "/kaart/mijlpalen/" + id, Velden: []*opmaak.Veld{
		{Naam: "reden", Label: "Waar merk je aan dat het zo is?", Uitleg: "Dit komt met je naam bij de mijlpaal te staan.", Soort: opmaak.Tekstvak, Maximaal: 1000},
	}}
}

func vraagClaim(v *opmaak.Verzoek) error { return toonClaim(v, claimFormulier(v.Pad("id"))) }

func toonClaim(v *opmaak.Verzoek, f *opmaak.Formulier) error {
	m, err := haal[mijlpaal](v, "/mijlpalen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	title := "Claim: " + m.Titel
	return v.Toon("claim", opmaak.Kop{Titel: title, Fout: f.HeeftFouten(), Kruimels: []opmaak.Link{{Naam: "Mijlpalen", Adres: "/kaart/mijlpalen"}, {Naam: m.Titel, Adres: m.Adres()}}}, claimblad{title, f})
}

func claimMijlpaal(v *opmaak.Verzoek) error {
	f := claimFormulier(v.Pad("id"))
	if !f.Lees(v) {
		return toonClaim(v, f)
	}
	err := stuur(v, http.MethodPost, "/mijlpalen/"+v.Pad("id")+"/overgangen", veld{"naar": "geclaimd", "reden": f.Waarde("reden")}, nil)
	if err != nil {
		if !f.Weiger(err) {
			return err
		}
		return toonClaim(v, f)
	}
	v.Meld("Je claim staat erbij. De meting verandert er niet van.")
	return v.Naar("/kaart/mijlpalen/" + v.Pad("id"))
}

func trekClaimIn(v *opmaak.Verzoek) error {
	err := stuur(v, http.MethodPost, "/mijlpalen/"+v.Pad("id")+"/overgangen", veld{"naar": "actief"}, nil)
	if err != nil {
		return err
	}
	v.Meld("De claim is ingetrokken.")
	return v.Naar("/kaart/mijlpalen/" + v.Pad("id"))
}
