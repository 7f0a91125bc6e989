package kaart

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// koersPaginas is where it goes over the years, and what shifted (transition.md §14, 2).
var koersPaginas = []opmaak.Pagina{{Adres: "GET /kaart/koers", Toon: toonKoers}}

// koersblad is the page.
type koersblad struct {
	Titel, Inleiding string
	Tabs             []tab
	Strategie        *strategie
	Doel             *einddoel
	MagBeginnen      bool
	MagMaken         bool
	Vergeleken       *koersherijking // with what it is compared; nil: nothing was kept yet
	Herijkingen      []koersherijking
	Ooit             string // from when there will be something to compare with
	Geschoven        []*koersrij
	Weg              []string // titles of what was dropped since
	Kaal             bool     // there is no window and no door: no years to show
	As               *jaren
	Banen            []koersbaan
	ZonderMijlpaal   []string // tracks in which there is none
	Deuren           []*kans
	MeerDeuren       int
	Legenda          koerslegenda
	Cijfers          opmaak.Tabel
}

// koerslegenda is what of the picture has to be explained, because it is there.
type koerslegenda struct{ Toen, Gezegd, Gehaald, Deur bool }

// koersherijking is a herijking that kept the windows, in a list of them.
type koersherijking struct {
	URL, UUID, Naar, Reden string
	Door                   *daad
	Hier                   bool // it is the one that is compared with
}

// koers is what the API tells of it.
type koers struct {
	Herijkingen []koersherijking
	Vergeleken  string
	Toen        []mijlpaalToen
}

// mijlpaalToen is a milestone as a herijking kept it.
type mijlpaalToen struct {
	Mijlpaal, Titel, Toestand string
	Venster                   *struct{ Van, Tot string }
}

// koersbaan is a track with its milestones, the first to be expected first.
type koersbaan struct {
	Naam, Uitleg string
	Rijen        []*koersrij
}

// koersrij is a milestone on the page.
type koersrij struct {
	*mijlpaal
	Merk       stand
	Toen       *vensterKwartalen
	Nu         *vensterKwartalen
	Schoof     string // "Was Q2 2026, nu Q4 2026: twee kwartalen later."
	verschoven int    // quarters by which the end shifted, or else the begin
	as         *jaren
}

// hoogstensDeuren is how many doors stand on the page; the others stand in the list of doors.
const hoogstensDeuren = 8

func toonKoers(v *opmaak.Verzoek) error {
	doel, s, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	b := &koersblad{Titel: "Waar gaan we heen?", Strategie: s, Doel: doel, MagBeginnen: v.Persoon.Is(leider...) && v.Bestaat("/kaart/begin"), Tabs: mijlpaalTabs("/kaart/koers")}
	kop := opmaak.Kop{Titel: "Koers", Actief: "/kaart/mijlpalen", ZonderDoel: true}
	if s == nil {
		return v.Toon("koers-leeg", kop, b)
	}
	alle, err := lijst[*mijlpaal](v, "/mijlpalen", nil)
	if err != nil {
		return err
	}
	b.MagMaken = v.Persoon.Is(leider...) && v.Bestaat("/kaart/mijlpalen/nieuw")
	if err := b.leesDeuren(v); err != nil {
		return err
	}
	toen, err := leesKoers(v, s, v.Vraag("herijking"))
	if err != nil {
		return err
	}
	b.vergelijk(toen, alle)
	b.Ooit = b.wanneerOoit()
	b.leg(alle, toen, v.Nu())
	b.zeg()
	kop.Titel = b.Titel
	return v.Toon("koers", kop, b)
}

// mijlpaalTabs are the views of the milestones.
func mijlpaalTabs(hier string) []tab {
	tabs := []tab{{"Stand", "/kaart/mijlpalen", false}, {"Koers", "/kaart/koers", false}}
	for i := range tabs {
		tabs[i].Hier = tabs[i].Adres == hier
	}
	return tabs
}

// heeftKoers says whether there is something to see on the page of the course: a milestone that is expected in some quarter.
func heeftKoers(all []mijlpaal) bool {
	return slices.ContainsFunc(all, func(m mijlpaal) bool { return m.Venster != nil && m.Stand != "vervallen" })
}

// leesKoers reads what a herijking kept; nothing for who may not see it. One that is not there is not found.
func leesKoers(v *opmaak.Verzoek, s *strategie, herijking string) (*koers, error) {
	pad := "/strategieen/" + s.UUID + "/koers"
	if herijking != "" {
		pad += "?" + url.Values{"herijking": {herijking}}.Encode()
	}
	k, err := haal[koers](v, pad)
	switch {
	case isFout(err, http.StatusForbidden):
		return &koers{}, nil
	case herijking != "" && isFout(err, http.StatusBadRequest):
		return nil, opmaak.NietGevonden()
	}
	return k, err
}

// leesDeuren are the doors that are still open and close some day, soonest to begin first.
func (b *koersblad) leesDeuren(v *opmaak.Verzoek) error {
	list, err := lijst[*kans](v, "/kansen", url.Values{"toestand": {"open"}})
	if nietTeZien(err) {
		return nil
	}
	if err != nil {
		return err
	}
	slices.SortFunc(list, opSluiten)
	for _, k := range list {
		if k.vandaag = v.Nu(); k.Sluit == "" || k.Sluit < v.Nu().Format(time.DateOnly) {
			continue
		}
		b.Deuren = append(b.Deuren, k)
	}
	if n := len(b.Deuren); n > hoogstensDeuren {
		b.Deuren, b.MeerDeuren = b.Deuren[:hoogstensDeuren], n
	}
	return nil
}

// vergelijk notes with which herijking the page compares, and what was dropped since.
func (b *koersblad) vergelijk(k *koers, alle []*mijlpaal) {
	for i := range k.Herijkingen {
		h := &k.Herijkingen[i]
		h.Hier = h.URL == k.Vergeleken
		if h.Hier {
			b.Vergeleken = h
		}
	}
	b.Herijkingen = k.Herijkingen
	for _, was := range k.Toen {
		if was.Toestand == "vervallen" {
			continue
		}
		i := slices.IndexFunc(alle, func(m *mijlpaal) bool { return m.URL == was.Mijlpaal })
		if i < 0 || alle[i].Stand == "vervallen" {
			b.Weg = append(b.Weg, was.Titel)
		}
	}
}

// wanneerOoit says from when there will be something to compare with.
func (b *koersblad) wanneerOoit() string {
	if len(b.Herijkingen) > 0 {
		return ""
	}
	zin := "Vanaf de eerste herijking zie je hier wat er schoof."
	s := b.Strategie
	if s.Vastgesteld == nil || !s.vast() {
		return zin
	}
	op, err := time.Parse(time.DateOnly, s.Vastgesteld.Op[:min(len(s.Vastgesteld.Op), len(time.DateOnly))])
	maanden, known := map[string]int{"P3M": 3, "P6M": 6, "P1Y": 12}[s.Herijking]
	if err != nil || !known {
		return zin
	}
	return zin + " Volgens de afspraak is die rond " + opmaak.Datum(op.AddDate(0, maanden, 0)) + "."
}

// leg lays the milestones in their tracks, on the years.
func (b *koersblad) leg(alle []*mijlpaal, k *koers, nu time.Time) {
	toen := map[string]*mijlpaalToen{}
	for i := range k.Toen {
		toen[k.Toen[i].Mijlpaal] = &k.Toen[i]
	}
	var rijen []*koersrij
	for _, m := range alle {
		if m.Stand == "vervallen" {
			continue
		}
		r := &koersrij{mijlpaal: m, Merk: standMet(m.Stand), Nu: leesVenster(m.Venster)}
		if was := toen[m.URL]; was != nil {
			r.Toen = leesVenster(was.Venster)
			r.schoof()
		} else if b.Vergeleken != nil {
			r.Schoof = "Stond er toen nog niet."
		}
		rijen = append(rijen, r)
	}
	slices.SortStableFunc(rijen, func(a, z *koersrij) int { return cmp.Or(a.Nu.eerder(z.Nu), strings.Compare(a.Titel, z.Titel)) })
	b.As = nieuweJaren(b.Strategie, rijen, nu)
	b.Kaal = len(b.Deuren) == 0
	for _, r := range rijen {
		r.as = b.As
		b.Kaal = b.Kaal && r.Nu == nil && r.Toen == nil
		b.Legenda.Toen = b.Legenda.Toen || r.anders()
		_, gehaald := r.gehaald()
		b.Legenda.Gehaald = b.Legenda.Gehaald || gehaald
		b.Legenda.Gezegd = b.Legenda.Gezegd || r.Nu != nil && balkSoorten[r.Merk.Sleutel] == balkGezegd
		if r.Schoof != "" {
			b.Geschoven = append(b.Geschoven, r)
		}
	}
	for _, d := range b.Deuren {
		d.as = b.As
	}
	b.Legenda.Deur = len(b.Deuren) > 0
	b.banen(rijen)
	b.tabel(rijen)
}

// banen are the tracks of the strategie in its order, those that it dropped, and what has none.
func (b *koersblad) banen(rijen []*koersrij) {
	bij := map[string][]*koersrij{}
	for _, r := range rijen {
		bij[r.Spoor] = append(bij[r.Spoor], r)
	}
	for _, spoor := range b.Strategie.Sporen {
		if len(bij[spoor]) == 0 {
			b.ZonderMijlpaal = append(b.ZonderMijlpaal, spoor)
			continue
		}
		b.Banen = append(b.Banen, koersbaan{Naam: hoofdletter(spoor), Rijen: bij[spoor]})
		delete(bij, spoor)
	}
	zonder := bij[""]
	delete(bij, "")
	for _, r := range rijen { // in the order in which they come
		if list := bij[r.Spoor]; len(list) > 0 {
			b.Banen = append(b.Banen, koersbaan{Naam: hoofdletter(r.Spoor), Uitleg: "Dit spoor staat niet meer in de strategie.", Rijen: list})
			delete(bij, r.Spoor)
		}
	}
	if len(zonder) > 0 {
		baan := koersbaan{Naam: "Nog geen spoor", Rijen: zonder}
		if len(b.Banen) == 0 {
			baan.Naam = "Alle mijlpalen"
		} else if b.MagMaken {
			baan.Uitleg = "Kies een spoor als je de mijlpaal wijzigt."
		}
		b.Banen = append(b.Banen, baan)
	}
}

func hoofdletter(text string) string {
	r := []rune(text)
	if len(r) == 0 {
		return text
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// tabel is the same as the picture, in words.
func (b *koersblad) tabel(rijen []*koersrij) {
	b.Cijfers = opmaak.Tabel{Bijschrift: "Wanneer elke mijlpaal wordt verwacht, en wanneer een deur sluit", Koppen: []string{"Mijlpaal of deur", "Nu", "Spoor", "Stand"}}
	if b.Vergeleken != nil {
		b.Cijfers.Koppen = append(b.Cijfers.Koppen, "Sinds de herijking")
	}
	for _, r := range rijen {
		rij := []string{r.Titel, r.Nu.String(), cmp.Or(hoofdletter(r.Spoor), "Nog geen"), r.Merk.Naam}
		if b.Vergeleken != nil {
			rij = append(rij, cmp.Or(r.Schoof, "Gelijk gebleven."))
		}
		b.Cijfers.Rijen = append(b.Cijfers.Rijen, rij)
	}
	for _, d := range b.Deuren {
		rij := []string{d.Titel, "sluit " + opmaak.Datum(d.Sluit), "Deur", "Begin uiterlijk op " + opmaak.Datum(d.LVM)}
		for len(rij) < len(b.Cijfers.Koppen) {
			rij = append(rij, "")
		}
		b.Cijfers.Rijen = append(b.Cijfers.Rijen, rij)
	}
}

// zeg is the head of the page.
func (b *koersblad) zeg() {
	later, eerder, anders := 0, 0, 0
	for _, r := range b.Geschoven {
		switch {
		case r.verschoven > 0:
			later++
		case r.verschoven < 0:
			eerder++
		default:
			anders++
		}
	}
	schoof := func(n int) string {
		if n == 1 {
			return "1 mijlpaal schoof"
		}
		return opmaak.Getal(n) + " mijlpalen schoven"
	}
	switch {
	case later > 0 && eerder > 0:
		b.Titel = schoof(later) + " naar later, " + opmaak.Getal(eerder) + " naar eerder"
	case later > 0:
		b.Titel = schoof(later) + " naar later"
	case eerder > 0:
		b.Titel = schoof(eerder) + " naar eerder"
	case b.Vergeleken != nil && anders+len(b.Weg) == 0:
		b.Titel = "Er schoof niets"
	case b.Vergeleken != nil:
		b.Titel = "Geen mijlpaal schoof naar later of eerder"
	}
	b.Inleiding = "Wanneer verwachten we elke mijlpaal? Een balk is een venster van kwartalen, nooit een dag."
	if h := b.Vergeleken; h != nil {
		b.Inleiding = "Dit is vergeleken met hoe het stond op " + opmaak.Datum(h.Door.Op) + "."
	}
}

// Einde is until when the strategie looks, in words.
func (b *koersblad) Einde() string {
	if b.Strategie.HorizonTot == "" {
		return ""
	}
	return opmaak.Maand(b.Strategie.HorizonTot)
}

// Wat says what happened at a herijking.
func (h koersherijking) Wat() string { return herijking{Naar: h.Naar}.Wat() }

// Wanneer is when the milestone is expected, and how it stands.
func (r *koersrij) Wanneer() string {
	zin := "Nog geen kwartaal gekozen. "
	if r.Nu != nil {
		zin = r.Nu.String() + ". "
	}
	if t, gehaald := r.gehaald(); gehaald {
		return zin + r.Merk.Naam + ", sinds " + opmaak.Maand(t) + "."
	}
	return zin + r.Merk.Naam + "."
}

// anders says whether the milestone was expected in other quarters.
func (r *koersrij) anders() bool { return r.Toen != nil && (r.Nu == nil || *r.Toen != *r.Nu) }

// schoof says in words what shifted.
func (r *koersrij) schoof() {
	switch {
	case r.Toen == nil && r.Nu == nil, r.Toen != nil && r.Nu != nil && *r.Toen == *r.Nu:
		return
	case r.Toen == nil:
		r.Schoof = "Had nog geen kwartaal, nu " + r.Nu.String() + "."
	case r.Nu == nil:
		r.Schoof = "Was " + r.Toen.String() + ", nu zonder kwartaal."
	default:
		r.verschoven = cmp.Or(int(r.Nu.Tot-r.Toen.Tot), int(r.Nu.Van-r.Toen.Van))
		r.Schoof = fmt.Sprintf("Was %s, nu %s: %s.", r.Toen, r.Nu, r.verschil())
	}
}

// verschil is by how much it shifted: "twee kwartalen later".
func (r *koersrij) verschil() string {
	if n := int(r.Nu.Tot - r.Toen.Tot); n != 0 {
		return kwartalenVerder(n)
	}
	return "begint " + kwartalenVerder(int(r.Nu.Van-r.Toen.Van))
}

// kwartalenVerder is a number of quarters in words.
func kwartalenVerder(n int) string {
	kant := " later"
	if n < 0 {
		n, kant = -n, " eerder"
	}
	if n == 1 {
		return "een kwartaal" + kant
	}
	woorden := strings.Fields("nul een twee drie vier vijf zes zeven acht negen tien elf twaalf")
	if n < len(woorden) {
		return woorden[n] + " kwartalen" + kant
	}
	return opmaak.Getal(n) + " kwartalen" + kant
}
