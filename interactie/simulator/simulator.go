// Package simulator is a provider of OpenID Connect within the program, for demos and tests: people log in by choosing who they
// are. It is the real protocol (discovery, code flow with PKCE, signed tokens), so that what works with it works with a
// municipality's own provider; it keeps nothing, asks no password, and the program refuses to start with it in production.
package simulator

import (
	"crypto/rand"
	"embed"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/zitadel/oidc/v3/pkg/op"

	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

// Pad is where the simulator lives, below the public address. Its issuer is the public address with this behind it.
const Pad = "/_sim"

// Persoon is one of the invented people who can log in.
type Persoon struct {
	opmaak.Persoon
	Wat string // what they do here, in a sentence
}

// Personen are the six roles of staff, each with somebody who has it.
var Personen = []Persoon{
	{opmaak.Persoon{Naam: "Fatma Yıldız", Rollen: []opmaak.Rol{opmaak.Behandelaar, opmaak.Medewerker}, Onderdeel: "Vergunningen", Laag: "basis"}, "Behandelt zaken en geeft een besluit."},
	{opmaak.Persoon{Naam: "Sanne Kok", Rollen: []opmaak.Rol{opmaak.Teamleider}, Onderdeel: "Burgerzaken", Laag: "middenmanagement"}, "Zegt wat het team kan geven."},
	{opmaak.Persoon{Naam: "Iris van Dam", Rollen: []opmaak.Rol{opmaak.Programmamanager}, Onderdeel: "Informatie", Laag: "middenmanagement"}, "Publiceert de volgorde."},
	{opmaak.Persoon{Naam: "Pieter de Groot", Rollen: []opmaak.Rol{opmaak.Secretaris}, Laag: "secretaris"}, "Ziet in vijf minuten wat er gedraaid is."},
	{opmaak.Persoon{Naam: "Ans Hoekstra", Rollen: []opmaak.Rol{opmaak.Raadslid}, Laag: "bestuur"}, "Leest de brief en rekent elk cijfer na."},
	{opmaak.Persoon{Naam: "Tom Bakker", Rollen: []opmaak.Rol{opmaak.Beheerder}, Onderdeel: "Informatie", Laag: "basis"}, "Koppelt registers en geeft sleutels uit."},
}

// Opties say for whom the simulator works: one client, the pages.
type Opties struct {
	URL              string // the public address
	ClientID, Secret string
}

// Simulator is the provider.
type Simulator struct {
	opslag   *opslag
	provider *op.Provider
	http     http.Handler
}

// New makes a simulator with a fresh key.
func New(o Opties) (*Simulator, error) {
	store, err := nieuweOpslag(o)
	if err != nil {
		return nil, fmt.Errorf("login simulator: %w", err)
	}
	config := &op.Config{CodeMethodS256: true, AuthMethodPost: true, DefaultLogoutRedirectURI: o.URL + "/uitgelogd", SupportedClaims: []string{"sub", "name", "rollen", "onderdeel", "laag"}}
	if _, err := rand.Read(config.CryptoKey[:]); err != nil {
		return nil, fmt.Errorf("login simulator: %w", err)
	}
	// Plain http is for a demo on one's own machine; the simulator never runs in production.
	p, err := op.NewProvider(config, store, op.StaticIssuer(o.URL+Pad), op.WithAllowInsecure())
	if err != nil {
		return nil, fmt.Errorf("login simulator: %w", err)
	}
	return &Simulator{opslag: store, provider: p, http: http.StripPrefix(Pad, p)}, nil
}

// Client reaches the simulator without a socket: the pages ask it for addresses, keys and tokens in memory.
func (s *Simulator) Client() *http.Client {
	return &http.Client{Transport: zgw.Memory{Handler: s.http}}
}

// Issuer is its name.
func (o Opties) Issuer() string { return o.URL + Pad }

//go:embed *.html
var sjablonen embed.FS

// Plaats puts the simulator among the pages.
func (s *Simulator) Plaats(site *opmaak.Site) error {
	if err := site.Sjablonen(sjablonen, "*.html"); err != nil {
		return err
	}
	site.Plaats(Pad+"/", s.http)
	site.Voeg(
		opmaak.Pagina{Adres: "GET " + Pad + "/inloggen", Open: true, Toon: s.kies},
		opmaak.Pagina{Adres: "POST " + Pad + "/inloggen", Open: true, Toon: s.gekozen},
	)
	return nil
}

// kies is the page on which somebody says who they are; whoever came with the name of a role goes straight through.
func (s *Simulator) kies(v *opmaak.Verzoek) error {
	id := v.Vraag("id")
	asked, err := s.opslag.vraag(id)
	if err != nil {
		return &opmaak.Fout{Status: http.StatusForbidden, Sleutel: "fout.inloggen", Err: err}
	}
	if p := metRol(asked.hint); p != nil {
		return s.door(v, id, *p)
	}
	return v.Toon("simulator", opmaak.Kop{Titel: "Wie ben je?"}, blad{id, Personen, formulier(id)})
}

type blad struct {
	ID        string
	Personen  []Persoon
	Formulier *opmaak.Formulier
}

func metRol(rol string) *opmaak.Persoon {
	i := slices.IndexFunc(Personen, func(p Persoon) bool { return string(p.Rollen[0]) == rol })
	if i < 0 {
		return nil
	}
	return &Personen[i].Persoon
}

// formulier lets somebody be anybody.
func formulier(id string) *opmaak.Formulier {
	return &opmaak.Formulier{
		Actie: Pad + "/inloggen", Knop: "Inloggen", Verborgen: map[string]string{"id": id, "doe": "vrij"},
		Velden: []*opmaak.Veld{
			{Naam: "naam", Label: "Naam", Maximaal: 80, Breedte: "middel"},
			{Naam: "rollen", Label: "Rollen", Uitleg: "Eén of meer, met komma's ertussen: teamleider, medewerker.", Maximaal: 200, Mag: true},
			{Naam: "onderdeel", Label: "Onderdeel", Uitleg: "De naam of het uuid van het team.", Maximaal: 100, Breedte: "middel", Mag: true},
			{Naam: "laag", Label: "Laag", Soort: opmaak.Selectie, Mag: true, Breedte: "middel", Opties: []opmaak.Optie{
				{Waarde: "basis", Naam: "Basis"}, {Waarde: "middenmanagement", Naam: "Middenmanagement"}, {Waarde: "topmanagement", Naam: "Topmanagement"},
				{Waarde: "secretaris", Naam: "Secretaris"}, {Waarde: "bestuur", Naam: "Bestuur"},
			}},
		},
	}
}

// gekozen takes the choice.
func (s *Simulator) gekozen(v *opmaak.Verzoek) error {
	id := v.Vraag("id")
	asked, err := s.opslag.vraag(id)
	if err != nil {
		return &opmaak.Fout{Status: http.StatusForbidden, Sleutel: "fout.inloggen", Err: err}
	}
	switch v.Vraag("doe") {
	case "annuleren":
		return s.zonder(v, asked, "access_denied")
	case "fout":
		return s.zonder(v, asked, "server_error")
	case "vrij":
		f := formulier(id)
		if !f.Lees(v) {
			return v.Toon("simulator", opmaak.Kop{Titel: "Wie ben je?", Fout: true}, blad{id, Personen, f})
		}
		return s.door(v, id, vrij(f))
	}
	if p := metRol(v.Vraag("rol")); p != nil {
		return s.door(v, id, *p)
	}
	return &opmaak.Fout{Status: http.StatusBadRequest}
}

func vrij(f *opmaak.Formulier) opmaak.Persoon {
	p := opmaak.Persoon{Naam: f.Waarde("naam"), Onderdeel: f.Waarde("onderdeel"), Laag: f.Waarde("laag")}
	for r := range strings.FieldsFuncSeq(f.Waarde("rollen"), scheiding) {
		p.Rollen = append(p.Rollen, opmaak.Rol(strings.ToLower(r)))
	}
	return p
}

func scheiding(r rune) bool { return r == ',' || r == ' ' }

// door completes the request for somebody, and goes back into the protocol.
func (s *Simulator) door(v *opmaak.Verzoek, id string, p opmaak.Persoon) error {
	if err := s.opslag.klaar(id, p); err != nil {
		return &opmaak.Fout{Status: http.StatusForbidden, Sleutel: "fout.inloggen", Err: err}
	}
	return v.Naar(op.AuthCallbackURL(s.provider)(op.ContextWithIssuer(v.Context(), s.opslag.URL+Pad), id))
}

// zonder goes back without anybody, as a provider does when one cancels or when it is out of order.
func (s *Simulator) zonder(v *opmaak.Verzoek, asked *aanvraag, code string) error {
	_ = s.opslag.DeleteAuthRequest(v.Context(), asked.GetID()) // it is over
	return v.Naar(asked.GetRedirectURI() + "?" + url.Values{"error": {code}, "state": {asked.GetState()}}.Encode())
}

// Sub is how the provider knows somebody: made of who they are, so that it is the same tomorrow.
func Sub(p opmaak.Persoon) string {
	name := []byte(fmt.Sprint(p.Naam, p.Rollen))
	return "sim-" + uuid.NewSHA1(uuid.NameSpaceURL, name).String()
}
