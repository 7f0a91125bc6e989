package kaart

import (
	"fmt"
	"net/url"
	"slices"

	"meent/interactie/opmaak"
)

// dienstverlening are the charts of the measures: is the service better, for whom, and is it real (transition.md §14, 15)?
var dienstverlening = []opmaak.Pagina{
	{Adres: "GET /kaart/dienstverlening", Toon: toonDienstverlening},
	{Adres: "GET /kaart/dienstverlening/{id}", Toon: toonMaat},
}

// dienstverleningblad is all measures.
type dienstverleningblad struct {
	Kop     string
	Doel    []maatrij // of the aim
	Andere  []maatrij
	MagMeer bool
}

// MetDoel says whether one of the charts has the line of a target.
func (b dienstverleningblad) MetDoel() bool { return metDoellijn(b.Doel) }

// metDoellijn says whether one of the charts has the line of a target.
func metDoellijn(rows []maatrij) bool {
	return slices.ContainsFunc(rows, func(r maatrij) bool { return r.Grafiek.Doel != nil })
}

func toonDienstverlening(v *opmaak.Verzoek) error {
	aim, _, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	all, err := maatrijen(v, v.API(), nil)
	if err != nil {
		return err
	}
	b := dienstverleningblad{Doel: all, MagMeer: v.Persoon.Is(opmaak.Programmamanager) && v.Bestaat("/kaart/begin")}
	if aim != nil {
		if b.Doel, err = maatrijen(v, v.API(), aim); err != nil {
			return err
		}
		for _, r := range all {
			if !slices.ContainsFunc(b.Doel, func(d maatrij) bool { return d.UUID == r.UUID }) {
				b.Andere = append(b.Andere, r)
			}
		}
	}
	b.Kop = oordeelkop(slices.Concat(b.Doel, b.Andere))
	return v.Toon("dienstverlening", opmaak.Kop{Titel: b.Kop}, b)
}

// oordeelkop says of how many questions of residents the answer became better.
func oordeelkop(rows []maatrij) string {
	better, worse, known := 0, 0, 0
	for _, r := range rows {
		switch r.Merk {
		case "plus":
			better, known = better+1, known+1
		case "min":
			worse, known = worse+1, known+1
		case "is":
			known++
		}
	}
	switch {
	case len(rows) == 0:
		return "Nog geen maten"
	case known == 0:
		return "Het is nog te vroeg voor een oordeel"
	case better == 0 && worse == 0:
		return "De dienst is gelijk gebleven"
	case worse == 0:
		return fmt.Sprintf("Bij %d van de %d vragen gaat het beter", better, len(rows))
	case better == 0:
		return fmt.Sprintf("Bij %d van de %d vragen gaat het slechter", worse, len(rows))
	}
	return fmt.Sprintf("Bij %d van de %d vragen gaat het beter, bij %d slechter", better, len(rows), worse)
}

// maatblad is the page of one measure.
type maatblad struct {
	maatrij
	Ritme     string // how often there is a point, as a heading
	Lijnen    string // what the lines of the chart are
	Zaaktype  string // the one that is shown; "": all together
	Typen     []typeregel
	VoorNa    []voorna
	Nulmeting string
	Wijzigen  string // address; "": not for who looks
}

// typeregel is a zaaktype that has a chart of its own.
type typeregel struct {
	Naam, Adres string
	N           int
	Hier        bool
}

// voorna is what a delivered step did to the measure.
type voorna struct {
	Titel, Adres, Op string
	Voor, Na         string
	Merk, Oordeel    string
}

func toonMaat(v *opmaak.Verzoek) error {
	m, err := haal[maat](v, "/maten/"+v.Pad("id"))
	if err != nil {
		return err
	}
	kind := v.Vraag("zaaktype")
	path := "/maten/" + m.UUID + "/reeks"
	if kind != "" {
		path += "?" + url.Values{"zaaktype": {kind}}.Encode()
	}
	r, err := haal[reeks](v, path)
	if err != nil {
		return err
	}
	b := &maatblad{maatrij: m.rij(r), Zaaktype: r.ZaaktypeNaam}
	b.tekenGroot(r)
	b.typen(r, kind)
	b.voorNa(v, r)
	if change := "/kaart/maten/" + m.UUID + "/wijzigen"; v.Persoon.Is(opmaak.Programmamanager) && v.Bestaat(change) {
		b.Wijzigen = change
	}
	title := b.Vraag
	if b.Zaaktype != "" {
		title += " " + b.Zaaktype
	}
	return v.Toon("maat", opmaak.Kop{Titel: title, Kruimels: []opmaak.Link{{Naam: "Dienstverlening", Adres: "/kaart/dienstverlening"}}}, b)
}

// tekenGroot makes the chart a large one, with all its points, its middle line and the line for an equal mix.
func (b *maatblad) tekenGroot(r *reeks) {
	e := b.eenheid
	g := &b.Grafiek
	g.Groot = true
	g.Punten = r.meetpunten(e, len(r.Punten)) // today's count stands beside it
	g.Midden = e.schaal(r.Midden)
	if slices.ContainsFunc(g.Punten, func(p opmaak.Meetpunt) bool { return p.Naast != nil }) && r.Zaaktype == "" {
		g.Naast = "bij gelijke mix"
	}
	b.Ritme, b.Lijnen = "Maand voor maand", "Elk punt is een maand."
	if r.perWeek() {
		b.Ritme, b.Lijnen = "Week voor week", "Elk punt is een week, geteld op zondag."
	}
	if g.Doel != nil {
		b.Lijnen += " De streeplijn is het doel."
	}
	if g.Band != nil {
		b.Lijnen += " De grijze band is wat bij de start gewoon was, met het midden als lijn."
	}
	if g.Naast != "" {
		b.Lijnen += " De puntjeslijn is het cijfer als er evenveel zaken van elke soort waren als bij de start."
	}
	if len(g.Stappen) > 0 {
		b.Lijnen += " ▲ Een stap is opgeleverd."
	}
	if r.Nulmeting != nil && r.Nulmeting.N > 0 && r.Nulmeting.Venster.Van != "" {
		b.Nulmeting = "De start is " + r.Nulmeting.Venster.tekst()
		if e.Sleutel != "zaken" {
			b.Nulmeting += ": " + opmaak.Aantal(r.Nulmeting.N, "zaak", "zaken")
		}
		b.Nulmeting += "."
	}
}

func (b *maatblad) typen(r *reeks, kind string) {
	if len(r.Zaaktypen) < 2 && kind == "" {
		return
	}
	base := "/kaart/dienstverlening/" + b.UUID
	b.Typen = append(b.Typen, typeregel{Naam: "Alle soorten samen", Adres: base, Hier: kind == ""})
	for _, t := range r.Zaaktypen {
		b.Typen = append(b.Typen, typeregel{t.Naam, base + "?" + url.Values{"zaaktype": {t.Identificatie}}.Encode(), t.N, t.Identificatie == kind})
	}
}

func (b *maatblad) voorNa(v *opmaak.Verzoek, r *reeks) {
	for _, s := range r.Stappen {
		o := oordeelMet(s.Oordeel)
		x := voorna{Titel: s.Titel, Adres: paginaVan(v, "stappen/"+nr(s.Stap)), Op: s.Op, Merk: o.Merk, Oordeel: o.Naam, Voor: b.eenheid.tekst(s.Voor), Na: b.eenheid.tekst(s.Na)}
		if o.Merk == "te-weinig" {
			x.Oordeel = fmt.Sprintf("Te weinig gegevens: %s ervoor, %s erna", r.punten(s.NVoor), r.punten(s.NNa))
		}
		b.VoorNa = append(b.VoorNa, x)
	}
}
