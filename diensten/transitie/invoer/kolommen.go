package invoer

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Veld is something that a list can say of an object.
type Veld struct {
	Naam      string   // of the member, and of the column in a list of our own
	Andere    []string // other names that such a column has, in spreadsheets and issue trackers; the likeliest first
	Verplicht bool     // without it a row says nothing
	Desnoods  []string // names that another field has before this one: "Omschrijving" is the title of a list that has no other
}

// Heet says whether a column has the name of a field, or one of the other names.
func (v Veld) Heet(kolom string) bool {
	return slices.ContainsFunc(append([]string{v.Naam}, v.Andere...), func(naam string) bool { return vouw(naam) == vouw(kolom) })
}

// Toewijzing says in which column each field is: column by field.
type Toewijzing map[string]string

// Raad guesses in which column each field is: by its name, then by one of the other names, then by a name that begins so
// ("titel van de stap"), and for what each row must have by a name that will do if there is no other. Each column serves one field.
func Raad(kolommen []string, velden []Veld) Toewijzing {
	t, used := Toewijzing{}, map[string]bool{}
	match := func(v Veld, is func(kolom, naam string) bool, names ...string) {
		for _, naam := range names {
			for _, k := range kolommen {
				if t[v.Naam] == "" && !used[k] && is(vouw(k), vouw(naam)) {
					t[v.Naam], used[k] = k, true
				}
			}
		}
	}
	same := func(kolom, naam string) bool { return kolom == naam }
	for _, v := range velden {
		match(v, same, v.Naam)
	}
	for _, v := range velden {
		match(v, same, v.Andere...)
	}
	for _, v := range velden {
		match(v, func(kolom, naam string) bool { return len(naam) >= 4 && strings.HasPrefix(kolom, naam) }, slices.Concat([]string{v.Naam}, v.Andere)...)
	}
	for _, v := range velden {
		if v.Verplicht && t[v.Naam] == "" {
			for _, naam := range v.Desnoods {
				if i := slices.IndexFunc(kolommen, func(k string) bool { return vouw(k) == vouw(naam) }); i >= 0 && t[v.Naam] == "" {
					for ander, k := range t { // the other field can do without
						if k == kolommen[i] {
							delete(t, ander)
						}
					}
					t[v.Naam] = kolommen[i]
				}
			}
		}
	}
	return t
}

// Onbekend are the columns that no field comes from.
func (t Toewijzing) Onbekend(kolommen []string) []string {
	var over []string
	for _, k := range kolommen {
		if !t.gebruikt(k) {
			over = append(over, k)
		}
	}
	return over
}

func (t Toewijzing) gebruikt(kolom string) bool {
	for _, k := range t {
		if k == kolom {
			return true
		}
	}
	return false
}

// Kies is the text of a field in a row, without spaces around it; "" when no column has it.
func (l *Lijst) Kies(r Rij, t Toewijzing, veld string) string {
	i := slices.Index(l.Kolommen, t[veld])
	if t[veld] == "" || i < 0 {
		return ""
	}
	return strings.TrimSpace(Tekst(strings.TrimSpace(r.Velden[i])))
}

// Zelfde says whether two names of columns are the same but for capitals, accents and signs.
func Zelfde(a, b string) bool { return vouw(a) == vouw(b) }

// vouw is a name of which only letters and digits count, without capitals and accents: "Einddatum_contract" is
// "einddatumcontract".
func vouw(naam string) string {
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), naam)
	if err != nil {
		plain = naam
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, plain)
}
