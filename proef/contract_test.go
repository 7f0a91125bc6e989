package proef

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"meent/diensten/rest"
	testkit "meent/proef/kit"
)

// standards are the files of the standard, by the component of the API.
var standards = map[string]string{
	"zrc": "zrc.yaml", "ztc": "next/ztc-1.4.0.yaml", "drc": "next/drc-1.7.1.yaml", "brc": "brc.yaml", "nrc": "nrc.yaml", "ac": "ac.yaml",
	"rl": "referentielijsten.yaml",
}

// TestContract compares what each API says of itself with the OpenAPI of the standard: operations, scopes, parameters and
// every member of what goes in and comes out. Differences that we want stand in the table divergences.
func TestContract(t *testing.T) {
	folder := specs(t)
	site := bareSite()
	for component, file := range standards {
		if !slices.ContainsFunc(site.APIs(), func(a *rest.API) bool { return a.Component == component }) {
			t.Errorf("no API is served for %s (%s)", component, file)
		}
	}
	used := map[divergence]bool{}
	for _, api := range site.APIs() {
		file, ok := standards[api.Component]
		if !ok {
			continue
		}
		t.Run(api.Component, func(t *testing.T) {
			c := &contract{api: api.Component, standard: load(t, filepath.Join(folder, file)), ours: openapiOf(t, site, api)}
			c.compare()
			c.judge(t, used)
		})
	}
	unused(t, used)
}

// TestOpenAPIValid holds what each API says of itself against OpenAPI 3.0.
func TestOpenAPIValid(t *testing.T) {
	site := bareSite()
	for _, api := range site.APIs() {
		doc := openapiOf(t, site, api)
		if err := doc.Validate(t.Context()); err != nil {
			t.Errorf("%s: %v", api.Title, err)
		}
		if got, want := doc.Servers[0].URL, site.BaseURL+api.Root; got != want {
			t.Errorf("%s: server %s, want %s", api.Title, got, want)
		}
		for _, gap := range undescribed(doc) {
			t.Errorf("%s: %s has no description in Dutch; write one above it", api.Title, gap)
		}
	}
}

// specs is the folder with the files of the standard. Without it nothing is compared, which CI does not take.
func specs(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(cmp.Or(os.Getenv("MEENT_SHARED"), filepath.Join("..", "shared")), "spec")
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("there is no folder " + dir + ": nothing is compared with the standard")
	}
	t.Skip("there is no folder " + dir + ": NOTHING IS COMPARED with the standard; name it in MEENT_SHARED")
	return ""
}

// bareSite has all registers and no database: enough to say what it would serve.
func bareSite() *rest.Site {
	site := rest.NewSite(rest.Site{BaseURL: "https://meent.example", Log: slog.New(slog.DiscardHandler)})
	for _, register := range testkit.Registers {
		register(site)
	}
	return site
}

// openapiOf asks an API for its document, as a client would.
func openapiOf(t *testing.T, site *rest.Site, api *rest.API) *openapi3.T {
	t.Helper()
	w := httptest.NewRecorder()
	site.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, api.Root+"/openapi.json", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", api.Title, w.Code, w.Body)
	}
	doc, err := openapi3.NewLoader().LoadFromData(w.Body.Bytes())
	if err != nil {
		t.Fatalf("%s: %v", api.Title, err)
	}
	return doc
}

// load reads a file of the standard. Some of them are not wholly valid: they are not validated.
func load(t *testing.T, file string) *openapi3.T {
	t.Helper()
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	loader.Context = context.WithoutCancel(t.Context())
	doc, err := loader.LoadFromFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
