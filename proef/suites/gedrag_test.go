//go:build gedrag

package suites

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"meent/proef/proces"
)

// TestSuiteBehaviour runs the behaviour suite rule by rule, each on an empty server, and prints how it fares. What it
// finds is work to do, not a failure: that it could not be run is one.
func TestSuiteBehaviour(t *testing.T) {
	proces.Asked(t)
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
