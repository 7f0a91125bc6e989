package voorbeeld

// verhuizing can have a parkeervergunning for the new address as a deelzaak.
var verhuizing = zaaktype{
	Identificatie: "VERHUIZING", Naam: "Verhuizing doorgeven",
	Doel:       "Weten wie waar woont.",
	Aanleiding: "Een inwoner verhuist naar of binnen Meerdam en geeft dat door.",
	Onderwerp:  "Adres in de basisregistratie personen",
	Initiator:  "aangeven", Behandelaar: "verwerken", Vertrouwelijkheid: "vertrouwelijk",
	Termijn: "Zonder uitstel bij te werken (Wet BRP); het voorbeeld houdt een week aan.", Doorlooptijd: 1 * week, Servicenorm: 3,
	Trefwoorden: []string{"verhuizing", "adres", "brp"}, Procestype: 7,

	Statussen: []status{
		{"Aangegeven", "Wij hebben uw verhuizing ontvangen."},
		{"Gecontroleerd", "Wij hebben uw gegevens gecontroleerd."},
		{"Verwerkt", "Uw nieuwe adres staat in de basisregistratie personen."},
	},
	Resultaten: []resultaat{
		{Naam: "Verwerkt", Generiek: "Toegekend", Klasse: "7.1.7", Aandeel: 92, Toelichting: "Het nieuwe adres is ingeschreven."},
		{Naam: "Geweigerd", Generiek: "Afgewezen", Klasse: "7.2", Aandeel: 5, Toelichting: "De hoofdbewoner gaf geen toestemming."},
		{Naam: "Afgebroken", Generiek: "Ingetrokken", Klasse: "7.3", Aandeel: 3, Toelichting: "De verhuizing gaat niet door."},
	},
	Rollen: []rol{{"Meeverhuizer", "belanghebbende"}},
	Eigenschappen: []eigenschap{
		{"verhuisdatum", "De dag van de verhuizing.", "datum", nil, datumNa(-4, 20)},
		{"nieuw_adres", "Het nieuwe adres.", "tekst", nil, (*worp).adres},
		{"aantal_personen", "Hoeveel mensen er verhuizen.", "getal", nil, getal(1, 5)},
	},
	Documenten: []document{
		{"Aangifte", "Aangifte van verhuizing", "inkomend", 1, 100},
		{"Ontvangstbevestiging", "Bevestiging van de verhuizing", "uitgaand", 3, 85},
	},
	Deelzaken:   []string{"PARKEERVERGUNNING"},
	Aandeel:     8,
	Onderwerpen: []string{"verhuizing naar {straat}", "verhuizing binnen Meerdam, {straat}", "verhuizing uit een andere gemeente, {straat}"},
}
