package transitie_test

import (
	"strings"
	"testing"

	"meent/proef/kit"
)

func TestStrategie(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		path := root + "/strategieen"
		baas, secretaris := w.als("programmamanager"), w.als("secretaris")
		doel := w.maak("einddoelen", "zin", "Inwoners hebben binnen de termijn antwoord.")
		s := baas.Make(path, velden("titel", "Common Ground 2030", "einddoel", doel))["url"].(string)
		w.Cases(t, []kit.Case{
			{Name: "§2.2 its tracks", Method: "GET", Path: s, Status: 200, Holds: []string{`"toestand":"concept"`, `"sporen":["dienstverlening","gegevens bij de bron",`, `"herijking":"P3M"`, `"vastgesteld":null`}},
			{Name: "§2.2 five sentences", Method: "PATCH", Path: s, Body: velden("ruimeKaders", []string{"1", "2", "3", "4", "5", "6"}), Status: 400, Faults: []string{"ruimeKaders max_length"}},
			{Name: "horizon", Method: "PATCH", Path: s, Body: velden("horizonVan", "2030-01-01", "horizonTot", "2026-01-01"), Status: 400, Faults: []string{"horizonTot einddatum-voor-begindatum"}},
			{Name: "§2.3 one sentence", Method: "PATCH", Path: doel, Body: velden("zin", strings.Repeat("x", 241)), Status: 400, Faults: []string{"zin max_length"}},
			{Name: "§2.3 a measure that is none", Method: "PATCH", Path: doel, Body: velden("maten", []any{velden("maat", w.stap, "richting", "hoger")}), Status: 400, Faults: []string{"maten.0.maat does_not_exist"}},
			weigert("§2.3 two measures before it is put forward", baas, s, naar("voorgesteld"), "einddoel.maten aantal"),
			weigert("§2.2 not at once", secretaris, s, naar("vastgesteld"), "naar overgang-niet-mogelijk"),
			{Name: "in use", Method: "DELETE", Path: doel, Status: 400, Faults: []string{"nonFieldErrors in-gebruik"}},
		})
	})
}
