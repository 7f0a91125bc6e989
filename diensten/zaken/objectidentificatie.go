package zaken

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// identificaties are the forms of objectIdentificatie by objectType. The types that are not here have an address only.
var identificaties = map[zgw.ObjectType]func() any{
	"adres":                         func() any { return &ObjectAdres{} },
	"buurt":                         func() any { return &ObjectBuurt{} },
	"gemeente":                      func() any { return &ObjectGemeente{} },
	"gemeentelijke_openbare_ruimte": func() any { return &ObjectGemeentelijkeOpenbareRuimte{} },
	"huishouden":                    func() any { return &ObjectHuishouden{} },
	"inrichtingselement":            func() any { return &ObjectInrichtingselement{} },
	"kadastrale_onroerende_zaak":    func() any { return &ObjectKadastraleOnroerendeZaak{} },
	"kunstwerkdeel":                 func() any { return &ObjectKunstwerkdeel{} },
	"maatschappelijke_activiteit":   func() any { return &ObjectMaatschappelijkeActiviteit{} },
	"medewerker":                    func() any { return &Medewerker{} },
	"natuurlijk_persoon":            func() any { return &NatuurlijkPersoon{} },
	"niet_natuurlijk_persoon":       func() any { return &NietNatuurlijkPersoon{} },
	"openbare_ruimte":               func() any { return &ObjectOpenbareRuimte{} },
	"organisatorische_eenheid":      func() any { return &OrganisatorischeEenheid{} },
	"overige":                       func() any { return &ObjectOverige{} },
	"pand":                          func() any { return &ObjectPand{} },
	"spoorbaandeel":                 func() any { return &ObjectSpoorbaandeel{} },
	"terreindeel":                   func() any { return &ObjectTerreindeel{} },
	"terrein_gebouwd_object":        func() any { return &ObjectTerreinGebouwdObject{} },
	"vestiging":                     func() any { return &Vestiging{} },
	"waterdeel":                     func() any { return &ObjectWaterdeel{} },
	"wegdeel":                       func() any { return &ObjectWegdeel{} },
	"wijk":                          func() any { return &ObjectWijk{} },
	"woonplaats":                    func() any { return &ObjectWoonplaats{} },
	"woz_deelobject":                func() any { return &ObjectWozDeelobject{} },
	"woz_object":                    func() any { return &ObjectWozObject{} },
	"woz_waarde":                    func() any { return &ObjectWozWaarde{} },
	"zakelijk_recht":                func() any { return &ObjectZakelijkRecht{} },
}

// Variants is for openapi.json.
func (o *Zaakobject) Variants() rest.Variants {
	v := rest.Variants{Member: "objectIdentificatie", By: "objectType", Shapes: map[string]any{}}
	for objectType, form := range identificaties {
		v.Shapes[string(objectType)] = form()
	}
	return v
}

// identify reads objectIdentificatie by the objectType (zrc-033).
func (o *Zaakobject) identify(c *rest.Call) {
	form := identificaties[o.ObjectType]
	if form == nil {
		c.Invalid("objectIdentificatie", "invalid", "Een object van dit type heeft een adres (object) en geen objectIdentificatie.")
		return
	}
	value := form()
	c.DecodeGroup("objectIdentificatie", o.ObjectIdentificatie, value)
	o.ObjectIdentificatie = rest.EncodeGroup(value)
}

// ObjectAdres is an address.
type ObjectAdres struct {
	// Het nummer van het adres in de basisregistratie.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// De woonplaats.
	WplWoonplaatsNaam string `json:"wplWoonplaatsNaam" zgw:"required,max=80"`
	// De straat.
	GorOpenbareRuimteNaam string `json:"gorOpenbareRuimteNaam" zgw:"required,max=80"`
	// Het huisnummer.
	Huisnummer int `json:"huisnummer" zgw:"required,min=0,max=99999"`
	// De letter achter het huisnummer.
	Huisletter string `json:"huisletter" zgw:"max=1"`
	// Wat er verder achter het huisnummer staat.
	Huisnummertoevoeging string `json:"huisnummertoevoeging" zgw:"max=4"`
	// De postcode.
	Postcode string `json:"postcode" zgw:"max=7"`
}

// ObjectBuurt is a neighbourhood.
type ObjectBuurt struct {
	// De code van de buurt binnen de wijk.
	BuurtCode string `json:"buurtCode" zgw:"required,max=2"`
	// De naam van de buurt.
	BuurtNaam string `json:"buurtNaam" zgw:"required,max=40"`
	// De code van de gemeente.
	GemGemeenteCode string `json:"gemGemeenteCode" zgw:"required,max=4"`
	// De code van de wijk binnen de gemeente.
	WykWijkCode string `json:"wykWijkCode" zgw:"required,max=2"`
}

// ObjectWijk is a district.
type ObjectWijk struct {
	// De code van de wijk binnen de gemeente.
	WijkCode string `json:"wijkCode" zgw:"required,max=2"`
	// De naam van de wijk.
	WijkNaam string `json:"wijkNaam" zgw:"required,max=40"`
	// De code van de gemeente.
	GemGemeenteCode string `json:"gemGemeenteCode" zgw:"required,max=4"`
}

// ObjectGemeente is a municipality.
type ObjectGemeente struct {
	// De naam van de gemeente.
	GemeenteNaam string `json:"gemeenteNaam" zgw:"required,max=80"`
	// De code van de gemeente.
	GemeenteCode string `json:"gemeenteCode" zgw:"required,max=4"`
}

// ObjectWoonplaats is a town.
type ObjectWoonplaats struct {
	// Het nummer van de woonplaats in de basisregistratie.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// De naam van de woonplaats.
	WoonplaatsNaam string `json:"woonplaatsNaam" zgw:"required,max=80"`
}

// ObjectGemeentelijkeOpenbareRuimte is a public space as the municipality names it.
type ObjectGemeentelijkeOpenbareRuimte struct {
	// Het nummer van de openbare ruimte.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// De naam van de openbare ruimte.
	OpenbareRuimteNaam string `json:"openbareRuimteNaam" zgw:"required,max=80"`
}

// ObjectOpenbareRuimte is a street or square.
type ObjectOpenbareRuimte struct {
	// Het nummer van de openbare ruimte in de basisregistratie.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// De woonplaats.
	WplWoonplaatsNaam string `json:"wplWoonplaatsNaam" zgw:"required,max=80"`
	// De naam van de straat of het plein.
	GorOpenbareRuimteNaam string `json:"gorOpenbareRuimteNaam" zgw:"required,max=80"`
}

// ObjectHuishouden is a household.
type ObjectHuishouden struct {
	// Het nummer van het huishouden.
	Nummer string `json:"nummer" zgw:"required,max=12"`
	// Waar het huishouden woont.
	IsGehuisvestIn *ObjectTerreinGebouwdObject `json:"isGehuisvestIn"`
}

// ObjectKadastraleOnroerendeZaak is a plot of land in the kadaster.
type ObjectKadastraleOnroerendeZaak struct {
	// Het nummer in het kadaster.
	KadastraleIdentificatie string `json:"kadastraleIdentificatie" zgw:"required,max=100"`
	// De kadastrale gemeente, sectie en het perceelnummer.
	KadastraleAanduiding string `json:"kadastraleAanduiding" zgw:"required,max=1000"`
}

// ObjectMaatschappelijkeActiviteit is a business.
type ObjectMaatschappelijkeActiviteit struct {
	// Het nummer in het handelsregister.
	KvkNummer string `json:"kvkNummer" zgw:"required,max=8"`
	// De naam waaronder men handelt.
	Handelsnaam string `json:"handelsnaam" zgw:"required,max=200"`
}

// ObjectOverige is what the standard does not know.
type ObjectOverige struct {
	// De gegevens van het object.
	OverigeData zgw.JSON `json:"overigeData" zgw:"required"`
}

// ObjectPand is a building.
type ObjectPand struct {
	// Het nummer van het pand in de basisregistratie.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
}

// ObjectTerreinGebouwdObject is a building or a piece of land, by its address.
type ObjectTerreinGebouwdObject struct {
	// Het nummer van het object.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// Het adres.
	AdresAanduidingGrp *TerreinGebouwdObjectAdres `json:"adresAanduidingGrp"`
}

// TerreinGebouwdObjectAdres is where such an object is.
type TerreinGebouwdObjectAdres struct {
	// Het nummer van de nummeraanduiding.
	NumIdentificatie string `json:"numIdentificatie" zgw:"max=100"`
	// Het nummer van het adres buiten de basisregistratie.
	OaoIdentificatie string `json:"oaoIdentificatie" zgw:"max=100"`
	// Het nummer van het adres.
	AoaIdentificatie string `json:"aoaIdentificatie" zgw:"max=100"`
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
	// Waar het object ligt ten opzichte van een adres.
	OgoLocatieAanduiding string `json:"ogoLocatieAanduiding" zgw:"max=100"`
}
