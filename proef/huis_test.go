package proef

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mayImport is the table of docs/architecture.md §3: a package and all below it may import these of ours and all below
// them, and itself. The first line that fits a package counts. Another line here is a decision: say it there first.
var mayImport = []struct {
	pkg     string
	imports []string
}{
	{"cmd/meent", []string{"data", "diensten", "integratie", "proces", "interactie"}},
	{"interactie/opmaak", []string{"integratie"}},
	{"interactie", []string{"integratie", "interactie/opmaak"}},
	{"proces", []string{"integratie"}},
	{"integratie", []string{"diensten/zgw"}},
	{"diensten/zgw", nil},
	{"diensten/auth", []string{"diensten/zgw", "data"}},
	{"diensten/audit", []string{"diensten/zgw", "data"}},
	{"diensten/notify", []string{"diensten/zgw", "data"}},
	{"diensten/rest", kit},
	{"diensten/catalogi", register()},
	{"diensten/documenten", register("diensten/catalogi")},
	{"diensten/zaken", register("diensten/documenten", "diensten/catalogi")},
	{"diensten/besluiten", register("diensten/zaken", "diensten/documenten", "diensten/catalogi")},
	{"diensten/autorisaties", register()},
	{"diensten/notificaties", register()},
	{"diensten/referentielijsten", register()},
	{"diensten/transitie/volgorde", nil},
	{"diensten/transitie/verdeling", nil},
	{"diensten/transitie/publicatie", nil},
	{"diensten/transitie/maat", nil},
	{"diensten/transitie/bewijs", nil},
	{"diensten/transitie/gemeenten", nil},
	{"diensten/transitie/invoer", nil},
	{"diensten/transitie", register()},
	{"data", nil},
	{"proef", []string{"data", "diensten", "integratie", "proces", "interactie"}},
}

var kit = []string{"diensten/auth", "diensten/audit", "diensten/notify", "diensten/zgw", "data"}

func register(lower ...string) []string {
	return slices.Concat([]string{"diensten/rest"}, kit, lower)
}

// onlyIn keeps a library where it belongs, so that it can be replaced in one place.
var onlyIn = map[string][]string{
	"github.com/ncruces/go-sqlite3": {"data"},
	"github.com/jackc/pgx":          {"data", "proef"},
	"github.com/pressly/goose":      {"data"},
	"github.com/alecthomas/kong":    {"cmd/meent"},
	"github.com/alexedwards/scs":    {"interactie/opmaak"},
	"github.com/coreos/go-oidc":     {"interactie/opmaak"},
	"github.com/zitadel/oidc":       {"interactie/simulator"},
	"github.com/gowebpki/jcs":       {"diensten/transitie/bewijs"},
	"github.com/golang-jwt/jwt":     {"diensten/auth", "integratie", "cmd/meent", "proef"},
}

// onlyInTests are libraries that must not reach the program.
var onlyInTests = []string{"github.com/chromedp", "github.com/getkin/kin-openapi", "github.com/google/go-cmp", "github.com/rogpeppe/go-internal"}

const module = "meent"

// pkg is what `go list` says of a package.
type pkg struct {
	ImportPath, Name, Doc              string
	GoFiles                            []string
	Imports, TestImports, XTestImports []string
}

// path is the package's folder in the project.
func (p pkg) path() string { return strings.TrimPrefix(p.ImportPath, module+"/") }

func (p pkg) testImports() []string { return slices.Concat(p.TestImports, p.XTestImports) }

func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		allowed, ok := allowedImports(p.path())
		if !ok {
			t.Errorf("%s has no line in the table of imports: decide in docs/architecture.md §3 what it may import, then add it to mayImport", p.path())
			continue
		}
		for _, imp := range ours(p.Imports) {
			if !covers(allowed, imp) {
				t.Errorf("%s imports %s, which is not among what it may import (%s): move what it needs down, or hand it in from cmd/meent", p.path(), imp, strings.Join(allowed, ", "))
			}
		}
	}
}

// A test may see more than its package, as long as it stays at or below it: rest's tests may not lean on zaken.
func TestImportsOfTests(t *testing.T) {
	for _, p := range packages(t) {
		allowed, _ := allowedImports(p.path())
		for _, imp := range ours(p.testImports()) {
			if !covers(append(allowed, "data/datatest", "proef/kit"), imp) {
				t.Errorf("a test of %s imports %s: test the two together in the upper one, or in proef", p.path(), imp)
			}
		}
	}
}

func TestLibrariesStayInTheirPlace(t *testing.T) {
	for _, p := range packages(t) {
		for _, imp := range p.Imports {
			for lib, places := range onlyIn {
				if covers([]string{lib}, imp) && !covers(places, p.path()) {
					t.Errorf("%s imports %s, which is for %s only: offer what is needed from there", p.path(), imp, strings.Join(places, ", "))
				}
			}
			if covers(onlyInTests, imp) && !covers([]string{"proef"}, p.path()) && !strings.HasSuffix(p.path(), "test") {
				t.Errorf("%s imports %s, which is for tests only", p.path(), imp)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	for _, p := range packages(t) {
		if len(p.GoFiles) > 0 && p.Doc == "" {
			t.Errorf("%s has no doc comment: begin one of its files with \"// Package %s …\" (or \"// Command …\") in two sentences", p.path(), p.Name)
		}
	}
}

func TestNoPackageForEverything(t *testing.T) {
	forbidden := []string{"utils", "util", "common", "models", "pkg", "internal", "helpers"}
	for _, p := range packages(t) {
		for _, part := range strings.Split(p.path(), "/") {
			if slices.Contains(forbidden, part) {
				t.Errorf("%s: a package named %q says nothing of what is in it; name it for what it offers", p.path(), part)
			}
		}
	}
}

// Committed files must mean the same on every machine.
func TestNoPathsOfOneMachine(t *testing.T) {
	// Written in two parts, so that this file passes its own test.
	forbidden := []string{"/wo" + "rk/", `"resolved": "ht` + "tp", "registry.np" + "mjs.org", "proxy.gol" + "ang.org"}
	if host := proxyHost(t); host != "" && !slices.Contains(forbidden, host) {
		forbidden = append(forbidden, host)
	}
	for _, name := range committed(t) {
		body, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue // removed, not yet committed as such
		}
		if err != nil {
			t.Error(err)
			continue
		}
		for _, f := range forbidden {
			if bytes.Contains(body, []byte(f)) {
				t.Errorf("%s contains %q, which is true on one machine or network only: leave it out or read it from the environment", name, f)
			}
		}
	}
}

// moduleLine is how a page of docs/decisions names the modules it decides on.
var moduleLine = regexp.MustCompile("(?m)^Modules: (.+)$")

func TestEveryLibraryIsADecision(t *testing.T) {
	decided := decidedModules(t)
	required := requiredModules(t)
	for _, m := range usedModules(t, required) {
		if !slices.Contains(decided, m) {
			t.Errorf("%s is used but no page in docs/decisions has it on its \"Modules:\" line: write half a page on what was asked, chosen and left, and what it costs", m)
		}
	}
	for _, m := range decided {
		if !strings.HasPrefix(m, "npm:") && !slices.Contains(required, m) {
			t.Errorf("docs/decisions names %s, which go.mod does not: say on the page that it went, and take it off its \"Modules:\" line", m)
		}
	}
}

func TestDecisionsAreListed(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("docs", "decisions", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range decisions(t) {
		if !bytes.Contains(list, []byte("("+filepath.Base(page)+")")) {
			t.Errorf("docs/decisions/README.md does not link to %s: add it to the list", filepath.Base(page))
		}
	}
}

func TestMain(m *testing.M) {
	if err := os.Chdir(".."); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func packages(t *testing.T) []pkg {
	t.Helper()
	out := command(t, "go", "list", "-e", "-json=ImportPath,Name,Doc,GoFiles,Imports,TestImports,XTestImports", "./...")
	var all []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func command(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stderr = t.Output()
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v", name, strings.Join(args, " "), err)
	}
	return out
}

func allowedImports(path string) ([]string, bool) {
	for _, line := range mayImport {
		if covers([]string{line.pkg}, path) {
			return append(slices.Clone(line.imports), line.pkg), true
		}
	}
	return nil, false
}

// covers says whether path is one of these folders or lies below one.
func covers(folders []string, path string) bool {
	return slices.ContainsFunc(folders, func(f string) bool {
		return path == f || strings.HasPrefix(path, f+"/")
	})
}

// ours are the imports that lie in this module, as folders.
func ours(imports []string) []string {
	var paths []string
	for _, imp := range imports {
		if path, ok := strings.CutPrefix(imp, module+"/"); ok {
			paths = append(paths, path)
		}
	}
	return paths
}

func proxyHost(t *testing.T) string {
	first, _, _ := strings.Cut(strings.TrimSpace(string(command(t, "go", "env", "GOPROXY"))), ",")
	u, err := url.Parse(first)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func committed(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(".git"); err != nil && os.Getenv("CI") != "true" {
		t.Skip("this copy has no git history, so what is committed is not known")
	}
	names := strings.Split(strings.TrimRight(string(command(t, "git", "ls-files", "-z")), "\x00"), "\x00")
	if len(names) < 2 {
		t.Fatal("git ls-files lists no files")
	}
	return names
}

func decisions(t *testing.T) []string {
	t.Helper()
	pages, err := filepath.Glob(filepath.Join("docs", "decisions", "[0-9]*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in docs/decisions (%v)", err)
	}
	return pages
}

func decidedModules(t *testing.T) []string {
	t.Helper()
	var modules []string
	for _, page := range decisions(t) {
		body, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range moduleLine.FindAllSubmatch(body, -1) {
			modules = append(modules, strings.Split(string(line[1]), ", ")...)
		}
	}
	return modules
}

// requiredModules are all modules that go.mod requires, directly or not.
func requiredModules(t *testing.T) []string {
	t.Helper()
	var mod struct{ Require []struct{ Path string } }
	if err := json.Unmarshal(command(t, "go", "mod", "edit", "-json"), &mod); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, r := range mod.Require {
		paths = append(paths, r.Path)
	}
	return paths
}

// usedModules are the modules of which our packages, their tests or our tools name a package.
func usedModules(t *testing.T, required []string) []string {
	t.Helper()
	imports := strings.Fields(string(command(t, "go", "list", "tool")))
	for _, p := range packages(t) {
		imports = slices.Concat(imports, p.Imports, p.testImports())
	}
	var used []string
	for _, m := range required {
		if slices.ContainsFunc(imports, func(imp string) bool { return covers([]string{m}, imp) }) {
			used = append(used, m)
		}
	}
	return used
}
