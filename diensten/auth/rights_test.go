package auth

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"meent/data"
	"meent/data/datatest"
)

func TestClass(t *testing.T) {
	tests := []struct {
		typeID int64
		rank   int
		gereed bool
		want   int64
	}{
		{0, 0, false, 0}, {1, 0, false, 16}, {1, 7, false, 30}, {1, 7, true, 31}, {2, 0, true, 33},
		{1, -1, false, 30}, {1, 8, false, 30}, // no rank: the most confidential
	}
	for _, test := range tests {
		if got := Class(test.typeID, test.rank, test.gereed); got != test.want {
			t.Errorf("Class(%d, %d, %v) = %d, want %d", test.typeID, test.rank, test.gereed, got, test.want)
		}
	}
}

// Types of the tests: A and B exist, C does not; the types elsewhere have ids 501 and 502.
const (
	typeA, typeB     = 101, 102
	typeIOT, typeBes = 201, 301
	elsewhere        = "https://catalogi.elders.nl/api/v1/zaaktypen/" + uuidC
	elsewhereIOT     = "https://catalogi.elders.nl/api/v1/informatieobjecttypen/" + uuidC
)

func (w *world) types() {
	w.t.Helper()
	w.typ("zaaktypen", typeA, uuidA)
	w.typ("zaaktypen", typeB, uuidB)
	w.typ("informatieobjecttypen", typeIOT, uuidA)
	w.typ("besluittypen", typeBes, uuidA)
	w.update(func(tx data.Tx) error {
		if err := tx.Exec("insert into vreemd (id, url) values ($1, $2)", 501, elsewhere); err != nil {
			return err
		}
		return tx.Exec("insert into vreemd (id, url) values ($1, $2)", 502, elsewhereIOT)
	})
}

// upTo are the classes of a type up to a rank; with documents both the gereed ones and the others.
func upTo(typeID int64, rank int, gereed ...bool) []int64 {
	var list []int64
	for r := range rank + 1 {
		for _, g := range gereed {
			list = append(list, Class(typeID, r, g))
		}
	}
	return list
}

const (
	zaaktypeA = `"component":"zrc","zaaktype":"@/catalogi/api/v1/zaaktypen/` + uuidA + `"`
	zaaktypeB = `"component":"zrc","zaaktype":"@/catalogi/api/v1/zaaktypen/` + uuidB + `"`
	iotA      = `"component":"drc","informatieobjecttype":"@/catalogi/api/v1/informatieobjecttypen/` + uuidA + `"`
)

func TestRights(t *testing.T) {
	tests := []struct {
		name     string
		app      string
		needs    []Need
		want     Rights // All, None, MustGereed and Cls
		wantNone bool
	}{
		{"everything", `{"heeftAlleAutorisaties":true}`, []Need{{"zrc", "zaken.lezen"}}, Rights{All: true}, false},
		{"everything, of documents", `{"heeftAlleAutorisaties":true}`, []Need{{"drc", "documenten.lezen"}}, Rights{All: true}, false},
		{"G-29 everything gereed", `{"heeftAlleAutorisaties":true,"alleenIsGereedVoorPublicatie":true}`,
			[]Need{{"drc", "documenten.lezen"}}, Rights{MustGereed: true}, false},
		{"G-29 zaken as ever", `{"heeftAlleAutorisaties":true,"alleenIsGereedVoorPublicatie":true}`,
			[]Need{{"zrc", "zaken.lezen"}}, Rights{All: true}, false},
		{"G-29 a new document", `{"heeftAlleAutorisaties":true,"alleenIsGereedVoorPublicatie":true}`,
			[]Need{{"drc", "documenten.aanmaken"}}, Rights{All: true}, false},
		{"nothing asked", `{"heeftAlleAutorisaties":true}`, nil, Rights{None: true}, false},
		{"no autorisaties", `{"autorisaties":[]}`, []Need{{"zrc", "zaken.lezen"}}, Rights{None: true}, false},
		{"zaaktype and rank", `{"autorisaties":[{` + zaaktypeA + `,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"intern"}]}`,
			[]Need{{"zrc", "zaken.lezen"}}, Rights{Cls: upTo(typeA, 2, false)}, false},
		{"other scope", `{"autorisaties":[{` + zaaktypeA + `,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"intern"}]}`,
			[]Need{{"zrc", "zaken.bijwerken"}}, Rights{None: true}, false},
		{"scope of another component", `{"autorisaties":[{` + zaaktypeA + `,"scopes":["documenten.lezen"],"maxVertrouwelijkheidaanduiding":"intern"}]}`,
			[]Need{{"drc", "documenten.lezen"}}, Rights{None: true}, false},
		{"any of the scopes", `{"autorisaties":[{` + zaaktypeA + `,"scopes":["zaken.geforceerd-bijwerken"],"maxVertrouwelijkheidaanduiding":"openbaar"}]}`,
			[]Need{{"zrc", "zaken.bijwerken"}, {"zrc", "zaken.geforceerd-bijwerken"}}, Rights{Cls: upTo(typeA, 0, false)}, false},
		{"union of autorisaties", `{"autorisaties":[
			{` + zaaktypeB + `,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"openbaar"},
			{` + zaaktypeA + `,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"zeer_geheim"},
			{` + zaaktypeA + `,"scopes":["zaken.lezen","zaken.aanmaken"],"maxVertrouwelijkheidaanduiding":"intern"},
			{` + zaaktypeB + `,"scopes":["zaken.aanmaken"],"maxVertrouwelijkheidaanduiding":"geheim"}]}`,
			[]Need{{"zrc", "zaken.lezen"}}, Rights{Cls: append(upTo(typeA, 7, false), upTo(typeB, 0, false)...)}, false},
		{"zaaktype elsewhere", `{"autorisaties":[{"component":"zrc","zaaktype":"` + elsewhere + `","scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"openbaar"}]}`,
			[]Need{{"zrc", "zaken.lezen"}}, Rights{Cls: upTo(501, 0, false)}, false},
		{"zaaktype that is gone", `{"autorisaties":[{"component":"zrc","zaaktype":"@/catalogi/api/v1/zaaktypen/` + uuidC + `","scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"openbaar"}]}`,
			[]Need{{"zrc", "zaken.lezen"}}, Rights{}, true},
		{"besluittype in the place of a zaaktype", `{"autorisaties":[{"component":"zrc","besluittype":"@/catalogi/api/v1/besluittypen/` + uuidA + `","zaaktype":"","scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"openbaar"}]}`,
			[]Need{{"zrc", "zaken.lezen"}}, Rights{}, true},
		{"no rank", `{"autorisaties":[{` + zaaktypeA + `,"scopes":["zaken.lezen"]}]}`,
			[]Need{{"zrc", "zaken.lezen"}}, Rights{}, true},
		{"unknown rank", `{"autorisaties":[{` + zaaktypeA + `,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"alles"}]}`,
			[]Need{{"zrc", "zaken.lezen"}}, Rights{}, true},
		{"documents, gereed or not", `{"autorisaties":[{` + iotA + `,"scopes":["documenten.lezen"],"maxVertrouwelijkheidaanduiding":"beperkt_openbaar"}]}`,
			[]Need{{"drc", "documenten.lezen"}}, Rights{Cls: upTo(typeIOT, 1, false, true)}, false},
		{"G-29 documents", `{"alleenIsGereedVoorPublicatie":true,"autorisaties":[{` + iotA + `,"scopes":["documenten.lezen","documenten.aanmaken"],"maxVertrouwelijkheidaanduiding":"beperkt_openbaar"}]}`,
			[]Need{{"drc", "documenten.lezen"}}, Rights{Cls: upTo(typeIOT, 1, true)}, false},
		{"G-29 new documents", `{"alleenIsGereedVoorPublicatie":true,"autorisaties":[{` + iotA + `,"scopes":["documenten.lezen","documenten.aanmaken"],"maxVertrouwelijkheidaanduiding":"beperkt_openbaar"}]}`,
			[]Need{{"drc", "documenten.aanmaken"}}, Rights{Cls: upTo(typeIOT, 1, false, true)}, false},
		{"document type elsewhere", `{"autorisaties":[{"component":"drc","informatieobjecttype":"` + elsewhereIOT + `","scopes":["documenten.lezen"],"maxVertrouwelijkheidaanduiding":"openbaar"}]}`,
			[]Need{{"drc", "documenten.lezen"}}, Rights{Cls: upTo(502, 0, false, true)}, false},
		{"besluittype", `{"autorisaties":[{"component":"brc","besluittype":"@/catalogi/api/v1/besluittypen/` + uuidA + `","scopes":["besluiten.lezen"]}]}`,
			[]Need{{"brc", "besluiten.lezen"}}, Rights{Cls: []int64{Class(typeBes, 0, false)}}, false},
		{"G-28 catalogi", `{"autorisaties":[{"component":"ztc","scopes":["catalogi.lezen"]}]}`,
			[]Need{{"ztc", "catalogi.lezen"}}, Rights{All: true}, false},
		{"G-28 notificaties with empty type", `{"autorisaties":[{"component":"nrc","scopes":["notificaties.publiceren"],"zaaktype":"","maxVertrouwelijkheidaanduiding":null}]}`,
			[]Need{{"nrc", "notificaties.publiceren"}}, Rights{All: true}, false},
		{"G-27 catalogi through zaken", `{"autorisaties":[{` + zaaktypeA + `,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"openbaar"}]}`,
			[]Need{{"ztc", "catalogi.lezen"}, {"zrc", "zaken.lezen"}, {"drc", "documenten.lezen"}}, Rights{Cls: upTo(typeA, 0, false)}, false},
		{"scope without type", `{"autorisaties":[{"component":"zrc","scopes":["audittrails.lezen"],"zaaktype":"","maxVertrouwelijkheidaanduiding":""}]}`,
			[]Need{{"zrc", "audittrails.lezen"}}, Rights{}, true},
	}
	datatest.Run(t, func(t *testing.T, db data.DB) {
		w := newWorld(t, db)
		w.types()
		for i, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				id := fmt.Sprint("client", i)
				w.secret(id, "geheim")
				w.applicatie(fmt.Sprintf("%08d-0000-4000-8000-000000000000", i), test.app, id)
				got := w.client(id, "geheim").Rights(test.needs...)
				shown := Rights{All: got.All, None: got.None, MustGereed: got.MustGereed, Cls: got.Cls}
				if diff := cmp.Diff(test.want, shown, cmp.AllowUnexported(Rights{})); diff != "" {
					t.Error(diff)
				}
				if test.wantNone && got.Where("cls") != "1 = 0" {
					t.Errorf("opens %s", got.Where("cls"))
				}
				w.sameInSQL(t, got)
			})
		}
	})
}

// sameInSQL asks the database about classes around those of the tests: Where and Allows must agree.
func (w *world) sameInSQL(t *testing.T, r *Rights) {
	t.Helper()
	var want []int64
	var rows []string
	for _, typeID := range []int64{0, typeA, typeB, typeIOT, typeBes, 501, 502} {
		for cls := typeID << typeBits; cls < (typeID+1)<<typeBits; cls++ {
			rows = append(rows, fmt.Sprintf("select %d as cls", cls))
			if r.Allows(cls) {
				want = append(want, cls)
			}
		}
	}
	for _, column := range []string{"cls", "+cls"} {
		where := ""
		if condition := r.Where(column); condition != "" {
			where = " where " + condition
		}
		var got []int64
		err := w.db.View(t.Context(), func(tx data.Tx) error {
			got = nil
			for row, err := range tx.Query("select cls from (" + strings.Join(rows, " union all ") + ") as alle" + where + " order by cls") {
				if err != nil {
					return err
				}
				got = append(got, row.Int(0))
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the database finds %v, Allows %v", column, got, want)
		}
	}
}

func TestRightsKey(t *testing.T) {
	many := func(n int) *Rights { return (&Rights{Cls: upTo(int64(n), 7, false, true)}).sealed() }
	list := []*Rights{(&Rights{All: true}).sealed(), (&Rights{None: true}).sealed(), (&Rights{MustGereed: true}).sealed(),
		(&Rights{}).sealed(), (&Rights{Cls: []int64{1}}).sealed(), (&Rights{Cls: []int64{1, 2}}).sealed(), many(1), many(2)}
	seen := map[string]int{}
	for i, r := range list {
		if other, ok := seen[r.Key]; ok {
			t.Errorf("%d and %d both have key %q", i, other, r.Key)
		}
		seen[r.Key] = i
		if len(r.Key) > 64 {
			t.Errorf("key of %d bytes", len(r.Key))
		}
	}
	if a, b := (&Rights{Cls: []int64{2, 1, 2}}).sealed(), (&Rights{Cls: []int64{1, 2}}).sealed(); a.Key != b.Key {
		t.Errorf("equal rights have keys %q and %q", a.Key, b.Key)
	}
}

func TestHas(t *testing.T) {
	w := newWorld(t, datatest.Open(t, "sqlite"))
	w.types()
	w.secret("balie", "geheim")
	w.applicatie(uuidA, `{"autorisaties":[{`+zaaktypeA+`,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"intern"}]}`, "balie")
	c := w.client("balie", "geheim")
	for cls, want := range map[int64]bool{Class(typeA, 2, false): true, Class(typeA, 3, false): false, Class(typeB, 0, false): false} {
		if got := c.Has("zrc", "zaken.lezen", cls); got != want {
			t.Errorf("class %d: %v, want %v", cls, got, want)
		}
	}
	if c.Has("zrc", "zaken.aanmaken", Class(typeA, 0, false)) || (*Client)(nil).Has("zrc", "zaken.lezen", 0) {
		t.Error("a scope that nobody gave")
	}
}

// Rights follow the catalogi and the Applicatie, also for a token that was seen before.
func TestRightsChange(t *testing.T) {
	need := Need{"zrc", "zaken.lezen"}
	datatest.Run(t, func(t *testing.T, db data.DB) {
		w := newWorld(t, db)
		w.secret("balie", "geheim")
		w.applicatie(uuidA, `{"autorisaties":[{`+zaaktypeA+`,"scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"openbaar"}]}`, "balie")
		if got := w.client("balie", "geheim").Rights(need); len(got.Cls) != 0 || got.None {
			t.Fatalf("before there is a zaaktype: %+v", got)
		}
		w.typ("zaaktypen", typeA, uuidA)
		if got := w.client("balie", "geheim").Rights(need); !slices.Equal(got.Cls, upTo(typeA, 0, false)) {
			t.Errorf("once there is a zaaktype: %+v", got)
		}
		w.update(func(tx data.Tx) error {
			if err := tx.Exec("delete from applicaties where uuid = $1", uuidA); err != nil {
				return err
			}
			if err := tx.Exec("delete from applicatie_clients where client_id = $1", "balie"); err != nil {
				return err
			}
			return tx.Touch(topicRechten)
		})
		if got := w.client("balie", "geheim").Rights(need); !got.None {
			t.Errorf("once the Applicatie is gone: %+v", got)
		}
	})
}

// More types than one query takes, local ones and those of others.
func TestManyTypes(t *testing.T) {
	const n = 3*lookUpAtOnce + 1
	datatest.Run(t, func(t *testing.T, db data.DB) {
		w := newWorld(t, db)
		var list []string
		var want []int64
		w.update(func(tx data.Tx) error {
			list, want = nil, nil
			for i := range int64(n) {
				uuid := fmt.Sprintf("%08d-0000-4000-8000-000000000000", i)
				url := "https://elders.nl/" + uuid
				if err := tx.Exec("insert into zaaktypen (id, uuid) values ($1, $2)", 1000+i, uuid); err != nil {
					return err
				}
				if err := tx.Exec("insert into vreemd (id, url) values ($1, $2)", 2000+i, url); err != nil {
					return err
				}
				for _, u := range []string{"@/catalogi/api/v1/zaaktypen/" + uuid, url} {
					list = append(list, `{"component":"zrc","scopes":["zaken.lezen"],"maxVertrouwelijkheidaanduiding":"openbaar","zaaktype":"`+u+`"}`)
				}
				want = append(want, Class(1000+i, 0, false), Class(2000+i, 0, false))
			}
			return nil
		})
		w.secret("balie", "geheim")
		w.applicatie(uuidA, `{"autorisaties":[`+strings.Join(list, ",")+`]}`, "balie")
		slices.Sort(want)
		got := w.client("balie", "geheim").Rights(Need{"zrc", "zaken.lezen"})
		if diff := cmp.Diff(want, got.Cls); diff != "" {
			t.Error(diff)
		}
	})
}

// Rights that were asked before cost no memory.
func TestRightsAllocateNothing(t *testing.T) {
	g := &grants{list: []grant{{"zrc", []string{"zaken.lezen"}, typeA, 7, false}}}
	c := &Client{grants: g}
	needs := []Need{{"zrc", "zaken.lezen"}, {"zrc", "zaken.aanmaken"}}
	first := c.Rights(needs...)
	allocs := testing.AllocsPerRun(100, func() {
		if c.Rights(needs...) != first || !c.Has("zrc", "zaken.lezen", Class(typeA, 3, false)) {
			t.Error("not remembered")
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}

// A caller who makes up scopes does not fill memory.
func TestMemoIsBounded(t *testing.T) {
	g := &grants{everything: true}
	for i := range maxMemo + 50 {
		if !g.rights([]Need{{"zrc", fmt.Sprint("zaken.", i)}}).All {
			t.Fatal("rights changed when memory was full")
		}
	}
	if n := len(*g.memo.Load()); n > maxMemo {
		t.Errorf("%d remembered", n)
	}
}

func BenchmarkRights(b *testing.B) {
	g := &grants{}
	for i := range int64(200) {
		g.list = append(g.list, grant{"zrc", []string{"zaken.lezen", "zaken.aanmaken", "zaken.bijwerken"}, i + 1, 7, false})
	}
	needs := []Need{{"zrc", "zaken.bijwerken"}, {"zrc", "zaken.geforceerd-bijwerken"}}
	b.Run("remembered", func(b *testing.B) {
		c := &Client{grants: g}
		b.ReportAllocs()
		for b.Loop() {
			if c.Rights(needs...).None {
				b.Fatal("none")
			}
		}
	})
	b.Run("computed", func(b *testing.B) {
		for b.Loop() {
			if g.compute(needs).None {
				b.Fatal("none")
			}
		}
	})
	b.Run("allows", func(b *testing.B) {
		r := g.compute(needs)
		for b.Loop() {
			if !r.Allows(Class(137, 4, false)) {
				b.Fatal("refused")
			}
		}
	})
}
