package transitie

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/volgorde"
	"meent/diensten/zgw"
)

// Stap is something that is done on the way (§2.5). A title is enough: what is not known yet is a next question, and not a
// hole in a plan.
type Stap struct {
	Gemeen
	// Wat er gebeurt, in een paar woorden.
	Titel string `json:"titel" zgw:"required,max=200"`
	// Waarom de stap nodig is.
	Waarom string `json:"waarom" zgw:"max=4000"`
	// Wie het merkt als de stap er is.
	WieMerktHet string `json:"wieMerktHet" zgw:"max=1000"`
	// Waar de stap staat: idee, kandidaat, gereed, lopend, opgeleverd, geborgd, gestopt of slapend. Verandert met een overgang of vanzelf.
	Toestand StapToestand `json:"toestand" zgw:"readonly"`
	// Sinds wanneer de stap daar staat.
	ToestandSinds zgw.Time `json:"toestandSinds" zgw:"readonly,null"`
	// Waar een slapende stap stond voor hij insliep; daar gaat hij weer heen als iemand er iets mee doet.
	EerdereToestand StapToestand `json:"eerdereToestand" zgw:"readonly,null"`
	// Wanneer een mens er voor het laatst iets mee deed.
	AangeraaktOp zgw.Time `json:"aangeraaktOp" zgw:"readonly,null"`
	// De maten en mijlpalen waar de stap aan bijdraagt, en hoe sterk.
	DraagtBijAan []Doel `json:"draagtBijAan"`
	// Of niemand nog heeft gezegd waar de stap aan bijdraagt. Dan kan hij niet beginnen.
	Doelloos bool `json:"doelloos" zgw:"readonly"`
	// De stappen waar deze op wacht.
	Afhankelijkheden []Afhankelijkheid `json:"afhankelijkheden"`
	// Hoe groot de stap is: klein is ongeveer 60 uur, middel 300, groot 1200.
	Omvang Omvang `json:"omvang" zgw:"null"`
	// Een preciezere schatting van de uren, voor wie dat wil.
	Uren *Uren `json:"uren"`
	// Na hoeveel maanden de stap met 80 % zekerheid klaar is.
	DoorlooptijdP80 *int `json:"doorlooptijdP80" zgw:"min=0,max=240"`
	// Wat mensen ervoor moeten kunnen.
	Vaardigheden []Vaardigheid `json:"vaardigheden"`
	// De toetsen waaraan te zien is dat de stap blijft werken.
	Toetsen []zgw.URL `json:"toetsen" zgw:"max=1000"`
	// Het team dat de stap doet.
	EigenaarTeam zgw.URL `json:"eigenaarTeam" zgw:"null,max=1000,local=onderdelen"`
	// Of het terug te draaien is als het niet bevalt.
	Omkeerbaar bool `json:"omkeerbaar" zgw:"default=false"`
	// Waar de stap vandaan komt.
	Herkomst Herkomst `json:"herkomst" zgw:"null"`
	// Het spoor van de strategie waar de stap bij hoort.
	Spoor string `json:"spoor" zgw:"max=80"`
	// Waar de stap in een ander systeem staat: een adres of een nummer.
	Verwijzing string `json:"verwijzing" zgw:"max=1000"`
	// Wie de stap heeft voorgesteld, en wanneer.
	Voorgesteld *Daad `json:"voorgesteld" zgw:"readonly"`
	// Welke teamleider ‘doe maar’ zei, en wanneer.
	DoeMaar *Daad `json:"doeMaar" zgw:"readonly"`
	// Waarom de stap begon terwijl het team al genoeg had lopen.
	WIPReden string `json:"wipReden" zgw:"readonly"`
	// Wat er is opgeleverd.
	Oplevering string `json:"oplevering" zgw:"readonly"`
	// Wanneer er is opgeleverd.
	OpgeleverdOp zgw.Date `json:"opgeleverdOp" zgw:"readonly,null"`
	// Wat ervan is geleerd toen de stap stopte.
	Les string `json:"les" zgw:"readonly"`
}

// Doel is what a step bears on, and how strongly.
type Doel struct {
	// De maat of mijlpaal.
	Doel zgw.URL `json:"doel" zgw:"required,max=1000"`
	// Hoe sterk; leeg zolang niemand dat heeft gezegd.
	Sterkte Sterkte `json:"sterkte" zgw:"null"`
}

// Afhankelijkheid is a step for which another waits.
type Afhankelijkheid struct {
	// De andere stap.
	Stap zgw.URL `json:"stap" zgw:"required,max=1000,local=stappen"`
	// Hard: eerst moet die klaar zijn. Zacht: het is handiger.
	Soort AfhankelijkheidSoort `json:"soort" zgw:"default=hard"`
}

// Uren are an estimate of hours of work.
type Uren struct {
	// In de helft van de gevallen is dit genoeg.
	P50 int `json:"p50" zgw:"required,min=0,max=1000000"`
	// In acht van de tien gevallen is dit genoeg.
	P80 int `json:"p80" zgw:"min=0,max=1000000"`
}

// Vaardigheid is what people must be able to do for a step.
type Vaardigheid struct {
	// Wat iemand kan, in gewone woorden.
	Vaardigheid string `json:"vaardigheid" zgw:"required,max=100"`
	// Hoe goed, van 0 tot en met 4.
	Niveau int `json:"niveau" zgw:"min=0,max=4"`
	// Hoeveel uren ervan nodig zijn.
	Uren int `json:"uren" zgw:"min=0,max=1000000"`
}

// StapToestand is where a step stands.
type StapToestand string

// Choices are those of §2.5.
func (StapToestand) Choices() []string {
	return []string{"idee", "kandidaat", "gereed", "lopend", "opgeleverd", "geborgd", "gestopt", "slapend"}
}

// open says whether a step may still be done: it can stop, and fall asleep.
func (t StapToestand) open() bool {
	return t == "idee" || t == "kandidaat" || t == "gereed" || t == "lopend"
}

// klaar says whether a step is done, for those that wait for it.
func (t StapToestand) klaar() bool { return t == "opgeleverd" || t == "geborgd" }

// Sterkte is how strongly a step bears on something.
type Sterkte string

// Choices are those of §2.5.
func (Sterkte) Choices() []string { return []string{"geen", "zwak", "sterk"} }

// AfhankelijkheidSoort says whether a step must wait, or had better.
type AfhankelijkheidSoort string

// Choices are those of §2.5.
func (AfhankelijkheidSoort) Choices() []string { return []string{"hard", "zacht"} }

// Omvang is a rough size.
type Omvang string

// Choices are those of §2.5.
func (Omvang) Choices() []string { return []string{"klein", "middel", "groot"} }

// Herkomst is where a step comes from.
type Herkomst string

// Choices are those of §2.5.
func (Herkomst) Choices() []string { return []string{"fontein", "kans", "strategie", "partner"} }

// Stappen is the resource.
var Stappen = rest.Resource[Stap]{
	Name: "stap", Table: "stappen", Path: Root + "/stappen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Stap](rangGedeeld),
	Columns: []rest.Column[Stap]{
		rest.Col("toestand", func(s *Stap) string { return string(s.Toestand) }),
		rest.Col("titel", func(s *Stap) string { return s.Titel }),
		rest.Col("titel_zoek", func(s *Stap) string { return rest.Fold(s.Titel) }),
		rest.Ref("team", func(s *Stap) zgw.URL { return s.EigenaarTeam }),
		rest.Col("spoor", func(s *Stap) string { return s.Spoor }),
		rest.Col("aangeraakt", func(s *Stap) zgw.Time { return s.AangeraaktOp }),
		rest.Col("door", func(s *Stap) string { return s.wie() }),
		rest.Col("verwijzing", func(s *Stap) *string { return nietLeeg(s.Verwijzing) }),
	},
	Filters: rest.Filters{
		"toestand": rest.In[StapToestand]("toestand"), "eigenaarTeam": rest.By("team"), "spoor": rest.Equal("spoor"),
		"titel__icontains": rest.Contains("titel_zoek"), "mijn": mijn(), "verwijzing": rest.Equal("verwijzing"),
		"draagtBijAan":  via(rest.By("doel"), "select stap from stap_doelen where ", "stap_doelen"),
		"afhankelijkOp": via(rest.By("op"), "select stap from stap_afhankelijkheden where ", "stap_afhankelijkheden"),
	},
	Orders:    rest.Orders{"titel": {Column: "titel_zoek"}, "aangeraaktOp": {Column: "aangeraakt"}},
	Relations: rest.Relations{"eigenaarTeam": {To: Root + "/onderdelen", SQL: "select id, team from stappen where id {in}"}},
	Doc:       rest.ResourceDoc{Plural: "stappen", ETag: true},
}

// via is a filter on a table of pairs.
func via(f rest.Filter, query, table string) rest.Filter {
	inner := f.Cond
	f.Cond = func(c *rest.Call, value string) (rest.Cond, error) {
		cond, err := inner(c, value)
		cond.SQL = "id in (" + query + cond.SQL + ")"
		return cond, err
	}
	return f.On(table)
}

// wie is the id of who proposed the step.
func (s *Stap) wie() string {
	if s.Voorgesteld == nil {
		return ""
	}
	return s.Voorgesteld.ID
}

func (s *Stap) voorwerp() Voorwerp {
	return Voorwerp{Soort: "stappen", Team: s.EigenaarTeam, Door: s.wie()}
}

// Rules are those of a step.
func (s *Stap) Rules(c *rest.Call, old *Stap) error {
	a, err := actorVan(c)
	if err != nil {
		return err
	}
	if err := s.magSchrijven(a, old); err != nil {
		return err
	}
	if old == nil {
		s.begint(c, a)
	}
	s.vorm(c, old)
	if err := s.wachtNietOpZichzelf(c); err != nil || c.Faulty() {
		return err
	}
	s.Doelloos = len(s.DraagtBijAan) == 0
	s.geraakt(c)
	return s.geschreven(c, vorige(old))
}

// magSchrijven: a programmamanager writes all steps; everybody else proposes, and may better one's own proposal: as long as it is an
// idea, and a teamleider, whose proposals are kandidaten at once, until it begins.
func (s *Stap) magSchrijven(a Actor, old *Stap) error {
	doe := Schrijven
	if old == nil || a.ID != "" && old.wie() == a.ID && old.nogVoorstel(a) {
		doe = Voorstellen
	}
	return magOf(a, doe, s.voorwerp())
}

func (s *Stap) nogVoorstel(a Actor) bool {
	t := s.Toestand
	if t == "slapend" {
		t = s.EerdereToestand
	}
	return t == "idee" || a.is("teamleider") && (t == "kandidaat" || t == "gereed")
}

// begint is how a step begins: an idea, or a kandidaat when who makes it may say so.
func (s *Stap) begint(c *rest.Call, a Actor) {
	s.Voorgesteld = a.daad(c)
	s.naar(c, "idee")
	if a.is("programmamanager", "teamleider") {
		s.naar(c, "kandidaat")
	}
}

func (s *Stap) naar(c *rest.Call, t StapToestand) {
	s.Toestand, s.ToestandSinds = t, zgw.TimeOf(c.Now())
}

// geraakt notes that a person did something with the step, which wakes it.
func (s *Stap) geraakt(c *rest.Call) {
	s.AangeraaktOp = zgw.TimeOf(c.Now())
	if s.Toestand == "slapend" {
		s.naar(c, s.EerdereToestand)
		s.EerdereToestand = ""
	}
}

// vorm says what is wrong with the lists of a step. What stood in them stays: a measure may have gone since.
func (s *Stap) vorm(c *rest.Call, old *Stap) {
	seen, stond := map[zgw.URL]bool{}, old.noemt()
	for i, d := range s.DraagtBijAan {
		at := fmt.Sprintf("draagtBijAan.%d.doel", i)
		if !stond[d.Doel] && !c.Is(d.Doel, "maten") && !c.Is(d.Doel, "mijlpalen") {
			c.Invalid(at, "does_not_exist", "Op dit adres staat geen maat of mijlpaal van dit register.")
		}
		if seen[d.Doel] {
			c.Invalid(at, "unique", "Dit doel staat er al.")
		}
		seen[d.Doel] = true
	}
	for i, t := range s.Toetsen {
		if !stond[t] && !c.Is(t, "toetsen") {
			c.Invalid(fmt.Sprintf("toetsen.%d", i), "does_not_exist", "Op dit adres staat geen toets van dit register.")
		}
	}
	for i, d := range s.Afhankelijkheden {
		at := fmt.Sprintf("afhankelijkheden.%d.stap", i)
		if seen[d.Stap] {
			c.Invalid(at, "unique", "Deze stap staat er al.")
		}
		seen[d.Stap] = true
	}
	if s.Uren != nil && s.Uren.P80 != 0 && s.Uren.P80 < s.Uren.P50 {
		c.Invalid("uren.p80", "min_value", "P80 is de voorzichtige schatting, en kan niet lager zijn dan P50.")
	}
}

// noemt are the measures, mijlpalen and toetsen that a step names.
func (s *Stap) noemt() map[zgw.URL]bool {
	named := map[zgw.URL]bool{}
	if s == nil {
		return named
	}
	for _, d := range s.DraagtBijAan {
		named[d.Doel] = true
	}
	for _, t := range s.Toetsen {
		named[t] = true
	}
	return named
}

// After keeps the tables in which dependencies and aims are found from the other side, and the last moments of the kansen that hang on
// how long the step takes.
func (s *Stap) After(c *rest.Call, old *Stap) error {
	if err := s.houdLijsten(c); err != nil {
		return err
	}
	if old == nil || gelijk(s.DoorlooptijdP80, old.DoorlooptijdP80) {
		return nil
	}
	return s.kansenOpnieuw(c)
}

// gelijk says whether two numbers that may be unknown are the same.
func gelijk(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

func (s *Stap) houdLijsten(c *rest.Call) error {
	id, err := c.ID(s.URL)
	if err != nil {
		return err
	}
	for _, table := range []string{"stap_afhankelijkheden", "stap_doelen"} {
		if err := c.Tx.Exec("delete from "+table+" where stap = $1", id); err != nil {
			return err
		}
		c.Tx.Changed(table)
	}
	for _, d := range s.Afhankelijkheden {
		op, err := c.ID(d.Stap)
		if err != nil {
			return err
		}
		hard := int64(0)
		if d.Soort != "zacht" {
			hard = 1
		}
		if err := c.Tx.Exec("insert into stap_afhankelijkheden (stap, op, hard) values ($1, $2, $3)", id, op, hard); err != nil {
			return err
		}
	}
	for _, d := range s.DraagtBijAan {
		doel, err := c.ID(d.Doel)
		if errors.Is(err, rest.ErrUnknown) {
			continue // it has gone since
		}
		if err != nil {
			return err
		}
		if err := c.Tx.Exec("insert into stap_doelen (stap, doel) values ($1, $2)", id, doel); err != nil {
			return err
		}
	}
	return nil
}

// BeforeRemove keeps a step for which others wait, and one that has begun: that stops, with a lesson.
func (s *Stap) BeforeRemove(c *rest.Call) error {
	a, err := actorVan(c)
	if err != nil {
		return err
	}
	if err := s.magSchrijven(a, s); err != nil {
		return err
	}
	if s.Toestand == "lopend" || s.Toestand.klaar() || s.Toestand == "gestopt" {
		c.Invalid("nonFieldErrors", "begonnen", "Deze stap is begonnen en hoort bij wat er is gebeurd. Laat hem stoppen, met wat ervan is geleerd.")
	}
	return s.inGebruik(c)
}

// inGebruik refuses when another step waits for this one, or something is about it.
func (s *Stap) inGebruik(c *rest.Call) error {
	id, err := c.ID(s.URL)
	if err != nil {
		return err
	}
	for row, err := range c.Tx.Query("select titel from stap_afhankelijkheden join stappen on stappen.id = stap where op = $1 order by stappen.id limit 1", id) {
		if err != nil {
			return err
		}
		c.Invalid("nonFieldErrors", "in-gebruik", fmt.Sprintf("De stap ‘%s’ wacht op deze. Haal die afhankelijkheid eerst weg.", row.Text(0)))
	}
	gekoppeld, err := Kansen.Exists(c, "id in (select kans from kans_stappen where stap = $1)", id)
	if err != nil {
		return err
	}
	if gekoppeld {
		c.Invalid("nonFieldErrors", "in-gebruik", "Aan deze stap hangt een kans. Maak die eerst los.")
	}
	for _, table := range []string{"zorgen", "kadervragen", "uitspraken"} {
		used, err := c.Holds(Root+"/"+table, "over = $1", id)
		if err != nil {
			return err
		}
		if used {
			c.Invalid("nonFieldErrors", "in-gebruik", "Over deze stap staan "+table+", en die blijven staan. Laat de stap stoppen.")
		}
	}
	return nil
}

// Weergave is what the audit trail calls it.
func (s *Stap) Weergave() string { return s.Titel }

// p50 is the estimate of hours of work; 0 when nobody has said one.
func (s *Stap) p50() int {
	if s.Uren != nil {
		return s.Uren.P50
	}
	return map[Omvang]int{"klein": 60, "middel": 300, "groot": 1200}[s.Omvang]
}

// gewoonProberen says whether the step is in the lane of small trials (§4.2): at most 80 hours, to be undone, waiting for nothing.
func (s *Stap) gewoonProberen() bool {
	if !s.Omkeerbaar || s.p50() == 0 || s.p50() > 80 {
		return false
	}
	for _, d := range s.Afhankelijkheden {
		if d.Soort != "zacht" {
			return false
		}
	}
	return true
}

// wachtNietOpZichzelf refuses a ring of hard dependencies, with the ring (§4.2). Two writes at once could close one that neither
// sees: the graph is written by one at a time. A new step is in no ring, since nothing waits for it yet.
func (s *Stap) wachtNietOpZichzelf(c *rest.Call) error {
	if len(s.Afhankelijkheden) == 0 || s.URL == "" {
		return nil
	}
	if _, err := c.Tx.One("select naam from transitie_sloten where naam = 'stappen'" + c.Tx.ForUpdate()); err != nil {
		return err
	}
	hard := map[string][]string{}
	for row, err := range c.Tx.Query("select s.uuid, o.uuid from stap_afhankelijkheden d join stappen s on s.id = d.stap join stappen o on o.id = d.op where d.hard = 1 and s.uuid <> $1 order by d.stap, d.op", s.UUID) {
		if err != nil {
			return err
		}
		hard[row.Text(0)] = append(hard[row.Text(0)], row.Text(1))
	}
	for _, d := range s.Afhankelijkheden {
		if d.Soort != "zacht" {
			hard[s.UUID] = append(hard[s.UUID], d.Stap.UUID())
		}
	}
	ring := volgorde.Kring(hard)
	if len(ring) == 0 {
		return nil
	}
	return s.kring(c, ring)
}

// kring is the refusal of a ring, in which each step waits for the next; the last is the first.
func (s *Stap) kring(c *rest.Call, ring []string) error {
	p := rest.NewProblem(409, "conflict", "")
	if at := slices.Index(ring, s.UUID); at > 0 { // it begins where the reader is
		ring = slices.Concat(ring[at:len(ring)-1], ring[:at+1])
	}
	var titels []string
	for i, uuid := range ring {
		titel := s.Titel
		if uuid != s.UUID {
			row, err := c.Tx.One("select titel from stappen where uuid = $1", uuid)
			if err != nil {
				return err
			}
			titel = row.Text(0)
		}
		titels = append(titels, "‘"+titel+"’")
		p.Invalid = append(p.Invalid, rest.Fault{Name: fmt.Sprintf("afhankelijkheden.kring.%d", i), Code: "kring", Reason: titel + " (" + c.Site.Public(zgw.LocalURL(Stappen.Path, uuid)) + ")"})
	}
	p.Detail = fmt.Sprintf("Deze stap zou op zichzelf wachten: %s. Haal één van de afhankelijkheden weg.", strings.Join(titels, " wacht op "))
	return p
}
