package notificaties

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// maxKenmerk is the length of a value.
const maxKenmerk = 1000

// kenmerken are what can be known of a notification without reading its subject, by name: the zaaktype of a zaak. A filter
// of an abonnement has the same form. Addresses of ours have the marker.
type kenmerken map[string]string

// readKenmerken reads what a client sent at a member; faults are noted under its name.
func readKenmerken(c *rest.Call, at string, raw zgw.JSON) kenmerken {
	k := kenmerken{}
	if len(raw) == 0 {
		return k
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		c.Invalid(at, "invalid", "Hier hoort een object ({…}) met kenmerken.")
		return k
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		text, code, reason := kenmerk(members[name])
		if code != "" {
			c.Invalid(at+"."+name, code, reason)
		}
		k[name] = string(c.Site.Local(text))
	}
	return k
}

// kenmerk reads one value; a number counts as its digits (G-03).
func kenmerk(raw json.RawMessage) (text, code, reason string) {
	switch raw[0] {
	case '"':
		if err := json.Unmarshal(raw, &text); err != nil {
			return "", "invalid", "Hier hoort een tekst."
		}
	case '{', '[', 'n':
		return "", "invalid", "Hier hoort een tekst."
	default:
		text = string(raw)
	}
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return "", "blank", "Dit kenmerk mag niet leeg zijn."
	case n > maxKenmerk:
		return "", "max_length", fmt.Sprintf("Dit kenmerk mag hoogstens %d tekens lang zijn; het zijn er %d.", maxKenmerk, n)
	}
	return text, "", ""
}

// encode is the JSON of the kenmerken, in the order of their names.
func (k kenmerken) encode() zgw.JSON {
	dst := []byte{'{'}
	for i, name := range slices.Sorted(maps.Keys(k)) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(rest.AppendString(dst, name), ':')
		dst = rest.AppendString(dst, k[name])
	}
	return zgw.JSON(append(dst, '}'))
}

// fold is a name as all clients mean it: verantwoordelijke_organisatie and verantwoordelijkeOrganisatie are one.
func fold(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// fit says whether the kenmerken are those of a channel: some of its filters, or all of them and more.
func (k kenmerken) fit(filters []string) bool {
	own, theirs := map[string]bool{}, map[string]bool{}
	for name := range k {
		own[fold(name)] = true
	}
	for _, name := range filters {
		theirs[fold(name)] = true
	}
	return within(own, theirs) || within(theirs, own)
}

func within(some, all map[string]bool) bool {
	for name := range some {
		if !all[name] {
			return false
		}
	}
	return true
}

// anything is the value of a filter that every kenmerk has.
const anything = "*"

// accepts is nrc-005: every filter has the value of its kenmerk.
func (k kenmerken) accepts(told kenmerken) bool {
	for name, want := range k {
		if want != anything && told.get(name) != want {
			return false
		}
	}
	return true
}

func (k kenmerken) get(name string) string {
	if value, ok := k[name]; ok {
		return value
	}
	for other, value := range k {
		if fold(other) == fold(name) {
			return value
		}
	}
	return ""
}

// stored reads kenmerken as they lie in the database.
func stored(raw []byte) (kenmerken, error) {
	k := kenmerken{}
	if err := json.Unmarshal(readable(raw), &k); err != nil {
		return nil, fmt.Errorf("read kenmerken: %w", err)
	}
	return k, nil
}

// readable makes stored JSON fit for a decoder: the marker is no character that JSON may hold as it is.
func readable(body []byte) []byte {
	return []byte(strings.ReplaceAll(string(body), zgw.Marker, `\u0001`))
}
