package opmaak

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Terugadres is where a provider sends people back to: the redirect URI to register there, below the public address.
const Terugadres = "/inloggen/terug"

// LoginOpties say where people log in: any provider of OpenID Connect (code flow with PKCE).
type LoginOpties struct {
	Issuer, ClientID, Secret string
	// Claims are the names of the claims for naam, rollen, onderdeel and laag; a dot goes into an object: "realm_access.roles".
	// What is left out has its usual name.
	Claims map[string]string
	// Rollen translate what the provider calls a role; one that is not named keeps its name.
	Rollen map[string]string
	HTTP   *http.Client // nil: http.DefaultClient
	// Simulator says that the provider is the one in this program, which takes a role in login_hint.
	Simulator bool
}

// Login is how people log in.
type Login struct {
	LoginOpties
	mu       sync.Mutex
	provider *oidc.Provider
	terug    string
}

func nieuweLogin(o *LoginOpties, publicURL string) *Login {
	if o == nil {
		return nil
	}
	l := &Login{LoginOpties: *o, terug: publicURL + Terugadres}
	if l.HTTP == nil {
		l.HTTP = &http.Client{Timeout: 15 * time.Second}
	}
	return l
}

// dienst is the provider, asked for its addresses once it answers: a provider that is down when Meent starts is no fault.
func (l *Login) dienst(ctx context.Context) (*oidc.Provider, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.provider != nil {
		return l.provider, nil
	}
	// The provider keeps this context for its keys, so it must outlive the request.
	p, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), l.HTTP), l.Issuer)
	if err != nil {
		return nil, &Fout{Status: http.StatusServiceUnavailable, Sleutel: "fout.inlogdienst", Err: err}
	}
	l.provider = p
	return p, nil
}

// ControleerLogin says what is wrong with where people log in: meent check asks it.
func ControleerLogin(ctx context.Context, o LoginOpties) error {
	p, err := nieuweLogin(&o, "").dienst(ctx)
	if err != nil {
		return errors.Unwrap(err)
	}
	var has struct {
		Methods []string `json:"code_challenge_methods_supported"`
	}
	if err := p.Claims(&has); err != nil {
		return err
	}
	if len(has.Methods) > 0 && !slices.Contains(has.Methods, "S256") {
		return errors.New("de inlogdienst kent geen PKCE met S256")
	}
	return nil
}

func (l *Login) config(p *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: l.ClientID, ClientSecret: l.Secret, Endpoint: p.Endpoint(), RedirectURL: l.terug,
		Scopes: []string{oidc.ScopeOpenID, "profile"},
	}
}

// poging is a login that was begun and has not come back.
type poging struct{ State, Nonce, Verifier, Naar string }

// pogingen is how many may be under way in one browser: people open several tabs.
const pogingen = 4

func (s *Site) aanmeldPaginas() []Pagina {
	if s.login == nil {
		return nil
	}
	return []Pagina{
		{Adres: "GET /inloggen", Open: true, Toon: s.inloggen},
		{Adres: "GET " + Terugadres, Open: true, Toon: s.terug},
		{Adres: "POST /uitloggen", Open: true, Toon: s.uitloggen},
		{Adres: "GET /uitgelogd", Open: true, Toon: s.uitgelogd},
	}
}

// inloggen sends the browser to the provider.
func (s *Site) inloggen(v *Verzoek) error {
	if adres := s.eigenNaam(v.R); adres != "" {
		return v.Naar(adres)
	}
	naar, rol := lokaal(v.Vraag("naar")), v.Vraag("rol")
	if v.Persoon != nil && rol == "" {
		return v.Naar(naar)
	}
	p, err := s.login.dienst(v.Context())
	if err != nil {
		return err
	}
	try := poging{State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(), Naar: naar}
	if err := s.bewaar(v.Context(), append(s.begonnen(v.Context()), try)); err != nil {
		return err
	}
	options := []oauth2.AuthCodeOption{oidc.Nonce(try.Nonce), oauth2.S256ChallengeOption(try.Verifier)}
	if s.login.Simulator && rol != "" {
		options = append(options, oauth2.SetAuthURLParam("login_hint", rol))
	}
	return v.Naar(s.login.config(p).AuthCodeURL(try.State, options...))
}

// eigenNaam is this same address under the public one, when a browser on this machine came by another of its names
// (127.0.0.1 for localhost): the provider will send it back to the public one, and the cookie would be left behind.
func (s *Site) eigenNaam(r *http.Request) string {
	if r.Host == s.oorsprong.Host || !loopback(s.oorsprong.Host) || !loopback(r.Host) {
		return ""
	}
	return s.URL + r.URL.RequestURI()
}

func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *Site) begonnen(ctx context.Context) []poging {
	var tries []poging
	_ = json.Unmarshal([]byte(s.sessie.GetString(ctx, "inloggen")), &tries) // none yet: an empty text
	return tries
}

func (s *Site) bewaar(ctx context.Context, tries []poging) error {
	encoded, err := json.Marshal(tries[max(0, len(tries)-pogingen):])
	if err == nil {
		s.sessie.Put(ctx, "inloggen", string(encoded))
	}
	return err
}

// terug takes what the provider sends back.
func (s *Site) terug(v *Verzoek) error {
	tries := s.begonnen(v.Context())
	i := slices.IndexFunc(tries, func(p poging) bool { return p.State == v.Vraag("state") })
	if i < 0 {
		return &Fout{Status: http.StatusForbidden, Sleutel: "fout.inloggen", Err: errors.New("no login with this state was begun in this browser")}
	}
	try := tries[i]
	if err := s.bewaar(v.Context(), slices.Delete(tries, i, i+1)); err != nil {
		return err
	}
	switch code := v.Vraag("error"); code {
	case "":
	case "access_denied":
		return &Fout{Status: http.StatusForbidden, Sleutel: "fout.geannuleerd", Naar: try.Naar}
	default:
		return &Fout{Status: http.StatusForbidden, Sleutel: "fout.inloggen", Naar: try.Naar, Err: fmt.Errorf("the provider answers %.60q", code)}
	}
	wie, err := s.login.ruil(v.Context(), try, v.Vraag("code"))
	if err != nil {
		if _, ok := errors.AsType[*Fout](err); ok {
			return err
		}
		return &Fout{Status: http.StatusForbidden, Sleutel: "fout.inloggen", Naar: try.Naar, Err: err}
	}
	if err := s.neemAan(v.Context(), wie); err != nil {
		return err
	}
	return v.Naar(try.Naar)
}

// ruil changes the code for a person.
func (l *Login) ruil(ctx context.Context, try poging, code string) (*Persoon, error) {
	p, err := l.dienst(ctx)
	if err != nil {
		return nil, err
	}
	ctx = oidc.ClientContext(ctx, l.HTTP)
	token, err := l.config(p).Exchange(ctx, code, oauth2.VerifierOption(try.Verifier))
	if err != nil {
		return nil, fmt.Errorf("exchange the code: %w", err)
	}
	raw, ok := token.Extra("id_token").(string)
	if !ok {
		return nil, errors.New("the answer to the code has no id_token")
	}
	id, err := p.Verifier(&oidc.Config{ClientID: l.ClientID}).Verify(ctx, raw)
	if err != nil {
		return nil, fmt.Errorf("id_token: %w", err)
	}
	if id.Nonce != try.Nonce {
		return nil, errors.New("id_token: another nonce than was asked for")
	}
	var claims map[string]any
	if err := id.Claims(&claims); err != nil {
		return nil, fmt.Errorf("id_token: %w", err)
	}
	return l.persoon(id.Subject, claims), nil
}

// persoon is who the claims tell of.
func (l *Login) persoon(sub string, claims map[string]any) *Persoon {
	p := &Persoon{Sub: sub, Naam: l.tekst(claims, "naam", "name"), Onderdeel: l.tekst(claims, "onderdeel", "onderdeel"), Laag: l.tekst(claims, "laag", "laag")}
	if p.Naam == "" {
		p.Naam, _ = claims["preferred_username"].(string)
	}
	if p.Naam == "" {
		p.Naam = "Onbekende medewerker"
	}
	roles, _ := l.claim(claims, "rollen", "rollen").([]any)
	if one, ok := l.claim(claims, "rollen", "rollen").(string); ok {
		for _, r := range strings.Fields(one) {
			roles = append(roles, r)
		}
	}
	for _, r := range roles {
		name, ok := r.(string)
		if !ok {
			continue
		}
		if ours, named := l.Rollen[name]; named {
			name = ours
		}
		if !slices.Contains(p.Rollen, Rol(name)) {
			p.Rollen = append(p.Rollen, Rol(name))
		}
	}
	return p
}

func (l *Login) tekst(claims map[string]any, what, usual string) string {
	text, _ := l.claim(claims, what, usual).(string)
	return text
}

func (l *Login) claim(claims map[string]any, what, usual string) any {
	path := l.Claims[what]
	if path == "" {
		path = usual
	}
	if v, ok := claims[path]; ok { // a name with dots in it, as some providers have: "https://gemeente.nl/rollen"
		return v
	}
	var v any = claims
	for part := range strings.SplitSeq(path, ".") {
		object, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = object[part]
	}
	return v
}

// uitloggen ends the session here. Whether the provider has one as well is said on the page that follows, with a link: a form
// may not lead to another site.
func (s *Site) uitloggen(v *Verzoek) error {
	if err := s.sessie.Destroy(v.Context()); err != nil {
		return err
	}
	return v.Naar("/uitgelogd")
}

func (s *Site) uitgelogd(v *Verzoek) error {
	if v.Persoon != nil {
		return v.Naar("/")
	}
	both := []string{"nl", "en"}
	v.kiesTaal(both)
	data := struct{ Titel, Tekst, Knop, Elders, EldersTekst string }{
		v.T("uitgelogd.titel"), v.T("uitgelogd.tekst"), v.T("inloggen"), s.login.einde(v.Context(), s.URL), v.T("uitgelogd.elders"),
	}
	return v.Toon("uitgelogd", Kop{Titel: data.Titel, Talen: both}, data)
}

// einde is where one logs out at the provider, when it has such an address.
func (l *Login) einde(ctx context.Context, publicURL string) string {
	if l.Simulator {
		return ""
	}
	p, err := l.dienst(ctx)
	if err != nil {
		return ""
	}
	var has struct {
		End string `json:"end_session_endpoint"`
	}
	if p.Claims(&has) != nil || has.End == "" {
		return ""
	}
	u, err := url.Parse(has.End)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("client_id", l.ClientID)
	q.Set("post_logout_redirect_uri", publicURL+"/uitgelogd")
	u.RawQuery = q.Encode()
	return u.String()
}
