package transitie

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"sync"

	"meent/data"
	"meent/diensten/zgw"
)

type zaaktypeInLijst struct {
	URL           string `json:"url"`
	Identificatie any    `json:"identificatie"` // a number in the oldest version
	Omschrijving  string `json:"omschrijving"`
	Doorlooptijd  string `json:"doorlooptijd"`
	Servicenorm   string `json:"servicenorm"`
	Procestype    string `json:"selectielijstProcestype"`
}

// nummer is the identificatie of a zaaktype; where a register gives none, each zaaktype is one of its own.
func (t *zaaktypeInLijst) nummer() string {
	if t.Identificatie == nil || t.Identificatie == "" {
		return laatste(t.URL)
	}
	return fmt.Sprint(t.Identificatie)
}

func (l *lezing) zaaktypen(tx data.Tx, list []zaaktypeInLijst) error {
	for _, t := range list {
		err := l.typen.bewaarZaaktype(tx, l.g.id, zaaktypeFeit{Sleutel: laatste(t.URL), Adres: t.URL, Identificatie: t.nummer(), Omschrijving: t.Omschrijving,
			Doorlooptijd: periode(t.Doorlooptijd), Servicenorm: periode(t.Servicenorm), Procestype: t.Procestype, bekend: true})
		if err != nil {
			return err
		}
	}
	return nil
}

// periode is a period that can be reckoned with, or "".
func periode(p string) string {
	if code, _ := zgw.Duration(p).Valid(); code != "" {
		return ""
	}
	return p
}

type resultaattypeInLijst struct {
	URL          string `json:"url"`
	Zaaktype     string `json:"zaaktype"`
	Omschrijving string `json:"omschrijving"`
}

func (l *lezing) resultaattypen(tx data.Tx, list []resultaattypeInLijst) error {
	for _, t := range list {
		if err := l.typen.bewaarResultaattype(tx, l.g.id, resultaattypeFeit{Sleutel: laatste(t.URL), Adres: t.URL, Zaaktype: laatste(t.Zaaktype), Omschrijving: t.Omschrijving}); err != nil {
			return err
		}
	}
	return nil
}

type resultaatInLijst struct {
	URL           string `json:"url"`
	Resultaattype string `json:"resultaattype"`
}

func (l *lezing) resultaten(tx data.Tx, list []resultaatInLijst) error {
	for _, r := range list {
		if r.URL == "" || r.Resultaattype == "" {
			continue
		}
		name := laatste(r.Resultaattype)
		if l.typen.resultaattypen[name] == nil {
			if err := l.typen.bewaarResultaattype(tx, l.g.id, resultaattypeFeit{Sleutel: name, Adres: r.Resultaattype}); err != nil {
				return err
			}
		}
		err := tx.Exec(`insert into feiten_resultaten (register, sleutel, type) values ($1, $2, $3) on conflict (register, sleutel) do update set type = excluded.type`,
			l.g.id, laatste(r.URL), l.typen.resultaattypen[name].id)
		if err != nil {
			return fmt.Errorf("keep resultaat: %w", err)
		}
	}
	return nil
}

func (l *lezing) zaken(tx data.Tx, zaken []zaakInLijst, results []resultaatInLijst) error {
	if err := l.resultaten(tx, results); err != nil {
		return err
	}
	if err := l.zichtbaar(tx, zaken); err != nil {
		return err
	}
	_, err := l.typen.legVast(tx, l.g.id, l.stand.Ronde, zaken)
	return err
}

// zichtbaar notes that zaken of a type that was hidden are seen again.
func (l *lezing) zichtbaar(tx data.Tx, zaken []zaakInLijst) error {
	for name := range zaaktypenIn(zaken) {
		if err := tx.Exec("update feiten_zaaktypen set verborgen = 0 where register = $1 and sleutel = $2 and verborgen <> 0", l.g.id, name); err != nil {
			return fmt.Errorf("show a zaaktype: %w", err)
		}
	}
	return nil
}

func zaaktypenIn(zaken []zaakInLijst) map[string]bool {
	names := map[string]bool{}
	for _, z := range zaken {
		names[laatste(z.Zaaktype)] = true
	}
	return names
}

// ontbrekend fetches the results of zaken that are not known yet, a few at a time.
func (l *lezing) ontbrekend(ctx context.Context, zaken []zaakInLijst) ([]resultaatInLijst, error) {
	var namen []string
	for _, z := range zaken {
		if z.Resultaat != "" {
			namen = append(namen, laatste(z.Resultaat))
		}
	}
	if len(namen) == 0 || l.zonder {
		return nil, nil
	}
	var known map[string]*resultaattypeFeit
	err := l.m.site.DB.View(ctx, func(tx data.Tx) (err error) {
		known, err = l.typen.resultatenVan(tx, l.g.id, namen)
		return err
	})
	if err != nil {
		return nil, err
	}
	var wanted []string
	for _, n := range namen {
		if _, ok := known[n]; !ok {
			wanted = append(wanted, n)
		}
	}
	found, err := haalElk(ctx, l.bron, l.g.register.Gelijktijdig, "/resultaten/", wanted)
	if err != nil {
		return nil, err
	}
	var list []resultaatInLijst
	for i, f := range found {
		var r resultaatInLijst
		switch {
		case f.fout != nil && f.fout.geenRecht():
			l.zonder = true
		case f.fout != nil && !f.fout.weg():
			return nil, f.fout
		case f.fout == nil && json.Unmarshal(f.body, &r) == nil:
			r.URL = wanted[i]
			list = append(list, r)
		}
	}
	return list, nil
}

// gevonden is what came of asking for one object.
type gevonden struct {
	body []byte
	fout *BronFout
}

// haalElk fetches objects of the Zaken API, so many at once. An error is one that has nothing to do with one object.
func haalElk(ctx context.Context, bron Bron, atOnce int, pad string, namen []string) ([]gevonden, error) {
	out := make([]gevonden, len(namen))
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		other error
		turns = make(chan struct{}, max(atOnce, 1))
	)
	for i, naam := range namen {
		turns <- struct{}{}
		wg.Go(func() {
			defer func() { <-turns }()
			got, err := bron.Haal(ctx, apiZaken, pad+url.PathEscape(naam))
			fout, ok := errors.AsType[*BronFout](err)
			if err != nil && !ok {
				mu.Lock()
				other = err
				mu.Unlock()
				return
			}
			out[i] = gevonden{got.Body, fout}
		})
	}
	wg.Wait()
	return out, other
}
