package voorbeeld

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"meent/integratie/zgw"
)

// The roots of the APIs.
const (
	catalogi   = "/catalogi/api/v1"
	zaken      = "/zaken/api/v1"
	documenten = "/documenten/api/v1"
	besluiten  = "/besluiten/api/v1"
	lijsten    = "/referentielijsten/api/v1"
	rechten    = "/autorisaties/api/v1"
)

// veld is a JSON object to be sent.
type veld map[string]any

// object is what a register answers, as far as the example looks at it.
type object struct {
	URL           string `json:"url"`
	Identificatie string `json:"identificatie"`
	Omschrijving  string `json:"omschrijving"`
	Naam          string `json:"naam"`
	Nummer        int    `json:"nummer"`
	Volledig      string `json:"volledigNummer"`
	ProcesType    string `json:"procesType"`
	Volgnummer    int    `json:"volgnummer"`
	Concept       bool   `json:"concept"`
	Einddatum     string `json:"einddatum"`
	Status        string `json:"status"`
	Resultaat     string `json:"resultaat"`
	Kenmerken     []struct {
		Kenmerk, Bron string
	} `json:"kenmerken"`
}

// maak makes an object and gives its address.
func (o *Opdracht) maak(ctx context.Context, pad string, v veld) (string, error) {
	var made object
	err := o.Client.Post(ctx, pad, v, &made)
	return made.URL, err
}

// vind is a whole list: of pages each, or plain.
func (o *Opdracht) vind(ctx context.Context, pad string, vraag url.Values) ([]object, error) {
	var all []object
	for next := pad + "?" + vraag.Encode(); next != ""; {
		var answer json.RawMessage
		if err := o.Client.Get(ctx, next, &answer); err != nil {
			return nil, err
		}
		if answer[0] == '[' {
			return all, json.Unmarshal(answer, &all)
		}
		var page struct {
			Next    string   `json:"next"`
			Results []object `json:"results"`
		}
		if err := json.Unmarshal(answer, &page); err != nil {
			return nil, err
		}
		all, next = append(all, page.Results...), page.Next
	}
	return all, nil
}

// weg removes an object; that it is gone already is as well.
func (o *Opdracht) weg(ctx context.Context, address string) error {
	err := o.Client.Do(ctx, http.MethodDelete, address, nil, nil)
	if is(err, http.StatusNotFound) {
		return nil
	}
	return err
}

// is says whether a register refused something with this status.
func is(err error, status int) bool {
	p, ok := errors.AsType[*zgw.Problem](err)
	return ok && p.Status == status
}
