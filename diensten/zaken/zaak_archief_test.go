package zaken_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"meent/proef/kit"
)

// TestArchief is zrc-021: on which day the term of the archive begins, by the afleidingswijze of the resultaattype. The term
// is a year.
func TestArchief(t *testing.T) {
	elders := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write(encode(t, map[string]any{"gegevens": map[string]any{"gesloopt": "2031-5-6"}}))
	}))
	t.Cleanup(elders.Close)
	brondatum := func(wijze string, more ...any) map[string]any {
		return body(map[string]any{"afleidingswijze": wijze}, more...)
	}
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := func(z soort, more ...any) string { return address(s.Root.Make(zrc+"/zaken", z.zaak(more...))) }
		kleur := func(z soort, zaak, waarde string) string {
			return address(s.Root.Make(zaak+"/zaakeigenschappen", map[string]any{"zaak": zaak, "eigenschap": z.eigenschap, "waarde": waarde}))
		}
		object := func(zaak string, o map[string]any) { s.Root.Make(zrc+"/zaakobjecten", body(o, "zaak", zaak)) }
		relevant := w.closed(w.soort)
		for _, tc := range []struct {
			name   string
			bron   map[string]any
			more   []any
			before func(z soort, zaak string)
			want   any // startdatumBewaartermijn
		}{
			{name: "termijn", bron: brondatum("termijn", "procestermijn", "P1M"), want: "2026-03-01"},
			{name: "eigenschap", bron: brondatum("eigenschap", "datumkenmerk", "kleur"), before: func(z soort, zaak string) { kleur(z, zaak, "20300405") }, want: "2030-04-05"},
			{name: "eigenschap that is not there", bron: brondatum("eigenschap", "datumkenmerk", "kleur"), want: nil},
			{name: "ander datumkenmerk", bron: brondatum("ander_datumkenmerk", "datumkenmerk", "x", "objecttype", "pand", "registratie", "BAG"), want: nil},
			{name: "gerelateerde zaak", bron: brondatum("gerelateerde_zaak"), more: []any{"relevanteAndereZaken", []any{map[string]any{"url": relevant, "aardRelatie": "vervolg"}}}, want: "2026-02-01"},
			{name: "zaakobject", bron: brondatum("zaakobject", "datumkenmerk", "waardepeildatum", "objecttype", "woz_waarde"), before: func(_ soort, zaak string) {
				object(zaak, map[string]any{"objectType": "woz_waarde", "objectIdentificatie": map[string]any{"waardepeildatum": "2013-1-1"}})
				object(zaak, map[string]any{"objectType": "woz_waarde", "objectIdentificatie": map[string]any{"waardepeildatum": "2008-1-1"}})
				object(zaak, map[string]any{"objectType": "pand", "objectIdentificatie": map[string]any{"identificatie": "2020-1-1"}})
			}, want: "2013-01-01"},
			{name: "zaakobject elsewhere", bron: brondatum("zaakobject", "datumkenmerk", "gegevens/gesloopt", "objecttype", "pand"), before: func(_ soort, zaak string) {
				object(zaak, map[string]any{"objectType": "pand", "object": elders.URL + "/pand"})
			}, want: "2031-05-06"},
			{name: "given by the client", bron: brondatum("ander_datumkenmerk", "datumkenmerk", "x", "objecttype", "pand", "registratie", "BAG"), more: []any{"startdatumBewaartermijn", "2032-01-01"}, want: "2032-01-01"},
		} {
			t.Run("zrc-021 "+tc.name, func(t *testing.T) {
				z := w.soortOf("A "+tc.name, tc.bron)
				zaak := zaak(z, tc.more...)
				if tc.before != nil {
					tc.before(z, zaak)
				}
				w.close(z, zaak, "2026-02-01T09:00:00Z")
				got := s.Root.Get(zaak)
				if got["startdatumBewaartermijn"] != tc.want || got["archiefnominatie"] != "vernietigen" {
					t.Errorf("startdatumBewaartermijn %v, want %v; archiefnominatie %v", got["startdatumBewaartermijn"], tc.want, got["archiefnominatie"])
				}
				if (got["archiefactiedatum"] == nil) != (tc.want == nil) {
					t.Errorf("archiefactiedatum %v with startdatumBewaartermijn %v", got["archiefactiedatum"], tc.want)
				}
			})
		}
		z := w.soortOf("A kleur", brondatum("eigenschap", "datumkenmerk", "kleur"))
		bad := zaak(z)
		kleur(z, bad, "rood")
		s.Root.Make(zrc+"/resultaten", map[string]any{"zaak": bad, "resultaattype": z.resultaattype})
		good := zaak(z)
		eigenschap := kleur(z, good, "2030-01-31")
		w.close(z, good, "2026-02-01T09:00:00Z")
		s.Cases(t, []kit.Case{
			{Name: "zrc-021 eigenschap that is no date", Method: "POST", Path: zrc + "/statussen", Body: z.status(bad, z.eind, "2026-02-01T09:00:00Z"), Status: 400, Faults: []string{"nonFieldErrors archiefactiedatum-error"}},
			{Name: "zrc-021 still open", Method: "GET", Path: bad, Status: 200, Holds: []string{`"einddatum":null`}},
			{Name: "zrc-021 source changes", Method: "PATCH", Path: eigenschap, Body: map[string]any{"waarde": "2030-02-28"}, Status: 200, Audited: true, Notified: true},
			{Name: "zrc-021 computed again", Method: "GET", Path: good, Status: 200, Holds: []string{`"startdatumBewaartermijn":"2030-02-28"`, `"archiefactiedatum":"2031-02-28"`}},
		})
		deelsoort := w.soortOf("A hoofdzaak", brondatum("hoofdzaak"))
		hoofd := zaak(deelsoort)
		deel := zaak(deelsoort, "hoofdzaak", hoofd)
		w.close(deelsoort, deel, "2026-02-01T09:00:00Z")
		s.Cases(t, []kit.Case{{Name: "zrc-021 hoofdzaak still open", Method: "GET", Path: deel, Status: 200, Holds: []string{`"archiefactiedatum":null`}}})
		w.close(deelsoort, hoofd, "2026-03-01T09:00:00Z")
		s.Cases(t, []kit.Case{{Name: "zrc-021 hoofdzaak closed", Method: "GET", Path: deel, Status: 200, Holds: []string{`"startdatumBewaartermijn":"2026-03-01"`, `"archiefactiedatum":"2027-03-01"`}}})
	})
}
