package verhaal

import (
	"encoding/json"
	"fmt"
	"strings"
)

// regel is a line of an audit trail.
type regel struct {
	UUID, Bron, Actie, Resource, ResourceURL, HoofdObject, ResourceWeergave, Toelichting string
	ApplicatieWeergave, GebruikersID, GebruikersWeergave                                 string
	Resultaat                                                                            int
	Aanmaakdatum                                                                         string
	Wijzigingen                                                                          struct{ Oud, Nieuw json.RawMessage }
}

func (r regel) wie() string { return strings.TrimSuffix(r.GebruikersID, "@voorbeeld.nl") }

func (v *verhaal) trail(url string) []regel {
	v.Helper()
	a := v.beheer.Do("GET", url+"/audittrail", nil)
	var lines []regel
	if err := json.Unmarshal(a.Body, &lines); a.Status != 200 || err != nil {
		v.Fatalf("audit trail of %s: %d %s", short(url), a.Status, a.Body)
	}
	return lines
}

// spoor is the audit trail of the zaak (G-50, G-51): who did what to which object, in the order in which it was done.
func (v *verhaal) spoor() {
	steps := []struct{ wie, resource, actie, made string }{
		{"behandelaar", "zaak", "create", "zaak"},
		{"behandelaar", "zaakinformatieobject", "create", "zio"},
		{"behandelaar", "zaakinformatieobject", "create", "zio groot"},
		{"behandelaar", "rol", "create", "aanvrager"},
		{"behandelaar", "rol", "create", "behandelaar"},
		{"behandelaar", "zaakeigenschap", "create", "zaakeigenschap"},
		{"behandelaar", "zaakobject", "create", "zaakobject"},
		{"behandelaar", "status", "create", "status 1"},
		{"behandelaar", "status", "create", "status 2"},
		{"behandelaar", "resultaat", "create", "resultaat"},
		{"behandelaar", "status", "create", "status 3"},
		{"beheer", "zaak", "partial_update", "zaak"},
		{"coordinator", "status", "create", "status 4"},
		{"behandelaar", "resultaat", "destroy", "resultaat"},
		{"behandelaar", "resultaat", "create", "resultaat 2"},
		{"behandelaar", "status", "create", "status 5"},
	}
	var got, want []string
	for _, s := range steps {
		want = append(want, fmt.Sprintf("%s: %s %s %s", s.wie, s.resource, s.actie, short(v.made[s.made])))
	}
	lines := v.trail(v.zaak)
	for _, r := range lines {
		v.heel(r)
		if r.Resource != "zaakbesluit" {
			got = append(got, fmt.Sprintf("%s: %s %s %s", r.wie(), r.Resource, r.Actie, short(r.ResourceURL)))
		}
	}
	for i := range max(len(got), len(want)) {
		if a, b := nth(got, i), nth(want, i); a != b {
			v.Fatalf("line %d of the audit trail:\n  %s, want\n  %s\nall:\n  %s", i+1, a, b, strings.Join(got, "\n  "))
		}
	}
	v.gecorrigeerd(lines)
	first := v.beheer.Get(v.zaak + "/audittrail/" + lines[0].UUID)
	v.same(first, "uuid", lines[0].UUID)
}

// heel says whether a line tells all that it must.
func (v *verhaal) heel(r regel) {
	v.Helper()
	status := map[string]int{"create": 201, "destroy": 204}[r.Actie]
	if status == 0 {
		status = 200
	}
	names := map[string]string{"behandelaar": "Bram Behandelaar", "beheer": "Bea Beheer", "coordinator": "Coby Coördinator"}
	switch {
	case r.Bron != "zrc" || r.HoofdObject != v.zaak || r.Resultaat != status:
		v.Errorf("line %+v: want bron zrc, the zaak and status %d", r, status)
	case r.GebruikersWeergave != names[r.wie()] || r.ApplicatieWeergave == "" || r.ResourceWeergave == "" || r.Aanmaakdatum == "":
		v.Errorf("line %+v does not say who, by what software, on what and when", r)
	case (string(r.Wijzigingen.Oud) == "null") != (r.Actie == "create") || (string(r.Wijzigingen.Nieuw) == "null") != (r.Actie == "destroy"):
		v.Errorf("%s of %s: oud %.40s, nieuw %.40s", r.Actie, r.Resource, r.Wijzigingen.Oud, r.Wijzigingen.Nieuw)
	}
}

// gecorrigeerd is the line of the PATCH on the closed zaak: what it was, what it became, and why.
func (v *verhaal) gecorrigeerd(lines []regel) {
	v.Helper()
	for _, r := range lines {
		if r.Actie != "partial_update" {
			continue
		}
		var oud, nieuw map[string]any
		if json.Unmarshal(r.Wijzigingen.Oud, &oud) != nil || json.Unmarshal(r.Wijzigingen.Nieuw, &nieuw) != nil {
			v.Fatalf("wijzigingen are no objects: %s", r.Wijzigingen)
		}
		v.same(oud, "toelichting", "")
		v.same(nieuw, "toelichting", "gecorrigeerd")
		v.same(nieuw, "url", v.zaak)
		if r.Toelichting != "tikfout" {
			v.Errorf("toelichting %q, want that of X-Audit-Toelichting", r.Toelichting)
		}
	}
}
