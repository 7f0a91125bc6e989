package catalogi

import (
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// extra gathers the members of a type that are computed when it is read: what hangs on names, on the day and on other
// rows. The first error ends it.
type extra struct {
	c   *rest.Call
	day zgw.Date
	id  int64
	dst []byte
	err error
}

func (x *extra) bytes() ([]byte, error) { return x.dst, x.err }

func (x *extra) name(name string) {
	x.dst = append(append(append(x.dst, ',', '"'), name...), '"', ':')
}

// text adds a member with a text, or null when it is empty and may be.
func (x *extra) text(name, value string) {
	x.name(name)
	x.dst = rest.AppendString(x.dst, value)
}

func (x *extra) textOrNull(name, value string) {
	if value != "" {
		x.text(name, value)
		return
	}
	x.name(name)
	x.dst = append(x.dst, "null"...)
}

// list adds a member with the addresses of what a query finds (uuid, name), and one with the names beside it; either may
// be "", for none.
func (x *extra) list(urls, names, path, sql string, args ...any) {
	if x.err != nil {
		return
	}
	var u, n []byte
	for row, err := range x.c.Tx.Query(sql, args...) {
		if err != nil {
			x.err = err
			return
		}
		u = rest.AppendString(comma(u), string(zgw.LocalURL(path, row.Text(0))))
		if names != "" {
			n = rest.AppendString(comma(n), row.Text(1))
		}
	}
	if urls != "" {
		x.array(urls, u)
	}
	if names != "" {
		x.array(names, n)
	}
}

func comma(dst []byte) []byte {
	if len(dst) == 0 {
		return dst
	}
	return append(dst, ',')
}

func (x *extra) array(name string, items []byte) {
	x.name(name)
	x.dst = append(append(append(x.dst, '['), items...), ']')
}

// forward adds where a relation leads from this row.
func (x *extra) forward(r relatie, urls, names string) {
	x.list(urls, names, r.target.path, ofOne(r.forward("t.uuid, t."+r.target.naam)), x.id, string(x.day))
}

// backward adds what has a relation to this row.
func (x *extra) backward(r relatie, urls, names string) {
	x.list(urls, names, r.owner.path, ofOne(r.backward("o.uuid, o."+r.owner.naam)), x.id, string(x.day))
}

// first adds the address of the first row that a query finds (uuid).
func (x *extra) first(name, path, sql string, args ...any) {
	if x.err != nil {
		return
	}
	for row, err := range x.c.Tx.Query(sql, args...) {
		if err != nil {
			x.err = err
			return
		}
		x.text(name, string(zgw.LocalURL(path, row.Text(0))))
		return
	}
	x.text(name, "")
}

// ofOne is a query over relations for one row, $1, on one day, $2.
func ofOne(sql string) string { return strings.NewReplacer("{in}", "= $1", "{day}", "$2").Replace(sql) }

// row runs a query for one row with texts and nulls, and gives its columns; nulls are "".
func (x *extra) row(columns int, sql string, args ...any) []string {
	values := make([]string, columns)
	if x.err != nil {
		return values
	}
	row, err := x.c.Tx.One(sql, args...)
	if err != nil {
		x.err = err
		return values
	}
	for i := range values {
		if !row.Null(i) {
			values[i] = row.Text(i)
		}
	}
	return values
}

// span are the first begin and the last end (null when one is open) of versions y.
const span = "min(y.begin_geldigheid), case when count(*) = count(y.einde_geldigheid) then max(y.einde_geldigheid) end"

// object adds when the first version of a type began and the last one ends (ztc-022).
func (x *extra) object(v versies) {
	r := x.row(2, "select "+span+" from "+v.table+" t join "+v.table+" y on y.catalogus = t.catalogus and y."+v.naam+" = t."+v.naam+" where t.id = $1", x.id)
	x.textOrNull("beginObject", r[0])
	x.textOrNull("eindeObject", r[1])
}

// part adds what a part of a zaaktype takes over from it.
func (x *extra) part(table string) {
	r := x.row(2, "select z.identificatie, k.uuid from "+table+" s join zaaktypen z on z.id = s.zaaktype join catalogussen k on k.id = z.catalogus where s.id = $1", x.id)
	x.text("zaaktypeIdentificatie", r[0])
	x.text("catalogus", string(zgw.LocalURL(Root+"/catalogussen", r[1])))
}

// valid adds when a part of a zaaktype is valid: as long as its zaaktype; and since when there are parts with its name.
func (x *extra) valid(table, naam string) {
	r := x.row(2, "select z.begin_geldigheid, z.einde_geldigheid from "+table+" s join zaaktypen z on z.id = s.zaaktype where s.id = $1", x.id)
	x.textOrNull("beginGeldigheid", r[0])
	x.textOrNull("eindeGeldigheid", r[1])
	r = x.row(2, "select "+span+" from "+table+" s join zaaktypen z on z.id = s.zaaktype join zaaktypen y on y.catalogus = z.catalogus and y.identificatie = z.identificatie"+
		" join "+table+" p on p.zaaktype = y.id and p."+naam+" = s."+naam+" where s.id = $1", x.id)
	x.textOrNull("beginObject", r[0])
	x.textOrNull("eindeObject", r[1])
}

// raw adds a member of which the value is JSON.
func (x *extra) raw(name, value string) {
	x.name(name)
	x.dst = append(x.dst, value...)
}

// partCatalogus leads expand from parts of a zaaktype to its catalogus.
func partCatalogus(table string) string {
	return "select s.id, z.catalogus from " + table + " s join zaaktypen z on z.id = s.zaaktype where s.id {in}"
}
