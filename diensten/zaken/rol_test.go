package zaken_test

import (
	"testing"

	"meent/proef/kit"
)

func TestRol(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		zaak := w.makeZaak()
		who := func(kind string, identificatie map[string]any) map[string]any {
			return w.rol(zaak, "betrokkeneType", kind, "betrokkeneIdentificatie", identificatie)
		}
		adres := map[string]any{"aoaIdentificatie": "1", "wplWoonplaatsNaam": "Ons Dorp", "gorOpenbareRuimteNaam": "Plein", "aoaHuisnummer": 1}
		s.Cases(t, []kit.Case{
			{Name: "zrc-030 only a type", Method: "POST", Path: zrc + "/rollen", Body: w.rol(zaak), Status: 201, Holds: []string{`"omschrijving":"Behandelaar"`, `"omschrijvingGeneriek":"behandelaar"`, `"betrokkeneIdentificatie":null`, `"statussen":[]`}, Audited: true, Notified: true},
			{Name: "zrc-030 an address that nobody fetches", Method: "POST", Path: zrc + "/rollen", Body: w.rol(zaak, "betrokkene", "http://example.com/2d08", "rolomschrijving", "x"), Status: 201, Audited: true, Notified: true},
			{Name: "natuurlijk persoon", Method: "POST", Path: zrc + "/rollen", Body: who("natuurlijk_persoon", map[string]any{"inpBsn": "111222333", "inpA_nummer": "1234567890", "anpIdentificatie": "A1", "geslachtsnaam": "Jansen", "verblijfsadres": adres, "onbekend": 1}), Status: 201,
				Holds: []string{`"betrokkeneIdentificatie":{"inpBsn":"111222333","anpIdentificatie":"A1","inpA_nummer":"1234567890","geslachtsnaam":"Jansen"`, `"aoaHuisnummer":1,`, `"subVerblijfBuitenland":null`}, Audited: true, Notified: true},
			{Name: "niet-natuurlijk persoon", Method: "POST", Path: zrc + "/rollen", Body: who("niet_natuurlijk_persoon", map[string]any{"innNnpId": "000000012", "annIdentificatie": "B1", "innRechtsvorm": "stichting"}), Status: 201, Holds: []string{`"innRechtsvorm":"stichting"`}, Audited: true, Notified: true},
			{Name: "vestiging", Method: "POST", Path: zrc + "/rollen", Body: who("vestiging", map[string]any{"vestigingsNummer": "V1", "handelsnaam": []string{"Bakker"}, "kvkNummer": "12345678"}), Status: 201, Holds: []string{`"handelsnaam":["Bakker"]`}, Audited: true, Notified: true},
			{Name: "organisatorische eenheid", Method: "POST", Path: zrc + "/rollen", Body: who("organisatorische_eenheid", map[string]any{"identificatie": "O1", "naam": "Balie"}), Status: 201, Holds: []string{`"isGehuisvestIn":""`}, Audited: true, Notified: true},
			{Name: "medewerker", Method: "POST", Path: zrc + "/rollen", Body: who("medewerker", map[string]any{"identificatie": "M1"}), Status: 201, Holds: []string{`"voorvoegselAchternaam":""`}, Audited: true, Notified: true},
			{Name: "initiator", Method: "POST", Path: zrc + "/rollen", Body: w.rol(zaak, "roltype", w.initiator, "contactpersoonRol", map[string]any{"naam": "Jo"}, "indicatieMachtiging", "gemachtigde"), Status: 201, Holds: []string{`"contactpersoonRol":{"emailadres":""`}, Audited: true, Notified: true},
			{Name: "zrc-030 second initiator", Method: "POST", Path: zrc + "/rollen", Body: w.rol(zaak, "roltype", w.initiator), Status: 400, Faults: []string{"roltype max-occurences"}},
			{Name: "zrc-019 of another zaaktype", Method: "POST", Path: zrc + "/rollen", Body: w.rol(zaak, "roltype", w.ander.behandelaar), Status: 400, Faults: []string{"nonFieldErrors zaaktype-mismatch"}},
			{Name: "all faults of a person", Method: "POST", Path: zrc + "/rollen", Body: who("natuurlijk_persoon", map[string]any{"inpBsn": "123", "geslachtsaanduiding": "x", "verblijfsadres": map[string]any{}}), Status: 400,
				Faults: []string{"betrokkeneIdentificatie.inpBsn invalid-length", "betrokkeneIdentificatie.geslachtsaanduiding invalid_choice", "betrokkeneIdentificatie.verblijfsadres.aoaIdentificatie required",
					"betrokkeneIdentificatie.verblijfsadres.wplWoonplaatsNaam required", "betrokkeneIdentificatie.verblijfsadres.gorOpenbareRuimteNaam required", "betrokkeneIdentificatie.verblijfsadres.aoaHuisnummer required"}},
			{Name: "too long for a medewerker", Method: "POST", Path: zrc + "/rollen", Body: who("medewerker", map[string]any{"voorvoegselAchternaam": "veel te lang"}), Status: 400, Faults: []string{"betrokkeneIdentificatie.voorvoegselAchternaam max_length"}},
			{Name: "no object", Method: "POST", Path: zrc + "/rollen", Body: w.rol(zaak, "betrokkeneIdentificatie", "M1"), Status: 400, Faults: []string{"betrokkeneIdentificatie invalid"}},
			{Name: "contactpersoon without a name", Method: "POST", Path: zrc + "/rollen", Body: w.rol(zaak, "contactpersoonRol", map[string]any{}), Status: 400, Faults: []string{"contactpersoonRol.naam required"}},
		})
		for query, want := range map[string]int{
			"betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=111222333":           1,
			"betrokkeneIdentificatie__natuurlijkPersoon__anpIdentificatie=A1":        1,
			"betrokkeneIdentificatie__natuurlijkPersoon__inpA_nummer=1234567890":     1,
			"betrokkeneIdentificatie__nietNatuurlijkPersoon__innNnpId=000000012":     1,
			"betrokkeneIdentificatie__nietNatuurlijkPersoon__annIdentificatie=B1":    1,
			"betrokkeneIdentificatie__vestiging__vestigingsNummer=V1":                1,
			"betrokkeneIdentificatie__organisatorischeEenheid__identificatie=O1":     1,
			"betrokkeneIdentificatie__medewerker__identificatie=M1":                  1,
			"betrokkeneIdentificatie__medewerker__identificatie=111222333":           0,
			"betrokkeneIdentificatie__medewerker__identificatie=%7B%7Bliteral%7D%7D": 0,
			"betrokkene=http://example.com/2d08":                                     1,
			"betrokkeneType=medewerker":                                              4,
			"roltype=" + w.initiator:                                                 1,
			"omschrijving=Behandelaar":                                               7,
			"omschrijvingGeneriek=initiator":                                         1,
			"zaak=" + zaak + "&omschrijvingGeneriek=behandelaar":                     7,
		} {
			if _, got := s.Root.List(zrc + "/rollen?" + query); got != want {
				t.Errorf("rollen?%s: %d, want %d", query, got, want)
			}
		}
		removed := s.Root.Get(zaak)["rollen"].([]any)[0].(string)
		s.Cases(t, []kit.Case{
			{Name: "not a type", Method: "GET", Path: zrc + "/rollen?betrokkeneType=hond", Status: 400, Faults: []string{"betrokkeneType invalid_choice"}},
			{Name: "removed", Method: "DELETE", Path: removed, Status: 204, Audited: true, Notified: true},
			{Name: "gone", Method: "GET", Path: removed, Status: 404},
			{Name: "not changed", Method: "PUT", Path: removed, Body: w.rol(zaak), Status: 405},
		})
		if n := len(s.Root.Get(zaak)["rollen"].([]any)); n != 7 {
			t.Errorf("the zaak has %d rollen, want 7", n)
		}
	})
}
