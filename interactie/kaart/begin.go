package kaart

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// beginPaginas are the guided start: from nothing to an aim, two figures, a first milestone and first steps in ten minutes. It keeps no
// state of its own: what is in the register says where one was.
func beginPaginas() []opmaak.Pagina {
	pages := slices.Concat(
		[]opmaak.Pagina{{Adres: "GET /kaart/begin", Toon: toonBegin}, {Adres: "GET /kaart/begin/cijfers", Toon: toonBeginCijfers}},
		beide("/kaart/begin/gemeente", beginGemeente), beide("/kaart/begin/registers", beginRegisters), beide("/kaart/begin/doel", beginDoel),
		beide("/kaart/begin/maten", beginMaten), beide("/kaart/begin/mijlpaal", beginMijlpaal), beide("/kaart/begin/stappen", beginStappen),
	)
	for i := range pages {
		pages[i].Rollen = []opmaak.Rol{opmaak.Programmamanager}
	}
	return pages
}

// begin is how far the start is, as the register knows it.
type begin struct {
	Gemeente  *organisatie
	Registers []*register
	Strategie *strategie
	Doel      *einddoel
	Maten     []*maat // of the aim
	Mijlpalen []*mijlpaal
	Stappen   int
}

func leesBegin(v *opmaak.Verzoek) (*begin, error) {
	b := &begin{}
	own, err := lijst[*organisatie](v, "/organisaties", url.Values{"eigen": {"true"}})
	if err != nil {
		return nil, err
	}
	if len(own) > 0 {
		b.Gemeente = own[0]
	}
	if b.Registers, err = lijst[*register](v, "/registers", nil); err != nil {
		return nil, err
	}
	if b.Doel, b.Strategie, err = hetDoel(v, v.API()); err != nil {
		return nil, err
	}
	if b.Maten, err = matenVanDoel(v, b.Doel); err != nil {
		return nil, err
	}
	if b.Mijlpalen, err = lijst[*mijlpaal](v, "/mijlpalen", nil); err != nil {
		return nil, err
	}
	var steps struct{ Count int }
	if err := v.API().Get(v.Context(), root+"/stappen", &steps); err != nil {
		return nil, err
	}
	b.Stappen = steps.Count
	return b, nil
}

// beginstap is one step of the start.
type beginstap struct {
	Nummer        int
	Sleutel, Naam string
	Wat           string // what is there, or what it is about
	Klaar, Hier   bool
}

// Adres is the page of the step.
func (s beginstap) Adres() string { return "/kaart/begin/" + s.Sleutel }

// stappen are the steps, and how far each is. hier is the one that is open.
func (b *begin) stappen(hier string) []beginstap {
	list := []beginstap{
		{Sleutel: "gemeente", Naam: "Jullie gemeente", Wat: "Kies haar uit de lijst.", Klaar: b.Gemeente != nil},
		{Sleutel: "registers", Naam: "Waar staan de zaken?", Wat: "In deze Meent, of bij een andere leverancier.", Klaar: len(b.Registers) > 0},
		{Sleutel: "doel", Naam: "Het doel", Wat: "Eén zin, in woorden van inwoners.", Klaar: b.Doel != nil},
		{Sleutel: "maten", Naam: "Twee maten", Wat: "Met cijfers uit je eigen zaken.", Klaar: len(b.Maten) > 1},
		{Sleutel: "mijlpaal", Naam: "De eerste mijlpaal", Wat: "Eén zin die te meten is.", Klaar: len(b.Mijlpalen) > 0},
		{Sleutel: "stappen", Naam: "De eerste stappen", Wat: "Een paar titels is genoeg.", Klaar: b.Stappen > 0},
	}
	wat := map[string]string{}
	if b.Gemeente != nil {
		wat["gemeente"] = b.Gemeente.Naam
	}
	if len(b.Registers) > 0 {
		var names []string
		for _, r := range b.Registers {
			names = append(names, r.Naam)
		}
		wat["registers"] = opsomming(names)
	}
	if b.Doel != nil {
		wat["doel"] = b.Doel.Zin
	}
	if len(b.Maten) > 0 {
		var names []string
		for _, m := range b.Maten {
			names = append(names, m.Naam)
		}
		wat["maten"] = opsomming(names)
	}
	if len(b.Mijlpalen) > 0 {
		wat["mijlpaal"] = b.Mijlpalen[0].Titel
	}
	if b.Stappen > 0 {
		wat["stappen"] = opmaak.Aantal(b.Stappen, "stap", "stappen")
	}
	for i := range list {
		list[i].Nummer, list[i].Hier = i+1, list[i].Sleutel == hier
		if text := wat[list[i].Sleutel]; text != "" {
			list[i].Wat = text
		}
	}
	return list
}

// volgende is the address of the first step that is not done, after one; the overview when all are.
func (b *begin) volgende() string {
	for _, s := range b.stappen("") {
		if !s.Klaar {
			return s.Adres()
		}
	}
	return "/kaart/begin"
}

// beginblad is the overview.
type beginblad struct {
	Titel   string
	Stappen []beginstap
	Gedaan  int
	Verder  string
	Klaar   bool
	*begin
}

func toonBegin(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	blad := beginblad{Titel: "Begin met een doel en twee cijfers", Stappen: b.stappen(""), Verder: b.volgende(), begin: b}
	for _, s := range blad.Stappen {
		if s.Klaar {
			blad.Gedaan++
		}
	}
	if blad.Klaar = blad.Gedaan == len(blad.Stappen); blad.Klaar {
		blad.Titel = "Jullie zijn begonnen"
	}
	return v.Toon("begin", opmaak.Kop{Titel: blad.Titel, Actief: "/kaart", ZonderDoel: true}, blad)
}

// beginPagina is a step of the start: a form, with where one is.
type beginPagina struct {
	Stap    beginstap
	Stappen []beginstap
	Data    any // what the step itself shows
}

// form is a step of the start as an invullen: save shows the next step that is not done.
func (b *begin) form(sleutel, titel, inleiding string, f *opmaak.Formulier, data any) *invullen {
	list := b.stappen(sleutel)
	i := slices.IndexFunc(list, func(s beginstap) bool { return s.Sleutel == sleutel })
	f.Terug = "/kaart/begin"
	return &invullen{sjabloon: "begin-" + sleutel, kop: opmaak.Kop{Titel: titel, Kruimels: []opmaak.Link{{Naam: "Begin", Adres: "/kaart/begin"}}, Actief: "/kaart", ZonderDoel: true},
		inleiding: inleiding, formulier: f, data: beginPagina{list[i], list, data}}
}

// verder goes to the first step that is not done, after a step was saved.
func verder(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	return v.Naar(b.volgende())
}

// gemeente is a municipality of the list of the CBS.
type gemeente struct {
	Code, Naam, Organisatie string
	Inwoners                int
	Regios                  *regios
}

// gemeenteblad is what the page to choose a municipality shows.
type gemeenteblad struct {
	Zoek     string
	Gezocht  bool
	Leeg     bool // it was looked for without a name
	Gevonden []gemeente
	Meer     int
	Nu       *organisatie
	Anders   bool
}

// meesteGemeenten is how many are shown at once: who searches on finds it sooner.
const meesteGemeenten = 12

func beginGemeente(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	blad := &gemeenteblad{Zoek: v.Vraag("zoek"), Nu: b.Gemeente, Anders: v.Vraag("anders") != ""}
	f := &opmaak.Formulier{Knop: "Dit zijn wij"}
	if blad.Anders {
		f.Verborgen = map[string]string{"anders": "ja"}
		f.Velden = []*opmaak.Veld{
			{Naam: "naam", Label: "Hoe heet jullie organisatie?", Maximaal: 200},
			{Naam: "soort", Label: "Wat voor organisatie is het?", Soort: opmaak.Selectie, Opties: organisatieSoorten, Breedte: "middel"},
		}
		if b.Gemeente != nil {
			f.Zet("naam", b.Gemeente.Naam)
			f.Zet("soort", b.Gemeente.Soort)
		}
	} else if blad.Leeg = v.R.URL.Query().Has("zoek") && blad.Zoek == ""; blad.Leeg {
		blad.Gezocht = true
	} else if blad.Gezocht = blad.Zoek != ""; blad.Gezocht {
		list, err := leesGemeenten(v, blad.Zoek)
		if err != nil {
			return err
		}
		blad.Gevonden = list.Results[:min(len(list.Results), meesteGemeenten)]
		blad.Meer = len(list.Results) - len(blad.Gevonden)
	}
	i := b.form("gemeente", "Welke gemeente zijn jullie?", "De lijst is van het CBS. Naam, inwoners en regio's staan er dan meteen bij.", f, blad)
	return i.doe(v, func() error {
		body := veld{"eigen": true}
		pad, methode := "/organisaties", http.MethodPost
		if blad.Anders {
			body["naam"], body["soort"] = f.Waarde("naam"), f.Waarde("soort")
			if b.Gemeente != nil {
				pad, methode = b.Gemeente.URL, http.MethodPatch
			}
		} else {
			g, err := gemeenteMet(v, v.Vraag("code"))
			if err != nil {
				return err
			}
			if b.Gemeente != nil && b.Gemeente.CBSCode != g.Code {
				if err := stuur(v, http.MethodPatch, b.Gemeente.URL, veld{"eigen": false}, nil); err != nil {
					return err
				}
			}
			if g.Organisatie != "" {
				pad, methode = g.Organisatie, http.MethodPatch
			} else {
				body["naam"], body["soort"], body["cbsCode"], body["inwoners"], body["regios"] = g.Naam, "gemeente", g.Code, g.Inwoners, g.Regios
			}
		}
		if err := stuur(v, methode, pad, body, nil); err != nil {
			return err
		}
		return verder(v)
	})
}

// gemeentelijst are municipalities of the list of the CBS, and where that comes from.
type gemeentelijst struct {
	Bron    string
	Results []gemeente
}

// leesGemeenten are the municipalities with something in their name or code; all of them for nothing.
func leesGemeenten(v *opmaak.Verzoek, zoek string) (*gemeentelijst, error) {
	return haal[gemeentelijst](v, "/gemeenten?"+url.Values{"zoek": {zoek}}.Encode())
}

// gemeenteMet is the municipality with a code.
func gemeenteMet(v *opmaak.Verzoek, code string) (*gemeente, error) {
	list, err := leesGemeenten(v, code)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list.Results, func(g gemeente) bool { return g.Code == code })
	if i < 0 {
		return nil, &opmaak.Fout{Status: http.StatusBadRequest, Uitleg: "Deze gemeente staat niet in de lijst. Zoek haar opnieuw op."}
	}
	return &list.Results[i], nil
}

// beginRegisters is where the cases are: here, or at another supplier.
func beginRegisters(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Verder", Velden: []*opmaak.Veld{{Naam: "waar", Label: "Waar staan de zaken van jullie inwoners?", Soort: opmaak.Keuze, Opties: []opmaak.Optie{
		{Waarde: "hier", Naam: "In deze Meent", Uitleg: "De registers die bij dit programma horen. Je hoeft niets in te vullen."},
		{Waarde: "elders", Naam: "Bij een andere leverancier", Uitleg: "Je hebt het adres van de API's nodig, een client_id en een secret. Vraag ze aan je beheerder."},
	}}}}
	states, err := registerregels(v, b.Registers)
	if err != nil {
		return err
	}
	i := b.form("registers", "Waar staan de zaken?", "Meent leest daar alleen. Er verandert niets in je registers.", f, states)
	return i.doe(v, func() error {
		if f.Waarde("waar") == "elders" {
			return v.Naar("/kaart/inrichting/registers/nieuw?begin=ja")
		}
		if j := slices.IndexFunc(b.Registers, func(r *register) bool { return r.Eigen }); j >= 0 {
			return v.Naar(b.Registers[j].Adres() + "/test?begin=ja")
		}
		made := &register{}
		if err := stuur(v, http.MethodPost, "/registers", veld{"naam": "Registers van Meent", "eigen": true}, made); err != nil {
			return err
		}
		return v.Naar(made.Adres() + "/test?begin=ja")
	})
}

// beginDoel is the aim in one sentence. With it comes the strategie, as a concept.
func beginDoel(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	f := doelFormulier(b.Doel)
	i := b.form("doel", "Waar willen jullie naartoe?", "Eén zin. Schrijf op wat een inwoner merkt, niet wat jullie gaan doen.", f, nil)
	return i.doe(v, func() error {
		body := veld{"zin": f.Waarde("zin"), "voorInwoners": f.Waarde("voorInwoners")}
		if b.Doel != nil {
			if err := stuur(v, http.MethodPatch, b.Doel.URL, body, nil); err != nil {
				return err
			}
			return verder(v)
		}
		if err := nieuwDoel(v, b.Strategie, body); err != nil {
			return err
		}
		return verder(v)
	})
}

// nieuwDoel makes an aim, with a strategie around it when there is none yet.
func nieuwDoel(v *opmaak.Verzoek, s *strategie, body veld) error {
	made := &einddoel{}
	if err := stuur(v, http.MethodPost, "/einddoelen", body, made); err != nil {
		return err
	}
	var err error
	if s != nil {
		err = stuur(v, http.MethodPatch, s.URL, veld{"einddoel": made.URL}, nil)
	} else {
		err = stuur(v, http.MethodPost, "/strategieen", veld{"titel": "Onze weg naar Common Ground", "einddoel": made.URL}, nil)
	}
	if err != nil { // an aim without a strategie would show nowhere
		return errors.Join(err, stuur(v, http.MethodDelete, made.URL, nil, nil))
	}
	return nil
}

// doelFormulier are the questions about the aim.
func doelFormulier(d *einddoel) *opmaak.Formulier {
	f := &opmaak.Formulier{Knop: "Doel bewaren", Velden: []*opmaak.Veld{
		{Naam: "zin", Label: "Ons doel", Uitleg: "Bijvoorbeeld: wie iets bij ons aanvraagt, krijgt op tijd antwoord.", Maximaal: 240},
		{Naam: "voorInwoners", Label: "Wat merkt een inwoner ervan?", Uitleg: "Een paar zinnen voor de pagina voor inwoners. Daar staat ‘u’.", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 1000},
	}}
	if d != nil {
		f.Zet("zin", d.Zin)
		zet(f, "voorInwoners", d.VoorInwoners)
	}
	return f
}

// beginmaten are the measures that can be made from cases alone.
var beginmaten = []struct {
	optie    opmaak.Optie
	richting string
}{
	{opmaak.Optie{Waarde: "zgw.binnenTermijn", Naam: "Op tijd klaar", Uitleg: "Krijg ik op tijd antwoord? Het deel van de zaken dat binnen de termijn klaar is."}, "hoger"},
	{opmaak.Optie{Waarde: "zgw.doorlooptijd", Naam: "Hoe lang het duurt", Uitleg: "Hoe lang moet ik wachten? Binnen hoeveel dagen de helft van de zaken klaar is. Open zaken tellen mee."}, "lager"},
	{opmaak.Optie{Waarde: "zgw.achterstand", Naam: "Wat te laat is", Uitleg: "Hoeveel mensen wachten te lang? De open zaken die over hun termijn heen zijn."}, "lager"},
}

func beginMaten(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	if b.Doel == nil {
		v.Meld("Schrijf eerst het doel op. Daar horen de maten bij.")
		return v.Naar("/kaart/begin/doel")
	}
	f := &opmaak.Formulier{Knop: "Deze maten meten", Velden: []*opmaak.Veld{{Naam: "maten", Label: "Welke maten horen bij het doel?", Uitleg: "Kies er ten minste twee. Later kun je er tot zes hebben.", Soort: opmaak.Vinkjes}}}
	for _, m := range beginmaten {
		f.Velden[0].Opties = append(f.Velden[0].Opties, m.optie)
	}
	f.Zet("maten", "zgw.binnenTermijn", "zgw.doorlooptijd")
	if len(b.Maten) > 0 {
		var chosen []string
		for _, m := range b.Maten {
			chosen = append(chosen, m.Sonde)
		}
		f.Zet("maten", chosen...)
	}
	i := b.form("maten", "Waaraan merken inwoners het?", "‘"+zin(b.Doel.Zin)+"’ Elke maat is een vraag van een inwoner. Het cijfer komt uit je zaken zelf.", f, nil)
	return i.doe(v, func() error {
		if n := len(f.Gekozen("maten")); n < 2 {
			f.Velden[0].Fout = "Kies ten minste twee maten. Eén cijfer zegt te weinig."
			return errInFormulier
		}
		if err := kiesMaten(v, b, f.Gekozen("maten")); err != nil {
			return err
		}
		return v.Naar("/kaart/begin/cijfers")
	})
}

// kiesMaten gives the aim measures by these probes: those that there are, or new ones. Other measures of the aim stay.
func kiesMaten(v *opmaak.Verzoek, b *begin, sonden []string) error {
	alle, err := lijst[*maat](v, "/maten", url.Values{"toestand": {"concept,actief"}})
	if err != nil {
		return err
	}
	var maten []veld
	for _, m := range b.Doel.Maten {
		i := slices.IndexFunc(b.Maten, func(x *maat) bool { return x.URL == m.Maat })
		if i < 0 || slices.Contains(sonden, b.Maten[i].Sonde) {
			maten = append(maten, veld{"maat": m.Maat, "richting": m.Richting})
		}
	}
	for _, m := range beginmaten {
		if !slices.Contains(sonden, m.optie.Waarde) || slices.ContainsFunc(b.Maten, func(x *maat) bool { return x.Sonde == m.optie.Waarde }) {
			continue
		}
		one := &maat{}
		if i := slices.IndexFunc(alle, func(x *maat) bool { return x.Sonde == m.optie.Waarde && len(x.Parameters.Zaaktypen) == 0 }); i >= 0 {
			one = alle[i]
		} else if err := stuur(v, http.MethodPost, "/maten", veld{"naam": m.optie.Naam, "sonde": m.optie.Waarde}, one); err != nil {
			return err
		}
		if one.Toestand == "concept" {
			if err := stuur(v, http.MethodPost, one.URL+"/overgangen", veld{"naar": "actief"}, nil); err != nil {
				return err
			}
		}
		maten = append(maten, veld{"maat": one.URL, "richting": m.richting})
	}
	return stuur(v, http.MethodPatch, b.Doel.URL, veld{"maten": maten}, nil)
}

// cijferblad shows the figures of the measures as they come.
type cijferblad struct {
	Titel     string
	Stap      beginstap
	Stappen   []beginstap
	Maten     []beginmaat
	Registers []registerregel
	Bezig     bool // figures are still to come by themselves
	Volgende  string
}

// beginmaat is a measure with its figure, or why there is none yet.
type beginmaat struct {
	Naam, Vraag, Cijfer, Zin, Waarom string
	Over                             string // its window
	Toelichting                      string
}

// opnieuwNa is after how many seconds the page shows itself again, while figures are being made.
const opnieuwNa = 5

func toonBeginCijfers(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	if len(b.Maten) == 0 {
		return v.Naar("/kaart/begin/maten")
	}
	blad := cijferblad{Stappen: b.stappen("maten"), Volgende: b.volgende()}
	blad.Stap = blad.Stappen[3]
	if blad.Registers, err = registerregels(v, b.Registers); err != nil {
		return err
	}
	loading := slices.ContainsFunc(blad.Registers, func(r registerregel) bool { return r.Bezig })
	n := 0
	for _, m := range b.Maten {
		row := beginmaat{Naam: m.Naam, Vraag: m.Vraag, Toelichting: m.Zin}
		switch l := m.Laatste; {
		case l != nil && l.Waarde != nil:
			row.Cijfer, row.Zin, row.Over = eenheidMet(m.Eenheid).tekst(l.Waarde), zin(l.Zin), l.over(eenheidMet(m.Eenheid))
			n++
		case l != nil && !loading:
			row.Waarom = zin(l.Zin)
			n++
		case loading || len(b.Registers) == 0:
			row.Waarom = "De zaken worden nog gelezen. Het cijfer komt vanzelf."
		case m.Stilstand != "":
			row.Waarom = zin(m.Stilstand)
		default:
			row.Waarom = "Het cijfer wordt nu gemaakt."
			blad.Bezig = true
		}
		blad.Maten = append(blad.Maten, row)
	}
	if len(b.Registers) == 0 {
		for i := range blad.Maten {
			if blad.Maten[i].Cijfer == "" {
				blad.Maten[i].Waarom = "Er is nog geen register om uit te meten."
			}
		}
	}
	empty := !loading && len(b.Registers) > 0 && !slices.ContainsFunc(blad.Registers, func(r registerregel) bool { return r.Stand.Zaken > 0 || r.Stand.Fout != "" })
	for i := range blad.Maten {
		if empty && blad.Maten[i].Cijfer == "" {
			blad.Maten[i].Waarom = "Er staan nog geen zaken in het register. Het cijfer komt vanzelf als ze er zijn."
		}
	}
	blad.Bezig = (blad.Bezig || loading) && len(b.Registers) > 0 && !empty
	switch {
	case n == len(b.Maten):
		blad.Titel = "Zo staan jullie ervoor"
	case blad.Bezig:
		blad.Titel = "De cijfers komen eraan"
	default:
		blad.Titel = "Er zijn nog geen cijfers"
	}
	k := opmaak.Kop{Titel: blad.Titel, Kruimels: []opmaak.Link{{Naam: "Begin", Adres: "/kaart/begin"}}, Actief: "/kaart", ZonderDoel: true}
	if blad.Bezig {
		k.Ververs = opnieuwNa
	}
	return v.Toon("begin-cijfers", k, blad)
}

// beginMijlpaal is the first milestone as a sentence: Van [zaaktype] is [90] % binnen [termijn].
func beginMijlpaal(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	types, err := leesZaaktypen(v)
	if err != nil {
		return err
	}
	f := zinFormulier(types)
	f.Knop = "Mijlpaal maken"
	i := b.form("mijlpaal", "Wat is de eerste mijlpaal?", "Maak de zin af. Meent meet elke week of het zo is. Niemand kan hem met de hand op gehaald zetten.", f, b.Mijlpalen)
	return i.doe(v, func() error {
		if _, err := zinMijlpaal(v, f, types); err != nil {
			return err
		}
		v.Meld("De mijlpaal staat er, en wordt gemeten.")
		return verder(v)
	})
}

// beginStappen takes a few titles, one a line.
func beginStappen(v *opmaak.Verzoek) error {
	b, err := leesBegin(v)
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Stappen toevoegen", Velden: []*opmaak.Veld{{Naam: "titels", Label: "Wat willen jullie doen?", Uitleg: "Eén stap per regel. Een titel is genoeg; de rest vragen we later.", Soort: opmaak.Tekstvak, Maximaal: 8000}}}
	i := b.form("stappen", "Wat zijn de eerste stappen?", "Zet ze in willekeurige volgorde neer. De volgorde komt later, uit energie en kansen.", f, b.Stappen)
	return i.doe(v, func() error {
		var titles []string
		for line := range strings.Lines(f.Waarde("titels")) {
			if line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "-•*")); line != "" && !slices.ContainsFunc(titles, func(t string) bool { return strings.EqualFold(t, line) }) {
				titles = append(titles, line)
			}
		}
		for n, title := range titles {
			if err := stuur(v, http.MethodPost, "/stappen", veld{"titel": title}, nil); err != nil {
				f.Zet("titels", strings.Join(titles[n:], "\n")) // those before it are there
				return err
			}
		}
		v.Meld("Er " + map[bool]string{true: "is", false: "zijn"}[len(titles) == 1] + " " + opmaak.Aantal(len(titles), "stap", "stappen") + " bij gekomen.")
		return verder(v)
	})
}
