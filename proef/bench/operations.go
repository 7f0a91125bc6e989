package main

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"

	"meent/diensten/auth"
)

// tokenOf is a token of a client, good for an hour.
func tokenOf(id string) string {
	token, err := auth.Token(id, secret, time.Now(), nil)
	if err != nil {
		panic(err) // only a claim that is no JSON would do that
	}
	return token
}

// limitedHeader tells the bare server, which knows no tokens, whose rights it is about. Meent does not look at it.
const limitedHeader = "X-Bench-Beperkt: ja\r\n"

func get(path, token string, further ...string) []byte {
	return []byte("GET " + path + " HTTP/1.1\r\nHost: meent\r\nAuthorization: Bearer " + token +
		"\r\nAccept: application/json\r\nAccept-Crs: EPSG:4326\r\n" + strings.Join(further, "") + "\r\n")
}

func postOf(path, token string, body []byte) []byte {
	return append(fmt.Appendf(nil, "POST %s HTTP/1.1\r\nHost: meent\r\nAuthorization: Bearer %s\r\nAccept: application/json\r\n"+
		"Accept-Crs: EPSG:4326\r\nContent-Crs: EPSG:4326\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", path, token, len(body)), body...)
}

const zaken = "/zaken/api/v1/zaken"

// probe is the request by which a server shows that it works.
func (c *cases) probe() []byte { return get(zaken+"/"+c.Sample[0].UUID, tokenOf(clientID)) }

// asked makes the requests of an operation beforehand, so that making them costs nothing while measuring.
func asked(list [][]byte) func(int64) []byte {
	return func(n int64) []byte { return list[n%int64(len(list))] }
}

// operations are what is measured, reads before writes.
func operations(c *cases, s *settings) []*operation {
	token, limited := tokenOf(clientID), tokenOf(limitedID)
	var one, byIdentificatie, byType [][]byte
	for _, k := range c.Sample {
		one = append(one, get(zaken+"/"+k.UUID, token))
		byIdentificatie = append(byIdentificatie, get(zaken+"?identificatie="+k.Identificatie, token))
	}
	for _, z := range c.Types {
		byType = append(byType, get(zaken+"?zaaktype="+url.QueryEscape(z.URL), token))
	}
	deep := min(500, c.Zaken/200)
	list := func(query string) func(int64) []byte { return asked([][]byte{get(zaken+query, token)}) }
	all := []*operation{
		{name: "one case", request: asked(one), status: 200, bare: true, best: 10.7},
		{name: "list", request: list(""), status: 200, bare: true, best: 3.7},
		{name: "list by zaaktype", request: asked(byType), status: 200, bare: true},
		{name: "list by identificatie", request: asked(byIdentificatie), status: 200, bare: true},
		{name: "list by -startdatum", request: list("?ordering=-startdatum"), status: 200, bare: true},
		{name: fmt.Sprintf("list, page %d", deep), request: list(fmt.Sprintf("?page=%d", deep)), status: 200, bare: true},
		{name: "list, limited rights", request: asked([][]byte{get(zaken, limited, limitedHeader)}), status: 200, bare: true},
		{name: "_zoek in a polygon", request: asked([][]byte{postOf(zaken+"/_zoek", token, polygon)}), status: 200, bare: true},
		{name: "list with expand", request: list("?expand=zaaktype,status.statustype,rollen"), status: 200},
		{name: "create a case", request: c.create(token), status: 201, best: 17},
		{name: "set a status", request: c.setStatus(token), status: 201, best: 8.3},
		{name: "mixed: 80 cases, 15 lists, 5 statuses", request: mixed(asked(one), list(""), c.setStatus(token))},
	}
	var chosen []*operation
	for _, op := range all {
		if strings.HasPrefix(op.name, s.only) {
			chosen = append(chosen, op)
		}
	}
	return chosen
}

// polygon is a neighbourhood with six corners, about a hundredth of the region.
var polygon = []byte(`{"zaakgeometrie":{"within":{"type":"Polygon","coordinates":[[[4.862,52.084],[4.879,52.081],[4.898,52.086],
	[4.897,52.101],[4.881,52.109],[4.863,52.098],[4.862,52.084]]]}}}`)

func (c *cases) create(token string) func(int64) []byte {
	var bodies [][]byte
	for i := range 200 {
		body := aZaak(&c.Types[i%len(c.Types)], i)
		today := time.Now().AddDate(0, 0, -1).Format(time.DateOnly)
		body["registratiedatum"], body["startdatum"] = today, today
		body["einddatumGepland"], body["uiterlijkeEinddatumAfdoening"] = nil, nil
		text, err := json.Marshal(body)
		if err != nil {
			panic(err) // it is made of texts and numbers
		}
		bodies = append(bodies, postOf(zaken, token, text))
	}
	return asked(bodies)
}

// mixed is what a day brings: mostly cases, some lists, and now and then a status.
func mixed(one, list, status func(int64) []byte) func(int64) []byte {
	return func(n int64) []byte {
		switch {
		case n%20 == 0:
			return status(n + 1_000_000) // later than those that were set before
		case n%20 <= 3:
			return list(n)
		}
		return one(n)
	}
}

// setStatus gives each of many cases in turn another status, each a millisecond later.
func (c *cases) setStatus(token string) func(int64) []byte {
	began := time.Now().UTC().Add(-2 * time.Hour)
	return func(n int64) []byte {
		k := c.Sample[n%int64(len(c.Sample))]
		body := fmt.Appendf(nil, `{"zaak":"%s%s/%s","statustype":"%s","datumStatusGezet":"%s","statustoelichting":""}`, baseURL, zaken, k.UUID,
			c.Types[k.Type].Statustypen[1], began.Add(time.Duration(n)*time.Millisecond).Format("2006-01-02T15:04:05.000Z"))
		return postOf("/zaken/api/v1/statussen", token, body)
	}
}
