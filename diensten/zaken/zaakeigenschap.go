package zaken

import (
	"strings"

	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Zaakeigenschap is something that the zaaktype wants to be known of a zaak, and what it is in this one.
type Zaakeigenschap struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De zaak.
	Zaak zgw.URL `json:"zaak" zgw:"required,local=zaken,immutable"`
	// Welke eigenschap het is, in een Catalogi API.
	Eigenschap zgw.URL `json:"eigenschap" zgw:"required,max=1000,ref=eigenschappen,immutable"`
	// De naam van de eigenschap.
	Naam string `json:"naam" zgw:"readonly"`
	// De waarde in deze zaak.
	Waarde string `json:"waarde" zgw:"required"`
}

// Zaakeigenschappen is the resource.
var Zaakeigenschappen = rest.Resource[Zaakeigenschap]{
	Name:         "zaakeigenschap",
	Table:        "zaakeigenschappen",
	Path:         Root + "/zaken/{zaak_uuid}/zaakeigenschappen",
	Ops:          rest.All,
	Plain:        true,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: bijwerken, Update: bijwerken, Delete: bijwerken},
	Parent:       func(e *Zaakeigenschap) zgw.URL { return e.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Feeds:        []string{"eigenschappen"},
	Columns: []rest.Column[Zaakeigenschap]{
		rest.Ref("zaak", func(e *Zaakeigenschap) zgw.URL { return e.Zaak }),
		rest.Ref("eigenschap", func(e *Zaakeigenschap) zgw.URL { return e.Eigenschap }),
		rest.Col("naam", func(e *Zaakeigenschap) string { return e.Naam }),
	},
	Relations: rest.Relations{
		"zaak":       {To: Root + "/zaken", SQL: "select id, zaak from zaakeigenschappen where id {in}"},
		"eigenschap": {To: catalogi.Root + "/eigenschappen", SQL: "select id, eigenschap from zaakeigenschappen where id {in}"},
	},
	Doc: rest.ResourceDoc{ETag: true},
}

// FromPath takes the zaak from the path; the one in the body must be the same.
func (e *Zaakeigenschap) FromPath(c *rest.Call, value func(string) string) {
	zaak := zgw.LocalURL(Root+"/zaken", value("zaak_uuid"))
	if c.Sent("zaak") && e.Zaak != zaak {
		c.Invalid("zaak", "zaak-mismatch", "Dit is een andere zaak dan die in het adres van het verzoek.")
	}
	e.Zaak = zaak
}

// Rules are those of a zaakeigenschap.
func (e *Zaakeigenschap) Rules(c *rest.Call, old *Zaakeigenschap) error {
	zaak, err := openZaak(c, e.Zaak)
	if err != nil {
		return err
	}
	eigenschap, err := catalogi.Eigenschappen.Get(c, e.Eigenschap)
	if err != nil {
		return err
	}
	e.Naam = eigenschap.Naam
	// zrc-018: the eigenschap is one of the zaaktype's.
	if old == nil && eigenschap.Zaaktype != zaak.Zaaktype {
		c.Invalid("nonFieldErrors", "zaaktype-mismatch", "Deze eigenschap hoort niet bij het zaaktype van de zaak.")
		return nil
	}
	// zrc-034: a value that does not fit is kept, and said.
	if warning := misfit(eigenschap.Specificatie, e.Waarde); warning != "" {
		c.SetHeader("X-Warning", warning)
	}
	return nil
}

// After is zrc-021: the archiving of a closed zaak may hang on the value.
func (e *Zaakeigenschap) After(c *rest.Call, _ *Zaakeigenschap) error {
	zaak, err := Zaken.Get(c, e.Zaak)
	if err != nil {
		return err
	}
	return zaak.herbereken(c, "eigenschap")
}

// BeforeRemove is zrc-007.
func (e *Zaakeigenschap) BeforeRemove(c *rest.Call) error {
	_, err := openZaak(c, e.Zaak)
	return err
}

// misfit says in plain letters, since it goes into a header, how a value differs from what its eigenschap wants; "" when it
// does not.
func misfit(want catalogi.Eigenschapspecificatie, value string) string {
	fits, form := true, ""
	switch want.Formaat {
	case "tekst":
		fits, form = fitsText(value, want.Lengte), "een tekst van hoogstens "+want.Lengte+" tekens"
	case "getal":
		fits, form = fitsNumber(value, want.Lengte), "een getal van hoogstens "+want.Lengte+" cijfers"
	case "datum":
		_, fits = zgw.LenientDate(value)
		form = "een datum (jjjjmmdd)"
	case "datum_tijd":
		fits, form = fitsMoment(value), "een tijdstip (jjjjmmdduummss)"
	}
	switch {
	case !fits:
		return "De waarde is opgeslagen, maar de eigenschap vraagt " + form + "."
	case len(want.Waardenverzameling) > 0 && !contains(want.Waardenverzameling, value):
		return "De waarde is opgeslagen, maar staat niet in de waardenverzameling van de eigenschap."
	}
	return ""
}

func contains(list []string, value string) bool {
	for _, item := range list {
		if strings.EqualFold(item, value) {
			return true
		}
	}
	return false
}
