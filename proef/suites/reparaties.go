package suites

import (
	"fmt"
	"regexp"
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
			n := replaceBody(named("Maak een CATALOGUS aan."), `"ZGWT"`, `"ZGWU"`)(c)
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

// BehaviourRepairs are those of the behaviour suite. They are applied to the whole of it; each rule is then run on its own.
var BehaviourRepairs = []Repair{
	{
		"gedrag-publiceren-ontbreekt",
		"Tests of ztc-011 send the flow to two requests that publish a type, which the collection does not hold.",
		addPublishing,
	},
	{
		"gedrag-doel-bestaat-niet",
		"A next request that does not exist ends the run without a word. It becomes the one that follows the asking one.",
		mendTargets,
	},
	{
		"gedrag-geen-rondjes",
		"After a failure some chains go back to an earlier request, for ever. A request that comes for the ninth time is left out.",
		skipNinth,
	},
	{
		"gedrag-ac-001b-client",
		"The body holds a piece of script where the client of ac-001a is meant.",
		replaceBody((*Collection).Requests, "{{pm.globals.get('random_client_id')}}", "test_id1"),
	},
	{
		"gedrag-beperkte-client",
		"The token without claims has become that of the client that may do everything, while ztc-011 asserts what the limited client of setUp gets.",
		limitClient,
	},
	{
		"gedrag-zrc-007b-lijst",
		"The script adds to a list with a function that lists do not have.",
		replaceScripts("related_informatieobjecten_urls.add(", "related_informatieobjecten_urls.push("),
	},
	{
		"gedrag-zrc-022-archiefstatus",
		"The requests that chose an archiefstatus and locked the document are gone; their variables are still used.",
		archive,
	},
	{
		"gedrag-informatieobjectcategorie",
		"Required by the standard since catalogi 1.2; some bodies are older. Without the type all that follows goes wrong.",
		addCategory,
	},
	{
		"gedrag-besluittype-body",
		"Tests of ztc-011 and ztc-012 start from the body of the besluittype of setUp, which is no longer kept.",
		func(c *Collection) int {
			n := 0
			for _, r := range c.Named("Create Besluittype") {
				r.SetScript("test", r.Script("test")+"\npm.globals.set('besluittype_body', pm.request.body.raw);")
				n++
			}
			return n
		},
	},
	{
		"gedrag-verse-identificatie",
		"Zaaktypen are made from one body and published, so that versions of one identificatie overlap, which ztc-016 forbids.",
		freshIdentification,
	},
}

// freshIdentification gives each zaaktype that is made from the body of another an identificatie of its own.
func freshIdentification(c *Collection) int {
	const from = `var body = JSON.parse(pm.globals.get("zaaktype_body"));`
	n := 0
	for _, r := range c.Requests() {
		script := r.Script("prerequest")
		if r.method() == "POST" && strings.HasSuffix(r.url(), "/zaaktypen") && strings.Contains(script, from) {
			r.SetScript("prerequest", strings.Replace(script, from, from+"\nbody.identificatie = require('uuid').v4();", 1))
			n++
		}
	}
	return n
}

func addCategory(c *Collection) int {
	n := 0
	for _, r := range c.Requests() {
		body := r.Body()
		if r.method() == "POST" && strings.HasSuffix(r.url(), "/informatieobjecttypen") &&
			strings.HasPrefix(body, "{\n") && !strings.Contains(body, "informatieobjectcategorie") {
			r.SetBody("{\n\t\"informatieobjectcategorie\": \"document\"," + strings.TrimPrefix(body, "{"))
			n++
		}
	}
	return n
}

func archive(c *Collection) int {
	n := 0
	for _, r := range c.Named("Create Zaak to be archived") {
		r.SetScript("test", `
			pm.globals.set("created_zaak_url", pm.response.json().url);
			pm.globals.set("archiefstatussen", ["gearchiveerd"]);
			pm.globals.set("archiefstatus_index", 0);
			pm.globals.set("current_archiefstatus", "gearchiveerd");
			pm.globals.set("NEXT_REQUEST_NAMES", ["(COMMON) Lock EnkelvoudigInformatieObject", "Change Informatieobject status to gearchiveerd"]);
			postman.setNextRequest("(COMMON) (ZRC) Create ZaakInformatieObject");`)
		n++
	}
	return n
}

func limitClient(c *Collection) int {
	n := 0
	for _, r := range c.Requests() {
		request, _ := r.node["request"].(map[string]any)
		auth, _ := request["auth"].(map[string]any)
		for _, bearer := range nodes(auth["bearer"]) {
			if bearer["value"] == "{{jwt_token_without_claims}}" {
				bearer["value"] = "{{jwt_token_limited}}"
				n++
			}
		}
	}
	return n
}

func skipNinth(c *Collection) int {
	c.prependScript("prerequest", `
		var visits = JSON.parse(pm.globals.get("meent_visits") || "{}"), name = pm.info.requestName;
		visits[name] = (visits[name] || 0) + 1;
		pm.globals.set("meent_visits", JSON.stringify(visits));
		if (visits[name] > 8 && name.indexOf("(COMMON)") !== 0) { pm.execution.skipRequest(); }`)
	return 1
}

func addPublishing(c *Collection) int {
	common := c.Folder("Tests", "standaard.md", "ztc", "common requests")
	n := 0
	for name, variable := range map[string]string{
		"(COMMON) Publish Zaaktype":             "{{created_zaaktype_url}}",
		"(COMMON) Publish Informatieobjecttype": "{{created_informatieobjecttype_url}}",
	} {
		if common == nil || len(c.Named(name)) > 0 {
			continue
		}
		items, _ := common["item"].([]any)
		common["item"] = append(items, map[string]any{
			"id": name, "name": name,
			"request": map[string]any{"method": "POST", "header": []any{}, "url": variable + "/publish"},
		})
		n++
	}
	return n
}

var (
	nextRequest  = regexp.MustCompile(`setNextRequest\("([^"]*)"\)`)
	nextRequests = regexp.MustCompile(`NEXT_REQUEST_NAMES"\s*,\s*\[[^\]]*\]`)
	quoted       = regexp.MustCompile(`"[^"]*"`)
)

// mendTargets replaces names of requests that are in no folder, in both ways in which the suite names them.
func mendTargets(c *Collection) int {
	requests := c.Requests()
	known := map[string]bool{}
	for _, r := range requests {
		known[r.Name] = true
	}
	n := 0
	for i, r := range requests {
		following := ""
		if i+1 < len(requests) {
			following = requests[i+1].Name
		}
		mend := func(target string) string {
			if known[strings.Trim(target, `"`)] {
				return target
			}
			n++
			return `"` + following + `"`
		}
		script := r.Script("test")
		mended := nextRequest.ReplaceAllStringFunc(script, func(call string) string { return quoted.ReplaceAllStringFunc(call, mend) })
		mended = nextRequests.ReplaceAllStringFunc(mended, func(list string) string {
			head, names, _ := strings.Cut(list, "[")
			return head + "[" + quoted.ReplaceAllStringFunc(names, mend)
		})
		if mended != script {
			r.SetScript("test", mended)
		}
	}
	return n
}

func replaceScripts(old, new string) func(*Collection) int {
	return func(c *Collection) int {
		n := 0
		for _, r := range c.Requests() {
			if script := r.Script("test"); strings.Contains(script, old) {
				r.SetScript("test", strings.ReplaceAll(script, old, new))
				n++
			}
		}
		return n
	}
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

func named(name string) func(*Collection) []Request {
	return func(c *Collection) []Request { return c.Named(name) }
}

func replaceBody(of func(*Collection) []Request, old, new string) func(*Collection) int {
	return func(c *Collection) int {
		n := 0
		for _, r := range of(c) {
			if body := r.Body(); strings.Contains(body, old) {
				r.SetBody(strings.ReplaceAll(body, old, new))
				n++
			}
		}
		return n
	}
}
