package transitie

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// planTerug are the kinds of a plan that come back, each after those that it refers to.
var planTerug = []string{
	"onderdelen", "maten", "toetsen", "vrijstellingen", "mijlpalen", "einddoelen", "strategieen", "stappen", "kansen", "aanbod", "zorgen", "uitspraken", "kadervragen",
	"verplaatsingen", "volgorde", "raadsbrieven",
}

// plan is a whole strategie as exportPlan gives it.
type plan struct {
	Soort       string                       `json:"soort"`
	Versie      int                          `json:"versie"`
	Basis       string                       `json:"basis"`
	Objecten    map[string][]json.RawMessage `json:"objecten"`
	Herijkingen []json.RawMessage            `json:"herijkingen"`
}

// maxPlan is how many objects come back at most.
const maxPlan = 20_000

// strategie takes a whole plan back: all of it or nothing. What is here already, by its uuid, stays as it is. Decisions of the
// board and words of others are in it, so it is for who may both write and establish.
func (in *inlezen) strategie(inhoud []byte, a Actor) error {
	if err := magStrategie(a); err != nil {
		return err
	}
	p, err := in.leesPlan(inhoud)
	if err != nil {
		return err
	}
	if err := in.zelfdeTeams(p); err != nil {
		return err
	}
	totaal, gedaan := len(p.Herijkingen), 0
	for _, soort := range planTerug {
		totaal += len(p.Objecten[soort])
	}
	for _, soort := range planTerug {
		in.meld(gedaan, totaal)
		if err := in.soort(p, soort); err != nil {
			return err
		}
		gedaan += len(p.Objecten[soort])
	}
	in.meld(gedaan, totaal)
	return in.herijkingen(p)
}

// leesPlan reads the document, in which the addresses become those of this server.
func (in *inlezen) leesPlan(inhoud []byte) (*plan, error) {
	geen := func(reden string) error { return rest.Invalid("inhoud", "geen-plan", reden) }
	var p plan
	if err := json.Unmarshal(bytes.TrimPrefix(inhoud, []byte("\ufeff")), &p); err != nil || p.Soort != "meent-transitieplan" {
		return nil, geen("Dit is geen strategie van Meent. Kies een bestand dat met ‘Haal de hele strategie op’ is gemaakt.")
	}
	if p.Versie != 1 {
		return nil, geen(fmt.Sprintf("Deze strategie komt uit een nieuwere Meent (versie %d van het bestand). Werk dit Meent eerst bij.", p.Versie))
	}
	n := len(p.Herijkingen)
	for soort, list := range p.Objecten {
		n += len(list)
		for i := range list {
			if p.Basis != "" {
				list[i] = bytes.ReplaceAll(list[i], []byte(`"`+p.Basis+`/`), []byte(`"`+in.c.Site.BaseURL+Root+`/`))
			}
		}
		p.Objecten[soort] = list
	}
	if n > maxPlan {
		return nil, geen(fmt.Sprintf("Deze strategie heeft %d onderdelen; %d is het meeste.", n, maxPlan))
	}
	if p.Basis != "" { // a frozen plan has a basis of its own
		for i, h := range p.Herijkingen {
			h = bytes.ReplaceAll(h, []byte(`"`+p.Basis+`/`), []byte(`"`+in.c.Site.BaseURL+Root+`/`))
			p.Herijkingen[i] = bytes.ReplaceAll(h, []byte(`"`+p.Basis+`"`), []byte(`"`+in.c.Site.BaseURL+Root+`"`))
		}
	}
	return &p, nil
}

// zelfdeTeams has the objects refer to the teams that are here already under the same name: a team is known by its name.
func (in *inlezen) zelfdeTeams(p *plan) error {
	var over []json.RawMessage
	for _, doc := range p.Objecten["onderdelen"] {
		var o struct{ UUID, Naam string }
		if err := json.Unmarshal(doc, &o); err != nil || zgw.URL("/"+o.UUID).UUID() != o.UUID || o.UUID == "" || in.c.Is(zgw.LocalURL(Onderdelen.Path, o.UUID), "onderdelen") {
			over = append(over, doc) // what is wrong with it is told in its place
			continue
		}
		hier, err := onderdeelMet(in.c, o.Naam)
		if err != nil {
			return err
		}
		if hier == "" {
			over = append(over, doc)
			continue
		}
		in.Ongewijzigd++
		for soort, list := range p.Objecten {
			for i := range list {
				list[i] = bytes.ReplaceAll(list[i], []byte(o.UUID), []byte(hier.UUID()))
			}
			p.Objecten[soort] = list
		}
		for i := range over {
			over[i] = bytes.ReplaceAll(over[i], []byte(o.UUID), []byte(hier.UUID()))
		}
	}
	p.Objecten["onderdelen"] = over
	return nil
}

// soort takes the objects of one kind back.
func (in *inlezen) soort(p *plan, soort string) error {
	path := Root + "/" + soort
	if len(p.Objecten[soort]) == 0 || !in.c.Site.Serves(path) {
		return nil
	}
	eigen, err := eigenOrganisatie(in.c)
	if err != nil {
		return err
	}
	eigenaar := any(nil)
	if eigen != "" {
		eigenaar = in.c.Site.Public(eigen)
	}
	wel, err := in.welTerug(soort)
	if err != nil {
		return err
	}
	var list [][]byte
	var nummers []int
	for i, doc := range p.Objecten[soort] {
		var o map[string]json.RawMessage
		uuid := ""
		if err := json.Unmarshal(doc, &o); err == nil {
			uuid = lid[string](o, "uuid")
		}
		if zgw.URL("/"+uuid).UUID() != uuid || uuid == "" {
			return rest.Invalid(fmt.Sprintf("objecten.%s.%d.uuid", soort, i), "required", "Hier hoort een object met zijn uuid.")
		}
		if in.c.Is(zgw.LocalURL(path, uuid), soort) {
			in.Ongewijzigd++
			continue
		}
		if reden := wel(o); reden != "" {
			in.Overgeslagen++
			in.laat(soort, reden)
			continue
		}
		o["eigenaar"], o["ingelezen"], o["ingelezenUit"] = jsonVan(eigenaar), jsonVan(zgw.TimeOf(in.c.Now())), jsonVan(in.Bestandsnaam)
		if reden := alleenHier(in.c, soort, o); reden != "" {
			in.laat(soort, reden)
		}
		list, nummers = append(list, jsonVan(o)), append(nummers, i)
	}
	made, err := in.c.Restore(path, list)
	if p, is := errors.AsType[*rest.Problem](err); is {
		return genummerd(p, soort, nummers)
	}
	if err != nil {
		return err
	}
	in.Gemaakt += len(made)
	in.gemaakt = append(in.gemaakt, made...)
	return nil
}

// lid is a member of a document, if it is there and has this type.
func lid[T any](o map[string]json.RawMessage, naam string) T {
	var t T
	if json.Unmarshal(o[naam], &t) != nil {
		var none T
		return none
	}
	return t
}

// laat notes once what is not taken, and why.
func (in *inlezen) laat(soort, reden string) {
	if n := (NietOvergenomen{soort, reden}); !slices.Contains(in.NietOvergenomen, n) {
		in.NietOvergenomen = append(in.NietOvergenomen, n)
	}
}

// welTerug says which objects of a kind have no place here: of some, a register has one. It gives why not, or "".
func (in *inlezen) welTerug(soort string) (func(o map[string]json.RawMessage) string, error) {
	switch soort {
	case "volgorde":
		_, hier, err := laatsteVolgorde(in.c, "")
		return func(o map[string]json.RawMessage) string {
			switch {
			case hier:
				return "Hier is al een volgorde vastgesteld. Die blijft gelden."
			case lid[string](o, "toestand") != "vastgesteld":
				return "Een voorstel voor de volgorde wordt hier opnieuw berekend."
			}
			return ""
		}, err
	case "raadsbrieven":
		list, err := Raadsbrieven.Each(in.c, "1 = 1")
		return func(o map[string]json.RawMessage) string {
			if slices.ContainsFunc(list, func(r *Raadsbrief) bool { return r.Maand == lid[string](o, "maand") }) {
				return "Voor een maand waarvan hier al een brief is, blijft die."
			}
			return ""
		}, err
	case "verplaatsingen":
		list, err := Verplaatsingen.Each(in.c, "vervallen is null")
		return func(o map[string]json.RawMessage) string {
			stap := in.c.Site.Ours(lid[string](o, "stap"))
			if lid[string](o, "vervallen") == "" && slices.ContainsFunc(list, func(v *Verplaatsing) bool { return v.Stap == stap }) {
				return "Een stap die hier al met de hand is verplaatst, blijft daar."
			}
			return ""
		}, err
	}
	return func(map[string]json.RawMessage) string { return "" }, nil
}

// alleenHier takes out of a document what only this register can say: what was measured, what follows from it (R1, R6), and that
// a second person here approved something (§10.3). It gives what that changes, or "".
func alleenHier(c *rest.Call, soort string, o map[string]json.RawMessage) string {
	null, leeg := json.RawMessage("null"), json.RawMessage(`""`)
	switch soort {
	case "maten":
		o["laatste"], o["stilstand"] = null, leeg
	case "toetsen":
		o["laatsteMeting"], o["kop"], o["stilstand"] = null, leeg, leeg
	case "vrijstellingen":
		if lid[string](o, "toestand") == "goedgekeurd" && zgw.Date(lid[string](o, "tot")) >= c.Today() {
			o["toestand"], o["van"], o["goedgekeurdDoor"] = json.RawMessage(`"gevraagd"`), null, null
			return "Een vrijstelling die nog liep, is hier weer een vraag: iemand van hier moet haar goedkeuren."
		}
	case "mijlpalen":
		o["laatsteMeting"], o["verklaard"], o["sinds"] = null, null, null
		o["uitslagen"], o["merken"], o["teltMee"], o["stand"] = json.RawMessage("[]"), json.RawMessage("[]"), json.RawMessage("false"), json.RawMessage(`"concept"`)
		switch lid[string](o, "toestand") {
		case "concept":
			o["teltVanaf"], o["actiefOp"], o["claim"] = null, null, null
		case "geverifieerd", "geverifieerdMetVrijstelling", "teruggevallen":
			o["toestand"] = json.RawMessage(`"actief"`)
			return "Of een mijlpaal is gehaald, wordt hier opnieuw gemeten."
		}
	}
	return ""
}

// genummerd says in which object of the document each fault is; nummers are the places of those that were taken.
func genummerd(p *rest.Problem, soort string, nummers []int) error {
	for i, f := range p.Invalid {
		n, lid, ok := strings.Cut(f.Name, ".")
		if k, err := strconv.Atoi(n); ok && err == nil && k < len(nummers) {
			p.Invalid[i].Name = fmt.Sprintf("objecten.%s.%d.%s", soort, nummers[k], lid)
		}
	}
	return p
}

// herijkingen takes the frozen plans back. They are what was, and are kept as they came.
func (in *inlezen) herijkingen(p *plan) error {
	here := map[zgw.URL]map[string]bool{}
	for i, doc := range p.Herijkingen {
		fout := func(reden string) error { return rest.Invalid(fmt.Sprintf("herijkingen.%d", i), "invalid", reden) }
		var h struct {
			Strategie, Naar, Reden, Verwijzing string
			Door                               *Daad
			Inhoud                             json.RawMessage
		}
		if err := json.Unmarshal(doc, &h); err != nil || h.Door == nil || !json.Valid(h.Inhoud) || strings.Contains(string(doc), `\u0000`) || strings.Contains(string(doc), `\u0001`) {
			return fout("Deze herijking is niet te lezen.")
		}
		strategie := in.c.Site.Ours(h.Strategie)
		if !in.c.Is(strategie, "strategieen") {
			return fout("De strategie van deze herijking is er niet.")
		}
		if code, reason := h.Door.Op.Valid(); code != "" {
			return fout(reason)
		}
		if here[strategie] == nil {
			var err error
			if here[strategie], err = in.eerdere(strategie); err != nil {
				return err
			}
		}
		if here[strategie][string(h.Door.Op)] {
			in.Ongewijzigd++
			continue
		}
		inhoud := bytes.ReplaceAll(h.Inhoud, []byte(`"`+in.c.Site.BaseURL+`/`), []byte(`"`+zgw.Marker+`/`))
		made, err := Herijkingen.Put(in.c, &Herijking{Strategie: strategie, Naar: StrategieToestand(h.Naar), Reden: h.Reden, Verwijzing: h.Verwijzing, Door: h.Door, Ingelezen: zgw.TimeOf(in.c.Now()), Inhoud: inhoud})
		if err != nil {
			return err
		}
		in.Gemaakt++
		in.gemaakt = append(in.gemaakt, made)
	}
	return nil
}

// eerdere are the moments of the herijkingen that a strategie has here.
func (in *inlezen) eerdere(strategie zgw.URL) (map[string]bool, error) {
	id, err := in.c.ID(strategie)
	if err != nil {
		return nil, err
	}
	list, err := Herijkingen.Each(in.c, "strategie = $1", id)
	here := map[string]bool{}
	for _, h := range list {
		here[string(h.Door.Op)] = true
	}
	return here, err
}

// Restored: an aanbod that comes back wakes no step.
func (a *Aanbod) Restored(*rest.Call) error { return nil }

// Restored: a zorg that comes back is no news.
func (z *Zorg) Restored(*rest.Call) error { return nil }

// Restored: a kadervraag that comes back is no news.
func (k *Kadervraag) Restored(*rest.Call) error { return nil }

// Restored: an order that comes back is one that was published, so that the next proposal begins there.
func (v *Volgorde) Restored(c *rest.Call) error {
	if _, err := v.uitslag(); err != nil || v.Vastgesteld == nil || v.Berekend == nil {
		c.Invalid("inhoud", "invalid", "Deze volgorde is niet te lezen.")
		return nil
	}
	v.Inhoud = bytes.ReplaceAll(v.Inhoud, []byte(`"`+c.Site.BaseURL+`/`), []byte(`"`+zgw.Marker+`/`))
	return Volgordes.Store(c, v)
}

// Restored: a toets comes back with the versions of its definition, so that a bar that was moved stays to be seen (R8), and with
// what people attested. What it says in words follows from its definition.
func (t *Toets) Restored(c *rest.Call) error {
	t.vorm(c)
	n := len(t.Versies)
	if n == 0 || t.Versies[n-1].Versie != t.DefinitieVersie || t.DefinitieVersie < 1 || !gelijkeDrempel(t.Versies[n-1].Drempel, t.Drempel) {
		c.Invalid("versies", "invalid", "De laatste versie is niet de definitie van deze toets.")
	}
	for _, v := range t.Verklaringen {
		if t.Sonde != verklaring || v.Door == nil || v.Laag == "" || v.Tot > zgw.Duration("P1Y").AddTo(c.Today()) {
			c.Invalid("verklaringen", "invalid", "Deze verklaring kan niet: zij hoort bij een toets die een verklaring is, van iemand uit een laag, voor hoogstens een jaar.")
			break
		}
	}
	if c.Faulty() {
		return nil
	}
	if t.Eenheid = ""; t.sonde() != nil {
		t.Eenheid = string(t.sonde().Eenheid)
	}
	var err error
	if t.Zin, err = t.alsZin(c.Tx); err != nil {
		return err
	}
	t.Versies[n-1].Zin = t.Zin
	return Toetsen.Store(c, t)
}

func gelijkeDrempel(a, b *Drempel) bool { return a == b || a != nil && b != nil && *a == *b }

// Restored: a vrijstelling that comes back excuses nothing any more, and counts when another is asked.
func (v *Vrijstelling) Restored(c *rest.Call) error {
	if v.Van == "" || v.GevraagdDoor == nil {
		return nil
	}
	if v.GoedgekeurdDoor == nil || v.GoedgekeurdDoor.ID == v.GevraagdDoor.ID || v.TotEnMet < v.Van || v.TotEnMet >= c.Today() {
		c.Invalid("van", "invalid", "Een vrijstelling die heeft gelopen is door een ander goedgekeurd, en voorbij.")
	}
	return nil
}

// Restored: a mijlpaal that comes back is at work if people had put it to work and something measures it; how it stands, metingen
// of this register say, from today (R1). What people claimed of it, and how the bar was moved, comes back (R2, R8).
func (m *Mijlpaal) Restored(c *rest.Call) error {
	if m.gaande() {
		in, err := m.invoer(c)
		if err != nil {
			return err
		}
		in.Basis = maat.Actief
		m.TeltVanaf = c.Today()
		if m.ActiefOp == "" || m.ActiefOp > c.Today() {
			m.ActiefOp = c.Today()
		}
		if m.Toestand = "actief"; !in.MagActief() {
			m.Toestand, m.ActiefOp, m.TeltVanaf, m.Claim = "concept", "", "", nil
		}
	}
	if m.Claim != nil && m.Claim.Op > c.Today() {
		c.Invalid("claim.op", "date-in-future", "Een claim kan niet in de toekomst zijn gedaan.")
	}
	m.vorm(c)
	if c.Faulty() {
		return nil
	}
	if m.Toestand == "vervallen" {
		m.Sinds = zgw.DateOf(m.GewijzigdOp.Time())
	}
	if err := m.herzie(c); err != nil {
		return err
	}
	return errors.Join(Mijlpalen.Store(c, m), m.After(c, nil))
}
