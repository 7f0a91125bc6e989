package invoer

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var bekend = []Veld{{Naam: "titel", Andere: []string{"title"}, Verplicht: true}, {Naam: "waarom"}}

// §12: CSV as UTF-8 or Windows-1252, with semicolons, commas or tabs.
func TestLees(t *testing.T) {
	for _, c := range []struct {
		name, in string
		codering string
		kolommen []string
		rijen    [][]string
		regels   []int
	}{
		{"semicolons", "titel;waarom\nA;omdat\n", "UTF-8", []string{"titel", "waarom"}, [][]string{{"A", "omdat"}}, []int{2}},
		{"commas, one in a title", "titel,waarom\n\"A, en B\",omdat\nC,d\n", "UTF-8", []string{"titel", "waarom"}, [][]string{{"A, en B", "omdat"}, {"C", "d"}}, []int{2, 3}},
		{"tabs", "titel\twaarom\r\nA\tx;y\r\n", "UTF-8", []string{"titel", "waarom"}, [][]string{{"A", "x;y"}}, []int{2}},
		{"BOM", "\xef\xbb\xbftitel;b\nA;1", "UTF-8", []string{"titel", "b"}, [][]string{{"A", "1"}}, []int{2}},
		{"Windows-1252", "titel;b\nCo\xf6rdinatie \x80;1", "Windows-1252", []string{"titel", "b"}, [][]string{{"Coördinatie €", "1"}}, []int{2}},
		{"sep=, and old ends of lines", "sep=,\ra,b\r1;2,3\r", "UTF-8", []string{"a", "b"}, [][]string{{"1;2", "3"}}, []int{3}},
		{"a text of two lines moves the numbers of lines", "titel;b\n\"A\nen B\";1\n\nC;2", "UTF-8", []string{"titel", "b"}, [][]string{{"A\nen B", "1"}, {"C", "2"}}, []int{2, 5}},
		{"quotes over lines, with commas, a BOM and Windows ends", "\xef\xbb\xbftitel,waarom\r\n\"A, of\r\nB\",\"x\r\n\r\ny\"\r\nC,d\r\n", "UTF-8", []string{"titel", "waarom"}, [][]string{{"A, of\nB", "x\n\ny"}, {"C", "d"}}, []int{2, 6}},
		{"Windows-1252 with tabs", "titel\tb\r\n\x93Ma\xebls\x94\t1\r\n", "Windows-1252", []string{"titel", "b"}, [][]string{{"“Maëls”", "1"}}, []int{2}},
		{"names of columns only", "titel;waarom\n", "UTF-8", []string{"titel", "waarom"}, nil, nil},
		{"quotes doubled", "titel;b\n\"Zeg \"\"ja\"\"\";1", "UTF-8", []string{"titel", "b"}, [][]string{{`Zeg "ja"`, "1"}}, []int{2}},
		{"bare titles, some with commas", "BRP-kopie uit, eindelijk\nStatus online\nMeldingen, in één keer\nZaaktypen \"gelijk\" maken\n", "UTF-8", []string{"BRP-kopie uit, eindelijk"}, [][]string{{"Status online"}, {"Meldingen, in één keer"}, {`Zaaktypen "gelijk" maken`}}, []int{2, 3, 4}},
		{"bare titles, each with one comma", "Eerst dit, dan dat\nNu dit, straks dat\n", "UTF-8", []string{"Eerst dit, dan dat"}, [][]string{{"Nu dit, straks dat"}}, []int{2}},
		{"commas and spaces, with names", "Title, Description\nDit, omdat\n", "UTF-8", []string{"Title", "Description"}, [][]string{{"Dit", " omdat"}}, []int{2}},
		{"titles in a list that has more columns", "titel;waarom\nA\nB\nC\n", "UTF-8", []string{"titel", "waarom"}, [][]string{{"A", ""}, {"B", ""}, {"C", ""}}, []int{2, 3, 4}},
		{"empty fields behind the last column", "titel;b\nA;1;;\n", "UTF-8", []string{"titel", "b"}, [][]string{{"A", "1"}}, []int{2}},
		{"columns without a name, and twice the same", "titel;;titel\nA;1;2", "UTF-8", []string{"titel", "kolom 2", "titel (2)"}, [][]string{{"A", "1", "2"}}, []int{2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, fouten, err := Lees([]byte(c.in), bekend)
			if err != nil || len(fouten) > 0 {
				t.Fatalf("%v %v", err, fouten)
			}
			var rijen [][]string
			var regels []int
			for _, r := range l.Rijen {
				rijen, regels = append(rijen, r.Velden), append(regels, r.Regel)
			}
			if diff := cmp.Diff([]any{c.codering, c.kolommen, c.rijen, c.regels}, []any{l.Codering, l.Kolommen, rijen, regels}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Every fault says where and what to do; the other rows are read.
func TestLeesFouten(t *testing.T) {
	for _, c := range []struct{ name, in, code, says string }{
		{"nothing", "\n \n", "leeg", "namen van kolommen"},
		{"a PDF", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "geen-csv", "Dit is een PDF"},
		{"a web page", "<!DOCTYPE html>\n<p>x", "geen-csv", "een webpagina"},
		{"a document", "{\\rtf1 x}", "geen-csv", "een document"},
		{"a workbook", "PK\x03\x04rest", "geen-csv", "Sla het daar op als CSV"},
		{"UTF-16", "\xff\xfet\x00", "codering", "UTF-8"},
		{"a workbook of long ago", "\xd0\xcf\x11\xe0rest", "geen-csv", "Sla het daar op als CSV"},
		{"an empty file", "", "leeg", "namen van kolommen"},
		{"a mark of the order of bytes only", "\xef\xbb\xbf", "leeg", "namen van kolommen"},
		{"no text", "a;b\n\x00;1", "geen-csv", "CSV"},
		{"a file of noughts", strings.Repeat("\x00", 4096), "geen-csv", "CSV"},
		{"ten thousand columns", strings.Repeat("a,", 10_000) + "\n" + strings.Repeat("1,", 10_000), "te-veel-kolommen", "200"},
		{"too large", strings.Repeat("a", MaxBytes+1), "te-groot", "8 MB"},
		{"too many rows", "titel\n" + strings.Repeat("a\n", MaxRijen+1), "te-veel-rijen", "10.000"},
		{"too many rows at fault", "a;b\n" + strings.Repeat("a;b;c\n", MaxRijen) + "a;b\n", "te-veel-rijen", "10.000"},
		{"too many columns", strings.Repeat("a;", MaxKolommen+1), "te-veel-kolommen", "200"},
	} {
		_, _, err := Lees([]byte(c.in), bekend)
		f, ok := errors.AsType[*Fout](err)
		if !ok || f.Code != c.code || !strings.Contains(f.Reden, c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	l, fouten, err := Lees([]byte("titel;b\nA;1;2\nB \"x\";1\nC;\x01\nD;4\n\"E;5\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range fouten {
		got = append(got, fmt.Sprintf("%d %s %s", f.Regel, f.Kolom, f.Code))
	}
	if diff := cmp.Diff([]string{"2  te-veel-velden", "3  aanhalingsteken", "4 b teken", "6  aanhalingsteken"}, got); diff != "" {
		t.Error(diff)
	}
	if len(l.Rijen) != 1 || l.Rijen[0].Velden[0] != "D" {
		t.Errorf("the row without a fault: %v", l.Rijen)
	}
}

func TestZonderKop(t *testing.T) {
	l, _, err := Lees([]byte("Een\nTwee\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	l.ZonderKop()
	if diff := cmp.Diff(&Lijst{"UTF-8", []string{"kolom 1"}, []Rij{{1, []string{"Een"}}, {2, []string{"Twee"}}}}, l); diff != "" {
		t.Error(diff)
	}
}

func TestRaad(t *testing.T) {
	velden := []Veld{{Naam: "url"}, {Naam: "titel", Andere: []string{"subject", "name", "title", "onderwerp"}, Verplicht: true, Desnoods: []string{"omschrijving"}}, {Naam: "waarom", Andere: []string{"description", "omschrijving"}}, {Naam: "sluit", Andere: []string{"einddatum"}}}
	for _, c := range []struct {
		kolommen []string
		want     Toewijzing
		onbekend []string
	}{
		{[]string{"Title", "Description", "Issue ID", "URL"}, Toewijzing{"titel": "Title", "waarom": "Description", "url": "URL"}, []string{"Issue ID"}}, // GitLab
		{[]string{"ID", "Subject", "Status", "Description"}, Toewijzing{"titel": "Subject", "waarom": "Description"}, []string{"ID", "Status"}},          // OpenProject
		{[]string{"Name", "State", "Description"}, Toewijzing{"titel": "Name", "waarom": "Description"}, []string{"State"}},                              // Plane
		{[]string{"ref", "subject", "description"}, Toewijzing{"titel": "subject", "waarom": "description"}, []string{"ref"}},                            // Taiga
		{[]string{"Onderwerp", "Omschrijving", "titel"}, Toewijzing{"titel": "titel", "waarom": "Omschrijving"}, []string{"Onderwerp"}},                  // the name itself first
		{[]string{"Eind-datum contract", "Titel van de stap"}, Toewijzing{"sluit": "Eind-datum contract", "titel": "Titel van de stap"}, nil},            // begins so
		{[]string{"Nr", "Omschrijving"}, Toewijzing{"titel": "Omschrijving"}, []string{"Nr"}},                                                            // no other title
		{[]string{"Omschrijving", "Titel van de stap"}, Toewijzing{"titel": "Titel van de stap", "waarom": "Omschrijving"}, nil},
		{[]string{"Überhaupt", "kolom 2"}, Toewijzing{}, []string{"Überhaupt", "kolom 2"}},
	} {
		got := Raad(c.kolommen, velden)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%v: %s", c.kolommen, diff)
		}
		if diff := cmp.Diff(c.onbekend, got.Onbekend(c.kolommen)); diff != "" {
			t.Errorf("%v: %s", c.kolommen, diff)
		}
	}
}

// FuzzLees: whatever comes in, it is read or refused with a reason, and what is read fits its columns.
func FuzzLees(f *testing.F) {
	for _, s := range []string{"titel;b\nA;1\n", "a,b\n\"c,d", "\xef\xbb\xbfx\ty\n1\t2", "sep=;\na;b", "Co\xf6;x\n\x80;2", "\"a\nb\";c\n;\n", "PK\x03\x04", "a\r\rb\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		l, fouten, err := Lees(in, bekend)
		if err != nil {
			if fo, ok := errors.AsType[*Fout](err); !ok || fo.Reden == "" || fo.Code == "" {
				t.Fatalf("refused without a reason: %v", err)
			}
			return
		}
		seen := map[string]bool{}
		for _, k := range l.Kolommen {
			if seen[k] || k == "" {
				t.Fatalf("columns %q", l.Kolommen)
			}
			seen[k] = true
		}
		for _, r := range l.Rijen {
			if len(r.Velden) != len(l.Kolommen) || r.Regel < 1 {
				t.Fatalf("row %v of %q", r, l.Kolommen)
			}
		}
		for _, fo := range fouten {
			if fo.Regel < 1 || fo.Reden == "" {
				t.Fatalf("fault without a place: %v", fo)
			}
		}
		Raad(l.Kolommen, []Veld{{Naam: "titel", Andere: []string{"a", "b"}, Verplicht: true}})
	})
}
