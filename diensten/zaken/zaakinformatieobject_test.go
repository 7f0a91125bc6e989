package zaken_test

import (
	"testing"

	"meent/proef/kit"
)

func TestZaakinformatieobject(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak, other := w.makeZaak(), w.makeZaak()
		document := address(s.Root.Make(drc+"/enkelvoudiginformatieobjecten", w.document()))
		second := address(s.Root.Make(drc+"/enkelvoudiginformatieobjecten", w.document()))
		foto := address(s.Root.Make(ztc+"/informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "foto")))
		s.Root.Make(foto+"/publish", nil)
		unknown := address(s.Root.Make(drc+"/enkelvoudiginformatieobjecten", w.document("informatieobjecttype", foto)))
		status := address(s.Root.Make(zrc+"/statussen", w.status(zaak, w.begin, "2026-01-06T09:00:00Z")))
		foreign := address(s.Root.Make(zrc+"/statussen", w.status(other, w.begin, "2026-01-06T09:00:00Z")))
		link := map[string]any{"zaak": zaak, "informatieobject": document}
		s.Cases(t, []kit.Case{
			{Name: "zrc-004 what the server sets", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: body(link, "aardRelatieWeergave", "Legt vast", "registratiedatum", "1999-01-01T00:00:00Z", "status", status), Status: 201,
				Holds: []string{`"aardRelatieWeergave":"Hoort bij, omgekeerd: kent"`, `"registratiedatum":"20`, `"vernietigingsdatum":null`}, Audited: true, Notified: true},
			{Name: "zrc-003 once", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: link, Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "zrc-003 nowhere", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: body(link, "informatieobject", s.URL+"/x"), Status: 400, Faults: []string{"informatieobject bad-url"}},
			{Name: "zrc-003 no document", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: body(link, "informatieobject", w.zaaktype), Status: 400, Faults: []string{"informatieobject invalid-resource"}},
			{Name: "zrc-017 type that the zaaktype does not know", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: body(link, "informatieobject", unknown), Status: 400, Faults: []string{"nonFieldErrors missing-zaaktype-informatieobjecttype-relation"}},
			{Name: "status of another zaak", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: body(link, "informatieobject", second, "status", foreign), Status: 400, Faults: []string{"status zaak-mismatch"}},
		})
		zios, _ := s.Root.List(zrc + "/zaakinformatieobjecten?zaak=" + zaak + "&informatieobject=" + document)
		if len(zios) != 1 {
			t.Fatalf("zaakinformatieobjecten: %v", zios)
		}
		zio := address(zios[0])
		s.Cases(t, []kit.Case{
			{Name: "zrc-005 mirrored", Method: "GET", Path: drc + "/objectinformatieobjecten?object=" + zaak + "&informatieobject=" + document, Status: 200, Holds: []string{`"object":"` + zaak + `"`, `"objectType":"zaak"`}},
			{Name: "listed with the zaak and the status", Method: "GET", Path: zaak + "?expand=zaakinformatieobjecten.informatieobject,status.zaakinformatieobjecten", Status: 200,
				Holds: []string{`"zaakinformatieobjecten":["` + zio + `"]`, `"_expand":{"informatieobject":{"url":"` + document, `"_expand":{"zaakinformatieobjecten":[{"url":"` + zio}},
			{Name: "zrc-004 zaak is fixed", Method: "PUT", Path: zio, Body: body(link, "zaak", other), Status: 400, Faults: []string{"zaak wijzigen-niet-toegelaten"}},
			{Name: "zrc-004 document is fixed", Method: "PATCH", Path: zio, Body: map[string]any{"informatieobject": second}, Status: 400, Faults: []string{"informatieobject wijzigen-niet-toegelaten"}},
			{Name: "zrc-004 put", Method: "PUT", Path: zio, Body: body(link, "titel", "put"), Status: 200, Holds: []string{`"titel":"put"`, `"status":null`, `"registratiedatum":"20`}, Audited: true, Notified: true},
			{Name: "status hears of it", Method: "GET", Path: status, Status: 200, Holds: []string{`"zaakinformatieobjecten":[]`}},
			{Name: "zrc-004 patch", Method: "PATCH", Path: zio, Body: map[string]any{"titel": "patch", "status": status}, Status: 200, Audited: true, Notified: true},
			{Name: "status hears of that too", Method: "GET", Path: status, Status: 200, Holds: []string{`"zaakinformatieobjecten":["` + zio}},
			{Name: "removed", Method: "DELETE", Path: zio, Status: 204, Audited: true, Notified: true},
			{Name: "zrc-005 other side gone", Method: "GET", Path: drc + "/objectinformatieobjecten?informatieobject=" + document, Status: 200, Holds: []string{"[]"}},
			{Name: "status without", Method: "GET", Path: status, Status: 200, Holds: []string{`"zaakinformatieobjecten":[]`}},
			{Name: "again", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: link, Status: 201, Audited: true, Notified: true},
			{Name: "zrc-022 document not archived", Method: "PATCH", Path: zaak, Body: map[string]any{"archiefstatus": "gearchiveerd", "archiefnominatie": "vernietigen", "archiefactiedatum": "2030-01-01"}, Status: 400, Faults: []string{"archiefstatus documents-not-archived"}},
		})
		lock := s.Root.Make(document+"/lock", nil)["lock"]
		s.Root.Do("PATCH", document, map[string]any{"status": "gearchiveerd", "lock": lock})
		s.Root.Do("POST", document+"/unlock", map[string]any{"lock": lock})
		s.Cases(t, []kit.Case{
			{Name: "zrc-022 archived", Method: "PATCH", Path: zaak, Body: map[string]any{"archiefstatus": "gearchiveerd", "archiefnominatie": "vernietigen", "archiefactiedatum": "2030-01-01"}, Status: 200, Audited: true, Notified: true},
			{Name: "zrc-003 archived zaak", Method: "POST", Path: zrc + "/zaakinformatieobjecten", Body: body(link, "informatieobject", second), Status: 400, Faults: []string{"zaak zaak-archiefstatus-invalid"}},
			{Name: "zrc-023 zaak goes", Method: "DELETE", Path: zaak, Status: 204, Notified: true},
			{Name: "zrc-023 other side gone", Method: "GET", Path: drc + "/objectinformatieobjecten?informatieobject=" + document, Status: 200, Holds: []string{"[]"}},
			{Name: "drc-008 document may go", Method: "DELETE", Path: document, Status: 204, Notified: true},
		})
	})
}
