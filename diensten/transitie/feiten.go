package transitie

import (
	"net/http"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// feiten adds what is measured: own registers, and what comes of them.
func feiten(a *rest.API) {
	a.Add(&Registers)
	metenRoutes(a)
	standRoute(a)
	berichtRoute(a)
}

// Stand is how far the reading of a register is, for people.
type Stand struct {
	// Of Meent het register nu leest, en wat: vol (alles) of nacht (wat open is of sindsdien is afgerond).
	Leest string `json:"leest" zgw:"readonly"`
	// Welke lijst er nu wordt gelezen.
	Fase string `json:"fase" zgw:"readonly"`
	// Hoeveel er van die lijst is gelezen.
	Gelezen int64 `json:"gelezen" zgw:"readonly"`
	// Hoeveel erop staat, volgens het register.
	Verwacht int64 `json:"verwacht" zgw:"readonly"`
	// Tot wanneer Meent weet wat er in het register staat.
	Tot zgw.Time `json:"tot" zgw:"readonly,null"`
	// Wanneer alles voor het laatst is gelezen.
	AllesOp zgw.Time `json:"allesOp" zgw:"readonly,null"`
	// Wat er mis is; leeg als het lezen lukt.
	Fout string `json:"fout" zgw:"readonly"`
	// Sinds wanneer dat zo is. Wat Meent al wist, blijft staan en wordt ouder.
	FoutSinds zgw.Time `json:"foutSinds" zgw:"readonly,null"`
	// Wanneer Meent het weer probeert.
	Volgende zgw.Time `json:"volgende" zgw:"readonly,null"`
	// Wanneer de laatste notificatie kwam.
	Gehoord zgw.Time `json:"gehoord" zgw:"readonly,null"`
	// Hoeveel zaken Meent kent.
	Zaken int64 `json:"zaken" zgw:"readonly"`
	// Van hoeveel zaaktypen Meent zaken ziet, van hoeveel er zijn, en waarom niet alle.
	Dekking Dekking `json:"dekking" zgw:"readonly"`
}

// Dekking is of how much a figure tells (transition.md §9): it stands beside every figure.
type Dekking struct {
	// Van hoeveel zaaktypen Meent zaken ziet.
	Gezien int64 `json:"gezien"`
	// Hoeveel zaaktypen er in de catalogus staan; 0 als dat niet bekend is.
	Totaal int64 `json:"totaal"`
	// Waarom niet alle, voor zover bekend.
	Reden string `json:"reden"`
}

func standRoute(a *rest.API) {
	a.Route(rest.Route{Pattern: "GET " + Root + "/registers/{uuid}/stand", Scope: lezen,
		Doc: rest.Doc{ID: "register_stand", Summary: "Hoe ver Meent is met het lezen van een register.", Out: Stand{}},
		Handle: func(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
			if _, err := rest.Query(r); err != nil {
				return err
			}
			var out Stand
			err := c.View(func() error {
				s, err := Registers.Visible(c, r.PathValue("uuid"))
				if err != nil {
					return err
				}
				out, err = standNu(c.Tx, s.ID)
				return err
			})
			if err != nil {
				return err
			}
			return c.AnswerJSON(w, r, http.StatusOK, []byte(rest.EncodeGroup(&out)))
		}})
}

func standNu(tx data.Tx, register int64) (Stand, error) {
	s, err := standVan(tx, register)
	if err != nil {
		return Stand{}, err
	}
	row, err := tx.One("select count(*) from feiten where register = $1 and gezien_tot is null", register)
	if err != nil {
		return Stand{}, err
	}
	out := Stand{Leest: s.Soort, Fase: s.Fase, Gelezen: s.Gelezen, Verwacht: s.Verwacht, Tot: moment(s.Tot), AllesOp: moment(s.Vol), Fout: s.Fout, FoutSinds: moment(s.Sinds),
		Gehoord: moment(s.Gehoord), Zaken: row.Int(0), Dekking: Dekking{s.Gezien, s.Totaal, ""}}
	if s.Fout != "" {
		out.Volgende = moment(s.Volgende)
	}
	if s.Gezien < s.Totaal {
		out.Dekking.Reden = s.Reden
	}
	return out, nil
}
