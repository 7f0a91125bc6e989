package rest

import (
	"net/http"
	"reflect"
)

// Body reads the JSON body of a request into t, a pointer to a struct with zgw tags: for a handler of its own. All faults
// of shape come back as one problem.
func (c *Call) Body(r *http.Request, t any) error {
	body, err := readBody(r)
	if err != nil {
		return err
	}
	v := reflect.ValueOf(t).Elem()
	schema := SchemaOf(v.Type())
	in, err := schema.decode(body, c.Site.BaseURL, true)
	if err != nil {
		return err
	}
	if len(in.faults) > 0 {
		return invalid(in.faults)
	}
	schema.presets(v)
	in.apply(v)
	return nil
}

// SetHeader sets a header of the answer: a rule that accepts with a warning (zrc-034).
func (c *Call) SetHeader(name, value string) {
	if c.reply != nil {
		c.reply.Set(name, value)
	}
}
