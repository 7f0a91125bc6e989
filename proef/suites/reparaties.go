package suites

import (
	"fmt"
	"strings"
)

// Repair is a change to a published collection before it is run. It never changes what is expected of a server: it sends what
// the suite's own flow leaves out, or makes a request say what its name says.
type Repair struct {
	Name   string
	Reason string
	// apply makes the change and says how many requests it touched. None is an error: the repair is then out of date.
	apply func(*Collection) int
}

// Repair applies the repairs, in order.
func (c *Collection) Repair(repairs []Repair) error {
	for _, r := range repairs {
		if r.apply(c) == 0 {
			return fmt.Errorf("repair %s changes nothing: the suite has changed, so remove it from reparaties.go", r.Name)
		}
	}
	return nil
}

// OASRepairs are those of the OAS suite.
var OASRepairs = []Repair{
	{
		"oas-abonnement-overgeslagen",
		"The list of abonnementen jumps to the kanalen, so the five requests that make, read, change and remove an abonnement are never sent.",
		dropLine("Alle ABONNEMENTen opvragen.", `setNextRequest("Alle KANAALen opvragen.")`),
	},
	{
		"oas-catalogus-overgeslagen",
		"The list of catalogi jumps over the creation of one, because setUp has made ZGWT by then.",
		dropLine("Alle CATALOGUSsen opvragen.", `setNextRequest("Een specifieke CATALOGUS opvragen.")`),
	},
	{
		"oas-catalogus-eigen-domein",
		"That creation would ask for ZGWT a second time, which must be refused; it asks for ZGWU, and is held to the 201 that its siblings are held to. The catalogus of setUp stays the one that the rest uses.",
		func(c *Collection) int {
			n := replaceBody("Maak een CATALOGUS aan.", `"ZGWT"`, `"ZGWU"`)(c)
			for _, r := range c.Named("Maak een CATALOGUS aan.") {
				r.SetScript("test", expectStatus("Maak een CATALOGUS aan geeft 201", 201))
			}
			return n
		},
	},
	{
		"oas-einde-bestaat-niet",
		"The last request names a next one that is in no collection.",
		dropLine("Delete Informatieobjecttype", `setNextRequest("(DRC) Retrieve existing Catalogus")`),
	},
}

func expectStatus(test string, status int) string {
	return fmt.Sprintf("pm.test(%q, function () { pm.response.to.have.status(%d); });", test, status)
}

// dropLine removes the lines of a request's test script that contain this.
func dropLine(request, containing string) func(*Collection) int {
	return func(c *Collection) int {
		n := 0
		for _, r := range c.Named(request) {
			var kept []string
			for _, line := range strings.Split(r.Script("test"), "\n") {
				if !strings.Contains(line, containing) {
					kept = append(kept, line)
					continue
				}
				n++
			}
			r.SetScript("test", strings.Join(kept, "\n"))
		}
		return n
	}
}

func replaceBody(request, old, new string) func(*Collection) int {
	return func(c *Collection) int {
		n := 0
		for _, r := range c.Named(request) {
			if body := r.Body(); strings.Contains(body, old) {
				r.SetBody(strings.ReplaceAll(body, old, new))
				n++
			}
		}
		return n
	}
}
