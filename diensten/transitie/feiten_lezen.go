package transitie

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"

	"meent/data"
)

// A reading goes through lists of the standard, page by page; what a page says and where the next one is are kept in one
// transaction, so that it goes on there after a stop. Only a reading that came to its end counts: until then, and when one
// fails, the figures grow old.
//
//	vol    zaaktypen, resultaattypen, resultaten, zaken; then each zaak that was known and did not come by is asked for
//	nacht  zaaktypen, resultaattypen, zaken that are open, zaken that ended since; then as above for those that were open

// lezing is one reading of a register.
type lezing struct {
	m         *Motor
	g         gekend
	bron      Bron
	stand     stand
	typen     typenlijst
	gezien    map[string]bool // pages of this list
	zonder    bool            // resultaten may not be read
	bevestigd bool            // somebody looks on (herbouw): much may have gone
}

// lijsten are where each list is, in the order in which they are read.
var lijsten = map[string][]string{
	"vol":   {"zaaktypen", "resultaattypen", "resultaten", "zaken", "verdwenen"},
	"nacht": {"zaaktypen", "resultaattypen", "open", "geeindigd", "verdwenen"},
}

// begin is the first page of a list.
func (l *lezing) begin() (API, string) {
	switch l.stand.Fase {
	case "zaaktypen":
		return apiCatalogi, "/zaaktypen"
	case "resultaattypen":
		return apiCatalogi, "/resultaattypen"
	case "resultaten":
		return apiZaken, "/resultaten"
	case "open":
		return apiZaken, "/zaken?einddatum__isnull=true"
	case "geeindigd":
		since := datumVan(int32(l.stand.Tot/1e6/86400) - overlap)
		return apiZaken, "/zaken?einddatum__gt=" + string(since)
	}
	return apiZaken, "/zaken?ordering=startdatum"
}

// overlap is how many days before the last reading are read again: an einddatum may be set with a day that has passed.
const overlap = 14

// lees reads until the end, or until something goes wrong.
func (l *lezing) lees(ctx context.Context) error {
	for l.stand.Soort != "" {
		if err := ctx.Err(); err != nil {
			return err
		}
		step := l.pagina
		if l.stand.Fase == "verdwenen" {
			step = l.verdwenen
		}
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// pagina reads one page of the list that is being read, and keeps what it says.
func (l *lezing) pagina(ctx context.Context) error {
	api, first := l.begin()
	pad := l.stand.Pagina
	if pad == "" {
		pad, l.gezien = first, map[string]bool{}
	}
	got, err := l.bron.Haal(ctx, api, pad)
	if err != nil {
		return l.geweigerd(ctx, pad == first, err)
	}
	page, err := lijstVan(api, pad, got.Body)
	if err != nil {
		return err
	}
	next, err := l.volgende(api, pad, page)
	if err != nil {
		return err
	}
	return l.verwerk(ctx, page, next)
}

// bladzijde is a page of a list.
type bladzijde struct {
	Count   *int64            `json:"count"`
	Next    string            `json:"next"`
	Results []json.RawMessage `json:"results"`
}

func lijstVan(api API, pad string, body []byte) (bladzijde, error) {
	var page bladzijde
	if err := json.Unmarshal(body, &page); err != nil {
		return page, onleesbaar(api, pad, "het antwoord is geen JSON van een lijst")
	}
	if page.Results == nil || page.Count == nil {
		return page, onleesbaar(api, pad, "count of results ontbreekt")
	}
	return page, nil
}

// volgende is the path of the next page; "" after the last. Only the question of the address is taken from what the register
// says: where a token goes is not the register's to choose.
func (l *lezing) volgende(api API, pad string, page bladzijde) (string, error) {
	if page.Next == "" {
		return "", nil
	}
	u, err := url.Parse(page.Next)
	if err != nil || u.RawQuery == "" {
		return "", onleesbaar(api, pad, "de volgende pagina heeft geen adres")
	}
	next := zonderVraag(pad) + "?" + u.RawQuery
	if l.gezien == nil {
		l.gezien = map[string]bool{}
	}
	l.gezien[pad] = true
	switch {
	case l.gezien[next]:
		return "", onleesbaar(api, pad, "de pagina's lopen in een kring")
	case len(page.Results) == 0:
		return "", onleesbaar(api, pad, "een lege pagina zegt dat er nog een volgt")
	}
	return next, nil
}

// geweigerd decides what a refusal of a page means. A register of an older version does not know a parameter; one that does not
// let Meent read results or the catalogus can still be measured in part.
func (l *lezing) geweigerd(ctx context.Context, first bool, err error) error {
	fout, ok := errors.AsType[*BronFout](err)
	if !ok || !first {
		return err
	}
	switch {
	case fout.Status == 400 && l.stand.Fase == "zaken":
		return l.naar(ctx, func() { l.stand.Pagina = "/zaken?page=1" })
	case fout.Status == 400 && (l.stand.Fase == "open" || l.stand.Fase == "geeindigd"):
		return l.naar(ctx, func() { l.stand.Soort, l.stand.Fase, l.stand.Pagina = "vol", "resultaten", "" })
	case fout.geenRecht() && l.stand.Fase == "resultaten":
		l.zonder = true
		return l.naar(ctx, l.verder)
	case fout.geenRecht() && (l.stand.Fase == "zaaktypen" || l.stand.Fase == "resultaattypen"):
		return l.naar(ctx, l.verder)
	}
	return err
}

// naar keeps a change of where the reading is.
func (l *lezing) naar(ctx context.Context, change func()) error {
	change()
	return l.bijwerken(ctx, func(data.Tx) error { return nil })
}

// verder goes to the next list.
func (l *lezing) verder() {
	list := lijsten[l.stand.Soort]
	for i, fase := range list {
		if fase == l.stand.Fase {
			l.stand.Fase, l.stand.Pagina, l.stand.Gelezen, l.stand.Verwacht = list[i+1], "", 0, 0
			return
		}
	}
}

// bijwerken runs a transaction that also keeps where the reading is.
func (l *lezing) bijwerken(ctx context.Context, fn func(tx data.Tx) error) error {
	was, typen := l.stand, l.typen
	err := l.m.site.DB.Update(ctx, func(tx data.Tx) error {
		l.stand, l.typen = was, typen.kloon() // a transaction may run twice, and what it wrote is not there when it fails
		row, err := tx.One("select ronde from feiten_stand where register = $1"+tx.ForUpdate(), l.g.id)
		if err != nil {
			return fmt.Errorf("how far a register is: %w", err)
		}
		if row.Int(0) != was.Ronde {
			return errIngehaald
		}
		if err := fn(tx); err != nil {
			return err
		}
		if err := l.stand.bewaar(tx); err != nil {
			return err
		}
		return houd(tx, l.g.id, l.m.naam)
	})
	if err != nil {
		l.stand, l.typen = was, typen
	}
	return err
}

// verwerk keeps what a page says and where the next one is.
func (l *lezing) verwerk(ctx context.Context, page bladzijde, next string) error {
	keep, err := l.bewaarder(ctx, page)
	if err != nil {
		return err
	}
	return l.bijwerken(ctx, func(tx data.Tx) error {
		if err := keep(tx); err != nil {
			return err
		}
		l.stand.Gelezen += int64(len(page.Results))
		l.stand.Verwacht, l.stand.Pagina = *page.Count, next
		if next != "" {
			return nil
		}
		if l.stand.Fase == "zaken" {
			if err := l.compleet(tx); err != nil {
				return err
			}
		}
		l.verder()
		return nil
	})
}

// bewaarder fetches what a page refers to and gives what keeps it.
func (l *lezing) bewaarder(ctx context.Context, page bladzijde) (func(tx data.Tx) error, error) {
	api, pad := l.begin()
	bad := onleesbaar(api, pad, "een van de objecten is niet te lezen")
	switch l.stand.Fase {
	case "zaaktypen":
		list, err := lijstIn[zaaktypeInLijst](page.Results)
		if err != nil {
			return nil, bad
		}
		return func(tx data.Tx) error { return l.zaaktypen(tx, list) }, nil
	case "resultaattypen":
		list, err := lijstIn[resultaattypeInLijst](page.Results)
		if err != nil {
			return nil, bad
		}
		return func(tx data.Tx) error { return l.resultaattypen(tx, list) }, nil
	case "resultaten":
		list, err := lijstIn[resultaatInLijst](page.Results)
		if err != nil {
			return nil, bad
		}
		return func(tx data.Tx) error { return l.resultaten(tx, list) }, nil
	}
	zaken, err := lijstIn[zaakInLijst](page.Results)
	if err != nil {
		return nil, bad
	}
	results, err := l.ontbrekend(ctx, zaken)
	if err != nil {
		return nil, err
	}
	return func(tx data.Tx) error { return l.zaken(tx, zaken, results) }, nil
}
