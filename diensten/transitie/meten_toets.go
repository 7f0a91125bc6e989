package transitie

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"slices"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// definitie is all that decides what a toets counts now.
func (t *Toets) definitie(s *stelling) Definitie {
	return Definitie{Sonde: t.Sonde, Zaaktypen: slices.Clone(t.Parameters.Zaaktypen), Zonder: s.inr.kleine, Ingetrokken: s.inr.gestopt, Norm: t.Parameters.Norm, Deel: t.Parameters.Deel,
		Maanden: t.maanden(), Drempel: t.Drempel, MinN: t.MinN, Zekerheid: t.zekerheid()}
}

// opdracht is the question that a definition puts for a window.
func (d Definitie) opdracht(types, zonder map[int32]bool, peil maat.Dag) maat.Opdracht {
	return maat.Opdracht{Sonde: maat.Zoek(string(d.Sonde)), Venster: maat.Terug(peil, d.Maanden), Peildatum: peil, Types: types, Zonder: zonder, Deel: d.Deel.deel(), Norm: string(d.Norm), Zekerheid: d.Zekerheid, Bewijs: true}
}

// deel is the part as a share.
func (d Deel) deel() float64 {
	if d == "p80" {
		return 0.8
	}
	return 0.5
}

// taak is a toets that is due, with the days that are to be measured.
type taak struct {
	toets  *Toets
	id     int64
	b      bereik
	dagen  []maat.Dag
	nul    bool
	cijfer []maat.Cijfer
}

// teMeten says on which days a toets is to be measured: a new definition on the day that is known last, as its baseline; one that was measured
// each week or month since, also those that were missed while a register gave no news.
//
// A following window is measured in the night in which its day is known, at the quarter that is the toets's own.
func (t *taak) teMeten(c *rest.Call, s *stelling) error {
	if t.b.stil != "" {
		return nil
	}
	row, err := c.Tx.One("select coalesce(max(peildatum), -1), count(*) from metingen where toets = $1 and toets_versie = $2", t.id, t.toets.DefinitieVersie)
	if err != nil {
		return err
	}
	last := maat.Dag(row.Int(0))
	if row.Int(1) == 0 {
		t.dagen, t.nul = []maat.Dag{t.b.peil}, true
		return nil
	}
	next := func(n int) maat.Dag { return last + maat.Dag(7*n) }
	if t.toets.Rooster == "maandelijks" {
		next = last.Maanden
	}
	for n := 1; next(n) <= t.b.peil && !s.nu.Before(t.toets.kwartier(next(n))); n++ {
		t.dagen = append(t.dagen, next(n))
	}
	t.dagen = t.dagen[max(0, len(t.dagen)-maxInhalen):]
	return nil
}

// takenNu are the toetsen of which there is something to write: a meting that is due, or that it stands still.
func takenNu(c *rest.Call, s *stelling) ([]*taak, error) {
	list, err := Toetsen.Each(c, "sonde <> $1", string(verklaring))
	if err != nil {
		return nil, err
	}
	today := maat.LeesDag(string(zgw.DateOf(s.nu)))
	unsigned, err := sleutelStil(c)
	if err != nil {
		return nil, err
	}
	var taken []*taak
	for _, t := range list {
		one := &taak{toets: t, b: s.bereikVan(t.Parameters.Zaaktypen)}
		one.b.stil = cmp.Or(unsigned, one.b.stil)
		if one.id, err = c.ID(t.URL); err != nil {
			return nil, err
		}
		if err := one.teMeten(c, s); err != nil {
			return nil, err
		}
		if len(one.dagen) > 0 { // a new meting would hide that one was taken off the end
			last, err := laatsteSchakel(c, one.id)
			if err != nil {
				return nil, err
			}
			if last == nil && t.Kop != "" || last != nil && last.Digest != t.Kop {
				one.b.stil, one.dagen = "De laatste metingen zijn buiten Meent om weggehaald of gewijzigd. Er komt geen meting bij. Laat de beheerder de gegevens terugzetten.", nil
			}
		}
		old := t.LaatsteMeting != nil && t.LaatsteMeting.Uitkomst != Uitkomst(maat.Verouderd) && t.LaatsteMeting.oud(t, today)
		zin, err := t.alsZin(c.Tx)
		if err != nil {
			return nil, err
		}
		if len(one.dagen) > 0 || old || one.b.achter(s) != t.Stilstand || zin != t.Zin {
			taken = append(taken, one)
		}
	}
	return taken, nil
}

// meetTaken measures all windows of all toetsen that are due. Of one that takes too long there are no figures after it.
func (m *Motor) meetTaken(ctx context.Context, s *stelling, taken []*taak) error {
	due := slices.DeleteFunc(slices.Clone(taken), func(t *taak) bool { return len(t.dagen) == 0 })
	_, err := elkInTijd(ctx, m, due, func(t *taak) string { return t.toets.UUID }, func(c *rest.Call, some []*taak) error {
		var asked []maat.Opdracht
		for _, t := range some {
			for _, day := range t.dagen {
				asked = append(asked, t.toets.definitie(s).opdracht(t.b.typen, s.inr.zonder, day))
			}
		}
		figures, err := s.meet(c.Tx, s.inr.ingetrokken, asked)
		if err != nil {
			return err
		}
		for _, t := range some {
			t.cijfer, figures = figures[:len(t.dagen)], figures[len(t.dagen):]
		}
		return nil
	})
	return err
}

// leg keeps what was measured of a toets. It was measured on one picture of the database; when another process was first, or the toets is
// another now, nothing is written.
func (t *taak) leg(c *rest.Call, s *stelling) error {
	err := c.Update(func() error {
		if _, err := c.Lock(t.toets.URL); errors.Is(err, rest.ErrUnknown) {
			return nil
		} else if err != nil {
			return err
		}
		now, err := Toetsen.Get(c, t.toets.URL)
		if err != nil {
			return err
		}
		again := &taak{toets: now, id: t.id, b: t.b}
		if err := again.teMeten(c, s); err != nil {
			return err
		}
		if now.DefinitieVersie != t.toets.DefinitieVersie || !slices.Equal(again.dagen, t.dagen) {
			return nil
		}
		if err := t.schrijf(c, s, now); err != nil {
			return err
		}
		if now.Zin, err = now.alsZin(c.Tx); err != nil {
			return err
		}
		if n := len(now.Versies); n > 0 {
			now.Versies[n-1].Zin = now.Zin
		}
		now.Stilstand = t.b.achter(s)
		if l := now.LaatsteMeting; l != nil && l.oud(now, maat.LeesDag(string(c.Today()))) {
			l.Uitkomst = Uitkomst(maat.Verouderd)
		}
		return Toetsen.Store(c, now)
	}, t.toets.UUID)
	if errors.Is(err, data.ErrUnique) {
		return nil // another process wrote the same
	}
	if err != nil {
		return fmt.Errorf("toets %s: %w", t.toets.UUID, err)
	}
	return nil
}

// schrijf adds the metingen to the chain.
func (t *taak) schrijf(c *rest.Call, s *stelling, toets *Toets) error {
	if len(t.dagen) == 0 {
		return nil
	}
	by, err := ondertekenaar(c)
	if err != nil {
		return err
	}
	before, err := laatsteSchakel(c, t.id)
	if err != nil {
		return err
	}
	row, err := c.Find(toets.URL)
	if err != nil {
		return err
	}
	for i, day := range t.dagen {
		made, err := t.meting(c, s, toets, day, i)
		if err != nil {
			return err
		}
		made.rang = rangVan(row, made.N)
		if err := made.teken(before, by); err != nil {
			return err
		}
		next, err := made.schakel()
		if err != nil {
			return err
		}
		before = &next
		if _, err := Metingen.Put(c, made); err != nil {
			return err
		}
		toets.Kop, toets.LaatsteMeting = made.Digest, made.kort().voor(toets.Zichtbaarheid)
	}
	return nil
}

// meting is what was found for one day.
func (t *taak) meting(c *rest.Call, s *stelling, toets *Toets, day maat.Dag, i int) (*Meting, error) {
	d := toets.definitie(s)
	sonde := toets.sonde()
	window := maat.Terug(day, d.Maanden)
	m := &Meting{Toets: toets.URL, ToetsVersie: toets.DefinitieVersie, ToetsZin: toets.Zin, Sonde: toets.Sonde, Definitie: d, Van: datum(window.Van), Tot: datum(window.Tot), Peildatum: datum(day), Nulmeting: t.nul,
		Bronnen: t.b.bronnen, BekendTot: moment(t.b.tot), Dekking: t.b.dekking, Eenheid: string(sonde.Eenheid), Zekerheid: d.Zekerheid, Programma: programmaVersie(), Gestart: zgw.TimeOf(s.nu), GemetenOp: zgw.TimeOf(c.Now()), Moment: s.moment, Naast: []Naast{}}
	var err error
	if m.DefinitieDigest, err = bewijs.Digest(d); err != nil {
		return nil, err
	}
	if i >= len(t.cijfer) {
		m.Uitkomst, m.Reden, m.Zin = Uitkomst(maat.Fout), "Meten duurde langer dan een minuut en is gestopt.", "Niet gemeten."
		return m, nil
	}
	f := t.cijfer[i]
	m.Waarde, m.Laag, m.Hoog, m.N, m.Teller, m.Naast = f.Waarde, f.Onder, f.Boven, f.N, f.Teller, naastVan(f)
	m.Zin, m.InvoerDigest, m.delen = inWoorden(sonde, d.Deel, f), f.Afdruk.Digest, f.Afdruk.Delen
	m.Uitkomst, m.Reden = toets.oordeel(f, t.b)
	if t.b.dekking.Gezien == 0 { // a backlog of which nothing is seen is not none (R12)
		m.Waarde, m.Laag, m.Hoog, m.Zin = nil, nil, nil, "Er zijn geen zaken te zien."
	}
	return m, nil
}

// oordeel is what a figure says of the toets, and why when it is no judgement.
func (t *Toets) oordeel(f maat.Cijfer, b bereik) (Uitkomst, string) {
	if b.dekking.Totaal == 0 && b.klein != "" {
		return Uitkomst(maat.Onbeslist), fmt.Sprintf("‘%s’ wordt door minder dan vijf mensen behandeld. Daarover wordt niet gemeten, want dan gaat het cijfer over personen.", b.klein)
	}
	if b.dekking.Gezien == 0 {
		return Uitkomst(maat.Onbeslist), "Er zijn geen zaken te zien van de gekozen zaaktypen." // none seen is unknown, not zero (R12)
	}
	out := t.sonde().Uitkomst(f, maat.Drempel{Op: string(t.Drempel.Op), Waarde: t.Drempel.Waarde}, t.MinN)
	switch {
	case out == maat.Onbeslist && f.N < t.MinN:
		return Uitkomst(out), fmt.Sprintf("Te weinig gegevens: %d zaken, en het moeten er %d zijn.", f.N, t.MinN)
	case out == maat.Onbeslist && f.Waarde == nil:
		return Uitkomst(out), "Het cijfer is nog niet te bepalen: er zijn nog te veel zaken open."
	case out == maat.Onbeslist:
		return Uitkomst(out), "Het interval ligt aan beide kanten van de lat: het kan ook toeval zijn."
	}
	return Uitkomst(out), ""
}

func naastVan(f maat.Cijfer) []Naast {
	list := []Naast{}
	for _, n := range f.Naast {
		list = append(list, Naast{n.Code, n.N, n.Waarde, n.Onder, n.Boven})
	}
	return list
}

// laatsteSchakel is the last link of the chain of a toets; nil when there is none.
func laatsteSchakel(c *rest.Call, toets int64) (*bewijs.Schakel, error) {
	row, err := c.Tx.One("select body from metingen where toets = $1 order by nummer desc limit 1", toets)
	if errors.Is(err, data.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var m Meting
	if err := rest.Decode(&rest.Stored{Body: row.Bytes(0)}, &m); err != nil {
		return nil, err
	}
	return &bewijs.Schakel{Nummer: m.Nummer, Digest: m.Digest}, nil
}

// programmaVersie is the version of the program, which stands in each meting.
func programmaVersie() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "meent"
	}
	version := "meent " + info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			version += " " + s.Value
		}
	}
	return version
}
