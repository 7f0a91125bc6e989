package kaart

import (
	"slices"

	"meent/interactie/opmaak"
)

// The roles that the register knows and opmaak does not name.
const (
	initiatiefnemer opmaak.Rol = "initiatiefnemer"
	talentcoach     opmaak.Rol = "talentcoach"
	directeur       opmaak.Rol = "directeur"
	sponsor         opmaak.Rol = "sponsor"
)

var (
	collega = []opmaak.Rol{opmaak.Medewerker, initiatiefnemer, talentcoach, opmaak.Teamleider, opmaak.Programmamanager}
	top     = []opmaak.Rol{opmaak.Bestuurder, opmaak.Secretaris, directeur, sponsor}
	leider  = []opmaak.Rol{opmaak.Programmamanager}
)

// bevoegd says which buttons a role gets (transition.md §1.1). It decides nothing: the register does, and says why not.
// A teamleider of the team that something belongs to may more: magTeam.
var bevoegd = map[string][]opmaak.Rol{
	"stap.voorstellen":        collega,
	"stap.schrijven":          leider,
	"stap.doemaar":            {opmaak.Teamleider, opmaak.Programmamanager},
	"stap.kandidaat":          {opmaak.Teamleider, opmaak.Programmamanager},
	"kans.voorstellen":        collega,
	"kans.schrijven":          leider,
	"aanbod.schrijven":        {opmaak.Teamleider, opmaak.Programmamanager},
	"zorg.maken":              collega,
	"zorg.beantwoorden":       append([]opmaak.Rol{opmaak.Programmamanager}, top...),
	"kadervraag.stellen":      collega,
	"kadervraag.beantwoorden": top,
	"toets.verklaren":         append(slices.Clone(collega), top...),
	"uitspraak.maken":         top,
	"volgorde.schrijven":      leider,
}

// mag says whether who is logged in gets the button for something. Who has no role is a medewerker.
func mag(v *opmaak.Verzoek, doe string) bool {
	if v.Persoon != nil && len(v.Persoon.Rollen) == 0 {
		return (&opmaak.Persoon{Rollen: []opmaak.Rol{opmaak.Medewerker}}).Is(bevoegd[doe]...)
	}
	return v.Persoon.Is(bevoegd[doe]...)
}

// magTeam says whether who is logged in leads the team that something belongs to. A login calls a team by its uuid or its name.
func magTeam(v *opmaak.Verzoek, t *team) bool {
	return t != nil && v.Persoon.Is(opmaak.Teamleider) && v.Persoon.Onderdeel != "" &&
		(v.Persoon.Onderdeel == t.UUID || v.Persoon.Onderdeel == t.Naam || v.Persoon.Onderdeel == t.URL)
}

// eigen says whether somebody did something themselves.
func eigen(v *opmaak.Verzoek, d *daad) bool {
	return d != nil && v.Persoon != nil && d.ID == v.Persoon.Sub
}
