package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// strategiePaginas are the strategie: its aim, the frame of the board, what was asked about it, and how it was before.
func strategiePaginas() []opmaak.Pagina {
	write := slices.Concat(beide("/kaart/strategie/wijzigen", wijzigStrategie), beide("/kaart/strategie/doel", wijzigDoel))
	for i := range write {
		write[i].Rollen = leider
	}
	return slices.Concat(write, beide("/kaart/strategie/naar/{toestand}", brengStrategie), []opmaak.Pagina{
		{Adres: "GET /kaart/strategie", Toon: toonStrategie},
		{Adres: "GET /kaart/strategie/herijkingen/{id}", Toon: toonHerijking},
	})
}

// strategieStaten are the states of a strategie as people say them (transition.md §2.2).
var strategieStaten = []opmaak.Optie{
	{Waarde: "concept", Naam: "Concept", Uitleg: "Hier wordt nog aan geschreven."},
	{Waarde: "voorgesteld", Naam: "Voorgesteld", Uitleg: "Het bestuur stelt haar nog vast."},
	{Waarde: "vastgesteld", Naam: "Vastgesteld", Uitleg: "Dit is wat we hebben afgesproken."},
	{Waarde: "herijkt", Naam: "Vastgesteld en herijkt", Uitleg: "Dit is wat we hebben afgesproken, en opnieuw bekeken."},
	{Waarde: "afgesloten", Naam: "Afgesloten", Uitleg: "Deze strategie is klaar."},
}

// Staat is the state in words.
func (s *strategie) Staat() string { return naamVan(strategieStaten, s.Toestand) }

// Uitleg says what the state means.
func (s *strategie) Uitleg() string {
	for _, o := range strategieStaten {
		if o.Waarde == s.Toestand {
			return o.Uitleg
		}
	}
	return ""
}

// vast says whether the strategie holds: what is in it changes only after it is a concept again.
func (s *strategie) vast() bool { return s.Toestand != "concept" }

// strategieWeg is a way from one state to another, as a page that says what follows.
type strategieWeg struct {
	van                              []string
	naar, knop, vraag, gevolg, klaar string
	wie                              []opmaak.Rol
	veld                             *opmaak.Veld // what is asked; nil: nothing
}

// vaststellers may establish a strategie.
var vaststellers = []opmaak.Rol{opmaak.Bestuurder, opmaak.Secretaris}

func strategieWegen() []strategieWeg {
	waarom := func() *opmaak.Veld {
		return &opmaak.Veld{Naam: "reden", Label: "Waarom?", Uitleg: "Eén of twee zinnen, voor wie later kijkt.", Soort: opmaak.Tekstvak, Maximaal: 1000}
	}
	besluit := &opmaak.Veld{Naam: "verwijzing", Label: "Waar staat het besluit?", Uitleg: "Een adres of een paar woorden. Bijvoorbeeld: college 12 maart, punt 4.", Maximaal: 1000}
	holds := []string{"vastgesteld", "herijkt"}
	return []strategieWeg{
		{[]string{"concept"}, "voorgesteld", "Voorstellen", "Strategie voorstellen?", "De strategie ligt dan bij het bestuur. Tot die beslist, verandert er niets aan.", "De strategie ligt bij het bestuur.", leider, nil},
		{[]string{"voorgesteld"}, "vastgesteld", "Vaststellen", "Strategie vaststellen?", "De strategie geldt dan. Je naam en de datum komen erbij te staan.", "De strategie is vastgesteld.", vaststellers, besluit},
		{[]string{"voorgesteld"}, "concept", "Terug naar concept", "Terug naar concept?", "Je kunt de strategie dan weer wijzigen. Het bestuur ziet haar niet meer liggen.", "De strategie is weer een concept.", leider, nil},
		{holds, "herijkt", "Herijken", "Strategie herijken?", "Alles wordt bewaard zoals het nu is. Plaatsen die met de hand zijn gekozen, vervallen.", "De strategie is herijkt. Wat er stond, is bewaard.", slices.Concat(leider, vaststellers), waarom()},
		{holds, "concept", "Wijzigen", "Strategie wijzigen?", "Wat er nu staat, wordt bewaard. Daarna moet het bestuur haar opnieuw vaststellen.", "De strategie is weer een concept.", leider, waarom()},
		{holds, "afgesloten", "Afsluiten", "Strategie afsluiten?", "De strategie geldt dan niet meer. Alles blijft te lezen. Dit kun je niet terugdraaien.", "De strategie is afgesloten.", vaststellers, waarom()},
	}
}

// strategieblad is the page.
type strategieblad struct {
	*strategie
	Titel, Wie   string
	Doel         *einddoel
	Maten        []*maat
	Vragen       []*kadervraag
	Uitspraken   []*uitspraak
	Herijkingen  []herijking
	Acties       []opmaak.Link
	Hoofd        *opmaak.Link
	MagSchrijven bool // a concept, by who may write it
	MagVragen    bool
	Horizon      string
	Ritme        string
	Koers        bool // there is something to see on the page of the course
}

// herijking is the strategie as it stood on a day.
type herijking struct {
	URL, UUID, Naar, Reden, Verwijzing string
	Door                               *daad
	Inhoud                             struct{ Objecten planinhoud }
}

// planinhoud is what a frozen plan holds, as far as a page shows it.
type planinhoud struct {
	Strategieen []*strategie
	Einddoelen  []*einddoel
	Maten       []*maat
	Mijlpalen   []*mijlpaal
	Stappen     []*stap
}

// Wat says what happened to the strategie then.
func (h herijking) Wat() string {
	return map[string]string{"herijkt": "Herijkt", "concept": "Teruggenomen om te wijzigen", "afgesloten": "Afgesloten"}[h.Naar]
}

var ritmes = []opmaak.Optie{{Waarde: "P3M", Naam: "Elk kwartaal"}, {Waarde: "P6M", Naam: "Elk half jaar"}, {Waarde: "P1Y", Naam: "Elk jaar"}}

func toonStrategie(v *opmaak.Verzoek) error {
	doel, s, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	kop := opmaak.Kop{Titel: "Onze strategie", Actief: "/kaart", ZonderDoel: true}
	if s == nil {
		return v.Toon("strategie-leeg", kop, v.Persoon.Is(leider...))
	}
	b := strategieblad{strategie: s, Titel: s.Titel, Doel: doel, MagSchrijven: !s.vast() && v.Persoon.Is(leider...), MagVragen: mag(v, "kadervraag.stellen"),
		Horizon: horizon(s), Ritme: naamVan(ritmes, s.Herijking), Wie: wieDeed(s)}
	kop.Titel = b.Titel
	if b.Maten, err = matenVanDoel(v, doel); err != nil {
		return err
	}
	if b.Vragen, err = gesprekken[*kadervraag](v, "/kadervragen", ""); err != nil {
		return err
	}
	if b.Uitspraken, err = lijst[*uitspraak](v, "/uitspraken", url.Values{"over": {s.URL}}); err != nil {
		return err
	}
	if b.Herijkingen, err = lijst[herijking](v, "/strategieen/"+s.UUID+"/herijkingen", nil); err != nil {
		return err
	}
	alle, err := lijst[mijlpaal](v, "/mijlpalen", nil)
	if err != nil && !nietTeZien(err) {
		return err
	}
	b.Koers = heeftKoers(alle)
	for _, w := range strategieWegen() {
		if slices.Contains(w.van, s.Toestand) && v.Persoon.Is(w.wie...) {
			b.Acties = append(b.Acties, opmaak.Link{Naam: w.knop, Adres: "/kaart/strategie/naar/" + w.naar})
		}
	}
	if len(b.Acties) > 0 && slices.Contains([]string{"Voorstellen", "Vaststellen"}, b.Acties[0].Naam) {
		b.Hoofd, b.Acties = &b.Acties[0], b.Acties[1:]
	}
	return v.Toon("strategie", kop, b)
}

func horizon(s *strategie) string {
	switch {
	case s.HorizonVan != "" && s.HorizonTot != "":
		return "Van " + opmaak.Datum(s.HorizonVan) + " tot en met " + opmaak.Datum(s.HorizonTot)
	case s.HorizonTot != "":
		return "Tot en met " + opmaak.Datum(s.HorizonTot)
	case s.HorizonVan != "":
		return "Vanaf " + opmaak.Datum(s.HorizonVan)
	}
	return ""
}

// wieDeed says who brought the strategie where it is.
func wieDeed(s *strategie) string {
	zeg := func(d *daad, wat string) string {
		if d == nil {
			return ""
		}
		return fmt.Sprintf("%s door %s op %s.", wat, d.Naam, opmaak.Datum(d.Op))
	}
	switch s.Toestand {
	case "voorgesteld":
		return zeg(s.Voorgesteld, "Voorgesteld")
	case "vastgesteld":
		return zeg(s.Vastgesteld, "Vastgesteld")
	case "herijkt":
		return zeg(s.Vastgesteld, "Vastgesteld") + " " + zeg(s.Herijkt, "Herijkt")
	}
	return ""
}

var strategieKruimels = []opmaak.Link{{Naam: "Onze strategie", Adres: "/kaart/strategie"}}

// regels are the lines of a text that say something.
func regels(text string) []string {
	list := []string{}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// openbaarVeld asks whether residents may see something.
func openbaarVeld(nu string) *opmaak.Veld {
	f := &opmaak.Veld{Naam: "openbaar", Label: "Inwoners mogen dit zien, op de openbare pagina.", Soort: opmaak.Vinkje, Mag: true}
	if nu == "openbaar" {
		f.Waarden = []string{"ja"}
	}
	return f
}

// zichtbaar is what the answer makes of it. What partners see stays as it is.
func zichtbaar(f *opmaak.Formulier, nu string) string {
	switch {
	case f.Ja("openbaar"):
		return "openbaar"
	case nu == "coalitie":
		return nu
	}
	return "eigen"
}

func wijzigStrategie(v *opmaak.Verzoek) error {
	_, s, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	nieuw := s == nil
	if nieuw {
		s = &strategie{Toestand: "concept", Herijking: "P3M"}
	}
	if s.vast() {
		v.Meld("Deze strategie ligt vast. Breng haar eerst terug naar concept.")
		return v.Naar("/kaart/strategie")
	}
	f := &opmaak.Formulier{Knop: "Strategie bewaren", Terug: "/kaart/strategie", Velden: []*opmaak.Veld{
		{Naam: "titel", Label: "Hoe heet de strategie?", Maximaal: 200},
		{Naam: "ruimeKaders", Label: "Binnen welke kaders mag iedereen zelf aan de slag?", Uitleg: "Hoogstens vijf zinnen, elk op een eigen regel. Ruim genoeg om zelf te kiezen hoe.", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 2100},
		{Naam: "horizonVan", Label: "Vanaf wanneer geldt zij?", Soort: opmaak.Datumveld, Mag: true},
		{Naam: "horizonTot", Label: "Tot en met wanneer?", Soort: opmaak.Datumveld, Mag: true},
		{Naam: "sporen", Label: "Langs welke sporen lopen de stappen?", Uitleg: "Elk op een eigen regel. Leeg: dienstverlening, gegevens bij de bron, organisatie en talent, samen ontwikkelen.", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 1000},
		{Naam: "herijking", Label: "Hoe vaak kijken jullie opnieuw?", Soort: opmaak.Keuze, Opties: ritmes},
		openbaarVeld(s.Zichtbaarheid),
	}}
	for naam, waarde := range map[string]string{"titel": s.Titel, "ruimeKaders": strings.Join(s.RuimeKaders, "\n"), "horizonVan": s.HorizonVan, "horizonTot": s.HorizonTot, "sporen": strings.Join(s.Sporen, "\n"), "herijking": s.Herijking} {
		zet(f, naam, waarde)
	}
	i := &invullen{kop: opmaak.Kop{Titel: "Strategie wijzigen", Kruimels: strategieKruimels, Actief: "/kaart"}, formulier: f}
	if nieuw {
		i.kop.Titel = "Nieuwe strategie"
	}
	return i.wijzig(v, s.Versie, "de strategie", func() error {
		body := veld{"titel": f.Waarde("titel"), "ruimeKaders": regels(f.Waarde("ruimeKaders")), "sporen": regels(f.Waarde("sporen")), "herijking": f.Waarde("herijking"),
			"horizonVan": nullVoorLeeg(f.Waarde("horizonVan")), "horizonTot": nullVoorLeeg(f.Waarde("horizonTot")), "zichtbaarheid": zichtbaar(f, s.Zichtbaarheid)}
		if nieuw {
			if err := stuur(v, http.MethodPost, "/strategieen", body, nil); err != nil {
				return err
			}
			v.Meld("De strategie staat er, als concept.")
			return v.Naar("/kaart/strategie")
		}
		if err := stuur(v, http.MethodPatch, s.URL, body, nil); err != nil {
			return err
		}
		was := veld{"titel": s.Titel, "ruimeKaders": nietNil(s.RuimeKaders), "sporen": nietNil(s.Sporen), "herijking": s.Herijking, "horizonVan": nullVoorLeeg(s.HorizonVan), "horizonTot": nullVoorLeeg(s.HorizonTot), "zichtbaarheid": s.Zichtbaarheid}
		return meldTerug(v, "De strategie is bewaard.", http.MethodPatch, "/strategieen/"+s.UUID, was, "/kaart/strategie")
	})
}

// wijzigDoel is the form of the aim: its sentence, and the measures by which residents would notice.
func wijzigDoel(v *opmaak.Verzoek) error {
	d, s, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	if s != nil && s.vast() {
		v.Meld("Deze strategie ligt vast. Breng haar eerst terug naar concept.")
		return v.Naar("/kaart/strategie")
	}
	maten, err := lijst[*maat](v, "/maten", url.Values{"toestand": {"concept,actief"}})
	if err != nil {
		return err
	}
	f := doelFormulier(d)
	f.Terug = "/kaart/strategie"
	choice := &opmaak.Veld{Naam: "maten", Label: "Aan welke maten is het te zien?", Uitleg: "Twee tot zes. Een nieuwe maat maak je bij Inrichting van de metingen.", Soort: opmaak.Vinkjes, Mag: true}
	for _, m := range maten {
		choice.Opties = append(choice.Opties, opmaak.Optie{Waarde: m.UUID, Naam: m.Naam, Uitleg: m.Vraag})
	}
	if len(maten) > 0 {
		f.Velden = append(f.Velden, choice)
	}
	nu := &einddoel{}
	if d != nil {
		nu = d
	}
	var chosen []string
	for _, m := range nu.Maten {
		chosen = append(chosen, nr(m.Maat))
	}
	choice.Waarden = chosen
	f.Velden = append(f.Velden, openbaarVeld(nu.Zichtbaarheid))
	i := &invullen{kop: opmaak.Kop{Titel: "Het doel", Kruimels: strategieKruimels, Actief: "/kaart", ZonderDoel: true}, formulier: f}
	return i.wijzig(v, nu.Versie, "het doel", func() error {
		body := veld{"zin": f.Waarde("zin"), "voorInwoners": f.Waarde("voorInwoners"), "zichtbaarheid": zichtbaar(f, nu.Zichtbaarheid)}
		if len(maten) > 0 {
			body["maten"] = doelmaten(nu, maten, f.Gekozen("maten"))
		}
		if d == nil {
			if err := nieuwDoel(v, s, body); err != nil {
				return err
			}
			v.Meld("Het doel staat er.")
			return v.Naar("/kaart/strategie")
		}
		if err := stuur(v, http.MethodPatch, d.URL, body, nil); err != nil {
			return err
		}
		was := veld{"zin": d.Zin, "voorInwoners": d.VoorInwoners, "zichtbaarheid": d.Zichtbaarheid}
		if _, ok := body["maten"]; ok {
			was["maten"] = doelmaten(d, maten, chosen)
		}
		return meldTerug(v, "Het doel is bewaard.", http.MethodPatch, "/einddoelen/"+d.UUID, was, "/kaart/strategie")
	})
}

// doelmaten are the measures that were chosen, first those that the aim had, in its order, with which way is better.
func doelmaten(d *einddoel, maten []*maat, chosen []string) []veld {
	list := []veld{}
	for _, m := range d.Maten {
		if slices.Contains(chosen, nr(m.Maat)) {
			list = append(list, veld{"maat": m.Maat, "richting": m.Richting})
		}
	}
	for _, m := range maten {
		if slices.Contains(chosen, m.UUID) && !slices.ContainsFunc(d.Maten, func(x struct{ Maat, Richting string }) bool { return nr(x.Maat) == m.UUID }) {
			list = append(list, veld{"maat": m.URL, "richting": m.Richting})
		}
	}
	return list
}

// brengStrategie brings the strategie into another state: what follows, what is asked, a button.
func brengStrategie(v *opmaak.Verzoek) error {
	_, s, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	if s == nil {
		return opmaak.NietGevonden()
	}
	all := strategieWegen()
	i := slices.IndexFunc(all, func(w strategieWeg) bool { return slices.Contains(w.van, s.Toestand) && w.naar == v.Pad("toestand") })
	if i < 0 {
		v.Meld("De strategie is intussen ‘" + s.Staat() + "’. Dit kan niet meer.")
		return v.Naar("/kaart/strategie")
	}
	w := all[i]
	f := &opmaak.Formulier{}
	if w.veld != nil {
		f.Velden = append(f.Velden, w.veld)
	}
	ask := opmaak.Bevestiging{Vraag: w.vraag, Gevolg: "‘" + s.Titel + "’. " + w.gevolg, Knop: w.knop, Terug: "/kaart/strategie", Formulier: f}
	if v.R.Method != http.MethodPost || !f.Lees(v) {
		return v.Bevestig(ask)
	}
	body := veld{"naar": w.naar}
	for _, q := range f.Velden {
		body[q.Naam] = f.Waarde(q.Naam)
	}
	if err := stuur(v, http.MethodPost, "/strategieen/"+s.UUID+"/overgangen", body, nil); err != nil {
		if geweigerd(f, err) {
			return v.Bevestig(ask)
		}
		return err
	}
	v.Meld(w.klaar)
	return v.Naar("/kaart/strategie")
}

// toenblad is the strategie as it stood on a day.
type toenblad struct {
	herijking
	Strategie *strategie
	Doel      *einddoel
	Maten     []toenmaat
	Mijlpalen []toenmijlpaal
	Stappen   []toenstappen
}

type toenmaat struct{ Naam, Cijfer, Zin, Over string }

type toenmijlpaal struct {
	Titel, Cijfer string
	Stand         stand
	Venster       string // the quarters in which it was expected; "": nobody had said
}

type toenstappen struct {
	Staat  string
	Titels []string
}

// toonHerijking answers: what did we think then?
func toonHerijking(v *opmaak.Verzoek) error {
	_, s, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	if s == nil {
		return opmaak.NietGevonden()
	}
	h, err := haal[herijking](v, "/strategieen/"+s.UUID+"/herijkingen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	b := toenblad{herijking: *h}
	in := h.Inhoud.Objecten
	if i := slices.IndexFunc(in.Strategieen, func(x *strategie) bool { return x.UUID == s.UUID }); i >= 0 {
		b.Strategie = in.Strategieen[i]
		if j := slices.IndexFunc(in.Einddoelen, func(d *einddoel) bool { return nr(d.URL) == nr(b.Strategie.Einddoel) }); j >= 0 {
			b.Doel = in.Einddoelen[j]
		}
	}
	b.Maten, b.Mijlpalen, b.Stappen = in.maten(), in.mijlpalen(), in.stappen()
	title := "Zo stond het op " + opmaak.Datum(h.Door.Op)
	return v.Toon("herijking", opmaak.Kop{Titel: title, Kruimels: strategieKruimels, Actief: "/kaart", ZonderDoel: true}, b)
}

// maten are the measures of a plan that was kept, with their figures then.
func (in *planinhoud) maten() (list []toenmaat) {
	for _, m := range in.Maten {
		if m.Toestand != "actief" {
			continue
		}
		one := toenmaat{Naam: m.Naam}
		if l := m.Laatste; l != nil {
			e := eenheidMet(m.Eenheid)
			one.Cijfer, one.Zin, one.Over = e.tekst(l.Waarde), zin(l.Zin), l.over(e)
		}
		list = append(list, one)
	}
	return list
}

func (in *planinhoud) mijlpalen() (list []toenmijlpaal) {
	for _, m := range in.Mijlpalen {
		one := toenmijlpaal{Titel: m.Titel, Cijfer: m.cijfer(), Stand: standMet(m.Stand)}
		if w := leesVenster(m.Venster); w != nil {
			one.Venster = w.String()
		}
		list = append(list, one)
	}
	return list
}

// stappen are the steps of it, by how they stood.
func (in *planinhoud) stappen() (list []toenstappen) {
	for _, o := range stapStaten {
		var titles []string
		for _, x := range in.Stappen {
			if x.Toestand == o.Waarde {
				titles = append(titles, x.Titel)
			}
		}
		if len(titles) > 0 {
			list = append(list, toenstappen{o.Naam, titles})
		}
	}
	return list
}
