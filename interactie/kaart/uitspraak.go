package kaart

import (
	"net/http"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// uitspraakPaginas are what people at the top say openly, with name, date and place (§6).
func uitspraakPaginas() []opmaak.Pagina {
	return slices.Concat(
		[]opmaak.Pagina{{Adres: "GET /kaart/uitspraken", Toon: toonUitspraken}, {Adres: "POST /kaart/uitspraken/{id}/intrekken", Toon: trekUitspraakIn}},
		beide("/kaart/uitspraken/nieuw", nieuweUitspraak), beide("/kaart/uitspraken/{id}/wijzigen", wijzigUitspraak),
	)
}

// uitspraak is a named statement, as the API gives it.
type uitspraak struct {
	URL, UUID        string
	Versie           int
	Tekst            string
	Verwijzing, Over string
	Laag, Functie    string
	Op               string
	Zichtbaarheid    string
	Door             *daad
	Waarover         *onderwerp `json:"-"`
	Eigen            bool       `json:"-"`
}

// Adres is where it is changed.
func (u *uitspraak) Adres() string { return "/kaart/uitspraken/" + u.UUID }

// Wie is who says it: name, function, layer.
func (u *uitspraak) Wie() string {
	wie := ""
	if u.Door != nil {
		wie = u.Door.Naam
	}
	if u.Functie != "" {
		return wie + ", " + u.Functie
	}
	return wie
}

// Link says that where it stands is an address that can be followed.
func (u *uitspraak) Link() bool {
	return len(u.Verwijzing) > 8 && (u.Verwijzing[:8] == "https://" || u.Verwijzing[:7] == "http://")
}

// uitsprakenblad are the statements, the latest first.
type uitsprakenblad struct {
	Uitspraken []*uitspraak
	Mag        bool
}

func toonUitspraken(v *opmaak.Verzoek) error {
	list, err := lijst[*uitspraak](v, "/uitspraken", nil)
	if err != nil {
		return err
	}
	for _, u := range list {
		if u.Waarover, err = onderwerpVan(v, u.Over); err != nil {
			return err
		}
		u.Eigen = eigen(v, u.Door)
	}
	slices.SortStableFunc(list, func(a, b *uitspraak) int { return strings.Compare(b.Op, a.Op) })
	return v.Toon("uitspraken", opmaak.Kop{Titel: "Wat de top zegt", Actief: "/kaart/stappen"}, uitsprakenblad{list, mag(v, "uitspraak.maken")})
}

func uitspraakFormulier(u *uitspraak) *opmaak.Formulier {
	f := &opmaak.Formulier{Knop: "Uitspraak bewaren", Terug: "/kaart/uitspraken", Velden: []*opmaak.Veld{
		{Naam: "tekst", Label: "Wat zeg je?", Uitleg: "Je naam en de datum staan erbij.", Soort: opmaak.Tekstvak, Maximaal: 2000},
		{Naam: "verwijzing", Label: "Waar staat dat?", Uitleg: "Een adres, of een besluit, een begrotingsregel of een agenda.", Maximaal: 1000},
		{Naam: "functie", Label: "Wat is je functie?", Mag: true, Maximaal: 200, Breedte: "middel"},
		{Naam: "op", Label: "Wanneer heb je dat gezegd?", Uitleg: "Leeg is vandaag.", Soort: opmaak.Datumveld, Mag: true},
		{Naam: "zichtbaarheid", Label: "Wie mag dit lezen?", Soort: opmaak.Keuze, Opties: []opmaak.Optie{
			{Waarde: "eigen", Naam: "Wie hier werkt"}, {Waarde: "openbaar", Naam: "Iedereen", Uitleg: "Ook inwoners, op de openbare pagina."},
		}},
	}}
	f.Zet("zichtbaarheid", "eigen")
	zet(f, "tekst", u.Tekst)
	zet(f, "verwijzing", u.Verwijzing)
	zet(f, "functie", u.Functie)
	zet(f, "op", u.Op)
	if u.Zichtbaarheid == "openbaar" {
		f.Zet("zichtbaarheid", u.Zichtbaarheid)
	}
	return f
}

func uitspraakAntwoord(f *opmaak.Formulier) veld {
	return veld{
		"tekst": f.Waarde("tekst"), "verwijzing": f.Waarde("verwijzing"), "functie": f.Waarde("functie"), "op": nullVoorLeeg(f.Waarde("op")), "zichtbaarheid": f.Waarde("zichtbaarheid"),
	}
}

func nieuweUitspraak(v *opmaak.Verzoek) error {
	over, err := onderwerpVan(v, v.Vraag("over"))
	if err != nil {
		return err
	}
	f := uitspraakFormulier(&uitspraak{})
	f.Verborgen = map[string]string{"over": over.Pad}
	i := &invullen{kop: opmaak.Kop{Titel: "Een uitspraak doen", Kruimels: over.kruimels(), Actief: "/kaart/stappen"}, inleiding: "Over " + uitspraakOver(over) + ". Zo weten collega's waar je voor staat.", formulier: f}
	return i.doe(v, func() error {
		body := uitspraakAntwoord(f)
		if over.URL != "" {
			body["over"] = over.URL
		}
		u := &uitspraak{}
		if err := stuur(v, http.MethodPost, "/uitspraken", body, u); err != nil {
			return err
		}
		return meldTerug(v, "Je uitspraak staat erbij.", http.MethodDelete, "/uitspraken/"+u.UUID, nil, "/kaart/uitspraken")
	})
}

func uitspraakOver(o *onderwerp) string {
	if o.URL == "" {
		return o.Naam
	}
	return o.Soort + " ‘" + o.Naam + "’"
}

func wijzigUitspraak(v *opmaak.Verzoek) error {
	u, err := haal[uitspraak](v, "/uitspraken/"+v.Pad("id"))
	if err != nil {
		return err
	}
	f := uitspraakFormulier(u)
	i := &invullen{kop: opmaak.Kop{Titel: "Uitspraak wijzigen", Kruimels: []opmaak.Link{{Naam: "Wat de top zegt", Adres: "/kaart/uitspraken"}}, Actief: "/kaart/stappen"}, formulier: f}
	return i.doe(v, func() error {
		was := veld{"tekst": u.Tekst, "verwijzing": u.Verwijzing, "functie": u.Functie, "op": nullVoorLeeg(u.Op), "zichtbaarheid": u.Zichtbaarheid}
		if err := stuur(v, http.MethodPatch, u.URL, uitspraakAntwoord(f), nil); err != nil {
			return err
		}
		return meldTerug(v, "Je uitspraak is bewaard.", http.MethodPatch, "/uitspraken/"+u.UUID, was, "/kaart/uitspraken")
	})
}

func trekUitspraakIn(v *opmaak.Verzoek) error {
	u, err := haal[uitspraak](v, "/uitspraken/"+v.Pad("id"))
	if err != nil {
		return err
	}
	if err := stuur(v, http.MethodDelete, u.URL, nil, nil); err != nil {
		return err
	}
	body := veld{"tekst": u.Tekst, "verwijzing": u.Verwijzing, "functie": u.Functie, "op": nullVoorLeeg(u.Op), "zichtbaarheid": u.Zichtbaarheid, "over": nullVoorLeeg(u.Over)}
	return meldTerug(v, "Je uitspraak is ingetrokken.", http.MethodPost, "/uitspraken", body, "/kaart/uitspraken")
}
