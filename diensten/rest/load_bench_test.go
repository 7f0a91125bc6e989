package rest

import (
	"reflect"
	"testing"
)

// BenchmarkLoad reads a stored document into its struct, as rules do with each object that they look at.
func BenchmarkLoad(b *testing.B) {
	s := SchemaOf(reflect.TypeFor[alles]())
	document := []byte(documents[1])
	for name, load := range map[string]func([]byte, reflect.Value) error{"kit": s.load, "json": s.loadAny} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var t alles
				if err := load(document, reflect.ValueOf(&t).Elem()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
