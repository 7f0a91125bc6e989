package rest

import (
	"cmp"
	"fmt"
	"reflect"

	"github.com/google/uuid"

	"meent/diensten/zgw"
)

// insertRow writes a new row: the document, its columns and the first value of its derived members.
func (b *bound[T]) insertRow(c *Call, t *T, parent *Stored) (*Stored, error) {
	id, err := c.Tx.NewID()
	if err != nil {
		return nil, err
	}
	s := &Stored{ID: id, UUID: cmp.Or(c.uuid, uuid.NewString()), kind: b.Kind}
	b.identify(t, s.UUID, parent)
	if err := b.fill(c, t, s, parent); err != nil {
		return nil, err
	}
	s.Afgeleid = b.firstDerived()
	args := []any{s.ID, s.UUID, s.Cls, s.Body, s.Afgeleid}
	if b.main {
		args = append(args, s.Kenmerken)
	}
	args, err = b.columnValues(c, t, args)
	if err != nil {
		return nil, err
	}
	c.wrote = true
	if err := c.Tx.Exec(b.insert, args...); err != nil {
		return nil, fmt.Errorf("%s: insert: %w", b.Name, err)
	}
	c.found[s.URL()] = s
	c.Tx.Changed(b.Table)
	return s, b.deriveFirst(c, s)
}

// identify gives t its address, and its uuid where it has such a member.
func (b *bound[T]) identify(t *T, id string, parent *Stored) {
	v := reflect.ValueOf(t).Elem()
	path := b.Path
	if parent != nil && placeholder.MatchString(path) {
		path = placeholder.ReplaceAllString(path, parent.UUID)
	}
	v.FieldByIndex(b.Schema.byName["url"].index).SetString(string(zgw.LocalURL(path, id)))
	if f := b.Schema.byName["uuid"]; f != nil {
		v.FieldByIndex(f.index).SetString(id)
	}
	if n, ok := any(t).(named); ok {
		n.Named()
	}
}

// fill computes what the row holds of t.
func (b *bound[T]) fill(c *Call, t *T, s, parent *Stored) error {
	s.Body = b.Schema.encode(make([]byte, 0, 1024), reflect.ValueOf(t).Elem())
	if parent != nil && !b.main {
		s.Cls = parent.Cls
	}
	if !b.main {
		return nil
	}
	var err error
	if s.Cls, err = b.class(c, t); err != nil {
		return err
	}
	if b.res.Main.Kenmerken == nil {
		s.Kenmerken = "{}"
		return nil
	}
	list, err := b.res.Main.Kenmerken(c, t)
	if err != nil {
		return err
	}
	s.Kenmerken = encodeKenmerken(list)
	return nil
}

func encodeKenmerken(list []Kenmerk) string {
	dst := []byte{'{'}
	for i, k := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(AppendString(dst, k.Name), ':')
		dst = AppendString(dst, k.Value)
	}
	return string(append(dst, '}'))
}

// columnValues appends the values of the columns in the order of the statement.
func (b *bound[T]) columnValues(c *Call, t *T, args []any) ([]any, error) {
	for _, col := range b.res.Columns {
		value := col.Value(c, t)
		if ref, ok := value.(reference); ok {
			id, err := c.ID(ref.url)
			if err != nil {
				return nil, fmt.Errorf("%s.%s: %w", b.Table, col.Name, err)
			}
			value = nullInt(id)
		}
		args = append(args, plain(value))
	}
	return args, nil
}

func nullInt(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// plain turns the words of the standard into what the database takes: text, int64, float64 or nil. Empty dates and times
// are null, so that they sort and compare as absent.
func plain(value any) any {
	switch x := value.(type) {
	case nil, string, int64, float64, []byte:
		return x
	case bool:
		if x {
			return int64(1)
		}
		return int64(0)
	case zgw.Date:
		return nullText(string(x))
	case zgw.Time:
		return nullText(x.Sortable())
	case int:
		return int64(x)
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return plain(v.Elem().Interface())
	case reflect.String:
		return v.String()
	}
	panic(fmt.Sprintf("rest: a column cannot hold a %T", value))
}

func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// updateRow writes a changed row; when its rights change, those of all that hangs on it change with them.
func (b *bound[T]) updateRow(c *Call, t *T, before, parent *Stored) (*Stored, error) {
	s := &Stored{ID: before.ID, UUID: before.UUID, Cls: before.Cls, Afgeleid: before.Afgeleid, kind: b.Kind}
	if err := b.fill(c, t, s, parent); err != nil {
		return nil, err
	}
	args := []any{s.ID, s.Cls, s.Body}
	if b.main {
		args = append(args, s.Kenmerken)
	}
	args, err := b.columnValues(c, t, args)
	if err != nil {
		return nil, err
	}
	c.wrote = true
	if err := c.Tx.Exec(b.update, args...); err != nil {
		return nil, fmt.Errorf("%s: update: %w", b.Name, err)
	}
	c.Tx.Changed(b.Table)
	c.found[s.URL()] = s
	if s.Cls != before.Cls {
		return s, b.lendRights(c, s)
	}
	return s, nil
}

func (b *Kind) lendRights(c *Call, s *Stored) error {
	if b.Classed && c.rights != nil && !c.rights.Allows(s.Cls) {
		return Denied("De client mag dit object niet naar dit type of deze vertrouwelijkheid brengen.")
	}
	for _, k := range c.Site.child[b.Table] {
		if k.main { // it has rights of its own
			continue
		}
		if err := c.Tx.Exec("update "+k.Table+" set cls = $1 where "+k.ParentColumn+" = $2", s.Cls, s.ID); err != nil {
			return err
		}
		c.Tx.Changed(k.Table)
	}
	return nil
}
