package transitie

import (
	"fmt"
	"net/http"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Aanbod is what a team offers for a step: so many people, so many hours a month, of these layers. Who said it stands beside it;
// the people themselves do not (§3.1, R7). It is a claim, and ends after 90 days unless it is renewed.
type Aanbod struct {
	Gemeen
	// De stap waarvoor het is.
	Stap zgw.URL `json:"stap" zgw:"required,max=1000,local=stappen,immutable"`
	// Het team dat het aanbiedt.
	Team zgw.URL `json:"team" zgw:"required,max=1000,local=onderdelen,immutable"`
	// Hoeveel mensen.
	Mensen int `json:"mensen" zgw:"required,min=1,max=100000"`
	// Hoeveel uren per maand, samen.
	UrenPerMaand int `json:"urenPerMaand" zgw:"required,min=1,max=1000000"`
	// Uit welke lagen van de organisatie zij komen.
	Lagen []Laag `json:"lagen"`
	// Wie het heeft gezegd.
	DoorWie string `json:"doorWie" zgw:"max=200"`
	// Of de teamleider het heeft gezegd. Dan telt het heel; anders half.
	DoorTeamleider bool `json:"doorTeamleider" zgw:"default=false"`
	// Wanneer het is gezegd.
	Op zgw.Date `json:"op" zgw:"null"`
	// Tot en met wanneer het geldt: 90 dagen, tenzij het wordt vernieuwd.
	Tot zgw.Date `json:"tot" zgw:"readonly"`
	// Of het nog geldt.
	Toestand AanbodToestand `json:"toestand" zgw:"readonly"`
}

// AanbodToestand says whether an aanbod still holds.
type AanbodToestand string

// Choices are those of §3.1.
func (AanbodToestand) Choices() []string { return []string{"geldig", "afgelopen"} }

// geldigheid is how many days an aanbod holds.
const geldigheid = 90

// Aanboden is the resource.
var Aanboden = rest.Resource[Aanbod]{
	Name: "aanbod", Table: "aanbod", Path: Root + "/aanbod", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Aanbod](rangEigen),
	Columns: []rest.Column[Aanbod]{
		rest.Col("toestand", func(a *Aanbod) string { return string(a.Toestand) }),
		rest.Ref("stap", func(a *Aanbod) zgw.URL { return a.Stap }),
		rest.Ref("team", func(a *Aanbod) zgw.URL { return a.Team }),
		rest.Col("tot", func(a *Aanbod) zgw.Date { return a.Tot }),
	},
	Filters: rest.Filters{"stap": rest.By("stap"), "team": rest.By("team"), "toestand": rest.Is[AanbodToestand]("toestand"), "tot__lte": rest.Compare[zgw.Date]("tot", "<=")},
	Relations: rest.Relations{
		"stap": {To: Root + "/stappen", SQL: "select id, stap from aanbod where id {in}"},
		"team": {To: Root + "/onderdelen", SQL: "select id, team from aanbod where id {in}"},
	},
	Doc: rest.ResourceDoc{Plural: "aanbod", ETag: true},
}

// Rules are those of an aanbod: a teamleider makes it for her own team, a programmamanager for any.
func (a *Aanbod) Rules(c *rest.Call, old *Aanbod) error {
	wie, err := magNu(c, Schrijven, Voorwerp{Soort: "aanbod", Team: a.Team})
	if err != nil {
		return err
	}
	stap, err := Stappen.Get(c, a.Stap)
	if err != nil {
		return err
	}
	if t := stap.Toestand; old == nil && !t.open() && t != "slapend" {
		c.Invalid("stap", "niet-open", fmt.Sprintf("Deze stap is %s; daar is geen aanbod meer voor nodig.", t))
	}
	if wie.is("teamleider") && wie.Onderdeel == a.Team {
		a.DoorTeamleider = true
		if a.DoorWie == "" {
			a.DoorWie = wie.Naam
		}
	}
	if a.DoorWie == "" {
		c.Invalid("doorWie", "required", "Schrijf op wie dit heeft gezegd.")
	}
	if a.Op == "" {
		a.Op = c.Today()
	}
	if a.Op > c.Today() {
		c.Invalid("op", "date-in-future", "Dit kan niet in de toekomst zijn gezegd.")
	}
	a.Tot = zgw.DateOf(a.Op.Time().AddDate(0, 0, geldigheid))
	a.Toestand = "geldig"
	if a.Tot < c.Today() {
		a.Toestand = "afgelopen"
	}
	return a.geschreven(c, vorige(old))
}

// After notes at the step that somebody did something with it, which wakes it.
func (a *Aanbod) After(c *rest.Call, _ *Aanbod) error {
	if a.Toestand != "geldig" {
		return nil
	}
	stap, err := Stappen.Get(c, a.Stap)
	if err != nil {
		return err
	}
	stap.geraakt(c)
	return Stappen.Store(c, stap)
}

// BeforeRemove says who may.
func (a *Aanbod) BeforeRemove(c *rest.Call) error {
	_, err := magNu(c, Schrijven, Voorwerp{Soort: "aanbod", Team: a.Team})
	return err
}

// vernieuwRoute is POST /aanbod/{uuid}/vernieuwen: it still holds, from today.
func vernieuwRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "POST " + Aanboden.Path + "/{uuid}/vernieuwen", Scope: schrijven, AnyBody: true,
		Doc: rest.Doc{ID: "aanbod_vernieuwen", Summary: "Zeg dat een aanbod nog geldt.", Out: Aanbod{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			return wijzig(c, w, req, &Aanboden, "vernieuwd", func(a *Aanbod, wie Actor) error {
				if err := magOf(wie, Schrijven, Voorwerp{Soort: "aanbod", Team: a.Team}); err != nil {
					return err
				}
				a.Op = c.Today()
				a.Tot = zgw.DateOf(a.Op.Time().AddDate(0, 0, geldigheid))
				a.Toestand = "geldig"
				return nil
			})
		}})
}

// aanbodAfgelopen ends what nobody renewed.
func aanbodAfgelopen(c *rest.Call) error {
	vandaag, err := lees(c, func() (zgw.Date, error) { return c.Today(), nil })
	if err != nil {
		return err
	}
	return verander(c, &Aanboden, func(a *Aanbod) (bool, error) {
		if a.Toestand != "geldig" || a.Tot >= vandaag {
			return false, nil
		}
		stap, err := Stappen.Get(c, a.Stap)
		if err != nil {
			return false, err
		}
		a.Toestand = "afgelopen"
		return true, meldGebeurtenis(c, "aanbod.afgelopen", a.URL, fmt.Sprintf("Een aanbod voor ‘%s’ is na %d dagen afgelopen. Geldt het nog, vernieuw het dan.", stap.Titel, geldigheid), "")
	}, "toestand = 'geldig' and tot < $1", string(vandaag))
}
