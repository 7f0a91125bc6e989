package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Statustype is a stage that cases of a zaaktype go through; the one with the highest volgnummer ends them.
type Statustype struct {
	rest.Object
	// De naam van de status.
	Omschrijving string `json:"omschrijving" zgw:"required,max=80"`
	// Het zaaktype waarvan het een status is.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,local=zaaktypen"`
	// De plaats in de volgorde van statussen.
	Volgnummer int `json:"volgnummer" zgw:"required,min=1,max=9999"`
}

// Statustypen is the resource.
var Statustypen = rest.Resource[Statustype]{
	Name:         "statustype",
	Table:        "statustypen",
	Path:         Root + "/statustypen",
	Ops:          rest.All,
	Scopes:       scopes,
	Topic:        "catalogi",
	Parent:       func(s *Statustype) zgw.URL { return s.Zaaktype },
	ParentColumn: "zaaktype",
	Lender:       "zaaktypen",
	Feeds:        []string{"statustypen"},
	Quiet:        true,
	Columns: []rest.Column[Statustype]{
		rest.Ref("zaaktype", func(s *Statustype) zgw.URL { return s.Zaaktype }),
		rest.Col("volgnummer", func(s *Statustype) int { return s.Volgnummer }),
	},
	Filters: rest.Filters{"zaaktype": rest.By("zaaktype")},
}

// IsEindstatus says whether a statustype ends the zaak: no other of its zaaktype has a higher volgnummer.
func (s *Statustype) IsEindstatus(c *rest.Call) (bool, error) {
	zaaktype, err := c.ID(s.Zaaktype)
	if err != nil {
		return false, err
	}
	higher, err := Statustypen.Exists(c, "zaaktype = $1 and volgnummer > $2", zaaktype, int64(s.Volgnummer))
	return !higher, err
}
