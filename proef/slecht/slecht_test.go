package slecht

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"meent/proef/kit"
	"meent/proef/proces"
)

// TestSlecht runs all bad input on one server per database.
func TestSlecht(t *testing.T) {
	proces.Asked(t)
	for _, kind := range proces.Kinds {
		t.Run(kind, func(t *testing.T) {
			s := begin(t, proces.Database(t, kind))
			t.Run("toegang", s.toegang)
			t.Run("vorm", s.vorm)
			t.Run("velden", s.velden)
			t.Run("vragen", s.vragen)
			t.Run("adressen", s.adressen)
			t.Run("kopteksten", s.kopteksten)
			t.Run("vreemd", s.vreemd)
			t.Run("uitklappen", s.uitklappen)
			t.Run("zoeken", s.zoeken)
			t.Run("delen", s.delen)
			t.Run("voorwaarden", s.voorwaarden)
			t.Run("namens", s.namens)
			t.Run("diepte", s.diepte)
		})
	}
}

// proef is a server with one object of every kind, and all that can be asked of it.
type proef struct {
	meent      *proces.Meent
	root       *kit.Client
	wereld     *wereld
	operaties  []operatie
	buitenland *buitenland
	rijen      *rijen
}

func begin(t *testing.T, database string) *proef {
	t.Helper()
	b := listen(t)
	m := proces.New(t, database, "MEENT_VREEMD="+b.host(), "MEENT_LOG=error")
	m.Serve(t)
	if err := m.Run(t.Context(), "client", "add", "root", "--secret", "geheim", "--superuser"); err != nil {
		t.Fatal(err)
	}
	s := &proef{meent: m, buitenland: b, root: kit.At(t, m.URL).Client("root", "geheim")}
	s.wereld = maak(t, s.root, b)
	s.operaties = s.lees(t)
	s.rijen = openRijen(t, m.Database)
	return s
}

// elke runs a test on every operation for which it is meant, and looks after each whether rows came or changed.
func (s *proef) elke(t *testing.T, meant func(operatie) bool, test func(*poging)) {
	t.Helper()
	n := 0
	for _, op := range s.operaties {
		if !meant(op) {
			continue
		}
		n++
		t.Run(op.naam(), func(t *testing.T) {
			before := s.rijen.stand(t)
			test(&poging{T: t, s: s, root: s.root.In(t), op: op})
			if after := s.rijen.stand(t); after != before {
				t.Errorf("what was refused left its traces:\n%s\nwas\n%s", after, before)
			}
		})
	}
	if n == 0 {
		t.Error("no operation was tried")
	}
}

// poging is what is tried on one operation.
type poging struct {
	*testing.T
	s    *proef
	root *kit.Client
	op   operatie
	klem int // how many failures were told
}

const (
	geduld = 10 * time.Second // in which every answer must come, also when other servers hang
	genoeg = 12               // failures of one operation
)

// stuur sends the operation with a client and a body.
func (p *poging) stuur(c *kit.Client, body any, headers ...string) *kit.Answer {
	p.Helper()
	return p.op.stuur(p.T, c, p.op.adres, body, headers...)
}

// fout notes a failure; after a dozen the rest of the operation has nothing new to tell.
func (p *poging) fout(format string, args ...any) {
	p.Helper()
	p.Errorf(format, args...)
	if p.klem++; p.klem == genoeg {
		p.FailNow()
	}
}

// geweigerd says whether an answer is the standard's problem document with one of these statuses.
func (p *poging) geweigerd(wat string, a *kit.Answer, statussen ...int) {
	p.Helper()
	if !slices.Contains(statussen, a.Status) {
		p.fout("%s: %d %.300s, want %v", wat, a.Status, a.Body, statussen)
		return
	}
	if bezwaar := probleem(a); p.op.method != http.MethodHead && bezwaar != "" {
		p.fout("%s: %d: %s: %.300s", wat, a.Status, bezwaar, a.Body)
	}
}

// netjes says whether an answer is a success, or a refusal of the client in the standard's form: never our own failure.
func (p *poging) netjes(wat string, a *kit.Answer) {
	p.Helper()
	if a.Status >= 200 && a.Status < 400 {
		return
	}
	if a.Status >= 500 || a.Status < 200 {
		p.fout("%s: %d %.300s", wat, a.Status, a.Body)
		return
	}
	if bezwaar := probleem(a); p.op.method != http.MethodHead && bezwaar != "" {
		p.fout("%s: %d: %s: %.300s", wat, a.Status, bezwaar, a.Body)
	}
}

// probleem says what an answer lacks to be the problem document of G-10, or nothing.
func probleem(a *kit.Answer) string {
	if got := a.Header.Get("Content-Type"); got != "application/problem+json" {
		return "Content-Type " + got
	}
	var d struct {
		Type, Code, Title, Detail, Instance string
		Status                              int
		InvalidParams                       []struct{ Name, Code, Reason string }
	}
	if err := json.Unmarshal(a.Body, &d); err != nil {
		return err.Error()
	}
	switch {
	case d.Status != a.Status:
		return fmt.Sprintf("status %d in the body", d.Status)
	case d.Code == "" || d.Title == "" || d.Detail == "" || !strings.HasPrefix(d.Type, "http") || !strings.HasPrefix(d.Instance, "urn:uuid:"):
		return "a member is missing"
	case (d.Code == "invalid") != (len(d.InvalidParams) > 0):
		return fmt.Sprintf("code %s with %d invalidParams", d.Code, len(d.InvalidParams))
	case a.Header.Get("API-version") == "":
		return "no API-version"
	}
	for _, f := range d.InvalidParams {
		if f.Name == "" || f.Code == "" || f.Reason == "" {
			return fmt.Sprintf("incomplete fault %+v", f)
		}
	}
	return ""
}
