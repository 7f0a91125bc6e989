package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"meent/data"
	"meent/integratie/zgw"
)

// cases are what a filled database holds, as far as the operations need to know.
type cases struct {
	Zaken   int
	Types   []zaaktype
	Sample  []known // some of the cases, from all over the table
	LastDay string
}

// known is a case that operations ask for.
type known struct {
	UUID, Identificatie string
	Type                int
}

const sampleSize = 5000

// filled fills a database, or finds what an earlier run has filled.
func filled(ctx context.Context, s *settings, m *meent) (*cases, error) {
	note := filepath.Join(m.dir, fmt.Sprintf("%s-%d.json", m.database.kind, s.zaken))
	if m.database.kind == "sqlite" {
		m.database.url = strings.TrimSuffix(note, ".json") + ".db"
	}
	if body, err := os.ReadFile(note); err == nil {
		c := &cases{}
		return c, json.Unmarshal(body, c)
	}
	c, err := fill(ctx, s, m)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	return c, os.WriteFile(note, body, 0o644)
}

// fill has the program itself make the catalogus and some cases of each zaaktype, with statuses and roles, and then copies the rows
// of those many times, each time with other ids, dates, numbers and places: what all writes through the program would give, but for
// the audit trail, in a hundredth of the time.
func fill(ctx context.Context, s *settings, m *meent) (*cases, error) {
	if err := m.do(ctx, "client", "add", clientID, "--secret", secret, "--superuser"); err != nil {
		return nil, err
	}
	if err := m.do(ctx, "client", "add", limitedID, "--secret", secret); err != nil {
		return nil, err
	}
	server, err := m.start(ctx, get("/zaken/api/v1/zaken", tokenOf(clientID)))
	if err != nil {
		return nil, err
	}
	c, models, err := makeModels(ctx, client(server.addr))
	server.stop()
	if err != nil {
		return nil, err
	}
	c.Zaken = s.zaken
	if err := c.copyModels(ctx, m.database, models); err != nil {
		return nil, err
	}
	return c, m.database.settle(ctx)
}

// model is a case that the program made and that is copied.
type model struct {
	typ  int
	rows []modelRow
	from []string // what is replaced: uuids, dates, number, place
	id   int64
}

// modelRow is a row of a case: the zaak itself, a status, a rol.
type modelRow struct {
	table   string
	columns []string
	values  []any // string, or nil
}

const modelsOfType = 5

func makeModels(ctx context.Context, c *zgw.Client) (*cases, []model, error) {
	types, err := makeCatalogus(ctx, c)
	if err != nil {
		return nil, nil, err
	}
	var models []model
	for i := range zaaktypen * modelsOfType {
		typ := i % zaaktypen
		m, err := makeModel(ctx, c, &types[typ], i)
		if err != nil {
			return nil, nil, err
		}
		m.typ = typ
		models = append(models, m)
	}
	return &cases{Types: types}, models, nil
}

// makeModel makes one case with three statuses and two roles.
func makeModel(ctx context.Context, c *zgw.Client, z *zaaktype, i int) (model, error) {
	body := aZaak(z, i)
	body["identificatie"] = fmt.Sprintf("VOORBEELD-%04d", i)
	zaak, err := post(ctx, c, "/zaken/api/v1/zaken", body)
	if err != nil {
		return model{}, err
	}
	urls := []string{zaak}
	for n, after := range []int{0, 3, 20} {
		url, err := post(ctx, c, "/zaken/api/v1/statussen", map[string]any{
			"zaak": zaak, "statustype": z.Statustypen[n], "datumStatusGezet": day(after) + "T10:30:00Z", "statustoelichting": "",
		})
		if err != nil {
			return model{}, err
		}
		urls = append(urls, url)
	}
	for n, rol := range []map[string]any{
		{"betrokkeneType": "natuurlijk_persoon", "betrokkeneIdentificatie": map[string]any{"inpBsn": "999993653", "geslachtsnaam": "Moulin", "voornamen": "Suzanne"}},
		{"betrokkeneType": "medewerker", "betrokkeneIdentificatie": map[string]any{"identificatie": "mw-17", "achternaam": "De Vries", "voorletters": "A."}},
	} {
		rol["zaak"], rol["betrokkene"], rol["roltype"], rol["roltoelichting"] = zaak, "", z.Roltypen[n], "Vanuit het formulier"
		url, err := post(ctx, c, "/zaken/api/v1/rollen", rol)
		if err != nil {
			return model{}, err
		}
		urls = append(urls, url)
	}
	m := model{from: []string{body["identificatie"].(string), string(number(xOf(i))), string(number(yOf(i))), day(0), day(3), day(20), day(42), day(56)}}
	for _, url := range urls {
		m.from = append(m.from, last(url))
	}
	return m, nil
}

// The day on which models begin, and places in a region of 20 by 10 cells of a fiftieth of a degree: one model in each.
var firstDay = time.Date(2019, 3, 4, 0, 0, 0, 0, time.UTC)

func day(after int) string                  { return firstDay.AddDate(0, 0, after).Format(time.DateOnly) }
func xOf(i int) float64                     { return 4.7 + float64(i%20)*0.02 + 0.010003 }
func yOf(i int) float64                     { return 52.0 + float64(i/20%10)*0.02 + 0.010007 }
func number(x float64) json.Number          { return json.Number(fmt.Sprintf("%.6f", x)) }
func last(url string) string                { return url[strings.LastIndexByte(url, '/')+1:] }
func pick(r *rand.Rand, n int) int          { return min(n-1, int(float64(n)*math.Pow(r.Float64(), 2.5))) }
func shift(x float64, r *rand.Rand) float64 { return x + (r.Float64()-0.5)*0.017 }

// copyModels fills the tables of zaken.
func (c *cases) copyModels(ctx context.Context, d *database, models []model) error {
	db, err := data.Open(ctx, data.Options{URL: d.url, NoMigrate: true})
	if err != nil {
		return err
	}
	err = db.View(ctx, func(tx data.Tx) error {
		for i := range models {
			if err := models[i].read(tx, db.Postgres()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return errors.Join(err, db.Close())
	}
	r := rand.New(rand.NewPCG(1, 2))
	shown := newProgress(fmt.Sprintf("filling %s", d.kind), c.Zaken)
	for done := 0; done < c.Zaken && err == nil; {
		some := min(500, c.Zaken-done)
		var sample []known
		err = db.Update(ctx, func(tx data.Tx) error {
			sample = sample[:0]
			for i := range some {
				k, err := c.copyOne(tx, models, done+i, r)
				if err != nil {
					return err
				}
				if (done+i)%max(1, c.Zaken/sampleSize) == 0 {
					sample = append(sample, k)
				}
			}
			tx.Changed("zaken", "statussen", "rollen")
			return nil
		})
		c.Sample = append(c.Sample, sample...)
		done += some
		shown.add(some)
	}
	shown.end()
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(c.Sample), func(i, j int) { c.Sample[i], c.Sample[j] = c.Sample[j], c.Sample[i] })
	return errors.Join(err, db.Close())
}

// read reads the rows of a model.
func (m *model) read(tx data.Tx, postgres bool) error {
	row, err := tx.One("select id from zaken where identificatie = $1", m.from[0])
	if err != nil {
		return err
	}
	m.id = row.Int(0)
	for _, t := range []struct{ table, key string }{{"zaken", "id"}, {"statussen", "zaak"}, {"rollen", "zaak"}} {
		columns, err := columnsOf(tx, t.table, postgres)
		if err != nil {
			return err
		}
		for row, err := range tx.Query("select "+strings.Join(columns, ", ")+" from "+t.table+" where "+t.key+" = $1 order by id", m.id) {
			if err != nil {
				return err
			}
			values := make([]any, len(columns))
			for i := range columns {
				if !row.Null(i) {
					values[i] = row.Text(i)
				}
			}
			m.rows = append(m.rows, modelRow{t.table, columns, values})
		}
	}
	return nil
}

func columnsOf(tx data.Tx, table string, postgres bool) ([]string, error) {
	query := "select name from pragma_table_info($1)"
	if postgres {
		query = "select column_name from information_schema.columns where table_schema = current_schema() and table_name = $1 order by ordinal_position"
	}
	var columns []string
	for row, err := range tx.Query(query, table) {
		if err != nil {
			return nil, err
		}
		columns = append(columns, row.Text(0))
	}
	return columns, nil
}

// copyOne copies one case: case n of all, begun in its turn in the last five years.
func (c *cases) copyOne(tx data.Tx, models []model, n int, r *rand.Rand) (known, error) {
	typ := pick(r, zaaktypen)
	m := &models[typ+zaaktypen*r.IntN(modelsOfType)]
	begin := time.Now().UTC().AddDate(-5, 0, 0)
	begin = begin.AddDate(0, 0, int(float64(n)/float64(c.Zaken)*5*365)-30-r.IntN(20))
	k := known{UUID: uuid.NewString(), Identificatie: fmt.Sprintf("ZAAK-%d-%010d", begin.Year(), n+1), Type: typ}
	at := func(after int) string { return begin.AddDate(0, 0, after).Format(time.DateOnly) }
	i := slices.IndexFunc(models, func(other model) bool { return other.id == m.id })
	to := []string{k.Identificatie, string(number(shift(xOf(i), r))), string(number(shift(yOf(i), r))), at(0), at(3), at(20), at(42), at(56), k.UUID}
	for len(to) < len(m.from) {
		to = append(to, uuid.NewString())
	}
	pairs := make([]string, 0, 2*len(to))
	for i := range to {
		pairs = append(pairs, m.from[i], to[i])
	}
	replace := strings.NewReplacer(pairs...)
	zaak, err := tx.NewID()
	if err != nil {
		return k, err
	}
	for _, row := range m.rows {
		if err := row.copyTo(tx, zaak, replace); err != nil {
			return k, err
		}
	}
	return k, nil
}

func (row *modelRow) copyTo(tx data.Tx, zaak int64, replace *strings.Replacer) error {
	id := zaak
	if row.table != "zaken" {
		var err error
		if id, err = tx.NewID(); err != nil {
			return err
		}
	}
	args := make([]any, len(row.values))
	marks := make([]string, len(row.values))
	for i, v := range row.values {
		marks[i] = fmt.Sprintf("$%d", i+1)
		switch name := row.columns[i]; {
		case name == "id":
			args[i] = id
		case name == "zaak":
			args[i] = zaak
		case v != nil:
			args[i] = replace.Replace(v.(string))
		}
	}
	return tx.Exec("insert into "+row.table+" ("+strings.Join(row.columns, ", ")+") values ("+strings.Join(marks, ", ")+")", args...)
}
