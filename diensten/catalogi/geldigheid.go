package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

const (
	schrijven   rest.Scope = "ztc:catalogi.geforceerd-schrijven"
	verwijderen rest.Scope = "ztc:catalogi.geforceerd-verwijderen"
)

// Geldigheid is when a part of a zaaktype is valid: as long as its zaaktype (ztc-022).
type Geldigheid struct {
	// Vanaf wanneer het geldt: als het zaaktype.
	BeginGeldigheid zgw.Date `json:"beginGeldigheid" zgw:"null,computed"`
	// De dag waarop het niet meer geldt: als het zaaktype.
	EindeGeldigheid zgw.Date `json:"eindeGeldigheid" zgw:"null,computed"`
	// Wanneer de eerste versie begon.
	BeginObject zgw.Date `json:"beginObject" zgw:"null,computed"`
	// Wanneer de laatste versie eindigt.
	EindeObject zgw.Date `json:"eindeObject" zgw:"null,computed"`
}

// rulePeriode holds what ztc-022 says of a period: it does not end before it begins.
func rulePeriode(c *rest.Call, begin, einde zgw.Date) {
	if einde != "" && einde < begin {
		c.Invalid("nonFieldErrors", "date-mismatch", "De geldigheid eindigt voordat zij begint. Kies een eindeGeldigheid op of na beginGeldigheid.")
	}
}

// ruleConcept holds ztc-009: of what is published only the end can be changed, unless by a correction.
func ruleConcept(c *rest.Call, concept bool) {
	if concept || c.Has(schrijven, 0) || !c.Replaces() && c.SentOnly("eindeGeldigheid") {
		return
	}
	c.Invalid("nonFieldErrors", "non-concept-object", "Dit type is gepubliceerd. Alleen eindeGeldigheid kan nog worden gewijzigd; maak voor andere wijzigingen een nieuwe versie.")
}

// ruleRemove holds ztc-009: what is published cannot be removed.
func ruleRemove(c *rest.Call, concept bool) {
	if !concept && !c.Has(verwijderen, 0) {
		c.Invalid("nonFieldErrors", "non-concept-object", "Dit type is gepubliceerd en kan niet worden verwijderd. Geef het een eindeGeldigheid.")
	}
}

// rulePart holds ztc-010 and ztc-022 for a part that is made under a zaaktype or changed; old is where it was, or "".
func rulePart(c *rest.Call, zaaktype, old zgw.URL, g Geldigheid) error {
	z, err := Zaaktypen.Get(c, zaaktype)
	if err != nil {
		return err
	}
	if c.Sent("beginGeldigheid") && g.BeginGeldigheid != "" && g.BeginGeldigheid != z.BeginGeldigheid {
		c.Invalid("beginGeldigheid", "invalid", "Dit onderdeel geldt zolang het zaaktype geldt. Laat beginGeldigheid weg, of geef die van het zaaktype.")
		return nil
	}
	if err := ruleZaaktype(c, zaaktype, schrijven); err != nil || old == "" || old == zaaktype {
		return err
	}
	return ruleZaaktype(c, old, schrijven)
}

// ruleZaaktype holds ztc-010: parts of a published zaaktype stay as they are, unless by a correction.
func ruleZaaktype(c *rest.Call, zaaktype zgw.URL, unless rest.Scope) error {
	if c.Faulty() || c.Has(unless, 0) {
		return nil
	}
	z, err := Zaaktypen.Get(c, zaaktype)
	if err == nil && !z.Concept {
		c.Invalid("nonFieldErrors", "non-concept-zaaktype", "Het zaaktype is gepubliceerd; wat erbij hoort kan niet meer worden gewijzigd. Maak een nieuwe versie van het zaaktype.")
	}
	return err
}

// ruleCatalogus says that a catalogus that was sent is that of the zaaktype.
func ruleCatalogus(c *rest.Call, zaaktype, catalogus zgw.URL) error {
	if catalogus == "" || !c.Sent("catalogus") {
		return nil
	}
	z, err := Zaaktypen.Get(c, zaaktype)
	if err == nil && z.Catalogus != catalogus {
		c.Invalid("catalogus", "relations-incorrect-catalogus", "Het zaaktype staat in een andere catalogus. Laat catalogus weg, of geef die van het zaaktype.")
	}
	return err
}

// ruleUnique notes that another row of a table meets a condition (ztc-024). self is the own address, "" of a new object.
func ruleUnique(c *rest.Call, self zgw.URL, reason, table, where string, args ...any) error {
	if c.Faulty() {
		return nil
	}
	own, err := c.ID(self)
	if err != nil {
		return err
	}
	for row, err := range c.Tx.Query("select id from "+table+" where "+where+" order by id limit 2", args...) {
		if err != nil {
			return err
		}
		if row.Int(0) != own {
			c.Invalid("nonFieldErrors", "unique", reason)
			return nil
		}
	}
	return nil
}
