package zaken

import (
	"meent/diensten/documenten"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// closedRule is zrc-007: a closed zaak, and what hangs on it, is written only with zaken.geforceerd-bijwerken.
func closedRule(c *rest.Call, z *Zaak) error {
	if z.Einddatum == "" {
		return nil
	}
	s, err := Zaken.Stored(c, z.URL)
	if err != nil {
		return err
	}
	if !c.Has("zrc:zaken.geforceerd-bijwerken", s.Cls) {
		return rest.Denied("De zaak is afgesloten. Bijwerken kan alleen met het recht zaken.geforceerd-bijwerken.")
	}
	return nil
}

// openZaak is the zaak at an address, on which something is about to be written: zrc-007.
func openZaak(c *rest.Call, url zgw.URL) (*Zaak, error) {
	zaak, err := Zaken.Get(c, url)
	if err != nil {
		return nil, err
	}
	return zaak, closedRule(c, zaak)
}

// mayClose is zrc-007: what must be in order before the eindstatus is set.
func (z *Zaak) mayClose(c *rest.Call) error {
	if z.Resultaat == "" {
		c.Invalid("nonFieldErrors", "resultaat-does-not-exist", "De zaak heeft nog geen resultaat. Leg eerst het resultaat vast, sluit dan de zaak.")
		return nil
	}
	id, err := c.ID(z.URL)
	if err != nil {
		return err
	}
	open, err := Zaken.Exists(c, "hoofdzaak = $1 and einddatum is null", id)
	if err != nil {
		return err
	}
	if open {
		c.Invalid("nonFieldErrors", "deelzaken-not-closed", "De zaak heeft deelzaken die nog open zijn. Sluit die eerst.")
		return nil
	}
	documents, err := documentsOf(c, id)
	if err != nil {
		return err
	}
	for _, d := range documents {
		switch {
		case d.Locked:
			c.Invalid("nonFieldErrors", "informatieobject-locked", "Een document van de zaak is vergrendeld. Ontgrendel het eerst.")
			return nil
		case d.IndicatieGebruiksrecht == nil:
			c.Invalid("nonFieldErrors", "indicatiegebruiksrecht-unset", "Van een document van de zaak is niet bekend of er gebruiksrechten gelden. Vul eerst indicatieGebruiksrecht in.")
			return nil
		}
	}
	return nil
}

// documentsOf are the documents of a zaak that lie in our own register.
func documentsOf(c *rest.Call, zaak int64) ([]*documenten.Enkelvoudiginformatieobject, error) {
	return documenten.Enkelvoudiginformatieobjecten.Each(c, "id in (select informatieobject from zaakinformatieobjecten where zaak = $1)", zaak)
}

// mayReopen is zrc-008: a deelzaak opens again only below an open hoofdzaak.
func (z *Zaak) mayReopen(c *rest.Call) error {
	if z.Hoofdzaak == "" {
		return nil
	}
	hoofd, err := Zaken.Get(c, z.Hoofdzaak)
	if err != nil {
		return err
	}
	if hoofd.Einddatum != "" {
		c.Invalid("nonFieldErrors", "hoofdzaak-closed", "De hoofdzaak is afgesloten. Heropen eerst de hoofdzaak.")
	}
	return nil
}

// sluit is zrc-007 and zrc-021: the zaak ends on the day of its eindstatus, and its archiving is known from then on.
func (z *Zaak) sluit(c *rest.Call, day zgw.Date) error {
	again := z.Einddatum != ""
	z.Einddatum = day
	if err := z.archiveer(c, again); err != nil {
		return err
	}
	if err := Zaken.Store(c, z); err != nil {
		return err
	}
	return z.archiveerDelen(c)
}

// heropen is zrc-008: what closing decided is open again.
func (z *Zaak) heropen(c *rest.Call) error {
	z.Einddatum, z.Archiefactiedatum, z.Archiefnominatie, z.StartdatumBewaartermijn = "", "", "", ""
	return Zaken.Store(c, z)
}
