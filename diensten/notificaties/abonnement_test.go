package notificaties_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"meent/data"
	"meent/proef/kit"
)

const (
	root       = "/notificaties/api/v1"
	kanaal     = root + "/kanaal"
	abonnement = root + "/abonnement"
	publiceer  = root + "/notificaties"
	secret     = "Bearer heel-geheim"
)

// message is what a subscriber was told.
type message struct{ Auth, Body string }

// receiver is a subscriber: it takes notifications with its secret and refuses others.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	heard  []message
	answer func(body string) int // nil: 204
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{}
	r.Server = httptest.NewServer(http.HandlerFunc(r.serve))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) serve(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	status := http.StatusNoContent
	switch auth := req.Header.Get("Authorization"); {
	case strings.HasPrefix(req.URL.Path, "/open"):
	case strings.HasPrefix(req.URL.Path, "/weg"):
		status = http.StatusNotFound
	case auth != secret:
		status = http.StatusForbidden
	case strings.Contains(string(body), `"kanaal":"test"`):
	default:
		status = r.hear(message{auth, string(body)})
	}
	w.WriteHeader(status)
}

func (r *receiver) hear(m message) int {
	r.mu.Lock()
	answer := r.answer
	r.mu.Unlock()
	status := http.StatusNoContent
	if answer != nil {
		status = answer(m.Body)
	}
	if status/100 == 2 {
		r.mu.Lock()
		r.heard = append(r.heard, m)
		r.mu.Unlock()
	}
	return status
}

// answers has the subscriber answer so from now on.
func (r *receiver) answers(answer func(body string) int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answer = answer
}

func (r *receiver) all() []message {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]message(nil), r.heard...)
}

type object = map[string]any

func subscription(callback string, kanalen ...object) object {
	return object{"callbackUrl": callback, "auth": secret, "kanalen": kanalen}
}

func on(naam string, filters object) object { return object{"naam": naam, "filters": filters} }

func rights(component string, scopes ...string) object {
	return object{"component": component, "scopes": scopes}
}

func TestKanaal(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		list, _ := s.Root.List(kanaal)
		var names []string
		for _, k := range list {
			names = append(names, k["naam"].(string))
		}
		if got, want := strings.Join(names, " "), "zaken documenten besluiten zaaktypen besluittypen informatieobjecttypen autorisaties"; got != want {
			t.Errorf("G-61: a new server has the channels %s, want %s", got, want)
		}
		zaken := list[0]["url"].(string)
		s.Cases(t, []kit.Case{
			{Name: "nrc-001 created", Method: "POST", Path: kanaal, Body: object{"naam": "objecten", "documentatieLink": "https://example.com", "filters": []string{"b", "a"}}, Status: 201, Holds: []string{`"naam":"objecten","documentatieLink":"https://example.com","filters":["b","a"]}`}},
			{Name: "nrc-001 twice", Method: "POST", Path: kanaal, Body: object{"naam": "objecten"}, Status: 400, Faults: []string{"naam unique"}},
			{Name: "nrc-001 one of the standard", Method: "POST", Path: kanaal, Body: object{"naam": "zaken"}, Status: 400, Faults: []string{"naam unique"}},
			{Name: "nrc-001 no naam", Method: "POST", Path: kanaal, Body: object{"documentatieLink": "nergens"}, Status: 400, Faults: []string{"naam required", "documentatieLink invalid"}},
			{Name: "nrc-001 by naam", Method: "GET", Path: kanaal + "?naam=objecten", Status: 200, Holds: []string{`[{"url":"` + s.URL + kanaal, `"naam":"objecten"`}},
			{Name: "nrc-001 naam that is not there", Method: "GET", Path: kanaal + "?naam=OBJECTEN", Status: 200, Holds: []string{`[]`}},
			{Name: "nrc-001 one", Method: "GET", Path: zaken, Status: 200, Holds: []string{`{"url":"` + zaken + `","naam":"zaken","documentatieLink":"","filters":["bronorganisatie","zaaktype",`}},
			{Name: "nrc-001 immutable", Method: "PUT", Path: zaken, Body: object{"naam": "z"}, Status: 405},
			{Name: "nrc-001 stays", Method: "DELETE", Path: zaken, Status: 405},
			{Name: "G-32 unknown parameter", Method: "GET", Path: kanaal + "?page=1", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
		})
	})
}

func TestAbonnement(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		at := r.URL + "/hoor"
		mine := s.Root.Make(abonnement, subscription(at, on("zaken", object{})))
		path := mine["url"].(string)
		s.Cases(t, []kit.Case{
			{Name: "nrc-002 created", Method: "POST", Path: abonnement, Body: subscription(at, on("zaken", object{"bronorganisatie": "000000000", "zaaktype": "*"}), object{"naam": "documenten"}), Status: 201,
				Holds: []string{`"kanalen":[{"filters":{"bronorganisatie":"000000000","zaaktype":"*"},"naam":"zaken"},{"filters":{},"naam":"documenten"}]}`}},
			{Name: "nrc-002 everything missing", Method: "POST", Path: abonnement, Body: object{}, Status: 400, Faults: []string{"callbackUrl required", "auth required", "kanalen required"}},
			{Name: "nrc-002 no such kanaal", Method: "POST", Path: abonnement, Body: subscription(at, on("zakken", object{})), Status: 400, Faults: []string{"naam kanaal_naam"}},
			{Name: "nrc-002 other filter", Method: "POST", Path: abonnement, Body: subscription(at, on("zaken", object{"kleur": "rood"})), Status: 400, Faults: []string{"filters inconsistent-abonnement-filters"}},
			{Name: "nrc-002 filter in camelCase", Method: "POST", Path: abonnement, Body: subscription(at, on("besluiten", object{"verantwoordelijkeOrganisatie": "000000000"})), Status: 201},
			{Name: "nrc-002 filter is no text", Method: "POST", Path: abonnement, Body: subscription(at, on("zaken", object{"zaaktype": []string{}})), Status: 400, Faults: []string{"kanalen.0.filters.zaaktype invalid"}},
			{Name: "nrc-002 filter is empty", Method: "POST", Path: abonnement, Body: subscription(at, on("zaken", object{"zaaktype": ""})), Status: 400, Faults: []string{"kanalen.0.filters.zaaktype blank"}},
			{Name: "nrc-002 filters is a list", Method: "POST", Path: abonnement, Body: subscription(at, object{"naam": "zaken", "filters": []string{"zaaktype"}}), Status: 400, Faults: []string{"kanalen.0.filters invalid"}},
			{Name: "nrc-002 auth that no header holds", Method: "POST", Path: abonnement, Body: object{"callbackUrl": at, "auth": "a\nb", "kanalen": []object{}}, Status: 400, Faults: []string{"auth invalid"}},
			{Name: "nrc-002 put replaces", Method: "PUT", Path: path, Body: subscription(at, on("documenten", object{})), Status: 200, Holds: []string{`"kanalen":[{"filters":{},"naam":"documenten"}]`}},
			{Name: "nrc-002 put needs auth", Method: "PUT", Path: path, Body: object{"callbackUrl": at, "kanalen": []object{}}, Status: 400, Faults: []string{"auth required"}},
			{Name: "nrc-002 patch replaces kanalen", Method: "PATCH", Path: path, Body: object{"kanalen": []object{on("zaken", object{"zaaktype": s.URL + "/catalogi/api/v1/zaaktypen/1"})}}, Status: 200, Holds: []string{`"zaaktype":"` + s.URL + `/catalogi/api/v1/zaaktypen/1"`}},
			{Name: "nrc-002 patch keeps what was", Method: "PATCH", Path: path, Body: object{}, Status: 200, Holds: []string{`"zaaktype":"` + s.URL + `/catalogi/api/v1/zaaktypen/1"`, at}},
			{Name: "nrc-003 takes anyone", Method: "POST", Path: abonnement, Body: subscription(r.URL+"/open", on("zaken", object{})), Status: 400, Faults: []string{"callbackUrl no-auth-on-callback-url"}},
			{Name: "nrc-003 wrong auth", Method: "POST", Path: abonnement, Body: object{"callbackUrl": at, "auth": "Bearer x", "kanalen": []object{}}, Status: 400, Faults: []string{"nonFieldErrors invalid-callback-url"}},
			{Name: "nrc-003 nothing there", Method: "POST", Path: abonnement, Body: subscription("http://127.0.0.1:1/hoor", on("zaken", object{})), Status: 400, Faults: []string{"nonFieldErrors invalid-callback-url"}},
			{Name: "nrc-003 where the server may not go", Method: "POST", Path: abonnement, Body: subscription("http://169.254.169.254/hoor", on("zaken", object{})), Status: 400, Faults: []string{"nonFieldErrors invalid-callback-url"}, Holds: []string{"MEENT_VREEMD"}},
			{Name: "nrc-003 patch with another address", Method: "PATCH", Path: path, Body: object{"callbackUrl": r.URL + "/open"}, Status: 400, Faults: []string{"callbackUrl no-auth-on-callback-url"}},
			{Name: "nrc-003 patch with another auth", Method: "PATCH", Path: path, Body: object{"auth": "Bearer x"}, Status: 400, Faults: []string{"nonFieldErrors invalid-callback-url"}},
			{Name: "nrc-003 no web address", Method: "POST", Path: abonnement, Body: subscription("ftp://example.com", on("zaken", object{})), Status: 400, Faults: []string{"callbackUrl invalid"}},
			{Name: "plain list", Method: "GET", Path: abonnement, Status: 200, Holds: []string{`[{"url":"` + s.URL + abonnement}},
			{Name: "one", Method: "GET", Path: path, Status: 200, Holds: []string{`{"url":"` + path + `","callbackUrl":"` + at + `","kanalen":[`}},
			{Name: "gone", Method: "DELETE", Path: path, Status: 204},
			{Name: "gone is gone", Method: "GET", Path: path, Status: 404},
		})
		if heard := r.all(); len(heard) > 0 {
			t.Errorf("the subscriber heard %d notifications while nobody delivers", len(heard))
		}
		if rows := count(t, s.DB, "select count(*) from abonnementen"); rows != 2 {
			t.Errorf("%d abonnementen, want the 2 that were accepted", rows)
		}
	})
}

// nrc-003: where the administrator says so, a subscriber may take messages from anyone.
func TestOpenCallbacks(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		s.OpenCallbacks = true
		s.Cases(t, []kit.Case{
			{Name: "nrc-003 takes anyone", Method: "POST", Path: abonnement, Body: subscription(r.URL+"/open", on("zaken", object{})), Status: 201},
			{Name: "nrc-003 but must be there", Method: "POST", Path: abonnement, Body: subscription(r.URL+"/weg", on("zaken", object{})), Status: 400, Faults: []string{"nonFieldErrors invalid-callback-url"}},
		})
	})
}

func TestNotificatie(t *testing.T) {
	with := func(more ...any) object {
		n := object{"kanaal": "melding", "hoofdObject": "https://example.com/1", "resource": "test", "resourceUrl": "https://example.com/1", "actie": "CREATE", "aanmaakdatum": "2019-01-01T12:00:00Z", "kenmerken": object{"bron": "x", "aard": "y"}}
		for i := 0; i < len(more); i += 2 {
			n[more[i].(string)] = more[i+1]
		}
		return n
	}
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		s.Root.Make(kanaal, object{"naam": "melding", "filters": []string{"bron", "aard"}})
		s.Root.Make(kanaal, object{"naam": "kaal"})
		s.Cases(t, []kit.Case{
			{Name: "nrc-004 told", Method: "POST", Path: publiceer, Body: with(), Status: 201, Notified: true,
				Holds: []string{`{"kanaal":"melding","hoofdObject":"https://example.com/1","resource":"test","resourceUrl":"https://example.com/1","actie":"CREATE","aanmaakdatum":"2019-01-01T12:00:00Z","kenmerken":{"aard":"y","bron":"x"}}`}},
			{Name: "nrc-004 without kenmerken", Method: "POST", Path: publiceer, Body: with("kanaal", "kaal", "kenmerken", object{}), Status: 201, Notified: true, Holds: []string{`"kenmerken":{}`}},
			{Name: "nrc-004 more kenmerken than filters", Method: "POST", Path: publiceer, Body: with("kenmerken", object{"bron": "x", "aard": "y", "kleur": "z"}), Status: 201, Notified: true},
			{Name: "nrc-004 address of ours", Method: "POST", Path: publiceer, Body: with("hoofdObject", s.URL+"/zaken/api/v1/zaken/1", "kenmerken", object{"bron": s.URL + "/a", "aard": "y"}), Status: 201, Notified: true,
				Holds: []string{`"hoofdObject":"` + s.URL + `/zaken/api/v1/zaken/1"`, `"bron":"` + s.URL + `/a"`}},
			{Name: "nrc-004 no such kanaal", Method: "POST", Path: publiceer, Body: with("kanaal", "zakken"), Status: 400, Faults: []string{"kanaal message_kanaal"}},
			{Name: "nrc-004 other kenmerken", Method: "POST", Path: publiceer, Body: with("kenmerken", object{"bron": "x", "kleur": "y"}), Status: 400, Faults: []string{"kenmerken kenmerken_inconsistent"}},
			{Name: "nrc-004 kenmerk is no text", Method: "POST", Path: publiceer, Body: with("kenmerken", object{"bron": nil, "aard": "y"}), Status: 400, Faults: []string{"kenmerken.bron invalid"}},
			{Name: "nrc-004 kenmerk too long", Method: "POST", Path: publiceer, Body: with("kenmerken", object{"bron": strings.Repeat("x", 1001), "aard": "y"}), Status: 400, Faults: []string{"kenmerken.bron max_length"}},
			{Name: "nrc-004 everything missing", Method: "POST", Path: publiceer, Body: object{}, Status: 400,
				Faults: []string{"kanaal required", "hoofdObject required", "resource required", "resourceUrl required", "actie required", "aanmaakdatum required"}},
			{Name: "nrc-004 actie too long", Method: "POST", Path: publiceer, Body: with("actie", strings.Repeat("x", 101)), Status: 400, Faults: []string{"actie max_length"}},
			{Name: "nrc-004 nothing to read", Method: "GET", Path: publiceer, Status: 405},
		})
		if n := count(t, s.DB, "select count(*) from outbox where body like '%'||$1||'%'", s.URL); n != 0 {
			t.Errorf("%d rows in the outbox hold the public address, want the marker", n)
		}
	})
}

// nrc-007: what each kind of client may do, and who an abonnement belongs to.
func TestRights(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		consument := s.With("consument", rights("nrc", "notificaties.consumeren"))
		ander := s.With("ander", rights("nrc", "notificaties.consumeren"))
		bron := s.With("bron", rights("nrc", "notificaties.publiceren"))
		vreemd := s.With("vreemd", rights("ac", "notificaties.consumeren", "notificaties.publiceren"))
		body := subscription(r.URL, on("zaken", object{}))
		mine := consument.Make(abonnement, body)["url"].(string)
		list, _ := s.Root.List(kanaal)
		one := list[0]["url"].(string)
		message := object{"kanaal": "autorisaties", "hoofdObject": "https://example.com", "resource": "x", "resourceUrl": "https://example.com", "actie": "x", "aanmaakdatum": "2019-01-01T12:00:00Z"}
		denied := func(name string, as *kit.Client, method, path string, body any) kit.Case {
			return kit.Case{Name: "nrc-007 " + name, As: as, Method: method, Path: path, Body: body, Status: 403, Code: "permission_denied"}
		}
		allowed := func(name string, as *kit.Client, method, path string, body any, status int) kit.Case {
			return kit.Case{Name: "nrc-007 " + name, As: as, Method: method, Path: path, Body: body, Status: status}
		}
		s.Cases(t, []kit.Case{
			denied("no scope: list", vreemd, "GET", abonnement, nil),
			denied("no scope: one", vreemd, "GET", mine, nil),
			denied("no scope: create", vreemd, "POST", abonnement, body),
			denied("no scope: put", vreemd, "PUT", mine, body),
			denied("no scope: patch", vreemd, "PATCH", mine, object{}),
			denied("no scope: delete", vreemd, "DELETE", mine, nil),
			denied("no scope: kanalen", vreemd, "GET", kanaal, nil),
			denied("no scope: kanaal", vreemd, "GET", one, nil),
			denied("no scope: create kanaal", vreemd, "POST", kanaal, object{"naam": "x"}),
			denied("no scope: publish", vreemd, "POST", publiceer, message),
			allowed("consument: list", consument, "GET", abonnement, nil, 200),
			allowed("consument: one", consument, "GET", mine, nil, 200),
			allowed("consument: patch", consument, "PATCH", mine, object{}, 200),
			allowed("consument: put", consument, "PUT", mine, body, 200),
			allowed("consument: kanalen", consument, "GET", kanaal, nil, 200),
			allowed("consument: kanaal", consument, "GET", one, nil, 200),
			denied("consument: create kanaal", consument, "POST", kanaal, object{"naam": "x"}),
			denied("consument: publish", consument, "POST", publiceer, message),
			allowed("bron: list", bron, "GET", abonnement, nil, 200),
			allowed("bron: one", bron, "GET", mine, nil, 200),
			denied("bron: create", bron, "POST", abonnement, body),
			denied("bron: put", bron, "PUT", mine, body),
			denied("bron: patch", bron, "PATCH", mine, object{}),
			denied("bron: delete", bron, "DELETE", mine, nil),
			allowed("bron: kanalen", bron, "GET", kanaal, nil, 200),
			allowed("bron: create kanaal", bron, "POST", kanaal, object{"naam": "x"}, 201),
			{Name: "nrc-007 bron: publish", As: bron, Method: "POST", Path: publiceer, Body: message, Status: 201, Notified: true},
			denied("not the owner: put", ander, "PUT", mine, body),
			denied("not the owner: patch", ander, "PATCH", mine, object{}),
			denied("not the owner: delete", ander, "DELETE", mine, nil),
			allowed("not the owner: sees", ander, "GET", mine, nil, 200),
			allowed("all rights: patch", s.Root, "PATCH", mine, object{}, 200),
			allowed("still the owner's", consument, "PATCH", mine, object{}, 200),
			{Name: "G-20 no token", As: s.Anonymous(), Method: "GET", Path: abonnement, Status: 403, Code: "not_authenticated"},
			allowed("owner: delete", consument, "DELETE", mine, nil, 204),
		})
		other := ander.Make(abonnement, body)["url"].(string)
		s.Cases(t, []kit.Case{allowed("all rights: delete", s.Root, "DELETE", other, nil, 204)})
	})
}

// What an abonnement authorises itself with is in no answer.
func TestSecretIsNotShown(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		r := newReceiver(t)
		body := subscription(r.URL, on("zaken", object{}))
		made := s.Root.Do("POST", abonnement, body)
		path := made.Object()["url"].(string)
		answers := map[string]*kit.Answer{
			"POST": made, "GET": s.Root.Do("GET", path, nil), "list": s.Root.Do("GET", abonnement, nil),
			"PUT": s.Root.Do("PUT", path, body), "PATCH": s.Root.Do("PATCH", path, object{"auth": secret}),
			"a refusal": s.Root.Do("PUT", path, subscription(r.URL+"/weg", on("zaken", object{}))),
		}
		for name, a := range answers {
			if strings.Contains(string(a.Body), "geheim") || strings.Contains(string(a.Body), `"auth"`) {
				t.Errorf("%s shows the secret: %s", name, a.Body)
			}
		}
		if n := count(t, s.DB, "select count(*) from abonnementen where auth = $1", secret); n != 1 {
			t.Errorf("%d abonnementen hold the secret, want 1: else it is not kept at all", n)
		}
	})
}

func count(t *testing.T, db data.DB, query string, args ...any) (n int64) {
	t.Helper()
	err := db.View(t.Context(), func(tx data.Tx) error {
		row, err := tx.One(query, args...)
		if err == nil {
			n = row.Int(0)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
