package auth

const (
	ranks    = 8 // from openbaar to zeer geheim
	rankBits = 1
	typeBits = 4
	gereedOn = 1
)

// Class is what rights know of an object, in the one number that its row and all rows that hang on it carry: its type,
// the rank of its vertrouwelijkheid, and whether it is a document that is gereed voor publicatie. A rank that is none
// counts as the most confidential.
func Class(typeID int64, rank int, gereed bool) int64 {
	if rank < 0 || rank >= ranks {
		rank = ranks - 1
	}
	cls := typeID<<typeBits | int64(rank)<<rankBits
	if gereed {
		cls |= gereedOn
	}
	return cls
}

// RankOf is the rank in a class.
func RankOf(cls int64) int { return int(cls>>rankBits) & (ranks - 1) }
