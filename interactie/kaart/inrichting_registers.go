package kaart

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"meent/interactie/opmaak"
)

// inrichters may set up what is measured from (transition.md §1.1).
var inrichters = []opmaak.Rol{opmaak.Programmamanager, opmaak.Beheerder}

func registerPaginas() []opmaak.Pagina {
	pages := slices.Concat(
		beide("/kaart/inrichting/registers/nieuw", nieuwRegister), beide("/kaart/inrichting/registers/{id}/wijzigen", wijzigRegister),
		beide("/kaart/inrichting/registers/{id}/weg", registerWeg), beide("/kaart/inrichting/registers/{id}/telt", wijzigTelt),
		[]opmaak.Pagina{
			{Adres: "GET /kaart/inrichting/registers/{id}/test", Toon: testRegister},
			{Adres: "POST /kaart/inrichting/registers/{id}/lezen", Toon: leesRegisterNu},
			{Adres: "POST /kaart/inrichting/registers/{id}/abonneren", Toon: abonneerRegister},
		},
	)
	for i := range pages {
		pages[i].Rollen = inrichters
	}
	return append(pages, opmaak.Pagina{Adres: "GET /kaart/inrichting/registers/{id}", Toon: toonRegister})
}

// register is where a municipality keeps its cases, as the API tells it: without secrets.
type register struct {
	URL, UUID, Naam                             string
	Eigen                                       bool
	Zaken, Catalogi, Notificaties, Autorisaties *aansluiting
	Gelijktijdig, PerSeconde, Versie            int
	Ingetrokken, KleineZaaktypen                []string
}

// aansluiting is one API of a register.
type aansluiting struct{ BaseURL, ClientID string }

// Adres is the page of the register.
func (r *register) Adres() string { return "/kaart/inrichting/registers/" + r.UUID }

// leesstand is how far the reading of a register is.
type leesstand struct {
	Leest, Fase, Tot, AllesOp, Fout, FoutSinds, Volgende, Gehoord string
	Gelezen, Verwacht, Zaken                                      int
	Dekking                                                       bereik
}

// bereik is of how many zaaktypen cases are seen.
type bereik struct {
	Gezien, Totaal int
	Reden          string
}

// Tekst is the coverage as a sentence.
func (b bereik) Tekst() string {
	if b.Totaal == 0 {
		return "Nog niet bekend"
	}
	return opmaak.Getal(b.Gezien) + " van " + opmaak.Aantal(b.Totaal, "zaaktype", "zaaktypen")
}

// registerregel is a register with how far the reading of it is.
type registerregel struct {
	*register
	Stand leesstand
	Merk  string
	Staat string // in words
	Deel  string // how far a reading is: "1.200 van 4.800 zaken"
	Bezig bool   // it is being read, or will be at once
	Oud   bool   // the last reading that succeeded is too old
}

// registerregels are registers with their states.
func registerregels(v *opmaak.Verzoek, list []*register) ([]registerregel, error) {
	var rows []registerregel
	for _, r := range list {
		row, err := regelVanRegister(v, r)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// oudNa is after how many hours without a reading the figures are old: a night was missed.
const oudNa = 48

func regelVanRegister(v *opmaak.Verzoek, r *register) (registerregel, error) {
	s, err := haal[leesstand](v, r.URL+"/stand")
	if err != nil {
		return registerregel{}, err
	}
	row := registerregel{register: r, Stand: *s, Merk: "ja"}
	last, known := tijdstip(s.Tot)
	row.Oud = known && v.Nu().Sub(last).Hours() > oudNa
	if s.Verwacht > 0 && s.Leest != "" {
		row.Deel = opmaak.Getal(min(s.Gelezen, s.Verwacht)) + " van " + opmaak.Getal(s.Verwacht) + " " + faseNaam(s.Fase)
	}
	switch {
	case s.Fout != "":
		row.Merk, row.Staat = "let-op", "Lezen lukt nu niet"
	case s.Leest != "" && s.Tot == "":
		row.Merk, row.Staat, row.Bezig = "pijl", "Wordt voor het eerst gelezen", true
	case s.Leest != "":
		row.Merk, row.Staat, row.Bezig = "pijl", "Wordt bijgewerkt", true
	case s.Tot == "", s.AllesOp == "": // asked for, and not begun
		row.Merk, row.Staat, row.Bezig = "pijl", "Het lezen begint zo", true
	case row.Oud:
		row.Merk, row.Staat = "let-op", "Te lang niet gelezen"
	default:
		row.Staat = "Bijgewerkt"
	}
	return row, nil
}

// faseNaam is what a list that is being read holds.
func faseNaam(fase string) string {
	if fase == "" {
		return "regels"
	}
	return strings.ToLower(fase)
}

// Gelezen is up to when is known what stands in the register.
func (r registerregel) Gelezen() string { return opmaak.Moment(r.Stand.Tot) }

// registerKruimels lead to the set-up, or to the guided start for who comes from there.
func registerKruimels(v *opmaak.Verzoek, more ...opmaak.Link) []opmaak.Link {
	if v.Vraag("begin") != "" {
		return []opmaak.Link{{Naam: "Begin", Adres: "/kaart/begin"}, {Naam: "Waar staan de zaken?", Adres: "/kaart/begin/registers"}}
	}
	return append([]opmaak.Link{inrichtingKruimel}, more...)
}

var inrichtingKruimel = opmaak.Link{Naam: "Inrichting van de metingen", Adres: "/kaart/inrichting"}

// registerAPIs are the APIs of a register as the form asks for them.
var registerAPIs = []struct {
	naam, titel, uitleg, voorbeeld string
	mag                            bool
}{
	{"zaken", "Zaken API", "Client met de scope zaken.lezen.", "https://zaken.voorbeeld.nl/zaken/api/v1", false},
	{"catalogi", "Catalogi API", "Client met de scope catalogi.lezen.", "https://catalogi.voorbeeld.nl/catalogi/api/v1", false},
	{"notificaties", "Notificaties API", "Dan ziet Meent een wijziging meteen. Zonder leest Meent elke nacht. Scope: notificaties.consumeren.", "", true},
	{"autorisaties", "Autorisaties API", "Dan kan Meent zeggen waarom zaaktypen niet te zien zijn. Scope: autorisaties.lezen.", "", true},
}

// registerFormulier are the questions about a register of another supplier; of our own there is only the name.
func registerFormulier(r *register) *opmaak.Formulier {
	f := &opmaak.Formulier{Knop: "Bewaren en verbinding testen", Velden: []*opmaak.Veld{
		{Naam: "naam", Label: "Hoe noemen jullie dit register?", Uitleg: "Bijvoorbeeld: het zaaksysteem.", Maximaal: 100, Breedte: "middel"},
	}}
	if r != nil {
		f.Zet("naam", r.Naam)
		if r.Eigen {
			return f
		}
	}
	for _, a := range registerAPIs {
		var nu *aansluiting
		if r != nil {
			nu = r.aansluiting(a.naam)
		}
		uitleg, wie := a.uitleg, ""
		if a.naam != "zaken" {
			wie = "Leeg: dezelfde client als voor de Zaken API."
		}
		if a.voorbeeld != "" {
			uitleg += " Bijvoorbeeld " + a.voorbeeld
		}
		geheim := &opmaak.Veld{Naam: a.naam + ".secret", Label: "Secret voor de " + a.titel, Soort: opmaak.Wachtwoord, Mag: a.naam != "zaken" || nu != nil, Vul: "off", Breedte: "middel", Maximaal: 255}
		if nu != nil {
			geheim.Uitleg = "Laat leeg om het te houden. Het staat hier nooit."
		}
		f.Velden = append(f.Velden,
			&opmaak.Veld{Naam: a.naam + ".baseUrl", Label: "Adres van de " + a.titel, Uitleg: uitleg, Soort: opmaak.Webadres, Mag: a.mag, Maximaal: 1000},
			&opmaak.Veld{Naam: a.naam + ".clientId", Label: "Client_id voor de " + a.titel, Uitleg: wie, Mag: a.naam != "zaken", Breedte: "middel", Maximaal: 50}, geheim)
		if nu != nil {
			f.Zet(a.naam+".baseUrl", nu.BaseURL)
			f.Zet(a.naam+".clientId", nu.ClientID)
		}
	}
	f.Velden = append(f.Velden,
		&opmaak.Veld{Naam: "gelijktijdig", Label: "Hoeveel vragen mag Meent tegelijk stellen?", Uitleg: "Een langzaam register houdt het zo rustig.", Soort: opmaak.Getalveld, Mag: true},
		&opmaak.Veld{Naam: "perSeconde", Label: "En hoeveel per seconde hooguit?", Soort: opmaak.Getalveld, Mag: true})
	f.Zet("gelijktijdig", "2")
	f.Zet("perSeconde", "5")
	if r != nil {
		f.Zet("gelijktijdig", strconv.Itoa(r.Gelijktijdig))
		f.Zet("perSeconde", strconv.Itoa(r.PerSeconde))
	}
	return f
}

// aansluiting is one API of the register by its name; nil when it has none.
func (r *register) aansluiting(naam string) *aansluiting {
	return map[string]*aansluiting{"zaken": r.Zaken, "catalogi": r.Catalogi, "notificaties": r.Notificaties, "autorisaties": r.Autorisaties}[naam]
}

// registerAntwoord is what the register of registers gets. A secret that was not filled in stays as it is.
func registerAntwoord(f *opmaak.Formulier, eigen bool) veld {
	body := veld{"naam": f.Waarde("naam")}
	if eigen {
		return body
	}
	for _, a := range registerAPIs {
		base, client, secret := f.Waarde(a.naam+".baseUrl"), f.Waarde(a.naam+".clientId"), f.Waarde(a.naam+".secret")
		if base != "" && client == "" && secret == "" { // one client for all of it, as most suppliers give
			client, secret = f.Waarde("zaken.clientId"), f.Waarde("zaken.secret")
		}
		if base == "" && client == "" && secret == "" {
			body[a.naam] = nil
			continue
		}
		one := veld{"baseUrl": base, "clientId": client}
		if secret != "" {
			one["secret"] = secret
		}
		body[a.naam] = one
	}
	for _, name := range []string{"gelijktijdig", "perSeconde"} {
		if f.Waarde(name) != "" {
			body[name] = f.Getal(name)
		}
	}
	return body
}

func nieuwRegister(v *opmaak.Verzoek) error {
	f := registerFormulier(nil)
	f.Terug = "/kaart/inrichting"
	if v.Vraag("begin") != "" {
		f.Verborgen, f.Terug = map[string]string{"begin": "ja"}, "/kaart/begin/registers"
	}
	i := &invullen{sjabloon: "register-formulier", kop: opmaak.Kop{Titel: "Registers van een andere leverancier", Kruimels: registerKruimels(v)}, formulier: f,
		inleiding: "Meent leest er alleen, rustig aan. De secrets worden versleuteld bewaard en nooit getoond."}
	return i.doe(v, func() error {
		made := &register{}
		if err := stuur(v, http.MethodPost, "/registers", registerAntwoord(f, false), made); err != nil {
			return err
		}
		return v.Naar(made.Adres() + "/test" + metBegin(v))
	})
}

// metBegin keeps in the address that somebody comes from the guided start.
func metBegin(v *opmaak.Verzoek) string {
	if v.Vraag("begin") != "" {
		return "?begin=ja"
	}
	return ""
}

func wijzigRegister(v *opmaak.Verzoek) error {
	r, err := haal[register](v, "/registers/"+v.Pad("id"))
	if err != nil {
		return err
	}
	f := registerFormulier(r)
	f.Terug = r.Adres()
	if v.Vraag("begin") != "" {
		f.Verborgen, f.Terug = map[string]string{"begin": "ja"}, "/kaart/begin/registers"
	}
	i := &invullen{sjabloon: "register-formulier", kop: opmaak.Kop{Titel: "Register wijzigen", Kruimels: registerKruimels(v, opmaak.Link{Naam: r.Naam, Adres: r.Adres()})}, formulier: f}
	return i.wijzig(v, r.Versie, "dit register", func() error {
		if err := stuur(v, http.MethodPatch, r.URL, registerAntwoord(f, r.Eigen), nil); err != nil {
			return err
		}
		return v.Naar(r.Adres() + "/test" + metBegin(v))
	})
}

func registerWeg(v *opmaak.Verzoek) error {
	r, err := haal[register](v, "/registers/"+v.Pad("id"))
	if err != nil {
		return err
	}
	if v.R.Method != http.MethodPost {
		return v.Bevestig(opmaak.Bevestiging{Vraag: "Register weghalen?", Knop: "Register weghalen", Terug: r.Adres(),
			Gevolg: "‘" + r.Naam + "’. Meent leest er dan niet meer, en vergeet wat het daar las. Metingen die er zijn, blijven. In het register zelf verandert niets."})
	}
	if err := stuur(v, http.MethodDelete, r.URL, nil, nil); err != nil {
		return err
	}
	v.Meld("Het register is weg.")
	return v.Naar("/kaart/inrichting")
}

// registerproef is what came of trying a register.
type registerproef struct {
	Werkt       bool
	Bevindingen []struct{ API, Oordeel, Onderdeel, Tekst string }
	Maten       []struct {
		Code, Reden string
		Kan         bool
	}
	Dekking      bereik
	DekkingTekst string
}

// proefblad is the page that says it.
type proefblad struct {
	Titel     string
	Register  *register
	Begin     bool
	Groepen   []proefgroep
	Maten     []proefmaat
	Dekking   string
	Reden     string
	Werkt     bool
	Ontbreekt int
}

// proefgroep is what was found of one API.
type proefgroep struct {
	Naam  string
	Rijen []struct{ Merk, Woord, Tekst string }
}

// proefmaat is a measure that can be made, or why not.
type proefmaat struct{ Merk, Naam, Tekst string }

// maatnamen are the measures by code, as people say them.
var maatnamen = []opmaak.Optie{{Waarde: "DV1", Naam: "Hoe lang het duurt"}, {Waarde: "DV2", Naam: "Op tijd klaar"}, {Waarde: "DV9", Naam: "Wat te laat is"}}

// testRegister tries the connection and says in plain words what works, what is missing and what can be measured. It changes nothing, so
// that whoever reloads the page tries again.
func testRegister(v *opmaak.Verzoek) error {
	r, err := haal[register](v, "/registers/"+v.Pad("id"))
	if err != nil {
		return err
	}
	p := &registerproef{}
	if err := stuur(v, http.MethodPost, r.URL+"/proef", nil, p); err != nil {
		return err
	}
	b := proefblad{Register: r, Begin: v.Vraag("begin") != "", Dekking: p.DekkingTekst, Reden: p.Dekking.Reden, Werkt: p.Werkt}
	words := map[string][2]string{"goed": {"ja", "Werkt"}, "let-op": {"let-op", "Let op"}, "ontbreekt": {"fout", "Ontbreekt"}}
	for _, f := range p.Bevindingen {
		naam := f.API
		if i := slices.IndexFunc(registerAPIs, func(a struct {
			naam, titel, uitleg, voorbeeld string
			mag                            bool
		}) bool {
			return a.naam == f.API
		}); i >= 0 {
			naam = registerAPIs[i].titel
		}
		at := slices.IndexFunc(b.Groepen, func(g proefgroep) bool { return g.Naam == naam })
		if at < 0 {
			at, b.Groepen = len(b.Groepen), append(b.Groepen, proefgroep{Naam: naam})
		}
		w := words[f.Oordeel]
		b.Groepen[at].Rijen = append(b.Groepen[at].Rijen, struct{ Merk, Woord, Tekst string }{w[0], w[1], f.Tekst})
		if f.Oordeel == "ontbreekt" {
			b.Ontbreekt++
		}
	}
	for _, m := range p.Maten {
		one := proefmaat{"ja", naamVan(maatnamen, m.Code), "Kan gemeten worden."}
		if m.Reden != "" {
			one.Tekst = zin(m.Reden)
		}
		if !m.Kan {
			one.Merk = "fout"
		}
		b.Maten = append(b.Maten, one)
	}
	switch {
	case p.Werkt && b.Ontbreekt == 0:
		b.Titel = "De verbinding werkt"
	case p.Werkt:
		b.Titel = "De verbinding werkt, maar er ontbreekt iets"
	default:
		b.Titel = "De verbinding werkt nog niet"
	}
	return v.Toon("register-test", opmaak.Kop{Titel: b.Titel, Kruimels: registerKruimels(v, opmaak.Link{Naam: r.Naam, Adres: r.Adres()}), ZonderDoel: b.Begin}, b)
}

// registerblad is the page of one register.
type registerblad struct {
	registerregel
	Mag bool
}

func toonRegister(v *opmaak.Verzoek) error {
	r, err := haal[register](v, "/registers/"+v.Pad("id"))
	if err != nil {
		return err
	}
	row, err := regelVanRegister(v, r)
	if err != nil {
		return err
	}
	k := opmaak.Kop{Titel: r.Naam, Kruimels: []opmaak.Link{inrichtingKruimel}}
	if row.Bezig {
		k.Ververs = opnieuwNa
	}
	return v.Toon("register", k, registerblad{row, v.Persoon.Is(inrichters...)})
}

func leesRegisterNu(v *opmaak.Verzoek) error {
	if err := stuur(v, http.MethodPost, "/registers/"+v.Pad("id")+"/lezen", nil, nil); err != nil {
		return err
	}
	v.Meld("Meent gaat het register opnieuw lezen.")
	return v.Naar("/kaart/inrichting/registers/" + v.Pad("id"))
}

func abonneerRegister(v *opmaak.Verzoek) error {
	err := stuur(v, http.MethodPost, "/registers/"+v.Pad("id")+"/abonneren", nil, nil)
	f := &opmaak.Formulier{}
	switch {
	case err == nil:
		v.Meld("Het register laat voortaan weten wat er verandert.")
	case geweigerd(f, err):
		v.Meld("Dat lukte niet. " + strings.Join(f.Algemeen, " "))
	default:
		return err
	}
	return v.Naar("/kaart/inrichting/registers/" + v.Pad("id"))
}
