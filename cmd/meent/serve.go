package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/notificaties"
	"meent/diensten/rest"
	"meent/diensten/transitie"
)

// program is a Meent: opened, and possibly serving. Tests start the same one.
type program struct {
	options *Options
	log     *slog.Logger
	db      data.DB
	klok    *klok
	site    *rest.Site
	motor   *transitie.Motor
	// opnieuwNa is how long a busy register is left alone at first; 0 is the usual time.
	opnieuwNa time.Duration
	jobs      sync.WaitGroup
	stop      context.CancelFunc
}

// open opens the database and lays out the registers for a public address, by a clock.
func open(ctx context.Context, e *env, o *Options, publicURL string, k *klok) (*program, error) {
	log := o.logger(e)
	if err := os.MkdirAll(o.Data, 0o750); err != nil {
		return nil, fmt.Errorf("de map %s (MEENT_DATA) kan niet worden gemaakt: %w", o.Data, err)
	}
	keys, err := openKeys(o)
	if err != nil {
		return nil, err
	}
	db, err := data.Open(ctx, data.Options{URL: o.databaseURL(), Log: log, Clock: k.Nu})
	if err != nil {
		return nil, fmt.Errorf("de database %s (MEENT_DATABASE) kan niet worden geopend: %w", o.shownDatabase(), err)
	}
	files, err := data.OpenFolder(filepath.Join(o.Data, "bestanden"))
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	p := &program{options: o, log: log, db: db, klok: k, stop: func() {}}
	p.site = rest.NewSite(rest.Site{
		DB: db, Files: files, BaseURL: publicURL, Log: log, Keys: keys, MaxBody: o.MaxBody, MaxInhoud: o.MaxInhoud,
		Auth:    auth.New(db, auth.Options{Leeway: leeway(o.Leeway), Expiry: time.Duration(o.JWTExpiry) * time.Second}),
		Fetcher: rest.NewFetcher(o.Vreemd), OpenCallbacks: o.OpenCalls,
	})
	for _, register := range registers {
		register(p.site)
	}
	p.motor = transitie.NewMotor(p.site, p.newBron)
	p.site.Mount("GET /health/live", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") }))
	p.site.Mount("GET /health/ready", http.HandlerFunc(p.ready))
	return p, nil
}

// openKeys reads the master key.
func openKeys(o *Options) (*rest.Keys, error) {
	path, fresh := o.keyFile()
	keys, err := rest.OpenKeys(path, fresh)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("het bestand met de sleutel (MEENT_SLEUTEL) is er niet: %s. Zet daar 32 willekeurige bytes in base64 in, alleen leesbaar voor Meent: openssl rand -base64 32", path)
	}
	if err != nil {
		return nil, fmt.Errorf("de sleutel in %s (MEENT_SLEUTEL) kan niet worden gelezen: %w", path, err)
	}
	return keys, nil
}

// leeway is the option in the words of package auth, where 0 means the usual one.
func leeway(seconds int) time.Duration {
	if seconds <= 0 {
		return -1
	}
	return time.Duration(seconds) * time.Second
}

func (p *program) ready(w http.ResponseWriter, r *http.Request) {
	if _, err := p.db.Change(r.Context(), "rechten"); err != nil {
		http.Error(w, "de database antwoordt niet", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ok")
}

// serve answers on a listener until the context ends; then it finishes the requests that it has.
func (p *program) serve(ctx context.Context, l net.Listener) error {
	jobs, stop := context.WithCancel(ctx)
	p.stop = stop
	if err := p.profiles(jobs); err != nil {
		return err
	}
	p.start(jobs)
	server := &http.Server{
		Handler: p.site, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(p.log.Handler(), slog.LevelWarn),
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); err != nil {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// start starts what runs beside the requests.
func (p *program) start(ctx context.Context) {
	deliverer := notificaties.NewDeliverer(p.site)
	deliverer.Heard = p.motor.Gehoord
	p.site.Later = func(work func(context.Context)) { p.jobs.Go(func() { work(ctx) }) }
	p.jobs.Go(func() { deliverer.Run(ctx) })
	p.jobs.Go(func() { p.sweep(ctx) })
	p.jobs.Go(func() { p.motor.Run(ctx) })
	p.jobs.Go(func() { p.bijwerken(ctx) })
}

// close stops what runs beside the requests and closes the database.
func (p *program) close() error {
	p.stop()
	p.jobs.Wait()
	return errors.Join(p.site.Files.Close(), p.db.Close())
}

type serveCmd struct{}

// Run serves the registers until it is told to stop.
func (serveCmd) Run(e *env, o *Options) (err error) {
	l, err := listen(e.ctx, o)
	if err != nil {
		return err
	}
	p, err := open(e.ctx, e, o, o.publicURL(l.Addr().String()), &klok{})
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer func() { err = errors.Join(err, p.close()) }()
	p.firstPage()
	p.faultPages()
	if _, err := p.pages(e, false); err != nil {
		return errors.Join(err, l.Close())
	}
	if err := p.welcome(e); err != nil {
		return errors.Join(err, l.Close())
	}
	if err := p.registersFromFile(e.ctx); err != nil {
		return errors.Join(err, l.Close())
	}
	return p.serve(e.ctx, l)
}

func listen(ctx context.Context, o *Options) (net.Listener, error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", o.Listen)
	if err != nil {
		return nil, fmt.Errorf("op %s kan niet worden geluisterd (MEENT_LISTEN): %w", o.Listen, err)
	}
	return l, nil
}

// welcome says where the server is, and what to do when nobody can use it yet.
func (p *program) welcome(e *env) error {
	fmt.Fprintf(e.stdout, "Meent luistert op %s, met de database %s.\n", p.site.BaseURL, p.options.shownDatabase())
	var clients []auth.Registered
	err := p.db.View(e.ctx, func(tx data.Tx) (err error) {
		clients, err = auth.Clients(tx)
		return err
	})
	if err == nil && len(andere(clients)) == 0 {
		fmt.Fprintln(e.stdout, "Er is nog geen client die iets mag. Maak er een: meent client add NAAM --superuser")
	}
	fmt.Fprintf(e.stdout, "Wie hier werkt, begint op %s/kaart.\n", p.site.BaseURL)
	if p.options.OIDCIssuer == "" && !p.options.Simulator {
		fmt.Fprintln(e.stdout, "Inloggen kan nog niet: geef met MEENT_OIDC_ISSUER op waar mensen inloggen, of met MEENT_SIMULATOR=true om te proberen.")
	}
	return err
}

// andere are the clients that people added: those of the program itself are always there.
func andere(clients []auth.Registered) []auth.Registered {
	return slices.DeleteFunc(clients, func(c auth.Registered) bool {
		return slices.Contains([]string{paginaClient, openbareClient, auth.Lezer, inrichtClient}, c.ID)
	})
}

type migrateCmd struct{}

// Run brings the tables up to date; serve does so by itself.
func (migrateCmd) Run(e *env, o *Options) error {
	if err := os.MkdirAll(o.Data, 0o750); err != nil {
		return err
	}
	if err := data.Migrate(e.ctx, o.databaseURL()); err != nil {
		return fmt.Errorf("de database %s kan niet worden bijgewerkt: %w", o.shownDatabase(), err)
	}
	fmt.Fprintf(e.stdout, "De tabellen in %s zijn bij.\n", o.shownDatabase())
	return nil
}

type routesCmd struct{}

// Run prints the table of operations.
func (routesCmd) Run(e *env, o *Options) error {
	site := rest.NewSite(rest.Site{BaseURL: o.publicURL(o.Listen)})
	for _, register := range registers {
		register(site)
	}
	transitie.NewMotor(site, nil)
	for _, rt := range site.Routes() {
		scope := string(rt.Scope)
		if rt.Open {
			scope = "(open)"
		}
		fmt.Fprintf(e.stdout, "%-100s %s\n", rt.Pattern, scope)
	}
	return nil
}
