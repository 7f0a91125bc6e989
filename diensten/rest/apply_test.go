package rest

import (
	"reflect"
	"testing"
)

// TestApplyTwice: a rule that changes a list in place spoils nothing for the second run of its transaction.
func TestApplyTwice(t *testing.T) {
	type part struct {
		Name string `json:"name"`
	}
	type whole struct {
		Parts []part `json:"parts"`
		One   *part  `json:"one"`
	}
	in, err := SchemaOf(reflect.TypeFor[whole]()).decode([]byte(`{"parts": [{"name": "a"}], "one": {"name": "b"}}`), "http://hier", true)
	if err != nil || len(in.faults) > 0 {
		t.Fatal(err, in.faults)
	}
	for range 2 {
		var w whole
		in.apply(reflect.ValueOf(&w).Elem())
		if w.Parts[0].Name != "a" || w.One.Name != "b" {
			t.Fatalf("a run sees what the one before it changed: %+v %+v", w.Parts, *w.One)
		}
		w.Parts[0].Name, w.One.Name = "spoilt", "spoilt"
	}
}
