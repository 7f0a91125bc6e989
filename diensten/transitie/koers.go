package transitie

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Koers is what the windows of the mijlpalen were at an earlier herijking, to lay beside what they are now (§14, screen 2).
type Koers struct {
	// De herijkingen van de strategie, de laatste eerst, zonder het plan dat erbij is bewaard.
	Herijkingen []KoersHerijking `json:"herijkingen"`
	// De herijking waarmee is vergeleken; null als er nog geen is.
	Vergeleken zgw.URL `json:"vergeleken" zgw:"null"`
	// De mijlpalen zoals zij toen waren bewaard.
	Toen []KoersMijlpaal `json:"toen"`
}

// KoersHerijking is a herijking in a list of them.
type KoersHerijking struct {
	// De herijking.
	URL zgw.URL `json:"url"`
	// Het uuid uit het adres.
	UUID string `json:"uuid"`
	// Wat er met de strategie gebeurde: herijkt, concept of afgesloten.
	Naar StrategieToestand `json:"naar"`
	// Waarom.
	Reden string `json:"reden"`
	// Wie het deed, en wanneer.
	Door *Daad `json:"door"`
}

// KoersMijlpaal is a mijlpaal as a herijking keeps it.
type KoersMijlpaal struct {
	// De mijlpaal.
	Mijlpaal zgw.URL `json:"mijlpaal"`
	// Hoe hij toen heette.
	Titel string `json:"titel"`
	// Bij welk spoor hij toen hoorde.
	Spoor string `json:"spoor"`
	// Waar hij toen stond: een die toen al was vervallen, is dat sindsdien niet.
	Toestand MijlpaalToestand `json:"toestand"`
	// In welke kwartalen hij toen werd verwacht; null als dat niet was gezegd.
	Venster *Kwartalen `json:"venster"`
}

// zoekTerug is how many herijkingen are searched for the last one at which a window was another: two years of quarters.
const zoekTerug = 8

// koersRoute is GET /strategieen/{uuid}/koers.
func koersRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Strategieen.Path + "/{uuid}/koers", Scope: lezen,
		Doc: rest.Doc{ID: "strategie_koers", Summary: "Wanneer de mijlpalen bij een eerdere herijking werden verwacht.", Out: Koers{}, Statuses: []int{http.StatusBadRequest},
			Query: []rest.Param{{Name: "herijking", Type: "string", Format: "uuid", Doc: "De herijking om mee te vergelijken. Zonder: de laatste waarbij een mijlpaal in andere kwartalen werd verwacht dan nu."}}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			q, err := rest.Query(r, "herijking")
			if err != nil {
				return err
			}
			out := Koers{Herijkingen: []KoersHerijking{}, Toen: []KoersMijlpaal{}}
			err = c.View(func() error {
				if _, err := magNu(c, Lezen, Voorwerp{Soort: "herijkingen"}); err != nil {
					return err
				}
				if !leesrecht(c, "herijkingen").Allows(auth.Class(0, rangEigen, false)) {
					return rest.Denied("Deze client mag niet zien wat er bij een herijking is bewaard.")
				}
				s, err := Strategieen.Visible(c, r.PathValue("uuid"))
				if err != nil {
					return err
				}
				return out.lees(c, s.ID, q.Get("herijking"))
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, rest.EncodeGroup(&out))
		}})
}

// lees fills in what was kept, of one herijking or of the last that differs.
func (k *Koers) lees(c *rest.Call, strategie int64, welke string) error {
	list, err := Herijkingen.Each(c, "strategie = $1", strategie)
	if err != nil || len(list) == 0 && welke == "" {
		return err
	}
	slices.Reverse(list)
	for _, h := range list {
		k.Herijkingen = append(k.Herijkingen, KoersHerijking{h.URL, h.UUID, h.Naar, h.Reden, h.Door})
	}
	if welke != "" {
		i := slices.IndexFunc(list, func(h *Herijking) bool { return h.UUID == welke })
		if i < 0 {
			return rest.Invalid("herijking", "does_not_exist", "Deze strategie heeft zo'n herijking niet.")
		}
		return k.toen(list[i])
	}
	nu := map[zgw.URL]*Kwartalen{}
	mijlpalen, err := Mijlpalen.Each(c, "toestand <> 'vervallen'")
	if err != nil {
		return err
	}
	for _, m := range mijlpalen {
		nu[m.URL] = m.Venster
	}
	for _, h := range list[:min(len(list), zoekTerug)] {
		if err := k.toen(h); err != nil {
			return err
		}
		if k.anders(nu) {
			return nil
		}
	}
	return k.toen(list[0])
}

// anders says whether a mijlpaal that is still there was expected in other quarters than now.
func (k *Koers) anders(nu map[zgw.URL]*Kwartalen) bool {
	return slices.ContainsFunc(k.Toen, func(m KoersMijlpaal) bool {
		is, there := nu[m.Mijlpaal]
		return there && (is == nil) != (m.Venster == nil) || is != nil && m.Venster != nil && *is != *m.Venster
	})
}

// toen reads the mijlpalen in the plan that a herijking kept.
func (k *Koers) toen(h *Herijking) error {
	var plan struct {
		Objecten struct {
			Mijlpalen []struct {
				URL          zgw.URL
				Titel, Spoor string
				Toestand     MijlpaalToestand
				Venster      *Kwartalen
			}
		}
	}
	if err := json.Unmarshal(bytes.ReplaceAll(h.Inhoud, []byte(zgw.Marker), []byte(`\u0001`)), &plan); err != nil {
		return fmt.Errorf("herijking %s: %w", h.UUID, err)
	}
	k.Vergeleken, k.Toen = h.URL, []KoersMijlpaal{}
	for _, m := range plan.Objecten.Mijlpalen {
		k.Toen = append(k.Toen, KoersMijlpaal{m.URL, m.Titel, m.Spoor, m.Toestand, m.Venster})
	}
	return nil
}
