package zgw

// InformatieobjectObjectType says what kind of object a document belongs to.
type InformatieobjectObjectType string

var informatieobjectObjectTypen = choices{
	{"besluit", "Besluit"},
	{"zaak", "Zaak"},
	{"verzoek", "Verzoek"},
}

// Choices are the values that the standard knows.
func (v InformatieobjectObjectType) Choices() []string { return informatieobjectObjectTypen.values() }

// Label is what people call the value.
func (v InformatieobjectObjectType) Label() string {
	return informatieobjectObjectTypen.label(string(v))
}

// Valid says what is wrong with the value, if anything.
func (v InformatieobjectObjectType) Valid() (code, reason string) {
	return informatieobjectObjectTypen.valid(string(v))
}

// SoortOndertekening says how a document was signed.
type SoortOndertekening string

var soortenOndertekening = choices{
	{"analoog", "Analoog"},
	{"digitaal", "Digitaal"},
	{"pki", "PKI"},
}

// Choices are the values that the standard knows.
func (v SoortOndertekening) Choices() []string { return soortenOndertekening.values() }

// Label is what people call the value.
func (v SoortOndertekening) Label() string { return soortenOndertekening.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v SoortOndertekening) Valid() (code, reason string) {
	return soortenOndertekening.valid(string(v))
}

// Algoritme is a way to compute a checksum.
type Algoritme string

var algoritmen = choices{
	{"crc_16", "CRC-16"},
	{"crc_32", "CRC-32"},
	{"crc_64", "CRC-64"},
	{"fletcher_4", "Fletcher-4"},
	{"fletcher_8", "Fletcher-8"},
	{"fletcher_16", "Fletcher-16"},
	{"fletcher_32", "Fletcher-32"},
	{"hmac", "HMAC"},
	{"md5", "MD5"},
	{"sha_1", "SHA-1"},
	{"sha_256", "SHA-256"},
	{"sha_512", "SHA-512"},
	{"sha_3", "SHA-3"},
}

// Choices are the values that the standard knows.
func (v Algoritme) Choices() []string { return algoritmen.values() }

// Label is what people call the value.
func (v Algoritme) Label() string { return algoritmen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v Algoritme) Valid() (code, reason string) { return algoritmen.valid(string(v)) }

// AardRelatieVerzending says whether somebody sent a document or received it.
type AardRelatieVerzending string

var aardRelatiesVerzending = choices{
	{"afzender", "Afzender"},
	{"geadresseerde", "Geadresseerde"},
}

// Choices are the values that the standard knows.
func (v AardRelatieVerzending) Choices() []string { return aardRelatiesVerzending.values() }

// Label is what people call the value.
func (v AardRelatieVerzending) Label() string { return aardRelatiesVerzending.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v AardRelatieVerzending) Valid() (code, reason string) {
	return aardRelatiesVerzending.valid(string(v))
}

// PostadresType says what the number in a postal address is.
type PostadresType string

var postadresTypen = choices{
	{"antwoordnummer", "Antwoordnummer"},
	{"postbusnummer", "Postbusnummer"},
}

// Choices are the values that the standard knows.
func (v PostadresType) Choices() []string { return postadresTypen.values() }

// Label is what people call the value.
func (v PostadresType) Label() string { return postadresTypen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v PostadresType) Valid() (code, reason string) { return postadresTypen.valid(string(v)) }
