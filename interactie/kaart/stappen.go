package kaart

import (
	"fmt"
	"net/url"
	"slices"

	"meent/interactie/opmaak"
)

// stappenDeur is all that is behind the door Stappen.
func stappenDeur() []opmaak.Pagina {
	return slices.Concat(
		[]opmaak.Pagina{{Adres: "GET /kaart/stappen", Toon: toonStappen}}, voorstelPaginas(), kansPaginas(), kwadrantPaginas(), lijstPaginas(), stapPaginas(), aanbodPaginas(),
		zorgPaginas(), kadervraagPaginas(), uitspraakPaginas(), uitvoer, terug,
	)
}

// stapTabs are the four views of the steps. Alle is how many there are.
func stapTabs(hier string, alle int) []tab {
	naam := "Alle stappen"
	if alle > 1 {
		naam = fmt.Sprintf("Alle %d stappen", alle)
	}
	tabs := []tab{
		{"Volgorde", "/kaart/stappen", false}, {"Energie × kans", "/kaart/kwadrant", false},
		{"Deuren die dichtgaan", "/kaart/kansen", false}, {naam, "/kaart/stappen/alle", false},
	}
	for i := range tabs {
		tabs[i].Hier = tabs[i].Adres == hier
	}
	return tabs
}

// tab is a link to a page beside this one.
type tab struct {
	Naam, Adres string
	Hier        bool
}

// stappenblad is the order as people read it.
type stappenblad struct {
	Tabs           []tab
	Orde           *uitslag // the order that holds, or the one of today as long as none was published
	Gepubliceerd   *publicatie
	Golven         []golf
	Deuren         []vraagregel
	Energie        []vraagregel
	Niets          []vraagregel
	NietsMeer      int
	Proberen       []proef
	Lopend         []*regel
	Ideeen         int
	Zorgen, Vragen int // that wait for an answer
	Wijzigingen    int
	MagVoorstellen bool
	MagVolgorde    bool
	Leeg           bool
	Gezegd         bool
}

// golf is a wave: roughly when (§4.2).
type golf struct {
	Naam, Wanneer string
	Regels        []*regel
}

// vraagregel is a step without a place, with the one question whose answer helps it most.
type vraagregel struct {
	*regel
	Vraag, Antwoord string // Antwoord is where it is answered; "" for who may not
}

// proef is a small trial, and whether somebody said "doe maar".
type proef struct {
	*regel
	DoeMaar *daad
	Mag     bool
}

// hoogstensNiets is how many steps of which nothing is known stand on the page; the others stand in the list.
const hoogstensNiets = 5

func toonStappen(v *opmaak.Verzoek) error {
	o, err := leesVolgorde(v)
	if err != nil {
		return err
	}
	alle, err := lijst[*stap](v, "/stappen", nil)
	if err != nil {
		return err
	}
	b := &stappenblad{
		Tabs: stapTabs("/kaart/stappen", len(alle)), Orde: o.Nu, Gepubliceerd: o.Gepubliceerd, Leeg: len(alle) == 0, Gezegd: true,
		Wijzigingen: len(o.Wijzigingen), MagVoorstellen: mag(v, "stap.voorstellen"), MagVolgorde: mag(v, "volgorde.schrijven"),
	}
	if o.Gepubliceerd != nil {
		b.Orde = &o.Gepubliceerd.uitslag
		b.nuErbij(alle)
	}
	b.Golven = []golf{
		{"Nu", "dit kwartaal", b.Orde.golf("nu")}, {"Straks", "de twee kwartalen daarna", b.Orde.golf("straks")}, {"Later", "als er ruimte komt", b.Orde.golf("later")},
	}
	for _, g := range b.Golven {
		for _, r := range g.Regels {
			b.Gezegd = b.Gezegd && r.Gezegd()
		}
	}
	b.groepen(v, o.Nu, alle)
	if err := b.wachten(v); err != nil {
		return err
	}
	return v.Toon("stappen", opmaak.Kop{Titel: "Stappen"}, b)
}

// wachten counts what waits for an answer.
func (b *stappenblad) wachten(v *opmaak.Verzoek) error {
	zorgen, err := lijst[struct{}](v, "/zorgen", url.Values{"toestand": {"open"}})
	if err != nil {
		return err
	}
	vragen, err := lijst[struct{}](v, "/kadervragen", url.Values{"toestand": {"open"}})
	b.Zorgen, b.Vragen = len(zorgen), len(vragen)
	return err
}

// nuErbij notes at the steps of an order that was published what happened with them since.
func (b *stappenblad) nuErbij(alle []*stap) {
	for _, r := range b.Orde.Stappen {
		for _, s := range alle {
			if s.UUID == r.UUID && s.Toestand != r.Toestand {
				r.Intussen = s.Staat()
			}
		}
	}
}

// groepen are the steps without a place, as they are today.
func (b *stappenblad) groepen(v *opmaak.Verzoek, nu *uitslag, alle []*stap) {
	b.Deuren = vraagregels(v, nu.groep("deurGaatDicht"))
	b.Energie = vraagregels(v, nu.groep("erIsEnergie"))
	b.Niets = vraagregels(v, nu.groep("nogNietsBekend"))
	if n := len(b.Niets) - hoogstensNiets; n > 0 {
		b.Niets, b.NietsMeer = b.Niets[:hoogstensNiets], len(b.Niets)
	}
	b.Lopend = nu.groep("loopt")
	bij := map[string]*stap{}
	for _, s := range alle {
		bij[s.UUID] = s
		if s.Toestand == "idee" {
			b.Ideeen++
		}
	}
	for _, r := range nu.groep("gewoonProberen") {
		p := proef{regel: r}
		if s := bij[r.UUID]; s != nil {
			p.DoeMaar = s.DoeMaar
		}
		p.Mag = p.DoeMaar == nil && v.Persoon.Is(opmaak.Teamleider)
		b.Proberen = append(b.Proberen, p)
	}
}

func vraagregels(v *opmaak.Verzoek, list []*regel) []vraagregel {
	var all []vraagregel
	for _, r := range list {
		q := vraagregel{regel: r}
		if r.Vraag != nil {
			q.Vraag, q.Antwoord = r.Vraag.Tekst, vraagAdres(v, r.Vraag.Code, r.UUID)
		}
		all = append(all, q)
	}
	return all
}
