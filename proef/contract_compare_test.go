package proef

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// contract compares two OpenAPI documents of one API.
type contract struct {
	api            string
	standard, ours *openapi3.T

	operations, members int
	found               map[string]*difference // by place and text
	at                  string                 // the operation that is being compared: "zaken post"
}

// difference is something that the two do not say alike. A place is "zaken verlenging.duur nullable": the path without
// roots and uuids, the member, and what of it.
type difference struct {
	place, text string
	where       []string // the operations in which it shows
}

func (c *contract) differ(place, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	key := place + "\x00" + text
	if c.found == nil {
		c.found = map[string]*difference{}
	}
	if c.found[key] == nil {
		c.found[key] = &difference{place: place, text: text}
	}
	d := c.found[key]
	if !slices.Contains(d.where, c.at) {
		d.where = append(d.where, c.at)
	}
}

// differences are all that was found, by place.
func (c *contract) differences() []*difference {
	list := slices.Collect(maps.Values(c.found))
	sort.Slice(list, func(i, j int) bool { return list[i].place+list[i].text < list[j].place+list[j].text })
	return list
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

// paths are the operations of a document by path, with uuids that have no names.
func paths(doc *openapi3.T) map[string]*openapi3.PathItem {
	byPath := map[string]*openapi3.PathItem{}
	for path, item := range doc.Paths.Map() {
		byPath[placeholder.ReplaceAllString(path, "{}")] = item
	}
	return byPath
}

// nameOf is what a place calls a path: "zaken.audittrail".
func nameOf(path string) string {
	return strings.Join(slices.DeleteFunc(strings.Split(path, "/"), func(part string) bool { return part == "" || part == "{}" }), ".")
}

func (c *contract) compare() {
	standard, ours := paths(c.standard), paths(c.ours)
	for path, item := range standard {
		name := nameOf(path)
		other := ours[path]
		for method, op := range item.Operations() {
			c.at = strings.ToLower(method)
			if strings.HasSuffix(path, "{}") {
				c.at += " one"
			}
			if other == nil || other.GetOperation(method) == nil {
				c.differ(name+" "+method+" missing", "not served: %s", path)
				continue
			}
			c.operations++
			c.operation(name, method, item, op, other.GetOperation(method))
		}
	}
	for path, item := range ours {
		for method := range item.Operations() {
			if standard[path] == nil || standard[path].GetOperation(method) == nil {
				c.at = strings.ToLower(method)
				c.differ(nameOf(path)+" "+method+" further", "not in the standard: %s", path)
			}
		}
	}
}

func (c *contract) operation(name, method string, item *openapi3.PathItem, standard, ours *openapi3.Operation) {
	if standard.OperationID != ours.OperationID {
		c.differ(name+" "+method+" operationId", "%s, in the standard %s", ours.OperationID, standard.OperationID)
	}
	c.scopes(name, method, standard, ours)
	c.parameters(name+" "+method, append(slices.Clone(item.Parameters), standard.Parameters...), ours.Parameters)
	c.body(name, method, standard, ours)
	c.answer(name, method, standard, ours)
}

// scopes compares those of the API itself: ours may let in who has a scope of another API (G-27).
func (c *contract) scopes(name, method string, standard, ours *openapi3.Operation) {
	if standard.Security == nil {
		return
	}
	want, got := scopesOf(standard), scopesOf(ours)
	for i, scope := range got {
		if _, bare, foreign := strings.Cut(scope, ":"); foreign && slices.Contains(want, bare) {
			got[i] = bare
		}
	}
	got = slices.DeleteFunc(got, func(scope string) bool { return strings.Contains(scope, ":") })
	slices.Sort(got)
	if !slices.Equal(want, got) {
		c.differ(name+" "+method+" scopes", "%v, in the standard %v", got, want)
	}
}

func scopesOf(op *openapi3.Operation) []string {
	var list []string
	if op.Security == nil {
		return nil
	}
	for _, need := range *op.Security {
		for _, scopes := range need {
			for _, scope := range scopes {
				for _, word := range strings.Split(strings.Trim(scope, "()"), "|") {
					list = append(list, strings.TrimSpace(word))
				}
			}
		}
	}
	slices.Sort(list)
	return list
}

func (c *contract) parameters(operation string, standard, ours openapi3.Parameters) {
	want, got := queryOf(standard), queryOf(ours)
	for _, param := range slices.Sorted(maps.Keys(want)) {
		place := operation + " ?" + param
		w, g := want[param], got[param]
		if g == nil {
			c.differ(place+" missing", "not a parameter here")
			continue
		}
		if w.Required != g.Required {
			c.differ(place+" required", "%t, in the standard %t", g.Required, w.Required)
		}
		c.value(place, unlisted(w.Schema, g.Schema), unlisted(g.Schema, w.Schema), query)
	}
	for _, param := range slices.Sorted(maps.Keys(got)) {
		if want[param] == nil {
			c.differ(operation+" ?"+param+" further", "not in the standard")
		}
	}
}

// headersCompared are those that are part of what a client must do. The standard also lists Content-Type, which is no
// parameter in OpenAPI, and headers of Open Zaak's own.
var headersCompared = []string{"Accept-Crs", "If-None-Match"}

func queryOf(list openapi3.Parameters) map[string]*openapi3.Parameter {
	byName := map[string]*openapi3.Parameter{}
	for _, p := range list {
		switch {
		case p.Value.In == "query":
			byName[p.Value.Name] = p.Value
		case p.Value.In == "header" && slices.Contains(headersCompared, p.Value.Name):
			byName[p.Value.Name] = p.Value
		}
	}
	return byName
}

func (c *contract) body(name, method string, standard, ours *openapi3.Operation) {
	if standard.RequestBody == nil || ours.RequestBody == nil {
		if (standard.RequestBody == nil) != (ours.RequestBody == nil) {
			c.differ(name+" "+method+" body", "%t, in the standard %t", ours.RequestBody != nil, standard.RequestBody != nil)
		}
		return
	}
	direction := request
	switch {
	case method == "PATCH":
		direction = change
	case strings.HasSuffix(name, "_zoek"):
		direction = query
	}
	c.at += " body"
	c.content(name, method+" body", standard.RequestBody.Value.Content, ours.RequestBody.Value.Content, direction)
}

func (c *contract) answer(name, method string, standard, ours *openapi3.Operation) {
	want, got := success(standard), success(ours)
	if want != got {
		c.differ(name+" "+method+" status", "%s, in the standard %s", got, want)
	}
	w, g := standard.Responses.Value(want), ours.Responses.Value(got)
	if w == nil || g == nil {
		return
	}
	c.at = strings.TrimSuffix(c.at, " body") + " answer"
	c.content(name, method+" answer", w.Value.Content, g.Value.Content, response)
}

func success(op *openapi3.Operation) string {
	for _, status := range []string{"200", "201", "202", "204"} {
		if op.Responses.Value(status) != nil {
			return status
		}
	}
	return ""
}

func (c *contract) content(name, what string, standard, ours openapi3.Content, d direction) {
	compared := false
	for _, media := range slices.Sorted(maps.Keys(standard)) {
		w, g := standard[media], ours[media]
		if g == nil || w.Schema == nil {
			continue
		}
		compared = true
		want, got := listed(w.Schema), listed(g.Schema)
		if (want == w.Schema) != (got == g.Schema) {
			c.differ(name+" "+what+" pages", "%t, in the standard %t", got != g.Schema, want != w.Schema)
		}
		c.value(name, want, got, d)
	}
	if !compared && len(standard)+len(ours) > 0 {
		c.differ(name+" "+what, "%v, in the standard %v", slices.Sorted(maps.Keys(ours)), slices.Sorted(maps.Keys(standard)))
	}
}

// listed is the schema of the elements of a page, or the schema itself.
func listed(ref *openapi3.SchemaRef) *openapi3.SchemaRef {
	members := flat(ref).members
	if members["count"] == nil || members["results"] == nil || members["results"].Value.Items == nil {
		return ref
	}
	return members["results"].Value.Items
}

// unlisted is the schema of one value where the other has no list: with commas between them both come as one text.
func unlisted(ref, other *openapi3.SchemaRef) *openapi3.SchemaRef {
	if items := ref.Value.Items; items != nil && other.Value.Items == nil {
		return items
	}
	return ref
}
