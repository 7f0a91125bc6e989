package main

import (
	"strings"
	"testing"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/autorisaties"
	"meent/proef/kit"
)

// The client that reads our own registers for the measures reads zaken and catalogi, of every zaaktype and every vertrouwelijkheid; it
// writes nothing, reads nothing else, and no applicatie makes it more.
func TestLezerLeestAlleen(t *testing.T) {
	runMeter(t, func(t *testing.T, m *meter, _ *ander) {
		catalogus := m.Root.Make(ztc+"/catalogussen", kit.Catalogus())["url"]
		a := &ander{Server: m.Server}
		zaak := a.zaak(a.soort(catalogus, 1), "2026-05-01")
		m.Root.Do("PATCH", zaak, map[string]any{"vertrouwelijkheidaanduiding": "zeer_geheim"})
		secret, err := m.p.leesSecret(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		err = m.DB.Update(t.Context(), func(tx data.Tx) error { return autorisaties.GrantAll(tx, auth.Lezer, "meer dan hij mag") })
		if err != nil {
			t.Fatal(err)
		}
		lezer := m.Client(auth.Lezer, secret)
		if zaken, n := lezer.List(zrc + "/zaken"); n != 1 || zaken[0]["url"] != zaak {
			t.Errorf("it sees %d zaken", n)
		}
		for _, path := range []string{zrc + "/resultaten", ztc + "/zaaktypen", ztc + "/resultaattypen", zaak} {
			if got := lezer.Do("GET", path, nil); got.Status != 200 {
				t.Errorf("GET %s: %d %s", path, got.Status, got.Body)
			}
		}
		tried := 0
		for _, route := range m.Routes() {
			if route.Open {
				continue
			}
			method, path, _ := strings.Cut(route.Pattern, " ")
			path = strings.NewReplacer("{uuid}", zaak[len(zaak)-36:], "{zaak_uuid}", zaak[len(zaak)-36:], "{audit_uuid}", zaak[len(zaak)-36:]).Replace(path)
			reads := method == "GET" && (route.API().Root == zrc || route.API().Root == ztc) && !strings.Contains(path, "audittrail")
			if reads || strings.HasSuffix(path, "/_zoek") {
				continue
			}
			tried++
			if got := lezer.Do(method, path, map[string]any{}); got.Status != 403 {
				t.Errorf("%s: %d %s", route.Pattern, got.Status, got.Body)
			}
		}
		if tried < 100 {
			t.Errorf("only %d operations tried", tried)
		}
	})
}
