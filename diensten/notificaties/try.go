package notificaties

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"meent/data"
	"meent/diensten/zgw"
)

// try is one notification that is being told to one subscriber.
type try struct {
	bericht  int64
	gemaakt  zgw.Time
	body     []byte
	pogingen int // before this one
	callback zgw.URL
	auth     string

	outcome outcome
	fault   string // in Dutch, for who manages the subscription
}

type outcome int

const (
	arrived outcome = iota + 1
	failed
	broken // off by ourselves
)

// turn is the state of a subscriber: when it may be called again, and who is at it until when.
type turn struct {
	uuid     string
	callback zgw.URL
	auth     string
	volgende int64
	bezetTot int64
	houder   string
}

// step notes what came of the last try and gives the next notification to try, or nil when there is none to try now. The
// two are one transaction: a subscriber is held from the first try to the last, and let go with what came of it. What was
// tried is noted even when the context has ended.
func (d *Deliverer) step(ctx context.Context, abonnement int64, last *try) (next *try, err error) {
	lasting, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.Lease)
	defer cancel()
	err = d.site.DB.Update(lasting, func(tx data.Tx) error {
		next = nil
		now := tx.Now().UnixMilli()
		t, err := findTurn(tx, abonnement)
		if t == nil || !d.mine(t, last, now) {
			return err
		}
		wait, err := d.note(tx, abonnement, t, last)
		if err != nil {
			return err
		}
		if wait == 0 && ctx.Err() == nil {
			if next, err = first(tx, abonnement, t); err != nil {
				return err
			}
		}
		if next == nil {
			return tx.Exec("update abonnementen set houder = '', bezet_tot = 0, volgende = $2 where id = $1", abonnement, now+wait.Milliseconds())
		}
		return tx.Exec("update abonnementen set houder = $2, bezet_tot = $3 where id = $1", abonnement, d.name, now+d.Lease.Milliseconds())
	})
	if err != nil {
		return nil, fmt.Errorf("abonnement %d: %w", abonnement, err)
	}
	return next, nil
}

// findTurn locks a subscriber; nil when the abonnement is gone.
func findTurn(tx data.Tx, abonnement int64) (*turn, error) {
	row, err := tx.One("select uuid, callback, auth, volgende, bezet_tot, houder from abonnementen where id = $1"+tx.ForUpdate(), abonnement)
	if errors.Is(err, data.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &turn{row.Text(0), zgw.URL(row.Text(1)), row.Text(2), row.Int(3), row.Int(4), row.Text(5)}, nil
}

// mine says whether the subscriber may be called by this process: at first when nobody is at it and its time has come,
// then as long as no other has taken it over.
func (d *Deliverer) mine(t *turn, last *try, now int64) bool {
	if last != nil {
		return t.houder == d.name
	}
	return t.bezetTot <= now && t.volgende <= now
}

// note writes what came of a try, and says how long the subscriber is to be left alone. What was not delivered stays, and
// is tried again until it has been tried often enough; then it stays as failed, to be seen and sent again.
func (d *Deliverer) note(tx data.Tx, abonnement int64, t *turn, last *try) (time.Duration, error) {
	if last == nil || last.outcome == broken {
		return 0, nil
	}
	if last.outcome == arrived {
		return 0, tx.Exec("delete from bezorgingen where abonnement = $1 and bericht = $2", abonnement, last.bericht)
	}
	now := zgw.TimeOf(tx.Now()).Sortable()
	tries := last.pogingen + 1
	wait, mislukt := d.wait(tries), any(nil)
	if d.enough(tx.Now(), last) {
		wait, mislukt = d.wait(1), now
	}
	tx.AfterCommit(func() {
		d.site.Log.Warn("notification not delivered", "abonnement", t.uuid, "try", tries, "failed", mislukt != nil, "reason", last.fault)
	})
	return wait, tx.Exec("update bezorgingen set pogingen = $3, laatst = $4, fout = $5, mislukt = $6 where abonnement = $1 and bericht = $2",
		abonnement, last.bericht, int64(tries), now, last.fault, mislukt)
}

// few is how many tries an old notification gets: its subscriber has been away all that time, and what waits must not grow
// for ever.
const few = 3

// enough says whether the last try was the last for good.
func (d *Deliverer) enough(now time.Time, t *try) bool {
	tries := t.pogingen + 1
	return tries > d.Retries || tries >= few && now.Sub(t.gemaakt.Time()) > d.Old
}

// first is the oldest notification that waits for a subscriber.
func first(tx data.Tx, abonnement int64, t *turn) (*try, error) {
	row, err := tx.One("select bericht, gemaakt, body, pogingen from bezorgingen where abonnement = $1 and mislukt is null order by gemaakt, bericht limit 1", abonnement)
	if errors.Is(err, data.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &try{bericht: row.Int(0), gemaakt: zgw.Time(row.Text(1)), body: bytes.Clone(row.Bytes(2)), pogingen: int(row.Int(3)), callback: t.callback, auth: t.auth}, nil
}
