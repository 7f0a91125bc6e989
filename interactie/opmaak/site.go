// Package opmaak is what all pages share: layout, styles, words, components, session and login. A page is a Pagina with a
// template; docs/adding-a-page.md shows one from start to end. It knows no register: pages read and write through the
// zgw.Client that Verzoek.API gives, which speaks for the person who is logged in.
package opmaak

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/klauspost/compress/gzhttp"

	"meent/integratie/zgw"
)

// Opties say what a Site is for.
type Opties struct {
	Gemeente  string // as the header bar and the titles of pages have it: "Gemeente Meerdam"
	URL       string // the public address, without a slash at the end
	Voorbeeld bool   // all names and figures are invented: each page says so
	Versie    string // of the program, for the footer
	Nu        func() time.Time
	Log       *slog.Logger

	Sessies   scs.Store     // where sessions are kept; nil: in memory, for tests
	Stil      time.Duration // how long a person may do nothing before the session ends; 60 minutes when 0
	Hoogstens time.Duration // how long a session lasts at most; 12 hours when 0

	// Login is where people log in; nil: nobody can.
	Login *LoginOpties

	// API is the client that speaks for a person; for nobody (nil) it is one that reads what everybody may.
	API func(*Persoon) *zgw.Client
}

// Site is all pages of a program.
type Site struct {
	Opties
	// Doel is the strip with the aim under the menu; nil, or a nil answer, shows none.
	Doel func(*Verzoek) *Doelstrook

	mux       *http.ServeMux
	paginas   []*Pagina
	menu      []Link
	sjablonen *template.Template
	sessie    *scs.SessionManager
	keten     http.Handler
	login     *Login
	oorsprong *url.URL
	eenmaal   eenmaal
}

// Pagina is one page, or one thing that a page does.
type Pagina struct {
	Adres string // method and path, as http.ServeMux has them: "GET /kaart/stappen/{id}"
	// Rollen are who may come here; none: everyone who is logged in. The registers decide again on what they are asked.
	Rollen []Rol
	Open   bool // for everyone, without logging in
	// Ongedaan says that this undoes something: it wants the button of Verzoek.MeldOngedaan, once, within ten minutes.
	Ongedaan bool
	// Grootste is how many bytes are read of what is sent here; 0: what a form may be.
	Grootste int64
	Toon     func(*Verzoek) error
}

// Link is a name and an address.
type Link struct {
	Naam, Adres string
	Rollen      []Rol // who sees it; none: everyone who may come there
	Niet        []Rol // who has no other role than these does not see it: it would only lead to a refusal
}

// NewSite makes a site with the pages that every program has: styles, logging in and out, faults, and the components.
func NewSite(o Opties) (*Site, error) {
	o.URL = strings.TrimRight(o.URL, "/")
	if o.Nu == nil {
		o.Nu = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	u, err := url.Parse(o.URL)
	if err != nil {
		return nil, fmt.Errorf("public address: %w", err)
	}
	s := &Site{Opties: o, mux: http.NewServeMux(), oorsprong: u}
	s.sessie, s.login = nieuweSessies(s), nieuweLogin(o.Login, o.URL)
	s.sjablonen = template.New("").Funcs(s.functies())
	if err := s.Sjablonen(sjablonen, "sjablonen/*.html"); err != nil {
		return nil, err
	}
	cross := http.NewCrossOriginProtection()
	if err := cross.AddTrustedOrigin(u.Scheme + "://" + u.Host); err != nil { // a proxy may give us another Host
		return nil, fmt.Errorf("public address %s: %w", o.URL, err)
	}
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fout(s.verzoek(w, r, nil), &Fout{Status: http.StatusForbidden, Sleutel: "fout.vreemd"})
	}))
	zip, err := gzhttp.NewWrapper(gzhttp.MinSize(512), gzhttp.ContentTypes([]string{"text/html"}))
	if err != nil {
		return nil, fmt.Errorf("gzip: %w", err)
	}
	s.keten = zip(s.sessie.LoadAndSave(cross.Handler(s.mux)))
	s.mux.Handle("GET "+stijlmap+"{bestand}", http.HandlerFunc(toonStijl))
	s.Voeg(s.aanmeldPaginas()...)
	s.Voeg(Pagina{Adres: "GET /beheer/componenten", Rollen: []Rol{Beheerder}, Open: o.Voorbeeld, Toon: componenten})
	s.Voeg(Pagina{Adres: "POST /beheer/componenten", Rollen: []Rol{Beheerder}, Open: o.Voorbeeld, Toon: componentenPost})
	return s, nil
}

// Sjablonen adds the templates of a package of pages, each with a {{define}} of its own name. Bare elements get the classes
// of NL Design System: see klassen.
func (s *Site) Sjablonen(files fs.FS, patroon string) error {
	names, err := fs.Glob(files, patroon)
	if err != nil || len(names) == 0 {
		return fmt.Errorf("templates %s: none found (%w)", patroon, cmp.Or(err, fs.ErrNotExist))
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return fmt.Errorf("template %s: %w", name, err)
		}
		if _, err := s.sjablonen.New(name).Parse(klassen(string(text))); err != nil {
			return fmt.Errorf("template %s: %w", name, err)
		}
	}
	return nil
}

// Voeg adds pages.
func (s *Site) Voeg(paginas ...Pagina) {
	for _, p := range paginas {
		s.paginas = append(s.paginas, &p)
		s.mux.HandleFunc(p.Adres, func(w http.ResponseWriter, r *http.Request) { s.toon(&p, w, r) })
	}
}

// Plaats puts a plain handler beside the pages, such as the simulator of logging in. It gets no session.
func (s *Site) Plaats(patroon string, h http.Handler) { s.mux.Handle(patroon, h) }

// Menu sets the main menu. A link is shown to who may come there, and only when its page is there.
func (s *Site) Menu(links ...Link) { s.menu = links }

// voet is the footer; a link is shown when its page is there.
var voet = []Link{
	{Naam: "voet.wie", Adres: "/kaart/wie-ziet-wat"}, {Naam: "voet.inrichting", Adres: "/kaart/inrichting"},
	{Naam: "voet.openbaar", Adres: "/openbaar"}, {Naam: "voet.toegankelijkheid", Adres: "/toegankelijkheid"}, {Naam: "voet.hulp", Adres: "/hulp"},
}

// pagina is the page that a GET of an address shows, or nil.
func (s *Site) pagina(adres string) *Pagina {
	u, err := url.Parse(adres)
	if err != nil {
		return nil
	}
	_, patroon := s.mux.Handler(&http.Request{Method: http.MethodGet, URL: u, Host: s.oorsprong.Host})
	i := slices.IndexFunc(s.paginas, func(p *Pagina) bool { return p.Adres == patroon })
	if i < 0 {
		return nil
	}
	return s.paginas[i]
}

// ziet says whether a person may see a link: the page is there, and open to them.
func (s *Site) ziet(p *Persoon, l Link) bool {
	pagina := s.pagina(l.Adres)
	return pagina != nil && pagina.mag(p) && (len(l.Rollen) == 0 || p.Is(l.Rollen...)) && !p.Alleen(l.Niet...)
}

func (p *Pagina) mag(wie *Persoon) bool {
	return p.Open || wie != nil && (len(p.Rollen) == 0 || wie.Is(p.Rollen...))
}

// Serve answers a request for a page, and says whether it did. What is no page, and is not asked for by a browser, is left.
func (s *Site) Serve(w http.ResponseWriter, r *http.Request) bool {
	_, patroon := s.mux.Handler(r)
	if patroon == "" && !strings.Contains(r.Header.Get("Accept"), "text/html") {
		return false
	}
	s.ServeHTTP(w, r)
	return true
}

// ServeHTTP answers a request for a page; an address that is none gets a page that says so.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	koppen(w.Header())
	if _, patroon := s.mux.Handler(r); patroon != "" {
		s.keten.ServeHTTP(w, r)
		return
	}
	status := http.StatusNotFound
	if allowed := s.methoden(r); len(allowed) > 0 {
		status = http.StatusMethodNotAllowed
		w.Header().Set("Allow", strings.Join(allowed, ", "))
	}
	s.sessie.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fout(s.verzoek(w, r, nil), &Fout{Status: status})
	})).ServeHTTP(w, r)
}

// methoden are those that an address has a page for.
func (s *Site) methoden(r *http.Request) []string {
	var found []string
	for _, m := range []string{http.MethodGet, http.MethodHead, http.MethodPost} {
		probe := r.Clone(r.Context())
		probe.Method = m
		if _, patroon := s.mux.Handler(probe); patroon != "" {
			found = append(found, m)
		}
	}
	return found
}

// beleid lets a page load nothing but what this program gives, and run nothing that stands in it.
const beleid = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// koppen are the headers of everything that a browser gets.
func koppen(h http.Header) {
	h.Set("Content-Security-Policy", beleid)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
}

// grootste is the largest form that is read, in bytes, with its files.
const grootste = 1 << 20

// toon shows a page to who may see it.
func (s *Site) toon(p *Pagina, w http.ResponseWriter, r *http.Request) {
	v := s.verzoek(w, r, p)
	defer func() {
		if fault := recover(); fault != nil {
			if fault == http.ErrAbortHandler {
				panic(fault)
			}
			s.fout(v, fmt.Errorf("panic: %v\n%s", fault, stack()))
		}
	}()
	if err := s.laatToe(v); err != nil {
		s.fout(v, err)
		return
	}
	s.eenmaal.doe(v, func() {
		if err := p.Toon(v); err != nil {
			s.fout(v, err)
			return
		}
		if !v.klaar {
			s.fout(v, errors.New("the page gave no answer"))
		}
	})
}

// laatToe refuses who may not see the page, sends who is not logged in to do so, and reads the form.
func (s *Site) laatToe(v *Verzoek) error {
	switch {
	case v.pagina.mag(v.Persoon):
	case v.Persoon != nil:
		return &Fout{Status: http.StatusForbidden}
	case v.R.Method == http.MethodGet || v.R.Method == http.MethodHead:
		v.Naar("/inloggen?naar=" + url.QueryEscape(v.R.URL.RequestURI()))
		return errKlaar
	default:
		return &Fout{Status: http.StatusUnauthorized, Sleutel: "fout.sessie"}
	}
	if v.R.Method != http.MethodPost {
		return nil
	}
	most := cmp.Or(v.pagina.Grootste, grootste)
	v.R.Body = http.MaxBytesReader(v.W, v.R.Body, most)
	if err := v.R.ParseForm(); err != nil {
		return fmt.Errorf("form: %w", err)
	}
	if err := v.R.ParseMultipartForm(most); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return fmt.Errorf("form with a file: %w", err)
	}
	if v.pagina.Ongedaan && !v.ongedaanGeldig() {
		return &Fout{Status: http.StatusGone, Sleutel: "fout.ongedaan"}
	}
	return nil
}

// errKlaar says that the answer has been given.
var errKlaar = errors.New("answered already")

// schrijf writes a page, whole or not at all.
func (v *Verzoek) schrijf(status int, sjabloon string, data any) error {
	var page bytes.Buffer
	if err := v.site.sjablonen.ExecuteTemplate(&page, sjabloon, data); err != nil {
		return fmt.Errorf("template %s: %w", sjabloon, err)
	}
	h := v.W.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", v.Taal)
	h.Set("Cache-Control", "no-store")
	v.klaar = true
	v.W.WriteHeader(status)
	_, _ = v.W.Write(page.Bytes()) // the visitor went away: nobody is left to tell
	return nil
}
