package opmaak

import (
	"embed"
	"html/template"
	"strings"
)

//go:embed sjablonen/*.html
var sjablonen embed.FS

// functies are what templates can call, beside those of html/template.
func (s *Site) functies() template.FuncMap {
	return template.FuncMap{
		"merk": merk, "merknaam": MerkNaam,
		"datum": Datum, "dag": Dag, "maand": Maand, "moment": Moment,
		"getal": Getal, "procent": Procent, "aantal": Aantal, "vast": vast,
		"eenmaal": eenmaalInvoer,
	}
}

// vast keeps a percentage that somebody typed on one line.
func vast(text string) string { return strings.ReplaceAll(text, " %", "\u00a0%") }

// Melding is a message that stands in a page: {{template "melding" .Melding}}.
type Melding struct {
	Soort        string // goed, letop, fout, or "" for an explanation
	Titel, Tekst string
}

// Merk is the sign of the kind.
func (m Melding) Merk() string {
	switch m.Soort {
	case "goed":
		return "ja"
	case "letop":
		return "let-op"
	case "fout":
		return "fout"
	}
	return "info"
}
