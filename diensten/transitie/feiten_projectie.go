package transitie

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"meent/data"
	"meent/diensten/zgw"
)

// The projection is what is known of cases, in tables of its own (transition.md §9): dates, type and result of each, and since
// when that was so. It has no BSN, no names and no free text, and can be made again from the registers.

// geenDag is a date that is not there, in days since 1970.
const geenDag = math.MinInt32

// feit is what is known of one zaak at some moment.
type feit struct {
	zaaktype      int64 // id in feiten_zaaktypen
	start         int32 // startdatum
	eind          int32 // einddatum, geenDag while it is open
	termijn       int32 // when it must be done: uiterlijkeEinddatumAfdoening, else startdatum and the doorlooptijd of its zaaktype
	streef        int32 // startdatum and the servicenorm of its zaaktype
	verlengd      bool  // its term was extended
	resultaattype int64 // id in feiten_resultaattypen, 0 for none
	geschorst     bool  // it is suspended now
	hash          string
}

// zaakInLijst is what is read of a zaak; the rest of what a register shows is dropped where it comes in.
type zaakInLijst struct {
	URL        string `json:"url"`
	Zaaktype   string `json:"zaaktype"`
	Startdatum string `json:"startdatum"`
	Einddatum  string `json:"einddatum"`
	Uiterlijk  string `json:"uiterlijkeEinddatumAfdoening"`
	Verlenging *struct {
		Duur string `json:"duur"`
	} `json:"verlenging"`
	Opschorting *struct {
		Indicatie bool `json:"indicatie"`
	} `json:"opschorting"`
	Registratie string `json:"registratiedatum"`
	Resultaat   string `json:"resultaat"`
}

// zaaktypeFeit is a version of a zaaktype as far as it is measured by.
type zaaktypeFeit struct {
	id            int64
	Sleutel       string
	Adres         string
	Identificatie string
	Omschrijving  string
	Doorlooptijd  string
	Servicenorm   string
	Procestype    string
	bekend        bool // the catalogus told it; else only the zaken name it
}

// resultaattypeFeit is a kind of result, for what counts as withdrawn.
type resultaattypeFeit struct {
	id                                     int64
	Sleutel, Adres, Zaaktype, Omschrijving string
}

// typenlijst are the types of a register by the last part of their address: that is the same whatever name the server has.
type typenlijst struct {
	zaaktypen      map[string]*zaaktypeFeit
	resultaattypen map[string]*resultaattypeFeit
}

func (l typenlijst) kloon() typenlijst {
	return typenlijst{maps.Clone(l.zaaktypen), maps.Clone(l.resultaattypen)}
}

// laatste is the last part of an address: the uuid.
func laatste(adres string) string {
	adres = strings.TrimRight(zonderVraag(adres), "/")
	return strings.ToLower(adres[strings.LastIndexByte(adres, '/')+1:])
}

func zonderVraag(adres string) string {
	pad, _, _ := strings.Cut(adres, "?")
	return pad
}

// zaakSleutel is how the projection and the evidence call a zaak: a digest, the same after a rebuild.
func zaakSleutel(naam string) string {
	sum := sha256.Sum256([]byte("zaak " + naam))
	return hex.EncodeToString(sum[:16])
}

func typenVan(tx data.Tx, register int64) (typenlijst, error) {
	l := typenlijst{map[string]*zaaktypeFeit{}, map[string]*resultaattypeFeit{}}
	for row, err := range tx.Query(`select id, sleutel, adres, identificatie, omschrijving, doorlooptijd, servicenorm, procestype, bekend
		from feiten_zaaktypen where register = $1 order by id`, register) {
		if err != nil {
			return l, fmt.Errorf("read zaaktypen: %w", err)
		}
		l.zaaktypen[row.Text(1)] = &zaaktypeFeit{row.Int(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Text(6), row.Text(7), row.Int(8) == 1}
	}
	for row, err := range tx.Query("select id, sleutel, adres, zaaktype, omschrijving from feiten_resultaattypen where register = $1 order by id", register) {
		if err != nil {
			return l, fmt.Errorf("read resultaattypen: %w", err)
		}
		l.resultaattypen[row.Text(1)] = &resultaattypeFeit{row.Int(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4)}
	}
	return l, nil
}

// bewaarZaaktype keeps what the catalogus tells of a zaaktype.
func (l typenlijst) bewaarZaaktype(tx data.Tx, register int64, t zaaktypeFeit) error {
	old := l.zaaktypen[t.Sleutel]
	if old != nil {
		t.id = old.id
		if *old == t || old.bekend && !t.bekend {
			return nil
		}
	} else {
		id, err := tx.NewID()
		if err != nil {
			return err
		}
		t.id = id
	}
	bekend := 0
	if t.bekend {
		bekend = 1
	}
	err := tx.Exec(`insert into feiten_zaaktypen (id, register, sleutel, adres, identificatie, omschrijving, doorlooptijd, servicenorm, procestype, bekend)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (register, sleutel) do update set adres = excluded.adres, identificatie = excluded.identificatie,
		omschrijving = excluded.omschrijving, doorlooptijd = excluded.doorlooptijd, servicenorm = excluded.servicenorm, procestype = excluded.procestype, bekend = excluded.bekend`,
		t.id, register, t.Sleutel, t.Adres, t.Identificatie, t.Omschrijving, t.Doorlooptijd, t.Servicenorm, t.Procestype, bekend)
	if err != nil {
		return fmt.Errorf("keep zaaktype: %w", err)
	}
	l.zaaktypen[t.Sleutel] = &t
	return tx.Touch(topicFeiten)
}

// bewaarResultaattype keeps what the catalogus tells of a resultaattype.
func (l typenlijst) bewaarResultaattype(tx data.Tx, register int64, t resultaattypeFeit) error {
	old := l.resultaattypen[t.Sleutel]
	if old != nil {
		t.id = old.id
		if *old == t || t.Omschrijving == "" {
			return nil
		}
	} else {
		id, err := tx.NewID()
		if err != nil {
			return err
		}
		t.id = id
	}
	err := tx.Exec(`insert into feiten_resultaattypen (id, register, sleutel, adres, zaaktype, omschrijving) values ($1, $2, $3, $4, $5, $6)
		on conflict (register, sleutel) do update set adres = excluded.adres, zaaktype = excluded.zaaktype, omschrijving = excluded.omschrijving`,
		t.id, register, t.Sleutel, t.Adres, t.Zaaktype, t.Omschrijving)
	if err != nil {
		return fmt.Errorf("keep resultaattype: %w", err)
	}
	l.resultaattypen[t.Sleutel] = &t
	return nil
}

// dagen is a date in days since 1970.
func dagen(d string) int32 {
	if len(d) > len(time.DateOnly) {
		d = d[:len(time.DateOnly)] // some registers send a moment
	}
	t, err := time.Parse(time.DateOnly, d)
	if err != nil {
		return geenDag
	}
	return int32(t.Unix() / 86400)
}

// datumVan is a day as a date.
func datumVan(dag int32) zgw.Date {
	if dag == geenDag {
		return ""
	}
	return zgw.Date(time.Unix(int64(dag)*86400, 0).UTC().Format(time.DateOnly))
}

// feitVan computes what is known of a zaak. ok is false when it has no readable startdatum: then there is nothing to measure.
func (l typenlijst) feitVan(tx data.Tx, register int64, z zaakInLijst, resultaattype *resultaattypeFeit) (f feit, ok bool, err error) {
	start := dagen(z.Startdatum)
	if start == geenDag || z.Zaaktype == "" {
		return f, false, nil
	}
	name := laatste(z.Zaaktype)
	if l.zaaktypen[name] == nil {
		if err := l.bewaarZaaktype(tx, register, zaaktypeFeit{Sleutel: name, Adres: z.Zaaktype}); err != nil {
			return f, false, err
		}
	}
	t := l.zaaktypen[name]
	from := datumVan(start)
	f = feit{zaaktype: t.id, start: start, eind: dagen(z.Einddatum), termijn: dagen(z.Uiterlijk), verlengd: z.Verlenging != nil && z.Verlenging.Duur != "", geschorst: z.Opschorting != nil && z.Opschorting.Indicatie,
		streef: dagen(string(zgw.Duration(t.Servicenorm).AddTo(from)))}
	if f.termijn == geenDag {
		f.termijn = dagen(string(zgw.Duration(t.Doorlooptijd).AddTo(from)))
	}
	result := ""
	if resultaattype != nil {
		f.resultaattype, result = resultaattype.id, resultaattype.Sleutel
	}
	f.hash = f.digest(name, result)
	return f, true, nil
}

// digest tells versions of what is known of a zaak apart. It names types as the register does, so that it is the same in
// another database.
func (f *feit) digest(zaaktype, resultaattype string) string {
	text := fmt.Appendf(nil, "%s|%d|%d|%d|%d|%t|%s", zaaktype, f.start, f.eind, f.termijn, f.streef, f.verlengd, resultaattype)
	if f.geschorst {
		text = append(text, "|opgeschort"...)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}

func nullDag(d int32) any {
	if d == geenDag {
		return nil
	}
	return int64(d)
}

func nullID(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// bekende is a zaak that the projection has already.
type bekende struct {
	id, versie int64
	hash       string
	schorsing  schorsing
}

// opEen is how many names go into one query, which always has that many marks.
const opEen = 50

var opEenMarks = func() string {
	var b strings.Builder
	for i := range opEen {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(i+2))
	}
	return b.String()
}()

// metNamen gives the arguments of a query over names: the register first.
func metNamen(register int64, namen []string) []any {
	args := make([]any, 0, opEen+1)
	args = append(args, register)
	for i := range opEen {
		args = append(args, namen[min(i, len(namen)-1)])
	}
	return args
}

func bekenden(tx data.Tx, register int64, namen []string) (map[string]bekende, error) {
	out := map[string]bekende{}
	for some := range slices.Chunk(namen, opEen) {
		for row, err := range tx.Query(`select z.naam, z.id, coalesce(f.id, 0), coalesce(f.hash, ''), coalesce(f.opgeschort, '?') from feiten_zaken z
			left join feiten f on f.zaak = z.id and f.gezien_tot is null where z.register = $1 and z.naam in (`+opEenMarks+`)`, metNamen(register, some)...) {
			if err != nil {
				return nil, fmt.Errorf("look up zaken: %w", err)
			}
			out[row.Text(0)] = bekende{row.Int(1), row.Int(2), row.Text(3), schorsing(row.Text(4))}
		}
	}
	return out, nil
}

// resultatenVan are the resultaattypen of results that are known, by the last part of the result's address.
func (l typenlijst) resultatenVan(tx data.Tx, register int64, namen []string) (map[string]*resultaattypeFeit, error) {
	byID := map[int64]*resultaattypeFeit{}
	for _, t := range l.resultaattypen {
		byID[t.id] = t
	}
	out := map[string]*resultaattypeFeit{}
	for some := range slices.Chunk(namen, opEen) {
		for row, err := range tx.Query("select sleutel, type from feiten_resultaten where register = $1 and sleutel in ("+opEenMarks+")", metNamen(register, some)...) {
			if err != nil {
				return nil, fmt.Errorf("look up resultaten: %w", err)
			}
			out[row.Text(0)] = byID[row.Int(1)]
		}
	}
	return out, nil
}

// vastgelegd is what came of a page.
type vastgelegd struct{ nieuw, gewijzigd, onleesbaar int }

// legVast keeps what a page of zaken says, at the moment of the transaction. A version that no longer holds is ended, never
// overwritten, so that the projection can be read as it was.
func (l typenlijst) legVast(tx data.Tx, register, ronde int64, zaken []zaakInLijst) (n vastgelegd, err error) {
	var namen, resultaten []string
	seen := map[string]bool{}
	zaken = slices.DeleteFunc(slices.Clone(zaken), func(z zaakInLijst) bool {
		twice := z.URL == "" || seen[laatste(z.URL)]
		seen[laatste(z.URL)] = true
		return twice
	})
	for _, z := range zaken {
		namen = append(namen, laatste(z.URL))
		if z.Resultaat != "" {
			resultaten = append(resultaten, laatste(z.Resultaat))
		}
	}
	if len(zaken) == 0 {
		return n, nil
	}
	known, err := bekenden(tx, register, namen)
	if err != nil {
		return n, err
	}
	results, err := l.resultatenVan(tx, register, resultaten)
	if err != nil {
		return n, err
	}
	now := tx.Now().UnixMicro()
	today := dagen(string(zgw.DateOf(tx.Now())))
	for i, z := range zaken {
		f, ok, err := l.feitVan(tx, register, z, results[laatste(z.Resultaat)])
		if err != nil {
			return n, err
		}
		b := known[namen[i]]
		if b.id == 0 {
			if b.id, err = tx.NewID(); err != nil {
				return n, err
			}
			if err := tx.Exec("insert into feiten_zaken (id, register, naam, ronde) values ($1, $2, $3, $4)", b.id, register, namen[i], ronde); err != nil {
				return n, fmt.Errorf("keep zaak: %w", err)
			}
		}
		if !ok {
			n.onleesbaar++
			continue
		}
		if b.hash == f.hash {
			continue
		}
		if b.versie != 0 {
			n.gewijzigd++
			if err := eindig(tx, b.versie, now); err != nil {
				return n, err
			}
		} else {
			n.nieuw++
		}
		if err := voegToe(tx, register, b.id, namen[i], f, z.schorsing(b, f, today), now); err != nil {
			return n, err
		}
	}
	if n.nieuw+n.gewijzigd > 0 {
		if err := tx.Touch(topicFeiten); err != nil {
			return n, err
		}
	}
	for some := range slices.Chunk(namen, opEen) {
		args := metNamen(register, some)
		err := tx.Exec("update feiten_zaken set ronde = $"+strconv.Itoa(opEen+2)+" where register = $1 and naam in ("+opEenMarks+")", append(args, ronde)...)
		if err != nil {
			return n, fmt.Errorf("mark zaken: %w", err)
		}
	}
	return n, nil
}

// eindig ends a version: what it says held until now. One that began at this same moment never held.
func eindig(tx data.Tx, versie, now int64) error {
	if err := tx.Exec("delete from feiten where id = $1 and gezien_van >= $2", versie, now); err != nil {
		return fmt.Errorf("end a version: %w", err)
	}
	if err := tx.Exec("update feiten set gezien_tot = $1 where id = $2", now, versie); err != nil {
		return fmt.Errorf("end a version: %w", err)
	}
	return nil
}

func voegToe(tx data.Tx, register, zaak int64, naam string, f feit, s schorsing, now int64) error {
	id, err := tx.NewID()
	if err != nil {
		return err
	}
	verlengd := 0
	if f.verlengd {
		verlengd = 1
	}
	err = tx.Exec(`insert into feiten (id, register, zaak, sleutel, zaaktype, startdatum, einddatum, termijn, streefdatum, verlengd, resultaattype, hash, gezien_van, opgeschort)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`, id, register, zaak, zaakSleutel(naam), f.zaaktype, int64(f.start), nullDag(f.eind), nullDag(f.termijn),
		nullDag(f.streef), verlengd, nullID(f.resultaattype), f.hash, now, string(s))
	if err != nil {
		return fmt.Errorf("keep what is known of a zaak: %w", err)
	}
	return nil
}

// vergeet ends what is known of a zaak that is no longer there.
func vergeet(tx data.Tx, register int64, naam string) error {
	row, err := tx.One("select f.id from feiten f join feiten_zaken z on z.id = f.zaak where z.register = $1 and z.naam = $2 and f.gezien_tot is null", register, naam)
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("forget a zaak: %w", err)
	}
	if err := eindig(tx, row.Int(0), tx.Now().UnixMicro()); err != nil {
		return err
	}
	return tx.Touch(topicFeiten)
}

// stroom reads what was known at a moment (microseconds since 1970), row by row, of
// some zaaktypen. sleutel is valid until the next row.
func stroom(tx data.Tx, moment int64, zaaktypen []int64) iter.Seq2[rij, error] {
	return func(yield func(rij, error) bool) {
		// The numbers are ours and stand in the text, so that PostgreSQL plans for them.
		query := fmt.Sprintf(`select sleutel, hash, zaaktype, startdatum, einddatum, termijn, streefdatum, verlengd, resultaattype, zaak, coalesce(opgeschort, '?') from feiten
			where gezien_van <= %d and (gezien_tot is null or gezien_tot > %d) and zaaktype in (%s)`, moment, moment, nummers(zaaktypen))
		dag := func(row data.Row, i int) int32 {
			if row.Null(i) {
				return geenDag
			}
			return int32(row.Int(i))
		}
		for row, err := range tx.Query(query) {
			if err != nil {
				yield(rij{}, fmt.Errorf("read what is known of zaken: %w", err))
				return
			}
			r := rij{sleutel: row.Bytes(0), zaak: row.Int(9)}
			r.feit = feit{row.Int(2), dag(row, 3), dag(row, 4), dag(row, 5), dag(row, 6), row.Int(7) == 1, row.Int(8), false, ""}
			r.schorsing = row.Bytes(10)
			if !yield(r, nil) {
				return
			}
		}
	}
}

// rij is a row of the projection.
type rij struct {
	feit
	sleutel   []byte
	schorsing []byte
	zaak      int64 // id in feiten_zaken
}

func nummers(ids []int64) string {
	if len(ids) == 0 {
		return "0" // no row has it
	}
	var b strings.Builder
	for i, id := range ids {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(id, 10))
	}
	return b.String()
}

// Digest is the digest of all that the projection knows now, and of how many zaken: the same for the same registers, in
// whatever database and however often it was rebuilt.
func Digest(tx data.Tx) (string, int, error) {
	sum, n := sha256.New(), 0
	for row, err := range tx.Query("select sleutel, hash from feiten where gezien_tot is null order by sleutel, hash") {
		if err != nil {
			return "", 0, fmt.Errorf("digest of the projection: %w", err)
		}
		sum.Write(row.Bytes(0))
		sum.Write(row.Bytes(1))
		n++
	}
	return hex.EncodeToString(sum.Sum(nil)), n, nil
}

// lijstIn reads the elements of a list.
func lijstIn[T any](raw []json.RawMessage) ([]T, error) {
	out := make([]T, len(raw))
	for i, one := range raw {
		if err := json.Unmarshal(one, &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}
