package zgw

// StatusDocument says how far a document is: still being written, or final, or in the archive.
type StatusDocument string

var statussenDocument = choices{
	{"in_bewerking", "In bewerking"},
	{"ter_vaststelling", "Ter vaststelling"},
	{"definitief", "Definitief"},
	{"gearchiveerd", "Gearchiveerd"},
}

// Choices are the values that the standard knows.
func (v StatusDocument) Choices() []string { return statussenDocument.values() }

// Label is what people call the value.
func (v StatusDocument) Label() string { return statussenDocument.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v StatusDocument) Valid() (code, reason string) { return statussenDocument.valid(string(v)) }
