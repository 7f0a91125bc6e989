package zaken

import (
	"net/http"

	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// mostNumbers is how many numbers one request can reserve.
const mostNumbers = 10_000

// ReserveerZaaknummer asks for numbers of zaken that are made later (zrc-035).
type ReserveerZaaknummer struct {
	// Het RSIN van de organisatie die de zaken gaat maken.
	Bronorganisatie zgw.RSIN `json:"bronorganisatie" zgw:"required,max=9,min=9"`
	// Hoeveel nummers er nodig zijn.
	Aantal int `json:"aantal" zgw:"min=1,default=1"`
}

// Zaaknummer is a number that no other zaak gets.
type Zaaknummer struct {
	// Het nummer.
	Zaaknummer string `json:"zaaknummer" zgw:"readonly"`
}

func zaaknummerRoute(a *rest.API) {
	a.Route(rest.Route{
		Pattern: "POST " + Root + "/zaaknummer_reserveren", Scope: "zaken.aanmaken", Handle: reserve,
		Doc: rest.Doc{ID: "zaaknummer_reserveren", Summary: "Reserveer een zaaknummer.", In: ReserveerZaaknummer{}, Out: Zaaknummer{}, Many: true, Status: http.StatusCreated},
	})
}

// reserve gives out numbers without making zaken: a number comes back only when a client posts a zaak with it.
func reserve(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	var asked ReserveerZaaknummer
	if err := c.Body(r, &asked); err != nil {
		return err
	}
	if asked.Aantal > mostNumbers {
		return rest.Invalid("aantal", "max_value", "Reserveer ten hoogste 10000 nummers in één keer.")
	}
	var numbers []string
	err := c.Update(func() (err error) {
		numbers, err = freeNumbers(c, asked.Bronorganisatie, asked.Aantal)
		return err
	})
	if err != nil {
		return err
	}
	body := []byte{'['}
	for i, number := range numbers {
		if i > 0 {
			body = append(body, ',')
		}
		body = append(rest.AppendString(append(body, `{"zaaknummer":`...), number), '}')
	}
	return c.AnswerJSON(w, r, http.StatusCreated, append(body, ']'))
}

// freeNumbers gives out n numbers that no zaak has: a client may have chosen one of them itself.
func freeNumbers(c *rest.Call, organisatie zgw.RSIN, n int) ([]string, error) {
	var free []string
	for len(free) < n {
		list, err := c.Numbers("ZAAK", organisatie, n-len(free))
		if err != nil {
			return nil, err
		}
		used, err := inUse(c, organisatie, list[0], list[len(list)-1])
		if err != nil {
			return nil, err
		}
		for _, number := range list {
			if !used[number] {
				free = append(free, number)
			}
		}
	}
	return free, nil
}

// inUse are the numbers between two that zaken of an organisation have.
func inUse(c *rest.Call, organisatie zgw.RSIN, from, to string) (map[string]bool, error) {
	used := map[string]bool{}
	for row, err := range c.Tx.Query("select identificatie from zaken where identificatie between $1 and $2 and bronorganisatie = $3", from, to, string(organisatie)) {
		if err != nil {
			return nil, err
		}
		used[row.Text(0)] = true
	}
	return used, nil
}
