package kaart

import "meent/interactie/opmaak"

// mijlpalen is the list of all milestones.
var mijlpalen = opmaak.Pagina{Adres: "GET /kaart/mijlpalen", Toon: func(v *opmaak.Verzoek) error {
	b, err := alleMijlpalen(v)
	if err != nil {
		return err
	}
	return v.Toon("mijlpalen", opmaak.Kop{Titel: b.Kop}, b)
}}
