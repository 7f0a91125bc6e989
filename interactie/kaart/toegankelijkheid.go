package kaart

import "meent/interactie/opmaak"

// toegankelijkheid is the statement that the law asks of each site of a government (ui.md §8.13).
var toegankelijkheid = []opmaak.Pagina{{
	Adres: "GET /toegankelijkheid", Open: true, Toon: func(v *opmaak.Verzoek) error {
		return v.Toon("toegankelijkheid", opmaak.Kop{Titel: "Toegankelijkheid", ZonderDoel: true}, nil)
	},
}}
