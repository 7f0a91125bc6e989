package voorbeeld

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Stroom is the everyday work of the example: each week so many cases of each zaaktype come in, and each ends when its
// story says so. Cases are plain (two statuses, a resultaat, a besluit where the law asks one), so that thousands of them can be
// made; what they are for is to be measured. The same begin gives the same cases every time, and what is there is not
// made again.
type Stroom struct {
	o     *Opdracht
	c     *catalogus
	begin time.Time // a Monday: week 0 of the stories
	tot   time.Time // everything before this day has been written
	open  []*loper  // begun, not ended
	er    map[string]object

	aantal int // of cases that have begun
}

// loper is a case of the stream: thought up whole, written bit by bit.
type loper struct {
	z     *zaak
	eind  time.Time
	adres string
	heeft object // what the register has of it
}

// verhaal is how the work of one zaaktype goes: cases a week, and which share of them ends within its term, at weeks counted
// from the begin; between two points the share moves evenly.
type verhaal struct {
	zaaktype *zaaktype
	perWeek  int
	opTijd   []punt
}

type punt struct {
	week    int
	aandeel float64
}

// verhalen is what happens in Meerdam. Some of it goes well, some falls back, some is too little to tell: the figures of the
// demo are measured from it, and nothing but these shares was thought up.
var verhalen = []verhaal{
	{&straatverlichting, 14, []punt{{-110, .80}, {-50, .82}, {-44, .95}, {52, .95}}},
	{&parkeervergunning, 13, []punt{{-110, .71}, {-56, .76}, {0, .87}, {14, .96}, {52, .97}}},
	{&uittreksel, 9, []punt{{-110, .975}, {52, .98}}},
	{&verhuizing, 8, []punt{{-110, .93}, {-70, .965}, {52, .97}}},
	{&kap, 7, []punt{{-110, .95}, {-46, .955}, {-42, .76}, {2, .80}, {16, .95}, {52, .96}}},
	{&subsidie, 5, []punt{{-110, .80}, {-72, .93}, {8, .94}, {14, .62}, {52, .62}}},
	{&woo, 4, []punt{{-110, .62}, {0, .70}, {52, .76}}},
	{&bezwaar, 3, []punt{{-110, .74}, {52, .84}}},
}

// spreiding is that of the lead times around their middle, on a logarithmic scale.
const spreiding = .5

// NieuweStroom makes the catalogue when it is not there, and reads which cases are. begin is the day from which the stories
// count; weken is how many weeks of cases lie before it.
func NieuweStroom(ctx context.Context, o Opdracht, begin time.Time, weken int) (*Stroom, error) {
	c, err := maakCatalogus(ctx, &o)
	if err != nil {
		return nil, fmt.Errorf("catalogus: %w", err)
	}
	s := &Stroom{o: &o, c: c, begin: maandag(begin), er: map[string]object{}}
	s.tot = s.begin.AddDate(0, 0, -7*weken)
	list, err := o.vind(ctx, zaken+"/zaken", url.Values{"bronorganisatie": {rsin}, "pageSize": {"500"}})
	if err != nil {
		return nil, err
	}
	for _, z := range list {
		s.er[z.Identificatie] = z
	}
	return s, nil
}

// Tot writes all that happens before a day: cases that come in, cases that end. Broken off, it can be called again.
func (s *Stroom) Tot(ctx context.Context, dag time.Time) error {
	dag = dag.UTC().Truncate(24 * time.Hour)
	var nieuw []*loper
	for week := s.week(s.tot); !s.maandagVan(week).After(dag); week++ {
		for _, v := range verhalen {
			for i := range v.perWeek {
				l := s.bedenk(v, week, i)
				if l.z.Start.Before(dag) && !l.z.Start.Before(s.tot) {
					nieuw = append(nieuw, l)
				}
			}
		}
	}
	s.aantal += len(nieuw)
	lopers := append(s.open, nieuw...)
	if err := s.schrijf(ctx, lopers, dag); err != nil {
		return err
	}
	s.open = nil
	for _, l := range lopers {
		if !l.eind.Before(dag) {
			s.open = append(s.open, l)
		}
	}
	s.tot = dag
	return nil
}

// Zaken is how many cases of the stream there are.
func (s *Stroom) Zaken() int { return s.aantal }

// tegelijk is how many cases are written side by side: a register gathers the writes of the same moment into one commit.
const tegelijk = 8

func (s *Stroom) schrijf(ctx context.Context, lopers []*loper, dag time.Time) error {
	var (
		wg     sync.WaitGroup
		mu     sync.Mutex
		failed error
		done   int
		told   = time.Now()
		work   = make(chan *loper)
	)
	for range tegelijk {
		wg.Go(func() {
			for l := range work {
				err := s.bij(ctx, l, dag)
				mu.Lock()
				if err != nil {
					failed = errors.Join(failed, fmt.Errorf("%s: %w", l.z.Identificatie, err))
				}
				if done++; time.Since(told) > 3*time.Second {
					told = time.Now()
					s.o.Meld(fmt.Sprintf("%d van %d zaken van alledag", done, len(lopers)))
				}
				mu.Unlock()
			}
		})
	}
	for _, l := range lopers {
		mu.Lock()
		stop := failed != nil
		mu.Unlock()
		if stop || ctx.Err() != nil {
			break
		}
		work <- l
	}
	close(work)
	wg.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return failed
}

// bij brings a case up to a day: what the register has already is left alone.
func (s *Stroom) bij(ctx context.Context, l *loper, dag time.Time) error {
	w := &schrijver{Opdracht: s.o, c: s.c, z: l.z, t: s.c.types[l.z.Type.Identificatie], url: l.adres}
	if err := s.begint(ctx, w, l); err != nil {
		return err
	}
	if l.heeft.Einddatum != "" || !l.eind.Before(dag) {
		return nil
	}
	if l.heeft.Resultaat == "" {
		if err := w.uitkomst(ctx, l.eind); err != nil && !is(err, http.StatusBadRequest) {
			return err
		} else if err != nil && !w.beslist(ctx) { // a besluit that a broken run left is not made again
			return err
		}
	}
	return w.status(ctx, len(l.z.Type.Statussen)-1, l.eind)
}

// begint makes the zaak with what its archive term will hang on, and its first status.
func (s *Stroom) begint(ctx context.Context, w *schrijver, l *loper) (err error) {
	if l.adres != "" {
		if l.heeft.Status != "" {
			return nil
		}
		l.heeft.Status = "gezet"
		return w.status(ctx, 0, l.z.Gebeurtenissen[0].Op)
	}
	if w.url, err = s.o.maak(ctx, zaken+"/zaken", w.zaak()); err != nil {
		return err
	}
	l.adres, l.heeft = w.url, object{Status: "gezet"}
	for i, e := range l.z.Type.Eigenschappen {
		if e.Naam != l.z.Resultaat.Kenmerk {
			continue
		}
		_, err := s.o.maak(ctx, w.url+"/zaakeigenschappen", veld{"zaak": w.url, "eigenschap": w.t.eigenschappen[e.Naam], "waarde": l.z.Eigenschappen[i]})
		if err != nil {
			return err
		}
	}
	return w.status(ctx, 0, l.z.Gebeurtenissen[0].Op)
}

// beslist finishes a case whose besluit was written and whose resultaat was not.
func (s *schrijver) beslist(ctx context.Context) bool {
	list, err := s.vind(ctx, besluiten+"/besluiten", url.Values{"identificatie": {s.z.Identificatie + "-B1"}, "verantwoordelijkeOrganisatie": {rsin}})
	return err == nil && len(list) == 1 && s.resultaat(ctx) == nil
}

// status sets a status.
func (s *schrijver) status(ctx context.Context, n int, op time.Time) error {
	_, err := s.maak(ctx, zaken+"/statussen", veld{
		"zaak": s.url, "statustype": s.t.statussen[n], "datumStatusGezet": moment(op), "statustoelichting": s.z.Type.Statussen[n].Toelichting,
	})
	return err
}

// bedenk thinks up one case of a week: when it begins, how long it takes, how it ends. It hangs on the week and its place
// in it alone.
func (s *Stroom) bedenk(v verhaal, week, plaats int) *loper {
	t := v.zaaktype
	monday := s.maandagVan(week)
	number := int(monday.Unix() / 86400)
	w := &worp{Rand: rand.New(rand.NewPCG(zaad^uint64(number), uint64(plaats)<<32|uint64(t.Procestype))), nu: monday}
	w.start = monday.AddDate(0, 0, w.IntN(5))
	z := &zaak{
		Type: t, Start: w.start, Kanaal: w.IntN(1 << 20), Aanvrager: w.inwoner(), Behandelaar: w.medewerker(), Beslisser: w.medewerker(),
		Identificatie: fmt.Sprintf("VOORBEELD-%s-%d-%d", t.Identificatie[:3], number, plaats+1),
		Omschrijving:  "Voorbeeld: " + t.Naam, Toelichting: "Verzonnen zaak van de " + gemeente + ", gemaakt door Meent.",
	}
	if t.Verlenging > 0 && w.kans(8) {
		z.Verlenging = t.Verlenging
	}
	for _, e := range t.Eigenschappen {
		z.Eigenschappen = append(z.Eigenschappen, w.waarde(e))
	}
	z.Resultaat = new(gewogen(w, t.Resultaten, func(r resultaat) int { return r.Aandeel }))
	z.Gebeurtenissen = []gebeurtenis{{Op: w.op(0), Status: 0}, {Status: len(t.Statussen) - 1}}
	termijn := float64(t.Doorlooptijd + z.Verlenging)
	days := termijn * math.Exp(spreiding*(w.NormFloat64()-normaal(v.aandeel(week))))
	eind := w.op(math.Min(days, 4*termijn))
	if !eind.After(z.Gebeurtenissen[0].Op) {
		eind = z.Gebeurtenissen[0].Op.Add(30 * time.Minute)
	}
	z.Gebeurtenissen[1].Op = eind
	l := &loper{z: z, eind: eind}
	if had, ok := s.er[z.Identificatie]; ok {
		l.adres, l.heeft = had.URL, had
	}
	return l
}

// aandeel is the share that ends within its term, of cases that begin in a week.
func (v verhaal) aandeel(week int) float64 {
	p := v.opTijd
	if week <= p[0].week {
		return p[0].aandeel
	}
	for i := 1; i < len(p); i++ {
		if week <= p[i].week {
			part := float64(week-p[i-1].week) / float64(p[i].week-p[i-1].week)
			return p[i-1].aandeel + part*(p[i].aandeel-p[i-1].aandeel)
		}
	}
	return p[len(p)-1].aandeel
}

// normaal is the point of the standard normal distribution below which a share lies.
func normaal(share float64) float64 { return math.Sqrt2 * math.Erfinv(2*share-1) }

func (s *Stroom) week(t time.Time) int { return int(maandag(t).Sub(s.begin).Hours() / 24 / 7) }

func (s *Stroom) maandagVan(week int) time.Time { return s.begin.AddDate(0, 0, 7*week) }

// maandag is the Monday of the week of a moment.
func maandag(t time.Time) time.Time {
	t = t.UTC().Truncate(24 * time.Hour)
	return t.AddDate(0, 0, -(int(t.Weekday())+6)%7)
}
