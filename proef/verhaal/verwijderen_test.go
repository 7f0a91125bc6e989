package verhaal

import "slices"

// verwijdert removes the zaak and all that hangs on it (zrc-023): what is gone is gone from every list, and its files from
// the disk.
func (v *verhaal) verwijdert() {
	c := v.beheer
	v.refused(c, "DELETE", v.made["document"], nil, 400, "pending-relations") // drc-008
	v.gone(c.Do("DELETE", v.made["besluit"], nil).Status, v.made["besluit"])
	v.weg(v.made["besluit"], v.made["besluit"]+"/audittrail", v.made["bio"])
	v.gone(c.Do("DELETE", v.zaak, nil).Status, v.zaak)
	v.weg(v.zaak, v.zaak+"/audittrail", v.zaak+"/zaakeigenschappen", v.zaak+"/besluiten", v.made["zaakeigenschap"], v.made["aanvrager"], v.made["behandelaar"],
		v.made["zaakobject"], v.made["zio"], v.made["zio groot"], v.made["geheime zio"], v.made["resultaat 2"], v.made["status 1"], v.made["status 5"])
	v.uitLijsten()
	for _, name := range []string{"document", "groot", "geheim document"} {
		v.gone(c.Do("DELETE", v.made[name], nil).Status, v.made[name])
		v.weg(v.made[name], v.made[name]+"/download", v.made[name]+"/audittrail")
	}
	if !wacht(func() bool { return v.bestanden() == 0 }) {
		v.Errorf("%d files are left of documents that are gone", v.bestanden())
	}
	told := v.abonnee.await(func(heard []bericht) bool {
		return slices.ContainsFunc(heard, func(b bericht) bool { return b.ResourceURL == v.zaak && b.Actie == "destroy" }) &&
			slices.ContainsFunc(heard, func(b bericht) bool { return b.ResourceURL == v.made["groot"] && b.Actie == "destroy" })
	})
	if !told {
		v.Error("the subscriber did not hear that the zaak and its documents are gone")
	}
}

func (v *verhaal) gone(status int, url string) {
	v.Helper()
	if status != 204 {
		v.Fatalf("DELETE %s: %d, want 204", short(url), status)
	}
}

func (v *verhaal) weg(paths ...string) {
	v.Helper()
	for _, path := range paths {
		if a := v.beheer.Do("GET", path, nil); a.Status != 404 {
			v.Errorf("GET %s after its removal: %d %.200s, want 404", path, a.Status, a.Body)
		}
	}
}

// uitLijsten looks for the zaak and what hung on it in every list that could show it.
func (v *verhaal) uitLijsten() {
	for _, path := range []string{
		zaken + "/zaken?pageSize=500", zaken + "/rollen", zaken + "/statussen", zaken + "/resultaten", zaken + "/zaakobjecten", zaken + "/zaakinformatieobjecten",
		zaken + "/statussen?zaak=" + v.zaak, zaken + "/zaakinformatieobjecten?informatieobject=" + v.made["document"],
		documenten + "/objectinformatieobjecten?object=" + v.zaak, documenten + "/objectinformatieobjecten?informatieobject=" + v.made["document"],
		besluiten + "/besluiten", besluiten + "/besluitinformatieobjecten?besluit=" + v.made["besluit"],
	} {
		list, _ := v.beheer.List(path)
		for _, o := range list {
			for _, member := range []string{"url", "zaak", "object", "besluit"} {
				if o[member] == v.zaak || o[member] == v.made["besluit"] {
					v.Errorf("GET %s still shows %v of what is gone", path, o["url"])
				}
			}
		}
	}
	found, _ := v.zoek(v.beheer, map[string]any{"zaakgeometrie": map[string]any{"within": vierkant(4, 52, 6, 53)}})
	if slices.Contains(found, v.zaak) {
		v.Error("_zoek still finds the zaak")
	}
}
