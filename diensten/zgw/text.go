package zgw

import (
	"encoding/json"
	"errors"
)

// ErrShape says that JSON holds something other than text where text belongs, in words for whoever sent it.
//
//lint:ignore ST1005 a sentence that people read
var ErrShape = errors.New("Geef hier een tekst op, tussen aanhalingstekens.")

// Codes of the standard for a value that does not mean anything (RULES.md G-14, G-70).
const (
	codeInvalid       = "invalid"
	codeInvalidChoice = "invalid_choice"
	codeInvalidLength = "invalid-length"
	codeMaxLength     = "max_length"
	codeOnlyDigits    = "only-digits"
)

// decodeText reads a JSON string. Null is the empty text; a number is taken as its digits (G-03), because clients send
// an identificatie as 2 where "2" is meant.
func decodeText(b []byte) (string, error) {
	switch {
	case len(b) == 0:
		return "", ErrShape
	case string(b) == "null":
		return "", nil
	case b[0] == '-' || '0' <= b[0] && b[0] <= '9':
		return string(b), nil
	case b[0] != '"':
		return "", ErrShape
	}
	var s string
	err := json.Unmarshal(b, &s)
	return s, err
}

// textOrNull is the JSON of a text of which the empty value is null.
func textOrNull(s string) ([]byte, error) {
	if s == "" {
		return []byte("null"), nil
	}
	return json.Marshal(s)
}
