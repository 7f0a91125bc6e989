package transitie

import (
	"fmt"
	"slices"

	"meent/diensten/transitie/gemeenten"
	"meent/diensten/zgw"
)

// gemeentenLijst writes organisaties as rows of the list of municipalities.
var gemeentenLijst = &kolomLijst[Organisatie]{bron: &Organisaties}

// gemeenten takes municipalities of the list of the CBS in as organisaties: those of a day, and of those that were here already
// and have ended by then their end and successors (§2.1: a herindeling is data). What people wrote of them stays, but for what
// the CBS says.
func (in *inlezen) gemeenten(wat *Inlezing) error {
	if _, err := magNu(in.c, Schrijven, Voorwerp{Soort: "organisaties"}); err != nil {
		return err
	}
	if wat.Op == "" {
		wat.Op = in.c.Today()
	}
	if err := gemeenteDag("op", wat.Op); err != nil {
		return err
	}
	for i, code := range wat.Codes {
		g, known := gemeenten.Met(code)
		if !known || !g.Was(string(wat.Op)) {
			in.c.Invalid(fmt.Sprintf("codes.%d", i), "does_not_exist", fmt.Sprintf("Op %s was er geen gemeente met code %s.", dag(wat.Op), code))
		}
	}
	if err := in.c.Fail(); err != nil {
		return err
	}
	here, err := in.organisaties()
	if err != nil {
		return err
	}
	for _, g := range gemeenten.Op(string(wat.Op)) {
		if len(wat.Codes) > 0 && !slices.Contains(wat.Codes, g.Code) {
			continue
		}
		if here[g.Code], err = in.gemeente(g, here[g.Code]); err != nil {
			return err
		}
	}
	for _, g := range gemeenten.Alle() {
		if here[g.Code] == "" || g.GeldigTot == "" || g.GeldigTot > string(wat.Op) {
			continue
		}
		if err := in.opgeheven(g, here); err != nil {
			return err
		}
	}
	return nil
}

// organisaties are those that have a code of the CBS, by it.
func (in *inlezen) organisaties() (map[string]zgw.URL, error) {
	here := map[string]zgw.URL{}
	for row, err := range in.c.Tx.Query("select cbs_code, uuid from organisaties where cbs_code is not null") {
		if err != nil {
			return nil, err
		}
		here[row.Text(0)] = zgw.LocalURL(Organisaties.Path, row.Text(1))
	}
	return here, nil
}

// gemeente makes or changes the organisatie of a municipality.
func (in *inlezen) gemeente(g gemeenten.Gemeente, url zgw.URL) (zgw.URL, error) {
	o := map[string]any{"inwoners": g.Inwoners, "regios": map[string]any{
		"arbeidsmarktregio": g.Arbeidsmarktregio, "corop": g.COROP, "provincie": g.Provincie, "veiligheidsregio": g.Veiligheidsregio}}
	if g.GeldigVan != "" {
		o["geldigVan"] = g.GeldigVan
	}
	if url != "" {
		changed, err := gemeentenLijst.wijzig(in, url, o)
		if err != nil {
			return url, gemeentenLijst.geweigerd(in, 0, nil, err)
		}
		in.telt(changed)
		return url, nil
	}
	o["naam"], o["cbsCode"], o["soort"], o["zichtbaarheid"] = g.Naam, g.Code, "gemeente", "openbaar"
	made, err := in.c.Make(Organisaties.Path, jsonVan(o))
	if err != nil {
		in.Overgeslagen++
		return "", gemeentenLijst.geweigerd(in, 0, nil, err)
	}
	in.Gemaakt++
	in.gemaakt = append(in.gemaakt, made)
	return made.URL(), nil
}

func (in *inlezen) telt(changed bool) {
	if changed {
		in.Bijgewerkt++
	} else {
		in.Ongewijzigd++
	}
}

// opgeheven gives an organisatie its end, and the municipalities that came in its place, which are taken in too.
func (in *inlezen) opgeheven(g gemeenten.Gemeente, here map[string]zgw.URL) error {
	var opvolgers []any
	for _, code := range g.Opvolgers {
		if here[code] == "" {
			na, _ := gemeenten.Met(code)
			var err error
			if here[code], err = in.gemeente(na, ""); err != nil || here[code] == "" {
				return err
			}
		}
		opvolgers = append(opvolgers, in.c.Site.Public(here[code]))
	}
	changed, err := gemeentenLijst.wijzig(in, here[g.Code], map[string]any{"geldigTot": g.GeldigTot, "opvolgers": opvolgers})
	if err != nil {
		return gemeentenLijst.geweigerd(in, 0, nil, err)
	}
	in.telt(changed)
	return nil
}
