package transitie_test

import (
	"strings"
	"testing"

	"meent/proef/kit"
)

// §2.1: the municipalities of the CBS, to choose one's own from.
func TestGemeenten(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/gemeenten"
		hattem := w.maak("organisaties", "naam", "Hattem", "cbsCode", "GM0244", "eigen", true)
		w.Cases(t, []kit.Case{
			{Name: "of a day", Method: "GET", Path: path + "?op=2022-01-01", Status: 200, Holds: []string{`"count":345`, `"op":"2022-01-01"`, `"bron":"Centraal Bureau voor de Statistiek`, "CC BY 4.0"}},
			{Name: "after the mergers", Method: "GET", Path: path + "?op=2023-01-01", Status: 200, Holds: []string{`"count":342`, "Voorne aan Zee"}},
			{Name: "of today, by name", Method: "GET", Path: path + "?zoek=hatt", Status: 200, Holds: []string{`"count":1`, `"naam":"Hattem"`, `"arbeidsmarktregio":"Regio Zwolle"`, `"organisatie":"` + hattem + `"`}},
			{Name: "an ended one", Method: "GET", Path: path + "?zoek=weesp&op=2022-02-01", Status: 200, Holds: []string{`"geldigTot":"2022-03-24"`, `"opvolgers":["GM0363"]`, `"organisatie":null`}},
			{Name: "before the list", Method: "GET", Path: path + "?op=2021-12-31", Status: 400, Faults: []string{"op te-vroeg"}},
			{Name: "no day", Method: "GET", Path: path + "?op=gisteren", Status: 400, Faults: []string{"op invalid"}},
			{Name: "unknown", Method: "GET", Path: path + "?naam=x", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "without a token", As: w.Anonymous(), Method: "GET", Path: path, Status: 403},
		})
		if body := string(w.als("bewoner").Do("GET", path+"?zoek=hattem", nil).Body); strings.Contains(body, hattem) {
			t.Errorf("a resident sees an organisation that is not openbaar: %s", body)
		}
	})
}
