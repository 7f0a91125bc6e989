package proef

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// divergence is a difference with the standard that we want, or that is a fault of the standard: docs/divergences.md tells
// them to people. * in a place stands for anything.
type divergence struct{ api, place, why string }

var divergences = []divergence{
	// Of all APIs.
	{"*", "* [?]pageSize further", "G-30: a client may ask for larger pages"},
	{"*", "*.audittrail bron enum", "the standard still names components that are no more, and not transitie"},
	{"*", "*.audittrail wijzigingen.* nullable", "G-51: null before an object was made and after it went"},

	// Leniency that the suites ask for, and older clients rely on.
	{"zrc", "zaken DELETE [?]Accept-Crs missing", "G-41: the suites remove a zaak without a coordinate system"},
	{"ztc", "* [?]datumGeldigheid further", "the suites ask a besluittype as it is on a day; so every type can be asked"},
	{"ztc", "informatieobjecttypen informatieobjectcategorie required", "ztc-027: the suites leave it out"},
	{"ztc", "informatieobjecttypen zaaktypeIdentificaties missing", "fault: required in a body, though only the server knows it"},
	{"ztc", "zaaktypen deelzaaktypen required", "ztc-027: optional in the versions before and after"},
	{"ztc", "zaaktype-informatieobjecttypen informatieobjecttype maxLength", "ztc-019: an address is taken beside a name, and shown"},
	{"ztc", "zaaktypen gerelateerdeZaaktypen.zaaktype maxLength", "the length that it has in answers holds for bodies too"},
	{"ztc", "zaaktypen* bronzaaktype nullable", "G-08: a group that is not there is null"},
	{"ztc", "zaaktypen* broncatalogus nullable", "G-08: a group that is not there is null"},
	{"ztc", "informatieobjecttypen* omschrijvingGeneriek nullable", "G-08: a group that is not there is null"},
	{"zrc", "rollen *betrokkeneIdentificatie nullable", "null when the betrokkene has an address"},
	{"zrc", "zaakobjecten *objectIdentificatie nullable", "null when the object has an address"},
	{"zrc", "zaakobjecten *objectIdentificatie.* nullable", "G-08: a group that is not there is null"},
	{"zrc", "zaken._zoek zaakgeometrie nullable", "null is no question"},
	{"zrc", "zaken GET [?]rol__* maxLength", "the OAS suite asks by longer texts; nothing has such a number"},
	{"zrc", "zaken* _expand.zaakbesluiten further", "the besluiten of a zaak in the same request"},
	{"zrc", "zaken.zaakeigenschappen GET [?]expand further", "as elsewhere; the file has the schema and forgets the parameter"},
	{"drc", "enkelvoudiginformatieobjecten._zoek POST [?]expand further", "in the query as in the body"},
	{"drc", "enkelvoudiginformatieobjecten._zoek objectinformatieobjecten_object* further", "G-34: the filters of the list"},
	{"drc", "enkelvoudiginformatieobjecten._zoek trefwoorden further", "G-34: the filters of the list"},
	{"drc", "enkelvoudiginformatieobjecten* ondertekening.datum nullable", "clients send back the empty group that older versions gave them"},
	{"drc", "enkelvoudiginformatieobjecten* integriteit.datum nullable", "clients send back the empty group that older versions gave them"},
	{"ac", "applicaties* autorisaties.component enum", "transitie is a component of ours, for which rights are given as for the others"},
	{"brc", "besluitinformatieobjecten PUT further", "brc-004: the suite wants to hear that nothing can be changed"},
	{"brc", "besluitinformatieobjecten PATCH further", "brc-004: the suite wants to hear that nothing can be changed"},
	{"zrc", "zaken._zoek fields missing", "zrc-029: not built; a client asks for expand, or takes the whole"},
	{"nrc", "abonnement auth missing", "nrc-002: a secret is taken and never shown"},
	{"nrc", "notificaties POST status", "nrc-004: 201, as the suite wants and Open Notificaties gives"},
	{"rl", "resultaten GET [?]procesType further", "rl-001: older clients ask by this name"},
	{"rl", "communicatiekanalen * further", "rl-002: for older clients"},
	{"rl", "* HEAD further", "an ETag, as elsewhere"},
	{"rl", "* [?]If-None-Match further", "an ETag, as elsewhere"},

	// Faults of the standard's files.
	{"ac", "applicaties.consumer type", "the file says a list; ac-004 and Open Zaak give the one applicatie"},
	{"ztc", "* DELETE status", "G-06: 204 everywhere, as the suites want"},
	{"ztc", "* DELETE answer", "G-06: 204 has no contents"},
	{"ztc", "informatieobjecttypen POST status", "201, as of all other types"},
	{"ztc", "besluittypen informatieobjecttypeOmschrijving missing", "only in the answer to a POST, beside informatieobjecttypeOmschrijvingen"},
	{"ztc", "zaaktypen* resultaattypeOmschrijving further", "the file requires it and forgets to describe it"},
	{"ztc", "zaaktypen.publish POST body", "there is nothing to send"},
	{"ztc", "resultaattypen besluittypen each nullable", "a list of names or addresses has no null in it"},
	{"ztc", "resultaattypen informatieobjecttypen each nullable", "a list of names or addresses has no null in it"},
	{"ztc", "statustypen eigenschappen each nullable", "a list of names or addresses has no null in it"},
	{"ztc", "resultaattypen besluittypen each format", "names are taken, in a PATCH as in a PUT (ztc-019)"},
	{"ztc", "resultaattypen informatieobjecttypen each format", "names are taken, in a PATCH as in a PUT (ztc-019)"},
	{"zrc", "zaakobjecten *.betrokkeneIdentificatie missing", "a person in a zaakobject is an objectIdentificatie as any other"},
	{"zrc", "zaakobjecten *.objectIdentificatie further", "a person in a zaakobject is an objectIdentificatie as any other"},
	{"zrc", "statussen zaakinformatieobjecten further", "the file has it in every answer but that of POST"},
	{"zrc", "statussen GET [?]indicatieLaatstGezetteStatus type", "true or false; the file says a text"},
	{"zrc", "zaaknotities GET [?]gerelateerdAan type", "the address of a zaak; the file says a number"},
	{"drc", "bestandsdelen inhoud missing", "deprecated: a part cannot be read back before the whole is there"},
	{"rl", "procestypen type", "the file says one object; it is a list (rl-001)"},
	{"rl", "resultaattypeomschrijvingen type", "the file says one object; it is a list (rl-001)"},
	{"rl", "resultaten procestermijn enum", "the list itself has ingeschatte_bestaansduur_procesobject"},
	{"drc", "enkelvoudiginformatieobjecten tonenAanInitiator further", "the file has it in POST and PUT and forgets PATCH"},
}

// judge fails on each difference that is not listed, and notes which lines of the list are used.
func (c *contract) judge(t *testing.T, used map[divergence]bool) {
	t.Helper()
	t.Logf("%s: %d operations and %d members compared", c.api, c.operations, c.members)
	for _, d := range c.differences() {
		known := false
		for _, v := range divergences {
			if (v.api == "*" || v.api == c.api) && fits(v.place, d.place) {
				known, used[v] = true, true
			}
		}
		if !known {
			t.Errorf("%s: %s (%s)", d.place, d.text, fmt.Sprint(d.where))
		}
	}
}

func fits(pattern, place string) bool {
	ok, err := path.Match(pattern, place)
	return err == nil && ok
}

// english finds words that no Dutch sentence has.
var english = regexp.MustCompile(`(?i)\b(the|and|with|whether|from|when|which|that|this)\b`)

// undescribed are the operations, parameters and members of a document that have no description in Dutch.
func undescribed(doc *openapi3.T) []string {
	var gaps []string
	check := func(what, description string) {
		if description == "" || english.MatchString(description) {
			gaps = append(gaps, fmt.Sprintf("%s (%q)", what, description))
		}
	}
	for at, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			check(method+" "+at, op.Summary)
			for _, p := range op.Parameters {
				check(method+" "+at+" parameter "+p.Value.Name, p.Value.Description)
			}
		}
	}
	for name, s := range doc.Components.Schemas {
		for member, m := range s.Value.Properties {
			check(name+"."+member, m.Value.Description)
		}
	}
	slices.Sort(gaps)
	return gaps
}

// unused fails on each line of the list that no longer differs.
func unused(t *testing.T, used map[divergence]bool) {
	t.Helper()
	for _, v := range divergences {
		if !used[v] {
			t.Errorf("%s: %s no longer differs: take it out of the list and of docs/divergences.md", v.api, v.place)
		}
	}
}
