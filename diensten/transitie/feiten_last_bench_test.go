package transitie_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"meent/data"
	"meent/data/datatest"
	"meent/diensten/transitie"
	"meent/proef/kit"
)

// BenchmarkLast measures from the database what a round takes, with a maat of each sonde and a toets, and what the registers feel of it: p50 and p95
// of a list of zaken with the measuring and without, and their ratio. MEENT_BENCH_ZAKEN is of how many zaken (a million: a minute or more).
func BenchmarkLast(b *testing.B) {
	zaken := 20_000
	if n, err := strconv.Atoi(os.Getenv("MEENT_BENCH_ZAKEN")); err == nil {
		zaken = n
	}
	for _, kind := range datatest.Kinds {
		b.Run(fmt.Sprint(kind, zaken), func(b *testing.B) {
			nu := time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)
			s := kit.Start(b, datatest.Open(b, kind, func(o *data.Options) { o.Clock = func() time.Time { return nu } }))
			w := &wereld{Server: s}
			list := gewoneZaken(b, s)
			g := &gepland{zaken: map[string]map[string]any{}}
			g.zet(1, soortA, "2026-01-01", "")
			motor := transitie.NewMotor(s.Site, func(transitie.Verbinding) (transitie.Bron, error) { return g, nil })
			motor.Tijd = func(ctx context.Context, _ []string) (context.Context, context.CancelFunc) {
				return context.WithCancel(ctx)
			}
			api := velden("baseUrl", "https://register.example/api", "clientId", "x", "secret", "geheim")
			w.maak("registers", "naam", "Zaaksysteem", "zaken", api, "catalogi", api)
			if err := motor.Ronde(b.Context()); err != nil {
				b.Fatal(err)
			}
			plant(b, s.DB, zaken)
			var maten []string
			for _, sonde := range []string{"zgw.doorlooptijd", "zgw.binnenTermijn", "zgw.achterstand"} {
				maten = append(maten, w.maak("maten", "naam", sonde, "sonde", sonde))
			}
			w.maak("toetsen", "naam", "Op tijd", "sonde", "zgw.binnenTermijn", "drempel", velden("op", ">=", "waarde", 0.9))
			quiet, busy := list(nil), []time.Duration{}
			for n := 0; b.Loop(); n++ {
				for _, m := range maten {
					s.Root.Do("PATCH", m, velden("minN", 30+n%2)) // another definition, so that it is due
				}
				done := make(chan error)
				go func() { done <- motor.Ronde(b.Context()) }()
				busy = append(busy, list(done)...)
			}
			at := func(all []time.Duration, part float64) float64 {
				slices.Sort(all)
				return float64(all[int(part*float64(len(all)-1))].Microseconds()) / 1000
			}
			b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/ronde")
			for name, part := range map[string]float64{"p50": 0.5, "p95": 0.95} {
				without, with := at(quiet, part), at(busy, part)
				b.ReportMetric(without, "ms-"+name+"-rust")
				b.ReportMetric(with, "ms-"+name+"-meten")
				b.ReportMetric(with/without, "x-"+name)
			}
		})
	}
}

// gewoneZaken fills the register with zaken and gives what asks for a list of them: five hundred times, or until the measuring is done.
func gewoneZaken(b *testing.B, s *kit.Server) func(until chan error) []time.Duration {
	b.Helper()
	const ztc = "/catalogi/api/v1/"
	make := func(kind string, body map[string]any) string { return s.Root.Make(ztc+kind, body)["url"].(string) }
	catalogus := make("catalogussen", kit.Catalogus())
	soort := make("zaaktypen", kit.Zaaktype(catalogus, "ZT01", "selectielijstProcestype", s.URL+kit.ProcestypeInrichten))
	make("statustypen", velden("zaaktype", soort, "omschrijving", "Ontvangen", "volgnummer", 1))
	make("statustypen", velden("zaaktype", soort, "omschrijving", "Afgehandeld", "volgnummer", 2))
	make("roltypen", velden("zaaktype", soort, "omschrijving", "Aanvrager", "omschrijvingGeneriek", "initiator"))
	make("resultaattypen", s.Resultaattype(soort, "Verleend"))
	iot := make("informatieobjecttypen", kit.Informatieobjecttype(catalogus, "brief"))
	make("zaaktype-informatieobjecttypen", velden("zaaktype", soort, "informatieobjecttype", "brief", "volgnummer", 1, "richting", "inkomend"))
	s.Root.Make(iot+"/publish", nil)
	s.Root.Make(soort+"/publish", nil)
	for range 200 {
		s.Root.Make("/zaken/api/v1/zaken", velden("zaaktype", soort, "bronorganisatie", "000000000", "verantwoordelijkeOrganisatie", "000000000", "startdatum", "2026-02-01"))
	}
	return func(until chan error) (took []time.Duration) {
		for until != nil || len(took) < 500 {
			select {
			case err := <-until:
				if err != nil {
					b.Fatal(err)
				}
				return took
			default:
			}
			start := time.Now()
			if a := s.Root.Do("GET", "/zaken/api/v1/zaken", nil); a.Status != 200 {
				b.Fatalf("%d %s", a.Status, a.Body)
			}
			took = append(took, time.Since(start))
		}
		return took
	}
}
