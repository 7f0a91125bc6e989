package transitie

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// terug is how a kind of a plan comes back.
type terug int

const (
	zoalsHetWas terug = iota // with its states, and who did what when
	opnieuw                  // as if made now: what measurements make of it does not come back (R1)
)

// planTerug are the kinds of a plan that come back, each after those that it refers to.
var planTerug = []struct {
	soort string
	hoe   terug
}{
	{"onderdelen", zoalsHetWas}, {"maten", zoalsHetWas}, {"toetsen", opnieuw}, {"mijlpalen", opnieuw}, {"einddoelen", zoalsHetWas}, {"strategieen", zoalsHetWas},
	{"stappen", zoalsHetWas}, {"kansen", zoalsHetWas}, {"aanbod", zoalsHetWas}, {"zorgen", zoalsHetWas}, {"uitspraken", zoalsHetWas}, {"kadervragen", zoalsHetWas}, {"verplaatsingen", zoalsHetWas},
}

// plan is a whole strategie as exportPlan gives it.
type plan struct {
	Soort       string                       `json:"soort"`
	Versie      int                          `json:"versie"`
	Basis       string                       `json:"basis"`
	Objecten    map[string][]json.RawMessage `json:"objecten"`
	Herijkingen []json.RawMessage            `json:"herijkingen"`
}

// maxPlan is how many objects come back at most.
const maxPlan = 20_000

// strategie takes a whole plan back: all of it or nothing. What is here already, by its uuid, stays as it is. Decisions of the
// board and words of others are in it, so it is for who may both write and establish.
func (in *inlezen) strategie(inhoud []byte, a Actor) error {
	for _, doe := range []Actie{Schrijven, Vaststellen} {
		if ok, _ := mag(a, doe, Voorwerp{Soort: "strategieen"}); !ok {
			return rest.Denied("In een hele strategie staan besluiten en woorden van anderen. Inlezen kan alleen wie een strategie mag schrijven én vaststellen. Vraag het de beheerder.")
		}
	}
	p, err := in.leesPlan(inhoud)
	if err != nil {
		return err
	}
	for _, k := range planTerug {
		if err := in.soort(p, k.soort, k.hoe); err != nil {
			return err
		}
	}
	return in.herijkingen(p)
}

// leesPlan reads the document, in which the addresses become those of this server.
func (in *inlezen) leesPlan(inhoud []byte) (*plan, error) {
	geen := func(reden string) error { return rest.Invalid("inhoud", "geen-plan", reden) }
	var p plan
	if err := json.Unmarshal(bytes.TrimPrefix(inhoud, []byte("\ufeff")), &p); err != nil || p.Soort != "meent-transitieplan" {
		return nil, geen("Dit is geen strategie van Meent. Kies een bestand dat met ‘Haal de hele strategie op’ is gemaakt.")
	}
	if p.Versie != 1 {
		return nil, geen(fmt.Sprintf("Deze strategie komt uit een nieuwere Meent (versie %d van het bestand). Werk dit Meent eerst bij.", p.Versie))
	}
	n := len(p.Herijkingen)
	for soort, list := range p.Objecten {
		n += len(list)
		for i := range list {
			if p.Basis != "" {
				list[i] = bytes.ReplaceAll(list[i], []byte(`"`+p.Basis+`/`), []byte(`"`+in.c.Site.BaseURL+Root+`/`))
			}
		}
		p.Objecten[soort] = list
	}
	if n > maxPlan {
		return nil, geen(fmt.Sprintf("Deze strategie heeft %d onderdelen; %d is het meeste.", n, maxPlan))
	}
	if p.Basis != "" { // a frozen plan has a basis of its own
		for i, h := range p.Herijkingen {
			h = bytes.ReplaceAll(h, []byte(`"`+p.Basis+`/`), []byte(`"`+in.c.Site.BaseURL+Root+`/`))
			p.Herijkingen[i] = bytes.ReplaceAll(h, []byte(`"`+p.Basis+`"`), []byte(`"`+in.c.Site.BaseURL+Root+`"`))
		}
	}
	return &p, nil
}

// soort takes the objects of one kind back.
func (in *inlezen) soort(p *plan, soort string, hoe terug) error {
	path := Root + "/" + soort
	if len(p.Objecten[soort]) == 0 || !in.c.Site.Serves(path) {
		return nil
	}
	eigen, err := eigenOrganisatie(in.c)
	if err != nil {
		return err
	}
	var list [][]byte
	for i, doc := range p.Objecten[soort] {
		var o map[string]any
		dec := json.NewDecoder(bytes.NewReader(doc))
		dec.UseNumber()
		uuid := ""
		if err := dec.Decode(&o); err == nil {
			uuid, _ = o["uuid"].(string)
		}
		if (zgw.URL("/"+uuid)).UUID() != uuid || uuid == "" {
			return rest.Invalid(fmt.Sprintf("objecten.%s.%d.uuid", soort, i), "required", "Hier hoort een object met zijn uuid.")
		}
		if in.c.Is(zgw.LocalURL(path, uuid), soort) {
			in.Ongewijzigd++
			continue
		}
		o["eigenaar"] = nil
		if eigen != "" {
			o["eigenaar"] = in.c.Site.Public(eigen)
		}
		if soort == "maten" { // a figure is measured here, or it is not there (R1, R6)
			o["laatste"], o["stilstand"] = nil, ""
		}
		if hoe == opnieuw {
			if err := in.opnieuw(path, soort, uuid, i, o); err != nil {
				return err
			}
			continue
		}
		list = append(list, jsonVan(o))
	}
	made, err := in.c.Restore(path, list)
	if p, is := errors.AsType[*rest.Problem](err); is {
		return in.genummerd(p, soort)
	}
	if err != nil {
		return err
	}
	in.Gemaakt += len(made)
	in.gemaakt = append(in.gemaakt, made...)
	return nil
}

// opnieuw makes an object as a POST of it would: the members that only the register sets are not taken.
func (in *inlezen) opnieuw(path, soort, uuid string, i int, o map[string]any) error {
	spoor, _ := o["spoor"].(string)
	if later := soort == "mijlpalen" && spoor != "" && len(spoor) <= 80 && !strings.ContainsFunc(spoor, unicode.IsControl); later {
		delete(o, "spoor") // the strategie that has it comes after, or has dropped it since
	} else {
		spoor = ""
	}
	made, err := in.c.MakeAs(path, uuid, jsonVan(o))
	if refused, is := errors.AsType[*rest.Refused](err); is {
		for j := range refused.Problem.Invalid {
			refused.Problem.Invalid[j].Name = fmt.Sprintf("objecten.%s.%d.%s", soort, i, refused.Problem.Invalid[j].Name)
		}
		return refused.Problem
	}
	if err != nil {
		return err
	}
	in.Gemaakt++
	in.gemaakt = append(in.gemaakt, made)
	if spoor == "" {
		return nil
	}
	m, err := Mijlpalen.Get(in.c, made.URL())
	if err != nil {
		return err
	}
	m.Spoor = spoor
	return Mijlpalen.Store(in.c, m)
}

// genummerd says in which object of the document each fault is.
func (in *inlezen) genummerd(p *rest.Problem, soort string) error {
	for i := range p.Invalid {
		p.Invalid[i].Name = "objecten." + soort + "." + p.Invalid[i].Name
	}
	return p
}

// herijkingen takes the frozen plans back. They are what was, and are kept as they came.
func (in *inlezen) herijkingen(p *plan) error {
	here := map[zgw.URL]map[string]bool{}
	for i, doc := range p.Herijkingen {
		fout := func(reden string) error { return rest.Invalid(fmt.Sprintf("herijkingen.%d", i), "invalid", reden) }
		var h struct {
			Strategie, Naar, Reden, Verwijzing string
			Door                               *Daad
			Inhoud                             json.RawMessage
		}
		if err := json.Unmarshal(doc, &h); err != nil || h.Door == nil || !json.Valid(h.Inhoud) || strings.Contains(string(doc), `\u0000`) || strings.Contains(string(doc), `\u0001`) {
			return fout("Deze herijking is niet te lezen.")
		}
		strategie := in.c.Site.Ours(h.Strategie)
		if !in.c.Is(strategie, "strategieen") {
			return fout("De strategie van deze herijking is er niet.")
		}
		if code, reason := h.Door.Op.Valid(); code != "" {
			return fout(reason)
		}
		if here[strategie] == nil {
			var err error
			if here[strategie], err = in.eerdere(strategie); err != nil {
				return err
			}
		}
		if here[strategie][string(h.Door.Op)] {
			in.Ongewijzigd++
			continue
		}
		inhoud := bytes.ReplaceAll(h.Inhoud, []byte(`"`+in.c.Site.BaseURL+`/`), []byte(`"`+zgw.Marker+`/`))
		_, err := Herijkingen.Put(in.c, &Herijking{Strategie: strategie, Naar: StrategieToestand(h.Naar), Reden: h.Reden, Verwijzing: h.Verwijzing, Door: h.Door, Inhoud: inhoud})
		if err != nil {
			return err
		}
		in.Gemaakt++
	}
	return nil
}

// eerdere are the moments of the herijkingen that a strategie has here.
func (in *inlezen) eerdere(strategie zgw.URL) (map[string]bool, error) {
	id, err := in.c.ID(strategie)
	if err != nil {
		return nil, err
	}
	list, err := Herijkingen.Each(in.c, "strategie = $1", id)
	here := map[string]bool{}
	for _, h := range list {
		here[string(h.Door.Op)] = true
	}
	return here, err
}

// Restored: an aanbod that comes back wakes no step.
func (a *Aanbod) Restored(*rest.Call) error { return nil }

// Restored: a zorg that comes back is no news.
func (z *Zorg) Restored(*rest.Call) error { return nil }

// Restored: a kadervraag that comes back is no news.
func (k *Kadervraag) Restored(*rest.Call) error { return nil }
