package volgorde

import "math"

// quarters is how far the waves look: nu is the first, straks the two after it.
const quarters = 3

// room is what a team has in hand in each of the coming quarters.
type room struct {
	steps [quarters]int
	hours [quarters]float64
}

// waves is step 5. It walks down the order and lets each step begin in the first quarter in which its team has room for as long as
// the step lasts, and not before the quarter in which a step that it waits for begins. Teams do not wait for each other. A team can
// always have one step in hand, however large. Steps without a team are together one team with the usual number of steps at once: that
// nobody has them yet is said by a label, and is no proof that there is no room (R12).
func (b *berekening) waves() {
	rooms := map[string]*room{}
	of := func(team string) *room {
		if rooms[team] == nil {
			rooms[team] = &room{}
		}
		return rooms[team]
	}
	for i := range b.rows {
		if b.rows[i].Groep == Loopt {
			s := &b.in.Stappen[i]
			of(s.Team).take(0, b.left(s), perQuarter(s))
		}
	}
	begins := make([]int, len(b.rows))
	for _, i := range b.ranks {
		s := &b.in.Stappen[i]
		earliest := 0
		for _, first := range b.nodes[i].needs {
			earliest = max(earliest, begins[first])
		}
		months, _ := s.months()
		q := earliest
		for q < quarters && !of(s.Team).fits(q, inQuarters(months), perQuarter(s), b.teams[s.Team], b.in.Instelling.WIP) {
			q++
		}
		of(s.Team).take(q, inQuarters(months), perQuarter(s))
		begins[i], b.full[i] = q, q > earliest
		b.rows[i].Golf = [...]Golf{Nu, Straks, Straks, Later}[q]
	}
}

// left is how many quarters a running step still takes, at least one.
func (b *berekening) left(s *Stap) int {
	months, _ := s.months()
	began, known := s.Begonnen.day()
	today, ok := b.in.Peildatum.day()
	if known && ok && !began.After(today) {
		months -= monthsBetween(began, today)
	}
	return inQuarters(months)
}

func inQuarters(months int) int { return max(1, (months+2)/3) }

// perQuarter is how many hours a step takes in each quarter that it lasts; 0 when its size is not known.
func perQuarter(s *Stap) float64 {
	months, _ := s.months()
	return s.P50 / math.Max(1, float64(months)/3)
}

func (r *room) take(from, long int, hours float64) {
	for q := from; q < min(quarters, from+long); q++ {
		r.steps[q]++
		r.hours[q] += hours
	}
}

func (r *room) fits(from, long int, hours float64, t Team, usual int) bool {
	limit := usual
	if t.WIP > 0 {
		limit = t.WIP
	}
	for q := from; q < min(quarters, from+long); q++ {
		if r.steps[q] >= limit {
			return false
		}
		if r.steps[q] > 0 && t.Uren > 0 && r.hours[q]+hours > 3*t.Uren {
			return false
		}
	}
	return true
}
