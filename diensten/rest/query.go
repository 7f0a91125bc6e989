package rest

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"meent/diensten/zgw"
)

const (
	pageSize    = 100
	pageSizeMax = 500
	listMax     = 1000 // values of one parameter: a statement takes so many
)

// Orders are the values of ?ordering= and the column that each sorts by.
type Orders map[string]Order

// Order is a column to sort by. Nulls says that it may be empty: empty values come last, both ways.
type Order struct {
	Column string
	Nulls  bool
}

// query is what the query string (or the body of a _zoek) asks of a list or detail.
type query struct {
	values   url.Values
	filters  Filters
	page     int
	size     int
	ordering string
	expand   []string
	day      zgw.Date
	judges   []*Judge   // of a _zoek that SQL alone cannot answer
	links    url.Values // what the addresses of other pages hold; nil: values
}

// readQuery reads and checks the query string: unknown names, and the values of page, pageSize, ordering and expand. The
// values of filters are checked when their conditions are made.
func (k *Kind) readQuery(c *Call, r *http.Request) (*query, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, unreadable()
	}
	q := &query{values: values, page: 1, size: pageSize}
	detail := r.PathValue("uuid") != "" && !strings.HasSuffix(r.Pattern, k.Path)
	if !detail {
		q.filters = k.Filters
	}
	return q, k.checkQuery(c, q, detail)
}

func (k *Kind) checkQuery(c *Call, q *query, detail bool) error {
	var faults []Fault
	var unknown []string
	for _, name := range slices.Sorted(maps.Keys(q.values)) {
		value, fault := q.one(name)
		if fault != nil {
			faults = append(faults, *fault)
			continue
		}
		if name == "datumGeldigheid" && k.Extra != nil {
			q.day = day(value, &faults)
			continue
		}
		if _, ok := q.filters[name]; ok {
			continue
		}
		switch {
		case name == "page" && !detail && !k.Plain:
			q.page = pageNumber(value, 0, &faults, name, q.page)
		case name == "pageSize" && !detail && !k.Plain:
			q.size = pageNumber(value, pageSizeMax, &faults, name, q.size)
		case name == "ordering" && !detail && len(k.Orders) > 0:
			q.ordering = k.ordering(value, &faults)
		case name == "expand" && len(k.Relations) > 0:
			q.expand = splitList(value)
		default:
			unknown = append(unknown, name)
		}
	}
	c.day = q.day
	if len(unknown) > 0 {
		faults = append(faults, unknownParams(unknown))
	}
	if len(faults) > 0 {
		return invalid(faults)
	}
	return nil
}

// one is the value of a parameter. A list may come in several, one value each; anything else comes once.
func (q *query) one(name string) (string, *Fault) {
	list := q.values[name]
	if len(list) < 2 {
		return q.values.Get(name), nil
	}
	if f, ok := q.filters[name]; ok && f.List || name == "expand" || name == "ordering" {
		q.values.Set(name, strings.Join(list, ","))
		return q.values.Get(name), nil
	}
	return "", &Fault{name, "invalid", "Deze parameter komt meer dan eens voor; geef hem één keer op."}
}

func unknownParams(names []string) Fault {
	return Fault{"nonFieldErrors", "unknown-parameters", "Onbekende parameters: " + strings.Join(names, ", ") + ". Controleer de spelling."}
}

func day(value string, faults *[]Fault) zgw.Date {
	d := zgw.Date(value)
	if code, reason := d.Valid(); code != "" {
		*faults = append(*faults, Fault{"datumGeldigheid", code, reason})
	}
	return d
}

func splitList(value string) []string {
	var out []string
	for part := range strings.SplitSeq(value, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func pageNumber(value string, most int, faults *[]Fault, name string, usual int) int {
	if value == "" {
		return usual
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > 1<<30 || most > 0 && n > most {
		reason := "Hier hoort een geheel getal van 1 of meer."
		if most > 0 {
			reason = fmt.Sprintf("Hier hoort een geheel getal van 1 tot en met %d.", most)
		}
		*faults = append(*faults, Fault{name, "invalid", reason})
		return usual
	}
	return n
}

func (k *Kind) ordering(value string, faults *[]Fault) string {
	if value == "" {
		return ""
	}
	for part := range strings.SplitSeq(value, ",") {
		if _, ok := k.Orders[strings.TrimPrefix(part, "-")]; ok {
			continue
		}
		*faults = append(*faults, Fault{"ordering", "invalid_choice", fmt.Sprintf("Op %q kan niet worden gesorteerd. Kies uit: %s (met - ervoor: aflopend).", part, strings.Join(slices.Sorted(maps.Keys(k.Orders)), ", "))})
	}
	return value
}
