package transitie

import (
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Hermeting is what came of "Opnieuw meten" (§10.2): the same window and the same definition, on what is known now.
type Hermeting struct {
	// De meting die opnieuw is gedaan.
	Meting zgw.URL `json:"meting"`
	// Wanneer dat was. Eén keer per uur: wie eerder vraagt, krijgt dezelfde uitkomst.
	Op zgw.Time `json:"op"`
	// Vanaf wanneer het weer kan.
	Volgende zgw.Time `json:"volgende"`
	// Of er hetzelfde uitkwam, uit dezelfde gegevens.
	Gelijk bool `json:"gelijk"`
	// Het cijfer toen.
	Toen *float64 `json:"toen"`
	// Het cijfer nu.
	Waarde *float64 `json:"waarde"`
	// Over hoeveel zaken het nu gaat.
	N int `json:"n"`
	// Het cijfer nu in woorden.
	Zin string `json:"zin"`
	// De digest van de rijen nu.
	InvoerDigest string `json:"invoerDigest"`
	// Hoeveel zaken sindsdien zijn gecorrigeerd.
	Gecorrigeerd int `json:"gecorrigeerd"`
	// Welke dat zijn; alleen voor wie die zaken mag lezen.
	Zaken []string `json:"zaken"`
	// Wat het betekent, in één zin.
	Tekst string `json:"tekst"`
}

// hermeetElke is how long one re-measurement serves all who ask (§10.2).
const hermeetElke = time.Hour

// hermetingRoute is POST /toetsen/{uuid}/meten.
func (m *Motor) hermetingRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "POST " + Toetsen.Path + "/{uuid}/meten", Scope: lezen, AnyBody: true,
		Doc:    rest.Doc{ID: "toets_meten", Summary: "Doe de laatste meting van een toets opnieuw, met hetzelfde venster en dezelfde definitie.", Out: Hermeting{}},
		Handle: m.hermeet})
}

func (m *Motor) hermeet(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	var (
		last  *Meting
		h     Hermeting
		now   Toets
		found bool
	)
	err := c.View(func() error {
		toets, err := Toetsen.Visible(c, r.PathValue("uuid"))
		if err != nil {
			return err
		}
		if _, err := magNu(c, Meten, Voorwerp{Soort: "metingen"}); err != nil {
			return err
		}
		if err := rest.Decode(toets, &now); err != nil {
			return err
		}
		if last, err = laatsteMeting(c, toets.ID); err != nil {
			return err
		}
		h, found, err = eerderHermeten(c, last.UUID)
		return err
	})
	if err != nil {
		return err
	}
	if !found {
		if h, err = m.hermeetNu(c, last); err != nil {
			return err
		}
	}
	if err := c.View(func() error { return h.toonZaken(c, last) }); err != nil {
		return err
	}
	if last.ToetsVersie < now.DefinitieVersie { // the bar was moved since (R8)
		h.Tekst += " Dit ging met de lat van toen. De eerste meting met de nieuwe lat komt bij de volgende ronde."
	}
	return c.AnswerJSON(w, r, http.StatusOK, []byte(rest.EncodeGroup(&h)))
}

// laatsteMeting is the last one of a toets that the client may see and that can be done again.
func laatsteMeting(c *rest.Call, toets int64) (*Meting, error) {
	list, err := metingenVan(c, toets)
	if err != nil {
		return nil, err
	}
	for _, m := range slices.Backward(list) {
		if m.Uitkomst == Uitkomst(maat.Fout) {
			continue
		}
		if _, err := Metingen.Visible(c, m.UUID); err == nil {
			return m, nil
		}
	}
	return nil, rest.NewProblem(http.StatusConflict, "conflict", "Er is nog niet gemeten. De eerste meting komt zodra de registers zijn gelezen.")
}

// eerderHermeten is the re-measurement of the last hour.
func eerderHermeten(c *rest.Call, meting string) (h Hermeting, ok bool, err error) {
	row, err := c.Tx.One("select hermeting from metingen where uuid = $1 and hermeten_op > $2", meting, c.Now().Add(-hermeetElke).UnixMicro())
	if errors.Is(err, data.ErrNotFound) {
		return h, false, nil
	}
	if err != nil {
		return h, false, err
	}
	return h, true, rest.Decode(&rest.Stored{Body: row.Bytes(0)}, &h)
}

// hermeetNu does a meting again, and keeps what came of it for an hour.
func (m *Motor) hermeetNu(c *rest.Call, last *Meting) (h Hermeting, err error) {
	select { // one at a time: those that asked meanwhile get what comes of it
	case m.opnieuw <- struct{}{}:
		defer func() { <-m.opnieuw }()
	case <-c.Context().Done():
		return h, c.Context().Err()
	}
	found := false
	err = c.View(func() error {
		h, found, err = eerderHermeten(c, last.UUID)
		return err
	})
	if err != nil || found {
		return h, err
	}
	release, err := m.beurt(c.Context())
	if err != nil {
		return h, err
	}
	defer release()
	late, err := m.binnen(c.Context(), []string{last.Toets.UUID()}, func(look *rest.Call) (err error) {
		h, err = last.herhaal(look)
		return err
	})
	if late {
		return h, rest.NewProblem(http.StatusServiceUnavailable, "error", "Het meten duurt langer dan een minuut. Probeer het later opnieuw.")
	}
	if err != nil {
		return h, err
	}
	return h, c.Update(func() error {
		return c.Tx.Exec("update metingen set hermeten_op = $1, hermeting = $2 where uuid = $3", c.Now().UnixMicro(), string(rest.EncodeGroup(&h)), last.UUID)
	})
}

// herhaal measures the same on what is known now, and says what differs from then.
func (m *Meting) herhaal(c *rest.Call) (Hermeting, error) {
	s, err := stellingVan(c)
	if err != nil {
		return Hermeting{}, err
	}
	s.inr.gestopt, s.inr.ingetrokken = m.Definitie.Ingetrokken, map[int64]bool{} // as it was then
	if err := s.inr.stop(c.Tx); err != nil {
		return Hermeting{}, err
	}
	without := map[int32]bool{}
	if len(m.Definitie.Zonder) > 0 {
		for _, t := range s.types.kies(m.Definitie.Zonder) {
			without[t.nummer] = true
		}
	}
	var types map[int32]bool
	if len(m.Definitie.Zaaktypen) > 0 {
		types = map[int32]bool{}
		for _, t := range s.types.kies(m.Definitie.Zaaktypen) {
			types[t.nummer] = true
		}
	}
	o := m.Definitie.opdracht(types, without, maat.LeesDag(string(m.Peildatum)))
	figures, err := s.meet(c.Tx, s.inr.ingetrokken, []maat.Opdracht{o})
	if err != nil {
		return Hermeting{}, err
	}
	f := figures[0]
	h := Hermeting{Meting: m.URL, Op: zgw.TimeOf(c.Now()), Volgende: zgw.TimeOf(c.Now().Add(hermeetElke)), Toen: m.Waarde, Waarde: f.Waarde, N: f.N, Zin: inWoorden(o.Sonde, m.Definitie.Deel, f),
		InvoerDigest: f.Afdruk.Digest, Gelijk: f.Afdruk.Digest == m.InvoerDigest, Zaken: []string{}, Tekst: "Opnieuw gemeten: hetzelfde cijfer, uit dezelfde gegevens."}
	if h.Gelijk {
		return h, nil
	}
	return h, h.verschil(c, s, m, o, f)
}

// verschil finds the cases that say something else now than they did.
func (h *Hermeting) verschil(c *rest.Call, s *stelling, m *Meting, o maat.Opdracht, f maat.Cijfer) error {
	var failed error
	parts := f.Afdruk.Anders(&maat.Afdruk{Delen: m.delen})
	// One after the other: no statement may begin while the rows of another are read.
	before := slices.Collect(zakenOp(c.Tx, m.Moment, s.types, o.Types, s.inr.ingetrokken, &failed))
	after := slices.Collect(zakenOp(c.Tx, s.moment, s.types, o.Types, s.inr.ingetrokken, &failed))
	if failed != nil {
		return failed
	}
	changed := maat.Correcties(o, parts, slices.Values(before), slices.Values(after))
	h.Gecorrigeerd = len(changed)
	for _, id := range changed {
		h.Zaken = append(h.Zaken, hex.EncodeToString(id[:]))
	}
	zaken := fmt.Sprintf("%d zaken", h.Gecorrigeerd)
	if h.Gecorrigeerd == 1 {
		zaken = "1 zaak"
	}
	h.Tekst = fmt.Sprintf("Gegevens gecorrigeerd: %s. Daarmee is het nu: %s.", zaken, h.Zin)
	if h.Gecorrigeerd == 0 {
		h.Tekst = "De gegevens zijn anders dan toen, maar welke zaken dat zijn is niet meer na te gaan."
	}
	return nil
}

// toonZaken turns the keys of corrected cases into addresses, for who may read those cases; who may not hears only how many, and of few
// cases residents do not hear even that.
func (h *Hermeting) toonZaken(c *rest.Call, _ *Meting) error {
	keys := h.Zaken
	h.Zaken = []string{}
	for _, key := range keys {
		row, err := c.Tx.One("select z.naam from feiten f join feiten_zaken z on z.id = f.zaak join registers r on r.id = f.register where f.sleutel = $1 and r.eigen = 1 limit 1", key)
		if errors.Is(err, data.ErrNotFound) {
			continue // of a register of another supplier: what this person may read there, Meent does not know
		}
		if err != nil {
			return err
		}
		url := zgw.LocalURL("/zaken/api/v1/zaken", row.Text(0))
		s, err := c.Find(url)
		if errors.Is(err, rest.ErrUnknown) {
			continue
		}
		if err != nil {
			return err
		}
		if r := c.Client.Rights(auth.Need{Component: "zrc", Scope: "zaken.lezen"}); !r.None && r.Allows(s.Cls) {
			h.Zaken = append(h.Zaken, c.Site.Public(url))
		}
	}
	return nil
}

// ketenRoute is GET /toetsen/{uuid}/keten: a chain with its keys as one text, to check elsewhere.
func ketenRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Toetsen.Path + "/{uuid}/keten", Scope: lezen,
		Doc: rest.Doc{ID: "toets_keten", Summary: "De ondertekende keten van metingen van een toets, om elders na te gaan."},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			if _, err := rest.Query(r); err != nil {
				return err
			}
			var text []byte
			err := c.View(func() error {
				s, err := Toetsen.Visible(c, r.PathValue("uuid"))
				if err != nil {
					return err
				}
				list, err := metingenVan(c, s.ID)
				if err != nil {
					return err
				}
				if len(zichtbareMetingen(c, list)) < len(list) {
					return rest.Denied("Een deel van deze keten gaat over zo weinig zaken dat niet iedereen het mag zien. Vraag de gemeente om de keten.")
				}
				bundle := bewijs.Bundel{Schakels: []bewijs.Schakel{}}
				if bundle.Sleutels, err = sleutels(c.Tx); err != nil {
					return err
				}
				for _, m := range list {
					link, err := m.schakel()
					if err != nil {
						return err
					}
					bundle.Schakels = append(bundle.Schakels, link)
				}
				text, err = bundle.Tekst()
				return err
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, text)
		}})
}
