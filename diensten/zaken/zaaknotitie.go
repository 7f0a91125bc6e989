package zaken

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaaknotitie is what somebody wrote down about a zaak (zrc-036). The standard calls it an experiment.
type Zaaknotitie struct {
	rest.Object
	// Waar de notitie over gaat.
	Onderwerp string `json:"onderwerp" zgw:"required,max=255"`
	// Wat er genoteerd is.
	Tekst string `json:"tekst" zgw:"required"`
	// Wie de notitie heeft geschreven.
	AangemaaktDoor string `json:"aangemaaktDoor" zgw:"max=255"`
	// Of alleen medewerkers de notitie zien (intern), of ook wie de zaak begon (extern).
	NotitieType NotitieType `json:"notitieType"`
	// Of er nog aan de notitie geschreven wordt.
	Status StatusNotitie `json:"status"`
	// Wanneer de notitie is gemaakt.
	Aanmaakdatum zgw.Time `json:"aanmaakdatum" zgw:"readonly"`
	// Wanneer de notitie het laatst is gewijzigd.
	Wijzigingsdatum zgw.Time `json:"wijzigingsdatum" zgw:"readonly"`
	// De zaak.
	GerelateerdAan zgw.URL `json:"gerelateerdAan" zgw:"required,local=zaken,immutable"`
}

// NotitieType says for whom a notitie is.
type NotitieType string

// Choices are the values that the standard knows.
func (NotitieType) Choices() []string { return []string{"intern", "extern"} }

// StatusNotitie says whether a notitie is finished.
type StatusNotitie string

// Choices are the values that the standard knows.
func (StatusNotitie) Choices() []string { return []string{"concept", "definitief"} }

// Zaaknotities is the resource.
var Zaaknotities = rest.Resource[Zaaknotitie]{
	Name:         "zaaknotitie",
	Table:        "zaaknotities",
	Path:         Root + "/zaaknotities",
	Ops:          rest.All,
	Quiet:        true,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: "zaken.bijwerken", Update: "zaken.bijwerken", Delete: "zaken.bijwerken"},
	Parent:       func(n *Zaaknotitie) zgw.URL { return n.GerelateerdAan },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Columns: []rest.Column[Zaaknotitie]{
		rest.Ref("zaak", func(n *Zaaknotitie) zgw.URL { return n.GerelateerdAan }),
		rest.Col("soort", func(n *Zaaknotitie) string { return string(n.NotitieType) }),
		rest.Col("status", func(n *Zaaknotitie) string { return string(n.Status) }),
		rest.Col("aangemaakt", func(n *Zaaknotitie) zgw.Time { return n.Aanmaakdatum }),
		rest.Col("gewijzigd", func(n *Zaaknotitie) zgw.Time { return n.Wijzigingsdatum }),
		rest.Col("aangemaakt_door", func(n *Zaaknotitie) string { return n.AangemaaktDoor }),
		rest.Col("aangemaakt_door_zoek", func(n *Zaaknotitie) string { return rest.Fold(n.AangemaaktDoor) }),
		rest.Col("onderwerp", func(n *Zaaknotitie) string { return n.Onderwerp }),
		rest.Col("onderwerp_zoek", func(n *Zaaknotitie) string { return rest.Fold(n.Onderwerp) }),
		rest.Col("tekst", func(n *Zaaknotitie) string { return n.Tekst }),
		rest.Col("tekst_zoek", func(n *Zaaknotitie) string { return rest.Fold(n.Tekst) }),
	},
	Filters: rest.Filters{
		"gerelateerdAan":            rest.By("zaak"),
		"notitieType":               rest.Is[NotitieType]("soort"),
		"status":                    rest.Is[StatusNotitie]("status"),
		"aangemaaktDoor":            rest.Equal("aangemaakt_door"),
		"aangemaaktDoor__icontains": rest.Contains("aangemaakt_door_zoek"),
		"onderwerp":                 rest.Equal("onderwerp"),
		"onderwerp__icontains":      rest.Contains("onderwerp_zoek"),
		"tekst":                     rest.Equal("tekst"),
		"tekst__icontains":          rest.Contains("tekst_zoek"),
		"aanmaakdatum":              rest.Is[zgw.Time]("aangemaakt"),
		"aanmaakdatum__gt":          rest.Compare[zgw.Time]("aangemaakt", ">"),
		"aanmaakdatum__gte":         rest.Compare[zgw.Time]("aangemaakt", ">="),
		"aanmaakdatum__lt":          rest.Compare[zgw.Time]("aangemaakt", "<"),
		"aanmaakdatum__lte":         rest.Compare[zgw.Time]("aangemaakt", "<="),
		"wijzigingsdatum":           rest.Is[zgw.Time]("gewijzigd"),
		"wijzigingsdatum__gt":       rest.Compare[zgw.Time]("gewijzigd", ">"),
		"wijzigingsdatum__gte":      rest.Compare[zgw.Time]("gewijzigd", ">="),
		"wijzigingsdatum__lt":       rest.Compare[zgw.Time]("gewijzigd", "<"),
		"wijzigingsdatum__lte":      rest.Compare[zgw.Time]("gewijzigd", "<="),
	},
	Doc: rest.ResourceDoc{Older: true},
}

// Rules are those of a zaaknotitie: who wrote it, and when. On a closed zaak only who may force a change writes one.
func (n *Zaaknotitie) Rules(c *rest.Call, old *Zaaknotitie) error {
	n.Wijzigingsdatum = zgw.TimeOf(c.Now())
	if old == nil {
		n.Aanmaakdatum = n.Wijzigingsdatum
	}
	_, err := openZaak(c, n.GerelateerdAan)
	return err
}

// BeforeRemove is zrc-007.
func (n *Zaaknotitie) BeforeRemove(c *rest.Call) error {
	_, err := openZaak(c, n.GerelateerdAan)
	return err
}
