package slecht

import (
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"meent/proef/kit"
)

// operatie is one operation of an API, as its own openapi.json tells it.
type operatie struct {
	api, method, pad string
	adres            string // with an object that exists in it, where the world has one
	open             bool
	body             *schema // of what must be sent; nil: nothing need be
	form             bool
	params           []param
	doc              *document
}

type param struct {
	Name   string `json:"name"`
	In     string `json:"in"`
	Schema schema `json:"schema"`
}

// document is as much of an openapi.json as the bad input needs.
type document struct {
	Paths      map[string]map[string]docOperatie `json:"paths"`
	Components struct {
		Schemas map[string]*schema `json:"schemas"`
	} `json:"components"`
}

type docOperatie struct {
	Parameters  []param               `json:"parameters"`
	Security    []map[string][]string `json:"security"`
	RequestBody *struct {
		Required bool `json:"required"`
		Content  map[string]struct {
			Schema *schema `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`
}

// schema is a JSON schema of OpenAPI 3.0.
type schema struct {
	Ref        string             `json:"$ref"`
	Type       string             `json:"type"`
	Format     string             `json:"format"`
	Nullable   bool               `json:"nullable"`
	ReadOnly   bool               `json:"readOnly"`
	MaxLength  int                `json:"maxLength"`
	Enum       []any              `json:"enum"`
	Required   []string           `json:"required"`
	Properties map[string]*schema `json:"properties"`
	Items      *schema            `json:"items"`
	AllOf      []*schema          `json:"allOf"`
	OneOf      []*schema          `json:"oneOf"`
	AnyOf      []*schema          `json:"anyOf"`
}

// plat is a schema with what it refers to in its place.
func (d *document) plat(s *schema) *schema {
	if s == nil {
		return &schema{}
	}
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		return d.plat(d.Components.Schemas[name])
	}
	flat := *s
	flat.Properties = maps.Clone(s.Properties)
	for _, part := range slices.Concat(s.AllOf, s.OneOf, s.AnyOf) {
		p := d.plat(part)
		if flat.Type == "" {
			flat.Type, flat.Format, flat.Items = p.Type, p.Format, p.Items
		}
		flat.Enum = append(flat.Enum, p.Enum...)
		for name, member := range p.Properties {
			if flat.Properties == nil {
				flat.Properties = map[string]*schema{}
			}
			if flat.Properties[name] == nil {
				flat.Properties[name] = member
			}
		}
	}
	if flat.Type == "" && len(flat.Properties) > 0 {
		flat.Type = "object"
	}
	return &flat
}

// lees reads all operations from the openapi.json of every API that the program says it has.
func (s *proef) lees(t *testing.T) []operatie {
	t.Helper()
	routes, err := s.meent.Output(t.Context(), "routes")
	if err != nil {
		t.Fatal(err)
	}
	var all []operatie
	for _, root := range regexp.MustCompile(`(?m)^GET (\S+)/openapi\.json`).FindAllStringSubmatch(routes, -1) {
		all = append(all, s.operatiesVan(t, root[1])...)
	}
	told := map[string]bool{}
	for _, op := range all {
		told[op.method+" "+op.api+op.pad] = true
	}
	for _, line := range strings.Split(strings.TrimSpace(routes), "\n") {
		fields := strings.Fields(line)
		if route := fields[0] + " " + fields[1]; !told[route] && !strings.HasSuffix(fields[1], "/openapi.json") {
			t.Logf("not in openapi.json, and so not tried: %s", route)
		}
	}
	return all
}

func (s *proef) operatiesVan(t *testing.T, root string) []operatie {
	t.Helper()
	var doc document
	if err := json.Unmarshal(s.root.In(t).Do("GET", root+"/openapi.json", nil).Body, &doc); err != nil {
		t.Fatalf("%s/openapi.json: %s", root, err)
	}
	var list []operatie
	for _, pad := range slices.Sorted(maps.Keys(doc.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(doc.Paths[pad])) {
			o := doc.Paths[pad][method]
			op := operatie{api: root, method: strings.ToUpper(method), pad: pad, open: len(o.Security) == 0, doc: &doc, adres: s.wereld.adres(root, pad)}
			for _, p := range o.Parameters {
				if p.In == "query" {
					op.params = append(op.params, p)
				}
			}
			if o.RequestBody != nil {
				_, op.form = o.RequestBody.Content["multipart/form-data"]
				if o.RequestBody.Required && !op.form {
					op.body = doc.plat(o.RequestBody.Content["application/json"].Schema)
				}
			}
			list = append(list, op)
		}
	}
	if len(list) == 0 {
		t.Errorf("%s/openapi.json tells of no operation", root)
	}
	return list
}

func (o operatie) naam() string {
	return o.method + "_" + strings.ReplaceAll(strings.TrimPrefix(o.api, "/"), "/", "-") + strings.ReplaceAll(o.pad, "/", "-")
}

func (o operatie) heeft(name string) bool {
	return slices.ContainsFunc(o.params, func(p param) bool { return p.Name == name })
}

// stuur sends the operation to an address; an answer must come in time.
func (o operatie) stuur(t *testing.T, c *kit.Client, adres string, body any, headers ...string) *kit.Answer {
	t.Helper()
	if o.method == http.MethodGet || o.method == http.MethodHead || o.method == http.MethodDelete {
		body = nil
	}
	began := time.Now()
	a := c.Do(o.method, adres, body, headers...)
	if took := time.Since(began); took > geduld {
		t.Errorf("%s %s took %s", o.method, adres, took)
	}
	return a
}

var teken = regexp.MustCompile(`\{[^}]+\}`)

func (o operatie) detail() bool { return teken.MatchString(o.pad) }

// met is an address of the operation with this in place of each uuid.
func (o operatie) met(in string) string { return o.api + teken.ReplaceAllLiteralString(o.pad, in) }
