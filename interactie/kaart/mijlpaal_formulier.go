package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"meent/interactie/opmaak"
)

// mijlpaalFormulieren make and change milestones. Whether one is reached no form says (R1).
func mijlpaalFormulieren() []opmaak.Pagina {
	pages := slices.Concat(beide("/kaart/mijlpalen/nieuw", nieuweMijlpaal), beide("/kaart/mijlpalen/{id}/wijzigen", wijzigMijlpaal),
		beide("/kaart/mijlpalen/{id}/toets", voegToetsToe), beide("/kaart/mijlpalen/{id}/naar/{toestand}", brengMijlpaal),
		[]opmaak.Pagina{{Adres: "POST /kaart/mijlpalen/{id}/toets/weg", Toon: haalToetsAf}})
	for i := range pages {
		pages[i].Rollen = leider
	}
	return pages
}

var mijlpaalKruimel = opmaak.Link{Naam: "Mijlpalen", Adres: "/kaart/mijlpalen"}

// nieuweMijlpaal is a milestone as a sentence.
func nieuweMijlpaal(v *opmaak.Verzoek) error {
	types, err := leesZaaktypen(v)
	if err != nil {
		return err
	}
	f := zinFormulier(types)
	f.Knop, f.Terug = "Mijlpaal maken", "/kaart/mijlpalen"
	i := &invullen{sjabloon: "mijlpaal-nieuw", kop: opmaak.Kop{Titel: "Nieuwe mijlpaal", Kruimels: []opmaak.Link{mijlpaalKruimel}}, formulier: f,
		inleiding: "Maak de zin af. Meent meet elke week of het zo is. Niemand kan hem met de hand op gehaald zetten."}
	return i.doe(v, func() error {
		m, err := zinMijlpaal(v, f, types)
		if err != nil {
			return err
		}
		v.Meld("De mijlpaal staat er, en wordt gemeten.")
		return v.Naar(m.Adres())
	})
}

// kwartalen are the quarters to choose from: from this one on, three years.
func kwartalen(nu time.Time, more ...string) []opmaak.Optie {
	var list []opmaak.Optie
	for n := range 12 {
		t := nu.AddDate(0, 3*n, 1-nu.Day())
		k := fmt.Sprintf("%d-Q%d", t.Year(), (int(t.Month())+2)/3)
		list = append(list, opmaak.Optie{Waarde: k, Naam: kwartaal(k)})
	}
	for _, k := range more {
		if k != "" && !slices.ContainsFunc(list, func(o opmaak.Optie) bool { return o.Waarde == k }) {
			list = append([]opmaak.Optie{{Waarde: k, Naam: kwartaal(k)}}, list...)
		}
	}
	return list
}

// toets is a check, as the API tells it.
type toets struct {
	URL, UUID, Naam, Sonde, Onderwerp, Zin, Eenheid, Venster, Rooster string
	Parameters                                                        parameters
	Drempel                                                           *drempel
	MinN, Duur, DefinitieVersie, Versie                               int
	LaatsteMeting                                                     *meting
	Verklaringen                                                      []verklaring
}

// gemeten says whether the toets is measured; what people attest is not.
func (t *toets) gemeten() bool { return t.Sonde != "verklaring" }

// mijlpaalbewerking is the page on which a milestone is changed, with its toetsen.
type mijlpaalbewerking struct {
	*mijlpaal
	Adres        string
	Toetsen      []toetsregel
	MagBeginnen  bool // it is a concept that has a toets
	MagVervallen bool
}

// toetsregel is a toets of a milestone, as it is changed.
type toetsregel struct {
	*toets
	Rol            string
	Vrijstellingen []*vrijstelling
}

// Gemeten says whether the toets is measured.
func (r toetsregel) Gemeten() bool { return r.gemeten() }

// RolNaam is the part that the toets plays, in words.
func (r toetsregel) RolNaam() string {
	if r.Rol == "verplicht" {
		return "Verplicht"
	}
	return "Ondersteunend: telt niet voor de mijlpaal"
}

func wijzigMijlpaal(v *opmaak.Verzoek) error {
	m, err := haal[mijlpaal](v, "/mijlpalen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	d := mijlpaalbewerking{mijlpaal: m, Adres: m.Adres(), MagBeginnen: m.Toestand == "concept" && len(m.Toetsen) > 0, MagVervallen: m.Toestand != "vervallen"}
	if d.Toetsen, err = toetsregels(v, m); err != nil {
		return err
	}
	maten, err := lijst[*maat](v, "/maten", url.Values{"toestand": {"actief"}})
	if err != nil {
		return err
	}
	sporen, err := leesSporen(v, m.Spoor)
	if err != nil {
		return err
	}
	f := m.formulier(v, maten, sporen)
	i := &invullen{sjabloon: "mijlpaal-wijzigen", kop: opmaak.Kop{Titel: "Mijlpaal wijzigen", Kruimels: []opmaak.Link{mijlpaalKruimel, {Naam: m.Titel, Adres: m.Adres()}}}, formulier: f, data: d}
	return i.wijzig(v, m.Versie, "deze mijlpaal", func() error {
		body, err := m.ingevuld(f, maten)
		if err != nil {
			return err
		}
		if err := stuur(v, http.MethodPatch, m.URL, body, nil); err != nil {
			return err
		}
		return meldTerug(v, "De mijlpaal is bewaard.", http.MethodPatch, "/mijlpalen/"+m.UUID, m.zoals(body), m.Adres())
	})
}

// toetsregels are the toetsen of a milestone with what is to be done with each.
func toetsregels(v *opmaak.Verzoek, m *mijlpaal) ([]toetsregel, error) {
	var list []toetsregel
	for _, t := range m.Toetsen {
		one, err := haal[toets](v, t.Toets)
		if err != nil {
			return nil, err
		}
		row := toetsregel{toets: one, Rol: t.Rol}
		if row.Vrijstellingen, err = lijst[*vrijstelling](v, "/vrijstellingen", url.Values{"toets": {one.URL}}); err != nil {
			return nil, err
		}
		list = append(list, row)
	}
	return list, nil
}

// kwartaalVenster is the window in quarters, as the form asks it; empty when there is none.
func (m *mijlpaal) kwartaalVenster() (from, until string) {
	if m.Venster == nil {
		return "", ""
	}
	return m.Venster.Van, m.Venster.Tot
}

// formulier are the questions about the milestone itself, filled in as it is.
func (m *mijlpaal) formulier(v *opmaak.Verzoek, maten []*maat, sporen []string) *opmaak.Formulier {
	from, until := m.kwartaalVenster()
	f := &opmaak.Formulier{Knop: "Mijlpaal bewaren", Terug: m.Adres(), Velden: []*opmaak.Veld{
		{Naam: "titel", Label: "Hoe heet de mijlpaal?", Uitleg: "Onderwerp, dubbele punt, lat.", Maximaal: 200},
		{Naam: "betekenis", Label: "Wat is er dan merkbaar anders?", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 2000},
		{Naam: "van", Label: "Verwacht vanaf", Uitleg: "Een kwartaal, nooit een dag.", Soort: opmaak.Selectie, Mag: true, Breedte: "middel", Opties: kwartalen(v.Nu(), from)},
		{Naam: "tot", Label: "Tot en met", Soort: opmaak.Selectie, Mag: true, Breedte: "middel", Opties: kwartalen(v.Nu(), until)},
	}}
	if len(sporen) > 0 {
		f.Velden = append(f.Velden, &opmaak.Veld{Naam: "spoor", Label: "Bij welk spoor van de strategie hoort de mijlpaal?", Soort: opmaak.Selectie, Mag: true, Breedte: "middel", Opties: zelfdeNaam(sporen)})
	}
	for naam, waarde := range map[string]string{"titel": m.Titel, "betekenis": m.Betekenis, "van": from, "tot": until, "spoor": m.Spoor} {
		zet(f, naam, waarde)
	}
	if len(maten) > 0 {
		choice := &opmaak.Veld{Naam: "maten", Label: "Welke maten horen erbij?", Soort: opmaak.Vinkjes, Mag: true}
		for _, x := range maten {
			choice.Opties = append(choice.Opties, opmaak.Optie{Waarde: x.UUID, Naam: x.Naam})
			if slices.ContainsFunc(m.Maten, func(u string) bool { return nr(u) == x.UUID }) {
				choice.Waarden = append(choice.Waarden, x.UUID)
			}
		}
		f.Velden = append(f.Velden, choice)
	}
	f.Velden = append(f.Velden, openbaarVeld(m.Zichtbaarheid))
	return f
}

// ingevuld is what was filled in, as the API takes it. Measures from which the form does not let one choose stay.
func (m *mijlpaal) ingevuld(f *opmaak.Formulier, maten []*maat) (veld, error) {
	body := veld{"titel": f.Waarde("titel"), "betekenis": f.Waarde("betekenis"), "venster": nil, "zichtbaarheid": zichtbaar(f, m.Zichtbaarheid)}
	if a, b := f.Waarde("van"), f.Waarde("tot"); a != "" || b != "" {
		if a == "" || b == "" {
			until, err := f.Veld("tot")
			if err != nil {
				return nil, err
			}
			until.Fout = "Kies allebei de kwartalen, of geen van beide."
			return nil, errInFormulier
		}
		body["venster"] = veld{"van": a, "tot": b}
	}
	if _, err := f.Veld("spoor"); err == nil {
		body["spoor"] = f.Waarde("spoor")
	}
	if len(maten) > 0 {
		list := slices.DeleteFunc(slices.Clone(nietNil(m.Maten)), func(u string) bool {
			return slices.ContainsFunc(maten, func(x *maat) bool { return nr(u) == x.UUID })
		})
		for _, x := range maten {
			if slices.Contains(f.Gekozen("maten"), x.UUID) {
				list = append(list, x.URL)
			}
		}
		body["maten"] = list
	}
	return body, nil
}

// zoals is how the members of a change are now, to go back to.
func (m *mijlpaal) zoals(body veld) veld {
	was := veld{"titel": m.Titel, "betekenis": m.Betekenis, "spoor": m.Spoor, "venster": nil, "zichtbaarheid": m.Zichtbaarheid, "maten": nietNil(m.Maten)}
	if from, until := m.kwartaalVenster(); from != "" {
		was["venster"] = veld{"van": from, "tot": until}
	}
	for name := range was {
		if _, changed := body[name]; !changed {
			delete(was, name)
		}
	}
	return was
}

// voegToetsToe makes a toets for a milestone.
func voegToetsToe(v *opmaak.Verzoek) error {
	m, err := haal[mijlpaal](v, "/mijlpalen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	types, err := leesZaaktypen(v)
	if err != nil {
		return err
	}
	f := toetsFormulier(nil, types)
	f.Knop, f.Terug = "Toets toevoegen", m.Adres()+"/wijzigen"
	f.Velden = append(f.Velden, &opmaak.Veld{Naam: "rol", Label: "Kan de mijlpaal zonder?", Soort: opmaak.Keuze, Opties: []opmaak.Optie{
		{Waarde: "verplicht", Naam: "Nee, deze toets is verplicht"}, {Waarde: "ondersteunend", Naam: "Ja, hij staat ernaast"}}})
	f.Zet("rol", "verplicht")
	i := &invullen{kop: opmaak.Kop{Titel: "Toets toevoegen", Kruimels: []opmaak.Link{mijlpaalKruimel, {Naam: m.Titel, Adres: m.Adres()}}}, formulier: f}
	return i.doe(v, func() error {
		body, err := toetsAntwoord(f)
		if err != nil {
			return err
		}
		made := &toets{}
		if err := stuur(v, http.MethodPost, "/toetsen", body, made); err != nil {
			return err
		}
		list := append(slices.Clone(m.Toetsen), mijlpaaltoets{made.URL, f.Waarde("rol")})
		if err := stuur(v, http.MethodPatch, m.URL, veld{"toetsen": list}, nil); err != nil {
			return err
		}
		v.Meld("De toets hoort bij de mijlpaal.")
		return v.Naar(m.Adres() + "/wijzigen")
	})
}

// haalToetsAf takes a toets from a milestone. When that makes it easier, the reason is asked.
func haalToetsAf(v *opmaak.Verzoek) error {
	m, err := haal[mijlpaal](v, "/mijlpalen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	list := slices.DeleteFunc(slices.Clone(m.Toetsen), func(t mijlpaaltoets) bool { return nr(t.Toets) == v.Vraag("toets") })
	f := &opmaak.Formulier{Velden: []*opmaak.Veld{{Naam: "reden", Label: "Waarom?", Uitleg: "Dit blijft bij de mijlpaal te lezen.", Soort: opmaak.Tekstvak, Maximaal: 1000}}}
	ask := opmaak.Bevestiging{Vraag: "Toets van de mijlpaal halen?", Gevolg: "‘" + m.Titel + "’. Loopt de mijlpaal, dan wordt hij hierdoor makkelijker. Dat komt erbij te staan als ‘lat verlegd’, met je naam en je reden.",
		Knop: "Toets eraf halen", Terug: m.Adres() + "/wijzigen", Velden: map[string]string{"toets": v.Vraag("toets"), "zeker": "ja"}, Formulier: f}
	if v.Vraag("zeker") == "" || !f.Lees(v) {
		return v.Bevestig(ask)
	}
	if err := stuur(v, http.MethodPatch, m.URL, veld{"toetsen": append([]mijlpaaltoets{}, list...), "reden": f.Waarde("reden")}, nil); err != nil {
		if geweigerd(f, err) {
			return v.Bevestig(ask)
		}
		return err
	}
	v.Meld("De toets is van de mijlpaal af.")
	return v.Naar(m.Adres() + "/wijzigen")
}

// brengMijlpaal puts a milestone to work, or drops it with a reason.
func brengMijlpaal(v *opmaak.Verzoek) error {
	m, err := haal[mijlpaal](v, "/mijlpalen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{}
	ask := opmaak.Bevestiging{Terug: m.Adres(), Formulier: f}
	done := "De mijlpaal wordt voortaan gemeten."
	switch v.Pad("toestand") {
	case "actief":
		ask.Vraag, ask.Knop = "Mijlpaal laten meten?", "Laten meten"
		ask.Gevolg = "‘" + m.Titel + "’. Meent meet elke week. Wie de lat daarna verlegt, ziet dat erbij staan."
	case "vervallen":
		ask.Vraag, ask.Knop, done = "Mijlpaal laten vervallen?", "Laten vervallen", "De mijlpaal is vervallen."
		ask.Gevolg = "‘" + m.Titel + "’. Hij blijft te lezen, met je reden. Dit kun je niet terugdraaien."
		f.Velden = []*opmaak.Veld{{Naam: "reden", Label: "Waarom vervalt hij?", Soort: opmaak.Tekstvak, Maximaal: 1000}}
	default:
		return opmaak.NietGevonden()
	}
	if v.R.Method != http.MethodPost || !f.Lees(v) {
		return v.Bevestig(ask)
	}
	body := veld{"naar": v.Pad("toestand")}
	if len(f.Velden) > 0 {
		body["reden"] = f.Waarde("reden")
	}
	if err := stuur(v, http.MethodPost, "/mijlpalen/"+m.UUID+"/overgangen", body, nil); err != nil {
		if geweigerd(f, err) {
			return v.Bevestig(ask)
		}
		return err
	}
	v.Meld(done)
	return v.Naar(m.Adres())
}
