package kaart

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"meent/interactie/opmaak"
)

// maatPaginas make and change measures, and put them to work.
func maatPaginas() []opmaak.Pagina {
	pages := slices.Concat(beide("/kaart/maten/nieuw", nieuweMaat), beide("/kaart/maten/{id}/wijzigen", wijzigMaat), beide("/kaart/maten/{id}/naar/{toestand}", brengMaat))
	for i := range pages {
		pages[i].Rollen = leider
	}
	return append(pages, opmaak.Pagina{Adres: "GET /kaart/maten", Toon: toonMaten})
}

var maatKruimels = []opmaak.Link{inrichtingKruimel, {Naam: "Maten", Adres: "/kaart/maten"}}

// maatStaten are the states of a measure in words (transition.md §9).
var maatStaten = []opmaak.Optie{{Waarde: "concept", Naam: "Concept"}, {Waarde: "actief", Naam: "Wordt gemeten"}, {Waarde: "vervangen", Naam: "Vervangen"}}

// Staat is the state in words.
func (m *maat) Staat() string { return naamVan(maatStaten, m.Toestand) }

// Adres is where the figure of the measure is shown.
func (m *maat) Adres() string { return "/kaart/dienstverlening/" + m.UUID }

// matenblad is the list of all measures.
type matenblad struct {
	Maten []*maat
	Mag   bool
}

func toonMaten(v *opmaak.Verzoek) error {
	list, err := lijst[*maat](v, "/maten", nil)
	if err != nil {
		return err
	}
	return v.Toon("maten-lijst", opmaak.Kop{Titel: "Maten", Kruimels: maatKruimels[:1]}, matenblad{list, v.Persoon.Is(leider...)})
}

// maatFormulier are the questions about a measure.
func maatFormulier(m *maat, types []zaaktype) *opmaak.Formulier {
	var results []string
	for _, t := range types {
		for _, r := range t.Resultaattypen {
			if !slices.Contains(results, r) {
				results = append(results, r)
			}
		}
	}
	for _, r := range m.Ingetrokken { // what was chosen stays to be seen
		if !slices.Contains(results, r) {
			results = append(results, r)
		}
	}
	f := &opmaak.Formulier{Knop: "Maat bewaren", Terug: "/kaart/maten", Velden: []*opmaak.Veld{
		{Naam: "naam", Label: "Hoe heet de maat?", Maximaal: 200},
		{Naam: "vraag", Label: "Op welke vraag van een inwoner geeft zij antwoord?", Uitleg: "Bijvoorbeeld: krijg ik op tijd antwoord?", Mag: true, Maximaal: 300},
		{Naam: "sonde", Label: "Wat wordt er gemeten?", Soort: opmaak.Keuze, Opties: maatSonden},
		{Naam: "zaaktypen", Label: "Van welke zaken?", Uitleg: "Niets gekozen: alle zaken die Meent ziet.", Soort: opmaak.Vinkjes, Mag: true, Opties: zaaktypeOpties(types, m.Parameters.Zaaktypen...)},
		{Naam: "norm", Label: "Tegen welke termijn? (bij op tijd klaar)", Soort: opmaak.Keuze, Mag: true, Opties: normen},
		{Naam: "deel", Label: "Over welk deel van de zaken? (bij hoe lang het duurt)", Soort: opmaak.Keuze, Mag: true, Opties: delen},
		{Naam: "streefwaarde", Label: "Waar moet het heen?", Uitleg: "Een percentage, een aantal dagen of een aantal zaken.", Soort: opmaak.Getalveld, Mag: true},
		{Naam: "streefTot", Label: "Wanneer moet dat zo zijn?", Soort: opmaak.Datumveld, Mag: true},
		{Naam: "van", Label: "Vanaf welke dag loopt de nulmeting?", Uitleg: "De maanden van voor de verandering. Leeg: het jaar voor het meten begint.", Soort: opmaak.Datumveld, Mag: true},
		{Naam: "tot", Label: "Tot en met welke dag?", Soort: opmaak.Datumveld, Mag: true},
		{Naam: "minN", Label: "Bij hoeveel zaken is er pas een cijfer?", Soort: opmaak.Getalveld, Eenheid: "zaken"},
	}}
	if len(results) > 0 {
		q := &opmaak.Veld{Naam: "ingetrokken", Label: "Welke resultaten betekenen dat iemand het zelf introk?", Uitleg: "Die zaken tellen niet mee. Hun aantal staat ernaast.", Soort: opmaak.Vinkjes, Mag: true, Waarden: m.Ingetrokken}
		for _, r := range results {
			q.Opties = append(q.Opties, opmaak.Optie{Waarde: r, Naam: r})
		}
		f.Velden = append(f.Velden, q)
	}
	f.Velden = append(f.Velden, openbaarVeld(m.Zichtbaarheid))
	for naam, waarde := range map[string]string{"naam": m.Naam, "vraag": m.Vraag, "sonde": m.Sonde, "norm": anders(m.Parameters.Norm, "wettelijk"), "streefTot": m.StreefTot, "minN": strconv.Itoa(m.MinN), "deel": "p50"} {
		zet(f, naam, waarde)
	}
	if text, ok := m.Parameters.Deel.(string); ok {
		zet(f, "deel", text)
	}
	f.Zet("zaaktypen", m.Parameters.Zaaktypen...)
	if m.Streefwaarde != nil {
		f.Zet("streefwaarde", getalTekst(*m.Streefwaarde*eenheidMet(m.Eenheid).Maal))
	}
	if m.Nulmeting != nil {
		f.Zet("van", m.Nulmeting.Van)
		f.Zet("tot", m.Nulmeting.Tot)
	}
	return f
}

// maatSonden are the ways of measuring, as a measure asks them.
var maatSonden = []opmaak.Optie{beginmaten[0].optie, beginmaten[1].optie, beginmaten[2].optie}

// maatAntwoord is what the register gets.
func maatAntwoord(f *opmaak.Formulier, m *maat) veld {
	body := veld{"naam": f.Waarde("naam"), "vraag": f.Waarde("vraag"), "sonde": f.Waarde("sonde"), "minN": f.Getal("minN"), "streefwaarde": nil, "streefTot": nullVoorLeeg(f.Waarde("streefTot")), "nulmeting": nil,
		"zichtbaarheid": zichtbaar(f, m.Zichtbaarheid),
		"parameters":    veld{"zaaktypen": nietNil(f.Gekozen("zaaktypen")), "norm": anders(f.Waarde("norm"), "wettelijk"), "deel": anders(f.Waarde("deel"), "p50")}}
	if f.Waarde("streefwaarde") != "" {
		aim := f.Getal("streefwaarde")
		if f.Waarde("sonde") == "zgw.binnenTermijn" {
			aim /= 100
		}
		body["streefwaarde"] = aim
	}
	if f.Waarde("van") != "" || f.Waarde("tot") != "" {
		body["nulmeting"] = veld{"van": f.Waarde("van"), "tot": f.Waarde("tot")}
	}
	if _, err := f.Veld("ingetrokken"); err == nil {
		body["ingetrokken"] = nietNil(f.Gekozen("ingetrokken"))
	}
	return body
}

func nieuweMaat(v *opmaak.Verzoek) error {
	types, err := leesZaaktypen(v)
	if err != nil {
		return err
	}
	m := &maat{Sonde: "zgw.binnenTermijn", MinN: 30}
	f := maatFormulier(m, types)
	i := &invullen{kop: opmaak.Kop{Titel: "Nieuwe maat", Kruimels: maatKruimels}, formulier: f, inleiding: "Een maat is een vraag van een inwoner, met een cijfer uit de zaken zelf. Nooit over mensen die hier werken."}
	return i.doe(v, func() error {
		made := &maat{}
		if err := stuur(v, http.MethodPost, "/maten", maatAntwoord(f, m), made); err != nil {
			return err
		}
		return meldTerug(v, "De maat staat er, als concept. Laat haar meten als zij klopt.", http.MethodDelete, "/maten/"+made.UUID, nil, "/kaart/maten")
	})
}

// wijzigMaat changes a measure. One that is at work gets another version of its definition, with the reason.
func wijzigMaat(v *opmaak.Verzoek) error {
	m, err := haal[maat](v, "/maten/"+v.Pad("id"))
	if err != nil {
		return err
	}
	types, err := leesZaaktypen(v)
	if err != nil {
		return err
	}
	f := maatFormulier(m, types)
	intro := m.Zin
	if m.Toestand != "concept" {
		intro += " Verander je wat er wordt geteld, dan komt er een nieuwe versie. De hele grafiek wordt opnieuw gemaakt."
		f.Velden = append(f.Velden, &opmaak.Veld{Naam: "reden", Label: "Waarom verandert de maat?", Uitleg: "Dat blijft bij de maat te lezen.", Soort: opmaak.Tekstvak, Mag: true, Maximaal: 1000})
	}
	i := &invullen{sjabloon: "maat-wijzigen", kop: opmaak.Kop{Titel: "Maat wijzigen", Kruimels: append(slices.Clone(maatKruimels), opmaak.Link{Naam: m.Naam, Adres: m.Adres()})}, formulier: f, inleiding: intro, data: m}
	return i.wijzig(v, m.Versie, "deze maat", func() error {
		body := maatAntwoord(f, m)
		if m.Toestand != "concept" {
			body["reden"] = f.Waarde("reden")
		}
		if err := stuur(v, http.MethodPatch, m.URL, body, nil); err != nil {
			return err
		}
		v.Meld("De maat is bewaard.")
		return v.Naar("/kaart/maten")
	})
}

// brengMaat puts a measure to work, or has another take its place.
func brengMaat(v *opmaak.Verzoek) error {
	m, err := haal[maat](v, "/maten/"+v.Pad("id"))
	if err != nil {
		return err
	}
	f := &opmaak.Formulier{}
	ask := opmaak.Bevestiging{Terug: "/kaart/maten", Formulier: f}
	urls := map[string]string{}
	switch v.Pad("toestand") {
	case "actief":
		ask.Vraag, ask.Knop, ask.Gevolg = "Maat laten meten?", "Laten meten", "‘"+m.Naam+"’. "+m.Zin+" Het eerste cijfer komt na de volgende ronde."
	case "vervangen":
		ask.Vraag, ask.Knop, ask.Gevolg = "Maat vervangen?", "Vervangen", "‘"+m.Naam+"’. Wat er is gemeten, blijft te lezen. Dit kun je niet terugdraaien."
		others, err := lijst[*maat](v, "/maten", url.Values{"toestand": {"actief"}})
		if err != nil {
			return err
		}
		q := &opmaak.Veld{Naam: "door", Label: "Welke maat komt ervoor in de plaats?", Soort: opmaak.Selectie, Breedte: "middel"}
		for _, o := range others {
			if o.UUID != m.UUID {
				q.Opties = append(q.Opties, opmaak.Optie{Waarde: o.UUID, Naam: o.Naam})
				urls[o.UUID] = o.URL
			}
		}
		f.Velden = []*opmaak.Veld{q}
	default:
		return opmaak.NietGevonden()
	}
	if v.R.Method != http.MethodPost || !f.Lees(v) {
		return v.Bevestig(ask)
	}
	err = stuur(v, http.MethodPost, m.URL+"/overgangen", veld{"naar": v.Pad("toestand"), "verwijzing": urls[f.Waarde("door")]}, nil)
	if err != nil && geweigerd(f, err) {
		return v.Bevestig(ask)
	}
	if err != nil {
		return err
	}
	v.Meld("‘" + m.Naam + "’: " + naamVan(maatStaten, v.Pad("toestand")) + ".")
	return v.Naar("/kaart/maten")
}
