// Package suites runs the official Postman suites of the ZGW standards against a running Meent, with newman, and reads
// newman's report itself: a request that was not sent, or a newman that is not there, is as bad as a failed assertion.
package suites

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
)

// Collection is a Postman collection as published, kept member by member so that what we do not know stays as it is.
type Collection struct {
	root map[string]any
}

// Request is one request in a collection: its place in the folders, and its scripts.
type Request struct {
	ID   string
	Path []string // the folders above it
	Name string
	node map[string]any
}

// Read reads a collection and numbers its requests, so that they can be found back in newman's report.
func Read(file string) (*Collection, error) {
	body, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("collection: %w", err)
	}
	c := &Collection{}
	if err := json.Unmarshal(body, &c.root); err != nil {
		return nil, fmt.Errorf("collection %s: %w", file, err)
	}
	for i, r := range c.Requests() {
		r.node["id"] = fmt.Sprintf("r%04d", i+1)
	}
	return c, nil
}

// Write writes the collection for newman.
func (c *Collection) Write(file string) error {
	body, err := json.Marshal(c.root)
	if err != nil {
		return fmt.Errorf("collection: %w", err)
	}
	return os.WriteFile(file, body, 0o644)
}

// Requests are all requests, in the order in which they are sent.
func (c *Collection) Requests() []Request {
	return requestsBelow(c.root, nil)
}

func requestsBelow(folder map[string]any, path []string) []Request {
	var all []Request
	for _, node := range nodes(folder["item"]) {
		name, _ := node["name"].(string)
		if _, isFolder := node["item"]; isFolder {
			all = append(all, requestsBelow(node, append(slices.Clone(path), name))...)
			continue
		}
		id, _ := node["id"].(string)
		all = append(all, Request{ID: id, Path: path, Name: name, node: node})
	}
	return all
}

// nodes are the objects in a JSON list.
func nodes(list any) []map[string]any {
	items, _ := list.([]any)
	var all []map[string]any
	for _, item := range items {
		if node, ok := item.(map[string]any); ok {
			all = append(all, node)
		}
	}
	return all
}

// Named are the requests of that name; names are not unique in the suites.
func (c *Collection) Named(name string) []Request {
	return slices.DeleteFunc(c.Requests(), func(r Request) bool { return r.Name != name })
}

// Folder is the folder of that name at this place, or nil.
func (c *Collection) Folder(path ...string) map[string]any {
	at := c.root
	for _, name := range path {
		i := slices.IndexFunc(nodes(at["item"]), func(n map[string]any) bool { return n["name"] == name && n["item"] != nil })
		if i < 0 {
			return nil
		}
		at = nodes(at["item"])[i]
	}
	return at
}

// Where is the request's place in the collection, for people.
func (r Request) Where() string {
	return strings.Join(append(slices.Clone(r.Path), r.Name), " / ")
}

// Script is the request's own script that runs before it ("prerequest") or after it ("test").
func (r Request) Script(when string) string {
	for _, e := range nodes(r.node["event"]) {
		if e["listen"] == when {
			return scriptText(e)
		}
	}
	return ""
}

func scriptText(event map[string]any) string {
	script, _ := event["script"].(map[string]any)
	switch exec := script["exec"].(type) {
	case string:
		return exec
	case []any:
		var lines []string
		for _, line := range exec {
			lines = append(lines, fmt.Sprint(line))
		}
		return strings.Join(lines, "\n")
	}
	return ""
}

// SetScript replaces a script of the request, or gives it one.
func (r Request) SetScript(when, text string) {
	script := map[string]any{"type": "text/javascript", "exec": []any{text}}
	for _, e := range nodes(r.node["event"]) {
		if e["listen"] == when {
			e["script"] = script
			return
		}
	}
	events, _ := r.node["event"].([]any)
	r.node["event"] = append(events, map[string]any{"listen": when, "script": script})
}

func (r Request) method() string {
	request, _ := r.node["request"].(map[string]any)
	method, _ := request["method"].(string)
	return method
}

// url is the address with its {{variables}}, which Postman writes in two ways.
func (r Request) url() string {
	request, _ := r.node["request"].(map[string]any)
	switch u := request["url"].(type) {
	case string:
		return u
	case map[string]any:
		raw, _ := u["raw"].(string)
		return raw
	}
	return ""
}

// prependScript puts text before what the collection runs around each request.
func (c *Collection) prependScript(when, text string) {
	for _, e := range nodes(c.root["event"]) {
		if e["listen"] == when {
			e["script"] = map[string]any{"type": "text/javascript", "exec": []any{text, scriptText(e)}}
			return
		}
	}
	events, _ := c.root["event"].([]any)
	c.root["event"] = append(events, map[string]any{"listen": when, "script": map[string]any{"type": "text/javascript", "exec": []any{text}}})
}

// Body is the body as it is sent, with its {{variables}}.
func (r Request) Body() string {
	body, _ := r.body()["raw"].(string)
	return body
}

// SetBody replaces the body.
func (r Request) SetBody(raw string) { r.body()["raw"] = raw }

func (r Request) body() map[string]any {
	request, _ := r.node["request"].(map[string]any)
	body, _ := request["body"].(map[string]any)
	return body
}

// Assertions is how many tests the request's own script holds.
func (r Request) Assertions() int {
	n := 0
	for line := range strings.Lines(r.Script("test")) {
		if !strings.HasPrefix(strings.TrimSpace(line), "//") {
			n += strings.Count(line, "pm.test(")
		}
	}
	return n
}
