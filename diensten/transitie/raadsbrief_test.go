package transitie_test

import (
	"testing"

	"meent/proef/kit"
)

func TestRaadsbrief(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/raadsbrieven"
		keuze := func(n int) []any {
			var list []any
			for range n {
				list = append(list, velden("onderwerp", "Telefooncentrale", "vraag", "Maakt u geld vrij, of verlengen wij een jaar?"))
			}
			return list
		}
		manager := w.als("programmamanager")
		w.Cases(t, []kit.Case{
			{Name: "three choices", As: manager, Method: "POST", Path: path, Body: velden("maand", "2026-11", "keuzes", keuze(3)), Status: 201, Audited: true, Holds: []string{`"maand":"2026-11"`}},
			{Name: "a month has one letter", As: manager, Method: "POST", Path: path, Body: velden("maand", "2026-11"), Status: 400, Faults: []string{"maand unique"}},
			{Name: "four choices are too many", As: manager, Method: "POST", Path: path, Body: velden("maand", "2026-12", "keuzes", keuze(4)), Status: 400, Faults: []string{"keuzes max_length"}},
			{Name: "a month is a month", As: manager, Method: "POST", Path: path, Body: velden("maand", "2026-13"), Status: 400, Faults: []string{"maand invalid"}},
			{Name: "a council member reads", As: w.als("raadslid"), Method: "GET", Path: path + "?maand=2026-11", Status: 200, Holds: []string{`"count":1`}},
			{Name: "and does not write", As: w.als("raadslid"), Method: "POST", Path: path, Body: velden("maand", "2027-01"), Status: 403},
		})
	})
}
