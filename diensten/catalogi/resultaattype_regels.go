package catalogi

import (
	"slices"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Rules are those of a part of a zaaktype, and what the selectielijst says.
func (r *Resultaattype) Rules(c *rest.Call, old *Resultaattype) error {
	zaaktype, err := Zaaktypen.Get(c, r.Zaaktype)
	if err != nil {
		return err
	}
	was := zgw.URL("")
	if old != nil {
		was = old.Zaaktype
	}
	if err := r.ruleSelectielijst(c, zaaktype, old); err != nil || c.Faulty() {
		return err
	}
	if err := ruleCatalogus(c, r.Zaaktype, r.Catalogus); err != nil {
		return err
	}
	if err := r.resolve(c, zaaktype, old == nil); err != nil || c.Faulty() {
		return err
	}
	if err := rulePart(c, r.Zaaktype, was, r.Geldigheid); err != nil {
		return err
	}
	id, err := c.ID(r.Zaaktype)
	if err != nil {
		return err
	}
	return ruleUnique(c, r.URL, "Dit zaaktype heeft al een resultaattype met deze omschrijving. Kies een andere omschrijving.",
		"resultaattypen", "zaaktype = $1 and omschrijving = $2", id, r.Omschrijving)
}

// ruleSelectielijst holds ztc-002 to ztc-008. Nothing is asked of the selectielijst by a write that does not touch it: its
// server may be down.
func (r *Resultaattype) ruleSelectielijst(c *rest.Call, zaaktype *Zaaktype, old *Resultaattype) error {
	if old != nil && !c.Replaces() && !sentAny(c, "zaaktype", "resultaattypeomschrijving", "selectielijstklasse", "archiefnominatie", "archiefactietermijn", "brondatumArchiefprocedure") {
		return nil
	}
	var o omschrijving
	readSelectielijst(c, "resultaattypeomschrijving", r.Resultaattypeomschrijving, &o)
	r.OmschrijvingGeneriek = o.Omschrijving
	var k klasse
	readSelectielijst(c, "selectielijstklasse", r.Selectielijstklasse, &k)
	if c.Faulty() {
		return nil
	}
	if r.Archiefnominatie == "" {
		r.Archiefnominatie = k.Waardering
	}
	if r.Archiefactietermijn == "" && !c.Sent("archiefactietermijn") {
		r.Archiefactietermijn = k.Bewaartermijn
	}
	r.ruleBrondatum(c, k.Procestermijn)
	if !c.Faulty() && k.ProcesType != zaaktype.SelectielijstProcestype {
		c.Invalid("nonFieldErrors", "procestype-mismatch", "De selectielijstklasse hoort bij een ander procestype dan het zaaktype. Kies een klasse van dat procestype.")
	}
	return nil
}

func sentAny(c *rest.Call, names ...string) bool {
	return slices.ContainsFunc(names, c.Sent)
}

// need says of a member of brondatumArchiefprocedure whether it must be filled in, must be empty, or is free.
type need int

const (
	leeg need = iota
	vrij
	verplicht
)

// brondatum is ztc-004 to ztc-008: what each afleidingswijze needs of the other members.
var brondatum = map[zgw.Afleidingswijze]struct{ procestermijn, datumkenmerk, einddatumBekend, objecttype, registratie need }{
	"afgehandeld":          {leeg, leeg, leeg, leeg, leeg},
	"ander_datumkenmerk":   {leeg, verplicht, vrij, verplicht, verplicht},
	"eigenschap":           {leeg, verplicht, vrij, leeg, leeg},
	"gerelateerde_zaak":    {leeg, leeg, vrij, leeg, leeg},
	"hoofdzaak":            {leeg, leeg, vrij, leeg, leeg},
	"ingangsdatum_besluit": {leeg, leeg, vrij, leeg, leeg},
	"termijn":              {verplicht, leeg, leeg, leeg, leeg},
	"vervaldatum_besluit":  {leeg, leeg, vrij, leeg, leeg},
	"zaakobject":           {leeg, verplicht, vrij, verplicht, leeg},
}

// ruleBrondatum notes all faults of the group at once, those of its members first (ztc-003 to ztc-008). procestermijn is
// what the selectielijst says.
func (r *Resultaattype) ruleBrondatum(c *rest.Call, procestermijn string) {
	b := r.BrondatumArchiefprocedure
	if b == nil {
		if r.Archiefnominatie == "vernietigen" {
			c.Invalid("brondatumArchiefprocedure", "required", "Dit dossier wordt vernietigd. Geef op waar de dag uit volgt waarop de termijn begint.")
		}
		return
	}
	needs := brondatum[b.Afleidingswijze]
	b.check(c, "procestermijn", needs.procestermijn, b.Procestermijn != "")
	b.check(c, "datumkenmerk", needs.datumkenmerk, b.Datumkenmerk != "")
	b.check(c, "einddatumBekend", needs.einddatumBekend, b.EinddatumBekend)
	b.check(c, "objecttype", needs.objecttype, b.Objecttype != "")
	b.check(c, "registratie", needs.registratie, b.Registratie != "")
	if !b.Afleidbaar(procestermijn) {
		c.Invalid("nonFieldErrors", "invalid-afleidingswijze-for-procestermijn", "Deze afleidingswijze past niet bij de procestermijn van de selectielijstklasse. Kies een andere afleidingswijze of klasse.")
	}
}

func (b *BrondatumArchiefprocedure) check(c *rest.Call, member string, n need, filled bool) {
	switch {
	case n == verplicht && !filled:
		c.Invalid("brondatumArchiefprocedure."+member, "required", "Dit veld is verplicht bij afleidingswijze "+string(b.Afleidingswijze)+".")
	case n == leeg && filled:
		c.Invalid("brondatumArchiefprocedure."+member, "must-be-empty", "Dit veld moet leeg zijn bij afleidingswijze "+string(b.Afleidingswijze)+".")
	}
}

// Afleidbaar is ztc-003: whether the afleidingswijze goes with the procestermijn of the selectielijst; without one, each
// does.
func (b *BrondatumArchiefprocedure) Afleidbaar(procestermijn string) bool {
	switch {
	case procestermijn == "":
		return true
	case procestermijn == "nihil" || b.Afleidingswijze == "afgehandeld":
		return procestermijn == "nihil" && b.Afleidingswijze == "afgehandeld"
	case procestermijn == "ingeschatte_bestaansduur_procesobject" || b.Afleidingswijze == "termijn":
		return procestermijn == "ingeschatte_bestaansduur_procesobject" && b.Afleidingswijze == "termijn"
	}
	return true
}

// resolve is ztc-019: relations by name, or by address.
func (r *Resultaattype) resolve(c *rest.Call, zaaktype *Zaaktype, made bool) (err error) {
	r.relaties = relaties{}
	if replaces(c, "besluittypen", made) {
		if r.relaties["besluittypen"], err = resultaattypeBesluittypen.resolve(c, r.Besluittypen, zaaktype.Catalogus); err != nil {
			return err
		}
	}
	if replaces(c, "informatieobjecttypen", made) {
		r.relaties["informatieobjecttypen"], err = resultaattypeInformatieobjecttypen.resolve(c, r.Informatieobjecttypen, zaaktype.Catalogus)
	}
	return err
}

// After keeps the relations.
func (r *Resultaattype) After(c *rest.Call, _ *Resultaattype) error {
	return r.relaties.store(c, "resultaattype_relaties", r.URL)
}

// BeforeRemove holds ztc-010.
func (r *Resultaattype) BeforeRemove(c *rest.Call) error {
	return ruleZaaktype(c, r.Zaaktype, verwijderen)
}
