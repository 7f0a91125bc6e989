package verhaal

import "meent/proef/kit"

var (
	zaakScopes     = []string{"zaken.aanmaken", "zaken.lezen", "zaken.bijwerken", "zaken.statussen.toevoegen", "zaken.verwijderen", "audittrails.lezen"}
	documentScopes = []string{"documenten.aanmaken", "documenten.lezen", "documenten.bijwerken", "documenten.lock", "documenten.verwijderen", "audittrails.lezen"}
	besluitScopes  = []string{"besluiten.aanmaken", "besluiten.lezen", "besluiten.bijwerken", "besluiten.verwijderen", "audittrails.lezen"}
)

// clients gives two people their rights, over the Autorisaties API as an administrator does.
func (v *verhaal) clients() {
	v.client("behandelaar", "Bram Behandelaar",
		v.magZaken(zaakScopes...), v.magDocumenten(documentScopes...), v.magBesluiten(besluitScopes...),
		map[string]any{"component": "ztc", "scopes": []string{"catalogi.lezen"}})
	v.client("coordinator", "Coby Coördinator", v.magZaken("zaken.lezen", "zaken.heropenen", "zaken.geforceerd-bijwerken"))
}

func (v *verhaal) client(id, name string, rights ...map[string]any) *kit.Client {
	v.Helper()
	if err := v.meent.Run(v.Context(), "client", "secret", id, "geheim-"+id); err != nil {
		v.Fatal(err)
	}
	v.beheer.Make(autorisaties+"/applicaties", map[string]any{"clientIds": []string{id}, "label": "Software van " + id, "autorisaties": rights})
	v.cast[id] = v.person(id, name)
	return v.cast[id]
}

func (v *verhaal) magZaken(scopes ...string) map[string]any {
	return map[string]any{"component": "zrc", "scopes": scopes, "zaaktype": v.typ.zaaktype, "maxVertrouwelijkheidaanduiding": "zeer_geheim"}
}

func (v *verhaal) magDocumenten(scopes ...string) map[string]any {
	return map[string]any{"component": "drc", "scopes": scopes, "informatieobjecttype": v.typ.document, "maxVertrouwelijkheidaanduiding": "zeer_geheim"}
}

func (v *verhaal) magBesluiten(scopes ...string) map[string]any {
	return map[string]any{"component": "brc", "scopes": scopes, "besluittype": v.typ.besluit}
}
