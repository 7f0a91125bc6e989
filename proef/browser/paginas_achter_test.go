package browser

// contracten are the ends of two contracts: of the second one nobody can make a date.
const contracten = "contract;einddatum;stap\nTelefooncentrale;1 maart 2029;Telefooncentrale vervangen\nParkeerautomaten;volgend jaar;\n"

// achterFormulieren are the pages that one comes to by doing something. They come after the others: from here on the example changes.
var achterFormulieren = []bladzij{
	{naam: "fout-403", rol: "raadslid", pad: "/kaart/raadsbrief/keuzes"},
	{naam: "fout-formulier", rol: "programmamanager", pad: "/kaart/kansen/nieuw", eerst: []handeling{vul("titel", "Het contract van de balie"), vul("sluit", "morgen"), klik("Kans bewaren")}},

	{naam: "stap-wijzigen", rol: "programmamanager", pad: "/kaart/stappen", eerst: []handeling{klik("BRP-kopie uit"), volg(`main a[href$="/wijzigen"]`)}},
	{naam: "wacht-op", rol: "programmamanager", pad: "/kaart/stappen", eerst: []handeling{klik("BRP-kopie uit"), klik("Wijzigen waar de stap op wacht")}},
	{naam: "helpt-bij", rol: "programmamanager", pad: "/kaart/stappen", eerst: []handeling{klik("BRP-kopie uit"), klik("Wijzigen waar de stap bij helpt")}},
	{naam: "stap-voorgesteld", rol: "behandelaar", pad: "/kaart/stappen/nieuw",
		eerst: []handeling{vul("titel", "Terugbellen binnen een dag"), vul("waarom", "Nu bellen mensen drie keer."), klik("Stap voorstellen")},
		dan: []bladzij{
			{naam: "stap-laten-meedoen", eerst: []handeling{als("programmamanager", "/kaart/stappen/alle?toestand=idee"), klik("Terugbellen binnen een dag"), klik("Laten meedoen")}},
			{naam: "stap-doet-mee", eerst: []handeling{vul("reden", "Goed idee. Kies een team om mee te beginnen."), klik("Laten meedoen")}},
			{naam: "stap-stoppen", eerst: []handeling{klik("Stoppen")}},
			{naam: "stap-gestopt", eerst: []handeling{vul("les", "Team Dienstverlening belt al terug binnen een dag. Dat wisten we niet."), klik("Stoppen")}},
		}},

	{naam: "zorg-nieuw", rol: "behandelaar", pad: "/kaart/stappen", eerst: []handeling{klik("Documenten-API"), klik("Een zorg doorgeven")}, dan: []bladzij{
		{naam: "zorg-doorgegeven", eerst: []handeling{vul("tekst", "Wie zet de oude documenten over?"), klik("Zorg doorgeven")}},
		{naam: "zorg-open", eerst: []handeling{als("secretaris", "/kaart/zorgen"), volg(`main .meent-rijen li:last-child a[href*="/kaart/zorgen/"]`)}},
		{naam: "zorg-beantwoord", eerst: []handeling{vul("antwoord", "Twee mensen van team Informatie doen dat, tot de zomer."), klik("Antwoord geven")}},
	}},
	{naam: "kadervraag-nieuw", rol: "teamleider", pad: "/kaart/stappen", eerst: []handeling{klik("Documenten-API"), klik("Past dit binnen de kaders?")}, dan: []bladzij{
		{naam: "kadervraag-open", eerst: []handeling{vul("vraag", "Mogen de documenten bij een andere gemeente staan?"), klik("Vraag stellen"), als("secretaris", "/kaart/kadervragen"), klik("Antwoord geven")}},
		{naam: "kadervraag-beantwoord", eerst: []handeling{vul("antwoord", "Ja, als zij in Nederland staan."), klik("Antwoord geven")}},
	}},

	{naam: "kans-wijzigen", rol: "programmamanager", pad: "/kaart/kansen", eerst: []handeling{volg("main .meent-plek a"), volg(`main a[href$="/wijzigen"]`)}},
	{naam: "kans-stappen", rol: "programmamanager", pad: "/kaart/kansen", eerst: []handeling{volg("main .meent-plek a"), klik("Stappen koppelen")}},
	{naam: "kans-vervallen", rol: "programmamanager", pad: "/kaart/kansen", eerst: []handeling{volg("main .meent-plek a"), volg(`main a[href*="/naar/"]`)}},

	{naam: "mijlpaal-wijzigen", rol: "programmamanager", pad: "/kaart/mijlpalen", eerst: []handeling{klik("Woo-verzoek"), klik("Mijlpaal wijzigen")}, dan: []bladzij{
		{naam: "toets-nieuw", eerst: []handeling{klik("Toets toevoegen")}},
		{naam: "toets-wijzigen", eerst: []handeling{klik("Niet doen"), klik("Wijzigen")}},
		{naam: "vrijstelling-vragen", eerst: []handeling{klik("Niet doen"), klik("Mijlpaal wijzigen"), klik("Vrijstelling vragen")}},
		{naam: "vrijstelling-fout", eerst: []handeling{vul("reden", "Het archief verhuist."), vul("tot", "over een jaar"), klik("Vrijstelling vragen")}},
		{naam: "vrijstelling-gevraagd", eerst: []handeling{vul("tot", "31 januari 2027"), klik("Vrijstelling vragen"), als("secretaris", "/kaart"), volg(`main a[href*="/vrijstellingen/"]`)}},
		{naam: "vrijstelling-goedkeuren", eerst: []handeling{klik("Goedkeuren")}},
		{naam: "mijlpaal-vrijgesteld", eerst: []handeling{klik("Goedkeuren")}},
	}},
	{naam: "verklaring-vragen", rol: "programmamanager", pad: "/kaart/mijlpalen", eerst: []handeling{klik("Bezwaar"), klik("Mijlpaal wijzigen"), klik("Verklaring vragen")}, dan: []bladzij{
		{naam: "verklaring-gevraagd", eerst: []handeling{vul("naam", "Wij bellen wie bezwaar maakt binnen een week."), klik("Verklaring vragen")}},
		{naam: "verklaren", eerst: []handeling{als("teamleider", "/kaart/mijlpalen"), klik("Bezwaar"), klik("Verklaren")}},
		{naam: "mijlpaal-verklaard", eerst: []handeling{vul("tekst", "Ik zie het in de lijst van gesprekken."), vul("tot", "1 juni 2027"), klik("Verklaren")}},
	}},

	{naam: "import-proef", rol: "programmamanager", pad: "/kaart/import?soort=kansen", eerst: []handeling{bestand("bestand", "contracten.csv", contracten), klik("Proef draaien")}, dan: []bladzij{
		{naam: "import-klaar", eerst: []handeling{klik("Zet erin")}},
		{naam: "import-teruggedraaid", eerst: []handeling{klik("Ongedaan maken")}},
	}},

	{naam: "deellink-gemaakt", rol: "programmamanager", pad: "/kaart/deellinks",
		eerst: []handeling{uit("over", "Stap: BRP-kopie uit"), vul("voor", "gemeente Hattem"), klik("Deellink maken"), onthoud(".meent-melding code")},
		dan: []bladzij{
			{naam: "deel-stap", eerst: []handeling{opener}},
			{naam: "deellink-intrekken", rol: "programmamanager", pad: "/kaart/deellinks", eerst: []handeling{klik("Intrekken")}},
			{naam: "deel-ingetrokken", eerst: []handeling{klik("Intrekken"), opener}},
			{naam: "deel-plan", rol: "programmamanager", pad: "/kaart/deellinks", eerst: []handeling{uit("over", "Het hele plan"), klik("Deellink maken"), onthoud(".meent-melding code"), opener}},
		}},

	{naam: "register-goed", rol: "beheerder", pad: "/kaart/inrichting", eerst: []handeling{volg("main li a"), klik("Test de verbinding")}},
	{naam: "register-telt", rol: "beheerder", pad: "/kaart/inrichting", eerst: []handeling{volg("main li a"), klik("Wat telt mee?")}},
	{naam: "register-nieuw", rol: "beheerder", pad: "/kaart/inrichting/registers/nieuw", dan: []bladzij{
		{naam: "register-slecht", eerst: []handeling{
			vul("naam", "Het oude zaaksysteem"),
			vul("zaken.baseUrl", "http://127.0.0.1:9/zaken/api/v1"), vul("zaken.clientId", "meent"), vul("zaken.secret", "geheim"),
			vul("catalogi.baseUrl", "http://127.0.0.1:9/catalogi/api/v1"), vul("catalogi.clientId", "meent"), vul("catalogi.secret", "geheim"),
			klik("Bewaren en verbinding testen"),
		}},
		{naam: "register-weg", eerst: []handeling{klik("Naar het register"), klik("Weghalen")}},
	}},
	{naam: "team-nieuw", rol: "beheerder", pad: "/kaart/inrichting/teams/nieuw"},
	{naam: "maat-nieuw", rol: "programmamanager", pad: "/kaart/maten/nieuw"},
	{naam: "organisatie-wijzigen", rol: "programmamanager", pad: "/kaart/inrichting/organisaties", eerst: []handeling{volg("main .meent-rijen a"), klik("Wijzigen")}},

	{naam: "strategie-herijken", rol: "programmamanager", pad: "/kaart/strategie", eerst: []handeling{klik("Herijken")}, dan: []bladzij{
		{naam: "strategie-herijkt", eerst: []handeling{vul("reden", "Het kwartaal is om."), klik("Herijken")}},
		{naam: "herijking", eerst: []handeling{volg(`main a[href*="/herijkingen/"]`)}},
		{naam: "strategie-concept", rol: "programmamanager", pad: "/kaart/strategie", eerst: []handeling{klik("Wijzigen"), vul("reden", "Een kader erbij."), klik("Wijzigen")}},
		{naam: "strategie-wijzigen", eerst: []handeling{klik("Kaders en horizon wijzigen")}},
		{naam: "doel-wijzigen", eerst: []handeling{klik("Niet doen"), klik("Doel en maten wijzigen")}},
		{naam: "strategie-voorstellen", eerst: []handeling{klik("Niet doen"), klik("Voorstellen")}},
		{naam: "strategie-vaststellen", eerst: []handeling{klik("Voorstellen"), als("secretaris", "/kaart/strategie"), klik("Vaststellen")}},
	}},
}
