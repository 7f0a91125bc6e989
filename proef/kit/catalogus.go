package kit

import "maps"

// Bodies of types, with what is required and no more. more are pairs of name and value, which add to it or replace it.

// Catalogus is the body of a catalogus.
func Catalogus(more ...any) map[string]any {
	return with(map[string]any{"domein": "VOORB", "rsin": "000000000", "contactpersoonBeheerNaam": "Jo"}, more)
}

// Informatieobjecttype is the body of an informatieobjecttype.
func Informatieobjecttype(catalogus any, omschrijving string, more ...any) map[string]any {
	return with(map[string]any{"catalogus": catalogus, "omschrijving": omschrijving, "vertrouwelijkheidaanduiding": "openbaar", "beginGeldigheid": "2020-01-01",
		"informatieobjectcategorie": "brief"}, more)
}

// Besluittype is the body of a besluittype.
func Besluittype(catalogus any, omschrijving string, more ...any) map[string]any {
	return with(map[string]any{"catalogus": catalogus, "omschrijving": omschrijving, "publicatieIndicatie": false, "informatieobjecttypen": []string{},
		"beginGeldigheid": "2020-01-01"}, more)
}

func with(body map[string]any, more []any) map[string]any {
	body = maps.Clone(body)
	for i := 0; i < len(more); i += 2 {
		body[more[i].(string)] = more[i+1]
	}
	return body
}
