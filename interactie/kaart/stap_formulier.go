package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"meent/interactie/opmaak"
)

// nieuweStap is the form by which everyone who works here puts a step forward: a title is enough.
func nieuweStap(v *opmaak.Verzoek) error {
	if v.R.Method == http.MethodGet && !mag(v, "stap.voorstellen") { // a form that was filled in is kept, with the reason
		return opmaak.Geweigerd("Een stap voorstellen doet een medewerker, een teamleider of de programmamanager.")
	}
	f := &opmaak.Formulier{Knop: "Stap voorstellen", Terug: "/kaart/stappen", Velden: []*opmaak.Veld{
		{Naam: "titel", Label: "Wat wil je doen?", Uitleg: "Kort, zoals je het tegen een collega zegt.", Maximaal: 200},
		{Naam: "waarom", Label: "Waarom is dat nodig?", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 4000},
		{Naam: "wieMerktHet", Label: "Wie merkt het?", Uitleg: "Bijvoorbeeld: wie een uitkering aanvraagt, of de balie.", Mag: true, Maximaal: 1000},
	}}
	inleiding := "Een titel is genoeg. Een teamleider of de programmamanager leest je voorstel. Het antwoord vind je terug bij de stap."
	if mag(v, "stap.kandidaat") {
		f.Knop = "Stap toevoegen"
		inleiding = "Een titel is genoeg. Wat nog niet bekend is, wordt een vraag bij de stap."
	}
	i := &invullen{kop: opmaak.Kop{Titel: "Nieuwe stap", Kruimels: []opmaak.Link{stapKruimel}}, inleiding: inleiding, formulier: f}
	return i.doe(v, func() error {
		s := &stap{}
		body := veld{"titel": f.Waarde("titel"), "waarom": f.Waarde("waarom"), "wieMerktHet": f.Waarde("wieMerktHet")}
		if err := stuur(v, http.MethodPost, "/stappen", body, s); err != nil {
			return err
		}
		tekst := "De stap staat erbij."
		if s.Toestand == "idee" {
			tekst = "Dank je wel. Je voorstel staat erbij. Je vindt het terug bij Stappen, onder ‘Alle stappen’."
		}
		return meldTerugVia(v, tekst, http.MethodDelete, "/stappen/"+s.UUID, nil, s.Adres(), "/kaart/stappen")
	})
}

// versieVeld carries the version of an object through a form, so that what a colleague changed meanwhile is not lost.
const versieVeld = "versie"

// intussen says in the form that an object was changed while somebody filled in a form, once: who sends it again means it.
func intussen(v *opmaak.Verzoek, f *opmaak.Formulier, versie int, wat string) bool {
	op := strconv.Itoa(versie)
	if f.Verborgen == nil {
		f.Verborgen = map[string]string{}
	}
	f.Verborgen[versieVeld] = op
	if v.R.Method != http.MethodPost || v.Vraag(versieVeld) == op {
		return false
	}
	f.Algemeen = append(f.Algemeen, fmt.Sprintf("Iemand heeft %s net gewijzigd terwijl jij bezig was. Je tekst staat hieronder nog. Kijk of die nog klopt en bewaar opnieuw.", wat))
	return true
}

func wijzigStap(v *opmaak.Verzoek) error {
	s, err := haal[stap](v, "/stappen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	teams, err := leesTeams(v)
	if err != nil {
		return err
	}
	toetsen, err := lijst[toetszin](v, "/toetsen", nil)
	if err != nil {
		return err
	}
	alles := mag(v, "stap.schrijven")
	sporen, err := leesSporen(v, s.Spoor)
	if err != nil {
		return err
	}
	f := stapFormulier(s, teams, toetsen, sporen, alles)
	i := &invullen{kop: opmaak.Kop{Titel: "Stap wijzigen", Kruimels: s.kruimels()}, formulier: f}
	return i.wijzig(v, s.Versie, "deze stap", func() error {
		body := stapAntwoord(f, teams, toetsen, alles)
		if err := stuur(v, http.MethodPatch, s.URL, body, nil); err != nil {
			return err
		}
		return meldTerug(v, "De stap is bewaard.", http.MethodPatch, "/stappen/"+s.UUID, s.zoals(body), s.Adres())
	})
}

func (s *stap) kruimels() []opmaak.Link {
	return []opmaak.Link{stapKruimel, {Naam: s.Titel, Adres: s.Adres()}}
}

// zoals are the members of body as the step had them: what brings it back.
func (s *stap) zoals(body veld) veld {
	was := veld{
		"titel": s.Titel, "waarom": s.Waarom, "wieMerktHet": s.WieMerktHet, "eigenaarTeam": s.EigenaarTeam, "omvang": s.Omvang, "uren": s.Uren,
		"doorlooptijdP80": s.DoorlooptijdP80, "omkeerbaar": s.Omkeerbaar, "spoor": s.Spoor, "verwijzing": s.Verwijzing,
		"draagtBijAan": s.DraagtBijAan, "afhankelijkheden": s.Afhankelijkheden, "toetsen": nietNil(s.Toetsen),
	}
	terug := veld{}
	for naam := range body {
		terug[naam] = was[naam]
	}
	return terug
}

// stapFormulier are the questions about a step. Who may change a proposal of their own only gets the first three.
func stapFormulier(s *stap, teams []*team, toetsen []toetszin, sporen []string, alles bool) *opmaak.Formulier {
	f := &opmaak.Formulier{Knop: "Stap bewaren", Terug: s.Adres(), Velden: []*opmaak.Veld{
		{Naam: "titel", Label: "Titel", Maximaal: 200},
		{Naam: "waarom", Label: "Waarom is de stap nodig?", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 4000},
		{Naam: "wieMerktHet", Label: "Wie merkt het?", Mag: true, Maximaal: 1000},
	}}
	f.Zet("titel", s.Titel)
	zet(f, "waarom", s.Waarom)
	zet(f, "wieMerktHet", s.WieMerktHet)
	if !alles {
		return f
	}
	f.Velden = append(f.Velden,
		&opmaak.Veld{Naam: "eigenaarTeam", Label: "Welk team doet de stap?", Soort: opmaak.Selectie, Mag: true, Breedte: "middel", Opties: teamOpties(teams)},
		&opmaak.Veld{Naam: "omvang", Label: "Hoe groot is de stap?", Soort: opmaak.Keuze, Mag: true, Opties: omvangen},
		&opmaak.Veld{Naam: "p50", Label: "Weet je de uren preciezer?", Uitleg: "Zoveel uur is in de helft van de gevallen genoeg. Dit gaat voor klein, middel of groot.", Soort: opmaak.Getalveld, Mag: true, Eenheid: "uur"},
		&opmaak.Veld{Naam: "p80", Label: "En als het tegenzit?", Uitleg: "Zoveel uur is in acht van de tien gevallen genoeg.", Soort: opmaak.Getalveld, Mag: true, Eenheid: "uur"},
		&opmaak.Veld{Naam: "doorlooptijdP80", Label: "Binnen hoeveel maanden is de stap klaar?", Uitleg: "Weet je het niet? Dan rekenen we met 6 maanden, en dat staat erbij.", Soort: opmaak.Getalveld, Mag: true, Eenheid: "maanden"},
		&opmaak.Veld{Naam: "omkeerbaar", Label: "De stap is terug te draaien als hij niet bevalt.", Soort: opmaak.Vinkje, Mag: true},
		&opmaak.Veld{Naam: "spoor", Label: "Bij welk spoor van de strategie hoort de stap?", Soort: opmaak.Selectie, Mag: true, Breedte: "middel", Opties: zelfdeNaam(sporen)},
		&opmaak.Veld{Naam: "verwijzing", Label: "Waar staat de stap in een ander systeem?", Uitleg: "Een adres of een nummer.", Mag: true, Maximaal: 1000},
	)
	if len(sporen) == 0 {
		f.Velden = slices.DeleteFunc(f.Velden, func(q *opmaak.Veld) bool { return q.Naam == "spoor" })
	}
	if len(toetsen) > 0 {
		q := &opmaak.Veld{Naam: "toetsen", Label: "Waaraan zie je dat de stap blijft werken?", Uitleg: "Slagen deze toetsen, dan is de stap geborgd.", Soort: opmaak.Vinkjes, Mag: true}
		for _, t := range toetsen {
			q.Opties = append(q.Opties, opmaak.Optie{Waarde: t.UUID, Naam: t.Naam, Uitleg: t.Zin})
			if slices.Contains(s.Toetsen, t.URL) {
				q.Waarden = append(q.Waarden, t.UUID)
			}
		}
		f.Velden = append(f.Velden, q)
	}
	zet(f, "eigenaarTeam", nr(s.EigenaarTeam))
	zet(f, "omvang", s.Omvang)
	if s.Uren != nil {
		f.Zet("p50", strconv.Itoa(s.Uren.P50))
		if s.Uren.P80 > 0 {
			f.Zet("p80", strconv.Itoa(s.Uren.P80))
		}
	}
	if s.DoorlooptijdP80 != nil {
		f.Zet("doorlooptijdP80", strconv.Itoa(*s.DoorlooptijdP80))
	}
	if s.Omkeerbaar {
		f.Zet("omkeerbaar", "ja")
	}
	zet(f, "spoor", s.Spoor)
	zet(f, "verwijzing", s.Verwijzing)
	return f
}

// leesSporen are the tracks of the strategies that are not closed, and the one that a step or a milestone has already.
func leesSporen(v *opmaak.Verzoek, was string) ([]string, error) {
	list, err := lijst[struct{ Sporen []string }](v, "/strategieen", url.Values{"toestand": {"concept,voorgesteld,vastgesteld,herijkt"}})
	var all []string
	if was != "" {
		all = append(all, was)
	}
	for _, s := range list {
		for _, spoor := range s.Sporen {
			if !slices.Contains(all, spoor) {
				all = append(all, spoor)
			}
		}
	}
	return all, err
}

// zelfdeNaam are options that are called what they are.
func zelfdeNaam(waarden []string) []opmaak.Optie {
	var all []opmaak.Optie
	for _, w := range waarden {
		all = append(all, opmaak.Optie{Waarde: w, Naam: w})
	}
	return all
}

// zet fills in an answer when there is one.
func zet(f *opmaak.Formulier, naam, waarde string) {
	if waarde != "" {
		f.Zet(naam, waarde)
	}
}

// heelGetal is the answer to a question for a whole number, as JSON; nil when nothing was filled in.
func heelGetal(f *opmaak.Formulier, naam string) any {
	if f.Waarde(naam) == "" {
		return nil
	}
	return f.Getal(naam)
}

// teamURL is the address of the team that was chosen, or "".
func teamURL(teams []*team, id string) string {
	i := slices.IndexFunc(teams, func(t *team) bool { return t.UUID == id })
	if i < 0 {
		return ""
	}
	return teams[i].URL
}

func stapAntwoord(f *opmaak.Formulier, teams []*team, toetsen []toetszin, alles bool) veld {
	body := veld{"titel": f.Waarde("titel"), "waarom": f.Waarde("waarom"), "wieMerktHet": f.Waarde("wieMerktHet")}
	if !alles {
		return body
	}
	body["eigenaarTeam"] = teamURL(teams, f.Waarde("eigenaarTeam"))
	body["omvang"] = f.Waarde("omvang")
	body["doorlooptijdP80"] = heelGetal(f, "doorlooptijdP80")
	body["omkeerbaar"] = f.Ja("omkeerbaar")
	body["spoor"], body["verwijzing"] = f.Waarde("spoor"), f.Waarde("verwijzing")
	if len(toetsen) > 0 {
		list := []string{}
		for _, t := range toetsen {
			if slices.Contains(f.Gekozen("toetsen"), t.UUID) {
				list = append(list, t.URL)
			}
		}
		body["toetsen"] = list
	}
	body["uren"] = nil
	if f.Waarde("p50") != "" {
		body["uren"] = veld{"p50": f.Getal("p50"), "p80": f.Getal("p80")}
	}
	return body
}

// helptgroep is a part of the form that says where a step helps: what was said already, or what is left to choose from.
type helptgroep struct {
	Naam   string
	Open   bool
	Velden []*opmaak.Veld
}

// Fout says that something in it was refused: then it is not closed over that.
func (g helptgroep) Fout() bool {
	return slices.ContainsFunc(g.Velden, func(v *opmaak.Veld) bool { return v.Fout != "" })
}

// wijzigHelptBij is the form that says which measures and milestones a step bears on, and how strongly.
func wijzigHelptBij(v *opmaak.Verzoek) error {
	s, err := haal[stap](v, "/stappen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	doelen, err := leesDoelen(v)
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Bewaren", Terug: s.Adres()}
	groups := []helptgroep{{Naam: "Waar hij nu bij helpt", Open: true}, {Naam: "Maten"}, {Naam: "Mijlpalen"}}
	for _, d := range doelen {
		q := &opmaak.Veld{Naam: "doel-" + nr(d.URL), Label: d.Naam, Soort: opmaak.Selectie, Mag: true, Breedte: "middel", Opties: sterkten}
		group := &groups[1]
		if strings.HasPrefix(d.Adres, "/kaart/mijlpalen/") {
			group = &groups[2]
		}
		if i := slices.IndexFunc(s.DraagtBijAan, func(b bijdrage) bool { return b.Doel == d.URL }); i >= 0 {
			q.Opties = append([]opmaak.Optie{{Waarde: "onbekend", Naam: "Helpt, nog niet gezegd hoe sterk"}}, sterkten...)
			q.Waarden = []string{s.DraagtBijAan[i].Sterkte}
			if s.DraagtBijAan[i].Sterkte == "" {
				q.Waarden = []string{"onbekend"}
			}
			group = &groups[0]
		}
		group.Velden = append(group.Velden, q)
		f.Velden = append(f.Velden, q)
	}
	kop := opmaak.Kop{Titel: "Waar helpt deze stap bij?", Kruimels: s.kruimels()}
	if len(doelen) == 0 {
		return v.Toon("helpt-bij-leeg", kop, s)
	}
	groups[1].Open = len(groups[0].Velden) == 0
	groups = slices.DeleteFunc(groups, func(g helptgroep) bool { return len(g.Velden) == 0 })
	i := &invullen{sjabloon: "helpt-bij", kop: kop, inleiding: "Kies alleen waar inwoners of collega's het echt merken. De rest blijft leeg.", formulier: f, data: groups}
	return i.doe(v, func() error {
		list := []bijdrage{}
		for _, d := range doelen {
			switch sterkte := f.Waarde("doel-" + nr(d.URL)); sterkte {
			case "":
			case "onbekend":
				list = append(list, bijdrage{Doel: d.URL})
			default:
				list = append(list, bijdrage{d.URL, sterkte})
			}
		}
		// What cannot be seen here stays as it is.
		for _, b := range s.DraagtBijAan {
			if !slices.ContainsFunc(doelen, func(d doel) bool { return d.URL == b.Doel }) {
				list = append(list, b)
			}
		}
		body := veld{"draagtBijAan": list}
		if err := stuur(v, http.MethodPatch, s.URL, body, nil); err != nil {
			return err
		}
		return meldTerug(v, "Bewaard waar de stap bij helpt.", http.MethodPatch, "/stappen/"+s.UUID, s.zoals(body), s.Adres())
	})
}

// wachtblad is the page on which the dependencies of a step are kept.
type wachtblad struct {
	*stap
	Eerst []wacht
}

// wijzigWachtOp adds a step that must come first, or takes one away. A ring is refused in words by the register (§4.2).
func wijzigWachtOp(v *opmaak.Verzoek) error {
	b := &stapblad{}
	var err error
	if b.stap, err = haal[stap](v, "/stappen/"+v.Pad("id")); err != nil {
		return err
	}
	if err := b.leesSamenhang(v); err != nil {
		return err
	}
	andere, err := lijst[*stap](v, "/stappen", url.Values{"ordering": {"titel"}})
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Toevoegen", Terug: b.Adres(), Velden: []*opmaak.Veld{
		{Naam: "stap", Label: "Op welke stap wacht deze?", Soort: opmaak.Selectie},
		{Naam: "soort", Label: "Moet die eerst?", Soort: opmaak.Keuze, Opties: []opmaak.Optie{
			{Waarde: "hard", Naam: "Ja, eerst moet die klaar zijn", Uitleg: "De volgorde houdt zich hieraan."},
			{Waarde: "zacht", Naam: "Nee, maar dat is handiger", Uitleg: "Je krijgt een waarschuwing als het andersom staat."},
		}},
	}}
	f.Zet("soort", "hard")
	adressen := map[string]string{}
	for _, s := range andere {
		if s.UUID != b.UUID && (s.open() || s.Toestand == "opgeleverd") && !slices.ContainsFunc(b.Afhankelijkheden, func(a afhankelijkheid) bool { return a.Stap == s.URL }) {
			f.Velden[0].Opties = append(f.Velden[0].Opties, opmaak.Optie{Waarde: s.UUID, Naam: s.Titel})
			adressen[s.UUID] = s.URL
		}
	}
	i := &invullen{sjabloon: "wacht-op", kop: opmaak.Kop{Titel: "Waar wacht deze stap op?", Kruimels: b.kruimels()}, formulier: f, data: wachtblad{b.stap, b.Eerst}}
	bewaar := func(list []afhankelijkheid, tekst string) error {
		body := veld{"afhankelijkheden": list}
		if err := stuur(v, http.MethodPatch, b.URL, body, nil); err != nil {
			return err
		}
		return meldTerug(v, tekst, http.MethodPatch, "/stappen/"+b.UUID, b.zoals(body), b.Adres()+"/wacht-op")
	}
	if weg := v.Vraag("weg"); v.R.Method == http.MethodPost && weg != "" {
		list := slices.DeleteFunc(slices.Clone(b.Afhankelijkheden), func(a afhankelijkheid) bool { return nr(a.Stap) == weg })
		err := bewaar(list, "Deze stap wacht daar niet meer op.")
		if err != nil && geweigerd(f, err) {
			return i.toon(v)
		}
		return err
	}
	return i.doe(v, func() error {
		list := append(slices.Clone(b.Afhankelijkheden), afhankelijkheid{adressen[f.Waarde("stap")], f.Waarde("soort")})
		return bewaar(list, "Toegevoegd waar de stap op wacht.")
	})
}
