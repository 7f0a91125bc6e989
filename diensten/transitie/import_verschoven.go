package transitie

import (
	"errors"

	"meent/data"
	"meent/diensten/transitie/volgorde"
	"meent/diensten/zgw"
)

// Verschoven is a step that stands elsewhere in the order by what was taken in (§4.2), and why.
type Verschoven struct {
	// De stap.
	Stap zgw.URL `json:"stap"`
	// Hoe de stap heet.
	Titel string `json:"titel"`
	// Waar de stap stond.
	Was Standplaats `json:"was"`
	// Waar de stap nu staat.
	Nu Standplaats `json:"nu"`
	// Waarom de stap daar nu staat, in een zin.
	Waarom string `json:"waarom"`
}

// Standplaats is where a step stands in the order.
type Standplaats struct {
	// De plek, vanaf 1; 0 is geen plek.
	Plek int `json:"plek"`
	// De golf: nu, straks of later; leeg zonder plek.
	Golf string `json:"golf"`
	// De groep.
	Groep string `json:"groep"`
}

// meesteVerschoven is how many steps that moved a report names.
const meesteVerschoven = 12

// orde is the order before something is taken in, or nil: without steps that are ordered nothing can move, and it is not read.
func (in *inlezen) orde() (*volgorde.Uitslag, error) {
	if in.Soort == "gemeenten" {
		return nil, nil
	}
	_, err := in.c.Tx.One("select 1 from stappen where toestand in ('kandidaat', 'gereed') limit 1")
	if errors.Is(err, data.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	u, err := bereken(in.c)
	return &u, err
}

// verschuif notes which steps that were here stand elsewhere now by themselves: in another group or wave, or on a place at all. Those
// that only made room are not among them.
func (in *inlezen) verschuif(was *volgorde.Uitslag) error {
	if was == nil || in.Import.Gemaakt+in.Bijgewerkt == 0 {
		return nil
	}
	nu, err := bereken(in.c)
	if err != nil {
		return err
	}
	before := map[string]*volgorde.Regel{}
	for i := range was.Stappen {
		before[was.Stappen[i].UUID] = &was.Stappen[i]
	}
	for i := range nu.Stappen {
		r := &nu.Stappen[i]
		old := before[r.UUID]
		if old == nil || old.Groep == r.Groep && old.Golf == r.Golf && (old.Plek == 0) == (r.Plek == 0) {
			continue
		}
		if len(in.Verschoven) == meesteVerschoven {
			return nil
		}
		v := Verschoven{Stap: zgw.LocalURL(Stappen.Path, r.UUID), Titel: r.Titel, Was: standplaats(old), Nu: standplaats(r)}
		if len(r.Zinnen) > 0 {
			v.Waarom = r.Zinnen[0]
		}
		in.Verschoven = append(in.Verschoven, v)
	}
	return nil
}

func standplaats(r *volgorde.Regel) Standplaats {
	return Standplaats{r.Plek, string(r.Golf), string(r.Groep)}
}
