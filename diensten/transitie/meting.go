package transitie

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// minOpenbaar is how many cases a figure is about at least, for residents to see it (§9).
const minOpenbaar = 10

// Meting is evidence: what a toets found in its registers, signed and chained (§10.2). Nobody writes or changes one (R1), and
// each carries all that its figure rests on (R6).
type Meting struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De toets.
	Toets zgw.URL `json:"toets" zgw:"readonly"`
	// Met welke versie van de definitie is gemeten.
	ToetsVersie int `json:"toetsVersie" zgw:"readonly"`
	// De toets als zin, zoals die toen was.
	ToetsZin string `json:"toetsZin" zgw:"readonly"`
	// Hoe er is gemeten.
	Sonde Sonde `json:"sonde" zgw:"readonly"`
	// Alles wat bepaalt wat er is geteld: genoeg om het later over te doen.
	Definitie Definitie `json:"definitie" zgw:"readonly"`
	// De digest van die definitie.
	DefinitieDigest string `json:"definitieDigest" zgw:"readonly"`
	// De eerste dag van het venster.
	Van zgw.Date `json:"van" zgw:"readonly"`
	// De laatste dag van het venster.
	Tot zgw.Date `json:"tot" zgw:"readonly"`
	// De dag waarop de stand van de zaken is bekeken.
	Peildatum zgw.Date `json:"peildatum" zgw:"readonly"`
	// Of dit het venster is van voor de toets begon: dat bewijst geen verandering.
	Nulmeting bool `json:"nulmeting" zgw:"readonly"`
	// De registers waaruit is gemeten.
	Bronnen []string `json:"bronnen" zgw:"readonly"`
	// Tot wanneer Meent toen wist wat er in die registers stond.
	BekendTot zgw.Time `json:"bekendTot" zgw:"readonly,null"`
	// Van hoeveel zaaktypen Meent zaken ziet, van hoeveel er zijn.
	Dekking Dekking `json:"dekking" zgw:"readonly"`
	// Het cijfer; null als het nog niet is te bepalen. Dat is niet nul.
	Waarde *float64 `json:"waarde" zgw:"readonly"`
	// De onderkant van het interval.
	Laag *float64 `json:"laag" zgw:"readonly"`
	// De bovenkant van het interval.
	Hoog *float64 `json:"hoog" zgw:"readonly"`
	// Hoe zeker het interval is.
	Zekerheid float64 `json:"zekerheid" zgw:"readonly"`
	// Waarin het cijfer is: aandeel, dagen of zaken.
	Eenheid string `json:"eenheid" zgw:"readonly"`
	// Hoeveel zaken er zijn geteld.
	Teller int `json:"teller" zgw:"readonly"`
	// Over hoeveel zaken het gaat.
	N int `json:"n" zgw:"readonly"`
	// Het cijfer in woorden: 131 van 142 zaken.
	Zin string `json:"zin" zgw:"readonly"`
	// Wat er altijd naast het cijfer wordt gezegd.
	Naast []Naast `json:"naast" zgw:"readonly"`
	// Wat de meting zegt: geslaagd, gezakt, onbeslist, fout of verouderd.
	Uitkomst Uitkomst `json:"uitkomst" zgw:"readonly"`
	// Waarom er geen oordeel is.
	Reden string `json:"reden" zgw:"readonly"`
	// De SHA-256 van de rijen die zijn geteld. De rijen zelf worden niet bewaard.
	InvoerDigest string `json:"invoerDigest" zgw:"readonly"`
	// De versie van het programma.
	Programma string `json:"programma" zgw:"readonly"`
	// Wanneer het meten begon.
	Gestart zgw.Time `json:"gestart" zgw:"readonly"`
	// Wanneer het klaar was.
	GemetenOp zgw.Time `json:"gemetenOp" zgw:"readonly"`
	// Van welk moment de rijen zijn, in microseconden sinds 1970.
	Moment int64 `json:"moment" zgw:"readonly"`
	// De plaats in de keten van de toets, vanaf 1.
	Nummer int `json:"nummer" zgw:"readonly"`
	// De digest van de meting ervoor.
	Vorige string `json:"vorige" zgw:"readonly"`
	// De digest van deze meting.
	Digest string `json:"digest" zgw:"readonly"`
	// De sleutel waarmee is ondertekend.
	Sleutel string `json:"sleutel" zgw:"readonly"`
	// De handtekening van de organisatie (Ed25519).
	Handtekening string `json:"handtekening" zgw:"readonly"`

	delen []string // the digests of the parts of the rows
	rang  int      // of its toets
}

// Uitkomst is what a meting says: five values, no more (§10.2).
type Uitkomst string

// Choices are those of maat.Uitkomst.
func (Uitkomst) Choices() []string {
	return []string{string(maat.Geslaagd), string(maat.Gezakt), string(maat.Onbeslist), string(maat.Fout), string(maat.Verouderd)}
}

// Naast is a figure that is said beside another (maat.Naast).
type Naast struct {
	// Wat het is: p50, p80, open, ingetrokken, opgeschort, opgeschortOnbekend, ongeldig, zonderTermijn, verlengd, servicenorm of nogNiet.
	Code string `json:"code"`
	// Over hoeveel zaken.
	N int `json:"n"`
	// Het cijfer, als het er een is.
	Waarde *float64 `json:"waarde"`
	// De onderkant van het interval.
	Laag *float64 `json:"laag"`
	// De bovenkant van het interval.
	Hoog *float64 `json:"hoog"`
}

// Definitie is all that decides what is counted. With it, a window and a moment a figure can be made again (R10).
type Definitie struct {
	// De sonde.
	Sonde Sonde `json:"sonde"`
	// De zaaktypen, zoals de toets ze noemt; leeg: alle.
	Zaaktypen []string `json:"zaaktypen"`
	// De zaaktypen die zijn weggelaten omdat het cijfer anders over personen gaat.
	Zonder []string `json:"zonder"`
	// De resultaattypen die als ingetrokken tellen.
	Ingetrokken []string `json:"ingetrokken"`
	// De termijn waartegen wordt gemeten.
	Norm Norm `json:"norm"`
	// Welk deel van de zaken klaar is.
	Deel Deel `json:"deel"`
	// Hoeveel maanden een venster heeft.
	Maanden int `json:"maanden"`
	// De lat.
	Drempel *Drempel `json:"drempel"`
	// Bij minder zaken is er geen oordeel.
	MinN int `json:"minN"`
	// Hoe zeker het interval is.
	Zekerheid float64 `json:"zekerheid"`
}

// LaatsteMeting is a meting as far as a page shows it at once; the rest stands behind ‘Hoe gemeten?’ (R6).
type LaatsteMeting struct {
	// De meting.
	URL zgw.URL `json:"url"`
	// De toets.
	Toets zgw.URL `json:"toets"`
	// Het cijfer; null als het nog niet is te bepalen.
	Waarde *float64 `json:"waarde"`
	// Hoeveel zaken er zijn geteld.
	Teller int `json:"teller"`
	// Over hoeveel zaken het gaat.
	N int `json:"n"`
	// De onderkant van het interval.
	Laag *float64 `json:"laag"`
	// De bovenkant van het interval.
	Hoog *float64 `json:"hoog"`
	// Waarin het cijfer is.
	Eenheid string `json:"eenheid"`
	// Wat de meting zegt, of verouderd.
	Uitkomst Uitkomst `json:"uitkomst"`
	// De eerste en laatste dag van het venster.
	Venster Periode `json:"venster"`
	// De dag waarop de stand is bekeken.
	Peildatum zgw.Date `json:"peildatum"`
	// Wanneer er is gemeten.
	GemetenOp zgw.Time `json:"gemetenOp"`
	// Of het de nulmeting is.
	Nulmeting bool `json:"nulmeting"`
	// Het cijfer in woorden.
	Zin string `json:"zin"`
	// Waarom er geen oordeel is.
	Reden string `json:"reden"`
	// De versie van de definitie.
	DefinitieVersie int `json:"definitieVersie"`
	// De registers.
	Bronnen []string `json:"bronnen"`
	// Tot wanneer Meent toen wist wat daarin stond.
	BekendTot zgw.Time `json:"bekendTot" zgw:"null"`
	// Van hoeveel zaaktypen Meent zaken ziet, van hoeveel er zijn.
	Dekking Dekking `json:"dekking"`
}

// Periode is a window of days, both ends in it.
type Periode struct {
	// De eerste dag.
	Van zgw.Date `json:"van" zgw:"required"`
	// De laatste dag.
	Tot zgw.Date `json:"tot" zgw:"required"`
}

// kort is what pages show of the meting.
func (m *Meting) kort() *LaatsteMeting {
	return &LaatsteMeting{URL: m.URL, Toets: m.Toets, Waarde: m.Waarde, Teller: m.Teller, N: m.N, Laag: m.Laag, Hoog: m.Hoog, Eenheid: m.Eenheid, Uitkomst: m.Uitkomst,
		Venster: Periode{m.Van, m.Tot}, Peildatum: m.Peildatum, GemetenOp: m.GemetenOp, Nulmeting: m.Nulmeting, Zin: m.Zin, Reden: m.Reden, DefinitieVersie: m.ToetsVersie,
		Bronnen: m.Bronnen, BekendTot: m.BekendTot, Dekking: m.Dekking}
}

// Metingen is the resource.
var Metingen = rest.Resource[Meting]{
	Name: "meting", Table: "metingen", Path: Root + "/toetsen/{toets_uuid}/metingen", Ops: rest.ReadOnly, Scopes: scopes,
	Parent: func(m *Meting) zgw.URL { return m.Toets }, ParentColumn: "toets", Lender: "toetsen",
	Main: &rest.Main[Meting]{Class: func(_ *rest.Call, m *Meting) (int64, error) { return auth.Class(0, m.rang, false), nil }},
	Columns: []rest.Column[Meting]{
		rest.Ref("toets", func(m *Meting) zgw.URL { return m.Toets }),
		rest.Col("nummer", func(m *Meting) int { return m.Nummer }),
		rest.Col("toets_versie", func(m *Meting) int { return m.ToetsVersie }),
		rest.Col("nulmeting", func(m *Meting) bool { return m.Nulmeting }),
		rest.Col("peildatum", func(m *Meting) int { return dagNr(m.Peildatum) }),
		rest.Col("van", func(m *Meting) int { return dagNr(m.Van) }),
		rest.Col("tot", func(m *Meting) int { return dagNr(m.Tot) }),
		rest.Col("op", func(m *Meting) int { return dagNr(zgw.DateOf(m.GemetenOp.Time())) }),
		rest.Col("moment", func(m *Meting) int64 { return m.Moment }),
		rest.Col("n", func(m *Meting) int { return m.N }),
		rest.Col("uitkomst", func(m *Meting) string { return string(m.Uitkomst) }),
		rest.Col("delen", func(m *Meting) string { return delenTekst(m.delen) }),
	},
	Filters: rest.Filters{"uitkomst": rest.In[Uitkomst]("uitkomst"), "nulmeting": rest.Truth("nulmeting")},
	Orders:  rest.Orders{"nummer": {Column: "nummer"}},
	Doc:     rest.ResourceDoc{Plural: "metingen"},
}

// dagNr is a date as columns and measures have it.
func dagNr(d zgw.Date) int { return int(maat.LeesDag(string(d))) }

// datum is a day as members have it.
func datum(d maat.Dag) zgw.Date { return zgw.Date(d.String()) }

func delenTekst(parts []string) string {
	if parts == nil {
		return "[]"
	}
	text, err := json.Marshal(parts)
	if err != nil { // a list of texts always encodes
		return "[]"
	}
	return string(text)
}

// vastlegging is what is signed of a meting: all of it but the chain itself, with the digests of the parts. Addresses are without
// the name of the server, which may change.
func (m *Meting) vastlegging() (json.RawMessage, error) {
	bare := *m
	bare.Nummer, bare.Vorige, bare.Digest, bare.Sleutel, bare.Handtekening = 0, "", "", "", ""
	bare.URL, bare.UUID = "", ""
	doc := bytes.ReplaceAll([]byte(rest.EncodeGroup(&bare)), []byte(zgw.Marker), nil)
	return bewijs.Kanoniek(struct {
		Meting json.RawMessage `json:"meting"`
		Delen  []string        `json:"delen"`
	}{doc, m.delen})
}

// schakel is the meting as a link of its chain.
func (m *Meting) schakel() (bewijs.Schakel, error) {
	content, err := m.vastlegging()
	if err != nil {
		return bewijs.Schakel{}, fmt.Errorf("meting %s: %w", m.UUID, err)
	}
	return bewijs.Schakel{Nummer: m.Nummer, Inhoud: content, Vorige: m.Vorige, Sleutel: m.Sleutel, Digest: m.Digest, Handtekening: m.Handtekening}, nil
}

// teken makes the meting the next link of a chain.
func (m *Meting) teken(before *bewijs.Schakel, by bewijs.Ondertekenaar) error {
	content, err := m.vastlegging()
	if err != nil {
		return err
	}
	s, err := bewijs.Voeg(before, content, by)
	if err != nil {
		return fmt.Errorf("sign a meting: %w", err)
	}
	m.Nummer, m.Vorige, m.Digest, m.Sleutel, m.Handtekening = s.Nummer, s.Vorige, s.Digest, s.Sleutel, s.Handtekening
	return nil
}

// metingenVan are the metingen of a toets in the order of its chain, with their parts.
func metingenVan(c *rest.Call, toets int64) ([]*Meting, error) {
	list, err := Metingen.Each(c, "toets = $1", toets)
	if err != nil {
		return nil, err
	}
	parts := map[string][]string{}
	for row, err := range c.Tx.Query("select uuid, delen from metingen where toets = $1", toets) {
		if err != nil {
			return nil, err
		}
		var p []string
		if err := json.Unmarshal(row.Bytes(1), &p); err != nil {
			return nil, fmt.Errorf("parts of meting %s: %w", row.Text(0), err)
		}
		parts[row.Text(0)] = p
	}
	for _, m := range list {
		if m.delen = parts[m.UUID]; len(m.delen) == 0 && m.Uitkomst == Uitkomst(maat.Fout) {
			m.delen = nil // nothing was counted, and so it was signed: no list, not an empty one
		}
	}
	slices.SortFunc(list, func(a, b *Meting) int { return cmp.Compare(a.Nummer, b.Nummer) })
	return list, nil
}

// rangVan is the rank of a meting: that of its toets, but residents see none of fewer than ten cases (§9).
func rangVan(toets *rest.Stored, n int) int {
	rank := auth.RankOf(toets.Cls)
	if rank == rangOpenbaar && n < minOpenbaar {
		return rangEigen
	}
	return rank
}

// rechtenMetingen gives the metingen of a toets the rights that it has now.
func rechtenMetingen(c *rest.Call, toets zgw.URL) error {
	row, err := c.Find(toets)
	if err != nil {
		return err
	}
	c.Tx.Changed("metingen")
	return c.Tx.Exec("update metingen set cls = case when n < $1 then cast($2 as bigint) else cast($3 as bigint) end where toets = $4", int64(minOpenbaar),
		auth.Class(0, rangVan(row, 0), false), auth.Class(0, rangVan(row, minOpenbaar), false), row.ID)
}
