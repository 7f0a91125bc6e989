package volgorde

import (
	"cmp"
	"math"
	"slices"
)

// minRanked is how many steps must have a score before ranks are shown (§4.2).
const minRanked = 5

// smallHours is the size up to which a step can simply be tried (§4.2).
const smallHours = 80

// The aim factor G for each strength (§4.1); not answered yet counts as weak.
var strengths = map[string]float64{"sterk": 1, "zwak": 0.75, "geen": 0.5}

const unanswered = 0.75

// Bereken makes the order. The same input gives the same order, whatever the order of its lists (R10).
func Bereken(in Invoer) Uitslag {
	b := newBerekening(in.clean())
	digest := b.in.digest()
	b.scores()
	b.depths()
	b.order()
	b.waves()
	return b.result(digest)
}

// berekening is an order in the making: what is known of each step, side by side with the steps of the input.
type berekening struct {
	in    Invoer
	index map[string]int // of a uuid in in.Stappen
	rows  []Regel        // one for each step
	nodes []node         // the same steps as the order sees them
	ranks []int          // the steps that have a place, first to last
	teams map[string]Team
	kring bool   // hard dependencies go round somewhere
	full  []bool // a step that came later than its turn because its team had no room
}

func newBerekening(in Invoer) *berekening {
	b := &berekening{
		in: in, index: make(map[string]int, len(in.Stappen)), teams: make(map[string]Team, len(in.Teams)),
		rows: make([]Regel, len(in.Stappen)), nodes: make([]node, len(in.Stappen)), full: make([]bool, len(in.Stappen)),
	}
	for i, s := range in.Stappen {
		b.index[s.UUID] = i
	}
	for _, t := range in.Teams {
		b.teams[t.UUID] = t
	}
	return b
}

// scores fills in what §3 and §4.1 say of each step on its own.
func (b *berekening) scores() {
	today, _ := b.in.Peildatum.day()
	kansen := make([]Kansen, len(b.rows))
	for i := range b.in.Kansen {
		k := &b.in.Kansen[i]
		if !k.counts(today) {
			continue
		}
		for _, tie := range k.Koppelingen {
			if i, ok := b.index[tie.Stap]; ok {
				months, _ := b.in.Stappen[i].months()
				kansen[i].add(k, tie.Fit, months, today)
			}
		}
	}
	for i := range b.rows {
		s, r := &b.in.Stappen[i], &b.rows[i]
		*r = Regel{UUID: s.UUID, Titel: s.Titel, Toestand: s.Toestand, Team: s.Team, TeamNaam: b.teams[s.Team].Naam}
		r.Doel, r.Energie, r.Kans = b.aim(s), s.energie(b.in.Peildatum), kansen[i]
		r.Kans.total()
		r.Groep = group(s, r)
		if r.Energie.Bekend && r.Kans.Bekend {
			r.Kwadrant = b.quadrant(r.Energie.E, r.Kans.K)
		}
		if r.Groep == Gescoord {
			r.Score = b.score(r)
		}
	}
}

// aim is the strongest share in a measure of the Einddoel.
func (b *berekening) aim(s *Stap) Doel {
	d := Doel{G: unanswered}
	for _, share := range s.Bijdragen {
		g, answered := strengths[share.Sterkte]
		if !answered || !slices.Contains(b.in.Doelmaten, share.Aan) {
			continue
		}
		if d.Bijdrage == nil || g > d.G {
			d = Doel{G: g, Bijdrage: &share}
		}
	}
	return d
}

// group says where a step belongs. Small trials must not compete with programmes: they need no order.
func group(s *Stap, r *Regel) Groep {
	switch {
	case s.Toestand == Lopend:
		return Loopt
	case !s.Toestand.ordered():
		return ""
	case s.P50 > 0 && s.P50 <= smallHours && s.Omkeerbaar && len(s.Hard) == 0:
		return GewoonProberen
	case r.Energie.Bekend && r.Kans.Bekend:
		return Gescoord
	case r.Kans.Bekend:
		return DeurGaatDicht
	case r.Energie.Bekend:
		return ErIsEnergie
	}
	return NogNietsBekend
}

func (b *berekening) quadrant(e, k float64) Kwadrant {
	switch knip := b.in.Instelling.Knip; {
	case e >= knip && k >= knip:
		return NuDoen
	case e >= knip:
		return KleinProberen
	case k >= knip:
		return EnergieZoeken
	}
	return LatenRusten
}

// score is §4.1: S, and the score that counts.
func (b *berekening) score(r *Regel) *Score {
	w := b.in.Instelling
	s := round(r.Doel.G * math.Pow(max(r.Energie.E, w.Epsilon), w.Alpha) * math.Pow(max(r.Kans.K, w.Epsilon), 1-w.Alpha))
	return &Score{S: s, SPub: b.calm(r.UUID, s)}
}

// calm is step 1: the published score follows that of today only as far as it must, so that they never lie further apart than δ.
// What goes to and fro within δ moves nothing, and what moves does so without a jump (docs/decisions/0034).
func (b *berekening) calm(uuid string, s float64) float64 {
	last, ok := b.in.Vorige[uuid]
	if !ok {
		return s
	}
	delta := b.in.Instelling.Delta
	return share(min(s+delta, max(s-delta, last)))
}

// depths is step 2: what must come first takes something off.
func (b *berekening) depths() {
	const busy, finished = 1, 2
	state := make([]int, len(b.rows))
	depth := make([]int, len(b.rows))
	var visit func(i int) int
	visit = func(i int) int {
		if state[i] != 0 {
			b.kring = b.kring || state[i] == busy
			return depth[i] // of a circle, which is refused where it is written, the way back counts nothing
		}
		state[i] = busy
		deepest := 0
		for _, uuid := range b.in.Stappen[i].Hard {
			first, known := b.index[uuid]
			switch {
			case !known: // not among the steps: as far as we know, undone
				deepest = max(deepest, 1)
			case !b.in.Stappen[first].Toestand.done():
				deepest = max(deepest, 1+visit(first))
				b.nodes[i].needs = append(b.nodes[i].needs, first)
			}
		}
		state[i], depth[i] = finished, deepest
		return deepest
	}
	for i := range b.rows {
		visit(i)
		s, r := &b.in.Stappen[i], &b.rows[i]
		n := &b.nodes[i]
		n.t, n.lvm, n.p50, n.uuid = -1, r.Kans.LVM, s.P50, s.UUID
		n.starts, n.placed = r.Groep == Gescoord, s.Toestand.ordered()
		if r.Score != nil {
			r.Score.Diepte = depth[i]
			r.Score.T = round(r.Score.SPub * math.Pow(b.in.Instelling.Gamma, float64(depth[i])))
			n.t = r.Score.T
		}
	}
}

// node is a step as step 3 sees it.
type node struct {
	t      float64 // below zero for a step without a score: last among its like
	lvm    Datum
	p50    float64
	uuid   string
	needs  []int // undone steps that must come first
	starts bool  // gets a place of its own; others only when one that starts needs them
	placed bool  // can have a place: what runs already is passed by
}

// bySort is the order of (T desc, earliest LVM, smallest P50, uuid); what is not known comes last.
func bySort(nodes []node) []int {
	order := make([]int, len(nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		a, b := &nodes[i], &nodes[j]
		return cmp.Or(
			cmp.Compare(b.t, a.t),
			unknownLast(a.lvm, b.lvm),
			unknownLast(a.p50, b.p50),
			cmp.Compare(a.uuid, b.uuid),
		)
	})
	return order
}

func unknownLast[T cmp.Ordered](a, b T) int {
	var none T
	switch {
	case a == b:
		return 0
	case a == none:
		return 1
	case b == none:
		return -1
	}
	return cmp.Compare(a, b)
}

// pull walks down a sorted order and puts before each step what it needs, in sorted order and by the same rule. It returns the
// steps in their places and, for each node, the step at whose turn it was placed. Raising a step's T can never lower its place:
// the set of steps before it only shrinks.
func pull(nodes []node, order []int) (placed, turn []int) {
	position := make([]int, len(nodes))
	for p, i := range order {
		position[i] = p
	}
	turn = make([]int, len(nodes))
	seen := make([]bool, len(nodes))
	var place func(i, by int)
	place = func(i, by int) {
		if seen[i] {
			return
		}
		seen[i] = true
		first := slices.Clone(nodes[i].needs)
		slices.SortFunc(first, func(a, b int) int { return position[a] - position[b] })
		for _, need := range first {
			place(need, by)
		}
		if nodes[i].placed {
			turn[i] = by
			placed = append(placed, i)
		}
	}
	for _, i := range order {
		if nodes[i].starts {
			place(i, i)
		}
	}
	return placed, turn
}

// order is step 3, and then the moves by hand: what a moved step needs goes with it, and it never passes a step that waits for it.
func (b *berekening) order() {
	sorted := bySort(b.nodes)
	place := 0
	for _, i := range sorted {
		if s := b.rows[i].Score; s != nil {
			place++
			s.EigenPlek = place
		}
	}
	var turn []int
	b.ranks, turn = pull(b.nodes, sorted)
	if moved := b.move(b.ranks); moved != nil {
		nodes := slices.Clone(b.nodes)
		for _, i := range moved {
			nodes[i].starts = true
		}
		var again []int
		b.ranks, again = pull(nodes, slices.Concat(moved, without(sorted, moved)))
		for _, i := range b.ranks {
			if again[i] != i {
				turn[i] = again[i]
			}
		}
	}
	for p, i := range b.ranks {
		r := &b.rows[i]
		r.Plek = p + 1
		if turn[i] != i {
			r.GetrokkenDoor = b.rows[turn[i]].UUID
		}
	}
}

// move is the order with the moved steps in the places that were asked; nil when nothing is moved.
func (b *berekening) move(ranks []int) []int {
	var moves []Verplaatsing
	var moved []int
	for _, v := range b.in.Verplaatsingen {
		if i, ok := b.index[v.Stap]; ok && slices.Contains(ranks, i) {
			b.rows[i].Verplaatsing = &v
			moves, moved = append(moves, v), append(moved, i)
		}
	}
	if moves == nil {
		return nil
	}
	slices.SortStableFunc(moves, func(a, b Verplaatsing) int { return cmp.Compare(a.Plaats, b.Plaats) })
	list := without(ranks, moved)
	for _, v := range moves {
		at := min(max(0, v.Plaats-1), len(list))
		list = slices.Insert(list, at, b.index[v.Stap])
	}
	return list
}

func without(list, gone []int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(i int) bool { return slices.Contains(gone, i) })
}
