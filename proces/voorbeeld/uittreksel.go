package voorbeeld

var uittreksel = zaaktype{
	Identificatie: "UITTREKSEL-BRP", Naam: "Uittreksel BRP",
	Doel:       "Inwoners een bewijs geven van wat er over hen in de basisregistratie personen staat.",
	Aanleiding: "Een inwoner heeft een uittreksel nodig, bijvoorbeeld voor een huurcontract.",
	Onderwerp:  "Gegevens uit de basisregistratie personen",
	Initiator:  "aanvragen", Behandelaar: "verstrekken", Vertrouwelijkheid: "vertrouwelijk",
	Termijn: "Binnen vier weken (Wet BRP 2.55); meestal veel eerder.", Doorlooptijd: 4 * week, Servicenorm: 3,
	Trefwoorden: []string{"uittreksel", "brp", "burgerzaken"}, Procestype: 5,

	Statussen: []status{
		{"Aangevraagd", "Wij hebben uw aanvraag ontvangen."},
		{"Verstuurd", "Uw uittreksel is onderweg."},
	},
	Resultaten: []resultaat{
		{Naam: "Geleverd", Generiek: "Toegekend", Klasse: "5.1.3", Aandeel: 94, Toelichting: "Het uittreksel is verstrekt."},
		{Naam: "Niet geleverd", Generiek: "Afgewezen", Klasse: "5.3", Aandeel: 4, Toelichting: "De aanvrager staat hier niet ingeschreven."},
		{Naam: "Afgebroken", Generiek: "Ingetrokken", Klasse: "5.4", Aandeel: 2, Toelichting: "De leges zijn niet betaald."},
	},
	Eigenschappen: []eigenschap{
		{"soort_uittreksel", "Welk uittreksel het is.", "tekst", []string{"Adres", "Adreshistorie", "Burgerlijke staat", "Samenstelling gezin"}, nil},
		{"taal", "In welke taal.", "tekst", []string{"Nederlands", "Meertalig"}, nil},
	},
	Documenten: []document{{"Uittreksel", "Uittreksel uit de BRP", "uitgaand", 2, 94}},
	Aandeel:    14, Leges: true,
	Onderwerpen: []string{"uittreksel BRP", "uittreksel BRP voor een huurcontract", "uittreksel BRP voor een sportclub"},
}
