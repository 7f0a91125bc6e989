package rest

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// document completes what openapi.json says of an operation of a resource with what the resource itself says.
func (k *Kind) document(op Ops, d Doc) Doc {
	d.ID = cmp.Or(k.Doc.ID, k.Name) + k.Doc.suffix(op)
	d.Summary = k.Doc.summary(op, k.Name, k.name())
	d.Tags = []string{k.name()}
	d.Statuses = k.Doc.Statuses
	d.Query = append(d.Query, k.Doc.Query[op]...)
	if op != Remove {
		d.Out = k.zero
	}
	if op == Create || op == Replace || op == Change {
		d.In = k.zero
	}
	if in := k.Doc.In[op]; in != nil {
		d.In = in
	}
	if out := k.Doc.Out[op]; out != nil {
		d.Out = out
	}
	return d
}

// suffix is the end of the operationId, by which programs made from the standard's OpenAPI call the operation.
func (d *ResourceDoc) suffix(op Ops) string {
	switch {
	case op == Detail && d.Older:
		return "_read"
	case op == Detail:
		return "_retrieve"
	case op == Remove && d.Older:
		return "_delete"
	case op == Remove:
		return "_destroy"
	}
	return map[Ops]string{List: "_list", Create: "_create", Replace: "_update", Change: "_partial_update"}[op]
}

func (d *ResourceDoc) summary(op Ops, one, many string) string {
	if text := d.Summary[op]; text != "" {
		return text
	}
	one, many = cmp.Or(d.Singular, one), cmp.Or(d.Plural, many)
	switch op {
	case List:
		return strings.ToUpper(many[:1]) + many[1:] + " opvragen."
	case Detail:
		return "Eén " + one + " opvragen."
	case Create:
		return "Een " + one + " aanmaken."
	case Replace:
		return "Een " + one + " in zijn geheel vervangen."
	case Change:
		return "Een deel van een " + one + " wijzigen."
	}
	return "Een " + one + " verwijderen."
}

// params describes the query of the list, and detailParams that of one object.
func (k *Kind) params() []Param {
	return append(filterParams(k.Filters), orderParam(k.Orders)...)
}

func (k *Kind) detailParams() []Param {
	if k.Extra == nil {
		return nil
	}
	return []Param{{Name: "datumGeldigheid", Type: "string", Format: "date", Doc: "De dag waarvoor de verwijzingen worden getoond; zonder opgave vandaag."}}
}

var pageParams = []Param{
	{Name: "page", Type: "integer", Doc: "Het nummer van de pagina; de eerste is 1."},
	{Name: "pageSize", Type: "integer", Doc: "Hoeveel objecten op een pagina staan, hoogstens 500; zonder opgave 100."},
}

func filterParams(filters Filters) []Param {
	var list []Param
	for _, name := range slices.Sorted(maps.Keys(filters)) {
		p := filters[name].Param
		p.Name = name
		list = append(list, p)
	}
	return list
}

func orderParam(orders Orders) []Param {
	if len(orders) == 0 {
		return nil
	}
	var values []string
	for _, name := range slices.Sorted(maps.Keys(orders)) {
		values = append(values, name, "-"+name)
	}
	return []Param{{Name: "ordering", Type: "string", Enum: values, List: true, Doc: "Waarop de lijst is gesorteerd; met - ervoor aflopend."}}
}

// searchParams are the members of the body of a _zoek that are filters.
func (r *Resource[T]) searchParams() []Param {
	all := maps.Clone(r.Filters)
	maps.Copy(all, r.Search)
	list := filterParams(all)
	for _, p := range orderParam(r.Orders) {
		p.List = false
		list = append(list, p)
	}
	if len(r.Relations) > 0 {
		list = append(list, expandParam)
	}
	return list
}

var expandParam = Param{Name: "expand", Type: "string", Doc: "Verwijzingen waarvan het object zelf in _expand meekomt: namen met een komma ertussen, met een punt voor een stap verder."}
