package data_test

import (
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"

	"meent/data"
	"meent/data/datatest"
)

// bench runs a benchmark on each database, with a table of cases of about the size of a zaak.
func bench(b *testing.B, rows int, run func(b *testing.B, db data.DB)) {
	for _, kind := range datatest.Kinds {
		b.Run(kind, func(b *testing.B) {
			if kind == "postgres" && os.Getenv(datatest.PostgresEnv) == "" {
				b.Skipf("%s is empty", datatest.PostgresEnv)
			}
			db := datatest.Open(b, kind, func(o *data.Options) { o.NoSync = false })
			fill(b, db, rows)
			run(b, db)
		})
	}
}

var body = `{"url":"` + strings.Repeat("x", 1350) + `"}`

func fill(b *testing.B, db data.DB, rows int) {
	b.Helper()
	update(b, db, func(tx data.Tx) error {
		text := "text"
		if db.Postgres() {
			text = `text compression lz4 collate "C"`
		}
		if err := tx.Exec("create table zaak (id bigint primary key, uuid text not null unique, cls bigint not null, body " + text + " not null, afgeleid " + text + " not null)"); err != nil {
			return err
		}
		for i := range int64(rows) {
			err := tx.Exec("insert into zaak (id, uuid, cls, body, afgeleid) values ($1, $2, $3, $4, $5)",
				i+1_000_000, fmt.Sprintf("uuid-%08d", i), i%7, body, body[:600])
			if err != nil {
				return err
			}
		}
		return nil
	})
	b.ResetTimer()
	b.ReportAllocs()
}

func BenchmarkGet(b *testing.B) {
	bench(b, 10_000, func(b *testing.B, db data.DB) {
		var n atomic.Int64
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				uuid := fmt.Sprintf("uuid-%08d", n.Add(7919)%10_000)
				view(b, db, func(tx data.Tx) error {
					_, err := tx.One("select body, afgeleid from zaak where uuid = $1", uuid)
					return err
				})
			}
		})
	})
}

func BenchmarkPage(b *testing.B) {
	bench(b, 10_000, func(b *testing.B, db data.DB) {
		var n atomic.Int64
		b.RunParallel(func(pb *testing.PB) {
			var page []byte
			for pb.Next() {
				page = page[:0]
				after := 1_000_000 + n.Add(7919)%9_800
				view(b, db, func(tx data.Tx) error {
					for row, err := range tx.Query("select body, afgeleid from zaak where id > $1 order by id limit 100", after) {
						if err != nil {
							return err
						}
						page = append(append(page, row.Bytes(0)...), row.Bytes(1)...)
					}
					return nil
				})
			}
		})
	})
}

// BenchmarkUpdate writes a case, an audit row and an outbox row, after one read, from 16 goroutines, durably.
func BenchmarkUpdate(b *testing.B) {
	bench(b, 1_000, func(b *testing.B, db data.DB) {
		b.SetParallelism(8) // times GOMAXPROCS, which is 2 where this was measured
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				update(b, db, writeCase)
			}
		})
	})
}

func writeCase(tx data.Tx) error {
	var ids [3]int64
	for i := range ids {
		var err error
		if ids[i], err = tx.NewID(); err != nil {
			return err
		}
	}
	if _, err := tx.One("select cls from zaak where uuid = $1", "uuid-00000007"); err != nil {
		return err
	}
	uuid, now := fmt.Sprintf("nieuw-%d", ids[0]), "2026-01-01T00:00:00.000000Z"
	if err := tx.Exec("insert into zaak (id, uuid, cls, body, afgeleid) values ($1, $2, $3, $4, $5)", ids[0]+2_000_000, uuid, 3, body, "{}"); err != nil {
		return err
	}
	if err := tx.Exec("insert into audit (id, uuid, hoofd, resource, body, gemaakt) values ($1, $2, $3, $4, $5, $6)", ids[1], uuid, ids[0], "zaak", body, now); err != nil {
		return err
	}
	tx.Changed("zaak", "audit", "outbox")
	return tx.Exec("insert into outbox (id, kanaal, body, gemaakt) values ($1, $2, $3, $4)", ids[2], "zaken", body[:300], now)
}

func BenchmarkChange(b *testing.B) {
	bench(b, 0, func(b *testing.B, db data.DB) {
		for b.Loop() {
			if _, err := db.Change(b.Context(), "rechten"); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	for _, kind := range datatest.Kinds {
		b.Run(kind, func(b *testing.B) {
			if kind == "postgres" && os.Getenv(datatest.PostgresEnv) == "" {
				b.Skipf("%s is empty", datatest.PostgresEnv)
			}
			for b.Loop() {
				db := datatest.Open(b, kind)
				update(b, db, func(tx data.Tx) error { _, err := tx.NewID(); return err })
				view(b, db, func(tx data.Tx) error { _, err := tx.One("select 1"); return err })
			}
		})
	}
}
