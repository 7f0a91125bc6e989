package kaart

import (
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// mijlpaal is a milestone, as the API tells it.
type mijlpaal struct {
	herkomst
	URL, UUID        string
	Titel, Betekenis string
	Spoor            string
	Zichtbaarheid    string
	Venster          *struct{ Van, Tot string }
	Toestand, Stand  string
	Sinds            string
	TeltMee          bool
	Claim            *claim
	LaatsteMeting    *meting
	Toets            string
	Toetsen          []mijlpaaltoets
	Uitslagen        []toetsstand
	Merken           []mijlpaalmerk
	Maten            []string
	Samenstelling    string
	Nodig            *int
	Versie           int
	ActiefOp         string
	VervallenReden   string
}

// mijlpaaltoets is a toets of a milestone.
type mijlpaaltoets struct {
	Toets string `json:"toets"`
	Rol   string `json:"rol"`
}

// claim is what somebody says (R2).
type claim struct {
	Door, Op, Toelichting string
	Kwartalen             int
}

// toetsstand is how a toets of a milestone stands.
type toetsstand struct {
	Toets, Zin, Rol string
	Uitkomst        string
	Gehouden, Duur  int
	Vrijgesteld     bool
	LaatsteMeting   *meting
	Stilstand       string
}

// mijlpaalmerk is something that is seen beside the stand.
type mijlpaalmerk struct {
	Soort, Op, Van, Naar, Reden, Door, Toets, Zin string
}

// Adres is the page of the milestone.
func (m *mijlpaal) Adres() string { return "/kaart/mijlpalen/" + m.UUID }

// loopt says whether the milestone counts among those of the plan: it was put to work, and not dropped.
func (m *mijlpaal) loopt() bool {
	return m.Stand != "concept" && m.Stand != "vervallen" && m.Stand != ""
}

// cijfer is the last figure: "92,3 %".
func (m *mijlpaal) cijfer() string {
	if m.LaatsteMeting == nil {
		return ""
	}
	return m.LaatsteMeting.cijfer()
}

// telling is what the figure rests on: "131 van 142 zaken", and what must be said beside it.
func (m *mijlpaal) telling() string {
	var parts []string
	if l := m.LaatsteMeting; l != nil {
		parts = append(parts, strings.TrimRight(l.Zin, "."))
		if l.Reden != "" && m.Stand == "onbeslist" {
			parts[0] = strings.TrimRight(l.Reden, ".")
		}
	}
	if m.Stand == "geclaimd" && m.Claim != nil && m.Claim.Kwartalen > 0 {
		parts = append(parts, "al "+opmaak.Aantal(m.Claim.Kwartalen, "kwartaal", "kwartalen")+" geclaimd")
	}
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ", ")
}

// gemeten is the day on which it was measured last.
func (m *mijlpaal) gemeten() string {
	if m.LaatsteMeting == nil {
		return ""
	}
	return m.LaatsteMeting.GemetenOp
}

// bijmerk is a mark beside the title.
type bijmerk struct{ Merk, Naam string }

// bijmerken are the marks that stand beside the stand: what was moved, exempted or attested.
func (m *mijlpaal) bijmerken() []bijmerk {
	var list []bijmerk
	for _, k := range m.Merken {
		mark, known := map[string]bijmerk{
			"latVerlegd": {"lat-verlegd", "lat verlegd"}, "toetsWeg": {"lat-verlegd", "toets eraf"}, "metVrijstelling": {"vrijstelling", "met vrijstelling"},
			"ookVerklaard": {"verklaard", "ook verklaard"}, "goldBijStart": {"is", "gold al bij de start"}, "ketenGebroken": {"fout", "bewijs klopt niet"},
		}[k.Soort]
		if known && !slices.Contains(list, mark) {
			list = append(list, mark)
		}
	}
	return list
}

// mijlpaalregel is a milestone in a list.
type mijlpaalregel struct {
	Adres, Titel string
	Stand        stand
	Merken       []bijmerk
	Waarde       string // "92,3 %"; "": no figure yet
	Telling      string
	Op           string
}

func (m *mijlpaal) regel() mijlpaalregel {
	return mijlpaalregel{m.Adres(), m.Titel, standMet(m.Stand), m.bijmerken(), m.cijfer(), m.telling(), m.gemeten()}
}

// mijlpaalgroep are the milestones with one stand.
type mijlpaalgroep struct {
	stand
	Regels []mijlpaalregel
}

// mijlpalenblad are all milestones, the most urgent first.
type mijlpalenblad struct {
	Kop      string // "4 van de 12 mijlpalen zijn gemeten en gehaald"
	Groepen  []mijlpaalgroep
	Anders   []mijlpaalregel // concepts, and what was dropped
	MagMaken bool
	Koers    bool // some are expected in a quarter: there is a course to see
	Tabs     []tab
	Gehaald  int
	Totaal   int
}

// groepeer lays out milestones by stand.
func groepeer(all []mijlpaal) mijlpalenblad {
	var b mijlpalenblad
	by := map[string][]mijlpaalregel{}
	slices.SortStableFunc(all, func(a, b mijlpaal) int { return strings.Compare(strings.ToLower(a.Titel), strings.ToLower(b.Titel)) })
	for i := range all {
		m := &all[i]
		if !m.loopt() {
			r := m.regel()
			if m.VervallenReden != "" {
				r.Stand.Uitleg = zin(m.VervallenReden)
			}
			b.Anders = append(b.Anders, r)
			continue
		}
		b.Totaal++
		if m.TeltMee {
			b.Gehaald++
		}
		by[m.Stand] = append(by[m.Stand], m.regel())
	}
	for _, s := range standen {
		if len(by[s.Sleutel]) > 0 {
			b.Groepen = append(b.Groepen, mijlpaalgroep{s, by[s.Sleutel]})
			delete(by, s.Sleutel)
		}
	}
	for key, list := range by { // a stand that this program does not know
		b.Groepen = append(b.Groepen, mijlpaalgroep{standMet(key), list})
	}
	b.Kop = b.kop()
	return b
}

func (b *mijlpalenblad) kop() string {
	switch {
	case b.Totaal == 0:
		return "Nog geen mijlpalen"
	case b.Totaal == 1 && b.Gehaald == 1:
		return "De enige mijlpaal is gemeten en gehaald"
	case b.Totaal == 1:
		return "De enige mijlpaal is nog niet gehaald"
	case b.Gehaald == 0:
		return "Nog geen van de " + opmaak.Getal(b.Totaal) + " mijlpalen is gemeten en gehaald"
	case b.Gehaald == 1:
		return "1 van de " + opmaak.Getal(b.Totaal) + " mijlpalen is gemeten en gehaald"
	}
	return opmaak.Getal(b.Gehaald) + " van de " + opmaak.Getal(b.Totaal) + " mijlpalen zijn gemeten en gehaald"
}
