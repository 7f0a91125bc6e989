package rest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"meent/diensten/zgw"
)

// Object is what every resource begins with: its own address. The kit sets it.
type Object struct {
	// Het adres van dit object.
	URL zgw.URL `json:"url" zgw:"readonly,max=1000"`
}

// field is one member of a resource or group, as its struct tags say. The tag `zgw` holds a list of:
//
//	required    must be sent, not null and not blank
//	blank       with required: must be sent, may be blank
//	null        may be null; for texts, dates and addresses null and "" are one and the answer shows null
//	readonly    set by the server; what a client sends is ignored
//	derived     readonly, and kept in the column afgeleid or computed, not in the body
//	immutable   cannot be changed after creation (wijzigen-niet-toegelaten)
//	writeonly   accepted, never shown and not kept in the body
//	computed    accepted, and shown as Resource.Extra computes it: not kept in the body (names shown as addresses)
//	max=, min=  length of a text, or size of a number
//	default=    the value when it is not sent
//	ref=KIND    the address of a resource of that kind, here or elsewhere: bad-url, invalid-resource
//	local=KIND  the address of a resource of that kind in this system: does_not_exist, no_match
//	format=     what openapi.json calls the form of a text; nothing checks it
//	shown=      the same of its form in answers, where that is another
//	fetch       an address that must answer 200: bad-url. Its contents are for the rules (Call.Find)
type field struct {
	name     string
	index    []int
	typ      reflect.Type
	elem     *Schema // of a group or list of groups
	list     bool
	pointer  bool
	kind     valueKind
	required bool
	blank    bool
	null     bool
	readonly bool
	derived  bool
	fixed    bool
	hidden   bool
	computed bool
	max, min int
	hasMin   bool
	preset   string
	format   string
	shown    string
	ref      string
	local    string
	fetch    bool
	choices  []string
}

type valueKind int

const (
	textKind valueKind = iota
	boolKind
	intKind
	floatKind
	groupKind
	rawKind
)

// Schema is the table of the members of a struct, made once per type. It decodes, encodes and describes.
type Schema struct {
	typ    reflect.Type
	fields []*field
	byName map[string]*field
}

var schemas sync.Map // reflect.Type → *Schema: a cache of what never changes

// SchemaOf is the schema of a struct type.
func SchemaOf(t reflect.Type) *Schema {
	if s, ok := schemas.Load(t); ok {
		return s.(*Schema)
	}
	s := &Schema{typ: t, byName: map[string]*field{}}
	s.collect(t, nil)
	schemas.Store(t, s)
	return s
}

func (s *Schema) collect(t reflect.Type, index []int) {
	for i := range t.NumField() {
		sf := t.Field(i)
		at := append(slices.Clone(index), i)
		if sf.Anonymous && sf.Type.Kind() == reflect.Struct {
			s.collect(sf.Type, at)
			continue
		}
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if !sf.IsExported() || name == "" || name == "-" {
			continue
		}
		f := newField(t, sf, name, at)
		s.fields = append(s.fields, f)
		s.byName[name] = f
	}
}

var (
	rawType    = reflect.TypeFor[zgw.JSON]()
	geomType   = reflect.TypeFor[zgw.Geometry]()
	urlType    = reflect.TypeFor[zgw.URL]()
	timeType   = reflect.TypeFor[zgw.Time]()
	choiceType = reflect.TypeFor[interface{ Choices() []string }]()
)

func newField(owner reflect.Type, sf reflect.StructField, name string, index []int) *field {
	f := &field{name: name, index: index, typ: sf.Type}
	t := sf.Type
	if t.Kind() == reflect.Pointer {
		f.pointer, f.null, t = true, true, t.Elem()
	}
	if t.Kind() == reflect.Slice && t != rawType && t != geomType {
		f.list, t = true, t.Elem()
	}
	switch {
	case t == rawType || t == geomType:
		f.kind = rawKind
	case t.Kind() == reflect.Struct:
		f.kind, f.elem = groupKind, SchemaOf(t)
	case t.Kind() == reflect.Bool:
		f.kind = boolKind
	case t.Kind() == reflect.Int || t.Kind() == reflect.Int64:
		f.kind = intKind
	case t.Kind() == reflect.Float64:
		f.kind = floatKind
	case t.Kind() == reflect.String:
		f.kind = textKind
	default:
		panic(fmt.Sprintf("rest: %s.%s: type %s cannot be a member of a resource", owner, sf.Name, sf.Type))
	}
	if t.Implements(choiceType) {
		f.choices = reflect.Zero(t).Interface().(interface{ Choices() []string }).Choices()
	}
	for word := range strings.SplitSeq(sf.Tag.Get("zgw"), ",") {
		f.word(owner, word)
	}
	return f
}

func (f *field) word(owner reflect.Type, word string) {
	key, value, _ := strings.Cut(word, "=")
	switch key {
	case "":
	case "required":
		f.required = true
	case "blank":
		f.blank = true
	case "null":
		f.null = true
	case "readonly":
		f.readonly = true
	case "derived":
		f.readonly, f.derived = true, true
	case "immutable":
		f.fixed = true
	case "writeonly":
		f.hidden = true
	case "computed":
		f.computed = true
	case "default":
		f.preset = value
	case "format":
		f.format = value
	case "shown":
		f.shown = value
	case "ref":
		f.ref = value
	case "local":
		f.local = value
	case "fetch":
		f.fetch = true
	case "max", "min":
		n, err := strconv.Atoi(value)
		if err != nil {
			panic(fmt.Sprintf("rest: %s.%s: %s", owner, f.name, err))
		}
		if key == "max" {
			f.max = n
		} else {
			f.min, f.hasMin = n, true
		}
	default:
		panic(fmt.Sprintf("rest: %s.%s: unknown word %q in the zgw tag", owner, f.name, word))
	}
}

// encode appends v, a struct of this schema, as JSON: what the body of a document is. Derived, hidden and computed members are
// left out; addresses keep their marker.
func (s *Schema) encode(dst []byte, v reflect.Value) []byte {
	dst = append(dst, '{')
	first := true
	for _, f := range s.fields {
		if f.derived || f.hidden || f.computed {
			continue
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(dst, '"')
		dst = append(dst, f.name...)
		dst = append(dst, `":`...)
		dst = f.encode(dst, v.FieldByIndex(f.index))
	}
	return append(dst, '}')
}

func (f *field) encode(dst []byte, v reflect.Value) []byte {
	if f.pointer {
		if v.IsNil() {
			return append(dst, "null"...)
		}
		v = v.Elem()
	}
	if !f.list {
		return f.encodeOne(dst, v)
	}
	dst = append(dst, '[')
	for i := range v.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = f.encodeOne(dst, v.Index(i))
	}
	return append(dst, ']')
}

func (f *field) encodeOne(dst []byte, v reflect.Value) []byte {
	switch f.kind {
	case groupKind:
		return f.elem.encode(dst, v)
	case boolKind:
		return strconv.AppendBool(dst, v.Bool())
	case intKind:
		return strconv.AppendInt(dst, v.Int(), 10)
	case floatKind:
		return appendFloat(dst, v.Float())
	case rawKind:
		if v.Len() == 0 {
			return append(dst, "null"...)
		}
		return append(dst, bytes.ReplaceAll(v.Bytes(), escapedMarker, plainMarker)...)
	}
	text := v.String()
	if text == "" && f.null && !f.list {
		return append(dst, "null"...)
	}
	return AppendString(dst, text)
}

// An address of ours in content of free form, as reading leaves it and as it is stored.
var escapedMarker, plainMarker = []byte(`"\u0001/`), []byte(`"` + zgw.Marker + `/`)

func appendFloat(dst []byte, x float64) []byte {
	b, err := json.Marshal(x)
	if err != nil {
		return append(dst, "null"...)
	}
	return append(dst, b...)
}

// AppendString appends text as a JSON string. The marker of a local address is kept as it is.
func AppendString(dst []byte, text string) []byte {
	plain := true
	for i := range len(text) {
		b := text[i]
		if b < 0x20 && (b != 0x01 || i > 0) || b == '"' || b == '\\' || b >= 0x80 {
			plain = false
			break
		}
	}
	if plain {
		dst = append(dst, '"')
		dst = append(dst, text...)
		return append(dst, '"')
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil { // a string always encodes
		return append(dst, `""`...)
	}
	return append(dst, bytes.TrimRight(buf.Bytes(), "\n")...)
}

func (s *Schema) loadMembers(members map[string]json.RawMessage, v reflect.Value) error {
	for _, f := range s.fields {
		raw, ok := members[f.name]
		if !ok || string(raw) == "null" {
			continue
		}
		if err := f.load(raw, v.FieldByIndex(f.index)); err != nil {
			return fmt.Errorf("read stored %s.%s: %w", s.typ.Name(), f.name, err)
		}
	}
	return nil
}

func (f *field) load(raw json.RawMessage, v reflect.Value) error {
	if f.kind != groupKind {
		return json.Unmarshal(raw, v.Addr().Interface())
	}
	if !f.list {
		if f.pointer {
			v.Set(reflect.New(f.typ.Elem()))
			v = v.Elem()
		}
		return f.elem.loadRaw(raw, v)
	}
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		return err
	}
	out := reflect.MakeSlice(f.typ, len(items), len(items))
	for i, item := range items {
		if err := f.elem.loadRaw(item, out.Index(i)); err != nil {
			return err
		}
	}
	v.Set(out)
	return nil
}

func (s *Schema) loadRaw(raw json.RawMessage, v reflect.Value) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return err
	}
	return s.loadMembers(members, v)
}
