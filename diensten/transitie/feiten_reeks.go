package transitie

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Reeks is a maat month by month (§9), with all that a chart needs and all that a figure must carry (R6).
type Reeks struct {
	// De maat.
	Maat zgw.URL `json:"maat"`
	// De versie van de maat.
	Versie int `json:"versie"`
	// Waarin de punten zijn uitgedrukt.
	Eenheid string `json:"eenheid"`
	// Welke kant beter is.
	Richting string `json:"richting"`
	// De punten, de oudste eerst.
	Punten []Reekspunt `json:"punten"`
	// Het midden, de grenzen en het oordeel.
	Kaart Regelkaart `json:"kaart"`
	// Het cijfer van de nulmeting; leeg als die er niet is.
	Nulmeting *Reekspunt `json:"nulmeting"`
	// Waar de maat heen moet.
	Streefwaarde *float64 `json:"streefwaarde"`
	// Wanneer dat bereikt moet zijn.
	StreefTot zgw.Date `json:"streefTot" zgw:"null"`
	// De stappen die zijn opgeleverd, met ervoor en erna.
	Stappen []StapInReeks `json:"stappen"`
	// Waar de cijfers vandaan komen.
	Bron string `json:"bron"`
	// Over hoeveel zaaktypen het gaat.
	Dekking Dekking `json:"dekking"`
	// De zaaktypen die zijn weggelaten omdat minder dan vijf mensen ze behandelen.
	Weggelaten []string `json:"weggelaten"`
	// Hoeveel zaken een punt ten minste heeft; met minder blijft het leeg.
	MinN int `json:"minN"`
	// De dag waarop naar de zaken is gekeken.
	Peildatum zgw.Date `json:"peildatum"`
	// Tot wanneer Meent weet wat er in de registers staat.
	BekendTot zgw.Time `json:"bekendTot" zgw:"null"`
	// Of dat langer geleden is dan twee weken: de cijfers zijn dan verouderd.
	Verouderd bool `json:"verouderd"`
}

// Reekspunt is one month of a maat.
type Reekspunt struct {
	// De eerste dag.
	Van zgw.Date `json:"van"`
	// De laatste dag.
	Tot zgw.Date `json:"tot"`
	// Het cijfer; leeg bij te weinig zaken, of als het nog niet te bepalen is.
	Waarde *float64 `json:"waarde"`
	// De onderkant van het interval.
	Onder *float64 `json:"onder"`
	// De bovenkant van het interval.
	Boven *float64 `json:"boven"`
	// Over hoeveel zaken het gaat.
	N int `json:"n"`
	// Hoeveel daarvan meetellen.
	Teller int `json:"teller"`
	// Het cijfer bij de mix van zaaktypen van de nulmeting.
	Gestandaardiseerd *float64 `json:"gestandaardiseerd"`
	// Wat er altijd bij wordt gezegd.
	Naast zgw.JSON `json:"naast"`
}

// Regelkaart is a control chart.
type Regelkaart struct {
	// Het midden.
	Midden *float64 `json:"midden"`
	// De ondergrens.
	Onder *float64 `json:"onder"`
	// De bovengrens.
	Boven *float64 `json:"boven"`
	// beter, gelijk, slechter of te weinig gegevens.
	Oordeel string `json:"oordeel"`
}

// StapInReeks is a step that was delivered and bears on the maat: what was before it and what came after.
type StapInReeks struct {
	// De stap.
	Stap zgw.URL `json:"stap"`
	// De titel.
	Titel string `json:"titel"`
	// Wanneer hij is opgeleverd.
	Op zgw.Date `json:"op"`
	// Het gemiddelde ervoor.
	Voor *float64 `json:"voor"`
	// Het gemiddelde erna.
	Na *float64 `json:"na"`
	// Hoeveel punten ervoor.
	NVoor int `json:"nVoor"`
	// Hoeveel punten erna.
	NNa int `json:"nNa"`
	// beter, gelijk, slechter of te weinig gegevens.
	Oordeel string `json:"oordeel"`
}

const (
	reeksMaanden = 24
	reeksMax     = 60
	oudNa        = 14 // days after which figures are said to be old
)

// reeksRoute is GET /maten/{uuid}/reeks.
func (m *Motor) reeksRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Maten.Path + "/{uuid}/reeks", Scope: lezen,
		Doc: rest.Doc{ID: "maat_reeks", Summary: "Een maat, maand voor maand.", Out: Reeks{}, Query: []rest.Param{{Name: "maanden", Type: "integer", Doc: "Hoeveel maanden, de laatste hele als laatste; zonder opgave 24."}}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			q, err := rest.Query(r, "maanden")
			if err != nil {
				return err
			}
			months := reeksMaanden
			if text := q.Get("maanden"); text != "" {
				if months, err = strconv.Atoi(text); err != nil || months < 1 || months > reeksMax {
					return rest.Invalid("maanden", "invalid", fmt.Sprintf("Hier hoort een getal van 1 tot en met %d.", reeksMax))
				}
			}
			body, err := m.reeks(c, r.PathValue("uuid"), months)
			if err != nil {
				return err
			}
			return c.AnswerTagged(w, r, body)
		}})
}

// reeks makes the series of a maat, or gives the one that was made of the same facts before.
func (m *Motor) reeks(c *rest.Call, uuid string, months int) (body []byte, err error) {
	// Asked before anything is read: what is remembered is never older than it says.
	change, err := c.Site.DB.Change(c.Context(), topicFeiten)
	if err != nil {
		return nil, err
	}
	var (
		t   *Maat
		key string
	)
	err = c.View(func() error {
		if _, err := Maten.Visible(c, uuid); err != nil {
			return err
		}
		if t, err = Maten.Get(c, zgw.LocalURL(Maten.Path, uuid)); err != nil {
			return err
		}
		rest, err := stempels(c.Tx)
		key = fmt.Sprint(uuid, " ", t.Versie, " ", months, " ", c.Today(), " ", change, " ", rest)
		return err
	})
	if err != nil {
		return nil, err
	}
	m.reach.Lock()
	body = m.reeksen[key]
	m.reach.Unlock()
	if body != nil {
		return body, nil
	}
	release, err := m.beurt(c.Context())
	if err != nil {
		return nil, err
	}
	defer release()
	err = meetBinnen(c.Context(), c.Site.DB, func(tx data.Tx) error {
		in := *c
		in.Tx = tx
		out, err := t.reeks(&in, months)
		body = []byte(rest.EncodeGroup(&out))
		return err
	})
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, rest.NewProblem(http.StatusServiceUnavailable, "error", "Het meten duurt langer dan een minuut. Vraag minder maanden, of probeer het later opnieuw.")
	}
	if err != nil {
		return nil, err
	}
	m.reach.Lock()
	defer m.reach.Unlock()
	if len(m.reeksen) >= 200 {
		clear(m.reeksen)
	}
	m.reeksen[key] = body
	return body, nil
}

// topicFeiten moves when what is known of cases changes.
const topicFeiten = "feiten"

// stempels tell whether maten or delivered steps, on which each series hangs, are others.
func stempels(tx data.Tx) (string, error) {
	var all string
	for _, table := range []string{"maten", "stappen"} {
		s, err := tx.Stamp(table)
		if err != nil {
			return "", err
		}
		all += s + " "
	}
	return all, nil
}

// opdrachtVoor is the question of one window of a maat.
func (t *Maat) opdrachtVoor(k keuze, window maat.Venster, peil maat.Dag) maat.Opdracht {
	s := maat.Zoek(string(t.Sonde))
	o := maat.Opdracht{Sonde: s, Venster: window, Peildatum: peil, Deel: t.Parameters.Deel, Norm: string(t.Parameters.Norm)}
	if s == &maat.Achterstand { // a count of a day: the last of the month
		o.Peildatum = min(window.Tot, peil)
	}
	return o
}

func (t *Maat) reeks(c *rest.Call, months int) (Reeks, error) {
	s := maat.Zoek(string(t.Sonde))
	out := Reeks{Maat: t.URL, Versie: t.Versie, Eenheid: t.Eenheid, Richting: t.Richting, Punten: []Reekspunt{}, Stappen: []StapInReeks{}, Weggelaten: []string{}, Streefwaarde: t.Streefwaarde,
		StreefTot: t.StreefTot, MinN: t.MinN, Bron: "Zaken en zaaktypen uit de eigen registers", Kaart: Regelkaart{Oordeel: string(maat.TeWeinig)}}
	tot, _, eigen, err := bekend(c.Tx)
	if err != nil {
		return out, err
	}
	today := maat.LeesDag(string(c.Today()))
	peil := today
	if known := dagVan(tot); eigen && tot > 0 && known < peil {
		peil = known
	}
	out.Peildatum, out.BekendTot, out.Verouderd = zgw.Date(peil.String()), moment(tot), !eigen || tot == 0 || int(today-dagVan(tot)) > oudNa
	k, err := kies(c.Tx, t.Parameters)
	if err != nil {
		return out, err
	}
	out.Dekking, out.Weggelaten = k.dekking, append(out.Weggelaten, k.klein...)
	windows := maat.Kalendermaanden(peil.Maanden(-months), peil-1)
	if len(windows) > months {
		windows = windows[len(windows)-months:]
	}
	gelezen := eigen && tot > 0 && k.dekking.Gezien > 0
	base, mix, err := t.nulpunt(c.Tx, k, peil, gelezen)
	if err != nil {
		return out, err
	}
	out.Nulmeting = base
	asked := make([]maat.Opdracht, len(windows))
	for i, w := range windows {
		asked[i] = t.opdrachtVoor(k, w, peil)
		asked[i].Mix = mix
	}
	var failed error
	figures := maat.Meet(zakenOp(c.Tx, c.Now().UnixMicro(), k.zaaktypen, k.ingetrokken, k.typen, &failed), asked...)
	if failed != nil {
		return out, failed
	}
	values := make([]*float64, len(figures))
	for i, f := range figures {
		p, err := t.punt(windows[i], f, gelezen)
		if err != nil {
			return out, err
		}
		out.Punten = append(out.Punten, p)
		values[i] = p.Waarde
	}
	chart := maat.Kaart(values, s.Richting, 0)
	out.Kaart = Regelkaart{chart.Midden, chart.Onder, chart.Boven, string(chart.Oordeel)}
	out.Stappen, err = t.stappen(c, windows, values)
	return out, err
}

// nulpunt is the figure of the baseline, and its mix of zaaktypen.
func (t *Maat) nulpunt(tx data.Tx, k keuze, peil maat.Dag, gelezen bool) (*Reekspunt, map[int32]float64, error) {
	if t.Nulmeting == nil {
		return nil, nil, nil
	}
	w := maat.Venster{Van: maat.LeesDag(string(t.Nulmeting.Van)), Tot: maat.LeesDag(string(t.Nulmeting.Tot))}
	var failed error
	f := maat.Meet(zakenOp(tx, tx.Now().UnixMicro(), k.zaaktypen, k.ingetrokken, k.typen, &failed), t.opdrachtVoor(k, w, peil))[0]
	if failed != nil {
		return nil, nil, failed
	}
	p, err := t.punt(w, f, gelezen)
	return &p, f.Mix(), err
}

// punt is a figure as a point: with too few cases it has no value, which is not zero (R12).
func (t *Maat) punt(w maat.Venster, f maat.Cijfer, bekend bool) (Reekspunt, error) {
	f = getoond(maat.Zoek(string(t.Sonde)), f, bekend, t.MinN)
	if f.Naast == nil {
		f.Naast = []maat.Naast{}
	}
	naast, err := json.Marshal(f.Naast)
	return Reekspunt{Van: zgw.Date(w.Van.String()), Tot: zgw.Date(w.Tot.String()), N: f.N, Teller: f.Teller, Waarde: f.Waarde, Onder: f.Onder, Boven: f.Boven,
		Gestandaardiseerd: f.Gestandaardiseerd, Naast: naast}, err
}

// stappen are the delivered steps that bear on the maat, each with what was before and after.
func (t *Maat) stappen(c *rest.Call, windows []maat.Venster, values []*float64) ([]StapInReeks, error) {
	out := []StapInReeks{}
	list, err := Stappen.Each(c, "toestand in ('opgeleverd', 'geborgd') and body like $1", "%"+t.UUID+"%")
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		if s.OpgeleverdOp == "" || !s.draagtBij(t.URL) {
			continue
		}
		day := maat.LeesDag(string(s.OpgeleverdOp))
		var before, after []*float64
		for i, w := range windows {
			switch {
			case w.Tot < day:
				before = append(before, values[i])
			case w.Van > day:
				after = append(after, values[i])
			}
		}
		v := maat.Vergelijk(before, after, maat.Zoek(string(t.Sonde)).Richting)
		out = append(out, StapInReeks{s.URL, s.Titel, s.OpgeleverdOp, v.Voor, v.Na, v.NVoor, v.NNa, string(v.Oordeel)})
	}
	return out, nil
}

func (s *Stap) draagtBij(maat zgw.URL) bool {
	for _, d := range s.DraagtBijAan {
		if d.Doel == maat {
			return true
		}
	}
	return false
}

// Bewijs is what a mijlpaal rests on: its toetsen as sentences, what was measured, and whether nobody changed that (§10.2).
type Bewijs struct {
	// De mijlpaal.
	Mijlpaal zgw.URL `json:"mijlpaal"`
	// Waar hij staat.
	Toestand string `json:"toestand"`
	// Of alle ketens heel zijn.
	Heel bool `json:"heel"`
	// De toetsen, met hun laatste metingen.
	Toetsen []ToetsBewijs `json:"toetsen"`
	// De toetsen die eraf zijn gehaald.
	Grafstenen []Grafsteen `json:"grafstenen"`
	// De openbare sleutels van de organisatie, de oudste eerst, om de ketens elders mee na te gaan.
	Sleutels zgw.JSON `json:"sleutels"`
}

// ToetsBewijs is the evidence of one toets.
type ToetsBewijs struct {
	// De toets.
	Toets zgw.URL `json:"toets"`
	// De naam.
	Naam string `json:"naam"`
	// De toets als zin.
	Zin string `json:"zin"`
	// Of de mijlpaal niet zonder kan.
	Rol string `json:"rol"`
	// Het nummer van de definitie.
	Definitie int `json:"definitie"`
	// Wanneer de lat is verlegd.
	Verlegd []Verlegging `json:"verlegd"`
	// Hoeveel metingen er zijn.
	Aantal int `json:"aantal"`
	// De laatste metingen, de nieuwste eerst.
	Metingen zgw.JSON `json:"metingen"`
	// Of de keten van metingen heel is.
	Heel bool `json:"heel"`
	// Wat er niet klopt; leeg als alles klopt.
	Breuk string `json:"breuk"`
	// De vrijstellingen die zijn goedgekeurd.
	Vrijstellingen []BewijsVrijstelling `json:"vrijstellingen"`
}

// BewijsVrijstelling is an exemption as the evidence shows it.
type BewijsVrijstelling struct {
	// De eerste dag.
	Van zgw.Date `json:"van"`
	// De laatste dag.
	Tot zgw.Date `json:"tot"`
	// Waarom.
	Reden string `json:"reden"`
}

// bewijsMetingen is how many metingen of a toets the evidence of a mijlpaal shows; the others are in the list of the toets.
const bewijsMetingen = 30

// bewijsRoutes are the evidence of a mijlpaal, and the chain of a toets as one text that can be checked elsewhere.
func bewijsRoutes(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Mijlpalen.Path + "/{uuid}/bewijs", Scope: lezen,
		Doc: rest.Doc{ID: "mijlpaal_bewijs", Summary: "Waarop een mijlpaal rust: toetsen, metingen, en of daar niets aan is veranderd.", Out: Bewijs{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			var out Bewijs
			err := c.View(func() error {
				if _, err := Mijlpalen.Visible(c, r.PathValue("uuid")); err != nil {
					return err
				}
				m, err := Mijlpalen.Get(c, zgw.LocalURL(Mijlpalen.Path, r.PathValue("uuid")))
				if err != nil {
					return err
				}
				out, err = m.bewijs(c)
				return err
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, []byte(rest.EncodeGroup(&out)))
		}})
	a.Route(rest.Route{Pattern: "GET " + Toetsen.Path + "/{uuid}/keten", Scope: lezen,
		Doc: rest.Doc{ID: "toets_keten", Summary: "De ondertekende keten van metingen van een toets, om elders na te gaan."},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			var text []byte
			err := c.View(func() error {
				s, err := Toetsen.Visible(c, r.PathValue("uuid"))
				if err != nil {
					return err
				}
				chain, _, err := keten(c.Tx, s.ID)
				if err != nil {
					return err
				}
				keys, err := sleutelsVan(c.Tx)
				if err != nil {
					return err
				}
				text, err = bewijs.Bundel{Sleutels: keys, Schakels: chain}.Tekst()
				return err
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, text)
		}})
}

func (m *Mijlpaal) bewijs(c *rest.Call) (Bewijs, error) {
	out := Bewijs{Mijlpaal: m.URL, Toestand: string(m.Toestand), Heel: true, Toetsen: []ToetsBewijs{}, Grafstenen: m.Grafstenen}
	keys, err := sleutelsVan(c.Tx)
	if err != nil {
		return out, err
	}
	if out.Sleutels, err = json.Marshal(append([]bewijs.Sleutel{}, keys...)); err != nil {
		return out, err
	}
	for _, mt := range m.Toetsen {
		s, err := Toetsen.Stored(c, mt.Toets)
		if err != nil {
			return out, err
		}
		t, err := Toetsen.Get(c, mt.Toets)
		if err != nil {
			return out, err
		}
		zin, err := t.zinNu(c.Tx)
		if err != nil {
			return out, err
		}
		one := ToetsBewijs{Toets: t.URL, Naam: t.Naam, Zin: zin, Rol: string(mt.Rol), Definitie: t.Definitie, Verlegd: t.Verlegd}
		if one.Aantal, one.Breuk, err = controleer(c.Tx, s.ID); err != nil {
			return out, err
		}
		one.Heel = one.Breuk == ""
		out.Heel = out.Heel && one.Heel
		if err := one.vul(c.Tx, s.ID); err != nil {
			return out, err
		}
		out.Toetsen = append(out.Toetsen, one)
	}
	return out, nil
}

// vul adds the last metingen and the exemptions.
func (b *ToetsBewijs) vul(tx data.Tx, toets int64) error {
	list := []byte{'['}
	for row, err := range tx.Query("select body from metingen where toets = $1 order by nummer desc limit "+strconv.Itoa(bewijsMetingen), toets) {
		if err != nil {
			return err
		}
		if !json.Valid(bytes.ReplaceAll(row.Bytes(0), []byte(zgw.Marker), nil)) {
			continue // somebody wrote in it: breuk says so
		}
		if len(list) > 1 {
			list = append(list, ',')
		}
		list = append(list, row.Bytes(0)...)
	}
	b.Metingen = append(list, ']')
	for row, err := range tx.Query("select body from vrijstellingen where toets = $1 and toestand = 'goedgekeurd' order by id", toets) {
		if err != nil {
			return err
		}
		var v Vrijstelling
		if err := rest.Decode(&rest.Stored{Body: row.Bytes(0)}, &v); err != nil {
			return err
		}
		b.Vrijstellingen = append(b.Vrijstellingen, BewijsVrijstelling{v.Van, v.Tot, v.Reden})
	}
	return nil
}
