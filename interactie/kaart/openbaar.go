package kaart

import (
	"fmt"
	"net/url"
	"slices"

	"meent/interactie/opmaak"
)

// openbaar are the pages for residents: what the municipality promises and whether it is so, without logging in (transition.md
// §14, 19). They read with the public client alone, whoever looks: what is not public is not there.
func (k *Kaart) openbaar() []opmaak.Pagina {
	return []opmaak.Pagina{
		{Adres: "GET /openbaar", Open: true, Toon: k.toonOpenbaar},
		{Adres: "GET /openbaar/beloften/{id}", Open: true, Toon: k.toonBelofte},
		{Adres: "POST /openbaar/beloften/{id}/meten", Open: true, Toon: k.meetBelofte},
	}
}

// minstOpenbaar is how many cases a figure is about at least, for residents to see it (transition.md §9).
const minstOpenbaar = 10

// openbaarblad is the page for residents.
type openbaarblad struct {
	Kop, Inleiding string
	Maten          []openbaremaat
	Beloften       []belofte // reached, or no longer
	Andere         []belofte
	Zin            string // how many are reached
	Dekking        string
	Leeg           bool
}

// openbaremaat is a measure in the words of residents.
type openbaremaat struct {
	maatrij
	Zin  string // "In oktober 2026 waren 88 van de 100 aanvragen op tijd klaar"
	Meer string
}

// belofte is a milestone in the words of residents.
type belofte struct {
	Adres, Titel   string
	Merk, Stand    string
	Cijfer, Over   string
	Op             string
	Niet           string // why there is no figure
	telt, gevallen bool
}

func (k *Kaart) toonOpenbaar(v *opmaak.Verzoek) error {
	b := openbaarblad{Kop: "Houden wij ons aan onze beloften?", Inleiding: "Op deze pagina ziet u wat uw gemeente belooft, en of het zo is."}
	aim, _, err := hetDoel(v, k.Openbaar)
	if err != nil {
		return err
	}
	if aim != nil {
		b.Kop = aim.Zin
		b.Inleiding = "Dat beloven wij u. Op deze pagina ziet u of het zo is."
		if aim.VoorInwoners != "" {
			b.Inleiding = zin(aim.VoorInwoners) + " Op deze pagina ziet u of het zo is."
		}
	}
	if b.Maten, err = k.openbareMaten(v, aim); err != nil {
		return err
	}
	all, err := lijstVan[mijlpaal](v, k.Openbaar, "/mijlpalen", nil)
	if err != nil {
		return err
	}
	b.verdeel(all)
	b.Leeg = aim == nil && len(b.Maten) == 0 && len(b.Beloften) == 0 && len(b.Andere) == 0
	return v.Toon("openbaar", opmaak.Kop{Titel: b.Kop, ZonderDoel: true}, b)
}

// openbareMaten are the public measures that have a figure about enough cases.
func (k *Kaart) openbareMaten(v *opmaak.Verzoek, aim *einddoel) ([]openbaremaat, error) {
	rows, err := maatrijen(v, k.Openbaar, aim)
	if err != nil {
		return nil, err
	}
	var list []openbaremaat
	for _, r := range rows {
		if m, ok := openbareMaat(r); ok {
			list = append(list, m)
		}
	}
	return list, nil
}

// openbareMaat says a measure in the words of residents; not when there is no figure, or one about too few cases.
func openbareMaat(r maatrij) (openbaremaat, bool) {
	m := openbaremaat{maatrij: r}
	if r.waarde == nil || r.n < minstOpenbaar {
		return m, false
	}
	m.Stappen = nil // steps are not for residents
	m.Grafiek.Stappen = nil
	figure := func(v *float64) string { return r.eenheid.lat(v) }
	switch r.eenheid.Sleutel {
	case "aandeel":
		m.Zin = fmt.Sprintf("In %s waren %s aanvragen op tijd klaar", r.maand, vanDe(*r.waarde))
		figure = func(v *float64) string { return vanDe(*v) }
	case "dagen":
		m.Zin = r.deel + " klaar in " + r.Cijfer
	default:
		m.Zin = fmt.Sprintf("%s wachten te lang, %s", opmaak.Aantal(r.waarde, "aanvraag", "aanvragen"), r.Onder)
	}
	if r.nulmeting != nil {
		m.Meer = "Bij de start was dat " + figure(r.nulmeting) + "."
	}
	if r.doel != nil {
		goal := " Wij willen naar "
		if r.eenheid.Sleutel == "zaken" {
			goal = " Wij willen hoogstens "
		}
		m.Meer += goal + figure(r.doel)
		if r.doelmaand != "" {
			m.Meer += " in " + r.doelmaand
		}
		m.Meer += ". De stippellijn is dat doel."
	}
	return m, true
}

// verdeel lays out the promises: first what is reached and what is no longer, then the others.
func (b *openbaarblad) verdeel(all []mijlpaal) {
	reached, total := 0, 0
	for i := range all {
		m := &all[i]
		if !m.loopt() {
			continue
		}
		p := m.belofte()
		total++
		if p.telt {
			reached++
		}
		if p.telt || p.gevallen {
			b.Beloften = append(b.Beloften, p)
		} else {
			b.Andere = append(b.Andere, p)
		}
		if m.LaatsteMeting != nil && b.Dekking == "" {
			b.Dekking = dekkingInwoner(m.LaatsteMeting.Dekking)
		}
	}
	slices.SortStableFunc(b.Beloften, func(x, y belofte) int { return b2i(x.gevallen) - b2i(y.gevallen) })
	switch {
	case total == 0:
	case total == 1 && reached == 1:
		b.Zin = "Onze ene belofte is gemeten en gelukt."
	case reached == 0:
		b.Zin = fmt.Sprintf("Van onze %s is er nog geen gemeten en gelukt.", opmaak.Aantal(total, "belofte", "beloften"))
	default:
		b.Zin = fmt.Sprintf("Van onze %s %s gemeten en gelukt.", opmaak.Aantal(total, "belofte", "beloften"), map[bool]string{true: "is er 1", false: fmt.Sprintf("zijn er %d", reached)}[reached == 1])
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// dekkingInwoner says of how many kinds of cases is measured.
func dekkingInwoner(d dekking) string {
	if d.Totaal == 0 || d.Gezien >= d.Totaal {
		return ""
	}
	return fmt.Sprintf("Wij meten %d van de %d soorten aanvragen. De andere kunnen wij nog niet meten.", d.Gezien, d.Totaal)
}

// belofte is the milestone as residents read of it.
func (m *mijlpaal) belofte() belofte {
	s := standMet(m.Stand)
	p := belofte{Adres: "/openbaar/beloften/" + m.UUID, Titel: m.Titel, Merk: s.Merk, Stand: s.Inwoner, telt: m.TeltMee, gevallen: m.Stand == "teruggevallen"}
	l := m.LaatsteMeting
	switch {
	case l == nil:
		p.Niet = "Hier is nog niet gemeten."
	case l.Waarde == nil || l.N < minstOpenbaar:
		p.Niet = "Er zijn nog te weinig aanvragen voor een cijfer."
	default:
		p.Cijfer, p.Op = l.cijfer(), l.GemetenOp
		p.Over = opmaak.Aantal(l.N, "aanvraag", "aanvragen")
		switch l.Eenheid {
		case "aandeel":
			p.Over = van(l.Teller, l.N, "aanvragen")
		case "zaken":
			p.Cijfer, p.Over = opmaak.Aantal(l.Waarde, "aanvraag", "aanvragen"), "van "+opmaak.Aantal(l.N, "open aanvraag", "open aanvragen")
		}
	}
	return p
}

// belofteblad is the page of one promise.
type belofteblad struct {
	belofte
	Betekenis string
	Toetsen   []toetsblad
}

func (k *Kaart) toonBelofte(v *opmaak.Verzoek) error {
	m, proof, err := k.belofteVan(v)
	if err != nil {
		return err
	}
	b := belofteblad{belofte: m.belofte(), Betekenis: m.Betekenis}
	for _, u := range m.Uitslagen {
		if u.Rol != "verplicht" {
			continue
		}
		t := toetsbladVan(u, proof.van(u.Toets), nil)
		t.Adres = b.Adres
		if u.LaatsteMeting == nil || u.LaatsteMeting.N < minstOpenbaar {
			t.Cijfer, t.Telling, t.Nodig, t.Hoe, t.Grafiek = "", "", "", nil, opmaak.Grafiek{}
		}
		b.Toetsen = append(b.Toetsen, t)
	}
	return v.Toon("belofte", opmaak.Kop{Titel: m.Titel, ZonderDoel: true, Kruimels: []opmaak.Link{{Naam: "Onze beloften", Adres: "/openbaar"}}}, b)
}

// belofteVan is a public milestone with its evidence.
func (k *Kaart) belofteVan(v *opmaak.Verzoek) (*mijlpaal, *bewijsketen, error) {
	m, proof := &mijlpaal{}, &bewijsketen{}
	if err := k.haal(v, "/mijlpalen/"+url.PathEscape(v.Pad("id")), m); err != nil {
		if nietTeZien(err) {
			return nil, nil, opmaak.NietGevonden() // whether there is one is not for residents either
		}
		return nil, nil, err
	}
	if !m.loopt() {
		return nil, nil, opmaak.NietGevonden()
	}
	return m, proof, k.haal(v, "/mijlpalen/"+m.UUID+"/bewijs", proof)
}

func (k *Kaart) haal(v *opmaak.Verzoek, pad string, uit any) error {
	return k.Openbaar.Get(v.Context(), root+pad, uit)
}

// meetBelofte is for anyone: one re-measurement an hour serves all who ask.
func (k *Kaart) meetBelofte(v *opmaak.Verzoek) error {
	told, err := meet(v, k.Openbaar, v.Vraag("toets"))
	if err != nil {
		return err
	}
	v.Meld(told)
	return v.Naar("/openbaar/beloften/" + v.Pad("id"))
}
