package transitie

import (
	"encoding/json"
	"net/http"
	"slices"

	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/transitie/volgorde"
	"meent/diensten/zgw"
)

// VolgordeNu is the order as it would be today, beside the one that was published; or the one that was published on a day.
type VolgordeNu struct {
	// De dag waarvoor de volgorde is.
	Peildatum zgw.Date `json:"peildatum"`
	// De SHA-256 van alles waaruit de volgorde volgt.
	Digest string `json:"digest"`
	// Of er genoeg stappen met een score zijn om plekken een nummer te geven: vijf.
	RangTonen bool `json:"rangTonen"`
	// Hoeveel stappen een score hebben.
	Gescoord int `json:"gescoord"`
	// Vanaf welke waarde energie of kans veel heet.
	Knip float64 `json:"knip"`
	// De stappen: eerst die een plek hebben, op volgorde, en dan de groepen.
	Stappen zgw.JSON `json:"stappen"`
	// De volgorde die is vastgesteld; null als er nog geen is.
	Vastgesteld zgw.URL `json:"vastgesteld" zgw:"null"`
	// Wie die heeft vastgesteld, en wanneer.
	VastgesteldDoor *Daad `json:"vastgesteldDoor"`
	// Het voorstel dat het laatst is berekend en nog niet is vastgesteld.
	Voorstel zgw.URL `json:"voorstel" zgw:"null"`
	// Wat er verandert tegenover de volgorde die is vastgesteld: per stap de plek en golf van en naar.
	Wijzigingen zgw.JSON `json:"wijzigingen"`
}

// VolgordeUitleg is why steps stand where they stand.
type VolgordeUitleg struct {
	// De volgorde.
	Volgorde zgw.URL `json:"volgorde"`
	// De SHA-256 van alles waaruit zij volgt.
	Digest string `json:"digest"`
	// De stappen, met zinnen, termen en al wat daarbij hoort.
	Results zgw.JSON `json:"results"`
}

// magVolgorde: an order holds all of the plan, so only who may see all of it sees it.
func magVolgorde(c *rest.Call) error {
	if leesrecht(c, "volgorde").Allows(auth.Class(0, rangEigen, false)) {
		return nil
	}
	return rest.Denied("Een volgorde kan alleen wie bij de organisatie werkt inzien. Vraag de programmamanager om een deellink.")
}

func serveVolgorde(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	q, err := rest.Query(r, "op")
	if err != nil {
		return err
	}
	if err := magVolgorde(c); err != nil {
		return err
	}
	op := zgw.Date(q.Get("op"))
	if code, reason := op.Valid(); code != "" {
		return rest.Invalid("op", code, reason)
	}
	var answer zgw.JSON
	err = c.View(func() error {
		answer, err = volgordeOp(c, op)
		return err
	})
	if err != nil {
		return err
	}
	return c.AnswerTagged(w, r, answer)
}

// volgordeOp is the order of today, or the one that held on a day.
func volgordeOp(c *rest.Call, op zgw.Date) (zgw.JSON, error) {
	last, ok, err := laatsteVolgorde(c, op)
	if err != nil {
		return nil, err
	}
	if !ok && op != "" {
		return nil, rest.NotFound()
	}
	was := volgorde.Uitslag{}
	now := VolgordeNu{}
	if ok {
		if was, err = last.uitslag(); err != nil {
			return nil, err
		}
		now.Vastgesteld, now.VastgesteldDoor = last.URL, last.Vastgesteld
	}
	u := was
	if op == "" {
		if u, err = bereken(c); err != nil {
			return nil, err
		}
		proposals, err := Volgordes.Each(c, "toestand = 'voorstel'")
		if err != nil {
			return nil, err
		}
		for _, p := range proposals {
			now.Voorstel = p.URL
		}
	}
	now.Peildatum, now.Digest, now.RangTonen, now.Gescoord = zgw.Date(u.Peildatum), u.Digest, u.RangTonen, u.Gescoord
	now.Knip = u.Instelling.Knip
	if now.Stappen, err = json.Marshal(u.Stappen); err != nil {
		return nil, err
	}
	if now.Wijzigingen, err = json.Marshal(u.Verschil(was.Stappen)); err != nil {
		return nil, err
	}
	return rest.EncodeGroup(&now), nil
}

func serveUitleg(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	q, err := rest.Query(r, "stap")
	if err != nil {
		return err
	}
	if err := magVolgorde(c); err != nil {
		return err
	}
	var uitleg VolgordeUitleg
	err = c.View(func() error {
		s, err := Volgordes.Visible(c, r.PathValue("uuid"))
		if err != nil {
			return err
		}
		v, err := Volgordes.Get(c, s.URL())
		if err != nil {
			return err
		}
		u, err := v.uitslag()
		if err != nil {
			return err
		}
		uitleg.Volgorde, uitleg.Digest = v.URL, v.Digest
		if stap := q.Get("stap"); stap != "" {
			uuid := zgw.URL(stap).UUID()
			u.Stappen = slices.DeleteFunc(u.Stappen, func(r volgorde.Regel) bool { return r.UUID != uuid })
			if len(u.Stappen) == 0 {
				return rest.Invalid("stap", "does_not_exist", "Deze stap staat niet in deze volgorde.")
			}
		}
		uitleg.Results, err = json.Marshal(u.Stappen)
		return err
	})
	if err != nil {
		return err
	}
	return c.AnswerTagged(w, r, rest.EncodeGroup(&uitleg))
}
