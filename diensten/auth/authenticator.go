package auth

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/maypok86/otter/v2"

	"meent/data"
)

// Options say how old a token may be. The zero value is what a municipality uses.
type Options struct {
	Leeway time.Duration    // by how much clocks may differ; 0 is ten seconds, less than 0 is nothing
	Expiry time.Duration    // how long a token lives after iat; 0 is an hour
	Now    func() time.Time // the clock; nil is time.Now
}

const (
	usualLeeway = 10 * time.Second
	usualExpiry = time.Hour
	maxSessions = 4096
)

// Authenticator tells from a token who is calling. What it remembers it drops when a secret, an Applicatie or a type
// changes, in whatever process.
type Authenticator struct {
	db       data.DB
	opts     Options
	sessions *otter.Cache[sessionKey, *session]

	mu      sync.Mutex
	rechten int64 // the change number for which clients holds
	clients map[string]*known
}

// known is a client of which there is a secret.
type known struct {
	secret     []byte
	label      string
	applicatie *applicatie // nil when there is none
	typed      bool        // its rights depend on the catalogi
	grants     atomic.Pointer[grants]
}

// session is a token whose signature was found good.
type session struct {
	id     string
	from   *known
	span   span
	claims jwt.MapClaims
	client atomic.Pointer[Client]
}

type sessionKey struct {
	token   string
	rechten int64
}

// New makes an Authenticator on a database.
func New(db data.DB, opts Options) *Authenticator {
	switch {
	case opts.Leeway == 0:
		opts.Leeway = usualLeeway
	case opts.Leeway < 0:
		opts.Leeway = 0
	}
	if opts.Expiry == 0 {
		opts.Expiry = usualExpiry
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	return &Authenticator{
		db: db, opts: opts,
		clients: map[string]*known{},
		// Without expiry, and with its upkeep in the caller's time, the cache needs no goroutine that somebody must stop.
		sessions: otter.Must(&otter.Options[sessionKey, *session]{MaximumSize: maxSessions, Executor: func(fn func()) { fn() }}),
	}
}

// Authenticate is the client that sends this Authorization header, or an *Error that says why it is refused.
func (a *Authenticator) Authenticate(ctx context.Context, authorizationHeader string) (*Client, error) {
	token, err := bearer(authorizationHeader)
	if err != nil {
		return nil, err
	}
	// The number is asked before anything is read: what is remembered is never older than it says.
	rechten, err := a.db.Change(ctx, topicRechten)
	if err != nil {
		return nil, fmt.Errorf("authenticate: %w", err)
	}
	s, err := a.session(ctx, token, rechten)
	if err != nil {
		return nil, err
	}
	if err := s.span.check(a.opts.Now(), a.opts.Leeway, a.opts.Expiry); err != nil {
		return nil, err
	}
	return a.client(ctx, s)
}

func (a *Authenticator) session(ctx context.Context, token string, rechten int64) (*session, error) {
	key := sessionKey{token, rechten}
	if s, ok := a.sessions.GetIfPresent(key); ok {
		return s, nil
	}
	s, err := a.verify(ctx, token, rechten)
	if err != nil {
		return nil, err
	}
	// A token that is refused for its age would only take the place of another.
	if s.span.check(a.opts.Now(), a.opts.Leeway, a.opts.Expiry) == nil {
		a.sessions.Set(key, s)
	}
	return s, nil
}

// verify is G-21 up to the times.
func (a *Authenticator) verify(ctx context.Context, token string, rechten int64) (*session, error) {
	s := &session{claims: jwt.MapClaims{}}
	var failure error // of the database, which is not the client's fault
	_, err := parser.ParseWithClaims(token, s.claims, func(*jwt.Token) (any, error) {
		id, _ := s.claims["client_id"].(string)
		if id == "" {
			return nil, errNoClient
		}
		if strings.ContainsRune(id, 0) { // no client is called so, and PostgreSQL will not even hear the question
			return nil, errUnknown
		}
		from, err := a.known(ctx, id, rechten)
		if err != nil {
			failure = err
			return nil, err
		}
		if from == nil {
			return nil, errUnknown
		}
		s.id, s.from = id, from
		return from.secret, nil
	})
	if failure != nil {
		return nil, failure
	}
	if refusal, ok := errors.AsType[*Error](err); ok {
		return nil, refusal
	}
	if err != nil && s.from != nil {
		return nil, errSignature
	}
	if err != nil {
		return nil, errDecode
	}
	s.span, err = spanOf(s.claims)
	return s, err
}

// known is the client with this id, or nil when there is no secret for it.
func (a *Authenticator) known(ctx context.Context, id string, rechten int64) (*known, error) {
	if k := a.remembered(id, rechten); k != nil {
		return k, nil
	}
	k := &known{}
	err := a.db.View(ctx, func(tx data.Tx) error {
		secret, label, err := findSecret(tx, id)
		if err != nil {
			return err
		}
		k.secret, k.label = []byte(secret), label
		if id == Lezer {
			k.grants.Store(readsAll)
			return nil
		}
		k.applicatie, err = findApplicatie(tx, id)
		k.typed = k.applicatie != nil && k.applicatie.typed()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("client %s: %w", id, err)
	}
	if len(k.secret) == 0 {
		return nil, nil
	}
	a.remember(id, rechten, k)
	return k, nil
}

func (a *Authenticator) remembered(id string, rechten int64) *known {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.rechten != rechten {
		a.rechten, a.clients = rechten, map[string]*known{}
	}
	return a.clients[id]
}

func (a *Authenticator) remember(id string, rechten int64, k *known) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.rechten == rechten {
		a.clients[id] = k
	}
}

// client is who a session speaks for, with the rights of this moment.
func (a *Authenticator) client(ctx context.Context, s *session) (*Client, error) {
	g, err := a.grants(ctx, s.from)
	if err != nil {
		return nil, err
	}
	if c := s.client.Load(); c != nil && c.grants == g {
		return c, nil
	}
	c := &Client{
		ID: s.id, Label: s.from.label, Claims: s.claims, grants: g,
		UserID: text(s.claims["user_id"]), UserRepresentation: text(s.claims["user_representation"]),
	}
	if app := s.from.applicatie; app != nil {
		c.Applicatie, c.Label = app.uuid, app.Label
	}
	if c.Label == "" {
		c.Label = c.ID
	}
	s.client.Store(c)
	return c, nil
}

// grants are the rights of a client; those that name types are read again when the catalogi change.
func (a *Authenticator) grants(ctx context.Context, k *known) (*grants, error) {
	g := k.grants.Load()
	if k.applicatie == nil || g != nil && !k.typed {
		return g, nil
	}
	catalogi, err := a.db.Change(ctx, topicCatalogi)
	if err != nil {
		return nil, fmt.Errorf("rights: %w", err)
	}
	if g != nil && g.catalogi == catalogi {
		return g, nil
	}
	return a.reload(ctx, k, catalogi)
}

func (a *Authenticator) reload(ctx context.Context, k *known, catalogi int64) (g *grants, err error) {
	err = a.db.View(ctx, func(tx data.Tx) error {
		g, err = k.applicatie.grants(tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	g.catalogi = catalogi
	k.grants.Store(g)
	return g, nil
}

// text is a claim as text; user_id is a number with some clients.
func text(claim any) string {
	if claim == nil {
		return ""
	}
	return fmt.Sprint(claim)
}
