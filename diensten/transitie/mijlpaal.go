package transitie

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Mijlpaal is what is noticeably different one day (§2.4). People make it, put it to work and claim it; whether it is reached only
// metingen say (R1). What is claimed, what is attested and what is measured are three members, and stay apart (R2).
type Mijlpaal struct {
	Gemeen
	// De titel.
	Titel string `json:"titel" zgw:"required,max=200"`
	// Wat er dan merkbaar anders is.
	Betekenis string `json:"betekenis" zgw:"max=2000"`
	// Het spoor waar de mijlpaal bij hoort: een van die van de strategie, of leeg.
	Spoor string `json:"spoor" zgw:"max=80"`
	// In welke kwartalen de mijlpaal wordt verwacht. Nooit een dag.
	Venster *Kwartalen `json:"venster"`
	// De toetsen.
	Toetsen []MijlpaalToets `json:"toetsen"`
	// Of alle verplichte toetsen moeten slagen, of een aantal daarvan.
	Samenstelling Samenstelling `json:"samenstelling" zgw:"default=alle"`
	// Hoeveel verplichte toetsen moeten slagen, bij nVan.
	Nodig *int `json:"nodig" zgw:"min=1,max=100"`
	// De maten die erbij horen.
	Maten []zgw.URL `json:"maten" zgw:"max=1000,local=maten"`
	// Waarom de toetsen veranderen. Verplicht als de mijlpaal daardoor makkelijker wordt.
	Reden string `json:"reden" zgw:"writeonly,max=1000"`

	// Waar de mijlpaal staat. Wat er na actief komt, zetten alleen metingen.
	Toestand MijlpaalToestand `json:"toestand" zgw:"readonly"`
	// Het merk dat erbij hoort.
	Stand MijlpaalStand `json:"stand" zgw:"readonly"`
	// Sinds wanneer dat zo is.
	Sinds zgw.Date `json:"sinds" zgw:"readonly,null"`
	// Of de mijlpaal meetelt als gehaald.
	TeltMee bool `json:"teltMee" zgw:"readonly"`
	// Wie zegt dat het zo is; null als niemand dat doet.
	Claim *Claim `json:"claim" zgw:"readonly"`
	// Tot wanneer twee mensen uit twee lagen het verklaren; null als dat niet zo is.
	Verklaard *Verklaard `json:"verklaard" zgw:"readonly"`
	// De meting die telt: van de verplichte toets die er het slechtst voor staat.
	LaatsteMeting *LaatsteMeting `json:"laatsteMeting" zgw:"readonly"`
	// De verplichte toetsen als zinnen.
	Toets string `json:"toets" zgw:"readonly"`
	// Hoe elke toets ervoor staat.
	Uitslagen []Uitslag `json:"uitslagen" zgw:"readonly"`
	// Wat er verder bij te zien moet zijn.
	Merken []Merk `json:"merken" zgw:"readonly"`
	// Toetsen die eraf zijn gehaald of minder zwaar zijn gaan tellen, en hoe ze ervoor stonden.
	Verlegd []Verlegging `json:"verlegd" zgw:"readonly"`
	// Sinds wanneer de mijlpaal actief is.
	ActiefOp zgw.Date `json:"actiefOp" zgw:"readonly,null"`
	// Vanaf wanneer metingen tellen, na een verandering van de toetsen.
	TeltVanaf zgw.Date `json:"teltVanaf" zgw:"readonly,null"`
	// Waarom de mijlpaal is vervallen.
	VervallenReden string `json:"vervallenReden" zgw:"readonly"`
}

// Kwartalen is a window of quarters of the calendar.
type Kwartalen struct {
	// Het eerste kwartaal, zoals 2027-Q1.
	Van Kwartaal `json:"van" zgw:"required"`
	// Het laatste kwartaal.
	Tot Kwartaal `json:"tot" zgw:"required"`
}

// Kwartaal is a quarter of the calendar: 2027-Q1.
type Kwartaal string

// Valid says what is wrong with the quarter, if anything.
func (k Kwartaal) Valid() (code, reason string) {
	var year, q int
	if n, err := fmt.Sscanf(string(k), "%4d-Q%1d", &year, &q); err != nil || n != 2 || len(k) != 7 || q < 1 || q > 4 || year < 2000 {
		return "invalid", "Schrijf een kwartaal als 2027-Q1."
	}
	return "", ""
}

// MijlpaalToets is a toets of a mijlpaal.
type MijlpaalToets struct {
	// De toets.
	Toets zgw.URL `json:"toets" zgw:"required,max=1000,local=toetsen"`
	// Of de mijlpaal niet zonder kan.
	Rol ToetsRol `json:"rol" zgw:"default=verplicht"`
}

// ToetsRol says whether a mijlpaal can do without a toets.
type ToetsRol string

// Choices are those of §2.4.
func (ToetsRol) Choices() []string { return []string{"verplicht", "ondersteunend"} }

// Samenstelling is how many of the required toetsen must hold.
type Samenstelling string

// Choices are those of §2.4.
func (Samenstelling) Choices() []string { return []string{"alle", "nVan"} }

// MijlpaalToestand is the state of a mijlpaal.
type MijlpaalToestand string

// Choices are those of maat.Toestand.
func (MijlpaalToestand) Choices() []string {
	return []string{"concept", "actief", "geclaimd", "geverifieerd", "geverifieerdMetVrijstelling", "teruggevallen", "vervallen"}
}

// MijlpaalStand is the mark to show.
type MijlpaalStand string

// Choices are the marks: nogNietGemeten and opWeg (it holds, not yet long enough) are of a mijlpaal that is actief.
func (MijlpaalStand) Choices() []string {
	return []string{"concept", "nogNietGemeten", "onbeslist", "nietGehaald", "opWeg", "geclaimd", "gehaald", "wankelt", "nietVers", "teruggevallen", "vervallen"}
}

// Claim is what somebody says, with nothing measured in it (R2).
type Claim struct {
	// Wie het zegt.
	Door string `json:"door"`
	// Sinds wanneer.
	Op zgw.Date `json:"op"`
	// Waarom, in eigen woorden.
	Toelichting string `json:"toelichting"`
	// Hoeveel hele kwartalen al.
	Kwartalen int `json:"kwartalen"`
}

// Verklaard is until when two people in two layers attest it.
type Verklaard struct {
	// Tot en met wanneer.
	Tot zgw.Date `json:"tot"`
	// Welke toets dat is.
	Toets zgw.URL `json:"toets"`
}

// Uitslag is how a toets of a mijlpaal stands.
type Uitslag struct {
	// De toets.
	Toets zgw.URL `json:"toets"`
	// De toets als zin. Leeg bij een ondersteunende toets die niet iedereen mag zien die de mijlpaal ziet: dan staat hier ook geen uitkomst, en leest wie hem mag zien hem in het bewijs.
	Zin string `json:"zin"`
	// Of de mijlpaal niet zonder kan.
	Rol ToetsRol `json:"rol"`
	// De laatste uitkomst; leeg als er nog niet is gemeten.
	Uitkomst Uitkomst `json:"uitkomst" zgw:"null"`
	// Hoeveel vensters na elkaar de lat nu is gehaald.
	Gehouden int `json:"gehouden"`
	// Hoeveel er nodig zijn.
	Duur int `json:"duur"`
	// Of er een vrijstelling loopt.
	Vrijgesteld bool `json:"vrijgesteld"`
	// De laatste meting.
	LaatsteMeting *LaatsteMeting `json:"laatsteMeting"`
	// Waarom er nu niet wordt gemeten.
	Stilstand string `json:"stilstand"`
}

// Merk is something that must be seen beside the state.
type Merk struct {
	// Wat het is: latVerlegd, toetsWeg, metVrijstelling, ookVerklaard, goldBijStart, alleenGeclaimd, ketenGebroken.
	Soort MerkSoort `json:"soort"`
	// Sinds wanneer.
	Op zgw.Date `json:"op" zgw:"null"`
	// Bij een verlegde lat: hoe die was.
	Van string `json:"van"`
	// Bij een verlegde lat: hoe die werd. Bij een vrijstelling of verklaring: tot en met wanneer.
	Naar string `json:"naar"`
	// Waarom.
	Reden string `json:"reden"`
	// Wie het deed.
	Door string `json:"door"`
	// De toets waar het om gaat.
	Toets zgw.URL `json:"toets" zgw:"null"`
	// Het merk in één zin.
	Zin string `json:"zin"`
}

// MerkSoort is a kind of mark.
type MerkSoort string

// Choices are those of §2.4 and §10.3.
func (MerkSoort) Choices() []string {
	return []string{"latVerlegd", "toetsWeg", "metVrijstelling", "ookVerklaard", "goldBijStart", "alleenGeclaimd", "ketenGebroken"}
}

// Verlegging is a change of the toetsen of a mijlpaal that makes it easier.
type Verlegging struct {
	// Wanneer.
	Op zgw.Date `json:"op"`
	// De toets; leeg als het om de samenstelling gaat.
	Toets zgw.URL `json:"toets" zgw:"null"`
	// Hoe het was.
	Van string `json:"van"`
	// Hoe het werd.
	Naar string `json:"naar"`
	// Hoe de toets ervoor stond.
	Uitkomst Uitkomst `json:"uitkomst" zgw:"null"`
	// Waarom.
	Reden string `json:"reden"`
	// Wie het deed.
	Door string `json:"door"`
}

// Mijlpalen is the resource.
var Mijlpalen = rest.Resource[Mijlpaal]{
	Name: "mijlpaal", Table: "mijlpalen", Path: Root + "/mijlpalen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Mijlpaal](rangOpenbaar),
	Columns: []rest.Column[Mijlpaal]{
		rest.Col("titel", func(m *Mijlpaal) string { return m.Titel }),
		rest.Col("titel_zoek", func(m *Mijlpaal) string { return rest.Fold(m.Titel) }),
		rest.Col("toestand", func(m *Mijlpaal) string { return string(m.Toestand) }),
		rest.Col("stand", func(m *Mijlpaal) string { return string(m.Stand) }),
		rest.Col("spoor", func(m *Mijlpaal) string { return m.Spoor }),
		rest.Col("sinds", func(m *Mijlpaal) zgw.Date { return m.Sinds }),
	},
	Filters: rest.Filters{
		"toestand": rest.In[MijlpaalToestand]("toestand"), "stand": rest.In[MijlpaalStand]("stand"), "spoor": rest.Equal("spoor"),
		"titel__icontains": rest.Contains("titel_zoek"),
		"toets":            via(rest.By("toets"), "select mijlpaal from mijlpaal_toetsen where ", "mijlpaal_toetsen"),
		"maat":             via(rest.By("maat"), "select mijlpaal from mijlpaal_maten where ", "mijlpaal_maten"),
	},
	Orders: rest.Orders{"titel": {Column: "titel_zoek"}, "sinds": {Column: "sinds"}},
	Doc:    rest.ResourceDoc{Plural: "mijlpalen", ETag: true},
}

var mijlpaalVoorwerp = Voorwerp{Soort: "mijlpalen"}

// Rules are those of a mijlpaal.
func (m *Mijlpaal) Rules(c *rest.Call, old *Mijlpaal) error {
	a, err := magNu(c, Schrijven, mijlpaalVoorwerp)
	if err != nil {
		return err
	}
	if old == nil {
		m.Toestand = "concept"
	}
	m.vorm(c)
	if err := m.bekendSpoor(c, old); err != nil || c.Faulty() {
		return err
	}
	if err := m.verlegd(c, a, old); err != nil || c.Faulty() {
		return err
	}
	if err := m.herzie(c); err != nil || c.Faulty() {
		return err
	}
	return m.geschreven(c, vorige(old))
}

func (m *Mijlpaal) vorm(c *rest.Call) {
	if v := m.Venster; v != nil && v.Tot < v.Van {
		c.Invalid("venster.tot", "einddatum-voor-begindatum", "Het venster kan niet eindigen voor het begint.")
	}
	verplicht, seen := 0, map[zgw.URL]bool{}
	for i, t := range m.Toetsen {
		at := fmt.Sprintf("toetsen.%d", i)
		if seen[t.Toets] {
			c.Invalid(at+".toets", "unique", "Deze toets staat er al.")
		}
		seen[t.Toets] = true
		if t.Rol != "verplicht" {
			continue
		}
		verplicht++
		if toets, err := Toetsen.Get(c, t.Toets); err == nil && toets.sonde() == nil {
			c.Invalid(at+".rol", "verklaring", "Een verklaring kan nooit verplicht zijn: niemand kan een mijlpaal halen door het te zeggen. Maak haar ondersteunend.")
		}
	}
	switch {
	case m.Samenstelling != "nVan":
		m.Nodig = nil
	case m.Nodig == nil:
		c.Invalid("nodig", "required", "Vul in hoeveel verplichte toetsen moeten slagen.")
	case *m.Nodig > max(1, verplicht):
		c.Invalid("nodig", "max_value", fmt.Sprintf("Er zijn %d verplichte toetsen.", verplicht))
	}
	if m.gaande() && verplicht == 0 {
		c.Invalid("toetsen", "meetbaar", "Een mijlpaal die loopt heeft ten minste één verplichte toets die wordt gemeten.")
	}
}

// bekendSpoor refuses a spoor that no strategie has. One that the strategie had when it was chosen stays.
func (m *Mijlpaal) bekendSpoor(c *rest.Call, old *Mijlpaal) error {
	if m.Spoor == "" || old != nil && old.Spoor == m.Spoor {
		return nil
	}
	list, err := Strategieen.Each(c, "toestand <> 'afgesloten'")
	if err != nil {
		return err
	}
	var sporen []string
	for _, s := range list {
		for _, spoor := range s.Sporen {
			if !slices.Contains(sporen, spoor) {
				sporen = append(sporen, spoor)
			}
		}
	}
	switch {
	case slices.Contains(sporen, m.Spoor):
	case len(sporen) == 0:
		c.Invalid("spoor", "does_not_exist", "Er is nog geen strategie, dus ook geen spoor. Laat het leeg tot zij er is.")
	default:
		c.Invalid("spoor", "does_not_exist", fmt.Sprintf("De strategie heeft geen spoor ‘%s’. Wel: ‘%s’.", m.Spoor, strings.Join(sporen, "’, ‘")))
	}
	return nil
}

// gaande says whether the mijlpaal is put to work.
func (m *Mijlpaal) gaande() bool {
	return m.Toestand != "concept" && m.Toestand != "vervallen" && m.Toestand != ""
}

// verlegd notes a change of the toetsen that makes a mijlpaal easier: a required toets that goes or becomes supporting, or fewer that
// must hold. It stays to be seen, and verification begins again (R8, §10.3).
func (m *Mijlpaal) verlegd(c *rest.Call, a Actor, old *Mijlpaal) error {
	if old == nil || !m.gaande() {
		return nil
	}
	add := func(v Verlegging) {
		v.Op, v.Reden, v.Door = c.Today(), m.Reden, a.Naam
		m.Verlegd = append(m.Verlegd, v)
		m.TeltVanaf = v.Op
	}
	before := len(m.Verlegd)
	for _, t := range old.Toetsen {
		if t.Rol != "verplicht" {
			continue
		}
		i := slices.IndexFunc(m.Toetsen, func(n MijlpaalToets) bool { return n.Toets == t.Toets })
		if i >= 0 && m.Toetsen[i].Rol == "verplicht" {
			continue
		}
		v := Verlegging{Toets: t.Toets, Van: "verplicht", Naar: "weg"}
		if i >= 0 {
			v.Naar = "ondersteunend"
		}
		for _, u := range old.Uitslagen {
			if u.Toets == t.Toets {
				v.Uitkomst, v.Van = u.Uitkomst, "verplicht: "+u.Zin
			}
		}
		add(v)
	}
	if was, is := old.nodig(), m.nodig(); is < was {
		add(Verlegging{Van: fmt.Sprintf("%d toetsen moeten slagen", was), Naar: fmt.Sprintf("%d toetsen moeten slagen", is)})
	}
	if len(m.Verlegd) == before {
		return nil
	}
	if strings.TrimSpace(m.Reden) == "" {
		c.Invalid("reden", "required", "De mijlpaal wordt hierdoor makkelijker. Schrijf op waarom: dat blijft erbij staan.")
		return nil
	}
	return meldGebeurtenis(c, "toets.latVerlegd", m.URL, fmt.Sprintf("De lat van ‘%s’ is verlegd: de toetsen zijn veranderd.", m.Titel), string(c.Today())+" toetsen")
}

// nodig is how many toetsen must hold.
func (m *Mijlpaal) nodig() int {
	n := 0
	for _, t := range m.Toetsen {
		if t.Rol == "verplicht" {
			n++
		}
	}
	if m.Samenstelling == "nVan" && m.Nodig != nil {
		n = min(n, *m.Nodig)
	}
	return n
}

// After keeps the tables in which toetsen and maten find their mijlpalen.
func (m *Mijlpaal) After(c *rest.Call, old *Mijlpaal) error {
	if old != nil && slices.Equal(m.Toetsen, old.Toetsen) && slices.Equal(m.Maten, old.Maten) {
		return nil
	}
	id, err := c.ID(m.URL)
	if err != nil {
		return err
	}
	toetsen := make([]zgw.URL, len(m.Toetsen))
	for i, t := range m.Toetsen {
		toetsen[i] = t.Toets
	}
	return errors.Join(paren(c, "mijlpaal_toetsen", "toets", id, toetsen), paren(c, "mijlpaal_maten", "maat", id, m.Maten))
}

// paren writes the pairs of a mijlpaal in a table of pairs.
func paren(c *rest.Call, table, column string, id int64, list []zgw.URL) error {
	if err := c.Tx.Exec("delete from "+table+" where mijlpaal = $1", id); err != nil {
		return err
	}
	c.Tx.Changed(table)
	for i, url := range list {
		if slices.Contains(list[:i], url) {
			continue
		}
		other, err := c.ID(url)
		if err != nil {
			return err
		}
		if err := c.Tx.Exec("insert into "+table+" (mijlpaal, "+column+") values ($1, $2)", id, other); err != nil {
			return err
		}
	}
	return nil
}

// BeforeRemove keeps what was put to work: it is dropped with a reason, and stays to be seen.
func (m *Mijlpaal) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, mijlpaalVoorwerp); err != nil {
		return err
	}
	if m.ActiefOp != "" {
		c.Invalid("nonFieldErrors", "begonnen", "Deze mijlpaal is actief geweest en hoort bij wat er is gebeurd. Laat hem vervallen, met de reden.")
	}
	return nil
}

// Weergave is what the audit trail calls it.
func (m *Mijlpaal) Weergave() string { return m.Titel }

func (m *Mijlpaal) overgang(c *rest.Call, a Actor, o Overgang) error {
	naar := MijlpaalToestand(o.Naar)
	if slices.Contains([]MijlpaalToestand{"geverifieerd", "geverifieerdMetVrijstelling", "teruggevallen"}, naar) {
		c.Invalid("naar", "alleen-gemeten", "Dat kan niemand zetten: alleen metingen bepalen of een mijlpaal is gehaald. Je kunt wel claimen dat het zo is.")
		return nil
	}
	wel := map[MijlpaalToestand][]string{
		"concept": {"actief", "vervallen"}, "actief": {"geclaimd", "vervallen"}, "geclaimd": {"actief", "vervallen"},
		"geverifieerd": {"vervallen"}, "geverifieerdMetVrijstelling": {"vervallen"}, "teruggevallen": {"geclaimd", "vervallen"},
	}[m.Toestand]
	if !slices.Contains(wel, o.Naar) {
		kanNiet(c, "mijlpaal", string(m.Toestand), o.Naar, wel...)
		return nil
	}
	if err := magOf(a, Overgaan, mijlpaalVoorwerp); err != nil {
		return err
	}
	if naar != "actief" && strings.TrimSpace(o.Reden) == "" {
		waarom := "Schrijf op waarom de mijlpaal vervalt: dat blijft te lezen."
		if naar == "geclaimd" {
			waarom = "Schrijf op waar je aan merkt dat het zo is: dat staat bij de claim."
		}
		c.Invalid("reden", "required", waarom)
		return nil
	}
	if err := m.gaat(c, a, naar, o.Reden); err != nil || c.Faulty() {
		return err
	}
	return m.herzie(c)
}

// gaat does one overgang.
func (m *Mijlpaal) gaat(c *rest.Call, a Actor, naar MijlpaalToestand, reden string) error {
	switch naar {
	case "vervallen":
		m.Toestand, m.VervallenReden, m.Sinds, m.Claim = naar, reden, c.Today(), nil
	case "geclaimd":
		m.Claim = &Claim{Door: a.Naam, Op: c.Today(), Toelichting: reden}
		return meldGebeurtenis(c, "mijlpaal.geclaimd", m.URL, fmt.Sprintf("%s zegt dat ‘%s’ is gehaald. Gemeten is dat nog niet.", a.Naam, m.Titel), string(c.Today()))
	case "actief":
		if m.Toestand == "geclaimd" {
			m.Claim = nil
			return nil
		}
		in, err := m.invoer(c)
		if err != nil {
			return err
		}
		in.Basis = maat.Actief
		if !in.MagActief() {
			c.Invalid("toetsen", "meetbaar", "Een mijlpaal kan pas aan het werk met ten minste één verplichte toets die wordt gemeten. Een verklaring telt daarvoor niet.")
			return nil
		}
		m.Toestand, m.ActiefOp, m.Sinds = naar, c.Today(), c.Today()
	}
	return nil
}

// bewijsRoute is GET /mijlpalen/{uuid}/bewijs.
func bewijsRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Mijlpalen.Path + "/{uuid}/bewijs", Scope: lezen,
		Doc: rest.Doc{ID: "mijlpaal_bewijs", Summary: "Het bewijs bij een mijlpaal: de toetsen als zinnen, hun metingen, en of de keten klopt.", Out: Bewijs{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			if _, err := rest.Query(r); err != nil {
				return err
			}
			var out Bewijs
			err := c.View(func() error {
				s, err := Mijlpalen.Visible(c, r.PathValue("uuid"))
				if err != nil {
					return err
				}
				m, err := Mijlpalen.Get(c, s.URL())
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
}
