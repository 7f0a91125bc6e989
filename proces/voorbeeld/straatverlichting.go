package voorbeeld

var straatverlichting = zaaktype{
	Identificatie: "STRAATVERLICHTING", Naam: "Melding kapotte straatverlichting",
	Doel:       "De straten van Meerdam goed verlicht houden.",
	Aanleiding: "Iemand ziet een lantaarn die het niet doet.",
	Onderwerp:  "Onderhoud van de openbare verlichting",
	Initiator:  "melden", Behandelaar: "herstellen", Vertrouwelijkheid: "openbaar",
	Termijn: "Afspraak met de aannemer: binnen tien werkdagen; een belofte van de gemeente, geen wet.", Doorlooptijd: 2 * week, Servicenorm: 5,
	Trefwoorden: []string{"lantaarn", "verlichting", "melding"}, Procestype: 15,

	Statussen: []status{
		{"Gemeld", "Bedankt voor uw melding."},
		{"Doorgestuurd naar de aannemer", "De aannemer heeft de opdracht gekregen."},
		{"Hersteld gemeld", "De aannemer zegt dat de lantaarn het weer doet. Wij kijken dat na."},
		{"Afgehandeld", "De melding is afgehandeld."},
	},
	Resultaten: []resultaat{
		{Naam: "Hersteld", Generiek: "Toegekend", Klasse: "15.1", Aandeel: 86, Toelichting: "De lamp of het armatuur is vervangen."},
		{Naam: "Niet hersteld", Generiek: "Afgewezen", Klasse: "15.2", Aandeel: 9, Toelichting: "De lantaarn is niet van de gemeente, of wordt binnenkort weggehaald."},
		{Naam: "Dubbele melding", Generiek: "Ingetrokken", Klasse: "15.3", Aandeel: 5, Toelichting: "Deze lantaarn was al gemeld."},
	},
	Rollen: []rol{{"Aannemer", "adviseur"}},
	Eigenschappen: []eigenschap{
		{"lantaarnnummer", "Het nummer op de sticker van de lantaarn.", "getal", nil, getal(1000, 9999)},
		{"klacht", "Wat er mis is.", "tekst", []string{"Brandt niet", "Knippert", "Brandt overdag", "Paal staat scheef"}, nil},
	},
	Documenten: []document{
		{"Foto", "Foto van de lantaarn", "inkomend", 1, 55},
		{"Werkbon", "Werkbon voor de aannemer", "uitgaand", 2, 80},
	},
	Aandeel: 26, OpKaart: true,
	Onderwerpen: []string{"lantaarn doet het niet, {straat}", "lantaarn knippert, {straat}", "donkere straat, {straat}", "lantaarn scheef na aanrijding, {straat}"},
}
