package referentielijsten

import (
	"net/url"
	"strconv"

	"meent/diensten/rest"
)

// ProcesType is a kind of work in the Selectielijst, such as "Voorzieningen verstrekken". A zaaktype names one.
type ProcesType struct {
	rest.Object
	// Het nummer van het procestype in de selectielijst.
	Nummer int `json:"nummer" zgw:"required"`
	// Het jaar van de selectielijst.
	Jaar int `json:"jaar" zgw:"required"`
	// Hoe het procestype heet.
	Naam string `json:"naam" zgw:"required,max=100"`
	// Wat er bij dit procestype gebeurt.
	Omschrijving string `json:"omschrijving" zgw:"required,max=300"`
	// Wanneer een zaak bij dit procestype hoort, en wanneer niet.
	Toelichting string `json:"toelichting" zgw:"required"`
	// Waar het proces over gaat. De bewaartermijn kan hangen aan hoe lang dat bestaat.
	Procesobject string `json:"procesobject" zgw:"required,max=80"`
}

var procestypen = list[ProcesType]{
	name:    "procestypen",
	doc:     rest.Doc{ID: "procestypen", Summary: "Raadpleeg de procestypen van de selectielijst."},
	params:  []rest.Param{{Name: "jaar", Type: "string", Doc: "Het jaar van de selectielijst."}},
	entries: read("procestypen", readProcesType),
	check:   checkJaar,
	keep: func(_ *rest.Call, p *ProcesType, q url.Values) bool {
		return q.Get("jaar") == "" || q.Get("jaar") == strconv.Itoa(p.Jaar)
	},
}

func readProcesType(r row) ProcesType {
	return ProcesType{
		Object: r.object("procestypen"), Nummer: r.number("nummer"), Jaar: r.number("jaar"), Naam: r["naam"],
		Omschrijving: r["omschrijving"], Toelichting: r["toelichting"], Procesobject: r["procesobject"],
	}
}

func checkJaar(_ *rest.Call, q url.Values) error {
	if _, err := strconv.Atoi(q.Get("jaar")); err != nil && q.Get("jaar") != "" {
		return rest.Invalid("jaar", "invalid", "Hier hoort een jaartal, zoals 2020.")
	}
	return nil
}
