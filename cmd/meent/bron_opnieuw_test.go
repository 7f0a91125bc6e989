package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"meent/proef/kit"
)

// Who gives a register another client, or whose client gets a right, does not wait for the night: what that client may see is read at
// once, also when a reading is going on.
func TestRegisterOpnieuw(t *testing.T) {
	runMeter(t, func(t *testing.T, m *meter, a *ander) {
		client := func(id string, soorten []string) map[string]any {
			rights := []map[string]any{{"component": "ztc", "scopes": []string{"catalogi.lezen"}}}
			for _, soort := range soorten {
				rights = append(rights, map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen"}, "zaaktype": soort, "maxVertrouwelijkheidaanduiding": "zeer_geheim"})
			}
			a.With(id, rights...)
			return map[string]any{"clientId": id, "secret": "geheim-" + id}
		}
		als := func(who map[string]any) map[string]any {
			body := map[string]any{}
			for name, root := range map[string]string{"zaken": zrc, "catalogi": ztc} {
				body[name] = map[string]any{"baseUrl": a.poort.URL + root, "clientId": who["clientId"], "secret": who["secret"]}
			}
			return body
		}
		blind, drie, vijf := client("blind", a.soorten[39:]), client("drie", a.soorten[:3]), client("vijf", a.soorten[:5])
		body := als(blind)
		body["naam"], body["perSeconde"] = "Zaaksysteem", 200
		at := m.Root.Make(tra+"/registers", body)["url"].(string)
		is := func(want string) {
			t.Helper()
			stand := m.Root.Get(at + "/stand")
			if got := fmt.Sprint(stand["zaken"], stand["dekking"].(map[string]any)["gezien"], stand["leest"]); got != want || stand["fout"] != "" {
				t.Errorf("read: %s, want %s: %v", got, want, stand)
			}
		}
		m.ronde(t)
		is("0 0")
		if text := string(m.Root.Do("POST", at+"/proef", nil).Body); !strings.Contains(text, "zodra er zaken te zien zijn") {
			t.Errorf("a test that sees no zaken promises figures: %s", text)
		}

		m.Cases(t, []kit.Case{{Name: "another client", Method: "PATCH", Path: at, Body: als(drie), Status: 200, Audited: true}})
		m.ronde(t)
		is("12 3")
		a.doet(nil)
		m.Cases(t, []kit.Case{{Name: "another name", Method: "PATCH", Path: at, Body: map[string]any{"naam": "Zaken"}, Status: 200, Audited: true}})
		m.ronde(t)
		if asked := a.verzoeken(); len(asked) > 0 {
			t.Errorf("for another name everything was read again: %v", asked)
		}

		// Its administrator gives the client a right. Who tests the connection then sees more, and so do the figures.
		list, _ := a.Root.List("/autorisaties/api/v1/applicaties?clientIds=drie")
		rights := append(list[0]["autorisaties"].([]any), map[string]any{"component": "zrc", "scopes": []string{"zaken.lezen"}, "zaaktype": a.soorten[3], "maxVertrouwelijkheidaanduiding": "zeer_geheim"})
		if got := a.Root.Do("PATCH", list[0]["url"].(string), map[string]any{"autorisaties": rights}); got.Status != 200 {
			t.Fatalf("a right more: %d %s", got.Status, got.Body)
		}
		m.ronde(t)
		is("12 3")
		if text := m.Root.Make(at+"/proef", nil)["dekkingTekst"]; text != "4 van 40 zaaktypen" {
			t.Errorf("the test sees %v", text)
		}
		m.ronde(t)
		is("16 4")

		// Somebody gives it another client while it is read: that reading stops, and one as that client begins.
		m.Root.Do("POST", at+"/lezen", nil)
		changed := false
		a.doet(func(_ http.ResponseWriter, r *http.Request) bool {
			if !changed && strings.HasPrefix(r.URL.Path, zrc+"/zaken") {
				changed = true
				m.Cases(t, []kit.Case{{Name: "meanwhile", Method: "PATCH", Path: at, Body: als(vijf), Status: 200, Audited: true}})
			}
			return false
		})
		m.ronde(t)
		m.ronde(t)
		is("20 5")
		if !changed {
			t.Error("nothing was read")
		}
	})
}

// A test of the connection says first what is most often wrong, and what to do about it.
func TestRegisterProefZegtWat(t *testing.T) {
	runMeter(t, func(t *testing.T, m *meter, a *ander) {
		for name, c := range map[string]struct {
			zaken, catalogi map[string]any
			want            []string
		}{
			"a wrong secret": {map[string]any{"baseUrl": a.poort.URL + zrc, "clientId": "meting", "secret": "fout"}, map[string]any{"baseUrl": a.poort.URL + ztc, "clientId": "meting", "secret": "fout"},
				[]string{"(403). De handtekening", "Controleer de client_id en het secret. Kloppen die, geef de client dan in het register de scope zaken.lezen."}},
			"no path": {map[string]any{"baseUrl": a.poort.URL, "clientId": "meting", "secret": "geheim-meting"}, map[string]any{"baseUrl": a.poort.URL, "clientId": "meting", "secret": "geheim-meting"},
				[]string{"Op dit adres staat geen Zaken API. Het adres eindigt meestal op /zaken/api/v1.", "Op dit adres staat geen Catalogi API. Het adres eindigt meestal op /catalogi/api/v1."}},
		} {
			at := m.Root.Make(tra+"/registers", map[string]any{"naam": name, "zaken": c.zaken, "catalogi": c.catalogi})["url"].(string)
			text := string(m.Root.Do("POST", at+"/proef", nil).Body)
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("%s: the test does not say %q: %s", name, want, text)
				}
			}
		}
		at := m.Root.Make(tra+"/registers", a.body())["url"].(string)
		for _, c := range []struct {
			status int
			body   string
			want   string
		}{
			{http.StatusTooManyRequests, "", "Zet anders het aantal vragen per seconde lager."},
			{http.StatusFound, "", "Vul het adres in waar de API echt staat."},
			{http.StatusOK, `{"count":2,"next":null,"previous":null,"results":[{"url":"http://elders/zaaktypen/1","omschrijving":"een"},{"url":"http://elders/zaaktypen/2","omschrijving":"twee"}]}`, `"dekkingTekst":"0 van 2 zaaktypen"`},
		} {
			a.doet(func(w http.ResponseWriter, r *http.Request) bool {
				if c.status == http.StatusOK && !strings.HasPrefix(r.URL.Path, ztc) {
					return false
				}
				w.WriteHeader(c.status)
				fmt.Fprint(w, c.body)
				return true
			})
			if text := string(m.Root.Do("POST", at+"/proef", nil).Body); !strings.Contains(text, c.want) {
				t.Errorf("with %d the test does not say %q: %s", c.status, c.want, text)
			}
		}
		a.doet(nil)
		at = m.Root.Make(tra+"/registers", map[string]any{"naam": "Hier", "eigen": true})["url"].(string)
		if text := string(m.Root.Do("POST", at+"/proef", nil).Body); !strings.Contains(text, "Er staan nog geen zaken in deze Meent") || !strings.Contains(text, "nog geen zaaktypen") || strings.Contains(text, "geef de client") {
			t.Errorf("own registers without zaken: %s", text)
		}
	})
}
