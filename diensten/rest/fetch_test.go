package rest

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"meent/diensten/zgw"
)

// TestFetcher: other servers that hang, answer nonsense or are not allowed cost no more than a moment.
func TestFetcher(t *testing.T) {
	stop := make(chan struct{})
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200) }))
	defer elsewhere.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/goed":
			_, _ = w.Write([]byte(`{"url":"x"}`))
		case "/hangt":
			<-stop
		case "/groot":
			_, _ = w.Write([]byte(strings.Repeat("x", fetchLimit+10)))
		case "/elders":
			http.Redirect(w, r, "http://169.254.169.254/geheim", http.StatusFound)
		default:
			w.WriteHeader(404)
		}
	}))
	defer server.Close()
	defer close(stop)
	host := strings.TrimPrefix(server.URL, "http://")
	for _, tc := range []struct {
		name, address string
		hosts         []string
		fails         bool
	}{
		{"allowed with its port", server.URL + "/goed", []string{host}, false},
		{"allowed by name", server.URL + "/goed", []string{"127.0.0.1"}, false},
		{"allowed by range", server.URL + "/goed", []string{"127.0.0.0/8"}, false},
		{"not named", server.URL + "/goed", nil, true},
		{"another port", server.URL + "/goed", []string{"127.0.0.1:1"}, true},
		{"another range", server.URL + "/goed", []string{"10.0.0.0/8"}, true},
		{"not there", server.URL + "/weg", []string{host}, true},
		{"hangs", server.URL + "/hangt", []string{host}, true},
		{"too big", server.URL + "/groot", []string{host}, true},
		{"redirects to where it may not go", server.URL + "/elders", []string{host}, true},
		{"no web address", "ftp://127.0.0.1/goed", []string{"127.0.0.1"}, true},
		{"nobody listens", "http://127.0.0.1:1/", []string{"127.0.0.1"}, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			began := time.Now()
			got := NewFetcher(tc.hosts).Get(t.Context(), tc.address)
			if failed := got.Err != nil; failed != tc.fails {
				t.Fatalf("error %v, want one: %t", got.Err, tc.fails)
			}
			if _, ok := errors.AsType[*FetchError](got.Err); tc.fails && !ok {
				t.Errorf("error %v says nothing to who sent the address", got.Err)
			}
			if took := time.Since(began); took > 3*fetchTimeout {
				t.Errorf("took %s", took)
			}
		})
	}
}

// TestFetchAll fetches each address once, and none of ours.
func TestFetchAll(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { asked++; _, _ = w.Write([]byte("{}")) }))
	defer server.Close()
	f := &field{fetch: true}
	out := NewFetcher([]string{"127.0.0.1"}).fetchAll(t.Context(), []ref{
		{"a", f, zgw.URL(server.URL)}, {"b", f, zgw.URL(server.URL)}, {"c", f, zgw.LocalURL("/zaken/api/v1/zaken", "x")}, {"d", &field{local: "zaken"}, "https://elders.nl"},
	})
	if len(out) != 1 || asked != 1 {
		t.Errorf("%d addresses fetched with %d requests, want 1 and 1", len(out), asked)
	}
}
