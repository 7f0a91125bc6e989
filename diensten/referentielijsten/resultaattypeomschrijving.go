package referentielijsten

import "meent/diensten/rest"

// ResultaattypeOmschrijvingGeneriek is what a result is called everywhere, whatever a zaaktype calls it: "Afgewezen",
// "Toegekend".
type ResultaattypeOmschrijvingGeneriek struct {
	rest.Object
	// Hoe het soort resultaat overal heet.
	Omschrijving string `json:"omschrijving" zgw:"required"`
	// Wat er precies onder valt.
	Definitie string `json:"definitie" zgw:"required"`
	// Wat er verder over te zeggen is.
	Opmerking string `json:"opmerking"`
}

var resultaattypeomschrijvingen = list[ResultaattypeOmschrijvingGeneriek]{
	name: "resultaattypeomschrijvingen",
	doc:  rest.Doc{ID: "resultaattypeomschrijvinggeneriek", Summary: "Raadpleeg de generieke omschrijvingen van resultaattypen."},
	entries: read("resultaattypeomschrijvingen", func(r row) ResultaattypeOmschrijvingGeneriek {
		return ResultaattypeOmschrijvingGeneriek{r.object("resultaattypeomschrijvingen"), r["omschrijving"], r["definitie"], r["opmerking"]}
	}),
}
