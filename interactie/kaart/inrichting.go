package kaart

import (
	"meent/interactie/opmaak"
)

// inrichtingPaginas are where is set up what is measured, and from what.
func inrichtingPaginas() []opmaak.Pagina {
	return append([]opmaak.Pagina{{Adres: "GET /kaart/inrichting", Toon: toonInrichting}}, registerPaginas()...)
}

type inrichtingblad struct {
	Registers []registerregel
	Mag       bool
	MagDelen  bool
}

func toonInrichting(v *opmaak.Verzoek) error {
	b := inrichtingblad{Mag: v.Persoon.Is(inrichters...), MagDelen: v.Persoon.Is(leider...)}
	list, err := lijst[*register](v, "/registers", nil)
	if err != nil {
		return err
	}
	if b.Registers, err = registerregels(v, list); err != nil {
		return err
	}
	return v.Toon("inrichting", opmaak.Kop{Titel: "Inrichting van de metingen"}, b)
}
