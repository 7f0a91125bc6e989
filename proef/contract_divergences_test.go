package proef

import (
	"fmt"
	"path"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// divergence is a difference with the standard that we want, or that is a fault of the standard: docs/divergences.md tells
// them to people. * in a place stands for anything.
type divergence struct{ api, place, why string }

var divergences = []divergence{
	{"*", "* [?]pageSize further", "G-30: a client may ask for larger pages"},
}

// judge fails on each difference that is not listed, and on each line of the list for this API that no longer differs.
func (c *contract) judge(t *testing.T) {
	t.Helper()
	t.Logf("%s: %d operations and %d members compared", c.api, c.operations, c.members)
	used := map[divergence]bool{}
	for _, d := range c.differences() {
		known := false
		for _, v := range divergences {
			if (v.api == "*" || v.api == c.api) && fits(v.place, d.place) {
				known, used[v] = true, true
			}
		}
		if !known {
			t.Errorf("%s: %s (%s)", d.place, d.text, fmt.Sprint(d.where))
		}
	}
	for _, v := range divergences {
		if v.api == c.api && !used[v] {
			t.Errorf("%s no longer differs: take it out of the list and of docs/divergences.md", v.place)
		}
	}
}

func fits(pattern, place string) bool {
	ok, err := path.Match(pattern, place)
	return err == nil && ok
}

// undescribed are the operations, parameters and members of a document that have no description.
func undescribed(doc *openapi3.T) []string {
	var gaps []string
	for at, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			if op.Summary == "" {
				gaps = append(gaps, method+" "+at)
			}
			for _, p := range op.Parameters {
				if p.Value.Description == "" {
					gaps = append(gaps, method+" "+at+" parameter "+p.Value.Name)
				}
			}
		}
	}
	for name, s := range doc.Components.Schemas {
		for member, m := range s.Value.Properties {
			if m.Value.Description == "" {
				gaps = append(gaps, name+"."+member)
			}
		}
	}
	slices.Sort(gaps)
	return gaps
}
