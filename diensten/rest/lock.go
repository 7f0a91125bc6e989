package rest

import (
	"errors"
	"net/http"
	"strings"

	"meent/data"
	"meent/diensten/zgw"
)

// lockParent locks and reads the object that t hangs on. A parent that is not there is a fault like any other and is told
// by checkRefs.
func (b *bound[T]) lockParent(c *Call, t *T) (*Stored, error) {
	if b.res.Parent == nil {
		return nil, nil
	}
	url := b.res.Parent(t)
	path, local := url.Local()
	if !local {
		return nil, nil
	}
	k, id := c.Site.kindAt(path)
	if k == nil || k.Table != b.Lender {
		return nil, nil
	}
	return lock(c, k, id, url)
}

// lock reads a row to write it.
func (k *Kind) lock(c *Call, id string) (*Stored, error) { return k.read(c, id, c.Tx.ForUpdate()) }

func lock(c *Call, k *Kind, id string, url zgw.URL) (*Stored, error) {
	if k.Table == "" {
		return nil, nil
	}
	s, err := k.lock(c, id)
	if errors.Is(err, data.ErrNotFound) {
		c.found[url] = nil
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c.found[url] = s
	return s, nil
}

// Lock locks the row at an address for the rest of the transaction and reads it afresh.
func (c *Call) Lock(url zgw.URL) (*Stored, error) {
	path, _ := url.Local()
	k, id := c.Site.kindAt(path)
	if k == nil {
		return nil, ErrUnknown
	}
	s, err := lock(c, k, id, url)
	if err == nil && s == nil {
		return nil, ErrUnknown
	}
	return s, err
}

// atPath says whether a nested object was asked for under its own parent.
func atPath(s *Stored, r *http.Request) error {
	path, _ := s.URL().Local()
	if r.URL.Path != path && !strings.HasPrefix(r.URL.Path, path+"/") {
		return NotFound()
	}
	return nil
}

// checkMatch is If-Match: the second of two clients that write the same object hears that it has changed (412).
func (c *Call) checkMatch(r *http.Request, s *Stored) error {
	match := r.Header.Get("If-Match")
	if match == "" || match == "*" {
		return nil
	}
	shown := *s // the computed members are for this comparison only
	if err := s.kind.extras(c, []*Stored{&shown}); err != nil {
		return err
	}
	if !etagIn(strings.ReplaceAll(match, "W/", "zwak:"), etag(c.Site.expandMarkers(nil, shown.bytes(nil)))) {
		return NewProblem(http.StatusPreconditionFailed, "precondition_failed", "Het object is intussen gewijzigd. Haal het opnieuw op en probeer het met de nieuwe ETag.")
	}
	return nil
}
