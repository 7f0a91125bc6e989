package documenten

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"meent/diensten/rest"
)

// Vergrendeling is the answer to a lock.
type Vergrendeling struct {
	// De sleutel waarmee het document bewerkt en ontgrendeld wordt.
	Lock string `json:"lock" zgw:"readonly"`
}

// Ontgrendeling is the body of an unlock.
type Ontgrendeling struct {
	// De sleutel van de vergrendeling. Wie geforceerd mag ontgrendelen, kan haar weglaten.
	Lock string `json:"lock" zgw:"max=100"`
}

// lock is drc-009: from now on only who has the key changes the document.
func lock(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	key, id := newKey(), r.PathValue("uuid")
	err := c.Update(func() error {
		s, d, err := Enkelvoudiginformatieobjecten.Open(c, r, id)
		if err != nil {
			return err
		}
		if d.Locked {
			return rest.Invalid("nonFieldErrors", "existing-lock", "Het document is al vergrendeld. Wacht tot het ontgrendeld is.")
		}
		if err := c.Tx.Exec("update documenten set slot = $2 where id = $1", s.ID, key); err != nil {
			return err
		}
		return c.Refresh(d.URL, "locked")
	}, id)
	if err != nil {
		return err
	}
	return c.AnswerJSON(w, r, http.StatusOK, rest.EncodeGroup(&Vergrendeling{key}))
}

// unlock is drc-009, and drc-016: contents that came in parts are put together.
func unlock(c *rest.Call, w http.ResponseWriter, r *http.Request) error {
	var body Ontgrendeling
	if err := optionalBody(c, r, &body); err != nil {
		return err
	}
	u := &unlocking{uuid: r.PathValue("uuid"), key: body.Lock}
	if err := c.View(func() error { return u.look(c) }); err != nil {
		return err
	}
	if err := u.join(c); err != nil {
		return err
	}
	err := c.Update(func() error { return u.finish(c, r) }, u.uuid)
	if err != nil {
		if _, refused := errors.AsType[*rest.Problem](err); refused && u.joined != "" {
			removeFiles(c.Site, []string{u.joined})
		}
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// optionalBody reads a JSON body into t when there is one.
func optionalBody(c *rest.Call, r *http.Request, t any) error {
	body, err := io.ReadAll(r.Body)
	if err != nil || len(bytes.TrimSpace(body)) == 0 {
		return err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	return c.Body(r, t)
}

// unlocking is an unlock under way. Parts are put together outside of the transaction, which then checks that they are
// still the same.
type unlocking struct {
	uuid, key string
	files     []string // of the parts, in order
	complete  bool     // every part came in
	joined    string   // the whole
}

// look reads the parts as they are now.
func (u *unlocking) look(c *rest.Call) error {
	s, err := Enkelvoudiginformatieobjecten.Visible(c, u.uuid)
	if err != nil {
		return err
	}
	u.files, u.complete, err = partFiles(c, s.ID)
	return err
}

func partFiles(c *rest.Call, document int64) (files []string, complete bool, err error) {
	complete = true
	for row, err := range c.Tx.Query("select file from bestandsdelen where document = $1 order by volgnummer", document) {
		if err != nil {
			return nil, false, err
		}
		files = append(files, row.Text(0))
		complete = complete && row.Text(0) != ""
	}
	return files, complete, nil
}

// join puts the parts together into one file.
func (u *unlocking) join(c *rest.Call) error {
	if len(u.files) == 0 || !u.complete {
		return nil
	}
	blob, err := c.Site.Files.Put(c.Context(), &partsReader{site: c.Site, files: u.files})
	if err == nil {
		u.joined = blob.Name
		return nil
	}
	now := &unlocking{uuid: u.uuid}
	if c.View(func() error { return now.look(c) }) == nil && !slices.Equal(now.files, u.files) { // somebody else was first
		return changedMeanwhile()
	}
	return fmt.Errorf("put bestandsdelen together: %w", err)
}

func changedMeanwhile() error {
	return rest.NewProblem(http.StatusConflict, "conflict", "De bestandsdelen veranderden juist. Ontgrendel opnieuw.")
}

// partsReader reads files one after the other, with one of them open at a time.
type partsReader struct {
	site  *rest.Site
	files []string
	open  io.ReadCloser
}

func (p *partsReader) Read(b []byte) (int, error) {
	for {
		if p.open == nil {
			if len(p.files) == 0 {
				return 0, io.EOF
			}
			f, err := contentsOf(p.site, p.files[0])
			if err != nil {
				return 0, err
			}
			p.open, p.files = f, p.files[1:]
		}
		n, err := p.open.Read(b)
		if err != nil { // this one is read, or cannot be
			closed := p.open.Close()
			p.open = nil
			if !errors.Is(err, io.EOF) {
				return n, errors.Join(err, closed)
			}
		}
		if n > 0 {
			return n, nil
		}
	}
}

func (u *unlocking) finish(c *rest.Call, r *http.Request) error {
	s, d, err := Enkelvoudiginformatieobjecten.Open(c, r, u.uuid)
	if err != nil {
		return err
	}
	if err := d.Reveal(c, s); err != nil {
		return err
	}
	forced := u.key == "" && c.Has("documenten.geforceerd-unlock", s.Cls)
	switch {
	case forced:
	case !d.Locked:
		return rest.Invalid("nonFieldErrors", "unlocked", "Het document is niet vergrendeld.")
	case u.key == "":
		return rest.Invalid("nonFieldErrors", "missing-lock-id", "Stuur in lock de sleutel mee die de vergrendeling gaf. Zonder sleutel kan alleen met het recht documenten.geforceerd-unlock.")
	case u.key != d.Lock || !c.Has("documenten.lock", s.Cls):
		return rest.Invalid("nonFieldErrors", "incorrect-lock-id", "De sleutel in lock is niet die van deze vergrendeling.")
	}
	files, complete, err := partFiles(c, s.ID)
	if err != nil {
		return err
	}
	switch {
	case !slices.Equal(files, u.files):
		return changedMeanwhile()
	case !complete && !forced:
		return rest.Invalid("nonFieldErrors", "incomplete-upload", "Nog niet alle bestandsdelen zijn verstuurd. Stuur ze eerst, of begin opnieuw met een andere bestandsomvang.")
	}
	return u.release(c, s, d)
}

// release takes the lock off. Contents that did not come in whole are dropped with their parts.
func (u *unlocking) release(c *rest.Call, s *rest.Stored, d *Enkelvoudiginformatieobject) error {
	if len(u.files) > 0 {
		d.file = u.joined
		if u.joined == "" {
			d.Bestandsomvang = nil
		}
		d.Named()
		if err := Enkelvoudiginformatieobjecten.Store(c, d); err != nil {
			return err
		}
		if err := dropParts(c, s.ID); err != nil {
			return err
		}
	}
	if err := c.Tx.Exec("update documenten set slot = '', file = $2 where id = $1", s.ID, d.file); err != nil {
		return err
	}
	return c.Refresh(d.URL, "locked", "bestandsdelen")
}
