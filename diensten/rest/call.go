package rest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"time"

	"meent/data"
	"meent/diensten/audit"
	"meent/diensten/auth"
	"meent/diensten/zgw"
)

// Call is one request while it is being served: who asks, the transaction, and the faults found so far.
type Call struct {
	Site   *Site
	API    *API
	Client *auth.Client // nil on an open route
	Tx     data.Tx      // inside View and Update
	Origin any          // where what is made comes from, for the rules of it: who makes many at once says so; nil: from this request

	ctx     context.Context
	request *http.Request
	rights  *auth.Rights // for the scopes of the operation

	faults  []Fault
	found   map[zgw.URL]*Stored // what this transaction has looked up
	remote  map[zgw.URL]*Remote // what was fetched from other servers before it
	wanted  []zgw.URL           // what it asked of other servers and is not there yet
	dirty   map[int64]bool      // rows whose derived members were refreshed in it
	unsent  []Message           // what rules want posted to other servers
	replies map[call]Reply      // what came of it
	input   *input
	left    *Stored     // the parent that a changed object no longer hangs on
	reply   http.Header // of the answer
	day     zgw.Date    // ?datumGeldigheid=: the day for which computed members are shown
	writing bool
	wrote   bool                    // something of the object at hand: see Refused
	uuid    string                  // of the object that is made next; "": a new one
	undoing bool                    // see Undo
	lines   map[string][]audit.Line // of each logboek, for the end of the transaction
}

// Job is a call that no request makes: work that the program does by itself (a job, an import). The audit trail says it in
// this name; it asks no rights, and so writes by Finish, Put and Store.
func (a *API) Job(ctx context.Context, name string) *Call {
	return &Call{Site: a.site, API: a, ctx: ctx, Client: &auth.Client{ID: name, Label: name}}
}

// Onward is this call for work that goes on after its answer (Site.Later): what it writes is still that client's, in the same words.
func (c *Call) Onward(ctx context.Context) *Call {
	return &Call{Site: c.Site, API: c.API, Client: c.Client, ctx: ctx, request: c.request, rights: c.rights}
}

// Context is the context of the request.
func (c *Call) Context() context.Context { return c.ctx }

// Now is the moment of the transaction.
func (c *Call) Now() time.Time { return c.Tx.Now() }

// Today is the date of the transaction in the Netherlands.
func (c *Call) Today() zgw.Date { return zgw.DateOf(c.Tx.Now()) }

// Sent says whether the client sent a value for this member, null included.
func (c *Call) Sent(name string) bool { return c.input != nil && c.input.sent(name) }

// Replaces says whether the operation is a PUT.
func (c *Call) Replaces() bool { return c.request != nil && c.request.Method == http.MethodPut }

// Invalid notes a field that is at fault and goes on, so that the client hears of all faults at once.
func (c *Call) Invalid(name, code, reason string) {
	c.faults = append(c.faults, Fault{name, code, reason})
}

// faultAt says whether a fault was noted at a member.
func (c *Call) faultAt(name string) bool {
	return slices.ContainsFunc(c.faults, func(f Fault) bool { return f.Name == name })
}

// Faulty says whether a fault was noted.
func (c *Call) Faulty() bool { return len(c.faults) > 0 }

// Fail is the problem of the faults noted so far, or nil.
func (c *Call) Fail() error {
	if len(c.faults) == 0 {
		return nil
	}
	return invalid(c.faults)
}

// Has says whether the client has a scope of this API for a row with these rights (Stored.Cls).
func (c *Call) Has(scope Scope, cls int64) bool {
	r := c.Client.Rights(scope.needs(c.API.Component)...)
	return !r.None && r.Allows(cls)
}

// View runs fn on one picture of the database.
func (c *Call) View(fn func() error) error {
	return c.Site.DB.View(c.ctx, func(tx data.Tx) error {
		c.begin(tx)
		return fn()
	})
}

// Update runs fn in a transaction and wakes the outbox after it. hot: see data.DB.
func (c *Call) Update(fn func() error, hot ...string) error {
	err := c.fetching(func() error {
		return c.Site.DB.Update(c.ctx, func(tx data.Tx) error {
			c.begin(tx)
			c.writing = true
			if err := cmp.Or(fn(), c.stillWants()); err != nil {
				return err
			}
			return c.keepLines()
		}, hot...)
	})
	if err == nil {
		c.Site.Wake()
	}
	return err
}

func (c *Call) begin(tx data.Tx) {
	c.Tx = tx
	c.faults, c.left = nil, nil
	c.wanted, c.unsent, c.lines = nil, nil, nil
	c.found = map[zgw.URL]*Stored{}
	c.dirty = map[int64]bool{}
}

// Stored is a row as it lies in its table: the document and what stands beside it.
type Stored struct {
	ID        int64
	UUID      string
	Cls       int64  // rights: see auth.Class
	Body      []byte // the document, addresses of ours with the marker
	Afgeleid  []byte // derived members: each on a line, ",\"naam\":waarde"
	Kenmerken string // of a main object: what notifications say of it, a JSON object
	kind      *Kind
}

// URL is the local address of the row.
func (s *Stored) URL() zgw.URL { return addressOf(s.Body) }

// bytes appends the document as a client sees it, but for the marker.
func (s *Stored) bytes(dst []byte) []byte {
	if len(s.Afgeleid) == 0 {
		return append(dst, s.Body...)
	}
	dst = append(dst, s.Body[:len(s.Body)-1]...)
	dst = append(dst, s.Afgeleid...)
	return append(dst, '}')
}

var (
	// ErrUnknown says that an address of ours leads nowhere.
	ErrUnknown = errors.New("no such object")
	// ErrWrongKind says that an address leads to something of another kind.
	ErrWrongKind = errors.New("object of another kind")
	// ErrElsewhere says that an address is another server's where only ours will do.
	ErrElsewhere = errors.New("object of another server")
)

// Find is the object at an address: a row of ours, or the document that another server gave. It is read once a call.
func (c *Call) Find(url zgw.URL) (*Stored, error) {
	if s, ok := c.found[url]; ok {
		if s == nil {
			return nil, ErrUnknown
		}
		return s, nil
	}
	s, err := c.find(url)
	if err == nil {
		c.found[url] = s
	} else if errors.Is(err, ErrUnknown) {
		c.found[url] = nil
	}
	return s, err
}

func (c *Call) find(url zgw.URL) (*Stored, error) {
	path, local := url.Local()
	if !local {
		return c.findRemote(url)
	}
	k, uuid := c.Site.kindAt(path)
	if k == nil {
		return nil, ErrUnknown
	}
	s, err := k.find(c, uuid)
	if errors.Is(err, data.ErrNotFound) {
		return nil, ErrUnknown
	}
	return s, err
}

func (c *Call) findRemote(url zgw.URL) (*Stored, error) {
	r := c.remote[url]
	switch {
	case r == nil:
		c.want(url)
		return nil, fmt.Errorf("%w: %s was not fetched", ErrElsewhere, url)
	case r.Err != nil:
		return nil, fmt.Errorf("%w: %w", ErrUnknown, r.Err)
	}
	return &Stored{Body: c.Site.foreign(r.Body)}, nil
}

// foreign makes a document of another server fit to be read beside ours: its addresses on this server get the marker, and
// it can hold none of its own.
func (s *Site) foreign(body []byte) []byte {
	return bytes.ReplaceAll(body, []byte(`"`+s.BaseURL+`/`), []byte(`"`+zgw.Marker+`/`))
}

// ID is the id by which columns know an address: the row's own if it is ours, an interned one if it is another server's.
// The empty address has id 0, which columns keep as null.
func (c *Call) ID(url zgw.URL) (int64, error) {
	if url == "" {
		return 0, nil
	}
	if _, local := url.Local(); local {
		s, err := c.Find(url)
		if err != nil {
			return 0, fmt.Errorf("id of %s: %w", url, err)
		}
		return s.ID, nil
	}
	return c.intern(string(url))
}

func (c *Call) intern(url string) (int64, error) {
	row, err := c.Tx.One("select id from vreemd where url = $1", url)
	if err == nil {
		return row.Int(0), nil
	}
	if !errors.Is(err, data.ErrNotFound) {
		return 0, err
	}
	id, err := c.Tx.NewID()
	if err != nil {
		return 0, err
	}
	if err := c.Tx.Exec("insert into vreemd (id, url) values ($1, $2) on conflict (url) do nothing", id, url); err != nil {
		return 0, err
	}
	if err := c.Tx.Touch("rechten"); err != nil { // an autorisatie may name this type already
		return 0, err
	}
	row, err = c.Tx.One("select id from vreemd where url = $1", url)
	if err != nil {
		return 0, err
	}
	return row.Int(0), nil
}

// Decode reads a document into t, a pointer to a struct with json tags.
func Decode(s *Stored, t any) error {
	v := reflect.ValueOf(t).Elem()
	schema := SchemaOf(v.Type())
	return schema.load(s.bytes(nil), v)
}

// DecodeGroup reads raw JSON that a client sent into t, a pointer to a struct with zgw tags, and notes all faults under
// name: for a member whose shape depends on another (betrokkeneIdentificatie).
func (c *Call) DecodeGroup(name string, raw zgw.JSON, t any) {
	d := &decoder{base: c.Site.BaseURL}
	v := reflect.ValueOf(t).Elem()
	d.group(SchemaOf(v.Type()), name, []byte(raw), v)
	c.faults = append(c.faults, d.faults...)
}

// EncodeGroup is the JSON of a struct with zgw tags.
func EncodeGroup(t any) zgw.JSON {
	v := reflect.ValueOf(t).Elem()
	return zgw.JSON(SchemaOf(v.Type()).encode(nil, v))
}

func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	return io.ReadAll(r.Body)
}
