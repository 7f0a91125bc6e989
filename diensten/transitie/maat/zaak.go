package maat

import (
	"crypto/sha256"
	"encoding/binary"
)

// ID is a digest of the address of a case: it says which row, not whose.
type ID [16]byte

// Zaak is a case as measures need it: dates and a type, and nothing of the people in it.
type Zaak struct {
	ID ID
	// Type is the zaaktype, as a number of the caller's own.
	Type int32
	// Start is the startdatum, Eind the einddatum (GeenDag while it is open).
	Start Dag
	Eind  Dag
	// Termijn is uiterlijkeEinddatumAfdoening, else startdatum + doorlooptijd of the zaaktype, else GeenDag.
	Termijn Dag
	// Streef is startdatum + servicenorm of the zaaktype, or GeenDag.
	Streef Dag
	// Opgeschort is how many days it was suspended; OpgeschortOnbekend when the register does not tell.
	Opgeschort int32
	// Schorsingen are the periods of which that is known; with them Opgeschort is counted as of the peildatum.
	Schorsingen []Schorsing
	// Verlengd says that its term was extended, Ingetrokken that its result means that the resident withdrew it.
	Verlengd    bool
	Ingetrokken bool
}

// OpgeschortOnbekend stands for suspended days that are not known, which is not none (R12).
const OpgeschortOnbekend int32 = -1

// Schorsing is a period in which a case was suspended: from a day up to another, GeenDag while it lasts.
type Schorsing struct{ Van, Tot Dag }

// geschorst are the suspended days up to the end of a day, or to that on which the case ended.
func (z *Zaak) geschorst(peildatum Dag) int32 {
	end, days := peildatum+1, Dag(0)
	if !z.open() {
		end = min(end, z.Eind)
	}
	for _, s := range z.Schorsingen {
		until := end
		if s.Tot != GeenDag {
			until = min(until, s.Tot)
		}
		days += max(0, until-s.Van)
	}
	return int32(days)
}

// op is the case as it stood at the end of a day: what ended later was open. It makes it possible to measure a day again later.
func (z Zaak) op(peildatum Dag) Zaak {
	if z.Eind > peildatum {
		z.Eind, z.Ingetrokken = GeenDag, false
	}
	if len(z.Schorsingen) > 0 {
		z.Opgeschort = z.geschorst(peildatum)
	}
	return z
}

func (z *Zaak) open() bool { return z.Eind == GeenDag }

// hash is a digest of all that the row says.
func (z *Zaak) hash() [sha256.Size]byte {
	var b [40]byte
	copy(b[:], z.ID[:])
	for i, n := range [...]int32{z.Type, int32(z.Start), int32(z.Eind), int32(z.Termijn), int32(z.Streef)} {
		binary.BigEndian.PutUint32(b[16+4*i:], uint32(n))
	}
	flags := uint32(z.Opgeschort) << 2
	if z.Verlengd {
		flags |= 1
	}
	if z.Ingetrokken {
		flags |= 2
	}
	binary.BigEndian.PutUint32(b[36:], flags)
	return sha256.Sum256(b[:])
}
