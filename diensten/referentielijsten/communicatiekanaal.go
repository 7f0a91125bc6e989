package referentielijsten

import "meent/diensten/rest"

// Communicatiekanaal is a way in which people and the municipality reach each other. The API of VNG dropped this list;
// clients of before still ask for it (rl-002). Its entries and their uuids are our own.
type Communicatiekanaal struct {
	rest.Object
	// Hoe het kanaal heet.
	Naam string `json:"naam" zgw:"required,max=50"`
	// Wat er onder het kanaal valt.
	Omschrijving string `json:"omschrijving" zgw:"required,max=200"`
}

var communicatiekanalen = list[Communicatiekanaal]{
	name: "communicatiekanalen",
	doc:  rest.Doc{ID: "communicatiekanaal", Summary: "Raadpleeg de communicatiekanalen."},
	entries: read("communicatiekanalen", func(r row) Communicatiekanaal {
		return Communicatiekanaal{r.object("communicatiekanalen"), r["naam"], r["omschrijving"]}
	}),
}
