package verhaal

import (
	"strings"
)

const (
	rsin = "000000000"
	bsn  = "999993653" // a test number: it passes the elfproef and nobody has it
)

// punt is where the zaak is: the middle of Amsterdam.
var punt = map[string]any{"type": "Point", "coordinates": []float64{4.8952, 52.3702}}

// nieuweZaak is the body of a zaak; more are pairs of name and value.
func (v *verhaal) nieuweZaak(more ...any) map[string]any {
	body := map[string]any{"bronorganisatie": rsin, "verantwoordelijkeOrganisatie": rsin, "zaaktype": v.typ.zaaktype, "startdatum": "2024-01-15"}
	for i := 0; i < len(more); i += 2 {
		body[more[i].(string)] = more[i+1]
	}
	return body
}

func (v *verhaal) registreert() {
	v.zaak = v.makes(v.behandelaar, "zaak", zaken+"/zaken", v.nieuweZaak("omschrijving", "Parkeren voor de deur", "zaakgeometrie", punt))
	zaak := v.behandelaar.Get(v.zaak)
	v.same(zaak, "zaakgeometrie", punt)
	v.same(zaak, "vertrouwelijkheidaanduiding", "openbaar") // zrc-009: that of the zaaktype
	v.same(zaak, "archiefstatus", "nog_te_archiveren")
	v.same(zaak, "einddatum", nil)
	if id, _ := zaak["identificatie"].(string); !strings.HasPrefix(id, "ZAAK-") {
		v.Errorf("identificatie is %q, want one that was given out: ZAAK-…", id)
	}
	v.refused(v.behandelaar, "POST", zaken+"/zaken", v.nieuweZaak("zaaktype", v.typ.ander), 403, "permission_denied")
}

// vultAan tells who and what the zaak is about.
func (v *verhaal) vultAan() {
	c := v.behandelaar
	persoon := map[string]any{"inpBsn": bsn, "geslachtsnaam": "Jansen", "voorletters": "J."}
	rol := v.makes(c, "aanvrager", zaken+"/rollen", map[string]any{"zaak": v.zaak, "betrokkeneType": "natuurlijk_persoon", "roltype": v.typ.aanvrager,
		"roltoelichting": "aanvrager", "betrokkeneIdentificatie": persoon})
	v.same(c.Get(rol), "betrokkeneIdentificatie.inpBsn", bsn)
	v.same(c.Get(rol), "omschrijvingGeneriek", "initiator")
	v.makes(c, "behandelaar", zaken+"/rollen", map[string]any{"zaak": v.zaak, "betrokkeneType": "medewerker", "roltype": v.typ.behandelaar,
		"roltoelichting": "behandelt", "betrokkeneIdentificatie": map[string]any{"identificatie": "bram", "achternaam": "Behandelaar"}})
	found, _ := c.List(zaken + "/rollen?betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=" + bsn)
	if got := urls(found); len(got) != 1 || got[0] != rol {
		v.Errorf("rollen of the BSN are %v, want only %s", got, rol)
	}
	v.makes(c, "zaakeigenschap", v.zaak+"/zaakeigenschappen", map[string]any{"zaak": v.zaak, "eigenschap": v.typ.eigenschap, "waarde": "20260131"})
	v.makes(c, "zaakobject", zaken+"/zaakobjecten", map[string]any{"zaak": v.zaak, "objectType": "pand", "objectIdentificatie": map[string]any{"identificatie": "0363100012061234"}})
	v.zetStatus("status 1", v.typ.ontvangen, "2024-01-15T09:00:00Z")
	v.zetStatus("status 2", v.typ.behandeld, "2024-01-20T09:00:00Z")

	zaak := c.Get(v.zaak)
	v.same(zaak, "status", v.made["status 2"])
	v.same(zaak, "rollen", []string{v.made["aanvrager"], v.made["behandelaar"]})
	v.same(zaak, "eigenschappen", []string{v.made["zaakeigenschap"]})
	v.same(zaak, "zaakobjecten", []string{v.made["zaakobject"]})
	v.same(zaak, "zaakinformatieobjecten", []string{v.made["zio"], v.made["zio groot"]})
}

func (v *verhaal) zetStatus(name, statustype, when string) {
	v.Helper()
	c := v.behandelaar
	if name == "status 4" { // zrc-008: the one that opens the zaak again
		c = v.coordinator
	}
	v.makes(c, name, zaken+"/statussen", map[string]any{"zaak": v.zaak, "statustype": statustype, "datumStatusGezet": when})
}

// besluit is a decision on the zaak, laid down in a document of it.
func (v *verhaal) besluit() {
	c := v.behandelaar
	besluit := v.makes(c, "besluit", besluiten+"/besluiten", map[string]any{"verantwoordelijkeOrganisatie": rsin, "besluittype": v.typ.besluit, "zaak": v.zaak,
		"datum": "2024-02-01", "ingangsdatum": "2024-03-01"})
	v.makes(c, "bio", besluiten+"/besluitinformatieobjecten", map[string]any{"besluit": besluit, "informatieobject": v.made["document"]})
	bij, _ := c.List(v.zaak + "/besluiten")
	if len(bij) != 1 || bij[0]["besluit"] != besluit {
		v.Errorf("besluiten of the zaak are %v, want %s", bij, besluit)
	}
	relaties, _ := c.List(documenten + "/objectinformatieobjecten?informatieobject=" + v.made["document"])
	got := map[any]any{}
	for _, r := range relaties {
		got[r["object"]] = r["objectType"]
	}
	if len(relaties) != 2 || got[v.zaak] != "zaak" || got[besluit] != "besluit" {
		v.Errorf("the document says that it belongs to %v, want the zaak and the besluit", got)
	}
}
