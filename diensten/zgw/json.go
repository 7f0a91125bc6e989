package zgw

import "encoding/json"

// JSON is content of which the shape belongs to the client, kept as it came. Nothing is null.
type JSON json.RawMessage

// UnmarshalJSON keeps the bytes.
func (j *JSON) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*j = nil
		return nil
	}
	*j = append((*j)[:0:0], b...)
	return nil
}

// MarshalJSON gives the bytes back.
func (j JSON) MarshalJSON() ([]byte, error) {
	if len(j) == 0 {
		return []byte("null"), nil
	}
	return j, nil
}
