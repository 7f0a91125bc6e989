package kaart

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"meent/interactie/opmaak"
)

// lijstPaginas is the list of all steps.
func lijstPaginas() []opmaak.Pagina {
	return []opmaak.Pagina{{Adres: "GET /kaart/stappen/alle", Toon: toonAlleStappen}}
}

// groepen are what is known of a step (§4.2), as the list filters by.
var groepen = []opmaak.Optie{
	{Waarde: "gescoord", Naam: "Heeft een plek"}, {Waarde: "deurGaatDicht", Naam: "Deur gaat dicht"}, {Waarde: "erIsEnergie", Naam: "Er is energie"},
	{Waarde: "nogNietsBekend", Naam: "Nog niets bekend"}, {Waarde: "gewoonProberen", Naam: "Gewoon proberen"}, {Waarde: "loopt", Naam: "Loopt al"},
}

// stapSorteringen are the ways to sort the list, by the name that stands in the address.
var stapSorteringen = []opmaak.Optie{
	{Waarde: "volgorde", Naam: "Plek"}, {Waarde: "titel", Naam: "Titel"}, {Waarde: "toestand", Naam: "Hoe ver"}, {Waarde: "team", Naam: "Team"}, {Waarde: "nieuw", Naam: "Laatst gewijzigd"},
}

// lijstblad is the list with its filters. All of them stand in the address.
type lijstblad struct {
	Titel     string
	Tabs      []tab
	Filters   []*opmaak.Veld
	Gefilterd bool
	Rijen     []lijstregel
	Totaal    int
	Bladen    opmaak.Bladen
}

// lijstregel is one step in the list.
type lijstregel struct {
	*stap
	Plek              string
	TeamNaam, Energie string
	Groep             string
	volgorde          int
}

// perBlad is how many steps a page of the list has (ui.md §3).
const perBlad = 25

func toonAlleStappen(v *opmaak.Verzoek) error {
	alle, err := lijst[*stap](v, "/stappen", nil)
	if err != nil {
		return err
	}
	teams, err := leesTeams(v)
	if err != nil {
		return err
	}
	o, err := leesVolgorde(v)
	if err != nil {
		return err
	}
	b := &lijstblad{Tabs: stapTabs("/kaart/stappen/alle", len(alle)), Totaal: len(alle)}
	b.Filters = []*opmaak.Veld{
		{Naam: "zoek", Label: "Zoek in titels", Mag: true},
		{Naam: "toestand", Label: "Hoe ver", Soort: opmaak.Selectie, Mag: true, Opties: stapStaten},
		{Naam: "groep", Label: "Wat is bekend", Soort: opmaak.Selectie, Mag: true, Opties: groepen},
		{Naam: "team", Label: "Team", Soort: opmaak.Selectie, Mag: true, Opties: append(teamOpties(teams), opmaak.Optie{Waarde: "geen", Naam: "Nog geen team"})},
		{Naam: "van", Label: "Van wie", Soort: opmaak.Selectie, Mag: true, Opties: []opmaak.Optie{{Waarde: "mij", Naam: "Door mij voorgesteld"}}},
		{Naam: "sorteer", Label: "Sorteer op", Soort: opmaak.Selectie, Mag: true, Opties: stapSorteringen},
	}
	vraag := url.Values{}
	for _, f := range b.Filters {
		if w := v.Vraag(f.Naam); w != "" {
			f.Waarden = []string{w}
			vraag.Set(f.Naam, w)
			b.Gefilterd = b.Gefilterd || f.Naam != "sorteer"
		}
	}
	for _, s := range alle {
		r := regelVan(s, teams, o.Nu)
		if r.past(v, vraag) {
			b.Rijen = append(b.Rijen, r)
		}
	}
	sorteer(b.Rijen, vraag.Get("sorteer"))
	adres := "/kaart/stappen/alle"
	if len(vraag) > 0 {
		adres += "?" + vraag.Encode()
	}
	pagina, _ := strconv.Atoi(v.Vraag("pagina")) // what is no number is the first page
	b.Bladen = opmaak.Bladen{Pagina: max(1, pagina), Totaal: len(b.Rijen), PerPagina: perBlad, Adres: adres}
	b.Bladen.Pagina = min(b.Bladen.Pagina, b.Bladen.Laatste())
	van := (b.Bladen.Pagina - 1) * perBlad
	b.Rijen = b.Rijen[van:min(len(b.Rijen), van+perBlad)]
	switch wat := opmaak.Aantal(b.Totaal, "stap", "stappen"); {
	case b.Gefilterd:
		b.Titel = opmaak.Getal(b.Bladen.Totaal) + " van de " + wat
	case b.Totaal > 1:
		b.Titel = "Alle " + wat
	default:
		b.Titel = "Alle stappen"
	}
	return v.Toon("alle-stappen", opmaak.Kop{Titel: b.Titel, Kruimels: []opmaak.Link{stapKruimel}}, b)
}

func regelVan(s *stap, teams []*team, nu *uitslag) lijstregel {
	r := lijstregel{stap: s, TeamNaam: "Nog geen team", volgorde: 1 << 20}
	if i := slices.IndexFunc(teams, func(t *team) bool { return t.URL == s.EigenaarTeam }); i >= 0 {
		r.TeamNaam = teams[i].Naam
	}
	row := nu.regel(s.UUID)
	if row == nil {
		return r
	}
	r.Energie, r.Groep = row.EnergieZin(), row.Groep
	if row.Plek > 0 {
		r.volgorde = row.Plek
		if row.Rang != nil {
			r.Plek = strconv.Itoa(row.Plek)
		}
	} else {
		r.volgorde = 1<<10 + slices.IndexFunc(groepen, func(o opmaak.Optie) bool { return o.Waarde == row.Groep })
	}
	return r
}

// GroepNaam is what is known of the step, in words.
func (r lijstregel) GroepNaam() string {
	if r.Groep == "" {
		return ""
	}
	return naamVan(groepen, r.Groep)
}

func (r lijstregel) past(v *opmaak.Verzoek, vraag url.Values) bool {
	if z := vraag.Get("zoek"); z != "" && !strings.Contains(strings.ToLower(r.Titel), strings.ToLower(z)) {
		return false
	}
	if t := vraag.Get("toestand"); t != "" && t != r.Toestand {
		return false
	}
	if g := vraag.Get("groep"); g != "" && g != r.Groep {
		return false
	}
	switch t := vraag.Get("team"); t {
	case "", nr(r.EigenaarTeam):
	case "geen":
		if r.EigenaarTeam != "" {
			return false
		}
	default:
		return false
	}
	return vraag.Get("van") != "mij" || eigen(v, r.Voorgesteld)
}

func sorteer(rijen []lijstregel, op string) {
	titel := func(a, b lijstregel) int { return strings.Compare(strings.ToLower(a.Titel), strings.ToLower(b.Titel)) }
	staat := func(r lijstregel) int {
		return slices.IndexFunc(stapStaten, func(o opmaak.Optie) bool { return o.Waarde == r.Toestand })
	}
	slices.SortStableFunc(rijen, func(a, b lijstregel) int {
		c := 0
		switch op {
		case "titel":
		case "toestand":
			c = staat(a) - staat(b)
		case "team":
			c = strings.Compare(a.TeamNaam, b.TeamNaam)
		case "nieuw":
			c = strings.Compare(b.GewijzigdOp, a.GewijzigdOp)
		default:
			c = a.volgorde - b.volgorde
		}
		if c != 0 {
			return c
		}
		return titel(a, b)
	})
}
