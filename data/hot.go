package data

import (
	"context"
	"slices"
	"sync"
)

// hotLocks makes writers that want the same parent wait here, in the process, instead of each on a connection of its own.
type hotLocks struct {
	mu   sync.Mutex
	keys map[string]*hotLock
}

// hotLock is one parent. Its channel holds one token while nobody has the lock; users counts who has or wants it.
type hotLock struct {
	free  chan struct{}
	users int
}

// lock takes the locks of all keys, in their order so that nobody waits in a circle, and returns what gives them back.
func (h *hotLocks) lock(ctx context.Context, keys []string) (unlock func(), err error) {
	keys = slices.Clone(keys)
	slices.Sort(keys)
	keys = slices.Compact(keys)
	for i, key := range keys {
		if err := h.lockOne(ctx, key); err != nil {
			h.unlock(keys[:i])
			return nil, err
		}
	}
	return func() { h.unlock(keys) }, nil
}

func (h *hotLocks) lockOne(ctx context.Context, key string) error {
	l := h.enter(key)
	select {
	case <-l.free:
		return nil
	case <-ctx.Done():
		h.leave(key)
		return context.Cause(ctx)
	}
}

func (h *hotLocks) unlock(keys []string) {
	for _, key := range slices.Backward(keys) {
		h.mu.Lock()
		h.keys[key].free <- struct{}{}
		h.mu.Unlock()
		h.leave(key)
	}
}

func (h *hotLocks) enter(key string) *hotLock {
	h.mu.Lock()
	defer h.mu.Unlock()
	l := h.keys[key]
	if l == nil {
		l = &hotLock{free: make(chan struct{}, 1)}
		l.free <- struct{}{}
		if h.keys == nil {
			h.keys = map[string]*hotLock{}
		}
		h.keys[key] = l
	}
	l.users++
	return l
}

func (h *hotLocks) leave(key string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	l := h.keys[key]
	if l.users--; l.users == 0 {
		delete(h.keys, key)
	}
}
