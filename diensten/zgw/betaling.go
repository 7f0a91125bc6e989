package zgw

// Betalingsindicatie says whether the costs of a zaak have been paid.
type Betalingsindicatie string

var betalingsindicaties = choices{
	{"nvt", "Er is geen sprake van te betalen, met de zaak gemoeide, kosten."},
	{"nog_niet", "De met de zaak gemoeide kosten zijn (nog) niet betaald."},
	{"gedeeltelijk", "De met de zaak gemoeide kosten zijn gedeeltelijk betaald."},
	{"geheel", "De met de zaak gemoeide kosten zijn geheel betaald."},
}

// Choices are the values that the standard knows.
func (v Betalingsindicatie) Choices() []string { return betalingsindicaties.values() }

// Label is what people call the value.
func (v Betalingsindicatie) Label() string { return betalingsindicaties.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Betalingsindicatie) Valid() (code, reason string) {
	return betalingsindicaties.valid(string(v))
}
