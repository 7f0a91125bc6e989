package zgw

// Component is one of the APIs for which rights are given.
type Component string

var componenten = choices{
	{"ac", "Autorisaties API"},
	{"nrc", "Notificaties API"},
	{"zrc", "Zaken API"},
	{"ztc", "Catalogi API"},
	{"drc", "Documenten API"},
	{"brc", "Besluiten API"},
	{"transitie", "Transitie API"}, // ours: no standard has it
}

// Choices are the values that the standard knows, and our own.
func (v Component) Choices() []string { return componenten.values() }

// Label is what people call the value.
func (v Component) Label() string { return componenten.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Component) Valid() (code, reason string) { return componenten.valid(string(v)) }
