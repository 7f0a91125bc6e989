// Package voorbeeld makes an example municipality: a catalogue of zaaktypen and some hundreds of cases in all phases. It
// uses the standard APIs only, so that it fills any server that speaks them; everything it makes says that it is an example.
package voorbeeld

import (
	"context"
	"fmt"
	"time"

	"meent/integratie/zgw"
)

// The clients that the example gives rights, besides the one that makes it.
const (
	Behandelaar = "voorbeeld-behandelaar"
	Raadpleger  = "voorbeeld-raadpleger"
)

// Opdracht says what to make, and where.
type Opdracht struct {
	Client *zgw.Client // may do everything
	Zaken  int         // how many dossiers: a zaak, sometimes with a second one that belongs to it
	Nu     func() time.Time
	Meld   func(text string) // hears every few seconds how far it is
}

// Vul makes what is not there yet. The cases of one number are the same every time, but for their dates, which count back
// from today. A run that was broken off is taken up where it stopped.
func Vul(ctx context.Context, o Opdracht) error {
	err := vul(ctx, o)
	if err != nil && ctx.Err() != nil { // what broke is a consequence
		return ctx.Err()
	}
	return err
}

func vul(ctx context.Context, o Opdracht) error {
	o.Meld("de zaaktypen worden gemaakt")
	types, err := maakCatalogus(ctx, &o)
	if err != nil {
		return fmt.Errorf("catalogus: %w", err)
	}
	if err := geefRechten(ctx, &o, types); err != nil {
		return fmt.Errorf("rechten: %w", err)
	}
	return maakDossiers(ctx, &o, types)
}
