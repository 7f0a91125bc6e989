package notificaties

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// batch is how many notifications are taken from the outbox in one transaction.
const batch = 1000

// told is a notification in the outbox.
type told struct {
	id      int64
	kanaal  string
	gemaakt string // sortable
	body    []byte
}

// distribute takes notifications from the outbox and leaves one for each abonnement that wants to hear it (nrc-005). The
// two are one transaction, so that none is lost and none is left twice. It says how many it took.
func (d *Deliverer) distribute(ctx context.Context) (n int, err error) {
	if empty, err := d.nothingTold(ctx); empty || err != nil {
		return 0, err
	}
	err = d.site.DB.Update(ctx, func(tx data.Tx) error {
		list, err := take(tx)
		if err != nil {
			return err
		}
		n = len(list)
		// The abonnementen are read after the outbox: one that was there before a notification is not missed.
		subscribers, err := subscribers(tx)
		if err != nil {
			return err
		}
		for _, t := range list {
			if d.Heard != nil {
				if err := d.Heard(tx, readable(t.body)); err != nil {
					return err
				}
			}
			if err := leave(tx, t, subscribers[t.kanaal]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("distribute notifications: %w", err)
	}
	return n, nil
}

// nothingTold is asked first, since a reader disturbs nobody.
func (d *Deliverer) nothingTold(ctx context.Context) (empty bool, err error) {
	err = d.site.DB.View(ctx, func(tx data.Tx) error {
		_, err := tx.One("select 1 from outbox limit 1")
		if errors.Is(err, data.ErrNotFound) {
			empty, err = true, nil
		}
		return err
	})
	if err != nil {
		return false, fmt.Errorf("look in the outbox: %w", err)
	}
	return empty, nil
}

// take removes the oldest notifications from the outbox, in the order in which they were told. The lock makes another
// process wait and take the next ones.
func take(tx data.Tx) ([]told, error) {
	var list []told
	statement := fmt.Sprintf("delete from outbox where id in (select id from outbox order by id limit %d%s) returning id, kanaal, gemaakt, body", batch, tx.ForUpdate())
	for row, err := range tx.Query(statement) {
		if err != nil {
			return nil, fmt.Errorf("take from the outbox: %w", err)
		}
		list = append(list, told{row.Int(0), row.Text(1), zgw.Time(row.Text(2)).Sortable(), bytes.Clone(row.Bytes(3))})
	}
	slices.SortFunc(list, func(a, b told) int { return cmp.Or(cmp.Compare(a.gemaakt, b.gemaakt), cmp.Compare(a.id, b.id)) })
	return list, nil
}

// subscriber is an abonnement on one channel: its filters, of which one must fit.
type subscriber struct {
	id      int64
	filters []kenmerken
}

// subscribers are all abonnementen by channel.
func subscribers(tx data.Tx) (map[string][]*subscriber, error) {
	all := map[string][]*subscriber{}
	for row, err := range tx.Query("select id, body from abonnementen order by id") {
		if err != nil {
			return nil, fmt.Errorf("read abonnementen: %w", err)
		}
		var a Abonnement
		if err := rest.Decode(&rest.Stored{Body: row.Bytes(1)}, &a); err != nil {
			return nil, err
		}
		mine := map[string]*subscriber{}
		for _, g := range a.Kanalen {
			filter, err := stored(g.Filters)
			if err != nil {
				return nil, err
			}
			if mine[g.Naam] == nil {
				mine[g.Naam] = &subscriber{id: row.Int(0)}
				all[g.Naam] = append(all[g.Naam], mine[g.Naam])
			}
			mine[g.Naam].filters = append(mine[g.Naam].filters, filter)
		}
	}
	return all, nil
}

// leave leaves a notification for those of the subscribers of its channel whom it concerns, once for each.
func leave(tx data.Tx, t told, subscribers []*subscriber) error {
	if len(subscribers) == 0 {
		return nil
	}
	var n struct {
		Kenmerken kenmerken `json:"kenmerken"`
	}
	if err := json.Unmarshal(readable(t.body), &n); err != nil {
		return fmt.Errorf("notification %d: %w", t.id, err)
	}
	for _, s := range subscribers {
		if !slices.ContainsFunc(s.filters, func(f kenmerken) bool { return f.accepts(n.Kenmerken) }) {
			continue
		}
		err := tx.Exec("insert into bezorgingen (abonnement, bericht, gemaakt, body) values ($1, $2, $3, $4)", s.id, t.id, t.gemaakt, t.body)
		if err != nil {
			return fmt.Errorf("leave notification %d for abonnement %d: %w", t.id, s.id, err)
		}
	}
	return nil
}
