package besluiten

import (
	"errors"
	"fmt"

	"meent/diensten/auth"
	"meent/diensten/catalogi"
	"meent/diensten/documenten"
	"meent/diensten/rest"
	"meent/diensten/zaken"
	"meent/diensten/zgw"
)

// Besluit is a decision, often one that a zaak was about: a permit, a refusal, a subsidy.
type Besluit struct {
	rest.Object
	// Het nummer van het besluit, uniek binnen de verantwoordelijke organisatie. Zonder opgave geeft het register er een uit.
	Identificatie string `json:"identificatie" zgw:"max=50,immutable"`
	// Het RSIN van de organisatie die het besluit nam.
	VerantwoordelijkeOrganisatie zgw.RSIN `json:"verantwoordelijkeOrganisatie" zgw:"required,max=9,immutable"`
	// Wat voor besluit het is, in een Catalogi API.
	Besluittype zgw.URL `json:"besluittype" zgw:"required,max=200,ref=besluittypen,immutable"`
	// De zaak waarin het besluit is genomen.
	Zaak zgw.URL `json:"zaak" zgw:"max=200,ref=zaken"`
	// De dag waarop het besluit is genomen.
	Datum zgw.Date `json:"datum" zgw:"required"`
	// Een toelichting op het besluit.
	Toelichting string `json:"toelichting"`
	// Het orgaan dat het besluit nam.
	Bestuursorgaan string `json:"bestuursorgaan" zgw:"max=50"`
	// De dag waarop het besluit ingaat.
	Ingangsdatum zgw.Date `json:"ingangsdatum" zgw:"required"`
	// De dag waarop het besluit niet meer geldt.
	Vervaldatum zgw.Date `json:"vervaldatum" zgw:"null"`
	// Waarom het besluit niet meer geldt.
	Vervalreden zgw.Vervalreden `json:"vervalreden"`
	// De vervalreden in woorden.
	VervalredenWeergave string `json:"vervalredenWeergave" zgw:"readonly"`
	// De dag waarop het besluit gepubliceerd is of wordt.
	Publicatiedatum zgw.Date `json:"publicatiedatum" zgw:"null"`
	// De dag waarop het besluit is verzonden.
	Verzenddatum zgw.Date `json:"verzenddatum" zgw:"null"`
	// De laatste dag waarop men kan reageren op het besluit.
	UiterlijkeReactiedatum zgw.Date `json:"uiterlijkeReactiedatum" zgw:"null"`

	mirrors []zgw.URL // of its documents, while it is removed
}

// Besluiten is the resource.
var Besluiten = rest.Resource[Besluit]{
	Name:  "besluit",
	Table: "besluiten",
	Path:  Root + "/besluiten",
	Ops:   rest.All,
	Scopes: rest.Scopes{
		Read: "besluiten.lezen", Create: "besluiten.aanmaken", Update: "besluiten.bijwerken", Delete: "besluiten.verwijderen",
	},
	Main: &rest.Main[Besluit]{Kanaal: "besluiten", Audit: true, Class: classOf, Kenmerken: kenmerkenOf},
	Columns: []rest.Column[Besluit]{
		rest.Ref("besluittype", func(b *Besluit) zgw.URL { return b.Besluittype }),
		rest.Ref("zaak", func(b *Besluit) zgw.URL { return b.Zaak }),
		rest.Col("identificatie", func(b *Besluit) string { return b.Identificatie }),
		rest.Col("verantwoordelijke_organisatie", func(b *Besluit) string { return string(b.VerantwoordelijkeOrganisatie) }),
	},
	Filters: rest.Filters{
		"identificatie":                rest.Equal("identificatie"),
		"verantwoordelijkeOrganisatie": rest.Equal("verantwoordelijke_organisatie"),
		"besluittype":                  rest.ByType(),
		"zaak":                         rest.By("zaak"),
	},
	Relations: rest.Relations{
		"besluittype": {To: catalogi.Root + "/besluittypen", SQL: "select id, besluittype from besluiten where id {in}"},
		"zaak":        {To: zaken.Root + "/zaken", SQL: "select id, zaak from besluiten where id {in}"},
	},
	Doc: rest.ResourceDoc{Older: true},
}

// classOf gives a besluit its rights: those of its type (G-28).
func classOf(c *rest.Call, b *Besluit) (int64, error) {
	id, err := c.ID(b.Besluittype)
	return auth.Class(id, 0, false), err
}

// kenmerkenOf is what notifications say of a besluit (G-61).
func kenmerkenOf(c *rest.Call, b *Besluit) ([]rest.Kenmerk, error) {
	t, err := catalogi.Besluittypen.Get(c, b.Besluittype)
	switch {
	case errors.Is(err, rest.ErrElsewhere) || errors.Is(err, rest.ErrUnknown): // the other server does not answer now
		t = &catalogi.Besluittype{}
	case err != nil:
		return nil, err
	}
	return []rest.Kenmerk{
		{Name: "verantwoordelijke_organisatie", Value: string(b.VerantwoordelijkeOrganisatie)},
		{Name: "besluittype", Value: string(b.Besluittype)},
		{Name: "besluittype.catalogus", Value: string(t.Catalogus)},
	}, nil
}

// Weergave names the besluit in the audit trail.
func (b *Besluit) Weergave() string {
	return fmt.Sprintf("%s - %s", b.VerantwoordelijkeOrganisatie, b.Identificatie)
}

// Rules are those of a besluit when it is made or changed.
func (b *Besluit) Rules(c *rest.Call, old *Besluit) error {
	b.VervalredenWeergave = b.Vervalreden.Label()
	b.ruleZaakStays(c, old)
	if err := b.ruleType(c, old); err != nil {
		return err
	}
	// brc-010: a decision has been taken, or it is none.
	if b.Datum > c.Today() {
		c.Invalid("datum", "date-in-future", "Een besluit kan niet in de toekomst zijn genomen.")
	}
	if err := b.ruleIdentificatie(c, old); err != nil || c.Faulty() {
		return err
	}
	return b.ruleZaak(c, old)
}

// ruleZaakStays is brc-006: a besluit stays in its zaak. One that had none may get one.
func (b *Besluit) ruleZaakStays(c *rest.Call, old *Besluit) {
	switch {
	case old == nil || old.Zaak == "":
	case !c.Sent("zaak"):
		b.Zaak = old.Zaak
	case b.Zaak != old.Zaak:
		c.Invalid("zaak", "wijzigen-niet-toegelaten", "De zaak van een besluit kan niet worden gewijzigd.")
	}
}

// ruleType is brc-001: the besluittype is published.
func (b *Besluit) ruleType(c *rest.Call, old *Besluit) error {
	if old != nil {
		return nil
	}
	t, err := catalogi.Besluittypen.Get(c, b.Besluittype)
	if err != nil {
		return err
	}
	if t.Concept {
		c.Invalid("besluittype", "not-published", "Dit besluittype is nog een concept. Publiceer het eerst, of kies een gepubliceerd besluittype.")
	}
	return nil
}

// ruleIdentificatie is brc-002: unique within the organisation, and given out when the client sends none.
func (b *Besluit) ruleIdentificatie(c *rest.Call, old *Besluit) error {
	if old != nil {
		return nil
	}
	taken := func(identificatie string) (bool, error) {
		return Besluiten.Exists(c, "identificatie = $1 and verantwoordelijke_organisatie = $2", identificatie, string(b.VerantwoordelijkeOrganisatie))
	}
	if b.Identificatie == "" {
		if c.Faulty() {
			return nil
		}
		number, err := c.Number("BESLUIT", b.VerantwoordelijkeOrganisatie, taken)
		b.Identificatie = number
		return err
	}
	there, err := taken(b.Identificatie)
	if there {
		c.Invalid("identificatie", "identificatie-niet-uniek", "Deze organisatie heeft al een besluit met dit nummer.")
	}
	return err
}

// ruleZaak is brc-006 and brc-007: the zaak is open, and of a type in which such besluiten are taken.
func (b *Besluit) ruleZaak(c *rest.Call, old *Besluit) error {
	if b.Zaak == "" || old != nil && old.Zaak == b.Zaak {
		return nil
	}
	zaak, err := zaken.Zaken.Get(c, b.Zaak)
	if err != nil {
		return err
	}
	zaaktype, err := catalogi.Zaaktypen.Get(c, zaak.Zaaktype)
	if err != nil {
		return err
	}
	may, err := zaaktype.HeeftBesluittype(c, b.Besluittype)
	if err != nil {
		return err
	}
	if !may {
		c.Invalid("nonFieldErrors", "zaaktype-mismatch", "Het zaaktype van de zaak kent dit besluittype niet. Voeg het besluittype toe aan het zaaktype.")
		return nil
	}
	return open(c, zaak)
}

// open is zrc-007: what belongs to a closed zaak is written only with zaken.geforceerd-bijwerken.
func open(c *rest.Call, zaak *zaken.Zaak) error {
	s, err := zaken.Zaken.Stored(c, zaak.URL)
	if _, local := zaak.URL.Local(); err != nil || !local || zaak.Einddatum == "" {
		return err
	}
	if !c.Has("zrc:zaken.geforceerd-bijwerken", s.Cls) {
		return rest.Denied("De zaak is afgesloten. Een besluit erbij kan alleen met het recht zaken.geforceerd-bijwerken.")
	}
	return nil
}

// After is brc-006: the zaak hears of the besluit in the same transaction, and computes its archiving again.
func (b *Besluit) After(c *rest.Call, old *Besluit) error {
	if _, local := b.Zaak.Local(); !local {
		return nil
	}
	if old == nil || old.Zaak != b.Zaak {
		if _, err := zaken.Zaakbesluiten.Put(c, &zaken.Zaakbesluit{Zaak: b.Zaak, Besluit: b.URL}); err != nil {
			return err
		}
	}
	if old != nil && old.Zaak == b.Zaak && old.Ingangsdatum == b.Ingangsdatum && old.Vervaldatum == b.Vervaldatum {
		return nil
	}
	return zaken.Herbereken(c, b.Zaak)
}

// BeforeRemove is brc-009: what the register of documents keeps of the besluit goes with it.
func (b *Besluit) BeforeRemove(c *rest.Call) error {
	id, err := c.ID(b.URL)
	if err != nil {
		return err
	}
	mirrors, err := documenten.Objectinformatieobjecten.Each(c, "object = $1", id)
	if err != nil {
		return err
	}
	for _, o := range mirrors {
		b.mirrors = append(b.mirrors, o.URL)
	}
	return b.leaveZaak(c, id)
}

// leaveZaak takes the besluit out of its zaak.
func (b *Besluit) leaveZaak(c *rest.Call, id int64) error {
	if _, local := b.Zaak.Local(); !local {
		return nil
	}
	list, err := zaken.Zaakbesluiten.Each(c, "besluit = $1", id)
	if err != nil {
		return err
	}
	for _, z := range list {
		if err := zaken.Zaakbesluiten.Drop(c, z.URL); err != nil {
			return err
		}
	}
	return zaken.Herbereken(c, b.Zaak)
}

// AfterRemove removes the other side of the relations to documents, now that this side is gone.
func (b *Besluit) AfterRemove(c *rest.Call) error {
	for _, url := range b.mirrors {
		if err := documenten.Objectinformatieobjecten.Drop(c, url); err != nil {
			return err
		}
	}
	return nil
}
