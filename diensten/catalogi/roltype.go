package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Roltype is a way in which somebody can be involved in cases of a zaaktype.
type Roltype struct {
	rest.Object
	// Het zaaktype waar de rol bij hoort.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,local=zaaktypen"`
	// De naam van de rol.
	Omschrijving string `json:"omschrijving" zgw:"required,max=100"`
	// Wat de rol is in woorden die alle gemeenten gebruiken.
	OmschrijvingGeneriek zgw.RolOmschrijvingGeneriek `json:"omschrijvingGeneriek" zgw:"required"`
}

// Roltypen is the resource.
var Roltypen = rest.Resource[Roltype]{
	Name:         "roltype",
	Table:        "roltypen",
	Path:         Root + "/roltypen",
	Ops:          rest.All,
	Scopes:       scopes,
	Topic:        "catalogi",
	Parent:       func(r *Roltype) zgw.URL { return r.Zaaktype },
	ParentColumn: "zaaktype",
	Lender:       "zaaktypen",
	Feeds:        []string{"roltypen"},
	Quiet:        true,
	Columns: []rest.Column[Roltype]{
		rest.Ref("zaaktype", func(r *Roltype) zgw.URL { return r.Zaaktype }),
	},
	Filters: rest.Filters{"zaaktype": rest.By("zaaktype")},
}
