package bewijs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/gowebpki/jcs"
)

// Kanoniek is a value as canonical JSON (RFC 8785): the one text that two parties both make of it.
func Kanoniek(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("canonical form: %w", err)
	}
	return canonical(text)
}

func canonical(text []byte) ([]byte, error) {
	out, err := jcs.Transform(text)
	if err != nil {
		return nil, fmt.Errorf("canonical form: %w", err)
	}
	return out, nil
}

// Digest is the SHA-256 of a value in canonical form, in hex.
func Digest(v any) (string, error) {
	text, err := Kanoniek(v)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// errForm is the fault of a text that is not the one form of what it says.
var errForm = errors.New("not in canonical form")

// readCanonical reads a value from text that must be its one canonical form: no member too many, none twice, no space.
func readCanonical(text []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	again, err := Kanoniek(v)
	if err != nil {
		return err
	}
	if !bytes.Equal(again, text) {
		return errForm
	}
	return nil
}
