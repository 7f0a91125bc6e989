package proef

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// boomAPI is a document of OpenAPI with a bit of everything that is compared.
const boomAPI = `{"openapi": "3.0.3", "info": {"title": "Bomen", "version": "1"}, "paths": {
"/bomen": {"post": {"operationId": "boom_create", "security": [{"JWT-Claims": ["(bomen.maken | bomen.beheren)"]}],
 "parameters": [{"name": "soort", "in": "query", "schema": {"type": "string", "format": "uri", "enum": ["eik", "es"]}}],
 "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Boom"}}}},
 "responses": {"201": {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Boom"}}}}}}},
"/bomen/{uuid}": {"head": {"operationId": "boom_headers", "responses": {"200": {"description": ""}}},
 "get": {"operationId": "boom_retrieve", "responses": {"200": {"description": "", "content": {"application/json": {"schema": {"allOf": [
  {"$ref": "#/components/schemas/Boom"}, {"properties": {"_expand": {"type": "object", "properties": {"zaak": {"type": "object"}}}}}]}}}}}}}},
"components": {"schemas": {
 "Boom": {"type": "object", "required": ["naam"], "discriminator": {"propertyName": "wie", "mapping": {"mens": "#/components/schemas/mens_Boom"}}, "properties": {
  "url": {"type": "string", "format": "uri", "readOnly": true},
  "naam": {"type": "string", "maxLength": 40, "minLength": 3},
  "jaar": {"type": "integer", "minimum": 1, "maximum": 9},
  "wie": {"oneOf": [{"type": "string", "enum": ["mens"]}, {"enum": [""]}]},
  "tak": {"nullable": true, "allOf": [{"type": "object", "required": ["lengte"], "properties": {"lengte": {"type": "string", "format": "duration"}}}]},
  "bladeren": {"type": "array", "items": {"type": "object", "properties": {"kleur": {"type": "string"}}}},
  "woorden": {"type": "array", "items": {"type": "string", "maxLength": 5}}}},
 "mens_Boom": {"allOf": [{"$ref": "#/components/schemas/Boom"}, {"type": "object", "properties": {"persoon": {"type": "object", "properties": {"bsn": {"type": "string", "maxLength": 9}}}}}]}}}}`

// TestContractSees holds the comparison itself to account: each change of the document is found, and at its place.
func TestContractSees(t *testing.T) {
	tests := []struct{ change, from, to, place string }{
		{"nothing", "Bomen", "Bomen", ""},
		{"path", `"/bomen":`, `"/struiken":`, "bomen POST missing"},
		{"further path", `"/bomen":`, `"/struiken":`, "struiken POST further"},
		{"HEAD", `"head":`, `"options":`, "bomen HEAD missing"},
		{"operationId", "boom_create", "boom_maak", "bomen POST operationId"},
		{"scope", " | bomen.beheren", "", "bomen POST scopes"},
		{"parameter", `"name": "soort"`, `"name": "sort"`, "bomen POST ?soort missing"},
		{"further parameter", `"name": "soort"`, `"name": "sort"`, "bomen POST ?sort further"},
		{"form of a parameter", `"format": "uri", "enum"`, `"enum"`, "bomen POST ?soort format"},
		{"choices of a parameter", `"eik", `, ``, "bomen POST ?soort enum"},
		{"status", `"201"`, `"200"`, "bomen POST status"},
		{"body", `"requestBody"`, `"x-body"`, "bomen POST body"},
		{"media type", `"application/json": {"schema": {"allOf"`, `"text/plain": {"schema": {"allOf"`, "bomen GET answer"},
		{"name", `"jaar":`, `"year":`, "bomen jaar missing"},
		{"further name", `"jaar":`, `"year":`, "bomen year further"},
		{"type", `"type": "integer"`, `"type": "number"`, "bomen jaar type"},
		{"required", `"required": ["naam"]`, `"required": ["jaar"]`, "bomen naam required"},
		{"not required", `"required": ["naam"]`, `"required": ["jaar"]`, "bomen jaar required"},
		{"maxLength", `"maxLength": 40`, `"maxLength": 41`, "bomen naam maxLength"},
		{"minLength", `"minLength": 3`, `"minLength": 4`, "bomen naam minLength"},
		{"minimum", `"minimum": 1`, `"minimum": 2`, "bomen jaar minimum"},
		{"maximum", `"maximum": 9`, `"maximum": 8`, "bomen jaar maximum"},
		{"readOnly", `, "readOnly": true`, ``, "bomen url further"},
		{"nullable", `"nullable": true, `, ``, "bomen tak nullable"},
		{"an enumeration", `"enum": ["mens"]`, `"enum": ["mens", "dier"]`, "bomen wie enum"},
		{"empty", `, {"enum": [""]}`, ``, "bomen wie blank"},
		{"in a group", `"format": "duration"`, `"format": "date"`, "bomen tak.lengte format"},
		{"required in a group", `"required": ["lengte"], `, ``, "bomen tak.lengte required"},
		{"in a list", `"kleur":`, `"tint":`, "bomen bladeren.kleur missing"},
		{"elements", `"maxLength": 5`, `"maxLength": 6`, "bomen woorden each maxLength"},
		{"a variant", `"mapping": {"mens"`, `"mapping": {"dier"`, "bomen wie=mens missing"},
		{"in a variant", `"maxLength": 9`, `"maxLength": 8`, "bomen mens.persoon.bsn maxLength"},
		{"expand", `"zaak":`, `"besluit":`, "bomen _expand.zaak missing"},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.change, " ", "_"), func(t *testing.T) {
			if !strings.Contains(boomAPI, test.from) {
				t.Fatalf("the document holds no %s", test.from)
			}
			c := &contract{standard: parsed(t, boomAPI), ours: parsed(t, strings.Replace(boomAPI, test.from, test.to, 1))}
			c.compare()
			var places []string
			for _, d := range c.differences() {
				places = append(places, d.place)
			}
			if test.place == "" && len(places) > 0 || test.place != "" && !slices.Contains(places, test.place) {
				t.Errorf("found %s, want %q", fmt.Sprintf("%q", places), test.place)
			}
		})
	}
}

func parsed(t *testing.T, text string) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
