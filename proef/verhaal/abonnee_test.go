package verhaal

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

const abonneeAuth = "Bearer van-de-abonnee"

// bericht is a notification as it comes in.
type bericht struct {
	Kanaal      string            `json:"kanaal"`
	HoofdObject string            `json:"hoofdObject"`
	Resource    string            `json:"resource"`
	ResourceURL string            `json:"resourceUrl"`
	Actie       string            `json:"actie"`
	Kenmerken   map[string]string `json:"kenmerken"`
}

func (b bericht) String() string { return b.Kanaal + ": " + b.Resource + " " + b.Actie }

// abonnee is the software of somebody who wants to hear of zaken: a real server, as the standard wants it.
type abonnee struct {
	web *httptest.Server

	mu       sync.Mutex
	gehoord  []bericht
	bezwaren []string // what was wrong with what came in
}

func listen(t *testing.T) *abonnee {
	t.Helper()
	a := &abonnee{}
	a.web = httptest.NewServer(http.HandlerFunc(a.serve))
	t.Cleanup(a.web.Close)
	return a
}

func (a *abonnee) host() string { return strings.TrimPrefix(a.web.URL, "http://") }

func (a *abonnee) serve(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") == "" { // nrc-003: nobody may post here without a word
		http.Error(w, "wie bent u", http.StatusForbidden)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	var b bericht
	if err := json.NewDecoder(r.Body).Decode(&b); err != nil {
		a.bezwaren = append(a.bezwaren, err.Error())
	}
	if got := r.Header.Get("Authorization"); got != abonneeAuth {
		a.bezwaren = append(a.bezwaren, fmt.Sprintf("%s with Authorization %q", b, got))
	}
	if r.Method != http.MethodPost || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		a.bezwaren = append(a.bezwaren, fmt.Sprintf("%s by %s as %q", b, r.Method, r.Header.Get("Content-Type")))
	}
	if b.Kanaal != "test" { // the trial of nrc-003
		a.gehoord = append(a.gehoord, b)
	}
	w.WriteHeader(http.StatusNoContent)
}

func (a *abonnee) heard() ([]bericht, []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]bericht(nil), a.gehoord...), append([]string(nil), a.bezwaren...)
}

// await waits until a condition on what was heard holds: only a subscriber waits for delivery. After a crash the one who was
// telling is waited for until its turn has passed, which takes longest.
func (a *abonnee) await(holds func([]bericht) bool) bool {
	for patience := time.Now().Add(90 * time.Second); time.Now().Before(patience); time.Sleep(20 * time.Millisecond) {
		if heard, _ := a.heard(); holds(heard) {
			return true
		}
	}
	return false
}

// abonneert subscribes to the three channels of the story.
func (v *verhaal) abonneert() {
	kanalen := []map[string]any{}
	for _, naam := range []string{"zaken", "documenten", "besluiten"} {
		kanalen = append(kanalen, map[string]any{"naam": naam, "filters": map[string]any{}})
	}
	body := map[string]any{"callbackUrl": v.abonnee.web.URL + "/callback", "auth": abonneeAuth, "kanalen": kanalen}
	url := v.makes(v.beheer, "abonnement", notificaties+"/abonnement", body)
	if a := v.beheer.Do("GET", url, nil); strings.Contains(string(a.Body), "van-de-abonnee") {
		v.Errorf("the abonnement tells the secret of its subscriber: %s", a.Body)
	}
	body["callbackUrl"] = "http://127.0.0.1:1/nobody"
	if a := v.beheer.Do("POST", notificaties+"/abonnement", body); a.Status != 400 {
		v.Errorf("an abonnement at an address where nobody is: %d %s, want 400", a.Status, a.Body)
	}
}

// gehoord is what the subscriber must have heard up to here: each step, in the order in which it was taken.
func (v *verhaal) gehoord() {
	steps := []struct{ kanaal, hoofd, resource, actie, made string }{
		{"zaken", "zaak", "zaak", "create", "zaak"},
		{"documenten", "document", "enkelvoudiginformatieobject", "create", "document"},
		{"zaken", "zaak", "zaakinformatieobject", "create", "zio"},
		{"documenten", "groot", "enkelvoudiginformatieobject", "create", "groot"},
		{"zaken", "zaak", "zaakinformatieobject", "create", "zio groot"},
		{"zaken", "zaak", "rol", "create", "aanvrager"},
		{"zaken", "zaak", "rol", "create", "behandelaar"},
		{"zaken", "zaak", "zaakeigenschap", "create", "zaakeigenschap"},
		{"zaken", "zaak", "zaakobject", "create", "zaakobject"},
		{"zaken", "zaak", "status", "create", "status 1"},
		{"zaken", "zaak", "status", "create", "status 2"},
		{"besluiten", "besluit", "besluit", "create", "besluit"},
		{"besluiten", "besluit", "besluitinformatieobject", "create", "bio"},
		{"zaken", "zaak", "resultaat", "create", "resultaat"},
		{"zaken", "zaak", "status", "create", "status 3"},
		{"zaken", "zaak", "zaak", "update", "zaak"},
		{"zaken", "zaak", "status", "create", "status 4"},
		{"zaken", "zaak", "resultaat", "destroy", "resultaat"},
		{"zaken", "zaak", "resultaat", "create", "resultaat 2"},
		{"zaken", "zaak", "status", "create", "status 5"},
	}
	var want []string
	for _, s := range steps {
		want = append(want, fmt.Sprintf("%s: %s %s %s of %s", s.kanaal, s.resource, s.actie, short(v.made[s.made]), short(v.made[s.hoofd])))
	}
	if !v.abonnee.await(func(heard []bericht) bool { return len(v.kern(heard)) >= len(want) }) {
		v.Error("not all that happened was told in time")
	}
	heard, bezwaren := v.abonnee.heard()
	for _, b := range bezwaren {
		v.Error("the subscriber objects: ", b)
	}
	got := v.kern(heard)
	for i := range max(len(got), len(want)) {
		if a, b := nth(got, i), nth(want, i); a != b {
			v.Fatalf("heard as number %d:\n  %s, want\n  %s\nall:\n  %s", i+1, a, b, strings.Join(got, "\n  "))
		}
	}
	v.kenmerken(heard)
}

// kern is what the story says of notifications. Of a zaakbesluit and of an unlock the standard does not say whether they
// are told; a PATCH is an update there, and a partial_update at others (G-60). What was being told when the program was stopped is told
// again after it: each at least once, in order. Such a repeat counts once.
func (v *verhaal) kern(heard []bericht) []string {
	var out []string
	for _, b := range heard {
		if b.Resource == "zaakbesluit" || b.Resource == "enkelvoudiginformatieobject" && b.Actie != "create" {
			continue
		}
		b.Actie = strings.TrimPrefix(b.Actie, "partial_")
		out = append(out, fmt.Sprintf("%s %s of %s", b, short(b.ResourceURL), short(b.HoofdObject)))
	}
	return slices.Compact(out)
}

func nth(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(nothing)"
}

// kenmerken are what a subscriber filters by.
func (v *verhaal) kenmerken(heard []bericht) {
	want := map[string]map[string]string{
		"zaken":      {"bronorganisatie": rsin, "zaaktype": v.typ.zaaktype, "vertrouwelijkheidaanduiding": "openbaar"},
		"documenten": {"bronorganisatie": rsin, "informatieobjecttype": v.typ.document, "vertrouwelijkheidaanduiding": "openbaar"},
		"besluiten":  {"besluittype": v.typ.besluit},
	}
	for _, b := range heard {
		for name, value := range want[b.Kanaal] {
			if b.Kenmerken[name] != value {
				v.Errorf("%s: kenmerk %s is %q, want %q", b, name, b.Kenmerken[name], value)
			}
		}
	}
}
