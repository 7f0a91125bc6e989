package rest

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"meent/diensten/auth"
	"meent/diensten/zgw"
)

// Kind is a resource without its type: what the site's table of paths holds, and all that reads need. Reads join stored
// bytes, so that one piece of code serves every resource.
type Kind struct {
	API    *API
	Name   string
	Table  string // "" of what the program itself holds
	Path   string
	Ops    Ops
	Scopes Scopes
	Schema *Schema
	CRS    bool
	Plain  bool
	Inhoud bool

	ParentColumn string // column that holds the parent's id
	Lender       string // the parent's table
	Feeds        []string
	Quiet        bool
	Classed      bool // rows have rights, of their own or their parent's
	Audit        bool // writes go into an audit trail of its own

	Filters    Filters
	Search     Filters
	Orders     Orders
	Relations  Relations
	Derived    []Derived
	Topic      string
	Extra      func(c *Call, s *Stored, day zgw.Date) ([]byte, error)
	ExtraTopic string
	Doc        ResourceDoc

	site      *Site
	bound     any // the *bound[T] of the resource
	zero      any // the zero value of T
	main      bool
	keep      bool // its audit trail outlives it
	kanaal    string
	own       Handlers
	weergave  func(*Stored) string
	static    func(uuid string) ([]byte, bool)
	selectRow string
	usual     []string // the filters that have a value when the client gives none
}

// writes are the handlers that know the type.
type writes struct{ create, update, remove Handler }

// name is the last part of the path: "zaaktypen".
func (k *Kind) name() string { return k.Path[strings.LastIndexByte(k.Path, '/')+1:] }

// shape says whether a document of another server has the members that the standard requires of this kind.
func (k *Kind) shape(document []byte) error {
	if k.Schema == nil {
		return nil
	}
	return k.Schema.shape(document)
}

// hangOn notes that rows lend their rights from a parent. A parent that is not there yet, or a column that is not kept, would
// leave rows open to everybody, so that it stops the program before it starts.
func (k *Kind) hangOn(kept bool) {
	var lender *Kind
	for _, other := range k.site.kinds {
		if other.Table != "" && other.Table == k.Lender {
			lender = other
		}
	}
	if lender == nil {
		panic(fmt.Sprintf("rest: %s: its Lender %q is no table of a resource that was added before it", k.Path, k.Lender))
	}
	if !kept {
		panic(fmt.Sprintf("rest: %s: its ParentColumn %q is none of its Columns", k.Path, k.ParentColumn))
	}
	k.Classed = k.Classed || lender.Classed
	k.site.child[k.Lender] = append(k.site.child[k.Lender], k)
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
		for name, rel := range k.Relations {
			if s.kinds[rel.To] == nil {
				wrong = append(wrong, fmt.Errorf("%s: relation %s leads to %s, which is not served", path, name, rel.To))
			}
		}
		if schema := k.Schema; schema != nil {
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
func (s *Site) kindAt(path string) (*Kind, string) {
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

func (k *Kind) find(c *Call, id string) (*Stored, error) {
	if k.static != nil {
		body, ok := k.static(id)
		if !ok {
			return nil, ErrUnknown
		}
		return &Stored{UUID: id, Body: body, kind: k}, nil
	}
	return k.read(c, id, "")
}

func (k *Kind) read(c *Call, id, suffix string) (*Stored, error) {
	row, err := c.Tx.One(k.selectRow+suffix, id)
	if err != nil {
		return nil, err
	}
	s := &Stored{ID: row.Int(0), UUID: row.Text(1), Cls: row.Int(2), Body: bytes.Clone(row.Bytes(3)), Afgeleid: bytes.Clone(row.Bytes(4)), kind: k}
	if k.main {
		s.Kenmerken = row.Text(5)
	}
	return s, nil
}

// narrow are the rights on this resource of the person for whom a client speaks.
func (k *Kind) narrow(client *auth.Client, rights *auth.Rights) *auth.Rights {
	if k.API.Narrow == nil {
		return rights
	}
	return k.API.Narrow(client, k.name(), rights)
}

// routes adds the operations of the resource to the site.
func (k *Kind) routes(w writes) {
	one := k.Path + "/{uuid}"
	big := int64(0)
	if k.Inhoud {
		big = k.site.MaxInhoud
	}
	add := func(op Ops, pattern string, scope Scope, h Handler, doc Doc) {
		if k.Ops&op == 0 {
			return
		}
		if own := k.own[op]; own != nil {
			h = own
		}
		crs := k.CRS && op != Remove
		k.API.Route(Route{Pattern: pattern, Scope: scope, Handle: h, Doc: k.document(op, doc), CRS: crs, MaxBody: big, kind: k})
	}
	add(List, "GET "+k.Path, k.Scopes.Read, k.serveList, Doc{Query: k.params(), Expand: len(k.Relations) > 0, Paged: !k.Plain, Many: k.Plain})
	add(Create, "POST "+k.Path, k.Scopes.Create, w.create, Doc{Status: http.StatusCreated})
	add(Detail, "GET "+one, k.Scopes.Read, k.serveDetail, Doc{Query: k.detailParams(), ETag: k.Doc.ETag, Expand: len(k.Relations) > 0})
	add(Replace, "PUT "+one, k.Scopes.Update, w.update, Doc{})
	add(Change, "PATCH "+one, k.Scopes.Update, w.update, Doc{Partial: true})
	add(Remove, "DELETE "+one, k.Scopes.Delete, w.remove, Doc{Status: http.StatusNoContent})
	if k.Audit {
		k.auditRoutes()
	}
}
