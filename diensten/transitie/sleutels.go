package transitie

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/zgw"
)

// Ondertekensleutel is a public key of the organisation (§2.1). What was signed with it can be checked by it for ever, also when another
// key signs by now.
type Ondertekensleutel struct {
	// De digest van de sleutel.
	ID string `json:"id"`
	// De openbare sleutel (Ed25519, base64url).
	Publiek string `json:"publiek"`
	// Vanaf wanneer ermee wordt ondertekend.
	Van zgw.Date `json:"van"`
	// Tot wanneer ermee werd ondertekend; null zolang dat zo is.
	Tot zgw.Date `json:"tot" zgw:"null"`
	// Hoe de sleutel het overnam: eerste, overgedragen (de vorige tekende ervoor) of nood (de vorige was weg en kon niet tekenen).
	Overdracht string `json:"overdracht"`
}

// getoond are the keys for who reads them.
func getoond(keys []bewijs.Sleutel) []Ondertekensleutel {
	list := []Ondertekensleutel{}
	for i, k := range keys {
		s := Ondertekensleutel{ID: k.ID, Publiek: k.Publiek, Van: zgw.Date(k.Van), Overdracht: "overgedragen"}
		switch {
		case i == 0:
			s.Overdracht = "eerste"
		case k.Nood:
			s.Overdracht = "nood"
		}
		if i+1 < len(keys) {
			s.Tot = zgw.Date(keys[i+1].Van)
		}
		list = append(list, s)
	}
	return list
}

// sleutels are the keys with which the organisation signed, oldest first.
func sleutels(tx data.Tx) ([]bewijs.Sleutel, error) {
	var list []bewijs.Sleutel
	for row, err := range tx.Query("select sleutel from ondertekensleutels order by id") {
		if err != nil {
			return nil, fmt.Errorf("read keys: %w", err)
		}
		var k bewijs.Sleutel
		if err := json.Unmarshal(row.Bytes(0), &k); err != nil {
			return nil, fmt.Errorf("read keys: %w", err)
		}
		list = append(list, k)
	}
	return list, nil
}

// eigenBos are the organisation's own keys, as it knows them itself: it was there when one took over in need.
func eigenBos(keys []bewijs.Sleutel) (*bewijs.Sleutelbos, error) {
	anchor, nood := "", []string{}
	for i, k := range keys {
		if i == 0 {
			anchor = k.ID
		} else if k.Nood {
			nood = append(nood, k.ID)
		}
	}
	return bewijs.Bos(anchor, keys, nood...)
}

// overdrachten tells, beside a chain, of each key that took over within it.
func overdrachten(list []*Meting, keys []bewijs.Sleutel) string {
	used := map[string]bool{}
	for _, m := range list {
		used[m.Sleutel] = true
	}
	var b strings.Builder
	for i, k := range keys {
		switch {
		case i == 0 || !used[k.ID]:
		case k.Nood:
			fmt.Fprintf(&b, " Sinds %s tekent een nieuwe sleutel, omdat de vorige kwijt was. Wat daarvoor is gemeten, klopt nog met de vorige.", dag(zgw.Date(k.Van)))
		default:
			fmt.Fprintf(&b, " Sinds %s tekent een nieuwe sleutel. De vorige heeft daarvoor getekend.", dag(zgw.Date(k.Van)))
		}
	}
	return b.String()
}

// andereSleutel is why nothing is measured while the file has another key than the one that signs.
const andereSleutel = "De sleutel in MEENT_SLEUTEL is een andere dan die waarmee Meent tot nu toe tekende. Zet het vorige bestand terug. Is dat kwijt, neem dan de nieuwe sleutel in gebruik: meent transitie sleutel."

var errAndereSleutel = errors.New("the key in MEENT_SLEUTEL is not the one that signs: put that file back, or take this one in use with meent transitie sleutel")

// ondertekenaar is who signs. The first time its public key is written down; from then on another key passes for the organisation's only when
// it was taken in use (NeemSleutel).
func ondertekenaar(c *rest.Call) (bewijs.Ondertekenaar, error) {
	by, key, list, err := sleutelNu(c)
	switch {
	case err != nil:
		return by, err
	case len(list) == 0:
		first, err := bewijs.Eerste(key, string(c.Today()))
		if err != nil {
			return by, err
		}
		return by, bewaarSleutel(c, first)
	case list[len(list)-1].ID != by.ID():
		return by, errAndereSleutel
	}
	return by, nil
}

// sleutelNu is the key in the file, with those that there are.
func sleutelNu(c *rest.Call) (by bewijs.Ondertekenaar, key ed25519.PrivateKey, list []bewijs.Sleutel, err error) {
	if key, err = c.Site.Keys.Signer(); err != nil {
		return by, nil, nil, err
	}
	list, err = sleutels(c.Tx)
	return bewijs.Met(key), key, list, err
}

// sleutelStil says why nothing can be signed now; "" when it can.
func sleutelStil(c *rest.Call) (string, error) {
	by, _, list, err := sleutelNu(c)
	if err != nil {
		return "", err
	}
	if n := len(list); n > 0 && list[n-1].ID != by.ID() {
		return andereSleutel, nil
	}
	return "", nil
}

// bewaarSleutel writes a key down, also with the organisation itself.
func bewaarSleutel(c *rest.Call, s bewijs.Sleutel) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	id, err := c.Tx.NewID()
	if err != nil {
		return err
	}
	if err := c.Tx.Exec("insert into ondertekensleutels (id, sleutel) values ($1, $2)", id, string(text)); err != nil {
		return err
	}
	own, err := Organisaties.Each(c, "eigen = 1")
	if err != nil {
		return err
	}
	for _, o := range own {
		if err := o.metSleutels(c.Tx); err != nil {
			return err
		}
		if err := Organisaties.Store(c, o); err != nil {
			return err
		}
	}
	return nil
}

// metSleutels puts the keys with the own organisation; of others they are not known.
func (o *Organisatie) metSleutels(tx data.Tx) error {
	o.Sleutels = []Ondertekensleutel{}
	if !o.Eigen {
		return nil
	}
	keys, err := sleutels(tx)
	o.Sleutels = getoond(keys)
	return err
}

// NeemSleutel takes the key in the file in use from now on: the chains go on under it, and what was signed before stays checkable by the keys
// before. With the old one (oud) that one signs for it; without, everybody can see that the old one was lost. It is told as a gebeurtenis of the
// own organisation.
func NeemSleutel(ctx context.Context, s *rest.Site, oud *rest.Keys) (Ondertekensleutel, error) {
	var out Ondertekensleutel
	c, err := motorCall(ctx, s)
	if err != nil {
		return out, err
	}
	return out, c.Update(func() error {
		by, key, list, err := sleutelNu(c)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return errors.New("er is nog niets ondertekend: de sleutel in MEENT_SLEUTEL gaat vanzelf in gebruik")
		}
		for i, k := range list {
			switch {
			case k.ID != by.ID():
			case i == len(list)-1:
				return errors.New("deze sleutel is al in gebruik")
			default:
				return errors.New("deze sleutel is eerder vervangen en kan niet opnieuw in gebruik; gebruik een nieuwe")
			}
		}
		next, err := opvolger(c, key, list[len(list)-1], oud)
		if err != nil {
			return err
		}
		if err := bewaarSleutel(c, next); err != nil {
			return err
		}
		all := getoond(append(list, next))
		out = all[len(all)-1]
		return meldSleutel(c, next)
	})
}

// opvolger is the key that comes after the last, signed by it when its file is there.
func opvolger(c *rest.Call, key ed25519.PrivateKey, last bewijs.Sleutel, oud *rest.Keys) (bewijs.Sleutel, error) {
	if oud == nil {
		return bewijs.Nood(key, string(c.Today()), last.ID)
	}
	before, err := oud.Signer()
	if err != nil {
		return bewijs.Sleutel{}, err
	}
	if by := bewijs.Met(before); by.ID() != last.ID {
		return bewijs.Sleutel{}, errors.New("in het oude bestand staat niet de sleutel waarmee tot nu toe is ondertekend")
	} else {
		return bewijs.Opvolger(by, key, string(c.Today()))
	}
}

func meldSleutel(c *rest.Call, s bewijs.Sleutel) error {
	own, err := Organisaties.Each(c, "eigen = 1")
	if err != nil {
		return err
	}
	tekst := "Metingen worden vanaf nu met een nieuwe sleutel ondertekend. De vorige sleutel heeft daarvoor getekend."
	if s.Nood {
		tekst = "Metingen worden vanaf nu met een nieuwe sleutel ondertekend, omdat de vorige kwijt was. Wat eerder is gemeten, blijft met de vorige te controleren."
	}
	for _, o := range own {
		if err := meldGebeurtenis(c, "sleutel.vervangen", o.URL, tekst, s.ID); err != nil {
			return err
		}
	}
	return nil
}
