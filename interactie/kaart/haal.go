package kaart

import (
	"errors"
	"net/http"
	"net/url"
	"strings"

	"meent/integratie/zgw"
	"meent/interactie/opmaak"
)

// haal reads one object of the API: haal[stap](v, "/stappen/"+id), or what an address that it gave leads to.
func haal[T any](v *opmaak.Verzoek, pad string) (*T, error) {
	t := new(T)
	return t, v.API().Get(v.Context(), adres(pad), t)
}

// lijst reads a whole list of the API, all pages of it. It is for lists that a municipality can oversee.
func lijst[T any](v *opmaak.Verzoek, pad string, vraag url.Values) ([]T, error) {
	return lijstVan[T](v, v.API(), pad, vraag)
}

func lijstVan[T any](v *opmaak.Verzoek, c *zgw.Client, pad string, vraag url.Values) ([]T, error) {
	var all []T
	next := root + pad
	if len(vraag) > 0 {
		next += "?" + vraag.Encode()
	}
	for next != "" {
		var page struct {
			Next    string `json:"next"`
			Results []T    `json:"results"`
		}
		if err := c.Get(v.Context(), next, &page); err != nil {
			return nil, err
		}
		all, next = append(all, page.Results...), page.Next
	}
	return all, nil
}

// stuur sends a change to the API: stuur(v, http.MethodPost, "/zorgen", veld{"tekst": …}, &made).
func stuur(v *opmaak.Verzoek, methode, pad string, in, uit any) error {
	return v.API().Do(v.Context(), methode, adres(pad), in, uit)
}

// adres is a path below the API, or an address that the API gave.
func adres(pad string) string {
	if strings.HasPrefix(pad, "/") && !strings.HasPrefix(pad, root) {
		return root + pad
	}
	return pad
}

// nr is the last part of an address: the uuid by which pages know an object.
func nr(adres string) string { return adres[strings.LastIndexByte(adres, '/')+1:] }

// veld is a JSON object to be sent.
type veld map[string]any

// isFout says whether a register refused something with this status.
func isFout(err error, status int) bool {
	p, ok := errors.AsType[*zgw.Problem](err)
	return ok && p.Status == status
}

// nietTeZien says whether something is not there for who asks: gone, or not theirs to see.
func nietTeZien(err error) bool { return nietGevonden(err) || isFout(err, http.StatusForbidden) }

// nietGevonden says whether what a page is about is not there.
func nietGevonden(err error) bool { return isFout(err, http.StatusNotFound) }
