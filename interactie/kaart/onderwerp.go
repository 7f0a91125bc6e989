package kaart

import (
	"cmp"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// onderwerp is what a concern, a question or a statement is about, as pages name it.
type onderwerp struct {
	URL, Naam, Adres string
	Soort            string // "de stap", "de mijlpaal", "de strategie"
	Pad              string // as the address of a form has it: "stappen/…"
}

// onderwerpSoorten are the kinds of objects that people speak about.
var onderwerpSoorten = []struct{ pad, naam string }{{"stappen", "de stap"}, {"mijlpalen", "de mijlpaal"}, {"strategieen", "de strategie"}}

// onderwerpVan reads what is at a path such as "stappen/…", or at an address that the API gave. No path is about everything.
func onderwerpVan(v *opmaak.Verzoek, over string) (*onderwerp, error) {
	delen := strings.Split(strings.TrimRight(over, "/"), "/")
	if len(delen) < 2 {
		return &onderwerp{Naam: "de hele overgang", Adres: "/kaart/strategie"}, nil
	}
	o := &onderwerp{Pad: strings.Join(delen[len(delen)-2:], "/")}
	i := slices.IndexFunc(onderwerpSoorten, func(s struct{ pad, naam string }) bool { return s.pad == delen[len(delen)-2] })
	if i < 0 {
		return nil, &opmaak.Fout{Status: 404}
	}
	x, err := haal[struct{ URL, UUID, Titel, Naam string }](v, "/"+o.Pad)
	if err != nil {
		return nil, err
	}
	o.URL, o.Naam, o.Soort = x.URL, cmp.Or(x.Titel, x.Naam), onderwerpSoorten[i].naam
	switch o.Adres = "/kaart/" + o.Pad; onderwerpSoorten[i].pad {
	case "strategieen":
		o.Adres = "/kaart/strategie"
	}
	return o, nil
}

// kruimels lead back to what it is about.
func (o *onderwerp) kruimels() []opmaak.Link {
	if o.URL == "" {
		return nil
	}
	if strings.HasPrefix(o.Pad, "stappen/") {
		return []opmaak.Link{stapKruimel, {Naam: o.Naam, Adres: o.Adres}}
	}
	return []opmaak.Link{{Naam: o.Naam, Adres: o.Adres}}
}
