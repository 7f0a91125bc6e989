// Package voorbeeld is the front page of the demo: what this is, a way in for each role, a year that can be played, and a
// ready request for each API. It is there in the demo only.
package voorbeeld

import (
	"embed"
	"net/http"
	"time"

	"meent/interactie/opmaak"
)

//go:embed sjablonen/*.html
var sjablonen embed.FS

// Adres is where the page is.
const Adres = "/voorbeeld"

// API is one of the APIs, with a path of it that shows something.
type API struct{ Naam, Omschrijving, Beschrijving, Regel string }

// Stand is how far the example municipality is.
type Stand struct {
	Bezig string  // what is being done now, in a sentence; "" when nothing is
	Deel  float64 // how much of that is done, 0..1; less than 0: not known
	Fout  string  // why it stopped; "" when it did not
	Zaken int     // how many cases were made
	Vandaag,
	Echt time.Time // the day in the municipality, and outside of it
}

// Voorbeeld is the page and what it shows.
type Voorbeeld struct {
	APIs  func() []API
	Token func() string // a line for a terminal that sets TOKEN; "" when there is none
	Stand func() Stand
	// Speel begins to play a year; it says in Dutch why it cannot.
	Speel func() string
}

// Voeg adds the page to a site.
func (x *Voorbeeld) Voeg(s *opmaak.Site) error {
	if err := s.Sjablonen(sjablonen, "sjablonen/*.html"); err != nil {
		return err
	}
	s.Voeg(
		opmaak.Pagina{Adres: "GET " + Adres, Open: true, Toon: x.toon},
		opmaak.Pagina{Adres: "POST " + Adres + "/afspelen", Open: true, Toon: x.speel},
		opmaak.Pagina{Adres: "GET /{$}", Open: true, Toon: func(v *opmaak.Verzoek) error { return v.Naar(Adres) }},
	)
	return nil
}

// rol is a way in.
type rol struct{ Naam, Rol, Naar, Zin string }

// rollen are the ways in, and what somebody with that role does first.
var rollen = []rol{
	{"Programmamanager", "programmamanager", "/kaart", "Je ziet hoe het staat en publiceert de volgorde."},
	{"Secretaris", "secretaris", "/kaart", "Je ziet in vijf minuten wat er gedraaid is."},
	{"Teamleider", "teamleider", "/kaart/stappen", "Je zegt wat je team kan geven."},
	{"Behandelaar", "behandelaar", "/kaart/stappen", "Je stelt een stap voor of meldt een zorg."},
	{"Raadslid", "raadslid", "/kaart/raadsbrief", "Je leest de brief en rekent elk cijfer na."},
	{"Beheerder", "beheerder", "/kaart/inrichting", "Je koppelt registers."},
}

type blad struct {
	Stand
	APIs     []API
	Token    string
	Rollen   []rol
	Procent  int  // of Deel; -1: not known
	Verplant bool // the day in the municipality is another than outside
}

func (x *Voorbeeld) toon(v *opmaak.Verzoek) error {
	b := blad{Stand: x.Stand(), APIs: x.APIs(), Token: x.Token(), Rollen: rollen, Procent: -1}
	if b.Deel >= 0 {
		b.Procent = int(100 * b.Deel)
	}
	k := opmaak.Kop{Titel: "Welkom bij Meent", ZonderDoel: true, Actief: Adres}
	if b.Bezig != "" { // only while there is something to follow
		k.Ververs = 3
	}
	b.Verplant = b.Vandaag.Format(time.DateOnly) != b.Echt.Format(time.DateOnly)
	return v.Toon("voorbeeld", k, b)
}

func (x *Voorbeeld) speel(v *opmaak.Verzoek) error {
	if why := x.Speel(); why != "" {
		return &opmaak.Fout{Status: http.StatusConflict, Uitleg: why}
	}
	v.Meld("Het jaar loopt. Open het Kompas in een tweede tabblad en ververs het af en toe.")
	return v.Naar(Adres + "#jaar")
}
