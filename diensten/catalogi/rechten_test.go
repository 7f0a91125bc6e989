package catalogi_test

import (
	"slices"
	"strings"
	"testing"

	"meent/proef/kit"
)

// TestRechten is who may do what to each kind of type: ztc-014, G-23 and the scopes of the standard.
func TestRechten(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		z := w.zaaktype("ZT1")
		one := func(component string, scopes ...string) *kit.Client {
			return s.With(component+scopes[0], map[string]any{"component": component, "scopes": scopes, "zaaktype": z, "informatieobjecttype": z, "besluittype": z, "maxVertrouwelijkheidaanduiding": "openbaar"})
		}
		clients := map[string]*kit.Client{
			"anoniem": s.Anonymous(), "ztc": one("ztc", "catalogi.lezen"), "zrc": one("zrc", "zaken.lezen"), "drc": one("drc", "documenten.lezen"),
			"brc": one("brc", "besluiten.lezen"), "schrijven": one("ztc", "catalogi.schrijven"), "correctie": w.correctie, "opruimer": w.opruimer,
		}
		types := []string{"catalogussen", "zaaktypen", "besluittypen", "informatieobjecttypen"}
		ofZaaktype := []string{"statustypen", "roltypen", "eigenschappen", "zaakobjecttypen", "resultaattypen", "zaaktype-informatieobjecttypen"}
		w.make("informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "Brief"))
		bodies := map[string]map[string]any{
			"catalogussen": kit.Catalogus("domein", "ANDER"), "zaaktypen": kit.Zaaktype(w.catalogus, "ZT2"), "besluittypen": kit.Besluittype(w.catalogus, "Vergunning"),
			"informatieobjecttypen":          kit.Informatieobjecttype(w.catalogus, "Mail"),
			"zaaktype-informatieobjecttypen": {"zaaktype": z, "informatieobjecttype": "Brief", "volgnummer": 1, "richting": "inkomend"},
		}
		for _, p := range parts(w) {
			bodies[p.kind] = p.body(z)
		}
		may := map[string]string{ // r read, c create a type, p create a part, u update, d delete, k publish
			"anoniem": "", "ztc": "r", "zrc": "r", "drc": "r", "brc": "", "schrijven": "cpudk", "correctie": "pu", "opruimer": "d",
		}
		for _, kind := range append(types, ofZaaktype...) {
			part := slices.Contains(ofZaaktype, kind)
			url := w.make(kind, bodies[kind])
			for who, rights := range may {
				if try(t, s, clients[who], kind+" by "+who, url, bodies[kind], rights, part) {
					url = w.make(kind, bodies[kind])
				}
			}
		}
	})
}

// try does all operations on one object, and wants 403 for each that rights do not hold. It says whether the object is gone.
func try(t *testing.T, s *kit.Server, as *kit.Client, name, url string, body map[string]any, rights string, part bool) bool {
	t.Helper()
	collection := url[:len(url)-37]
	has := func(r string) bool { return strings.Contains(rights, r) }
	check := func(op string, allowed bool, method, path string, body any) {
		t.Helper()
		a := as.Do(method, path, body)
		if (a.Status != 403) != allowed || allowed && a.Status >= 500 {
			t.Errorf("%s: %s: status %d, want allowed: %t: %s", name, op, a.Status, allowed, a.Body)
		}
	}
	check("list", has("r"), "GET", collection, nil)
	check("read", has("r"), "GET", url, nil)
	check("head", has("r"), "HEAD", url, nil)
	check("create", has("c") || part && has("p"), "POST", collection, map[string]any{})
	check("update", has("u"), "PUT", url, body)
	check("partial update", has("u"), "PATCH", url, map[string]any{})
	check("delete", has("d"), "DELETE", url, nil)
	// After the removal, since what is published is not removed; to be let in is enough.
	if !part && !strings.HasSuffix(collection, "catalogussen") {
		check("publish", has("k"), "POST", url+"/publish", nil)
	}
	gone := s.Root.Do("GET", url, nil).Status == 404
	if gone != has("d") {
		t.Errorf("%s: removed: %t, want %t", name, gone, has("d"))
	}
	return gone
}
