package besluiten_test

import (
	"maps"
	"testing"

	"meent/proef/kit"
)

const (
	decisions = "/besluiten/api/v1/besluiten"
	papers    = "/besluiten/api/v1/besluitinformatieobjecten"
	mirrors   = "/documenten/api/v1/objectinformatieobjecten"
	documents = "/documenten/api/v1/enkelvoudiginformatieobjecten"
	cases     = "/zaken/api/v1/zaken"
	types     = "/catalogi/api/v1"

	// Of the selectielijst: a procestype and a resultaat of it with procestermijn vast_te_leggen_datum.
	process, class = kit.Selectielijst + "/procestypen/e04ccf9b-501b-4228-8e16-c95eab801ee5", kit.Selectielijst + "/resultaten/f3e74904-dd73-4a62-8f0e-d47959795fa4"
)

type fields map[string]any

func url(o map[string]any) string { return o["url"].(string) }

// world is a catalogue with a besluittype for one zaaktype and one kind of documents, and a zaak.
type world struct {
	s                                 *kit.Server
	catalogus, besluittype, concept   string
	soort, otherSoort                 string
	zaaktype, otherZaaktype           string
	zaak, otherZaak, document, letter string
}

func newWorld(s *kit.Server) *world {
	w := &world{s: s}
	w.catalogus = url(s.Root.Make(types+"/catalogussen", kit.Catalogus()))
	w.soort, w.otherSoort = w.informatieobjecttype("beschikking"), w.informatieobjecttype("brief")
	w.besluittype = w.newBesluittype("vergunning", "beschikking")
	w.concept = w.newBesluittype("concept")
	w.zaaktype = url(s.Root.Make(types+"/zaaktypen", kit.Zaaktype(w.catalogus, "ZT1", "besluittypen", []string{"vergunning", "concept"})))
	w.otherZaaktype = url(s.Root.Make(types+"/zaaktypen", kit.Zaaktype(w.catalogus, "ZT2")))
	for _, soort := range []string{w.soort, w.otherSoort, w.besluittype, w.zaaktype, w.otherZaaktype} {
		s.Root.Make(soort+"/publish", nil)
	}
	w.zaak, w.otherZaak = w.newZaak(w.zaaktype), w.newZaak(w.otherZaaktype)
	w.document, w.letter = w.newDocument(w.soort), w.newDocument(w.otherSoort)
	return w
}

func (w *world) informatieobjecttype(name string) string {
	return url(w.s.Root.Make(types+"/informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, name)))
}

func (w *world) newBesluittype(name string, soorten ...string) string {
	return url(w.s.Root.Make(types+"/besluittypen", kit.Besluittype(w.catalogus, name, "informatieobjecttypen", append([]string{}, soorten...))))
}

func (w *world) newZaak(zaaktype string) string {
	return url(w.s.Root.Make(cases, fields{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": zaaktype, "startdatum": "2026-01-05"}))
}

func (w *world) newDocument(soort string) string {
	return url(w.s.Root.Make(documents, fields{
		"bronorganisatie": "000000000", "creatiedatum": "2026-01-05", "titel": "Beschikking", "auteur": "Jo", "taal": "nld", "informatieobjecttype": soort, "inhoud": "c3RyaW5n",
	}))
}

// besluit is a besluit in no zaak, with further members.
func (w *world) besluit(more fields) fields {
	b := fields{"verantwoordelijkeOrganisatie": "000000000", "besluittype": w.besluittype, "datum": "2026-01-10", "ingangsdatum": "2026-02-01"}
	maps.Copy(b, more)
	return b
}

func (w *world) made(more fields) string { return url(w.s.Root.Make(decisions, w.besluit(more))) }

func TestBesluit(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		besluit := w.made(fields{"identificatie": "B-1"})
		missing := w.besluittype[:len(w.besluittype)-12] + "000000000000"
		s.Cases(t, []kit.Case{
			{Name: "brc-001 made", Method: "POST", Path: decisions, Body: w.besluit(nil), Status: 201, Holds: []string{`"identificatie":"BESLUIT-20`, `"zaak":""`, `"vervaldatum":null`}, Audited: true, Notified: true},
			{Name: "brc-001 nothing there", Method: "POST", Path: decisions, Body: w.besluit(fields{"besluittype": missing}), Status: 400, Faults: []string{"besluittype bad-url"}},
			{Name: "brc-001 another kind", Method: "POST", Path: decisions, Body: w.besluit(fields{"besluittype": w.zaaktype}), Status: 400, Faults: []string{"besluittype invalid-resource"}},
			{Name: "brc-001 concept", Method: "POST", Path: decisions, Body: w.besluit(fields{"besluittype": w.concept}), Status: 400, Faults: []string{"besluittype not-published"}},
			{Name: "brc-001 put another", Method: "PUT", Path: besluit, Body: w.besluit(fields{"besluittype": w.concept}), Status: 400, Faults: []string{"besluittype wijzigen-niet-toegelaten"}},
			{Name: "brc-001 patch another", Method: "PATCH", Path: besluit, Body: fields{"besluittype": w.concept}, Status: 400, Faults: []string{"besluittype wijzigen-niet-toegelaten"}},
			{Name: "brc-001 put", Method: "PUT", Path: besluit, Body: w.besluit(fields{"toelichting": "ja"}), Status: 200, Holds: []string{`"toelichting":"ja"`, `"identificatie":"B-1"`}, Audited: true, Notified: true},
			{Name: "brc-001 patch", Method: "PATCH", Path: besluit, Body: fields{"bestuursorgaan": "college"}, Status: 200, Holds: []string{`"bestuursorgaan":"college"`, `"toelichting":"ja"`}, Audited: true, Notified: true},
			{Name: "brc-002 not unique", Method: "POST", Path: decisions, Body: w.besluit(fields{"identificatie": "B-1"}), Status: 400, Faults: []string{"identificatie identificatie-niet-uniek"}},
			{Name: "brc-002 of another organisation", Method: "POST", Path: decisions, Body: w.besluit(fields{"identificatie": "B-1", "verantwoordelijkeOrganisatie": "245122461"}), Status: 201, Audited: true, Notified: true},
			{Name: "brc-002 put number", Method: "PUT", Path: besluit, Body: w.besluit(fields{"identificatie": "B-2"}), Status: 400, Faults: []string{"identificatie wijzigen-niet-toegelaten"}},
			{Name: "brc-002 patch number", Method: "PATCH", Path: besluit, Body: fields{"identificatie": "B-2"}, Status: 400, Faults: []string{"identificatie wijzigen-niet-toegelaten"}},
			{Name: "brc-002 put organisation", Method: "PUT", Path: besluit, Body: w.besluit(fields{"identificatie": "B-1", "verantwoordelijkeOrganisatie": "245122461"}), Status: 400, Faults: []string{"verantwoordelijkeOrganisatie wijzigen-niet-toegelaten"}},
			{Name: "brc-002 patch organisation", Method: "PATCH", Path: besluit, Body: fields{"verantwoordelijkeOrganisatie": "245122461"}, Status: 400, Faults: []string{"verantwoordelijkeOrganisatie wijzigen-niet-toegelaten"}},
			{Name: "brc-006 nothing there", Method: "POST", Path: decisions, Body: w.besluit(fields{"zaak": w.zaak[:len(w.zaak)-12] + "000000000000"}), Status: 400, Faults: []string{"zaak bad-url"}},
			{Name: "brc-006 no zaak", Method: "POST", Path: decisions, Body: w.besluit(fields{"zaak": w.zaaktype}), Status: 400, Faults: []string{"zaak invalid-resource"}},
			{Name: "brc-007 another zaaktype", Method: "POST", Path: decisions, Body: w.besluit(fields{"zaak": w.otherZaak}), Status: 400, Faults: []string{"nonFieldErrors zaaktype-mismatch"}},
			{Name: "brc-010 in the future", Method: "POST", Path: decisions, Body: w.besluit(fields{"datum": "2999-01-01"}), Status: 400, Faults: []string{"datum date-in-future"}},
			{Name: "brc-010 all faults", Method: "POST", Path: decisions, Body: fields{"vervalreden": "zomaar", "verantwoordelijkeOrganisatie": "123456789"}, Status: 400,
				Faults: []string{"verantwoordelijkeOrganisatie invalid", "besluittype required", "datum required", "ingangsdatum required", "vervalreden invalid_choice"}},
			{Name: "brc-010 vervalreden", Method: "PATCH", Path: besluit, Body: fields{"vervalreden": "tijdelijk", "vervaldatum": "2026-12-31"}, Status: 200, Holds: []string{`"vervalredenWeergave":"Besluit met tijdelijke werking"`}, Audited: true, Notified: true},
			{Name: "brc-010 expand", Method: "GET", Path: besluit + "?expand=besluittype.catalogus,zaak", Status: 200, Holds: []string{`"_expand":{"besluittype":{"url"`, `"_expand":{"catalogus":{"url"`, `"zaak":null`}},
			{Name: "by all filters", Method: "GET", Path: decisions + "?identificatie=B-1&verantwoordelijkeOrganisatie=000000000&besluittype=" + w.besluittype + "&page=1", Status: 200, Holds: []string{`"count":1`}},
			{Name: "by besluittype", Method: "GET", Path: decisions + "?besluittype=" + w.concept, Status: 200, Holds: []string{`"count":0`}},
			{Name: "G-32 unknown", Method: "GET", Path: decisions + "?datum=2026-01-10", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
		})
		tag := s.Root.Do("GET", besluit, nil).Header.Get("ETag")
		s.Cases(t, []kit.Case{
			{Name: "brc-010 ETag", Method: "GET", Path: besluit, Headers: []string{"If-None-Match", tag}, Status: 304},
			{Name: "brc-009 delete", Method: "DELETE", Path: besluit, Status: 204, Notified: true},
			{Name: "brc-009 trail gone", Method: "GET", Path: besluit + "/audittrail", Status: 404},
		})
	})
}

func TestZaak(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		besluit := w.made(fields{"zaak": w.zaak})
		of := func(zaak string) int {
			_, n := s.Root.List(zaak + "/besluiten")
			return n
		}
		if got := of(w.zaak); got != 1 {
			t.Fatalf("brc-006: the zaak has %d besluiten, want 1", got)
		}
		second := w.newZaak(w.zaaktype)
		later := w.made(nil)
		s.Cases(t, []kit.Case{
			{Name: "brc-006 in the list", Method: "GET", Path: decisions + "?zaak=" + w.zaak, Status: 200, Holds: []string{`"count":1`}},
			{Name: "brc-006 expand", Method: "GET", Path: besluit + "?expand=zaak.zaaktype", Status: 200, Holds: []string{`"_expand":{"zaak":{"url"`}},
			{Name: "brc-006 to another zaak", Method: "PATCH", Path: besluit, Body: fields{"zaak": second}, Status: 400, Faults: []string{"zaak wijzigen-niet-toegelaten"}},
			{Name: "brc-006 out of its zaak", Method: "PATCH", Path: besluit, Body: fields{"zaak": ""}, Status: 400, Faults: []string{"zaak wijzigen-niet-toegelaten"}},
			{Name: "brc-006 put says nothing", Method: "PUT", Path: besluit, Body: w.besluit(nil), Status: 200, Holds: []string{`"zaak":"` + w.zaak}, Audited: true, Notified: true},
			{Name: "brc-006 into a zaak of another type", Method: "PATCH", Path: later, Body: fields{"zaak": w.otherZaak}, Status: 400, Faults: []string{"nonFieldErrors zaaktype-mismatch"}},
			{Name: "brc-006 into a zaak", Method: "PATCH", Path: later, Body: fields{"zaak": w.zaak}, Status: 200, Audited: true, Notified: true},
			{Name: "brc-006 the zaak cannot go", Method: "DELETE", Path: w.zaak, Status: 400, Faults: []string{"nonFieldErrors related-besluiten"}},
		})
		if got := of(w.zaak); got != 2 {
			t.Errorf("brc-006: the zaak has %d besluiten, want 2", got)
		}
		for _, b := range []string{besluit, later} {
			s.Cases(t, []kit.Case{{Name: "brc-009 delete", Method: "DELETE", Path: b, Status: 204, Notified: true}})
		}
		if got := of(w.zaak); got != 0 {
			t.Errorf("brc-009: the zaak has %d besluiten left, want 0", got)
		}
		s.Cases(t, []kit.Case{{Name: "brc-009 the zaak can go", Method: "DELETE", Path: w.zaak, Status: 204, Notified: true}})
	})
}

// TestClosed has a zaak that is kept for a year after the besluit in it began to hold.
func TestClosed(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		zaaktype := url(s.Root.Make(types+"/zaaktypen", kit.Zaaktype(w.catalogus, "ZT3", "besluittypen", []string{"vergunning"}, "selectielijstProcestype", s.URL+process)))
		begin := url(s.Root.Make(types+"/statustypen", fields{"zaaktype": zaaktype, "omschrijving": "Ontvangen", "volgnummer": 1}))
		end := url(s.Root.Make(types+"/statustypen", fields{"zaaktype": zaaktype, "omschrijving": "Afgehandeld", "volgnummer": 2}))
		result := url(s.Root.Make(types+"/resultaattypen", s.Resultaattype(zaaktype, "Verleend", "selectielijstklasse", s.URL+class, "archiefnominatie", "vernietigen",
			"archiefactietermijn", "P1Y", "brondatumArchiefprocedure", fields{"afleidingswijze": "ingangsdatum_besluit"})))
		s.Root.Make(zaaktype+"/publish", nil)
		zaak := w.newZaak(zaaktype)
		besluit := w.made(fields{"zaak": zaak})
		s.Root.Make("/zaken/api/v1/statussen", fields{"zaak": zaak, "statustype": begin, "datumStatusGezet": "2026-01-06T09:00:00Z"})
		s.Root.Make("/zaken/api/v1/resultaten", fields{"zaak": zaak, "resultaattype": result})
		s.Root.Make("/zaken/api/v1/statussen", fields{"zaak": zaak, "statustype": end, "datumStatusGezet": "2026-02-06T09:00:00Z"})
		kept := func(rule, want string) {
			t.Helper()
			if got := s.Root.Get(zaak)["archiefactiedatum"]; got != want {
				t.Errorf("%s: archiefactiedatum %v, want %s", rule, got, want)
			}
		}
		kept("zrc-021 closed", "2027-02-01")

		brc := map[string]any{"component": "brc", "scopes": []string{"besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken", "besluiten.verwijderen"}, "besluittype": w.besluittype}
		zrc := map[string]any{"component": "zrc", "scopes": []string{"zaken.geforceerd-bijwerken"}, "zaaktype": zaaktype, "maxVertrouwelijkheidaanduiding": "openbaar"}
		ordinary, forcing := s.With("gewoon", brc), s.With("beheer", brc, zrc)
		s.Cases(t, []kit.Case{
			{Name: "brc-006 closed", As: ordinary, Method: "POST", Path: decisions, Body: w.besluit(fields{"zaak": zaak}), Status: 403, Code: "permission_denied"},
			{Name: "brc-006 closed, removed", As: ordinary, Method: "DELETE", Path: besluit, Status: 403, Code: "permission_denied"},
			{Name: "brc-006 withdrawn after the zaak closed", As: ordinary, Method: "PATCH", Path: besluit, Body: fields{"vervalreden": "ingetrokken_overheid", "ingangsdatum": "2026-05-01"}, Status: 200, Audited: true, Notified: true},
		})
		kept("zrc-021 besluit changed", "2027-05-01")
		s.Cases(t, []kit.Case{{Name: "brc-006 forced", As: forcing, Method: "POST", Path: decisions, Body: w.besluit(fields{"zaak": zaak, "ingangsdatum": "2026-06-01"}), Status: 201, Audited: true, Notified: true}})
		kept("zrc-021 besluit made", "2027-06-01")
		later, _ := s.Root.List(decisions + "?zaak=" + zaak)
		s.Cases(t, []kit.Case{{Name: "brc-009 forced", As: forcing, Method: "DELETE", Path: url(later[0]), Status: 204, Notified: true}})
		kept("zrc-021 besluit gone", "2027-05-01")
	})
}

func TestBesluitinformatieobject(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		besluit, other := w.made(nil), w.made(nil)
		paper := func(more fields) fields {
			p := fields{"besluit": besluit, "informatieobject": w.document}
			maps.Copy(p, more)
			return p
		}
		first := url(s.Root.Make(papers, paper(nil)))
		list, n := s.Root.List(mirrors + "?object=" + besluit)
		if n != 1 || list[0]["informatieobject"] != w.document || list[0]["objectType"] != "besluit" {
			t.Fatalf("brc-005: the other side is %v", list)
		}
		second := w.newDocument(w.soort)
		s.Cases(t, []kit.Case{
			{Name: "brc-003 nothing there", Method: "POST", Path: papers, Body: paper(fields{"informatieobject": w.document[:len(w.document)-12] + "000000000000"}), Status: 400, Faults: []string{"informatieobject bad-url"}},
			{Name: "brc-003 another kind", Method: "POST", Path: papers, Body: paper(fields{"informatieobject": w.zaak}), Status: 400, Faults: []string{"informatieobject invalid-resource"}},
			{Name: "brc-003 required", Method: "POST", Path: papers, Body: fields{}, Status: 400, Faults: []string{"informatieobject required", "besluit required"}},
			{Name: "brc-004 put besluit", Method: "PUT", Path: first, Body: paper(fields{"besluit": other}), Status: 400, Faults: []string{"besluit wijzigen-niet-toegelaten"}},
			{Name: "brc-004 patch besluit", Method: "PATCH", Path: first, Body: fields{"besluit": other}, Status: 400, Faults: []string{"besluit wijzigen-niet-toegelaten"}},
			{Name: "brc-004 put document", Method: "PUT", Path: first, Body: paper(fields{"informatieobject": second}), Status: 400, Faults: []string{"informatieobject wijzigen-niet-toegelaten"}},
			{Name: "brc-004 patch document", Method: "PATCH", Path: first, Body: fields{"informatieobject": second}, Status: 400, Faults: []string{"informatieobject wijzigen-niet-toegelaten"}},
			{Name: "brc-004 put the same", Method: "PUT", Path: first, Body: paper(nil), Status: 200, Audited: true, Notified: true},
			{Name: "brc-005 twice", Method: "POST", Path: papers, Body: paper(nil), Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "brc-005 not from the other side", Method: "DELETE", Path: url(list[0]), Status: 400, Faults: []string{"nonFieldErrors inconsistent-relation"}},
			{Name: "drc-003 made already", Method: "POST", Path: mirrors, Body: fields{"object": besluit, "informatieobject": w.document, "objectType": "besluit"}, Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "drc-004 not here", Method: "POST", Path: mirrors, Body: fields{"object": other, "informatieobject": w.document, "objectType": "besluit"}, Status: 400, Faults: []string{"nonFieldErrors inconsistent-relation"}},
			{Name: "drc-008 document is held", Method: "DELETE", Path: w.document, Status: 400, Faults: []string{"nonFieldErrors pending-relations"}},
			{Name: "brc-008 another kind of document", Method: "POST", Path: papers, Body: paper(fields{"informatieobject": w.letter}), Status: 400, Faults: []string{"nonFieldErrors missing-besluittype-informatieobjecttype-relation"}},
			{Name: "brc-005 a second", Method: "POST", Path: papers, Body: paper(fields{"informatieobject": second}), Status: 201, Audited: true, Notified: true},
			{Name: "brc-005 expand", Method: "GET", Path: first + "?expand=informatieobject.informatieobjecttype,besluit", Status: 200, Holds: []string{`"_expand":{"besluit":{"url"`, `"informatieobject":{"url"`}},
			{Name: "G-31 by document", Method: "GET", Path: papers + "?informatieobject=" + second + "&besluit=" + besluit, Status: 200, Holds: []string{`[{"url":"`}},
			{Name: "brc-005 delete", Method: "DELETE", Path: first, Status: 204, Audited: true, Notified: true},
			{Name: "brc-005 other side is gone", Method: "GET", Path: mirrors + "?informatieobject=" + w.document, Status: 200, Holds: []string{"[]"}},
			{Name: "brc-005 the document can go", Method: "DELETE", Path: w.document, Status: 204, Notified: true},
			{Name: "brc-009 delete besluit", Method: "DELETE", Path: besluit, Status: 204, Notified: true},
			{Name: "brc-009 none left", Method: "GET", Path: papers + "?besluit=" + besluit, Status: 200, Holds: []string{"[]"}},
			{Name: "brc-009 nor at the other side", Method: "GET", Path: mirrors + "?informatieobject=" + second, Status: 200, Holds: []string{"[]"}},
			{Name: "brc-009 the other document can go", Method: "DELETE", Path: second, Status: 204, Notified: true},
		})
	})
}

func TestRights(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		s.Root.Make(w.concept+"/publish", nil)
		grant := func(soort string, scopes ...string) map[string]any {
			return map[string]any{"component": "brc", "scopes": scopes, "besluittype": soort}
		}
		someone := s.With("iemand", grant(w.besluittype, "besluiten.lezen", "besluiten.aanmaken", "besluiten.bijwerken", "besluiten.verwijderen", "audittrails.lezen"))
		reader := s.With("lezer", grant(w.besluittype, "besluiten.lezen"))
		stranger := s.With("vreemde", map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen"}, "zaaktype": w.zaaktype, "maxVertrouwelijkheidaanduiding": "zeer_geheim"})
		besluit, hidden := w.made(nil), w.made(fields{"besluittype": w.concept})
		paper := url(s.Root.Make(papers, fields{"besluit": besluit, "informatieobject": w.document}))

		cases := []kit.Case{
			{Name: "G-26 detail", As: someone, Method: "GET", Path: hidden, Status: 403, Code: "permission_denied"},
			{Name: "G-26 audittrail", As: someone, Method: "GET", Path: hidden + "/audittrail", Status: 403},
			{Name: "G-26 list", As: someone, Method: "GET", Path: decisions, Status: 200, Holds: []string{`"count":1`}},
			{Name: "G-26 list by that type", As: someone, Method: "GET", Path: decisions + "?besluittype=" + w.concept, Status: 200, Holds: []string{`"count":0`}},
			{Name: "G-26 expand", As: someone, Method: "GET", Path: paper + "?expand=informatieobject", Status: 200, Holds: []string{`"_expand":{"informatieobject":null}`}},
			{Name: "G-24 create", As: someone, Method: "POST", Path: decisions, Body: w.besluit(fields{"besluittype": w.concept}), Status: 403},
			{Name: "G-24 put", As: someone, Method: "PUT", Path: hidden, Body: w.besluit(fields{"besluittype": w.concept}), Status: 403},
			{Name: "G-24 patch", As: someone, Method: "PATCH", Path: hidden, Body: fields{}, Status: 403},
			{Name: "G-24 delete", As: someone, Method: "DELETE", Path: hidden, Status: 403},
			{Name: "G-24 create paper", As: someone, Method: "POST", Path: papers, Body: fields{"besluit": hidden, "informatieobject": w.document}, Status: 403},
			{Name: "G-23 list", As: stranger, Method: "GET", Path: decisions, Status: 403},
			{Name: "G-23 detail", As: stranger, Method: "GET", Path: besluit, Status: 403},
			{Name: "G-23 audittrail", As: stranger, Method: "GET", Path: besluit + "/audittrail", Status: 403},
			{Name: "G-23 papers", As: stranger, Method: "GET", Path: papers, Status: 403},
			{Name: "G-23 paper", As: stranger, Method: "GET", Path: paper, Status: 403},
			{Name: "G-20 no token", As: s.Anonymous(), Method: "GET", Path: besluit, Status: 403, Code: "not_authenticated"},
		}
		for _, as := range []*kit.Client{reader, stranger} {
			cases = append(cases,
				kit.Case{Name: "G-23 create", As: as, Method: "POST", Path: decisions, Body: w.besluit(nil), Status: 403},
				kit.Case{Name: "G-23 put", As: as, Method: "PUT", Path: besluit, Body: w.besluit(nil), Status: 403},
				kit.Case{Name: "G-23 patch", As: as, Method: "PATCH", Path: besluit, Body: fields{}, Status: 403},
				kit.Case{Name: "G-23 delete", As: as, Method: "DELETE", Path: besluit, Status: 403},
				kit.Case{Name: "G-23 create paper", As: as, Method: "POST", Path: papers, Body: fields{"besluit": besluit, "informatieobject": w.document}, Status: 403},
				kit.Case{Name: "G-23 put paper", As: as, Method: "PUT", Path: paper, Body: fields{"besluit": besluit, "informatieobject": w.document}, Status: 403},
				kit.Case{Name: "G-23 patch paper", As: as, Method: "PATCH", Path: paper, Body: fields{}, Status: 403},
				kit.Case{Name: "G-23 delete paper", As: as, Method: "DELETE", Path: paper, Status: 403},
			)
		}
		s.Cases(t, append(cases,
			kit.Case{Name: "G-23 read", As: reader, Method: "GET", Path: besluit, Status: 200},
			kit.Case{Name: "G-23 make", As: someone, Method: "POST", Path: decisions, Body: w.besluit(nil), Status: 201, Audited: true, Notified: true},
			kit.Case{Name: "G-23 remove", As: someone, Method: "DELETE", Path: besluit, Status: 204, Notified: true},
		))
	})
}
