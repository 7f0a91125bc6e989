package catalogi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"meent/proef/kit"
)

const root = "/catalogi/api/v1"

// world is a catalogus and who writes in it.
type world struct {
	*kit.Server
	catalogus  string
	schrijver  *kit.Client // without the right to correct what is published
	correctie  *kit.Client // with catalogi.geforceerd-schrijven only
	opruimer   *kit.Client // with catalogi.geforceerd-verwijderen only
	procestype string
}

func newWorld(s *kit.Server) *world {
	ztc := func(scopes ...string) map[string]any { return map[string]any{"component": "ztc", "scopes": scopes} }
	w := &world{Server: s, procestype: s.URL + kit.ProcestypeInrichten}
	w.catalogus = w.make("catalogussen", kit.Catalogus())
	w.schrijver = s.With("schrijver", ztc("catalogi.lezen", "catalogi.schrijven"))
	w.correctie = s.With("correctie", ztc("catalogi.geforceerd-schrijven"))
	w.opruimer = s.With("opruimer", ztc("catalogi.geforceerd-verwijderen"))
	return w
}

// make makes an object and gives its address.
func (w *world) make(kind string, body map[string]any) string {
	return w.Root.Make(root+"/"+kind, body)["url"].(string)
}

func (w *world) zaaktype(identificatie string, more ...any) string {
	return w.make("zaaktypen", kit.Zaaktype(w.catalogus, identificatie, append([]any{"selectielijstProcestype", w.procestype}, more...)...))
}

func (w *world) published(url string) string {
	w.Root.Make(url+"/publish", nil)
	return url
}

// elders is another server, with one document at /procestype and one that is none at /200.
func elders(t *testing.T) string {
	mux := http.NewServeMux()
	mux.HandleFunc("/procestype", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"url":"http://%s/procestype","nummer":1,"naam":"Elders","jaar":2020}`, r.Host)
	})
	mux.HandleFunc("/200", func(http.ResponseWriter, *http.Request) {})
	web := httptest.NewServer(mux)
	t.Cleanup(web.Close)
	return web.URL
}

func TestZaaktype(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		ander := elders(t)
		z := w.zaaktype("ZT1", "trefwoorden", []string{"Straat", "stoep"})
		body := func(more ...any) map[string]any { return kit.Zaaktype(w.catalogus, "ZT2", more...) }
		bron := map[string]any{"url": "https://example.com/c", "domein": "ANDER", "rsin": "000000000"}
		post := func(name string, faults []string, more ...any) kit.Case {
			return kit.Case{Name: name, Method: "POST", Path: root + "/zaaktypen", Body: body(more...), Status: 400, Faults: faults}
		}
		s.Cases(t, []kit.Case{
			{Name: "ztc-001 procestype", Method: "POST", Path: root + "/zaaktypen", Body: body("selectielijstProcestype", w.procestype), Status: 201, Notified: true,
				Holds: []string{`"concept":true`, `"eigenschappen":[]`, `"statustypen":[]`, `"deelzaaktypen":[]`, `"eindeGeldigheid":null`, `"broncatalogus":null`}},
			{Name: "ztc-001 procestype elsewhere", Method: "POST", Path: root + "/zaaktypen", Body: body("selectielijstProcestype", ander+"/procestype"), Status: 201, Notified: true},
			post("ztc-001 nothing there", []string{"selectielijstProcestype bad-url"}, "selectielijstProcestype", ander+"/404"),
			post("ztc-001 no JSON", []string{"selectielijstProcestype invalid-resource"}, "selectielijstProcestype", ander+"/200"),
			post("ztc-001 a resultaat", []string{"selectielijstProcestype invalid-resource"}, "selectielijstProcestype", s.URL+kit.KlasseIngericht),
			post("ztc-022 ends first", []string{"nonFieldErrors date-mismatch"}, "eindeGeldigheid", "2019-12-31"),
			post("ztc-023 no term", []string{"nonFieldErrors verlenging-mismatch"}, "verlengingMogelijk", true, "verlengingstermijn", nil),
			post("ztc-023 bronzaaktype missing", []string{"nonFieldErrors invalid-bronzaaktype-for-broncatalogus"}, "broncatalogus", bron),
			post("ztc-023 zero", []string{"doorlooptijd empty-duration"}, "doorlooptijd", "P0D"),
			post("other catalogus", []string{"catalogus does_not_exist"}, "catalogus", s.URL+root+"/catalogussen/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11"),
			{Name: "ztc-027 all that is required", Method: "POST", Path: root + "/zaaktypen", Body: map[string]any{}, Status: 400, Faults: []string{
				"identificatie required", "omschrijving required", "vertrouwelijkheidaanduiding required", "doel required", "aanleiding required",
				"indicatieInternOfExtern required", "handelingInitiator required", "onderwerp required", "handelingBehandelaar required", "doorlooptijd required",
				"opschortingEnAanhoudingMogelijk required", "verlengingMogelijk required", "publicatieIndicatie required", "productenOfDiensten required",
				"referentieproces required", "verantwoordelijke required", "catalogus required", "besluittypen required", "gerelateerdeZaaktypen required", "beginGeldigheid required"}},
			{Name: "ztc-025 what is computed is not taken", Method: "PATCH", Path: z, Body: map[string]any{"concept": false, "statustypen": []string{"http://x.invalid/1"}, "url": "http://x.invalid/2"}, Status: 200, Notified: true,
				Holds: []string{`"concept":true`, `"statustypen":[]`, `"url":"` + z}},
			{Name: "patch", Method: "PATCH", Path: z, Body: map[string]any{"omschrijving": "Nieuw"}, Status: 200, Notified: true, Holds: []string{`"omschrijving":"Nieuw"`, `"doel":"doel"`}},
			{Name: "put", Method: "PUT", Path: z, Body: kit.Zaaktype(w.catalogus, "ZT1"), Status: 200, Notified: true, Holds: []string{`"trefwoorden":[]`, `"selectielijstProcestype":""`}},
			{Name: "removed", Method: "DELETE", Path: z, Status: 204, Notified: true},
			{Name: "gone", Method: "GET", Path: z, Status: 404},
		})
	})
}

func TestPublish(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		eerste := w.zaaktype("ZT1", "eindeGeldigheid", "2024-01-01")
		tweede := w.zaaktype("ZT1", "beginGeldigheid", "2024-01-01")
		overlap := w.zaaktype("ZT1", "beginGeldigheid", "2023-12-31", "eindeGeldigheid", "2024-01-01")
		voor := w.zaaktype("ZT1", "beginGeldigheid", "2019-01-01", "eindeGeldigheid", "2020-01-01")
		patch := func(name string, as *kit.Client, url string, status int, body map[string]any, faults ...string) kit.Case {
			return kit.Case{Name: name, As: as, Method: "PATCH", Path: url, Body: body, Status: status, Faults: faults, Notified: status == 200}
		}
		nee := "nonFieldErrors non-concept-object"
		s.Cases(t, []kit.Case{
			{Name: "ztc-026", As: w.schrijver, Method: "POST", Path: eerste + "/publish", Status: 200, Notified: true, Holds: []string{`"concept":false`, `"beginGeldigheid":"2020-01-01"`}},
			{Name: "ztc-026 nothing there", Method: "POST", Path: root + "/zaaktypen/3b9f6d1c-6a3e-4a53-8d8a-0d7a4c2f5b11/publish", Status: 404},
			{Name: "ztc-016 on the day it ends", Method: "POST", Path: tweede + "/publish", Status: 200, Notified: true},
			{Name: "ztc-016 overlap", Method: "POST", Path: overlap + "/publish", Status: 400, Faults: []string{"beginGeldigheid overlap"}},
			{Name: "ztc-016 still a concept", Method: "GET", Path: overlap, Status: 200, Holds: []string{`"concept":true`}},
			{Name: "ztc-016 before", Method: "POST", Path: voor + "/publish", Status: 200, Notified: true},
			{Name: "ztc-016 a concept may overlap", Method: "POST", Path: root + "/zaaktypen", Body: kit.Zaaktype(w.catalogus, "ZT1"), Status: 201, Notified: true},
			patch("ztc-016 a later end", nil, eerste, 400, map[string]any{"eindeGeldigheid": nil}, "eindeGeldigheid overlap"),
			patch("ztc-009 the end may change", w.schrijver, eerste, 200, map[string]any{"eindeGeldigheid": "2023-12-01"}),
			patch("ztc-009 else nothing", w.schrijver, eerste, 400, map[string]any{"omschrijving": "x"}, nee),
			patch("ztc-009 nor with the end", w.schrijver, eerste, 400, map[string]any{"omschrijving": "x", "eindeGeldigheid": "2023-12-01"}, nee),
			patch("ztc-009 correction", w.correctie, eerste, 200, map[string]any{"omschrijving": "x"}),
			{Name: "ztc-009 put", As: w.schrijver, Method: "PUT", Path: eerste, Body: kit.Zaaktype(w.catalogus, "ZT1", "eindeGeldigheid", "2023-12-01"), Status: 400, Faults: []string{nee}},
			{Name: "ztc-009 remove", As: w.schrijver, Method: "DELETE", Path: eerste, Status: 400, Faults: []string{nee}},
			{Name: "ztc-009 not with the other scope", As: w.correctie, Method: "DELETE", Path: eerste, Status: 403},
			{Name: "ztc-009 remove by force", As: w.opruimer, Method: "DELETE", Path: eerste, Status: 204, Notified: true},
			{Name: "ztc-009 superuser", Method: "DELETE", Path: voor, Status: 204, Notified: true},
		})
	})
}

// TestPublishOthers is ztc-009 and ztc-026 for the other types that are published.
func TestPublishOthers(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		for kind, body := range map[string]map[string]any{
			"besluittypen":          kit.Besluittype(w.catalogus, "Vergunning"),
			"informatieobjecttypen": kit.Informatieobjecttype(w.catalogus, "Brief"),
		} {
			url := w.make(kind, body)
			nee := []string{"nonFieldErrors non-concept-object"}
			s.Cases(t, []kit.Case{
				{Name: kind + " concept put", As: w.schrijver, Method: "PUT", Path: url, Body: body, Status: 200, Notified: true},
				{Name: kind + " ztc-022 ends first", Method: "PATCH", Path: url, Body: map[string]any{"eindeGeldigheid": "2019-01-01"}, Status: 400, Faults: []string{"nonFieldErrors date-mismatch"}},
				{Name: kind + " ztc-026", As: w.schrijver, Method: "POST", Path: url + "/publish", Status: 200, Notified: true, Holds: []string{`"concept":false`}},
				{Name: kind + " ztc-009 the end may change", As: w.schrijver, Method: "PATCH", Path: url, Body: map[string]any{"eindeGeldigheid": "2030-01-01"}, Status: 200, Notified: true},
				{Name: kind + " ztc-009 else nothing", As: w.schrijver, Method: "PATCH", Path: url, Body: map[string]any{"omschrijving": "Anders"}, Status: 400, Faults: nee},
				{Name: kind + " ztc-009 put", As: w.schrijver, Method: "PUT", Path: url, Body: body, Status: 400, Faults: nee},
				{Name: kind + " ztc-009 remove", As: w.schrijver, Method: "DELETE", Path: url, Status: 400, Faults: nee},
				{Name: kind + " ztc-009 correction", As: w.correctie, Method: "PATCH", Path: url, Body: map[string]any{"omschrijving": "Anders"}, Status: 200, Notified: true},
				{Name: kind + " ztc-009 remove by force", As: w.opruimer, Method: "DELETE", Path: url, Status: 204, Notified: true},
			})
		}
	})
}
