package transitie

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"meent/data"
	"meent/diensten/rest"
)

// soort is a version of a zaaktype in a register, as measures need it.
type soort struct {
	id, register                                int64
	sleutel, adres, identificatie, omschrijving string
	doorlooptijd, servicenorm                   string
	verborgen                                   bool // the client may no longer see its zaken
	nummer                                      int32
}

// naam is what the zaaktype is called.
func (s soort) naam() string { return cmp.Or(s.omschrijving, s.identificatie, s.sleutel) }

// wijst says whether a text names this zaaktype: by its identificatie, its address or the last part of that.
func (s soort) wijst(text string) bool {
	return text == s.identificatie && text != "" || text == s.sleutel || strings.Contains(text, "/") && laatste(text) == s.sleutel
}

// soorten are all of them, and by id.
type soorten struct {
	alle  []soort
	metID map[int64]soort
}

// soortenVan reads the zaaktypen of all registers. All versions of a zaaktype have one number, that its identificatie gives: so it
// is the same in every database, and in the digest of what was measured (R10).
func soortenVan(tx data.Tx) (soorten, error) {
	l := soorten{metID: map[int64]soort{}}
	for row, err := range tx.Query(`select t.id, t.register, t.sleutel, t.adres, t.identificatie, t.omschrijving, t.doorlooptijd, t.servicenorm, t.verborgen
		from feiten_zaaktypen t order by t.id`) {
		if err != nil {
			return l, fmt.Errorf("read zaaktypen: %w", err)
		}
		s := soort{id: row.Int(0), register: row.Int(1), sleutel: row.Text(2), adres: row.Text(3), identificatie: row.Text(4), omschrijving: row.Text(5),
			doorlooptijd: row.Text(6), servicenorm: row.Text(7), verborgen: row.Int(8) != 0}
		sum := sha256.Sum256([]byte("zaaktype " + cmp.Or(s.identificatie, s.sleutel)))
		s.nummer = int32(binary.BigEndian.Uint32(sum[:]) >> 1)
		l.alle = append(l.alle, s)
		l.metID[s.id] = s
	}
	return l, nil
}

// kies are the zaaktypen that a list names, with all their versions; all of them when it names none.
func (l soorten) kies(names []string) []soort {
	if len(names) == 0 {
		return l.alle
	}
	numbers := map[int32]bool{}
	for _, s := range l.alle {
		if slices.ContainsFunc(names, s.wijst) {
			numbers[s.nummer] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(l.alle), func(s soort) bool { return !numbers[s.nummer] })
}

// Zaaktype is a zaaktype that can be measured by, for who chooses one.
type Zaaktype struct {
	// De identificatie: zo noemt een toets of maat het.
	Identificatie string `json:"identificatie"`
	// De omschrijving.
	Omschrijving string `json:"omschrijving"`
	// De registers waarin het staat.
	Registers []string `json:"registers"`
	// Hoeveel zaken Meent ervan kent.
	Zaken int64 `json:"zaken"`
	// De termijn volgens de catalogus.
	Doorlooptijd string `json:"doorlooptijd"`
	// De servicenorm volgens de catalogus.
	Servicenorm string `json:"servicenorm"`
	// Of het is gemeld als klein: dan wordt er niet over gemeten.
	Klein bool `json:"klein"`
	// De omschrijvingen van de resultaattypen.
	Resultaattypen []string `json:"resultaattypen"`
}

// zaaktypenRoute is GET /zaaktypen: what can be chosen for a maat, a toets and the inrichting.
func zaaktypenRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Root + "/zaaktypen", Scope: lezen,
		Doc: rest.Doc{ID: "zaaktypen_list", Summary: "De zaaktypen waarover kan worden gemeten, het meest gebruikte eerst.", Out: Zaaktype{}, Many: true},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			if _, err := rest.Query(r); err != nil {
				return err
			}
			var body []byte
			err := c.View(func() error {
				a, err := actorVan(c)
				if err != nil {
					return err
				}
				if err := magOf(a, Lezen, Voorwerp{Soort: "registers"}); err != nil {
					return err
				}
				list, err := zaaktypenNu(c.Tx, c)
				if err != nil {
					return err
				}
				body = append(body, '[')
				for i := range list {
					if i > 0 {
						body = append(body, ',')
					}
					body = append(body, rest.EncodeGroup(&list[i])...)
				}
				body = append(body, ']')
				return nil
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, body)
		}})
}

func zaaktypenNu(tx data.Tx, c *rest.Call) ([]Zaaktype, error) {
	types, err := soortenVan(tx)
	if err != nil {
		return nil, err
	}
	inr, err := inrichtingVan(c)
	if err != nil {
		return nil, err
	}
	byID, list := map[int64]*Zaaktype{}, map[int32]*Zaaktype{}
	for _, s := range types.alle {
		z := list[s.nummer]
		if z == nil {
			z = &Zaaktype{Registers: []string{}, Resultaattypen: []string{}}
			list[s.nummer] = z
		}
		z.Identificatie, z.Omschrijving, z.Doorlooptijd, z.Servicenorm = cmp.Or(s.identificatie, s.sleutel), s.naam(), s.doorlooptijd, s.servicenorm
		if naam := inr.namen[s.register]; !slices.Contains(z.Registers, naam) {
			z.Registers = append(z.Registers, naam)
		}
		z.Klein = z.Klein || inr.zonder[s.nummer]
		byID[s.id] = z
	}
	for row, err := range tx.Query("select zaaktype, count(*) from feiten where gezien_tot is null group by zaaktype") {
		if err != nil {
			return nil, fmt.Errorf("count zaken: %w", err)
		}
		if z := byID[row.Int(0)]; z != nil {
			z.Zaken += row.Int(1)
		}
	}
	for row, err := range tx.Query("select distinct f.zaaktype, r.omschrijving from feiten f join feiten_resultaattypen r on r.id = f.resultaattype where f.gezien_tot is null and r.omschrijving <> '' order by r.omschrijving") {
		if err != nil {
			return nil, fmt.Errorf("read resultaattypen: %w", err)
		}
		if z := byID[row.Int(0)]; z != nil && !slices.Contains(z.Resultaattypen, row.Text(1)) {
			z.Resultaattypen = append(z.Resultaattypen, row.Text(1))
		}
	}
	var out []Zaaktype
	for _, z := range list {
		out = append(out, *z)
	}
	slices.SortFunc(out, func(a, b Zaaktype) int {
		return cmp.Or(cmp.Compare(b.Zaken, a.Zaken), cmp.Compare(a.Identificatie, b.Identificatie))
	})
	return out, nil
}

// inrichting is what the administrator said of measuring, for all registers.
type inrichting struct {
	namen       map[int64]string // of the registers
	zonder      map[int32]bool   // small zaaktypen, by number
	ingetrokken map[int64]bool   // resultaattypen, by id
	kleine      []string
	gestopt     []string
}

func inrichtingVan(c *rest.Call) (inrichting, error) {
	inr := inrichting{namen: map[int64]string{}, zonder: map[int32]bool{}, ingetrokken: map[int64]bool{}}
	types, err := soortenVan(c.Tx)
	if err != nil {
		return inr, err
	}
	list, err := Registers.Each(c, "1 = 1")
	if err != nil {
		return inr, err
	}
	for _, r := range list {
		id, err := c.ID(r.URL)
		if err != nil {
			return inr, err
		}
		inr.namen[id] = r.Naam
		inr.kleine, inr.gestopt = append(inr.kleine, r.KleineZaaktypen...), append(inr.gestopt, r.Ingetrokken...)
		if len(r.KleineZaaktypen) > 0 {
			for _, s := range types.kies(r.KleineZaaktypen) {
				inr.zonder[s.nummer] = true
			}
		}
	}
	slices.Sort(inr.kleine)
	slices.Sort(inr.gestopt)
	inr.kleine, inr.gestopt = slices.Compact(inr.kleine), slices.Compact(inr.gestopt)
	return inr, inr.stop(c.Tx)
}

// stop finds the resultaattypen that mean that somebody withdrew.
func (inr *inrichting) stop(tx data.Tx) error {
	for row, err := range tx.Query("select id, sleutel, omschrijving from feiten_resultaattypen") {
		if err != nil {
			return fmt.Errorf("read resultaattypen: %w", err)
		}
		if slices.ContainsFunc(inr.gestopt, func(text string) bool {
			return strings.EqualFold(text, row.Text(2)) || text == row.Text(1) || strings.Contains(text, "/") && laatste(text) == row.Text(1)
		}) {
			inr.ingetrokken[row.Int(0)] = true
		}
	}
	return nil
}
