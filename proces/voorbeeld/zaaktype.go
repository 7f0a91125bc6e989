package voorbeeld

import "fmt"

// dagen is a term. Terms that the law gives in weeks are written as weeks.
type dagen int

const week dagen = 7

// duur is the term as the standard writes it: P8W, P3D; "" when there is none.
func (d dagen) duur() string {
	switch {
	case d == 0:
		return ""
	case d%week == 0:
		return fmt.Sprintf("P%dW", d/week)
	}
	return fmt.Sprintf("P%dD", int(d))
}

// zaaktype is a kind of case as the people who handle it would describe it, and what the example makes of it.
type zaaktype struct {
	Identificatie, Naam         string
	Doel, Aanleiding, Onderwerp string
	Initiator, Behandelaar      string // what they do: aanvragen, behandelen
	Vertrouwelijkheid           string
	Termijn                     string // where the doorlooptijd comes from
	Doorlooptijd, Servicenorm   dagen
	Verlenging                  dagen // 0: cannot be extended
	Opschorting                 bool
	Publicatie                  string // "": not published
	Trefwoorden                 []string
	Procestype                  int // number in the selectielijst of 2020

	Statussen     []status // in order; the last one ends the case
	Resultaten    []resultaat
	Rollen        []rol // further ones than the initiator and the behandelaar
	Eigenschappen []eigenschap
	Documenten    []document
	Deelzaken     []string // identificaties of other zaaktypen

	Aandeel     int      // of each hundred cases
	Onderwerpen []string // what cases are about; {straat} becomes an address
	OpKaart     bool     // cases have a place
	Leges       bool     // cases are paid for
	Vereniging  bool     // cases are begun by associations, not by people
}

type status struct{ Naam, Toelichting string }

// resultaat is what a case can lead to. Klasse is its number in the selectielijst, which says how long the dossier is kept;
// Brondatum says from when, in the words of the standard, and Kenmerk of which property.
type resultaat struct {
	Naam, Generiek, Klasse string
	Brondatum, Kenmerk     string // "": afgehandeld
	Besluit                string // the besluittype that comes with it
	Toelichting            string
	Aandeel                int
}

type rol struct{ Naam, Generiek string }

// eigenschap is something that is recorded of each case. Waarde gives one.
type eigenschap struct {
	Naam, Definitie, Formaat string // formaat: tekst, getal, datum
	Keuzes                   []string
	Waarde                   func(*worp) string
}

// document is a paper in a case: of which soort, which way it goes, with which status it comes (1 is the first) and in how
// many of a hundred cases.
type document struct {
	Soort, Titel, Richting string
	Status, Kans           int
}

// zaaktypen are those of the example, each in a file of its own. A zaaktype comes after the ones that it names.
var zaaktypen = []*zaaktype{
	&parkeervergunning, &straatverlichting, &kap, &uittreksel, &subsidie, &bezwaar, &woo, &verhuizing,
}

// soorten are the kinds of documents, and how confidential each is.
var soorten = []struct{ Naam, Vertrouwelijkheid, Categorie string }{
	{"Aanvraagformulier", "zaakvertrouwelijk", "aanvraag"},
	{"Ontvangstbevestiging", "zaakvertrouwelijk", "brief"},
	{"Beschikking", "zaakvertrouwelijk", "besluit"},
	{"Foto", "openbaar", "beeld"},
	{"Plattegrond", "openbaar", "tekening"},
	{"Werkbon", "intern", "opdracht"},
	{"Advies", "intern", "advies"},
	{"Uittreksel", "vertrouwelijk", "afschrift"},
	{"Begroting", "zaakvertrouwelijk", "financieel"},
	{"Bezwaarschrift", "vertrouwelijk", "bezwaar"},
	{"Verslag", "vertrouwelijk", "verslag"},
	{"Woo-verzoek", "openbaar", "verzoek"},
	{"Woo-besluit", "openbaar", "besluit"},
	{"Inventarislijst", "openbaar", "lijst"},
	{"Aangifte", "vertrouwelijk", "aangifte"},
}

// besluittype is a kind of decision: by whom, in which documents it stands, and how long it holds (0: without end).
type besluittype struct {
	Naam, Orgaan string
	Soort        string
	Geldig       dagen
}

const college = "College van B en W van Meerdam (voorbeeld)"

var besluittypen = []besluittype{
	{"Besluit op aanvraag parkeervergunning", college, "Beschikking", 52 * week},
	{"Besluit op aanvraag omgevingsvergunning kap", college, "Beschikking", 0},
	{"Besluit op subsidieaanvraag", college, "Beschikking", 52 * week},
	{"Beslissing op bezwaar", college, "Beschikking", 0},
	{"Besluit op Woo-verzoek", college, "Woo-besluit", 0},
}

// alsVoorbeeld labels the name of a type, as it stands in the catalogue.
func alsVoorbeeld(naam string) string { return naam + " (voorbeeld)" }
