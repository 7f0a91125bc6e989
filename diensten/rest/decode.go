package rest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"meent/diensten/zgw"
)

// input is what a client sent, decoded member by member: the values of the members that were sent, all faults of shape,
// and the addresses that must be looked up. Nothing of it depends on what is stored.
type input struct {
	schema *Schema
	values map[*field]reflect.Value
	faults []Fault
	refs   []ref
}

// ref is an address in the input that must lead somewhere.
type ref struct {
	name string
	f    *field
	url  zgw.URL
}

type decoder struct {
	base   string // the public address: what begins with it becomes a local address
	all    bool   // readonly members too
	faults []Fault
	refs   []ref
}

func (d *decoder) fault(name, code, reason string) {
	d.faults = append(d.faults, Fault{name, code, reason})
}

// decode reads a body. whole says that all required members must be there (POST, PUT); otherwise only what is sent counts
// (PATCH). An error is a body that cannot be read at all.
func (s *Schema) decode(body []byte, base string, whole bool) (*input, error) {
	return s.decodeWith(&decoder{base: base}, body, whole)
}

// decodeAll is decode of a document that comes back: members that only the server sets are read too.
func (s *Schema) decodeAll(body []byte, base string) (*input, error) {
	return s.decodeWith(&decoder{base: base, all: true}, body, true)
}

func (s *Schema) decodeWith(d *decoder, body []byte, whole bool) (*input, error) {
	members, err := readObject(body)
	if err != nil {
		return nil, err
	}
	in := &input{schema: s, values: map[*field]reflect.Value{}}
	for _, f := range s.fields {
		if f.readonly && (!d.all || f.derived) {
			continue
		}
		v := reflect.New(f.typ).Elem()
		if raw, sent := member(members, f.name); sent {
			if d.value(f, f.name, raw, v) {
				in.values[f] = v
			}
		} else if whole && f.required {
			d.fault(f.name, "required", "Dit veld is verplicht.")
		}
	}
	in.faults, in.refs = d.faults, d.refs
	return in, nil
}

// readObject reads the members of a JSON object.
func readObject(body []byte) (map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if !utf8.Valid(body) {
		return nil, NewProblem(400, "parse_error", "De inhoud van het verzoek is geen UTF-8.")
	}
	if err := json.Unmarshal(body, &members); err != nil {
		return nil, parseProblem(body, err)
	}
	if members == nil {
		return nil, NewProblem(400, "parse_error", "Het verzoek moet een JSON-object zijn ({…}), geen null.")
	}
	return members, nil
}

func parseProblem(body []byte, err error) *Problem {
	detail := "De inhoud van het verzoek is geen geldige JSON."
	if len(bytes.TrimSpace(body)) == 0 {
		detail = "Het verzoek heeft geen inhoud; stuur een JSON-object ({…})."
	} else if s, ok := err.(*json.SyntaxError); ok {
		line := 1 + bytes.Count(body[:min(int(s.Offset), len(body))], []byte("\n"))
		detail = fmt.Sprintf("De inhoud van het verzoek is geen geldige JSON: fout bij teken %d (regel %d).", s.Offset, line)
	} else if _, ok := err.(*json.UnmarshalTypeError); ok {
		detail = "Het verzoek moet een JSON-object zijn ({…})."
	}
	return NewProblem(400, "parse_error", detail)
}

// member finds a member by its name, or by its name in snake_case, which older clients send (G-03).
func member(members map[string]json.RawMessage, name string) (json.RawMessage, bool) {
	if raw, ok := members[name]; ok {
		return raw, true
	}
	raw, ok := members[snake(name)]
	return raw, ok
}

func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// value decodes one member into v and says whether it may be used.
func (d *decoder) value(f *field, name string, raw json.RawMessage, v reflect.Value) bool {
	before := len(d.faults)
	switch {
	case string(raw) == "null":
		d.null(f, name)
	case f.list:
		d.items(f, name, raw, v)
	case f.pointer:
		p := reflect.New(f.typ.Elem())
		d.one(f, name, raw, p.Elem())
		v.Set(p)
	default:
		d.one(f, name, raw, v)
	}
	return len(d.faults) == before
}

func (d *decoder) null(f *field, name string) {
	if !f.null {
		d.fault(name, "null", "Dit veld mag niet leeg (null) zijn.")
	} else if f.required && f.kind != rawKind && !f.pointer {
		return // required and nullable: it was sent, and is null
	}
}

func (d *decoder) items(f *field, name string, raw json.RawMessage, v reflect.Value) {
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		d.fault(name, "not_a_list", "Hier hoort een lijst ([…]).")
		return
	}
	typ := f.typ
	if f.pointer {
		typ = typ.Elem()
	}
	out := reflect.MakeSlice(typ, len(items), len(items))
	for i, item := range items {
		at := name + "." + strconv.Itoa(i)
		if string(item) == "null" {
			d.fault(at, "null", "Een onderdeel van deze lijst mag niet leeg (null) zijn.")
			continue
		}
		d.one(f, at, item, out.Index(i))
	}
	if f.pointer {
		p := reflect.New(typ)
		p.Elem().Set(out)
		out = p
	}
	v.Set(out)
}

func (d *decoder) one(f *field, name string, raw json.RawMessage, v reflect.Value) {
	switch f.kind {
	case groupKind:
		d.group(f.elem, name, raw, v)
	case boolKind:
		d.boolean(name, raw, v)
	case intKind, floatKind:
		d.number(f, name, raw, v)
	case rawKind:
		d.raw(name, raw, v)
	default:
		d.text(f, name, raw, v)
	}
}

// group decodes an object inside an object; all its missing members are told (zrc-012).
func (d *decoder) group(s *Schema, name string, raw json.RawMessage, v reflect.Value) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		d.fault(name, "invalid", "Hier hoort een object ({…}).")
		return
	}
	for _, f := range s.fields {
		at := name + "." + f.name
		if f.readonly && (!d.all || f.derived) {
			continue
		}
		raw, sent := member(members, f.name)
		switch {
		case sent:
			d.value(f, at, raw, v.FieldByIndex(f.index))
		case f.required:
			d.fault(at, "required", "Dit veld is verplicht.")
		case f.preset != "":
			setPreset(f, v.FieldByIndex(f.index))
		}
	}
}

func (d *decoder) boolean(name string, raw json.RawMessage, v reflect.Value) {
	switch strings.ToLower(strings.Trim(string(raw), `"`)) {
	case "true", "1":
		v.SetBool(true)
	case "false", "0":
		v.SetBool(false)
	default:
		d.fault(name, "invalid", "Hier hoort true of false.")
	}
}

func (d *decoder) number(f *field, name string, raw json.RawMessage, v reflect.Value) {
	text := strings.Trim(string(raw), `"`)
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
		d.fault(name, "invalid", "Hier hoort een getal.")
		return
	}
	if f.kind == intKind {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			d.fault(name, "invalid", "Hier hoort een geheel getal.")
			return
		}
		v.SetInt(n)
	} else {
		v.SetFloat(x)
	}
	if f.max > 0 && x > float64(f.max) {
		d.fault(name, "max_value", fmt.Sprintf("Dit getal mag hoogstens %d zijn.", f.max))
	}
	if f.hasMin && x < float64(f.min) {
		d.fault(name, "min_value", fmt.Sprintf("Dit getal moet minstens %d zijn.", f.min))
	}
}

func (d *decoder) raw(name string, raw json.RawMessage, v reflect.Value) {
	if bytes.Contains(raw, []byte(`\u0001`)) || bytes.Contains(raw, []byte(`\u0000`)) {
		d.fault(name, "invalid", "Deze tekst bevat een teken dat niet mag (U+0000 of U+0001).")
		return
	}
	if depth(raw) > rawDepth {
		d.fault(name, "invalid", fmt.Sprintf("Dit is te diep genest; hoogstens %d lagen.", rawDepth))
		return
	}
	var out bytes.Buffer
	if err := json.Compact(&out, raw); err != nil {
		d.fault(name, "invalid", "Dit is geen geldige JSON.")
		return
	}
	v.SetBytes(out.Bytes())
	d.valid(name, v)
}

// rawDepth is how deep JSON of free form may be. What lies deeper in an answer than a reader goes makes all of it unreadable.
const rawDepth = 100

// depth is how deep valid JSON is nested.
func depth(raw []byte) int {
	deepest, now, quoted := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch b := raw[i]; {
		case b == '\\':
			i++
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '[' || b == '{':
			now++
			deepest = max(deepest, now)
		case b == ']' || b == '}':
			now--
		}
	}
	return deepest
}

// text decodes a string; numbers are taken for their digits (G-03).
func (d *decoder) text(f *field, name string, raw json.RawMessage, v reflect.Value) {
	var text string
	switch raw[0] {
	case '"':
		if err := json.Unmarshal(raw, &text); err != nil {
			d.fault(name, "invalid", "Hier hoort een tekst.")
			return
		}
	case '{', '[', 't', 'f':
		d.fault(name, "invalid", "Hier hoort een tekst.")
		return
	default:
		text = string(raw)
	}
	if strings.ContainsAny(text, "\x00\x01") {
		d.fault(name, "invalid", "Deze tekst bevat een teken dat niet mag (U+0000 of U+0001).")
		return
	}
	switch v.Type() {
	case urlType:
		text = localise(text, d.base)
	case timeType:
		if moment, ok := zgw.ParseTime(text); ok {
			text = string(moment)
		}
	}
	v.SetString(text)
	d.checkText(f, name, text, v)
}

// localise turns an address that begins with the public one into its stored form.
func localise(text, base string) string {
	if len(text) > len(base) && text[len(base)] == '/' && strings.EqualFold(text[:len(base)], base) {
		return zgw.Marker + text[len(base):]
	}
	return text
}

func (d *decoder) checkText(f *field, name, text string, v reflect.Value) {
	n := utf8.RuneCountInString(text)
	switch {
	case strings.TrimSpace(text) == "" && f.required && !f.blank && !f.null:
		d.fault(name, "blank", "Dit veld mag niet leeg zijn.")
		return
	case text == "" && f.list:
		d.fault(name, "blank", "Een onderdeel van deze lijst mag niet leeg zijn.")
		return
	case text == "":
		return
	case f.max > 0 && n > f.max:
		d.fault(name, "max_length", fmt.Sprintf("Deze tekst mag hoogstens %d tekens lang zijn; het zijn er %d.", f.max, n))
		return
	case f.hasMin && n < f.min:
		d.fault(name, "min_length", fmt.Sprintf("Deze tekst moet minstens %d tekens lang zijn; het zijn er %d.", f.min, n))
		return
	}
	if f.choices != nil && !contains(f.choices, text) {
		d.fault(name, "invalid_choice", fmt.Sprintf("%q is hier geen geldige keuze. Kies uit: %s.", text, strings.Join(f.choices, ", ")))
		return
	}
	if d.valid(name, v) && (f.ref != "" || f.local != "" || f.fetch) {
		d.refs = append(d.refs, ref{name, f, zgw.URL(text)})
	}
}

func contains(list []string, text string) bool {
	for _, x := range list {
		if x == text {
			return true
		}
	}
	return false
}

// valid asks the type of the value itself: a date, a RSIN, a geometry.
func (d *decoder) valid(name string, v reflect.Value) bool {
	checker, ok := v.Interface().(interface{ Valid() (code, reason string) })
	if !ok {
		return true
	}
	code, reason := checker.Valid()
	if code == "" {
		return true
	}
	d.fault(name, code, reason)
	return false
}

// apply puts what was sent into v, a struct of the schema.
// Rules may change lists and groups in place, and a transaction may run twice: each run gets copies.
func (in *input) apply(v reflect.Value) {
	for f, value := range in.values {
		v.FieldByIndex(f.index).Set(copied(value))
	}
}

// copied is a value that shares no list or group with v.
func copied(v reflect.Value) reflect.Value {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		p := reflect.New(v.Type().Elem())
		p.Elem().Set(copied(v.Elem()))
		return p
	case v.Kind() == reflect.Slice && !v.IsNil() && v.Type().Elem().Kind() != reflect.Uint8:
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			list.Index(i).Set(copied(v.Index(i)))
		}
		return list
	case v.Kind() == reflect.Struct:
		group := reflect.New(v.Type()).Elem()
		group.Set(v)
		for i := range group.NumField() {
			if f := group.Field(i); f.CanSet() {
				f.Set(copied(f))
			}
		}
		return group
	}
	return v
}

// sent says whether the client sent a usable value for a member.
func (in *input) sent(name string) bool {
	f := in.schema.byName[name]
	_, ok := in.values[f]
	return ok
}

// SentOnly says whether the client sent usable values for no other members than these.
func (c *Call) SentOnly(names ...string) bool {
	if c.input == nil {
		return true
	}
	for f := range c.input.values {
		if !contains(names, f.name) {
			return false
		}
	}
	return true
}

// presets gives members their default value.
func (s *Schema) presets(v reflect.Value) {
	for _, f := range s.fields {
		if f.preset != "" {
			setPreset(f, v.FieldByIndex(f.index))
		}
	}
}

func setPreset(f *field, v reflect.Value) {
	switch f.kind {
	case boolKind:
		v.SetBool(f.preset == "true")
	case intKind:
		n, err := strconv.ParseInt(f.preset, 10, 64)
		if err != nil {
			panic(fmt.Sprintf("rest: default of %s: %s", f.name, err))
		}
		v.SetInt(n)
	default:
		v.SetString(f.preset)
	}
}

// keepReadonly copies from old what a client cannot set, for a PUT (G-06): such a member left out is no change.
func (s *Schema) keepReadonly(v, old reflect.Value) {
	for _, f := range s.fields {
		if f.readonly && !f.derived || f.fixed {
			v.FieldByIndex(f.index).Set(old.FieldByIndex(f.index))
		}
	}
}

// changed names the immutable members that differ between old and v.
func (s *Schema) changed(v, old reflect.Value) []string {
	var names []string
	for _, f := range s.fields {
		if f.fixed && !reflect.DeepEqual(v.FieldByIndex(f.index).Interface(), old.FieldByIndex(f.index).Interface()) {
			names = append(names, f.name)
		}
	}
	return names
}
