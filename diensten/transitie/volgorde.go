package transitie

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/volgorde"
	"meent/diensten/zgw"
)

// Volgorde is an order of steps as it was computed on a day: a proposal until somebody publishes it (§4.2). Nothing in it changes
// afterwards. Since all of the plan is in it, residents and partners do not see it.
type Volgorde struct {
	Gemeen
	// Of de volgorde een voorstel is of is vastgesteld.
	Toestand VolgordeToestand `json:"toestand" zgw:"readonly"`
	// De dag waarvoor de volgorde is berekend.
	Peildatum zgw.Date `json:"peildatum" zgw:"readonly"`
	// De SHA-256 van alles waaruit de volgorde volgt, afgerond op zes cijfers. Is die gelijk, dan is de volgorde gelijk.
	Digest string `json:"digest" zgw:"readonly"`
	// Hoeveel stappen een score hebben. Vanaf vijf hebben plekken een nummer.
	Gescoord int `json:"gescoord" zgw:"readonly"`
	// De volgorde zelf: de stappen met plek, golf, groep, energie, kans, score, vraag en uitleg.
	Inhoud zgw.JSON `json:"inhoud" zgw:"readonly"`
	// De volgorde die ervoor was vastgesteld.
	Vorige zgw.URL `json:"vorige" zgw:"readonly,null"`
	// Wie de volgorde heeft berekend, en wanneer.
	Berekend *Daad `json:"berekend" zgw:"readonly"`
	// Wie de volgorde heeft vastgesteld, en wanneer.
	Vastgesteld *Daad `json:"vastgesteld" zgw:"readonly"`
	// Waarom, als daar iets over te zeggen was.
	Reden string `json:"reden" zgw:"readonly"`
}

// VolgordeToestand is where an order stands.
type VolgordeToestand string

// Choices are those of §4.2.
func (VolgordeToestand) Choices() []string { return []string{"voorstel", "vastgesteld"} }

// Volgordes is the resource. The list of its path is the order of today (volgorde_nu.go); what was published before is found by vorige.
var Volgordes = rest.Resource[Volgorde]{
	Name: "volgorde", Table: "volgordes", Path: Root + "/volgorde", Ops: rest.Detail, Scopes: scopes,
	Main: hoofd[Volgorde](rangEigen),
	Columns: []rest.Column[Volgorde]{
		rest.Col("toestand", func(v *Volgorde) string { return string(v.Toestand) }),
		rest.Col("vastgesteld", func(v *Volgorde) *string { return v.moment() }),
	},
	Doc: rest.ResourceDoc{Plural: "volgordes", ETag: true},
}

// moment is when an order was published, as it sorts; nil for a proposal.
func (v *Volgorde) moment() *string {
	if v.Vastgesteld == nil {
		return nil
	}
	return new(v.Vastgesteld.Op.Sortable())
}

// Weergave is what the audit trail calls it.
func (v *Volgorde) Weergave() string { return "Volgorde van " + dag(v.Peildatum) }

// Rules make the order: nobody writes what is in it.
func (v *Volgorde) Rules(c *rest.Call, old *Volgorde) error {
	a, err := magNu(c, Schrijven, Voorwerp{Soort: "volgorde"})
	if err != nil {
		return err
	}
	u, err := bereken(c)
	if err != nil {
		return err
	}
	last, ok, err := laatsteVolgorde(c, "")
	if err != nil {
		return err
	}
	if ok {
		v.Vorige = last.URL
	}
	inhoud, err := json.Marshal(u)
	if err != nil {
		return fmt.Errorf("volgorde: %w", err)
	}
	v.Toestand, v.Peildatum, v.Digest, v.Gescoord = "voorstel", zgw.Date(u.Peildatum), u.Digest, u.Gescoord
	v.Inhoud, v.Berekend = inhoud, a.daad(c)
	return v.geschreven(c, vorige(old))
}

// After takes away the proposal that this one replaces: there is one.
func (v *Volgorde) After(c *rest.Call, _ *Volgorde) error {
	if v.Toestand != "voorstel" {
		return nil
	}
	older, err := Volgordes.Each(c, "toestand = 'voorstel' and uuid <> $1", v.UUID)
	if err != nil {
		return err
	}
	for _, o := range older {
		if err := Volgordes.Drop(c, o.URL); err != nil {
			return err
		}
	}
	return nil
}

// uitslag is what is in an order.
func (v *Volgorde) uitslag() (volgorde.Uitslag, error) {
	var u volgorde.Uitslag
	if err := json.Unmarshal(v.Inhoud, &u); err != nil {
		return u, fmt.Errorf("volgorde %s: %w", v.UUID, err)
	}
	return u, nil
}

// laatsteVolgorde is the order that was published last, up to and including a day if one is given, and whether there is one.
func laatsteVolgorde(c *rest.Call, op zgw.Date) (last *Volgorde, ok bool, err error) {
	query, args := "select uuid from volgordes where toestand = 'vastgesteld'", []any{}
	if op != "" {
		query, args = query+" and vastgesteld < $1", append(args, zgw.TimeOf(op.Time().AddDate(0, 0, 1)).Sortable())
	}
	row, err := c.Tx.One(query+" order by vastgesteld desc, id desc limit 1", args...)
	if errors.Is(err, data.ErrNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	last, err = Volgordes.Get(c, zgw.LocalURL(Volgordes.Path, row.Text(0)))
	return last, err == nil, err
}

// volgordeRoutes are what one does with an order: compute it, publish it, ask why.
func volgordeRoutes(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Volgordes.Path, Scope: lezen, Handle: serveVolgorde,
		Doc: rest.Doc{ID: "volgorde_nu", Summary: "Bekijk de volgorde zoals die nu zou zijn, en wat er verandert.", Out: VolgordeNu{}, Query: []rest.Param{
			{Name: "op", Type: "string", Format: "date", Doc: "Een dag: dan de volgorde die toen was vastgesteld."},
		}}})
	a.Route(rest.Route{Pattern: "POST " + Volgordes.Path + "/berekenen", Scope: schrijven, AnyBody: true,
		Doc: rest.Doc{ID: "volgorde_berekenen", Summary: "Maak een voorstel voor de volgorde.", Out: Volgorde{}, Status: http.StatusCreated},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			if r.ContentLength == 0 { // there is nothing that one must say
				r.Body = io.NopCloser(strings.NewReader("{}"))
			}
			s, err := Volgordes.CreateFrom(c, r)
			if err != nil {
				return err
			}
			return c.Answer(w, r, http.StatusCreated, s)
		}})
	a.Route(rest.Route{Pattern: "POST " + Volgordes.Path + "/{uuid}/vaststellen", Scope: schrijven,
		Doc: rest.Doc{ID: "volgorde_vaststellen", Summary: "Stel een voorstel vast.", In: Vaststelling{}, Out: Volgorde{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			var in Vaststelling
			if err := c.Body(r, &in); err != nil {
				return err
			}
			return wijzig(c, w, r, &Volgordes, in.Reden, func(v *Volgorde, a Actor) error { return v.vaststellen(c, a, in.Reden) })
		}})
	a.Route(rest.Route{Pattern: "GET " + Volgordes.Path + "/{uuid}/uitleg", Scope: lezen, Handle: serveUitleg,
		Doc: rest.Doc{ID: "volgorde_uitleg", Summary: "Lees waarom een stap staat waar hij staat.", Out: VolgordeUitleg{}, Query: []rest.Param{
			{Name: "stap", Type: "string", Format: "uri", Doc: "Het adres van één stap; zonder zijn het alle stappen."},
		}}})
}

// Vaststelling is what one says when one publishes an order.
type Vaststelling struct {
	// Waarom, als daar iets over te zeggen is. De reden van wat met de hand is verplaatst staat daar al bij.
	Reden string `json:"reden" zgw:"max=1000"`
}

func (v *Volgorde) vaststellen(c *rest.Call, a Actor, reden string) error {
	if err := magOf(a, Schrijven, Voorwerp{Soort: "volgorde"}); err != nil {
		return err
	}
	if v.Toestand != "voorstel" {
		return rest.NewProblem(http.StatusConflict, "conflict", fmt.Sprintf("Deze volgorde is al vastgesteld, op %s. Bereken een nieuwe als er iets is veranderd.", dag(v.Vastgesteld.Op.Date())))
	}
	now, err := v.uitslag()
	if err != nil {
		return err
	}
	before := []volgorde.Regel{}
	last, ok, err := laatsteVolgorde(c, "")
	if err != nil {
		return err
	}
	if ok {
		was, err := last.uitslag()
		if err != nil {
			return err
		}
		v.Vorige, before = last.URL, was.Stappen
	}
	v.Toestand, v.Vastgesteld, v.Reden = "vastgesteld", a.daad(c), strings.TrimSpace(reden)
	tekst := "Er is een volgorde vastgesteld. "
	switch n := len(now.Verschil(before)); n {
	case 0:
		tekst += "Er is niets van plek veranderd."
	case 1:
		tekst += "Eén stap is van plek veranderd."
	default:
		tekst += fmt.Sprintf("%d stappen zijn van plek veranderd.", n)
	}
	return meldGebeurtenis(c, "volgorde.vastgesteld", v.URL, tekst, "")
}
