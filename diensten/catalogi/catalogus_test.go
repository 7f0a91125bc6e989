package catalogi_test

import (
	"testing"

	"meent/proef/kit"
)

func TestCatalogus(t *testing.T) {
	kit.Run(t, func(t *testing.T, s *kit.Server) {
		w := newWorld(s)
		ander := w.make("catalogussen", kit.Catalogus("domein", "ANDER"))
		z := w.zaaktype("ZT1")
		path := root + "/catalogussen"
		s.Cases(t, []kit.Case{
			{Name: "ztc-018 twice", Method: "POST", Path: path, Body: kit.Catalogus(), Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "ztc-018 other rsin", Method: "POST", Path: path, Body: kit.Catalogus("rsin", "245122461"), Status: 201, Holds: []string{`"zaaktypen":[]`, `"naam":null`}},
			{Name: "ztc-018 four letters", Method: "POST", Path: path, Body: kit.Catalogus("domein", "ZGWT"), Status: 201},
			{Name: "ztc-018 six letters", Method: "POST", Path: path, Body: kit.Catalogus("domein", "TELANG"), Status: 400, Faults: []string{"domein max_length"}},
			{Name: "ztc-018 rsin", Method: "POST", Path: path, Body: kit.Catalogus("domein", "RSIN", "rsin", "123456789"), Status: 400, Faults: []string{"rsin invalid"}},
			{Name: "ztc-018 becomes another", Method: "PATCH", Path: ander, Body: map[string]any{"domein": "VOORB"}, Status: 400, Faults: []string{"nonFieldErrors unique"}},
			{Name: "ztc-018 stays itself", Method: "PUT", Path: ander, Body: kit.Catalogus("domein", "ANDER", "naam", "Andere"), Status: 200, Holds: []string{`"naam":"Andere"`}},
			{Name: "ztc-025 concepts are shown", Method: "GET", Path: w.catalogus, Status: 200, Holds: []string{`"zaaktypen":["` + z + `"]`}},
			{Name: "by domein", Method: "GET", Path: path + "?domein=VOORB&rsin=000000000", Status: 200, Holds: []string{`"count":1`}},
			{Name: "by one of several", Method: "GET", Path: path + "?domein__in=VOORB,ANDER&rsin__in=000000000", Status: 200, Holds: []string{`"count":2`}},
			{Name: "expand", Method: "GET", Path: w.catalogus + "?expand=zaaktypen,besluittypen,informatieobjecttypen", Status: 200, Holds: []string{`"_expand":{"besluittypen":[],"informatieobjecttypen":[],"zaaktypen":[{"url":"` + z}},
			{Name: "ztc-017 not empty", Method: "DELETE", Path: w.catalogus, Status: 409, Code: "CATALOG_NOT_EMPTY"},
			{Name: "ztc-017 empty", Method: "DELETE", Path: ander, Status: 204},
			{Name: "last zaaktype goes", Method: "DELETE", Path: z, Status: 204, Notified: true},
			{Name: "ztc-017 empty again", As: w.schrijver, Method: "DELETE", Path: w.catalogus, Status: 204},
		})
	})
}
