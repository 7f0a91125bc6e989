package zgw

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
	"golang.org/x/time/rate"
)

// Rustig keeps requests to a server gentle: so many at once, so many a second, and when it is busy (429, 502, 503, 504, or no answer at
// all) later and later again. It is for reading: only GET is tried again. It is safe for use by many goroutines.
type Rustig struct {
	Next  http.RoundTripper
	Tries uint          // how often in all; 0 is three times
	First time.Duration // how long to wait after a first failure; 0 is half a second

	turns chan struct{}
	limit *rate.Limiter
}

// NewRustig lets atOnce requests run at the same time, and perSecond begin each second.
func NewRustig(next http.RoundTripper, atOnce int, perSecond float64) *Rustig {
	return &Rustig{Next: next, turns: make(chan struct{}, max(atOnce, 1)), limit: rate.NewLimiter(rate.Limit(max(perSecond, 0.01)), max(atOnce, 1))}
}

// maxRetryAfter is how long a server may have one request wait; what it asks beyond that ends the request.
const maxRetryAfter = 30 * time.Second

// RoundTrip sends one request when its turn comes.
func (g *Rustig) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := r.Context()
	select {
	case g.turns <- struct{}{}:
		defer func() { <-g.turns }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	b := backoff.ExponentialBackOff{InitialInterval: g.First, RandomizationFactor: 0.2, Multiplier: 3, MaxInterval: maxRetryAfter}
	if b.InitialInterval == 0 {
		b.InitialInterval = 500 * time.Millisecond
	}
	b.Reset()
	tries := g.Tries
	if tries == 0 {
		tries = 3
	}
	if r.Method != http.MethodGet {
		tries = 1
	}
	for n := uint(1); ; n++ {
		if err := g.limit.Wait(ctx); err != nil {
			return nil, err
		}
		resp, err := g.Next.RoundTrip(r)
		if n == tries || !again(ctx, resp, err) {
			return resp, err
		}
		wait := b.NextBackOff()
		if resp != nil {
			if asked, ok := retryAfter(resp); ok {
				if asked > maxRetryAfter {
					return resp, nil
				}
				wait = max(wait, asked)
			}
			_ = resp.Body.Close() // it is not read
		}
		if err := pause(ctx, wait); err != nil {
			return nil, err
		}
	}
}

func pause(ctx context.Context, wait time.Duration) error {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// again says whether the same request may do better later.
func again(ctx context.Context, resp *http.Response, err error) bool {
	if err != nil {
		return ctx.Err() == nil && !errors.Is(err, context.Canceled)
	}
	switch resp.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

func retryAfter(resp *http.Response) (time.Duration, bool) {
	n, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	return time.Duration(n) * time.Second, err == nil && n >= 0
}
