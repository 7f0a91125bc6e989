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
	// De naam waarmee de betrokkene in deze zaak wil worden aangesproken.
	AfwijkendeNaamBetrokkene string `json:"afwijkendeNaamBetrokkene" zgw:"max=625"`
	// Welke rol het is.
	Roltype zgw.URL `json:"roltype" zgw:"required,max=1000,ref=roltypen"`
	// De naam van de rol.
	Omschrijving string `json:"omschrijving" zgw:"readonly"`
	// Wat de rol is in woorden die alle gemeenten gebruiken.
	OmschrijvingGeneriek string `json:"omschrijvingGeneriek" zgw:"readonly"`
	// Waarom iemand deze rol heeft.
	Roltoelichting string `json:"roltoelichting" zgw:"required,max=1000"`
	// Wanneer de rol is geregistreerd.
	Registratiedatum zgw.Time `json:"registratiedatum" zgw:"readonly"`
	// Of de betrokkene voor een ander handelt, of een ander voor de betrokkene.
	IndicatieMachtiging IndicatieMachtiging `json:"indicatieMachtiging"`
	// Wie namens de betrokkene te bereiken is.
	ContactpersoonRol *ContactpersoonRol `json:"contactpersoonRol"`
	// De statussen die deze betrokkene heeft gezet.
	Statussen []zgw.URL `json:"statussen" zgw:"derived,max=1000"`
	// De gegevens van de betrokkene; welke dat zijn hangt af van betrokkeneType.
	BetrokkeneIdentificatie zgw.JSON `json:"betrokkeneIdentificatie" zgw:"null"`

	betrokkene betrokkene
}

// IndicatieMachtiging says who acts for whom.
type IndicatieMachtiging string

// Choices are the values that the standard knows.
func (IndicatieMachtiging) Choices() []string { return []string{"gemachtigde", "machtiginggever"} }

// ContactpersoonRol is who can be reached for a betrokkene.
type ContactpersoonRol struct {
	// Het e-mailadres.
	Emailadres string `json:"emailadres" zgw:"max=254,format=email"`
	// De functie van de contactpersoon.
	Functie string `json:"functie" zgw:"max=50"`
	// Het telefoonnummer.
	Telefoonnummer string `json:"telefoonnummer" zgw:"max=20"`
	// De naam van de contactpersoon.
	Naam string `json:"naam" zgw:"required,max=40"`
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
		rest.Col("betrokkene", func(r *Rol) any { return nothing(string(r.Betrokkene)) }),
		rest.Col("betrokkene_type", func(r *Rol) string { return string(r.BetrokkeneType) }),
		rest.Col("omschrijving", func(r *Rol) string { return r.Omschrijving }),
		rest.Col("omschrijving_generiek", func(r *Rol) string { return r.OmschrijvingGeneriek }),
		rest.Col("identificatie", func(r *Rol) any { return nothing(r.who().identificatie()) }),
		rest.Col("ander_nummer", func(r *Rol) any { return nothing(r.who().anderNummer()) }),
		rest.Col("a_nummer", func(r *Rol) any { return nothing(r.who().aNummer()) }),
	},
	Derived: []rest.Derived{
		{Name: "statussen", Many: true, SQL: "select '" + Root + "/statussen/' || uuid from statussen where gezetdoor = $1 order by id"},
	},
	Filters: rest.Filters{
		"zaak":                 rest.By("zaak"),
		"roltype":              rest.By("roltype"),
		"betrokkene":           rest.ByAddress("betrokkene"),
		"betrokkeneType":       rest.Is[zgw.BetrokkeneType]("betrokkene_type"),
		"omschrijving":         rest.Equal("omschrijving"),
		"omschrijvingGeneriek": rest.Is[zgw.RolOmschrijvingGeneriek]("omschrijving_generiek"),

		"betrokkeneIdentificatie__natuurlijkPersoon__inpBsn":               byBSN,
		"betrokkeneIdentificatie__natuurlijkPersoon__anpIdentificatie":     byAnp,
		"betrokkeneIdentificatie__natuurlijkPersoon__inpA_nummer":          byANummer,
		"betrokkeneIdentificatie__nietNatuurlijkPersoon__innNnpId":         byNnp,
		"betrokkeneIdentificatie__nietNatuurlijkPersoon__annIdentificatie": byAnn,
		"betrokkeneIdentificatie__vestiging__vestigingsNummer":             byVestiging,
		"betrokkeneIdentificatie__organisatorischeEenheid__identificatie":  byEenheid,
		"betrokkeneIdentificatie__medewerker__identificatie":               byMedewerker,
	},
	Relations: rest.Relations{
		"zaak":       {To: Root + "/zaken", SQL: "select id, zaak from rollen where id {in}"},
		"roltype":    {To: catalogi.Root + "/roltypen", SQL: "select id, roltype from rollen where id {in}"},
		"statussen":  {To: Root + "/statussen", Many: true, SQL: "select gezetdoor, id from statussen where gezetdoor {in} order by id"},
		"betrokkene": {},
	},
	Doc: rest.ResourceDoc{ETag: true},
}

// nothing is what a column holds in place of the empty text, so that an index need not.
func nothing(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// Rules are those of a rol; it is made and never changed.
func (r *Rol) Rules(c *rest.Call, _ *Rol) error {
	zaak, err := openZaak(c, r.Zaak)
	if err != nil {
		return err
	}
	roltype, err := catalogi.Roltypen.Get(c, r.Roltype)
	if err != nil {
		return err
	}
	if r.identify(c); c.Faulty() {
		return nil
	}
	r.Omschrijving, r.OmschrijvingGeneriek = roltype.Omschrijving, string(roltype.OmschrijvingGeneriek)
	r.Registratiedatum = zgw.TimeOf(c.Now())
	// zrc-019: the roltype is one of the zaaktype's.
	if roltype.Zaaktype != zaak.Zaaktype {
		c.Invalid("nonFieldErrors", "zaaktype-mismatch", "Dit roltype hoort niet bij het zaaktype van de zaak.")
		return nil
	}
	return r.ruleOnce(c)
}

// ruleOnce is zrc-030: a zaak has one initiator and one zaakcoordinator.
func (r *Rol) ruleOnce(c *rest.Call) error {
	if r.OmschrijvingGeneriek != "initiator" && r.OmschrijvingGeneriek != "zaakcoordinator" {
		return nil
	}
	id, err := c.ID(r.Zaak)
	if err != nil {
		return err
	}
	there, err := Rollen.Exists(c, "zaak = $1 and omschrijving_generiek = $2", id, r.OmschrijvingGeneriek)
	if there {
		c.Invalid("roltype", "max-occurences", "De zaak heeft al een "+r.OmschrijvingGeneriek+". Verwijder eerst die rol.")
	}
	return err
}

// BeforeRemove is zrc-007, and takes the rol out of the statussen that it set.
func (r *Rol) BeforeRemove(c *rest.Call) error {
	if _, err := openZaak(c, r.Zaak); err != nil {
		return err
	}
	id, err := c.ID(r.URL)
	if err != nil {
		return err
	}
	set, err := Statussen.Each(c, "gezetdoor = $1", id)
	if err != nil {
		return err
	}
	for _, s := range set {
		s.Gezetdoor = ""
		if err := Statussen.Store(c, s); err != nil {
			return err
		}
	}
	return nil
}
