package zaken

import (
	"errors"
	"slices"

	"meent/diensten/documenten"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// BeforeRemove is zrc-023: with a zaak goes all that hangs on it, and what other registers keep of that; a besluit that was
// taken in it keeps it.
func (z *Zaak) BeforeRemove(c *rest.Call) error {
	id, err := c.ID(z.URL)
	if err != nil {
		return err
	}
	decided, err := Zaakbesluiten.Exists(c, "zaak = $1", id)
	if err != nil {
		return err
	}
	if decided {
		c.Invalid("nonFieldErrors", "related-besluiten", "In deze zaak is een besluit genomen. Verwijder eerst het besluit.")
		return nil
	}
	if err := z.dropDelen(c, id); err != nil {
		return err
	}
	mirrors, err := documenten.Objectinformatieobjecten.Each(c, "object = $1", id)
	if err != nil {
		return err
	}
	for _, o := range mirrors {
		z.mirrors = append(z.mirrors, o.URL)
	}
	return z.forget(c, id)
}

func (z *Zaak) dropDelen(c *rest.Call, id int64) error {
	delen, err := Zaken.Each(c, "hoofdzaak = $1", id)
	if err != nil {
		return err
	}
	for _, deel := range delen {
		if err := Zaken.Drop(c, deel.URL); err != nil {
			return err
		}
	}
	return nil
}

// forget takes the zaak out of the relevante zaken of others.
func (z *Zaak) forget(c *rest.Call, id int64) error {
	others, err := Zaken.Each(c, "id in (select zaak from zaak_relevante where andere = $1) and id <> $1", id)
	if err != nil {
		return err
	}
	for _, other := range others {
		if err := other.leave(c, z.URL); err != nil {
			return err
		}
	}
	return c.Tx.Exec("delete from zaak_relevante where andere = $1", id)
}

// leave takes another zaak out of the relevante zaken of this one, which is locked for it.
func (z *Zaak) leave(c *rest.Call, gone zgw.URL) error {
	if _, err := c.Lock(z.URL); err != nil {
		return err
	}
	z, err := Zaken.Get(c, z.URL)
	if err != nil {
		return err
	}
	z.RelevanteAndereZaken = slices.DeleteFunc(z.RelevanteAndereZaken, func(r RelevanteZaak) bool { return r.URL == gone })
	return Zaken.Store(c, z)
}

// AfterRemove removes what the register of documents kept of the zaak (zrc-005), now that the zaak itself does not name
// them any more, and tells the hoofdzaak that it has a deelzaak less.
func (z *Zaak) AfterRemove(c *rest.Call) error {
	for _, url := range z.mirrors {
		if err := documenten.Objectinformatieobjecten.Drop(c, url); err != nil {
			return err
		}
	}
	if z.Hoofdzaak == "" {
		return nil
	}
	if _, err := c.Find(z.Hoofdzaak); errors.Is(err, rest.ErrUnknown) { // it goes in the same transaction
		return nil
	}
	return refreshDeelzaken(c, z.Hoofdzaak)
}
