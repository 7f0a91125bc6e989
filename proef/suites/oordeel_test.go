package suites

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meent/proef/proces"
)

// A judge that lets everything pass is worse than none: a collection in which each thing that can go wrong goes wrong once.
const crookedSuite = `{"info": {"name": "crooked", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}, "item": [
	{"name": "folder", "item": [
		{"name": "fine", "request": {"method": "GET", "url": "{{zrc_url}}/ok"},
		 "event": [{"listen": "test", "script": {"exec": ["pm.test('is 200', function () { pm.response.to.have.status(200); });"]}}]},
		{"name": "assertion fails", "request": {"method": "GET", "url": "{{zrc_url}}/ok"},
		 "event": [{"listen": "test", "script": {"exec": ["pm.test('is 201', function () { pm.response.to.have.status(201); });"]}}]},
		{"name": "refused, nothing asserted", "request": {"method": "GET", "url": "{{zrc_url}}/no"}},
		{"name": "refused, which may be", "request": {"method": "GET", "url": "{{zrc_url}}/no"}},
		{"name": "script fails before its assertion", "request": {"method": "GET", "url": "{{zrc_url}}/ok"},
		 "event": [{"listen": "test", "script": {"exec": ["nothing.here();", "pm.test('never', function () {});"]}}]},
		{"name": "assertion not reached", "request": {"method": "GET", "url": "{{zrc_url}}/ok"},
		 "event": [{"listen": "test", "script": {"exec": ["if (pm.response.code == 500) {", "pm.test('never', function () {}); }"]}}]},
		{"name": "no answer", "request": {"method": "GET", "url": "{{zrc_url}}/hangup"}},
		{"name": "jumps", "request": {"method": "GET", "url": "{{zrc_url}}/ok"},
		 "event": [{"listen": "test", "script": {"exec": ["postman.setNextRequest('last');"]}}]},
		{"name": "jumped over", "request": {"method": "GET", "url": "{{zrc_url}}/ok"}},
		{"name": "last", "request": {"method": "GET", "url": "{{zrc_url}}/ok"}}
	]}]}`

func TestJudgeFindsWhatIsWrong(t *testing.T) {
	proces.Asked(t)
	c := crooked(t)
	world := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch filepath.Base(r.URL.Path) {
		case "no":
			http.Error(w, "refused for a reason", http.StatusBadRequest)
		case "hangup":
			panic(http.ErrAbortHandler)
		}
	}))
	defer world.Close()
	report, err := Newman{Program: newman(t).Program, Dir: t.TempDir()}.Run(t.Context(), "crooked", c, Addresses{Meent: world.URL})
	if err != nil {
		t.Fatal(err)
	}
	outcomes := report.Strict(report.Outcomes(c.Requests()), map[string]string{"refused, which may be": "for the test"})
	got := map[string]string{}
	for _, o := range outcomes {
		if len(o.Faults) > 0 {
			got[o.Name], _, _ = strings.Cut(strings.Join(o.Faults, "; "), "\n")
		}
	}
	want := map[string]string{
		"assertion fails":                   "is 201: expected response to have status code 201 but got 200",
		"refused, nothing asserted":         "refused: GET " + world.URL + "/zaken/api/v1/no → 400 refused for a reason",
		"script fails before its assertion": "script: nothing is not defined",
		"assertion not reached":             "only 0 of 1 assertions ran",
		"no answer":                         "no answer: ECONNRESET",
		"jumped over":                       "was not sent",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if report.ExitCode == 0 {
		t.Error("newman ended with 0, though an assertion failed")
	}
	if got, want := Count(outcomes), (Tally{Requests: 10, Sent: 9, Passed: 1, Failed: 6}); got != want {
		t.Errorf("counted %+v, want %+v", got, want)
	}
}

func TestWithoutNewmanIsAnError(t *testing.T) {
	_, err := Newman{Program: filepath.Join(t.TempDir(), "newman"), Dir: t.TempDir()}.Run(t.Context(), "none", crooked(t), Addresses{})
	if !errors.Is(err, ErrNoNewman) {
		t.Errorf("got %v, want %v", err, ErrNoNewman)
	}
}

func crooked(t *testing.T) *Collection {
	t.Helper()
	file := filepath.Join(t.TempDir(), "crooked.json")
	if err := os.WriteFile(file, []byte(crookedSuite), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestRepairsOfOAS(t *testing.T) {
	c, err := Read(filepath.Join(shared(t), "suites", "ZGW_OAS_tests.json"))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(c.Requests()); got != 228 {
		t.Fatalf("the OAS suite has %d requests, it had 228: read what changed before trusting the repairs", got)
	}
	if err := c.Repair(OASRepairs); err != nil {
		t.Fatal(err)
	}
	if err := c.Repair(OASRepairs); err == nil {
		t.Error("a repair that changes nothing was not noticed")
	}
	assertions := 0
	for _, r := range c.Requests() {
		assertions += r.Assertions()
	}
	if assertions < 243 {
		t.Errorf("%d assertions, want the 243 published or more", assertions)
	}
}

func TestRepairsOfBehaviour(t *testing.T) {
	c, err := Read(filepath.Join(shared(t), "suites", "ZGW_api_postman_tests.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Repair(BehaviourRepairs); err != nil {
		t.Fatal(err)
	}
	if n := mendTargets(c); n != 0 {
		t.Errorf("%d next requests still do not exist", n)
	}
	rules := c.Rules()
	if got, want := len(rules), 35; got != want {
		t.Errorf("%d rules, want %d: %v", got, want, rules)
	}
	for _, rule := range rules {
		only, err := c.Only(rule)
		if err != nil {
			t.Fatal(err)
		}
		own, all := len(only.RequestsOf(rule)), len(only.Requests())
		if own == 0 || own != len(c.RequestsOf(rule)) || all <= own || all > own+40 {
			t.Errorf("rule %s: %d requests of its own, %d with what surrounds it", rule, own, all)
		}
	}
}
