package bewijs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
)

// Schakel is one record in a chain: what it says, which one it follows, and who signed it.
type Schakel struct {
	// Nummer counts from 1.
	Nummer int `json:"nummer"`
	// Inhoud is the record itself, in canonical form.
	Inhoud json.RawMessage `json:"inhoud"`
	// Vorige is the digest of the record before it; empty for the first.
	Vorige string `json:"vorige"`
	// Sleutel is the id of the key that signed it.
	Sleutel string `json:"sleutel"`
	// Digest is that of the four members above, in canonical form; Handtekening signs those.
	Digest       string `json:"digest"`
	Handtekening string `json:"handtekening"`
}

// content is what the digest and the signature of a record are over.
func (s *Schakel) content() ([]byte, error) {
	return Kanoniek(struct {
		Nummer  int             `json:"nummer"`
		Inhoud  json.RawMessage `json:"inhoud"`
		Vorige  string          `json:"vorige"`
		Sleutel string          `json:"sleutel"`
	}{s.Nummer, s.Inhoud, s.Vorige, s.Sleutel})
}

// Voeg makes the record that comes after another; before is nil for the first.
func Voeg(before *Schakel, record any, by Ondertekenaar) (Schakel, error) {
	if by.key == nil {
		return Schakel{}, errors.New("record: no key to sign with")
	}
	text, err := Kanoniek(record)
	if err != nil {
		return Schakel{}, err
	}
	s := Schakel{Nummer: 1, Inhoud: text, Sleutel: by.id}
	if before != nil {
		s.Nummer, s.Vorige = before.Nummer+1, before.Digest
	}
	content, err := s.content()
	if err != nil {
		return Schakel{}, err
	}
	sum := sha256.Sum256(content)
	s.Digest, s.Handtekening = hex.EncodeToString(sum[:]), by.sign(forRecord, content)
	return s, nil
}

// Breuk is the first record of a chain that does not hold.
type Breuk struct {
	// Plaats is which record, from 1; one past the last when records are missing at the end.
	Plaats int
	// Waarom says it in Dutch, for the page of the milestone.
	Waarom string
}

// Error names the record.
func (b *Breuk) Error() string { return fmt.Sprintf("chain: record %d: %s", b.Plaats, b.Waarom) }

// Controleer goes through a chain from its first record and returns the first *Breuk; nil when it is whole. Head is the digest of the last
// record, as the verifier knows it from elsewhere: without it records that are missing at the end cannot be seen, and it is not checked.
func Controleer(chain []Schakel, keys *Sleutelbos, head string) error {
	before, lastKey := "", 0
	for i := range chain {
		s := &chain[i]
		why := ""
		key, known := keys.order[s.Sleutel]
		content, err := s.content()
		switch sum := sha256.Sum256(content); {
		case err != nil || !isCanonical(s.Inhoud):
			why = "De inhoud is niet te lezen."
		case s.Digest != hex.EncodeToString(sum[:]):
			why = "De inhoud is veranderd nadat er getekend is."
		case s.Nummer != i+1 || s.Vorige != before:
			why = "Hij sluit niet aan op de meting ervoor. Er is er een weg, of de volgorde is veranderd."
		case !known:
			why = "Hij is getekend met een sleutel die niet van deze organisatie is."
		case key < lastKey:
			why = "Hij is getekend met een oude sleutel, nadat die was vervangen."
		case !keys.signedBy(key, forRecord, content, s.Handtekening):
			why = "De handtekening klopt niet."
		}
		if why != "" {
			return &Breuk{i + 1, why}
		}
		before, lastKey = s.Digest, key
	}
	if head != "" && head != before {
		return &Breuk{len(chain) + 1, "De laatste metingen ontbreken."}
	}
	return nil
}

func isCanonical(text []byte) bool {
	again, err := canonical(text)
	return err == nil && bytes.Equal(again, text)
}

// Bundel is a chain with its keys, as one text that can be handed over and checked elsewhere.
type Bundel struct {
	Sleutels []Sleutel `json:"sleutels"`
	Schakels []Schakel `json:"schakels"`
}

// Tekst is the bundle in its one form.
func (b Bundel) Tekst() ([]byte, error) { return Kanoniek(b) }

// Lees reads a bundle and checks all of it. Anchor is the id of the first key and head the digest of the last record, both known from
// elsewhere; so are the ids of keys that took over in need. Any byte that differs is an error.
func Lees(text []byte, anchor, head string, nood ...string) (Bundel, error) {
	var b Bundel
	if err := readCanonical(text, &b); err != nil {
		return Bundel{}, fmt.Errorf("bundle: %w", err)
	}
	keys, err := Bos(anchor, b.Sleutels, nood...)
	if err != nil {
		return Bundel{}, fmt.Errorf("bundle: %w", err)
	}
	if err := Controleer(b.Schakels, keys, head); err != nil {
		return Bundel{}, err
	}
	return b, nil
}
