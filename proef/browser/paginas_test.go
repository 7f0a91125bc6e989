package browser

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"

	"meent/interactie/opmaak"
	"meent/proef/proces"
)

// bladzij is a page that is looked at. A new page is a line here.
type bladzij struct {
	naam   string // of its pictures
	rol    string // who looks; "": nobody is logged in
	pad    string
	eerst  []handeling // what is done from there before the page is looked at
	open   bool        // its details are opened first
	papier int         // how many sheets of A4 it may take; 0: it is not printed
	dan    []bladzij   // what is looked at afterwards in the same window; one without an address goes on from where it is
}

var bladzijden = []bladzij{
	{naam: "componenten", rol: "beheerder", pad: "/beheer/componenten"},
	{naam: "componenten-open", rol: "beheerder", pad: "/beheer/componenten", open: true},
	{naam: "simulator", pad: "/inloggen"},
	{naam: "uitgelogd", pad: "/uitgelogd"},
	{naam: "fout-404", rol: "raadslid", pad: "/bestaat-niet"},
	{naam: "fout-inloggen", pad: "/inloggen/terug?code=x&state=y"},
	{naam: "voorbeeld", pad: "/voorbeeld"},
	{naam: "kompas", rol: "programmamanager", pad: "/kaart"},
	{naam: "kompas-open", rol: "secretaris", pad: "/kaart", open: true},
	{naam: "mijlpalen", rol: "programmamanager", pad: "/kaart/mijlpalen"},
	{naam: "mijlpaal", rol: "programmamanager", pad: "/kaart/mijlpalen", eerst: []handeling{volg("main table tbody:last-child a")}},
	{naam: "mijlpaal-open", rol: "raadslid", pad: "/kaart/mijlpalen", eerst: []handeling{volg("main table tbody a")}, open: true},
	{naam: "koers", rol: "programmamanager", pad: "/kaart/koers"},
	{naam: "koers-open", rol: "raadslid", pad: "/kaart/koers", open: true},
	{naam: "dienstverlening", rol: "raadslid", pad: "/kaart/dienstverlening"},
	{naam: "maat", rol: "raadslid", pad: "/kaart/dienstverlening", eerst: []handeling{volg("main h3 a")}, open: true},
	{naam: "achterstand", rol: "raadslid", pad: "/kaart/dienstverlening", eerst: []handeling{volg("main .meent-maat:last-of-type h3 a")}, open: true},
	{naam: "raadsbrief", rol: "programmamanager", pad: "/kaart/raadsbrief", papier: 1},
	{naam: "raadsbrief-keuzes", rol: "programmamanager", pad: "/kaart/raadsbrief/keuzes"},
	{naam: "openbaar", pad: "/openbaar"},
	{naam: "openbaar-open", pad: "/openbaar", open: true},
	{naam: "belofte", pad: "/openbaar", eerst: []handeling{volg("main li a")}, open: true},
	{naam: "stappen", rol: "programmamanager", pad: "/kaart/stappen"},
	{naam: "alle-stappen", rol: "programmamanager", pad: "/kaart/stappen/alle"},
	{naam: "stap-nieuw", rol: "behandelaar", pad: "/kaart/stappen/nieuw"},
	{naam: "stap", rol: "programmamanager", pad: "/kaart/stappen", eerst: []handeling{volg("main .meent-plek a")}},
	{naam: "stappen-open", rol: "teamleider", pad: "/kaart/stappen", open: true},
	{naam: "voorstel", rol: "programmamanager", pad: "/kaart/stappen/voorstel"},
	{naam: "kwadrant", rol: "programmamanager", pad: "/kaart/kwadrant"},
	{naam: "kansen", rol: "programmamanager", pad: "/kaart/kansen"},
	{naam: "kans", rol: "programmamanager", pad: "/kaart/kansen", eerst: []handeling{volg("main .meent-plek a")}},
	{naam: "kans-nieuw", rol: "programmamanager", pad: "/kaart/kansen/nieuw"},
	{naam: "aanbod-nieuw", rol: "teamleider", pad: "/kaart/aanbod/nieuw"},
	{naam: "zorgen", rol: "programmamanager", pad: "/kaart/zorgen"},
	{naam: "kadervragen", rol: "secretaris", pad: "/kaart/kadervragen"},
	{naam: "uitspraken", rol: "secretaris", pad: "/kaart/uitspraken"},
	{naam: "uitspraak-nieuw", rol: "secretaris", pad: "/kaart/uitspraken/nieuw"},
	{naam: "begin", rol: "programmamanager", pad: "/kaart/begin"},
	{naam: "begin-gemeente", rol: "programmamanager", pad: "/kaart/begin/gemeente"},
	{naam: "begin-registers", rol: "programmamanager", pad: "/kaart/begin/registers"},
	{naam: "begin-doel", rol: "programmamanager", pad: "/kaart/begin/doel"},
	{naam: "begin-maten", rol: "programmamanager", pad: "/kaart/begin/maten"},
	{naam: "begin-cijfers", rol: "programmamanager", pad: "/kaart/begin/cijfers"},
	{naam: "begin-mijlpaal", rol: "programmamanager", pad: "/kaart/begin/mijlpaal"},
	{naam: "begin-stappen", rol: "programmamanager", pad: "/kaart/begin/stappen"},
	{naam: "strategie", rol: "programmamanager", pad: "/kaart/strategie"},
	{naam: "inrichting", rol: "beheerder", pad: "/kaart/inrichting"},
	{naam: "register", rol: "beheerder", pad: "/kaart/inrichting", eerst: []handeling{volg("main li a")}},
	{naam: "organisaties", rol: "programmamanager", pad: "/kaart/inrichting/organisaties"},
	{naam: "organisatie", rol: "programmamanager", pad: "/kaart/inrichting/organisaties", eerst: []handeling{volg("main .meent-rijen a")}},
	{naam: "organisatie-nieuw", rol: "programmamanager", pad: "/kaart/inrichting/organisaties/nieuw"},
	{naam: "gemeenten", rol: "programmamanager", pad: "/kaart/inrichting/organisaties/gemeenten"},
	{naam: "import", rol: "programmamanager", pad: "/kaart/import"},
	{naam: "maten", rol: "programmamanager", pad: "/kaart/maten"},
	{naam: "deellinks", rol: "programmamanager", pad: "/kaart/deellinks"},
	{naam: "mijlpaal-nieuw", rol: "programmamanager", pad: "/kaart/mijlpalen/nieuw"},
	{naam: "hulp", rol: "programmamanager", pad: "/hulp"},
	{naam: "wie-ziet-wat", rol: "programmamanager", pad: "/kaart/wie-ziet-wat"},
	{naam: "toegankelijkheid", pad: "/toegankelijkheid"},
}

// De budgetten van ui.md §10.
const (
	meesteVerzoeken = 8
	meesteHTML      = 40_000 // bytes in gzip, of a page for staff
	meesteCSS       = 26_000
	meesteLetters   = 60_000
)

func TestBladzijden(t *testing.T) {
	proces.Asked(t)
	b := Find(t)
	m := proces.New(t, "")
	m.Demo(t, "--zaken", "40")
	for _, p := range slices.Concat(bladzijden, achterFormulieren) {
		t.Run(p.naam, func(t *testing.T) { p.bekijk(t, b, m) })
	}
}

// bekijk looks at the page in a window of its own, and at what follows from it.
func (p bladzij) bekijk(t *testing.T, b *Browser, m *proces.Meent) {
	t.Helper()
	tab := b.Tab(t, m.URL, Kijk{ZonderJS: true})
	p.bekijkIn(tab)
	for _, q := range p.dan {
		t.Run(q.naam, func(t *testing.T) {
			tab.t = t
			q.bekijkIn(tab)
		})
	}
}

// kijken are the ways in which a page is looked at. A picture of a telephone by night would show nothing that the others do not.
var kijken = []struct {
	Kijk
	axe, foto bool
}{
	{Kijk{}, true, true}, {Kijk{Donker: true}, true, true}, {Kijk{Breedte: 320}, true, true}, {Kijk{Breedte: 320, Donker: true}, true, false}, {Kijk{Contrast: true}, true, false},
}

// bekijkIn goes to the page and looks: wide and narrow, light and dark, with the keyboard, and on paper.
func (p bladzij) bekijkIn(tab *Tab) {
	t := tab.t
	t.Helper()
	p.ga(tab)
	for _, v := range budget(tab.Verkeer()) {
		t.Error(v)
	}
	for _, v := range tab.Fouten() {
		t.Errorf("in the browser: %s", v)
	}
	for _, k := range kijken {
		tab.Als(k.Kijk)
		if k.axe {
			for _, v := range tab.Axe() {
				t.Errorf("%s: axe: %s", k, v)
			}
		}
		for _, v := range tab.Maten() {
			t.Errorf("%s: %s", k, v)
		}
		if k.foto {
			tab.Foto(p.naam + "-" + k.String())
		}
	}
	tab.Als(Kijk{})
	for _, v := range tab.Loop() {
		t.Errorf("with the keyboard: %s", v)
	}
	if p.papier > 0 {
		if n := tab.Papier(p.naam); n == 0 || n > p.papier {
			t.Errorf("it takes %d sheets of paper, want at most %d", n, p.papier)
		}
	}
	title := tab.Titel()
	if !strings.HasSuffix(title, " · Meent · Gemeente Meerdam") {
		t.Errorf("the title of %s is %q", tab.Pad(), title)
	}
}

// The plain styles, on the page with everything: a clone that was built without Node has nothing else.
func TestPlatteStijl(t *testing.T) {
	proces.Asked(t)
	b := Find(t)
	m := proces.New(t, "", "MEENT_SIMULATOR=true")
	m.Serve(t)
	tab := b.Tab(t, m.URL, Kijk{})
	tab.Inloggen("beheerder", "/beheer/componenten")
	var done bool
	tab.vraag(`new Promise(done => { const l = document.querySelector('link[rel=stylesheet]'); l.onload = () => done(true); l.href = '`+opmaak.PlatStijladres()+`' })`, &done)
	for _, k := range []Kijk{{}, {Donker: true}, {Breedte: 320}} {
		tab.Als(k)
		for _, v := range append(tab.Axe(), tab.Maten()...) {
			t.Errorf("%s: %s", k, v)
		}
		tab.Foto("componenten-plat-" + k.String())
	}
	for _, v := range tab.Loop() {
		t.Errorf("with the keyboard: %s", v)
	}
}

// ga goes to the page.
func (p bladzij) ga(tab *Tab) {
	tab.t.Helper()
	switch {
	case p.rol != "":
		tab.Inloggen(p.rol, p.pad)
	case p.pad != "":
		tab.Open(p.pad)
	}
	for _, doe := range p.eerst {
		doe(tab)
	}
	if p.open {
		var n int
		tab.vraag(`[...document.querySelectorAll('details')].map(d => d.open = true).length`, &n)
		if n == 0 {
			tab.t.Error("there is nothing to open")
		}
	}
}

// budget says what of a page is too heavy.
func budget(all []Verzoek) []string {
	var found []string
	sum := map[network.ResourceType]float64{}
	all = slices.DeleteFunc(all, func(v Verzoek) bool { return strings.Contains(v.URL, "-latin-ext-") }) // for a name with a rare letter
	for _, v := range all {
		sum[v.Soort] += v.Bytes
	}
	for soort, most := range map[network.ResourceType]float64{
		network.ResourceTypeDocument: meesteHTML, network.ResourceTypeStylesheet: meesteCSS, network.ResourceTypeFont: meesteLetters,
	} {
		if sum[soort] > most {
			found = append(found, strings.ToLower(string(soort))+" is too heavy")
		}
	}
	if len(all) > meesteVerzoeken {
		found = append(found, "too many requests")
	}
	return found
}
