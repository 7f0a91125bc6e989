package rest

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"meent/data"
	"meent/diensten/zgw"
)

// Ops are the operations that a resource offers over HTTP. HEAD comes with Detail.
type Ops int

const (
	List Ops = 1 << iota
	Detail
	Create
	Replace
	Change
	Remove

	ReadOnly = List | Detail
	All      = List | Detail | Create | Replace | Change | Remove
)

// Scopes are what a client needs for each operation. Update is for PUT and PATCH.
type Scopes struct {
	Read, Create, Update, Delete Scope
}

// Resource is what is particular to a resource of type T: a struct that begins with an Object, whose members are told by
// tags (see field), and whose rules are methods that the kit finds on *T:
//
//	Rules(c *Call, old *T) error         before it is written; old is nil when it is made
//	After(c *Call, old *T) error         after it is written, in the same transaction: what follows elsewhere
//	BeforeRemove(c *Call) error          may it go, and what goes with it
//	AfterRemove(c *Call) error           what follows
type Resource[T any] struct {
	Name   string // "status": in the audit trail and in notifications
	Table  string // "statussen"
	Path   string // "/zaken/api/v1/statussen"; of a nested one "/zaken/api/v1/zaken/{zaak_uuid}/zaakeigenschappen"
	Ops    Ops
	Scopes Scopes
	CRS    bool // G-41: /zaken only
	Plain  bool // G-31: lists are plain arrays, without pages
	Inhoud bool // bodies may carry contents of a document

	// Parent is the main object that this one hangs on: locked before the rules run, lender of its rights, and named in the
	// audit trail and notification. ParentColumn is the column that holds its id, Lender the
	// table of the parent. Feeds are the derived members of the
	// parent that change when this one does.
	Parent       func(*T) zgw.URL
	ParentColumn string
	Lender       string // the parent's table
	Feeds        []string
	Quiet        bool // its writes are not notified (G-61 does not list them)

	Main    *Main[T] // of a resource that others hang on
	Columns []Column[T]
	Derived []Derived

	Filters   Filters
	Search    Filters // further ones, of _zoek only
	Orders    Orders
	Relations Relations
	Topic     string // the change number that each write moves: "rechten", "catalogi"

	// Extra gives computed members (",\"naam\":waarde" each) of a row when it is read, for what cannot be stored because it
	// hangs on the date or on names. It is remembered until ExtraTopic or the day changes.
	Extra      func(c *Call, s *Stored, day zgw.Date) ([]byte, error)
	ExtraTopic string

	// Doc tells openapi.json more: summaries by operation that differ from the usual ones, and the type names.
	Doc ResourceDoc
}

// Main is what makes a resource a main object: one that has rights of its own, an audit trail, and a place in notifications.
type Main[T any] struct {
	// Class gives the row's rights (auth.Class); nil where rights carry no type.
	Class func(c *Call, t *T) (int64, error)
	// Kanaal is the channel of notifications; "" for none.
	Kanaal string
	// Kenmerken are the members of the notification's kenmerken.
	Kenmerken func(c *Call, t *T) ([]Kenmerk, error)
	// Audit says that writes go into an audit trail, which is read at {path}/{uuid}/audittrail.
	Audit bool
	// Keep says that the trail outlives its object: where the lines are what happened, and not only who did it.
	Keep bool
}

// Kenmerk is one member of a notification's kenmerken. Value may be a local address.
type Kenmerk struct{ Name, Value string }

// Column is a column of the table and the value it gets.
type Column[T any] struct {
	Name  string
	Value func(c *Call, t *T) any
}

// ResourceDoc is for openapi.json.
type ResourceDoc struct {
	ID       string          // of the operationIds; "": Name
	Older    bool            // operationIds end in _read and _delete, as in the standard's older files
	Singular string          // in summaries; "": Name
	Plural   string          // in summaries; "": last part of the path
	Summary  map[Ops]string  // instead of the usual ones
	ETag     bool            // the OpenAPI of the standard lists HEAD and If-None-Match here
	Statuses []int           // further answers
	In, Out  map[Ops]any     // zero values of the structs in body and answer, where they are others than T
	Query    map[Ops][]Param // what the query may hold further, for handlers of its own
}

// Ref is the column of an address: it holds the id that Call.ID gives.
func Ref[T any](name string, url func(*T) zgw.URL) Column[T] {
	return Column[T]{name, func(c *Call, t *T) any { return reference{url(t)} }}
}

// Col is a column that holds a text, a number or a truth of t.
func Col[T, V any](name string, value func(*T) V) Column[T] {
	return Column[T]{name, func(_ *Call, t *T) any { return value(t) }}
}

type reference struct{ url zgw.URL }

// bound is a resource on a site: its Kind, which reads need, and its type, which writes need.
type bound[T any] struct {
	*Kind
	res *Resource[T]

	insert, update string
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

func (r *Resource[T]) add(a *API) { r.addWith(a, nil) }

func (r *Resource[T]) addWith(a *API, own Handlers) {
	var zero T
	k := &Kind{
		API: a, Name: r.Name, Table: r.Table, Path: r.Path, Ops: r.Ops, Scopes: r.Scopes, Schema: SchemaOf(reflect.TypeFor[T]()), Filters: r.Filters, usual: usualNames(r.Filters),
		Search: r.Search, Orders: r.Orders, Relations: r.Relations, ParentColumn: r.ParentColumn, Lender: r.Lender, Feeds: r.Feeds, Quiet: r.Quiet,
		CRS: r.CRS, Plain: r.Plain, Inhoud: r.Inhoud, Derived: r.Derived, Topic: r.Topic, Extra: r.Extra, ExtraTopic: r.ExtraTopic, Doc: r.Doc,
		site: a.site, own: own, zero: zero, weergave: r.weergave,
	}
	if r.Main != nil {
		k.main, k.Classed, k.Audit, k.keep, k.kanaal = true, r.Main.Class != nil, r.Main.Audit, r.Main.Keep, r.Main.Kanaal
	}
	b := &bound[T]{Kind: k, res: r}
	k.bound = b
	b.prepare()
	a.site.kinds[placeholder.ReplaceAllString(r.Path, "{}")] = k
	if r.Parent != nil {
		k.hangOn(slices.ContainsFunc(r.Columns, func(c Column[T]) bool { return c.Name == r.ParentColumn }))
	}
	a.Kinds = append(a.Kinds, k)
	k.routes(writes{b.serveCreate, b.serveUpdate, b.serveRemove})
}

// weergave is what the audit trail calls an object.
func (r *Resource[T]) weergave(s *Stored) string {
	if _, ok := any(new(T)).(Weergaver); !ok {
		return ""
	}
	t, err := r.decode(s)
	if err != nil {
		return ""
	}
	return any(t).(Weergaver).Weergave()
}

// prepare writes the statements once.
func (b *bound[T]) prepare() {
	names := []string{"id", "uuid", "cls", "body", "afgeleid"}
	if b.main {
		names = append(names, "kenmerken")
	}
	b.selectRow = "select " + strings.Join(names, ", ") + " from " + b.Table + " where uuid = $1"
	for _, c := range b.res.Columns {
		names = append(names, c.Name)
	}
	var marks, sets []string
	for i, name := range names {
		marks = append(marks, fmt.Sprintf("$%d", i+1))
		if name != "id" && name != "uuid" && name != "afgeleid" {
			sets = append(sets, fmt.Sprintf("%s = $%d", name, len(sets)+2))
		}
	}
	b.insert = "insert into " + b.Table + " (" + strings.Join(names, ", ") + ") values (" + strings.Join(marks, ", ") + ")"
	b.update = "update " + b.Table + " set " + strings.Join(sets, ", ") + " where id = $1"
}

// of finds the resource's place on the site of a call.
func (r *Resource[T]) of(c *Call) *bound[T] {
	return c.Site.kinds[placeholder.ReplaceAllString(r.Path, "{}")].bound.(*bound[T])
}

// Get is the object at an address: ErrUnknown when there is none, ErrWrongKind when it is something else. Another
// server's object counts when it was fetched and has the right members.
func (r *Resource[T]) Get(c *Call, url zgw.URL) (*T, error) {
	s, err := r.Stored(c, url)
	if err != nil {
		return nil, err
	}
	return r.decode(s)
}

// Stored is the row at an address, as Get.
func (r *Resource[T]) Stored(c *Call, url zgw.URL) (*Stored, error) {
	s, err := c.Find(url)
	if err != nil {
		return nil, err
	}
	if s.kind == nil {
		return s, SchemaOf(reflect.TypeFor[T]()).shape(s.Body)
	}
	if b, ok := s.kind.bound.(*bound[T]); !ok || b.res != r || s.URL() != url {
		return nil, ErrWrongKind
	}
	return s, nil
}

func (r *Resource[T]) decode(s *Stored) (*T, error) {
	t := new(T)
	if err := SchemaOf(reflect.TypeFor[T]()).load(s.bytes(nil), reflect.ValueOf(t).Elem()); err != nil {
		return nil, err
	}
	return t, nil
}

// Each calls fn with each row that a condition finds, decoded: "zaak = $1". Rows come in the order of creation.
func (r *Resource[T]) Each(c *Call, where string, args ...any) ([]*T, error) {
	var rows []*Stored
	for row, err := range c.Tx.Query("select id, uuid, cls, body, afgeleid from "+r.Table+" where "+where+" order by id", args...) {
		if err != nil {
			return nil, err
		}
		rows = append(rows, &Stored{ID: row.Int(0), UUID: row.Text(1), Cls: row.Int(2), Body: bytes.Clone(row.Bytes(3)), Afgeleid: bytes.Clone(row.Bytes(4))})
	}
	list := make([]*T, 0, len(rows))
	for _, s := range rows {
		t, err := r.decode(s)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// Exists says whether a condition finds a row.
func (r *Resource[T]) Exists(c *Call, where string, args ...any) (bool, error) {
	return exists(c, r.Table, where, args)
}

func exists(c *Call, table, where string, args []any) (bool, error) {
	_, err := c.Tx.One("select 1 from "+table+" where "+where+" limit 1", args...)
	if errors.Is(err, data.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
