package transitie

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
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
	// Tot wanneer het bestand wordt bewaard.
	Tot zgw.Time `json:"tot" zgw:"readonly"`
	// Wat ervan komt als het nu wordt ingelezen.
	Verslag Import `json:"verslag" zgw:"readonly"`
}

// ImportToewijzing is how a list on trial is to be read.
type ImportToewijzing struct {
	// In welke kolom elk veld staat. Zonder raadt Meent het.
	Toewijzing []Toewijzing `json:"toewijzing"`
	// Of de eerste regel een rij is.
	ZonderKop bool `json:"zonderKop" zgw:"default=false"`
}

// proefduur is how long the file of a trial is kept.
const proefduur = time.Hour

const importproeven = Root + "/importproeven"

func proefRoutes(a *rest.API) {
	one := importproeven + "/{uuid}"
	a.Route(rest.Route{Pattern: "POST " + importproeven, Scope: schrijven, AnyBody: true, MaxBody: maxInlezing, Handle: serveProef,
		Doc: rest.Doc{ID: "importproef_create", Summary: "Probeer een lijst, en bewaar het bestand een uur.", In: Inlezing{}, Out: ImportProef{}, Status: http.StatusCreated}})
	a.Route(rest.Route{Pattern: "GET " + one, Scope: schrijven, Handle: leesProef,
		Doc: rest.Doc{ID: "importproef_read", Summary: "Een lijst die op proef is.", Out: ImportProef{}}})
	a.Route(rest.Route{Pattern: "POST " + one, Scope: schrijven, Handle: opnieuwProef,
		Doc: rest.Doc{ID: "importproef_opnieuw", Summary: "Probeer de lijst nog eens, met andere kolommen.", In: ImportToewijzing{}, Out: ImportProef{}}})
	a.Route(rest.Route{Pattern: "POST " + one + "/inlezen", Scope: schrijven, AnyBody: true, Handle: zetProefIn,
		Doc: rest.Doc{ID: "importproef_inlezen", Summary: "Lees de lijst in zoals de proef haar las. De proef is dan weg.", Out: Import{}, Status: http.StatusCreated}})
}

// proefstuk is a list on trial as it is kept.
type proefstuk struct {
	uuid, door, tot string
	wat             Inlezing
	inhoud          []byte
	verslag         []byte
}

func serveProef(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	wat, inhoud, err := leesInlezing(c, r)
	if err != nil {
		return err
	}
	p := &proefstuk{uuid: uuid.NewString(), inhoud: inhoud, wat: *wat}
	p.wat.Inhoud, p.wat.InhoudBase64 = "", ""
	if err := p.probeer(c); err != nil {
		return err
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
		if err := c.Tx.Exec("delete from importproeven where door = $1 or tot < $2", p.door, string(zgw.TimeOf(c.Now()))); err != nil {
			return err
		}
		return c.Tx.Exec("insert into importproeven (uuid, door, tot, wat, inhoud, verslag) values ($1, $2, $3, $4, $5, $6)",
			p.uuid, p.door, p.tot, string(jsonVan(p.wat)), kept, string(p.verslag))
	})
	if err != nil {
		return err
	}
	w.Header().Set("Location", c.Site.Public(zgw.LocalURL(importproeven, p.uuid)))
	return p.antwoord(c, w, r, http.StatusCreated)
}

func leesProef(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	if _, err := rest.Query(r); err != nil {
		return err
	}
	p, err := vindProef(c, r.PathValue("uuid"), false)
	if err != nil {
		return err
	}
	return p.antwoord(c, w, r, http.StatusOK)
}

func opnieuwProef(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	hoe := &ImportToewijzing{}
	if err := c.Body(r, hoe); err != nil {
		return err
	}
	p, err := vindProef(c, r.PathValue("uuid"), true)
	if err != nil {
		return err
	}
	p.wat.Toewijzing, p.wat.ZonderKop = hoe.Toewijzing, hoe.ZonderKop
	if err := p.probeer(c); err != nil {
		return err
	}
	err = c.Update(func() error {
		return c.Tx.Exec("update importproeven set wat = $1, verslag = $2 where uuid = $3", string(jsonVan(p.wat)), string(p.verslag), p.uuid)
	})
	if err != nil {
		return err
	}
	return p.antwoord(c, w, r, http.StatusOK)
}

// zetProefIn takes a list in as it was tried last. The trial goes in the same transaction: who sends this twice takes in once.
func zetProefIn(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	p, err := vindProef(c, r.PathValue("uuid"), true)
	if err != nil {
		return err
	}
	p.wat.Proefdraai = false
	noemBestand(r, &p.wat)
	_, saved, err := inlees(c, &p.wat, p.inhoud, func() error {
		_, err := c.Tx.One("delete from importproeven where uuid = $1 returning uuid", p.uuid)
		if errors.Is(err, data.ErrNotFound) {
			return geenProef()
		}
		return err
	})
	if err != nil {
		return err
	}
	w.Header().Set("Location", c.Site.Public(saved.URL()))
	return c.Answer(w, r, http.StatusCreated, saved)
}

func geenProef() error {
	return rest.NewProblem(http.StatusNotFound, "not_found", "Deze proef is er niet meer: een bestand wordt een uur bewaard, en tot het is ingelezen. Stuur het bestand opnieuw.")
}

// probeer tries the list: the report is all that stays.
func (p *proefstuk) probeer(c *rest.Call) error {
	p.wat.Proefdraai = true
	verslag, _, err := inlees(c, &p.wat, p.inhoud, nil)
	if err != nil {
		return err
	}
	p.verslag = rest.EncodeGroup(verslag)
	return nil
}

// vindProef is a trial of who asks; another's is not there. The file is unpacked only for who needs it.
func vindProef(c *rest.Call, id string, uitpakken bool) (*proefstuk, error) {
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
		row, err := c.Tx.One("select tot, wat, verslag, "+welke+" from importproeven where uuid = $1 and door = $2 and tot >= $3", id, actor.ID, string(zgw.TimeOf(c.Now())))
		if errors.Is(err, data.ErrNotFound) {
			return geenProef()
		}
		if err != nil {
			return err
		}
		p.tot, p.verslag = row.Text(0), []byte(row.Text(2))
		if err := json.Unmarshal([]byte(row.Text(1)), &p.wat); err != nil {
			return fmt.Errorf("a list on trial: %w", err)
		}
		p.inhoud, err = pakUit(row.Text(3))
		return err
	})
	return p, err
}

func (p *proefstuk) antwoord(c *rest.Call, w http.ResponseWriter, r *http.Request, status int) error {
	body := fmt.Appendf(nil, `{"uuid":%q,"tot":%q,"verslag":%s}`, p.uuid, p.tot, p.verslag)
	return c.AnswerJSON(w, r, status, body)
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
