package rest

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"meent/diensten/zgw"
)

// serveList answers with a page, or with a plain array (G-31).
func (k *Kind) serveList(c *Call, w http.ResponseWriter, r *http.Request) error {
	q, err := k.readQuery(c, r)
	if err != nil {
		return err
	}
	var under *Stored
	return k.sendList(c, w, r, q, func() (err error) {
		under, err = k.underParent(c, r)
		return err
	}, func() *Stored { return under })
}

// underParent is the parent in the path of a nested list; it must be there and be visible.
func (k *Kind) underParent(c *Call, r *http.Request) (*Stored, error) {
	name := placeholder.FindString(k.Path)
	if name == "" {
		return nil, nil
	}
	i := strings.Index(k.Path, name)
	parent := c.Site.kinds[strings.TrimRight(k.Path[:i], "/")]
	id := r.PathValue(strings.Trim(name, "{}"))
	if parent == nil || !isUUID(id) {
		return nil, NotFound()
	}
	s, err := parent.find(c, id)
	if err != nil {
		return nil, err
	}
	if k.Classed && !c.rights.Allows(s.Cls) {
		return nil, Denied("De client mag dit object niet zien.")
	}
	return s, nil
}

func (k *Kind) sendList(c *Call, w http.ResponseWriter, r *http.Request, q *query, before func() error, parent func() *Stored) error {
	buf := newBuffer(c.Site)
	defer buf.free()
	err := c.View(func() error {
		if err := before(); err != nil {
			return err
		}
		return k.list(c, buf, q, parent(), r.URL.Path)
	})
	if err != nil {
		return err
	}
	return buf.send(w, r, http.StatusOK)
}

// list writes a page or array into buf: conditions, count, ids, and then the documents of just those ids.
func (k *Kind) list(c *Call, buf *buffer, q *query, parent *Stored, path string) error {
	sel, err := k.selection(c, q, parent)
	if err != nil {
		return err
	}
	if k.Plain {
		q.size, q.page = 1<<30, 1
	}
	var ids []int64
	count := int64(0)
	if !sel.never {
		if len(q.judges) > 0 {
			ids, count, err = k.searched(c, q, sel)
		} else {
			ids, count, err = k.paged(c, q, sel)
		}
		if err != nil {
			return err
		}
	}
	if q.page > 1 && int64(q.page-1)*int64(q.size) >= count {
		return noPage()
	}
	if k.Plain {
		buf.text("[")
	} else {
		pageHead(buf, q, count, path)
	}
	if err := k.rows(c, buf, q, ids); err != nil {
		return err
	}
	buf.text("]")
	if !k.Plain {
		buf.text("}")
	}
	return nil
}

func noPage() *Problem {
	return NewProblem(404, "not_found", "Deze pagina bestaat niet; de lijst is korter.")
}

func pageHead(buf *buffer, q *query, count int64, path string) {
	buf.text(`{"count":`)
	buf.b = strconv.AppendInt(buf.b, count, 10)
	buf.text(`,"next":`)
	buf.pageLink(q, path, q.page+1, int64(q.page)*int64(q.size) < count)
	buf.text(`,"previous":`)
	buf.pageLink(q, path, q.page-1, q.page > 1)
	buf.text(`,"results":[`)
}

// pageLink appends the address of another page: the same query with another number.
func (b *buffer) pageLink(q *query, path string, page int, there bool) {
	if !there {
		b.text("null")
		return
	}
	values := maps.Clone(q.values)
	if q.links != nil {
		values = maps.Clone(q.links)
	}
	values.Set("page", strconv.Itoa(page))
	b.stored(AppendString(nil, zgw.Marker+path+"?"+values.Encode()))
}

// paged are the ids of one page and the number of all.
func (k *Kind) paged(c *Call, q *query, sel *selection) ([]int64, int64, error) {
	var count int64
	var err error
	if !k.Plain {
		if count, err = k.count(c, sel); err != nil {
			return nil, 0, err
		}
		if count == 0 {
			return nil, 0, nil
		}
	}
	offset := (q.page - 1) * q.size
	if !k.Plain && int64(offset) >= count {
		return nil, count, nil
	}
	walk, err := k.walks(c, sel, count, int64(offset+q.size))
	if err != nil {
		return nil, 0, err
	}
	plus := map[bool]string{true: "+", false: ""}
	statement := "select id from " + k.Table + sel.sql(plus[walk]) + " order by " + k.order(c, q.ordering, !walk)
	args := sel.args
	if !k.Plain { // not in the text: a client that goes through all pages asks one statement
		statement += " limit $" + strconv.Itoa(len(args)+1) + " offset $" + strconv.Itoa(len(args)+2)
		args = append(slices.Clip(args), int64(q.size), int64(offset))
	}
	ids, err := queryIDs(c, statement, args)
	return ids, count, err
}

func queryIDs(c *Call, statement string, args []any) ([]int64, error) {
	ids := make([]int64, 0, pageSize)
	for row, err := range c.Tx.Query(statement, args...) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", statement, err)
		}
		ids = append(ids, row.Int(0))
	}
	return ids, nil
}

// walks says whether to walk the order and test each row, or to look rows up by rights or filter and sort them: what
// storage.md §2 measured. matches is the exact count, need how many rows the page lies deep.
func (k *Kind) walks(c *Call, sel *selection, matches, need int64) (bool, error) {
	if k.Plain {
		return false, nil
	}
	if !sel.limited && len(sel.where) == 0 {
		return true, nil
	}
	all, err := k.count(c, &selection{tables: []string{k.Table}})
	if err != nil {
		return false, err
	}
	if len(sel.where) > 0 {
		// A walk over a filter reads whole rows: worth it only where nearly every row matches.
		return matches*10 > all*9, nil
	}
	return need*all/max(matches, 1) < 3*matches, nil
}

// order is the order by clause: newest first, or by the column that was asked for. sorted says that what was found is
// sorted, and no index walked.
func (k *Kind) order(c *Call, ordering string, sorted bool) string {
	column := func(name string) string { return name }
	switch {
	case sorted && c.Site.DB.Postgres(): // it has no + before a text
		column = func(name string) string { return "greatest(" + name + ")" }
	case sorted:
		column = func(name string) string { return "+" + name }
	}
	if ordering == "" && k.Plain {
		return column("id")
	}
	if ordering == "" {
		return column("id") + " desc"
	}
	var terms []string
	direction := ""
	for part := range strings.SplitSeq(ordering, ",") {
		name, descending := strings.CutPrefix(part, "-")
		direction = map[bool]string{true: " desc", false: ""}[descending]
		o := k.Orders[name]
		nulls := map[bool]string{true: " nulls last", false: ""}[o.Nulls]
		terms = append(terms, column(o.Column)+direction+nulls)
	}
	return strings.Join(terms, ", ") + ", id" + direction
}

// rows writes the documents of ids, in their order.
func (k *Kind) rows(c *Call, buf *buffer, q *query, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	if k.Extra == nil && len(q.expand) == 0 {
		for row, err := range c.Tx.Query(byIDs(c, "body, afgeleid", k.Table), idList(c, ids)) {
			if err != nil {
				return fmt.Errorf("read %s: %w", k.Table, err)
			}
			buf.row(row.Bytes(0), row.Bytes(1))
		}
		return nil
	}
	stored, err := k.load(c, ids)
	if err != nil {
		return err
	}
	if err := k.extras(c, stored); err != nil {
		return err
	}
	if len(q.expand) > 0 {
		if err := c.expand(k, stored, q.expand); err != nil {
			return err
		}
	}
	for _, s := range stored {
		buf.row(s.Body, s.Afgeleid)
	}
	return nil
}

func (k *Kind) load(c *Call, ids []int64) ([]*Stored, error) {
	stored := make([]*Stored, 0, len(ids))
	for row, err := range c.Tx.Query(byIDs(c, "id, uuid, cls, body, afgeleid", k.Table), idList(c, ids)) {
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", k.Table, err)
		}
		stored = append(stored, &Stored{ID: row.Int(0), UUID: row.Text(1), Cls: row.Int(2), Body: bytes.Clone(row.Bytes(3)), Afgeleid: bytes.Clone(row.Bytes(4)), kind: k})
	}
	return stored, nil
}

// byIDs is the statement that reads rows by a list of ids in the order of the list: one parameter, one prepared text.
func byIDs(c *Call, columns, table string) string {
	if c.Site.DB.Postgres() {
		return "select " + columns + " from unnest(cast($1 as bigint[])) with ordinality as lijst(sleutel, plaats) join " + table + " on id = sleutel order by plaats"
	}
	return "select " + columns + " from (select value as sleutel from json_each($1)) cross join " + table + " on id = sleutel"
}

// idList is a list of ids as one parameter: a JSON array for SQLite, an array literal for PostgreSQL.
func idList(c *Call, ids []int64) string {
	open, end := byte('['), byte(']')
	if c.Site.DB.Postgres() {
		open, end = '{', '}'
	}
	dst := append(make([]byte, 0, 8*len(ids)+2), open)
	for i, id := range ids {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, id, 10)
	}
	return string(append(dst, end))
}
