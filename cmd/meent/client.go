package main

import (
	"cmp"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/autorisaties"
	"meent/integratie/zgw"
)

// clientCmd manages clients beside a running server, which honours each change at once.
type clientCmd struct {
	Add    clientAdd    `cmd:"" help:"Meld een client aan."`
	Secret clientSecret `cmd:"" help:"Geef een client een ander secret; zijn oude tokens gelden niet meer."`
	Rights clientRights `cmd:"" help:"Geef een client een recht, of neem al zijn rechten weg."`
	Remove clientRemove `cmd:"" help:"Meld een client af; zijn applicatie en rechten gaan mee weg."`
	List   clientList   `cmd:"" default:"1" help:"Toon de clients."`
}

type clientAdd struct {
	ID        string `arg:"" help:"De client_id."`
	Secret    string `help:"Het secret waarmee de client zijn tokens ondertekent; zonder opgave wordt er een gemaakt."`
	Label     string `help:"Een naam voor mensen."`
	Superuser bool   `help:"De client mag alles."`
}

// Run makes a client.
func (a *clientAdd) Run(e *env, o *Options) error {
	made := a.Secret == ""
	if made {
		a.Secret = rand.Text()
	}
	label := a.Label
	if label == "" {
		label = a.ID
	}
	err := withDB(e, o, func(tx data.Tx) error {
		if _, err := secretOf(tx, a.ID); !errors.Is(err, data.ErrNotFound) {
			return cmp.Or(err, fmt.Errorf("er is al een client %s; een ander secret geeft u hem met: meent client secret %s SECRET", a.ID, a.ID))
		}
		if err := auth.SetSecret(tx, a.ID, a.Secret, label); err != nil || !a.Superuser {
			return err
		}
		return autorisaties.GrantAll(tx, a.ID, label)
	})
	if err != nil {
		return fmt.Errorf("de client is niet aangemeld: %w", err)
	}
	fmt.Fprintf(e.stdout, "Client %s is aangemeld.\n", a.ID)
	if made {
		fmt.Fprintf(e.stdout, "Secret (wordt niet nog eens getoond): %s\n", a.Secret)
	}
	if !a.Superuser {
		fmt.Fprintf(e.stdout, "Hij mag nog niets. Geef rechten met: meent client rights %s --component zrc --scope zaken.lezen --type URL --max openbaar\n", a.ID)
	}
	return nil
}

type clientSecret struct {
	ID     string `arg:"" help:"De client_id."`
	Secret string `arg:"" help:"Het nieuwe secret."`
}

// Run gives a client another secret, and makes the client when there is none: its rights may come later.
func (s *clientSecret) Run(e *env, o *Options) error {
	err := withDB(e, o, func(tx data.Tx) error { return auth.SetSecret(tx, s.ID, s.Secret, "") })
	if err != nil {
		return fmt.Errorf("het secret is niet gezet: %w", err)
	}
	fmt.Fprintf(e.stdout, "Het secret van %s is gezet.\n", s.ID)
	return nil
}

type clientRemove struct {
	ID string `arg:"" help:"De client_id."`
}

// Run removes a client; the applicatie goes with its last client.
func (r *clientRemove) Run(e *env, o *Options) error {
	err := withDB(e, o, func(tx data.Tx) error { return auth.RemoveClient(tx, r.ID) })
	if errors.Is(err, data.ErrNotFound) {
		return fmt.Errorf("er is geen client %s; meent client list toont ze", r.ID)
	}
	if err != nil {
		return err
	}
	err = asBeheer(e, o, func(c *zgw.Client) error {
		app, err := consumer(e, c, r.ID)
		if err != nil || app == nil || len(app.ClientIDs) > 1 {
			return err
		}
		return c.Do(e.ctx, http.MethodDelete, app.URL, nil, nil)
	})
	if err != nil {
		return fmt.Errorf("de client is afgemeld, maar zijn applicatie staat er nog: %w", err)
	}
	fmt.Fprintf(e.stdout, "Client %s is afgemeld.\n", r.ID)
	return nil
}

type clientList struct{}

// Run prints the clients.
func (clientList) Run(e *env, o *Options) error {
	var list []auth.Registered
	err := withDB(e, o, func(tx data.Tx) (err error) {
		list, err = auth.Clients(tx)
		return err
	})
	if err != nil {
		return err
	}
	for _, c := range list {
		app := c.Applicatie
		if app == "" {
			app = "(mag nog niets)"
		}
		fmt.Fprintf(e.stdout, "%-30s %-30s %s\n", c.ID, c.Label, app)
	}
	return nil
}

type clientRights struct {
	ID        string   `arg:"" help:"De client_id."`
	Component string   `help:"Het component: ac, nrc, zrc, ztc, drc, brc of transitie."`
	Scope     []string `help:"Wat de client mag, in de woorden van de standaard; meer dan één kan, met komma's ertussen."`
	Type      string   `help:"Het adres van het zaaktype, informatieobjecttype of besluittype waarvoor het geldt."`
	Max       string   `help:"De hoogste vertrouwelijkheid die de client mag zien, bij zrc, drc en transitie."`
	None      bool     `help:"Neem alle rechten weg."`
}

// applicatie is what the Autorisaties API tells of a client.
type applicatie struct {
	URL          string           `json:"url"`
	ClientIDs    []string         `json:"clientIds"`
	Label        string           `json:"label"`
	All          bool             `json:"heeftAlleAutorisaties"`
	Autorisaties []map[string]any `json:"autorisaties"`
}

// Run adds a right to a client through the Autorisaties API, so that its rules hold here too.
func (r *clientRights) Run(e *env, o *Options) error {
	if !r.None && (r.Component == "" || len(r.Scope) == 0) {
		return errors.New("zeg met --component en --scope welk recht erbij komt, of met --none dat de client niets meer mag")
	}
	err := withDB(e, o, func(tx data.Tx) error { _, err := secretOf(tx, r.ID); return err })
	if errors.Is(err, data.ErrNotFound) {
		return fmt.Errorf("er is geen client %s; meent client list toont ze", r.ID)
	}
	if err != nil {
		return err
	}
	return asBeheer(e, o, func(c *zgw.Client) error {
		app, err := consumer(e, c, r.ID)
		if err != nil {
			return err
		}
		if r.None {
			return r.takeAll(e, c, app)
		}
		return r.add(e, c, app)
	})
}

func (r *clientRights) takeAll(e *env, c *zgw.Client, app *applicatie) error {
	if app == nil {
		fmt.Fprintf(e.stdout, "Client %s had geen rechten.\n", r.ID)
		return nil
	}
	if err := c.Do(e.ctx, http.MethodDelete, app.URL, nil, nil); err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "Client %s mag niets meer.\n", strings.Join(app.ClientIDs, ", "))
	return nil
}

func (r *clientRights) add(e *env, c *zgw.Client, app *applicatie) error {
	right := map[string]any{"component": r.Component, "scopes": r.Scope}
	if name := map[string]string{"zrc": "zaaktype", "drc": "informatieobjecttype", "brc": "besluittype"}[r.Component]; name != "" {
		right[name] = r.Type
	}
	if r.Max != "" {
		right["maxVertrouwelijkheidaanduiding"] = r.Max
	}
	method, path := http.MethodPost, "/autorisaties/api/v1/applicaties"
	body := map[string]any{"clientIds": []string{r.ID}, "label": r.ID, "autorisaties": []any{right}}
	if app != nil {
		method, path = http.MethodPatch, app.URL
		list := make([]any, 0, len(app.Autorisaties)+1)
		for _, a := range app.Autorisaties {
			list = append(list, a)
		}
		body = map[string]any{"heeftAlleAutorisaties": false, "autorisaties": append(list, right)}
	}
	if err := c.Do(e.ctx, method, path, body, nil); err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "Client %s heeft het recht erbij.\n", r.ID)
	if r.Type != "" && !strings.HasPrefix(r.Type, c.Base+"/") {
		fmt.Fprintf(e.stdout, "Let op: %s hoort niet bij dit adres van Meent (%s). Staat het type wél hier, geef het recht dan opnieuw met MEENT_URL of MEENT_LISTEN zoals de server die heeft; anders ziet de client niets.\n", r.Type, c.Base)
	}
	return nil
}

// consumer is the applicatie of a client, or nil.
func consumer(e *env, c *zgw.Client, id string) (*applicatie, error) {
	app := &applicatie{}
	err := c.Get(e.ctx, "/autorisaties/api/v1/applicaties/consumer?clientId="+url.QueryEscape(id), app)
	if p, ok := errors.AsType[*zgw.Problem](err); ok && p.Status == http.StatusNotFound {
		return nil, nil
	}
	return app, err
}

// withDB runs a change on the database.
func withDB(e *env, o *Options, fn func(data.Tx) error) error {
	if err := os.MkdirAll(o.Data, 0o750); err != nil {
		return err
	}
	db, err := data.Open(e.ctx, data.Options{URL: o.databaseURL(), Log: o.logger(e)})
	if err != nil {
		return fmt.Errorf("de database %s kan niet worden geopend: %w", o.shownDatabase(), err)
	}
	return errors.Join(db.Update(e.ctx, fn), db.Close())
}

// asBeheer runs fn with a client of the registers in this process, which is gone afterwards.
func asBeheer(e *env, o *Options, fn func(*zgw.Client) error) error {
	o.Log = "warn" // this is no server: its requests are nobody's
	p, err := open(e.ctx, e, o, o.publicURL(o.Listen), &klok{})
	if err != nil {
		return err
	}
	id, secret := "meent-opdrachtregel-"+rand.Text()[:8], rand.Text()
	err = p.db.Update(e.ctx, func(tx data.Tx) error {
		if err := auth.SetSecret(tx, id, secret, "Meent, opdrachtregel"); err != nil {
			return err
		}
		return autorisaties.GrantAll(tx, id, "Meent, opdrachtregel")
	})
	if err != nil {
		return errors.Join(err, p.close())
	}
	c := p.client(id, secret)
	err = fn(c)
	app, gone := consumer(e, c, id)
	if gone == nil && app != nil {
		gone = c.Do(e.ctx, http.MethodDelete, app.URL, nil, nil)
	}
	forgotten := p.db.Update(e.ctx, func(tx data.Tx) error { return auth.RemoveClient(tx, id) })
	return errors.Join(err, gone, forgotten, p.close())
}

// client speaks to the registers of this process, in memory.
func (p *program) client(id, secret string) *zgw.Client {
	return &zgw.Client{
		Base: p.site.BaseURL, HTTP: &http.Client{Transport: zgw.Memory{Handler: p.site}},
		Token: zgw.Reuse(time.Now, func() (string, error) { return auth.Token(id, secret, time.Now(), nil) }),
	}
}

type tokenCmd struct {
	ID     string `arg:"" help:"De client_id."`
	User   string `help:"user_id: namens wie de client spreekt."`
	Secret string `help:"Het secret; zonder opgave dat uit de database."`
}

// Run prints a token that is good for an hour.
func (t *tokenCmd) Run(e *env, o *Options) error {
	secret := t.Secret
	if secret == "" {
		err := withDB(e, o, func(tx data.Tx) (err error) {
			secret, err = secretOf(tx, t.ID)
			return err
		})
		if errors.Is(err, data.ErrNotFound) {
			return fmt.Errorf("er is geen client %s; maak hem met: meent client add %s", t.ID, t.ID)
		}
		if err != nil {
			return err
		}
	}
	claims := map[string]any{}
	if t.User != "" {
		claims["user_id"], claims["user_representation"] = t.User, t.User
	}
	token, err := auth.Token(t.ID, secret, time.Now(), claims)
	if err != nil {
		return err
	}
	fmt.Fprintln(e.stdout, token)
	return nil
}

// secretOf is the secret with which a client signs.
func secretOf(tx data.Tx, id string) (string, error) {
	row, err := tx.One("select secret from clients where client_id = $1", id)
	if err != nil {
		return "", err
	}
	return row.Text(0), nil
}
