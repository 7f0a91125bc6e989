package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/autorisaties"
	"meent/integratie/zgw"
	"meent/interactie/kaart"
	"meent/interactie/opmaak"
	"meent/interactie/simulator"
)

// The clients that the pages are. The first signs its tokens for the person who is logged in; the second reads what everybody may.
const (
	paginaClient   = "meent-kaart"
	openbareClient = "meent-openbaar"
)

// pages lays out the pages for people, behind the addresses of the APIs.
func (p *program) pages(e *env, voorbeeld bool) (*opmaak.Site, error) {
	secret, openbaar, err := p.paginaClients(e.ctx)
	if err != nil {
		return nil, err
	}
	o := p.options
	login, sim, err := o.login(p.site.BaseURL)
	if err != nil {
		return nil, err
	}
	site, err := opmaak.NewSite(opmaak.Opties{
		Gemeente: o.Gemeente, URL: p.site.BaseURL, Voorbeeld: voorbeeld, Versie: versie(), Nu: p.klok.Nu, Log: p.log,
		Sessies: sessies{p.db}, Stil: time.Duration(o.SessieStil) * time.Minute, Hoogstens: time.Duration(o.SessieDuur) * time.Hour,
		Login: login,
		API: func(wie *opmaak.Persoon) *zgw.Client {
			if wie == nil {
				return p.client(openbareClient, openbaar)
			}
			return p.namens(wie, secret)
		},
	})
	if err != nil {
		return nil, fmt.Errorf("de pagina's kunnen niet worden gemaakt: %w", err)
	}
	if sim != nil {
		if err := sim.Plaats(site); err != nil {
			return nil, err
		}
	}
	if !opmaak.VolledigeStijl() {
		fmt.Fprintln(e.stdout, "De pagina's gebruiken de eenvoudige stijl; met Node op deze computer maakt make stijl de volledige.")
	}
	k := &kaart.Kaart{Openbaar: p.client(openbareClient, openbaar), Contact: o.Contact}
	if err := k.Voeg(site); err != nil {
		return nil, fmt.Errorf("de pagina's kunnen niet worden gemaakt: %w", err)
	}
	p.site.Pages = site.Serve
	return site, nil
}

// login is where people log in: the provider of the settings, or the simulator; nil when there is neither.
func (o *Options) login(publicURL string) (*opmaak.LoginOpties, *simulator.Simulator, error) {
	switch {
	case o.Simulator && o.Omgeving == "productie":
		return nil, nil, errors.New("met MEENT_OMGEVING=productie start Meent niet met de nagemaakte inlogdienst (MEENT_SIMULATOR): daarmee is iedereen wie hij wil. Zet MEENT_OIDC_ISSUER")
	case o.Simulator && o.OIDCIssuer != "":
		return nil, nil, errors.New("kies waar mensen inloggen: MEENT_OIDC_ISSUER of MEENT_SIMULATOR, niet allebei")
	case o.Simulator:
		so := simulator.Opties{URL: publicURL, ClientID: paginaClient, Secret: rand.Text()}
		sim, err := simulator.New(so)
		if err != nil {
			return nil, nil, err
		}
		return &opmaak.LoginOpties{Issuer: so.Issuer(), ClientID: so.ClientID, Secret: so.Secret, HTTP: sim.Client(), Simulator: true}, sim, nil
	case o.OIDCIssuer != "" && o.OIDCClient == "":
		return nil, nil, errors.New("zet ook MEENT_OIDC_CLIENT: hoe Meent bij de inlogdienst heet")
	case o.OIDCIssuer != "":
		return &opmaak.LoginOpties{Issuer: o.OIDCIssuer, ClientID: o.OIDCClient, Secret: o.OIDCSecret, Claims: o.OIDCClaims, Rollen: o.OIDCRollen}, nil, nil
	}
	return nil, nil, nil
}

// paginaClients are the secrets of the pages' clients, which the first start makes, with their rights.
func (p *program) paginaClients(ctx context.Context) (secret, openbaar string, err error) {
	err = p.db.Update(ctx, func(tx data.Tx) error {
		if secret, err = keptSecret(tx, paginaClient, "Meent: de pagina's"); err != nil {
			return err
		}
		if openbaar, err = keptSecret(tx, openbareClient, "Meent: de openbare pagina's"); err != nil {
			return err
		}
		return errors.Join(
			autorisaties.Grant(tx, paginaClient, "Meent: de pagina's", autorisaties.Autorisatie{
				Component: "transitie", Scopes: []string{"transitie.lezen", "transitie.namens", "audittrails.lezen"},
			}),
			autorisaties.Grant(tx, openbareClient, "Meent: de openbare pagina's", autorisaties.Autorisatie{
				Component: "transitie", Scopes: []string{"transitie.lezen"}, MaxVertrouwelijkheidaanduiding: "openbaar",
			}),
		)
	})
	return secret, openbaar, err
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
