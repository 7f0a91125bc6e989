package maat

import "math"

// wilson is the interval of a share that is k of n.
func wilson(k, n int, confidence float64) (low, high float64) {
	z := math.Sqrt2 * math.Erfinv(confidence)
	p, m := float64(k)/float64(n), float64(n)
	middle := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, middle-half), min(1, middle+half)
}

// part is a share with its interval; without cases there is none.
func part(k, n int, confidence float64) (value, low, high *float64) {
	if n == 0 {
		return nil, nil, nil
	}
	l, h := wilson(k, n, confidence)
	return number(float64(k)/float64(n), true), number(l, true), number(h, true)
}
