package voorbeeld

import "context"

// The people of Meerdam who move things. The simulator of logging in knows the same.
var (
	programmamanager = Wie{"Iris van Dam", "middenmanagement", "Informatie", []string{"programmamanager"}}
	secretaris       = Wie{"Pieter de Groot", "secretaris", "", []string{"secretaris"}}
	teamleider       = Wie{"Sanne Kok", "middenmanagement", "Burgerzaken", []string{"teamleider"}}
	behandelaar      = Wie{"Fatma Yıldız", "basis", "Vergunningen", []string{"behandelaar", "medewerker"}}
)

// gang is something that people do in a week.
type gang struct {
	week int
	doe  func(ctx context.Context, b *Beweging) error
}

// draaiboek is the transition of Meerdam, in the order in which it happened. Week 0 is the day on which the demo begins; what
// comes after it is played with the year.
var draaiboek = []gang{
	{-Aanloop, opzet}, {-Aanloop, stappenEnKansen}, {-Aanloop, aanbiedingen},
	{-55, publiceert("De eerste volgorde: begin met wat mensen willen en wat nu kan.")},
	{-54, begint("Meldingen direct naar de aannemer", "Buitenruimte")},
	{-46, levert("Meldingen direct naar de aannemer", "Elke melding gaat nu vanzelf naar de aannemer, met een foto en een plek op de kaart.")},
	{-44, aanbiedingen}, {-32, aanbiedingen},
	{-30, zorg("Wij missen tot de zomer twee mensen. Dan redden we 90 % niet.", "mijlpalen", "Omgevingsvergunning kap: 90 % binnen 8 weken")},
	{-29, antwoordt(secretaris, "zorgen", "Wij missen tot de zomer twee mensen. Dan redden we 90 % niet.", "Vanaf september komt er één collega bij. Tot die tijd helpt team Dienstverlening een dag in de week.")},
	{-28, herijkt("Vergunningen mist tot de zomer twee mensen. Kapvergunningen komen daarom later.", schuif{"Omgevingsvergunning kap: 90 % binnen 8 weken", 2, 3})},
	{-20, aanbiedingen},
	{-12, vraag("Mogen wij met vier buurgemeenten dezelfde zaaktypen gebruiken?", "Zaaktypen gelijk met vier buren")},
	{-11, antwoordt(secretaris, "kadervragen", "Mogen wij met vier buurgemeenten dezelfde zaaktypen gebruiken?", "Ja. Samen bouwen past binnen kader 2. Leg de afspraken vast in de coalitie.")},
	{-10, losseTitels},
	{-10, claim("Woo-verzoek: 80 % binnen 4 weken", "Alle verzoeken lopen nu via het nieuwe werkproces.")},
	{-8, aanbiedingen},
	{-6, begint("Status online volgen", "Dienstverlening")},
	{-5, publiceert("Status online volgen loopt; de volgende stappen schuiven op.")},
	{-3, herijkt("Woo-verzoeken kosten meer tijd dan we dachten. Bij bezwaar helpt bellen, dat gaat sneller.",
		schuif{"Woo-verzoek: 80 % binnen 4 weken", 2, 3}, schuif{"Bezwaar: 80 % binnen de termijn", 3, 4})},
	{-2, zorg("Wie beslist er als de BRP-kopie uit is en een register niet antwoordt?", "stappen", "BRP-kopie uit")},
	{-1, idee("Bevestiging in gewone taal", "Inwoners bellen omdat ze de brief niet begrijpen.")},
	{4, aanbiedingen}, {16, aanbiedingen}, {28, aanbiedingen}, {40, aanbiedingen},
	{20, levert("Status online volgen", "Inwoners zien op de website waar hun aanvraag is.")},
}

// team is a part of the organisation.
type team struct {
	naam         string
	omvang, uren int
}

var teams = []team{
	{"Dienstverlening", 46, 600}, {"Vergunningen", 18, 200}, {"Burgerzaken", 26, 260}, {"Informatie", 15, 300},
	{"Buitenruimte", 34, 240}, {"Communicatie", 9, 100}, {"Juridische zaken", 11, 80}, {"Economie", 8, 90},
}

// stap is a step of the example, and who would give time to it.
type stap struct {
	titel, waarom, team, omvang string
	p50, maanden                int    // hours of work; months it takes
	doel, sterkte               string // the measure that it bears on
	eerst                       []string
	mensen, uren                int // what the team offers a month; 0: nothing yet
	lagen                       []string
	omkeerbaar                  bool
}

var (
	eenLaag    = []string{"basis"}
	tweeLagen  = []string{"basis", "middenmanagement"}
	drieLagen  = []string{"basis", "middenmanagement", "topmanagement"}
	vierLagen  = []string{"basis", "middenmanagement", "topmanagement", "secretaris"}
	opTijd     = "Krijg ik op tijd antwoord?"
	wachten    = "Hoe lang moet ik wachten?"
	achterloop = "Hoeveel zaken zijn te laat?"
)

// stappen are those of the golden example of the design, a step that has been done, and a good number of bare titles: that is how
// people begin.
var stappen = []stap{
	{titel: "Meldingen direct naar de aannemer", waarom: "Nu typt een collega elke melding over.", team: "Buitenruimte", p50: 200, maanden: 3, doel: opTijd, sterkte: "sterk", mensen: 8, uren: 60, lagen: tweeLagen},
	{titel: "Autorisatie en logging", waarom: "Zonder dit mag niemand bij de bron kijken.", team: "Informatie", p50: 300, maanden: 5, doel: opTijd, sterkte: "zwak", mensen: 9, uren: 18, lagen: tweeLagen},
	{titel: "Documenten-API", waarom: "Documenten staan nu op vier plekken.", team: "Informatie", p50: 600, maanden: 5, doel: wachten, sterkte: "zwak", mensen: 12, uren: 30, lagen: tweeLagen},
	{titel: "Status online volgen", waarom: "Inwoners bellen om te vragen hoe het staat.", team: "Dienstverlening", p50: 500, maanden: 5, doel: opTijd, sterkte: "sterk", mensen: 41, uren: 80, lagen: vierLagen},
	{titel: "BRP-kopie uit", waarom: "De kopie loopt achter; dan krijgen mensen een brief op hun oude adres.", team: "Burgerzaken", p50: 500, maanden: 5, doel: wachten, sterkte: "sterk", eerst: []string{"Autorisatie en logging"}, mensen: 24, uren: 55, lagen: drieLagen},
	{titel: "Meldingen openbare ruimte", waarom: "De app is oud en kan geen foto’s aan.", team: "Buitenruimte", p50: 300, maanden: 5, doel: opTijd, sterkte: "sterk", eerst: []string{"Documenten-API"}, mensen: 30, uren: 39, lagen: drieLagen},
	{titel: "Zaaktypen gelijk met vier buren", waarom: "Dan bouwen we samen in plaats van elk apart.", p50: 300, maanden: 5, doel: achterloop, sterkte: "zwak", mensen: 18, uren: 27, lagen: drieLagen},
	{titel: "Servicebus uit", waarom: "De leverancier stopt ermee.", team: "Informatie", p50: 500, maanden: 5, doel: achterloop, sterkte: "geen", eerst: []string{"BRP-kopie uit", "Documenten-API"}, mensen: 5, uren: 10, lagen: eenLaag},
	{titel: "Bellen in plaats van een brief", waarom: "Bij bezwaar helpt één telefoontje vaak meer dan een brief.", team: "Juridische zaken", omvang: "klein", p50: 60, maanden: 1, doel: wachten, sterkte: "sterk", mensen: 7, uren: 46, lagen: tweeLagen, omkeerbaar: true},
	{titel: "Telefooncentrale vervangen", waarom: "Het contract loopt af."},
	{titel: "Formulieren vernieuwen", waarom: "De leverancier maakt geen nieuwe versies meer."},
	{titel: "Brieven in gewone taal", team: "Communicatie", doel: opTijd, sterkte: "zwak", p50: 240, maanden: 4, mensen: 8, uren: 30, lagen: tweeLagen},
	{titel: "Eén loket voor ondernemers", team: "Economie", doel: wachten, sterkte: "sterk", p50: 300, maanden: 6, mensen: 6, uren: 24, lagen: drieLagen},
	{titel: "Archief opschonen"}, {titel: "Betalen aan de balie"}, {titel: "Datakwaliteit adressen"}, {titel: "Eén inlog voor collega’s"},
	{titel: "Dashboard voor teamleiders"}, {titel: "Digitaal ondertekenen"}, {titel: "Afspraken online verzetten"}, {titel: "Kaart met werkzaamheden"},
	{titel: "Machtigen van familie"}, {titel: "Geboorteaangifte vanuit het ziekenhuis"}, {titel: "Vergunningen zonder zegel"}, {titel: "Oude koppelingen tellen"},
	{titel: "Oefenen met uitval"}, {titel: "Kennisbank voor het klantcontact"}, {titel: "Verhuizing met één formulier"}, {titel: "Subsidies in één overzicht"},
	{titel: "Woo-documenten vanzelf publiceren"},
}

// kans is an opportunity of the example; its months are counted from the begin.
type kans struct {
	soort, titel string
	opent, sluit int // 0: not known
	inkoop       int
	waarde       float64
	reden        string
	gebruikers   int
	conformiteit float64
	koppelingen  map[string]float64 // steps, and how well each fits
}

var kansen = []kans{
	{soort: "component", titel: "Component voor het volgen van zaken is klaar", waarde: .9, reden: "Negen gemeenten gebruiken het al.", gebruikers: 9, conformiteit: .31, koppelingen: map[string]float64{"Status online volgen": .9}},
	{soort: "partner", titel: "Buurgemeente begint met het online volgen van zaken", opent: -2, sluit: 14, waarde: .8, reden: "Zij delen wat zij bouwen.", koppelingen: map[string]float64{"Status online volgen": .8}},
	{soort: "wet", titel: "Nieuwe regel voor logging", opent: -12, sluit: 20, waarde: .6, reden: "De datum is nog niet zeker.", koppelingen: map[string]float64{"Autorisatie en logging": .8}},
	{soort: "contracteinde", titel: "Contract van het gegevensmagazijn loopt af", sluit: 9, inkoop: 2, waarde: .8, reden: "Verlengen kost een jaar extra.", koppelingen: map[string]float64{"BRP-kopie uit": .9}},
	{soort: "contracteinde", titel: "Contract van het documentensysteem loopt af", sluit: 12, inkoop: 4, waarde: .9, reden: "Er is één keer verlengd; dat kan niet nog eens.", koppelingen: map[string]float64{"Documenten-API": .8}},
	{soort: "geld", titel: "Subsidie voor samen bouwen", opent: -1, sluit: 8, waarde: .6, reden: "De helft van de kosten.", koppelingen: map[string]float64{"Meldingen openbare ruimte": .7}},
	{soort: "partner", titel: "Vier buurgemeenten beginnen aan gelijke zaaktypen", opent: -3, sluit: 16, waarde: .9, reden: "Het werk gaat door vijf.", koppelingen: map[string]float64{"Zaaktypen gelijk met vier buren": .9}},
	{soort: "technischEinde", titel: "De leverancier van de servicebus stopt", sluit: 15, inkoop: 0, waarde: .9, reden: "Na die dag zijn er geen reparaties meer.", koppelingen: map[string]float64{"Servicebus uit": 1}},
	{soort: "contracteinde", titel: "Contract van de telefooncentrale loopt af", sluit: 10, inkoop: 3, waarde: .7, reden: "Zonder centrale is de gemeente niet te bereiken.", koppelingen: map[string]float64{"Telefooncentrale vervangen": 1}},
	{soort: "technischEinde", titel: "Geen updates meer voor de formulieren", sluit: 9, inkoop: 2, waarde: .6, reden: "Daarna is het niet meer veilig.", koppelingen: map[string]float64{"Formulieren vernieuwen": 1}},
}

// meetlat is a measure of the aim.
type meetlat struct {
	code, naam, vraag, sonde, richting string
	streef                             float64
}

var maten = []meetlat{
	{"DV2", "Binnen termijn", opTijd, "zgw.binnenTermijn", "hoger", .90},
	{"DV1", "Doorlooptijd", wachten, "zgw.doorlooptijd", "lager", 14},
	{"DV9", "Achterstand", achterloop, "zgw.achterstand", "lager", 30},
}

// lat is a milestone of the example: one check.
type lat struct {
	titel, betekenis    string
	sonde               string
	zaaktype, onderwerp string // "": all; what cases of it are called
	op                  string
	drempel             float64
	deel                string  // which part of the cases, of a lead time
	spoor               string  // "": none yet
	venster             *[2]int // the quarters in which it is expected, counted from the one of the begin; nil: nobody has said
}

// The tracks of the strategie. In the last there is no milestone yet.
const balie, straat, vergunningen, openheid = "aan de balie", "buiten op straat", "vergunningen en subsidies", "openheid en bezwaar"

var sporen = []string{balie, straat, vergunningen, openheid, "samen ontwikkelen"}

const binnenTermijn, doorlooptijd, achterstand = "zgw.binnenTermijn", "zgw.doorlooptijd", "zgw.achterstand"

var latten = []lat{
	{"Uittreksel: 95 % binnen 4 weken", "Wie een uittreksel vraagt, hoeft niet te bellen waar het blijft.", binnenTermijn, "UITTREKSEL-BRP", "uittreksels", ">=", .95, "", balie, &[2]int{-4, -3}},
	{"Verhuizing: 90 % binnen een week", "Wie verhuist, staat binnen een week goed in de boeken.", binnenTermijn, "VERHUIZING", "verhuizingen", ">=", .90, "", balie, &[2]int{-3, -2}},
	{"Straatverlichting: 90 % binnen 2 weken", "Een kapotte lamp brandt binnen twee weken weer.", binnenTermijn, "STRAATVERLICHTING", "meldingen over straatverlichting", ">=", .90, "", straat, &[2]int{-3, -1}},
	{"Parkeervergunning: 90 % binnen 8 weken", "Wie een vergunning vraagt, weet op tijd waar hij aan toe is.", binnenTermijn, "PARKEERVERGUNNING", "parkeervergunningen", ">=", .90, "", vergunningen, &[2]int{1, 2}},
	{"Omgevingsvergunning kap: 90 % binnen 8 weken", "Wie een boom wil kappen, krijgt op tijd antwoord.", binnenTermijn, "OMGEVINGSVERGUNNING-KAP", "kapvergunningen", ">=", .90, "", vergunningen, &[2]int{0, 1}},
	{"Subsidie: 80 % binnen 13 weken", "Verenigingen weten op tijd of zij geld krijgen.", binnenTermijn, "SUBSIDIE", "subsidies", ">=", .80, "", vergunningen, &[2]int{-3, 0}},
	{"Woo-verzoek: 80 % binnen 4 weken", "Wie iets wil weten, krijgt de stukken op tijd.", binnenTermijn, "WOO-VERZOEK", "Woo-verzoeken", ">=", .80, "", openheid, &[2]int{0, 1}},
	{"Bezwaar: 80 % binnen de termijn", "Wie bezwaar maakt, hoort op tijd wat ervan komt.", binnenTermijn, "BEZWAAR", "bezwaren", ">=", .80, "", openheid, &[2]int{4, 6}},
	{"Parkeervergunning: helft binnen 30 dagen", "De meeste mensen hebben hun vergunning binnen een maand.", doorlooptijd, "PARKEERVERGUNNING", "parkeervergunningen", "<=", 30, "p50", vergunningen, &[2]int{1, 3}},
	{"Straatverlichting: helft binnen 10 dagen", "De meeste lampen branden snel weer.", doorlooptijd, "STRAATVERLICHTING", "meldingen over straatverlichting", "<=", 10, "p50", straat, &[2]int{-4, -2}},
	{"Te laat en nog open: onder de 40 zaken", "Er blijft niets liggen.", achterstand, "", "zaken", "<=", 40, "", "", nil},
	{"Alle aanvragen: 90 % op tijd", "Wie iets aanvraagt, krijgt op tijd antwoord.", binnenTermijn, "", "zaken", ">=", .90, "", "", &[2]int{5, 7}},
}
