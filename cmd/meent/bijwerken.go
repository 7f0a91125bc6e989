package main

import (
	"context"
	"time"

	"meent/diensten/transitie"
)

// bijwerkenElke is how often the transition is brought up to date: steps that became gereed, doors that closed.
const bijwerkenElke = time.Minute

// bijwerken brings the transition up to date each minute, and at once when the clock is moved.
func (p *program) bijwerken(ctx context.Context) {
	for {
		verzet := p.klok.Verzet()
		if err := transitie.Bijwerken(ctx, p.site); err != nil && ctx.Err() == nil {
			p.log.Error("bring the transition up to date", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-verzet:
			p.motor.Wake()
		case <-time.After(bijwerkenElke):
		}
	}
}
