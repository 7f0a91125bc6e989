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

// Places in the selectielijst, below the server's address: procestypen, and resultaten by their procestermijn.
const (
	Selectielijst          = "/referentielijsten/api/v1"
	ProcestypeInrichten    = Selectielijst + "/procestypen/b594c8d1-ea6a-4bcd-a6aa-2c7a8ad3fe5b"
	KlasseIngericht        = Selectielijst + "/resultaten/6711baff-798b-4c7f-9133-8ad02c8b7c6f" // nihil, vernietigen P10Y, of ProcestypeInrichten
	KlasseIngerichtBewaren = Selectielijst + "/resultaten/6d37598e-30f0-4aef-930d-3e1690725d95" // no procestermijn, blijvend bewaren
	OmschrijvingAfgewezen  = Selectielijst + "/resultaattypeomschrijvingen/e6a0c939-3404-45b0-88e3-76c94fb80ea7"
)

// Resultaattype is the body of a resultaattype; its zaaktype must have ProcestypeInrichten as selectielijstProcestype.
func (s *Server) Resultaattype(zaaktype any, omschrijving string, more ...any) map[string]any {
	return with(map[string]any{"zaaktype": zaaktype, "omschrijving": omschrijving, "resultaattypeomschrijving": s.URL + OmschrijvingAfgewezen,
		"selectielijstklasse": s.URL + KlasseIngericht, "brondatumArchiefprocedure": map[string]any{"afleidingswijze": "afgehandeld"}}, more)
}
