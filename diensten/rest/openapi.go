package rest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// document is an OpenAPI 3.0.3 document. It has the few words of OpenAPI that the kit needs.
type document struct {
	OpenAPI    string                        `json:"openapi"`
	Info       docInfo                       `json:"info"`
	Servers    []docServer                   `json:"servers"`
	Paths      ordered[ordered[*docRequest]] `json:"paths"`
	Components docParts                      `json:"components"`
}

type docInfo struct {
	Title       string `json:"title"`
	Description string `json:"description"`
	Version     string `json:"version"`
}

type docServer struct {
	URL string `json:"url"`
}

type docParts struct {
	Schemas   ordered[any]        `json:"schemas"`
	Responses ordered[*docAnswer] `json:"responses"`
	Security  ordered[any]        `json:"securitySchemes"`
}

// docRequest is an operation.
type docRequest struct {
	ID         string                `json:"operationId"`
	Summary    string                `json:"summary"`
	Tags       []string              `json:"tags"`
	Parameters []docParam            `json:"parameters,omitempty"`
	Body       *docBody              `json:"requestBody,omitempty"`
	Security   []map[string][]string `json:"security"`
	Responses  ordered[*docAnswer]   `json:"responses"`
}

type docParam struct {
	Name        string    `json:"name"`
	In          string    `json:"in"`
	Required    bool      `json:"required,omitempty"`
	Description string    `json:"description,omitempty"`
	Style       string    `json:"style,omitempty"`
	Explode     *bool     `json:"explode,omitempty"`
	Schema      docSchema `json:"schema"`
}

type docBody struct {
	Required bool                `json:"required,omitempty"`
	Content  ordered[docContent] `json:"content"`
}

type docContent struct {
	Schema *docSchema `json:"schema"`
}

type docAnswer struct {
	Ref         string              `json:"$ref,omitempty"`
	Description string              `json:"description,omitempty"`
	Headers     ordered[docHeader]  `json:"headers,omitempty"`
	Content     ordered[docContent] `json:"content,omitempty"`
}

type docHeader struct {
	Description string    `json:"description"`
	Schema      docSchema `json:"schema"`
}

// ordered is a JSON object whose members keep their order.
type ordered[V any] []entry[V]

type entry[V any] struct {
	name  string
	value V
}

func (o *ordered[V]) add(name string, value V) { *o = append(*o, entry[V]{name, value}) }

func (o ordered[V]) MarshalJSON() ([]byte, error) {
	dst := []byte{'{'}
	for i, e := range o {
		if i > 0 {
			dst = append(dst, ',')
		}
		value, err := json.Marshal(e.value)
		if err != nil {
			return nil, err
		}
		dst = append(append(AppendString(dst, e.name), ':'), value...)
	}
	return append(dst, '}'), nil
}

// openapiRoute serves the document of the API. It is made when somebody first asks, and kept.
func (a *API) openapiRoute() {
	made := sync.OnceValues(a.openapi)
	a.Route(Route{Pattern: "GET " + a.Root + "/openapi.json", Open: true, Handle: func(c *Call, w http.ResponseWriter, r *http.Request) error {
		body, err := made()
		if err != nil {
			return fmt.Errorf("openapi of %s: %w", a.Title, err)
		}
		return c.AnswerTagged(w, r, body)
	}})
}

// openapi is the document of the API, made of its routes and types and of the comments in its source.
func (a *API) openapi() ([]byte, error) {
	notes, err := readNotes(a.Source, source)
	if err != nil {
		return nil, err
	}
	d := &describer{api: a, notes: notes, schemas: map[string]any{}, types: map[string]reflect.Type{}}
	doc := document{
		OpenAPI: "3.0.3",
		Info:    docInfo{a.Title, a.Description, a.Version},
		Servers: []docServer{{a.site.BaseURL + a.Root}},
		Paths:   d.paths(),
	}
	doc.Components.Responses = d.problems()
	doc.Components.Security.add(jwtClaims, map[string]string{"type": "http", "scheme": "bearer", "bearerFormat": "JWT"})
	for _, name := range sortedKeys(d.schemas) {
		doc.Components.Schemas.add(name, d.schemas[name])
	}
	return json.MarshalIndent(doc, "", " ")
}

const jwtClaims = "JWT-Claims"

// describer makes the document of one API.
type describer struct {
	api     *API
	notes   notes
	schemas map[string]any          // components by name
	types   map[string]reflect.Type // of the components that are made from a type
}

// paths are all operations that tell their operationId, in the order in which they were added.
func (d *describer) paths() ordered[ordered[*docRequest]] {
	var paths ordered[ordered[*docRequest]]
	places := map[string]int{}
	add := func(path, method string, op *docRequest) {
		i, ok := places[path]
		if !ok {
			i = len(paths)
			places[path] = i
			paths.add(path, nil)
		}
		paths[i].value.add(method, op)
	}
	for _, rt := range d.api.site.routes {
		if rt.api != d.api || rt.Doc.ID == "" {
			continue
		}
		method, path, _ := strings.Cut(rt.Pattern, " ")
		path = strings.TrimPrefix(path, d.api.Root)
		add(path, strings.ToLower(method), d.request(rt, method, path))
		if rt.Doc.ETag && method == http.MethodGet {
			add(path, "head", d.head(rt, path))
		}
	}
	return paths
}

func (d *describer) request(rt *Route, method, path string) *docRequest {
	op := &docRequest{ID: rt.Doc.ID, Summary: rt.Doc.Summary, Tags: rt.Doc.Tags, Security: d.security(rt), Body: d.body(rt)}
	if op.Tags == nil {
		op.Tags = []string{lastName(path)}
	}
	op.Parameters = d.parameters(rt, method, path)
	status := cmp.Or(rt.Doc.Status, http.StatusOK)
	op.Responses.add(strconv.Itoa(status), d.success(rt, status))
	if rt.Doc.ETag {
		op.Responses.add("304", &docAnswer{Description: "De client heeft het object al zoals het is."})
	}
	for _, status := range d.refusals(rt, method, path) {
		op.Responses.add(strconv.Itoa(status), &docAnswer{Ref: "#/components/responses/" + strconv.Itoa(status)})
	}
	return op
}

// head is the HEAD that comes with a GET.
func (d *describer) head(rt *Route, path string) *docRequest {
	get := d.request(rt, http.MethodGet, path)
	for _, ending := range []string{"_retrieve", "_read"} {
		get.ID = strings.TrimSuffix(get.ID, ending)
	}
	get.ID += "_headers"
	get.Summary = strings.TrimSuffix(get.Summary, ".") + ", alleen de headers."
	get.Parameters = slices.DeleteFunc(get.Parameters, func(p docParam) bool { return p.In == "query" })
	ok := *get.Responses[0].value
	ok.Content = nil
	get.Responses = ordered[*docAnswer]{{"200", &ok}, {"304", get.Responses[1].value}}
	return get
}

// lastName is the last part of a path that is no placeholder.
func lastName(path string) string {
	parts := strings.Split(path, "/")
	for _, part := range slices.Backward(parts) {
		if part != "" && part[0] != '{' {
			return part
		}
	}
	return path
}

// security writes scopes as the standard does: one text, with | between those of which one suffices.
func (d *describer) security(rt *Route) []map[string][]string {
	if rt.Open {
		return []map[string][]string{}
	}
	scope := string(rt.Scope)
	if strings.Contains(scope, "|") {
		scope = "(" + scope + ")"
	}
	return []map[string][]string{{jwtClaims: {scope}}}
}

var pathName = regexp.MustCompile(`\{([^}]+)\}`)

func (d *describer) parameters(rt *Route, method, path string) []docParam {
	var list []docParam
	for _, name := range pathName.FindAllStringSubmatch(path, -1) {
		list = append(list, docParam{Name: name[1], In: "path", Required: true, Description: "Het uuid uit het adres van het object.", Schema: docSchema{Type: "string", Format: "uuid"}})
	}
	query := rt.Doc.Query
	if rt.Doc.Paged {
		query = append(slices.Clone(query), pageParams...)
	}
	for _, p := range query {
		list = append(list, queryParam(p))
	}
	if rt.Doc.Expand {
		list = append(list, queryParam(expandParam))
	}
	return append(list, d.headers(rt, method)...)
}

func queryParam(p Param) docParam {
	one := docSchema{Type: cmp.Or(p.Type, "string"), Format: p.Format, Enum: texts(p.Enum)}
	if p.Name == "uuid" || p.Name == "uuid__in" {
		one.Format = "uuid"
	}
	q := docParam{Name: p.Name, In: "query", Required: p.Required, Description: cmp.Or(p.Doc, filterNote(p.Name)), Schema: one}
	if p.List {
		q.Style, q.Explode = "form", new(false)
		q.Schema = docSchema{Type: "array", Items: &one}
	}
	return q
}

// comparisons say in words what the endings of filters ask.
var comparisons = map[string]string{
	"": "gelijk is aan de waarde", "in": "een van de waarden is (met een komma ertussen)", "isnull": "leeg is (true) of niet leeg (false)",
	"gt": "later of groter is dan de waarde", "gte": "gelijk is aan de waarde, of later of groter",
	"lt": "eerder of kleiner is dan de waarde", "lte": "gelijk is aan de waarde, of eerder of kleiner",
	"icontains": "de waarde bevat, in hoofdletters of kleine letters",
}

// filterNote is the description of a filter that gives none itself.
func filterNote(name string) string {
	parts := strings.Split(name, "__")
	asked, known := comparisons[parts[len(parts)-1]]
	if known && len(parts) > 1 {
		parts = parts[:len(parts)-1]
	} else {
		asked = comparisons[""]
	}
	return "Alleen objecten waarvan " + strings.Join(parts, ".") + " " + asked + "."
}

func (d *describer) headers(rt *Route, method string) []docParam {
	var list []docParam
	add := func(name, description string, required bool, enum ...any) {
		list = append(list, docParam{Name: name, In: "header", Required: required, Description: description, Schema: docSchema{Type: "string", Enum: enum}})
	}
	write := rt.Doc.In != nil || method == http.MethodDelete
	if rt.CRS {
		add("Accept-Crs", "Het coördinatenstelsel van het antwoord.", true, "EPSG:4326")
		if method != http.MethodGet {
			add("Content-Crs", "Het coördinatenstelsel van het verzoek.", true, "EPSG:4326")
		}
	}
	if rt.Doc.ETag {
		add("If-None-Match", "Een of meer ETags die de client al heeft; is het object nog zo, dan is het antwoord 304 zonder inhoud.", false)
	}
	if write && method != http.MethodPost {
		add("If-Match", "De ETag waarop de wijziging berust; is het object intussen anders, dan wordt zij geweigerd (412).", false)
	}
	if write && rt.Doc.Search == nil && d.api.audited() {
		add("X-Audit-Toelichting", "Waarom de client dit doet; komt in de audit trail.", false)
		add("X-NLX-Logrecord-ID", "Het nummer waaronder de aanroep elders is vastgelegd.", false)
	}
	return list
}

// audited says whether the API keeps an audit trail of a resource.
func (a *API) audited() bool {
	return slices.ContainsFunc(a.Kinds, func(k *Kind) bool { return k.Audit })
}

func (d *describer) body(rt *Route) *docBody {
	if rt.Doc.In == nil && rt.Doc.Search == nil {
		return nil
	}
	var s *docSchema
	switch {
	case rt.Doc.Search != nil:
		s = d.search(rt)
	case rt.Doc.Partial:
		s = d.viewed(reflect.TypeOf(rt.Doc.In), part)
	default:
		s = d.viewed(reflect.TypeOf(rt.Doc.In), whole)
	}
	media := "application/json"
	if rt.Doc.Form {
		media = "multipart/form-data"
	}
	return &docBody{Required: !rt.AnyBody, Content: ordered[docContent]{{media, docContent{s}}}}
}

func (d *describer) success(rt *Route, status int) *docAnswer {
	a := &docAnswer{Description: "Gelukt."}
	header := func(name, text string) {
		a.Headers.add(name, docHeader{text, docSchema{Type: "string"}})
	}
	header("API-version", "De versie van de API.")
	if rt.Doc.ETag {
		header("ETag", "Het kenmerk van het object zoals het nu is.")
	}
	if rt.CRS {
		header("Content-Crs", "Het coördinatenstelsel van het antwoord.")
	}
	if status == http.StatusCreated {
		header("Location", "Het adres van het nieuwe object.")
	}
	switch {
	case rt.Doc.Binary:
		a.Content.add("application/octet-stream", docContent{&docSchema{Type: "string", Format: "binary"}})
	case rt.Doc.Out != nil:
		a.Content.add("application/json", docContent{d.answer(rt)})
	}
	return a
}

// answer is the schema of what an operation answers: an object, a page or an array of them.
func (d *describer) answer(rt *Route) *docSchema {
	t := reflect.TypeOf(rt.Doc.Out)
	one := d.object(t)
	if rt.Doc.Expand {
		one = d.expanded(t)
	}
	switch {
	case rt.Doc.Paged:
		return d.page(t, one)
	case rt.Doc.Many:
		return &docSchema{Type: "array", Items: one}
	}
	return one
}

// refusals are the statuses with which an operation can refuse.
func (d *describer) refusals(rt *Route, method, path string) []int {
	list := []int{http.StatusNotAcceptable, http.StatusInternalServerError}
	body := rt.Doc.In != nil || rt.Doc.Search != nil
	if body {
		list = append(list, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType)
	}
	if body || len(rt.Doc.Query) > 0 || rt.Doc.Expand || method == http.MethodDelete {
		list = append(list, http.StatusBadRequest)
	}
	if !rt.Open {
		list = append(list, http.StatusForbidden)
	}
	if strings.Contains(path, "{") || rt.Doc.Paged {
		list = append(list, http.StatusNotFound)
	}
	if rt.CRS || body && method != http.MethodPost || method == http.MethodDelete {
		list = append(list, http.StatusPreconditionFailed)
	}
	list = append(list, rt.Doc.Statuses...)
	slices.Sort(list)
	return slices.Compact(list)
}

// problems are the answers of requests that are refused, by status.
func (d *describer) problems() ordered[*docAnswer] {
	fault := d.object(reflect.TypeFor[Problem]())
	var list ordered[*docAnswer]
	for _, code := range []struct {
		status int
		code   string
	}{
		{400, "invalid"}, {403, "permission_denied"}, {404, "not_found"}, {406, "not_acceptable"}, {409, "conflict"}, {410, "gone"},
		{412, "precondition_failed"}, {413, "request_entity_too_large"}, {415, "unsupported_media_type"}, {429, "throttled"}, {500, "error"},
	} {
		list.add(strconv.Itoa(code.status), &docAnswer{Description: titles[code.code], Content: ordered[docContent]{{"application/problem+json", docContent{fault}}}})
	}
	return list
}
