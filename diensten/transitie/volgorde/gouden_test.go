package volgorde

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

const today = Datum("2026-11-24")

// window is an opportunity whose urgency on the peildatum is u, made with dates only, for a step of so many months.
func window(t *testing.T, u float64, months int) (opent, sluit Datum) {
	t.Helper()
	now, _ := today.day()
	if u == 1 {
		return datum(addMonths(now, -12)), datum(addMonths(now, months))
	}
	// Of 800 days between the rise and the last responsible moment so many have passed.
	rise := now.AddDate(0, 0, -int(math.Round((u-urgencyAtRise)/(1-urgencyAtRise)*800)))
	lvm := rise.AddDate(0, 0, 800)
	o, s := addMonths(rise, monthsBefore), addMonths(lvm, months)
	if !addMonths(o, -monthsBefore).Equal(rise) || !addMonths(s, -months).Equal(lvm) {
		t.Fatalf("urgency %v falls on days that cannot be counted back from; choose another peildatum", u)
	}
	return datum(o), datum(s)
}

// gouden is the golden example of §4.3 as an input: 20 hours a month are needed by each step, so that p × 20 hours are offered.
func gouden(t *testing.T, withMeasured bool) Invoer {
	t.Helper()
	const months = 6
	type tie struct {
		soort          string
		waarde, fit, u float64
	}
	all := []struct {
		id         string
		p, b, m, s float64
		n          int
		kansen     []tie
		sterkte    string
		hard       []string
	}{
		{"S1", .55, .50, .60, .60, 24, []tie{{"contracteinde", .8, .9, 1}, {"wet", .5, .6, .4}}, "sterk", []string{"S2"}},
		{"S2", .30, .20, .30, .40, 9, []tie{{"wet", .6, .8, .3}}, "zwak", nil},
		{"S3", .80, .75, .70, .80, 41, []tie{{"component", .9, .9, .63}, {"partner", .8, .8, 1}}, "sterk", nil},
		{"S4", .25, .30, .20, .40, 12, []tie{{"contracteinde", .9, .8, .9}}, "zwak", nil},
		{"S5", .65, .60, .80, .60, 30, []tie{{"component", .7, .9, .5}, {"geld", .6, .7, .8}}, "sterk", []string{"S4"}},
		{"S6", .10, .10, .10, .20, 5, []tie{{"technischEinde", .9, 1, 1}}, "geen", []string{"S1", "S4"}},
		{"S7", .90, .40, .90, .40, 7, nil, "sterk", nil},
		{"S8", .45, .55, .35, .60, 18, []tie{{"partner", .9, .9, 1}, {"politiek", .7, .5, 1}}, "zwak", nil},
	}
	layers := []string{"bestuur", "secretaris", "topmanagement", "middenmanagement", "basis"}
	in := Invoer{Peildatum: today, Doelmaten: []string{"DV2"}}
	for _, x := range all {
		s := Stap{
			UUID: x.id, Titel: "Stap " + x.id, Toestand: Kandidaat, P50: 120, Doorlooptijd: new(months), Hard: x.hard, Team: "T-" + x.id,
			Bijdragen: []Bijdrage{{Aan: "DV2", Naam: "Op tijd klaar", Sterkte: x.sterkte}},
			Aanbod: []Aanbod{{
				UUID: "A-" + x.id, Team: "T-" + x.id, Mensen: x.n, Uren: x.p * 20, Lagen: layers[:int(math.Round(x.s*5))],
				DoorTeamleider: true, Door: "Sanne Kok", Op: today,
			}},
		}
		if x.id == "S7" {
			s.P50, s.Doorlooptijd, s.Omkeerbaar = 60, new(3), true
			s.Aanbod[0].Uren = x.p * 20
		}
		if withMeasured {
			s.Gemeten = &Signalen{B: new(x.b), M: new(x.m), N: x.n, Op: today}
		}
		in.Stappen = append(in.Stappen, s)
		for i, tie := range x.kansen {
			k := Kans{
				UUID: fmt.Sprintf("K-%s-%d", x.id, i), Titel: "Kans " + tie.soort, Soort: tie.soort, Waarde: new(tie.waarde),
				Koppelingen: []Koppeling{{Stap: x.id, Fit: new(tie.fit)}},
			}
			switch {
			case tie.soort == "component": // three organisations use it
				k.Gebruikers, k.Conformiteit = new(3), new((tie.u-0.5*used(3))/0.5)
			case tie.soort == "partner":
				k.PartnerToestand = Lopend
			case tie.u == urgencyNoEnd:
			default:
				k.Opent, k.Sluit = window(t, tie.u, months)
			}
			in.Kansen = append(in.Kansen, k)
		}
	}
	return in
}

// §4.3: the golden example to three decimals, with all four signals and with offers only.
func TestGolden(t *testing.T) {
	type want struct{ e, k, s, t float64 }
	order := []string{"S3", "S2", "S1", "S4", "S5", "S8", "S6"}
	for _, test := range []struct {
		name         string
		withMeasured bool
		want         map[string]want
	}{
		{"§4.3 four signals", true, map[string]want{
			"S3": {.792, .494, .625, .625}, "S2": {.337, .130, .157, .157}, "S1": {.633, .558, .594, .565}, "S4": {.346, .454, .297, .297},
			"S5": {.716, .327, .484, .460}, "S8": {.557, .467, .383, .383}, "S6": {.127, .630, .141, .127}, "S7": {.583, 0, 0, 0},
		}},
		{"§4.3 offers only", false, map[string]want{
			"S3": {.620, .494, .553, .553}, "S2": {.229, .130, .129, .129}, "S1": {.441, .558, .496, .471}, "S4": {.219, .454, .236, .236},
			"S5": {.503, .327, .406, .385}, "S8": {.376, .467, .314, .314}, "S6": {.079, .630, .111, .100}, "S7": {.472, 0, 0, 0},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			u := Bereken(gouden(t, test.withMeasured))
			if !u.RangTonen || u.Gescoord != 7 {
				t.Errorf("%d steps have a score, shown %v; want 7, true", u.Gescoord, u.RangTonen)
			}
			for i, id := range order {
				if r := u.Stappen[i]; r.UUID != id || r.Rang == nil || *r.Rang != i+1 {
					t.Errorf("place %d: %s with rank %v, want %s", i+1, r.UUID, r.Rang, id)
				}
			}
			for _, r := range u.Stappen {
				got := want{r.Energie.E, r.Kans.K, 0, 0}
				if r.Score != nil {
					got.s, got.t = r.Score.S, r.Score.T
				}
				if w := test.want[r.UUID]; !near(got.e, w.e) || !near(got.k, w.k) || !near(got.s, w.s) || !near(got.t, w.t) {
					t.Errorf("%s: E K S T = %.4f, want %.3f", r.UUID, got, w)
				}
			}
			for pulled, by := range map[string]string{"S2": "S1", "S4": "S5", "S1": "", "S3": ""} {
				if r := find(t, u, pulled); r.GetrokkenDoor != by {
					t.Errorf("%s is pulled by %q, want %q", pulled, r.GetrokkenDoor, by)
				}
			}
			if r := find(t, u, "S7"); r.Groep != GewoonProberen || r.Plek != 0 {
				t.Errorf("S7 is in %s with place %d, want the lane %s", r.Groep, r.Plek, GewoonProberen)
			}
		})
	}
}

func near(got, want float64) bool { return fmt.Sprintf("%.3f", got) == fmt.Sprintf("%.3f", want) }

func find(t *testing.T, u Uitslag, uuid string) Regel {
	t.Helper()
	for _, r := range u.Stappen {
		if r.UUID == uuid {
			return r
		}
	}
	t.Fatalf("step %s is not in the order", uuid)
	return Regel{}
}

// §4.4: the explanation of step 2 in the golden example, and the terms that add up to ln S.
func TestExplanation(t *testing.T) {
	u := Bereken(gouden(t, true))
	s2 := find(t, u, "S2")
	text := strings.Join(s2.Zinnen, "\n")
	for _, part := range []string{
		"Staat op 2: stap ‘Stap S1’ (0,59) wacht hierop; eigen score 0,16.",
		"Op eigen kracht stond deze stap op plek 6.",
		"Doel: helpt een beetje bij ‘Op tijd klaar’.",
		"Energie: 9 mensen, 6 uur per maand, 2 lagen (deels gezegd, deels gemeten).",
		"Kans: ‘Kans wet’, zonder einddatum.",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("the explanation of S2 lacks %q:\n%s", part, text)
		}
	}
	if got := strings.Join(find(t, u, "S1").Zinnen, "\n"); !strings.Contains(got, "Eerst ‘Stap S2’.") {
		t.Errorf("the explanation of S1 does not say that S2 comes first:\n%s", got)
	}
	sum := 0.0
	for _, term := range s2.Termen {
		sum += term.Effect
	}
	if got, want := sum, math.Log(s2.Score.S); math.Abs(got-want) > 1e-5 {
		t.Errorf("the effects add up to %v, want ln S = %v", got, want)
	}
}
