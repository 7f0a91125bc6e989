// Package browser looks at the pages of a running Meent as people do: in Chromium, at the width of a telephone and of a desk,
// light and dark, with the keyboard only, and on paper. Its tests are a table of pages; a page is one line.
package browser

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"meent/proef/proces"
)

// geduld is how long one step in a browser may take before it counts as stuck; it decides nothing else.
const geduld = 60 * time.Second

// Browser is a Chromium, which starts with the first tab and ends with the test that found it.
type Browser struct {
	t       *testing.T
	program string
	ctx     context.Context // nil as long as it was not started
}

// Find finds Chromium. Where there is none, the test says so; in CI that is a failure.
func Find(t *testing.T) *Browser {
	t.Helper()
	program := ""
	for _, name := range []string{"/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		proces.Without(t, "there is no Chromium: sudo apt-get install chromium fonts-noto-core")
	}
	if axe() == "" {
		proces.Without(t, "axe-core is not there: make test installs it (npm ci in proef/browser)")
	}
	return &Browser{t: t, program: program}
}

// axe is the source of axe-core, or "" where it was not installed.
var axe = sync.OnceValue(func() string {
	text, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		return ""
	}
	return string(text)
})

// Kijk is how somebody looks at a page.
type Kijk struct {
	Breedte  int // in pixels; 0: 1280
	Donker   bool
	Contrast bool // forced colours
	ZonderJS bool
}

func (k Kijk) String() string {
	name := fmt.Sprint(k.breedte())
	for word, on := range map[string]bool{"-donker": k.Donker} {
		if on {
			name += word
		}
	}
	if k.Contrast {
		name += "-hoog-contrast"
	}
	if k.ZonderJS {
		name += "-zonder-js"
	}
	return name
}

func (k Kijk) breedte() int {
	if k.Breedte == 0 {
		return 1280
	}
	return k.Breedte
}

// Tab is one person's browser: a window with cookies of its own, which ends with the test.
type Tab struct {
	t    *testing.T
	ctx  context.Context
	base string

	mu      sync.Mutex
	fouten  []string
	verkeer map[network.RequestID]*Verzoek
	hier    string // address of the last navigation, whose status may be a fault on purpose
	link    string // an address that is shown once
}

// Verzoek is what went over the line for one thing of a page.
type Verzoek struct {
	URL   string
	Soort network.ResourceType
	Bytes float64 // as sent: in gzip, with headers
}

// start starts Chromium.
func (b *Browser) start() {
	b.t.Helper()
	// Not t.TempDir: Chromium may still write in it after it was told to stop, and that is no fault of the page.
	profile, err := os.MkdirTemp("", "meent-chromium-")
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { _ = os.RemoveAll(profile) })
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(b.program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile), chromedp.WSURLReadTimeout(geduld),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("force-color-profile", "srgb"),
		chromedp.Flag("lang", "nl"), chromedp.Flag("accept-lang", "nl"))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	b.t.Cleanup(stop)
	ctx, stop := chromedp.NewContext(alloc)
	b.t.Cleanup(stop)
	if err := chromedp.Run(ctx); err != nil {
		b.t.Fatalf("start Chromium: %v", err)
	}
	b.ctx = ctx
}

// Tab opens a window at an address of a running Meent.
func (b *Browser) Tab(t *testing.T, base string, k Kijk) *Tab {
	t.Helper()
	if b.ctx == nil {
		b.start()
	}
	// Not chromedp.WithNewBrowserContext: of a headless Chromium a person with cookies of their own needs a window of their own.
	within := cdp.WithExecutor(b.ctx, chromedp.FromContext(b.ctx).Browser)
	person, err := target.CreateBrowserContext().Do(within)
	if err != nil {
		t.Fatalf("open a window: %v", err)
	}
	t.Cleanup(func() { _ = target.DisposeBrowserContext(person).Do(within) }) // Chromium ends anyway
	window, err := target.CreateTarget("about:blank").WithBrowserContextID(person).WithNewWindow(true).Do(within)
	if err != nil {
		t.Fatalf("open a window: %v", err)
	}
	ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithTargetID(window))
	t.Cleanup(stop)
	tab := &Tab{t: t, ctx: ctx, base: base, verkeer: map[network.RequestID]*Verzoek{}}
	chromedp.ListenTarget(ctx, tab.hoor)
	actions := []chromedp.Action{network.Enable(), log.Enable(), runtime.Enable(), page.Enable()}
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	tab.Als(k)
	return tab
}

// Als lets the same person look in another way: a window of another width, the lights out.
func (tab *Tab) Als(k Kijk) {
	tab.t.Helper()
	scheme := "light"
	if k.Donker {
		scheme = "dark"
	}
	forced := "none"
	if k.Contrast {
		forced = "active"
	}
	tab.doe("look as "+k.String(),
		emulation.SetDeviceMetricsOverride(int64(k.breedte()), 900, 1, k.breedte() < 600),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "forced-colors", Value: forced}, {Name: "prefers-reduced-motion", Value: "reduce"},
		}),
		emulation.SetScriptExecutionDisabled(k.ZonderJS))
}

// hoor notes what goes wrong, and what is fetched from where.
func (tab *Tab) hoor(event any) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		tab.fouten = append(tab.fouten, "script: "+e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.APITypeError {
			tab.fouten = append(tab.fouten, fmt.Sprintf("console: %s", e.Args[0].Value))
		}
	case *log.EventEntryAdded:
		own := e.Entry.Source == log.SourceNetwork && e.Entry.URL == tab.hier
		if e.Entry.Level == log.LevelError && !own {
			tab.fouten = append(tab.fouten, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		u := e.Request.URL
		if !strings.HasPrefix(u, tab.base+"/") && !strings.HasPrefix(u, "data:") && u != "about:blank" {
			tab.fouten = append(tab.fouten, "a request to elsewhere: "+u)
		}
		if e.Type == network.ResourceTypeDocument {
			tab.hier = u
		}
		if !strings.HasPrefix(u, "data:") {
			tab.verkeer[e.RequestID] = &Verzoek{URL: u, Soort: e.Type}
		}
	case *network.EventLoadingFinished:
		if v := tab.verkeer[e.RequestID]; v != nil {
			v.Bytes = e.EncodedDataLength
		}
	}
}

// doe runs steps; one that is stuck fails the test.
func (tab *Tab) doe(what string, actions ...chromedp.Action) {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, geduld)
	defer stop()
	if err := chromedp.Run(ctx, actions...); err != nil {
		tab.t.Fatalf("%s: %v", what, err)
	}
}

// Open opens a page, and waits until it is whole. What was noted of earlier pages is forgotten.
func (tab *Tab) Open(path string) {
	tab.t.Helper()
	tab.mu.Lock()
	tab.fouten, tab.verkeer = nil, map[network.RequestID]*Verzoek{}
	tab.mu.Unlock()
	tab.doe("open "+path, chromedp.Navigate(tab.base+path))
}

// Inloggen logs in as a role and opens a page, through the simulator.
func (tab *Tab) Inloggen(rol, path string) {
	tab.t.Helper()
	tab.Open("/inloggen?rol=" + url.QueryEscape(rol) + "&naar=" + url.QueryEscape(path))
}

// Klik clicks on what a selector names, and waits for the page that follows. The traffic of the page before it is forgotten.
func (tab *Tab) Klik(selector string) {
	tab.t.Helper()
	tab.mu.Lock()
	tab.verkeer = map[network.RequestID]*Verzoek{}
	tab.mu.Unlock()
	ctx, stop := context.WithTimeout(tab.ctx, geduld)
	defer stop()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(selector, chromedp.ByQuery)); err != nil {
		tab.t.Fatalf("click on %s at %s: %v", selector, tab.Pad(), err)
	}
}

// Vul types in a field, in the place of what stood there.
func (tab *Tab) Vul(selector, text string) {
	tab.t.Helper()
	var there bool
	tab.vraag(fmt.Sprintf(`(() => { const e = document.querySelector(%q); if (!e) return false; e.focus(); e.select(); return true })()`, selector), &there)
	if !there {
		tab.t.Fatalf("fill in %s: it is not on %s", selector, tab.Pad())
	}
	if text == "" {
		text = kb.Delete
	}
	tab.doe("fill in "+selector, chromedp.KeyEvent(text))
}

// Kies clicks on what leads to no other page: a radio button, a box, a summary.
func (tab *Tab) Kies(selector string) {
	tab.t.Helper()
	tab.doe("choose "+selector, chromedp.Click(selector, chromedp.ByQuery))
}

// Druk presses a key; those of package kb have names.
func (tab *Tab) Druk(key string) {
	tab.t.Helper()
	tab.doe("press a key", chromedp.KeyEvent(key))
}

// Pad is the address of the page, without the server.
func (tab *Tab) Pad() string {
	tab.t.Helper()
	var at string
	tab.doe("read the address", chromedp.Location(&at))
	return strings.TrimPrefix(at, tab.base)
}

// Tekst is the text of the page as people see it, with ordinary spaces.
func (tab *Tab) Tekst() string {
	tab.t.Helper()
	var text string
	tab.vraag(`document.body.innerText`, &text)
	return strings.ReplaceAll(text, "\u00a0", " ")
}

// Titel is the title of the window.
func (tab *Tab) Titel() string {
	tab.t.Helper()
	var text string
	tab.vraag(`document.title`, &text)
	return text
}

// vraag evaluates an expression in the page; a promise is waited for.
func (tab *Tab) vraag(expression string, out any) {
	tab.t.Helper()
	tab.doe("ask the page", chromedp.Evaluate(expression, out, func(p *runtime.EvaluateParams) *runtime.EvaluateParams {
		return p.WithAwaitPromise(true).WithReturnByValue(true)
	}))
}

// Verkeer is what was fetched for the page.
func (tab *Tab) Verkeer() []Verzoek {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	var all []Verzoek
	for _, v := range tab.verkeer {
		all = append(all, *v)
	}
	return all
}

// Foto keeps a picture of the whole page among the artefacts.
func (tab *Tab) Foto(name string) {
	tab.t.Helper()
	var png []byte
	var ready bool
	tab.vraag(`document.fonts.ready.then(() => true)`, &ready)
	tab.doe("picture of "+name, chromedp.FullScreenshot(&png, 100))
	file := filepath.Join(proces.Output(tab.t), name+".png")
	if err := os.WriteFile(file, png, 0o644); err != nil {
		tab.t.Fatal(err)
	}
}

// Papier prints the page, keeps the PDF among the artefacts, and says how many pages it has.
func (tab *Tab) Papier(name string) int {
	tab.t.Helper()
	var pdf []byte
	tab.doe("print "+name, chromedp.ActionFunc(func(ctx context.Context) error {
		var err error
		pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).WithPrintBackground(false).Do(ctx)
		return err
	}))
	if err := os.WriteFile(filepath.Join(proces.Output(tab.t), name+".pdf"), pdf, 0o644); err != nil {
		tab.t.Fatal(err)
	}
	return strings.Count(string(pdf), "/Type /Page\n") + strings.Count(string(pdf), "/Type /Page ") + strings.Count(string(pdf), "/Type /Page/")
}

// Axe is what axe finds against WCAG 2.2 A and AA, each as one line.
func (tab *Tab) Axe() []string {
	tab.t.Helper()
	var ready bool
	if tab.vraag(`typeof axe === 'object'`, &ready); !ready { // it stays with the page
		tab.vraag(`(() => { `+axe()+`; return true })()`, &ready)
	}
	var text string
	tab.vraag(`axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations']}).then(r => JSON.stringify(
		r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + v.help + ' | ' + n.html.slice(0, 200) + ' | ' + n.failureSummary))))`, &text)
	var found []string
	if err := json.Unmarshal([]byte(text), &found); err != nil {
		tab.t.Fatal(err)
	}
	return found
}

// Fouten are what the browser complained of, and what it fetched from elsewhere.
func (tab *Tab) Fouten() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return append([]string(nil), tab.fouten...)
}

//go:embed maten.js
var maten string

// Maten is what is too wide, too small or cut off.
func (tab *Tab) Maten() []string {
	tab.t.Helper()
	var found []string
	tab.vraag(maten, &found)
	return found
}
