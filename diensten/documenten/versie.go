package documenten

import (
	"bytes"
	"errors"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// versionParams choose a version of a document (drc-010).
var versionParams = []rest.Param{
	{Name: "versie", Type: "integer", Doc: "Het nummer van de versie; zonder opgave de laatste."},
	{Name: "registratieOp", Type: "string", Doc: "Een tijdstip: de versie die toen gold. Met versie erbij telt alleen versie."},
}

// asked is the version that a request asks for: a number, or a moment; neither is the last one.
type asked struct {
	number int64
	moment string // sortable
}

// takeVersion reads which version is asked for and takes it out of the query.
func takeVersion(r *http.Request) (asked, error) {
	var a asked
	values := r.URL.Query()
	if text := values.Get("versie"); text != "" {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return a, rest.Invalid("versie", "invalid", "Hier hoort een geheel getal.")
		}
		if n < 1 {
			return a, rest.NotFound()
		}
		a.number = n
	}
	if text := values.Get("registratieOp"); text != "" {
		if len(text) > 11 { // a + that was not escaped
			text = text[:11] + strings.ReplaceAll(text[11:], " ", "+")
		}
		moment, ok := zgw.ParseTime(text)
		if !ok {
			return a, rest.Invalid("registratieOp", "invalid", "Dit is geen tijdstip. Schrijf het als 2026-01-31T12:00:00Z.")
		}
		a.moment = moment.Sortable()
	}
	values.Del("versie")
	values.Del("registratieOp")
	r.URL.RawQuery = values.Encode()
	return a, nil
}

// turn puts the version that was asked for into the place of the last one, and says where its contents lie. A version that
// was more confidential than the document is now is kept from who could not see it then.
func (a asked) turn(c *rest.Call, s *rest.Stored) (file string, err error) {
	now, err := c.Tx.One("select versie, begin, file from documenten where id = $1", s.ID)
	if err != nil {
		return "", err
	}
	last := a.number == now.Int(0) || a.number == 0 && (a.moment == "" || now.Text(1) <= a.moment)
	if last {
		return now.Text(2), nil
	}
	const columns = "select file, cls, body from documentversies where document = $1 and "
	row := now
	if a.number != 0 {
		row, err = c.Tx.One(columns+"versie = $2", s.ID, a.number)
	} else {
		row, err = c.Tx.One(columns+"begin <= $2 order by versie desc limit 1", s.ID, a.moment)
	}
	if errors.Is(err, data.ErrNotFound) {
		return "", rest.NewProblem(http.StatusNotFound, "not_found", "Deze versie van het document is er niet.")
	}
	if err != nil {
		return "", err
	}
	if !c.Has("documenten.lezen", row.Int(1)) {
		return "", rest.Denied("De client mag deze versie van het document niet zien.")
	}
	s.Body = bytes.Clone(row.Bytes(2))
	return row.Text(0), nil
}

// show answers with one document, in the version that was asked for.
func show(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	a, err := takeVersion(r)
	if err != nil {
		return err
	}
	return Enkelvoudiginformatieobjecten.Show(c, w, r, func(s *rest.Stored) error {
		_, err := a.turn(c, s)
		return err
	})
}

// download answers with the contents of a document, or a range of them (drc-015). They are never shown by a browser as a
// page of ours, whatever they are.
func download(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	a, err := takeVersion(r)
	if err != nil {
		return err
	}
	if _, err := rest.Query(r); err != nil {
		return err
	}
	var d Enkelvoudiginformatieobject
	var file string
	err = c.View(func() error {
		s, err := Enkelvoudiginformatieobjecten.Visible(c, r.PathValue("uuid"))
		if err != nil {
			return err
		}
		if file, err = a.turn(c, s); err != nil {
			return err
		}
		return rest.Decode(s, &d)
	})
	if err != nil {
		return err
	}
	if file == "" {
		return rest.NewProblem(http.StatusNotFound, "not_found", "Dit document heeft geen inhoud, of nog niet.")
	}
	f, err := contentsOf(c.Site, file)
	if err != nil {
		return err
	}
	defer f.Close()
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": d.filename()}))
	h.Set("ETag", `"`+file+`"`)
	r.Header.Del("If-Match") // a condition of writes: Go would refuse it without a problem document
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

// filename is the name under which the contents are downloaded.
func (d *Enkelvoudiginformatieobject) filename() string {
	name := d.Bestandsnaam
	if name == "" {
		name = d.Titel
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\`, r) {
			return '_'
		}
		return r
	}, name)
}
