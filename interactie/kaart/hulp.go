package kaart

import (
	"slices"

	"meent/interactie/opmaak"
)

// hulp is one screen of help for who works here: what is behind each door, whom to ask, and what the marks mean (ui.md §8.6).
func (k *Kaart) hulp() opmaak.Pagina {
	return opmaak.Pagina{Adres: "GET /hulp", Toon: func(v *opmaak.Verzoek) error {
		b := hulpblad{Contact: k.Contact, Merken: mijlpaalmerken()}
		for i, d := range deuren {
			if !v.Persoon.Alleen(d.Niet...) {
				b.Deuren = append(b.Deuren, hulpdeur{d, deuruitleg[i]})
			}
		}
		for _, q := range hulpvragen {
			if q.Adres == "" || v.Bestaat(q.Adres) && (q.mag == "" || mag(v, q.mag)) {
				b.Vragen = append(b.Vragen, q)
			}
		}
		b.Inrichting = v.Persoon.Is(opmaak.Beheerder) && v.Bestaat("/kaart/inrichting")
		return v.Toon("hulp", opmaak.Kop{Titel: "Waar vind je wat?", ZonderDoel: true}, b)
	}}
}

type hulpblad struct {
	Deuren     []hulpdeur
	Contact    string
	Vragen     []hulpvraag
	Merken     []opmaak.Merk
	Inrichting bool
}

// hulpdeur is a door of the menu, and the question that it answers.
type hulpdeur struct {
	opmaak.Link
	Uitleg string
}

// deuruitleg says what is behind each of the doors, in their order.
var deuruitleg = [...]string{
	"Merken inwoners het? En wat wordt er van jou gevraagd?",
	"Wat komt er nu, en waarom? Stel ook zelf een stap voor.",
	"Wat is straks anders, en is het al zo? Gemeten, niet afgevinkt.",
	"Hoe gaat het met de dienst aan inwoners, maand voor maand?",
	"Eén A4 voor de raad: het doel, de cijfers en de keuzes.",
}

// hulpvraag is something that one wants to know, and who knows it.
type hulpvraag struct {
	Vraag, Wie string
	Adres, Doe string // where to ask it; "": not on a page
	mag        string // for who may; "": everyone
}

var hulpvragen = []hulpvraag{
	{"Klopt er iets niet aan het plan?", "Vraag het de programmamanager.", "", "", ""},
	{"Maak je je zorgen?", "", "/kaart/zorgen/nieuw", "Breng je zorg in, je krijgt antwoord", "zorg.maken"},
	{"Mag iets binnen de kaders?", "", "/kaart/kadervragen/nieuw", "Vraag het het bestuur", "kadervraag.stellen"},
	{"Kun je er niet bij, of klopt je rol niet?", "Vraag het de beheerder van Meent.", "", "", ""},
}

// mijlpaalmerken are the marks of milestones and of doors; those of verdicts on a measure stand beside their name and say enough.
func mijlpaalmerken() []opmaak.Merk {
	i := slices.IndexFunc(opmaak.Merken, func(m opmaak.Merk) bool { return m.Sleutel == "deur" })
	return opmaak.Merken[:i+1]
}
