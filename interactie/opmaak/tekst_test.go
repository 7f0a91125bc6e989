package opmaak

import (
	"testing"
	"time"
)

func TestTekst(t *testing.T) {
	moment := time.Date(2026, 11, 23, 23, 30, 0, 0, time.UTC) // past midnight in the Netherlands
	day := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	for _, tc := range []struct{ name, got, want string }{
		{"a day", Datum(day), "23\u00a0november 2026"},
		{"a moment falls on the day that it is here", Datum(moment), "24\u00a0november 2026"},
		{"a text", Datum("2026-03-01"), "1\u00a0maart 2026"},
		{"a moment as text", Moment("2026-11-23T08:00:00Z"), "23\u00a0november 2026 om 9.00\u00a0uur"},
		{"no date", Datum(""), ""},
		{"a day without year", Dag("2026-11-16"), "16\u00a0november"},
		{"a month", Maand("2026-10"), "oktober\u00a02026"},
		{"thousands", Getal(1870), "1.870"},
		{"millions and decimals", Getal(1234567.891, 2), "1.234.567,89"},
		{"below zero", Getal(-3.5, 1), "−3,5"},
		{"no minus for nothing", Getal(-0.01, 1), "0,0"},
		{"a share", Procent(0.88), "88,0\u00a0%"},
		{"a share in whole points", Procent(0.925, 0), "92\u00a0%"},
		{"no figure", Procent((*float64)(nil)), ""},
		{"one", Aantal(1, "zaak", "zaken"), "1\u00a0zaak"},
		{"many", Aantal(1200, "zaak", "zaken"), "1.200\u00a0zaken"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, tc.got, tc.want)
		}
	}
}

func TestLeesDatumEnGetal(t *testing.T) {
	for text, want := range map[string]string{
		"2026-12-31": "2026-12-31", "31-12-2026": "2026-12-31", "1/3/2027": "2027-03-01", "1.3.27": "", "1-3-27": "2027-03-01",
		"31 december 2026": "2026-12-31", "1 MRT 2027": "2027-03-01", "30-2-2027": "", "volgende week": "", "": "",
	} {
		if got, _ := leesDatum(text); got != want {
			t.Errorf("date %q: %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]float64{"12": 12, "7,5": 7.5, "7.5": 7.5, "1.870": 1870, "1.234,5": 1234.5, "0.125": .125, "-3": -3, "1 000": 1000} {
		if got, ok := leesGetal(text); !ok || got != want {
			t.Errorf("number %q: %v %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "veel", "1,2,3", "NaN", "Inf", "1e400"} {
		if got, ok := leesGetal(text); ok {
			t.Errorf("number %q: %v, want none", text, got)
		}
	}
}

func TestKlassen(t *testing.T) {
	for in, want := range map[string]string{
		`<p>a</p>`:                                             `<p class="nl-paragraph">a</p>`,
		`<p class="meent-meta">`:                               `<p class="nl-paragraph meent-meta">`,
		`<h2 id="x">`:                                          `<h2 class="nl-heading nl-heading--level-2" id="x">`,
		`<a href="{{if gt .N 1}}/x{{end}}">`:                   `<a class="nl-link" href="{{if gt .N 1}}/x{{end}}">`,
		`<a class="nl-button" href="/x">`:                      `<a class="nl-button" href="/x">`,
		`<button data-hoofd name="doe">`:                       `<button class="nl-button nl-button--primary" name="doe">`,
		`<button class="meent-tekstknop">`:                     `<button class="meent-tekstknop">`,
		`<path d="M1 1"/><pre>`:                                `<path d="M1 1"/><pre>`,
		`<a href="/x"{{if .Hier}} aria-current="page"{{end}}>`: `<a class="nl-link" href="/x"{{if .Hier}} aria-current="page"{{end}}>`,
	} {
		if got := klassen(in); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}
