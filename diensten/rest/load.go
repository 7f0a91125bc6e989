package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// load reads a stored document into v. It trusts what it reads: the kit wrote it. Each field gets a fresh value. Rules read
// other objects inside a transaction, for which all other writers wait, so it walks over the text once; what it does not expect
// (another server's way of writing) encoding/json reads.
func (s *Schema) load(stored []byte, v reflect.Value) error {
	w := walker{text: string(stored)}
	if err := w.object(s, v); err != nil || w.next() != 0 {
		return s.loadAny(stored, v)
	}
	return nil
}

// walker walks over a JSON text. Texts in it are parts of that one string.
type walker struct {
	text string
	at   int
}

var errUnexpected = errors.New("not as the kit writes it")

// next is the next byte that is no space, or 0 at the end.
func (w *walker) next() byte {
	for ; w.at < len(w.text); w.at++ {
		switch c := w.text[w.at]; c {
		case ' ', '\n', '\t', '\r':
		default:
			return c
		}
	}
	return 0
}

func (w *walker) take(c byte) bool {
	if w.next() != c {
		return false
	}
	w.at++
	return true
}

// object reads the members of an object, which mostly come in the order of the fields.
func (w *walker) object(s *Schema, v reflect.Value) error {
	if !w.take('{') {
		return errUnexpected
	}
	if w.take('}') {
		return nil
	}
	for i := 0; ; i++ {
		name, ok := w.plain()
		if !ok || !w.take(':') {
			return errUnexpected
		}
		f := s.byName[name]
		if i < len(s.fields) && s.fields[i].name == name {
			f = s.fields[i]
		}
		if err := w.member(f, v); err != nil {
			return err
		}
		if w.take('}') {
			return nil
		}
		if !w.take(',') {
			return errUnexpected
		}
	}
}

// member reads the value of a member into its field; f is nil for one that the struct does not have.
func (w *walker) member(f *field, v reflect.Value) error {
	if f == nil || w.next() == 'n' {
		return w.skip()
	}
	v = v.FieldByIndex(f.index)
	if f.list && f.pointer {
		return errUnexpected
	}
	if f.list {
		return w.list(f, v)
	}
	if f.pointer {
		v.Set(reflect.New(f.typ.Elem()))
		v = v.Elem()
	}
	return w.value(f, v)
}

func (w *walker) list(f *field, v reflect.Value) error {
	if !w.take('[') {
		return errUnexpected
	}
	out := reflect.MakeSlice(f.typ, 0, 0)
	if w.take(']') {
		v.Set(out)
		return nil
	}
	for {
		item := reflect.New(f.typ.Elem()).Elem()
		if err := w.value(f, item); err != nil {
			return err
		}
		out = reflect.Append(out, item)
		if w.take(']') {
			v.Set(out)
			return nil
		}
		if !w.take(',') {
			return errUnexpected
		}
	}
}

// value reads one value of the field's kind.
func (w *walker) value(f *field, v reflect.Value) error {
	if f.kind == groupKind {
		return w.object(f.elem, v)
	}
	if f.kind == textKind && v.Type() != timeType { // another server's moments are brought into our form
		if text, ok := w.plain(); ok {
			v.SetString(text)
			return nil
		}
	}
	w.next()
	from := w.at
	if err := w.skip(); err != nil {
		return err
	}
	return setValue(f.kind, w.text[from:w.at], v)
}

// setValue reads a value that is no plain text.
func setValue(kind valueKind, raw string, v reflect.Value) error {
	switch {
	case kind == boolKind && (raw == "true" || raw == "false"):
		v.SetBool(raw == "true")
		return nil
	case kind == intKind:
		n, err := strconv.ParseInt(raw, 10, 64)
		v.SetInt(n)
		return err
	}
	return json.Unmarshal([]byte(strings.ReplaceAll(raw, "\x01", `\u0001`)), v.Addr().Interface())
}

// plain reads a text without escapes; of any other it reads nothing.
func (w *walker) plain() (string, bool) {
	if w.next() != '"' {
		return "", false
	}
	rest := w.text[w.at+1:]
	end := strings.IndexByte(rest, '"')
	if end < 0 || strings.IndexByte(rest[:end], '\\') >= 0 {
		return "", false
	}
	w.at += end + 2
	return rest[:end], true
}

// skip goes past one value.
func (w *walker) skip() error {
	switch w.next() {
	case '"':
		return w.skipText()
	case '{', '[':
		return w.skipGroup()
	}
	from := w.at
	for w.at < len(w.text) && !strings.ContainsRune(",}] \n\t\r", rune(w.text[w.at])) {
		w.at++
	}
	if w.at == from {
		return errUnexpected
	}
	return nil
}

func (w *walker) skipText() error {
	for w.at++; w.at < len(w.text); w.at++ {
		switch w.text[w.at] {
		case '\\':
			w.at++
		case '"':
			w.at++
			return nil
		}
	}
	return errUnexpected
}

func (w *walker) skipGroup() error {
	for depth := 0; w.at < len(w.text); {
		switch w.text[w.at] {
		case '"':
			if err := w.skipText(); err != nil {
				return err
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		}
		w.at++
		if depth == 0 {
			return nil
		}
	}
	return errUnexpected
}

// loadAny reads any JSON into v.
func (s *Schema) loadAny(document []byte, v reflect.Value) error {
	clean := bytes.ReplaceAll(document, []byte{0x01}, []byte(`\u0001`))
	var members map[string]json.RawMessage
	if err := json.Unmarshal(clean, &members); err != nil {
		return fmt.Errorf("read stored %s: %w", s.typ.Name(), err)
	}
	return s.loadMembers(members, v)
}
