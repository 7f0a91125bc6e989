package rest

import (
	"fmt"

	"meent/data"
	"meent/diensten/zgw"
)

// Numbers gives out n identifications such as ZAAK-2026-0000000001, each once per kind, organisation and year (G-71).
// Numbers that were given out and not used do not come back.
func (c *Call) Numbers(kind string, organisation zgw.RSIN, n int) ([]string, error) {
	return c.numbers(kind, organisation, n, c.Tx.One)
}

// Number gives out one identification that taken says no object has: a client may have chosen one itself. The object that
// this transaction writes has it; so other writers need not wait for the next number until this one is on the disk.
func (c *Call) Number(kind string, organisation zgw.RSIN, taken func(string) (bool, error)) (string, error) {
	for {
		list, err := c.numbers(kind, organisation, 1, c.Tx.Apart)
		if err != nil {
			return "", err
		}
		if there, err := taken(list[0]); err != nil || !there {
			return list[0], err
		}
	}
}

func (c *Call) numbers(kind string, organisation zgw.RSIN, n int, ask func(string, ...any) (data.Row, error)) ([]string, error) {
	year := c.Today().Time().Year()
	row, err := ask(`insert into nummering (soort, organisatie, jaar, laatste) values ($1, $2, $3, $4)
		on conflict (soort, organisatie, jaar) do update set laatste = nummering.laatste + excluded.laatste returning laatste`,
		kind, string(organisation), int64(year), int64(n))
	if err != nil {
		return nil, fmt.Errorf("number %s of %s: %w", kind, organisation, err)
	}
	last := row.Int(0)
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%s-%d-%010d", kind, year, last-int64(n)+int64(i)+1)
	}
	return list, nil
}
