package voorbeeld

import (
	"context"
	"fmt"
	"net/url"
	"time"
)

// catalogus is the example's catalogue as it lies in the register: the addresses of all its types.
type catalogus struct {
	URL        string
	soorten    map[string]string // informatieobjecttypen by name
	besluiten  map[string]string
	types      map[string]*typen // by identificatie
	kanalen    []string
	begin      string // day from which the types hold
	procestype map[int]string
	resultaten map[string]string // of the selectielijst, by number
	generiek   map[string]string
}

// typen are the addresses of a zaaktype and of what belongs to it, by name.
type typen struct {
	URL                               string
	statussen                         []string // in order
	resultaten, rollen, eigenschappen map[string]string
}

// maakCatalogus makes the types that are not there, and publishes them. A type that is still a concept was left half-made by
// a run that was broken off: it goes, and is made again.
func maakCatalogus(ctx context.Context, o *Opdracht) (*catalogus, error) {
	c := &catalogus{soorten: map[string]string{}, besluiten: map[string]string{}, types: map[string]*typen{}}
	c.begin = fmt.Sprintf("%d-01-01", o.Nu().Year()-3)
	for _, step := range []func(context.Context, *Opdracht) error{c.leesLijsten, c.zelf, c.maakSoorten, c.maakBesluittypen} {
		if err := step(ctx, o); err != nil {
			return nil, err
		}
	}
	for _, z := range zaaktypen {
		if err := c.maakZaaktype(ctx, o, z); err != nil {
			return nil, fmt.Errorf("%s: %w", z.Identificatie, err)
		}
	}
	return c, nil
}

// leesLijsten reads the selectielijst and the other lists of the Referentielijsten API.
func (c *catalogus) leesLijsten(ctx context.Context, o *Opdracht) error {
	c.procestype, c.resultaten, c.generiek = map[int]string{}, map[string]string{}, map[string]string{}
	for naam, keep := range map[string]func(object){
		"procestypen":                 func(x object) { c.procestype[x.Nummer] = x.URL },
		"resultaten":                  func(x object) { c.resultaten[x.Volledig] = x.URL },
		"resultaattypeomschrijvingen": func(x object) { c.generiek[x.Omschrijving] = x.URL },
		"communicatiekanalen":         func(x object) { c.kanalen = append(c.kanalen, x.URL) },
	} {
		list, err := o.vind(ctx, lijsten+"/"+naam, nil)
		if err != nil {
			return err
		}
		for _, x := range list {
			keep(x)
		}
	}
	return nil
}

// zelf finds or makes the catalogue itself.
func (c *catalogus) zelf(ctx context.Context, o *Opdracht) error {
	list, err := o.vind(ctx, catalogi+"/catalogussen", url.Values{"domein": {domein}, "rsin": {rsin}})
	if err != nil {
		return err
	}
	if len(list) > 0 {
		c.URL = list[0].URL
		return nil
	}
	c.URL, err = o.maak(ctx, catalogi+"/catalogussen", veld{
		"domein": domein, "rsin": rsin, "naam": "Voorbeeldcatalogus Meerdam", "contactpersoonBeheerNaam": "Voorbeeldteam Zaakgericht werken",
		"contactpersoonBeheerEmailadres": "zaaktypen@meerdam.example",
	})
	return err
}

func (c *catalogus) maakSoorten(ctx context.Context, o *Opdracht) error {
	for _, s := range soorten {
		u, err := c.gepubliceerd(ctx, o, "informatieobjecttypen", "omschrijving", alsVoorbeeld(s.Naam), veld{
			"vertrouwelijkheidaanduiding": s.Vertrouwelijkheid, "informatieobjectcategorie": s.Categorie, "trefwoord": []string{"voorbeeld"},
		}, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Naam, err)
		}
		c.soorten[s.Naam] = u
	}
	return nil
}

func (c *catalogus) maakBesluittypen(ctx context.Context, o *Opdracht) error {
	for _, b := range besluittypen {
		u, err := c.gepubliceerd(ctx, o, "besluittypen", "omschrijving", alsVoorbeeld(b.Naam), veld{
			"reactietermijn": "P6W", "publicatieIndicatie": false, "toelichting": "Voorbeeld, gemaakt door Meent.", "besluitcategorie": "voorbeeld",
			"informatieobjecttypen": []string{alsVoorbeeld(b.Soort)}, "zaaktypen": []string{},
		}, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", b.Naam, err)
		}
		c.besluiten[b.Naam] = u
	}
	return nil
}

// gepubliceerd finds a published type by name, or makes it: the type, what belongs to it, and then publishes it.
func (c *catalogus) gepubliceerd(ctx context.Context, o *Opdracht, soort, naamveld, naam string, v veld, delen func(address string) error) (string, error) {
	list, err := o.vind(ctx, catalogi+"/"+soort, url.Values{"catalogus": {c.URL}, naamveld: {naam}, "status": {"alles"}})
	if err != nil {
		return "", err
	}
	for _, t := range list {
		if !t.Concept {
			return t.URL, nil
		}
		if err := o.weg(ctx, t.URL); err != nil {
			return "", err
		}
	}
	v["catalogus"], v[naamveld], v["beginGeldigheid"] = c.URL, naam, c.begin
	address, err := o.maak(ctx, catalogi+"/"+soort, v)
	if err == nil && delen != nil {
		err = delen(address)
	}
	if err != nil {
		return "", err
	}
	return address, o.Client.Post(ctx, address+"/publish", nil, nil)
}

// maakZaaktype finds or makes a zaaktype, and remembers where everything of it is.
func (c *catalogus) maakZaaktype(ctx context.Context, o *Opdracht, z *zaaktype) error {
	address, err := c.gepubliceerd(ctx, o, "zaaktypen", "identificatie", z.Identificatie, c.zaaktype(z), func(address string) error {
		for _, deel := range c.delen(z, address) {
			if _, err := o.maak(ctx, catalogi+"/"+deel.soort, deel.veld); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.lees(ctx, o, z, address)
}

// zaaktype is a zaaktype in the words of the standard.
func (c *catalogus) zaaktype(z *zaaktype) veld {
	var besluiten []string
	for _, b := range besluittypen {
		if z.neemt(b.Naam) {
			besluiten = append(besluiten, alsVoorbeeld(b.Naam))
		}
	}
	v := veld{
		"omschrijving": alsVoorbeeld(z.Naam), "omschrijvingGeneriek": z.Naam, "vertrouwelijkheidaanduiding": z.Vertrouwelijkheid,
		"doel": z.Doel, "aanleiding": z.Aanleiding, "toelichting": "Voorbeeld, gemaakt door Meent. Doorlooptijd: " + z.Termijn,
		"indicatieInternOfExtern": "extern", "handelingInitiator": z.Initiator, "onderwerp": z.Onderwerp, "handelingBehandelaar": z.Behandelaar,
		"doorlooptijd": z.Doorlooptijd.duur(), "servicenorm": z.Servicenorm.duur(), "opschortingEnAanhoudingMogelijk": z.Opschorting,
		"verlengingMogelijk": z.Verlenging > 0, "trefwoorden": append([]string{"voorbeeld"}, z.Trefwoorden...),
		"publicatieIndicatie": z.Publicatie != "", "publicatietekst": z.Publicatie, "productenOfDiensten": []string{},
		"selectielijstProcestype": c.procestype[z.Procestype], "referentieproces": veld{"naam": z.Naam}, "verantwoordelijke": gemeente,
		"besluittypen": append([]string{}, besluiten...), "deelzaaktypen": append([]string{}, z.Deelzaken...), "gerelateerdeZaaktypen": []veld{},
		"versiedatum": c.begin,
	}
	if z.Verlenging > 0 {
		v["verlengingstermijn"] = z.Verlenging.duur()
	}
	return v
}

// neemt says whether a decision of this kind can be taken in a case.
func (z *zaaktype) neemt(besluit string) bool {
	for _, r := range z.Resultaten {
		if r.Besluit == besluit {
			return true
		}
	}
	return false
}

type deel struct {
	soort string
	veld  veld
}

// delen are the parts of a zaaktype in the words of the standard.
func (c *catalogus) delen(z *zaaktype, address string) []deel {
	var list []deel
	for i, s := range z.Statussen {
		list = append(list, deel{"statustypen", veld{
			"zaaktype": address, "omschrijving": s.Naam, "volgnummer": i + 1, "informeren": s.Toelichting != "", "statustekst": s.Toelichting,
		}})
	}
	for _, r := range z.Resultaten {
		list = append(list, deel{"resultaattypen", c.resultaattype(r, address)})
	}
	for _, r := range z.rollen() {
		list = append(list, deel{"roltypen", veld{"zaaktype": address, "omschrijving": r.Naam, "omschrijvingGeneriek": r.Generiek}})
	}
	for _, e := range z.Eigenschappen {
		list = append(list, deel{"eigenschappen", veld{
			"zaaktype": address, "naam": e.Naam, "definitie": e.Definitie, "specificatie": e.specificatie(), "toelichting": "Voorbeeld.",
		}})
	}
	for i, d := range z.Documenten {
		list = append(list, deel{"zaaktype-informatieobjecttypen", veld{
			"zaaktype": address, "informatieobjecttype": alsVoorbeeld(d.Soort), "volgnummer": i + 1, "richting": d.Richting,
		}})
	}
	return list
}

// resultaattype leaves the archive terms to the selectielijst; only where the term begins is ours to say.
func (c *catalogus) resultaattype(r resultaat, address string) veld {
	wijze := r.Brondatum
	if wijze == "" {
		wijze = "afgehandeld"
	}
	return veld{
		"zaaktype": address, "omschrijving": r.Naam, "resultaattypeomschrijving": c.generiek[r.Generiek], "selectielijstklasse": c.resultaten[r.Klasse],
		"toelichting": r.Toelichting, "brondatumArchiefprocedure": veld{
			"afleidingswijze": wijze, "datumkenmerk": r.Kenmerk, "einddatumBekend": false, "objecttype": "", "registratie": "", "procestermijn": nil,
		},
	}
}

func (e eigenschap) specificatie() veld {
	lengte := map[string]string{"tekst": "100", "getal": "8", "datum": "8"}[e.Formaat]
	return veld{"groep": "", "formaat": e.Formaat, "lengte": lengte, "kardinaliteit": "1", "waardenverzameling": append([]string{}, e.Keuzes...)}
}

// rollen are the roles in cases of a zaaktype, the usual ones first.
func (z *zaaktype) rollen() []rol {
	return append([]rol{{"Aanvrager", "initiator"}, {"Behandelaar", "behandelaar"}, {"Beslisser", "beslisser"}}, z.Rollen...)
}

// lees finds the parts of a zaaktype, made now or before.
func (c *catalogus) lees(ctx context.Context, o *Opdracht, z *zaaktype, address string) error {
	t := &typen{URL: address, statussen: make([]string, len(z.Statussen)), resultaten: map[string]string{}, rollen: map[string]string{}, eigenschappen: map[string]string{}}
	for soort, keep := range map[string]func(object){
		"statustypen": func(x object) {
			if x.Volgnummer >= 1 && x.Volgnummer <= len(t.statussen) {
				t.statussen[x.Volgnummer-1] = x.URL
			}
		},
		"resultaattypen": func(x object) { t.resultaten[x.Omschrijving] = x.URL },
		"roltypen":       func(x object) { t.rollen[x.Omschrijving] = x.URL },
		"eigenschappen":  func(x object) { t.eigenschappen[x.Naam] = x.URL },
	} {
		list, err := o.vind(ctx, catalogi+"/"+soort, url.Values{"zaaktype": {address}})
		if err != nil {
			return err
		}
		for _, x := range list {
			keep(x)
		}
	}
	c.types[z.Identificatie] = t
	return nil
}

// dag is a day as the standard writes it.
func dag(t time.Time) string { return t.Format(time.DateOnly) }
