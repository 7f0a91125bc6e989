package opmaak

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"meent/integratie/zgw"
)

// Formulier is a form: its questions, what was answered, and what is wrong with that. {{template "formulier" .Form}} shows all of
// it; {{template "veld" (.Form.Veld "titel")}} one question.
type Formulier struct {
	Actie     string // address of the POST; "": this page
	Velden    []*Veld
	Knop      string            // the verb: "Stap bewaren"
	Terug     string            // address for who does not want to; "": none
	Verborgen map[string]string // goes along unseen
	Algemeen  []string          // faults of no single field
}

// Soort is the kind of a question.
type Soort string

// The kinds of questions.
const (
	Tekst      Soort = "tekst"
	Tekstvak   Soort = "tekstvak"
	Getalveld  Soort = "getal" // with a comma for decimals, as Dutch has it
	Datumveld  Soort = "datum"
	Keuze      Soort = "keuze"      // one of a few: radio buttons
	Selectie   Soort = "selectie"   // one of many: a select
	Vinkjes    Soort = "vinkjes"    // any of a few
	Vinkje     Soort = "vinkje"     // yes or no
	Wachtwoord Soort = "wachtwoord" // never sent back
	Bestand    Soort = "bestand"
	Email      Soort = "email"
	Webadres   Soort = "webadres"
)

// Optie is one of the answers to choose from.
type Optie struct{ Waarde, Naam, Uitleg string }

// Veld is one question.
type Veld struct {
	Naam     string // of the field, and of the member of the register's object that it fills
	Label    string
	Uitleg   string // under the label: an example, a unit, why it is asked
	Soort    Soort  // "": Tekst
	Opties   []Optie
	Mag      bool   // may stay empty
	Maximaal int    // characters; 0: no limit
	Eenheid  string // behind a number: "uur per maand"
	Breedte  string // kort, middel or "" for the whole width
	Vul      string // the token for autocomplete: "name", "email"
	Leeg     string // what is said when nothing is filled in; "": made of the label

	Waarden []string // the answers; all but Vinkjes have one
	Fout    string
}

// Veld is the question with a name.
func (f *Formulier) Veld(naam string) (*Veld, error) {
	i := slices.IndexFunc(f.Velden, func(v *Veld) bool { return v.Naam == naam })
	if i < 0 {
		return nil, fmt.Errorf("the form has no field %q", naam)
	}
	return f.Velden[i], nil
}

// Waarde is the answer, or "".
func (v *Veld) Waarde() string {
	if len(v.Waarden) == 0 {
		return ""
	}
	return v.Waarden[0]
}

// Heeft says whether an answer was chosen.
func (v *Veld) Heeft(waarde string) bool { return slices.Contains(v.Waarden, waarde) }

// Zet fills in an answer, before the form is shown for the first time.
func (f *Formulier) Zet(naam string, waarden ...string) {
	if v, err := f.Veld(naam); err == nil {
		v.Waarden = waarden
	}
}

// Waarde is the answer to a question: a date as 2026-11-23, a number with a point.
func (f *Formulier) Waarde(naam string) string {
	v, err := f.Veld(naam)
	if err != nil {
		return ""
	}
	switch v.Soort {
	case Datumveld:
		if d, ok := leesDatum(v.Waarde()); ok {
			return d
		}
	case Getalveld:
		if n, ok := leesGetal(v.Waarde()); ok {
			return strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
	return v.Waarde()
}

// Getal is the answer to a question for a number; 0 without one.
func (f *Formulier) Getal(naam string) float64 {
	n, _ := strconv.ParseFloat(f.Waarde(naam), 64)
	return n
}

// Ja says whether a box was ticked.
func (f *Formulier) Ja(naam string) bool { return f.Waarde(naam) != "" }

// Gekozen are the ticked ones.
func (f *Formulier) Gekozen(naam string) []string {
	v, err := f.Veld(naam)
	if err != nil {
		return nil
	}
	return v.Waarden
}

// Lees takes the answers from a request and looks whether they can be answers at all. It says whether they can; if not,
// show the form again with Kop.Fout.
func (f *Formulier) Lees(v *Verzoek) bool {
	_ = v.R.FormValue("") // parses; a form that cannot be read has no values
	for _, veld := range f.Velden {
		veld.Fout, veld.Waarden = "", nil
		for _, text := range v.R.Form[veld.Naam] {
			if text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n")); text != "" {
				veld.Waarden = append(veld.Waarden, text)
			}
		}
		veld.Fout = veld.keur()
	}
	return !f.HeeftFouten()
}

// keur says what is wrong with an answer by its form.
func (v *Veld) keur() string {
	text := v.Waarde()
	switch {
	case v.Soort == Bestand:
		return ""
	case text == "" && v.Mag:
		return ""
	case text == "" && v.Leeg != "":
		return v.Leeg
	case text == "":
		return v.leeg()
	case v.Maximaal > 0 && len([]rune(text)) > v.Maximaal:
		return fmt.Sprintf("Maak dit korter: %d tekens mogen, nu zijn het er %d.", v.Maximaal, len([]rune(text)))
	}
	switch v.Soort {
	case Datumveld:
		if _, ok := leesDatum(text); !ok {
			return "Vul een datum in, bijvoorbeeld 31-12-2026."
		}
	case Getalveld:
		if _, ok := leesGetal(text); !ok {
			return "Vul een getal in, bijvoorbeeld 12 of 7,5."
		}
	case Keuze, Selectie, Vinkjes:
		for _, chosen := range v.Waarden {
			if !slices.ContainsFunc(v.Opties, func(o Optie) bool { return o.Waarde == chosen }) {
				return "Kies een van de mogelijkheden."
			}
		}
	case Email:
		if at := strings.IndexByte(text, '@'); at < 1 || at == len(text)-1 || strings.ContainsAny(text, " \n") {
			return "Vul een e-mailadres in, bijvoorbeeld naam@gemeente.nl."
		}
	case Webadres:
		if !strings.HasPrefix(text, "https://") && !strings.HasPrefix(text, "http://") {
			return "Vul een adres in dat begint met https://."
		}
	}
	return ""
}

func (v *Veld) leeg() string {
	switch v.Soort {
	case Keuze, Selectie:
		return "Kies een antwoord bij: " + v.Label
	case Vinkjes, Vinkje:
		return "Zet een vinkje bij: " + v.Label
	case Datumveld:
		return "Vul een datum in, bijvoorbeeld 31-12-2026."
	}
	return "Vul in: " + v.Label
}

// Weiger puts what a register refused beside the fields it names. It says whether the error was such a refusal; any other is
// a fault of the page.
func (f *Formulier) Weiger(err error) bool {
	p := problem(err)
	if p == nil || p.Status != http.StatusBadRequest && p.Status != http.StatusConflict {
		return false
	}
	for _, fault := range p.Invalid {
		f.wijs(fault)
	}
	if len(p.Invalid) == 0 {
		f.Algemeen = append(f.Algemeen, p.Detail)
	}
	return true
}

func (f *Formulier) wijs(fault zgw.Fault) {
	name, _, _ := strings.Cut(fault.Name, ".")
	if v, err := f.Veld(fault.Name); err == nil {
		v.Fout = fault.Reason
	} else if v, err := f.Veld(name); err == nil {
		v.Fout = fault.Reason
	} else {
		f.Algemeen = append(f.Algemeen, fault.Reason)
	}
}

// HeeftFouten says whether anything is wrong.
func (f *Formulier) HeeftFouten() bool {
	return len(f.Algemeen) > 0 || slices.ContainsFunc(f.Velden, func(v *Veld) bool { return v.Fout != "" })
}

// Foutvelden are the fields with a fault, for the list above the form.
func (f *Formulier) Foutvelden() []*Veld {
	var faulty []*Veld
	for _, v := range f.Velden {
		if v.Fout != "" {
			faulty = append(faulty, v)
		}
	}
	return faulty
}

// MetBestand says whether files go along.
func (f *Formulier) MetBestand() bool {
	return slices.ContainsFunc(f.Velden, func(v *Veld) bool { return v.Soort == Bestand })
}

// VerborgenNamen are the names of what goes along unseen, in a fixed order.
func (f *Formulier) VerborgenNamen() []string { return slices.Sorted(maps.Keys(f.Verborgen)) }

// ID is the id of the input; for a choice that of its first option, so that a link from the list of faults lands on it.
func (v *Veld) ID() string {
	switch v.Soort {
	case Keuze, Vinkjes:
		return "veld-" + v.Naam + "-0"
	}
	return "veld-" + v.Naam
}

// Beschrijving are the ids of what explains the field: aria-describedby.
func (v *Veld) Beschrijving() string {
	var ids []string
	if v.Uitleg != "" {
		ids = append(ids, "uitleg-"+v.Naam)
	}
	if v.Fout != "" {
		ids = append(ids, "fout-"+v.Naam)
	}
	return strings.Join(ids, " ")
}

// Type and Modus are how a browser asks for it. A date is a text: people paste, and type 1-3-27.
func (v *Veld) Type() string {
	switch v.Soort {
	case Wachtwoord:
		return "password"
	case Email:
		return "email"
	case Webadres:
		return "url"
	case Bestand:
		return "file"
	}
	return "text"
}

// Modus is the keyboard of a telephone.
func (v *Veld) Modus() string {
	if v.Soort == Getalveld {
		return "decimal"
	}
	return ""
}

// Getoond is what the input holds: a date as people write it, and never a password.
func (v *Veld) Getoond() string {
	text := v.Waarde()
	switch v.Soort {
	case Wachtwoord:
		return ""
	case Datumveld:
		if d, err := time.Parse(time.DateOnly, text); err == nil {
			return d.Format("02-01-2006")
		}
	case Getalveld:
		if v.Fout == "" {
			return strings.ReplaceAll(text, ".", ",")
		}
	}
	return text
}

// Smal is the class for the width.
func (v *Veld) Smal() string {
	width := v.Breedte
	if width == "" && (v.Soort == Datumveld || v.Soort == Getalveld) {
		width = "kort"
	}
	if width == "" {
		return ""
	}
	return " meent-invoer--" + width
}

var datumvormen = []string{time.DateOnly, "2-1-2006", "2/1/2006", "2.1.2006", "2-1-06", "2 1 2006"}

// leesDatum reads a date as people write it, also with the name of the month, and gives it as 2026-12-31.
func leesDatum(text string) (string, bool) {
	text = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(text, nbsp, " ")))
	for i, m := range maanden {
		text = strings.ReplaceAll(text, " "+m+" ", fmt.Sprintf("-%d-", i+1))
		text = strings.ReplaceAll(text, " "+kort[i]+" ", fmt.Sprintf("-%d-", i+1))
	}
	for _, form := range datumvormen {
		if d, err := time.Parse(form, text); err == nil {
			return d.Format(time.DateOnly), true
		}
	}
	return "", false
}

// leesGetal reads a number as Dutch writes it: 1.870 is a thousand and more, 7,5 is seven and a half; 7.5 can only be that too.
func leesGetal(text string) (float64, bool) {
	text = strings.ReplaceAll(strings.ReplaceAll(text, " ", ""), nbsp, "")
	if strings.Contains(text, ",") || duizendtallen(text) {
		text = strings.ReplaceAll(strings.ReplaceAll(text, ".", ""), ",", ".")
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n != n || n > 1e15 || n < -1e15 {
		return 0, false
	}
	return n, true
}

// duizendtallen says whether points stand where Dutch puts them in large numbers.
func duizendtallen(text string) bool {
	parts := strings.Split(text, ".")
	if len(parts) < 2 || parts[0] == "" || len(parts[0]) > 3 || strings.Trim(parts[0], "0") == "" {
		return false
	}
	return !slices.ContainsFunc(parts[1:], func(p string) bool { return len(p) != 3 })
}

// Bladen is where one is in a long list.
type Bladen struct {
	Pagina, Totaal, PerPagina int
	Adres                     string // of the list with its filters, without page: "/kaart/stappen?team=x"
}

// Laatste is the number of the last page.
func (b Bladen) Laatste() int {
	if b.PerPagina <= 0 {
		return 1
	}
	return max(1, (b.Totaal+b.PerPagina-1)/b.PerPagina)
}

// Vorige is the address of the page before, or "".
func (b Bladen) Vorige() string { return b.blad(b.Pagina - 1) }

// Volgende is the address of the page after, or "".
func (b Bladen) Volgende() string { return b.blad(b.Pagina + 1) }

func (b Bladen) blad(n int) string {
	if n < 1 || n > b.Laatste() || n == b.Pagina {
		return ""
	}
	join := "?"
	if strings.Contains(b.Adres, "?") {
		join = "&"
	}
	return b.Adres + join + "pagina=" + strconv.Itoa(n)
}

// Tabel is a plain table, as under a chart.
type Tabel struct {
	Bijschrift string
	Koppen     []string // of the columns; from the second on they hold figures
	Rijen      [][]string
}
