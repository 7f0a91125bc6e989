package rest_test

import (
	"strings"
	"testing"

	"meent/proef/kit"
)

// What is remembered of one list is not what another list asks, however alike their filters look.
func TestCountIsOfItsOwnFilters(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		z := s.Root.Get(w.zaak1)
		organisation, number := z["bronorganisatie"].(string), z["identificatie"].(string)
		list := "/zaken/api/v1/zaken?bronorganisatie=" + organisation + "&identificatie=" + number
		if _, count := s.Root.List(list); count != 1 {
			t.Fatalf("count %d of %s, want 1", count, list)
		}
		end := organisation[len(organisation)-1:]
		other := "/zaken/api/v1/zaken?bronorganisatie=" + strings.TrimSuffix(organisation, end) + "&identificatie=" + end + number
		if a := s.Root.Do("GET", other, nil); a.Status == 200 && !strings.Contains(string(a.Body), `"count":0`) {
			t.Errorf("%s: %s, want no zaken", other, a.Body)
		}
	})
}
