package catalogi

import (
	"strconv"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

func zaaktypeExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.list("statustypen", "", Root+"/statustypen", "select uuid from statustypen where zaaktype = $1 order by volgnummer, id", s.ID)
	x.list("resultaattypen", "resultaattypeOmschrijving", resultaattypeVersies.path, "select uuid, omschrijving from resultaattypen where zaaktype = $1 order by id", s.ID)
	x.list("eigenschappen", "", Root+"/eigenschappen", "select uuid from eigenschappen where zaaktype = $1 order by id", s.ID)
	x.list("roltypen", "", Root+"/roltypen", "select uuid from roltypen where zaaktype = $1 order by id", s.ID)
	x.list("zaakobjecttypen", "", Root+"/zaakobjecttypen", "select uuid from zaakobjecttypen where zaaktype = $1 order by id", s.ID)
	x.forward(zaaktypeInformatieobjecttypen, "informatieobjecttypen", "informatieobjecttypeOmschrijving")
	x.forward(zaaktypeBesluittypen, "besluittypen", "besluittypeOmschrijving")
	x.forward(zaaktypeDeelzaaktypen, "deelzaaktypen", "deelzaaktypeIdentificaties")
	x.gerelateerd()
	x.object(zaaktypeVersies)
	return x.bytes()
}

// gerelateerd adds the zaaktypen that this one has to do with: one line for each version that is shown, and one for each
// on another server.
func (x *extra) gerelateerd() {
	if x.err != nil {
		return
	}
	sql := ofOne("select r.naam, r.aard, r.toelichting, t.uuid from zaaktypen o join zaaktype_relaties r on r.van = o.id and r.soort = 'gerelateerdeZaaktypen'" +
		" left join zaaktypen t on t.catalogus = r.catalogus and t.identificatie = r.naam and " + shown("o", "t", zaaktypeVersies) +
		" where o.id {in} and (t.id is not null or r.catalogus is null) order by r.plaats, t.begin_geldigheid, t.id")
	var items []byte
	for row, err := range x.c.Tx.Query(sql, x.id, string(x.day)) {
		if err != nil {
			x.err = err
			return
		}
		url, naam := row.Text(0), ""
		if !row.Null(3) {
			url, naam = string(zgw.LocalURL(zaaktypeVersies.path, row.Text(3))), row.Text(0)
		}
		items = append(comma(items), `{"zaaktype":`...)
		items = append(rest.AppendString(items, url), `,"zaaktypeIdentificatie":`...)
		items = append(rest.AppendString(items, naam), `,"aardRelatie":`...)
		items = append(rest.AppendString(items, row.Text(1)), `,"toelichting":`...)
		items = append(rest.AppendString(items, row.Text(2)), '}')
	}
	x.array("gerelateerdeZaaktypen", items)
}

// Rules are those of a zaaktype.
func (z *Zaaktype) Rules(c *rest.Call, old *Zaaktype) error {
	if old != nil {
		if ruleConcept(c, old.Concept); c.Faulty() {
			return nil
		}
	}
	z.ruleProcestype(c, old)
	if err := z.resolve(c, old == nil); err != nil || c.Faulty() {
		return err
	}
	z.ruleVerlenging(c)
	if c.Faulty() {
		return nil
	}
	rulePeriode(c, z.BeginGeldigheid, z.EindeGeldigheid)
	if c.Faulty() || z.Concept {
		return nil
	}
	return z.ruleOverlap(c, "eindeGeldigheid")
}

// resolve is ztc-019: relations by name, or by address.
func (z *Zaaktype) resolve(c *rest.Call, made bool) (err error) {
	z.relaties = relaties{}
	if replaces(c, "besluittypen", made) {
		if z.relaties["besluittypen"], err = zaaktypeBesluittypen.resolve(c, z.Besluittypen, z.Catalogus); err != nil {
			return err
		}
	}
	if replaces(c, "deelzaaktypen", made) {
		if z.relaties["deelzaaktypen"], err = zaaktypeDeelzaaktypen.resolve(c, z.Deelzaaktypen, z.Catalogus); err != nil {
			return err
		}
	}
	if replaces(c, "gerelateerdeZaaktypen", made) {
		z.relaties["gerelateerdeZaaktypen"], err = z.resolveGerelateerd(c)
	}
	return err
}

func (z *Zaaktype) resolveGerelateerd(c *rest.Call) ([]doel, error) {
	catalogus, err := c.ID(z.Catalogus)
	if err != nil {
		return nil, err
	}
	var list []doel
	for i, g := range z.GerelateerdeZaaktypen {
		d := doel{naam: g.Zaaktype}
		url, isURL := address(c, g.Zaaktype)
		if _, local := url.Local(); local || !isURL {
			if d, err = zaaktypeVersies.resolve(c, "gerelateerdeZaaktypen."+strconv.Itoa(i)+".zaaktype", g.Zaaktype, catalogus); err != nil {
				return nil, err
			}
		}
		d.aard, d.toelichting = string(g.AardRelatie), g.Toelichting
		list = append(list, d)
	}
	return list, nil
}

// ruleProcestype is ztc-001: the procestype comes from the selectielijst.
func (z *Zaaktype) ruleProcestype(c *rest.Call, old *Zaaktype) {
	if z.SelectielijstProcestype == "" || old != nil && old.SelectielijstProcestype == z.SelectielijstProcestype {
		return
	}
	readSelectielijst(c, "selectielijstProcestype", z.SelectielijstProcestype, &procestype{})
}

// ruleVerlenging is ztc-023: what may be extended says by how much, and what was taken over says from where.
func (z *Zaaktype) ruleVerlenging(c *rest.Call) {
	switch {
	case z.VerlengingMogelijk && z.Verlengingstermijn.IsZero():
		c.Invalid("nonFieldErrors", "verlenging-mismatch", "Verlengen is mogelijk; geef dan ook een verlengingstermijn op, langer dan niets.")
	case (z.Broncatalogus == nil) != (z.Bronzaaktype == nil):
		c.Invalid("nonFieldErrors", "invalid-bronzaaktype-for-broncatalogus", "Geef broncatalogus en bronzaaktype beide op, of geen van beide.")
	case z.Doorlooptijd.IsZero():
		c.Invalid("doorlooptijd", "empty-duration", "De doorlooptijd kan niet nul zijn.")
	}
}

// ruleOverlap is ztc-016: no two published versions are valid on one day. A version no longer is on its eindeGeldigheid.
func (z *Zaaktype) ruleOverlap(c *rest.Call, name string) error {
	own, err := c.ID(z.URL)
	if err != nil {
		return err
	}
	catalogus, err := c.ID(z.Catalogus)
	if err != nil {
		return err
	}
	end := string(z.EindeGeldigheid)
	if end == "" {
		end = "9999-12-31"
	}
	overlaps, err := Zaaktypen.Exists(c, `catalogus = $1 and identificatie = $2 and concept = 0 and id <> $3
		and begin_geldigheid < $4 and (einde_geldigheid is null or einde_geldigheid > $5)`, catalogus, z.Identificatie, own, end, string(z.BeginGeldigheid))
	if overlaps {
		c.Invalid(name, "overlap", "Een andere gepubliceerde versie van dit zaaktype geldt in dezelfde tijd. Geef die eerst een eindeGeldigheid.")
	}
	return err
}

// After keeps the relations, and lets those that lead here follow a new name.
func (z *Zaaktype) After(c *rest.Call, old *Zaaktype) error {
	if err := z.relaties.store(c, "zaaktype_relaties", z.URL); err != nil || old == nil {
		return err
	}
	return renamed(c, zaaktypeVersies, z.Catalogus, old.Identificatie, z.Identificatie)
}

// BeforeRemove holds ztc-009.
func (z *Zaaktype) BeforeRemove(c *rest.Call) error {
	ruleRemove(c, z.Concept)
	return nil
}

// publiceer is ztc-016 and ztc-026.
func (z *Zaaktype) publiceer(c *rest.Call) error {
	z.Concept = false
	return z.ruleOverlap(c, "beginGeldigheid")
}

// HeeftInformatieobjecttype says whether documents of a kind can belong to zaken of this type.
func (z *Zaaktype) HeeftInformatieobjecttype(c *rest.Call, informatieobjecttype zgw.URL) (bool, error) {
	return zaaktypeInformatieobjecttypen.has(c, z.URL, informatieobjecttype, texts(z.Informatieobjecttypen))
}

// HeeftBesluittype says whether besluiten of a type can be taken in zaken of this type.
func (z *Zaaktype) HeeftBesluittype(c *rest.Call, besluittype zgw.URL) (bool, error) {
	return zaaktypeBesluittypen.has(c, z.URL, besluittype, z.Besluittypen)
}

// HeeftDeelzaaktype says whether zaken of a type can be deelzaken of zaken of this type.
func (z *Zaaktype) HeeftDeelzaaktype(c *rest.Call, zaaktype zgw.URL) (bool, error) {
	return zaaktypeDeelzaaktypen.has(c, z.URL, zaaktype, z.Deelzaaktypen)
}

// IsDeelzaaktype is HeeftDeelzaaktype for two addresses.
func IsDeelzaaktype(c *rest.Call, hoofd, deel zgw.URL) (bool, error) {
	z, err := Zaaktypen.Get(c, hoofd)
	if err != nil {
		return false, err
	}
	return z.HeeftDeelzaaktype(c, deel)
}
