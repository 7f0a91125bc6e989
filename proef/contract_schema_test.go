package proef

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// direction is where a schema goes: what only the server sets is not compared in requests, what is never shown not in
// answers, and what must be sent only where all of an object is. In queries and answers we may say more than the standard.
type direction int

const (
	request direction = iota
	change
	query
	response
)

// shape is one level of a schema, with allOf and oneOf taken together.
type shape struct {
	kind, format string
	enum         map[string]bool
	blank, null  bool
	read, write  bool // readOnly, writeOnly
	max, min     string
	least, most  string
	items        *openapi3.SchemaRef
	members      map[string]*openapi3.SchemaRef
	required     map[string]bool
	by           string            // of a discriminator
	variants     map[string]string // names of schemas by the value of the discriminator
	geography    bool
}

func (s *shape) take(ref *openapi3.SchemaRef) {
	v := ref.Value
	if v == nil {
		return
	}
	if v.Type != nil && len(*v.Type) > 0 {
		s.kind = (*v.Type)[0]
	}
	if v.Format != "" {
		s.format = v.Format
	}
	s.null, s.read, s.write = s.null || v.Nullable, s.read || v.ReadOnly, s.write || v.WriteOnly
	s.takeLimits(v)
	s.takeEnum(v.Enum)
	for name, m := range v.Properties {
		s.members[name] = m
	}
	for _, name := range v.Required {
		s.required[name] = true
	}
	if v.Items != nil {
		s.items = v.Items
	}
	for _, part := range v.AllOf {
		s.take(part)
	}
	if d := v.Discriminator; d != nil {
		s.by = d.PropertyName
		for value, mapping := range d.Mapping {
			s.variants[value] = mapping.Ref[strings.LastIndexByte(mapping.Ref, '/')+1:]
		}
	}
	s.takeOneOf(v)
}

// takeOneOf takes an enumeration and its BlankEnum and NullEnum together; of other alternatives it takes the first.
func (s *shape) takeOneOf(v *openapi3.Schema) {
	if d := v.Discriminator; d != nil && d.PropertyName == "type" && len(v.OneOf) > 0 {
		s.geography = true
		return
	}
	for i, part := range v.OneOf {
		if i == 0 || part.Value != nil && len(part.Value.Enum) > 0 {
			s.take(part)
		}
	}
}

func (s *shape) takeLimits(v *openapi3.Schema) {
	if v.MaxLength != nil {
		s.max = fmt.Sprint(*v.MaxLength)
	}
	if v.MinLength > 1 { // that a text that must be sent is not empty stands only in the older files
		s.min = fmt.Sprint(v.MinLength)
	}
	if v.Min != nil && math.Abs(*v.Min) < math.MaxInt32 { // the range of a machine's numbers says nothing
		s.least = fmt.Sprintf("%g", *v.Min)
	}
	if v.Max != nil && *v.Max < math.MaxInt32 {
		s.most = fmt.Sprintf("%g", *v.Max)
	}
}

func (s *shape) takeEnum(values []any) {
	for _, value := range values {
		switch value {
		case nil:
			s.null = true
		case "":
			s.blank = true
		default:
			s.enum[fmt.Sprint(value)] = true
		}
	}
}

func flat(ref *openapi3.SchemaRef) *shape {
	s := &shape{enum: map[string]bool{}, members: map[string]*openapi3.SchemaRef{}, required: map[string]bool{}, variants: map[string]string{}}
	s.take(ref)
	if s.kind == "" && len(s.members) > 0 {
		s.kind = "object"
	}
	return s
}

// value compares two schemas that stand at the same place.
func (c *contract) value(place string, standard, ours *openapi3.SchemaRef, d direction) {
	want, got := flat(standard), flat(ours)
	if want.geography && got.geography {
		return
	}
	c.words(place, want, got, d)
	switch {
	case want.items != nil && got.items != nil:
		if flat(want.items).kind != "object" {
			place += " each"
		}
		c.value(place, want.items, got.items, d)
	case want.kind == "object" && got.kind == "object":
		c.object(place, want, got, d)
	}
}

func (c *contract) words(place string, want, got *shape, d direction) {
	say := func(what, w, g string) {
		if w != g && (w != "" || d == request || d == change) {
			c.differ(place+" "+what, "%s, in the standard %s", orNone(g), orNone(w))
		}
	}
	if want.kind != "" {
		say("type", want.kind, got.kind)
	}
	say("format", format(want.format), format(got.format))
	say("maxLength", want.max, got.max)
	say("minLength", want.min, got.min)
	say("minimum", want.least, got.least)
	say("maximum", want.most, got.most)
	if d != response || got.null {
		say("nullable", fmt.Sprint(want.null), fmt.Sprint(got.null))
	}
	say("enum", strings.Join(slices.Sorted(maps.Keys(want.enum)), " "), strings.Join(slices.Sorted(maps.Keys(got.enum)), " "))
	if want.blank && !got.blank {
		say("blank", "allowed", "refused")
	}
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}

// format drops what is no format of OpenAPI or says no more than the type.
func format(f string) string {
	switch f {
	case "string", "int64", "int32", "double":
		return ""
	}
	return f
}

// object compares members. Of _expand only the names count: what they hold is compared where it is at home.
func (c *contract) object(place string, want, got *shape, d direction) {
	if len(want.members) == 0 && want.by == "" { // the standard does not say what is in it
		return
	}
	c.variants(place, want, got, d)
	for _, name := range slices.Sorted(maps.Keys(want.members)) {
		if !visible(want.members[name], d) {
			continue
		}
		if got.members[name] == nil || !visible(got.members[name], d) {
			c.differ(join(place, name)+" missing", "in the standard")
			continue
		}
		c.members++
		c.member(place, name, want, got, d)
	}
	for _, name := range slices.Sorted(maps.Keys(got.members)) {
		if visible(got.members[name], d) && (want.members[name] == nil || !visible(want.members[name], d)) {
			c.differ(join(place, name)+" further", "not in the standard")
		}
	}
}

func (c *contract) member(place, name string, want, got *shape, d direction) {
	if d == request && want.required[name] != got.required[name] {
		c.differ(join(place, name)+" required", "%t, in the standard %t", got.required[name], want.required[name])
	}
	if !strings.HasSuffix(place, "_expand") {
		c.value(join(place, name), want.members[name], got.members[name], d)
		return
	}
	if w, g := flat(want.members[name]), flat(got.members[name]); w.kind != g.kind {
		c.differ(join(place, name)+" type", "%s, in the standard %s", g.kind, w.kind)
	}
}

func visible(ref *openapi3.SchemaRef, d direction) bool {
	s := flat(ref)
	if d == response {
		return !s.write
	}
	return !s.read
}

// join gives the place of a member: the first after a space, as "zaken verlenging.duur".
func join(place, name string) string {
	if !strings.Contains(place, " ") {
		return place + " " + name
	}
	return place + "." + name
}

// variants compares, for each value of the discriminator, the members that come with it. An object of ours without variants
// must have the members of all.
func (c *contract) variants(place string, want, got *shape, d direction) {
	if want.by == "" {
		return
	}
	named(c.standard, want)
	for _, value := range slices.Sorted(maps.Keys(want.variants)) {
		w := more(c.standard, want, value)
		switch {
		case got.by == "":
			for name, m := range w.members {
				want.members[name] = m
			}
		case got.variants[value] == "":
			c.differ(join(place, want.by)+"="+value+" missing", "no such variant")
		default:
			c.object(join(place, value), w, more(c.ours, got, value), d)
		}
	}
}

// more is what a variant has beyond the object itself.
func more(doc *openapi3.T, base *shape, value string) *shape {
	ref := doc.Components.Schemas[base.variants[value]]
	if ref == nil {
		return flat(&openapi3.SchemaRef{Value: &openapi3.Schema{}})
	}
	s := flat(ref)
	s.by = "" // its own are those that are being compared
	for name := range base.members {
		delete(s.members, name)
	}
	return s
}

// named finds the variants of a discriminator without a mapping: schemas that are called as its values.
func named(doc *openapi3.T, s *shape) {
	if len(s.variants) > 0 {
		return
	}
	for value := range flat(s.members[s.by]).enum {
		if doc.Components.Schemas[value] != nil {
			s.variants[value] = value
		}
	}
}
