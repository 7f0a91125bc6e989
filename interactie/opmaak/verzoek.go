package opmaak

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"meent/integratie/zgw"
)

// Verzoek is one request for a page, and the answer to it.
type Verzoek struct {
	W       http.ResponseWriter
	R       *http.Request
	Persoon *Persoon // who is logged in; nil: nobody
	Taal    string   // "nl", or "en" on pages that speak it

	site   *Site
	pagina *Pagina
	klaar  bool

	naar      string         // where the browser was sent
	nagelaten map[string]any // what was put in the session for the page there
}

func (s *Site) verzoek(w http.ResponseWriter, r *http.Request, p *Pagina) *Verzoek {
	v := &Verzoek{W: w, R: r, site: s, pagina: p, Taal: "nl"}
	v.Persoon = s.persoon(r.Context())
	return v
}

// Context is that of the request.
func (v *Verzoek) Context() context.Context { return v.R.Context() }

// API speaks to the registers for who is logged in.
func (v *Verzoek) API() *zgw.Client { return v.site.API(v.Persoon) }

// Nu is the moment, of the program's one clock.
func (v *Verzoek) Nu() time.Time { return v.site.Nu() }

// Oorsprong is the public address of the program, for links that leave it: "https://meent.voorbeeld.nl".
func (v *Verzoek) Oorsprong() string { return v.site.URL }

// Pad is a part of the address: {id} in the pattern of the page.
func (v *Verzoek) Pad(naam string) string { return v.R.PathValue(naam) }

// Vraag is a parameter behind the question mark, or a field of the form.
func (v *Verzoek) Vraag(naam string) string { return strings.TrimSpace(v.R.FormValue(naam)) }

// Bestaat says whether there is a page at an address, for who looks: so that no link leads nowhere.
func (v *Verzoek) Bestaat(adres string) bool { return v.site.ziet(v.Persoon, Link{Adres: adres}) }

// Gemeente is the name of the municipality whose pages these are.
func (v *Verzoek) Gemeente() string { return v.site.Gemeente }

// Veilig says whether browsers reach us by https: a cookie is then for that alone.
func (v *Verzoek) Veilig() bool { return v.site.oorsprong.Scheme == "https" }

// Kop is what the layout needs to know of a page.
type Kop struct {
	Titel      string   // the h1 of the page; <title> begins with it
	Kruimels   []Link   // the way here from level 2 on, without the page itself
	Actief     string   // address of the menu item that is current; "": the one that begins the address of the first crumb, or of the page
	Fout       bool     // the form on it has faults: the title begins with "Fout: "
	ZonderDoel bool     // the strip with the aim would say twice what the page says
	Status     int      // 0: 200
	Ververs    int      // after how many seconds the browser fetches the page again, while something goes on; 0: never. Who reads may stop it (WCAG 2.2.1)
	Talen      []string // languages that the template speaks; none: Dutch
}

// Toon shows a template in the layout. data is what the template gets as its dot.
func (v *Verzoek) Toon(sjabloon string, k Kop, data any) error {
	v.kiesTaal(k.Talen)
	var inhoud strings.Builder
	if err := v.site.sjablonen.ExecuteTemplate(&inhoud, sjabloon, data); err != nil {
		return fmt.Errorf("template %s: %w", sjabloon, err)
	}
	status := k.Status
	if status == 0 {
		status = http.StatusOK
		if k.Fout {
			status = http.StatusUnprocessableEntity
		}
	}
	// What html/template made is safe to put in html/template again.
	b := v.blad(k, template.HTML(inhoud.String()))
	if k.Ververs > 0 && !b.Stil {
		v.W.Header().Set("Refresh", strconv.Itoa(k.Ververs))
	}
	return v.schrijf(status, "pagina", b)
}

// blad is what the layout shows around a page.
type blad struct {
	*Verzoek
	Kop
	Inhoud  template.HTML
	Menu    []punt
	Voet    []Link
	Doel    *Doelstrook
	Melding *melding
	Stijl   string
	Letters []string // fonts that every page uses, to fetch them at once
	Stil    bool     // who reads wants the page to stay as it is
	Wissel  string   // the address at which that is the other way round
}

// punt is an item of the menu.
type punt struct {
	Link
	Hier bool
}

func (v *Verzoek) blad(k Kop, inhoud template.HTML) blad {
	b := blad{Verzoek: v, Kop: k, Inhoud: inhoud, Stijl: Stijladres(), Letters: letters, Melding: v.melding()}
	q := v.R.URL.Query()
	if b.Stil = q.Has("stil"); b.Stil {
		q.Del("stil")
	} else {
		q.Set("stil", "ja")
	}
	b.Wissel = (&url.URL{Path: v.R.URL.Path, RawQuery: q.Encode()}).String()
	best := -1
	for _, l := range v.site.menu {
		if !v.site.ziet(v.Persoon, l) {
			continue
		}
		b.Menu = append(b.Menu, punt{Link: l})
		here := k.Actief
		if here == "" && len(k.Kruimels) > 0 {
			here = k.Kruimels[0].Adres
		}
		if here == "" {
			here = v.R.URL.Path
		}
		if (here == l.Adres || strings.HasPrefix(here, l.Adres+"/") && !v.site.heeftOnder(l)) && (best < 0 || len(l.Adres) > len(b.Menu[best].Adres)) {
			best = len(b.Menu) - 1
		}
	}
	if best >= 0 {
		b.Menu[best].Hier = true
	}
	for _, l := range voet {
		if v.site.ziet(v.Persoon, l) {
			b.Voet = append(b.Voet, Link{Naam: v.T(l.Naam), Adres: l.Adres})
		}
	}
	if v.site.Doel != nil && v.Persoon != nil && !k.ZonderDoel && k.Status < 400 {
		b.Doel = v.site.Doel(v)
	}
	return b
}

// heeftOnder says whether other items of the menu lie under this one: what lies elsewhere is then no part of it.
func (s *Site) heeftOnder(l Link) bool {
	return slices.ContainsFunc(s.menu, func(other Link) bool { return strings.HasPrefix(other.Adres, l.Adres+"/") })
}

// Voorbeeld says that all names and figures are invented.
func (b blad) Voorbeeld() bool { return b.site.Voorbeeld }

// Versie is that of the program.
func (b blad) Versie() string { return b.site.Versie }

// Begin is where the name in the header bar leads: the first item of the menu, or the front door.
func (b blad) Begin() string {
	if len(b.Menu) > 0 {
		return b.Menu[0].Adres
	}
	return "/"
}

// Inloggen says whether one can log in from here: it is possible, and nobody is.
func (b blad) Inloggen() bool { return b.Persoon == nil && b.site.login != nil }

// Hier is the address of this page, to come back to.
func (b blad) Hier() string { return b.R.URL.RequestURI() }

// Doelstrook is the strip under the menu that says what all this is for.
type Doelstrook struct {
	Doel  Link // the aim as a sentence
	Maten []Doelmaat
}

// Doelmaat is a measure in the strip: "Op tijd", "88,0 %", "okt 2026", and where it is explained.
type Doelmaat struct {
	Naam, Waarde, Wanneer, Adres string
	Trend                        Trend
}

// NeemAan logs a person in who was recognised in another way than by the login of the site.
func (v *Verzoek) NeemAan(p *Persoon) error { return v.site.neemAan(v.Context(), p) }

// Naar sends the browser to another page of ours, after a POST as after anything else.
func (v *Verzoek) Naar(adres string) error {
	v.klaar, v.naar = true, adres
	v.W.Header().Set("Cache-Control", "no-store")
	http.Redirect(v.W, v.R, adres, http.StatusSeeOther)
	return nil
}

// Klaar says that the page wrote its answer itself, to W: a file, an image.
func (v *Verzoek) Klaar() { v.klaar = true }

// melding is what the next page says first.
type melding struct {
	Tekst    string
	Ongedaan *Ongedaan `json:",omitempty"`
}

// Ongedaan is a way back: a POST to Adres with Velden.
type Ongedaan struct {
	Adres   string // of a Pagina with Ongedaan
	Velden  map[string]string
	Sleutel string // filled in by Meld
}

// ongedaanTermijn is how long a way back stays open.
const ongedaanTermijn = 10 * time.Minute

// Meld lets the next page say what was done: "Stap bewaard." Then go there with Naar.
func (v *Verzoek) Meld(tekst string) { v.MeldOngedaan(tekst, nil) }

// MeldOngedaan says what was done, with a button that undoes it. The button works once, for ten minutes.
func (v *Verzoek) MeldOngedaan(tekst string, terug *Ongedaan) {
	if terug != nil {
		terug.Sleutel = rand.Text()
		v.laatNa("ongedaan:"+terug.Sleutel, time.Now().Add(ongedaanTermijn).Unix())
	}
	encoded, err := json.Marshal(melding{tekst, terug})
	if err != nil {
		v.site.Log.Error("message for the next page", "error", err)
		return
	}
	v.laatNa("melding", string(encoded))
}

// laatNa keeps something in the session for the next page.
func (v *Verzoek) laatNa(naam string, waarde any) {
	v.site.sessie.Put(v.Context(), naam, waarde)
	if v.nagelaten == nil {
		v.nagelaten = map[string]any{}
	}
	v.nagelaten[naam] = waarde
}

func (v *Verzoek) melding() *melding {
	text := v.site.sessie.PopString(v.Context(), "melding")
	if text == "" {
		return nil
	}
	m := &melding{}
	if json.Unmarshal([]byte(text), m) != nil {
		return nil
	}
	return m
}

// ongedaanGeldig uses up the key of an undo button.
func (v *Verzoek) ongedaanGeldig() bool {
	until, ok := v.site.sessie.Pop(v.Context(), "ongedaan:"+v.Vraag("ongedaan")).(int64)
	return ok && time.Now().Unix() <= until
}

// Bevestiging is a page that asks once more, before what cannot be undone.
type Bevestiging struct {
	Vraag     string // the h1: "Stap stoppen?"
	Gevolg    string // what happens then, in a sentence
	Actie     string // address of the POST; "": this page
	Knop      string // the verb: "Stap stoppen"
	Terug     string // address for who does not want to
	Velden    map[string]string
	Formulier *Formulier // further questions, such as the reason; nil: none
}

// Bevestig shows a page that asks once more.
func (v *Verzoek) Bevestig(b Bevestiging) error {
	if b.Actie == "" {
		b.Actie = v.R.URL.Path
	}
	return v.Toon("bevestig", Kop{Titel: b.Vraag, Fout: b.Formulier != nil && b.Formulier.HeeftFouten()}, b)
}

// lokaal is an address of ours to go to after logging in; anything else becomes the front door.
func lokaal(adres string) string {
	u, err := url.Parse(adres)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.ContainsAny(adres, "\\\r\n\t") {
		return "/"
	}
	return u.RequestURI()
}

// problem is the refusal of a register in an error, or nil.
func problem(err error) *zgw.Problem {
	if p, ok := errors.AsType[*zgw.Problem](err); ok {
		return p
	}
	return nil
}
