package zgw

// Richting says whether documents of a kind come in, go out or stay inside.
type Richting string

var richtingen = choices{
	{"inkomend", "Inkomend"},
	{"intern", "Intern"},
	{"uitgaand", "Uitgaand"},
}

// Choices are the values that the standard knows.
func (v Richting) Choices() []string { return richtingen.values() }

// Label is what people call the value.
func (v Richting) Label() string { return richtingen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Richting) Valid() (code, reason string) { return richtingen.valid(string(v)) }

// IndicatieInternOfExtern says whether zaken of a kind are begun inside or outside the organisation.
type IndicatieInternOfExtern string

var internOfExtern = choices{
	{"intern", "Intern"},
	{"extern", "Extern"},
}

// Choices are the values that the standard knows.
func (v IndicatieInternOfExtern) Choices() []string { return internOfExtern.values() }

// Label is what people call the value.
func (v IndicatieInternOfExtern) Label() string { return internOfExtern.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v IndicatieInternOfExtern) Valid() (code, reason string) {
	return internOfExtern.valid(string(v))
}
