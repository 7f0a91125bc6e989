package data

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
)

// kind is what a value is in the database.
type kind uint8

const (
	isNull kind = iota
	isInt
	isFloat
	isBool
	isText
	isBytes
)

// value is an argument of a statement, or a column that outlives its row.
type value struct {
	kind kind
	n    int64
	f    float64
	s    string
	b    []byte
}

// valueOf reads an argument. A nil pointer or slice is null.
func valueOf(a any) (value, error) {
	switch a := a.(type) {
	case nil:
		return value{}, nil
	case string:
		return value{kind: isText, s: a}, nil
	case []byte:
		if a == nil {
			return value{}, nil
		}
		return value{kind: isBytes, b: a}, nil
	case int64:
		return value{kind: isInt, n: a}, nil
	case int:
		return value{kind: isInt, n: int64(a)}, nil
	case bool:
		return boolValue(a), nil
	case float64:
		return value{kind: isFloat, f: a}, nil
	}
	return reflectedValue(reflect.ValueOf(a))
}

func reflectedValue(v reflect.Value) (value, error) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return value{}, nil
		}
		return valueOf(v.Elem().Interface())
	case reflect.String:
		return value{kind: isText, s: v.String()}, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return value{kind: isInt, n: v.Int()}, nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if v.Uint() > math.MaxInt64 {
			return value{}, fmt.Errorf("%d does not fit in a bigint", v.Uint())
		}
		return value{kind: isInt, n: int64(v.Uint())}, nil
	case reflect.Float32, reflect.Float64:
		return value{kind: isFloat, f: v.Float()}, nil
	case reflect.Bool:
		return boolValue(v.Bool()), nil
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return valueOf(v.Bytes())
		}
	}
	return value{}, fmt.Errorf("a %s is no text, number or boolean", v.Type())
}

func boolValue(b bool) value {
	if b {
		return value{kind: isBool, n: 1}
	}
	return value{kind: isBool}
}

// appendText appends the value as PostgreSQL reads it.
func (v *value) appendText(b []byte) []byte {
	switch v.kind {
	case isInt:
		return strconv.AppendInt(b, v.n, 10)
	case isFloat:
		return strconv.AppendFloat(b, v.f, 'g', -1, 64)
	case isBool:
		return strconv.AppendBool(b, v.n != 0)
	case isText:
		return append(b, v.s...)
	}
	return append(b, v.b...)
}

// textRow is a row whose columns are text as PostgreSQL writes it; null is nil.
type textRow struct{ columns [][]byte }

func (r *textRow) Bytes(i int) []byte { return r.columns[i] }
func (r *textRow) Text(i int) string  { return string(r.columns[i]) }
func (r *textRow) Null(i int) bool    { return r.columns[i] == nil }

func (r *textRow) Int(i int) int64 {
	s := r.columns[i]
	if len(s) == 1 && s[0] == 't' { // a boolean
		return 1
	}
	if n, err := strconv.ParseInt(string(s), 10, 64); err == nil {
		return n
	}
	return int64(r.Float(i))
}

func (r *textRow) Float(i int) float64 {
	f, _ := strconv.ParseFloat(string(r.columns[i]), 64) // what is no number is 0, as on SQLite
	return f
}

// hold makes r a copy of another row's columns, kept in buf, which it returns for the next time.
func (r *textRow) hold(columns [][]byte, buf []byte) []byte {
	r.columns = append(r.columns[:0], columns...)
	buf = buf[:0]
	for i, c := range columns {
		if c == nil {
			continue
		}
		from := len(buf)
		buf = append(buf, c...)
		r.columns[i] = buf[from:len(buf):len(buf)]
	}
	return buf
}
