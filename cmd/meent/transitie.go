package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"

	"meent/data"
	"meent/diensten/autorisaties"
	"meent/diensten/rest"
	"meent/diensten/transitie"
)

// transitieCmd is what an administrator does with the facts of the transition.
type transitieCmd struct {
	Sleutel  sleutelCmd  `cmd:"" help:"Neem de sleutel in MEENT_SLEUTEL in gebruik om metingen mee te ondertekenen, in de plaats van de vorige."`
	Controle controleCmd `cmd:"" help:"Controleer of het logboek en de metingen kloppen: of er niets is veranderd, weg is of is bij gezet."`
	Herbouw  herbouwCmd  `cmd:"" help:"Lees alle eigen registers opnieuw en zet recht wat verschilt; drukt de digest ervoor en erna af."`
}

type sleutelCmd struct {
	Oud string `placeholder:"BESTAND" help:"Het bestand met de vorige sleutel: die tekent dan voor de nieuwe. Zonder staat bij de metingen dat de vorige kwijt was."`
}

// Run has the key in the file sign from now on.
func (k sleutelCmd) Run(e *env, o *Options) (err error) {
	var oud *rest.Keys
	if k.Oud != "" {
		if oud, err = rest.OpenKeys(k.Oud, false); err != nil {
			return fmt.Errorf("de vorige sleutel kan niet worden gelezen: %w", err)
		}
	}
	p, err := stil(e, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	s, err := transitie.NeemSleutel(e.ctx, p.site, oud)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "Sinds %s tekent sleutel %s (%s).\n", s.Van, s.ID, s.Overdracht)
	fmt.Fprintln(e.stdout, "Geef het nummer van de sleutel aan wie metingen van buiten controleert. Vul de secrets van andere registers opnieuw in.")
	return nil
}

// stil opens the program for a command that is no server: what it asks itself is no news for a log.
func stil(e *env, o *Options) (*program, error) {
	if o.Log == "info" {
		o.Log = "warn"
	}
	return open(e.ctx, e, o, o.publicURL(o.Listen), &klok{})
}

type herbouwCmd struct{}

// Run reads all registers again.
func (herbouwCmd) Run(e *env, o *Options) (err error) {
	p, err := stil(e, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	h, err := p.motor.Herbouw(e.ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "ervoor: %s (%d zaken)\nerna:   %s (%d zaken)\n", h.VoorDigest, h.VoorZaken, h.NaDigest, h.NaZaken)
	for _, text := range h.Fouten {
		fmt.Fprintln(e.stdout, "niet gelezen:", text)
	}
	switch {
	case len(h.Fouten) > 0:
		return errors.New("niet alle registers zijn gelezen; wat Meent daarvan al wist, is gebleven")
	case h.VoorDigest == h.NaDigest:
		fmt.Fprintln(e.stdout, "Er was geen verschil.")
	default:
		fmt.Fprintln(e.stdout, "Er was verschil; dat is rechtgezet.")
	}
	return nil
}

type controleCmd struct {
	Eerder string `placeholder:"REGELS:KENMERK" help:"De stand die deze opdracht eerder afdrukte en die je ergens anders bewaart: zo blijkt ook als iemand het hele logboek opnieuw heeft gemaakt."`
}

// Run checks the logboek and the chains of metingen.
func (k controleCmd) Run(e *env, o *Options) (err error) {
	p, err := stil(e, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.close()) }()
	l, err := transitie.Controleer(e.ctx, p.db, k.Eerder)
	if err != nil {
		return err
	}
	metingen, broken := transitie.ControleerMetingen(e.ctx, p.site)
	if !l.Klopt {
		return errors.Join(errors.New(l.Melding), broken)
	}
	fmt.Fprintln(e.stdout, l.Melding)
	if broken != nil {
		return broken
	}
	fmt.Fprintln(e.stdout, metingen)
	if l.Regels > 0 {
		fmt.Fprintf(e.stdout, "Bewaar deze stand ergens anders: %d:%s\n", l.Regels, l.Kenmerk)
	}
	return nil
}

// inrichtClient is the client that puts registers from the administrator's file in the list.
const inrichtClient = "meent-inrichting"

// inrichtSecret is its secret; the client is made when it is first needed.
func (p *program) inrichtSecret(ctx context.Context) (secret string, err error) {
	err = p.db.Update(ctx, func(tx data.Tx) error {
		const label = "Meent zelf: leest het bestand met registers"
		if secret, err = keptSecret(tx, inrichtClient, label); err != nil {
			return err
		}
		return autorisaties.Grant(tx, inrichtClient, label, autorisaties.Autorisatie{Component: "transitie", Scopes: []string{"transitie.lezen", "transitie.schrijven"}})
	})
	return secret, err
}

// registersIn reads the administrator's file with registers. What stands in each is for the register to judge.
func registersIn(file string) ([]map[string]any, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("het bestand met registers (MEENT_REGISTERS) kan niet worden gelezen: %w", err)
	}
	var list []map[string]any
	if err := json.Unmarshal(text, &list); err != nil {
		return nil, fmt.Errorf("in %s (MEENT_REGISTERS) staat geen lijst van registers: %w", file, err)
	}
	for i, one := range list {
		if naam, _ := one["naam"].(string); naam == "" {
			return nil, fmt.Errorf("register %d in %s (MEENT_REGISTERS) heeft geen naam; zet erbij hoe jullie het noemen, in \"naam\"", i+1, file)
		}
	}
	return list, nil
}

// registersFromFile makes or changes the registers that the administrator gave in a file (MEENT_REGISTERS), by the same rules as on
// the page. Those that are not in it are left alone.
func (p *program) registersFromFile(ctx context.Context) error {
	if p.options.Registers == "" {
		return nil
	}
	list, err := registersIn(p.options.Registers)
	if err != nil {
		return err
	}
	secret, err := p.inrichtSecret(ctx)
	if err != nil {
		return err
	}
	c := p.client(inrichtClient, secret)
	const path = "/transitie/api/v1/registers"
	for i, one := range list {
		naam, _ := one["naam"].(string)
		var page struct{ Results []struct{ URL string } }
		if err := c.Get(ctx, path+"?naam="+url.QueryEscape(naam), &page); err != nil {
			return err
		}
		method, at := http.MethodPost, path
		if len(page.Results) > 0 {
			method, at = http.MethodPatch, page.Results[0].URL
		}
		if err := c.Do(ctx, method, at, one, nil); err != nil {
			return fmt.Errorf("register %d in %s (MEENT_REGISTERS): %w", i+1, p.options.Registers, err)
		}
	}
	return nil
}
