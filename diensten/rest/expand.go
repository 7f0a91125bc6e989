package rest

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Relations are the members of a resource that ?expand= can follow (G-35), by name.
type Relations map[string]Relation

// Relation says how to get from rows of one resource to rows of another.
type Relation struct {
	To   string // the path of the other resource: "/catalogi/api/v1/zaaktypen"
	Many bool
	// SQL gives pairs (id here, id there); {in} stands for the condition on the ids here: "select zaak, id from rollen
	// where zaak {in} order by id". {day} stands for the day for which computed members are shown, as a text.
	SQL string
}

const (
	expandDepth = 10
	expandRows  = 20_000
	expandBytes = 64 << 20
)

// tree is a set of expand paths: "zaaktype.catalogus" is zaaktype with below it catalogus.
type tree map[string]tree

func expandTree(paths []string) (tree, error) {
	root := tree{}
	for _, path := range paths {
		at := root
		parts := strings.Split(path, ".")
		if len(parts) > expandDepth {
			return nil, Invalid("expand", "invalid", fmt.Sprintf("Het pad %q is te diep; hoogstens %d stappen.", path, expandDepth))
		}
		for _, part := range parts {
			if at[part] == nil {
				at[part] = tree{}
			}
			at = at[part]
		}
	}
	return root, nil
}

// expand puts _expand into rows. Each step of a path is one query for all rows together; what the client may not see stays
// out (G-26), and what lies on another server is not followed.
func (c *Call) expand(k *Kind, rows []*Stored, paths []string) error {
	t, err := expandTree(paths)
	if err != nil {
		return err
	}
	return c.expandInto(k, rows, t, &allowance{expandRows, expandBytes})
}

func (c *Call) expandInto(k *Kind, rows []*Stored, t tree, left *allowance) error {
	if len(rows) == 0 {
		return nil
	}
	parts := make(map[int64][]byte, len(rows))
	for _, name := range slices.Sorted(maps.Keys(t)) {
		rel, ok := k.Relations[name]
		if !ok {
			return NewProblem(404, "not_found", fmt.Sprintf("expand: %s heeft geen relatie %q. Kies uit: %s.", k.name(), name, strings.Join(slices.Sorted(maps.Keys(k.Relations)), ", ")))
		}
		if err := c.expandOne(rows, name, rel, t[name], parts, left); err != nil {
			return fmt.Errorf("expand %s: %w", name, err)
		}
	}
	for _, s := range rows {
		s.Afgeleid = append(bytes.Clone(s.Afgeleid), `,"_expand":{`...)
		s.Afgeleid = append(append(s.Afgeleid, parts[s.ID]...), '}')
	}
	return nil
}

func (c *Call) expandOne(rows []*Stored, name string, rel Relation, below tree, parts map[int64][]byte, left *allowance) error {
	target := c.Site.kinds[rel.To]
	if target == nil { // not served here: the path is there, and empty
		for _, s := range rows {
			parts[s.ID] = appendRelated(parts[s.ID], name, rel.Many, nil, nil)
		}
		return nil
	}
	pairs, ids, err := c.pairs(rel, rows)
	if err != nil {
		return err
	}
	if left.rows -= len(ids); left.rows < 0 {
		return Invalid("expand", "invalid", fmt.Sprintf("Dit levert meer dan %d objecten op; vraag minder paden of een kleinere pagina.", expandRows))
	}
	found, err := c.related(target, ids)
	if err != nil {
		return err
	}
	if err := c.expandInto(target, slices.Collect(maps.Values(found)), below, left); len(below) > 0 && err != nil {
		return err
	}
	for _, s := range rows {
		before := len(parts[s.ID])
		parts[s.ID] = appendRelated(parts[s.ID], name, rel.Many, pairs[s.ID], found)
		if left.bytes -= len(parts[s.ID]) - before; left.bytes < 0 {
			return Invalid("expand", "invalid", fmt.Sprintf("Dit antwoord wordt groter dan %d MB; vraag minder paden of een kleinere pagina.", expandBytes>>20))
		}
	}
	return nil
}

// allowance is what an expand may still bring in. Paths that go round (rollen.zaak.rollen) need few rows, and copy all of
// them into each at every turn: those are stopped by their bytes.
type allowance struct{ rows, bytes int }

// pairs are the ids there of each id here, and all ids there once.
func (c *Call) pairs(rel Relation, rows []*Stored) (map[int64][]int64, []int64, error) {
	here := make([]int64, len(rows))
	for i, s := range rows {
		here[i] = s.ID
	}
	in := " in (select value from json_each($1))"
	if c.Site.DB.Postgres() {
		in = " = any(cast($1 as bigint[]))"
	}
	pairs := map[int64][]int64{}
	seen := map[int64]bool{}
	var ids []int64
	statement := strings.NewReplacer("{in}", in, "{day}", "'"+string(c.shownDay())+"'").Replace(rel.SQL)
	for row, err := range c.Tx.Query(statement, idList(c, here)) {
		if err != nil {
			return nil, nil, err
		}
		if row.Null(1) {
			continue
		}
		from, to := row.Int(0), row.Int(1)
		pairs[from] = append(pairs[from], to)
		if !seen[to] {
			seen[to] = true
			ids = append(ids, to)
		}
	}
	return pairs, ids, nil
}

// related reads the rows of another resource that the client may see.
func (c *Call) related(k *Kind, ids []int64) (map[int64]*Stored, error) {
	in := k
	rights := c.readRights(in)
	found := map[int64]*Stored{}
	if rights.None || len(ids) == 0 {
		return found, nil
	}
	for row, err := range c.Tx.Query(byIDs(c, "id, uuid, cls, body, afgeleid", in.Table), idList(c, ids)) {
		if err != nil {
			return nil, err
		}
		if in.Classed && !rights.Allows(row.Int(2)) {
			continue
		}
		found[row.Int(0)] = &Stored{ID: row.Int(0), UUID: row.Text(1), Cls: row.Int(2), Body: bytes.Clone(row.Bytes(3)), Afgeleid: bytes.Clone(row.Bytes(4)), kind: k}
	}
	return found, k.extras(c, slices.Collect(maps.Values(found)))
}

func appendRelated(dst []byte, name string, many bool, ids []int64, found map[int64]*Stored) []byte {
	if len(dst) > 0 {
		dst = append(dst, ',')
	}
	dst = append(AppendString(dst, name), ':')
	if many {
		dst = append(dst, '[')
	}
	n := 0
	for _, id := range ids {
		s := found[id]
		if s == nil || n > 0 && !many {
			continue
		}
		if n > 0 {
			dst = append(dst, ',')
		}
		dst = s.bytes(dst)
		n++
	}
	switch {
	case many:
		return append(dst, ']')
	case n == 0:
		return append(dst, "null"...)
	}
	return dst
}
