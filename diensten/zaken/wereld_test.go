package zaken_test

import (
	"encoding/json"
	"maps"
	"testing"

	"meent/proef/kit"
)

const (
	zrc = "/zaken/api/v1"
	ztc = "/catalogi/api/v1"
	drc = "/documenten/api/v1"
	brc = "/besluiten/api/v1"
	rl  = "/referentielijsten/api/v1"

	// What the selectielijst calls nihil, vast_te_leggen_datum and ingeschatte_bestaansduur_procesobject, and the procestypen of those.
	nihil, nihilProces = rl + "/resultaten/6711baff-798b-4c7f-9133-8ad02c8b7c6f", rl + "/procestypen/b594c8d1-ea6a-4bcd-a6aa-2c7a8ad3fe5b"
	later, laterProces = rl + "/resultaten/f3e74904-dd73-4a62-8f0e-d47959795fa4", rl + "/procestypen/e04ccf9b-501b-4228-8e16-c95eab801ee5"
	long, longProces   = rl + "/resultaten/59596a33-c8db-4aa7-bb81-140cb29bb42a", rl + "/procestypen/388645ae-bb7f-4b2b-ba70-94b70f713d45"
	afgewezen          = rl + "/resultaattypeomschrijvingen/e6a0c939-3404-45b0-88e3-76c94fb80ea7"
)

// soort is a zaaktype with what hangs on it.
type soort struct {
	zaaktype, begin, eind, behandelaar, initiator, resultaattype, eigenschap, zaakobjecttype string
}

// world is a catalogue with a zaaktype, another one, and a document.
type world struct {
	*kit.Server
	soort
	catalogus, iot, besluittype string
	ander                       soort
}

func address(o map[string]any) string { return o["url"].(string) }

// newWorld fills a server. The zaaktypen are published.
func newWorld(s *kit.Server) world {
	w := world{Server: s}
	w.catalogus = address(s.Root.Make(ztc+"/catalogussen", kit.Catalogus()))
	w.iot = address(s.Root.Make(ztc+"/informatieobjecttypen", kit.Informatieobjecttype(w.catalogus, "brief")))
	w.besluittype = address(s.Root.Make(ztc+"/besluittypen", kit.Besluittype(w.catalogus, "vergunning")))
	w.soort = w.soortOf("ZT1", nil, "besluittypen", []string{"vergunning"}, "productenOfDiensten", []string{"https://example.com/product/1"}, "servicenorm", "P5D")
	w.ander = w.soortOf("ZT2", nil)
	s.Root.Make(w.iot+"/publish", nil)
	s.Root.Make(w.besluittype+"/publish", nil)
	return w
}

// soortOf makes a zaaktype with a resultaattype that has this brondatumArchiefprocedure; nil: afgehandeld.
func (w world) soortOf(identificatie string, brondatum map[string]any, more ...any) soort {
	klasse, proces := nihil, nihilProces
	switch {
	case brondatum == nil:
		brondatum = map[string]any{"afleidingswijze": "afgehandeld"}
	case brondatum["afleidingswijze"] == "termijn":
		klasse, proces = long, longProces
	default:
		klasse, proces = later, laterProces
	}
	make := func(kind string, body map[string]any) string { return address(w.Root.Make(ztc+"/"+kind, body)) }
	z := soort{}
	z.zaaktype = make("zaaktypen", kit.Zaaktype(w.catalogus, identificatie, append(more, "selectielijstProcestype", w.URL+proces)...))
	z.begin = make("statustypen", map[string]any{"zaaktype": z.zaaktype, "omschrijving": "Ontvangen", "volgnummer": 1})
	z.eind = make("statustypen", map[string]any{"zaaktype": z.zaaktype, "omschrijving": "Afgehandeld", "volgnummer": 2})
	z.behandelaar = make("roltypen", map[string]any{"zaaktype": z.zaaktype, "omschrijving": "Behandelaar", "omschrijvingGeneriek": "behandelaar"})
	z.initiator = make("roltypen", map[string]any{"zaaktype": z.zaaktype, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator"})
	z.eigenschap = make("eigenschappen", map[string]any{"zaaktype": z.zaaktype, "naam": "kleur", "definitie": "de kleur",
		"specificatie": map[string]any{"formaat": "tekst", "lengte": "10", "kardinaliteit": "1", "waardenverzameling": []string{"rood", "blauw"}}})
	z.zaakobjecttype = make("zaakobjecttypen", map[string]any{"zaaktype": z.zaaktype, "catalogus": w.catalogus, "anderObjecttype": false,
		"objecttype": "https://example.com/pand", "relatieOmschrijving": "gaat over", "beginGeldigheid": "2020-01-01"})
	z.resultaattype = make("resultaattypen", map[string]any{"zaaktype": z.zaaktype, "omschrijving": "Verleend", "resultaattypeomschrijving": w.URL + afgewezen,
		"selectielijstklasse": w.URL + klasse, "archiefnominatie": "vernietigen", "archiefactietermijn": "P1Y", "brondatumArchiefprocedure": brondatum})
	make("zaaktype-informatieobjecttypen", map[string]any{"zaaktype": z.zaaktype, "informatieobjecttype": "brief", "volgnummer": 1, "richting": "inkomend"})
	w.Root.Do("PATCH", z.zaaktype, map[string]any{"deelzaaktypen": []string{identificatie}})
	w.Root.Make(z.zaaktype+"/publish", nil)
	return z
}

// body is a body with what is required, and pairs that add to it or replace it.
func body(base map[string]any, more ...any) map[string]any {
	base = maps.Clone(base)
	for i := 0; i < len(more); i += 2 {
		base[more[i].(string)] = more[i+1]
	}
	return base
}

func (z soort) zaak(more ...any) map[string]any {
	return body(map[string]any{"bronorganisatie": "000000000", "verantwoordelijkeOrganisatie": "000000000", "zaaktype": z.zaaktype, "startdatum": "2026-01-05"}, more...)
}

func (z soort) rol(zaak string, more ...any) map[string]any {
	return body(map[string]any{"zaak": zaak, "roltype": z.behandelaar, "betrokkeneType": "medewerker", "roltoelichting": "toelichting"}, more...)
}

func (z soort) status(zaak, statustype, moment string, more ...any) map[string]any {
	return body(map[string]any{"zaak": zaak, "statustype": statustype, "datumStatusGezet": moment}, more...)
}

func (w world) document(more ...any) map[string]any {
	return body(map[string]any{"bronorganisatie": "000000000", "creatiedatum": "2026-01-01", "titel": "Brief", "auteur": "Jo", "taal": "nld", "informatieobjecttype": w.iot}, more...)
}

func (w world) besluit(more ...any) map[string]any {
	return body(map[string]any{"verantwoordelijkeOrganisatie": "000000000", "besluittype": w.besluittype, "datum": "2026-01-10", "ingangsdatum": "2026-02-01"}, more...)
}

// makeZaak makes a zaak and gives its address.
func (w world) makeZaak(more ...any) string {
	return address(w.Root.Make(zrc+"/zaken", w.zaak(more...)))
}

// closed makes a zaak with a resultaat and closes it.
func (w world) closed(z soort, more ...any) string {
	zaak := address(w.Root.Make(zrc+"/zaken", z.zaak(more...)))
	w.close(z, zaak, "2026-02-01T09:00:00Z")
	return zaak
}

func (w world) close(z soort, zaak, moment string) {
	w.Root.Make(zrc+"/resultaten", map[string]any{"zaak": zaak, "resultaattype": z.resultaattype})
	w.Root.Make(zrc+"/statussen", z.status(zaak, z.eind, moment))
}

// may is an autorisatie of zaken of a type.
func (z soort) may(level string, scopes ...string) map[string]any {
	return map[string]any{"component": "zrc", "scopes": scopes, "zaaktype": z.zaaktype, "maxVertrouwelijkheidaanduiding": level}
}

func run(t *testing.T, test func(t *testing.T, s *kit.Server, w world)) {
	t.Helper()
	kit.Run(t, func(t *testing.T, s *kit.Server) { test(t, s, newWorld(s)) })
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Error(err)
	}
	return b
}

func decode(t *testing.T, b []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(b, into); err != nil {
		t.Fatalf("%s in %s", err, b)
	}
}
