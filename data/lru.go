package data

import "container/list"

// statements keeps the prepared statements of one connection, the last used in front, and no more than a number of them.
type statements[S any] struct {
	size  int
	order list.List
	byKey map[string]*list.Element
}

type statementEntry[S any] struct {
	key  string
	stmt S
}

func newStatements[S any](size int) *statements[S] {
	return &statements[S]{size: size, byKey: map[string]*list.Element{}}
}

func (c *statements[S]) get(key string) (stmt S, ok bool) {
	e := c.byKey[key]
	if e == nil {
		return stmt, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*statementEntry[S]).stmt, true
}

// put adds a statement, and returns the one that had to make room for it.
func (c *statements[S]) put(key string, stmt S) (old S, dropped bool) {
	c.byKey[key] = c.order.PushFront(&statementEntry[S]{key, stmt})
	if c.order.Len() <= c.size {
		return old, false
	}
	last := c.order.Remove(c.order.Back()).(*statementEntry[S])
	delete(c.byKey, last.key)
	return last.stmt, true
}

// drop forgets a statement.
func (c *statements[S]) drop(key string) {
	if e := c.byKey[key]; e != nil {
		c.order.Remove(e)
		delete(c.byKey, key)
	}
}
