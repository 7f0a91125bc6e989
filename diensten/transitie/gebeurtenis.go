package transitie

import (
	"errors"
	"strings"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Gebeurtenis is something that turned, told to who comes to look: a mijlpaal that turned or fell, a stap that moved, a kans that
// closes soon (§12). Nobody writes one; it follows from a write or from the passing of time.
type Gebeurtenis struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// Wat voor gebeurtenis het is.
	Soort GebeurtenisSoort `json:"soort" zgw:"readonly"`
	// Het object waar het om gaat.
	Onderwerp zgw.URL `json:"object" zgw:"readonly,null"`
	// Waar het object in dit register staat: soort en uuid, om een bladzijde bij te vinden.
	Pad string `json:"pad" zgw:"readonly"`
	// Wat er gebeurde, in één zin.
	Tekst string `json:"tekst" zgw:"readonly"`
	// Wanneer het gebeurde.
	Op zgw.Time `json:"op" zgw:"readonly"`

	sleutel string // told once, however often it is found
	rang    int    // of what it is about
}

// GebeurtenisSoort is a kind of gebeurtenis.
type GebeurtenisSoort string

// Choices are the kinds; the facts add theirs here.
func (GebeurtenisSoort) Choices() []string {
	return []string{
		"mijlpaal.geverifieerd", "mijlpaal.teruggevallen", "mijlpaal.nietVers", "mijlpaal.geclaimd", "toets.latVerlegd",
		"stap.verplaatst", "stap.stil", "stap.doeMaar", "kans.sluitBijna", "kans.verlopen", "zorg.geopend", "zorg.beantwoord",
		"kadervraag.gesteld", "kadervraag.beantwoord", "strategie.voorgesteld", "strategie.vastgesteld", "strategie.herijkt", "volgorde.vastgesteld", "aanbod.afgelopen", "sleutel.vervangen",
	}
}

// Gebeurtenissen is the resource.
var Gebeurtenissen = rest.Resource[Gebeurtenis]{
	Name: "gebeurtenis", Table: "gebeurtenissen", Path: Root + "/gebeurtenissen", Ops: rest.ReadOnly, Scopes: scopes,
	Main: &rest.Main[Gebeurtenis]{Class: func(_ *rest.Call, g *Gebeurtenis) (int64, error) { return auth.Class(0, g.rang, false), nil }},
	Columns: []rest.Column[Gebeurtenis]{
		rest.Col("soort", func(g *Gebeurtenis) string { return string(g.Soort) }),
		rest.Ref("object", func(g *Gebeurtenis) zgw.URL { return g.Onderwerp }),
		rest.Col("op", func(g *Gebeurtenis) zgw.Time { return g.Op }),
		rest.Col("eenmalig", func(g *Gebeurtenis) *string { return nietLeeg(g.sleutel) }),
	},
	Filters: rest.Filters{
		"soort":  rest.In[GebeurtenisSoort]("soort"),
		"object": rest.By("object"),
		"sinds":  rest.Compare[zgw.Time]("op", ">="),
	},
	Doc: rest.ResourceDoc{Plural: "gebeurtenissen"},
}

// meldGebeurtenis tells that something turned with an object. With a key it is told once: "kans.sluitBijna 2027-03-01".
func meldGebeurtenis(c *rest.Call, soort GebeurtenisSoort, over zgw.URL, tekst, sleutel string) error {
	if sleutel != "" {
		sleutel = string(soort) + " " + over.UUID() + " " + sleutel
		_, err := c.Tx.One("select 1 from gebeurtenissen where eenmalig = $1", sleutel)
		if err == nil {
			return nil
		}
		if !errors.Is(err, data.ErrNotFound) {
			return err
		}
	}
	s, err := c.Find(over)
	if errors.Is(err, rest.ErrUnknown) {
		return nil // it was removed meanwhile: there is nothing to go and see
	}
	if err != nil {
		return err
	}
	_, err = Gebeurtenissen.Put(c, &Gebeurtenis{
		Soort: soort, Onderwerp: over, Pad: padVan(over), Tekst: tekst, Op: zgw.TimeOf(c.Now()), sleutel: sleutel, rang: auth.RankOf(s.Cls),
	})
	return err
}

// meldApart is the same in a transaction of its own, for what the passing of time brings. Two processes may find it at once.
func meldApart(c *rest.Call, soort GebeurtenisSoort, over zgw.URL, tekst, sleutel string) error {
	err := c.Update(func() error { return meldGebeurtenis(c, soort, over, tekst, sleutel) })
	if errors.Is(err, data.ErrUnique) {
		return nil
	}
	return err
}

// padVan is where an object stands in this register: "stappen/…".
func padVan(url zgw.URL) string {
	path, _ := url.Local()
	return strings.TrimPrefix(path, Root+"/")
}
