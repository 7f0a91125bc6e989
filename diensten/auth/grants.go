package auth

import (
	"hash/maphash"
	"slices"
	"sync"
	"sync/atomic"
)

// grants are what an Applicatie allows, with its types as the ids by which rows know them.
type grants struct {
	catalogi   int64 // the change number of the catalogi for which the ids hold
	everything bool  // heeftAlleAutorisaties
	gereed     bool  // alleenIsGereedVoorPublicatie
	list       []grant

	mu   sync.Mutex // of those who add to memo
	memo atomic.Pointer[map[uint64][]remembered]
}

// grant is one autorisatie.
type grant struct {
	component string
	scopes    []string
	typeID    int64 // 0 where the component has no types, or the autorisatie names none that is known
	max       int   // the highest rank of vertrouwelijkheid; -1 for none
	all       bool  // whatever the type
}

// Lezer is the client_id with which the program itself reads its own registers for the measures. It reads zaken and catalogi of every type,
// also those that come tomorrow, which the Autorisaties API has no words for; and nothing else, whatever an Applicatie says of it.
const Lezer = "meent-metingen"

var readsAll = &grants{list: []grant{
	{component: "zrc", scopes: []string{"zaken.lezen"}, all: true},
	{component: "ztc", scopes: []string{"catalogi.lezen"}, all: true},
}}

// remembered are rights that were computed before.
type remembered struct {
	needs  []Need
	rights *Rights
}

// maxMemo keeps a caller who makes up scopes from filling memory.
const maxMemo = 1000

var seed = maphash.MakeSeed()

func hash(needs []Need) (h uint64) {
	for _, n := range needs {
		h = h*31 + maphash.String(seed, n.Component)
		h = h*31 + maphash.String(seed, n.Scope)
	}
	return h
}

// rights are remembered, since a program asks for the same few again and again.
func (g *grants) rights(needs []Need) *Rights {
	h := hash(needs)
	if memo := g.memo.Load(); memo != nil {
		for _, m := range (*memo)[h] {
			if slices.Equal(m.needs, needs) {
				return m.rights
			}
		}
	}
	r := g.compute(needs)
	g.remember(h, remembered{slices.Clone(needs), r})
	return r
}

func (g *grants) remember(h uint64, m remembered) {
	g.mu.Lock()
	defer g.mu.Unlock()
	memo := map[uint64][]remembered{}
	if old := g.memo.Load(); old != nil {
		if len(*old) >= maxMemo {
			return
		}
		for k, v := range *old {
			memo[k] = v
		}
	}
	memo[h] = append(slices.Clip(memo[h]), m)
	g.memo.Store(&memo)
}

func (g *grants) compute(needs []Need) *Rights {
	r := &Rights{None: true}
	for _, need := range needs {
		if g.everything {
			r.None = false
			r.MustGereed = r.MustGereed || g.onlyGereed(need)
			r.All = r.All || !g.onlyGereed(need)
			continue
		}
		for _, grant := range g.list {
			if grant.component == need.Component && slices.Contains(grant.scopes, need.Scope) {
				r.None = false
				g.add(r, grant, need)
			}
		}
	}
	return r.sealed()
}

// onlyGereed says whether a scope reaches only documents that are gereed voor publicatie (G-29). A new document is not
// there yet, so whoever may make one may make any.
func (g *grants) onlyGereed(need Need) bool {
	return g.gereed && need.Component == "drc" && need.Scope != "documenten.aanmaken"
}

// add gives r the classes that an autorisatie opens. One of zrc, drc or brc without a type opens nothing: it grants the
// scope, but for no object.
func (g *grants) add(r *Rights, a grant, need Need) {
	if a.all {
		r.All = true
		return
	}
	switch a.component {
	case "zrc":
		for rank := 0; rank <= a.max && a.typeID != 0; rank++ {
			r.Cls = append(r.Cls, Class(a.typeID, rank, false))
		}
	case "drc":
		for rank := 0; rank <= a.max && a.typeID != 0; rank++ {
			r.Cls = append(r.Cls, Class(a.typeID, rank, true))
			if !g.onlyGereed(need) {
				r.Cls = append(r.Cls, Class(a.typeID, rank, false))
			}
		}
	case "brc":
		if a.typeID != 0 {
			r.Cls = append(r.Cls, Class(a.typeID, 0, false))
		}
	case "transitie": // its rows have no type; without a maximum the autorisatie opens all of them
		r.All = r.All || a.max < 0
		for rank := 0; rank <= a.max; rank++ {
			r.Cls = append(r.Cls, Class(0, rank, false))
		}
	default:
		r.All = true
	}
}
