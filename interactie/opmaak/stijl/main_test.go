package main

import (
	"strings"
	"testing"
)

const thema = `.voorbeeld-theme {
  /* a comment; with --geen: "token"; in it */
  --a: var(--b);
  --b: var( --c, 1px);
  --c: 2px;
  --los: var(--a);
  --voorbeeld-kleuren-grijs-50: #f9f9fa;
  --voorbeeld-kleuren-grijs-700: #001a40;
  --voorbeeld-kleuren-violet-50: #faf8ff;
  --voorbeeld-kleuren-violet-700: #1d0857;
}`

func TestAlleenGebruikteTokens(t *testing.T) {
	table := leesTokens(thema)
	if len(table) != 8 {
		t.Fatalf("read %d tokens, want 8: %v", len(table), table)
	}
	if got := gebruikt(table, "p{margin:var(--a)}"); got != "--a:var(--b);--b:var( --c, 1px);--c:2px;" {
		t.Errorf("kept %s", got)
	}
	if got := gebruikt(table, "p{margin:var(--onbekend)}"); got != "" {
		t.Errorf("kept %s", got)
	}
}

// Dark is light turned around, with our own brand in the place of the theme's.
func TestSpiegel(t *testing.T) {
	got := spiegel(leesTokens(thema), ".meent-theme { --voorbeeld-kleuren-violet-50: #f3fafb; --voorbeeld-kleuren-violet-700: #00222a; }")
	for _, want := range []string{"grijs-50:#001a40;", "grijs-700:#f9f9fa;", "violet-50:#00222a;", "violet-700:#f3fafb;"} {
		if !strings.Contains(got, "--voorbeeld-kleuren-"+want) {
			t.Errorf("%s has no %s", got, want)
		}
	}
}

func TestKlein(t *testing.T) {
	got, err := klein("/* weg */ .a { color : #ffffff ; inset-inline: 0 0 } .b:not([open]) > p::before { content: \"›\" / \"\" }")
	if err != nil || strings.Contains(string(got), "weg") || !strings.Contains(string(got), `.b:not([open])>p::before`) {
		t.Errorf("%s %v", got, err)
	}
}
