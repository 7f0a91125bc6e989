package rest

import (
	"errors"
	"net/http"
	"strconv"

	"meent/data"
	"meent/diensten/audit"
	"meent/diensten/notify"
	"meent/diensten/zgw"
)

// AuditTrail is one line of the audit trail of a main object (G-51).
type AuditTrail struct {
	// Unieke identificatie van de audit regel.
	UUID string `json:"uuid" zgw:"readonly"`
	// De naam van het component waar de wijziging in is gedaan.
	Bron zgw.Component `json:"bron" zgw:"required"`
	// Unieke identificatie van de applicatie, binnen de organisatie.
	ApplicatieID string `json:"applicatieId" zgw:"max=100"`
	// Vriendelijke naam van de applicatie.
	ApplicatieWeergave string `json:"applicatieWeergave" zgw:"max=200"`
	// Unieke identificatie van de gebruiker die binnen de organisatie herleid kan worden naar een persoon.
	GebruikersID string `json:"gebruikersId" zgw:"max=255"`
	// Vriendelijke naam van de gebruiker.
	GebruikersWeergave string `json:"gebruikersWeergave" zgw:"max=255"`
	// De uitgevoerde handeling.
	Actie string `json:"actie" zgw:"required,max=50"`
	// Vriendelijke naam van de actie.
	ActieWeergave string `json:"actieWeergave" zgw:"max=200"`
	// HTTP status code van de API response van de uitgevoerde handeling.
	Resultaat int `json:"resultaat" zgw:"required,min=100,max=599"`
	// De URL naar het hoofdobject van een component.
	HoofdObject zgw.URL `json:"hoofdObject" zgw:"required,max=1000"`
	// Het type resource waarop de actie gebeurde.
	Resource string `json:"resource" zgw:"required,max=50"`
	// De URL naar het object.
	ResourceURL zgw.URL `json:"resourceUrl" zgw:"required,max=1000"`
	// Toelichting waarom de handeling is uitgevoerd.
	Toelichting string `json:"toelichting"`
	// Vriendelijke identificatie van het object.
	ResourceWeergave string `json:"resourceWeergave" zgw:"required,max=200"`
	// De datum waarop de handeling is gedaan.
	Aanmaakdatum zgw.Time `json:"aanmaakdatum" zgw:"readonly"`
	// Het object voor en na de handeling.
	Wijzigingen Wijzigingen `json:"wijzigingen" zgw:"required"`
}

// Wijzigingen is an object before and after a write.
type Wijzigingen struct {
	// Volledige JSON body van het object zoals dat bestond voordat de actie heeft plaatsgevonden.
	Oud zgw.JSON `json:"oud"`
	// Volledige JSON body van het object na de actie.
	Nieuw zgw.JSON `json:"nieuw"`
}

var actions = map[string]string{
	"create": "Object aangemaakt", "update": "Object bijgewerkt", "partial_update": "Object deels bijgewerkt", "destroy": "Object verwijderd",
}

func (c *Call) recordAudit(e event, action string, status int) error {
	main := e.main
	if main == nil {
		return nil
	}
	return audit.Write(c.Tx, audit.Entry{Main: main.ID, Resource: e.resource, Body: func(uuid string) []byte {
		dst := make([]byte, 0, 1024)
		dst = append(dst, `{"uuid":"`+uuid+`","bron":"`+e.bron+`"`...)
		text := func(name, value string) {
			dst = AppendString(append(dst, `,"`+name+`":`...), value)
		}
		text("applicatieId", c.applicatie())
		text("applicatieWeergave", c.clientLabel())
		text("gebruikersId", c.user())
		text("gebruikersWeergave", c.userLabel())
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
	}})
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
	if w, ok := e.row.kind.(interface{ weergave(*Stored) string }); ok {
		if text := w.weergave(e.row); text != "" {
			return text
		}
	}
	return e.resource + " " + e.row.UUID
}

func (b *bound[T]) weergave(s *Stored) string {
	if _, ok := any(new(T)).(Weergaver); !ok {
		return ""
	}
	t, err := b.decode(s)
	if err != nil {
		return ""
	}
	text := []rune(any(t).(Weergaver).Weergave())
	return string(text[:min(len(text), 200)])
}

func (c *Call) header(name string) string {
	if c.request == nil {
		return ""
	}
	text := []rune(c.request.Header.Get(name))
	return string(text[:min(len(text), 1000)])
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
func (b *bound[T]) auditRoutes() {
	path := b.Path + "/{uuid}/audittrail"
	b.api.Route(Route{Pattern: "GET " + path, Scope: "audittrails.lezen", Handle: b.serveTrail,
		Doc: Doc{ID: "audittrail_list", Summary: "Alle audit trail regels behorend bij het object.", Out: AuditTrail{}, Many: true, Tags: []string{"audittrail"}}})
	b.api.Route(Route{Pattern: "GET " + path + "/{regel}", Scope: "audittrails.lezen", Handle: b.serveTrailLine,
		Doc: Doc{ID: "audittrail_read", Summary: "Een specifieke audit trail regel opvragen.", Out: AuditTrail{}, Tags: []string{"audittrail"}}})
}

// serveTrail gives the trail, oldest first. Who may not see the object may not see its trail.
func (b *bound[T]) serveTrail(c *Call, w http.ResponseWriter, r *http.Request) error {
	buf := newBuffer()
	defer buf.free()
	err := c.View(func() error {
		s, err := b.visible(c, r.PathValue("uuid"))
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
	return buf.send(c, w, r, http.StatusOK)
}

func (b *bound[T]) serveTrailLine(c *Call, w http.ResponseWriter, r *http.Request) error {
	buf := newBuffer()
	defer buf.free()
	err := c.View(func() error {
		s, err := b.visible(c, r.PathValue("uuid"))
		if err != nil {
			return err
		}
		row, err := c.Tx.One("select body from audit where hoofd = $1 and uuid = $2", s.ID, r.PathValue("regel"))
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
	return buf.send(c, w, r, http.StatusOK)
}
