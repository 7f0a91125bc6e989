package transitie_test

import (
	"fmt"
	"testing"

	"meent/proef/kit"
)

const root = "/transitie/api/v1"

// wereld is a server with the client of the pages, and two teams.
type wereld struct {
	*kit.Server
	kaart        *kit.Client
	buurt, balie string // teams
}

// run runs a test on both databases.
func run(t *testing.T, test func(t *testing.T, w *wereld)) {
	t.Helper()
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := &wereld{Server: s}
		w.kaart = s.With("kaart", map[string]any{"component": "transitie", "scopes": []string{"transitie.lezen", "transitie.schrijven", "transitie.vaststellen", "transitie.namens", "audittrails.lezen"}})
		w.buurt, w.balie = w.maak("onderdelen", "naam", "Team Buurt"), w.maak("onderdelen", "naam", "Team Balie")
		test(t, w)
	})
}

// als is a person with a role; a teamleider is of Team Buurt.
func (w *wereld) als(rol string) *kit.Client {
	claims := map[string]any{"rollen": []string{rol}}
	if rol == "teamleider" {
		claims["onderdeel"] = "Team Buurt"
	}
	return w.kaart.As("an-"+rol, claims)
}

// maak makes an object as the client that may do everything, and gives its address.
func (w *wereld) maak(soort string, pairs ...any) string {
	return w.maakt(soort, pairs...)["url"].(string)
}

func (w *wereld) maakt(soort string, pairs ...any) map[string]any {
	return w.Root.Make(root+"/"+soort, velden(pairs...))
}

// velden is a JSON object of names and values.
func velden(pairs ...any) map[string]any {
	o := map[string]any{}
	for i := 0; i+1 < len(pairs); i += 2 {
		o[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return o
}
