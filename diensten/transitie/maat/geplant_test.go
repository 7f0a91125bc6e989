package maat_test

import (
	"bytes"
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"meent/diensten/transitie/maat"
	"meent/diensten/transitie/maat/planten"
)

const sets = 1000

var begin = maat.LeesDag("2025-01-01")

// plan is a quarter of cases of which half is done in about 120 days.
func plan(seed uint64) planten.Plan {
	return planten.Plan{Seed: seed, Van: begin, Dagen: 91, PerDag: 2, Mediaan: 120.5, Spreiding: 0.7, Termijn: 150}
}

func measure(cases []maat.Zaak, o maat.Opdracht) maat.Cijfer {
	return maat.Meet(slices.Values(cases), o)[0]
}

func quarter(p planten.Plan) maat.Venster {
	return maat.Venster{Van: p.Van, Tot: p.Van + maat.Dag(p.Dagen) - 1}
}

// inside says that a truth lies in the interval of a figure.
func inside(f maat.Cijfer, truth float64) bool {
	return (f.Onder == nil || *f.Onder <= truth) && (f.Boven == nil || truth <= *f.Boven) && f.Onder != nil
}

// §15.3: over 1,000 planted data sets the interval of 90 % holds the truth in 87 to 93 %, also while many cases are still open.
func TestCoverage(t *testing.T) {
	for _, test := range []struct {
		name   string
		sonde  *maat.Sonde
		part   float64
		later  maat.Dag // days after the window on which it is measured
		truth  func(planten.Plan) float64
		window func(planten.Plan) maat.Venster
	}{
		{"DV1 p50, nearly all done", &maat.Doorlooptijd, 0.5, 700, func(p planten.Plan) float64 { return p.Klaar(0.5) }, quarter},
		{"DV1 p50, half still open", &maat.Doorlooptijd, 0.5, 100, func(p planten.Plan) float64 { return p.Klaar(0.5) }, quarter},
		{"DV1 p80", &maat.Doorlooptijd, 0.8, 700, func(p planten.Plan) float64 { return p.Klaar(0.8) }, quarter},
		{"DV2", &maat.BinnenTermijn, 0, 300, func(p planten.Plan) float64 { return p.OpTijd(150) }, func(p planten.Plan) maat.Venster {
			return maat.Venster{Van: p.Van + 150, Tot: p.Van + 150 + maat.Dag(p.Dagen) - 1}
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			hits := 0
			for seed := range uint64(sets) {
				p := plan(seed)
				f := measure(p.Zaken(), maat.Opdracht{Sonde: test.sonde, Deel: test.part, Venster: test.window(p), Peildatum: quarter(p).Tot + test.later})
				if inside(f, test.truth(p)) {
					hits++
				}
			}
			t.Logf("the interval of 90 %% holds the truth in %.1f %% of %d sets", float64(hits)/sets*100, sets)
			if share := float64(hits) / sets; share < 0.87 || share > 0.93 {
				t.Errorf("the interval holds the truth in %.1f %% of the sets, want 87 to 93", share*100)
			}
		})
	}
}

// §15.3: with the truth exactly on the threshold an estimate passes wrongly in at most 6 % of the metingen, and a milestone that asks two
// windows turns wrongly in at most 1 %.
func TestWrongPass(t *testing.T) {
	wrong, milestones := 0, 0
	for seed := range uint64(sets) {
		passed := 0
		for part := range uint64(2) {
			p := plan(seed*2 + part)
			// The value on the threshold is a fail: half is done in Klaar days and not in fewer.
			bar := maat.Drempel{Op: "<", Waarde: p.Klaar(0.5)}
			f := measure(p.Zaken(), maat.Opdracht{Sonde: &maat.Doorlooptijd, Venster: quarter(p), Peildatum: quarter(p).Tot + 100})
			if maat.Doorlooptijd.Uitkomst(f, bar, 50) == maat.Geslaagd {
				wrong++
				passed++
			}
		}
		if passed == 2 {
			milestones++
		}
	}
	t.Logf("wrong pass: %.1f %% of %d metingen; wrong milestone with duur 2: %.1f %%", float64(wrong)/(2*sets)*100, 2*sets, float64(milestones)/sets*100)
	if share := float64(wrong) / (2 * sets); share > 0.06 {
		t.Errorf("%.1f %% of the metingen pass wrongly, want at most 6", share*100)
	}
	if share := float64(milestones) / sets; share > 0.01 {
		t.Errorf("%.1f %% of the milestones turn wrongly, want at most 1", share*100)
	}
	if wrong == 0 {
		t.Error("nothing ever passes: the test shows nothing")
	}
}

// §9, §15.2.13: with a backlog that grows the median of closed cases gets it wrong, and Kaplan–Meier does not.
func TestGrowingBacklog(t *testing.T) {
	far, near := 0.0, 0.0
	const rounds = 100
	for seed := range uint64(rounds) {
		p := planten.Plan{Seed: seed, Van: begin, Dagen: 365, PerDag: 3, Mediaan: 40, Spreiding: 0.8, Groei: 1.5}
		cases := p.Zaken()
		window := maat.Venster{Van: begin + 200, Tot: begin + 364}
		on := window.Tot + 30
		var all, closed []float64
		for _, z := range cases {
			if !window.Heeft(z.Start) {
				continue
			}
			all = append(all, float64(z.Eind-z.Start))
			if z.Eind <= on {
				closed = append(closed, float64(z.Eind-z.Start))
			}
		}
		truth := median(all)
		f := measure(cases, maat.Opdracht{Sonde: &maat.Doorlooptijd, Venster: window, Peildatum: on})
		if f.Waarde == nil {
			t.Fatalf("seed %d: half is not done on the peildatum: the window is too young to compare", seed)
		}
		far += math.Abs(median(closed)-truth) / rounds
		near += math.Abs(*f.Waarde-truth) / rounds
		if median(closed) >= *f.Waarde {
			t.Errorf("seed %d: closed cases say %v, Kaplan–Meier %v: there is no backlog in this plan", seed, median(closed), *f.Waarde)
		}
	}
	t.Logf("mean distance to the truth: closed cases %.1f days, Kaplan–Meier %.1f days", far, near)
	if near > far/3 {
		t.Errorf("Kaplan–Meier is off by %.1f days and closed cases by %.1f: want a third of that at most", near, far)
	}
}

func median(days []float64) float64 {
	days = slices.Sorted(slices.Values(days))
	return days[(len(days)-1)/2]
}

// messy is a plan with everything in it.
func messy(seed uint64) planten.Plan {
	return planten.Plan{
		Seed: seed, Van: begin, Dagen: 200, PerDag: 4, Mediaan: 50, Spreiding: 0.8, Types: 5, Langer: 1.2, Groei: 0.5,
		Termijn: 56, Streef: 40, Opgeschort: 0.1, Verlengd: 0.15, Ingetrokken: 0.08,
	}
}

// §15.3: shares and counts over all cases equal a recount by hand, in 1,000 planted sets with suspended, extended and withdrawn cases.
func TestRecount(t *testing.T) {
	for seed := range uint64(sets) {
		cases := messy(seed).Zaken()
		window, on := maat.Venster{Van: begin + 100, Tot: begin + 189}, begin+190
		late, inWindow, inTime, extended, withdrawn, service, open := 0, 0, 0, 0, 0, 0, 0
		for _, z := range cases {
			if z.Start > on {
				continue
			}
			stillOpen := z.Eind > on
			if stillOpen {
				open++
				if z.Termijn < on {
					late++
				}
			}
			if z.Termijn < window.Van || z.Termijn > window.Tot {
				continue
			}
			inWindow++
			if z.Eind <= z.Termijn {
				inTime++
			}
			if z.Eind <= z.Streef {
				service++
			}
			if z.Verlengd {
				extended++
			}
			if z.Ingetrokken && !stillOpen {
				withdrawn++
			}
		}
		figures := maat.Meet(slices.Values(cases),
			maat.Opdracht{Sonde: &maat.BinnenTermijn, Venster: window, Peildatum: on},
			maat.Opdracht{Sonde: &maat.Achterstand, Peildatum: on},
		)
		share, backlog := figures[0], figures[1]
		if share.N != inWindow || share.Teller != inTime || *share.Waarde != math.Round(float64(inTime)/float64(inWindow)*1e6)/1e6 {
			t.Fatalf("seed %d: %d of %d in time, by hand %d of %d", seed, share.Teller, share.N, inTime, inWindow)
		}
		for code, want := range map[string]int{maat.NaastVerlengd: extended, maat.NaastIngetrokken: withdrawn} {
			if got := beside(t, share, code); got.N != want {
				t.Fatalf("seed %d: %s %d, by hand %d", seed, code, got.N, want)
			}
		}
		if got := beside(t, share, maat.NaastServicenorm); math.Abs(*got.Waarde-float64(service)/float64(inWindow)) > 1e-6 {
			t.Fatalf("seed %d: servicenorm %v, by hand %d of %d", seed, *got.Waarde, service, inWindow)
		}
		if *backlog.Waarde != float64(late) || backlog.N != open {
			t.Fatalf("seed %d: %v of %d late, by hand %d of %d", seed, *backlog.Waarde, backlog.N, late, open)
		}
		sum := 0
		for _, s := range share.PerType {
			sum += s.N
		}
		if sum != share.N {
			t.Fatalf("seed %d: the types add up to %d of %d", seed, sum, share.N)
		}
	}
}

func beside(t *testing.T, f maat.Cijfer, code string) maat.Naast {
	t.Helper()
	i := slices.IndexFunc(f.Naast, func(n maat.Naast) bool { return n.Code == code })
	if i < 0 {
		t.Fatalf("%s does not stand beside the figure", code)
	}
	return f.Naast[i]
}

// R10, §15.3: measuring again gives the same value and the same digest, in whatever order the rows come, and whatever happened after the
// peildatum.
func TestAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for seed := range uint64(sets/3 + 1) { // with three measures each: over 1,000 metingen
		cases := messy(seed).Zaken()
		on := begin + 150
		for _, sonde := range maat.Sonden {
			o := maat.Opdracht{Sonde: sonde, Venster: maat.Terug(on, 3), Peildatum: on, Bewijs: true, Mix: map[int32]float64{0: .5, 1: .3, 2: .2}}
			first, err := json.Marshal(measure(cases, o))
			if err != nil {
				t.Fatal(err)
			}
			later := slices.Clone(cases)
			r.Shuffle(len(later), func(i, j int) { later[i], later[j] = later[j], later[i] })
			for i := range later {
				if later[i].Eind > on {
					later[i].Eind += maat.Dag(r.IntN(100)) // what has not happened yet can still change
				}
			}
			again, err := json.Marshal(measure(later, o))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(first, again) {
				t.Fatalf("seed %d, %s: measured again it is another figure\n%s\n%s", seed, sonde.Code, first, again)
			}
		}
	}
}

// §10.2: it can be said how many cases were corrected since, and which.
func TestCorrections(t *testing.T) {
	for seed := range uint64(100) {
		p := messy(seed)
		p.Opgeschort, p.Ingetrokken = 0, 0
		cases := p.Zaken()
		window := maat.Venster{Van: p.Van, Tot: p.Van + maat.Dag(p.Dagen)}
		o := maat.Opdracht{Sonde: &maat.Doorlooptijd, Venster: window, Peildatum: begin + 100000, Bewijs: true}
		n := int(seed % 12)
		corrected, want := planten.Corrigeer(cases, seed, n)
		was, is := measure(cases, o), measure(corrected, o)
		parts := was.Afdruk.Anders(is.Afdruk)
		if (n == 0) != (was.Afdruk.Digest == is.Afdruk.Digest) || len(parts) > n || n > 0 && len(parts) == 0 {
			t.Fatalf("seed %d: %d corrections show in %d parts, digests equal: %v", seed, n, len(parts), was.Afdruk.Digest == is.Afdruk.Digest)
		}
		for _, among := range [][]int{parts, nil} {
			if got := maat.Correcties(o, among, slices.Values(cases), slices.Values(corrected)); n > 0 && !slices.Equal(got, want) {
				t.Fatalf("seed %d: corrected %x, want %x", seed, got, want)
			}
		}
	}
}

// §9: standardised to the baseline, a figure does not move because other cases came in.
func TestMix(t *testing.T) {
	quick := planten.Plan{Seed: 1, Van: begin, Dagen: 90, PerDag: 20, Mediaan: 30, Spreiding: 0.5, Termijn: 42}
	slow := quick
	slow.Seed, slow.Mediaan = 2, 90
	mixed := func(nQuick, nSlow int) []maat.Zaak {
		quick.PerDag, slow.PerDag = nQuick, nSlow
		cases := quick.Zaken()
		for _, z := range slow.Zaken() {
			z.Type = 1
			cases = append(cases, z)
		}
		return cases
	}
	on := begin + 1000
	for _, sonde := range []*maat.Sonde{&maat.Doorlooptijd, &maat.BinnenTermijn} {
		o := maat.Opdracht{Sonde: sonde, Venster: maat.Venster{Van: begin, Tot: begin + 200}, Peildatum: on}
		base := measure(mixed(15, 5), o)
		o.Mix = base.Mix()
		now := measure(mixed(5, 15), o)
		raw, standard := math.Abs(*now.Waarde-*base.Waarde), math.Abs(*now.Gestandaardiseerd-*base.Waarde)
		if standard > raw/5 {
			t.Errorf("%s: from %v to %v raw and %v standardised: want the last near the first", sonde.Code, *base.Waarde, *now.Waarde, *now.Gestandaardiseerd)
		}
		if base.Gestandaardiseerd != nil {
			t.Errorf("%s is standardised without a baseline", sonde.Code)
		}
		if same := measure(mixed(15, 5), o); *same.Gestandaardiseerd != *same.Waarde {
			t.Errorf("%s: with the mix of the baseline %v is standardised to %v", sonde.Code, *same.Waarde, *same.Gestandaardiseerd)
		}
	}
}

// §15.3 on scale: a million cases, three measures and a digest in one pass. The time is printed; the memory is bounded.
func BenchmarkMillion(b *testing.B) {
	cases := planten.Plan{Seed: 1, Van: begin, Dagen: 1000, PerDag: 1000, Mediaan: 50, Spreiding: 0.8, Types: 40, Termijn: 56, Streef: 40, Opgeschort: 0.1}.Zaken()
	on := begin + 1000
	window := maat.Venster{Van: begin, Tot: on - 1}
	for _, bewijs := range []bool{false, true} {
		b.Run(map[bool]string{false: "figures", true: "figures_and_digests"}[bewijs], func(b *testing.B) {
			for b.Loop() {
				maat.Meet(slices.Values(cases),
					maat.Opdracht{Sonde: &maat.Doorlooptijd, Venster: window, Peildatum: on, Bewijs: bewijs},
					maat.Opdracht{Sonde: &maat.BinnenTermijn, Venster: window, Peildatum: on, Bewijs: bewijs},
					maat.Opdracht{Sonde: &maat.Achterstand, Peildatum: on, Bewijs: bewijs},
				)
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/million_cases")
		})
	}
}
