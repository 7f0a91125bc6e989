package rest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Judge is a search that SQL cannot answer alone (a polygon): SQL finds candidates by a condition, and Keep says of the
// text in Column whether the row belongs.
type Judge struct {
	Cond   Cond
	Column string
	Keep   func(text []byte) bool
}

// Searcher turns a member of the body of a _zoek that is no filter into a Judge.
type Searcher func(c *Call, value json.RawMessage) (*Judge, error)

// SearchRoute adds POST {path}/_zoek (G-34): the filters of the list in a JSON body, further ones from Search, and those
// that searchers answer.
func (r *Resource[T]) SearchRoute(a *API, searchers map[string]Searcher, doc Doc) {
	path := r.Path + "/_zoek"
	doc.Search, doc.Expand, doc.Tags = r.searchParams(), len(r.Relations) > 0, []string{lastName(r.Path)}
	a.Route(Route{Pattern: "POST " + path, Scope: r.Scopes.Read, CRS: r.CRS, Doc: doc, Handle: func(c *Call, w http.ResponseWriter, req *http.Request) error {
		b := r.of(c)
		q, judges, err := b.readSearch(c, req, searchers)
		if err != nil {
			return err
		}
		if len(judges) > 0 {
			q.judges = judges
		}
		return b.sendList(c, w, req, q, func() error { return nil }, func() *Stored { return nil })
	}})
}

func (k *Kind) readSearch(c *Call, r *http.Request, searchers map[string]Searcher) (*query, []*Judge, error) {
	body, err := readBody(r)
	if err != nil {
		return nil, nil, err
	}
	members, err := readObject(body)
	if err != nil {
		return nil, nil, err
	}
	if len(members) == 0 {
		return nil, nil, Invalid("nonFieldErrors", "empty_search_body", "Geef ten minste één zoekvraag op.")
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, nil, unreadable()
	}
	q := &query{values: values, page: 1, size: pageSize, filters: Filters{}}
	for name, f := range k.Filters {
		q.filters[name] = f
	}
	for name, f := range k.Search {
		q.filters[name] = f
	}
	links := url.Values{}
	for name, v := range values {
		links[name] = v
	}
	var judges []*Judge
	var faults []Fault
	for name, raw := range members {
		if s := searchers[name]; s != nil {
			j, err := s(c, raw)
			if err != nil {
				return nil, nil, err
			}
			if j != nil {
				judges = append(judges, j)
			}
			continue
		}
		text, ok := searchText(raw)
		if !ok || !printable(text) {
			faults = append(faults, Fault{name, "invalid", "Hier hoort een tekst, een getal of een lijst daarvan."})
			continue
		}
		if text != "" {
			values.Set(name, text)
		}
	}
	if len(faults) > 0 {
		return nil, nil, invalid(faults)
	}
	if err := k.checkQuery(c, q, false); err != nil {
		return nil, nil, err
	}
	q.links = links
	return q, judges, nil
}

// searchText is the value of a filter in a JSON body as the query string would hold it.
func searchText(raw json.RawMessage) (string, bool) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil && list != nil {
		parts := make([]string, 0, len(list))
		for _, item := range list {
			text, ok := searchText(item)
			if !ok {
				return "", false
			}
			parts = append(parts, text)
		}
		return strings.Join(parts, ","), true
	}
	switch raw[0] {
	case '{':
		return "", false
	case '"':
		var text string
		if json.Unmarshal(raw, &text) != nil {
			return "", false
		}
		return text, true
	case 'n':
		return "", true
	}
	return string(raw), true
}

// searched are the ids of one page of what the judges keep, and the number of all.
func (k *Kind) searched(c *Call, q *query, sel *selection) ([]int64, int64, error) {
	columns := []string{"id"}
	for _, j := range q.judges {
		sel.take(j.Cond, nil)
		columns = append(columns, j.Column)
	}
	if sel.never {
		return nil, 0, nil
	}
	statement := "select " + strings.Join(columns, ", ") + " from " + k.Table + sel.sql("+") + " order by " + k.order(c, q.ordering, false)
	var ids []int64
	for row, err := range c.Tx.Query(statement, sel.args...) {
		if err != nil {
			return nil, 0, fmt.Errorf("search %s: %w", k.Table, err)
		}
		keep := true
		for i, j := range q.judges {
			keep = keep && j.Keep(row.Bytes(i+1))
		}
		if keep {
			ids = append(ids, row.Int(0))
		}
	}
	from := min((q.page-1)*q.size, len(ids))
	return slices.Clone(ids[from:min(from+q.size, len(ids))]), int64(len(ids)), nil
}
