package suites

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Rule is a folder of the behaviour suite: the tests of one rule of the standard, in one API.
type Rule struct{ API, Name string }

// String is the rule's code, for files and tests: "zrc-006" for the folder "zrc-006 Copy", "ac-001" for "(ac-001)".
func (r Rule) String() string {
	code, _, _ := strings.Cut(strings.Trim(r.Name, "()"), " ")
	return code
}

// behaviour is where the suite keeps its APIs.
var behaviour = []string{"Tests", "standaard.md"}

// around are the folders of an API that hold no tests of their own.
var around = []string{"setUp", "tearDown", "common requests"}

// before are requests of other rules that a rule leans on, by the code of their rule or of their API: they leave the objects
// and bodies behind that nearly all tests of that API use.
var before = map[string][]string{
	"zrc":     {"(zrc-001a) Zaak aanmaken is mogelijk"},
	"zrc-005": {"(zrc-003a) ZaakInformatieObject aanmaken is mogelijk", "(COMMON) Delete ZaakInformatieObject"},
	"drc":     {"(drc-001a) EnkelvoudigInformatieObject aanmaken is mogelijk"},
	"brc":     {"(brc-001a) Besluit aanmaken is mogelijk"},
	"ztc": {
		"(ztc-001a) Zaaktype aanmaken is mogelijk",
		"Create Zaaktype for afleidingswijze afgehandeld",
		"Create Zaaktype for afleidingswijze termijn",
		"(ztc-002a) Resultaattype aanmaken met valide gegevens is mogelijk",
	},
}

// Rules are the rules that the behaviour suite tests, in its order.
func (c *Collection) Rules() []Rule {
	var rules []Rule
	for _, api := range nodes(c.Folder(behaviour...)["item"]) {
		for _, folder := range nodes(api["item"]) {
			r := Rule{API: fmt.Sprint(api["name"]), Name: fmt.Sprint(folder["name"])}
			if folder["item"] != nil && !slices.Contains(around, r.Name) {
				rules = append(rules, r)
			}
		}
	}
	return rules
}

// Only is a collection of one rule: what sets it up, its tests, and the requests that its API has in common. Run on an empty
// server, it stands on its own: what an earlier rule left or broke does not show in it.
func (c *Collection) Only(rule Rule) (*Collection, error) {
	only, err := c.clone()
	if err != nil {
		return nil, fmt.Errorf("rule %s: %w", rule, err)
	}
	api := append(slices.Clone(behaviour), rule.API)
	setUp := only.Folder(append(slices.Clone(api), "setUp")...)
	for _, name := range slices.Concat(before[rule.API], before[rule.String()]) {
		needed := only.Named(name)
		if len(needed) == 0 {
			return nil, fmt.Errorf("rule %s leans on a request %q that does not exist", rule, name)
		}
		if !slices.Contains(needed[0].Path, rule.Name) {
			items, _ := setUp["item"].([]any)
			setUp["item"] = append(items, needed[0].node)
		}
	}
	only.keep(nil, behaviour[0])
	only.keep(behaviour[:1], behaviour[1])
	only.keep(behaviour, rule.API)
	only.keep(api, "setUp", rule.Name, "common requests")
	return only, nil
}

func (c *Collection) clone() (*Collection, error) {
	body, err := json.Marshal(c.root)
	if err != nil {
		return nil, err
	}
	copied := &Collection{}
	return copied, json.Unmarshal(body, &copied.root)
}

// keep leaves only the items of these names in a folder.
func (c *Collection) keep(folder []string, names ...string) {
	at := c.Folder(folder...)
	var kept []any
	for _, item := range nodes(at["item"]) {
		if slices.Contains(names, fmt.Sprint(item["name"])) {
			kept = append(kept, item)
		}
	}
	at["item"] = kept
}

// RequestsOf are the tests of a rule, without what surrounds them.
func (c *Collection) RequestsOf(rule Rule) []Request {
	at := append(slices.Clone(behaviour), rule.API, rule.Name)
	return requestsBelow(c.Folder(at...), at)
}
