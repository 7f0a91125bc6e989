package volgorde

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math"
	"slices"
)

// round keeps six decimals, so that processors that fuse multiply and add agree (R10).
func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// share is a value in [0,1] of six decimals. What is no number is no evidence.
func share(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return round(min(1, max(0, x)))
}

func shareOf(x *float64) *float64 {
	if x == nil || math.IsNaN(*x) {
		return nil
	}
	return new(share(*x))
}

// amount is a number of hours: not below zero, not without end.
func amount(x float64) float64 {
	if math.IsNaN(x) {
		return 0
	}
	return round(min(1e9, max(0, x)))
}

// within is x kept between two bounds, and the usual value when x is not a number.
func within(x, low, high, usual float64) float64 {
	if math.IsNaN(x) {
		return usual
	}
	return round(min(high, max(low, x)))
}

// clean is the input with lists in one order, each thing once, values in their bounds and of six decimals. It shares nothing with
// what was handed in.
func (in Invoer) clean() Invoer {
	out := in
	out.Instelling = in.Instelling.clean()
	out.Stappen = sorted(in.Stappen, func(s Stap) string { return s.UUID }, cleanStap)
	out.Kansen = sorted(in.Kansen, func(k Kans) string { return k.UUID }, cleanKans)
	out.Teams = sorted(in.Teams, func(t Team) string { return t.UUID }, func(t *Team) {
		t.Uren, t.WIP = amount(t.Uren), max(0, t.WIP)
	})
	out.Verplaatsingen = sorted(in.Verplaatsingen, func(v Verplaatsing) string { return v.Stap }, func(*Verplaatsing) {})
	out.Doelmaten = names(in.Doelmaten)
	out.Vorige = make(map[string]float64, len(in.Vorige))
	for uuid, s := range in.Vorige {
		out.Vorige[uuid] = share(s)
	}
	return out
}

func (i Instelling) clean() Instelling {
	usual := Standaard()
	if i == (Instelling{}) {
		return usual
	}
	return Instelling{
		Alpha:   within(i.Alpha, 0.3, 0.7, usual.Alpha),
		Delta:   within(i.Delta, 0, 1, usual.Delta),
		Gamma:   within(i.Gamma, 0, 1, usual.Gamma),
		Epsilon: within(i.Epsilon, 1e-6, 1, usual.Epsilon),
		Knip:    within(i.Knip, 0, 1, usual.Knip),
		WIP:     max(1, i.WIP),
	}
}

func cleanStap(s *Stap) {
	s.P50 = amount(s.P50)
	if s.Doorlooptijd != nil {
		s.Doorlooptijd = new(min(1200, max(0, *s.Doorlooptijd)))
	}
	s.Hard, s.Zacht = names(s.Hard), names(s.Zacht)
	s.Bijdragen = sorted(s.Bijdragen, func(b Bijdrage) string { return b.Aan }, func(*Bijdrage) {})
	s.Aanbod = sorted(s.Aanbod, func(a Aanbod) string { return a.UUID }, func(a *Aanbod) {
		a.Mensen, a.Uren, a.Lagen = min(1e6, max(0, a.Mensen)), amount(a.Uren), names(a.Lagen)
	})
	if s.Gemeten != nil {
		g := *s.Gemeten
		s.Gemeten = &Signalen{P: shareOf(g.P), B: shareOf(g.B), M: shareOf(g.M), S: shareOf(g.S), N: min(1e6, max(0, g.N)), Op: g.Op}
	}
}

func cleanKans(k *Kans) {
	k.Inkooptijd = min(1200, max(0, k.Inkooptijd))
	k.Waarde, k.Conformiteit = shareOf(k.Waarde), shareOf(k.Conformiteit)
	if k.Gebruikers != nil {
		k.Gebruikers = new(min(1e6, max(0, *k.Gebruikers)))
	}
	k.Koppelingen = sorted(k.Koppelingen, func(k Koppeling) string { return k.Stap }, func(k *Koppeling) { k.Fit = shareOf(k.Fit) })
}

// sorted is a copy of a list by key, each key once. Of two with one key the first by its text stays, whichever came first.
func sorted[T any](list []T, key func(T) string, clean func(*T)) []T {
	out := slices.Clone(list)
	for i := range out {
		clean(&out[i])
	}
	switch len(out) {
	case 0:
		return []T{}
	case 1:
		return out
	}
	slices.SortFunc(out, func(a, b T) int {
		if c := cmp.Compare(key(a), key(b)); c != 0 {
			return c
		}
		return bytes.Compare(encode(a), encode(b))
	})
	return slices.CompactFunc(out, func(a, b T) bool { return key(a) == key(b) })
}

func names(list []string) []string {
	return sorted(list, func(s string) string { return s }, func(*string) {})
}

// encode never fails: clean leaves no number that JSON cannot say.
func encode(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic("volgorde: " + err.Error())
	}
	return text
}

// digest is the SHA-256 of a clean input: the same digest is the same order, to the byte (R10). It is a fifth of the work, needs
// nothing of the order and is not needed by it: it is made beside it.
func (in Invoer) digest() (wait func() string) {
	type made struct {
		digest string
		err    error
	}
	done := make(chan made, 1)
	go func() {
		sum := sha256.New()
		err := json.NewEncoder(sum).Encode(in)
		done <- made{hex.EncodeToString(sum.Sum(nil)), err}
	}()
	return func() string {
		m := <-done
		if m.err != nil {
			panic("volgorde: " + m.err.Error())
		}
		return m.digest
	}
}
