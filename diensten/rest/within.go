package rest

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"

	"meent/data"
	"meent/diensten/zgw"
)

// Refused says that one object of many was refused before anything of it was written: the others can go on in the same
// transaction. Any other error of Make, Alter and Remove ends it.
type Refused struct{ Problem *Problem }

func (r *Refused) Error() string { return r.Problem.Error() }

// within are the writes of a resource in the transaction of another call.
type within interface {
	createWithin(c *Call, body []byte) (*Stored, error)
	changeWithin(c *Call, id string, body []byte) (*Stored, error)
	removeWithin(c *Call, id string) error
}

// Make makes an object of the resource at a path in the transaction of this call, as a POST of the body would: the same rights,
// rules, audit trail and notification. It is for what makes many at once (an import).
func (c *Call) Make(path string, body []byte) (*Stored, error) {
	k := c.Site.kinds[path]
	if k == nil {
		return nil, ErrUnknown
	}
	var made *Stored
	err := c.apart(k, k.Scopes.Create, func(own *Call) error {
		var err error
		made, err = k.bound.(within).createWithin(own, body)
		return err
	})
	return made, err
}

// Alter changes an object of ours in the transaction of this call, as a PATCH would.
func (c *Call) Alter(url zgw.URL, body []byte) (*Stored, error) {
	k, id := c.kindOf(url)
	if k == nil {
		return nil, ErrUnknown
	}
	var saved *Stored
	err := c.apart(k, k.Scopes.Update, func(own *Call) error {
		var err error
		saved, err = k.bound.(within).changeWithin(own, id, body)
		return err
	})
	return saved, err
}

// Remove removes an object of ours in the transaction of this call, as a DELETE would.
func (c *Call) Remove(url zgw.URL) error {
	k, id := c.kindOf(url)
	if k == nil {
		return ErrUnknown
	}
	return c.apart(k, k.Scopes.Delete, func(own *Call) error { return k.bound.(within).removeWithin(own, id) })
}

// Undo is Remove of an object that an import brought whole (Restore): see Undoable.
func (c *Call) Undo(url zgw.URL) error {
	c.undoing = true
	defer func() { c.undoing = false }()
	return c.Remove(url)
}

func (c *Call) kindOf(url zgw.URL) (*Kind, string) {
	path, local := url.Local()
	if !local {
		return nil, ""
	}
	return c.Site.kindAt(path)
}

// apart runs a write as a call with faults and rights of its own. What it has looked up and what it wants of other servers is
// the call's.
func (c *Call) apart(k *Kind, scope Scope, write func(own *Call) error) error {
	own := *c
	own.faults, own.input, own.left, own.wrote = nil, nil, nil, false
	own.rights = k.narrow(c.Client, c.Client.Rights(scope.needs(k.API.Component)...))
	if own.rights.None {
		return &Refused{Denied("Hier heb je niet het recht voor. Nodig: " + string(scope) + ".")}
	}
	err := write(&own)
	c.wanted, c.unsent, c.lines = own.wanted, own.unsent, own.lines
	p, ok := errors.AsType[*Problem](err)
	if ok && !own.wrote {
		return &Refused{p}
	}
	return err
}

// request is what the kit's own writes look at of a request: its path, without conditions.
func (b *bound[T]) request(c *Call, method, id string) *http.Request {
	return (&http.Request{Method: method, URL: &url.URL{Path: b.Path + "/" + id}, Header: http.Header{}}).WithContext(c.ctx)
}

func (b *bound[T]) createWithin(c *Call, body []byte) (*Stored, error) {
	in, err := b.Schema.decode(body, c.Site.BaseURL, true)
	if err != nil {
		return nil, err
	}
	c.input = in
	return b.create(c, b.request(c, http.MethodPost, ""), in)
}

func (b *bound[T]) changeWithin(c *Call, id string, body []byte) (*Stored, error) {
	in, err := b.Schema.decode(body, c.Site.BaseURL, false)
	if err != nil {
		return nil, err
	}
	c.input = in
	s, err := b.change(c, b.request(c, http.MethodPatch, id), id, in, false)
	return s, gone(err)
}

func (b *bound[T]) removeWithin(c *Call, id string) error {
	return gone(b.remove(c, b.request(c, http.MethodDelete, id), id))
}

func gone(err error) error {
	if errors.Is(err, data.ErrNotFound) {
		return ErrUnknown
	}
	return err
}

// Trail counts the lines in the audit trail of an object that another than a job of the program itself wrote: whether people
// have changed it since.
func (c *Call) Trail(id int64, jobs ...string) (int, error) {
	n := 0
	count := func(body []byte) error {
		var line AuditTrail
		err := Decode(&Stored{Body: body}, &line)
		if err == nil && !slices.Contains(jobs, line.ApplicatieID) {
			n++
		}
		return err
	}
	for row, err := range c.Tx.Query("select body from audit where hoofd = $1", id) {
		if err == nil {
			err = count(row.Bytes(0))
		}
		if err != nil {
			return 0, fmt.Errorf("audit trail of %d: %w", id, err)
		}
	}
	for _, lines := range c.lines {
		for _, l := range lines {
			if l.Main != id {
				continue
			}
			if err := count(l.Body); err != nil {
				return 0, fmt.Errorf("audit trail of %d: %w", id, err)
			}
		}
	}
	return n, nil
}
