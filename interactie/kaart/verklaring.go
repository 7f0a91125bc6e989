package kaart

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// verklaringPaginas are what people attest beside what is measured (transition.md §10.1): two people, of two layers, with their names and
// for a year at most. It never counts for a milestone (R1).
func verklaringPaginas() []opmaak.Pagina {
	ask := beide("/kaart/mijlpalen/{id}/verklaring", voegVerklaringToe)
	for i := range ask {
		ask[i].Rollen = leider
	}
	return slices.Concat(ask, beide("/kaart/toetsen/{id}/verklaren", verklaar),
		[]opmaak.Pagina{{Adres: "POST /kaart/toetsen/{id}/verklaren/terug", Toon: trekVerklaringIn}})
}

// verklaring is what somebody attests, as the API tells it.
type verklaring struct {
	Door             *daad
	Laag, Tekst, Tot string
}

// Wie is who attests it, of which layer, and until when.
func (x verklaring) Wie() string {
	who := "laag: " + strings.ToLower(naamVan(lagen, x.Laag))
	if x.Door != nil {
		who = x.Door.Naam + " (" + who + ")"
	}
	return who + ", tot en met " + opmaak.Datum(x.Tot)
}

// verklaringblad is an attestation of a milestone, as its page shows it.
type verklaringblad struct {
	Zin, Adres   string
	Verklaringen []verklaring
	Mag, Eigen   bool
	Nodig        string // what is missing before it holds
}

// verklaringbladVan reads a toets that people attest.
func verklaringbladVan(v *opmaak.Verzoek, url string) (verklaringblad, error) {
	t, err := haal[toets](v, url)
	if err != nil {
		return verklaringblad{}, err
	}
	b := verklaringblad{Zin: t.Zin, Adres: "/kaart/toetsen/" + t.UUID + "/verklaren", Mag: mag(v, "toets.verklaren")}
	layers := map[string]bool{}
	for _, x := range t.Verklaringen {
		if x.Tot < v.Nu().Format(time.DateOnly) {
			continue
		}
		b.Verklaringen = append(b.Verklaringen, x)
		b.Eigen = b.Eigen || eigen(v, x.Door)
		layers[x.Laag] = true
	}
	switch {
	case len(b.Verklaringen) == 0:
		b.Nodig = "Twee mensen uit twee lagen moeten het verklaren."
	case len(layers) < 2:
		b.Nodig = "Er is nog iemand uit een andere laag nodig."
	}
	return b, nil
}

// voegVerklaringToe asks people to attest something beside a milestone.
func voegVerklaringToe(v *opmaak.Verzoek) error {
	m, err := haal[mijlpaal](v, "/mijlpalen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Verklaring vragen", Terug: m.Adres() + "/wijzigen", Velden: []*opmaak.Veld{
		{Naam: "naam", Label: "Wat moeten mensen kunnen verklaren?", Uitleg: "Een zin die waar is of niet. Bijvoorbeeld: wij bellen in plaats van een brief te sturen.", Maximaal: 200},
	}}
	i := &invullen{kop: opmaak.Kop{Titel: "Verklaring vragen", Kruimels: []opmaak.Link{mijlpaalKruimel, {Naam: m.Titel, Adres: m.Adres()}}}, formulier: f,
		inleiding: "Soms is iets niet te meten. Dan kunnen twee mensen uit twee lagen het verklaren, met hun naam. Dat staat naast de meting, en telt niet voor de mijlpaal."}
	return i.doe(v, func() error {
		made := &toets{}
		if err := stuur(v, http.MethodPost, "/toetsen", veld{"naam": f.Waarde("naam"), "sonde": "verklaring", "zichtbaarheid": m.Zichtbaarheid}, made); err != nil {
			return err
		}
		list := append(slices.Clone(m.Toetsen), mijlpaaltoets{made.URL, "ondersteunend"})
		if err := stuur(v, http.MethodPatch, m.URL, veld{"toetsen": list}, nil); err != nil {
			return err
		}
		v.Meld("Collega's kunnen het nu verklaren op de pagina van de mijlpaal.")
		return v.Naar(m.Adres() + "#verklaringen")
	})
}

// wijzigVerklaring says in other words what people can attest.
func wijzigVerklaring(v *opmaak.Verzoek, t *toets, back opmaak.Link) error {
	f := &opmaak.Formulier{Knop: "Bewaren", Terug: back.Adres, Velden: []*opmaak.Veld{{Naam: "naam", Label: "Wat moeten mensen kunnen verklaren?", Maximaal: 200}}}
	zet(f, "naam", t.Naam)
	i := &invullen{kop: opmaak.Kop{Titel: "Verklaring wijzigen", Kruimels: []opmaak.Link{mijlpaalKruimel, back}}, formulier: f}
	return i.doe(v, func() error {
		if err := stuur(v, http.MethodPatch, t.URL, veld{"naam": f.Waarde("naam")}, nil); err != nil {
			return err
		}
		return meldTerug(v, "De verklaring is bewaard.", http.MethodPatch, "/toetsen/"+t.UUID, veld{"naam": t.Naam}, back.Adres)
	})
}

// verklaar attests something, with one's name.
func verklaar(v *opmaak.Verzoek) error {
	t, back, err := toetsMetMijlpaal(v)
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Verklaren", Terug: back.Adres + "#verklaringen", Velden: []*opmaak.Veld{
		{Naam: "tekst", Label: "Waar zie je dat aan?", Uitleg: "Dit komt met je naam, je laag en de datum bij de mijlpaal te staan.", Soort: opmaak.Tekstvak, Maximaal: 1000},
		{Naam: "tot", Label: "Tot en met wanneer geldt dat?", Uitleg: "Hoogstens een jaar. Daarna kijk je opnieuw.", Soort: opmaak.Datumveld},
	}}
	f.Zet("tot", v.Nu().AddDate(0, 6, 0).Format(time.DateOnly))
	i := &invullen{kop: opmaak.Kop{Titel: "Verklaren: " + t.Naam, Kruimels: []opmaak.Link{mijlpaalKruimel, back}}, formulier: f,
		inleiding: "Je verklaart dat dit zo is. Het staat naast de meting, en telt niet voor de mijlpaal."}
	return i.doe(v, func() error {
		if err := stuur(v, http.MethodPost, t.URL+"/verklaren", veld{"tekst": f.Waarde("tekst"), "tot": f.Waarde("tot")}, nil); err != nil {
			return err
		}
		return meldTerug(v, "Je verklaring staat erbij.", http.MethodDelete, "/toetsen/"+t.UUID+"/verklaren", nil, back.Adres)
	})
}

func trekVerklaringIn(v *opmaak.Verzoek) error {
	t, back, err := toetsMetMijlpaal(v)
	if err != nil {
		return err
	}
	if err := stuur(v, http.MethodDelete, t.URL+"/verklaren", nil, nil); err != nil {
		return err
	}
	i := slices.IndexFunc(t.Verklaringen, func(x verklaring) bool { return eigen(v, x.Door) })
	if i < 0 {
		v.Meld("Je verklaring is ingetrokken.")
		return v.Naar(back.Adres)
	}
	return meldTerug(v, "Je verklaring is ingetrokken.", http.MethodPost, "/toetsen/"+t.UUID+"/verklaren", veld{"tekst": t.Verklaringen[i].Tekst, "tot": t.Verklaringen[i].Tot}, back.Adres)
}
