package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// klok is the clock of the whole program: what day it is for cases, terms and measures. It shows the real time, and in the demo it can
// be moved forward. The age of tokens stays on the real clock: that is about this computer, not about the municipality.
type klok struct {
	file string // where it is kept; "" for a clock that is not moved

	mu     sync.Mutex
	st     klokStand
	gezet  bool          // it has been moved, now or in an earlier run
	verzet chan struct{} // closed when the clock is moved; nil when nobody waits
}

// klokStand is what is kept of a clock between two runs.
type klokStand struct {
	Begin   time.Time     `json:"begin"`   // the day of the first run
	Vooruit time.Duration `json:"vooruit"` // how far it is ahead of the real time; behind when less than 0
}

// openKlok is the clock of the demo in a folder.
func openKlok(dir string) (*klok, error) {
	k := &klok{file: filepath.Join(dir, "klok.json")}
	text, err := os.ReadFile(k.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		k.st.Begin = time.Now().UTC().Truncate(24 * time.Hour)
		return k, nil
	case err != nil:
		return nil, err
	}
	if err := json.Unmarshal(text, &k.st); err != nil {
		return nil, fmt.Errorf("%s: %w; verwijder de map om de demo opnieuw te beginnen", k.file, err)
	}
	k.gezet = true
	return k, nil
}

// Nu is the time in the municipality.
func (k *klok) Nu() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	return time.Now().Add(k.st.Vooruit)
}

// Begin is the day of the first run.
func (k *klok) Begin() time.Time {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.st.Begin
}

// Nieuw says whether this clock was never moved.
func (k *klok) Nieuw() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return !k.gezet
}

// Gelijk lets the clock show the real time again.
func (k *klok) Gelijk() error { return k.Zet(time.Now()) }

// Zet moves the clock so that it shows a moment, and keeps that.
func (k *klok) Zet(t time.Time) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.file == "" {
		return errors.New("deze klok loopt gelijk met de echte tijd")
	}
	st := k.st
	st.Vooruit = time.Until(t)
	text, err := json.Marshal(st)
	if err != nil {
		return err
	}
	if err := os.WriteFile(k.file, text, 0o600); err != nil {
		return err
	}
	k.st, k.gezet = st, true
	if k.verzet != nil {
		close(k.verzet)
		k.verzet = nil
	}
	return nil
}

// Verzet is closed the next time that the clock is moved: for work that follows the day.
func (k *klok) Verzet() <-chan struct{} {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.verzet == nil {
		k.verzet = make(chan struct{})
	}
	return k.verzet
}
