package transitie

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/transitie/bewijs"
	"meent/diensten/transitie/maat"
	"meent/diensten/zgw"
)

// Meting is what was measured of a toets (§10.2): a figure with all that it rests on (R6), signed, and chained to the one before.
// Nobody writes one but the engine.
type Meting struct {
	rest.Object
	// Het uuid uit het adres.
	UUID string `json:"uuid" zgw:"readonly"`
	// De toets.
	Toets zgw.URL `json:"toets" zgw:"readonly"`
	// Het nummer van de definitie waarmee is gemeten.
	Definitie int `json:"definitie" zgw:"readonly"`
	// De digest van die definitie, met de zaaktypen en resultaattypen waar zij op neerkwam.
	DefinitieDigest string `json:"definitieDigest" zgw:"readonly"`
	// Hoe er is gemeten.
	Sonde string `json:"sonde" zgw:"readonly"`
	// De eerste dag van het venster.
	Van zgw.Date `json:"van" zgw:"readonly"`
	// De laatste dag van het venster.
	Tot zgw.Date `json:"tot" zgw:"readonly"`
	// De dag waarop naar de zaken is gekeken.
	Peildatum zgw.Date `json:"peildatum" zgw:"readonly"`
	// Tot wanneer Meent wist wat er in de registers stond.
	BekendTot zgw.Time `json:"bekendTot" zgw:"readonly,null"`
	// Of dit het venster voor de toets is: het bewijst geen verandering.
	Nulmeting bool `json:"nulmeting" zgw:"readonly"`
	// Waar de cijfers vandaan komen.
	Bron string `json:"bron" zgw:"readonly"`
	// Over hoeveel zaaktypen het cijfer gaat.
	Dekking Dekking `json:"dekking" zgw:"readonly"`
	// Het cijfer; leeg als het nog niet te bepalen is.
	Waarde *float64 `json:"waarde" zgw:"readonly"`
	// De onderkant van het interval.
	Onder *float64 `json:"onder" zgw:"readonly"`
	// De bovenkant van het interval.
	Boven *float64 `json:"boven" zgw:"readonly"`
	// Waarin het cijfer is uitgedrukt.
	Eenheid string `json:"eenheid" zgw:"readonly"`
	// Over hoeveel zaken het gaat.
	N int `json:"n" zgw:"readonly"`
	// Hoeveel daarvan meetellen: op tijd, te laat of klaar.
	Teller int `json:"teller" zgw:"readonly"`
	// Wat er altijd bij wordt gezegd, zoals hoeveel zaken zijn ingetrokken.
	Naast zgw.JSON `json:"naast" zgw:"readonly"`
	// De uitkomst: geslaagd, gezakt, onbeslist, fout of verouderd.
	Uitkomst MetingUitkomst `json:"uitkomst" zgw:"readonly"`
	// Waarom, als het geen oordeel is.
	Reden string `json:"reden" zgw:"readonly"`
	// De digest van de rijen waar het cijfer uit komt.
	InvoerDigest string `json:"invoerDigest" zgw:"readonly"`
	// De versie van Meent die mat.
	Binair string `json:"binair" zgw:"readonly"`
	// Wanneer de meting begon.
	Gestart zgw.Time `json:"gestart" zgw:"readonly"`
	// Wanneer de meting klaar was.
	Klaar zgw.Time `json:"klaar" zgw:"readonly"`
	// De hoeveelste meting van deze toets het is.
	Nummer int `json:"nummer" zgw:"readonly"`
	// De digest van de meting ervoor.
	Vorige string `json:"vorige" zgw:"readonly"`
	// De digest van deze meting.
	Digest string `json:"digest" zgw:"readonly"`
	// De sleutel waarmee de organisatie tekende.
	Sleutel string `json:"sleutel" zgw:"readonly"`
	// De handtekening (Ed25519).
	Handtekening string `json:"handtekening" zgw:"readonly"`

	opdracht string // how it was measured, to do it again
	moment   int64  // as of when the projection was read
	schakel  string // the signed record
}

// MetingUitkomst is one of five outcomes.
type MetingUitkomst string

// Choices are those of §10.2.
func (MetingUitkomst) Choices() []string {
	return []string{string(maat.Geslaagd), string(maat.Gezakt), string(maat.Onbeslist), string(maat.Fout), string(maat.Verouderd)}
}

// Metingen is the resource. It hangs on its toets, which lends it its rights.
var Metingen = rest.Resource[Meting]{
	Name: "meting", Table: "metingen", Path: Root + "/metingen", Ops: rest.ReadOnly, Scopes: scopes, Quiet: true,
	Parent: func(m *Meting) zgw.URL { return m.Toets }, ParentColumn: "toets", Lender: "toetsen",
	Columns: []rest.Column[Meting]{
		rest.Ref("toets", func(m *Meting) zgw.URL { return m.Toets }),
		rest.Col("definitie", func(m *Meting) int { return m.Definitie }),
		rest.Col("tot", func(m *Meting) zgw.Date { return m.Tot }),
		rest.Col("op", func(m *Meting) zgw.Time { return m.Klaar }),
		rest.Col("uitkomst", func(m *Meting) string { return string(m.Uitkomst) }),
		rest.Col("nummer", func(m *Meting) int { return m.Nummer }),
		rest.Col("opdracht", func(m *Meting) string { return m.opdracht }),
		rest.Col("moment", func(m *Meting) int64 { return m.moment }),
		rest.Col("schakel", func(m *Meting) string { return m.schakel }),
	},
	Filters: rest.Filters{"toets": rest.By("toets"), "uitkomst": rest.In[MetingUitkomst]("uitkomst"), "op__gte": rest.Compare[zgw.Time]("op", ">=")},
	Orders:  rest.Orders{"op": {Column: "op"}, "nummer": {Column: "nummer"}},
	Doc:     rest.ResourceDoc{Plural: "metingen"},
}

// metingenRoute is GET /toetsen/{uuid}/metingen: those of one toets, the newest first.
func metingenRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Toetsen.Path + "/{uuid}/metingen", Scope: lezen,
		Doc: rest.Doc{ID: "toets_metingen", Summary: "De metingen van een toets, de nieuwste eerst.", Out: Meting{}, Paged: true},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			if _, err := rest.Query(r, "page", "pageSize"); err != nil {
				return err
			}
			var documents [][]byte
			err := c.View(func() error {
				s, err := Toetsen.Visible(c, r.PathValue("uuid"))
				if err != nil {
					return err
				}
				for row, err := range c.Tx.Query("select body from metingen where toets = $1 order by nummer desc", s.ID) {
					if err != nil {
						return err
					}
					documents = append(documents, bytes.Clone(row.Bytes(0)))
				}
				return nil
			})
			if err != nil {
				return err
			}
			return c.AnswerPage(w, r, documents)
		}})
}

// keten is the chain of a toets: its records, oldest first, and the digest of the last as the toets knows it.
func keten(tx data.Tx, toets int64) (chain []bewijs.Schakel, head string, err error) {
	for row, err := range tx.Query("select schakel from metingen where toets = $1 order by nummer", toets) {
		if err != nil {
			return nil, "", err
		}
		var s bewijs.Schakel
		if err := json.Unmarshal(row.Bytes(0), &s); err != nil {
			s = bewijs.Schakel{Inhoud: json.RawMessage("null")} // it does not hold: the check says so
		}
		chain = append(chain, s)
	}
	row, err := tx.One("select kop from feiten_toetsen where toets = $1", toets)
	if errors.Is(err, data.ErrNotFound) {
		return chain, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	return chain, row.Text(0), nil
}

// sleutelsVan are the keys of the organisation, oldest first.
func sleutelsVan(tx data.Tx) ([]bewijs.Sleutel, error) {
	var list []bewijs.Sleutel
	for row, err := range tx.Query("select body from feiten_sleutels order by nummer") {
		if err != nil {
			return nil, err
		}
		var s bewijs.Sleutel
		if err := json.Unmarshal(row.Bytes(0), &s); err != nil {
			return nil, fmt.Errorf("keys: %w", err)
		}
		list = append(list, s)
	}
	return list, nil
}

// ondertekenaar is who signs; its key is made known the first time. A key that comes after another one that is lost cannot be handed
// over, and the chain says so.
func ondertekenaar(tx data.Tx, keys *rest.Keys) (bewijs.Ondertekenaar, error) {
	key, err := keys.Signer()
	if err != nil {
		return bewijs.Ondertekenaar{}, err
	}
	by := bewijs.Met(key)
	known, err := sleutelsVan(tx)
	if err != nil {
		return by, err
	}
	for _, s := range known {
		if s.ID == by.ID() {
			return by, nil
		}
	}
	s, err := bewijs.Eerste(key, string(zgw.DateOf(tx.Now())))
	if err != nil {
		return by, err
	}
	text, err := json.Marshal(s)
	if err != nil {
		return by, err
	}
	err = tx.Exec("insert into feiten_sleutels (sleutel, nummer, body) values ($1, $2, $3) on conflict (sleutel) do nothing", s.ID, int64(len(known)+1), string(text))
	return by, err
}

// controleer says whether the chain of a toets is whole; "" when it is, else why not.
func controleer(tx data.Tx, toets int64) (aantal int, breuk string, err error) {
	chain, head, err := keten(tx, toets)
	if err != nil {
		return 0, "", err
	}
	if len(chain) == 0 && head == "" {
		return 0, "", nil
	}
	known, err := sleutelsVan(tx)
	if err != nil {
		return 0, "", err
	}
	if len(known) == 0 {
		return len(chain), "De sleutel waarmee is getekend, is niet bekend.", nil
	}
	bos, err := bewijs.Bos(known[0].ID, known)
	if err != nil {
		return len(chain), "Er is getekend met een sleutel die niet door de vorige is overgedragen.", nil
	}
	if b, ok := errors.AsType[*bewijs.Breuk](bewijs.Controleer(chain, bos, head)); ok {
		return len(chain), fmt.Sprintf("Meting %d: %s", b.Plaats, b.Waarom), nil
	}
	breuk, err = zelfdeInhoud(tx, toets, chain)
	return len(chain), breuk, err
}

// zelfdeInhoud says whether what a meting shows is what was signed.
func zelfdeInhoud(tx data.Tx, toets int64, chain []bewijs.Schakel) (string, error) {
	i := 0
	for row, err := range tx.Query("select body from metingen where toets = $1 order by nummer", toets) {
		if err != nil {
			return "", err
		}
		var shown Meting
		var signed bewijs.Meting
		if rest.Decode(&rest.Stored{Body: row.Bytes(0)}, &shown) != nil || json.Unmarshal(chain[i].Inhoud, &signed) != nil || !shown.is(signed, chain[i]) {
			return fmt.Sprintf("Meting %d toont iets anders dan wat is getekend.", i+1), nil
		}
		i++
	}
	return "", nil
}

// is says whether a meting shows what was signed of it.
func (m *Meting) is(b bewijs.Meting, s bewijs.Schakel) bool {
	same := func(x, y *float64) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	return m.Digest == s.Digest && m.Vorige == s.Vorige && m.Nummer == s.Nummer && m.Uitkomst == MetingUitkomst(b.Uitkomst) && m.N == b.N && m.Teller == b.Teller &&
		same(m.Waarde, b.Waarde) && same(m.Onder, b.Onder) && same(m.Boven, b.Boven) && string(m.Van) == b.Van && string(m.Tot) == b.Tot && string(m.Peildatum) == b.Peildatum &&
		m.InvoerDigest == b.InvoerDigest && m.DefinitieDigest == b.ToetsDigest && m.Definitie == b.Versie
}
