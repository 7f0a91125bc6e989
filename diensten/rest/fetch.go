package rest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"code.dny.dev/ssrf"

	"meent/diensten/zgw"
)

// Fetcher gets documents from other servers, for references that lead there. It goes only where the administrator allowed
// (G-72), gives up soon, and reads no more than it must.
type Fetcher struct {
	client  *http.Client
	poster  *http.Client
	allowed func(host string) bool
}

// Remote is what another server answered.
type Remote struct {
	Body []byte
	Err  error
}

// FetchError says why an address could not be fetched, in Dutch for who sent it.
type FetchError struct{ Reason string }

func (e *FetchError) Error() string { return e.Reason }

const (
	fetchTimeout = 2 * time.Second
	fetchLimit   = 1 << 20
	fetchAtOnce  = 8
)

// NewFetcher makes a fetcher that may go to these hosts: names ("api.example.nl"), with a port if only that one
// ("127.0.0.1:8002"), or ranges of addresses ("10.1.0.0/16"). Private addresses are reached only when they are named here.
func NewFetcher(hosts []string) *Fetcher {
	allow := map[string]bool{}
	var prefixes, ranges []netip.Prefix
	for _, h := range hosts {
		h = strings.ToLower(strings.TrimSpace(h))
		if h == "" {
			continue
		}
		allow[h] = true
		if p, err := netip.ParsePrefix(h); err == nil {
			ranges = append(ranges, p)
		}
		name := h
		if host, _, err := net.SplitHostPort(h); err == nil {
			name = host
		}
		prefixes = append(prefixes, prefixesOf(name)...)
	}
	var v4, v6 []netip.Prefix
	for _, p := range prefixes {
		if p.Addr().Is4() {
			v4 = append(v4, p)
		} else {
			v6 = append(v6, p)
		}
	}
	guard := ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))
	dialer := &net.Dialer{Timeout: fetchTimeout, Control: guard.Safe}
	f := &Fetcher{allowed: func(host string) bool {
		host = strings.ToLower(host)
		name := host
		if h, _, err := net.SplitHostPort(host); err == nil {
			name = h
		}
		return allow[host] || allow[name] || inAny(name, ranges)
	}}
	f.poster = poster(dialer.DialContext)
	f.client = &http.Client{
		Timeout:       fetchTimeout,
		Transport:     &http.Transport{DialContext: dialer.DialContext, MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute, ResponseHeaderTimeout: fetchTimeout},
		CheckRedirect: f.redirect,
	}
	return f
}

// inAny says whether a host is an address in one of the ranges.
func inAny(host string, ranges []netip.Prefix) bool {
	a, err := netip.ParseAddr(strings.Trim(host, "[]"))
	if err != nil {
		return false
	}
	for _, p := range ranges {
		if p.Contains(a.Unmap()) {
			return true
		}
	}
	return false
}

// prefixesOf are the addresses that an allowed name stands for: itself, or what it resolves to when the server starts.
func prefixesOf(name string) []netip.Prefix {
	if p, err := netip.ParsePrefix(name); err == nil {
		return []netip.Prefix{p}
	}
	if a, err := netip.ParseAddr(name); err == nil {
		return []netip.Prefix{netip.PrefixFrom(a, a.BitLen())}
	}
	ctx, cancel := context.WithTimeout(context.Background(), fetchTimeout)
	defer cancel()
	addrs, err := net.DefaultResolver.LookupNetIP(ctx, "ip", name)
	if err != nil {
		return nil // an outside name that does not resolve now may do so later; private ones must resolve at the start
	}
	var out []netip.Prefix
	for _, a := range addrs {
		a = a.Unmap()
		out = append(out, netip.PrefixFrom(a, a.BitLen()))
	}
	return out
}

func (f *Fetcher) redirect(r *http.Request, via []*http.Request) error {
	if len(via) > 3 || !f.allowed(r.URL.Host) {
		return errors.New("redirect not allowed")
	}
	return nil
}

// Get fetches one document.
func (f *Fetcher) Get(ctx context.Context, address string) *Remote {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return &Remote{Err: &FetchError{"Dit is geen adres dat kan worden opgehaald."}}
	}
	if !f.allowed(u.Host) {
		return &Remote{Err: &FetchError{fmt.Sprintf("De server %s is niet bekend. Laat de beheerder hem toestaan (MEENT_VREEMD).", u.Host)}}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return &Remote{Err: &FetchError{"Dit is geen adres dat kan worden opgehaald."}}
	}
	req.Header.Set("Accept", "application/json")
	req.Header.Set("Accept-Crs", "EPSG:4326")
	return f.do(req)
}

func (f *Fetcher) do(req *http.Request) *Remote {
	resp, err := f.client.Do(req)
	if err != nil {
		return &Remote{Err: &FetchError{"De server op dit adres antwoordt niet, of niet op tijd."}}
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return &Remote{Err: &FetchError{fmt.Sprintf("De server op dit adres antwoordt met %d in plaats van 200.", resp.StatusCode)}}
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, fetchLimit+1))
	switch {
	case err != nil:
		return &Remote{Err: &FetchError{"De server op dit adres brak zijn antwoord af."}}
	case len(body) > fetchLimit:
		return &Remote{Err: &FetchError{"Het antwoord van de server op dit adres is te groot."}}
	case forged(body):
		return &Remote{Err: &FetchError{"Het antwoord van de server op dit adres bevat een teken dat niet mag (U+0001)."}}
	}
	return &Remote{Body: body}
}

// forged says whether a document holds the character that stands for the public address of this server in stored
// documents: with it another server could pass its own addresses off as ours.
func forged(body []byte) bool {
	return bytes.IndexByte(body, 0x01) >= 0 || bytes.Contains(body, []byte(`\u0001`))
}

// fetchAll fetches what the input refers to on other servers, side by side, before the transaction begins.
func (f *Fetcher) fetchAll(ctx context.Context, refs []ref) map[zgw.URL]*Remote {
	out := map[zgw.URL]*Remote{}
	for _, r := range refs {
		if _, local := r.url.Local(); !local && r.f.local == "" {
			out[r.url] = nil
		}
	}
	if len(out) == 0 {
		return nil
	}
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		turns = make(chan struct{}, fetchAtOnce)
	)
	ctx, cancel := context.WithTimeout(ctx, 2*fetchTimeout)
	defer cancel()
	for _, u := range slices.Collect(maps.Keys(out)) {
		wg.Go(func() {
			turns <- struct{}{}
			got := f.Get(ctx, string(u))
			<-turns
			mu.Lock()
			out[u] = got
			mu.Unlock()
		})
	}
	wg.Wait()
	return out
}
