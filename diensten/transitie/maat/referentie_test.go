package maat

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// The figures of lifelines and statsmodels on the same data; testdata/referentie.py made them and says with which versions.
func TestReference(t *testing.T) {
	body, err := os.ReadFile("testdata/referentie.json")
	if err != nil {
		t.Fatal(err)
	}
	var ref struct {
		KaplanMeier []struct {
			Seed       int
			Zekerheid  float64
			Dagen      []int
			Beeindigd  []bool
			Kwantielen []struct {
				Deel                 float64
				Waarde, Onder, Boven *float64
			}
			Kromme [][4]*float64
		}
		Wilson []struct {
			K, N                    int
			Zekerheid, Onder, Boven float64
		}
	}
	if err := json.Unmarshal(body, &ref); err != nil {
		t.Fatal(err)
	}
	if len(ref.KaplanMeier) < 20 || len(ref.Wilson) < 50 {
		t.Fatalf("only %d and %d reference figures", len(ref.KaplanMeier), len(ref.Wilson))
	}
	for _, set := range ref.KaplanMeier {
		l := &lives{}
		for i, days := range set.Dagen {
			l.add(days, set.Beeindigd[i])
		}
		s := l.kaplanMeier(set.Zekerheid)
		for _, point := range set.Kromme {
			day := int(*point[0])
			for i, got := range []float64{s.share[day], s.low[day], s.high[day]} {
				if math.Abs(got-*point[i+1]) > 1e-9 {
					t.Errorf("set %d, day %d: share, low, high [%d] = %v, lifelines says %v", set.Seed, day, i, got, *point[i+1])
				}
			}
		}
		for _, q := range set.Kwantielen {
			value, low, high := s.quantile(q.Deel)
			if !same(value, q.Waarde) || !same(low, q.Onder) || !same(high, q.Boven) {
				t.Errorf("set %d, %v: %s [%s, %s], lifelines says %s [%s, %s]", set.Seed, q.Deel,
					show(value), show(low), show(high), show(q.Waarde), show(q.Onder), show(q.Boven))
			}
		}
	}
	for _, w := range ref.Wilson {
		low, high := wilson(w.K, w.N, w.Zekerheid)
		if math.Abs(low-w.Onder) > 1e-9 || math.Abs(high-w.Boven) > 1e-9 {
			t.Errorf("%d of %d at %v: [%v, %v], statsmodels says [%v, %v]", w.K, w.N, w.Zekerheid, low, high, w.Onder, w.Boven)
		}
	}
}

func same(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func show(x *float64) string {
	if x == nil {
		return "none"
	}
	b, _ := json.Marshal(*x)
	return string(b)
}
