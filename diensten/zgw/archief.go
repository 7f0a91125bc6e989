package zgw

// Archiefnominatie says whether a dossier is kept for ever or destroyed after its time.
type Archiefnominatie string

var archiefnominaties = choices{
	{"blijvend_bewaren", "Blijvend bewaren"},
	{"vernietigen", "Vernietigen"},
}

// Choices are the values that the standard knows.
func (v Archiefnominatie) Choices() []string { return archiefnominaties.values() }

// Label is what people call the value.
func (v Archiefnominatie) Label() string { return archiefnominaties.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Archiefnominatie) Valid() (code, reason string) { return archiefnominaties.valid(string(v)) }

// Archiefstatus says how far a dossier is on its way to the archive.
type Archiefstatus string

var archiefstatussen = choices{
	{"nog_te_archiveren", "Nog te archiveren"},
	{"gearchiveerd", "Gearchiveerd"},
	{"gearchiveerd_procestermijn_onbekend", "Gearchiveerd, procestermijn onbekend"},
	{"overgedragen", "Overgedragen"},
}

// Choices are the values that the standard knows.
func (v Archiefstatus) Choices() []string { return archiefstatussen.values() }

// Label is what people call the value.
func (v Archiefstatus) Label() string { return archiefstatussen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Archiefstatus) Valid() (code, reason string) { return archiefstatussen.valid(string(v)) }

// Afleidingswijze says from what the day follows on which the archive's term begins.
type Afleidingswijze string

var afleidingswijzen = choices{
	{"afgehandeld", "Afgehandeld"},
	{"ander_datumkenmerk", "Ander datumkenmerk"},
	{"eigenschap", "Eigenschap"},
	{"gerelateerde_zaak", "Gerelateerde zaak"},
	{"hoofdzaak", "Hoofdzaak"},
	{"ingangsdatum_besluit", "Ingangsdatum besluit"},
	{"termijn", "Termijn"},
	{"vervaldatum_besluit", "Vervaldatum besluit"},
	{"zaakobject", "Zaakobject"},
}

// Choices are the values that the standard knows.
func (v Afleidingswijze) Choices() []string { return afleidingswijzen.values() }

// Label is what people call the value.
func (v Afleidingswijze) Label() string { return afleidingswijzen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Afleidingswijze) Valid() (code, reason string) { return afleidingswijzen.valid(string(v)) }
