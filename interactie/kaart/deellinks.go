package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"meent/interactie/opmaak"
)

// deellinkPaginas make links with which somebody without this software reads one step, or the whole plan, and take them back.
func (k *Kaart) deellinkPaginas() []opmaak.Pagina {
	pages := slices.Concat(beide("/kaart/deellinks", deellinks), beide("/kaart/deellinks/{id}/intrekken", trekDeellinkIn))
	for i := range pages {
		pages[i].Rollen = leider
	}
	return append(pages, opmaak.Pagina{Adres: "GET /deel/{sleutel}", Open: true, Toon: k.toonGedeeld})
}

// deellink is a link that was made; its key is shown once.
type deellink struct {
	URL, UUID, Over, Voor, Tot, Adres string
	Door, Ingetrokken                 *daad
	Wat                               string `json:"-"`
}

// Afgelopen says that the link leads nowhere by its date.
func (d *deellink) Afgelopen(vandaag string) bool { return d.Tot != "" && d.Tot < vandaag }

// deellinkblad is the list, with the address of the one that was just made.
type deellinkblad struct {
	Links   []*deellink
	Nieuw   string
	Vandaag string
}

func deellinks(v *opmaak.Verzoek) error {
	_, s, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	steps, err := lijst[*stap](v, "/stappen", url.Values{"ordering": {"titel"}})
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Deellink maken", Velden: []*opmaak.Veld{
		{Naam: "over", Label: "Wat wil je delen?", Soort: opmaak.Selectie},
		{Naam: "voor", Label: "Voor wie is de link?", Uitleg: "Bijvoorbeeld: gemeente Hattem, voor het overleg van maart.", Mag: true, Maximaal: 200},
		{Naam: "tot", Label: "Tot en met wanneer werkt hij?", Soort: opmaak.Datumveld, Mag: true},
	}}
	urls := map[string]string{}
	names := map[string]string{}
	add := func(id, adres, naam string) {
		f.Velden[0].Opties = append(f.Velden[0].Opties, opmaak.Optie{Waarde: id, Naam: naam})
		urls[id], names[adres] = adres, naam
	}
	if s != nil {
		add(s.UUID, s.URL, "Het hele plan: "+s.Titel)
	}
	for _, x := range steps {
		add(x.UUID, x.URL, "Stap: "+x.Titel)
	}
	b := &deellinkblad{Vandaag: v.Nu().Format("2006-01-02")}
	if b.Links, err = lijst[*deellink](v, "/deellinks", nil); err != nil {
		return err
	}
	slices.Reverse(b.Links)
	for _, d := range b.Links {
		d.Wat = anders(names[d.Over], "Wat er niet meer is")
	}
	i := &invullen{sjabloon: "deellinks", kop: opmaak.Kop{Titel: "Delen met een link", Kruimels: []opmaak.Link{inrichtingKruimel}}, formulier: f, data: b,
		inleiding: "Een buurgemeente zonder Meent leest zo één stap of het hele plan. Namen van mensen staan er niet in."}
	return i.doe(v, func() error {
		made := &deellink{}
		if err := stuur(v, http.MethodPost, "/deellinks", veld{"over": urls[f.Waarde("over")], "voor": f.Waarde("voor"), "tot": nullVoorLeeg(f.Waarde("tot"))}, made); err != nil {
			return err
		}
		b.Nieuw = v.Oorsprong() + "/deel/" + nr(made.Adres)
		made.Wat = anders(names[made.Over], "")
		b.Links = append([]*deellink{made}, b.Links...)
		for _, q := range f.Velden {
			q.Waarden = nil
		}
		return i.toon(v) // not sent on: the address is shown once, and kept nowhere
	})
}

func trekDeellinkIn(v *opmaak.Verzoek) error {
	ask := opmaak.Bevestiging{Vraag: "Deellink intrekken?", Gevolg: "Wie de link heeft, ziet dan niets meer. Dit kun je niet terugdraaien.", Knop: "Intrekken", Terug: "/kaart/deellinks"}
	if v.R.Method != http.MethodPost {
		return v.Bevestig(ask)
	}
	if err := stuur(v, http.MethodPost, "/deellinks/"+v.Pad("id")+"/overgangen", veld{"naar": "ingetrokken"}, nil); err != nil {
		return err
	}
	v.Meld("De deellink werkt niet meer.")
	return v.Naar("/kaart/deellinks")
}

// gedeeld is what a link shows.
type gedeeld struct {
	Organisatie, Soort, Op string
	Rondom                 []rondom
	Inhoud                 struct {
		stap
		Objecten planinhoud
	}
}

// rondom is something to which a shared step refers.
type rondom struct{ Soort, Titel, Hoe, Sluit string }

// feiten are what somebody who may join wants to know of a step, and cannot look up: how large it is and how long it takes,
// what it is good for, what it waits for, and until when. What nobody filled in is not there.
func (g *gedeeld) feiten() []feit {
	s := &g.Inhoud.stap
	var helps, first, doors []string
	for _, r := range g.Rondom {
		switch r.Soort {
		case "maat", "mijlpaal":
			helps = append(helps, "‘"+r.Titel+"’"+map[string]string{"sterk": " (sterk)", "zwak": " (een beetje)"}[r.Hoe])
		case "stap":
			first = append(first, "‘"+r.Titel+"’"+map[string]string{"zacht": " (niet verplicht, wel handiger)"}[r.Hoe])
		case "kans":
			text := "‘" + r.Titel + "’"
			if r.Sluit != "" {
				text += ", tot " + opmaak.Datum(r.Sluit)
			}
			doors = append(doors, text)
		}
	}
	var skills []string
	for _, x := range s.Vaardigheden {
		skills = append(skills, x.Vaardigheid)
	}
	size, long, back := "", "", ""
	if n := s.p50(); n > 0 {
		size = fmt.Sprintf("Ongeveer %s.", opmaak.Aantal(n, "uur werk", "uur werk"))
	}
	if s.DoorlooptijdP80 != nil && *s.DoorlooptijdP80 > 0 {
		long = fmt.Sprintf("Met 80%s%% zekerheid klaar na %s.", nbsp, opmaak.Aantal(*s.DoorlooptijdP80, "maand", "maanden"))
	}
	if s.Omkeerbaar {
		back = "Ja. Bevalt het niet, dan kan het terug."
	}
	since := ""
	if at, known := tijd(s.ToestandSinds); known {
		since = zin(opmaak.Datum(at))
	}
	return feiten(feit{"Wie het merkt", zin(s.WieMerktHet)}, feit{"Helpt bij", zin(opsomming(helps))}, feit{"Hoe groot", size}, feit{"Hoe lang", long}, feit{"Wat mensen ervoor kunnen", zin(opsomming(skills))},
		feit{"Moet eerst", zin(opsomming(first))}, feit{"Waarom nu", zin(opsomming(doors))}, feit{"Terug te draaien", back}, feit{"Staat daar sinds", since}, feit{"Opgeleverd", zin(s.Oplevering)}, feit{"Geleerd", zin(s.Les)})
}

// gedeeldblad is the page of a link, for somebody who has nothing but the link.
type gedeeldblad struct {
	Titel, Organisatie, Op string
	Stap                   *stap
	Feiten                 []feit // of the step
	Doel                   *einddoel
	Kaders                 []string
	Maten                  []toenmaat
	Mijlpalen              []toenmijlpaal
	Stappen                []toenstappen
}

// toonGedeeld shows what is shared by a link; one that was taken back leads nowhere.
func (k *Kaart) toonGedeeld(v *opmaak.Verzoek) error {
	g := &gedeeld{}
	if err := k.Openbaar.Get(v.Context(), root+"/deel/"+url.PathEscape(v.Pad("sleutel")), g); err != nil {
		return err
	}
	v.W.Header().Set("Referrer-Policy", "no-referrer") // the address is the key
	b := gedeeldblad{Organisatie: anders(g.Organisatie, "deze organisatie"), Op: g.Op}
	if g.Soort == "stap" {
		b.Stap = &g.Inhoud.stap
		b.Titel, b.Feiten = b.Stap.Titel, g.feiten()
	} else {
		in := g.Inhoud.Objecten
		b.Titel = "Het plan van " + b.Organisatie
		if len(in.Strategieen) > 0 {
			s := in.Strategieen[0]
			b.Titel, b.Kaders = s.Titel, s.RuimeKaders
			if i := slices.IndexFunc(in.Einddoelen, func(d *einddoel) bool { return nr(d.URL) == nr(s.Einddoel) }); i >= 0 {
				b.Doel = in.Einddoelen[i]
			}
		}
		b.Maten, b.Mijlpalen, b.Stappen = in.maten(), in.mijlpalen(), in.stappen()
	}
	return v.Toon("gedeeld", opmaak.Kop{Titel: b.Titel, ZonderDoel: true}, b)
}
