package rest

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"

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

// kind is a resource without its type: what the site's table of paths holds.
type kind interface {
	find(c *Call, uuid string) (*Stored, error)
	address(s *Stored) zgw.URL
	name() string // last part of the path: "zaaktypen"
	info() *Info
	shape(document []byte) error
	extras(c *Call, rows []*Stored) error
}

// Info describes a resource to whoever does not know its type: openapi.json, expand.
type Info struct {
	API       *API
	Name      string
	Table     string
	Path      string
	Ops       Ops
	Scopes    Scopes
	Schema    *Schema
	Filters   Filters
	Search    Filters
	Orders    Orders
	Relations Relations
	Parent    string // column that holds the parent's id
	Classed   bool   // rows have rights, of their own or their parent's
	Plain     bool
	Audit     bool
	Doc       ResourceDoc
	Extra     bool
}

// bound is a resource on a site.
type bound[T any] struct {
	*Resource[T]
	api    *API
	site   *Site
	schema *Schema
	inf    *Info
	own    Handlers

	selectRow, insert, update string
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

func (r *Resource[T]) add(a *API) { r.addWith(a, nil) }

func (r *Resource[T]) addWith(a *API, own Handlers) {
	b := &bound[T]{Resource: r, api: a, site: a.site, own: own, schema: SchemaOf(reflect.TypeFor[T]())}
	b.inf = &Info{
		API: a, Name: r.Name, Table: r.Table, Path: r.Path, Ops: r.Ops, Scopes: r.Scopes, Schema: b.schema, Filters: r.Filters,
		Search: r.Search, Orders: r.Orders, Relations: r.Relations, Parent: r.ParentColumn, Plain: r.Plain, Doc: r.Doc,
		Classed: r.Main != nil && r.Main.Class != nil,
		Audit:   r.Main != nil && r.Main.Audit, Extra: r.Extra != nil,
	}
	b.prepare()
	a.site.kinds[placeholder.ReplaceAllString(r.Path, "{}")] = b
	if r.Parent != nil {
		b.hangOn(a.site)
	}
	a.Kinds = append(a.Kinds, b)
	b.routes()
}

// hangOn notes that b lends its rights from its parent. A parent that is not there yet, or a column that is not kept, would
// leave rows open to everybody, so that it stops the program before it starts.
func (b *bound[T]) hangOn(s *Site) {
	var lender *Info
	for _, k := range s.kinds {
		if in := k.info(); in.Table != "" && in.Table == b.Lender {
			lender = in
		}
	}
	if lender == nil {
		panic(fmt.Sprintf("rest: %s: its Lender %q is no table of a resource that was added before it", b.Path, b.Lender))
	}
	if !slices.ContainsFunc(b.Columns, func(c Column[T]) bool { return c.Name == b.ParentColumn }) {
		panic(fmt.Sprintf("rest: %s: its ParentColumn %q is none of its Columns", b.Path, b.ParentColumn))
	}
	b.inf.Classed = b.inf.Classed || lender.Classed
	s.child[b.Lender] = append(s.child[b.Lender], b)
}

// Check says what of the resources refers to something that no register here serves: a KIND in a tag, the resource at the
// other end of a relation. Where all registers run together that is a mistake.
func (s *Site) Check() error {
	var wrong []error
	names := map[string]bool{}
	for _, k := range s.kinds {
		names[k.name()] = true
	}
	for path, k := range s.kinds {
		for name, rel := range k.info().Relations {
			if s.kinds[rel.To] == nil {
				wrong = append(wrong, fmt.Errorf("%s: relation %s leads to %s, which is not served", path, name, rel.To))
			}
		}
		if schema := k.info().Schema; schema != nil {
			wrong = append(wrong, schema.unknownKinds(path, names)...)
		}
	}
	return errors.Join(wrong...)
}

func (s *Schema) unknownKinds(path string, names map[string]bool) []error {
	var wrong []error
	for _, f := range s.fields {
		for _, kind := range []string{f.ref, f.local} {
			if kind != "" && !names[kind] {
				wrong = append(wrong, fmt.Errorf("%s: %s refers to %s, which is not served", path, f.name, kind))
			}
		}
		if f.elem != nil {
			wrong = append(wrong, f.elem.unknownKinds(path, names)...)
		}
	}
	return wrong
}

// prepare writes the statements once.
func (b *bound[T]) prepare() {
	names := []string{"id", "uuid", "cls", "body", "afgeleid"}
	if b.Main != nil {
		names = append(names, "kenmerken")
	}
	b.selectRow = "select " + strings.Join(names, ", ") + " from " + b.Table + " where uuid = $1"
	for _, c := range b.Columns {
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

func (b *bound[T]) info() *Info                 { return b.inf }
func (b *bound[T]) name() string                { return b.Path[strings.LastIndexByte(b.Path, '/')+1:] }
func (b *bound[T]) address(s *Stored) zgw.URL   { return addressOf(s.Body) }
func (b *bound[T]) shape(document []byte) error { return b.schema.shape(document) }

// addressOf reads the address of a stored document: its first member.
func addressOf(body []byte) zgw.URL {
	rest, ok := bytes.CutPrefix(body, []byte(`{"url":"`))
	if !ok {
		return ""
	}
	end := bytes.IndexByte(rest, '"')
	if end < 0 {
		return ""
	}
	return zgw.URL(rest[:end])
}

// shape says whether a document of another server has the members that the standard requires of this kind.
func (s *Schema) shape(document []byte) error {
	members, err := readObject(document)
	if err != nil {
		return err
	}
	for _, f := range s.fields {
		if f.required || f.name == "url" {
			if _, ok := members[f.name]; !ok {
				return fmt.Errorf("%w: no %s", ErrWrongKind, f.name)
			}
		}
	}
	return nil
}

// kindAt finds the resource and uuid at a path in the one form that an address has.
func (s *Site) kindAt(path string) (kind, string) {
	cut := strings.LastIndexByte(path, '/')
	if cut < 0 {
		return nil, ""
	}
	collection, id := path[:cut], path[cut+1:]
	if !isUUID(id) {
		return nil, ""
	}
	if k := s.kinds[collection]; k != nil {
		return k, id
	}
	parts := strings.Split(collection, "/")
	for i, part := range parts {
		if isUUID(part) {
			parts[i] = "{}"
		}
	}
	return s.kinds[strings.Join(parts, "/")], id
}

func isUUID(s string) bool {
	return len(s) == 36 && uuid.Validate(s) == nil && strings.ToLower(s) == s
}

func (b *bound[T]) find(c *Call, id string) (*Stored, error) { return b.read(c, id, "") }

func (b *bound[T]) read(c *Call, id, suffix string) (*Stored, error) {
	row, err := c.Tx.One(b.selectRow+suffix, id)
	if err != nil {
		return nil, err
	}
	s := &Stored{ID: row.Int(0), UUID: row.Text(1), Cls: row.Int(2), Body: bytes.Clone(row.Bytes(3)), Afgeleid: bytes.Clone(row.Bytes(4)), kind: b}
	if b.Main != nil {
		s.Kenmerken = row.Text(5)
	}
	return s, nil
}

// of finds the resource's place on the site of a call.
func (r *Resource[T]) of(c *Call) *bound[T] {
	return c.Site.kinds[placeholder.ReplaceAllString(r.Path, "{}")].(*bound[T])
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
	if b, ok := s.kind.(*bound[T]); !ok || b.Resource != r || s.URL() != url {
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

// routes adds the operations of the resource to the site.
func (b *bound[T]) routes() {
	one := b.Path + "/{uuid}"
	big := int64(0)
	if b.Inhoud {
		big = b.site.MaxInhoud
	}
	add := func(op Ops, pattern string, scope Scope, h Handler, doc Doc) {
		if b.Ops&op == 0 {
			return
		}
		if own := b.own[op]; own != nil {
			h = own
		}
		crs := b.CRS && op != Remove
		b.api.Route(Route{Pattern: pattern, Scope: scope, Handle: h, Doc: b.document(op, doc), CRS: crs, MaxBody: big})
	}
	add(List, "GET "+b.Path, b.Scopes.Read, b.serveList, Doc{Query: b.params(), Expand: len(b.Relations) > 0, Paged: !b.Plain, Many: b.Plain})
	add(Create, "POST "+b.Path, b.Scopes.Create, b.serveCreate, Doc{Status: http.StatusCreated})
	add(Detail, "GET "+one, b.Scopes.Read, b.serveDetail, Doc{Query: b.detailParams(), ETag: b.Doc.ETag, Expand: len(b.Relations) > 0})
	add(Replace, "PUT "+one, b.Scopes.Update, b.serveUpdate, Doc{})
	add(Change, "PATCH "+one, b.Scopes.Update, b.serveUpdate, Doc{Partial: true})
	add(Remove, "DELETE "+one, b.Scopes.Delete, b.serveRemove, Doc{Status: http.StatusNoContent})
	if b.inf.Audit {
		b.auditRoutes()
	}
}
