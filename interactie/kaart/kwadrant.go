package kaart

import (
	"fmt"
	"html/template"

	"meent/interactie/opmaak"
)

// kwadrantPaginas is the picture of energy against chance (§3.3).
func kwadrantPaginas() []opmaak.Pagina {
	return []opmaak.Pagina{{Adres: "GET /kaart/kwadrant", Toon: toonKwadrant}}
}

// kwadranten are the four, the most urgent first.
var kwadranten = []struct{ sleutel, Naam, Uitleg, Leeg string }{
	{"nuDoen", "Nu doen", "Veel energie, veel kans.", "Nog geen stap heeft beide. Zoek energie bij een stap met veel kans."},
	{"energieZoeken", "Energie zoeken", "Veel kans, nog weinig energie.", "Geen stap zit hierop te wachten."},
	{"kleinProberen", "Klein proberen", "Veel energie, nog weinig kans.", "Geen stap staat hier."},
	{"latenRusten", "Laten rusten", "Weinig energie, weinig kans.", "Geen stap staat hier."},
}

// kwadrantblad is the picture, the same as lists, and the figures as a table.
type kwadrantblad struct {
	Titel     string
	Tabs      []tab
	Tekening  template.HTML
	Legenda   legenda
	Lijsten   []kwadrantlijst
	Cijfers   opmaak.Tabel
	Getoond   int
	Alle      int
	Knip      float64
	Getrokken []*regel
}

// legenda says which signs the picture has.
type legenda struct {
	Wacht, Loopt, Ring bool
	Sinds              string // from when the tails are
}

type kwadrantlijst struct {
	Naam, Uitleg, Leeg string
	Regels             []*regel
}

func toonKwadrant(v *opmaak.Verzoek) error {
	o, err := leesVolgorde(v)
	if err != nil {
		return err
	}
	alle, err := lijst[*stap](v, "/stappen", nil)
	if err != nil {
		return err
	}
	b := &kwadrantblad{Tabs: stapTabs("/kaart/kwadrant", len(alle)), Alle: len(alle), Knip: o.Nu.Knip}
	b.Cijfers = opmaak.Tabel{Bijschrift: "Energie en kans van elke stap", Koppen: []string{"Stap", "Energie", "Kans", "Score", "Waar"}}
	var punten []*regel
	for _, k := range kwadranten {
		l := kwadrantlijst{k.Naam, k.Uitleg, k.Leeg, nil}
		for _, r := range o.Nu.Stappen {
			if r.Kwadrant != k.sleutel {
				continue
			}
			l.Regels = append(l.Regels, r)
			punten = append(punten, r)
			score := "–"
			if r.Score != nil {
				score = opmaak.Getal(r.Score.S, 2)
			}
			b.Cijfers.Rijen = append(b.Cijfers.Rijen, []string{r.Titel, opmaak.Getal(r.Energie.E, 2), opmaak.Getal(r.Kans.K, 2), score, k.Naam})
			if r.GetrokkenDoor != "" && k.sleutel != "nuDoen" {
				b.Getrokken = append(b.Getrokken, r)
			}
		}
		b.Lijsten = append(b.Lijsten, l)
	}
	b.Getoond = len(punten)
	switch n := len(b.Lijsten[0].Regels); {
	case b.Getoond == 0:
		b.Titel = "Energie × kans"
	case n == 0:
		b.Titel = "Nog geen stap heeft veel energie én veel kans"
	case n == 1:
		b.Titel = "1 stap om nu te doen"
	default:
		b.Titel = fmt.Sprintf("%d stappen om nu te doen", n)
	}
	if b.Getoond > 0 {
		t := nieuweTekening(o, punten)
		b.Tekening, b.Legenda = t.svg(), t.legenda
	}
	return v.Toon("kwadrant", opmaak.Kop{Titel: b.Titel, Kruimels: []opmaak.Link{stapKruimel}, Actief: "/kaart/stappen"}, b)
}

// Verlies is when the chance of a step is lost for which energy is sought.
func (r *regel) Verlies() string {
	if r.Kwadrant != "energieZoeken" || r.Kans.LVM == "" {
		return ""
	}
	return "De kans gaat verloren na " + opmaak.Datum(r.Kans.LVM) + "."
}

// Wacht says whether it waits for another step.
func (r *regel) Wacht() bool { return len(r.WachtOp) > 0 }
