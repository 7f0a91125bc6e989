package documenten

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Verzending says who sent a document or to whom it was sent, and at which address.
type Verzending struct {
	rest.Object
	// Wie het document verstuurde of kreeg.
	Betrokkene zgw.URL `json:"betrokkene" zgw:"required,max=200"`
	// Het document.
	Informatieobject zgw.URL `json:"informatieobject" zgw:"required,local=enkelvoudiginformatieobjecten"`
	// Of de betrokkene het document verstuurde of kreeg.
	AardRelatie zgw.AardRelatieVerzending `json:"aardRelatie" zgw:"required"`
	// Een toelichting op de verzending.
	Toelichting string `json:"toelichting" zgw:"max=200"`
	// De dag waarop het document is ontvangen.
	Ontvangstdatum zgw.Date `json:"ontvangstdatum" zgw:"null"`
	// De dag waarop het document is verzonden.
	Verzenddatum zgw.Date `json:"verzenddatum" zgw:"null"`
	// Met wie contact is over de verzending.
	ContactPersoon zgw.URL `json:"contactPersoon" zgw:"required,max=1000"`
	// De naam van die contactpersoon.
	Contactpersoonnaam string `json:"contactpersoonnaam" zgw:"max=40"`
	// Een adres in Nederland.
	BinnenlandsCorrespondentieadres *BinnenlandsCorrespondentieadres `json:"binnenlandsCorrespondentieadres"`
	// Een adres in een ander land.
	BuitenlandsCorrespondentieadres *BuitenlandsCorrespondentieadres `json:"buitenlandsCorrespondentieadres"`
	// Een postbus of antwoordnummer.
	CorrespondentiePostadres *CorrespondentiePostadres `json:"correspondentiePostadres"`
	// Een faxnummer.
	Faxnummer string `json:"faxnummer" zgw:"null,max=15"`
	// Een e-mailadres.
	Emailadres string `json:"emailadres" zgw:"null,max=100"`
	// Of het document via de berichtenbox van MijnOverheid ging.
	MijnOverheid bool `json:"mijnOverheid"`
	// Een telefoonnummer.
	Telefoonnummer string `json:"telefoonnummer" zgw:"null,max=15"`
}

// BinnenlandsCorrespondentieadres is an address in the Netherlands.
type BinnenlandsCorrespondentieadres struct {
	// De letter achter het huisnummer.
	Huisletter string `json:"huisletter" zgw:"max=1"`
	// Het huisnummer.
	Huisnummer int `json:"huisnummer" zgw:"required,min=1,max=99999"`
	// Wat er nog achter het huisnummer staat.
	HuisnummerToevoeging string `json:"huisnummerToevoeging" zgw:"max=4"`
	// De naam van de straat of een andere openbare ruimte.
	NaamOpenbareRuimte string `json:"naamOpenbareRuimte" zgw:"required,max=80"`
	// De postcode.
	Postcode string `json:"postcode" zgw:"max=6"`
	// De woonplaats.
	Woonplaatsnaam string `json:"woonplaatsnaam" zgw:"required,max=80"`
}

// BuitenlandsCorrespondentieadres is an address in another country.
type BuitenlandsCorrespondentieadres struct {
	// De eerste regel van het adres.
	AdresBuitenland1 string `json:"adresBuitenland1" zgw:"required,max=35"`
	// De tweede regel van het adres.
	AdresBuitenland2 string `json:"adresBuitenland2" zgw:"max=35"`
	// De derde regel van het adres.
	AdresBuitenland3 string `json:"adresBuitenland3" zgw:"max=35"`
	// Het land.
	LandPostadres zgw.URL `json:"landPostadres" zgw:"required,max=200"`
}

// CorrespondentiePostadres is a post box.
type CorrespondentiePostadres struct {
	// Het nummer van de postbus of het antwoordnummer.
	PostBusOfAntwoordnummer int `json:"postBusOfAntwoordnummer" zgw:"required,min=1,max=9999"`
	// De postcode.
	PostadresPostcode string `json:"postadresPostcode" zgw:"required,max=6"`
	// Of het een postbus of een antwoordnummer is.
	PostadresType zgw.PostadresType `json:"postadresType" zgw:"required"`
	// De woonplaats.
	Woonplaatsnaam string `json:"woonplaatsnaam" zgw:"required,max=80"`
}

// Verzendingen is the resource.
var Verzendingen = rest.Resource[Verzending]{
	Name:  "verzending",
	Table: "verzendingen",
	Path:  Root + "/verzendingen",
	Ops:   rest.All,
	Scopes: rest.Scopes{
		Read: "documenten.lezen", Create: "documenten.aanmaken", Update: bijwerken, Delete: "documenten.verwijderen",
	},
	Parent:       func(v *Verzending) zgw.URL { return v.Informatieobject },
	ParentColumn: "informatieobject",
	Lender:       "documenten",
	Columns: []rest.Column[Verzending]{
		rest.Ref("informatieobject", func(v *Verzending) zgw.URL { return v.Informatieobject }),
		rest.Col("betrokkene", func(v *Verzending) string { return string(v.Betrokkene) }),
		rest.Col("aardrelatie", func(v *Verzending) string { return string(v.AardRelatie) }),
	},
	Filters: rest.Filters{
		"aardRelatie":      rest.Is[zgw.AardRelatieVerzending]("aardrelatie"),
		"informatieobject": rest.By("informatieobject"),
		"betrokkene":       rest.ByAddress("betrokkene"),
	},
	Relations: rest.Relations{
		"informatieobject": {To: Root + "/enkelvoudiginformatieobjecten", SQL: "select id, informatieobject from verzendingen where id {in}"},
	},
	Doc: rest.ResourceDoc{ETag: true},
}

// Rules are drc-017: one address, and one sender.
func (v *Verzending) Rules(c *rest.Call, old *Verzending) error {
	if n := v.addresses(); n != 1 {
		c.Invalid("nonFieldErrors", "invalid-address", "Geef precies één adres op: een binnenlands, buitenlands of postadres, of een e-mailadres, faxnummer, telefoonnummer of MijnOverheid.")
		return nil
	}
	if v.AardRelatie != "afzender" || old != nil && old.AardRelatie == "afzender" && old.Informatieobject == v.Informatieobject {
		return nil
	}
	id, err := c.ID(v.Informatieobject)
	if err != nil {
		return err
	}
	there, err := Verzendingen.Exists(c, "informatieobject = $1 and aardrelatie = 'afzender'", id)
	if there {
		c.Invalid("nonFieldErrors", "unique", "Dit document heeft al een afzender. Wijzig of verwijder die eerst.")
	}
	return err
}

func (v *Verzending) addresses() int {
	n := 0
	for _, there := range []bool{
		v.BinnenlandsCorrespondentieadres != nil, v.BuitenlandsCorrespondentieadres != nil, v.CorrespondentiePostadres != nil,
		v.Faxnummer != "", v.Emailadres != "", v.MijnOverheid, v.Telefoonnummer != "",
	} {
		if there {
			n++
		}
	}
	return n
}
