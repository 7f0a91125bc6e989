package kit

import "testing"

// At is a server that runs elsewhere, as a process of its own: only what goes over HTTP can be used.
func At(t testing.TB, url string) *Server { return &Server{URL: url, t: t} }

// In is the client within a subtest, where its failures belong.
func (c *Client) In(t testing.TB) *Client {
	d := *c
	d.t = t
	return &d
}
