package zaken

import (
	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Rol is somebody's part in a zaak.
type Rol struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De zaak.
	Zaak zgw.URL `json:"zaak" zgw:"required,max=1000,local=zaken"`
	// Wie het is, als die een adres heeft.
	Betrokkene zgw.URL `json:"betrokkene" zgw:"max=1000"`
	// Wat voor iemand het is.
	BetrokkeneType zgw.BetrokkeneType `json:"betrokkeneType" zgw:"required"`
	// Welke rol het is.
	Roltype zgw.URL `json:"roltype" zgw:"required,max=1000,ref=roltypen"`
	// De naam van de rol.
	Omschrijving string `json:"omschrijving" zgw:"readonly"`
	// Wat de rol is in woorden die alle gemeenten gebruiken.
	OmschrijvingGeneriek zgw.RolOmschrijvingGeneriek `json:"omschrijvingGeneriek" zgw:"readonly"`
	// Waarom iemand deze rol heeft.
	Roltoelichting string `json:"roltoelichting" zgw:"required,max=1000"`
	// Wanneer de rol is geregistreerd.
	Registratiedatum zgw.Time `json:"registratiedatum" zgw:"readonly"`
}

// Rollen is the resource.
var Rollen = rest.Resource[Rol]{
	Name:         "rol",
	Table:        "rollen",
	Path:         Root + "/rollen",
	Ops:          rest.ReadOnly | rest.Create | rest.Remove,
	Scopes:       rest.Scopes{Read: "zaken.lezen", Create: bijwerken, Delete: bijwerken},
	Parent:       func(r *Rol) zgw.URL { return r.Zaak },
	ParentColumn: "zaak",
	Lender:       "zaken",
	Feeds:        []string{"rollen"},
	Columns: []rest.Column[Rol]{
		rest.Ref("zaak", func(r *Rol) zgw.URL { return r.Zaak }),
		rest.Ref("roltype", func(r *Rol) zgw.URL { return r.Roltype }),
		rest.Col("betrokkene", func(r *Rol) string { return string(r.Betrokkene) }),
		rest.Col("betrokkene_type", func(r *Rol) string { return string(r.BetrokkeneType) }),
	},
	Filters: rest.Filters{
		"zaak":           rest.By("zaak"),
		"roltype":        rest.By("roltype"),
		"betrokkene":     rest.ByAddress("betrokkene"),
		"betrokkeneType": rest.Is[zgw.BetrokkeneType]("betrokkene_type"),
	},
	Relations: rest.Relations{
		"zaak":    {To: Root + "/zaken", SQL: "select id, zaak from rollen where id {in}"},
		"roltype": {To: catalogi.Root + "/roltypen", SQL: "select id, roltype from rollen where id {in}"},
	},
}

// Rules are those of a rol.
func (r *Rol) Rules(c *rest.Call, _ *Rol) error {
	zaak, err := Zaken.Get(c, r.Zaak)
	if err != nil {
		return err
	}
	roltype, err := catalogi.Roltypen.Get(c, r.Roltype)
	if err != nil {
		return err
	}
	r.Omschrijving, r.OmschrijvingGeneriek = roltype.Omschrijving, roltype.OmschrijvingGeneriek
	r.Registratiedatum = zgw.TimeOf(c.Now())
	// zrc-019: the roltype is one of the zaaktype's.
	if roltype.Zaaktype != zaak.Zaaktype {
		c.Invalid("nonFieldErrors", "zaaktype-mismatch", "Dit roltype hoort niet bij het zaaktype van de zaak.")
		return nil
	}
	return closedRule(c, zaak)
}

// BeforeRemove is zrc-007.
func (r *Rol) BeforeRemove(c *rest.Call) error {
	zaak, err := Zaken.Get(c, r.Zaak)
	if err != nil {
		return err
	}
	return closedRule(c, zaak)
}
