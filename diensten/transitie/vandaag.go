package transitie

import (
	"fmt"
	"net/http"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Vandaag is what is asked of somebody today (§14): at most three things, the most pressing first.
type Vandaag struct {
	// Wat er wordt gevraagd: hoogstens drie punten.
	Punten []Punt `json:"punten"`
	// Hoeveel punten er zijn, ook die niet in de lijst passen.
	Totaal int `json:"totaal"`
}

// Punt is one thing that is asked of somebody.
type Punt struct {
	// Wat voor punt het is.
	Soort string `json:"soort"`
	// Wat er wordt gevraagd, in één zin.
	Tekst string `json:"tekst"`
	// Het object waar het om gaat.
	Object zgw.URL `json:"object" zgw:"null"`
	// Waar het object in dit register staat: soort en uuid, om een bladzijde bij te vinden.
	Pad string `json:"pad"`
}

// maxPunten is how many things are asked at once.
const maxPunten = 3

// vragers are what may be asked of people, the most pressing first. Each looks at who asks. The facts add theirs here.
var vragers = []func(c *rest.Call, a Actor) ([]Punt, error){
	vraagMijlpalen, vraagVrijstellingen, vraagKadervragen, vraagStrategie, vraagKansen, vraagZorgen, vraagIdeeen, vraagStil, vertelAntwoorden,
}

// vandaagRoute is GET /vandaag, for who is signed in.
func vandaagRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Root + "/vandaag", Scope: lezen,
		Doc: rest.Doc{ID: "vandaag_read", Summary: "Wat er vandaag van je wordt gevraagd.", Out: Vandaag{}, Tags: []string{"vandaag"}},
		Handle: func(c *rest.Call, w http.ResponseWriter, req *http.Request) error {
			if _, err := rest.Query(req); err != nil {
				return err
			}
			v := Vandaag{Punten: []Punt{}}
			err := c.View(func() error {
				actor, err := actorVan(c)
				if err != nil {
					return err
				}
				for _, vraag := range vragers {
					punten, err := vraag(c, actor)
					if err != nil {
						return err
					}
					v.Punten = append(v.Punten, punten...)
				}
				v.Punten, err = zichtbaar(c, v.Punten)
				return err
			})
			if err != nil {
				return err
			}
			v.Totaal = len(v.Punten)
			v.Punten = v.Punten[:min(len(v.Punten), maxPunten)]
			return c.AnswerJSON(w, req, http.StatusOK, rest.EncodeGroup(&v))
		}})
}

// zichtbaar are the punten about what the client may see.
func zichtbaar(c *rest.Call, punten []Punt) ([]Punt, error) {
	kept := punten[:0]
	for _, p := range punten {
		s, err := c.Find(p.Object)
		if err != nil {
			return nil, err
		}
		if soort, _, _ := strings.Cut(padVan(p.Object), "/"); leesrecht(c, soort).Allows(s.Cls) {
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// punt is something asked about one object.
func punt(soort string, over zgw.URL, tekst string, a ...any) Punt {
	return Punt{Soort: soort, Tekst: fmt.Sprintf(tekst, a...), Object: over, Pad: padVan(over)}
}

// vraagKadervragen asks the board for answers.
func vraagKadervragen(c *rest.Call, a Actor) ([]Punt, error) {
	if ok, _ := mag(a, Beantwoorden, Voorwerp{Soort: "kadervragen"}); !ok {
		return nil, nil
	}
	list, err := Kadervragen.Each(c, "toestand = 'open'")
	var punten []Punt
	for _, k := range list {
		punten = append(punten, punt("kadervraag", k.URL, "%s vraagt: %s", k.Door.Naam, kort(k.Vraag)))
	}
	return punten, err
}

// vraagStrategie asks who may vaststellen to look at what has been put forward.
func vraagStrategie(c *rest.Call, a Actor) ([]Punt, error) {
	if !a.is("secretaris", "bestuurder") {
		return nil, nil
	}
	list, err := Strategieen.Each(c, "toestand = 'voorgesteld'")
	var punten []Punt
	for _, s := range list {
		punten = append(punten, punt("strategie", s.URL, "De strategie ‘%s’ ligt voor om vast te stellen.", s.Titel))
	}
	return punten, err
}

// vraagKansen asks the programmamanager to look for energy where a door closes and nobody offers anything.
func vraagKansen(c *rest.Call, a Actor) ([]Punt, error) {
	if !a.is("programmamanager") {
		return nil, nil
	}
	grens := zgw.DateOf(c.Now().AddDate(0, 0, bijna))
	list, err := Kansen.Each(c, `toestand = 'open' and lvm <= $1 and sluit >= $2 and not exists (
		select 1 from kans_stappen ks join aanbod a on a.stap = ks.stap where ks.kans = kansen.id and a.toestand = 'geldig')`, string(grens), string(c.Today()))
	var punten []Punt
	for _, k := range list {
		punten = append(punten, punt("kans", k.URL, "De kans ‘%s’ vraagt om een begin uiterlijk %s, en niemand trekt er nog aan.", k.Titel, dag(k.LVM)))
	}
	return punten, err
}

// vraagZorgen asks for an answer: of the team whose step it is, or else of the secretaris and the programmamanager. After two weeks
// they hear of all.
func vraagZorgen(c *rest.Call, a Actor) ([]Punt, error) {
	list, err := Zorgen.Each(c, "toestand = 'open'")
	var punten []Punt
	lang := zgw.TimeOf(c.Now().AddDate(0, 0, -14)).Sortable()
	for _, z := range list {
		vanTeam := z.Team != "" && a.is("teamleider") && a.Onderdeel == z.Team
		if vanTeam || a.is("secretaris", "programmamanager") && (z.Team == "" || z.AangemaaktOp.Sortable() < lang) {
			punten = append(punten, punt("zorg", z.URL, "%s wacht op antwoord: %s", z.Door.Naam, kort(z.Tekst)))
		}
	}
	return punten, err
}

// vraagIdeeen asks teamleiders what becomes of ideas: of their own team, and of no team.
func vraagIdeeen(c *rest.Call, a Actor) ([]Punt, error) {
	if !a.is("teamleider", "programmamanager") {
		return nil, nil
	}
	list, err := Stappen.Each(c, "toestand = 'idee'")
	var punten []Punt
	for _, s := range list {
		if s.EigenaarTeam == "" || s.EigenaarTeam == a.Onderdeel || a.is("programmamanager") {
			punten = append(punten, punt("idee", s.URL, "Een idee wacht: ‘%s’. Mag het meedoen?", s.Titel))
		}
	}
	return punten, err
}

// vraagStil asks whose step it is whether it may fall asleep.
func vraagStil(c *rest.Call, a Actor) ([]Punt, error) {
	if !a.is("teamleider", "programmamanager") {
		return nil, nil
	}
	list, err := Stappen.Each(c, openStappen+" and aangeraakt <= $1", zgw.TimeOf(c.Now().Add(-stilNa)).Sortable())
	var punten []Punt
	for _, s := range list {
		if a.is("programmamanager") && s.EigenaarTeam == "" || s.EigenaarTeam != "" && s.EigenaarTeam == a.Onderdeel {
			punten = append(punten, punt("stil", s.URL, "Met ‘%s’ is lang niets gebeurd. Binnenkort slaapt hij in. Is dat goed?", s.Titel))
		}
	}
	return punten, err
}

// antwoordVers is how long somebody is told of an answer.
const antwoordVers = 14

// vertelAntwoorden tells who had a zorg or a question that there is an answer (§2.7): nobody reads what she does not know of.
func vertelAntwoorden(c *rest.Call, a Actor) ([]Punt, error) {
	sinds := zgw.TimeOf(c.Now().AddDate(0, 0, -antwoordVers)).Sortable()
	vers := func(d *Daad) bool { return d != nil && d.Op.Sortable() >= sinds }
	zorgen, err := Zorgen.Each(c, "toestand = 'beantwoord' and door = $1", a.ID)
	if err != nil {
		return nil, err
	}
	var punten []Punt
	for _, z := range zorgen {
		if vers(z.Beantwoord) {
			punten = append(punten, punt("antwoord", z.URL, "%s gaf antwoord op je zorg: %s", z.Beantwoord.Naam, kort(z.Tekst)))
		}
	}
	vragen, err := Kadervragen.Each(c, "toestand = 'beantwoord'") // few: what the board answered stays
	for _, k := range vragen {
		if k.Door.ID == a.ID && vers(k.BeantwoordDoor) {
			punten = append(punten, punt("antwoord", k.URL, "%s gaf antwoord op je vraag: %s", k.BeantwoordDoor.Naam, kort(k.Vraag)))
		}
	}
	return punten, err
}

// kort is the beginning of a text, for one line.
func kort(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return text
}
