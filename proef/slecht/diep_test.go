package slecht

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"strings"
	"testing"
	"time"

	"meent/diensten/auth"
	"meent/proef/kit"
)

// vorm is a body with "DIEP" where JSON of any form may stand, and where it is posted.
type vorm struct {
	path string
	body map[string]any
}

// vrijeVorm are members that hold JSON of any form, and how a body holds them.
func (s *proef) vrijeVorm() map[string]vorm {
	zaak := s.wereld.urls["/zaken/api/v1/zaken"]
	const api = "/zaken/api/v1"
	met := func(path string, more map[string]any) vorm {
		body := maps.Clone(s.wereld.bodies[path])
		maps.Copy(body, more)
		return vorm{path, body}
	}
	diep := json.RawMessage(`"DIEP"`)
	return map[string]vorm{
		"overigeData": met(api+"/zaakobjecten", map[string]any{"objectType": "overige", "objectTypeOverige": "ding", "objectIdentificatie": map[string]any{"overigeData": map[string]any{"a": diep}}}),
		"definitie": met(api+"/zaakobjecten", map[string]any{"objectType": "overige", "objectTypeOverige": "ding", "objectIdentificatie": map[string]any{"overigeData": map[string]any{"a": 1}},
			"objectTypeOverigeDefinitie": map[string]any{"url": s.buitenland.web.URL + "/leeg-object", "schema": ".a", "objectData": diep}}),
		"betrokkene":  met(api+"/rollen", map[string]any{"roltype": s.wereld.belanghebbende, "betrokkeneIdentificatie": map[string]any{"inpBsn": "999993653", "verblijfsadres": diep}}),
		"geometrie":   met(api+"/zaken", map[string]any{"zaakgeometrie": map[string]any{"type": "Point", "coordinates": diep}}),
		"verzameling": met(api+"/zaken", map[string]any{"zaakgeometrie": map[string]any{"type": "GeometryCollection", "geometries": diep}}),
		"waar":        {api + "/zaken/_zoek", map[string]any{"zaakgeometrie": map[string]any{"within": map[string]any{"type": "Polygon", "coordinates": diep}}}},
		"kenmerken":   {"/notificaties/api/v1/notificaties", with(s.wereld.bodies["/notificaties/api/v1/notificaties"], "kenmerken", diep)},
		"onbekend":    {api + "/klantcontacten", map[string]any{"zaak": zaak, "datumtijd": "2024-01-15T10:00:00Z", "zomaar": diep}},
	}
}

func with(body map[string]any, name string, value any) map[string]any {
	body = maps.Clone(body)
	body[name] = value
	return body
}

// diepte: what is taken can be read again, changed and removed; JSON that is too deep for that is not taken.
func (s *proef) diepte(t *testing.T) {
	for name, v := range s.vrijeVorm() {
		t.Run(name, func(t *testing.T) {
			root := s.root.In(t)
			text, err := json.Marshal(v.body)
			if err != nil {
				t.Fatal(err)
			}
			for _, depth := range []int{10, 500, 4_000, 9_000, 9_990, 9_997} {
				for _, brackets := range [][2]string{{"[", "]"}, {`{"a":`, "}"}} {
					middle := strings.Repeat(brackets[0], depth) + "1" + strings.Repeat(brackets[1], depth)
					a := root.Do("POST", v.path, strings.Replace(string(text), `"DIEP"`, middle, 1))
					if a.Status >= 500 || a.Status >= 400 && probleem(a) != "" {
						t.Errorf("%d deep: %d %.300s", depth, a.Status, a.Body)
						continue
					}
					if a.Status == http.StatusCreated && a.Object()["url"] != nil {
						leesbaar(t, root, depth, fmt.Sprint(a.Object()["url"]))
					}
				}
			}
			if a := root.Do("GET", s.wereld.urls["/zaken/api/v1/zaken"]+"/audittrail", nil); a.Status != 200 || !json.Valid(a.Body) {
				t.Errorf("audit trail afterwards: %d, JSON that can be read: %t", a.Status, json.Valid(a.Body))
			}
		})
	}
}

// leesbaar goes through the life of an object that was taken.
func leesbaar(t *testing.T, root *kit.Client, depth int, url string) {
	t.Helper()
	list := url[:strings.LastIndexByte(url, '/')]
	for _, step := range [][2]string{{"GET", url}, {"GET", list}, {"PATCH", url}, {"DELETE", url}} {
		a := root.Do(step[0], step[1], map[string]any{})
		if a.Status >= 500 || a.Status < 300 && len(a.Body) > 0 && !json.Valid(a.Body) {
			t.Errorf("%d deep: %s %s: %d, %d bytes", depth, step[0], step[1], a.Status, len(a.Body))
		}
	}
}

// zoeken puts what does not belong there into every member of every _zoek.
func (s *proef) zoeken(t *testing.T) {
	s.elke(t, func(o operatie) bool { return strings.HasSuffix(o.pad, "_zoek") }, func(p *poging) {
		for name, member := range p.op.body.Properties {
			m := p.op.doc.plat(member)
			for what, value := range map[string]any{"object": map[string]any{"a": 1}, "object in a list": []any{map[string]any{}}, "NUL": "a\x00", "U+0001": "\x01/zaken"} {
				p.geweigerd(name+" "+what, p.stuur(p.root, p.met(nil, name, value)), 400, 404)
			}
			for what, value := range map[string]any{"list": []any{"a", 1, nil}, "true": true, "null": nil, "a quote": "' or 1=1", "very long": strings.Repeat("x,", 5_000), "numbers": []int{1, 2}} {
				p.netjes(name+" "+what, p.stuur(p.root, p.met(nil, name, value)))
			}
			if m.Type == "string" && m.Format == "date" {
				p.geweigerd(name+" no date", p.stuur(p.root, p.met(nil, name, "gisteren")), 400)
			}
		}
		p.geweigerd("unknown member", p.stuur(p.root, `{"bestaatniet":"1"}`), 400)
		p.geweigerd("no question", p.stuur(p.root, `{}`), 400)
		for what, geometrie := range map[string]string{
			"no geometry": `{"within":{}}`, "no type": `{"within":{"coordinates":[1,2]}}`, "no ring": `{"within":{"type":"Polygon","coordinates":[]}}`,
			"an open ring": `{"within":{"type":"Polygon","coordinates":[[[1,1],[2,2],[3,1]]]}}`, "texts": `{"within":{"type":"Point","coordinates":["a","b"]}}`,
			"off the earth": `{"within":{"type":"Point","coordinates":[1000,2000]}}`, "enormous": `{"within":{"type":"Point","coordinates":[1e400,1]}}`, "a list": `[]`, "a text": `"x"`,
			"unknown": `{"buiten":{"type":"Point","coordinates":[1,2]}}`,
		} {
			if p.op.body.Properties["zaakgeometrie"] == nil {
				continue
			}
			p.geweigerd("zaakgeometrie "+what, p.stuur(p.root, `{"zaakgeometrie":`+geometrie+`}`), 400)
		}
	})
}

// delen: parts of a document that are no parts.
func (s *proef) delen(t *testing.T) {
	s.elke(t, func(o operatie) bool { return o.form }, func(p *poging) {
		const grens = "multipart/form-data; boundary=grens"
		veld := func(name, value string) string {
			return "--grens\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"
		}
		bestand := "--grens\r\nContent-Disposition: form-data; name=\"inhoud\"; filename=\"../../etc/passwd\"\r\nContent-Type: application/pdf\r\n\r\n0123456789\r\n"
		const einde = "--grens--\r\n"
		for what, body := range map[string][2]string{
			"empty":            {"", grens},
			"no parts":         {einde, grens},
			"no boundary":      {bestand + einde, "multipart/form-data"},
			"another boundary": {bestand + einde, "multipart/form-data; boundary=anders"},
			"broken off":       {veld("lock", "x") + bestand[:90], grens},
			"no lock":          {bestand + einde, grens},
			"a wrong lock":     {veld("lock", "onzin") + bestand + einde, grens},
			"NUL in the lock":  {veld("lock", "a\x00b") + bestand + einde, grens},
			"no UTF-8 in it":   {veld("lock", "\xff") + bestand + einde, grens},
			"no file":          {veld("lock", "onzin") + einde, grens},
			"too large":        {veld("lock", "onzin") + strings.Replace(bestand, "0123456789", strings.Repeat("0", 100), 1) + einde, grens},
			"a long lock":      {veld("lock", strings.Repeat("x", 3<<20)) + bestand + einde, grens},
		} {
			p.geweigerd(what, p.stuur(p.root, body[0], "Content-Type", body[1]), 400, 413, 415)
		}
		p.geweigerd("JSON", p.stuur(p.root, `{"lock":"x","inhoud":"eA=="}`), 415)
	})
}

// namens: what a token says of people and a header of reasons goes into the audit trail as text, whatever it is.
func (s *proef) namens(t *testing.T) {
	zaak := s.wereld.urls["/zaken/api/v1/zaken"]
	for name, user := range map[string]any{
		"NUL": "a\x00b", "marker": "\x01/zaken/api/v1/zaken", "a quote": `"},{"`, "long": strings.Repeat("x", 2_000), "number": 5, "object": map[string]any{"a": 1}, "list": []any{1}, "null": nil, "true": true,
	} {
		t.Run(strings.ReplaceAll(name, " ", "_"), func(t *testing.T) {
			root := s.root.In(t)
			token, err := auth.Token("root", "geheim", time.Now(), map[string]any{"user_id": user, "user_representation": user})
			if err != nil {
				t.Fatal(err)
			}
			root.Token = token
			a := root.Do("PATCH", zaak, map[string]any{"toelichting": "door " + name}, "X-Audit-Toelichting", "om\xff \xc3\xa9 "+strings.Repeat("y", 2_000))
			if a.Status != http.StatusOK {
				t.Fatalf("PATCH: %d %s", a.Status, a.Body)
			}
			lines, _ := root.List(zaak + "/audittrail")
			last := lines[len(lines)-1]
			if last["actie"] != "partial_update" || strings.HasPrefix(fmt.Sprint(last["gebruikersId"]), "http") || len(fmt.Sprint(last["gebruikersId"])) > 255 {
				t.Errorf("the line says %v by %.300v", last["actie"], last["gebruikersId"])
			}
		})
	}
}

// voorwaarden: conditions that are no ETags.
func (s *proef) voorwaarden(t *testing.T) {
	s.elke(t, func(o operatie) bool { return o.detail() && o.method == http.MethodGet || o.body != nil && o.detail() }, func(p *poging) {
		for _, value := range []string{`"`, `""`, "onzin", `W/"`, `W/"x"`, `"a", "b"`, ",", strings.Repeat(`"x",`, 1_000), "\xff"} {
			p.netjes("If-None-Match "+value, p.stuur(p.root, "{", "If-None-Match", value))
			p.netjes("If-Match "+value, p.stuur(p.root, "{", "If-Match", value))
		}
	})
}
