package rest

import (
	"encoding/json"
	"reflect"
	"testing"

	"meent/diensten/zgw"
)

// alles has a member of every kind.
type alles struct {
	Object
	Tekst   string       `json:"tekst"`
	Datum   zgw.Date     `json:"datum" zgw:"null"`
	Tijd    zgw.Time     `json:"tijd" zgw:"null"`
	Waar    bool         `json:"waar"`
	Misch   *bool        `json:"misch"`
	Getal   int          `json:"getal"`
	Bedrag  float64      `json:"bedrag"`
	Adres   []zgw.URL    `json:"adressen"`
	Groep   *groep       `json:"groep"`
	Vast    groep        `json:"vast"`
	Groepen []groep      `json:"groepen"`
	Vrij    zgw.JSON     `json:"vrij"`
	Plaats  zgw.Geometry `json:"plaats" zgw:"null"`
}

type groep struct {
	Naam   string   `json:"naam"`
	Delen  []string `json:"delen"`
	Aantal *int     `json:"aantal"`
}

var documents = []string{
	`{}`,
	`{"url":"\u0001/zaken/api/v1/zaken/1","tekst":"gewoon","datum":"2026-01-02","tijd":"2026-01-02T03:04:05Z","waar":true,"misch":false,"getal":-7,` +
		`"bedrag":1.5,"adressen":["\u0001/a","https://elders.example.nl/b"],"groep":{"naam":"n","delen":["x","y"],"aantal":3},"vast":{"naam":"v","delen":[]},` +
		`"groepen":[{"naam":"één","delen":null},{}],"vrij":{"a":[1,{"b":"}]"}]},"plaats":{"type":"Point","coordinates":[4.9,52.3]}}`,
	`{ "tekst" : "met \"escapes\" en \n regels\\" , "onbekend" : {"diep":[[{"x":"\\\""}]]} , "getal" : 12 }`,
	`{"groep":null,"adressen":[],"groepen":[],"misch":null,"vrij":null,"tekst":null}`,
	`{"tijd":"2026-01-02T03:04:05+02:00"}`,
	`{"getal":"1"}`, `{"getal":1.5}`, `{"waar":"ja"}`, `{"tekst":5}`, `{"datum":20260102}`, `{"groep":[]}`, `{"adressen":"x"}`, `{"groepen":[5]}`, `[]`, `null`, `{"a":1}x`, `{"a":1`, ``,
}

// What the kit reads quickly it must read as encoding/json does, of whatever server the document is.
func TestLoad(t *testing.T) {
	for _, document := range documents {
		t.Run(document, func(t *testing.T) { sameLoad(t, []byte(document)) })
	}
	marked := []byte("{\"url\":\"\x01/zaken/api/v1/zaken/1\",\"adressen\":[\"\x01/a\"]\n,\"vrij\":[\"\x01/b\"]\n}")
	sameLoad(t, marked)
	var got alles
	if err := SchemaOf(reflect.TypeFor[alles]()).load(marked, reflect.ValueOf(&got).Elem()); err != nil || got.URL != "\x01/zaken/api/v1/zaken/1" {
		t.Errorf("load gives %q, %v; want the address with its marker", got.URL, err)
	}
}

func FuzzLoad(f *testing.F) {
	for _, document := range documents {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, document []byte) {
		var any map[string]any // writes each name once, as all servers do
		if json.Unmarshal(document, &any) != nil {
			return
		}
		once, err := json.Marshal(any)
		if err != nil {
			t.Fatal(err)
		}
		sameLoad(t, once)
	})
}

func sameLoad(t *testing.T, document []byte) {
	t.Helper()
	s := SchemaOf(reflect.TypeFor[alles]())
	var got, want alles
	gotErr, wantErr := s.load(document, reflect.ValueOf(&got).Elem()), s.loadAny(document, reflect.ValueOf(&want).Elem())
	if (gotErr == nil) != (wantErr == nil) {
		t.Fatalf("load says %v, encoding/json %v", gotErr, wantErr)
	}
	if wantErr == nil && !reflect.DeepEqual(got, want) {
		t.Errorf("load gives %+v, encoding/json %+v", got, want)
	}
}
