package browser

import (
	"fmt"

	"github.com/chromedp/chromedp/kb"
)

// stop is what the focus is on.
type stop struct {
	Nummer    int    // in the order of the page; -1: on nothing
	Zichtbaar bool   // one can see that it is there
	Wat       string // how it looks in the page
}

// nummer marks all that can have the focus, and counts it: of radio buttons with one name one.
const nummer = `(() => {
  const groups = new Set();
  let n = 0;
  for (const el of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
    if (el.disabled || !el.checkVisibility({visibilityProperty: true})) continue;
    if (el.type === 'radio') {
      const key = (el.form ? [...document.forms].indexOf(el.form) : '') + el.name;
      if (groups.has(key)) { el.dataset.stop = n - 1; continue }
      groups.add(key);
    }
    el.dataset.stop = n++;
  }
  document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex');
  return n;
})()`

const waar = `(() => {
  const el = document.activeElement;
  if (!el || el === document.body || el.dataset.stop === undefined) return {Nummer: -1, Zichtbaar: true, Wat: el ? el.outerHTML.slice(0, 120) : ''};
  const s = getComputedStyle(el);
  const box = el.getBoundingClientRect();
  const seen = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) && box.bottom > 0 && box.top < innerHeight;
  return {Nummer: +el.dataset.stop, Zichtbaar: seen, Wat: el.outerHTML.slice(0, 120)};
})()`

// Loop walks through the page with the Tab key, and says what it passes by, visits out of order, or visits unseen.
func (tab *Tab) Loop() []string {
	tab.t.Helper()
	var n int
	tab.vraag(nummer, &n)
	var found []string
	next := 0
	for range n + 1 {
		tab.Druk(kb.Tab)
		var at stop
		tab.vraag(waar, &at)
		if at.Nummer < 0 {
			break
		}
		if at.Nummer != next {
			found = append(found, fmt.Sprintf("Tab goes to number %d, want %d: %s", at.Nummer, next, at.Wat))
		}
		if !at.Zichtbaar {
			found = append(found, "the focus cannot be seen on "+at.Wat)
		}
		next = at.Nummer + 1
		if next == n {
			break
		}
	}
	if next < n {
		found = append(found, fmt.Sprintf("Tab comes to %d of the %d things that want it", next, n))
	}
	return found
}
