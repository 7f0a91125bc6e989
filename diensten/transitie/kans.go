package transitie

import (
	"fmt"
	"slices"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/volgorde"
	"meent/diensten/zgw"
)

// Kans is an opportunity: a door that is open for a while, such as a contract that ends or a law that comes (§2.6).
type Kans struct {
	Gemeen
	// Wat voor kans het is.
	Soort KansSoort `json:"soort" zgw:"required"`
	// De kans in een paar woorden.
	Titel string `json:"titel" zgw:"required,max=200"`
	// Of de kans is voorgesteld, open, benut, verlopen of vervallen. Verandert met een overgang of vanzelf.
	Toestand KansToestand `json:"toestand" zgw:"readonly"`
	// Vanaf wanneer de kans er is.
	Opent zgw.Date `json:"opent" zgw:"null"`
	// Tot wanneer de kans er is.
	Sluit zgw.Date `json:"sluit" zgw:"null"`
	// Hoeveel maanden inkopen duurt; 0 als er niets wordt ingekocht.
	Inkooptijd int `json:"inkooptijd" zgw:"min=0,max=120"`
	// Wanneer uiterlijk begonnen moet zijn: sluit, min de doorlooptijd van de stap, min de inkooptijd. Bij meer stappen de eerste.
	LVM zgw.Date `json:"lvm" zgw:"readonly,null"`
	// Of de doorlooptijd daarbij is aangenomen (6 maanden), omdat niemand haar heeft ingevuld.
	LVMAanname bool `json:"lvmAanname" zgw:"readonly"`
	// Hoeveel de kans waard is, van 0 tot en met 1; leeg als niemand dat heeft gezegd.
	Waarde *float64 `json:"waarde" zgw:"min=0,max=1"`
	// Waarom de kans dat waard is.
	WaardeReden string `json:"waardeReden" zgw:"max=1000"`
	// Hoeveel geld ermee is gemoeid, in hele euro's.
	Euro *int `json:"euro" zgw:"min=0"`
	// Of het moet: een wet, of een contract dat niet te verlengen is.
	Verplicht bool `json:"verplicht" zgw:"default=false"`
	// Waar het staat: het adres van een wet, contract of besluit.
	Bewijs string `json:"bewijs" zgw:"max=1000"`
	// De SHA-256 van het bewijs, als het een bestand is.
	BewijsDigest string `json:"bewijsDigest" zgw:"max=64"`
	// De stappen die de kans benutten.
	Koppelingen []Koppeling `json:"koppelingen"`
	// Van een component: hoeveel organisaties het gebruiken.
	Gebruikers *int `json:"gebruikers" zgw:"min=0"`
	// Van een component: welk deel van de officiële toetsen het haalt, van 0 tot en met 1.
	Conformiteit *float64 `json:"conformiteit" zgw:"min=0,max=1"`
	// Waarom de kans is vervallen.
	VervallenReden string `json:"vervallenReden" zgw:"readonly"`
	// Wie de kans heeft opgeschreven, en wanneer.
	Voorgesteld *Daad `json:"voorgesteld" zgw:"readonly"`
}

// Koppeling ties a kans to a step that would use it.
type Koppeling struct {
	// De stap.
	Stap zgw.URL `json:"stap" zgw:"required,max=1000,local=stappen"`
	// Hoe goed de stap bij de kans past, van 0 tot en met 1; leeg is 1.
	Fit *float64 `json:"fit" zgw:"min=0,max=1"`
}

// KansSoort is a kind of kans.
type KansSoort string

// Choices are those of §2.6.
func (KansSoort) Choices() []string {
	return []string{"wet", "contracteinde", "technischEinde", "geld", "component", "partner", "herindeling", "politiek"}
}

// KansToestand is where a kans stands.
type KansToestand string

// Choices are those of §2.6, and voorgesteld for what a colleague put forward.
func (KansToestand) Choices() []string {
	return []string{"voorgesteld", "open", "benut", "verlopen", "vervallen"}
}

// Kansen is the resource.
var Kansen = rest.Resource[Kans]{
	Name: "kans", Table: "kansen", Path: Root + "/kansen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Kans](rangGedeeld),
	Columns: []rest.Column[Kans]{
		rest.Col("toestand", func(k *Kans) string { return string(k.Toestand) }),
		rest.Col("soort", func(k *Kans) string { return string(k.Soort) }),
		rest.Col("titel", func(k *Kans) string { return k.Titel }),
		rest.Col("titel_zoek", func(k *Kans) string { return rest.Fold(k.Titel) }),
		rest.Col("sluit", func(k *Kans) zgw.Date { return k.Sluit }),
		rest.Col("lvm", func(k *Kans) zgw.Date { return k.LVM }),
		rest.Col("door", func(k *Kans) string { return k.wie() }),
	},
	Filters: rest.Filters{
		"toestand": rest.In[KansToestand]("toestand"), "soort": rest.In[KansSoort]("soort"), "titel__icontains": rest.Contains("titel_zoek"),
		"sluit__lte": rest.Compare[zgw.Date]("sluit", "<="), "lvm__lte": rest.Compare[zgw.Date]("lvm", "<="),
		"stap": via(rest.By("stap"), "select kans from kans_stappen where ", "kans_stappen"),
	},
	Orders: rest.Orders{"sluit": {Column: "sluit", Nulls: true}, "lvm": {Column: "lvm", Nulls: true}, "titel": {Column: "titel_zoek"}},
	Doc:    rest.ResourceDoc{Plural: "kansen", ETag: true},
}

func (k *Kans) wie() string {
	if k.Voorgesteld == nil {
		return ""
	}
	return k.Voorgesteld.ID
}

// Rules are those of a kans: a programmamanager writes all, others propose one, and better it while it is a proposal.
func (k *Kans) Rules(c *rest.Call, old *Kans) error {
	a, err := actorVan(c)
	if err != nil {
		return err
	}
	if err := k.magSchrijven(a, old); err != nil {
		return err
	}
	if old == nil {
		k.Voorgesteld, k.Toestand = a.daad(c), "voorgesteld"
		if magOf(a, Schrijven, Voorwerp{Soort: "kansen"}) == nil {
			k.Toestand = "open"
		}
	}
	k.vorm(c)
	if c.Faulty() {
		return nil
	}
	if k.Toestand == "verlopen" && (k.Sluit == "" || k.Sluit >= c.Today()) {
		k.Toestand = "open" // it stays open longer than was thought
	}
	if err := k.laatsteMoment(c); err != nil {
		return err
	}
	return k.geschreven(c, vorige(old))
}

func (k *Kans) magSchrijven(a Actor, old *Kans) error {
	doe := Schrijven
	if old == nil || old.Toestand == "voorgesteld" && a.ID != "" && old.wie() == a.ID {
		doe = Voorstellen
	}
	return magOf(a, doe, Voorwerp{Soort: "kansen", Door: k.wie()})
}

func (k *Kans) vorm(c *rest.Call) {
	if k.Opent != "" && k.Sluit != "" && k.Sluit < k.Opent {
		c.Invalid("sluit", "einddatum-voor-begindatum", "De kans kan niet sluiten voor zij opent.")
	}
	for i, kop := range k.Koppelingen {
		if slices.ContainsFunc(k.Koppelingen[:i], func(other Koppeling) bool { return other.Stap == kop.Stap }) {
			c.Invalid(fmt.Sprintf("koppelingen.%d.stap", i), "unique", "Deze stap staat er al.")
		}
	}
	if k.Soort != "component" && (k.Gebruikers != nil || k.Conformiteit != nil) {
		c.Invalid("soort", "geen-component", "Gebruikers en conformiteit horen bij een kans van de soort component.")
	}
}

// laatsteMoment computes the LVM: the earliest of those of its steps, or for 6 months when it has none.
func (k *Kans) laatsteMoment(c *rest.Call) error {
	k.LVM, k.LVMAanname = zgw.Date(k.lvm(nil)), k.Sluit != ""
	for i, kop := range k.Koppelingen {
		stap, err := Stappen.Get(c, kop.Stap)
		if err != nil {
			return err
		}
		if at := k.lvm(stap.DoorlooptijdP80); i == 0 || at < k.LVM {
			k.LVM, k.LVMAanname = at, stap.DoorlooptijdP80 == nil && k.Sluit != ""
		}
	}
	return nil
}

// lvm is the last moment to begin with a step of so many months (§3.2).
func (k *Kans) lvm(maanden *int) zgw.Date {
	return zgw.Date(volgorde.Kans{Sluit: volgorde.Datum(k.Sluit), Inkooptijd: k.Inkooptijd}.LVM(maanden))
}

// kansenOpnieuw computes the LVM of the kansen of a step again.
func (s *Stap) kansenOpnieuw(c *rest.Call) error {
	id, err := c.ID(s.URL)
	if err != nil {
		return err
	}
	list, err := Kansen.Each(c, "id in (select kans from kans_stappen where stap = $1)", id)
	if err != nil {
		return err
	}
	for _, k := range list {
		was := k.LVM
		if err := k.laatsteMoment(c); err != nil {
			return err
		}
		if k.LVM == was {
			continue
		}
		if err := Kansen.Store(c, k); err != nil {
			return err
		}
	}
	return nil
}

// After keeps the table in which the kansen of a step are found.
func (k *Kans) After(c *rest.Call, _ *Kans) error {
	id, err := c.ID(k.URL)
	if err != nil {
		return err
	}
	if err := c.Tx.Exec("delete from kans_stappen where kans = $1", id); err != nil {
		return err
	}
	for _, kop := range k.Koppelingen {
		stap, err := c.ID(kop.Stap)
		if err != nil {
			return err
		}
		if err := c.Tx.Exec("insert into kans_stappen (kans, stap) values ($1, $2)", id, stap); err != nil {
			return err
		}
	}
	c.Tx.Changed("kans_stappen")
	return nil
}

// BeforeRemove says who may.
func (k *Kans) BeforeRemove(c *rest.Call) error {
	a, err := actorVan(c)
	if err != nil {
		return err
	}
	return k.magSchrijven(a, k)
}

func (k *Kans) overgang(c *rest.Call, a Actor, o Overgang) error {
	if err := magOf(a, Overgaan, Voorwerp{Soort: "kansen"}); err != nil {
		return err
	}
	naar := KansToestand(o.Naar)
	wegen := map[KansToestand][]KansToestand{"voorgesteld": {"open", "vervallen"}, "open": {"vervallen"}, "vervallen": {"open"}}
	if !slices.Contains(wegen[k.Toestand], naar) {
		var wel []string
		for _, t := range wegen[k.Toestand] {
			wel = append(wel, string(t))
		}
		kanNiet(c, "kans", string(k.Toestand), o.Naar, wel...)
		return nil
	}
	k.VervallenReden = ""
	if naar == "vervallen" {
		k.VervallenReden = strings.TrimSpace(o.Reden)
		if k.VervallenReden == "" {
			c.Invalid("reden", "required", "Schrijf op waarom de kans er niet meer is.")
		}
	}
	k.Toestand = naar
	return nil
}

// kansenBenut finds kansen of which a step began before the last moment.
func kansenBenut(c *rest.Call) error {
	const begonnen = "toestand = 'open' and exists (select 1 from kans_stappen ks join stappen s on s.id = ks.stap where ks.kans = kansen.id and s.toestand in ('lopend', 'opgeleverd', 'geborgd'))"
	return verander(c, &Kansen, func(k *Kans) (bool, error) {
		if k.Toestand != "open" {
			return false, nil
		}
		for _, kop := range k.Koppelingen {
			s, err := Stappen.Get(c, kop.Stap)
			if err != nil {
				return false, err
			}
			opTijd := k.Sluit == "" || s.ToestandSinds.Date() <= k.lvm(s.DoorlooptijdP80)
			if (s.Toestand == "lopend" || s.Toestand.klaar()) && opTijd {
				k.Toestand = "benut"
				return true, nil
			}
		}
		return false, nil
	}, begonnen)
}

// kansenVerlopen closes kansen at sluit.
func kansenVerlopen(c *rest.Call) error {
	vandaag, err := lees(c, func() (zgw.Date, error) { return c.Today(), nil })
	if err != nil {
		return err
	}
	return verander(c, &Kansen, func(k *Kans) (bool, error) {
		if k.Toestand != "open" && k.Toestand != "voorgesteld" || k.Sluit >= vandaag {
			return false, nil
		}
		k.Toestand = "verlopen"
		return true, meldGebeurtenis(c, "kans.verlopen", k.URL, fmt.Sprintf("De kans ‘%s’ is voorbij zonder dat een stap haar benutte.", k.Titel), "")
	}, "toestand in ('open', 'voorgesteld') and sluit < $1", string(vandaag))
}

// bijna is how many days before its LVM a kans is told of (§12).
const bijna = 60

// kansenSluitenBijna tells of kansen whose last moment is near, once for each last moment.
func kansenSluitenBijna(c *rest.Call) error {
	list, err := lees(c, func() ([]*Kans, error) {
		vandaag := c.Today()
		grens := zgw.DateOf(c.Now().AddDate(0, 0, bijna))
		return Kansen.Each(c, "toestand = 'open' and lvm <= $1 and sluit >= $2", string(grens), string(vandaag))
	})
	if err != nil {
		return err
	}
	for _, k := range list {
		tekst := fmt.Sprintf("De kans ‘%s’ sluit op %s. Begin uiterlijk %s, anders is het te laat.", k.Titel, dag(k.Sluit), dag(k.LVM))
		if err := meldApart(c, "kans.sluitBijna", k.URL, tekst, string(k.LVM)); err != nil {
			return err
		}
	}
	return nil
}

var maandnamen = strings.Fields("januari februari maart april mei juni juli augustus september oktober november december")

// dag is a day as people write it: 1 maart 2027.
func dag(d zgw.Date) string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d %s %d", t.Day(), maandnamen[t.Month()-1], t.Year())
}

// Weergave is what the audit trail calls it.
func (k *Kans) Weergave() string { return k.Titel }
