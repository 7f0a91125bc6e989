package bewijs

// Meting is what is signed of a measurement (§10.2): all that is needed to see what was measured, of what, and with which result. The rows
// themselves are not in it, only their digests.
type Meting struct {
	// Toets or Maat is the address of what was measured; ToetsDigest is the Digest of its definition, Versie its number.
	Toets       string `json:"toets"`
	ToetsDigest string `json:"toetsDigest"`
	Versie      int    `json:"versie"`
	// Sonde is how it was measured, such as zgw.binnenTermijn.
	Sonde string `json:"sonde"`
	// Van and Tot are the window, Peildatum the day at the end of which the cases were looked at (2006-01-02).
	Van       string `json:"van"`
	Tot       string `json:"tot"`
	Peildatum string `json:"peildatum"`
	// Gezien and Totaal are the coverage: zaaktypen of which cases were seen, of those there are.
	Gezien int `json:"gezien"`
	Totaal int `json:"totaal"`
	// Waarde, Onder and Boven are the figure and its interval; nil when it cannot be told.
	Waarde *float64 `json:"waarde"`
	Onder  *float64 `json:"onder"`
	Boven  *float64 `json:"boven"`
	N      int      `json:"n"`
	Teller int      `json:"teller"`
	// Uitkomst is one of the five outcomes.
	Uitkomst string `json:"uitkomst"`
	// InvoerDigest is that of the rows, Delen those of their parts.
	InvoerDigest string   `json:"invoerDigest"`
	Delen        []string `json:"delen"`
	// Binair is the version of the program, Gestart and Klaar when it measured (RFC 3339).
	Binair  string `json:"binair"`
	Gestart string `json:"gestart"`
	Klaar   string `json:"klaar"`
}

// ZelfdeUitslag says that two metingen found the same in the same rows: what Opnieuw meten hopes for. When and by which version they were
// made does not matter.
func (m Meting) ZelfdeUitslag(other Meting) bool {
	strip := func(m Meting) string {
		m.Binair, m.Gestart, m.Klaar = "", "", ""
		digest, err := Digest(m)
		if err != nil {
			return ""
		}
		return digest
	}
	a := strip(m)
	return a != "" && a == strip(other)
}
