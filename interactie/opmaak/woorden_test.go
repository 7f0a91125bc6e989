package opmaak

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every word is there in both languages, and every key that templates or code name exists.
func TestWoordenZijnErInBeideTalen(t *testing.T) {
	words := map[string]map[string]string{}
	for _, taal := range []string{"nl", "en"} {
		body, err := fs.ReadFile(woorden, "woorden/"+taal+".json")
		if err != nil {
			t.Fatal(err)
		}
		words[taal] = map[string]string{}
		if err := json.Unmarshal(body, new(map[string]string)); err != nil {
			t.Fatal(err)
		}
		m := words[taal]
		if err := json.Unmarshal(body, &m); err != nil {
			t.Fatal(err)
		}
	}
	if nl, en := slices.Sorted(maps.Keys(words["nl"])), slices.Sorted(maps.Keys(words["en"])); !slices.Equal(nl, en) {
		for _, k := range nl {
			if words["en"][k] == "" {
				t.Errorf("en.json has no %q", k)
			}
		}
		for _, k := range en {
			if words["nl"][k] == "" {
				t.Errorf("nl.json has no %q", k)
			}
		}
	}
	for k, v := range words["nl"] {
		if strings.TrimSpace(v) == "" {
			t.Errorf("nl.json: %q is empty", k)
		}
	}
	for _, key := range gebruikteSleutels(t) {
		if words["nl"][key] == "" {
			t.Errorf("%q is used, and no words are there for it", key)
		}
		if got := tekst("nl", key, "Versie", "1", "Pagina", 2, "Laatste", 3); got == key || strings.Contains(got, "<no value>") {
			t.Errorf("%q becomes %q", key, got)
		}
	}
}

var (
	roep    = regexp.MustCompile(`\.T\(?\s*"([a-z.]+)"[ )},]`)
	sleutel = regexp.MustCompile(`Sleutel: "(fout\.[a-z]+)"`)
)

// gebruikteSleutels reads the source: what it names must exist.
func gebruikteSleutels(t *testing.T) []string {
	t.Helper()
	var keys []string
	for _, pattern := range []string{"*.go", "sjablonen/*.html"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if strings.HasSuffix(f, "_test.go") {
				continue
			}
			body, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range roep.FindAllSubmatch(body, -1) {
				keys = append(keys, string(m[1]))
			}
			for _, m := range sleutel.FindAllSubmatch(body, -1) {
				keys = append(keys, string(m[1])+".titel", string(m[1])+".wat", string(m[1])+".doen")
			}
		}
	}
	for _, l := range voet {
		keys = append(keys, l.Naam)
	}
	for _, code := range []string{"403", "404", "405", "409", "413", "500", "503"} {
		keys = append(keys, "fout."+code+".titel", "fout."+code+".wat", "fout."+code+".doen")
	}
	if len(keys) < 40 {
		t.Fatalf("found %d keys in the source: do the patterns still fit?", len(keys))
	}
	return keys
}
