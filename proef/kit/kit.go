// Package kit starts a real Meent for tests: all registers on a real database, SQLite and PostgreSQL in turn, spoken to
// over HTTP as a supplier's client would. It has no stand-ins for our own parts.
package kit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/auth"
	"meent/diensten/autorisaties"
	"meent/diensten/besluiten"
	"meent/diensten/catalogi"
	"meent/diensten/documenten"
	"meent/diensten/notificaties"
	"meent/diensten/referentielijsten"
	"meent/diensten/rest"
	"meent/diensten/transitie"
	"meent/diensten/zaken"
)

// Registers are all registers, as cmd/meent adds them to a site.
var Registers = []func(*rest.Site){autorisaties.Register, catalogi.Register, documenten.Register, zaken.Register, besluiten.Register, notificaties.Register, referentielijsten.Register, transitie.Register}

// Server is a running Meent with a client that may do everything.
type Server struct {
	*rest.Site
	URL  string
	Root *Client
	t    testing.TB
}

// Run runs a test on both databases.
func Run(t *testing.T, test func(t *testing.T, s *Server)) {
	t.Helper()
	datatest.Run(t, func(t *testing.T, db data.DB) { test(t, Start(t, db)) })
}

// RunAt is Run with a clock of the test's own.
func RunAt(t *testing.T, clock func() time.Time, test func(t *testing.T, s *Server)) {
	t.Helper()
	for _, kind := range datatest.Kinds {
		t.Run(kind, func(t *testing.T) {
			test(t, Start(t, datatest.Open(t, kind, func(o *data.Options) { o.Clock = clock })))
		})
	}
}

// Start starts a server on a database; it stops with the test. further adds registers to the usual ones.
func Start(t testing.TB, db data.DB, further ...func(*rest.Site)) *Server {
	t.Helper()
	var handler http.Handler
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(web.Close)
	files, err := data.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() }) // nobody reads what is left
	keys, err := rest.NewKeys([]byte("een sleutel van 32 bytes, voor proef")[:32])
	if err != nil {
		t.Fatal(err)
	}
	site := rest.NewSite(rest.Site{
		DB: db, Files: files, BaseURL: web.URL, Auth: auth.New(db, auth.Options{}), Fetcher: rest.NewFetcher([]string{"127.0.0.1"}),
		Keys: keys, Log: slog.New(slog.NewTextHandler(testLog{t}, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	for _, register := range append(Registers, further...) {
		register(site)
	}
	handler = site
	s := &Server{Site: site, URL: web.URL, t: t}
	err = db.Update(t.Context(), func(tx data.Tx) error {
		if err := auth.SetSecret(tx, "root", "geheim", "Test"); err != nil {
			return err
		}
		return autorisaties.GrantAll(tx, "root", "Test")
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Root = s.Client("root", "geheim")
	return s
}

type testLog struct{ t testing.TB }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Log(strings.TrimSpace(string(b)))
	return len(b), nil
}

// Client calls the server with the token of one client_id.
type Client struct {
	s     *Server
	t     testing.TB
	ID    string
	Token string
}

// Client is a client with a token of its own.
func (s *Server) Client(id, secret string) *Client {
	s.t.Helper()
	token, err := auth.Token(id, secret, time.Now(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &Client{s: s, t: s.t, ID: id, Token: token}
}

// Known makes a client known by a secret; what it may do, the Autorisaties API tells.
func (s *Server) Known(id string) *Client {
	s.t.Helper()
	err := s.DB.Update(s.t.Context(), func(tx data.Tx) error { return auth.SetSecret(tx, id, "geheim-"+id, id) })
	if err != nil {
		s.t.Fatal(err)
	}
	return s.Client(id, "geheim-"+id)
}

// With makes a client that has just these autorisaties (JSON objects of the Autorisaties API).
func (s *Server) With(id string, autorisaties ...map[string]any) *Client {
	s.t.Helper()
	c := s.Known(id)
	s.Root.Make("/autorisaties/api/v1/applicaties", map[string]any{"clientIds": []string{id}, "label": id, "autorisaties": autorisaties})
	return c
}

// As is a client that speaks for a person, with these claims in its token beside user_id and user_representation: rollen, onderdeel,
// laag. It is made with Known or With.
func (c *Client) As(user string, claims map[string]any) *Client {
	c.t.Helper()
	all := map[string]any{"user_id": user, "user_representation": user}
	maps.Copy(all, claims)
	secret := "geheim-" + c.ID
	if c.ID == c.s.Root.ID {
		secret = "geheim"
	}
	token, err := auth.Token(c.ID, secret, time.Now(), all)
	if err != nil {
		c.t.Fatal(err)
	}
	return &Client{s: c.s, t: c.t, ID: c.ID, Token: token}
}

// Answer is what the server said.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	t      testing.TB
}

// Do sends a request. body is nil, a string as it is, or anything that encodes as JSON. An address of the server may be
// given whole. headers are pairs of name and value; the CRS headers are always sent.
func (c *Client) Do(method, path string, body any, headers ...string) *Answer {
	c.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = c.s.URL + path
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, path, reader(c.t, body))
	if err != nil {
		c.t.Fatal(err)
	}
	if c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	req.Header.Set("Accept-Crs", "EPSG:4326")
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Content-Crs", "EPSG:4326")
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i+1] == "" {
			req.Header.Del(headers[i])
			continue
		}
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return &Answer{Status: resp.StatusCode, Header: resp.Header, Body: got, t: c.t}
}

func reader(t testing.TB, body any) io.Reader {
	t.Helper()
	switch b := body.(type) {
	case nil:
		return nil
	case string:
		return strings.NewReader(b)
	case []byte:
		return bytes.NewReader(b)
	}
	encoded, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(encoded)
}

// Make posts an object that must be accepted, and gives it as it came back.
func (c *Client) Make(path string, body any) map[string]any {
	c.t.Helper()
	a := c.Do("POST", path, body)
	if a.Status != http.StatusCreated && a.Status != http.StatusOK {
		c.t.Fatalf("POST %s: %d %s", path, a.Status, a.Body)
	}
	return a.Object()
}

// Get reads an object that must be there.
func (c *Client) Get(path string) map[string]any {
	c.t.Helper()
	a := c.Do("GET", path, nil)
	if a.Status != http.StatusOK {
		c.t.Fatalf("GET %s: %d %s", path, a.Status, a.Body)
	}
	return a.Object()
}

// List reads a list, paged or plain, and gives its elements and (of a page) the count.
func (c *Client) List(path string) ([]map[string]any, int) {
	c.t.Helper()
	a := c.Do("GET", path, nil)
	if a.Status != http.StatusOK {
		c.t.Fatalf("GET %s: %d %s", path, a.Status, a.Body)
	}
	var plain []map[string]any
	if json.Unmarshal(a.Body, &plain) == nil {
		return plain, len(plain)
	}
	var page struct {
		Count   int              `json:"count"`
		Results []map[string]any `json:"results"`
	}
	if err := json.Unmarshal(a.Body, &page); err != nil {
		c.t.Fatalf("GET %s: %s in %s", path, err, a.Body)
	}
	return page.Results, page.Count
}

// Object is the answer as a JSON object.
func (a *Answer) Object() map[string]any {
	a.t.Helper()
	var o map[string]any
	if err := json.Unmarshal(a.Body, &o); err != nil {
		a.t.Fatalf("answer is no object: %s in %s", err, a.Body)
	}
	return o
}

// Faults are the invalidParams of a problem, each as "name code", in their order.
func (a *Answer) Faults() []string {
	a.t.Helper()
	var p struct {
		Invalid []struct{ Name, Code string } `json:"invalidParams"`
	}
	if err := json.Unmarshal(a.Body, &p); err != nil {
		a.t.Fatalf("answer is no problem: %s in %s", err, a.Body)
	}
	var list []string
	for _, f := range p.Invalid {
		list = append(list, f.Name+" "+f.Code)
	}
	return list
}

// Case is one request and what must come of it.
type Case struct {
	Name    string // begins with the rule's code: "zrc-001 concept"
	As      *Client
	Method  string
	Path    string
	Body    any
	Headers []string
	Status  int
	Code    string   // top-level code of the problem
	Faults  []string // "name code", all of them
	Holds   []string // texts in the answer
	// Audited and Notified say whether the request must leave a row in the audit trail and in the outbox. A request that
	// is refused must leave neither.
	Audited, Notified bool
}

// Cases runs requests one after the other.
func (s *Server) Cases(t *testing.T, cases []Case) {
	t.Helper()
	for _, tc := range cases {
		t.Run(strings.ReplaceAll(tc.Name, " ", "_"), func(t *testing.T) { s.run(t, tc) })
	}
}

func (s *Server) run(t *testing.T, tc Case) {
	t.Helper()
	as := tc.As
	if as == nil {
		as = s.Root
	}
	audited, told := s.rows(t, "audit"), s.rows(t, "outbox")
	a := as.Do(tc.Method, tc.Path, tc.Body, tc.Headers...)
	if a.Status != tc.Status {
		t.Fatalf("%s %s: status %d, want %d: %s", tc.Method, tc.Path, a.Status, tc.Status, a.Body)
	}
	if tc.Code != "" && a.Object()["code"] != tc.Code {
		t.Errorf("code %v, want %s", a.Object()["code"], tc.Code)
	}
	if tc.Faults != nil {
		if got, want := fmt.Sprint(a.Faults()), fmt.Sprint(tc.Faults); got != want {
			t.Errorf("invalidParams %s, want %s", got, want)
		}
	}
	for _, text := range tc.Holds {
		if !bytes.Contains(a.Body, []byte(text)) {
			t.Errorf("answer holds no %s: %s", text, a.Body)
		}
	}
	if got := s.rows(t, "audit") > audited; got != tc.Audited {
		t.Errorf("audit row written: %t, want %t", got, tc.Audited)
	}
	if got := s.rows(t, "outbox") > told; got != tc.Notified {
		t.Errorf("notification in the outbox: %t, want %t", got, tc.Notified)
	}
}

// SQL changes the database behind the program's back, in one transaction.
func (s *Server) SQL(queries ...string) {
	s.t.Helper()
	err := s.DB.Update(s.t.Context(), func(tx data.Tx) error {
		for _, q := range queries {
			if err := tx.Exec(q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// rows is the highest id of a table, which rises with each row that is added.
func (s *Server) rows(t *testing.T, table string) int64 {
	t.Helper()
	var last int64
	err := s.DB.View(t.Context(), func(tx data.Tx) error {
		row, err := tx.One("select coalesce(max(id), 0) from " + table)
		if err == nil {
			last = row.Int(0)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return last
}

// Anonymous is a client without a token.
func (s *Server) Anonymous() *Client { return &Client{s: s, t: s.t} }
