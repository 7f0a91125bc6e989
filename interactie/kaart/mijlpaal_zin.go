package kaart

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// zaaktype is one that can be measured by.
type zaaktype struct {
	Identificatie, Omschrijving string
	Registers, Resultaattypen   []string
	Zaken                       int
	Doorlooptijd, Servicenorm   string
	Klein                       bool
}

// leesZaaktypen are those of all registers, the most used first.
func leesZaaktypen(v *opmaak.Verzoek) ([]zaaktype, error) {
	var list []zaaktype
	return list, v.API().Get(v.Context(), root+"/zaaktypen", &list)
}

// zaaktypeOpties are those that may be measured by, to choose from. What was chosen before stays to be chosen, also when it is small by
// now or its register does not show it: who changes something else must not change what is counted.
func zaaktypeOpties(types []zaaktype, chosen ...string) []opmaak.Optie {
	var list []opmaak.Optie
	for _, t := range types {
		if t.Klein && !slices.Contains(chosen, t.Identificatie) {
			continue
		}
		list = append(list, opmaak.Optie{Waarde: t.Identificatie, Naam: t.Omschrijving + " (" + opmaak.Aantal(t.Zaken, "zaak", "zaken") + ")"})
	}
	for _, z := range chosen {
		if !slices.ContainsFunc(list, func(o opmaak.Optie) bool { return o.Waarde == z }) {
			list = append(list, opmaak.Optie{Waarde: z, Naam: z, Uitleg: "Meent ziet dit zaaktype nu niet."})
		}
	}
	return list
}

// alleZaken is the choice of all zaaktypen.
const alleZaken = "alle"

// normen are the terms against which is measured (transition.md §9, DV2).
var normen = []opmaak.Optie{{Waarde: "wettelijk", Naam: "de wettelijke termijn"}, {Waarde: "servicenorm", Naam: "de servicenorm"}}

// zinFormulier is a milestone as a sentence: Van [zaaktype] is [90] % binnen [termijn].
func zinFormulier(types []zaaktype) *opmaak.Formulier {
	f := &opmaak.Formulier{Velden: []*opmaak.Veld{
		{Naam: "zaaktype", Label: "Van welke zaken", Soort: opmaak.Selectie, Opties: append([]opmaak.Optie{{Waarde: alleZaken, Naam: "alle zaken"}}, zaaktypeOpties(types)...), Leeg: "Kies van welke zaken."},
		{Naam: "procent", Label: "is hoeveel procent", Soort: opmaak.Getalveld, Leeg: "Vul een percentage in, bijvoorbeeld 90."},
		{Naam: "norm", Label: "binnen welke termijn", Soort: opmaak.Selectie, Opties: normen, Leeg: "Kies een termijn."},
	}}
	f.Zet("procent", "90")
	f.Zet("norm", "wettelijk")
	if len(types) > 0 {
		f.Zet("zaaktype", f.Velden[0].Opties[min(1, len(f.Velden[0].Opties)-1)].Waarde)
	}
	return f
}

// zinMijlpaal makes the milestone of the sentence, with the toets that measures it, and puts it to work.
func zinMijlpaal(v *opmaak.Verzoek, f *opmaak.Formulier, types []zaaktype) (*mijlpaal, error) {
	share := f.Getal("procent")
	if share <= 0 || share > 100 {
		f.Velden[1].Fout = "Vul een percentage in van 1 tot en met 100."
		return nil, errInFormulier
	}
	naam, chosen, term := "Alle zaken", []string{}, naamVan(normen, f.Waarde("norm"))
	if at := slices.IndexFunc(types, func(t zaaktype) bool { return t.Identificatie == f.Waarde("zaaktype") }); at >= 0 {
		t := types[at]
		naam, chosen = t.Omschrijving, []string{t.Identificatie}
		period := t.Doorlooptijd
		if f.Waarde("norm") == "servicenorm" {
			if period = t.Servicenorm; period == "" {
				f.Velden[2].Fout = "Dit zaaktype heeft geen servicenorm in de catalogus. Kies de wettelijke termijn."
				return nil, errInFormulier
			}
		}
		if text := duurTekst(period); text != "" {
			term = text
		}
	}
	title := fmt.Sprintf("%s: %s binnen %s", naam, opmaak.Procent(share/100, decimalen(share)), term)
	check, made := &struct{ URL string }{}, &mijlpaal{}
	err := stuur(v, http.MethodPost, "/toetsen", veld{
		"naam": title, "sonde": "zgw.binnenTermijn", "parameters": veld{"zaaktypen": chosen, "norm": f.Waarde("norm")}, "drempel": veld{"op": ">=", "waarde": share / 100},
	}, check)
	if err != nil {
		return nil, err
	}
	err = stuur(v, http.MethodPost, "/mijlpalen", veld{"titel": title, "toetsen": []mijlpaaltoets{{check.URL, "verplicht"}}}, made)
	if err != nil {
		return nil, errors.Join(err, stuur(v, http.MethodDelete, check.URL, nil, nil))
	}
	return made, stuur(v, http.MethodPost, made.URL+"/overgangen", veld{"naar": "actief"}, nil)
}

// duurTekst is a period of the standard in words: "P8W" is "8 weken", "P56D" too.
func duurTekst(period string) string {
	p, ok := strings.CutPrefix(period, "P")
	if !ok || len(p) < 2 {
		return ""
	}
	n, err := strconv.Atoi(p[:len(p)-1])
	if err != nil {
		return ""
	}
	switch p[len(p)-1] {
	case 'Y':
		return opmaak.Aantal(n, "jaar", "jaar")
	case 'M':
		return opmaak.Aantal(n, "maand", "maanden")
	case 'W':
		return opmaak.Aantal(n, "week", "weken")
	case 'D':
		if n%7 == 0 && n >= 14 {
			return opmaak.Aantal(n/7, "week", "weken")
		}
		return opmaak.Aantal(n, "dag", "dagen")
	}
	return ""
}

// tijdstip reads a moment of the API.
func tijdstip(text string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, text)
	return t, err == nil
}
