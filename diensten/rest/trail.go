package rest

import (
	"errors"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"meent/data"
	"meent/diensten/audit"
	"meent/diensten/notify"
	"meent/diensten/zgw"
)

// AuditTrail is one line of the audit trail of a main object (G-51).
type AuditTrail struct {
	// Het uuid van de regel.
	UUID string `json:"uuid" zgw:"readonly"`
	// De API waarin het is gebeurd.
	Bron zgw.Component `json:"bron" zgw:"required"`
	// De applicatie die het deed.
	ApplicatieID string `json:"applicatieId" zgw:"max=100"`
	// De naam van de applicatie.
	ApplicatieWeergave string `json:"applicatieWeergave" zgw:"max=200"`
	// Wie het deed, zoals de applicatie die noemt.
	GebruikersID string `json:"gebruikersId" zgw:"max=255"`
	// De naam van wie het deed.
	GebruikersWeergave string `json:"gebruikersWeergave" zgw:"max=255"`
	// Wat er gebeurde: create, update, partial_update of destroy.
	Actie string `json:"actie" zgw:"required,max=50"`
	// Wat er gebeurde, in woorden.
	ActieWeergave string `json:"actieWeergave" zgw:"max=200"`
	// De HTTP-status van het antwoord.
	Resultaat int `json:"resultaat" zgw:"required,min=100,max=599"`
	// Het adres van de zaak, het document of het besluit waar het object bij hoort.
	HoofdObject zgw.URL `json:"hoofdObject" zgw:"required,max=1000"`
	// Wat voor object het is.
	Resource string `json:"resource" zgw:"required,max=50"`
	// Het adres van het object.
	ResourceURL zgw.URL `json:"resourceUrl" zgw:"required,max=1000"`
	// Waarom het gebeurde, volgens de header X-Audit-Toelichting.
	Toelichting string `json:"toelichting"`
	// Het object in een paar woorden.
	ResourceWeergave string `json:"resourceWeergave" zgw:"required,max=200"`
	// Wanneer het gebeurde.
	Aanmaakdatum zgw.Time `json:"aanmaakdatum" zgw:"readonly"`
	// Het object ervoor en erna.
	Wijzigingen Wijzigingen `json:"wijzigingen" zgw:"required"`
}

// Wijzigingen is an object before and after a write.
type Wijzigingen struct {
	// Het object zoals het was; null als het er nog niet was.
	Oud zgw.JSON `json:"oud" zgw:"null"`
	// Het object zoals het werd; null als het is verwijderd.
	Nieuw zgw.JSON `json:"nieuw" zgw:"null"`
}

var actions = map[string]string{
	"create": "Object aangemaakt", "update": "Object bijgewerkt", "partial_update": "Object deels bijgewerkt", "destroy": "Object verwijderd",
}

func (c *Call) recordAudit(e event, action string, status int) error {
	main := e.main
	if main == nil {
		return nil
	}
	entry := audit.Entry{Main: main.ID, Resource: e.resource, Body: func(uuid string) []byte {
		dst := make([]byte, 0, 1024)
		dst = append(dst, `{"uuid":"`+uuid+`","bron":"`+e.bron+`"`...)
		text := func(name, value string) {
			dst = AppendString(append(dst, `,"`+name+`":`...), value)
		}
		text("applicatieId", told(c.applicatie(), 100))
		text("applicatieWeergave", told(c.clientLabel(), 200))
		text("gebruikersId", told(c.user(), 255))
		text("gebruikersWeergave", told(c.userLabel(), 255))
		text("actie", action)
		text("actieWeergave", actions[action])
		dst = strconv.AppendInt(append(dst, `,"resultaat":`...), int64(status), 10)
		text("hoofdObject", string(main.URL()))
		text("resource", e.resource)
		text("resourceUrl", string(e.row.URL()))
		text("toelichting", c.header("X-Audit-Toelichting"))
		text("resourceWeergave", weergave(e))
		text("aanmaakdatum", string(zgw.TimeOf(c.Now())))
		dst = appendVersion(append(dst, `,"wijzigingen":{"oud":`...), e.before)
		dst = appendVersion(append(dst, `,"nieuw":`...), e.after)
		return append(dst, "}}"...)
	}}
	if api := main.kind.API; api.Logboek {
		if c.lines == nil {
			c.lines = map[string][]audit.Line{}
		}
		c.lines[api.Component] = append(c.lines[api.Component], entry.Line())
		return nil
	}
	return audit.Write(c.Tx, entry)
}

// keepLines hangs the lines of a transaction on the logboek, at its end: the end of the chain is held until the transaction is over,
// and who holds it waits for nobody any more.
func (c *Call) keepLines() error {
	for _, register := range slices.Sorted(maps.Keys(c.lines)) {
		if err := audit.Append(c.Tx, register, c.lines[register]); err != nil {
			return err
		}
	}
	return nil
}

func appendVersion(dst []byte, s *Stored) []byte {
	if s == nil {
		return append(dst, "null"...)
	}
	return s.bytes(dst)
}

// Weergaver is a resource that can say in a few words what it is ("ZAAK-2026-0000000001"), for the audit trail.
type Weergaver interface{ Weergave() string }

func weergave(e event) string {
	if text := []rune(e.row.kind.weergave(e.row)); len(text) > 0 {
		return string(text[:min(len(text), 200)])
	}
	return e.resource + " " + e.row.UUID
}

func (c *Call) header(name string) string {
	if c.request == nil {
		return ""
	}
	return told(c.request.Header.Get(name), 1000)
}

// told is a text from a token or a header as the trail keeps it: no longer than this, and without U+0000 and U+0001, which
// a client could use to write our address where it wants.
func told(text string, most int) string {
	kept := []rune(strings.NewReplacer("\x00", "", "\x01", "").Replace(text))
	return string(kept[:min(len(kept), most)])
}

func (c *Call) applicatie() string {
	if c.Client == nil {
		return ""
	}
	if c.Client.Applicatie != "" {
		return c.Client.Applicatie
	}
	return c.Client.ID
}

func (c *Call) clientLabel() string {
	if c.Client == nil {
		return ""
	}
	return c.Client.Label
}

func (c *Call) user() string {
	if c.Client == nil {
		return ""
	}
	return c.Client.UserID
}

func (c *Call) userLabel() string {
	if c.Client == nil {
		return ""
	}
	return c.Client.UserRepresentation
}

// notify puts the notification of a write in the outbox (G-60).
func (c *Call) notify(e event, action string) error {
	dst := append([]byte(nil), `{"kanaal":`...)
	dst = AppendString(dst, e.kanaal)
	dst = AppendString(append(dst, `,"hoofdObject":`...), string(e.main.URL()))
	dst = AppendString(append(dst, `,"resource":`...), e.resource)
	dst = AppendString(append(dst, `,"resourceUrl":`...), string(e.row.URL()))
	dst = AppendString(append(dst, `,"actie":`...), action)
	dst = AppendString(append(dst, `,"aanmaakdatum":`...), string(zgw.TimeOf(c.Now())))
	dst = append(append(dst, `,"kenmerken":`...), e.main.Kenmerken...)
	return notify.Write(c.Tx, e.kanaal, append(dst, '}'))
}

// auditRoutes are the two operations on the audit trail of a main object.
func (k *Kind) auditRoutes() {
	path := k.Path + "/{" + k.Name + "_uuid}/audittrail"
	id := "audittrail" // as the standard says, which has one main object in each API
	if slices.ContainsFunc(k.API.Kinds[:len(k.API.Kinds)-1], func(other *Kind) bool { return other.Audit }) {
		id = k.Name + "_audittrail"
	}
	k.API.Route(Route{Pattern: "GET " + path, Scope: "audittrails.lezen", Handle: k.serveTrail, kind: k,
		Doc: Doc{ID: id + "_list", Summary: "De audit trail van een object opvragen.", Out: AuditTrail{}, Many: true, Tags: []string{"audittrail"}}})
	k.API.Route(Route{Pattern: "GET " + path + "/{uuid}", Scope: "audittrails.lezen", Handle: k.serveTrailLine, kind: k,
		Doc: Doc{ID: id + k.Doc.suffix(Detail), Summary: "Eén regel van een audit trail opvragen.", Out: AuditTrail{}, Tags: []string{"audittrail"}}})
}

// serveTrail gives the trail, oldest first. Who may not see the object may not see its trail.
func (k *Kind) serveTrail(c *Call, w http.ResponseWriter, r *http.Request) error {
	if _, err := Query(r); err != nil {
		return err
	}
	buf := newBuffer(c.Site)
	defer buf.free()
	err := c.View(func() error {
		s, err := k.visible(c, r.PathValue(k.Name+"_uuid"))
		if err != nil {
			return err
		}
		buf.text("[")
		for row, err := range c.Tx.Query("select body from audit where hoofd = $1 order by id", s.ID) {
			if err != nil {
				return err
			}
			buf.item(row.Bytes(0))
		}
		buf.text("]")
		return nil
	})
	if err != nil {
		return err
	}
	return buf.send(w, r, http.StatusOK)
}

func (k *Kind) serveTrailLine(c *Call, w http.ResponseWriter, r *http.Request) error {
	if _, err := Query(r); err != nil {
		return err
	}
	buf := newBuffer(c.Site)
	defer buf.free()
	err := c.View(func() error {
		s, err := k.visible(c, r.PathValue(k.Name+"_uuid"))
		if err != nil {
			return err
		}
		row, err := c.Tx.One("select body from audit where hoofd = $1 and uuid = $2", s.ID, r.PathValue("uuid"))
		if errors.Is(err, data.ErrNotFound) {
			return NotFound()
		}
		if err != nil {
			return err
		}
		buf.item(row.Bytes(0))
		return nil
	})
	if err != nil {
		return err
	}
	return buf.send(w, r, http.StatusOK)
}
