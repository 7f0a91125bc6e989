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
	// Verlengd says that its term was extended, Ingetrokken that its result means that the resident withdrew it.
	Verlengd    bool
	Ingetrokken bool
}

// OpgeschortOnbekend stands for suspended days that are not known, which is not none (R12).
const OpgeschortOnbekend int32 = -1

// op is the case as it stood at the end of a day: what ended later was open. It makes it possible to measure a day again later.
func (z Zaak) op(peildatum Dag) Zaak {
	if z.Eind > peildatum {
		z.Eind, z.Ingetrokken = GeenDag, false
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
