package voorbeeld

var subsidie = zaaktype{
	Identificatie: "SUBSIDIE", Naam: "Subsidie voor een activiteit",
	Doel:       "Verenigingen helpen om iets voor Meerdam te doen.",
	Aanleiding: "Een vereniging of stichting vraagt subsidie voor een activiteit.",
	Onderwerp:  "Subsidie voor kunst, sport en samenleving",
	Initiator:  "aanvragen", Behandelaar: "beoordelen", Vertrouwelijkheid: "openbaar",
	Termijn: "Dertien weken, eenmaal vier weken te verlengen (verordening van het voorbeeld).", Doorlooptijd: 13 * week, Servicenorm: 8 * week,
	Verlenging: 4 * week, Opschorting: true, Publicatie: "Voorbeeld: aanvraag om subsidie in Meerdam.",
	Trefwoorden: []string{"subsidie", "vereniging"}, Procestype: 8,

	Statussen: []status{
		{"Ontvangen", "Wij hebben uw aanvraag ontvangen."},
		{"Volledig", "Uw aanvraag is volledig."},
		{"Beoordeeld", "De aanvraag is beoordeeld; het college besluit."},
		{"Besloten", "Het college heeft op uw aanvraag besloten."},
	},
	Resultaten: []resultaat{
		{Naam: "Verleend", Generiek: "Toegekend", Klasse: "8.1.7", Brondatum: "eigenschap", Kenmerk: "einddatum", Aandeel: 58,
			Besluit: "Besluit op subsidieaanvraag", Toelichting: "Verleend; verantwoording na afloop van de activiteit."},
		{Naam: "Direct vastgesteld", Generiek: "Toegekend", Klasse: "8.1.8", Aandeel: 20,
			Besluit: "Besluit op subsidieaanvraag", Toelichting: "Een klein bedrag: geen verantwoording nodig."},
		{Naam: "Geweigerd", Generiek: "Afgewezen", Klasse: "8.2", Aandeel: 16,
			Besluit: "Besluit op subsidieaanvraag", Toelichting: "Het subsidieplafond is bereikt."},
		{Naam: "Afgebroken", Generiek: "Ingetrokken", Klasse: "8.4", Aandeel: 6, Toelichting: "De activiteit gaat niet door."},
	},
	Rollen: []rol{{"Penningmeester", "belanghebbende"}},
	Eigenschappen: []eigenschap{
		{"bedrag", "Het gevraagde bedrag, in hele euro's.", "getal", nil, getal(500, 24000)},
		{"activiteit", "Wat voor activiteit het is.", "tekst", []string{"Sport", "Muziek", "Buurtfeest", "Expositie", "Jeugdwerk"}, nil},
		{"einddatum", "De laatste dag van de activiteit.", "datum", nil, datumNa(100, 400)},
	},
	Documenten: []document{
		{"Aanvraagformulier", "Subsidieaanvraag", "inkomend", 1, 100},
		{"Begroting", "Begroting van de activiteit", "inkomend", 2, 95},
		{"Beschikking", "Besluit op de subsidieaanvraag", "uitgaand", 4, 100},
	},
	Aandeel: 8, Vereniging: true,
	Onderwerpen: []string{"subsidie voor het zomerconcert", "subsidie voor de dijkloop", "subsidie voor een buurtfeest", "subsidie voor jeugdlessen", "subsidie voor een expositie"},
}
