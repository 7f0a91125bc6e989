package kaart

import (
	"math"
	"slices"
	"strings"

	"meent/interactie/opmaak"
)

// uitslag is an order with its explanation, as the API gives it (transition.md §4).
type uitslag struct {
	Peildatum string
	Knip      float64 // from where energy or chance is much (§3.3)
	RangTonen bool
	Gescoord  int
	Stappen   []*regel
}

// regel is one step in an order.
type regel struct {
	UUID, Titel, Toestand string
	Team, TeamNaam        string
	Groep                 string
	Plek                  int
	Rang                  *int
	Golf, Kwadrant        string
	Doel                  struct {
		G        float64
		Bijdrage *struct{ Aan, Naam, Sterkte string }
	}
	Energie       energie
	Kans          kansen
	Score         *score
	GetrokkenDoor string
	WachtOp       []andere
	VoorZacht     []andere
	Labels        []string
	Verplaatsing  *verplaatsing
	Vraag         *struct{ Code, Tekst string }
	Zinnen        []string
	Termen        []term

	Intussen string `json:"-"` // its state, when it changed since the order was published
	in       *uitslag
}

type energie struct {
	Bekend   bool
	E        float64
	N        int
	Uren     float64
	Lagen    []string
	Signalen []struct {
		Naam    string
		Waarde  float64
		Gewicht float64
		Gemeten bool
		Op      string
	}
	Aanbod []struct {
		UUID, Team, Door, Op, Tot string
		Mensen                    int
		Uren                      float64
		Lagen                     []string
	}
}

type kansen struct {
	Bekend bool
	K      float64
	LVM    string
	TeLaat *int
	Posten []post
}

// post is what one opportunity does for one step.
type post struct {
	Kans, Titel, Soort string
	Verplicht          bool
	W, Waarde, Fit, U  float64
	LVM, Sluit         string
	TeLaat             *int
}

// term is a factor of the score: ln S is the sum of the effects (§4.4).
type term struct {
	Naam                    string
	Waarde, Gewicht, Effect float64
}

// telt is the value as it counts in the score: a small one counts for ε at least.
func (t term) telt() float64 {
	if t.Gewicht == 0 {
		return t.Waarde
	}
	return math.Exp(t.Effect / t.Gewicht)
}

type score struct {
	S, SPub, T float64
	Diepte     int
	EigenPlek  int
}

type andere struct {
	UUID, Titel, Toestand string
	Plek                  int
}

// verplaatsing is a move by hand, which holds until the next herijking.
type verplaatsing struct {
	Stap, Reden, Door, Op string
	Plaats                int
}

// regel is the row of a step, or nil.
func (u *uitslag) regel(uuid string) *regel {
	i := slices.IndexFunc(u.Stappen, func(r *regel) bool { return r.UUID == uuid })
	if i < 0 {
		return nil
	}
	return u.Stappen[i]
}

// groep are the steps of a group that have no place in the order.
func (u *uitslag) groep(naam string) []*regel {
	var list []*regel
	for _, r := range u.Stappen {
		if r.Plek == 0 && r.Groep == naam {
			list = append(list, r)
		}
	}
	return list
}

// golf are the steps of a wave, in their places.
func (u *uitslag) golf(naam string) []*regel {
	var list []*regel
	for _, r := range u.Stappen {
		if r.Plek > 0 && r.Golf == naam {
			list = append(list, r)
		}
	}
	return list
}

// Adres is the page of the step.
func (r *regel) Adres() string { return "/kaart/stappen/" + r.UUID }

// TeamZin is the team in words.
func (r *regel) TeamZin() string {
	if r.Team == "" {
		return "Nog geen team"
	}
	return metTeam(r.TeamNaam)
}

// EnergieZin is energy in words: "7 mensen, 46 uur per maand, 2 lagen".
func (r *regel) EnergieZin() string {
	if r.Energie.N == 0 {
		return ""
	}
	return energieWoorden(r.Energie.N, r.Energie.Uren, len(r.Energie.Lagen))
}

// Gezegd says that nothing of the energy was measured (R2).
func (r *regel) Gezegd() bool {
	for _, s := range r.Energie.Signalen {
		if s.Gemeten {
			return false
		}
	}
	return true
}

// GezegdDoor is who said it, when, and until when it holds.
func (r *regel) GezegdDoor() []string {
	var list []string
	for _, a := range r.Energie.Aanbod {
		zin := "Gezegd"
		if a.Door != "" {
			zin += " door " + a.Door
		}
		zin += ", " + opmaak.Dag(a.Op) + "."
		if a.Tot != "" {
			zin += " Geldig tot en met " + opmaak.Datum(a.Tot) + "."
		}
		list = append(list, zin)
	}
	return list
}

// KansZinnen are its opportunities in words, the one with the nearest last moment first; at most two.
func (r *regel) KansZinnen() []string {
	posten := slices.Clone(r.Kans.Posten)
	slices.SortStableFunc(posten, func(a, b post) int { return strings.Compare(leegLaatst(a.LVM), leegLaatst(b.LVM)) })
	var list []string
	for _, p := range posten {
		if len(list) == 2 {
			list = append(list, opmaak.Aantal(len(posten)-2, "kans", "kansen")+" meer.")
			break
		}
		list = append(list, p.Zin(r.vandaag()))
	}
	return list
}

func (r *regel) vandaag() string {
	if r.in == nil {
		return ""
	}
	return r.in.Peildatum
}

func leegLaatst(datum string) string {
	if datum == "" {
		return "9"
	}
	return datum
}

// Zin is the opportunity with its last moment.
func (p *post) Zin(vandaag string) string {
	naam := strings.TrimRight(p.Titel, ". ")
	sluit := naam + ", op " + opmaak.Datum(p.Sluit)
	if p.Soort == "contracteinde" && !strings.Contains(strings.ToLower(naam), "contract") { // a list has the bare name of a contract
		naam = "Het contract ‘" + naam + "’"
		sluit = naam + " loopt af op " + opmaak.Datum(p.Sluit)
	}
	switch {
	case p.LVM == "":
		return naam + "."
	case p.TeLaat != nil:
		return naam + ". Verplicht, en te laat: beginnen moest uiterlijk op " + opmaak.Datum(p.LVM) + "."
	case p.LVM < vandaag:
		return sluit + ". Het laatste moment om te beginnen was " + opmaak.Datum(p.LVM) + "."
	}
	return sluit + ". Uiterlijk beginnen op " + opmaak.Datum(p.LVM) + "."
}

// Onder is what stands under the title: team, what it waits for, what waits for it, and what is odd about it.
func (r *regel) Onder() string {
	zin := r.TeamZin() + "."
	if r.GetrokkenDoor != "" {
		if by := r.door(); by != nil {
			zin += " " + by.noem() + " wacht hierop."
		}
	}
	var eerst []string
	for _, a := range r.WachtOp {
		eerst = append(eerst, a.noem(r.in))
	}
	if len(eerst) > 0 {
		zin += " Eerst " + opsomming(eerst) + "."
	}
	if r.Verplaatsing != nil {
		zin += " Met de hand verplaatst."
	}
	if r.Kans.TeLaat != nil {
		zin += " Te laat."
	}
	return zin
}

func (r *regel) door() *regel {
	if r.in == nil || r.GetrokkenDoor == "" {
		return nil
	}
	return r.in.regel(r.GetrokkenDoor)
}

// noem is how another step names it: by its place, or its title.
func (r *regel) noem() string {
	if r.Rang != nil {
		return "Stap\u00a0" + opmaak.Getal(*r.Rang)
	}
	return "‘" + r.Titel + "’"
}

func (a andere) noem(u *uitslag) string {
	if a.Plek > 0 && u != nil && u.RangTonen {
		return "stap\u00a0" + opmaak.Getal(a.Plek)
	}
	zin := "‘" + a.Titel + "’"
	switch a.Toestand {
	case "lopend":
		zin += " (loopt)"
	case "slapend":
		zin += " (slaapt)"
	case "gestopt":
		zin += " (gestopt)"
	}
	return zin
}

// Kern is the one sentence that explains the place; Verder are the others that the bars below do not say already.
func (r *regel) Kern() string {
	if len(r.Zinnen) == 0 {
		return ""
	}
	return r.Zinnen[0]
}

// Verder are the sentences behind the first.
func (r *regel) Verder() []string {
	var list []string
	for i, z := range r.Zinnen {
		if i > 0 && !strings.HasPrefix(z, "Doel: ") && !strings.HasPrefix(z, "Energie: ") && !strings.HasPrefix(z, "Kans: ") {
			list = append(list, z)
		}
	}
	return list
}

// balk is a value between 0 and 1 as a bar, with where it comes from.
type balk struct {
	Naam   string
	Waarde float64
	Zinnen []string
	Gezegd bool // a claim: it gets its mark
	Som    bool // the last row: what the others make
}

// Getal is the value as it is shown.
func (b balk) Getal() string { return opmaak.Getal(b.Waarde, 2) }

// Breed is the length of the bar in the picture of 120 wide.
func (b balk) Breed() float64 { return 120 * min(1, max(0, b.Waarde)) }

// Balken are the aim, energy and chance of the step, and the score that they make; none without a score.
func (r *regel) Balken() []balk {
	if r.Score == nil {
		return nil
	}
	doel := "Nog niet gezegd waar deze stap bij helpt. Dan telt het als een beetje."
	if b := r.Doel.Bijdrage; b != nil {
		doel = naamVan(sterkten, b.Sterkte) + " bij ‘" + b.Naam + "’."
	}
	var kansen []string
	for _, p := range r.Kans.Posten {
		kansen = append(kansen, p.Zin(r.vandaag()))
	}
	zinnen := append([]string{r.EnergieZin() + "."}, r.GezegdDoor()...)
	som := []string{r.Formule()}
	if r.Score.SPub != r.Score.S {
		som = append(som, "Telt als "+opmaak.Getal(r.Score.SPub, 2)+": kleine verschillen schuiven niet elke week.")
	}
	return []balk{
		{Naam: "Doel", Waarde: r.Doel.G, Zinnen: []string{doel}},
		{Naam: "Energie", Waarde: r.Energie.E, Zinnen: zinnen, Gezegd: r.Gezegd()},
		{Naam: "Kans", Waarde: r.Kans.K, Zinnen: kansen},
		{Naam: "Score", Waarde: r.Score.S, Zinnen: som, Som: true},
	}
}

// Formule is how the score follows from the three.
func (r *regel) Formule() string {
	var delen []string
	wortel := true
	for _, t := range r.Termen {
		wortel = wortel && (t.Naam == "doel" || t.Gewicht == 0.5)
	}
	for _, t := range r.Termen {
		deel := opmaak.Getal(t.telt(), 2)
		if !wortel && t.Gewicht != 1 {
			deel += " tot de macht " + opmaak.Getal(t.Gewicht, 2)
		}
		delen = append(delen, deel)
	}
	if wortel && len(delen) == 3 {
		return delen[0] + " × √(" + delen[1] + " × " + delen[2] + ")"
	}
	return strings.Join(delen, " × ")
}

// waar is its place in words: "plek 3, nu".
func (r *regel) waar() string {
	if r.Rang == nil {
		return "golf ‘" + r.Golf + "’"
	}
	return "plek\u00a0" + opmaak.Getal(r.Plek) + ", " + r.Golf
}
