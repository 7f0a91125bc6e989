package zgw

import (
	"slices"
	"testing"
)

type choice interface {
	valuer
	Choices() []string
	Label() string
}

func TestChoices(t *testing.T) {
	tests := []struct {
		known  choice
		label  string
		count  int
		others choice
	}{
		{Vertrouwelijkheid("zeer_geheim"), "Zeer geheim", 8, Vertrouwelijkheid("Geheim")},
		{Archiefnominatie("blijvend_bewaren"), "Blijvend bewaren", 2, Archiefnominatie("x")},
		{Archiefstatus("overgedragen"), "Overgedragen", 4, Archiefstatus("x")},
		{Afleidingswijze("ingangsdatum_besluit"), "Ingangsdatum besluit", 9, Afleidingswijze("x")},
		{Betalingsindicatie("geheel"), "De met de zaak gemoeide kosten zijn geheel betaald.", 4, Betalingsindicatie("x")},
		{AardRelatie("vervolg"), "Vervolg", 3, AardRelatie("x")},
		{BetrokkeneType("niet_natuurlijk_persoon"), "Niet-natuurlijk persoon", 5, BetrokkeneType("x")},
		{RolOmschrijvingGeneriek("zaakcoordinator"), "Zaakcoördinator", 8, RolOmschrijvingGeneriek("x")},
		{ObjectType("woz_object"), "WOZ-object", 31, ObjectType("x")},
		{Richting("inkomend"), "Inkomend", 3, Richting("x")},
		{IndicatieInternOfExtern("extern"), "Extern", 2, IndicatieInternOfExtern("x")},
		{StatusDocument("in_bewerking"), "In bewerking", 4, StatusDocument("x")},
		{Vervalreden("tijdelijk"), "Besluit met tijdelijke werking", 3, Vervalreden("x")},
		{Component("zrc"), "Zaken API", 7, Component("x")}, // six of the standard, and transitie
	}
	for _, test := range tests {
		wantCode(t, test.known, "")
		wantCode(t, test.others, "invalid_choice")
		if got := test.known.Label(); got != test.label {
			t.Errorf("%v: label %q, want %q", test.known, got, test.label)
		}
		if got := test.others.Label(); got != "" {
			t.Errorf("%v: label %q, want none", test.others, got)
		}
		if got := test.known.Choices(); len(got) != test.count {
			t.Errorf("%T: %d choices, want %d", test.known, len(got), test.count)
		}
	}
}

func TestRank(t *testing.T) {
	order := Vertrouwelijkheid("").Choices()
	for rank, name := range order {
		if got := Vertrouwelijkheid(name).Rank(); got != rank {
			t.Errorf("%s: rank %d, want %d", name, got, rank)
		}
		if got := FromRank(rank); string(got) != name {
			t.Errorf("rank %d: %s, want %s", rank, got, name)
		}
	}
	if !slices.Equal([]string{order[0], order[7]}, []string{"openbaar", "zeer_geheim"}) {
		t.Errorf("order runs from %s to %s", order[0], order[7])
	}
	if r := Vertrouwelijkheid("").Rank(); r != -1 {
		t.Errorf("none has rank %d", r)
	}
	if FromRank(-1) != "" || FromRank(8) != "" {
		t.Error("a rank beyond the order has a name")
	}
}
