package transitie

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"meent/data"
	"meent/diensten/rest"
)

// Motor keeps the facts: it reads the registers, measures what is due, and turns milestones by what was measured. Several
// processes may have one on the same database; what one is at, the others leave alone, and take over when it stops.
type Motor struct {
	Poll   time.Duration // how often to look whether something is due
	Gather time.Duration // how long news is left to gather
	// Tijd gives the time in which toetsen and maten (their uuids) are to be measured: a minute (§10.4).
	Tijd func(ctx context.Context, wat []string) (context.Context, context.CancelFunc)

	site *rest.Site
	maak func(Verbinding) (Bron, error)
	naam string // of this motor among all
	wake chan struct{}

	traag   map[string]string // by the uuid of a maat what took too long
	gekeerd string            // as of what the milestones were last looked at
	mu      sync.Mutex        // one round at a time in this process
	reach   sync.Mutex        // of bronnen
	bronnen map[string]Bron
	ruimte  chan struct{} // a place for each that measures
	opnieuw chan struct{} // held by who measures again
}

// NewMotor makes the motor of a site on which Register has put the API, and adds the operations that need the registers of
// others. bron reaches a register.
func NewMotor(s *rest.Site, bron func(Verbinding) (Bron, error)) *Motor {
	m := &Motor{Poll: time.Minute, Gather: 2 * time.Second, Tijd: minuut, traag: map[string]string{}, site: s, maak: bron, naam: uuid.NewString(), wake: make(chan struct{}, 1), bronnen: map[string]Bron{}, ruimte: make(chan struct{}, meetRuimte), opnieuw: make(chan struct{}, 1)}
	for _, a := range s.APIs() {
		if a.Component == component {
			m.routes(a)
		}
	}
	before := s.Wake
	s.Wake = func() {
		before()
		m.Wake()
	}
	return m
}

func pauzeer(ctx context.Context, wait time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(wait):
	}
}

// Wake has the motor look at once: the clock was moved, or there is news.
func (m *Motor) Wake() {
	select {
	case m.wake <- struct{}{}:
	default: // it is awake already
	}
}

// Run works until the context ends.
func (m *Motor) Run(ctx context.Context) {
	for ctx.Err() == nil {
		if err := m.Ronde(ctx); err != nil && ctx.Err() == nil {
			m.site.Log.Error("transitie: facts", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-m.wake:
			pauzeer(ctx, m.Gather)
		case <-time.After(m.Poll):
		}
	}
}

// Ronde does all that is due now: it reads, measures and turns. It may be called at any time.
func (m *Motor) Ronde(ctx context.Context) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	c, err := motorCall(ctx, m.site)
	if err != nil {
		return err
	}
	if err := ruimProeven(c); err != nil {
		return err
	}
	list, err := m.registers(ctx)
	if err != nil {
		return err
	}
	for _, g := range list {
		if err := m.bijhouden(ctx, g, ""); err != nil {
			return err
		}
	}
	return m.meten(ctx)
}

func (m *Motor) registers(ctx context.Context) (list []gekend, err error) {
	err = m.site.DB.View(ctx, func(tx data.Tx) error {
		list, err = gekenden(tx, m.site.Keys)
		return err
	})
	return list, err
}

// bron is the source of a register. It is kept while its settings are, so that its rate holds.
func (m *Motor) bron(g gekend) (Bron, error) {
	if g.fout != nil {
		return nil, g.fout
	}
	if m.maak == nil {
		return nil, errors.New("this program does not read registers")
	}
	m.reach.Lock()
	defer m.reach.Unlock()
	key := fmt.Sprintf("%s %d", g.register.UUID, g.register.Versie)
	if b := m.bronnen[key]; b != nil {
		return b, nil
	}
	b, err := m.maak(g.register.verbinding())
	if err == nil {
		m.bronnen[key] = b
	}
	return b, err
}

// bijhouden reads of a register what is due. herbouw: everything, now, and somebody looks on.
func (m *Motor) bijhouden(ctx context.Context, g gekend, herbouw string) error {
	if herbouw == "" {
		if due, err := m.nodig(ctx, g.id); err != nil || !due {
			return err
		}
	}
	l := &lezing{m: m, g: g, bevestigd: herbouw != ""}
	ours := false
	err := m.site.DB.Update(ctx, func(tx data.Tx) (err error) {
		if ours, err = neem(tx, g.id, m.naam); err != nil || !ours {
			return err
		}
		if l.stand, err = standVan(tx, g.id); err != nil {
			return err
		}
		l.typen, err = typenVan(tx, g.id)
		return err
	})
	if err != nil || !ours {
		return err
	}
	defer func() {
		err := m.site.DB.Update(context.WithoutCancel(ctx), func(tx data.Tx) error { return laatLos(tx, g.id, m.naam) })
		if err != nil {
			m.site.Log.Warn("transitie: let go of a register", "error", err)
		}
	}()
	if l.bron, err = m.bron(g); err == nil {
		err = l.alles(ctx, herbouw)
	}
	return m.geleerd(ctx, l, err)
}

// nodig says whether there is something to read of a register: a question that disturbs no writer.
func (m *Motor) nodig(ctx context.Context, register int64) (due bool, err error) {
	err = m.site.DB.View(ctx, func(tx data.Tx) error {
		s, err := standVan(tx, register)
		if err != nil {
			return err
		}
		if due = s.teLezen(tx.Now()) != ""; due || s.Volgende > tx.Now().UnixMicro() {
			return nil
		}
		for _, err := range tx.Query("select 1 from feiten_werk where register = $1 limit 1", register) {
			due = err == nil
			return err
		}
		return nil
	})
	return due, err
}

// alles reads what notifications told, and what is due.
func (l *lezing) alles(ctx context.Context, herbouw string) error {
	told := l.gemeld(ctx) // one zaak that cannot be read keeps nobody from reading the lists
	if ctx.Err() != nil {
		return told
	}
	var soort string
	err := l.bijwerken(ctx, func(tx data.Tx) error {
		soort = herbouw
		if soort == "" {
			soort = l.stand.teLezen(tx.Now())
		}
		if soort != "" && (l.stand.Soort == "" || herbouw != "") {
			s := &l.stand
			s.Soort, s.Fase, s.Pagina, s.Ronde, s.Begonnen = soort, lijsten[soort][0], "", s.Ronde+1, tx.Now().UnixMicro()
			s.Gelezen, s.Verwacht = 0, 0
		}
		return nil
	})
	if err != nil || soort == "" {
		return cmp.Or(err, told)
	}
	return l.lees(ctx)
}

// geleerd keeps why a reading stopped. That a register does not answer is no error of the motor's: others are read on.
func (m *Motor) geleerd(ctx context.Context, l *lezing, err error) error {
	if errors.Is(err, errIngehaald) {
		m.Wake()
		return nil
	}
	if err == nil || ctx.Err() != nil {
		return err
	}
	text, again := "Meent kan het register niet lezen. De beheerder ziet in het logboek waarom.", false
	if fout, ok := errors.AsType[*BronFout](err); ok {
		text = fout.Tekst
		again = fout.Status >= 200 && fout.Status < 300 || fout.Status == http.StatusNotFound || fout.Status == http.StatusBadRequest
	} else {
		m.site.Log.LogAttrs(ctx, slog.LevelWarn, "transitie: read a register", slog.String("register", l.g.register.UUID), slog.String("error", err.Error()))
	}
	return m.site.DB.Update(ctx, func(tx data.Tx) error {
		s, err := standVan(tx, l.g.id) // as it was kept with the last page
		if err != nil {
			return err
		}
		if s.Ronde != l.stand.Ronde { // it is to be read again, as another: what this one heard is of no account
			m.Wake()
			return nil
		}
		return s.mislukt(tx, text, again)
	})
}

// Herbouwd is what came of a rebuild.
type Herbouwd struct {
	VoorDigest, NaDigest string
	VoorZaken, NaZaken   int
	Fouten               []string // of registers that could not be read; what was known of them stayed
}

// Herbouw reads all registers again from the beginning and corrects what differs. Of registers that did not change the digest
// is the same before and after.
func (m *Motor) Herbouw(ctx context.Context) (Herbouwd, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var h Herbouwd
	list, err := m.registers(ctx)
	if err != nil {
		return h, err
	}
	digest := func(d *string, n *int) error {
		return m.site.DB.View(ctx, func(tx data.Tx) (err error) {
			*d, *n, err = Digest(tx)
			return err
		})
	}
	if err := digest(&h.VoorDigest, &h.VoorZaken); err != nil {
		return h, err
	}
	for _, g := range list {
		if err := m.bijhouden(ctx, g, "vol"); err != nil {
			return h, err
		}
		err := m.site.DB.View(ctx, func(tx data.Tx) error {
			s, err := standVan(tx, g.id)
			if s.Fout != "" {
				h.Fouten = append(h.Fouten, g.register.Naam+": "+s.Fout)
			}
			return err
		})
		if err != nil {
			return h, err
		}
	}
	return h, digest(&h.NaDigest, &h.NaZaken)
}
