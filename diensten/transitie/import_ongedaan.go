package transitie

import (
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
		imp.Ongedaan = &Ongedaan{Door: actor.daad(c)}
		if err := draaiTerug(c, before.ID, imp.Ongedaan); err != nil {
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
func draaiTerug(c *rest.Call, imp int64, uit *Ongedaan) error {
	list, err := nogHier(c, imp, uit)
	if err != nil {
		return err
	}
	for {
		var refused []Gebleven
		var over []gemaakt
		for _, g := range list {
			err := c.Remove(g.url)
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
	named, err := genoemd(c, mine)
	if err != nil {
		return nil, err
	}
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
		switch {
		case n > g.regels:
			uit.Gebleven = append(uit.Gebleven, Gebleven{g.url, "Iemand heeft dit na het inlezen gewijzigd."})
		case named[g.url.UUID()]:
			uit.Gebleven = append(uit.Gebleven, Gebleven{g.url, "Iets dat later is gemaakt, verwijst hiernaar."})
		default:
			wel = append(wel, g)
		}
	}
	return wel, nil
}

// reden is why something was refused, in a sentence.
func reden(p *rest.Problem) string {
	if len(p.Invalid) > 0 {
		return p.Invalid[0].Reason
	}
	return p.Detail
}

var uuidVorm = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)

// genoemd are those of some objects that another object of this register refers to.
func genoemd(c *rest.Call, mine map[string]bool) (map[string]bool, error) {
	named := map[string]bool{}
	for _, k := range c.API.Kinds {
		if slices.Contains([]string{"gebeurtenissen", "imports", "herijkingen"}, k.Path[strings.LastIndexByte(k.Path, '/')+1:]) {
			continue // they tell what was, and hold nothing
		}
		for doc, err := range c.Documents(k.Path) {
			if err != nil {
				return nil, err
			}
			ids := uuidVorm.FindAllString(string(doc), -1)
			if len(ids) == 0 || mine[ids[0]] {
				continue // its own address comes first
			}
			for _, id := range ids[1:] {
				if mine[id] {
					named[id] = true
				}
			}
		}
	}
	return named, nil
}
