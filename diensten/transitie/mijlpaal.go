package transitie

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Mijlpaal is something that is noticeably different once it is reached (§2.4). People make it, claim it and drop it; whether it is
// reached only measurements say (R1).
type Mijlpaal struct {
	Gemeen
	// De titel.
	Titel string `json:"titel" zgw:"required,max=200"`
	// Wat er merkbaar anders is.
	Betekenis string `json:"betekenis" zgw:"max=2000"`
	// Het spoor waar de mijlpaal bij hoort.
	Spoor string `json:"spoor" zgw:"max=80"`
	// Het eerste kwartaal waarin hij wordt verwacht: 2027-K1.
	VensterVan string `json:"vensterVan" zgw:"max=7"`
	// Het laatste kwartaal.
	VensterTot string `json:"vensterTot" zgw:"max=7"`
	// De toetsen waar hij aan wordt gemeten.
	Toetsen []MijlpaalToets `json:"toetsen"`
	// Hoeveel van de verplichte toetsen moeten slagen; 0 is alle.
	NVan int `json:"nVan" zgw:"min=0,max=50"`
	// De maten waarop hij van invloed is.
	Maten []zgw.URL `json:"maten" zgw:"max=1000"`
	// Wat mensen erover beslisten: concept, actief of vervallen. Verandert met een overgang.
	Basis Basis `json:"basis" zgw:"readonly"`
	// Waar hij staat. Alleen metingen maken hem geverifieerd of teruggevallen.
	Toestand MijlpaalToestand `json:"toestand" zgw:"readonly"`
	// Sinds wanneer hij zo staat; leeg als mensen dat bepaalden.
	Sinds zgw.Date `json:"sinds" zgw:"readonly,null"`
	// Wie zei dat hij is bereikt; dat is geen meting.
	Claim *Claim `json:"claim" zgw:"readonly"`
	// Wat erover is gemeten; leeg zolang er niets is gemeten. Het staat los van de claim (R2).
	Gemeten *Gemeten `json:"gemeten" zgw:"readonly"`
	// Waarom hij is vervallen.
	Vervallen string `json:"vervallen" zgw:"readonly"`
	// De toetsen die eraf zijn gehaald; ze blijven vier kwartalen te zien.
	Grafstenen []Grafsteen `json:"grafstenen" zgw:"readonly"`
}

// MijlpaalToets is a toets of a mijlpaal.
type MijlpaalToets struct {
	// De toets.
	Toets zgw.URL `json:"toets" zgw:"required,max=1000"`
	// Of de mijlpaal niet zonder kan.
	Rol ToetsRol `json:"rol" zgw:"default=verplicht"`
}

// ToetsRol is what a toets means for its mijlpaal.
type ToetsRol string

// Choices are those of §2.4.
func (ToetsRol) Choices() []string { return []string{"verplicht", "ondersteunend"} }

// Basis is what people decided of a mijlpaal.
type Basis string

// Choices are those of §2.4 that people set.
func (Basis) Choices() []string { return []string{"concept", "actief", "vervallen"} }

// MijlpaalToestand is where a mijlpaal stands.
type MijlpaalToestand string

// Choices are those of §2.4.
func (MijlpaalToestand) Choices() []string {
	return []string{"concept", "actief", "geclaimd", "geverifieerd", "geverifieerdMetVrijstelling", "teruggevallen", "vervallen"}
}

// Claim is that somebody says it is reached.
type Claim struct {
	// Wie het zegt.
	Door string `json:"door"`
	// De id van wie het zegt.
	DoorID string `json:"doorId"`
	// Sinds wanneer.
	Op zgw.Date `json:"op"`
	// Waarom.
	Toelichting string `json:"toelichting"`
}

// Gemeten is what measurements say of a mijlpaal, and how surely.
type Gemeten struct {
	// Of hij telt als bereikt: geverifieerd, en vers gemeten.
	TeltMee bool `json:"teltMee"`
	// Of hij was gehaald, maar de metingen niet meer vers zijn.
	NietMeerVers bool `json:"nietMeerVers"`
	// Of hij is gehaald en de laatste meting niet slaagde.
	Wankelt bool `json:"wankelt"`
	// Of hij is geclaimd zonder dat een meting het zegt.
	AlleenGeclaimd bool `json:"alleenGeclaimd"`
	// Al hoeveel kwartalen.
	GeclaimdKwartalen int `json:"geclaimdKwartalen"`
	// De toetsen die bij de start al golden.
	GoudBijStart []string `json:"goudBijStart"`
	// De toetsen waarvan de lat is verlegd.
	LatVerlegd []string `json:"latVerlegd"`
	// Hoe ver elke verplichte toets is.
	Toetsen []ToetsStand `json:"toetsen"`
}

// ToetsStand is how far a required toets is.
type ToetsStand struct {
	// Het uuid van de toets.
	UUID string `json:"uuid"`
	// De laatste uitkomst; leeg als er nog niet is gemeten.
	Laatste string `json:"laatste"`
	// In hoeveel vensters na elkaar hij slaagt.
	Gehouden int `json:"gehouden"`
	// Hoeveel dat er moeten zijn.
	Duur int `json:"duur"`
	// Of er een vrijstelling geldt.
	Vrijgesteld bool `json:"vrijgesteld"`
}

// Grafsteen is a toets that was taken off a mijlpaal.
type Grafsteen struct {
	// Het uuid dat de toets had.
	UUID string `json:"uuid"`
	// Hoe zij heette.
	Naam string `json:"naam"`
	// Wat zij vroeg, als zin.
	Zin string `json:"zin"`
	// Wanneer zij eraf is gehaald.
	Op zgw.Date `json:"op"`
}

// Mijlpalen is the resource.
var Mijlpalen = rest.Resource[Mijlpaal]{
	Name: "mijlpaal", Table: "mijlpalen", Path: Root + "/mijlpalen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Mijlpaal](rangOpenbaar),
	Columns: []rest.Column[Mijlpaal]{
		rest.Col("titel", func(m *Mijlpaal) string { return m.Titel }),
		rest.Col("toestand", func(m *Mijlpaal) string { return string(m.Toestand) }),
		rest.Col("basis", func(m *Mijlpaal) string { return string(m.Basis) }),
		rest.Col("venster_tot", func(m *Mijlpaal) string { return m.VensterTot }),
	},
	Filters: rest.Filters{"toestand": rest.In[MijlpaalToestand]("toestand"), "titel": rest.Equal("titel")},
	Orders:  rest.Orders{"titel": {Column: "titel"}, "vensterTot": {Column: "venster_tot"}},
	Doc:     rest.ResourceDoc{Plural: "mijlpalen", ETag: true},
}

var kwartaal = regexp.MustCompile(`^20\d\d-K[1-4]$`)

// Rules are those of a mijlpaal. What measurements say is never taken from who writes (R1).
func (m *Mijlpaal) Rules(c *rest.Call, old *Mijlpaal) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "mijlpalen"}); err != nil {
		return err
	}
	if old == nil {
		m.Basis, m.Toestand = "concept", "concept"
	}
	if m.Basis == "vervallen" {
		c.Invalid("nonFieldErrors", "vervallen", "Deze mijlpaal is vervallen en verandert niet meer.")
		return nil
	}
	m.vensters(c)
	required := 0
	for i, t := range m.Toetsen {
		at := fmt.Sprintf("toetsen.%d.toets", i)
		switch {
		case !c.Is(t.Toets, "toetsen"):
			c.Invalid(at, "does_not_exist", "Op dit adres staat geen toets van dit register.")
		case slices.ContainsFunc(m.Toetsen[:i], func(x MijlpaalToets) bool { return x.Toets == t.Toets }):
			c.Invalid(at, "unique", "Deze toets staat er al.")
		}
		if t.Rol == "verplicht" {
			required++
		}
	}
	for i, url := range m.Maten {
		if !c.Is(url, "maten") {
			c.Invalid(fmt.Sprintf("maten.%d", i), "does_not_exist", "Op dit adres staat geen maat van dit register.")
		}
	}
	if m.NVan > required {
		c.Invalid("nVan", "max_value", fmt.Sprintf("Er zijn maar %d verplichte toetsen.", required))
	}
	if m.Basis == "actief" && required == 0 {
		c.Invalid("toetsen", "required", "Een mijlpaal waaraan wordt gewerkt, heeft ten minste één verplichte toets die wordt gemeten.")
	}
	if c.Faulty() {
		return nil
	}
	if err := m.verdwenen(c, old); err != nil {
		return err
	}
	if err := m.geschreven(c, vorige(old)); err != nil || old == nil {
		return err
	}
	return m.reken(c)
}

// vensters are quarters, never a day.
func (m *Mijlpaal) vensters(c *rest.Call) {
	for name, v := range map[string]string{"vensterVan": m.VensterVan, "vensterTot": m.VensterTot} {
		if v != "" && !kwartaal.MatchString(v) {
			c.Invalid(name, "invalid", "Een mijlpaal heeft een kwartaal, geen dag. Schrijf het als 2027-K1.")
		}
	}
	if m.VensterVan != "" && m.VensterTot != "" && m.VensterTot < m.VensterVan {
		c.Invalid("vensterTot", "invalid", "Het laatste kwartaal ligt voor het eerste.")
	}
}

// verdwenen leaves a tombstone for each toets that was taken off (§10.3), also when only its role became weaker.
func (m *Mijlpaal) verdwenen(c *rest.Call, old *Mijlpaal) error {
	if old == nil {
		return nil
	}
	m.Grafstenen = slices.Clone(old.Grafstenen)
	for _, was := range old.Toetsen {
		stays := slices.ContainsFunc(m.Toetsen, func(x MijlpaalToets) bool {
			return x.Toets == was.Toets && (x.Rol == was.Rol || was.Rol == "ondersteunend")
		})
		if stays || was.Rol == "ondersteunend" {
			continue
		}
		t, err := Toetsen.Get(c, was.Toets)
		if err != nil {
			return err
		}
		zin, err := t.zinNu(c.Tx)
		if err != nil {
			return err
		}
		m.Grafstenen = append(m.Grafstenen, Grafsteen{UUID: t.UUID, Naam: t.Naam, Zin: zin, Op: c.Today()})
	}
	return nil
}

// begraaf takes a toets off that is about to be removed.
func (m *Mijlpaal) begraaf(c *rest.Call, t *Toets) error {
	zin, err := t.zinNu(c.Tx)
	if err != nil {
		return err
	}
	m.Toetsen = slices.DeleteFunc(slices.Clone(m.Toetsen), func(x MijlpaalToets) bool { return x.Toets == t.URL })
	m.Grafstenen = append(slices.Clone(m.Grafstenen), Grafsteen{UUID: t.UUID, Naam: t.Naam, Zin: zin, Op: c.Today()})
	required := 0
	for _, x := range m.Toetsen {
		required += b2i(x.Rol == "verplicht")
	}
	m.NVan = min(m.NVan, required)
	return nil
}

func (m *Mijlpaal) heeftVerplicht() bool {
	return slices.ContainsFunc(m.Toetsen, func(x MijlpaalToets) bool { return x.Rol == "verplicht" })
}

// overgang is what people do: put it to work, claim it, take the claim back, drop it. R1: no one brings it into another state.
func (m *Mijlpaal) overgang(c *rest.Call, a Actor, o Overgang) error {
	if err := magOf(a, Schrijven, Voorwerp{Soort: "mijlpalen"}); err != nil {
		return err
	}
	switch way := string(m.Basis) + " " + o.Naar; way {
	case "concept actief":
		if !m.heeftVerplicht() {
			c.Invalid("naar", "geen-toets", "Geef de mijlpaal eerst een verplichte toets die wordt gemeten. Zonder is nooit te zien of hij is gehaald.")
			return nil
		}
		m.Basis = "actief"
	case "actief geclaimd":
		if m.Claim != nil {
			c.Invalid("naar", "al-geclaimd", "Deze mijlpaal is al geclaimd.")
			return nil
		}
		m.Claim = &Claim{Door: a.Naam, DoorID: a.ID, Op: c.Today(), Toelichting: o.Reden}
		if err := meldGebeurtenis(c, "mijlpaal.geclaimd", m.URL, fmt.Sprintf("%s zegt dat “%s” is bereikt. Of het zo is, moeten metingen nog laten zien.", a.Naam, m.Titel), string(m.Claim.Op)); err != nil {
			return err
		}
	case "actief actief":
		m.Claim = nil
	case "concept vervallen", "actief vervallen":
		if o.Reden == "" {
			c.Invalid("reden", "required", "Zeg waarom de mijlpaal vervalt.")
			return nil
		}
		m.Basis, m.Vervallen = "vervallen", o.Reden
	default:
		m.kanNiet(c, o.Naar)
		return nil
	}
	return m.reken(c)
}

func (m *Mijlpaal) kanNiet(c *rest.Call, naar string) {
	switch naar {
	case "geverifieerd", "geverifieerdMetVrijstelling", "teruggevallen":
		c.Invalid("naar", "alleen-gemeten", "Niemand kan een mijlpaal afvinken: alleen metingen laten zien of hij is gehaald of teruggevallen. Je kunt hem wel claimen.")
		return
	}
	wel := map[Basis][]string{"concept": {"actief", "vervallen"}, "actief": {"geclaimd", "vervallen"}}[m.Basis]
	kanNiet(c, "mijlpaal", string(m.Basis), naar, wel...)
}

// BeforeRemove keeps what was at work: it is dropped with a reason, and stays to be seen.
func (m *Mijlpaal) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "mijlpalen"}); err != nil {
		return err
	}
	if m.Basis != "concept" {
		c.Invalid("nonFieldErrors", "niet-concept", "Aan deze mijlpaal is gewerkt. Laat hem vervallen, met de reden.")
	}
	return nil
}

// Weergave is what the audit trail calls it.
func (m *Mijlpaal) Weergave() string { return m.Titel }

// reken computes the state from all that was measured and decided. It is the one place where a mijlpaal turns (R1).
func (m *Mijlpaal) reken(c *rest.Call) error {
	x, err := m.feiten(c)
	if err != nil {
		return err
	}
	s := x.Stand(maat.LeesDag(string(c.Today())))
	m.Toestand, m.Sinds = MijlpaalToestand(s.Toestand), zgw.Date(s.Sinds.String())
	m.Gemeten = nil
	if m.Basis != "actief" {
		return nil
	}
	m.Gemeten = &Gemeten{TeltMee: s.TeltMee, NietMeerVers: s.NietMeerVers, Wankelt: s.Wankelt, AlleenGeclaimd: s.AlleenGeclaimd, GeclaimdKwartalen: s.GeclaimdKwartalen,
		GoudBijStart: s.GoudBijStart, LatVerlegd: s.LatVerlegd}
	for _, t := range s.Toetsen {
		m.Gemeten.Toetsen = append(m.Gemeten.Toetsen, ToetsStand{t.UUID, string(t.Laatste), t.Gehouden, t.Duur, t.Vrijgesteld})
	}
	return nil
}

// feiten gathers what the state follows from.
func (m *Mijlpaal) feiten(c *rest.Call) (maat.Mijlpaal, error) {
	x := maat.Mijlpaal{Basis: maat.Toestand(m.Basis), Nodig: m.NVan, Geclaimd: maat.GeenDag}
	if m.Claim != nil {
		x.Geclaimd = maat.LeesDag(string(m.Claim.Op))
	}
	for _, mt := range m.Toetsen {
		t, err := Toetsen.Get(c, mt.Toets)
		if err != nil {
			return x, fmt.Errorf("mijlpaal %s: toets: %w", m.UUID, err)
		}
		one := maat.Toets{UUID: t.UUID, Verplicht: mt.Rol == "verplicht", Gemeten: true, Versie: t.Definitie, Duur: t.Duur, Versheid: t.versheidDagen(), Verlegd: maat.GeenDag, Verwijderd: maat.GeenDag}
		for _, v := range t.Verlegd {
			if v.Lat {
				one.Verlegd = maat.LeesDag(string(v.Op))
			}
		}
		x.Toetsen = append(x.Toetsen, one)
		if err := metingenVoor(c.Tx, t, &x); err != nil {
			return x, err
		}
	}
	for _, g := range m.Grafstenen {
		x.Toetsen = append(x.Toetsen, maat.Toets{UUID: g.UUID, Verplicht: true, Gemeten: true, Verlegd: maat.GeenDag, Verwijderd: maat.LeesDag(string(g.Op))})
	}
	return x, nil
}

// metingenVoor adds the metingen and exemptions of a toets.
func metingenVoor(tx data.Tx, t *Toets, x *maat.Mijlpaal) error {
	for row, err := range tx.Query("select m.body from metingen m join toetsen t on t.id = m.toets where t.uuid = $1 order by m.nummer", t.UUID) {
		if err != nil {
			return err
		}
		var m Meting
		if err := rest.Decode(&rest.Stored{Body: row.Bytes(0)}, &m); err != nil {
			return err
		}
		x.Metingen = append(x.Metingen, maat.Meting{Toets: t.UUID, Versie: m.Definitie, Venster: maat.Venster{Van: maat.LeesDag(string(m.Van)), Tot: maat.LeesDag(string(m.Tot))},
			Op: maat.LeesDag(string(zgw.DateOf(m.Klaar.Time()))), Uitkomst: maat.Uitkomst(m.Uitkomst), Nulmeting: m.Nulmeting})
	}
	for row, err := range tx.Query("select v.van, v.tot from vrijstellingen v join toetsen t on t.id = v.toets where t.uuid = $1 and v.toestand = 'goedgekeurd' order by v.id", t.UUID) {
		if err != nil {
			return err
		}
		x.Vrijstellingen = append(x.Vrijstellingen, maat.Vrijstelling{Toets: t.UUID, Van: maat.LeesDag(row.Text(0)), Tot: maat.LeesDag(row.Text(1))})
	}
	return nil
}

// mijlpalenBijwerken turns each mijlpaal by what was measured, and tells of it. It looks first, and writes only those that are others now.
func mijlpalenBijwerken(c *rest.Call) error {
	var anders []string
	err := c.View(func() error {
		anders = nil
		list, err := Mijlpalen.Each(c, "basis = 'actief'")
		if err != nil {
			return err
		}
		for _, m := range list {
			was := m.merk()
			if err := m.reken(c); err != nil {
				return err
			}
			if m.merk() != was {
				anders = append(anders, m.UUID)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range anders {
		err := verander(c, &Mijlpalen, func(m *Mijlpaal) (bool, error) {
			was, before := m.Toestand, m.merk()
			if err := m.reken(c); err != nil {
				return false, err
			}
			if m.Toestand != was {
				if err := m.meldGekeerd(c); err != nil {
					return false, err
				}
			}
			return m.merk() != before, nil
		}, "uuid = $1 and basis = 'actief'", id)
		if err != nil {
			return err
		}
	}
	return nil
}

// merk is what is written of a mijlpaal by the engine, to see whether it is another.
func (m *Mijlpaal) merk() string {
	text, err := json.Marshal(m.Gemeten)
	if err != nil {
		return ""
	}
	return string(m.Toestand) + string(text) + string(m.Sinds)
}

func (m *Mijlpaal) meldGekeerd(c *rest.Call) error {
	switch m.Toestand {
	case "geverifieerd", "geverifieerdMetVrijstelling":
		return meldGebeurtenis(c, "mijlpaal.geverifieerd", m.URL, fmt.Sprintf("“%s” is gemeten: gehaald.", m.Titel), string(m.Sinds))
	case "teruggevallen":
		return meldGebeurtenis(c, "mijlpaal.teruggevallen", m.URL, fmt.Sprintf("“%s” is teruggevallen: de toetsen slagen niet meer.", m.Titel), string(m.Sinds))
	}
	return nil
}
