package voorbeeld

import (
	"context"
	"fmt"
	"net/url"
	"time"
)

// maakDossiers makes the dossiers that are not there yet, newest first. What a run left half-made is removed first.
func maakDossiers(ctx context.Context, o *Opdracht, c *catalogus) error {
	there, err := o.aanwezig(ctx)
	if err != nil {
		return err
	}
	told := o.Nu()
	for n := 1; n <= o.Zaken; n++ {
		if there[identificatie(n)] {
			continue
		}
		if err := o.schrijf(ctx, c, bedenk(n, o.Zaken, o.Nu())); err != nil {
			return err
		}
		if now := o.Nu(); now.Sub(told) >= 3*time.Second {
			told = now
			o.Meld(fmt.Sprintf("%d van %d dossiers", n, o.Zaken))
		}
	}
	o.Meld(fmt.Sprintf("klaar: %d dossiers, %d zaaktypen", o.Zaken, len(zaaktypen)))
	return nil
}

// aanwezig are the numbers of the zaken that are there, whole.
func (o *Opdracht) aanwezig(ctx context.Context) (map[string]bool, error) {
	list, err := o.vind(ctx, zaken+"/zaken", url.Values{"bronorganisatie": {rsin}, "pageSize": {"500"}})
	if err != nil {
		return nil, err
	}
	there := map[string]bool{}
	var half []object
	for _, z := range list {
		there[z.Identificatie] = true
		for _, k := range z.Kenmerken {
			if k.Bron == bron && k.Kenmerk == inOpbouw {
				half = append(half, z)
			}
		}
	}
	for _, z := range half {
		if err := o.ruim(ctx, z); err != nil {
			return nil, fmt.Errorf("%s: %w", z.Identificatie, err)
		}
		delete(there, z.Identificatie)
	}
	return there, nil
}

// ruim removes a dossier that was left half-made: its besluiten, its zaken, and then the documents of those.
func (o *Opdracht) ruim(ctx context.Context, first object) error {
	numbers := []string{first.Identificatie, first.Identificatie + "-2"}
	for _, nummer := range numbers {
		if err := o.verwijder(ctx, besluiten+"/besluiten", url.Values{"identificatie": {nummer + "-B1"}, "verantwoordelijkeOrganisatie": {rsin}}); err != nil {
			return err
		}
	}
	for _, nummer := range []string{numbers[1], numbers[0]} {
		if err := o.verwijder(ctx, zaken+"/zaken", url.Values{"identificatie": {nummer}, "bronorganisatie": {rsin}}); err != nil {
			return err
		}
	}
	for _, nummer := range numbers {
		for i := 1; i <= documentenPerZaak; i++ {
			q := url.Values{"identificatie": {fmt.Sprintf("%s-D%d", nummer, i)}, "bronorganisatie": {rsin}}
			if err := o.verwijder(ctx, documenten+"/enkelvoudiginformatieobjecten", q); err != nil {
				return err
			}
		}
	}
	return nil
}

// documentenPerZaak is the most that a zaaktype has.
var documentenPerZaak = func() (most int) {
	for _, z := range zaaktypen {
		most = max(most, len(z.Documenten))
	}
	return most
}()

// verwijder removes what a search finds.
func (o *Opdracht) verwijder(ctx context.Context, pad string, vraag url.Values) error {
	list, err := o.vind(ctx, pad, vraag)
	if err != nil {
		return err
	}
	for _, x := range list {
		if err := o.weg(ctx, x.URL); err != nil {
			return err
		}
	}
	return nil
}
