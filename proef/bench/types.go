package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"meent/diensten/auth"
	"meent/integratie/zgw"
)

const (
	clientID  = "bench"
	limitedID = "bench-beperkt" // may see a quarter of the zaaktypen
	secret    = "een-geheim-van-de-bench-dat-lang-genoeg-is"
	rsin      = "517439943"

	zaaktypen = 40
)

// namen are zaaktypen as a municipality has them, the most frequent first.
var namen = []string{
	"Melding openbare ruimte", "Verhuizing", "Parkeervergunning", "Aanvraag uittreksel", "Omgevingsvergunning",
	"Evenementenvergunning", "Bijstand levensonderhoud", "Bezwaar", "Klacht", "Informatieverzoek", "Gehandicaptenparkeerkaart",
	"Leerlingenvervoer", "Huisvesting statushouder", "Kapvergunning", "Kwijtschelding", "Naamgebruik", "Woo-verzoek",
	"Subsidie", "Terrasvergunning", "Wmo-melding", "Ontheffing", "Adresonderzoek", "Handhaving", "Grafrecht",
	"Huwelijk", "Bodemonderzoek", "Standplaats", "Rioolaansluiting", "Schuldhulp", "Energietoeslag", "Drank en horeca",
	"Exploitatie", "Splitsing", "Leegstand", "Monument", "Bestemmingsplan", "Raadsvraag", "Gladheid", "Speelautomaat", "Loterij",
}

// zaaktype is a type in the catalogus with what belongs to it.
type zaaktype struct {
	URL         string
	Statustypen []string // by volgnummer; the last one ends the zaak
	Roltypen    []string
}

// client speaks to a server as the client that may do everything.
func client(addr string) *zgw.Client {
	return &zgw.Client{
		Base: "http://" + addr, HTTP: &http.Client{Transport: toServer{addr}},
		Token: zgw.Reuse(time.Now, func() (string, error) { return auth.Token(clientID, secret, time.Now(), nil) }),
	}
}

// toServer brings what is asked of the public address to where the server really is.
type toServer struct{ addr string }

func (t toServer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = "http", t.addr
	return http.DefaultTransport.RoundTrip(r)
}

// makeCatalogus makes the zaaktypen, and a client with rights on a quarter of them.
func makeCatalogus(ctx context.Context, c *zgw.Client) ([]zaaktype, error) {
	catalogus, err := post(ctx, c, "/catalogi/api/v1/catalogussen", map[string]any{
		"domein": "BENCH", "rsin": rsin, "contactpersoonBeheerNaam": "Beheer", "naam": "Bench",
	})
	if err != nil {
		return nil, err
	}
	list := make([]zaaktype, zaaktypen)
	for i := range list {
		if list[i], err = makeZaaktype(ctx, c, catalogus, i); err != nil {
			return nil, err
		}
	}
	return list, limit(ctx, c, list)
}

func makeZaaktype(ctx context.Context, c *zgw.Client, catalogus string, i int) (zaaktype, error) {
	var z zaaktype
	var err error
	naam := namen[i]
	z.URL, err = post(ctx, c, "/catalogi/api/v1/zaaktypen", map[string]any{
		"identificatie": fmt.Sprintf("ZT%02d", i), "omschrijving": naam, "omschrijvingGeneriek": naam,
		"vertrouwelijkheidaanduiding": []string{"openbaar", "zaakvertrouwelijk", "intern"}[i%3],
		"doel":                        naam + " afhandelen", "aanleiding": "Een aanvraag of melding", "toelichting": "",
		"indicatieInternOfExtern": "extern", "handelingInitiator": "aanvragen", "onderwerp": naam, "handelingBehandelaar": "behandelen",
		"doorlooptijd": "P8W", "servicenorm": "P6W", "opschortingEnAanhoudingMogelijk": true,
		"verlengingMogelijk": true, "verlengingstermijn": "P6W", "publicatieIndicatie": false, "publicatietekst": "",
		"productenOfDiensten": []string{}, "referentieproces": map[string]any{"naam": naam, "link": ""}, "verantwoordelijke": rsin,
		"catalogus": catalogus, "besluittypen": []string{}, "deelzaaktypen": []string{}, "gerelateerdeZaaktypen": []string{},
		"beginGeldigheid": "2018-01-01", "versiedatum": "2018-01-01", "trefwoorden": []string{}, "verantwoordingsrelatie": []string{},
	})
	if err != nil {
		return z, err
	}
	for n, naam := range []string{"Ontvangen", "In behandeling", "Besluit genomen", "Afgehandeld"} {
		url, err := post(ctx, c, "/catalogi/api/v1/statustypen", map[string]any{
			"omschrijving": naam, "omschrijvingGeneriek": naam, "statustekst": "", "zaaktype": z.URL, "volgnummer": n + 1, "informeren": false,
		})
		if err != nil {
			return z, err
		}
		z.Statustypen = append(z.Statustypen, url)
	}
	for naam, generiek := range map[string]string{"Aanvrager": "initiator", "Behandelaar": "behandelaar"} {
		url, err := post(ctx, c, "/catalogi/api/v1/roltypen", map[string]any{"omschrijving": naam, "omschrijvingGeneriek": generiek, "zaaktype": z.URL})
		if err != nil {
			return z, err
		}
		z.Roltypen = append(z.Roltypen, url)
	}
	return z, c.Post(ctx, z.URL+"/publish", map[string]any{}, nil)
}

// limit gives the second client its rights: on every fourth zaaktype.
func limit(ctx context.Context, c *zgw.Client, list []zaaktype) error {
	var autorisaties []map[string]any
	for i := 0; i < len(list); i += 4 {
		autorisaties = append(autorisaties, map[string]any{
			"component": "zrc", "scopes": []string{"zaken.lezen"}, "zaaktype": list[i].URL, "maxVertrouwelijkheidaanduiding": "zeer_geheim",
		})
	}
	_, err := post(ctx, c, "/autorisaties/api/v1/applicaties", map[string]any{
		"clientIds": []string{limitedID}, "label": "Bench, beperkt", "heeftAlleAutorisaties": false, "autorisaties": autorisaties,
	})
	return err
}

// post makes an object and gives its address.
func post(ctx context.Context, c *zgw.Client, path string, body map[string]any) (string, error) {
	var made struct{ URL string }
	err := c.Post(ctx, path, body, &made)
	return made.URL, err
}

// aZaak is a case as clients make them.
func aZaak(z *zaaktype, i int) map[string]any {
	body := map[string]any{
		"bronorganisatie": rsin, "verantwoordelijkeOrganisatie": rsin, "zaaktype": z.URL,
		"omschrijving": namen[i%len(namen)] + " van een inwoner",
		"toelichting": "Ingediend via het formulier op de website. De aanvrager wil graag telefonisch bericht zodra er een besluit is, " +
			"en heeft bij de vorige aanvraag al een toelichting met foto's gegeven.",
		"registratiedatum": day(0), "startdatum": day(0), "einddatumGepland": day(42), "uiterlijkeEinddatumAfdoening": day(56),
		"communicatiekanaal": "", "betalingsindicatie": "nvt", "selectielijstklasse": "",
		"kenmerken":     []map[string]any{{"kenmerk": fmt.Sprintf("FORM-%06d", i), "bron": "Website"}},
		"zaakgeometrie": map[string]any{"type": "Point", "coordinates": []any{number(xOf(i)), number(yOf(i))}},
	}
	return body
}
