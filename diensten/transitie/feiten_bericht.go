package transitie

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"meent/data"
	"meent/diensten/rest"
)

// A notification says that something happened to a zaak, and no more. It is noted, and the motor reads that zaak again: what
// a notification holds is never believed, so that who can send one can change no figure.

// bericht is what is read of a notification.
type bericht struct {
	Kanaal      string `json:"kanaal"`
	HoofdObject string `json:"hoofdObject"`
	Resource    string `json:"resource"`
	ResourceURL string `json:"resourceUrl"`
	Actie       string `json:"actie"`
}

// berichtRoute is where notifications of a register come in: an address of its own for each, with a secret in the header
// Authorization that only the register's Notificaties API was told.
func berichtRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "POST " + Root + "/registers/{uuid}/berichten", Open: true,
		Doc: rest.Doc{ID: "register_bericht", Summary: "Neem een notificatie van een register aan.", Status: http.StatusNoContent},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			var b bericht
			body, err := readAll(r)
			if err != nil {
				return err
			}
			known := false
			err = c.Update(func() error {
				row, err := c.Tx.One(`select s.register, s.sleutel from registers r join feiten_stand s on s.register = r.id where r.uuid = $1`, r.PathValue("uuid"))
				if err != nil {
					return err // no such register: 404
				}
				id := row.Int(0)
				if known = pastBij(row.Text(1), r.Header.Get("Authorization")); !known || json.Unmarshal(body, &b) != nil {
					return nil
				}
				return noteer(c.Tx, id, b)
			})
			if err != nil {
				return err
			}
			if !known {
				return rest.Denied("Dit adres neemt alleen notificaties aan van het register waar het voor is gemaakt.")
			}
			w.WriteHeader(http.StatusNoContent)
			return nil
		}})
}

func readAll(r *http.Request) ([]byte, error) {
	var raw json.RawMessage
	err := json.NewDecoder(r.Body).Decode(&raw)
	if _, big := errors.AsType[*http.MaxBytesError](err); big {
		return nil, err
	}
	if err != nil {
		return nil, rest.NewProblem(400, "parse_error", "De inhoud van het verzoek is geen geldige JSON.")
	}
	return raw, nil
}

// nieuweSleutel is a secret for notifications, and the digest that is kept of it.
func nieuweSleutel() (sleutel, digest string) {
	sleutel = rand.Text()
	return sleutel, sleutelDigest(sleutel)
}

func sleutelDigest(sleutel string) string {
	sum := sha256.Sum256([]byte(sleutel))
	return hex.EncodeToString(sum[:])
}

func pastBij(digest, sleutel string) bool {
	return digest != "" && subtle.ConstantTimeCompare([]byte(digest), []byte(sleutelDigest(sleutel))) == 1
}

// noteer notes that a zaak is to be read again.
func noteer(tx data.Tx, register int64, b bericht) error {
	now := tx.Now().UnixMicro()
	if err := tx.Exec("update feiten_stand set gehoord = $1 where register = $2", now, register); err != nil {
		return fmt.Errorf("note a notification: %w", err)
	}
	naam := laatste(b.HoofdObject)
	if b.Kanaal != "zaken" || naam == "" || len(naam) > 100 {
		return nil
	}
	if b.Resource == "resultaat" && b.Actie != "create" { // its type may be another now
		if err := tx.Exec("delete from feiten_resultaten where register = $1 and sleutel = $2", register, laatste(b.ResourceURL)); err != nil {
			return fmt.Errorf("note a notification: %w", err)
		}
	}
	err := tx.Exec("insert into feiten_werk (register, naam, gemeld) values ($1, $2, $3) on conflict (register, naam) do update set gemeld = excluded.gemeld", register, naam, now)
	if err != nil {
		return fmt.Errorf("note a notification: %w", err)
	}
	return nil
}

// Gehoord notes a notification of our own registers, in the transaction in which it leaves the outbox: cmd/meent hands it to
// whatever distributes those.
func (m *Motor) Gehoord(tx data.Tx, body []byte) error {
	row, err := tx.One("select id from registers where eigen = 1")
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("own register: %w", err)
	}
	id := row.Int(0)
	var b bericht
	if err := json.Unmarshal(body, &b); err != nil {
		return nil // what is no notification says nothing of a zaak
	}
	tx.AfterCommit(m.Wake)
	return noteer(tx, id, b)
}

// gemeld reads again what notifications told of, some at a time.
func (l *lezing) gemeld(ctx context.Context) error {
	for {
		namen, moments, err := l.werk(ctx)
		if err != nil || len(namen) == 0 {
			return err
		}
		found, err := haalElk(ctx, l.bron, l.g.register.Gelijktijdig, "/zaken/", namen)
		if err != nil {
			return err
		}
		var zaken []zaakInLijst
		var weg []string
		for i, f := range found {
			var z zaakInLijst
			switch {
			case f.fout != nil && f.fout.weg():
				weg = append(weg, namen[i])
			case f.fout != nil && !f.fout.geenRecht():
				return f.fout
			case f.fout == nil && json.Unmarshal(f.body, &z) == nil && z.URL != "":
				zaken = append(zaken, z)
			}
		}
		results, err := l.ontbrekend(ctx, zaken)
		if err != nil {
			return err
		}
		err = l.bijwerken(ctx, func(tx data.Tx) error {
			if err := l.zaken(tx, zaken, results); err != nil {
				return err
			}
			for _, naam := range weg {
				if err := vergeet(tx, l.g.id, naam); err != nil {
					return err
				}
			}
			for i, naam := range namen { // one that was told of again meanwhile stays
				if err := tx.Exec("delete from feiten_werk where register = $1 and naam = $2 and gemeld = $3", l.g.id, naam, moments[i]); err != nil {
					return fmt.Errorf("done with a notification: %w", err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}

func (l *lezing) werk(ctx context.Context) (namen []string, moments []int64, err error) {
	err = l.m.site.DB.View(ctx, func(tx data.Tx) error {
		namen, moments = nil, nil
		for row, err := range tx.Query("select naam, gemeld from feiten_werk where register = $1 order by gemeld limit 100", l.g.id) {
			if err != nil {
				return fmt.Errorf("what notifications told: %w", err)
			}
			namen, moments = append(namen, row.Text(0)), append(moments, row.Int(1))
		}
		return nil
	})
	return namen, moments, err
}
