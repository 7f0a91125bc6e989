package voorbeeld

// bezwaar is about a decision in another case, which the example makes before it.
var bezwaar = zaaktype{
	Identificatie: "BEZWAAR", Naam: "Bezwaar tegen een besluit",
	Doel:       "Een besluit opnieuw bekijken als iemand het er niet mee eens is.",
	Aanleiding: "Een belanghebbende maakt bezwaar tegen een besluit van de gemeente.",
	Onderwerp:  "Heroverweging van een besluit",
	Initiator:  "bezwaar maken", Behandelaar: "heroverwegen", Vertrouwelijkheid: "zaakvertrouwelijk",
	Termijn: "Zes weken, eenmaal zes weken te verdagen (Awb 7:10).", Doorlooptijd: 6 * week, Servicenorm: 6 * week,
	Verlenging: 6 * week, Opschorting: true,
	Trefwoorden: []string{"bezwaar", "besluit", "awb"}, Procestype: 13,

	Statussen: []status{
		{"Ontvangen", "Wij hebben uw bezwaar ontvangen."},
		{"Ontvankelijk", "Uw bezwaar is op tijd en volledig."},
		{"Gehoord", "U hebt uw bezwaar toegelicht op een hoorzitting."},
		{"Beslist", "Wij hebben op uw bezwaar beslist."},
	},
	Resultaten: []resultaat{
		{Naam: "Gegrond", Generiek: "Toegekend", Klasse: "13.1", Aandeel: 20, Besluit: "Beslissing op bezwaar", Toelichting: "Het besluit wordt herroepen."},
		{Naam: "Deels gegrond", Generiek: "Toegekend", Klasse: "13.1.3", Aandeel: 16, Besluit: "Beslissing op bezwaar",
			Toelichting: "Deels gegrond; raakt een dossier dat blijvend wordt bewaard."},
		{Naam: "Ongegrond", Generiek: "Afgewezen", Klasse: "13.1", Aandeel: 38, Besluit: "Beslissing op bezwaar", Toelichting: "Het besluit blijft in stand."},
		{Naam: "Niet-ontvankelijk", Generiek: "Afgewezen", Klasse: "13.1.4", Aandeel: 12, Besluit: "Beslissing op bezwaar", Toelichting: "Het bezwaar kwam te laat."},
		{Naam: "Ingetrokken", Generiek: "Ingetrokken", Klasse: "13.2", Aandeel: 14, Toelichting: "Na een gesprek heeft de bezwaarmaker het bezwaar ingetrokken."},
	},
	Rollen: []rol{{"Gemachtigde", "mede_initiator"}, {"Bezwarencommissie", "adviseur"}},
	Eigenschappen: []eigenschap{
		{"bestreden_besluit", "De dag van het besluit waartegen bezwaar is gemaakt.", "datum", nil, datumNa(-40, -5)},
		{"hoorzitting", "Of de bezwaarmaker gehoord wil worden.", "tekst", []string{"Ja", "Nee"}, nil},
	},
	Documenten: []document{
		{"Bezwaarschrift", "Bezwaarschrift", "inkomend", 1, 100},
		{"Ontvangstbevestiging", "Ontvangstbevestiging van het bezwaar", "uitgaand", 1, 90},
		{"Verslag", "Verslag van de hoorzitting", "intern", 3, 80},
		{"Beschikking", "Beslissing op bezwaar", "uitgaand", 4, 100},
	},
	Aandeel:     5,
	Onderwerpen: []string{"bezwaar tegen het weigeren van een parkeervergunning"},
}
