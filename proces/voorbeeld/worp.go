package voorbeeld

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// zaad makes the example the same every time.
const zaad = 1814

// worp is a throw of the dice for one dossier: the same for its number every time.
type worp struct {
	*rand.Rand
	nu    time.Time
	start time.Time // the first day of the case that is being thought up
}

func nieuweWorp(nummer int, nu time.Time) *worp {
	return &worp{Rand: rand.New(rand.NewPCG(zaad, uint64(nummer))), nu: nu}
}

// kans is true in so many of a hundred cases.
func (w *worp) kans(procent int) bool { return w.IntN(100) < procent }

func een[T any](w *worp, lijst []T) T { return lijst[w.IntN(len(lijst))] }

// gewogen chooses an element by its share.
func gewogen[T any](w *worp, lijst []T, aandeel func(T) int) T {
	som := 0
	for _, x := range lijst {
		som += aandeel(x)
	}
	worp := w.IntN(som)
	for _, x := range lijst {
		if worp -= aandeel(x); worp < 0 {
			return x
		}
	}
	return lijst[0]
}

func (w *worp) adres() string { return een(w, straten) + " " + strconv.Itoa(1+w.IntN(140)) }

// kenteken begins with VB, and with letters that no plate has.
func (w *worp) kenteken() string {
	return fmt.Sprintf("VB-%03d-%c", w.IntN(1000), "AEIOU"[w.IntN(5)])
}

func (w *worp) plaats() []float64 {
	round := func(f float64) float64 { return float64(int64(f*1e5+.5)) / 1e5 }
	return []float64{round(midden[0] + (w.Float64()-.5)*.03), round(midden[1] + (w.Float64()-.5)*.02)}
}

func (w *worp) inwoner() persoon {
	voor, achter := een(w, voornamen), een(w, achternamen)
	return persoon{
		Voorletters: voor.naam[:1] + ".", Voornaam: voor.naam, Voorvoegsel: achter.voorvoegsel, Achternaam: achter.naam,
		Geslacht: voor.geslacht, BSN: een(w, bsns), Geboren: fmt.Sprintf("%d%02d%02d", 1940+w.IntN(66), 1+w.IntN(12), 1+w.IntN(28)),
	}
}

// medewerker is one of some twenty people who work for Meerdam.
func (w *worp) medewerker() persoon {
	nummer := w.IntN(20)
	voor, achter := voornamen[nummer], achternamen[nummer*5%len(achternamen)]
	return persoon{
		Voorletters: voor.naam[:1] + ".", Voornaam: voor.naam, Voorvoegsel: achter.voorvoegsel, Achternaam: achter.naam,
		Nummer: fmt.Sprintf("voorbeeld-%02d", nummer+1),
	}
}

// naam is the person's name as people write it.
func (p persoon) naam() string {
	return strings.Join(strings.Fields(p.Voorletters+" "+p.Voorvoegsel+" "+p.Achternaam), " ")
}

// waarde is a value of a property.
func (w *worp) waarde(e eigenschap) string {
	if e.Waarde == nil {
		return een(w, e.Keuzes)
	}
	return e.Waarde(w)
}

func getal(van, tot int) func(*worp) string {
	return func(w *worp) string { return strconv.Itoa(van + w.IntN(tot-van+1)) }
}

// datumNa is a day so many days after the start of the case, as properties write dates.
func datumNa(van, tot int) func(*worp) string {
	return func(w *worp) string { return w.start.AddDate(0, 0, van+w.IntN(tot-van+1)).Format("20060102") }
}

// werkdag moves a day in a weekend to the Monday after it.
func werkdag(t time.Time) time.Time {
	switch t.Weekday() {
	case time.Saturday:
		return t.AddDate(0, 0, 2)
	case time.Sunday:
		return t.AddDate(0, 0, 1)
	}
	return t
}

// op is a moment in office hours, some days after the start.
func (w *worp) op(dag float64) time.Time {
	return werkdag(w.start.AddDate(0, 0, int(dag))).Add(9*time.Hour + time.Duration(w.IntN(7*3600))*time.Second)
}
