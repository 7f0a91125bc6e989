package zaken_test

import (
	"testing"

	"meent/proef/kit"
)

func TestResultaat(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak, other := w.makeZaak(), w.makeZaak()
		want := map[string]any{"zaak": zaak, "resultaattype": w.resultaattype, "toelichting": "goed"}
		resultaat := address(s.Root.Make(zrc+"/resultaten", want))
		s.Cases(t, []kit.Case{
			{Name: "zrc-032 second", Method: "POST", Path: zrc + "/resultaten", Body: want, Status: 400, Faults: []string{"zaak unique"}},
			{Name: "zrc-020 of another zaaktype", Method: "POST", Path: zrc + "/resultaten", Body: body(want, "zaak", other, "resultaattype", w.ander.resultaattype), Status: 400, Faults: []string{"nonFieldErrors zaaktype-mismatch"}},
			{Name: "zrc-020 no resultaattype", Method: "POST", Path: zrc + "/resultaten", Body: body(want, "zaak", other, "resultaattype", w.begin), Status: 400, Faults: []string{"resultaattype invalid-resource"}},
			{Name: "zrc-032 type is fixed", Method: "PATCH", Path: resultaat, Body: map[string]any{"resultaattype": w.ander.resultaattype}, Status: 400, Faults: []string{"resultaattype wijzigen-niet-toegelaten"}},
			{Name: "put", Method: "PUT", Path: resultaat, Body: body(want, "toelichting", "put"), Status: 200, Holds: []string{`"toelichting":"put"`}, Audited: true, Notified: true},
			{Name: "patch", Method: "PATCH", Path: resultaat, Body: map[string]any{"toelichting": "patch"}, Status: 200, Audited: true, Notified: true},
			{Name: "G-35", Method: "GET", Path: zaak + "?expand=resultaat.resultaattype,resultaat.zaak", Status: 200, Holds: []string{`"resultaat":"` + resultaat, `"_expand":{"resultaattype":{"url":"` + w.resultaattype}},
			{Name: "list", Method: "GET", Path: zrc + "/resultaten?zaak=" + zaak + "&resultaattype=" + w.resultaattype, Status: 200, Holds: []string{`"count":1`}},
			{Name: "created", Method: "POST", Path: zrc + "/resultaten", Body: body(want, "zaak", other), Status: 201, Audited: true, Notified: true},
			{Name: "removed", Method: "DELETE", Path: resultaat, Status: 204, Audited: true, Notified: true},
			{Name: "zaak without", Method: "GET", Path: zaak, Status: 200, Holds: []string{`"resultaat":null`}},
		})
	})
}
