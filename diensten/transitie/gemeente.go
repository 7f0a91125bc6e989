package transitie

import (
	"net/http"
	"slices"
	"strings"

	"meent/diensten/auth"
	"meent/diensten/rest"
	"meent/diensten/transitie/gemeenten"
	"meent/diensten/zgw"
)

// Gemeentelijst is the municipalities of the Netherlands on a day, to choose one's own from (§2.1). They are in the program;
// those that take part are Organisaties.
type Gemeentelijst struct {
	// Waar de lijst vandaan komt en onder welke voorwaarden zij is gebruikt.
	Bron string `json:"bron"`
	// De dag waarvan dit de gemeenten zijn.
	Op zgw.Date `json:"op"`
	// De dag van de laatste herindeling in de lijst.
	BijgewerktTot zgw.Date `json:"bijgewerktTot"`
	// Hoeveel gemeenten het zijn.
	Count int `json:"count"`
	// De gemeenten, op naam.
	Results []Gemeente `json:"results"`
}

// Gemeente is a municipality of the list.
type Gemeente struct {
	// De code bij het CBS.
	Code string `json:"code"`
	// De naam.
	Naam string `json:"naam"`
	// Hoeveel inwoners er waren op 1 januari 2022.
	Inwoners int `json:"inwoners"`
	// De regio's waarin de gemeente ligt.
	Regios *Regios `json:"regios"`
	// Sinds wanneer de gemeente er is; leeg als dat voor het begin van de lijst is.
	GeldigVan zgw.Date `json:"geldigVan" zgw:"null"`
	// Tot wanneer de gemeente er was.
	GeldigTot zgw.Date `json:"geldigTot" zgw:"null"`
	// De codes van de gemeenten die na een herindeling in de plaats kwamen.
	Opvolgers []string `json:"opvolgers"`
	// De organisatie met deze code, als zij al is ingevoerd en je haar mag zien.
	Organisatie zgw.URL `json:"organisatie" zgw:"null"`
}

func gemeentenRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Root + "/gemeenten", Scope: lezen, Handle: serveGemeenten,
		Doc: rest.Doc{ID: "gemeente_list", Summary: "Zoek een gemeente in de lijst van het CBS.", Out: Gemeentelijst{}, Query: []rest.Param{
			{Name: "zoek", Type: "string", Doc: "Een deel van de naam, of de code."},
			{Name: "op", Type: "string", Format: "date", Doc: "De dag waarvan de gemeenten worden gevraagd; zonder is dat vandaag."},
		}}})
}

func serveGemeenten(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	q, err := rest.Query(r, "zoek", "op")
	if err != nil {
		return err
	}
	lijst := Gemeentelijst{Bron: gemeenten.Bron, BijgewerktTot: gemeenten.Bijgewerkt, Op: zgw.Date(q.Get("op"))}
	err = c.View(func() error {
		if lijst.Op == "" {
			lijst.Op = c.Today()
		}
		if err := gemeenteDag("op", lijst.Op); err != nil {
			return err
		}
		known, err := organisatiesMetCode(c)
		if err != nil {
			return err
		}
		for _, g := range gemeenten.Zoek(q.Get("zoek"), string(lijst.Op)) {
			lijst.Results = append(lijst.Results, Gemeente{g.Code, g.Naam, g.Inwoners, regios(g), zgw.Date(g.GeldigVan), zgw.Date(g.GeldigTot), slices.Clone(g.Opvolgers), known[g.Code]})
		}
		return nil
	})
	if err != nil {
		return err
	}
	lijst.Count = len(lijst.Results)
	return c.AnswerTagged(w, r, rest.EncodeGroup(&lijst))
}

// gemeenteDag says whether the list knows the municipalities of a day.
func gemeenteDag(name string, op zgw.Date) error {
	if code, reason := op.Valid(); code != "" {
		return rest.Invalid(name, code, reason)
	}
	if op < gemeenten.Vanaf {
		return rest.Invalid(name, "te-vroeg", "De lijst begint op 1 januari 2022. Kies een latere dag.")
	}
	return nil
}

// organisatiesMetCode are the organisaties that have a code of the CBS and that the client may see.
func organisatiesMetCode(c *rest.Call) (map[string]zgw.URL, error) {
	known, mag := map[string]zgw.URL{}, leesrecht(c, "organisaties")
	for row, err := range c.Tx.Query("select cbs_code, uuid, cls from organisaties where cbs_code is not null") {
		if err != nil {
			return nil, err
		}
		if mag.Allows(row.Int(2)) {
			known[row.Text(0)] = zgw.LocalURL(Organisaties.Path, row.Text(1))
		}
	}
	return known, nil
}

// leesrecht is what who makes a call may see of a kind of object, for answers that are put together of several kinds.
func leesrecht(c *rest.Call, soort string) *auth.Rights {
	var needs []auth.Need
	for _, scope := range strings.Split(lezen, " | ") {
		needs = append(needs, auth.Need{Component: component, Scope: scope})
	}
	return narrow(c.Client, soort, c.Client.Rights(needs...))
}

func regios(g gemeenten.Gemeente) *Regios {
	return &Regios{g.Arbeidsmarktregio, g.COROP, g.Provincie, g.Veiligheidsregio}
}
