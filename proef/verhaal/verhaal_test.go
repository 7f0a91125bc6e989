package verhaal

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"meent/diensten/auth"
	"meent/proef/kit"
	"meent/proef/proces"
)

const (
	autorisaties      = "/autorisaties/api/v1"
	catalogi          = "/catalogi/api/v1"
	zaken             = "/zaken/api/v1"
	documenten        = "/documenten/api/v1"
	besluiten         = "/besluiten/api/v1"
	notificaties      = "/notificaties/api/v1"
	referentielijsten = "/referentielijsten/api/v1"
)

// TestVerhaal is one story per database. Each chapter builds on those before it, so that the first failure ends it.
func TestVerhaal(t *testing.T) {
	proces.Asked(t)
	for _, kind := range proces.Kinds {
		t.Run(kind, func(t *testing.T) { tell(t, proces.Database(t, kind)) })
	}
}

func tell(t *testing.T, database string) {
	v := begin(t, database)
	for _, chapter := range []struct {
		name string
		tell func(*verhaal)
	}{
		{"types are made and published", (*verhaal).typen},
		{"clients get their rights", (*verhaal).clients},
		{"a subscriber listens", (*verhaal).abonneert},
		{"a zaak is registered", (*verhaal).registreert},
		{"a PDF is kept byte for byte", (*verhaal).bewaartPDF},
		{"a document comes in parts", (*verhaal).bewaartInDelen},
		{"who and what the zaak is about", (*verhaal).vultAan},
		{"a besluit is taken", (*verhaal).besluit},
		{"the zaak is closed", (*verhaal).sluit},
		{"the closed zaak is locked", (*verhaal).geslotenIsDicht},
		{"the program is restarted", (*verhaal).herstart},
		{"the zaak is opened again", (*verhaal).heropent},
		{"the zaak is closed once more", (*verhaal).sluitWeer},
		{"the subscriber has heard it all", (*verhaal).gehoord},
		{"the audit trail tells it all", (*verhaal).spoor},
		{"the map finds the zaak", (*verhaal).kaart},
		{"who has a copy need not fetch it", (*verhaal).etag},
		{"a limited client sees its part", (*verhaal).inkijk},
		{"many write at once", (*verhaal).tegelijk},
		{"one of many wins", (*verhaal).eenWint},
		{"the power fails", (*verhaal).stroomuitval},
		{"the zaak is removed", (*verhaal).verwijdert},
	} {
		told := t.Run(strings.ReplaceAll(chapter.name, " ", "_"), func(t *testing.T) {
			v.in(t)
			chapter.tell(v)
		})
		if !told {
			t.Fatal("the story ends here: what follows builds on this")
		}
	}
}

// verhaal is what the story remembers from one chapter to the next.
type verhaal struct {
	*testing.T // of the chapter
	meent      *proces.Meent
	cast       map[string]*kit.Client

	beheer      *kit.Client // may do everything
	behandelaar *kit.Client // works on zaken, and may not touch closed ones
	coordinator *kit.Client // may open them again

	abonnee *abonnee
	typ     typen
	zaak    string // the address of the zaak that the story is about
	made    map[string]string
	pdf     []byte
	parts   []byte
}

func begin(t *testing.T, database string) *verhaal {
	t.Helper()
	a := listen(t)
	m := proces.New(t, database, "MEENT_VREEMD="+a.host())
	m.Serve(t)
	v := &verhaal{T: t, meent: m, abonnee: a, cast: map[string]*kit.Client{}, made: map[string]string{}}
	if err := m.Run(t.Context(), "client", "add", "beheer", "--secret", "geheim-beheer", "--superuser"); err != nil {
		t.Fatal(err)
	}
	v.cast["beheer"] = v.person("beheer", "Bea Beheer")
	return v
}

// person is a client that says for whom it speaks.
func (v *verhaal) person(id, name string) *kit.Client {
	v.Helper()
	c := kit.At(v.T, v.meent.URL).Client(id, "geheim-"+id)
	token, err := auth.Token(id, "geheim-"+id, time.Now(), map[string]any{"user_id": id + "@voorbeeld.nl", "user_representation": name})
	if err != nil {
		v.Fatal(err)
	}
	c.Token = token
	return c
}

// in begins a chapter.
func (v *verhaal) in(t *testing.T) {
	v.T = t
	for id, c := range v.cast {
		v.cast[id] = c.In(t)
	}
	v.beheer, v.behandelaar, v.coordinator = v.cast["beheer"], v.cast["behandelaar"], v.cast["coordinator"]
}

// makes posts an object that must be accepted, remembers its address under a name and gives it.
func (v *verhaal) makes(c *kit.Client, name, path string, body any) string {
	v.Helper()
	o := c.Make(path, body)
	url, _ := o["url"].(string)
	if url == "" {
		v.Fatalf("POST %s: the answer has no url: %v", path, o)
	}
	v.made[name] = url
	return url
}

// refused sends a request that must be refused, with this status and code (of the problem, or of one of its faults).
func (v *verhaal) refused(c *kit.Client, method, path string, body any, status int, code string) {
	v.Helper()
	a := c.Do(method, path, body)
	if a.Status != status || !strings.Contains(string(a.Body), `"code":"`+code+`"`) {
		v.Errorf("%s %s as %s: %d %s, want %d %s", method, path, c.ID, a.Status, a.Body, status, code)
	}
}

// same says whether a member of an object is what it should be.
func (v *verhaal) same(o map[string]any, name string, want any) {
	v.Helper()
	if got, want := asJSON(v, at(o, name)), asJSON(v, want); got != want {
		v.Errorf("%s of %v is %s, want %s", name, o["url"], got, want)
	}
}

// at is a member at a path such as "_expand.zaaktype.url".
func at(o map[string]any, path string) any {
	var value any = o
	for name := range strings.SplitSeq(path, ".") {
		members, _ := value.(map[string]any)
		value = members[name]
	}
	return value
}

func asJSON(v *verhaal, x any) string {
	v.Helper()
	b, err := json.Marshal(x)
	if err != nil {
		v.Fatal(err)
	}
	return string(b)
}

// urls are the addresses of objects, in their order.
func urls(list []map[string]any) []string {
	out := []string{}
	for _, o := range list {
		out = append(out, fmt.Sprint(o["url"]))
	}
	return out
}

// short is an address without the server, for messages.
func short(url string) string {
	parts := strings.Split(url, "/")
	return strings.Join(parts[max(0, len(parts)-2):], "/")
}
