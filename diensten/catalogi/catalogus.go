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
	ContactpersoonBeheerEmailadres string `json:"contactpersoonBeheerEmailadres" zgw:"max=254,format=email"`
	// De zaaktypen in de catalogus, alle versies.
	Zaaktypen []zgw.URL `json:"zaaktypen" zgw:"derived"`
	// De besluittypen in de catalogus, alle versies.
	Besluittypen []zgw.URL `json:"besluittypen" zgw:"derived"`
	// De namen van de besluittypen, in dezelfde volgorde.
	BesluittypeOmschrijving []string `json:"besluittypeOmschrijving" zgw:"derived"`
	// De informatieobjecttypen in de catalogus, alle versies.
	Informatieobjecttypen []zgw.URL `json:"informatieobjecttypen" zgw:"derived"`
	// De namen van de informatieobjecttypen, in dezelfde volgorde.
	InformatieobjecttypeOmschrijving []string `json:"informatieobjecttypeOmschrijving" zgw:"derived"`
	// De naam van de catalogus.
	Naam string `json:"naam" zgw:"null,max=200"`
	// De versie van de catalogus.
	Versie string `json:"versie" zgw:"null,max=20"`
	// Vanaf wanneer deze versie geldt.
	BegindatumVersie zgw.Date `json:"begindatumVersie" zgw:"null"`
}

// Catalogussen is the resource.
var Catalogussen = rest.Resource[Catalogus]{
	Name:       "catalogus",
	Table:      "catalogussen",
	Path:       Root + "/catalogussen",
	Ops:        rest.All,
	Scopes:     scopes,
	Topic:      "catalogi",
	ExtraTopic: "catalogi",
	Extra:      catalogusExtra,
	Doc:        rest.ResourceDoc{ETag: true},
	Columns: []rest.Column[Catalogus]{
		rest.Col("domein", func(k *Catalogus) string { return k.Domein }),
		rest.Col("rsin", func(k *Catalogus) string { return string(k.RSIN) }),
	},
	Filters: rest.Filters{
		"domein":     rest.Equal("domein"),
		"domein__in": rest.In[string]("domein"),
		"rsin":       rest.Equal("rsin"),
		"rsin__in":   rest.In[string]("rsin"),
	},
	Relations: rest.Relations{
		"zaaktypen":             {To: Root + "/zaaktypen", Many: true, SQL: "select catalogus, id from zaaktypen where catalogus {in} order by id"},
		"besluittypen":          {To: Root + "/besluittypen", Many: true, SQL: "select catalogus, id from besluittypen where catalogus {in} order by id"},
		"informatieobjecttypen": {To: Root + "/informatieobjecttypen", Many: true, SQL: "select catalogus, id from informatieobjecttypen where catalogus {in} order by id"},
	},
}

// catalogusExtra are the types in the catalogus, concepts and old versions too (ztc-025).
func catalogusExtra(c *rest.Call, s *rest.Stored, _ zgw.Date) ([]byte, error) {
	x := extra{c: c}
	x.list("zaaktypen", "", zaaktypeVersies.path, "select uuid from zaaktypen where catalogus = $1 order by id", s.ID)
	x.list("besluittypen", "besluittypeOmschrijving", besluittypeVersies.path, "select uuid, omschrijving from besluittypen where catalogus = $1 order by id", s.ID)
	x.list("informatieobjecttypen", "informatieobjecttypeOmschrijving", informatieobjecttypeVersies.path,
		"select uuid, omschrijving from informatieobjecttypen where catalogus = $1 order by id", s.ID)
	return x.bytes()
}

// Rules holds ztc-018.
func (k *Catalogus) Rules(c *rest.Call, old *Catalogus) error {
	if old != nil && old.Domein == k.Domein && old.RSIN == k.RSIN {
		return nil
	}
	taken, err := Catalogussen.Exists(c, "domein = $1 and rsin = $2", k.Domein, string(k.RSIN))
	if taken {
		c.Invalid("nonFieldErrors", "unique", "Er is al een catalogus met dit domein en RSIN. Kies een ander domein.")
	}
	return err
}

// BeforeRemove holds ztc-017: only an empty catalogus can go.
func (k *Catalogus) BeforeRemove(c *rest.Call) error {
	id, err := c.ID(k.URL)
	if err != nil {
		return err
	}
	for _, v := range []versies{zaaktypeVersies, besluittypeVersies, informatieobjecttypeVersies} {
		for _, err := range c.Tx.Query("select 1 from "+v.table+" where catalogus = $1 limit 1", id) {
			if err != nil {
				return err
			}
			return rest.NewProblem(409, "CATALOG_NOT_EMPTY", "Er staan nog "+v.table+" in deze catalogus. Verwijder die eerst.")
		}
	}
	return nil
}
