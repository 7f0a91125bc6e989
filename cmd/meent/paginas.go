package main

import (
	"context"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"meent/data"
	"meent/diensten/auth"
	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

// paginaClient is the client that the pages are: it signs its tokens for the person who is logged in.
const paginaClient = "meent-kaart"

// pages lays out the pages for people, behind the addresses of the APIs.
func (p *program) pages(e *env, voorbeeld bool) error {
	secret, err := p.paginaSecret(e.ctx)
	if err != nil {
		return err
	}
	o := p.options
	site, err := opmaak.NewSite(opmaak.Opties{
		Gemeente: o.Gemeente, URL: p.site.BaseURL, Voorbeeld: voorbeeld, Versie: versie(), Nu: time.Now, Log: p.log,
		Sessies: sessies{p.db}, Stil: time.Duration(o.SessieStil) * time.Minute, Hoogstens: time.Duration(o.SessieDuur) * time.Hour,
		API: func(wie *opmaak.Persoon) *zgw.Client { return p.namens(wie, secret) },
	})
	if err != nil {
		return fmt.Errorf("de pagina's kunnen niet worden gemaakt: %w", err)
	}
	if !opmaak.VolledigeStijl() {
		fmt.Fprintln(e.stdout, "De pagina's gebruiken de eenvoudige stijl; met Node op deze computer maakt make stijl de volledige.")
	}
	p.site.Pages = site.Serve
	return nil
}

// paginaSecret is the secret of the pages' client, which the first start makes.
func (p *program) paginaSecret(ctx context.Context) (secret string, err error) {
	err = p.db.Update(ctx, func(tx data.Tx) error {
		secret, err = keptSecret(tx, paginaClient, "Meent: de pagina's")
		return err
	})
	return secret, err
}

// namens is a client that speaks for a person: the registers write that name in their audit trail, and decide by those roles.
func (p *program) namens(wie *opmaak.Persoon, secret string) *zgw.Client {
	return &zgw.Client{
		Base: p.site.BaseURL, HTTP: &http.Client{Transport: zgw.Memory{Handler: p.site}},
		Token: func() (string, error) { return auth.Token(paginaClient, secret, time.Now(), wie.Claims()) },
	}
}

// versie is that of the program, as Go knows it; a build outside of a tag says when it was committed.
func versie() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(onbekend)"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" && len(v) < 16 {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" && len(s.Value) >= 10 {
			return "van " + opmaak.Datum(s.Value[:10])
		}
	}
	return "in ontwikkeling"
}
