package rest_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"meent/data/datatest"
	"meent/proef/kit"
)

// benchmark measures a request inside the program: all that Meent does with it, without the network.
func benchmark(b *testing.B, method string, path func(w world) string, body string) {
	for _, kind := range datatest.Kinds {
		b.Run(kind, func(b *testing.B) {
			if kind == "postgres" && os.Getenv(datatest.PostgresEnv) == "" {
				b.Skipf("%s is empty", datatest.PostgresEnv)
			}
			s := kit.Start(b, datatest.Open(b, kind))
			w := newWorld(s)
			zaak := map[string]any{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": w.type1, "startdatum": "2026-01-05"}
			for range 120 {
				s.Root.Make("/zaken/api/v1/zaken", zaak)
			}
			at, body := strings.TrimPrefix(path(w), s.URL), strings.ReplaceAll(body, "TYPE", w.type1)
			b.ReportAllocs()
			for b.Loop() {
				serve(b, s, method, at, body)
			}
		})
	}
}

func serve(b *testing.B, s *kit.Server, method, path, body string) {
	r := httptest.NewRequestWithContext(b.Context(), method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+s.Root.Token)
	r.Header.Set("Accept-Crs", "EPSG:4326")
	if body == "" {
		r.Body, r.ContentLength = http.NoBody, 0
	} else {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Content-Crs", "EPSG:4326")
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code >= 400 {
		b.Fatalf("%s %s: %d %s", method, path, w.Code, w.Body)
	}
}

func BenchmarkDetail(b *testing.B) {
	benchmark(b, "GET", func(w world) string { return w.zaak1 }, "")
}

func BenchmarkList(b *testing.B) {
	benchmark(b, "GET", func(world) string { return "/zaken/api/v1/zaken" }, "")
}

func BenchmarkListOfOne(b *testing.B) {
	benchmark(b, "GET", func(world) string { return "/zaken/api/v1/zaken?identificatie=ZAAK-2026-0000000001" }, "")
}

func BenchmarkCreate(b *testing.B) {
	benchmark(b, "POST", func(world) string { return "/zaken/api/v1/zaken" },
		`{"bronorganisatie":"000000000","verantwoordelijkeOrganisatie":"000000000","zaaktype":"TYPE","startdatum":"2026-01-05"}`)
}
