package maat

import "math"

// lives are durations in days, as counts: of those that ended and of those that were still open (censored). It grows with the longest
// duration, not with the number of cases.
type lives struct {
	ended    []int32
	censored []int32
	n        int
	ends     int
}

func (l *lives) add(days int, ended bool) {
	for len(l.ended) <= days {
		l.ended, l.censored = append(l.ended, 0), append(l.censored, 0)
	}
	l.n++
	if ended {
		l.ended[days]++
		l.ends++
		return
	}
	l.censored[days]++
}

func (l *lives) join(other *lives) {
	for len(l.ended) < len(other.ended) {
		l.ended, l.censored = append(l.ended, 0), append(l.censored, 0)
	}
	for t := range other.ended {
		l.ended[t] += other.ended[t]
		l.censored[t] += other.censored[t]
	}
	l.n += other.n
	l.ends += other.ends
}

// survival is the Kaplan–Meier estimate: of each day t the share that is still open after it, with a pointwise band (Greenwood, log-log).
type survival struct {
	share, low, high []float64
}

// kaplanMeier estimates it. What is censored on a day was still at risk on that day.
func (l *lives) kaplanMeier(confidence float64) survival {
	z := math.Sqrt2 * math.Erfinv(confidence)
	s := survival{make([]float64, len(l.ended)), make([]float64, len(l.ended)), make([]float64, len(l.ended))}
	left, variance, atRisk := 1.0, 0.0, l.n
	low, high := 1.0, 1.0
	for t := range l.ended {
		if d := int(l.ended[t]); d > 0 {
			left *= 1 - float64(d)/float64(atRisk)
			if d < atRisk {
				variance += float64(d) / (float64(atRisk) * float64(atRisk-d))
				low, high = logLog(left, variance, z)
			} else {
				low = 0 // nobody is left: the band above says no more than it did
			}
		}
		atRisk -= int(l.ended[t]) + int(l.censored[t])
		s.share[t], s.low[t], s.high[t] = left, low, high
	}
	return s
}

// logLog is the band exp(−exp(log(−log S) ± z·se/log S)), which stays in [0,1].
func logLog(s, variance, z float64) (low, high float64) {
	v := math.Log(s)
	wide := z * math.Sqrt(variance) / v
	return math.Exp(-math.Exp(math.Log(-v) - wide)), math.Exp(-math.Exp(math.Log(-v) + wide))
}

// quantile is the first day after which at most 1 − part is still open: the days in which that part is done. The interval inverts the
// band: it holds all days on which the band does. What is not reached is nil.
func (s survival) quantile(part float64) (value, low, high *float64) {
	at := func(curve []float64) *float64 {
		for t, left := range curve {
			if left <= 1-part+1e-12 {
				return new(float64(t))
			}
		}
		return nil
	}
	return at(s.share), at(s.low), at(s.high)
}
