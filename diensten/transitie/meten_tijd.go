package transitie

import (
	"context"
	"crypto/sha256"
	"time"

	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
)

// meetTijd is how long one toets or maat may take to be measured (§10.4). What takes longer is a fout.
const meetTijd = time.Minute

func minuut(ctx context.Context, _ []string) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, meetTijd)
}

// binnen reads the database for toetsen or maten within their time, and says whether it was too short.
func (m *Motor) binnen(ctx context.Context, wat []string, look func(c *rest.Call) error) (late bool, err error) {
	within, cancel := m.Tijd(ctx, wat)
	defer cancel()
	c, err := motorCall(within, m.site)
	if err != nil {
		return false, err
	}
	opzij(func() { err = c.View(func() error { return look(c) }) })
	if err != nil && within.Err() != nil && ctx.Err() == nil {
		return true, nil // a database has its own words for it
	}
	return false, err
}

// elkInTijd measures a list in one pass over the cases. When that takes longer than one of them may take, each is measured apart: those that
// are too slow are given back, and nobody waits for them any longer. meet may not change anything before it has all its figures.
func elkInTijd[T any](ctx context.Context, m *Motor, list []T, uuid func(T) string, meet func(c *rest.Call, some []T) error) (slow []T, err error) {
	if len(list) == 0 {
		return nil, nil
	}
	var wat []string
	for _, one := range list {
		wat = append(wat, uuid(one))
	}
	late, err := m.binnen(ctx, wat, func(c *rest.Call) error { return meet(c, list) })
	if err != nil || !late {
		return nil, err
	}
	if len(list) == 1 {
		m.site.Log.Warn("transitie: measuring took longer than a minute and was stopped", "uuid", wat[0])
		return list, nil
	}
	for i := range list {
		one, err := elkInTijd(ctx, m, list[i:i+1], uuid, meet)
		if err != nil {
			return nil, err
		}
		slow = append(slow, one...)
	}
	return slow, nil
}

// kwartieren are the quarters of an hour in the night over which toetsen are spread; those of one quarter share a pass over the cases.
const kwartieren = 12

// kwartier is the moment from which a toets may be measured as of a day: from one o'clock in the night, at a quarter that follows from its
// uuid (§10.4, R10), so that not all toetsen come at once.
func (t *Toets) kwartier(day maat.Dag) time.Time {
	sum := sha256.Sum256([]byte(t.UUID))
	d := datum(day).Time()
	return time.Date(d.Year(), d.Month(), d.Day(), 1, 15*(int(sum[0])%kwartieren), 0, 0, amsterdam())
}
