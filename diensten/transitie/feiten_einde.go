package transitie

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"meent/data"
)

// compleet says whether as many zaken came by as the register says there are. When pages shift under way some are missed; then
// the list is read again from the start.
func (l *lezing) compleet(tx data.Tx) error {
	row, err := tx.One("select count(*) from feiten_zaken where register = $1 and ronde = $2", l.g.id, l.stand.Ronde)
	if err != nil {
		return fmt.Errorf("count zaken: %w", err)
	}
	if seen := row.Int(0); seen < l.stand.Verwacht {
		return &BronFout{Status: 200, Code: "onvolledig", Tekst: fmt.Sprintf("Het register telt zelf %d zaken, maar liet er %d zien. Meent leest de lijst later opnieuw.", l.stand.Verwacht, seen)}
	}
	return nil
}

// veelWeg stops a reading in which more has gone than can be believed.
func veelWeg(weg, bekend int64) *BronFout {
	return &BronFout{Status: 200, Code: "veel-weg", Tekst: fmt.Sprintf("Het register laat %d van de %d bekende zaken opeens niet meer zien. Meent bewaart wat het wist. Klopt het toch, laat dan een beheerder meent transitie herbouw doen.", weg, bekend)}
}

// verdwenen asks for each zaak that was known and did not come by. Only what the register says of that one zaak counts: that it
// is not there (any more), or that Meent may not see it.
func (l *lezing) verdwenen(ctx context.Context) error {
	var (
		namen   []string
		typeVan = map[string]int64{}
		seen    = map[int64]bool{} // zaaktypen of which others came by
		bekend  int64
	)
	err := l.m.site.DB.View(ctx, func(tx data.Tx) error {
		where := ""
		if l.stand.Soort == "nacht" {
			where = " and f.einddatum is null"
		}
		row, err := tx.One("select count(*) from feiten f where f.register = $1 and f.gezien_tot is null"+where, l.g.id)
		if err != nil {
			return err
		}
		bekend = row.Int(0)
		for row, err := range tx.Query("select distinct f.zaaktype from feiten_zaken z join feiten f on f.zaak = z.id and f.gezien_tot is null where z.register = $1 and z.ronde = $2", l.g.id, l.stand.Ronde) {
			if err != nil {
				return err
			}
			seen[row.Int(0)] = true
		}
		for row, err := range tx.Query(`select z.naam, f.zaaktype from feiten_zaken z join feiten f on f.zaak = z.id and f.gezien_tot is null
			where z.register = $1 and z.ronde <> $2`+where+` order by z.id`, l.g.id, l.stand.Ronde) {
			if err != nil {
				return err
			}
			namen = append(namen, row.Text(0))
			typeVan[row.Text(0)] = row.Int(1)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("look for zaken that have gone: %w", err)
	}
	hidden := map[int64]bool{}
	var weg []string
	for len(namen) > 0 {
		some := namen[:min(len(namen), 4*max(l.g.register.Gelijktijdig, 1))]
		namen = namen[len(some):]
		some = deelZonder(some, typeVan, hidden)
		found, err := haalElk(ctx, l.bron, l.g.register.Gelijktijdig, "/zaken/", some)
		if err != nil {
			return err
		}
		for i, f := range found {
			switch {
			case f.fout == nil:
				var z zaakInLijst
				if json.Unmarshal(f.body, &z) != nil || z.URL == "" {
					return onleesbaar(apiZaken, "/zaken", "een zaak is niet te lezen")
				}
				if err := l.bijwerken(ctx, func(tx data.Tx) error { return l.zaken(tx, []zaakInLijst{z}, nil) }); err != nil {
					return err
				}
			case f.fout.weg(), f.fout.geenRecht() && seen[typeVan[some[i]]]:
				weg = append(weg, some[i]) // gone, or made more confidential than the client may see
			case f.fout.geenRecht():
				hidden[typeVan[some[i]]] = true
			default:
				return f.fout
			}
		}
	}
	if n := int64(len(weg)); !l.bevestigd && n > 3 && n*2 > bekend {
		return veelWeg(n, bekend)
	}
	return l.afgerond(ctx, weg, hidden)
}

// deelZonder leaves out zaken of types that were found to be hidden: one refusal says it for all of them.
func deelZonder(namen []string, typeVan map[string]int64, hidden map[int64]bool) []string {
	var out []string
	for _, n := range namen {
		if !hidden[typeVan[n]] {
			out = append(out, n)
		}
	}
	return out
}

// afgerond ends a reading that came to its end.
func (l *lezing) afgerond(ctx context.Context, weg []string, hidden map[int64]bool) error {
	reden := l.redenen(ctx)
	return l.bijwerken(ctx, func(tx data.Tx) error {
		for _, naam := range weg {
			if err := vergeet(tx, l.g.id, naam); err != nil {
				return err
			}
		}
		// What was told of before this reading began has come by in it.
		if err := tx.Exec("delete from feiten_werk where register = $1 and gemeld < $2", l.g.id, l.stand.Begonnen); err != nil {
			return fmt.Errorf("done with notifications: %w", err)
		}
		now := tx.Now().UnixMicro()
		for id := range hidden {
			if err := tx.Exec("update feiten_zaaktypen set verborgen = $1 where id = $2 and verborgen = 0", now, id); err != nil {
				return fmt.Errorf("hide a zaaktype: %w", err)
			}
		}
		s := &l.stand
		var err error
		if s.Gezien, s.Totaal, err = dekkingVan(tx, l.g.id); err != nil {
			return err
		}
		s.Reden = reden
		s.Gelukt, s.Tot = now, s.Begonnen
		if s.Soort == "vol" {
			s.Vol = s.Begonnen
		}
		s.Soort, s.Fase, s.Pagina, s.Fout, s.Sinds, s.Pogingen, s.Volgende = "", "", "", "", 0, 0, 0
		return tx.Touch(topicFeiten)
	})
}

// dekkingVan is of how many zaaktypen there are zaken to see, of how many there are in the catalogus; versions count as one.
func dekkingVan(tx data.Tx, register int64) (gezien, totaal int64, err error) {
	row, err := tx.One(`select count(distinct case when t.identificatie <> '' then t.identificatie else t.sleutel end) from feiten_zaaktypen t
		where t.register = $1 and t.verborgen = 0 and exists (select 1 from feiten f where f.register = $1 and f.zaaktype = t.id and f.gezien_tot is null)`, register)
	if err != nil {
		return 0, 0, fmt.Errorf("coverage: %w", err)
	}
	gezien = row.Int(0)
	row, err = tx.One("select count(distinct identificatie) from feiten_zaaktypen where register = $1 and bekend = 1", register)
	if err != nil {
		return 0, 0, fmt.Errorf("coverage: %w", err)
	}
	return gezien, row.Int(0), nil
}

// redenen says why not all zaaktypen are seen, where the rights of the client can be read.
func (l *lezing) redenen(ctx context.Context) string {
	if l.g.register.Eigen {
		return "Meent mag in de eigen registers alles lezen. Van de andere zaaktypen zijn er geen zaken."
	}
	toegang, ok := l.g.register.verbinding().Toegang[apiAutorisaties]
	if !ok {
		return "Of Meent de andere niet mag zien of dat er geen zaken van zijn, is niet bekend. Vul bij het register de Autorisaties API in om dat te weten."
	}
	return rechtenVan(ctx, l.bron, toegang.ClientID, l.g.register.Zaken.ClientID)
}

// rechtenVan reads from the Autorisaties API for how many zaaktypen the client may read zaken.
func rechtenVan(ctx context.Context, bron Bron, vrager, client string) string {
	got, err := bron.Haal(ctx, apiAutorisaties, "/applicaties/consumer?clientId="+url.QueryEscape(client))
	var app struct {
		HeeftAlleAutorisaties bool `json:"heeftAlleAutorisaties"`
		Autorisaties          []struct {
			Component string   `json:"component"`
			Scopes    []string `json:"scopes"`
			Zaaktype  string   `json:"zaaktype"`
			Max       string   `json:"maxVertrouwelijkheidaanduiding"`
		} `json:"autorisaties"`
	}
	if err != nil || json.Unmarshal(got.Body, &app) != nil {
		return fmt.Sprintf("De rechten van %s zijn niet te lezen; %s heeft daarvoor de scope autorisaties.lezen nodig.", client, vrager)
	}
	if app.HeeftAlleAutorisaties {
		return "Meent mag hier alles lezen. Van de andere zaaktypen zijn er geen zaken."
	}
	types, least := map[string]bool{}, ""
	for _, a := range app.Autorisaties {
		for _, scope := range a.Scopes {
			if a.Component == "zrc" && scope == "zaken.lezen" && a.Zaaktype != "" {
				types[laatste(a.Zaaktype)] = true
				if a.Max != "" && a.Max != "zeer_geheim" {
					least = a.Max
				}
			}
		}
	}
	text := fmt.Sprintf("De client %s heeft de scope zaken.lezen voor %d zaaktypen. Vraag voor de andere de beheerder van het register om dat recht.", client, len(types))
	if least != "" {
		text += " Van een of meer ervan ziet Meent alleen zaken tot en met vertrouwelijkheid " + strings.ReplaceAll(least, "_", " ") + "."
	}
	return text
}
