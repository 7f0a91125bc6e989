package verhaal

import (
	"encoding/base64"
	"fmt"
	"slices"

	"meent/proef/kit"
)

func vierkant(west, zuid, oost, noord float64) map[string]any {
	ring := [][]float64{{west, zuid}, {oost, zuid}, {oost, noord}, {west, noord}, {west, zuid}}
	return map[string]any{"type": "Polygon", "coordinates": [][][]float64{ring}}
}

// zoek gives the addresses of what a _zoek finds, and the count that it tells.
func (v *verhaal) zoek(c *kit.Client, body map[string]any) ([]string, any) {
	v.Helper()
	a := c.Do("POST", zaken+"/zaken/_zoek", body)
	if a.Status != 200 {
		v.Fatalf("_zoek %v: %d %s", body, a.Status, a.Body)
	}
	o := a.Object()
	var found []string
	for _, r := range o["results"].([]any) {
		found = append(found, fmt.Sprint(r.(map[string]any)["url"]))
	}
	return found, o["count"]
}

func (v *verhaal) kaart() {
	for name, tc := range map[string]struct {
		within map[string]any
		want   int
	}{
		"a square around it": {vierkant(4.8, 52.3, 5.0, 52.4), 1},
		"a square beside it": {vierkant(5.0, 52.3, 5.2, 52.4), 0},
		"a square with a hole where it is": {map[string]any{"type": "Polygon", "coordinates": [][][]float64{
			{{4.8, 52.3}, {5.0, 52.3}, {5.0, 52.4}, {4.8, 52.4}, {4.8, 52.3}}, {{4.89, 52.36}, {4.90, 52.36}, {4.90, 52.38}, {4.89, 52.38}, {4.89, 52.36}}}}, 0},
	} {
		found, count := v.zoek(v.behandelaar, map[string]any{"zaakgeometrie": map[string]any{"within": tc.within}})
		if len(found) != tc.want || count != float64(tc.want) {
			v.Errorf("%s: %v (count %v), want %d", name, found, count, tc.want)
		}
	}
}

// etag is G-40: who has the newest version gets no other, and who has an old one cannot write over it.
func (v *verhaal) etag() {
	c := v.behandelaar
	first := c.Do("GET", v.zaak, nil).Header.Get("ETag")
	if a := c.Do("GET", v.zaak, nil, "If-None-Match", `"anders", `+first); a.Status != 304 || len(a.Body) > 0 {
		v.Errorf("with If-None-Match of the newest: %d, %d bytes, want 304 and none", a.Status, len(a.Body))
	}
	if a := c.Do("HEAD", v.zaak, nil); a.Status != 200 || a.Header.Get("ETag") != first || len(a.Body) > 0 {
		v.Errorf("HEAD: %d, ETag %s, want 200 and %s", a.Status, a.Header.Get("ETag"), first)
	}
	if a := v.beheer.Do("PATCH", v.zaak, map[string]any{"toelichting": "nieuwer"}, "If-Match", first); a.Status != 200 || a.Header.Get("ETag") == first {
		v.Errorf("If-Match of the newest: %d, want 200 and another ETag", a.Status)
	}
	if a := v.beheer.Do("PATCH", v.zaak, map[string]any{"toelichting": "te laat"}, "If-Match", first); a.Status != 412 || a.Object()["code"] != "precondition_failed" {
		v.Errorf("If-Match of an old one: %d %s, want 412", a.Status, a.Body)
	}
	if a := v.beheer.Do("DELETE", v.zaak, nil, "If-Match", first); a.Status != 412 {
		v.Errorf("DELETE with If-Match of an old one: %d, want 412", a.Status)
	}
	if a := c.Do("GET", v.zaak, nil, "If-None-Match", first); a.Status != 200 || a.Object()["toelichting"] != "nieuwer" {
		v.Errorf("with If-None-Match of an old one: %d %s, want 200 and what it is now", a.Status, a.Body)
	}
}

// inkijk is a client that may look at open zaken of one type, and at open documents, and at nothing else (G-26).
func (v *verhaal) inkijk() {
	v.maaktVerborgen()
	zaak := v.magZaken("zaken.lezen", "audittrails.lezen")
	document := v.magDocumenten("documenten.lezen")
	zaak["maxVertrouwelijkheidaanduiding"], document["maxVertrouwelijkheidaanduiding"] = "openbaar", "openbaar"
	c := v.client("inkijk", "Ina Inkijk", zaak, document)

	v.zietAlleen(c)
	v.zietNiet(c)
	v.klaptUit(c)
	v.magNietSchrijven(c)
	v.leestSpoor(c)
}

// maaktVerborgen makes what the client may not see, in each way in which something can be out of sight: a zaak of the same
// type that is secret, an open one of another type, and a secret document on a zaak that it does see.
func (v *verhaal) maaktVerborgen() {
	b := v.beheer
	v.makes(b, "geheime zaak", zaken+"/zaken", v.nieuweZaak("vertrouwelijkheidaanduiding", "geheim", "zaakgeometrie", punt))
	v.makes(b, "andere zaak", zaken+"/zaken", v.nieuweZaak("zaaktype", v.typ.ander, "zaakgeometrie", punt))
	v.makes(b, "geheime rol", zaken+"/rollen", map[string]any{"zaak": v.made["geheime zaak"], "betrokkeneType": "natuurlijk_persoon", "roltype": v.typ.aanvrager,
		"roltoelichting": "aanvrager", "betrokkeneIdentificatie": map[string]any{"inpBsn": bsn}})
	v.makes(b, "geheime status", zaken+"/statussen", map[string]any{"zaak": v.made["geheime zaak"], "statustype": v.typ.ontvangen, "datumStatusGezet": "2024-01-15T09:00:00Z"})
	secret := b.Make(documenten+"/enkelvoudiginformatieobjecten", v.document("Geheim", "vertrouwelijkheidaanduiding", "geheim", "inhoud", base64.StdEncoding.EncodeToString(v.pdf)))
	v.made["geheim document"], v.made["geheime inhoud"] = fmt.Sprint(secret["url"]), fmt.Sprint(secret["inhoud"])
	v.makes(b, "geheime zio", zaken+"/zaakinformatieobjecten", map[string]any{"zaak": v.zaak, "informatieobject": v.made["geheim document"]})
	verwijst := map[string]any{"relevanteAndereZaken": []map[string]any{{"url": v.made["andere zaak"], "aardRelatie": "vervolg"}}}
	if a := b.Do("PATCH", v.zaak, verwijst); a.Status != 200 {
		v.Fatalf("PATCH of relevanteAndereZaken: %d %s", a.Status, a.Body)
	}
}

func (v *verhaal) zietAlleen(c *kit.Client) {
	for path, want := range map[string][]string{
		zaken + "/zaken": {v.zaak},
		zaken + "/zaken?zaaktype=" + v.typ.zaaktype:                                 {v.zaak},
		zaken + "/zaken?zaaktype=" + v.typ.ander:                                    {},
		zaken + "/zaken?pageSize=1&ordering=-startdatum":                            {v.zaak},
		zaken + "/rollen?zaak=" + v.made["geheime zaak"]:                            {},
		zaken + "/statussen?zaak=" + v.made["geheime zaak"]:                         {},
		zaken + "/statussen?zaak=" + v.zaak + "&statustype=" + v.typ.ontvangen:      {v.made["status 1"]},
		zaken + "/rollen?betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=" + bsn: {v.made["aanvrager"]},
	} {
		list, count := c.List(path)
		if got := urls(list); !slices.Equal(got, want) || count != len(want) {
			v.Errorf("GET %s: %v (count %d), want %v", path, got, count, want)
		}
	}
	list, count := c.List(documenten + "/enkelvoudiginformatieobjecten")
	if got := urls(list); count != 2 || slices.Contains(got, v.made["geheim document"]) {
		v.Errorf("documents: %v (count %d), want the two that are open", got, count)
	}
	found, count2 := v.zoek(c, map[string]any{"zaakgeometrie": map[string]any{"within": vierkant(4, 52, 6, 53)}})
	if !slices.Equal(found, []string{v.zaak}) || count2 != float64(1) {
		v.Errorf("_zoek: %v (count %v), want only the zaak of the story", found, count2)
	}
}

func (v *verhaal) zietNiet(c *kit.Client) {
	for _, path := range []string{
		v.made["geheime zaak"], v.made["andere zaak"], v.made["geheime rol"], v.made["geheime status"], v.made["geheim document"], v.made["geheime inhoud"],
		v.made["geheime zaak"] + "/audittrail", v.made["geheime zaak"] + "/zaakeigenschappen", v.made["geheime zaak"] + "/besluiten",
		v.made["andere zaak"] + "?expand=zaaktype", besluiten + "/besluiten", v.made["besluit"], v.made["document"] + "/audittrail",
		notificaties + "/abonnement", autorisaties + "/applicaties",
	} {
		if a := c.Do("GET", path, nil); a.Status != 403 {
			v.Errorf("GET %s: %d %.200s, want 403", path, a.Status, a.Body)
		}
		if a := c.Do("HEAD", path, nil); a.Status != 403 {
			v.Errorf("HEAD %s: %d, want 403", path, a.Status)
		}
	}
	v.haaltOp("document", v.pdf)
}

// klaptUit: what a client may not see does not come along with what it may.
func (v *verhaal) klaptUit(c *kit.Client) {
	zaak := c.Get(v.zaak + "?expand=relevanteAndereZaken,zaakinformatieobjecten.informatieobject,rollen.zaak,status.statustype")
	v.same(zaak, "_expand.status._expand.statustype.url", v.typ.afgerond) // G-27: zaken.lezen reads the Catalogi API
	v.same(zaak, "_expand.relevanteAndereZaken", []any{})
	zios, _ := at(zaak, "_expand.zaakinformatieobjecten").([]any)
	if len(zios) != 3 {
		v.Fatalf("%d zaakinformatieobjecten, want 3", len(zios))
	}
	for _, x := range zios {
		zio := x.(map[string]any)
		secret := zio["informatieobject"] == v.made["geheim document"]
		if got := at(zio, "_expand.informatieobject"); (got == nil) != secret {
			v.Errorf("the informatieobject of %s in _expand: %v, secret is %t", short(fmt.Sprint(zio["url"])), got, secret)
		}
	}
}

func (v *verhaal) magNietSchrijven(c *kit.Client) {
	for _, w := range []struct {
		method, path string
		body         any
	}{
		{"POST", zaken + "/zaken", v.nieuweZaak()},
		{"PATCH", v.zaak, map[string]any{"omschrijving": "van mij"}},
		{"PUT", v.zaak, v.nieuweZaak()},
		{"DELETE", v.zaak, nil},
		{"POST", zaken + "/statussen", map[string]any{"zaak": v.zaak, "statustype": v.typ.ontvangen, "datumStatusGezet": "2024-04-02T09:00:00Z"}},
		{"DELETE", v.made["aanvrager"], nil},
		{"POST", documenten + "/enkelvoudiginformatieobjecten", v.document("van mij")},
		{"POST", v.made["document"] + "/lock", nil},
		{"DELETE", v.made["document"], nil},
		{"POST", besluiten + "/besluiten", map[string]any{}},
		{"POST", notificaties + "/notificaties", map[string]any{}},
		{"POST", catalogi + "/zaaktypen", map[string]any{}},
		{"POST", v.typ.zaaktype + "/publish", nil},
	} {
		v.refused(c, w.method, w.path, w.body, 403, "permission_denied")
	}
}

func (v *verhaal) leestSpoor(c *kit.Client) {
	own, all := c.Do("GET", v.zaak+"/audittrail", nil), v.beheer.Do("GET", v.zaak+"/audittrail", nil)
	if own.Status != 200 || string(own.Body) != string(all.Body) {
		v.Errorf("audit trail of the zaak it may see: %d, %d bytes, want the %d that all see", own.Status, len(own.Body), len(all.Body))
	}
}
