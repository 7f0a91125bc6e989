package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

func besluittypeExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.backward(zaaktypeBesluittypen, "zaaktypen", "zaaktypeIdentificaties")
	x.forward(besluittypeInformatieobjecttypen, "informatieobjecttypen", "informatieobjecttypeOmschrijvingen")
	x.forward(besluittypeInformatieobjecttypen, "", "vastgelegdIn")
	x.backward(resultaattypeBesluittypen, "resultaattypen", "resultaattypenOmschrijving")
	x.object(besluittypeVersies)
	return x.bytes()
}

// Rules are those of a besluittype.
func (b *Besluittype) Rules(c *rest.Call, old *Besluittype) error {
	if old != nil {
		if ruleConcept(c, old.Concept); c.Faulty() {
			return nil
		}
	}
	if replaces(c, "informatieobjecttypen", old == nil) {
		list, err := besluittypeInformatieobjecttypen.resolve(c, b.Informatieobjecttypen, b.Catalogus)
		if err != nil {
			return err
		}
		b.relaties = relaties{"informatieobjecttypen": list}
	}
	if c.Faulty() {
		return nil
	}
	rulePeriode(c, b.BeginGeldigheid, b.EindeGeldigheid)
	return nil
}

// After keeps the relations, and lets those that lead here follow a new name.
func (b *Besluittype) After(c *rest.Call, old *Besluittype) error {
	if err := b.relaties.store(c, "besluittype_relaties", b.URL); err != nil || old == nil {
		return err
	}
	return renamed(c, besluittypeVersies, b.Catalogus, old.Omschrijving, b.Omschrijving)
}

// BeforeRemove holds ztc-009.
func (b *Besluittype) BeforeRemove(c *rest.Call) error {
	ruleRemove(c, b.Concept)
	return nil
}

func (b *Besluittype) publiceer(*rest.Call) error {
	b.Concept = false
	return nil
}

// HeeftInformatieobjecttype says whether documents of a kind can hold besluiten of this type: whether its name is among
// those of the besluittype.
func (b *Besluittype) HeeftInformatieobjecttype(c *rest.Call, informatieobjecttype zgw.URL) (bool, error) {
	return besluittypeInformatieobjecttypen.has(c, b.URL, informatieobjecttype, b.Informatieobjecttypen)
}
