package zgw

// ObjectType says what kind of thing a zaak is about.
type ObjectType string

var objectTypen = choices{
	{"adres", "Adres"},
	{"besluit", "Besluit"},
	{"buurt", "Buurt"},
	{"enkelvoudig_document", "Enkelvoudig document"},
	{"gemeente", "Gemeente"},
	{"gemeentelijke_openbare_ruimte", "Gemeentelijke openbare ruimte"},
	{"huishouden", "Huishouden"},
	{"inrichtingselement", "Inrichtingselement"},
	{"kadastrale_onroerende_zaak", "Kadastrale onroerende zaak"},
	{"kunstwerkdeel", "Kunstwerkdeel"},
	{"maatschappelijke_activiteit", "Maatschappelijke activiteit"},
	{"medewerker", "Medewerker"},
	{"natuurlijk_persoon", "Natuurlijk persoon"},
	{"niet_natuurlijk_persoon", "Niet-natuurlijk persoon"},
	{"openbare_ruimte", "Openbare ruimte"},
	{"organisatorische_eenheid", "Organisatorische eenheid"},
	{"pand", "Pand"},
	{"spoorbaandeel", "Spoorbaandeel"},
	{"status", "Status"},
	{"terreindeel", "Terreindeel"},
	{"terrein_gebouwd_object", "Terrein gebouwd object"},
	{"vestiging", "Vestiging"},
	{"waterdeel", "Waterdeel"},
	{"wegdeel", "Wegdeel"},
	{"wijk", "Wijk"},
	{"woonplaats", "Woonplaats"},
	{"woz_deelobject", "WOZ-deelobject"},
	{"woz_object", "WOZ-object"},
	{"woz_waarde", "WOZ-waarde"},
	{"zakelijk_recht", "Zakelijk recht"},
	{"overige", "Overige"},
}

// Choices are the values that the standard knows.
func (v ObjectType) Choices() []string { return objectTypen.values() }

// Label is what people call the value.
func (v ObjectType) Label() string { return objectTypen.label(string(v)) }

// Valid says what is wrong with the value, if anything.
func (v ObjectType) Valid() (code, reason string) { return objectTypen.valid(string(v)) }
