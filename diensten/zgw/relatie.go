package zgw

// AardRelatie says what another zaak is to this one.
type AardRelatie string

var aardRelaties = choices{
	{"vervolg", "Vervolg"},
	{"onderwerp", "Onderwerp"},
	{"bijdrage", "Bijdrage"},
}

// Choices are the values that the standard knows.
func (v AardRelatie) Choices() []string { return aardRelaties.values() }

// Label is what people call the value.
func (v AardRelatie) Label() string { return aardRelaties.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v AardRelatie) Valid() (code, reason string) { return aardRelaties.valid(string(v)) }
