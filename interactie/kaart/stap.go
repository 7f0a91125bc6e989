package kaart

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// stapPaginas are the page of a step, and the forms that change it.
func stapPaginas() []opmaak.Pagina {
	return slices.Concat(
		[]opmaak.Pagina{{Adres: "GET /kaart/stappen/{id}", Toon: toonStap}, {Adres: "POST /kaart/stappen/{id}/doe-maar", Toon: doeMaar}},
		beide("/kaart/stappen/nieuw", nieuweStap),
		beide("/kaart/stappen/{id}/wijzigen", wijzigStap),
		beide("/kaart/stappen/{id}/helpt-bij", wijzigHelptBij),
		beide("/kaart/stappen/{id}/wacht-op", wijzigWachtOp),
		beide("/kaart/stappen/{id}/naar/{toestand}", brengStap),
	)
}

var stapKruimel = opmaak.Link{Naam: "Stappen", Adres: "/kaart/stappen"}

// stapblad is what the page of a step shows.
type stapblad struct {
	*stap
	Team         *team
	Regel        *regel // as the order explains it; nil when the step is in none
	Gepubliceerd string // where it stands in the order that holds
	Aanbod       []*aanbodblad
	Energie      string // all offers together
	Teams        bool   // more than one of them counts
	Kansen       []*kans
	Eerst        []wacht
	Wachten      []*stap
	Helpt        []helpt
	Zorgen       []*zorg
	Kadervragen  []*kadervraag
	Toetsing     []toetszin
	Logboek      []logregel
	Acties       []opmaak.Link
	Volgende     *volgende
	Voorstel     string // what became of it, to who proposed it
	MagDoeMaar   bool
	MagWijzigen  bool
	MagAanbod    bool
	MagKans      bool
	MagZorg      bool
	MagVragen    bool
}

// wacht is a step for which another waits, and whether it must.
type wacht struct {
	*stap
	Zacht bool
}

// toetszin is a check by which one sees that a step keeps working, as a sentence.
type toetszin struct{ URL, UUID, Naam, Zin string }

// helpt is a measure or milestone that a step bears on.
type helpt struct{ Naam, Adres, Sterkte string }

// volgende is the next small step: a question, and where it is answered.
type volgende struct{ Tekst, Adres, Knop string }

func toonStap(v *opmaak.Verzoek) error {
	s, err := haal[stap](v, "/stappen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	b := &stapblad{
		stap: s, MagKans: mag(v, "kans.voorstellen"), MagZorg: mag(v, "zorg.maken"), MagVragen: mag(v, "kadervraag.stellen"),
	}
	for _, lees := range []func(*opmaak.Verzoek) error{b.leesTeam, b.leesOrde, b.leesAanbod, b.leesKansen, b.leesSamenhang, b.leesHelpt, b.leesToetsing, b.leesVragen, b.leesLogboek} {
		if err := lees(v); err != nil {
			return err
		}
	}
	b.MagWijzigen = mag(v, "stap.schrijven") || s.Toestand == "idee" && eigen(v, s.Voorgesteld)
	b.MagDoeMaar = mag(v, "stap.doemaar") && v.Persoon.Is(opmaak.Teamleider) && s.DoeMaar == nil && s.proef() && slices.Contains([]string{"idee", "kandidaat", "gereed"}, s.Toestand)
	b.MagAanbod = mag(v, "aanbod.schrijven") && s.open()
	if s.Toestand == "gestopt" { // of what was stopped nothing more is asked
		b.MagWijzigen, b.MagKans, b.MagVragen = false, false, false
	}
	b.Acties = b.acties(v)
	b.Volgende = b.volgende(v)
	b.Voorstel = b.voorstel(v)
	return v.Toon("stap", opmaak.Kop{Titel: s.Titel, Kruimels: []opmaak.Link{stapKruimel}}, b)
}

func (b *stapblad) leesTeam(v *opmaak.Verzoek) (err error) {
	if b.EigenaarTeam != "" {
		b.Team, err = haal[team](v, b.EigenaarTeam)
	}
	return err
}

// leesOrde reads how the order explains the step, as it would be today.
func (b *stapblad) leesOrde(v *opmaak.Verzoek) error {
	o, err := leesVolgorde(v)
	if err != nil {
		return err
	}
	b.Regel = o.Nu.regel(b.UUID)
	if o.Gepubliceerd != nil {
		if was := o.Gepubliceerd.regel(b.UUID); was != nil && was.Plek > 0 {
			b.Gepubliceerd = was.waar()
		}
	}
	return nil
}

func (b *stapblad) leesKansen(v *opmaak.Verzoek) error {
	list, err := lijst[*kans](v, "/kansen", url.Values{"stap": {b.URL}})
	for _, k := range list {
		k.vandaag = v.Nu()
		if k.Toestand != "vervallen" {
			b.Kansen = append(b.Kansen, k)
		}
	}
	slices.SortFunc(b.Kansen, opSluiten)
	return err
}

// leesSamenhang reads what the step waits for, and what waits for it.
func (b *stapblad) leesSamenhang(v *opmaak.Verzoek) (err error) {
	for _, a := range b.Afhankelijkheden {
		s, err := haal[stap](v, a.Stap)
		if err != nil {
			return err
		}
		b.Eerst = append(b.Eerst, wacht{s, a.Soort == "zacht"})
	}
	b.Wachten, err = lijst[*stap](v, "/stappen", url.Values{"afhankelijkOp": {b.URL}})
	return err
}

func (b *stapblad) leesHelpt(v *opmaak.Verzoek) error {
	if len(b.DraagtBijAan) == 0 {
		return nil
	}
	doelen, err := leesDoelen(v)
	if err != nil {
		return err
	}
	for _, d := range b.DraagtBijAan {
		h := helpt{Naam: "Een doel dat hier niet te zien is", Sterkte: strings.ToLower(naamVan(sterkten, d.Sterkte))}
		if d.Sterkte == "" {
			h.Sterkte = "nog niet gezegd hoe sterk"
		}
		if i := slices.IndexFunc(doelen, func(x doel) bool { return x.URL == d.Doel }); i >= 0 {
			h.Naam, h.Adres = doelen[i].Naam, doelen[i].Adres
		}
		b.Helpt = append(b.Helpt, h)
	}
	return nil
}

func (b *stapblad) leesToetsing(v *opmaak.Verzoek) error {
	for _, adres := range b.Toetsen {
		t, err := haal[toetszin](v, adres)
		if err != nil {
			return err
		}
		b.Toetsing = append(b.Toetsing, *t)
	}
	return nil
}

func (b *stapblad) leesVragen(v *opmaak.Verzoek) (err error) {
	if b.Zorgen, err = gesprekken[*zorg](v, "/zorgen", b.URL); err != nil {
		return err
	}
	b.Kadervragen, err = gesprekken[*kadervraag](v, "/kadervragen", b.URL)
	return err
}

// Feiten are the size and the duration, in words.
func (b *stapblad) Feiten() string {
	var delen []string
	switch {
	case b.Uren != nil && b.Uren.P80 > b.Uren.P50:
		delen = append(delen, fmt.Sprintf("%s tot %s\u00a0uur werk", opmaak.Getal(b.Uren.P50), opmaak.Getal(b.Uren.P80)))
	case b.p50() > 0:
		delen = append(delen, "Ongeveer "+opmaak.Aantal(b.p50(), "uur", "uur")+" werk")
	}
	if b.DoorlooptijdP80 != nil {
		delen = append(delen, "klaar binnen "+opmaak.Aantal(*b.DoorlooptijdP80, "maand", "maanden"))
	}
	if b.Omkeerbaar {
		delen = append(delen, "terug te draaien")
	}
	return strings.Join(delen, ", ")
}

// HeeftPlek says whether it has a place in the order of today.
func (b *stapblad) HeeftPlek() bool { return b.Regel != nil && b.Regel.Plek > 0 }

// acties are the transitions that who is logged in may do, each as a link to a page that says what follows.
func (b *stapblad) acties(v *opmaak.Verzoek) []opmaak.Link {
	var list []opmaak.Link
	for _, w := range stapWegen {
		if w.geldt(b.stap) && w.mag(v, b.stap, b.Team) {
			list = append(list, opmaak.Link{Naam: w.knop, Adres: b.Adres() + "/naar/" + w.doel(b.stap)})
		}
	}
	return list
}

// volgende is the one question whose answer helps most, with the place to answer it.
func (b *stapblad) volgende(v *opmaak.Verzoek) *volgende {
	switch {
	case b.Toestand == "idee" && mag(v, "stap.kandidaat"):
		return &volgende{"Iemand stelt deze stap voor. Doet hij mee?", b.Adres() + "/naar/kandidaat", "Laten meedoen"}
	case b.Toestand == "idee":
		return &volgende{Tekst: "Een teamleider of de programmamanager zegt nog of deze stap meedoet."}
	case b.Toestand == "slapend":
		return &volgende{Tekst: "Er is 120 dagen niets mee gebeurd. Daarom slaapt deze stap."}
	case b.Doelloos && b.DoeMaar == nil && b.Toestand == "gereed":
		return &volgende{Tekst: "Waar helpt deze stap bij? Zonder antwoord kan hij niet beginnen.", Adres: alsMag(v, "stap.schrijven", b.Adres()+"/helpt-bij")}
	case b.Regel == nil:
		return nil
	case b.Regel.Vraag == nil && len(b.Regel.WachtOp) > 0:
		first := b.Regel.WachtOp[0]
		return &volgende{Tekst: "Eerst moet ‘" + first.Titel + "’ klaar zijn.", Adres: "/kaart/stappen/" + first.UUID}
	case b.Regel.Vraag == nil:
		return nil
	}
	q := b.Regel.Vraag
	return &volgende{q.Tekst, vraagAdres(v, q.Code, b.UUID), ""}
}

// alsMag is an address for who may, and "" for others.
func alsMag(v *opmaak.Verzoek, doe, adres string) string {
	if !mag(v, doe) {
		return ""
	}
	return adres
}

// vraagAdres is where a question about a step is answered; "" for who may not.
func vraagAdres(v *opmaak.Verzoek, code, id string) string {
	switch code {
	case "energie":
		return alsMag(v, "aanbod.schrijven", "/kaart/aanbod/nieuw?stap="+id)
	case "kans":
		return alsMag(v, "kans.voorstellen", "/kaart/kansen/nieuw?stap="+id)
	case "doel":
		return alsMag(v, "stap.schrijven", "/kaart/stappen/"+id+"/helpt-bij")
	}
	if veld := map[string]string{"omvang": "omvang-0", "team": "eigenaarTeam", "doorlooptijd": "doorlooptijdP80"}[code]; veld != "" {
		return alsMag(v, "stap.schrijven", "/kaart/stappen/"+id+"/wijzigen#veld-"+veld)
	}
	return ""
}

// voorstel is what became of a step, for who proposed it.
func (b *stapblad) voorstel(v *opmaak.Verzoek) string {
	if !eigen(v, b.Voorgesteld) || mag(v, "stap.schrijven") {
		return ""
	}
	switch b.Toestand {
	case "idee":
		return "Jouw voorstel ligt bij de teamleiders en de programmamanager. Hun antwoord komt op deze bladzijde."
	case "gestopt":
		return "Jouw voorstel gaat niet door. Hieronder staat waarom."
	}
	return "Jouw voorstel doet mee. Hieronder staat waar het nu is."
}

func doeMaar(v *opmaak.Verzoek) error {
	s := &stap{}
	err := stuur(v, http.MethodPost, "/stappen/"+v.Pad("id")+"/doe-maar", nil, s)
	if err != nil {
		f := &opmaak.Formulier{}
		if !geweigerd(f, err) {
			return err
		}
		return v.Toon("geweigerd", opmaak.Kop{Titel: "Doe maar kan hier niet", Fout: true, Kruimels: []opmaak.Link{stapKruimel}},
			geweigerdblad{"Doe maar kan hier niet", f, "/kaart/stappen/" + v.Pad("id")})
	}
	v.Meld(fmt.Sprintf("Je zei ‘doe maar’. De stap ‘%s’ kan beginnen.", s.Titel))
	return v.Naar(s.Adres())
}

// geweigerdblad is what a button shows that the register refused.
type geweigerdblad struct {
	Titel     string
	Formulier *opmaak.Formulier
	Terug     string
}

// doel is a measure or a milestone that a step can bear on.
type doel struct{ URL, Naam, Adres string }

// leesDoelen reads all measures and milestones that are still of use, measures first.
func leesDoelen(v *opmaak.Verzoek) ([]doel, error) {
	var all []doel
	for _, soort := range []string{"maten", "mijlpalen"} {
		list, err := lijst[struct{ URL, UUID, Naam, Titel, Toestand string }](v, "/"+soort, nil)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			if d.Toestand == "vervangen" || d.Toestand == "vervallen" {
				continue
			}
			adres := "/kaart/dienstverlening/" + d.UUID
			if soort == "mijlpalen" {
				adres = "/kaart/mijlpalen/" + d.UUID
			}
			all = append(all, doel{d.URL, cmp.Or(d.Naam, d.Titel), adres})
		}
	}
	return all, nil
}

// leesTeams reads the teams, by name.
func leesTeams(v *opmaak.Verzoek) ([]*team, error) {
	list, err := lijst[*team](v, "/onderdelen", url.Values{"ordering": {"naam"}})
	return list, err
}

// teamOpties are the teams to choose from, and one that is chosen already.
func teamOpties(teams []*team) []opmaak.Optie {
	var all []opmaak.Optie
	for _, t := range teams {
		if t.Soort == "team" {
			all = append(all, opmaak.Optie{Waarde: t.UUID, Naam: t.Naam})
		}
	}
	return all
}
