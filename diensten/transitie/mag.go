package transitie

import (
	"fmt"
	"slices"
	"strings"

	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Actie is what somebody wants to do with an object.
type Actie int

// The acties of §1.1.
const (
	Lezen        Actie = iota
	Voorstellen        // make it as a proposal, or ask it
	Schrijven          // make, change, remove
	Overgaan           // bring it into another state
	DoeMaar            // let a small trial begin
	Vaststellen        // of a strategie
	Beantwoorden       // of a zorg or a kadervraag
	Goedkeuren         // of a vrijstelling
	Meten              // ask for a measurement anew
	Verklaar           // attest what is not measured
)

// Voorwerp is what it is done with: an object of some kind, and whose it is.
type Voorwerp struct {
	Soort string  // the last part of the path: "stappen"
	Team  zgw.URL // the team it belongs to; "" for none
	Door  string  // id of the person whose own it is; "" for nobody
}

// kolommen are the columns of tafel. fg and or share one; gast has that of partner.
var kolommen = strings.Fields(`
	                medewerker teamleider programmamanager bestuurder secretaris directeur sponsor raadslid partner toezicht beheerder bewoner`)

// tafel is the table of transition.md §1.1. L reads all, d what is shared with partners, o what is public. S writes, E only what is
// one's own, T only what is of one's own team, t brings what is of one's own team into another state, P proposes. V vaststellen, B answers,
// b answers for one's own team, D says "doe maar", G approves, M asks for a measurement, A attests. What does not stand here may not be done.
var tafel = regels(`
	strategieen     L          L          LS               LV         LV         L         L       L        d       L        -         o
	herijkingen     L          L          L                L          L          L         L       L        -       L        -         -
	einddoelen      L          L          LS               LV         LV         L         L       L        d       L        -         o
	mijlpalen       L          L          LS               L          L          L         L       L        d       L        -         o
	toetsen         LA         LA         LSA              LA         LA         LA        LA      L        d       L        -         o
	metingen        LM         LM         LM               LM         LM         LM        LM      LM       d       L        -         oM
	stappen         LP         LPtD       LS               L          L          L         L       L        d       L        -         -
	zorgen          LE         LEb        LSB              LB         LB         LB        LB      L        d       L        -         -
	maten           L          L          LS               L          L          L         L       L        d       L        -         o
	volgorde        L          L          LS               L          L          L         L       L        d       L        -         -
	verplaatsingen  L          L          LS               L          L          L         L       L        -       L        -         -
	vrijstellingen  L          L          LS               L          LG         LG        L       L        d       L        -         -
	aanbod          L          LT         LS               L          L          L         L       L        -       L        -         -
	kadervragen     LP         LP         LP               LB         LB         LB        LB      L        -       L        -         -
	organisaties    L          L          LS               L          L          L         L       L        d       L        L         o
	deellinks       L          L          LS               L          L          L         L       L        -       L        -         -
	onderdelen      L          L          LS               L          L          L         L       L        -       L        LS        -
	registers       L          L          LS               L          L          L         L       L        -       L        LS        -
	kansen          LP         LP         LS               L          L          L         L       L        d       L        -         -
	uitspraken      L          L          L                LE         LE         LE        LE      L        d       L        -         o
	raadsbrieven    L          L          LS               L          L          L         L       L        d       L        -         -
	gebeurtenissen  L          L          L                L          L          L         L       L        d       L        -         o
	imports         -          LS         LS               -          -          -         -       -        -       -        -         -
	exports         L          L          L                L          L          L         L       L        -       L        -         -
	logboek         L          L          L                L          L          L         L       L        -       L        L         -
`)

// regels reads a table: of each kind of object what each column may.
func regels(table string) map[string]map[string]string {
	rows := map[string]map[string]string{}
	for line := range strings.Lines(table) {
		words := strings.Fields(line)
		if len(words) != len(kolommen)+1 {
			continue
		}
		row := map[string]string{lezer: "L"}
		if words[0] == "metingen" {
			row[lezer] = "LM" // anyone who sees one may ask for it anew
		}
		for i, k := range kolommen {
			row[k] = words[i+1]
		}
		rows[words[0]] = row
	}
	return rows
}

// mag says whether somebody may do something with an object, and if not why. It is the one place that decides; it never
// says yes to what the table does not have.
func mag(a Actor, doe Actie, o Voorwerp) (bool, string) {
	for _, rol := range a.Rollen {
		if staatToe(tafel[o.Soort][rol], doe, a, o) {
			return true, ""
		}
	}
	return false, weigering(a, doe, o)
}

// staatToe says whether a cell of the table has what is asked.
func staatToe(cel string, doe Actie, a Actor, o Voorwerp) bool {
	has := func(letters string) bool { return strings.ContainsAny(cel, letters) }
	eigenTeam := o.Team != "" && o.Team == a.Onderdeel
	switch doe {
	case Lezen:
		return has("Ldo")
	case Voorstellen:
		return has("PS")
	case Schrijven:
		return has("S") || has("E") && o.Door != "" && o.Door == a.ID || has("T") && eigenTeam
	case Overgaan:
		return has("t") && eigenTeam || staatToe(cel, Schrijven, a, o)
	case DoeMaar:
		return has("D")
	case Vaststellen:
		return has("V")
	case Beantwoorden:
		return has("B") || has("b") && eigenTeam
	case Goedkeuren:
		return has("G")
	case Meten:
		return has("M")
	case Verklaar:
		return has("A")
	}
	return false
}

// magOf is mag as an error: the problem that a client gets.
func magOf(a Actor, doe Actie, o Voorwerp) error {
	if ok, reden := mag(a, doe, o); !ok {
		return rest.Denied(reden)
	}
	return nil
}

// magNu is the same for who makes a call, and says who that is.
func magNu(c *rest.Call, doe Actie, o Voorwerp) (Actor, error) {
	a, err := actorVan(c)
	if err != nil {
		return a, err
	}
	return a, magOf(a, doe, o)
}

// narrow is what a person may see of a kind of object (rest.API.Narrow). What programs by themselves see, their autorisatie says.
func narrow(client *auth.Client, soort string, rights *auth.Rights) *auth.Rights {
	most := -1
	for _, rol := range rollen(client) {
		most = max(most, zicht(tafel[soort][rol]))
	}
	if most == rangEigen {
		return rights
	}
	return rights.UpTo(most)
}

// zicht is the highest rank of rows that a cell of the table lets somebody see; -1 for none.
func zicht(cel string) int {
	switch {
	case strings.Contains(cel, "L"):
		return rangEigen
	case strings.Contains(cel, "d"):
		return rangCoalitie
	case strings.Contains(cel, "o"):
		return rangOpenbaar
	}
	return -1
}

// woorden are what a kind of object is called in a sentence.
var woorden = map[string]string{
	"strategieen": "een strategie", "herijkingen": "een herijking", "einddoelen": "een einddoel", "mijlpalen": "een mijlpaal", "toetsen": "een toets", "metingen": "een meting",
	"stappen": "een stap", "zorgen": "een zorg", "maten": "een maat", "volgorde": "een volgorde", "verplaatsingen": "een verplaatsing", "vrijstellingen": "een vrijstelling", "aanbod": "een aanbod",
	"kadervragen": "een vraag over de kaders", "organisaties": "een organisatie", "deellinks": "een deellink", "onderdelen": "een onderdeel",
	"registers": "een eigen register", "kansen": "een kans", "uitspraken": "een uitspraak", "raadsbrieven": "een raadsbrief", "gebeurtenissen": "een gebeurtenis", "imports": "een import", "exports": "een export", "logboek": "het logboek",
}

var werkwoorden = map[Actie]string{
	Lezen: "inzien", Voorstellen: "voorstellen", Schrijven: "maken of wijzigen", Overgaan: "verder brengen", DoeMaar: "met 'doe maar' laten beginnen", Vaststellen: "vaststellen",
	Beantwoorden: "beantwoorden", Goedkeuren: "goedkeuren", Meten: "opnieuw laten doen", Verklaar: "verklaren",
}

// weigering says in one sentence what is not allowed, who may do it, and as whom the person is here.
func weigering(a Actor, doe Actie, o Voorwerp) string {
	wat := woorden[o.Soort]
	if wat == "" {
		wat = "dit"
	}
	als := strings.Join(slices.DeleteFunc(slices.Clone(a.Rollen), func(r string) bool { return r == lezer }), " en ")
	if als == "" {
		als = "iemand zonder rol"
	}
	return fmt.Sprintf("%s%s %s kan alleen %s. Je bent hier als %s.", strings.ToUpper(wat[:1]), wat[1:], werkwoorden[doe], wieMag(doe, o), als)
}

// wieMag names the roles that may do something, for a refusal.
func wieMag(doe Actie, o Voorwerp) string {
	var wie []string
	for _, k := range kolommen {
		cel := tafel[o.Soort][k]
		switch {
		case staatToe(cel, doe, Actor{}, Voorwerp{}):
			wie = append(wie, "de "+k)
		case strings.Contains(cel, "t") && doe == Overgaan || strings.Contains(cel, "T") && doe != Beantwoorden || doe == Beantwoorden && strings.Contains(cel, "b"):
			wie = append(wie, "de teamleider van het team")
		case (doe == Schrijven || doe == Overgaan) && strings.Contains(cel, "E") && !slices.Contains(wie, "wie het zelf heeft gemaakt"):
			wie = append(wie, "wie het zelf heeft gemaakt")
		}
	}
	switch len(wie) {
	case 0:
		return "Meent zelf"
	case 1:
		return wie[0]
	}
	return strings.Join(wie[:len(wie)-1], ", ") + " of " + wie[len(wie)-1]
}
