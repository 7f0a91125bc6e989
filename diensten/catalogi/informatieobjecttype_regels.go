package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

func informatieobjecttypeExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.backward(zaaktypeInformatieobjecttypen, "zaaktypen", "zaaktypeIdentificaties")
	x.backward(besluittypeInformatieobjecttypen, "besluittypen", "besluittypeOmschrijving")
	x.object(informatieobjecttypeVersies)
	return x.bytes()
}

// Rules are those of an informatieobjecttype.
func (i *Informatieobjecttype) Rules(c *rest.Call, old *Informatieobjecttype) error {
	if old != nil {
		if ruleConcept(c, old.Concept); c.Faulty() {
			return nil
		}
	}
	rulePeriode(c, i.BeginGeldigheid, i.EindeGeldigheid)
	return nil
}

// After lets relations that lead here follow a new name.
func (i *Informatieobjecttype) After(c *rest.Call, old *Informatieobjecttype) error {
	if old == nil {
		return nil
	}
	return renamed(c, informatieobjecttypeVersies, i.Catalogus, old.Omschrijving, i.Omschrijving)
}

// BeforeRemove holds ztc-009.
func (i *Informatieobjecttype) BeforeRemove(c *rest.Call) error {
	ruleRemove(c, i.Concept)
	return nil
}

func (i *Informatieobjecttype) publiceer(*rest.Call) error {
	i.Concept = false
	return nil
}
