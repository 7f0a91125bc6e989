package voorbeeld

var parkeervergunning = zaaktype{
	Identificatie: "PARKEERVERGUNNING", Naam: "Parkeervergunning bewoner",
	Doel:       "Bewoners laten parkeren in de buurt waar zij wonen.",
	Aanleiding: "Een bewoner vraagt een parkeervergunning aan.",
	Onderwerp:  "Parkeren in een vergunninggebied",
	Initiator:  "aanvragen", Behandelaar: "behandelen", Vertrouwelijkheid: "zaakvertrouwelijk",
	Termijn: "Redelijke termijn van acht weken (Awb 4:13).", Doorlooptijd: 8 * week, Servicenorm: 2 * week, Opschorting: true,
	Trefwoorden: []string{"parkeren", "auto", "vergunning"}, Procestype: 11,

	Statussen: []status{
		{"Ontvangen", "Wij hebben uw aanvraag ontvangen."},
		{"In behandeling", "Wij controleren of u in het vergunninggebied woont en of er plaats is."},
		{"Besloten", "Wij hebben op uw aanvraag besloten. U krijgt het besluit per post en in uw berichtenbox."},
	},
	Resultaten: []resultaat{
		{Naam: "Verleend", Generiek: "Toegekend", Klasse: "11.1.2", Brondatum: "vervaldatum_besluit", Aandeel: 78,
			Besluit: "Besluit op aanvraag parkeervergunning", Toelichting: "De vergunning is verleend voor een jaar."},
		{Naam: "Geweigerd", Generiek: "Afgewezen", Klasse: "11.2", Aandeel: 14,
			Besluit: "Besluit op aanvraag parkeervergunning", Toelichting: "De aanvrager heeft al een parkeerplaats op eigen terrein."},
		{Naam: "Afgebroken", Generiek: "Ingetrokken", Klasse: "11.4", Aandeel: 8, Toelichting: "De aanvrager heeft de aanvraag ingetrokken."},
	},
	Rollen: []rol{{"Gemachtigde", "mede_initiator"}},
	Eigenschappen: []eigenschap{
		{"kenteken", "Het kenteken van de auto.", "tekst", nil, (*worp).kenteken},
		{"zone", "Het vergunninggebied.", "tekst", []string{"Centrum", "Haven", "Dijkwijk", "Stationsbuurt"}, nil},
		{"ingangsdatum", "Vanaf wanneer de bewoner de vergunning wil.", "datum", nil, datumNa(14, 60)},
	},
	Documenten: []document{
		{"Aanvraagformulier", "Aanvraag parkeervergunning", "inkomend", 1, 100},
		{"Ontvangstbevestiging", "Ontvangstbevestiging van de aanvraag", "uitgaand", 1, 60},
		{"Beschikking", "Besluit parkeervergunning", "uitgaand", 3, 100},
	},
	Aandeel: 24, Leges: true,
	Onderwerpen: []string{"parkeervergunning, {straat}", "tweede parkeervergunning, {straat}", "parkeervergunning voor deelauto, {straat}"},
}
