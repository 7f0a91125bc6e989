package kaart

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// raadsbriefPaginas are what one tells the council, on one page that prints on one A4 (transition.md §14, 18). Each figure in it is the
// same as on the page to which it links, because it is read and written in the same way.
var raadsbriefPaginas = []opmaak.Pagina{
	{Adres: "GET /kaart/raadsbrief", Toon: toonRaadsbrief},
	{Adres: "GET /kaart/raadsbrief/keuzes", Rollen: []opmaak.Rol{opmaak.Programmamanager}, Toon: vraagKeuzes},
	{Adres: "POST /kaart/raadsbrief/keuzes", Rollen: []opmaak.Rol{opmaak.Programmamanager}, Toon: bewaarKeuzes},
}

// raadsbrief is what people add to the letter of a month, as the API tells it.
type raadsbrief struct {
	URL, UUID string
	Maand     string
	Keuzes    []keuze
}

// keuze is a choice that is asked of the council.
type keuze struct{ Onderwerp, Vraag string }

// How much goes on one A4.
const (
	meesteMaten   = 3
	meesteNieuws  = 3
	meesteLessen  = 2
	meesteVerlegd = 2
	langsteLes    = 220 // characters
	aantalKeuzes  = 3
	lesMaanden    = 12 // for how long something that was stopped is told
	nieuwsMaanden = 3  // how far back a first letter looks
)

// briefblad is the letter.
type briefblad struct {
	Kop, Datum string
	Gemeente   string
	Doel       string
	HoeVer     string
	Maten      []maatrij
	Mijlpalen  mijlpalenblad
	Lijst      []mijlpaalregel // the measured ones first, then what is only claimed
	Tellingen  []telling
	Meer       int // how many bars were moved, with those that do not fit
	Verlegd    []string
	Sinds      time.Time
	Gedraaid   []gedraaid
	Gestopt    []string
	Keuzes     []keuze
	MagKeuzes  bool
	Voet       string
	venster    string // what the figures of the milestones are about
}

// telling is how many milestones were measured, attested or claimed (R2).
type telling struct {
	Merk, Naam string
	N          int
}

func toonRaadsbrief(v *opmaak.Verzoek) error {
	now := v.Nu()
	b := &briefblad{Kop: "Raadsbrief " + opmaak.Maand(now), Datum: opmaak.Datum(now), Gemeente: v.Gemeente()}
	aim, _, err := hetDoel(v, v.API())
	if err != nil {
		return err
	}
	rows, err := maatrijen(v, v.API(), aim)
	if err != nil {
		return err
	}
	if aim != nil {
		b.Doel = zin(aim.Zin)
	}
	b.Maten = rows[:min(len(rows), meesteMaten)]
	b.HoeVer = hoeVer(b.Maten)
	if err := b.mijlpalen(v); err != nil {
		return err
	}
	if err := b.brief(v, now); err != nil {
		return err
	}
	if err := b.gestopt(v, now); err != nil {
		return err
	}
	b.Voet = voetVan(rows, b.Datum) + b.venster
	b.MagKeuzes = v.Persoon.Is(opmaak.Programmamanager)
	return v.Toon("raadsbrief", opmaak.Kop{Titel: b.Kop, ZonderDoel: true}, b)
}

// mijlpalen lists the milestones: what was measured, the good news first, then what is only claimed.
func (b *briefblad) mijlpalen(v *opmaak.Verzoek) error {
	all, err := lijst[mijlpaal](v, "/mijlpalen", nil)
	if err != nil {
		return err
	}
	b.Mijlpalen, b.venster = groepeer(all), vensterVan(all)
	attested, claimed, reached := 0, 0, 0
	for i := range all {
		m := &all[i]
		if !m.loopt() {
			continue
		}
		claimed += b2i(m.Stand == "geclaimd")
		reached += b2i(m.TeltMee)
		for _, k := range m.Merken {
			switch k.Soort {
			case "ookVerklaard":
				attested++
			case "latVerlegd", "toetsWeg":
				if b.Meer++; len(b.Verlegd) == meesteVerlegd {
					continue
				}
				b.Verlegd = append(b.Verlegd, m.Titel+". "+zin(k.Zin)+zinReden(k))
			}
		}
	}
	var said []mijlpaalregel
	for _, g := range slices.Backward(b.Mijlpalen.Groepen) {
		if g.Sleutel == "geclaimd" {
			said = g.Regels
			continue
		}
		b.Lijst = append(b.Lijst, g.Regels...)
	}
	b.Lijst = append(b.Lijst, said...)
	b.Tellingen = []telling{
		{"gehaald", "gemeten en gehaald", reached}, {"niet-gehaald", "gemeten, nog niet gehaald", b.Mijlpalen.Totaal - reached - claimed},
		{"geclaimd", "alleen geclaimd", claimed}, {"verklaard", "ook verklaard", attested},
	}
	b.Tellingen = slices.DeleteFunc(b.Tellingen, func(t telling) bool { return t.N == 0 })
	return nil
}

// brief reads what people wrote for this month, and what turned since the letter before it.
func (b *briefblad) brief(v *opmaak.Verzoek, now time.Time) error {
	all, err := lijst[raadsbrief](v, "/raadsbrieven", nil)
	if err != nil {
		return err
	}
	month := now.Format("2006-01")
	b.Sinds = time.Date(now.Year(), now.Month()-nieuwsMaanden, 1, 0, 0, 0, 0, time.UTC)
	for _, r := range all {
		at, err := time.Parse("2006-01", r.Maand)
		switch {
		case r.Maand == month:
			b.Keuzes = r.Keuzes
		case err == nil && r.Maand < month && at.AddDate(0, 1, 0).After(b.Sinds):
			b.Sinds = at.AddDate(0, 1, 0)
		}
	}
	turned, err := gedraaidSinds(v, b.Sinds)
	if err != nil {
		return err
	}
	for _, g := range turned {
		if strings.HasPrefix(g.Adres, "/kaart/mijlpalen/") && g.Merk != "lat-verlegd" && len(b.Gedraaid) < meesteNieuws {
			g.Tekst = zin(g.Tekst)
			b.Gedraaid = append(b.Gedraaid, g)
		}
	}
	return nil
}

// gestopt tells what was stopped in the last year, and what was learned of it.
func (b *briefblad) gestopt(v *opmaak.Verzoek, now time.Time) error {
	steps, err := lijst[stap](v, "/stappen", url.Values{"toestand": {"gestopt"}})
	if err != nil {
		return err
	}
	slices.SortStableFunc(steps, func(a, b stap) int { return strings.Compare(b.ToestandSinds, a.ToestandSinds) })
	for _, s := range steps {
		at, known := tijd(s.ToestandSinds)
		if s.Les == "" || known && at.Before(now.AddDate(0, -lesMaanden, 0)) || len(b.Gestopt) == meesteLessen {
			continue
		}
		b.Gestopt = append(b.Gestopt, "‘"+s.Titel+"’. "+afgekapt(zin(s.Les), langsteLes))
	}
	return nil
}

// afgekapt is the begin of a text, up to the end of a word.
func afgekapt(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	begin := string(runes[:most])
	if i := strings.LastIndexByte(begin, ' '); i > 0 {
		begin = begin[:i]
	}
	return strings.TrimRight(begin, ".,;: ") + "…"
}

// voetVan says on what the figures rest.
func voetVan(rows []maatrij, day string) string {
	for _, r := range rows {
		if r.dekking != "" {
			return "Gemeten over " + r.dekking + " Stand van " + day + "."
		}
	}
	return "Stand van " + day + "."
}

// vensterVan says what the figures of the milestones are about, when that is one window.
func vensterVan(all []mijlpaal) string {
	var windows []string
	for i := range all {
		if m := &all[i]; m.loopt() && m.cijfer() != "" {
			windows = append(windows, m.LaatsteMeting.venster().over())
		}
	}
	slices.Sort(windows)
	switch windows = slices.Compact(windows); {
	case len(windows) == 0:
		return ""
	case len(windows) == 1 && windows[0] != "":
		return " De mijlpalen: " + windows[0] + "."
	}
	return " Over welke maanden een mijlpaal gaat, staat op haar pagina."
}

// keuzenblad asks which choices the council gets.
type keuzenblad struct{ Formulier *opmaak.Formulier }

func keuzeFormulier() *opmaak.Formulier {
	f := &opmaak.Formulier{Knop: "Keuzes bewaren", Terug: "/kaart/raadsbrief"}
	for i := range aantalKeuzes {
		name := fmt.Sprintf("keuzes.%d.", i)
		f.Velden = append(f.Velden,
			&opmaak.Veld{Naam: name + "onderwerp", Label: fmt.Sprintf("Keuze %d: waar gaat het over?", i+1), Mag: true, Maximaal: 60, Breedte: "middel"},
			&opmaak.Veld{Naam: name + "vraag", Label: fmt.Sprintf("Keuze %d: wat vraag je de raad?", i+1), Uitleg: "Een of twee zinnen, met de mogelijkheden erin.", Mag: true, Maximaal: 240, Soort: opmaak.Tekstvak},
		)
	}
	return f
}

// briefNu is the letter of this month; nil when nobody wrote for it yet.
func briefNu(v *opmaak.Verzoek) (*raadsbrief, error) {
	all, err := lijst[raadsbrief](v, "/raadsbrieven", url.Values{"maand": {v.Nu().Format("2006-01")}})
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}

func vraagKeuzes(v *opmaak.Verzoek) error {
	f := keuzeFormulier()
	r, err := briefNu(v)
	if err != nil {
		return err
	}
	if r != nil {
		vulKeuzes(f, r.Keuzes)
	}
	return toonKeuzes(v, f)
}

func vulKeuzes(f *opmaak.Formulier, all []keuze) {
	for i := range aantalKeuzes {
		k := keuze{}
		if i < len(all) {
			k = all[i]
		}
		f.Zet(fmt.Sprintf("keuzes.%d.onderwerp", i), k.Onderwerp)
		f.Zet(fmt.Sprintf("keuzes.%d.vraag", i), k.Vraag)
	}
}

func toonKeuzes(v *opmaak.Verzoek, f *opmaak.Formulier) error {
	return v.Toon("raadsbrief-keuzes", opmaak.Kop{Titel: "Welke keuzes vraag je de raad?", Fout: f.HeeftFouten(), Kruimels: []opmaak.Link{{Naam: "Raadsbrief", Adres: "/kaart/raadsbrief"}}}, keuzenblad{f})
}

func bewaarKeuzes(v *opmaak.Verzoek) error {
	f := keuzeFormulier()
	if !f.Lees(v) {
		return toonKeuzes(v, f)
	}
	var all []keuze
	for i := range aantalKeuzes {
		k := keuze{f.Waarde(fmt.Sprintf("keuzes.%d.onderwerp", i)), f.Waarde(fmt.Sprintf("keuzes.%d.vraag", i))}
		if k != (keuze{}) {
			all = append(all, k)
		}
	}
	vulKeuzes(f, all) // those that are filled in come first, as the register counts them
	r, err := briefNu(v)
	if err != nil {
		return err
	}
	send := []veld{}
	for _, k := range all {
		send = append(send, veld{"onderwerp": k.Onderwerp, "vraag": k.Vraag})
	}
	if r == nil {
		err = stuur(v, http.MethodPost, "/raadsbrieven", veld{"maand": v.Nu().Format("2006-01"), "keuzes": send}, nil)
	} else {
		err = stuur(v, http.MethodPatch, "/raadsbrieven/"+r.UUID, veld{"keuzes": send}, nil)
	}
	if err != nil {
		if !f.Weiger(err) {
			return err
		}
		return toonKeuzes(v, f)
	}
	v.Meld("De keuzes staan in de brief.")
	return v.Naar("/kaart/raadsbrief")
}
