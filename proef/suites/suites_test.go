package suites

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"meent/proef/proces"
)

// shared is the folder with the official data.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("MEENT_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "suites", "ZGW_OAS_tests.json")); err != nil {
		proces.Without(t, "the official suites are not in "+dir+"; name their folder in MEENT_SHARED")
	}
	return dir
}

func newman(t *testing.T) Newman {
	t.Helper()
	return Newman{Program: filepath.Join("node_modules", ".bin", "newman"), Dir: proces.Output(t)}
}

// mayRefuse are requests without an assertion of their own that a server may refuse, and why.
var mayRefuse = map[string]string{
	"Delete Besluittype": "the besluit of setUp, which nobody removes, is of this type",
}

// TestSuiteOAS is the judge of the interface: every request is sent and every test passes, on both databases.
func TestSuiteOAS(t *testing.T) {
	proces.Asked(t)
	dir := shared(t)
	for _, kind := range proces.Kinds {
		t.Run(kind, func(t *testing.T) { runOAS(t, dir, kind) })
	}
}

func runOAS(t *testing.T, dir, kind string) {
	t.Helper()
	c, err := Read(filepath.Join(dir, "suites", "ZGW_OAS_tests.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Repair(OASRepairs); err != nil {
		t.Fatal(err)
	}
	s := start(t, dir, proces.Database(t, kind))
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute)
	defer stop()
	report, err := newman(t).Run(ctx, "oas-"+kind, c, s.Addresses)
	if err != nil {
		t.Fatal(err)
	}
	outcomes := report.Strict(report.Outcomes(c.Requests()), mayRefuse)
	logTable(t, "oas-"+kind, outcomes, 1)
	for _, o := range outcomes {
		for _, fault := range o.Faults {
			t.Errorf("%s: %s", o.Where(), fault)
		}
	}
	if report.ExitCode != 0 && !t.Failed() {
		t.Errorf("newman ended with %d, though its report has no fault", report.ExitCode)
	}
}

// logTable shows a table and leaves it beside the reports.
func logTable(t *testing.T, name string, outcomes []Outcome, depth int) {
	t.Helper()
	var b strings.Builder
	Table(&b, outcomes, depth)
	t.Log("\n" + b.String())
	if err := os.WriteFile(filepath.Join(proces.Output(t), name+".tabel.txt"), []byte(b.String()), 0o644); err != nil {
		t.Error(err)
	}
}
