// Package invoer reads the lists that others keep: what a spreadsheet, an issue tracker or a register of contracts writes as
// CSV. It guesses what each column is, reads dates and numbers as people here write them, and says of each fault on which
// line it is and what to do about it.
package invoer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// What a list may be at most. One import is one transaction, in which nobody else writes.
const (
	MaxBytes    = 8 << 20
	MaxRijen    = 10000
	MaxKolommen = 200
)

// Lijst is a list as it was read.
type Lijst struct {
	Codering string   // "UTF-8" or "Windows-1252"
	Kolommen []string // the names in the first line, each once
	Rijen    []Rij
}

// Rij is one line of a list.
type Rij struct {
	Regel  int      // the line in the file, from 1: as an editor shows it
	Velden []string // as many as there are columns
}

// Fout is what is wrong with a list. It is a sentence that says what to do.
type Fout struct {
	Regel int    // the line; 0: the whole list
	Kolom string // the column; "": the whole line
	Code  string
	Reden string
}

func (f *Fout) Error() string {
	switch {
	case f.Regel > 0 && f.Kolom != "":
		return fmt.Sprintf("regel %d, kolom %s: %s", f.Regel, f.Kolom, f.Reden)
	case f.Regel > 0:
		return fmt.Sprintf("regel %d: %s", f.Regel, f.Reden)
	}
	return f.Reden
}

// geen is a column separator for a list of one column: it occurs in no text.
const geen = '\x1f'

// Lees reads a list that may have these fields. An error is a *Fout: the list cannot be read at all. Lines that cannot be read are
// in fouten, and are not among the rows.
func Lees(inhoud []byte, velden []Veld) (l *Lijst, fouten []Fout, err error) {
	l = &Lijst{}
	tekst, codering, err := ontcijfer(inhoud)
	if err != nil {
		return nil, nil, err
	}
	l.Codering = codering
	tekst, regels := zonderAanhef(tekst)
	scheiding := scheidingVan(tekst, velden)
	r := lezer(tekst, scheiding)
	r.LazyQuotes = scheiding == geen
	for {
		cellen, err := r.Read()
		if err == io.EOF {
			break
		}
		if len(l.Rijen)+len(fouten) == MaxRijen && !leeg(cellen) {
			return nil, nil, &Fout{Code: "te-veel-rijen", Reden: fmt.Sprintf("Deze lijst heeft meer dan %s regels. Verdeel haar over meer bestanden.", Duizendtallen(MaxRijen))}
		}
		if pe, ok := errors.AsType[*csv.ParseError](err); ok {
			fouten = append(fouten, onleesbaar(pe, regels))
			continue
		}
		if err != nil {
			return nil, nil, &Fout{Code: "onleesbaar", Reden: "Deze lijst is niet te lezen als CSV. Sla haar opnieuw op als CSV."}
		}
		regel, _ := r.FieldPos(0)
		if leeg(cellen) {
			continue
		}
		if l.Kolommen == nil {
			if len(cellen) > MaxKolommen {
				return nil, nil, &Fout{Code: "te-veel-kolommen", Reden: fmt.Sprintf("Deze lijst heeft meer dan %d kolommen. Laat weg wat niet nodig is.", MaxKolommen)}
			}
			l.Kolommen = koppen(cellen)
			continue
		}
		rij := Rij{regel + regels, cellen}
		if f := l.pas(&rij); f != nil {
			fouten = append(fouten, *f)
			continue
		}
		l.Rijen = append(l.Rijen, rij)
	}
	if l.Kolommen == nil {
		return nil, nil, &Fout{Code: "leeg", Reden: "Deze lijst is leeg. Er hoort een regel met namen van kolommen in, en daaronder de rijen."}
	}
	return l, fouten, nil
}

// ZonderKop makes a row of the first line: for a list that has no names of columns.
func (l *Lijst) ZonderKop() {
	l.Rijen = append([]Rij{{1, l.Kolommen}}, l.Rijen...)
	names := make([]string, len(l.Kolommen))
	for i := range names {
		names[i] = fmt.Sprintf("kolom %d", i+1)
	}
	l.Kolommen = names
}

// ontcijfer gives the bytes of a file as text.
func ontcijfer(inhoud []byte) (tekst, codering string, err error) {
	zeg := func(code, reden string) error { return &Fout{Code: code, Reden: reden} }
	has := func(prefix string) bool { return bytes.HasPrefix(inhoud, []byte(prefix)) }
	switch {
	case len(inhoud) > MaxBytes:
		return "", "", zeg("te-groot", fmt.Sprintf("Dit bestand is groter dan %d MB. Verdeel de lijst over meer bestanden.", MaxBytes>>20))
	case has("PK\x03\x04"), has("\xd0\xcf\x11\xe0"):
		return "", "", zeg("geen-csv", "Dit is een bestand van Excel of een ander rekenblad. Sla het daar op als CSV (UTF-8) en kies dat bestand.")
	case has("%PDF-"):
		return "", "", zeg("geen-csv", "Dit is een PDF. Daar is geen lijst uit te lezen. Vraag het rekenblad waar hij van is gemaakt, en sla dat op als CSV (UTF-8).")
	case has("{\\rtf"), has("<!DOCTYPE"), has("<!doctype"), has("<html"), has("\x89PNG"), has("\xff\xd8\xff"):
		return "", "", zeg("geen-csv", "Dit is een document, een webpagina of een plaatje, en geen lijst. Kies een bestand dat is opgeslagen als CSV.")
	case has("\xff\xfe"), has("\xfe\xff"):
		return "", "", zeg("codering", "Dit bestand is in UTF-16. Sla het op als CSV (UTF-8).")
	case bytes.IndexByte(inhoud, 0) >= 0:
		return "", "", zeg("geen-csv", "Dit is geen tekstbestand. Kies een bestand dat is opgeslagen als CSV.")
	}
	inhoud = bytes.TrimPrefix(inhoud, []byte("\xef\xbb\xbf"))
	if utf8.Valid(inhoud) {
		return string(inhoud), "UTF-8", nil
	}
	vertaald, err := charmap.Windows1252.NewDecoder().Bytes(inhoud)
	if err != nil {
		return "", "", zeg("codering", "Dit bestand is geen UTF-8 en geen Windows-1252. Sla het op als CSV (UTF-8).")
	}
	return string(vertaald), "Windows-1252", nil
}

// zonderAanhef leaves out the line "sep=;" that Excel writes and reads, and gives every line the same end.
func zonderAanhef(tekst string) (string, int) {
	tekst = strings.ReplaceAll(tekst, "\r\n", "\n")
	tekst = strings.ReplaceAll(tekst, "\r", "\n")
	first, rest, _ := strings.Cut(tekst, "\n")
	if len(first) == len("sep=;") && strings.EqualFold(first[:4], "sep=") {
		return rest, 1
	}
	return tekst, 0
}

func lezer(tekst string, scheiding rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(tekst))
	r.Comma, r.FieldsPerRecord = scheiding, -1
	return r
}

// proefrijen is how many lines are looked at to guess the separator.
const proefrijen = 20

// scheidingVan guesses what stands between the columns: what most lines have as often as the first one. Commas stand in titles
// too, so they count only so, and with a space behind each only if the first line names a field that all rows have; a semicolon or
// tab in the first line is none of a title.
func scheidingVan(tekst string, known []Veld) rune {
	best, most, anders := geen, 0, geen
	for _, c := range []rune{';', '\t', ','} {
		kop, gelijk, rijen := 0, 0, 0
		r := lezer(tekst, c)
		r.LazyQuotes = true
		for rijen < proefrijen {
			velden, err := r.Read()
			if err != nil {
				break
			}
			if leeg(velden) {
				continue
			}
			if rijen == 0 && c == ',' && proza(velden, known) {
				break
			}
			if rijen == 0 {
				kop = len(velden)
			} else if len(velden) == kop {
				gelijk++
			}
			rijen++
		}
		if kop > 1 && 2*gelijk >= rijen-1 && kop > most {
			best, most = c, kop
		}
		if kop > 1 && c != ',' && anders == geen {
			anders = c
		}
	}
	if best == geen {
		return anders
	}
	return best
}

// proza says whether the parts between commas in a first line are of one sentence, and no names of columns.
func proza(delen []string, velden []Veld) bool {
	for _, d := range delen[1:] {
		if !strings.HasPrefix(d, " ") {
			return false
		}
	}
	return !slices.ContainsFunc(velden, func(v Veld) bool { return v.Verplicht && slices.ContainsFunc(delen, v.Heet) })
}

func leeg(velden []string) bool {
	for _, v := range velden {
		if strings.TrimSpace(v) != "" {
			return false
		}
	}
	return true
}

// koppen are the names of the columns: those without one get a number, and the second of two with the same name too.
func koppen(velden []string) []string {
	names, seen := make([]string, len(velden)), map[string]bool{}
	for i, v := range velden {
		v = strings.Join(strings.Fields(v), " ")
		if v == "" {
			v = fmt.Sprintf("kolom %d", i+1)
		}
		for n, base := 2, v; seen[v]; n++ {
			v = fmt.Sprintf("%s (%d)", base, n)
		}
		seen[v] = true
		names[i] = v
	}
	return names
}

// pas gives a row as many fields as there are columns, and says what is wrong with one that has more.
func (l *Lijst) pas(r *Rij) *Fout {
	for len(r.Velden) < len(l.Kolommen) {
		r.Velden = append(r.Velden, "")
	}
	if over := r.Velden[len(l.Kolommen):]; !leeg(over) {
		return &Fout{Regel: r.Regel, Code: "te-veel-velden", Reden: fmt.Sprintf("Deze regel heeft %d velden en de lijst %d kolommen. Zet aanhalingstekens om een tekst waar het scheidingsteken in staat.", len(r.Velden), len(l.Kolommen))}
	}
	r.Velden = r.Velden[:len(l.Kolommen)]
	for i, v := range r.Velden {
		if strings.ContainsFunc(v, verboden) {
			return &Fout{Regel: r.Regel, Kolom: l.Kolommen[i], Code: "teken", Reden: "Hier staat een onzichtbaar teken dat niet mag. Typ de tekst opnieuw."}
		}
	}
	return nil
}

// verboden are control characters other than a new line and a tab.
func verboden(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == utf8.RuneError
}

func onleesbaar(pe *csv.ParseError, regels int) Fout {
	f := Fout{Regel: pe.StartLine + regels, Code: "aanhalingsteken",
		Reden: fmt.Sprintf("Bij teken %d staat een los aanhalingsteken. Zet de hele tekst tussen aanhalingstekens en schrijf er een daarbinnen dubbel.", pe.Column)}
	if pe.Line > pe.StartLine {
		f.Reden = fmt.Sprintf("Hier begint een tekst tussen aanhalingstekens die niet goed eindigt (gelezen tot en met regel %d). Zet er een aanhalingsteken achter.", pe.Line+regels)
	}
	return f
}
