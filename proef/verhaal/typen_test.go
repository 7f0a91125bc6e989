package verhaal

import (
	"fmt"

	"meent/proef/kit"
)

// typen are the types of the story, by their address.
type typen struct {
	catalogus, zaaktype, ander         string
	document, besluit                  string
	ontvangen, behandeld, afgerond     string
	verleend, geweigerd                string
	aanvrager, behandelaar, eigenschap string
}

// typen makes what a zaak needs, and publishes it.
func (v *verhaal) typen() {
	c := v.beheer
	t := &v.typ
	proces, nihil, vast := v.selectielijst()
	omschrijving := v.referentie("/resultaattypeomschrijvingen")
	t.catalogus = v.makes(c, "catalogus", catalogi+"/catalogussen", kit.Catalogus("naam", "Vergunningen"))
	t.document = v.makes(c, "informatieobjecttype", catalogi+"/informatieobjecttypen", kit.Informatieobjecttype(t.catalogus, "Vergunning"))
	t.besluit = v.makes(c, "besluittype", catalogi+"/besluittypen", kit.Besluittype(t.catalogus, "Vergunningbesluit", "informatieobjecttypen", []string{"Vergunning"}))
	t.zaaktype = v.makes(c, "zaaktype", catalogi+"/zaaktypen", kit.Zaaktype(t.catalogus, "PARKEREN", "besluittypen", []string{"Vergunningbesluit"},
		"selectielijstProcestype", proces, "verlengingMogelijk", false))
	t.ander = v.makes(c, "ander zaaktype", catalogi+"/zaaktypen", kit.Zaaktype(t.catalogus, "BOUWEN"))

	t.ontvangen = v.statustype("Ontvangen", 1)
	t.behandeld = v.statustype("In behandeling", 2)
	t.afgerond = v.statustype("Afgerond", 3)
	t.verleend = v.makes(c, "verleend", catalogi+"/resultaattypen", map[string]any{"zaaktype": t.zaaktype, "omschrijving": "Verleend",
		"resultaattypeomschrijving": omschrijving, "selectielijstklasse": nihil, "archiefnominatie": "vernietigen", "archiefactietermijn": "P5Y",
		"brondatumArchiefprocedure": map[string]any{"afleidingswijze": "afgehandeld"}})
	t.eigenschap = v.makes(c, "eigenschap", catalogi+"/eigenschappen", map[string]any{"zaaktype": t.zaaktype, "naam": "einddatum vergunning",
		"definitie": "Tot wanneer de vergunning geldt", "specificatie": map[string]any{"formaat": "datum", "lengte": "8", "kardinaliteit": "1"}})
	t.geweigerd = v.makes(c, "geweigerd", catalogi+"/resultaattypen", map[string]any{"zaaktype": t.zaaktype, "omschrijving": "Geweigerd",
		"resultaattypeomschrijving": omschrijving, "selectielijstklasse": vast, "archiefnominatie": "blijvend_bewaren", "archiefactietermijn": "P1M",
		"brondatumArchiefprocedure": map[string]any{"afleidingswijze": "eigenschap", "datumkenmerk": "einddatum vergunning"}})
	t.aanvrager = v.roltype("Aanvrager", "initiator")
	t.behandelaar = v.roltype("Behandelaar", "behandelaar")
	v.makes(c, "ziot", catalogi+"/zaaktype-informatieobjecttypen", map[string]any{"zaaktype": t.zaaktype, "informatieobjecttype": "Vergunning", "volgnummer": 1, "richting": "intern"})

	for _, url := range []string{t.document, t.besluit, t.zaaktype, t.ander} {
		if published := c.Make(url+"/publish", nil); published["concept"] != false {
			v.Errorf("%s is still a concept after publishing: %v", short(url), published["concept"])
		}
	}
	v.typenKloppen()
}

// typenKloppen is how the published zaaktype tells of all that hangs on it.
func (v *verhaal) typenKloppen() {
	t := v.typ
	zaaktype := v.beheer.Get(t.zaaktype)
	for name, want := range map[string][]string{
		"statustypen": {t.ontvangen, t.behandeld, t.afgerond}, "resultaattypen": {t.verleend, t.geweigerd}, "eigenschappen": {t.eigenschap},
		"roltypen": {t.aanvrager, t.behandelaar}, "informatieobjecttypen": {t.document}, "besluittypen": {t.besluit},
	} {
		v.same(zaaktype, name, want)
	}
	v.same(v.beheer.Get(t.afgerond), "isEindstatus", true)
	v.same(v.beheer.Get(t.behandeld), "isEindstatus", false)
}

func (v *verhaal) statustype(omschrijving string, volgnummer int) string {
	return v.makes(v.beheer, omschrijving, catalogi+"/statustypen", map[string]any{"zaaktype": v.typ.zaaktype, "omschrijving": omschrijving, "volgnummer": volgnummer})
}

func (v *verhaal) roltype(omschrijving, generiek string) string {
	return v.makes(v.beheer, omschrijving, catalogi+"/roltypen", map[string]any{"zaaktype": v.typ.zaaktype, "omschrijving": omschrijving, "omschrijvingGeneriek": generiek})
}

// referentie is the first of a built-in list.
func (v *verhaal) referentie(path string) string {
	list, _ := v.beheer.List(referentielijsten + path)
	if len(list) == 0 {
		v.Fatalf("%s is empty", path)
	}
	return fmt.Sprint(list[0]["url"])
}

// selectielijst looks through the built-in selectielijst, page by page, for a procestype with a class whose term begins at
// once (nihil) and one whose beginning is noted by hand (vast_te_leggen_datum).
func (v *verhaal) selectielijst() (proces, nihil, vast string) {
	found := map[string]map[string]string{}
	for page := referentielijsten + "/resultaten"; page != ""; {
		o := v.beheer.Get(page)
		for _, r := range o["results"].([]any) {
			klasse := r.(map[string]any)
			proces, termijn, url := fmt.Sprint(klasse["procesType"]), fmt.Sprint(klasse["procestermijn"]), fmt.Sprint(klasse["url"])
			if found[proces] == nil {
				found[proces] = map[string]string{}
			}
			found[proces][termijn] = url
			if f := found[proces]; f["nihil"] != "" && f["vast_te_leggen_datum"] != "" {
				return proces, f["nihil"], f["vast_te_leggen_datum"]
			}
		}
		page, _ = o["next"].(string)
	}
	v.Fatal("the selectielijst has no procestype with both kinds of class")
	return
}
