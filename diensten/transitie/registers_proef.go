package transitie

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"meent/diensten/rest"
	"meent/diensten/transitie/invoer"
)

// Proef is what came of "Test de verbinding": in plain words what works, what is missing, and what can therefore be measured.
type Proef struct {
	// Of er gemeten kan worden.
	Werkt bool `json:"werkt" zgw:"readonly"`
	// Wat er is gevonden, in de volgorde waarin het is geprobeerd.
	Bevindingen []Bevinding `json:"bevindingen" zgw:"readonly"`
	// Welke maten hiermee kunnen worden gemeten.
	Maten []MeetbareMaat `json:"maten" zgw:"readonly"`
	// Van hoeveel zaaktypen er zaken te zien zijn.
	Dekking Dekking `json:"dekking" zgw:"readonly"`
	// De dekking als zin: 3 van 40 zaaktypen.
	DekkingTekst string `json:"dekkingTekst" zgw:"readonly"`
}

// Bevinding is one thing that was found.
type Bevinding struct {
	// Om welke API het gaat.
	API string `json:"api"`
	// goed, let-op of ontbreekt.
	Oordeel string `json:"oordeel"`
	// Waar het om gaat: bereik, scope, versie, veld of lijst.
	Onderdeel string `json:"onderdeel"`
	// Wat er is gevonden en wat eraan te doen is.
	Tekst string `json:"tekst"`
}

// MeetbareMaat is a measure that can be made, or not, and why.
type MeetbareMaat struct {
	// De code van de maat: DV1.
	Code string `json:"code"`
	// Of hij gemeten kan worden.
	Kan bool `json:"kan"`
	// Waarom niet, of wat eraan ontbreekt.
	Reden string `json:"reden"`
}

const (
	goed      = "goed"
	letOp     = "let-op"
	ontbreekt = "ontbreekt"
)

// proefTijd is how long somebody waits for the answer; what is not known by then is said to be so.
const proefTijd = 20 * time.Second

// routes are the operations that reach another server while somebody waits.
func (m *Motor) routes(a *rest.API) {
	a.Route(rest.Route{Pattern: "POST " + Root + "/registers/{uuid}/proef", Scope: schrijven,
		Doc: rest.Doc{ID: "register_proef", Summary: "Test de verbinding met een register.", Out: Proef{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			g, err := m.gekendOp(c, r.PathValue("uuid"))
			if err != nil {
				return err
			}
			p := m.proef(c.Context(), g)
			if err := gezien(c, g, &p); err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, []byte(rest.EncodeGroup(&p)))
		}})
	a.Route(rest.Route{Pattern: "POST " + Root + "/registers/{uuid}/lezen", Scope: schrijven,
		Doc: rest.Doc{ID: "register_lezen", Summary: "Laat Meent een register nu lezen.", Out: Stand{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			g, err := m.gekendOp(c, r.PathValue("uuid"))
			if err != nil {
				return err
			}
			var out Stand
			err = c.Update(func() error {
				if err := c.Tx.Exec("update feiten_stand set volgende = 0, vol = 0 where register = $1", g.id); err != nil {
					return err
				}
				out, err = standNu(c.Tx, g.id)
				return err
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, []byte(rest.EncodeGroup(&out)))
		}})
	a.Route(rest.Route{Pattern: "POST " + Root + "/registers/{uuid}/abonneren", Scope: schrijven,
		Doc:    rest.Doc{ID: "register_abonneren", Summary: "Vraag het register om notificaties.", Status: http.StatusNoContent},
		Handle: m.abonneer})
	m.hermetingRoute(a)
}

// net is how long ago a reading may have begun that begins again when a test shows more: what it read before the client got the right is
// missing in it, and little is lost.
const net = 2 * time.Minute

// gezien has a register read at once of which a test shows more than what was read: its administrator gave the client a right, or the
// server is there again. Without it the figures would wait for the night, or the week.
func gezien(c *rest.Call, g gekend, p *Proef) error {
	if !p.Werkt {
		return nil
	}
	return c.Update(func() error {
		s, err := standVan(c.Tx, g.id)
		if err != nil {
			return err
		}
		jong := s.Soort != "" && c.Now().Sub(time.UnixMicro(s.Begonnen)) < net
		switch {
		case p.Dekking.Gezien > s.Gezien && (jong || s.Soort == "" && s.Gelukt > 0):
			return leesOpnieuw(c.Tx, g.id)
		case s.Fout != "":
			return c.Tx.Exec("update feiten_stand set volgende = 0 where register = $1", g.id)
		}
		return nil
	})
}

// gekendOp is a register with its secrets, for who may write it.
func (m *Motor) gekendOp(c *rest.Call, uuid string) (g gekend, err error) {
	err = c.View(func() error {
		s, err := Registers.Visible(c, uuid)
		if err != nil {
			return err
		}
		if _, err := magNu(c, Schrijven, Voorwerp{Soort: "registers"}); err != nil {
			return err
		}
		list, err := gekenden(c.Tx, c.Site.Keys)
		if err != nil {
			return err
		}
		for _, one := range list {
			if one.id == s.ID {
				g = one
			}
		}
		return nil
	})
	return g, err
}

// abonneer asks the register for notifications: the one thing that Meent writes there, and only now.
func (m *Motor) abonneer(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	g, err := m.gekendOp(c, r.PathValue("uuid"))
	if err != nil {
		return err
	}
	if g.register.Notificaties == nil {
		return rest.Invalid("notificaties", "required", "Vul eerst het adres, de client_id en het secret van de Notificaties API in.")
	}
	bron, err := m.bron(g)
	if err != nil {
		return err
	}
	sleutel, digest := nieuweSleutel()
	err = c.Update(func() error { // first: the register tries the address before it says yes
		return c.Tx.Exec("update feiten_stand set sleutel = $1 where register = $2", digest, g.id)
	})
	if err != nil {
		return err
	}
	err = bron.Abonneer(c.Context(), Abonnement{Callback: c.Site.BaseURL + Root + "/registers/" + g.register.UUID + "/berichten", Auth: sleutel, Kanaal: "zaken"})
	if fout, ok := errors.AsType[*BronFout](err); ok {
		return rest.Invalid("notificaties", "invalid", "Het abonnement is niet gemaakt. "+fout.Tekst)
	}
	if err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// proever tries a register.
type proever struct {
	bron Bron
	p    Proef
	kan  map[string]string // of each measure what is in its way

	eigen bool // the registers of this Meent
	leeg  bool // there are no zaken to see
}

func (x *proever) vond(api API, oordeel, onderdeel, tekst string, args ...any) {
	x.p.Bevindingen = append(x.p.Bevindingen, Bevinding{string(api), oordeel, onderdeel, fmt.Sprintf(tekst, args...)})
}

// kanNiet notes what is in the way of measures; the first reason stands.
func (x *proever) kanNiet(reden string, codes ...string) {
	for _, code := range codes {
		if x.kan[code] == "" {
			x.kan[code] = reden
		}
	}
}

// meetbaar are the measures that come from registers of cases.
var meetbaar = []string{"DV1", "DV2", "DV9"}

func (m *Motor) proef(ctx context.Context, g gekend) Proef {
	ctx, cancel := context.WithTimeout(ctx, proefTijd)
	defer cancel()
	x := &proever{kan: map[string]string{}, eigen: g.register.Eigen}
	bron, err := m.bron(g)
	if err != nil {
		x.vond(apiZaken, ontbreekt, "bereik", "%s", tekstVan(err))
		x.kanNiet("Meent kan het register niet bereiken.", meetbaar...)
		return x.uitslag()
	}
	x.bron = bron
	x.zaken(ctx)
	types := x.catalogi(ctx)
	x.notificaties(ctx, g)
	x.dekking(ctx, g, types)
	return x.uitslag()
}

func (x *proever) uitslag() Proef {
	for _, code := range meetbaar {
		m := MeetbareMaat{code, x.kan[code] == "", x.kan[code]}
		if m.Kan && x.leeg {
			m.Reden = "Er komt een cijfer zodra er zaken te zien zijn."
		}
		x.p.Maten = append(x.p.Maten, m)
		x.p.Werkt = x.p.Werkt || x.kan[code] == ""
	}
	return x.p
}

// tekstVan is what went wrong, for people.
func tekstVan(err error) string {
	if fout, ok := errors.AsType[*BronFout](err); ok {
		return fout.Tekst
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "Het register antwoordt niet op tijd."
	}
	return "Het register is niet te lezen."
}

// haal reads a first page and says what is in the way: the server, the scope or the shape.
func (x *proever) haal(ctx context.Context, api API, pad, scope string) (bladzijde, string, bool) {
	got, err := x.bron.Haal(ctx, api, pad)
	fout, _ := errors.AsType[*BronFout](err)
	if fout != nil && fout.geenRecht() {
		x.vond(api, ontbreekt, "scope", "Meent mag %s niet lezen. %s Controleer de client_id en het secret. Kloppen die, geef de client dan in het register de scope %s.", zonderVraag(pad), fout.Tekst, scope)
		return bladzijde{}, "", false
	}
	if fout != nil && fout.weg() {
		x.vond(api, ontbreekt, "bereik", "Op dit adres staat geen %s API. Het adres eindigt meestal op /%s/api/v1. Het register antwoordt met %d.", strings.ToUpper(string(api[:1]))+string(api[1:]), api, fout.Status)
		return bladzijde{}, "", false
	}
	if err != nil {
		x.vond(api, ontbreekt, "bereik", "%s", tekstVan(err))
		return bladzijde{}, "", false
	}
	page, err := lijstVan(api, pad, got.Body)
	if err != nil {
		x.vond(api, ontbreekt, "lijst", "%s Controleer of het adres van de API klopt, met de versie erin (…/api/v1).", tekstVan(err))
		return page, got.Versie, false
	}
	return page, got.Versie, true
}

// zaken tries the Zaken API: reach, version, and the members that are measured.
func (x *proever) zaken(ctx context.Context) {
	page, version, ok := x.haal(ctx, apiZaken, "/zaken", "zaken.lezen")
	if !ok {
		x.kanNiet("Meent kan de zaken niet lezen.", meetbaar...)
		return
	}
	x.vond(apiZaken, goed, "bereik", "Meent kan de lijst van zaken lezen: %s zaken.", invoer.Duizendtallen(int(*page.Count)))
	x.versie(apiZaken, version)
	switch {
	case *page.Count > 0:
	case x.eigen:
		x.leeg = true
		x.vond(apiZaken, letOp, "lijst", "Er staan nog geen zaken in deze Meent. De cijfers komen vanzelf als ze er zijn.")
	default:
		x.leeg = true
		x.vond(apiZaken, letOp, "scope", "Er zijn geen zaken te zien. Zijn die er wel, geef de client dan de scope zaken.lezen voor de zaaktypen die je wilt meten.")
	}
	for member, codes := range map[string][]string{"startdatum": meetbaar, "zaaktype": meetbaar, "einddatum": meetbaar} {
		if len(page.Results) > 0 && !heeft(page.Results[0], member) {
			x.vond(apiZaken, ontbreekt, "veld", "In de zaken ontbreekt het veld %s, dat de standaard verplicht.", member)
			x.kanNiet("Het veld "+member+" ontbreekt.", codes...)
		}
	}
	if len(page.Results) > 0 && !heeft(page.Results[0], "uiterlijkeEinddatumAfdoening") {
		x.vond(apiZaken, letOp, "veld", "In de zaken ontbreekt uiterlijkeEinddatumAfdoening. De termijn komt dan uit de doorlooptijd van het zaaktype.")
	}
	if _, err := x.bron.Haal(ctx, apiZaken, "/zaken?einddatum__isnull=true"); err != nil {
		x.vond(apiZaken, letOp, "versie", "Het register kan niet zeggen welke zaken open zijn (einddatum__isnull). Meent leest dan elke nacht alle zaken.")
	}
	if _, _, ok := x.haal(ctx, apiZaken, "/resultaten", "zaken.lezen"); !ok {
		x.vond(apiZaken, letOp, "lijst", "Zonder resultaten weet Meent niet welke zaken zijn ingetrokken; die tellen dan mee.")
	}
}

func (x *proever) versie(api API, version string) {
	switch {
	case version == "":
		x.vond(api, letOp, "versie", "Het register zegt niet welke versie van de API het heeft. Meent gebruikt alleen wat in alle versies zit.")
	case !strings.HasPrefix(version, "1."):
		x.vond(api, letOp, "versie", "Het register heeft versie %s van deze API; Meent kent versie 1. Controleer de cijfers de eerste keer zelf.", version)
	default:
		x.vond(api, goed, "versie", "Versie %s.", version)
	}
}

func heeft(document json.RawMessage, member string) bool {
	var members map[string]json.RawMessage
	if json.Unmarshal(document, &members) != nil {
		return false
	}
	_, ok := members[member]
	return ok
}

// catalogi tries the Catalogi API, and gives the zaaktypen.
func (x *proever) catalogi(ctx context.Context) []zaaktypeInLijst {
	var types []zaaktypeInLijst
	pad := "/zaaktypen"
	for n := 0; pad != "" && n < 20; n++ {
		page, version, ok := x.haal(ctx, apiCatalogi, pad, "catalogi.lezen")
		if !ok {
			x.kanNiet("Zonder zaaktypen is de termijn alleen bekend van zaken met uiterlijkeEinddatumAfdoening. Geef Meent leesrecht op de Catalogi API.", "DV2", "DV9")
			return types
		}
		if n == 0 {
			x.vond(apiCatalogi, goed, "bereik", "Meent kan de zaaktypen lezen: %d.", *page.Count)
			x.versie(apiCatalogi, version)
		}
		list, err := lijstIn[zaaktypeInLijst](page.Results)
		if err != nil {
			x.vond(apiCatalogi, ontbreekt, "lijst", "Een van de zaaktypen is niet te lezen.")
			return types
		}
		types = append(types, list...)
		u, err := url.Parse(page.Next)
		if err != nil || u.RawQuery == "" || pad == "/zaaktypen?"+u.RawQuery {
			break
		}
		pad = "/zaaktypen?" + u.RawQuery
	}
	zonder := 0
	for _, t := range types {
		if periode(t.Doorlooptijd) == "" {
			zonder++
		}
	}
	if zonder > 0 {
		x.vond(apiCatalogi, letOp, "veld", "Bij %d van de %d zaaktypen ontbreekt de doorlooptijd. Zaken daarvan zonder uiterlijkeEinddatumAfdoening hebben geen termijn en worden apart geteld.", zonder, len(types))
	}
	return types
}

func (x *proever) notificaties(ctx context.Context, g gekend) {
	switch {
	case g.register.Eigen:
		x.vond(apiNotificaties, goed, "bereik", "Wijzigingen in de eigen registers ziet Meent meteen.")
	case g.register.Notificaties == nil:
		x.vond(apiNotificaties, letOp, "bereik", "Er is geen Notificaties API ingevuld. Meent leest elke nacht wat er is veranderd.")
	default:
		_, err := x.bron.Haal(ctx, apiNotificaties, "/abonnement")
		if err != nil {
			x.vond(apiNotificaties, letOp, "scope", "Meent kan geen abonnementen lezen (scope notificaties.consumeren). %s Zonder notificaties leest Meent elke nacht wat er is veranderd.", tekstVan(err))
			return
		}
		x.vond(apiNotificaties, goed, "bereik", "Meent kan zich abonneren op wijzigingen.")
	}
}

// dekking asks for each zaaktype whether there are zaken to see.
func (x *proever) dekking(ctx context.Context, g gekend, types []zaaktypeInLijst) {
	seen, all := map[string]bool{}, map[string]bool{}
	known := true
	for _, t := range types {
		name := t.nummer()
		all[name] = true
		if seen[name] || !known {
			continue
		}
		got, err := x.bron.Haal(ctx, apiZaken, "/zaken?zaaktype="+url.QueryEscape(t.URL))
		if err != nil {
			known = ctx.Err() == nil
			continue
		}
		if page, err := lijstVan(apiZaken, "/zaken", got.Body); err == nil && *page.Count > 0 {
			seen[name] = true
		}
	}
	x.p.Dekking = Dekking{Gezien: int64(len(seen)), Totaal: int64(len(all))}
	x.p.DekkingTekst = dekkingTekst(x.p.Dekking)
	if !known {
		x.p.DekkingTekst = "Het register antwoordt te langzaam om nu van elk zaaktype te weten of er zaken te zien zijn. Na het eerste lezen staat het hier."
		return
	}
	if len(seen) < len(all) {
		x.p.Dekking.Reden = (&lezing{g: g, bron: x.bron}).redenen(ctx)
	}
}

// dekkingTekst is the coverage as a sentence.
func dekkingTekst(d Dekking) string {
	if d.Totaal == 0 && d.Gezien == 0 {
		return "nog geen zaaktypen"
	}
	if d.Totaal == 0 {
		return fmt.Sprintf("%d zaaktypen; hoeveel er zijn, is niet bekend", d.Gezien)
	}
	return fmt.Sprintf("%d van %d zaaktypen", d.Gezien, d.Totaal)
}
