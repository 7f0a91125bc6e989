package transitie

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/invoer"
	"meent/diensten/zgw"
)

// stappenLijst is stappen.csv (§12). The other names of columns are those of spreadsheets and of the issues of OpenProject,
// Plane, GitLab, Jira, Taiga and Trello as they export them. Who does something is in no column: a step is a team's.
var stappenLijst = &kolomLijst[Stap]{
	bron: &Stappen,
	zoek: func(in *inlezen, cel func(string) string) (zgw.URL, error) { return in.stapVanRij(cel) },
	kolommen: []lijstKolom[Stap]{
		{Veld: veld("url", "web url", "card url", "issue url", "link", "adres"), lid: "verwijzing", lees: (*inlezen).vreemdAdres, toon: func(u *uitvoer, s *Stap) string { return u.adres(s.URL) }},
		{Veld: desnoods(verplicht("titel", "title", "subject", "onderwerp", "summary", "samenvatting", "card name", "task name", "naam", "name", "stap", "idee", "actie", "actiepunt", "wat", "maatregel", "activiteit", "initiatief", "epic", "taak", "issue", "project"), "omschrijving", "beschrijving", "description"), lid: "titel", lees: tekstCel, toon: func(_ *uitvoer, s *Stap) string { return s.Titel }},
		{Veld: veld("waarom", "description", "card description", "omschrijving", "beschrijving", "toelichting", "aanleiding", "doel"), lid: "waarom", lees: tekstCel, toon: func(_ *uitvoer, s *Stap) string { return s.Waarom }},
		{Veld: veld("toestand"), toon: func(_ *uitvoer, s *Stap) string { return string(s.Toestand) }, niet: "Een toestand komt niet uit een lijst: wat nieuw is, begint als kandidaat."},
		{Veld: veld("omvang", "size", "grootte", "t-shirt"), lid: "omvang", lees: omvangCel, toon: func(_ *uitvoer, s *Stap) string { return string(s.Omvang) }},
		{Veld: veld("p50", "uren", "inschatting", "geschatte uren", "geschatte tijd", "estimated time", "estimate", "work"), lid: "uren.p50", lees: urenCel, toon: func(_ *uitvoer, s *Stap) string { return s.uren(func(u *Uren) int { return u.P50 }) }},
		{Veld: veld("p80"), lid: "uren.p80", lees: urenCel, toon: func(_ *uitvoer, s *Stap) string { return s.uren(func(u *Uren) int { return u.P80 }) }},
		{Veld: veld("doorlooptijd", "maanden", "duur in maanden", "doorlooptijd (maanden)"), lid: "doorlooptijdP80", lees: maandenCel, toon: func(_ *uitvoer, s *Stap) string { return misschien(s.DoorlooptijdP80) }},
		{Veld: veld("team", "eigenaarteam", "eigenaar team", "afdeling", "eigenaar", "trekker", "verantwoordelijke", "owner"), noemt: "team", lid: "eigenaarTeam", lees: (*inlezen).team, toon: func(u *uitvoer, s *Stap) string { return u.team(s.EigenaarTeam) }},
		{Veld: veld("omkeerbaar", "terug te draaien"), lid: "omkeerbaar", lees: waarCel, toon: func(_ *uitvoer, s *Stap) string { return jaNee(s.Omkeerbaar) }},
		{Veld: veld("afhankelijkVan", "wacht op", "blocked by", "inward issue link (blocks)", "depends on", "afhankelijkheden"), lid: "afhankelijkheden", laat: true, lees: (*inlezen).afhankelijkheden, toon: toonAfhankelijkheden},
		{Veld: veld("draagtBijAan", "mijlpaal", "milestone", "maat"), noemt: "mijlpaal of maat", lid: "draagtBijAan", lees: (*inlezen).doelen, toon: toonDoelen},
		{Veld: veld("spoor"), lid: "spoor", lees: tekstCel, toon: func(_ *uitvoer, s *Stap) string { return s.Spoor }},
		{Veld: veld("verwijzing", "sleutel", "issue key", "key", "extern nummer"), lid: "verwijzing", lees: tekstCel, toon: func(_ *uitvoer, s *Stap) string { return s.Verwijzing }},
	},
}

// kansenLijst is kansen.csv (§12). A list of contracts is one too: what names no soort is the end of a contract.
var kansenLijst = &kolomLijst[Kans]{
	bron:   &Kansen,
	vooraf: map[string]any{"soort": "contracteinde"},
	zoek:   func(in *inlezen, cel func(string) string) (zgw.URL, error) { return in.kansVanRij(cel) },
	kolommen: []lijstKolom[Kans]{
		{Veld: veld("soort"), lid: "soort", lees: tekstCel, toon: func(_ *uitvoer, k *Kans) string { return string(k.Soort) }},
		{Veld: desnoods(verplicht("titel", "contract", "contractnaam", "naam contract", "naam", "title", "applicatie", "applicatienaam", "systeem", "product", "onderwerp", "kans"), "omschrijving", "leverancier"), lid: "titel", lees: tekstCel, toon: func(_ *uitvoer, k *Kans) string { return k.Titel }},
		{Veld: veld("opent", "vanaf"), lid: "opent", lees: datumCel, toon: func(_ *uitvoer, k *Kans) string { return string(k.Opent) }},
		{Veld: veld("sluit", "einddatum contract", "einddatum", "contracteinde", "afloopdatum", "eind datum", "expiratiedatum", "vervaldatum", "loopt af", "looptijd tot", "due date", "tot", "einde"), lid: "sluit", lees: datumCel, toon: func(_ *uitvoer, k *Kans) string { return string(k.Sluit) }},
		{Veld: veld("inkooptijd", "inkooptijd (maanden)", "aanbestedingstijd", "opzegtermijn"), lid: "inkooptijd", lees: maandenCel, toon: func(_ *uitvoer, k *Kans) string { return strconv.Itoa(k.Inkooptijd) }},
		{Veld: veld("waarde"), lid: "waarde", lees: deelCel, toon: func(_ *uitvoer, k *Kans) string { return deel(k.Waarde) }},
		{Veld: veld("reden", "waardereden", "waarom", "toelichting", "opmerking"), lid: "waardeReden", lees: tekstCel, toon: func(_ *uitvoer, k *Kans) string { return k.WaardeReden }},
		{Veld: veld("stap", "stappen", "hoort bij stap", "voor stap", "project"), lid: "koppelingen", lees: (*inlezen).koppelingen, toon: toonKoppelingen},
		{Veld: veld("euro", "contractwaarde", "bedrag", "jaarlijkse kosten", "kosten", "prijs"), lid: "euro", lees: geheelCel, toon: func(_ *uitvoer, k *Kans) string { return misschien(k.Euro) }},
		{Veld: veld("verplicht"), lid: "verplicht", lees: waarCel, toon: func(_ *uitvoer, k *Kans) string { return jaNee(k.Verplicht) }},
		{Veld: veld("bewijs", "contractnummer", "bron"), lid: "bewijs", lees: tekstCel, toon: func(_ *uitvoer, k *Kans) string { return k.Bewijs }},
		{Veld: veld("url", "adres"), toon: func(u *uitvoer, k *Kans) string { return u.adres(k.URL) }},
		{Veld: veld("toestand"), toon: func(_ *uitvoer, k *Kans) string { return string(k.Toestand) }, niet: "Een toestand komt niet uit een lijst: Meent houdt bij of een kans open is."},
	},
}

// aanbodLijst is aanbod.csv (§12).
var aanbodLijst = &kolomLijst[Aanbod]{
	bron: &Aanboden,
	zoek: func(in *inlezen, cel func(string) string) (zgw.URL, error) { return in.aanbodVanRij(cel) },
	kolommen: []lijstKolom[Aanbod]{
		{Veld: verplicht("stap", "titel", "voor stap"), lid: "stap", lees: (*inlezen).stap, toon: func(u *uitvoer, a *Aanbod) string { return u.adres(a.Stap) }},
		{Veld: verplicht("team", "afdeling", "onderdeel"), lid: "team", lees: (*inlezen).team, toon: func(u *uitvoer, a *Aanbod) string { return u.team(a.Team) }},
		{Veld: verplicht("mensen", "aantal mensen", "personen", "aantal"), lid: "mensen", lees: geheelCel, toon: func(_ *uitvoer, a *Aanbod) string { return strconv.Itoa(a.Mensen) }},
		{Veld: verplicht("urenPerMaand", "uren per maand", "uren"), lid: "urenPerMaand", lees: geheelCel, toon: func(_ *uitvoer, a *Aanbod) string { return strconv.Itoa(a.UrenPerMaand) }},
		{Veld: veld("lagen", "laag"), lid: "lagen", lees: lagenCel, toon: toonLagen},
		{Veld: veld("doorWie", "wie zei het", "gezegd door"), lid: "doorWie", lees: tekstCel, toon: func(_ *uitvoer, a *Aanbod) string { return a.DoorWie }},
		{Veld: veld("op", "datum", "gezegd op"), lid: "op", lees: datumCel, toon: func(_ *uitvoer, a *Aanbod) string { return string(a.Op) }},
		{Veld: veld("doorTeamleider"), lid: "doorTeamleider", lees: waarCel, toon: func(_ *uitvoer, a *Aanbod) string { return jaNee(a.DoorTeamleider) }},
		{Veld: veld("url", "adres"), toon: func(u *uitvoer, a *Aanbod) string { return u.adres(a.URL) }},
		{Veld: veld("toestand"), toon: func(_ *uitvoer, a *Aanbod) string { return string(a.Toestand) }, niet: "Of een aanbod nog geldt, volgt uit de datum waarop het is gezegd."},
	},
}

// matenLijst is maten.csv (§12): what is measured and how, without the figures.
var matenLijst = &kolomLijst[Maat]{
	bron: &Maten,
	zoek: func(in *inlezen, cel func(string) string) (zgw.URL, error) { return in.maatVanRij(cel) },
	kolommen: []lijstKolom[Maat]{
		{Veld: verplicht("naam", "maat", "titel"), lid: "naam", lees: tekstCel, toon: func(_ *uitvoer, m *Maat) string { return m.Naam }},
		{Veld: verplicht("sonde"), lid: "sonde", lees: tekstCel, toon: func(_ *uitvoer, m *Maat) string { return string(m.Sonde) }},
		{Veld: veld("vraag"), lid: "vraag", lees: tekstCel, toon: func(_ *uitvoer, m *Maat) string { return m.Vraag }},
		{Veld: veld("zaaktypen"), lid: "parameters.zaaktypen", lees: delenCel, toon: func(_ *uitvoer, m *Maat) string { return strings.Join(m.Parameters.Zaaktypen, "|") }},
		{Veld: veld("deel"), lid: "parameters.deel", lees: maatdeelCel, toon: func(_ *uitvoer, m *Maat) string { return string(m.Parameters.Deel) }},
		{Veld: veld("norm"), lid: "parameters.norm", lees: tekstCel, toon: func(_ *uitvoer, m *Maat) string { return string(m.Parameters.Norm) }},
		{Veld: veld("streefwaarde", "doel", "streef"), lid: "streefwaarde", lees: getalCel, toon: func(_ *uitvoer, m *Maat) string { return deel(m.Streefwaarde) }},
		{Veld: veld("streefTot"), lid: "streefTot", lees: datumCel, toon: func(_ *uitvoer, m *Maat) string { return string(m.StreefTot) }},
		{Veld: veld("nulmetingVan"), lid: "nulmeting.van", lees: datumCel, toon: func(_ *uitvoer, m *Maat) string { return m.nul(func(p *Periode) zgw.Date { return p.Van }) }},
		{Veld: veld("nulmetingTot"), lid: "nulmeting.tot", lees: datumCel, toon: func(_ *uitvoer, m *Maat) string { return m.nul(func(p *Periode) zgw.Date { return p.Tot }) }},
		{Veld: veld("minN"), lid: "minN", lees: geheelCel, toon: func(_ *uitvoer, m *Maat) string { return strconv.Itoa(m.MinN) }},
		{Veld: veld("ingetrokken"), lid: "ingetrokken", lees: delenCel, toon: func(_ *uitvoer, m *Maat) string { return strings.Join(m.Ingetrokken, "|") }},
		{Veld: veld("url", "adres"), toon: func(u *uitvoer, m *Maat) string { return u.adres(m.URL) }},
		{Veld: veld("code"), toon: func(_ *uitvoer, m *Maat) string { return m.Code }, niet: "De code volgt uit de sonde."},
		{Veld: veld("toestand"), toon: func(_ *uitvoer, m *Maat) string { return string(m.Toestand) }, niet: "Een toestand komt niet uit een lijst: een nieuwe maat begint als concept."},
	},
}

func (m *Maat) nul(welke func(*Periode) zgw.Date) string {
	if m.Nulmeting == nil {
		return ""
	}
	return string(welke(m.Nulmeting))
}

func delenCel(_ *inlezen, cel string) (any, error) {
	var list []any
	for _, one := range delen(cel) {
		list = append(list, one)
	}
	return list, nil
}

func getalCel(_ *inlezen, cel string) (any, error) {
	x, _, err := invoer.Getal(cel)
	return x, err
}

func veld(naam string, andere ...string) invoer.Veld { return invoer.Veld{Naam: naam, Andere: andere} }

func verplicht(naam string, andere ...string) invoer.Veld {
	return invoer.Veld{Naam: naam, Andere: andere, Verplicht: true}
}

// desnoods is a field that has one of these columns when no other will do.
func desnoods(v invoer.Veld, namen ...string) invoer.Veld {
	v.Desnoods = namen
	return v
}

func tekstCel(_ *inlezen, cel string) (any, error) { return cel, nil }

func datumCel(_ *inlezen, cel string) (any, error) { return invoer.Datum(cel) }

func geheelCel(_ *inlezen, cel string) (any, error) {
	n, _, err := invoer.Geheel(cel)
	return n, err
}

var (
	urenVorm    = regexp.MustCompile(`(?i)^(?:([\d.,]+) ?d(?:agen)?)? ?(?:([\d.,]+) ?(?:h|u|uur|uren|hours?)?)?$`)
	maandenVorm = regexp.MustCompile(`(?i)^([\d.,]+) ?(?:m|mnd|maand|maanden|months?)\.?$`)
)

// urenCel is a number of hours: 8, 7,5 uur, or 1d 4h as OpenProject writes it, with days of eight hours. What is not whole is rounded up.
func urenCel(in *inlezen, cel string) (any, error) {
	m := urenVorm.FindStringSubmatch(cel)
	if m == nil {
		return geheelCel(in, cel)
	}
	dagen, _, err := invoer.Getal(m[1])
	if err != nil {
		return nil, err
	}
	uren, _, err := invoer.Getal(m[2])
	return int(math.Ceil(dagen*8 + uren)), err
}

// maandenCel is a number of months: 3, or 3 maanden.
func maandenCel(in *inlezen, cel string) (any, error) {
	if m := maandenVorm.FindStringSubmatch(cel); m != nil {
		cel = m[1]
	}
	return geheelCel(in, cel)
}

func waarCel(_ *inlezen, cel string) (any, error) {
	ja, _, err := invoer.Waar(cel)
	return ja, err
}

// deelCel is a number from 0 to 1.
func deelCel(_ *inlezen, cel string) (any, error) {
	x, _, err := invoer.Getal(cel)
	if err == nil && (x < 0 || x > 1) {
		return nil, &invoer.Fout{Code: "deel", Reden: fmt.Sprintf("„%s” ligt niet tussen 0 en 1. Is het een bedrag, wijs de kolom dan toe aan euro.", cel)}
	}
	return x, err
}

// maatdeelCel is the part of the cases that a lead time is about: p50 or p80, or the share itself.
func maatdeelCel(_ *inlezen, cel string) (any, error) {
	switch x, _, err := invoer.Getal(cel); {
	case err == nil && x == 0.5:
		return "p50", nil
	case err == nil && x == 0.8:
		return "p80", nil
	}
	return strings.ToLower(cel), nil
}

var maatwoorden = map[string]string{"s": "klein", "small": "klein", "m": "middel", "medium": "middel", "middelgroot": "middel", "l": "groot", "large": "groot"}

func omvangCel(_ *inlezen, cel string) (any, error) {
	woord := strings.ToLower(cel)
	if maat := maatwoorden[woord]; maat != "" {
		woord = maat
	}
	if !slices.Contains(Omvang("").Choices(), woord) {
		return nil, &invoer.Fout{Code: "invalid_choice", Reden: fmt.Sprintf("„%s” is geen omvang. Schrijf klein, middel of groot.", cel)}
	}
	return woord, nil
}

func lagenCel(_ *inlezen, cel string) (any, error) {
	var list []any
	for _, one := range delen(cel) {
		list = append(list, strings.ToLower(one))
	}
	return list, nil
}

func toonLagen(_ *uitvoer, a *Aanbod) string {
	list := make([]string, len(a.Lagen))
	for i, l := range a.Lagen {
		list[i] = string(l)
	}
	return strings.Join(list, "|")
}

func toonAfhankelijkheden(u *uitvoer, s *Stap) string {
	var list []string
	for _, d := range s.Afhankelijkheden {
		list = append(list, u.adres(d.Stap)+":"+string(d.Soort))
	}
	return strings.Join(list, "|")
}

func toonDoelen(u *uitvoer, s *Stap) string {
	var list []string
	for _, d := range s.DraagtBijAan {
		item := u.adres(d.Doel)
		if d.Sterkte != "" {
			item += ":" + string(d.Sterkte)
		}
		list = append(list, item)
	}
	return strings.Join(list, "|")
}

func toonKoppelingen(u *uitvoer, k *Kans) string {
	var list []string
	for _, kop := range k.Koppelingen {
		item := u.adres(kop.Stap)
		if kop.Fit != nil {
			item += ":" + deel(kop.Fit)
		}
		list = append(list, item)
	}
	return strings.Join(list, "|")
}

func jaNee(ja bool) string {
	if ja {
		return "ja"
	}
	return "nee"
}

// misschien is a number, or nothing when it is not known.
func misschien(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func deel(x *float64) string {
	if x == nil {
		return ""
	}
	return invoer.Schrijf(*x)
}

func (s *Stap) uren(welke func(*Uren) int) string {
	if s.Uren == nil {
		return ""
	}
	return strconv.Itoa(welke(s.Uren))
}

// eigenAdres is an address of this server in a list, or "" when it is another's or none.
func eigenAdres(c *rest.Call, cel string) zgw.URL {
	rest, own := strings.CutPrefix(cel, c.Site.BaseURL+"/")
	if !own {
		return ""
	}
	return zgw.URL(zgw.Marker + "/" + rest)
}
