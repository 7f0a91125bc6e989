package maat

import (
	"math/rand/v2"
	"testing"
)

func points(values ...float64) []*float64 {
	var list []*float64
	for _, v := range values {
		list = append(list, new(v))
	}
	return list
}

// §9: limits after eight points; a verdict from eight on one side, or one beyond the limits, and not from two loose points.
func TestChart(t *testing.T) {
	base := []float64{50, 52, 49, 51, 50, 48, 51, 49} // mean 50, moving range 15/7, limits 50 ± 5.7
	with := func(more ...float64) []*float64 { return points(append(append([]float64{}, base...), more...)...) }
	for _, test := range []struct {
		name      string
		points    []*float64
		direction Richting
		want      Oordeel
	}{
		{"seven points", points(base[:7]...), Omlaag, TeWeinig},
		{"eight points", points(base...), Omlaag, Gelijk},
		{"seven and one that cannot be told", append(points(base[:7]...), nil), Omlaag, TeWeinig},
		{"a little lower", with(47, 46), Omlaag, Gelijk},
		{"beyond the limit, lower is better", with(44), Omlaag, Beter},
		{"beyond the limit, higher is better", with(44), Omhoog, Slechter},
		{"beyond the upper limit", with(56), Omlaag, Slechter},
		{"it was beyond, and came back", with(44, 50), Omlaag, Gelijk},
		{"seven on one side", with(51, 49, 48, 49, 48, 49, 48, 49), Omlaag, Gelijk},
		{"eight on one side", with(49, 48, 49, 48, 49, 48, 49, 48), Omlaag, Beter},
		{"eight on the other side", with(51, 52, 51, 52, 51, 52, 51, 52), Omlaag, Slechter},
		{"a point on the middle breaks the row", with(49, 48, 49, 50, 49, 48, 49, 48), Omlaag, Gelijk},
	} {
		if got := Kaart(test.points, test.direction, 8).Oordeel; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	k := Kaart(points(base...), Omlaag, 0)
	if *k.Midden != 50 || *k.Onder != 44.3 || *k.Boven != 55.7 {
		t.Errorf("middle %v, limits %v and %v; want 50, 44.3, 55.7", *k.Midden, *k.Onder, *k.Boven)
	}
}

// A process that does not change is seldom called better or worse, and one that does is seen.
func TestChartByChance(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	alarms, seen := 0, 0
	const rounds = 1000
	for range rounds {
		var quiet, moved []float64
		for i := range 24 {
			x := 50 + 4*r.NormFloat64()
			quiet = append(quiet, x)
			if i >= 12 {
				x -= 16
			}
			moved = append(moved, x)
		}
		if Kaart(points(quiet...), Omlaag, 12).Oordeel != Gelijk {
			alarms++
		}
		if Kaart(points(moved...), Omlaag, 12).Oordeel == Beter {
			seen++
		}
	}
	if alarms > rounds/20 || seen < rounds*9/10 {
		t.Errorf("of %d charts %d false alarms and %d changes seen; want at most 50, at least 900", rounds, alarms, seen)
	}
}

// §9: a delivered step is judged by the same rules.
func TestBeforeAfter(t *testing.T) {
	before := points(50, 52, 49, 51, 50, 48, 51, 49)
	for _, test := range []struct {
		name          string
		before, after []*float64
		want          Oordeel
	}{
		{"too little before", before[:7], points(20), TeWeinig},
		{"nothing after", before, nil, TeWeinig},
		{"nothing that can be told after", before, []*float64{nil}, TeWeinig},
		{"the same", before, points(50, 49, 51), Gelijk},
		{"clearly lower", before, points(50, 44), Beter},
		{"eight a little lower", before, points(49, 48, 49, 48, 49, 48, 49, 48), Beter},
		{"seven a little lower", before, points(49, 48, 49, 48, 49, 48, 49), Gelijk},
	} {
		v := Vergelijk(test.before, test.after, Omlaag)
		if v.Oordeel != test.want {
			t.Errorf("%s: %s, want %s", test.name, v.Oordeel, test.want)
		}
	}
	if v := Vergelijk(before, points(40, 42), Omlaag); *v.Voor != 50 || *v.Na != 41 || v.NVoor != 8 || v.NNa != 2 {
		t.Errorf("from %v (%d) to %v (%d), want 50 (8) to 41 (2)", *v.Voor, v.NVoor, *v.Na, v.NNa)
	}
}
