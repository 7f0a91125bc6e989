package voorbeeld

var woo = zaaktype{
	Identificatie: "WOO-VERZOEK", Naam: "Verzoek om informatie (Woo)",
	Doel:       "Iedereen laten zien hoe de gemeente haar werk doet.",
	Aanleiding: "Iemand vraagt documenten op met een beroep op de Wet open overheid.",
	Onderwerp:  "Openbaar maken van documenten",
	Initiator:  "verzoeken", Behandelaar: "behandelen", Vertrouwelijkheid: "openbaar",
	Termijn: "Vier weken, eenmaal twee weken te verlengen (Woo 4.4).", Doorlooptijd: 4 * week, Servicenorm: 4 * week,
	Verlenging: 2 * week, Opschorting: true, Publicatie: "Voorbeeld: verzoek om documenten in Meerdam.",
	Trefwoorden: []string{"woo", "openbaarheid", "documenten"}, Procestype: 6,

	Statussen: []status{
		{"Ontvangen", "Wij hebben uw verzoek ontvangen."},
		{"Verzoek verduidelijkt", "Wij weten welke documenten u zoekt."},
		{"Documenten verzameld", "De documenten zijn gevonden en worden beoordeeld."},
		{"Besloten", "Het besluit en de documenten zijn openbaar gemaakt."},
	},
	Resultaten: []resultaat{
		{Naam: "Openbaar", Generiek: "Toegekend", Klasse: "6.1", Aandeel: 36, Besluit: "Besluit op Woo-verzoek", Toelichting: "Alle documenten zijn openbaar gemaakt."},
		{Naam: "Deels openbaar", Generiek: "Toegekend", Klasse: "6.1", Aandeel: 44, Besluit: "Besluit op Woo-verzoek", Toelichting: "Persoonsgegevens zijn onleesbaar gemaakt."},
		{Naam: "Afgewezen", Generiek: "Afgewezen", Klasse: "6.2", Aandeel: 12, Besluit: "Besluit op Woo-verzoek", Toelichting: "Er zijn geen documenten over dit onderwerp."},
		{Naam: "Ingetrokken", Generiek: "Ingetrokken", Klasse: "6.3", Aandeel: 8, Toelichting: "De verzoeker vond wat hij zocht op de website."},
	},
	Rollen: []rol{{"Woo-coördinator", "zaakcoordinator"}},
	Eigenschappen: []eigenschap{
		{"onderwerp", "Waar de documenten over gaan.", "tekst", []string{"Nieuwbouw aan de haven", "Parkeerbeleid", "Dijkversterking", "Inhuur van externen"}, nil},
		{"aantal_documenten", "Hoeveel documenten er zijn gevonden.", "getal", nil, getal(0, 240)},
	},
	Documenten: []document{
		{"Woo-verzoek", "Verzoek om informatie", "inkomend", 1, 100},
		{"Inventarislijst", "Inventarislijst van de documenten", "uitgaand", 3, 90},
		{"Woo-besluit", "Besluit op het verzoek", "uitgaand", 4, 100},
	},
	Aandeel:     4,
	Onderwerpen: []string{"Woo-verzoek over de haven", "Woo-verzoek over parkeren", "Woo-verzoek over de dijkversterking"},
}
