package rest

import (
	"errors"
	"fmt"
	"slices"

	"meent/diensten/zgw"
)

// fetchRounds is how often a write may find that it needs a further document of another server: a zaaktype, and then what
// that one names.
const fetchRounds = 8

var errWanted = errors.New("documents of other servers are wanted")

// want notes a document of another server that a rule asks for and that was not in the input: the zaaktype of a zaak on
// which a status is set.
func (c *Call) want(url zgw.URL) {
	if c.writing && !slices.Contains(c.wanted, url) {
		c.wanted = append(c.wanted, url)
	}
}

// stillWants undoes a transaction that asked for what is not there yet, whatever it made of that.
func (c *Call) stillWants() error {
	if len(c.wanted) == 0 && len(c.unsent) == 0 {
		return nil
	}
	return errWanted
}

// fetching runs a transaction, and runs it again after it asked for documents of other servers: these are fetched between
// the two, since no transaction waits for a network.
func (c *Call) fetching(transaction func() error) error {
	for range fetchRounds {
		err := transaction()
		if len(c.wanted) == 0 && len(c.unsent) == 0 {
			return err
		}
		c.postAll()
		refs := make([]ref, len(c.wanted))
		for i, url := range c.wanted {
			refs[i] = ref{url: url, f: &field{}}
		}
		if c.remote == nil {
			c.remote = map[zgw.URL]*Remote{}
		}
		for url, got := range c.Site.Fetcher.fetchAll(c.ctx, refs) {
			c.remote[url] = got
		}
	}
	return fmt.Errorf("%w, still after %d rounds: %v", errWanted, fetchRounds, c.wanted)
}
