package referentielijsten

import (
	"embed"
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"sync"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

//go:embed lijsten/*.csv
var files embed.FS

// list is a reference list of documents T: a file of the program, read when somebody first asks.
type list[T any] struct {
	name    string // of the file, and last part of the path
	paged   bool
	doc     rest.Doc // ID and summary; of the list
	params  []rest.Param
	entries func() *entries[T]
	// keep says whether an entry belongs to what the query asks for.
	keep func(c *rest.Call, t *T, q url.Values) bool
	// check says what is wrong with the query.
	check func(c *rest.Call, q url.Values) error
}

type entries[T any] struct {
	all       []T
	documents [][]byte // as stored: the address of the server is a marker
	places    map[string]int
}

// row is a line of a file: its values by the names in the first line.
type row map[string]string

// number reads a whole number of our own files.
func (r row) number(name string) int {
	n, err := strconv.Atoi(r[name])
	if err != nil {
		panic(fmt.Sprintf("referentielijsten: %s of %s is no number: %s", name, r["uuid"], err))
	}
	return n
}

func (r row) object(list string) rest.Object {
	return rest.Object{URL: zgw.LocalURL(Root+"/"+list, r["uuid"])}
}

// read gives the entries of a list once its file is asked for. A file that cannot be read is a fault in the program.
func read[T any](name string, entry func(row) T) func() *entries[T] {
	return sync.OnceValue(func() *entries[T] {
		e := &entries[T]{places: map[string]int{}}
		for i, r := range rows(name) {
			t := entry(r)
			e.all = append(e.all, t)
			e.documents = append(e.documents, rest.EncodeGroup(&t))
			e.places[r["uuid"]] = i
		}
		return e
	})
}

func rows(name string) []row {
	f, err := files.Open("lijsten/" + name + ".csv")
	if err != nil {
		panic(fmt.Sprintf("referentielijsten: %s", err))
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("referentielijsten: %s: %s", name, err))
	}
	var list []row
	for _, line := range lines[1:] {
		r := row{}
		for i, column := range lines[0] {
			r[column] = line[i]
		}
		list = append(list, r)
	}
	return list
}

// add gives the list its two operations, and makes its entries findable by their address.
func (l *list[T]) add(a *rest.API) {
	var zero T
	path := Root + "/" + l.name
	all, one := l.doc, l.doc
	all.ID, all.Out, all.Query, all.Paged, all.Many = l.doc.ID+"_list", zero, l.params, l.paged, !l.paged
	one.ID, one.Out, one.ETag = l.doc.ID+"_retrieve", zero, true
	a.Route(rest.Route{Pattern: "GET " + path, Open: true, Handle: l.serveList, Doc: all})
	a.Route(rest.Route{Pattern: "GET " + path + "/{uuid}", Open: true, Handle: l.serveOne, Doc: one})
	a.AddStatic(rest.Static{Path: path, Find: l.find})
}

func (l *list[T]) find(uuid string) ([]byte, bool) {
	e := l.entries()
	i, ok := e.places[uuid]
	if !ok {
		return nil, false
	}
	return e.documents[i], true
}

func (l *list[T]) serveOne(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	if _, err := rest.Query(r); err != nil {
		return err
	}
	document, ok := l.find(r.PathValue("uuid"))
	if !ok {
		return rest.NotFound()
	}
	return c.AnswerTagged(w, r, document)
}

func (l *list[T]) serveList(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	q, err := rest.Query(r, l.known()...)
	if err != nil {
		return err
	}
	documents, err := l.found(c, q)
	if err != nil {
		return err
	}
	if l.paged {
		return c.AnswerPage(w, r, documents)
	}
	return c.AnswerTagged(w, r, array(documents))
}

func (l *list[T]) known() []string {
	var names []string
	for _, p := range l.params {
		names = append(names, p.Name)
	}
	if l.paged {
		names = append(names, "page", "pageSize")
	}
	return names
}

func (l *list[T]) found(c *rest.Call, q url.Values) ([][]byte, error) {
	e := l.entries()
	if l.keep == nil {
		return e.documents, nil
	}
	if err := l.check(c, q); err != nil {
		return nil, err
	}
	var out [][]byte
	for i := range e.all {
		if l.keep(c, &e.all[i], q) {
			out = append(out, e.documents[i])
		}
	}
	return out, nil
}

func array(documents [][]byte) []byte {
	dst := []byte{'['}
	for i, d := range documents {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, d...)
	}
	return append(dst, ']')
}
