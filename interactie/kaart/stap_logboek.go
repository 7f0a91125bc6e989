package kaart

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// logregel is one line of what happened with something.
type logregel struct {
	Op, Wie, Wat, Reden string
}

// stapVelden are the members of a step as people call them, in the order in which a line of the log names them.
var stapVelden = []opmaak.Optie{
	{Waarde: "titel", Naam: "de titel"}, {Waarde: "waarom", Naam: "waarom"}, {Waarde: "wieMerktHet", Naam: "wie het merkt"}, {Waarde: "eigenaarTeam", Naam: "het team"},
	{Waarde: "draagtBijAan", Naam: "waar de stap bij helpt"}, {Waarde: "afhankelijkheden", Naam: "waar de stap op wacht"}, {Waarde: "omvang", Naam: "hoe groot de stap is"},
	{Waarde: "uren", Naam: "de uren"}, {Waarde: "doorlooptijdP80", Naam: "hoe lang de stap duurt"}, {Waarde: "omkeerbaar", Naam: "of de stap terug te draaien is"},
	{Waarde: "toetsen", Naam: "de toetsen"}, {Waarde: "spoor", Naam: "het spoor"}, {Waarde: "verwijzing", Naam: "de verwijzing"}, {Waarde: "zichtbaarheid", Naam: "wie de stap ziet"},
}

// leesLogboek reads what happened with the step, the latest first.
func (b *stapblad) leesLogboek(v *opmaak.Verzoek) error {
	trail, err := haal[[]struct {
		GebruikersWeergave, ApplicatieWeergave, Actie, Toelichting, Aanmaakdatum string
		Wijzigingen                                                              struct{ Oud, Nieuw map[string]json.RawMessage }
	}](v, "/stappen/"+b.UUID+"/audittrail")
	if err != nil {
		return err
	}
	for _, r := range *trail {
		wat := watVeranderde(r.Wijzigingen.Oud, r.Wijzigingen.Nieuw)
		if wat == "" {
			continue
		}
		b.Logboek = append(b.Logboek, logregel{Op: r.Aanmaakdatum, Wie: wieSchreef(r.GebruikersWeergave, r.ApplicatieWeergave), Wat: wat, Reden: r.Toelichting})
	}
	slices.Reverse(b.Logboek)
	return nil
}

// wieSchreef is who wrote: a person, an application, or the program itself.
func wieSchreef(persoon, applicatie string) string {
	if who := cmp.Or(persoon, applicatie); who != "" && who != "meent" {
		return who
	}
	return "Meent"
}

// watVeranderde says in words what a write did with a step; "" for what nobody needs to read.
func watVeranderde(oud, nieuw map[string]json.RawMessage) string {
	tekst := func(o map[string]json.RawMessage, naam string) (s string) {
		_ = json.Unmarshal(o[naam], &s) // null, or a member that is no text, is no text
		return s
	}
	if oud == nil {
		return "schreef de stap op"
	}
	if van, naar := tekst(oud, "toestand"), tekst(nieuw, "toestand"); van != naar {
		return "van ‘" + stapStaat(van) + "’ naar ‘" + stapStaat(naar) + "’"
	}
	if !bytes.Equal(oud["doeMaar"], nieuw["doeMaar"]) {
		return "zei ‘doe maar’"
	}
	var namen []string
	for _, veld := range stapVelden {
		if !bytes.Equal(oud[veld.Waarde], nieuw[veld.Waarde]) {
			namen = append(namen, veld.Naam)
		}
	}
	if len(namen) == 0 {
		return ""
	}
	return "wijzigde " + opsomming(namen)
}

// opsomming is a list as a sentence has it: "a, b en c".
func opsomming(woorden []string) string {
	if len(woorden) < 2 {
		return strings.Join(woorden, "")
	}
	return strings.Join(woorden[:len(woorden)-1], ", ") + " en " + woorden[len(woorden)-1]
}
