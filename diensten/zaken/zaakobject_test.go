package zaken_test

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"meent/proef/kit"
)

func TestZaakobject(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := w.makeZaak()
		pand := func(more ...any) map[string]any {
			return body(map[string]any{"zaak": zaak, "objectType": "pand", "objectIdentificatie": map[string]any{"identificatie": "1"}}, more...)
		}
		object := address(s.Root.Make(zrc+"/zaakobjecten", pand("zaakobjecttype", w.zaakobjecttype)))
		s.Cases(t, []kit.Case{
			{Name: "created", Method: "POST", Path: zrc + "/zaakobjecten", Body: pand(), Status: 201, Holds: []string{`"objectIdentificatie":{"identificatie":"1"}`, `"objectTypeOverigeDefinitie":null`}, Audited: true, Notified: true},
			{Name: "by address", Method: "POST", Path: zrc + "/zaakobjecten", Body: map[string]any{"zaak": zaak, "objectType": "status", "object": w.begin}, Status: 201, Holds: []string{`"object":"` + w.begin}, Audited: true, Notified: true},
			{Name: "zrc-033 neither", Method: "POST", Path: zrc + "/zaakobjecten", Body: map[string]any{"zaak": zaak, "objectType": "pand"}, Status: 400, Faults: []string{"nonFieldErrors invalid-zaakobject"}},
			{Name: "zrc-033 address that leads nowhere", Method: "POST", Path: zrc + "/zaakobjecten", Body: map[string]any{"zaak": zaak, "objectType": "pand", "object": s.URL + "/x"}, Status: 400, Faults: []string{"object bad-url"}},
			{Name: "zrc-033 members of the type", Method: "POST", Path: zrc + "/zaakobjecten", Body: pand("objectType", "adres"), Status: 400,
				Faults: []string{"objectIdentificatie.wplWoonplaatsNaam required", "objectIdentificatie.gorOpenbareRuimteNaam required", "objectIdentificatie.huisnummer required"}},
			{Name: "zrc-033 type with an address only", Method: "POST", Path: zrc + "/zaakobjecten", Body: pand("objectType", "besluit"), Status: 400, Faults: []string{"objectIdentificatie invalid"}},
			{Name: "zrc-033 overige without a type", Method: "POST", Path: zrc + "/zaakobjecten", Body: pand("objectType", "overige", "objectIdentificatie", map[string]any{"overigeData": map[string]any{}}), Status: 400, Faults: []string{"objectTypeOverige missing-object-type-overige"}},
			{Name: "zrc-033 overige", Method: "POST", Path: zrc + "/zaakobjecten", Body: pand("objectType", "overige", "objectTypeOverige", "boom", "objectIdentificatie", map[string]any{"overigeData": map[string]any{"soort": "eik", "hoog": 12.5}}), Status: 201,
				Holds: []string{`"overigeData":{"hoog":12.5,"soort":"eik"}`}, Audited: true, Notified: true},
			{Name: "zrc-033 overige of another type", Method: "POST", Path: zrc + "/zaakobjecten", Body: pand("objectTypeOverige", "boom"), Status: 400, Faults: []string{"objectTypeOverige invalid-object-type-overige-usage"}},
			{Name: "zaakobjecttype of another zaaktype", Method: "POST", Path: zrc + "/zaakobjecten", Body: pand("zaakobjecttype", w.ander.zaakobjecttype), Status: 400, Faults: []string{"nonFieldErrors zaaktype-mismatch"}},
			{Name: "zrc-033 put", Method: "PUT", Path: object, Body: pand("relatieomschrijving", "put"), Status: 200, Holds: []string{`"relatieomschrijving":"put"`, `"zaakobjecttype":""`}, Audited: true, Notified: true},
			{Name: "zrc-033 patch", Method: "PATCH", Path: object, Body: map[string]any{"relatieomschrijving": "patch"}, Status: 200, Holds: []string{`"objectIdentificatie":{"identificatie":"1"}`}, Audited: true, Notified: true},
			{Name: "zrc-033 type is fixed", Method: "PATCH", Path: object, Body: map[string]any{"objectType": "adres"}, Status: 400, Faults: []string{"objectType wijzigen-niet-toegelaten"}},
			{Name: "zrc-033 zaak is fixed", Method: "PATCH", Path: object, Body: map[string]any{"zaak": w.makeZaak()}, Status: 400, Faults: []string{"zaak wijzigen-niet-toegelaten"}},
			{Name: "of a zaak", Method: "GET", Path: zrc + "/zaakobjecten?objectType=pand&zaak=" + zaak, Status: 200, Holds: []string{`"count":2`}},
			{Name: "by object", Method: "GET", Path: zrc + "/zaakobjecten?object=" + w.begin, Status: 200, Holds: []string{`"count":1`}},
			{Name: "G-35", Method: "GET", Path: zaak + "?expand=zaakobjecten.zaak,zaakobjecten.zaakobjecttype,zaakobjecten.object", Status: 200, Holds: []string{`"_expand":{"object":null,"zaak":{"url":"` + zaak}},
			{Name: "removed", Method: "DELETE", Path: object, Status: 204, Audited: true, Notified: true},
			{Name: "gone", Method: "GET", Path: object, Status: 404},
		})
		if n := len(s.Root.Get(zaak)["zaakobjecten"].([]any)); n != 3 {
			t.Errorf("the zaak has %d zaakobjecten, want 3", n)
		}
	})
}

// TestObjectIdentificatie gives an object of each type.
func TestObjectIdentificatie(t *testing.T) {
	adres := map[string]any{"aoaIdentificatie": "1", "wplWoonplaatsNaam": "Dorp", "gorOpenbareRuimteNaam": "Plein", "aoaHuisnummer": 1}
	named := map[string]any{"identificatie": "1", "naam": "x"}
	woz := map[string]any{"wozObjectNummer": "1", "aanduidingWozObject": adres}
	perceel := map[string]any{"kadastraleIdentificatie": "1", "kadastraleAanduiding": "A 1"}
	objects := map[string]map[string]any{
		"adres":                         {"identificatie": "1", "wplWoonplaatsNaam": "Dorp", "gorOpenbareRuimteNaam": "Plein", "huisnummer": 1},
		"buurt":                         {"buurtCode": "01", "buurtNaam": "Buurt", "gemGemeenteCode": "0001", "wykWijkCode": "01"},
		"gemeente":                      {"gemeenteNaam": "Dorp", "gemeenteCode": "0001"},
		"gemeentelijke_openbare_ruimte": {"identificatie": "1", "openbareRuimteNaam": "Plein"},
		"huishouden":                    {"nummer": "1", "isGehuisvestIn": map[string]any{"identificatie": "1", "adresAanduidingGrp": adres}},
		"inrichtingselement":            body(named, "type", "bak"),
		"kadastrale_onroerende_zaak":    perceel,
		"kunstwerkdeel":                 body(named, "type", "sluis"),
		"maatschappelijke_activiteit":   {"kvkNummer": "12345678", "handelsnaam": "Bakker"},
		"medewerker":                    {"identificatie": "1"},
		"natuurlijk_persoon":            {"inpBsn": "111222333"},
		"niet_natuurlijk_persoon":       {"innNnpId": "000000012"},
		"openbare_ruimte":               {"identificatie": "1", "wplWoonplaatsNaam": "Dorp", "gorOpenbareRuimteNaam": "Plein"},
		"organisatorische_eenheid":      named,
		"pand":                          {"identificatie": "1"},
		"spoorbaandeel":                 body(named, "type", "smalspoor"),
		"terreindeel":                   body(named, "type", "gras"),
		"terrein_gebouwd_object":        {"identificatie": "1"},
		"vestiging":                     {"vestigingsNummer": "1"},
		"waterdeel":                     body(named, "typeWaterdeel", "zee"),
		"wegdeel":                       body(named, "type", "rijbaan"),
		"wijk":                          {"wijkCode": "01", "wijkNaam": "Wijk", "gemGemeenteCode": "0001"},
		"woonplaats":                    {"identificatie": "1", "woonplaatsNaam": "Dorp"},
		"woz_deelobject":                {"nummerWozDeelObject": "1", "isOnderdeelVan": woz},
		"woz_object":                    woz,
		"woz_waarde":                    {"waardepeildatum": "2008-1-1", "isVoor": woz},
		"zakelijk_recht":                {"identificatie": "1", "avgAard": "eigendom", "heeftBetrekkingOp": perceel, "heeftAlsGerechtigde": map[string]any{"natuurlijkPersoon": map[string]any{"inpBsn": "111222333"}}},
	}
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := w.makeZaak()
		for _, kind := range slices.Sorted(maps.Keys(objects)) {
			made := s.Root.Do("POST", zrc+"/zaakobjecten", map[string]any{"zaak": zaak, "objectType": kind, "objectIdentificatie": objects[kind]})
			if made.Status != 201 {
				t.Errorf("%s: %d %s", kind, made.Status, made.Body)
				continue
			}
			got := made.Object()["objectIdentificatie"].(map[string]any)
			for name := range objects[kind] {
				if got[name] == nil {
					t.Errorf("%s: %s is not kept", kind, name)
				}
			}
		}
	})
}

// TestObjectTypeOverigeDefinitie is the part of zrc-033 on objects whose form is described elsewhere.
func TestObjectTypeOverigeDefinitie(t *testing.T) {
	elders := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		documents := map[string]any{
			"/type":  map[string]any{"jsonSchema": map[string]any{"type": "object", "required": []string{"soort"}, "properties": map[string]any{"soort": map[string]any{"type": "string"}}}},
			"/boom":  map[string]any{"record": map[string]any{"data": map[string]any{"soort": "eik"}}},
			"/kapot": map[string]any{"record": map[string]any{"data": map[string]any{"soort": 1}}},
			"/tekst": "tekst",
		}
		_, _ = w.Write(encode(t, documents[r.URL.Path]))
	}))
	t.Cleanup(elders.Close)
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := w.makeZaak()
		boom := func(path, schema, data string) map[string]any {
			return map[string]any{"zaak": zaak, "objectType": "overige", "objectTypeOverige": "boom", "object": elders.URL + path,
				"objectTypeOverigeDefinitie": map[string]any{"url": elders.URL + "/type", "schema": schema, "objectData": data}}
		}
		s.Cases(t, []kit.Case{
			{Name: "zrc-033 fits", Method: "POST", Path: zrc + "/zaakobjecten", Body: boom("/boom", ".jsonSchema", ".record.data"), Status: 201, Audited: true, Notified: true},
			{Name: "zrc-033 does not fit", Method: "POST", Path: zrc + "/zaakobjecten", Body: boom("/kapot", ".jsonSchema", ".record.data"), Status: 400, Faults: []string{"nonFieldErrors invalid-object-data"}},
			{Name: "zrc-033 no jq", Method: "POST", Path: zrc + "/zaakobjecten", Body: boom("/boom", ".json Schema[", ".record.data"), Status: 400, Faults: []string{"objectTypeOverigeDefinitie.schema invalid"}},
			{Name: "zrc-033 jq that leads nowhere", Method: "POST", Path: zrc + "/zaakobjecten", Body: boom("/boom", ".jsonSchema", ".record.niets"), Status: 400, Faults: []string{"objectTypeOverigeDefinitie.objectData invalid"}},
			{Name: "zrc-033 jq without end", Method: "POST", Path: zrc + "/zaakobjecten", Body: boom("/boom", ".jsonSchema", "def f: f; f"), Status: 400, Faults: []string{"objectTypeOverigeDefinitie.objectData invalid"}},
			{Name: "zrc-033 no environment", Method: "POST", Path: zrc + "/zaakobjecten", Body: boom("/boom", ".jsonSchema", "if env == {} then null else {} end"), Status: 400, Faults: []string{"objectTypeOverigeDefinitie.objectData invalid"}},
		})
	})
}
