package zgw

// Vervalreden says why a besluit no longer holds.
type Vervalreden string

var vervalredenen = choices{
	{"tijdelijk", "Besluit met tijdelijke werking"},
	{"ingetrokken_overheid", "Besluit ingetrokken door overheid"},
	{"ingetrokken_belanghebbende", "Besluit ingetrokken o.v.v. belanghebbende"},
}

// Choices are the values that the standard knows.
func (v Vervalreden) Choices() []string { return vervalredenen.values() }

// Label is what people call the value.
func (v Vervalreden) Label() string { return vervalredenen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Vervalreden) Valid() (code, reason string) { return vervalredenen.valid(string(v)) }
