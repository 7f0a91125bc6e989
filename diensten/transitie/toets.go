package transitie

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Toets is a declared check (§10.1): a way of measuring, a bar, and for how long it must hold. Its definition has versions; a
// changed bar is another one, and that stays to be seen (R8).
type Toets struct {
	Gemeen
	// De naam.
	Naam string `json:"naam" zgw:"required,max=200"`
	// De manier van meten. Een verklaring wordt niet gemeten: twee mensen uit twee lagen zeggen het.
	Sonde Sonde `json:"sonde" zgw:"required"`
	// Waarover wordt gemeten.
	Parameters Parameters `json:"parameters"`
	// Hoe dat in een zin heet, in het meervoud: kapvergunningen. Leeg: zaken, met de naam van het zaaktype.
	Onderwerp string `json:"onderwerp" zgw:"max=100"`
	// Over hoeveel maanden een meting gaat, tot en met de dag voor de meting.
	Venster zgw.Duration `json:"venster" zgw:"default=P3M"`
	// De lat.
	Drempel *Drempel `json:"drempel"`
	// Bij minder zaken is er geen oordeel.
	MinN int `json:"minN" zgw:"min=10,max=1000000,default=50"`
	// Hoe zeker het interval is: van 0,8 tot en met 0,99. Zonder is dat 0,9.
	Zekerheid *float64 `json:"zekerheid"`
	// Hoeveel vensters na elkaar de lat gehaald moet zijn.
	Duur int `json:"duur" zgw:"min=1,max=8,default=2"`
	// Hoe lang een meting vers blijft. Zonder is dat P14D bij elke week meten en P45D bij elke maand.
	Versheid zgw.Duration `json:"versheid" zgw:"null"`
	// Hoe vaak er wordt gemeten.
	Rooster Rooster `json:"rooster" zgw:"default=wekelijks"`
	// Waarom de toets verandert. Verplicht als de lat verandert van een toets waarmee al is gemeten.
	Reden string `json:"reden" zgw:"writeonly,max=1000"`

	// De toets als zin.
	Zin string `json:"zin" zgw:"readonly"`
	// Waarin het cijfer is: aandeel (van 0 tot 1), dagen of zaken; leeg bij een verklaring.
	Eenheid string `json:"eenheid" zgw:"readonly"`
	// Welke versie van de definitie nu geldt.
	DefinitieVersie int `json:"definitieVersie" zgw:"readonly"`
	// De versies van de definitie, de oudste eerst.
	Versies []ToetsVersie `json:"versies" zgw:"readonly"`
	// De laatste meting; null als er nog niet is gemeten.
	LaatsteMeting *LaatsteMeting `json:"laatsteMeting" zgw:"readonly"`
	// De digest van de laatste meting: daarmee is te zien of er een ontbreekt.
	Kop string `json:"kop" zgw:"readonly"`
	// Waarom er nu niet wordt gemeten; leeg als dat wel gebeurt.
	Stilstand string `json:"stilstand" zgw:"readonly"`
	// Wie het verklaarde, bij een toets die een verklaring is.
	Verklaringen []Verklaring `json:"verklaringen" zgw:"readonly"`
}

// Sonde is a way of measuring that is compiled in, or verklaring.
type Sonde string

// verklaring is a toets that people attest and nothing measures.
const verklaring Sonde = "verklaring"

// Choices are the sondes there are (maat.Sonden), and verklaring.
func (Sonde) Choices() []string {
	var list []string
	for _, s := range maat.Sonden {
		list = append(list, s.Naam)
	}
	return append(list, string(verklaring))
}

// Rooster is how often is measured.
type Rooster string

// Choices are those of §10.4.
func (Rooster) Choices() []string { return []string{"wekelijks", "maandelijks"} }

// Parameters are what a sonde is about: only declared dimensions, and none of them a person (R7).
type Parameters struct {
	// De zaaktypen: identificaties of adressen. Leeg: alle zaaktypen die Meent ziet, behalve de kleine.
	Zaaktypen []string `json:"zaaktypen" zgw:"max=1000"`
	// De termijn waartegen wordt gemeten, bij zgw.binnenTermijn.
	Norm Norm `json:"norm" zgw:"default=wettelijk"`
	// Welk deel van de zaken klaar is, bij zgw.doorlooptijd: p50 of p80.
	Deel Deel `json:"deel" zgw:"default=p50"`
}

// vul fills in what was not sent.
func (p *Parameters) vul() {
	p.Norm, p.Deel = cmp.Or(p.Norm, "wettelijk"), cmp.Or(p.Deel, "p50")
}

// Norm is a term against which is measured.
type Norm string

// Choices are those of DV2 (§9).
func (Norm) Choices() []string { return []string{"wettelijk", "servicenorm"} }

// Deel is a part of the cases.
type Deel string

// Choices are those of DV1 (§9).
func (Deel) Choices() []string { return []string{"p50", "p80"} }

// Drempel is a bar.
type Drempel struct {
	// Aan welke kant van de waarde het goed is.
	Op Operator `json:"op" zgw:"required"`
	// De waarde: bij een aandeel van 0 tot 1, bij dagen of zaken een aantal.
	Waarde float64 `json:"waarde" zgw:"required"`
}

// Operator compares with a bar.
type Operator string

// Choices are those of §10.1.
func (Operator) Choices() []string { return []string{">=", "<=", ">", "<"} }

// ToetsVersie is a version of the definition of a toets.
type ToetsVersie struct {
	// Het nummer.
	Versie int `json:"versie"`
	// Sinds wanneer deze versie geldt.
	Op zgw.Time `json:"op"`
	// De lat in deze versie.
	Drempel *Drempel `json:"drempel"`
	// De toets als zin.
	Zin string `json:"zin"`
	// Wat er anders werd: de lat, of iets anders aan de definitie. Leeg bij de eerste versie.
	Anders string `json:"anders"`
	// Waarom.
	Reden string `json:"reden"`
	// Wie het deed.
	Door string `json:"door"`
}

// Verklaring is what one person attests (§10.1). It counts with one of another person in another layer, until it expires.
type Verklaring struct {
	// Wie het verklaart.
	Door *Daad `json:"door"`
	// De laag van wie het verklaart.
	Laag Laag `json:"laag"`
	// Wat er wordt verklaard.
	Tekst string `json:"tekst"`
	// Tot en met wanneer het geldt.
	Tot zgw.Date `json:"tot"`
}

// Toetsen is the resource.
var Toetsen = rest.Resource[Toets]{
	Name: "toets", Table: "toetsen", Path: Root + "/toetsen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Toets](rangOpenbaar),
	Columns: []rest.Column[Toets]{
		rest.Col("naam", func(t *Toets) string { return t.Naam }),
		rest.Col("naam_zoek", func(t *Toets) string { return rest.Fold(t.Naam) }),
		rest.Col("sonde", func(t *Toets) string { return string(t.Sonde) }),
	},
	Filters: rest.Filters{
		"sonde": rest.In[Sonde]("sonde"), "naam__icontains": rest.Contains("naam_zoek"),
		"mijlpaal": via(rest.By("mijlpaal"), "select toets from mijlpaal_toetsen where ", "mijlpaal_toetsen"),
	},
	Orders: rest.Orders{"naam": {Column: "naam_zoek"}},
	Doc:    rest.ResourceDoc{Plural: "toetsen", ETag: true},
}

// sonde is how the toets measures; nil when it is a verklaring.
func (t *Toets) sonde() *maat.Sonde { return maat.Zoek(string(t.Sonde)) }

// maanden is the length of a window.
func (t *Toets) maanden() int { return maanden(t.Venster) }

// maanden are the months of a period of whole months; 0 for another.
func maanden(p zgw.Duration) int {
	day := maat.LeesDag(string(p.AddTo("2024-01-01")))
	for n := 1; n <= 12; n++ {
		if day == maat.LeesDag("2024-01-01").Maanden(n) {
			return n
		}
	}
	return 0
}

// vers is for how many days a meting stays fresh.
func (t *Toets) vers() int {
	from := maat.LeesDag("2024-01-01")
	until := maat.LeesDag(string(t.Versheid.AddTo("2024-01-01")))
	switch {
	case t.Versheid != "" && until != maat.GeenDag:
		return int(until - from)
	case t.Rooster == "maandelijks":
		return 45
	}
	return 14
}

func (t *Toets) zekerheid() float64 {
	if t.Zekerheid == nil {
		return 0.9
	}
	return *t.Zekerheid
}

// Rules are those of a toets.
func (t *Toets) Rules(c *rest.Call, old *Toets) error {
	a, err := magNu(c, Schrijven, Voorwerp{Soort: "toetsen"})
	if err != nil {
		return err
	}
	t.vorm(c)
	if c.Faulty() {
		return nil
	}
	if t.Eenheid = ""; t.sonde() != nil {
		t.Eenheid = string(t.sonde().Eenheid)
	}
	if t.Zin, err = t.alsZin(c.Tx); err != nil {
		return err
	}
	if err := t.nieuweVersie(c, a, old); err != nil {
		return err
	}
	return t.geschreven(c, vorige(old))
}

func (t *Toets) vorm(c *rest.Call) {
	t.Parameters.vul()
	s := t.sonde()
	if s == nil {
		t.Drempel, t.Zekerheid = nil, nil
		return
	}
	if t.maanden() == 0 {
		c.Invalid("venster", "invalid", "Een venster is een aantal hele maanden van P1M tot en met P12M.")
	}
	if t.vers() < 7 || t.vers() > 400 {
		c.Invalid("versheid", "invalid", "Een meting blijft minstens een week vers en hoogstens een jaar.")
	}
	if t.Zekerheid != nil && (*t.Zekerheid < 0.8 || *t.Zekerheid > 0.99) {
		c.Invalid("zekerheid", "invalid", "De zekerheid ligt van 0,8 tot en met 0,99.")
	}
	switch d := t.Drempel; {
	case d == nil:
		c.Invalid("drempel", "required", "Zonder lat is er niets te halen. Vul de drempel in.")
	case d.Waarde < 0 || s.Eenheid == maat.Aandeel && d.Waarde > 1:
		c.Invalid("drempel.waarde", "invalid", "Een aandeel ligt van 0 tot en met 1 (90 % is 0,9); dagen en zaken zijn niet minder dan 0.")
	case d.Op == ">=" && d.Waarde == 0, d.Op == "<=" && s.Eenheid == maat.Aandeel && d.Waarde == 1: // a tick in disguise (R1)
		c.Invalid("drempel.waarde", "altijd-gehaald", "Deze lat is altijd gehaald, wat er ook gebeurt. Kies een lat die je ook kunt missen.")
	}
	checkZaaktypen(c, t.Parameters.Zaaktypen)
}

// checkZaaktypen refuses a list that names the same twice, or nothing.
func checkZaaktypen(c *rest.Call, list []string) {
	for i, z := range list {
		if at := fmt.Sprintf("parameters.zaaktypen.%d", i); strings.TrimSpace(z) == "" {
			c.Invalid(at, "blank", "Vul een identificatie of een adres van een zaaktype in.")
		} else if slices.Contains(list[:i], z) {
			c.Invalid(at, "unique", "Dit zaaktype staat er al.")
		}
	}
}

// anders says what changes in the definition: "lat", "definitie" or nothing.
func (t *Toets) anders(old *Toets) string {
	lat := func(t *Toets) Drempel {
		if t.Drempel == nil {
			return Drempel{}
		}
		return *t.Drempel
	}
	switch {
	case t.Sonde == old.Sonde && lat(t) != lat(old):
		return "lat"
	case t.Sonde != old.Sonde || !slices.Equal(t.Parameters.Zaaktypen, old.Parameters.Zaaktypen) || t.Parameters.Norm != old.Parameters.Norm || t.Parameters.Deel != old.Parameters.Deel ||
		t.Venster != old.Venster || t.MinN != old.MinN || t.zekerheid() != old.zekerheid() || t.Duur != old.Duur || t.vers() != old.vers():
		return "definitie"
	}
	return ""
}

// nieuweVersie begins another version when the definition changes. With one that has been measured by, somebody says why.
func (t *Toets) nieuweVersie(c *rest.Call, a Actor, old *Toets) error {
	anders := ""
	if old != nil {
		if anders = t.anders(old); anders == "" {
			if n := len(t.Versies); n > 0 {
				t.Versies[n-1].Zin = t.Zin
			}
			return nil
		}
		gemeten, err := Metingen.Exists(c, "toets = (select id from toetsen where uuid = $1)", t.UUID)
		if err != nil {
			return err
		}
		if gemeten && strings.TrimSpace(t.Reden) == "" {
			c.Invalid("reden", "required", "Met deze toets is al gemeten. Schrijf op waarom hij verandert: dat komt bij elke mijlpaal te staan als ‘lat verlegd’.")
			return nil
		}
	}
	t.DefinitieVersie++
	t.Versies = append(t.Versies, ToetsVersie{Versie: t.DefinitieVersie, Op: zgw.TimeOf(c.Now()), Drempel: t.Drempel, Zin: t.Zin, Anders: anders, Reden: t.Reden, Door: a.Naam})
	if old != nil {
		t.LaatsteMeting = nil
	}
	return nil
}

// After brings the mijlpalen that use the toets up to date: a changed bar shows on them at once (R8).
func (t *Toets) After(c *rest.Call, old *Toets) error {
	if old == nil {
		return nil
	}
	if t.Zichtbaarheid != old.Zichtbaarheid {
		if err := rechtenMetingen(c, t.URL); err != nil {
			return err
		}
	}
	return mijlpalenVan(c, t.URL, func(m *Mijlpaal) error {
		if t.DefinitieVersie == old.DefinitieVersie || m.Toestand == "concept" || m.Toestand == "vervallen" {
			return nil
		}
		if slices.ContainsFunc(m.Toetsen, func(r MijlpaalToets) bool { return r.Toets == t.URL && m.verzwijgt(r, t) }) {
			return nil
		}
		v := t.Versies[len(t.Versies)-1]
		van, naar := t.vanNaar(v)
		tekst := fmt.Sprintf("De lat van ‘%s’ is verlegd: van %s naar %s.", m.Titel, van, naar)
		return meldGebeurtenis(c, "toets.latVerlegd", m.URL, tekst, fmt.Sprintf("%s %d", t.UUID, v.Versie))
	})
}

// vanNaar is in words how the bar was before a version and how it became: the whole sentence when what is counted changed.
func (t *Toets) vanNaar(v ToetsVersie) (van, naar string) {
	was := t.Versies[max(0, v.Versie-2)]
	if s := t.sonde(); s != nil && v.Anders == "lat" && was.Drempel != nil && v.Drempel != nil {
		return latZin(s.Eenheid, *was.Drempel), latZin(s.Eenheid, *v.Drempel)
	}
	return "‘" + was.Zin + "’", "‘" + v.Zin + "’"
}

// BeforeRemove keeps what was measured by, and what a mijlpaal has: evidence does not go.
func (t *Toets) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "toetsen"}); err != nil {
		return err
	}
	return t.inGebruik(c)
}

// inGebruik refuses when a mijlpaal has the toets, or something was measured by it.
func (t *Toets) inGebruik(c *rest.Call) error {
	for row, err := range c.Tx.Query("select m.titel from mijlpaal_toetsen t join mijlpalen m on m.id = t.mijlpaal join toetsen on toetsen.id = t.toets where toetsen.uuid = $1 order by m.id limit 1", t.UUID) {
		if err != nil {
			return err
		}
		c.Invalid("nonFieldErrors", "in-gebruik", fmt.Sprintf("De mijlpaal ‘%s’ heeft deze toets. Haal hem daar eerst af; dat blijft vier kwartalen te zien.", row.Text(0)))
		return nil
	}
	gemeten, err := Metingen.Exists(c, "toets = (select id from toetsen where uuid = $1)", t.UUID)
	if gemeten {
		c.Invalid("nonFieldErrors", "gemeten", "Met deze toets is gemeten. Metingen zijn bewijs en blijven; de toets dus ook.")
	}
	return err
}

// Weergave is what the audit trail calls it.
func (t *Toets) Weergave() string { return t.Naam }

// Verklaren is what somebody attests.
type Verklaren struct {
	// Wat u verklaart, in een of twee zinnen.
	Tekst string `json:"tekst" zgw:"required,max=1000"`
	// Tot en met wanneer het geldt: hoogstens een jaar.
	Tot zgw.Date `json:"tot" zgw:"required"`
}

// verklaarRoute is POST and DELETE /toetsen/{uuid}/verklaren.
func verklaarRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "POST " + Toetsen.Path + "/{uuid}/verklaren", Scope: schrijven,
		Doc: rest.Doc{ID: "toets_verklaren", Summary: "Verklaar dat het zo is, bij een toets die een verklaring is.", In: Verklaren{}, Out: Toets{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			var v Verklaren
			if err := c.Body(req, &v); err != nil {
				return err
			}
			return wijzig(c, w, req, &Toetsen, "verklaring", func(t *Toets, a Actor) error { return t.verklaar(c, a, v) })
		}})
	a.Route(rest.Route{Pattern: "DELETE " + Toetsen.Path + "/{uuid}/verklaren", Scope: schrijven,
		Doc: rest.Doc{ID: "toets_verklaring_intrekken", Summary: "Trek je eigen verklaring in.", Out: Toets{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			return wijzig(c, w, req, &Toetsen, "verklaring ingetrokken", func(t *Toets, a Actor) error { return t.trekVerklaringIn(c, a) })
		}})
}

// trekVerklaringIn takes back what somebody attested themselves.
func (t *Toets) trekVerklaringIn(c *rest.Call, a Actor) error {
	if err := magOf(a, Verklaar, Voorwerp{Soort: "toetsen"}); err != nil {
		return err
	}
	n := len(t.Verklaringen)
	t.Verklaringen = slices.DeleteFunc(t.Verklaringen, func(v Verklaring) bool { return v.Door != nil && v.Door.ID == a.ID })
	if len(t.Verklaringen) == n {
		c.Invalid("nonFieldErrors", "geen-verklaring", "Je hebt dit niet verklaard, of je verklaring is al verlopen.")
	}
	return nil
}

func (t *Toets) verklaar(c *rest.Call, a Actor, v Verklaren) error {
	if err := magOf(a, Verklaar, Voorwerp{Soort: "toetsen"}); err != nil {
		return err
	}
	today := c.Today()
	switch {
	case t.Sonde != verklaring:
		c.Invalid("nonFieldErrors", "gemeten", "Deze toets wordt gemeten. Daar helpt geen verklaring aan.")
	case a.Laag == "":
		c.Invalid("nonFieldErrors", "laag-onbekend", "Meent weet niet in welke laag van de organisatie je werkt. Vraag de beheerder om dat bij je account te zetten.")
	case v.Tot < today:
		c.Invalid("tot", "invalid", "Deze dag is voorbij.")
	case v.Tot > zgw.Duration("P1Y").AddTo(today):
		c.Invalid("tot", "max_value", "Een verklaring geldt hoogstens een jaar. Daarna kijk je opnieuw of het nog zo is.")
	}
	if c.Faulty() {
		return nil
	}
	t.Verklaringen = slices.DeleteFunc(t.Verklaringen, func(o Verklaring) bool { return o.Door != nil && o.Door.ID == a.ID || o.Tot < today })
	t.Verklaringen = append(t.Verklaringen, Verklaring{a.daad(c), a.Laag, v.Tekst, v.Tot})
	return nil
}

// verklaard says until when two people in two layers attest it; "" when they do not.
func (t *Toets) verklaard(today zgw.Date) zgw.Date {
	var until zgw.Date
	for i, v := range t.Verklaringen {
		for _, o := range t.Verklaringen[:i] {
			if v.Door == nil || o.Door == nil || v.Door.ID == o.Door.ID || v.Laag == o.Laag {
				continue
			}
			if both := min(v.Tot, o.Tot); both >= today {
				until = max(until, both)
			}
		}
	}
	return until
}
