package rest

import (
	"bytes"
	"fmt"

	"meent/diensten/zgw"
)

// Derived is a member that other rows give to an object: the rollen of a zaak, its last status. It is kept in the column
// afgeleid, apart from the document, and computed again from the rows when one of them is written (never patched: an older
// status may come in later).
type Derived struct {
	Name string
	// SQL gives the values for the object with id $1, one column: addresses without marker
	// ('/zaken/api/v1/rollen/' || uuid), or JSON texts when Raw.
	SQL  string
	Many bool // a list; otherwise the first row, or null
	Raw  bool // values are JSON and not addresses
	// First is the value of a new object, before anything hangs on it: "" is [] or null; "?" has it computed.
	First string
}

func (d *Derived) first() string {
	switch {
	case d.First != "" && d.First != "?":
		return d.First
	case d.Many:
		return "[]"
	}
	return "null"
}

// firstDerived are the derived members of a new object.
func (k *Kind) firstDerived() []byte {
	dst := []byte{} // not nil: a nil is null in the database
	for _, d := range k.Derived {
		dst = appendMember(dst, d.Name, []byte(d.first()))
	}
	return dst
}

func appendMember(dst []byte, name string, value []byte) []byte {
	dst = append(dst, `,"`...)
	dst = append(dst, name...)
	dst = append(dst, `":`...)
	dst = append(dst, value...)
	return append(dst, '\n')
}

// deriveFirst computes the members of a new object that do not begin empty.
func (k *Kind) deriveFirst(c *Call, s *Stored) error {
	var names []string
	for _, d := range k.Derived {
		if d.First == "?" {
			names = append(names, d.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return k.refresh(c, s, names)
}

// refresh computes derived members of a row again and writes them. s.Afgeleid must be what the table holds.
func (k *Kind) refresh(c *Call, s *Stored, names []string) error {
	for _, name := range names {
		d := k.derived(name)
		if d == nil {
			return fmt.Errorf("%s has no derived member %s", k.Table, name)
		}
		value, err := d.compute(c, s.ID)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", k.Table, name, err)
		}
		s.Afgeleid = replaceMember(s.Afgeleid, name, value)
	}
	c.dirty[s.ID] = true
	// Lists count by columns, which stay as they are: what they remember holds (no Tx.Changed).
	return c.Tx.Exec("update "+k.Table+" set afgeleid = $2 where id = $1", s.ID, s.Afgeleid)
}

func (k *Kind) derived(name string) *Derived {
	for i := range k.Derived {
		if k.Derived[i].Name == name {
			return &k.Derived[i]
		}
	}
	return nil
}

func (d *Derived) compute(c *Call, id int64) ([]byte, error) {
	var dst []byte
	n := 0
	for row, err := range c.Tx.Query(d.SQL, id) {
		if err != nil {
			return nil, err
		}
		if n > 0 && !d.Many {
			continue
		}
		if n > 0 {
			dst = append(dst, ',')
		}
		n++
		if d.Raw {
			dst = append(dst, row.Bytes(0)...)
		} else {
			dst = AppendString(dst, zgw.Marker+row.Text(0))
		}
	}
	switch {
	case d.Many:
		return append(append([]byte{'['}, dst...), ']'), nil
	case n == 0:
		return []byte(d.first()), nil
	}
	return dst, nil
}

// replaceMember puts a new value into a list of derived members. Each stands on a line of its own, and a JSON text holds
// no line ends.
func replaceMember(members []byte, name string, value []byte) []byte {
	head := []byte(`,"` + name + `":`)
	dst := make([]byte, 0, len(members)+len(value))
	found := false
	for line := range bytes.SplitAfterSeq(members, []byte{'\n'}) {
		if bytes.HasPrefix(line, head) {
			dst, found = appendMember(dst, name, value), true
			continue
		}
		dst = append(dst, line...)
	}
	if !found {
		dst = appendMember(dst, name, value)
	}
	return dst
}

// feed computes the members of the parent again that this resource feeds.
func (k *Kind) feed(c *Call, parent *Stored) error {
	if parent == nil || len(k.Feeds) == 0 {
		return nil
	}
	return parent.kind.refresh(c, parent, k.Feeds)
}

// Refresh computes derived members of the object at an address again, for a write that is not its child's.
func (c *Call) Refresh(url zgw.URL, names ...string) error {
	s, err := c.Find(url)
	if err != nil {
		return err
	}
	if s.kind == nil || s.kind.Table == "" {
		return ErrWrongKind
	}
	return s.kind.refresh(c, s, names)
}
