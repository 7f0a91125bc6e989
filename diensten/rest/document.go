package rest

import (
	"reflect"
	"strings"
)

// document completes what openapi.json says of an operation of a resource with what the resource itself says.
func (b *bound[T]) document(op Ops, d Doc) Doc {
	id := b.Doc.ID
	if id == "" {
		id = b.Name
	}
	suffix := map[Ops]string{List: "_list", Detail: "_read", Create: "_create", Replace: "_update", Change: "_partial_update", Remove: "_delete"}
	d.ID = id + suffix[op]
	var zero T
	if op != Remove {
		d.Out = zero
	}
	if op == Create || op == Replace || op == Change {
		d.In = zero
	}
	d.Statuses = b.Doc.Statuses
	d.Query = append(d.Query, b.Doc.Query[op]...)
	d.Summary = b.summary(op)
	d.Tags = []string{b.name()}
	return d
}

func (b *bound[T]) summary(op Ops) string {
	if text := b.Doc.Summary[op]; text != "" {
		return text
	}
	one := strings.ToUpper(schemaName(reflect.TypeFor[T]()))
	switch op {
	case List:
		return "Alle " + b.name() + " opvragen."
	case Detail:
		return "Een specifieke " + one + " opvragen."
	case Create:
		return "Maak een " + one + " aan."
	case Replace:
		return "Werk een " + one + " in zijn geheel bij."
	case Change:
		return "Werk een " + one + " deels bij."
	}
	return "Verwijder een " + one + "."
}

func schemaName(t reflect.Type) string { return t.Name() }
