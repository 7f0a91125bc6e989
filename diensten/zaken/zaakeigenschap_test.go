package zaken_test

import (
	"testing"

	"meent/proef/kit"
)

func TestZaakeigenschap(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak, other := w.makeZaak(), w.makeZaak()
		path := zaak + "/zaakeigenschappen"
		kleur := map[string]any{"zaak": zaak, "eigenschap": w.eigenschap, "waarde": "rood"}
		made := s.Root.Do("POST", path, kleur)
		eigenschap := address(made.Object())
		if warning := made.Header.Get("X-Warning"); warning != "" {
			t.Errorf("zrc-034: a value that fits is warned of: %s", warning)
		}
		nowhere := s.URL + zrc + "/zaken/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11"
		s.Cases(t, []kit.Case{
			{Name: "zrc-034 name of the eigenschap", Method: "GET", Path: eigenschap, Status: 200, Holds: []string{`"naam":"kleur"`, `"url":"` + path + "/"}},
			{Name: "created", Method: "POST", Path: path, Body: kleur, Status: 201, Audited: true, Notified: true},
			{Name: "zrc-018 of another zaaktype", Method: "POST", Path: path, Body: body(kleur, "eigenschap", w.ander.eigenschap), Status: 400, Faults: []string{"nonFieldErrors zaaktype-mismatch"}},
			{Name: "zrc-018 no eigenschap", Method: "POST", Path: path, Body: body(kleur, "eigenschap", w.zaaktype), Status: 400, Faults: []string{"eigenschap invalid-resource"}},
			{Name: "zrc-034 another zaak", Method: "POST", Path: path, Body: body(kleur, "zaak", other), Status: 400, Faults: []string{"zaak zaak-mismatch"}},
			{Name: "zaak that is not there", Method: "POST", Path: nowhere + "/zaakeigenschappen", Body: kleur, Status: 404},
			{Name: "zrc-034 put", Method: "PUT", Path: eigenschap, Body: body(kleur, "waarde", "blauw"), Status: 200, Holds: []string{`"waarde":"blauw"`}, Audited: true, Notified: true},
			{Name: "zrc-034 patch", Method: "PATCH", Path: eigenschap, Body: map[string]any{"waarde": "Rood"}, Status: 200, Audited: true, Notified: true},
			{Name: "zrc-034 eigenschap is fixed", Method: "PATCH", Path: eigenschap, Body: map[string]any{"eigenschap": w.ander.eigenschap}, Status: 400, Faults: []string{"eigenschap wijzigen-niet-toegelaten"}},
			{Name: "G-31 a plain list", Method: "GET", Path: path, Status: 200, Holds: []string{`[{"url":"` + eigenschap}},
			{Name: "G-31 of this zaak only", Method: "GET", Path: other + "/zaakeigenschappen", Status: 200, Holds: []string{"[]"}},
			{Name: "under another zaak", Method: "GET", Path: other + eigenschap[len(zaak):], Status: 404},
			{Name: "list of no zaak", Method: "GET", Path: nowhere + "/zaakeigenschappen", Status: 404},
			{Name: "G-35", Method: "GET", Path: zaak + "?expand=eigenschappen.eigenschap", Status: 200, Holds: []string{`"_expand":{"eigenschap":{"url":"` + w.eigenschap}},
			{Name: "removed", Method: "DELETE", Path: eigenschap, Status: 204, Audited: true, Notified: true},
			{Name: "gone", Method: "GET", Path: eigenschap, Status: 404},
		})
		for waarde, warned := range map[string]bool{"rood": false, "groen": true, "veel te lange kleur": true} {
			a := s.Root.Do("POST", path, body(kleur, "waarde", waarde))
			if a.Status != 201 || (a.Header.Get("X-Warning") != "") != warned {
				t.Errorf("zrc-034 %s: status %d, X-Warning %q", waarde, a.Status, a.Header.Get("X-Warning"))
			}
		}
	})
}
