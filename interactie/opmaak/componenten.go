package opmaak

import "time"

// componenten is the page that shows each component in each state, for who makes a page and for the tests that look at them.
func componenten(v *Verzoek) error {
	f := voorbeeldformulier()
	wrong := voorbeeldformulier()
	wrong.Velden = wrong.Velden[:4]
	for _, veld := range wrong.Velden {
		veld.Naam = "fout-" + veld.Naam
		veld.Fout = veld.keur()
	}
	wrong.Zet("fout-begin", "volgende week")
	wrong.Velden[1].Fout = wrong.Velden[1].keur()
	return v.Toon("componenten", Kop{Titel: "Componenten", Kruimels: []Link{{Naam: "Beheer", Adres: "/beheer/componenten"}}}, componentenblad{
		Merken: Merken, Formulier: f, Fout: wrong, Op: v.Nu(),
		Klein: voorbeeldgrafiek(), Groot: voorbeeldmijlpaal(), Weinig: voorbeeldWeinig(), Trend: Trend{Waarden: reeks(73, 74, 79, 84, 88), Doel: Waarde(90)},
		Bladen:    Bladen{Pagina: 2, Totaal: 340, PerPagina: 25, Adres: "/beheer/componenten"},
		Meldingen: []Melding{{"", "", "Er ligt een nieuw voorstel. Twee stappen zijn van plek veranderd."}, {"goed", "De verbinding werkt", "Zes van de zeven maten kunnen gemeten worden."}, {"letop", "", "Het zakenregister geeft geen antwoord sinds 5 november. Je ziet de laatste cijfers."}, {"fout", "", "Dit kon niet worden bewaard."}},
	})
}

type componentenblad struct {
	Merken               []Merk
	Formulier, Fout      *Formulier
	Klein, Groot, Weinig Grafiek
	Trend                Trend
	Bladen               Bladen
	Meldingen            []Melding
	Op                   time.Time
}

// componentenPost shows what follows a POST: the form again with its faults, a message with a way back, or the question whether one is sure.
func componentenPost(v *Verzoek) error {
	if v.Vraag("doe") == "bevestig" {
		return v.Bevestig(Bevestiging{
			Vraag: "Stap Telefooncentrale vervangen stoppen?", Gevolg: "De stap verdwijnt uit de volgorde. Wie trekt, krijgt daar bericht van.",
			Knop: "Stap stoppen", Terug: "/beheer/componenten",
		})
	}
	f := voorbeeldformulier()
	if !f.Lees(v) {
		return v.Toon("componentenformulier", Kop{Titel: "Stap voorstellen", Fout: true, Kruimels: []Link{{Naam: "Componenten", Adres: "/beheer/componenten"}}}, f)
	}
	v.Meld("Er is niets bewaard: deze pagina laat alleen zien hoe het eruitziet.")
	return v.Naar("/beheer/componenten")
}

func voorbeeldformulier() *Formulier {
	return &Formulier{
		Actie: "/beheer/componenten", Knop: "Stap voorstellen", Terug: "/beheer/componenten",
		Velden: []*Veld{
			{Naam: "titel", Label: "Hoe heet de stap?", Uitleg: "Kort, zoals je het tegen een collega zegt.", Maximaal: 80},
			{Naam: "begin", Label: "Wanneer begint het?", Uitleg: "Bijvoorbeeld 1-3-2027.", Soort: Datumveld},
			{Naam: "uren", Label: "Hoeveel tijd kan je team geven?", Soort: Getalveld, Eenheid: "uur per maand"},
			{Naam: "soort", Label: "Wat voor stap is het?", Soort: Keuze, Opties: []Optie{{"klein", "Gewoon proberen", "Klein, en binnen een week terug te draaien."}, {"groot", "Een stap in de volgorde", ""}}},
			{Naam: "team", Label: "Welk team?", Soort: Selectie, Mag: true, Breedte: "middel", Opties: []Optie{{"bz", "Burgerzaken", ""}, {"wmo", "Wmo", ""}}},
			{Naam: "lagen", Label: "Wie doet er mee?", Soort: Vinkjes, Mag: true, Opties: []Optie{{"m", "Medewerkers", ""}, {"t", "Teamleiders", ""}, {"b", "Bestuur", ""}}},
			{Naam: "waarom", Label: "Waarom nu?", Soort: Tekstvak, Mag: true, Maximaal: 500},
			{Naam: "akkoord", Label: "Mijn teamleider weet hiervan.", Soort: Vinkje, Mag: true},
		},
	}
}

func reeks(values ...float64) []*float64 {
	var all []*float64
	for _, v := range values {
		all = append(all, Waarde(v))
	}
	return all
}

func maandpunten(from time.Time, values ...float64) []Meetpunt {
	var all []Meetpunt
	for i, v := range values {
		all = append(all, Meetpunt{Op: from.AddDate(0, i, 0), Waarde: Waarde(v)})
	}
	return all
}

func voorbeeldgrafiek() Grafiek {
	points := maandpunten(time.Date(2025, 9, 1, 0, 0, 0, 0, time.UTC), 72, 74.5, 71, 73, 74, 73, 75.2, 76.4, 81.9, 83.5, 82.4, 84.1, 86, 88)
	points = append(points, Meetpunt{Op: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)})
	return Grafiek{
		Titel: "Van 72,0 % in september 2025 naar 88,0 % in oktober 2026. Het doel is 90 %.", Punten: points, Decimalen: 1, Eenheid: "%",
		Doel: Waarde(90), Band: &[2]float64{68, 79}, Stappen: []Gebeurtenis{{time.Date(2026, 4, 15, 0, 0, 0, 0, time.UTC), "Termijnsignaal"}},
	}
}

func voorbeeldmijlpaal() Grafiek {
	points := maandpunten(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), 57.5, 58.7, 60.9, 61.6, 63.3, 64.8, 66.4, 67.8, 69.7, 71.2)
	for i := range points {
		points[i].Laag, points[i].Hoog = Waarde(*points[i].Waarde-5.5), Waarde(*points[i].Waarde+5.1)
		points[i].Telling = "178 van 250 zaken"
	}
	return Grafiek{
		Titel: "Van 57,5 % in januari naar 71,2 % in oktober 2026. De lat is sinds 1 juli 90 %.", Punten: points, Decimalen: 1, Eenheid: "%", Groot: true,
		Lat: []Drempel{{time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), 95}, {time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), 90}},
	}
}

func voorbeeldWeinig() Grafiek {
	points := maandpunten(time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC), 71, 74)
	points = append(points, Meetpunt{Op: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)})
	return Grafiek{Titel: "Van 71 % in augustus naar 74 % in september 2026. Oktober is nog niet te bepalen.", Punten: points, Eenheid: "%", Doel: Waarde(90)}
}
