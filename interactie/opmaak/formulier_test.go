package opmaak

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"meent/integratie/zgw"
)

func TestFormulier(t *testing.T) {
	good := url.Values{"titel": {" Bellen "}, "begin": {"1 maart 2027"}, "uren": {"7,5"}, "soort": {"klein"}, "lagen": {"m", "b"}, "waarom": {"a\r\nb"}}
	for _, tc := range []struct {
		name, field string
		value       []string
		fault       string
	}{
		{"all is well", "titel", []string{"Bellen"}, ""},
		{"nothing", "titel", []string{"  "}, "Vul in: Hoe heet de stap?"},
		{"too long", "titel", []string{strings.Repeat("é", 81)}, "Maak dit korter: 80 tekens mogen, nu zijn het er 81."},
		{"as long as may be", "titel", []string{strings.Repeat("é", 80)}, ""},
		{"no date", "begin", []string{"30-2-2027"}, "Vul een datum in, bijvoorbeeld 31-12-2026."},
		{"no number", "uren", []string{"veel"}, "Vul een getal in, bijvoorbeeld 12 of 7,5."},
		{"no choice", "soort", nil, "Kies een antwoord bij: Wat voor stap is het?"},
		{"a choice that is not there", "soort", []string{"iets"}, "Kies een van de mogelijkheden."},
		{"a box that is not there", "lagen", []string{"m", "x"}, "Kies een van de mogelijkheden."},
		{"what may stay empty", "waarom", nil, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			values := url.Values{}
			for k, v := range good {
				values[k] = v
			}
			values[tc.field] = tc.value
			r := httptest.NewRequest("POST", "/", strings.NewReader(values.Encode()))
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			f := voorbeeldformulier()
			if ok := f.Lees(&Verzoek{R: r}); ok != (tc.fault == "") {
				t.Errorf("taken: %v; faults %v", ok, f.Foutvelden())
			}
			v, err := f.Veld(tc.field)
			if err != nil || v.Fout != tc.fault {
				t.Errorf("said is %q, want %q", v.Fout, tc.fault)
			}
			if f.Waarde("begin") != "2027-03-01" && tc.field != "begin" || f.Waarde("uren") != "7.5" && tc.field != "uren" || f.Getal("uren") != 7.5 && tc.field != "uren" {
				t.Errorf("read as %q and %q", f.Waarde("begin"), f.Waarde("uren"))
			}
		})
	}
}

// What a register refuses comes to stand beside the fields it names; what it does not name, above them.
func TestFormulierVanHetRegister(t *testing.T) {
	f := voorbeeldformulier()
	err := fmt.Errorf("POST: %w", &zgw.Problem{Status: 400, Invalid: []zgw.Fault{
		{Name: "titel", Reason: "Deze stap is er al."}, {Name: "begin.jaar", Reason: "Te ver weg."}, {Name: "nonFieldErrors", Reason: "Dit past niet bij elkaar."},
	}})
	if !f.Weiger(err) || len(f.Foutvelden()) != 2 || f.Foutvelden()[0].Fout != "Deze stap is er al." || len(f.Algemeen) != 1 {
		t.Errorf("fields %v, general %v", f.Foutvelden(), f.Algemeen)
	}
	f = voorbeeldformulier()
	if !f.Weiger(&zgw.Problem{Status: 409, Detail: "Iemand was je voor."}) || f.Algemeen[0] != "Iemand was je voor." {
		t.Errorf("general %v", f.Algemeen)
	}
	for _, err := range []error{&zgw.Problem{Status: 403}, &zgw.Problem{Status: 500}, fmt.Errorf("no answer")} {
		if f := voorbeeldformulier(); f.Weiger(err) || f.HeeftFouten() {
			t.Errorf("%v is taken for a fault in the form", err)
		}
	}
}

func TestWachtwoordKomtNietTerug(t *testing.T) {
	v := Veld{Soort: Wachtwoord, Waarden: []string{"geheim"}}
	if v.Getoond() != "" || v.Type() != "password" {
		t.Errorf("shown is %q as %s", v.Getoond(), v.Type())
	}
}

func TestBladen(t *testing.T) {
	for _, tc := range []struct {
		b             Bladen
		last          int
		before, after string
	}{
		{Bladen{Pagina: 1, Totaal: 25, PerPagina: 25, Adres: "/x"}, 1, "", ""},
		{Bladen{Pagina: 1, Totaal: 26, PerPagina: 25, Adres: "/x"}, 2, "", "/x?pagina=2"},
		{Bladen{Pagina: 2, Totaal: 60, PerPagina: 25, Adres: "/x?team=a"}, 3, "/x?team=a&pagina=1", "/x?team=a&pagina=3"},
		{Bladen{Pagina: 1, Adres: "/x"}, 1, "", ""},
	} {
		if tc.b.Laatste() != tc.last || tc.b.Vorige() != tc.before || tc.b.Volgende() != tc.after {
			t.Errorf("%+v: %d %q %q", tc.b, tc.b.Laatste(), tc.b.Vorige(), tc.b.Volgende())
		}
	}
}

func TestTerugNaarOnsAdres(t *testing.T) {
	for in, want := range map[string]string{
		"/kaart/stappen?x=1": "/kaart/stappen?x=1", "": "/", "https://elders.example/": "/", "//elders.example": "/", `/\elders.example`: "/",
		"javascript:x": "/", "kaart": "/", "/a\nb": "/", "/%2f/x": "/",
	} {
		if got := lokaal(in); got != want {
			t.Errorf("%q leads to %q, want %q", in, got, want)
		}
	}
}
