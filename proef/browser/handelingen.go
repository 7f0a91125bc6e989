package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/chromedp/chromedp"
)

// handeling is something that somebody does on a page before it is looked at.
type handeling func(tab *Tab)

// volg follows the link, or presses the button, that a selector names.
func volg(selector string) handeling { return func(tab *Tab) { tab.Klik(selector) } }

// klik follows the link, or presses the button, with a text.
func klik(text string) handeling { return func(tab *Tab) { tab.KlikOp(text) } }

// vul types in the field with a name.
func vul(naam, text string) handeling {
	return func(tab *Tab) { tab.Vul(fmt.Sprintf(`[name=%q]`, naam), text) }
}

// als logs in as another, and opens a page.
func als(rol, path string) handeling { return func(tab *Tab) { tab.Inloggen(rol, path) } }

// Uit chooses, in the list with a name, what begins with a text.
func (tab *Tab) Uit(naam, text string) {
	tab.t.Helper()
	var found bool
	tab.vraag(fmt.Sprintf(`(() => {
		const o = [...document.querySelectorAll('select[name="' + %q + '"] option')].find(o => o.text.startsWith(%q));
		if (!o) return false;
		o.selected = true; return true })()`, naam, text), &found)
	if !found {
		tab.t.Fatalf("the list %s has no %q at %s", naam, text, tab.Pad())
	}
}

// uit chooses, in the list with a name, what begins with a text.
func uit(naam, text string) handeling { return func(tab *Tab) { tab.Uit(naam, text) } }

// Bestand chooses a file, in the field with a name.
func (tab *Tab) Bestand(naam, bestand, inhoud string) {
	tab.t.Helper()
	file := filepath.Join(tab.t.TempDir(), bestand)
	if err := os.WriteFile(file, []byte(inhoud), 0o644); err != nil {
		tab.t.Fatal(err)
	}
	tab.doe("choose a file", chromedp.SetUploadFiles(fmt.Sprintf(`input[name=%q]`, naam), []string{file}, chromedp.ByQuery))
}

// bestand chooses a file, in the field with a name.
func bestand(naam, file, inhoud string) handeling {
	return func(tab *Tab) { tab.Bestand(naam, file, inhoud) }
}

// onthoud keeps an address that the page shows as text.
func onthoud(selector string) handeling {
	return func(tab *Tab) {
		tab.link = strings.TrimPrefix(strings.Join(tab.Lees(selector), ""), tab.base)
		if !strings.HasPrefix(tab.link, "/") {
			tab.t.Fatalf("at %s there is no address in %s: %q", tab.Pad(), selector, tab.link)
		}
	}
}

// opener opens the address that was kept, as somebody who is not logged in.
func opener(tab *Tab) {
	if len(tab.Lees(`.meent-lint__uit`)) > 0 {
		tab.Klik(`.meent-lint__uit`)
	}
	tab.Open(tab.link)
}
