package rest

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"

	"meent/diensten/auth"
	"meent/diensten/zgw"
)

// serveDetail answers with one object. Who may not see it hears so (G-26); with If-None-Match an unchanged one is 304.
func (k *Kind) serveDetail(c *Call, w http.ResponseWriter, r *http.Request) error {
	return k.show(c, w, r, func(*Stored) error { return nil })
}

func (k *Kind) show(c *Call, w http.ResponseWriter, r *http.Request, turn func(*Stored) error) error {
	q, err := k.readQuery(c, r)
	if err != nil {
		return err
	}
	buf := newBuffer(c.Site)
	defer buf.free()
	err = c.View(func() error {
		s, err := k.visible(c, r.PathValue("uuid"))
		if err != nil {
			return err
		}
		if err := atPath(s, r); err != nil {
			return err
		}
		if err := turn(s); err != nil {
			return err
		}
		if err := k.extras(c, []*Stored{s}); err != nil {
			return err
		}
		if len(q.expand) > 0 {
			if err := c.expand(k, []*Stored{s}, q.expand); err != nil {
				return err
			}
		}
		buf.row(s.Body, s.Afgeleid)
		return nil
	})
	if err != nil {
		return err
	}
	return buf.sendTagged(w, r)
}

// sendTagged sends one object with its ETag, or 304 when the client has it already.
func (b *buffer) sendTagged(w http.ResponseWriter, r *http.Request) error {
	tag := etag(b.b)
	w.Header().Set("ETag", tag)
	if match := r.Header.Get("If-None-Match"); match != "" && etagIn(match, tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return sendBytes(w, r, http.StatusOK, b.b)
}

// visible reads a row and checks that the client may see it: the one way in for a single object.
func (k *Kind) visible(c *Call, id string) (*Stored, error) {
	if !isUUID(id) {
		return nil, NotFound()
	}
	s, err := k.find(c, id)
	if err != nil {
		return nil, err
	}
	if k.Classed && !c.rights.Allows(s.Cls) {
		return nil, Denied("De client mag dit object niet zien.")
	}
	return s, nil
}

// Visible is the row with this uuid if the client may see it with the scopes of the operation: for handlers of their own.
func (r *Resource[T]) Visible(c *Call, id string) (*Stored, error) { return r.of(c).visible(c, id) }

// Open reads a row to write it: locked, and checked for rights (with the scopes of the operation) and If-Match.
func (r *Resource[T]) Open(c *Call, req *http.Request, id string) (*Stored, *T, error) {
	s, t, _, err := r.of(c).open(c, req, id)
	return s, t, err
}

// Finish writes an object that a handler of its own has changed, with its line in the audit trail and its notification.
func (r *Resource[T]) Finish(c *Call, t, old *T, before *Stored, action string, status int) (*Stored, error) {
	b := r.of(c)
	parent, err := b.lockParent(c, t)
	if err != nil {
		return nil, err
	}
	after, err := b.updateRow(c, t, before, parent)
	if err != nil {
		return nil, err
	}
	return after, b.finish(c, t, old, after, before, parent, action, status)
}

// Answer sends the document of a row.
func (c *Call) Answer(w http.ResponseWriter, r *http.Request, status int, s *Stored) error {
	return c.answer(w, r, status, s)
}

// AnswerJSON sends bytes that may hold markers.
func (c *Call) AnswerJSON(w http.ResponseWriter, r *http.Request, status int, body []byte) error {
	buf := newBuffer(c.Site)
	defer buf.free()
	buf.stored(body)
	return buf.send(w, r, status)
}

// AnswerTagged sends one document with its ETag, or 304.
func (c *Call) AnswerTagged(w http.ResponseWriter, r *http.Request, body []byte) error {
	buf := newBuffer(c.Site)
	defer buf.free()
	buf.stored(body)
	return buf.sendTagged(w, r)
}

// Query reads the query string of an operation that knows only these parameters; others are refused (G-32).
func Query(r *http.Request, known ...string) (url.Values, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, unreadable()
	}
	unknown := slices.DeleteFunc(slices.Sorted(maps.Keys(values)), func(name string) bool { return slices.Contains(known, name) })
	if len(unknown) > 0 {
		return nil, invalid([]Fault{unknownParams(unknown)})
	}
	return values, nil
}

// AnswerPage sends the page that the query asks for of documents that are all in memory.
func (c *Call) AnswerPage(w http.ResponseWriter, r *http.Request, documents [][]byte) error {
	var faults []Fault
	q := &query{values: r.URL.Query()}
	q.page = pageNumber(q.values.Get("page"), 0, &faults, "page", 1)
	q.size = pageNumber(q.values.Get("pageSize"), pageSizeMax, &faults, "pageSize", pageSize)
	if len(faults) > 0 {
		return invalid(faults)
	}
	from := (q.page - 1) * q.size
	if q.page > 1 && from >= len(documents) {
		return noPage()
	}
	buf := newBuffer(c.Site)
	defer buf.free()
	pageHead(buf, q, int64(len(documents)), r.URL.Path)
	for _, d := range documents[from:min(from+q.size, len(documents))] {
		buf.item(d)
	}
	buf.text("]}")
	return buf.sendTagged(w, r)
}

type extraKey struct {
	table, uuid string
	change      int64
	day         zgw.Date
}

// extras adds the computed members of rows (Resource.Extra). They are remembered per row until the topic's change number
// moves or the day ends; a write computes them anew, since it sees what is not committed.
func (k *Kind) extras(c *Call, rows []*Stored) error {
	if k.Extra == nil {
		return nil
	}
	for _, s := range rows {
		extra, err := k.extra(c, s)
		if err != nil {
			return fmt.Errorf("%s %s: computed members: %w", k.Name, s.UUID, err)
		}
		s.Afgeleid = append(bytes.Clone(s.Afgeleid), extra...)
	}
	return nil
}

// shownDay is the day for which computed members are shown: ?datumGeldigheid=, which was checked, or today.
func (c *Call) shownDay() zgw.Date {
	if c.day != "" {
		return c.day
	}
	return c.Today()
}

func (k *Kind) extra(c *Call, s *Stored) ([]byte, error) {
	day := c.shownDay()
	if c.writing {
		return k.Extra(c, s, day)
	}
	change, err := c.Site.DB.Change(c.ctx, k.ExtraTopic)
	if err != nil {
		return nil, err
	}
	key := extraKey{k.Table, s.UUID, change, day}
	if extra, ok := c.Site.extra.GetIfPresent(key); ok {
		return extra, nil
	}
	extra, err := k.Extra(c, s, day)
	if err == nil {
		c.Site.extra.Set(key, extra)
	}
	return extra, err
}

// ReadRights are the client's rights to read a resource, whatever operation brought it here: for expand.
func (c *Call) readRights(in *Kind) *auth.Rights {
	if c.Client == nil {
		return &auth.Rights{None: true}
	}
	return in.narrow(c.Client, c.Client.Rights(in.Scopes.Read.needs(in.API.Component)...))
}
