package transitie_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/transitie"
	"meent/proef/kit"
)

// BenchmarkReeks measures the chart of a maat from a hundred thousand zaken, each time anew: zaken/s is what it prints.
func BenchmarkReeks(b *testing.B) {
	for _, kind := range datatest.Kinds {
		b.Run(kind, func(b *testing.B) {
			nu := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
			s := kit.Start(b, datatest.Open(b, kind, func(o *data.Options) { o.Clock = func() time.Time { return nu } }))
			w := &wereld{Server: s}
			g := &gepland{zaken: map[string]map[string]any{}}
			g.zet(1, soortA, "2026-01-01", "")
			motor := transitie.NewMotor(s.Site, func(transitie.Verbinding) (transitie.Bron, error) { return g, nil })
			api := velden("baseUrl", "https://register.example/api", "clientId", "x", "secret", "geheim")
			w.maak("registers", "naam", "Zaaksysteem", "zaken", api, "catalogi", api)
			if err := motor.Ronde(b.Context()); err != nil {
				b.Fatal(err)
			}
			const zaken = 100_000
			plant(b, s.DB, zaken)
			m := w.maak("maten", "naam", "Op tijd", "sonde", "zgw.binnenTermijn")
			for n := 0; b.Loop(); n++ {
				s.Root.Do("PATCH", m, velden("minN", 30+n%2)) // another definition, so that it is due
				if err := motor.Ronde(b.Context()); err != nil {
					b.Fatal(err)
				}
				if got := s.Root.Do("GET", m+"/reeks", nil); got.Status != 200 {
					b.Fatalf("%d %s", got.Status, got.Body)
				}
			}
			b.ReportMetric(float64(zaken)*float64(b.N)/b.Elapsed().Seconds(), "zaken/s")
		})
	}
}

// plant puts zaken in the projection beside the one that was read.
func plant(b *testing.B, db data.DB, n int) {
	b.Helper()
	var typ, register int64
	for from := 0; from < n; from += 5000 {
		err := db.Update(b.Context(), func(tx data.Tx) error {
			row, err := tx.One("select zaaktype, register from feiten where gezien_tot is null")
			if typ == 0 {
				if err != nil {
					return err
				}
				typ, register = row.Int(0), row.Int(1)
			}
			for i := from; i < from+5000; i++ {
				id, err := tx.NewID()
				if err != nil {
					return err
				}
				key := sha256.Sum256(fmt.Append(nil, i))
				if err := tx.Exec("insert into feiten_zaken (id, register, naam) values ($1, $2, $3)", id, register, fmt.Sprint("z", i)); err != nil {
					return err
				}
				start := int64(19700 + i%800)
				err = tx.Exec("insert into feiten (id, register, zaak, sleutel, zaaktype, startdatum, einddatum, termijn, hash, gezien_van) values ($1, $2, $3, $4, $5, $6, $7, $8, 'x', 1)",
					id, register, id, hex.EncodeToString(key[:16]), typ, start, start+int64(i%15), start+10)
				if err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
