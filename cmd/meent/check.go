package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"meent/data"
	"meent/diensten/auth"
	"meent/interactie/opmaak"
)

type checkCmd struct{}

// Run goes through the settings and says of each what is wrong and what to do; it changes nothing but a trial file.
func (checkCmd) Run(e *env, o *Options) error {
	wrong := 0
	say := func(what string, err error) {
		if err != nil {
			wrong++
			fmt.Fprintf(e.stdout, "FOUT   %s: %s\n", what, err)
			return
		}
		fmt.Fprintf(e.stdout, "goed   %s\n", what)
	}
	say("map voor de gegevens ("+o.Data+")", checkFolder(o.Data))
	say("luisteren op "+o.Listen, checkListen(e.ctx, o))
	say("publiek adres ("+o.publicURL(o.Listen)+")", checkURL(o))
	for _, host := range o.Vreemd {
		say("andere server "+host, checkHost(e.ctx, host))
	}
	if o.OIDCIssuer != "" || o.Simulator {
		say("inloggen", checkLogin(e.ctx, o))
	}
	if o.Sleutel != "" {
		_, err := openKeys(o)
		say("bestand met de sleutel ("+o.Sleutel+")", err)
	}
	if o.Registers != "" {
		_, err := registersIn(o.Registers)
		say("bestand met registers ("+o.Registers+")", err)
	}
	say("database "+o.shownDatabase(), checkDatabase(e, o))
	if wrong > 0 {
		return fmt.Errorf("%d instelling(en) niet in orde", wrong)
	}
	return nil
}

func checkFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("de map kan niet worden gemaakt (%w); kies een andere met MEENT_DATA", err)
	}
	f, err := os.CreateTemp(dir, ".proef-*")
	if err != nil {
		return fmt.Errorf("in de map kan niet worden geschreven (%w); geef deze gebruiker het recht of kies een andere met MEENT_DATA", err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func checkListen(ctx context.Context, o *Options) error {
	l, err := listen(ctx, o)
	if err != nil {
		return fmt.Errorf("%w; is er al een Meent gestart? Kies anders een ander adres met MEENT_LISTEN", err)
	}
	return l.Close()
}

func checkURL(o *Options) error {
	u, err := url.Parse(o.publicURL(o.Listen))
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return errors.New("dit is geen volledig adres; MEENT_URL begint met https://")
	case u.RawQuery != "" || u.Fragment != "":
		return errors.New("het adres mag geen ? of # bevatten")
	case o.Omgeving == "productie" && u.Scheme != "https":
		return errors.New("in productie hoort het adres met https:// te beginnen")
	case o.Omgeving == "productie" && o.URL == "":
		return errors.New("zet in productie MEENT_URL: dat adres komt in alle antwoorden")
	}
	return nil
}

func checkHost(ctx context.Context, host string) error {
	if strings.Contains(host, "://") {
		return errors.New("schrijf alleen de naam of het adres, zonder https:// ervoor")
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if strings.Contains(name, "/") {
		if _, _, err := net.ParseCIDR(name); err != nil {
			return errors.New("schrijf een naam, een naam met poort, of een reeks als 10.1.0.0/16; zonder https://")
		}
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	if _, err := net.DefaultResolver.LookupHost(ctx, name); err != nil {
		return fmt.Errorf("de naam is niet te vinden (%w)", err)
	}
	return nil
}

func checkLogin(ctx context.Context, o *Options) error {
	login, _, err := o.login(o.publicURL(o.Listen))
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(o.OIDCClaims)) {
		if !slices.Contains([]string{"naam", "rollen", "onderdeel", "laag"}, name) {
			return fmt.Errorf("MEENT_OIDC_CLAIMS noemt %q; het kan over naam, rollen, onderdeel en laag gaan", name)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	if err := opmaak.ControleerLogin(ctx, *login); err != nil {
		return fmt.Errorf("de inlogdienst %s is niet te gebruiken (%w); controleer MEENT_OIDC_ISSUER", login.Issuer, err)
	}
	return nil
}

const noTables = "let op de tabellen zijn er nog niet; meent serve of meent migrate maakt ze"

func checkDatabase(e *env, o *Options) error {
	if path := o.databaseURL(); !strings.Contains(path, "://") {
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return fmt.Errorf("de map van het bestand bestaat niet (%w)", err)
		}
	}
	ctx, cancel := context.WithTimeout(e.ctx, 10*time.Second)
	defer cancel()
	db, err := data.Open(ctx, data.Options{URL: o.databaseURL(), Log: o.logger(e), NoMigrate: true})
	if errors.Is(err, data.ErrNoTables) {
		fmt.Fprintln(e.stdout, noTables)
		return nil
	}
	if err != nil {
		return fmt.Errorf("er is geen verbinding (%w); controleer adres, gebruiker en wachtwoord in MEENT_DATABASE", err)
	}
	err = db.View(ctx, func(tx data.Tx) error {
		clients, err := auth.Clients(tx)
		if err == nil && len(andere(clients)) == 0 {
			fmt.Fprintln(e.stdout, "let op er is nog geen client; maak er een met: meent client add NAAM --superuser")
		}
		return err
	})
	if err != nil {
		fmt.Fprintln(e.stdout, noTables)
	}
	return db.Close()
}
