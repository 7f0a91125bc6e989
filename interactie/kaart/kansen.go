package kaart

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"meent/interactie/opmaak"
)

// kansPaginas are the doors that close, each door, and the forms that keep them.
func kansPaginas() []opmaak.Pagina {
	return slices.Concat(
		[]opmaak.Pagina{{Adres: "GET /kaart/kansen", Toon: toonKansen}, {Adres: "GET /kaart/kansen/{id}", Toon: toonKans}},
		beide("/kaart/kansen/nieuw", nieuweKans), beide("/kaart/kansen/{id}/wijzigen", wijzigKans),
		beide("/kaart/kansen/{id}/stappen", koppelKans), beide("/kaart/kansen/{id}/naar/{toestand}", brengKans),
	)
}

var kansKruimels = []opmaak.Link{stapKruimel, {Naam: "Deuren die dichtgaan", Adres: "/kaart/kansen"}}

// kansenblad are the doors, the one that closes first first.
type kansenblad struct {
	Titel   string
	Tabs    []tab
	Groepen []kansgroep
	Leeg    bool
	Mag     bool
	Alles   bool
	Oud     int // how many are used, over or dropped
	As      *jaren
}

// kansgroep are doors of a kind: those that are too late, those that ask for a beginning, the others.
type kansgroep struct {
	Naam, Uitleg string
	Merk         string
	Kansen       []*kans
}

// Lijnen says whether there is a line to draw: one of them closes some day.
func (g kansgroep) Lijnen() bool {
	return slices.ContainsFunc(g.Kansen, func(k *kans) bool { return k.as != nil && k.Sluit != "" })
}

// bijna is how many days before its last moment a door is near (§12).
const bijna = 60

func toonKansen(v *opmaak.Verzoek) error {
	list, err := lijst[*kans](v, "/kansen", nil)
	if err != nil {
		return err
	}
	alle, err := lijst[*stap](v, "/stappen", nil)
	if err != nil {
		return err
	}
	bij := map[string]*stap{}
	for _, s := range alle {
		bij[s.URL] = s
	}
	b := &kansenblad{Tabs: stapTabs("/kaart/kansen", len(alle)), Leeg: len(list) == 0, Mag: mag(v, "kans.voorstellen"), Alles: v.Vraag("toon") == "alles"}
	slices.SortFunc(list, opSluiten)
	open := slices.DeleteFunc(slices.Clone(list), func(k *kans) bool { return k.Toestand != "open" && k.Toestand != "voorgesteld" })
	b.As = jarenVan(open, v.Nu())
	groep := map[string][]*kans{}
	for _, k := range list {
		k.vandaag = v.Nu()
		for _, kop := range k.Koppelingen {
			if s := bij[kop.Stap]; s != nil {
				k.stappen = append(k.stappen, s)
			}
		}
		if slices.Contains(open, k) {
			k.as = b.As
		}
		in := k.groep()
		if in == "oud" {
			b.Oud++
		}
		groep[in] = append(groep[in], k)
	}
	for _, g := range []struct{ sleutel, naam, uitleg, merk string }{
		{"voorgesteld", "Voorgesteld door een collega", "De programmamanager zegt nog of deze meetellen.", ""},
		{"teLaat", "Het laatste moment is voorbij", "Beginnen kan nog, maar op tijd klaar zijn is niet meer zeker.", "deur"},
		{"nu", "Begin binnen 60 dagen", "Wie later begint, is niet op tijd klaar.", "deur"},
		{"later", "Later", "", ""},
		{"open", "Zonder einddatum", "Deze deuren staan open. Niemand weet nog tot wanneer.", ""},
		{"oud", "Voorbij, benut of vervallen", "", ""},
	} {
		if len(groep[g.sleutel]) > 0 && (g.sleutel != "oud" || b.Alles) {
			b.Groepen = append(b.Groepen, kansgroep{g.naam, g.uitleg, g.merk, groep[g.sleutel]})
		}
	}
	switch n := len(groep["nu"]); {
	case n == 1:
		b.Titel = "1 deur vraagt binnen 60 dagen om een begin"
	case n > 1:
		b.Titel = fmt.Sprintf("%d deuren vragen binnen 60 dagen om een begin", n)
	default:
		b.Titel = "Deuren die dichtgaan"
	}
	return v.Toon("kansen", opmaak.Kop{Titel: b.Titel, Kruimels: []opmaak.Link{stapKruimel}, Actief: "/kaart/stappen"}, b)
}

// groep is where an opportunity belongs in the list.
func (k *kans) groep() string {
	dag := k.vandaag.Format(time.DateOnly)
	switch {
	case k.Toestand == "voorgesteld":
		return "voorgesteld"
	case k.Toestand == "verlopen" && k.Verplicht:
		return "teLaat"
	case k.Toestand != "open":
		return "oud"
	case k.LVM == "":
		return "open"
	case k.LVM < dag:
		return "teLaat"
	case k.LVM <= k.vandaag.AddDate(0, 0, bijna).Format(time.DateOnly):
		return "nu"
	}
	return "later"
}

// Geld is how much money it is about.
func (k *kans) Geld() string {
	if k.Euro == nil {
		return ""
	}
	return "€\u00a0" + opmaak.Getal(*k.Euro)
}

// Stappen are the steps that would use it.
func (k *kans) Stappen() []*stap { return k.stappen }

// Over is how long it still takes until the last moment, in words: "over 4 maanden".
func (k *kans) Over() string {
	lvm, err := time.Parse(time.DateOnly, k.LVM)
	if err != nil {
		return ""
	}
	jaar, maand, dag := k.vandaag.Date()
	switch dagen := int(lvm.Sub(time.Date(jaar, maand, dag, 0, 0, 0, 0, time.UTC)).Hours() / 24); {
	case dagen < 0:
		return ""
	case dagen == 0:
		return "dat is vandaag"
	case dagen < 60:
		return "over " + opmaak.Aantal(dagen, "dag", "dagen")
	case dagen < 730:
		return "over " + opmaak.Aantal(dagen/30, "maand", "maanden")
	default:
		return "over " + opmaak.Aantal(dagen/365, "jaar", "jaar")
	}
}

// Aanname says that the last moment rests on a duration that nobody filled in.
func (k *kans) Aanname() bool { return k.LVMAanname }

// kansblad is one door.
type kansblad struct {
	*kans
	Koppelingen []kanskoppeling
	Feiten      [][2]string
	Acties      []opmaak.Link
	MagWijzigen bool
}

// kanskoppeling is a step that would use the door, and how well it fits.
type kanskoppeling struct {
	*stap
	Past string
}

// passen say how well a step fits an opportunity.
var passen = []opmaak.Optie{{Waarde: "1", Naam: "Past helemaal"}, {Waarde: "0.7", Naam: "Past grotendeels"}, {Waarde: "0.4", Naam: "Past een beetje"}}

// waarden say how much an opportunity is worth.
var waarden = []opmaak.Optie{{Waarde: "0.9", Naam: "Veel"}, {Waarde: "0.5", Naam: "Gewoon"}, {Waarde: "0.2", Naam: "Weinig"}}

// metGetal adds to the options a figure that is none of them, so that a form keeps it.
func metGetal(opties []opmaak.Optie, f *float64) ([]opmaak.Optie, string) {
	if f == nil {
		return opties, ""
	}
	waarde := fmt.Sprint(*f)
	if !slices.ContainsFunc(opties, func(o opmaak.Optie) bool { return o.Waarde == waarde }) {
		opties = append(slices.Clone(opties), opmaak.Optie{Waarde: waarde, Naam: opmaak.Getal(*f, 2) + " van 1"})
	}
	return opties, waarde
}

func leesKans(v *opmaak.Verzoek) (*kansblad, error) {
	k, err := haal[kans](v, "/kansen/"+v.Pad("id"))
	if err != nil {
		return nil, err
	}
	k.vandaag = v.Nu()
	b := &kansblad{kans: k, MagWijzigen: mag(v, "kans.schrijven") || k.Toestand == "voorgesteld" && eigen(v, k.Voorgesteld)}
	for _, kop := range k.Koppelingen {
		s, err := haal[stap](v, kop.Stap)
		if err != nil {
			return nil, err
		}
		opties, past := metGetal(passen, kop.Fit)
		b.Koppelingen = append(b.Koppelingen, kanskoppeling{s, naamVan(opties, past)})
	}
	return b, nil
}

func toonKans(v *opmaak.Verzoek) error {
	b, err := leesKans(v)
	if err != nil {
		return err
	}
	feit := func(naam, waarde string) {
		if waarde != "" {
			b.Feiten = append(b.Feiten, [2]string{naam, waarde})
		}
	}
	feit("Wat voor kans", b.SoortNaam())
	feit("Opent", opmaak.Datum(b.Opent))
	feit("Sluit", opmaak.Datum(b.Sluit))
	if b.Inkooptijd > 0 {
		feit("Inkopen duurt", opmaak.Aantal(b.Inkooptijd, "maand", "maanden"))
	}
	if b.Verplicht {
		feit("Moet het?", "Ja, dit is verplicht.")
	}
	if b.Waarde != nil {
		opties, waarde := metGetal(waarden, b.Waarde)
		feit("Wat is het waard", naamVan(opties, waarde)+zinErbij(b.WaardeReden))
	}
	feit("Geld", b.Geld())
	if b.Gebruikers != nil {
		feit("Gebruikt door", opmaak.Aantal(*b.Gebruikers, "organisatie", "organisaties"))
	}
	if b.Conformiteit != nil {
		feit("Haalt van de officiële toetsen", opmaak.Procent(*b.Conformiteit, 0))
	}
	feit("Waar het staat", b.Bewijs)
	if d := b.Voorgesteld; d != nil && d.Naam != "" {
		feit("Opgeschreven door", d.Naam+", "+opmaak.Datum(d.Op))
	}
	if mag(v, "kans.schrijven") {
		for _, w := range kansWegen {
			if slices.Contains(w.van, b.Toestand) {
				b.Acties = append(b.Acties, opmaak.Link{Naam: w.knop, Adres: b.Adres() + "/naar/" + w.naar})
			}
		}
	}
	return v.Toon("kans", opmaak.Kop{Titel: b.Titel, Kruimels: kansKruimels, Actief: "/kaart/stappen"}, b)
}

func zinErbij(reden string) string {
	if reden == "" {
		return ""
	}
	return ". " + reden
}

// kansWegen are the ways between states of an opportunity that people go; the engine goes the others.
var kansWegen = []struct {
	van                       []string
	naar, knop, vraag, gevolg string
	velden                    []opmaak.Veld
	klaar                     string
}{
	{[]string{"voorgesteld", "vervallen"}, "open", "Laten meetellen", "Kans laten meetellen?", "De kans telt dan mee in de volgorde.", nil, "De kans telt mee."},
	{[]string{"voorgesteld", "open"}, "vervallen", "Laten vervallen", "Kans laten vervallen?", "De kans telt dan niet meer mee. Je kunt hem later weer laten meetellen.",
		[]opmaak.Veld{{Naam: "reden", Label: "Waarom is de kans er niet meer?", Maximaal: 1000}}, "De kans is vervallen."},
}

func brengKans(v *opmaak.Verzoek) error {
	k, err := haal[kans](v, "/kansen/"+v.Pad("id"))
	if err != nil {
		return err
	}
	for _, w := range kansWegen {
		if !slices.Contains(w.van, k.Toestand) || w.naar != v.Pad("toestand") {
			continue
		}
		f := &opmaak.Formulier{}
		for _, q := range w.velden {
			f.Velden = append(f.Velden, &q)
		}
		vraag := opmaak.Bevestiging{Vraag: w.vraag, Gevolg: "‘" + k.Titel + "’. " + w.gevolg, Knop: w.knop, Terug: k.Adres(), Formulier: f}
		if v.R.Method != http.MethodPost || !f.Lees(v) {
			return v.Bevestig(vraag)
		}
		err := stuur(v, http.MethodPost, "/kansen/"+k.UUID+"/overgangen", veld{"naar": w.naar, "reden": f.Waarde("reden")}, nil)
		if err != nil && geweigerd(f, err) {
			return v.Bevestig(vraag)
		}
		if err != nil {
			return err
		}
		v.Meld(w.klaar)
		return v.Naar(k.Adres())
	}
	v.Meld("De kans is intussen ‘" + k.Staat() + "’. Dit kan niet meer.")
	return v.Naar(k.Adres())
}
