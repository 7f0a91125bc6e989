package kaart

import "meent/interactie/opmaak"

// strook is the strip under the menu: the aim and its measures, on every page, so that nobody loses sight of it (transition.md
// §2.3). When it cannot be read it is left out: the page itself says what is wrong.
func strook(v *opmaak.Verzoek) *opmaak.Doelstrook {
	aim, _, err := hetDoel(v, v.API())
	if err != nil || aim == nil {
		return nil
	}
	rows, err := maatrijen(v, v.API(), aim)
	if err != nil {
		return nil
	}
	s := &opmaak.Doelstrook{Doel: opmaak.Link{Naam: aim.Zin, Adres: "/kaart"}}
	for _, r := range rows[:min(len(rows), meesteInStrook)] {
		if r.Cijfer != "" {
			s.Maten = append(s.Maten, opmaak.Doelmaat{Naam: r.Naam, Waarde: r.Cijfer, Wanneer: r.wanneer, Adres: r.Adres, Trend: r.Trend})
		}
	}
	return s
}

// meesteInStrook is how many measures the strip has room for.
const meesteInStrook = 3
