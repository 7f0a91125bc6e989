package zgw

// Vertrouwelijkheid says how far a zaak or document is meant for the public: from openbaar to zeer geheim.
type Vertrouwelijkheid string

var vertrouwelijkheden = choices{
	{"openbaar", "Openbaar"},
	{"beperkt_openbaar", "Beperkt openbaar"},
	{"intern", "Intern"},
	{"zaakvertrouwelijk", "Zaakvertrouwelijk"},
	{"vertrouwelijk", "Vertrouwelijk"},
	{"confidentieel", "Confidentieel"},
	{"geheim", "Geheim"},
	{"zeer_geheim", "Zeer geheim"},
}

// Choices are the values that the standard knows.
func (v Vertrouwelijkheid) Choices() []string { return vertrouwelijkheden.values() }

// Label is what people call the value.
func (v Vertrouwelijkheid) Label() string { return vertrouwelijkheden.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Vertrouwelijkheid) Valid() (code, reason string) { return vertrouwelijkheden.valid(string(v)) }

// Rank is the place in the order from openbaar (0) to zeer geheim (7); -1 when the value is none of these.
func (v Vertrouwelijkheid) Rank() int { return vertrouwelijkheden.index(string(v)) }

// FromRank is the value with a place in that order; empty when there is none.
func FromRank(rank int) Vertrouwelijkheid {
	if rank < 0 || rank >= len(vertrouwelijkheden) {
		return ""
	}
	return Vertrouwelijkheid(vertrouwelijkheden[rank].value)
}
