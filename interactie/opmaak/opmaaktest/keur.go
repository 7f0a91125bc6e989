// Package opmaaktest looks through the HTML of a page for what no page may have, without a browser: it is quick enough to run
// on each page of each test.
package opmaaktest

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Keur says what is wrong with a page (ui.md §11.2): each line is one fault.
func Keur(pagina string) []string {
	doc, err := html.Parse(strings.NewReader(pagina))
	if err != nil {
		return []string{err.Error()}
	}
	k := &keuring{ids: map[string]int{}, labels: map[string]bool{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			k.tel(n)
		}
	}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			k.bekijk(n)
		}
	}
	for id, n := range k.ids {
		if n > 1 {
			k.zeg("id %q is there %d times", id, n)
		}
	}
	if k.h1 != 1 {
		k.zeg("%d elements h1, want 1", k.h1)
	}
	if !k.title {
		k.zeg("no title")
	}
	slices.Sort(k.fouten)
	return k.fouten
}

type keuring struct {
	fouten []string
	ids    map[string]int
	labels map[string]bool // what a label is for
	h1     int
	kop    int // level of the last heading
	title  bool
}

func (k *keuring) zeg(format string, args ...any) {
	k.fouten = append(k.fouten, fmt.Sprintf(format, args...))
}

func (k *keuring) tel(n *html.Node) {
	if id := attr(n, "id"); id != "" {
		k.ids[id]++
	}
	if n.Data == "label" {
		k.labels[attr(n, "for")] = true
	}
}

// vaag are texts of links that say nothing out of their sentence (WCAG 2.4.4).
var vaag = []string{"hier", "klik hier", "lees meer", "meer", "link", "deze pagina", ""}

func (k *keuring) bekijk(n *html.Node) {
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			k.zeg("<%s> has %s=, which the browser refuses", n.Data, a.Key)
		}
		if (a.Key == "aria-describedby" || a.Key == "aria-labelledby") && a.Val != "" {
			for id := range strings.FieldsSeq(a.Val) {
				if k.ids[id] == 0 {
					k.zeg("<%s> %s names %q, which is not there", n.Data, a.Key, id)
				}
			}
		}
	}
	switch n.Data {
	case "html":
		if attr(n, "lang") == "" {
			k.zeg("html without lang")
		}
	case "title":
		k.title = k.title || n.Parent.Data == "head" && strings.TrimSpace(tekst(n)) != ""
	case "h1", "h2", "h3", "h4":
		k.kopregel(n)
	case "script":
		if attr(n, "src") == "" {
			k.zeg("a script in the page, which the browser refuses")
		}
	case "a":
		name := strings.ToLower(strings.Trim(tekst(n)+attr(n, "aria-label"), " .›"))
		if slices.Contains(vaag, name) {
			k.zeg("a link to %s is called %q", attr(n, "href"), name)
		}
	case "img":
		if !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "alt" }) {
			k.zeg("img without alt")
		}
	case "input", "select", "textarea":
		k.invoer(n)
	case "form":
		if strings.EqualFold(attr(n, "method"), "get") || attr(n, "method") == "" {
			break
		}
		if u := attr(n, "action"); strings.Contains(u, "//") {
			k.zeg("a form goes to another site: %s", u)
		}
	}
}

func (k *keuring) kopregel(n *html.Node) {
	level := int(n.Data[1] - '0')
	if level == 1 {
		k.h1++
	}
	if level > k.kop+1 && k.h1 > 0 {
		k.zeg("<%s> %q comes after level %d", n.Data, strings.TrimSpace(tekst(n)), k.kop)
	}
	if k.h1 > 0 {
		k.kop = level
	}
}

func (k *keuring) invoer(n *html.Node) {
	kind := attr(n, "type")
	if kind == "hidden" || kind == "submit" {
		return
	}
	if !k.labels[attr(n, "id")] && attr(n, "aria-label") == "" && attr(n, "aria-labelledby") == "" {
		k.zeg("<%s name=%q> without label", n.Data, attr(n, "name"))
	}
	if attr(n, "placeholder") != "" {
		k.zeg("<%s name=%q> has a placeholder, which goes away when one types", n.Data, attr(n, "name"))
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func tekst(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
