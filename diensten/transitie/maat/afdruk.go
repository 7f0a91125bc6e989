package maat

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"iter"
	"slices"
)

// Delen is in how many parts an Afdruk is made, by the first byte of the id.
const Delen = 256

// Afdruk is the digest of the rows that a figure was made of: in parts, so that it can be said how much was corrected since without the
// rows being kept (§10.2).
type Afdruk struct {
	// Digest is the SHA-256 over the parts: the invoerDigest of a Meting.
	Digest string `json:"digest"`
	// Rijen is how many rows there were.
	Rijen int `json:"rijen"`
	// Delen are the digests of the parts (hex, 16 bytes each), in order; an empty part is an empty text.
	Delen []string `json:"delen"`
}

// Anders are the parts in which two prints differ; nil when they are of the same rows.
func (a *Afdruk) Anders(b *Afdruk) []int {
	var parts []int
	for i := range Delen {
		if a.part(i) != b.part(i) {
			parts = append(parts, i)
		}
	}
	return parts
}

func (a *Afdruk) part(i int) string {
	if a == nil || i >= len(a.Delen) {
		return ""
	}
	return a.Delen[i]
}

// entry is a row in a print: its id and a digest of what it says.
type entry [32]byte

// printer gathers the rows of a figure, in whatever order they come: 32 bytes a row.
type printer struct{ parts [Delen][]entry }

func (z *Zaak) entry() (e entry) {
	sum := z.hash()
	copy(e[:16], z.ID[:])
	copy(e[16:], sum[:16])
	return e
}

func (p *printer) add(z *Zaak) {
	e := z.entry()
	p.parts[e[0]] = append(p.parts[e[0]], e)
}

func (p *printer) print() *Afdruk {
	a := &Afdruk{Delen: make([]string, Delen)}
	whole := sha256.New()
	for i, rows := range p.parts {
		slices.SortFunc(rows, func(a, b entry) int { return bytes.Compare(a[:], b[:]) })
		part := sha256.New()
		for _, e := range rows {
			part.Write(e[:])
		}
		a.Rijen += len(rows)
		if len(rows) > 0 {
			a.Delen[i] = hex.EncodeToString(part.Sum(nil)[:16])
		}
		whole.Write([]byte(a.Delen[i]))
		whole.Write([]byte{'\n'})
	}
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(a.Rijen))
	whole.Write(n[:])
	a.Digest = hex.EncodeToString(whole.Sum(nil))
	return a
}

// Correcties are the cases that bear on a figure and say something else now than they did: changed, come or gone, in order of id. The
// same question is put to the rows as they were and as they are; parts are those in which the prints differ (Anders), nil for all. Who
// may not read a case is told only how many there are.
func Correcties(o Opdracht, parts []int, before, now iter.Seq[Zaak]) []ID {
	was, is := o.rows(parts, before), o.rows(parts, now)
	changed := map[ID]bool{}
	for e := range was {
		if !is[e] {
			changed[ID(e[:16])] = true
		}
	}
	for e := range is {
		if !was[e] {
			changed[ID(e[:16])] = true
		}
	}
	ids := make([]ID, 0, len(changed))
	for id := range changed {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b ID) int { return bytes.Compare(a[:], b[:]) })
	return ids
}

// rows are the entries of an opdracht in some parts.
func (o Opdracht) rows(parts []int, cases iter.Seq[Zaak]) map[entry]bool {
	rows := map[entry]bool{}
	c := o.Sonde.count(&o)
	for z := range cases {
		if parts != nil && !slices.Contains(parts, int(z.ID[0])) || !o.wants(&z) {
			continue
		}
		then := z.op(o.Peildatum)
		if c.add(&then) {
			rows[then.entry()] = true
		}
	}
	return rows
}
