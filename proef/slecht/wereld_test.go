package slecht

import (
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"meent/proef/kit"
)

// wereld is one object of every kind, with the body that made it.
type wereld struct {
	t      *testing.T
	c      *kit.Client
	urls   map[string]string         // by path: "/zaken/api/v1/zaken"
	bodies map[string]map[string]any // by path
	// belanghebbende is a roltype of which a zaak may have many.
	belanghebbende string
}

const rsin = "000000000"

// maak makes the world over the APIs.
func maak(t *testing.T, c *kit.Client, b *buitenland) *wereld {
	t.Helper()
	w := &wereld{t: t, c: c, urls: map[string]string{}, bodies: map[string]map[string]any{}}
	w.autorisaties()
	w.typen()
	w.documenten()
	w.zaken()
	w.besluiten()
	w.notificaties(b)
	w.transitie()
	return w
}

// maakt posts an object and remembers it.
func (w *wereld) maakt(path string, body map[string]any) string {
	w.t.Helper()
	o := w.c.Make(path, body)
	url := fmt.Sprint(o["url"])
	if strings.HasPrefix(path, "http") { // nested: kept under its template
		path = path[strings.Index(path, "/zaken/api"):]
		parts := strings.Split(path, "/")
		parts[5] = "{zaak_uuid}"
		path = strings.Join(parts, "/")
	}
	w.urls[path], w.bodies[path] = url, body
	return url
}

func (w *wereld) autorisaties() {
	w.maakt("/autorisaties/api/v1/applicaties", map[string]any{"clientIds": []string{"iemand"}, "label": "Iemand",
		"autorisaties": []any{map[string]any{"component": "ztc", "scopes": []string{"catalogi.lezen"}}}})
}

func (w *wereld) typen() {
	const api = "/catalogi/api/v1"
	catalogus := w.maakt(api+"/catalogussen", kit.Catalogus())
	w.maakt(api+"/informatieobjecttypen", kit.Informatieobjecttype(catalogus, "Brief"))
	w.maakt(api+"/besluittypen", kit.Besluittype(catalogus, "Vergunning", "informatieobjecttypen", []string{"Brief"}))
	klasse := w.klasse()
	zaaktype := w.maakt(api+"/zaaktypen", kit.Zaaktype(catalogus, "ZT1", "besluittypen", []string{"Vergunning"}, "selectielijstProcestype", klasse["procesType"]))
	w.maakt(api+"/statustypen", map[string]any{"zaaktype": zaaktype, "omschrijving": "Ontvangen", "volgnummer": 1})
	w.c.Make(api+"/statustypen", map[string]any{"zaaktype": zaaktype, "omschrijving": "Klaar", "volgnummer": 2})
	w.maakt(api+"/resultaattypen", map[string]any{"zaaktype": zaaktype, "omschrijving": "Gedaan", "archiefnominatie": "vernietigen", "archiefactietermijn": "P1Y",
		"resultaattypeomschrijving": w.eerste("/resultaattypeomschrijvingen"), "selectielijstklasse": klasse["url"],
		"brondatumArchiefprocedure": map[string]any{"afleidingswijze": "afgehandeld"}})
	w.belanghebbende = fmt.Sprint(w.c.Make(api+"/roltypen", map[string]any{"zaaktype": zaaktype, "omschrijving": "Buur", "omschrijvingGeneriek": "belanghebbende"})["url"])
	w.maakt(api+"/roltypen", map[string]any{"zaaktype": zaaktype, "omschrijving": "Aanvrager", "omschrijvingGeneriek": "initiator"})
	w.maakt(api+"/eigenschappen", map[string]any{"zaaktype": zaaktype, "naam": "kleur", "definitie": "De kleur",
		"specificatie": map[string]any{"formaat": "tekst", "lengte": "10", "kardinaliteit": "1"}})
	w.maakt(api+"/zaaktype-informatieobjecttypen", map[string]any{"zaaktype": zaaktype, "informatieobjecttype": "Brief", "volgnummer": 1, "richting": "intern"})
	w.maakt(api+"/zaakobjecttypen", map[string]any{"zaaktype": zaaktype, "catalogus": catalogus, "anderObjecttype": true, "relatieOmschrijving": "gaat over", "objecttype": "https://voorbeeld.nl/pand"})
	for _, path := range []string{"/informatieobjecttypen", "/besluittypen", "/zaaktypen"} {
		w.c.Make(w.urls[api+path]+"/publish", nil)
	}
}

func (w *wereld) eerste(path string) string {
	list, _ := w.c.List("/referentielijsten/api/v1" + path)
	return fmt.Sprint(list[0]["url"])
}

// klasse is a class of the selectielijst whose term begins at once.
func (w *wereld) klasse() map[string]any {
	list, _ := w.c.List("/referentielijsten/api/v1/resultaten")
	for _, r := range list {
		if r["procestermijn"] == "nihil" {
			return r
		}
	}
	w.t.Fatal("no class of the selectielijst begins at once")
	return nil
}

func (w *wereld) documenten() {
	const api = "/documenten/api/v1"
	body := map[string]any{"bronorganisatie": rsin, "creatiedatum": "2024-01-15", "titel": "Brief", "auteur": "Jo", "taal": "nld", "inhoud": "aGFsbG8=",
		"informatieobjecttype": w.urls["/catalogi/api/v1/informatieobjecttypen"]}
	document := w.maakt(api+"/enkelvoudiginformatieobjecten", body)
	w.maakt(api+"/gebruiksrechten", map[string]any{"informatieobject": document, "startdatum": "2024-01-15T12:00:00Z", "omschrijvingVoorwaarden": "vrij"})
	w.maakt(api+"/verzendingen", map[string]any{"informatieobject": document, "betrokkene": "https://voorbeeld.nl/jo", "aardRelatie": "geadresseerde", "contactPersoon": "https://voorbeeld.nl/an",
		"contactpersoonnaam": "An", "verzenddatum": "2024-01-16", "emailadres": "jo@voorbeeld.nl"})
	groot := maps.Clone(body)
	groot["inhoud"], groot["bestandsomvang"] = nil, 10
	delen := w.c.Make(api+"/enkelvoudiginformatieobjecten", groot)["bestandsdelen"].([]any)
	w.urls[api+"/bestandsdelen"] = fmt.Sprint(delen[0].(map[string]any)["url"])
}

func (w *wereld) zaken() {
	const api, types = "/zaken/api/v1", "/catalogi/api/v1"
	zaak := w.maakt(api+"/zaken", map[string]any{"bronorganisatie": rsin, "verantwoordelijkeOrganisatie": rsin, "zaaktype": w.urls[types+"/zaaktypen"], "startdatum": "2024-01-15"})
	w.maakt(api+"/rollen", map[string]any{"zaak": zaak, "betrokkeneType": "natuurlijk_persoon", "roltype": w.urls[types+"/roltypen"], "roltoelichting": "aanvrager",
		"betrokkeneIdentificatie": map[string]any{"inpBsn": "999993653"}})
	w.maakt(api+"/statussen", map[string]any{"zaak": zaak, "statustype": w.urls[types+"/statustypen"], "datumStatusGezet": "2024-01-15T09:00:00Z"})
	w.maakt(api+"/resultaten", map[string]any{"zaak": zaak, "resultaattype": w.urls[types+"/resultaattypen"]})
	w.maakt(api+"/zaakobjecten", map[string]any{"zaak": zaak, "objectType": "pand", "objectIdentificatie": map[string]any{"identificatie": "1"}})
	w.maakt(zaak+"/zaakeigenschappen", map[string]any{"zaak": zaak, "eigenschap": w.urls[types+"/eigenschappen"], "waarde": "rood"})
	w.maakt(api+"/klantcontacten", map[string]any{"zaak": zaak, "datumtijd": "2024-01-15T10:00:00Z", "kanaal": "balie"})
	w.maakt(api+"/zaakinformatieobjecten", map[string]any{"zaak": zaak, "informatieobject": w.urls["/documenten/api/v1/enkelvoudiginformatieobjecten"]})
	w.maakt(api+"/zaakcontactmomenten", map[string]any{"zaak": zaak, "contactmoment": w.buiten("contactmoment")})
	w.maakt(api+"/zaakverzoeken", map[string]any{"zaak": zaak, "verzoek": w.buiten("verzoek")})
	w.maakt(api+"/zaaknotities", map[string]any{"gerelateerdAan": zaak, "onderwerp": "Let op", "tekst": "Belt terug"})
	w.bodies[api+"/zaaknummer_reserveren"] = map[string]any{"bronorganisatie": rsin, "aantal": 1}
	w.relatie()
}

func (w *wereld) buiten(name string) string {
	return "https://voorbeeld.nl/" + name + "/" + uuid.NewString()
}

// relatie is the objectinformatieobject that came with the zaakinformatieobject.
func (w *wereld) relatie() {
	const path = "/documenten/api/v1/objectinformatieobjecten"
	list, _ := w.c.List(path)
	if len(list) != 1 {
		w.t.Fatalf("%d objectinformatieobjecten, want 1", len(list))
	}
	w.urls[path] = fmt.Sprint(list[0]["url"])
	w.bodies[path] = map[string]any{"informatieobject": list[0]["informatieobject"], "object": list[0]["object"], "objectType": "zaak"}
}

func (w *wereld) besluiten() {
	const api = "/besluiten/api/v1"
	besluit := w.maakt(api+"/besluiten", map[string]any{"verantwoordelijkeOrganisatie": rsin, "besluittype": w.urls["/catalogi/api/v1/besluittypen"],
		"zaak": w.urls["/zaken/api/v1/zaken"], "datum": "2024-01-20", "ingangsdatum": "2024-02-01"})
	w.maakt(api+"/besluitinformatieobjecten", map[string]any{"besluit": besluit, "informatieobject": w.urls["/documenten/api/v1/enkelvoudiginformatieobjecten"]})
	const nested = "/zaken/api/v1/zaken/{zaak_uuid}/besluiten"
	list, _ := w.c.List(w.urls["/zaken/api/v1/zaken"] + "/besluiten")
	if len(list) != 1 {
		w.t.Fatalf("%d zaakbesluiten, want 1", len(list))
	}
	w.urls[nested], w.bodies[nested] = fmt.Sprint(list[0]["url"]), map[string]any{"besluit": besluit}
}

func (w *wereld) notificaties(b *buitenland) {
	const api = "/notificaties/api/v1"
	w.maakt(api+"/kanaal", map[string]any{"naam": "proef", "documentatieLink": "https://voorbeeld.nl", "filters": []string{"kleur"}})
	w.maakt(api+"/abonnement", map[string]any{"callbackUrl": b.web.URL + "/callback", "auth": "Bearer x", "kanalen": []any{map[string]any{"naam": "proef", "filters": map[string]any{}}}})
	w.bodies[api+"/notificaties"] = map[string]any{"kanaal": "proef", "hoofdObject": "https://voorbeeld.nl/1", "resource": "ding", "resourceUrl": "https://voorbeeld.nl/1",
		"actie": "create", "aanmaakdatum": "2024-01-15T10:00:00Z", "kenmerken": map[string]any{"kleur": "rood"}}
}

// transitie makes what people say and plan. The step waits for one that has stopped, and the list holds no step, so that nothing becomes of
// them by themselves.
func (w *wereld) transitie() {
	const api = "/transitie/api/v1"
	w.maakt(api+"/organisaties", map[string]any{"naam": "Hattem", "cbsCode": "GM0244"})
	team := w.maakt(api+"/onderdelen", map[string]any{"naam": "Team Buurt"})
	doel := w.maakt(api+"/einddoelen", map[string]any{"zin": "Inwoners hebben op tijd antwoord."})
	w.maakt(api+"/strategieen", map[string]any{"titel": "Common Ground 2030", "einddoel": doel})
	gestopt := fmt.Sprint(w.c.Make(api+"/stappen", map[string]any{"titel": "Gestopt"})["url"])
	w.c.Make(gestopt+"/overgangen", map[string]any{"naar": "gestopt", "les": strings.Repeat("geleerd ", 6)})
	stap := w.maakt(api+"/stappen", map[string]any{"titel": "Status online", "afhankelijkheden": []any{map[string]any{"stap": gestopt}}})
	w.maakt(api+"/kansen", map[string]any{"titel": "Subsidie", "soort": "geld", "koppelingen": []any{map[string]any{"stap": stap}}})
	w.maakt(api+"/aanbod", map[string]any{"stap": stap, "team": team, "mensen": 2, "urenPerMaand": 8, "doorWie": "Jo"})
	w.maakt(api+"/zorgen", map[string]any{"over": stap, "tekst": "Kost dit veel tijd?"})
	w.maakt(api+"/kadervragen", map[string]any{"over": stap, "vraag": "Past dit?"})
	w.maakt(api+"/verplaatsingen", map[string]any{"stap": stap, "plaats": 1, "reden": "De raad wil dit eerst."})
	w.maakt(api+"/uitspraken", map[string]any{"tekst": "Ik sta hierachter.", "verwijzing": "college, punt 4", "laag": "bestuur"})
	w.maakt(api+"/deellinks", map[string]any{"over": stap, "voor": "Heerde"})
	w.maakt(api+"/volgorde/berekenen", map[string]any{})
	w.urls[api+"/volgorde"] = w.urls[api+"/volgorde/berekenen"]
	w.maakt(api+"/imports", map[string]any{"soort": "kansen", "bestandsnaam": "kansen.csv", "inhoud": "soort;titel\ngeld;Uit een lijst\n"})
	w.maakt(api+"/raadsbrieven", map[string]any{"maand": "2026-11", "keuzes": []any{map[string]any{"onderwerp": "Geld", "vraag": "Eerst dit?"}}})
	w.feiten()
	for _, path := range []string{"/strategieen", "/stappen", "/kansen", "/zorgen", "/kadervragen", "/deellinks", "/maten", "/vrijstellingen", "/mijlpalen"} {
		w.bodies[api+path+"/{uuid}/overgangen"] = map[string]any{"naar": "nergens"}
	}
}

// feiten makes what is measured. The register is one that is never there.
func (w *wereld) feiten() {
	const api = "/transitie/api/v1"
	dicht := map[string]any{"baseUrl": "http://127.0.0.1:9/api/v1", "clientId": "meent", "secret": "geheim"}
	w.maakt(api+"/registers", map[string]any{"naam": "Elders", "zaken": dicht, "catalogi": dicht})
	w.maakt(api+"/maten", map[string]any{"naam": "Achterstand", "sonde": "zgw.achterstand"})
	toets := w.maakt(api+"/toetsen", map[string]any{"naam": "Op tijd", "sonde": "zgw.binnenTermijn", "drempel": map[string]any{"op": ">=", "waarde": 0.9}})
	w.bodies[api+"/toetsen/{uuid}/verklaren"] = map[string]any{"tekst": "Zo is het.", "tot": time.Now().AddDate(0, 1, 0).Format(time.DateOnly)}
	w.maakt(api+"/vrijstellingen", map[string]any{"toets": toets, "reden": "De leverancier is laat.", "tot": time.Now().AddDate(0, 1, 0).Format(time.DateOnly)})
	w.maakt(api+"/mijlpalen", map[string]any{"titel": "Op tijd", "toetsen": []any{map[string]any{"toets": toets}}})
}

// adres is where an operation finds an object that exists, or at least could.
func (w *wereld) adres(root, pad string) string {
	adres := root + pad
	for _, name := range teken.FindAllString(pad, -1) {
		i := strings.Index(adres, "/"+name)
		base := adres[:i]
		id := w.urls[strings.Replace(base, w.id("/zaken/api/v1/zaken"), "{zaak_uuid}", 1)]
		if strings.HasSuffix(base, "/audittrail") {
			id = w.regel(strings.TrimSuffix(base, "/audittrail"))
		}
		if id == "" {
			id = uuid.NewString()
		}
		adres = strings.Replace(adres, name, id[strings.LastIndexByte(id, '/')+1:], 1)
	}
	return adres
}

func (w *wereld) id(path string) string {
	url := w.urls[path]
	return url[strings.LastIndexByte(url, '/')+1:]
}

// regel is a line of the audit trail of an object.
func (w *wereld) regel(path string) string {
	if w.c.Do("GET", path, nil).Status != 200 {
		return "" // the world has no such object
	}
	list, _ := w.c.List(path + "/audittrail")
	if len(list) == 0 {
		return ""
	}
	return fmt.Sprint(list[0]["uuid"])
}

// geldig is a body that the operation would take, as far as the world has one; what the members are tried on.
func (w *wereld) geldig(op operatie) map[string]any {
	path := op.api + op.pad
	if op.method != "POST" {
		path = path[:strings.LastIndexByte(path, '/')]
	}
	body := maps.Clone(w.bodies[path])
	if body == nil {
		body = map[string]any{}
	}
	return body
}
