package zaken_test

import (
	"testing"

	"meent/proef/kit"
)

func TestZaaknotitie(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := w.makeZaak()
		note := map[string]any{"gerelateerdAan": zaak, "onderwerp": "Terugbellen", "tekst": "Élke dag", "aangemaaktDoor": "Jo", "notitieType": "intern", "status": "concept"}
		made := s.Root.Make(zrc+"/zaaknotities", note)
		notitie := address(made)
		s.Cases(t, []kit.Case{
			{Name: "zrc-036 created", Method: "POST", Path: zrc + "/zaaknotities", Body: map[string]any{"gerelateerdAan": zaak, "onderwerp": "x", "tekst": "y"}, Status: 201, Audited: true},
			{Name: "zrc-036 required", Method: "POST", Path: zrc + "/zaaknotities", Body: map[string]any{}, Status: 400, Faults: []string{"onderwerp required", "tekst required", "gerelateerdAan required"}},
			{Name: "zrc-036 type", Method: "POST", Path: zrc + "/zaaknotities", Body: body(note, "notitieType", "geheim"), Status: 400, Faults: []string{"notitieType invalid_choice"}},
			{Name: "zrc-036 put", Method: "PUT", Path: notitie, Body: body(note, "status", "definitief"), Status: 200, Holds: []string{`"status":"definitief"`, `"aanmaakdatum":"` + made["aanmaakdatum"].(string)}, Audited: true},
			{Name: "zrc-036 patch", Method: "PATCH", Path: notitie, Body: map[string]any{"notitieType": "extern"}, Status: 200, Holds: []string{`"notitieType":"extern"`}, Audited: true},
		})
		for query, want := range map[string]int{
			"aangemaaktDoor=Jo": 1, "aangemaaktDoor=jo": 0, "aangemaaktDoor__icontains=J": 1, "onderwerp=Terugbellen": 1, "onderwerp__icontains=BEL": 1, "tekst=%C3%89lke+dag": 1, "tekst__icontains=%C3%A9LKE": 1,
			"gerelateerdAan=" + zaak: 2, "notitieType=extern": 1, "status=definitief": 1, "status=concept": 0,
			"aanmaakdatum=" + made["aanmaakdatum"].(string): 1, "aanmaakdatum__gt=2999-01-01T00:00:00Z": 0, "aanmaakdatum__gte=2020-01-01T00:00:00Z": 2, "aanmaakdatum__lt=2020-01-01T00:00:00Z": 0, "aanmaakdatum__lte=2999-01-01T00:00:00Z": 2,
			"wijzigingsdatum=2020-01-01T00:00:00Z": 0, "wijzigingsdatum__gt=2020-01-01T00:00:00Z": 2, "wijzigingsdatum__gte=2020-01-01T00:00:00Z": 2, "wijzigingsdatum__lt=2020-01-01T00:00:00Z": 0, "wijzigingsdatum__lte=2020-01-01T00:00:00Z": 0,
			"page=1&pageSize=1": 2,
		} {
			if _, got := s.Root.List(zrc + "/zaaknotities?" + query); got != want {
				t.Errorf("zrc-036 zaaknotities?%s: %d, want %d", query, got, want)
			}
		}
		s.Cases(t, []kit.Case{
			{Name: "zrc-036 removed", Method: "DELETE", Path: notitie, Status: 204, Audited: true},
			{Name: "zrc-036 gone", Method: "GET", Path: notitie, Status: 404},
			{Name: "zrc-036 in the trail of the zaak", Method: "GET", Path: zaak + "/audittrail", Status: 200, Holds: []string{`"resource":"zaaknotitie"`, `"actie":"destroy"`}},
		})
	})
}
