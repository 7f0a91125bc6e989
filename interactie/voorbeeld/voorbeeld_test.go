package voorbeeld_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"meent/interactie/opmaak"
	"meent/interactie/voorbeeld"
)

// The front page shows a way in for each role, how far the municipality is, and a year only when it can be played.
func TestVoorbeeld(t *testing.T) {
	stand, asked := voorbeeld.Stand{Zaken: 6930, Deel: -1, Vandaag: time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC), Echt: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}, 0
	x := &voorbeeld.Voorbeeld{
		APIs: func() []voorbeeld.API {
			return []voorbeeld.API{{Naam: "Zaken API", Omschrijving: "Registreer zaken.", Beschrijving: "/zaken/api/v1/openapi.json", Regel: "curl <zaken>"}}
		},
		Token: func() string { return "TOKEN=abc" },
		Stand: func() voorbeeld.Stand { return stand },
		Speel: func() string {
			if asked++; asked > 1 {
				return "De gemeente is nog bezig."
			}
			return ""
		},
	}
	site, err := opmaak.NewSite(opmaak.Opties{Gemeente: "Gemeente Meerdam", URL: "http://meent.example", Voorbeeld: true, Versie: "proef"})
	if err == nil {
		err = x.Voeg(site)
	}
	if err != nil {
		t.Fatal(err)
	}
	ask := func(method, path string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest(method, "http://meent.example"+path, nil))
		return w
	}
	page := strings.ReplaceAll(ask(http.MethodGet, "/voorbeeld").Body.String(), "\u00a0", " ")
	for _, part := range []string{"6.930 verzonnen zaken", "/inloggen?rol=secretaris&amp;naar=", "/openbaar", "1 maart 2027 in deze gemeente, en 24 november 2026 daarbuiten", "curl &lt;zaken&gt;", "Speel een jaar af</button>"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page holds no %q: %s", part, page)
		}
	}
	if w := ask(http.MethodGet, "/"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/voorbeeld" {
		t.Errorf("/ answers %d to %q, want 303 to /voorbeeld", w.Code, w.Header().Get("Location"))
	}
	if w := ask(http.MethodPost, "/voorbeeld/afspelen"); w.Code != http.StatusSeeOther || asked != 1 {
		t.Errorf("the button answers %d after %d, want 303 after 1", w.Code, asked)
	}
	if w := ask(http.MethodPost, "/voorbeeld/afspelen"); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "De gemeente is nog bezig.") {
		t.Errorf("the button pressed twice answers %d %s, want 409 with the reason", w.Code, w.Body)
	}
	stand.Bezig, stand.Deel = "De gemeente leeft tot vandaag.", .42
	w := ask(http.MethodGet, "/voorbeeld")
	page = strings.ReplaceAll(w.Body.String(), "\u00a0", " ")
	if !strings.Contains(page, "<b>42 %</b>") || strings.Contains(page, "<button>Speel") || w.Header().Get("Refresh") == "" {
		t.Errorf("while it is busy the page does not say how far it is, or offers a year: %s", page)
	}
	if !strings.Contains(page, `href="/voorbeeld?stil=ja">Laat de pagina staan</a>`) {
		t.Errorf("WCAG 2.2.1: the page refreshes itself and cannot be stopped: %s", page)
	}
	if w := ask(http.MethodGet, "/voorbeeld?stil=ja"); w.Header().Get("Refresh") != "" || !strings.Contains(w.Body.String(), `href="/voorbeeld">Ververs`) {
		t.Errorf("WCAG 2.2.1: a page that is to stay as it is refreshes after %q: %s", w.Header().Get("Refresh"), w.Body)
	}
}
