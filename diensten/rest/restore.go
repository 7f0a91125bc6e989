package rest

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"reflect"

	"meent/diensten/zgw"
)

// restorer takes documents back as they were: see Call.Restore.
type restorer interface {
	restore(c *Call, documents [][]byte) ([]*Stored, error)
}

// Restored is a resource for which, when it is taken back, less follows than when it is made.
type Restored interface{ Restored(c *Call) error }

// Restore takes objects of the resource at a path back as documents of this or another server say, each with its own uuid and with
// the members that only the register sets: for a whole plan that comes back. The shape of every member, references and rights are
// checked; Rules do not run, for what they ask was so when the object was written. Documents of one call may refer to each other.
// Faults are told by the number of the document: "3.titel".
func (c *Call) Restore(path string, documents [][]byte) ([]*Stored, error) {
	k := c.Site.kinds[path]
	if k == nil {
		return nil, ErrUnknown
	}
	var made []*Stored
	err := c.apart(k, k.Scopes.Create, func(own *Call) error {
		var err error
		made, err = k.bound.(restorer).restore(own, documents)
		return err
	})
	if refused, is := errors.AsType[*Refused](err); is {
		return nil, refused.Problem
	}
	return made, err
}

// restoring is an object that is taken back.
type restoring[T any] struct {
	t      *T
	in     *input
	stored *Stored
}

func (b *bound[T]) restore(c *Call, documents [][]byte) ([]*Stored, error) {
	var list []restoring[T]
	for i, d := range documents {
		one, err := b.readBack(c, i, d)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	if err := c.Fail(); err != nil {
		return nil, err
	}
	if err := b.insertBack(c, list); err != nil {
		return nil, err
	}
	var made []*Stored
	for i, one := range list {
		for _, r := range one.in.refs {
			if code, reason := c.checkRef(r); code != "" {
				c.Invalid(fmt.Sprintf("%d.%s", i, r.name), code, reason)
			}
		}
		if err := c.Fail(); err != nil {
			return nil, err
		}
		err := b.finishBack(c, one)
		for j := range c.faults { // noted by its own rules
			c.faults[j].Name = fmt.Sprintf("%d.%s", i, c.faults[j].Name)
		}
		if err := cmp.Or(err, c.Fail()); err != nil {
			return nil, err
		}
		made = append(made, one.stored)
	}
	return made, nil
}

// insertBack writes the rows. One that refers to another of them by a column waits until that is there.
func (b *bound[T]) insertBack(c *Call, list []restoring[T]) error {
	waiting := make([]int, len(list))
	for i := range list {
		waiting[i] = i
	}
	for len(waiting) > 0 {
		var later []int
		for _, i := range waiting {
			one := &list[i]
			if err := b.admit(c, one.t, nil); err != nil {
				return err
			}
			c.uuid = one.in.values[b.Schema.byName["uuid"]].String()
			var err error
			one.stored, err = b.insertRow(c, one.t, nil)
			c.uuid = ""
			if errors.Is(err, ErrUnknown) || errors.Is(err, ErrElsewhere) {
				later = append(later, i)
			} else if err != nil {
				return notUnique(err)
			}
		}
		if len(later) == len(waiting) {
			return Invalid(fmt.Sprintf("%d.nonFieldErrors", later[0]), "does_not_exist", "Dit object verwijst naar iets dat er niet is.")
		}
		waiting = later
	}
	return nil
}

// readBack decodes a document with all its members, those too that clients may not set.
func (b *bound[T]) readBack(c *Call, i int, document []byte) (restoring[T], error) {
	in, err := b.Schema.decodeAll(document, c.Site.BaseURL)
	if err != nil {
		return restoring[T]{}, err
	}
	for _, f := range in.faults {
		c.Invalid(fmt.Sprintf("%d.%s", i, f.Name), f.Code, f.Reason)
	}
	if v, sent := in.values[b.Schema.byName["uuid"]]; !sent || !isUUID(v.String()) {
		c.Invalid(fmt.Sprintf("%d.uuid", i), "required", "Hier hoort het uuid van het object.")
	}
	t := new(T)
	v := reflect.ValueOf(t).Elem()
	b.Schema.presets(v)
	in.apply(v)
	return restoring[T]{t: t, in: in}, nil
}

func (b *bound[T]) finishBack(c *Call, one restoring[T]) error {
	if r, less := any(one.t).(Restored); less {
		if err := r.Restored(c); err != nil {
			return err
		}
		if c.Faulty() {
			return nil
		}
		if err := b.refreshed(c, one.stored); err != nil {
			return err
		}
		return c.record(b.event(one.stored, nil, nil), "create", http.StatusCreated)
	}
	return b.finish(c, one.t, nil, one.stored, nil, nil, "create", http.StatusCreated)
}

// Ours is an address of a document with the public address of this server, as an object of ours.
func (s *Site) Ours(public string) zgw.URL {
	if len(public) > len(s.BaseURL) && public[:len(s.BaseURL)+1] == s.BaseURL+"/" {
		return zgw.URL(zgw.Marker + public[len(s.BaseURL):])
	}
	return zgw.URL(public)
}
