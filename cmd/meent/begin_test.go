package main

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"meent/interactie/begin"
)

// named finds the codes of problems in the source of the registers.
var named = regexp.MustCompile(`(?:NewProblem\([^,()]+, *|= &Error\{)"([^"]+)"`)

// Each problem document points to a page about its code: there must be one.
func TestEachFaultHasAPage(t *testing.T) {
	pages := begin.Handler(begin.Pagina{})
	codes := map[string]bool{}
	err := filepath.WalkDir(filepath.Join("..", "..", "diensten"), func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, found := range named.FindAllSubmatch(source, -1) {
			codes[string(found[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(codes) < 18 {
		t.Errorf("found %d codes in the source: does the pattern still fit?", len(codes))
	}
	for code := range codes {
		w := httptest.NewRecorder()
		pages.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/ref/fouten/"+code, nil))
		if w.Code != http.StatusOK {
			t.Errorf("the APIs answer with the code %s; explain it in interactie/begin/fouten.go", code)
		}
	}
}
