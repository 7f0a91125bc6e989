package kaart

import (
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// SoortNaam is the kind of opportunity in words.
func (k *kans) SoortNaam() string { return naamVan(kansSoorten, k.Soort) }

// Staat is its state in words.
func (k *kans) Staat() string { return naamVan(kansStaten, k.Toestand) }

// Wanneer says when the door closes, and what is the last moment to begin.
func (k *kans) Wanneer() string {
	switch {
	case k.Toestand == "benut":
		return "Benut."
	case k.Toestand == "vervallen":
		return "Vervallen. " + k.VervallenReden
	case k.Sluit == "":
		return "Geen einddatum bekend."
	case k.Toestand == "verlopen" && k.Verplicht:
		return "Verplicht, en voorbij sinds " + opmaak.Datum(k.Sluit) + "."
	case k.Toestand == "verlopen":
		return "Voorbij sinds " + opmaak.Datum(k.Sluit) + "."
	}
	zin := "De deur sluit op " + opmaak.Datum(k.Sluit) + ". "
	if k.LVM == "" {
		return strings.TrimSpace(zin)
	}
	vandaag := k.vandaag.Format(time.DateOnly)
	switch {
	case k.LVM >= vandaag:
		zin += "Begin uiterlijk op " + opmaak.Datum(k.LVM) + "."
	case k.Verplicht:
		zin += "Het is verplicht, en te laat: beginnen moest uiterlijk op " + opmaak.Datum(k.LVM) + "."
	default:
		zin += "Het laatste moment om te beginnen was " + opmaak.Datum(k.LVM) + "."
	}
	return zin
}

// opSluiten orders opportunities: the last moment that comes first, first; what has none last.
func opSluiten(a, b *kans) int {
	return strings.Compare(leegLaatst(a.LVM)+leegLaatst(a.Sluit)+a.Titel, leegLaatst(b.LVM)+leegLaatst(b.Sluit)+b.Titel)
}
