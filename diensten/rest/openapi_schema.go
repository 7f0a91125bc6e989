package rest

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"meent/diensten/zgw"
)

// docSchema is a schema of OpenAPI.
type docSchema struct {
	Ref           string              `json:"$ref,omitempty"`
	Description   string              `json:"description,omitempty"`
	Type          string              `json:"type,omitempty"`
	Format        string              `json:"format,omitempty"`
	Enum          []any               `json:"enum,omitempty"`
	Default       any                 `json:"default,omitempty"`
	Nullable      bool                `json:"nullable,omitempty"`
	ReadOnly      bool                `json:"readOnly,omitempty"`
	WriteOnly     bool                `json:"writeOnly,omitempty"`
	MinLength     int                 `json:"minLength,omitempty"`
	MaxLength     int                 `json:"maxLength,omitempty"`
	Minimum       *int                `json:"minimum,omitempty"`
	Maximum       *int                `json:"maximum,omitempty"`
	Items         *docSchema          `json:"items,omitempty"`
	AllOf         []*docSchema        `json:"allOf,omitempty"`
	OneOf         []*docSchema        `json:"oneOf,omitempty"`
	Required      []string            `json:"required,omitempty"`
	Properties    ordered[*docSchema] `json:"properties,omitempty"`
	Additional    any                 `json:"additionalProperties,omitempty"`
	Discriminator *docDiscriminator   `json:"discriminator,omitempty"`
}

type docDiscriminator struct {
	Property string            `json:"propertyName"`
	Mapping  map[string]string `json:"mapping"`
}

// Varied is a struct with a member whose shape hangs on the value of another. The method is for openapi.json.
type Varied interface{ Variants() Variants }

// Variants says what a member holds for each value of another. A value without a shape leaves the member out.
type Variants struct {
	Member string         // "betrokkeneIdentificatie"
	By     string         // "betrokkeneType"
	Shapes map[string]any // structs with zgw tags, or pointers to them
}

func refTo(name string) *docSchema { return &docSchema{Ref: "#/components/schemas/" + name} }

// component makes a named schema once.
func (d *describer) component(name string, t reflect.Type, make func() any) *docSchema {
	if other, ok := d.types[name]; ok && other != t {
		panic(fmt.Sprintf("rest: openapi: %s and %s would both be called %s", other, t, name))
	}
	if _, ok := d.types[name]; !ok {
		d.types[name] = t
		d.schemas[name] = make()
	}
	return refTo(name)
}

// view is where a schema is for: answers, or bodies that are whole (POST, PUT) or part of an object (PATCH). A struct has one
// schema for answers and whole bodies, unless a member is sent in another form than it is shown.
type view int

const (
	answer view = iota
	whole
	part
)

// object is the schema of a struct in an answer.
func (d *describer) object(t reflect.Type) *docSchema { return d.viewed(t, answer) }

func (d *describer) viewed(t reflect.Type, v view) *docSchema {
	name := t.Name()
	switch {
	case v == part:
		name = "Patched" + name
	case v == whole && SchemaOf(t).twoForms():
		name += "Request"
	case v == whole:
		v = answer
	}
	return d.component(name, t, func() any { return d.varied(name, t, v, d.members(t, v)) })
}

// twoForms says whether a member is sent in another form than it is shown.
func (s *Schema) twoForms() bool {
	return slices.ContainsFunc(s.fields, func(f *field) bool { return f.shownAs() != "" || f.elem != nil && f.elem.twoForms() })
}

// shownAs is the form of a text in answers, where that is another than in bodies: a name is shown as an address.
func (f *field) shownAs() string {
	if f.computed && !f.readonly && f.value() == reflect.TypeFor[string]() {
		return cmp.Or(f.shown, "uri")
	}
	return f.shown
}

func (d *describer) members(t reflect.Type, v view) *docSchema {
	s := SchemaOf(t)
	split := s.twoForms()
	variants := variantsOf(t)
	o := &docSchema{Type: "object"}
	for _, f := range s.fields {
		if f.name == variants.Member || split && (v == answer && f.hidden || v != answer && f.readonly) {
			continue
		}
		m := d.member(f, v)
		m.Description = d.notes.of(s, f)
		if v != part && (f.required || f.readonly) {
			o.Required = append(o.Required, f.name)
		}
		o.Properties.add(f.name, m)
	}
	return o
}

func variantsOf(t reflect.Type) Variants {
	if v, ok := reflect.New(t).Interface().(Varied); ok {
		return v.Variants()
	}
	return Variants{}
}

// varied gives a schema its variants: "medewerker_Rol" is a Rol with the members of a medewerker.
func (d *describer) varied(name string, t reflect.Type, view view, base *docSchema) *docSchema {
	v := variantsOf(t)
	if v.By == "" {
		return base
	}
	base.Discriminator = &docDiscriminator{v.By, map[string]string{}}
	s := SchemaOf(t)
	for _, value := range s.byName[v.By].choices {
		full := value + "_" + name
		d.component(full, t, func() any {
			all := &docSchema{AllOf: []*docSchema{refTo(name)}}
			if shape := v.Shapes[value]; shape != nil {
				if t := reflect.TypeOf(shape); t.Kind() == reflect.Pointer {
					shape = reflect.Zero(t.Elem()).Interface()
				}
				m := wrap(d.viewed(reflect.TypeOf(shape), min(view, whole)))
				m.Description, m.Nullable = d.notes.of(s, s.byName[v.Member]), s.byName[v.Member].null
				all.AllOf = append(all.AllOf, &docSchema{Type: "object", Properties: ordered[*docSchema]{{v.Member, m}}})
			}
			return all
		})
		base.Discriminator.Mapping[value] = "#/components/schemas/" + full
	}
	return base
}

// wrap makes a reference to which other words can be added: beside $ref they do not count.
func wrap(s *docSchema) *docSchema {
	if s.Ref == "" {
		return s
	}
	return &docSchema{AllOf: []*docSchema{s}}
}

// member is the schema of a member, but for its description.
func (d *describer) member(f *field, v view) *docSchema {
	m := d.one(f, v)
	if f.list {
		m = &docSchema{Type: "array", Items: m}
	} else {
		m = wrap(m)
		d.openEnum(f, m)
	}
	m.Nullable, m.ReadOnly, m.WriteOnly = f.null, f.readonly, f.hidden
	if v != part {
		m.Default = f.usual()
	}
	return m
}

// openEnum lets an enumeration be empty where the member may be.
func (d *describer) openEnum(f *field, m *docSchema) {
	if f.choices == nil || f.required && !f.blank && !f.null {
		return
	}
	m.AllOf, m.OneOf = nil, append(m.AllOf, d.component("BlankEnum", nil, func() any { return &docSchema{Enum: []any{""}} }))
	if f.null {
		m.OneOf = append(m.OneOf, d.component("NullEnum", nil, func() any { return &docSchema{Enum: []any{nil}} }))
	}
}

// usual is the value of a member that is not sent.
func (f *field) usual() any {
	if f.preset == "" {
		return nil
	}
	switch f.kind {
	case boolKind:
		return f.preset == "true"
	case intKind:
		n, err := strconv.Atoi(f.preset)
		if err != nil {
			panic(fmt.Sprintf("rest: default of %s: %s", f.name, err))
		}
		return n
	}
	return f.preset
}

// one is the schema of one value of a member: of an element, where it is a list.
func (d *describer) one(f *field, v view) *docSchema {
	switch f.kind {
	case groupKind:
		return d.viewed(f.elem.typ, min(v, whole))
	case boolKind:
		return &docSchema{Type: "boolean"}
	case intKind:
		return f.sized(&docSchema{Type: "integer"})
	case floatKind:
		return f.sized(&docSchema{Type: "number"})
	case rawKind:
		if f.value() == geomType {
			return d.geometry()
		}
		return &docSchema{Type: "object", Additional: true}
	}
	if f.choices != nil {
		return d.enum(f.value())
	}
	return d.text(f, v)
}

func (f *field) sized(s *docSchema) *docSchema {
	if f.max > 0 {
		s.Maximum = new(f.max)
	}
	if f.hasMin {
		s.Minimum = new(f.min)
	}
	return s
}

// value is the type of one value of a member.
func (f *field) value() reflect.Type {
	t := f.typ
	if f.pointer {
		t = t.Elem()
	}
	if f.list {
		t = t.Elem()
	}
	return t
}

var formats = map[reflect.Type]string{
	urlType: "uri", timeType: "date-time", reflect.TypeFor[zgw.Date](): "date", reflect.TypeFor[zgw.Duration](): "duration",
}

func (d *describer) text(f *field, v view) *docSchema {
	s := &docSchema{Type: "string", Format: f.format, MaxLength: f.max}
	if v == answer && f.shownAs() != "" {
		s.Format = f.shownAs()
	}
	if s.Format == "" {
		s.Format = formats[f.value()]
	}
	if s.Format == "" && f.name == "uuid" {
		s.Format = "uuid"
	}
	switch {
	case f.hasMin:
		s.MinLength = f.min
	case f.list || f.required && !f.blank && !f.null:
		s.MinLength = 1
	}
	return s
}

// enum is the schema of a type with choices, and says what each means.
func (d *describer) enum(t reflect.Type) *docSchema {
	return d.component(t.Name(), t, func() any {
		var values []string
		var lines []string
		for _, value := range reflect.Zero(t).Interface().(interface{ Choices() []string }).Choices() {
			if value == "" {
				continue
			}
			v := reflect.New(t).Elem()
			v.SetString(value)
			values = append(values, value)
			if l, ok := v.Interface().(interface{ Label() string }); ok {
				lines = append(lines, "* `"+value+"` – "+l.Label())
			}
		}
		return &docSchema{Type: "string", Enum: texts(values), Description: strings.Join(lines, "\n")}
	})
}

func texts(values []string) []any {
	var list []any
	for _, value := range values {
		list = append(list, value)
	}
	return list
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// page is the schema of a page of a list.
func (d *describer) page(t reflect.Type, one *docSchema) *docSchema {
	return d.component("Paginated"+t.Name()+"List", t, func() any {
		p := &docSchema{Type: "object", Required: []string{"count", "next", "previous", "results"}}
		p.Properties.add("count", &docSchema{Type: "integer", Description: "Hoeveel objecten er in totaal zijn."})
		p.Properties.add("next", &docSchema{Type: "string", Format: "uri", Nullable: true, Description: "Het adres van de volgende pagina."})
		p.Properties.add("previous", &docSchema{Type: "string", Format: "uri", Nullable: true, Description: "Het adres van de vorige pagina."})
		p.Properties.add("results", &docSchema{Type: "array", Items: one, Description: "De objecten op deze pagina."})
		return p
	})
}

// expanded is the schema of a resource with the objects to which it refers.
func (d *describer) expanded(t reflect.Type) *docSchema {
	in := d.infoOf(t)
	if in == nil || len(in.Relations) == 0 {
		return d.object(t)
	}
	return d.component(t.Name()+"Expanded", t, func() any {
		embedded := d.component(t.Name()+"Embedded", t, func() any { return d.embedded(in) })
		more := wrap(embedded)
		more.Description = "De objecten waar met expand om is gevraagd."
		return &docSchema{AllOf: []*docSchema{d.object(t), {Type: "object", Properties: ordered[*docSchema]{{"_expand", more}}}}}
	})
}

func (d *describer) infoOf(t reflect.Type) *Kind {
	for _, k := range d.api.Kinds {
		if k.Schema.typ == t {
			return k
		}
	}
	return nil
}

func (d *describer) embedded(in *Kind) *docSchema {
	o := &docSchema{Type: "object"}
	for _, name := range sortedKeys(in.Relations) {
		rel := in.Relations[name]
		one := d.related(rel.To)
		if rel.Many {
			o.Properties.add(name, &docSchema{Type: "array", Items: one, Description: "De objecten waar " + name + " naar verwijst."})
			continue
		}
		one = wrap(one)
		one.Nullable = true
		if one.Description == "" {
			one.Description = "Het object waar " + name + " naar verwijst."
		}
		o.Properties.add(name, one)
	}
	return o
}

// related is the schema of an object of another resource; of one of another API the document tells only where to look.
func (d *describer) related(path string) *docSchema {
	k := d.api.site.kinds[path]
	switch {
	case k == nil:
		return &docSchema{Type: "object", Additional: true}
	case k.API != d.api:
		return &docSchema{Type: "object", Additional: true, Description: "Een object uit " + lastName(path) + " van de " + k.API.Title + "."}
	}
	return d.expanded(k.Schema.typ)
}

// search is the schema of the body of a _zoek: the filters of the list, and what only a search can ask.
func (d *describer) search(rt *Route) *docSchema {
	t := reflect.TypeOf(rt.Doc.Out)
	return d.component(t.Name()+"Zoek", t, func() any {
		o := &docSchema{Type: "object"}
		if rt.Doc.In != nil {
			o.Properties = d.members(reflect.TypeOf(rt.Doc.In), part).Properties
		}
		for _, p := range rt.Doc.Search {
			q := queryParam(p)
			s := q.Schema
			s.Description = q.Description
			o.Properties.add(p.Name, &s)
		}
		return o
	})
}
