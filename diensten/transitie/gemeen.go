package transitie

import (
	"errors"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Gemeen is what every object of the transition has (transition.md §2).
type Gemeen struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De organisatie die het object bijhoudt. Leeg zolang nog niet is gezegd welke organisatie de eigen is.
	Eigenaar zgw.URL `json:"eigenaar" zgw:"readonly,null"`
	// Hoe vaak het object is geschreven.
	Versie int `json:"versie" zgw:"readonly"`
	// Wanneer het object is gemaakt.
	AangemaaktOp zgw.Time `json:"aangemaaktOp" zgw:"readonly"`
	// Wanneer het object het laatst is gewijzigd.
	GewijzigdOp zgw.Time `json:"gewijzigdOp" zgw:"readonly"`
	// Wanneer het object uit een bestand is ingelezen. Met een hele strategie uit een ander register: wie iets zei of besloot, en wanneer, staat er dan zoals het daar stond.
	Ingelezen zgw.Time `json:"ingelezen" zgw:"readonly,null"`
	// Hoe dat bestand heette.
	IngelezenUit string `json:"ingelezenUit" zgw:"readonly"`
	// Wie het object mag zien: de eigen organisatie, ook de partners (coalitie), of iedereen (openbaar).
	Zichtbaarheid Zichtbaarheid `json:"zichtbaarheid" zgw:"default=eigen"`
}

// Zichtbaarheid says how far an object may be seen.
type Zichtbaarheid string

// Choices are in the order from few to all.
func (Zichtbaarheid) Choices() []string { return []string{"eigen", "coalitie", "openbaar"} }

// The ranks of a row (auth.Class), by which a client's autorisatie reaches it. A kind of object that residents or partners
// do not see whatever its zichtbaarheid says (§1.1) has one of these as the least rank of its rows.
const (
	rangOpenbaar = 0
	rangGedeeld  = 1 // for partners, if they may see it; never for residents
	rangCoalitie = 3
	rangEigen    = 7
)

func (z Zichtbaarheid) rang() int {
	switch z {
	case "openbaar":
		return rangOpenbaar
	case "coalitie":
		return rangCoalitie
	}
	return rangEigen
}

func (g *Gemeen) gemeen() *Gemeen { return g }

// vorige is what an object had in common with the others before it was written; nil when it is made.
func vorige[T any, P object[T]](old P) *Gemeen {
	if old == nil {
		return nil
	}
	return old.gemeen()
}

// Daad says who did something, and when.
type Daad struct {
	// Wie het deed, zoals het token die noemt.
	ID string `json:"id" zgw:"max=255"`
	// De naam van wie het deed.
	Naam string `json:"naam" zgw:"max=255"`
	// Wanneer.
	Op zgw.Time `json:"op" zgw:"null"`
}

// daad is what somebody does now.
func (a Actor) daad(c *rest.Call) *Daad {
	return &Daad{ID: a.ID, Naam: a.Naam, Op: zgw.TimeOf(c.Now())}
}

// object is a pointer to a type of this register: each begins with Gemeen.
type object[T any] interface {
	*T
	gemeen() *Gemeen
}

// hoofd makes a resource one with rights of its own and an audit trail. least is the least rank that its rows have.
func hoofd[T any, P object[T]](least int) *rest.Main[T] {
	return &rest.Main[T]{Audit: true, Keep: true, Class: func(_ *rest.Call, t *T) (int64, error) {
		return auth.Class(0, max(least, P(t).gemeen().Zichtbaarheid.rang()), false), nil
	}}
}

// geschreven keeps what the register itself keeps of an object that is written, and R5: only its owner writes it. old is nil
// when it is made.
func (g *Gemeen) geschreven(c *rest.Call, old *Gemeen) error {
	eigen, err := eigenOrganisatie(c)
	if err != nil {
		return err
	}
	if g.Eigenaar == "" {
		g.Eigenaar = eigen
	}
	if ok, err := namensEigenaar(c, g.Eigenaar, eigen); err != nil || !ok {
		return errors.Join(err, vanEenAnder(ok))
	}
	g.GewijzigdOp = zgw.TimeOf(c.Now())
	g.Versie++
	if old == nil {
		g.AangemaaktOp, g.Versie = g.GewijzigdOp, 1
		if uit, is := c.Origin.(bestand); is {
			g.Ingelezen, g.IngelezenUit = g.GewijzigdOp, string(uit)
		}
	}
	return nil
}

// bestand is the name of the file from which something is made.
type bestand string

func vanEenAnder(ok bool) error {
	if ok {
		return nil
	}
	return rest.Denied("Dit is van een andere organisatie. Alleen die kan het wijzigen; vraag het daar.")
}

// eigenOrganisatie is the address of the organisation whose register this is, or "".
func eigenOrganisatie(c *rest.Call) (zgw.URL, error) {
	row, err := c.Tx.One("select uuid from organisaties where eigen = 1")
	if errors.Is(err, data.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return zgw.LocalURL(Organisaties.Path, row.Text(0)), nil
}

// namensEigenaar says whether what belongs to an organisation is ours to write: it is our own, or we came after it (a
// herindeling: what the old municipality had goes on in the new one).
func namensEigenaar(c *rest.Call, eigenaar, eigen zgw.URL) (bool, error) {
	if eigenaar == "" || eigenaar == eigen {
		return true, nil
	}
	was, err := Organisaties.Get(c, eigenaar)
	if errors.Is(err, rest.ErrUnknown) {
		return true, nil // the organisation was removed
	}
	if err != nil {
		return false, err
	}
	return eigen != "" && was.opgevolgdDoor(eigen), nil
}
