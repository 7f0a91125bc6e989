package transitie

import (
	"fmt"
	"regexp"
	"slices"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Organisatie is a municipality or another organisation that takes part in the transition, or may (§2.1). One of them is the
// own one: whose register this is.
type Organisatie struct {
	Gemeen
	// De naam van de organisatie.
	Naam string `json:"naam" zgw:"required,max=200"`
	// Wat voor organisatie het is.
	Soort OrganisatieSoort `json:"soort" zgw:"default=gemeente"`
	// Of dit de eigen organisatie is: die van dit register. Er is er hoogstens één.
	Eigen bool `json:"eigen" zgw:"default=false"`
	// Het Organisatie-identificatienummer: 20 cijfers. Nodig zodra er gegevens worden uitgewisseld.
	OIN string `json:"oin" zgw:"max=20"`
	// De code van de gemeente bij het CBS: GM en vier cijfers.
	CBSCode string `json:"cbsCode" zgw:"max=6"`
	// Hoeveel inwoners de gemeente heeft; 0 als dat niet bekend is.
	Inwoners int `json:"inwoners" zgw:"min=0,max=100000000"`
	// De regio's waarin de gemeente ligt.
	Regios *Regios `json:"regios"`
	// Het adres van het Meent van de organisatie.
	BasisURL zgw.URL `json:"basisUrl" zgw:"max=1000"`
	// Sinds wanneer de organisatie er is.
	GeldigVan zgw.Date `json:"geldigVan" zgw:"null"`
	// Tot wanneer de organisatie er was, bij een herindeling.
	GeldigTot zgw.Date `json:"geldigTot" zgw:"null"`
	// De organisaties die na een herindeling in de plaats kwamen.
	Opvolgers []zgw.URL `json:"opvolgers" zgw:"max=1000,local=organisaties"`
	// Bij de eigen organisatie: de openbare sleutels waarmee zij haar metingen ondertekent, de oudste eerst.
	Sleutels []Ondertekensleutel `json:"sleutels" zgw:"readonly"`
}

// Regios are the regions of a municipality, by name.
type Regios struct {
	// De arbeidsmarktregio.
	Arbeidsmarktregio string `json:"arbeidsmarktregio" zgw:"max=100"`
	// Het COROP-gebied.
	COROP string `json:"corop" zgw:"max=100"`
	// De provincie.
	Provincie string `json:"provincie" zgw:"max=100"`
	// De veiligheidsregio.
	Veiligheidsregio string `json:"veiligheidsregio" zgw:"max=100"`
}

// OrganisatieSoort is a kind of organisation.
type OrganisatieSoort string

// Choices are those of §2.1.
func (OrganisatieSoort) Choices() []string {
	return []string{"gemeente", "samenwerkingsverband", "koepel", "rijk", "provincie", "waterschap", "ketenpartner", "leverancier"}
}

// Organisaties is the resource.
var Organisaties = rest.Resource[Organisatie]{
	Name: "organisatie", Table: "organisaties", Path: Root + "/organisaties", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Organisatie](rangOpenbaar),
	Columns: []rest.Column[Organisatie]{
		rest.Col("naam", func(o *Organisatie) string { return o.Naam }),
		rest.Col("naam_zoek", func(o *Organisatie) string { return rest.Fold(o.Naam) }),
		rest.Col("soort", func(o *Organisatie) string { return string(o.Soort) }),
		rest.Col("eigen", func(o *Organisatie) bool { return o.Eigen }),
		rest.Col("cbs_code", func(o *Organisatie) *string { return nietLeeg(o.CBSCode) }),
		rest.Col("oin", func(o *Organisatie) *string { return nietLeeg(o.OIN) }),
	},
	Filters: rest.Filters{
		"naam": rest.Equal("naam"), "naam__icontains": rest.Contains("naam_zoek"), "soort": rest.Is[OrganisatieSoort]("soort"),
		"eigen": rest.Truth("eigen"), "cbsCode": rest.Equal("cbs_code"), "oin": rest.Equal("oin"),
	},
	Orders: rest.Orders{"naam": {Column: "naam_zoek"}},
	Doc:    rest.ResourceDoc{ETag: true},
}

// nietLeeg is a text for a column in which empty ones do not count.
func nietLeeg(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

var (
	oinVorm = regexp.MustCompile(`^[0-9]{20}$`)
	cbsVorm = regexp.MustCompile(`^GM[0-9]{4}$`)
)

// Rules are those of an organisatie.
func (o *Organisatie) Rules(c *rest.Call, old *Organisatie) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "organisaties"}); err != nil {
		return err
	}
	o.vorm(c)
	if c.Faulty() {
		return nil
	}
	if err := o.enige(c); err != nil || c.Faulty() {
		return err
	}
	o.bijgehouden(c, old)
	return o.metSleutels(c.Tx)
}

func (o *Organisatie) vorm(c *rest.Call) {
	if o.OIN != "" && !oinVorm.MatchString(o.OIN) {
		c.Invalid("oin", "invalid", "Een OIN heeft 20 cijfers.")
	}
	if o.CBSCode != "" && !cbsVorm.MatchString(o.CBSCode) {
		c.Invalid("cbsCode", "invalid", "Een CBS-code van een gemeente is GM met vier cijfers, bijvoorbeeld GM0193.")
	}
	if o.GeldigTot != "" && o.GeldigVan != "" && o.GeldigTot < o.GeldigVan {
		c.Invalid("geldigTot", "einddatum-voor-begindatum", "De organisatie kan niet zijn opgehouden voor zij er was.")
	}
	if o.URL != "" && slices.Contains(o.Opvolgers, o.URL) {
		c.Invalid("opvolgers", "self-forbidden", "Een organisatie volgt zichzelf niet op.")
	}
}

// enige says what another organisation has already: being the own one, the CBS code, the OIN.
func (o *Organisatie) enige(c *rest.Call) error {
	for _, uniek := range []struct {
		naam, kolom string
		waarde      any
		geldt       bool
		reden       string
	}{
		{"eigen", "eigen", int64(1), o.Eigen, "Er is al een eigen organisatie: %s. Zet daar eerst eigen op false."},
		{"cbsCode", "cbs_code", o.CBSCode, o.CBSCode != "", "Deze CBS-code heeft %s al."},
		{"oin", "oin", o.OIN, o.OIN != "", "Dit OIN heeft %s al."},
	} {
		if !uniek.geldt {
			continue
		}
		for row, err := range c.Tx.Query("select naam from organisaties where "+uniek.kolom+" = $1 and uuid <> $2", uniek.waarde, o.UUID) {
			if err != nil {
				return err
			}
			c.Invalid(uniek.naam, "unique", fmt.Sprintf(uniek.reden, row.Text(0)))
		}
	}
	return nil
}

// bijgehouden is geschreven without the owner: an organisation is nobody's, but for the register in which it stands.
func (o *Organisatie) bijgehouden(c *rest.Call, old *Organisatie) {
	o.GewijzigdOp = zgw.TimeOf(c.Now())
	o.Versie++
	if old == nil {
		o.AangemaaktOp, o.Versie = o.GewijzigdOp, 1
	}
}

// opgevolgdDoor says whether another organisation came in the place of this one.
func (o *Organisatie) opgevolgdDoor(other zgw.URL) bool { return slices.Contains(o.Opvolgers, other) }

// BeforeRemove says who may.
func (o *Organisatie) BeforeRemove(c *rest.Call) error {
	_, err := magNu(c, Schrijven, Voorwerp{Soort: "organisaties"})
	return err
}

// Weergave is what the audit trail calls it.
func (o *Organisatie) Weergave() string { return o.Naam }
