package transitie_test

import (
	"regexp"
	"testing"
)

// R7: no object of this register, and no question to it, has a dimension of one employee: who handles, how many somebody did. Who
// proposed, asked or answered stands with it by their own act; a list cannot be asked by it, but for "what did I propose".
func TestR7(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		doc := string(w.Anonymous().Do("GET", root+"/openapi.json", nil).Body)
		if found := regexp.MustCompile(`"(behandelaar|medewerker|bsn|inpBsn|personeelsnummer|persoon)[^"]*"\s*:`).FindString(doc); found != "" {
			t.Errorf("R7: openapi.json has %s", found)
		}
		if found := regexp.MustCompile(`"name":"[a-zA-Z_]*(__id|__naam|door|Door)[a-zA-Z_]*"`).FindString(doc); found != "" {
			t.Errorf("R7: lists can be asked by person: %s", found)
		}
	})
}
