package zaken_test

import (
	"fmt"
	"testing"
	"time"

	"meent/proef/kit"
)

func TestZaaknummer(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		path, year := zrc+"/zaaknummer_reserveren", time.Now().Year()
		number := func(n int) string { return fmt.Sprintf("ZAAK-%d-%010d", year, n) }
		w.makeZaak("identificatie", number(3)) // a client chose it itself
		s.Cases(t, []kit.Case{
			{Name: "zrc-035 one", Method: "POST", Path: path, Body: map[string]any{"bronorganisatie": "000000000"}, Status: 201, Holds: []string{`[{"zaaknummer":"` + number(1) + `"}]`}},
			{Name: "zrc-035 more, but not what is taken", Method: "POST", Path: path, Body: map[string]any{"bronorganisatie": "000000000", "aantal": 2}, Status: 201, Holds: []string{`[{"zaaknummer":"` + number(2) + `"},{"zaaknummer":"` + number(4) + `"}]`}},
			{Name: "zrc-035 of each organisation", Method: "POST", Path: path, Body: map[string]any{"bronorganisatie": "245122461"}, Status: 201, Holds: []string{number(1)}},
			{Name: "zrc-035 none", Method: "POST", Path: path, Body: map[string]any{"bronorganisatie": "000000000", "aantal": 0}, Status: 400, Faults: []string{"aantal min_value"}},
			{Name: "zrc-035 too many", Method: "POST", Path: path, Body: map[string]any{"bronorganisatie": "000000000", "aantal": 10001}, Status: 400, Faults: []string{"aantal max_value"}},
			{Name: "zrc-035 of nobody", Method: "POST", Path: path, Body: map[string]any{}, Status: 400, Faults: []string{"bronorganisatie required"}},
			{Name: "zrc-035 a zaak gets the next", Method: "POST", Path: zrc + "/zaken", Body: w.zaak(), Status: 201, Holds: []string{number(5)}, Audited: true, Notified: true},
			{Name: "zrc-035 a reserved one when it is named", Method: "POST", Path: zrc + "/zaken", Body: w.zaak("identificatie", number(1)), Status: 201, Audited: true, Notified: true},
		})
	})
}
