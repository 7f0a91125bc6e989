package transitie

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Maat is a measure of the service (§9): by what residents would notice. It has a baseline, may have a target, and is shown month by
// month; a backlog week by week.
type Maat struct {
	Gemeen
	// De code van de maat: DV1, DV2 of DV9. Zonder hoort hij bij de sonde.
	Code string `json:"code" zgw:"max=20"`
	// De naam.
	Naam string `json:"naam" zgw:"required,max=200"`
	// De vraag van een inwoner waar de maat antwoord op geeft. Zonder is dat die van de sonde.
	Vraag string `json:"vraag" zgw:"max=300"`
	// De manier van meten.
	Sonde Sonde `json:"sonde" zgw:"required"`
	// Waarover wordt gemeten.
	Parameters Parameters `json:"parameters"`
	// De maanden van voor de verandering, waarmee wordt vergeleken. Zonder: de twaalf hele maanden voor de maat actief werd.
	Nulmeting *Periode `json:"nulmeting"`
	// Waar het heen moet.
	Streefwaarde *float64 `json:"streefwaarde"`
	// Wanneer dat zo moet zijn.
	StreefTot zgw.Date `json:"streefTot" zgw:"null"`
	// Bij minder zaken is er geen cijfer.
	MinN int `json:"minN" zgw:"min=10,max=1000000,default=30"`
	// De zekerheid van de intervallen: van 0,8 tot en met 0,99. Zonder is dat 0,9.
	Zekerheid *float64 `json:"zekerheid"`
	// Resultaattypen die bij deze maat ook als ingetrokken tellen, naast die van de registers: omschrijvingen of adressen.
	Ingetrokken []string `json:"ingetrokken" zgw:"max=1000"`
	// Waarom de maat verandert.
	Reden string `json:"reden" zgw:"writeonly,max=1000"`

	// Waar de maat staat: concept, actief of vervangen.
	Toestand MaatToestand `json:"toestand" zgw:"readonly"`
	// Door welke maat hij is vervangen.
	VervangenDoor zgw.URL `json:"vervangenDoor" zgw:"readonly,null"`
	// Waarin het cijfer is: aandeel, dagen of zaken.
	Eenheid string `json:"eenheid" zgw:"readonly"`
	// Welke kant beter is.
	Richting Richting `json:"richting" zgw:"readonly"`
	// Wat er wordt gemeten, in één zin.
	Zin string `json:"zin" zgw:"readonly"`
	// Welke versie van de definitie nu geldt.
	DefinitieVersie int `json:"definitieVersie" zgw:"readonly"`
	// De versies van de definitie, de oudste eerst.
	Versies []MaatVersie `json:"versies" zgw:"readonly"`
	// Het laatste cijfer; null als er nog niet is gemeten.
	Laatste *MaatCijfer `json:"laatste" zgw:"readonly"`
	// Waarom er nu niet wordt gemeten; leeg als dat wel gebeurt.
	Stilstand string `json:"stilstand" zgw:"readonly"`
}

// MaatToestand is where a maat stands.
type MaatToestand string

// Choices are those of §9.
func (MaatToestand) Choices() []string { return []string{"concept", "actief", "vervangen"} }

// MaatVersie is a version of the definition of a maat.
type MaatVersie struct {
	// Het nummer.
	Versie int `json:"versie"`
	// Sinds wanneer deze versie geldt.
	Op zgw.Time `json:"op"`
	// Wat er wordt gemeten, in één zin.
	Zin string `json:"zin"`
	// Waarom de definitie veranderde.
	Reden string `json:"reden"`
	// Wie het deed.
	Door string `json:"door"`
}

// MaatCijfer is the last figure of a maat, over the last three months, with all that it rests on (R6).
type MaatCijfer struct {
	// Het cijfer; null als het nog niet is te bepalen.
	Waarde *float64 `json:"waarde"`
	// De onderkant van het interval.
	Laag *float64 `json:"laag"`
	// De bovenkant van het interval.
	Hoog *float64 `json:"hoog"`
	// Hoeveel zaken er zijn geteld.
	Teller int `json:"teller"`
	// Over hoeveel zaken het gaat.
	N int `json:"n"`
	// Het cijfer in woorden.
	Zin string `json:"zin"`
	// De dag waarop de stand is bekeken.
	Op zgw.Date `json:"op"`
	// De eerste en laatste dag van het venster.
	Venster Periode `json:"venster"`
	// Wanneer er is gemeten.
	GemetenOp zgw.Time `json:"gemetenOp"`
	// Beter, gelijk, slechter of te weinig gegevens, volgens de kaart.
	Oordeel Oordeel `json:"oordeel"`
	// De eerste dag van de maand of week waarin dat begon; leeg bij gelijk en te weinig gegevens.
	Sinds zgw.Date `json:"sinds" zgw:"null"`
	// Hetzelfde cijfer over de nulmeting.
	Nulmeting *NulCijfer `json:"nulmeting"`
	// Wat er altijd naast het cijfer wordt gezegd.
	Naast []Naast `json:"naast"`
	// De versie van de definitie.
	DefinitieVersie int `json:"definitieVersie"`
	// De registers.
	Bronnen []string `json:"bronnen"`
	// Tot wanneer Meent wist wat daarin stond.
	BekendTot zgw.Time `json:"bekendTot" zgw:"null"`
	// Van hoeveel zaaktypen Meent zaken ziet, van hoeveel er zijn.
	Dekking Dekking `json:"dekking"`
	// Of het cijfer ouder is dan twee weken: dan wordt er niet meer gemeten.
	Verouderd bool `json:"verouderd"`
	// De SHA-256 van de rijen die zijn geteld.
	InvoerDigest string `json:"invoerDigest"`
}

// NulCijfer is the figure of the baseline.
type NulCijfer struct {
	// Het cijfer.
	Waarde *float64 `json:"waarde"`
	// Over hoeveel zaken.
	N int `json:"n"`
	// Het venster.
	Venster Periode `json:"venster"`
}

// Oordeel is what a chart says.
type Oordeel string

// Choices are those of maat.Oordeel.
func (Oordeel) Choices() []string {
	return []string{string(maat.Beter), string(maat.Gelijk), string(maat.Slechter), string(maat.TeWeinig)}
}

// Maten is the resource.
var Maten = rest.Resource[Maat]{
	Name: "maat", Table: "maten", Path: Root + "/maten", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Maat](rangOpenbaar),
	Columns: []rest.Column[Maat]{
		rest.Col("naam", func(m *Maat) string { return m.Naam }),
		rest.Col("naam_zoek", func(m *Maat) string { return rest.Fold(m.Naam) }),
		rest.Col("code", func(m *Maat) string { return m.Code }),
		rest.Col("toestand", func(m *Maat) string { return string(m.Toestand) }),
	},
	Filters: rest.Filters{
		"code": rest.Equal("code"), "toestand": rest.In[MaatToestand]("toestand"), "naam__icontains": rest.Contains("naam_zoek"),
	},
	Orders: rest.Orders{"naam": {Column: "naam_zoek"}, "code": {Column: "code"}},
	Doc:    rest.ResourceDoc{Plural: "maten", ETag: true},
}

// sonde is how the maat measures.
func (m *Maat) sonde() *maat.Sonde { return maat.Zoek(string(m.Sonde)) }

func (m *Maat) zekerheid() float64 {
	if m.Zekerheid == nil {
		return 0.9
	}
	return *m.Zekerheid
}

// Rules are those of a maat.
func (m *Maat) Rules(c *rest.Call, old *Maat) error {
	a, err := magNu(c, Schrijven, Voorwerp{Soort: "maten"})
	if err != nil {
		return err
	}
	if old == nil {
		m.Toestand = "concept"
	}
	m.vorm(c)
	if c.Faulty() {
		return nil
	}
	s := m.sonde()
	m.Eenheid, m.Richting = string(s.Eenheid), "lager"
	if s.Richting == maat.Omhoog {
		m.Richting = "hoger"
	}
	if m.Code == "" {
		m.Code = s.Code
	}
	if m.Vraag == "" {
		m.Vraag = s.Vraag
	}
	if m.Zin, err = m.alsZin(c.Tx); err != nil {
		return err
	}
	m.nieuweVersie(c, a, old)
	return m.geschreven(c, vorige(old))
}

func (m *Maat) vorm(c *rest.Call) {
	m.Parameters.vul()
	if m.sonde() == nil {
		c.Invalid("sonde", "invalid_choice", "Een maat wordt gemeten: kies een sonde die meet.")
		return
	}
	checkZaaktypen(c, m.Parameters.Zaaktypen)
	if v := m.Nulmeting; v != nil {
		switch {
		case v.Tot < v.Van:
			c.Invalid("nulmeting.tot", "einddatum-voor-begindatum", "De nulmeting kan niet eindigen voor zij begint.")
		case v.Tot >= c.Today():
			c.Invalid("nulmeting.tot", "date-in-future", "De nulmeting gaat over wat voorbij is.")
		case maat.LeesDag(string(v.Van)).Maanden(36) < maat.LeesDag(string(v.Tot)):
			c.Invalid("nulmeting.van", "max_value", "Een nulmeting is hoogstens drie jaar lang.")
		case len(maat.Kalendermaanden(maat.LeesDag(string(v.Van)), maat.LeesDag(string(v.Tot)))) == 0:
			c.Invalid("nulmeting.tot", "invalid", "In de nulmeting ligt geen hele maand.")
		}
	}
	if m.Zekerheid != nil && (*m.Zekerheid < 0.8 || *m.Zekerheid > 0.99) {
		c.Invalid("zekerheid", "invalid", "De zekerheid ligt van 0,8 tot en met 0,99.")
	}
	if w := m.Streefwaarde; w != nil && (*w < 0 || m.sonde().Eenheid == maat.Aandeel && *w > 1) {
		c.Invalid("streefwaarde", "invalid", "Een aandeel ligt van 0 tot en met 1 (90 % is 0,9); dagen en zaken zijn niet minder dan 0.")
	}
}

// nieuweVersie begins another version when the definition of a maat that is at work changes. The whole chart is made again by it, so that
// its points can be compared.
func (m *Maat) nieuweVersie(c *rest.Call, a Actor, old *Maat) {
	if old != nil {
		same := m.Sonde == old.Sonde && slices.Equal(m.Parameters.Zaaktypen, old.Parameters.Zaaktypen) && m.Parameters.Norm == old.Parameters.Norm && m.Parameters.Deel == old.Parameters.Deel &&
			slices.Equal(m.Ingetrokken, old.Ingetrokken) && m.MinN == old.MinN && m.zekerheid() == old.zekerheid() && gelijkePeriode(m.Nulmeting, old.Nulmeting)
		if same {
			return
		}
		m.Laatste = nil
		if old.Toestand == "concept" {
			m.Versies[len(m.Versies)-1].Zin = m.Zin
			return
		}
		if strings.TrimSpace(m.Reden) == "" {
			c.Invalid("reden", "required", "Deze maat is in gebruik. Schrijf op waarom hij verandert: dat blijft bij de maat te lezen.")
		}
	}
	m.DefinitieVersie++
	m.Versies = append(m.Versies, MaatVersie{Versie: m.DefinitieVersie, Op: zgw.TimeOf(c.Now()), Zin: m.Zin, Reden: m.Reden, Door: a.Naam})
}

func gelijkePeriode(a, b *Periode) bool { return a == b || a != nil && b != nil && *a == *b }

// alsZin is what is measured in one sentence.
func (m *Maat) alsZin(tx data.Tx) (string, error) {
	types, err := soortenVan(tx)
	if err != nil {
		return "", err
	}
	chosen := types.kies(m.Parameters.Zaaktypen)
	wat := onderwerp("", m.Parameters.Zaaktypen, chosen)
	switch m.sonde().Eenheid {
	case maat.Aandeel:
		return fmt.Sprintf("Welk deel van de %s %s klaar is.", wat, binnen(m.Parameters.Norm, chosen)), nil
	case maat.Dagen:
		if m.Parameters.Deel == "p80" {
			return fmt.Sprintf("Binnen hoeveel dagen acht van de tien %s klaar zijn.", wat), nil
		}
		return fmt.Sprintf("Binnen hoeveel dagen de helft van de %s klaar is.", wat), nil
	}
	return fmt.Sprintf("Hoeveel %s open zijn en over hun termijn heen.", wat), nil
}

func (m *Maat) overgang(c *rest.Call, a Actor, o Overgang) error {
	naar := MaatToestand(o.Naar)
	wel := map[MaatToestand][]string{"concept": {"actief"}, "actief": {"vervangen"}}[m.Toestand]
	if !slices.Contains(wel, o.Naar) {
		kanNiet(c, "maat", string(m.Toestand), o.Naar, wel...)
		return nil
	}
	if err := magOf(a, Overgaan, Voorwerp{Soort: "maten"}); err != nil {
		return err
	}
	if naar == "vervangen" {
		door := zgw.URL(strings.Replace(o.Verwijzing, c.Site.BaseURL, zgw.Marker, 1))
		if !c.Is(door, "maten") || door == m.URL {
			c.Invalid("verwijzing", "does_not_exist", "Vul het adres in van de maat die in de plaats komt.")
			return nil
		}
		m.VervangenDoor = door
	}
	if naar == "actief" && m.Nulmeting == nil {
		m.Nulmeting = m.jaarErvoor(c.Today())
	}
	m.Toestand = naar
	return nil
}

// jaarErvoor are the twelve whole months before a day.
func (m *Maat) jaarErvoor(today zgw.Date) *Periode {
	t := today.Time()
	first := maat.DagVan(t.AddDate(0, 0, 1-t.Day()))
	return &Periode{datum(first.Maanden(-12)), datum(first - 1)}
}

// BeforeRemove keeps a maat that something is measured by.
func (m *Maat) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "maten"}); err != nil {
		return err
	}
	if m.Toestand != "concept" {
		c.Invalid("nonFieldErrors", "in-gebruik", "Deze maat is in gebruik geweest. Laat hem vervangen door een andere; dan blijft te lezen wat er is gemeten.")
	}
	return m.inGebruik(c)
}

// inGebruik refuses when an aim or a mijlpaal has the maat.
func (m *Maat) inGebruik(c *rest.Call) error {
	id, err := c.ID(m.URL)
	if err != nil {
		return err
	}
	doelen, err := Einddoelen.Each(c, "1 = 1")
	if err != nil {
		return err
	}
	for _, d := range doelen {
		if slices.ContainsFunc(d.Maten, func(x Doelmaat) bool { return x.Maat == m.URL }) {
			c.Invalid("nonFieldErrors", "in-gebruik", "Een einddoel heeft deze maat. Haal hem daar eerst af.")
			return nil
		}
	}
	used, err := Mijlpalen.Exists(c, "id in (select mijlpaal from mijlpaal_maten where maat = $1)", id)
	if used {
		c.Invalid("nonFieldErrors", "in-gebruik", "Een mijlpaal heeft deze maat. Haal hem daar eerst af.")
	}
	return err
}

// Weergave is what the audit trail calls it.
func (m *Maat) Weergave() string { return m.Naam }

// reeksRoute is GET /maten/{uuid}/reeks.
func reeksRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Maten.Path + "/{uuid}/reeks", Scope: lezen,
		Doc: rest.Doc{ID: "maat_reeks", Summary: "De kaart van een maat: maand voor maand, of week voor week bij de achterstand, met de band, de lijnen en de stappen.", Out: Reeks{},
			Query: []rest.Param{{Name: "zaaktype", Type: "string", Doc: "De identificatie van een zaaktype; zonder gaat het over alle samen."}}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			q, err := rest.Query(r, "zaaktype")
			if err != nil {
				return err
			}
			var out Reeks
			err = c.View(func() error {
				s, err := Maten.Visible(c, r.PathValue("uuid"))
				if err != nil {
					return err
				}
				m, err := Maten.Get(c, s.URL())
				if err != nil {
					return err
				}
				out, err = m.reeks(c, s.ID, q.Get("zaaktype"))
				return err
			})
			if errors.Is(err, data.ErrNotFound) {
				return rest.NotFound()
			}
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, []byte(rest.EncodeGroup(&out)))
		}})
}
