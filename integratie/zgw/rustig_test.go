package zgw

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// server answers each request with the next of some statuses; 0 is no answer.
type server struct {
	statuses []int
	after    string // Retry-After
	asked    []time.Time
}

func (s *server) RoundTrip(*http.Request) (*http.Response, error) {
	status := s.statuses[min(len(s.asked), len(s.statuses)-1)]
	s.asked = append(s.asked, time.Now())
	if status == 0 {
		return nil, errors.New("no answer")
	}
	header := http.Header{}
	if s.after != "" {
		header.Set("Retry-After", s.after)
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(""))}, nil
}

func TestRustig(t *testing.T) {
	for _, tc := range []struct {
		name, method, after string
		statuses            []int
		want                string // the last status, and how many requests
		least               time.Duration
	}{
		{name: "at once", method: "GET", statuses: []int{200}, want: "200 1"},
		{name: "busy, then not", method: "GET", statuses: []int{503, 429, 200}, want: "200 3", least: time.Second},
		{name: "no answer, then one", method: "GET", statuses: []int{0, 200}, want: "200 2"},
		{name: "busy for ever", method: "GET", statuses: []int{502}, want: "502 3"},
		{name: "it says when", method: "GET", statuses: []int{429, 200}, after: "20", want: "200 2", least: 20 * time.Second},
		{name: "it says much later", method: "GET", statuses: []int{429, 200}, after: "3600", want: "429 1"},
		{name: "refused", method: "GET", statuses: []int{403, 200}, want: "403 1"},
		{name: "broken", method: "GET", statuses: []int{500, 200}, want: "500 1"},
		{name: "a write is not repeated", method: "POST", statuses: []int{503, 201}, want: "503 1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &server{statuses: tc.statuses, after: tc.after}
				began := time.Now()
				req, err := http.NewRequestWithContext(t.Context(), tc.method, "http://x", nil)
				if err != nil {
					t.Fatal(err)
				}
				resp, err := NewRustig(s, 1, 1000).RoundTrip(req)
				if err != nil {
					t.Fatal(err)
				}
				_ = resp.Body.Close()
				if got := fmt.Sprint(resp.StatusCode, " ", len(s.asked)); got != tc.want {
					t.Errorf("%s, want %s", got, tc.want)
				}
				if took := time.Since(began); took < tc.least {
					t.Errorf("it took %s, want %s", took, tc.least)
				}
			})
		})
	}
}

// So many a second and no more, however many ask.
func TestRustigTempo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &server{statuses: []int{200}}
		g := NewRustig(s, 1, 2)
		began := time.Now()
		for range 11 {
			req, err := http.NewRequestWithContext(context.Background(), "GET", "http://x", nil)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := g.RoundTrip(req); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(began); took < 5*time.Second {
			t.Errorf("eleven requests at two a second took %s", took)
		}
	})
}
