package catalogi

import (
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// ZaaktypeInformatieobjecttype says that documents of a kind can belong to cases of a zaaktype.
type ZaaktypeInformatieobjecttype struct {
	rest.Object
	// Het zaaktype.
	Zaaktype zgw.URL `json:"zaaktype" zgw:"required,local=zaaktypen"`
	// De identificatie van het zaaktype.
	ZaaktypeIdentificatie string `json:"zaaktypeIdentificatie" zgw:"derived"`
	// De catalogus van het zaaktype.
	Catalogus zgw.URL `json:"catalogus" zgw:"derived"`
	// Het informatieobjecttype. Geef de omschrijving (of een adres) op; getoond wordt een adres.
	Informatieobjecttype string `json:"informatieobjecttype" zgw:"required,max=1000,computed"`
	// De plaats onder de documenten van het zaaktype.
	Volgnummer int `json:"volgnummer" zgw:"required,min=1,max=999"`
	// Of het document binnenkomt, uitgaat of intern blijft.
	Richting zgw.Richting `json:"richting" zgw:"required"`
	// De status waarbij het document er moet zijn.
	Statustype zgw.URL `json:"statustype" zgw:"null,local=statustypen"`

	doel doel
}

// ZaaktypeInformatieobjecttypen is the resource.
var ZaaktypeInformatieobjecttypen = rest.Resource[ZaaktypeInformatieobjecttype]{
	Name:         "zaaktypeinformatieobjecttype",
	Table:        "zaaktypeinformatieobjecttypen",
	Path:         Root + "/zaaktype-informatieobjecttypen",
	Ops:          rest.All,
	Scopes:       partScopes,
	Topic:        "catalogi",
	ExtraTopic:   "catalogi",
	Extra:        ziotExtra,
	Doc:          rest.ResourceDoc{ETag: true, ID: "zaakinformatieobjecttype"},
	Parent:       func(z *ZaaktypeInformatieobjecttype) zgw.URL { return z.Zaaktype },
	ParentColumn: "zaaktype",
	Lender:       "zaaktypen",
	Quiet:        true,
	Columns: []rest.Column[ZaaktypeInformatieobjecttype]{
		rest.Ref("zaaktype", func(z *ZaaktypeInformatieobjecttype) zgw.URL { return z.Zaaktype }),
		rest.Col("catalogus", func(z *ZaaktypeInformatieobjecttype) int64 { return z.doel.catalogus }),
		rest.Col("naam", func(z *ZaaktypeInformatieobjecttype) string { return z.doel.naam }),
		rest.Col("volgnummer", func(z *ZaaktypeInformatieobjecttype) int { return z.Volgnummer }),
		rest.Col("richting", func(z *ZaaktypeInformatieobjecttype) string { return string(z.Richting) }),
		rest.Ref("statustype", func(z *ZaaktypeInformatieobjecttype) zgw.URL { return z.Statustype }),
	},
	Filters: rest.Filters{
		"zaaktype":             rest.By("zaaktype"),
		"informatieobjecttype": zaaktypeInformatieobjecttypen.byName("zaaktypeinformatieobjecttypen"),
		"richting":             rest.Is[zgw.Richting]("richting"),
		"status":               partStatus("zaaktypeinformatieobjecttypen"),
	},
	Relations: rest.Relations{
		"zaaktype":             {To: Root + "/zaaktypen", SQL: "select id, zaaktype from zaaktypeinformatieobjecttypen where id {in}"},
		"catalogus":            {To: Root + "/catalogussen", SQL: partCatalogus("zaaktypeinformatieobjecttypen")},
		"statustype":           {To: Root + "/statustypen", SQL: "select id, statustype from zaaktypeinformatieobjecttypen where id {in}"},
		"informatieobjecttype": {To: Root + "/informatieobjecttypen", SQL: ziotVersion("r.id, t.id") + " order by r.id, " + beste},
	},
}

// ziotVersion selects columns of the relation r and of the versions t of its informatieobjecttype.
func ziotVersion(columns string) string {
	return "select " + columns + " from zaaktypeinformatieobjecttypen r join zaaktypen z on z.id = r.zaaktype" +
		" join informatieobjecttypen t on t.catalogus = r.catalogus and t.omschrijving = r.naam where r.id {in}"
}

// beste puts the version first that a zaaktype shows (ztc-020); there is always one to show, if need be the newest.
var beste = "case when " + shown("z", "t", informatieobjecttypeVersies) + " then 0 else 1 end, t.begin_geldigheid desc, t.id desc"

func ziotExtra(c *rest.Call, s *rest.Stored, day zgw.Date) ([]byte, error) {
	x := extra{c: c, day: day, id: s.ID}
	x.part("zaaktypeinformatieobjecttypen")
	x.first("informatieobjecttype", informatieobjecttypeVersies.path, ofOne(ziotVersion("t.uuid")+" order by "+beste+" limit 1"), s.ID, string(day))
	return x.bytes()
}

// Reveal reads the name of the informatieobjecttype, which the document does not hold.
func (z *ZaaktypeInformatieobjecttype) Reveal(c *rest.Call, s *rest.Stored) error {
	row, err := c.Tx.One("select catalogus, naam from zaaktypeinformatieobjecttypen where id = $1", s.ID)
	if err != nil {
		return err
	}
	z.doel = doel{catalogus: row.Int(0), naam: row.Text(1)}
	return nil
}

// Rules are those of a relation between two types.
func (z *ZaaktypeInformatieobjecttype) Rules(c *rest.Call, old *ZaaktypeInformatieobjecttype) error {
	zaaktype, err := Zaaktypen.Get(c, z.Zaaktype)
	if err != nil {
		return err
	}
	if old != nil {
		z.doel = old.doel
	}
	if old == nil || c.Sent("informatieobjecttype") {
		if z.doel, err = z.resolve(c, zaaktype); err != nil || c.Faulty() {
			return err
		}
	}
	if err := z.ruleConcept(c, schrijven); err != nil || c.Faulty() {
		return err
	}
	if old != nil {
		if err := old.ruleConcept(c, schrijven); err != nil || c.Faulty() {
			return err
		}
	}
	id, err := c.ID(z.Zaaktype)
	if err != nil {
		return err
	}
	return ruleUnique(c, z.URL, "Dit zaaktype heeft al een informatieobjecttype met dit volgnummer. Kies een ander volgnummer.",
		"zaaktypeinformatieobjecttypen", "zaaktype = $1 and volgnummer = $2", id, int64(z.Volgnummer))
}

func (z *ZaaktypeInformatieobjecttype) resolve(c *rest.Call, zaaktype *Zaaktype) (doel, error) {
	catalogus, err := c.ID(zaaktype.Catalogus)
	if err != nil {
		return doel{}, err
	}
	return informatieobjecttypeVersies.resolve(c, "informatieobjecttype", z.Informatieobjecttype, catalogus)
}

// ruleConcept holds ztc-010: a relation between two types that are both published stays as it is, unless by a correction.
func (z *ZaaktypeInformatieobjecttype) ruleConcept(c *rest.Call, unless rest.Scope) error {
	zaaktype, err := Zaaktypen.Get(c, z.Zaaktype)
	if err != nil || zaaktype.Concept || c.Has(unless, 0) {
		return err
	}
	// A name means all versions; an address that was sent means the one there.
	published, err := Informatieobjecttypen.Exists(c, "catalogus = $1 and omschrijving = $2 and concept = 0", z.doel.catalogus, z.doel.naam)
	if z.doel.id != 0 {
		published, err = Informatieobjecttypen.Exists(c, "id = $1 and concept = 0", z.doel.id)
	}
	if published {
		c.Invalid("nonFieldErrors", "non-concept-relation", "Het zaaktype en het informatieobjecttype zijn beide gepubliceerd; hun relatie kan niet meer worden gewijzigd. Maak een nieuwe versie van het zaaktype.")
	}
	return err
}

// BeforeRemove holds ztc-010.
func (z *ZaaktypeInformatieobjecttype) BeforeRemove(c *rest.Call) error {
	s, err := ZaaktypeInformatieobjecttypen.Stored(c, z.URL)
	if err != nil {
		return err
	}
	if err := z.Reveal(c, s); err != nil {
		return err
	}
	return z.ruleConcept(c, verwijderen)
}

// unbindDocuments takes a statustype that goes away from the documents that were bound to it.
func unbindDocuments(c *rest.Call, statustype int64) error {
	bound, err := ZaaktypeInformatieobjecttypen.Each(c, "statustype = $1", statustype)
	if err != nil {
		return err
	}
	for _, z := range bound {
		s, err := ZaaktypeInformatieobjecttypen.Stored(c, z.URL)
		if err != nil {
			return err
		}
		if err := z.Reveal(c, s); err != nil {
			return err
		}
		z.Statustype = ""
		if err := ZaaktypeInformatieobjecttypen.Store(c, z); err != nil {
			return err
		}
	}
	return nil
}

// byName finds rows of the table of a relation by where they lead: an address or a name.
func (r relatie) byName(table string) rest.Filter {
	return r.by(r.target, "exists (select 1 from "+r.target.table+" t where t.catalogus = "+table+".catalogus and t."+r.target.naam+" = "+table+".naam and ", "t")
}
