package suites

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The suites need the built program, node and minutes: make test and make suites ask for them with MEENT_PROEF=1.
func asked(t *testing.T) {
	t.Helper()
	if os.Getenv("MEENT_PROEF") == "" {
		t.Skip("runs in the second part of make test, without the race detector (MEENT_PROEF=1)")
	}
}

// without says why a proof cannot be given here. Where CI asks, that is a failure.
func without(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip("NOT TESTED: " + why)
}

// shared is the folder with the official data.
func shared(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("MEENT_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	if _, err := os.Stat(filepath.Join(dir, "suites", "ZGW_OAS_tests.json")); err != nil {
		without(t, "the official suites are not in "+dir+"; name their folder in MEENT_SHARED")
	}
	return dir
}

// onBoth runs a proof against Meent on each database.
func onBoth(t *testing.T, proof func(t *testing.T, database string)) {
	t.Run("sqlite", func(t *testing.T) { proof(t, "") })
	t.Run("postgres", func(t *testing.T) {
		server := os.Getenv("MEENT_TEST_POSTGRES")
		if server == "" {
			without(t, "there is no PostgreSQL; name one in MEENT_TEST_POSTGRES, or use make test, which starts one")
		}
		proof(t, emptyDatabase(t, server))
	})
}

func newman(t *testing.T) Newman {
	t.Helper()
	dir, err := filepath.Abs("uitvoer")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return Newman{Program: filepath.Join("node_modules", ".bin", "newman"), Dir: dir}
}

// mayRefuse are requests without an assertion of their own that a server may refuse, and why.
var mayRefuse = map[string]string{
	"Delete Besluittype": "the besluit of setUp, which nobody removes, is of this type",
}

// TestSuiteOAS is the judge of the interface: every request is sent and every test passes, on both databases.
func TestSuiteOAS(t *testing.T) {
	asked(t)
	dir := shared(t)
	onBoth(t, func(t *testing.T, database string) {
		c, err := Read(filepath.Join(dir, "suites", "ZGW_OAS_tests.json"))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Repair(OASRepairs); err != nil {
			t.Fatal(err)
		}
		s := start(t, dir, database)
		ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute)
		defer stop()
		report, err := newman(t).Run(ctx, "oas-"+filepath.Base(t.Name()), c, s.Addresses)
		if err != nil {
			t.Fatal(err)
		}
		outcomes := report.Strict(report.Outcomes(c.Requests()), mayRefuse)
		logTable(t, outcomes, 1)
		for _, o := range outcomes {
			for _, fault := range o.Faults {
				t.Errorf("%s: %s", o.Where(), fault)
			}
		}
		if report.ExitCode != 0 && !t.Failed() {
			t.Errorf("newman ended with %d, though its report has no fault", report.ExitCode)
		}
	})
}

func logTable(t *testing.T, outcomes []Outcome, depth int) {
	t.Helper()
	var b strings.Builder
	Table(&b, outcomes, depth)
	t.Log("\n" + b.String())
}
