package zgw

import (
	"net/url"
	"strings"

	"github.com/google/uuid"
)

// Marker stands in stored JSON where the public address of this server goes, so that a renamed host rewrites nothing.
const Marker = "\x01"

const maxURL = 1000

// URL is a reference to an object: in a register of our own, as Marker and a path, or on another server, as it is.
type URL string

// LocalURL is the reference to the object with this uuid in a collection of our own, such as "/zaken/api/v1/zaken".
func LocalURL(path, uuid string) URL {
	return URL(Marker + path + "/" + uuid)
}

// Local is the path of a reference to an object of our own.
func (u URL) Local() (path string, ok bool) {
	path, ok = strings.CutPrefix(string(u), Marker)
	if !ok || !strings.HasPrefix(path, "/") {
		return "", false
	}
	return path, true
}

// UUID is the last segment of the path, in lower case, when that is a uuid; else it is empty.
func (u URL) UUID() string {
	s := string(u)
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	s = s[strings.LastIndexByte(s, '/')+1:]
	if len(s) != 36 || uuid.Validate(s) != nil {
		return ""
	}
	return strings.ToLower(s)
}

// Valid says what is wrong with the reference, if anything.
func (u URL) Valid() (code, reason string) {
	if u == "" {
		return "", ""
	}
	if len(u) > maxURL {
		return codeMaxLength, "Deze URL is te lang. Gebruik een URL van ten hoogste 1000 tekens."
	}
	if _, ok := u.Local(); ok {
		return "", ""
	}
	if !absolute(string(u)) {
		return codeInvalid, "Dit is geen volledige URL. Geef een adres op dat begint met https:// of http://."
	}
	return "", ""
}

func absolute(s string) bool {
	p, err := url.Parse(s)
	if err != nil || strings.ContainsAny(s, " \t\r\n") {
		return false
	}
	return (p.Scheme == "https" || p.Scheme == "http") && p.Hostname() != ""
}

// UnmarshalJSON takes any text; Valid judges it.
func (u *URL) UnmarshalJSON(b []byte) error {
	s, err := decodeText(b)
	*u = URL(s)
	return err
}
