// Package zgw is the one way in which pages and processes talk to registers: the standard APIs, with a token of their own.
// The registers may run in this program (Memory: no socket, the same authorisation and audit trail) or anywhere else.
package zgw

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// Client calls the APIs of one server.
type Client struct {
	Base  string                 // "https://meent.example.nl", without a path
	HTTP  *http.Client           // nil: http.DefaultClient
	Token func() (string, error) // a fresh token for each call
}

// Problem is a refusal by a register, as it told it.
type Problem struct {
	Status  int     `json:"status"`
	Code    string  `json:"code"`
	Title   string  `json:"title"`
	Detail  string  `json:"detail"`
	Invalid []Fault `json:"invalidParams"`
}

// Fault is a field that the register found at fault.
type Fault struct{ Name, Code, Reason string }

func (p *Problem) Error() string {
	text := fmt.Sprintf("%d %s: %s", p.Status, p.Code, p.Detail)
	for _, f := range p.Invalid {
		text += fmt.Sprintf("; %s: %s (%s)", f.Name, f.Reason, f.Code)
	}
	return text
}

// Get reads an object or a page into out. path is below Base, or an address.
func (c *Client) Get(ctx context.Context, path string, out any) error {
	return c.Do(ctx, http.MethodGet, path, nil, out)
}

// Post makes an object, or does something with one; out is what came of it, or nil.
func (c *Client) Post(ctx context.Context, path string, in, out any) error {
	return c.Do(ctx, http.MethodPost, path, in, out)
}

// Do sends a request with a JSON body, or none when in is nil. A refusal is a *Problem.
func (c *Client) Do(ctx context.Context, method, path string, in, out any) error {
	resp, err := c.Send(ctx, method, path, in)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	if resp.StatusCode >= 400 {
		return fmt.Errorf("%s %s: %w", method, path, problem(resp.StatusCode, body))
	}
	if out == nil || len(body) == 0 {
		return nil
	}
	if err := json.Unmarshal(body, out); err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	return nil
}

// Send sends a request as Do does and gives the answer as it came, whatever its status. The caller closes its body.
func (c *Client) Send(ctx context.Context, method, path string, in any) (*http.Response, error) {
	req, err := c.request(ctx, method, path, in)
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w", method, path, err)
	}
	web := c.HTTP
	if web == nil {
		web = http.DefaultClient
	}
	return web.Do(req)
}

func problem(status int, body []byte) *Problem {
	p := &Problem{}
	if json.Unmarshal(body, p) != nil || p.Status == 0 {
		p.Status, p.Detail = status, "het register antwoordt zonder uitleg"
	}
	return p
}

func (c *Client) request(ctx context.Context, method, path string, in any) (*http.Request, error) {
	var body io.Reader
	if in != nil {
		encoded, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(encoded)
	}
	if strings.HasPrefix(path, "/") {
		path = c.Base + path
	}
	req, err := http.NewRequestWithContext(ctx, method, path, body)
	if err != nil {
		return nil, err
	}
	token, err := c.Token()
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Accept-Crs", "EPSG:4326")
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Content-Crs", "EPSG:4326")
	}
	return req, nil
}

// Reuse is a token that is made anew when it is older than most servers like.
func Reuse(now func() time.Time, fresh func() (string, error)) func() (string, error) {
	var (
		token string
		made  time.Time
	)
	return func() (string, error) {
		if token != "" && now().Sub(made) < 10*time.Minute {
			return token, nil
		}
		t, err := fresh()
		if err == nil {
			token, made = t, now()
		}
		return t, err
	}
}

// Memory carries requests to a handler in this program.
type Memory struct{ Handler http.Handler }

// RoundTrip serves the request in memory.
func (m Memory) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := &answer{header: http.Header{}}
	m.Handler.ServeHTTP(w, r)
	if err := r.Context().Err(); err != nil && w.status == 0 {
		return nil, errors.Join(errNoAnswer, err)
	}
	return &http.Response{
		Status: http.StatusText(w.status), StatusCode: w.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: r,
	}, nil
}

var errNoAnswer = errors.New("the register did not answer")

type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(b)
}
