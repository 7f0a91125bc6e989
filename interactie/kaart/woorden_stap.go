package kaart

import (
	"strings"

	"meent/interactie/opmaak"
)

// stapStaten are the states of a step as people say them (transition.md §2.5).
var stapStaten = []opmaak.Optie{
	{Waarde: "idee", Naam: "Idee", Uitleg: "Voorgesteld. Een teamleider of de programmamanager zegt nog of het meedoet."},
	{Waarde: "kandidaat", Naam: "Doet mee", Uitleg: "Staat in de volgorde, of wacht op energie of een kans."},
	{Waarde: "gereed", Naam: "Kan beginnen", Uitleg: "Alles waar de stap op wacht, is klaar."},
	{Waarde: "lopend", Naam: "Loopt", Uitleg: "Het team is bezig."},
	{Waarde: "opgeleverd", Naam: "Opgeleverd", Uitleg: "Klaar. Nu blijkt of het blijft werken."},
	{Waarde: "geborgd", Naam: "Geborgd", Uitleg: "Het werkt en het blijft."},
	{Waarde: "gestopt", Naam: "Gestopt", Uitleg: "Met een les voor wie het weer probeert."},
	{Waarde: "slapend", Naam: "Slaapt", Uitleg: "Er is 120 dagen niets mee gebeurd."},
}

// stapStaat is a state of a step in words.
func stapStaat(toestand string) string { return naamVan(stapStaten, toestand) }

// kansSoorten are the kinds of opportunities (§2.6).
var kansSoorten = []opmaak.Optie{
	{Waarde: "contracteinde", Naam: "Een contract loopt af", Uitleg: "Van een systeem of een dienst."},
	{Waarde: "technischEinde", Naam: "Een systeem krijgt geen updates meer", Uitleg: "De leverancier stopt met de versie."},
	{Waarde: "wet", Naam: "Een wet vraagt het", Uitleg: "Met een datum waarop het moet."},
	{Waarde: "geld", Naam: "Er is geld voor", Uitleg: "Een subsidie of de begroting."},
	{Waarde: "component", Naam: "Er is een onderdeel dat je kunt hergebruiken", Uitleg: "Anderen gebruiken het al."},
	{Waarde: "partner", Naam: "Een andere gemeente begint ermee", Uitleg: "Samen is het minder werk."},
	{Waarde: "herindeling", Naam: "Er komt een herindeling", Uitleg: ""},
	{Waarde: "politiek", Naam: "Het staat in een akkoord", Uitleg: "Of er komen verkiezingen."},
}

// kansStaten are the states of an opportunity.
var kansStaten = []opmaak.Optie{
	{Waarde: "voorgesteld", Naam: "Voorgesteld"}, {Waarde: "open", Naam: "Open"}, {Waarde: "benut", Naam: "Benut"},
	{Waarde: "verlopen", Naam: "Voorbij"}, {Waarde: "vervallen", Naam: "Vervallen"},
}

// lagen are the layers of the organisation (§1), from top to bottom.
var lagen = []opmaak.Optie{
	{Waarde: "bestuur", Naam: "Bestuur"}, {Waarde: "secretaris", Naam: "Secretaris"}, {Waarde: "topmanagement", Naam: "Directie"},
	{Waarde: "middenmanagement", Naam: "Teamleiders"}, {Waarde: "basis", Naam: "Medewerkers"},
}

// omvangen are the sizes of a step (§2.5).
var omvangen = []opmaak.Optie{
	{Waarde: "klein", Naam: "Klein", Uitleg: "Ongeveer 60 uur werk."}, {Waarde: "middel", Naam: "Middel", Uitleg: "Ongeveer 300 uur."}, {Waarde: "groot", Naam: "Groot", Uitleg: "Ongeveer 1.200 uur."},
}

// sterkten say how strongly a step bears on something (§2.5).
var sterkten = []opmaak.Optie{{Waarde: "sterk", Naam: "Helpt sterk"}, {Waarde: "zwak", Naam: "Helpt een beetje"}, {Waarde: "geen", Naam: "Helpt niet"}}

// naamVan is the name of one of the options; a value that is none stays as it is.
func naamVan(opties []opmaak.Optie, waarde string) string {
	for _, o := range opties {
		if o.Waarde == waarde {
			return o.Naam
		}
	}
	return waarde
}

// energieWoorden is energy in words: "7 mensen, 46 uur per maand, 2 lagen" (§3.1).
func energieWoorden(mensen int, uren float64, lagen int) string {
	delen := []string{opmaak.Aantal(mensen, "mens", "mensen")}
	if uren > 0 {
		delen = append(delen, opmaak.Getal(uren)+"\u00a0uur per maand")
	}
	if lagen > 0 {
		delen = append(delen, opmaak.Aantal(lagen, "laag", "lagen"))
	}
	return strings.Join(delen, ", ")
}
