package rest

import (
	"errors"
	"net/http"
	"reflect"

	"meent/data"
	"meent/diensten/zgw"
)

// The rules that a resource may have; see Resource.
type (
	ruler[T any]    interface{ Rules(c *Call, old *T) error }
	follower[T any] interface{ After(c *Call, old *T) error }
	beforeRemove    interface{ BeforeRemove(c *Call) error }
	afterRemove     interface{ AfterRemove(c *Call) error }
	named           interface{ Named() } // it has its address now: for members that hold it
	pathTaker       interface {
		FromPath(c *Call, value func(string) string)
	}
)

func (b *bound[T]) serveCreate(c *Call, w http.ResponseWriter, r *http.Request) error {
	made, err := b.createFrom(c, r)
	if err != nil {
		return err
	}
	w.Header().Set("Location", c.Site.Public(made.URL()))
	return c.answer(w, r, http.StatusCreated, made)
}

func (b *bound[T]) createFrom(c *Call, r *http.Request) (*Stored, error) {
	in, err := b.input(c, r, true)
	if err != nil {
		return nil, err
	}
	var made *Stored
	err = c.Update(func() error {
		made, err = b.create(c, r, in)
		return err
	}, in.hot()...)
	return made, notUnique(err)
}

// input reads and decodes the body, and fetches what it refers to on other servers: all that needs no transaction.
func (b *bound[T]) input(c *Call, r *http.Request, whole bool) (*input, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, err
	}
	in, err := b.Schema.decode(body, c.Site.BaseURL, whole)
	if err != nil {
		return nil, err
	}
	c.input = in
	c.remote = c.Site.Fetcher.fetchAll(c.ctx, in.refs)
	return in, nil
}

// hot are the objects that others write to at the same time: see data.DB.Update.
func (in *input) hot() []string {
	var ids []string
	for _, r := range in.refs {
		if _, local := r.url.Local(); local && r.f.local != "" {
			ids = append(ids, r.url.UUID())
		}
	}
	return ids
}

// create is the life of a new object, from what was sent to all that is written.
func (b *bound[T]) create(c *Call, r *http.Request, in *input) (*Stored, error) {
	t := new(T)
	v := reflect.ValueOf(t).Elem()
	b.Schema.presets(v)
	in.apply(v)
	if p, ok := any(t).(pathTaker); ok {
		p.FromPath(c, r.PathValue)
	}
	c.faults = append(c.faults, in.faults...)
	parent, err := b.lockParent(c, t)
	if err != nil {
		return nil, err
	}
	if parent == nil && placeholder.MatchString(b.Path) {
		return nil, NotFound()
	}
	c.checkRefs(in.refs)
	if err := b.admit(c, t, parent); err != nil {
		return nil, err
	}
	if err := b.rules(c, t, nil); err != nil {
		return nil, err
	}
	s, err := b.insertRow(c, t, parent)
	if err != nil {
		return nil, err
	}
	return s, b.finish(c, t, nil, s, nil, parent, "create", http.StatusCreated)
}

// admit says whether the client may make t (G-24): by the rights of its parent, or by its own. With faults that hide its
// rights the faults are the answer.
func (b *bound[T]) admit(c *Call, t *T, parent *Stored) error {
	if parent != nil {
		if b.Classed && !c.rights.Allows(parent.Cls) {
			return Denied("De client mag dit niet bij dit object.")
		}
		return c.Fail()
	}
	if err := c.Fail(); err != nil {
		return err
	}
	cls, err := b.class(c, t)
	if err != nil {
		return err
	}
	if b.Classed && !c.rights.Allows(cls) {
		return Denied("De client mag dit niet voor dit type en deze vertrouwelijkheid.")
	}
	return nil
}

func (b *bound[T]) class(c *Call, t *T) (int64, error) {
	if !b.main || b.res.Main.Class == nil {
		return 0, nil
	}
	return b.res.Main.Class(c, t)
}

func (b *bound[T]) rules(c *Call, t, old *T) error {
	if rule, ok := any(t).(ruler[T]); ok {
		if err := rule.Rules(c, old); err != nil {
			return err
		}
	}
	return c.Fail()
}

func (b *bound[T]) serveUpdate(c *Call, w http.ResponseWriter, r *http.Request) error {
	saved, err := b.updateFrom(c, r)
	if err != nil {
		return err
	}
	return c.answer(w, r, http.StatusOK, saved)
}

func (b *bound[T]) updateFrom(c *Call, r *http.Request) (*Stored, error) {
	whole := r.Method == http.MethodPut
	in, err := b.input(c, r, whole)
	if err != nil {
		return nil, err
	}
	id := r.PathValue("uuid")
	var saved *Stored
	err = c.Update(func() error {
		saved, err = b.change(c, r, id, in, whole)
		return err
	}, id)
	return saved, notUnique(err)
}

// change is the life of a PUT or PATCH.
func (b *bound[T]) change(c *Call, r *http.Request, id string, in *input, whole bool) (*Stored, error) {
	before, old, parent, err := b.open(c, r, id)
	if err != nil {
		return nil, err
	}
	t := new(T)
	v, ov := reflect.ValueOf(t).Elem(), reflect.ValueOf(old).Elem()
	if whole {
		b.Schema.presets(v)
		b.Schema.keepReadonly(v, ov)
	} else if err := b.Schema.load(before.bytes(nil), v); err != nil {
		return nil, err
	}
	if err := b.reveal(c, before, old); err != nil {
		return nil, err
	}
	if !whole {
		b.Schema.keepHidden(v, ov)
	}
	in.apply(v)
	if p, ok := any(t).(pathTaker); ok {
		p.FromPath(c, r.PathValue)
	}
	c.faults = append(c.faults, in.faults...)
	c.checkRefs(in.refs)
	for _, name := range b.Schema.changed(v, ov) {
		if c.faultAt(name) {
			continue
		}
		c.Invalid(name, "wijzigen-niet-toegelaten", "Dit veld kan niet worden gewijzigd.")
	}
	if err := c.Fail(); err != nil {
		return nil, err
	}
	parent, err = b.move(c, t, old, parent)
	if err != nil {
		return nil, err
	}
	if err := b.rules(c, t, old); err != nil {
		return nil, err
	}
	after, err := b.updateRow(c, t, before, parent)
	if err != nil {
		return nil, err
	}
	action := "partial_update"
	if whole {
		action = "update"
	}
	return after, b.finish(c, t, old, after, before, parent, action, http.StatusOK)
}

// move says under which parent a changed object hangs from now on. Another one must be the client's to write too; what the
// old one showed of it is computed again.
func (b *bound[T]) move(c *Call, t, old *T, from *Stored) (*Stored, error) {
	if b.res.Parent == nil || b.res.Parent(t) == b.res.Parent(old) {
		return from, nil
	}
	to, err := b.lockParent(c, t)
	if err != nil {
		return nil, err
	}
	if b.Classed && (to == nil || !c.rights.Allows(to.Cls)) {
		return nil, Denied("De client mag dit object niet bij dat andere object brengen.")
	}
	c.left = from
	return to, nil
}

// open locks the row that is to be written and its parent, and checks rights and If-Match.
func (b *bound[T]) open(c *Call, r *http.Request, id string) (before *Stored, old *T, parent *Stored, err error) {
	if b.res.Parent != nil { // parents are locked before children, always
		peek, err := b.read(c, id, "")
		if err != nil {
			return nil, nil, nil, err
		}
		if old, err = b.res.decode(peek); err != nil {
			return nil, nil, nil, err
		}
		if parent, err = b.lockParent(c, old); err != nil {
			return nil, nil, nil, err
		}
	}
	if before, err = b.lock(c, id); err != nil {
		return nil, nil, nil, err
	}
	if err := atPath(before, r); err != nil {
		return nil, nil, nil, err
	}
	if b.Classed && !c.rights.Allows(before.Cls) {
		return nil, nil, nil, Denied("De client mag dit niet bij dit object.")
	}
	if err := c.checkMatch(r, before); err != nil {
		return nil, nil, nil, err
	}
	c.found[before.URL()] = before
	old, err = b.res.decode(before)
	return before, old, parent, err
}

// Revealer is a resource with members that are written but not kept in the document (writeonly, computed): it fills them in
// from columns or other tables before a change.
type Revealer[T any] interface {
	Reveal(c *Call, s *Stored) error
}

func (b *bound[T]) reveal(c *Call, s *Stored, t *T) error {
	if rv, ok := any(t).(Revealer[T]); ok {
		return rv.Reveal(c, s)
	}
	return nil
}

func (s *Schema) keepHidden(v, old reflect.Value) {
	for _, f := range s.fields {
		if f.hidden || f.computed {
			v.FieldByIndex(f.index).Set(old.FieldByIndex(f.index))
		}
	}
}

// Put makes an object without asking rules or rights and without a line in the audit trail: for what follows from a write
// elsewhere in the same transaction (zrc-005).
func (r *Resource[T]) Put(c *Call, t *T) (*Stored, error) {
	b := r.of(c)
	parent, err := b.lockParent(c, t)
	if err != nil {
		return nil, err
	}
	s, err := b.insertRow(c, t, parent)
	if err != nil {
		return nil, err
	}
	return s, b.feed(c, parent)
}

// Store writes an object that a rule has changed (a final status closes the zaak), without rules, rights or a line in the
// audit trail.
func (r *Resource[T]) Store(c *Call, t *T) error {
	b := r.of(c)
	url := zgw.URL(reflect.ValueOf(t).Elem().FieldByIndex(b.Schema.byName["url"].index).String())
	before, err := r.Stored(c, url)
	if err != nil {
		return err
	}
	parent, err := b.lockParent(c, t)
	if err != nil {
		return err
	}
	c.dirty[before.ID] = true
	_, err = b.updateRow(c, t, before, parent)
	return err
}

// finish is what follows every write: the parent's derived members, the rules' own consequences, the audit row and the
// outbox row, all in the same transaction.
func (b *bound[T]) finish(c *Call, t, old *T, after, before, parent *Stored, action string, status int) error {
	if err := b.feed(c, parent); err != nil {
		return err
	}
	if err := b.feed(c, c.left); err != nil {
		return err
	}
	c.left = nil
	if b.Topic != "" {
		if err := c.Tx.Touch(b.Topic); err != nil {
			return err
		}
	}
	if after != nil {
		if f, ok := any(t).(follower[T]); ok {
			if err := f.After(c, old); err != nil {
				return err
			}
		}
		if err := b.refreshed(c, after); err != nil {
			return err
		}
		if err := b.extras(c, []*Stored{after}); err != nil {
			return err
		}
	}
	if err := c.Fail(); err != nil {
		return err
	}
	return c.record(b.event(after, before, parent), action, status)
}

// refreshed reads the derived members again when a consequence rewrote them.
func (b *Kind) refreshed(c *Call, s *Stored) error {
	if !c.dirty[s.ID] {
		return nil
	}
	again, err := b.read(c, s.UUID, "")
	if err != nil {
		return err
	}
	s.Body, s.Afgeleid, s.Cls = again.Body, again.Afgeleid, again.Cls
	return nil
}

// notUnique is the problem of a row that exists already and that no rule foresaw.
func notUnique(err error) error {
	if errors.Is(err, data.ErrUnique) {
		return Invalid("nonFieldErrors", "unique", "Dit object bestaat al; een tweede met dezelfde kenmerken kan niet.")
	}
	return err
}
