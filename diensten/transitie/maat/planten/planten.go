// Package planten makes cases with a known truth, so that a measure can be held against what was planted (transition.md §15.1). The same
// plan gives the same cases. It is for tests, benchmarks and examples; what it makes is declared to be made up.
package planten

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"

	"meent/diensten/transitie/maat"
)

// Plan is what to plant.
type Plan struct {
	Seed uint64
	// Van is the first day on which cases begin, Dagen for how many days they do, PerDag how many each day.
	Van    maat.Dag
	Dagen  int
	PerDag int
	// Mediaan and Spreiding are those of the lognormal lead time in days: half is done in Mediaan, Spreiding is the sigma of the logarithm.
	Mediaan   float64
	Spreiding float64
	// Types are how many zaaktypen there are; each next one takes Langer times as long as the one before, 1 when 0.
	Types  int
	Langer float64
	// Groei is by how much lead times grow in a year: 1 doubles them. That is a backlog that grows.
	Groei float64
	// Termijn and Streef are days after the start; 0 is none.
	Termijn int
	Streef  int
	// The shares of cases that are suspended (10 to 40 days longer), extended, and withdrawn half way.
	Opgeschort  float64
	Verlengd    float64
	Ingetrokken float64
}

// Zaken are the cases of a plan with all their ends, also those that lie far ahead: a measure sees only what had happened on its
// peildatum, and the truth is what a recount of these gives.
func (p Plan) Zaken() []maat.Zaak {
	r := rand.New(rand.NewPCG(p.Seed, 0x6d65656e74))
	types, longer := max(1, p.Types), p.Langer
	if longer == 0 {
		longer = 1
	}
	cases := make([]maat.Zaak, 0, p.Dagen*p.PerDag)
	for day := range p.Dagen {
		for range p.PerDag {
			z := maat.Zaak{Type: int32(r.IntN(types)), Start: p.Van + maat.Dag(day), Termijn: maat.GeenDag, Streef: maat.GeenDag}
			binary.BigEndian.PutUint64(z.ID[:], r.Uint64())
			binary.BigEndian.PutUint64(z.ID[8:], uint64(len(cases)))
			days := p.Mediaan * math.Exp(p.Spreiding*r.NormFloat64()) * math.Pow(longer, float64(z.Type)) * (1 + p.Groei*float64(day)/365)
			if r.Float64() < p.Opgeschort {
				z.Opgeschort = int32(10 + r.IntN(31))
				days += float64(z.Opgeschort)
			}
			if z.Ingetrokken = r.Float64() < p.Ingetrokken; z.Ingetrokken {
				days *= 0.5 * r.Float64()
			}
			z.Eind = z.Start + maat.Dag(math.Min(math.Floor(days), 1e6))
			z.Verlengd = r.Float64() < p.Verlengd
			if p.Termijn > 0 {
				z.Termijn = z.Start + maat.Dag(p.Termijn)
				if z.Verlengd {
					z.Termijn += maat.Dag(p.Termijn) / 2
				}
			}
			if p.Streef > 0 {
				z.Streef = z.Start + maat.Dag(p.Streef)
			}
			cases = append(cases, z)
		}
	}
	return cases
}

// Klaar is the truth of a plan without growth, suspension and withdrawal and with one zaaktype: the day at which a part of the cases is done.
func (p Plan) Klaar(part float64) float64 {
	z := math.Sqrt2 * math.Erfinv(2*part-1)
	return math.Floor(p.Mediaan * math.Exp(p.Spreiding*z))
}

// OpTijd is the truth of such a plan about terms: the share of the cases that ends within so many days.
func (p Plan) OpTijd(days int) float64 {
	return 0.5 * (1 + math.Erf((math.Log(float64(days+1))-math.Log(p.Mediaan))/(p.Spreiding*math.Sqrt2)))
}

// Corrigeer is a copy of the cases in which n got another end, as after a correction in the register, and the ids of those, in order.
func Corrigeer(cases []maat.Zaak, seed uint64, n int) ([]maat.Zaak, []maat.ID) {
	r := rand.New(rand.NewPCG(seed, 0x636f7272))
	changed := slices.Clone(cases)
	var ids []maat.ID
	for _, i := range r.Perm(len(changed))[:min(n, len(changed))] {
		changed[i].Eind += maat.Dag(1 + r.IntN(20))
		ids = append(ids, changed[i].ID)
	}
	slices.SortFunc(ids, func(a, b maat.ID) int { return slices.Compare(a[:], b[:]) })
	return changed, ids
}
