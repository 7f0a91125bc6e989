package voorbeeld

import (
	"context"
	"net/http"
	"net/url"
)

// geefRechten gives the two further clients their rights: a behandelaar of two zaaktypen, and somebody who reads what is
// public. Rights that are there stay as they are.
func geefRechten(ctx context.Context, o *Opdracht, c *catalogus) error {
	for id, list := range map[string][]veld{Behandelaar: c.behandelaar(), Raadpleger: c.raadpleger()} {
		var there object
		err := o.Client.Get(ctx, rechten+"/applicaties/consumer?clientId="+url.QueryEscape(id), &there)
		if err == nil {
			continue
		}
		if !is(err, http.StatusNotFound) {
			return err
		}
		if _, err := o.maak(ctx, rechten+"/applicaties", veld{"clientIds": []string{id}, "label": id, "autorisaties": list}); err != nil {
			return err
		}
	}
	return nil
}

func (c *catalogus) behandelaar() []veld {
	list := []veld{{"component": "ztc", "scopes": []string{"catalogi.lezen"}}}
	for _, z := range []*zaaktype{&parkeervergunning, &straatverlichting} {
		list = append(list, veld{
			"component": "zrc", "zaaktype": c.types[z.Identificatie].URL, "maxVertrouwelijkheidaanduiding": "zaakvertrouwelijk",
			"scopes": []string{"zaken.lezen", "zaken.aanmaken", "zaken.bijwerken", "zaken.statussen.toevoegen", "audittrails.lezen"},
		})
		for _, d := range z.Documenten {
			list = append(list, veld{
				"component": "drc", "informatieobjecttype": c.soorten[d.Soort], "maxVertrouwelijkheidaanduiding": "zaakvertrouwelijk",
				"scopes": []string{"documenten.lezen", "documenten.aanmaken", "documenten.bijwerken", "documenten.lock"},
			})
		}
	}
	for _, b := range besluittypen {
		if parkeervergunning.neemt(b.Naam) {
			list = append(list, veld{"component": "brc", "besluittype": c.besluiten[b.Naam], "scopes": []string{"besluiten.lezen", "besluiten.aanmaken"}})
		}
	}
	return list
}

// raadpleger reads what is public, and with it each request on the front page gets an answer. A besluit has no level of its own, and the lists of
// applicaties and of kanalen have one scope for all.
func (c *catalogus) raadpleger() []veld {
	list := []veld{
		{"component": "ztc", "scopes": []string{"catalogi.lezen"}},
		{"component": "ac", "scopes": []string{"autorisaties.lezen"}},
		{"component": "nrc", "scopes": []string{"notificaties.consumeren"}},
		{"component": "transitie", "scopes": []string{"transitie.lezen"}, "maxVertrouwelijkheidaanduiding": "openbaar"},
	}
	for _, b := range besluittypen {
		list = append(list, veld{"component": "brc", "besluittype": c.besluiten[b.Naam], "scopes": []string{"besluiten.lezen"}})
	}
	for _, z := range zaaktypen {
		list = append(list, veld{
			"component": "zrc", "zaaktype": c.types[z.Identificatie].URL, "maxVertrouwelijkheidaanduiding": "openbaar", "scopes": []string{"zaken.lezen"},
		})
	}
	for _, s := range soorten {
		list = append(list, veld{
			"component": "drc", "informatieobjecttype": c.soorten[s.Naam], "maxVertrouwelijkheidaanduiding": "openbaar", "scopes": []string{"documenten.lezen"},
		})
	}
	return list
}
