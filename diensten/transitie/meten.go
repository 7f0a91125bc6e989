package transitie

import (
	"cmp"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"maps"
	"runtime/debug"
	"slices"
	"time"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// metenRoutes adds what is measured: maten and toetsen, what they found, and the mijlpalen that turn by it.
func metenRoutes(a *rest.API) {
	a.Add(&Maten, &Toetsen, &Metingen, &Vrijstellingen, &Mijlpalen)
	overgangRoute(a, &Maten)
	overgangRoute(a, &Vrijstellingen)
	overgangRoute(a, &Mijlpalen)
	verklaarRoute(a)
	reeksRoute(a)
	bewijsRoute(a)
	ketenRoute(a)
	zaaktypenRoute(a)
}

const (
	meetRuimte = 2  // how many measure at once (§10.4)
	maxInhalen = 60 // how many windows that were missed are made up for
)

// topicFeiten moves when what is known of cases changes.
const topicFeiten = "feiten"

// stelling is what is known of the registers as something is measured: all of it read on one picture of the database.
type stelling struct {
	nu     time.Time
	moment int64 // of the projection, in microseconds
	types  soorten
	inr    inrichting
	tot    map[int64]int64 // of each register up to when it is known for certain, 0 when it was never read through
	reden  string          // why not all zaaktypen are seen, if known
	gezien map[int32]bool  // zaaktypen of which there are cases
}

func stellingVan(c *rest.Call) (*stelling, error) {
	s := &stelling{nu: c.Now(), moment: c.Now().UnixMicro(), tot: map[int64]int64{}, gezien: map[int32]bool{}}
	var err error
	if s.types, err = soortenVan(c.Tx); err != nil {
		return nil, err
	}
	if s.inr, err = inrichtingVan(c); err != nil {
		return nil, err
	}
	for row, err := range c.Tx.Query("select r.id, coalesce(s.tot, 0), coalesce(s.reden, '') from registers r left join feiten_stand s on s.register = r.id order by r.id") {
		if err != nil {
			return nil, fmt.Errorf("up to when registers are known: %w", err)
		}
		s.tot[row.Int(0)] = row.Int(1)
		s.reden = cmp.Or(s.reden, row.Text(2))
	}
	for _, t := range s.types.alle {
		for _, err := range c.Tx.Query("select 1 from feiten where register = $1 and zaaktype = $2 and gezien_tot is null limit 1", t.register, t.id) {
			if err != nil {
				return nil, fmt.Errorf("coverage: %w", err)
			}
			s.gezien[t.nummer] = s.gezien[t.nummer] || !t.verborgen
		}
	}
	return s, nil
}

// bereik is what parameters come down to now.
type bereik struct {
	typen   map[int32]bool // nil: all
	bronnen []string
	tot     int64 // up to when all of its registers are known
	dekking Dekking
	stil    string // why it cannot be measured now; "" when it can
	peil    maat.Dag
	klein   string // a zaaktype that was left out (R7)
}

// bereikVan resolves zaaktypen: in which registers they are, up to when those are known, and whether Meent still sees them. What a register
// does not tell stays as it was: figures grow old, they do not become zero (R12).
func (s *stelling) bereikVan(namen []string) bereik {
	b := bereik{}
	registers := map[int64]bool{}
	total, seen := map[int32]bool{}, map[int32]bool{}
	if len(namen) > 0 {
		b.typen = map[int32]bool{}
	} else {
		for r := range s.tot {
			registers[r] = true
		}
	}
	hidden := ""
	for _, t := range s.types.kies(namen) {
		registers[t.register] = true
		if s.inr.zonder[t.nummer] {
			b.klein = t.naam()
			continue
		}
		if b.typen != nil {
			b.typen[t.nummer] = true
		}
		total[t.nummer] = true
		if s.gezien[t.nummer] {
			seen[t.nummer] = true
		}
		if t.verborgen {
			hidden = t.naam()
		}
	}
	b.dekking = Dekking{Gezien: int64(len(seen)), Totaal: int64(len(total))}
	if b.dekking.Gezien < b.dekking.Totaal {
		b.dekking.Reden = s.reden
	}
	for r := range registers {
		b.bronnen = append(b.bronnen, s.inr.namen[r])
		if b.tot == 0 || s.tot[r] < b.tot {
			b.tot = s.tot[r]
		}
		if s.tot[r] == 0 {
			b.stil = fmt.Sprintf("Het register ‘%s’ is nog niet helemaal gelezen.", s.inr.namen[r])
		}
	}
	slices.Sort(b.bronnen)
	today := maat.LeesDag(string(zgw.DateOf(s.nu)))
	b.peil = min(today, maat.LeesDag(string(zgw.DateOf(time.UnixMicro(b.tot)))))
	switch {
	case len(s.tot) == 0:
		b.stil = "Er is nog geen register om in te meten."
	case len(registers) == 0:
		b.stil = "Geen van de registers kent dit zaaktype."
	case b.stil != "":
	case hidden != "":
		b.stil = fmt.Sprintf("Zaken van ‘%s’ zijn niet meer te zien. Vraag de beheerder van het register om leesrecht.", hidden)
	}
	return b
}

// achter says since when a register gives no news; "" while it does.
func (b *bereik) achter(s *stelling) string {
	if b.stil == "" && s.nu.Sub(time.UnixMicro(b.tot)) > 3*24*time.Hour {
		return fmt.Sprintf("Het register geeft sinds %s geen nieuws. De cijfers gaan over wat Meent toen wist.", dag(datum(b.peil)))
	}
	return b.stil
}

// zakenOp streams what was known at a moment as package maat reads it, of the zaaktypen that are asked for (nil: all). An error ends the
// stream and is told in failed.
func zakenOp(tx data.Tx, moment int64, types soorten, asked map[int32]bool, ingetrokken map[int64]bool, failed *error) iter.Seq[maat.Zaak] {
	var ids []int64
	for _, id := range slices.Sorted(maps.Keys(types.metID)) {
		if asked == nil || asked[types.metID[id].nummer] {
			ids = append(ids, id)
		}
	}
	return func(yield func(maat.Zaak) bool) {
		for r, err := range stroom(tx, moment, ids) {
			if err != nil {
				*failed = err
				return
			}
			z := maat.Zaak{Type: types.metID[r.zaaktype].nummer, Start: maat.Dag(r.start), Eind: maat.Dag(r.eind), Termijn: maat.Dag(r.termijn), Streef: maat.Dag(r.streef), Verlengd: r.verlengd,
				Ingetrokken: r.resultaattype != 0 && ingetrokken[r.resultaattype]}
			if z.Opgeschort, z.Schorsingen, err = leesSchorsing(r.schorsing); err != nil {
				*failed = err
				return
			}
			if _, err := hex.Decode(z.ID[:], r.sleutel); err != nil {
				*failed = fmt.Errorf("key of a zaak: %w", err)
				return
			}
			if !yield(z) {
				return
			}
		}
	}
}

// meet measures all that is asked in one pass over the cases.
func (s *stelling) meet(tx data.Tx, ingetrokken map[int64]bool, asked []maat.Opdracht) ([]maat.Cijfer, error) {
	if len(asked) == 0 {
		return nil, nil
	}
	var failed error
	figures := maat.Meet(zakenOp(tx, s.moment, s.types, typenIn(asked), ingetrokken, &failed), asked...)
	return figures, failed
}

// typenIn are the zaaktypen that any of the opdrachten counts; nil when one of them counts all.
func typenIn(asked []maat.Opdracht) map[int32]bool {
	all := map[int32]bool{}
	for _, o := range asked {
		if o.Types == nil {
			return nil
		}
		maps.Copy(all, o.Types)
	}
	return all
}

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

// meten measures what is due, and turns milestones by what came of it.
func (m *Motor) meten(ctx context.Context) error {
	c, err := motorCall(ctx, m.site)
	if err != nil {
		return err
	}
	release, err := m.beurt(ctx)
	if err != nil {
		return err
	}
	defer release()
	var (
		s     *stelling
		taken []*taak
		maten []*maattaak
	)
	err = c.View(func() error {
		if s, err = stellingVan(c); err != nil {
			return err
		}
		if taken, err = takenNu(c, s); err != nil {
			return err
		}
		maten, err = m.matenNu(c, s)
		return err
	})
	if err != nil {
		return err
	}
	if err := m.meetTaken(ctx, s, taken); err != nil {
		return err
	}
	if err := m.meetMaten(ctx, s, maten); err != nil {
		return err
	}
	var failed []error
	for _, t := range taken {
		failed = append(failed, t.leg(c, s))
	}
	for _, t := range maten {
		failed = append(failed, t.leg(c, s))
	}
	return errors.Join(append(failed, m.keer(c))...)
}

// keer turns the milestones when there is something that may turn one: a meting, another toets, an exemption, another day.
func (m *Motor) keer(c *rest.Call) error {
	var now string
	err := c.View(func() error {
		now = string(c.Today())
		for _, table := range []string{"metingen", "toetsen", "vrijstellingen", "mijlpalen"} {
			s, err := c.Tx.Stamp(table)
			if err != nil {
				return err
			}
			now += " " + s
		}
		return nil
	})
	if err != nil || now == m.gekeerd {
		return err
	}
	if err := bijwerkenMijlpalen(c); err != nil {
		return err
	}
	m.gekeerd = now // what was turned just now is looked at once more
	return nil
}

// beurt waits for a place among those that measure.
func (m *Motor) beurt(ctx context.Context) (func(), error) {
	select {
	case m.ruimte <- struct{}{}:
		return func() { <-m.ruimte }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
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

// bijwerkenMijlpalen writes the mijlpalen of which something changed: by a meting, or because time passed.
func bijwerkenMijlpalen(c *rest.Call) error {
	var changed []zgw.URL
	err := c.View(func() error {
		list, err := Mijlpalen.Each(c, "1 = 1")
		if err != nil {
			return err
		}
		for _, m := range list {
			before := string(rest.EncodeGroup(m))
			if err := m.herzie(c); err != nil {
				return fmt.Errorf("mijlpaal %s: %w", m.UUID, err)
			}
			if string(rest.EncodeGroup(m)) != before {
				changed = append(changed, m.URL)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, url := range changed {
		err := c.Update(func() error {
			_, err := herzien(c, url)
			return err
		}, url.UUID())
		if err != nil {
			return fmt.Errorf("mijlpaal %s: %w", url.UUID(), err)
		}
	}
	return nil
}
