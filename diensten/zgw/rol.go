package zgw

// BetrokkeneType says what kind of party plays a rol in a zaak.
type BetrokkeneType string

var betrokkeneTypen = choices{
	{"natuurlijk_persoon", "Natuurlijk persoon"},
	{"niet_natuurlijk_persoon", "Niet-natuurlijk persoon"},
	{"vestiging", "Vestiging"},
	{"organisatorische_eenheid", "Organisatorische eenheid"},
	{"medewerker", "Medewerker"},
}

// Choices are the values that the standard knows.
func (v BetrokkeneType) Choices() []string { return betrokkeneTypen.values() }

// Label is what people call the value.
func (v BetrokkeneType) Label() string { return betrokkeneTypen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v BetrokkeneType) Valid() (code, reason string) { return betrokkeneTypen.valid(string(v)) }

// RolOmschrijvingGeneriek is the part that somebody plays in a zaak, in words that all zaaktypen share.
type RolOmschrijvingGeneriek string

var rolOmschrijvingen = choices{
	{"adviseur", "Adviseur"},
	{"behandelaar", "Behandelaar"},
	{"belanghebbende", "Belanghebbende"},
	{"beslisser", "Beslisser"},
	{"initiator", "Initiator"},
	{"klantcontacter", "Klantcontacter"},
	{"zaakcoordinator", "Zaakcoördinator"},
	{"mede_initiator", "Mede-initiator"},
}

// Choices are the values that the standard knows.
func (v RolOmschrijvingGeneriek) Choices() []string { return rolOmschrijvingen.values() }

// Label is what people call the value.
func (v RolOmschrijvingGeneriek) Label() string { return rolOmschrijvingen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v RolOmschrijvingGeneriek) Valid() (code, reason string) {
	return rolOmschrijvingen.valid(string(v))
}
