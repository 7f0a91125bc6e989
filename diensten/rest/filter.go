package rest

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"meent/diensten/auth"
	"meent/diensten/zgw"
)

// Filters are what the query of a list may hold, by name.
type Filters map[string]Filter

// Filter turns the value of one parameter into a condition on the table. An empty value is no filter (G-32).
type Filter struct {
	Param
	// Tables are others than the resource's own that the condition reads: remembered counts hang on them too.
	Tables []string
	// Usual is the value when the client gives none ("definitief"); "" is no condition.
	Usual string
	// Cond makes the condition; a *Fault says what is wrong with the value (its name is filled in).
	Cond func(c *Call, value string) (Cond, error)
}

// Cond is a condition in SQL, with ? for each argument.
type Cond struct {
	SQL  string
	Args []any
	// Never says that no row can match: an address that leads nowhere is an empty list, not an error (G-32).
	Never bool
	// Type is the id of a type: it narrows the list of rights and needs no condition of its own.
	Type int64

	via via
	few bool // of via
}

func (f Fault) Error() string { return f.Code + ": " + f.Reason }

// Named gives the filter a Dutch line for openapi.json.
func (f Filter) Named(doc string) Filter { f.Doc = doc; return f }

// On names further tables that the filter reads.
func (f Filter) On(tables ...string) Filter { f.Tables = tables; return f }

// Equal finds rows whose text is the value.
func Equal(column string) Filter { return Is[string](column) }

// Is finds rows whose column is the value, which must be a valid V.
func Is[V ~string](column string) Filter { return Compare[V](column, "=") }

// Compare finds rows whose column compares so with the value ("<", ">="), which must be a valid V.
func Compare[V ~string](column, operator string) Filter {
	return Where[V](column + " " + operator + " ?")
}

// Where finds rows by a condition with one ?, for a value that must be a valid V.
func Where[V ~string](sql string) Filter {
	return Filter{Param: paramOf[V](), Cond: func(c *Call, value string) (Cond, error) {
		v, err := parse[V](c, value)
		if err != nil {
			return Cond{}, err
		}
		args := make([]any, strings.Count(sql, "?"))
		for i := range args {
			args[i] = v
		}
		return Cond{SQL: sql, Args: args}, nil
	}}
}

// In finds rows whose column is one of the comma-separated values (G-33).
func In[V ~string](column string) Filter {
	p := paramOf[V]()
	p.List = true
	return Filter{Param: p, Cond: func(c *Call, value string) (Cond, error) {
		cond := Cond{}
		for part := range strings.SplitSeq(value, ",") {
			v, err := parse[V](c, strings.TrimSpace(part))
			if err != nil {
				return Cond{}, err
			}
			cond.Args = append(cond.Args, v)
		}
		cond.SQL = column + " in (?" + strings.Repeat(", ?", len(cond.Args)-1) + ")"
		return cond, nil
	}}
}

// By finds rows whose column holds the id of the object at an address.
func By(column string) Filter {
	return Filter{Param: paramOf[zgw.URL](), Cond: func(c *Call, value string) (Cond, error) {
		id, err := parseRef(c, value)
		if err != nil || id == 0 {
			return Cond{Never: true}, err
		}
		return Cond{SQL: column + " = ?", Args: []any{id}}, nil
	}}
}

// ByAny finds rows whose column holds the id of one of the objects at comma-separated addresses.
func ByAny(column string) Filter {
	p := paramOf[zgw.URL]()
	p.List = true
	return Filter{Param: p, Cond: func(c *Call, value string) (Cond, error) {
		var ids []any
		for part := range strings.SplitSeq(value, ",") {
			id, err := parseRef(c, strings.TrimSpace(part))
			if err != nil {
				return Cond{}, err
			}
			if id != 0 {
				ids = append(ids, id)
			}
		}
		if len(ids) == 0 {
			return Cond{Never: true}, nil
		}
		return Cond{SQL: column + " in (?" + strings.Repeat(", ?", len(ids)-1) + ")", Args: ids}, nil
	}}
}

// ByType finds rows of the type at an address, by narrowing the list of rights.
func ByType() Filter {
	return Filter{Param: paramOf[zgw.URL](), Cond: func(c *Call, value string) (Cond, error) {
		id, err := parseRef(c, value)
		return Cond{Type: id, Never: id == 0}, err
	}}
}

// ByAddress finds rows whose column holds an address as text.
func ByAddress(column string) Filter {
	return Filter{Param: paramOf[zgw.URL](), Cond: func(c *Call, value string) (Cond, error) {
		v, err := parse[zgw.URL](c, value)
		return Cond{SQL: column + " = ?", Args: []any{v}}, err
	}}
}

// Truth finds rows whose column is true (1) or false (0).
func Truth(column string) Filter {
	return Filter{Param: Param{Type: "boolean"}, Cond: func(_ *Call, value string) (Cond, error) {
		b, err := parseBool(value)
		return Cond{SQL: column + " = ?", Args: []any{b}}, err
	}}
}

// IsNull finds rows whose column is empty (true) or not (false).
func IsNull(column string) Filter {
	return Filter{Param: Param{Type: "boolean"}, Cond: func(_ *Call, value string) (Cond, error) {
		b, err := parseBool(value)
		if err != nil || b == 1 {
			return Cond{SQL: column + " is null"}, err
		}
		return Cond{SQL: column + " is not null"}, nil
	}}
}

// Number finds rows whose column is a whole number.
func Number(column string) Filter {
	return Filter{Param: Param{Type: "integer"}, Cond: func(_ *Call, value string) (Cond, error) {
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return Cond{}, Fault{Code: "invalid", Reason: "Hier hoort een geheel getal."}
		}
		return Cond{SQL: column + " = ?", Args: []any{n}}, nil
	}}
}

// Contains finds rows whose folded column (see Fold) holds the value anywhere in it, in upper or lower case.
func Contains(column string) Filter {
	return Filter{Param: Param{Type: "string"}, Cond: func(_ *Call, value string) (Cond, error) {
		escaped := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(Fold(value))
		return Cond{SQL: column + ` like ? escape '\'`, Args: []any{"%" + escaped + "%"}}, nil
	}}
}

// Fold is the form of a text in columns that are searched without regard to case.
func Fold(text string) string { return strings.ToLower(text) }

func paramOf[V ~string]() Param {
	var v V
	p := Param{Type: "string"}
	switch any(v).(type) {
	case zgw.URL:
		p.Format = "uri"
	case zgw.Date:
		p.Format = "date"
	case zgw.Time:
		p.Format = "date-time"
	}
	if ch, ok := any(v).(interface{ Choices() []string }); ok {
		p.Enum = ch.Choices()
	}
	return p
}

// parse reads the value of a parameter: valid, or a Fault.
func parse[V ~string](c *Call, value string) (string, error) {
	if strings.ContainsAny(value, "\x00\x01") {
		return "", Fault{Code: "invalid", Reason: "Deze waarde bevat een teken dat niet mag."}
	}
	v := V(value)
	if _, ok := any(v).(zgw.URL); ok {
		v = V(localise(value, c.Site.BaseURL))
	}
	if ch, ok := any(v).(interface{ Choices() []string }); ok && !slices.Contains(ch.Choices(), value) {
		return "", Fault{Code: "invalid_choice", Reason: fmt.Sprintf("%q is hier geen geldige keuze. Kies uit: %s.", value, strings.Join(ch.Choices(), ", "))}
	}
	if ck, ok := any(v).(interface{ Valid() (string, string) }); ok {
		if code, reason := ck.Valid(); code != "" {
			return "", Fault{Code: code, Reason: reason}
		}
	}
	if t, ok := any(v).(zgw.Time); ok {
		return t.Sortable(), nil
	}
	return reflect.ValueOf(v).String(), nil
}

func parseRef(c *Call, value string) (int64, error) {
	v, err := parse[zgw.URL](c, value)
	if err != nil {
		return 0, err
	}
	return c.known(zgw.URL(v))
}

// known is the id of an address for a filter: 0 when nothing has it.
func (c *Call) known(url zgw.URL) (int64, error) {
	if _, local := url.Local(); local {
		s, err := c.Find(url)
		if errors.Is(err, ErrUnknown) {
			return 0, nil
		}
		if err != nil {
			return 0, err
		}
		return s.ID, nil
	}
	for row, err := range c.Tx.Query("select id from vreemd where url = $1", string(url)) {
		if err != nil {
			return 0, err
		}
		return row.Int(0), nil
	}
	return 0, nil
}

func parseBool(value string) (int64, error) {
	switch strings.ToLower(value) {
	case "true", "1":
		return 1, nil
	case "false", "0":
		return 0, nil
	}
	return 0, Fault{Code: "invalid", Reason: "Hier hoort true of false."}
}

// classes are the rights that rows of one type can have, as the list in a statement.
func classes(typ int64) []int64 {
	list := make([]int64, 0, 16)
	for rank := range 8 {
		list = append(list, auth.Class(typ, rank, false), auth.Class(typ, rank, true))
	}
	return list
}
