// Command stijl makes the full styles: it joins the packages of NL Design System that npm put in node_modules, drops comments
// and the tokens that nothing uses, lays Meent's own styles over them, and leaves style sheet and fonts in gebouwd for the program to hold.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: stijl FOLDER-WITH-NODE-MODULES FOLDER-TO-FILL")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "stijl:", err)
		os.Exit(1)
	}
}

// pakketten are the components that pages use, in the order in which they are joined.
var pakketten = []string{
	"@nl-design-system-candidate/button-css/dist/button.css",
	"@nl-design-system-candidate/heading-css/dist/heading.css",
	"@nl-design-system-candidate/link-css/dist/link.css",
	"@nl-design-system-candidate/paragraph-css/dist/paragraph.css",
	"@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
}

const tokens = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"

// letter is one font: latin for every page, latin-ext for names such as Şahin, fetched only when used.
type letter struct {
	pakket, naam string
	dikte        int
}

var letters = []letter{{"source-sans-3", "Source Sans 3", 400}, {"source-sans-3", "Source Sans 3", 700}, {"fira-sans", "Fira Sans", 600}}

func run(source, target string) error {
	modules := filepath.Join(source, "node_modules")
	var parts []string
	for _, p := range pakketten {
		text, err := os.ReadFile(filepath.Join(modules, p))
		if err != nil {
			return err
		}
		parts = append(parts, string(text))
	}
	own, err := os.ReadFile(filepath.Join(source, "meent.css"))
	if err != nil {
		return err
	}
	theme, err := os.ReadFile(filepath.Join(source, "thema.css"))
	if err != nil {
		return err
	}
	all, err := os.ReadFile(filepath.Join(modules, tokens))
	if err != nil {
		return err
	}
	table := leesTokens(string(all))
	thema := strings.Replace(string(theme), "/* @spiegel */", spiegel(table, string(theme)), 1)
	used := gebruikt(table, strings.Join(parts, "")+thema+string(own))
	if err := leegmaken(target); err != nil {
		return err
	}
	fonts, err := lettertypen(modules, target)
	if err != nil {
		return err
	}
	sheet := fonts + ".voorbeeld-theme{" + used + "}" + strings.Join(parts, "\n") + thema + string(own)
	small, err := klein(sheet)
	if err != nil {
		return err
	}
	small = append([]byte(dank), small...)
	if err := licenties(modules, target); err != nil {
		return err
	}
	name := "app." + hash(small) + ".css"
	fmt.Printf("%s: %d tokens of %d, %.1f kB\n", name, strings.Count(used, ";"), len(table), float64(len(small))/1000)
	return os.WriteFile(filepath.Join(target, name), small, 0o644)
}

// dank heads the style sheet: its parts are given on condition that their licence comes along.
const dank = "/* NL Design System: EUPL-1.2. Source Sans 3, Fira Sans: OFL-1.1. Licenties: licenties.txt */\n"

// licenties joins the texts of the licences of all that is in the styles, each once.
func licenties(modules, target string) error {
	packages := []string{filepath.Dir(filepath.Dir(tokens))}
	for _, p := range pakketten {
		packages = append(packages, filepath.Dir(filepath.Dir(p)))
	}
	for _, l := range letters {
		packages = append(packages, "@fontsource/"+l.pakket)
	}
	slices.Sort(packages)
	names := map[string][]string{}
	var texts []string
	for _, p := range slices.Compact(packages) {
		found, err := filepath.Glob(filepath.Join(modules, p, "LICENSE*"))
		if err != nil || len(found) == 0 {
			return fmt.Errorf("%s: no licence: %v", p, err)
		}
		body, err := os.ReadFile(found[0])
		if err != nil {
			return err
		}
		if names[string(body)] == nil {
			texts = append(texts, string(body))
		}
		names[string(body)] = append(names[string(body)], p)
	}
	var b strings.Builder
	for _, text := range texts {
		fmt.Fprintf(&b, "%s\n\n%s\n\n\n", strings.Join(names[text], ", "), strings.TrimSpace(text))
	}
	return os.WriteFile(filepath.Join(target, "licenties.txt"), []byte(b.String()), 0o644)
}

// token is a custom property of the theme.
type token struct{ naam, waarde string }

var regel = regexp.MustCompile(`(?m)^\s*(--[\w-]+):\s*(.*?);`)

func leesTokens(text string) []token {
	text = regexp.MustCompile(`(?s)/\*.*?\*/`).ReplaceAllString(text, "")
	var all []token
	for _, m := range regel.FindAllStringSubmatch(text, -1) {
		all = append(all, token{m[1], m[2]})
	}
	return all
}

var verwijzing = regexp.MustCompile(`var\(\s*(--[\w-]+)`)

// gebruikt are the tokens that the styles reach through var(), directly or by way of each other.
func gebruikt(all []token, styles string) string {
	value := map[string]string{}
	for _, t := range all {
		value[t.naam] = t.waarde
	}
	reached := map[string]bool{}
	for todo := verwijzing.FindAllStringSubmatch(styles, -1); len(todo) > 0; {
		name := todo[len(todo)-1][1]
		todo = todo[:len(todo)-1]
		if _, known := value[name]; known && !reached[name] {
			reached[name] = true
			todo = append(todo, verwijzing.FindAllStringSubmatch(value[name], -1)...)
		}
	}
	var b strings.Builder
	for _, t := range all {
		if reached[t.naam] {
			b.WriteString(t.naam + ":" + t.waarde + ";")
		}
	}
	return b.String()
}

var schaal = regexp.MustCompile(`(--voorbeeld-kleuren-\w+)-(50|[1-7]00)\b:\s*(#\w+)`)

// spiegel turns the scales of colours around for dark: 50 becomes 700, 100 becomes 600, and so on. Our own scale wins over the theme's.
func spiegel(all []token, theme string) string {
	light := map[string]string{}
	var names []string
	see := func(m []string) {
		key := m[1] + "-" + m[2]
		if _, known := light[key]; !known {
			names = append(names, key)
		}
		light[key] = m[3]
	}
	for _, t := range all {
		if m := schaal.FindStringSubmatch(t.naam + ":" + t.waarde); m != nil {
			see(m)
		}
	}
	for _, m := range schaal.FindAllStringSubmatch(theme, -1) {
		see(m)
	}
	steps := []string{"50", "100", "200", "300", "400", "500", "600", "700"}
	var b strings.Builder
	for _, name := range names {
		at := strings.LastIndex(name, "-")
		other := steps[len(steps)-1-slices.Index(steps, name[at+1:])]
		b.WriteString(name + ":" + light[name[:at+1]+other] + ";")
	}
	return b.String()
}

var gezicht = regexp.MustCompile(`(?s)/\* ([\w-]+) \*/\s*@font-face \{.*?unicode-range: ([^;]+);`)

// lettertypen copies the fonts, under the hash of what is in them, and gives the rules that name them.
func lettertypen(modules, target string) (string, error) {
	var rules strings.Builder
	for _, l := range letters {
		dir := filepath.Join(modules, "@fontsource", l.pakket)
		sheet, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%d.css", l.dikte)))
		if err != nil {
			return "", err
		}
		ranges := map[string]string{}
		for _, m := range gezicht.FindAllStringSubmatch(string(sheet), -1) {
			ranges[m[1]] = m[2]
		}
		for _, set := range []string{"latin", "latin-ext"} {
			key := fmt.Sprintf("%s-%s-%d-normal", l.pakket, set, l.dikte)
			body, err := os.ReadFile(filepath.Join(dir, "files", key+".woff2"))
			if err != nil {
				return "", err
			}
			if ranges[key] == "" {
				return "", fmt.Errorf("%s: no unicode-range for %s", l.pakket, key)
			}
			name := strings.TrimSuffix(key, "-normal") + "." + hash(body) + ".woff2"
			if err := os.WriteFile(filepath.Join(target, name), body, 0o644); err != nil {
				return "", err
			}
			fmt.Fprintf(&rules, "@font-face{font-family:%q;font-weight:%d;font-display:swap;src:url(%s) format(\"woff2\");unicode-range:%s}", l.naam, l.dikte, name, ranges[key])
		}
	}
	return rules.String(), nil
}

func klein(sheet string) ([]byte, error) {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	var b bytes.Buffer
	if err := m.Minify("text/css", &b, strings.NewReader(sheet)); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:6])
}

// leegmaken removes what an earlier run left, but not the file that keeps the folder in git.
func leegmaken(dir string) error {
	for _, pattern := range []string{"*.css", "*.woff2"} {
		old, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return err
		}
		for _, f := range old {
			if err := os.Remove(f); err != nil {
				return err
			}
		}
	}
	return nil
}
