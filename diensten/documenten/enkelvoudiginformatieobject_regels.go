package documenten

import (
	"fmt"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Reveal fills in what the document does not show: its lock and where its contents lie.
func (d *Enkelvoudiginformatieobject) Reveal(c *rest.Call, s *rest.Stored) error {
	row, err := c.Tx.One("select slot, file from documenten where id = $1", s.ID)
	if err != nil {
		return err
	}
	d.Lock, d.file = row.Text(0), row.Text(1)
	return nil
}

// Rules are those of a document when it is made or changed.
func (d *Enkelvoudiginformatieobject) Rules(c *rest.Call, old *Enkelvoudiginformatieobject) error {
	if old != nil {
		if err := d.ruleLock(c, old); err != nil || c.Faulty() {
			return err
		}
		d.keep(c, old)
	}
	if err := d.ruleType(c, old); err != nil {
		return err
	}
	d.ruleStatus(c)
	if err := d.ruleGebruiksrecht(c, old); err != nil {
		return err
	}
	d.ruleGroepen(c)
	if err := d.ruleIdentificatie(c, old); err != nil || c.Faulty() {
		return err
	}
	d.nextVersion(c, old)
	d.ruleInhoud(c, old)
	if old == nil || c.Faulty() {
		return nil
	}
	return archive(c, d.URL)
}

// ruleLock is drc-009: a document is changed by who has locked it.
func (d *Enkelvoudiginformatieobject) ruleLock(c *rest.Call, old *Enkelvoudiginformatieobject) error {
	sent := c.Sent("lock") && d.Lock != ""
	switch {
	case !sent && c.Replaces():
		c.Invalid("lock", "required", "Dit veld is verplicht: de sleutel die de vergrendeling (POST …/lock) gaf.")
	case !old.Locked:
		c.Invalid("nonFieldErrors", "unlocked", "Het document is niet vergrendeld. Vergrendel het eerst met POST …/lock.")
	case !sent:
		c.Invalid("nonFieldErrors", "missing-lock-id", "Stuur in lock de sleutel mee die de vergrendeling gaf.")
	case d.Lock != old.Lock:
		c.Invalid("nonFieldErrors", "incorrect-lock-id", "De sleutel in lock is niet die van deze vergrendeling; misschien heeft een ander het document vergrendeld.")
	}
	return nil
}

// keep keeps what a client that says nothing about it does not mean to lose, in a PUT too.
func (d *Enkelvoudiginformatieobject) keep(c *rest.Call, old *Enkelvoudiginformatieobject) {
	if d.Identificatie == "" {
		d.Identificatie = old.Identificatie
	}
	if !c.Sent("indicatieGebruiksrecht") {
		d.IndicatieGebruiksrecht = old.IndicatieGebruiksrecht
	}
}

// ruleType is drc-001 and drc-007: the type is published, and lends its vertrouwelijkheid.
func (d *Enkelvoudiginformatieobject) ruleType(c *rest.Call, old *Enkelvoudiginformatieobject) error {
	same := old != nil && old.Informatieobjecttype == d.Informatieobjecttype
	if same && d.Vertrouwelijkheidaanduiding != "" {
		return nil
	}
	t, err := d.soort(c)
	if err != nil {
		return err
	}
	if t.Concept && !same {
		c.Invalid("informatieobjecttype", "not-published", "Dit informatieobjecttype is nog een concept. Publiceer het eerst, of kies een gepubliceerd informatieobjecttype.")
	}
	if d.Vertrouwelijkheidaanduiding == "" {
		d.Vertrouwelijkheidaanduiding = t.Vertrouwelijkheidaanduiding
	}
	return nil
}

// ruleStatus is drc-005: what was received is not still being written here.
func (d *Enkelvoudiginformatieobject) ruleStatus(c *rest.Call) {
	if d.Ontvangstdatum != "" && (d.Status == "in_bewerking" || d.Status == "ter_vaststelling") {
		c.Invalid("status", "invalid_for_received", "Een ontvangen document kan niet in bewerking of ter vaststelling zijn. Laat de status leeg, of de ontvangstdatum.")
	}
}

// ruleGebruiksrecht is drc-006: the indication says what is there.
func (d *Enkelvoudiginformatieobject) ruleGebruiksrecht(c *rest.Call, old *Enkelvoudiginformatieobject) error {
	if !c.Sent("indicatieGebruiksrecht") {
		return nil
	}
	said := d.IndicatieGebruiksrecht != nil && *d.IndicatieGebruiksrecht
	there := false
	if old != nil {
		id, err := c.ID(d.URL)
		if err != nil {
			return err
		}
		if there, err = Gebruiksrechten.Exists(c, "informatieobject = $1", id); err != nil {
			return err
		}
	}
	switch {
	case said && !there:
		c.Invalid("indicatieGebruiksrecht", "missing-gebruiksrechten", "Er zijn geen gebruiksrechten bij dit document. Maak ze aan; dan wordt dit veld vanzelf true.")
	case !said && there:
		c.Invalid("indicatieGebruiksrecht", "existing-gebruiksrechten", "Er zijn gebruiksrechten bij dit document. Verwijder ze; dan wordt dit veld vanzelf leeg.")
	}
	return nil
}

// ruleGroepen is drc-018: of a checksum and a signature all is known or nothing. Clients of older servers send the members
// empty for nothing.
func (d *Enkelvoudiginformatieobject) ruleGroepen(c *rest.Call) {
	if o := d.Ondertekening; o != nil && !allOrNone(c, "ondertekening", names{"soort", string(o.Soort)}, names{"datum", string(o.Datum)}) {
		d.Ondertekening = nil
	}
	if i := d.Integriteit; i != nil && !allOrNone(c, "integriteit", names{"algoritme", string(i.Algoritme)}, names{"waarde", i.Waarde}, names{"datum", string(i.Datum)}) {
		d.Integriteit = nil
	}
}

type names struct{ name, value string }

// allOrNone says whether there is anything in a group, and notes what is missing when there is.
func allOrNone(c *rest.Call, group string, members ...names) bool {
	var missing []string
	for _, m := range members {
		if m.value == "" {
			missing = append(missing, m.name)
		}
	}
	if len(missing) == len(members) {
		return false
	}
	for _, name := range missing {
		c.Invalid(group+"."+name, "required", "Vul deze groep helemaal in, of laat hem weg.")
	}
	return true
}

// ruleIdentificatie is drc-018: unique within the bronorganisatie, and given out when the client sends none.
func (d *Enkelvoudiginformatieobject) ruleIdentificatie(c *rest.Call, old *Enkelvoudiginformatieobject) error {
	taken := func(identificatie string) (bool, error) {
		return Enkelvoudiginformatieobjecten.Exists(c, "identificatie = $1 and bronorganisatie = $2", identificatie, string(d.Bronorganisatie))
	}
	if d.Identificatie == "" {
		if c.Faulty() {
			return nil
		}
		number, err := c.Number("DOCUMENT", d.Bronorganisatie, taken)
		d.Identificatie = number
		return err
	}
	if old != nil && old.Identificatie == d.Identificatie && old.Bronorganisatie == d.Bronorganisatie {
		return nil
	}
	there, err := taken(d.Identificatie)
	if there {
		c.Invalid("identificatie", "identificatie-niet-uniek", "Deze organisatie heeft al een document met dit nummer.")
	}
	return err
}

// nextVersion is drc-010.
func (d *Enkelvoudiginformatieobject) nextVersion(c *rest.Call, old *Enkelvoudiginformatieobject) {
	d.Versie, d.BeginRegistratie = 1, zgw.TimeOf(c.Now())
	if old != nil {
		d.Versie = old.Versie + 1
	}
}

// archive keeps the version that is about to be replaced.
func archive(c *rest.Call, url zgw.URL) error {
	id, err := c.ID(url)
	if err != nil {
		return err
	}
	return c.Tx.Exec(`insert into documentversies (document, versie, begin, cls, body, file)
		select id, versie, begin, cls, body, file from documenten where id = $1`, id)
}

// BeforeRemove is drc-008: a document that something hangs on stays, and its contents go with it.
func (d *Enkelvoudiginformatieobject) BeforeRemove(c *rest.Call) error {
	id, err := c.ID(d.URL)
	if err != nil {
		return err
	}
	used, err := Objectinformatieobjecten.Exists(c, "informatieobject = $1", id)
	switch {
	case err != nil:
		return err
	case used:
		c.Invalid("nonFieldErrors", "pending-relations", "Het document hoort nog bij een zaak, besluit of verzoek. Verwijder die relaties eerst.")
		return nil
	case d.Locked:
		c.Invalid("nonFieldErrors", "destroy-locked", "Het document is vergrendeld. Ontgrendel het eerst.")
		return nil
	}
	return dropFiles(c, `select file from documenten where id = $1 union select file from documentversies where document = $1
		union select file from bestandsdelen where document = $1`, id)
}

// dropFiles removes files once the transaction is durable.
func dropFiles(c *rest.Call, query string, args ...any) error {
	var files []string
	for row, err := range c.Tx.Query(query, args...) {
		if err != nil {
			return fmt.Errorf("files of a document: %w", err)
		}
		if name := row.Text(0); name != "" && name != empty {
			files = append(files, name)
		}
	}
	site := c.Site
	c.Tx.AfterCommit(func() { removeFiles(site, files) })
	return nil
}
