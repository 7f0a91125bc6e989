package auth

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// maxToken is longer than any honest token.
const maxToken = 8 << 10

// Token is what a client sends to be let in: signed with its secret, issued now. The claims are added to it: user_id and
// user_representation are those that the standard knows.
func Token(id, secret string, now time.Time, claims map[string]any) (string, error) {
	all := jwt.MapClaims{"iss": id, "client_id": id, "iat": now.Unix(), "user_id": "", "user_representation": ""}
	maps.Copy(all, claims)
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, all).SignedString([]byte(secret))
	if err != nil {
		return "", fmt.Errorf("token of %s: sign: %w", id, err)
	}
	return token, nil
}

// bearer is the token in an Authorization header.
func bearer(header string) (string, error) {
	scheme, token, _ := strings.Cut(strings.TrimSpace(header), " ")
	token = strings.TrimSpace(token)
	if !strings.EqualFold(scheme, "Bearer") || token == "" {
		return "", errAbsent
	}
	if len(token) > maxToken {
		return "", errDecode
	}
	return token, nil
}

// parser checks form, method and signature; times are checked apart, each time a token comes by.
var parser = jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}), jwt.WithJSONNumber(), jwt.WithoutClaimsValidation())

// span is when a token is valid, in seconds since 1970.
type span struct {
	issued    float64
	expires   float64 // as the token itself says; infinite when it does not
	notBefore float64
}

// spanOf reads the times of a token. The library would take a missing or textual iat.
func spanOf(claims jwt.MapClaims) (span, error) {
	s := span{expires: math.Inf(1), notBefore: math.Inf(-1)}
	issued, ok := seconds(claims["iat"])
	if !ok {
		return s, errNoIssued
	}
	s.issued = issued
	for name, at := range map[string]*float64{"exp": &s.expires, "nbf": &s.notBefore} {
		v, given := claims[name]
		if !given || v == nil {
			continue
		}
		if *at, ok = seconds(v); !ok {
			return s, errDecode
		}
	}
	return s, nil
}

func seconds(claim any) (float64, bool) {
	n, ok := claim.(json.Number)
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil
}

// check says whether the token is valid now. A token from the future would live longer than others, so beyond the leeway
// it is refused.
func (s *span) check(now time.Time, leeway, expiry time.Duration) error {
	at, slack := float64(now.UnixNano())/1e9, leeway.Seconds()
	switch {
	case at-s.issued >= expiry.Seconds()+slack || at >= s.expires+slack:
		return errExpired
	case s.issued-at > slack || s.notBefore-at > slack:
		return errTooEarly
	}
	return nil
}
