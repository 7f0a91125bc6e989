package catalogi_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"meent/diensten/catalogi"
	"meent/diensten/rest"
	"meent/diensten/zgw"
	"meent/proef/kit"
)

// list is a member of an answer that holds just these addresses or names.
func list(name string, values ...string) string {
	if len(values) == 0 {
		return `"` + name + `":[]`
	}
	return `"` + name + `":["` + strings.Join(values, `","`) + `"]`
}

// TestRelations is ztc-019 and ztc-021: relations are posted by name or address, and shown as addresses with the names
// beside them, in the order of posting and from both sides.
func TestRelations(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		brief := w.make("informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "Brief"))
		mail := w.make("informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "Mail"))
		vergunning := w.make("besluittypen", kit.Besluittype(w.catalogus, "Vergunning", "informatieobjecttypen", []string{"Mail", "Brief"}))
		weigering := w.make("besluittypen", kit.Besluittype(w.catalogus, "Weigering", "informatieobjecttypen", []string{brief}))
		deel := w.zaaktype("DEEL")
		relatie := func(zaaktype string) map[string]any {
			return map[string]any{"zaaktype": zaaktype, "aard_relatie": "bijdrage", "toelichting": "x"}
		}
		z := w.zaaktype("HOOFD", "besluittypen", []string{"Weigering", vergunning, "Weigering"}, "deelzaaktypen", []string{"DEEL"},
			"gerelateerdeZaaktypen", []any{relatie("DEEL"), relatie("https://example.com/zaaktypen/1")})
		ziot := w.make("zaaktype-informatieobjecttypen", map[string]any{"zaaktype": z, "informatieobjecttype": "Brief", "volgnummer": 1, "richting": "inkomend"})
		r := w.make("resultaattypen", s.Resultaattype(z, "Klaar", "besluittypen", []string{"Vergunning"}, "informatieobjecttypen", []string{mail}))
		get := func(name, url string, holds ...string) kit.Case {
			return kit.Case{Name: name, Method: "GET", Path: url, Status: 200, Holds: holds}
		}
		zaaktypen := root + "/zaaktypen"
		s.Cases(t, []kit.Case{
			get("ztc-019 zaaktype", z, list("besluittypen", weigering, vergunning), list("besluittypeOmschrijving", "Weigering", "Vergunning"), list("deelzaaktypen", deel),
				list("deelzaaktypeIdentificaties", "DEEL"), list("informatieobjecttypen", brief), list("informatieobjecttypeOmschrijving", "Brief"), list("resultaattypen", r), list("resultaattypeOmschrijving", "Klaar"),
				`"gerelateerdeZaaktypen":[{"zaaktype":"`+deel+`","zaaktypeIdentificatie":"DEEL","aardRelatie":"bijdrage","toelichting":"x"},{"zaaktype":"https://example.com/zaaktypen/1","zaaktypeIdentificatie":""`),
			get("ztc-019 besluittype", vergunning, list("informatieobjecttypen", mail, brief), list("informatieobjecttypeOmschrijvingen", "Mail", "Brief"), list("vastgelegdIn", "Mail", "Brief"),
				list("zaaktypen", z), list("zaaktypeIdentificaties", "HOOFD"), list("resultaattypen", r), list("resultaattypenOmschrijving", "Klaar")),
			get("ztc-019 informatieobjecttype", brief, list("zaaktypen", z), list("zaaktypeIdentificaties", "HOOFD"), list("besluittypen", vergunning, weigering), list("besluittypeOmschrijving", "Vergunning", "Weigering")),
			get("ztc-019 resultaattype", r, list("besluittypen", vergunning), list("besluittypeOmschrijving", "Vergunning"), list("informatieobjecttypen", mail), list("informatieobjecttypeOmschrijving", "Mail")),
			get("ztc-019 relation", ziot, `"informatieobjecttype":"`+brief+`"`, `"zaaktypeIdentificatie":"HOOFD"`),
			{Name: "ztc-019 no such name", Method: "POST", Path: zaaktypen, Status: 400, Faults: []string{"besluittypen.1 does_not_exist", "deelzaaktypen.0 does_not_exist", "gerelateerdeZaaktypen.0.zaaktype does_not_exist"},
				Body: kit.Zaaktype(w.catalogus, "FOUT", "besluittypen", []string{"Weigering", "Weggeving"}, "deelzaaktypen", []string{"HEEL"}, "gerelateerdeZaaktypen", []any{relatie("HEEL")})},
			{Name: "ztc-019 address of another kind", Method: "PATCH", Path: z, Body: map[string]any{"besluittypen": []string{brief}}, Status: 400, Faults: []string{"besluittypen.0 no_match"}},
			{Name: "ztc-019 address without anything", Method: "PATCH", Path: z, Body: map[string]any{"besluittypen": []string{vergunning[:len(vergunning)-1] + "x"}}, Status: 400, Faults: []string{"besluittypen.0 does_not_exist"}},
			{Name: "ztc-019 address of another server", Method: "PATCH", Path: z, Body: map[string]any{"deelzaaktypen": []string{"https://example.com/1"}}, Status: 400, Faults: []string{"deelzaaktypen.0 no_match"}},
			{Name: "patch of one leaves the others", Method: "PATCH", Path: z, Body: map[string]any{"besluittypen": []string{"Vergunning"}}, Status: 200, Notified: true, Holds: []string{list("besluittypen", vergunning), list("deelzaaktypen", deel)}},
			{Name: "put takes away what it leaves out", Method: "PUT", Path: z, Body: kit.Zaaktype(w.catalogus, "HOOFD", "selectielijstProcestype", w.procestype), Status: 200, Notified: true,
				Holds: []string{list("besluittypen"), list("deelzaaktypen"), list("gerelateerdeZaaktypen"), list("informatieobjecttypen", brief)}},
			{Name: "relation to another", Method: "PATCH", Path: ziot, Body: map[string]any{"informatieobjecttype": mail}, Status: 200, Holds: []string{`"informatieobjecttype":"` + mail + `"`}},
			{Name: "relation keeps it", Method: "PATCH", Path: ziot, Body: map[string]any{"volgnummer": 4}, Status: 200, Holds: []string{`"informatieobjecttype":"` + mail + `"`, `"volgnummer":4`}},
			{Name: "relation put", Method: "PUT", Path: ziot, Body: map[string]any{"zaaktype": z, "informatieobjecttype": "Brief", "volgnummer": 5, "richting": "intern"}, Status: 200, Holds: []string{`"informatieobjecttype":"` + brief + `"`}},
			{Name: "relation ztc-024", Method: "POST", Path: root + "/zaaktype-informatieobjecttypen", Body: map[string]any{"zaaktype": z, "informatieobjecttype": "Mail", "volgnummer": 5, "richting": "inkomend"}, Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "relation to nothing", Method: "POST", Path: root + "/zaaktype-informatieobjecttypen", Body: map[string]any{"zaaktype": z, "informatieobjecttype": "Fax", "volgnummer": 6, "richting": "inkomend"}, Status: 400, Faults: []string{"informatieobjecttype does_not_exist"}},
			{Name: "a new name is followed", Method: "PATCH", Path: brief, Body: map[string]any{"omschrijving": "Post"}, Status: 200, Notified: true},
			get("by the zaaktype", z, list("informatieobjecttypen", brief), list("informatieobjecttypeOmschrijving", "Post")),
			get("by the besluittype", vergunning, list("informatieobjecttypeOmschrijvingen", "Mail", "Post")),
			{Name: "gone", Method: "DELETE", Path: brief, Status: 204, Notified: true},
			get("gone from the zaaktype", z, list("informatieobjecttypen")),
		})
	})
}

// TestHistory is ztc-020: which versions a concept shows, and which what is published does.
func TestHistory(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		oud := w.published(w.make("besluittypen", kit.Besluittype(w.catalogus, "Vergunning", "beginGeldigheid", "2019-01-01", "eindeGeldigheid", "2021-01-01")))
		nu := w.published(w.make("besluittypen", kit.Besluittype(w.catalogus, "Vergunning", "beginGeldigheid", "2021-01-01")))
		straks := w.make("besluittypen", kit.Besluittype(w.catalogus, "Vergunning", "beginGeldigheid", "2090-01-01"))
		z := w.zaaktype("ZT1", "besluittypen", []string{"Vergunning"}, "eindeGeldigheid", "2080-01-01")
		get := func(name, url string, holds ...string) kit.Case {
			return kit.Case{Name: name, Method: "GET", Path: url, Status: 200, Holds: holds}
		}
		s.Cases(t, []kit.Case{
			get("ztc-020 a concept shows the newest", z, list("besluittypen", straks)),
			get("ztc-020 from a concept", straks, list("zaaktypen", z)),
			get("ztc-020 what is published shows no concept", nu, list("zaaktypen")),
			{Name: "published", Method: "POST", Path: z + "/publish", Status: 200, Notified: true, Holds: []string{list("besluittypen", nu), list("besluittypeOmschrijving", "Vergunning")}},
			get("ztc-020 today", z, list("besluittypen", nu)),
			get("ztc-020 then", z+"?datumGeldigheid=2020-12-31", list("besluittypen", oud)),
			get("ztc-020 on the day of change", z+"?datumGeldigheid=2021-01-01", list("besluittypen", nu)),
			get("ztc-020 before all", z+"?datumGeldigheid=2018-01-01", list("besluittypen")),
			get("ztc-020 backwards", nu, list("zaaktypen", z)),
			get("ztc-020 backwards, too late", nu+"?datumGeldigheid=2080-01-01", list("zaaktypen")),
			get("ztc-020 expand", z+"?expand=besluittypen", `"_expand":{"besluittypen":[{"url":"`+nu),
			get("ztc-020 expand then", z+"?expand=besluittypen&datumGeldigheid=2020-12-31", `"_expand":{"besluittypen":[{"url":"`+oud),
			get("ztc-020 expand in a list", root+"/zaaktypen?expand=besluittypen.zaaktypen&datumGeldigheid=2020-12-31", `"_expand":{"besluittypen":[{"url":"`+oud, `"_expand":{"zaaktypen":[{"url":"`+z),
			{Name: "no day", Method: "GET", Path: z + "?datumGeldigheid=gisteren", Status: 400, Faults: []string{"datumGeldigheid invalid"}},
			get("ztc-022 first begin and last end", nu, `"beginObject":"2019-01-01"`, `"eindeObject":null`),
			get("ztc-022 of the zaaktype", z, `"beginObject":"2020-01-01"`, `"eindeObject":"2080-01-01"`),
			get("list today", root+"/besluittypen?datumGeldigheid=2020-06-01&omschrijving=Vergunning", `"count":1`, oud),
			get("list all", root+"/besluittypen?status=alles", `"count":3`),
			get("ztc-025 list published", root+"/besluittypen", `"count":2`),
			get("ztc-025 list concepts", root+"/besluittypen?status=concept", `"count":1`, straks),
		})
		tag := s.Root.Do("GET", z, nil).Header.Get("ETag")
		s.Cases(t, []kit.Case{
			{Name: "If-Match sees computed members", Method: "PATCH", Path: z, Headers: []string{"If-Match", tag}, Body: map[string]any{"toelichting": "x"}, Status: 200, Notified: true, Holds: []string{list("besluittypen", nu) + `,"`}},
			{Name: "a besluittype ends", Method: "PATCH", Path: nu, Body: map[string]any{"eindeGeldigheid": "2022-01-01"}, Status: 200, Notified: true},
			get("ztc-020 nothing is valid now", z, list("besluittypen")),
			{Name: "G-40 the ETag follows", Method: "GET", Path: z, Headers: []string{"If-None-Match", tag}, Status: 200},
		})
		if n := strings.Count(string(s.Root.Do("GET", z, nil).Body), `"besluittypen"`); n != 1 {
			t.Errorf("the zaaktype has %d members besluittypen, want 1", n)
		}
	})
}

// TestRelationPublished is ztc-010 for the relation between a zaaktype and an informatieobjecttype: it stays as it is when
// both are published.
func TestRelationPublished(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		concept, definitief := w.zaaktype("ZT1"), w.published(w.zaaktype("ZT2"))
		brief := w.make("informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "Brief"))
		mail := w.published(w.make("informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "Mail")))
		path := root + "/zaaktype-informatieobjecttypen"
		n := 0
		body := func(zaaktype, informatieobjecttype string) map[string]any {
			n++
			return map[string]any{"zaaktype": zaaktype, "informatieobjecttype": informatieobjecttype, "volgnummer": n, "richting": "inkomend"}
		}
		vast := w.make("zaaktype-informatieobjecttypen", body(definitief, "Mail"))
		los := w.make("zaaktype-informatieobjecttypen", body(concept, "Mail"))
		nee := []string{"nonFieldErrors non-concept-relation"}
		s.Cases(t, []kit.Case{
			{Name: "ztc-011 only the zaaktype", As: w.schrijver, Method: "POST", Path: path, Body: body(definitief, brief), Status: 201},
			{Name: "ztc-011 only the other", As: w.schrijver, Method: "POST", Path: path, Body: body(concept, mail), Status: 201},
			{Name: "ztc-011 both", As: w.schrijver, Method: "POST", Path: path, Body: body(definitief, mail), Status: 400, Faults: nee},
			{Name: "ztc-011 both by name", As: w.schrijver, Method: "POST", Path: path, Body: body(definitief, "Mail"), Status: 400, Faults: nee},
			{Name: "ztc-011 becomes both", As: w.schrijver, Method: "PATCH", Path: los, Body: map[string]any{"zaaktype": definitief}, Status: 400, Faults: nee},
			{Name: "ztc-010 change", As: w.schrijver, Method: "PATCH", Path: vast, Body: map[string]any{"richting": "intern"}, Status: 400, Faults: nee},
			{Name: "ztc-010 replace", As: w.schrijver, Method: "PUT", Path: vast, Body: body(concept, mail), Status: 400, Faults: nee},
			{Name: "ztc-010 remove", As: w.schrijver, Method: "DELETE", Path: vast, Status: 400, Faults: nee},
			{Name: "ztc-010 correction", As: w.correctie, Method: "PATCH", Path: vast, Body: map[string]any{"richting": "intern"}, Status: 200},
			{Name: "ztc-010 remove by force", As: w.opruimer, Method: "DELETE", Path: vast, Status: 204},
		})
	})
}

func TestFilters(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		brief := w.make("informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "Brief"))
		vergunning := w.make("besluittypen", kit.Besluittype(w.catalogus, "Vergunning", "informatieobjecttypen", []string{"Brief"}))
		w.make("besluittypen", kit.Besluittype(w.catalogus, "Weigering"))
		z := w.zaaktype("ZT1", "besluittypen", []string{"Vergunning"}, "trefwoorden", []string{"Straat", "100%"})
		w.zaaktype("ZT2", "trefwoorden", []string{"straatnaam"})
		w.make("zaaktype-informatieobjecttypen", map[string]any{"zaaktype": z, "informatieobjecttype": "Brief", "volgnummer": 1, "richting": "inkomend"})
		var cases []kit.Case
		for query, count := range map[string]int{
			"zaaktypen?status=concept&catalogus=" + w.catalogus:        2,
			"zaaktypen?status=concept&catalogus=https://example.com/1": 0,
			"zaaktypen?status=concept&identificatie=ZT1":               1,
			"zaaktypen?status=concept&trefwoorden=straat":              1,
			"zaaktypen?status=concept&trefwoorden=straat,100%25":       1,
			"zaaktypen?status=concept&trefwoorden=straat,stoep":        0,
			"zaaktypen?status=concept&datumGeldigheid=2019-12-31":      0,
			"zaaktypen": 0,
			"besluittypen?status=concept&zaaktypen=" + z:                                      1,
			"besluittypen?status=concept&zaaktypen=ZT1":                                       1,
			"besluittypen?status=concept&zaaktypen=ZT2":                                       0,
			"besluittypen?status=concept&zaaktypen=https://example.com/1":                     0,
			"besluittypen?status=concept&informatieobjecttypen=" + brief:                      1,
			"besluittypen?status=concept&informatieobjecttypen=Brief&omschrijving=Vergunning": 1,
			"besluittypen?status=concept&informatieobjecttypen=" + vergunning:                 0,
			"informatieobjecttypen?status=concept&omschrijving=Brief":                         1,
			"informatieobjecttypen?status=concept&datumGeldigheid=2020-01-01":                 1,
			"zaaktype-informatieobjecttypen?status=concept&informatieobjecttype=" + brief:     1,
			"zaaktype-informatieobjecttypen?status=concept&informatieobjecttype=Brief":        1,
			"zaaktype-informatieobjecttypen?status=concept&richting=uitgaand":                 0,
			"zaaktype-informatieobjecttypen?status=concept&page=1&zaaktype=" + z:              1,
			"zaaktype-informatieobjecttypen":                                                  0,
		} {
			cases = append(cases, kit.Case{Name: query[:strings.IndexByte(query+"?", '?')], Method: "GET", Path: root + "/" + query, Status: 200, Holds: []string{fmt.Sprintf(`"count":%d,`, count)}})
		}
		w.make("zaakobjecttypen", map[string]any{"zaaktype": z, "anderObjecttype": true, "objecttype": "https://example.com/boom", "relatieOmschrijving": "gaat over", "catalogus": w.catalogus})
		for query, count := range map[string]int{
			"anderObjecttype=true": 1, "anderObjecttype=false": 0, "catalogus=" + w.catalogus: 1, "objecttype=https://example.com/boom": 1, "objecttype=https://example.com/": 0,
			"relatieOmschrijving=gaat+over": 1, "datumBeginGeldigheid=2020-01-01": 1, "datumEindeGeldigheid=2020-01-01": 0, "zaaktypeIdentificatie=ZT1": 1,
		} {
			cases = append(cases, kit.Case{Name: "zaakobjecttypen " + query[:5], Method: "GET", Path: root + "/zaakobjecttypen?" + query, Status: 200, Holds: []string{fmt.Sprintf(`"count":%d,`, count)}})
		}
		cases = append(cases,
			kit.Case{Name: "G-32 unknown", Method: "GET", Path: root + "/zaaktypen?naam=x", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			kit.Case{Name: "G-32 no address", Method: "GET", Path: root + "/zaaktypen?catalogus=x", Status: 400, Faults: []string{"catalogus invalid"}},
			kit.Case{Name: "G-35 all of a zaaktype", Method: "GET", Path: z + "?expand=catalogus.zaaktypen,statustypen,resultaattypen,eigenschappen,roltypen,zaakobjecttypen,informatieobjecttypen,besluittypen,deelzaaktypen,gerelateerdeZaaktypen", Status: 200,
				Holds: []string{`"informatieobjecttypen":[{"url":"` + brief, `"besluittypen":[{"url":"` + vergunning, `"deelzaaktypen":[],`, `"gerelateerdeZaaktypen":[],`}},
			kit.Case{Name: "G-35 all of a besluittype", Method: "GET", Path: vergunning + "?expand=catalogus,zaaktypen,informatieobjecttypen,resultaattypen", Status: 200, Holds: []string{`"zaaktypen":[{"url":"` + z}},
			kit.Case{Name: "G-35 of an informatieobjecttype", Method: "GET", Path: brief + "?expand=catalogus,besluittypen.zaaktypen,zaaktypen", Status: 200, Holds: []string{`"besluittypen":[{"url":"` + vergunning}},
			kit.Case{Name: "G-35 of a relation", Method: "GET", Path: root + "/zaaktype-informatieobjecttypen?status=concept&expand=informatieobjecttype,zaaktype,catalogus,statustype", Status: 200, Holds: []string{`"informatieobjecttype":{"url":"` + brief}},
			kit.Case{Name: "G-35 of an object", Method: "GET", Path: root + "/zaakobjecttypen?expand=statustypen,resultaattypen,zaaktype,catalogus", Status: 200, Holds: []string{`"statustypen":[]`}},
		)
		s.Cases(t, cases)
	})
}

// TestAsked is what other registers ask of types: names count, not the version or whether it is valid.
func TestAsked(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		oud := w.published(w.make("besluittypen", kit.Besluittype(w.catalogus, "Vergunning", "eindeGeldigheid", "2021-01-01", "informatieobjecttypen", []string{})))
		brief := w.make("informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "Brief"))
		nu := w.make("besluittypen", kit.Besluittype(w.catalogus, "Vergunning", "beginGeldigheid", "2021-01-01", "informatieobjecttypen", []string{"Brief"}))
		ander := w.make("besluittypen", kit.Besluittype(w.catalogus, "Weigering"))
		deel := w.zaaktype("DEEL")
		z := w.zaaktype("HOOFD", "besluittypen", []string{"Vergunning"}, "deelzaaktypen", []string{"DEEL"})
		w.make("zaaktype-informatieobjecttypen", map[string]any{"zaaktype": z, "informatieobjecttype": "Brief", "volgnummer": 1, "richting": "inkomend"})
		askRoute(s)
		for _, tc := range []struct {
			what, of, other string
			want            bool
		}{
			{"besluittype", z, oud, true}, {"besluittype", z, nu, true}, {"besluittype", z, ander, false}, {"besluittype", deel, nu, false},
			{"informatieobjecttype", z, brief, true}, {"informatieobjecttype", deel, brief, false},
			{"deelzaaktype", z, deel, true}, {"deelzaaktype", deel, z, false},
			{"besluit", nu, brief, true}, {"besluit", oud, brief, false},
		} {
			if got := string(s.Root.Do("GET", "/vraag/"+tc.what+"?van="+tc.of+"&naar="+tc.other, nil).Body); got != fmt.Sprint(tc.want) {
				t.Errorf("%s %s: %s, want %t", tc.what, tc.other, got, tc.want)
			}
		}
	})
}

// askRoute asks as another register would.
func askRoute(s *kit.Server) {
	a := s.AddAPI(rest.API{Root: "/vraag", Component: "ztc"})
	a.Handle("GET /vraag/{wat}", "catalogi.lezen", func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
		address := func(name string) zgw.URL { return zgw.URL(strings.Replace(r.FormValue(name), s.URL, zgw.Marker, 1)) }
		has := false
		err := c.View(func() (err error) {
			has, err = ask(c, r.PathValue("wat"), address("van"), address("naar"))
			return err
		})
		if err != nil {
			return err
		}
		return c.AnswerJSON(w, r, http.StatusOK, fmt.Append(nil, has))
	})
}

func ask(c *rest.Call, what string, of, other zgw.URL) (bool, error) {
	if what == "besluit" {
		b, err := catalogi.Besluittypen.Get(c, of)
		if err != nil {
			return false, err
		}
		return b.HeeftInformatieobjecttype(c, other)
	}
	if what == "deelzaaktype" {
		return catalogi.IsDeelzaaktype(c, of, other)
	}
	z, err := catalogi.Zaaktypen.Get(c, of)
	if err != nil {
		return false, err
	}
	if what == "besluittype" {
		return z.HeeftBesluittype(c, other)
	}
	return z.HeeftInformatieobjecttype(c, other)
}
