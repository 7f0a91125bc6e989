package notificaties

import (
	"fmt"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Kanaal is a channel on which a register tells what happens: "zaken", "documenten". Those of the standard are there from
// the start (G-61).
type Kanaal struct {
	rest.Object
	// De naam waaronder abonnementen en notificaties het kanaal noemen.
	Naam string `json:"naam" zgw:"required,max=50"`
	// Waar staat wat er op het kanaal komt.
	DocumentatieLink zgw.URL `json:"documentatieLink" zgw:"max=200"`
	// De kenmerken die notificaties op dit kanaal hebben en waarop een abonnement kan filteren.
	Filters []string `json:"filters" zgw:"max=100"`
}

// Kanalen is the resource. nrc-007: both who publishes and who subscribes may read; who publishes may make one.
var Kanalen = rest.Resource[Kanaal]{
	Name:   "kanaal",
	Table:  "kanalen",
	Path:   Root + "/kanaal",
	Ops:    rest.ReadOnly | rest.Create,
	Plain:  true,
	Scopes: rest.Scopes{Read: "notificaties.publiceren | notificaties.consumeren", Create: "notificaties.publiceren"},
	Columns: []rest.Column[Kanaal]{
		rest.Col("naam", func(k *Kanaal) string { return k.Naam }),
	},
	Filters: rest.Filters{"naam": rest.Equal("naam")},
	Doc:     rest.ResourceDoc{Older: true, Plural: "kanalen"},
}

// Rules holds nrc-001. Whether documentatieLink leads somewhere is not asked: it is for people.
func (k *Kanaal) Rules(c *rest.Call, _ *Kanaal) error {
	there, err := Kanalen.Exists(c, "naam = $1", k.Naam)
	if err != nil {
		return fmt.Errorf("kanaal %s: %w", k.Naam, err)
	}
	if there {
		c.Invalid("naam", "unique", fmt.Sprintf("Er is al een kanaal %q. Kies een andere naam.", k.Naam))
	}
	return nil
}

// kanaalFilters are the names of the kenmerken of a channel; ok is false when there is no such channel.
func kanaalFilters(c *rest.Call, naam string) (filters []string, ok bool, err error) {
	for row, err := range c.Tx.Query("select body from kanalen where naam = $1", naam) {
		if err != nil {
			return nil, false, fmt.Errorf("kanaal %s: %w", naam, err)
		}
		var k Kanaal
		if err := rest.Decode(&rest.Stored{Body: row.Bytes(0)}, &k); err != nil {
			return nil, false, err
		}
		return k.Filters, true, nil
	}
	return nil, false, nil
}

// unknownKanaal is the reason for a channel that is not there.
func unknownKanaal(naam string) string {
	return fmt.Sprintf("Er is geen kanaal %q. Kies een kanaal uit %s/kanaal, of maak het eerst aan.", naam, Root)
}
