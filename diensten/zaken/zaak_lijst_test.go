package zaken_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"meent/proef/kit"
)

// TestZaakLijst asks every filter of the list, and the same of _zoek.
func TestZaakLijst(t *testing.T) {
	run(t, func(t *testing.T, s *kit.Server, w world) {
		point := func(x, y float64) map[string]any {
			return map[string]any{"type": "Point", "coordinates": []float64{x, y}}
		}
		a := w.makeZaak("identificatie", "A", "startdatum", "2026-01-01", "registratiedatum", "2026-01-02", "einddatumGepland", "2026-01-10", "uiterlijkeEinddatumAfdoening", "2026-01-20",
			"publicatiedatum", "2026-01-03", "zaakgeometrie", point(5.1, 52.1))
		b := w.makeZaak("identificatie", "B", "startdatum", "2026-02-01", "registratiedatum", "2026-02-02", "einddatumGepland", "2026-02-10", "uiterlijkeEinddatumAfdoening", "2026-02-20",
			"vertrouwelijkheidaanduiding", "geheim", "zaakgeometrie", point(5.5, 52.5))
		c := address(s.Root.Make(zrc+"/zaken", w.ander.zaak("identificatie", "C", "startdatum", "2026-03-01", "registratiedatum", "2026-03-02", "bronorganisatie", "245122461")))
		w.close(w.soort, a, "2026-02-01T09:00:00Z")
		names := map[string]string{a: "A", b: "B", c: "C"}
		// B has a part for this person, but another is the initiator; of C this person is.
		bsn := func(zaak string, z soort, roltype, number string) {
			s.Root.Make(zrc+"/rollen", z.rol(zaak, "roltype", roltype, "betrokkeneType", "natuurlijk_persoon", "betrokkeneIdentificatie", map[string]any{"inpBsn": number}))
		}
		bsn(b, w.soort, w.behandelaar, "111222333")
		bsn(b, w.soort, w.initiator, "123456782")
		bsn(c, w.ander, w.ander.initiator, "111222333")
		s.Root.Make(zrc+"/rollen", w.rol(a, "betrokkene", "https://example.com/jo", "betrokkeneIdentificatie", map[string]any{"identificatie": "jo"}))
		const rol = "rol__betrokkeneIdentificatie__"
		filters := map[string]string{
			"identificatie=A": "A", "identificatie=%7B%7Bx%7D%7D": "", "bronorganisatie=245122461": "C", "bronorganisatie__in=245122461,000000000": "CBA",
			"zaaktype=" + w.zaaktype: "BA", "zaaktype=https://example.com/1": "", "zaaktype=": "CBA",
			"archiefnominatie=vernietigen": "A", "archiefnominatie__in=vernietigen,blijvend_bewaren": "A", "archiefstatus=nog_te_archiveren": "CBA", "archiefstatus__in=overgedragen": "",
			"archiefactiedatum=2027-02-01": "A", "archiefactiedatum__isnull=true": "CB", "archiefactiedatum__isnull=false": "A", "archiefactiedatum__lt=2027-02-02": "A", "archiefactiedatum__gt=2027-02-01": "",
			"startdatum=2026-02-01": "B", "startdatum__gt=2026-02-01": "C", "startdatum__gte=2026-02-01": "CB", "startdatum__lt=2026-02-01": "A", "startdatum__lte=2026-02-01": "BA",
			"registratiedatum=2026-02-02": "B", "registratiedatum__gt=2026-02-02": "C", "registratiedatum__lt=2026-02-02": "A",
			"einddatum=2026-02-01": "A", "einddatum__isnull=true": "CB", "einddatum__gt=2026-01-31": "A", "einddatum__lt=2026-02-01": "",
			"einddatumGepland=2026-02-10": "B", "einddatumGepland__gt=2026-01-10": "B", "einddatumGepland__lt=2026-02-10": "A",
			"uiterlijkeEinddatumAfdoening=2026-02-20": "B", "uiterlijkeEinddatumAfdoening__gt=2026-02-20": "C", "uiterlijkeEinddatumAfdoening__lt=2026-02-20": "A",
			"maximaleVertrouwelijkheidaanduiding=vertrouwelijk": "CA", "maximaleVertrouwelijkheidaanduiding=geheim": "CBA",
			"rol__betrokkeneType=natuurlijk_persoon": "CB", "rol__betrokkene=https://example.com/jo": "A", "rol__omschrijvingGeneriek=initiator": "CB",
			rol + "natuurlijkPersoon__inpBsn=111222333": "CB", rol + "natuurlijkPersoon__anpIdentificatie=1": "", rol + "natuurlijkPersoon__inpA_nummer=1": "", rol + "nietNatuurlijkPersoon__innNnpId=1": "",
			rol + "nietNatuurlijkPersoon__annIdentificatie=1": "", rol + "vestiging__vestigingsNummer=1": "", rol + "medewerker__identificatie=jo": "A", rol + "organisatorischeEenheid__identificatie=1": "",
			rol + "natuurlijkPersoon__inpBsn=111222333&rol__omschrijvingGeneriek=initiator": "C", // one and the same rol
			"zaaktype=" + w.zaaktype + "&startdatum__gt=2026-01-01":                         "B",
			"ordering=startdatum": "ABC", "ordering=-startdatum": "CBA", "ordering=einddatum": "ABC", "ordering=-einddatum": "ACB", "ordering=publicatiedatum": "ABC", "ordering=-identificatie": "CBA", "ordering=identificatie": "ABC",
			"ordering=registratiedatum": "ABC", "ordering=archiefactiedatum": "ABC", "pageSize=2": "CB", "pageSize=2&page=2": "A",
		}
		for _, query := range slices.Sorted(maps.Keys(filters)) {
			list, _ := s.Root.List(zrc + "/zaken?" + query)
			if got := letters(list, names); got != filters[query] {
				t.Errorf("zaken?%s: %s, want %s", query, got, filters[query])
			}
		}
		search := func(x map[string]any) string {
			a := s.Root.Do("POST", zrc+"/zaken/_zoek", x)
			if a.Status != 200 {
				return fmt.Sprint(a.Status, a.Faults())
			}
			var list []map[string]any
			for _, r := range a.Object()["results"].([]any) {
				list = append(list, r.(map[string]any))
			}
			return letters(list, names)
		}
		box := map[string]any{"type": "Polygon", "coordinates": [][][]float64{{{5, 52}, {5.2, 52}, {5.2, 52.2}, {5, 52.2}, {5, 52}}}}
		for i, tc := range []struct {
			body map[string]any
			want string
		}{
			{map[string]any{"zaakgeometrie": map[string]any{"within": box}}, "A"},
			{map[string]any{"zaakgeometrie": map[string]any{"within": point(5.5, 52.5)}, "bronorganisatie": "000000000"}, "B"},
			{map[string]any{"uuid__in": []string{a[len(a)-36:], c[len(c)-36:]}}, "CA"},
			{map[string]any{"uuid__in": []string{}}, "CBA"}, // G-32: empty is no filter
			{map[string]any{"zaaktype__in": []string{w.ander.zaaktype, "https://example.com/1"}}, "C"},
			{map[string]any{"zaaktype__in": []string{w.ander.zaaktype, w.zaaktype}, "ordering": "identificatie"}, "ABC"},
			{map[string]any{"startdatum__gte": "2026-02-01", "einddatum__isnull": true, "archiefnominatie__in": []string{}}, "CB"},
			{map[string]any{rol + "natuurlijkPersoon__inpBsn": "111222333", "rol__omschrijvingGeneriek": "initiator"}, "C"},
			{map[string]any{"maximaleVertrouwelijkheidaanduiding": "openbaar"}, "CA"},
			{map[string]any{}, "400 [nonFieldErrors empty_search_body]"},
			{map[string]any{"zaaktipe": "x"}, "400 [nonFieldErrors unknown-parameters]"},
			{map[string]any{"zaakgeometrie": map[string]any{"within": map[string]any{"type": "Bol"}}}, "400 [zaakgeometrie.within invalid]"},
			{map[string]any{"zaakgeometrie": map[string]any{}}, "400 [zaakgeometrie.within required]"},
			{map[string]any{"startdatum": "gisteren"}, "400 [startdatum invalid]"},
		} {
			if got := search(tc.body); got != tc.want {
				t.Errorf("_zoek %d %v: %s, want %s", i, tc.body, got, tc.want)
			}
		}
		s.Cases(t, []kit.Case{
			{Name: "G-32 unknown parameter", Method: "GET", Path: zrc + "/zaken?zaaktipe=x", Status: 400, Faults: []string{"nonFieldErrors unknown-parameters"}},
			{Name: "G-32 no address", Method: "GET", Path: zrc + "/zaken?zaaktype=x", Status: 400, Faults: []string{"zaaktype invalid"}},
			{Name: "G-32 no date", Method: "GET", Path: zrc + "/zaken?startdatum=x", Status: 400, Faults: []string{"startdatum invalid"}},
			{Name: "G-32 no level", Method: "GET", Path: zrc + "/zaken?maximaleVertrouwelijkheidaanduiding=x", Status: 400, Faults: []string{"maximaleVertrouwelijkheidaanduiding invalid_choice"}},
			{Name: "G-33 no order", Method: "GET", Path: zrc + "/zaken?ordering=omschrijving", Status: 400, Faults: []string{"ordering invalid_choice"}},
			{Name: "G-30 page that is not there", Method: "GET", Path: zrc + "/zaken?page=2", Status: 404},
			{Name: "G-30 addresses of pages", Method: "GET", Path: zrc + "/zaken?pageSize=1&page=2&archiefstatus=nog_te_archiveren", Status: 200,
				Holds: []string{`"count":3`, `"next":"` + s.URL + zrc + `/zaken?archiefstatus=nog_te_archiveren&page=3&pageSize=1"`, `"previous":"` + s.URL + zrc + `/zaken?archiefstatus=nog_te_archiveren&page=1&pageSize=1"`}},
			{Name: "G-34 expand in the body", Method: "POST", Path: zrc + "/zaken/_zoek", Body: map[string]any{"identificatie": "A", "expand": "status,zaaktype"}, Status: 200, Holds: []string{`"_expand":{"status":{"url"`}},
			{Name: "G-41 search without CRS", Method: "POST", Path: zrc + "/zaken/_zoek", Headers: []string{"Content-Crs", ""}, Body: map[string]any{"identificatie": "A"}, Status: 412},
		})
	})
}

// letters are the names of zaken in the order of a list.
func letters(list []map[string]any, names map[string]string) string {
	text := ""
	for _, zaak := range list {
		text += names[address(zaak)]
	}
	return text
}
