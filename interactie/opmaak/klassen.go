package opmaak

import (
	"regexp"
	"strings"
)

// klasse is the class of NL Design System that a bare element gets: templates stay readable, and no class is forgotten.
var klasse = map[string]string{
	"h1": "nl-heading nl-heading--level-1", "h2": "nl-heading nl-heading--level-2", "h3": "nl-heading nl-heading--level-3", "h4": "nl-heading nl-heading--level-4",
	"p": "nl-paragraph", "a": "nl-link", "button": "nl-button nl-button--secondary",
}

// kaalElement is the begin of one of those elements, with its attributes; an attribute may hold a template action with > in it.
var kaalElement = regexp.MustCompile(`<(h[1-4]|p|a|button)((?:\s(?:[^<>"{]|"[^"]*"|\{\{.*?\}\})*)?)>`)

// hoofdknop is the button that a page is for.
var hoofdknop = regexp.MustCompile(`\sdata-hoofd\b`)

// klassen gives bare elements their class: <p> becomes <p class="nl-paragraph">. One that has a class keeps it as it is, but
// for h1…h4 and p, where ours come beside it. <button data-hoofd> is the one that the page is for.
func klassen(sjabloon string) string {
	return kaalElement.ReplaceAllStringFunc(sjabloon, func(tag string) string {
		m := kaalElement.FindStringSubmatch(tag)
		name, attrs, class := m[1], m[2], klasse[m[1]]
		if hoofdknop.MatchString(attrs) {
			attrs = hoofdknop.ReplaceAllString(attrs, "")
			class = "nl-button nl-button--primary"
		}
		if own := strings.Index(attrs, ` class="`); own >= 0 {
			if name == "a" || name == "button" {
				return "<" + name + attrs + ">"
			}
			own += len(` class="`)
			return "<" + name + attrs[:own] + class + " " + attrs[own:] + ">"
		}
		return "<" + name + ` class="` + class + `"` + attrs + ">"
	})
}
