package kaart

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"meent/interactie/opmaak"
)

// inrichtingPaginas are where is set up what is measured, and from what.
func inrichtingPaginas() []opmaak.Pagina {
	teams := slices.Concat(beide("/kaart/inrichting/teams/nieuw", bewerkTeam), beide("/kaart/inrichting/teams/{id}", bewerkTeam))
	for i := range teams {
		teams[i].Rollen = inrichters
	}
	return slices.Concat([]opmaak.Pagina{{Adres: "GET /kaart/inrichting", Toon: toonInrichting}}, registerPaginas(), teams)
}

type inrichtingblad struct {
	Registers []registerregel
	Teams     []onderdeel
	Logboek   *logboek // for who sets up
	Mag       bool
	MagDelen  bool
	MagMaten  bool
}

// logboek says whether what happened in the register stands as it was written.
type logboek struct {
	Klopt           bool
	Regels          int
	Sinds, TotEnMet string
	Kenmerk         string
	Breuk           *struct {
		Regel              int
		Geschreven, Waarom string
	}
}

func toonInrichting(v *opmaak.Verzoek) error {
	b := inrichtingblad{Mag: v.Persoon.Is(inrichters...), MagDelen: v.Persoon.Is(leider...), MagMaten: !v.Persoon.Alleen(zonderDeuren...)}
	list, err := lijst[*register](v, "/registers", nil)
	if err != nil {
		return err
	}
	if b.Registers, err = registerregels(v, list); err != nil {
		return err
	}
	if b.Teams, err = lijst[onderdeel](v, "/onderdelen", url.Values{"ordering": {"naam"}}); err != nil {
		return err
	}
	if b.Mag {
		if b.Logboek, err = haal[logboek](v, "/logboek"); err != nil {
			return err
		}
	}
	return v.Toon("inrichting", opmaak.Kop{Titel: "Inrichting van de metingen"}, b)
}

// onderdeel is a team or a cluster of teams, as it is set up.
type onderdeel struct {
	URL, UUID, Naam, Soort, Boven     string
	Omvang, UrenPerMaand, WIP, Versie int
}

// bewerkTeam makes a team or a cluster, or changes one.
func bewerkTeam(v *opmaak.Verzoek) error {
	o := &onderdeel{Soort: "team", WIP: 3}
	id, title := v.Pad("id"), "Nieuw team"
	if id != "" {
		var err error
		if o, err = haal[onderdeel](v, "/onderdelen/"+id); err != nil {
			return err
		}
		title = o.Naam
	}
	all, err := lijst[onderdeel](v, "/onderdelen", url.Values{"ordering": {"naam"}})
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Bewaren", Terug: "/kaart/inrichting", Velden: []*opmaak.Veld{
		{Naam: "naam", Label: "Hoe heet het?", Uitleg: "Zoals collega's het noemen.", Maximaal: 200, Breedte: "middel"},
		{Naam: "soort", Label: "Wat is het?", Soort: opmaak.Keuze, Opties: []opmaak.Optie{{Waarde: "team", Naam: "Een team"}, {Waarde: "cluster", Naam: "Een cluster van teams"}}},
		{Naam: "boven", Label: "Waar hoort het bij?", Soort: opmaak.Selectie, Mag: true, Breedte: "middel"},
		{Naam: "omvang", Label: "Hoeveel mensen werken er?", Soort: opmaak.Getalveld, Mag: true, Eenheid: "mensen"},
		{Naam: "urenPerMaand", Label: "Hoeveel uur per maand is er voor stappen?", Soort: opmaak.Getalveld, Mag: true, Eenheid: "uur"},
		{Naam: "wip", Label: "Hoeveel stappen mogen tegelijk lopen?", Soort: opmaak.Getalveld, Eenheid: "stappen"},
	}}
	urls := map[string]string{"": ""}
	for _, other := range all {
		if other.UUID != o.UUID {
			f.Velden[2].Opties = append(f.Velden[2].Opties, opmaak.Optie{Waarde: other.UUID, Naam: other.Naam})
			urls[other.UUID] = other.URL
		}
	}
	zet(f, "naam", o.Naam)
	f.Zet("soort", o.Soort)
	f.Zet("wip", strconv.Itoa(o.WIP))
	if o.Boven != "" {
		f.Zet("boven", nr(o.Boven))
	}
	if o.Omvang > 0 {
		f.Zet("omvang", strconv.Itoa(o.Omvang))
	}
	if o.UrenPerMaand > 0 {
		f.Zet("urenPerMaand", strconv.Itoa(o.UrenPerMaand))
	}
	i := &invullen{kop: opmaak.Kop{Titel: title, Kruimels: []opmaak.Link{inrichtingKruimel}}, formulier: f}
	return i.doe(v, func() error {
		body := veld{"naam": f.Waarde("naam"), "soort": f.Waarde("soort"), "boven": nullVoorLeeg(urls[f.Waarde("boven")]), "omvang": f.Getal("omvang"), "urenPerMaand": f.Getal("urenPerMaand"), "wip": f.Getal("wip")}
		methode, pad := http.MethodPost, "/onderdelen"
		if id != "" {
			methode, pad = http.MethodPatch, o.URL
		}
		if err := stuur(v, methode, pad, body, nil); err != nil {
			return err
		}
		v.Meld("‘" + f.Waarde("naam") + "’ is bewaard.")
		return v.Naar("/kaart/inrichting")
	})
}

// wijzigTelt says of a register what does not count: results that mean that somebody withdrew, and zaaktypen that so few people handle
// that a figure would be about them (R7).
func wijzigTelt(v *opmaak.Verzoek) error {
	r, err := haal[register](v, "/registers/"+v.Pad("id"))
	if err != nil {
		return err
	}
	types, err := leesZaaktypen(v)
	if err != nil {
		return err
	}
	small := &opmaak.Veld{Naam: "klein", Label: "Welke zaken behandelen minder dan vijf mensen?", Uitleg: "Die tellen nergens mee. Anders gaat het cijfer over die mensen.", Soort: opmaak.Vinkjes, Mag: true, Waarden: r.KleineZaaktypen}
	gone := &opmaak.Veld{Naam: "ingetrokken", Label: "Welke resultaten betekenen dat iemand de aanvraag zelf introk?", Uitleg: "Die zaken tellen niet mee. Hun aantal staat naast het cijfer.", Soort: opmaak.Vinkjes, Mag: true, Waarden: r.Ingetrokken}
	add := func(q *opmaak.Veld, waarde, naam string) {
		if !slices.ContainsFunc(q.Opties, func(o opmaak.Optie) bool { return o.Waarde == waarde }) {
			q.Opties = append(q.Opties, opmaak.Optie{Waarde: waarde, Naam: naam})
		}
	}
	for _, t := range types {
		if !slices.Contains(t.Registers, r.Naam) {
			continue
		}
		add(small, t.Identificatie, t.Omschrijving)
		for _, x := range t.Resultaattypen {
			add(gone, x, x)
		}
	}
	for _, x := range r.KleineZaaktypen { // what was chosen before stays to be seen
		add(small, x, x)
	}
	for _, x := range r.Ingetrokken {
		add(gone, x, x)
	}
	f := &opmaak.Formulier{Knop: "Bewaren", Terug: r.Adres()}
	for _, q := range []*opmaak.Veld{small, gone} {
		if len(q.Opties) > 0 {
			f.Velden = append(f.Velden, q)
		}
	}
	if len(f.Velden) == 0 {
		v.Meld("Meent kent nog geen zaaktypen van dit register. Dit kan na het eerste lezen.")
		return v.Naar(r.Adres())
	}
	i := &invullen{kop: opmaak.Kop{Titel: "Wat telt mee?", Kruimels: []opmaak.Link{inrichtingKruimel, {Naam: r.Naam, Adres: r.Adres()}}}, formulier: f}
	return i.doe(v, func() error {
		body := veld{}
		for _, q := range f.Velden {
			body[map[string]string{"klein": "kleineZaaktypen", "ingetrokken": "ingetrokken"}[q.Naam]] = nietNil(q.Waarden)
		}
		if err := stuur(v, http.MethodPatch, r.URL, body, nil); err != nil {
			return err
		}
		return meldTerug(v, "Bewaard wat meetelt.", http.MethodPatch, "/registers/"+r.UUID, veld{"kleineZaaktypen": nietNil(r.KleineZaaktypen), "ingetrokken": nietNil(r.Ingetrokken)}, r.Adres())
	})
}
