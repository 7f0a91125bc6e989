package main

import (
	"testing"
	"time"
)

// A moved clock stays moved after a restart, and the real one cannot be moved.
func TestKlok(t *testing.T) {
	dir := t.TempDir()
	k, err := openKlok(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := time.Until(k.Nu()).Abs(); d > time.Minute {
		t.Errorf("a new clock is %s off", d)
	}
	verzet, ook := k.Verzet(), k.Verzet()
	year := time.Now().AddDate(1, 0, 0)
	if err := k.Zet(year); err != nil {
		t.Fatal(err)
	}
	<-verzet // all who waited hear that the clock was moved
	<-ook
	again, err := openKlok(dir)
	if err != nil {
		t.Fatal(err)
	}
	if d := again.Nu().Sub(year).Abs(); d > time.Minute {
		t.Errorf("after a restart it shows %s, want %s", again.Nu(), year)
	}
	if !again.Begin().Equal(k.Begin()) {
		t.Errorf("begin %s became %s", k.Begin(), again.Begin())
	}
	if err := (&klok{}).Zet(year); err == nil {
		t.Error("the real clock was moved")
	}
}
