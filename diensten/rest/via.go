package rest

import "strings"

// via is the table whose rows hang on those of the list by a column: rollen by zaak.
type via struct{ table, column string }

// Via makes a filter ask its question of the rows of another table that hang on those of the list. Filters via the same
// table are asked of one and the same row: the zaken of which somebody is the initiator, not those in which he has a part
// and another is the initiator.
func Via(table, column string, f Filter) Filter {
	return asked(f, Cond{via: via{table, column}})
}

// ViaFew is Via for a question that few rows answer, such as a BSN: those are looked up first, and not what each row of the
// list has.
func ViaFew(table, column string, f Filter) Filter {
	return asked(f, Cond{via: via{table, column}, few: true})
}

func asked(f Filter, how Cond) Filter {
	ask := f.Cond
	f.Tables = append(f.Tables, how.via.table)
	f.Cond = func(c *Call, value string) (Cond, error) {
		cond, err := ask(c, value)
		cond.via, cond.few = how.via, how.few
		return cond, err
	}
	return f
}

// gather makes one condition of those that are asked via the same table.
func (sel *selection) gather(listed string) {
	for _, v := range sel.order {
		var parts []string
		var args []any
		few := false
		for _, cond := range sel.vias[v] {
			parts = append(parts, "("+cond.SQL+")")
			args = append(args, cond.Args...)
			few = few || cond.few
		}
		where := strings.Join(parts, " and ") + ")"
		sql := "exists (select 1 from " + v.table + " where " + v.table + "." + v.column + " = " + listed + ".id and " + where
		if few {
			sql = "id in (select " + v.column + " from " + v.table + " where " + where
		}
		sel.take(Cond{SQL: sql, Args: args}, nil)
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
