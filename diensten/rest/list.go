package rest

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"meent/diensten/zgw"
)

const (
	pageSize    = 100
	pageSizeMax = 500
	listMax     = 1000 // values of one parameter: a statement takes so many
)

// Orders are the values of ?ordering= and the column that each sorts by.
type Orders map[string]Order

// Order is a column to sort by. Nulls says that it may be empty: empty values come last, both ways.
type Order struct {
	Column string
	Nulls  bool
}

// query is what the query string (or the body of a _zoek) asks of a list or detail.
type query struct {
	values   url.Values
	filters  Filters
	page     int
	size     int
	ordering string
	expand   []string
	day      zgw.Date
	judges   []*Judge   // of a _zoek that SQL alone cannot answer
	links    url.Values // what the addresses of other pages hold; nil: values
}

// readQuery reads and checks the query string: unknown names, and the values of page, pageSize, ordering and expand. The
// values of filters are checked when their conditions are made.
func (k *Kind) readQuery(c *Call, r *http.Request) (*query, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, unreadable()
	}
	q := &query{values: values, page: 1, size: pageSize}
	detail := r.PathValue("uuid") != "" && !strings.HasSuffix(r.Pattern, k.Path)
	if !detail {
		q.filters = k.Filters
	}
	return q, k.checkQuery(c, q, detail)
}

func (k *Kind) checkQuery(c *Call, q *query, detail bool) error {
	var faults []Fault
	var unknown []string
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		value, fault := q.one(name)
		if fault != nil {
			faults = append(faults, *fault)
			continue
		}
		if name == "datumGeldigheid" && k.Extra != nil {
			q.day = day(value, &faults)
			continue
		}
		if _, ok := q.filters[name]; ok {
			continue
		}
		switch {
		case name == "page" && !detail && !k.Plain:
			q.page = pageNumber(value, 0, &faults, name, q.page)
		case name == "pageSize" && !detail && !k.Plain:
			q.size = pageNumber(value, pageSizeMax, &faults, name, q.size)
		case name == "ordering" && !detail && len(k.Orders) > 0:
			q.ordering = k.ordering(value, &faults)
		case name == "expand" && len(k.Relations) > 0:
			q.expand = splitList(value)
		default:
			unknown = append(unknown, name)
		}
	}
	c.day = q.day
	if len(unknown) > 0 {
		faults = append(faults, unknownParams(unknown))
	}
	if len(faults) > 0 {
		return invalid(faults)
	}
	return nil
}

// one is the value of a parameter. A list may come in several, one value each; anything else comes once.
func (q *query) one(name string) (string, *Fault) {
	list := q.values[name]
	if len(list) < 2 {
		return q.values.Get(name), nil
	}
	if f, ok := q.filters[name]; ok && f.List || name == "expand" || name == "ordering" {
		q.values.Set(name, strings.Join(list, ","))
		return q.values.Get(name), nil
	}
	return "", &Fault{name, "invalid", "Deze parameter komt meer dan eens voor; geef hem één keer op."}
}

func unknownParams(names []string) Fault {
	return Fault{"nonFieldErrors", "unknown-parameters", "Onbekende parameters: " + strings.Join(names, ", ") + ". Controleer de spelling."}
}

func day(value string, faults *[]Fault) zgw.Date {
	d := zgw.Date(value)
	if code, reason := d.Valid(); code != "" {
		*faults = append(*faults, Fault{"datumGeldigheid", code, reason})
	}
	return d
}

func splitList(value string) []string {
	var out []string
	for part := range strings.SplitSeq(value, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func pageNumber(value string, most int, faults *[]Fault, name string, usual int) int {
	if value == "" {
		return usual
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > 1<<30 || most > 0 && n > most {
		reason := "Hier hoort een geheel getal van 1 of meer."
		if most > 0 {
			reason = fmt.Sprintf("Hier hoort een geheel getal van 1 tot en met %d.", most)
		}
		*faults = append(*faults, Fault{name, "invalid", reason})
		return usual
	}
	return n
}

func (k *Kind) ordering(value string, faults *[]Fault) string {
	if value == "" {
		return ""
	}
	for part := range strings.SplitSeq(value, ",") {
		if _, ok := k.Orders[strings.TrimPrefix(part, "-")]; ok {
			continue
		}
		*faults = append(*faults, Fault{"ordering", "invalid_choice", fmt.Sprintf("Op %q kan niet worden gesorteerd. Kies uit: %s (met - ervoor: aflopend).", part, strings.Join(slices.Sorted(maps.Keys(k.Orders)), ", "))})
	}
	return value
}

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

// selection is the where of a list: the filters, the parent, and the rights of the client.
type selection struct {
	where   []string
	args    []any
	tables  []string
	rights  []int64 // rows with one of these
	limited bool    // by rights
	gereed  bool    // only documents that are ready for publication (G-29)
	typ     int64
	never   bool
	vias    map[via][]Cond
	order   []via // of vias
}

func (k *Kind) selection(c *Call, q *query, parent *Stored) (*selection, error) {
	sel := &selection{tables: []string{k.Table}}
	var faults []Fault
	for _, name := range q.asked(k.usual) {
		f := q.filters[name]
		if f.List && strings.Count(q.values.Get(name), ",") >= listMax {
			faults = append(faults, Fault{name, "invalid", fmt.Sprintf("Geef hier hoogstens %d waarden op.", listMax)})
			continue
		}
		cond, err := f.Cond(c, cmp.Or(q.values.Get(name), f.Usual))
		if fault, is := errors.AsType[Fault](err); is {
			faults = append(faults, Fault{name, fault.Code, fault.Reason})
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: filter %s: %w", k.Table, name, err)
		}
		sel.take(cond, f.Tables)
	}
	if len(faults) > 0 {
		return nil, invalid(faults)
	}
	if parent != nil {
		sel.take(Cond{SQL: k.ParentColumn + " = ?", Args: []any{parent.ID}}, nil)
	}
	sel.gather(k.Table)
	k.limit(c, sel)
	return sel, nil
}

// asked are the filters that have a value, in the order of their names: those that the client gave, and the usual ones.
func (q *query) asked(usual []string) []string {
	var names []string
	for name := range q.values {
		if _, ok := q.filters[name]; ok && q.values.Get(name) != "" {
			names = append(names, name)
		}
	}
	for _, name := range usual {
		if _, ok := q.filters[name]; ok && q.values.Get(name) == "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// usualNames are the filters that have a value when the client gives none.
func usualNames(filters Filters) []string {
	var names []string
	for name, f := range filters {
		if f.Usual != "" {
			names = append(names, name)
		}
	}
	return names
}

func (sel *selection) take(cond Cond, tables []string) {
	sel.never = sel.never || cond.Never
	if cond.Type != 0 {
		sel.never = sel.never || sel.typ != 0 && sel.typ != cond.Type
		sel.typ = cond.Type
	}
	switch {
	case cond.SQL == "":
	case cond.via != via{}:
		sel.takeVia(cond)
	default:
		sel.where = append(sel.where, "("+cond.SQL+")")
		sel.args = append(sel.args, cond.Args...)
	}
	sel.tables = append(sel.tables, tables...)
}

// limit puts the rights of the client into the selection: the one predicate that every list, count and search passes.
func (k *Kind) limit(c *Call, sel *selection) {
	rights := c.rights
	if !k.Classed || rights == nil {
		return
	}
	switch {
	case sel.typ != 0:
		for _, cls := range classes(sel.typ) {
			if rights.Allows(cls) {
				sel.rights = append(sel.rights, cls)
			}
		}
		sel.limited = true
	case rights.MustGereed:
		sel.gereed = true
	case !rights.All:
		sel.rights, sel.limited = rights.Cls, true
	}
	sel.never = sel.never || sel.limited && len(sel.rights) == 0
}

// sql is the where clause. plus stands before cls and keeps its index from being used ("walk", storage.md §2).
func (sel *selection) sql(plus string) string {
	parts := slices.Clone(sel.where)
	if sel.limited {
		parts = append(parts, inClasses(plus+"cls", sel.rights))
	}
	if sel.gereed {
		parts = append(parts, "(cls & 1) = 1")
	}
	if len(parts) == 0 {
		return ""
	}
	return " where " + number(strings.Join(parts, " and "))
}

func inClasses(column string, list []int64) string {
	dst := append([]byte(column), " in ("...)
	for i, cls := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, cls, 10)
	}
	return string(append(dst, ')'))
}

// number turns each ? into $1, $2 … . Conditions hold no question marks of their own.
func number(sql string) string {
	var b strings.Builder
	n := 0
	for {
		before, after, found := strings.Cut(sql, "?")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		n++
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(n))
		sql = after
	}
}

type countKey struct{ stamp, what string }

// count is the exact number of rows, remembered until one of the tables changes.
func (k *Kind) count(c *Call, sel *selection) (int64, error) {
	statement := "select count(*) from " + k.Table + sel.sql("")
	key, err := sel.countKey(c, statement)
	if err != nil {
		return 0, err
	}
	if n, ok := c.Site.counts.GetIfPresent(key); ok {
		return n, nil
	}
	row, err := c.Tx.One(statement, sel.args...)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", k.Table, err)
	}
	n := row.Int(0)
	c.Site.counts.Set(key, n)
	return n, nil
}

// countKey is what a count hangs on: how the tables stand, and what is counted.
func (sel *selection) countKey(c *Call, statement string) (countKey, error) {
	key := countKey{what: withArgs(statement, sel.args)}
	for i, table := range sel.tables {
		stamp, err := c.Tx.Stamp(table)
		if err != nil {
			return key, err
		}
		if i == 0 {
			key.stamp = stamp
			continue
		}
		key.stamp += " " + stamp
	}
	return key, nil
}

// withArgs is a statement with its arguments, of which a text may hold anything: its length tells where it ends.
func withArgs(statement string, args []any) string {
	if len(args) == 0 {
		return statement
	}
	dst := append(make([]byte, 0, len(statement)+64), statement...)
	for _, arg := range args {
		if text, ok := arg.(string); ok {
			dst = strconv.AppendInt(append(dst, ' '), int64(len(text)), 10)
			dst = append(append(dst, ':'), text...)
			continue
		}
		dst = fmt.Append(append(dst, ' '), arg)
	}
	return string(dst)
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
