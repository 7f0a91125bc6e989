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

// TestSuiteBehaviour runs the behaviour suite rule by rule, each on an empty server, and prints how it fares. What it
// finds is work to do, not a failure: that it could not be run is one.
func TestSuiteBehaviour(t *testing.T) {
	proces.Asked(t)
	if os.Getenv("MEENT_PROEF_GEDRAG") == "" {
		t.Skip("make suites runs it (MEENT_PROEF_GEDRAG=1)")
	}
	dir := shared(t)
	published, err := Read(filepath.Join(dir, "suites", "ZGW_api_postman_tests.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := published.Repair(BehaviourRepairs); err != nil {
		t.Fatal(err)
	}
	for _, kind := range proces.Kinds {
		t.Run(kind, func(t *testing.T) {
			var all []Outcome
			for _, rule := range published.Rules() {
				t.Run(rule.String(), func(t *testing.T) {
					all = append(all, runRule(t, published, rule, dir, kind)...)
				})
			}
			logTable(t, "gedrag-"+kind, all, 4)
		})
	}
}

func runRule(t *testing.T, published *Collection, rule Rule, dir, kind string) []Outcome {
	t.Helper()
	c, err := published.Only(rule)
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, dir, proces.Database(t, kind))
	if err := s.Run(t.Context(), "client", "secret", limitedID, limitedSecret); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 5*time.Minute)
	defer stop()
	report, err := newman(t).Run(ctx, "gedrag-"+kind+"-"+rule.String(), c, s.Addresses)
	if err != nil {
		t.Error(err) // the other rules still have something to tell
	}
	outcomes := report.Outcomes(c.RequestsOf(rule))
	for _, o := range outcomes {
		for _, fault := range o.Faults {
			t.Logf("%s: %s", o.Where(), fault)
		}
	}
	return outcomes
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
