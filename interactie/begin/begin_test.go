package begin_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"meent/interactie/begin"
)

var apis = []begin.API{{Titel: "Zaken API", Omschrijving: "Registreer zaken.", Adres: "https://meent.example/zaken/api/v1"}}

func TestPaginas(t *testing.T) {
	plain := begin.Handler(begin.Pagina{APIs: apis})
	for _, tc := range []struct {
		name    string
		h       http.Handler
		path    string
		status  int
		holds   []string
		without []string
	}{
		{"first page", plain, "/", 200, []string{"<h1>Meent</h1>", `href="https://meent.example/zaken/api/v1/openapi.json"`, "Registreer zaken."}, []string{"verzonnen"}},
		{"a fault", plain, "/ref/fouten/jwt-expired", 200, []string{"<h1>Token verlopen</h1>", "HTTP-status 403", "Maak voor elk verzoek"}, nil},
		{"a fault of a field", plain, "/ref/fouten/required", 200, []string{"<h1>Verplicht veld</h1>"}, []string{"HTTP-status"}},
		{"an unknown code", plain, "/ref/fouten/%3Cscript%3E", 404, []string{"&lt;script&gt;", `<a href="jwt-expired">`}, []string{"<script>"}},
		{"no page", plain, "/anders", 404, nil, []string{"<h1>"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			tc.h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, tc.path, nil))
			if w.Code != tc.status {
				t.Fatalf("status %d, want %d", w.Code, tc.status)
			}
			for _, text := range tc.holds {
				if !strings.Contains(w.Body.String(), text) {
					t.Errorf("page holds no %q: %s", text, w.Body)
				}
			}
			for _, text := range tc.without {
				if strings.Contains(w.Body.String(), text) {
					t.Errorf("page holds %q", text)
				}
			}
		})
	}
}

// What every page needs to be read by everyone, and to load nothing from elsewhere.
func TestElkePagina(t *testing.T) {
	h := begin.Handler(begin.Pagina{APIs: apis})
	for _, path := range []string{"/", "/ref/fouten/invalid", "/ref/fouten/geen"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		for _, part := range []string{`<html lang="nl">`, `name="viewport"`, "<title>", "<main>", "<h1>"} {
			if n := strings.Count(w.Body.String(), part); n != 1 {
				t.Errorf("%s has %q %d times, want once", path, part, n)
			}
		}
		if found := regexp.MustCompile(`<script|src=|@import|url\(`).FindString(w.Body.String()); found != "" {
			t.Errorf("%s has %q: a page loads nothing and runs nothing", path, found)
		}
		if policy := w.Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'") {
			t.Errorf("%s has the policy %q", path, policy)
		}
	}
}
