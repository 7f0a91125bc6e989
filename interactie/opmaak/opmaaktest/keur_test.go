package opmaaktest

import (
	"slices"
	"strings"
	"testing"
)

func TestKeur(t *testing.T) {
	const good = `<!doctype html><html lang="nl"><head><title>T</title></head><body><h1>A</h1><h2>B</h2><label for="x">X</label><input id="x" aria-describedby="y"><p id="y"></p></body></html>`
	if got := Keur(good); len(got) > 0 {
		t.Errorf("a good page has %v", got)
	}
	for name, tc := range map[string][2]string{
		"twice an id":       {`<p id="y"></p>`, `id "y" is there 2 times`},
		"two h1":            {`<h1>C</h1>`, "2 elements h1"},
		"a level skipped":   {`<h4>C</h4>`, "comes after level 2"},
		"own style":         {`<p style="color:red">`, "style="},
		"a handler":         {`<p onclick="x()">`, "onclick="},
		"a script":          {`<script>x()</script>`, "a script in the page"},
		"no label":          {`<input name="z">`, `<input name="z"> without label`},
		"an empty link":     {`<a href="/x"> </a>`, "a link to /x"},
		"click here":        {`<a href="/x">Klik hier</a>`, "klik hier"},
		"described by none": {`<p aria-describedby="weg">`, `names "weg"`},
		"elsewhere":         {`<form method="post" action="https://elders.example/"></form>`, "another site"},
		"no alt":            {`<img src="/x">`, "img without alt"},
		"a placeholder":     {`<label for="w">W</label><input id="w" name="w" placeholder="W">`, "placeholder"},
	} {
		got := Keur(strings.Replace(good, "</body>", tc[0]+"</body>", 1))
		if !slices.ContainsFunc(got, func(f string) bool { return strings.Contains(f, tc[1]) }) {
			t.Errorf("%s: said was %v, want %q", name, got, tc[1])
		}
	}
}
