package transitie

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"iter"
	"maps"
	"net/http"
	"runtime/debug"
	"slices"
	"strconv"
	"time"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

const (
	meetTijd   = 60 * time.Second // §10.4: what takes longer is a fout
	meetRuimte = 2                // how many measure at once
	rooster    = 7                // days between two metingen of a toets
)

// opdracht is how something is measured, resolved so far that it can be done again and mean the same.
type opdracht struct {
	Sonde       string  `json:"sonde"`
	Van         string  `json:"van"`
	Tot         string  `json:"tot"`
	Peildatum   string  `json:"peildatum"`
	Deel        float64 `json:"deel"`
	Norm        string  `json:"norm"`
	Zekerheid   float64 `json:"zekerheid"`
	Zaaktypen   []int64 `json:"zaaktypen"` // rows of the types that are counted
	Ingetrokken []int64 `json:"ingetrokken"`
	// Definitie names the same types as the registers do.
	Definitie string `json:"definitie"`
}

// keuze is what parameters come down to now.
type keuze struct {
	zaaktypen   []int64
	typen       map[int64]int32 // row of a type: its number
	namen       map[int32]string
	ingetrokken []int64
	digest      string // of the names
	dekking     Dekking
	verborgen   []string // zaaktypen that can no longer be seen
	klein       []string // left out (R7)
}

// kies resolves parameters: versions of one zaaktype count as one, small ones are left out (R7).
func kies(tx data.Tx, p *Parameters) (keuze, error) {
	k := keuze{zaaktypen: []int64{}, typen: map[int64]int32{}, namen: map[int32]string{}}
	klein, ingetrokken, err := inrichting(tx)
	if err != nil {
		return k, err
	}
	wanted := map[string]bool{}
	for _, z := range p.Zaaktypen {
		wanted[laatste(z)], wanted[z] = true, true
	}
	type soort struct {
		id                 int64
		naam, sleutel, oms string
		verborgen          bool
		bekend             bool
	}
	var all []soort
	chosen := map[string]bool{}
	for row, err := range tx.Query("select id, sleutel, identificatie, omschrijving, verborgen, bekend from feiten_zaaktypen order by id") {
		if err != nil {
			return k, fmt.Errorf("read zaaktypen: %w", err)
		}
		s := soort{row.Int(0), row.Text(2), row.Text(1), row.Text(3), row.Int(4) != 0, row.Int(5) == 1}
		if s.naam == "" {
			s.naam = s.sleutel
		}
		all = append(all, s)
		if len(wanted) == 0 || wanted[s.sleutel] || wanted[s.naam] {
			chosen[s.naam] = true
		}
	}
	names, known := map[string]string{}, map[string]bool{}
	for _, s := range all {
		if !chosen[s.naam] {
			continue
		}
		if klein[s.naam] || klein[s.sleutel] {
			if !slices.Contains(k.klein, s.naam) {
				k.klein = append(k.klein, s.naam)
			}
			continue
		}
		if s.verborgen && !slices.Contains(k.verborgen, s.naam) {
			k.verborgen = append(k.verborgen, s.naam)
		}
		known[s.naam] = known[s.naam] || s.bekend
		n := nummerVan(s.naam)
		k.zaaktypen, k.typen[s.id], k.namen[n] = append(k.zaaktypen, s.id), n, s.oms
		names[s.naam] = s.oms
	}
	for row, err := range tx.Query("select id, sleutel, adres from feiten_resultaattypen order by id") {
		if err != nil {
			return k, fmt.Errorf("read resultaattypen: %w", err)
		}
		if ingetrokken[row.Text(1)] {
			k.ingetrokken = append(k.ingetrokken, row.Int(0))
		}
	}
	k.digest, err = bewijs.Digest(map[string]any{"zaaktypen": slices.Sorted(maps.Keys(names)), "ingetrokken": slices.Sorted(maps.Keys(ingetrokken)), "klein": slices.Sorted(slices.Values(k.klein))})
	if err != nil {
		return k, err
	}
	k.dekking, err = k.dekkingNu(tx, len(names))
	return k, err
}

// nummerVan is the number of a zaaktype, from its identificatie: the same in every database.
func nummerVan(naam string) int32 {
	h := fnv.New32a()
	h.Write([]byte(naam))
	return int32(h.Sum32() & 0x7fffffff)
}

// inrichting is what all maten say of small zaaktypen and of results that mean withdrawn: it holds for all that is measured.
func inrichting(tx data.Tx) (klein, ingetrokken map[string]bool, err error) {
	klein, ingetrokken = map[string]bool{}, map[string]bool{}
	for row, err := range tx.Query("select body from maten where toestand <> 'vervangen' order by id") {
		if err != nil {
			return nil, nil, fmt.Errorf("read maten: %w", err)
		}
		var m Maat
		if err := rest.Decode(&rest.Stored{Body: row.Bytes(0)}, &m); err != nil {
			return nil, nil, err
		}
		for _, z := range m.KleineZaaktypen {
			klein[z], klein[laatste(z)] = true, true
		}
		for _, r := range m.Ingetrokken {
			ingetrokken[laatste(r)] = true
		}
	}
	return klein, ingetrokken, nil
}

// dekkingNu is of how many of these zaaktypen there are zaken to see.
func (k *keuze) dekkingNu(tx data.Tx, totaal int) (Dekking, error) {
	seen := map[int32]bool{}
	for _, id := range k.zaaktypen {
		if seen[k.typen[id]] {
			continue
		}
		for _, err := range tx.Query("select 1 from feiten f join feiten_zaaktypen t on t.id = f.zaaktype where f.zaaktype = $1 and f.gezien_tot is null and t.verborgen = 0 limit 1", id) {
			if err != nil {
				return Dekking{}, fmt.Errorf("coverage: %w", err)
			}
			seen[k.typen[id]] = true
		}
	}
	d := Dekking{Gezien: int64(len(seen)), Totaal: int64(totaal)}
	if d.Gezien == d.Totaal {
		return d, nil
	}
	for row, err := range tx.Query("select s.reden from feiten_stand s where s.reden <> '' order by s.register") {
		if err != nil {
			return d, fmt.Errorf("coverage: %w", err)
		}
		d.Reden = row.Text(0)
	}
	return d, nil
}

// zaken streams what was known at a moment as package maat reads it. An error ends the stream and is told in err.
func zakenOp(tx data.Tx, moment int64, zaaktypen, ingetrokken []int64, typen map[int64]int32, err *error) iter.Seq[maat.Zaak] {
	withdrawn := map[int64]bool{}
	for _, id := range ingetrokken {
		withdrawn[id] = true
	}
	return func(yield func(maat.Zaak) bool) {
		for r, e := range stroom(tx, moment, zaaktypen) {
			if e != nil {
				*err = e
				return
			}
			z := maat.Zaak{Type: typen[r.zaaktype], Start: maat.Dag(r.start), Eind: maat.Dag(r.eind), Termijn: maat.Dag(r.termijn), Streef: maat.Dag(r.streef), Verlengd: r.verlengd,
				Opgeschort: maat.OpgeschortOnbekend, Ingetrokken: r.resultaattype != 0 && withdrawn[r.resultaattype]}
			if _, e := hex.Decode(z.ID[:], r.sleutel); e != nil {
				*err = fmt.Errorf("key of a zaak: %w", e)
				return
			}
			if !yield(z) {
				return
			}
		}
	}
}

// meting of package maat for an opdracht.
func (o opdracht) vraag() maat.Opdracht {
	return maat.Opdracht{Sonde: maat.Zoek(o.Sonde), Venster: maat.Venster{Van: maat.LeesDag(o.Van), Tot: maat.LeesDag(o.Tot)}, Peildatum: maat.LeesDag(o.Peildatum),
		Deel: o.Deel, Norm: o.Norm, Zekerheid: o.Zekerheid, Bewijs: true}
}

// typenVoor are the numbers of the types of an opdracht.
func (o opdracht) typenVoor(tx data.Tx) (map[int64]int32, error) {
	typen := map[int64]int32{}
	for row, err := range tx.Query("select id, case when identificatie <> '' then identificatie else sleutel end from feiten_zaaktypen where id in (" + nummers(o.Zaaktypen) + ")") {
		if err != nil {
			return nil, fmt.Errorf("read zaaktypen: %w", err)
		}
		typen[row.Int(0)] = nummerVan(row.Text(1))
	}
	return typen, nil
}

// reken measures an opdracht on what was known at a moment.
func (o opdracht) reken(tx data.Tx, moment int64) (maat.Cijfer, error) {
	typen, err := o.typenVoor(tx)
	if err != nil {
		return maat.Cijfer{}, err
	}
	var failed error
	f := maat.Meet(zakenOp(tx, moment, o.Zaaktypen, o.Ingetrokken, typen, &failed), o.vraag())[0]
	return f, failed
}

// bekend is up to when all registers are known, and whether there is one at all.
func bekend(tx data.Tx) (tot int64, naam string, eigen bool, err error) {
	for row, err := range tx.Query("select r.naam, s.tot from registers r join feiten_stand s on s.register = r.id order by r.id") {
		if err != nil {
			return 0, "", false, fmt.Errorf("up to when registers are known: %w", err)
		}
		if !eigen || row.Int(1) < tot {
			tot, naam = row.Int(1), row.Text(0)
		}
		eigen = true
	}
	return tot, naam, eigen, nil
}

func dagVan(micro int64) maat.Dag { return maat.LeesDag(string(zgw.DateOf(time.UnixMicro(micro)))) }

// binair is the version of the program, which stands in each meting.
func binair() string {
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

// meet measures a toets now, without writing anything.
func (t *Toets) meet(tx data.Tx, nul bool) (m Meting, afdruk *maat.Afdruk, err error) {
	tot, naam, eigen, err := bekend(tx)
	if err != nil {
		return m, nil, err
	}
	now := tx.Now()
	today := maat.LeesDag(string(zgw.DateOf(now)))
	peil := today
	if known := dagVan(tot); eigen && tot > 0 && known < peil {
		peil = known // what the registers did not tell yet is no news: nothing is late because of it
	}
	window := maat.Terug(peil, t.Venster.maanden())
	k, err := kies(tx, t.Parameters)
	if err != nil {
		return m, nil, err
	}
	o := opdracht{Sonde: string(t.Sonde), Van: window.Van.String(), Tot: window.Tot.String(), Peildatum: peil.String(), Deel: t.Parameters.Deel, Norm: string(t.Parameters.Norm),
		Zekerheid: t.Zekerheid, Zaaktypen: k.zaaktypen, Ingetrokken: k.ingetrokken, Definitie: k.digest}
	s := maat.Zoek(o.Sonde)
	m = Meting{Toets: t.URL, Definitie: t.Definitie, Sonde: o.Sonde, Van: zgw.Date(o.Van), Tot: zgw.Date(o.Tot), Peildatum: zgw.Date(o.Peildatum), BekendTot: moment(tot), Nulmeting: nul,
		Bron: "Zaken en zaaktypen uit de eigen registers", Dekking: k.dekking, Eenheid: string(s.Eenheid), Binair: binair(), Gestart: zgw.TimeOf(now), moment: now.UnixMicro()}
	if m.DefinitieDigest, err = bewijs.Digest(map[string]any{"toets": t.DefinitieDigest, "keuze": k.digest}); err != nil {
		return m, nil, err
	}
	text, err := json.Marshal(o)
	if err != nil {
		return m, nil, err
	}
	m.opdracht = string(text)
	f, err := o.reken(tx, m.moment)
	if err != nil {
		return m, nil, err
	}
	m.InvoerDigest = f.Afdruk.Digest
	m.Uitkomst, m.Reden = t.uitkomst(s, f, k, tot, naam, eigen, today)
	if f = getoond(s, f, eigen && tot > 0 && k.dekking.Gezien > 0, minstens); f.Naast == nil {
		f.Naast = []maat.Naast{}
	}
	m.Waarde, m.Onder, m.Boven, m.N, m.Teller = f.Waarde, f.Onder, f.Boven, f.N, f.Teller
	if m.Naast, err = json.Marshal(f.Naast); err != nil {
		return m, nil, err
	}
	return m, f.Afdruk, nil
}

// minstens is of how many zaken a figure is at least shown: with fewer it would tell of people (§9).
const minstens = 10

// getoond is a figure as it may be shown. What is not known is not zero (R12): of registers that were not read, or of which no zaak is
// seen, there is no figure. Of few zaken only their number is told; a backlog is a number of zaken itself.
func getoond(s *maat.Sonde, f maat.Cijfer, bekend bool, least int) maat.Cijfer {
	if bekend && (f.N >= least || s.Eenheid == maat.Zaken) {
		return f
	}
	return maat.Cijfer{N: f.N, Zekerheid: f.Zekerheid, Afdruk: f.Afdruk}
}

// uitkomst is what a figure says of the toets, and why when it is no judgement.
func (t *Toets) uitkomst(s *maat.Sonde, f maat.Cijfer, k keuze, tot int64, naam string, meetbaar bool, today maat.Dag) (MetingUitkomst, string) {
	switch {
	case !meetbaar:
		return MetingUitkomst(maat.Onbeslist), "Er is nog geen register om in te meten."
	case tot == 0:
		return MetingUitkomst(maat.Verouderd), fmt.Sprintf("Het register “%s” is nog niet helemaal gelezen.", naam)
	case int(today-dagVan(tot)) > t.versheidDagen():
		return MetingUitkomst(maat.Verouderd), fmt.Sprintf("Het register “%s” is sinds %s niet meer te lezen. Het cijfer gaat over wat Meent toen wist.", naam, dagVan(tot))
	case len(k.verborgen) > 0:
		return MetingUitkomst(maat.Verouderd), fmt.Sprintf("Zaken van %s zijn niet meer te zien. Vraag de beheerder van het register om leesrecht.", k.verborgen[0])
	case k.dekking.Gezien == 0:
		return MetingUitkomst(maat.Onbeslist), "Er zijn geen zaken te zien van de gekozen zaaktypen." // none seen is unknown, not zero (R12)
	}
	out := s.Uitkomst(f, maat.Drempel{Op: string(t.Drempel.Op), Waarde: t.Drempel.Waarde}, t.MinN)
	switch {
	case out == maat.Onbeslist && f.N < t.MinN:
		return MetingUitkomst(out), fmt.Sprintf("Te weinig gegevens: %d zaken, en het moeten er %d zijn.", f.N, t.MinN)
	case out == maat.Onbeslist:
		return MetingUitkomst(out), "Het interval ligt aan beide kanten van de lat: het kan ook toeval zijn."
	}
	return MetingUitkomst(out), ""
}

// onderteken adds the meting to the chain of its toets and signs it.
func (m *Meting) onderteken(c *rest.Call, toets int64, delen []string) error {
	chain, _, err := keten(c.Tx, toets)
	if err != nil {
		return err
	}
	by, err := ondertekenaar(c.Tx, c.Site.Keys)
	if err != nil {
		return err
	}
	var before *bewijs.Schakel
	if len(chain) > 0 {
		before = &chain[len(chain)-1]
	}
	s, err := bewijs.Voeg(before, bewijs.Meting{
		Toets: c.Site.Public(m.Toets), ToetsDigest: m.DefinitieDigest, Versie: m.Definitie, Sonde: m.Sonde, Van: string(m.Van), Tot: string(m.Tot), Peildatum: string(m.Peildatum),
		Gezien: int(m.Dekking.Gezien), Totaal: int(m.Dekking.Totaal), Waarde: m.Waarde, Onder: m.Onder, Boven: m.Boven, N: m.N, Teller: m.Teller, Uitkomst: string(m.Uitkomst),
		InvoerDigest: m.InvoerDigest, Delen: delen, Binair: m.Binair, Gestart: string(m.Gestart), Klaar: string(m.Klaar),
	}, by)
	if err != nil {
		return err
	}
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	m.Nummer, m.Vorige, m.Digest, m.Sleutel, m.Handtekening, m.schakel = s.Nummer, s.Vorige, s.Digest, s.Sleutel, s.Handtekening, string(text)
	return c.Tx.Exec("insert into feiten_toetsen (toets, kop) values ($1, $2) on conflict (toets) do update set kop = excluded.kop", toets, s.Digest)
}

// meten measures what is due, and turns milestones by what came of it.
func (m *Motor) meten(ctx context.Context) error {
	c, err := motorCall(ctx, m.site)
	if err != nil {
		return err
	}
	var due []zgw.URL
	err = c.View(func() error {
		due = nil
		for row, err := range c.Tx.Query("select uuid from toetsen order by id") {
			if err != nil {
				return err
			}
			due = append(due, zgw.LocalURL(Toetsen.Path, row.Text(0)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	var failed []error
	for _, url := range due {
		if err := m.meetToets(ctx, url); err != nil {
			failed = append(failed, fmt.Errorf("toets %s: %w", url.UUID(), err))
		}
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
	if err := mijlpalenBijwerken(c); err != nil {
		return err
	}
	m.gekeerd = now // what was turned just now is looked at once more
	return nil
}

// meetToets measures a toets when it is due: a new definition at once, others a week after the last time.
func (m *Motor) meetToets(ctx context.Context, url zgw.URL) error {
	release, err := m.beurt(ctx)
	if err != nil {
		return err
	}
	defer release()
	c, err := motorCall(ctx, m.site)
	if err != nil {
		return err
	}
	var (
		meting Meting
		afdruk *maat.Afdruk
		nodig  bool
	)
	err = meetBinnen(ctx, m.site.DB, func(tx data.Tx) error {
		c.Tx = tx
		var t *Toets
		t, nodig, err = toetsNodig(tx, url)
		if err != nil || !nodig {
			return err
		}
		first, err := eersteMeting(tx, url)
		if err != nil {
			return err
		}
		meting, afdruk, err = t.meet(tx, first)
		return err
	})
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = m.alsFout(ctx, url, &meting)
	}
	if err != nil || !nodig {
		return err
	}
	return c.Update(func() error {
		s, err := c.Lock(url)
		if errors.Is(err, rest.ErrUnknown) {
			return nil // it was removed meanwhile
		}
		if err != nil {
			return err
		}
		t, again, err := toetsNodig(c.Tx, url)
		if err != nil || !again || t.Definitie != meting.Definitie {
			return err // another process was first, or it is another toets now
		}
		made := meting
		made.Klaar = zgw.TimeOf(c.Now())
		var delen []string
		if afdruk != nil {
			delen = afdruk.Delen
		}
		if err := made.onderteken(c, s.ID, delen); err != nil {
			return err
		}
		_, err = Metingen.Put(c, &made)
		return err
	}, url.UUID())
}

// alsFout is a meting of a sonde that did not come to its end in time.
func (m *Motor) alsFout(ctx context.Context, url zgw.URL, meting *Meting) error {
	return m.site.DB.View(ctx, func(tx data.Tx) error {
		t, _, err := toetsNodig(tx, url)
		if err != nil {
			return err
		}
		now := zgw.TimeOf(tx.Now())
		*meting = Meting{Toets: url, Definitie: t.Definitie, DefinitieDigest: t.DefinitieDigest, Sonde: string(t.Sonde), Van: zgw.DateOf(tx.Now()), Tot: zgw.DateOf(tx.Now()), Peildatum: zgw.DateOf(tx.Now()),
			Uitkomst: MetingUitkomst(maat.Fout), Reden: "Meten duurde langer dan een minuut en is gestopt.", Naast: zgw.JSON("[]"), Binair: binair(), Gestart: now, opdracht: "{}", moment: tx.Now().UnixMicro()}
		return nil
	})
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

func meetBinnen(ctx context.Context, db data.DB, fn func(tx data.Tx) error) error {
	ctx, cancel := context.WithTimeout(ctx, meetTijd)
	defer cancel()
	return db.View(ctx, fn)
}

// toetsNodig reads a toets and says whether it is due.
func toetsNodig(tx data.Tx, url zgw.URL) (*Toets, bool, error) {
	row, err := tx.One("select id, body from toetsen where uuid = $1", url.UUID())
	if errors.Is(err, data.ErrNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	id, t := row.Int(0), &Toets{}
	if err := rest.Decode(&rest.Stored{Body: row.Bytes(1)}, t); err != nil {
		return nil, false, err
	}
	row, err = tx.One("select definitie, op, uitkomst from metingen where toets = $1 order by nummer desc limit 1", id)
	if errors.Is(err, data.ErrNotFound) {
		return t, true, nil
	}
	if err != nil {
		return nil, false, err
	}
	last := zgw.Time(row.Text(1)).Time()
	if row.Int(0) != int64(t.Definitie) {
		return t, true, nil
	}
	// Each toets has an hour of its own, so that they do not all come at once (§10.4).
	wait := rooster*24*time.Hour - time.Duration(nummerVan(t.UUID)%24)*time.Hour
	switch row.Text(2) {
	case string(maat.Fout):
		wait = 24 * time.Hour
	case string(maat.Verouderd):
		// As soon as it can be measured; until then it is said once a week.
		if able, err := t.kan(tx); err != nil || able {
			return t, able, err
		}
	}
	return t, tx.Now().Sub(last) >= wait, nil
}

// kan says whether the registers are known lately enough to measure, after they were not.
func (t *Toets) kan(tx data.Tx) (bool, error) {
	tot, _, eigen, err := bekend(tx)
	if err != nil || !eigen || tot == 0 || int(dagVan(tx.Now().UnixMicro())-dagVan(tot)) > t.versheidDagen() {
		return false, err
	}
	k, err := kies(tx, t.Parameters)
	return len(k.verborgen) == 0, err
}

func eersteMeting(tx data.Tx, url zgw.URL) (bool, error) {
	_, err := tx.One("select 1 from metingen m join toetsen t on t.id = m.toets where t.uuid = $1 and m.uitkomst not in ('fout', 'verouderd')", url.UUID())
	found, err := gevondenRij(err)
	return !found, err
}

// Hermeting is what came of "Opnieuw meten": the same window and definition, on what is known now.
type Hermeting struct {
	// De meting die opnieuw is gedaan.
	Meting zgw.URL `json:"meting"`
	// Wanneer er opnieuw is gemeten. Eén keer per uur; wie binnen het uur vraagt, krijgt dezelfde uitkomst.
	Op zgw.Time `json:"op"`
	// Of er hetzelfde uitkwam, uit dezelfde gegevens.
	Gelijk bool `json:"gelijk"`
	// Het cijfer nu.
	Waarde *float64 `json:"waarde"`
	// Over hoeveel zaken het nu gaat.
	N int `json:"n"`
	// Hoeveel zaken sindsdien zijn gecorrigeerd.
	Gecorrigeerd int `json:"gecorrigeerd"`
	// Welke dat zijn; alleen voor wie die zaken mag lezen.
	Zaken []string `json:"zaken"`
	// Wat het betekent, in één zin.
	Tekst string `json:"tekst"`
}

// hermetingRoute is POST /toetsen/{uuid}/meten.
func (m *Motor) hermetingRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "POST " + Toetsen.Path + "/{uuid}/meten", Scope: lezen,
		Doc:    rest.Doc{ID: "toets_meten", Summary: "Doe de laatste meting van een toets opnieuw, met hetzelfde venster en dezelfde definitie.", Out: Hermeting{}},
		Handle: m.hermeet})
}

// hermeetElke is how long one re-measurement serves all who ask (§10.2).
const hermeetElke = time.Hour

func (m *Motor) hermeet(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	var (
		toets *rest.Stored
		h     Hermeting
		found bool
	)
	err := c.View(func() (err error) {
		if toets, err = Toetsen.Visible(c, r.PathValue("uuid")); err != nil {
			return err
		}
		if _, err := magNu(c, Meten, Voorwerp{Soort: "metingen"}); err != nil {
			return err
		}
		h, found, err = eerderHermeten(c.Tx, toets.ID)
		return err
	})
	if err != nil {
		return err
	}
	if !found {
		if h, err = m.hermeetNu(c, toets.ID); err != nil {
			return err
		}
	}
	if err := c.View(func() error { return h.toonZaken(c) }); err != nil {
		return err
	}
	return c.AnswerJSON(w, r, http.StatusOK, []byte(rest.EncodeGroup(&h)))
}

// eerderHermeten is the re-measurement of the last hour, if it is of the last meting.
func eerderHermeten(tx data.Tx, toets int64) (h Hermeting, ok bool, err error) {
	row, err := tx.One("select f.hermeten, f.hermeting from feiten_toetsen f where f.toets = $1 and f.hermeten > $2", toets, tx.Now().Add(-hermeetElke).UnixMicro())
	if found, err := gevondenRij(err); err != nil || !found {
		return h, false, err
	}
	text := row.Bytes(1)
	if err := rest.Decode(&rest.Stored{Body: text}, &h); err != nil {
		return h, false, err
	}
	last, err := tx.One("select uuid from metingen where toets = $1 order by nummer desc limit 1", toets)
	if err != nil {
		return h, false, err
	}
	return h, h.Meting.UUID() == last.Text(0), nil
}

// hermeetNu measures the last meting of a toets again, and keeps what came of it for an hour.
func (m *Motor) hermeetNu(c *rest.Call, toets int64) (h Hermeting, err error) {
	release, err := m.beurt(c.Context())
	if err != nil {
		return h, err
	}
	defer release()
	err = meetBinnen(c.Context(), c.Site.DB, func(tx data.Tx) error {
		row, err := tx.One("select uuid, body, opdracht, moment from metingen where toets = $1 order by nummer desc limit 1", toets)
		if errors.Is(err, data.ErrNotFound) {
			return rest.NewProblem(http.StatusConflict, "conflict", "Er is nog niet gemeten. De eerste meting komt zodra de registers zijn gelezen.")
		}
		if err != nil {
			return err
		}
		url, moment, text := zgw.LocalURL(Metingen.Path, row.Text(0)), row.Int(3), row.Text(2)
		var was Meting
		if err := rest.Decode(&rest.Stored{Body: row.Bytes(1)}, &was); err != nil {
			return err
		}
		var o opdracht
		if err := json.Unmarshal([]byte(text), &o); err != nil || o.Sonde == "" {
			return rest.NewProblem(http.StatusConflict, "conflict", "De laatste meting is mislukt en kan niet worden herhaald. Er wordt vanzelf opnieuw gemeten.")
		}
		h, err = o.herhaal(tx, was, moment)
		h.Meting = url
		return err
	})
	if err != nil {
		return h, err
	}
	return h, c.Update(func() error {
		return c.Tx.Exec("update feiten_toetsen set hermeten = $1, hermeting = $2 where toets = $3", c.Now().UnixMicro(), string(rest.EncodeGroup(&h)), toets)
	})
}

// herhaal measures an opdracht on what is known now and says what differs from then.
func (o opdracht) herhaal(tx data.Tx, was Meting, moment int64) (Hermeting, error) {
	now := tx.Now()
	f, err := o.reken(tx, now.UnixMicro())
	if err != nil {
		return Hermeting{}, err
	}
	f = getoond(maat.Zoek(o.Sonde), f, was.Dekking.Gezien > 0, minstens)
	h := Hermeting{Op: zgw.TimeOf(now), Waarde: f.Waarde, N: f.N, Gelijk: f.Afdruk.Digest == was.InvoerDigest, Zaken: []string{}}
	if h.Gelijk {
		h.Tekst = "Opnieuw gemeten: hetzelfde cijfer, uit dezelfde gegevens."
		return h, nil
	}
	typen, err := o.typenVoor(tx)
	if err != nil {
		return h, err
	}
	var failed error
	collect := func(moment int64) []maat.Zaak {
		return slices.Collect(zakenOp(tx, moment, o.Zaaktypen, o.Ingetrokken, typen, &failed))
	}
	before, after := collect(moment), collect(now.UnixMicro())
	if failed != nil {
		return h, failed
	}
	changed := maat.Correcties(o.vraag(), nil, slices.Values(before), slices.Values(after))
	h.Gecorrigeerd = len(changed)
	for _, id := range changed {
		h.Zaken = append(h.Zaken, hex.EncodeToString(id[:]))
	}
	h.Tekst = "Gegevens gecorrigeerd: " + strconv.Itoa(h.Gecorrigeerd) + " zaken. Het cijfer is daarmee opnieuw gemaakt."
	if h.Gecorrigeerd == 1 {
		h.Tekst = "Gegevens gecorrigeerd: 1 zaak. Het cijfer is daarmee opnieuw gemaakt."
	}
	return h, nil
}

// toonZaken turns the keys of corrected cases into addresses, for who may read those cases; who may not hears only how many.
func (h *Hermeting) toonZaken(c *rest.Call) error {
	keys := h.Zaken
	h.Zaken = []string{}
	for _, key := range keys {
		row, err := c.Tx.One("select z.naam from feiten f join feiten_zaken z on z.id = f.zaak join registers r on r.id = f.register where f.sleutel = $1 and r.eigen = 1 limit 1", key)
		found, err := gevondenRij(err)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		url := zgw.LocalURL("/zaken/api/v1/zaken", row.Text(0))
		s, err := c.Find(url)
		if errors.Is(err, rest.ErrUnknown) {
			continue
		}
		if err != nil {
			return err
		}
		if c.Client.Has("zrc", "zaken.lezen", s.Cls) {
			h.Zaken = append(h.Zaken, c.Site.Public(url))
		}
	}
	return nil
}
