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
	Zaakinformatieobjecten []zgw.URL `json:"zaakinformatieobjecten" zgw:"derived"`
}

// Statussen is the resource.
var Statussen = rest.Resource[Status]{
	Name:  "status",
	Table: "statussen",
	Path:  Root + "/statussen",
	Ops:   rest.ReadOnly | rest.Create,
	Scopes: rest.Scopes{
		Read: "zaken.lezen", Create: "zaken.aanmaken | zaken.statussen.toevoegen | zaken.heropenen | zaken.geforceerd-bijwerken",
	},
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
		{Name: "indicatieLaatstGezetteStatus", Raw: true, First: "?", SQL: `select case when exists (select 1 from statussen a join statussen b on b.zaak = a.zaak
			where a.id = $1 and (b.gezet > a.gezet or b.gezet = a.gezet and b.id > a.id)) then 'false' else 'true' end`},
		{Name: "zaakinformatieobjecten", Many: true, SQL: "select uuid from statussen where id = $1 and 1 = 0"},
	},
	Filters: rest.Filters{
		"zaak":       rest.By("zaak"),
		"statustype": rest.By("statustype"),
	},
	Relations: rest.Relations{
		"zaak":       {To: Root + "/zaken", SQL: "select id, zaak from statussen where id {in}"},
		"statustype": {To: catalogi.Root + "/statustypen", SQL: "select id, statustype from statussen where id {in}"},
		"gezetdoor":  {To: Root + "/rollen", SQL: "select id, gezetdoor from statussen where id {in}"},
	},
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
	// zrc-031: not in the future, and no two at one moment.
	if s.DatumStatusGezet.Time().After(c.Now()) {
		c.Invalid("datumStatusGezet", "date-in-future", "Een status kan niet in de toekomst worden gezet.")
		return nil
	}
	// zrc-016: the statustype is one of the zaaktype's.
	if statustype.Zaaktype != zaak.Zaaktype {
		c.Invalid("nonFieldErrors", "zaaktype-mismatch", "Dit statustype hoort niet bij het zaaktype van de zaak.")
		return nil
	}
	id, err := c.ID(s.Zaak)
	if err != nil {
		return err
	}
	same, err := Statussen.Exists(c, "zaak = $1 and gezet = $2", id, s.DatumStatusGezet.Sortable())
	if err != nil {
		return err
	}
	if same {
		c.Invalid("nonFieldErrors", "unique", "De zaak heeft al een status op dit tijdstip.")
		return nil
	}
	return s.ruleScopes(c, zaak, statustype)
}

// ruleScopes is zrc-008: the first status comes with zaken.aanmaken, later ones with zaken.statussen.toevoegen, and one
// that opens a closed zaak again with zaken.heropenen.
func (s *Status) ruleScopes(c *rest.Call, zaak *Zaak, statustype *catalogi.Statustype) error {
	row, err := Zaken.Stored(c, s.Zaak)
	if err != nil {
		return err
	}
	eind, err := statustype.IsEindstatus(c)
	if err != nil {
		return err
	}
	switch {
	case c.Has("zaken.geforceerd-bijwerken", row.Cls):
		return nil
	case zaak.Einddatum != "" && eind:
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
	zaak, err := Zaken.Get(c, s.Zaak)
	if err != nil {
		return err
	}
	statustype, err := catalogi.Statustypen.Get(c, s.Statustype)
	if err != nil {
		return err
	}
	eind, err := statustype.IsEindstatus(c)
	if err != nil {
		return err
	}
	if err := s.notLastAnyMore(c); err != nil {
		return err
	}
	switch {
	case eind:
		return zaak.sluit(c, s.DatumStatusGezet.Date())
	case zaak.Einddatum != "":
		return zaak.heropen(c)
	}
	return nil
}

func (s *Status) notLastAnyMore(c *rest.Call) error {
	id, err := c.ID(s.Zaak)
	if err != nil {
		return err
	}
	before, err := Statussen.Each(c, `zaak = $1 and afgeleid like '%"indicatieLaatstGezetteStatus":true%'`, id)
	if err != nil {
		return err
	}
	for _, other := range before {
		if other.URL == s.URL {
			continue
		}
		if err := c.Refresh(other.URL, "indicatieLaatstGezetteStatus"); err != nil {
			return err
		}
	}
	return nil
}

// sluit is zrc-007: the zaak ends on the day of its eindstatus.
func (z *Zaak) sluit(c *rest.Call, day zgw.Date) error {
	z.Einddatum = day
	return Zaken.Store(c, z)
}

// heropen is zrc-008: what closing decided is open again.
func (z *Zaak) heropen(c *rest.Call) error {
	z.Einddatum, z.Archiefactiedatum, z.Archiefnominatie, z.StartdatumBewaartermijn = "", "", "", ""
	return Zaken.Store(c, z)
}
