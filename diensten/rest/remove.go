package rest

import (
	"cmp"
	"fmt"
	"net/http"

	"meent/diensten/audit"
	"meent/diensten/zgw"
)

// serveRemove deletes an object and all that hangs on it.
func (b *bound[T]) serveRemove(c *Call, w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("uuid")
	err := c.Update(func() error { return b.remove(c, r, id) }, id)
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (b *bound[T]) remove(c *Call, r *http.Request, id string) error {
	before, old, parent, err := b.open(c, r, id)
	if err != nil {
		return err
	}
	if err := b.drop(c, old, before); err != nil {
		return err
	}
	if err := b.finish(c, nil, nil, nil, before, parent, "destroy", http.StatusNoContent); err != nil {
		return err
	}
	if b.Audit && !b.keep { // G-52: the trail goes with its object
		return audit.Forget(c.Tx, before.ID)
	}
	return nil
}

// Undoable is a resource that may be undone (Call.Undo) when it could not be removed: what keeps an object because of what
// happened to it does not hold for one that came from elsewhere whole. Its rule says what still does.
type Undoable interface{ BeforeUndo(c *Call) error }

// drop deletes one row with its rules; children go by the foreign keys of the tables.
func (b *bound[T]) drop(c *Call, t *T, s *Stored) error {
	var err error
	if rule, ok := any(t).(Undoable); ok && c.undoing {
		err = rule.BeforeUndo(c)
	} else if rule, ok := any(t).(beforeRemove); ok {
		err = rule.BeforeRemove(c)
	}
	if err := cmp.Or(err, c.Fail()); err != nil {
		return err
	}
	c.wrote = true
	if err := c.Tx.Exec("delete from "+b.Table+" where id = $1", s.ID); err != nil {
		return fmt.Errorf("%s: delete: %w", b.Name, err)
	}
	c.Tx.Changed(b.Table)
	for _, k := range c.Site.child[b.Table] {
		c.Tx.Changed(k.Table)
	}
	c.found[s.URL()] = nil
	if rule, ok := any(t).(afterRemove); ok {
		return rule.AfterRemove(c)
	}
	return nil
}

// Drop deletes an object without asking rights and without a line in the audit trail: for what follows from a write
// elsewhere. Its rules on removal run.
func (r *Resource[T]) Drop(c *Call, url zgw.URL) error {
	b := r.of(c)
	s, err := r.Stored(c, url)
	if err != nil {
		return err
	}
	t, err := r.decode(s)
	if err != nil {
		return err
	}
	parent, err := b.lockParent(c, t)
	if err != nil {
		return err
	}
	if err := b.drop(c, t, s); err != nil {
		return err
	}
	if b.Audit && !b.keep {
		if err := audit.Forget(c.Tx, s.ID); err != nil {
			return err
		}
	}
	return b.feed(c, parent)
}
