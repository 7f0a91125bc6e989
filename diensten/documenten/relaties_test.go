package documenten_test

import (
	"testing"

	"meent/proef/kit"
)

func TestGebruiksrecht(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc, key := w.locked(nil)
		other := w.made(nil)
		right := func(more fields) fields {
			g := fields{"informatieobject": doc, "startdatum": "2019-01-01T12:00:00", "omschrijvingVoorwaarden": "test"}
			for k, v := range more {
				g[k] = v
			}
			return g
		}
		first := url(s.Root.Make(rights, right(nil)))
		reader := s.With("lezer", map[string]any{"component": "drc", "scopes": []string{"documenten.lezen"}, "informatieobjecttype": w.soort, "maxVertrouwelijkheidaanduiding": "openbaar"})
		stranger := s.With("vreemde", map[string]any{"component": "drc", "scopes": []string{"documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.verwijderen"}, "informatieobjecttype": w.concept, "maxVertrouwelijkheidaanduiding": "openbaar"})
		s.Cases(t, []kit.Case{
			{Name: "drc-006 says so", Method: "GET", Path: doc, Status: 200, Holds: []string{`"indicatieGebruiksrecht":true`, `"versie":1`}},
			{Name: "drc-006 a second", Method: "POST", Path: rights, Body: right(nil), Status: 201, Audited: true, Notified: true},
			{Name: "drc-006 false", Method: "PATCH", Path: doc, Body: fields{"indicatieGebruiksrecht": false, "lock": key}, Status: 400, Faults: []string{"indicatieGebruiksrecht existing-gebruiksrechten"}},
			{Name: "drc-006 null", Method: "PATCH", Path: doc, Body: fields{"indicatieGebruiksrecht": nil, "lock": key}, Status: 400, Faults: []string{"indicatieGebruiksrecht existing-gebruiksrechten"}},
			{Name: "drc-006 true", Method: "PATCH", Path: doc, Body: fields{"indicatieGebruiksrecht": true, "lock": key}, Status: 200, Audited: true, Notified: true},
			{Name: "drc-006 put says nothing", Method: "PUT", Path: doc, Body: w.document(fields{"lock": key}), Status: 200, Holds: []string{`"indicatieGebruiksrecht":true`}, Audited: true, Notified: true},
			{Name: "drc-006 contents are still there", Method: "GET", Path: doc + "/download", Status: 200, Holds: []string{"string"}},
			{Name: "required", Method: "POST", Path: rights, Body: fields{}, Status: 400, Faults: []string{"informatieobject required", "startdatum required", "omschrijvingVoorwaarden required"}},
			{Name: "no document", Method: "POST", Path: rights, Body: right(fields{"informatieobject": w.soort}), Status: 400, Faults: []string{"informatieobject no_match"}},
			{Name: "other document", Method: "PATCH", Path: first, Body: fields{"informatieobject": other}, Status: 400, Faults: []string{"informatieobject wijzigen-niet-toegelaten"}},
			{Name: "patch", Method: "PATCH", Path: first, Body: fields{"einddatum": "2020-01-01T12:00:00Z"}, Status: 200, Audited: true, Notified: true},
			{Name: "put", Method: "PUT", Path: first, Body: right(fields{"omschrijvingVoorwaarden": "ja"}), Status: 200, Holds: []string{`"einddatum":null`, `"omschrijvingVoorwaarden":"ja"`}, Audited: true, Notified: true},
			{Name: "drc-013 expand", Method: "GET", Path: first + "?expand=informatieobject.informatieobjecttype", Status: 200, Holds: []string{`"_expand":{"informatieobject":{"url"`}},
			{Name: "G-26 detail", As: stranger, Method: "GET", Path: first, Status: 403},
			{Name: "G-24 create", As: stranger, Method: "POST", Path: rights, Body: right(nil), Status: 403},
			{Name: "G-24 put", As: stranger, Method: "PUT", Path: first, Body: right(nil), Status: 403},
			{Name: "G-24 patch", As: stranger, Method: "PATCH", Path: first, Body: fields{}, Status: 403},
			{Name: "G-24 delete", As: stranger, Method: "DELETE", Path: first, Status: 403},
			{Name: "G-23 create", As: reader, Method: "POST", Path: rights, Body: right(nil), Status: 403},
			{Name: "G-23 put", As: reader, Method: "PUT", Path: first, Body: right(nil), Status: 403},
			{Name: "G-23 patch", As: reader, Method: "PATCH", Path: first, Body: fields{}, Status: 403},
			{Name: "G-23 delete", As: reader, Method: "DELETE", Path: first, Status: 403},
		})
		query := "?startdatum__lt=2019-01-03T12:00:00&startdatum__lte=2019-01-03T12:00:00&startdatum__gt=2018-01-03T12:00:00&startdatum__gte=2018-01-03T12:00:00"
		for path, want := range map[string]int{rights + query: 2, rights + query + "&einddatum__lt=2019-01-03T12:00:00": 0, rights + "?informatieobject=" + doc: 2, rights + "?informatieobject=" + other: 0} {
			if list, n := s.Root.List(path); n != want {
				t.Errorf("G-31 %s: %d, want %d: %v", path, n, want, list)
			}
		}
		if _, n := stranger.List(rights); n != 0 {
			t.Errorf("G-26 list: %d, want 0", n)
		}
		list, _ := s.Root.List(rights)
		for i, g := range list {
			s.Cases(t, []kit.Case{{Name: "drc-006 delete", Method: "DELETE", Path: url(g), Status: 204, Audited: true, Notified: true}})
			got := s.Root.Get(doc)["indicatieGebruiksrecht"]
			if last := i == len(list)-1; last != (got == nil) {
				t.Errorf("drc-006: indicatieGebruiksrecht %v after %d of %d went", got, i+1, len(list))
			}
		}
		s.Root.Make(rights, right(nil))
		s.Root.Do("POST", doc+"/unlock", fields{"lock": key})
		s.Cases(t, []kit.Case{
			{Name: "drc-008 goes with its gebruiksrechten", Method: "DELETE", Path: doc, Status: 204, Notified: true},
			{Name: "drc-008 none left", Method: "GET", Path: rights + "?informatieobject=" + doc, Status: 200, Holds: []string{"[]"}},
		})
	})
}

func TestVerzending(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc, other := w.made(nil), w.made(nil)
		sent := func(more fields) fields {
			v := fields{"betrokkene": "https://example.com/jo", "informatieobject": doc, "aardRelatie": "geadresseerde", "contactPersoon": "https://example.com/an", "emailadres": "jo@example.com"}
			for k, x := range more {
				v[k] = x
			}
			return v
		}
		home := fields{"huisnummer": 1, "naamOpenbareRuimte": "Dam", "woonplaatsnaam": "Amsterdam"}
		first, third := url(s.Root.Make(shipments, sent(nil))), w.made(nil)
		sender := url(s.Root.Make(shipments, sent(fields{"aardRelatie": "afzender", "informatieobject": third})))
		reader := s.With("lezer", map[string]any{"component": "drc", "scopes": []string{"documenten.lezen"}, "informatieobjecttype": w.soort, "maxVertrouwelijkheidaanduiding": "openbaar"})
		stranger := s.With("vreemde", map[string]any{"component": "drc", "scopes": []string{"documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.verwijderen"}, "informatieobjecttype": w.concept, "maxVertrouwelijkheidaanduiding": "openbaar"})
		nobody := s.With("niemand", map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen"}, "zaaktype": "https://example.com/1", "maxVertrouwelijkheidaanduiding": "openbaar"})
		s.Cases(t, []kit.Case{
			{Name: "drc-017 at home", Method: "POST", Path: shipments, Body: sent(fields{"emailadres": nil, "binnenlandsCorrespondentieadres": home}), Status: 201, Holds: []string{`"huisnummer":1`, `"emailadres":null`}, Audited: true, Notified: true},
			{Name: "drc-017 none", Method: "POST", Path: shipments, Body: sent(fields{"emailadres": ""}), Status: 400, Faults: []string{"nonFieldErrors invalid-address"}},
			{Name: "drc-017 two", Method: "POST", Path: shipments, Body: sent(fields{"binnenlandsCorrespondentieadres": home}), Status: 400, Faults: []string{"nonFieldErrors invalid-address"}},
			{Name: "drc-017 half an address", Method: "POST", Path: shipments, Body: sent(fields{"emailadres": "", "binnenlandsCorrespondentieadres": fields{"huisnummer": 0}}), Status: 400,
				Faults: []string{"binnenlandsCorrespondentieadres.huisnummer min_value", "binnenlandsCorrespondentieadres.naamOpenbareRuimte required", "binnenlandsCorrespondentieadres.woonplaatsnaam required"}},
			{Name: "drc-017 sender stays sender", Method: "PUT", Path: sender, Body: sent(fields{"aardRelatie": "afzender", "informatieobject": third, "toelichting": "x"}), Status: 200, Audited: true, Notified: true},
			{Name: "drc-017 sender", Method: "POST", Path: shipments, Body: sent(fields{"aardRelatie": "afzender"}), Status: 201, Audited: true, Notified: true},
			{Name: "drc-017 second sender", Method: "POST", Path: shipments, Body: sent(fields{"aardRelatie": "afzender"}), Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "drc-017 becomes sender", Method: "PATCH", Path: first, Body: fields{"aardRelatie": "afzender"}, Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "drc-017 sender of another", Method: "POST", Path: shipments, Body: sent(fields{"aardRelatie": "afzender", "informatieobject": other}), Status: 201, Audited: true, Notified: true},
			{Name: "patch", Method: "PATCH", Path: first, Body: fields{"toelichting": "per post"}, Status: 200, Holds: []string{`"toelichting":"per post"`, `"emailadres":"jo@example.com"`}, Audited: true, Notified: true},
			{Name: "put", Method: "PUT", Path: first, Body: sent(nil), Status: 200, Holds: []string{`"toelichting":""`}, Audited: true, Notified: true},
			{Name: "by betrokkene", Method: "GET", Path: shipments + "?betrokkene=https://example.com/jo&aardRelatie=afzender&informatieobject=" + doc, Status: 200, Holds: []string{`"count":1`}},
			{Name: "drc-014 expand", Method: "GET", Path: first + "?expand=informatieobject", Status: 200, Holds: []string{`"_expand":{"informatieobject":{"url"`}},
			{Name: "G-26 list", As: stranger, Method: "GET", Path: shipments, Status: 200, Holds: []string{`"count":0`}},
			{Name: "G-26 detail", As: stranger, Method: "GET", Path: first, Status: 403},
			{Name: "G-24 create", As: stranger, Method: "POST", Path: shipments, Body: sent(nil), Status: 403},
			{Name: "G-24 put", As: stranger, Method: "PUT", Path: first, Body: sent(nil), Status: 403},
			{Name: "G-24 patch", As: stranger, Method: "PATCH", Path: first, Body: fields{}, Status: 403},
			{Name: "G-24 delete", As: stranger, Method: "DELETE", Path: first, Status: 403},
			{Name: "G-23 create", As: reader, Method: "POST", Path: shipments, Body: sent(nil), Status: 403},
			{Name: "G-23 patch", As: reader, Method: "PATCH", Path: first, Body: fields{}, Status: 403},
			{Name: "G-23 put", As: reader, Method: "PUT", Path: first, Body: sent(nil), Status: 403},
			{Name: "G-23 delete", As: reader, Method: "DELETE", Path: first, Status: 403},
			{Name: "G-23 list", As: nobody, Method: "GET", Path: shipments, Status: 403},
			{Name: "G-23 detail", As: nobody, Method: "GET", Path: first, Status: 403},
			{Name: "delete", Method: "DELETE", Path: first, Status: 204, Audited: true, Notified: true},
			{Name: "drc-008 goes with its verzendingen", Method: "DELETE", Path: doc, Status: 204, Notified: true},
			{Name: "drc-008 left", Method: "GET", Path: shipments, Status: 200, Holds: []string{`"count":2`}},
		})
	})
}

func TestObjectinformatieobject(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc := w.made(nil)
		zaaktype := url(s.Root.Make("/catalogi/api/v1/zaaktypen", kit.Zaaktype(w.catalogus, "ZT1")))
		s.Root.Make(zaaktype+"/publish", nil)
		zaak := url(s.Root.Make("/zaken/api/v1/zaken", fields{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": zaaktype, "startdatum": "2026-01-05"}))
		relation := func(more fields) fields {
			o := fields{"informatieobject": doc, "object": zaak, "objectType": "zaak"}
			for k, x := range more {
				o[k] = x
			}
			return o
		}
		request := url(s.Root.Make(relations, relation(fields{"object": w.soort, "objectType": "verzoek"})))
		stranger := s.With("vreemde", map[string]any{"component": "drc", "scopes": []string{"documenten.lezen", "documenten.aanmaken", "documenten.verwijderen"}, "informatieobjecttype": w.concept, "maxVertrouwelijkheidaanduiding": "openbaar"})
		reader := s.With("lezer", map[string]any{"component": "drc", "scopes": []string{"documenten.lezen"}, "informatieobjecttype": w.soort, "maxVertrouwelijkheidaanduiding": "openbaar"})
		s.Cases(t, []kit.Case{
			{Name: "drc-002 nothing there", Method: "POST", Path: relations, Body: relation(fields{"object": s.URL + "/zaken/api/v1/zaken/00000000-0000-4000-8000-000000000000"}), Status: 400, Faults: []string{"object bad-url"}},
			{Name: "drc-002 no zaak", Method: "POST", Path: relations, Body: relation(fields{"object": zaaktype}), Status: 400, Faults: []string{"object invalid-resource"}},
			{Name: "drc-002 no besluit", Method: "POST", Path: relations, Body: relation(fields{"objectType": "besluit"}), Status: 400, Faults: []string{"object invalid-resource"}},
			{Name: "drc-002 unknown kind", Method: "POST", Path: relations, Body: relation(fields{"objectType": "klant"}), Status: 400, Faults: []string{"objectType invalid_choice"}},
			{Name: "drc-003 there already", Method: "POST", Path: relations, Body: relation(fields{"object": w.soort, "objectType": "verzoek"}), Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "drc-004 not at the zaak", Method: "POST", Path: relations, Body: relation(nil), Status: 400, Faults: []string{"nonFieldErrors inconsistent-relation"}},
			{Name: "no document", Method: "POST", Path: relations, Body: relation(fields{"informatieobject": zaak}), Status: 400, Faults: []string{"informatieobject no_match"}},
			{Name: "G-31 list", Method: "GET", Path: relations + "?informatieobject=" + doc + "&object=" + w.soort, Status: 200, Holds: []string{`[{"url":"`}},
			{Name: "drc-012 expand", Method: "GET", Path: request + "?expand=informatieobject", Status: 200, Holds: []string{`"_expand":{"informatieobject":{"url"`}},
			{Name: "list of documents by object", Method: "GET", Path: documents + "?objectinformatieobjecten_objectType=verzoek&objectinformatieobjecten_object=" + w.soort, Status: 200, Holds: []string{`"count":1`}},
			{Name: "list of documents by another kind", Method: "GET", Path: documents + "?objectinformatieobjecten_objectType=zaak", Status: 200, Holds: []string{`"count":0`}},
			{Name: "drc-008 pending", Method: "DELETE", Path: doc, Status: 400, Faults: []string{"nonFieldErrors pending-relations"}},
			{Name: "G-26 list", As: stranger, Method: "GET", Path: relations, Status: 200, Holds: []string{"[]"}},
			{Name: "G-26 detail", As: stranger, Method: "GET", Path: request, Status: 403},
			{Name: "G-24 create", As: stranger, Method: "POST", Path: relations, Body: relation(nil), Status: 403},
			{Name: "G-24 delete", As: stranger, Method: "DELETE", Path: request, Status: 403},
			{Name: "G-23 create", As: reader, Method: "POST", Path: relations, Body: relation(nil), Status: 403},
			{Name: "G-23 delete", As: reader, Method: "DELETE", Path: request, Status: 403},
			{Name: "G-07 no change", Method: "PATCH", Path: request, Body: fields{}, Status: 405},
			{Name: "delete", Method: "DELETE", Path: request, Status: 204, Audited: true},
			{Name: "drc-008 free", Method: "DELETE", Path: doc, Status: 204, Notified: true},
		})
	})
}
