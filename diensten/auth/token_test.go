package auth

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"meent/data"
	"meent/data/datatest"
)

func signed(t *testing.T, method jwt.SigningMethod, key any, claims jwt.MapClaims) string {
	t.Helper()
	token, err := jwt.NewWithClaims(method, claims).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return "Bearer " + token
}

// raw is a token of these parts, with a signature that fits nothing.
func raw(header, payload string) string {
	e := base64.RawURLEncoding.EncodeToString
	return "Bearer " + e([]byte(header)) + "." + e([]byte(payload)) + "." + e([]byte("x"))
}

func TestRefusals(t *testing.T) {
	iat := noon.Unix()
	secret := []byte("geheim")
	claims := func(changes jwt.MapClaims) jwt.MapClaims {
		c := jwt.MapClaims{"iss": "balie", "client_id": "balie", "iat": iat}
		for name, v := range changes {
			c[name] = v
			if v == nil {
				delete(c, name)
			}
		}
		return c
	}
	hs256 := func(changes jwt.MapClaims) string { return signed(t, jwt.SigningMethodHS256, secret, claims(changes)) }
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	good := hs256(nil)
	tests := []struct{ name, header, code string }{
		{"good", good, ""},
		{"lower case scheme", "bearer " + strings.TrimPrefix(good, "Bearer "), ""},
		{"spaces", " Bearer   " + strings.TrimPrefix(good, "Bearer ") + " ", ""},
		{"no header", "", "not_authenticated"},
		{"no token", "Bearer ", "not_authenticated"},
		{"other scheme", "Basic dXNlcjpwYXNz", "not_authenticated"},
		{"no token at all", "Bearer abc", "jwt-decode-error"},
		{"four parts", good + ".x", "jwt-decode-error"},
		{"no base64", "Bearer !!.!!.!!", "jwt-decode-error"},
		{"no JSON", raw(`{`, `{`), "jwt-decode-error"},
		{"payload is a list", raw(`{"alg":"HS256"}`, `["client_id"]`), "jwt-decode-error"},
		{"too long", "Bearer " + strings.Repeat("a", 9000), "jwt-decode-error"},
		{"alg none", signed(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, claims(nil)), "jwt-decode-error"},
		{"alg HS384", signed(t, jwt.SigningMethodHS384, secret, claims(nil)), "jwt-decode-error"},
		{"alg RS256", signed(t, jwt.SigningMethodRS256, key, claims(nil)), "jwt-decode-error"},
		{"alg missing", raw(`{}`, `{"client_id":"balie"}`), "jwt-decode-error"},
		{"alg in other letters", raw(`{"alg":"hs256"}`, `{"client_id":"balie"}`), "jwt-decode-error"},
		{"no client_id", hs256(jwt.MapClaims{"client_id": nil}), "missing-client-identifier"},
		{"empty client_id", hs256(jwt.MapClaims{"client_id": ""}), "missing-client-identifier"},
		{"client_id is a number", hs256(jwt.MapClaims{"client_id": 1}), "missing-client-identifier"},
		{"payload is null", raw(`{"alg":"HS256"}`, `null`), "missing-client-identifier"},
		{"unknown client", hs256(jwt.MapClaims{"client_id": "vreemde"}), "invalid-client-identifier"},
		{"client with NUL", hs256(jwt.MapClaims{"client_id": "a\x00b"}), "invalid-client-identifier"},
		{"unknown before signature", raw(`{"alg":"HS256"}`, `{"client_id":"vreemde"}`), "invalid-client-identifier"},
		{"other secret", signed(t, jwt.SigningMethodHS256, []byte("anders"), claims(nil)), "invalid-jwt-signature"},
		{"secret of another client", signed(t, jwt.SigningMethodHS256, []byte("van twee"), claims(nil)), "invalid-jwt-signature"},
		{"no signature", good[:strings.LastIndex(good, ".")+1], "invalid-jwt-signature"},
		{"signature before iat", signed(t, jwt.SigningMethodHS256, []byte("anders"), claims(jwt.MapClaims{"iat": nil})), "invalid-jwt-signature"},
		{"no iat", hs256(jwt.MapClaims{"iat": nil}), "jwt-missing-iat-claim"},
		{"textual iat", hs256(jwt.MapClaims{"iat": "1764000000"}), "jwt-missing-iat-claim"},
		{"almost expired", hs256(jwt.MapClaims{"iat": iat - 3609}), ""},
		{"expired", hs256(jwt.MapClaims{"iat": iat - 3610}), "jwt-expired"},
		{"iat in milliseconds", hs256(jwt.MapClaims{"iat": iat * 1000}), "jwt-not-yet-valid"},
		{"clock ahead", hs256(jwt.MapClaims{"iat": iat + 10}), ""},
		{"clock far ahead", hs256(jwt.MapClaims{"iat": iat + 11}), "jwt-not-yet-valid"},
		{"iat with decimals", hs256(jwt.MapClaims{"iat": float64(iat) - 0.5}), ""},
		{"exp ahead", hs256(jwt.MapClaims{"exp": iat + 60}), ""},
		{"exp just over", hs256(jwt.MapClaims{"exp": iat - 9}), ""},
		{"exp over", hs256(jwt.MapClaims{"exp": iat - 10}), "jwt-expired"},
		{"exp does not lengthen", hs256(jwt.MapClaims{"iat": iat - 4000, "exp": iat + 4000}), "jwt-expired"},
		{"exp is text", hs256(jwt.MapClaims{"exp": "morgen"}), "jwt-decode-error"},
		{"nbf past", hs256(jwt.MapClaims{"nbf": iat - 1}), ""},
		{"nbf ahead", hs256(jwt.MapClaims{"nbf": iat + 60}), "jwt-not-yet-valid"},
	}
	datatest.Run(t, func(t *testing.T, db data.DB) {
		w := newWorld(t, db)
		w.secret("balie", "geheim")
		w.secret("twee", "van twee")
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				for range 2 { // the second time it may be remembered
					inner := *w
					inner.t = t
					inner.refused(test.header, test.code)
				}
			})
		}
	})
}

// A token that was good is remembered, but not beyond its time.
func TestRememberedTokenExpires(t *testing.T) {
	w := newWorld(t, datatest.Open(t, "sqlite"))
	w.secret("balie", "geheim")
	header := w.header("balie", "geheim", map[string]any{"exp": noon.Add(time.Minute).Unix()})
	long := w.header("balie", "geheim", nil)
	w.refused(header, "")
	w.refused(long, "")
	w.now = noon.Add(2 * time.Minute)
	w.refused(header, "jwt-expired")
	w.refused(long, "")
	w.now = noon.Add(61 * time.Minute)
	w.refused(long, "jwt-expired")
}

func TestOptions(t *testing.T) {
	w := newWorld(t, datatest.Open(t, "sqlite"))
	w.secret("balie", "geheim")
	header := w.header("balie", "geheim", nil)
	w.auth = New(w.db, Options{Leeway: -1, Expiry: time.Minute, Now: func() time.Time { return w.now }})
	for at, code := range map[time.Duration]string{
		-time.Second: "jwt-not-yet-valid", 0: "", 59 * time.Second: "", 60 * time.Second: "jwt-expired",
	} {
		w.now = noon.Add(at)
		w.refused(header, code)
	}
}

// The memory of tokens runs in the caller's time: no goroutine is left for anybody to stop, which synctest would notice.
func TestNoGoroutines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := New(nil, Options{})
		for i := range 2 * maxSessions {
			a.sessions.Set(sessionKey{fmt.Sprint(i), 1}, &session{})
		}
		if n := a.sessions.EstimatedSize(); n > maxSessions+maxSessions/4 {
			t.Errorf("%d sessions are remembered", n)
		}
	})
}

func FuzzAuthenticate(f *testing.F) {
	w := newWorld(f, datatest.Open(f, "sqlite"))
	w.secret("balie", "geheim")
	good := w.header("balie", "geheim", nil)
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add("Bearer a.b.c")
	f.Add(raw(`{"alg":"HS256"}`, `{"client_id":"balie","iat":1e400}`))
	f.Add(raw(`{"alg":"none"}`, `{"client_id":"balie"}`))
	f.Fuzz(func(t *testing.T, header string) {
		c, err := w.auth.Authenticate(t.Context(), header)
		if refusal := (*Error)(nil); err != nil && !errors.As(err, &refusal) {
			t.Fatalf("%q: %v", header, err)
		}
		if c == nil {
			return
		}
		// Whoever gets in has the signature of the good token.
		_, token, _ := strings.Cut(strings.TrimSpace(header), " ")
		if strings.TrimSpace(token) != strings.TrimPrefix(good, "Bearer ") {
			t.Errorf("%q is let in", header)
		}
	})
}

func BenchmarkAuthenticate(b *testing.B) {
	for _, kind := range datatest.Kinds {
		b.Run(kind, func(b *testing.B) {
			w := newWorld(b, datatest.Open(b, kind))
			w.secret("balie", "geheim")
			w.applicatie(uuidA, all, "balie")
			header := w.header("balie", "geheim", nil)
			b.Run("change", func(b *testing.B) { // what it costs to ask the database whether anything changed
				for b.Loop() {
					if _, err := w.db.Change(b.Context(), topicRechten); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("repeated", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := w.auth.Authenticate(b.Context(), header); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("new", func(b *testing.B) {
				b.ReportAllocs()
				for n := 0; b.Loop(); n++ {
					if _, err := w.auth.Authenticate(b.Context(), w.header("balie", "geheim", map[string]any{"jti": n})); err != nil {
						b.Fatal(err)
					}
				}
			})
		})
	}
}
