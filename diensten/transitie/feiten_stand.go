package transitie

import (
	"errors"
	"fmt"
	"time"

	"meent/data"
	"meent/diensten/zgw"
)

// stand is how far the reading of a register is (feiten_stand). Moments are microseconds since 1970.
type stand struct {
	register int64
	Ronde    int64  // the number of this reading, or of the last
	Soort    string // "vol" (everything) or "nacht" (what is open or has ended since); "" when none is going on
	Fase     string // which list is being read
	Pagina   string // the page where it goes on; "" at the beginning of the list
	Gelezen  int64
	Verwacht int64
	Begonnen int64 // when this reading began
	Gelukt   int64 // when one was last completed
	Tot      int64 // when that one began: what the projection knows for certain
	Vol      int64 // when everything was last read
	Volgende int64 // not to be tried before
	Pogingen int64 // failures since the last success
	Fout     string
	Sinds    int64 // since when it fails
	Totaal   int64 // zaaktypen in the catalogus
	Gezien   int64 // zaaktypen of which there are zaken to see
	Reden    string
	Sleutel  string // digest of the secret with which notifications come in
	Gehoord  int64  // when the last notification came
}

const standKolommen = `ronde, soort, fase, pagina, gelezen, verwacht, begonnen, gelukt, tot, vol, volgende, pogingen, fout, fout_sinds,
	types_totaal, types_gezien, reden, sleutel, gehoord`

func standVan(tx data.Tx, register int64) (stand, error) {
	s := stand{register: register}
	row, err := tx.One("select "+standKolommen+" from feiten_stand where register = $1", register)
	if errors.Is(err, data.ErrNotFound) {
		return s, nil
	}
	if err != nil {
		return s, fmt.Errorf("how far a register is: %w", err)
	}
	s.Ronde, s.Soort, s.Fase, s.Pagina, s.Gelezen, s.Verwacht, s.Begonnen, s.Gelukt, s.Tot, s.Vol = row.Int(0), row.Text(1), row.Text(2), row.Text(3), row.Int(4), row.Int(5), row.Int(6), row.Int(7), row.Int(8), row.Int(9)
	s.Volgende, s.Pogingen, s.Fout, s.Sinds, s.Totaal, s.Gezien, s.Reden, s.Sleutel, s.Gehoord = row.Int(10), row.Int(11), row.Text(12), row.Int(13), row.Int(14), row.Int(15), row.Text(16), row.Text(17), row.Int(18)
	return s, nil
}

// bewaar writes how far the reading is. What others write meanwhile (sleutel, gehoord) stays.
func (s *stand) bewaar(tx data.Tx) error {
	err := tx.Exec(`update feiten_stand set ronde = $2, soort = $3, fase = $4, pagina = $5, gelezen = $6, verwacht = $7, begonnen = $8, gelukt = $9, tot = $10, vol = $11,
		volgende = $12, pogingen = $13, fout = $14, fout_sinds = $15, types_totaal = $16, types_gezien = $17, reden = $18 where register = $1`,
		s.register, s.Ronde, s.Soort, s.Fase, s.Pagina, s.Gelezen, s.Verwacht, s.Begonnen, s.Gelukt, s.Tot, s.Vol,
		s.Volgende, s.Pogingen, s.Fout, s.Sinds, s.Totaal, s.Gezien, s.Reden)
	if err != nil {
		return fmt.Errorf("how far a register is: %w", err)
	}
	return nil
}

// leesOpnieuw has everything read from the beginning, at once. A reading that is going on finds that it is of an earlier ronde, and stops.
func leesOpnieuw(tx data.Tx, register int64) error {
	err := tx.Exec("update feiten_stand set ronde = ronde + 1, soort = '', fase = '', pagina = '', vol = 0, volgende = 0, pogingen = 0, fout = '', fout_sinds = 0 where register = $1", register)
	if err != nil {
		return fmt.Errorf("read a register again: %w", err)
	}
	return nil
}

// errIngehaald is why a reading stops of which leesOpnieuw said that it is to begin again.
var errIngehaald = errors.New("the register is to be read again from the beginning")

// lease is how long a register is left to a process that says nothing more. It says something with each page.
const lease = 2 * time.Minute

// neem takes a register, or says that another process has it. The time is the real one: a demo may move the other.
func neem(tx data.Tx, register int64, naam string) (bool, error) {
	now := time.Now().UnixMilli()
	row, err := tx.One("select houder, bezet_tot from feiten_stand where register = $1"+tx.ForUpdate(), register)
	if errors.Is(err, data.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("take a register: %w", err)
	}
	if row.Text(0) != naam && row.Int(1) > now {
		return false, nil
	}
	return true, houd(tx, register, naam)
}

// houd says that this process is still at it.
func houd(tx data.Tx, register int64, naam string) error {
	err := tx.Exec("update feiten_stand set houder = $1, bezet_tot = $2 where register = $3", naam, time.Now().Add(lease).UnixMilli(), register)
	if err != nil {
		return fmt.Errorf("hold a register: %w", err)
	}
	return nil
}

// laatLos lets another process have it.
func laatLos(tx data.Tx, register int64, naam string) error {
	err := tx.Exec("update feiten_stand set houder = '', bezet_tot = 0 where register = $1 and houder = $2", register, naam)
	if err != nil {
		return fmt.Errorf("let go of a register: %w", err)
	}
	return nil
}

// wachttijd is how long a register is left alone after so many failures: a minute, and longer each time, six hours at most.
func wachttijd(pogingen int64) time.Duration {
	return min(time.Minute<<min(pogingen-1, 10), 6*time.Hour)
}

// mislukt notes why a reading did not go on. Nothing of what is known goes: the figures grow old. A reading that cannot go on
// where it was begins again.
func (s *stand) mislukt(tx data.Tx, fout string, again bool) error {
	now := tx.Now()
	if s.Sinds == 0 {
		s.Sinds = now.UnixMicro()
	}
	if again {
		s.Soort, s.Fase, s.Pagina = "", "", ""
	}
	s.Pogingen++
	s.Fout, s.Volgende = fout, now.Add(wachttijd(s.Pogingen)).UnixMicro()
	return s.bewaar(tx)
}

const week = 7 * 24 * time.Hour

// teLezen says what is to be read now: everything, what may have changed, or nothing (""). A reading that was stopped goes on.
func (s *stand) teLezen(now time.Time) string {
	at := now.UnixMicro()
	switch {
	case s.Volgende > at:
		return ""
	case s.Soort != "":
		return s.Soort
	case s.Vol == 0 || at-s.Vol >= week.Microseconds():
		return "vol"
	case nacht(s.Tot) != nacht(at):
		return "nacht"
	}
	return ""
}

// nacht is the night to which a moment belongs: it begins at one o'clock in the morning in the Netherlands.
func nacht(moment int64) string {
	return time.UnixMicro(moment).In(amsterdam()).Add(-time.Hour).Format(time.DateOnly)
}

func amsterdam() *time.Location {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil { // the program carries the zones with it
		return time.UTC
	}
	return place
}

// moment is a moment in microseconds since 1970; 0 is none.
func moment(micro int64) zgw.Time {
	if micro == 0 {
		return ""
	}
	return zgw.TimeOf(time.UnixMicro(micro))
}
