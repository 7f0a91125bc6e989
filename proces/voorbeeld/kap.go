package voorbeeld

var kap = zaaktype{
	Identificatie: "OMGEVINGSVERGUNNING-KAP", Naam: "Omgevingsvergunning kap",
	Doel:       "Bomen beschermen en kappen alleen toestaan waar het nodig is.",
	Aanleiding: "Iemand wil een boom kappen waarvoor een vergunning nodig is.",
	Onderwerp:  "Kappen van houtopstand",
	Initiator:  "aanvragen", Behandelaar: "toetsen", Vertrouwelijkheid: "openbaar",
	Termijn: "Reguliere procedure: acht weken, eenmaal zes weken te verlengen (Omgevingswet 16.64).", Doorlooptijd: 8 * week, Servicenorm: 6 * week,
	Verlenging: 6 * week, Opschorting: true, Publicatie: "Voorbeeld: aanvraag voor het kappen van een boom in Meerdam.",
	Trefwoorden: []string{"boom", "kap", "omgevingsvergunning"}, Procestype: 11,

	Statussen: []status{
		{"Ontvangen", "Wij hebben uw aanvraag ontvangen en bekendgemaakt."},
		{"Volledigheid getoetst", "Uw aanvraag is volledig."},
		{"Advies gevraagd", "De bomenadviseur komt kijken."},
		{"Besluit genomen", "Wij hebben op uw aanvraag besloten."},
		{"Afgehandeld", "Het besluit is verzonden en bekendgemaakt."},
	},
	Resultaten: []resultaat{
		{Naam: "Verleend", Generiek: "Toegekend", Klasse: "11.1.12", Brondatum: "eigenschap", Kenmerk: "herplantdatum", Aandeel: 66,
			Besluit: "Besluit op aanvraag omgevingsvergunning kap", Toelichting: "Verleend, met de plicht om een nieuwe boom te planten."},
		{Naam: "Geweigerd", Generiek: "Afgewezen", Klasse: "11.2", Aandeel: 24,
			Besluit: "Besluit op aanvraag omgevingsvergunning kap", Toelichting: "De boom is gezond en beeldbepalend."},
		{Naam: "Ingetrokken", Generiek: "Ingetrokken", Klasse: "11.4", Aandeel: 10, Toelichting: "De aanvraag is ingetrokken voordat er een besluit was."},
	},
	Rollen: []rol{{"Bomenadviseur", "adviseur"}, {"Omwonende", "belanghebbende"}},
	Eigenschappen: []eigenschap{
		{"boomsoort", "De soort boom.", "tekst", []string{"Zomereik", "Gewone es", "Paardenkastanje", "Zwarte els", "Schietwilg", "Gewone beuk"}, nil},
		{"stamomtrek", "De omtrek van de stam op 1,30 meter hoogte, in centimeters.", "getal", nil, getal(40, 310)},
		{"herplantdatum", "De dag waarop de nieuwe boom er moet staan.", "datum", nil, datumNa(200, 500)},
	},
	Documenten: []document{
		{"Aanvraagformulier", "Aanvraag omgevingsvergunning kap", "inkomend", 1, 100},
		{"Plattegrond", "Situatietekening met de boom", "inkomend", 1, 75},
		{"Foto", "Foto van de boom", "inkomend", 1, 70},
		{"Advies", "Advies van de bomenadviseur", "intern", 3, 90},
		{"Beschikking", "Besluit omgevingsvergunning kap", "uitgaand", 4, 100},
	},
	Aandeel: 11, OpKaart: true, Leges: true,
	Onderwerpen: []string{"kappen van een boom, {straat}", "kappen van drie bomen, {straat}", "kappen van een zieke boom, {straat}"},
}
