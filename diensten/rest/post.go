package rest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"

	"sync"
	"time"
)

// Message is what is posted to another server.
type Message struct {
	Address       string
	Authorization string // the header, as it is; "" for none
	Body          []byte
}

// Reply is the status with which another server answered, or (a *FetchError) why it did not.
type Reply struct {
	Status int
	Err    error
}

// replyLimit is how much of an answer is read, so that the connection can serve again.
const replyLimit = 64 << 10

// poster is the client for messages. How long it waits is the caller's to say; it follows no redirect, since a message
// would arrive there without its contents.
func poster(dial func(ctx context.Context, network, address string) (net.Conn, error)) *http.Client {
	return &http.Client{
		Transport:     &http.Transport{DialContext: dial, MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute, TLSHandshakeTimeout: fetchTimeout},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Post sends a message, under the same guards as Get. The context says how long it may take.
func (f *Fetcher) Post(ctx context.Context, m Message) Reply {
	u, err := url.Parse(m.Address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Reply{Err: &FetchError{"Dit is geen adres waar iets heen kan worden gestuurd."}}
	}
	if !f.allowed(u.Host) {
		return Reply{Err: &FetchError{fmt.Sprintf("De server %s is niet bekend. Laat de beheerder hem toestaan (MEENT_VREEMD).", u.Host)}}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, m.Address, bytes.NewReader(m.Body))
	if err != nil {
		return Reply{Err: &FetchError{"Dit is geen adres waar iets heen kan worden gestuurd."}}
	}
	req.Header.Set("Content-Type", "application/json")
	if m.Authorization != "" {
		req.Header.Set("Authorization", m.Authorization)
	}
	resp, err := f.poster.Do(req) // the error would hold the whole address, in which a secret may stand
	if err != nil {
		return Reply{Err: &FetchError{"De server op dit adres antwoordt niet, of niet op tijd."}}
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, replyLimit) // what it says does not matter, only that it has said it
	return Reply{Status: resp.StatusCode}
}

// call is a message that a rule asks about. Its body does not tell messages apart: it may hold the time.
type call struct{ address, authorization string }

// Post is the reply to a message, for a rule. Messages are sent once the transaction that asked has been undone; it is
// then run again. Until then known is false, and the rule goes on as if all is well.
func (c *Call) Post(m Message) (reply Reply, known bool) {
	reply, known = c.replies[call{m.Address, m.Authorization}]
	if !known {
		c.unsent = append(c.unsent, m)
	}
	return reply, known
}

// postAll sends what rules asked about, side by side.
func (c *Call) postAll() {
	ctx, cancel := context.WithTimeout(c.ctx, 2*fetchTimeout)
	defer cancel()
	replies := make([]Reply, len(c.unsent))
	var wg sync.WaitGroup
	for i, m := range c.unsent {
		wg.Go(func() { replies[i] = c.Site.Fetcher.Post(ctx, m) })
	}
	wg.Wait()
	if c.replies == nil {
		c.replies = map[call]Reply{}
	}
	for i, m := range c.unsent {
		c.replies[call{m.Address, m.Authorization}] = replies[i]
	}
}
