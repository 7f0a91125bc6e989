package transitie

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Windows of a chart, in months: how many at least, and at most; and how many weeks are shown.
const (
	weken    = 52
	reeksMin = 14
	reeksMax = 60
	laatsteM = 3 // of the last figure
)

// maattaak is a maat that is due, and what was found.
type maattaak struct {
	maat    *Maat
	id      int64
	b       bereik
	afdruk  string         // of all that decides what is counted
	punten  []maat.Venster // the windows of the chart
	nul     maat.Venster
	laatste *maat.Cijfer
	kept    bewaardeReeks
	meten   bool // else only whether it stands still has changed
	traag   bool // it took too long
}

// matenNu are the maten of which there is something to write: figures that are due, on each day on which the registers told more and when
// a definition changed, or that it stands still.
func (m *Motor) matenNu(c *rest.Call, s *stelling) ([]*maattaak, error) {
	list, err := Maten.Each(c, "toestand <> 'vervangen'")
	if err != nil {
		return nil, err
	}
	var taken []*maattaak
	for _, one := range list {
		t, err := one.taak(c, s, m.traag[one.UUID])
		if err != nil {
			return nil, fmt.Errorf("maat %s: %w", one.UUID, err)
		}
		if t != nil {
			taken = append(taken, t)
		}
	}
	return taken, nil
}

// meetMaten measures the maten that are due. One that takes too long waits until the registers tell more.
func (m *Motor) meetMaten(ctx context.Context, s *stelling, taken []*maattaak) error {
	// Those that count other results as withdrawn are measured apart.
	for _, group := range perInrichting(taken) {
		slow, err := elkInTijd(ctx, m, group, func(t *maattaak) string { return t.maat.UUID }, s.meetGroep)
		if err != nil {
			return err
		}
		for _, t := range slow {
			m.traag[t.maat.UUID], t.traag, t.meten = t.vraag(), true, false
		}
	}
	return nil
}

// taak says whether a maat is due; nil when it is not, and nothing else of it changed.
func (m *Maat) taak(c *rest.Call, s *stelling, traag string) (*maattaak, error) {
	t := &maattaak{maat: m, b: s.bereikVan(m.Parameters.Zaaktypen)}
	var err error
	if t.id, err = c.ID(m.URL); err != nil {
		return nil, err
	}
	nul := m.Nulmeting
	if nul == nil {
		nul = m.jaarErvoor(c.Today())
	}
	t.nul = maat.Venster{Van: maat.LeesDag(string(nul.Van)), Tot: maat.LeesDag(string(nul.Tot))}
	if t.afdruk, err = bewijs.Digest([]any{m.DefinitieVersie, m.Sonde, m.ritme(), m.Parameters.Zaaktypen, m.Parameters.Norm, m.Parameters.Deel, m.Ingetrokken, s.inr.gestopt, s.inr.kleine, m.MinN, m.zekerheid(), nul.Van, nul.Tot, t.b.dekking.Gezien}); err != nil {
		return nil, err
	}
	row, err := c.Tx.One("select peildatum, afdruk, reeks from maat_reeksen where maat = $1", t.id)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		return nil, err
	}
	t.meten = t.b.stil == "" && (err != nil || maat.Dag(row.Int(0)) != t.b.peil || !t.gezegeld(c, row.Text(1), row.Bytes(2)))
	if t.traag = t.meten && t.vraag() == traag; t.traag {
		t.meten = false
	}
	old := m.Laatste != nil && !m.Laatste.Verouderd && t.oud(c)
	if !t.meten && !old && t.stilstand(s) == m.Stilstand {
		return nil, nil
	}
	peil := t.b.peil
	if m.ritme() == perWeek {
		from := min(peil-7*(weken+1), t.nul.Van)
		t.punten = maat.Kalenderweken(max(from, peil.Maanden(-reeksMax)), peil-1)
		return t, nil
	}
	from := min(peil.Maanden(-reeksMin), t.nul.Van)
	t.punten = maat.Kalendermaanden(max(from, peil.Maanden(-reeksMax)), peil-1)
	return t, nil
}

// zegelVoor is the purpose for which figures of maten are sealed.
const zegelVoor = "maten"

// zegel is what a seal holds: by what definition was measured, and what came of it.
func (t *maattaak) zegel(reeks []byte, laatste *MaatCijfer) (string, error) {
	fresh := MaatCijfer{}
	if laatste != nil {
		fresh = *laatste
	}
	fresh.Verouderd = false // that comes with time
	sum, err := bewijs.Digest([]string{string(reeks), string(rest.EncodeGroup(&fresh))})
	return t.afdruk + " " + sum, err
}

// gezegeld says that the figures are those that were measured by this definition. What others wrote in the database is measured again.
func (t *maattaak) gezegeld(c *rest.Call, sealed string, reeks []byte) bool {
	was, err := c.Site.Keys.Open(zegelVoor, sealed)
	if err != nil {
		return false // another key, or no seal at all
	}
	now, err := t.zegel(reeks, t.maat.Laatste)
	return err == nil && was == now
}

// vraag is what there is to measure: the definition, and the day.
func (t *maattaak) vraag() string { return fmt.Sprintf("%s %d", t.afdruk, t.b.peil) }

// stilstand says why there are no newer figures; "" when there are.
func (t *maattaak) stilstand(s *stelling) string {
	if t.traag {
		return "Het meten duurde langer dan een minuut en is gestopt. Meent probeert het weer als de registers nieuws geven. Blijft dit zo, kies dan minder zaaktypen."
	}
	return t.b.achter(s)
}

// oud says whether the last figure is older than two weeks.
func (t *maattaak) oud(c *rest.Call) bool {
	return t.maat.Laatste != nil && int(maat.LeesDag(string(c.Today())))-dagNr(t.maat.Laatste.Op) > 14
}

// perInrichting are the maten that are due by what counts as withdrawn.
func perInrichting(taken []*maattaak) [][]*maattaak {
	byKey := map[string][]*maattaak{}
	for _, t := range taken {
		if t.meten {
			key := strings.Join(t.maat.Ingetrokken, "\n")
			byKey[key] = append(byKey[key], t)
		}
	}
	var groups [][]*maattaak
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		groups = append(groups, byKey[key])
	}
	return groups
}

// opdracht is the question of one window. A backlog is a count of a day: the last of the window.
func (t *maattaak) opdracht(s *stelling, w maat.Venster, peil maat.Dag) maat.Opdracht {
	m := t.maat
	o := maat.Opdracht{Sonde: m.sonde(), Venster: w, Peildatum: peil, Types: t.b.typen, Zonder: s.inr.zonder, Deel: m.Parameters.Deel.deel(), Norm: string(m.Parameters.Norm), Zekerheid: m.zekerheid()}
	if o.Sonde.Eenheid == maat.Zaken {
		o.Peildatum = min(w.Tot, peil)
	}
	return o
}

// meetGroep measures maten in two passes over the cases: the baselines, whose mix the others are standardised to, and the rest.
func (s *stelling) meetGroep(c *rest.Call, group []*maattaak) error {
	inr := inrichting{gestopt: append(slices.Clone(s.inr.gestopt), group[0].maat.Ingetrokken...), ingetrokken: map[int64]bool{}}
	if err := inr.stop(c.Tx); err != nil {
		return err
	}
	var asked []maat.Opdracht
	for _, t := range group {
		asked = append(asked, t.opdracht(s, t.nul, t.b.peil))
	}
	base, err := s.meet(c.Tx, inr.ingetrokken, asked)
	if err != nil {
		return err
	}
	asked = nil
	for i, t := range group {
		for _, w := range t.punten {
			o := t.opdracht(s, w, t.b.peil)
			o.Mix = base[i].Mix()
			asked = append(asked, o)
		}
		last := t.opdracht(s, maat.Terug(t.b.peil, laatsteM), t.b.peil)
		last.Peildatum, last.Bewijs = t.b.peil, true
		asked = append(asked, last)
	}
	figures, err := s.meet(c.Tx, inr.ingetrokken, asked)
	if err != nil {
		return err
	}
	for i, t := range group {
		n := len(t.punten)
		t.vul(s, base[i], figures[:n])
		t.laatste, figures = &figures[n], figures[n+1:]
	}
	return nil
}

// vul makes the chart of the figures of its windows.
func (t *maattaak) vul(s *stelling, base maat.Cijfer, figures []maat.Cijfer) {
	t.kept = bewaardeReeks{Versie: t.maat.DefinitieVersie, PerType: map[int32]typeReeks{}, Dekking: t.b.dekking, NulVan: t.nul.Van, NulTot: t.nul.Tot, NulMaat: base.Waarde, NulAantal: base.N}
	unseen := t.b.dekking.Gezien == 0 // of what is not seen nothing is known, which is not zero (R12)
	for i, f := range figures {
		if unseen {
			f.Waarde, f.Onder, f.Boven = nil, nil, nil
		}
		w := t.punten[i]
		t.kept.Alle = append(t.kept.Alle, puntCijfer{w.Van, w.Tot, f.N, f.Teller, f.Waarde, f.Onder, f.Boven, f.Gestandaardiseerd})
		for _, x := range f.PerType {
			r, ok := t.kept.PerType[x.Type]
			if !ok {
				r.Maanden = make([]puntCijfer, len(t.punten))
				for j, w := range t.punten {
					r.Maanden[j] = puntCijfer{Van: w.Van, Tot: w.Tot}
				}
			}
			r.N += x.N
			r.Maanden[i] = puntCijfer{w.Van, w.Tot, x.N, x.Teller, x.Waarde, x.Onder, x.Boven, nil}
			t.kept.PerType[x.Type] = r
		}
	}
	for _, z := range s.types.alle {
		if r, ok := t.kept.PerType[z.nummer]; ok {
			r.Identificatie, r.Naam = cmp.Or(z.identificatie, z.sleutel), z.naam()
			t.kept.PerType[z.nummer] = r
		}
	}
	switch {
	case t.maat.sonde().Eenheid == maat.Zaken:
		t.gemiddeldeNul()
	case base.N < t.maat.MinN:
		t.kept.NulMaat = nil
	}
}

// gemiddeldeNul is the baseline of a backlog: the mean of its weeks, since one day says little.
func (t *maattaak) gemiddeldeNul() {
	sum, n, points := 0.0, 0, 0
	for _, x := range t.kept.Alle {
		if x.Van >= t.nul.Van && x.Tot <= t.nul.Tot && x.Waarde != nil {
			sum, n, points = sum+*x.Waarde, n+x.N, points+1
		}
	}
	if t.kept.NulMaat = nil; points > 0 {
		t.kept.NulMaat, t.kept.NulAantal = new(math.Round(sum/float64(points)*10)/10), n/points
	}
}

// leg keeps what was measured of a maat, unless it is another now.
func (t *maattaak) leg(c *rest.Call, s *stelling) error {
	err := c.Update(func() error {
		if _, err := c.Lock(t.maat.URL); errors.Is(err, rest.ErrUnknown) {
			return nil
		} else if err != nil {
			return err
		}
		m, err := Maten.Get(c, t.maat.URL)
		if err != nil || m.DefinitieVersie != t.maat.DefinitieVersie || !gelijkePeriode(m.Nulmeting, t.maat.Nulmeting) {
			return err
		}
		m.Stilstand = t.stilstand(s)
		if t.meten {
			if err := t.schrijf(c, s, m); err != nil {
				return err
			}
		}
		if m.Laatste != nil {
			m.Laatste.Verouderd = int(maat.LeesDag(string(c.Today())))-dagNr(m.Laatste.Op) > 14
		}
		return Maten.Store(c, m)
	}, t.maat.UUID)
	if err != nil {
		return fmt.Errorf("maat %s: %w", t.maat.UUID, err)
	}
	return nil
}

func (t *maattaak) schrijf(c *rest.Call, s *stelling, m *Maat) error {
	text, err := json.Marshal(t.kept)
	if err != nil {
		return err
	}
	if m.Zin, err = m.alsZin(c.Tx); err != nil {
		return err
	}
	var chart Reeks
	chart.teken(m, t.kept, t.kept.Alle)
	f, sonde := *t.laatste, m.sonde()
	zin := inWoorden(sonde, m.Parameters.Deel, f)
	switch {
	case t.b.dekking.Gezien == 0:
		f.Waarde, f.Onder, f.Boven, zin = nil, nil, nil, "Er zijn geen zaken te zien van de gekozen zaaktypen."
	case f.N < m.MinN && sonde.Eenheid != maat.Zaken:
		f.Waarde, f.Onder, f.Boven = nil, nil, nil
		zin = fmt.Sprintf("Te weinig gegevens: %d zaken, en het moeten er %d zijn.", f.N, m.MinN)
	}
	if m.Zichtbaarheid == "openbaar" && f.N < minOpenbaar {
		f.Waarde, f.Onder, f.Boven, f.N, f.Teller = nil, nil, nil, 0, 0
		zin = fmt.Sprintf("Minder dan %d zaken: te weinig om een cijfer te laten zien.", minOpenbaar)
	}
	window := maat.Terug(t.b.peil, laatsteM)
	m.Laatste = &MaatCijfer{Waarde: f.Waarde, Laag: f.Onder, Hoog: f.Boven, Teller: f.Teller, N: f.N, Zin: zin, Op: datum(t.b.peil), Venster: Periode{datum(window.Van), datum(window.Tot)},
		GemetenOp: zgw.TimeOf(c.Now()), Oordeel: chart.Oordeel, Sinds: chart.Sinds, Nulmeting: &NulCijfer{t.kept.NulMaat, t.kept.NulAantal, Periode{datum(t.nul.Van), datum(t.nul.Tot)}},
		Naast: naastVan(f), DefinitieVersie: m.DefinitieVersie, Bronnen: t.b.bronnen, BekendTot: moment(t.b.tot), Dekking: t.b.dekking, InvoerDigest: f.Afdruk.Digest}
	seal, err := t.zegel(text, m.Laatste)
	if err != nil {
		return err
	}
	if seal, err = c.Site.Keys.Seal(zegelVoor, seal); err != nil {
		return err
	}
	return c.Tx.Exec("insert into maat_reeksen (maat, peildatum, afdruk, reeks) values ($1, $2, $3, $4) on conflict (maat) do update set peildatum = excluded.peildatum, afdruk = excluded.afdruk, reeks = excluded.reeks",
		t.id, int64(t.b.peil), seal, string(text))
}
