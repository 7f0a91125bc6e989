package transitie_test

import (
	"strings"
	"testing"

	"meent/data"
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

// metMaten gives an aim two measures, as if they had been made.
func (w *wereld) metMaten(t *testing.T) {
	t.Helper()
	err := w.DB.Update(t.Context(), func(tx data.Tx) error {
		tx.Changed("einddoelen")
		return tx.Exec(`update einddoelen set body = replace(body, '"maten":[]', '"maten":[{"maat":"https://hattem.nl/maten/1","richting":"hoger"},{"maat":"https://hattem.nl/maten/2","richting":"lager"}]')`)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// From concept to a strategie that is herijkt, and what stood before (§2.2).
func TestStrategieGang(t *testing.T) {
	run(t, func(t *testing.T, w *wereld) {
		baas, secretaris := w.als("programmamanager"), w.als("secretaris")
		doel := w.maak("einddoelen", "zin", "Inwoners hebben binnen de termijn antwoord.")
		w.metMaten(t)
		s := baas.Make(root+"/strategieen", velden("titel", "Common Ground 2030", "einddoel", doel, "zichtbaarheid", "openbaar"))["url"].(string)
		patch := func(name, path string, body map[string]any, status int) kit.Case {
			return kit.Case{Name: name, As: baas, Method: "PATCH", Path: path, Body: body, Status: status, Audited: status == 200}
		}
		w.Cases(t, []kit.Case{
			overgang("§1.1 put forward by nobody else", secretaris, s, naar("voorgesteld"), 403),
			overgang("§2.2 voorgesteld", baas, s, naar("voorgesteld"), 200, `"voorgesteld":{"id":"an-programmamanager"`),
			overgang("§1.1 not vastgesteld by who put it forward", baas, s, naar("vastgesteld", "verwijzing", "x"), 403),
			overgang("§1.1 not by a directeur", w.als("directeur"), s, naar("vastgesteld", "verwijzing", "x"), 403),
			overgang("§1.1 not by a raadslid", w.als("raadslid"), s, naar("vastgesteld", "verwijzing", "x"), 403),
			weigert("§2.2 with a reference", secretaris, s, naar("vastgesteld"), "verwijzing required"),
			patch("what lies with the board is not changed", s, velden("titel", "Anders"), 409),
			patch("nor its aim", doel, velden("zin", "Anders"), 409),
			overgang("§2.2 vastgesteld", secretaris, s, naar("vastgesteld", "verwijzing", "college 12 maart, punt 4"), 200, `"toestand":"vastgesteld"`, `"besluit":"college 12 maart, punt 4"`),
			patch("what is vastgesteld is not changed", s, velden("ruimeKaders", []string{"Meer."}), 409),
			patch("nor its aim", doel, velden("voorInwoners", "Anders"), 409),
			patch("who sees the aim may change", doel, velden("zichtbaarheid", "openbaar"), 200),
			{Name: "nor thrown away", As: baas, Method: "DELETE", Path: s, Status: 409},
			{Name: "no herijking yet", As: baas, Method: "GET", Path: s + "/herijkingen", Status: 200, Holds: []string{`"count":0,`}},
			weigert("§2.2 herijkt with a reason", baas, s, naar("herijkt"), "reden required"),
			overgang("§1.1 not by a medewerker", w.als("medewerker"), s, naar("herijkt", "reden", "x"), 403),
			overgang("§2.2 herijkt", baas, s, naar("herijkt", "reden", "Kwartaal 1."), 200, `"toestand":"herijkt"`, `"herijkt":{"id":"an-programmamanager"`),
			overgang("§2.2 and by the board", secretaris, s, naar("herijkt", "reden", "Kwartaal 2."), 200),
			{Name: "a step after that", As: baas, Method: "PATCH", Path: w.stap, Body: velden("titel", "Heet nu anders"), Status: 200, Audited: true},
			{Name: "§12 told", Method: "GET", Path: root + "/gebeurtenissen?soort=strategie.voorgesteld,strategie.vastgesteld,strategie.herijkt", Status: 200, Holds: []string{`"count":4,`}},
		})
		list := baas.Get(s + "/herijkingen")["results"].([]any)
		if len(list) != 2 {
			t.Fatalf("%d herijkingen, want 2", len(list))
		}
		eerste := list[1].(map[string]any)["url"].(string)
		w.Cases(t, []kit.Case{
			{Name: "§2.2 what did we think then", As: w.als("raadslid"), Method: "GET", Path: eerste, Status: 200, Holds: []string{`"reden":"Kwartaal 1."`, `"titel":"Status online"`, `"toestand":"vastgesteld"`, `"soort":"meent-transitieplan"`}},
			{Name: "§1.1 the strategie is public", As: w.als("bewoner"), Method: "GET", Path: s, Status: 200},
			{Name: "§1.1 what was in its plan is not", As: w.als("bewoner"), Method: "GET", Path: eerste, Status: 403},
			{Name: "§1.1 nor the list of it", As: w.als("partner"), Method: "GET", Path: s + "/herijkingen", Status: 403},
			patch("the strategie goes dark", s, velden("zichtbaarheid", "eigen"), 200),
			patch("and open again", s, velden("zichtbaarheid", "openbaar"), 200),
			{Name: "§1.1 its herijkingen stay closed", As: w.With("openbaar", velden("component", "transitie", "scopes", []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding", "openbaar")), Method: "GET", Path: eerste, Status: 403},
			overgang("§2.2 to change it", baas, s, naar("concept", "reden", "De raad wil een ander kader."), 200, `"toestand":"concept"`),
			patch("then it can be", s, velden("ruimeKaders", []string{"Elke gemeente houdt eigen regie."}), 200),
			patch("and its aim", doel, velden("voorInwoners", "U weet altijd waar u aan toe bent."), 200),
			{Name: "what was vastgesteld once is not thrown away", As: baas, Method: "DELETE", Path: s, Status: 409},
			{Name: "§2.2 what stood is kept", As: baas, Method: "GET", Path: s + "/herijkingen", Status: 200, Holds: []string{`"count":3,`, `"naar":"concept"`}},
			{Name: "a herijking is not written", Method: "POST", Path: s + "/herijkingen", Body: velden("reden", "x"), Status: 405},
			{Name: "nor removed", Method: "DELETE", Path: eerste, Status: 405},
		})
	})
}
