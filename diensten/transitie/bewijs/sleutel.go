package bewijs

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
)

// b64 is how keys and signatures are written; strict, so that there is one text for each.
var b64 = base64.RawURLEncoding.Strict()

// Sleutel is a public key of the organisation, and the signature with which the key before it hands over (§11).
type Sleutel struct {
	// ID is the digest of the key, Publiek the key itself.
	ID      string `json:"id"`
	Publiek string `json:"publiek"`
	// Van is the day from which it signs (2006-01-02).
	Van string `json:"van"`
	// Vorige is the id of the key that handed over, empty for the first key; Handtekening is that key's signature, or the first key's own.
	Vorige       string `json:"vorige"`
	Handtekening string `json:"handtekening"`
	// Nood says that the key before it was lost and could not hand over: the signature is this key's own. It holds for who was told its id.
	Nood bool `json:"nood,omitempty"`
}

// Ondertekenaar signs with one key.
type Ondertekenaar struct {
	key ed25519.PrivateKey
	id  string
}

// Met is who signs with a key; with what is no key nothing can be signed.
func Met(key ed25519.PrivateKey) Ondertekenaar {
	if len(key) != ed25519.PrivateKeySize {
		return Ondertekenaar{}
	}
	return Ondertekenaar{key, keyID(ed25519.PublicKey(key[ed25519.SeedSize:]))}
}

// ID is that of the key.
func (o Ondertekenaar) ID() string { return o.id }

func keyID(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:16])
}

// The first words of all that is signed: a signature for one purpose is none for another.
const (
	forRecord = "meent-bewijs schakel v1\n"
	forKey    = "meent-bewijs sleutel v1\n"
)

func (o Ondertekenaar) sign(purpose string, text []byte) string {
	return b64.EncodeToString(ed25519.Sign(o.key, append([]byte(purpose), text...)))
}

// Eerste is the first key of an organisation, from a day on.
func Eerste(key ed25519.PrivateKey, from string) (Sleutel, error) {
	return handover(Met(key), key, Sleutel{Van: from})
}

// Opvolger is the key that comes after another, signed by that other.
func Opvolger(old Ondertekenaar, key ed25519.PrivateKey, from string) (Sleutel, error) {
	return handover(old, key, Sleutel{Van: from, Vorige: old.id})
}

// Nood is the key that comes in the place of one that was lost: nobody but itself signs for it.
func Nood(key ed25519.PrivateKey, from, before string) (Sleutel, error) {
	return handover(Met(key), key, Sleutel{Van: from, Vorige: before, Nood: true})
}

func handover(by Ondertekenaar, key ed25519.PrivateKey, s Sleutel) (Sleutel, error) {
	if len(key) != ed25519.PrivateKeySize || by.key == nil {
		return Sleutel{}, errors.New("key: not an Ed25519 private key")
	}
	s.ID, s.Publiek = Met(key).id, b64.EncodeToString(key[ed25519.SeedSize:])
	text, err := s.signed()
	if err != nil {
		return s, err
	}
	s.Handtekening = by.sign(forKey, text)
	return s, nil
}

// signed is what the signature of a key is over.
func (s Sleutel) signed() ([]byte, error) {
	s.Handtekening = ""
	return Kanoniek(s)
}

// Sleutelbos is a checked row of keys, each handed over by the one before.
type Sleutelbos struct {
	order map[string]int
	keys  []ed25519.PublicKey
}

// Bos checks a row of keys, oldest first. The first is trusted because the caller knows it: anchor is its id. So is each that took over in
// need: nood are their ids.
func Bos(anchor string, keys []Sleutel, nood ...string) (*Sleutelbos, error) {
	bos := &Sleutelbos{order: map[string]int{}}
	for i, s := range keys {
		if err := bos.take(anchor, i, s, nood); err != nil {
			return nil, fmt.Errorf("key %d: %w", i+1, err)
		}
	}
	if len(keys) == 0 {
		return nil, errors.New("no keys")
	}
	return bos, nil
}

func (b *Sleutelbos) take(anchor string, i int, s Sleutel, nood []string) error {
	raw, err := b64.DecodeString(s.Publiek)
	if err != nil || len(raw) != ed25519.PublicKeySize {
		return errors.New("not an Ed25519 public key")
	}
	if s.ID != keyID(raw) {
		return errors.New("its id is not that of the key")
	}
	if _, twice := b.order[s.ID]; twice {
		return errors.New("it was there before")
	}
	text, err := s.signed()
	if err != nil {
		return err
	}
	before := max(0, i-1)
	last, handed := b.order[s.Vorige]
	switch {
	case i == 0 && (s.ID != anchor || s.Vorige != ""):
		return errors.New("it is not the first key that was agreed")
	case i > 0 && (!handed || last != before):
		return errors.New("the key before it did not hand over")
	case s.Nood && !slices.Contains(nood, s.ID):
		return errors.New("it took over in need, and is not known to the verifier")
	}
	if s.Nood {
		before = i
	}
	b.order[s.ID] = i
	b.keys = append(b.keys, raw)
	if !b.signedBy(before, forKey, text, s.Handtekening) {
		return errors.New("its signature does not hold")
	}
	return nil
}

func (b *Sleutelbos) signedBy(i int, purpose string, text []byte, signature string) bool {
	raw, err := b64.DecodeString(signature)
	return err == nil && len(raw) == ed25519.SignatureSize && ed25519.Verify(b.keys[i], append([]byte(purpose), text...), raw)
}
