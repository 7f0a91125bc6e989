package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"

	"meent/data"
	"meent/diensten/auth"
	"meent/diensten/transitie"
	"meent/integratie/zgw"
)

// bron is a source of cases for the measures, over the standard APIs. It reads nothing but paths below the addresses that the
// administrator gave.
type bron struct {
	clients map[transitie.API]*zgw.Client
}

const (
	bronTimeout = 30 * time.Second // a slow register is slow with a page, not dead
	bronMax     = 32 << 20         // the largest answer that is read
)

// newBron reaches a register: our own in memory, another supplier's over HTTP.
func (p *program) newBron(v transitie.Verbinding) (transitie.Bron, error) {
	b := &bron{clients: map[transitie.API]*zgw.Client{}}
	next := http.RoundTripper(zgw.Memory{Handler: p.site})
	if v.Eigen {
		secret, err := p.leesSecret(context.Background())
		if err != nil {
			return nil, err
		}
		v.Toegang, v.PerSeconde = map[transitie.API]transitie.Toegang{}, 1000
		for api, root := range map[transitie.API]string{"zaken": "/zaken/api/v1", "catalogi": "/catalogi/api/v1"} {
			v.Toegang[api] = transitie.Toegang{BaseURL: p.site.BaseURL + root, ClientID: auth.Lezer, Secret: secret}
		}
	} else {
		next = buiten(v)
	}
	rustig := zgw.NewRustig(next, v.Gelijktijdig, v.PerSeconde)
	rustig.First = p.opnieuwNa
	web := &http.Client{
		Transport: rustig, Timeout: 4 * bronTimeout,
		// A redirect would carry the token to where the register says.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	for api, t := range v.Toegang {
		fresh := func() (string, error) { return auth.Token(t.ClientID, t.Secret, time.Now(), nil) }
		b.clients[api] = &zgw.Client{Base: t.BaseURL, HTTP: web, Token: fresh}
	}
	return b, nil
}

// buiten is the way to the servers of a register: those whose addresses the administrator gave and no others. They may lie in
// the municipality's own network; what belongs to this machine alone (link-local, where clouds keep secrets) stays out of reach,
// whatever a name resolves to.
func buiten(v transitie.Verbinding) http.RoundTripper {
	allowed := map[string]bool{}
	for _, t := range v.Toegang {
		if u, err := url.Parse(t.BaseURL); err == nil {
			allowed[hostPort(u)] = true
		}
	}
	guard := ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(eigenNet4...), ssrf.WithAllowedV6Prefixes(eigenNet6...))
	dialer := &net.Dialer{Timeout: 5 * time.Second, Control: guard.Safe}
	dial := func(ctx context.Context, network, address string) (net.Conn, error) {
		if !allowed[strings.ToLower(address)] {
			return nil, fmt.Errorf("%s is not the address of a register", address)
		}
		return dialer.DialContext(ctx, network, address)
	}
	return &http.Transport{DialContext: dial, MaxIdleConnsPerHost: v.Gelijktijdig, IdleConnTimeout: time.Minute, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: bronTimeout}
}

// The networks of a municipality's own: registers often stand there. What is link-local is not among them.
var (
	eigenNet4 = prefixes("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
	eigenNet6 = prefixes("fc00::/7", "::1/128")
)

func prefixes(list ...string) (out []netip.Prefix) {
	for _, p := range list {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}

func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return strings.ToLower(net.JoinHostPort(u.Hostname(), port))
}

// leesSecret is the secret of the client that reads our own registers; the client is made when it is first needed. What it may is in auth.
func (p *program) leesSecret(ctx context.Context) (secret string, err error) {
	err = p.db.Update(ctx, func(tx data.Tx) error {
		secret, err = keptSecret(tx, auth.Lezer, "Meent zelf: leest voor de metingen")
		return err
	})
	return secret, err
}

// Haal reads a path below the address of an API.
func (b *bron) Haal(ctx context.Context, api transitie.API, pad string) (transitie.Antwoord, error) {
	c := b.clients[api]
	if c == nil {
		return transitie.Antwoord{}, &transitie.BronFout{Status: http.StatusNotFound, Tekst: fmt.Sprintf("Van dit register is geen adres van de API %s bekend.", api)}
	}
	resp, err := c.Send(ctx, http.MethodGet, pad, nil)
	if err != nil {
		return transitie.Antwoord{}, onbereikbaar(ctx, c.Base, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, bronMax+1))
	switch {
	case err != nil:
		return transitie.Antwoord{}, onbereikbaar(ctx, c.Base, err)
	case len(body) > bronMax:
		return transitie.Antwoord{}, &transitie.BronFout{Status: resp.StatusCode, Code: "te-groot", Tekst: "Het antwoord van het register is te groot om te lezen."}
	case resp.StatusCode != http.StatusOK:
		return transitie.Antwoord{}, weigering(resp.StatusCode, body)
	}
	return transitie.Antwoord{Body: body, Versie: resp.Header.Get("API-version")}, nil
}

// onbereikbaar says that a server gave no answer. Of the error only that is told: it may hold addresses of the own network.
func onbereikbaar(ctx context.Context, base string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	host := base
	if u, parseErr := url.Parse(base); parseErr == nil {
		host = u.Host
	}
	text := fmt.Sprintf("De server %s antwoordt niet, of niet op tijd. Controleer het adres, en of Meent erbij kan.", host)
	if errors.Is(err, ssrf.ErrProhibitedIP) {
		text = fmt.Sprintf("De server %s ligt op een adres waar Meent nooit leest.", host)
	}
	return &transitie.BronFout{Code: "onbereikbaar", Tekst: text}
}

// weigering is what a register says when it does not give what was asked.
func weigering(status int, body []byte) error {
	var p zgw.Problem
	_ = json.Unmarshal(body, &p) // what is no problem document says no more than its status
	text := fmt.Sprintf("Het register antwoordt met %d.", status)
	switch {
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		text = fmt.Sprintf("Het register laat Meent hier niet bij (%d).", status)
	case status == http.StatusTooManyRequests:
		text = "Het register vraagt Meent om rustiger te lezen (429). Meent probeert het later weer. Zet anders het aantal vragen per seconde lager."
	case status >= 300 && status < 400:
		text = fmt.Sprintf("Het register stuurt Meent naar een ander adres (%d), en dat volgt Meent niet. Vul het adres in waar de API echt staat.", status)
	case status >= 500:
		text = fmt.Sprintf("Het register heeft een storing (%d).", status)
	}
	if p.Detail != "" && len(p.Detail) < 300 {
		text += " " + p.Detail
	}
	return &transitie.BronFout{Status: status, Code: p.Code, Tekst: text}
}

// Abonneer asks the Notificaties API to tell what happens.
func (b *bron) Abonneer(ctx context.Context, a transitie.Abonnement) error {
	c := b.clients["notificaties"]
	if c == nil {
		return &transitie.BronFout{Tekst: "Van dit register is geen adres van de Notificaties API bekend."}
	}
	err := c.Post(ctx, "/abonnement", map[string]any{
		"callbackUrl": a.Callback, "auth": a.Auth, "kanalen": []any{map[string]any{"naam": a.Kanaal, "filters": map[string]any{}}},
	}, nil)
	if p, ok := errors.AsType[*zgw.Problem](err); ok {
		return &transitie.BronFout{Status: p.Status, Code: p.Code, Tekst: "Het register zegt: " + p.Error()}
	}
	if err != nil {
		return onbereikbaar(ctx, c.Base, err)
	}
	return nil
}
