package transitie

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"meent/data"
	"meent/diensten/audit"
	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Logboek says whether the lines of what happened in this register are as they were written (§13).
type Logboek struct {
	// Of alle regels er staan zoals ze zijn geschreven.
	Klopt bool `json:"klopt"`
	// Hoeveel regels kloppen, van de eerste af.
	Regels int `json:"regels"`
	// Sinds wanneer regels aan elkaar vast zitten. Wat er toen al stond, is die dag vastgelegd zoals het er lag. Leeg: er is nog niets geschreven.
	Sinds zgw.Time `json:"sinds" zgw:"null"`
	// Wanneer de laatste regel die klopt is geschreven.
	TotEnMet zgw.Time `json:"totEnMet" zgw:"null"`
	// Het kenmerk van de laatste regel die klopt. Wie het met het aantal regels ergens anders bewaart, ziet het later als het logboek opnieuw is gemaakt.
	Kenmerk string `json:"kenmerk"`
	// De eerste plek waar het niet klopt.
	Breuk *LogboekBreuk `json:"breuk" zgw:"null"`
	// Wat er is gecontroleerd, in één zin.
	Melding string `json:"melding"`
}

// LogboekBreuk is the first place where the logboek does not hold.
type LogboekBreuk struct {
	// De hoeveelste regel het is, vanaf 1; 0 voor een regel die er niet bij hoort.
	Regel int `json:"regel"`
	// Het uuid van de regel; leeg als hij weg is.
	UUID string `json:"uuid"`
	// Wanneer de regel is geschreven; van een regel die weg is: wanneer die ervoor is geschreven.
	Geschreven zgw.Time `json:"geschreven" zgw:"null"`
	// Wat er niet klopt.
	Waarom string `json:"waarom"`
}

// logboekRoute is GET /logboek.
func logboekRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Root + "/logboek", Scope: lezen,
		Doc: rest.Doc{ID: "logboek_read", Summary: "Of het logboek van dit register klopt: of er geen regel is veranderd, weg is of is bij gezet.", Out: Logboek{}, Tags: []string{"logboek"}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			if _, err := rest.Query(r); err != nil {
				return err
			}
			var l Logboek
			err := c.View(func() error {
				if _, err := magNu(c, Lezen, Voorwerp{Soort: "logboek"}); err != nil {
					return err
				}
				if !leesrecht(c, "logboek").Allows(auth.Class(0, rangEigen, false)) {
					return rest.Denied("Het logboek gaat over alles in dit register. Deze client mag minder zien.")
				}
				var err error
				l, err = controleer(c.Tx, nil)
				return err
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, []byte(rest.EncodeGroup(&l)))
		}})
}

// Controleer checks the logboek of this register. eerder is an earlier end that somebody kept: the number of lines and the kenmerk,
// "1204:9f86d0…"; "" for none.
func Controleer(ctx context.Context, db data.DB, eerder string) (l Logboek, err error) {
	var anchor *audit.Anchor
	if eerder != "" {
		n, kenmerk, _ := strings.Cut(eerder, ":")
		regels, err := strconv.ParseInt(n, 10, 64)
		if err != nil || regels < 1 || len(kenmerk) != 64 {
			return l, fmt.Errorf("%q is geen eerdere stand; geef het aantal regels en het kenmerk, zoals ze toen zijn afgedrukt: 1204:9f86…", eerder)
		}
		anchor = &audit.Anchor{Places: regels, Digest: kenmerk}
	}
	err = db.View(ctx, func(tx data.Tx) error {
		l, err = controleer(tx, anchor)
		return err
	})
	return l, err
}

func controleer(tx data.Tx, eerder *audit.Anchor) (Logboek, error) {
	c, b, err := audit.Check(tx, component, eerder)
	if err != nil {
		return Logboek{}, err
	}
	l := Logboek{Klopt: b == nil, Regels: int(c.Places), Sinds: c.Since, TotEnMet: c.Last, Kenmerk: c.Digest}
	switch {
	case b == nil && c.Since == "":
		l.Melding = "Het logboek begint bij de eerstvolgende wijziging."
	case b == nil:
		l.Melding = fmt.Sprintf("Het logboek klopt vanaf %s tot en met %s (%d regels).", tijdstip(c.Since), tijdstip(c.Last), c.Places)
	default:
		l.Breuk = &LogboekBreuk{Regel: int(b.Place), UUID: b.UUID, Geschreven: b.Written, Waarom: b.Why}
		l.Melding = "Het logboek is gebroken bij " + plek(b) + ". " + b.Why
	}
	return l, nil
}

// plek names the place of a break.
func plek(b *audit.Break) string {
	text := "regel " + strconv.FormatInt(b.Place, 10)
	if b.Place == 0 {
		text = "een regel"
	}
	switch {
	case b.UUID != "":
		text += " van " + tijdstip(b.Written) + " (" + b.UUID + ")"
	case b.Written != "":
		text += ", na die van " + tijdstip(b.Written)
	}
	return text
}

// tijdstip is a time of the logboek as a Dutch reader has it; as it stands there when that is no time.
func tijdstip(t zgw.Time) string {
	at := t.Time()
	if at.IsZero() {
		return strconv.Quote(string(t))
	}
	return at.In(amsterdam()).Format("2-1-2006 15:04")
}
