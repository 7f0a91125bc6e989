package transitie

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"

	"meent/data"
	"meent/diensten/zgw"
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

type zaaktypeInLijst struct {
	URL           string `json:"url"`
	Identificatie any    `json:"identificatie"` // a number in the oldest version
	Omschrijving  string `json:"omschrijving"`
	Doorlooptijd  string `json:"doorlooptijd"`
	Servicenorm   string `json:"servicenorm"`
	Procestype    string `json:"selectielijstProcestype"`
}

func (l *lezing) zaaktypen(tx data.Tx, list []zaaktypeInLijst) error {
	for _, t := range list {
		err := l.typen.bewaarZaaktype(tx, l.g.id, zaaktypeFeit{Sleutel: laatste(t.URL), Adres: t.URL, Identificatie: fmt.Sprint(t.Identificatie), Omschrijving: t.Omschrijving,
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
