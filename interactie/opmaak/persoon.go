package opmaak

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
)

// Rol is what a person does here, as the login says; what each may is decided by the registers.
type Rol string

// The roles that the program knows by name. A login may give others, which a register may know.
const (
	Behandelaar      Rol = "behandelaar"
	Medewerker       Rol = "medewerker"
	Teamleider       Rol = "teamleider"
	Programmamanager Rol = "programmamanager"
	Secretaris       Rol = "secretaris"
	Bestuurder       Rol = "bestuurder"
	Raadslid         Rol = "raadslid"
	Beheerder        Rol = "beheerder"
)

// Persoon is who is logged in.
type Persoon struct {
	Naam      string `json:"naam"`
	Sub       string `json:"sub"` // as the login knows them; never shown
	Rollen    []Rol  `json:"rollen"`
	Onderdeel string `json:"onderdeel,omitempty"` // uuid or name of the team
	Laag      string `json:"laag,omitempty"`      // medewerker, teamleider, management, bestuur
}

// Is says whether a person has one of these roles. Nobody has none.
func (p *Persoon) Is(rollen ...Rol) bool {
	return p != nil && slices.ContainsFunc(p.Rollen, func(r Rol) bool { return slices.Contains(rollen, r) })
}

// Alleen says whether somebody has a role, and none but these.
func (p *Persoon) Alleen(rollen ...Rol) bool {
	return p != nil && len(p.Rollen) > 0 && !slices.ContainsFunc(p.Rollen, func(r Rol) bool { return !slices.Contains(rollen, r) })
}

// Rolnaam is the first role, as it stands beside the name.
func (p *Persoon) Rolnaam() string {
	if len(p.Rollen) == 0 {
		return ""
	}
	return strings.ReplaceAll(string(p.Rollen[0]), "_", " ")
}

// Claims are what a token says of a person: whom a register writes in its audit trail, and what decides what they may.
func (p *Persoon) Claims() map[string]any {
	if p == nil {
		return nil
	}
	return map[string]any{"user_id": p.Sub, "user_representation": p.Naam, "rollen": p.Rollen, "onderdeel": p.Onderdeel, "laag": p.Laag}
}

// nieuweSessies keeps a person logged in. The cookie holds a random word and nothing else; the store knows only its hash.
func nieuweSessies(s *Site) *scs.SessionManager {
	m := scs.New()
	if s.Sessies != nil {
		m.Store = s.Sessies
	}
	m.HashTokenInStore = true
	m.IdleTimeout, m.Lifetime = s.Stil, s.Hoogstens
	if m.IdleTimeout == 0 {
		m.IdleTimeout = time.Hour
	}
	if m.Lifetime == 0 {
		m.Lifetime = 12 * time.Hour
	}
	m.Cookie.Name, m.Cookie.Persist = "meent", false
	if s.oorsprong.Scheme == "https" {
		m.Cookie.Name, m.Cookie.Secure = "__Host-meent", true
	}
	m.ErrorFunc = func(w http.ResponseWriter, r *http.Request, err error) {
		s.Log.Error("session", "error", err)
		s.kaal(w, http.StatusServiceUnavailable)
	}
	return m
}

// ZelfdeSessie says whether two sessions, as they are kept, hold the same: their values are written in no fixed order.
func ZelfdeSessie(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	endA, inA, errA := scs.GobCodec{}.Decode(a)
	endB, inB, errB := scs.GobCodec{}.Decode(b)
	return errA == nil && errB == nil && endA.Equal(endB) && reflect.DeepEqual(inA, inB)
}

func (s *Site) persoon(ctx context.Context) *Persoon {
	text := s.sessie.GetString(ctx, "persoon")
	if text == "" {
		return nil
	}
	p := &Persoon{}
	if err := json.Unmarshal([]byte(text), p); err != nil {
		s.Log.Error("person in a session", "error", err)
		return nil
	}
	return p
}

// neemAan logs a person in, under a new word in the cookie: one that was planted before is worth nothing.
func (s *Site) neemAan(ctx context.Context, p *Persoon) error {
	if err := s.sessie.RenewToken(ctx); err != nil {
		return err
	}
	encoded, err := json.Marshal(p)
	if err == nil {
		s.sessie.Put(ctx, "persoon", string(encoded))
	}
	return err
}
