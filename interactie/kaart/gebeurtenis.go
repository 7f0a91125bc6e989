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

// samen are what many steps do at once, as when a list is taken in: the end of the sentence of one, and of all.
var samen = []struct{ een, alle string }{{"kan beginnen.", "kunnen beginnen."}, {"doet mee.", "doen mee."}, {"slaapt.", "slapen."}}

// vanafSamen is from how many steps on one line says it for all of them.
const vanafSamen = 4

// bundel says in one line what many steps did, where the first of them stood.
func bundel(list []gebeurtenis) []gebeurtenis {
	kind := func(g gebeurtenis) int {
		if g.Soort != "stap.verplaatst" {
			return -1
		}
		return slices.IndexFunc(samen, func(s struct{ een, alle string }) bool { return strings.HasSuffix(g.Tekst, "’ "+s.een) })
	}
	counts := make([]int, len(samen))
	for _, g := range list {
		if k := kind(g); k >= 0 {
			counts[k]++
		}
	}
	said := make([]bool, len(samen))
	var out []gebeurtenis
	for _, g := range list {
		k := kind(g)
		switch {
		case k < 0 || counts[k] < vanafSamen:
			out = append(out, g)
		case !said[k]:
			said[k] = true
			out = append(out, gebeurtenis{g.Soort, opmaak.Aantal(counts[k], "stap", "stappen") + " " + samen[k].alle, "stappen/alle", g.Op})
		}
	}
	return out
}

// gedraaidSinds is what turned since a moment, the latest first; of one object only the last thing of a kind, and of many steps that did
// the same one line.
func gedraaidSinds(v *opmaak.Verzoek, since time.Time) ([]gedraaid, error) {
	all, err := lijst[gebeurtenis](v, "/gebeurtenissen", url.Values{"sinds": {since.UTC().Format(time.RFC3339)}})
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(all, func(a, b gebeurtenis) int { return strings.Compare(b.Op, a.Op) })
	seen := map[string]bool{}
	all = slices.DeleteFunc(all, func(g gebeurtenis) bool {
		again := seen[g.Soort+g.Pad]
		seen[g.Soort+g.Pad] = true
		return again
	})
	var list []gedraaid
	for _, g := range bundel(all) {
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
