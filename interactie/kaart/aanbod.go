package kaart

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"meent/interactie/opmaak"
)

// aanbodPaginas are the forms of an offer: so many people, so many hours a month (§3.1).
func aanbodPaginas() []opmaak.Pagina {
	return slices.Concat(
		beide("/kaart/aanbod/nieuw", nieuwAanbod), beide("/kaart/aanbod/{id}/wijzigen", wijzigAanbod),
		[]opmaak.Pagina{{Adres: "POST /kaart/aanbod/{id}/vernieuwen", Toon: vernieuwAanbod}, {Adres: "POST /kaart/aanbod/{id}/intrekken", Toon: trekAanbodIn}},
	)
}

// aanbodblad is an offer as the page of a step shows it.
type aanbodblad struct {
	*aanbod
	Team *team
	Mag  bool // renew, change, take back
}

// Van is the team in words.
func (a *aanbodblad) Van() string {
	if a.Team == nil {
		return "Een team"
	}
	return a.Team.Met()
}

// Afgelopen says that nobody renewed it.
func (a *aanbodblad) Afgelopen() bool { return a.Toestand == "afgelopen" }

// Lagennamen are the layers in words.
func (a *aanbodblad) Lagennamen() string {
	var namen []string
	for _, l := range lagen {
		if slices.Contains(a.Lagen, l.Waarde) {
			namen = append(namen, l.Naam)
		}
	}
	return opsomming(namen)
}

func (b *stapblad) leesAanbod(v *opmaak.Verzoek) error {
	list, err := lijst[*aanbod](v, "/aanbod", url.Values{"stap": {b.URL}})
	if err != nil {
		return err
	}
	teams, err := leesTeams(v)
	if err != nil {
		return err
	}
	mensen, uren, tellen, kringen := 0, 0, 0, map[string]bool{}
	for _, a := range list {
		blad := &aanbodblad{aanbod: a}
		if i := slices.IndexFunc(teams, func(t *team) bool { return t.URL == a.Team }); i >= 0 {
			blad.Team = teams[i]
		}
		blad.Mag = mag(v, "stap.schrijven") || magTeam(v, blad.Team)
		b.Aanbod = append(b.Aanbod, blad)
		if blad.Afgelopen() {
			continue
		}
		mensen, uren, tellen = mensen+a.Mensen, uren+a.UrenPerMaand, tellen+1
		for _, l := range a.Lagen {
			kringen[l] = true
		}
	}
	if mensen > 0 {
		b.Energie, b.Teams = energieWoorden(mensen, float64(uren), len(kringen)), tellen > 1
	}
	return nil
}

// aanbodFormulier are the questions about an offer. A teamleider is asked for her own team only, and says it herself.
func aanbodFormulier(v *opmaak.Verzoek, teams []*team, stappen []opmaak.Optie) *opmaak.Formulier {
	f := &opmaak.Formulier{}
	if stappen != nil {
		f.Velden = append(f.Velden, &opmaak.Veld{Naam: "stap", Label: "Voor welke stap?", Soort: opmaak.Selectie, Opties: stappen})
	}
	if mag(v, "stap.schrijven") {
		f.Velden = append(f.Velden,
			&opmaak.Veld{Naam: "team", Label: "Welk team?", Soort: opmaak.Selectie, Breedte: "middel", Opties: teamOpties(teams)},
			&opmaak.Veld{Naam: "doorWie", Label: "Wie heeft dat gezegd?", Uitleg: "Zegt de teamleider het zelf, dan telt het aanbod heel. Anders telt het half.", Maximaal: 200, Breedte: "middel"},
		)
	}
	f.Velden = append(f.Velden,
		&opmaak.Veld{Naam: "mensen", Label: "Hoeveel mensen willen meedoen?", Uitleg: "Alleen het aantal. Namen bewaren we niet.", Soort: opmaak.Getalveld, Eenheid: "mensen"},
		&opmaak.Veld{Naam: "urenPerMaand", Label: "Hoeveel uur geven zij samen per maand?", Soort: opmaak.Getalveld, Eenheid: "uur per maand"},
		&opmaak.Veld{Naam: "lagen", Label: "Uit welke lagen komen zij?", Soort: opmaak.Vinkjes, Mag: true, Opties: lagen},
	)
	return f
}

func nieuwAanbod(v *opmaak.Verzoek) error {
	teams, err := leesTeams(v)
	if err != nil {
		return err
	}
	alle, err := lijst[*stap](v, "/stappen", url.Values{"ordering": {"titel"}})
	if err != nil {
		return err
	}
	var opties []opmaak.Optie
	adressen := map[string]*stap{}
	for _, s := range alle {
		if s.open() {
			opties = append(opties, opmaak.Optie{Waarde: s.UUID, Naam: s.Titel})
			adressen[s.UUID] = s
		}
	}
	kop := opmaak.Kop{Titel: "Wat kan je team geven?", Kruimels: []opmaak.Link{stapKruimel}}
	inleiding := "Je aanbod geldt 90 dagen. Daarna vraagt Meent of het nog klopt."
	vast := adressen[v.Vraag("stap")]
	if vast != nil {
		opties, kop.Kruimels = nil, vast.kruimels()
		inleiding = "Voor ‘" + vast.Titel + "’. " + inleiding
	}
	if mag(v, "stap.schrijven") {
		kop.Titel = "Wat kan een team geven?"
	}
	f := aanbodFormulier(v, teams, opties)
	f.Knop, f.Terug = "Aanbod bewaren", "/kaart/stappen"
	if vast != nil {
		f.Verborgen, f.Terug = map[string]string{"stap": vast.UUID}, vast.Adres()
	}
	i := &invullen{kop: kop, inleiding: inleiding, formulier: f}
	return i.doe(v, func() error {
		s := vast
		if s == nil {
			s = adressen[f.Waarde("stap")]
		}
		body := veld{"stap": s.URL, "mensen": f.Getal("mensen"), "urenPerMaand": f.Getal("urenPerMaand"), "lagen": nietNil(f.Gekozen("lagen"))}
		if mag(v, "stap.schrijven") {
			body["team"], body["doorWie"] = teamURL(teams, f.Waarde("team")), f.Waarde("doorWie")
		} else {
			i := slices.IndexFunc(teams, func(t *team) bool { return magTeam(v, t) })
			if i < 0 {
				f.Algemeen = append(f.Algemeen, "Je bent in de inloggegevens geen teamleider van een team dat hier bekend is. Vraag de beheerder om je team toe te voegen.")
				return errGeenTeam
			}
			body["team"] = teams[i].URL
		}
		made := &aanbod{}
		if err := stuur(v, http.MethodPost, "/aanbod", body, made); err != nil {
			return err
		}
		return meldTerug(v, "Het aanbod staat erbij: "+made.Woorden()+".", http.MethodDelete, "/aanbod/"+made.UUID, nil, s.Adres())
	})
}

// errGeenTeam says that a teamleider leads no team that is known here; the form says so in words.
var errGeenTeam = errors.New("no team")

func nietNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func wijzigAanbod(v *opmaak.Verzoek) error {
	a, err := haal[aanbod](v, "/aanbod/"+v.Pad("id"))
	if err != nil {
		return err
	}
	s, err := haal[stap](v, a.Stap)
	if err != nil {
		return err
	}
	f := aanbodFormulier(v, nil, nil)
	f.Velden = slices.DeleteFunc(f.Velden, func(q *opmaak.Veld) bool { return q.Naam == "team" })
	f.Knop, f.Terug = "Aanbod bewaren", s.Adres()
	zet(f, "doorWie", a.DoorWie)
	f.Zet("mensen", strconv.Itoa(a.Mensen))
	f.Zet("urenPerMaand", strconv.Itoa(a.UrenPerMaand))
	f.Zet("lagen", a.Lagen...)
	i := &invullen{kop: opmaak.Kop{Titel: "Aanbod wijzigen", Kruimels: s.kruimels()}, formulier: f}
	return i.doe(v, func() error {
		body := veld{"mensen": f.Getal("mensen"), "urenPerMaand": f.Getal("urenPerMaand"), "lagen": nietNil(f.Gekozen("lagen"))}
		was := veld{"mensen": a.Mensen, "urenPerMaand": a.UrenPerMaand, "lagen": nietNil(a.Lagen)}
		if mag(v, "stap.schrijven") {
			body["doorWie"], was["doorWie"] = f.Waarde("doorWie"), a.DoorWie
		}
		if err := stuur(v, http.MethodPatch, a.URL, body, nil); err != nil {
			return err
		}
		return meldTerug(v, "Het aanbod is bewaard.", http.MethodPatch, "/aanbod/"+a.UUID, was, s.Adres())
	})
}

func vernieuwAanbod(v *opmaak.Verzoek) error {
	a := &aanbod{}
	if err := stuur(v, http.MethodPost, "/aanbod/"+v.Pad("id")+"/vernieuwen", nil, a); err != nil {
		return err
	}
	v.Meld("Het aanbod geldt weer, tot en met " + opmaak.Datum(a.Tot) + ".")
	return v.Naar("/kaart/stappen/" + nr(a.Stap))
}

func trekAanbodIn(v *opmaak.Verzoek) error {
	a, err := haal[aanbod](v, "/aanbod/"+v.Pad("id"))
	if err != nil {
		return err
	}
	if err := stuur(v, http.MethodDelete, a.URL, nil, nil); err != nil {
		return err
	}
	body := veld{"stap": a.Stap, "team": a.Team, "mensen": a.Mensen, "urenPerMaand": a.UrenPerMaand, "lagen": nietNil(a.Lagen), "doorWie": a.DoorWie, "op": a.Op}
	return meldTerug(v, "Het aanbod is ingetrokken.", http.MethodPost, "/aanbod", body, "/kaart/stappen/"+nr(a.Stap))
}
