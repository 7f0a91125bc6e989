package transitie

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Toets is a declared check (§10.1): what is measured, and where the bar lies. It is decided by what is measured and by nothing else.
type Toets struct {
	Gemeen
	// De naam.
	Naam string `json:"naam" zgw:"required,max=200"`
	// Hoe er wordt gemeten.
	Sonde Sonde `json:"sonde" zgw:"required,immutable"`
	// Waarover en waarlangs er wordt gemeten.
	Parameters *Parameters `json:"parameters"`
	// Over hoeveel maanden een meting gaat: P1M, P3M, P6M of P1Y.
	Venster Venster `json:"venster" zgw:"default=P3M"`
	// De lat.
	Drempel Drempel `json:"drempel" zgw:"required"`
	// Over hoeveel zaken een meting ten minste gaat; bij minder is zij onbeslist.
	MinN int `json:"minN" zgw:"min=1,max=1000000,default=30"`
	// De zekerheid van het interval, van 0.8 tot en met 0.99; zonder opgave 0.9.
	Zekerheid float64 `json:"zekerheid"`
	// In hoeveel vensters na elkaar de toets moet slagen.
	Duur int `json:"duur" zgw:"min=1,max=12,default=2"`
	// Hoeveel dagen een meting vers blijft.
	Versheid zgw.Duration `json:"versheid" zgw:"default=P14D"`
	// De toets als zin.
	Zin string `json:"zin" zgw:"derived"`
	// Het nummer van de definitie. Wie de lat of iets anders aan de definitie wijzigt, maakt een nieuwe, en de verificatie begint opnieuw.
	Definitie int `json:"definitie" zgw:"readonly"`
	// De digest van de definitie.
	DefinitieDigest string `json:"definitieDigest" zgw:"readonly"`
	// Wanneer de lat is verlegd, van en naar wat.
	Verlegd []Verlegging `json:"verlegd" zgw:"readonly"`
}

// Venster is how many months a meting is about.
type Venster string

// Choices are those that a year is made of.
func (Venster) Choices() []string { return []string{"P1M", "P3M", "P6M", "P1Y"} }

func (v Venster) maanden() int {
	return map[Venster]int{"P1M": 1, "P6M": 6, "P1Y": 12}[v] + 3*b2i(v == "" || v == "P3M")
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Drempel is the bar.
type Drempel struct {
	// Hoe het cijfer zich tot de waarde verhoudt.
	Op Vergelijking `json:"op" zgw:"required"`
	// De waarde: een aandeel van 0 tot en met 1, een aantal dagen of een aantal zaken.
	Waarde float64 `json:"waarde" zgw:"required"`
}

// Vergelijking is an operator.
type Vergelijking string

// Choices are the operators of package maat.
func (Vergelijking) Choices() []string { return []string{">=", "<=", ">", "<"} }

// Verlegging is a definition that was changed (R8): "lat verlegd".
type Verlegging struct {
	// De dag.
	Op zgw.Date `json:"op"`
	// Wat ervoor gold, als zin.
	Van string `json:"van"`
	// Wat er sindsdien geldt.
	Naar string `json:"naar"`
	// Het nummer van de definitie die er kwam.
	Definitie int `json:"definitie"`
	// Of de lat zelf is verlegd; anders is iets anders aan de definitie gewijzigd.
	Lat bool `json:"lat"`
}

// Toetsen is the resource.
var Toetsen = rest.Resource[Toets]{
	Name: "toets", Table: "toetsen", Path: Root + "/toetsen", Ops: rest.All, Scopes: scopes,
	Main: hoofd[Toets](rangOpenbaar),
	Columns: []rest.Column[Toets]{
		rest.Col("naam", func(t *Toets) string { return t.Naam }),
		rest.Col("sonde", func(t *Toets) string { return string(t.Sonde) }),
	},
	Filters: rest.Filters{"naam": rest.Equal("naam"), "sonde": rest.Is[Sonde]("sonde")},
	// The names of zaaktypen come from the registers, which may be read later.
	ExtraTopic: topicFeiten,
	Extra: func(c *rest.Call, s *rest.Stored, _ zgw.Date) ([]byte, error) {
		var t Toets
		if err := rest.Decode(&rest.Stored{Body: s.Body}, &t); err != nil {
			return nil, err
		}
		zin, err := t.zinNu(c.Tx)
		return rest.AppendString([]byte(`,"zin":`), zin), err
	},
	Doc: rest.ResourceDoc{Plural: "toetsen", ETag: true},
}

// zinNu is the toets as a sentence, with what zaaktypen are called now.
func (t *Toets) zinNu(tx data.Tx) (string, error) {
	namen, err := zaaktypeNamen(tx, t.Parameters.Zaaktypen)
	return t.zin(namen), err
}

// Rules are those of a toets. R8: another definition is another version.
func (t *Toets) Rules(c *rest.Call, old *Toets) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "toetsen"}); err != nil {
		return err
	}
	s := maat.Zoek(string(t.Sonde))
	t.Parameters = t.Parameters.vol()
	t.Parameters.check(c, s)
	switch {
	case s.Eenheid == maat.Aandeel && (t.Drempel.Waarde < 0 || t.Drempel.Waarde > 1):
		c.Invalid("drempel.waarde", "invalid", "Een aandeel ligt tussen 0 en 1: schrijf 0.9 voor negentig procent.")
	case t.Drempel.Waarde < 0:
		c.Invalid("drempel.waarde", "min_value", "Hier hoort een getal van 0 of meer.")
	}
	if t.Zekerheid == 0 {
		t.Zekerheid = 0.9
	}
	if t.Zekerheid < 0.8 || t.Zekerheid > 0.99 {
		c.Invalid("zekerheid", "invalid", "De zekerheid ligt tussen 0.8 en 0.99.")
	}
	if t.versheidDagen() < 7 {
		c.Invalid("versheid", "invalid", "Er wordt elke week gemeten; een meting blijft dus ten minste zeven dagen vers. Schrijf bijvoorbeeld P14D.")
	}
	if c.Faulty() {
		return nil
	}
	if err := t.beschrijf(c, old); err != nil {
		return err
	}
	return t.geschreven(c, vorige(old))
}

// beschrijf puts the toets in a sentence and counts its definitions.
func (t *Toets) beschrijf(c *rest.Call, old *Toets) error {
	var err error
	if t.DefinitieDigest, err = t.definitieDigest(); err != nil {
		return err
	}
	if old == nil {
		t.Definitie, t.Verlegd = 1, nil
		return nil
	}
	t.Definitie, t.Verlegd = old.Definitie, slices.Clone(old.Verlegd)
	if t.DefinitieDigest == old.DefinitieDigest {
		return nil
	}
	t.Definitie++
	van, err := old.zinNu(c.Tx)
	if err != nil {
		return err
	}
	naar, err := t.zinNu(c.Tx)
	if err != nil {
		return err
	}
	v := Verlegging{Op: c.Today(), Van: van, Naar: naar, Definitie: t.Definitie, Lat: t.Drempel != old.Drempel || t.MinN != old.MinN || t.Duur != old.Duur}
	if t.Drempel != old.Drempel {
		v.Van, v.Naar = old.lat(), t.lat()
	}
	t.Verlegd = append(t.Verlegd, v)
	return nil
}

// definitieDigest is the digest of all that decides an outcome.
func (t *Toets) definitieDigest() (string, error) {
	return bewijs.Digest(map[string]any{
		"sonde": t.Sonde, "zaaktypen": t.Parameters.Zaaktypen, "deel": t.Parameters.Deel, "norm": t.Parameters.Norm, "venster": t.Venster, "op": t.Drempel.Op,
		"waarde": t.Drempel.Waarde, "minN": t.MinN, "zekerheid": t.Zekerheid, "duur": t.Duur,
	})
}

// After tells of a bar that was moved (R8), and has the milestones begin again.
func (t *Toets) After(c *rest.Call, old *Toets) error {
	if old == nil || t.Definitie == old.Definitie {
		return nil
	}
	v := t.Verlegd[len(t.Verlegd)-1]
	return meldGebeurtenis(c, "toets.latVerlegd", t.URL, fmt.Sprintf("De lat van “%s” is verlegd: van %s naar %s.", t.Naam, v.Van, v.Naar), strconv.Itoa(t.Definitie))
}

// lat is the bar in words: ten minste 90 %.
func (t *Toets) lat() string {
	word := map[Vergelijking]string{">=": "ten minste ", "<=": "hoogstens ", ">": "meer dan ", "<": "minder dan "}[t.Drempel.Op]
	switch maat.Zoek(string(t.Sonde)).Eenheid {
	case maat.Aandeel:
		return word + zinDeel(t.Drempel.Waarde)
	case maat.Dagen:
		return word + trimGetal(t.Drempel.Waarde) + " dagen"
	}
	return word + trimGetal(t.Drempel.Waarde) + " zaken"
}

// zin is the toets as a sentence (§10.2).
func (t *Toets) zin(namen []string) string {
	van := "alle zaken"
	if len(namen) > 0 {
		van = strings.Join(namen, ", ")
	}
	switch maat.Zoek(string(t.Sonde)) {
	case &maat.BinnenTermijn:
		norm := "de wettelijke termijn"
		if t.Parameters.Norm == maat.Servicenorm {
			norm = "de servicenorm"
		}
		return fmt.Sprintf("Van %s is %s binnen %s klaar.", van, t.lat(), norm)
	case &maat.Doorlooptijd:
		deel := "de helft"
		if t.Parameters.Deel == 0.8 {
			deel = "acht van de tien"
		}
		return fmt.Sprintf("Van %s is %s klaar in %s.", van, deel, t.lat())
	}
	return fmt.Sprintf("Van %s zijn er %s over de termijn.", van, t.lat())
}

var inDagen = regexp.MustCompile(`^P(\d+)([DW])$`)

// versheidDagen is the versheid in days; 0 when it is not in days or weeks.
func (t *Toets) versheidDagen() int {
	m := inDagen.FindStringSubmatch(string(t.Versheid))
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n > 366 {
		return 0
	}
	if m[2] == "W" {
		n *= 7
	}
	return n
}

// BeforeRemove leaves a tombstone on each mijlpaal that had the toets (§10.3), and keeps one without which a mijlpaal that is at work
// would be measured by nothing.
func (t *Toets) BeforeRemove(c *rest.Call) error {
	if _, err := magNu(c, Schrijven, Voorwerp{Soort: "toetsen"}); err != nil {
		return err
	}
	list, err := Mijlpalen.Each(c, "body like $1", "%"+t.URL.UUID()+"%")
	if err != nil {
		return err
	}
	for _, m := range list {
		if !slices.ContainsFunc(m.Toetsen, func(x MijlpaalToets) bool { return x.Toets == t.URL }) {
			continue
		}
		if err := m.begraaf(c, t); err != nil {
			return err
		}
		if m.Basis == "actief" && !m.heeftVerplicht() {
			c.Invalid("nonFieldErrors", "in-gebruik", fmt.Sprintf("De mijlpaal “%s” zou zonder deze toets nergens meer aan worden gemeten. Geef die eerst een andere toets.", m.Titel))
			return nil
		}
		if err := Mijlpalen.Store(c, m); err != nil {
			return err
		}
	}
	return nil
}

// Weergave is what the audit trail calls it.
func (t *Toets) Weergave() string { return t.Naam }

// zaaktypeNamen are what people call the zaaktypen that parameters name.
func zaaktypeNamen(tx data.Tx, namen []string) ([]string, error) {
	var out []string
	for _, n := range namen {
		row, err := tx.One("select omschrijving from feiten_zaaktypen where (sleutel = $1 or identificatie = $2) and omschrijving <> '' order by id desc", laatste(n), n)
		switch {
		case errors.Is(err, data.ErrNotFound):
			out = append(out, n)
		case err != nil:
			return nil, err
		default:
			out = append(out, row.Text(0))
		}
	}
	return out, nil
}

// gevondenRij turns the error of a look into whether something was found.
func gevondenRij(err error) (bool, error) {
	if errors.Is(err, data.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

func replaceDot(text string) string { return strings.ReplaceAll(text, ".", ",") }
