package rest

import (
	"fmt"
	"strconv"
)

type countKey struct{ stamp, what string }

// count is the exact number of rows, remembered until one of the tables changes.
func (k *Kind) count(c *Call, sel *selection) (int64, error) {
	statement := "select count(*) from " + k.Table + sel.sql("")
	key, err := sel.countKey(c, statement)
	if err != nil {
		return 0, err
	}
	if n, ok := c.Site.counts.GetIfPresent(key); ok {
		return n, nil
	}
	row, err := c.Tx.One(statement, sel.args...)
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", k.Table, err)
	}
	n := row.Int(0)
	c.Site.counts.Set(key, n)
	return n, nil
}

// countKey is what a count hangs on: how the tables stand, and what is counted.
func (sel *selection) countKey(c *Call, statement string) (countKey, error) {
	key := countKey{what: withArgs(statement, sel.args)}
	for i, table := range sel.tables {
		stamp, err := c.Tx.Stamp(table)
		if err != nil {
			return key, err
		}
		if i == 0 {
			key.stamp = stamp
			continue
		}
		key.stamp += " " + stamp
	}
	return key, nil
}

// withArgs is a statement with its arguments, of which a text may hold anything: its length tells where it ends.
func withArgs(statement string, args []any) string {
	if len(args) == 0 {
		return statement
	}
	dst := append(make([]byte, 0, len(statement)+64), statement...)
	for _, arg := range args {
		if text, ok := arg.(string); ok {
			dst = strconv.AppendInt(append(dst, ' '), int64(len(text)), 10)
			dst = append(append(dst, ':'), text...)
			continue
		}
		dst = fmt.Append(append(dst, ' '), arg)
	}
	return string(dst)
}
