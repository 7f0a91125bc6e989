package zgw

import (
	"strings"
	"testing"
)

const someUUID = "0b6bb5c3-8f5a-4cbb-9c1e-0a5f2b9a0001"

func TestURL(t *testing.T) {
	tests := []struct {
		in         URL
		code       string
		path, uuid string
	}{
		{"https://zaken.nl/api/v1/zaken/" + someUUID, "", "", someUUID},
		{"http://localhost:8000/x/" + someUUID + "?versie=2#a/b", "", "", someUUID},
		{"http://[::1]/x", "", "", ""},
		{URL("https://a.nl/" + strings.ToUpper(someUUID)), "", "", someUUID},
		{"https://a.nl/urn:uuid:" + someUUID, "", "", ""},
		{LocalURL("/zaken/api/v1/zaken", someUUID), "", "/zaken/api/v1/zaken/" + someUUID, someUUID},
		{Marker + "zaken", "invalid", "", ""},
		{Marker, "invalid", "", ""},
		{"ftp://a.nl/x", "invalid", "", ""},
		{"urn:x:y", "invalid", "", ""},
		{"https://", "invalid", "", ""},
		{"https:///zaken", "invalid", "", ""},
		{"https://:80/zaken", "invalid", "", ""},
		{"/zaken/1", "invalid", "", ""},
		{"https://a b.nl", "invalid", "", ""},
		{"https://a.nl/a b", "invalid", "", ""},
		{"javascript:alert(1)", "invalid", "", ""},
		{URL("https://a.nl/" + strings.Repeat("a", 987)), "", "", ""},
		{URL("https://a.nl/" + strings.Repeat("a", 988)), "max_length", "", ""},
	}
	for _, test := range tests {
		wantCode(t, test.in, test.code)
		path, ok := test.in.Local()
		if path != test.path || ok != (test.path != "") {
			t.Errorf("%q: local %q, %v; want %q", test.in, path, ok, test.path)
		}
		if got := test.in.UUID(); got != test.uuid {
			t.Errorf("%q: uuid %q, want %q", test.in, got, test.uuid)
		}
	}
}

func FuzzURL(f *testing.F) {
	for _, s := range []string{"https://a.nl/x", Marker + "/x/" + someUUID, "http://[::1", "%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u := URL(s)
		if id := u.UUID(); id != "" && !strings.Contains(strings.ToLower(s), id) {
			t.Errorf("%q: uuid %q is not in it", s, id)
		}
		code, _ := u.Valid()
		_, local := u.Local()
		if code == "" && s != "" && !local && !strings.HasPrefix(strings.ToLower(s), "http") {
			t.Errorf("%q is let through", s)
		}
	})
}
