package kaart

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// gebeurtenis is something that turned, as the API tells it.
type gebeurtenis struct {
	Soort, Tekst, Pad, Op string
}

// gedraaid is the same on a page.
type gedraaid struct{ Merk, Soort, Tekst, Adres, Op string }

// gebeurtenissoorten are the kinds, with the mark and the name that pages give them.
var gebeurtenissoorten = map[string]struct{ merk, naam string }{
	"mijlpaal.geverifieerd":  {"gehaald", "Gemeten: gehaald"},
	"mijlpaal.teruggevallen": {"teruggevallen", "Teruggevallen"},
	"mijlpaal.nietVers":      {"niet-vers", "Niet meer vers"},
	"mijlpaal.geclaimd":      {"geclaimd", "Geclaimd"},
	"toets.latVerlegd":       {"lat-verlegd", "Lat verlegd"},
	"stap.verplaatst":        {"pijl", "Stap"},
	"stap.doeMaar":           {"pijl", "Gewoon proberen"},
	"stap.stil":              {"niet-vers", "Stap"},
	"kans.sluitBijna":        {"deur", "Deur gaat dicht"},
	"kans.verlopen":          {"deur", "Deur is dicht"},
	"zorg.geopend":           {"info", "Zorg"},
	"zorg.beantwoord":        {"ja", "Zorg"},
	"kadervraag.gesteld":     {"info", "Vraag over de kaders"},
	"kadervraag.beantwoord":  {"ja", "Vraag over de kaders"},
	"strategie.voorgesteld":  {"info", "Strategie"},
	"strategie.vastgesteld":  {"ja", "Strategie"},
	"strategie.herijkt":      {"pijl", "Strategie"},
	"aanbod.afgelopen":       {"niet-vers", "Aanbod"},
	"sleutel.vervangen":      {"info", "Sleutel"},
}

// gedraaidSinds is what turned since a moment, the latest first; of one object only the last thing of a kind.
func gedraaidSinds(v *opmaak.Verzoek, since time.Time) ([]gedraaid, error) {
	all, err := lijst[gebeurtenis](v, "/gebeurtenissen", url.Values{"sinds": {since.UTC().Format(time.RFC3339)}})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b gebeurtenis) int { return strings.Compare(b.Op, a.Op) })
	var list []gedraaid
	seen := map[string]bool{}
	for _, g := range all {
		if seen[g.Soort+g.Pad] {
			continue
		}
		seen[g.Soort+g.Pad] = true
		kind, known := gebeurtenissoorten[g.Soort]
		if !known {
			kind.merk, kind.naam = "info", "Nieuws"
		}
		list = append(list, gedraaid{kind.merk, kind.naam, g.Tekst, paginaVan(v, g.Pad), g.Op})
	}
	return list, nil
}

// paginaVan is the page about an object of the register, by where it stands there: "stappen/…"; "" when there is none for who looks.
func paginaVan(v *opmaak.Verzoek, pad string) string {
	soort, id, _ := strings.Cut(pad, "/")
	adres := "/kaart/" + pad
	switch soort {
	case "strategieen", "einddoelen":
		adres = "/kaart/strategie"
	case "maten":
		adres = "/kaart/dienstverlening/" + id
	case "registers":
		adres = "/kaart/inrichting"
	}
	if !v.Bestaat(adres) {
		return ""
	}
	return adres
}
