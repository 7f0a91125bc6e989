package transitie

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Deellink is a link with which somebody without this software reads one step, or the whole plan (§12). Whoever has the link
// reads; nobody writes. The key in it is shown once, and kept as a digest. Taken back, it leads nowhere.
type Deellink struct {
	Gemeen
	// Wat er wordt gedeeld: een stap, of een strategie met haar hele plan.
	Over zgw.URL `json:"over" zgw:"required,max=1000,immutable"`
	// Voor wie de link is, in een paar woorden.
	Voor string `json:"voor" zgw:"max=200"`
	// Tot en met wanneer de link werkt; leeg is zonder einde.
	Tot zgw.Date `json:"tot" zgw:"null"`
	// Wie de link maakte, en wanneer.
	Door *Daad `json:"door" zgw:"readonly"`
	// Wie de link introk, en wanneer.
	Ingetrokken *Daad `json:"ingetrokken" zgw:"readonly"`

	sleutel string // of a link that is being made
	digest  string
}

// GemaakteDeellink is a deellink as it is shown once: with the address that holds the key.
type GemaakteDeellink struct {
	Deellink
	// Het adres om door te geven. Het wordt maar één keer getoond.
	Adres zgw.URL `json:"adres" zgw:"readonly"`
}

// Deellinks is the resource.
var Deellinks = rest.Resource[Deellink]{
	Name: "deellink", Table: "deellinks", Path: Root + "/deellinks", Ops: rest.All &^ rest.Replace, Scopes: scopes,
	Main: hoofd[Deellink](rangEigen),
	Columns: []rest.Column[Deellink]{
		rest.Ref("over", func(d *Deellink) zgw.URL { return d.Over }),
		rest.Col("digest", func(d *Deellink) string { return d.digest }),
	},
	Filters: rest.Filters{"over": rest.By("over")},
	Doc:     rest.ResourceDoc{Plural: "deellinks", ETag: true, Out: map[rest.Ops]any{rest.Create: GemaakteDeellink{}}},
}

// deellinkMaken makes one, and shows its address once.
func deellinkMaken(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
	req.SetPathValue("sleutel", rand.Text())
	s, err := Deellinks.CreateFrom(c, req)
	if err != nil {
		return err
	}
	adres := append([]byte(`,"adres":`), rest.AppendString(nil, zgw.Marker+Root+"/deel/"+req.PathValue("sleutel"))...)
	s.Afgeleid = append(append(bytes.Clone(s.Afgeleid), adres...), '\n')
	w.Header().Set("Location", c.Site.Public(s.URL()))
	return c.Answer(w, req, http.StatusCreated, s)
}

// FromPath takes the key that deellinkMaken made.
func (d *Deellink) FromPath(_ *rest.Call, value func(string) string) { d.sleutel = value("sleutel") }

func digestVan(sleutel string) string {
	sum := sha256.Sum256([]byte(sleutel))
	return hex.EncodeToString(sum[:])
}

// Reveal fills in what is kept beside the document.
func (d *Deellink) Reveal(c *rest.Call, s *rest.Stored) error {
	row, err := c.Tx.One("select digest from deellinks where id = $1", s.ID)
	if err == nil {
		d.digest = row.Text(0)
	}
	return err
}

// Rules are those of a deellink.
func (d *Deellink) Rules(c *rest.Call, old *Deellink) error {
	a, err := magNu(c, Schrijven, Voorwerp{Soort: "deellinks"})
	if err != nil {
		return err
	}
	if old == nil {
		d.Door, d.digest = a.daad(c), digestVan(d.sleutel)
	} else {
		d.digest = old.digest
	}
	if !gaatOver(c, d.Over, "stappen", "strategieen") {
		c.Invalid("over", "does_not_exist", "Op dit adres staat geen stap of strategie van dit register.")
	}
	if d.Tot != "" && d.Tot < c.Today() {
		c.Invalid("tot", "date-in-past", "Deze dag is al voorbij.")
	}
	return d.geschreven(c, vorige(old))
}

// BeforeRemove says who may.
func (d *Deellink) BeforeRemove(c *rest.Call) error {
	_, err := magNu(c, Schrijven, Voorwerp{Soort: "deellinks"})
	return err
}

func (d *Deellink) overgang(c *rest.Call, a Actor, o Overgang) error {
	if err := magOf(a, Schrijven, Voorwerp{Soort: "deellinks"}); err != nil {
		return err
	}
	if o.Naar != "ingetrokken" || d.Ingetrokken != nil {
		stand := map[bool]string{true: "ingetrokken", false: "werkend"}[d.Ingetrokken != nil]
		kanNiet(c, "deellink", stand, o.Naar, map[bool][]string{true: nil, false: {"ingetrokken"}}[d.Ingetrokken != nil]...)
		return nil
	}
	d.Ingetrokken = a.daad(c)
	row, err := c.Tx.One("select digest from deellinks where uuid = $1", d.UUID)
	if err == nil {
		d.digest = row.Text(0)
	}
	return err
}

// Gedeeld is what a deellink shows: one step, or a whole plan.
type Gedeeld struct {
	// Van wie het is: de naam van de organisatie.
	Organisatie string `json:"organisatie"`
	// Wat er is gedeeld: stap of plan.
	Soort string `json:"soort"`
	// Wanneer dit is opgehaald; het kan daarna zijn veranderd.
	Op zgw.Time `json:"op"`
	// De stap, of het plan in de vorm van een export. Namen van mensen staan er niet in.
	Inhoud zgw.JSON `json:"inhoud"`
	// Bij een stap: waar hij bij helpt, waar hij op wacht en welke kans er is, met hun titels. Alleen wat niet binnen de organisatie moet blijven.
	Rondom []Rondom `json:"rondom"`
}

// Rondom is something that a shared step refers to, for who cannot follow the reference.
type Rondom struct {
	// Wat het is: maat, mijlpaal, stap of kans.
	Soort string `json:"soort"`
	// Hoe het heet.
	Titel string `json:"titel"`
	// Bij een maat of mijlpaal hoe sterk de stap helpt; bij een stap of die eerst moet (hard) of liever (zacht).
	Hoe string `json:"hoe"`
	// Bij een kans: tot wanneer zij er is.
	Sluit zgw.Date `json:"sluit" zgw:"null"`
}

// deelRoute is GET /deel/{sleutel}, for whoever has the link.
func deelRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Root + "/deel/{sleutel}", Open: true,
		Doc: rest.Doc{ID: "deel_read", Summary: "Lees wat met een deellink is gedeeld.", Out: Gedeeld{}, Tags: []string{"deel"}},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			if _, err := rest.Query(req); err != nil {
				return err
			}
			w.Header().Set("Cache-Control", "no-store")
			w.Header().Set("Referrer-Policy", "no-referrer") // the address is the key
			var body []byte
			err := c.View(func() (err error) {
				body, err = gedeeld(c, req.PathValue("sleutel"))
				return err
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, req, http.StatusOK, body)
		}})
}

func gedeeld(c *rest.Call, sleutel string) ([]byte, error) {
	row, err := c.Tx.One("select uuid from deellinks where digest = $1", digestVan(sleutel))
	if err != nil {
		return nil, err // nothing has this key: 404
	}
	d, err := Deellinks.Get(c, zgw.LocalURL(Deellinks.Path, row.Text(0)))
	if err != nil {
		return nil, err
	}
	if d.Ingetrokken != nil || d.Tot != "" && d.Tot < c.Today() {
		return nil, rest.NotFound()
	}
	g := Gedeeld{Soort: "stap", Op: zgw.TimeOf(c.Now()), Rondom: []Rondom{}}
	if g.Organisatie, err = eigenNaam(c); err != nil {
		return nil, err
	}
	switch {
	case c.Is(d.Over, "stappen"):
		if g.Inhoud, err = c.Document(d.Over); err == nil {
			g.Rondom, err = rondomStap(c, d.Over)
		}
	case c.Is(d.Over, "strategieen"):
		g.Soort = "plan"
		g.Inhoud, err = planMet(c, d.Over, gedeeldeSoort)
	default:
		return nil, rest.NotFound() // what was shared is gone
	}
	if err != nil {
		return nil, fmt.Errorf("deellink %s: %w", d.UUID, err)
	}
	if g.Inhoud, err = zonderMensen(g.Inhoud); err != nil {
		return nil, err
	}
	return rest.EncodeGroup(&g), nil
}

// rondomStap is what a step refers to. Of what is for the organisation itself a neighbour does not read that it is there.
func rondomStap(c *rest.Call, url zgw.URL) ([]Rondom, error) {
	s, err := Stappen.Get(c, url)
	if err != nil {
		return nil, err
	}
	list := []Rondom{}
	add := func(z Zichtbaarheid, r Rondom) {
		if z.rang() < rangEigen && r.Titel != "" {
			list = append(list, r)
		}
	}
	for _, d := range s.DraagtBijAan {
		switch {
		case d.Sterkte == "geen":
		case c.Is(d.Doel, "maten"):
			m, err := Maten.Get(c, d.Doel)
			if err != nil {
				return nil, err
			}
			add(m.Zichtbaarheid, Rondom{Soort: "maat", Titel: m.Naam, Hoe: string(d.Sterkte)})
		case c.Is(d.Doel, "mijlpalen"):
			m, err := Mijlpalen.Get(c, d.Doel)
			if err != nil {
				return nil, err
			}
			add(m.Zichtbaarheid, Rondom{Soort: "mijlpaal", Titel: m.Titel, Hoe: string(d.Sterkte)})
		}
	}
	for _, a := range s.Afhankelijkheden {
		first, err := Stappen.Get(c, a.Stap)
		if err != nil {
			return nil, err
		}
		add(first.Zichtbaarheid, Rondom{Soort: "stap", Titel: first.Titel, Hoe: string(a.Soort)})
	}
	id, err := c.ID(url)
	if err != nil {
		return nil, err
	}
	kansen, err := Kansen.Each(c, "id in (select kans from kans_stappen where stap = $1)", id)
	for _, k := range kansen {
		if k.Toestand == "open" {
			add(k.Zichtbaarheid, Rondom{Soort: "kans", Titel: k.Titel, Sluit: k.Sluit})
		}
	}
	return list, err
}

// gedeeldeSoort says whether a neighbour reads objects of a kind.
func gedeeldeSoort(soort string) bool {
	for _, p := range planSoorten {
		if p.soort == soort {
			return p.gedeeld
		}
	}
	return false
}

func eigenNaam(c *rest.Call) (string, error) {
	for row, err := range c.Tx.Query("select naam from organisaties where eigen = 1") {
		if err != nil {
			return "", err
		}
		return row.Text(0), nil
	}
	return "", nil
}

// zonderMensen takes the names and ids of people out of a document: they stay in the organisation (§5.4).
func zonderMensen(document []byte) ([]byte, error) {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(bytes.ReplaceAll(document, []byte(zgw.Marker), []byte(`\u0001`))))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	anoniem(value)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.ReplaceAll(bytes.TrimRight(out.Bytes(), "\n"), []byte(`\u0001`), []byte(zgw.Marker)), nil
}

// anoniem empties each Daad in a value, and each member that says by whom: of what was done, only when stays.
func anoniem(value any) {
	switch x := value.(type) {
	case []any:
		for _, item := range x {
			anoniem(item)
		}
	case map[string]any:
		_, id := x["id"]
		_, naam := x["naam"]
		if _, op := x["op"]; id && naam && op && len(x) == 3 {
			x["id"], x["naam"] = "", ""
			return
		}
		for name, member := range x {
			if _, text := member.(string); text && (name == "door" || name == "doorId" || name == "doorWie") {
				x[name] = ""
				continue
			}
			anoniem(member)
		}
	}
}
