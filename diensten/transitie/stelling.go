package transitie

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

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
