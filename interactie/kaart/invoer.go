package kaart

import (
	"encoding/base64"
	"io"
	"net/http"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// invoerPaginas take lists of others in: choose a file, say which column is what, look at the report of a trial, and put it in.
func invoerPaginas() []opmaak.Pagina {
	pages := slices.Concat(beide("/kaart/import", kiesBestand), []opmaak.Pagina{
		{Adres: "GET /kaart/import/proef/{id}", Toon: toonProef}, {Adres: "POST /kaart/import/proef/{id}", Toon: proefInvoer}, {Adres: "GET /kaart/import/{id}", Toon: toonInvoer},
	})
	pages[1].Grootste = grootsteBestand + 64<<10
	for i := range pages {
		pages[i].Rollen = []opmaak.Rol{opmaak.Teamleider, opmaak.Programmamanager}
	}
	return pages
}

// invoerSoorten are what can be taken in.
var invoerSoorten = []opmaak.Optie{
	{Waarde: "stappen", Naam: "Stappen", Uitleg: "Een lijst uit een spreadsheet of een takenlijst. Alleen titels is genoeg."},
	{Waarde: "kansen", Naam: "Kansen en contracten", Uitleg: "Met een einddatum per contract. Noem de stap erbij, dan schuift die."},
	{Waarde: "aanbod", Naam: "Aanbod van teams", Uitleg: "Hoeveel mensen en uren een team voor een stap heeft."},
	{Waarde: "maten", Naam: "Maten", Uitleg: "Zoals Meent ze zelf uitvoert."},
	{Waarde: "strategie", Naam: "Een hele strategie", Uitleg: "Een JSON-bestand uit een andere Meent."},
}

// grootsteBestand is the largest file, in bytes, as the register takes it.
const grootsteBestand = 8 << 20

// invoerverslag is the report of a list that was taken in, or of a trial.
type invoerverslag struct {
	URL, UUID, Soort, Bestandsnaam, Codering                string
	Proefdraai                                              bool
	Door                                                    *daad
	Gelezen, Gemaakt, Bijgewerkt, Ongewijzigd, Overgeslagen int
	Fouten                                                  []invoerfout
	FoutenTotaal                                            int
	Kolommen, OnbekendeKolommen                             []string
	NietOvergenomen                                         []struct{ Kolom, Reden string }
	Toewijzing                                              []toewijzing
	Velden                                                  []struct {
		Veld      string
		Verplicht bool
	}
	Verschoven []verschovenStap
	Ongedaan   *struct {
		Verwijderd int
		Gebleven   []struct{ Reden string }
	}
}

// verschovenStap is a step that moved by what is taken in.
type verschovenStap struct {
	Stap, Titel, Waarom string
	Was, Nu             standplaats
}

// Adres is the page of the step.
func (s verschovenStap) Adres() string { return "/kaart/stappen/" + nr(s.Stap) }

// standplaats is where a step stands in the order.
type standplaats struct {
	Plek        int
	Golf, Groep string
}

// String says it in words.
func (s standplaats) String() string {
	if s.Plek > 0 {
		return "plek " + plekInWoorden(s.Plek, s.Golf)
	}
	return naamVan(groepen, s.Groep)
}

// herkomst is from which file something came, if it did.
type herkomst struct{ Ingelezen, IngelezenUit string }

// invoerfout is why a row was not taken.
type invoerfout struct {
	Regel        int
	Kolom, Reden string
}

// eersteFouten is how many reasons are read at once: the mapping stands below them.
const eersteFouten = 20

// EersteFouten are the first reasons why rows were not taken.
func (r *invoerverslag) EersteFouten() []invoerfout {
	return r.Fouten[:min(eersteFouten, len(r.Fouten))]
}

// MeerFouten are the others.
func (r *invoerverslag) MeerFouten() []invoerfout { return r.Fouten[len(r.EersteFouten()):] }

// toewijzing says in which column a field is.
type toewijzing struct {
	Veld  string `json:"veld"`
	Kolom string `json:"kolom"`
}

// SoortNaam is what was taken in.
func (r *invoerverslag) SoortNaam() string { return naamVan(invoerSoorten, r.Soort) }

// EerderHier says what becomes of rows about what is here already.
func (r *invoerverslag) EerderHier() string {
	var zin string
	switch {
	case r.Bijgewerkt+r.Ongewijzigd == 0:
		return ""
	case r.Bijgewerkt == 0:
		return opmaak.Aantal(r.Ongewijzigd, "regel was", "regels waren") + " er al. Daar verandert niets aan, en er komt niets dubbel."
	case r.Bijgewerkt == 1:
		zin = "1 regel was er al en krijgt"
	default:
		zin = opmaak.Aantal(r.Bijgewerkt, "regel was", "regels waren") + " er al en krijgen"
	}
	return zin + " wat in het bestand staat. Er komt niets dubbel."
}

// Over is how many rows arrive.
func (r *invoerverslag) Over() int { return r.Gemaakt + r.Bijgewerkt }

var invoerKruimels = []opmaak.Link{stapKruimel, {Naam: "Uit een bestand", Adres: "/kaart/import"}}

func kiesBestand(v *opmaak.Verzoek) error {
	f := &opmaak.Formulier{Knop: "Proef draaien", Terug: "/kaart/stappen", Velden: []*opmaak.Veld{
		{Naam: "soort", Label: "Wat staat er in het bestand?", Soort: opmaak.Keuze, Opties: invoerSoorten},
		{Naam: "bestand", Label: "Kies het bestand", Uitleg: "CSV of JSON, tot 8 MB en 10.000 regels. Accenten gaan goed, ook uit Excel.", Soort: opmaak.Bestand},
	}}
	f.Zet("soort", "stappen")
	zet(f, "soort", v.Vraag("soort"))
	i := &invullen{kop: opmaak.Kop{Titel: "Uit een bestand", Kruimels: invoerKruimels[:1], Actief: "/kaart/stappen"}, formulier: f,
		inleiding: "Eerst een proef: je ziet wat er komt en wat niet, en waarom. Pas daarna zet je het erin."}
	return i.doe(v, func() error {
		file, head, err := v.R.FormFile("bestand")
		if err != nil {
			f.Velden[1].Fout = "Kies een bestand."
			return errInFormulier
		}
		defer file.Close()
		if head.Size > grootsteBestand {
			f.Velden[1].Fout = head.Filename + " is te groot. Een bestand mag 8 MB zijn. Maak er twee bestanden van."
			return errInFormulier
		}
		content, err := io.ReadAll(file)
		if err != nil {
			return err
		}
		p := &proefinvoer{}
		err = stuur(v, http.MethodPost, "/importproeven", veld{"soort": f.Waarde("soort"), "bestandsnaam": head.Filename, "inhoudBase64": base64.StdEncoding.EncodeToString(content), "later": true}, p)
		if reason, ok := redenVan(err); ok {
			f.Velden[1].Fout = reason
			return errInFormulier
		}
		if err != nil {
			return err
		}
		return v.Naar(p.adres())
	})
}

// redenVan is what a register says is wrong with what was sent.
func redenVan(err error) (string, bool) {
	f := &opmaak.Formulier{}
	if !geweigerd(f, err) {
		return "", false
	}
	return strings.Join(f.Algemeen, " "), true
}

// proefinvoer is a list on trial. The register keeps the file, for an hour.
type proefinvoer struct {
	UUID, Soort, Bestandsnaam string
	Verslag                   *invoerverslag
	Voortgang                 *voortgang
}

// voortgang is how far the register is with a large list, or what came of it.
type voortgang struct {
	Doet, Stand, Reden, Import string
	Gedaan, Totaal             int
}

func (p *proefinvoer) adres() string { return "/kaart/import/proef/" + p.UUID }

// invoerblad is the report of the trial, with the mapping.
type invoerblad struct {
	*invoerverslag
	Titel, Adres string
	Formulier    *opmaak.Formulier // the mapping
	Geweigerd    []string
}

// kolomnamen are the fields of the lists as people say them; one that says it by itself is not among them.
var kolomnamen = map[string]string{
	"url": "Adres (link)", "p50": "Uren, naar verwachting", "p80": "Uren, hooguit", "doorlooptijd": "Doorlooptijd in maanden",
	"omkeerbaar": "Is het terug te draaien?", "afhankelijkVan": "Wacht op welke stap?", "draagtBijAan": "Helpt bij welke mijlpaal of maat?",
	"verwijzing": "Nummer in een ander systeem", "opent": "Deur open vanaf", "sluit": "Deur dicht op (einddatum)", "inkooptijd": "Inkooptijd in maanden",
	"waarde": "Hoeveel het waard is (0 tot 1)", "reden": "Waarom die waarde", "stap": "Voor welke stap?", "euro": "Bedrag in euro", "verplicht": "Is het verplicht?",
	"bewijs": "Waar staat het?", "urenPerMaand": "Uren per maand", "doorWie": "Wie zei het?", "op": "Gezegd op", "doorTeamleider": "Zei de teamleider het?",
	"streefTot": "Streefdatum", "nulmetingVan": "Nulmeting van", "nulmetingTot": "Nulmeting tot", "minN": "Kleinste aantal zaken",
}

// kolomnaam is a field of a list as people say it.
func kolomnaam(veld string) string {
	if naam := kolomnamen[veld]; naam != "" {
		return naam
	}
	return hoofdletter(veld)
}

func toonProef(v *opmaak.Verzoek) error {
	p, err := haal[proefinvoer](v, "/importproeven/"+v.Pad("id"))
	if nietGevonden(err) {
		return proefIsWeg()
	}
	if err != nil {
		return err
	}
	return p.open(v)
}

// open shows where a list is: under way, in, or on trial. A list that is in shows so by itself to who watched it go in.
func (p *proefinvoer) open(v *opmaak.Verzoek) error {
	switch g := p.Voortgang; {
	case g == nil:
		return p.toon(v, nil)
	case g.Stand == "bezig":
		return p.toonVoortgang(v)
	case g.Stand == "klaar":
		r, err := haal[invoerverslag](v, g.Import)
		if err != nil {
			return err
		}
		if r.Ongedaan != nil {
			return v.Naar("/kaart/import/" + r.UUID)
		}
		return staatErin(v, r.UUID)
	case p.Verslag != nil:
		return p.toon(v, []string{g.Reden})
	}
	b := invoerweg{Bestandsnaam: p.Bestandsnaam, Reden: p.Voortgang.Reden, Soort: p.Soort, Opnieuw: p.Voortgang.Stand == "afgebroken", Adres: p.adres()}
	return v.Toon("invoer-weg", opmaak.Kop{Titel: "Dit bestand is niet gelezen", Kruimels: invoerKruimels, Actief: "/kaart/stappen"}, b)
}

// staatErin goes on to what came of a list, with a way back.
func staatErin(v *opmaak.Verzoek, id string) error {
	return meldTerug(v, "Het staat erin.", http.MethodPost, "/imports/"+id+"/ongedaan", nil, "/kaart/import/"+id)
}

// ververs is after how many seconds a page that shows how far something is, is fetched again.
const ververs = 2

// invoerbezig is the page while a list is tried or taken in.
type invoerbezig struct {
	*voortgang
	Titel, Bestandsnaam, Adres string
}

// Deel is how far it is, in whole percents.
func (b invoerbezig) Deel() int {
	if b.Totaal == 0 {
		return 0
	}
	return b.Gedaan * 100 / b.Totaal
}

// Bijna says that all lines were looked at, and the register rounds off.
func (b invoerbezig) Bijna() bool { return b.Totaal > 0 && b.Gedaan == b.Totaal }

func (p *proefinvoer) toonVoortgang(v *opmaak.Verzoek) error {
	b := invoerbezig{voortgang: p.Voortgang, Titel: "Meent leest je bestand", Bestandsnaam: p.Bestandsnaam, Adres: p.adres()}
	if p.Voortgang.Doet == "inlezen" {
		b.Titel = "Meent zet je bestand erin"
	}
	return v.Toon("invoer-bezig", opmaak.Kop{Titel: b.Titel, Kruimels: invoerKruimels, Actief: "/kaart/stappen", Ververs: ververs}, b)
}

// invoerweg is a file that could not be tried.
type invoerweg struct {
	Bestandsnaam, Reden, Soort, Adres string
	Opnieuw                           bool // trying again may help
}

// proefIsWeg says what to do when the register has the file no more.
func proefIsWeg() error {
	return &opmaak.Fout{Status: http.StatusGone, Uitleg: "Deze proef is er niet meer. Een bestand wordt een uur bewaard, en tot het erin staat. Kies het bestand opnieuw bij Stappen, Uit een bestand."}
}

func (p *proefinvoer) toon(v *opmaak.Verzoek, faults []string) error {
	b := invoerblad{invoerverslag: p.Verslag, Adres: p.adres(), Geweigerd: faults, Formulier: &opmaak.Formulier{}}
	for _, f := range p.Verslag.Velden {
		q := &opmaak.Veld{Naam: "kolom." + f.Veld, Label: kolomnaam(f.Veld), Soort: opmaak.Selectie, Mag: !f.Verplicht, Breedte: "middel"}
		for _, k := range p.Verslag.Kolommen {
			q.Opties = append(q.Opties, opmaak.Optie{Waarde: k, Naam: k})
		}
		if i := slices.IndexFunc(p.Verslag.Toewijzing, func(t toewijzing) bool { return t.Veld == f.Veld }); i >= 0 {
			q.Waarden = []string{p.Verslag.Toewijzing[i].Kolom}
		}
		b.Formulier.Velden = append(b.Formulier.Velden, q)
	}
	b.Titel = "Er komt niets uit dit bestand"
	if n := p.Verslag.Over(); n > 0 {
		b.Titel = opmaak.Aantal(n, "regel komt", "regels komen") + " erin"
	}
	return v.Toon("invoer-proef", opmaak.Kop{Titel: b.Titel, Kruimels: invoerKruimels, Actief: "/kaart/stappen"}, b)
}

// proefInvoer tries again with another mapping, or puts the list in.
func proefInvoer(v *opmaak.Verzoek) error {
	mapping := []toewijzing{}
	for key := range v.R.PostForm {
		if name, ok := strings.CutPrefix(key, "kolom."); ok {
			mapping = append(mapping, toewijzing{name, v.Vraag(key)})
		}
	}
	slices.SortFunc(mapping, func(a, b toewijzing) int { return strings.Compare(a.Veld, b.Veld) })
	at := "/importproeven/" + v.Pad("id")
	p, err := haal[proefinvoer](v, at)
	if nietGevonden(err) || err == nil && p.Voortgang != nil && p.Voortgang.Stand == "klaar" {
		return proefIsWeg()
	}
	if err != nil {
		return err
	}
	if v.Vraag("doe") != "zet" {
		err := stuur(v, http.MethodPost, at, veld{"toewijzing": mapping, "later": true}, p)
		switch text, refused := redenVan(err); {
		case err == nil, isFout(err, http.StatusConflict): // that it is at it already, is seen at its address
			return v.Naar(p.adres())
		case refused && p.Verslag != nil:
			return p.toon(v, []string{text})
		}
		return err
	}
	made := &struct {
		invoerverslag
		Voortgang *voortgang
	}{}
	err = stuur(v, http.MethodPost, at+"/inlezen", veld{"toewijzing": mapping, "later": true}, made)
	switch text, refused := redenVan(err); {
	case nietGevonden(err):
		return proefIsWeg()
	case isFout(err, http.StatusConflict), err == nil && made.Voortgang != nil:
		return v.Naar(p.adres())
	case refused && p.Verslag != nil:
		return p.toon(v, []string{text})
	case err != nil:
		return err
	}
	return staatErin(v, made.UUID)
}

// invoerresultaat is what came of a list.
type invoerresultaat struct {
	*invoerverslag
	Titel string
}

func toonInvoer(v *opmaak.Verzoek) error {
	r, err := haal[invoerverslag](v, "/imports/"+v.Pad("id"))
	if err != nil {
		return err
	}
	b := invoerresultaat{invoerverslag: r, Titel: "Er is niets nieuws gekomen"}
	if n := r.Over(); n > 0 {
		b.Titel = opmaak.Aantal(n, "regel staat", "regels staan") + " erin"
	}
	if r.Ongedaan != nil {
		b.Titel = "Deze lijst is teruggedraaid"
	}
	return v.Toon("invoer", opmaak.Kop{Titel: b.Titel, Kruimels: invoerKruimels, Actief: "/kaart/stappen"}, b)
}
