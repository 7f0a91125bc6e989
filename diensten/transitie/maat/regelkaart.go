package maat

import (
	"math"
	"slices"
)

// minBand is how many points a control chart needs before it has limits, and how many in a row on one side are no accident (§9).
const minBand = 8

// perRange turns the mean moving range of single points into three standard deviations: 3 ÷ 1.128.
const perRange = 2.66

// Oordeel is what a control chart says.
type Oordeel string

// The verdicts, in the words of the page.
const (
	Beter     Oordeel = "beter"
	Gelijk    Oordeel = "gelijk"
	Slechter  Oordeel = "slechter"
	TeWeinig  Oordeel = "te weinig gegevens"
	geenKant          = 0
	bovenkant         = 1
	onderkant         = -1
)

// Regelkaart is an XmR chart (process behaviour) of a measure over time.
type Regelkaart struct {
	// Midden, Onder and Boven are the mean and the limits of the first points; nil until there are eight.
	Midden *float64 `json:"midden"`
	Onder  *float64 `json:"onder"`
	Boven  *float64 `json:"boven"`
	// Oordeel is about now: the last point lies beyond the limits, or the last eight on one side of the middle.
	Oordeel Oordeel `json:"oordeel"`
}

// Kaart makes the chart of a series, oldest first; a nil point is one that cannot be told yet, and is passed over. The limits come from
// the baseline: the first so many points, at least eight. Two loose points prove nothing.
func Kaart(points []*float64, direction Richting, baseline int) Regelkaart {
	known := known(points)
	baseline = max(minBand, baseline)
	if len(known) < minBand {
		return Regelkaart{Oordeel: TeWeinig}
	}
	limits := known[:min(baseline, len(known))]
	return chart(limits, known, direction)
}

// VoorNa is what a delivered step did to a measure, by the same rules (§9).
type VoorNa struct {
	// Voor and Na are the means of the points before and after; nil when there are none.
	Voor *float64 `json:"voor"`
	Na   *float64 `json:"na"`
	// NVoor and NNa are how many points these are.
	NVoor int `json:"nVoor"`
	NNa   int `json:"nNa"`
	// Oordeel is te weinig gegevens until there are eight points before and one after.
	Oordeel Oordeel `json:"oordeel"`
}

// Vergelijk sets the points before a step was delivered against those after it. The point in which it was delivered belongs to neither.
func Vergelijk(before, after []*float64, direction Richting) VoorNa {
	was, is := known(before), known(after)
	v := VoorNa{NVoor: len(was), NNa: len(is), Oordeel: TeWeinig}
	v.Voor, v.Na = number(mean(was), len(was) > 0), number(mean(is), len(is) > 0)
	if len(was) >= minBand && len(is) > 0 {
		v.Oordeel = chart(was, is, direction).Oordeel
	}
	return v
}

func known(points []*float64) []float64 {
	var list []float64
	for _, p := range points {
		if p != nil {
			list = append(list, *p)
		}
	}
	return list
}

// chart takes the limits from some points and judges others.
func chart(limits, points []float64, direction Richting) Regelkaart {
	middle, moving := mean(limits), 0.0
	for i := 1; i < len(limits); i++ {
		moving += math.Abs(limits[i] - limits[i-1])
	}
	wide := perRange * moving / float64(len(limits)-1)
	k := Regelkaart{Midden: number(middle, true), Onder: number(middle-wide, true), Boven: number(middle+wide, true), Oordeel: Gelijk}
	switch side := k.signal(points); {
	case side == geenKant:
	case (side == bovenkant) == (direction == Omhoog):
		k.Oordeel = Beter
	default:
		k.Oordeel = Slechter
	}
	return k
}

// signal is the side on which the last point lies beyond the limits, or the last eight lie together.
func (k *Regelkaart) signal(points []float64) int {
	last := math.Round(points[len(points)-1]*1e6) / 1e6
	switch {
	case last > *k.Boven:
		return bovenkant
	case last < *k.Onder:
		return onderkant
	case len(points) < minBand:
		return geenKant
	}
	run := points[len(points)-minBand:]
	switch {
	case slices.Min(run) > *k.Midden:
		return bovenkant
	case slices.Max(run) < *k.Midden:
		return onderkant
	}
	return geenKant
}

func mean(points []float64) float64 {
	sum := 0.0
	for _, p := range points {
		sum += p
	}
	return sum / float64(len(points))
}
