package opmaak

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// WCAG 1.4.3 and 1.4.11, computed from the role tokens: axe sees neither text in charts nor what is not on a page today.
func TestContrast(t *testing.T) {
	light := rollen(t, eigenStijl[:strings.Index(eigenStijl, "@media")])
	_, rest, _ := strings.Cut(eigenStijl, "@media screen and (prefers-color-scheme: dark)")
	dark := rollen(t, rest[:strings.Index(rest, "@media")])
	for scheme, c := range map[string]map[string]string{"light": light, "dark": dark} {
		for _, tc := range []struct {
			text, ground string
			least        float64
		}{
			{"inkt", "papier", 7}, {"inkt-2", "papier", 4.5}, {"link", "papier", 4.5}, {"link-hover", "papier", 4.5}, {"merkkleur", "papier", 4.5},
			{"goed", "papier", 4.5}, {"letop", "papier", 4.5}, {"fout", "papier", 4.5}, {"op-merk", "merkkleur", 4.5}, {"op-merk", "merkkleur-hover", 4.5},
			{"inkt", "vlak", 7}, {"inkt-2", "vlak", 4.5}, {"link", "vlak", 4.5}, {"goed", "vlak", 4.5}, {"letop", "vlak", 4.5}, {"fout", "vlak", 4.5},
			{"inkt", "band", 4.5}, {"merkkleur", "band", 3}, {"inkt", "code", 4.5}, {"voorbeeld-inkt", "voorbeeld", 4.5}, {"rand", "papier", 3},
		} {
			if c[tc.text] == "" || c[tc.ground] == "" {
				t.Fatalf("%s: no --meent-%s or --meent-%s in meent.css", scheme, tc.text, tc.ground)
			}
			if got := contrast(t, c[tc.text], c[tc.ground]); got < tc.least {
				t.Errorf("%s: %s on %s is %.1f:1, want %v", scheme, tc.text, tc.ground, got, tc.least)
			}
		}
		if got := contrast(t, "#ffffff", c["balk"]); got < 4.5 {
			t.Errorf("%s: white on the header bar is %.1f:1", scheme, got)
		}
	}
	if got := contrast(t, "#777777", "#ffffff"); got > 4.5 {
		t.Errorf("grey on white passes with %.2f:1", got)
	}
}

var rol = regexp.MustCompile(`--meent-([\w-]+): (#[0-9a-f]{3,6})\b`)

func rollen(t *testing.T, css string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, m := range rol.FindAllStringSubmatch(css, -1) {
		found[m[1]] = m[2]
	}
	return found
}

func contrast(t *testing.T, a, b string) float64 {
	la, lb := licht(t, a), licht(t, b)
	return (math.Max(la, lb) + .05) / (math.Min(la, lb) + .05)
}

// licht is the relative luminance of WCAG.
func licht(t *testing.T, hex string) float64 {
	t.Helper()
	hex = strings.TrimPrefix(hex, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	sum := 0.0
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
