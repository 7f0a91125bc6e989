package slecht

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"meent/proef/kit"
)

// toegang: who does not say who they are, or lies about it, learns nothing and does nothing (G-20, G-21).
func (s *proef) toegang(t *testing.T) {
	now := time.Now()
	valid := jwt.MapClaims{"iss": "root", "client_id": "root", "iat": now.Unix(), "user_id": "", "user_representation": ""}
	claims := func(more ...any) jwt.MapClaims {
		c := jwt.MapClaims{}
		for name, value := range valid {
			c[name] = value
		}
		for i := 0; i < len(more); i += 2 {
			c[more[i].(string)] = more[i+1]
		}
		return c
	}
	sign := func(method jwt.SigningMethod, key any, c jwt.MapClaims) string {
		token, err := jwt.NewWithClaims(method, c).SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	secret := []byte("geheim")
	good := sign(jwt.SigningMethodHS256, secret, valid)
	head, rest, _ := strings.Cut(good, ".")
	tokens := map[string][2]string{
		"no token":       {"", "not_authenticated"},
		"garbage":        {"onzin", "jwt-decode-error"},
		"three garbages": {"a.b.c", "jwt-decode-error"},
		"too long":       {strings.Repeat("a", 9_000), "jwt-decode-error"},
		"expired":        {sign(jwt.SigningMethodHS256, secret, claims("iat", now.Add(-2*time.Hour).Unix())), "jwt-expired"},
		"own exp passed": {sign(jwt.SigningMethodHS256, secret, claims("exp", now.Add(-time.Hour).Unix())), "jwt-expired"},
		"no iat":         {sign(jwt.SigningMethodHS256, secret, claims("iat", nil)), "jwt-missing-iat-claim"},
		"from tomorrow":  {sign(jwt.SigningMethodHS256, secret, claims("iat", now.Add(24*time.Hour).Unix())), ""},
		"alg none":       {sign(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, valid), ""},
		"alg HS512":      {sign(jwt.SigningMethodHS512, secret, valid), ""},
		"alg changed":    {base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","typ":"JWT"}`)) + "." + rest, ""},
		"no signature":   {good[:strings.LastIndexByte(good, '.')+1], "invalid-jwt-signature"},
		"unknown client": {sign(jwt.SigningMethodHS256, secret, claims("client_id", "niemand")), "invalid-client-identifier"},
		"NUL in client":  {sign(jwt.SigningMethodHS256, secret, claims("client_id", "ro\x00ot")), "invalid-client-identifier"},
		"no client":      {sign(jwt.SigningMethodHS256, secret, claims("client_id", nil)), "missing-client-identifier"},
		"wrong secret":   {sign(jwt.SigningMethodHS256, []byte("anders"), valid), "invalid-jwt-signature"},
		"other claims":   {head + "." + base64.RawURLEncoding.EncodeToString([]byte(`{"client_id":"root","iat":1}`)) + good[strings.LastIndexByte(good, '.'):], "invalid-jwt-signature"},
	}
	s.elke(t, func(o operatie) bool { return !o.open }, func(p *poging) {
		for name, token := range tokens {
			c := kit.At(p, s.meent.URL).Anonymous()
			c.Token = token[0]
			a := p.stuur(c, p.s.wereld.geldig(p.op))
			p.geweigerd(name, a, 403)
			if p.op.method != http.MethodHead && token[1] != "" && !strings.Contains(string(a.Body), `"code":"`+token[1]+`"`) {
				p.fout("%s: %s, want code %s", name, a.Body, token[1])
			}
		}
		a := p.stuur(s.root.In(p), nil, "Authorization", "Basic cm9vdDpnZWhlaW0=")
		p.geweigerd("Basic", a, 403)
	})
}

// diep is JSON that is deeper than anyone can mean.
func diep(open, end string, depth int) string {
	return strings.Repeat(open, depth) + strings.Repeat(end, depth)
}

// vorm: bodies that are no JSON object.
func (s *proef) vorm(t *testing.T) {
	s.elke(t, func(o operatie) bool { return o.body != nil }, func(p *poging) {
		for name, body := range map[string]string{
			"empty": "", "blank": " \n", "a list": "[]", "null": "null", "a text": `"tekst"`, "a number": "12", "true": "true",
			"broken": `{"a": `, "two objects": `{} {}`, "a comma too many": `{"a":1,}`, "single quotes": `{'a': 1}`, "not a number": `{"a": NaN}`,
			"invalid UTF-8": "{\"a\": \"\xff\xfe\"}", "a lone NUL": "\x00", "NUL in a name": "{\"a\x00\": 1}", "BOM": "\ufeff{}",
			"ten thousand lists deep": diep("[", "]", 10_001), "a million lists deep": diep("[", "]", 1_000_000), "a million unclosed": strings.Repeat("[", 1_000_000),
			"a member deeper than JSON goes": `{"a":` + diep("[", "]", 20_000) + `}`,
		} {
			if strings.TrimSpace(body) == "" && strings.HasSuffix(p.op.pad, "/unlock") {
				continue // drc-009: with documenten.geforceerd-unlock no lock need be sent
			}
			a := p.stuur(p.root, body)
			p.geweigerd(name, a, 400)
			if a.Status == 400 && a.Object()["code"] != "parse_error" {
				p.fout("%s: %s, want code parse_error", name, a.Body)
			}
		}
		big := `{"omschrijving": "` + strings.Repeat("x", 70<<20) + `"}`
		if !strings.Contains(p.op.pad, "enkelvoudig") {
			big = big[:3<<20]
		}
		p.geweigerd("oversized", p.stuur(p.root, big), 413)
		geldig := p.s.wereld.geldig(p.op)
		for _, soort := range []string{"text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "onzin", " "} {
			p.geweigerd("Content-Type "+soort, p.stuur(p.root, encode(p, geldig), "Content-Type", soort), 415)
		}
	})
}

// bestand says whether the answer is a file, whatever a client accepts.
func (o operatie) bestand() bool {
	return strings.HasSuffix(o.pad, "/download") || strings.HasSuffix(o.pad, "/{bestand}")
}

func encode(p *poging, body any) string {
	p.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		p.Fatal(err)
	}
	return string(b)
}

// kopteksten: headers that cannot be met, on every operation.
func (s *proef) kopteksten(t *testing.T) {
	s.elke(t, func(o operatie) bool { return o.method != http.MethodDelete && !o.bestand() }, func(p *poging) {
		if p.op.body == nil && p.op.method != http.MethodGet && p.op.method != http.MethodHead {
			return // an action without a body would be done
		}
		for _, accept := range []string{"image/png", "text/html", "application/xml;q=0.9, text/plain", "onzin"} {
			p.geweigerd("Accept "+accept, p.stuur(p.root, "{}", "Accept", accept), 406)
		}
	})
	s.elke(t, func(o operatie) bool { return o.crs() }, func(p *poging) {
		p.geweigerd("Accept-Crs absent", p.stuur(p.root, "{}", "Accept-Crs", ""), 412)
		p.geweigerd("Accept-Crs of another system", p.stuur(p.root, "{}", "Accept-Crs", "EPSG:28992"), 406)
		if p.op.body != nil {
			p.geweigerd("Content-Crs absent", p.stuur(p.root, "{}", "Content-Crs", ""), 412)
			p.geweigerd("Content-Crs of another system", p.stuur(p.root, "{}", "Content-Crs", "EPSG:28992"), 406)
		}
	})
	s.hoofden(t)
}

// hoofden: HEAD says what GET says, and sends no body.
func (s *proef) hoofden(t *testing.T) {
	s.elke(t, func(o operatie) bool { return o.method == http.MethodGet }, func(p *poging) {
		get, head := p.root.Do("GET", p.op.adres, nil), p.root.Do("HEAD", p.op.adres, nil)
		if get.Status != head.Status || len(head.Body) > 0 {
			p.fout("GET %d, HEAD %d with %d bytes", get.Status, head.Status, len(head.Body))
		}
		for _, name := range []string{"Content-Type", "ETag", "API-version", "Content-Crs", "Content-Length"} {
			if get.Header.Get(name) != head.Header.Get(name) {
				p.fout("%s: GET %q, HEAD %q", name, get.Header.Get(name), head.Header.Get(name))
			}
		}
		if p.op.detail() && p.op.heeft("expand") && get.Status != 200 {
			p.fout("GET of what exists: %d %.200s", get.Status, get.Body)
		}
	})
}

// crs says whether the coordinate system is asked for (G-41).
func (o operatie) crs() bool {
	zaken := o.api == "/zaken/api/v1" && (o.pad == "/zaken" || o.pad == "/zaken/{uuid}" || o.pad == "/zaken/_zoek")
	return zaken && o.method != http.MethodDelete
}

func (p *poging) met(body map[string]any, name string, value any) string {
	p.Helper()
	changed := map[string]any{}
	for n, v := range body {
		changed[n] = v
	}
	changed[name] = value
	return encode(p, changed)
}

// velden puts into every member of every body what does not belong there.
func (s *proef) velden(t *testing.T) {
	s.elke(t, func(o operatie) bool { return o.body != nil && !strings.HasSuffix(o.pad, "_zoek") }, func(p *poging) {
		geldig := s.wereld.geldig(p.op)
		for name, member := range p.op.body.Properties {
			m := p.op.doc.plat(member)
			if member.ReadOnly || m.ReadOnly {
				continue
			}
			for what, value := range fout(m, member.Nullable || m.Nullable) {
				a := p.stuur(p.root, p.met(geldig, name, value))
				p.geweigerd(name+" "+what, a, 400)
				if a.Status == 400 && !overVeld(a, name) {
					p.fout("%s %s: no fault is at the member: %s", name, what, a.Body)
				}
			}
		}
	})
}

func overVeld(a *kit.Answer, name string) bool {
	for _, f := range a.Faults() {
		if strings.HasPrefix(f, name+" ") || strings.HasPrefix(f, name+".") {
			return true
		}
	}
	return false
}

// fout are values that a member of this schema must refuse, by what they are.
func fout(m *schema, nullable bool) map[string]any {
	object, list := map[string]any{"a": 1}, []any{"a"}
	values := map[string]any{}
	switch m.Type {
	case "string":
		values = map[string]any{"object": object, "list": list, "true": true, "NUL": "a\x00b", "U+0001": "\x01/zaken/api/v1/zaken"}
		soort(m, values)
	case "boolean":
		values = map[string]any{"object": object, "list": list, "text": "misschien", "number": 7}
	case "integer", "number":
		values = map[string]any{"object": object, "list": list, "true": true, "text": "veel", "enormous": json.RawMessage("1e400")}
		if m.Type == "integer" {
			values["fraction"] = 1.5
		}
	case "array":
		values = map[string]any{"object": object, "text": "a", "number": 5, "true": true, "null inside": []any{nil}}
	case "object":
		values = map[string]any{"list": list, "text": "a", "number": 5, "true": true}
	}
	if !nullable {
		values["null"] = nil
	}
	return values
}

// soort adds values that have the right type and are still wrong.
func soort(m *schema, values map[string]any) {
	switch {
	case len(m.Enum) > 0:
		values["no choice"] = "zomaar iets"
	case m.Format == "date":
		values["no date"], values["no such day"] = "gisteren", "2024-02-30"
	case m.Format == "date-time":
		values["no moment"], values["no such moment"] = "gisteren", "2024-02-30T25:61:00Z"
	case m.Format == "uri":
		values["no address"], values["a script"] = "geen adres", "javascript:alert(1)"
	}
	if m.MaxLength > 0 {
		values["too long"] = "https://" + strings.Repeat("x", m.MaxLength)
	}
}

// vragen puts nonsense into every parameter of every query.
func (s *proef) vragen(t *testing.T) {
	s.elke(t, func(o operatie) bool { return o.method == http.MethodGet }, func(p *poging) {
		vraag := func(query string) *kit.Answer { return p.op.stuur(p.T, p.root, p.op.adres+"?"+query, nil) }
		a := vraag("bestaatniet=1")
		p.geweigerd("unknown parameter", a, 400)
		if a.Status == 400 && fmt.Sprint(a.Faults()) != "[nonFieldErrors unknown-parameters]" {
			p.fout("unknown parameter: %v", a.Faults())
		}
		p.netjes("a broken escape", vraag("x=%zz"))
		p.netjes("a semicolon", vraag("a;b=1"))
		for _, par := range p.op.params {
			m := p.op.doc.plat(&par.Schema)
			for what, value := range map[string]string{
				"NUL": "%00", "U+0001": "%01/x", "no UTF-8": "%ff%fe", "a quote": "'%20or%201=1--", "very long": strings.Repeat("x", 5_000), "a percent": "%25_%5C",
				"half a pair": "%ed%a0%80", "twice": "a&" + par.Name + "=b", "empty": "", "a comma": ",", "many values": strings.Repeat("x,", 3_000), "postman": "%7B%7Bnaam%7D%7D",
			} {
				p.netjes(par.Name+" "+what, vraag(par.Name+"="+value))
			}
			for what, value := range verkeerd(par.Name, m) {
				a := vraag(par.Name + "=" + value)
				p.geweigerd(par.Name+" "+what, a, 400, 404)
				if a.Status == 404 && par.Name != "page" && par.Name != "expand" {
					p.fout("%s %s: 404, want 400", par.Name, what)
				}
				if a.Status == 400 && !overVeld(a, par.Name) {
					p.fout("%s %s: no fault is at the parameter: %s", par.Name, what, a.Body)
				}
			}
		}
	})
}

// verkeerd are values that a parameter must refuse.
func verkeerd(name string, m *schema) map[string]string {
	switch name {
	case "page":
		return map[string]string{"zero": "0", "negative": "-1", "text": "twee", "enormous": "99999999999999999999", "far": "1000000000", "fraction": "1.5"}
	case "pageSize":
		return map[string]string{"zero": "0", "negative": "-1", "text": "twee", "too many": "501", "enormous": "9223372036854775807"}
	case "expand":
		return map[string]string{"nowhere": "nergens", "deep": strings.Repeat("zaak.", 30) + "zaak", "dots": "..."}
	case "ordering":
		return map[string]string{"nowhere": "zomaar", "SQL": "id%3Bdrop", "two minuses": "--id"}
	}
	if m.Type == "array" && m.Items != nil {
		m = m.Items
	}
	switch {
	case len(m.Enum) > 0:
		return map[string]string{"no choice": "zomaar"}
	case m.Type == "boolean":
		return map[string]string{"perhaps": "misschien"}
	case m.Type == "integer" || m.Type == "number":
		return map[string]string{"text": "veel", "enormous": "99999999999999999999"}
	case m.Format == "date":
		return map[string]string{"no date": "gisteren", "no such day": "2024-02-30"}
	case m.Format == "date-time":
		return map[string]string{"no moment": "gisteren"}
	case m.Format == "uri":
		return map[string]string{"no address": "geen%20adres", "no scheme": "voorbeeld.nl/1"}
	}
	return nil
}

// adressen: paths that lead nowhere, or nearly somewhere.
func (s *proef) adressen(t *testing.T) {
	s.elke(t, func(o operatie) bool { return true }, func(p *poging) {
		naar := func(adres string) *kit.Answer {
			return p.op.stuur(p.T, p.root, p.s.meent.URL+strings.TrimPrefix(adres, p.s.meent.URL), encode(p, p.s.wereld.geldig(p.op)))
		}
		if p.op.detail() {
			for what, id := range map[string]string{
				"no uuid": "abc", "a number": "1", "NUL": "%00", "no UTF-8": "%ff", "U+0001": "%01", "unknown": "11111111-2222-4333-8444-555555555555", "braces": "%7Buuid%7D",
				"a slash in it": "a%2Fb", "dots in it": "..%2f..%2fzaken", "a quote": "'%20or%201=1", "very long": strings.Repeat("a", 3_000), "a dot": "%2e",
			} {
				p.geweigerd("uuid "+what, naar(p.op.met(id)), 404)
			}
		}
		p.geweigerd("a slash at the end", naar(p.op.adres+"/"), 404, 405)
		p.elders("a double slash in front", naar("/"+p.op.adres))
		p.geweigerd("a double slash inside", naar(strings.Replace(p.op.adres, "/api/v1/", "/api/v1//", 1)), 404, 405)
		p.geweigerd("an encoded slash", naar(strings.Replace(p.op.adres, "/api/v1/", "/api/v1%2F", 1)), 404, 405)
		p.geweigerd("a dot", naar(strings.Replace(p.op.adres, "/api/v1/", "/api/v1/./", 1)), 404, 405)
		p.geweigerd("two dots", naar(strings.Replace(p.op.adres, "/api/v1/", "/api/v1/x/../", 1)), 404, 405)
		p.elders("another version", naar(strings.Replace(p.op.adres, "/api/v1/", "/api/v2/", 1)))
		p.anders()
	})
}

// elders is an answer at an address that is no API's: it has no version to tell.
func (p *poging) elders(wat string, a *kit.Answer) {
	p.Helper()
	a.Header.Set("API-version", "none")
	p.geweigerd(wat, a, 404)
}

// anders sends methods that no path has.
func (p *poging) anders() {
	p.Helper()
	for _, method := range []string{"OPTIONS", "TRACE", "PROPFIND"} {
		a := p.root.Do(method, p.op.adres, nil)
		p.geweigerd(method, a, 405)
		if a.Header.Get("Allow") == "" {
			p.fout("%s: 405 without Allow", method)
		}
	}
}
