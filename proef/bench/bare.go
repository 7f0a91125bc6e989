package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/zgw"
)

// bare answers the reads of the bench with the same SQL and the same bytes as Meent, on the same package data, and does nothing
// else: no tokens, no routes, no checks, no ETag, no log. It is what Meent is compared with: the ceiling for this driver and net/http.
type bare struct {
	db     data.DB
	types  map[string]int64 // the id of each zaaktype, by its address without the host
	rights []int64          // of the client with limited rights
	counts sync.Map         // what was counted once; the bench writes only after its reads
	pool   sync.Pool
}

// startBare starts the bare server as a process of its own.
func startBare(ctx context.Context, d *database, dir string, c *cases) (*server, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	limited := make([]string, 0, len(c.Types))
	for i := 0; i < len(c.Types); i += 4 {
		limited = append(limited, last(c.Types[i].URL))
	}
	cmd := exec.Command(self, "bare", "-database", d.url, "-listen", addr, "-limited", strings.Join(limited, ","))
	return startServer(ctx, cmd, addr, filepath.Join(dir, "bare-"+d.kind+".log"), c.probe())
}

func runBare(ctx context.Context, args []string) error {
	f := flag.NewFlagSet("bench bare", flag.ExitOnError)
	database := f.String("database", "", "database to read")
	listen := f.String("listen", "", "address to listen on")
	limited := f.String("limited", "", "uuids of the zaaktypen that the limited client may see")
	if err := f.Parse(args); err != nil {
		return err
	}
	db, err := data.Open(ctx, data.Options{URL: *database, NoMigrate: true})
	if err != nil {
		return err
	}
	b := &bare{db: db, pool: sync.Pool{New: func() any { return new([]byte) }}}
	if err := b.learn(ctx, strings.Split(*limited, ",")); err != nil {
		return errors.Join(err, db.Close())
	}
	server := &http.Server{Addr: *listen, Handler: b, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return context.WithoutCancel(ctx) }}
	go func() { <-ctx.Done(); _ = server.Close() }() // the bench is over
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return errors.Join(err, db.Close())
	}
	return db.Close()
}

// learn reads the ids of the zaaktypen.
func (b *bare) learn(ctx context.Context, limited []string) error {
	b.types = map[string]int64{}
	err := b.db.View(ctx, func(tx data.Tx) error {
		for row, err := range tx.Query("select id, uuid from zaaktypen") {
			if err != nil {
				return err
			}
			b.types["/catalogi/api/v1/zaaktypen/"+row.Text(1)] = row.Int(0)
			if slices.Contains(limited, row.Text(1)) {
				b.rights = append(b.rights, allRanks(row.Int(0), false)...)
			}
		}
		return nil
	})
	slices.Sort(b.rights)
	return err
}

// allRanks are the rights on cases of a type, of whatever vertrouwelijkheid.
func allRanks(typ int64, gereed bool) []int64 {
	var list []int64
	for rank := range 8 {
		list = append(list, auth.Class(typ, rank, false))
		if gereed {
			list = append(list, auth.Class(typ, rank, true))
		}
	}
	return list
}

func (b *bare) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	buf := b.pool.Get().(*[]byte)
	defer b.pool.Put(buf)
	dst, err := b.answer((*buf)[:0], r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	*buf = dst
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(dst)))
	_, _ = w.Write(dst) // the bench hears it
}

func (b *bare) answer(dst []byte, r *http.Request) ([]byte, error) {
	switch {
	case r.Method == http.MethodPost:
		return b.search(dst, r)
	case r.URL.Path == zaken:
		return b.list(dst, r)
	}
	return b.one(dst, r)
}

func (b *bare) one(dst []byte, r *http.Request) ([]byte, error) {
	err := b.db.View(r.Context(), func(tx data.Tx) error {
		row, err := tx.One("select id, uuid, cls, body, afgeleid, kenmerken from zaken where uuid = $1", r.URL.Path[len(zaken)+1:])
		if err != nil {
			return err
		}
		if _, found := slices.BinarySearch(b.rights, row.Int(2)); !found && r.Header.Get("X-Bench-Beperkt") != "" {
			return errors.New("no rights")
		}
		dst = splice(dst, row.Bytes(3), row.Bytes(4))
		return nil
	})
	return dst, err
}

// splice appends a document with its derived members and the public address in its places.
func splice(dst, body, afgeleid []byte) []byte {
	dst = expand(dst, body[:len(body)-1])
	dst = expand(dst, afgeleid)
	return append(dst, '}')
}

func expand(dst, src []byte) []byte {
	for {
		i := bytes.IndexByte(src, zgw.Marker[0])
		if i < 0 {
			return append(dst, src...)
		}
		dst = append(append(dst, src[:i]...), baseURL...)
		src = src[i+1:]
	}
}

// page is one page of a list, as SQL.
type page struct {
	where []string
	args  []any
	cls   []int64
	order string
	path  string
	query url.Values
}

func (b *bare) list(dst []byte, r *http.Request) ([]byte, error) {
	p := &page{query: r.URL.Query(), path: r.URL.Path}
	if r.Header.Get("X-Bench-Beperkt") != "" {
		p.cls = b.rights
	}
	if u := p.query.Get("zaaktype"); u != "" {
		p.cls = allRanks(b.types[strings.TrimPrefix(u, baseURL)], true)
	}
	if v := p.query.Get("identificatie"); v != "" {
		p.where, p.args = append(p.where, "(identificatie = $1)"), append(p.args, v)
	}
	if p.query.Get("ordering") == "-startdatum" {
		p.order = "startdatum desc, "
	}
	err := b.db.View(r.Context(), func(tx data.Tx) (err error) {
		dst, err = b.page(dst, tx, p)
		return err
	})
	return dst, err
}

func (b *bare) page(dst []byte, tx data.Tx, p *page) ([]byte, error) {
	count, err := b.count(tx, p.sql(""), p.args)
	if err != nil {
		return dst, err
	}
	number := 1
	if text := p.query.Get("page"); text != "" {
		number, _ = strconv.Atoi(text) // the bench sends numbers
	}
	offset := (number - 1) * 100
	walk, err := b.walks(tx, p, count, int64(offset+100))
	if err != nil {
		return dst, err
	}
	plus := map[bool]string{true: "+", false: ""}
	order := p.order + "id desc"
	if !walk {
		order = strings.ReplaceAll("+"+order, ", ", ", +")
	}
	ids, err := readIDs(tx, "select id from zaken"+p.sql(plus[walk])+" order by "+order+fmt.Sprintf(" limit 100 offset $%d", len(p.args)+1), append(slices.Clip(p.args), offset))
	if err != nil {
		return dst, err
	}
	dst = p.head(dst, count, number)
	return b.rows(dst, tx, ids)
}

// walks is the choice that Meent makes (storage: walk the order, or look rows up by rights and sort them).
func (b *bare) walks(tx data.Tx, p *page, matches, need int64) (bool, error) {
	all, err := b.count(tx, "", nil)
	if err != nil || p.cls == nil && len(p.where) == 0 {
		return true, err
	}
	if len(p.where) > 0 {
		return matches*10 > all*9, nil
	}
	return need*all/max(matches, 1) < 3*matches, nil
}

func (p *page) sql(plus string) string {
	parts := slices.Clone(p.where)
	if p.cls != nil {
		parts = append(parts, plus+"cls in ("+numbers(p.cls)+")")
	}
	if len(parts) == 0 {
		return ""
	}
	return " where " + strings.Join(parts, " and ")
}

func numbers(list []int64) string {
	var dst []byte
	for i, n := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, n, 10)
	}
	return string(dst)
}

func (b *bare) count(tx data.Tx, where string, args []any) (int64, error) {
	key := where + fmt.Sprint(args...)
	if n, ok := b.counts.Load(key); ok {
		return n.(int64), nil
	}
	row, err := tx.One("select count(*) from zaken"+where, args...)
	if err != nil {
		return 0, err
	}
	b.counts.Store(key, row.Int(0))
	return row.Int(0), nil
}

func (p *page) head(dst []byte, count int64, number int) []byte {
	dst = strconv.AppendInt(append(dst, `{"count":`...), count, 10)
	dst = p.link(append(dst, `,"next":`...), number+1, int64(number)*100 < count)
	dst = p.link(append(dst, `,"previous":`...), number-1, number > 1)
	return append(dst, `,"results":[`...)
}

func (p *page) link(dst []byte, number int, there bool) []byte {
	if !there {
		return append(dst, "null"...)
	}
	q := maps.Clone(p.query)
	q.Set("page", strconv.Itoa(number))
	return append(dst, `"`+baseURL+p.path+"?"+q.Encode()+`"`...)
}

func readIDs(tx data.Tx, statement string, args []any) ([]int64, error) {
	ids := make([]int64, 0, 100)
	for row, err := range tx.Query(statement, args...) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, row.Int(0))
	}
	return ids, nil
}

func (b *bare) rows(dst []byte, tx data.Tx, ids []int64) ([]byte, error) {
	statement, list := "select body, afgeleid from (select value as sleutel from json_each($1)) cross join zaken on id = sleutel", "["+numbers(ids)+"]"
	if b.db.Postgres() {
		statement = "select body, afgeleid from unnest(cast($1 as bigint[])) with ordinality as lijst(sleutel, plaats) join zaken on id = sleutel order by plaats"
		list = "{" + numbers(ids) + "}"
	}
	first := true
	for row, err := range tx.Query(statement, list) {
		if err != nil {
			return dst, err
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = splice(dst, row.Bytes(0), row.Bytes(1))
	}
	return append(dst, "]}"...), nil
}

// search is _zoek in a polygon: candidates by the cells of the map that it touches, and then one by one.
func (b *bare) search(dst []byte, r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return dst, err
	}
	var asked struct {
		Zaakgeometrie struct{ Within zgw.Geometry }
	}
	if err := json.Unmarshal(body, &asked); err != nil {
		return dst, err
	}
	within := asked.Zaakgeometrie.Within
	holds := within.Holder()
	p := &page{path: r.URL.Path, query: r.URL.Query()}
	err = b.db.View(r.Context(), func(tx data.Tx) error {
		var ids []int64
		for row, err := range tx.Query("select id, geometrie from zaken where (" + cells(within) + ") order by id desc") {
			if err != nil {
				return err
			}
			if holds(row.Bytes(1)) {
				ids = append(ids, row.Int(0))
			}
		}
		dst = p.head(dst, int64(len(ids)), 1)
		dst, err = b.rows(dst, tx, ids[:min(100, len(ids))])
		return err
	})
	return dst, err
}

// cells is the condition on the cells of a fiftieth of a degree that a geometry touches.
func cells(g zgw.Geometry) string {
	minx, miny, maxx, maxy, _ := g.Bounds()
	row := func(y float64) int64 { return int64((y + 90) * 50) }
	column := func(x float64) int64 { return int64((x + 180) * 50) }
	ranges := []string{"cel = -1"}
	for at := row(miny); at <= row(maxy); at++ {
		ranges = append(ranges, fmt.Sprintf("cel between %d and %d", at*18000+column(minx), at*18000+column(maxx)))
	}
	return strings.Join(ranges, " or ")
}
