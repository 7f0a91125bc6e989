package transitie

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"meent/data"
	"meent/diensten/rest"
)

// Eigenregister is where a municipality keeps its cases: its own registers, of whatever supplier, in which Meent measures. Meent
// only reads there.
type Eigenregister struct {
	Gemeen
	// De naam waaronder collega's het kennen.
	Naam string `json:"naam" zgw:"required,max=100"`
	// Of dit de registers van deze Meent zelf zijn. Dan zijn er geen adressen nodig.
	Eigen bool `json:"eigen" zgw:"immutable"`
	// De Zaken API.
	Zaken *Aansluiting `json:"zaken"`
	// De Catalogi API.
	Catalogi *Aansluiting `json:"catalogi"`
	// De Notificaties API. Zonder deze leest Meent elke nacht wat er is veranderd.
	Notificaties *Aansluiting `json:"notificaties"`
	// De Autorisaties API. Met deze kan Meent zeggen waarom zaaktypen niet te zien zijn.
	Autorisaties *Aansluiting `json:"autorisaties"`
	// Hoeveel verzoeken Meent tegelijk doet.
	Gelijktijdig int `json:"gelijktijdig" zgw:"min=1,max=16,default=2"`
	// Hoeveel verzoeken per seconde Meent hooguit doet.
	PerSeconde int `json:"perSeconde" zgw:"min=1,max=200,default=5"`
	// De resultaattypen die zeggen dat de aanvrager zelf is gestopt: omschrijvingen of adressen. Zulke zaken tellen niet mee in de doorlooptijd.
	Ingetrokken []string `json:"ingetrokken" zgw:"max=1000"`
	// De zaaktypen die door minder dan vijf mensen worden behandeld: identificaties of adressen. Daarover wordt niet gemeten, want dan gaat het cijfer over personen.
	KleineZaaktypen []string `json:"kleineZaaktypen" zgw:"max=1000"`

	geheimen string // the secrets, sealed
}

// Aansluiting is one API of a register, and as whom Meent reads it.
type Aansluiting struct {
	// Het adres van de API, met de versie: https://zaken.voorbeeld.nl/zaken/api/v1.
	BaseURL string `json:"baseUrl" zgw:"required,max=1000"`
	// De client_id waarmee Meent leest.
	ClientID string `json:"clientId" zgw:"required,max=50"`
	// Het secret waarmee Meent zijn tokens ondertekent. Het wordt versleuteld bewaard en nooit getoond. Laat het bij een wijziging weg om het te houden.
	Secret string `json:"secret" zgw:"writeonly,max=255"`
}

// Registers is the resource.
var Registers = rest.Resource[Eigenregister]{
	Name: "register", Table: "registers", Path: Root + "/registers", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Eigenregister](rangEigen),
	Columns: []rest.Column[Eigenregister]{
		rest.Col("naam", func(r *Eigenregister) string { return r.Naam }),
		rest.Col("eigen", func(r *Eigenregister) bool { return r.Eigen }),
		rest.Col("geheimen", func(r *Eigenregister) string { return r.geheimen }),
	},
	Filters: rest.Filters{"naam": rest.Equal("naam"), "eigen": rest.Truth("eigen")},
	Orders:  rest.Orders{"naam": {Column: "naam"}},
	Doc:     rest.ResourceDoc{Plural: "registers", ETag: true},
}

// geheimenVoor is the purpose for which the secrets of registers are sealed.
const geheimenVoor = "registers"

// aansluitingen are the APIs of a register by name.
func (r *Eigenregister) aansluitingen() map[API]*Aansluiting {
	all := map[API]*Aansluiting{apiZaken: r.Zaken, apiCatalogi: r.Catalogi, apiNotificaties: r.Notificaties, apiAutorisaties: r.Autorisaties}
	for api, a := range all {
		if a == nil {
			delete(all, api)
		}
	}
	return all
}

// Reveal opens the secrets of what is stored, so that a change that sends none keeps them. Those that were sealed with a key that is lost are
// no more: a change has to give them again.
func (r *Eigenregister) Reveal(c *rest.Call, s *rest.Stored) error {
	row, err := c.Tx.One("select geheimen from registers where id = $1", s.ID)
	if err != nil {
		return fmt.Errorf("register %s: %w", s.UUID, err)
	}
	r.geheimen = row.Text(0)
	_ = r.ontsluit(c.Site.Keys) // what cannot be opened stays empty, and check asks for it
	return nil
}

// ontsluit fills in the secrets.
func (r *Eigenregister) ontsluit(keys *rest.Keys) error {
	if r.geheimen == "" {
		return nil
	}
	text, err := keys.Open(geheimenVoor, r.geheimen)
	if err != nil {
		return fmt.Errorf("register %s: %w", r.UUID, err)
	}
	var secrets map[API]string
	if err := json.Unmarshal([]byte(text), &secrets); err != nil {
		return fmt.Errorf("register %s: secrets: %w", r.UUID, err)
	}
	for api, a := range r.aansluitingen() {
		a.Secret = secrets[api]
	}
	return nil
}

// Rules are those of a register.
func (r *Eigenregister) Rules(c *rest.Call, old *Eigenregister) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "registers"}); err != nil {
		return err
	}
	if r.Eigen {
		r.Zaken, r.Catalogi, r.Notificaties, r.Autorisaties = nil, nil, nil, nil
		for _, err := range c.Tx.Query("select 1 from registers where eigen = 1 and uuid <> $1", r.UUID) {
			if err != nil {
				return err
			}
			c.Invalid("eigen", "unique", "De registers van deze Meent staan al in de lijst.")
		}
	} else {
		for name, a := range map[string]*Aansluiting{"zaken": r.Zaken, "catalogi": r.Catalogi} {
			if a == nil {
				c.Invalid(name, "required", "Zonder deze API kan Meent niets meten. Vul het adres, de client_id en het secret in.")
			}
		}
	}
	for _, err := range c.Tx.Query("select 1 from registers where naam = $1 and uuid <> $2", r.Naam, r.UUID) {
		if err != nil {
			return err
		}
		c.Invalid("naam", "unique", "Er is al een register met deze naam. Kies een andere.")
	}
	was := map[API]*Aansluiting{}
	var gemeen *Gemeen
	if old != nil {
		was, gemeen = old.aansluitingen(), &old.Gemeen
	}
	secrets, all := map[API]string{}, r.aansluitingen()
	for _, api := range slices.Sorted(maps.Keys(all)) {
		a := all[api]
		a.check(c, string(api), was[api])
		secrets[api] = a.Secret
	}
	if c.Faulty() {
		return nil
	}
	text, err := json.Marshal(secrets)
	if err != nil {
		return err
	}
	if r.geheimen, err = c.Site.Keys.Seal(geheimenVoor, string(text)); err != nil {
		return err
	}
	return r.geschreven(c, gemeen)
}

// check holds that the address is one of an API, and that a secret goes with it. A secret that is not sent stays, unless the
// address leads to another server: who can change an address must not get hold of what was signed for the old one.
func (a *Aansluiting) check(c *rest.Call, name string, old *Aansluiting) {
	a.BaseURL = strings.TrimRight(strings.TrimSpace(a.BaseURL), "/")
	u, err := url.Parse(a.BaseURL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.RawQuery != "" || u.Fragment != "":
		c.Invalid(name+".baseUrl", "invalid", "Dit is geen adres van een API. Schrijf het als https://zaken.voorbeeld.nl/zaken/api/v1.")
		return
	case verboden(u.Hostname()):
		c.Invalid(name+".baseUrl", "bad-url", "Op dit adres staan gegevens van de machine zelf; daar leest Meent nooit.")
		return
	}
	if a.Secret == "" && old != nil && samePlace(a.BaseURL, old.BaseURL) && a.ClientID == old.ClientID {
		a.Secret = old.Secret
	}
	if a.Secret == "" {
		c.Invalid(name+".secret", "required", "Vul het secret in dat bij deze client_id en dit adres hoort.")
	}
}

// samePlace says whether two addresses lead to the same server.
func samePlace(a, b string) bool {
	u, err := url.Parse(a)
	v, err2 := url.Parse(b)
	return err == nil && err2 == nil && u.Scheme == v.Scheme && strings.EqualFold(u.Host, v.Host)
}

// verboden says whether a host is one where clouds keep what only the machine itself may know. A name that leads there is
// stopped when it is dialled.
func verboden(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && (ip.Unmap().IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified())
}

// After begins the reading of a new register, and tries one that was changed at once. Who is led elsewhere, or reads as another client,
// may see other zaken: then everything is read again, and a reading that was going on ends.
func (r *Eigenregister) After(c *rest.Call, old *Eigenregister) error {
	id, err := c.ID(r.URL)
	if err != nil {
		return err
	}
	if old != nil && !maps.Equal(old.verbinding().Toegang, r.verbinding().Toegang) {
		return leesOpnieuw(c.Tx, id)
	}
	err = c.Tx.Exec(`insert into feiten_stand (register) values ($1)
		on conflict (register) do update set volgende = 0, pogingen = 0`, id)
	if err != nil {
		return fmt.Errorf("register %s: %w", r.UUID, err)
	}
	return nil
}

// BeforeRemove says who may.
func (r *Eigenregister) BeforeRemove(c *rest.Call) error {
	_, err := magNu(c, Schrijven, Voorwerp{Soort: "registers"})
	return err
}

// Weergave is what the audit trail calls it.
func (r *Eigenregister) Weergave() string { return r.Naam }

// verbinding is how the register is reached.
func (r *Eigenregister) verbinding() Verbinding {
	v := Verbinding{Eigen: r.Eigen, Toegang: map[API]Toegang{}, Gelijktijdig: r.Gelijktijdig, PerSeconde: float64(r.PerSeconde)}
	for api, a := range r.aansluitingen() {
		v.Toegang[api] = Toegang{a.BaseURL, a.ClientID, a.Secret}
	}
	return v
}

// gekend is a register as the reading of it knows it.
type gekend struct {
	id       int64
	register Eigenregister
	fout     error // its secrets cannot be opened
}

// gekenden are all registers with their secrets, in the order in which they were made.
func gekenden(tx data.Tx, keys *rest.Keys) ([]gekend, error) {
	var list []gekend
	for row, err := range tx.Query("select id, body, geheimen from registers order by id") {
		if err != nil {
			return nil, fmt.Errorf("list registers: %w", err)
		}
		g := gekend{id: row.Int(0)}
		if err := rest.Decode(&rest.Stored{Body: row.Bytes(1)}, &g.register); err != nil {
			return nil, err
		}
		g.register.geheimen = row.Text(2)
		list = append(list, g)
	}
	for i := range list {
		if err := list[i].register.ontsluit(keys); err != nil {
			list[i].fout = &BronFout{Code: "sleutel", Tekst: "De geheimen van dit register zijn met een andere sleutel bewaard dan die in MEENT_SLEUTEL. Zet het juiste bestand terug, of vul het secret opnieuw in."}
		}
	}
	return list, nil
}
