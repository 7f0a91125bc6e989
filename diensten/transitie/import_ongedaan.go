package transitie

import (
	"cmp"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

func serveOngedaan(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	var saved *rest.Stored
	err := c.Update(func() error {
		actor, err := magNu(c, Schrijven, Voorwerp{Soort: "imports"})
		if err != nil {
			return err
		}
		before, imp, err := Imports.Open(c, r, r.PathValue("uuid"))
		if err != nil {
			return err
		}
		if imp.Ongedaan != nil {
			return rest.NewProblem(http.StatusConflict, "conflict", "Deze import is al teruggedraaid.")
		}
		haalWeg := c.Remove
		if imp.Soort == "strategie" { // what is in it was decided elsewhere
			if err := magStrategie(actor); err != nil {
				return err
			}
			haalWeg = func(url zgw.URL) error {
				if c.Is(url, "herijkingen") { // has no trail, and no DELETE of its own
					return Herijkingen.Drop(c, url)
				}
				return c.Undo(url)
			}
		}
		imp.Ongedaan = &Ongedaan{Door: actor.daad(c)}
		if err := draaiTerug(c, before.ID, imp.Ongedaan, haalWeg); err != nil {
			return err
		}
		if err := Imports.Store(c, imp); err != nil {
			return err
		}
		saved, err = Imports.Stored(c, imp.URL)
		return err
	}, r.PathValue("uuid"))
	if err != nil {
		return err
	}
	return c.Answer(w, r, http.StatusOK, saved)
}

// gemaakt is an object that an import made, and how many lines its audit trail had then.
type gemaakt struct {
	url    zgw.URL
	id     int64
	regels int
}

// draaiTerug removes what an import made, as long as nobody changed it since and nothing else refers to it. What waits for
// another goes before it, in whatever order they came.
func draaiTerug(c *rest.Call, imp int64, uit *Ongedaan, haalWeg func(zgw.URL) error) error {
	list, err := nogHier(c, imp, uit)
	if err != nil {
		return err
	}
	for {
		var refused []Gebleven
		var over []gemaakt
		for _, g := range list {
			err := haalWeg(g.url)
			if r, is := errors.AsType[*rest.Refused](err); is {
				refused, over = append(refused, Gebleven{g.url, reden(r.Problem)}), append(over, g)
				continue
			}
			if err != nil && !errors.Is(err, rest.ErrUnknown) {
				return err
			}
			uit.Verwijderd++
		}
		if len(over) == 0 || len(over) == len(list) {
			uit.Gebleven = append(uit.Gebleven, refused...)
			return nil
		}
		list = over
	}
}

// nogHier are the objects of an import that may go; uit hears which may not.
func nogHier(c *rest.Call, imp int64, uit *Ongedaan) ([]gemaakt, error) {
	var list, wel []gemaakt
	mine := map[string]bool{}
	for row, err := range c.Tx.Query("select url, object, regels from import_objecten where import = $1 order by nummer desc", imp) {
		if err != nil {
			return nil, err
		}
		g := gemaakt{zgw.URL(row.Text(0)), row.Int(1), int(row.Int(2))}
		list, mine[g.url.UUID()] = append(list, g), true
	}
	var gewijzigd []string
	reden := map[string]string{}
	for _, g := range list {
		if _, err := c.Find(g.url); errors.Is(err, rest.ErrUnknown) {
			continue // somebody removed it
		} else if err != nil {
			return nil, err
		}
		n, err := c.Trail(g.id, motor)
		if err != nil {
			return nil, err
		}
		if n > g.regels {
			gewijzigd = append(gewijzigd, g.url.UUID())
			reden[g.url.UUID()] = "Iemand heeft dit na het inlezen gewijzigd."
		}
		wel = append(wel, g)
	}
	blijft, err := genoemd(c, mine, gewijzigd)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(wel, func(g gemaakt) bool {
		id := g.url.UUID()
		if blijft[id] == "" {
			return false
		}
		uit.Gebleven = append(uit.Gebleven, Gebleven{g.url, cmp.Or(reden[id], blijft[id])})
		return true
	}), nil
}

// reden is why something was refused, in a sentence.
func reden(p *rest.Problem) string {
	if len(p.Invalid) > 0 {
		return p.Invalid[0].Reason
	}
	return p.Detail
}

var uuidVorm = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// genoemd are those of some objects that must stay, with the reason: blijft, what an object that is not one of them refers to, and
// what those refer to.
func genoemd(c *rest.Call, mine map[string]bool, blijft []string) (map[string]string, error) {
	named, refs := map[string]string{}, map[string][]string{}
	for _, k := range c.API.Kinds {
		if slices.Contains([]string{"gebeurtenissen", "imports", "herijkingen"}, k.Path[strings.LastIndexByte(k.Path, '/')+1:]) {
			continue // they tell what was, and hold nothing
		}
		for doc, err := range c.Documents(k.Path) {
			if err != nil {
				return nil, err
			}
			ids := uuidVorm.FindAllString(string(doc), -1)
			switch {
			case len(ids) == 0:
			case mine[ids[0]]: // its own address comes first
				refs[ids[0]] = ids[1:]
			case k.Path == Volgordes.Path && strings.Contains(string(doc), `"toestand":"voorstel"`): // is computed anew
			default:
				for _, id := range ids[1:] {
					if mine[id] && named[id] == "" {
						named[id] = "Iets dat later is gemaakt, verwijst hiernaar."
						blijft = append(blijft, id)
					}
				}
			}
		}
	}
	for len(blijft) > 0 {
		id := blijft[0]
		blijft = blijft[1:]
		named[id] = cmp.Or(named[id], "Iets dat blijft, verwijst hiernaar.")
		for _, other := range refs[id] {
			if mine[other] && named[other] == "" {
				named[other] = "Iets dat blijft, verwijst hiernaar."
				blijft = append(blijft, other)
			}
		}
	}
	return named, nil
}

// magStrategie says whether somebody may take in a whole strategie, and undo that: decisions of the board and words of others are in it.
func magStrategie(a Actor) error {
	for _, doe := range []Actie{Schrijven, Vaststellen} {
		if ok, _ := mag(a, doe, Voorwerp{Soort: "strategieen"}); !ok {
			return rest.Denied("In een hele strategie staan besluiten en woorden van anderen. Inlezen en terugdraaien kan alleen wie een strategie mag schrijven én vaststellen. Vraag het de beheerder.")
		}
	}
	return nil
}

// BeforeUndo: what its toetsen are, goes after it.
func (m *Mijlpaal) BeforeUndo(*rest.Call) error { return nil }

// BeforeUndo: evidence that was measured here stays, and its toets too.
func (t *Toets) BeforeUndo(c *rest.Call) error { return t.inGebruik(c) }

// BeforeUndo: a maat that something is measured by stays.
func (m *Maat) BeforeUndo(c *rest.Call) error { return m.inGebruik(c) }

// BeforeUndo: a step for which others wait stays.
func (s *Stap) BeforeUndo(c *rest.Call) error { return s.inGebruik(c) }

// BeforeUndo: it was approved elsewhere.
func (v *Vrijstelling) BeforeUndo(*rest.Call) error { return nil }

// BeforeUndo: it was established elsewhere.
func (s *Transitiestrategie) BeforeUndo(*rest.Call) error { return nil }

// BeforeUndo: nothing waits for a kans.
func (k *Kans) BeforeUndo(*rest.Call) error { return nil }

// BeforeUndo: it was offered elsewhere.
func (a *Aanbod) BeforeUndo(*rest.Call) error { return nil }

// BeforeUndo: it was answered elsewhere.
func (z *Zorg) BeforeUndo(*rest.Call) error { return nil }

// BeforeUndo: it was said elsewhere.
func (u *Uitspraak) BeforeUndo(*rest.Call) error { return nil }

// BeforeUndo: it was answered elsewhere.
func (k *Kadervraag) BeforeUndo(*rest.Call) error { return nil }

// BeforeUndo: it ended elsewhere.
func (v *Verplaatsing) BeforeUndo(*rest.Call) error { return nil }
