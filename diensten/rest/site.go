package rest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/maypok86/otter/v2"

	"meent/data"
	"meent/diensten/auth"
)

// Site is a running Meent as the registers see it: the database, the public address, who may come in, and the table of
// all resources by path.
type Site struct {
	DB      data.DB
	Files   *data.Folder // contents of documents
	BaseURL string       // the public address, without a slash at the end: the only source of addresses in answers
	Auth    *auth.Authenticator
	Fetcher *Fetcher // of addresses on other servers
	Log     *slog.Logger
	Keys    *Keys // of secrets in the database and of signatures

	// MaxBody is the largest JSON body taken, in bytes; MaxInhoud the largest body that carries contents of a document.
	MaxBody, MaxInhoud int64

	// OpenCallbacks says that subscribers to notifications need not refuse one without Authorization (nrc-003).
	OpenCallbacks bool

	// Pages answers what is no address of an API, and says whether it did; nil: nothing does.
	Pages func(w http.ResponseWriter, r *http.Request) bool

	// Later does work that goes on after the answer to who asked for it, until the program stops; nil: nothing does, and such work is
	// done before the answer.
	Later func(work func(ctx context.Context))

	// Wake is called after each commit that left a row in the outbox.
	Wake func()

	mux    *http.ServeMux
	routes []*Route
	apis   []*API
	kinds  map[string]*Kind   // by path without uuid: "/zaken/api/v1/statussen"
	child  map[string][]*Kind // by table of the parent
	counts *otter.Cache[countKey, int64]
	extra  *otter.Cache[extraKey, []byte]
}

// NewSite makes a site without registers; each register's Register adds its API.
func NewSite(s Site) *Site {
	s.BaseURL = strings.TrimRight(s.BaseURL, "/")
	s.mux = http.NewServeMux()
	s.kinds, s.child = map[string]*Kind{}, map[string][]*Kind{}
	s.counts = otter.Must(&otter.Options[countKey, int64]{MaximumSize: 4096})
	s.extra = otter.Must(&otter.Options[extraKey, []byte]{MaximumSize: 4096})
	if s.Log == nil {
		s.Log = slog.Default()
	}
	if s.MaxBody == 0 {
		s.MaxBody = 2 << 20
	}
	if s.MaxInhoud == 0 {
		s.MaxInhoud = 64 << 20
	}
	if s.Wake == nil {
		s.Wake = func() {}
	}
	return &s
}

// API is one of the standard's interfaces: a root path, a version, and the component that autorisaties name.
type API struct {
	Title       string // "Zaken API"
	Description string
	Component   string // "zrc"
	Root        string // "/zaken/api/v1"
	Version     string // "1.7.0"
	Source      fs.FS  // the Go files of the register, whose doc comments openapi.json shows

	// Narrow gives what the person for whom a client speaks may see and write of a resource (the last part of its path), where
	// that is less than what the client may; nil where rights are the client's alone.
	Narrow func(client *auth.Client, kind string, rights *auth.Rights) *auth.Rights

	// Logboek says that the lines of its audit trails are kept and hang on a chain by the name of the component (audit.Append):
	// what was changed in them by other means is found.
	Logboek bool

	site  *Site
	Kinds []*Kind // its resources, in the order in which they were added
}

// AddAPI adds an API to the site.
func (s *Site) AddAPI(a API) *API {
	a.site = s
	s.apis = append(s.apis, &a)
	a.openapiRoute()
	return &a
}

// APIs are the APIs of the site in the order in which they were added.
func (s *Site) APIs() []*API { return s.apis }

// Adder is a *Resource[T].
type Adder interface{ add(*API) }

// Add adds resources to the API, with all their routes.
func (a *API) Add(resources ...Adder) {
	for _, r := range resources {
		r.add(a)
	}
}

// Scope is what a client must have to do something, as the standard writes it: one scope, or several of which one
// suffices: "zaken.bijwerken | zaken.geforceerd-bijwerken". Scopes of another component carry its name in front:
// "catalogi.lezen | zrc:zaken.lezen".
type Scope string

func (s Scope) needs(component string) []auth.Need {
	var needs []auth.Need
	for word := range strings.SplitSeq(string(s), "|") {
		word = strings.TrimSpace(word)
		if word == "" {
			continue
		}
		if c, rest, ok := strings.Cut(word, ":"); ok {
			needs = append(needs, auth.Need{Component: c, Scope: rest})
			continue
		}
		needs = append(needs, auth.Need{Component: component, Scope: word})
	}
	return needs
}

// Handler is a handler of the kit: it returns what went wrong, and one place makes the answer of it.
type Handler func(c *Call, w http.ResponseWriter, r *http.Request) error

// Route is one operation: how it is reached, what it asks of a client, and what openapi.json says of it.
type Route struct {
	Pattern string // "POST /zaken/api/v1/zaken/_zoek"
	Scope   Scope  // "" with Open only
	Open    bool   // no token is asked
	CRS     bool   // G-41: Accept-Crs, and Content-Crs with a body
	AnyBody bool   // the body need not be JSON
	MaxBody int64  // 0: the site's
	Handle  Handler

	Doc Doc

	api   *API
	kind  *Kind // of the kit's own operations, and of others below an object: "POST /bomen/api/v1/bomen/{uuid}/snoeien"
	needs []auth.Need
}

// Doc is what openapi.json says of an operation beyond its path and scope.
type Doc struct {
	ID       string   // operationId
	Summary  string   // one Dutch line
	In, Out  any      // zero values of the struct in the body and in the answer; nil: none
	Many     bool     // Out comes in a plain array
	Paged    bool     // Out comes in a page
	Query    []Param  // what the query may hold
	Search   []Param  // what the body of a _zoek may hold, beside the members of In
	Status   int      // of success; 0: 200
	Partial  bool     // no member of In is required (PATCH)
	ETag     bool     // the answer has one, If-None-Match is honoured
	Expand   bool     // ?expand= is honoured
	Binary   bool     // the answer is a file
	Form     bool     // the body is multipart/form-data
	Statuses []int    // further answers
	Tags     []string // nil: the last constant part of the path
}

// Param is one parameter in the query of an operation.
type Param struct {
	Name, Type, Format string // as OpenAPI writes them
	Enum               []string
	List               bool // comma-separated
	Required           bool
	Doc                string
}

// Route adds an operation to the API.
func (a *API) Route(rt Route) {
	if rt.Scope == "" && !rt.Open {
		panic("rest: " + rt.Pattern + ": neither a scope nor open")
	}
	rt.api = a
	if rt.kind == nil {
		rt.kind = a.above(rt.Pattern)
	}
	rt.needs = rt.Scope.needs(a.Component)
	if rt.MaxBody == 0 {
		rt.MaxBody = a.site.MaxBody
	}
	a.site.routes = append(a.site.routes, &rt)
	a.site.mux.Handle(rt.Pattern, &rt)
}

// above is the resource of the object that an operation is below. What somebody may not see of an object by itself, is not seen
// there either.
func (a *API) above(pattern string) *Kind {
	_, path, _ := strings.Cut(pattern, " ")
	collection, _, below := strings.Cut(path, "/{uuid}")
	if !below {
		return nil
	}
	return a.site.kinds[collection]
}

// Handle adds an operation that needs a scope and no more words.
func (a *API) Handle(pattern string, scope Scope, h Handler) {
	a.Route(Route{Pattern: pattern, Scope: scope, Handle: h})
}

// Routes are all operations, in the order in which they were added.
func (s *Site) Routes() []*Route { return s.routes }

// API is the API that the route belongs to.
func (rt *Route) API() *API { return rt.api }

// Mount adds a plain handler, outside of the APIs (pages, health).
func (s *Site) Mount(pattern string, h http.Handler) { s.mux.Handle(pattern, h) }

// methods are those that a path may have an operation for.
var methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}

// ServeHTTP serves a request: the mux finds the operation, and what no operation is for gets the standard's problem.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	id := r.Header.Get("X-Request-Id")
	if id == "" || len(id) > 64 {
		id = uuid.NewString()
	}
	w.Header().Set("X-Request-Id", id)
	rec := &recorder{ResponseWriter: w}
	defer func() {
		if p := recover(); p != nil && p != http.ErrAbortHandler {
			s.Log.Error("panic", "request", id, "method", r.Method, "route", rec.route, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			if rec.status == 0 {
				NewProblem(500, "error", "Er ging iets mis. Meld het de beheerder met het nummer in X-Request-Id.").write(rec, s)
			}
		}
		s.logRequest(r, rec, id, time.Since(began))
	}()
	h, pattern := s.mux.Handler(r)
	if pattern == "" && s.Pages != nil && s.apiOf(r.URL.Path) == nil && s.Pages(rec, r) {
		rec.route = r.Pattern
		return
	}
	if pattern == "" || cleaned(r, h) {
		s.nothing(rec, r)
		return
	}
	rec.route = pattern
	s.mux.ServeHTTP(rec, r)
}

// logRequest is the one line a request leaves: never a name, a BSN or a body, and of the address only the route.
func (s *Site) logRequest(r *http.Request, rec *recorder, id string, took time.Duration) {
	if !s.Log.Enabled(r.Context(), slog.LevelInfo) {
		return
	}
	s.Log.LogAttrs(r.Context(), slog.LevelInfo, "request", slog.String("request", id), slog.String("client", rec.client),
		slog.String("route", rec.route), slog.Int("status", rec.status), slog.Duration("took", took))
}

// cleaned says whether the mux would answer with a redirect to a tidier path: an API has one address for each thing.
func cleaned(r *http.Request, h http.Handler) bool {
	_, ours := h.(*Route)
	return !ours && untidy.MatchString(r.URL.EscapedPath())
}

var untidy = regexp.MustCompile(`//|/\.\.?(/|$)`)

func (s *Site) nothing(w http.ResponseWriter, r *http.Request) {
	if a := s.apiOf(r.URL.Path); a != nil {
		w.Header().Set("API-version", a.Version)
	}
	var allowed []string
	for _, m := range methods {
		probe := r.Clone(r.Context())
		probe.Method = m
		if h, pattern := s.mux.Handler(probe); pattern != "" {
			if _, ours := h.(*Route); ours {
				allowed = append(allowed, m)
			}
		}
	}
	if len(allowed) == 0 || slices.Contains(allowed, r.Method) {
		NotFound().write(w, s)
		return
	}
	w.Header().Set("Allow", strings.Join(allowed, ", "))
	NewProblem(405, "method_not_allowed", "Dit adres kent de methode "+r.Method+" niet; wel: "+strings.Join(allowed, ", ")+".").write(w, s)
}

func (s *Site) apiOf(path string) *API {
	for _, a := range s.apis {
		if strings.HasPrefix(path, a.Root+"/") || path == a.Root {
			return a
		}
	}
	return nil
}

type recorder struct {
	http.ResponseWriter
	status        int
	route, client string
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	return r.ResponseWriter.Write(b)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// ServeHTTP serves one operation: who is asking, may they, does the request have the right form; then the handler.
func (rt *Route) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("API-version", rt.api.Version)
	c := &Call{Site: rt.api.site, API: rt.api, ctx: r.Context(), request: r, reply: w.Header()}
	err := rt.admit(c, w, r)
	if err == nil {
		err = rt.Handle(c, w, r)
	}
	if err != nil {
		rt.refuse(c, w, r, err)
	}
}

func (rt *Route) admit(c *Call, w http.ResponseWriter, r *http.Request) error {
	if !rt.Open {
		client, err := c.Site.Auth.Authenticate(r.Context(), r.Header.Get("Authorization"))
		if err != nil {
			return authProblem(err)
		}
		c.Client = client
		if rec, ok := w.(*recorder); ok {
			rec.client = client.ID
		}
		c.rights = client.Rights(rt.needs...)
		if c.rights.None {
			return Denied("De client heeft hier niet het recht voor. Nodig: " + string(rt.Scope) + ".")
		}
		if rt.kind != nil {
			c.rights = rt.kind.narrow(client, c.rights)
		}
		if c.rights.None {
			return Denied("Met de rol waarmee je hier bent, kan dit niet.")
		}
	}
	if err := checkAddress(r); err != nil {
		return err
	}
	if err := rt.checkHeaders(w, r); err != nil {
		return err
	}
	if r.Body != nil {
		r.Body = http.MaxBytesReader(w, r.Body, rt.MaxBody)
	}
	return nil
}

func authProblem(err error) error {
	if e, ok := errors.AsType[*auth.Error](err); ok {
		return NewProblem(http.StatusForbidden, e.Code, e.Detail)
	}
	return err
}

// checkAddress refuses what no text of ours holds: no object has such an address, and no filter finds it.
func checkAddress(r *http.Request) error {
	if !printable(r.URL.Path) {
		return NotFound()
	}
	if !strings.Contains(r.URL.RawQuery, "%") && printable(r.URL.RawQuery) {
		return nil
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return unreadable()
	}
	var faults []Fault
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if printable(name) && slices.IndexFunc(values[name], func(v string) bool { return !printable(v) }) < 0 {
			continue
		}
		faults = append(faults, Fault{strings.ToValidUTF8(name, "?"), "invalid", "Deze waarde bevat een teken dat niet mag, of is geen UTF-8."})
	}
	if len(faults) > 0 {
		return invalid(faults)
	}
	return nil
}

// printable says whether a text can be stored and compared: PostgreSQL takes no U+0000 and nothing that is not UTF-8, and
// U+0001 stands for the public address in stored documents.
func printable(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsAny(text, "\x00\x01")
}

func unreadable() *Problem {
	return NewProblem(400, "parse_error", "De vraag achter het vraagteken in het adres is niet leesbaar.")
}

// checkHeaders is G-07 (media types) and G-41 (coordinate system).
func (rt *Route) checkHeaders(w http.ResponseWriter, r *http.Request) error {
	if !accepts(r.Header.Values("Accept")) && !rt.Doc.Binary {
		return NewProblem(406, "not_acceptable", "Deze API antwoordt met application/json; zet dat in de header Accept.")
	}
	body := r.ContentLength != 0 && r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodDelete
	if body && !rt.AnyBody && !isJSON(r.Header.Get("Content-Type")) {
		return NewProblem(415, "unsupported_media_type", "Stuur de inhoud als application/json en zet dat in de header Content-Type.")
	}
	if !rt.CRS {
		return nil
	}
	if err := checkCRS(r, "Accept-Crs"); err != nil {
		return err
	}
	w.Header().Set("Content-Crs", "EPSG:4326")
	if r.Method == http.MethodPost || r.Method == http.MethodPut || r.Method == http.MethodPatch {
		return checkCRS(r, "Content-Crs")
	}
	return nil
}

func checkCRS(r *http.Request, name string) error {
	switch r.Header.Get(name) {
	case "EPSG:4326":
		return nil
	case "":
		return NewProblem(412, "precondition_failed", "De header "+name+" ontbreekt; zet er EPSG:4326 in.")
	}
	return NewProblem(406, "not_acceptable", "Het coördinatenstelsel in "+name+" wordt niet ondersteund; gebruik EPSG:4326.")
}

func accepts(values []string) bool {
	if len(values) == 0 {
		return true
	}
	for _, value := range values {
		for part := range strings.SplitSeq(value, ",") {
			media, _, _ := strings.Cut(part, ";")
			switch strings.TrimSpace(strings.ToLower(media)) {
			case "", "*/*", "application/*", "application/json", "application/problem+json", "application/hal+json":
				return true
			}
		}
	}
	return false
}

func isJSON(value string) bool {
	media, _, _ := strings.Cut(value, ";")
	switch strings.TrimSpace(strings.ToLower(media)) {
	case "application/json", "application/merge-patch+json", "application/problem+json":
		return true
	}
	return false
}

// refuse makes the answer of an error. What is not a problem is ours to know and not the client's: it is logged.
func (rt *Route) refuse(c *Call, w http.ResponseWriter, r *http.Request, err error) {
	p, ok := errors.AsType[*Problem](err)
	switch {
	case ok:
	case errors.Is(err, data.ErrNotFound):
		p = NotFound()
	case isFetch(err):
		p = NewProblem(http.StatusServiceUnavailable, "error", "Hiervoor is een andere server nodig, en die geeft geen antwoord. Probeer het later opnieuw.")
	case errors.Is(err, context.Canceled):
		p = NewProblem(499, "error", "De client is weggegaan.")
	default:
		if _, big := errors.AsType[*http.MaxBytesError](err); big {
			p = NewProblem(413, "request_entity_too_large", fmt.Sprintf("Het verzoek is groter dan %d bytes, meer dan hier mag.", rt.MaxBody))
			break
		}
		c.Site.Log.Error("request failed", "request", w.Header().Get("X-Request-Id"), "route", rt.Pattern, "error", err)
		p = NewProblem(500, "error", "Er ging iets mis. Meld het de beheerder met het nummer in X-Request-Id.")
	}
	p.write(w, c.Site)
}

// isFetch says whether another server did not give what a rule needs, and what no member that the client sent names.
func isFetch(err error) bool {
	_, ok := errors.AsType[*FetchError](err)
	return ok
}
