package data

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// errLocked says that another process, or another opening of the same file, has the lock.
var errLocked = errors.New("locked by another process")

// lockFile waits for the lock of a file and returns what gives it back. A process that dies gives it back too.
func lockFile(ctx context.Context, path string) (unlock func(), err error) {
	for {
		unlock, err := tryLockFile(path)
		if !errors.Is(err, errLocked) {
			return unlock, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("wait for %s: %w", path, context.Cause(ctx))
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// tryLockFile takes the lock of a file, or says errLocked.
func tryLockFile(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockHandle(f); err != nil {
		_ = f.Close() // nothing was written
		return nil, err
	}
	return func() { _ = f.Close() }, nil // closing gives the lock back
}
