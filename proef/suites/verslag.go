package suites

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
)

// Report is what newman saw, by the number of the request.
type Report struct {
	ExitCode int
	sent     map[string][]execution
}

// execution is one sending of a request, as newman's JSON reporter writes it.
type execution struct {
	Item    struct{ ID string }
	Request struct {
		Method string
		URL    struct {
			Protocol   string
			Host, Path []string
			Port       string
			Query      []struct{ Key, Value string }
		}
	}
	Response *struct {
		Code   int
		Stream json.RawMessage
	}
	RequestError *scriptError
	Assertions   []struct {
		Assertion string
		Skipped   bool
		Error     *scriptError
	}
	TestScript, PrerequestScript []struct{ Error *scriptError }
}

// scriptError is an error in a script, which has a message, or on the network, of which newman writes the code only.
type scriptError struct{ Message, Code string }

func readReport(file string) (Report, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return Report{}, fmt.Errorf("newman's report: %w", err)
	}
	var doc struct {
		Run struct{ Executions []execution }
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		return Report{}, fmt.Errorf("newman's report: %w", err)
	}
	r := Report{sent: map[string][]execution{}}
	for _, e := range doc.Run.Executions {
		r.sent[e.Item.ID] = append(r.sent[e.Item.ID], e)
	}
	return r, nil
}

// Outcome is how a request fared: what was asserted, and what went wrong.
type Outcome struct {
	Request
	Sent   bool
	Passed int      // assertions that held
	Faults []string // assertions that did not, errors of scripts, no answer; with the answer that was given
}

// Outcomes says of each request how it fared. One that was sent more than once has failed when one sending failed; a fault
// that came more than once is told once.
func (r Report) Outcomes(requests []Request) []Outcome {
	var all []Outcome
	for _, req := range requests {
		o := Outcome{Request: req, Sent: len(r.sent[req.ID]) > 0}
		for _, e := range r.sent[req.ID] {
			passed, faults := e.judge()
			o.Passed += passed
			for _, f := range faults {
				if !slices.ContainsFunc(o.Faults, func(told string) bool { return firstLine(told) == firstLine(f) }) {
					o.Faults = append(o.Faults, f)
				}
			}
		}
		all = append(all, o)
	}
	return all
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func (e execution) judge() (passed int, faults []string) {
	if e.RequestError != nil {
		faults = append(faults, "no answer: "+e.RequestError.Message+e.RequestError.Code)
	}
	for _, a := range e.Assertions {
		switch {
		case a.Error != nil:
			faults = append(faults, a.Assertion+": "+a.Error.Message)
		case !a.Skipped:
			passed++
		}
	}
	for _, s := range slices.Concat(e.PrerequestScript, e.TestScript) {
		if s.Error != nil {
			faults = append(faults, "script: "+s.Error.Message)
		}
	}
	for i := range faults {
		faults[i] += "\n      " + e.String()
	}
	return passed, faults
}

// String is the request and the answer, for a person who looks for the cause.
func (e execution) String() string {
	return fmt.Sprintf("%s %s → %d %s", e.Request.Method, e.url(), e.status(), e.body(600))
}

func (e execution) status() int {
	if e.Response == nil {
		return 0
	}
	return e.Response.Code
}

func (e execution) url() string {
	u := e.Request.URL
	var b strings.Builder
	fmt.Fprintf(&b, "%s://%s", u.Protocol, strings.Join(u.Host, "."))
	if u.Port != "" {
		b.WriteString(":" + u.Port)
	}
	b.WriteString("/" + strings.Join(u.Path, "/"))
	for i, q := range u.Query {
		b.WriteString([]string{"?", "&"}[min(i, 1)] + q.Key + "=" + q.Value)
	}
	return b.String()
}

// body is the beginning of the answer's body, which newman writes as a list of numbers.
func (e execution) body(most int) string {
	if e.Response == nil {
		return ""
	}
	var stream struct{ Data []int }
	if json.Unmarshal(e.Response.Stream, &stream) != nil {
		return ""
	}
	text := make([]byte, 0, most)
	for _, b := range stream.Data[:min(most, len(stream.Data))] {
		text = append(text, byte(b))
	}
	return string(text)
}

// Strict adds to the outcomes what the suite itself does not look at: a request that was never sent, fewer assertions run
// than written, and, where a request has no assertion of its own, an answer that refuses it. Of the refusals only those
// named may be, each with its reason.
func (r Report) Strict(outcomes []Outcome, mayRefuse map[string]string) []Outcome {
	strict := slices.Clone(outcomes)
	for i, o := range strict {
		_, may := mayRefuse[o.Name]
		want := o.Assertions()
		switch {
		case !o.Sent:
			strict[i].Faults = append(o.Faults, "was not sent")
		case o.Passed+len(o.Faults) < want:
			strict[i].Faults = append(o.Faults, fmt.Sprintf("only %d of %d assertions ran", o.Passed, want))
		case want == 0 && !may && r.refused(o.ID) != "":
			strict[i].Faults = append(o.Faults, "refused: "+r.refused(o.ID))
		}
	}
	return strict
}

// refused is the first sending of a request that was answered with 400 or more, or "".
func (r Report) refused(id string) string {
	for _, e := range r.sent[id] {
		if e.status() >= 400 {
			return e.String()
		}
	}
	return ""
}

// Tally counts outcomes.
type Tally struct {
	Requests, Sent, Passed, Failed int
}

// Count adds the outcomes up. Failed is what must be zero.
func Count(outcomes []Outcome) Tally {
	var t Tally
	for _, o := range outcomes {
		t.Requests++
		if o.Sent {
			t.Sent++
		}
		t.Passed += o.Passed
		t.Failed += len(o.Faults)
	}
	return t
}

// Table prints a line for each folder, by the first depth names of its path, and a total.
func Table(w io.Writer, outcomes []Outcome, depth int) {
	folders := map[string][]Outcome{}
	var order []string
	for _, o := range outcomes {
		name := strings.Join(o.Path[:min(depth, len(o.Path))], " / ")
		if _, seen := folders[name]; !seen {
			order = append(order, name)
		}
		folders[name] = append(folders[name], o)
	}
	tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(tw, "requests\tsent\tpassed\tfailed\t  folder\n")
	for _, name := range order {
		line(tw, name, Count(folders[name]))
	}
	line(tw, "TOTAL", Count(outcomes))
	_ = tw.Flush() // a table that cannot be printed is no verdict
}

func line(w io.Writer, name string, t Tally) {
	fmt.Fprintf(w, "%d\t%d\t%d\t%d\t  %s\n", t.Requests, t.Sent, t.Passed, t.Failed, name)
}
