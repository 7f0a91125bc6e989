package zgw

// Formaat says what kind of value an eigenschap has.
type Formaat string

var formaten = choices{
	{"tekst", "Tekst"},
	{"getal", "Getal"},
	{"datum", "Datum"},
	{"datum_tijd", "Datum/tijd"},
}

// Choices are the values that the standard knows.
func (v Formaat) Choices() []string { return formaten.values() }

// Label is what people call the value.
func (v Formaat) Label() string { return formaten.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Formaat) Valid() (code, reason string) { return formaten.valid(string(v)) }
