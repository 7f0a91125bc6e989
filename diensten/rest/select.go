package rest

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

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
