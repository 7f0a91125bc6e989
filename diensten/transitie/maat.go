package transitie

import (
	"fmt"
	"slices"

	"meent/diensten/rest"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Maat is a measure of the service to residents (§9): one question of a resident, and how its answer is counted.
type Maat struct {
	Gemeen
	// De naam, zoals inwoners en collega's hem kennen.
	Naam string `json:"naam" zgw:"required,max=200"`
	// Hoe er wordt gemeten.
	Sonde Sonde `json:"sonde" zgw:"required,immutable"`
	// Waarover en waarlangs er wordt gemeten.
	Parameters *Parameters `json:"parameters"`
	// De code van de maat, zoals DV1.
	Code string `json:"code" zgw:"readonly"`
	// De vraag van de inwoner waarop de maat antwoord geeft.
	Vraag string `json:"vraag" zgw:"max=300"`
	// Waarin de maat wordt uitgedrukt: dagen, aandeel of zaken.
	Eenheid string `json:"eenheid" zgw:"readonly"`
	// Welke kant beter is: omhoog of omlaag.
	Richting string `json:"richting" zgw:"readonly"`
	// De periode waarmee wordt vergeleken.
	Nulmeting *Periode `json:"nulmeting"`
	// Waar de maat heen moet.
	Streefwaarde *float64 `json:"streefwaarde"`
	// Wanneer dat bereikt moet zijn.
	StreefTot zgw.Date `json:"streefTot" zgw:"null"`
	// Over hoeveel zaken een cijfer ten minste gaat.
	MinN int `json:"minN" zgw:"min=10,max=1000000,default=30"`
	// De resultaattypen die betekenen dat de aanvrager het introk: hun adressen in het register. Ze gelden voor alle metingen.
	Ingetrokken []string `json:"ingetrokken" zgw:"max=1000"`
	// De zaaktypen (identificatie) die minder dan vijf mensen behandelen. Die tellen nergens mee: het cijfer zou over die mensen gaan.
	KleineZaaktypen []string `json:"kleineZaaktypen" zgw:"max=100"`
	// Waar de maat staat: concept, actief of vervangen. Verandert met een overgang.
	Toestand MaatToestand `json:"toestand" zgw:"readonly"`
	// De maat die ervoor in de plaats kwam.
	VervangenDoor zgw.URL `json:"vervangenDoor" zgw:"null,max=1000,local=maten"`
}

// Sonde is a way of measuring, of those that the program has (§10.1).
type Sonde string

// Choices are the sondes of package maat.
func (Sonde) Choices() []string {
	var names []string
	for _, s := range maat.Sonden {
		names = append(names, s.Naam)
	}
	return names
}

// Parameters say of which cases, and by which norm.
type Parameters struct {
	// De zaaktypen: hun adressen of identificaties. Leeg is alle.
	Zaaktypen []string `json:"zaaktypen" zgw:"max=1000"`
	// Van een doorlooptijd: over welk deel van de zaken het gaat, 0.5 of 0.8.
	Deel float64 `json:"deel"`
	// Van een termijn: welke geldt.
	Norm Norm `json:"norm" zgw:"default=wettelijk"`
}

// Norm is a term by which cases are judged.
type Norm string

// Choices are those of §9.
func (Norm) Choices() []string { return []string{"wettelijk", maat.Servicenorm} }

// Periode is from a day until and with another.
type Periode struct {
	// De eerste dag.
	Van zgw.Date `json:"van" zgw:"required"`
	// De laatste dag.
	Tot zgw.Date `json:"tot" zgw:"required"`
}

func (p *Periode) check(c *rest.Call, name string) {
	if p != nil && p.Tot < p.Van {
		c.Invalid(name+".tot", "invalid", "De laatste dag ligt voor de eerste.")
	}
}

// MaatToestand is where a maat stands.
type MaatToestand string

// Choices are those of §9.
func (MaatToestand) Choices() []string { return []string{"concept", "actief", "vervangen"} }

// Maten is the resource.
var Maten = rest.Resource[Maat]{
	Name: "maat", Table: "maten", Path: Root + "/maten", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Maat](rangOpenbaar),
	Columns: []rest.Column[Maat]{
		rest.Col("toestand", func(m *Maat) string { return string(m.Toestand) }),
		rest.Col("sonde", func(m *Maat) string { return string(m.Sonde) }),
		rest.Col("naam", func(m *Maat) string { return m.Naam }),
	},
	Filters: rest.Filters{"toestand": rest.In[MaatToestand]("toestand"), "sonde": rest.Is[Sonde]("sonde"), "naam": rest.Equal("naam")},
	Doc:     rest.ResourceDoc{Plural: "maten", ETag: true},
}

// Rules are those of a maat.
func (m *Maat) Rules(c *rest.Call, old *Maat) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "maten"}); err != nil {
		return err
	}
	if old == nil {
		m.Toestand = "concept"
	}
	if m.Toestand == "vervangen" {
		c.Invalid("nonFieldErrors", "vervangen", "Deze maat is vervangen en verandert niet meer.")
		return nil
	}
	s := maat.Zoek(string(m.Sonde))
	m.Code, m.Eenheid, m.Richting = s.Code, string(s.Eenheid), string(s.Richting)
	if m.Vraag == "" {
		m.Vraag = s.Vraag
	}
	m.Nulmeting.check(c, "nulmeting")
	m.Parameters = m.Parameters.vol()
	m.Parameters.check(c, s)
	if m.Streefwaarde != nil && s.Eenheid == maat.Aandeel && (*m.Streefwaarde < 0 || *m.Streefwaarde > 1) {
		c.Invalid("streefwaarde", "invalid", "Een aandeel ligt tussen 0 en 1: schrijf 0.9 voor negentig procent.")
	}
	if c.Faulty() {
		return nil
	}
	return m.geschreven(c, vorige(old))
}

// vol are the parameters with what is usual filled in.
func (p *Parameters) vol() *Parameters {
	if p == nil {
		p = &Parameters{}
	}
	full := *p
	if full.Deel == 0 {
		full.Deel = 0.5
	}
	if full.Norm == "" {
		full.Norm = "wettelijk"
	}
	full.Zaaktypen = slices.Clone(full.Zaaktypen)
	return &full
}

func (p *Parameters) check(c *rest.Call, s *maat.Sonde) {
	if s == &maat.Doorlooptijd && p.Deel != 0.5 && p.Deel != 0.8 {
		c.Invalid("parameters.deel", "invalid_choice", "Een doorlooptijd gaat over de helft van de zaken (0.5) of over acht van de tien (0.8).")
	}
}

// BeforeRemove keeps a maat that an aim or a mijlpaal has.
func (m *Maat) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "maten"}); err != nil {
		return err
	}
	for _, table := range []string{"einddoelen", "mijlpalen"} {
		used, err := noemt(c, table, m.URL)
		if err != nil {
			return err
		}
		if used {
			c.Invalid("nonFieldErrors", "in-gebruik", "Een einddoel of mijlpaal noemt deze maat. Vervang de maat in plaats van hem te verwijderen.")
			return nil
		}
	}
	return nil
}

// noemt says whether a document in a table holds an address.
func noemt(c *rest.Call, table string, url zgw.URL) (bool, error) {
	_, err := c.Tx.One("select 1 from "+table+" where body like $1 limit 1", "%"+url.UUID()+"%")
	return gevondenRij(err)
}

// Weergave is what the audit trail calls it.
func (m *Maat) Weergave() string { return m.Naam }

// overgang is concept to actief, and actief to vervangen.
func (m *Maat) overgang(c *rest.Call, a Actor, o Overgang) error {
	if err := magOf(a, Schrijven, Voorwerp{Soort: "maten"}); err != nil {
		return err
	}
	switch way := string(m.Toestand) + " " + o.Naar; {
	case way == "concept actief":
	case way == "actief vervangen":
	case m.Toestand == "concept":
		kanNiet(c, "maat", string(m.Toestand), o.Naar, "actief")
	case m.Toestand == "actief":
		kanNiet(c, "maat", string(m.Toestand), o.Naar, "vervangen")
	default:
		kanNiet(c, "maat", string(m.Toestand), o.Naar)
	}
	if !c.Faulty() {
		m.Toestand = MaatToestand(o.Naar)
	}
	return nil
}

// zinDeel is a share in words: 90 %.
func zinDeel(x float64) string {
	return trimGetal(x*100) + " %"
}

// trimGetal is a number as people write it, with a comma and without zeros behind it.
func trimGetal(x float64) string {
	text := fmt.Sprintf("%.2f", x)
	for text[len(text)-1] == '0' {
		text = text[:len(text)-1]
	}
	if text[len(text)-1] == '.' {
		text = text[:len(text)-1]
	}
	return replaceDot(text)
}
