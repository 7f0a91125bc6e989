package main

import (
	"context"
	"time"

	"meent/diensten/documenten"
)

const (
	sweepEvery = 6 * time.Hour
	sweepAfter = 24 * time.Hour // longer than any request takes
)

// sweep removes, now and then, contents that no document names (of a request that broke off, or that a power cut left) and
// sessions that have ended.
func (p *program) sweep(ctx context.Context) {
	for {
		n, err := documenten.Sweep(ctx, p.site, time.Now().Add(-sweepAfter))
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			p.log.Error("sweep the folder of files", "error", err)
		case n > 0:
			p.log.Info("swept the folder of files", "removed", n)
		}
		if err := (sessies{p.db}).veeg(ctx); err != nil && ctx.Err() == nil {
			p.log.Error("sweep the sessions", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(sweepEvery):
		}
	}
}
