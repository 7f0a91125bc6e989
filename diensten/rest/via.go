package rest

import "strings"

// via is the table whose rows hang on those of the list by a column: rollen by zaak.
type via struct{ table, column string }

// Via makes a filter ask its question of the rows of another table that hang on those of the list. Filters via the same
// table are asked of one and the same row: the zaken of which somebody is the initiator, not those in which he has a part
// and another is the initiator.
func Via(table, column string, f Filter) Filter {
	ask := f.Cond
	f.Tables = append(f.Tables, table)
	f.Cond = func(c *Call, value string) (Cond, error) {
		cond, err := ask(c, value)
		cond.via = via{table, column}
		return cond, err
	}
	return f
}

// gather makes one condition of those that are asked via the same table.
func (sel *selection) gather(listed string) {
	for _, v := range sel.order {
		conds := sel.vias[v]
		parts := make([]string, len(conds))
		var args []any
		for i, cond := range conds {
			parts[i] = "(" + cond.SQL + ")"
			args = append(args, cond.Args...)
		}
		sel.take(Cond{Args: args, SQL: "exists (select 1 from " + v.table + " where " + v.table + "." + v.column + " = " + listed + ".id and " +
			strings.Join(parts, " and ") + ")"}, nil)
	}
}

func (sel *selection) takeVia(cond Cond) {
	if sel.vias == nil {
		sel.vias = map[via][]Cond{}
	}
	if sel.vias[cond.via] == nil {
		sel.order = append(sel.order, cond.via)
	}
	sel.vias[cond.via] = append(sel.vias[cond.via], cond)
}
