package kaart

import (
	"strings"
	"testing"
)

// §4.2: a proposal says what moved, and why.
func TestWaaromVerplaatst(t *testing.T) {
	rij := func(plek int, more func(*regel)) *regel {
		r := &regel{UUID: "a", Titel: "Stap", Plek: plek, Golf: "nu", Groep: "gescoord"}
		r.Energie.Bekend, r.Energie.E, r.Energie.N, r.Energie.Uren = true, 0.3, 4, 20
		r.Kans.Bekend, r.Kans.K, r.Kans.Posten = true, 0.4, []post{{Kans: "k", Titel: "Contract loopt af", Sluit: "2027-12-01", LVM: "2027-06-01"}}
		r.Doel.G = 0.75
		if more != nil {
			more(r)
		}
		r.in = &uitslag{Peildatum: "2026-11-24", Stappen: []*regel{r, {UUID: "b", Titel: "Andere"}}}
		return r
	}
	meer := func(r *regel) { r.Energie.E, r.Energie.N, r.Energie.Uren = 0.6, 9, 40 }
	for _, c := range []struct {
		naam    string
		was, nu *regel
		want    string
	}{
		{"more energy", rij(4, nil), rij(1, meer), "Meer energie: 9 mensen, 40 uur per maand. Dat was 4 mensen, 20 uur per maand."},
		{"less energy", rij(1, meer), rij(4, nil), "Minder energie: 4 mensen"},
		{"a new door", rij(4, nil), rij(1, func(r *regel) {
			r.Kans.K, r.Kans.Posten = 0.6, append(r.Kans.Posten, post{Kans: "s", Titel: "Subsidie", Sluit: "2027-08-01", LVM: "2027-02-01"})
		}), "1 nieuwe kans: Subsidie, op 1 augustus 2027."},
		{"a door that nears", rij(4, nil), rij(1, func(r *regel) { r.Kans.K = 0.5 }), "Het laatste moment komt dichterbij."},
		{"a door that nears is no reason to go back", rij(3, nil), rij(4, func(r *regel) { r.Kans.K = 0.5 }), "Schuift naar achteren"},
		{"by hand", rij(4, nil), rij(1, func(r *regel) { r.Verplaatsing = &verplaatsing{Reden: "De raad vroeg het."} }), "Met de hand verplaatst: De raad vroeg het."},
		{"no longer by hand", rij(1, func(r *regel) { r.Verplaatsing = &verplaatsing{} }), rij(4, nil), "Niet meer met de hand verplaatst."},
		{"another waits for it", rij(4, nil), rij(1, func(r *regel) { r.GetrokkenDoor = "b" }), "‘Andere’ wacht hierop."},
		{"others moved back", rij(4, nil), rij(3, nil), "Schuift naar voren"},
		{"others came before", rij(3, nil), rij(4, nil), "Schuift naar achteren"},
		{"new in the order", nil, rij(4, nil), "Nu is er energie: 4 mensen, 20 uur per maand."},
		{"it runs", rij(4, nil), nil, "Loopt, is klaar of doet niet meer mee."},
	} {
		t.Run(c.naam, func(t *testing.T) {
			got := strings.ReplaceAll(waaromVerplaatst(c.was, c.nu), "\u00a0", " ")
			if !strings.Contains(got, c.want) {
				t.Errorf("got %q, want %q in it", got, c.want)
			}
		})
	}
}
