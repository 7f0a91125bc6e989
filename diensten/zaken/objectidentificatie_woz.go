package zaken

// The objects of taxes on property, and rights on it.

// ObjectWozObject is a piece of property of which the value is known for taxes.
type ObjectWozObject struct {
	// Het nummer van het WOZ-object.
	WozObjectNummer string `json:"wozObjectNummer" zgw:"required,max=100"`
	// Waar het object is.
	AanduidingWozObject *WozObjectAdres `json:"aanduidingWozObject"`
}

// WozObjectAdres is where a WOZ-object is.
type WozObjectAdres struct {
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
	LocatieOmschrijving string `json:"locatieOmschrijving" zgw:"max=1000"`
}

// ObjectWozDeelobject is a part of a WOZ-object.
type ObjectWozDeelobject struct {
	// Het nummer van het deel.
	NummerWozDeelObject string `json:"nummerWozDeelObject" zgw:"required,max=6"`
	// Het object waar het een deel van is.
	IsOnderdeelVan *ObjectWozObject `json:"isOnderdeelVan"`
}

// ObjectWozWaarde is the value of a WOZ-object on a day.
type ObjectWozWaarde struct {
	// De dag waarop de waarde is bepaald.
	Waardepeildatum string `json:"waardepeildatum" zgw:"required,max=9"`
	// Het object dat zoveel waard is.
	IsVoor *ObjectWozObject `json:"isVoor"`
}

// ObjectZakelijkRecht is a right on property.
type ObjectZakelijkRecht struct {
	// Het nummer van het recht.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// Wat voor recht het is: eigendom, erfpacht.
	AvgAard string `json:"avgAard" zgw:"required,max=1000"`
	// Waar het recht op rust.
	HeeftBetrekkingOp *ObjectKadastraleOnroerendeZaak `json:"heeftBetrekkingOp"`
	// Wie het recht heeft.
	HeeftAlsGerechtigde *Gerechtigde `json:"heeftAlsGerechtigde"`
}

// Gerechtigde is who has a right: somebody, or an organisation.
type Gerechtigde struct {
	// De persoon die het recht heeft.
	NatuurlijkPersoon *NatuurlijkPersoon `json:"natuurlijkPersoon"`
	// De organisatie die het recht heeft.
	NietNatuurlijkPersoon *NietNatuurlijkPersoon `json:"nietNatuurlijkPersoon"`
}
