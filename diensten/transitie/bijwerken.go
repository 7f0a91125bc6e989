package transitie

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Bijwerken does what follows from the passing of time and from what others wrote: steps become gereed or fall asleep, kansen
// are used or close, an aanbod ends. Each change leaves its line in the audit trail. It may run twice, and in two processes
// at once: each object is locked and looked at again before it is changed.
func Bijwerken(ctx context.Context, s *rest.Site) error {
	c, err := motorCall(ctx, s)
	if err != nil {
		return err
	}
	var failed []error
	for _, work := range bijwerkers {
		if err := work.doe(c); err != nil {
			failed = append(failed, fmt.Errorf("bijwerken: %s: %w", work.naam, err))
		}
	}
	return errors.Join(failed...)
}

// bijwerkers are what Bijwerken does, in this order.
var bijwerkers = []struct {
	naam string
	doe  func(c *rest.Call) error
}{
	{"stappen gereed", stappenGereed},
	{"stappen geborgd", stappenGeborgd},
	{"stappen stil", stappenStil}, // first asked, then asleep
	{"stappen slapend", stappenSlapend},
	{"kansen benut", kansenBenut},
	{"kansen verlopen", kansenVerlopen},
	{"kansen sluiten bijna", kansenSluitenBijna},
	{"aanbod afgelopen", aanbodAfgelopen},
}

// motorCall is a call in the name of Meent itself.
// motor is the name in which Meent itself changes objects.
const motor = "meent"

func motorCall(ctx context.Context, s *rest.Site) (*rest.Call, error) {
	for _, a := range s.APIs() {
		if a.Root == Root {
			return a.Job(ctx, motor), nil
		}
	}
	return nil, errors.New("the Transitie API is not served")
}

// verander changes each object that a condition finds, in a transaction of its own. change looks at it again, and says whether it
// is to be written.
func verander[T any, P object[T]](c *rest.Call, r *rest.Resource[T], change func(t P) (bool, error), where string, args ...any) error {
	var found []zgw.URL
	err := c.View(func() error {
		for row, err := range c.Tx.Query("select uuid from "+r.Table+" where "+where+" order by id", args...) {
			if err != nil {
				return err
			}
			found = append(found, zgw.LocalURL(r.Path, row.Text(0)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, url := range found {
		err := c.Update(func() error { return veranderEen(c, r, url, change) }, url.UUID())
		if err != nil {
			return fmt.Errorf("%s %s: %w", r.Name, url.UUID(), err)
		}
	}
	return nil
}

func veranderEen[T any, P object[T]](c *rest.Call, r *rest.Resource[T], url zgw.URL, change func(t P) (bool, error)) error {
	before, err := c.Lock(url)
	if errors.Is(err, rest.ErrUnknown) {
		return nil // it was removed
	}
	if err != nil {
		return err
	}
	t, err := r.Get(c, url)
	if err != nil {
		return err
	}
	old := *t
	if doe, err := change(t); err != nil || !doe {
		return err
	}
	g := P(t).gemeen()
	g.GewijzigdOp = zgw.TimeOf(c.Now())
	g.Versie++
	_, err = r.Finish(c, t, &old, before, "partial_update", http.StatusOK)
	return err
}
