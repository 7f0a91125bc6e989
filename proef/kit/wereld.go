package kit

// Zaaktype is a zaaktype with all that the standard requires and no more, for tests that are about something else.
func Zaaktype(catalogus any, identificatie string, more ...any) map[string]any {
	z := map[string]any{
		"catalogus": catalogus, "identificatie": identificatie, "omschrijving": "Zaaktype " + identificatie, "vertrouwelijkheidaanduiding": "openbaar",
		"doel": "doel", "aanleiding": "aanleiding", "indicatieInternOfExtern": "extern", "handelingInitiator": "aanvragen", "onderwerp": "onderwerp",
		"handelingBehandelaar": "behandelen", "doorlooptijd": "P30D", "opschortingEnAanhoudingMogelijk": true, "verlengingMogelijk": true, "verlengingstermijn": "P30D",
		"publicatieIndicatie": false, "productenOfDiensten": []string{}, "referentieproces": map[string]any{"naam": "proces"}, "verantwoordelijke": "Jo",
		"besluittypen": []string{}, "gerelateerdeZaaktypen": []any{}, "beginGeldigheid": "2020-01-01",
	}
	for i := 0; i+1 < len(more); i += 2 {
		z[more[i].(string)] = more[i+1]
	}
	return z
}
