package zaken

// The objects of the basisregistratie grootschalige topografie: what lies in public space.

// ObjectInrichtingselement is what a public space is furnished with.
type ObjectInrichtingselement struct {
	// Wat voor element het is.
	Type Inrichtingselement `json:"type" zgw:"required"`
	// Het nummer van het element.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// Hoe het element heet.
	Naam string `json:"naam" zgw:"max=500"`
}

// Inrichtingselement is a kind of furniture.
type Inrichtingselement string

// Choices are the values that the standard knows.
func (Inrichtingselement) Choices() []string {
	return []string{"bak", "bord", "installatie", "kast", "mast", "paal", "sensor", "straatmeubilair", "waterinrichtingselement", "weginrichtingselement"}
}

// ObjectKunstwerkdeel is a part of a bridge, a lock or another such work.
type ObjectKunstwerkdeel struct {
	// Wat voor deel het is.
	Type Kunstwerkdeel `json:"type" zgw:"required"`
	// Het nummer van het deel.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// Hoe het deel heet.
	Naam string `json:"naam" zgw:"required,max=80"`
}

// Kunstwerkdeel is a kind of part.
type Kunstwerkdeel string

// Choices are the values that the standard knows.
func (Kunstwerkdeel) Choices() []string {
	return []string{
		"keermuur", "overkluizing", "duiker", "faunavoorziening", "vispassage", "bodemval", "coupure", "ponton", "voorde",
		"hoogspanningsmast", "gemaal", "perron", "sluis", "strekdam", "steiger", "stuw",
	}
}

// ObjectSpoorbaandeel is a part of a railway.
type ObjectSpoorbaandeel struct {
	// Wat voor spoor het is.
	Type Spoorbaandeel `json:"type" zgw:"required"`
	// Het nummer van het deel.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// Hoe het deel heet.
	Naam string `json:"naam" zgw:"max=500"`
}

// Spoorbaandeel is a kind of railway.
type Spoorbaandeel string

// Choices are the values that the standard knows.
func (Spoorbaandeel) Choices() []string {
	return []string{"breedspoor", "normaalspoor", "smalspoor", "spoorbaan"}
}

// ObjectTerreindeel is a piece of land.
type ObjectTerreindeel struct {
	// Wat voor terrein het is.
	Type string `json:"type" zgw:"required,max=40"`
	// Het nummer van het deel.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// Hoe het deel heet.
	Naam string `json:"naam" zgw:"max=500"`
}

// ObjectWaterdeel is a piece of water.
type ObjectWaterdeel struct {
	// Wat voor water het is.
	TypeWaterdeel Waterdeel `json:"typeWaterdeel" zgw:"required"`
	// Het nummer van het deel.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// Hoe het deel heet.
	Naam string `json:"naam" zgw:"max=500"`
}

// Waterdeel is a kind of water.
type Waterdeel string

// Choices are the values that the standard knows.
func (Waterdeel) Choices() []string {
	return []string{"zee", "waterloop", "watervlakte", "greppel_droge_sloot"}
}

// ObjectWegdeel is a piece of road.
type ObjectWegdeel struct {
	// Wat voor weg het is.
	Type string `json:"type" zgw:"required,max=100"`
	// Het nummer van het deel.
	Identificatie string `json:"identificatie" zgw:"required,max=100"`
	// Hoe het deel heet.
	Naam string `json:"naam" zgw:"max=500"`
}
