package notificaties_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"meent/data"
	"meent/proef/kit"
)

// G-61: what our own registers tell has just the kenmerken that its channel names, so that every filter that an abonnement
// may have can match.
func TestKenmerkenOfOurOwn(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		elders := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			at := "http://" + r.Host
			_ = json.NewEncoder(w).Encode(kit.Zaaktype(at+"/catalogus", "ZT9", "url", at+"/zaaktype", "concept", false))
		}))
		t.Cleanup(elders.Close)
		catalogi := "/catalogi/api/v1"
		made := func(path string, body object) string { return s.Root.Make(path, body)["url"].(string) }
		catalogus := made(catalogi+"/catalogussen", kit.Catalogus())
		made(catalogi+"/zaaktypen", kit.Zaaktype(catalogus, "ZT1"))
		document := made(catalogi+"/informatieobjecttypen", kit.Informatieobjecttype(catalogus, "brief"))
		besluit := made(catalogi+"/besluittypen", kit.Besluittype(catalogus, "besluit"))
		s.Root.Make(document+"/publish", nil)
		s.Root.Make(besluit+"/publish", nil)
		made("/zaken/api/v1/zaken", object{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": elders.URL + "/zaaktype", "startdatum": "2026-01-05"})
		made("/documenten/api/v1/enkelvoudiginformatieobjecten", object{"bronorganisatie": "000000000", "creatiedatum": "2026-01-05", "titel": "Brief", "auteur": "Jo", "taal": "nld", "informatieobjecttype": document})
		made("/besluiten/api/v1/besluiten", object{"verantwoordelijkeOrganisatie": "000000000", "besluittype": besluit, "datum": "2026-01-10", "ingangsdatum": "2026-02-01"})
		s.With("iemand", rights("nrc", "notificaties.consumeren"))

		channels := map[string][]string{}
		all, _ := s.Root.List(kanaal)
		for _, k := range all {
			var filters []string
			for _, f := range k["filters"].([]any) {
				filters = append(filters, fold(f.(string)))
			}
			slices.Sort(filters)
			channels[k["naam"].(string)] = filters
		}
		heard := map[string]bool{}
		for _, n := range outbox(t, s.DB) {
			filters, ok := channels[n.Kanaal]
			if !ok {
				t.Errorf("there is no kanaal %s", n.Kanaal)
			}
			heard[n.Kanaal] = true
			var got []string
			for name := range n.Kenmerken {
				got = append(got, fold(name))
			}
			slices.Sort(got)
			if !slices.Equal(got, filters) {
				t.Errorf("on %s kenmerken %q are told, want %q", n.Kanaal, got, filters)
			}
		}
		for naam := range channels {
			if !heard[naam] {
				t.Errorf("nothing was told on %s: the test does not see it", naam)
			}
		}
	})
}

// fold is a name without regard to snake_case: filters match so.
func fold(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

type outboxRow struct {
	Kanaal    string            `json:"kanaal"`
	Kenmerken map[string]string `json:"kenmerken"`
}

func outbox(t *testing.T, db data.DB) (list []outboxRow) {
	t.Helper()
	err := db.View(t.Context(), func(tx data.Tx) error {
		for row, err := range tx.Query("select body from outbox order by id") {
			if err != nil {
				return err
			}
			var n outboxRow
			if err := json.Unmarshal([]byte(strings.ReplaceAll(row.Text(0), "\x01", "")), &n); err != nil {
				return err
			}
			list = append(list, n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
