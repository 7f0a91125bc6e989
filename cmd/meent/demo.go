package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/autorisaties"
	"meent/proces/voorbeeld"
)

type demoCmd struct {
	Zaken int  `default:"400" placeholder:"AANTAL" help:"Hoeveel uitgewerkte voorbeelddossiers er komen, naast de zaken van alledag (MEENT_ZAKEN)."`
	Kaal  bool `help:"Alleen de dossiers: geen zaken van alledag, en geen beweging die eraan gemeten wordt."`
	Jaar  bool `help:"Speel ook een jaar af, zodra de gemeente er staat."`
}

// The clients of the demo: the first may do everything, the others what voorbeeld.Rechten gives them.
const demoClient = "voorbeeld"

var demoClients = map[string]string{
	demoClient:            "Voorbeeld: mag alles",
	voorbeeld.Behandelaar: "Voorbeeld: behandelaar van twee zaaktypen",
	voorbeeld.Raadpleger:  "Voorbeeld: leest wat openbaar is",
}

// BeforeResolve gives the demo a folder and a name of its own as the defaults: what is asked for comes after them.
func (demoCmd) BeforeResolve(ctx *kong.Context) error {
	for _, flag := range ctx.Flags() {
		switch flag.Name {
		case "data":
			flag.Target.SetString(filepath.Join("var", "demo"))
		case "gemeente":
			flag.Target.SetString("Gemeente Meerdam")
		}
	}
	return nil
}

// Run starts the example municipality: the server first, its cases fill in behind it.
func (d demoCmd) Run(e *env, o *Options) (err error) {
	if o.Omgeving == "productie" {
		return errors.New("de demo start niet met MEENT_OMGEVING=productie: zij maakt verzonnen zaken en een client die alles mag. Gebruik meent serve")
	}
	o.Simulator = o.OIDCIssuer == "" // people log in as whom they like, unless a real provider is to be tried
	if o.Log == "info" {
		o.Log = "warn" // a line for each request would hide what the demo says
	}
	l, err := listen(e.ctx, o)
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("op %s luistert al een ander programma, misschien een eerdere demo. Stop dat, of kies een andere poort: MEENT_LISTEN=127.0.0.1:8001 make demo", o.Listen)
	}
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.Data, 0o750); err != nil {
		return errors.Join(err, l.Close())
	}
	k, err := openKlok(o.Data)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	p, err := open(e.ctx, e, o, o.publicURL(l.Addr().String()), k)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer func() { err = errors.Join(err, p.close()) }()
	secrets, err := p.demoSecrets(e.ctx)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	s := newSpel(p, secrets, d, func(text string) { fmt.Fprintln(e.stdout, "voorbeeld:", text) })
	site, err := p.pages(e, true)
	if err == nil {
		err = p.voorkant(site, s)
	}
	if err != nil {
		return errors.Join(err, l.Close())
	}
	p.faultPages()
	p.demoWelcome(e, secrets)
	ctx, stop := context.WithCancel(e.ctx)
	defer stop()
	p.jobs.Go(func() { s.run(ctx) })
	return p.serve(ctx, l)
}

// demoSecrets gives each client of the demo a secret of its own, which it keeps from then on. A database with other clients
// in it is somebody's, and no example comes into it.
func (p *program) demoSecrets(ctx context.Context) (map[string]string, error) {
	secrets := map[string]string{}
	err := p.db.Update(ctx, func(tx data.Tx) error {
		clients, err := auth.Clients(tx)
		if err != nil {
			return err
		}
		ours := slices.ContainsFunc(clients, func(c auth.Registered) bool { return c.ID == demoClient })
		if len(andere(clients)) > 0 && !ours {
			return fmt.Errorf("in %s staan al clients die niet van de demo zijn. De demo zet daar geen verzonnen zaken bij; kies een andere database (MEENT_DATABASE) of map (MEENT_DATA)", p.options.shownDatabase())
		}
		for id, label := range demoClients {
			if secrets[id], err = keptSecret(tx, id, label); err != nil {
				return err
			}
		}
		return autorisaties.GrantAll(tx, demoClient, demoClients[demoClient])
	})
	return secrets, err
}

// keptSecret is the secret of a client, which is made when there is none.
func keptSecret(tx data.Tx, id, label string) (string, error) {
	secret, err := secretOf(tx, id)
	if !errors.Is(err, data.ErrNotFound) {
		return secret, err
	}
	secret = rand.Text()
	return secret, auth.SetSecret(tx, id, secret, label)
}

// demoWelcome says where everything is, and how to begin.
func (p *program) demoWelcome(e *env, secrets map[string]string) {
	out := e.stdout
	fmt.Fprintf(out, "\nMeent draait op %s met een verzonnen gemeente (voorbeeld). Stoppen: Ctrl+C.\n\n", p.site.BaseURL)
	for _, a := range p.apis() {
		fmt.Fprintf(out, "  %-38s %s\n", a.Titel, a.Adres)
	}
	token, err := auth.Token(demoClient, secrets[demoClient], time.Now(), nil)
	if err != nil {
		fmt.Fprintf(out, "\nEr kon geen token worden gemaakt: %s\n", err)
		return
	}
	fmt.Fprintf(out, "\nclient_id  %s\nsecret     %s\ntoken      %s\n", demoClient, secrets[demoClient], token)
	for _, id := range []string{voorbeeld.Behandelaar, voorbeeld.Raadpleger} {
		fmt.Fprintf(out, "\nclient_id  %s (%s)\nsecret     %s\n", id, demoClients[id], secrets[id])
	}
	fmt.Fprintf(out, "\nProbeer (het token geldt een uur; meent token maakt een nieuw):\n\n  %s\n\n", p.curl(demoClient, secrets[demoClient]))
}

// curl is a command that shows one zaak, with a fresh token.
func (p *program) curl(id, secret string) string {
	token, err := auth.Token(id, secret, time.Now(), nil)
	if err != nil {
		p.log.Warn("token for the first page", "error", err)
		return ""
	}
	return fmt.Sprintf(`curl -H "Authorization: Bearer %s" -H "Accept-Crs: EPSG:4326" "%s/zaken/api/v1/zaken?pageSize=1"`, token, p.site.BaseURL)
}
