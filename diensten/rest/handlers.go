package rest

import (
	"iter"
	"net/http"

	"meent/diensten/zgw"
)

// Handlers serve operations of a resource in place of the kit's own.
type Handlers map[Ops]Handler

// With is the resource with handlers of its own for some operations; they do what is particular around CreateFrom,
// UpdateFrom and Show. It is handed to API.Add.
func (r *Resource[T]) With(own Handlers) Adder { return handled[T]{r, own} }

type handled[T any] struct {
	r   *Resource[T]
	own Handlers
}

func (h handled[T]) add(a *API) { h.r.addWith(a, h.own) }

// CreateFrom makes the object in the body of a request, as POST does.
func (r *Resource[T]) CreateFrom(c *Call, req *http.Request) (*Stored, error) {
	return r.of(c).createFrom(c, req)
}

// UpdateFrom changes an object by the body of a request, as PUT and PATCH do.
func (r *Resource[T]) UpdateFrom(c *Call, req *http.Request) (*Stored, error) {
	return r.of(c).updateFrom(c, req)
}

// Show answers with one object, as GET does. turn may put an earlier version of the document in its place.
func (r *Resource[T]) Show(c *Call, w http.ResponseWriter, req *http.Request, turn func(*Stored) error) error {
	return r.of(c).show(c, w, req, turn)
}

// Is says whether the object at an address is of a kind: the last part of the path of its resource ("zaken").
func (c *Call) Is(url zgw.URL, kind string) bool {
	s, err := c.Find(url)
	if err != nil {
		return false
	}
	if s.kind == nil {
		return c.remoteIs(s, kind)
	}
	return s.kind.name() == kind && s.URL() == url
}

// Holds says whether the resource at a path has a row that a condition finds, as Resource.Exists does for one that may be
// imported: for a look at a register above one's own. One that is not served here has none.
func (c *Call) Holds(path, where string, args ...any) (bool, error) {
	k := c.Site.kinds[path]
	if k == nil {
		return false, nil
	}
	return exists(c, k.Table, where, args)
}

// Serves says whether a resource is served at a path.
func (s *Site) Serves(path string) bool {
	k := s.kinds[path]
	return k != nil && k.Table != ""
}

// Document is the document at an address of ours, as clients see it but for the marker; whoever may see it is the caller's to say.
func (c *Call) Document(url zgw.URL) ([]byte, error) {
	s, err := c.Find(url)
	if err != nil {
		return nil, err
	}
	return s.bytes(nil), nil
}

// Documents are all documents of the resource at a path, oldest first, as clients see them but for the marker; whoever may see
// them is the caller's to say. A document is valid until the next one.
func (c *Call) Documents(path string) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		k := c.Site.kinds[path]
		if k == nil || k.Table == "" {
			return
		}
		var dst []byte
		for row, err := range c.Tx.Query("select body, afgeleid from " + k.Table + " order by id") {
			if err != nil {
				yield(nil, err)
				return
			}
			s := Stored{Body: row.Bytes(0), Afgeleid: row.Bytes(1)}
			dst = s.bytes(dst[:0])
			if !yield(dst, nil) {
				return
			}
		}
	}
}
