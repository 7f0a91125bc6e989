package zaken

import (
	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Status is a stage that a zaak has reached, and when. The one with the eindstatus closes the zaak.
type Status struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De zaak die de status heeft.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken"`
	// Welke status het is.
	Statustype zgw.URL `json:"statustype" zgw:"required,max=1000,ref=statustypen"`
	// Wanneer de zaak de status kreeg.
	DatumStatusGezet zgw.Time `json:"datumStatusGezet" zgw:"required"`
	// Een toelichting voor wie de zaak heeft aangevraagd.
	Statustoelichting string `json:"statustoelichting" zgw:"max=1000"`
	// Of het de laatste status van de zaak is.
	IndicatieLaatstGezetteStatus bool `json:"indicatieLaatstGezetteStatus" zgw:"derived"`
	// De rol van wie de status heeft gezet.
	Gezetdoor zgw.URL `json:"gezetdoor" zgw:"max=200,local=rollen"`
	// De documenten die bij de status horen.
	Zaakinformatieobjecten []zgw.URL `json:"zaakinformatieobjecten" zgw:"derived,max=1000"`

	eind     bool    // it is the eindstatus
	later    bool    // the zaak has a status of a later moment
	previous zgw.URL // the last status of the zaak before this one came
}

const last = "case when exists (select 1 from statussen l where l.zaak = statussen.zaak and l.gezet > statussen.gezet)"

// Statussen is the resource.
var Statussen = rest.Resource[Status]{
	Name:         "status",
	Table:        "statussen",
	Path:         Root + "/statussen",
	Ops:          rest.ReadOnly | rest.Create,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: "zaken.aanmaken | zaken.statussen.toevoegen | zaken.heropenen"},
	Parent:       func(s *Status) zgw.URL { return s.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Feeds:        []string{"status"},
	Columns: []rest.Column[Status]{
		rest.Ref("zaak", func(s *Status) zgw.URL { return s.Zaak }),
		rest.Ref("statustype", func(s *Status) zgw.URL { return s.Statustype }),
		rest.Ref("gezetdoor", func(s *Status) zgw.URL { return s.Gezetdoor }),
		rest.Col("gezet", func(s *Status) zgw.Time { return s.DatumStatusGezet }),
	},
	Derived: []rest.Derived{
		{Name: "indicatieLaatstGezetteStatus", Raw: true, First: "true", SQL: "select " + last + " then 'false' else 'true' end from statussen where id = $1"},
		{Name: "zaakinformatieobjecten", Many: true, SQL: "select '" + Root + "/zaakinformatieobjecten/' || uuid from zaakinformatieobjecten where status = $1 order by id"},
	},
	Filters: rest.Filters{
		"zaak":                         rest.By("zaak"),
		"statustype":                   rest.By("statustype"),
		"indicatieLaatstGezetteStatus": rest.Truth("(" + last + " then 0 else 1 end)"),
	},
	Relations: rest.Relations{
		"zaak":                   {To: Root + "/zaken", SQL: "select id, zaak from statussen where id {in}"},
		"statustype":             {To: catalogi.Root + "/statustypen", SQL: "select id, statustype from statussen where id {in}"},
		"gezetdoor":              {To: Root + "/rollen", SQL: "select id, gezetdoor from statussen where id {in}"},
		"zaakinformatieobjecten": {To: Root + "/zaakinformatieobjecten", Many: true, SQL: "select status, id from zaakinformatieobjecten where status {in} order by id"},
	},
	Doc: rest.ResourceDoc{ETag: true},
}

// Rules are those of a status; it is made and never changed.
func (s *Status) Rules(c *rest.Call, _ *Status) error {
	zaak, err := Zaken.Get(c, s.Zaak)
	if err != nil {
		return err
	}
	statustype, err := catalogi.Statustypen.Get(c, s.Statustype)
	if err != nil {
		return err
	}
	if err := s.ruleGezet(c, zaak); err != nil || c.Faulty() {
		return err
	}
	// zrc-016: the statustype is one of the zaaktype's.
	if statustype.Zaaktype != zaak.Zaaktype {
		c.Invalid("nonFieldErrors", "zaaktype-mismatch", "Dit statustype hoort niet bij het zaaktype van de zaak.")
		return nil
	}
	if err := s.ruleMoment(c, zaak); err != nil || c.Faulty() {
		return err
	}
	if s.eind, err = statustype.IsEindstatus(c); err != nil {
		return err
	}
	if err := s.ruleScopes(c, zaak); err != nil {
		return err
	}
	switch {
	case s.eind:
		return zaak.mayClose(c)
	case zaak.Einddatum != "":
		return zaak.mayReopen(c)
	}
	return nil
}

// ruleGezet is part of zrc-031: when, and by whom.
func (s *Status) ruleGezet(c *rest.Call, zaak *Zaak) error {
	if s.DatumStatusGezet.Time().After(c.Now()) {
		c.Invalid("datumStatusGezet", "date-in-future", "Een status kan niet in de toekomst worden gezet.")
	}
	if s.Gezetdoor == "" {
		return nil
	}
	rol, err := Rollen.Get(c, s.Gezetdoor)
	if err != nil {
		return err
	}
	if rol.Zaak != zaak.URL {
		c.Invalid("gezetdoor", "zaak-mismatch", "Deze rol hoort bij een andere zaak.")
	}
	return nil
}

// ruleMoment is the rest of zrc-031: no two statussen at one moment. It sees, too, whether this is the last one.
func (s *Status) ruleMoment(c *rest.Call, zaak *Zaak) error {
	id, err := c.ID(s.Zaak)
	if err != nil {
		return err
	}
	moment := s.DatumStatusGezet.Sortable()
	s.previous = zaak.Status
	for row, err := range c.Tx.Query("select gezet from statussen where zaak = $1 and gezet >= $2 order by gezet limit 1", id, moment) {
		if err != nil {
			return err
		}
		s.later = true
		if row.Text(0) == moment {
			c.Invalid("nonFieldErrors", "unique", "De zaak heeft al een status op dit tijdstip.")
		}
	}
	return nil
}

// ruleScopes is zrc-008: the first status comes with zaken.aanmaken, later ones with zaken.statussen.toevoegen, and one
// that opens a closed zaak again with zaken.heropenen.
func (s *Status) ruleScopes(c *rest.Call, zaak *Zaak) error {
	row, err := Zaken.Stored(c, s.Zaak)
	if err != nil {
		return err
	}
	switch {
	case c.Has("zaken.geforceerd-bijwerken", row.Cls):
		return nil
	case zaak.Einddatum != "" && s.eind:
		return rest.Denied("De zaak is afgesloten. Bijwerken kan alleen met het recht zaken.geforceerd-bijwerken.")
	case zaak.Einddatum != "" && !c.Has("zaken.heropenen", row.Cls):
		return rest.Denied("De zaak is afgesloten. Heropenen kan alleen met het recht zaken.heropenen.")
	case zaak.Einddatum == "" && zaak.Status != "" && !c.Has("zaken.statussen.toevoegen", row.Cls):
		return rest.Denied("Een volgende status zetten kan alleen met het recht zaken.statussen.toevoegen.")
	case zaak.Status == "" && !c.Has("zaken.aanmaken | zaken.statussen.toevoegen", row.Cls):
		return rest.Denied("De eerste status zetten kan alleen met het recht zaken.aanmaken.")
	}
	return nil
}

// After closes the zaak, or opens it again, and tells the status that was the last one that it no longer is.
func (s *Status) After(c *rest.Call, _ *Status) error {
	if err := s.tellOthers(c); err != nil {
		return err
	}
	zaak, err := Zaken.Get(c, s.Zaak)
	if err != nil {
		return err
	}
	switch {
	case s.eind:
		return zaak.sluit(c, s.DatumStatusGezet.Date())
	case zaak.Einddatum != "":
		return zaak.heropen(c)
	}
	return nil
}

func (s *Status) tellOthers(c *rest.Call) error {
	notLast := s.previous
	if s.later {
		notLast = s.URL
	}
	if notLast != "" {
		if err := c.Refresh(notLast, "indicatieLaatstGezetteStatus"); err != nil {
			return err
		}
	}
	if s.Gezetdoor == "" {
		return nil
	}
	return c.Refresh(s.Gezetdoor, "statussen")
}
