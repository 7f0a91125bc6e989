package browser

import (
	"context"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// meesteTabs is after how many Tabs somebody gives up looking for something on a page.
const meesteTabs = 400

// Lees are the texts of all that a selector names, with ordinary spaces.
func (tab *Tab) Lees(selector string) []string {
	tab.t.Helper()
	var all []string
	tab.vraag(fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.innerText.replace(/\s+/g, ' ').trim())`, selector), &all)
	return all
}

// Adressen are the addresses, without the server, of the links that a selector names.
func (tab *Tab) Adressen(selector string) []string {
	tab.t.Helper()
	var all []string
	tab.vraag(fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.getAttribute('href'))`, selector), &all)
	return all
}

// KlikOp clicks on the link or button with a text, and waits for the page that follows.
func (tab *Tab) KlikOp(text string) {
	tab.t.Helper()
	var found bool
	tab.vraag(fmt.Sprintf(`(() => {
		document.querySelectorAll('[data-klik]').forEach(e => delete e.dataset.klik);
		const e = [...document.querySelectorAll('main a[href], main button, main summary')].find(e => e.checkVisibility() && e.innerText.replace(/\s+/g, ' ').trim().startsWith(%q));
		if (!e) return false;
		e.dataset.klik = ''; return true })()`, text), &found)
	if !found {
		tab.t.Fatalf("nothing to click on says %q at %s:\n%s", text, tab.Pad(), tab.Tekst())
	}
	tab.Klik(`[data-klik]`)
}

// Tabnaar presses Tab until the focus is on what begins with a text.
func (tab *Tab) Tabnaar(text string) {
	tab.t.Helper()
	for range meesteTabs {
		tab.Druk(kb.Tab)
		var at string
		tab.vraag(`(document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || '').replace(/\s+/g, ' ').trim()`, &at)
		if strings.HasPrefix(at, text) {
			return
		}
	}
	tab.t.Fatalf("with Tab nobody comes to %q at %s", text, tab.Pad())
}

// Enter presses Enter on what has the focus, and waits for the page that follows.
func (tab *Tab) Enter() {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, geduld)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		tab.t.Fatalf("Enter at %s: %v", tab.Pad(), err)
	}
}
