package auth

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// Need is a scope of a component, such as zaken.lezen of zrc.
type Need struct{ Component, Scope string }

// Rights are the objects for which a client has one of the scopes asked for. It is shared: nobody changes it.
type Rights struct {
	All        bool    // every object
	None       bool    // the client has none of the scopes for anything: a refusal, not an empty list (G-23)
	MustGereed bool    // every document that is gereed voor publicatie (G-29)
	Cls        []int64 // otherwise: objects with these classes, in order
	Key        string  // differs between rights that differ, in every process the same: for remembered counts

	list string // Cls as SQL writes it
}

var noRights = &Rights{None: true, Key: "-"}

// Allows says whether an object of this class is among them.
func (r *Rights) Allows(cls int64) bool {
	switch {
	case r.All:
		return true
	case r.None:
		return false
	case r.MustGereed:
		return cls&gereedOn != 0
	}
	_, found := slices.BinarySearch(r.Cls, cls)
	return found
}

// Where is the condition on the column with the class ("cls", or "+cls" for a walk) that holds for these objects, and
// nothing when all are. The numbers are ours and stand in the text, so that PostgreSQL plans for them.
func (r *Rights) Where(column string) string {
	switch {
	case r.All:
		return ""
	case r.None || !r.MustGereed && len(r.Cls) == 0:
		return "1 = 0"
	case r.MustGereed:
		return "(" + column + ") & 1 = 1"
	}
	return column + " in (" + r.list + ")"
}

// UpTo are those of the rights that reach no further than a rank, for objects without a type: what somebody may see for whom
// a client speaks, where that is less than what the client may. A rank below 0 leaves nothing.
func (r *Rights) UpTo(rank int) *Rights {
	less := &Rights{None: r.None || rank < 0}
	for i := range rank + 1 {
		if cls := Class(0, i, false); r.Allows(cls) {
			less.Cls = append(less.Cls, cls)
		}
	}
	return less.sealed()
}

// sealed puts the classes in order and gives the rights their key.
func (r *Rights) sealed() *Rights {
	switch {
	case r.All:
		return &Rights{All: true, Key: "*"}
	case r.None:
		return noRights
	case r.MustGereed:
		return &Rights{MustGereed: true, Key: "gereed"}
	}
	slices.Sort(r.Cls)
	r.Cls = slices.Compact(r.Cls)
	r.list = join(r.Cls)
	r.Key = r.list
	if len(r.Key) > 64 {
		sum := sha256.Sum256([]byte(r.list))
		r.Key = hex.EncodeToString(sum[:16])
	}
	return r
}

func join(numbers []int64) string {
	var b strings.Builder
	for i, n := range numbers {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatInt(n, 10))
	}
	return b.String()
}
