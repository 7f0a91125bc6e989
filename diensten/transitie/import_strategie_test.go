package transitie_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meent/proef/kit"
)

// §12: a whole strategie goes out and comes back without loss, in another register, but for what measurements made of milestones (R1).
func TestStrategieTerug(t *testing.T) {
	var plans, bases []string
	run(t, func(t *testing.T, w *wereld) {
		strategie := rijk(w)
		doel := w.Root.Get(strategie)["einddoel"].(string)
		tweede := w.maak("maten", "naam", "Hoe lang", "sonde", "zgw.doorlooptijd", "parameters", velden("deel", "p50"))
		maten := w.Root.Get(doel)["maten"].([]any)
		w.Root.Do("PATCH", doel, velden("maten", append(maten, velden("maat", tweede, "richting", "lager"))))
		for _, o := range []map[string]any{velden("naar", "voorgesteld"), velden("naar", "vastgesteld", "verwijzing", "college 12 maart"), velden("naar", "herijkt", "reden", "kwartaal")} {
			if a := w.Root.Do("POST", strategie+"/overgangen", o); a.Status != 200 {
				t.Fatalf("%v: %d %s", o, a.Status, a.Body)
			}
		}
		uuid := strategie[strings.LastIndexByte(strategie, '/')+1:]
		plans = append(plans, string(w.Root.Do("GET", root+"/export/"+uuid+".json", nil).Body))
		bases = append(bases, uuid)
		if got := w.leesIn(w.Root, 201, "soort", "strategie", "inhoud", plans[len(plans)-1]); got["gemaakt"] != 0.0 || got["ongewijzigd"] == 0.0 {
			t.Errorf("in its own register: %s", telling(got))
		}
		w.Cases(t, []kit.Case{
			{Name: "who may not establish", As: w.als("programmamanager"), Method: "POST", Path: root + "/imports", Body: velden("soort", "strategie", "inhoud", plans[0]), Status: 403},
			{Name: "no plan", Method: "POST", Path: root + "/imports", Body: velden("soort", "strategie", "inhoud", `{"soort":"iets"}`), Status: 400, Faults: []string{"inhoud geen-plan"}},
			{Name: "a later version", Method: "POST", Path: root + "/imports", Body: velden("soort", "strategie", "inhoud", `{"soort":"meent-transitieplan","versie":2}`), Status: 400, Faults: []string{"inhoud geen-plan"}},
			{Name: "a wrong member", Method: "POST", Path: root + "/imports", Body: velden("soort", "strategie", "inhoud", `{"soort":"meent-transitieplan","versie":1,"objecten":{"stappen":[{"uuid":"11111111-1111-4111-8111-111111111111","titel":"x","toestand":"klaar"}]}}`), Status: 400, Faults: []string{"objecten.stappen.0.toestand invalid_choice"}},
			{Name: "a reference to nothing", Method: "POST", Path: root + "/imports", Body: velden("soort", "strategie", "inhoud", `{"soort":"meent-transitieplan","versie":1,"objecten":{"kansen":[{"uuid":"11111111-1111-4111-8111-111111111111","titel":"x","soort":"wet","toestand":"open","koppelingen":[{"stap":"`+w.URL+root+`/stappen/22222222-2222-4222-8222-222222222222"}]}]}}`), Status: 400, Faults: []string{"objecten.kansen.0.koppelingen.0.stap does_not_exist"}},
			{Name: "R1 a milestone as reached", Method: "POST", Path: root + "/imports", Body: velden("soort", "strategie", "inhoud", `{"soort":"meent-transitieplan","versie":1,"objecten":{"mijlpalen":[{"uuid":"11111111-1111-4111-8111-111111111111","titel":"Gehaald","toestand":"geverifieerd","stand":"gehaald","teltMee":true,"actiefOp":"2026-01-01"}]}}`), Status: 201, Audited: true, Holds: []string{`"gemaakt":1`}},
			{Name: "R1 is not", Method: "GET", Path: root + "/mijlpalen/11111111-1111-4111-8111-111111111111", Status: 200, Holds: []string{`"toestand":"concept"`, `"stand":"concept"`, `"teltMee":false`, `"laatsteMeting":null`}},
		})
	})
	run(t, func(t *testing.T, w *wereld) { // another register: an empty one, elsewhere
		w.Root.Do("DELETE", w.buurt, nil)
		for _, o := range []string{"stappen", "onderdelen"} {
			list, _ := w.Root.List(root + "/" + o)
			for _, one := range list {
				w.Root.Do("DELETE", one["url"].(string), nil)
			}
		}
		if got := w.leesIn(w.Root, 201, "soort", "strategie", "inhoud", plans[0]); got["overgeslagen"] != 0.0 || got["ongewijzigd"] != 0.0 || got["foutenTotaal"] != 0.0 {
			t.Fatalf("%s %v", telling(got), got["fouten"])
		}
		terug := string(w.Root.Do("GET", root+"/export/"+bases[0]+".json", nil).Body)
		if diff := cmp.Diff(ontdaan(t, plans[0]), ontdaan(t, terug)); diff != "" {
			t.Errorf("it came back otherwise: %s", diff)
		}
	})
}

// ontdaan is a plan without what differs from one register to another: its address, and the moment of the export and of what is made anew.
func ontdaan(t *testing.T, doc string) map[string]any {
	t.Helper()
	var p map[string]any
	if err := json.Unmarshal([]byte(doc), &p); err != nil {
		t.Fatalf("%s in %.200s", err, doc)
	}
	if err := json.Unmarshal([]byte(strings.ReplaceAll(doc, p["basis"].(string), "hier")), &p); err != nil {
		t.Fatal(err)
	}
	delete(p, "gemaaktOp")
	for _, list := range p["objecten"].(map[string]any) {
		slices.SortFunc(list.([]any), func(a, b any) int {
			return strings.Compare(a.(map[string]any)["url"].(string), b.(map[string]any)["url"].(string))
		})
		for _, o := range list.([]any) {
			delete(o.(map[string]any), "eigenaar")
			delete(o.(map[string]any), "ingelezen")
			delete(o.(map[string]any), "ingelezenUit")
		}
	}
	for _, h := range p["herijkingen"].([]any) {
		delete(h.(map[string]any), "url")
		delete(h.(map[string]any), "uuid")
		delete(h.(map[string]any), "ingelezen")
	}
	return p
}
