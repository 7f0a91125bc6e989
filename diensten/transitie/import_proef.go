package transitie

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// ImportProef is a list on trial (§12): the file is kept for an hour, for who sent it only, so that it is sent once and tried as
// often as it takes to say which column is what. A new one takes the place of the person's last.
type ImportProef struct {
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// Hoe het bestand heet.
	Bestandsnaam string `json:"bestandsnaam" zgw:"readonly"`
	// Wat er in het bestand staat.
	Soort ImportSoort `json:"soort" zgw:"readonly"`
	// Tot wanneer het bestand wordt bewaard.
	Tot zgw.Time `json:"tot" zgw:"readonly"`
	// Wat ervan komt als het nu wordt ingelezen; null zolang het niet is geprobeerd.
	Verslag *Import `json:"verslag" zgw:"readonly"`
	// Hoe ver Meent is met een grote lijst, of wat ervan is gekomen; null als er niets mee gebeurt.
	Voortgang *Voortgang `json:"voortgang" zgw:"readonly"`
}

// Voortgang is how far a list is that is tried or taken in after the answer. It comes in whole or not at all, also when the program stops.
type Voortgang struct {
	// Wat er gebeurt: proberen of inlezen.
	Doet string `json:"doet"`
	// Hoe het staat.
	Stand VoortgangStand `json:"stand"`
	// Hoeveel regels er zijn bekeken.
	Gedaan int `json:"gedaan"`
	// Hoeveel regels het zijn; 0 zolang dat niet bekend is.
	Totaal int `json:"totaal"`
	// Waarom het niet doorging.
	Reden string `json:"reden"`
	// De import die ervan kwam.
	Import zgw.URL `json:"import" zgw:"null"`
}

// VoortgangStand is how it stands with a list that is tried or taken in.
type VoortgangStand string

// Choices: at work; stopped with the program, so that nothing came in; refused, with a reason; done.
func (VoortgangStand) Choices() []string {
	return []string{"bezig", "afgebroken", "geweigerd", "klaar"}
}

// ImportToewijzing is how a list on trial is to be read.
type ImportToewijzing struct {
	// In welke kolom elk veld staat. Zonder raadt Meent het.
	Toewijzing []Toewijzing `json:"toewijzing"`
	// Of de eerste regel een rij is.
	ZonderKop bool `json:"zonderKop" zgw:"default=false"`
	Uitstel
}

// Uitstel says whether the answer waits for the work.
type Uitstel struct {
	// Of het antwoord niet op een grote lijst wacht: dan is het 202, en zegt voortgang hoe ver het is. Een kleine lijst is er meteen.
	Later bool `json:"later" zgw:"default=false"`
}

// proefduur is how long the file of a trial is kept.
const proefduur = time.Hour

// meteenRegels and meteenBytes are up to how many lines, and how many bytes, a list is tried and taken in before the answer, whatever is asked.
const meteenRegels, meteenBytes = 500, 256 << 10

// levensteken is how long a process that is at a list may be silent: PostgreSQL may have others, and they see it by its signs.
const levensteken = 2 * time.Minute

// elkeRegels is after how many lines a process gives a sign.
const elkeRegels = 100

const importproeven = Root + "/importproeven"

// werkplaats knows what this process is doing with lists on trial: how far it is, is in no database before all is in it.
type werkplaats struct {
	mu    sync.Mutex
	bezig map[string]*Voortgang
}

func proefRoutes(a *rest.API) {
	wp := &werkplaats{bezig: map[string]*Voortgang{}}
	one := importproeven + "/{uuid}"
	a.Route(rest.Route{Pattern: "POST " + importproeven, Scope: schrijven, AnyBody: true, MaxBody: maxInlezing, Handle: wp.maak,
		Doc: rest.Doc{ID: "importproef_create", Summary: "Probeer een lijst, en bewaar het bestand een uur.", In: Inlezing{}, Out: ImportProef{}, Status: http.StatusCreated}})
	a.Route(rest.Route{Pattern: "GET " + one, Scope: schrijven, Handle: wp.lees,
		Doc: rest.Doc{ID: "importproef_read", Summary: "Een lijst die op proef is, en hoe ver Meent ermee is.", Out: ImportProef{}}})
	a.Route(rest.Route{Pattern: "POST " + one, Scope: schrijven, Handle: wp.opnieuw,
		Doc: rest.Doc{ID: "importproef_opnieuw", Summary: "Probeer de lijst nog eens, met andere kolommen.", In: ImportToewijzing{}, Out: ImportProef{}}})
	a.Route(rest.Route{Pattern: "POST " + one + "/inlezen", Scope: schrijven, AnyBody: true, Handle: wp.zetIn,
		Doc: rest.Doc{ID: "importproef_inlezen", Summary: "Lees de lijst in zoals de proef haar las, of met andere kolommen. Het bestand is dan weg.", In: ImportToewijzing{}, Out: Import{}, Status: http.StatusCreated}})
}

// proefstuk is a list on trial as it is kept.
type proefstuk struct {
	uuid, door, tot string
	wat             Inlezing
	inhoud          []byte
	verslag         []byte
	voortgang       *Voortgang
}

// later says whether a list is tried or taken in after the answer.
func (p *proefstuk) later(c *rest.Call) bool {
	return p.wat.Later && c.Site.Later != nil && (len(p.inhoud) > meteenBytes || bytes.Count(p.inhoud, []byte("\n")) > meteenRegels)
}

func (wp *werkplaats) maak(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	wat, inhoud, err := leesInlezing(c, r)
	if err != nil {
		return err
	}
	p := &proefstuk{uuid: uuid.NewString(), inhoud: inhoud, wat: *wat}
	p.wat.Inhoud, p.wat.InhoudBase64 = "", ""
	later := p.later(c)
	if !later {
		if err := p.probeer(c, nil); err != nil {
			return err
		}
	}
	kept, err := pakIn(inhoud)
	if err != nil {
		return err
	}
	err = c.Update(func() error {
		actor, err := magNu(c, Schrijven, Voorwerp{Soort: "imports"})
		if err != nil {
			return err
		}
		p.door, p.tot = actor.ID, string(zgw.TimeOf(c.Now().Add(proefduur)))
		if err := c.Tx.Exec("delete from importproeven where door = $1 and werk = '' or tot < $2", p.door, string(zgw.TimeOf(c.Now()))); err != nil {
			return err
		}
		werk, teken := "", int64(0)
		if later {
			werk, teken = "proberen", c.Now().UnixMicro()
		}
		return c.Tx.Exec("insert into importproeven (uuid, door, tot, wat, inhoud, verslag, werk, teken) values ($1, $2, $3, $4, $5, $6, $7, $8)",
			p.uuid, p.door, p.tot, string(jsonVan(p.wat)), kept, string(p.verslag), werk, teken)
	})
	if err != nil {
		return err
	}
	w.Header().Set("Location", c.Site.Public(zgw.LocalURL(importproeven, p.uuid)))
	if !later {
		return p.antwoord(c, w, r, http.StatusCreated)
	}
	wp.begin(p.uuid, "proberen")
	wp.werk(c, p, p.probeerEnBewaar)
	return wp.onderweg(c, w, r, p)
}

func (wp *werkplaats) lees(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	if _, err := rest.Query(r); err != nil {
		return err
	}
	p, err := wp.vind(c, r.PathValue("uuid"), false)
	if err != nil {
		return err
	}
	return p.antwoord(c, w, r, http.StatusOK)
}

func (wp *werkplaats) opnieuw(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	hoe := &ImportToewijzing{}
	if err := c.Body(r, hoe); err != nil {
		return err
	}
	p, err := wp.vind(c, r.PathValue("uuid"), true)
	if err != nil {
		return err
	}
	p.wat.Toewijzing, p.wat.ZonderKop, p.wat.Uitstel = hoe.Toewijzing, hoe.ZonderKop, hoe.Uitstel
	if err := wp.neem(c, p, "proberen"); err != nil {
		return err
	}
	if p.later(c) {
		wp.werk(c, p, p.probeerEnBewaar)
		return wp.onderweg(c, w, r, p)
	}
	if err := wp.nu(c, p, p.probeerEnBewaar); err != nil {
		return err
	}
	p.voortgang = nil
	return p.antwoord(c, w, r, http.StatusOK)
}

// zetIn takes a list in as it was tried last, or as is said now. What becomes of the trial is in the same transaction: who sends this twice takes in once.
func (wp *werkplaats) zetIn(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	var hoe ImportToewijzing
	if r.ContentLength == 0 { // there is nothing that one must say
		r.Body = io.NopCloser(strings.NewReader("{}"))
	}
	if err := c.Body(r, &hoe); err != nil {
		return err
	}
	p, err := wp.vind(c, r.PathValue("uuid"), true)
	if err != nil {
		return err
	}
	if err := wp.neem(c, p, "inlezen"); err != nil {
		return err
	}
	p.wat.Proefdraai, p.wat.Uitstel = false, hoe.Uitstel
	if len(hoe.Toewijzing) > 0 {
		p.wat.Toewijzing, p.wat.ZonderKop = hoe.Toewijzing, hoe.ZonderKop
	}
	noemBestand(r, &p.wat)
	var saved *rest.Stored
	doe := func(c *rest.Call, meld func(int, int)) (err error) {
		_, saved, err = inlees(c, &p.wat, p.inhoud, meld, func(made *rest.Stored) error {
			_, err := c.Tx.One("update importproeven set inhoud = '', werk = '', reden = '', import = $1 where uuid = $2 and import = '' returning uuid", made.UUID, p.uuid)
			if errors.Is(err, data.ErrNotFound) {
				return geenProef()
			}
			return err
		})
		return err
	}
	if p.later(c) {
		wp.werk(c, p, doe)
		return wp.onderweg(c, w, r, p)
	}
	if err := wp.nu(c, p, doe); err != nil {
		return err
	}
	w.Header().Set("Location", c.Site.Public(saved.URL()))
	return c.Answer(w, r, http.StatusCreated, saved)
}

// begin notes that this process is at a list; false: it is already.
func (wp *werkplaats) begin(id, doet string) bool {
	wp.mu.Lock()
	defer wp.mu.Unlock()
	if wp.bezig[id] != nil {
		return false
	}
	wp.bezig[id] = &Voortgang{Doet: doet, Stand: "bezig"}
	return true
}

func (wp *werkplaats) einde(id string) {
	wp.mu.Lock()
	defer wp.mu.Unlock()
	delete(wp.bezig, id)
}

// neem has this process be the one that is at a list. What another left when it stopped is free again.
func (wp *werkplaats) neem(c *rest.Call, p *proefstuk, doet string) error {
	bezet := rest.NewProblem(http.StatusConflict, "conflict", "Meent is al met dit bestand bezig. Wacht tot het klaar is.")
	if !wp.begin(p.uuid, doet) {
		return bezet
	}
	err := c.Update(func() error {
		vrij := c.Now().Add(-levensteken).UnixMicro()
		if !c.Site.DB.Postgres() {
			vrij = math.MaxInt64 // there is one process, and it is not at it
		}
		p.tot = string(zgw.TimeOf(c.Now().Add(proefduur)))
		_, err := c.Tx.One("update importproeven set werk = $1, gedaan = 0, totaal = 0, reden = '', teken = $2, tot = $3 where uuid = $4 and import = '' and (werk = '' or teken < $5) returning uuid",
			doet, c.Now().UnixMicro(), p.tot, p.uuid, vrij)
		if errors.Is(err, data.ErrNotFound) {
			return bezet
		}
		return err
	})
	if err != nil {
		wp.einde(p.uuid)
	}
	return err
}

// doen is what is done with a list.
type doen func(c *rest.Call, meld func(gedaan, totaal int)) error

// nu does it before the answer, which says what was wrong.
func (wp *werkplaats) nu(c *rest.Call, p *proefstuk, doe doen) error {
	defer wp.einde(p.uuid)
	err := doe(c, nil)
	if err != nil {
		if free := wp.laatLos(c, p, ""); free != nil {
			c.Site.Log.Error("transitie: let go of a list", "error", free)
		}
	}
	return err
}

// werk does it after the answer.
func (wp *werkplaats) werk(c *rest.Call, p *proefstuk, doe doen) {
	c.Site.Later(func(ctx context.Context) {
		defer wp.einde(p.uuid)
		own := c.Onward(ctx)
		err := doe(own, func(gedaan, totaal int) { wp.meld(own, p.uuid, gedaan, totaal) })
		if err == nil || ctx.Err() != nil { // a program that stops leaves it as it was
			return
		}
		waarom := "Er ging iets mis bij Meent. Er is niets veranderd. Probeer het opnieuw; gaat het weer mis, zeg het dan tegen de beheerder."
		if problem, is := errors.AsType[*rest.Problem](err); is {
			waarom = reden(problem)
		} else {
			c.Site.Log.Error("transitie: a list", "error", err)
		}
		if err := wp.laatLos(own, p, waarom); err != nil {
			c.Site.Log.Error("transitie: let go of a list", "error", err)
		}
	})
}

// laatLos says that nobody is at a list any more. reden is why it was refused, and what was being done is kept beside it; "": who asked
// has heard it.
func (wp *werkplaats) laatLos(c *rest.Call, p *proefstuk, reden string) error {
	return c.Update(func() error {
		if reden == "" {
			return c.Tx.Exec("update importproeven set werk = '' where uuid = $1", p.uuid)
		}
		return c.Tx.Exec("update importproeven set teken = 0, reden = $1 where uuid = $2", reden, p.uuid)
	})
}

// meld keeps how far a list is. Where there may be other processes, they see it too.
func (wp *werkplaats) meld(c *rest.Call, id string, gedaan, totaal int) {
	wp.mu.Lock()
	v := wp.bezig[id]
	v.Gedaan, v.Totaal = gedaan, totaal
	wp.mu.Unlock()
	if gedaan%elkeRegels != 0 || !c.Site.DB.Postgres() {
		return
	}
	err := c.Site.DB.Update(c.Context(), func(tx data.Tx) error {
		return tx.Exec("update importproeven set gedaan = $1, totaal = $2, teken = $3 where uuid = $4 and werk <> ''", int64(gedaan), int64(totaal), tx.Now().UnixMicro(), id)
	})
	if err != nil {
		c.Site.Log.Warn("transitie: how far a list is", "error", err)
	}
}

// onderweg is the answer while a list is tried or taken in.
func (wp *werkplaats) onderweg(c *rest.Call, w http.ResponseWriter, r *http.Request, p *proefstuk) error {
	at := c.Site.Public(zgw.LocalURL(importproeven, p.uuid))
	now, err := wp.vind(c, p.uuid, false)
	if err != nil {
		return err
	}
	w.Header().Set("Location", at)
	return now.antwoord(c, w, r, http.StatusAccepted)
}

func geenProef() error {
	return rest.NewProblem(http.StatusNotFound, "not_found", "Deze proef is er niet meer: een bestand wordt een uur bewaard, en tot het is ingelezen. Stuur het bestand opnieuw.")
}

// probeer tries the list: the report is all that stays.
func (p *proefstuk) probeer(c *rest.Call, meld func(gedaan, totaal int)) error {
	p.wat.Proefdraai = true
	verslag, _, err := inlees(c, &p.wat, p.inhoud, meld, nil)
	if err != nil {
		return err
	}
	p.verslag = rest.EncodeGroup(verslag)
	return nil
}

func (p *proefstuk) probeerEnBewaar(c *rest.Call, meld func(gedaan, totaal int)) error {
	if err := p.probeer(c, meld); err != nil {
		return err
	}
	return c.Update(func() error {
		return c.Tx.Exec("update importproeven set wat = $1, verslag = $2, werk = '', reden = '' where uuid = $3", string(jsonVan(p.wat)), string(p.verslag), p.uuid)
	})
}

// vind is a trial of who asks; another's is not there. The file is unpacked only for who needs it, and only as long as it is not in.
func (wp *werkplaats) vind(c *rest.Call, id string, uitpakken bool) (*proefstuk, error) {
	p := &proefstuk{uuid: id}
	err := c.View(func() error {
		actor, err := magNu(c, Schrijven, Voorwerp{Soort: "imports"})
		if err != nil {
			return err
		}
		welke := "''"
		if uitpakken {
			welke = "inhoud"
		}
		row, err := c.Tx.One("select tot, wat, verslag, "+welke+", werk, gedaan, totaal, teken, reden, import from importproeven where uuid = $1 and door = $2 and tot >= $3",
			id, actor.ID, string(zgw.TimeOf(c.Now())))
		if errors.Is(err, data.ErrNotFound) || err == nil && uitpakken && row.Text(9) != "" {
			return geenProef()
		}
		if err != nil {
			return err
		}
		p.tot, p.verslag = row.Text(0), []byte(row.Text(2))
		if err := json.Unmarshal([]byte(row.Text(1)), &p.wat); err != nil {
			return fmt.Errorf("a list on trial: %w", err)
		}
		p.voortgang = wp.hoeVer(c, id, row)
		p.inhoud, err = pakUit(row.Text(3))
		return err
	})
	return p, err
}

// hoeVer is what goes on with a list, or came of it.
func (wp *werkplaats) hoeVer(c *rest.Call, id string, row data.Row) *Voortgang {
	wp.mu.Lock()
	defer wp.mu.Unlock()
	v := &Voortgang{Doet: row.Text(4), Gedaan: int(row.Int(5)), Totaal: int(row.Int(6)), Reden: row.Text(8)}
	switch here := wp.bezig[id]; {
	case row.Text(9) != "":
		v.Doet, v.Stand, v.Import = "inlezen", "klaar", zgw.LocalURL(Imports.Path, row.Text(9))
	case here != nil:
		*v = *here
	case v.Doet == "":
		return nil
	case v.Reden != "":
		v.Stand = "geweigerd"
	case c.Site.DB.Postgres() && row.Int(7) >= c.Now().Add(-levensteken).UnixMicro():
		v.Stand = "bezig"
	default:
		v.Stand, v.Reden = "afgebroken", "Meent is gestopt terwijl het met dit bestand bezig was. Er is niets veranderd."
	}
	return v
}

func (p *proefstuk) antwoord(c *rest.Call, w http.ResponseWriter, r *http.Request, status int) error {
	body := &ImportProef{UUID: p.uuid, Bestandsnaam: p.wat.Bestandsnaam, Soort: p.wat.Soort, Tot: zgw.Time(p.tot), Voortgang: p.voortgang}
	if len(p.verslag) > 0 {
		body.Verslag = &Import{}
		if err := json.Unmarshal(markers(p.verslag), body.Verslag); err != nil {
			return fmt.Errorf("the report of a list on trial: %w", err)
		}
	}
	return c.AnswerJSON(w, r, status, rest.EncodeGroup(body))
}

// ruimProeven removes the files of trials that nobody came back to.
func ruimProeven(c *rest.Call) error {
	over := false
	err := c.View(func() error {
		_, err := c.Tx.One("select uuid from importproeven where tot < $1 limit 1", string(zgw.TimeOf(c.Now())))
		if errors.Is(err, data.ErrNotFound) {
			return nil
		}
		over = err == nil
		return err
	})
	if err != nil || !over {
		return err
	}
	return c.Update(func() error {
		return c.Tx.Exec("delete from importproeven where tot < $1", string(zgw.TimeOf(c.Now())))
	})
}

// pakIn packs a file as a text.
func pakIn(inhoud []byte) (string, error) {
	var out strings.Builder
	text := base64.NewEncoder(base64.StdEncoding, &out)
	z := gzip.NewWriter(text)
	_, err := z.Write(inhoud)
	if err := errors.Join(err, z.Close(), text.Close()); err != nil {
		return "", err
	}
	return out.String(), nil
}

func pakUit(text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(text)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if _, err := io.Copy(&out, z); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
