package kaart

import (
	"math"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// merkbaar is how far a value must move before it explains anything.
const merkbaar = 0.005

// waaromVerplaatst says in words why a step stands elsewhere than in the order that holds: what changed about the step itself, or that
// others moved. was is nil for a step that was not in that order.
func waaromVerplaatst(was, nu *regel) string {
	if nu == nil || nu.Plek == 0 && nu.Groep == "loopt" {
		return "Loopt, is klaar of doet niet meer mee. Dan is een plek niet nodig."
	}
	var zinnen []string
	zeg := func(als bool, zin string) {
		if als {
			zinnen = append(zinnen, zin)
		}
	}
	if was == nil {
		was = &regel{}
	}
	zeg(nu.Verplaatsing != nil && was.Verplaatsing == nil, "Met de hand verplaatst"+metReden(nu.Verplaatsing))
	zeg(nu.Verplaatsing == nil && was.Verplaatsing != nil, "Niet meer met de hand verplaatst.")
	if by := nu.door(); by != nil && nu.GetrokkenDoor != was.GetrokkenDoor {
		zeg(true, "‘"+by.Titel+"’ wacht hierop.")
	}
	zeg(nu.Plek == 0, "Heeft geen energie of geen kans meer.")
	zinnen = append(zinnen, energieAnders(was, nu), kansAnders(was, nu))
	if d := nu.Doel.G - was.Doel.G; was.Doel.G > 0 && math.Abs(d) > merkbaar && nu.Doel.Bijdrage != nil {
		zeg(true, naamVan(sterkten, nu.Doel.Bijdrage.Sterkte)+" bij ‘"+nu.Doel.Bijdrage.Naam+"’.")
	}
	zinnen = slices.DeleteFunc(zinnen, func(z string) bool { return z == "" })
	for _, z := range nu.Zinnen {
		zeg(nu.Golf != was.Golf && strings.Contains(z, "geen ruimte"), z)
	}
	switch {
	case len(zinnen) > 0:
	case nu.Plek < was.Plek || was.Plek == 0:
		zeg(true, "Schuift naar voren, want een andere stap ging naar achteren.")
	default:
		zeg(true, "Schuift naar achteren, want een andere stap ging ervoor staan.")
	}
	return strings.Join(zinnen, " ")
}

func metReden(v *verplaatsing) string {
	if v == nil || v.Reden == "" {
		return "."
	}
	return ": " + strings.TrimRight(v.Reden, ". ") + "."
}

// energieAnders says what changed about the energy; "" for nothing.
func energieAnders(was, nu *regel) string {
	d := nu.Energie.E - was.Energie.E
	switch {
	case !nu.Energie.Bekend || math.Abs(d) <= merkbaar:
		return ""
	case !was.Energie.Bekend:
		return "Nu is er energie: " + nu.EnergieZin() + "."
	case d > 0:
		return "Meer energie: " + nu.EnergieZin() + ". Dat was " + was.EnergieZin() + "."
	}
	return "Minder energie: " + nu.EnergieZin() + ". Dat was " + was.EnergieZin() + "."
}

// kansAnders says what changed about the opportunities; "" for nothing.
func kansAnders(was, nu *regel) string {
	var nieuw []string
	for _, p := range nu.Kans.Posten {
		if !slices.ContainsFunc(was.Kans.Posten, func(q post) bool { return q.Kans == p.Kans }) {
			nieuw = append(nieuw, p.Zin(nu.vandaag()))
		}
	}
	d := nu.Kans.K - was.Kans.K
	switch {
	case len(nieuw) > 0 && d > 0:
		return opmaak.Aantal(len(nieuw), "nieuwe kans", "nieuwe kansen") + ": " + strings.Join(nieuw, " ")
	case math.Abs(d) <= merkbaar:
		return ""
	case d > 0 && (was.Plek == 0 || nu.Plek <= was.Plek): // that is no reason to go back
		return "Het laatste moment komt dichterbij."
	case d > 0:
		return ""
	}
	return "De kans is kleiner geworden."
}
