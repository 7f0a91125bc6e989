package rest_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/getkin/kin-openapi/openapi3"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Boom is a tree in a made-up register: a member of every kind that a document can tell of.
type Boom struct {
	rest.Object
	Naam     string               `json:"naam" zgw:"required,max=40"`
	Soort    string               `json:"soort" zgw:"computed"`
	Bron     string               `json:"bron" zgw:"format=byte,shown=uri"`
	Geheim   string               `json:"geheim" zgw:"writeonly"`
	Bewaren  zgw.Archiefnominatie `json:"bewaren" zgw:"null"`
	Wie      zgw.BetrokkeneType   `json:"wie" zgw:"required"`
	Wat      zgw.JSON             `json:"wat" zgw:"null"`
	Plek     zgw.Geometry         `json:"plek" zgw:"null"`
	Meting   *Meting              `json:"meting"`
	Metingen []Meting             `json:"metingen" zgw:"readonly"`
	Woorden  []string             `json:"woorden" zgw:"max=10"`
	Jaar     *int                 `json:"jaar" zgw:"min=1,max=9"`
	Levend   bool                 `json:"levend" zgw:"default=true"`
}

// Meting is a measurement of a tree.
type Meting struct {
	Duur zgw.Duration `json:"duur" zgw:"required"`
}

// Persoon is who planted it.
type Persoon struct {
	Naam string `json:"naam" zgw:"max=5"`
}

// Variants says what the member wat holds.
func (b *Boom) Variants() rest.Variants {
	return rest.Variants{Member: "wat", By: "wie", Shapes: map[string]any{"natuurlijk_persoon": Persoon{}}}
}

var bomen = rest.Resource[Boom]{
	Name: "boom", Table: "bomen", Path: "/bomen/api/v1/bomen", Ops: rest.All, CRS: true,
	Scopes:  rest.Scopes{Read: "bomen.lezen", Create: "bomen.maken | zrc:zaken.lezen", Update: "bomen.maken", Delete: "bomen.maken"},
	Main:    &rest.Main[Boom]{Kanaal: "bomen", Audit: true},
	Filters: rest.Filters{"naam": rest.Equal("naam"), "geplant__gte": rest.Compare[zgw.Date]("geplant", ">=")},
	Search:  rest.Filters{"uuid__in": rest.In[string]("uuid")},
	Orders:  rest.Orders{"naam": {Column: "naam"}},
	Relations: rest.Relations{
		"buren": {To: "/bomen/api/v1/bomen", Many: true, SQL: "…"}, "zaak": {To: "/zaken/api/v1/zaken", SQL: "…"},
	},
	Doc: rest.ResourceDoc{ETag: true, Plural: "bomen"},
}

const bomenSource = `package rest_test

type Boom struct {
	// De naam van
	// de boom.
	Naam string
}
`

func bomenSite() *rest.Site {
	s := rest.NewSite(rest.Site{BaseURL: "https://meent.example/", Log: slog.New(slog.DiscardHandler)})
	a := s.AddAPI(rest.API{
		Title: "Bomen", Description: "Bomen.", Component: "bc", Root: "/bomen/api/v1", Version: "2.3.4",
		Source: fstest.MapFS{"boom.go": {Data: []byte(bomenSource)}, "boom_test.go": {Data: []byte("no Go")}},
	})
	a.Add(&bomen)
	bomen.SearchRoute(a, nil, rest.Doc{ID: "boom__zoek", Summary: "Bomen zoeken.", Paged: true, Out: Boom{}})
	return s
}

func openapi(t *testing.T, s http.Handler, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/bomen/api/v1/openapi.json", nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestOpenAPIServed(t *testing.T) {
	s := bomenSite()
	first := openapi(t, s)
	if first.Code != http.StatusOK || first.Header().Get("Content-Type") != "application/json" || first.Header().Get("API-version") != "2.3.4" {
		t.Fatalf("without a token: %d %v %s", first.Code, first.Header(), first.Body)
	}
	tag := first.Header().Get("ETag")
	if again := openapi(t, s, "If-None-Match", tag); tag == "" || again.Code != http.StatusNotModified || again.Body.Len() != 0 {
		t.Errorf("asked again with ETag %q: %d", tag, again.Code)
	}
	doc, err := openapi3.NewLoader().LoadFromData(first.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Error(err)
	}
	if got := doc.Servers[0].URL; got != "https://meent.example/bomen/api/v1" {
		t.Errorf("server %s", got)
	}
}

func TestOpenAPIContents(t *testing.T) {
	var doc any
	if err := json.Unmarshal(openapi(t, bomenSite()).Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	boom, body, part := "components schemas Boom ", "components schemas BoomRequest ", "components schemas PatchedBoom "
	tests := []struct{ name, at, want string }{
		{"the comment above a member", boom + "properties naam description", `"De naam van de boom."`},
		{"a member of the kit", boom + "properties url description", `"Het adres van dit object."`},
		{"a text that must be sent", boom + "properties naam", `{"description":"De naam van de boom.","maxLength":40,"minLength":1,"type":"string"}`},
		{"required in a whole body", body + "required", `["naam","wie"]`},
		{"nothing required in a part", part + "required", "null"},
		{"no default in a part", part + "properties levend", `{"type":"boolean"}`},
		{"a default", body + "properties levend", `{"default":true,"type":"boolean"}`},
		{"a name is sent", body + "properties soort", `{"type":"string"}`},
		{"an address is shown", boom + "properties soort", `{"format":"uri","type":"string"}`},
		{"another form is sent", body + "properties bron format", `"byte"`},
		{"than is shown", boom + "properties bron format", `"uri"`},
		{"a secret is sent", body + "properties geheim writeOnly", "true"},
		{"and not shown", boom + "properties geheim", "null"},
		{"an enumeration that may be empty", boom + "properties bewaren", `{"nullable":true,"oneOf":[{"$ref":"#/components/schemas/Archiefnominatie"},{"$ref":"#/components/schemas/BlankEnum"},{"$ref":"#/components/schemas/NullEnum"}]}`},
		{"an enumeration", "components schemas Archiefnominatie enum", `["blijvend_bewaren","vernietigen"]`},
		{"a group", boom + "properties meting", `{"allOf":[{"$ref":"#/components/schemas/Meting"}],"nullable":true}`},
		{"a list", boom + "properties metingen", `{"items":{"$ref":"#/components/schemas/Meting"},"readOnly":true,"type":"array"}`},
		{"length of elements", boom + "properties woorden", `{"items":{"maxLength":10,"minLength":1,"type":"string"},"type":"array"}`},
		{"a number", boom + "properties jaar", `{"maximum":9,"minimum":1,"nullable":true,"type":"integer"}`},
		{"a geometry", boom + "properties plek allOf", `[{"$ref":"#/components/schemas/GeoJSONGeometry"}]`},
		{"a member with variants", boom + "properties wat", "null"},
		{"a variant", boom + "discriminator mapping natuurlijk_persoon", `"#/components/schemas/natuurlijk_persoon_Boom"`},
		{"what a variant holds", "components schemas natuurlijk_persoon_Boom allOf 1 properties wat", `{"allOf":[{"$ref":"#/components/schemas/Persoon"}],"nullable":true}`},
		{"a variant without", "components schemas medewerker_Boom allOf", `[{"$ref":"#/components/schemas/Boom"}]`},
		{"a page", "components schemas PaginatedBoomList properties results items", `{"$ref":"#/components/schemas/BoomExpanded"}`},
		{"a relation here", "components schemas BoomEmbedded properties buren items", `{"$ref":"#/components/schemas/BoomExpanded"}`},
		{"a relation elsewhere", "components schemas BoomEmbedded properties zaak type", `"object"`},
		{"a search", "components schemas BoomZoek properties uuid__in items", `{"format":"uuid","type":"string"}`},
		{"summary of a list", "paths /bomen get summary", `"Bomen opvragen."`},
		{"scopes", "paths /bomen post security", `[{"JWT-Claims":["(bomen.maken | zrc:zaken.lezen)"]}]`},
		{"HEAD", "paths /bomen/{uuid} head operationId", `"boom_headers"`},
		{"HEAD has no contents", "paths /bomen/{uuid} head responses 200 content", "null"},
		{"audit trail", "paths /bomen/{boom_uuid}/audittrail/{uuid} get operationId", `"audittrail_retrieve"`},
		{"a filter", "paths /bomen get parameters 0", `{"description":"Alleen objecten waarvan geplant gelijk is aan de waarde, of later of groter.","in":"query","name":"geplant__gte","schema":{"format":"date","type":"string"}}`},
		{"a created object", "paths /bomen post responses 201 headers Location schema type", `"string"`},
		{"the document itself", "paths /openapi.json", "null"},
	}
	for _, test := range tests {
		t.Run(strings.ReplaceAll(test.name, " ", "_"), func(t *testing.T) {
			got, err := json.Marshal(at(doc, test.at))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != test.want {
				t.Errorf("%s:\n got %s\nwant %s", test.at, got, test.want)
			}
		})
	}
}

// at finds a value by names and numbers.
func at(doc any, path string) any {
	for name := range strings.FieldsSeq(path) {
		switch x := doc.(type) {
		case map[string]any:
			doc = x[name]
		case []any:
			doc = x[name[0]-'0']
		default:
			return nil
		}
	}
	return doc
}

func TestOpenAPISameName(t *testing.T) {
	type Boom struct {
		Naam string `json:"naam"`
	}
	s := bomenSite()
	s.APIs()[0].Route(rest.Route{Pattern: "GET /bomen/api/v1/andere", Open: true, Doc: rest.Doc{ID: "andere", Out: Boom{}}})
	if w := openapi(t, s); w.Code != http.StatusInternalServerError {
		t.Errorf("two types by one name: %d", w.Code)
	}
}
