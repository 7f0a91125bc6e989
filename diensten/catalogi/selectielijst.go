package catalogi

import (
	"errors"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// The selectielijst says how long municipalities keep what. It is reached by address only, here or on another server:
// these are the members that the rules need.
type (
	procestype struct {
		Nummer     int     `json:"nummer"`
		Naam       string  `json:"naam"`
		ProcesType zgw.URL `json:"procesType"` // of a resultaat, which this is not
	}
	klasse struct {
		ProcesType    zgw.URL              `json:"procesType"`
		Naam          string               `json:"naam"`
		Waardering    zgw.Archiefnominatie `json:"waardering"`
		Procestermijn string               `json:"procestermijn"`
		Bewaartermijn zgw.Duration         `json:"bewaartermijn"`
	}
	omschrijving struct {
		Omschrijving string `json:"omschrijving"`
		Definitie    string `json:"definitie"`
	}
)

func (p *procestype) complete() bool   { return p.Nummer > 0 && p.Naam != "" && p.ProcesType == "" }
func (k *klasse) complete() bool       { return k.ProcesType != "" && k.Naam != "" }
func (o *omschrijving) complete() bool { return o.Omschrijving != "" && o.Definitie != "" }

// readSelectielijst reads what stands at an address of the selectielijst, and notes under name that it is not there or is
// something else.
func readSelectielijst(c *rest.Call, name string, url zgw.URL, into interface{ complete() bool }) {
	s, err := c.Find(url)
	if fe, ok := errors.AsType[*rest.FetchError](err); ok {
		c.Invalid(name, "bad-url", fe.Reason)
		return
	}
	if err != nil {
		c.Invalid(name, "bad-url", "Op dit adres is niets gevonden. Controleer het adres.")
		return
	}
	if rest.Decode(s, into) != nil || !into.complete() {
		c.Invalid(name, "invalid-resource", "Op dit adres staat iets anders dan hier hoort. Kies een adres uit de juiste lijst van de selectielijst-API.")
	}
}
