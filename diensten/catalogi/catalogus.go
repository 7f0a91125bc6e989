package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Catalogus is a set of types that one organisation keeps for one domain.
type Catalogus struct {
	rest.Object
	// Een afkorting van het domein.
	Domein string `json:"domein" zgw:"required,max=5"`
	// Het RSIN van de organisatie die de catalogus beheert.
	RSIN zgw.RSIN `json:"rsin" zgw:"required,max=9"`
	// Wie er over de catalogus gaat.
	ContactpersoonBeheerNaam string `json:"contactpersoonBeheerNaam" zgw:"required,max=40"`
	// Het telefoonnummer van de contactpersoon.
	ContactpersoonBeheerTelefoonnummer string `json:"contactpersoonBeheerTelefoonnummer" zgw:"max=20"`
	// Het e-mailadres van de contactpersoon.
	ContactpersoonBeheerEmailadres string `json:"contactpersoonBeheerEmailadres" zgw:"max=254"`
	// De naam van de catalogus.
	Naam string `json:"naam" zgw:"max=200"`
}

// Catalogussen is the resource.
var Catalogussen = rest.Resource[Catalogus]{
	Name:   "catalogus",
	Table:  "catalogussen",
	Path:   Root + "/catalogussen",
	Ops:    rest.All,
	Scopes: scopes,
	Topic:  "catalogi",
	Columns: []rest.Column[Catalogus]{
		rest.Col("domein", func(k *Catalogus) string { return k.Domein }),
		rest.Col("rsin", func(k *Catalogus) string { return string(k.RSIN) }),
	},
	Filters: rest.Filters{
		"domein": rest.Equal("domein"),
		"rsin":   rest.Equal("rsin"),
	},
}

// Rules holds ztc-018.
func (k *Catalogus) Rules(c *rest.Call, old *Catalogus) error {
	taken, err := Catalogussen.Exists(c, "domein = $1 and rsin = $2", k.Domein, string(k.RSIN))
	if err != nil {
		return err
	}
	if taken && (old == nil || old.Domein != k.Domein || old.RSIN != k.RSIN) {
		c.Invalid("nonFieldErrors", "unique", "Er is al een catalogus met dit domein en RSIN.")
	}
	return nil
}
