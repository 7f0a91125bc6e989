package voorbeeld

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var days = []time.Time{
	time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), // before the office opens
	time.Date(2026, 11, 24, 14, 30, 0, 0, time.UTC),
	time.Date(2028, 2, 27, 23, 59, 0, 0, time.UTC), // a Sunday before a leap day
}

// A dossier is the same every time that its number comes up on a day.
func TestDossierIsTheSameEachTime(t *testing.T) {
	for n := 1; n <= 50; n++ {
		a, b := encoded(t, bedenk(n, 400, days[1])), encoded(t, bedenk(n, 400, days[1]))
		if !bytes.Equal(a, b) {
			t.Fatalf("dossier %d differs:\n%s\n%s", n, a, b)
		}
	}
	if bytes.Equal(encoded(t, bedenk(7, 400, days[1])), encoded(t, bedenk(8, 400, days[1]))) {
		t.Error("dossiers 7 and 8 are the same")
	}
}

func encoded(t *testing.T, d *dossier) []byte {
	t.Helper()
	var list []string
	for _, z := range d.Zaken {
		list = append(list, fmt.Sprint(z.Type.Identificatie, z.Identificatie, z.Omschrijving, z.Start, z.Aanvrager, z.Eigenschappen, z.Gebeurtenissen, z.Plaats))
	}
	body, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// What happens to a case is possible: in order, on working days, and not in the future.
func TestVerloop(t *testing.T) {
	for _, nu := range days {
		for n := 1; n <= 400; n++ {
			for _, z := range bedenk(n, 400, nu).Zaken {
				for _, fault := range faults(z, nu) {
					t.Errorf("%s, %s on %s: %s", z.Identificatie, z.Type.Naam, nu, fault)
				}
			}
		}
	}
}

func faults(z *zaak, nu time.Time) (list []string) {
	say := func(format string, args ...any) { list = append(list, fmt.Sprintf(format, args...)) }
	if z.Start.After(nu) {
		say("begins in the future, %s", z.Start)
	}
	if len(z.Gebeurtenissen) == 0 {
		say("has no status")
	}
	before := z.Start.Add(-time.Hour)
	for _, g := range z.Gebeurtenissen {
		if !g.Op.After(before) || g.Op.After(nu) {
			say("status %d at %s, after %s", g.Status, g.Op, before)
		}
		before = g.Op
	}
	if z.gesloten() != (z.Resultaat != nil) {
		say("closed: %t, with a resultaat: %t", z.gesloten(), z.Resultaat != nil)
	}
	if z.Hoofdzaak != nil && z.Hoofdzaak.gesloten() && !z.gesloten() {
		say("is open, its hoofdzaak is closed")
	}
	if !strings.HasPrefix(z.Omschrijving, "Voorbeeld: ") || !strings.HasPrefix(z.Identificatie, "VOORBEELD-") || utf8.RuneCountInString(z.Omschrijving) > 80 {
		say("is not labelled well: %s", z.Omschrijving)
	}
	return list
}

// The example shows each phase that a case can be in, and each zaaktype.
func TestEachPhaseIsThere(t *testing.T) {
	seen := map[string]int{}
	for n := 1; n <= 400; n++ {
		for _, z := range bedenk(n, 400, days[1]).Zaken {
			seen[z.Type.Identificatie]++
			for phase, there := range map[string]bool{
				"begun": len(z.Gebeurtenissen) == 1, "underway": !z.gesloten() && len(z.Gebeurtenissen) > 1, "closed": z.gesloten(), "extended": z.Verlenging > 0,
				"suspended": z.Opgeschort != "", "reopened": z.heropend(), "deelzaak": z.Hoofdzaak != nil, "about another": z.Onderwerp != nil,
				"on the map": z.Plaats != nil, "with a decision": z.Resultaat != nil && z.Resultaat.Besluit != "",
			} {
				if there {
					seen[phase]++
				}
			}
		}
	}
	for _, z := range zaaktypen {
		if seen[z.Identificatie] < 8 {
			t.Errorf("%d cases of %s", seen[z.Identificatie], z.Identificatie)
		}
	}
	for _, phase := range []string{"begun", "underway", "closed", "extended", "suspended", "reopened", "deelzaak", "about another", "on the map", "with a decision"} {
		if seen[phase] < 5 {
			t.Errorf("%d cases are %s", seen[phase], phase)
		}
	}
}

// The terms are those of the law.
func TestTermijnen(t *testing.T) {
	for _, tc := range []struct {
		z                        *zaaktype
		doorlooptijd, verlenging string
	}{
		{&woo, "P4W", "P2W"}, {&bezwaar, "P6W", "P6W"}, {&kap, "P8W", "P6W"}, {&parkeervergunning, "P8W", ""}, {&straatverlichting, "P2W", ""},
	} {
		if got := tc.z.Doorlooptijd.duur(); got != tc.doorlooptijd {
			t.Errorf("%s: doorlooptijd %s, want %s", tc.z.Identificatie, got, tc.doorlooptijd)
		}
		if got := tc.z.Verlenging.duur(); got != tc.verlenging {
			t.Errorf("%s: verlenging %s, want %s", tc.z.Identificatie, got, tc.verlenging)
		}
	}
	if got := dagen(3).duur(); got != "P3D" {
		t.Errorf("three days are %s", got)
	}
}

// Nobody in the example can be a real person: the BSNs are from the range for tests, and the names say what they are.
func TestNobodyIsReal(t *testing.T) {
	if len(bsns) != 91 {
		t.Errorf("%d BSNs, want 91", len(bsns))
	}
	for _, n := range append([]string{rsin}, bsns...) {
		if !strings.HasPrefix(n, "99999") || !elfproef(t, n) {
			t.Errorf("%s is no number for tests that passes the elfproef", n)
		}
	}
	for _, a := range achternamen {
		if !strings.HasPrefix(a.naam, "Voorbeeld") {
			t.Errorf("%s may be somebody's name", a.naam)
		}
	}
	for _, s := range append(append(straten, verenigingen...), afdelingen...) {
		if !strings.Contains(strings.ToLower(s), "voorbeeld") {
			t.Errorf("%s does not say that it is an example", s)
		}
	}
}

func elfproef(t *testing.T, s string) bool {
	t.Helper()
	sum := 0
	for i, weight := range []int{9, 8, 7, 6, 5, 4, 3, 2, -1} {
		digit, err := strconv.Atoi(s[i : i+1])
		if err != nil {
			t.Fatal(err)
		}
		sum += weight * digit
	}
	return sum%11 == 0
}

// A reader finds each object of a PDF through the table at its end.
func TestPDF(t *testing.T) {
	file := pdf("Besluit (één)", []string{"€ 25,00", "regel \\ twee"})
	if !bytes.HasPrefix(file, []byte("%PDF-1.4\n")) || !bytes.HasSuffix(file, []byte("%%EOF\n")) {
		t.Fatalf("no PDF: %q", file)
	}
	tail := bytes.Split(bytes.TrimSpace(file), []byte("\n"))
	at, err := strconv.Atoi(string(tail[len(tail)-2]))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(file[at:]), "\n")
	if lines[0] != "xref" || lines[1] != "0 7" {
		t.Fatalf("at startxref stands %q", lines[:2])
	}
	for i, line := range lines[3:9] {
		begin, err := strconv.Atoi(line[:10])
		if err != nil || !bytes.HasPrefix(file[begin:], fmt.Appendf(nil, "%d 0 obj\n", i+1)) {
			t.Errorf("object %d does not begin at %q", i+1, line)
		}
	}
	for _, text := range []string{"(Besluit \\(\xe9\xe9n\\))", "(\x80 25,00)", "(regel \\\\ twee)", "(VOORBEELD)"} {
		if !bytes.Contains(file, []byte(text)) {
			t.Errorf("the page holds no %q", text)
		}
	}
}
