package opmaak

import (
	"fmt"
	"html/template"
)

// Merk is a mark: a shape of its own that stands beside its name, never instead of it. Filled is measured, an outline is not,
// dotted is only said, a triangle fell.
type Merk struct {
	Sleutel, Naam string
	Uitleg        string // what it says of a milestone or a measure; "" for signs without such a meaning
	Kleur         string // goed, letop, fout, merk or "": the role token
	tekening      string // inside a 24×24 svg
}

// The strokes that marks are drawn with: in their own colour, or in that of the page within a filled shape.
const (
	pen = ` fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round"`
	gum = ` class="m-gum" fill="none" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"`
)

// Merken are all marks, in the order in which the components page shows them.
var Merken = []Merk{
	{"gehaald", "Gemeten: gehaald", "Alle verplichte toetsen halen de lat, vers, zo lang als gevraagd.", "goed",
		`<circle cx="12" cy="12" r="10" fill="currentColor"/><path` + gum + ` d="m7.5 12.5 3 3 6-6.5"/>`},
	{"niet-gehaald", "Gemeten: niet gehaald", "Gemeten en onder de lat. Geen oordeel over mensen.", "",
		`<circle cx="12" cy="12" r="9"` + pen + `/><path` + pen + ` d="M8 12h8"/>`},
	{"onbeslist", "Nog onbeslist", "Te weinig zaken, of te dicht bij de lat.", "letop",
		`<circle cx="12" cy="12" r="9"` + pen + `/><path` + pen + ` d="M9.4 9.4a2.7 2.7 0 1 1 3.9 2.5c-.9.4-1.3.9-1.3 1.7"/><circle cx="12" cy="16.7" r="1.3" fill="currentColor"/>`},
	{"op-weg", "Op weg", "De lat is gehaald, nog niet zo lang als gevraagd.", "",
		`<circle cx="12" cy="12" r="9"` + pen + `/><path` + pen + ` d="m8 12.500 2.700 2.700 5.300-5.700"/>`},
	{"nog-niet", "Nog niet gemeten", "De eerste meting komt nog.", "",
		`<circle cx="12" cy="12" r="9"` + pen + `/><circle cx="8" cy="12" r="1.3" fill="currentColor"/><circle cx="12" cy="12" r="1.3" fill="currentColor"/><circle cx="16" cy="12" r="1.3" fill="currentColor"/>`},
	{"concept", "Concept", "Hier wordt nog aan geschreven.", "",
		`<path` + pen + ` d="m4 20 1-4.500L16 4.500l3.500 3.500L8.500 19zM13.500 7l3.500 3.500"/>`},
	{"geclaimd", "Alleen geclaimd", "Iemand zegt het, de meting niet.", "",
		`<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2.25" stroke-dasharray="2.6 3.055"/>`},
	{"niet-vers", "Niet meer vers", "De laatste meting is te oud. Telt niet als gehaald, is niet gevallen.", "letop",
		`<circle cx="12" cy="12" r="9"` + pen + `/><path` + pen + ` d="M12 7v5l3.2 2"/>`},
	{"teruggevallen", "Teruggevallen", "Was gehaald en is twee vensters achter elkaar gezakt.", "fout",
		`<path fill="currentColor" stroke="currentColor" stroke-width="2" stroke-linejoin="round" d="M2.5 4h19L12 21.5z"/><path` + gum + ` stroke-width="2" d="M12 6.5v7m-3-3 3 3 3-3"/>`},
	{"wankelt", "Wankelt", "Nog gehaald. De laatste meting ligt onder de lat.", "goed",
		`<circle cx="12" cy="12" r="10" fill="currentColor"/><path` + gum + ` d="M6.5 13c1.8-3.6 3.7-3.6 5.5-1s3.7 2.6 5.5-1"/>`},
	{"verklaard", "Ook verklaard", "Twee mensen uit twee lagen verklaren het. Staat naast de meting, nooit in plaats ervan.", "",
		`<circle cx="12" cy="12" r="9"` + pen + `/><path fill="currentColor" d="M12 3a9 9 0 0 0 0 18z"/>`},
	{"vrijstelling", "Met vrijstelling", "Gehaald terwijl een toets tijdelijk niet meetelt. De einddatum staat erbij.", "goed",
		`<circle cx="12" cy="12" r="9"` + pen + `/><circle cx="12" cy="12" r="5" fill="currentColor"/>`},
	{"lat-verlegd", "Lat verlegd", "De drempel is veranderd: datum, van, naar, reden, door wie.", "",
		`<path` + pen + ` stroke-width="2.5" d="M2 8h10v8h10"/>`},
	{"deur", "Deur gaat dicht", "Een kans met een datum, en nog niemand die trekt.", "letop",
		`<path` + pen + ` d="M5.5 21V3.500h9M3 21h18M18.5 21V5.5"/><path` + pen + ` d="m9.5 21V5l9-1.500V21z" fill="none"/><circle cx="12.5" cy="12.5" r="1.3" fill="currentColor"/>`},

	{"plus", "Beter", "Acht punten aan één kant, of één buiten de band, de goede kant op.", "goed",
		`<circle cx="12" cy="12" r="10" fill="currentColor"/><path` + gum + ` d="M12 7v10M7 12h10"/>`},
	{"is", "Gelijk gebleven", "Binnen wat bij de start gewoon was.", "",
		`<circle cx="12" cy="12" r="9"` + pen + `/><path` + pen + ` d="M8 10h8M8 14h8"/>`},
	{"min", "Slechter", "Dezelfde regels, de verkeerde kant op.", "fout",
		`<rect x="2.5" y="2.5" width="19" height="19" rx="1" fill="currentColor"/><path` + gum + ` d="M7 12h10"/>`},
	{"te-weinig", "Te weinig gegevens", "Minder dan het minimum. Er staat hoeveel er nog nodig is.", "letop",
		`<circle cx="12" cy="12" r="9"` + pen + `/><path` + pen + ` d="M9.4 9.4a2.7 2.7 0 1 1 3.9 2.5c-.9.4-1.3.9-1.3 1.7"/><circle cx="12" cy="16.7" r="1.3" fill="currentColor"/>`},

	{"pijl", "Verder", "", "merk", `<path` + pen + ` d="M4 12h15m-6-6 6 6-6 6"/>`},
	{"ja", "Gelukt", "", "goed", `<path` + pen + ` stroke-width="3" d="m4.5 12.5 5 5 10-11"/>`},
	{"let-op", "Let op", "", "letop", `<path` + pen + ` d="M12 3.5 21.5 20h-19z"/><path` + pen + ` d="M12 9.500v4.5"/><circle cx="12" cy="17" r="1.3" fill="currentColor"/>`},
	{"fout", "Fout", "", "fout", `<path fill="currentColor" d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path` + gum + ` d="M12 7v6"/><circle class="m-gum-vlak" cx="12" cy="16.7" r="1.5"/>`},
	{"info", "Uitleg", "", "merk", `<circle cx="12" cy="12" r="9"` + pen + `/><path` + pen + ` d="M12 11v5"/><circle cx="12" cy="7.7" r="1.3" fill="currentColor"/>`},
}

var merkBij = func() map[string]Merk {
	m := map[string]Merk{}
	for _, merk := range Merken {
		m[merk.Sleutel] = merk
	}
	return m
}()

// SVG is the drawing. It says nothing to who cannot see it: its name stands beside it.
func (m Merk) SVG() template.HTML {
	class := "meent-merk"
	if m.Kleur != "" {
		class += " meent-merk--" + m.Kleur
	}
	return template.HTML(`<svg class="` + class + `" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true" focusable="false">` + m.tekening + `</svg>`)
}

// merk is the drawing of a mark, for templates: {{merk "gehaald"}}. A name that is none is a fault in the template.
func merk(sleutel string) (template.HTML, error) {
	m, ok := merkBij[sleutel]
	if !ok {
		return "", fmt.Errorf("there is no mark %q: see opmaak.Merken", sleutel)
	}
	return m.SVG(), nil
}

// MerkNaam is the name of a mark in words: "Gemeten: gehaald".
func MerkNaam(sleutel string) string { return merkBij[sleutel].Naam }
