package verhaal

// sluit closes the zaak (zrc-007) and checks its archiving (zrc-021) by hand: afgehandeld begins at the einddatum, the last
// of February of a leap year; five years later there is no such day, and the term ends on the 28th.
func (v *verhaal) sluit() {
	c := v.behandelaar
	eind := map[string]any{"zaak": v.zaak, "statustype": v.typ.afgerond, "datumStatusGezet": "2024-02-29T12:00:00Z"}
	v.refused(c, "POST", zaken+"/statussen", eind, 400, "resultaat-does-not-exist")
	v.makes(c, "resultaat", zaken+"/resultaten", map[string]any{"zaak": v.zaak, "resultaattype": v.typ.verleend})
	v.zetStatus("status 3", v.typ.afgerond, "2024-02-29T12:00:00Z")
	v.archief("2024-02-29", "vernietigen", "2029-02-28", "2024-02-29")
}

// archief is how the zaak must be closed and archived.
func (v *verhaal) archief(einddatum, nominatie, actiedatum, begin any) {
	v.Helper()
	zaak := v.behandelaar.Get(v.zaak)
	v.same(zaak, "einddatum", einddatum)
	v.same(zaak, "archiefnominatie", nominatie)
	v.same(zaak, "archiefactiedatum", actiedatum)
	v.same(zaak, "startdatumBewaartermijn", begin)
}

// geslotenIsDicht: on a closed zaak nothing can be written without zaken.geforceerd-bijwerken (zrc-007).
func (v *verhaal) geslotenIsDicht() {
	for _, w := range []struct {
		method, path string
		body         any
	}{
		{"PATCH", v.zaak, map[string]any{"omschrijving": "toch anders"}},
		{"POST", zaken + "/rollen", map[string]any{"zaak": v.zaak, "betrokkeneType": "medewerker", "roltype": v.typ.behandelaar, "roltoelichting": "laat",
			"betrokkeneIdentificatie": map[string]any{"identificatie": "laat"}}},
		{"DELETE", v.made["aanvrager"], nil},
		{"POST", zaken + "/zaakobjecten", map[string]any{"zaak": v.zaak, "objectType": "pand", "objectIdentificatie": map[string]any{"identificatie": "laat"}}},
		{"DELETE", v.made["zaakobject"], nil},
		{"PATCH", v.made["zaakeigenschap"], map[string]any{"waarde": "20300101"}},
		{"DELETE", v.made["zaakeigenschap"], nil},
		{"POST", zaken + "/klantcontacten", map[string]any{"zaak": v.zaak, "datumtijd": "2024-03-01T10:00:00Z", "kanaal": "telefoon"}},
		{"PATCH", v.made["zio"], map[string]any{"titel": "laat"}},
		{"DELETE", v.made["zio"], nil},
		{"DELETE", v.made["resultaat"], nil},
	} {
		v.refused(v.behandelaar, w.method, w.path, w.body, 403, "permission_denied")
	}
	if a := v.beheer.Do("PATCH", v.zaak, map[string]any{"toelichting": "gecorrigeerd"}, "X-Audit-Toelichting", "tikfout"); a.Status != 200 {
		v.Errorf("a client with zaken.geforceerd-bijwerken: %d %s", a.Status, a.Body)
	}
}

// heropent is zrc-008: who may open a zaak again, and that nothing of its archiving stays.
func (v *verhaal) heropent() {
	open := map[string]any{"zaak": v.zaak, "statustype": v.typ.behandeld, "datumStatusGezet": "2024-03-05T12:00:00Z"}
	v.refused(v.behandelaar, "POST", zaken+"/statussen", open, 403, "permission_denied")
	v.zetStatus("status 4", v.typ.behandeld, "2024-03-05T12:00:00Z")
	v.archief(nil, nil, nil, nil)
}

// sluitWeer closes the zaak with another resultaat, whose term begins on the day in an eigenschap: 31 January 2026; a month
// later is the last of February.
func (v *verhaal) sluitWeer() {
	c := v.behandelaar
	if a := c.Do("DELETE", v.made["resultaat"], nil); a.Status != 204 {
		v.Fatalf("DELETE of the resultaat: %d %s", a.Status, a.Body)
	}
	v.makes(c, "resultaat 2", zaken+"/resultaten", map[string]any{"zaak": v.zaak, "resultaattype": v.typ.geweigerd})
	v.zetStatus("status 5", v.typ.afgerond, "2024-03-31T22:30:00Z") // in the Netherlands it is April by then
	v.archief("2024-04-01", "blijvend_bewaren", "2026-02-28", "2026-01-31")
}

// herstart stops the program and starts it again: nothing is lost, and nobody need log in anew.
func (v *verhaal) herstart() {
	before := v.behandelaar.Do("GET", v.zaak+"?expand=status,rollen,eigenschappen,zaakobjecten,resultaat", nil)
	trail := v.behandelaar.Do("GET", v.zaak+"/audittrail", nil)
	v.meent.Stop(v.T)
	v.meent.Serve(v.T)
	for path, want := range map[string]string{
		v.zaak + "?expand=status,rollen,eigenschappen,zaakobjecten,resultaat": string(before.Body),
		v.zaak + "/audittrail": string(trail.Body),
	} {
		if got := v.behandelaar.Do("GET", path, nil); string(got.Body) != want {
			v.Errorf("GET %s after the restart: %s, want %s", path, got.Body, want)
		}
	}
	v.haaltOp("document", v.pdf)
}
