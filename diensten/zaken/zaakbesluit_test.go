package zaken_test

import (
	"testing"

	"meent/proef/kit"
)

func TestZaakbesluit(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak, other := w.makeZaak(), w.makeZaak()
		besluit := address(s.Root.Make(brc+"/besluiten", w.besluit("zaak", zaak)))
		list, _ := s.Root.List(zaak + "/besluiten")
		if len(list) != 1 || list[0]["besluit"] != besluit {
			t.Fatalf("zrc-038 besluiten of the zaak: %v, want %s", list, besluit)
		}
		loose := address(s.Root.Make(brc+"/besluiten", w.besluit()))
		s.Cases(t, []kit.Case{
			{Name: "zrc-038 detail", Method: "GET", Path: address(list[0]), Status: 200, Holds: []string{`"besluit":"` + besluit + `"`, `"url":"` + zaak + "/besluiten/"}},
			{Name: "zrc-038 twice", Method: "POST", Path: zaak + "/besluiten", Body: map[string]any{"besluit": besluit}, Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "zrc-038 nowhere", Method: "POST", Path: zaak + "/besluiten", Body: map[string]any{"besluit": brc + "/besluiten/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11"}, Status: 400, Faults: []string{"besluit invalid"}},
			{Name: "zrc-038 unknown", Method: "POST", Path: zaak + "/besluiten", Body: map[string]any{"besluit": s.URL + brc + "/besluiten/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11"}, Status: 400, Faults: []string{"besluit bad-url"}},
			{Name: "zrc-038 no besluit", Method: "POST", Path: zaak + "/besluiten", Body: map[string]any{"besluit": zaak}, Status: 400, Faults: []string{"besluit no_match"}},
			{Name: "no zaak", Method: "POST", Path: zrc + "/zaken/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11/besluiten", Body: map[string]any{"besluit": besluit}, Status: 404},
			{Name: "zrc-038", Method: "POST", Path: other + "/besluiten", Body: map[string]any{"besluit": loose}, Status: 201, Holds: []string{`"url":"` + other + "/besluiten/"}, Audited: true, Notified: true},
			{Name: "G-35", Method: "GET", Path: zaak + "?expand=zaakbesluiten.besluit", Status: 200, Holds: []string{`"_expand":{"besluit":{"url":"` + besluit}},
			{Name: "zrc-023 besluit keeps the zaak", Method: "DELETE", Path: zaak, Status: 400, Faults: []string{"nonFieldErrors related-besluiten"}},
			{Name: "zrc-023 zaak still there", Method: "GET", Path: zaak, Status: 200},
		})
		made, _ := s.Root.List(other + "/besluiten")
		s.Cases(t, []kit.Case{
			{Name: "removed", Method: "DELETE", Path: address(made[0]), Status: 204, Audited: true, Notified: true},
			{Name: "gone", Method: "GET", Path: other + "/besluiten", Status: 200, Holds: []string{"[]"}},
			{Name: "brc-009 besluit goes", Method: "DELETE", Path: besluit, Status: 204, Notified: true},
			{Name: "zrc-023 then the zaak goes", Method: "DELETE", Path: zaak, Status: 204, Notified: true},
		})
	})
}

// TestArchiefBesluit is zrc-021 for dates of besluiten.
func TestArchiefBesluit(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		for wijze, want := range map[string]string{"ingangsdatum_besluit": "2026-03-01", "vervaldatum_besluit": "2031-01-01"} {
			z := w.soortOf(wijze, map[string]any{"afleidingswijze": wijze}, "besluittypen", []string{"vergunning"})
			zaak := address(s.Root.Make(zrc+"/zaken", z.zaak()))
			s.Root.Make(brc+"/besluiten", w.besluit("zaak", zaak, "vervaldatum", "2031-01-01"))
			s.Root.Make(brc+"/besluiten", w.besluit("zaak", zaak, "ingangsdatum", "2026-03-01"))
			w.close(z, zaak, "2026-02-01T09:00:00Z")
			if got := s.Root.Get(zaak)["startdatumBewaartermijn"]; got != want {
				t.Errorf("zrc-021 %s: startdatumBewaartermijn %v, want %s", wijze, got, want)
			}
		}
	})
}
