package zaken

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// betrokkene is what a rol says of somebody; which struct it is follows from the betrokkeneType.
type betrokkene interface {
	identificatie() string // the number by which somebody of this type is known first
	anderNummer() string   // what the standard calls the number of another one
	aNummer() string
}

// nobody is a betrokkene that has only an address.
type nobody struct{}

func (nobody) identificatie() string { return "" }
func (nobody) anderNummer() string   { return "" }
func (nobody) aNummer() string       { return "" }

// identify reads betrokkeneIdentificatie by the betrokkeneType, each with its own members.
func (r *Rol) identify(c *rest.Call) {
	if len(r.BetrokkeneIdentificatie) == 0 {
		return
	}
	switch r.BetrokkeneType {
	case "natuurlijk_persoon":
		r.betrokkene = read(c, r, &NatuurlijkPersoon{})
	case "niet_natuurlijk_persoon":
		r.betrokkene = read(c, r, &NietNatuurlijkPersoon{})
	case "vestiging":
		r.betrokkene = read(c, r, &Vestiging{})
	case "organisatorische_eenheid":
		r.betrokkene = read(c, r, &OrganisatorischeEenheid{})
	case "medewerker":
		r.betrokkene = read(c, r, &Medewerker{})
	}
}

// who is the betrokkene, or nobody.
func (r *Rol) who() betrokkene {
	if r.betrokkene == nil {
		return nobody{}
	}
	return r.betrokkene
}

// Variants is for openapi.json.
func (r *Rol) Variants() rest.Variants {
	return rest.Variants{Member: "betrokkeneIdentificatie", By: "betrokkeneType", Shapes: map[string]any{
		"natuurlijk_persoon": NatuurlijkPersoon{}, "niet_natuurlijk_persoon": NietNatuurlijkPersoon{}, "vestiging": Vestiging{},
		"organisatorische_eenheid": OrganisatorischeEenheid{}, "medewerker": Medewerker{},
	}}
}

func read[B betrokkene](c *rest.Call, r *Rol, b B) B {
	c.DecodeGroup("betrokkeneIdentificatie", r.BetrokkeneIdentificatie, b)
	r.BetrokkeneIdentificatie = rest.EncodeGroup(b)
	return b
}

// The filters on who somebody is, of rollen and of zaken.
var (
	byBSN        = byNumber("natuurlijk_persoon", "identificatie")
	byAnp        = byNumber("natuurlijk_persoon", "ander_nummer")
	byANummer    = byNumber("natuurlijk_persoon", "a_nummer")
	byNnp        = byNumber("niet_natuurlijk_persoon", "identificatie")
	byAnn        = byNumber("niet_natuurlijk_persoon", "ander_nummer")
	byVestiging  = byNumber("vestiging", "identificatie")
	byEenheid    = byNumber("organisatorische_eenheid", "identificatie")
	byMedewerker = byNumber("medewerker", "identificatie")
)

func byNumber(betrokkeneType, column string) rest.Filter {
	return rest.Where[string](column + " = ? and betrokkene_type = '" + betrokkeneType + "'")
}

// NatuurlijkPersoon is a human being.
type NatuurlijkPersoon struct {
	// Het burgerservicenummer.
	InpBsn zgw.BSN `json:"inpBsn" zgw:"max=9"`
	// Het nummer dat de gemeente gaf aan iemand buiten de basisregistratie.
	AnpIdentificatie string `json:"anpIdentificatie" zgw:"max=17"`
	// Het administratienummer uit de basisregistratie personen.
	InpANummer string `json:"inpA_nummer" zgw:"max=10"`
	// De achternaam.
	Geslachtsnaam string `json:"geslachtsnaam" zgw:"max=200"`
	// Wat er voor de achternaam staat: van, de.
	VoorvoegselGeslachtsnaam string `json:"voorvoegselGeslachtsnaam" zgw:"max=80"`
	// De voorletters.
	Voorletters string `json:"voorletters" zgw:"max=20"`
	// De voornamen.
	Voornamen string `json:"voornamen" zgw:"max=200"`
	// Man, vrouw of onbekend.
	Geslachtsaanduiding Geslachtsaanduiding `json:"geslachtsaanduiding"`
	// De dag van geboorte, ook als die niet helemaal bekend is.
	Geboortedatum string `json:"geboortedatum" zgw:"max=18"`
	// Waar de persoon woont of verblijft.
	Verblijfsadres *Verblijfsadres `json:"verblijfsadres"`
	// Waar de persoon verblijft buiten Nederland.
	SubVerblijfBuitenland *SubVerblijfBuitenland `json:"subVerblijfBuitenland"`
}

func (p *NatuurlijkPersoon) identificatie() string { return string(p.InpBsn) }
func (p *NatuurlijkPersoon) anderNummer() string   { return p.AnpIdentificatie }
func (p *NatuurlijkPersoon) aNummer() string       { return p.InpANummer }

// Geslachtsaanduiding is man, vrouw or onbekend.
type Geslachtsaanduiding string

// Choices are the values that the standard knows.
func (Geslachtsaanduiding) Choices() []string { return []string{"m", "v", "o"} }

// NietNatuurlijkPersoon is an organisation that the law knows.
type NietNatuurlijkPersoon struct {
	nobody
	// Het RSIN.
	InnNnpID string `json:"innNnpId" zgw:"max=9"`
	// Het nummer dat de gemeente gaf aan een organisatie buiten het handelsregister.
	AnnIdentificatie string `json:"annIdentificatie" zgw:"max=17"`
	// De naam volgens de statuten.
	StatutaireNaam string `json:"statutaireNaam" zgw:"max=500"`
	// De rechtsvorm.
	InnRechtsvorm Rechtsvorm `json:"innRechtsvorm"`
	// Het adres waar men de organisatie bezoekt.
	Bezoekadres string `json:"bezoekadres" zgw:"max=1000"`
	// Waar de organisatie verblijft buiten Nederland.
	SubVerblijfBuitenland *SubVerblijfBuitenland `json:"subVerblijfBuitenland"`
}

func (p *NietNatuurlijkPersoon) identificatie() string { return p.InnNnpID }
func (p *NietNatuurlijkPersoon) anderNummer() string   { return p.AnnIdentificatie }

// Rechtsvorm is the legal form of an organisation.
type Rechtsvorm string

// Choices are the values that the standard knows.
func (Rechtsvorm) Choices() []string {
	return []string{
		"besloten_vennootschap", "cooperatie_europees_economische_samenwerking", "europese_cooperatieve_venootschap",
		"europese_cooperatieve_vennootschap", "europese_naamloze_vennootschap", "kerkelijke_organisatie", "naamloze_vennootschap",
		"onderlinge_waarborg_maatschappij", "overig_privaatrechtelijke_rechtspersoon", "stichting", "vereniging",
		"vereniging_van_eigenaars", "publiekrechtelijke_rechtspersoon", "vennootschap_onder_firma", "maatschap", "rederij",
		"commanditaire_vennootschap", "kapitaalvennootschap_binnen_eer", "overige_buitenlandse_rechtspersoon_vennootschap",
		"kapitaalvennootschap_buiten_eer",
	}
}

// Vestiging is a place where an organisation works.
type Vestiging struct {
	nobody
	// Het vestigingsnummer.
	VestigingsNummer string `json:"vestigingsNummer" zgw:"max=24"`
	// De namen waaronder de vestiging handelt.
	Handelsnaam []string `json:"handelsnaam" zgw:"max=625"`
	// Waar de vestiging is.
	Verblijfsadres *Verblijfsadres `json:"verblijfsadres"`
	// Waar de vestiging is buiten Nederland.
	SubVerblijfBuitenland *SubVerblijfBuitenland `json:"subVerblijfBuitenland"`
	// Het nummer in het handelsregister.
	KvkNummer string `json:"kvkNummer" zgw:"max=8"`
}

func (v *Vestiging) identificatie() string { return v.VestigingsNummer }

// OrganisatorischeEenheid is a part of an organisation.
type OrganisatorischeEenheid struct {
	nobody
	// Het nummer of de korte naam van de eenheid.
	Identificatie string `json:"identificatie" zgw:"max=24"`
	// Hoe de eenheid heet.
	Naam string `json:"naam" zgw:"max=50"`
	// In welk gebouw de eenheid zit.
	IsGehuisvestIn string `json:"isGehuisvestIn" zgw:"max=24"`
}

func (o *OrganisatorischeEenheid) identificatie() string { return o.Identificatie }

// Medewerker is somebody who works for the organisation.
type Medewerker struct {
	nobody
	// Het nummer of de inlognaam van de medewerker.
	Identificatie string `json:"identificatie" zgw:"max=254"`
	// De achternaam.
	Achternaam string `json:"achternaam" zgw:"max=200"`
	// De voorletters.
	Voorletters string `json:"voorletters" zgw:"max=20"`
	// Wat er voor de achternaam staat: van, de.
	VoorvoegselAchternaam string `json:"voorvoegselAchternaam" zgw:"max=10"`
}

func (m *Medewerker) identificatie() string { return m.Identificatie }

// Verblijfsadres is where somebody lives or an organisation is.
type Verblijfsadres struct {
	// Het nummer van het adres in de basisregistratie.
	AoaIdentificatie string `json:"aoaIdentificatie" zgw:"required,max=100"`
	// De woonplaats.
	WplWoonplaatsNaam string `json:"wplWoonplaatsNaam" zgw:"required,max=80"`
	// De straat.
	GorOpenbareRuimteNaam string `json:"gorOpenbareRuimteNaam" zgw:"required,max=80"`
	// De postcode.
	AoaPostcode string `json:"aoaPostcode" zgw:"max=7"`
	// Het huisnummer.
	AoaHuisnummer int `json:"aoaHuisnummer" zgw:"required,min=0,max=99999"`
	// De letter achter het huisnummer.
	AoaHuisletter string `json:"aoaHuisletter" zgw:"max=1"`
	// Wat er verder achter het huisnummer staat.
	AoaHuisnummertoevoeging string `json:"aoaHuisnummertoevoeging" zgw:"max=4"`
	// Een beschrijving van de plek waar geen adres is.
	InpLocatiebeschrijving string `json:"inpLocatiebeschrijving" zgw:"max=1000"`
}

// SubVerblijfBuitenland is an address in another country.
type SubVerblijfBuitenland struct {
	// De code van het land.
	LndLandcode string `json:"lndLandcode" zgw:"required,max=4"`
	// De naam van het land.
	LndLandnaam string `json:"lndLandnaam" zgw:"required,max=40"`
	// De eerste regel van het adres.
	SubAdresBuitenland1 string `json:"subAdresBuitenland_1" zgw:"max=35"`
	// De tweede regel van het adres.
	SubAdresBuitenland2 string `json:"subAdresBuitenland_2" zgw:"max=35"`
	// De derde regel van het adres.
	SubAdresBuitenland3 string `json:"subAdresBuitenland_3" zgw:"max=35"`
}
