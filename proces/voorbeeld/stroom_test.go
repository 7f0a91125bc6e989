package voorbeeld_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"meent/integratie/zgw"
	"meent/proces/voorbeeld"
	"meent/proef/kit"
)

// atomicBroken is broken for many callers at once.
type atomicBroken struct {
	http.RoundTripper
	left int64
}

func (b *atomicBroken) RoundTrip(r *http.Request) (*http.Response, error) {
	if atomic.AddInt64(&b.left, -1) < 0 {
		return nil, errBroken
	}
	return b.RoundTripper.RoundTrip(r)
}

// The stream writes what happens before a day, once, however often it is asked and wherever it broke off.
func TestStroom(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		begin := time.Now().AddDate(0, 0, -35)
		stream := func(transport http.RoundTripper) (*voorbeeld.Stroom, error) {
			return voorbeeld.NieuweStroom(t.Context(), voorbeeld.Opdracht{
				Client: &zgw.Client{Base: s.URL, HTTP: &http.Client{Transport: transport}, Token: func() (string, error) { return s.Root.Token, nil }},
				Nu:     time.Now, Meld: func(string) {},
			}, begin, 1)
		}
		for _, requests := range []int{300, 160, 200} { // making the types takes some 230 requests, reading them some 90
			st, err := stream(&atomicBroken{RoundTripper: memory(s), left: int64(requests)})
			if err == nil {
				err = st.Tot(t.Context(), begin.AddDate(0, 0, 14))
			}
			if err == nil {
				t.Fatalf("after %d requests: no error of a broken connection", requests)
			}
		}
		st, err := stream(memory(s))
		if err != nil {
			t.Fatal(err)
		}
		for _, days := range []int{14, 21} {
			if err := st.Tot(t.Context(), begin.AddDate(0, 0, days)); err != nil {
				t.Fatal(err)
			}
		}
		list, n := s.Root.List("/zaken/api/v1/zaken?pageSize=500")
		if n < 240 || n > 300 {
			t.Errorf("%d cases in some four weeks, want some 63 a week", n)
		}
		ended := 0
		for _, z := range list {
			if z["status"] == nil {
				t.Errorf("%s has no status", z["identificatie"])
			}
			if z["einddatum"] == nil {
				continue
			}
			ended++
			if z["resultaat"] == nil || z["einddatum"].(string) < z["startdatum"].(string) {
				t.Errorf("%s ended without resultaat or before it began: %v", z["identificatie"], z)
			}
			if z["einddatum"].(string) >= begin.AddDate(0, 0, 21).Format(time.DateOnly) {
				t.Errorf("%s ended on %s, which the stream has not reached", z["identificatie"], z["einddatum"])
			}
		}
		if ended < 40 || ended > n-40 {
			t.Errorf("%d of %d cases ended: the test tests little", ended, n)
		}
		again := &posts{RoundTripper: memory(s)}
		st, err = stream(again)
		if err == nil {
			err = st.Tot(t.Context(), begin.AddDate(0, 0, 21))
		}
		if err != nil || again.n > 0 {
			t.Errorf("a second run writes %d times (%v), want none", again.n, err)
		}
		for _, z := range list {
			if !strings.HasPrefix(z["identificatie"].(string), "VOORBEELD-") {
				t.Errorf("%s does not say that it is an example", z["identificatie"])
			}
		}
	})
}
