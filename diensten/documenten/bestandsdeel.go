package documenten

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"

	"github.com/google/uuid"

	"meent/data"
	"meent/diensten/rest"
	"meent/diensten/zgw"
)

// Bestandsdeel is a part of contents that are too large for one request. It is there until the document is unlocked.
type Bestandsdeel struct {
	// Het adres waar dit deel naartoe wordt gestuurd.
	URL zgw.URL `json:"url" zgw:"readonly,max=1000"`
	// De plaats van het deel in het geheel.
	Volgnummer int `json:"volgnummer" zgw:"readonly"`
	// De grootte van het deel in bytes.
	Omvang int `json:"omvang" zgw:"readonly"`
	// Of het deel is ontvangen.
	Voltooid bool `json:"voltooid" zgw:"readonly"`
	// De sleutel van de vergrendeling.
	Lock string `json:"lock" zgw:"required"`
}

// BestandsdeelUpload is the form in which a part comes in.
type BestandsdeelUpload struct {
	// De bytes van het deel.
	Inhoud string `json:"inhoud" zgw:"writeonly,format=binary"`
	// De sleutel van de vergrendeling.
	Lock string `json:"lock" zgw:"required,writeonly"`
}

const (
	partSize = 16 << 20 // the size of a part, but for the last
	partsMax = 4096     // so that a document is at most 64 GiB
)

// makeParts makes the parts in which contents of a size are sent.
func makeParts(c *rest.Call, document int64, key string, size int) error {
	for n, left := 1, size; left > 0; n, left = n+1, left-partSize {
		id, err := c.Tx.NewID()
		if err != nil {
			return err
		}
		name := uuid.NewString()
		part := Bestandsdeel{URL: zgw.LocalURL(bestandsdelen, name), Volgnummer: n, Omvang: min(left, partSize), Lock: key}
		err = c.Tx.Exec("insert into bestandsdelen (id, uuid, document, volgnummer, omvang, body) values ($1, $2, $3, $4, $5, $6)",
			id, name, document, int64(n), int64(part.Omvang), []byte(rest.EncodeGroup(&part)))
		if err != nil {
			return fmt.Errorf("bestandsdeel %d: %w", n, err)
		}
	}
	return nil
}

// dropParts removes the parts of a document and what was sent of them.
func dropParts(c *rest.Call, document int64) error {
	if err := dropFiles(c, "select file from bestandsdelen where document = $1", document); err != nil {
		return err
	}
	return c.Tx.Exec("delete from bestandsdelen where document = $1", document)
}

// part is a part and the document that it belongs to.
type part struct {
	id       int64
	omvang   int
	file     string
	document zgw.URL
	cls      int64
	slot     string
	shown    Bestandsdeel
}

// openPart reads a part that the client may write.
func openPart(c *rest.Call, name string) (*part, error) {
	if uuid.Validate(name) != nil {
		return nil, rest.NotFound()
	}
	row, err := c.Tx.One(`select b.id, b.omvang, b.file, b.volgnummer, d.uuid, d.cls, d.slot from bestandsdelen b
		join documenten d on d.id = b.document where b.uuid = $1`, name)
	if err != nil {
		return nil, err
	}
	p := &part{id: row.Int(0), omvang: int(row.Int(1)), file: row.Text(2), document: zgw.LocalURL(Enkelvoudiginformatieobjecten.Path, row.Text(4)), cls: row.Int(5), slot: row.Text(6)}
	p.shown = Bestandsdeel{URL: zgw.LocalURL(bestandsdelen, name), Volgnummer: int(row.Int(3)), Omvang: p.omvang, Lock: p.slot}
	if !c.Has("documenten.bijwerken", p.cls) {
		return nil, rest.Denied("De client mag dit niet bij dit document.")
	}
	return p, nil
}

// upload takes in one part: a form with inhoud, streamed to the folder of files, and lock, in either order.
func upload(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("uuid")
	var p *part
	err := c.View(func() (err error) {
		p, err = openPart(c, name)
		return err
	})
	if err != nil {
		return err
	}
	blob, key, err := readForm(c, r, p.omvang)
	if err == nil {
		err = c.Update(func() error { return p.store(c, name, blob, key) }, p.document.UUID())
	}
	if err != nil {
		if _, refused := errors.AsType[*rest.Problem](err); refused && blob.Name != "" {
			removeFiles(c.Site, []string{blob.Name})
		}
		return err
	}
	return c.AnswerJSON(w, r, http.StatusOK, rest.EncodeGroup(&p.shown))
}

// readForm reads the form, of which no more than one byte past the size is kept.
func readForm(c *rest.Call, r *http.Request, size int) (blob data.Blob, key string, err error) {
	form, err := r.MultipartReader()
	if err != nil {
		return blob, "", rest.NewProblem(http.StatusUnsupportedMediaType, "unsupported_media_type", "Stuur het bestandsdeel als multipart/form-data, met de velden inhoud en lock.")
	}
	for {
		field, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return blob, key, nil
		}
		if err != nil { // whatever is wrong with it, the client sent it so
			return blob, key, formProblem(errors.Join(io.ErrUnexpectedEOF, err))
		}
		if err := readField(c, field, size, &blob, &key); err != nil {
			return blob, key, formProblem(err)
		}
	}
}

func readField(c *rest.Call, field *multipart.Part, size int, blob *data.Blob, key *string) error {
	switch {
	case field.FormName() == "inhoud" && blob.Name == "":
		b, err := c.Site.Files.Put(c.Context(), io.LimitReader(field, int64(size)+1))
		*blob = b
		return err
	case field.FormName() == "lock":
		text, err := io.ReadAll(io.LimitReader(field, 100))
		*key = string(text)
		return err
	}
	return nil
}

// formProblem tells a form that breaks off from a fault of ours.
func formProblem(err error) error {
	if _, large := errors.AsType[*http.MaxBytesError](err); large || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		if large {
			return rest.Invalid("nonFieldErrors", "file-size", "Dit is meer dan het bestandsdeel groot is. Stuur precies de bytes van dit deel.")
		}
		return rest.NewProblem(http.StatusBadRequest, "parse_error", "Het formulier is niet compleet aangekomen. Stuur het bestandsdeel opnieuw.")
	}
	return err
}

// store writes a part that came in whole (drc-016).
func (p *part) store(c *rest.Call, name string, blob data.Blob, key string) error {
	if _, err := c.Lock(p.document); err != nil {
		return err
	}
	now, err := openPart(c, name)
	if err != nil {
		return err
	}
	*p = *now
	switch {
	case key == "":
		c.Invalid("lock", "required", "Dit veld is verplicht: de sleutel die bij het aanmaken of vergrendelen is gegeven.")
	case key != p.slot:
		c.Invalid("nonFieldErrors", "incorrect-lock-id", "De sleutel in lock is niet die van de vergrendeling van dit document.")
	case blob.Name == "":
		c.Invalid("inhoud", "required", "Dit veld is verplicht: de bytes van het bestandsdeel.")
	case blob.Size != int64(p.omvang):
		c.Invalid("nonFieldErrors", "file-size", fmt.Sprintf("Dit bestandsdeel is %d bytes groot; verstuur er precies zoveel.", p.omvang))
	}
	if err := c.Fail(); err != nil {
		return err
	}
	if err := dropFiles(c, "select file from bestandsdelen where id = $1", p.id); err != nil {
		return err
	}
	p.shown.Voltooid = true
	err = c.Tx.Exec("update bestandsdelen set file = $2, body = $3 where id = $1", p.id, blob.Name, []byte(rest.EncodeGroup(&p.shown)))
	if err != nil {
		return fmt.Errorf("bestandsdeel: %w", err)
	}
	return c.Refresh(p.document, "bestandsdelen")
}
