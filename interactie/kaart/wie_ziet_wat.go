package kaart

import "meent/interactie/opmaak"

// wieZietWat says in plain words what is measured, what is not, and who sees what (transition.md §1.1, R7). What it promises
// the register keeps: a change of rights there is a change of words here.
var wieZietWat = opmaak.Pagina{Adres: "GET /kaart/wie-ziet-wat", Toon: func(v *opmaak.Verzoek) error {
	return v.Toon("wie-ziet-wat", opmaak.Kop{Titel: "Wij meten de dienst, niet de mensen"}, wieZietWatBlad{Rollen: rolregels})
}}

type wieZietWatBlad struct{ Rollen []rolregel }

// rolregel is what somebody with a role sees and does.
type rolregel struct{ Rol, Ziet, Doet string }

// rolregels are in the order of the table of §1.1.
var rolregels = []rolregel{
	{"Medewerker", "Het hele plan: doel, maten, mijlpalen, stappen en zorgen.", "Stelt stappen en kansen voor. Brengt een zorg in. Vraagt of iets binnen de kaders past. Laat opnieuw meten."},
	{"Teamleider", "Hetzelfde als een medewerker.", "Brengt ook de stappen van het eigen team verder. Biedt mensen en uren aan. Zegt ‘doe maar’ bij een klein probeersel. Beantwoordt zorgen over het eigen team."},
	{"Programmamanager", "Hetzelfde.", "Schrijft het plan: doel, maten, mijlpalen, toetsen, stappen en kansen. Kan claimen dat een mijlpaal gehaald is. Kan hem niet op gehaald zetten."},
	{"Bestuurder en secretaris", "Hetzelfde.", "Stellen de strategie vast. Beantwoorden vragen over de kaders. De secretaris keurt een vrijstelling goed; de directeur kan dat ook."},
	{"Raadslid", "Hetzelfde.", "Leest. Laat opnieuw meten."},
	{"Functionaris gegevensbescherming en ondernemingsraad", "Het plan en hoe er gemeten wordt.", "Lezen."},
	{"Beheerder", "De teams en de registers waaruit gemeten wordt. Niet het plan.", "Richt de metingen in."},
	{"Andere gemeente", "Alleen wat met hen is gedeeld.", "Leest."},
	{"Inwoner", "Alleen wat openbaar is, op de pagina voor inwoners.", "Laat opnieuw meten. Inloggen hoeft niet."},
}
