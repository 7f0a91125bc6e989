package kaart

import (
	"net/http"
	"net/url"
	"strings"

	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

// hermeting is what came of measuring the last meting of a toets again: the same window, the same definition.
type hermeting struct {
	Op, Volgende string
	Gelijk       bool
	Zaken        []string // addresses of corrected cases, for who may read those
	Tekst        string
}

// meetOpnieuw has a toets of the milestone measured again, and says what came of it.
func meetOpnieuw(v *opmaak.Verzoek) error {
	told, err := meet(v, v.API(), v.Vraag("toets"))
	if err != nil {
		return err
	}
	v.Meld(told)
	return v.Naar("/kaart/mijlpalen/" + v.Pad("id"))
}

// meet asks the register. One re-measurement an hour serves all who ask; a refusal is told in the register's own words.
func meet(v *opmaak.Verzoek, c *zgw.Client, toets string) (string, error) {
	if toets == "" || strings.ContainsAny(toets, "/?#") {
		return "", opmaak.NietGevonden()
	}
	var h hermeting
	err := c.Do(v.Context(), http.MethodPost, root+"/toetsen/"+url.PathEscape(toets)+"/meten", nil, &h)
	if err != nil {
		return "", err
	}
	text := zin(h.Tekst)
	if made, ok := tijd(h.Op); ok && v.Nu().Sub(made).Minutes() >= 1 {
		text = "Dit uur is al opnieuw gemeten, om " + uur(h.Op) + ". " + text
	}
	if h.Volgende != "" {
		text += " Weer meten kan vanaf " + uur(h.Volgende) + "."
	}
	if len(h.Zaken) > 0 {
		text += " Gecorrigeerd: " + opsomming(h.Zaken[:min(len(h.Zaken), 5)]) + "."
	}
	return text, nil
}

// uur is the time of a moment: "9.00 uur".
func uur(op string) string {
	_, hour, _ := strings.Cut(opmaak.Moment(op), " om ")
	return hour
}
