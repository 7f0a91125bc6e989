package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/url"
	"path/filepath"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"
)

// Options are the settings: flag, environment variable or line in meent.json, in that order. This is the one table of them.
type Options struct {
	Data       string            `name:"data" default:"var" placeholder:"MAP" help:"Map voor de database en de bestanden (MEENT_DATA)."`
	Database   string            `name:"database" placeholder:"URL" help:"postgres://… of het pad van een SQLite-bestand; zonder opgave meent.db in de map (MEENT_DATABASE)."`
	Listen     string            `name:"listen" default:"127.0.0.1:8000" placeholder:"ADRES" help:"Adres en poort om op te luisteren (MEENT_LISTEN)."`
	URL        string            `name:"url" placeholder:"URL" help:"Het publieke adres, dat in alle antwoorden staat; zonder opgave http:// en het adres van --listen (MEENT_URL)."`
	Vreemd     []string          `name:"vreemd" placeholder:"HOST" help:"Andere servers waar Meent iets mag ophalen of bezorgen: namen, met of zonder poort, of reeksen adressen (MEENT_VREEMD)."`
	OpenCalls  bool              `name:"open-callbacks" help:"Neem ook abonnementen aan van ontvangers die berichten zonder Authorization niet weigeren (MEENT_OPEN_CALLBACKS)."`
	Omgeving   string            `name:"omgeving" default:"ontwikkeling" enum:"ontwikkeling,productie" help:"productie of ontwikkeling (MEENT_OMGEVING)."`
	Log        string            `name:"log" default:"info" enum:"debug,info,warn,error" help:"Hoeveel het logboek vertelt: debug, info, warn of error (MEENT_LOG)."`
	MaxBody    int64             `name:"max-body" default:"2097152" placeholder:"BYTES" help:"Grootste JSON-bericht, in bytes (MEENT_MAX_BODY)."`
	MaxInhoud  int64             `name:"max-inhoud" default:"67108864" placeholder:"BYTES" help:"Grootste bericht met de inhoud van een document, in bytes; grotere documenten gaan in bestandsdelen (MEENT_MAX_INHOUD)."`
	Leeway     int               `name:"leeway" default:"10" placeholder:"SECONDEN" help:"Hoeveel klokken van clients mogen afwijken, in seconden (MEENT_LEEWAY)."`
	JWTExpiry  int               `name:"jwt-expiry" default:"3600" placeholder:"SECONDEN" help:"Hoe lang een token geldt na zijn uitgifte, in seconden (MEENT_JWT_EXPIRY)."`
	Gemeente   string            `name:"gemeente" default:"Gemeente Voorbeeld" placeholder:"NAAM" help:"Naam van de organisatie, boven elke pagina (MEENT_GEMEENTE)."`
	Contact    string            `name:"contact" placeholder:"TEKST" help:"Waar collega's terechtkunnen met een vraag over Meent, zoals een adres of een nummer: staat op de pagina Hulp (MEENT_CONTACT)."`
	SessieStil int               `name:"sessie-stil" default:"60" placeholder:"MINUTEN" help:"Hoe lang iemand niets kan doen voordat hij is uitgelogd, in minuten (MEENT_SESSIE_STIL)."`
	SessieDuur int               `name:"sessie-duur" default:"12" placeholder:"UREN" help:"Hoe lang iemand hoogstens is ingelogd, in uren (MEENT_SESSIE_DUUR)."`
	OIDCIssuer string            `name:"oidc-issuer" placeholder:"URL" help:"Waar mensen inloggen: het adres (issuer) van een OpenID Connect-dienst; zonder opgave kan niemand inloggen (MEENT_OIDC_ISSUER)."`
	OIDCClient string            `name:"oidc-client" placeholder:"NAAM" help:"De client_id van Meent bij die dienst; als redirect-adres hoort daar het publieke adres met /inloggen/terug erachter (MEENT_OIDC_CLIENT)."`
	OIDCSecret string            `name:"oidc-secret" placeholder:"SECRET" help:"Het secret van Meent bij die dienst (MEENT_OIDC_SECRET)."`
	OIDCClaims map[string]string `name:"oidc-claims" placeholder:"NAAM=CLAIM;…" help:"Hoe de dienst naam, rollen, onderdeel en laag noemt, bijvoorbeeld naam=name;rollen=realm_access.roles (MEENT_OIDC_CLAIMS)."`
	OIDCRollen map[string]string `name:"oidc-rollen" placeholder:"ANDERS=ROL;…" help:"Welke rol bij een naam van de dienst hoort, bijvoorbeeld GG-Programma=programmamanager (MEENT_OIDC_ROLLEN)."`
	Simulator  bool              `name:"simulator" help:"Laat iedereen inloggen als wie hij wil, met de nagemaakte inlogdienst; start niet in productie (MEENT_SIMULATOR)."`
	Pprof      string            `name:"pprof" placeholder:"ADRES" help:"Adres waarop het programma laat zien waar zijn tijd en geheugen heen gaan, voor onderzoek; zonder opgave nergens (MEENT_PPROF)."`
	Sleutel    string            `name:"sleutel" placeholder:"BESTAND" help:"Het bestand met de sleutel waarmee Meent secrets van andere registers bewaart en metingen ondertekent; zonder opgave sleutel in de map, die dan wordt gemaakt. Bewaar een kopie op een andere plaats dan die van de database (MEENT_SLEUTEL)."`
	Registers  string            `name:"registers" placeholder:"BESTAND" help:"Een JSON-bestand met de registers van een andere leverancier waarin Meent meet: een lijst zoals POST /transitie/api/v1/registers die aanneemt (MEENT_REGISTERS)."`
}

// variable is the environment variable of an option: "max-body" is MEENT_MAX_BODY.
func variable(flag string) string {
	return "MEENT_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// fromEnvironment lets kong read the environment of the caller, which in tests is not the process's.
func fromEnvironment(getenv func(string) string) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		if value := getenv(variable(flag.Name)); value != "" {
			return value, nil
		}
		return nil, nil
	})
}

// fromFile reads meent.json: an object with the names of flags. A name that is none is told, since it would do nothing.
func fromFile(r io.Reader) (kong.Resolver, error) {
	settings := map[string]any{}
	if err := json.NewDecoder(r).Decode(&settings); err != nil {
		return nil, fmt.Errorf("het bestand is geen JSON-object: %w", err)
	}
	for name := range settings {
		if !isOption(name) {
			return nil, fmt.Errorf("de instelling %q bestaat niet; meent config toont ze alle, en in dit bestand heten ze als de vlaggen: listen, max-body", name)
		}
	}
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		return settings[flag.Name], nil
	}), nil
}

func isOption(name string) bool {
	t := reflect.TypeFor[Options]()
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("name") == name {
			return true
		}
	}
	return false
}

// databaseURL is the database: PostgreSQL, or an SQLite file.
func (o *Options) databaseURL() string {
	if o.Database == "" {
		return filepath.Join(o.Data, "meent.db")
	}
	return o.Database
}

// keyFile is the file with the master key, and whether it may be made: only in the folder of Meent itself.
func (o *Options) keyFile() (path string, fresh bool) {
	if o.Sleutel == "" {
		return filepath.Join(o.Data, "sleutel"), true
	}
	return o.Sleutel, false
}

// shownDatabase is the database as it may be shown: without a password.
func (o *Options) shownDatabase() string {
	u, err := url.Parse(o.databaseURL())
	if err != nil || u.User == nil {
		return o.databaseURL()
	}
	return u.Redacted()
}

// publicURL is the address in answers, given the one that is listened on.
func (o *Options) publicURL(listening string) string {
	if o.URL != "" {
		return strings.TrimRight(o.URL, "/")
	}
	host, port, err := net.SplitHostPort(listening)
	if err != nil {
		return "http://" + listening
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

func (o *Options) logger(e *env) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(o.Log)); err != nil {
		level = slog.LevelInfo
	}
	handler := &slog.HandlerOptions{Level: level}
	if o.Omgeving == "productie" {
		return slog.New(slog.NewJSONHandler(e.stderr, handler))
	}
	return slog.New(slog.NewTextHandler(e.stderr, handler))
}

type configCmd struct{}

// Run prints the table of options with their values.
func (configCmd) Run(e *env, o *Options) error {
	v := reflect.ValueOf(*o)
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name := f.Tag.Get("name")
		value := strings.Trim(fmt.Sprint(v.Field(i).Interface()), "[]")
		switch {
		case name == "database":
			value = o.shownDatabase()
		case name == "oidc-secret" && value != "":
			value = "(gezet)"
		}
		fmt.Fprintf(e.stdout, "%-18s %-24s %s\n", variable(name), value, f.Tag.Get("help"))
	}
	return nil
}
