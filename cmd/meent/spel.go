package main

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"meent/diensten/auth"
	"meent/diensten/transitie"
	"meent/integratie/zgw"
	"meent/interactie/opmaak"
	"meent/interactie/simulator"
	pagina "meent/interactie/voorbeeld"
	"meent/proces/voorbeeld"
)

// spel is the life of the example municipality: cases come and end, people do what the draaiboek says, and the motor measures. It
// moves the one clock: through the past when the demo is new, and through a year when somebody asks.
type spel struct {
	p       *program
	demo    demoCmd
	secrets map[string]string
	meld    func(text string)
	begin   time.Time
	speel   chan struct{}

	mu    sync.Mutex
	stand pagina.Stand
}

func newSpel(p *program, secrets map[string]string, demo demoCmd, meld func(string)) *spel {
	return &spel{
		p: p, demo: demo, secrets: secrets, meld: meld, begin: p.klok.Begin(), speel: make(chan struct{}, 1),
		stand: pagina.Stand{Bezig: "De gemeente wordt gemaakt.", Deel: -1},
	}
}

// run makes the municipality, and then plays a year each time that somebody asks.
func (s *spel) run(ctx context.Context) {
	if s.demo.Jaar {
		s.speel <- struct{}{}
	}
	err := s.maak(ctx)
	for err == nil {
		s.zet(func(st *pagina.Stand) { st.Bezig = "" })
		select {
		case <-ctx.Done():
			return
		case <-s.speel:
			err = s.jaar(ctx)
		}
	}
	if ctx.Err() != nil {
		return
	}
	s.meld("gestopt: " + err.Error())
	s.p.log.Error("example", "error", err)
	s.zet(func(st *pagina.Stand) {
		st.Bezig, st.Fout = "", "Er ging iets mis bij het maken. Stop de demo en start haar opnieuw: zij gaat verder waar zij was. In de terminal staat wat het was."
	})
}

func (s *spel) zet(change func(*pagina.Stand)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.stand)
}

// Stand is how far it is.
func (s *spel) Stand() pagina.Stand {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := s.stand
	st.Vandaag, st.Echt = s.p.klok.Nu(), time.Now()
	return st
}

// vraagJaar asks for a year to be played, or says why that cannot be.
func (s *spel) vraagJaar() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.stand.Fout != "":
		return s.stand.Fout
	case s.stand.Bezig != "":
		return "De gemeente is nog bezig. Probeer het over een minuut opnieuw."
	}
	select {
	case s.speel <- struct{}{}:
		s.stand.Bezig, s.stand.Deel = "Het jaar begint.", 0
	default:
	}
	return ""
}

func (s *spel) opdracht() voorbeeld.Opdracht {
	return voorbeeld.Opdracht{Client: s.p.client(demoClient, s.secrets[demoClient]), Zaken: s.demo.Zaken, Nu: s.p.klok.Nu, Meld: s.meld}
}

// maak makes what is not there yet. A new municipality begins in the past, and lives up to today.
func (s *spel) maak(ctx context.Context) error {
	if s.demo.Kaal {
		return voorbeeld.Vul(ctx, s.opdracht())
	}
	if err := s.leef(ctx); err != nil {
		return err
	}
	s.zet(func(st *pagina.Stand) {
		st.Bezig, st.Deel = "De laatste dossiers met documenten en besluiten komen erbij. Je kunt al rondkijken.", -1
	})
	return voorbeeld.Vul(ctx, s.opdracht())
}

// leef brings the municipality to the day of the clock, or of a new one to today.
func (s *spel) leef(ctx context.Context) error {
	k := s.p.klok
	week := -voorbeeld.Aanloop
	if k.Nieuw() {
		if err := k.Zet(middag(s.begin.AddDate(0, 0, 7*week))); err != nil {
			return err
		}
	} else {
		week = s.week()
	}
	s.zet(func(st *pagina.Stand) { st.Bezig = "De zaken van een jaar worden gemaakt." })
	l, err := s.leven(ctx)
	if err != nil {
		return err
	}
	first := week
	for ; week < 0; week++ {
		s.zet(func(st *pagina.Stand) {
			st.Bezig, st.Deel = fmt.Sprintf("De gemeente leeft tot vandaag: het is nu %s.", opmaak.Maand(k.Nu())), float64(week-first)/float64(max(-first, 1))
		})
		if err := l.week(ctx, week); err != nil {
			return err
		}
		if err := k.Zet(middag(s.begin.AddDate(0, 0, 7*(week+1)))); err != nil {
			return err
		}
	}
	if week == 0 && k.Nu().Before(time.Now()) {
		if err := k.Gelijk(); err != nil {
			return err
		}
	}
	return l.week(ctx, s.week())
}

// week is the week of the clock, counted from the begin.
func (s *spel) week() int { return int(math.Floor(s.p.klok.Nu().Sub(s.begin).Hours() / 24 / 7)) }

// jaar plays 52 weeks, in about a minute.
func (s *spel) jaar(ctx context.Context) error {
	s.meld("een jaar wordt afgespeeld")
	l, err := s.leven(ctx)
	if err != nil {
		return err
	}
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	first := s.week()
	for n := 1; n <= 52; n++ {
		if err := s.p.klok.Zet(s.p.klok.Nu().AddDate(0, 0, 7)); err != nil {
			return err
		}
		s.zet(func(st *pagina.Stand) {
			st.Bezig, st.Deel = fmt.Sprintf("Het jaar loopt: het is nu %s.", opmaak.Datum(s.p.klok.Nu())), float64(n)/52
		})
		if err := l.week(ctx, first+n); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	s.meld("het jaar is om: het is nu " + opmaak.Datum(s.p.klok.Nu()))
	return nil
}

// leven is what happens in the municipality each week.
type leven struct {
	s        *spel
	stroom   *voorbeeld.Stroom
	beweging *voorbeeld.Beweging
}

func (s *spel) leven(ctx context.Context) (*leven, error) {
	stroom, err := voorbeeld.NieuweStroom(ctx, s.opdracht(), s.begin, voorbeeld.Verleden)
	if err != nil {
		return nil, err
	}
	als := func(wie voorbeeld.Wie) *zgw.Client {
		claims := wie.Claims()
		rollen := make([]opmaak.Rol, len(wie.Rollen))
		for i, r := range wie.Rollen {
			rollen[i] = opmaak.Rol(r)
		}
		claims["user_id"] = simulator.Sub(opmaak.Persoon{Naam: wie.Naam, Rollen: rollen}) // who logs in with that name finds their own work
		return &zgw.Client{
			Base: s.p.site.BaseURL, HTTP: &http.Client{Transport: zgw.Memory{Handler: s.p.site}},
			Token: func() (string, error) { return auth.Token(demoClient, s.secrets[demoClient], time.Now(), claims) },
		}
	}
	beweging, err := voorbeeld.NieuweBeweging(ctx, s.opdracht(), als, s.begin)
	return &leven{s, stroom, beweging}, err
}

// week is what happens up to the day of the clock: cases, then people, then what follows from both is measured.
func (l *leven) week(ctx context.Context, week int) error {
	if err := l.stroom.Tot(ctx, l.s.p.klok.Nu()); err != nil {
		return err
	}
	l.s.zet(func(st *pagina.Stand) { st.Zaken = l.stroom.Zaken() })
	if err := l.beweging.Week(ctx, week); err != nil {
		return err
	}
	if err := transitie.Bijwerken(ctx, l.s.p.site); err != nil {
		return err
	}
	return l.s.p.motor.Ronde(ctx)
}

// middag is noon of a day, when all that happened on the days before it has happened.
func middag(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour).Add(12 * time.Hour) }

// voorkant puts the front page of the demo before the pages.
func (p *program) voorkant(site *opmaak.Site, s *spel) error {
	x := &pagina.Voorbeeld{
		Stand: s.Stand, Speel: s.vraagJaar, APIs: p.verzoeken,
		Token: func() string {
			token, err := auth.Token(voorbeeld.Raadpleger, s.secrets[voorbeeld.Raadpleger], time.Now(), nil)
			if err != nil {
				p.log.Error("token for the front page", "error", err)
				return ""
			}
			return "TOKEN=" + token
		},
	}
	return x.Voeg(site)
}

// eersteLijst is a list of each API that shows something, for who tries it for the first time.
var eersteLijst = map[string]string{
	"/zaken/api/v1": "/zaken", "/catalogi/api/v1": "/zaaktypen", "/documenten/api/v1": "/enkelvoudiginformatieobjecten", "/besluiten/api/v1": "/besluiten",
	"/autorisaties/api/v1": "/applicaties", "/notificaties/api/v1": "/kanaal", "/referentielijsten/api/v1": "/resultaten", "/transitie/api/v1": "/mijlpalen",
}

// verzoeken are the APIs with a ready request for each.
func (p *program) verzoeken() []pagina.API {
	var list []pagina.API
	for _, a := range p.site.APIs() {
		regel := `curl -H "Authorization: Bearer $TOKEN"`
		if a.Root == "/zaken/api/v1" {
			regel += ` -H "Accept-Crs: EPSG:4326"`
		}
		list = append(list, pagina.API{
			Naam: a.Title, Omschrijving: a.Description, Beschrijving: a.Root + "/openapi.json", Regel: regel + " " + p.site.BaseURL + a.Root + eersteLijst[a.Root],
		})
	}
	slices.SortStableFunc(list, func(a, b pagina.API) int {
		return strings.Compare(fmt.Sprintf("%02d", rank(a.Naam)), fmt.Sprintf("%02d", rank(b.Naam)))
	})
	return list
}
