package rest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// TestPost: a message goes only where it may, arrives once, and takes no longer than the context says.
func TestPost(t *testing.T) {
	stop := make(chan struct{})
	var heard []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/hangt":
			<-stop
		case "/elders":
			http.Redirect(w, r, "/goed", http.StatusTemporaryRedirect)
		default:
			body, _ := io.ReadAll(r.Body)
			heard = append(heard, r.Method+" "+r.Header.Get("Authorization")+" "+r.Header.Get("Content-Type")+" "+string(body))
			w.WriteHeader(http.StatusNoContent)
		}
	}))
	defer server.Close()
	defer close(stop)
	for _, tc := range []struct {
		name, address string
		hosts         []string
		status        int // 0: it fails
	}{
		{"arrives", server.URL + "/goed", []string{"127.0.0.1"}, 204},
		{"follows no redirect", server.URL + "/elders", []string{"127.0.0.1"}, 307},
		{"not named", server.URL + "/goed", nil, 0},
		{"hangs", server.URL + "/hangt", []string{"127.0.0.1"}, 0},
		{"nobody listens", "http://127.0.0.1:1/", []string{"127.0.0.1"}, 0},
		{"no web address", "ftp://127.0.0.1/goed", []string{"127.0.0.1"}, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
			defer cancel()
			got := NewFetcher(tc.hosts).Post(ctx, Message{Address: tc.address + "?sleutel=verborgen", Authorization: "Bearer x", Body: []byte("{}")})
			if got.Status != tc.status || (got.Err != nil) != (tc.status == 0) {
				t.Fatalf("status %d and error %v, want %d", got.Status, got.Err, tc.status)
			}
			if _, ok := errors.AsType[*FetchError](got.Err); got.Err != nil && (!ok || strings.Contains(got.Err.Error(), "verborgen")) {
				t.Errorf("error %T %v, want a FetchError without the address", got.Err, got.Err)
			}
		})
	}
	if got, want := strings.Join(heard, ", "), "POST Bearer x application/json {}"; got != want {
		t.Errorf("heard %s, want %s", got, want)
	}
}
