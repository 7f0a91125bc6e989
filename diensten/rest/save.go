package rest

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"

	"github.com/google/uuid"

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

// lockParent locks and reads the object that t hangs on. A parent that is not there is a fault like any other and is told
// by checkRefs.
func (b *bound[T]) lockParent(c *Call, t *T) (*Stored, error) {
	if b.res.Parent == nil {
		return nil, nil
	}
	url := b.res.Parent(t)
	path, local := url.Local()
	if !local {
		return nil, nil
	}
	k, id := c.Site.kindAt(path)
	if k == nil || k.Table != b.Lender {
		return nil, nil
	}
	return lock(c, k, id, url)
}

// lock reads a row to write it.
func (k *Kind) lock(c *Call, id string) (*Stored, error) { return k.read(c, id, c.Tx.ForUpdate()) }

func lock(c *Call, k *Kind, id string, url zgw.URL) (*Stored, error) {
	if k.Table == "" {
		return nil, nil
	}
	s, err := k.lock(c, id)
	if errors.Is(err, data.ErrNotFound) {
		c.found[url] = nil
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c.found[url] = s
	return s, nil
}

// Lock locks the row at an address for the rest of the transaction and reads it afresh.
func (c *Call) Lock(url zgw.URL) (*Stored, error) {
	path, _ := url.Local()
	k, id := c.Site.kindAt(path)
	if k == nil {
		return nil, ErrUnknown
	}
	s, err := lock(c, k, id, url)
	if err == nil && s == nil {
		return nil, ErrUnknown
	}
	return s, err
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

// atPath says whether a nested object was asked for under its own parent.
func atPath(s *Stored, r *http.Request) error {
	path, _ := s.URL().Local()
	if r.URL.Path != path && !strings.HasPrefix(r.URL.Path, path+"/") {
		return NotFound()
	}
	return nil
}

// checkMatch is If-Match: the second of two clients that write the same object hears that it has changed (412).
func (c *Call) checkMatch(r *http.Request, s *Stored) error {
	match := r.Header.Get("If-Match")
	if match == "" || match == "*" {
		return nil
	}
	shown := *s // the computed members are for this comparison only
	if err := s.kind.extras(c, []*Stored{&shown}); err != nil {
		return err
	}
	if !etagIn(strings.ReplaceAll(match, "W/", "zwak:"), etag(c.Site.expandMarkers(nil, shown.bytes(nil)))) {
		return NewProblem(http.StatusPreconditionFailed, "precondition_failed", "Het object is intussen gewijzigd. Haal het opnieuw op en probeer het met de nieuwe ETag.")
	}
	return nil
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

// event is what there is to tell of a write.
type event struct {
	resource      string
	kanaal        string
	bron          string
	audit         bool
	main, row     *Stored
	before, after *Stored
}

func (k *Kind) event(after, before, parent *Stored) event {
	e := event{resource: k.Name, bron: k.API.Component, row: after, before: before, after: after}
	if e.row == nil {
		e.row = before
	}
	e.main = parent
	if k.main {
		e.main = e.row
	}
	if e.main != nil {
		e.kanaal, e.audit = e.main.kind.kanaal, e.main.kind.Audit
	}
	if k.Quiet {
		e.kanaal = ""
	}
	return e
}

// record writes the audit row and the outbox row of a write.
func (c *Call) record(e event, action string, status int) error {
	if e.audit {
		if err := c.recordAudit(e, action, status); err != nil {
			return err
		}
	}
	if e.kanaal == "" || e.main == nil {
		return nil
	}
	return c.notify(e, action)
}

// notUnique is the problem of a row that exists already and that no rule foresaw.
func notUnique(err error) error {
	if errors.Is(err, data.ErrUnique) {
		return Invalid("nonFieldErrors", "unique", "Dit object bestaat al; een tweede met dezelfde kenmerken kan niet.")
	}
	return err
}
