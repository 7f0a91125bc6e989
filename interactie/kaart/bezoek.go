package kaart

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"meent/interactie/opmaak"
)

// When somebody was here last is kept in their own browser and nowhere else: nobody can see who looks how often (R7). The cookie
// has whose it is, as a digest, since when this visit looks back, and when it was last extended.
const (
	bezoekKoek = "meent-bezoek"
	bezoekStil = time.Hour          // after which a next look is another visit
	bezoekKort = 7 * 24 * time.Hour // what a first visit looks back on
	bezoekJaar = 365 * 24 * 60 * 60 // seconds for which a browser keeps it
)

// sinds is the end of the visit before this one, and notes this one.
func sinds(v *opmaak.Verzoek) time.Time {
	now := v.Nu().UTC().Truncate(time.Second)
	since := now.Add(-bezoekKort)
	who := sha256.Sum256([]byte("bezoek " + v.Persoon.Sub))
	mark := hex.EncodeToString(who[:8])
	if c, err := v.R.Cookie(bezoekKoek); err == nil {
		if whose, rest, _ := strings.Cut(c.Value, "."); whose == mark {
			back, last, _ := strings.Cut(rest, ".")
			if t, ok := moment(last); ok && !t.After(now) && now.Sub(t) >= bezoekStil {
				since = t
			} else if t, ok := moment(back); ok && !t.After(now) {
				since = t
			}
		}
	}
	http.SetCookie(v.W, &http.Cookie{
		Name: bezoekKoek, Value: mark + "." + since.Format(bezoekVorm) + "." + now.Format(bezoekVorm), Path: "/kaart", MaxAge: bezoekJaar,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: v.Veilig(),
	})
	return since
}

const bezoekVorm = "20060102T150405Z"

func moment(text string) (time.Time, bool) {
	t, err := time.Parse(bezoekVorm, text)
	return t, err == nil
}
