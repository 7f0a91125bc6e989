package opmaak

import (
	"encoding/json"
	"slices"
	"testing"
)

// Every provider names things in its own way.
func TestClaims(t *testing.T) {
	for _, tc := range []struct {
		name   string
		o      LoginOpties
		claims string
		want   Persoon
	}{
		{"as the simulator has them", LoginOpties{}, `{"name":"Iris","rollen":["programmamanager","medewerker"],"onderdeel":"Informatie","laag":"basis"}`,
			Persoon{Naam: "Iris", Rollen: []Rol{Programmamanager, Medewerker}, Onderdeel: "Informatie", Laag: "basis"}},
		{"within an object", LoginOpties{Claims: map[string]string{"rollen": "realm_access.roles"}}, `{"name":"Iris","realm_access":{"roles":["secretaris"]}}`,
			Persoon{Naam: "Iris", Rollen: []Rol{Secretaris}}},
		{"a name with dots", LoginOpties{Claims: map[string]string{"rollen": "https://gemeente.nl/rollen"}}, `{"name":"Iris","https://gemeente.nl/rollen":["secretaris"]}`,
			Persoon{Naam: "Iris", Rollen: []Rol{Secretaris}}},
		{"other words for roles", LoginOpties{Claims: map[string]string{"rollen": "groups"}, Rollen: map[string]string{"GG-PM": "programmamanager", "GG-2": "programmamanager"}},
			`{"name":"Iris","groups":["GG-PM","GG-2","iets"]}`, Persoon{Naam: "Iris", Rollen: []Rol{Programmamanager, "iets"}}},
		{"roles in one text", LoginOpties{}, `{"name":"Iris","rollen":"secretaris medewerker"}`, Persoon{Naam: "Iris", Rollen: []Rol{Secretaris, Medewerker}}},
		{"no name", LoginOpties{}, `{"preferred_username":"iris01"}`, Persoon{Naam: "iris01"}},
		{"nothing at all", LoginOpties{}, `{"rollen":[7,null]}`, Persoon{Naam: "Onbekende medewerker"}},
	} {
		var claims map[string]any
		if err := json.Unmarshal([]byte(tc.claims), &claims); err != nil {
			t.Fatal(err)
		}
		l := &Login{LoginOpties: tc.o}
		got := l.persoon("sub", claims)
		if got.Sub != "sub" || got.Naam != tc.want.Naam || !slices.Equal(got.Rollen, tc.want.Rollen) || got.Onderdeel != tc.want.Onderdeel || got.Laag != tc.want.Laag {
			t.Errorf("%s: %+v, want %+v", tc.name, got, tc.want)
		}
	}
}
