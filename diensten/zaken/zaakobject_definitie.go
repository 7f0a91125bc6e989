package zaken

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/itchyny/gojq"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// jqTime is how long an expression that a client sent may think.
const jqTime = 200 * time.Millisecond

// ruleDefinitie is the part of zrc-033 on objects that the standard does not know: what the paths lead to is there, and the
// data of the object has the form that its objecttype describes.
func (o *Zaakobject) ruleDefinitie(c *rest.Call) error {
	d := o.ObjectTypeOverigeDefinitie
	if d == nil || !c.Sent("objectTypeOverigeDefinitie") {
		return nil
	}
	if o.ObjectURL == "" {
		c.Invalid("object", "required", "Bij objectTypeOverigeDefinitie hoort het adres van het object.")
		return nil
	}
	schema, err := d.at(c, d.URL, d.Schema, "objectTypeOverigeDefinitie.schema")
	if err != nil || schema == nil {
		return err
	}
	data, err := d.at(c, o.ObjectURL, d.ObjectData, "objectTypeOverigeDefinitie.objectData")
	if err != nil || data == nil {
		return err
	}
	if reason := fits(schema, data); reason != "" {
		c.Invalid("nonFieldErrors", "invalid-object-data", reason)
	}
	return nil
}

// at is the object that a jq path leads to in the document at an address; nil when a fault was noted.
func (d *ObjectTypeOverigeDefinitie) at(c *rest.Call, url zgw.URL, path, name string) (map[string]any, error) {
	s, err := c.Find(url)
	if errors.Is(err, rest.ErrUnknown) { // told already
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var document any
	if json.Unmarshal(bytes.ReplaceAll(s.Body, []byte(zgw.Marker), []byte(c.Site.BaseURL)), &document) != nil {
		c.Invalid(name, "invalid", "Op dit adres staat geen JSON.")
		return nil, nil
	}
	value, reason := jq(c.Context(), path, document)
	if reason != "" {
		c.Invalid(name, "invalid", reason)
	}
	return value, nil
}

// jq runs an expression without giving it the time or the means to do harm: no environment, no modules, one answer.
func jq(ctx context.Context, expression string, document any) (map[string]any, string) {
	query, err := gojq.Parse(expression)
	if err != nil {
		return nil, "Dit is geen geldige jq-expressie."
	}
	code, err := gojq.Compile(query, gojq.WithEnvironLoader(func() []string { return nil }))
	if err != nil {
		return nil, "Dit is geen geldige jq-expressie."
	}
	ctx, cancel := context.WithTimeout(ctx, jqTime)
	defer cancel()
	value, _ := code.RunWithContext(ctx, document).Next()
	object, ok := value.(map[string]any)
	if !ok {
		return nil, "Deze jq-expressie leidt niet naar een object ({…})."
	}
	return object, ""
}

// fits says what is wrong with data that does not have the form of a JSON schema; "" when nothing is. The schema is another
// server's: what it refers to outside itself is not fetched.
func fits(schema, data map[string]any) string {
	compiler := jsonschema.NewCompiler()
	compiler.UseLoader(jsonschema.SchemeURLLoader{})
	if err := compiler.AddResource("schema.json", schema); err != nil {
		return "Het objecttype heeft geen leesbaar JSON-schema."
	}
	form, err := compiler.Compile("schema.json")
	if err != nil {
		return "Het objecttype heeft geen leesbaar JSON-schema."
	}
	if err := form.Validate(data); err != nil {
		return "De gegevens van het object voldoen niet aan het JSON-schema van het objecttype."
	}
	return ""
}
