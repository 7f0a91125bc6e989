package zaken_test

import (
	"regexp"
	"testing"

	"meent/proef/kit"
)

func TestKlantcontact(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := w.makeZaak()
		contact := s.Root.Make(zrc+"/klantcontacten", map[string]any{"zaak": zaak, "datumtijd": "2019-08-29T14:14:21Z", "kanaal": "balie"})
		if number := contact["identificatie"].(string); !regexp.MustCompile(`^20\d{12}$`).MatchString(number) {
			t.Errorf("identificatie %q is not of 14 digits", number)
		}
		s.Cases(t, []kit.Case{
			{Name: "created", Method: "POST", Path: zrc + "/klantcontacten", Body: map[string]any{"zaak": zaak, "datumtijd": "2019-08-29T14:14:21Z", "identificatie": "K1"}, Status: 201, Holds: []string{`"identificatie":"K1"`}, Audited: true, Notified: true},
			{Name: "future", Method: "POST", Path: zrc + "/klantcontacten", Body: map[string]any{"zaak": zaak, "datumtijd": "2999-08-29T14:14:21Z"}, Status: 400, Faults: []string{"datumtijd date-in-future"}},
			{Name: "list", Method: "GET", Path: zrc + "/klantcontacten?zaak=" + zaak, Status: 200, Holds: []string{`"count":2`}},
			{Name: "detail", Method: "GET", Path: address(contact), Status: 200, Holds: []string{`"kanaal":"balie"`}},
			{Name: "not removed", Method: "DELETE", Path: address(contact), Status: 405},
		})
	})
}

// TestElsewhere is about what a zaak has to do with contactmomenten and verzoeken, which other registers keep.
func TestElsewhere(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := w.makeZaak()
		for _, kind := range []struct{ rule, path, member string }{{"zrc-025", "/zaakcontactmomenten", "contactmoment"}, {"zrc-024", "/zaakverzoeken", "verzoek"}} {
			path, there := zrc+kind.path, "https://example.com/"+kind.member+"/1"
			made := address(s.Root.Make(path, map[string]any{"zaak": zaak, kind.member: there}))
			s.Cases(t, []kit.Case{
				{Name: kind.rule + " created", Method: "POST", Path: path, Body: map[string]any{"zaak": zaak, kind.member: there + "1"}, Status: 201, Audited: true, Notified: true},
				{Name: kind.rule + " twice", Method: "POST", Path: path, Body: map[string]any{"zaak": zaak, kind.member: there}, Status: 400, Faults: []string{"nonFieldErrors unique"}},
				{Name: kind.rule + " required", Method: "POST", Path: path, Body: map[string]any{"zaak": zaak}, Status: 400, Faults: []string{kind.member + " required"}},
				{Name: kind.rule + " plain list", Method: "GET", Path: path + "?zaak=" + zaak + "&" + kind.member + "=" + there, Status: 200, Holds: []string{`[{"url":"` + made}},
				{Name: kind.rule + " no page", Method: "GET", Path: path + "?page=1", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
				{Name: kind.rule + " removed", Method: "DELETE", Path: made, Status: 204, Audited: true, Notified: true},
				{Name: kind.rule + " gone", Method: "GET", Path: made, Status: 404},
			})
		}
	})
}
