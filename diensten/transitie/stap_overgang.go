package transitie

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// minLes is how long the lesson of a step that stops is at least (§2.5).
const minLes = 40

// stapWegen are the ways between states that people go; the engine goes the others.
var stapWegen = map[StapToestand][]StapToestand{
	"idee":      {"kandidaat", "gestopt"},
	"kandidaat": {"gestopt"},
	"gereed":    {"lopend", "gestopt"},
	"lopend":    {"opgeleverd", "gestopt"},
}

func (s *Stap) overgang(c *rest.Call, a Actor, o Overgang) error {
	naar := StapToestand(o.Naar)
	if s.Toestand == "slapend" {
		return s.wek(c, a, naar)
	}
	if !slices.Contains(stapWegen[s.Toestand], naar) {
		var wel []string
		for _, t := range stapWegen[s.Toestand] {
			wel = append(wel, string(t))
		}
		kanNiet(c, "stap", string(s.Toestand), o.Naar, wel...)
		return nil
	}
	if err := s.magOvergaan(a, naar); err != nil {
		return err
	}
	var err error
	switch naar {
	case "lopend":
		err = s.begin(c, a, o)
	case "opgeleverd":
		s.leverOp(c, o)
	case "gestopt":
		s.stop(c, o)
	}
	if err != nil || c.Faulty() {
		return err
	}
	s.naar(c, naar)
	s.geraakt(c)
	return s.meldVerplaatst(c)
}

// magOvergaan: an idea becomes a kandidaat by any teamleider or the programmamanager; who proposed it may withdraw it; the rest is
// for the team whose step it is, and for the programmamanager.
func (s *Stap) magOvergaan(a Actor, naar StapToestand) error {
	switch {
	case naar == "kandidaat" && a.is("teamleider"):
		return nil
	case naar == "gestopt" && s.Toestand == "idee" && a.ID != "" && a.ID == s.wie():
		return magOf(a, Voorstellen, s.voorwerp())
	}
	return magOf(a, Overgaan, s.voorwerp())
}

// wek brings a step that sleeps into the state that it had.
func (s *Stap) wek(c *rest.Call, a Actor, naar StapToestand) error {
	if naar != s.EerdereToestand {
		kanNiet(c, "stap", string(s.Toestand), string(naar), string(s.EerdereToestand))
		return nil
	}
	if err := s.magOvergaan(a, naar); err != nil {
		return err
	}
	s.geraakt(c)
	return nil
}

// begin is gereed → lopend: a team does it, it is known what for, and the team has room.
func (s *Stap) begin(c *rest.Call, a Actor, o Overgang) error {
	if s.EigenaarTeam == "" {
		c.Invalid("eigenaarTeam", "required", "Kies eerst het team dat de stap doet.")
		return nil
	}
	if s.Doelloos && s.DoeMaar == nil {
		c.Invalid("draagtBijAan", "doelloos", "Zeg eerst aan welke maat of mijlpaal de stap bijdraagt.")
	}
	if a.Onderdeel != s.EigenaarTeam && strings.TrimSpace(o.Reden) == "" {
		c.Invalid("reden", "required", "Schrijf op met wie van het team is afgesproken dat de stap begint.")
	}
	if _, err := c.Lock(s.EigenaarTeam); err != nil { // two steps that begin at once are counted one after the other
		return err
	}
	team, err := Onderdelen.Get(c, s.EigenaarTeam)
	if err != nil {
		return err
	}
	id, err := c.ID(s.EigenaarTeam)
	if err != nil {
		return err
	}
	row, err := c.Tx.One("select count(*) from stappen where team = $1 and toestand = 'lopend'", id)
	if err != nil {
		return err
	}
	s.WIPReden = ""
	if n := int(row.Int(0)); n >= team.WIP {
		s.WIPReden = strings.TrimSpace(o.Reden)
		if s.WIPReden == "" {
			c.Invalid("reden", "wip", fmt.Sprintf("Bij %s lopen al %d stappen, en de grens is %d. Rond er eerst een af, of schrijf op waarom deze er toch bij kan.", team.Naam, n, team.WIP))
		}
	}
	return nil
}

func (s *Stap) leverOp(c *rest.Call, o Overgang) {
	if strings.TrimSpace(o.Oplevering) == "" {
		c.Invalid("oplevering", "required", "Schrijf in een paar zinnen op wat er nu is, en waar het staat.")
	}
	s.Oplevering, s.OpgeleverdOp = o.Oplevering, c.Today()
}

func (s *Stap) stop(c *rest.Call, o Overgang) {
	if n := utf8.RuneCountInString(strings.TrimSpace(o.Les)); n < minLes {
		c.Invalid("les", "min_length", fmt.Sprintf("Schrijf op wat ervan is geleerd, in minstens %d tekens; dit zijn er %d. Zo heeft een ander er nog wat aan.", minLes, n))
	}
	s.Les = o.Les
}

// toestandWoorden are the states as people say that a step came there; "gereed" would be read as done.
var toestandWoorden = map[StapToestand]string{
	"idee": "is weer een idee", "kandidaat": "doet mee", "gereed": "kan beginnen", "lopend": "is begonnen",
	"opgeleverd": "is opgeleverd", "geborgd": "is geborgd", "gestopt": "is gestopt", "slapend": "slaapt",
}

func (s *Stap) meldVerplaatst(c *rest.Call) error {
	return meldGebeurtenis(c, "stap.verplaatst", s.URL, fmt.Sprintf("De stap ‘%s’ %s.", s.Titel, toestandWoorden[s.Toestand]), "")
}

// doeMaarRoute is POST /stappen/{uuid}/doe-maar: one teamleider lets a small trial begin, with her name (§4.2).
func doeMaarRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "POST " + Stappen.Path + "/{uuid}/doe-maar", Scope: schrijven, AnyBody: true,
		Doc: rest.Doc{ID: "stap_doe_maar", Summary: "Zeg als teamleider ‘doe maar’ bij een kleine proef.", Out: Stap{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			return wijzig(c, w, req, &Stappen, "doe maar", func(s *Stap, a Actor) error { return s.doeMaar(c, a) })
		}})
}

func (s *Stap) doeMaar(c *rest.Call, a Actor) error {
	if err := magOf(a, DoeMaar, s.voorwerp()); err != nil {
		return err
	}
	s.geraakt(c)
	switch {
	case s.DoeMaar != nil:
		c.Invalid("nonFieldErrors", "al-gedaan", fmt.Sprintf("%s zei al ‘doe maar’.", s.DoeMaar.Naam))
	case s.Toestand != "idee" && s.Toestand != "kandidaat" && s.Toestand != "gereed":
		c.Invalid("nonFieldErrors", "overgang-niet-mogelijk", fmt.Sprintf("Deze stap is %s; ‘doe maar’ is voor wat nog moet beginnen.", s.Toestand))
	case !s.gewoonProberen():
		c.Invalid("nonFieldErrors", "niet-klein", "‘Doe maar’ is voor een kleine proef: hoogstens 80 uur, terug te draaien, en zonder iets waarop zij wacht. Vul dat aan, of laat de stap meedoen in de volgorde.")
	}
	if c.Faulty() {
		return nil
	}
	s.DoeMaar = a.daad(c)
	if s.EigenaarTeam == "" {
		s.EigenaarTeam = a.Onderdeel
	}
	s.naar(c, "gereed") // it waits for nothing
	return meldGebeurtenis(c, "stap.doeMaar", s.URL, fmt.Sprintf("%s zei ‘doe maar’ bij ‘%s’.", a.Naam, s.Titel), "")
}

// After how long a step at which nothing happens is asked about, and falls asleep (§2.5).
const (
	stilNa    = 106 * 24 * time.Hour
	slapendNa = 120 * 24 * time.Hour
)

const (
	openStappen = "toestand in ('idee', 'kandidaat', 'gereed', 'lopend')"
	wachtOpIets = "exists (select 1 from stap_afhankelijkheden d join stappen v on v.id = d.op where d.stap = stappen.id and d.hard = 1 and v.toestand not in ('opgeleverd', 'geborgd'))"
)

// stappenGereed brings kandidaten of which all hard dependencies are done to gereed, and back when a new one is not.
func stappenGereed(c *rest.Call) error {
	for _, weg := range []struct {
		van, naar StapToestand
		waar      string
	}{{"kandidaat", "gereed", "not " + wachtOpIets}, {"gereed", "kandidaat", wachtOpIets}} {
		err := verander(c, &Stappen, func(s *Stap) (bool, error) {
			wacht, err := Stappen.Exists(c, "uuid = $1 and "+wachtOpIets, s.UUID)
			if err != nil || s.Toestand != weg.van || wacht != (weg.naar == "kandidaat") {
				return false, err
			}
			s.naar(c, weg.naar)
			return true, s.meldVerplaatst(c)
		}, "toestand = $1 and "+weg.waar, string(weg.van))
		if err != nil {
			return err
		}
	}
	return nil
}

// stappenGeborgd brings delivered steps to geborgd of which every toets holds: its last meting says so, of a window that began after
// the delivery (§2.5). A step without toetsen stays opgeleverd.
func stappenGeborgd(c *rest.Call) error {
	return verander(c, &Stappen, func(s *Stap) (bool, error) {
		if s.Toestand != "opgeleverd" || len(s.Toetsen) == 0 {
			return false, nil
		}
		for _, t := range s.Toetsen {
			if ok, err := houdt(c, t, s.OpgeleverdOp); err != nil || !ok {
				return false, err
			}
		}
		s.naar(c, "geborgd")
		return true, s.meldVerplaatst(c)
	}, "toestand = 'opgeleverd'")
}

// houdt says whether the last meting of a toets, by its definition of now, found that it holds in a window that began on a day or later.
func houdt(c *rest.Call, url zgw.URL, na zgw.Date) (bool, error) {
	toets, err := Toetsen.Get(c, url)
	if errors.Is(err, rest.ErrUnknown) {
		return false, nil // it was removed: nothing is known of it (R12)
	}
	if err != nil {
		return false, err
	}
	id, err := c.ID(url)
	if err != nil {
		return false, err
	}
	laatste, err := Metingen.Each(c, "id = (select id from metingen where toets = $1 order by nummer desc limit 1)", id)
	if err != nil || len(laatste) == 0 {
		return false, err
	}
	m := laatste[0]
	return m.Uitkomst == "geslaagd" && m.ToetsVersie == toets.DefinitieVersie && m.Van >= na, nil
}

// stappenSlapend lets steps sleep with which nobody did anything for 120 days.
func stappenSlapend(c *rest.Call) error {
	grens, err := geleden(c, slapendNa)
	if err != nil {
		return err
	}
	return verander(c, &Stappen, func(s *Stap) (bool, error) {
		if !s.Toestand.open() || s.AangeraaktOp.Sortable() > grens {
			return false, nil
		}
		s.EerdereToestand = s.Toestand
		s.naar(c, "slapend")
		return true, s.meldVerplaatst(c)
	}, openStappen+" and aangeraakt <= $1", grens)
}

// stappenStil asks once about a step that will fall asleep.
func stappenStil(c *rest.Call) error {
	grens, err := geleden(c, stilNa)
	if err != nil {
		return err
	}
	stil, err := lees(c, func() ([]*Stap, error) { return Stappen.Each(c, openStappen+" and aangeraakt <= $1", grens) })
	if err != nil {
		return err
	}
	for _, s := range stil {
		tekst := fmt.Sprintf("Met de stap ‘%s’ is lang niets gebeurd. Binnenkort slaapt hij in. Is dat goed?", s.Titel)
		if err := meldApart(c, "stap.stil", s.URL, tekst, string(s.AangeraaktOp)); err != nil {
			return err
		}
	}
	return nil
}

// geleden is the moment so long ago, as columns have it.
func geleden(c *rest.Call, d time.Duration) (string, error) {
	return lees(c, func() (string, error) { return zgw.TimeOf(c.Now().Add(-d)).Sortable(), nil })
}

// lees is what a function reads, in a View of its own.
func lees[T any](c *rest.Call, read func() (T, error)) (T, error) {
	var got T
	err := c.View(func() (err error) {
		got, err = read()
		return err
	})
	return got, err
}
