package transitie

import (
	"context"
	"errors"

	"meent/diensten/rest"
)

// metenRoutes adds what is measured: maten and toetsen, what they found, and the mijlpalen that turn by it.
func metenRoutes(a *rest.API) {
	a.Add(&Maten, &Toetsen, &Metingen, &Vrijstellingen, &Mijlpalen)
	overgangRoute(a, &Maten)
	overgangRoute(a, &Vrijstellingen)
	overgangRoute(a, &Mijlpalen)
	verklaarRoute(a)
	reeksRoute(a)
	bewijsRoute(a)
	ketenRoute(a)
	zaaktypenRoute(a)
}

const (
	meetRuimte = 2  // how many measure at once (§10.4)
	maxInhalen = 60 // how many windows that were missed are made up for
)

// topicFeiten moves when what is known of cases changes.
const topicFeiten = "feiten"

// meten measures what is due, and turns milestones by what came of it.
func (m *Motor) meten(ctx context.Context) error {
	c, err := motorCall(ctx, m.site)
	if err != nil {
		return err
	}
	release, err := m.beurt(ctx)
	if err != nil {
		return err
	}
	defer release()
	var (
		s     *stelling
		taken []*taak
		maten []*maattaak
	)
	err = c.View(func() error {
		if s, err = stellingVan(c); err != nil {
			return err
		}
		if taken, err = takenNu(c, s); err != nil {
			return err
		}
		maten, err = m.matenNu(c, s)
		return err
	})
	if err != nil {
		return err
	}
	if err := m.meetTaken(ctx, s, taken); err != nil {
		return err
	}
	if err := m.meetMaten(ctx, s, maten); err != nil {
		return err
	}
	var failed []error
	for _, t := range taken {
		failed = append(failed, t.leg(c, s))
	}
	for _, t := range maten {
		failed = append(failed, t.leg(c, s))
	}
	return errors.Join(append(failed, m.keer(c))...)
}

// keer turns the milestones when there is something that may turn one: a meting, another toets, an exemption, another day.
func (m *Motor) keer(c *rest.Call) error {
	var now string
	err := c.View(func() error {
		now = string(c.Today())
		for _, table := range []string{"metingen", "toetsen", "vrijstellingen", "mijlpalen"} {
			s, err := c.Tx.Stamp(table)
			if err != nil {
				return err
			}
			now += " " + s
		}
		return nil
	})
	if err != nil || now == m.gekeerd {
		return err
	}
	if err := bijwerkenMijlpalen(c); err != nil {
		return err
	}
	m.gekeerd = now // what was turned just now is looked at once more
	return nil
}

// beurt waits for a place among those that measure.
func (m *Motor) beurt(ctx context.Context) (func(), error) {
	select {
	case m.ruimte <- struct{}{}:
		return func() { <-m.ruimte }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
