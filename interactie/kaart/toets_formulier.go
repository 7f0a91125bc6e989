package kaart

import (
	"net/http"
	"slices"
	"strconv"

	"meent/interactie/opmaak"
)

func toetsPaginas() []opmaak.Pagina {
	pages := slices.Concat(beide("/kaart/toetsen/{id}/wijzigen", wijzigToets), beide("/kaart/toetsen/{id}/vrijstelling", vraagVrijstelling))
	for i := range pages {
		pages[i].Rollen = leider
	}
	pages = append(pages, opmaak.Pagina{Adres: "GET /kaart/vrijstellingen/{id}", Toon: toonVrijstelling})
	return append(pages, beide("/kaart/vrijstellingen/{id}/naar/{toestand}", brengVrijstelling)...)
}

// sonden are the ways of measuring, as a toets asks them.
var sonden = []opmaak.Optie{
	{Waarde: "zgw.binnenTermijn", Naam: "Op tijd klaar", Uitleg: "De lat is een percentage: minstens zoveel van de zaken is binnen de termijn klaar."},
	{Waarde: "zgw.doorlooptijd", Naam: "Hoe lang het duurt", Uitleg: "De lat is een aantal dagen: zoveel zaken zijn binnen die tijd klaar."},
	{Waarde: "zgw.achterstand", Naam: "Wat te laat is", Uitleg: "De lat is een aantal zaken: hoogstens zoveel zijn over hun termijn heen."},
}

// delen are the parts of the cases that a lead time is about.
var delen = []opmaak.Optie{{Waarde: "p50", Naam: "De helft van de zaken"}, {Waarde: "p80", Naam: "Acht van de tien zaken"}}

// toetsFormulier are the questions about a toets.
func toetsFormulier(t *toets, types []zaaktype) *opmaak.Formulier {
	var chosen []string
	if t != nil {
		chosen = t.Parameters.Zaaktypen
	}
	f := &opmaak.Formulier{Velden: []*opmaak.Veld{
		{Naam: "naam", Label: "Hoe heet de toets?", Maximaal: 200},
		{Naam: "sonde", Label: "Wat wordt er gemeten?", Soort: opmaak.Keuze, Opties: sonden},
		{Naam: "zaaktypen", Label: "Van welke zaken?", Uitleg: "Niets gekozen: alle zaken die Meent ziet.", Soort: opmaak.Vinkjes, Mag: true, Opties: zaaktypeOpties(types, chosen...)},
		{Naam: "lat", Label: "Waar ligt de lat?", Uitleg: "Een percentage, een aantal dagen of een aantal zaken. Bijvoorbeeld 90.", Soort: opmaak.Getalveld},
		{Naam: "norm", Label: "Tegen welke termijn? (bij op tijd klaar)", Soort: opmaak.Keuze, Mag: true, Opties: normen},
		{Naam: "deel", Label: "Over welk deel van de zaken? (bij hoe lang het duurt)", Soort: opmaak.Keuze, Mag: true, Opties: delen},
		{Naam: "venster", Label: "Over hoeveel maanden gaat een meting?", Soort: opmaak.Getalveld, Eenheid: "maanden"},
		{Naam: "duur", Label: "Hoeveel vensters na elkaar moet het lukken?", Soort: opmaak.Getalveld, Eenheid: "vensters"},
		{Naam: "minN", Label: "Bij hoeveel zaken is er pas een oordeel?", Soort: opmaak.Getalveld, Eenheid: "zaken"},
	}}
	standard := map[string]string{"sonde": "zgw.binnenTermijn", "norm": "wettelijk", "deel": "p50", "venster": "3", "duur": "2", "minN": "50"}
	if t != nil {
		standard = map[string]string{"naam": t.Naam, "sonde": t.Sonde, "norm": t.Parameters.Norm, "venster": maandenVan(t.Venster), "duur": strconv.Itoa(t.Duur), "minN": strconv.Itoa(t.MinN), "deel": "p50"}
		if text, ok := t.Parameters.Deel.(string); ok && text != "" {
			standard["deel"] = text
		}
		if t.Drempel != nil {
			standard["lat"] = getalTekst(t.Drempel.Waarde * eenheidMet(t.Eenheid).Maal)
		}
		f.Zet("zaaktypen", chosen...)
	}
	for naam, waarde := range standard {
		zet(f, naam, waarde)
	}
	return f
}

func getalTekst(n float64) string {
	return strconv.FormatFloat(float64(int64(n*100+.5))/100, 'f', -1, 64)
}

// maandenVan are the months of a period as the API has it: P3M.
func maandenVan(p string) string {
	if len(p) > 2 && p[0] == 'P' && p[len(p)-1] == 'M' {
		return p[1 : len(p)-1]
	}
	return "3"
}

// toetsAntwoord is what the register gets.
func toetsAntwoord(f *opmaak.Formulier) (veld, error) {
	lat, op := f.Getal("lat"), "<="
	if f.Waarde("sonde") == "zgw.binnenTermijn" {
		if lat, op = lat/100, ">="; lat > 1 || lat <= 0 {
			v, err := f.Veld("lat")
			if err != nil {
				return nil, err
			}
			v.Fout = "Vul een percentage in van 1 tot en met 100."
			return nil, errInFormulier
		}
	}
	return veld{
		"naam": f.Waarde("naam"), "sonde": f.Waarde("sonde"), "drempel": veld{"op": op, "waarde": lat}, "venster": "P" + f.Waarde("venster") + "M", "duur": f.Getal("duur"), "minN": f.Getal("minN"),
		"parameters": veld{"zaaktypen": nietNil(f.Gekozen("zaaktypen")), "norm": anders(f.Waarde("norm"), "wettelijk"), "deel": anders(f.Waarde("deel"), "p50")},
	}, nil
}

// anders is a text, or another when there is none.
func anders(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

// wijzigToets changes a toets. It says beforehand that a changed bar stays to be seen (R8).
func wijzigToets(v *opmaak.Verzoek) error {
	t, back, err := toetsMetMijlpaal(v)
	if err != nil {
		return err
	}
	if !t.gemeten() {
		return wijzigVerklaring(v, t, back)
	}
	types, err := leesZaaktypen(v)
	if err != nil {
		return err
	}
	f := toetsFormulier(t, types)
	f.Knop, f.Terug = "Toets bewaren", back.Adres
	if t.LaatsteMeting != nil || t.DefinitieVersie > 1 {
		f.Velden = append(f.Velden, &opmaak.Veld{Naam: "reden", Label: "Waarom verandert de toets?", Uitleg: "Verander je de lat of wat er wordt geteld, dan komt dit bij elke mijlpaal te staan als ‘lat verlegd’.", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 1000})
	}
	i := &invullen{sjabloon: "toets-wijzigen", kop: opmaak.Kop{Titel: "Toets wijzigen", Kruimels: []opmaak.Link{mijlpaalKruimel, back}}, formulier: f, data: t}
	return i.wijzig(v, t.Versie, "deze toets", func() error {
		body, err := toetsAntwoord(f)
		if err != nil {
			return err
		}
		body["reden"] = f.Waarde("reden")
		made := &toets{}
		if err := stuur(v, http.MethodPatch, t.URL, body, made); err != nil {
			return err
		}
		v.Meld("De toets is bewaard.")
		if made.DefinitieVersie != t.DefinitieVersie && t.LaatsteMeting != nil {
			v.Meld("De lat is verlegd. Dat staat nu bij elke mijlpaal met deze toets. Het meten begint opnieuw.")
		}
		return v.Naar(back.Adres)
	})
}

// toetsMetMijlpaal is the toets that a page is about, and the milestone to go back to.
func toetsMetMijlpaal(v *opmaak.Verzoek) (*toets, opmaak.Link, error) {
	t, err := haal[toets](v, "/toetsen/"+v.Pad("id"))
	if err != nil {
		return nil, opmaak.Link{}, err
	}
	back, err := mijlpaalVan(v, t)
	return t, back, err
}

// mijlpaalVan is the first milestone that has a toets: where somebody who changed it lands.
func mijlpaalVan(v *opmaak.Verzoek, t *toets) (opmaak.Link, error) {
	list, err := lijst[*mijlpaal](v, "/mijlpalen", map[string][]string{"toets": {t.URL}})
	if err != nil || len(list) == 0 {
		return mijlpaalKruimel, err
	}
	return opmaak.Link{Naam: list[0].Titel, Adres: list[0].Adres()}, nil
}

// vrijstelling excuses a toets for a while (transition.md §10.3).
type vrijstelling struct {
	URL, UUID, Toets, Reden, Toestand, Tot, Van, Antwoord string
	GevraagdDoor, GoedgekeurdDoor                         *daad
}

// Staat is how it stands, in words.
func (x *vrijstelling) Staat() string {
	switch x.Toestand {
	case "goedgekeurd":
		return "Vrijgesteld tot en met " + opmaak.Datum(x.Tot)
	case "gevraagd":
		return "Vrijstelling gevraagd tot en met " + opmaak.Datum(x.Tot)
	}
	return "Vrijstelling " + x.Toestand
}

// Adres is where it is answered.
func (x *vrijstelling) Adres() string { return "/kaart/vrijstellingen/" + x.UUID + "/naar/" }

func vraagVrijstelling(v *opmaak.Verzoek) error {
	t, back, err := toetsMetMijlpaal(v)
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{Knop: "Vrijstelling vragen", Terug: back.Adres, Velden: []*opmaak.Veld{
		{Naam: "reden", Label: "Waarom telt de toets een tijd niet mee?", Soort: opmaak.Tekstvak, Maximaal: 1000},
		{Naam: "tot", Label: "Tot en met wanneer?", Uitleg: "Hoogstens 90 dagen vanaf vandaag.", Soort: opmaak.Datumveld},
	}}
	i := &invullen{kop: opmaak.Kop{Titel: "Vrijstelling vragen", Kruimels: []opmaak.Link{mijlpaalKruimel, back}}, formulier: f,
		inleiding: t.Zin + " De secretaris of de directeur keurt de vrijstelling goed. Zij staat bij de mijlpaal, met de einddatum."}
	return i.doe(v, func() error {
		if err := stuur(v, http.MethodPost, "/vrijstellingen", veld{"toets": t.URL, "reden": f.Waarde("reden"), "tot": f.Waarde("tot")}, nil); err != nil {
			return err
		}
		v.Meld("De vraag ligt bij de secretaris.")
		return v.Naar(back.Adres)
	})
}

// brengVrijstelling approves a vrijstelling, refuses it or takes it back.
func brengVrijstelling(v *opmaak.Verzoek) error {
	x, err := haal[vrijstelling](v, "/vrijstellingen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	t, err := haal[toets](v, x.Toets)
	if err != nil {
		return err
	}
	back, err := mijlpaalVan(v, t)
	if err != nil {
		return err
	}
	ways := map[string]struct{ vraag, knop, gevolg, klaar string }{
		"goedgekeurd": {"Vrijstelling goedkeuren?", "Goedkeuren", "De toets telt niet mee tot en met " + opmaak.Datum(x.Tot) + ". Dat staat bij de mijlpaal, met je naam.", "De vrijstelling is goedgekeurd."},
		"afgewezen":   {"Vrijstelling afwijzen?", "Afwijzen", "De toets blijft meetellen. Wie het vroeg, leest je reden.", "De vrijstelling is afgewezen."},
		"ingetrokken": {"Vrijstelling intrekken?", "Intrekken", "De toets telt vanaf vandaag weer mee.", "De vrijstelling is ingetrokken."},
	}
	w, ok := ways[v.Pad("toestand")]
	if !ok {
		return opmaak.NietGevonden()
	}
	f := &opmaak.Formulier{}
	if v.Pad("toestand") != "goedgekeurd" {
		f.Velden = []*opmaak.Veld{{Naam: "reden", Label: "Waarom?", Soort: opmaak.Tekstvak, Maximaal: 1000}}
	}
	ask := opmaak.Bevestiging{Vraag: w.vraag, Knop: w.knop, Gevolg: t.Zin + " Gevraagd om: " + zin(x.Reden) + " " + w.gevolg, Terug: back.Adres, Formulier: f}
	if v.R.Method != http.MethodPost || !f.Lees(v) {
		return v.Bevestig(ask)
	}
	body := veld{"naar": v.Pad("toestand")}
	if len(f.Velden) > 0 {
		body["reden"] = f.Waarde("reden")
	}
	if err := stuur(v, http.MethodPost, "/vrijstellingen/"+x.UUID+"/overgangen", body, nil); err != nil {
		if geweigerd(f, err) {
			return v.Bevestig(ask)
		}
		return err
	}
	v.Meld(w.klaar)
	return v.Naar(back.Adres)
}

// vrijstellingblad is a vrijstelling with what one may do about it.
type vrijstellingblad struct {
	*vrijstelling
	Zin          string
	Mijlpaal     opmaak.Link
	MagBeslis    bool
	MagIntrekken bool
}

// keurders may approve a vrijstelling (transition.md §10.3).
var keurders = []opmaak.Rol{opmaak.Secretaris, directeur}

func toonVrijstelling(v *opmaak.Verzoek) error {
	x, err := haal[vrijstelling](v, "/vrijstellingen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	t, err := haal[toets](v, x.Toets)
	if err != nil {
		return err
	}
	b := vrijstellingblad{vrijstelling: x, Zin: t.Zin, MagBeslis: x.Toestand == "gevraagd" && v.Persoon.Is(keurders...),
		MagIntrekken: (x.Toestand == "gevraagd" || x.Toestand == "goedgekeurd") && v.Persoon.Is(leider...)}
	if b.Mijlpaal, err = mijlpaalVan(v, t); err != nil {
		return err
	}
	return v.Toon("vrijstelling", opmaak.Kop{Titel: x.Staat(), Kruimels: []opmaak.Link{mijlpaalKruimel, b.Mijlpaal}}, b)
}
