package documenten_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"strings"
	"testing"

	"meent/proef/kit"
)

const (
	documents = "/documenten/api/v1/enkelvoudiginformatieobjecten"
	rights    = "/documenten/api/v1/gebruiksrechten"
	relations = "/documenten/api/v1/objectinformatieobjecten"
	shipments = "/documenten/api/v1/verzendingen"
)

// world is a catalogue with a published type of documents, and one that is not.
type world struct {
	s                         *kit.Server
	catalogus, soort, concept string
}

func newWorld(s *kit.Server) *world {
	w := &world{s: s}
	w.catalogus = url(s.Root.Make("/catalogi/api/v1/catalogussen", map[string]any{"domein": "VOORB", "rsin": "000000000", "contactpersoonBeheerNaam": "Jo"}))
	w.soort = w.informatieobjecttype("brief")
	s.Root.Make(w.soort+"/publish", nil)
	w.concept = w.informatieobjecttype("concept")
	return w
}

func (w *world) informatieobjecttype(name string) string {
	return url(w.s.Root.Make("/catalogi/api/v1/informatieobjecttypen", map[string]any{
		"catalogus": w.catalogus, "omschrijving": name, "vertrouwelijkheidaanduiding": "openbaar", "beginGeldigheid": "2020-01-01", "informatieobjectcategorie": "brief",
	}))
}

func url(o map[string]any) string { return o["url"].(string) }

type fields map[string]any

// document is a document with contents "string", and further members.
func (w *world) document(more fields) fields {
	d := fields{
		"bronorganisatie": "000000000", "creatiedatum": "2026-01-05", "titel": "Brief", "auteur": "Jo", "taal": "nld",
		"informatieobjecttype": w.soort, "inhoud": "c3RyaW5n", "bestandsomvang": 6,
	}
	maps.Copy(d, more)
	return d
}

// made is a new document.
func (w *world) made(more fields) string { return url(w.s.Root.Make(documents, w.document(more))) }

// locked is a new document and the key of its lock.
func (w *world) locked(more fields) (address, key string) {
	address = w.made(more)
	return address, w.lock(address)
}

func (w *world) lock(address string) string {
	return w.s.Root.Make(address+"/lock", nil)["lock"].(string)
}

func TestDocument(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc := w.made(fields{"identificatie": "DOC-1", "trefwoorden": []string{"Boom", "50%"}})
		s.Cases(t, []kit.Case{
			{Name: "drc-001 made", Method: "POST", Path: documents, Body: w.document(nil), Status: 201, Audited: true, Notified: true,
				Holds: []string{`"versie":1`, `"locked":false`, `"bestandsdelen":[]`, `"lock":""`, `/download?versie=1"`, `"indicatieGebruiksrecht":null`, `"vertrouwelijkheidaanduiding":"openbaar"`, `"identificatie":"DOCUMENT-20`, `"tonenAanInitiator":false`}},
			{Name: "drc-001 concept", Method: "POST", Path: documents, Body: w.document(fields{"informatieobjecttype": w.concept}), Status: 400, Faults: []string{"informatieobjecttype not-published"}},
			{Name: "drc-001 nothing there", Method: "POST", Path: documents, Body: w.document(fields{"informatieobjecttype": w.soort[:len(w.soort)-12] + "000000000000"}), Status: 400, Faults: []string{"informatieobjecttype bad-url"}},
			{Name: "drc-001 another kind", Method: "POST", Path: documents, Body: w.document(fields{"informatieobjecttype": w.catalogus}), Status: 400, Faults: []string{"informatieobjecttype invalid-resource"}},
			{Name: "drc-005 in bewerking", Method: "POST", Path: documents, Body: w.document(fields{"ontvangstdatum": "2026-01-01", "status": "in_bewerking"}), Status: 400, Faults: []string{"status invalid_for_received"}},
			{Name: "drc-005 ter vaststelling", Method: "POST", Path: documents, Body: w.document(fields{"ontvangstdatum": "2026-01-01", "status": "ter_vaststelling"}), Status: 400, Faults: []string{"status invalid_for_received"}},
			{Name: "drc-005 definitief", Method: "POST", Path: documents, Body: w.document(fields{"ontvangstdatum": "2026-01-01", "status": "definitief"}), Status: 201, Audited: true, Notified: true},
			{Name: "drc-006 without", Method: "POST", Path: documents, Body: w.document(fields{"indicatieGebruiksrecht": true}), Status: 400, Faults: []string{"indicatieGebruiksrecht missing-gebruiksrechten"}},
			{Name: "drc-007 given", Method: "POST", Path: documents, Body: w.document(fields{"vertrouwelijkheidaanduiding": "geheim"}), Status: 201, Holds: []string{`"vertrouwelijkheidaanduiding":"geheim"`}, Audited: true, Notified: true},
			{Name: "drc-018 not unique", Method: "POST", Path: documents, Body: w.document(fields{"identificatie": "DOC-1"}), Status: 400, Faults: []string{"identificatie identificatie-niet-uniek"}},
			{Name: "drc-018 half a checksum", Method: "POST", Path: documents, Body: w.document(fields{"integriteit": fields{"algoritme": "md5", "waarde": "", "datum": nil}}), Status: 400, Faults: []string{"integriteit.waarde required", "integriteit.datum required"}},
			{Name: "drc-018 checksum without members", Method: "POST", Path: documents, Body: w.document(fields{"integriteit": fields{"algoritme": "md5"}}), Status: 400, Faults: []string{"integriteit.waarde required", "integriteit.datum required"}},
			{Name: "G-08 empty checksum", Method: "POST", Path: documents, Body: w.document(fields{"integriteit": fields{"algoritme": "", "waarde": "", "datum": nil}}), Status: 201, Holds: []string{`"integriteit":null`}, Audited: true, Notified: true},
			{Name: "drc-018 tonenAanInitiator and publication", Method: "POST", Path: documents, Body: w.document(fields{"tonenAanInitiator": true, "isGereedVoorPublicatie": true, "inhoudIsVervallen": false}), Status: 201, Holds: []string{`"tonenAanInitiator":true`, `"isGereedVoorPublicatie":true`, `"inhoudIsVervallen":false`}, Audited: true, Notified: true},
			{Name: "all faults of form at once", Method: "POST", Path: documents, Body: fields{"taal": "nl", "inhoud": "c3Ry$W5n", "status": "af"}, Status: 400,
				Faults: []string{"bronorganisatie required", "creatiedatum required", "titel required", "auteur required", "status invalid_choice", "taal min_length", "inhoud invalid-base64", "informatieobjecttype required"}},
			{Name: "drc-015 padding", Method: "POST", Path: documents, Body: w.document(fields{"inhoud": "c3RyaW5nLg="}), Status: 400, Faults: []string{"inhoud incorrect-base64-padding"}},
			{Name: "drc-015 not base64", Method: "POST", Path: documents, Body: w.document(fields{"inhoud": "geen base64!"}), Status: 400, Faults: []string{"inhoud invalid-base64"}},
			{Name: "drc-015 a number", Method: "POST", Path: documents, Body: w.document(fields{"inhoud": 12}), Status: 400, Faults: []string{"inhoud invalid"}},
			{Name: "drc-015 a note of ours", Method: "POST", Path: documents, Body: w.document(fields{"inhoud": "ab/cd/abcd 6"}), Status: 400, Faults: []string{"inhoud invalid-base64"}},
			{Name: "drc-015 size", Method: "POST", Path: documents, Body: w.document(fields{"bestandsomvang": 7}), Status: 400, Faults: []string{"nonFieldErrors file-size"}},
			{Name: "drc-015 size derived", Method: "POST", Path: documents, Body: w.document(fields{"bestandsomvang": nil}), Status: 201, Holds: []string{`"bestandsomvang":6`}, Audited: true, Notified: true},
			{Name: "drc-015 twice", Method: "POST", Path: documents, Body: `{"inhoud": "c3RyaW5n", "inhoud": "c3RyaW5n"}`, Status: 400, Code: "parse_error"},
			{Name: "drc-015 cut off in the contents", Method: "POST", Path: documents, Body: `{"inhoud": "c3RyaW5n`, Status: 400, Code: "parse_error"},
			{Name: "G-07 broken", Method: "POST", Path: documents, Body: `{"inhoud": "c3RyaW5n", `, Status: 400, Code: "parse_error"},
			{Name: "drc-016 nothing", Method: "POST", Path: documents, Body: w.document(fields{"inhoud": nil, "bestandsomvang": nil}), Status: 201, Holds: []string{`"inhoud":null`, `"bestandsomvang":null`, `"locked":false`}, Audited: true, Notified: true},
			{Name: "drc-016 too large for anybody", Method: "POST", Path: documents, Body: w.document(fields{"inhoud": nil, "bestandsomvang": 1 << 50}), Status: 400, Faults: []string{"bestandsomvang max_value"}},

			{Name: "G-32 by identificatie", Method: "GET", Path: documents + "?identificatie=DOC-1&bronorganisatie=000000000", Status: 200, Holds: []string{`"count":1`}},
			{Name: "drc-018 by trefwoord", Method: "GET", Path: documents + "?trefwoorden=boom,50%25", Status: 200, Holds: []string{`"count":1`}},
			{Name: "drc-018 by one that is not there too", Method: "GET", Path: documents + "?trefwoorden=boom,5", Status: 200, Holds: []string{`"count":0`}},
			{Name: "G-32 by object elsewhere", Method: "GET", Path: documents + "?objectinformatieobjecten_object=https://example.com/1&objectinformatieobjecten_objectType=zaak", Status: 200, Holds: []string{`"count":0`}},
			{Name: "G-32 unknown", Method: "GET", Path: documents + "?titel=x", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "G-34 search", Method: "POST", Path: documents + "/_zoek", Body: fields{"uuid__in": []string{doc[len(doc)-36:]}}, Status: 200, Holds: []string{`"count":1`, `"identificatie":"DOC-1"`}},
			{Name: "G-34 empty search", Method: "POST", Path: documents + "/_zoek", Body: fields{}, Status: 400, Faults: []string{"nonFieldErrors empty_search_body"}},
			{Name: "drc-011 expand", Method: "GET", Path: doc + "?expand=informatieobjecttype.catalogus", Status: 200, Holds: []string{`"_expand":{"informatieobjecttype":{"url"`, `"_expand":{"catalogus":{"url"`}},
			{Name: "drc-011 expand a list", Method: "GET", Path: documents + "?expand=informatieobjecttype.besluittypen.zaaktypen", Status: 200, Holds: []string{`"besluittypen":[]`}},
			{Name: "drc-011 expand nowhere", Method: "GET", Path: doc + "?expand=zaak", Status: 404},
			{Name: "G-20 no token", As: s.Anonymous(), Method: "GET", Path: doc, Status: 403, Code: "not_authenticated"},
		})
	})
}

func TestChange(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc, key := w.locked(fields{"identificatie": "DOC-1"})
		free := w.made(nil)
		other := w.made(fields{"identificatie": "DOC-2"})
		s.Cases(t, []kit.Case{
			{Name: "drc-009 locked already", Method: "POST", Path: doc + "/lock", Status: 400, Faults: []string{"nonFieldErrors existing-lock"}},
			{Name: "drc-009 shown", Method: "GET", Path: doc, Status: 200, Holds: []string{`"locked":true`}},
			{Name: "drc-009 not locked", Method: "PATCH", Path: free, Body: fields{"titel": "x", "lock": key}, Status: 400, Faults: []string{"nonFieldErrors unlocked"}},
			{Name: "drc-009 not locked, without key", Method: "PATCH", Path: free, Body: fields{"titel": "x"}, Status: 400, Faults: []string{"nonFieldErrors unlocked"}},
			{Name: "drc-009 PUT without key", Method: "PUT", Path: doc, Body: w.document(nil), Status: 400, Faults: []string{"lock required"}},
			{Name: "drc-009 PATCH without key", Method: "PATCH", Path: doc, Body: fields{"titel": "x"}, Status: 400, Faults: []string{"nonFieldErrors missing-lock-id"}},
			{Name: "drc-009 other key", Method: "PATCH", Path: doc, Body: fields{"titel": "x", "lock": "abcdef"}, Status: 400, Faults: []string{"nonFieldErrors incorrect-lock-id"}},
			{Name: "drc-009 PUT other key", Method: "PUT", Path: doc, Body: w.document(fields{"lock": "abcdef"}), Status: 400, Faults: []string{"nonFieldErrors incorrect-lock-id"}},
			{Name: "drc-010 patch", Method: "PATCH", Path: doc, Body: fields{"titel": "Twee", "lock": key}, Status: 200, Holds: []string{`"versie":2`, `"titel":"Twee"`, `/download?versie=2"`, `"bestandsomvang":6`}, Audited: true, Notified: true},
			{Name: "drc-010 put keeps number and contents", Method: "PUT", Path: doc, Body: putBody(w.document(fields{"titel": "Drie", "lock": key})), Status: 200, Holds: []string{`"versie":3`, `"identificatie":"DOC-1"`, `"bestandsomvang":6`, `/download?versie=3"`}, Audited: true, Notified: true},
			{Name: "drc-010 new contents", Method: "PATCH", Path: doc, Body: fields{"inhoud": "bmlldXc=", "lock": key}, Status: 200, Holds: []string{`"versie":4`, `"bestandsomvang":5`}, Audited: true, Notified: true},
			{Name: "drc-015 broken contents", Method: "PATCH", Path: doc, Body: fields{"inhoud": "=", "lock": key}, Status: 400},
			{Name: "drc-015 size without contents", Method: "PATCH", Path: doc, Body: fields{"bestandsomvang": 9, "lock": key}, Status: 400, Faults: []string{"nonFieldErrors file-size"}},
			{Name: "drc-005 patch", Method: "PATCH", Path: doc, Body: fields{"status": "in_bewerking", "ontvangstdatum": "2026-01-01", "lock": key}, Status: 400, Faults: []string{"status invalid_for_received"}},
			{Name: "drc-005 put", Method: "PUT", Path: doc, Body: w.document(fields{"status": "ter_vaststelling", "ontvangstdatum": "2026-01-01", "lock": key}), Status: 400, Faults: []string{"status invalid_for_received"}},
			{Name: "drc-001 change to a concept", Method: "PATCH", Path: doc, Body: fields{"informatieobjecttype": w.concept, "lock": key}, Status: 400, Faults: []string{"informatieobjecttype not-published"}},
			{Name: "drc-018 number of another", Method: "PATCH", Path: doc, Body: fields{"identificatie": "DOC-2", "lock": key}, Status: 400, Faults: []string{"identificatie identificatie-niet-uniek"}},
			{Name: "drc-018 trefwoorden", Method: "PATCH", Path: doc, Body: fields{"trefwoorden": []string{"a", "b"}, "lock": key}, Status: 200, Holds: []string{`"trefwoorden":["a","b"]`, `"versie":5`}, Audited: true, Notified: true},
			{Name: "drc-010 first version", Method: "GET", Path: doc + "?versie=1", Status: 200, Holds: []string{`"versie":1`, `"titel":"Brief"`, `/download?versie=1"`}},
			{Name: "drc-010 version and moment", Method: "GET", Path: doc + "?versie=2&registratieOp=2100-01-01T00:00:00.123Z", Status: 200, Holds: []string{`"versie":2`}},
			{Name: "drc-010 now", Method: "GET", Path: doc + "?registratieOp=2100-01-01T00:00:00%2B01:00", Status: 200, Holds: []string{`"versie":5`}},
			{Name: "drc-010 before it was", Method: "GET", Path: doc + "?registratieOp=2000-01-01T00:00:00Z", Status: 404},
			{Name: "drc-010 no such version", Method: "GET", Path: doc + "?versie=6", Status: 404, Code: "not_found"},
			{Name: "drc-010 no number", Method: "GET", Path: doc + "?versie=een", Status: 400, Faults: []string{"versie invalid"}},
			{Name: "drc-010 no moment", Method: "GET", Path: doc + "?registratieOp=toen", Status: 400, Faults: []string{"registratieOp invalid"}},
			{Name: "drc-010 version and expand", Method: "GET", Path: doc + "?versie=1&expand=informatieobjecttype", Status: 200, Holds: []string{`"versie":1`, `"_expand":{"informatieobjecttype":{"url"`}},
			{Name: "drc-008 locked", Method: "DELETE", Path: doc, Status: 400, Faults: []string{"nonFieldErrors destroy-locked"}},
			{Name: "drc-009 unlock with another key", Method: "POST", Path: doc + "/unlock", Body: fields{"lock": "abcdef"}, Status: 400, Faults: []string{"nonFieldErrors incorrect-lock-id"}},
			{Name: "drc-009 unlock", Method: "POST", Path: doc + "/unlock", Body: fields{"lock": key}, Status: 204},
			{Name: "drc-009 shown free", Method: "GET", Path: doc, Status: 200, Holds: []string{`"locked":false`}},
			{Name: "drc-009 forced, not locked", Method: "POST", Path: doc + "/unlock", Status: 204},
			{Name: "drc-008 remove", Method: "DELETE", Path: doc, Status: 204, Notified: true},
			{Name: "drc-008 gone", Method: "GET", Path: doc, Status: 404},
			{Name: "drc-008 trail gone", Method: "GET", Path: doc + "/audittrail", Status: 404},
			{Name: "G-40 other stays", Method: "GET", Path: other, Status: 200},
		})
	})
}

// putBody is a document without contents, as a client sends it that changes what is said of it only.
func putBody(d fields) fields {
	delete(d, "inhoud")
	delete(d, "bestandsomvang")
	return d
}

func TestRights(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		scopes := []string{"documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.verwijderen", "documenten.lock", "audittrails.lezen"}
		grant := func(soort string, scopes ...string) map[string]any {
			return map[string]any{"component": "drc", "scopes": scopes, "informatieobjecttype": soort, "maxVertrouwelijkheidaanduiding": "intern"}
		}
		someone := s.With("iemand", grant(w.soort, scopes...))
		reader := s.With("lezer", grant(w.soort, "documenten.lezen"))
		stranger := s.With("vreemde", map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen"}, "zaaktype": "https://example.com/1", "maxVertrouwelijkheidaanduiding": "intern"})
		other := w.informatieobjecttype("andere")
		s.Root.Make(other+"/publish", nil)

		doc, key := w.locked(nil)
		secret, secretKey := w.locked(fields{"vertrouwelijkheidaanduiding": "geheim"})
		elsewhere := w.made(fields{"informatieobjecttype": other})
		was, wasKey := w.locked(fields{"vertrouwelijkheidaanduiding": "geheim", "titel": "Toen geheim"})
		s.Root.Do("PATCH", was, fields{"vertrouwelijkheidaanduiding": "openbaar", "titel": "Nu openbaar", "lock": wasKey})

		var cases []kit.Case
		for _, hidden := range []string{secret, elsewhere} {
			cases = append(cases,
				kit.Case{Name: "G-26 detail", As: someone, Method: "GET", Path: hidden, Status: 403, Code: "permission_denied"},
				kit.Case{Name: "G-26 HEAD", As: someone, Method: "HEAD", Path: hidden, Status: 403},
				kit.Case{Name: "G-26 download", As: someone, Method: "GET", Path: hidden + "/download", Status: 403, Code: "permission_denied"},
				kit.Case{Name: "G-26 version", As: someone, Method: "GET", Path: hidden + "?versie=1", Status: 403},
				kit.Case{Name: "G-26 audittrail", As: someone, Method: "GET", Path: hidden + "/audittrail", Status: 403},
				kit.Case{Name: "G-24 put", As: someone, Method: "PUT", Path: hidden, Body: w.document(fields{"lock": secretKey}), Status: 403},
				kit.Case{Name: "G-24 patch", As: someone, Method: "PATCH", Path: hidden, Body: fields{"titel": "x", "lock": secretKey}, Status: 403},
				kit.Case{Name: "G-24 delete", As: someone, Method: "DELETE", Path: hidden, Status: 403},
				kit.Case{Name: "G-24 lock", As: someone, Method: "POST", Path: hidden + "/lock", Status: 403},
				kit.Case{Name: "G-24 unlock", As: someone, Method: "POST", Path: hidden + "/unlock", Body: fields{"lock": secretKey}, Status: 403},
			)
		}
		for _, as := range []*kit.Client{stranger} {
			cases = append(cases,
				kit.Case{Name: "G-23 list", As: as, Method: "GET", Path: documents, Status: 403, Code: "permission_denied"},
				kit.Case{Name: "G-23 search", As: as, Method: "POST", Path: documents + "/_zoek", Body: fields{"identificatie": "x"}, Status: 403},
				kit.Case{Name: "G-23 detail", As: as, Method: "GET", Path: doc, Status: 403},
				kit.Case{Name: "G-23 download", As: as, Method: "GET", Path: doc + "/download", Status: 403},
				kit.Case{Name: "G-23 audittrail", As: as, Method: "GET", Path: doc + "/audittrail", Status: 403},
			)
		}
		for _, as := range []*kit.Client{stranger, reader} {
			cases = append(cases,
				kit.Case{Name: "G-23 create", As: as, Method: "POST", Path: documents, Body: w.document(nil), Status: 403},
				kit.Case{Name: "G-23 put", As: as, Method: "PUT", Path: doc, Body: w.document(fields{"lock": key}), Status: 403},
				kit.Case{Name: "G-23 patch", As: as, Method: "PATCH", Path: doc, Body: fields{"titel": "x", "lock": key}, Status: 403},
				kit.Case{Name: "G-23 delete", As: as, Method: "DELETE", Path: doc, Status: 403},
				kit.Case{Name: "G-23 lock", As: as, Method: "POST", Path: doc + "/lock", Status: 403},
				kit.Case{Name: "G-23 unlock", As: as, Method: "POST", Path: doc + "/unlock", Body: fields{"lock": key}, Status: 403},
			)
		}
		cases = append(cases,
			kit.Case{Name: "G-26 list", As: someone, Method: "GET", Path: documents, Status: 200, Holds: []string{`"count":2`}},
			kit.Case{Name: "G-26 search", As: someone, Method: "POST", Path: documents + "/_zoek", Body: fields{"uuid__in": []string{secret[len(secret)-36:]}}, Status: 200, Holds: []string{`"count":0`}},
			kit.Case{Name: "G-26 a version that was secret", As: someone, Method: "GET", Path: was + "?versie=1", Status: 403},
			kit.Case{Name: "G-26 the contents of it", As: someone, Method: "GET", Path: was + "/download?versie=1", Status: 403},
			kit.Case{Name: "G-26 the version of now", As: someone, Method: "GET", Path: was + "?versie=2", Status: 200},
			kit.Case{Name: "G-24 create too secret", As: someone, Method: "POST", Path: documents, Body: w.document(fields{"vertrouwelijkheidaanduiding": "geheim"}), Status: 403, Code: "permission_denied"},
			kit.Case{Name: "G-24 create of another type", As: someone, Method: "POST", Path: documents, Body: w.document(fields{"informatieobjecttype": other}), Status: 403},
			kit.Case{Name: "G-24 make it too secret", As: someone, Method: "PATCH", Path: doc, Body: fields{"vertrouwelijkheidaanduiding": "geheim", "lock": key}, Status: 403},
			kit.Case{Name: "drc-009 unlock without key and right", As: someone, Method: "POST", Path: doc + "/unlock", Status: 400, Faults: []string{"nonFieldErrors missing-lock-id"}},
			kit.Case{Name: "G-23 read", As: reader, Method: "GET", Path: doc + "/download", Status: 200, Holds: []string{"string"}},
			kit.Case{Name: "G-23 change", As: someone, Method: "PATCH", Path: doc, Body: fields{"titel": "x", "lock": key}, Status: 200, Audited: true, Notified: true},
		)
		s.Cases(t, cases)
	})
}

func TestGereedVoorPublicatie(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		s.With("iedereen", map[string]any{"component": "drc", "scopes": []string{"documenten.lezen", "documenten.lock"}, "informatieobjecttype": w.soort, "maxVertrouwelijkheidaanduiding": "openbaar"})
		apps, _ := s.Root.List("/autorisaties/api/v1/applicaties?clientIds=iedereen")
		s.Root.Do("PATCH", url(apps[0]), map[string]any{"alleenIsGereedVoorPublicatie": true})
		public := s.Client("iedereen", "geheim-iedereen")
		ready := w.made(fields{"isGereedVoorPublicatie": true})
		draft := w.made(fields{"isGereedVoorPublicatie": false})
		later, key := w.locked(nil)
		s.Root.Do("PATCH", later, fields{"isGereedVoorPublicatie": true, "lock": key})
		s.Cases(t, []kit.Case{
			{Name: "G-29 list", As: public, Method: "GET", Path: documents, Status: 200, Holds: []string{`"count":2`}},
			{Name: "G-29 detail", As: public, Method: "GET", Path: ready, Status: 200},
			{Name: "G-29 download", As: public, Method: "GET", Path: ready + "/download", Status: 200},
			{Name: "G-29 not ready", As: public, Method: "GET", Path: draft, Status: 403},
			{Name: "G-29 download not ready", As: public, Method: "GET", Path: draft + "/download", Status: 403},
			{Name: "G-29 lock not ready", As: public, Method: "POST", Path: draft + "/lock", Status: 403},
			{Name: "G-29 version that was not ready", As: public, Method: "GET", Path: later + "?versie=1", Status: 403},
			{Name: "G-29 contents that were not ready", As: public, Method: "GET", Path: later + "/download?versie=1", Status: 403},
			{Name: "G-29 ready since", As: public, Method: "GET", Path: later, Status: 200, Holds: []string{`"versie":2`}},
		})
	})
}

func TestAudit(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		doc, key := w.locked(nil)
		s.Root.Do("PATCH", doc, fields{"titel": "Twee", "lock": key}, "X-Audit-Toelichting", "typefout")
		lines, _ := s.Root.List(doc + "/audittrail")
		if len(lines) != 2 {
			t.Fatalf("G-50: %d lines in the trail, want 2: %v", len(lines), lines)
		}
		changes := lines[1]["wijzigingen"].(map[string]any)
		got := fmt.Sprint(lines[1]["actie"], lines[1]["toelichting"], changes["oud"].(map[string]any)["titel"], changes["nieuw"].(map[string]any)["titel"])
		if want := fmt.Sprint("partial_update", "typefout", "Brief", "Twee"); got != want {
			t.Errorf("G-51: %s, want %s", got, want)
		}
		trail := string(s.Root.Do("GET", doc+"/audittrail", nil).Body)
		for _, secret := range []string{key, "c3RyaW5n"} {
			if strings.Contains(trail, secret) {
				t.Errorf("the trail holds %s", secret)
			}
		}
	})
}

func TestContents(t *testing.T) {
	pdf := "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\x00\xff\xfe binary \r\n%%EOF\n" + strings.Repeat("\x00\x01\x02\xfd", 5000)
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		encoded := base64.StdEncoding.EncodeToString([]byte(pdf))
		doc, key := w.locked(fields{"inhoud": encoded, "bestandsomvang": len(pdf), "formaat": "application/pdf", "bestandsnaam": "bèta \"1\".pdf"})
		s.Root.Do("PATCH", doc, fields{"inhoud": "bmlldXc=", "lock": key})

		first := s.Root.Do("GET", doc+"/download?versie=1", nil, "Accept", "application/octet-stream")
		if first.Status != 200 || string(first.Body) != pdf {
			t.Fatalf("drc-015: %d, %d bytes, want 200 and %d", first.Status, len(first.Body), len(pdf))
		}
		h := first.Header
		if h.Get("Content-Type") != "application/octet-stream" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename") {
			t.Errorf("drc-015: headers %v", h)
		}
		part := s.Root.Do("GET", doc+"/download?versie=1", nil, "Range", "bytes=0-7")
		if part.Status != 206 || string(part.Body) != pdf[:8] {
			t.Errorf("drc-015 range: %d %q", part.Status, part.Body)
		}
		if again := s.Root.Do("GET", doc+"/download?versie=1", nil, "If-None-Match", h.Get("ETag")); again.Status != 304 {
			t.Errorf("drc-015 unchanged: %d, want 304", again.Status)
		}
		shown := s.Root.Get(doc)["inhoud"].(string)
		if last := s.Root.Do("GET", shown, nil); string(last.Body) != "nieuw" {
			t.Errorf("drc-010: %s holds %q, want nieuw", shown, last.Body)
		}
		s.Cases(t, []kit.Case{
			{Name: "drc-015 JSON as some write it", Method: "POST", Path: documents, Body: strings.Replace(escaped(w, encoded), `"inhoud"`, `"\u0069nhoud" `, 1), Status: 201, Holds: []string{fmt.Sprintf(`"bestandsomvang":%d`, len(pdf))}, Audited: true, Notified: true},
			{Name: "drc-015 empty", Method: "POST", Path: documents, Body: w.document(fields{"inhoud": "", "bestandsomvang": 0}), Status: 201, Holds: []string{`"bestandsomvang":0`, `/download?versie=1"`}, Audited: true, Notified: true},
			{Name: "drc-015 download of a version that is not there", Method: "GET", Path: doc + "/download?versie=7", Status: 404},
			{Name: "drc-015 download by moment", Method: "GET", Path: doc + "/download?versie=2&registratieOp=2100-01-01T00:00:00Z", Status: 200, Holds: []string{"nieuw"}},
			{Name: "G-32 download", Method: "GET", Path: doc + "/download?version=1", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "drc-015 too large beside the contents", Method: "POST", Path: documents, Body: w.document(fields{"beschrijving": strings.Repeat("x", 3<<20)}), Status: 413},
		})
		void := w.made(fields{"inhoud": nil, "bestandsomvang": 0})
		if a := s.Root.Do("GET", void+"/download", nil); a.Status != 200 || len(a.Body) != 0 {
			t.Errorf("drc-016 empty document: %d %q", a.Status, a.Body)
		}
	})
}

// escaped is a document with a slash escaped in its base64 and line ends in it, as some clients write.
func escaped(w *world, encoded string) string {
	return fmt.Sprintf(`{"bronorganisatie":"000000000","creatiedatum":"2026-01-05","titel":"inhoud","auteur":"Jo","taal":"nld","informatieobjecttype":%q,
		"inhoud":  "%s", "trefwoorden": ["inhoud", "c3Ry"], "extra": {"inhoud": "!"}}`, w.soort, strings.ReplaceAll(encoded[:76], "/", `\/`)+`\r\n`+strings.ReplaceAll(encoded[76:], "/", `\u002f`))
}
