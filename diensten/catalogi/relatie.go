package catalogi

import (
	"fmt"
	"slices"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// versies is a kind of type of which a catalogus can hold several versions, with one name.
type versies struct {
	table, naam, path string
	// zaaktype says that rows are part of a zaaktype, which says whether they are concepts and when they are valid.
	zaaktype bool
}

var (
	zaaktypeVersies             = versies{table: "zaaktypen", naam: "identificatie", path: Root + "/zaaktypen"}
	besluittypeVersies          = versies{table: "besluittypen", naam: "omschrijving", path: Root + "/besluittypen"}
	informatieobjecttypeVersies = versies{table: "informatieobjecttypen", naam: "omschrijving", path: Root + "/informatieobjecttypen"}
	resultaattypeVersies        = versies{table: "resultaattypen", naam: "omschrijving", path: Root + "/resultaattypen", zaaktype: true}
)

// relatie is a relation by name (ztc-019): it was posted as a name, and leads to the versions in one catalogus that have
// that name at the moment of reading.
type relatie struct {
	owner, target     versies
	table, van, order string // the table that holds it, its columns with the id of the owner and with the order
	member            string // of the owner: what the table calls soort; "" in a table of its own
}

var (
	zaaktypeBesluittypen               = relatie{zaaktypeVersies, besluittypeVersies, "zaaktype_relaties", "van", "plaats", "besluittypen"}
	zaaktypeDeelzaaktypen              = relatie{zaaktypeVersies, zaaktypeVersies, "zaaktype_relaties", "van", "plaats", "deelzaaktypen"}
	zaaktypeGerelateerd                = relatie{zaaktypeVersies, zaaktypeVersies, "zaaktype_relaties", "van", "plaats", "gerelateerdeZaaktypen"}
	zaaktypeInformatieobjecttypen      = relatie{zaaktypeVersies, informatieobjecttypeVersies, "zaaktypeinformatieobjecttypen", "zaaktype", "volgnummer", ""}
	besluittypeInformatieobjecttypen   = relatie{besluittypeVersies, informatieobjecttypeVersies, "besluittype_relaties", "van", "plaats", "informatieobjecttypen"}
	resultaattypeBesluittypen          = relatie{resultaattypeVersies, besluittypeVersies, "resultaattype_relaties", "van", "plaats", "besluittypen"}
	resultaattypeInformatieobjecttypen = relatie{resultaattypeVersies, informatieobjecttypeVersies, "resultaattype_relaties", "van", "plaats", "informatieobjecttypen"}

	alleRelaties = []relatie{
		zaaktypeBesluittypen, zaaktypeDeelzaaktypen, zaaktypeGerelateerd, zaaktypeInformatieobjecttypen,
		besluittypeInformatieobjecttypen, resultaattypeBesluittypen, resultaattypeInformatieobjecttypen,
	}
)

// joined joins rows o of the owner, the relation r and rows t of the target that have the name.
func (r relatie) joined() string {
	from := r.owner.table + " o join " + r.table + " r on r." + r.van + " = o.id" + r.only() +
		" join " + r.target.table + " t on t.catalogus = r.catalogus and t." + r.target.naam + " = r.naam"
	if r.owner.zaaktype {
		from += " join zaaktypen z on z.id = o.zaaktype"
	}
	return from
}

func (r relatie) only() string {
	if r.member == "" {
		return ""
	}
	return " and r.soort = '" + r.member + "'"
}

// bearer is the alias of the row that says whether the owner is a concept and when it is valid.
func (r relatie) bearer() (alias string, v versies) {
	if r.owner.zaaktype {
		return "z", zaaktypeVersies
	}
	return "o", r.owner
}

// shown is the condition that a row of another type is shown by one of which concept tells whether it is a concept
// (ztc-020): a concept shows the newest version, whatever its status; what is published shows versions that are published
// and valid on the day.
func shown(concept, other string, v versies) string {
	return fmt.Sprintf(`case when %[1]s.concept = 1 then not exists (select 1 from %[3]s n where n.catalogus = %[2]s.catalogus and n.%[4]s = %[2]s.%[4]s
		and (n.begin_geldigheid > %[2]s.begin_geldigheid or n.begin_geldigheid = %[2]s.begin_geldigheid and n.id > %[2]s.id))
		else %[2]s.concept = 0 and %[2]s.begin_geldigheid <= {day} and (%[2]s.einde_geldigheid is null or %[2]s.einde_geldigheid > {day}) end`,
		concept, other, v.table, v.naam)
}

// forward selects columns of o and t for the owners that {in} holds, in the order in which names were posted.
func (r relatie) forward(columns string) string {
	alias, _ := r.bearer()
	return "select " + columns + " from " + r.joined() + " where o.id {in} and " + shown(alias, "t", r.target) +
		" group by o.id, t.id order by min(r." + r.order + "), min(t.begin_geldigheid), t.id"
}

// backward selects columns of o and t for the targets that {in} holds: what has a relation to them.
func (r relatie) backward(columns string) string {
	alias, v := r.bearer()
	return "select " + columns + " from " + r.joined() + " where t.id {in} and " + shown("t", alias, v) +
		" group by t.id, o.id order by o.id"
}

func (r relatie) pairs() string        { return r.forward("o.id, t.id") }
func (r relatie) inversePairs() string { return r.backward("t.id, o.id") }

// leads says whether the relation leads from one row to another, whatever their status and validity: for rules of other
// registers, which bind what was made under an older version too.
func (r relatie) leads(c *rest.Call, owner, target int64) (bool, error) {
	for _, err := range c.Tx.Query("select 1 from "+r.joined()+" where o.id = $1 and t.id = $2 limit 1", owner, target) {
		return err == nil, err
	}
	return false, nil
}

// renamed lets relations follow a type that has been given another name, when no other version keeps the old one.
func (v versies) renamed(c *rest.Call, catalogus int64, old, naam string) error {
	if old == naam {
		return nil
	}
	for _, err := range c.Tx.Query("select 1 from "+v.table+" where catalogus = $1 and "+v.naam+" = $2 limit 1", catalogus, old) {
		return err
	}
	for _, r := range alleRelaties {
		if r.target != v {
			continue
		}
		where := " where catalogus = $1 and naam = $2"
		if r.member != "" {
			where += " and soort = '" + r.member + "'"
		}
		if err := c.Tx.Exec("update "+r.table+" set naam = $3"+where, catalogus, old, naam); err != nil {
			return fmt.Errorf("%s: follow the name of %s: %w", r.table, v.table, err)
		}
		c.Tx.Changed(r.table)
	}
	return nil
}

// has is leads for addresses; of a type on another server listed are the addresses that its document shows.
func (r relatie) has(c *rest.Call, owner, target zgw.URL, listed []string) (bool, error) {
	if _, local := owner.Local(); !local {
		return slices.Contains(listed, c.Site.Public(target)), nil
	}
	if _, local := target.Local(); !local { // our types lead to our own only
		return false, nil
	}
	from, err := c.ID(owner)
	if err != nil {
		return false, err
	}
	to, err := c.ID(target)
	if err != nil {
		return false, err
	}
	return r.leads(c, from, to)
}

func texts(urls []zgw.URL) []string {
	list := make([]string, len(urls))
	for i, u := range urls {
		list[i] = string(u)
	}
	return list
}
