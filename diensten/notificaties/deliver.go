package notificaties

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/google/uuid"

	"meent/data"
	"meent/diensten/rest"
)

// Deliverer tells subscribers what lies in the outbox: at least once, to each in order, and to none at the cost of
// another. Several processes may deliver from one database. Its numbers may be changed before Run.
type Deliverer struct {
	Retries int           // tries after the first, before a notification counts as failed
	First   time.Duration // how long to wait after a first failure
	Factor  float64       // how much longer each next time
	Longest time.Duration // and at most
	Old     time.Duration // the age from which a notification gets only a few tries
	Timeout time.Duration // how long a subscriber may take to answer
	Grace   time.Duration // how much of that is left when the program stops
	Lease   time.Duration // how long a subscriber is left to a process that says nothing more: longer than Timeout
	Poll    time.Duration // how often to look whether another process left something

	// Heard is told of each notification when it leaves the outbox, in the same transaction: for what runs in this program.
	Heard func(tx data.Tx, body []byte) error

	site *rest.Site
	name string // of this deliverer among all
	wake chan struct{}

	mu   sync.Mutex
	busy map[int64]bool // abonnementen that are being told something
}

// gather is how long a burst of writes is left to gather before it is taken together.
const gather = 5 * time.Millisecond

// NewDeliverer makes the deliverer of a site, and has the site wake it after each write. With the usual numbers a
// subscriber is tried eight times in 24 hours (nrc-006).
func NewDeliverer(s *rest.Site) *Deliverer {
	d := &Deliverer{
		Retries: 7, First: 25 * time.Second, Factor: 4, Longest: 52_000 * time.Second, Old: 24 * time.Hour,
		Timeout: 10 * time.Second, Grace: 5 * time.Second, Lease: time.Minute, Poll: 3 * time.Second,
		site: s, name: uuid.NewString(), wake: make(chan struct{}, 1), busy: map[int64]bool{},
	}
	before := s.Wake
	s.Wake = func() {
		before()
		d.Wake()
	}
	return d
}

// Wake has the deliverer look at once.
func (d *Deliverer) Wake() {
	select {
	case d.wake <- struct{}{}:
	default: // it is awake already
	}
}

// Run delivers until the context ends; then it lets what is being told come to its end, and lets go of what it holds.
func (d *Deliverer) Run(ctx context.Context) {
	var senders sync.WaitGroup
	defer senders.Wait()
	for ctx.Err() == nil {
		if err := d.round(ctx, &senders); err != nil && ctx.Err() == nil {
			d.site.Log.Error("notifications", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(d.Poll):
		case <-d.wake:
			pause(ctx, gather)
		}
	}
}

func pause(ctx context.Context, wait time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(wait):
	}
}

// round empties the outbox and starts a sender for each subscriber who has something to hear.
func (d *Deliverer) round(ctx context.Context, senders *sync.WaitGroup) error {
	for {
		n, err := d.distribute(ctx)
		if err != nil {
			return err
		}
		due, err := d.due(ctx)
		if err != nil {
			return err
		}
		for _, id := range due {
			if d.begin(id) {
				senders.Go(func() { d.send(ctx, id) })
			}
		}
		if n == 0 {
			return nil
		}
	}
}

// due are the abonnementen for which something waits, whose time it is, and that nobody is at.
func (d *Deliverer) due(ctx context.Context) (ids []int64, err error) {
	err = d.site.DB.View(ctx, func(tx data.Tx) error {
		ids = nil
		for row, err := range tx.Query(`select a.id from abonnementen a where a.volgende <= $1 and a.bezet_tot <= $1
			and exists (select 1 from bezorgingen b where b.abonnement = a.id and b.mislukt is null) order by a.id`, tx.Now().UnixMilli()) {
			if err != nil {
				return err
			}
			ids = append(ids, row.Int(0))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look for what waits: %w", err)
	}
	return ids, nil
}

func (d *Deliverer) begin(id int64) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.busy[id] {
		return false
	}
	d.busy[id] = true
	return true
}

func (d *Deliverer) end(id int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.busy, id)
}

// send tells one subscriber what waits for it, one after the other, until there is nothing more, it fails, or the
// context ends. A failure of the database is left to the lease: whoever looks after that goes on.
func (d *Deliverer) send(ctx context.Context, abonnement int64) {
	err := d.sendAll(ctx, abonnement)
	d.end(abonnement)
	if err != nil {
		d.site.Log.Error("notifications", "abonnement", abonnement, "error", err)
		return
	}
	d.Wake() // something may have been left for it at the last moment
}

func (d *Deliverer) sendAll(ctx context.Context, abonnement int64) error {
	var last *try
	for {
		next, err := d.step(ctx, abonnement, last)
		if err != nil || next == nil {
			return err
		}
		d.post(ctx, next)
		last = next
	}
}

// post sends one notification. One that is under way as the context ends has a little longer: who heard it would hear it again.
func (d *Deliverer) post(ctx context.Context, t *try) {
	limited, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.Timeout)
	defer cancel()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(d.Grace, cancel) })()
	reply := d.site.Fetcher.Post(limited, rest.Message{Address: d.site.Public(t.callback), Authorization: t.auth, Body: d.site.Expand(t.body)})
	switch {
	case delivered(reply):
		t.outcome = arrived
	case reply.Err != nil && ctx.Err() != nil:
		t.outcome = broken // by us: it does not count
	case reply.Err != nil:
		t.outcome, t.fault = failed, reason(reply.Err)
	default:
		t.outcome, t.fault = failed, fmt.Sprintf("De ontvanger antwoordt met %d.", reply.Status)
	}
}

// wait is how long to wait after so many failures, a tenth more or less.
func (d *Deliverer) wait(failures int) time.Duration {
	b := backoff.ExponentialBackOff{InitialInterval: d.First, RandomizationFactor: 0.1, Multiplier: d.Factor, MaxInterval: d.Longest}
	b.Reset()
	for range failures - 1 {
		b.NextBackOff()
	}
	return b.NextBackOff()
}
