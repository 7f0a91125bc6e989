package simulator

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"sync"
	"time"

	jose "github.com/go-jose/go-jose/v4"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"meent/interactie/opmaak"
)

// What the simulator keeps, and how long: a request until its code is changed for a token, a person as long as that token.
const (
	termijn = 10 * time.Minute
	meeste  = 1000
)

var (
	errOnbekend = errors.New("the login was not begun here, or too long ago")
	errNiet     = errors.New("the login simulator does not do this")
)

// opslag is all that the simulator knows, in memory.
type opslag struct {
	Opties
	sleutel sleutel

	mu       sync.Mutex
	vragen   map[string]*aanvraag // by id
	codes    map[string]string    // id by code
	personen map[string]gebruiker // by sub
}

type gebruiker struct {
	opmaak.Persoon
	sinds time.Time
}

func nieuweOpslag(o Opties) (*opslag, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	return &opslag{
		Opties: o, sleutel: sleutel{rand.Text(), key},
		vragen: map[string]*aanvraag{}, codes: map[string]string{}, personen: map[string]gebruiker{},
	}, nil
}

// aanvraag is one login under way.
type aanvraag struct {
	*oidc.AuthRequest
	id, hint string
	sub      string // who it turned out to be
	sinds    time.Time
}

// The methods that op.AuthRequest asks for.
func (a *aanvraag) GetID() string                      { return a.id }
func (a *aanvraag) GetACR() string                     { return "" }
func (a *aanvraag) GetAMR() []string                   { return nil }
func (a *aanvraag) GetAudience() []string              { return []string{a.ClientID} }
func (a *aanvraag) GetAuthTime() time.Time             { return a.sinds }
func (a *aanvraag) GetClientID() string                { return a.ClientID }
func (a *aanvraag) GetNonce() string                   { return a.Nonce }
func (a *aanvraag) GetRedirectURI() string             { return a.RedirectURI }
func (a *aanvraag) GetResponseType() oidc.ResponseType { return a.ResponseType }
func (a *aanvraag) GetResponseMode() oidc.ResponseMode { return a.ResponseMode }
func (a *aanvraag) GetScopes() []string                { return a.Scopes }
func (a *aanvraag) GetState() string                   { return a.State }
func (a *aanvraag) GetSubject() string                 { return a.sub }
func (a *aanvraag) Done() bool                         { return a.sub != "" }
func (a *aanvraag) GetCodeChallenge() *oidc.CodeChallenge {
	return &oidc.CodeChallenge{Challenge: a.CodeChallenge, Method: a.CodeChallengeMethod}
}

// CreateAuthRequest begins a login. Without PKCE there is none.
func (s *opslag) CreateAuthRequest(_ context.Context, r *oidc.AuthRequest, _ string) (op.AuthRequest, error) {
	if r.CodeChallenge == "" || r.CodeChallengeMethod != oidc.CodeChallengeMethodS256 {
		return nil, oidc.ErrInvalidRequest().WithDescription("PKCE with S256 is required")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ruimOp()
	a := &aanvraag{AuthRequest: r, id: rand.Text(), hint: r.LoginHint, sinds: time.Now()}
	s.vragen[a.id] = a
	return a, nil
}

// ruimOp forgets what is too old, and everything when somebody begins without end.
func (s *opslag) ruimOp() {
	before := time.Now().Add(-termijn)
	for id, a := range s.vragen {
		if a.sinds.Before(before) || len(s.vragen) > meeste {
			delete(s.vragen, id)
		}
	}
	for code, id := range s.codes {
		if s.vragen[id] == nil {
			delete(s.codes, code)
		}
	}
	for sub, p := range s.personen {
		if p.sinds.Before(before) {
			delete(s.personen, sub)
		}
	}
}

func (s *opslag) vraag(id string) (*aanvraag, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.vragen[id]
	if !ok {
		return nil, errOnbekend
	}
	return a, nil
}

// klaar says who is logging in. The same person has the same sub each time.
func (s *opslag) klaar(id string, p opmaak.Persoon) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.vragen[id]
	if !ok {
		return errOnbekend
	}
	p.Sub = Sub(p)
	a.sub = p.Sub
	s.personen[p.Sub] = gebruiker{p, time.Now()}
	return nil
}

// AuthRequestByID finds a login under way.
func (s *opslag) AuthRequestByID(_ context.Context, id string) (op.AuthRequest, error) {
	a, err := s.vraag(id)
	if err != nil {
		return nil, err
	}
	return a, nil
}

// AuthRequestByCode finds the login that a code belongs to. A code is good for once.
func (s *opslag) AuthRequestByCode(_ context.Context, code string) (op.AuthRequest, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, ok := s.vragen[s.codes[code]]
	delete(s.codes, code)
	if !ok {
		return nil, errOnbekend
	}
	return a, nil
}

// SaveAuthCode keeps the code of a login.
func (s *opslag) SaveAuthCode(_ context.Context, id, code string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.codes[code] = id
	return nil
}

// DeleteAuthRequest forgets a login that is over.
func (s *opslag) DeleteAuthRequest(_ context.Context, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.vragen, id)
	return nil
}

// CreateAccessToken names a token that nobody uses: the pages want the id_token only.
func (s *opslag) CreateAccessToken(context.Context, op.TokenRequest) (string, time.Time, error) {
	return rand.Text(), time.Now().Add(termijn), nil
}

// SetUserinfoFromRequest says in the id_token who it is.
func (s *opslag) SetUserinfoFromRequest(_ context.Context, info *oidc.UserInfo, r op.IDTokenRequest, _ []string) error {
	return s.beschrijf(info, r.GetSubject())
}

// SetUserinfoFromToken says at the userinfo address who it is.
func (s *opslag) SetUserinfoFromToken(_ context.Context, info *oidc.UserInfo, _, sub, _ string) error {
	return s.beschrijf(info, sub)
}

func (s *opslag) beschrijf(info *oidc.UserInfo, sub string) error {
	s.mu.Lock()
	p, ok := s.personen[sub]
	s.mu.Unlock()
	if !ok {
		return errOnbekend
	}
	info.Subject, info.Name = p.Sub, p.Naam
	info.AppendClaims("rollen", p.Rollen)
	info.AppendClaims("onderdeel", p.Onderdeel)
	info.AppendClaims("laag", p.Laag)
	return nil
}

// SetUserinfoFromScopes is what op asks of old; SetUserinfoFromRequest does it.
func (s *opslag) SetUserinfoFromScopes(context.Context, *oidc.UserInfo, string, string, []string) error {
	return nil
}

// GetPrivateClaimsFromScopes puts nothing more in an access token.
func (s *opslag) GetPrivateClaimsFromScopes(context.Context, string, string, []string) (map[string]any, error) {
	return map[string]any{}, nil
}

// GetClientByClientID knows one client: the pages.
func (s *opslag) GetClientByClientID(_ context.Context, id string) (op.Client, error) {
	if id != s.ClientID {
		return nil, errOnbekend
	}
	return client{s.Opties}, nil
}

// AuthorizeClientIDSecret checks the secret of the pages.
func (s *opslag) AuthorizeClientIDSecret(_ context.Context, id, secret string) error {
	if id != s.ClientID || subtle.ConstantTimeCompare([]byte(secret), []byte(s.Secret)) != 1 {
		return errOnbekend
	}
	return nil
}

// SigningKey, KeySet and SignatureAlgorithms are one key that lives as long as the program.
func (s *opslag) SigningKey(context.Context) (op.SigningKey, error) { return s.sleutel, nil }

// KeySet is the public half.
func (s *opslag) KeySet(context.Context) ([]op.Key, error) { return []op.Key{openbaar{s.sleutel}}, nil }

// SignatureAlgorithms is ES256.
func (s *opslag) SignatureAlgorithms(context.Context) ([]jose.SignatureAlgorithm, error) {
	return []jose.SignatureAlgorithm{jose.ES256}, nil
}

// Health is always well.
func (s *opslag) Health(context.Context) error { return nil }

// TerminateSession has nothing to end: the simulator remembers nobody.
func (s *opslag) TerminateSession(context.Context, string, string) error { return nil }

// RevokeToken has nothing to take back, for the same reason.
func (s *opslag) RevokeToken(context.Context, string, string, string) *oidc.Error { return nil }

// What follows is of refresh tokens, introspection and clients with keys, which the simulator does not do.

// CreateAccessAndRefreshTokens is not done.
func (s *opslag) CreateAccessAndRefreshTokens(context.Context, op.TokenRequest, string) (string, string, time.Time, error) {
	return "", "", time.Time{}, errNiet
}

// TokenRequestByRefreshToken is not done.
func (s *opslag) TokenRequestByRefreshToken(context.Context, string) (op.RefreshTokenRequest, error) {
	return nil, errNiet
}

// GetRefreshTokenInfo is not done.
func (s *opslag) GetRefreshTokenInfo(context.Context, string, string) (string, string, error) {
	return "", "", op.ErrInvalidRefreshToken
}

// SetIntrospectionFromToken is not done.
func (s *opslag) SetIntrospectionFromToken(context.Context, *oidc.IntrospectionResponse, string, string, string) error {
	return errNiet
}

// GetKeyByIDAndClientID is not done.
func (s *opslag) GetKeyByIDAndClientID(context.Context, string, string) (*jose.JSONWebKey, error) {
	return nil, errNiet
}

// ValidateJWTProfileScopes is not done.
func (s *opslag) ValidateJWTProfileScopes(context.Context, string, []string) ([]string, error) {
	return nil, errNiet
}

// sleutel signs.
type sleutel struct {
	id  string
	key *ecdsa.PrivateKey
}

func (k sleutel) ID() string                                  { return k.id }
func (k sleutel) Key() any                                    { return k.key }
func (k sleutel) SignatureAlgorithm() jose.SignatureAlgorithm { return jose.ES256 }

// openbaar is what others check with.
type openbaar struct{ sleutel }

func (k openbaar) Key() any                           { return &k.key.PublicKey }
func (k openbaar) Algorithm() jose.SignatureAlgorithm { return jose.ES256 }
func (k openbaar) Use() string                        { return "sig" }

// client is the pages, as the provider knows them.
type client struct{ Opties }

// The methods that op.Client asks for.
func (c client) GetID() string                       { return c.ClientID }
func (c client) RedirectURIs() []string              { return []string{c.URL + opmaak.Terugadres} }
func (c client) PostLogoutRedirectURIs() []string    { return []string{c.URL + "/uitgelogd"} }
func (c client) ApplicationType() op.ApplicationType { return op.ApplicationTypeWeb }
func (c client) AuthMethod() oidc.AuthMethod         { return oidc.AuthMethodBasic }
func (c client) ResponseTypes() []oidc.ResponseType {
	return []oidc.ResponseType{oidc.ResponseTypeCode}
}
func (c client) GrantTypes() []oidc.GrantType         { return []oidc.GrantType{oidc.GrantTypeCode} }
func (c client) LoginURL(id string) string            { return Pad + "/inloggen?id=" + id }
func (c client) AccessTokenType() op.AccessTokenType  { return op.AccessTokenTypeBearer }
func (c client) IDTokenLifetime() time.Duration       { return termijn }
func (c client) DevMode() bool                        { return true } // http on one's own machine
func (c client) IsScopeAllowed(string) bool           { return true }
func (c client) IDTokenUserinfoClaimsAssertion() bool { return true }
func (c client) ClockSkew() time.Duration             { return 0 }
func (c client) RestrictAdditionalIdTokenScopes() func([]string) []string {
	return func(s []string) []string { return s }
}
func (c client) RestrictAdditionalAccessTokenScopes() func([]string) []string {
	return func(s []string) []string { return s }
}
